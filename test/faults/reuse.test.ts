import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import {
  CREATE,
  changes,
  command,
  DELETE_FILE,
  ENDLESS,
  MODEL,
  said,
  serverOf,
  UPLOAD,
} from '../e2e/helpers.ts'
import { DIALECTS } from '../support/built-action.ts'
import { chat } from '../support/run-action.ts'

/** What the metadata of a job of this work says, when another workflow run has created it. */
let known: Promise<Record<string, string>> | undefined
const work = () => {
  known ??= (async () => {
    await using server = await serverOf()
    const { outputs } = await server.run({ inputs: { 'dry-run': 'true' } })
    return {
      ft_fingerprint: outputs.fingerprint ?? '',
      ft_run: '1000',
      ft_repository: 'octo-org/octo-repo',
    }
  })()
  return known
}

/** The name of an uploaded file with this content, by which it is found again. */
const nameOf = (text: string) => `data-${createHash('sha256').update(text).digest('hex')}.jsonl`

describe.each(DIALECTS)('work that is done or under way at $server', { concurrent: true }, ({ azure }) => {
  it('is done once: by another run, and by another attempt of the same one, its job is used', async () => {
    await using server = await serverOf({ azure })
    const first = await server.run({ run: '1' })
    expect([first.conclusion, first.outputs.created]).toEqual(['success', 'true'])
    const done = changes(server.sandbox)
    expect(done).toEqual([UPLOAD, CREATE])

    const later = await server.run({ run: '2' })
    const again = await server.run({ run: '1' })
    expect(changes(server.sandbox)).toEqual(done)
    for (const run of [later, again]) {
      expect([run.exitCode, said(run, 'error'), said(run, 'warning')]).toEqual([0, [], []])
      const { 'results-dir': _, created: __, ...told } = first.outputs
      expect(run.outputs).toMatchObject(told)
      expect(run.outputs['fine-tuned-model']).toBe(server.sandbox.jobs[0]?.modelName)
      expect(run.summary).toContain('✅')
    }
    expect([later.outputs.created, later.state.created]).toEqual(['false', 'false'])
    expect([again.outputs.created, again.state.created]).toEqual(['true', 'true'])
    expect(said(later, 'notice')).toEqual([
      expect.stringMatching(
        /Nothing new is created: .*created by run \d+ for commit ffac537, has done exactly this/,
      ),
    ])
    expect(said(again, 'notice')).toEqual([
      expect.stringMatching(
        /Nothing new is created: .*created by this workflow run for commit ffac537, has done exactly/,
      ),
    ])
  })

  it('is attached to while it runs, and all of its events are told', async () => {
    await using server = await serverOf({ azure })
    const job = server.job(await work(), 'running')
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, []])
    expect(run.outputs).toMatchObject({
      'job-id': job.id,
      status: 'succeeded',
      'fine-tuned-model': job.modelName,
      'training-file-id': job.wire.training_file,
      created: 'false',
    })
    for (const { message } of job.events) expect(run.rawLog).toContain(message)
  })

  it('is resumed when it is paused', async () => {
    await using server = await serverOf({ azure })
    const job = server.job(await work(), 'paused')
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, [command('resume')]])
    expect(run.outputs).toMatchObject({ 'job-id': job.id, status: 'succeeded', created: 'false' })
    expect(run.rawLog).toContain(`Job ${job.id} is paused, and is resumed`)
  })

  it.each(['running', 'paused', 'succeeded'])('is only reported with wait: false (%s)', async (status) => {
    await using server = await serverOf({ azure })
    const job = server.job(await work(), status)
    const run = await server.run({ inputs: { wait: 'false' } })
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, []])
    expect(run.outputs).toMatchObject({ 'job-id': job.id, status, created: 'false' })
    expect(run.outputs['fine-tuned-model']).toBe(status === 'succeeded' ? job.modelName : undefined)
  })

  it('is done anew when the model was deleted', async () => {
    await using server = await serverOf({ azure })
    const job = server.job(await work(), 'succeeded')
    expect((await server.remove(`models/${job.modelName}`)).status).toBe(200)
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(run.outputs).toMatchObject({
      'job-id': server.sandbox.jobs[1]?.id,
      'fine-tuned-model': server.sandbox.jobs[1]?.modelName,
      created: 'true',
    })
  })

  it('needs files: those that are gone when the job is created are uploaded anew', async () => {
    let isGone = false
    await using server = await serverOf({
      azure,
      onArrival: async ({ method, path }) => {
        if (isGone || `${method} ${path}` !== CREATE) return
        isGone = true
        await server.remove(`files/${found.id}`)
      },
    })
    const text = `${chat(60)}\n`
    const found = server.sandbox.addFile(text, nameOf(text))
    const run = await server.run()
    expect([run.exitCode, said(run, 'error')]).toEqual([0, []])
    expect(changes(server.sandbox)).toEqual([CREATE, UPLOAD, CREATE])
    expect(server.sandbox.jobs.map(({ wire }) => wire.training_file)).not.toContain(found.id)
    expect(run.outputs['training-file-id']).toBe(server.sandbox.jobs[0]?.wire.training_file)
  })

  it('leaves nothing behind when the job is refused: uploaded files are deleted, found ones are not', async () => {
    const refused = { kind: 'status', status: 403, method: 'POST', path: '/fine_tuning/jobs' } as const
    await using server = await serverOf({ azure, faults: [refused] })
    const text = `${chat(60)}\n`
    const found = server.sandbox.addFile(text, nameOf(text))
    const run = await server.run({ inputs: { 'validation-file': 'valid.jsonl' } })
    expect([run.exitCode, said(run, 'error').length]).toEqual([1, 1])
    expect(changes(server.sandbox)).toEqual([UPLOAD, CREATE, DELETE_FILE])
    expect(server.sandbox.files.map(({ id }) => id)).toEqual([found.id])
  })
})

describe('work that is asked for again', { concurrent: true }, () => {
  it.each([
    ['another hyperparameter', { hyperparameters: 'n_epochs: 4' }],
    ['another seed', { seed: '8' }],
    ['another suffix', { suffix: 'triage' }],
    ['another model', { model: 'gpt-4.1-2025-04-14' }],
    ['validation', { 'validation-file': 'valid.jsonl' }],
  ])('is other work with %s', async (_, inputs) => {
    await using server = await serverOf()
    const metadata = await work()
    server.job(metadata, 'succeeded')
    const run = await server.run({ inputs: { wait: 'false', ...inputs } })
    expect([run.exitCode, run.outputs.created, server.sandbox.jobs.length]).toEqual([0, 'true', 2])
    expect(run.outputs.fingerprint).not.toBe(metadata.ft_fingerprint)
    expect(server.sandbox.jobs[1]?.wire.metadata?.ft_fingerprint).toBe(run.outputs.fingerprint)
  })

  it('is other work with another byte of data', async () => {
    await using server = await serverOf()
    server.job(await work(), 'succeeded')
    const workspace = { 'train.jsonl': chat(60).replace('q59', 'Q59') }
    const run = await server.run({ workspace, inputs: { wait: 'false' } })
    expect([run.exitCode, run.outputs.created, server.sandbox.jobs.length]).toEqual([0, 'true', 2])
  })

  it('is the same with other metadata, paths and line ends', async () => {
    await using server = await serverOf()
    const job = server.job(await work(), 'succeeded')
    const lines = chat(60).split('\n')
    const run = await server.run({
      inputs: { 'training-file': 'data/*.jsonl', metadata: 'why: another', method: 'supervised' },
      workspace: {
        'data/a.jsonl': `\ufeff${lines.slice(0, 20).join('\r\n')}`,
        'data/b.jsonl': `${lines.slice(20).join('\n')}\n`,
      },
    })
    expect([run.exitCode, run.outputs['job-id'], changes(server.sandbox)]).toEqual([0, job.id, []])
  })

  it('is not taken from jobs that have come to nothing', async () => {
    await using server = await serverOf()
    for (const status of ['failed', 'cancelled']) server.job(await work(), status)
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(run.outputs).toMatchObject({ 'job-id': server.sandbox.jobs[2]?.id, created: 'true' })
  })

  it('is taken from the best of several: what has succeeded, then what runs, then what is paused', async () => {
    await using server = await serverOf()
    const metadata = await work()
    server.job(metadata, 'paused')
    const running = ['running', 'running'].map((status) => server.job(metadata, status, ENDLESS))
    const inputs = { wait: 'false' }
    const first = await server.run({ inputs })
    expect(running.map(({ id }) => id)).toContain(first.outputs['job-id'])
    expect((await server.run({ inputs })).outputs['job-id']).toBe(first.outputs['job-id'])
    const succeeded = server.job(metadata, 'succeeded')
    expect((await server.run({ inputs })).outputs['job-id']).toBe(succeeded.id)
    expect(changes(server.sandbox)).toEqual([])
  })

  it('is done anew when somebody cancels the job of another run', async () => {
    await using server = await serverOf()
    server.job(await work(), 'running', [{ status: 'running' }, { status: 'cancelled' }])
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(run.outputs).toMatchObject({ 'job-id': server.sandbox.jobs[1]?.id, created: 'true' })
  })

  it('fails when somebody cancels the job of this very run', async () => {
    await using server = await serverOf()
    const metadata = { ...(await work()), ft_run: '1' }
    const job = server.job(metadata, 'running', [{ status: 'cancelled' }])
    const run = await server.run()
    expect([run.exitCode, said(run, 'error')]).toEqual([1, [`Job ${job.id} was cancelled.`]])
    expect([run.outputs.created, changes(server.sandbox)]).toEqual(['true', []])
  })

  it('is done once per workflow run with reuse: false', async () => {
    await using server = await serverOf()
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
    // The data is there from the first time.
    expect(changes(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
  })

  it('is only told of in a dry run', async () => {
    await using server = await serverOf()
    const job = server.job(await work(), 'paused')
    const run = await server.run({ inputs: { 'dry-run': 'true' } })
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, []])
    expect(run.rawLog).toContain(`job ${job.id} (paused) does exactly this work`)
  })
})

describe('files on the server', { concurrent: true }, () => {
  const inputs = { 'delete-files': 'after-success', 'validation-file': 'valid.jsonl' }
  const left = ({ sandbox }: Awaited<ReturnType<typeof serverOf>>) =>
    sandbox.files.filter(({ purpose }) => purpose === 'fine-tune').map(({ id }) => id)

  it.each(DIALECTS)('are deleted after a success where that is asked for, at $server', async ({ azure }) => {
    await using server = await serverOf({ azure })
    const run = await server.run({ inputs })
    expect([run.exitCode, said(run, 'warning')]).toEqual([0, []])
    expect(changes(server.sandbox)).toEqual([UPLOAD, UPLOAD, CREATE, DELETE_FILE, DELETE_FILE])
    expect(left(server)).toEqual([])
  })

  it('are kept after a failure', async () => {
    await using server = await serverOf({ scripts: [[{ status: 'failed' }]] })
    const run = await server.run({ inputs })
    expect([run.exitCode, left(server).length]).toEqual([1, 2])
  })

  it('are kept while another job trains on them, and when they were named by their id', async () => {
    await using server = await serverOf()
    const text = `${chat(60)}\n`
    const used = server.sandbox.addFile(text, nameOf(text))
    const named = server.sandbox.addFile(chat(12))
    server.sandbox.addJob({ training_file: used.id }, ENDLESS)
    const run = await server.run({ inputs: { ...inputs, 'validation-file': named.id } })
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, [CREATE]])
    expect(left(server)).toEqual([used.id, named.id])
  })

  it('are uploaded once for jobs that differ in their settings', async () => {
    await using server = await serverOf()
    for (const seed of ['1', '2'])
      expect((await server.run({ inputs: { seed, wait: 'false' } })).exitCode).toBe(0)
    expect(changes(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
  })
})

describe('a server of another kind', { concurrent: true }, () => {
  it.each<[string, SandboxOptions]>([
    ['ignores the filter, and lists a few jobs at a time', { metadataFilter: false, pageLimit: 2 }],
    ['refuses the filter', { metadataFilter: 'refused' }],
  ])('that %s still has no work done twice', async (_, options) => {
    await using server = await serverOf(options)
    const job = server.job(await work(), 'succeeded')
    for (const index of '12345') server.job({ ft_fingerprint: `other ${index}` }, 'succeeded')
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, []])
    expect(run.outputs).toMatchObject({ 'job-id': job.id, created: 'false' })
  })

  it('that keeps no metadata is asked for files, model and settings', async () => {
    await using server = await serverOf({ keepsMetadata: false })
    const inputs = { hyperparameters: 'n_epochs: 2', seed: '1' }
    const first = await server.run({ inputs })
    expect(first.outputs).toMatchObject({ status: 'succeeded', created: 'true' })
    const again = await server.run({ inputs })
    expect(changes(server.sandbox)).toEqual([UPLOAD, CREATE])
    expect(again.outputs).toMatchObject({ 'job-id': first.outputs['job-id'], created: 'false' })

    for (const other of [{ seed: '2' }, { hyperparameters: 'n_epochs: 3' }, { reuse: 'false' }]) {
      const run = await server.run({ inputs: { ...inputs, ...other, wait: 'false' } })
      expect(run.outputs.created).toBe('true')
    }
    expect(new Set(server.sandbox.jobs.map(({ id }) => id)).size).toBe(4)
    expect(changes(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE, CREATE, CREATE])
  })

  it.each(DIALECTS)(
    'that refuses metadata gets the job without it, with a warning, at $server',
    async (at) => {
      await using server = await serverOf({ azure: at.azure, refusesMetadata: true })
      const first = await server.run()
      expect([first.exitCode, first.outputs.created]).toEqual([0, 'true'])
      expect(said(first, 'warning')).toEqual([expect.stringContaining('This server refuses metadata')])
      const again = await server.run()
      expect(again.outputs).toMatchObject({ 'job-id': first.outputs['job-id'], created: 'false' })
      expect(changes(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
      expect(server.sandbox.jobs).toHaveLength(1)
    },
  )

  it('that does not list its jobs is told of, and gets the job', async () => {
    const faults = [
      { kind: 'status', status: 404, method: 'GET', path: '/fine_tuning/jobs', every: 1 } as const,
    ]
    await using server = await serverOf({ faults })
    const run = await server.run()
    expect([run.exitCode, changes(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(said(run, 'warning')[0]).toContain('does not list its jobs')
  })

  it.each<[string, number]>([
    ['is only warned of', 0],
    ['is too near, as was asked', 1],
  ])('that will shut the base model down %s', async (_, exitCode) => {
    await using server = await serverOf()
    const inputs = { 'min-model-days': exitCode ? '100000' : '0', wait: 'false' }
    const run = await server.run({ inputs })
    const level = exitCode ? 'error' : 'warning'
    const message = expect.stringContaining(`The base model ${MODEL} `)
    expect(run.annotations).toContainEqual({ level, message })
    expect(run.outputs['model-shutdown-date']).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect([run.exitCode, changes(server.sandbox)]).toEqual([exitCode, exitCode ? [] : [UPLOAD, CREATE]])
  })
})
