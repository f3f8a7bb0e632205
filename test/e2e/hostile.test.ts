import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { ROOT_OUTPUTS } from '../../src/report/outputs.ts'
import { DIALECTS, type Trained, train } from '../support/built-action.ts'
import { HOSTILE } from '../support/hostile-strings.ts'
import { chat } from '../support/run-action.ts'

const ALL = HOSTILE.map(([, text]) => text.slice(0, 100))

/** Three at a time, so that the table takes ten runs. */
const GROUPS = Array.from({ length: Math.ceil(HOSTILE.length / 3) }, (_, index) => {
  const group = HOSTILE.slice(index * 3, index * 3 + 3)
  return {
    names: group.map(([name]) => name).join(', '),
    texts: group.map(([, text]) => text),
    azure: index % 2 === 1,
  }
})

describe('a hostile server', { concurrent: true }, () => {
  it.each(GROUPS)('cannot have the runner obey $names', async ({ texts, azure }) => {
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
      { status: 'running', says: events, set: { model: texts.join('\n'), estimated_finish: 1 } },
      { status: printable(texts.join(' ')) },
      { status: 'succeeded', set: { fine_tuned_model: texts.join('\n'), organization_id: a, [b]: c } },
    ]
    const run = await train({ azure, sandbox: { scripts: [script], faults } })
    unforged(run)
    expect([run.conclusion, run.failures]).toEqual(['success', []])
    expect(run.outputs.status).toBe('succeeded')
    expect(run.events).toEqual(wellFormed(run.sandbox.jobs[0]?.events))
    expect(run.told).toHaveLength(run.sandbox.jobs[0]?.events.length ?? 0)
  })

  it.each(DIALECTS)('cannot do so by why it fails a job, at $server', async ({ azure }) => {
    const message = ALL.join(azure ? '\n' : ' ')
    const set = { error: { code: message, message, param: message } }
    const run = await train({ azure, sandbox: { scripts: [[{ status: 'failed', set }]] } })
    unforged(run)
    expect([run.exitCode, run.failures.length, run.outputs.status]).toEqual([1, 1, 'failed'])
  })

  it.each(DIALECTS)('cannot do so by why it refuses a job, at $server', async ({ azure }) => {
    const message = ALL.toReversed().join(azure ? ' ' : '\n')
    const error = { code: message, message, param: message }
    const headers = { 'x-request-id': printable(message) }
    const create = { method: 'POST', path: '/fine_tuning/jobs' }
    const faults: FaultRule[] = [{ kind: 'status', status: 400, error, headers, ...create }]
    const run = await train({ azure, sandbox: { faults } })
    unforged(run)
    expect([run.exitCode, run.failures.length, run.creates]).toEqual([1, 1, 1])
  })

  it.each(DIALECTS)('cannot do so by why it refuses all the rest, at $server', async ({ azure }) => {
    const message = ALL.join(azure ? ' ' : '\n')
    const error = { code: message, message, param: message }
    const headers = { 'x-request-id': printable(message) }
    const refusal = (status: number) => ({ kind: 'status', status, error, headers }) as const
    const faults: FaultRule[] = [
      { ...refusal(400), method: 'GET', path: '/models/.*' },
      { ...refusal(503), method: 'GET', path: '/fine_tuning/jobs' },
      { ...refusal(503), method: 'GET', path: '/files' },
      { ...refusal(404), method: 'GET', path: '/files/.*' },
      { ...refusal(400), method: 'POST', path: '/fine_tuning/jobs' },
      { ...refusal(403), method: 'DELETE', path: '/files/.*' },
    ]
    const run = await train({ azure, inputs: { 'min-model-days': '1' }, sandbox: { faults } })
    unforged(run, [/^It is not known when .* is shut down/, /^file-\w+ could not be deleted/])
    expect([run.exitCode, run.failures.length, run.sandbox.jobs.length]).toEqual([1, 1, 0])
  })

  it.each(GROUPS)('cannot do so by what it lists: $names', async ({ texts }) => {
    const [a = '', b = '', c = ''] = texts
    // What is no id at all is not even looked at.
    const id = (text: string) => printable(text).replaceAll(' ', '')
    const server = await listing({ id: id(`f${a}`) }, (metadata) => ({
      id: id(`j${b}`),
      status: `running${c}`.slice(0, 200),
      model: a,
      fine_tuned_model: b,
      metadata: { ...metadata, ft_run: c, [a]: b },
    }))
    const inputs = { 'base-url': `${server.origin}/v1`, timeout: '0', 'min-model-days': '1' }
    const run = await train({ inputs }).finally(server.close)
    unforged(run, [/^The base model .* will be shut down on 2099-01-01/])
    expect(run.state).toEqual({ 'job-id': run.outputs['job-id'], created: 'false', ended: 'true' })
    expect(server.requests.filter((request) => !request.startsWith('GET '))).toEqual([])
  })

  it('cannot lead to other paths by the id of a job or a file', async () => {
    for (const id of ['../../../evil?x=', '..', '##[error]<b>|']) {
      const paths: string[] = []
      const server = await listening((request, answer) => {
        paths.push(request)
        if (request === 'POST /v1/files') return answer({ id, status: 'uploaded' })
        answer({
          id,
          status: request.startsWith('POST') ? 'queued' : 'succeeded',
          data: [],
          fine_tuned_model: 'm',
        })
      })
      const run = await train({ inputs: { 'base-url': `${server.origin}/v1` }, speed: 200 }).finally(
        server.close,
      )
      confined(paths, id)
      unforged(run)
    }
  })

  it('cannot do so by those of what exists already', async () => {
    for (const id of ['../../../evil?x=', '..', '##[error]<b>|']) {
      const server = await listing({ id }, (metadata) => ({
        id,
        status: 'succeeded',
        fine_tuned_model: id,
        metadata,
      }))
      const inputs = { 'base-url': `${server.origin}/v1`, 'delete-files': 'after-success' }
      const run = await train({ inputs }).finally(server.close)
      confined(server.requests, id)
      unforged(run, [/shut down on 2099-01-01/])
    }
  })
})

describe.skipIf(process.env.KEYLESS).each(DIALECTS)(
  'the key, at $server',
  { concurrent: true },
  ({ azure }) => {
    const key = 'sk-proj-Ab_cD-3456_7890xyz'
    const wait = { method: 'GET', path: '/fine_tuning/jobs/.*' }

    it('is in no place when the server echoes it', async () => {
      const error = { code: key, message: `Wrong key: ${key}!`, param: key }
      const faults: FaultRule[] = [
        { kind: 'status', status: 503, error, headers: { 'x-request-id': key }, ...wait },
      ]
      const said = { message: `with ${key}.`, level: key, type: key, data: { [key]: key } }
      const set = { fine_tuned_model: key, model: key, metadata: { [key]: key }, [key]: key }
      const run = await train({
        azure,
        sandbox: { key, faults, scripts: [[{ status: 'succeeded', says: [said], set }]] },
      })
      expect(run.conclusion).toBe('success')
      expect(run.told.at(-1)).toContain('with ***.')
      expect(places(run, key)).toEqual([])
      expect(run.jobOutputs()).toEqual(run.outputs)
    })

    it('is in no place when the server echoes it as why a job has failed', async () => {
      const set = { error: { code: key, message: `Wrong key: ${key}!`, param: key } }
      const run = await train({ azure, sandbox: { key, scripts: [[{ status: 'failed', set }]] } })
      expect(run.failures).toHaveLength(1)
      expect(places(run, key)).toEqual([])
    })

    it('is in no place when the server echoes it as why it refuses', async () => {
      for (const path of ['/files', '/fine_tuning/jobs']) {
        const error = { code: key, message: `Wrong key: ${key}, or ${encodeURIComponent(key)}!`, param: key }
        const faults: FaultRule[] = [{ kind: 'status', status: 401, error, method: 'POST', path }]
        const run = await train({ azure, sandbox: { key, faults } })
        expect(run.failures).toHaveLength(1)
        expect(places(run, key)).toEqual([])
      }
    })

    it('is not even there in part where a long message is cut', async () => {
      const message = key.repeat(60)
      const error = { code: message, message, param: message }
      const faults: FaultRule[] = [
        { kind: 'status', status: 400, error, method: 'POST', path: '/fine_tuning/jobs' },
      ]
      const run = await train({ azure, sandbox: { key, faults } })
      expect(places(run, key.slice(0, 8))).toEqual([])
    })

    it('is not put together again from pieces between control characters', async () => {
      const message = `Wrong key: ${key.slice(0, 8)}\u0000\u200e${key.slice(8)}`
      const set = { error: { code: 'c', message, param: null } }
      const script = [{ status: 'failed', says: [{ message }], set }]
      const run = await train({ azure, sandbox: { key, scripts: [script] } })
      expect(places(run, key)).toEqual([])
    })

    it('stays with its server when that redirects to another', async () => {
      const seen: string[] = []
      const other = await listening((request, answer) => {
        seen.push(request)
        answer({})
      })
      const redirect = (status: number) =>
        ({ kind: 'redirect', status, location: `${other.origin}/v1/evil` }) as const
      const faults: FaultRule[] = [
        { ...redirect(307), method: 'POST', path: '/files' },
        { ...redirect(302), ...wait, every: 2 },
        { ...redirect(308), method: 'GET', path: '/files/.*' },
      ]
      const followed = await train({ azure, speed: 200, sandbox: { faults } })
      expect(followed.conclusion).toBe('success')
      expect(followed.rawLog).not.toContain(other.origin)
      const create: FaultRule = { ...redirect(307), method: 'POST', path: '/fine_tuning/jobs', every: 1 }
      const refused = await train({ azure, speed: 2000, sandbox: { faults: [create] } })
      expect(refused.conclusion).toBe('failure')
      await other.close()
      expect(seen).toEqual([])
    })
  },
)

const printable = (text: string) =>
  text
    .replace(/[^\x21-\x7e]+/g, ' ')
    .trim()
    .slice(0, 200)
/** As UTF-8 carries it. */
const wellFormed = (value: unknown) => JSON.parse(Buffer.from(JSON.stringify(value)).toString())

/** Every request is for what it is meant to be for, whatever the id. */
function confined(requests: string[], id: string): void {
  const segment = encodeURIComponent(id)
  const known = ['/files', `/files/${segment}`, '/fine_tuning/jobs', `/fine_tuning/jobs/${segment}`]
  known.push(`/fine_tuning/jobs/${segment}/events`, `/fine_tuning/jobs/${segment}/checkpoints`)
  known.push(`/files/${segment}/content`)
  known.push('/fine_tuning/model_limits', '/models/gpt-4.1-mini-2025-04-14', `/models/${segment}`)
  for (const path of requests) expect(known).toContain(path.replace(/^\w+ \/v1|\?.*/g, ''))
}

/** Nothing but what the action itself says has had any effect; of warnings, it says these and one of the model's end. */
function unforged(run: Trained, warnings: RegExp[] = []): void {
  const { sandbox, outputs, rawLog, summary } = run
  const known: readonly string[] = ROOT_OUTPUTS
  for (const [name, value] of Object.entries(outputs)) {
    expect(known).toContain(name)
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64_000)
  }
  const [job] = sandbox.jobs
  const attempt = job?.wire.metadata?.ft_attempt
  const state = { attempt, created: 'true', 'job-id': job?.id, ended: 'true' }
  if (job) expect([outputs['job-id'], run.state]).toEqual([job.id, state])
  expect([run.env, run.path]).toEqual([{}, []])
  expect(run.masks.filter((mask) => !run.credentials.includes(mask))).toEqual([])
  expect(run.annotations.filter(({ file }) => file)).toEqual([])
  // Some of these servers answer the question for checkpoints by something else.
  const warned = run.annotations
    .filter(
      ({ level, message }) =>
        level === 'warning' && !/^The (checkpoints of job|result file) .* could not be read/.test(message),
    )
    .map(({ message }) => message)
  const expected = outputs['model-shutdown-date'] === '2027-01-14' ? [/shut down on 2027-01-14/] : []
  expect(warned).toEqual([...expected, ...warnings].map((warning) => expect.stringMatching(warning)))
  expect(run.annotations.filter(({ level }) => level === 'notice').length).toBeLessThanOrEqual(1)

  const commands = rawLog.split('\n').filter((line) => /^\s*::/.test(line))
  for (const command of commands)
    expect(command.slice(0, 30)).toMatch(
      // The debug line is the toolkit's own, of asking for an identity.
      /^::(add-mask::|notice::|warning::|error::|group::(Data|Upload|Training)$|endgroup::$|debug::ID token url is )/,
    )
  expect(rawLog).not.toMatch(/##\[|[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)

  expect(Buffer.byteLength(summary)).toBeLessThan(100_000)
  const text = summary.replace(CHART, '')
  const shape =
    /^(## (✅|❌|⏳) Fine-tuning: .*|### (Problems of the data|Metrics|Checkpoints|Hyperparameters)|> .*|(\| [^|]*)+ ?\||<details>.*|<\/details>|\*\*Next:\*\* .*|[⭐🟦🟧\p{L}].*|)$/u
  for (const line of text.split('\n')) expect(line).toMatch(shape)
  for (const tag of text.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(TAG)
  const plain = text.replaceAll(
    /^##+ |^\*\*Next:\*\*|\$\{\{ steps\.ID\S+ }}|&#\d+;|&nbsp;|^\|.*\|$|href="[^"]*"/gm,
    '',
  )
  expect(plain).not.toMatch(/[`[\]@#*_|\\~&]|https?:/)
}

/** Of a chart only numbers are anybody else's. */
const CHART =
  /^```mermaid\n%%\{init: [\w{}:",# .]+}%%\nxychart-beta\n {4}x-axis "step" \d+ --> \d+\n {4}y-axis "(loss|reward)" [-\d.]+ --> [-\d.]+\n( {4}line \[[-\d., ]+]\n)+```$/gm
const TAG =
  /^<(\/?(code|br|details|summary|a)|a href="https&#58;\/\/(github\.com|platform\.openai\.com)\/[\w./&#;-]+")>$/

/** Where a text is to be seen, apart from the command that masks the key. */
function places({ rawLog, outputs, state, results, summary }: Trained, text: string): string[] {
  const shown: Record<string, string> = {
    ...outputs,
    ...results,
    log: rawLog.replace(/^::add-mask::.*$/m, ''),
    state: JSON.stringify(state),
    summary: summary.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  }
  return Object.keys(shown).filter((place) => shown[place]?.includes(text))
}

/** A server that has the data, and a job for whatever work is asked for. */
async function listing(file: { id: string }, job: (metadata: Record<string, string>) => object) {
  const bytes = Buffer.from(`${chat(60)}\n`)
  const filename = `x-${createHash('sha256').update(bytes).digest('hex')}.jsonl`
  const requests: string[] = []
  let metadata: Record<string, string> = {}
  const server = await listening((request, answer) => {
    requests.push(request)
    const { pathname, searchParams } = new URL(request.replace(/^\w+ /, ''), 'http://server')
    const print = searchParams.get('metadata[ft_fingerprint]')
    if (print) metadata = { ft_fingerprint: print }
    const data = pathname === '/v1/files' ? [{ ...file, filename, bytes: bytes.length }] : [job(metadata)]
    if (pathname.endsWith('/events')) return answer({ data: [] })
    if (/^\/v1\/(files|fine_tuning\/jobs)$/.test(pathname)) return answer({ data, has_more: false })
    if (pathname.startsWith('/v1/models/')) return answer({ id: 'm', shutdown_date: '2099-01-01' })
    if (pathname.startsWith('/v1/files/')) return answer({ ...file, filename, bytes: bytes.length })
    answer(job(metadata))
  })
  return { ...server, requests }
}

/** A small server on loopback that answers as it is told. */
async function listening(serve: (request: string, answer: (body: object) => void) => void) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = (body: object) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
      }
      serve(`${request.method} ${request.url}`, answer)
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
