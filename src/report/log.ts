import type { MetricTable } from '../openai/metrics.ts'
import type { Job, JobEvent } from '../openai/wire.ts'
import { sparkline } from './chart.ts'
import { curvesOf } from './curve-analysis.ts'
import { dayAndTime, duration, metricValue, timeOfDay } from './format.ts'

/** How far a training is, as its events tell it. */
export interface Progress {
  /** The latest steps and when they were told, in Unix seconds; the pace is theirs. */
  readonly marks: readonly { step: number; at: number }[]
  /** How many steps there will be, where that is told. */
  readonly total?: number | undefined
}

/** Before any event. */
export const NO_PROGRESS: Progress = { marks: [] }

/** So many steps make a pace that neither jumps nor lags. */
const MARKS = 20
/** Events tell whole seconds: over less, there is no pace in them. */
const MIN_PACE_S = 5

/** How far the training is after an event. Going back, as after a pause, begins the pace anew. */
export function advanced(progress: Progress, { createdAt, data }: JobEvent): Progress {
  const { step, total } = stepOf(data)
  if (step === undefined || createdAt === undefined) return progress
  const last = progress.marks.at(-1)
  const before = last && (step <= last.step || createdAt < last.at) ? [] : progress.marks
  return { marks: [...before, { step, at: createdAt }].slice(-MARKS), total: total ?? progress.total }
}

/** Only whole numbers that fit each other: these fields are the server's, like any other. */
function stepOf(data: unknown): { step?: number; total?: number } {
  const { step, total_steps: total } = Object(data) as { step?: unknown; total_steps?: unknown }
  if (typeof step !== 'number' || !Number.isSafeInteger(step) || step < 0) return {}
  const fits = typeof total === 'number' && Number.isSafeInteger(total) && total >= step && total > 0
  return { step, ...(fits && { total }) }
}

/** Seconds to the last step, by the pace of the latest; else as the job estimates its end. */
function secondsLeft({ marks, total }: Progress, estimatedFinish: number | undefined): number | undefined {
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last) return undefined
  const span = last.at - first.at
  if (total !== undefined && span >= MIN_PACE_S)
    return ((total - last.step) * span) / (last.step - first.step)
  return estimatedFinish !== undefined && estimatedFinish > last.at ? estimatedFinish - last.at : undefined
}

/**
 * An event's line in the log: its time and its message, and where it tells a step, what the message leaves out: the
 * step, the loss or reward, how much is done and how long the rest may take. `progress` is the one after this event.
 */
export function eventLine(
  { createdAt, level, message, data }: JobEvent,
  progress?: Progress,
  estimatedFinish?: number,
): string {
  const mark = level === 'info' ? '' : `${level}: `
  const line = `${timeOfDay(createdAt)}  ${mark}${message}`
  const { step, total = progress?.total } = stepOf(data)
  if (!progress || step === undefined) return line
  const left = secondsLeft(progress, estimatedFinish)
  const facts = [
    !new RegExp(`\\b${step}\\b`).test(message) && `step ${step}${total ? `/${total}` : ''}`,
    !/loss|reward/i.test(message) && mainValue(data),
    total && `${Math.floor((100 * step) / total)} %`,
    total !== step && left !== undefined && `${roughly(left)} left`,
  ]
  return [line, ...facts.filter(Boolean)].join(' · ')
}

/** The number by which a training is followed. */
function mainValue(data: unknown): string | undefined {
  const { train_loss: loss, train_mean_reward: reward } = Object(data) as Record<string, unknown>
  if (typeof reward === 'number') return `reward ${metricValue(reward)}`
  return typeof loss === 'number' ? `loss ${metricValue(loss)}` : undefined
}

/** An estimate is none of seconds, unless there are only seconds left. */
function roughly(seconds: number): string {
  if (seconds < 60) return duration(seconds * 1000)
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** How long nothing may be told before the log says that the job is still there. */
export const QUIET_MS = 10 * 60_000

/** The line that says that nothing has happened, and nothing is wrong. */
export function heartbeatLine(
  { status }: Pick<Job, 'status'>,
  quietMs: number,
  { marks, total }: Progress = NO_PROGRESS,
): string {
  const last = marks.at(-1)
  const where = last ? ` (step ${last.step}${total ? `/${total}` : ''})` : ''
  return `still ${status.replaceAll('_', ' ')}${where}, ${roughly(quietMs / 1000)} since the last event`
}

const CURVE_WIDTH = 32

/** The curves of a training that has ended, a line each: `training loss    2.21 ▇▆▅▃▂▂▁▁ 0.41`. */
export function curveLines(table: Pick<MetricTable, 'series'>): string[] {
  const curves = curvesOf(table)
  if (!curves) return []
  const { title, training, sampled } = curves
  return [
    { whose: 'training', curve: training },
    { whose: 'validation', curve: sampled },
  ].flatMap(({ whose, curve }) => {
    const values = curve.map(({ value }) => value)
    const [first, last] = [values[0], values.at(-1)]
    if (first === undefined || last === undefined || values.length < 2) return []
    const name = `${whose} ${title}`.padEnd('validation reward'.length)
    return `${name} ${metricValue(first).padStart(8)} ${sparkline(values, CURVE_WIDTH)} ${metricValue(last)}`
  })
}

/** A job's line in the log whenever its status or the estimate of its end changes. */
export function statusLine({ status, estimatedFinish }: Job): string {
  const end =
    estimatedFinish && status === 'running' ? `, expected to end at ${timeOfDay(estimatedFinish)} UTC` : ''
  return `status: ${status.replaceAll('_', ' ')}${end}`
}

/** A job's line in a list of jobs. */
export function jobLine({ id, status, model, fineTunedModel, createdAt }: Job): string {
  return `${dayAndTime(createdAt)}  ${id}  ${status}  ${fineTunedModel ?? model ?? ''}`.trimEnd()
}

/** The line that says why nothing happens at the moment. */
export function faultLine(error: unknown, delayMs: number): string {
  return `${error instanceof Error ? error.message : error}; trying again in ${duration(Math.max(1000, delayMs))}`
}
