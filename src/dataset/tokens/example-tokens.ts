import { isJsonObject, type JsonObject } from '../../json.ts'
import type { CountExampleTokens } from '../checks/check-lines.ts'
import type { Format } from '../format.ts'
import { countImageTokens } from './image-tokens.ts'
import type { Encoding, ReadRanks } from './ranks.ts'
import { type CountTextTokens, createTokenCounter } from './tokenizer.ts'

/**
 * Creates a counter of the tokens of examples, by the rules of OpenAI's cookbook ("Data preparation and analysis for chat
 * model fine-tuning"), which are approximate: 3 for each example and each message, the tokens of every text in a message,
 * and 1 for a name. What the cookbook leaves open is estimated: a tool call counts like a message, tools and functions count
 * as their JSON text, and dpo counts its input and both outputs, plus 3 for the example. Reinforcement counts the prompt,
 * completions the two texts only. Weights do not matter: the model reads what it is not trained on. Malformed parts count
 * nothing.
 */
export async function createExampleTokenCounter(
  encoding: Encoding,
  readRanks: ReadRanks,
): Promise<CountExampleTokens> {
  const counter = new ExampleTokenCounter(await createTokenCounter(encoding, readRanks))
  return (line, format) => counter.count(line, format)
}

/** Reads each example once, without joining texts. */
class ExampleTokenCounter {
  readonly #countText: CountTextTokens
  readonly #countSystem: CountTextTokens
  readonly #countTools: CountTextTokens
  #images = 0

  constructor(countText: CountTextTokens) {
    this.#countText = countText
    this.#countSystem = memoizeLast(countText)
    this.#countTools = memoizeLast(countText)
  }

  count(line: JsonObject, format: Format): ReturnType<CountExampleTokens> {
    this.#images = 0
    const tokens = this.#countLine(line, format)
    return { tokens, images: this.#images }
  }

  #countLine(line: JsonObject, format: Format): number {
    switch (format) {
      case 'chat':
      case 'reinforcement':
        return 3 + this.#countConversation(line)
      case 'completions':
        return this.#countTexts({ prompt: line.prompt, completion: line.completion })
      case 'dpo':
        return (
          3 +
          (isJsonObject(line.input) ? this.#countConversation(line.input) : 0) +
          this.#countMessages(line.preferred_output ?? line.preferred_completion) +
          this.#countMessages(line.non_preferred_output ?? line.non_preferred_completion)
        )
    }
  }

  #countConversation({ messages, tools, functions }: JsonObject): number {
    return this.#countMessages(messages) + this.#countDefinitions(tools) + this.#countDefinitions(functions)
  }

  #countMessages(messages: unknown): number {
    return sum(messages, (message) => this.#countMessage(message))
  }

  #countMessage(message: JsonObject): number {
    const { role, content, name, tool_calls: calls, function_call: call } = message
    const isRules = role === 'system' || role === 'developer'
    const text = isRules && typeof content === 'string' ? content : undefined
    return (
      3 +
      (typeof name === 'string' ? 1 : 0) +
      (text === undefined ? 0 : this.#countSystem(text)) +
      this.#countTexts(message, text === undefined ? undefined : 'content') +
      sum(content, (part) => this.#countPart(part)) +
      sum(calls, (each) => this.#countCall(each)) +
      (isJsonObject(call) ? 3 + this.#countTexts(call) : 0)
    )
  }

  #countPart(part: JsonObject): number {
    if (part.type === 'image_url') return this.#countImage(part.image_url)
    return this.#countTexts({ text: part.text, refusal: part.refusal })
  }

  #countImage(image: unknown): number {
    const tokens =
      isJsonObject(image) && typeof image.url === 'string'
        ? countImageTokens(image.url, image.detail)
        : undefined
    if (tokens === undefined) this.#images++
    return tokens ?? 0
  }

  #countCall(call: JsonObject): number {
    return 3 + this.#countTexts(call) + (isJsonObject(call.function) ? this.#countTexts(call.function) : 0)
  }

  #countDefinitions(tools: unknown): number {
    return Array.isArray(tools) && tools.length > 0 ? this.#countTools(toJsonText(tools)) : 0
  }

  /** Counts the texts directly in an object, except that of one key. */
  #countTexts(object: JsonObject, except?: string): number {
    let tokens = 0
    for (const key in object) {
      const value = object[key]
      if (typeof value === 'string' && key !== except) tokens += this.#countText(value)
    }
    return tokens
  }
}

function sum(list: unknown, count: (object: JsonObject) => number): number {
  if (!Array.isArray(list)) return 0
  return list.reduce<number>((tokens, each) => tokens + (isJsonObject(each) ? count(each) : 0), 0)
}

/** Counts equal texts in a row once: most datasets have one system message and one list of tools. */
function memoizeLast(count: CountTextTokens): CountTextTokens {
  let last = ''
  let tokens = 0
  return (text) => {
    if (text !== last) {
      tokens = count(text)
      last = text
    }
    return tokens
  }
}

/** Returns an empty text for a value that is nested deeper than the stack allows. */
function toJsonText(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}
