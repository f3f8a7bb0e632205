import { hasTooManyValues, isJsonObject, type JsonObject, MAX_VALUES, tryParseJson } from '../json.ts'
import { ExampleHasher, type Hash } from './example-hash.ts'
import { HashTable } from './hash-table.ts'
import { isBlankLine, splitLines } from './line-splitter.ts'

/** How the examples of a dataset differ from those of an earlier one, regardless of their order. */
export interface ExampleChanges {
  added: number
  removed: number
  /**
   * Examples with the same user input (the messages of the role `user`, or the prompt) in which something else differs:
   * the answer, the system message, the tools, or what a grader reads. They count as neither added nor removed.
   */
  changed: number
  /** The tokens of the dataset minus those of the earlier one, when they are counted. */
  tokens?: number
}

export interface DiffOptions {
  /** Unknown to the authors of the datasets: see `ExampleHasher`. */
  hashKey: string
  /** Counts the tokens of an example, given as JSON value; called only for examples that differ. */
  countTokens?: (example: unknown) => number
}

/** Each takes up to 23 bytes of memory. */
const MAX_EXAMPLES = 2 ** 22

/**
 * Compares two datasets, given as functions that return their normalized bytes; the earlier one may be read twice.
 * Examples are the same when their JSON values are equal. Returns why when they cannot be compared.
 */
export async function diffDatasets(
  readBefore: () => AsyncIterable<Buffer>,
  readNow: () => AsyncIterable<Buffer>,
  { hashKey, countTokens }: DiffOptions,
): Promise<ExampleChanges | { unavailable: string }> {
  const identify = createIdentifier(hashKey)
  const earlier = new HashMultiset()
  const addedInputs = new HashMultiset()
  const changes = { added: 0, removed: 0, changed: 0 }
  const count = (value: unknown) => (value === undefined ? 0 : (countTokens?.(value) ?? 0))
  let tokens = 0
  try {
    for await (const line of readLines(readBefore())) earlier.add(identify(line).example)
    for await (const line of readLines(readNow())) {
      const { example, userInput, value } = identify(line)
      if (earlier.take(example)) continue
      if (userInput) addedInputs.add(userInput)
      changes.added++
      tokens += count(value)
    }
    // What is left of the earlier examples is no longer there. A second reading takes less memory than keeping their inputs.
    for await (const line of earlier.size > 0 ? readLines(readBefore()) : []) {
      const { example, userInput, value } = identify(line)
      if (!earlier.take(example)) continue
      if (userInput && addedInputs.take(userInput)) {
        changes.changed++
        changes.added--
      } else changes.removed++
      tokens -= count(value)
    }
  } catch (error) {
    if (error instanceof TooLargeError) return { unavailable: error.message }
    throw error
  }
  return { ...changes, ...(countTokens && { tokens }) }
}

class TooLargeError extends Error {}

/** Yields the lines that are not blank, without their ends. */
async function* readLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const line of splitLines(bytes)) {
    if (line === 'line too long') throw new TooLargeError('a line is longer than 256 MiB')
    if (!isBlankLine(line)) yield line
  }
}

interface Identity {
  example: Hash
  userInput: Hash | undefined
  value: unknown
}

function createIdentifier(hashKey: string): (line: Buffer) => Identity {
  const hasher = new ExampleHasher(hashKey)
  return (line) => {
    // Parsing any other line could take gigabytes.
    const isParseable = line.length <= MAX_VALUES || !hasTooManyValues(line)
    const value = isParseable ? tryParseJson(line.toString()) : undefined
    const input = isJsonObject(value) ? getUserInput(value) : undefined
    return {
      // A line that is not JSON, or that is nested too deeply, is compared by its bytes.
      example: (value !== undefined && hasher.hashValue(value)) || hasher.hashBytes(line),
      userInput: input === undefined ? undefined : hasher.hashValue(input),
      value,
    }
  }
}

// Not the whole prompt: an edit of the system message changes every example, and replaces none.
function getUserInput({ messages, input, prompt }: JsonObject): unknown {
  if (isJsonObject(input)) return getUserInput({ messages: input.messages })
  if (!Array.isArray(messages)) return prompt ?? input
  const turns = messages.filter((message) => isJsonObject(message) && message.role === 'user')
  return turns.length === 0 ? undefined : turns.map(({ content }) => content ?? null)
}

/** Counts how often it holds each hash. */
class HashMultiset {
  // One more than the count: the table has no 0.
  readonly #counts = new HashTable()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(hash: Hash): void {
    if (this.#size === MAX_EXAMPLES) {
      throw new TooLargeError(`the dataset has more than ${MAX_EXAMPLES} examples`)
    }
    this.#counts.set(hash, Math.max(1, this.#counts.get(hash)) + 1)
    this.#size++
  }

  /** Removes a hash once; returns whether it was there. */
  take(hash: Hash): boolean {
    const count = this.#counts.get(hash)
    if (count <= 1) return false
    this.#counts.set(hash, count - 1)
    this.#size--
    return true
  }
}
