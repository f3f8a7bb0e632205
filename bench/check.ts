/**
 * Measures speed and memory of checking a dataset, compared with only parsing each line, and with the check of the npm
 * package `together-ai`, the fastest of the JavaScript tools that have one.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { DuplicateExamples } from '../src/dataset/checks/duplicate-examples.ts'
import { inspectDataset } from '../src/dataset/inspect.ts'
import type { WorkerOptions, WorkspaceFile } from '../src/dependencies.ts'
import { readBytes } from '../src/workspace/file.ts'
import { createWorkspace } from '../src/workspace/workspace.ts'
import { alternate, median, type Row } from './row.ts'

// Loaded as CommonJS, because its ES module calls `require`.
const { checkFile }: typeof import('together-ai/lib/check-file') = createRequire(import.meta.url)(
  'together-ai/lib/check-file',
)

const RUNS = 5
const MB = 1e6

/** Compares checks of 200 MB and 1 GB of chat, and measures the memory of the built action for 1 GB. Throws if a check reports a problem. */
export async function checkRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const built = join(folder, 'dist')
    const build = fileURLToPath(new URL('../scripts/build.ts', import.meta.url))
    execFileSync(process.execPath, [build, built])
    writeChats(join(folder, 'small.jsonl'), 200 * MB)
    const examples = writeChats(join(folder, 'large.jsonl'), 1000 * MB)
    const { getFile: file } = createWorkspace({ workspace: folder, temp: folder })
    const speeds = await speedRows(await file('small.jsonl'), await file('large.jsonl'), built)
    return [...speeds, memoryRow(folder, built, examples)]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function speedRows(small: WorkspaceFile, large: WorkspaceFile, built: string): Promise<Row[]> {
  const cores = availableParallelism()
  const spawn = () => new Worker(join(built, 'worker.js'))
  const [parsed, checked] = await medians([() => parse(small), () => check(small)])
  const [one, together, two, all = two] = await medians([
    () => check(large),
    () => checkWithTogether(large),
    () => check(large, { count: 2, spawn }),
    ...(cores > 2 ? [() => check(large, { count: cores, spawn })] : []),
  ])
  const row = (what: string, ms = 0, name = '', otherMs = 0, target = 0, { size } = large): Row => ({
    name: `${what}, ${Math.round(size / MB)} MB`,
    action: speed(size, ms),
    peer: `${name} ${speed(size, otherMs)}`,
    ratio: otherMs / ms,
    target,
  })
  return [
    row('check, one thread', checked, 'JSON.parse alone', parsed, 0.35, small),
    row('check, two threads', two, 'one thread', one, 1.6),
    row(`check, ${cores} cores`, all, 'together-ai', together, 1.5),
  ]
}

/** Returns the median milliseconds of each task. */
async function medians(tasks: (() => Promise<unknown>)[]): Promise<number[]> {
  const timed = (task: () => Promise<unknown>) => async () => {
    const start = performance.now()
    await task()
    return performance.now() - start
  }
  return (await alternate(RUNS, tasks.map(timed))).map(median)
}

async function parse(file: WorkspaceFile): Promise<void> {
  const decoder = new TextDecoder()
  let begun = ''
  for await (const chunk of readBytes(file)) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) JSON.parse(line)
  }
}

async function check(file: WorkspaceFile, threads?: WorkerOptions): Promise<void> {
  const { counts } = await inspectDataset({ readBytes: readBytes }, [file], {
    method: 'supervised',
    role: 'training',
    checks: true,
    duplicates: new DuplicateExamples('benchmark'),
    ...(threads && { workers: threads }),
  })
  if (counts.errors + counts.warnings > 0) throw new Error(`our check: ${JSON.stringify(counts.codes)}`)
}

async function checkWithTogether({ path }: WorkspaceFile): Promise<void> {
  const report = await checkFile(path)
  if (!report.is_check_passed) throw new Error(`together-ai's check: ${report.message}`)
}

const speed = (bytes: number, ms: number) => `${Math.round(bytes / MB / (ms / 1000))} MB/s`

// 200 MB, and 64 bytes per example for finding duplicates.
const memoryAllowed = (examples: number) => 200 + (64 * examples) / MB

/** How often the memory is measured: one peak is up to 40 MB from another, which is garbage. */
const PEAKS = 5

/** Measures the peak memory of the built action. */
function memoryRow(folder: string, built: string, examples: number): Row {
  writeFileSync(join(folder, 'bad.jsonl'), '{')
  const peak = median(Array.from({ length: PEAKS }, () => measurePeak(folder, built)))
  const allowed = memoryAllowed(examples)
  return {
    name: `memory, 1 GB of ${examples} examples`,
    action: `${peak} MB`,
    peer: `allowed ${Math.round(allowed)} MB`,
    ratio: allowed / peak,
    target: 1,
  }
}

/** Returns the peak memory in MB of one check; the last line of the data makes the action fail before its first request. */
function measurePeak(folder: string, built: string): number {
  const meter = new URL('../test/support/peak-memory.mjs', import.meta.url).href
  const { stdout } = spawnSync(process.execPath, ['--import', meter, join(built, 'main.js')], {
    encoding: 'utf8',
    env: {
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: folder,
      PEAK_MEMORY: join(folder, 'peak'),
      'INPUT_API-KEY': 'sk-invalid-key',
      'INPUT_TRAINING-FILE': 'large.jsonl\nbad.jsonl',
      INPUT_MODEL: 'gpt-4.1-mini-2025-04-14',
    },
  })
  if (!stdout.includes('The data has 1 error'))
    throw new Error(`the action did not report the error of the data: ${stdout}`)
  return Number(readFileSync(join(folder, 'peak'), 'utf8'))
}

const TEXTS = [
  'Thank you for reaching out about your recent order. I have checked the status and it left our warehouse this morning.',
  'You can return the item within thirty days, as long as it is unused; the label is in the box (see page 2).\n\n1. Pack it.\n2. Print "RETURN".',
  'Vielen Dank für Ihre Nachricht. Die Größe M ist leider ausverkauft, wir können Ihnen aber Größe L zuschicken.',
  'Merci beaucoup, c’est très gentil ! Pourriez-vous m’expliquer où se trouve la facture de l’année dernière ?',
  'Здравствуйте! Ваш заказ будет доставлен завтра до шести часов вечера, курьер позвонит заранее.',
  '您好，您的订单已经发货，预计三天之内送达，请注意查收。',
  'ご注文ありがとうございます。商品は明日発送されますので、もう少々お待ちください。',
  'आपका ऑर्डर कल तक पहुँच जाएगा, कृपया अपना पता एक बार जाँच लें।',
  'def total(items: list[Item]) -> float:\n    """Sum of prices."""\n    return sum(item.price * item.count for item in items)\n',
  'Great question! 🎉 Try restarting the app first, then clear the cache under Settings → Storage. 👍',
]

/** Writes different chat examples, always the same ones, until they have this many bytes; returns their number. */
function writeChats(path: string, bytes: number): number {
  let state = 42
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const text = (most: number) =>
    Array.from({ length: 1 + random(most) }, () => TEXTS[random(TEXTS.length)]).join(' ')
  const file = openSync(path, 'w')
  let written = 0
  let examples = 0
  for (; written < bytes; examples++) {
    const turns = Array.from({ length: 1 + random(3) }, () => [
      { role: 'user', content: `${text(3)} (${examples})` },
      { role: 'assistant', content: text(8) },
    ])
    const messages = [
      { role: 'system', content: 'You answer customers of a shop, briefly.' },
      ...turns.flat(),
    ]
    written += writeSync(file, `${JSON.stringify({ messages })}\n`)
  }
  closeSync(file)
  return examples
}
