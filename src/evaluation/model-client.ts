import type { Dependencies } from '../dependencies.ts'
import { getErrorCode } from '../errors.ts'
import { ApiError, ConnectionError, CredentialError, isRetryable } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { ChatClient, ChatCompletion } from '../openai/chat-completion.ts'
import type { UsageReport } from '../report/evaluation.ts'
import type { PersistentAnswerCache } from './answer-cache.ts'
import { AdaptiveRequestBuilder, type ChatRequest, type RequestAttempt } from './chat-request.ts'
import { FatalErrorDetector } from './fatal-error.ts'
import type { RequestPool } from './request-pool.ts'

/** What all requests of an evaluation share. */
interface RequestContext extends Pick<Dependencies, 'clock' | 'random' | 'runner'> {
  pool: RequestPool
  cache: PersistentAnswerCache | undefined
  /** Aborts all requests. */
  signal: AbortSignal
}

/** How the answer to a request is judged. */
interface CompleteOptions {
  /** Whether an answer can be scored: another one is a failure, which is not stored. */
  isUsable: (answer: ChatCompletion) => boolean
  /** Fields that are left out when the server refuses them by name. */
  droppable?: readonly string[]
}

/** A request, what may be left out of it, and where its answer is stored. */
interface Call {
  request: ChatRequest
  droppable: readonly string[]
  store: (answer: ChatCompletion) => Promise<void>
}

/** What is known about a model on the server. */
interface ModelState {
  builder: AdaptiveRequestBuilder
  errors: FatalErrorDetector
}

/** Faults other than 429 after which a request has failed permanently. */
const MAX_FAULTS = 5
/** A server that never lets one request through has no capacity for it. */
const MAX_RATE_LIMITS = 100
const RETRY_LOG_INTERVAL_MS = 10_000
/** An answer may take this long, plus the time for its tokens at ten a second. */
const BASE_TIMEOUT_MS = 60_000
const TOKEN_TIMEOUT_MS = 100

/** Requests answers of the models on one server, each from the cache if it is there. */
export class ModelClient {
  /** What the requests have cost so far. */
  readonly usage: UsageReport = { requests: 0, cached: 0, promptTokens: 0, completionTokens: 0 }
  readonly #client: ChatClient
  readonly #context: RequestContext
  readonly #models = new Map<string, ModelState>()
  /** Requests that are under way, so that equal ones wait for one answer when there is a cache. */
  readonly #pending = new Map<string, Promise<ChatCompletion>>()
  #hasWarned = false
  #loggedAt = Number.NEGATIVE_INFINITY

  constructor(client: ChatClient, context: RequestContext) {
    this.#client = client
    this.#context = context
  }

  /**
   * Returns the answer to a request, usable or not. Rejects with a FatalError when no other request can succeed either,
   * and with the last error of this one otherwise.
   */
  async complete(
    request: ChatRequest,
    { isUsable, droppable = [] }: CompleteOptions,
  ): Promise<ChatCompletion> {
    const { cache } = this.#context
    const key = cache?.getKey(this.#client.baseUrl, request)
    if (!cache || key === undefined) return this.#send({ request, droppable, store: async () => undefined })
    const readOrSend = async () => {
      const known = await cache.read(key)
      // The folder outlives this version: what another one stored may be no usable answer here.
      if (!known || !isUsable(known)) return this.#send({ request, droppable, store })
      this.usage.cached += 1
      this.#getState(request.model).errors.recordAnswer({ isCached: true })
      return known
    }
    const store = async (answer: ChatCompletion) => {
      if (isUsable(answer)) await this.#store(cache, key, answer)
    }
    const pending = this.#pending.get(key) ?? readOrSend()
    this.#pending.set(key, pending)
    return pending.finally(() => this.#pending.delete(key))
  }

  /** The settings that a model refused. */
  getRefusedSettings(model: string): ReadonlySet<string> {
    return this.#getState(model).builder.refused
  }

  /** An answer that cannot be stored is still an answer. */
  async #store(cache: PersistentAnswerCache, key: string, answer: ChatCompletion): Promise<void> {
    try {
      await cache.write(key, answer)
    } catch (error) {
      if (this.#hasWarned) return
      this.#hasWarned = true
      this.#context.runner.warning(
        `input "cache-dir": an answer could not be stored (${getErrorCode(error)})`,
      )
    }
  }

  #getState(model: string): ModelState {
    const state = this.#models.get(model) ?? {
      builder: new AdaptiveRequestBuilder(model),
      errors: new FatalErrorDetector(model, this.#client.baseUrl),
    }
    this.#models.set(model, state)
    return state
  }

  async #send(call: Call): Promise<ChatCompletion> {
    const { clock, random, signal } = this.#context
    const { errors } = this.#getState(call.request.model)
    let rateLimits = 0
    let faults = 0
    try {
      const answer = await retry(() => this.#sendAdapted(call), {
        clock,
        random,
        signal,
        shouldRetry: (error) =>
          isRateLimit(error) ? ++rateLimits < MAX_RATE_LIMITS : isRetryable(error) && ++faults < MAX_FAULTS,
        onRetry: (error, delayMs) => this.#logRetry(error, delayMs),
      })
      errors.recordAnswer({ isCached: false })
      return answer
    } catch (error) {
      signal.throwIfAborted()
      throw errors.detect(error, call.request) ?? error
    }
  }

  /** Sends a request again without the settings that the server refuses, one after the other. */
  async #sendAdapted(call: Call): Promise<ChatCompletion> {
    const attempt: RequestAttempt = { ...call, refusedLimits: new Set() }
    const { builder } = this.#getState(call.request.model)
    for (;;) {
      const body = builder.build(attempt)
      try {
        const answer = await this.#sendOnce(body, call)
        builder.confirm(body)
        return answer
      } catch (error) {
        if (!builder.learn(error, body, attempt)) throw error
      }
    }
  }

  async #sendOnce(body: object, { request, store }: Call): Promise<ChatCompletion> {
    const { pool, signal } = this.#context
    const timeoutMs = BASE_TIMEOUT_MS + request.maxOutputTokens * TOKEN_TIMEOUT_MS
    return pool.run(
      async () => {
        this.usage.requests += 1
        const answer = await this.#client.createChatCompletion(body, { signal, timeoutMs })
        this.usage.promptTokens += answer.promptTokens
        this.usage.completionTokens += answer.completionTokens
        // Before the next request takes this place: at most as many answers are lost as there are places.
        await store(answer)
        return answer
      },
      (error) => (isRateLimit(error) ? { retryAfterMs: error.retryAfterMs } : undefined),
      signal,
    )
  }

  /** Without the server's words, which may quote the prompt. */
  #logRetry(error: unknown, delayMs: number): void {
    const { clock, runner, pool } = this.#context
    if (clock.now() - this.#loggedAt < RETRY_LOG_INTERVAL_MS) return
    this.#loggedAt = clock.now()
    const seconds = Math.max(1, Math.round(delayMs / 1000))
    runner.info(`${describeFailure(error)}; next attempt in ${seconds} s, ${pool.limit} at a time`)
  }
}

function isRateLimit(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 429 && isRetryable(error)
}

/**
 * Returns why a request failed, without the server's words: they may quote the prompt. Undefined for an error that is no
 * matter of one request.
 */
export function describeFailure(error: unknown): string | undefined {
  if (error instanceof ApiError) {
    const code = /^[\w.-]{1,60}$/.test(error.code ?? '') ? `, ${error.code}` : ''
    return `status ${error.status}${code}`
  }
  if (error instanceof CredentialError) return 'no credential'
  return error instanceof ConnectionError ? 'no usable response' : undefined
}
