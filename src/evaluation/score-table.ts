import type { EvaluationSamples, MetricSamples } from './evaluate-requirements.ts'
import type { Answer } from './example.ts'

/** How one answer was scored. */
export interface Scored {
  score: number
  /** Why there is no complete answer or no grade; the score is then not the grader's. */
  failure?: string
  isRefusal: boolean
  answer?: Answer
}

/** The scores of both models for one example. */
export interface ScoredExample {
  index: number
  candidate: Scored
  baseline?: Scored
}

/** A sum of decimals may miss a score by its last digit. */
const ROUNDING = 1e-9

/** The scores of one model, by the number of the example. */
export class ModelScores {
  readonly #scores: Float64Array
  /** The examples without a complete answer or a grade. */
  readonly failures = new Map<number, string>()
  refusals = 0

  constructor(examples: number) {
    this.#scores = new Float64Array(examples)
  }

  /** Adds the score of an example. */
  add(index: number, { score, failure, isRefusal }: Scored): void {
    this.#scores[index] = score
    if (failure !== undefined) this.failures.set(index, failure)
    if (isRefusal) this.refusals += 1
  }

  /** Returns the score of an example. */
  get(index: number): number {
    return this.#scores[index] ?? 0
  }

  /** Returns what each metric counts of these examples, which have passed from a score of `passScore` on. */
  toSamples(indexes: readonly number[], passScore: number): MetricSamples {
    const scores = indexes.map((index) => this.get(index))
    return {
      score: scores,
      pass_rate: scores.map((score) => (score >= passScore - ROUNDING ? 1 : 0)),
      errors: indexes.map((index) => (this.failures.has(index) ? 1 : 0)),
    }
  }

  /** Returns how many examples failed for which reason, the most frequent one first. */
  countFailures(): { reason: string; count: number }[] {
    const counts = new Map<string, number>()
    for (const reason of this.failures.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
  }
}

/** The scores of all examples so far; a few bytes for each. */
export class ScoreTable {
  readonly candidate: ModelScores
  readonly baseline: ModelScores | undefined
  readonly #finished: Uint8Array

  constructor(examples: number, hasBaseline: boolean) {
    this.candidate = new ModelScores(examples)
    this.baseline = hasBaseline ? new ModelScores(examples) : undefined
    this.#finished = new Uint8Array(examples)
  }

  /** Adds the scores of an example. */
  add({ index, candidate, baseline }: ScoredExample): void {
    this.candidate.add(index, candidate)
    if (baseline) this.baseline?.add(index, baseline)
    this.#finished[index] = 1
  }

  /** Scores every example that has no score yet as one whose requests have failed. */
  failUnfinished(failure: string, scores: { candidate: number; baseline: number | undefined }): void {
    for (const [index, isFinished] of this.#finished.entries()) {
      if (isFinished) continue
      const fail = (score: number) => ({ score, failure, isRefusal: false })
      const baseline = scores.baseline !== undefined && { baseline: fail(scores.baseline) }
      this.add({ index, candidate: fail(scores.candidate), ...baseline })
    }
  }

  /** Returns what each metric counts of the examples that have scores, in order. */
  toSamples(passScore: number): EvaluationSamples {
    const finished = [...this.#finished.keys()].filter((index) => this.#finished[index] === 1)
    return {
      candidate: this.candidate.toSamples(finished, passScore),
      baseline: this.baseline?.toSamples(finished, passScore),
    }
  }
}
