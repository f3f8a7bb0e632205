import { createHash } from 'node:crypto'
import { ApiError } from '../http/errors.ts'
import type { EventPage, JobEvent } from '../openai/event.ts'
import type { Retry } from '../openai/pagination.ts'

/** Fetches one page of a job's events, newest first; `after` is the event that the older ones follow. */
export type FetchEventPage = (page: { after?: string | undefined; limit: number }) => Promise<EventPage>

/** The API documents no maximum; its official example requests this many. A server that rejects it gets the default. */
const PAGE_SIZE = 100
const DEFAULT_PAGE_SIZE = 20
/** No real list is this long; a list that never ends must not block the step forever. */
const MAX_PAGES = 10_000
/** Enough to read any list of events known from real jobs completely once more. */
const MAX_FULL_READ_PAGES = 300

/** How to read events. */
export interface EventReaderOptions {
  fetchPage: FetchEventPage
  retry: Retry
  /** Reading stops after a page when this returns true. */
  isDone: () => boolean
}

/** Reads a job's events as they become known, each once, from servers that page and identify them in different ways. */
export class EventReader {
  readonly #fetchPage: FetchEventPage
  readonly #retry: Retry
  readonly #isDone: () => boolean
  /** Keys of the events that were returned. */
  readonly #known = new Set<string>()
  #getKey = idKey
  #limit = PAGE_SIZE
  #firstKey: string | undefined
  #lastEvent: JobEvent | undefined
  /** What the current reading has found so far. */
  #listed: JobEvent[] = []
  #idsAreStable = false

  constructor({ fetchPage, retry, isDone }: EventReaderOptions) {
    this.#fetchPage = fetchPage
    this.#retry = retry
    this.#isDone = isDone
  }

  /**
   * Returns the events that were not returned before, oldest first. Reads until a page has nothing new, or with `full`
   * the whole list, for events that were listed late below others.
   */
  async read({ full = false } = {}): Promise<JobEvent[]> {
    await this.#list(full)
    return this.takePartial()
  }

  /** Returns what a failed reading found before it failed, oldest first. */
  takePartial(): JobEvent[] {
    const events = oldestFirst(this.#listed.filter((event) => !this.#known.has(this.#getKey(event))))
    for (const event of events) this.#known.add(idKey(event)).add(contentKey(event))
    this.#firstKey ??= events[0] && this.#getKey(events[0])
    this.#lastEvent = events.at(-1) ?? this.#lastEvent
    this.#listed = []
    return events
  }

  async #list(full: boolean): Promise<void> {
    this.#listed = []
    const listedKeys = new Set<string>()
    let foundKnown = this.#known.size === 0
    let previousContents: string | undefined
    let after: string | undefined
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const { events, hasMore } = await this.#fetch(after)
      foundKnown ||= events.some((event) => this.#known.has(idKey(event)))
      const contents = events.map(contentKey).join()
      const isRepeat = contents === previousContents && !(await this.#hasStableIds(listedKeys))
      previousContents = contents
      const newEvents = isRepeat ? [] : this.#selectNew(events, listedKeys)
      for (const event of newEvents) listedKeys.add(this.#getKey(event))
      for (const event of newEvents) this.#listed.push(event)
      // A whole page of known events, not the first known event: late events are listed below newer ones.
      if (newEvents.length > 0 || (full && pages < MAX_FULL_READ_PAGES))
        after = hasMore && !isRepeat ? events.at(-1)?.id : undefined
      else after = pages === 0 ? this.#nextCursorAfterKnown({ events, hasMore }) : undefined
      if (after === undefined) break
      if (this.#isDone()) return
    }
    // Known events must be listed by now. If none of their ids is, the server makes up new ids for every response.
    if (!foundKnown && this.#listed.length > 0) this.#getKey = contentKey
  }

  #fetch(after: string | undefined): Promise<EventPage> {
    return this.#retry(async () => {
      try {
        return await this.#fetchPage({ after, limit: this.#limit })
      } catch (error) {
        if (this.#limit === DEFAULT_PAGE_SIZE || !(error instanceof ApiError) || error.status !== 400)
          throw error
        this.#limit = DEFAULT_PAGE_SIZE
        return this.#fetchPage({ after, limit: this.#limit })
      }
    })
  }

  /**
   * A page with the contents of the one before but new ids has either events that are worded alike, or comes from a
   * server that makes up ids and ignores `after`. Fetching the first page again shows which.
   */
  async #hasStableIds(listedKeys: ReadonlySet<string>): Promise<boolean> {
    this.#idsAreStable ||= (await this.#fetch(undefined)).events.some(({ id }) => id && listedKeys.has(id))
    return this.#idsAreStable
  }

  #selectNew(events: readonly JobEvent[], listedKeys: ReadonlySet<string>): JobEvent[] {
    return events.filter((event) => {
      const key = this.#getKey(event)
      return !this.#known.has(key) && !listedKeys.has(key)
    })
  }

  /** Where to continue after a page of known events: only at a server that wrongly lists the oldest first. */
  #nextCursorAfterKnown({ events, hasMore }: EventPage): string | undefined {
    const first = events[0]
    const last = this.#lastEvent
    const startsAtOldest = first !== undefined && this.#getKey(first) === this.#firstKey
    return hasMore && startsAtOldest && last && this.#getKey(last) !== this.#firstKey ? last.id : undefined
  }
}

/** For servers that give events no ids, or make up new ones for every response. */
function contentKey({ createdAt, type, message, data }: JobEvent): string {
  // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
  return createHash('sha1')
    .update(JSON.stringify([createdAt, type, message, data]))
    .digest('base64')
}

const idKey = (event: JobEvent) => event.id ?? contentKey(event)

/** By time, and within a second in the server's order: newest first, unless most of the list goes the other way. */
function oldestFirst(events: JobEvent[]): JobEvent[] {
  const steps = events.slice(1).map((event, i) => (event.createdAt ?? 0) - (events[i]?.createdAt ?? 0))
  const isAscending = steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length
  const ordered = isAscending ? events : events.toReversed()
  const isDated = ordered.every((event) => event.createdAt !== undefined)
  return isDated ? ordered.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)) : ordered
}
