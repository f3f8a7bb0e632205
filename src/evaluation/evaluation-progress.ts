import type { Dependencies } from '../dependencies.ts'
import { formatEvaluationProgress } from '../report/evaluation.ts'
import { formatDuration } from '../report/format.ts'
import type { ScoredExample } from './score-table.ts'

const INTERVAL_MS = 15_000

/** Logs how far an evaluation is, and the time that it probably still takes. */
export class EvaluationProgress {
  readonly #total: number
  readonly #deps: Pick<Dependencies, 'clock' | 'runner'>
  readonly #startedAt: number
  #loggedAt: number
  #done = 0
  #score = 0
  #baselineScore = 0
  #hasBaseline = false
  #errors = 0

  constructor(total: number, deps: Pick<Dependencies, 'clock' | 'runner'>) {
    this.#total = total
    this.#deps = deps
    this.#startedAt = deps.clock.now()
    this.#loggedAt = this.#startedAt
  }

  /** Counts an example, and logs a line when the last one is some seconds old. */
  add({ candidate, baseline }: ScoredExample): void {
    this.#done += 1
    this.#score += candidate.score
    if (candidate.failure !== undefined) this.#errors += 1
    if (baseline) {
      this.#hasBaseline = true
      this.#baselineScore += baseline.score
    }
    const now = this.#deps.clock.now()
    if (this.#done < this.#total && now - this.#loggedAt < INTERVAL_MS) return
    this.#loggedAt = now
    this.#log(now)
  }

  #log(now: number): void {
    const remaining = this.#total - this.#done
    const msPerExample = (now - this.#startedAt) / this.#done
    this.#deps.runner.info(
      formatEvaluationProgress({
        done: this.#done,
        total: this.#total,
        score: this.#score / this.#done,
        baselineScore: this.#hasBaseline ? this.#baselineScore / this.#done : undefined,
        errors: this.#errors,
        timeLeft: remaining > 0 ? formatDuration(msPerExample * remaining) : undefined,
      }),
    )
  }
}
