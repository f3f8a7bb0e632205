import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { check } from '../../src/actions/check.ts'
import { find } from '../../src/actions/find.ts'
import { post } from '../../src/actions/post.ts'
import { type CommandProcess, runCommand } from '../../src/cli/run-command.ts'
import { ActionError } from '../../src/errors.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi } from '../support/fake-api.ts'
import { chatExamples, createDependencies } from '../support/run-action.ts'

/** How a command is run; a test sets the one thing that it is about. */
interface Scenario extends Partial<Pick<CommandProcess, 'run' | 'fix'>> {
  args?: readonly string[]
  env?: Record<string, string>
  /** The columns of the terminal, if both streams are one. */
  columns?: number
  events?: EventEmitter
}

/** Runs a command in this process until it ends the process; returns what it wrote, and its exit code. */
function run({ args = [], env = {}, columns, events = new EventEmitter(), ...actions }: Scenario) {
  const written = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof written) => ({
    ...(columns !== undefined && { isTTY: true, columns }),
    write: (text: string) => {
      written[name] += text
    },
  })
  let seconds = 0
  return new Promise<typeof written & { exitCode: number }>((resolve, reject) => {
    runCommand({
      args,
      env,
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      readStdin: async () => '',
      events,
      // It is a second later each time, and no sleep ends: the line of progress is drawn only for lines of the log.
      clock: { now: () => 1000 * seconds++, sleep: () => new Promise(() => undefined) },
      version: '1.2.3',
      readManifest: (folder) => readFileSync(new URL(`../../${folder}/action.yml`, import.meta.url), 'utf8'),
      run: () => Promise.reject(new Error('no action was expected')),
      fix: () => Promise.reject(new Error('no fix was expected')),
      ...actions,
      exit: ({ failed }) => resolve({ ...written, exitCode: failed ? 1 : 0 }),
    }).catch(reject)
  })
}

describe('the command line', () => {
  it.each([
    [[], 'Usage: openai-fine-tune COMMAND [OPTIONS]\n'],
    [['help'], 'Usage: openai-fine-tune COMMAND [OPTIONS]\n'],
    [['-v'], '1.2.3\n'],
    [['wait', '--help'], '  --job-id TEXT\n'],
    [['check', '--fix', '-h'], '  --diff\n'],
  ])('answers %j on standard output', async (args, text) => {
    const { exitCode, stdout, stderr } = await run({ args })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toContain(text)
  })

  it.each([
    [['chek'], '"chek" is no command (did you mean "check"?). openai-fine-tune --help lists them.\n'],
    [['sk/1234567890'], 'The first argument is no command. openai-fine-tune --help lists them.\n'],
    [
      ['check', '--modle=x', '--fix=y'],
      'option --modle: is no option of this command (did you mean "--model"?)\n  option --fix: takes no value\n  openai-fine-tune check --help lists the options.\n',
    ],
  ])('fails for the arguments %j before it runs anything', async (args, text) => {
    expect(await run({ args })).toEqual({ exitCode: 1, stdout: '', stderr: `error: ${text}` })
  })

  it.each([
    [60, 60],
    [400, 100],
  ])('breaks its help on a terminal of %i columns at column %i', async (columns, limit) => {
    const { stdout } = await run({ args: ['train', '--help'], columns })
    const lengths = stdout.split('\n').map(({ length }) => length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(limit)
    expect(Math.max(...lengths)).toBeGreaterThan(limit - 10)
  })

  it('runs an action with its options, and writes the outputs', async () => {
    const { fetch, requests } = fakeApi({
      'GET /fine_tuning/jobs': () => ({ data: [{ id: 'ftjob-1', status: 'running' }], has_more: false }),
    })
    const { exitCode, stdout } = await run({
      args: ['find', '--base-url', 'https://server.example/v1?token=tok-123456789'],
      env: { OPENAI_API_KEY: 'sk-test-1234567890' },
      run: (_, { runner }) => find(createDependencies({ runner, fetch, clock: manualClock() })),
    })
    expect([exitCode, requests.length]).toEqual([0, 1])
    expect(stdout).toMatch(/^job-id=ftjob-1$/m)
    expect(stdout).toMatch(/^count=1$/m)
  })

  it('warns about a secret among the options, and masks it and the password of a proxy', async () => {
    const { stdout, stderr } = await run({
      args: ['find', '--base-url', 'https://server.example/v1?token=tok-123456789'],
      env: { HTTPS_PROXY: 'http://user:pass-123456789@proxy.example' },
      run: async (_, { runner }) => {
        runner.info('tok-123456789 pass-123456789')
        runner.setOutput('job', 'tok-123456789')
      },
    })
    expect(stderr).toContain('warning: The command line has what looks like a secret')
    expect(stderr).toContain('*** ***\n')
    expect(stdout).toBe('job=***\n')
  })

  it.each([
    [{}, 'progress in gray'],
    [{ NO_COLOR: '1' }, 'progress'],
    [{ CI: 'true' }, 'lines'],
    [{ TERM: 'dumb' }, 'lines'],
  ])('writes on a terminal with the environment %j: %s', async (env, expected) => {
    const { stderr } = await run({
      args: ['find'],
      env,
      columns: 40,
      run: async (_, { runner }) => void runner.info('Listing'),
    })
    const [, color, progress] = /(\[90m)?(00:00:\d\d {2}Listing)/.exec(stderr) ?? []
    expect(progress ? `progress${color ? ' in gray' : ''}` : 'lines').toBe(expected)
  })
})

describe('check', () => {
  it.each([
    [[], []],
    [
      ['--results-dir', 'out'],
      ['report.json', 'report.md', 'report.sarif'],
    ],
  ])('with %j writes only the results %j', async (options, results) => {
    const root = mkdtempSync(join(tmpdir(), 'run-command-'))
    onTestFinished(() => rmSync(root, { recursive: true, force: true }))
    for (const folder of ['work', 'temp']) mkdirSync(join(root, folder))
    writeFileSync(join(root, 'work', 'train.jsonl'), chatExamples(20))
    const workspace = createWorkspace({ workspace: join(root, 'work'), temp: join(root, 'temp') })
    const { fetch } = fakeApi({})
    const { exitCode, stdout } = await run({
      args: ['check', '--training-file', 'train.jsonl', '--model', 'gpt-4.1-mini', ...options],
      run: (_, deps) => check(createDependencies({ ...deps, fetch, clock: manualClock(), workspace })),
    })
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    expect([exitCode, stdout.includes('results-dir=')]).toEqual([0, results.length > 0])
    expect(files.filter((file) => /report/.test(file)).sort()).toEqual(
      results.map((name) => join('work', 'out', name)),
    )
    expect(readdirSync(join(root, 'temp'))).toEqual([])
  })

  it.each([
    [['--fix'], 'writes'],
    [['--diff'], 'shows'],
    [['--diff', '--fix'], 'shows'],
  ])('with %j %s the fixes before it checks', async (options, effect) => {
    const calls: string[] = []
    const { exitCode } = await run({
      args: ['check', ...options],
      fix: async ({ writes }) => void calls.push(writes ? 'writes' : 'shows'),
      run: async (name) => void calls.push(name),
    })
    expect([exitCode, calls]).toEqual([0, [effect, 'check']])
  })

  it('does not check files whose fixes failed', async () => {
    const fix: CommandProcess['fix'] = async (_, { runner }) => runner.setFailed('cannot be written')
    const { exitCode, stderr } = await run({ args: ['check', '--fix'], fix })
    expect([exitCode, stderr]).toEqual([1, 'error: cannot be written\n'])
  })
})

describe('an interrupted command', () => {
  /** Runs a command that Ctrl-C interrupts once it has saved this state; returns how the post step was run, too. */
  async function interrupt(args: readonly string[], state: Record<string, string>, status = 'running') {
    const events = new EventEmitter()
    const posts: { jobStatus: string | undefined; isAborted: boolean }[] = []
    const result = await run({
      args,
      events,
      run: async (name, { runner, signal }) => {
        if (name === 'post') {
          posts.push({ jobStatus: runner.inputs.get('job-status'), isAborted: signal.aborted })
          return
        }
        for (const [name, value] of Object.entries(state)) runner.saveState(name, value)
        events.emit('SIGINT')
        runner.setOutput('status', status)
        runner.setFailed(signal.reason instanceof ActionError ? signal.reason.message : 'not interrupted')
      },
    })
    return { ...result, posts }
  }
  const JOB = { 'job-id': 'ftjob-1', created: 'true' }

  it('says what it does with its job, and runs the post step if it could not do it', async () => {
    const { exitCode, stderr, posts } = await interrupt(['train', '--on-cancel', 'pause'], JOB)
    expect([exitCode, posts]).toEqual([1, [{ jobStatus: 'cancelled', isAborted: false }]])
    expect(stderr).toBe(
      'notice: Interrupted: pausing job ftjob-1. Press Ctrl-C again to end at once.\nerror: The command was interrupted.\n',
    )
  })

  it('stops its job in the post step, in the words of a command', async () => {
    const events = new EventEmitter()
    let status = 'running'
    const { fetch } = fakeApi({
      'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status }),
      'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
        status = 'cancelled'
        return { id: 'ftjob-1', status }
      },
    })
    const { stderr } = await run({
      args: ['train'],
      env: { OPENAI_API_KEY: 'sk-test-1234567890' },
      events,
      run: async (name, deps) => {
        if (name === 'post') return post(createDependencies({ ...deps, fetch, clock: manualClock() }))
        for (const [name, value] of Object.entries(JOB)) deps.runner.saveState(name, value)
        events.emit('SIGINT')
      },
    })
    expect(status).toBe('cancelled')
    expect(stderr).toContain('notice: The command was interrupted. Sent the command to cancel job ftjob-1')
  })

  it('runs no post step when the main step has ended by itself', async () => {
    const { posts } = await interrupt(['train'], { ...JOB, ended: 'true' })
    expect(posts).toEqual([])
  })

  it('says only that it ends where no action has "on-cancel"', async () => {
    const { stderr, posts } = await interrupt(['find'], {})
    expect([stderr, posts]).toEqual([expect.stringContaining('notice: Interrupted: ending. Press'), []])
  })

  it.each([
    ['train', 'cancelled', true],
    ['train', 'running', false],
    ['wait', 'cancelled', false],
  ])('of "%s" with a job that is %s says that it would train again: %s', async (name, status, expected) => {
    const { stderr } = await interrupt([name], JOB, status)
    expect(stderr.includes('Running the command again trains again.\n')).toBe(expected)
  })

  it('runs the post step for a failure of a command that nothing has interrupted', async () => {
    const jobStatuses: (string | undefined)[] = []
    await run({
      args: ['train'],
      run: async (name, { runner }) => {
        if (name === 'post') jobStatuses.push(runner.inputs.get('job-status'))
        else runner.saveState('attempt', 'abc-1')
      },
    })
    expect(jobStatuses).toEqual(['failure'])
  })
})

describe('a command that ends at once', () => {
  it.each<[string, (events: EventEmitter) => void, string]>([
    [
      'the second Ctrl-C',
      (events) => events.emit('SIGINT') && events.emit('SIGINT'),
      'error: Ended at once.',
    ],
    [
      'an error that nothing catches',
      (events) => events.emit('uncaughtException', new Error('no such thing')),
      'error: This is a bug in the action, please report it: no such thing',
    ],
  ])('after %s writes its outputs and names the job that may go on', async (_, end, reason) => {
    const events = new EventEmitter()
    const { exitCode, stdout, stderr } = await run({
      args: ['wait'],
      events,
      run: (_, { runner }) => {
        runner.saveState('job-id', 'ftjob-1')
        runner.setOutput('job-id', 'ftjob-1')
        end(events)
        return new Promise(() => undefined)
      },
    })
    expect([exitCode, stdout]).toEqual([1, 'job-id=ftjob-1\n'])
    expect(stderr).toContain(reason)
    expect(stderr).toContain('\n  Job ftjob-1 may still be running and costing money.')
  })
})
