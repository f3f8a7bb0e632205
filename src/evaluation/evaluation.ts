import type { Grader } from '../config/grader.ts'
import type { Dependencies } from '../dependencies.ts'
import type { ChatClient } from '../openai/chat-completion.ts'
import type { EvaluationReport } from '../report/evaluation.ts'
import { AnswerCache } from './answer-cache.ts'
import { buildDifferenceHistogram, buildModelReport, listWorse } from './build-report.ts'
import { computeResult, type EvaluationResult } from './compute-result.ts'
import type { EvaluationPlan } from './evaluation-plan.ts'
import { type AnswerGrader, createAnswerGrader } from './grade.ts'
import { ModelClient } from './model-client.ts'
import { RequestPool } from './request-pool.ts'
import { type EvaluatedModel, type ScoredExample, scoreExamples } from './score-examples.ts'
import { ScoreTable } from './score-table.ts'
import { readSelected, type TestData } from './test-data.ts'

/** The servers of an evaluation; the grader's model is on that of the candidate. */
export interface EvaluationClients {
  candidate: ChatClient
  /** Undefined without a baseline. */
  baseline: ChatClient | undefined
}

/** One evaluation: its models, its scores so far, and what they show. */
export class Evaluation {
  readonly scores: ScoreTable
  readonly #plan: EvaluationPlan
  readonly #data: TestData
  readonly #deps: Dependencies
  readonly #abort = new AbortController()
  readonly #candidate: EvaluatedModel
  readonly #baseline: EvaluatedModel | undefined
  readonly #graderModels: ModelClient
  readonly #grader: AnswerGrader

  constructor(plan: EvaluationPlan, data: TestData, clients: EvaluationClients, deps: Dependencies) {
    const { inputs, cacheDir } = plan
    const { clock, random, runner, context: workflow } = deps
    const context = {
      pool: new RequestPool(inputs.concurrency, clock),
      cache: cacheDir === undefined ? undefined : new AnswerCache(cacheDir, { runner, context: workflow }),
      clock,
      random,
      runner,
      signal: this.#abort.signal,
    }
    this.#plan = plan
    this.#data = data
    this.#deps = deps
    this.#candidate = { name: inputs.model, models: new ModelClient(clients.candidate, context) }
    const { 'baseline-model': baselineModel } = inputs
    this.#baseline =
      clients.baseline && baselineModel !== undefined
        ? { name: baselineModel, models: new ModelClient(clients.baseline, context) }
        : undefined
    this.#graderModels = new ModelClient(clients.candidate, context)
    this.#grader = createAnswerGrader(plan.grader, { models: this.#graderModels, seed: inputs.seed })
    this.scores = new ScoreTable(data.selected.length, this.#baseline !== undefined)
  }

  /** Requests and scores all answers; rejects with the reason of `abort`, or when no request can succeed. */
  run(onScored: (scored: ScoredExample) => void): Promise<void> {
    const { inputs } = this.#plan
    return scoreExamples({
      candidate: this.#candidate,
      baseline: this.#baseline,
      hasOneModel: this.#plan.hasOneModel,
      grader: this.#grader,
      settings: {
        maxOutputTokens: inputs['max-output-tokens'],
        temperature: inputs.temperature,
        seed: inputs.seed,
      },
      concurrency: Math.min(inputs.concurrency, this.#data.selected.length),
      examples: readSelected(this.#plan, this.#data, this.#deps),
      onScored: (scored) => {
        this.scores.add(scored)
        onScored(scored)
      },
      abort: this.#abort,
    })
  }

  /** Stops all requests with a reason. */
  abort(reason: unknown): void {
    this.#abort.abort(reason)
  }

  /** Scores the examples without an answer as failures: none is dropped. */
  failUnfinished(failure: string): void {
    const { lowest, highest } = this.#grader
    const candidate = Math.min(0, lowest)
    this.scores.failUnfinished(failure, {
      candidate,
      baseline: this.#plan.hasOneModel ? candidate : highest,
    })
  }

  /** Computes what the scores so far show. */
  computeResult(): EvaluationResult {
    const { inputs, hasOneModel } = this.#plan
    return computeResult(this.scores, {
      requirements: inputs.require,
      confidence: inputs.confidence,
      passScore: inputs['pass-score'],
      scale: this.#scale,
      hasOneModel,
    })
  }

  /** Builds the report of a result for people. */
  buildReport(
    result: EvaluationResult,
    facts: Pick<EvaluationReport, 'durationMs' | 'failure' | 'overlap'>,
  ): EvaluationReport {
    const { grader, testFiles } = this.#plan
    const { selected, total, locations } = this.#data
    const { candidate, baseline } = this.scores
    return {
      candidate: buildModelReport(toUsage(this.#candidate), candidate, result.samples.candidate),
      baseline:
        this.#baseline && baseline && result.samples.baseline
          ? {
              ...buildModelReport(toUsage(this.#baseline), baseline, result.samples.baseline),
              // The candidate reports them.
              ...(this.#plan.hasOneModel && { failures: [], refusals: 0 }),
            }
          : undefined,
      comparison: result.comparison,
      examples: { evaluated: this.scores.listFinished().length, selected: selected.length, total },
      testFiles: testFiles.map(({ name }) => name),
      grader: describeGrader(grader),
      graderUsage: { ...this.#graderModels.usage },
      gate: result.gate,
      worse: listWorse(this.scores, locations),
      differences: buildDifferenceHistogram(result, this.#scale),
      refusedSettings: this.#listRefusedSettings(),
      ...facts,
    }
  }

  get #scale(): number {
    return this.#grader.highest - this.#grader.lowest
  }

  #listRefusedSettings(): string[] {
    const models = [this.#candidate, ...(this.#baseline ? [this.#baseline] : [])]
    return [...new Set(models.flatMap(({ name, models }) => [...models.getRefusedSettings(name)]))]
  }
}

const toUsage = ({ name, models }: EvaluatedModel) => ({ name, usage: models.usage })

function describeGrader(grader: Grader | undefined): string {
  if (!grader) return 'exact match'
  const metric = grader.type === 'text_similarity' ? ` (${grader.evaluation_metric})` : ''
  return `${grader.type}${metric}`
}
