import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { Duplicates } from '../../src/dataset/checks/duplicates.ts'
import { type InspectOptions, inspectDataset } from '../../src/dataset/inspect.ts'
import { serveChecks } from '../../src/dataset/worker-pool.ts'
import type { WorkerOptions } from '../../src/dependencies.ts'
import { assistant, memory, user } from './inspected.ts'
import { loadLength } from './length.ts'

/** Two files, large enough for threads, of all kinds of lines; problems are so many that not all are kept. */
const LARGE = memory({ 'a.jsonl': chunksOf(linesOf(4000)), 'b.jsonl': chunksOf(linesOf(2500)) })
const TOKENS = { encoding: 'o200k_base', context: 1700, load: loadLength } as const

function linesOf(count: number): string {
  const filling = 'réponse '.repeat(180)
  return Array.from({ length: count }, (_, i) => {
    if (i % 997 === 1) return '{"prompt":"x","completion":"y"}'
    if (i % 9 === 0) return '{"messages":'
    if (i % 7 === 0) return ''
    if (i % 5 === 0)
      return JSON.stringify({ messages: [user, { ...user, content: `${filling}${i}`, id: i }] })
    const turns = [user, assistant, { ...user, content: `${i % 2000}${filling}` }]
    return JSON.stringify({ messages: [...turns, { ...assistant, content: 'y'.repeat(i % 400) }] })
  }).join('\n')
}

function chunksOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  return Array.from({ length: Math.ceil(bytes.length / 100_000) }, (_, i) =>
    bytes.subarray(i * 100_000, (i + 1) * 100_000),
  )
}

function inspect(options: Partial<InspectOptions> = {}) {
  const usual = {
    method: 'supervised',
    role: 'training',
    checks: true,
    duplicates: new Duplicates(),
  } as const
  return inspectDataset(LARGE, LARGE.files, { ...usual, tokens: TOKENS, ...options })
}

const running = (code: string): WorkerOptions => ({ count: 2, spawn: () => new Worker(code, { eval: true }) })

const sources = new URL('worker.ts', import.meta.url)
const working: WorkerOptions = { count: 2, spawn: () => new Worker(sources, { execArgv: [] }) }
/** Node 20 runs no TypeScript in a thread; what cannot start is tested below. */
const runsSources = Boolean(process.features.typescript)

test('here: what is compared with below', async () => {
  const { counts, problems, tokens, bytes } = await inspect()
  expect(bytes).toBeGreaterThan(9e6)
  expect(problems.length).toBeGreaterThanOrEqual(1000)
  expect(Object.keys(counts.codes)).toEqual(
    expect.arrayContaining(['not-json', 'extra-key', 'mixed-formats', 'blank-lines', 'duplicate-example']),
  )
  expect(tokens?.overContext.count).toBeGreaterThan(0)
  const lineAt = ({ file, line }: { file: string; line: number }) =>
    linesOf(file === 'a.jsonl' ? 4000 : 2500).split('\n')[line - 1]
  expect(tokens && lineAt(tokens.longest)?.length).toBe(tokens?.longest.tokens)
  expect(tokens && lineAt(tokens.overContext)?.length).toBeGreaterThan(1700)
  expect(tokens?.longest.line).toBeGreaterThan(1000)
})

test.runIf(runsSources)('threads find the same, in the same order', async () => {
  let spawned = 0
  const threads: WorkerOptions = {
    count: 2,
    spawn() {
      spawned++
      return working.spawn()
    },
  }
  expect(await inspect({ threads })).toEqual(await inspect())
  expect(spawned).toBe(2)
})

test('a thread answers each block in its turn, and one that comes before the settings by an error', async () => {
  const { port1: here, port2: there } = new MessageChannel()
  onTestFinished(() => here.close())
  serveChecks(there, loadLength)
  const block = Buffer.from(`${JSON.stringify({ messages: [user, assistant] })}\n{\n`)
  const room = { error: 10, warning: 10 }
  const answers: unknown[] = []
  const settings = {
    method: 'supervised',
    checks: true,
    ignore: new Set(),
    hashes: false,
    items: [],
    tokens: undefined,
  }
  const answered = new Promise<void>((resolve) =>
    here.on('message', (answer) => {
      if (answers.push(answer) === 2) resolve()
    }),
  )
  here.postMessage({ block, room })
  here.postMessage({ settings })
  here.postMessage({ block, room })
  await answered
  expect(answers).toMatchObject([
    { error: { message: 'a block came before the settings' } },
    { report: { lines: 2, examples: 2, found: { codes: { 'not-json': 1 } } } },
  ])
})

test('a small dataset starts no thread', async () => {
  const small = memory({ 'a.jsonl': [Buffer.from(`${JSON.stringify({ messages: [user, assistant] })}\n`)] })
  const threads: WorkerOptions = {
    count: 2,
    spawn() {
      throw new Error('started')
    },
  }
  const options = { method: 'supervised', role: 'validation', checks: true, threads } as const
  expect((await inspectDataset(small, small.files, options)).examples).toBe(1)
})

const ANSWERING = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', () => {`

test.each([
  ['cannot start', 'throw new Error("no")'],
  ['ends at once', ''],
  ['ends when it is given something', `${ANSWERING} process.exit(1) })`],
  ['throws when it is given something', `${ANSWERING} throw new Error("no") })`],
])('no line is lost to a thread that %s', async (_, code) => {
  expect(await inspect({ threads: running(code) })).toEqual(await inspect())
})

test.runIf(runsSources)('a thread that works goes on where another dies', async () => {
  const spawns = [() => working.spawn(), () => new Worker(`${ANSWERING} process.exit(1) })`, { eval: true })]
  const threads: WorkerOptions = { count: 2, spawn: () => (spawns.shift() ?? working.spawn)() }
  expect(await inspect({ threads })).toEqual(await inspect())
})

test('a thread whose memory is not enough fails the check, and says what to do', async () => {
  const dying = `${ANSWERING} throw Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' }) })`
  const threads = running(dying)
  await expect(inspect({ threads })).rejects.toMatchObject({
    name: 'Failure',
    message: 'there is not enough memory to check the data',
    hint: expect.stringContaining('data-check'),
  })
})

test.runIf(runsSources)('an error in a check is an error of the inspection', async () => {
  const tokens = { ...TOKENS, encoding: 'cl100k_base' } as const
  await expect(inspect({ tokens })).rejects.toThrow('no such encoding')
  await expect(inspect({ tokens, threads: working })).rejects.toThrow('no such encoding')
})

test('an abort ends the inspection at once, though the threads never answer', async () => {
  const stop = new AbortController()
  const exits: Promise<unknown>[] = []
  const silent: WorkerOptions = {
    count: 2,
    spawn() {
      const worker = new Worker(`${ANSWERING} parentPort.postMessage })`, { eval: true })
      exits.push(new Promise((resolve) => worker.on('exit', resolve)))
      worker.on('online', () => stop.abort(new Error('cancelled')))
      return worker
    },
  }
  await expect(inspect({ threads: silent, signal: stop.signal })).rejects.toThrow('cancelled')
  await Promise.all(exits)
  await expect(inspect({ signal: stop.signal })).rejects.toThrow('cancelled')
})
