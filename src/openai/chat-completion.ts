import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { ApiRequester, type Connection, type RequestOptions } from './api-request.ts'
import { optionalText } from './fields.ts'

/** The part of the API that answers, one request per method, without retries. It rejects like `Client`. */
export type ChatClient = ReturnType<typeof createChatClient>

/** Creates a client of the chat completions at a connection. */
export function createChatClient(connection: Connection, fetch: Fetch, clock: Clock) {
  const api = new ApiRequester(connection, fetch, clock, {})
  return {
    /** Where the requests go. */
    baseUrl: api.url.href,

    /** Requests one answer of a model. */
    createChatCompletion: (request: object, options: RequestOptions): Promise<ChatCompletion> =>
      api.call('POST', '/chat/completions', decodeChatCompletion, { json: request, ...options }),
  }
}

/** The names of the limit of an answer's tokens: some models know only the one, some only the other. */
export type TokenLimit = 'max_tokens' | 'max_completion_tokens'

/** Returns the other name of the limit. */
export function getOtherTokenLimit(limit: TokenLimit): TokenLimit {
  return limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
}

/** One answer of a model. */
export interface ChatCompletion {
  /** The text; empty when there is none. */
  text: string
  /** As `getToolCalls` returns them. */
  toolCalls: unknown[]
  /** Whether the model refused to answer. */
  isRefusal: boolean
  /** Why the answer ends, in small letters: `stop`, `tool_calls`, `length`, `content_filter` or a word of the server's own. */
  finishReason: string | undefined
  promptTokens: number
  completionTokens: number
}

const count = z.number().min(0).catch(0)

const Choice = z.looseObject({
  message: z.looseObject({
    // Something else is no answer that could be scored.
    content: z.union([z.string(), z.array(z.unknown())]).nullish(),
    refusal: optionalText,
  }),
  finish_reason: optionalText,
})

const ChatBody = z.looseObject({
  choices: z.tuple([Choice]).rest(z.unknown()),
  usage: z
    .looseObject({ prompt_tokens: count, completion_tokens: count })
    .catch({ prompt_tokens: 0, completion_tokens: 0 }),
})

/** Decodes the first answer of a chat completion; throws if the body has none. */
export function decodeChatCompletion(body: unknown): ChatCompletion {
  const { choices, usage } = ChatBody.parse(body)
  const [{ message, finish_reason: finishReason }] = choices
  return {
    text: getContentText(message.content),
    toolCalls: getToolCalls(message),
    isRefusal: message.refusal !== undefined,
    finishReason: finishReason?.toLowerCase(),
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
  }
}

const TextParts = z.array(z.object({ text: z.string() }).catch({ text: '' })).catch([])

/** Returns the text of a message's content: a text, or a list whose text parts are joined. */
export function getContentText(content: unknown): string {
  if (typeof content === 'string') return content
  return TextParts.parse(content)
    .map(({ text }) => text)
    .join('')
}

/**
 * Returns the tool calls of an assistant's message as they are there. A `function_call`, with which a model answers to
 * `functions` (deprecated, API reference, chat completions), is the one call in that form.
 */
export function getToolCalls({ tool_calls: calls, function_call: call }: JsonObject): unknown[] {
  if (Array.isArray(calls) && calls.length > 0) return calls
  return isJsonObject(call) ? [{ function: call }] : []
}
