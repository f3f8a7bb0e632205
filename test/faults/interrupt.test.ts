import { afterAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { type ActionRun, type JobStatus, type RunningAction, runPost } from '../../tools/runner/runner.ts'
import { accountOf, expectSuccess, project, requestsOf, struck, totals } from './server-project.ts'

/** What is left for the main step after SIGINT. */
const MAX_MS = 5000
const INPUTS = { 'poll-interval': '0.05' }
const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }

const total = totals()

/** What a step asked of the server that changes something. */
const changes = ({ requests }: Sandbox, from = 0) =>
  requests.slice(from).filter(({ method }) => method !== 'GET')

/** Runs the post step three times, and returns what the first has said; the others must change nothing. */
async function postThrice(main: ActionRun, jobStatus: JobStatus, sandbox: Sandbox): Promise<string> {
  const first = await runPost(main, { jobStatus })
  expect(first, 'action.yml has no post step').toBeDefined()
  const from = sandbox.requests.length
  await runPost(main, { jobStatus })
  await runPost(main, { jobStatus })
  expect(requestsOf({ requests: changes(sandbox, from) }), `${main.log}\n${first?.log}`).toEqual([])
  return first?.log ?? ''
}

/** A run that is cancelled when a certain request comes in; after that request the job stands still. */
async function interruptedAt(skip: number, fault: FaultRule, onCancel: string) {
  let action: RunningAction | undefined
  let stopped: Promise<[ActionRun, number]> | undefined
  let status: string | undefined
  async function stop(): Promise<[ActionRun, number]> {
    const at = performance.now()
    const run = await action?.cancel()
    if (!run) throw new Error('there is nothing to cancel')
    return [run, performance.now() - at]
  }
  await using at = await project({
    speed: 1,
    inputs: { ...INPUTS, 'on-cancel': onCancel },
    server: {
      faults: [{ ...fault, skip }],
      onArrival: (request) => {
        if (request.fault !== null) stopped = stop()
      },
      onAnswer: (request) => {
        if (request.fault === null) return
        status = at.sandbox.jobs[0]?.wire.status
        for (const { id } of at.sandbox.jobs) at.sandbox.script(id, [])
      },
    },
  })
  const { sandbox } = at
  action = at.start()
  await action.done
  if (!stopped) throw new Error('the request never came')
  const [main, tookMs] = await stopped
  expect(tookMs, main.log).toBeLessThan(MAX_MS)
  const posted = await postThrice(main, 'cancelled', sandbox)
  const story = [main.log, '--- post ---', posted, ...requestsOf(sandbox)].join('\n')
  return { main, sandbox, status, story }
}

/** How a job stands in the end that stood so when the workflow was cancelled. */
function expected(status: string | undefined, onCancel: string): string | undefined {
  if (status === undefined || status === 'succeeded' || onCancel === 'detach') return status
  if (onCancel !== 'pause') return 'cancelled'
  return status === 'running' ? 'pausing' : status
}

async function cleanRequests(): Promise<string[]> {
  await using at = await project({ speed: 1, inputs: INPUTS })
  expectSuccess(await at.start().done, accountOf(at.sandbox))
  return requestsOf(at.sandbox)
}

const requests = await cleanRequests()

describe.concurrent.each<[string, FaultRule]>([
  ['answered', { kind: 'slow', ms: 100 }],
  ['never answered', { kind: 'hang', effect: true }],
])('SIGINT at a request that is %s', (name, fault) => {
  describe.each([['cancel'], ['pause'], ['detach'], ['']])('on-cancel: %s', (onCancel) => {
    it.each(struck(requests, onCancel.length))(
      'leaves the job as it says, at request $index, $request',
      ({ index }) =>
        total.count(`SIGINT, ${name}, on-cancel: ${onCancel || 'not given'}`, async () => {
          const { main, sandbox, status, story } = await interruptedAt(index, fault, onCancel)
          expect(
            sandbox.jobs.map(({ wire }) => wire.status.replace('paused', 'pausing')),
            story,
          ).toEqual([expected(status, onCancel)].filter((one) => one !== undefined))
          expect(main.signal, story).toBeNull()
          if (status !== 'succeeded') expect(main.exitCode, story).toBe(1)
          const refused = onCancel === 'pause' && (status === 'queued' || status === 'validating_files')
          if (refused) expect(story).toMatch(/could not be paused/)
        }),
    )
  })
})

/** A run that is killed when a certain request has come in, or was carried out. */
async function killedAt(fault: Partial<FaultRule>, jobStatus: JobStatus) {
  let action: RunningAction | undefined
  await using at = await project({
    speed: 20,
    inputs: { 'poll-interval': '1' },
    server: {
      listDelayMs: 100,
      faults: [{ kind: 'hang', ...fault } as FaultRule],
      onAnswer: ({ fault }) => {
        if (fault === null) return undefined
        for (const { id } of at.sandbox.jobs) at.sandbox.script(id, [])
        return action?.kill()
      },
    },
  })
  action = at.start()
  const main = await action.done
  expect(main.signal).toBe('SIGKILL')
  const [before] = at.sandbox.jobs.map(({ id, wire }) => ({ id, status: wire.status }))
  const said = await postThrice(main, jobStatus, at.sandbox)
  const [after] = at.sandbox.jobs.map(({ wire }) => wire.status)
  return {
    before,
    after,
    story: [main.log, '--- post ---', said, ...requestsOf(at.sandbox)].join('\n'),
    said,
  }
}

describe.concurrent('a main step that was killed', () => {
  const moments: [string, Partial<FaultRule>][] = [
    ['when its create request was carried out', { ...CREATE, effect: true }],
    ['while it waited', { method: 'GET', path: '/fine_tuning/jobs/[^/]+', skip: 2 }],
  ]

  it.each(moments)('has its job cancelled after a cancelled workflow, %s', (_, fault) =>
    total.count('SIGKILL, then the post step of a cancelled job', async () => {
      const { before, after, story } = await killedAt(fault, 'cancelled')
      expect(before, story).toBeDefined()
      expect(after, story).toBe('cancelled')
    }),
  )

  it.each(moments)('has its job left after a failure, and is told how to attach, %s', (_, fault) =>
    total.count('SIGKILL, then the post step of a failed job', async () => {
      const { before, after, said, story } = await killedAt(fault, 'failure')
      expect(after, story).toBe(before?.status)
      expect(said, story).toMatch(new RegExp(`${before?.id}|running this again finds it`))
    }),
  )

  it('has created nothing before its create request was carried out', () =>
    total.count('SIGKILL, then the post step of a cancelled job', async () => {
      const { before, after } = await killedAt({ ...CREATE, effect: false }, 'cancelled')
      expect([before, after]).toEqual([undefined, undefined])
    }))
})

describe.concurrent('a job that the run has found', () => {
  it.each([
    ['is left', '', 'running'],
    ['is cancelled where on-cancel says so', 'cancel', 'cancelled'],
  ])('%s', (_, onCancel, status) =>
    total.count('SIGINT, of a job that was found', async () => {
      let action: RunningAction | undefined
      const look = /^\/fine_tuning\/jobs\/[^/]+$/
      const endless = [{ status: 'running' }]
      let stop = false
      await using at = await project({
        speed: 1,
        inputs: { ...INPUTS, 'on-cancel': onCancel },
        server: {
          scripts: [endless],
          onArrival: ({ method, path }) => {
            if (stop && method === 'GET' && look.test(path)) void action?.cancel()
          },
        },
      })
      const first = at.start({ id: '1' })
      await first.log.waitFor('running')
      await first.kill()
      stop = true
      action = at.start({ id: '2' })
      const main = await action.done
      const posted = await postThrice(main, 'cancelled', at.sandbox)
      expect(
        at.sandbox.jobs.map(({ wire }) => wire.status),
        `${main.log}\n${posted}`,
      ).toEqual([status])
      expect(main.outputs).toMatchObject({ created: 'false', 'job-id': at.sandbox.jobs[0]?.id })
    }),
  )
})

afterAll(() => total.print(`A run of ${requests.length} requests that is cancelled at one of them:`))
