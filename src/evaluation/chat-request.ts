import { getBaseModel } from '../dataset/model.ts'
import { ApiError } from '../http/errors.ts'
import { type JsonObject, omitNullish } from '../json.ts'
import { getOtherTokenLimit, type TokenLimit } from '../openai/chat-completion.ts'

/** One request to a model. */
export interface ChatRequest {
  model: string
  messages: readonly JsonObject[]
  /** Further fields: tools, the format of the answer, settings of a grader. */
  options: JsonObject
  maxOutputTokens: number
  temperature: number | undefined
  seed: number | undefined
}

/** Returns whether an answer ends at the limit of its tokens, in the word of the API or in that of other servers. */
export function isCutOff(finishReason: string | undefined): boolean {
  return finishReason === 'length' || finishReason === 'max_tokens'
}

/** Names of reasoning models, which accept neither `max_tokens` nor a temperature (API reference, chat completions). */
const REASONING_MODEL = /^(o\d|gpt-([5-9]|\d\d)(?!.*chat))/i

/** What one request to a model has met: it is sent at most once with a limit that was refused. */
export interface RequestAttempt {
  request: ChatRequest
  /** Fields that are left out when the server refuses them by name. */
  droppable: readonly string[]
  refusedLimits: Set<TokenLimit>
}

/** The settings that a server may refuse by name, besides `max_tokens`. */
const OPTIONAL = ['temperature', 'seed', 'top_p', 'reasoning_effort'] as const

/**
 * Builds the bodies of requests to one model, and learns from the server's refusals which settings the model does not
 * have: at Azure the name of a deployment does not say what model it is.
 */
export class AdaptiveRequestBuilder {
  #tokenLimit: TokenLimit
  /** Whether the model has answered to a request with the limit: a refusal that names it is then about its number. */
  #isLimitKnown = false
  readonly #refused = new Set<string>()

  constructor(model: string) {
    const isReasoning = REASONING_MODEL.test(getBaseModel(model))
    this.#tokenLimit = isReasoning ? 'max_completion_tokens' : 'max_tokens'
    if (isReasoning) this.#refused.add('temperature')
  }

  /** The settings that the model is not sent. */
  get refused(): ReadonlySet<string> {
    return this.#refused
  }

  /** Returns the body of a request. */
  build({ request, refusedLimits }: RequestAttempt): JsonObject {
    const limit = this.#tokenLimit
    const { model, messages, options, maxOutputTokens, temperature, seed } = request
    const settings = omitNullish({ temperature, seed, ...options })
    return {
      model,
      messages,
      ...Object.fromEntries(Object.entries(settings).filter(([name]) => !this.#refused.has(name))),
      [refusedLimits.has(limit) ? getOtherTokenLimit(limit) : limit]: maxOutputTokens,
    }
  }

  /** Learns from an answer to `body`. */
  confirm(body: JsonObject): void {
    if (this.#isLimitKnown) return
    this.#isLimitKnown = true
    this.#tokenLimit = getTokenLimit(body)
  }

  /** Learns from a refusal of `body`; returns whether the request should be sent again. */
  learn(error: unknown, body: JsonObject, { droppable, refusedLimits }: RequestAttempt): boolean {
    const sent = getTokenLimit(body)
    if (isSettingRefused(error, sent)) return this.#learnLimit(sent, refusedLimits)
    const isRefused = (name: string) => Object.hasOwn(body, name) && isSettingRefused(error, name)
    const name = [...OPTIONAL, ...droppable].find(isRefused)
    if (!name) return false
    this.#refused.add(name)
    return true
  }

  /** A refusal that names the limit may be about its name, its number, or a prompt that leaves no room for it. */
  #learnLimit(sent: TokenLimit, refusedLimits: Set<TokenLimit>): boolean {
    if (this.#isLimitKnown && sent === this.#tokenLimit) return false
    const other = getOtherTokenLimit(sent)
    const areBothRefused = refusedLimits.has(other)
    refusedLimits.add(sent)
    // Where both are refused it was not the name: other requests go on with the one that this request had first.
    if (!this.#isLimitKnown) this.#tokenLimit = other
    return !areBothRefused
  }
}

const getTokenLimit = (body: JsonObject): TokenLimit =>
  Object.hasOwn(body, 'max_tokens') ? 'max_tokens' : 'max_completion_tokens'

/** The message may name other settings than the refused one, which `param` names. */
function isSettingRefused(error: unknown, name: string): boolean {
  if (!(error instanceof ApiError) || ![400, 422].includes(error.status)) return false
  return new RegExp(`\\b${name}\\b`).test(error.param ?? error.serverMessage ?? '')
}
