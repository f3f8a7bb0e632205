import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import {
  annotationTexts,
  CREATE,
  ENDLESS,
  listWrites,
  MODEL,
  startServer,
  UPLOAD,
} from '../support/shared-server.ts'
import { ROUTES, type Route, useGateway } from './gateway.ts'

const startBehindGateway = useGateway()

/** A step that sends every field which the action has an input for, and three that only other servers know. */
const EVERY_FIELD = {
  'validation-file': 'valid.jsonl',
  suffix: 'mine',
  seed: '7',
  hyperparameters: 'n_epochs: 3',
  metadata: 'team: search',
  integrations: '- type: wandb\n  wandb:\n    project: tickets',
  'extra-body': 'trainingType: Standard\ncustom_llm_provider: openai\ntags: [a]',
  wait: 'false',
}
const EXTRA_FIELDS = { extraFields: ['trainingType', 'custom_llm_provider', 'tags'] }

/** What the pinned version of LiteLLM does to a create request. A new version that drops more fails these tests. */
const ARRIVING = [
  'integrations',
  'method',
  'model',
  'seed',
  'suffix',
  'trainingType',
  'training_file',
  'validation_file',
]
const DROPPED = ['custom_llm_provider', 'metadata', 'tags']

type Fields = Readonly<Record<string, unknown>>

/** Returns the body of the only create request that arrived, with the digests of its files in place of their ids. */
function readCreate({ requests, files }: Sandbox): Fields {
  const [body, ...more] = requests.flatMap(({ method, path, body }) =>
    `${method} ${path}` === CREATE ? [body] : [],
  )
  if (body === undefined || more.length > 0) throw new Error('not exactly one create request arrived')
  const digest = (id: unknown) => files.find((file) => file.id === id)?.sha256 ?? id
  return Object.fromEntries(
    Object.entries(JSON.parse(body)).map(([name, value]) => [
      name,
      name.endsWith('_file') ? digest(value) : value,
    ]),
  )
}

/** Compares what arrives behind the gateway, and maybe a relay that drops a field, with what the action sends by itself. */
async function compareCreates(route: Route, drop?: string) {
  await using direct = await startServer({ dialect: route.dialect, ...EXTRA_FIELDS })
  await using gateway = await startBehindGateway(route, {
    ...EXTRA_FIELDS,
    ...(drop !== undefined && { drop }),
  })
  await direct.run({ inputs: EVERY_FIELD })
  await gateway.run({ inputs: EVERY_FIELD })
  const [sent, arrived] = [readCreate(direct.sandbox), readCreate(gateway.sandbox)]
  const names = [...new Set([...Object.keys(sent), ...Object.keys(arrived)])].toSorted()
  const isSame = (name: string) => JSON.stringify(sent[name]) === JSON.stringify(arrived[name])
  return {
    arriving: names.filter((name) => name in arrived && isSame(name)),
    dropped: names.filter((name) => !(name in arrived)),
    changed: names.filter((name) => name in arrived && !isSame(name)),
  }
}

describe.each(ROUTES)('the built action behind LiteLLM at $path', (route) => {
  it('sends create requests and files that arrive unchanged, but for exactly the fields that LiteLLM drops', async () => {
    expect(await compareCreates(route)).toEqual({ arriving: ARRIVING, dropped: DROPPED, changed: [] })
  })

  it('trains, and then reuses the job, waits for it, finds it and applies the gate to it', async () => {
    await using gateway = await startBehindGateway(route, { scripts: [], maxSteps: 8 })
    const inputs = { 'validation-file': 'valid.jsonl' }
    const trained = await gateway.run({ inputs })
    const [job] = gateway.sandbox.jobs
    const { id = '', modelName } = job ?? {}
    const model = { 'job-id': id, status: 'succeeded', 'fine-tuned-model': modelName }
    expect([trained.exitCode, trained.outputs]).toEqual([
      0,
      expect.objectContaining({ ...model, created: 'true' }),
    ])

    const passed = await gateway.run({ run: '2', inputs: { ...inputs, require: 'valid_loss <= 9' } })
    expect([passed.exitCode, passed.outputs]).toEqual([
      0,
      expect.objectContaining({ ...model, created: 'false', gate: 'passed' }),
    ])
    const failed = await gateway.run({ run: '3', inputs: { ...inputs, require: 'valid_loss <= 0' } })
    expect([failed.exitCode, failed.outputs]).toEqual([
      1,
      expect.objectContaining({ ...model, created: 'false', gate: 'failed' }),
    ])
    const waited = await gateway.run({ action: 'wait', inputs: { 'job-id': id } })
    expect([waited.exitCode, waited.outputs]).toEqual([0, expect.objectContaining(model)])
    expect(waited.rawLog).toContain('The job has successfully completed')
    const found = await gateway.run({ action: 'find', inputs: { model: MODEL } })
    expect([found.exitCode, found.outputs]).toEqual([0, expect.objectContaining({ ...model, count: '1' })])

    expect(listWrites(gateway.sandbox)).toEqual([UPLOAD, UPLOAD, CREATE])
  })

  it('finds no job by metadata, which the server never got', async () => {
    await using gateway = await startBehindGateway(route)
    const { outputs } = await gateway.run()
    const metadata = `ft_fingerprint: ${outputs.fingerprint}`
    const found = await gateway.run({ action: 'find', inputs: { metadata } })
    expect([outputs.status, found.exitCode, found.outputs]).toEqual([
      'succeeded',
      0,
      { jobs: '[]', count: '0' },
    ])
  })

  it('cancels its job when the workflow is cancelled', async () => {
    await using gateway = await startBehindGateway(route, { scripts: [ENDLESS] })
    const action = gateway.start()
    await action.log.waitFor('under way', 30_000)
    const run = await action.cancel({ interruptMs: 40_000 })
    expect([run.exitCode, gateway.sandbox.jobs.map(({ wire }) => wire.status)]).toEqual([1, ['cancelled']])
    expect(annotationTexts(run, 'error').join()).toContain('its status is now cancelled')
  })

  it('trains once when the answer to the create request is lost, which LiteLLM does not send again', async () => {
    await using gateway = await startBehindGateway(route)
    gateway.sandbox.fault('POST /fine_tuning/jobs lost')
    const run = await gateway.run({ speed: 20 })
    expect([run.exitCode, run.outputs.status, listWrites(gateway.sandbox)]).toEqual([
      0,
      'succeeded',
      [UPLOAD, CREATE],
    ])
  })

  it('fails at once with a wrong key of the gateway, and nothing arrives at the server', async () => {
    await using gateway = await startBehindGateway(route)
    const run = await gateway.run({ inputs: { 'api-key': 'sk-of-another-gateway' } })
    expect([run.exitCode, annotationTexts(run, 'error'), gateway.sandbox.requests]).toEqual([
      1,
      [expect.stringContaining('No connected db.')],
      [],
    ])
  })

  it('sends queries that arrive, the key of the gateway that is replaced, and headers that arrive by their prefix', async () => {
    await using gateway = await startBehindGateway(route)
    const headers =
      'x-team: search\nx-pass-x-group: sales\nx-pass-openai-organization: org-2\nx-pass-openai-project: proj_2'
    const inputs = { organization: 'org-1', project: 'proj_1', metadata: 'team: a', headers }
    await gateway.run({ action: 'find', inputs })
    const [request, ...more] = gateway.sandbox.requests
    expect([request?.path, request?.query, more]).toEqual([
      '/fine_tuning/jobs',
      'limit=100&metadata%5Bteam%5D=a',
      [],
    ])
    const { sandbox } = gateway
    expect(
      Object.fromEntries(Object.entries(request?.headers ?? {}).filter(([name]) => !TRANSPORT.has(name))),
    ).toEqual({
      authorization: `Bearer ${sandbox.key}`,
      'api-key': sandbox.key,
      'openai-organization': 'org-2',
      'openai-project': 'proj_2',
      'x-group': 'sales',
      'user-agent': expect.stringMatching(/^litellm\//),
    })
  })
})

it("fails at once on LiteLLM's own routes without a licence, with LiteLLM's reason", async () => {
  await using gateway = await startBehindGateway({
    path: '/v1?custom_llm_provider=openai',
    dialect: 'openai',
  })
  const run = await gateway.run({ inputs: { 'extra-body': 'custom_llm_provider: openai' } })
  expect([run.exitCode, annotationTexts(run, 'error'), gateway.sandbox.requests]).toEqual([
    1,
    [expect.stringContaining('Only premium users can use this endpoint')],
    [],
  ])
  expect(run.rawLog).not.toContain('retrying')
})

/** Headers of the connection, which each client sets for itself. */
const TRANSPORT = new Set(['host', 'accept', 'accept-encoding', 'connection', 'content-length'])

describe('the comparison of create requests', () => {
  it.each(['method', 'seed', 'suffix', 'integrations', 'validation_file'])(
    'notices when the gateway drops one more field: %s',
    async (drop) => {
      const [route] = ROUTES
      if (route === undefined) throw new Error('there is no route')
      const { arriving, dropped, changed } = await compareCreates(route, drop)
      expect([arriving, dropped, changed]).toEqual([
        ARRIVING.filter((name) => name !== drop),
        [...DROPPED, drop].toSorted(),
        [],
      ])
    },
  )
})
