import type { Client } from '../api/client.ts'
import { ApiError, ConnectionError, hadNoEffect, mayPass } from '../api/errors.ts'
import { patiently } from '../api/patience.ts'
import type { Job } from '../api/wire.ts'
import type { Clock } from '../clock.ts'
import { Failure } from '../failure.ts'

/** How long a create request that certainly made no job is tried again. */
const RETRIES_MS = 10 * 60_000
/** After the workflow was cancelled, what is left for the answer of a create request that is under way. */
const GRACE_MS = 4000

/**
 * Creates a job, and never more than one: a request whose effect is not known is not sent again. Repeated are
 * only requests that certainly made no job: those never sent, told to come later, or refused because the
 * server is still busy with the uploaded file.
 */
export async function createJob(
  client: Pick<Client, 'createJob'>,
  request: object,
  world: {
    clock: Clock
    random: () => number
    signal: AbortSignal
    onFault: (error: unknown, delayMs: number) => void
  },
): Promise<Job> {
  const { clock, signal } = world
  const grace = delayed(signal, GRACE_MS, clock)
  try {
    return await patiently(() => client.createJob(request, grace.signal), {
      ...world,
      until: clock.now() + RETRIES_MS,
      worthRepeating,
    })
  } catch (error) {
    if (!grace.signal.aborted && (hadNoEffect(error) || !(error instanceof Failure))) throw error
    if (signal.aborted && !grace.signal.aborted) throw error
    throw new Failure(`It is not known whether the job was created: ${reasonOf(error)}`, {
      advice:
        'Look at the jobs of this project before you run this again: a job that was created is being paid for.',
      cause: error,
    })
  } finally {
    grace.release()
  }
}

function worthRepeating(error: unknown): boolean {
  if (error instanceof ConnectionError) return !error.sent
  return (
    error instanceof ApiError && ((error.refusal.status === 429 && mayPass(error)) || fileNotReady(error))
  )
}

/** OpenAI's servers (older ones) and Azure's refuse a file that is not processed yet, with no code of its own. */
function fileNotReady(error: unknown): boolean {
  return (
    error instanceof ApiError && /being processed|not ready|not yet processed/i.test(error.refusal.said ?? '')
  )
}

function reasonOf(error: unknown): string {
  return error instanceof ApiError || error instanceof ConnectionError
    ? error.message
    : 'the workflow was cancelled while the request was under way.'
}

/** A signal that is aborted some time after another one. */
function delayed(
  signal: AbortSignal,
  ms: number,
  clock: Clock,
): { signal: AbortSignal; release: () => void } {
  const late = new AbortController()
  const released = new AbortController()
  const start = () =>
    clock.sleep(ms, released.signal).then(
      () => late.abort(signal.reason),
      () => undefined,
    )
  signal.addEventListener('abort', start, { once: true, signal: released.signal })
  return { signal: late.signal, release: () => released.abort() }
}
