import { createHash } from 'node:crypto'
import { ApiError } from '../http/errors.ts'
import type { Retry } from '../http/retry.ts'
import type { EventPage, JobEvent } from '../openai/event.ts'
import { MIN_CUT_OFF_LENGTH } from '../openai/pagination.ts'

/** Fetches one page of a job's events, newest first; `after` is the event that the older ones follow. */
export type FetchEventPage = (page: {
  after?: string | undefined
  limit?: number | undefined
}) => Promise<EventPage>

/** Why some events of a list cannot be read. */
export type EventListProblem =
  /** The server returns a page again in place of the next one. */
  | 'repeated'
  /** The list is longer than that of any real job. */
  | 'endless'

/** The API documents no maximum; its official example requests this many. A server that rejects it chooses. */
const PAGE_SIZE = 100
/** Bounds of one reading: far more than the list of a real job has, so that one which never ends cannot fill the memory. */
const MAX_READING = { pages: 10_000, events: 100_000, bytes: 64 * 1024 * 1024, ms: 5 * 60_000 }
/** How many pages are read at a time once a list exceeded these bounds. */
const MAX_PAGES_OF_ENDLESS = 10
/** Enough to read any list of events known from real jobs completely once more. */
const MAX_FULL_READ_PAGES = 300
/** How long events are held back until the direction of the list is known. */
const HOLD_MS = 15_000

/** How to read events. */
interface EventReaderOptions {
  fetchPage: FetchEventPage
  retry: Retry
  now: () => number
  /** Reading stops after a page when this returns true. */
  isDone: () => boolean
}

/** Which events to read. */
interface ReadEventsOptions {
  /** The whole list, for events that were listed late below others; else until a page has nothing new. */
  isFull?: boolean
  /** Returns also events whose order nothing shows yet. */
  isLast?: boolean
}

/** Reads a job's events as they become known, each once, from servers that page and identify them in different ways. */
export class EventReader {
  readonly #options: EventReaderOptions
  readonly #order = new EventListOrder()
  /** Keys of the events that were returned. */
  readonly #known = new Set<string>()
  #getKey = idKey
  #limit: number | undefined = PAGE_SIZE
  #firstKey: string | undefined
  #lastEvent: JobEvent | undefined
  /** All entries that the current reading has listed so far, each once, in the server's order. */
  #entries: JobEvent[] = []
  /** Events that were listed, and are held back until the direction of the list is known. */
  #held: JobEvent[] = []
  #heldSince: number | undefined
  #idsAreStable = false
  #hasNews = false
  #problem: EventListProblem | undefined

  constructor(options: EventReaderOptions) {
    this.#options = options
  }

  /** Whether the last reading has listed an event that no earlier one had, returned or held back. */
  get hasNews(): boolean {
    return this.#hasNews
  }

  /** Why some events cannot be read, if that is known. */
  get problem(): EventListProblem | undefined {
    return this.#problem
  }

  /** Whether the newest events are those that cannot be read. */
  get missesNewest(): boolean {
    return this.#problem !== undefined && this.#order.isOldestFirst === true
  }

  /** Returns the events that were not returned before, oldest first. */
  async read({ isFull = false, isLast = false }: ReadEventsOptions = {}): Promise<JobEvent[]> {
    this.#hasNews = false
    this.#entries = []
    await this.#list(isFull)
    return this.#takeNew(isLast)
  }

  /** Returns what a failed reading found before it failed, and what was held back, oldest first. */
  takePartial(): JobEvent[] {
    const isListed = matchAny(this.#entries)
    this.#entries = [...this.#entries, ...this.#held.filter((event) => !isListed(event))]
    return this.#takeNew(true)
  }

  #takeNew(isLast: boolean): JobEvent[] {
    const isKnown = (event: JobEvent) => this.#known.has(this.#getKey(event))
    const isHeld = matchAny(this.#held)
    const events = this.#entries.filter((event) => !isKnown(event))
    this.#order.decide(this.#entries, (event) => isKnown(event) || isHeld(event))
    this.#entries = []
    this.#hasNews = events.some((event) => !isHeld(event))
    if (!isLast && this.#mustHold(events)) {
      this.#held = events
      return []
    }
    this.#held = []
    const ordered = this.#order.sort(events)
    for (const event of ordered) this.#known.add(idKey(event)).add(contentKey(event))
    this.#firstKey ??= ordered[0] && this.#getKey(ordered[0])
    this.#lastEvent = ordered.at(-1) ?? this.#lastEvent
    return ordered
  }

  /** Some servers list the oldest first: the next events show it, while those of one second do not. */
  #mustHold(events: readonly JobEvent[]): boolean {
    if (events.length < 2 || this.#order.isOldestFirst !== undefined) return false
    const now = this.#options.now()
    this.#heldSince ??= now
    return now - this.#heldSince < HOLD_MS
  }

  async #list(isFull: boolean): Promise<void> {
    const { now, isDone } = this.#options
    const start = now()
    const listedKeys = new Set<string>()
    const maxPages = this.#problem === 'endless' ? MAX_PAGES_OF_ENDLESS : MAX_READING.pages
    let foundKnown = this.#known.size === 0
    let previousContents: string | undefined
    let after: string | undefined
    let bytes = 0
    for (let pages = 1; ; pages++) {
      const page = await this.#fetch(after)
      bytes += page.bytes
      foundKnown ||= page.events.some((event) => this.#known.has(idKey(event)))
      const entries = page.events.filter((event) => !listedKeys.has(this.#getKey(event)))
      const contents = page.events.map(contentKey).join()
      const isRepeated =
        entries.length === 0 || (contents === previousContents && !(await this.#hasStableIds(listedKeys)))
      previousContents = contents
      if (isRepeated) {
        if (page.hasMore && page.events.length >= MIN_CUT_OFF_LENGTH) this.#problem ??= 'repeated'
        break
      }
      for (const event of entries) listedKeys.add(this.#getKey(event))
      for (const event of entries) this.#entries.push(event)
      after = this.#nextCursor(page, { entries, pages, isFull })
      if (after === undefined) break
      if (isDone()) return
      const isTooLong =
        pages >= maxPages || this.#entries.length >= MAX_READING.events || bytes >= MAX_READING.bytes
      if (isTooLong || now() - start >= MAX_READING.ms) {
        this.#problem = 'endless'
        break
      }
    }
    // Known events must be listed by now. If none of their ids is, the server makes up new ids for every response.
    if (!foundKnown && this.#entries.length > 0) this.#getKey = contentKey
  }

  /** Returns where the next page begins, or undefined if the rest of the list is known. */
  #nextCursor(
    { events, hasMore, nextCursor }: EventPage,
    { entries, pages, isFull }: { entries: readonly JobEvent[]; pages: number; isFull: boolean },
  ): string | undefined {
    if (this.#problem === 'repeated' && !isFull) return undefined
    const newEvents = entries.filter((event) => !this.#known.has(this.#getKey(event)))
    // A server that does not report whether there is more may have more after a page of new events only.
    if (!(hasMore ?? newEvents.length === events.length)) return undefined
    // A whole page of known events, not the first known event: late events are listed below newer ones.
    if (newEvents.length > 0 || (isFull && pages < MAX_FULL_READ_PAGES)) return nextCursor
    return pages === 1 ? this.#nextCursorAfterKnown(events[0]) : undefined
  }

  /** Where to continue after a page of known events: only at a server that lists the oldest first. */
  #nextCursorAfterKnown(first: JobEvent | undefined): string | undefined {
    const last = this.#lastEvent
    const startsAtOldest = first !== undefined && this.#getKey(first) === this.#firstKey
    return startsAtOldest && last && this.#getKey(last) !== this.#firstKey ? last.id : undefined
  }

  #fetch(after: string | undefined): Promise<EventPage> {
    const { fetchPage, retry } = this.#options
    return retry(async () => {
      try {
        return await fetchPage({ after, limit: this.#limit })
      } catch (error) {
        const isLimitRefused = error instanceof ApiError && [400, 422].includes(error.status)
        if (this.#limit === undefined || !isLimitRefused) throw error
        this.#limit = undefined
        return fetchPage({ after, limit: this.#limit })
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
}

/** Returns a function that recognizes these events, by their ids or by their contents. */
function matchAny(events: readonly JobEvent[]): (event: JobEvent) => boolean {
  const keys = new Set(events.flatMap((event) => [idKey(event), contentKey(event)]))
  return (event) => keys.has(idKey(event)) || keys.has(contentKey(event))
}

/** For servers that give events no ids, or make up new ones for every response. */
function contentKey({ createdAt, type, message, data }: JobEvent): string {
  // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
  return createHash('sha1')
    .update(JSON.stringify([createdAt, type, message, data]))
    .digest('base64')
}

const idKey = (event: JobEvent) => event.id ?? contentKey(event)

/** The direction in which a server lists events: decided once, by what it lists, and then kept. */
class EventListOrder {
  /** How many pairs of neighbors are listed with the oldest first, less those with the newest first. */
  #votes = 0
  #isOldestFirst: boolean | undefined

  /** Whether the list begins with the oldest event; undefined before anything shows it. The API documents the newest. */
  get isOldestFirst(): boolean | undefined {
    return this.#isOldestFirst
  }

  /** Decides by the entries of one reading, in the server's order; `isKnown` says which were listed earlier. */
  decide(entries: readonly JobEvent[], isKnown: (event: JobEvent) => boolean): void {
    if (this.#isOldestFirst !== undefined) return
    let event: JobEvent | undefined
    for (const next of entries) {
      if (event)
        this.#votes += Math.sign(compareAge(event, next) || Number(isKnown(event)) - Number(isKnown(next)))
      event = next
    }
    if (this.#votes !== 0) this.#isOldestFirst = this.#votes > 0
  }

  /** Sorts events that are in the server's order by time; those of the same second keep the order of the list. */
  sort(events: readonly JobEvent[]): JobEvent[] {
    const ordered = this.#isOldestFirst ? [...events] : events.toReversed()
    const isDated = ordered.every((event) => event.createdAt !== undefined)
    return isDated ? ordered.sort((a, b) => Number(a.createdAt) - Number(b.createdAt)) : ordered
  }
}

/** Returns a positive number if `next` is younger by its time or, in the same second, by its step; 0 if neither shows it. */
function compareAge(event: JobEvent, next: JobEvent): number {
  // The difference is NaN where a time or a step is not known.
  return Number(next.createdAt) - Number(event.createdAt) || readStep(next) - readStep(event) || 0
}

function readStep({ data }: JobEvent): number {
  const { step }: { step?: unknown } = Object(data)
  return typeof step === 'number' ? step : Number.NaN
}
