import type { ModelReport, WorseExample } from '../report/evaluation.ts'
import type { EvaluationResult } from './compute-result.ts'
import type { Usage } from './model-client.ts'
import type { ModelScores, ScoreTable } from './score-table.ts'
import { mean, subtract } from './statistics.ts'
import type { ExampleLocation } from './test-data.ts'

/** Returns what the report shows of one model. */
export function buildModelReport(
  { name, usage }: { name: string; usage: Usage },
  scores: ModelScores,
  samples: EvaluationResult['samples']['candidate'],
): ModelReport {
  return {
    name,
    // Without an example there is no mean, and nothing shows it.
    score: mean(samples.score) || 0,
    passRate: mean(samples.pass_rate) || 0,
    errors: samples.errors.reduce((sum, error) => sum + error, 0),
    failures: scores.countFailures(),
    refusals: scores.refusals,
    usage: { ...usage },
  }
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
  { samples: { candidate, baseline } }: EvaluationResult,
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
