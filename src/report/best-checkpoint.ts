import type { Checkpoint } from '../openai/checkpoint.ts'
import type { MetricTable } from '../openai/metrics.ts'
import { type CurveMetric, finiteSeries, VALIDATION_LOSSES, VALIDATION_REWARDS } from './curves.ts'
import { formatCount, formatInteger, formatMetric } from './format.ts'

/** The best model of a job, and why it is the best. */
export interface BestModel {
  model: string
  /** The step of its checkpoint, where known. */
  step?: number | undefined
  /** One sentence. */
  why: string
}

/** A checkpoint with the value of the metric that rates it. */
interface RatedCheckpoint {
  model: string
  step: number
  value: number
}

/**
 * Returns the model with the highest validation reward, else the lowest full validation loss, else the lowest
 * validation loss. Returns the final model if that is the one, or if no metric tells the checkpoints apart.
 */
export function findBestCheckpoint(
  checkpoints: readonly Checkpoint[],
  table: Pick<MetricTable, 'series'>,
  finalModel: string | undefined,
): BestModel | undefined {
  for (const metric of [...VALIDATION_REWARDS, ...VALIDATION_LOSSES]) {
    const rated = rateCheckpoints(checkpoints, table, metric)
    if (new Set(rated.map(({ value }) => value)).size < 2) continue
    const best = pickBest(rated, metric)
    const isFinal = best.model === finalModel || best.step >= findLastStep(checkpoints, table)
    const extreme = metric.sign === 1 ? 'lowest' : 'highest'
    const why = `It has the ${extreme} ${metric.title} of ${formatCount(rated.length, 'checkpoint')}: ${formatMetric(best.value)} at step ${formatInteger(best.step)}${isFinal ? ', the last one' : ''}.`
    return { model: isFinal && finalModel ? finalModel : best.model, step: best.step, why }
  }
  return finalModel === undefined
    ? undefined
    : { model: finalModel, why: 'It is the final model; no validation metric tells the checkpoints apart.' }
}

function rateCheckpoints(
  checkpoints: readonly Checkpoint[],
  table: Pick<MetricTable, 'series'>,
  { name }: CurveMetric,
): RatedCheckpoint[] {
  const values = new Map(finiteSeries(table, name).map(({ step, value }) => [step, value]))
  return checkpoints.flatMap(({ model, step = -1 }) => {
    const value = values.get(step)
    return value === undefined || model === undefined ? [] : [{ model, step, value }]
  })
}

/** Among equals, the later checkpoint wins: it was trained on more data. */
function pickBest(rated: readonly RatedCheckpoint[], { sign }: CurveMetric): RatedCheckpoint {
  return rated.reduce((a, b) => {
    const ahead = sign * (a.value - b.value)
    return ahead > 0 || (ahead === 0 && b.step > a.step) ? b : a
  })
}

function findLastStep(checkpoints: readonly Checkpoint[], { series }: Pick<MetricTable, 'series'>): number {
  return Math.max(
    0,
    ...checkpoints.map(({ step = 0 }) => step),
    ...[...series.values()].map((points) => points.at(-1)?.step ?? 0),
  )
}
