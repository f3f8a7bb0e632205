import type { Clock } from './clock.ts'
import type { Threads } from './dataset/worker-pool.ts'
import type { Origin } from './github/context.ts'
import type { Before } from './github/parent-commit.ts'
import type { Surroundings } from './github/pull-request.ts'
import type { Host } from './github/runner.ts'
import { ApiError, mayPass } from './http/errors.ts'
import { type Patience, patiently } from './http/retry.ts'
import type { Fetch } from './http/transport.ts'
import { faultLine } from './report/log.ts'
import type { Workspace } from './workspace/workspace.ts'

/** Everything outside the process that a verb touches. */
export interface World {
  host: Host
  fetch: Fetch
  clock: Clock
  workspace: Workspace
  /** Where a large dataset is checked; without it, in this thread. */
  threads?: Threads
  /** Between 0 and 1; spreads retries. */
  random: () => number
  /** 128 random bits in hexadecimal, this invocation's own. */
  attempt: string
  /** Aborted when the workflow is cancelled. */
  interrupted: AbortSignal
  /** Sent with every request. */
  userAgent: string
  /** The workflow run. */
  origin: Origin
  /** GitHub, and the pull request that the run is about. */
  surroundings: Surroundings
  /** The commit before, of the checkout. */
  before: (signal: AbortSignal) => Promise<Before | { missing: string }>
  /** When the step began, for what the server dates. */
  today: Date
}

/** What every retried request depends on; each failed try is told in the log. */
export function patienceOf({ host, clock, random, interrupted: signal }: World) {
  return {
    clock,
    random,
    signal,
    onFault: (error: unknown, delayMs: number) => host.info(faultLine(error, delayMs)),
  } satisfies Patience
}

/** An endpoint that is missing for this long is really missing. */
const MISSING_MS = 10_000

/** Whether the server says, in JSON and not by the page of some proxy, that it has no such endpoint. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  const { status, fromApi, said } = error.refusal
  return [404, 405, 501].includes(status) && (fromApi || said !== undefined)
}

/** Repeats requests until the workflow is cancelled, or for so long at most. */
export function repeatFor(world: World, ms: number) {
  const { clock } = world
  const start = clock.now()
  const worthRepeating = (error: unknown) =>
    mayPass(error) && !(isMissing(error) && clock.now() - start >= MISSING_MS)
  return <T>(request: () => Promise<T>): Promise<T> =>
    patiently(request, { ...patienceOf(world), until: start + ms, worthRepeating })
}

/**
 * GitHub kills a step ten seconds after it has asked it to end (actions/runner, ProcessInvoker), and a person waits
 * for half of that.
 */
const INTERRUPTED_MS = 4500

/** When a step began, and what is left of its time once the workflow is cancelled. */
export interface Times {
  startedAt: number
  leftMs: () => number
}

/** The times of a step that begins now. */
export function timesOf({ clock, interrupted }: Pick<World, 'clock' | 'interrupted'>): Times {
  return { startedAt: clock.now(), leftMs: timeLeft(interrupted, clock) }
}

/** Tells how long a step may still take: for ever, until the workflow is cancelled. */
function timeLeft(signal: AbortSignal, { now }: Clock): () => number {
  let since: number | undefined
  signal.addEventListener('abort', () => (since = now()), { once: true })
  return () => {
    if (!signal.aborted) return Number.POSITIVE_INFINITY
    since ??= now()
    return Math.max(0, since + INTERRUPTED_MS - now())
  }
}
