import { isJsonObject, type JsonObject } from '../../json.ts'
import type { Format } from '../format.ts'
import { countImageTokens } from './image-tokens.ts'
import type { Encoding, ReadRanks } from './ranks.ts'
import { type CountTextTokens, createTokenCounter } from './tokenizer.ts'
import { renderToolNamespace, tryStringifyJson } from './tool-namespace.ts'

/** Returns how many tokens an example of that format has, and how many images that are not counted. */
export type CountExampleTokens = (line: JsonObject, format: Format) => { tokens: number; images: number }

/**
 * Creates a counter of the tokens of examples: the tokens of every text that the model reads, 3 for each message, 1 for its
 * name, and 1 for the example. Tools and functions count as the TypeScript that models read, a call as its name and
 * arguments. This equals the bills of three public jobs: 448 tokens for 10 examples, 11,790 for 100, and 48,661 for 103 with
 * tools. The rest is estimated: dpo counts its input and both outputs, reinforcement the prompt, completions the two texts
 * only. Weights do not matter: the model reads what it is not trained on. Malformed parts count nothing.
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
  readonly #lastSystem = new LastCount()
  readonly #lastDefinitions = new LastCount()
  #images = 0

  constructor(countText: CountTextTokens) {
    this.#countText = countText
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
        return TOKENS_PER_EXAMPLE + this.#countConversation(line)
      case 'completions':
        return this.#countTexts({ prompt: line.prompt, completion: line.completion })
      case 'dpo':
        return (
          TOKENS_PER_EXAMPLE +
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
    return (
      TOKENS_PER_MESSAGE +
      (typeof name === 'string' ? 1 : 0) +
      this.#countTexts(message, role === 'system' || role === 'developer') +
      sum(content, (part) => this.#countPart(part)) +
      sum(calls, ({ function: called }) => this.#countCalled(called)) +
      this.#countCalled(call)
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

  #countCalled(called: unknown): number {
    return isJsonObject(called) ? this.#countTexts(called) : 0
  }

  #countDefinitions(tools: unknown): number {
    if (!Array.isArray(tools) || tools.length === 0) return 0
    return this.#lastDefinitions.get(tryStringifyJson(tools), () =>
      this.#countText(renderToolNamespace(tools)),
    )
  }

  /** Counts the texts directly in an object. */
  #countTexts(object: JsonObject, isSystem = false): number {
    let tokens = 0
    for (const key in object) {
      const value = object[key]
      // The id of a call only connects messages.
      if (typeof value !== 'string' || key === 'tool_call_id') continue
      const isRepeated = isSystem && key === 'content'
      tokens += isRepeated
        ? this.#lastSystem.get(value, () => this.#countText(value))
        : this.#countText(value)
    }
    return tokens
  }
}

/** The server adds 1; OpenAI's cookbook says 3, which is what it adds to the prompt of a completion. */
const TOKENS_PER_EXAMPLE = 1
/** The cookbook, "Data preparation and analysis for chat model fine-tuning". */
const TOKENS_PER_MESSAGE = 3

function sum(list: unknown, count: (object: JsonObject) => number): number {
  if (!Array.isArray(list)) return 0
  return list.reduce<number>((tokens, each) => tokens + (isJsonObject(each) ? count(each) : 0), 0)
}

/** Counts equal texts in a row once: most datasets have one system message, and one list of tools. */
class LastCount {
  #text: string | undefined
  #tokens = 0

  get(text: string | undefined, count: () => number): number {
    if (text === undefined || text !== this.#text) {
      this.#tokens = count()
      this.#text = text
    }
    return this.#tokens
  }
}
