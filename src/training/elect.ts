import type { Clock } from '../clock.ts'
import { isPaused, isTerminal, type Job } from '../openai/job.ts'
import { compareAge } from '../openai/pagination.ts'
import type { Look } from './job-lookup.ts'
import type { RecognizedJob } from './match-job.ts'

/** How long to wait until the server lists our own job: until then it may not list those of other runs either. */
export const LISTING_TIMEOUT_MS = 30_000
const FIRST_DELAY_MS = 500
const MAX_DELAY_MS = 4000
/**
 * `created_at` counts whole seconds. A job of the same second, which may win by its id, may have been created up to a
 * second after ours, and may be listed that much later.
 */
const SAME_SECOND_MS = 1200
/** A create request is sent again after half a minute at the earliest. */
const RESEND_S = 20

/** What a look shows of the jobs that compete with our own. */
export interface Verdict {
  /** The job to keep instead of our own, if there is one. */
  preferred: RecognizedJob | undefined
  /** Whether `preferred` has the metadata of our own request, so that it may be our own job under another id. */
  isPreferredOwn: boolean
  /** Jobs that no other run will cancel: copies of our request that a gateway made. */
  copies: RecognizedJob[]
  /** Jobs that may do the same training, while nothing proves it. */
  suspects: RecognizedJob[]
  /** Our own job as it is listed, maybe under another id. */
  listed: Job | undefined
  /** Why there may be more jobs than the look shows. */
  incompleteReason: string | undefined
  /** How many live copies of our request the list has whose ids cannot be read. */
  unnamedCopies: number
}

/** How to judge what a look shows. */
interface ElectionRules {
  /** The `ft_attempt` of this invocation. */
  attempt: string
  /** Whether a create request without a response may have made another job, which is listed late. */
  isAmbiguous: boolean
  /** Returns whether this invocation or an earlier attempt of its run created a job. */
  isOwn: (job: Job) => boolean
  /** Returns whether a job of another run should have been cancelled by that run. */
  isAbandoned: (job: Job) => boolean
}

/** What an election depends on. */
interface ElectionOptions extends ElectionRules {
  clock: Clock
  signal: AbortSignal
  /** Looks for the jobs of the same training, as the server reports them now. */
  look: () => Promise<Look>
  /** When the create request was answered, by the clock. */
  answeredAt: number
}

/**
 * Decides which one job to keep when several runs, or a gateway, have each created a job for the same training; all runs
 * choose the same one. Polls until another job takes precedence, or until the list shows our own job, and a second longer;
 * for all of 30 seconds while other jobs live that may be copies.
 */
export async function elect(own: Job, options: ElectionOptions): Promise<Verdict> {
  const { clock, signal, look, isAmbiguous, answeredAt } = options
  let isSecondLook = false
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    const isLate = clock.now() - answeredAt >= LISTING_TIMEOUT_MS
    const verdict = decide(own, await look(), options, isLate)
    if (isLate) return verdict
    if (verdict.preferred && verdict.suspects.length === 0) return verdict
    // Other runs cancel their own jobs; what is still alive after 30 seconds is a copy.
    const hasRivals = verdict.suspects.length > 0 || verdict.copies.some(({ by }) => by !== 'metadata')
    const isListed = !hasRivals && !isAmbiguous && verdict.listed !== undefined
    if (isListed && isSecondLook) return verdict
    isSecondLook = isListed
    await clock.sleep(isListed ? SAME_SECOND_MS : delayMs, signal)
  }
}

/**
 * Returns what a look shows. Until it `isLate`, a job that is not listed under the id of the create request's answer may still
 * come.
 */
export function decide(own: Job, look: Look, rules: ElectionRules, isLate: boolean): Verdict {
  const { incompleteReason, unreadableOwn } = look
  const others = look.jobs.filter(({ job }) => job.id !== own.id && isUsable(job))
  if (look.own)
    return { ...rank(look.own, others, rules, isLate), incompleteReason, unnamedCopies: unreadableOwn }
  const certain = others.filter(({ by }) => by === 'metadata')
  const twins = certain.filter(
    ({ job }) => job.metadata.ft_attempt === rules.attempt && !isOfEarlierRequest(job, own, rules),
  )
  const foreign = certain.filter((one) => !twins.includes(one))
  // While our own job is not listed, a job that is recognized in another way may be the same one.
  const suspects = isLate ? others.filter((one) => !certain.includes(one)) : []
  const [twin] = twins
  // One entry without an id may be our own job.
  const unnamedCopies = twin ? unreadableOwn : Math.max(0, unreadableOwn - 1)
  const shared = { suspects, incompleteReason, unnamedCopies }
  if (!isLate || !twin)
    return { ...rank(own, foreign, rules, isLate), ...shared, copies: [], listed: undefined }
  // Our own job has another id in the list, and this one counts in the order of all runs.
  if (twins.length === 1) return { ...rank(twin.job, foreign, rules, isLate), ...shared }
  const [best] = rankJobs([...twins, ...foreign])
  return {
    ...shared,
    preferred: best,
    isPreferredOwn: best !== undefined && twins.includes(best),
    copies: twins.filter((one) => one !== best),
    listed: undefined,
  }
}

/** Returns whether a job was made by a create request of ours that had no response, so that it was sent again. */
function isOfEarlierRequest(
  { createdAt }: Job,
  own: Job,
  { isAmbiguous }: Pick<ElectionRules, 'isAmbiguous'>,
): boolean {
  return isAmbiguous && createdAt !== undefined && createdAt + RESEND_S <= (own.createdAt ?? 0)
}

/** Ranks our own job, as it is listed, among the others. It wins when it has ended: cancelling it would save nothing. */
function rank(
  own: Job,
  others: readonly RecognizedJob[],
  { isOwn, isAbandoned }: ElectionRules,
  isLate: boolean,
): Omit<Verdict, 'incompleteReason' | 'unnamedCopies'> {
  const hasEnded = isTerminal(own) && own.status !== 'cancelled'
  // A job that may be other work must not cost ours.
  const rivals = others.filter(({ by, unknown }) => by !== 'content' || unknown.length === 0)
  const [best] = hasEnded ? [] : rankJobs([{ job: own }, ...rivals])
  const preferred = rivals.find(({ job }) => job === best?.job)
  const alive = others.filter((one) => one !== preferred && !isTerminal(one.job))
  return {
    preferred,
    isPreferredOwn: false,
    copies: alive.filter(({ by, job }) => by === 'seed' || (by === 'metadata' && isOwn(job))),
    suspects: alive.filter(
      ({ by, job }) => by === 'content' || (isLate && by === 'metadata' && !isOwn(job) && isAbandoned(job)),
    ),
    listed: own,
  }
}

const UNUSABLE_RANK = 3

/** Returns whether a job has produced a model, or may still do so. */
function isUsable(job: Job): boolean {
  return getRank(job) !== UNUSABLE_RANK
}

/**
 * Returns these jobs in the order of preference: succeeded, then running, then paused, and among equals the oldest. Every
 * run that reads the same list gets the same order. Jobs that cannot produce a model are left out.
 */
export function rankJobs<T extends { job: Job }>(candidates: readonly T[]): T[] {
  return candidates.filter(({ job }) => isUsable(job)).sort((a, b) => compareJobs(a.job, b.job))
}

function compareJobs(a: Job, b: Job): number {
  return getRank(a) - getRank(b) || compareAge(a, b)
}

function getRank(job: Job): number {
  const { status } = job
  if (status === 'succeeded') return 0
  // Whether an ended job has succeeded is not known if the server does not say so.
  if (status === 'unknown') return 1
  // Other servers have words of their own: FAILED_VALIDATION, cancelling.
  if (isTerminal(job) || /^(fail|error|expired|cancel)/i.test(status)) return UNUSABLE_RANK
  return isPaused(job) ? 2 : 1
}
