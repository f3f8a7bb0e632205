import { afterAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { ActionRun, JobStatus, RunningAction } from '../../tools/runner/action-run.ts'
import { runPostStep } from '../../tools/runner/runner.ts'
import { preload } from '../support/preload.ts'
import {
  countJobs,
  createServerProject,
  createTotals,
  expectSuccess,
  faultedRequests,
  listRequests,
} from './server-project.ts'

/** So late that a step which ends by itself never gets SIGTERM, however slow the machine is. */
const NO_SIGTERM = { interruptMs: 40_000 }
const INPUTS = { 'poll-interval': '0.05' }
/** A post step waits up to four minutes until a queued job can be paused. */
const POST_SPEED = 100
/** So slow that a busy machine answers within the ten seconds of a request. */
const REPEATED_POST_SPEED = 40
const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }

const total = createTotals()

/** Returns the requests that change something. */
const listWrites = ({ requests }: Sandbox, from = 0) =>
  requests.slice(from).filter(({ method }) => method !== 'GET')

/** Runs the post step three times and returns the log of the first; the other two must change nothing. */
async function runPostThrice(main: ActionRun, jobStatus: JobStatus, sandbox: Sandbox): Promise<string> {
  const run = (speed: number) =>
    runPostStep(main, { jobStatus, env: { NODE_OPTIONS: preload(`fast-clock.mjs?speed=${speed}`) } })
  const first = await run(POST_SPEED)
  expect(first, 'action.yml has no post step').toBeDefined()
  const from = sandbox.requests.length
  await run(REPEATED_POST_SPEED)
  await run(REPEATED_POST_SPEED)
  expect(listRequests({ requests: listWrites(sandbox, from) }), `${main.log}\n${first?.log}`).toEqual([])
  return first?.log ?? ''
}

/** What a run and its post step left. */
interface Interruption {
  main: ActionRun
  sandbox: Sandbox
  /** The status of the job at the end of the request. */
  status: string | undefined
  report: string
}

/** Cancels a run at a certain request, or at its last if it has fewer; after that request the job no longer advances. */
async function interruptedAt(skip: number, fault: FaultRule, onCancel: string): Promise<Interruption> {
  let action: RunningAction | undefined
  let cancelled: Promise<ActionRun> | undefined
  let status: string | undefined
  await using at = await createServerProject({
    speed: 1,
    inputs: { ...INPUTS, 'on-cancel': onCancel },
    server: {
      faults: [{ ...fault, skip }],
      onRequest: (request) => {
        if (request.fault !== null) cancelled = action?.cancel(NO_SIGTERM)
      },
      onResponse: (request) => {
        if (request.fault === null) return
        status = at.sandbox.jobs[0]?.wire.status
        for (const { id } of at.sandbox.jobs) at.sandbox.script(id, [])
      },
    },
  })
  const { sandbox } = at
  action = at.start()
  const { log } = await action.done
  if (!cancelled) {
    // How often it polls depends on the machine.
    const { length } = sandbox.requests
    expect(skip, log).toBeGreaterThanOrEqual(length)
    return interruptedAt(length - 1, fault, onCancel)
  }
  const main = await cancelled
  const posted = await runPostThrice(main, 'cancelled', sandbox)
  const report = [main.log, '--- post ---', posted, ...listRequests(sandbox)].join('\n')
  return { main, sandbox, status, report }
}

/** Returns the final status of a job that had this status when the workflow was cancelled. */
function expectedStatus(status: string | undefined, onCancel: string): string | undefined {
  if (status === undefined || status === 'succeeded' || onCancel === 'detach') return status
  if (onCancel !== 'pause') return 'cancelled'
  return status === 'running' ? 'pausing' : status
}

async function listFaultlessRequests(): Promise<string[]> {
  await using at = await createServerProject({ speed: 1, inputs: INPUTS })
  expectSuccess(await at.start().done, countJobs(at.sandbox))
  return listRequests(at.sandbox)
}

const requests = await listFaultlessRequests()

describe.concurrent.each<[string, FaultRule]>([
  ['answered', { kind: 'slow', ms: 100 }],
  ['never answered', { kind: 'hang', effect: true }],
])('SIGINT at a request that is %s', (name, fault) => {
  describe.each([['cancel'], ['pause'], ['detach'], ['']])('on-cancel: %s', (onCancel) => {
    it.each(faultedRequests(requests, onCancel.length))(
      'leaves the job in the status that on-cancel selects, at request $index, $request',
      ({ index }) =>
        total.count(`SIGINT, ${name}, on-cancel: ${onCancel || 'unset'}`, async () => {
          const { main, sandbox, status, report } = await interruptedAt(index, fault, onCancel)
          expect(
            sandbox.jobs.map(({ wire }) => wire.status.replace('paused', 'pausing')),
            report,
          ).toEqual([expectedStatus(status, onCancel)].filter((one) => one !== undefined))
          expect(main.signal, report).toBeNull()
          if (status !== 'succeeded') expect(main.exitCode, report).toBe(1)
          const isRefused = onCancel === 'pause' && (status === 'queued' || status === 'validating_files')
          if (isRefused) expect(report).toMatch(/could not be paused/)
        }),
    )
  })
})

/** Kills a run when its server has carried out a certain request, or has ignored it. */
async function killedAt(fault: Partial<FaultRule>, jobStatus: JobStatus) {
  let action: RunningAction | undefined
  await using at = await createServerProject({
    speed: 20,
    inputs: { 'poll-interval': '1' },
    server: {
      listDelayMs: 100,
      faults: [{ kind: 'hang', ...fault } as FaultRule],
      onResponse: ({ fault }) => {
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
  const posted = await runPostThrice(main, jobStatus, at.sandbox)
  const [after] = at.sandbox.jobs.map(({ wire }) => wire.status)
  return {
    before,
    after,
    report: [main.log, '--- post ---', posted, ...listRequests(at.sandbox)].join('\n'),
    posted,
  }
}

describe.concurrent('a main step that was killed', () => {
  const moments: [string, Partial<FaultRule>][] = [
    ['after its create request was carried out', { ...CREATE, effect: true }],
    ['while it waited', { method: 'GET', path: '/fine_tuning/jobs/[^/]+', skip: 2 }],
  ]

  it.each(moments)('has its job cancelled by the post step of a cancelled workflow, %s', (_, fault) =>
    total.count('SIGKILL, then the post step of a cancelled job', async () => {
      const { before, after, report } = await killedAt(fault, 'cancelled')
      expect(before, report).toBeDefined()
      expect(after, report).toBe('cancelled')
    }),
  )

  it.each(moments)(
    'keeps its job after a failure, and the post step logs how to attach to it, %s',
    (_, fault) =>
      total.count('SIGKILL, then the post step of a failed job', async () => {
        const { before, after, posted, report } = await killedAt(fault, 'failure')
        expect(after, report).toBe(before?.status)
        expect(posted, report).toMatch(new RegExp(`${before?.id}|running this again finds it`))
      }),
  )

  it('has created no job before its create request was carried out', () =>
    total.count('SIGKILL, then the post step of a cancelled job', async () => {
      const { before, after } = await killedAt({ ...CREATE, effect: false }, 'cancelled')
      expect([before, after]).toEqual([undefined, undefined])
    }))
})

describe.concurrent('a job that the cancelled run has reused', () => {
  it.each([
    ['keeps running', '', 'running'],
    ['is cancelled if on-cancel is set to cancel', 'cancel', 'cancelled'],
  ])('%s', (_, onCancel, status) =>
    total.count('SIGINT, of a reused job', async () => {
      let action: RunningAction | undefined
      const jobPath = /^\/fine_tuning\/jobs\/[^/]+$/
      const endless = [{ status: 'running' }]
      let isSecondRun = false
      await using at = await createServerProject({
        speed: 1,
        inputs: { ...INPUTS, 'on-cancel': onCancel },
        server: {
          scripts: [endless],
          onRequest: ({ method, path }) => {
            if (isSecondRun && method === 'GET' && jobPath.test(path)) void action?.cancel()
          },
        },
      })
      const first = at.start({ run: '1' })
      await first.log.waitFor('running')
      await first.kill()
      isSecondRun = true
      action = at.start({ run: '2' })
      const main = await action.done
      const posted = await runPostThrice(main, 'cancelled', at.sandbox)
      expect(
        at.sandbox.jobs.map(({ wire }) => wire.status),
        `${main.log}\n${posted}`,
      ).toEqual([status])
      expect(main.outputs).toMatchObject({ created: 'false', 'job-id': at.sandbox.jobs[0]?.id })
    }),
  )
})

afterAll(() => total.print(`A run of ${requests.length} requests that is cancelled at one of them:`))
