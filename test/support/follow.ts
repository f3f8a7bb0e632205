import { createClient } from '../../src/openai/client.ts'
import {
  type FollowOptions,
  type FollowOutcome,
  followJob,
  type JobUpdate,
} from '../../src/training/follow-job.ts'
import { type ManualClock, manualClock } from './clock.ts'
import { FAULTS, type Fault, fakeApi, NO_AUTH, type RecordedRequest } from './fake-api.ts'

/** What one poll of the job finds. */
export interface Poll {
  status: string
  /** Events added to the list before this poll, oldest first. */
  events?: string[]
  estimatedFinish?: number
}

/** What a test sets up. */
export interface FollowScenario {
  /** What each poll of the job finds; the last one repeats. */
  polls: Poll[]
  /** Every request fails once like this. */
  fault?: Fault
  pageSize?: number
  timeoutMs?: number
  intervalMs?: number
  arrange?: (events: object[]) => object[]
  getJob?: (n: number, signal: AbortSignal | undefined) => unknown
  listEvents?: (request: RecordedRequest) => unknown
  cancelAtPoll?: number
  /** Cancels the workflow when it is aborted. */
  cancelled?: AbortController
  /** Of the server, too, if its answers take time. */
  clock?: ManualClock
  /** How the client knows when the step's timeout passes; it does not by default. */
  clientDeadline?: number
  isJobKnown?: boolean
}

/** Follows a job of a fake server to the end, and returns everything that it yields. */
export async function follow(scenario: FollowScenario) {
  const { clock = manualClock(), cancelled = new AbortController() } = scenario
  const failed = new Set<string>()
  const listed: { id: string; created_at: number; level: string; message: string }[] = []
  let polls = 0
  const once = (request: RecordedRequest, signal: AbortSignal | undefined) => {
    const name = `${request.path}?${request.query} ${polls}`
    if (!scenario.fault || failed.has(name)) return undefined
    failed.add(name)
    return FAULTS[scenario.fault](signal)
  }
  const { fetch, requests } = fakeApi({
    'GET /fine_tuning/jobs/ftjob-1': (request, signal) => {
      if (scenario.getJob) return scenario.getJob(polls++, signal)
      const fault = once(request, signal)
      if (fault) return fault
      const poll = scenario.polls[Math.min(polls, scenario.polls.length - 1)]
      for (const message of polls < scenario.polls.length ? (poll?.events ?? []) : [])
        listed.unshift({
          id: `ev-${listed.length}`,
          created_at: 1000 + listed.length,
          level: 'info',
          message,
        })
      polls++
      if (polls === scenario.cancelAtPoll) cancelled.abort(new Error('cancelled'))
      return { id: 'ftjob-1', status: poll?.status, estimated_finish: poll?.estimatedFinish }
    },
    'GET /fine_tuning/jobs/ftjob-1/events': (request, signal) => {
      if (scenario.listEvents) return scenario.listEvents(request)
      const fault = once(request, signal)
      if (fault) return fault
      const events = scenario.arrange ? scenario.arrange(listed) : listed
      const after = request.query.get('after')
      const from = after ? listed.findIndex((event) => event.id === after) + 1 : 0
      const size = Math.min(scenario.pageSize ?? 100, Number(request.query.get('limit')))
      return { data: events.slice(from, from + size), has_more: from + size < events.length }
    },
  })
  const client = createClient(
    { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH },
    fetch,
    clock,
    { deadline: scenario.clientDeadline },
  )
  const options: FollowOptions = {
    clock,
    random: () => 0,
    signal: cancelled.signal,
    deadline: scenario.timeoutMs ?? 6 * 3_600_000,
    intervalMs: scenario.intervalMs ?? 15_000,
    onRetry: () => undefined,
    isJobKnown: scenario.isJobKnown ?? true,
  }
  const updates = followJob(client, 'ftjob-1', options)
  const messages: string[] = []
  const statuses: string[] = []
  for (;;) {
    const { done, value }: IteratorResult<JobUpdate, FollowOutcome> = await updates.next()
    if (done) return { outcome: value, messages, statuses, requests, clock }
    if (value.kind === 'event') messages.push(value.event.message)
    else if (value.kind === 'no-events') messages.push('(no events)')
    else if (value.kind === 'incomplete-events') messages.push(`(incomplete: ${value.problem})`)
    else if (value.job.status !== statuses.at(-1)) statuses.push(value.job.status)
  }
}
