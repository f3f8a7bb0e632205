import { z } from 'zod'
import { isJsonObject } from '../json.ts'
import { optionalText, optionalTime } from './fields.ts'
import { decodeListBody, type Page, type ResponseFacts } from './page.ts'

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

/** One page of events, in the server's order. */
export interface EventPage extends Pick<Page<JobEvent>, 'hasMore' | 'nextCursor' | 'bytes'> {
  events: JobEvent[]
}

const EventBody = z.looseObject({
  id: optionalText,
  created_at: optionalTime,
  level: z.string().min(1).catch('info'),
  type: z.string().min(1).catch('message'),
  message: z.string().catch(''),
  data: z.unknown().optional(),
})

/** Decodes a page of events; keeps entries that are not objects as raw values without a message. */
export function decodeEvents(body: unknown, { bytes }: Pick<ResponseFacts, 'bytes'>): EventPage {
  const { data, hasMore, lastId } = decodeListBody(body)
  const events = data.map(decodeEvent)
  return { events, hasMore, nextCursor: events.at(-1)?.id ?? lastId, bytes }
}

function decodeEvent(raw: unknown): JobEvent {
  const body = EventBody.parse(isJsonObject(raw) ? raw : {})
  const { id, created_at: createdAt, level, type, message, data } = body
  return { id, createdAt, level, type, message, data, raw }
}
