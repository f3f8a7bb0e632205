import { afterAll, describe, expect, it } from 'vitest'
import type { DialectName } from '../../sandbox/dialects.ts'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import type { RunningAction } from '../../tools/runner/action-run.ts'
import {
  countJobs,
  createServerProject,
  createTotals,
  expectSuccess,
  faultedRequests,
  listRequests,
} from './server-project.ts'

/** A fault of one request; `killed`: the process is killed when the server has received the request or carried it out. */
type Fault = FaultRule & { killed?: 'onRequest' | 'onResponse' }

const FAULTS: Record<string, Fault> = {
  'response lost after the effect': { kind: 'lost' },
  'connection reset before it': { kind: 'reset' },
  '500': { kind: 'status', status: 500 },
  '503': { kind: 'status', status: 503 },
  'no response and no effect': { kind: 'hang' },
  'no response after the effect': { kind: 'hang', effect: true },
  'killed right before': { kind: 'hang', killed: 'onRequest' },
  'killed right after': { kind: 'hang', effect: true, killed: 'onResponse' },
}

const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }
const total = createTotals()

/** Runs with a fault and then without one; asserts that one live job is left. A run with fewer requests is hit at its last. */
async function runTwice(
  options: { dialect?: DialectName; server?: SandboxOptions },
  fault: Fault,
  sameRun: boolean,
): Promise<void> {
  const { killed, ...rule } = fault
  let first: RunningAction | undefined
  const kill = (request: { fault: string | null }) => (request.fault === null ? undefined : first?.kill())
  const server = { ...options.server, faults: [rule], ...(killed && { [killed]: kill }) }
  await using at = await createServerProject({ ...options, server })
  first = at.start()
  const faulted = await first.done
  if (at.sandbox.requests.every((request) => request.fault === null)) {
    // How often it polls depends on the machine.
    const { length } = at.sandbox.requests
    expect(fault.skip, faulted.log).toBeGreaterThanOrEqual(length)
    return runTwice(options, { ...fault, skip: length - 1 }, sameRun)
  }
  at.sandbox.clearFaults()
  const run = await at.start(sameRun ? { attempt: 2 } : { run: '2' }).done
  const account = countJobs(at.sandbox)
  const report = `${faulted.log}\n--- second run ---\n${run.log}\n${listRequests(at.sandbox).join('\n')}`
  expect(account.live.length, report).toBe(1)
  expect(killed ? [] : account.idle, report).toEqual([])
  expectSuccess(run, account)
  if (faulted.exitCode === 0) expectSuccess(faulted, account)
}

/** Returns the requests of a run without faults. */
async function listFaultlessRequests(dialect: DialectName): Promise<string[]> {
  await using at = await createServerProject({ dialect })
  const run = await at.start().done
  const account = countJobs(at.sandbox)
  expectSuccess(run, account)
  expect(account.idle).toEqual([])
  return listRequests(at.sandbox)
}

const requests = await listFaultlessRequests('openai')
const azureRequests = await listFaultlessRequests('azure')
/** Only the requests that differ at Azure: all until the first poll of the job. */
const azureFirst = azureRequests.slice(0, azureRequests.indexOf('GET /fine_tuning/jobs/:id') + 1)

const REFUSALS: [code: string, status: number][] = [
  ['training_not_available', 403],
  ['daily_rate_limit_exceeded', 429],
  ['model_not_available', 400],
]

describe.concurrent('a rejected create request', () => {
  it.each(REFUSALS)('leaves no job and no files, and a second run succeeds (%s)', (code, status) =>
    total.count('rejected create request', async () => {
      const refusal: FaultRule = { ...CREATE, kind: 'status', status, error: { code } }
      await using at = await createServerProject({ server: { faults: [refusal] } })
      const refused = await at.start().done
      expect([refused.exitCode, refused.outputs['error-code']], refused.log).toEqual([1, code])
      expect([at.sandbox.jobs, at.sandbox.files], refused.log).toEqual([[], []])
      expectSuccess(await at.start({ attempt: 2 }).done, countJobs(at.sandbox))
    }),
  )
})

describe.concurrent.each(Object.entries(FAULTS))('%s', (name, fault) => {
  const offset = Object.keys(FAULTS).indexOf(name)
  it.each(faultedRequests(requests, offset))(
    'hits request $index, $request, and a second run leaves one job',
    ({ index }) => total.count(name, () => runTwice({}, { ...fault, skip: index }, index % 2 === 0)),
  )

  it.each(faultedRequests(azureFirst, offset + 1))(
    'hits request $index at Azure, $request, and a second run leaves one job',
    ({ index }) =>
      total.count(`${name}, at Azure`, () =>
        runTwice({ dialect: 'azure' }, { ...fault, skip: index }, index % 2 === 1),
      ),
  )

  it.each<[string, SandboxOptions]>([
    ['lists jobs seconds late', { listDelayMs: 50 }],
    ['lists files seconds late', { fileListDelayMs: 50 }],
    ['does not filter', { metadataFilter: false }],
    ['rejects the filter', { metadataFilter: 'refused' }],
    ['drops metadata', { keepMetadata: false }],
    ['rejects metadata', { rejectMetadata: true, metadataFilter: 'refused' }],
  ])('hits the create request at a server that %s, and a second run leaves one job', (_, server) =>
    total.count(`${name}, at other servers`, () => runTwice({ server }, { ...fault, ...CREATE }, true)),
  )
})

afterAll(() =>
  total.print(
    `A run of ${requests.length} requests (${azureRequests.length} at Azure), one of them hit by a fault, and a second run:`,
  ),
)
