import type { Dependencies } from '../dependencies.ts'
import { rethrowUnexpected } from '../errors.ts'
import { ApiError, isRetryable } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import { findFile, getDigestInName, type Verification, verifyContent } from '../openai/find-file.ts'
import type { RemoteFile } from '../openai/remote-file.ts'
import { createRetry } from './retry-options.ts'
import type { LocalDataset } from './uploader.ts'

/** How a file on the server compares with a dataset. */
export type FileMatch =
  | 'same'
  | 'different'
  /** The server does not return the file, or not what it contains. */
  | 'unreadable'
  /** The server does not report which file the job uses. */
  | 'unreported'

/** How long to search for existing data on the server before uploading it. */
const FIND_TIMEOUT_MS = 60_000
/** How long to retry reading a file back. */
const VERIFY_TIMEOUT_MS = 60_000
/** How long to retry reading a file whose content decides whether a job can be reused. */
const COMPARE_TIMEOUT_MS = 5 * 60_000

/** The files of other invocations. What their names promise is verified: anyone who may upload could have named them so. */
export class ExistingFiles {
  readonly #client: Client
  readonly #deps: Dependencies
  /** By file and digest. */
  readonly #verifications = new Map<string, Promise<Verification>>()
  readonly #comparisons = new Map<string, Promise<FileMatch>>()
  /** The files of which a message says that they differ, or that they are trusted. */
  readonly #reported = new Set<string>()

  constructor(client: Client, deps: Dependencies) {
    this.#client = client
    this.#deps = deps
  }

  /** Returns a file with the content of a dataset, if the server has one. If it cannot list its files, there is none. */
  async find(
    dataset: LocalDataset,
    isOwn: (id: string) => boolean,
    deps: Dependencies,
  ): Promise<RemoteFile | undefined> {
    const { clock, startDate: now } = deps
    const verify = async ({ id }: RemoteFile) =>
      isOwn(id) || (await this.#verifyNamed(id, dataset, deps)) === 'same'
    try {
      const retry = createRetry(deps, FIND_TIMEOUT_MS, { failsFast: true })
      return await findFile(this.#client, dataset.report, { now, retry, clock, verify })
    } catch (error) {
      rethrowUnexpected(error, deps.signal)
      // Files are free: the data is uploaded again.
      return undefined
    }
  }

  /** Returns how a file compares with a dataset. Rejects when the server does not respond. */
  compare(id: string, dataset: LocalDataset): Promise<FileMatch> {
    return remember(this.#comparisons, keyOf(id, dataset), () => this.#compare(id, dataset))
  }

  async #compare(id: string, dataset: LocalDataset): Promise<FileMatch> {
    const { digest, bytes } = dataset.report
    const file = await this.#getFile(id)
    if (!file) return 'unreadable'
    const promised = getDigestInName(file.name)
    if ((promised ?? digest) !== digest || (file.bytes ?? bytes) !== bytes) return 'different'
    if (promised !== undefined && file.bytes !== undefined) return this.#verifyNamed(id, dataset, this.#deps)
    const verification = await this.#verify(id, dataset, this.#deps)
    return typeof verification === 'string' ? verification : 'unreadable'
  }

  /** Returns nothing if the server refuses to return the file. */
  async #getFile(id: string): Promise<RemoteFile | undefined> {
    try {
      const retry = createRetry(this.#deps, COMPARE_TIMEOUT_MS, { failsFast: true })
      return await retry(() => this.#client.getFile(id))
    } catch (error) {
      if (error instanceof ApiError && !isRetryable(error)) return undefined
      throw error
    }
  }

  /** Verifies a file whose name and size promise this content, and trusts them if it cannot be read back. */
  async #verifyNamed(id: string, dataset: LocalDataset, deps: Dependencies): Promise<'same' | 'different'> {
    const { runner } = deps
    const { role } = dataset
    const key = keyOf(id, dataset)
    const verification = await this.#verify(id, dataset, deps)
    if (verification === 'same') return 'same'
    const isNew = !this.#reported.has(key)
    this.#reported.add(key)
    if (verification === 'different') {
      if (isNew)
        runner.warning(
          `${id} is named like the ${role} data and has other content, so it is not used. Check who may upload files to this project.`,
        )
      return 'different'
    }
    if (isNew)
      runner.notice(
        `The ${role} data was found on the server as ${id} by its name and size. It could not be verified: ${verification.unverified}`,
      )
    return 'same'
  }

  #verify(id: string, dataset: LocalDataset, deps: Dependencies): Promise<Verification> {
    return remember(this.#verifications, keyOf(id, dataset), () =>
      verifyContent(this.#client, id, dataset.report, {
        retry: createRetry(deps, VERIFY_TIMEOUT_MS),
        signal: deps.signal,
      }),
    )
  }
}

function keyOf(id: string, { report }: LocalDataset): string {
  return `${id} ${report.digest}`
}

/** Returns what is remembered, or does the work; a failure proves nothing and is not remembered. */
function remember<T>(known: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const existing = known.get(key)
  if (existing) return existing
  const promise = work()
  known.set(key, promise)
  promise.catch(() => known.delete(key))
  return promise
}
