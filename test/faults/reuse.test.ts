import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { ALL_SERVERS } from '../support/built-action.ts'
import { chatExamples } from '../support/run-action.ts'
import {
  annotationTexts,
  CREATE,
  commandRequest,
  DELETE_FILE,
  ENDLESS,
  listWrites,
  MODEL,
  startServer,
  UPLOAD,
} from '../support/shared-server.ts'

/** Returns the metadata of a job for the same training that another workflow run created. */
let known: Promise<Record<string, string>> | undefined
const work = () => {
  known ??= (async () => {
    await using server = await startServer()
    const { outputs } = await server.run({ inputs: { 'dry-run': 'true' } })
    return {
      ft_fingerprint: outputs.fingerprint ?? '',
      ft_run: '1000',
      ft_repository: 'octo-org/octo-repo',
    }
  })()
  return known
}

/** Returns the name of an uploaded file with this content, by which later runs find it. */
const nameOf = (text: string) => `data-${createHash('sha256').update(text).digest('hex')}.jsonl`

describe.each(ALL_SERVERS)(
  'a training that exists already at $server',
  { concurrent: true },
  ({ dialect }) => {
    it('is reused by another run and by another attempt of the same run', async () => {
      await using server = await startServer({ dialect })
      const first = await server.run({ run: '1' })
      expect([first.conclusion, first.outputs.created]).toEqual(['success', 'true'])
      const done = listWrites(server.sandbox)
      expect(done).toEqual([UPLOAD, CREATE])

      const later = await server.run({ run: '2' })
      const again = await server.run({ run: '1', attempt: 2 })
      expect(listWrites(server.sandbox)).toEqual(done)
      for (const run of [later, again]) {
        expect([run.exitCode, annotationTexts(run, 'error'), annotationTexts(run, 'warning')]).toEqual([
          0,
          [],
          [],
        ])
        const { 'results-dir': _, created: __, ...outputs } = first.outputs
        expect(run.outputs).toMatchObject(outputs)
        expect(run.outputs['fine-tuned-model']).toBe(server.sandbox.jobs[0]?.modelName)
        expect(run.summary).toContain('✅')
      }
      expect([later.outputs.created, later.state.created]).toEqual(['false', 'false'])
      expect([again.outputs.created, again.state.created]).toEqual(['true', 'true'])
      expect(annotationTexts(later, 'notice')).toEqual([
        expect.stringMatching(/^Reusing job .*, created by run \d+ for commit ffac537: /),
      ])
      expect(annotationTexts(again, 'notice')).toEqual([
        expect.stringMatching(/^Reusing job .*, created by this workflow run for commit ffac537: /),
      ])
    })

    it('is followed while it runs, and all of its events are logged', async () => {
      await using server = await startServer({ dialect })
      const job = server.job(await work(), 'running')
      const run = await server.run()
      expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, []])
      expect(run.outputs).toMatchObject({
        'job-id': job.id,
        status: 'succeeded',
        'fine-tuned-model': job.modelName,
        'training-file-id': job.wire.training_file,
        created: 'false',
      })
      for (const { message } of job.events) expect(run.rawLog).toContain(message)
    })

    it('is resumed if it is paused, with resume-paused', async () => {
      await using server = await startServer({ dialect })
      const job = server.job(await work(), 'paused')
      const run = await server.run({ inputs: { 'resume-paused': 'true' } })
      expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [commandRequest('resume')]])
      expect(run.outputs).toMatchObject({ 'job-id': job.id, status: 'succeeded', created: 'false' })
      expect(run.rawLog).toContain(`Job ${job.id} is paused: resuming it`)
    })

    it.each(['running', 'paused', 'succeeded'])('is only reported with wait: false (%s)', async (status) => {
      await using server = await startServer({ dialect })
      const job = server.job(await work(), status)
      const run = await server.run({ inputs: { wait: 'false' } })
      expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, []])
      expect(run.outputs).toMatchObject({ 'job-id': job.id, status, created: 'false' })
      expect(run.outputs['fine-tuned-model']).toBe(status === 'succeeded' ? job.modelName : undefined)
    })

    it('is trained again if its model was deleted, with reuse: false', async () => {
      await using server = await startServer({ dialect })
      const job = server.job(await work(), 'succeeded')
      expect((await server.remove(`models/${job.modelName}`)).status).toBe(200)
      const refused = await server.run()
      expect([refused.exitCode, listWrites(server.sandbox)]).toEqual([1, []])
      expect(annotationTexts(refused, 'error')[0]).toContain('set "reuse: false" or another "seed"')
      const run = await server.run({ inputs: { reuse: 'false' } })
      expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
      expect(run.outputs).toMatchObject({
        'job-id': server.sandbox.jobs[1]?.id,
        'fine-tuned-model': server.sandbox.jobs[1]?.modelName,
        created: 'true',
      })
    })

    it('has its files uploaded again if they are missing when the job is created', async () => {
      let isGone = false
      await using server = await startServer({
        dialect,
        onRequest: async ({ method, path }) => {
          if (isGone || `${method} ${path}` !== CREATE) return
          isGone = true
          await server.remove(`files/${found.id}`)
        },
      })
      const text = `${chatExamples(60)}\n`
      const found = server.sandbox.addFile(text, nameOf(text))
      const run = await server.run()
      expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([0, []])
      expect(listWrites(server.sandbox)).toEqual([CREATE, UPLOAD, CREATE])
      expect(server.sandbox.jobs.map(({ wire }) => wire.training_file)).not.toContain(found.id)
      expect(run.outputs['training-file-id']).toBe(server.sandbox.jobs[0]?.wire.training_file)
    })

    it('has its uploaded files deleted, and existing ones kept, if the job is rejected', async () => {
      const refused = { kind: 'status', status: 403, method: 'POST', path: '/fine_tuning/jobs' } as const
      await using server = await startServer({ dialect, faults: [refused] })
      const text = `${chatExamples(60)}\n`
      const found = server.sandbox.addFile(text, nameOf(text))
      const run = await server.run({ inputs: { 'validation-file': 'valid.jsonl' } })
      expect([run.exitCode, annotationTexts(run, 'error').length]).toEqual([1, 1])
      expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE, DELETE_FILE])
      expect(server.sandbox.files.map(({ id }) => id)).toEqual([found.id])
    })
  },
)

describe('a training that is requested again', { concurrent: true }, () => {
  it.each([
    ['another hyperparameter', { hyperparameters: 'n_epochs: 4' }],
    ['another seed', { seed: '8' }],
    ['another suffix', { suffix: 'triage' }],
    ['another model', { model: 'gpt-4.1-2025-04-14' }],
    ['validation', { 'validation-file': 'valid.jsonl' }],
  ])('is a new training with %s', async (_, inputs) => {
    await using server = await startServer()
    const metadata = await work()
    server.job(metadata, 'succeeded')
    const run = await server.run({ inputs: { wait: 'false', ...inputs } })
    expect([run.exitCode, run.outputs.created, server.sandbox.jobs.length]).toEqual([0, 'true', 2])
    expect(run.outputs.fingerprint).not.toBe(metadata.ft_fingerprint)
    expect(server.sandbox.jobs[1]?.wire.metadata?.ft_fingerprint).toBe(run.outputs.fingerprint)
  })

  it('is a new training with another byte of data', async () => {
    await using server = await startServer()
    server.job(await work(), 'succeeded')
    const workspace = { 'train.jsonl': chatExamples(60).replace('q59', 'Q59') }
    const run = await server.run({ workspace, inputs: { wait: 'false' } })
    expect([run.exitCode, run.outputs.created, server.sandbox.jobs.length]).toEqual([0, 'true', 2])
  })

  it('is the same training with other metadata, paths and line ends', async () => {
    await using server = await startServer()
    const job = server.job(await work(), 'succeeded')
    const lines = chatExamples(60).split('\n')
    const run = await server.run({
      inputs: { 'training-file': 'data/*.jsonl', metadata: 'why: another', method: 'supervised' },
      workspace: {
        'data/a.jsonl': `\ufeff${lines.slice(0, 20).join('\r\n')}`,
        'data/b.jsonl': `${lines.slice(20).join('\n')}\n`,
      },
    })
    expect([run.exitCode, run.outputs['job-id'], listWrites(server.sandbox)]).toEqual([0, job.id, []])
  })

  it('does not reuse failed or cancelled jobs', async () => {
    await using server = await startServer()
    for (const status of ['failed', 'cancelled']) server.job(await work(), status)
    const run = await server.run()
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(run.outputs).toMatchObject({ 'job-id': server.sandbox.jobs[2]?.id, created: 'true' })
  })

  it('reuses the best of several jobs: one that has succeeded, then one that runs, then one that is paused', async () => {
    await using server = await startServer()
    const metadata = await work()
    server.job(metadata, 'paused')
    const running = ['running', 'running'].map((status) => server.job(metadata, status, ENDLESS))
    const inputs = { wait: 'false' }
    const first = await server.run({ inputs })
    expect(running.map(({ id }) => id)).toContain(first.outputs['job-id'])
    expect((await server.run({ inputs })).outputs['job-id']).toBe(first.outputs['job-id'])
    const succeeded = server.job(metadata, 'succeeded')
    expect((await server.run({ inputs })).outputs['job-id']).toBe(succeeded.id)
    expect(listWrites(server.sandbox)).toEqual([])
  })

  it('creates a new job when another client cancels the reused job of another run', async () => {
    await using server = await startServer()
    server.job(await work(), 'running', [{ status: 'running' }, { status: 'cancelled' }])
    const run = await server.run()
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(run.outputs).toMatchObject({ 'job-id': server.sandbox.jobs[1]?.id, created: 'true' })
  })

  it('fails when another client cancels the job of this run', async () => {
    await using server = await startServer()
    const metadata = { ...(await work()), ft_run: '1' }
    const job = server.job(metadata, 'running', [{ status: 'cancelled' }])
    const run = await server.run()
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, [`Job ${job.id} was cancelled.`]])
    expect([run.outputs.created, listWrites(server.sandbox)]).toEqual(['true', []])
  })

  it('creates one job per workflow run with reuse: false', async () => {
    await using server = await startServer()
    server.job(await work(), 'succeeded')
    const inputs = { reuse: 'false', wait: 'false' }
    const ids: (string | undefined)[] = []
    for (const run of ['1', '1', '2']) {
      const { exitCode, outputs } = await server.run({ run, inputs })
      expect([exitCode, outputs.created]).toEqual([0, 'true'])
      ids.push(outputs['job-id'])
    }
    const [, first, second] = server.sandbox.jobs.map(({ id }) => id)
    expect(ids).toEqual([first, first, second])
    // The second job uses the file of the first one.
    expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
  })

  it('only logs the job that it would reuse in a dry run', async () => {
    await using server = await startServer()
    const job = server.job(await work(), 'paused')
    const run = await server.run({ inputs: { 'dry-run': 'true' } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, []])
    expect(run.rawLog).toContain(`Dry run: a run would reuse job ${job.id} (paused)`)
  })
})

describe('files on the server', { concurrent: true }, () => {
  const inputs = { 'delete-files': 'after-success', 'validation-file': 'valid.jsonl' }
  const left = ({ sandbox }: Awaited<ReturnType<typeof startServer>>) =>
    sandbox.files.filter(({ purpose }) => purpose === 'fine-tune').map(({ id }) => id)

  it.each(ALL_SERVERS)(
    'are deleted after a success with delete-files: true, at $server',
    async ({ dialect }) => {
      await using server = await startServer({ dialect })
      const run = await server.run({ inputs })
      expect([run.exitCode, annotationTexts(run, 'warning')]).toEqual([0, []])
      expect(listWrites(server.sandbox)).toEqual([UPLOAD, UPLOAD, CREATE, DELETE_FILE, DELETE_FILE])
      expect(left(server)).toEqual([])
    },
  )

  it('are kept after a failure', async () => {
    await using server = await startServer({ scripts: [[{ status: 'failed' }]] })
    const run = await server.run({ inputs })
    expect([run.exitCode, left(server).length]).toEqual([1, 2])
  })

  it('are kept while another job trains on them, and if the inputs name them by id', async () => {
    await using server = await startServer()
    const text = `${chatExamples(60)}\n`
    const used = server.sandbox.addFile(text, nameOf(text))
    const named = server.sandbox.addFile(chatExamples(12))
    server.sandbox.addJob({ training_file: used.id, metadata: { team: 'other' } }, ENDLESS)
    const run = await server.run({ inputs: { ...inputs, 'validation-file': named.id } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [CREATE]])
    expect(left(server)).toEqual([used.id, named.id])
  })

  it('are uploaded once for jobs with different settings', async () => {
    await using server = await startServer()
    for (const seed of ['1', '2'])
      expect((await server.run({ inputs: { seed, wait: 'false' } })).exitCode).toBe(0)
    expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
  })
})

describe('a server with odd behavior', { concurrent: true }, () => {
  it.each<[string, SandboxOptions]>([
    ['ignores the filter, and lists a few jobs at a time', { metadataFilter: false, pageLimit: 2 }],
    ['rejects the filter', { metadataFilter: 'refused' }],
  ])('that %s gets no second job', async (_, options) => {
    await using server = await startServer(options)
    const job = server.job(await work(), 'succeeded')
    for (const index of '12345') server.job({ ft_fingerprint: `other ${index}` }, 'succeeded')
    const run = await server.run()
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, []])
    expect(run.outputs).toMatchObject({ 'job-id': job.id, created: 'false' })
  })

  it('that drops metadata has its jobs recognized by files, model and settings', async () => {
    await using server = await startServer({ keepMetadata: false })
    const inputs = { hyperparameters: 'n_epochs: 2', seed: '1' }
    const first = await server.run({ inputs })
    expect(first.outputs).toMatchObject({ status: 'succeeded', created: 'true' })
    const again = await server.run({ inputs })
    expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE])
    expect(again.outputs).toMatchObject({ 'job-id': first.outputs['job-id'], created: 'false' })

    for (const other of [{ seed: '2' }, { hyperparameters: 'n_epochs: 3' }, { reuse: 'false' }]) {
      const run = await server.run({ inputs: { ...inputs, ...other, wait: 'false' } })
      expect(run.outputs.created).toBe('true')
    }
    expect(new Set(server.sandbox.jobs.map(({ id }) => id)).size).toBe(4)
    expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE, CREATE, CREATE])
  })

  it.each(ALL_SERVERS)(
    'that rejects metadata gets the job without it, with a warning, at $server',
    async (at) => {
      await using server = await startServer({ dialect: at.dialect, rejectMetadata: true })
      const first = await server.run()
      expect([first.exitCode, first.outputs.created]).toEqual([0, 'true'])
      expect(annotationTexts(first, 'warning')).toEqual([
        expect.stringContaining('This server rejects metadata'),
      ])
      const again = await server.run()
      expect(again.outputs).toMatchObject({ 'job-id': first.outputs['job-id'], created: 'false' })
      expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
      expect(server.sandbox.jobs).toHaveLength(1)
    },
  )

  it('that does not list its jobs gets the job, with a warning', async () => {
    const faults = [
      { kind: 'status', status: 404, method: 'GET', path: '/fine_tuning/jobs', every: 1 } as const,
    ]
    await using server = await startServer({ faults })
    const run = await server.run()
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(annotationTexts(run, 'warning')[0]).toContain('does not support listing jobs')
  })

  it.each([
    ['later than min-model-days only warns', 0],
    ['within min-model-days fails the step', 1],
  ] as const)('that shuts down the base model %s', async (_, exitCode) => {
    await using server = await startServer()
    const inputs = { 'min-model-days': exitCode ? '100000' : '0', wait: 'false' }
    const run = await server.run({ inputs })
    const level = exitCode ? 'error' : 'warning'
    const message = expect.stringContaining(`The base model ${MODEL} `)
    expect(run.annotations).toContainEqual({ level, message })
    expect(run.outputs['model-shutdown-date']).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([exitCode, exitCode ? [] : [UPLOAD, CREATE]])
  })
})
