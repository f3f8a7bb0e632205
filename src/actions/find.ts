import { type FindQuery, inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, quote } from '../errors.ts'
import { createClient } from '../openai/client.ts'
import { JOB_STATUSES, type Job } from '../openai/job.ts'
import { hasMetadata, listJobs } from '../openai/list-jobs.ts'
import { isModelAlias } from '../openai/model-name.ts'
import { formatCount } from '../report/format.ts'
import { formatJob } from '../report/log.ts'
import { FIND_OUTPUTS, toJobOutputs } from '../report/outputs.ts'
import { createConnection } from '../training/connection.ts'
import { TOO_MANY_JOBS } from '../training/find-jobs.ts'
import { retryFor } from '../training/retry-options.ts'
import { runStep } from './run-step.ts'

const LIST_TIMEOUT_MS = 5 * 60_000

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
    const query = { filter: (job: Job) => matchesQuery(job, inputs), ...(hasFilter && { metadata }) }
    const isDone = (jobs: Job[]) => jobs.length > limit && isNewestFirst(jobs)
    const retry = retryFor(deps, LIST_TIMEOUT_MS, { failsFast: true })
    const { items, isTruncated } = await listJobs(client, query, { retry, clock, isDone })
    if (isTruncated) runner.warning(TOO_MANY_JOBS)
    const jobs = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit)
    runner.info(`${formatCount(jobs.length, 'job')}${jobs.length === limit ? ' (limited by "limit")' : ''}`)
    for (const job of jobs) runner.info(formatJob(job))
    const [newest] = jobs
    if (newest) outputs.set(toJobOutputs(newest))
    outputs.set({ jobs: jobs.map(({ raw }) => raw), count: jobs.length })
    if (!newest && inputs['fail-if-none'])
      throw new ActionError(`No job matches ${describeQuery(runner.inputs)}.`, {
        hint: 'Give the full SHA of a commit. Find data that was trained at an earlier commit by "ft_fingerprint".',
      })
  })
}

function matchesQuery(job: Job, query: FindQuery): boolean {
  const { metadata, 'exclude-metadata': excluded, status, model } = query
  const isExcluded = Object.keys(excluded).length > 0 && hasMetadata(job, excluded)
  const hasStatus = status.length === 0 || status.includes(job.status)
  return hasMetadata(job, metadata) && !isExcluded && hasStatus && (!model || matchesModel(job, model))
}

/** A model is named by the base, by the alias of its snapshot, or by the fine-tuned model. */
function matchesModel(job: Job, name: string): boolean {
  return job.fineTunedModel === name || (job.model !== undefined && isModelAlias(job.model, name))
}

/** The query in the user's own words. */
function describeQuery(inputs: ReadonlyMap<string, string>): string {
  const parts = ['metadata', 'exclude-metadata', 'status', 'model'].flatMap((name) => {
    const value = inputs.get(name)
    return value === undefined ? [] : [`${name} (${value.replace(/\s+/g, ' ')})`]
  })
  return parts.join(', ') || 'at all'
}

/** The order of a list is not documented, so the jobs read so far are the newest only if their dates show it. */
function isNewestFirst(jobs: readonly Job[]): boolean {
  const times = jobs.map(({ createdAt }) => createdAt ?? 0)
  return times.every((time, i) => i === 0 || time <= (times[i - 1] ?? 0)) && times[0] !== times.at(-1)
}
