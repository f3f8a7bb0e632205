import type { EvaluationRequirement } from '../config/evaluation-gate.ts'
import type { Gate } from '../config/quality-gate.ts'
import type { ComparisonReport } from '../report/evaluation.ts'
import { type EvaluationSamples, evaluateRequirements, type MetricSamples } from './evaluate-requirements.ts'
import type { ModelScores, ScoreTable } from './score-table.ts'
import { comparePairs } from './statistics.ts'

/** How scores become results. */
export interface ScoringOptions {
  requirements: readonly EvaluationRequirement[]
  /** From 0 to below 1; 0 compares means, and intervals are then those at 95 %. */
  confidence: number
  /** The score from which an example counts as passed. */
  passScore: number
  /** The difference between the highest and the lowest possible score. */
  scale: number
  /** Whether candidate and baseline are one model: no chance makes them differ. */
  hasOneModel: boolean
}

/** What the scores of an evaluation show. */
export interface EvaluationResult {
  samples: EvaluationSamples
  comparison: ComparisonReport | undefined
  gate: Gate | undefined
}

const DEFAULT_CONFIDENCE = 0.95

/** Computes the comparison and the gate of the examples that have scores. */
export function computeResult(table: ScoreTable, options: ScoringOptions): EvaluationResult {
  const { requirements, scale, hasOneModel } = options
  const confidence = hasOneModel ? 0 : options.confidence
  const finished = table.listFinished()
  const samples = {
    candidate: toSamples(table.candidate, finished, options),
    baseline: table.baseline && toSamples(table.baseline, finished, options),
  }
  const gate =
    requirements.length > 0 ? evaluateRequirements(requirements, samples, { confidence, scale }) : undefined
  return { samples, comparison: compare(samples, options), gate }
}

/** A sum of decimals may miss a score by its last digit. */
const ROUNDING = 1e-9

function toSamples(
  scores: ModelScores,
  finished: readonly number[],
  { passScore }: ScoringOptions,
): MetricSamples {
  const values = finished.map((index) => scores.get(index))
  return {
    score: values,
    pass_rate: values.map((score) => (score >= passScore - ROUNDING ? 1 : 0)),
    errors: finished.map((index) => (scores.failures.has(index) ? 1 : 0)),
  }
}

function compare(
  { candidate, baseline }: EvaluationSamples,
  { confidence: requested, scale, hasOneModel }: ScoringOptions,
): ComparisonReport | undefined {
  if (!baseline || candidate.score.length === 0) return undefined
  const confidence = requested || DEFAULT_CONFIDENCE
  if (hasOneModel) return { difference: 0, low: 0, high: 0, confidence, verdict: 'inconclusive', hasOneModel }
  return comparePairs(candidate.score, baseline.score, { confidence, scale })
}
