import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Quirks } from '../../sandbox/quirks.ts'
import { countJobs } from '../faults/server-project.ts'
import { chatExamples } from '../support/run-action.ts'
import {
  annotationTexts,
  CREATE,
  ENDLESS,
  MODEL,
  type StepOptions,
  startServer,
} from '../support/shared-server.ts'

/** Time passes so fast that the 30 seconds after a create request are one. */
const SPEED = 30
const EPOCHS = { hyperparameters: 'n_epochs: 3' }
/** Several pages of jobs, of which the server cannot select those for the same work. */
const PAGES = { metadataFilter: false, pageLimit: 12 } as const

type Server = Awaited<ReturnType<typeof startServer>>

const run = (server: Server, step: StepOptions = {}) => server.run({ speed: SPEED, ...step })
const creates = ({ sandbox }: Server) =>
  sandbox.requests.filter(({ method, path }) => `${method} ${path}` === CREATE).length
const live = ({ sandbox }: Server) => countJobs(sandbox).live.map(({ id }) => id)
const errors = (step: Awaited<ReturnType<typeof run>>) => annotationTexts(step, 'error').join('\n')
const warnings = (step: Awaited<ReturnType<typeof run>>) => annotationTexts(step, 'warning').join('\n')
const addStrangers = ({ sandbox }: Server, count: number) => {
  for (let i = 0; i < count; i++)
    sandbox.apply(sandbox.addJob({ metadata: { team: `${i}` } }).id, { status: 'succeeded' })
}

describe('a list entry that is hard to read', { concurrent: true }, () => {
  it.each<Quirks>([
    { jobIds: 'numeric' },
    { jobIds: 'long' },
    { listedStatus: 'null' },
    { listedStatus: 'absent' },
  ])('is the job of the first run to the second: %j', async (quirks) => {
    await using server = await startServer(quirks)
    const first = await run(server)
    const second = await run(server, { run: '2' })
    expect([errors(first), errors(second), creates(server)]).toEqual(['', '', 1])
    expect(second.outputs['job-id']).toBe(first.outputs['job-id'])
  })

  it('prevents a new job if it may be this work, and `find` does not name an older one', async () => {
    await using server = await startServer({ metadataFilter: false, jobIds: 'renamed' })
    const first = await run(server)
    expect([errors(first), creates(server)]).toEqual(['', 1])
    const second = await run(server, { run: '2' })
    expect([second.exitCode, creates(server), live(server).length]).toEqual([1, 1, 1])
    expect(errors(second)).toContain('cannot be read, and it may be a job for this work')
    const found = await run(server, {
      action: 'find',
      inputs: { metadata: `ft_fingerprint: ${first.outputs.fingerprint}` },
    })
    expect([found.exitCode, found.outputs['job-id']]).toEqual([1, undefined])
    expect(errors(found)).toContain('it may be the newest match')
  })

  it('of someone else changes nothing for this work', async () => {
    const brokenEntries = [
      { id: null, model: 'gpt-4o-2024-08-06' },
      { id: {}, model: MODEL, metadata: { team: 'a' } },
    ]
    await using server = await startServer({ metadataFilter: false, brokenEntries })
    expect([errors(await run(server)), creates(server)]).toEqual(['', 1])
    expect([errors(await run(server, { run: '2' })), creates(server)]).toEqual(['', 1])
  })
})

describe('a job that is not what was requested', { concurrent: true }, () => {
  it.each<[string, Quirks, Record<string, string>, string]>([
    [
      'a dropped method',
      { dropFields: ['method'] },
      { 'training-file': 'dpo.jsonl', method: 'dpo', 'data-check': 'off' },
      'method.type was requested as "dpo", and the server reports "supervised"',
    ],
    [
      'a dropped number of epochs',
      { dropFields: ['n_epochs'], scripts: [] } as Quirks,
      { hyperparameters: 'n_epochs: 4' },
      'hyperparameters.n_epochs was requested as 4',
    ],
    [
      'fifty epochs',
      { changeHyperparameters: { n_epochs: 50 } },
      { hyperparameters: 'n_epochs: 1' },
      'hyperparameters.n_epochs was requested as 1, and the server reports 50',
    ],
  ])('is cancelled, and no run leaves one: %s', async (_, quirks, inputs, message) => {
    await using server = await startServer(quirks)
    const workspace = { 'train.jsonl': chatExamples(60), 'dpo.jsonl': chatExamples(60) }
    for (const id of ['1', '2']) {
      const step = await run(server, { run: id, inputs, workspace })
      expect(step.exitCode).toBe(1)
      expect(errors(step)).toContain(message)
      expect(errors(step)).toContain('It was cancelled.')
    }
    expect(live(server)).toEqual([])
  })

  it('is kept with job-check: warn, and later runs reuse it by its seed', async () => {
    await using server = await startServer({
      changeHyperparameters: { n_epochs: 50 },
      dropFields: ['metadata'],
    })
    const inputs = { ...EPOCHS, 'job-check': 'warn' }
    const first = await run(server, { inputs })
    expect([first.exitCode, warnings(first)]).toEqual([
      0,
      expect.stringContaining('n_epochs was requested as 3'),
    ])
    expect((await run(server, { run: '2', inputs })).exitCode).toBe(0)
    expect([creates(server), live(server).length]).toEqual([1, 1])
  })
})

describe('a model that the server does not show', { concurrent: true }, () => {
  it.each<[string, Quirks]>([
    ['model_not_found', { hideModels: 'trained' }],
    ['in the shape of FastAPI', { hideModels: 'trained', errorShape: 'detail' }],
  ])('fails the step and costs nothing: %s', async (_, quirks) => {
    await using server = await startServer(quirks)
    const first = await run(server)
    const second = await run(server, { run: '2' })
    expect([first.exitCode, second.exitCode, creates(server)]).toEqual([0, 1, 1])
    expect(errors(second)).toContain('set "reuse: false" or another "seed"')
    expect((await run(server, { run: '3', inputs: { reuse: 'false' } })).exitCode).toBe(0)
  })

  it('is used if the server knows no models at all', async () => {
    await using server = await startServer({ routes: { models: '404:detail' } })
    expect((await run(server)).exitCode).toBe(0)
    expect([(await run(server, { run: '2' })).exitCode, creates(server)]).toEqual([0, 1])
  })
})

describe('a job that is listed under another id', { concurrent: true }, () => {
  it('is not cancelled as a duplicate of itself', async () => {
    await using server = await startServer({ jobIds: 'alias' })
    expect([errors(await run(server)), live(server).length]).toEqual(['', 1])
    expect([errors(await run(server, { run: '2' })), creates(server)]).toEqual(['', 1])
  })

  it('is named in an error, and not cancelled, if only its seed shows what it is', async () => {
    await using server = await startServer({ jobIds: 'alias', dropFields: ['metadata'] })
    const step = await run(server)
    expect([step.exitCode, creates(server), live(server).length]).toEqual([1, 1, 1])
    expect(errors(step)).toContain('may be the same job under another id')
  })
})

describe('a create request whose answer is no answer of the API', { concurrent: true }, () => {
  const create = { method: 'POST', path: '/fine_tuning/jobs' } as const
  it.each<[string, FaultRule]>([
    [
      '403 by a gateway, after the effect',
      { ...create, kind: 'status', status: 403, body: 'html', effect: true },
    ],
    [
      '404 by a gateway, after the effect',
      { ...create, kind: 'status', status: 404, body: 'html', effect: true },
    ],
    ['403 by a gateway, without an effect', { ...create, kind: 'status', status: 403, body: 'html' }],
  ])('makes one job: %s', async (_, fault) => {
    await using server = await startServer({ faults: [fault] })
    const step = await run(server)
    expect([errors(step), live(server)]).toEqual(['', [step.outputs['job-id']]])
  })
})

describe('a paused job', { concurrent: true }, () => {
  it('is resumed only with resume-paused', async () => {
    await using server = await startServer()
    const first = await run(server, { inputs: { wait: 'false' } })
    server.sandbox.apply(`${first.outputs['job-id']}`, { status: 'paused' })
    const again = await run(server, { attempt: 2 })
    expect([again.exitCode, server.sandbox.jobs[0]?.wire.status]).toEqual([1, 'paused'])
    expect(errors(again)).toContain('"resume-paused: true"')
  })
})

describe('another leg of a matrix', { concurrent: true }, () => {
  it('only attaches: it does not cancel the job when it is cancelled', async () => {
    await using server = await startServer({ scripts: [ENDLESS] })
    const first = await run(server, { inputs: { wait: 'false' } })
    const inputs = { timeout: '1.5', 'on-timeout': 'detach' }
    const leg = await run(server, { inputs })
    expect([leg.outputs.created, leg.state.created]).toEqual(['true', 'false'])
    const rerun = await run(server, { attempt: 2, inputs })
    expect([rerun.outputs['job-id'], rerun.state.created]).toEqual([first.outputs['job-id'], 'true'])
  })
})

describe('a list that cannot be read to its end', { concurrent: true }, () => {
  it.each<Quirks>([{ jobCursor: 'random' }, { jobCursor: 'ignored' }, { jobCursor: 'repeats' }])(
    'prevents a new job, and reuse: false is the way out: %j',
    async (quirks) => {
      await using server = await startServer({ ...PAGES, ...quirks })
      addStrangers(server, 40)
      const step = await run(server)
      expect([step.exitCode, creates(server)]).toEqual([1, 0])
      expect(errors(step)).toContain('set "reuse: false"')
      expect((await run(server, { inputs: { reuse: 'false' } })).exitCode).toBe(0)
      expect(creates(server)).toBe(1)
    },
  )

  it('is complete if a short page is repeated', async () => {
    await using server = await startServer({ ...PAGES, jobCursor: 'stuck' })
    addStrangers(server, 5)
    expect([errors(await run(server)), creates(server)]).toEqual(['', 1])
    expect([errors(await run(server, { run: '2' })), creates(server)]).toEqual(['', 1])
  })
})

describe('a gateway that drops metadata', { concurrent: true }, () => {
  it('gets one job for three runs, also when its files are deleted', async () => {
    await using server = await startServer({ dropFields: ['metadata'] })
    const inputs = { 'delete-files': 'after-success' }
    for (const id of ['1', '2', '3']) expect(errors(await run(server, { run: id, inputs }))).toBe('')
    expect(creates(server)).toBe(1)
  })

  it('gets another job for other settings, with reuse: false too, and a foreign job changes nothing', async () => {
    await using server = await startServer({ dropFields: ['metadata'] })
    server.sandbox.addJob({})
    const foreign = server.sandbox.jobs[0]
    if (foreign) Object.assign(foreign.wire, { metadata: { team: 'a' } })
    for (const inputs of [EPOCHS, { hyperparameters: 'n_epochs: 4' }, { ...EPOCHS, reuse: 'false' }])
      for (const attempt of [1, 2]) expect(errors(await run(server, { attempt, inputs }))).toBe('')
    expect([creates(server), live(server).length]).toEqual([3, 4])
  })

  it('is asked without the seed if it rejects seeds, and its jobs are recognized by their content', async () => {
    await using server = await startServer({ dropFields: ['metadata'], rejectFields: ['seed'] })
    expect(errors(await run(server))).toBe('')
    const second = await run(server, { run: '2' })
    expect([errors(second), live(server).length]).toEqual(['', 1])
    expect(warnings(second)).toContain('was recognized only by its content')
  })
})

describe('a server that says little about jobs', { concurrent: true }, () => {
  it('has its jobs taken with a warning that names what is unknown', async () => {
    await using server = await startServer({ hideFields: ['metadata', 'seed', 'validation_file'] })
    const inputs = { seed: '7', 'validation-file': 'valid.jsonl' }
    expect(errors(await run(server, { inputs }))).toBe('')
    const second = await run(server, { run: '2', inputs })
    expect([errors(second), creates(server)]).toEqual(['', 1])
    expect(warnings(second)).toMatch(/does not report seed, validation_file, which may differ/)
    expect(server.sandbox.files.filter(({ purpose }) => purpose === 'fine-tune')).toHaveLength(2)
  })

  it('does not get the model of another suffix, under whatever name it reports the suffix', async () => {
    const renameFields = { user_provided_suffix: 'suffix' }
    await using server = await startServer({ hideFields: ['metadata', 'seed'], renameFields })
    for (const suffix of ['aa', 'ab']) expect(errors(await run(server, { inputs: { suffix } }))).toBe('')
    expect(creates(server)).toBe(2)
  })
})

describe('a file id that the server does not know', { concurrent: true }, () => {
  it.each<Quirks>([{}, { errorShape: 'detail', checkFiles: false }])(
    'is an error before a job is created: %j',
    async (quirks) => {
      await using server = await startServer(quirks)
      const step = await run(server, { inputs: { 'training-file': 'file-unknown1' } })
      expect([step.exitCode, creates(server)]).toEqual([1, 0])
      expect(errors(step)).toContain('file-unknown1')
    },
  )
})
