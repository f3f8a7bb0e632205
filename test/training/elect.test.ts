import { describe, expect, it } from 'vitest'
import { decodeJob, type Job } from '../../src/openai/job.ts'
import { decide, elect, rankJobs } from '../../src/training/elect.ts'
import type { Look } from '../../src/training/job-lookup.ts'
import type { RecognizedJob } from '../../src/training/match-job.ts'
import { manualClock } from '../support/clock.ts'

const OWN_ATTEMPT = 'a-1'
const job = (fields: object) => decodeJob({ id: 'own', status: 'queued', created_at: 100, ...fields })
const own = job({ metadata: { ft_attempt: OWN_ATTEMPT } })
const recognized = (fields: object, by: RecognizedJob['by'] = 'metadata', unknown: string[] = []) => ({
  job: job(fields),
  by,
  unknown,
})
const RULES = {
  attempt: OWN_ATTEMPT,
  isAmbiguous: false,
  isOwn: ({ metadata }: Job) => [OWN_ATTEMPT, 'earlier-1'].includes(metadata.ft_attempt ?? ''),
  isAbandoned: ({ seed }: Job) => seed === 7,
}
const COMPLETE = { incompleteReason: undefined, isEnded: true, unreadableOwn: 0 }
const look = (jobs: RecognizedJob[], listed: Job | undefined = own): Look => ({
  ...COMPLETE,
  jobs,
  own: listed,
})
const unlisted = (jobs: RecognizedJob[]): Look => ({ ...COMPLETE, jobs, own: undefined })
const judge = (seen: Look, isLate = true, job = own) => {
  const verdict = decide(job, seen, RULES, isLate)
  const ids = (jobs: RecognizedJob[]) => jobs.map(({ job }) => job.id)
  return [verdict.preferred?.job.id, ids(verdict.copies), ids(verdict.suspects)]
}

describe('the verdict on jobs for the same training', () => {
  const twin = (id: string, created_at = 100) =>
    recognized({ id, created_at, metadata: { ft_attempt: OWN_ATTEMPT } })
  const foreign = (id: string, created_at: number, status = 'queued') =>
    recognized({ id, created_at, status, metadata: { ft_attempt: 'b-1' } })

  it('is the same for every run: the oldest, then the first id', () => {
    expect(judge(look([foreign('a', 100)]))[0]).toBe('a')
    expect(judge(look([foreign('z', 100)]))[0]).toBeUndefined()
    expect(judge(look([foreign('z', 99)]))[0]).toBe('z')
    expect(judge(look([foreign('z', 99, 'paused')]))[0]).toBeUndefined()
  })

  it('keeps our own job if it has ended, and another one if someone else has cancelled it', () => {
    expect(judge(look([foreign('z', 99)], job({ status: 'failed' })))[0]).toBeUndefined()
    expect(judge(look([foreign('z', 101)], job({ status: 'cancelled' })))[0]).toBe('z')
  })

  it('cancels copies of our own requests, but no job of another run', () => {
    const earlier = recognized({ id: 'e', created_at: 200, metadata: { ft_attempt: 'earlier-1' } })
    expect(judge(look([twin('t', 101), earlier, foreign('f', 102)]))).toEqual([undefined, ['t', 'e'], []])
    expect(judge(look([twin('a', 99), twin('t', 101)]))).toEqual(['a', ['t'], []])
    expect(judge(look([recognized({ id: 't', status: 'succeeded', created_at: 101 }, 'seed')]))[1]).toEqual(
      [],
    )
  })

  it('cancels copies that a gateway has made without metadata, by their seed', () => {
    expect(judge(look([recognized({ id: 's', created_at: 101 }, 'seed')]))).toEqual([undefined, ['s'], []])
    const older = recognized({ id: 'o', created_at: 99 }, 'seed')
    expect(judge(look([older, recognized({ id: 's', created_at: 101 }, 'seed')]))).toEqual(['o', ['s'], []])
  })

  it('names a job that is recognized only by its content, and never cancels it', () => {
    const older = (unknown: string[]) => recognized({ id: 'c', created_at: 99 }, 'content', unknown)
    expect(judge(look([older(['seed'])]))).toEqual([undefined, [], ['c']])
    expect(judge(look([older([])]))).toEqual(['c', [], []])
    expect(judge(look([recognized({ id: 'c', created_at: 101 }, 'content')]))).toEqual([undefined, [], ['c']])
  })

  it('names a job that another run has left alive for 30 seconds', () => {
    const left = (seed: number) =>
      recognized({ id: 'l', created_at: 101, seed, metadata: { ft_attempt: 'b-1' } })
    expect(judge(look([left(7)]))).toEqual([undefined, [], ['l']])
    expect(judge(look([left(7)]), false)).toEqual([undefined, [], []])
    expect(judge(look([left(8)]))).toEqual([undefined, [], []])
  })

  it('takes one entry with our metadata for our own job under another id, after 30 seconds', () => {
    expect(judge(unlisted([twin('t', 99)]))).toEqual([undefined, [], []])
    expect(judge(unlisted([twin('t', 99), foreign('f', 98)]))).toEqual(['f', [], []])
    expect(judge(unlisted([twin('t', 99)]), false)).toEqual([undefined, [], []])
  })

  it('prefers the job of a create request that was sent again half a minute later', () => {
    const verdict = decide(own, unlisted([twin('t', 70)]), { ...RULES, isAmbiguous: true }, false)
    expect([verdict.preferred?.job.id, verdict.isPreferredOwn]).toEqual(['t', false])
    expect(judge(unlisted([twin('t', 70)]))).toEqual([undefined, [], []])
  })

  it('keeps one of several entries with our metadata and cancels the others', () => {
    const verdict = decide(own, unlisted([twin('t', 99), twin('a', 99)]), RULES, true)
    expect([verdict.preferred?.job.id, verdict.isPreferredOwn]).toEqual(['a', true])
    expect(verdict.copies.map(({ job }) => job.id)).toEqual(['t'])
  })

  it('counts the copies whose ids cannot be read, of which one may be our own job while that is not listed', () => {
    const count = (seen: Look, unreadableOwn: number) =>
      decide(own, { ...seen, unreadableOwn }, RULES, true).unnamedCopies
    expect([count(look([]), 1), count(unlisted([]), 1), count(unlisted([]), 2)]).toEqual([1, 0, 1])
    expect(count(unlisted([twin('t', 99)]), 1)).toBe(1)
  })

  it('cancels nothing by seed or content while our own job is not listed', () => {
    const jobs = [
      recognized({ id: 's', created_at: 99 }, 'seed'),
      recognized({ id: 'c', created_at: 99 }, 'content'),
    ]
    expect(judge(unlisted(jobs))).toEqual([undefined, [], ['s', 'c']])
    expect(judge(unlisted(jobs), false)).toEqual([undefined, [], []])
  })
})

describe('a twin of our own request, which was sent again,', () => {
  const judgeTwin = (fields: object, ownFields: object) => {
    const twin = recognized({ id: 't', created_at: 60, metadata: { ft_attempt: OWN_ATTEMPT }, ...fields })
    const { preferred, listed } = decide(
      job({ metadata: { ft_attempt: OWN_ATTEMPT }, ...ownFields }),
      unlisted([twin]),
      { ...RULES, isAmbiguous: true },
      true,
    )
    return { preferred: preferred?.job.id, listed: listed?.id }
  }

  it.each<[string, object, object, boolean]>([
    ['is another job if it was made 20 seconds earlier', {}, {}, true],
    ['may be our own job if it was made a moment earlier', { created_at: 90 }, {}, false],
    ['may be our own job if the answer has no time', {}, { created_at: null }, false],
    ['may be our own job if it has no time', { created_at: null }, {}, false],
  ])('%s', (_, fields, ownFields, isAnother) => {
    const [another, own] = [{ preferred: 't' }, { listed: 't' }]
    expect(judgeTwin(fields, ownFields)).toEqual(isAnother ? another : own)
  })
})

describe('an election', () => {
  /** Holds an election in which the list shows each job only from some time on. */
  async function runElection(listed: [job: RecognizedJob, fromMs: number][], isAmbiguous = false) {
    const clock = manualClock()
    const seen = () => listed.flatMap(([one, fromMs]) => (clock.now() >= fromMs ? [one] : []))
    const verdict = await elect(own, {
      ...RULES,
      clock,
      signal: new AbortController().signal,
      look: async () => ({
        jobs: seen().filter(({ job }) => job.id !== 'own'),
        own: seen().find(({ job }) => job.id === 'own')?.job,
        ...COMPLETE,
      }),
      isAmbiguous,
      answeredAt: 0,
    })
    return { winner: verdict.preferred?.job.id ?? 'own', verdict, afterMs: clock.now() }
  }
  const listedOwn: RecognizedJob = { job: own, by: 'metadata', unknown: [] }
  const older = recognized({ id: 'a-twin', metadata: { ft_attempt: 'b-1' } })

  it('takes little more than a second when our own job is listed at once', async () => {
    expect(await runElection([[listedOwn, 0]])).toMatchObject({ winner: 'own', afterMs: 1200 })
  })

  it.each([0, 500, 5000, 20_000])('prefers the older job when lists lag by %d ms', async (lateMs) => {
    // Created at the end of the same second, and listed as late as our own.
    const { winner } = await runElection([
      [listedOwn, lateMs],
      [older, lateMs + 999],
    ])
    expect(winner).toBe('a-twin')
  })

  it('stops waiting after 30 seconds for a list that does not show our own job', async () => {
    const { winner, afterMs } = await runElection([])
    expect([winner, afterMs >= 30_000 && afterMs < 40_000]).toEqual(['own', true])
  })

  it('polls for 30 seconds after an ambiguous response', async () => {
    const orphan = recognized({ id: 'orphan', created_at: 99 })
    const { winner } = await runElection(
      [
        [listedOwn, 0],
        [orphan, 25_000],
      ],
      true,
    )
    expect(winner).toBe('orphan')
  })

  it('gives other runs 30 seconds to cancel their own jobs before a job is cancelled by its seed', async () => {
    const { verdict, afterMs } = await runElection([
      [listedOwn, 0],
      [recognized({ id: 'copy', created_at: 101 }, 'seed'), 0],
    ])
    expect([verdict.copies.length, afterMs >= 30_000 && afterMs < 40_000]).toEqual([1, true])
  })
})

const rank = (...jobs: { id: string; status?: string; created_at?: number; finished_at?: number }[]) =>
  rankJobs(jobs.map((fields) => ({ job: decodeJob(fields) }))).map(({ job }) => job.id)

describe('the order of jobs for the same training', () => {
  it('is by status: succeeded, then what runs or does not say, then paused', () => {
    const at = { created_at: 100 }
    expect(
      rank(
        { id: 'p', status: 'paused', ...at },
        { id: 'u', ...at, finished_at: 200 },
        { id: 'r', status: 'running', ...at },
        { id: 's', status: 'succeeded', ...at },
      ),
    ).toEqual(['s', 'r', 'u', 'p'])
  })

  it.each(['failed', 'cancelled', 'cancelling', 'expired', 'FAILED_VALIDATION', 'error'])(
    'leaves out a job that is %s',
    (status) => {
      expect(rank({ id: 'a', status }, { id: 'b', status: 'running' })).toEqual(['b'])
    },
  )

  it('has the older job first, one without a time before all, and of one second the first id', () => {
    const running = { status: 'running' }
    expect(
      rank(
        { id: 'd', created_at: 101, ...running },
        { id: 'c', created_at: 100, ...running },
        { id: 'b', created_at: 100, ...running },
        { id: 'a', ...running },
        { id: 'e', ...running },
      ),
    ).toEqual(['a', 'e', 'b', 'c', 'd'])
  })

  it('is the same for every order of the list', () => {
    const jobs = [
      { id: 'paused', status: 'paused', created_at: 1 },
      { id: 'failed', status: 'failed', created_at: 1 },
      { id: 'b', status: 'queued', created_at: 5 },
      { id: 'a', status: 'running', created_at: 5 },
      { id: 'older', status: 'validating_files', created_at: 4 },
      { id: 'done', status: 'succeeded', created_at: 9 },
      { id: 'cancelled', status: 'canceled', created_at: 0 },
      { id: 'elsewhere', status: 'FAILED_VALIDATION', created_at: 0 },
      { id: 'ended', status: 'finito', finished_at: 3, created_at: 0 },
    ].map((fields) => ({ job: job(fields) }))
    const ids = (candidates: typeof jobs) => rankJobs(candidates).map(({ job }) => job.id)
    expect(ids(jobs)).toEqual(['done', 'older', 'a', 'b', 'paused'])
    expect(ids(jobs.toReversed())).toEqual(ids(jobs))
  })
})
