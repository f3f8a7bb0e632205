import type { Checkpoint } from '../openai/checkpoint.ts'
import type { MetricTable } from '../openai/metrics.ts'
import {
  FULL_VALIDATION_LOSS,
  findBestPoint,
  finiteSeries,
  getLossSign,
  VALIDATION_LOSS,
  VALIDATION_REWARDS,
} from './curves.ts'
import { formatCount, formatInteger, formatMetric } from './format.ts'

/** The best model of a job, and why it is the best. */
export interface BestModel {
  /** Unset if the server names no model for the checkpoint. */
  model?: string | undefined
  /** The id of its checkpoint, where known: some servers deploy a checkpoint by its id. */
  checkpointId?: string | undefined
  /** The step of its checkpoint, where known. */
  step?: number | undefined
  /** One sentence. */
  why: string
}

/** The metrics that rate a checkpoint, most significant first. */
const RATINGS: readonly (readonly [name: string, title: string])[] = [
  ...VALIDATION_REWARDS.map((name) => [name, 'validation reward'] as const),
  [FULL_VALIDATION_LOSS, 'full validation loss'],
  [VALIDATION_LOSS, 'validation loss'],
]

/**
 * Returns the model with the highest validation reward, else the lowest full validation loss, else the lowest
 * validation loss. Returns the final model if that is the one, or if no metric tells the checkpoints apart.
 */
export function findBestCheckpoint(
  checkpoints: readonly Checkpoint[],
  table: Pick<MetricTable, 'series'>,
  finalModel: string | undefined,
): BestModel | undefined {
  for (const [name, title] of RATINGS) {
    const rated = rateCheckpoints(checkpoints, table, name)
    const sign = getLossSign(name)
    // Among equals, the latest checkpoint wins: it was trained on more data.
    const latestFirst = rated.toSorted((a, b) => b.step - a.step)
    const best = findBestPoint(latestFirst, sign)
    if (!best || new Set(rated.map(({ value }) => value)).size < 2) continue
    const isNamedFinal = finalModel !== undefined && best.model === finalModel
    const isFinal = isNamedFinal || best.step >= findLastStep(checkpoints, table)
    const extreme = sign === 1 ? 'lowest' : 'highest'
    const why = `It has the ${extreme} ${title} of ${formatCount(rated.length, 'checkpoint')}: ${formatMetric(best.value)} at step ${formatInteger(best.step)}${isFinal ? ', the last one' : ''}.`
    const model = isFinal && finalModel ? finalModel : best.model
    return { model, checkpointId: best.id, step: best.step, why }
  }
  const last = sortByStep(checkpoints).at(-1)
  const model = finalModel ?? last?.model
  if (model === undefined && last === undefined) return undefined
  const subject = finalModel === undefined ? 'the last checkpoint' : 'the final model'
  const why = `It is ${subject}; no validation metric tells the checkpoints apart.`
  return { model, checkpointId: last?.id, ...(finalModel === undefined && { step: last?.step }), why }
}

/** Returns the checkpoints in the order of their steps; those without a step come first. */
export function sortByStep(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  return checkpoints.toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0))
}

/** Returns the checkpoints that have a value of the metric, each with it and its step. */
function rateCheckpoints(
  checkpoints: readonly Checkpoint[],
  table: Pick<MetricTable, 'series'>,
  metric: string,
) {
  const values = new Map(finiteSeries(table, metric).map(({ step, value }) => [step, value]))
  return checkpoints.flatMap((checkpoint) => {
    const { step = -1 } = checkpoint
    const value = values.get(step)
    return value === undefined ? [] : [{ ...checkpoint, step, value }]
  })
}

function findLastStep(checkpoints: readonly Checkpoint[], { series }: Pick<MetricTable, 'series'>): number {
  const last = [...series.values()].flatMap((points) => points.slice(-1))
  return Math.max(0, ...[...checkpoints, ...last].map(({ step = 0 }) => step))
}
