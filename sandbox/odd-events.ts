import { newId } from './id.ts'
import type { Quirks } from './quirks.ts'
import type { Checkpoint, JobEvent } from './wire.ts'

/** Returns a new list of the events that the server lists. */
export function listedEvents(events: readonly JobEvent[], { eventMessages }: Quirks): JobEvent[] {
  if (eventMessages === undefined) return [...events]
  const messages = Object.entries(eventMessages)
  return events.flatMap((event) => {
    if (event.level === 'error') return [event]
    const [, message] = messages.find(([beginning]) => event.message.startsWith(beginning)) ?? []
    return message === undefined ? [] : [{ ...event, message }]
  })
}

/** Returns an event as the server describes it. */
export function describeEvent(event: JobEvent, options: Quirks): JobEvent {
  if (event.type !== 'metrics') return event
  const { nestedMetrics, steplessMetrics, renameMetrics } = options
  const { step, ...metrics } = renameKeys(Object(event.data), renameMetrics)
  const place = nestedMetrics ? { metrics } : metrics
  return { ...event, data: steplessMetrics ? place : { step, ...place } }
}

/** Returns a page of events that continue although the job has no more of them. */
export function fillerEvents(query: URLSearchParams, createdAt: number): JobEvent[] {
  return Array.from({ length: Number(query.get('limit') ?? 20) }, () => ({
    object: 'fine_tuning.job.event',
    id: newId('ftevent-'),
    created_at: createdAt,
    level: 'info',
    message: 'The job is under way',
    type: 'message',
    data: {},
  }))
}

/** Returns a checkpoint as the server describes it. */
export function describeCheckpoint(
  checkpoint: Checkpoint,
  { checkpointNames, renameMetrics }: Quirks,
): object {
  const described = { ...checkpoint, metrics: renameKeys(checkpoint.metrics, renameMetrics) }
  if (checkpointNames === undefined) return described
  const { fine_tuned_model_checkpoint: _, ...nameless } = described
  if (checkpointNames === 'absent') return nameless
  return { ...nameless, fine_tuned_model_checkpoint: checkpointNames === 'null' ? null : '' }
}

function renameKeys(
  fields: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [names[name] ?? name, value]))
}
