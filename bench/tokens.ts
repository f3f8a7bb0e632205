/**
 * Benchmarks of the token count, side by side in one process: `node bench/tokens.ts`, or as part of
 * `bench/run.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { get_encoding } from 'tiktoken'
import type { Encoding } from '../src/dataset/tokens/ranks.ts'
import { textCounter } from '../src/dataset/tokens/tokenizer.ts'
import { median, type Row } from './row.ts'

const EXAMPLES = 8000
const RUNS = 5

/** Compares with tiktoken and gpt-tokenizer on one thread, and two threads with one. Throws where counts differ. */
export async function tokenRows(): Promise<Row[]> {
  const examples = chats(EXAMPLES)
  return [
    await compared('o200k_base', 'tiktoken (wasm)', 3, examples, tiktoken('o200k_base')),
    await compared('cl100k_base', 'tiktoken (wasm)', 3, examples, tiktoken('cl100k_base')),
    await compared('o200k_base', 'gpt-tokenizer', 1.5, examples, (text) =>
      countTokens(text, { disallowedSpecial: new Set() }),
    ),
    await threads(examples),
  ]
}

type Count = (text: string) => number

function tiktoken(name: Encoding): Count {
  const encoding = get_encoding(name)
  return (text) => encoding.encode_ordinary(text).length
}

async function compared(
  encoding: Encoding,
  peer: string,
  target: number,
  examples: string[][],
  peerCount: Count,
): Promise<Row> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    // A new one every time, that has yet to learn the pieces of these texts. Neither's loading is measured.
    const count = await textCounter(encoding)
    const start = performance.now()
    const counts = examples.map((texts) => total(texts, count))
    const middle = performance.now()
    const peerCounts = examples.map((texts) => total(texts, peerCount))
    theirs.push(performance.now() - middle)
    ours.push(middle - start)
    const different = counts.findIndex((tokens, i) => tokens !== peerCounts[i])
    if (different !== -1) throw new Error(`${peer} counts example ${different} differently in ${encoding}`)
  }
  const speed = (ms: number) => `${(bytesOf(examples) / ms / 1000).toFixed(1)} MB/s`
  return {
    what: `${encoding}, ours : ${peer}`,
    ours: speed(median(ours)),
    theirs: speed(median(theirs)),
    ratio: median(theirs.map((ms, run) => ms / (ours[run] ?? 0))),
    target,
  }
}

/** Both have learnt the pieces before, as in a dataset that is worth a second thread. */
async function threads(examples: string[][]): Promise<Row> {
  const half = examples.length / 2
  const alone = [await thread(examples)]
  const both = [await thread(examples.slice(0, half)), await thread(examples.slice(half))]
  const one: number[] = []
  const two: number[] = []
  for (let run = 0; run < RUNS; run++) {
    one.push(await timed(alone))
    two.push(await timed(both))
  }
  await Promise.all([...alone, ...both].map((worker) => worker.terminate()))
  const speed = (ms: number) => `${(bytesOf(examples) / ms / 1000).toFixed(1)} MB/s`
  return {
    what: 'o200k_base, two threads : one',
    ours: speed(median(two)),
    theirs: speed(median(one)),
    ratio: median(one.map((ms, run) => ms / (two[run] ?? 0))),
    target: 1.6,
  }
}

async function thread(examples: string[][]): Promise<Worker> {
  const worker = new Worker(new URL(import.meta.url), { workerData: examples })
  await answer(worker)
  return worker
}

async function timed(workers: Worker[]): Promise<number> {
  const start = performance.now()
  await Promise.all(
    workers.map((worker) => {
      worker.postMessage('count')
      return answer(worker)
    }),
  )
  return performance.now() - start
}

function answer(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
}

async function serve(examples: string[][]) {
  const count = await textCounter('o200k_base')
  const countAll = () => examples.reduce((tokens, texts) => tokens + total(texts, count), 0)
  parentPort?.on('message', () => parentPort?.postMessage(countAll()))
  parentPort?.postMessage(countAll())
}

function total(texts: string[], count: Count): number {
  let tokens = 0
  for (const text of texts) tokens += count(text)
  return tokens
}

function bytesOf(examples: string[][]): number {
  return examples.reduce((bytes, texts) => bytes + Buffer.byteLength(texts.join('')), 0)
}

/**
 * The texts of conversations, the same ones every time. What people wrote in 14 languages and five scripts is at hand:
 * the compiler's messages, and the documentation and code of its declarations.
 */
function chats(amount: number): string[][] {
  const compiler = new URL('../../node_modules/typescript/lib/', import.meta.url)
  const read = (path: string) => readFileSync(new URL(path, compiler), 'utf8').replace(/^\ufeff/, '')
  const languages = readdirSync(compiler, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => Object.values<string>(JSON.parse(read(`${name}/diagnosticMessages.generated.json`))))
  const code = read('lib.dom.d.ts')
  const english = [...code.matchAll(/^ *\* (.{20,})$/gm)].map(([, text = '']) => text)

  const random = randomNumbers(7)
  const upTo = (most: number) => Math.floor(random() * most)
  const some = (sentences: string[], most: number) =>
    Array.from({ length: 2 + upTo(most) }, () => sentences[upTo(sentences.length)]).join(' ')
  const conversations = Array.from({ length: amount }, () => {
    const language = random() < 0.4 ? english : (languages[upTo(languages.length)] ?? english)
    const system = 'You explain the messages of a compiler, in the language of the question.'
    const from = upTo(code.length)
    const snippet = random() < 0.2 ? `\n\`\`\`ts\n${code.slice(from, from + 700)}\n\`\`\`` : ''
    return [system, some(language, 4), some(language, 8) + snippet]
  })
  // Texts as JSON.parse gives them, in one piece each.
  return JSON.parse(JSON.stringify(conversations))
}

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

if (!isMainThread) await serve(workerData)
else if (import.meta.main) console.table(await tokenRows())
