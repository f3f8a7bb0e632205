import { hash } from 'node:crypto'
import { MAX_LINE } from './checks/check-lines.ts'
import { hasTooManyValues, isObject, type JsonObject, MAX_VALUES } from './json-syntax.ts'
import { type Block, BlockMemory, LineCutter, type Lines } from './line-splitter.ts'

/** How the examples of a dataset differ from those of before, wherever they stand in it. */
export interface Changes {
  added: number
  removed: number
  /**
   * Examples in which the user says the same (the messages of the role `user`, or the prompt), and something else is
   * another: the answer, the system message, the tools, what a grader reads. They count as neither added nor removed.
   */
  changed: number
  /** Tokens now less tokens before, where somebody counts them. */
  tokens?: number
}

/** 20 bytes of memory for each. */
const MAX_EXAMPLES = 2 ** 22

/**
 * Compares two datasets, given as their normalised bytes, which are read anew whenever they are asked for. Examples are
 * the same when they are as JSON: white space and the spelling of characters do not matter, nor does the order of
 * lines. Tokens are counted only of what differs.
 */
export async function datasetChanges(
  before: () => AsyncIterable<Buffer>,
  now: () => AsyncIterable<Buffer>,
  tokensOf?: (line: string) => number,
): Promise<Changes | { missing: string }> {
  const contents = new Numbers()
  const prompts = new Numbers()
  const added = new Numbers()
  const removed = new Numbers()
  let tokens = 0
  try {
    for await (const line of linesOf(before())) {
      const { content, prompt } = identityOf(line)
      contents.push(content)
      prompts.push(prompt)
    }
    const take = takerOf(contents.values())
    for await (const line of linesOf(now())) {
      const { content, prompt } = identityOf(line)
      if (take(content)) continue
      added.push(prompt)
      if (tokensOf && isReadable(line)) tokens += tokensOf(line.toString())
    }
    // What nobody has taken is not there any more.
    const isGone = Uint8Array.from(contents.values(), (content) => Number(take(content)))
    prompts.values().forEach((prompt, i) => {
      if (isGone[i]) removed.push(prompt)
    })
    if (tokensOf && removed.values().length > 0) {
      let i = 0
      for await (const line of linesOf(before()))
        if (isGone[i++] && isReadable(line)) tokens -= tokensOf(line.toString())
    }
  } catch (error) {
    if (error instanceof TooLarge) return { missing: error.message }
    throw error
  }
  const changed = inCommon(added.values(), removed.values())
  return {
    added: added.values().length - changed,
    removed: removed.values().length - changed,
    changed,
    ...(tokensOf && { tokens }),
  }
}

class TooLarge extends Error {}

/** The lines that are not blank, without their ends. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const memory = new BlockMemory()
  const cutter = new LineCutter(MAX_LINE, memory)
  function* linesIn(blocks: Iterable<Lines>) {
    for (const block of blocks) {
      if (block === 'overlong line') throw new TooLarge('a line is longer than 256 MiB')
      yield* linesOfBlock(block)
      memory.giveBack(block)
    }
  }
  for await (const chunk of bytes) yield* linesIn(cutter.push(chunk))
  yield* linesIn(cutter.end())
}

function* linesOfBlock(block: Block): Generator<Buffer> {
  for (let start = 0, end = 0; start < block.length; start = end + 1) {
    end = block.indexOf(NEWLINE, start)
    const line = block.subarray(start, end)
    if (!line.every(isBlank)) yield line
  }
}

const NEWLINE = 10
const isBlank = (byte: number) => byte === 32 || byte === 9 || byte === 13

/** What stands for an example and for what the user says in it; 0 where nobody can tell. */
function identityOf(line: Buffer): { content: number; prompt: number } {
  if (!isReadable(line)) return { content: numberOf(line), prompt: 0 }
  try {
    const value: unknown = JSON.parse(line.toString())
    const prompt = isObject(value) ? promptOf(value) : undefined
    return {
      content: numberOf(JSON.stringify(value)),
      prompt: prompt === undefined ? 0 : numberOf(JSON.stringify(prompt)),
    }
  } catch {
    // What is not JSON, or nests too deeply to be written again, is compared as it stands.
    return { content: numberOf(line), prompt: 0 }
  }
}

/** Whether a line may be parsed without taking gigabytes. */
function isReadable(line: Buffer): boolean {
  return line.length <= MAX_VALUES || !hasTooManyValues(line)
}

function promptOf({ messages, input, prompt }: JsonObject): unknown {
  if (isObject(input)) return promptOf({ messages: input.messages })
  if (!Array.isArray(messages)) return prompt ?? input
  const said = messages.filter((message) => isObject(message) && message.role === 'user')
  return said.length === 0 ? undefined : said.map(({ content }) => content ?? null)
}

/** 53 bits of a SHA-256, never 0: of four million examples two are taken for one another once in a thousand datasets. */
function numberOf(data: string | Buffer): number {
  const digest = hash('sha256', data, 'buffer')
  return (digest.readUInt32LE(4) & 0x1fffff) * 2 ** 32 + digest.readUInt32LE(0) || 1
}

/** Numbers in eight bytes each, as many as there may be examples. */
class Numbers {
  #values = new Float64Array(1024)
  #length = 0

  push(value: number): void {
    if (this.#length === MAX_EXAMPLES)
      throw new TooLarge(`the dataset has more than ${MAX_EXAMPLES} examples`)
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.#length)
  }
}

/** Takes one of equal values after the other, and tells whether one was left. */
function takerOf(values: Float64Array): (value: number) => boolean {
  const sorted = values.toSorted()
  // At the first place of each value, how many of its places are taken.
  const taken = new Uint32Array(sorted.length)
  return (value) => {
    let [first, end] = [0, sorted.length]
    while (first < end) {
      const middle = (first + end) >> 1
      if ((sorted[middle] ?? 0) < value) first = middle + 1
      else end = middle
    }
    const next = first + (taken[first] ?? 0)
    if (sorted[next] !== value) return false
    taken[first] = (taken[first] ?? 0) + 1
    return true
  }
}

function inCommon(a: Float64Array, b: Float64Array): number {
  const take = takerOf(b)
  return a.reduce((count, value) => count + Number(value !== 0 && take(value)), 0)
}
