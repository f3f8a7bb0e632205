import { type FindQuery, inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, quote } from '../errors.ts'
import { createClient } from '../openai/client.ts'
import { hasMetadata, JOB_STATUSES, type Job } from '../openai/job.ts'
import { isSameModel } from '../openai/model.ts'
import type { UnreadableEntry } from '../openai/page.ts'
import { type ListResult, listJobs } from '../openai/pagination.ts'
import { formatCount } from '../report/format.ts'
import { formatJob } from '../report/log.ts'
import { FIND_OUTPUTS, toJobOutputs } from '../report/outputs.ts'
import { createConnection } from '../training/connection.ts'
import { TOO_MANY_JOBS } from '../training/job-lookup.ts'
import { createRetry } from '../training/retry-options.ts'
import { runStep } from './run-step.ts'

const LIST_TIMEOUT_MS = 5 * 60_000
const COMMIT_HINT =
  'Give the full SHA of a commit. Find data that was trained at an earlier commit by "ft_fingerprint".'

/** Runs the action `find`: lists the jobs that match the inputs, and sets the outputs of the newest. */
export function find(deps: Dependencies): Promise<void> {
  const { runner, clock, fetch, signal } = deps
  return runStep(deps, FIND_OUTPUTS, async (outputs) => {
    const inputs = await parseInputsOrThrow(inputSchemas.find, runner)
    const { metadata, limit } = inputs
    for (const status of inputs.status.filter((status) => !JOB_STATUSES.includes(status)))
      runner.warning(`input "status": ${quote(status)} is not a known status of OpenAI or Azure OpenAI`)
    const client = createClient(createConnection(inputs, deps), fetch, clock, { signal })
    const hasFilter = Object.keys(metadata).length > 0
    const query = { filter: (job: Job) => mayMatch(job, inputs), ...(hasFilter && { metadata }) }
    // Equal dates of all jobs say nothing about their order.
    const isDone = (jobs: Job[], isNewestFirst: boolean) =>
      jobs.length > limit && isNewestFirst && jobs[0]?.createdAt !== jobs.at(-1)?.createdAt
    const retry = createRetry(deps, LIST_TIMEOUT_MS, { failsFast: true })
    const list = await listJobs(client, query, { retry, clock, isDone })
    if (list.isTruncated) runner.warning(TOO_MANY_JOBS)
    const matches = await readStatuses(list.items, inputs, (job) => retry(() => client.getJob(job.id)))
    const jobs = matches.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit)
    assertComplete(list, jobs[0], inputs, deps)
    runner.info(`${formatCount(jobs.length, 'job')}${matches.length > limit ? ' (limited by "limit")' : ''}`)
    for (const job of jobs) runner.info(formatJob(job))
    const [newest] = jobs
    if (newest) outputs.set(toJobOutputs(newest))
    outputs.set({ jobs: jobs.map(({ raw }) => raw), count: jobs.length })
    if (!newest && inputs['fail-if-none'])
      throw new ActionError(`No job matches ${describeQuery(runner.inputs)}.`, {
        hint: 'ft_sha' in metadata ? COMMIT_HINT : undefined,
      })
  })
}

/** Returns whether a job matches, or would match with another status than the list shows, if it shows none. */
function mayMatch(job: Job, query: FindQuery): boolean {
  const { metadata, 'exclude-metadata': excluded, model } = query
  const isExcluded = Object.keys(excluded).length > 0 && hasMetadata(job, excluded)
  const mayHaveStatus = hasStatus(job, query) || job.status === 'unknown'
  return hasMetadata(job, metadata) && !isExcluded && mayHaveStatus && (!model || matchesModel(job, model))
}

function hasStatus(job: Job, { status }: FindQuery): boolean {
  return status.length === 0 || status.includes(job.status)
}

/** Reads the jobs whose status the list does not show, and returns those that match. */
async function readStatuses(
  jobs: readonly Job[],
  query: FindQuery,
  read: (job: Job) => Promise<Job>,
): Promise<Job[]> {
  const complete: Job[] = []
  for (const job of jobs) complete.push(job.status === 'unknown' ? await read(job) : job)
  return complete.filter((job) => hasStatus(job, query))
}

/** Rejects when a job that the list does not show may match and be newer than the newest one that was found. */
function assertComplete(
  { unreadable, incompleteReason, isNewestFirst }: ListResult<Job>,
  newest: Job | undefined,
  query: FindQuery,
  { runner }: Dependencies,
): void {
  const isNewer = ({ createdAt = Number.POSITIVE_INFINITY }: UnreadableEntry) =>
    !newest || createdAt >= (newest.createdAt ?? 0)
  if (unreadable.some((entry) => isNewer(entry) && mayMatchUnread(entry, query)))
    throw new ActionError('An entry in the list of jobs cannot be read, and it may be the newest match.', {
      hint: 'Select jobs by metadata that this entry does not have, or use the "job-id" of the job.',
    })
  if (incompleteReason === undefined) return
  const message = `The list of jobs cannot be read to its end: ${incompleteReason}`
  if (newest && isNewestFirst) {
    // What was not read is older.
    runner.warning(`${message}. Older matches are missing.`)
    return
  }
  throw new ActionError(
    `${message}, and ${newest ? 'a newer job may match' : 'none of those that were read matches'}.`,
    {
      hint: 'Use the "job-id" of the job.',
    },
  )
}

/** Returns whether an entry that cannot be decoded may match, as far as what can be read of it shows. */
function mayMatchUnread({ metadata, model }: UnreadableEntry, query: FindQuery): boolean {
  const hasOtherMetadata =
    Object.keys(metadata).length > 0 &&
    Object.entries(query.metadata).some(([key, value]) => metadata[key] !== value)
  return !hasOtherMetadata && (!query.model || !model || isSameModel(model, query.model))
}

/** A model is named by the base, by the alias of its snapshot, or by the fine-tuned model. */
function matchesModel(job: Job, name: string): boolean {
  return job.fineTunedModel === name || (job.model !== undefined && isSameModel(job.model, name))
}

/** The query in the user's own words. */
function describeQuery(inputs: ReadonlyMap<string, string>): string {
  const parts = ['metadata', 'exclude-metadata', 'status', 'model'].flatMap((name) => {
    const value = inputs.get(name)
    return value === undefined ? [] : [`${name} (${value.replace(/\s+/g, ' ')})`]
  })
  return parts.join(', ') || 'at all'
}
