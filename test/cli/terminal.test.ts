import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeReaction, describeRemainder, onInterrupt } from '../../src/cli/interrupt.ts'
import { Terminal, type TerminalOptions } from '../../src/cli/terminal.ts'
import { createTerminalRunner } from '../../src/cli/terminal-runner.ts'

/** A clock that a test sets forward; it wakes those who sleep that long. */
function createSteppedClock() {
  let now = 0
  const sleepers: { at: number; wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: now + ms, wake })),
    advance(ms: number) {
      now += ms
      for (const { at, wake } of sleepers) if (at <= now) wake()
    },
  }
}

const SECRET = 'sk-proj-1234567890'

/** Creates a runner whose streams are recorded; they are a terminal of 40 columns, or pipes. */
function createRunner({
  isTTY = false,
  columns = isTTY ? 40 : 0,
  summaryFile,
  ...options
}: Partial<TerminalOptions> & { isTTY?: boolean; columns?: number; summaryFile?: string } = {}) {
  const written = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof written) => ({
    isTTY,
    columns,
    write: (text: string) => {
      written[name] += text.replaceAll('\u001b', 'ESC')
    },
  })
  const clock = createSteppedClock()
  const terminal = new Terminal({
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    clock,
    showsProgress: true,
    hasColors: true,
    ...options,
  })
  const runner = createTerminalRunner({ inputs: new Map(), terminal, secrets: [SECRET], summaryFile })
  return { runner, terminal, written, clock }
}

describe('the runner of a terminal', () => {
  it('writes findings with file and line to standard output, and the log to standard error', () => {
    const { runner, written } = createRunner()
    runner.info('Data')
    runner.error('data/a.jsonl:3: no messages [no-messages]', { file: 'data/a.jsonl', line: 3 })
    runner.warning('no user', { file: 'data/a.jsonl' })
    runner.warning('unknown server')
    runner.setFailed('1 error\nCorrect it.')
    expect(written.stdout).toBe(
      'data/a.jsonl:3: error: no messages [no-messages]\ndata/a.jsonl: warning: no user\n',
    )
    expect(written.stderr).toBe('Data\nwarning: unknown server\nerror: 1 error\n  Correct it.\n')
    expect(runner.failed).toBe(true)
  })

  it('masks secrets in everything, also those that are set later', () => {
    const { runner, written } = createRunner()
    runner.setSecret('another-secret')
    const text = `${SECRET} and another-secret`
    runner.info(text)
    runner.group(text)
    runner.error(text, { file: text, line: 1 })
    runner.setFailed(text)
    runner.setOutput('job', text)
    runner.saveState('job', text)
    runner.writeOutputs()
    const all = [written.stdout, written.stderr, ...runner.outputs.values(), ...runner.state.values()]
    expect(all.join()).not.toMatch(/1234567890|another-secret/)
    expect(written.stdout).toContain('job=*** and ***\n')
  })

  it('writes each output in one line, without what a terminal would execute', () => {
    const { runner, written } = createRunner()
    runner.setOutput('error-message', 'a\nb\u001b[31m')
    runner.setOutput('gate', '')
    runner.setOutput('status', 'running')
    runner.setOutput('status', 'failed')
    runner.writeOutputs()
    expect(written.stdout).toBe('error-message=a ⏎ b[31m\nstatus=failed\n')
  })

  it('cuts an output at the edge of a terminal, and nowhere else', () => {
    const long = 'x'.repeat(100)
    const [terminal, pipe] = [createRunner({ isTTY: true }), createRunner()]
    for (const { runner } of [terminal, pipe]) {
      runner.setOutput('job', long)
      runner.writeOutputs()
    }
    expect(terminal.written.stdout).toBe(`job=${'x'.repeat(35)}…\n`)
    expect(pipe.written.stdout).toBe(`job=${long}\n`)
  })

  it('writes in color on a terminal', () => {
    const { runner, written } = createRunner({ isTTY: true })
    runner.error('no messages', { file: 'a.jsonl', line: 3 })
    expect(written.stdout).toBe('ESC[1ma.jsonl:3ESC[0m: ESC[31merror:ESC[0m no messages\n')
  })

  it('cuts no output of a terminal without a window, which has 0 columns', () => {
    const { runner, written } = createRunner({ isTTY: true, columns: 0 })
    runner.setOutput('job', 'x'.repeat(100))
    runner.info('y'.repeat(100))
    runner.writeOutputs()
    expect(written.stdout).toBe(`job=${'x'.repeat(100)}\n`)
    expect(written.stderr).toContain(`00:00:00  ${'y'.repeat(69)}ESC[0m`)
  })

  it('appends the summary to the file that the environment names, without secrets', () => {
    const folder = mkdtempSync(join(tmpdir(), 'terminal-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const { runner } = createRunner({ summaryFile: join(folder, 'summary.md') })
    runner.writeSummary('# One')
    runner.writeSummary(`# Two ${SECRET}`)
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe('# One\n# Two ***\n')
    const { runner: other, written } = createRunner({ summaryFile: folder })
    other.writeSummary('# One')
    expect(written.stderr).toMatch(/^warning: The summary could not be written: EISDIR/)
    expect(other.failed).toBe(false)
    const { runner: none, written: nothing } = createRunner()
    none.writeSummary('# One')
    expect(nothing).toEqual({ stdout: '', stderr: '' })
  })

  it('has no identity', async () => {
    const getIdToken = createRunner().runner.getIdToken('audience')
    await expect(getIdToken).rejects.toThrow('A terminal has no OIDC token of GitHub')
  })

  it('forgets a state that is set to nothing, as a workflow does', () => {
    const { runner } = createRunner()
    runner.saveState('job-id', 'ftjob-1')
    runner.saveState('job-id', '')
    expect(runner.state.has('job-id')).toBe(false)
  })
})

describe('the line of progress', () => {
  it('stays below the log, fits into the terminal, counts the seconds and goes with the end', async () => {
    const { runner, terminal, written, clock } = createRunner({ isTTY: true, hasColors: false })
    runner.group('Training')
    expect(written.stderr).toBe('ESC[KTraining\nESC[K00:00:00  Training'.replaceAll('ESC[K', '\rESC[K'))
    written.stderr = ''
    clock.advance(3_725_000)
    runner.info('12:00:01  Step 10 of 100 with a long message')
    expect(written.stderr).toBe(
      [
        '\rESC[K12:00:01  Step 10 of 100 with a long message\n',
        '\rESC[K01:02:05  Training',
        '\rESC[K01:02:05  Training: 12:00:01  Step 10 o',
      ].join(''),
    )
    written.stderr = ''
    clock.advance(1000)
    await new Promise(setImmediate)
    expect(written.stderr).toBe('\rESC[K01:02:06  Training: 12:00:01  Step 10 o')
    written.stderr = ''
    terminal.end()
    runner.info('the end')
    expect(written.stderr).toBe('\rESC[Kthe end\n')
  })

  it('does not exist in a log', () => {
    const { runner, written } = createRunner()
    runner.group('Training')
    runner.info('Step 10')
    expect(written.stderr).toBe('Training\nStep 10\n')
  })
})

describe('an interrupt', () => {
  function interrupt() {
    const calls: string[] = []
    const listeners: (() => void)[] = []
    const clock = createSteppedClock()
    const signal = onInterrupt(
      { on: (_, listener) => listeners.push(listener) },
      { clock, onFirst: () => calls.push('first'), onSecond: () => calls.push('second') },
    )
    return { calls, signal, clock, send: () => listeners[0]?.() }
  }

  it('aborts at the first signal, and ends at the second', () => {
    const { calls, signal, clock, send } = interrupt()
    send()
    expect([calls, signal.aborted]).toEqual([['first'], true])
    clock.advance(1000)
    send()
    expect(calls).toEqual(['first', 'second'])
  })

  it('counts once when npm repeats the signal of the terminal', () => {
    const { calls, clock, send } = interrupt()
    send()
    clock.advance(500)
    send()
    expect(calls).toEqual(['first'])
  })
})

describe('the reaction to an interrupt', () => {
  const JOB = { 'job-id': 'ftjob-1', attempt: 'abc-1' }
  it.each<[Record<string, string>, string | undefined, string]>([
    [{ ...JOB, created: 'true' }, undefined, 'cancelling job ftjob-1 (--on-cancel detach would leave it)'],
    [{ ...JOB, created: 'true' }, 'pause', 'pausing job ftjob-1'],
    [
      { ...JOB, created: 'true' },
      'detach',
      'leaving job ftjob-1 as it is (--on-cancel cancel would stop it)',
    ],
    [
      { ...JOB, created: 'false' },
      undefined,
      'leaving job ftjob-1 as it is (--on-cancel cancel would stop it)',
    ],
    [{ ...JOB, created: 'false' }, 'cancel', 'cancelling job ftjob-1 (--on-cancel detach would leave it)'],
    [
      { attempt: 'abc-1' },
      undefined,
      'cancelling the job that is being created (--on-cancel detach would leave it)',
    ],
    [{}, 'cancel', 'ending before there is a job'],
    [{ ...JOB, ended: 'true' }, 'cancel', 'ending'],
  ])('names the job: state %j, on-cancel %s', (state, onCancel, expected) => {
    const inputs = new Map(onCancel === undefined ? [] : [['on-cancel', onCancel]])
    expect(describeReaction({ state: new Map(Object.entries(state)), inputs })).toBe(expected)
  })
})

describe('what goes on after an end at once', () => {
  it.each([
    [{ 'job-id': 'ftjob-1' }, {}, /^Job ftjob-1 may still be running and costing money/],
    [{ attempt: 'abc-1' }, {}, /^Unclear whether a job was created.*ft_attempt: abc-1/],
    [{}, { deployment: 'support' }, /^Deployment "support" is left as it is/],
    [{ 'job-id': 'ftjob-1', ended: 'true' }, {}, /^Everything was done before/],
    [{}, {}, /^No job was created/],
  ])('is named: state %j, outputs %j', (state, outputs, expected) => {
    const maps = { state: new Map(Object.entries(state)), outputs: new Map(Object.entries(outputs)) }
    expect(describeRemainder(maps as Parameters<typeof describeRemainder>[0])).toMatch(expected)
  })
})
