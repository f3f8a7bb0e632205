import { delayAbort, TimeoutError, withTimeout } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError } from '../errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import { type DeleteOptions, type DeleteResult, deleteFiles } from '../openai/delete-files.ts'
import type { Retry } from '../openai/pagination.ts'

const CLEANUP_TIMEOUT_MS = 60_000
/** Between two attempts once the workflow is cancelled. */
const CANCELLED_MAX_DELAY_MS = 500

/** What cleaning up depends on. */
export interface FileCleanupOptions {
  deps: Dependencies
  createClient: (signal: AbortSignal) => Client
}

/** Deletes files within a deadline; what cannot be deleted is a warning. */
export class FileCleanup {
  readonly #options: FileCleanupOptions

  constructor(options: FileCleanupOptions) {
    this.#options = options
  }

  /** Deletes the files that `find` returns, except those that a job needs or may need. */
  async deleteFiles(
    find: (client: Client, retry: Retry) => Promise<string[]>,
    options: Pick<DeleteOptions, 'isInUse' | 'mayBeOld' | 'reserved'>,
  ): Promise<void> {
    const { clock } = this.#options.deps
    await this.#withCleanupDeadline(async (client, retry) => {
      const ids = await find(client, retry)
      for (const result of await deleteFiles(client, ids, { ...options, retry, clock })) this.#log(result)
    })
  }

  #log(result: DeleteResult): void {
    const { runner } = this.#options.deps
    const { id } = result
    if (result.kind === 'failed')
      runner.warning(`${id} could not be deleted and is left on the server: ${formatError(result.error)}`)
    else if (result.kind === 'deleted') runner.info(`${id} was deleted from the server`)
    else if (result.kind === 'used') runner.info(`${id} is kept: job ${result.by.id} uses it`)
    else runner.info(`${id} is kept: a job may use it, and the server lists none that does`)
  }

  /** Also runs when the workflow is cancelled: deleting files is worth the seconds that remain. */
  async #withCleanupDeadline(work: (client: Client, retry: Retry) => Promise<void>): Promise<void> {
    const { deps, createClient } = this.#options
    const { clock, random, runner, signal: cancelled, remainingGraceMs } = deps
    const stepEnd = delayAbort(cancelled, remainingGraceMs, clock)
    try {
      await withTimeout(clock, CLEANUP_TIMEOUT_MS, stepEnd.signal, (signal) => {
        const maxDelayMs = cancelled.aborted ? CANCELLED_MAX_DELAY_MS : undefined
        return work(createClient(signal), (request) => retry(request, { clock, random, signal, maxDelayMs }))
      })
    } catch (error) {
      if (!(error instanceof ActionError || error instanceof TimeoutError)) throw error
      const reason = error instanceof ActionError ? formatError(error) : error.message
      runner.warning(`Unneeded files may be left on the server: ${reason}`)
    } finally {
      stepEnd.dispose()
    }
  }
}
