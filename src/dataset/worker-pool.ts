import type { MessagePort, Worker } from 'node:worker_threads'
import type { WorkerOptions } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { checkLines, type LineCheckOptions, type LinesReport } from './checks/check-lines.ts'
import type { Capacity } from './problem-collector.ts'
import type { CountExampleTokens } from './tokens/example-tokens.ts'
import type { Encoding } from './tokens/ranks.ts'

/** Loads the function that counts tokens in an encoding. */
export type LoadTokenizer = (encoding: Encoding) => Promise<CountExampleTokens>

type CheckBlock = (block: Buffer, capacity: Capacity) => LinesReport

async function createBlockCheck(
  options: LineCheckOptions,
  loadTokenizer: LoadTokenizer | undefined,
): Promise<CheckBlock> {
  const countTokens = options.tokens && (await loadTokenizer?.(options.tokens.encoding))
  return (block, capacity) => checkLines(block, capacity, options, countTokens)
}

type WorkerRequest = { options: LineCheckOptions } | { block: Uint8Array; capacity: Capacity }
type WorkerResponse = { report: LinesReport } | { error: unknown }

/** Checks the blocks that arrive at a port, in a worker thread. */
export function serveWorker(port: MessagePort, loadTokenizer: LoadTokenizer): void {
  let check: Promise<CheckBlock> | undefined
  const respond = async (bytes: Uint8Array, capacity: Capacity): Promise<WorkerResponse> => {
    try {
      if (!check) throw new Error('a block came before the options')
      const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      return { report: (await check)(block, capacity) }
    } catch (error) {
      return { error }
    }
  }
  port.on('message', async (request: WorkerRequest) => {
    if ('options' in request) check = createBlockCheck(request.options, loadTokenizer)
    else port.postMessage(await respond(request.block, request.capacity))
  })
}

// One block to check, and others for the time in which the main thread is busy.
const PENDING_BYTES_PER_WORKER = 2 * 2 ** 20

interface PoolWorker {
  worker: Worker
  /** In the order in which it responds. */
  tasks: Task[]
}

interface Task {
  block: Buffer
  capacity: Capacity
  resolve(report: Promise<LinesReport>): void
}

/**
 * Checks blocks of complete lines in worker threads, or in this thread when there are none. The blocks of a worker that
 * cannot start, or dies, are checked in this thread; those of one that ran out of memory are rejected with an `ActionError`.
 * When the signal aborts, all of them are rejected with its reason.
 */
export class WorkerPool {
  /** How many bytes may be pending before the caller waits, so that they do not fill the memory. */
  readonly maxPendingBytes: number
  readonly #workers: PoolWorker[]
  readonly #loadInlineCheck: () => Promise<CheckBlock>
  readonly #signal: AbortSignal
  readonly #abort = () => this.#end(this.#signal.reason)

  constructor(
    options: LineCheckOptions,
    loadTokenizer: LoadTokenizer | undefined,
    workers: WorkerOptions | undefined,
    signal: AbortSignal,
  ) {
    this.#signal = signal
    let inlineCheck: Promise<CheckBlock> | undefined
    this.#loadInlineCheck = () => (inlineCheck ??= createBlockCheck(options, loadTokenizer))
    this.#workers = workers
      ? Array.from({ length: workers.count }, () => ({ worker: workers.spawn(), tasks: [] }))
      : []
    this.maxPendingBytes = this.#workers.length * PENDING_BYTES_PER_WORKER
    for (const worker of this.#workers) this.#addWorker(worker, options)
    signal.addEventListener('abort', this.#abort)
  }

  /** Returns the report on a block; keeps as many of its problems as `capacity` says. */
  async check(block: Buffer, capacity: Capacity): Promise<LinesReport> {
    this.#signal.throwIfAborted()
    const [first, ...others] = this.#workers
    if (!first) return this.#checkInline(block, capacity)
    const idlest = others.reduce(
      (best, other) => (other.tasks.length < best.tasks.length ? other : best),
      first,
    )
    return new Promise((resolve) => {
      idlest.tasks.push({ block, capacity, resolve })
      idlest.worker.postMessage({ block, capacity } satisfies WorkerRequest)
    })
  }

  /** Ends the workers. */
  close(): void {
    this.#signal.removeEventListener('abort', this.#abort)
    this.#end(new Error('the checks were closed'))
  }

  #addWorker(poolWorker: PoolWorker, options: LineCheckOptions): void {
    const { worker, tasks } = poolWorker
    worker.on('message', (response: WorkerResponse) => {
      // Without a task, which a closed pool does not have, a rejected promise would be unhandled.
      const task = tasks.shift()
      task?.resolve('report' in response ? Promise.resolve(response.report) : Promise.reject(response.error))
    })
    worker.on('error', (error) => this.#removeWorker(poolWorker, error))
    worker.on('messageerror', (error) => this.#removeWorker(poolWorker, error))
    worker.on('exit', () => this.#removeWorker(poolWorker, undefined))
    worker.postMessage({ options } satisfies WorkerRequest)
  }

  /** Removes a worker and checks its blocks in this thread. */
  #removeWorker(poolWorker: PoolWorker, error: unknown): void {
    const index = this.#workers.indexOf(poolWorker)
    if (index === -1) return
    this.#workers.splice(index, 1)
    void poolWorker.worker.terminate()
    for (const { block, capacity, resolve } of poolWorker.tasks.splice(0)) {
      resolve(
        isOutOfMemory(error) ? Promise.reject(toMemoryError(error)) : this.#checkInline(block, capacity),
      )
    }
  }

  async #checkInline(block: Buffer, capacity: Capacity): Promise<LinesReport> {
    return (await this.#loadInlineCheck())(block, capacity)
  }

  #end(reason: unknown): void {
    for (const { worker, tasks } of this.#workers.splice(0)) {
      void worker.terminate()
      for (const { resolve } of tasks.splice(0)) resolve(Promise.reject(reason))
    }
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function toMemoryError(cause: unknown): ActionError {
  return new ActionError('there is not enough memory to check the data', {
    cause,
    hint: 'Split the longest lines, use a larger runner, or set "data-check" to "off".',
  })
}
