import { ApiError } from '../api/errors.ts'
import type { EventPage, JobEvent } from '../api/wire.ts'

/** Asks for one page of a job's events: newest first, `after` an event to the older ones. */
export type PageOfEvents = (page: { after?: string | undefined; limit: number }) => Promise<EventPage>

/** The API's maximum is not documented; its official example asks for so many. A server that refuses gets its default. */
const PAGE = 100
const DEFAULT_PAGE = 20
/** A list of events that never ends is some other thing than a list of events. */
const MOST_PAGES = 20_000

/** Repeats a request for as long as its failures may pass. */
export type Repeat = <T>(request: () => Promise<T>) => Promise<T>

/** Returns a function each call of which returns the events not returned before, oldest first. */
export function unseenEvents(page: PageOfEvents, repeat: Repeat): () => Promise<JobEvent[]> {
  const seen = new Set<string>()
  let identify = byId
  let limit = PAGE
  let oldestFirst = false
  let newestSeen: string | undefined

  const ask = (after: string | undefined) =>
    repeat(async () => {
      try {
        return await page({ after, limit })
      } catch (error) {
        if (limit === DEFAULT_PAGE || !(error instanceof ApiError) || error.refusal.status !== 400)
          throw error
        limit = DEFAULT_PAGE
        return page({ after, limit })
      }
    })

  return async () => {
    const fresh = new Map<string, JobEvent>()
    // A server that lists the oldest first, against the documentation, is asked for what follows the newest seen.
    let after = oldestFirst ? newestSeen : undefined
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const { events, hasMore } = await ask(after)
      oldestFirst ||= (events[0]?.createdAt ?? 0) < (events.at(-1)?.createdAt ?? 0)
      if (
        !events.some((event) => seen.has(byId(event))) &&
        mostly(events, (event) => seen.has(byContent(event)))
      )
        identify = byContent
      const known = fresh.size
      for (const event of events) if (!seen.has(identify(event))) fresh.set(identify(event), event)
      after = events.at(-1)?.id
      // A whole page of known events, not the first known event: late events are listed below newer ones.
      if (fresh.size === known || !hasMore || after === undefined) break
    }
    if (oldestFirst && after !== undefined) newestSeen = after
    const listed = [...fresh.values()]
    for (const event of listed) seen.add(byId(event)).add(byContent(event))
    return inOrder(oldestFirst ? listed : listed.reverse())
  }
}

/** For servers that give events no ids, or make up new ones with every answer. */
const byContent = ({ createdAt, message }: JobEvent) => JSON.stringify([createdAt, message])
const byId = (event: JobEvent) => event.id ?? byContent(event)

const mostly = <T>(list: T[], test: (item: T) => boolean) => list.filter(test).length > list.length / 2

/** By time, and within a second as the server listed them. */
function inOrder(events: JobEvent[]): JobEvent[] {
  const at = events.map((event) => event.createdAt ?? Number.NaN)
  return at.some(Number.isNaN) ? events : events.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
}
