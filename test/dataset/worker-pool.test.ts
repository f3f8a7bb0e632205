import { MessageChannel, Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import type { LineCheckOptions } from '../../src/dataset/checks/check-lines.ts'
import { DuplicateExamples } from '../../src/dataset/checks/duplicate-examples.ts'
import { type InspectOptions, inspectDataset } from '../../src/dataset/inspect.ts'
import type { Problem } from '../../src/dataset/problem.ts'
import { serveWorker } from '../../src/dataset/worker-pool.ts'
import type { WorkerOptions } from '../../src/dependencies.ts'
import { assistant, HASH_KEY, memoryFiles, user } from './inspected.ts'
import { loadLength } from './length.ts'

/** Two files, large enough for workers, with lines of all kinds and more problems than are kept. */
const LARGE = memoryFiles({ 'a.jsonl': toChunks(createLines(4000)), 'b.jsonl': toChunks(createLines(2500)) })
const TOKENS = { encoding: 'o200k_base', context: 1700, load: loadLength } as const

function createLines(count: number): string {
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

function toChunks(text: string): Buffer[] {
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
    duplicates: new DuplicateExamples(HASH_KEY),
  } as const
  return inspectDataset(LARGE, LARGE.files, { ...usual, tokens: TOKENS, ...options })
}

const running = (code: string): WorkerOptions => ({ count: 2, spawn: () => new Worker(code, { eval: true }) })

const sources = new URL('worker.ts', import.meta.url)
const working: WorkerOptions = { count: 2, spawn: () => new Worker(sources, { execArgv: [] }) }
/** Node 20 runs no TypeScript in a worker. */
const runsSources = Boolean(process.features.typescript)

test('checks the dataset without workers', async () => {
  const { counts, problems, bytes } = await inspect()
  expect(bytes).toBeGreaterThan(9e6)
  expect(problems.length).toBeGreaterThanOrEqual(1000)
  expect(Object.keys(counts.codes)).toEqual(
    expect.arrayContaining(['not-json', 'extra-key', 'mixed-formats', 'blank-lines', 'duplicate-example']),
  )
  const lines = { 'a.jsonl': createLines(4000).split('\n'), 'b.jsonl': createLines(2500).split('\n') }
  const listLines = (code: Problem['code']) =>
    problems
      .filter((problem) => problem.code === code)
      .map(({ file, line }) => lines[file === 'a.jsonl' ? file : 'b.jsonl'][line - 1])
  expect(new Set(listLines('not-json'))).toEqual(new Set(['{"messages":']))
  expect(listLines('long-example').map((line = '') => line.length > TOKENS.context)).toEqual([true])
})

test.runIf(runsSources)('workers find the same problems, in the same order', async () => {
  let spawned = 0
  const workers: WorkerOptions = {
    count: 2,
    spawn() {
      spawned++
      return working.spawn()
    },
  }
  expect(await inspect({ workers })).toEqual(await inspect())
  expect(spawned).toBe(2)
})

test('serveWorker responds to each block in order, and to a block before the options with an error', async () => {
  const { port1: port, port2: workerPort } = new MessageChannel()
  onTestFinished(() => port.close())
  serveWorker(workerPort, loadLength)
  const block = Buffer.from(`${JSON.stringify({ messages: [user, assistant] })}\n{\n`)
  const capacity = { error: 10, warning: 10 }
  const responses: unknown[] = []
  const options: LineCheckOptions = {
    method: 'supervised',
    checks: true,
    ignore: new Set(),
    hashKey: undefined,
    graderFields: [],
    tokens: undefined,
  }
  const responded = new Promise<void>((resolve) =>
    port.on('message', (response) => {
      if (responses.push(response) === 2) resolve()
    }),
  )
  port.postMessage({ block, capacity })
  port.postMessage({ options })
  port.postMessage({ block, capacity })
  await responded
  expect(responses).toMatchObject([
    { error: { message: 'a block came before the options' } },
    { report: { lines: 2, examples: 2, problems: { counts: new Map([['not-json', 1]]) } } },
  ])
})

test('a small dataset starts no worker', async () => {
  const small = memoryFiles({
    'a.jsonl': [Buffer.from(`${JSON.stringify({ messages: [user, assistant] })}\n`)],
  })
  const workers: WorkerOptions = {
    count: 2,
    spawn() {
      throw new Error('started')
    },
  }
  const options = { method: 'supervised', role: 'validation', checks: true, workers } as const
  expect((await inspectDataset(small, small.files, options)).examples).toBe(1)
})

test.each([
  ['with checks, although no tokens are counted', true, 2],
  ['without checks and tokens', false, 0],
])('a large dataset starts workers %s: %s', async (_, checks, count) => {
  let spawned = 0
  const workers: WorkerOptions = {
    count: 2,
    spawn() {
      spawned++
      return new Worker('', { eval: true })
    },
  }
  const workspace = memoryFiles({ 'a.jsonl': [Buffer.from('{}\n')] })
  const large = workspace.files.map((file) => ({ ...file, size: 2 ** 25 }))
  await inspectDataset(workspace, large, { method: 'supervised', role: 'training', checks, workers })
  expect(spawned).toBe(count)
})

const ON_MESSAGE = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', () => {`

test.each([
  ['cannot start', 'throw new Error("no")'],
  ['exits immediately', ''],
  ['exits when it receives a block', `${ON_MESSAGE} process.exit(1) })`],
  ['throws when it receives a block', `${ON_MESSAGE} throw new Error("no") })`],
])('no line is lost when a worker %s', async (_, code) => {
  expect(await inspect({ workers: running(code) })).toEqual(await inspect())
})

test.runIf(runsSources)('the remaining worker continues when another dies', async () => {
  const spawns = [() => working.spawn(), () => new Worker(`${ON_MESSAGE} process.exit(1) })`, { eval: true })]
  const workers: WorkerOptions = { count: 2, spawn: () => (spawns.shift() ?? working.spawn)() }
  expect(await inspect({ workers })).toEqual(await inspect())
})

test('a worker without enough memory fails the check with a hint', async () => {
  const dying = `${ON_MESSAGE} throw Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' }) })`
  await expect(inspect({ workers: running(dying) })).rejects.toMatchObject({
    name: 'ActionError',
    message: 'there is not enough memory to check the data',
    hint: expect.stringContaining('data-check'),
  })
})

test.runIf(runsSources)('an error in a check rejects the inspection', async () => {
  const tokens = { ...TOKENS, encoding: 'cl100k_base' } as const
  await expect(inspect({ tokens })).rejects.toThrow('no such encoding')
  await expect(inspect({ tokens, workers: working })).rejects.toThrow('no such encoding')
})

test('errors of a worker that has no task are ignored', async () => {
  const repeating = `${ON_MESSAGE} for (let i = 0; i < 9; i++) parentPort.postMessage({ error: new Error('failed') }) })`
  await expect(inspect({ workers: running(repeating) })).rejects.toThrow('failed')
})

test('an abort rejects the inspection although the workers never respond', async () => {
  const stop = new AbortController()
  const exits: Promise<unknown>[] = []
  const silent: WorkerOptions = {
    count: 2,
    spawn() {
      const worker = new Worker(`${ON_MESSAGE} parentPort.postMessage })`, { eval: true })
      exits.push(new Promise((resolve) => worker.on('exit', resolve)))
      worker.on('online', () => stop.abort(new Error('cancelled')))
      return worker
    },
  }
  await expect(inspect({ workers: silent, signal: stop.signal })).rejects.toThrow('cancelled')
  await Promise.all(exits)
  await expect(inspect({ signal: stop.signal })).rejects.toThrow('cancelled')
})
