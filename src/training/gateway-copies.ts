import type { Dependencies } from '../dependencies.ts'
import { formatError, rethrowUnexpected } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { maybeRunningMessage } from '../report/log.ts'
import { isOursToCancel } from './job-identity.ts'
import type { JobLookup, Look } from './job-lookup.ts'
import type { RecognizedJob } from './match-job.ts'
import { STOP_TIMEOUT_MS, StopFailedError, stopWithin } from './stop-job.ts'

/** How long to repeat the requests of the look. */
const LOOK_TIMEOUT_MS = 30_000

/** What cancelling the copies of a rejected job depends on. */
interface GatewayCopiesOptions {
  jobs: JobLookup
  /** Its requests go on when the workflow is cancelled. */
  client: Client
  deps: Dependencies
  /** The time of the clock from which on servers list what was created with the job. */
  listedAt: number
  /** Whether the job existed before this step, as then do its copies. */
  isAttached: boolean
}

/**
 * Cancels the copies that a gateway has made of our own job, which is not the requested one: they are not, either. Waits until
 * servers list them. Returns a sentence about them, empty if there are none; rejects with a StopFailedError that names what is
 * left.
 */
export async function cancelGatewayCopies(own: Job, options: GatewayCopiesOptions): Promise<string> {
  const { jobs, client, deps, listedAt, isAttached } = options
  const { clock, signal, runner } = deps
  if (!jobs.canListJobs) return ''
  const describeUnknown = (reason: string) =>
    `Whether the server has made copies of ${own.id}, which cost money, is not known: ${reason}.`
  let look: Look
  try {
    await clock.sleep(Math.max(0, listedAt - clock.now()), signal)
    look = await jobs.lookForDuplicates(own, jobs.limitTo(LOOK_TIMEOUT_MS), isAttached)
  } catch (error) {
    rethrowUnexpected(error)
    throw new StopFailedError(describeUnknown(formatError(error)), { cause: error })
  }
  const isCopy = ({ by, job }: RecognizedJob) =>
    // While our own id is not listed, the job with the seed may be our own.
    by === 'metadata' ? isOursToCancel(job, deps) : by === 'seed' && look.own !== undefined
  const live = look.jobs.filter(({ job }) => !isTerminal(job))
  const copies = live.filter(isCopy).map(({ job }) => job.id)
  // Other runs compare their own jobs with their own requests.
  const suspects = live.filter((one) => !isCopy(one) && one.by !== 'metadata').map(({ job }) => job.id)
  const results = await Promise.allSettled(
    copies.map((jobId) => stopWithin(STOP_TIMEOUT_MS, 'cancel', { client, deps, jobId })),
  )
  const stopped: string[] = []
  const problems: string[] = []
  const left = [...suspects]
  for (const [i, jobId] of copies.entries()) {
    const result = results[i]
    if (result?.status === 'fulfilled') stopped.push(`${jobId} (${result.value.status})`)
    else {
      left.push(jobId)
      problems.push(`Its copy ${jobId} could not be cancelled: ${formatError(result?.reason)}`)
    }
  }
  if (suspects.length > 0)
    problems.push(
      `${suspects.join(', ')} may be copies of ${own.id}; nothing shows who created them, so they were not cancelled.`,
    )
  const unnamed = Math.max(0, look.unreadableOwn - (look.own ? 0 : 1))
  if (unnamed > 0)
    problems.push(
      `The server lists ${unnamed} more of its copies, whose ids cannot be read: check the newest jobs of this project.`,
    )
  if (look.incompleteReason !== undefined) problems.push(describeUnknown(look.incompleteReason))
  const outcome = stopped.length > 0 ? `Copies of it, which a gateway has made: ${stopped.join(', ')}.` : ''
  if (problems.length === 0) return outcome
  const hint = left.map((jobId) => maybeRunningMessage(jobId, runner)).join('\n')
  throw new StopFailedError([outcome, ...problems].join(' ').trim(), hint ? { hint } : {})
}
