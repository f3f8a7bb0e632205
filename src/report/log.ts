import type { Job, JobEvent } from '../api/wire.ts'
import { dayAndTime, duration, timeOfDay } from './format.ts'

/** An event's line in the log. */
export function eventLine({ createdAt, level, message }: JobEvent): string {
  const mark = level === 'info' ? '' : `${level}: `
  return `${timeOfDay(createdAt)}  ${mark}${message}`
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
