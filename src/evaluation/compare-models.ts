import type { ComparisonReport, WorseExample } from '../report/evaluation.ts'
import type { EvaluationSamples } from './evaluate-requirements.ts'
import type { ScoreTable } from './score-table.ts'
import { comparePairs, type IntervalOptions, subtract } from './statistics.ts'
import type { ExampleLocation } from './test-data.ts'

const DEFAULT_CONFIDENCE = 0.95

/**
 * Returns how the scores of two models compare; undefined without a baseline or an example. A confidence of 0 stands for
 * the default. No chance makes a model differ from itself.
 */
export function compareModels(
  { candidate, baseline }: EvaluationSamples,
  { confidence: requested, scale, hasOneModel }: IntervalOptions & { hasOneModel: boolean },
): ComparisonReport | undefined {
  if (!baseline || candidate.score.length === 0) return undefined
  const confidence = requested || DEFAULT_CONFIDENCE
  if (hasOneModel) return { difference: 0, low: 0, high: 0, confidence, verdict: 'inconclusive', hasOneModel }
  return comparePairs(candidate.score, baseline.score, { confidence, scale })
}

/** The examples that got worse that a report lists. */
const MAX_WORSE = 100

/** Returns the examples with a lower score than the baseline's, worst first. */
export function listWorse(
  { candidate, baseline }: Pick<ScoreTable, 'candidate' | 'baseline'>,
  locations: readonly ExampleLocation[],
): WorseExample[] {
  if (!baseline) return []
  // Examples without scores have equal ones.
  return locations
    .map((location, i) => ({ ...location, candidate: candidate.get(i), baseline: baseline.get(i) }))
    .filter(({ candidate, baseline }) => candidate < baseline)
    .sort((a, b) => b.baseline - b.candidate - (a.baseline - a.candidate))
    .slice(0, MAX_WORSE)
}

/** The bounds of the groups of differences, as shares of the range of scores. */
const GROUPS = [0.5, 0.1] as const

/** Counts the examples by the difference of their scores; without scores between the extremes, in three groups. */
export function buildDifferenceHistogram(
  { candidate, baseline }: EvaluationSamples,
  scale: number,
): { label: string; count: number }[] {
  if (!baseline || candidate.score.length === 0) return []
  const gains = subtract(candidate.score, baseline.score).map((difference) => difference / scale)
  const losses = gains.map((gain) => -gain)
  const count = (shares: readonly number[], low: number, high = Number.POSITIVE_INFINITY) =>
    shares.filter((share) => share > low && share <= high).length
  const same = { label: 'same', count: gains.filter((gain) => gain === 0).length }
  if (gains.every(Number.isInteger))
    return [{ label: 'better', count: count(gains, 0) }, same, { label: 'worse', count: count(losses, 0) }]
  const [large, small] = GROUPS
  const name = (share: number) => Number((share * scale).toPrecision(3))
  return [
    { label: `better by more than ${name(large)}`, count: count(gains, large) },
    { label: `better by ${name(small)} to ${name(large)}`, count: count(gains, small, large) },
    { label: `better by less than ${name(small)}`, count: count(gains, 0, small) },
    same,
    { label: `worse by less than ${name(small)}`, count: count(losses, 0, small) },
    { label: `worse by ${name(small)} to ${name(large)}`, count: count(losses, small, large) },
    { label: `worse by more than ${name(large)}`, count: count(losses, large) },
  ]
}
