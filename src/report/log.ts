import type { Audience } from '../dependencies.ts'
import { getErrorMessage } from '../errors.ts'
import type { JobEvent } from '../openai/event.ts'
import type { Job } from '../openai/job.ts'
import type { MetricTable } from '../openai/metrics.ts'
import { sparkline } from './chart.ts'
import { getCurves } from './curves.ts'
import { formatDateTime, formatDuration, formatMetric, formatTime } from './format.ts'

/** How far a training is, according to its events. */
interface TrainingProgress {
  /** The latest steps and their times in Unix seconds, which give the pace. */
  readonly recentSteps: readonly { step: number; at: number }[]
  /** The number of all steps, where known. */
  readonly total?: number | undefined
}

/** The progress before any event. */
export const NO_PROGRESS: TrainingProgress = { recentSteps: [] }

/** Enough steps for a pace that neither jumps nor lags. */
const MAX_RECENT_STEPS = 20
/** Events have whole seconds: a shorter time gives no pace. */
const MIN_PACE_S = 5

/** Returns the progress after an event. When the steps go back, as after a pause, the pace is measured again. */
export function updateProgress(progress: TrainingProgress, { createdAt, data }: JobEvent): TrainingProgress {
  const { step, total } = readStep(data)
  if (step === undefined || createdAt === undefined) return progress
  const last = progress.recentSteps.at(-1)
  const before = last && (step <= last.step || createdAt < last.at) ? [] : progress.recentSteps
  return {
    recentSteps: [...before, { step, at: createdAt }].slice(-MAX_RECENT_STEPS),
    total: total ?? progress.total,
  }
}

/** Reads the step and the number of steps; the server may send anything here. */
function readStep(data: unknown): { step?: number; total?: number } {
  const { step, total_steps: total } = Object(data) as { step?: unknown; total_steps?: unknown }
  if (typeof step !== 'number' || !Number.isSafeInteger(step) || step < 0) return {}
  const isValidTotal = typeof total === 'number' && Number.isSafeInteger(total) && total >= step && total > 0
  return { step, ...(isValidTotal && { total }) }
}

/** Estimates the seconds to the last step from the pace of the latest ones, else from the estimate of the job. */
function secondsLeft(
  { recentSteps, total }: TrainingProgress,
  estimatedFinish: number | undefined,
): number | undefined {
  const [first, last] = [recentSteps[0], recentSteps.at(-1)]
  if (!first || !last) return undefined
  const span = last.at - first.at
  if (total !== undefined && span >= MIN_PACE_S)
    return ((total - last.step) * span) / (last.step - first.step)
  return estimatedFinish !== undefined && estimatedFinish > last.at ? estimatedFinish - last.at : undefined
}

/**
 * Formats the log line of an event: its time and message, then what the message leaves out of step, loss or reward,
 * percentage and remaining time. `progress` is the one after this event.
 */
export function formatEvent(
  { createdAt, level, message, data }: JobEvent,
  progress: TrainingProgress,
  estimatedFinish: number | undefined,
): string {
  const prefix = level === 'info' ? '' : `${level}: `
  const line = `${formatTime(createdAt)}  ${prefix}${message}`
  const { step, total = progress.total } = readStep(data)
  if (step === undefined) return line
  const left = secondsLeft(progress, estimatedFinish)
  const facts = [
    !new RegExp(`\\b${step}\\b`).test(message) && `step ${step}${total ? `/${total}` : ''}`,
    !/loss|reward/i.test(message) && formatMainMetric(data),
    total && `${Math.floor((100 * step) / total)} %`,
    total !== step && left !== undefined && `${formatApproxDuration(left)} left`,
  ]
  return [line, ...facts.filter(Boolean)].join(' · ')
}

function formatMainMetric(data: unknown): string | undefined {
  const fields = Object(data)
  const { train_loss: loss, train_mean_reward: reward }: Record<string, unknown> = {
    ...fields.metrics,
    ...fields,
  }
  if (typeof reward === 'number') return `reward ${formatMetric(reward)}`
  return typeof loss === 'number' ? `loss ${formatMetric(loss)}` : undefined
}

/** Leaves out the seconds of all but the shortest durations: an estimate is not that exact. */
function formatApproxDuration(seconds: number): string {
  if (seconds < 60) return formatDuration(seconds * 1000)
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : formatDuration(minutes * 60_000)
}

/** How long the log may be silent before a heartbeat. */
export const HEARTBEAT_MS = 10 * 60_000

/** Formats the log line for a job that is still running although there are no new events. */
export function formatHeartbeat(
  { status }: Pick<Job, 'status'>,
  quietMs: number,
  { recentSteps, total }: TrainingProgress,
): string {
  const last = recentSteps.at(-1)
  const step = last ? ` (step ${last.step}${total ? `/${total}` : ''})` : ''
  return `still ${status.replaceAll('_', ' ')}${step}, ${formatApproxDuration(quietMs / 1000)} since the last event`
}

/** Returns the warning about a job that trains, and has had no new event for so long. */
export function stalledMessage({ id }: Pick<Job, 'id'>, quietMs: number): string {
  return `Job ${id} has been running for ${formatApproxDuration(quietMs / 1000)} without a new event. Some jobs hang like this and report no error. The action keeps waiting. If no event follows, stop the job with the action "control" (job-id: ${id}, command: cancel), and run the training step again: it creates a new job.`
}

/** Returns the log line of a job that trained, and now waits again. */
export function preemptedMessage({ id, status }: Pick<Job, 'id' | 'status'>): string {
  return `Job ${id} trained, and is ${status.replaceAll('_', ' ')} again: the server has interrupted it, and continues it when it has capacity. The action keeps waiting. Azure's training type "Developer" is interrupted like this.`
}

const CURVE_WIDTH = 32

/** Formats the curves of a finished training, one log line each: `training loss    2.21 ▇▆▅▃▂▂▁▁ 0.41`. */
export function formatCurves(table: Pick<MetricTable, 'series'>): string[] {
  const curves = getCurves(table)
  if (!curves) return []
  const { title, training, sampled } = curves
  return [
    { kind: 'training', curve: training },
    { kind: 'validation', curve: sampled },
  ].flatMap(({ kind, curve }) => {
    const values = curve.map(({ value }) => value)
    const [first, last] = [values[0], values.at(-1)]
    if (first === undefined || last === undefined || values.length < 2) return []
    const name = `${kind} ${title}`.padEnd('validation reward'.length)
    return `${name} ${formatMetric(first).padStart(8)} ${sparkline(values, CURVE_WIDTH)} ${formatMetric(last)}`
  })
}

/** Formats the log line of a job whose status or estimated end has changed. */
export function formatStatus({ status, estimatedFinish }: Job): string {
  const end =
    estimatedFinish && status === 'running' ? `, expected to end at ${formatTime(estimatedFinish)} UTC` : ''
  return `status: ${status.replaceAll('_', ' ')}${end}`
}

/** Formats a job as one line of a list. */
export function formatJob({ id, status, model, fineTunedModel, createdAt }: Job): string {
  return `${formatDateTime(createdAt)}  ${id}  ${status}  ${fineTunedModel ?? model ?? ''}`.trimEnd()
}

/** Formats the log line of a request that failed and will be retried. */
export function formatRetry(error: unknown, delayMs: number): string {
  return `${getErrorMessage(error)}; retrying in ${formatDuration(Math.max(1000, delayMs))}`
}

/** The past participle of each command that changes a job. */
export const PAST_TENSE = { cancel: 'cancelled', pause: 'paused', resume: 'resumed' } as const

/** Returns the sentence about a job that goes on without this step: how to follow it, and how to stop it. */
export function leftRunningMessage(jobId: string, { isCommandLine }: Audience): string {
  const state = `Job ${jobId} is still running and costs money.`
  if (isCommandLine) return `${state} "wait --job-id ${jobId}" follows it; ${stopCommand(jobId)} stops it.`
  return `${state} Use the "wait" action (job-id: ${jobId}) to follow it, or re-run the training step if it waits; use "control" to stop it.`
}

/** Returns the sentence about a job whose status is unknown: it may go on, and how to find out. */
export function maybeRunningMessage(jobId: string, { isCommandLine }: Audience): string {
  const stop = isCommandLine ? stopCommand(jobId) : `"control" (job-id: ${jobId})`
  return `Job ${jobId} may still be running and costing money. Check it on the server: a job costs money until it ends; ${stop} stops it.`
}

/** Returns the sentence that says how to resume a paused job. */
export function resumePausedJobMessage(jobId: string, { isCommandLine }: Audience): string {
  return isCommandLine
    ? `To resume it, run "control --job-id ${jobId} --command resume", or the training again with --resume-paused.`
    : 'To resume it, use the "control" action, or run the training step again with "resume-paused: true".'
}

const stopCommand = (jobId: string) => `"control --job-id ${jobId} --command cancel"`

/** Returns the sentence about a job that this attempt may have created, when its id is unknown. */
export function maybeCreatedMessage(attempt: string | undefined): string {
  return `It may be running and costing money: check the newest jobs of this project (ft_attempt: ${attempt}).`
}

/** Returns the sentence about a command that was sent, and the job's status after it. */
export function commandSentMessage(
  command: keyof typeof PAST_TENSE,
  { id, status }: Pick<Job, 'id' | 'status'>,
): string {
  return `Sent the command to ${command} job ${id}; its status is now ${status}.`
}
