import type { Format } from '../format.ts'
import { isObject, type JsonObject } from '../json-syntax.ts'
import { imageTokens } from './image-tokens.ts'
import type { Encoding } from './ranks.ts'
import { type CountText, textCounter } from './tokenizer.ts'

/** What a line holds. */
export interface LineTokens {
  tokens: number
  /** Images that are not counted, since only their server knows how large they are. */
  images: number
}

/**
 * A counter of the tokens of lines, by the rules of OpenAI's cookbook ("Data preparation and analysis for chat model
 * fine-tuning"), which calls them not exact: 3 for each example and each message, the tokens of every text in a
 * message, and 1 for a name. What it does not say is estimated: a tool call counts like a message, tools and
 * functions as their JSON text. How dpo is billed is not documented: here by the input and both outputs, 3 for the
 * example. Of reinforcement the prompt is counted, of completions the two texts and nothing besides. Weights do not
 * matter: what is not trained on is read all the same. What is malformed counts nothing.
 */
export async function tokenCounter(
  encoding: Encoding,
): Promise<(line: JsonObject, format: Format) => LineTokens> {
  const counter = new LineCounter(await textCounter(encoding))
  return (line, format) => counter.count(line, format)
}

/** Goes through each line once, and joins no texts. */
class LineCounter {
  readonly #countText: CountText
  readonly #countSystem: CountText
  readonly #countTools: CountText
  #images = 0

  constructor(countText: CountText) {
    this.#countText = countText
    this.#countSystem = sameAsBefore(countText)
    this.#countTools = sameAsBefore(countText)
  }

  count(line: JsonObject, format: Format): LineTokens {
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
          (isObject(line.input) ? this.#countConversation(line.input) : 0) +
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
      (isObject(call) ? 3 + this.#countTexts(call) : 0)
    )
  }

  #countPart(part: JsonObject): number {
    if (part.type === 'image_url') return this.#countImage(part.image_url)
    return this.#countTexts({ text: part.text, refusal: part.refusal })
  }

  #countImage(image: unknown): number {
    const tokens =
      isObject(image) && typeof image.url === 'string' ? imageTokens(image.url, image.detail) : undefined
    if (tokens === undefined) this.#images++
    return tokens ?? 0
  }

  #countCall(call: JsonObject): number {
    return 3 + this.#countTexts(call) + (isObject(call.function) ? this.#countTexts(call.function) : 0)
  }

  #countDefinitions(tools: unknown): number {
    return Array.isArray(tools) && tools.length > 0 ? this.#countTools(jsonText(tools)) : 0
  }

  /** The texts directly in an object, but for one of them. */
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
  return list.reduce<number>((tokens, each) => tokens + (isObject(each) ? count(each) : 0), 0)
}

/** Counts a text once while the same one comes again: most datasets have one system message and one list of tools. */
function sameAsBefore(count: CountText): CountText {
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

/** Empty for what is nested deeper than the stack, which only a text made for that is. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}
