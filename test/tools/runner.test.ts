import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type ActionOptions, runAction, runPost, startAction } from '../../tools/runner/runner.ts'

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

  test('inputs are upper-cased, keep their hyphens, and fall back to evaluated defaults', async () => {
    const { log } = await act(printInputs, { inputs: { 'api key': 'k' }, jobStatus: 'failure' }, manifest)
    expect(log.trim().split('\n').sort()).toEqual([
      'INPUT_API_KEY=k',
      'INPUT_GITHUB-TOKEN=',
      'INPUT_JOB-STATUS=failure',
      'INPUT_OLD=',
      'INPUT_TRAINING-FILE=train.jsonl',
      'INPUT_WAIT=true',
    ])
  })

  test('an undeclared input is warned about and passed on', async () => {
    const { log, annotations } = await act(printInputs, { inputs: { trainingfile: 'x' } }, manifest)
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

  test('a deprecated input is warned about only when given', async () => {
    expect((await act('', { inputs: { old: '1' } }, manifest)).annotations).toEqual([
      { level: 'warning', message: "Input 'old' has been deprecated with message: use new" },
    ])
    expect((await act('', {}, manifest)).annotations).toEqual([])
  })

  test('the header shows inputs, and hides secrets only', async () => {
    const inputs = { 'training-file': 'a\nb', 'api key': 'sk-secret' }
    expect((await act('', { inputs, secrets: ['sk-secret'] }, manifest)).header).toContain('  api key: ***\n')
    expect((await act('', { inputs }, manifest)).header).toContain(
      '  training-file: a\n    b\n  api key: sk-secret\n',
    )
  })

  test('the environment is clean but for what GitHub sets and the caller adds', async () => {
    const { log, workspace, temp } = await act(`console.log(JSON.stringify([process.env, process.cwd()]))`, {
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

  test('the workspace is made of the files given', async () => {
    const { log } = await act(`console.log(require('fs').readFileSync('data/a.txt', 'utf8'))`, {
      workspace: { 'data/a.txt': 'hello' },
    })
    expect(log).toBe('hello\n')
  })

  test('NODE_OPTIONS can preload a module', async () => {
    const preload = join(temporary(), 'preload.cjs')
    writeFileSync(preload, 'console.log("preloaded")')
    const { log } = await act('console.log("main")', { env: { NODE_OPTIONS: `--require ${preload}` } })
    expect(log).toBe('preloaded\nmain\n')
  })

  test('a default that it cannot evaluate is an error, not an empty text', () => {
    const odd = `inputs:\n  sha: { description: x, default: "${expression('github.sha')}" }`
    expect(() => act('', {}, odd)).toThrow('cannot evaluate')
  })
})

describe('commands', () => {
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
  ])('an output is forged %s', async (_, attack) => {
    expect((await print(attack)).outputs).toEqual({ model: 'evil' })
  })

  test('on stderr as well', async () => {
    expect((await act(`console.error('::set-output name=model::evil')`)).outputs).toEqual({ model: 'evil' })
  })

  test.each([
    ['the new form in mid-line', 'x ::set-output name=model::evil'],
    ['a zero-width space in the old form', '##\u200b[set-output name=model]evil'],
    ['a byte-order mark, no white space to .NET', '\ufeff::set-output name=model::evil'],
    ['a first old form that is unknown', '##[x] ##[set-output name=model]evil'],
    ['an unknown command', '::set-outputs name=model::evil'],
    ['a percent sign in the name', '::set%2Doutput name=model::evil'],
    ['the line separator', 'x\u2028::set-output name=model::evil'],
  ])('nothing is forged by %s', async (_, line) => {
    const run = await print(line)
    expect(run.outputs).toEqual({})
    expect(run.log).toBe(`${line}\n`)
  })

  test('CR and LF in two chunks are one line end', async () => {
    const { log } = await act(
      `process.stdout.write('a\\r'); setTimeout(() => process.stdout.write('\\nb'), 50)`,
    )
    expect(log).toBe('a\nb\n')
  })

  test('characters cut by a chunk are whole again', async () => {
    const { log, rawLog } = await act(`
      const bytes = Buffer.from('größe ⏎')
      process.stdout.write(bytes.subarray(0, 3))
      setTimeout(() => process.stdout.write(bytes.subarray(3)), 50)`)
    expect([log, rawLog]).toEqual(['größe ⏎\n', 'größe ⏎'])
  })

  test('annotations carry their place, relative to the workspace, and are marked in the log', async () => {
    const { annotations, log } = await act(`
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

  test('ten annotations of a level are kept, cut at 4096 characters', async () => {
    const { annotations, droppedAnnotations, log } = await act(`
      for (let n = 1; n <= 12; n++) console.log('::error::e' + n)
      console.log('::warning::' + 'w'.repeat(5000))`)
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(10)
    expect(droppedAnnotations).toBe(2)
    expect(log).toContain('##[error]e12\n')
    expect(annotations.at(-1)?.message).toHaveLength(4096)
  })

  test('groups are shown, debug lines only on request', async () => {
    const lines = '::group::Upload\n::debug::hidden\n::endgroup::'
    expect((await print(lines)).log).toBe('##[group]Upload\n##[endgroup]\n')
    expect((await print(lines, { debug: true })).log).toBe('##[group]Upload\n##[debug]hidden\n##[endgroup]\n')
  })

  test('stop-commands holds until its token, which is masked', async () => {
    const run = await print(
      '::stop-commands::token-123\n::set-output name=a::1\n##[error]no\n::token-123::\n::set-output name=b::2',
    )
    expect(run.outputs).toEqual({ b: '2' })
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning'])
    expect(run.log).toContain('::set-output name=a::1\n##[error]no\n::***::\n')
  })

  test('deprecated commands are carried out with a warning, disabled ones fail the step', async () => {
    const saved = await print('::save-state name=id::ftjob-1')
    expect([saved.state, saved.annotations[0]?.message]).toEqual([
      { id: 'ftjob-1' },
      expect.stringContaining('deprecated'),
    ])
    const set = await print('::set-env name=A::1')
    expect([set.conclusion, set.exitCode, set.annotations.length]).toEqual(['failure', 0, 2])
  })

  test('echo shows the commands that follow', async () => {
    expect((await print('::echo::on\n::set-output name=a::1')).log).toMatch(
      /^::set-output name=a::1\n##\[warning\]/,
    )
  })
})

describe('masks', () => {
  test('a mask hides what is printed after it, and each line of a long one', async () => {
    const { log, masks, rawLog } = await print(
      'first-line\n::add-mask::first-line%0Asecond\nfirst-line second-secondsecond',
    )
    expect(log).toBe('first-line\n*** ***-***\n')
    expect(masks).toEqual(['first-line\nsecond', 'first-line', 'second'])
    expect(rawLog).toContain('first-line second')
  })

  test('secrets are hidden from the start, as JSON, in URLs and in base64 too', async () => {
    const secret = 'p"s w'
    const { log } = await print(
      `p"s w ${JSON.stringify(secret)} p%22s%20w ${Buffer.from(secret).toString('base64')}`,
      {
        secrets: [secret],
      },
    )
    expect(log).toBe('*** "***" *** ***\n')
  })

  test('annotations and summary are masked', async () => {
    const run = await act(`
      console.log('::add-mask::hidden-1')
      console.log('::error::it is hidden-1')
      require('fs').appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# hidden-1\\nx')`)
    expect([run.annotations[0]?.message, run.summary]).toEqual(['it is ***', '# ***\nx'])
  })

  test('another job does not get an output with a mask in it', async () => {
    const run = await print('::set-output name=a::ft:abc\n::set-output name=b::ft:xyz\n::add-mask::abc')
    expect(run.outputs).toEqual({ a: 'ft:abc', b: 'ft:xyz' })
    expect(run.jobOutputs()).toEqual({ b: 'ft:xyz' })
  })

  test('an empty mask is refused', async () => {
    const run = await print('::add-mask:: \nshown')
    expect(run.log).toMatch(/##\[warning\]Can't add secret mask.*\nshown\n/)
  })
})

describe('files', () => {
  const append = (variable: string, content: string) =>
    `require('fs').appendFileSync(process.env.${variable}, ${JSON.stringify(content)});`

  test('outputs, state, environment and path are read when the process has ended', async () => {
    const run = await act(
      append('GITHUB_OUTPUT', 'a=1=2\nb<<EOF\nx=y\n\nlast\nEOF\nempty<<E\nE\nc<d=e\n') +
        append('GITHUB_STATE', 'id=ftjob-1\n') +
        append('GITHUB_ENV', 'MODEL=ft:x\n') +
        append('GITHUB_PATH', '/opt/tool\n'),
    )
    expect(run.outputs).toEqual({ a: '1=2', b: 'x=y\n\nlast', empty: '', 'c<d': 'e' })
    expect([run.state, run.env, run.path]).toEqual([{ id: 'ftjob-1' }, { MODEL: 'ft:x' }, ['/opt/tool']])
    expect(run.conclusion).toBe('success')
  })

  test('a file overrides a command of the same name', async () => {
    const run = await act(`console.log('::set-output name=a::forged');${append('GITHUB_OUTPUT', 'a=real\n')}`)
    expect(run.outputs).toEqual({ a: 'real' })
  })

  test.each([
    ['a delimiter that never comes', 'a=1\nb<<EOF\nx\n', "Invalid value. Matching delimiter not found 'EOF'"],
    ['a line of neither form', 'a=1\nnonsense\n', "Invalid format 'nonsense'"],
    ['no name', 'a=1\n=x\n', "Invalid format '=x'"],
  ])('%s fails the step and keeps what came before', async (_, content, message) => {
    const run = await act(append('GITHUB_OUTPUT', content))
    expect([run.exitCode, run.conclusion, run.outputs]).toEqual([0, 'failure', { a: '1' }])
    expect(run.annotations.map((annotation) => annotation.message)).toEqual([
      "Unable to process file command 'output' successfully.",
      message,
    ])
  })

  test('NODE_OPTIONS cannot be set for later steps', async () => {
    const run = await act(append('GITHUB_ENV', 'NODE_OPTIONS=--require x\n'))
    expect([run.conclusion, run.env]).toEqual(['failure', {}])
  })

  test('a summary of a mebibyte is kept, a longer one dropped with an error', async () => {
    const write = (bytes: number) =>
      act(`require('fs').writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(${bytes}))`)
    expect((await write(1024 * 1024)).summary).toHaveLength(1024 * 1024)
    const dropped = await write(1024 * 1024 + 1)
    expect([dropped.summary, dropped.conclusion]).toEqual(['', 'success'])
    expect(dropped.annotations[0]?.message).toContain('upload aborted')
  })
})

describe('ends', () => {
  test('the exit code decides', async () => {
    expect(await act('process.exitCode = 3')).toMatchObject({
      exitCode: 3,
      signal: null,
      conclusion: 'failure',
    })
  })

  test('a log can be waited on', async () => {
    const action = start(
      `console.log('one'); setTimeout(() => console.log('two'), 100); setTimeout(() => {}, 300)`,
    )
    expect(await action.log.waitFor('one')).not.toContain('two')
    expect(await action.log.waitFor(/^two$/m)).toBe('one\ntwo\n')
    await expect(action.log.waitFor('three', 1)).rejects.toThrow('1 ms passed without three')
    await expect(action.log.waitFor('three')).rejects.toThrow('the step ended without three')
    await action.done
  })

  test('each shown line is heard as it comes', async () => {
    const lines: string[] = []
    await print('::group::a\nb\n::endgroup::', { onLine: (line) => lines.push(line) })
    expect(lines).toEqual(['##[group]a', 'b', '##[endgroup]'])
  })

  test('a signal reaches the process, and means nothing more', async () => {
    const action = start(
      `process.on('SIGUSR2', () => process.exit(0)); console.log('ready'); setTimeout(() => {}, 9000)`,
    )
    await action.log.waitFor('ready')
    action.signal('SIGUSR2')
    expect(await action.done).toMatchObject({ exitCode: 0, conclusion: 'success' })
  })

  test('cancelling begins with SIGINT, keeps what the step saves, and cancels whatever the exit code', async () => {
    const action = start(`
      process.on('SIGINT', () => {
        require('fs').appendFileSync(process.env.GITHUB_STATE, 'cancelled=yes\\n')
        process.exit(0)
      })
      console.log('ready')
      setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    const run = await action.cancel()
    expect(run).toMatchObject({ exitCode: 0, conclusion: 'cancelled', state: { cancelled: 'yes' } })
    expect(run.durationMs).toBeLessThan(5000)
  })

  test('a process without handlers ends at SIGINT', async () => {
    const action = start(`console.log('ready'); setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    expect(await action.cancel()).toMatchObject({ exitCode: null, signal: 'SIGINT', conclusion: 'cancelled' })
  })

  test('a process that ignores SIGINT gets SIGTERM', async () => {
    const action = start(`
      process.on('SIGINT', () => console.log('no'))
      process.on('SIGTERM', () => process.exit(1))
      console.log('ready')
      setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    expect(await action.cancel({ interruptMs: 200 })).toMatchObject({ exitCode: 1, log: 'ready\nno\n' })
  })

  test('a process that ignores both is killed, with what it started', async () => {
    // A child that outlives its parent would hold the output open, and the runner would wait for it.
    const action = start(`
      for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log(name))
      require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 9000)'], { stdio: 'inherit' })
      console.log('ready')
      setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    const run = await action.cancel({ interruptMs: 150, terminateMs: 150 })
    expect(run).toMatchObject({ signal: 'SIGKILL', conclusion: 'cancelled', log: 'ready\nSIGINT\nSIGTERM\n' })
    expect(run.durationMs).toBeLessThan(3000)
  })

  test('kill is not a cancellation: it is what a crash looks like', async () => {
    const action = start(`console.log('ready'); setTimeout(() => {}, 9000)`)
    await action.log.waitFor('ready')
    expect(await action.kill()).toMatchObject({ signal: 'SIGKILL', conclusion: 'failure' })
  })

  test('a step that has ended cannot be cancelled', async () => {
    const action = start('')
    await action.done
    expect((await action.cancel()).conclusion).toBe('success')
  })
})

describe('post', () => {
  const inputs = `inputs:\n  job-status: { description: x, default: "${expression('job.status')}" }\n`
  const post = `console.log(process.env.STATE_id, process.env['INPUT_JOB-STATUS'], process.env.LATER, process.env.INPUT_KEY)`
  const main = `
    require('fs').appendFileSync(process.env.GITHUB_STATE, 'id=ftjob-1\\n')
    require('fs').appendFileSync(process.env.GITHUB_ENV, 'LATER=on\\n')
    console.log('::add-mask::hidden-1')`

  test('gets the state, the inputs, the environment and the masks of the main step', async () => {
    const run = await act(main, { inputs: { key: 'hidden-1' } }, inputs, { post })
    expect((await runPost(run, { jobStatus: 'cancelled' }))?.log).toBe(
      "##[warning]Unexpected input(s) 'key', valid inputs are ['job-status']\nftjob-1 cancelled on ***\n",
    )
  })

  test('the job stands as the main step ended', async () => {
    const run = await act('process.exit(1)', {}, inputs, { post })
    expect((await runPost(run))?.log).toBe('undefined failure undefined undefined\n')
  })

  test('there may be none', async () => {
    expect(await runPost(await act('', {}))).toBeUndefined()
  })

  test.each([
    ['always()', [true, true, true]],
    ['success()', [true, false, false]],
    ['failure()', [false, true, false]],
    ['cancelled()', [false, false, true]],
    ['!cancelled()', [true, true, false]],
    ['failure() || cancelled()', [false, true, true]],
    [expression('!(success() || failure()) && always()'), [false, false, true]],
  ])('post-if: %s', async (condition, expected) => {
    const run = await act('', {}, '', { post: '', postIf: condition })
    const statuses = ['success', 'failure', 'cancelled'] as const
    const ran = await Promise.all(
      statuses.map(async (jobStatus) => (await runPost(run, { jobStatus })) !== undefined),
    )
    expect(ran).toEqual(expected)
  })

  test('a post-if beyond the status functions is an error', async () => {
    const run = await act('', {}, '', { post: '', postIf: "github.ref == 'x'" })
    await expect(runPost(run)).rejects.toThrow('cannot evaluate post-if')
  })
})

test('RUNNER_TEMP is there while this process is', async () => {
  expect(existsSync((await act('')).temp)).toBe(true)
})

/** Runs a throw-away action whose main step is the script. */
function act(script: string, options: ActionOptions = {}, manifest = '', more: Post = {}) {
  return runAction({ ...options, action: actionFolder(script, manifest, more) })
}

/** The same, started only. */
function start(script: string, options: ActionOptions = {}) {
  return startAction({ ...options, action: actionFolder(script, '', {}) })
}

/** Runs an action that prints the text and nothing else. */
function print(lines: string, options: ActionOptions = {}) {
  return act(`process.stdout.write(${JSON.stringify(`${lines}\n`)})`, options)
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
