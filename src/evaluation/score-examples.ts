import type { ChatCompletion } from '../openai/chat-completion.ts'
import { type ChatRequest, isCutOff } from './chat-request.ts'
import type { Answer, Example } from './example.ts'
import type { AnswerGrader } from './grade.ts'
import { GradingError } from './grading-error.ts'
import { describeFailure, type ModelClient } from './model-client.ts'

/** A model that is evaluated. */
export interface EvaluatedModel {
  name: string
  models: ModelClient
}

/** What every request to an evaluated model has. */
export interface AnswerSettings {
  maxOutputTokens: number
  temperature: number
  seed: number
}

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

/** What an evaluation runs on. */
export interface EvaluationOptions {
  candidate: EvaluatedModel
  baseline: EvaluatedModel | undefined
  /** Whether the baseline is the candidate, so that its answers are the same. */
  hasOneModel: boolean
  grader: AnswerGrader
  settings: AnswerSettings
  /** Examples at a time; each has one request per model. */
  concurrency: number
  examples: AsyncGenerator<{ index: number; example: Example }>
  onScored: (scored: ScoredExample) => void
  /** Aborts all requests with its reason. */
  abort: AbortController
}

/**
 * Requests the answers of both models to every example and scores them, in any order. Every example is scored: one whose
 * request fails permanently counts against the candidate. Rejects with the reason of the abort, or with an error that is no matter of
 * one example, such as a FatalError, and then stops all others.
 */
export async function scoreExamples(options: EvaluationOptions): Promise<void> {
  const { examples, concurrency, onScored, abort } = options
  const work = async () => {
    for (;;) {
      abort.signal.throwIfAborted()
      const next = await examples.next()
      if (next.done) return
      onScored(await scoreExample(next.value.index, next.value.example, options))
    }
  }
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      abort.abort(error)
      throw error
    }),
  )
  const results = await Promise.allSettled(workers)
  if (results.some(({ status }) => status === 'rejected')) throw abort.signal.reason
}

async function scoreExample(
  index: number,
  example: Example,
  options: EvaluationOptions,
): Promise<ScoredExample> {
  const { candidate, baseline, hasOneModel, grader } = options
  // The worst for the candidate and the best for the baseline: a failure makes no candidate better.
  const forCandidate = scoreAnswer(example, candidate, Math.min(0, grader.lowest), options)
  const forBaseline = hasOneModel
    ? forCandidate
    : baseline && scoreAnswer(example, baseline, grader.highest, options)
  const [scored, baselineScored] = await Promise.all([forCandidate, forBaseline])
  return { index, candidate: scored, ...(baselineScored && { baseline: baselineScored }) }
}

async function scoreAnswer(
  example: Example,
  { name, models }: EvaluatedModel,
  scoreOfFailure: number,
  { grader, settings, abort }: EvaluationOptions,
): Promise<Scored> {
  try {
    const completion = await models.complete(buildRequest(name, example, settings), {
      isUsable: (completion) => describeUnusable(completion, settings) === undefined,
    })
    const { text, toolCalls, isRefusal } = completion
    const answer = { text, toolCalls }
    const failure = describeUnusable(completion, settings)
    if (failure) return { score: scoreOfFailure, failure, isRefusal, answer }
    return { score: await grader.grade(answer, example), isRefusal, answer }
  } catch (error) {
    abort.signal.throwIfAborted()
    const failure = error instanceof GradingError ? error.message : describeFailure(error)
    if (failure === undefined) throw error
    return { score: scoreOfFailure, failure, isRefusal: false }
  }
}

function buildRequest(model: string, { prompt, options }: Example, settings: AnswerSettings): ChatRequest {
  return { model, messages: prompt, options, ...settings }
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
  { maxOutputTokens }: AnswerSettings,
): string | undefined {
  const characters = text.length + (toolCalls.length > 0 ? JSON.stringify(toolCalls).length : 0)
  if (characters > MIN_CHARACTERS + MAX_CHARACTERS_PER_TOKEN * maxOutputTokens)
    return 'longer than max-output-tokens allows'
  if (isCutOff(finishReason)) return 'cut off by max-output-tokens'
  if (finishReason === 'content_filter') return 'stopped by the content filter'
  // Gateways such as OpenRouter report a fault of the model's server like this, with status 200.
  return finishReason === 'error' ? 'ended by an error of the server' : undefined
}
