import { describe, expect, it } from 'vitest'
import type { Quirks } from '../../sandbox/quirks.ts'
import { post } from '../../src/actions/post.ts'
import { LIST, startGateway } from '../support/gateway.ts'

describe('a gateway that sends a create request again', () => {
  it.each<[Quirks, number]>([
    [{ createCopies: 3 }, 0],
    [{ createCopies: 3, dropFields: ['metadata'] }, 0],
    [{ createCopies: 2, dropFields: ['metadata'], listDelayMs: 20_000 }, 0],
    [{ createCopies: 2, copyDelayMs: 20_000 }, 0],
    [{ createCopies: 2, copyDelayMs: 20_000, dropFields: ['metadata'] }, 0],
  ])('leaves one job, the oldest: %j', async (quirks, kept) => {
    const { run, ids, statuses } = startGateway(quirks)
    const { failures, outputs } = await run()
    expect([failures, outputs.status, outputs['job-id']]).toEqual([[], 'succeeded', ids()[kept]])
    expect(statuses()).toEqual([
      'succeeded',
      ...ids()
        .slice(1)
        .map(() => 'cancelled'),
    ])
  })

  it.each([{}, { wait: 'false' }])(
    'is named in an error if nothing but its content shows the copy: %j',
    async (inputs) => {
      const quirks = { createCopies: 2, copyDelayMs: 1000, dropFields: ['metadata', 'seed'] }
      const { run, ids, statuses } = startGateway(quirks)
      const { failures } = await run({ inputs: { ...inputs, seed: '7' } })
      expect(failures).toEqual([
        `Two jobs may do the same training, ${ids().join(' and ')}. Neither was cancelled, because it is recognized only by what the server reports of it. Cancel one of them by hand if they are the same.`,
      ])
      expect(statuses()).not.toContain('cancelled')
    },
  )

  it.each<[string, Quirks, number]>([
    ['metadata', {}, 0],
    ['a seed', { dropFields: ['metadata'] }, 1],
    ['content', { dropFields: ['metadata', 'seed'] }, 1],
  ])(
    'is answered by the job of this run, whichever copy is kept, recognized by %s',
    async (_, quirks, lacks) => {
      const { run, ids, statuses } = startGateway({ createCopies: 2, ...quirks })
      const { failures, outputs, saved, notices, warnings } = await run()
      expect([failures, statuses()]).toEqual([[], ['succeeded', 'cancelled']])
      expect(outputs).toMatchObject({ 'job-id': ids()[0], created: 'true' })
      expect(saved).toMatchObject({ 'job-id': ids()[0], created: 'true' })
      expect(notices).toContain(
        `job ${ids()[0]} was created; the request for it was answered with ${ids()[1]}, and ${ids()[1]} of the same request was cancelled`,
      )
      expect(warnings.filter((text) => text.includes('keeps no metadata'))).toHaveLength(lacks)
    },
  )

  it.each([
    ['ends before', 20, 'it has succeeded, so that both may have to be paid for.', 'created', 1],
    ['cannot be cancelled', 99, 'Cancel one of them by hand.', 'answered with', 0],
  ])('causes an error if the job of the answer %s', async (_, polls, reason, notice, kept) => {
    const script = [...Array(polls).fill({ status: 'queued' }), { status: 'succeeded' }]
    const { run, ids } = startGateway({ createCopies: 2 }, script)
    const { failures, notices, outputs } = await run({}, (name) =>
      name === `POST /fine_tuning/jobs/${ids()[1]}/cancel` ? { fault: '503' } : {},
    )
    const [copy, own] = ids()
    expect(failures[0]).toContain(
      `Two jobs do the same training, ${own} and ${copy}, and ${own} could not be`,
    )
    expect(failures[0]).toContain(reason)
    expect(notices).toContain(`was ${notice} ${kept === 0 ? own : ''}`.trim())
    expect(outputs).toMatchObject({ 'job-id': ids()[kept], created: 'true', status: 'succeeded' })
  })

  it.each([
    [1, '1 more job of the create request that made', 'whose id cannot be read'],
    [2, '2 more jobs of the create request that made', 'whose ids cannot be read'],
  ])('is named in one error if the list shows no ids: %d more', async (more, count, ids) => {
    const { run } = startGateway({ jobIds: 'renamed', createCopies: 1 + more })
    const { failures, outputs } = await run()
    expect(failures).toEqual([
      expect.stringContaining(`The server lists ${count} ${outputs['job-id']}, ${ids}.`),
    ])
  })

  it('is unclear, as a warning says once, if no list can be read while the job is followed', async () => {
    const { run, clock } = startGateway({})
    let createdAt: number | undefined
    const { failures, warnings } = await run({}, (name) => {
      if (name === 'POST /fine_tuning/jobs') createdAt = clock.now()
      return name === LIST && createdAt !== undefined && clock.now() > createdAt + 3000
        ? { fault: '500' }
        : {}
    })
    expect(failures).toEqual([])
    expect(warnings.filter((text) => text.startsWith('Unclear whether another job'))).toHaveLength(1)
  })
})

describe('a cancelled step at a gateway that sends a create request again', () => {
  const QUIRKS = { createCopies: 2, copyDelayMs: 1000, dropFields: ['metadata'] }
  const ENDLESS = [{ status: 'running' }]

  it('has the copy that is kept cancelled', async () => {
    const { run, live, cancel, clock } = startGateway({ ...QUIRKS, copyDelayMs: 0 }, ENDLESS)
    const { failures } = await run({}, (name) =>
      name.startsWith('GET /fine_tuning/jobs/') && clock.now() > 120_000 ? { before: cancel } : {},
    )
    expect([failures.length, live()]).toEqual([1, []])
  })

  it.each<[string, number, boolean, RegExp]>([
    ['before any list shows the copies', 1, false, /ftjob-\w+ may be copies of ftjob-\w+ and cost money\./],
    [
      'before it is known which copy is kept',
      3,
      false,
      /ftjob-\w+ may be copies of ftjob-\w+ and cost money\./,
    ],
    ['while no list is answered', 1, true, /Whether the server has made copies of ftjob-\w+ is not known\./],
  ])('leaves the copies to the post step: %s', async (_, nth, isBroken, reason) => {
    const { run, live, cancel } = startGateway(QUIRKS, ENDLESS)
    let looks = 0
    let isCreated = false
    let hasPassed = false
    const main = await run({}, (name) => {
      isCreated ||= name === 'POST /fine_tuning/jobs'
      if (name !== LIST || !isCreated || ++looks < nth) return {}
      const isFirst = looks === nth
      hasPassed ||= isFirst
      return isFirst ? { fault: 'hang', before: cancel } : isBroken ? { fault: '500' } : {}
    })
    expect(hasPassed).toBe(true)
    expect(main.failures[0]).toMatch(reason)
    expect(main.saved).not.toHaveProperty('ended')
    const inputs = { 'job-status': 'cancelled' }
    const { failures } = await run({
      action: post,
      state: main.saved,
      inputs,
      cancelled: new AbortController(),
    })
    expect(live()).toHaveLength(1)
    expect(failures[0]).toContain(live()[0])
  })

  it('has nothing to leave where no copy was made', async () => {
    const { run, live, cancel, clock } = startGateway({}, ENDLESS)
    const { failures } = await run({}, (name) =>
      name.startsWith('GET /fine_tuning/jobs/') && clock.now() > 120_000 ? { before: cancel } : {},
    )
    expect([failures.length, live()]).toEqual([1, []])
    expect(failures[0]).not.toContain('copies')
  })
})
