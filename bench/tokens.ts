/**
 * Benchmarks of the token count, side by side in one process: `node bench/tokens.ts`, or as part of
 * `bench/run.ts`.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { get_encoding } from 'tiktoken'
import type { Encoding } from '../src/dataset/tokens/ranks.ts'
import { createTokenCounter } from '../src/dataset/tokens/tokenizer.ts'
import { readRanks } from '../test/support/ranks.ts'
import { createConversations } from './conversations.ts'
import { median, type Row } from './row.ts'

const EXAMPLES = 8000
const RUNS = 5

/** Compares with tiktoken and gpt-tokenizer on one thread, and two threads with one. Throws where counts differ. */
export async function tokenRows(): Promise<Row[]> {
  const examples = createConversations(EXAMPLES)
  return [
    await compareWith('o200k_base', 'tiktoken (wasm)', 3, examples, tiktoken('o200k_base')),
    await compareWith('cl100k_base', 'tiktoken (wasm)', 3, examples, tiktoken('cl100k_base')),
    await compareWith('o200k_base', 'gpt-tokenizer', 1.5, examples, (text) =>
      countTokens(text, { disallowedSpecial: new Set() }),
    ),
    await compareThreads(examples),
  ]
}

type Count = (text: string) => number

function tiktoken(name: Encoding): Count {
  const encoding = get_encoding(name)
  return (text) => encoding.encode_ordinary(text).length
}

async function compareWith(
  encoding: Encoding,
  peer: string,
  target: number,
  examples: string[][],
  peerCount: Count,
): Promise<Row> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < RUNS; run++) {
    // A new counter each time, which does not know the pieces of these texts yet. Loading is not measured.
    const count = await createTokenCounter(encoding, readRanks)
    const start = performance.now()
    const counts = examples.map((texts) => total(texts, count))
    const middle = performance.now()
    const peerCounts = examples.map((texts) => total(texts, peerCount))
    theirs.push(performance.now() - middle)
    ours.push(middle - start)
    const different = counts.findIndex((tokens, i) => tokens !== peerCounts[i])
    if (different !== -1) throw new Error(`${peer} counts example ${different} differently in ${encoding}`)
  }
  const speed = (ms: number) => `${(countBytes(examples) / ms / 1000).toFixed(1)} MB/s`
  return {
    name: `${encoding}, ours : ${peer}`,
    action: speed(median(ours)),
    peer: speed(median(theirs)),
    ratio: median(theirs.map((ms, run) => ms / (ours[run] ?? 0))),
    target,
  }
}

/** Compares two threads with one. Both know the pieces of the texts already, as in a dataset that is worth a second thread. */
async function compareThreads(examples: string[][]): Promise<Row> {
  const half = examples.length / 2
  const alone = [await startWorker(examples)]
  const both = [await startWorker(examples.slice(0, half)), await startWorker(examples.slice(half))]
  const one: number[] = []
  const two: number[] = []
  for (let run = 0; run < RUNS; run++) {
    one.push(await measureCount(alone))
    two.push(await measureCount(both))
  }
  await Promise.all([...alone, ...both].map((worker) => worker.terminate()))
  const speed = (ms: number) => `${(countBytes(examples) / ms / 1000).toFixed(1)} MB/s`
  return {
    name: 'o200k_base, two threads : one',
    action: speed(median(two)),
    peer: speed(median(one)),
    ratio: median(one.map((ms, run) => ms / (two[run] ?? 0))),
    target: 1.6,
  }
}

async function startWorker(examples: string[][]): Promise<Worker> {
  const worker = new Worker(new URL(import.meta.url), { workerData: examples })
  await nextMessage(worker)
  return worker
}

async function measureCount(workers: Worker[]): Promise<number> {
  const start = performance.now()
  await Promise.all(
    workers.map((worker) => {
      worker.postMessage('count')
      return nextMessage(worker)
    }),
  )
  return performance.now() - start
}

function nextMessage(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
}

async function serve(examples: string[][]) {
  const count = await createTokenCounter('o200k_base', readRanks)
  const countAll = () => examples.reduce((tokens, texts) => tokens + total(texts, count), 0)
  parentPort?.on('message', () => parentPort?.postMessage(countAll()))
  parentPort?.postMessage(countAll())
}

function total(texts: string[], count: Count): number {
  let tokens = 0
  for (const text of texts) tokens += count(text)
  return tokens
}

function countBytes(examples: string[][]): number {
  return examples.reduce((bytes, texts) => bytes + Buffer.byteLength(texts.join('')), 0)
}

if (!isMainThread) await serve(workerData)
else if (import.meta.main) console.table(await tokenRows())
