import { describe, expect, it } from 'vitest'
import type { JobEvent } from '../../src/openai/event.ts'
import type { MetricTable } from '../../src/openai/metrics.ts'
import {
  formatCurves,
  formatEvent,
  formatHeartbeat,
  formatJob,
  formatStatus,
  leftRunningMessage,
  NO_PROGRESS,
  updateProgress,
} from '../../src/report/log.ts'

const T0 = Date.UTC(2026, 10, 22, 6, 0, 0) / 1000

function event(message: string, data: unknown, seconds = 0, level = 'info'): JobEvent {
  return { createdAt: T0 + seconds, level, type: 'metrics', message, data, raw: {} }
}

/** Returns the log lines of these events in their order. */
function logOf(events: JobEvent[], estimatedFinish?: number): string[] {
  let progress = NO_PROGRESS
  return events.map((event) => {
    progress = updateProgress(progress, event)
    return formatEvent(event, progress, estimatedFinish)
  })
}

describe('the log line of an event', () => {
  it('has time, step, loss, percentage and remaining time once each', () => {
    const steps = [1, 2, 50, 99, 100].map((step) =>
      event(`Step ${step}/100: training loss=0.51`, { step, total_steps: 100, train_loss: 0.51 }, step * 30),
    )
    expect(logOf(steps)).toEqual([
      '06:00:30  Step 1/100: training loss=0.51 · 1 %',
      '06:01:00  Step 2/100: training loss=0.51 · 2 % · 49 min left',
      '06:25:00  Step 50/100: training loss=0.51 · 50 % · 25 min left',
      '06:49:30  Step 99/100: training loss=0.51 · 99 % · 30 s left',
      '06:50:00  Step 100/100: training loss=0.51 · 100 %',
    ])
  })

  it.each([
    [
      'training',
      { step: 7, total_steps: 9, train_loss: 0.51234 },
      'training · step 7/9 · loss 0.5123 · 77 %',
    ],
    ['training', { step: 7, train_mean_reward: 0.5 }, 'training · step 7 · reward 0.5'],
    ['step 70/90', { step: 7, total_steps: 90 }, 'step 70/90 · step 7/90 · 7 %'],
    ['Job started', {}, 'Job started'],
    ['Job started', null, 'Job started'],
    ['odd', { step: 'x', total_steps: 9 }, 'odd'],
    ['odd', { train_loss: 0.5 }, 'odd'],
    ['odd', { step: -1, total_steps: 9 }, 'odd'],
    ['odd', { step: 7, total_steps: 3, train_loss: 'low' }, 'odd · step 7'],
    ['odd', { step: 0, total_steps: 0 }, 'odd · step 0'],
  ])('for the message %j with %j has no more than what is known', (message, data, expected) => {
    expect(logOf([event(message, data)])).toEqual([`06:00:00  ${expected}`])
  })

  it('has the level of an event that is more than information', () => {
    expect(logOf([event('Step 1/2: loss=1', { step: 1, total_steps: 2 }, 0, 'warn')])).toEqual([
      '06:00:00  warn: Step 1/2: loss=1 · 50 %',
    ])
  })

  it('uses the estimated end of the job until there is a pace', () => {
    const first = event('Step 1/100: loss=1', { step: 1, total_steps: 100 })
    expect(logOf([first], T0 + 7260)).toEqual(['06:00:00  Step 1/100: loss=1 · 1 % · 2 h 1 min left'])
    expect(logOf([first], T0 - 5)).toEqual(['06:00:00  Step 1/100: loss=1 · 1 %'])
  })

  it('measures the pace again after a pause', () => {
    const [, , line] = logOf([
      event('Step 10/20: loss', { step: 10, total_steps: 20 }, 0),
      event('Step 10/20: loss', { step: 10, total_steps: 20 }, 36_000),
      event('Step 12/20: loss', { step: 12, total_steps: 20 }, 36_120),
    ])
    expect(line).toBe('16:02:00  Step 12/20: loss · 60 % · 8 min left')
  })

  it('has at most 80 columns for the steps of a long job', () => {
    const [, line = ''] = logOf([
      event('x', { step: 9_999, total_steps: 30_000 }, 0),
      event('Step 10000/30000: training loss=0.51', { step: 10_000, total_steps: 30_000 }, 10),
    ])
    expect(line).toMatch(/^06:00:10 {2}Step 10000\/30000: training loss=0.51 · 33 % · 55 h 33 min left$/)
    expect(line.length).toBeLessThanOrEqual(80)
  })
})

describe('the log line of a status', () => {
  it.each([
    ['running', undefined, 'status: running'],
    ['running', T0 + 7260, 'status: running, expected to end at 08:01:00 UTC'],
    ['validating_files', T0 + 7260, 'status: validating files'],
  ])('for %s with the estimated end %s', (status, estimatedFinish, line) => {
    const job = { id: 'ftjob-1', resultFiles: [], metadata: {}, hyperparameters: {}, raw: {} }
    expect(formatStatus({ ...job, status, estimatedFinish })).toBe(line)
  })
})

describe('the line of a job in a list', () => {
  it.each([
    [{ fineTunedModel: 'ft:m', model: 'm' }, ' ft:m'],
    [{ model: 'm' }, ' m'],
    [{}, ''],
  ])('ends with the model that is known: %j', (fields, end) => {
    const job = { id: 'ftjob-1', resultFiles: [], metadata: {}, hyperparameters: {}, raw: {} }
    expect(formatJob({ ...job, status: 'running', createdAt: T0, ...fields })).toBe(
      `2026-11-22 06:00  ftjob-1  running ${end}`.trimEnd(),
    )
  })
})

describe('the message about a job that goes on', () => {
  it.each([
    [true, '"wait --job-id ftjob-1" follows it; "control --job-id ftjob-1 --command cancel" stops it.'],
    [false, 'Use the "wait" action (job-id: ftjob-1) to follow it'],
  ])('names what its reader can run; at a command line: %s', (isCommandLine, text) => {
    expect(leftRunningMessage('ftjob-1', { isCommandLine })).toContain(text)
  })
})

describe('the heartbeat', () => {
  it('has the time since the last event, and the step', () => {
    const progress = updateProgress(NO_PROGRESS, event('x', { step: 3, total_steps: 9 }))
    expect(formatHeartbeat({ status: 'running' }, 12 * 60_000, NO_PROGRESS)).toBe(
      'still running, 12 min since the last event',
    )
    const uncounted = updateProgress(NO_PROGRESS, event('x', { step: 3 }))
    expect(formatHeartbeat({ status: 'running' }, 12 * 60_000, uncounted)).toBe(
      'still running (step 3), 12 min since the last event',
    )
    expect(formatHeartbeat({ status: 'validating_files' }, 61 * 60_000, progress)).toBe(
      'still validating files (step 3/9), 1 h 1 min since the last event',
    )
  })
})

describe('the curves in the log', () => {
  const table = (series: Record<string, number[]>): Pick<MetricTable, 'series'> => ({
    series: new Map(
      Object.entries(series).map(([name, values]) => [
        name,
        values.map((value, i) => ({ step: i + 1, value })),
      ]),
    ),
  })

  it('are one line each, within 80 columns', () => {
    const lines = formatCurves(
      table({
        train_loss: Array.from({ length: 1000 }, (_, i) => 3 - i / 500),
        valid_loss: [2.5, 1.5, 2],
      }),
    )
    expect(lines).toEqual([
      'training loss            3 ███▇▇▇▇▆▆▆▆▆▅▅▅▅▄▄▄▄▃▃▃▃▃▂▂▂▂▁▁▁ 1.002',
      'validation loss        2.5 █▁▅ 2',
    ])
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('are left out with fewer than two points', () => {
    expect(formatCurves(table({ train_loss: [1] }))).toEqual([])
    expect(formatCurves(table({}))).toEqual([])
  })
})
