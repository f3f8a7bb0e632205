import type { Grader } from '../config/grader.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { ChatClient, ChatCompletion } from '../openai/chat-completion.ts'
import type { EvaluationReport, ModelReport } from '../report/evaluation.ts'
import { formatDuration } from '../report/format.ts'
import { PersistentAnswerCache } from './answer-cache.ts'
import { isCutOff } from './chat-request.ts'
import { buildDifferenceHistogram, compareModels, listWorse } from './compare-models.ts'
import { evaluateRequirements, type MetricSamples } from './evaluate-requirements.ts'
import type { EvaluationPlan } from './evaluation-plan.ts'
import type { Example } from './example.ts'
import { type AnswerGrader, createAnswerGrader } from './grade.ts'
import { GradingError } from './grading-error.ts'
import { describeFailure, ModelClient } from './model-client.ts'
import { RequestPool } from './request-pool.ts'
import { type ModelScores, type Scored, type ScoredExample, ScoreTable } from './score-table.ts'
import { mean } from './statistics.ts'
import { readSelected, type TestData } from './test-data.ts'

/** The servers of an evaluation; the grader's model is on that of the candidate. */
export type EvaluationClients = Record<'candidate' | 'baseline', ChatClient>

/** A model that is evaluated. */
interface EvaluatedModel {
  name: string
  client: ModelClient
  /** The worst for the candidate and the best for the baseline: a failure makes no candidate better. */
  failureScore: number
}

/** One evaluation: its models, its scores so far, and what they show. */
export class Evaluation {
  readonly #plan: EvaluationPlan
  readonly #data: TestData
  readonly #deps: Dependencies
  readonly #abort = new AbortController()
  readonly #candidate: EvaluatedModel
  readonly #baseline: EvaluatedModel | undefined
  readonly #graderClient: ModelClient
  readonly #grader: AnswerGrader
  readonly #scores: ScoreTable

  constructor(plan: EvaluationPlan, data: TestData, clients: EvaluationClients, deps: Dependencies) {
    const { inputs, cacheDir, hasOneModel } = plan
    const context = {
      ...deps,
      pool: new RequestPool(inputs.concurrency, deps.clock),
      cache: cacheDir === undefined ? undefined : new PersistentAnswerCache(cacheDir, deps),
      signal: this.#abort.signal,
    }
    this.#plan = plan
    this.#data = data
    this.#deps = deps
    this.#graderClient = new ModelClient(clients.candidate, context)
    this.#grader = createAnswerGrader(plan.grader, { models: this.#graderClient, seed: inputs.seed })
    const failureScore = Math.min(0, this.#grader.lowest)
    this.#candidate = {
      name: inputs.model,
      client: new ModelClient(clients.candidate, context),
      failureScore,
    }
    const { 'baseline-model': name } = inputs
    if (name !== undefined)
      this.#baseline = {
        name,
        client: new ModelClient(clients.baseline, context),
        failureScore: hasOneModel ? failureScore : this.#grader.highest,
      }
    this.#scores = new ScoreTable(data.selected.length, name !== undefined)
  }

  /**
   * Requests the answers of both models to every example and scores them, in any order. Every example is scored: one whose
   * request fails permanently, or that has no answer before the timeout, counts against the candidate. Returns why not all
   * examples were evaluated: the timeout, or that the workflow was cancelled. Rejects with an error that is no matter of one
   * example, such as a FatalError, and then stops all others.
   */
  async run(onScored: (scored: ScoredExample) => void): Promise<ActionError | undefined> {
    const { clock, signal, startedAt } = this.#deps
    const { timeout: timeoutMs } = this.#plan.inputs
    const done = new AbortController()
    const timeout = new ActionError(
      `The timeout of ${formatDuration(timeoutMs)} has passed before all examples were evaluated.`,
      {
        hint: 'The others count as failures. Raise "timeout" or "concurrency"; "cache-dir" keeps the answers.',
      },
    )
    signal.addEventListener('abort', () => this.#abort.abort(signal.reason), { signal: done.signal })
    clock.sleep(startedAt + timeoutMs - clock.now(), done.signal).then(
      () => this.#abort.abort(timeout),
      () => undefined,
    )
    try {
      signal.throwIfAborted()
      await this.#scoreExamples(onScored)
      return undefined
    } catch (error) {
      if (error === timeout) {
        this.#scores.failUnfinished('no answer before the timeout', {
          candidate: this.#candidate.failureScore,
          baseline: this.#baseline?.failureScore,
        })
        return timeout
      }
      if (error === signal.reason && error instanceof ActionError) return error
      throw error
    } finally {
      done.abort()
    }
  }

  /** Builds the report of what the scores so far show. A workflow that was cancelled judges nothing: it has no gate. */
  buildReport(): Omit<EvaluationReport, 'overlap' | 'durationMs' | 'failure'> {
    const { inputs, grader, testFiles, hasOneModel } = this.#plan
    const { selected, total, locations } = this.#data
    const scale = this.#grader.highest - this.#grader.lowest
    const { candidate, baseline } = this.#scores
    const samples = this.#scores.toSamples(inputs['pass-score'])
    const hasGate = inputs.require.length > 0 && !this.#deps.signal.aborted
    const confidence = hasOneModel ? 0 : inputs.confidence
    return {
      candidate: buildModelReport(this.#candidate, candidate, samples.candidate),
      baseline:
        this.#baseline && baseline && samples.baseline
          ? {
              ...buildModelReport(this.#baseline, baseline, samples.baseline),
              // The candidate reports them.
              ...(hasOneModel && { failures: [], refusals: 0 }),
            }
          : undefined,
      comparison: compareModels(samples, { confidence: inputs.confidence, scale, hasOneModel }),
      examples: { evaluated: samples.candidate.score.length, selected: selected.length, total },
      testFiles: testFiles.map(({ name }) => name),
      grader: describeGrader(grader),
      graderUsage: this.#graderClient.usage,
      gate: hasGate ? evaluateRequirements(inputs.require, samples, { confidence, scale }) : undefined,
      worse: listWorse(this.#scores, locations),
      differences: buildDifferenceHistogram(samples, scale),
      refusedSettings: this.#listRefusedSettings(),
    }
  }

  async #scoreExamples(onScored: (scored: ScoredExample) => void): Promise<void> {
    const abort = this.#abort
    const examples = readSelected(this.#plan, this.#data, this.#deps)
    const work = async () => {
      for (;;) {
        abort.signal.throwIfAborted()
        const next = await examples.next()
        if (next.done) return
        const scored = await this.#scoreExample(next.value)
        this.#scores.add(scored)
        onScored(scored)
      }
    }
    // Examples at a time; each has one request per model.
    const concurrency = Math.min(this.#plan.inputs.concurrency, this.#data.selected.length)
    const workers = Array.from({ length: concurrency }, () =>
      work().catch((error: unknown) => {
        abort.abort(error)
        throw error
      }),
    )
    const results = await Promise.allSettled(workers)
    if (results.some(({ status }) => status === 'rejected')) throw abort.signal.reason
  }

  async #scoreExample({ index, example }: { index: number; example: Example }): Promise<ScoredExample> {
    const forCandidate = this.#scoreAnswer(example, this.#candidate)
    const forBaseline = this.#plan.hasOneModel
      ? forCandidate
      : this.#baseline && this.#scoreAnswer(example, this.#baseline)
    const [candidate, baseline] = await Promise.all([forCandidate, forBaseline])
    return { index, candidate, ...(baseline && { baseline }) }
  }

  async #scoreAnswer(
    example: Example,
    { name, client, failureScore: score }: EvaluatedModel,
  ): Promise<Scored> {
    const { 'max-output-tokens': maxOutputTokens, temperature, seed } = this.#plan.inputs
    const { prompt, options } = example
    try {
      const completion = await client.complete(
        { model: name, messages: prompt, options, maxOutputTokens, temperature, seed },
        { isUsable: (completion) => describeUnusable(completion, maxOutputTokens) === undefined },
      )
      const { text, toolCalls, isRefusal } = completion
      const answer = { text, toolCalls }
      const failure = describeUnusable(completion, maxOutputTokens)
      if (failure) return { score, failure, isRefusal, answer }
      return { score: await this.#grader.grade(answer, example), isRefusal, answer }
    } catch (error) {
      this.#abort.signal.throwIfAborted()
      const failure = error instanceof GradingError ? error.message : describeFailure(error)
      if (failure === undefined) throw error
      return { score, failure, isRefusal: false }
    }
  }

  #listRefusedSettings(): string[] {
    const models = [this.#candidate, ...(this.#baseline ? [this.#baseline] : [])]
    return [...new Set(models.flatMap(({ name, client }) => [...client.getRefusedSettings(name)]))]
  }
}

function buildModelReport(
  { name, client }: EvaluatedModel,
  scores: ModelScores,
  samples: MetricSamples,
): ModelReport {
  return {
    name,
    // Without an example there is no mean, and nothing shows it.
    score: mean(samples.score) || 0,
    passRate: mean(samples.pass_rate) || 0,
    errors: scores.failures.size,
    failures: scores.countFailures(),
    refusals: scores.refusals,
    usage: client.usage,
  }
}

/**
 * More than any tokenizer puts into the tokens of an ordinary answer. A server that ignores the limit could have the model
 * that grades read, and bill, far more than `max-total-tokens` allows.
 */
const MAX_CHARACTERS_PER_TOKEN = 32
/** What the form of a tool call adds. */
const MIN_CHARACTERS = 10_000

/** Returns why an answer is not scored: it is not complete, or longer than it may be. */
function describeUnusable(
  { finishReason, text, toolCalls }: ChatCompletion,
  maxOutputTokens: number,
): string | undefined {
  const characters = text.length + (toolCalls.length > 0 ? JSON.stringify(toolCalls).length : 0)
  if (characters > MIN_CHARACTERS + MAX_CHARACTERS_PER_TOKEN * maxOutputTokens)
    return 'longer than max-output-tokens allows'
  if (isCutOff(finishReason)) return 'cut off by max-output-tokens'
  if (finishReason === 'content_filter') return 'stopped by the content filter'
  // Gateways such as OpenRouter report a fault of the model's server like this, with status 200.
  return finishReason === 'error' ? 'ended by an error of the server' : undefined
}

function describeGrader(grader: Grader | undefined): string {
  if (!grader) return 'exact match'
  const metric = grader.type === 'text_similarity' ? ` (${grader.evaluation_metric})` : ''
  return `${grader.type}${metric}`
}
