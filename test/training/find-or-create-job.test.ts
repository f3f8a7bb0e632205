import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { control } from '../../src/actions/control.ts'
import { find } from '../../src/actions/find.ts'
import { fingerprint } from '../../src/config/fingerprint.ts'
import { answer, refusal, type Seen } from '../support/fake-api.ts'
import { act, chat, INPUTS } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const creates = (sent: string[]) => sent.filter((request) => request === 'POST /fine_tuning/jobs').length

interface FakeJob {
  id: string
  status: string
  created_at: number
  metadata?: Record<string, string> | null
  [field: string]: unknown
}

type Routes = Record<string, (request: Seen, signal: AbortSignal | undefined) => unknown>

/** A server whose jobs are these, and those that are created; `routes` go before its own. */
function jobsAt(
  jobs: FakeJob[],
  create: (job: FakeJob, request: Seen) => unknown = (job) => job,
  routes: Routes = {},
): Routes {
  const one = (id: string) => jobs.find((job) => job.id === id) ?? refusal(404, 'not_found')
  const ofEach = ['ftjob-0', 'ftjob-1', 'ftjob-2', 'ftjob-3'].map(
    (id): Routes => ({
      [`GET /fine_tuning/jobs/${id}`]: () => one(id),
      [`GET /fine_tuning/jobs/${id}/events`]: () => ({ data: [], has_more: false }),
      [`POST /fine_tuning/jobs/${id}/cancel`]: () => Object.assign(one(id), { status: 'cancelled' }),
      [`POST /fine_tuning/jobs/${id}/resume`]: () => Object.assign(one(id), { status: 'queued' }),
    }),
  )
  return Object.assign(
    {
      'GET /fine_tuning/jobs': ({ query }: Seen) => ({
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
      'POST /fine_tuning/jobs': (request: Seen) => {
        const { metadata, training_file, model } = JSON.parse(request.body)
        const id = `ftjob-${jobs.length + 1}`
        const job = { id, status: 'queued', created_at: 100 + jobs.length, metadata, training_file, model }
        jobs.push(job)
        return create(job, request)
      },
    },
    ...ofEach,
    routes,
  )
}

const digest = createHash('sha256')
  .update(`${chat(60)}\n`)
  .digest('hex')
/** The fingerprint of the work that these tests ask for. */
const FINGERPRINT = fingerprint(
  { model: INPUTS.model, training: { list: 'train.jsonl' } },
  { training: { digest } },
)
const MARK = { ft_fingerprint: FINGERPRINT, ft_run: '1', ft_repository: 'octo-org/octo-repo' }

const job = (fields: Partial<FakeJob> = {}): FakeJob => ({
  id: 'ftjob-1',
  status: 'running',
  created_at: 50,
  metadata: MARK,
  ...fields,
})
const done = { status: 'succeeded', fine_tuned_model: 'ft:model:org::1' }

describe('a job of another run', () => {
  it('is asked for its model where the list does not tell it', async () => {
    const routes = jobsAt([job({ status: 'succeeded' })], undefined, {
      'GET /fine_tuning/jobs/ftjob-1': () => job(done),
    })
    const { outputs, failed } = await act({ inputs: { wait: 'false' }, routes })
    expect([failed, outputs['fine-tuned-model'], outputs.created]).toEqual([
      false,
      'ft:model:org::1',
      'false',
    ])
  })

  it.each([
    ['has succeeded', done, false, 0],
    ['was cancelled', { status: 'cancelled' }, true, 1],
  ])('that is paused in the list and %s meanwhile is seen as it is', async (_, now, fails, created) => {
    const jobs = [job({ status: 'paused' })]
    const fail = (created: FakeJob) => Object.assign(created, { status: 'failed', error: { message: 'x' } })
    const routes = jobsAt(jobs, fail, {
      'GET /fine_tuning/jobs/ftjob-1': () => Object.assign(jobs[0] ?? {}, now),
    })
    const { failed, sent } = await act({ routes })
    expect([failed, creates(sent)]).toEqual([fails, created])
  })

  /** After two looks at it, somebody cancels the job. */
  function cancelledAtTheThirdLook(jobs: FakeJob[], create: (job: FakeJob) => unknown) {
    let looks = 0
    return jobsAt(jobs, create, {
      'GET /fine_tuning/jobs/ftjob-1': () =>
        Object.assign(jobs[0] ?? {}, ++looks > 2 && { status: 'cancelled' }),
    })
  }

  it('that somebody cancels is replaced, and what is told is told of the new one', async () => {
    const routes = cancelledAtTheThirdLook([job()], (created) =>
      Object.assign(created, done, { fine_tuned_model: 'ft:model:org::2' }),
    )
    const { outputs, failed, saved } = await act({ routes })
    expect(failed).toBe(false)
    expect(outputs).toMatchObject({
      'job-id': 'ftjob-2',
      created: 'true',
      'fine-tuned-model': 'ft:model:org::2',
    })
    expect(JSON.parse(outputs.job ?? '')).toMatchObject({ id: 'ftjob-2', status: 'succeeded' })
    expect(saved['job-id']).toBe('ftjob-2')
  })

  it('is not left as the job of the step when the server refuses a new one', async () => {
    const routes = cancelledAtTheThirdLook([job()], () => refusal(403, 'training_not_available'))
    const { outputs, failures, saved } = await act({ routes })
    expect(failures[0]).toContain('training_not_available')
    expect([outputs['job-id'], outputs.status, saved['job-id']]).toEqual(['', '', ''])
  })
})

describe('a job that is found', () => {
  it.each<[string, Record<string, string>, string]>([
    ['this workflow run', { ...MARK, ft_run: '1658821493' }, 'created by this workflow run,'],
    ['another one, for a commit', { ...MARK, ft_sha: 'c0ffee1234' }, 'created by run 1 for commit c0ffee1,'],
    ['nobody knows whom', { ft_fingerprint: FINGERPRINT }, 'created by somebody else,'],
  ])('is told with who has created it: %s', async (_, metadata, told) => {
    const { annotations, outputs } = await act({ routes: jobsAt([job({ ...done, metadata })]) })
    expect(annotations.map(({ text }) => text).join()).toContain(told)
    expect(outputs.created).toBe(`${metadata.ft_run === '1658821493'}`)
  })

  it('only when the data is there is used all the same', async () => {
    let isUploaded = false
    const jobs = [job(done)]
    const { sent, outputs } = await act({
      routes: jobsAt(jobs, undefined, {
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

  it('paused is only told of where nobody waits for it', async () => {
    const { sent, annotations } = await act({
      inputs: { wait: 'false' },
      routes: jobsAt([job({ status: 'paused' })]),
    })
    expect(changing(sent)).toEqual([])
    expect(annotations.map(({ text }) => text).join()).toContain('Job ftjob-1 is paused and does not go on')
  })

  it('paused that may not be resumed is the end of the run', async () => {
    const routes = jobsAt([job({ status: 'paused' })], undefined, {
      'POST /fine_tuning/jobs/ftjob-1/resume': () => refusal(403, 'forbidden'),
    })
    const { failures } = await act({ routes })
    expect(failures[0]).toContain('Job ftjob-1 cannot be resumed')
  })
})

describe('with reuse: false', () => {
  const inputs = { reuse: 'false' }

  it.each<[string, Partial<FakeJob>, string, number]>([
    ['of another run is not used', {}, 'train.jsonl', 1],
    ['of this run is used', { metadata: { ...MARK, ft_run: '1658821493' } }, 'train.jsonl', 0],
    ['without metadata is not used', { metadata: null, training_file: 'file-1' }, 'file-1', 1],
  ])('a job %s', async (_, fields, data, created) => {
    const jobs = [job({ ...done, model: INPUTS.model, ...fields })]
    const routes = jobsAt(jobs, (created) => Object.assign(created, done))
    const { sent } = await act({ inputs: { ...inputs, 'training-file': data }, routes })
    expect(creates(sent)).toBe(created)
  })

  it('every invocation outside of a workflow is a run of its own', async () => {
    const routes = jobsAt([job(done)], (created) => Object.assign(created, done))
    const context = { repository: undefined, sha: undefined, ref: undefined, runId: undefined }
    const { sent, requests } = await act({ inputs, routes, context })
    expect(creates(sent)).toBe(1)
    const { body = '' } =
      requests.find(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs') ?? {}
    expect(Object.keys(JSON.parse(body).metadata)).toEqual(['ft_fingerprint', 'ft_attempt'])
  })
})

describe('a server that refuses', () => {
  it('metadata gets the job without it, and a warning says what that means', async () => {
    const refused = (_: FakeJob, { body }: Seen) => JSON.parse(body).metadata !== undefined
    const jobs: FakeJob[] = []
    const { failed, requests, annotations } = await act({
      routes: jobsAt(jobs, (created, request) => {
        if (!refused(created, request)) return Object.assign(created, done)
        jobs.pop()
        return answer(400, '{"error":{"message":"Unknown parameter: metadata","param":"metadata"}}')
      }),
    })
    expect(failed).toBe(false)
    const bodies = requests.filter(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs')
    expect(bodies.map(({ body }) => 'metadata' in JSON.parse(body))).toEqual([true, false])
    expect(annotations.map(({ text }) => text).join()).toContain('This server refuses metadata')
  })

  it('to list its jobs once ours is created leaves it unknown whether there is another', async () => {
    let isCreated = false
    const jobs: FakeJob[] = []
    const { failed, annotations, outputs } = await act({
      routes: jobsAt(
        jobs,
        (created) => {
          isCreated = true
          return Object.assign(created, done, { status: 'queued' })
        },
        {
          'GET /fine_tuning/jobs': () =>
            isCreated ? refusal(403, 'forbidden') : { data: [], has_more: false },
          'GET /fine_tuning/jobs/ftjob-1': () => ({ ...jobs[0], ...done }),
        },
      ),
    })
    expect([failed, outputs['job-id'], outputs.status]).toEqual([false, 'ftjob-1', 'succeeded'])
    expect(annotations.map(({ text }) => text).join()).toContain(
      'It is not known whether another run has created a job for the same work',
    )
  })
})

describe('a create request', () => {
  it('whose answer was lost is not sent again when its job is in the list', async () => {
    const jobs: FakeJob[] = []
    const { failed, sent, outputs } = await act({
      routes: jobsAt(jobs, (created) => {
        Object.assign(created, done)
        return Promise.reject(new Error('socket hang up'))
      }),
    })
    expect([failed, creates(sent), outputs['job-id'], outputs.created]).toEqual([false, 1, 'ftjob-1', 'true'])
  })

  it('that is refused after one of which nobody knows leaves it unknown whether there is a job', async () => {
    let sends = 0
    const jobs: FakeJob[] = []
    const { failures, sent } = await act({
      routes: jobsAt(jobs, () => {
        jobs.pop()
        return ++sends === 1 ? Promise.reject(new Error('socket hang up')) : refusal(403, 'forbidden')
      }),
    })
    expect([creates(sent), failures]).toEqual([
      2,
      [expect.stringContaining('It is not known whether the job was created')],
    ])
  })
})

describe('a server without a list of jobs', () => {
  it.each([
    ['by a refusal of its own', () => refusal(404, 'unknown_url')],
    ['as a framework does', () => answer(404, '{"detail":"Not Found"}')],
  ])('gets the job all the same, and it is told once: %s', async (_, list) => {
    const { failed, annotations, sent } = await act({ routes: { 'GET /fine_tuning/jobs': list } })
    const told = annotations.filter(({ text }) => text.startsWith('This server does not list its jobs'))
    expect([failed, creates(sent), told.length]).toEqual([false, 1, 1])
  })
})

describe('what was paid', () => {
  it('is said to be nothing only when a job of before has succeeded', async () => {
    const reused = await act({ routes: jobsAt([job(done)]) })
    expect(reused.summary).toContain('nothing was paid for again')
    const created = await act({ routes: jobsAt([], (created) => Object.assign(created, done)) })
    expect([created.failed, created.outputs.created]).toEqual([false, 'true'])
    expect(created.summary).not.toContain('nothing was paid')
  })
})

describe('jobs without metadata that look alike', () => {
  it('are compared one after another, however many there are', async () => {
    const alike = Array.from({ length: 300 }, (_, i) =>
      job({
        id: `ftjob-${1000 + i}`,
        metadata: null,
        model: INPUTS.model,
        training_file: `file-${1000 + i}`,
      }),
    )
    let atOnce = 0
    let most = 0
    const fetchOf = async (id: string) => {
      most = Math.max(most, ++atOnce)
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
      atOnce -= 1
      return { id, filename: 'other.jsonl', bytes: 1 }
    }
    const files = Object.fromEntries(
      alike.map(({ training_file: id }) => [`GET /files/${id}`, () => fetchOf(`${id}`)]),
    )
    const { sent } = await act({
      inputs: { wait: 'false' },
      routes: { ...files, 'GET /fine_tuning/jobs': () => ({ data: alike, has_more: false }) },
    })
    expect([creates(sent), most]).toEqual([1, 1])
    // Each of them once, though the list is read several times.
    expect(sent.filter((request) => request.startsWith('GET /files/file-1'))).toHaveLength(300)
  })
})

describe('after an answer that does not say whether there is a job', () => {
  const strangers = { metadata: null, training_file: 'file-1', model: INPUTS.model }
  const inputs = { 'training-file': 'file-1' }

  it.each(['failed', 'succeeded', 'running'])(
    "somebody's job without metadata (%s) is not taken for ours where the server keeps metadata",
    async (status) => {
      const jobs = [
        job({ ...strangers, status, fine_tuned_model: status === 'succeeded' ? 'ft:persons' : null }),
        job({ id: 'ftjob-2', metadata: { team: 'a' } }),
      ]
      let asked = 0
      const routes = jobsAt(jobs, (created) => {
        if (++asked > 1) return Object.assign(created, done)
        jobs.pop()
        return refusal(503, 'server_is_overloaded')
      })
      const { outputs, sent } = await act({ inputs, routes })
      expect(outputs['job-id']).toBe('ftjob-3')
      expect(changing(sent)).toEqual(Array(2).fill('POST /fine_tuning/jobs'))
    },
  )

  it('the job is known by its files where the server keeps no metadata', async () => {
    const jobs: FakeJob[] = []
    const routes = jobsAt(jobs, (created) => {
      Object.assign(created, done, { metadata: null })
      return Promise.reject(new Error('socket hang up'))
    })
    const { outputs, sent, failed } = await act({ inputs, routes })
    expect([failed, creates(sent), outputs['job-id']]).toEqual([false, 1, 'ftjob-1'])
  })
})

describe('two jobs for the same work', () => {
  /** Another run's job, a moment older than ours, comes to light when ours is created. */
  function withAnElder(routes: Routes = {}) {
    const jobs: FakeJob[] = []
    const elder = job({ id: 'ftjob-0', created_at: 1, training_file: 'file-0', ...done, status: 'running' })
    const create = (created: FakeJob) => {
      jobs.unshift(elder)
      return created
    }
    return jobsAt(jobs, create, {
      'GET /fine_tuning/jobs/ftjob-0': () => Object.assign(elder, { status: 'succeeded' }),
      ...routes,
    })
  }

  it('end as one: the younger is cancelled by the run that has created it', async () => {
    const { outputs, sent, saved } = await act({ routes: withAnElder() })
    expect(changing(sent)).toContain('POST /fine_tuning/jobs/ftjob-1/cancel')
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-0', created: 'false', status: 'succeeded' })
    expect(saved).toMatchObject({ 'job-id': 'ftjob-0', created: 'false' })
    // The other one is trained on its own copy of the data.
    expect(changing(sent)).toContain('DELETE /files/file-1')
  })

  it('are left to ours when it has succeeded before it could be cancelled', async () => {
    const { outputs, failed, summary } = await act({
      routes: withAnElder({
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => refusal(400, 'too_late'),
        'GET /fine_tuning/jobs/ftjob-1': () => job(done),
      }),
    })
    expect([failed, outputs['job-id'], outputs.created]).toEqual([false, 'ftjob-1', 'true'])
    expect(summary).not.toContain('nothing was paid')
  })

  it('fail the step when one of them cannot be cancelled', async () => {
    const { failures, outputs } = await act({
      routes: withAnElder({
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => refusal(503, 'server_is_overloaded'),
      }),
    })
    expect(failures[0]).toContain('Two jobs do the same work, ftjob-1 and ftjob-0')
    expect([outputs['job-id'], outputs.status]).toEqual(['ftjob-0', 'succeeded'])
  })

  it('are left to the post step when the workflow is cancelled before that', async () => {
    const { failures, saved } = await act({
      interruptAt: '/ftjob-1/cancel',
      routes: withAnElder({
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => refusal(503, 'server_is_overloaded'),
      }),
    })
    expect(failures[0]).toContain('Two jobs do the same work, ftjob-1 and ftjob-0')
    expect([saved['job-id'], saved.created, saved.ended]).toEqual(['ftjob-1', 'true', undefined])
  })
})

describe('files that no job uses', () => {
  it('are deleted though the workflow was cancelled while the upload was answered', async () => {
    const { sent, failures } = await act({
      interruptAt: 'POST /files',
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

  it('are left alone when this run has only found them', async () => {
    const file = { id: 'file-7', filename: `train-0-${digest}.jsonl`, bytes: chat(60).length + 1 }
    const { sent, log } = await act({
      routes: {
        'GET /files': () => ({ data: [file], has_more: false }),
        'GET /files/file-7': () => file,
        'POST /fine_tuning/jobs': () => refusal(403, 'training_not_available'),
      },
    })
    expect(log.join()).toContain('already on the server as file-7')
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs'])
  })

  it.each(['queued', 'running', 'paused', 'succeeded'])(
    "are not those that somebody else's job uses (%s)",
    async (status) => {
      const others = job({ status, metadata: { team: 'a' }, training_file: 'file-1' })
      const routes = jobsAt([others], undefined, {
        'POST /fine_tuning/jobs': () => refusal(403, 'training_not_available'),
      })
      const { sent, log } = await act({ routes })
      expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
      expect(log).toContain('file-1 is kept: job ftjob-1 uses it')
    },
  )

  it('are left with a warning, and in time, when the server does not answer a cancelled workflow', async () => {
    const { annotations, clock } = await act({
      interruptAt: 'DELETE /files/file-1',
      routes: {
        'POST /fine_tuning/jobs': () => refusal(403, 'training_not_available'),
        'DELETE /files/file-1': (_, signal) =>
          new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      },
    })
    expect(annotations.map(({ text }) => text).join()).toContain('may be left on the server')
    expect(clock.now()).toBeLessThan(5000)
  })
})

describe('a list of jobs that cannot be read', () => {
  const no = [
    ['refused', () => refusal(403, 'no_access')],
    ['not answered', () => Promise.reject(new Error('socket hang up'))],
    ['answered by the page of a proxy', () => answer(200, '<html>Please log in</html>')],
  ] as const

  it.each(no)('leads to nothing that has an effect: %s', async (_, reaction) => {
    const { sent, failures } = await act({ routes: { 'GET /fine_tuning/jobs': reaction } })
    expect([changing(sent), failures.length]).toEqual([[], 1])
  })

  it.each(no)('leads to no job when the data is on the server: %s', async (_, reaction) => {
    let uploaded = false
    const { sent, failures } = await act({
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

describe('lists that are not as documented', () => {
  it('are followed over pages that a filter has emptied', async () => {
    const { outputs, sent } = await act({
      inputs: { wait: 'false' },
      routes: {
        'GET /fine_tuning/jobs': ({ query }) =>
          query.has('after')
            ? { data: [job(done)], has_more: false }
            : { data: [], has_more: true, last_id: 'ftjob-9' },
      },
    })
    expect([outputs['job-id'], creates(sent)]).toEqual(['ftjob-1', 0])
  })

  it('are read though they are huge, and the outputs are cut in time', async () => {
    const jobs = Array.from({ length: 5000 }, (_, i) => job({ id: `ftjob-${i}`, created_at: i }))
    const started = performance.now()
    const { outputs, failed } = await act({
      verb: find,
      inputs: { limit: '5000' },
      routes: { 'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: false }) },
    })
    expect([failed, outputs.count]).toEqual([false, '5000'])
    // Not a measurement: it took a minute when each length was found anew.
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('say it once when they are too long to be read', async () => {
    let page = 0
    const { annotations } = await act({
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

describe('control', () => {
  it.each(['cancel', 'pause'])('fails when a %s was accepted and nothing has come of it', async (command) => {
    const { failures } = await act({
      verb: control,
      inputs: { 'job-id': 'ftjob-1', command },
      statuses: ['running'],
      routes: { [`POST /fine_tuning/jobs/ftjob-1/${command}`]: () => ({ id: 'ftjob-1', status: 'running' }) },
    })
    expect(failures[0]).toContain('still running a minute later')
  })
})

describe('find', () => {
  it('warns of a status that nobody knows', async () => {
    const { annotations } = await act({ verb: find, inputs: { status: 'success' } })
    expect(annotations.map(({ text }) => text)).toEqual([expect.stringContaining('"success" is no status')])
  })
})
