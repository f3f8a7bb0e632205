import type { Clock } from '../clock.ts'
import type { Runner } from '../dependencies.ts'
import { ApiError, ConnectionError, CredentialError, isRetryable } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { ChatClient, ChatCompletion } from '../openai/chat-completion.ts'
import { type AnswerCache, cacheKey } from './answer-cache.ts'
import { type ChatRequest, RequestBuilder } from './chat-request.ts'
import { toFatalError } from './fatal-error.ts'
import type { RequestPool } from './request-pool.ts'

/** What all requests of an evaluation share. */
export interface RequestContext {
  pool: RequestPool
  cache: AnswerCache | undefined
  clock: Clock
  random: () => number
  runner: Pick<Runner, 'info'>
  /** Aborts all requests. */
  signal: AbortSignal
}

/** What the requests to a model have cost so far. */
export interface Usage {
  requests: number
  /** Answers from the cache. */
  cached: number
  promptTokens: number
  completionTokens: number
}

/** Faults other than 429 after which a request has failed for good. */
const MAX_FAULTS = 5
/** A server that never lets one request through has no capacity for it. */
const MAX_RATE_LIMITS = 100
const RETRY_LOG_INTERVAL_MS = 10_000
/** An answer may take this long, plus the time for its tokens at ten a second. */
const BASE_TIMEOUT_MS = 60_000
const TOKEN_TIMEOUT_MS = 100

/** Requests answers of the models on one server, each from the cache if it is there. */
export class ModelClient {
  readonly usage: Usage = { requests: 0, cached: 0, promptTokens: 0, completionTokens: 0 }
  readonly #client: ChatClient
  readonly #context: RequestContext
  readonly #builders = new Map<string, RequestBuilder>()
  /** Requests that are under way, so that equal ones wait for one answer when there is a cache. */
  readonly #pending = new Map<string, Promise<ChatCompletion>>()
  #hasAnswered = false
  #loggedAt = Number.NEGATIVE_INFINITY

  constructor(client: ChatClient, context: RequestContext) {
    this.#client = client
    this.#context = context
  }

  /**
   * Returns the answer to a request. `droppable` are fields that are left out when the server refuses them by name.
   * Rejects with a FatalError when no other request can succeed either, and with the last error of this one otherwise.
   */
  async complete(request: ChatRequest, droppable: readonly string[] = []): Promise<ChatCompletion> {
    const { cache } = this.#context
    if (!cache) return this.#send(request, droppable)
    const key = cacheKey(this.#client.baseUrl, request)
    const pending = this.#pending.get(key) ?? this.#readOrSend(cache, key, request, droppable)
    this.#pending.set(key, pending)
    return pending.finally(() => this.#pending.delete(key))
  }

  /** The settings that a model refused. */
  getRefusedSettings(model: string): ReadonlySet<string> {
    return this.#getBuilder(model).refused
  }

  async #readOrSend(cache: AnswerCache, key: string, request: ChatRequest, droppable: readonly string[]) {
    const known = await cache.read(key)
    if (known) {
      this.usage.cached += 1
      return known
    }
    const answer = await this.#send(request, droppable)
    await cache.write(key, answer)
    return answer
  }

  #getBuilder(model: string): RequestBuilder {
    const builder = this.#builders.get(model) ?? new RequestBuilder(model)
    this.#builders.set(model, builder)
    return builder
  }

  async #send(request: ChatRequest, droppable: readonly string[]): Promise<ChatCompletion> {
    const { clock, random, signal } = this.#context
    let rateLimits = 0
    let faults = 0
    try {
      const answer = await retry(() => this.#sendAdapted(request, droppable), {
        clock,
        random,
        signal,
        shouldRetry: (error) =>
          isRateLimit(error) ? ++rateLimits < MAX_RATE_LIMITS : isRetryable(error) && ++faults < MAX_FAULTS,
        onRetry: (error, delayMs) => this.#logRetry(error, delayMs),
      })
      this.#hasAnswered = true
      return answer
    } catch (error) {
      signal.throwIfAborted()
      throw toFatalError(error, request.model, this.#hasAnswered) ?? error
    }
  }

  /** Sends a request again without the settings that the server refuses, one after the other. */
  async #sendAdapted(request: ChatRequest, droppable: readonly string[]): Promise<ChatCompletion> {
    const builder = this.#getBuilder(request.model)
    for (;;) {
      const body = builder.build(request)
      try {
        return await this.#sendOnce(body, request.maxOutputTokens)
      } catch (error) {
        if (!builder.learn(error, body, droppable)) throw error
      }
    }
  }

  async #sendOnce(body: object, maxOutputTokens: number): Promise<ChatCompletion> {
    const { pool, signal } = this.#context
    const timeoutMs = BASE_TIMEOUT_MS + maxOutputTokens * TOKEN_TIMEOUT_MS
    const answer = await pool.run(
      () => {
        this.usage.requests += 1
        return this.#client.createChatCompletion(body, { signal, timeoutMs })
      },
      (error) => (isRateLimit(error) ? { retryAfterMs: error.retryAfterMs } : undefined),
      signal,
    )
    this.usage.promptTokens += answer.promptTokens
    this.usage.completionTokens += answer.completionTokens
    return answer
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

/** Returns why a request failed, without the server's words: they may quote the prompt. */
export function describeFailure(error: unknown): string {
  if (error instanceof ApiError) {
    const code = /^[\w.-]{1,60}$/.test(error.code ?? '') ? `, ${error.code}` : ''
    return `status ${error.status}${code}`
  }
  if (error instanceof CredentialError) return 'no credential'
  return error instanceof ConnectionError ? 'no usable response' : 'unexpected error'
}
