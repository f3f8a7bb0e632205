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
 * server is still busy with the uploaded file. No request is begun after `until`.
 */
export async function createJob(
  client: Pick<Client, 'createJob'>,
  request: object,
  world: {
    clock: Clock
    random: () => number
    signal: AbortSignal
    until: number
    onFault: (error: unknown, delayMs: number) => void
  },
): Promise<Job> {
  const { clock, signal } = world
  signal.throwIfAborted()
  const grace = delayed(signal, GRACE_MS, clock)
  const send = async () => {
    try {
      return await client.createJob(request, grace.signal)
    } catch (error) {
      throw hadNoEffect(error) || !(error instanceof Failure) ? error : new Unknown(error)
    }
  }
  try {
    return await patiently(send, {
      ...world,
      until: Math.min(world.until, clock.now() + RETRIES_MS),
      worthRepeating,
    })
  } finally {
    grace.release()
  }
}

/** Whether there is a job now, and is being paid for, nobody here can tell. */
class Unknown extends Failure {
  constructor(error: Failure) {
    super(`It is not known whether the job was created: ${error.message}`, {
      advice:
        'Look at the jobs of this project before you run this again: a job that was created is being paid for.',
      cause: error,
    })
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
