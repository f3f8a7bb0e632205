import { z } from 'zod'
import { optionalText, optionalTime } from './fields.ts'
import { decodeListBody, type ResponseFacts } from './page.ts'

/** One event of a job. Servers may leave out any field. */
export interface JobEvent {
  id?: string | undefined
  /** Unix seconds. */
  createdAt?: number | undefined
  level: string
  type: string
  message: string
  data?: unknown
  /** As the server sent it. */
  raw: unknown
}

/** One page of events. */
export interface EventPage {
  events: JobEvent[]
  /** Whether more events follow, if the server reports it. */
  hasMore: boolean | undefined
  /** The `after` of the query for the next page. */
  nextCursor: string | undefined
  /** The length of the response. */
  bytes: number
}

const EventBody = z.looseObject({
  id: optionalText,
  created_at: optionalTime,
  level: optionalText,
  type: optionalText,
  message: optionalText,
  data: z.unknown().optional(),
})

/** Decodes a page of events; keeps entries that are not objects as raw values without a message. */
export function decodeEvents(body: unknown, { bytes }: Pick<ResponseFacts, 'bytes'>): EventPage {
  const { data, hasMore, lastId } = decodeListBody(body)
  const events = data.map(decodeEvent)
  return { events, hasMore, nextCursor: events.at(-1)?.id ?? lastId, bytes }
}

function decodeEvent(raw: unknown): JobEvent {
  const event = EventBody.safeParse(raw).data
  return {
    id: event?.id,
    createdAt: event?.created_at,
    level: event?.level ?? 'info',
    type: event?.type ?? 'message',
    message: event?.message ?? '',
    data: event?.data,
    raw,
  }
}
