import { describe, expect, it } from 'vitest'
import type { Transition } from '../../sandbox/job.ts'
import type { Quirks } from '../../sandbox/quirks.ts'
import { post } from '../../src/actions/post.ts'
import { LIST, LONG, startGateway } from '../support/gateway.ts'

describe('the copies of a job to which a later step attaches', () => {
  /** A first step creates a job and does not wait for it; its copy comes 40 seconds later. */
  async function startWithLateCopy(quirks: Quirks, inputs: Record<string, string> = {}) {
    const gateway = startGateway({ createCopies: 2, copyDelayMs: 40_000, ...quirks })
    await gateway.run({ inputs: { ...inputs, wait: 'false' } })
    await gateway.clock.sleep(60_000)
    expect(gateway.live()).toHaveLength(2)
    return gateway
  }
  const ANOTHER_ATTEMPT = { runAttempt: 2 }
  const ANOTHER_RUN = { runId: '2', runAttempt: 3 }

  it.each<[string, Quirks]>([
    ['metadata', {}],
    ['the derived seed', { dropFields: ['metadata'] }],
  ])('are cancelled by the next attempt of the run, recognized by %s', async (_, quirks) => {
    const { run, ids, statuses } = await startWithLateCopy(quirks)
    const { failures, outputs } = await run({ context: ANOTHER_ATTEMPT })
    expect([failures, outputs['job-id'], statuses()]).toEqual([[], ids()[0], ['succeeded', 'cancelled']])
  })

  it.each<[string, Quirks]>([
    ['the derived seed', {}],
    ['no seed', { dropFields: ['seed'] }],
  ])('are named by another run after 30 seconds if they have %s', async (_, quirks) => {
    const { run, ids, statuses } = await startWithLateCopy(quirks)
    const { failures } = await run({ context: ANOTHER_RUN })
    expect(failures).toEqual([
      `Two jobs may do the same training, ${ids().join(' and ')}. Neither was cancelled, because another run created it. Cancel one of them by hand if they are the same.`,
    ])
    expect(statuses()).not.toContain('cancelled')
  })

  it('are left to the run that made them if the user has set the seed, as no gateway is known to make them', async () => {
    const { run, statuses, clock } = await startWithLateCopy({}, { seed: '7' })
    const startedAt = clock.now()
    const { failures } = await run({ context: ANOTHER_RUN, inputs: { seed: '7', wait: 'false' } })
    expect([failures, statuses()]).toEqual([[], Array(2).fill('validating_files')])
    expect(clock.now() - startedAt).toBeLessThan(10_000)
  })

  it('fail the step if the workflow is cancelled before they are', async () => {
    const { run, ids, cancel } = await startWithLateCopy({})
    const { failures, saved } = await run({ context: ANOTHER_ATTEMPT }, (name) =>
      name.endsWith('/cancel') ? { fault: '503', before: cancel } : {},
    )
    expect(failures[0]).toContain(`Two jobs do the same training, ${ids()[1]} and ${ids()[0]}`)
    expect(saved).not.toHaveProperty('ended')
  })

  it('are cancelled while the job is followed if no list could be read at first', async () => {
    const { run, ids, statuses, clock } = await startWithLateCopy({ dropFields: ['metadata'] })
    const startedAt = clock.now()
    let looks = 0
    const { failures, outputs } = await run({ context: ANOTHER_ATTEMPT }, (name) =>
      name === LIST && ++looks > 1 && clock.now() - startedAt < 45_000 ? { fault: '500' } : {},
    )
    expect([failures, outputs['job-id'], statuses()]).toEqual([[], ids()[0], ['succeeded', 'cancelled']])
  })
})

describe('a job that may be a copy of the own one', () => {
  const EARLY: readonly Transition[] = [{ status: 'running' }, ...LONG]

  it.each<[string, string[], string[]]>([
    ['a seed, and then cancelled', ['metadata'], []],
    [
      'its content, and then named',
      ['metadata', 'seed'],
      [expect.stringContaining('because it is recognized only by what the server reports of it')],
    ],
  ])('is left to other runs for 30 seconds if it is recognized by %s', async (_, dropFields, expected) => {
    const { run, live, clock } = startGateway({ createCopies: 2, copyDelayMs: 4000, dropFields }, EARLY)
    const cancelledAt: number[] = []
    let createdAt = 0
    const { failures } = await run({ inputs: { wait: 'true', 'poll-interval': '1' } }, (name) => {
      if (name === 'POST /fine_tuning/jobs') createdAt = clock.now()
      if (name.endsWith('/cancel')) cancelledAt.push(clock.now() - createdAt)
      return {}
    })
    expect(failures).toEqual(expected)
    expect(cancelledAt.filter((ms) => ms < 30_000)).toEqual([])
    expect([live().length, cancelledAt.length]).toEqual(expected.length === 0 ? [0, 1] : [1, 0])
  })

  it.each<[string, string[], RegExp]>([
    [
      'a seed',
      ['metadata'],
      /the server does not list ftjob-\w+, so gateway-\w+ may be the same job under another id\./,
    ],
    ['its content', ['metadata', 'seed'], /may be the same job under another id, or other work\./],
  ])('is named if the server does not list the own one, recognized by %s', async (_, dropFields, reason) => {
    const { run, ids, statuses } = startGateway({ jobIds: 'alias', dropFields })
    const { failures } = await run()
    expect(failures).toEqual([expect.stringMatching(reason)])
    expect(failures[0]).toContain(ids()[0])
    expect(statuses()).toEqual(['succeeded'])
  })

  it('fails the step if the workflow is cancelled before the copy is, and the post step cancels both', async () => {
    const quirks = { createCopies: 2, copyDelayMs: 20_000 }
    const { run, ids, live, cancel } = startGateway(quirks, [{ status: 'running' }])
    const main = await run({}, (name) =>
      name === `POST /fine_tuning/jobs/${ids()[1]}/cancel` ? { fault: '503', before: cancel } : {},
    )
    expect(main.failures[0]).toContain(`Two jobs do the same training, ${ids()[1]} and ${ids()[0]}`)
    expect(main.saved).not.toHaveProperty('ended')
    const inputs = { 'job-status': 'cancelled' }
    await run({ action: post, state: main.saved, inputs, cancelled: new AbortController() })
    expect(live()).toEqual([])
  })
})

describe('an own job that someone else cancels', () => {
  /** Another run has created the older job, which is listed too late for the own run to see it at first. */
  async function startWithUnlistedJob(quirks: Quirks, inputs: Record<string, string> = {}) {
    const gateway = startGateway({ listDelayMs: 200_000, ...quirks })
    await gateway.run({ inputs: { ...inputs, wait: 'false' }, context: { runId: '2', runAttempt: 7 } })
    const startedAt = gateway.clock.now()
    const step = await gateway.run({ inputs }, (name) => {
      const own = gateway.ids()[1]
      if (own && name === `GET /fine_tuning/jobs/${own}` && gateway.clock.now() - startedAt > 150_000)
        gateway.api.apply(own, { status: 'cancelled' })
      return {}
    })
    return { ...gateway, ...step }
  }

  it.each<[string, Quirks]>([
    ['metadata', {}],
    ['the derived seed', { dropFields: ['metadata'] }],
    ['its whole content', { dropFields: ['metadata', 'seed'] }],
  ])('is replaced by an older job that lives, recognized by %s', async (_, quirks) => {
    const { failures, outputs, ids, statuses, log } = await startWithUnlistedJob(quirks)
    expect([failures, outputs['job-id'], statuses()]).toEqual([[], ids()[0], ['succeeded', 'cancelled']])
    expect(log.join('\n')).toContain(`was cancelled by someone else; job ${ids()[0]} does the same training`)
  })

  it('is not replaced by a job of which the server does not report what was requested', async () => {
    const quirks = { dropFields: ['metadata', 'seed'], hideFields: ['n_epochs'] }
    const { failures, ids } = await startWithUnlistedJob(quirks, { hyperparameters: 'n_epochs: 1' })
    expect(failures).toEqual([expect.stringContaining(`Job ${ids()[1]} was cancelled`)])
  })
})
