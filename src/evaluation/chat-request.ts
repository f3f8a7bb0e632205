import { getBaseModel } from '../dataset/model.ts'
import { ApiError } from '../http/errors.ts'
import { type JsonObject, omitNullish } from '../json.ts'

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

/** Names of reasoning models, which accept neither `max_tokens` nor a temperature (API reference, chat completions). */
const REASONING_MODEL = /^(o\d|gpt-([5-9]|\d\d)(?!.*chat))/i

/** The settings that a server may refuse by name, besides `max_tokens`. */
const OPTIONAL = ['temperature', 'seed', 'top_p', 'reasoning_effort'] as const

/**
 * Builds the bodies of requests to one model, and learns from the server's refusals which settings the model does not
 * have: at Azure the name of a deployment does not say what model it is.
 */
export class AdaptiveRequestBuilder {
  #tokenLimit: 'max_tokens' | 'max_completion_tokens'
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
  build(request: ChatRequest): JsonObject {
    const { model, messages, options, maxOutputTokens, temperature, seed } = request
    const settings = omitNullish({ temperature, seed, ...options })
    return {
      model,
      messages,
      ...Object.fromEntries(Object.entries(settings).filter(([name]) => !this.#refused.has(name))),
      [this.#tokenLimit]: maxOutputTokens,
    }
  }

  /** Learns from a refusal of `body`; returns whether the request should be sent again. */
  learn(error: unknown, body: JsonObject, droppable: readonly string[] = []): boolean {
    if (!(error instanceof ApiError) || ![400, 422].includes(error.status)) return false
    const text = error.param ?? error.serverMessage ?? ''
    const names = (name: string) => new RegExp(`\\b${name}\\b`).test(text)
    const sent = Object.hasOwn(body, 'max_tokens') ? 'max_tokens' : 'max_completion_tokens'
    if (names(sent)) {
      // Another request has learned the same in the meantime.
      if (sent !== this.#tokenLimit) return true
      this.#refused.add(sent)
      const other = sent === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
      // A server that names both refuses the number.
      if (this.#refused.has(other)) return false
      this.#tokenLimit = other
      return true
    }
    const name = [...OPTIONAL, ...droppable].find((name) => names(name) && Object.hasOwn(body, name))
    if (!name) return false
    this.#refused.add(name)
    return true
  }
}
