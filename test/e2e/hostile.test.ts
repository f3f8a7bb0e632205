import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { fingerprint } from '../../src/config/fingerprint.ts'
import { ROOT_OUTPUTS } from '../../src/report/outputs.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import { ALL_SERVERS, type BuiltRun, runBuiltAction, startBuiltAction } from '../support/built-action.ts'
import { HOSTILE } from '../support/hostile-strings.ts'
import { chatExamples, INPUTS } from '../support/run-action.ts'

const ALL = HOSTILE.map(([, text]) => text.slice(0, 100))

/** Three strings in each run, so that there are ten runs. */
const GROUPS = Array.from({ length: Math.ceil(HOSTILE.length / 3) }, (_, index) => {
  const group = HOSTILE.slice(index * 3, index * 3 + 3)
  return {
    names: group.map(([name]) => name).join(', '),
    texts: group.map(([, text]) => text),
    dialect: index % 2 === 1 ? ('azure' as const) : ('openai' as const),
  }
})

describe('a hostile server', { concurrent: true }, () => {
  it.each(GROUPS)('cannot make the runner execute $names', async ({ texts, dialect }) => {
    const [a = '', b = '', c = ''] = texts
    const error = { code: b.slice(0, 2000), message: a, param: c.slice(0, 2000), type: a }
    const headers = { 'x-request-id': printable(c), 'retry-after': printable(b) }
    const wait = { method: 'GET', path: '/fine_tuning/jobs/.*' }
    const faults: FaultRule[] = [{ kind: 'status', status: 503, error, headers, ...wait }]
    const events = texts.flatMap((text) => [
      { message: text },
      { message: `x${text}`, level: text, type: text, data: { [text]: text } },
    ])
    const script = [
      { status: 'running', events, set: { model: texts.join('\n'), estimated_finish: 1 } },
      { status: printable(texts.join(' ')) },
      { status: 'succeeded', set: { fine_tuned_model: texts.join('\n'), organization_id: a, [b]: c } },
    ]
    const inputs = { 'job-check': 'warn' }
    const run = await runBuiltAction({ dialect, inputs, sandbox: { scripts: [script], faults } })
    // It reports another model than was requested.
    assertNothingForged(run, [/is not as requested/])
    expect([run.conclusion, run.failures]).toEqual(['success', []])
    expect(run.outputs.status).toBe('succeeded')
    expect(run.events).toEqual(wellFormed(run.sandbox.jobs[0]?.events))
    expect(run.logged).toHaveLength(run.sandbox.jobs[0]?.events.length ?? 0)
  })

  it.each(ALL_SERVERS)(
    'cannot make the runner execute the error of a failed job, at $server',
    async ({ dialect }) => {
      const message = ALL.join(dialect === 'azure' ? '\n' : ' ')
      const set = { error: { code: message, message, param: message } }
      const run = await runBuiltAction({ dialect, sandbox: { scripts: [[{ status: 'failed', set }]] } })
      assertNothingForged(run)
      expect([run.exitCode, run.failures.length, run.outputs.status]).toEqual([1, 1, 'failed'])
    },
  )

  it.each(ALL_SERVERS)(
    'cannot make the runner execute the error of a create request, at $server',
    async ({ dialect }) => {
      const message = ALL.toReversed().join(dialect === 'azure' ? ' ' : '\n')
      const error = { code: message, message, param: message }
      const headers = { 'x-request-id': printable(message) }
      const create = { method: 'POST', path: '/fine_tuning/jobs' }
      const faults: FaultRule[] = [{ kind: 'status', status: 400, error, headers, ...create }]
      const run = await runBuiltAction({ dialect, sandbox: { faults } })
      assertNothingForged(run)
      expect([run.exitCode, run.failures.length, run.creates]).toEqual([1, 1, 1])
    },
  )

  it.each(ALL_SERVERS)(
    'cannot make the runner execute the errors of other requests, at $server',
    async ({ dialect }) => {
      const message = ALL.join(dialect === 'azure' ? ' ' : '\n')
      const error = { code: message, message, param: message }
      const headers = { 'x-request-id': printable(message) }
      const rejection = (status: number) => ({ kind: 'status', status, error, headers }) as const
      const faults: FaultRule[] = [
        { ...rejection(400), method: 'GET', path: '/models/.*' },
        { ...rejection(503), method: 'GET', path: '/fine_tuning/jobs' },
        { ...rejection(503), method: 'GET', path: '/files' },
        { ...rejection(404), method: 'GET', path: '/files/.*' },
        { ...rejection(400), method: 'POST', path: '/fine_tuning/jobs' },
        { ...rejection(403), method: 'DELETE', path: '/files/.*' },
      ]
      const run = await runBuiltAction({ dialect, inputs: { 'min-model-days': '1' }, sandbox: { faults } })
      assertNothingForged(run, [/^Cannot check "min-model-days"/, /^file-\w+ could not be deleted/])
      expect([run.exitCode, run.failures.length, run.sandbox.jobs.length]).toEqual([1, 1, 0])
    },
  )

  it.each(GROUPS)('cannot make the runner execute a list: $names', async ({ texts }) => {
    const [a = '', b = '', c = ''] = texts
    // Entries with an id of another form are ignored.
    const id = (text: string) => printable(text).replaceAll(' ', '')
    const server = await startListServer({ id: id(`f${a}`) }, (metadata) => ({
      id: id(`j${b}`),
      status: `running${c}`.slice(0, 200),
      model: a,
      fine_tuned_model: b,
      metadata: { ...metadata, ft_run: c, [a]: b },
    }))
    const inputs = {
      'base-url': `${server.origin}/v1`,
      timeout: '0',
      'min-model-days': '1',
      'job-check': 'off',
    }
    const run = await runBuiltAction({ inputs }).finally(server.close)
    assertNothingForged(run, [/^The base model .* will be shut down on 2099-01-01/])
    expect(run.state).toEqual({ 'job-id': run.outputs['job-id'], created: 'false', ended: 'true' })
    expect(server.requests.filter((request) => !request.startsWith('GET '))).toEqual([])
  })

  it('cannot change the path of a request with the id of a job or a file', async () => {
    for (const id of ['../../../evil?x=', '..', '##[error]<b>|']) {
      const paths: string[] = []
      const server = await startServer((request, respond) => {
        paths.push(request)
        if (request === 'POST /v1/files') return respond({ id, status: 'uploaded' })
        respond({
          id,
          status: request.startsWith('POST') ? 'queued' : 'succeeded',
          data: [],
          fine_tuned_model: 'm',
        })
      })
      const run = await runBuiltAction({ inputs: { 'base-url': `${server.origin}/v1` }, speed: 30 }).finally(
        server.close,
      )
      assertConfined(paths, id)
      assertNothingForged(run, [/^This server keeps no metadata of jobs/])
    }
  })

  it('cannot change the path of a request with the ids in its lists', async () => {
    for (const id of ['../../../evil?x=', '..', '##[error]<b>|']) {
      const server = await startListServer({ id }, (metadata) => ({
        id,
        status: 'succeeded',
        fine_tuned_model: id,
        metadata,
      }))
      const inputs = { 'base-url': `${server.origin}/v1`, 'delete-files': 'after-success' }
      const run = await runBuiltAction({ inputs }).finally(server.close)
      assertConfined(server.requests, id)
      assertNothingForged(run, [/shut down on 2099-01-01/])
    }
  })
})

describe.skipIf(process.env.OIDC).each(ALL_SERVERS)(
  'the key, at $server',
  { concurrent: true },
  ({ dialect }) => {
    const key = 'sk-proj-Ab_cD-3456_7890xyz'
    const wait = { method: 'GET', path: '/fine_tuning/jobs/.*' }

    it('is not printed when the server echoes it', async () => {
      const error = { code: key, message: `Wrong key: ${key}!`, param: key }
      const faults: FaultRule[] = [
        { kind: 'status', status: 503, error, headers: { 'x-request-id': key }, ...wait },
      ]
      const event = { message: `with ${key}.`, level: key, type: key, data: { [key]: key } }
      const set = { fine_tuned_model: key, model: key, metadata: { [key]: key }, [key]: key }
      const run = await runBuiltAction({
        dialect,
        // The server reports another model than was requested.
        inputs: { 'job-check': 'warn' },
        sandbox: { key, faults, scripts: [[{ status: 'succeeded', events: [event], set }]] },
      })
      expect(run.conclusion).toBe('success')
      expect(run.logged.at(-1)).toContain('with ***.')
      expect(findLeaks(run, key)).toEqual([])
      expect(run.jobOutputs()).toEqual(run.outputs)
    })

    it('is not printed when the server echoes it in the error of a job', async () => {
      const set = { error: { code: key, message: `Wrong key: ${key}!`, param: key } }
      const run = await runBuiltAction({ dialect, sandbox: { key, scripts: [[{ status: 'failed', set }]] } })
      expect(run.failures).toHaveLength(1)
      expect(findLeaks(run, key)).toEqual([])
    })

    it('is not printed when the server echoes it in an error response', async () => {
      for (const path of ['/files', '/fine_tuning/jobs']) {
        const error = { code: key, message: `Wrong key: ${key}, or ${encodeURIComponent(key)}!`, param: key }
        const faults: FaultRule[] = [{ kind: 'status', status: 401, error, method: 'POST', path }]
        const run = await runBuiltAction({ dialect, sandbox: { key, faults } })
        expect(run.failures).toHaveLength(1)
        expect(findLeaks(run, key)).toEqual([])
      }
    })

    it('is not printed in part where a long message is truncated', async () => {
      const message = key.repeat(60)
      const error = { code: message, message, param: message }
      const faults: FaultRule[] = [
        { kind: 'status', status: 400, error, method: 'POST', path: '/fine_tuning/jobs' },
      ]
      const run = await runBuiltAction({ dialect, sandbox: { key, faults } })
      expect(findLeaks(run, key.slice(0, 8))).toEqual([])
    })

    it('is not printed when the server divides it with control characters', async () => {
      const message = `Wrong key: ${key.slice(0, 8)}\u0000\u200e${key.slice(8)}`
      const set = { error: { code: 'c', message, param: null } }
      const script = [{ status: 'failed', events: [{ message }], set }]
      const run = await runBuiltAction({ dialect, sandbox: { key, scripts: [script] } })
      expect(findLeaks(run, key)).toEqual([])
    })

    it('is not sent to another server by a redirect', async () => {
      const received: string[] = []
      const other = await startServer((request, respond) => {
        received.push(request)
        respond({})
      })
      const redirect = (status: number) =>
        ({ kind: 'redirect', status, location: `${other.origin}/v1/evil` }) as const
      const faults: FaultRule[] = [
        { ...redirect(307), method: 'POST', path: '/files' },
        { ...redirect(302), ...wait, every: 2 },
        { ...redirect(308), method: 'GET', path: '/files/.*' },
      ]
      const followed = await runBuiltAction({ dialect, speed: 60, sandbox: { faults } })
      expect(followed.conclusion).toBe('success')
      expect(followed.rawLog).not.toContain(other.origin)
      const create: FaultRule = { ...redirect(307), method: 'POST', path: '/fine_tuning/jobs', every: 1 }
      const rejected = await runBuiltAction({ dialect, speed: 2000, sandbox: { faults: [create] } })
      expect(rejected.conclusion).toBe('failure')
      await other.close()
      expect(received).toEqual([])
    })
  },
)

/** A temporary folder of the runner with what actions/checkout keeps there, and a workspace beside it. */
function createRunnerFolders(files: Record<string, string>) {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'hostile-')))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const [temp, workspace] = [join(base, '_temp'), join(base, 'repo')]
  mkdirSync(temp)
  writeFileSync(join(temp, 'git-credentials-1.config'), `# ${TOKEN_TEXT} def grade(): pass`)
  for (const [name, text] of Object.entries({ 'train.jsonl': chatExamples(60), ...files })) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), text.replaceAll('$TEMP', temp))
  }
  return { temp, workspace }
}

const TOKEN_TEXT = 'AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW4='

const GRADED = (path: string) => `model: gpt-4.1-mini-2025-04-14
training_file: ../train.jsonl
validation_file: ../train.jsonl
method:
  type: reinforcement
  reinforcement:
    grader: { type: python, name: g, source_file: '${path}' }
`

/** Logs each folder that is read. */
const LOG_READS = `data:text/javascript,${encodeURIComponent(`
import { syncBuiltinESMExports } from 'node:module'
import fs from 'node:fs/promises'
const { readdir } = fs
fs.readdir = (...words) => (console.log('reads ' + words[0]), readdir(...words))
syncBuiltinESMExports()
`)}`

describe('a hostile commit', { concurrent: true }, () => {
  it.each([
    ['the source of a grader by an absolute path', GRADED('$TEMP/git-credentials-1.config')],
    ['the source of a grader by a relative path', GRADED('../../_temp/git-credentials-1.config')],
    ['the data by an absolute path', 'model: m\ntraining_file: $TEMP/git-credentials-1.config\n'],
    ['the data by a glob', 'model: m\ntraining_file: $TEMP/git-*\n'],
    ['the data by a glob in braces', 'model: m\ntraining_file: "{$TEMP/git-*,../train.jsonl}"\n'],
  ])('does not reach the files of the runner from a job file: %s', async (_, jobFile) => {
    const { temp, workspace } = createRunnerFolders({ 'jobs/job.yaml': jobFile })
    for (const dryRun of ['true', 'false']) {
      const run = await runBuiltAction({
        workspace,
        env: { RUNNER_TEMP: temp },
        inputs: { 'job-file': 'jobs/job.yaml', 'dry-run': dryRun, 'data-check': 'off' },
      })
      expect(run.failures).toEqual([expect.stringMatching(/only an input can have|is outside the workspace/)])
      expect(JSON.stringify([run.rawLog, run.outputs, run.results, run.summary])).not.toContain('eC1hY2Nlc3M')
      expect(run.sent).toEqual([])
    }
  })

  it('cannot pass its own files off as the results of this run', async () => {
    const names = ['result.json', 'metrics.csv', 'events.jsonl', 'report.md', 'model.json', 'report.json']
    const stale = Object.fromEntries(names.map((name) => [`out/${name}`, 'forged']))
    const { temp, workspace } = createRunnerFolders({ ...stale, 'out/kept.txt': 'mine' })
    const env = { RUNNER_TEMP: temp }
    const inputs = { 'results-dir': 'out', 'dry-run': 'true' }
    const run = await runBuiltAction({ workspace, env, inputs })
    expect(run.conclusion, run.log).toBe('success')
    // The report of the action check is no result of this one.
    expect(Object.keys(run.results).sort()).toEqual([
      'events.jsonl',
      'kept.txt',
      'report.json',
      'report.md',
      'result.json',
    ])
    const { 'kept.txt': _, 'report.json': other, ...own } = run.results
    expect(other).toBe('forged')
    expect(JSON.stringify(own)).not.toContain('forged')
    const check = await startMainStep({
      action: fileURLToPath(new URL('../../check', import.meta.url)),
      workspace,
      env,
      inputs: { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini-2025-04-14', 'results-dir': 'out' },
    }).done
    expect(check.exitCode, check.log).toBe(0)
    expect(readFileSync(join(workspace, 'out/report.json'), 'utf8')).not.toContain('forged')
  })

  it('cannot keep the runner busy with thousands of globs: it reads each folder once, and a cancellation ends it', async () => {
    const folders = Array.from({ length: 200 }, (_, i) => [`data/${i}/a.jsonl`, 'x'] as const)
    const globs = Array.from({ length: 12_000 }, (_, i) => `  data/**/[a${i}]*.jsonl\n  !data/**/${i}x*`)
    const job = `model: m\ntraining_file: |\n${globs.join('\n')}\n`
    const { temp, workspace } = createRunnerFolders({ ...Object.fromEntries(folders), 'job.yaml': job })
    const { action, finish } = await startBuiltAction({
      workspace,
      env: { RUNNER_TEMP: temp },
      imports: [LOG_READS],
      inputs: { 'job-file': 'job.yaml' },
      speed: 1,
    })
    await action.log.waitFor(/^reads .*data\/7$/m)
    // The runner kills the process when it does not end.
    const [cancelled, run] = await Promise.all([action.cancel(), finish()])
    expect([cancelled.signal, run.exitCode, run.failures]).toEqual([null, 1, ['The workflow was cancelled.']])
    expect(run.rawLog.match(/^reads /gm)?.length).toBeLessThanOrEqual(201)
    expect(run.sent).toEqual([])
  })

  it('in a workspace that does not exist ends the step with a hint, and no bug is reported', async () => {
    const { temp } = createRunnerFolders({})
    const run = await runBuiltAction({ env: { RUNNER_TEMP: temp, GITHUB_WORKSPACE: join(temp, 'nowhere') } })
    expect(run.failures.join()).toMatch(/the workspace ".*nowhere" does not exist .*actions\/checkout/)
    expect(run.rawLog).not.toContain('This is a bug')
  })
})

const printable = (text: string) =>
  text
    .replace(/[^\x21-\x7e]+/g, ' ')
    .trim()
    .slice(0, 200)
/** Returns the value after encoding it as UTF-8, which replaces lone surrogates. */
const wellFormed = (value: unknown) => JSON.parse(Buffer.from(JSON.stringify(value)).toString())

/** Asserts that every request has a path of the API, with the id as one segment. */
function assertConfined(requests: string[], id: string): void {
  const segment = encodeURIComponent(id)
  const known = ['/files', `/files/${segment}`, '/fine_tuning/jobs', `/fine_tuning/jobs/${segment}`]
  known.push(`/fine_tuning/jobs/${segment}/events`, `/fine_tuning/jobs/${segment}/checkpoints`)
  known.push(`/files/${segment}/content`)
  known.push('/fine_tuning/model_limits', '/models/gpt-4.1-mini-2025-04-14', `/models/${segment}`)
  for (const path of requests) expect(known).toContain(path.replace(/^\w+ \/v1|\?.*/g, ''))
}

/** Asserts that no text of the server had an effect, and that there are only these warnings and one about the shutdown. */
function assertNothingForged(run: BuiltRun, warnings: RegExp[] = []): void {
  const { sandbox, outputs, rawLog, summary } = run
  const known: readonly string[] = ROOT_OUTPUTS
  for (const [name, value] of Object.entries(outputs)) {
    expect(known).toContain(name)
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64_000)
  }
  const [job] = sandbox.jobs
  const attempt = job?.wire.metadata?.ft_attempt
  const { seed, 'command-delay': commandDelay, ...state } = run.state
  expect(`${seed ?? ''}${commandDelay ?? ''}`).toMatch(/^\d*$/)
  if (job)
    expect([outputs['job-id'], state]).toEqual([
      job.id,
      { attempt, created: 'true', 'job-id': job.id, ended: 'true' },
    ])
  expect([run.env, run.path]).toEqual([{}, []])
  expect(run.masks.filter((mask) => !run.credentials.includes(mask))).toEqual([])
  expect(run.annotations.filter(({ file }) => file)).toEqual([])
  // Some of these servers return something else in place of checkpoints.
  const warned = run.annotations
    .filter(
      ({ level, message }) =>
        level === 'warning' &&
        !/^The (checkpoints of job|result file) .* could not be read|^This server has no checkpoints/.test(
          message,
        ),
    )
    .map(({ message }) => message)
  const expected = outputs['model-shutdown-date'] === '2027-01-14' ? [/shut down on 2027-01-14/] : []
  expect(warned).toEqual([...expected, ...warnings].map((warning) => expect.stringMatching(warning)))
  expect(run.annotations.filter(({ level }) => level === 'notice').length).toBeLessThanOrEqual(1)

  const commands = rawLog.split('\n').filter((line) => /^\s*::/.test(line))
  for (const command of commands)
    expect(command.slice(0, 30)).toMatch(
      // The toolkit prints the debug line when it requests an OIDC token.
      /^::(add-mask::|notice::|warning::|error::|group::(Data|Upload|Training)$|endgroup::$|debug::ID token url is )/,
    )
  expect(rawLog).not.toMatch(/##\[|[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)

  expect(Buffer.byteLength(summary)).toBeLessThan(100_000)
  const text = summary.replace(CHART, '')
  const shape =
    /^(## (✅|❌|⏳) Fine-tuning: .*|### (Problems in the data|Metrics|Checkpoints|Hyperparameters)|> .*|(\| [^|]*)+ ?\||<details>.*|<\/details>|\*\*Next:\*\* .*|[⭐🟦🟧\p{L}].*|)$/u
  for (const line of text.split('\n')) expect(line).toMatch(shape)
  const plainCode = text.replaceAll(LINK, '$1').replaceAll(CODE_SPAN, '')
  for (const tag of plainCode.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(TAG)
  const plain = plainCode.replaceAll(
    /^##+ |^\*\*Next:\*\*|&#\d+;|&nbsp;|^\|.*\|$|(?<=[a-z\d])_(?=[a-z\d])/gim,
    '',
  )
  expect(plain).not.toMatch(/[`[\]@#*_|\\~&]|https?:/)
}

/** A chart, in which only the numbers come from the server. */
const CHART =
  /^```mermaid\n%%\{init: [\w{}:",# .]+}%%\nxychart-beta\n {4}x-axis "step" \d+ --> \d+\n {4}y-axis "(loss|reward)" [-\d.]+ --> [-\d.]+\n( {4}line \[[-\d., ]+]\n)+```$/gm
const TAG = /^<\/?(code|br|details|summary)>$/
/** A link whose label is code. */
const LINK =
  /\[(`[^`\n]*`|<code>[^`<[\]\n]*<\/code>)\]\(https:\/\/(?:github\.com|platform\.openai\.com)\/[\w./%-]+\)/g
/** Code without line breaks, spaces at its ends, backticks or bars, which could end it or its table cell early. */
const CODE_SPAN = /`(?! )[^`|\n]+(?<! )`/g

/** Returns the places that contain a text, except for the command that masks the key. */
function findLeaks({ rawLog, outputs, state, results, summary }: BuiltRun, text: string): string[] {
  const written: Record<string, string> = {
    ...outputs,
    ...results,
    log: rawLog.replace(/^::add-mask::.*$/m, ''),
    state: JSON.stringify(state),
    summary: summary.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  }
  return Object.keys(written).filter((place) => written[place]?.includes(text))
}

/** Starts a server that has the data and a job for this training. */
async function startListServer(file: { id: string }, job: (metadata: Record<string, string>) => object) {
  const bytes = Buffer.from(`${chatExamples(60)}\n`)
  const filename = `x-${createHash('sha256').update(bytes).digest('hex')}.jsonl`
  const requests: string[] = []
  const digest = createHash('sha256').update(bytes).digest('hex')
  const metadata = {
    ft_fingerprint: fingerprint(
      { model: INPUTS.model, training: { patterns: '' } },
      { training: { digest } },
    ),
  }
  const server = await startServer((request, respond) => {
    requests.push(request)
    const { pathname } = new URL(request.replace(/^\w+ /, ''), 'http://server')
    const data = pathname === '/v1/files' ? [{ ...file, filename, bytes: bytes.length }] : [job(metadata)]
    if (pathname.endsWith('/events')) return respond({ data: [] })
    if (/^\/v1\/(files|fine_tuning\/jobs)$/.test(pathname)) return respond({ data, has_more: false })
    if (pathname.startsWith('/v1/models/'))
      return respond({ id: decodeURIComponent(pathname.slice(11)), shutdown_date: '2099-01-01' })
    if (pathname.endsWith('/content')) return respond(bytes)
    if (pathname.startsWith('/v1/files/')) return respond({ ...file, filename, bytes: bytes.length })
    respond(job(metadata))
  })
  return { ...server, requests }
}

/** Starts a small server on loopback with these responses. */
async function startServer(serve: (request: string, respond: (body: object | Buffer) => void) => void) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const respond = (body: object | Buffer) => {
        response
          .setHeader('content-type', 'application/json')
          .end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
      }
      serve(`${request.method} ${request.url}`, respond)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
