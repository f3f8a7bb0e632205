import type { ModelReport, WorseExample } from '../report/evaluation.ts'
import type { EvaluationResult } from './compute-result.ts'
import type { Usage } from './model-client.ts'
import type { ModelScores } from './score-table.ts'
import type { ExampleLocation } from './test-data.ts'

/** Returns what the report shows of one model. */
export function buildModelReport(
  { name, usage }: { name: string; usage: Usage },
  scores: ModelScores,
  samples: EvaluationResult['samples']['candidate'],
): ModelReport {
  return {
    name,
    score: mean(samples.score),
    passRate: mean(samples.pass_rate),
    errors: samples.errors.reduce((sum, error) => sum + error, 0),
    failures: scores.countFailures(),
    refusals: scores.refusals,
    usage: { ...usage },
  }
}

/** Returns the mean of some values; 0 when there are none. */
export const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** The examples that got worse that a report lists. */
const MAX_WORSE = 100

/** Returns the examples with a lower score than the baseline's, worst first. */
export function listWorse(
  { samples: { candidate, baseline } }: EvaluationResult,
  finished: readonly number[],
  locations: readonly ExampleLocation[],
): WorseExample[] {
  if (!baseline) return []
  return candidate.score
    .flatMap((score, i): (WorseExample & { drop: number })[] => {
      const other = baseline.score[i] ?? score
      const location = locations[finished[i] ?? -1]
      return score < other && location
        ? [{ ...location, candidate: score, baseline: other, drop: other - score }]
        : []
    })
    .sort((a, b) => b.drop - a.drop)
    .slice(0, MAX_WORSE)
    .map(({ drop, ...worse }) => worse)
}

/** The bounds of the groups of differences, as shares of the range of scores. */
const GROUPS = [0.5, 0.1] as const

/** Counts the examples by the difference of their scores; without scores between the extremes, in three groups. */
export function buildDifferenceHistogram(
  { samples: { candidate, baseline } }: EvaluationResult,
  scale: number,
): { label: string; count: number }[] {
  if (!baseline || candidate.score.length === 0) return []
  const differences = candidate.score.map((score, i) => (score - (baseline.score[i] ?? 0)) / scale)
  const count = (low: number, high: number) =>
    differences.filter((difference) => difference > low && difference <= high).length
  const same = differences.filter((difference) => difference === 0).length
  const [better, worse] = [count(0, Number.POSITIVE_INFINITY), differences.filter((d) => d < 0).length]
  if (differences.every((difference) => Number.isInteger(difference)))
    return [
      { label: 'better', count: better },
      { label: 'same', count: same },
      { label: 'worse', count: worse },
    ]
  const [large, small] = GROUPS
  const negative = differences.map((difference) => -difference)
  const countWorse = (low: number, high: number) =>
    negative.filter((difference) => difference > low && difference <= high).length
  const name = (share: number) => Number((share * scale).toPrecision(3))
  return [
    { label: `better by more than ${name(large)}`, count: count(large, Number.POSITIVE_INFINITY) },
    { label: `better by ${name(small)} to ${name(large)}`, count: count(small, large) },
    { label: `better by less than ${name(small)}`, count: count(0, small) },
    { label: 'same', count: same },
    { label: `worse by less than ${name(small)}`, count: countWorse(0, small) },
    { label: `worse by ${name(small)} to ${name(large)}`, count: countWorse(small, large) },
    { label: `worse by more than ${name(large)}`, count: countWorse(large, Number.POSITIVE_INFINITY) },
  ]
}
