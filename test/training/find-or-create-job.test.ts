import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { control } from '../../src/actions/control.ts'
import { find } from '../../src/actions/find.ts'
import { fingerprint } from '../../src/config/fingerprint.ts'
import { deriveSeed } from '../../src/training/derived-seed.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, type RecordedRequest, response } from '../support/fake-api.ts'
import { chatExamples, INPUTS, runAction } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const creates = (sent: string[]) => sent.filter((request) => request === 'POST /fine_tuning/jobs').length

interface FakeJob {
  id: string
  status: string
  created_at: number
  metadata?: Record<string, string> | null
  [field: string]: unknown
}

type Routes = Record<string, (request: RecordedRequest, signal: AbortSignal | undefined) => unknown>

/** Routes of a server with these jobs and those that are created; `routes` override its own. */
function serverWith(
  jobs: FakeJob[],
  create: (job: FakeJob, request: RecordedRequest) => unknown = (job) => job,
  routes: Routes = {},
): Routes {
  const getJob = (id: string) => jobs.find((job) => job.id === id) ?? errorResponse(404, 'not_found')
  const jobRoutes = ['ftjob-0', 'ftjob-1', 'ftjob-2', 'ftjob-3'].map(
    (id): Routes => ({
      [`GET /fine_tuning/jobs/${id}`]: () => getJob(id),
      [`GET /fine_tuning/jobs/${id}/events`]: () => ({ data: [], has_more: false }),
      [`POST /fine_tuning/jobs/${id}/cancel`]: () => Object.assign(getJob(id), { status: 'cancelled' }),
      [`POST /fine_tuning/jobs/${id}/resume`]: () => Object.assign(getJob(id), { status: 'queued' }),
    }),
  )
  return Object.assign(
    {
      'GET /fine_tuning/jobs': ({ query }: RecordedRequest) => ({
        data: jobs
          .filter(({ metadata }) =>
            [...query].every(([name, value]) => {
              const key = /^metadata\[(.*)\]$/.exec(name)?.[1]
              return key === undefined || metadata?.[key] === value
            }),
          )
          .toReversed(),
        has_more: false,
      }),
      'POST /fine_tuning/jobs': (request: RecordedRequest) => {
        const { metadata, training_file, model } = JSON.parse(request.body)
        const id = `ftjob-${jobs.length + 1}`
        const job = { id, status: 'queued', created_at: 100 + jobs.length, metadata, training_file, model }
        jobs.push(job)
        return create(job, request)
      },
    },
    ...jobRoutes,
    routes,
  )
}

const digest = createHash('sha256')
  .update(`${chatExamples(60)}\n`)
  .digest('hex')
/** The fingerprint of the training in these tests. */
const FINGERPRINT = fingerprint(
  { model: INPUTS.model, training: { patterns: 'train.jsonl' } },
  { training: { digest } },
)
const METADATA = { ft_fingerprint: FINGERPRINT, ft_run: '1', ft_repository: 'octo-org/octo-repo' }

const job = (fields: Partial<FakeJob> = {}): FakeJob => ({
  id: 'ftjob-1',
  status: 'running',
  created_at: 50,
  metadata: METADATA,
  ...fields,
})
const SUCCEEDED = { status: 'succeeded', fine_tuned_model: 'ft:model:org::1' }

describe('a job of another run', () => {
  it('is read for its model if the list omits the model', async () => {
    const routes = serverWith([job({ status: 'succeeded' })], undefined, {
      'GET /fine_tuning/jobs/ftjob-1': () => job(SUCCEEDED),
    })
    const { outputs, failed } = await runAction({ inputs: { wait: 'false' }, routes })
    expect([failed, outputs['fine-tuned-model'], outputs.created]).toEqual([
      false,
      'ft:model:org::1',
      'false',
    ])
  })

  it('is reused by its metadata without a look at its files', async () => {
    const routes = serverWith([job({ ...SUCCEEDED, training_file: 'file-of-another-name' })])
    const { outputs, sent } = await runAction({ routes })
    expect([creates(sent), outputs['job-id']]).toEqual([0, 'ftjob-1'])
    expect(sent.filter((request) => request.includes('file-of-another-name'))).toEqual([])
  })

  it('is read for its status if the list omits it', async () => {
    const { status: _, ...listed } = job(SUCCEEDED)
    const routes = serverWith([job(SUCCEEDED)], undefined, {
      'GET /fine_tuning/jobs': () => ({ data: [listed], has_more: false }),
    })
    const { outputs, sent } = await runAction({ routes })
    expect([creates(sent), outputs['job-id'], outputs.status]).toEqual([0, 'ftjob-1', 'succeeded'])
  })

  it.each([
    ['succeeded', SUCCEEDED, false, 0],
    ['was cancelled', { status: 'cancelled' }, true, 1],
  ])('that is listed as paused and %s meanwhile is read again', async (_, now, fails, created) => {
    const jobs = [job({ status: 'paused' })]
    const fail = (created: FakeJob) => Object.assign(created, { status: 'failed', error: { message: 'x' } })
    const routes = serverWith(jobs, fail, {
      'GET /fine_tuning/jobs/ftjob-1': () => Object.assign(jobs[0] ?? {}, now),
    })
    const { failed, sent } = await runAction({ routes })
    expect([failed, creates(sent)]).toEqual([fails, created])
  })

  /** Someone cancels the job after it was read twice. */
  function cancelledAtThirdRead(jobs: FakeJob[], create: (job: FakeJob) => unknown) {
    let reads = 0
    return serverWith(jobs, create, {
      'GET /fine_tuning/jobs/ftjob-1': () =>
        Object.assign(jobs[0] ?? {}, ++reads > 2 && { status: 'cancelled' }),
    })
  }

  it('is replaced when someone cancels it, and the outputs describe the new job', async () => {
    const routes = cancelledAtThirdRead([job()], (created) =>
      Object.assign(created, SUCCEEDED, { fine_tuned_model: 'ft:model:org::2' }),
    )
    const { outputs, failed, saved } = await runAction({ routes })
    expect(failed).toBe(false)
    expect(outputs).toMatchObject({
      'job-id': 'ftjob-2',
      created: 'true',
      'fine-tuned-model': 'ft:model:org::2',
    })
    expect(JSON.parse(outputs.job ?? '')).toMatchObject({ id: 'ftjob-2', status: 'succeeded' })
    expect(saved['job-id']).toBe('ftjob-2')
  })

  it('is removed from the outputs when the server rejects a new one', async () => {
    const routes = cancelledAtThirdRead([job()], () => errorResponse(403, 'training_not_available'))
    const { outputs, failures, saved } = await runAction({ routes })
    expect(failures[0]).toContain('training_not_available')
    expect([outputs['job-id'], outputs.status, saved['job-id']]).toEqual(['', '', ''])
  })
})

describe('an existing job', () => {
  it.each<[string, Record<string, string>, string]>([
    ['this workflow run', { ...METADATA, ft_run: '1658821493' }, 'created by this workflow run:'],
    [
      'another run, for a commit',
      { ...METADATA, ft_sha: 'c0ffee1234' },
      'created by run 1 for commit c0ffee1:',
    ],
    ['a command line', { ft_fingerprint: FINGERPRINT }, 'created earlier:'],
  ])('is reused with a notice that names its creator: %s', async (_, metadata, creator) => {
    const { annotations, outputs } = await runAction({
      routes: serverWith([job({ ...SUCCEEDED, metadata })]),
    })
    expect(annotations.map(({ text }) => text).join()).toContain(creator)
    expect(outputs.created).toBe(`${metadata.ft_run === '1658821493'}`)
  })

  it('is reused if the server lists it only after the upload', async () => {
    let isUploaded = false
    const jobs = [job(SUCCEEDED)]
    const { sent, outputs } = await runAction({
      routes: serverWith(jobs, undefined, {
        'GET /fine_tuning/jobs': () => ({ data: isUploaded ? jobs : [], has_more: false }),
        'POST /files': () => {
          isUploaded = true
          return { id: 'file-1', status: 'processed' }
        },
        'DELETE /files/file-1': () => ({ id: 'file-1', deleted: true }),
      }),
    })
    expect([creates(sent), outputs['job-id']]).toEqual([0, 'ftjob-1'])
  })

  it('is not resumed with wait: false, which causes a warning', async () => {
    const { sent, annotations } = await runAction({
      inputs: { wait: 'false' },
      routes: serverWith([job({ status: 'paused' })]),
    })
    expect(changing(sent)).toEqual([])
    expect(annotations.map(({ text }) => text).join()).toContain(
      'Job ftjob-1 is paused and does not continue',
    )
  })

  it('is not resumed without resume-paused: the server may have paused it at a spending limit', async () => {
    const { failures, sent } = await runAction({ routes: serverWith([job({ status: 'paused' })]) })
    expect(failures[0]).toContain('run the training step again with "resume-paused: true"')
    expect(changing(sent)).toEqual([])
  })

  it('is resumed with resume-paused', async () => {
    const jobs = [job({ status: 'paused' })]
    const routes = serverWith(jobs, undefined, {
      'POST /fine_tuning/jobs/ftjob-1/resume': () => Object.assign(jobs[0] ?? {}, SUCCEEDED),
    })
    const { failures, sent, outputs } = await runAction({ inputs: { 'resume-paused': 'true' }, routes })
    expect([failures, outputs.status]).toEqual([[], 'succeeded'])
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs/ftjob-1/resume'])
  })

  it('fails the step if it is paused and cannot be resumed', async () => {
    const routes = serverWith([job({ status: 'paused' })], undefined, {
      'POST /fine_tuning/jobs/ftjob-1/resume': () => errorResponse(403, 'forbidden'),
    })
    const { failures } = await runAction({ inputs: { 'resume-paused': 'true' }, routes })
    expect(failures[0]).toContain('Job ftjob-1 cannot be resumed')
  })
})

describe('with reuse: false', () => {
  const inputs = { reuse: 'false' }

  it.each<[string, Partial<FakeJob>, string, number]>([
    ['of another run', {}, 'train.jsonl', 1],
    ['of this run', { metadata: { ...METADATA, ft_run: '1658821493' } }, 'train.jsonl', 0],
    ['without metadata', { metadata: null, training_file: 'file-1' }, 'file-1', 1],
  ])('reuses only a job of this run: %s', async (_, fields, data, created) => {
    const jobs = [job({ ...SUCCEEDED, model: INPUTS.model, ...fields })]
    const routes = serverWith(jobs, (created) => Object.assign(created, SUCCEEDED))
    const { sent } = await runAction({ inputs: { ...inputs, 'training-file': data }, routes })
    expect(creates(sent)).toBe(created)
  })

  it('creates a job for every invocation outside of a workflow', async () => {
    const routes = serverWith([job(SUCCEEDED)], (created) => Object.assign(created, SUCCEEDED))
    const context = { repository: undefined, sha: undefined, ref: undefined, runId: undefined }
    const { sent, requests } = await runAction({ inputs, routes, context })
    expect(creates(sent)).toBe(1)
    const { body = '' } =
      requests.find(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs') ?? {}
    expect(Object.keys(JSON.parse(body).metadata)).toEqual(['ft_fingerprint', 'ft_attempt'])
  })
})

describe('a gateway with reuse: false, outside of a workflow', () => {
  it('gets another derived seed with every invocation', async () => {
    const inputs = { reuse: 'false', wait: 'false', 'base-url': 'https://gateway.example/v1' }
    const context = { repository: undefined, sha: undefined, ref: undefined, runId: undefined }
    const { saved } = await runAction({ inputs, context, routes: serverWith([]) })
    expect(saved.seed).toBe(`${deriveSeed(`${FINGERPRINT} a77e3b70000000000000000000000000`)}`)
  })
})

describe('the further fields of a create request', () => {
  const GATEWAY = { 'base-url': 'https://gateway.example/v1' }

  it('have hyperparameters with which the job must agree', async () => {
    const supervised = { hyperparameters: { n_epochs: 50 } }
    const routes = serverWith([], (created) =>
      Object.assign(created, { method: { type: 'supervised', supervised } }),
    )
    const inputs = { ...GATEWAY, 'extra-body': 'hyperparameters: { n_epochs: 1 }' }
    const { failures } = await runAction({ inputs, routes })
    expect(failures[0]).toContain('n_epochs was requested as 1, and the server reports 50.')
  })

  it('have the provider of LiteLLM, which a cancel request repeats', async () => {
    const { requests } = await runAction({
      inputs: {
        ...GATEWAY,
        'extra-body': 'custom_llm_provider: azure',
        timeout: '5',
        'on-timeout': 'cancel',
      },
      statuses: ['running'],
    })
    const body = requests.find(({ path }) => path.endsWith('/cancel'))?.body ?? ''
    expect(JSON.parse(body)).toEqual({ custom_llm_provider: 'azure' })
  })
})

describe('a server that rejects requests', () => {
  it('retries without metadata and warns when the server rejects metadata', async () => {
    const hasMetadata = (_: FakeJob, { body }: RecordedRequest) => JSON.parse(body).metadata !== undefined
    const jobs: FakeJob[] = []
    const { failed, requests, annotations } = await runAction({
      routes: serverWith(jobs, (created, request) => {
        if (!hasMetadata(created, request)) return Object.assign(created, SUCCEEDED)
        jobs.pop()
        return response(400, '{"error":{"message":"Unknown parameter: metadata","param":"metadata"}}')
      }),
    })
    expect(failed).toBe(false)
    const bodies = requests.filter(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs')
    expect(bodies.map(({ body }) => 'metadata' in JSON.parse(body))).toEqual([true, false])
    expect(annotations.map(({ text }) => text).join()).toContain('This server rejects metadata')
  })

  it('warns of a possible duplicate when the list is refused after the job was created', async () => {
    let isCreated = false
    const jobs: FakeJob[] = []
    const { failed, annotations, outputs } = await runAction({
      routes: serverWith(
        jobs,
        (created) => {
          isCreated = true
          return Object.assign(created, SUCCEEDED, { status: 'queued' })
        },
        {
          'GET /fine_tuning/jobs': () =>
            isCreated ? errorResponse(403, 'forbidden') : { data: [], has_more: false },
          'GET /fine_tuning/jobs/ftjob-1': () => ({ ...jobs[0], ...SUCCEEDED }),
        },
      ),
    })
    expect([failed, outputs['job-id'], outputs.status]).toEqual([false, 'ftjob-1', 'succeeded'])
    expect(annotations.map(({ text }) => text).join()).toContain(
      'Unclear whether another run created a job for the same training',
    )
  })
})

describe('a create request', () => {
  it('is not sent again if its response was lost and the list shows its job', async () => {
    const jobs: FakeJob[] = []
    const { failed, sent, outputs } = await runAction({
      routes: serverWith(jobs, (created) => {
        Object.assign(created, SUCCEEDED)
        return Promise.reject(new Error('socket hang up'))
      }),
    })
    expect([failed, creates(sent), outputs['job-id'], outputs.created]).toEqual([false, 1, 'ftjob-1', 'true'])
  })

  it('fails the step as ambiguous if the first response was lost and the second is a refusal', async () => {
    let sends = 0
    const jobs: FakeJob[] = []
    const { failures, sent } = await runAction({
      routes: serverWith(jobs, () => {
        jobs.pop()
        return ++sends === 1 ? Promise.reject(new Error('socket hang up')) : errorResponse(403, 'forbidden')
      }),
    })
    expect([creates(sent), failures]).toEqual([
      2,
      [expect.stringContaining('Unclear whether the job was created')],
    ])
  })
})

describe('a server whose list has an entry that cannot be read', () => {
  it('causes a warning if it is listed after the job was created', async () => {
    const jobs: FakeJob[] = []
    const routes = serverWith(jobs, (created) => Object.assign(created, { metadata: null }), {
      'GET /fine_tuning/jobs': () => ({
        data: jobs.length > 0 ? [{ model: INPUTS.model }, ...jobs] : [],
        has_more: false,
      }),
    })
    const { annotations, outputs } = await runAction({ inputs: { wait: 'false' }, routes })
    expect(outputs['job-id']).toBe('ftjob-1')
    expect(annotations.map(({ text }) => text)).toContain(
      'Unclear whether another run created a job for the same training at the same moment: an entry in the list of jobs cannot be read, and it may be a job for this work',
    )
  })
})

describe('a server without a list of jobs', () => {
  it('shows no older job when someone cancels ours', async () => {
    const { failures, sent } = await runAction({
      inputs: { 'base-url': 'https://gateway.example/v1' },
      statuses: ['running', 'cancelled'],
      routes: { 'GET /fine_tuning/jobs': () => errorResponse(404, 'unknown_url') },
    })
    expect(failures).toEqual(['Job ftjob-1 was cancelled.'])
    expect(creates(sent)).toBe(1)
  })

  it.each([
    ['in the shape of the API', () => errorResponse(404, 'unknown_url')],
    ['in the shape of FastAPI', () => response(404, '{"detail":"Not Found"}')],
  ])('gets a new job and causes one warning: a 404 %s', async (_, list) => {
    const { failed, annotations, sent } = await runAction({
      inputs: { 'base-url': 'https://gateway.example/v1' },
      routes: { 'GET /fine_tuning/jobs': list },
    })
    const warnings = annotations.filter(({ text }) =>
      text.startsWith('This server does not support listing jobs'),
    )
    expect([failed, creates(sent), warnings.length]).toEqual([false, 1, 1])
    expect(warnings[0]?.text).not.toContain('/v1')
  })

  it('has a warning that names how the address usually ends, when it ends otherwise', async () => {
    const { annotations } = await runAction({
      inputs: { 'base-url': 'https://gateway.example/openai' },
      routes: { 'GET /fine_tuning/jobs': () => errorResponse(404, 'unknown_url') },
    })
    const texts = annotations.map(({ text }) => text).join()
    expect(texts).toContain('existing jobs cannot be reused. "base-url" usually ends in /v1.')
  })
})

describe('the summary', () => {
  it('states that nothing was paid only for a reused job', async () => {
    const reused = await runAction({ routes: serverWith([job(SUCCEEDED)]) })
    expect(reused.summary).toContain('nothing was paid for again')
    const created = await runAction({
      routes: serverWith([], (created) => Object.assign(created, SUCCEEDED)),
    })
    expect([created.failed, created.outputs.created]).toEqual([false, 'true'])
    expect(created.summary).not.toContain('nothing was paid')
  })
})

describe('similar jobs without metadata', () => {
  it('are compared one after another, and each only once', async () => {
    const similar = Array.from({ length: 300 }, (_, i) =>
      job({
        id: `ftjob-${1000 + i}`,
        metadata: null,
        model: INPUTS.model,
        training_file: `file-${1000 + i}`,
      }),
    )
    let concurrent = 0
    let maxConcurrent = 0
    const getFile = async (id: string) => {
      maxConcurrent = Math.max(maxConcurrent, ++concurrent)
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
      concurrent -= 1
      return { id, filename: 'other.jsonl', bytes: 1 }
    }
    const files = Object.fromEntries(
      similar.map(({ training_file: id }) => [`GET /files/${id}`, () => getFile(`${id}`)]),
    )
    const { sent } = await runAction({
      inputs: { wait: 'false' },
      routes: { ...files, 'GET /fine_tuning/jobs': () => ({ data: similar, has_more: false }) },
    })
    expect([creates(sent), maxConcurrent]).toEqual([1, 1])
    // Each of them once, though the list is read several times.
    expect(sent.filter((request) => request.startsWith('GET /files/file-1'))).toHaveLength(300)
  })
})

describe('after an ambiguous response to the create request', () => {
  const foreign = { metadata: null, training_file: 'file-1', model: INPUTS.model }
  const inputs = { 'training-file': 'file-1' }

  it.each(['failed', 'succeeded', 'running'])(
    'a job of someone else without metadata (%s) is not mistaken for ours if the server keeps metadata',
    async (status) => {
      const jobs = [
        job({ ...foreign, status, fine_tuned_model: status === 'succeeded' ? 'ft:persons' : null }),
        job({ id: 'ftjob-2', metadata: { team: 'a' } }),
      ]
      let requests = 0
      const routes = serverWith(jobs, (created) => {
        if (++requests > 1) return Object.assign(created, SUCCEEDED)
        jobs.pop()
        return errorResponse(503, 'server_is_overloaded')
      })
      const { outputs, sent } = await runAction({ inputs, routes })
      expect(outputs['job-id']).toBe('ftjob-3')
      expect(changing(sent)).toEqual(Array(2).fill('POST /fine_tuning/jobs'))
    },
  )

  it('the job is found by its files if the server keeps no metadata', async () => {
    const jobs: FakeJob[] = []
    const routes = serverWith(jobs, (created) => {
      Object.assign(created, SUCCEEDED, { metadata: null })
      return Promise.reject(new Error('socket hang up'))
    })
    const { outputs, sent, failed } = await runAction({ inputs, routes })
    expect([failed, creates(sent), outputs['job-id']]).toEqual([false, 1, 'ftjob-1'])
  })
})

describe('two jobs for the same training', () => {
  /** An older job of another run is listed once ours is created. */
  function withOlderJob(routes: Routes = {}) {
    const jobs: FakeJob[] = []
    const older = job({
      id: 'ftjob-0',
      created_at: 1,
      training_file: 'file-0',
      ...SUCCEEDED,
      status: 'running',
    })
    const create = (created: FakeJob) => {
      jobs.unshift(older)
      return created
    }
    return serverWith(jobs, create, {
      'GET /fine_tuning/jobs/ftjob-0': () => Object.assign(older, { status: 'succeeded' }),
      ...routes,
    })
  }

  it('end as one: the run that created the newer job cancels it', async () => {
    const { outputs, sent, saved } = await runAction({ routes: withOlderJob() })
    expect(changing(sent)).toContain('POST /fine_tuning/jobs/ftjob-1/cancel')
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-0', created: 'false', status: 'succeeded' })
    expect(saved).toMatchObject({ 'job-id': 'ftjob-0', created: 'false' })
    // The other job trains on its own copy of the data.
    expect(changing(sent)).toContain('DELETE /files/file-1')
  })

  it('end with ours and an error that names both if ours succeeded before it could be cancelled', async () => {
    const { outputs, failures, summary } = await runAction({
      routes: withOlderJob({
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => errorResponse(400, 'too_late'),
        'GET /fine_tuning/jobs/ftjob-1': () => job(SUCCEEDED),
      }),
    })
    expect([outputs['job-id'], outputs.created]).toEqual(['ftjob-1', 'true'])
    expect(failures[0]).toMatch(/ftjob-1 and ftjob-0, and ftjob-1 could not be cancelled/)
    expect(summary).not.toContain('nothing was paid')
  })

  it.each(['true', 'false'])(
    'fail the step at once if the one that is kept is not what was requested, with wait: %s',
    async (wait) => {
      const method = (n_epochs: number) => ({
        type: 'supervised',
        supervised: { hyperparameters: { n_epochs } },
      })
      const jobs: FakeJob[] = []
      const routes = serverWith(jobs, (created, { body }) => {
        const { metadata, method: requested } = JSON.parse(body)
        const older = { ...metadata, ft_attempt: 'b-1', ft_run: '2' }
        jobs.unshift(job({ id: 'ftjob-0', created_at: 1, metadata: older, method: method(9) }))
        return Object.assign(created, { method: requested })
      })
      const inputs = { 'base-url': 'https://gateway.example/v1', hyperparameters: 'n_epochs: 3', wait }
      const { failures, annotations, sent } = await runAction({ inputs, routes })
      expect(failures).toEqual([expect.stringContaining('Job ftjob-0 is not the job that was requested')])
      expect(annotations.map(({ text }) => text).join('\n')).not.toMatch(/Unclear|ftjob-1 was created/)
      expect(changing(sent).filter((request) => request.endsWith('/cancel'))).toEqual([
        'POST /fine_tuning/jobs/ftjob-1/cancel',
      ])
    },
  )

  it('fail the step when one of them cannot be cancelled', async () => {
    const { failures, outputs } = await runAction({
      routes: withOlderJob({
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => errorResponse(503, 'server_is_overloaded'),
      }),
    })
    expect(failures[0]).toContain('Two jobs do the same training, ftjob-1 and ftjob-0')
    expect([outputs['job-id'], outputs.status]).toEqual(['ftjob-0', 'succeeded'])
  })

  it('are left to the post step if the workflow is cancelled first', async () => {
    const { failures, saved } = await runAction({
      cancelAt: '/ftjob-1/cancel',
      routes: withOlderJob({
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => errorResponse(503, 'server_is_overloaded'),
      }),
    })
    expect(failures[0]).toContain('Two jobs do the same training, ftjob-1 and ftjob-0')
    expect([saved['job-id'], saved.created, saved.ended]).toEqual(['ftjob-1', 'true', undefined])
  })
})

describe('files that no job uses', () => {
  it('are deleted even if the workflow was cancelled before the upload was confirmed', async () => {
    const { sent, failures } = await runAction({
      cancelAt: 'POST /files',
      routes: {
        'POST /files': () => new Promise(() => undefined),
        'GET /files': () => ({
          data: [{ id: 'file-9', filename: `train-a77e3b700000-abc.jsonl`, bytes: 1 }],
          has_more: false,
        }),
      },
    })
    expect(failures[0]).toContain('The workflow was cancelled.')
    expect(sent).toContain('DELETE /files/file-9')
  })

  it('are deleted if the server lists late what an upload without an answer has left', async () => {
    const listed = { id: 'file-9', filename: 'train-a77e3b700000-abc.jsonl', bytes: 1 }
    const others = [{ id: 'file-7' }, { id: 'file-8', filename: 'train-b77e3b700000-abc.jsonl' }]
    let failedAt: number | undefined
    const clock = manualClock()
    const { sent, failures } = await runAction({
      clock,
      routes: {
        'POST /files': () => {
          failedAt = clock.now()
          return Promise.reject(new Error('socket hang up'))
        },
        'GET /files': () => {
          const isListed = failedAt !== undefined && clock.now() > failedAt + 3000
          return { data: isListed ? [...others, listed] : others, has_more: false }
        },
        'DELETE /files/file-9': () => ({ id: 'file-9', deleted: true }),
      },
    })
    expect(failures[0]).toContain('socket hang up')
    expect(sent.filter((request) => request.startsWith('DELETE'))).toEqual(['DELETE /files/file-9'])
  })

  it('are kept if this run only reused them', async () => {
    const file = { id: 'file-7', filename: `train-0-${digest}.jsonl`, bytes: chatExamples(60).length + 1 }
    const { sent, log } = await runAction({
      routes: {
        'GET /files': () => ({ data: [file], has_more: false }),
        'GET /files/file-7': () => file,
        'POST /fine_tuning/jobs': () => errorResponse(403, 'training_not_available'),
      },
    })
    expect(log.join()).toContain('already on the server as file-7')
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs'])
  })

  it.each(['queued', 'running', 'paused', 'succeeded'])(
    'do not include files that another job uses (%s)',
    async (status) => {
      const others = job({ status, metadata: { team: 'a' }, training_file: 'file-1' })
      const routes = serverWith([others], undefined, {
        'POST /fine_tuning/jobs': () => errorResponse(403, 'training_not_available'),
      })
      const { sent, log } = await runAction({ routes })
      expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
      expect(log).toContain('file-1 is kept: job ftjob-1 uses it')
    },
  )

  it('cause a warning, within the grace period, if the server does not respond after the cancellation', async () => {
    const { annotations, clock } = await runAction({
      cancelAt: 'DELETE /files/file-1',
      routes: {
        'POST /fine_tuning/jobs': () => errorResponse(403, 'training_not_available'),
        'DELETE /files/file-1': (_, signal) =>
          new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      },
    })
    expect(annotations.map(({ text }) => text).join()).toContain('may be left on the server')
    expect(clock.now()).toBeLessThan(5000)
  })
})

describe('a list of jobs that cannot be read', () => {
  const FAILURES = [
    ['refused', () => errorResponse(403, 'no_access')],
    ['without a response', () => Promise.reject(new Error('socket hang up'))],
    ['replaced by a page of a proxy', () => response(200, '<html>Please log in</html>')],
  ] as const

  it.each(FAILURES)('prevents any change on the server: %s', async (_, reaction) => {
    const { sent, failures } = await runAction({ routes: { 'GET /fine_tuning/jobs': reaction } })
    expect([changing(sent), failures.length]).toEqual([[], 1])
  })

  it.each(FAILURES)('prevents a new job after the upload: %s', async (_, reaction) => {
    let uploaded = false
    const { sent, failures } = await runAction({
      routes: {
        'POST /files': () => {
          uploaded = true
          return { id: 'file-1', status: 'processed' }
        },
        'GET /fine_tuning/jobs': () => (uploaded ? reaction() : { data: [], has_more: false }),
      },
    })
    expect([creates(sent), failures.length]).toEqual([0, 1])
  })
})

describe('undocumented lists', () => {
  it('are read past empty pages', async () => {
    const { outputs, sent } = await runAction({
      inputs: { wait: 'false' },
      routes: {
        'GET /fine_tuning/jobs': ({ query }) =>
          query.has('after')
            ? { data: [job(SUCCEEDED)], has_more: false }
            : { data: [], has_more: true, last_id: 'ftjob-9' },
      },
    })
    expect([outputs['job-id'], creates(sent)]).toEqual(['ftjob-1', 0])
  })

  // Computing the length of the output again for each job takes a minute, longer than the timeout of a test.
  it('are read and truncated within the timeout even if they are huge', async () => {
    const jobs = Array.from({ length: 5000 }, (_, i) => job({ id: `ftjob-${i}`, created_at: i }))
    const { outputs, failed } = await runAction({
      action: find,
      inputs: { limit: '5000' },
      routes: { 'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: false }) },
    })
    expect([failed, outputs.count]).toEqual([false, '5000'])
  })

  it('cause one warning if they are too long to be read', async () => {
    let page = 0
    const { annotations } = await runAction({
      inputs: { wait: 'false' },
      routes: {
        'GET /fine_tuning/jobs': () => ({
          data: Array.from({ length: 1000 }, () => job({ id: `ftjob-${++page}`, metadata: { other: 'x' } })),
          has_more: true,
        }),
      },
    })
    expect(annotations.filter(({ text }) => text.includes('5000 jobs'))).toHaveLength(1)
  })
})

describe('a gateway', () => {
  const inputs = { 'base-url': 'https://gateway.example/v1' }
  const SUCCEED = (created: FakeJob) => Object.assign(created, SUCCEEDED)

  it('gets the seed that is derived from the work, which is recognized without metadata', async () => {
    const jobs: FakeJob[] = []
    const drop = (created: FakeJob, { body }: RecordedRequest) =>
      Object.assign(created, SUCCEEDED, { metadata: null, seed: JSON.parse(body).seed })
    const first = await runAction({ inputs, routes: serverWith(jobs, drop) })
    const second = await runAction({ inputs, routes: serverWith(jobs, drop) })
    expect([first.failures, second.failures, jobs.length]).toEqual([[], [], 1])
    expect(first.saved).toMatchObject({ seed: `${jobs[0]?.seed}`, attempt: expect.stringMatching(/-1$/) })
    expect(first.annotations.map(({ text }) => text).join()).toContain('keeps no metadata of jobs')
    expect(second.summary).toContain(`\`${jobs[0]?.seed}\` · chosen by the action for this work`)
  })

  it('has a late copy cancelled of the job that replaces one which someone has cancelled', async () => {
    const jobs = [job({ id: 'ftjob-0' })]
    let reads = 0
    const routes = serverWith(jobs, undefined, {
      'GET /fine_tuning/jobs/ftjob-0': () =>
        Object.assign(jobs[0] ?? {}, ++reads > 2 && { status: 'cancelled' }),
    })
    let ownReads = 0
    const own = () => jobs.find(({ id }) => id === 'ftjob-2') ?? job()
    const { failures } = await runAction({
      inputs,
      routes: {
        ...routes,
        // The copy is listed when the status first changes.
        'GET /fine_tuning/jobs/ftjob-2': () => {
          ownReads += 1
          if (ownReads === 2) jobs.push({ ...own(), id: 'ftjob-3', created_at: 200 })
          return Object.assign(own(), ownReads === 2 && { status: 'running' }, ownReads > 2 && SUCCEEDED)
        },
      },
    })
    expect(failures).toEqual([])
    expect(jobs.map(({ id, status }) => [id, status])).toEqual([
      ['ftjob-0', 'cancelled'],
      ['ftjob-2', 'succeeded'],
      ['ftjob-3', 'cancelled'],
    ])
  })

  it('has a job reused by its content with a warning that names what is not reported', async () => {
    const jobs = [
      job({ ...SUCCEEDED, metadata: null, model: INPUTS.model, training_file: 'file-1', created_at: 50 }),
    ]
    const { annotations, outputs, sent } = await runAction({
      inputs: { ...inputs, 'training-file': 'file-1', hyperparameters: 'n_epochs: 3' },
      routes: serverWith(jobs),
    })
    expect([creates(sent), outputs['job-id'], outputs.created]).toEqual([0, 'ftjob-1', 'false'])
    const texts = annotations.map(({ text }) => text).join('\n')
    expect(texts).toContain(
      'Reusing job ftjob-1 (succeeded), created by someone else: it looks like the same work.',
    )
    expect(texts).toContain(
      'Job ftjob-1 was recognized only by its content: the server keeps no metadata, and what it reports of the job agrees. It does not report hyperparameters.n_epochs, which may differ.',
    )
  })

  it('has an ended job of an earlier attempt that is not what was requested rejected, without a look for copies', async () => {
    const method = { type: 'supervised', supervised: { hyperparameters: { n_epochs: 50 } } }
    const jobs: FakeJob[] = []
    const routes = serverWith(jobs, (created) => Object.assign(created, SUCCEEDED, { method }))
    const own = { ...inputs, hyperparameters: 'n_epochs: 1' }
    await runAction({ inputs: { ...own, 'job-check': 'off', wait: 'false' }, routes })
    const { failures, clock } = await runAction({ inputs: own, routes, context: { runAttempt: 2 } })
    expect(failures).toEqual([expect.stringContaining('reports 50. It has ended already (succeeded).')])
    expect([clock.now(), jobs.length]).toEqual([0, 1])
  })

  it('has a job cancelled that is not what was requested', async () => {
    const jobs: FakeJob[] = []
    const routes = serverWith(jobs, (created) =>
      Object.assign(created, {
        method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 50 } } },
      }),
    )
    const { failures, sent } = await runAction({
      inputs: { ...inputs, hyperparameters: 'n_epochs: 1' },
      routes,
    })
    expect(failures[0]).toContain('n_epochs was requested as 1, and the server reports 50. It was cancelled.')
    expect(sent).toContain('POST /fine_tuning/jobs/ftjob-1/cancel')
  })

  it.each([
    ['is that of another run by the seed alone', 'file-0', 'false'],
    ['is a copy of our request if it uses our upload', 'file-1', 'true'],
  ])('that drops metadata may list an older job, which %s', async (_, trainingFile, created) => {
    const jobs: FakeJob[] = []
    const seed = deriveSeed(FINGERPRINT)
    const older = job({ id: 'ftjob-0', created_at: 1, ...SUCCEEDED, status: 'running', metadata: null })
    const routes = serverWith(jobs, (own) => {
      jobs.unshift(Object.assign(older, { seed, training_file: trainingFile, model: INPUTS.model }))
      return Object.assign(own, { seed, metadata: null })
    })
    const finish = () => Object.assign(older, { status: 'succeeded' })
    const { outputs, saved, sent } = await runAction({
      inputs,
      routes: { ...routes, 'GET /fine_tuning/jobs/ftjob-0': finish },
    })
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-0', created })
    expect([saved.created, sent.includes('POST /fine_tuning/jobs/ftjob-1/cancel')]).toEqual([created, true])
  })

  it.each([
    ['cannot be read', { id: null, model: INPUTS.model }, false, 0],
    ['cannot be read and is that of someone else', { id: null, model: 'gpt-4o' }, false, 1],
  ])('that has an entry which %s gets a job or not', async (_, entry, fails, created) => {
    const jobs: FakeJob[] = []
    const routes = serverWith(jobs, SUCCEED)
    const list = routes['GET /fine_tuning/jobs']
    const { sent, failed } = await runAction({
      inputs,
      routes: {
        ...routes,
        'GET /fine_tuning/jobs': (request, signal) => {
          const page = list?.(request, signal) as { data: object[] }
          return { ...page, data: [...page.data, entry] }
        },
      },
    })
    expect([creates(sent), failed]).toEqual([created, created === 0 || fails])
  })

  it('whose list cannot be read to its end gets a job only with reuse: false', async () => {
    const other = (i: number) => ({
      id: `ftjob-${100 + i}`,
      created_at: 1000 - i,
      status: 'succeeded',
      metadata: { team: 'a' },
    })
    const page = { data: Array.from({ length: 20 }, (_, i) => other(i)), has_more: true }
    const run = (reuse: string) => {
      const jobs: FakeJob[] = []
      const routes = serverWith(jobs, SUCCEED)
      return runAction({
        inputs: { ...inputs, reuse },
        routes: { ...routes, 'GET /fine_tuning/jobs': () => ({ ...page, data: [...jobs, ...page.data] }) },
      })
    }
    const refused = await run('true')
    expect([creates(refused.sent), refused.failures.length]).toEqual([0, 1])
    expect(refused.failures[0]).toContain('set "reuse: false"')
    expect(creates((await run('false')).sent)).toBe(1)
  })
})

describe('a job that has lost its model', () => {
  const done = job(SUCCEEDED)
  const model = 'GET /models/ft%3Amodel%3Aorg%3A%3A1'
  const base = { [`GET /models/${INPUTS.model}`]: () => ({ id: INPUTS.model }) }

  it('is named with all others that have lost theirs', async () => {
    const { failures } = await runAction({
      routes: serverWith([done, { ...done, id: 'ftjob-2', created_at: 60 }], undefined, {
        [model]: () => errorResponse(404, 'model_not_found'),
      }),
    })
    expect(failures[0]).toContain('Job ftjob-1 has done this work, but its model ft:model:org::1 does not')
    expect(failures[0]).toContain('The same holds for ftjob-2.')
  })

  it.each<[string, Routes, boolean]>([
    ['model_not_found', { [model]: () => errorResponse(404, 'model_not_found') }, true],
    [
      'a 404 of a server that knows models',
      { ...base, [model]: () => response(404, '{"detail":"no"}') },
      true,
    ],
    ['a 404 of a server that knows none', { [model]: () => response(404, '{"detail":"no"}') }, false],
    ['a page of a proxy', { ...base, [model]: () => response(404, '<html>') }, false],
    ['a refusal', { ...base, [model]: () => errorResponse(403, 'model_not_found') }, false],
  ])('fails the step instead of being trained again: %s', async (_, routes, isLost) => {
    const { sent, failed, failures, clock } = await runAction({
      routes: serverWith([done], undefined, routes),
    })
    expect([creates(sent), failed]).toEqual([0, isLost])
    if (!isLost) return
    expect(failures[0]).toContain('To train again, and pay again, set "reuse: false" or another "seed".')
    expect(clock.now()).toBeGreaterThanOrEqual(20_000)
  })
})

describe('control', () => {
  it.each(['cancel', 'pause'])('fails when a %s was accepted and has no effect', async (command) => {
    const { failures } = await runAction({
      action: control,
      inputs: { 'job-id': 'ftjob-1', command },
      statuses: ['running'],
      routes: { [`POST /fine_tuning/jobs/ftjob-1/${command}`]: () => ({ id: 'ftjob-1', status: 'running' }) },
    })
    expect(failures[0]).toContain('the server accepted the command, but the job is still running')
  })
})

describe('find', () => {
  it('warns of an unknown status', async () => {
    const { annotations } = await runAction({ action: find, inputs: { status: 'success' } })
    expect(annotations.map(({ text }) => text)).toEqual([
      expect.stringContaining('"success" is not a known status'),
    ])
  })
})
