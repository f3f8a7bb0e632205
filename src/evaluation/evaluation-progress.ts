import type { Dependencies } from '../dependencies.ts'
import { formatCount, formatDuration, formatInteger, formatMetric } from '../report/format.ts'
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
  #baselineScore: number | undefined
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
    if (baseline) this.#baselineScore = (this.#baselineScore ?? 0) + baseline.score
    const now = this.#deps.clock.now()
    if (this.#done < this.#total && now - this.#loggedAt < INTERVAL_MS) return
    this.#loggedAt = now
    this.#deps.runner.info(this.#format(now))
  }

  #format(now: number): string {
    const [done, total] = [this.#done, this.#total]
    const msPerExample = (now - this.#startedAt) / done
    return [
      `${formatInteger(done)}/${formatInteger(total)} examples`,
      `score ${formatMetric(this.#score / done)}`,
      this.#baselineScore !== undefined && `baseline ${formatMetric(this.#baselineScore / done)}`,
      this.#errors > 0 && formatCount(this.#errors, 'error'),
      done < total && `${formatDuration(msPerExample * (total - done))} left`,
    ]
      .filter(Boolean)
      .join(' · ')
  }
}
