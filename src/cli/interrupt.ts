import type { Clock } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { maybeCreatedMessage, maybeRunningMessage } from '../report/log.ts'
import type { TerminalRunner } from './terminal-runner.ts'

/** At a terminal, one Ctrl-C reaches this process twice: from the terminal, and from the npm that started it. */
const REPEATED_SIGNAL_MS = 1000

/** How to react to signals. */
interface InterruptOptions {
  clock: Pick<Clock, 'now'>
  onFirst: () => void
  onSecond: () => void
}

/** The part of a process that receives signals. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGBREAK', listener: () => void): unknown
}

/** Returns a signal that the first SIGINT or SIGTERM aborts; a later one, unless it comes along with it, calls `onSecond`. */
export function onInterrupt(
  source: SignalSource,
  { clock, onFirst, onSecond }: InterruptOptions,
): AbortSignal {
  const cancelled = new AbortController()
  let firstAt = Number.POSITIVE_INFINITY
  const handle = () => {
    if (cancelled.signal.aborted) {
      if (clock.now() - firstAt >= REPEATED_SIGNAL_MS) onSecond()
      return
    }
    firstAt = clock.now()
    onFirst()
    cancelled.abort(new ActionError('The command was interrupted.'))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) source.on(signal, handle)
  return cancelled.signal
}

/** Describes what the action does at the first interrupt: with its job, what `on-cancel` says, by default as it applies it. */
export function describeReaction({ state, inputs }: Pick<TerminalRunner, 'state' | 'inputs'>): string {
  const jobId = state.get('job-id')
  if (state.get('ended') === 'true') return 'ending'
  if (jobId === undefined && !state.has('attempt')) return 'ending before there is a job'
  const job = jobId === undefined ? 'the job that is being created' : `job ${jobId}`
  const isForeign = jobId !== undefined && state.get('created') !== 'true'
  switch (inputs.get('on-cancel') ?? (isForeign ? 'detach' : 'cancel')) {
    case 'cancel':
      return `cancelling ${job} (--on-cancel detach would leave it)`
    case 'pause':
      return `pausing ${job}`
    default:
      return `leaving ${job} as it is (--on-cancel cancel would stop it)`
  }
}

/** Describes in a sentence what goes on after a command that ends now. */
export function describeRemainder({ state, outputs }: Pick<TerminalRunner, 'state' | 'outputs'>): string {
  const jobId = state.get('job-id') ?? outputs.get('job-id')
  const deployment = outputs.get('deployment')
  if (state.get('ended') === 'true') return 'Everything was done before.'
  if (jobId !== undefined) return maybeRunningMessage(jobId, { isCommandLine: true })
  if (state.has('attempt'))
    return `Unclear whether a job was created. ${maybeCreatedMessage(state.get('attempt'))}`
  if (deployment !== undefined)
    return `Deployment "${deployment}" is left as it is. A change that Azure has accepted goes on.`
  return 'No job was created, and nothing is left running.'
}
