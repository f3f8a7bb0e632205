import type { Clock } from '../clock.ts'
import { ApiError } from '../http/errors.ts'
import type { Retry } from '../http/retry.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Client, JobPageQuery, PageQuery } from './client.ts'
import type { Job } from './job.ts'
import type { Page, UnreadableEntry } from './page.ts'
import type { RemoteFile } from './remote-file.ts'

/** What reading a list depends on. */
export interface ReadListOptions<T> {
  retry: Retry
  clock: Clock
  /** Whether the kept items suffice, so that the rest of the list is not read. */
  isDone?: ((items: T[], isNewestFirst: boolean) => boolean) | undefined
}

/** What was read of a list. */
export interface ListResult<T> {
  /** The kept items in the server's order, which is documented as newest first. */
  items: T[]
  /** The entries that cannot be decoded, without regard to the filter. They do not make the reading incomplete. */
  unreadable: UnreadableEntry[]
  /**
   * Why the list was not read to its end, until `isDone`, or up to the maximum number of entries, as a clause: "the server
   * ignores the cursor of its list".
   */
  incompleteReason: string | undefined
  /** Whether reading stopped at the maximum number of entries. */
  isTruncated: boolean
  /** Whether `created_at` never rises from one newly read entry to the next, so that what was not read is older. */
  isNewestFirst: boolean
  /** The server's own time in Unix seconds when it sent the last page. */
  serverTime: number | undefined
}

/** The maximum of the official clients. */
const PAGE_SIZE = 100
/** How many jobs of a server without filters are read at most. */
export const MAX_JOBS = 5000

/** Selects jobs of a list. */
export interface JobQuery {
  /** Sent to the server, whose list is still filtered: some servers ignore this parameter. */
  metadata?: Record<string, string> | undefined
  filter: (job: Job) => boolean
}

/** Lists the jobs that match a query, until `isDone`. Rejects when the server does not support listing jobs. */
export function listJobs(
  client: Pick<Client, 'listJobs'>,
  { metadata, filter }: JobQuery,
  options: ReadListOptions<Job>,
): Promise<ListResult<Job>> {
  const query = { getPage: client.listJobs, pageSize: PAGE_SIZE, maxItems: MAX_JOBS, metadata, filter }
  return new ListReader({ ...query, ...options }).read()
}

/** Servers keep three checkpoints of each job; one that keeps every checkpoint of a long job has hundreds. */
const MAX_CHECKPOINTS = 1000

/** Lists the checkpoints of a job in order of step. Rejects when the server does not support listing them. */
export async function listCheckpoints(
  client: Pick<Client, 'listCheckpoints'>,
  jobId: string,
  options: ReadListOptions<Checkpoint>,
): Promise<Checkpoint[]> {
  const getPage = (query: PageQuery) => client.listCheckpoints(jobId, query)
  const query = { getPage, pageSize: PAGE_SIZE, maxItems: MAX_CHECKPOINTS }
  const { items } = await new ListReader({ ...query, ...options }).read()
  return items.sort((a, b) => (a.step ?? 0) - (b.step ?? 0))
}

/** The API's default for a page of files is 10,000. */
const FILES_PER_PAGE = 1000
const MAX_FILES = 20_000

/** Lists the files for fine-tuning that pass the filter, oldest first. Rejects when the server does not support listing. */
export async function listFiles(
  client: Pick<Client, 'listFiles'>,
  filter: (file: RemoteFile) => boolean,
  options: ReadListOptions<RemoteFile>,
): Promise<RemoteFile[]> {
  const query = { getPage: client.listFiles, pageSize: FILES_PER_PAGE, maxItems: MAX_FILES, filter }
  const { items } = await new ListReader({ ...query, ...options }).read()
  return items.sort(compareAge)
}

type Dated = Pick<Job | RemoteFile, 'id' | 'createdAt'>

/** Compares jobs or files by their age, the older first, and by their ids if both were created in the same second. */
export function compareAge(a: Dated, b: Dated): number {
  return (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1)
}

/** The sum of what is read of one list. */
const MAX_LIST_BYTES = 128 * 2 ** 20
const MAX_LIST_MS = 5 * 60_000
const MAX_PAGES_WITHOUT_NEWS = 2
/** A server that ignores cursors repeats its first page. A page this short is its whole list; a longer one may be cut off. */
export const MIN_CUT_OFF_LENGTH = 10

/** Options for reading a list of the API. */
interface ListOptions<T> extends ReadListOptions<T> {
  getPage: (query: JobPageQuery) => Promise<Page<T>>
  pageSize: number
  /** Sent until a 400 or 422: a simpler server supports only a query without it, or without the size of a page. */
  metadata?: JobPageQuery['metadata']
  /** How many entries are read at most. */
  maxItems: number
  /** Which items are kept; all by default. */
  filter?: (item: T) => boolean
}

/** Where reading goes on, or why it ends. */
type Step =
  | { kind: 'next'; after: string | undefined }
  | { kind: 'end' }
  | { kind: 'incomplete'; reason: string }

/** Reads a list page by page, and decides whether it was read completely. */
class ListReader<T extends { id: string; createdAt?: number | undefined }> {
  readonly #options: ListOptions<T>
  #query: JobPageQuery
  readonly #simplerQueries: JobPageQuery[]
  readonly #items: T[] = []
  readonly #unreadable: UnreadableEntry[] = []
  /** The keys of all entries in the order in which they were read. */
  readonly #knownKeys = new Set<string>()
  #previousPage: string[] | undefined
  #pagesWithoutNews = 0
  #bytes = 0
  #isNewestFirst = true
  #lastCreatedAt: number | undefined
  #serverTime: number | undefined

  constructor(options: ListOptions<T>) {
    const { pageSize: limit, metadata } = options
    this.#options = options
    this.#query = metadata ? { limit, metadata } : { limit }
    this.#simplerQueries = metadata ? [{ limit }, {}] : [{}]
  }

  /** Rejects when the server rejects every query. */
  async read(): Promise<ListResult<T>> {
    const { clock, maxItems } = this.#options
    const startedAt = clock.now()
    let after: string | undefined
    for (;;) {
      const page = await this.#fetchPage(after)
      if (!page) return this.#finish('the server refuses to list what follows')
      const step = this.#add(page, after)
      if (step.kind !== 'next') return this.#finish(step.kind === 'end' ? undefined : step.reason)
      if (this.#knownKeys.size >= maxItems) return { ...this.#finish(undefined), isTruncated: true }
      if (this.#bytes > MAX_LIST_BYTES) return this.#finish('the list is too long')
      if (clock.now() - startedAt > MAX_LIST_MS) return this.#finish('reading the list takes too long')
      after = step.after
    }
  }

  /** Returns nothing if the server refuses what follows a page that it has sent. */
  async #fetchPage(after: string | undefined): Promise<Page<T> | undefined> {
    const { getPage, retry } = this.#options
    const request = async (): Promise<Page<T>> => {
      try {
        return await getPage({ ...this.#query, after })
      } catch (error) {
        if (hasStatus(error, [400, 422]) && this.#simplifyQuery()) return request()
        throw error
      }
    }
    try {
      return await retry(request)
    } catch (error) {
      if (after !== undefined && hasStatus(error, [400, 404, 422])) return undefined
      throw error
    }
  }

  /** Returns whether there is a simpler query, which is sent from now on. */
  #simplifyQuery(): boolean {
    const query = this.#simplerQueries.shift()
    if (query === undefined) return false
    this.#query = query
    return true
  }

  /** Keeps the new entries of a page and decides how reading goes on. */
  #add(page: Page<T>, after: string | undefined): Step {
    const keys = page.entries.map(({ key }) => key)
    const repetition = keys.length > 0 || after === undefined ? this.#compareWithRead(keys) : undefined
    const hasNews = keys.some((key) => !this.#knownKeys.has(key))
    this.#keep(page)
    this.#previousPage = keys
    this.#pagesWithoutNews = hasNews ? 0 : this.#pagesWithoutNews + 1

    const { isDone = () => false } = this.#options
    if (isDone(this.#items, this.#isNewestFirst)) return { kind: 'end' }
    if (repetition === 'same page' && this.#knownKeys.size < MIN_CUT_OFF_LENGTH) return { kind: 'end' }
    if (repetition === 'same page' && keys.length > 0)
      return { kind: 'incomplete', reason: 'the server ignores the cursor of its list' }
    if (repetition === 'known entries')
      return { kind: 'incomplete', reason: 'the server lists entries of earlier pages again' }
    // A page of an overlap alone, or of nothing, ends a list that does not announce more.
    if (page.hasMore === false || (page.hasMore === undefined && !hasNews)) return { kind: 'end' }
    if (page.nextCursor === undefined && keys.length > 0)
      return { kind: 'incomplete', reason: 'the last entry of a page has no id to continue after' }
    if (hasNews) return { kind: 'next', after: page.nextCursor }
    // A server that filters a page after it has cut it off announces more after an empty one.
    if (this.#knownKeys.size === 0 && this.#simplifyQuery()) {
      this.#pagesWithoutNews = 0
      this.#previousPage = undefined
      return { kind: 'next', after: undefined }
    }
    const canContinue = page.nextCursor !== undefined || this.#knownKeys.size === 0
    if (this.#pagesWithoutNews >= MAX_PAGES_WITHOUT_NEWS || !canContinue)
      return { kind: 'incomplete', reason: 'the server announces more entries and lists none' }
    return { kind: 'next', after: page.nextCursor }
  }

  /**
   * Returns what a page repeats of the pages before it. Entries at its beginning are no repetition if the pages before it
   * ended with them: a cursor may be inclusive, and new entries move a list that is paged by position.
   */
  #compareWithRead(keys: readonly string[]): 'same page' | 'known entries' | undefined {
    if (this.#previousPage === undefined) return undefined
    const isKnown = (key: string) => this.#knownKeys.has(key)
    const tail = keys.slice(Math.max(0, keys.length - this.#previousPage.length))
    const isSamePage =
      isEqual(tail, this.#previousPage) && !keys.slice(0, -tail.length || undefined).some(isKnown)
    if (isSamePage) return 'same page'
    const firstNew = keys.findIndex((key) => !isKnown(key))
    const overlap = firstNew < 0 ? keys : keys.slice(0, firstNew)
    const isOverlap = overlap.length === 0 || isEqual(overlap, [...this.#knownKeys].slice(-overlap.length))
    return isOverlap && !keys.slice(overlap.length).some(isKnown) ? undefined : 'known entries'
  }

  #keep({ entries, bytes, serverTime }: Page<T>): void {
    const { filter = () => true } = this.#options
    for (const entry of entries.filter(({ key }) => !this.#knownKeys.has(key))) {
      const { key } = entry
      const { createdAt } = 'item' in entry ? entry.item : entry.unreadable
      if ('unreadable' in entry) this.#unreadable.push(entry.unreadable)
      else if (filter(entry.item)) this.#items.push(entry.item)
      // A page may list an entry twice.
      if (this.#knownKeys.has(key)) continue
      const isFirst = this.#knownKeys.size === 0
      const mayFollow =
        createdAt !== undefined && createdAt <= (this.#lastCreatedAt ?? Number.NEGATIVE_INFINITY)
      this.#isNewestFirst &&= isFirst || mayFollow
      this.#lastCreatedAt = createdAt
      this.#knownKeys.add(key)
    }
    this.#bytes += bytes
    this.#serverTime = serverTime ?? this.#serverTime
  }

  #finish(incompleteReason: string | undefined): ListResult<T> {
    return {
      items: this.#items,
      unreadable: this.#unreadable,
      incompleteReason,
      isTruncated: false,
      isNewestFirst: this.#isNewestFirst,
      serverTime: this.#serverTime,
    }
  }
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i])
}

function hasStatus(error: unknown, statuses: readonly number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status)
}
