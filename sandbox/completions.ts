import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ApiError } from './api-error.ts'
import type { StoredFile } from './files.ts'
import { newId } from './id.ts'
import type { Models } from './models.ts'

/** How the models of the sandbox answer. */
export interface CompletionOptions {
  /** The share of prompts that a base model answers as in the data; 0.6, if absent. */
  readonly quality?: number
  /** How much larger the share of a fine-tuned model is, of all or of each by its name; 0.25, if absent. */
  readonly gain?: number | ((model: string) => number)
  /** The share of prompts that are as hard for one model as for another; 0.85, if absent. */
  readonly alike?: number
  /** Conversations in JSONL whose last message is the right answer, besides those of the files on the server. */
  readonly conversations?: string
}

const Message = z.looseObject({
  role: z.string(),
  content: z.unknown().optional(),
  tool_calls: z.unknown().optional(),
})
const Request = z.looseObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  temperature: z.number().nullish(),
  response_format: z
    .looseObject({ json_schema: z.looseObject({ name: z.string(), schema: z.unknown() }).optional() })
    .nullish(),
})
type ChatRequest = z.output<typeof Request>
type ChatMessage = z.output<typeof Message>

/**
 * `POST /chat/completions`. A model of the sandbox knows the right answers to all prompts of the files on the server, and
 * gives them for a fixed share of the prompts: a fine-tuned model for a larger one than its base. The same model always gives
 * the same answer to a prompt.
 */
export class Completions {
  readonly #files: () => readonly StoredFile[]
  readonly #models: Models
  readonly #options: CompletionOptions
  readonly #answers = new Map<string, ChatMessage>()
  readonly #known = new Set<string>()

  constructor(files: () => readonly StoredFile[], models: Models, options: CompletionOptions) {
    this.#files = files
    this.#models = models
    this.#options = options
    this.#learn(options.conversations ?? '')
  }

  /** Answers a request, or throws an `ApiError`. */
  create(body: unknown) {
    const parsed = Request.safeParse(body)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const param = issue?.path.join('.') ?? null
      throw new ApiError(400, `Invalid value for '${param}'.`, { param, code: 'invalid_value' })
    }
    const request = parsed.data
    this.#models.retrieve(request.model)
    refuseForReasoning(request)
    const message = gradeAnswer(request) ?? this.#answer(request)
    return complete(request, message)
  }

  #answer({ model, messages }: ChatRequest): ChatMessage {
    for (const { id, content } of this.#files()) {
      if (this.#known.has(id)) continue
      this.#known.add(id)
      this.#learn(content.toString('utf8'))
    }
    const prompt = promptKey(messages)
    const answer = this.#answers.get(prompt)
    const { quality = 0.6, gain = 0.25, alike = 0.85 } = this.#options
    const isTrained = model.startsWith('ft:') || model.includes('.ft-')
    const ownGain = typeof gain === 'number' ? gain : gain(model)
    const knows = difficulty(prompt, model, alike) < quality + (isTrained ? ownGain : 0)
    return answer && knows ? answer : { role: 'assistant', content: UNKNOWN, tool_calls: undefined }
  }

  #learn(jsonl: string): void {
    for (const line of jsonl.split('\n').filter(Boolean)) {
      const messages = Conversation.safeParse(parseLine(line)).data?.messages
      const last = messages?.at(-1)
      if (messages && last?.role === 'assistant') this.#answers.set(promptKey(messages.slice(0, -1)), last)
    }
  }
}

const UNKNOWN = 'This sandbox does not know.'
const Conversation = z.looseObject({ messages: z.array(Message) })

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const promptKey = (messages: readonly ChatMessage[]) =>
  hashHex(JSON.stringify(messages.map(({ role, content }) => [role, content])))

/** Not all prompts are as hard for one model as for another, so that models differ in some of them in either direction. */
function difficulty(prompt: string, model: string, alike: number): number {
  const isShared = hashShare(`${prompt} shared`) < alike
  return hashShare(isShared ? prompt : `${prompt} ${model}`)
}

const hashHex = (text: string) => createHash('sha256').update(text).digest('hex')
const hashShare = (text: string) => Number.parseInt(hashHex(text).slice(0, 8), 16) / 2 ** 32

/** Reasoning models accept neither of these (API reference, chat completions). */
function refuseForReasoning({ model, max_tokens: maxTokens, temperature }: ChatRequest): void {
  if (!/^(ft:)?(o\d|gpt-5)/.test(model)) return
  if (maxTokens !== undefined && maxTokens !== null)
    throw new ApiError(
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      { param: 'max_tokens', code: 'unsupported_parameter' },
    )
  if (temperature !== undefined && temperature !== null && temperature !== 1)
    throw new ApiError(
      400,
      "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported.",
      { param: 'temperature', code: 'unsupported_value' },
    )
}

const GradeSchema = z.object({
  properties: z.object({ result: z.looseObject({ enum: z.array(z.string()).optional() }) }),
})

/** A request for a grade is answered with the best grade, unless the model did not know the answer. */
function gradeAnswer({ messages, response_format: format }: ChatRequest): ChatMessage | undefined {
  if (format?.json_schema?.name !== 'grade') return undefined
  const labels = GradeSchema.safeParse(format.json_schema.schema).data?.properties.result.enum
  const isUnknown = JSON.stringify(messages).includes(UNKNOWN)
  const result = labels ? (isUnknown ? labels.at(-1) : labels[0]) : isUnknown ? 0 : 1
  return { role: 'assistant', content: JSON.stringify({ steps: [], result }), tool_calls: undefined }
}

/** About as many tokens as a text has. */
const countTokens = (value: unknown) => Math.ceil(JSON.stringify(value ?? '').length / 4)

function complete(request: ChatRequest, message: ChatMessage) {
  const { content, tool_calls: toolCalls } = message
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY
  const needed = countTokens(content) + (toolCalls ? countTokens(toolCalls) : 0)
  const isCutOff = needed > limit
  const finish = isCutOff ? 'length' : toolCalls ? 'tool_calls' : 'stop'
  const text = isCutOff && typeof content === 'string' ? content.slice(0, 4 * limit) : (content ?? null)
  const [prompt, completion] = [countTokens(request.messages), Math.min(needed, limit)]
  return {
    id: newId('chatcmpl-', 24),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text,
          refusal: null,
          ...(Array.isArray(toolCalls) && !isCutOff && { tool_calls: toolCalls }),
        },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  }
}
