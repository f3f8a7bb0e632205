/**
 * Measures the time from the start of the built action to its first request, compared with an empty node process and with
 * a script that lists the jobs with the official client.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alternate, median, type Row } from './row.ts'

const RUNS = 15

/** Returns the absolute path of a file of the repository. */
const resolvePath = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Measures the root action, which checks its data and counts tokens before its first request, and `wait`, which has no data. */
export async function startupRows(): Promise<Row[]> {
  const temp = mkdtempSync(join(tmpdir(), 'bench-'))
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`
  const inputs = {
    GITHUB_WORKSPACE: resolvePath('.'),
    RUNNER_TEMP: temp,
    'INPUT_API-KEY': 'sk-invalid-key',
    'INPUT_BASE-URL': url,
  }
  const data = {
    'INPUT_TRAINING-FILE': 'examples/support/train.jsonl',
    'INPUT_VALIDATION-FILE': 'examples/support/valid.jsonl',
    INPUT_MODEL: 'gpt-4.1-mini-2025-04-14',
  }
  const firstRequestOf = (script: string, env: Record<string, string>) => async () =>
    measureStart([resolvePath(script)], env, once(server, 'request'))
  try {
    const results = await alternate(RUNS, [
      () => measureStart(['-e', ''], {}),
      firstRequestOf('bench/list-jobs.mjs', { OPENAI_API_KEY: 'sk-invalid-key', OPENAI_BASE_URL: url }),
      firstRequestOf('dist/main.js', { ...inputs, ...data }),
      firstRequestOf('dist/wait.js', { ...inputs, 'INPUT_JOB-ID': 'ftjob-1' }),
    ])
    const [bare = 0, script = 0, root = 0, wait = 0] = results.map(median)
    const row = (action: string, ms: number, peer: string, peerMs: number): Row => ({
      name: `first request of ${action}`,
      action: `${Math.round(ms)} ms`,
      peer: `${peer} ${Math.round(peerMs)} ms`,
      ratio: peerMs / ms,
    })
    return [
      {
        name: 'first request of the root action',
        action: `${Math.round(root)} ms`,
        peer: `node -e "" ${Math.round(bare)} ms`,
        ratio: root / bare,
        atMost: true,
      },
      row('the root action', root, 'script with openai', script),
      row('wait', wait, 'script with openai', script),
      await measureNpmStart(),
    ]
  } finally {
    server.closeAllConnections()
    server.close()
    rmSync(temp, { recursive: true })
  }
}

/** Measures `npm start` without npm: the sandbox, the built action, and a training of the sandbox. */
async function measureNpmStart(): Promise<Row> {
  const start = performance.now()
  const [code] = await once(
    spawn(process.execPath, [resolvePath('scripts/start.ts')], { stdio: 'ignore' }),
    'exit',
  )
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`npm start ended with ${code}`)
  const { job } = JSON.parse(readFileSync(resolvePath('.start/results/result.json'), 'utf8'))
  const training = job.finished_at - job.created_at
  return {
    name: 'the whole `npm start`',
    action: `${seconds.toFixed(1)} s`,
    peer: `training in the sandbox ${training} s`,
    // As much time again for the sandbox, the upload, and the late events.
    ratio: seconds / training,
    target: 2,
    atMost: true,
  }
}

/** Returns the milliseconds from the start of a process to its first request, or to its end if it makes none. */
async function measureStart(
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
