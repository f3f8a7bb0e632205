import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCOUNT_ID } from '../../sandbox/azure-management.ts'
import type { FaultRule } from '../../sandbox/faults.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import { ALL_SERVERS, type BuiltRun, runBuiltAction } from '../support/built-action.ts'
import { startGitHub } from '../support/github.ts'
import { preload } from '../support/preload.ts'
import { chatExamples } from '../support/run-action.ts'
import { secrets, spelled } from '../support/spellings.ts'

const TOKEN = 'ghs_0123456789abcdef'
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: 'c0ffee' } } } }

/** Every secret that a workflow gives, each at random. */
const inputSecrets = () =>
  fc.record({ key: secrets(), header: secrets(), bearer: secrets(), query: secrets(), password: secrets() })

/** Which spellings the server uses, two for each secret, one inside of the other. */
const seeds = () =>
  fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), { minLength: 12, maxLength: 12 })

describe.skipIf(process.env.OIDC)('the secrets of a workflow', () => {
  it.each(ALL_SERVERS)(
    'are in no log, annotation, output, state, summary, comment or file, in any spelling, at $server',
    async ({ dialect }) => {
      const property = fc.asyncProperty(inputSecrets(), seeds(), async (given, spellings) => {
        const texts = Object.values(given).flatMap((secret, i) =>
          spellings.map((seed) =>
            spelled(
              secret,
              seed.map((number) => number + i),
            ),
          ),
        )
        for (const isFailure of [false, true]) {
          const { run, places } = await runWithEcho(given, texts, { dialect, isFailure })
          expect(run.conclusion, run.log).toBe(isFailure ? 'failure' : 'success')
          for (const [place, text] of Object.entries(places)) {
            expect(text, place).not.toBe('')
            expect(findSecrets(text, Object.values(given), texts), place).toEqual([])
          }
          expect(run.jobOutputs()).toEqual(run.outputs)
        }
      })
      // A failure is found again by its seed; a smaller one would take minutes.
      await fc.assert(property, { numRuns: 2, endOnFailure: true })
    },
    60_000,
  )
})

/** The inputs of the other actions that contact a server, at an address. */
const OTHER_ACTIONS: [action: string, inputs: (url: string, key: string) => Record<string, string>][] = [
  ['find', (url, key) => ({ 'base-url': `${url}/v1`, 'api-key': key })],
  [
    'control',
    (url, key) => ({ 'base-url': `${url}/v1`, 'api-key': key, 'job-id': 'job-1', command: 'cancel' }),
  ],
  [
    'wait',
    (url, key) => ({ 'base-url': `${url}/v1`, 'api-key': key, 'job-id': 'job-1', 'results-dir': 'out' }),
  ],
  [
    'evaluate',
    (url, key) => ({
      'base-url': `${url}/v1`,
      'api-key': key,
      'test-file': 'train.jsonl',
      model: 'm',
      'baseline-model': 'b',
      'keep-answers': 'true',
      'results-dir': 'out',
      'cache-dir': 'cache',
    }),
  ],
  [
    'deploy',
    (url, key) => ({
      'azure-token': key,
      'management-url': url,
      'resource-id': ACCOUNT_ID,
      deployment: 'd',
      command: 'show',
    }),
  ],
]

describe.skipIf(process.env.OIDC)('the key of the action', () => {
  it.each(OTHER_ACTIONS)('%s is in nothing that it writes, in any spelling', async (action, getInputs) => {
    const property = fc.asyncProperty(secrets(), seeds(), async (key, spellings) => {
      const texts = spellings.map((seed) => spelled(key, seed))
      for (const isRefusal of [false, true]) {
        const run = await runOnEchoServer(action, getInputs, { key, texts, isRefusal })
        const log = run.rawLog.replaceAll(/^::add-mask::.*$/gm, '')
        const files = readdirSync(run.workspace, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
        const { outputs, state, summary } = run
        for (const text of [log, JSON.stringify(outputs), JSON.stringify(state), summary, ...files])
          expect(findSecrets(text, [key], texts), log).toEqual([])
        expect(run.jobOutputs()).toEqual(outputs)
        expect(run.rawLog).not.toContain('This is a bug')
      }
    })
    await fc.assert(property, { numRuns: 2, endOnFailure: true })
  })
})

interface OtherOptions {
  key: string
  texts: string[]
  isRefusal: boolean
}

/** Runs an action against a server that repeats these texts in every field that any of its routes has. */
async function runOnEchoServer(
  action: string,
  getInputs: (url: string, key: string) => Record<string, string>,
  { key, texts, isRefusal }: OtherOptions,
) {
  const all = texts.join(' and ')
  const [first = '', second = ''] = texts
  const job = {
    id: 'job-1',
    status: 'cancelled',
    model: all,
    fine_tuned_model: all,
    created_at: 1,
    metadata: { [first]: second },
    error: { code: first, message: all },
    [all]: { [first]: texts },
  }
  const event = {
    id: 'e',
    message: all,
    level: first,
    type: second,
    created_at: 1,
    data: { [first]: 1, step: 1, [second]: 2 },
  }
  const reply = {
    ...job,
    name: 'd',
    properties: {
      provisioningState: 'Succeeded',
      model: { name: all, version: first, format: second },
      endpoint: all,
    },
    sku: { name: all, capacity: 1 },
    choices: [{ message: { role: 'assistant', content: all }, finish_reason: first }],
    usage: { prompt_tokens: 1, completion_tokens: 1 },
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://server').pathname
    const body = path.endsWith('/jobs')
      ? { data: [job] }
      : path.endsWith('/events')
        ? { data: [event] }
        : reply
    request.resume().on('end', () => {
      response.writeHead(isRefusal ? 403 : 200, {
        'content-type': 'application/json',
        'x-request-id': first.replaceAll(/[^\x21-\x7e]/g, ''),
      })
      response.end(JSON.stringify(isRefusal ? { error: { code: first, message: all, param: second } } : body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return startMainStep({
    action: fileURLToPath(new URL(`../../${action}`, import.meta.url)),
    workspace: { 'train.jsonl': chatExamples(12) },
    secrets: [key],
    env: { NODE_OPTIONS: preload('fast-clock.mjs?speed=50') },
    inputs: getInputs(url, key),
  }).done.finally(() => server.close())
}

interface EchoOptions {
  dialect: (typeof ALL_SERVERS)[number]['dialect']
  isFailure: boolean
}

/** Runs the built action against a server that repeats these texts in everything that it says. */
async function runWithEcho(
  given: { key: string; header: string; bearer: string; query: string; password: string },
  texts: string[],
  { dialect, isFailure }: EchoOptions,
) {
  const github = await startGitHub()
  const [first = '', second = '', third = ''] = texts
  const all = texts.join(' and ')
  const events = texts.map((text, i) => ({
    message: `said ${text}.`,
    level: text,
    type: text,
    data: {
      step: i + 1,
      train_loss: 1 / (i + 1),
      [text.length > 90 ? 'long' : text]: 1,
      [`x${text}`]: { [text]: [text] },
    },
  }))
  const job = {
    model: all,
    metadata: { [first]: second },
    hyperparameters: { n_epochs: 3, [second]: third },
    [all]: { [first]: [all] },
    error: isFailure ? { code: first, message: all, param: second } : null,
    ...(!isFailure && { fine_tuned_model: all }),
  }
  const failure: FaultRule = {
    kind: 'status',
    status: 503,
    error: { code: first, message: all, param: second, type: third },
    headers: { 'x-request-id': third.replaceAll(/[^\x21-\x7e]/g, '') },
    method: 'GET',
    path: '/fine_tuning/jobs/.*',
  }
  const scripts = [
    [
      { status: 'running', events },
      { status: isFailure ? 'failed' : 'succeeded', set: job },
    ],
  ]
  const basic = Buffer.from(`user:${given.password}`).toString('base64')
  const run = await runBuiltAction({
    dialect,
    query: `team=abc&subscription-key=${encodeURIComponent(given.query)}`,
    inputs: {
      headers: JSON.stringify({
        'x-one': given.header,
        'x-two': `Bearer ${given.bearer}`,
        'x-three': `Basic ${basic}`,
      }),
      // The job is not what was requested, and the message about it repeats it.
      'job-check': 'warn',
      comment: 'true',
      'github-token': TOKEN,
    },
    env: { GITHUB_API_URL: github.url },
    token: TOKEN,
    event: EVENT,
    sandbox: { key: given.key, scripts, faults: [failure] },
  })
  const places = {
    log: run.rawLog.replaceAll(/^::add-mask::.*$/gm, ''),
    annotations: JSON.stringify(run.annotations.concat()) + (run.annotations.length === 0 ? '-' : ''),
    outputs: JSON.stringify(run.outputs),
    state: JSON.stringify(run.state),
    summary: run.summary,
    comment: github.comments.map(({ body }) => body).join(),
    ...run.results,
  }
  return { run, places } satisfies { run: BuiltRun; places: Record<string, string> }
}

/** Returns the secrets, and the texts that spell them, which a text has: as it is, or after it is decoded. */
function findSecrets(text: string, given: string[], spellings: string[]): string[] {
  const decoded = [text]
  for (let i = 0; i < 4; i++) decoded.push(decode(decoded.at(-1) ?? ''))
  const forms = decoded.flatMap((form) => [form, form.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')])
  const needles = [...given, ...spellings, ...given.flatMap(encodeBase64)]
  return needles.filter((needle) => forms.some((form) => form.includes(needle)))
}

/** Decodes one layer of JSON, percent-encoding and HTML. */
const decode = (text: string) =>
  text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(["\\/])/g, '$1')
    .replaceAll(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))

/** The inner part of a secret in base64, at each alignment. */
const encodeBase64 = (secret: string) =>
  [0, 1, 2].flatMap((offset) => {
    const text = Buffer.from('x'.repeat(offset) + secret)
      .toString('base64')
      .slice(offset + 1, -4)
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
  })
