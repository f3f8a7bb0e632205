import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import pkg from '../../package.json' with { type: 'json' }
import { ACCOUNT_ID } from '../../sandbox/azure-management.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import {
  CLI,
  type CommandResult,
  createFolder,
  HAS_PTY,
  type RunningCommand,
  runCommand,
  runProgram,
  startCommand,
} from '../support/command-line.ts'
import { preload } from '../support/preload.ts'
import { chatExamples } from '../support/run-action.ts'
import { ENDLESS, LIFECYCLE, MODEL } from '../support/shared-server.ts'

const TEST_DATA = chatExamples(40, 1000)
const FILES = { 'train.jsonl': chatExamples(60), 'test.jsonl': TEST_DATA }
const TRAIN = ['train', '--training-file=train.jsonl', '--model', MODEL, '--poll-interval', '0.05']
const MANAGEMENT_TOKEN = 'eyJ0eXAi.cmVzb3VyY2UtbWFuYWdlcg.c2lnbmF0dXJl'

/** Starts a sandbox and a folder with data, for commands that read the key of the sandbox from the environment. */
async function startServer({ onTerminal = false, speed = 20, ...options }: Options = {}) {
  const scripts = Array(20).fill(LIFECYCLE)
  const sandbox = await startSandbox({ advance: 'poll', scripts, ...options })
  const folder = createFolder(FILES)
  const keyVariable = options.dialect === 'azure' ? 'AZURE_OPENAI_API_KEY' : 'OPENAI_API_KEY'
  const start = (args: readonly string[], env: Record<string, string> = {}): RunningCommand =>
    startCommand(args, {
      cwd: folder,
      onTerminal,
      env: {
        [keyVariable]: sandbox.key,
        ...(args[0] !== 'deploy' && args[0] !== 'check' && { OPENAI_FINE_TUNE_BASE_URL: sandbox.url }),
        NODE_OPTIONS: preload(`fast-clock.mjs?speed=${speed}`),
        ...env,
      },
    })
  const run = async (args: readonly string[], env?: Record<string, string>): Promise<CommandResult> => {
    const result = await start(args, env).done
    for (const secret of [sandbox.key, MANAGEMENT_TOKEN])
      expect([...readFiles(folder), result.stdout, result.stderr].join()).not.toContain(secret)
    return result
  }
  const addJob = (status: string, script = LIFECYCLE) => {
    const file = sandbox.addFile(chatExamples(12))
    file.status = 'processed'
    return sandbox.apply(sandbox.addJob({ training_file: file.id }, script).id, { status })
  }
  return { sandbox, folder, start, run, addJob, [Symbol.asyncDispose]: () => sandbox.close() }
}

interface Options extends SandboxOptions {
  onTerminal?: boolean
  speed?: number
}

const readFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

/** Returns the outputs that a command has written, by name. */
function readOutputs({ text }: CommandResult): Record<string, string> {
  const lines = text.matchAll(/^([a-z-]+)=(.*)$/gm)
  return Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value]))
}

const creates = ({ requests }: Sandbox) =>
  requests.filter(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs').length

describe.each([
  { place: 'without a terminal', onTerminal: false },
  { place: 'on a terminal', onTerminal: true },
])('the command line $place', { concurrent: true }, ({ onTerminal }) => {
  const test = it.skipIf(onTerminal && !HAS_PTY)

  test('trains a model, then finds and reuses its job', async () => {
    await using server = await startServer({ onTerminal })
    const first = await server.run([...TRAIN, '--results-dir', 'results'])
    expect(first.exitCode, first.text).toBe(0)
    const [job] = server.sandbox.jobs
    expect(readOutputs(first)).toMatchObject({
      'job-id': job?.id,
      status: 'succeeded',
      'fine-tuned-model': job?.modelName,
      created: 'true',
    })
    expect(readdirSync(join(server.folder, 'results'))).toContain('result.json')
    const again = await server.run(TRAIN)
    expect([again.exitCode, readOutputs(again)['job-id'], creates(server.sandbox)]).toEqual([0, job?.id, 1])
    const found = await server.run(['find', '--status', 'succeeded'])
    expect(readOutputs(found)).toMatchObject({ 'job-id': job?.id, count: '1' })
  })

  test('keeps a file of the user that has the name of a result', async () => {
    await using server = await startServer({ onTerminal })
    writeFileSync(join(server.folder, 'report.md'), 'kept')
    const check = [...['check', '--training-file', 'train.jsonl', '--model', MODEL], '--results-dir', '.']
    const { exitCode, text } = await server.run(check)
    expect([exitCode, text]).toEqual([1, expect.stringContaining('the "report.md" that is in it')])
    expect(readFileSync(join(server.folder, 'report.md'), 'utf8')).toBe('kept')
  })

  test('checks data, and shows where it is wrong', async () => {
    await using server = await startServer({ onTerminal })
    const good = await server.run(['check', '--training-file', 'train.jsonl', '--model', MODEL])
    expect([good.exitCode, readOutputs(good)]).toMatchObject([0, { valid: 'true', examples: '60' }])
    const folder = createFolder({ 'bad.jsonl': `${chatExamples(20)}\n{"messages": 5}\n` })
    const bad = await runCommand(['check', '--training-file=bad.jsonl', '--model', MODEL], {
      cwd: folder,
      onTerminal,
      env: { NO_COLOR: '1' },
    })
    expect(bad.exitCode).toBe(1)
    expect(bad.text).toMatch(/^ {2}They are listed by file and line\.$/m)
    expect(bad.text).toMatch(/^bad\.jsonl:21: error: .* \[no-messages\]$/m)
    expect(server.sandbox.requests).toEqual([])
  })

  test('follows a job and stops one', async () => {
    await using server = await startServer({ onTerminal })
    const job = server.addJob('queued')
    const waited = await server.run(['wait', '--job-id', job.id, '--poll-interval=0.05'])
    expect([waited.exitCode, readOutputs(waited).status]).toEqual([0, 'succeeded'])
    const other = server.addJob('running', ENDLESS)
    const stopped = await server.run(['control', '--job-id', other.id, '--command', 'cancel'])
    expect([stopped.exitCode, readOutputs(stopped)]).toEqual([0, { 'job-id': other.id, status: 'cancelled' }])
  })

  test('evaluates a model', async () => {
    const completions = { quality: 0.5, gain: 0.35, conversations: TEST_DATA }
    await using server = await startServer({ onTerminal, completions })
    const model = readOutputs(await server.run(TRAIN))['fine-tuned-model'] ?? ''
    const args = ['evaluate', '--test-file', 'test.jsonl', '--model', model, '--baseline-model', MODEL]
    const result = await server.run([...args, '--require', 'errors <= 0', '--require', 'score > 0'])
    expect(result.exitCode, result.text).toBe(0)
    expect(readOutputs(result)).toMatchObject({ gate: 'passed', errors: '0', examples: '40' })
  })

  test('deploys a model', async () => {
    await using server = await startServer({
      onTerminal,
      dialect: 'azure',
      models: ['ft-new'],
      speed: 100,
      management: { acceptsManagement: (token) => token === MANAGEMENT_TOKEN },
    })
    const result = await server.run(
      [
        ...['deploy', '--resource-id', ACCOUNT_ID, '--deployment', 'support', '--model', 'ft-new'],
        ...['--sku=Standard', '--capacity=10', '--management-url', server.sandbox.origin],
      ],
      { OPENAI_FINE_TUNE_AZURE_TOKEN: MANAGEMENT_TOKEN },
    )
    expect(result.exitCode, result.text).toBe(0)
    expect(readOutputs(result)).toMatchObject({ deployment: 'support', model: 'ft-new', changed: 'true' })
  })

  test.each([
    {
      onCancel: 'cancel',
      status: 'cancelled',
      says: ['Interrupted: cancelling job', 'command again trains again.'],
    },
    { onCancel: 'pause', status: 'paused', says: ['Interrupted: pausing job', 'run "control --job-id'] },
    { onCancel: 'detach', status: 'running', says: ['Interrupted: leaving job', '"wait --job-id'] },
  ])('does with Ctrl-C what on-cancel says: $onCancel', async ({ onCancel, status, says }) => {
    await using server = await startServer({ onTerminal, scripts: [ENDLESS] })
    const command = server.start([...TRAIN, '--on-cancel', onCancel])
    await command.waitFor('under way')
    if (onTerminal) command.type('\u0003')
    else command.signal('SIGINT')
    const { exitCode, text } = await command.done
    const [job] = server.sandbox.jobs
    expect([exitCode, job?.wire.status]).toEqual([1, status])
    expect(text).toContain('Press Ctrl-C again to end at once')
    for (const part of [job?.id, ...says]) expect(text).toContain(part)
    expect(text).not.toMatch(/workflow|the step|"wait" action/)
  })
})

describe.skipIf(!HAS_PTY)('a terminal', { concurrent: true }, () => {
  it('has one line of progress, which a log has not', async () => {
    await using server = await startServer({ onTerminal: true })
    const { stdout } = await server.run(TRAIN)
    expect(stdout.replaceAll('\u001b', 'ESC')).toMatch(/\rESC\[KESC\[90m\d\d:\d\d:\d\d {2}Training: /)
    await using other = await startServer()
    const log = await other.run(TRAIN)
    expect((log.stdout + log.stderr).replaceAll('\r', '\u001b')).not.toContain('\u001b')
    const inCI = await server.run(TRAIN, { CI: 'true' })
    expect(inCI.stdout).not.toContain('\u001b')
  })
})

describe('the command line', { concurrent: true }, () => {
  it('ends at once when it is given an identity, which only a workflow has', async () => {
    await using server = await startServer()
    const identity = ['--azure-tenant-id', 'a', '--azure-client-id', 'b', '--auth-scheme', 'bearer']
    const { exitCode, text } = await server.run([...TRAIN, ...identity], { OPENAI_API_KEY: '' })
    expect([exitCode, server.sandbox.requests.length]).toEqual([1, 0])
    expect(text).toContain('A terminal has no OIDC token of GitHub')
    expect(text).not.toContain('retrying')
  })

  it('leaves no folder after a check, unless it is given one', async () => {
    await using server = await startServer()
    const TMPDIR = createFolder()
    const args = ['check', '--training-file', 'train.jsonl', '--model', MODEL]
    const plain = await server.run(args, { TMPDIR })
    expect([plain.exitCode, readOutputs(plain)['results-dir'], readdirSync(TMPDIR)]).toEqual([
      0,
      undefined,
      [],
    ])
    const kept = await server.run([...args, '--results-dir', 'out'], { TMPDIR })
    expect([kept.exitCode, readdirSync(TMPDIR)]).toEqual([0, []])
    expect(readdirSync(join(server.folder, 'out'))).toContain('report.json')
  })

  it('ends at once with the second Ctrl-C, and names the job that may go on', async () => {
    let cancels = 0
    await using server = await startServer({
      scripts: [ENDLESS],
      faults: [{ kind: 'hang', path: '.*/cancel', every: 1 }],
      // The second request shows that more than a second has passed since the first Ctrl-C.
      onRequest: ({ path }) => {
        if (path.endsWith('/cancel') && ++cancels === 2) command.signal('SIGINT')
      },
    })
    const command = server.start(TRAIN)
    await command.waitFor('under way')
    command.signal('SIGINT')
    const { exitCode, stderr, stdout } = await command.done
    const [job] = server.sandbox.jobs
    expect([exitCode, job?.wire.status]).toEqual([1, 'running'])
    expect(stderr).toContain(
      `error: Ended at once.\n  Job ${job?.id} may still be running and costing money.`,
    )
    expect(stdout).toContain(`job-id=${job?.id}\n`)
  })

  it('goes on with on-cancel for minutes where a workflow has seconds', async () => {
    await using server = await startServer({
      scripts: [ENDLESS],
      faults: [{ kind: 'hang', path: '.*/cancel', times: 3 }],
    })
    const command = server.start(TRAIN)
    await command.waitFor('under way')
    command.signal('SIGTERM')
    const { exitCode, stderr } = await command.done
    expect([exitCode, server.sandbox.jobs[0]?.wire.status]).toEqual([1, 'cancelled'])
    expect(stderr).toContain('Sent the command to cancel job')
  })

  it('stops a job whose create request was under way at the interrupt', async () => {
    await using server = await startServer({
      scripts: [ENDLESS],
      faults: [{ kind: 'hang', method: 'POST', path: '/fine_tuning/jobs', effect: true }],
      onRequest: ({ method, path }) => {
        if (`${method} ${path}` === 'POST /fine_tuning/jobs') command.signal('SIGINT')
      },
    })
    const command = server.start(TRAIN)
    const { exitCode, stderr } = await command.done
    const statuses = server.sandbox.jobs.map(({ wire }) => wire.status)
    expect([exitCode, statuses, creates(server.sandbox)], stderr).toEqual([1, ['cancelled'], 1])
  })

  it('reads the key from a file, and from standard input', async () => {
    await using server = await startServer()
    const { sandbox, folder } = server
    const env = { OPENAI_FINE_TUNE_BASE_URL: sandbox.url }
    const piped = await runCommand(['find', '--api-key-file', '-'], {
      cwd: folder,
      env,
      input: `${sandbox.key}\n`,
    })
    expect([piped.exitCode, readOutputs(piped).count]).toEqual([0, '0'])
    const keyFile = join(createFolder({ key: `${sandbox.key}\n` }), 'key')
    const fromFile = await runCommand(['find', '--api-key-file', keyFile], { cwd: folder, env })
    expect([fromFile.exitCode, readOutputs(fromFile).count]).toEqual([0, '0'])
    const missing = await runCommand(['find', '--api-key-file', 'missing'], { cwd: folder, env })
    expect([missing.exitCode, missing.stderr]).toEqual([
      1,
      expect.stringContaining(`option --api-key-file: "${join(folder, 'missing')}" cannot be read (ENOENT)`),
    ])
  })

  it.each([
    { args: ['--version'], exitCode: 0, text: pkg.version },
    { args: ['chek'], exitCode: 1, text: '"chek" is no command (did you mean "check"?)' },
    { args: ['check'], exitCode: 1, text: 'input "training-file": is required' },
    { args: ['check', '--job-file=../job.yaml'], exitCode: 1, text: 'is outside the current folder' },
  ])('ends with exit code $exitCode for the arguments $args', async ({ args, exitCode, text }) => {
    const result = await runCommand(args, { cwd: createFolder() })
    expect([result.exitCode, result.text]).toEqual([exitCode, expect.stringContaining(text)])
  })

  // The shell's limit of a file stands for a full disk: both fail in the middle of a write.
  it.skipIf(process.platform === 'win32')(
    'fails when its output is lost, and not when its reader ends',
    async () => {
      const lost = `trap '' XFSZ; ulimit -f 0; exec "$0" "$1" --help >out`
      const ended = '{ "$0" "$1" --help; echo $? >code; } | true; exit "$(cat code)"'
      const run = (script: string) =>
        runProgram('sh', ['-c', script, process.execPath, CLI], { cwd: createFolder(), env: {} })
      expect(await run(lost)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('error: standard output cannot be written (EFBIG)'),
      })
      expect(await run(ended)).toMatchObject({ exitCode: 0, stderr: '' })
    },
  )
})
