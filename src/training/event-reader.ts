import { createHash } from 'node:crypto'
import { ApiError } from '../http/errors.ts'
import type { Repeat } from '../openai/pagination.ts'
import type { EventPage, JobEvent } from '../openai/wire.ts'

/** Asks for one page of a job's events: newest first, `after` an event to the older ones. */
export type PageOfEvents = (page: { after?: string | undefined; limit: number }) => Promise<EventPage>

/** The API's maximum is not documented; its official example asks for so many. A server that refuses gets its default. */
const PAGE = 100
const DEFAULT_PAGE = 20
/** No real list of events is as long; one that never ends must not hold us for ever. */
const MAX_PAGES = 10_000
/** Enough to read every list of events that was ever seen to its end once more. */
const PAGES_OF_ALL = 300

/** The events of a job as they become known. */
export interface Reader {
  /**
   * The events not read before, oldest first. It reads until a page has nothing new; with `all`, through the
   * whole list, for events that were listed late below others.
   */
  read(reading?: 'all'): Promise<JobEvent[]>
  /** What a reading that failed had read before it did. */
  leftover(): JobEvent[]
}

/** Reads a job's events page by page. Paging ends early when it is `enough`. */
export function eventReader(page: PageOfEvents, repeat: Repeat, enough: () => boolean): Reader {
  const seen = new Set<string>()
  let identify = byId
  let limit = PAGE
  let first: string | undefined
  let last: JobEvent | undefined
  let listed: JobEvent[] = []
  let idsHold = false

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

  /** Where to go on after a page with nothing new: nowhere, but at a server that wrongly lists the oldest first. */
  function behindTheKnown({ events, hasMore }: EventPage): string | undefined {
    const top = events[0]
    return hasMore && top && identify(top) === first && last && identify(last) !== first ? last.id : undefined
  }

  async function list(reading?: 'all'): Promise<void> {
    listed = []
    const names = new Set<string>()
    let known = seen.size === 0
    let before: string | undefined
    let after: string | undefined
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const { events, hasMore } = await ask(after)
      known ||= events.some((event) => seen.has(byId(event)))
      const contents = events.map(byContent).join()
      // The same contents as the page before, under new ids: either events that say the same, or a server that makes up
      // ids and ignores `after`. The first page, asked for once more, tells which.
      const same = contents === before
      if (same) idsHold ||= (await ask(undefined)).events.some(({ id }) => id && names.has(id))
      const again = same && !idsHold
      before = contents
      const news = again
        ? []
        : events.filter((event) => !seen.has(identify(event)) && !names.has(identify(event)))
      for (const event of news) names.add(identify(event))
      for (const event of news) listed.push(event)
      // A whole page of known events, not the first known event: late events are listed below newer ones.
      if (news.length > 0 || (reading === 'all' && pages < PAGES_OF_ALL))
        after = hasMore && !again ? events.at(-1)?.id : undefined
      else after = pages === 0 ? behindTheKnown({ events, hasMore }) : undefined
      if (after === undefined) break
      if (enough()) return
    }
    // Not one known id down to where known events must be: this server makes up new ids with every answer.
    if (!known && listed.length > 0) identify = byContent
  }

  function leftover(): JobEvent[] {
    const fresh = inOrder(listed.filter((event) => !seen.has(identify(event))))
    for (const event of fresh) seen.add(byId(event)).add(byContent(event))
    first ??= fresh[0] && identify(fresh[0])
    last = fresh.at(-1) ?? last
    listed = []
    return fresh
  }

  return {
    leftover,
    async read(reading) {
      await list(reading)
      return leftover()
    },
  }
}

/** For servers that give events no ids, or make up new ones with every answer. */
function byContent({ createdAt, type, message, data }: JobEvent): string {
  // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
  return createHash('sha1')
    .update(JSON.stringify([createdAt, type, message, data]))
    .digest('base64')
}

const byId = (event: JobEvent) => event.id ?? byContent(event)

/** By time, and within a second as the server listed them: the newest first, unless most of the list goes the other way. */
function inOrder(events: JobEvent[]): JobEvent[] {
  const steps = events.slice(1).map((event, i) => (event.createdAt ?? 0) - (events[i]?.createdAt ?? 0))
  const ascending = steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length
  const listed = ascending ? events : events.toReversed()
  const dated = listed.every((event) => event.createdAt !== undefined)
  return dated ? listed.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)) : listed
}
