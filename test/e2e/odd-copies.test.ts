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
function startCopier(quirks: Quirks, script = LONG) {
  const begin = Date.now()
  let calls = 0
  return startServer({ now: () => begin + 1000 * calls++, scripts: Array(9).fill(script), ...quirks })
}

describe('a gateway that sends a create request again', { concurrent: true }, () => {
  it.each<Quirks>([
    { createCopies: 3 },
    { createCopies: 3, dropFields: ['metadata'] },
    { createCopies: 2, dropFields: ['metadata'], listDelayMs: 50 },
  ])('leaves one job: %j', async (quirks) => {
    await using server = await startServer({
      ...quirks,
      scripts: Array(9).fill([...Array(80).fill({ status: 'queued' }), { status: 'succeeded' }]),
    })
    const step = await run(server)
    expect([errors(step), live(server)]).toEqual(['', [step.outputs['job-id']]])
  })

  it('is named in an error if nothing but its content shows the copy', async () => {
    const quirks = { createCopies: 2, copyDelayMs: 1000, dropFields: ['metadata', 'seed'] }
    await using server = await startCopier(quirks, [...ENDLESS])
    const step = await run(server, { inputs: { wait: 'false', seed: '7' } })
    expect([step.exitCode, live(server).length]).toEqual([1, 2])
    for (const id of live(server)) expect(errors(step)).toContain(id)
  })

  it.each<[string, Quirks]>([
    ['metadata', {}],
    ['a seed', { dropFields: ['metadata'] }],
    ['content', { dropFields: ['metadata', 'seed'] }],
  ])('is answered by the job of this run, whichever copy is kept, recognized by %s', async (_, quirks) => {
    await using server = await startCopier({ createCopies: 2, ...quirks })
    const [step, ids] = [await run(server), server.sandbox.jobs.map(({ id }) => id)]
    expect([errors(step), live(server)]).toEqual(['', ids.slice(0, 1)])
    expect(step.outputs).toMatchObject({ 'job-id': ids[0], created: 'true' })
    expect(step.state).toMatchObject({ 'job-id': ids[0], created: 'true' })
    expect(annotationTexts(step, 'notice').join()).toContain(
      `job ${ids[0]} was created; the request for it was answered with ${ids[1]}, and ${ids[1]} of the same request was cancelled`,
    )
    const warnings = annotationTexts(step, 'warning').filter((text) => text.includes('keeps no metadata'))
    expect(warnings).toHaveLength(quirks.dropFields ? 1 : 0)
  })

  it('has the copy that is kept cancelled with the workflow', async () => {
    await using server = await startCopier({ createCopies: 2, dropFields: ['metadata'] }, [...ENDLESS])
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
    await using server = await startCopier(quirks, [...ENDLESS])
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

  it.each([1, 2])('is named in an error if the list shows no ids: %d more', async (more) => {
    await using server = await startServer({
      jobIds: 'renamed',
      createCopies: 1 + more,
      scripts: Array(9).fill(LONG),
    })
    const step = await run(server)
    expect(step.exitCode).toBe(1)
    expect(errors(step)).toContain(
      `The server lists ${more} more ${more === 1 ? 'job' : 'jobs'} of the create request that made ${step.outputs['job-id']}`,
    )
    expect(errors(step)).toContain('costing money')
  })
})
