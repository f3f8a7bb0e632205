import type { Job } from '../api/wire.ts'
import { type Results, resultsIn } from '../github/results.ts'
import { jobOutputs, type OutputValues, outputText, resultOf } from '../report/outputs.ts'
import { type Data, type Run, summary } from '../report/summary.ts'
import type { World } from './world.ts'

/** What the run has to tell other steps and people, told the moment it is known and once more at the end. */
export class Report {
  readonly run: Partial<Run> & { data: Data[] } = { data: [] }
  job: Job | undefined
  #outputs: OutputValues = {}
  #results: Results | undefined
  readonly #world: World
  readonly #startedAt: number

  constructor(world: World) {
    this.#world = world
    this.#startedAt = world.clock.now()
  }

  /** Begins the result files; outputs are set from the start, so that a later step finds the folder. */
  resultsIn(folder: string): void {
    this.#results = resultsIn(folder, this.#world.host)
    this.outputs({ 'results-dir': folder })
  }

  /** Sets outputs whose values are new. */
  outputs(values: OutputValues): void {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || value === this.#outputs[name]) continue
      this.#outputs[name] = value
      this.#world.host.setOutput(name, outputText(value))
    }
  }

  /** The job as just seen. */
  seen(job: Job): void {
    const first = this.job === undefined
    this.job = job
    this.outputs(jobOutputs(job))
    // Once now and once at the end: GitHub takes 1 MB of outputs, and a job is seen thousands of times.
    if (first) this.outputs({ job: job.raw })
  }

  event(raw: unknown): void {
    this.#results?.event(raw)
  }

  /** Writes `result.json`, and the summary where it is wanted. */
  finish(run: Pick<Run, 'verdict' | 'succeeded'> & { failure?: string }, withSummary: boolean): void {
    const { host, clock } = this.#world
    if (this.job) this.outputs({ job: this.job.raw })
    this.#results?.write('result.json', `${JSON.stringify(resultOf(this.#outputs), null, 2)}\n`)
    if (!withSummary) return
    host.writeSummary(
      summary({ ...this.run, ...run, job: this.job, durationMs: clock.now() - this.#startedAt }),
    )
  }
}
