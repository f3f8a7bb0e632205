/**
 * Measures whole steps, as a user waits for them, compared with minimal scripts: `node bench/steps.ts`, or as part of
 * `bench/run.ts`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { createConversations } from './conversations.ts'
import { alternate, median, type Row } from './row.ts'

const RUNS = 15
const CHECK_RUNS = 3
const CHECK_BYTES = 60e6
const MODEL = 'gpt-4.1-mini-2025-04-14'
const TEN_MINUTES_S = 600
const END_RUNS = 3
/** A job of half a minute that reports something every two seconds. */
const LIFECYCLE = [
  { status: 'running', afterMs: 2000 },
  ...Array.from({ length: 14 }, (_, i) => ({ events: [{ message: `Step ${i}` }], afterMs: 2000 })),
  { status: 'succeeded', afterMs: 1000 },
]

/** Returns the absolute path of a file of the repository. */
const resolvePath = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Measures steps from the start of their process to its end. Throws if a step or a script does not do its work. */
export async function stepRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const sandbox = await startSandbox()
  try {
    return [
      ...(await measureEndedJob(sandbox, folder)),
      await measureEnd(sandbox, folder),
      await measureCheck(folder),
    ]
  } finally {
    await sandbox.close()
    rmSync(folder, { recursive: true })
  }
}

/** Measures the root action and `wait` when a job for the same work has ended ten minutes ago. */
async function measureEndedJob(sandbox: Sandbox, folder: string): Promise<Row[]> {
  const output = join(folder, 'output')
  const connection = {
    RUNNER_TEMP: folder,
    GITHUB_WORKSPACE: resolvePath('examples/support'),
    GITHUB_OUTPUT: output,
    'INPUT_API-KEY': sandbox.key,
    'INPUT_BASE-URL': sandbox.url,
  }
  const training = {
    ...connection,
    'INPUT_TRAINING-FILE': 'train.jsonl',
    'INPUT_VALIDATION-FILE': 'valid.jsonl',
    INPUT_MODEL: MODEL,
  }
  writeFileSync(output, '')
  await runProcess('dist/main.js', { ...training, INPUT_WAIT: 'false' })
  const [job] = sandbox.jobs
  if (!job) throw new Error('the action has created no job')
  const finishedAt = Math.floor(Date.now() / 1000) - TEN_MINUTES_S
  sandbox.apply(job.id, { status: 'succeeded', set: { finished_at: finishedAt } })
  const measure = (script: string, env: Record<string, string>) => async () => {
    writeFileSync(output, '')
    const { ms } = await runProcess(script, env)
    if (!readFileSync(output, 'utf8').includes(job.modelName))
      throw new Error(`${script} did not name the model`)
    return ms
  }
  const script = {
    GITHUB_OUTPUT: output,
    OPENAI_API_KEY: sandbox.key,
    OPENAI_BASE_URL: sandbox.url,
    FINGERPRINT: job.wire.metadata?.ft_fingerprint ?? '',
  }
  const times = await alternate(RUNS, [
    measure('dist/main.js', training),
    measure('dist/wait.js', { ...connection, 'INPUT_JOB-ID': job.id }),
    measure('bench/find-model.mjs', script),
  ])
  if (sandbox.jobs.length > 1) throw new Error('the action has trained again')
  const [root = 0, wait = 0, peer = 0] = times.map(median)
  return [
    row('push that changes nothing', root, 'script with openai', peer, 1.5),
    row('`wait` for a job that ended ten minutes ago', wait, 'script with openai', peer, 1),
  ]
}

/** Measures the time from the end of a job to the end of the step that follows it. */
async function measureEnd(sandbox: Sandbox, folder: string): Promise<Row> {
  const follow = (script: string, env: (id: string) => Record<string, string>) => async () => {
    const { id } = sandbox.addJob({}, LIFECYCLE)
    await runProcess(script, env(id))
    const { finished_at } = sandbox.jobs.find((job) => job.id === id)?.wire ?? {}
    return Date.now() - (finished_at ?? Number.NaN) * 1000
  }
  const wait = follow('dist/wait.js', (id) => ({
    RUNNER_TEMP: folder,
    GITHUB_WORKSPACE: folder,
    'INPUT_API-KEY': sandbox.key,
    'INPUT_BASE-URL': sandbox.url,
    'INPUT_JOB-ID': id,
  }))
  const script = follow('bench/follow-job.mjs', (id) => ({
    OPENAI_API_KEY: sandbox.key,
    OPENAI_BASE_URL: sandbox.url,
    JOB_ID: id,
  }))
  // All at once: they need almost no processor.
  const repeat = (task: () => Promise<number>) => Promise.all(Array.from({ length: END_RUNS }, task))
  const [ours = 0, theirs = 0] = (await Promise.all([repeat(wait), repeat(script)])).map(median)
  return row('end of the job to end of `wait`', ours, 'script with openai', theirs, 5)
}

/** Measures `check` with its count of tokens. */
async function measureCheck(folder: string): Promise<Row> {
  const examples = writeConversations(join(folder, 'train.jsonl'))
  const output = join(folder, 'output')
  const check = async () => {
    writeFileSync(output, '')
    const { ms } = await runProcess('dist/check.js', {
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: output,
      'INPUT_TRAINING-FILE': 'train.jsonl',
      INPUT_MODEL: MODEL,
    })
    if (!readFileSync(output, 'utf8').includes(`${examples}`))
      throw new Error('not every example was counted')
    return ms
  }
  const script = async () =>
    (await runProcess('bench/count-tokens.mjs', { FILE: join(folder, 'train.jsonl') })).ms
  const [ours = 0, theirs = 0] = (await alternate(CHECK_RUNS, [check, script])).map(median)
  return row(`check of ${CHECK_BYTES / 1e6} MB with tokens`, ours, 'script with tiktoken', theirs, 0.4)
}

function row(name: string, ms: number, peer: string, peerMs: number, target: number): Row {
  const format = (time: number) => (time < 2000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(1)} s`)
  return {
    name,
    action: format(ms),
    peer: `${peer} ${format(peerMs)}`,
    ratio: ms / peerMs,
    target,
    atMost: true,
  }
}

/** Runs a script to its end and returns its milliseconds; throws if it fails. */
async function runProcess(script: string, env: Record<string, string>): Promise<{ ms: number }> {
  const start = performance.now()
  const child = spawn(process.execPath, [resolvePath(script)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let log = ''
  child.stdout.on('data', (text) => {
    log += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${log}`)
  return { ms: performance.now() - start }
}

/** Writes chat examples of real text; returns their number. */
function writeConversations(path: string): number {
  const conversations = createConversations(8000)
  const file = openSync(path, 'w')
  let written = 0
  let examples = 0
  for (; written < CHECK_BYTES; examples++) {
    // Different each time, so that no example occurs twice.
    const [system, question = '', answer] = conversations[examples % conversations.length] ?? []
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content: `${question} (${examples})` },
      { role: 'assistant', content: answer },
    ]
    written += writeSync(file, `${JSON.stringify({ messages })}\n`)
  }
  closeSync(file)
  return examples
}

if (import.meta.main) console.table(await stepRows())
