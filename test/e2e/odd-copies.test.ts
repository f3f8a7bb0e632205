import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Quirks } from '../../sandbox/quirks.ts'
import type { ActionRun } from '../../tools/runner/action-run.ts'
import { runPostStep } from '../../tools/runner/runner.ts'
import { countJobs } from '../faults/server-project.ts'
import { preload } from '../support/preload.ts'
import { annotationTexts, ENDLESS, type StepOptions, startServer } from '../support/shared-server.ts'

/** Time passes so fast that the 30 seconds after a create request are one. */
const SPEED = 30
/** So late that a step which ends by itself never gets SIGTERM, however slow the machine is. */
const NO_SIGTERM = { interruptMs: 40_000 }
/** Long enough for all copies to be listed and cancelled. */
const LONG = [...Array(80).fill({ status: 'queued' }), { status: 'succeeded' }]

type Server = Awaited<ReturnType<typeof startServer>>

const run = (server: Server, step: StepOptions = {}) => server.run({ speed: SPEED, ...step })
const live = ({ sandbox }: Server) => countJobs(sandbox).live.map(({ id }) => id)
const errors = (step: ActionRun) => annotationTexts(step, 'error').join('\n')

/** Starts a server whose jobs are a second apart, so that the oldest one wins: of copies, not the job of the answer. */
function startCopier(quirks: Quirks) {
  const begin = Date.now()
  let calls = 0
  return startServer({ now: () => begin + 1000 * calls++, scripts: Array(9).fill([...ENDLESS]), ...quirks })
}

describe('a gateway that sends a create request again', { concurrent: true }, () => {
  it.each<Quirks>([{ createCopies: 3 }, { createCopies: 3, dropFields: ['metadata'] }])(
    'leaves one job: %j',
    async (quirks) => {
      await using server = await startServer({ ...quirks, scripts: Array(9).fill(LONG) })
      const step = await run(server)
      expect([errors(step), live(server)]).toEqual(['', [step.outputs['job-id']]])
    },
  )

  it('has the copy that is kept cancelled with the workflow', async () => {
    await using server = await startCopier({ createCopies: 2, dropFields: ['metadata'] })
    const action = server.start({ speed: SPEED })
    await action.log.waitFor('was created; the request for it')
    await action.log.waitFor('under way')
    await action.cancel(NO_SIGTERM)
    expect(live(server)).toEqual([])
  })

  it.each<[string, Pick<FaultRule, 'skip' | 'every'>, string]>([
    ['before any list shows the copies', { skip: 2 }, 'may be copies of ftjob'],
    ['before it is known which copy is kept', { skip: 3 }, 'may be copies of ftjob'],
    ['while no list is answered', { skip: 2, every: 1 }, 'has made copies of ftjob'],
  ])('has no copy forgotten if the workflow is cancelled %s', async (_, fault, reason) => {
    const quirks = { createCopies: 2, copyDelayMs: 1000, dropFields: ['metadata'] }
    await using server = await startCopier(quirks)
    const { sandbox } = server
    sandbox.fault({ kind: 'hang', method: 'GET', path: '/fine_tuning/jobs', ...fault })
    const action = server.start({ speed: 1 })
    const isHanging = () => sandbox.requests.some(({ fault }) => fault === 'hang')
    await vi.waitUntil(isHanging, { timeout: 15_000, interval: 5 })
    const main = await action.cancel(NO_SIGTERM)
    expect(main.state).not.toHaveProperty('ended')
    expect(errors(main)).toContain(reason)
    sandbox.clearFaults()
    const env = { ...main.options.env, NODE_OPTIONS: preload('fast-clock.mjs?speed=40') }
    const post = await runPostStep({ ...main, options: { ...main.options, env } }, { jobStatus: 'cancelled' })
    expect(live(server)).toHaveLength(1)
    expect([post?.exitCode, post && errors(post)]).toEqual([1, expect.stringContaining(`${live(server)[0]}`)])
  })
})
