import { afterAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import type { RunningAction } from '../../tools/runner/runner.ts'
import { accountOf, expectSuccess, project, requestsOf, struck, totals } from './server-project.ts'

/** What befalls a request; `killed`: the process, when the request has come in or has been carried out. */
type Fault = FaultRule & { killed?: 'onArrival' | 'onAnswer' }

const FAULTS: Record<string, Fault> = {
  'answer lost after the effect': { kind: 'lost' },
  'connection reset before it': { kind: 'reset' },
  '500': { kind: 'status', status: 500 },
  '503': { kind: 'status', status: 503 },
  'no answer and no effect': { kind: 'hang' },
  'no answer after the effect': { kind: 'hang', effect: true },
  'killed right before': { kind: 'hang', killed: 'onArrival' },
  'killed right after': { kind: 'hang', effect: true, killed: 'onAnswer' },
}

const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }
const total = totals()

/** A run that this befalls, then another one that nothing does; then nobody has paid twice. */
async function runTwice(scene: { azure?: boolean; server?: SandboxOptions }, fault: Fault, sameRun: boolean) {
  const { killed, ...rule } = fault
  let first: RunningAction | undefined
  const kill = (request: { fault: string | null }) => (request.fault === null ? undefined : first?.kill())
  const server = { ...scene.server, faults: [rule], ...(killed && { [killed]: kill }) }
  await using at = await project({ ...scene, server })
  first = at.start()
  const struck = await first.done
  expect(at.sandbox.requests.some((request) => request.fault !== null)).toBe(true)
  at.sandbox.clearFaults()
  const run = await at.start(sameRun ? { attempt: 2 } : { id: '2' }).done
  const account = accountOf(at.sandbox)
  const story = `${struck.log}\n--- and then ---\n${run.log}\n${requestsOf(at.sandbox).join('\n')}`
  expect(account.live.length, story).toBe(1)
  expect(killed ? [] : account.idle, story).toEqual([])
  expectSuccess(run, account)
  if (struck.exitCode === 0) expectSuccess(struck, account)
}

/** The requests of a run that nothing befalls. */
async function cleanRun(azure: boolean): Promise<string[]> {
  await using at = await project({ azure })
  const run = await at.start().done
  const account = accountOf(at.sandbox)
  expectSuccess(run, account)
  expect(account.idle).toEqual([])
  return requestsOf(at.sandbox)
}

const requests = await cleanRun(false)
const azureRequests = await cleanRun(true)
/** At Azure only what differs: everything until the job is followed. */
const azureFirst = azureRequests.slice(0, azureRequests.indexOf('GET /fine_tuning/jobs/:id') + 1)

const REFUSALS: [code: string, status: number][] = [
  ['training_not_available', 403],
  ['daily_rate_limit_exceeded', 429],
  ['model_not_available', 400],
]

describe.concurrent('a create request that is refused', () => {
  it.each(REFUSALS)('leaves neither job nor files, and another run succeeds (%s)', (code, status) =>
    total.count('refused create request', async () => {
      const refusal: FaultRule = { ...CREATE, kind: 'status', status, error: { code } }
      await using at = await project({ server: { faults: [refusal] } })
      const refused = await at.start().done
      expect([refused.exitCode, refused.outputs['error-code']], refused.log).toEqual([1, code])
      expect([at.sandbox.jobs, at.sandbox.files], refused.log).toEqual([[], []])
      expectSuccess(await at.start({ attempt: 2 }).done, accountOf(at.sandbox))
    }),
  )
})

describe.concurrent.each(Object.entries(FAULTS))('%s', (name, fault) => {
  const offset = Object.keys(FAULTS).indexOf(name)
  it.each(struck(requests, offset))('to request $index, $request, and then run again', ({ index }) =>
    total.count(name, () => runTwice({}, { ...fault, skip: index }, index % 2 === 0)),
  )

  it.each(struck(azureFirst, offset + 1))(
    'to request $index at Azure, $request, and then run again',
    ({ index }) =>
      total.count(`${name}, at Azure`, () =>
        runTwice({ azure: true }, { ...fault, skip: index }, index % 2 === 1),
      ),
  )

  it.each<[string, SandboxOptions]>([
    ['lists jobs seconds late', { listDelayMs: 50 }],
    ['lists files seconds late', { fileListDelayMs: 50 }],
    ['does not filter', { metadataFilter: false }],
    ['refuses the filter', { metadataFilter: 'refused' }],
    ['has no metadata', { keepsMetadata: false }],
    ['refuses metadata', { refusesMetadata: true, metadataFilter: 'refused' }],
  ])('to the create request, at a server that %s, and then run again', (_, server) =>
    total.count(`${name}, at other servers`, () => runTwice({ server }, { ...fault, ...CREATE }, true)),
  )
})

afterAll(() =>
  total.print(
    `A run of ${requests.length} requests (${azureRequests.length} at Azure), one of them struck, and a second run:`,
  ),
)
