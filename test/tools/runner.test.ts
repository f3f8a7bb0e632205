import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ActionOptions } from '../../tools/runner/action-run.ts'
import { createMasker, lineSplitter } from '../../tools/runner/commands.ts'
import { runMainStep, runPostStep, startMainStep } from '../../tools/runner/runner.ts'
import { Step } from '../../tools/runner/step.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('inputs and environment', () => {
  const manifest = [
    'inputs:',
    '  training-file: { description: data, default: train.jsonl }',
    '  api key: { description: a name with a space }',
    '  wait: { description: not text in YAML, default: true }',
    `  github-token: { description: token, default: "${expression('github.token')}" }`,
    `  job-status: { description: status, default: "${expression('job.status')}" }`,
    '  old: { description: old, deprecationMessage: use new }',
  ].join('\n')
  const printInputs = `
    for (const [name, value] of Object.entries(process.env)) if (name.startsWith('INPUT_')) console.log(name + '=' + value)`

  test('passes inputs in upper case with their hyphens, and evaluates the defaults of absent ones', async () => {
    const { log } = await run(printInputs, { inputs: { 'api key': 'k' }, jobStatus: 'failure' }, manifest)
    expect(log.trim().split('\n').sort()).toEqual([
      'INPUT_API_KEY=k',
      'INPUT_GITHUB-TOKEN=',
      'INPUT_JOB-STATUS=failure',
      'INPUT_OLD=',
      'INPUT_TRAINING-FILE=train.jsonl',
      'INPUT_WAIT=true',
    ])
  })

  test('warns about an undeclared input and passes it on', async () => {
    const { log, annotations } = await run(printInputs, { inputs: { trainingfile: 'x' } }, manifest)
    expect(log).toContain('INPUT_TRAININGFILE=x')
    expect(annotations).toEqual([
      {
        level: 'warning',
        message: expect.stringMatching(
          /^Unexpected input\(s\) 'trainingfile', valid inputs are \['training-file', /,
        ),
      },
    ])
  })

  test('warns about a deprecated input only if it is set', async () => {
    expect((await run('', { inputs: { old: '1' } }, manifest)).annotations).toEqual([
      { level: 'warning', message: "Input 'old' has been deprecated with message: use new" },
    ])
    expect((await run('', {}, manifest)).annotations).toEqual([])
  })

  test('shows the inputs in the header and masks only secrets', async () => {
    const inputs = { 'training-file': 'a\nb', 'api key': 'sk-secret' }
    expect((await run('', { inputs, secrets: ['sk-secret'] }, manifest)).header).toContain('  api key: ***\n')
    expect((await run('', { inputs }, manifest)).header).toContain(
      '  training-file: a\n    b\n  api key: sk-secret\n',
    )
  })

  test('passes only the variables of GitHub and of the caller', async () => {
    const { log, workspace, temp } = await run(`console.log(JSON.stringify([process.env, process.cwd()]))`, {
      env: { EXTRA: '1', GITHUB_RUN_ID: '77', GITHUB_REF: undefined },
    })
    const [env, cwd] = JSON.parse(log)
    expect(env).toMatchObject({
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      EXTRA: '1',
      GITHUB_RUN_ID: '77',
    })
    expect(cwd).toBe(workspace)
    expect(Object.keys(env).filter((name) => /^(VITEST|npm_|NODE_|GITHUB_REF$)/.test(name))).toEqual([])
  })

  test('creates a workspace of the given files', async () => {
    const { log } = await run(`console.log(require('fs').readFileSync('data/a.txt', 'utf8'))`, {
      workspace: { 'data/a.txt': 'hello' },
    })
    expect(log).toBe('hello\n')
  })

  test('preloads a module with NODE_OPTIONS', async () => {
    const preload = join(temporary(), 'preload.cjs')
    writeFileSync(preload, 'console.log("preloaded")')
    const { log } = await run('console.log("main")', { env: { NODE_OPTIONS: `--require ${preload}` } })
    expect(log).toBe('preloaded\nmain\n')
  })

  test('throws for a default that it cannot evaluate', () => {
    const odd = `inputs:\n  sha: { description: x, default: "${expression('github.sha')}" }`
    expect(() => run('', {}, odd)).toThrow('cannot evaluate')
  })
})

describe('commands in the output', () => {
  // Each of these forges an output if a line of foreign text is printed as it is.
  test.each([
    ['at the start of a line', '::set-output name=model::evil'],
    ['after white space', ' \t\u00a0\u3000::set-output name=model::evil'],
    ['after a next-line character, white space to .NET', '\u0085::set-output name=model::evil'],
    ['in capitals', '::SET-Output NAME=model::evil'],
    ['after CR', 'step 1\r::set-output name=model::evil'],
    ['after CRLF', 'step 1\r\n::set-output name=model::evil'],
    ['in the old form', '##[set-output name=model]evil'],
    ['in the old form, in mid-line', 'step 1: ##[set-output name=model]evil'],
    ['in the old form, among other properties', 'x ##[set-output a=b;name=model;]evil'],
    ['behind an unknown new form', '::nothing:: ##[set-output name=model]evil'],
    ['escaped', '::set-output name=mod%65l,name=model::ev%69l'.replaceAll('%65', 'e').replaceAll('%69', 'i')],
  ])('executes a command that would forge an output: %s', async (_, attack) => {
    expect(handle(attack).outputs).toEqual({ model: 'evil' })
  })

  test('executes a command on stderr, too', async () => {
    expect((await run(`console.error('::set-output name=model::evil')`)).outputs).toEqual({ model: 'evil' })
  })

  test.each([
    ['the new form in mid-line', 'x ::set-output name=model::evil'],
    ['a zero-width space in the old form', '##\u200b[set-output name=model]evil'],
    ['a byte-order mark, no white space to .NET', '\ufeff::set-output name=model::evil'],
    ['a first old form that is unknown', '##[x] ##[set-output name=model]evil'],
    ['an unknown command', '::set-outputs name=model::evil'],
    ['a percent sign in the name', '::set%2Doutput name=model::evil'],
    ['the line separator', 'x\u2028::set-output name=model::evil'],
  ])('executes no command in %s', async (_, line) => {
    const step = handle(line)
    expect(step.outputs).toEqual({})
    expect(step.log).toBe(`${line}\n`)
  })

  test('takes CR and LF in two chunks as one line end', async () => {
    const { log } = await run(
      `process.stdout.write('a\\r'); setTimeout(() => process.stdout.write('\\nb'), 50)`,
    )
    expect(log).toBe('a\nb\n')
  })

  test('joins a character that is divided between two chunks', async () => {
    const { log, rawLog } = await run(`
      const bytes = Buffer.from('größe ⏎')
      process.stdout.write(bytes.subarray(0, 3))
      setTimeout(() => process.stdout.write(bytes.subarray(3)), 50)`)
    expect([log, rawLog]).toEqual(['größe ⏎\n', 'größe ⏎'])
  })

  test('collects annotations with their location relative to the workspace, and marks them in the log', async () => {
    const { annotations, log } = await run(`
      console.log('::error file=' + process.cwd() + '/data/a.jsonl,line=3,col=2,endColumn=9,title=Bad%3A line%2C 3::a%0Ab%25')
      console.log('::notice line=3,endLine=5,col=2::n')
      console.log('##[warning file=a%5D.txt]w%3B')`)
    expect(annotations).toEqual([
      {
        level: 'error',
        message: 'a\nb%',
        file: 'data/a.jsonl',
        line: 3,
        col: 2,
        endColumn: 9,
        title: 'Bad: line, 3',
      },
      { level: 'notice', message: 'n', line: 3, endLine: 5 },
      { level: 'warning', message: 'w;', file: 'a].txt' },
    ])
    expect(log).toBe('##[error]a\nb%\n##[notice]n\n##[warning]w;\n')
  })

  test('collects ten annotations of each level, of at most 4096 characters', async () => {
    const { annotations, droppedAnnotations, log } = await run(`
      for (let n = 1; n <= 12; n++) console.log('::error::e' + n)
      console.log('::warning::' + 'w'.repeat(5000))`)
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(10)
    expect(droppedAnnotations).toBe(2)
    expect(log).toContain('##[error]e12\n')
    expect(annotations.at(-1)?.message).toHaveLength(4096)
  })

  test('shows groups, and debug lines only with debug logging', async () => {
    const lines = '::group::Upload\n::debug::hidden\n::endgroup::'
    expect(handle(lines).log).toBe('##[group]Upload\n##[endgroup]\n')
    expect(handle(lines, { debug: true }).log).toBe('##[group]Upload\n##[debug]hidden\n##[endgroup]\n')
  })

  test('executes no command between stop-commands and its token, which it masks', async () => {
    const step = handle(
      '::stop-commands::token-123\n::set-output name=a::1\n##[error]no\n::token-123::\n::set-output name=b::2',
    )
    expect(step.outputs).toEqual({ b: '2' })
    expect(step.annotations.map(({ level }) => level)).toEqual(['warning'])
    expect(step.log).toContain('::set-output name=a::1\n##[error]no\n::***::\n')
  })

  test('executes a deprecated command with a warning, and fails the step for a disabled one', async () => {
    const saved = handle('::save-state name=id::ftjob-1')
    expect([saved.state, saved.annotations[0]?.message]).toEqual([
      { id: 'ftjob-1' },
      expect.stringContaining('deprecated'),
    ])
    const set = handle('::set-env name=A::1')
    expect([set.failed, set.annotations.length]).toEqual([true, 2])
  })

  test('shows the commands that follow echo', async () => {
    expect(handle('::echo::on\n::set-output name=a::1').log).toMatch(/^::set-output name=a::1\n##\[warning\]/)
  })
})

describe('masks', () => {
  test('masks a value and each of its lines from then on', async () => {
    const { log, masks, rawLog } = await print(
      'first-line\n::add-mask::first-line%0Asecond\nfirst-line second-secondsecond',
    )
    expect(log).toBe('first-line\n*** ***-***\n')
    expect(masks).toEqual(['first-line\nsecond', 'first-line', 'second'])
    expect(rawLog).toContain('first-line second')
  })

  test('masks secrets from the start, also as JSON, in URLs and in base64', async () => {
    const secret = 'p"s w'
    const { log } = handle(
      `p"s w ${JSON.stringify(secret)} p%22s%20w ${Buffer.from(secret).toString('base64')}`,
      {
        secrets: [secret],
      },
    )
    expect(log).toBe('*** "***" *** ***\n')
  })

  test('masks annotations and the summary', async () => {
    const step = await run(`
      console.log('::add-mask::hidden-1')
      console.log('::error::it is hidden-1')
      require('fs').appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# hidden-1\\nx')`)
    expect([step.annotations[0]?.message, step.summary]).toEqual(['it is ***', '# ***\nx'])
  })

  test('drops an output with a masked value for other jobs', async () => {
    const step = await print('::set-output name=a::ft:abc\n::set-output name=b::ft:xyz\n::add-mask::abc')
    expect(step.outputs).toEqual({ a: 'ft:abc', b: 'ft:xyz' })
    expect(step.jobOutputs()).toEqual({ b: 'ft:xyz' })
  })

  test('warns about an empty mask', async () => {
    const step = handle('::add-mask:: \nshown')
    expect(step.log).toMatch(/##\[warning\]Can't add secret mask.*\nshown\n/)
  })
})

describe('command files', () => {
  const append = (variable: string, content: string) =>
    `require('fs').appendFileSync(process.env.${variable}, ${JSON.stringify(content)});`

  test('reads outputs, state, environment and path from the files of the ended process', async () => {
    const step = await run(
      append('GITHUB_OUTPUT', 'a=1=2\nb<<EOF\nx=y\n\nlast\nEOF\nempty<<E\nE\nc<d=e\n') +
        append('GITHUB_STATE', 'id=ftjob-1\n') +
        append('GITHUB_ENV', 'MODEL=ft:x\n') +
        append('GITHUB_PATH', '/opt/tool\n'),
    )
    expect(step.outputs).toEqual({ a: '1=2', b: 'x=y\n\nlast', empty: '', 'c<d': 'e' })
    expect([step.state, step.env, step.path]).toEqual([{ id: 'ftjob-1' }, { MODEL: 'ft:x' }, ['/opt/tool']])
    expect(step.conclusion).toBe('success')
  })

  test('prefers an output from the file to one from a command', async () => {
    const step = await run(
      `console.log('::set-output name=a::forged');${append('GITHUB_OUTPUT', 'a=real\n')}`,
    )
    expect(step.outputs).toEqual({ a: 'real' })
  })

  test.each([
    ['a delimiter that never comes', 'a=1\nb<<EOF\nx\n', "Invalid value. Matching delimiter not found 'EOF'"],
    ['a line of neither form', 'a=1\nnonsense\n', "Invalid format 'nonsense'"],
    ['no name', 'a=1\n=x\n', "Invalid format '=x'"],
  ])('fails the step for %s and keeps the outputs before it', async (_, content, message) => {
    const step = await run(append('GITHUB_OUTPUT', content))
    expect([step.exitCode, step.conclusion, step.outputs]).toEqual([0, 'failure', { a: '1' }])
    expect(step.annotations.map((annotation) => annotation.message)).toEqual([
      "Unable to process file command 'output' successfully.",
      message,
    ])
  })

  test('fails a step that sets NODE_OPTIONS for later steps', async () => {
    const step = await run(append('GITHUB_ENV', 'NODE_OPTIONS=--require x\n'))
    expect([step.conclusion, step.env]).toEqual(['failure', {}])
  })

  test('drops a summary of more than a mebibyte with an error', async () => {
    const write = (bytes: number) =>
      run(`require('fs').writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(${bytes}))`)
    expect((await write(1024 * 1024)).summary).toHaveLength(1024 * 1024)
    const dropped = await write(1024 * 1024 + 1)
    expect([dropped.summary, dropped.conclusion]).toEqual(['', 'success'])
    expect(dropped.annotations[0]?.message).toContain('upload aborted')
  })
})

describe('the end of a step', () => {
  test('fails the step for an exit code other than 0', async () => {
    expect(await run('process.exitCode = 3')).toMatchObject({
      exitCode: 3,
      signal: null,
      conclusion: 'failure',
    })
  })

  test('waits for a text in the log, and rejects at the timeout or the end of the step', async () => {
    const action = start(
      `console.log('one'); setTimeout(() => console.log('two'), 100); setTimeout(() => {}, 300)`,
    )
    expect(await action.log.waitFor('one')).not.toContain('two')
    expect(await action.log.waitFor(/^two$/m)).toBe('one\ntwo\n')
    await expect(action.log.waitFor('three', 1)).rejects.toThrow('1 ms passed without three')
    await expect(action.log.waitFor('three')).rejects.toThrow('the step ended without three')
    await action.done
  })

  test('calls onLine with each shown line', async () => {
    const lines: string[] = []
    await print('::group::a\nb\n::endgroup::', { onLine: (line) => lines.push(line) })
    expect(lines).toEqual(['##[group]a', 'b', '##[endgroup]'])
  })

  test('sends a signal that does not change the conclusion', async () => {
    const action = start(
      `process.on('SIGUSR2', () => process.exit(0)); console.log('ready'); setTimeout(() => {}, 9000)`,
    )
    await action.log.waitFor('ready')
    action.signal('SIGUSR2')
    expect(await action.done).toMatchObject({ exitCode: 0, conclusion: 'success' })
  })

  test('cancels with SIGINT, reads the saved state, and concludes cancelled for any exit code', async () => {
    const action = start(`
      process.on('SIGINT', () => {
        require('fs').appendFileSync(process.env.GITHUB_STATE, 'cancelled=yes\\n')
        process.exit(0)
      })
      console.log('ready')
      setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    const step = await action.cancel()
    expect(step).toMatchObject({ exitCode: 0, conclusion: 'cancelled', state: { cancelled: 'yes' } })
  })

  test('ends a process without handlers by SIGINT', async () => {
    const action = start(`console.log('ready'); setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    expect(await action.cancel()).toMatchObject({ exitCode: null, signal: 'SIGINT', conclusion: 'cancelled' })
  })

  test('sends SIGTERM to a process that ignores SIGINT', async () => {
    const action = start(`
      process.on('SIGINT', () => console.log('no'))
      process.on('SIGTERM', () => process.exit(1))
      console.log('ready')
      setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    expect(await action.cancel({ interruptMs: 200 })).toMatchObject({ exitCode: 1, log: 'ready\nno\n' })
  })

  test('kills a process that ignores both signals, and its children', async () => {
    const action = start(`
      for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log(name))
      const child = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' })
      console.log('child ' + child.pid)
      setTimeout(() => {}, 60000)`)
    const [, pid] = /child (\d+)/.exec(await action.log.waitFor(/child \d+\n/)) ?? []
    const step = await action.cancel({ interruptMs: 150, terminateMs: 150 })
    expect(step).toMatchObject({ signal: 'SIGKILL', conclusion: 'cancelled' })
    expect(step.log).toMatch(/\nSIGINT\nSIGTERM\n$/)
    // The system ends it a moment after it has closed its files.
    await expect.poll(() => isRunning(Number(pid)), { timeout: 20_000 }).toBe(false)
  })

  test('concludes failure after kill, as after a crash', async () => {
    const action = start(`console.log('ready'); setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    expect(await action.kill()).toMatchObject({ signal: 'SIGKILL', conclusion: 'failure' })
  })

  test('does not cancel a step that has ended', async () => {
    const action = start('')
    await action.done
    expect((await action.cancel()).conclusion).toBe('success')
  })
})

describe('a post step', () => {
  const inputs = `inputs:\n  job-status: { description: x, default: "${expression('job.status')}" }\n`
  const post = `console.log(process.env.STATE_id, process.env['INPUT_JOB-STATUS'], process.env.LATER, process.env.INPUT_KEY)`
  const main = `
    require('fs').appendFileSync(process.env.GITHUB_STATE, 'id=ftjob-1\\n')
    require('fs').appendFileSync(process.env.GITHUB_ENV, 'LATER=on\\n')
    console.log('::add-mask::hidden-1')`

  test('has the state, inputs, environment and masks of the main step', async () => {
    const step = await run(main, { inputs: { key: 'hidden-1' } }, inputs, { post })
    expect((await runPostStep(step, { jobStatus: 'cancelled' }))?.log).toBe(
      "##[warning]Unexpected input(s) 'key', valid inputs are ['job-status']\nftjob-1 cancelled on ***\n",
    )
  })

  test('has the conclusion of the main step as the status of the job', async () => {
    const step = await run('process.exit(1)', {}, inputs, { post })
    expect((await runPostStep(step))?.log).toBe('undefined failure undefined undefined\n')
  })

  test('does not run if the action has none', async () => {
    expect(await runPostStep(await run('', {}))).toBeUndefined()
  })

  test.each([
    ['always()', [true, true, true]],
    ['success()', [true, false, false]],
    ['failure()', [false, true, false]],
    ['cancelled()', [false, false, true]],
    ['!cancelled()', [true, true, false]],
    ['failure() || cancelled()', [false, true, true]],
    [expression('!(success() || failure()) && always()'), [false, false, true]],
  ])('runs if its post-if is true for the status of the job: %s', async (condition, expected) => {
    const step = await run('', {}, '', { post: '', postIf: condition })
    const statuses = ['success', 'failure', 'cancelled'] as const
    const ran = await Promise.all(
      statuses.map(async (jobStatus) => (await runPostStep(step, { jobStatus })) !== undefined),
    )
    expect(ran).toEqual(expected)
  })

  test('throws for a post-if that it cannot evaluate', async () => {
    const step = await run('', {}, '', { post: '', postIf: "github.ref == 'x'" })
    await expect(runPostStep(step)).rejects.toThrow('github')
  })
})

test('keeps RUNNER_TEMP until this process ends', async () => {
  expect(existsSync((await run('')).temp)).toBe(true)
})

/** Runs a temporary action whose main step is the script. */
function run(script: string, options: ActionOptions = {}, manifest = '', more: Post = {}) {
  return runMainStep({ ...options, action: actionFolder(script, manifest, more) })
}

/** Starts a temporary action whose main step is the script. */
function start(script: string, options: ActionOptions = {}) {
  return startMainStep({ ...options, action: actionFolder(script, '', {}) })
}

/** Handles the lines as a step does, without a process. */
function handle(
  text: string,
  { debug = false, secrets = [] }: Pick<ActionOptions, 'debug' | 'secrets'> = {},
) {
  const step = new Step({ masker: createMasker(secrets), workspace: '/', debug, onLine: undefined })
  const lines = lineSplitter((line) => step.handleLine(line))
  lines.push(`${text}\n`)
  lines.end()
  const { text: log, failed, annotations, outputs, state } = step
  return { log, failed, annotations, outputs: Object.fromEntries(outputs), state: Object.fromEntries(state) }
}

/** Runs an action that prints the text and nothing else. */
function print(lines: string, options: ActionOptions = {}) {
  return run(`process.stdout.write(${JSON.stringify(`${lines}\n`)})`, options)
}

/** Returns whether a process runs; on Linux a dead one that its parent has not waited for does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function expression(source: string): string {
  return `\${{ ${source} }}`
}

interface Post {
  post?: string
  postIf?: string
}

function actionFolder(script: string, manifest: string, { post, postIf }: Post): string {
  const folder = temporary()
  const runs = [
    'runs:',
    '  using: node24',
    '  main: main.cjs',
    ...(post === undefined ? [] : ['  post: post.cjs']),
    ...(postIf === undefined ? [] : [`  post-if: ${JSON.stringify(postIf)}`]),
  ]
  writeFileSync(join(folder, 'action.yml'), `name: fake\n${manifest}\n${runs.join('\n')}\n`)
  writeFileSync(join(folder, 'main.cjs'), script)
  writeFileSync(join(folder, 'post.cjs'), post ?? '')
  return folder
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'action-'))
  mkdirSync(folder, { recursive: true })
  folders.push(folder)
  return folder
}
