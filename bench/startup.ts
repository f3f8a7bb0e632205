/**
 * How long the built action takes from its start to its first request, side by side with node doing nothing and with a
 * script that lists the jobs by the official client.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inTurns, median, type Row } from './row.ts'

const RUNS = 15

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Of the root action, which checks its data and counts tokens before it asks anything, and of `wait`, which has no data. */
export async function startupRows(): Promise<Row[]> {
  const temp = mkdtempSync(join(tmpdir(), 'bench-'))
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`
  const inputs = {
    GITHUB_WORKSPACE: pathOf('../..'),
    RUNNER_TEMP: temp,
    'INPUT_API-KEY': 'sk-nobodys-key',
    'INPUT_BASE-URL': url,
  }
  const data = {
    'INPUT_TRAINING-FILE': 'examples/support/train.jsonl',
    'INPUT_VALIDATION-FILE': 'examples/support/valid.jsonl',
    INPUT_MODEL: 'gpt-4.1-mini-2025-04-14',
  }
  const asked = (script: string, env: Record<string, string>) => async () =>
    timed([pathOf(script)], env, once(server, 'request'))
  try {
    const results = await inTurns(RUNS, [
      () => timed(['-e', ''], {}),
      asked('list-jobs.mjs', { OPENAI_API_KEY: 'sk-nobodys-key', OPENAI_BASE_URL: url }),
      asked('../../dist/main.js', { ...inputs, ...data }),
      asked('../../dist/wait.js', { ...inputs, 'INPUT_JOB-ID': 'ftjob-1' }),
    ])
    const [bare = 0, script = 0, root = 0, wait = 0] = results.map(median)
    const row = (what: string, ms: number, name: string, otherMs: number): Row => ({
      what: `first request of ${what}`,
      ours: `${Math.round(ms)} ms`,
      theirs: `${name} ${Math.round(otherMs)} ms`,
      ratio: otherMs / ms,
      target: 1,
    })
    return [
      {
        ...row('the root action', root, 'node -e ""', bare),
        ratio: root / bare,
        target: 3.5,
        most: true,
        why: WHAT_IS_LEFT,
      },
      {
        ...row('the root action', root, 'script with openai', script),
        why: 'The script has no data to check.',
      },
      row('wait', wait, 'script with openai', script),
      await wholeRow(),
    ]
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(temp, { recursive: true })
  }
}

/** By a profile of the processor (`node --cpu-prof`), each about a sixth to a third of it. */
const WHAT_IS_LEFT =
  'What is left: compiling 1.3 MB of JavaScript (half of it zod, `@actions/core` and `@actions/http-client`), running its modules, which build the schemas of inputs and answers, loading what Node has of TLS, HTTP and crypto, and checking and counting the examples before anything is asked. `wait` has no examples.'

/** `npm start` without npm: the sandbox, the built action, and a training of the sandbox's. */
async function wholeRow(): Promise<Row> {
  const start = performance.now()
  const [code] = await once(spawn(process.execPath, [pathOf('../start.ts')], { stdio: 'ignore' }), 'exit')
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`npm start ended with ${code}`)
  const { job } = JSON.parse(readFileSync(pathOf('../../.start/results/result.json'), 'utf8'))
  const training = job.finished_at - job.created_at
  return {
    what: 'the whole `npm start`',
    ours: `${seconds.toFixed(1)} s`,
    theirs: `training in the sandbox ${training} s`,
    // As much again for the sandbox, the upload, and waiting for events that are told late.
    ratio: seconds / training,
    target: 2,
    most: true,
  }
}

/** Milliseconds from the start of a process to its request, which is never answered, or where it makes none to its end. */
async function timed(
  args: string[],
  env: Record<string, string>,
  request?: Promise<unknown>,
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  const exit = once(child, 'exit')
  if (!request) {
    await exit
    return performance.now() - start
  }
  const early = exit.then(() => {
    throw new Error(`${args.join(' ')} ended without a request`)
  })
  try {
    await Promise.race([request, early])
    return performance.now() - start
  } finally {
    child.kill('SIGKILL')
    await exit
  }
}
