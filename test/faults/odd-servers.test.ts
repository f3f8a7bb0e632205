import { afterAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { RunningAction } from '../../tools/runner/action-run.ts'
import { annotationTexts } from '../support/shared-server.ts'
import { describeUnnamedJobs, ODD_SERVERS, type OddServer } from './odd-servers.ts'
import { countJobs, createServerProject, createTotals, listRequests, sample } from './server-project.ts'

const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }
/** What goes wrong with the request that creates the job; `killed`: the process is killed once it was carried out. */
const FAULTS: Record<string, FaultRule & { killed?: boolean }> = {
  'a lost response': { ...CREATE, kind: 'lost' },
  'a page with status 403 after the effect': {
    ...CREATE,
    kind: 'status',
    status: 403,
    body: 'html',
    effect: true,
  },
  'a refusal in another shape': { ...CREATE, kind: 'status', status: 403, body: 'detail' },
  'a 500 after the effect': { ...CREATE, kind: 'status', status: 500, effect: true },
  'a kill after the effect': { ...CREATE, kind: 'hang', effect: true, killed: true },
}
const INPUTS = { hyperparameters: 'n_epochs: 3' }
const total = createTotals()

/** Runs twice at an odd server, the first time with this fault; asserts what holds in any case. */
async function runTwice(
  { server, strangers = 0, inputs, created: expected }: OddServer,
  fault?: (typeof FAULTS)[string],
) {
  const { killed = false, ...rule } = fault ?? {}
  let first: RunningAction | undefined
  const kill = (request: { fault: string | null }) => (request.fault === null ? undefined : first?.kill())
  await using at = await createServerProject({
    server: {
      ...server,
      faults: 'kind' in rule ? [rule] : [],
      ...(killed && { onResponse: kill }),
    },
    inputs: { ...INPUTS, ...inputs },
    strangers,
  })
  first = at.start()
  const runs = [await first.done]
  if (fault && expected > 0) expect(at.sandbox.requests.some((request) => request.fault !== null)).toBe(true)
  at.sandbox.clearFaults()
  runs.push(await at.start(fault ? { attempt: 2 } : { run: '2' }).done)

  const { live } = countJobs({ ...at.sandbox, jobs: at.listOwnJobs() })
  const report = [...runs.map(({ log }) => log), ...listRequests(at.sandbox)].join('\n')
  const errors = runs.flatMap((run) => annotationTexts(run, 'error'))
  expect(describeUnnamedJobs(live, errors), report).toBeUndefined()
  for (const run of runs) {
    if (run.exitCode !== 0) continue
    const job = live.find(({ modelName }) => modelName === run.outputs['fine-tuned-model'])
    expect(job?.wire.status, report).toBe('succeeded')
    expect(job?.wire.method, report).toMatchObject({ supervised: { hyperparameters: { n_epochs: 3 } } })
  }
  return { runs, live, created: at.listOwnJobs().length, report }
}

describe.concurrent('a server that', () => {
  it.each(sample(ODD_SERVERS))('$name costs no second payment', (odd) =>
    total.count('without a fault', async () => {
      const { runs, live, created, report } = await runTwice(odd)
      const succeeds = runs.map(({ exitCode }) => exitCode === 0)
      expect({ succeeds, created, live: live.length }, report).toEqual({
        succeeds: odd.succeeds,
        created: odd.created,
        live: odd.live,
      })
    }),
  )
})

describe.concurrent.each(Object.entries(FAULTS))('after %s, a server that', (name, fault) => {
  it.each(sample(ODD_SERVERS, Object.keys(FAULTS).indexOf(name)))('$name costs no second payment', (odd) =>
    total.count(`with ${name}`, async () => {
      await runTwice(odd, fault)
    }),
  )
})

afterAll(() =>
  total.print(`Two runs at each of ${ODD_SERVERS.length} odd servers, with a fault of the create request:`),
)
