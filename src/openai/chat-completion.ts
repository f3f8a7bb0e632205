import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { ApiRequester, type Connection, type RequestOptions } from './api-request.ts'

/** The part of the API that answers, one request per method, without retries. It rejects like `Client`. */
export type ChatClient = ReturnType<typeof createChatClient>

/** Creates a client of the chat completions at a connection. */
export function createChatClient(connection: Connection, fetch: Fetch, clock: Clock) {
  const api = new ApiRequester(connection, fetch, clock, {})
  return {
    /** Where the requests go. */
    baseUrl: api.url.href,

    /** Requests one answer of a model. */
    createChatCompletion: (request: object, options: RequestOptions = {}): Promise<ChatCompletion> => {
      const body = JSON.stringify(request)
      const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }
      return api.call('POST', '/chat/completions', decodeChatCompletion, { body, headers, ...options })
    },
  }
}

/** One answer of a model. */
export interface ChatCompletion {
  /** The text; empty when there is none. */
  text: string
  /** As `getToolCalls` returns them. */
  toolCalls: unknown[]
  /** Whether the model refused to answer. */
  isRefusal: boolean
  /** Why the answer ends: `stop`, `tool_calls`, `length`, `content_filter` or a word of the server's own. */
  finishReason: string | undefined
  promptTokens: number
  completionTokens: number
}

const count = z.number().min(0).catch(0)
const text = z.string().nullish().catch(undefined)

const MessageBody = z.looseObject({
  content: z.unknown(),
  refusal: text,
})

const ChatBody = z.looseObject({
  choices: z.array(z.looseObject({ message: MessageBody, finish_reason: text })).min(1),
  usage: z.looseObject({ prompt_tokens: count, completion_tokens: count }).optional().catch(undefined),
})

/** Decodes the first answer of a chat completion; throws if the body has none. */
export function decodeChatCompletion(body: unknown): ChatCompletion {
  const { choices, usage } = ChatBody.parse(body)
  const [choice] = choices
  if (!choice) throw new Error('there is no answer')
  const { content, refusal } = choice.message
  return {
    text: getContentText(content),
    toolCalls: getToolCalls(choice.message),
    isRefusal: Boolean(refusal),
    finishReason: choice.finish_reason ?? undefined,
    promptTokens: usage?.prompt_tokens ?? 0,
    completionTokens: usage?.completion_tokens ?? 0,
  }
}

const TextParts = z.array(z.looseObject({ text: z.string().optional().catch(undefined) }).catch({}))

/** Returns the text of a message's content: a text, or a list whose text parts are joined. */
export function getContentText(content: unknown): string {
  if (typeof content === 'string') return content
  const parts = TextParts.safeParse(content).data ?? []
  return parts.map(({ text }) => text ?? '').join('')
}

/**
 * Returns the tool calls of an assistant's message as they are there. A `function_call`, with which a model answers to
 * `functions` (deprecated, API reference, chat completions), is the one call in that form.
 */
export function getToolCalls({ tool_calls: calls, function_call: call }: JsonObject): unknown[] {
  if (Array.isArray(calls) && calls.length > 0) return calls
  return isJsonObject(call) ? [{ function: call }] : []
}
