import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '..')
const Workflow = z.looseObject({
  jobs: z.looseObject({
    'end-to-end': z.looseObject({
      steps: z.array(z.looseObject({ name: z.string().optional(), run: z.string().optional() })),
    }),
  }),
})

function readScript(name: string): string {
  const text = readFileSync(join(ROOT, '.github/workflows/end-to-end.yml'), 'utf8')
  const { steps } = Workflow.parse(parse(text)).jobs['end-to-end']
  return steps.find((step) => step.name === name)?.run ?? expect.fail(`no step "${name}"`)
}

/** Ends every process that was started with this temporary folder, as GitHub's runner does at the end of a job. */
function endProcesses(temp: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`RUNNER_TEMP=${temp}\0`))
        process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has ended, or belongs to another user.
    }
}

/**
 * Runs a script as nektos/act runs a step on the host: in a session of its own, whose processes end with the step. Returns
 * what it wrote into `GITHUB_OUTPUT`.
 */
async function runStep(
  script: string,
  variables: Record<string, string> = {},
): Promise<Record<string, string>> {
  const temp = mkdtempSync(join(tmpdir(), 'act-step-'))
  const output = join(temp, 'output')
  onTestFinished(() => {
    endProcesses(temp)
    rmSync(temp, { recursive: true, force: true })
  })
  writeFileSync(output, '')
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, RUNNER_TEMP: temp, GITHUB_OUTPUT: output, ...variables }
  const step = spawn('bash', ['-e', '-c', script], { cwd: ROOT, env, detached: true, stdio: 'ignore' })
  const [code] = await once(step, 'exit')
  expect(code).toBe(0)
  try {
    process.kill(-Number(step.pid), 'SIGKILL')
  } catch {
    // No process is left in the group.
  }
  return Object.fromEntries(
    readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

describe.skipIf(process.platform !== 'linux')(
  'a sandbox that a step of the end-to-end workflow starts',
  () => {
    const STEPS = ['Start the sandbox', 'Start the sandbox of an Azure account']
    const request = ({ url, key }: Record<string, string>) =>
      fetch(`${url}/models`, { headers: { authorization: `Bearer ${key}`, 'api-key': `${key}` } }).then(
        ({ status }) => status,
        () => 'no server',
      )

    it.each(STEPS)('outlives its step until the last step stops it: %s', async (name) => {
      const outputs = await runStep(readScript(name))
      expect(await request(outputs)).toBe(200)
      await runStep(readScript('Stop the sandboxes'), { PIDS: outputs.pid ?? '' })
      // It may answer until it has received the signal; the time limit of the test ends the loop.
      while ((await request(outputs)) === 200) {}
    })

    it.each(STEPS)('would end with its step without a session of its own: %s', async (name) => {
      const script = readScript(name).replace('setsid nohup ', '')
      expect(await request(await runStep(script))).toBe('no server')
    })
  },
)
