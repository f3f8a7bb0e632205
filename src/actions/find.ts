import { FindInputs, type FindQuery, inputsOf } from '../config/inputs.ts'
import { quoted } from '../config/quote.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { createClient } from '../openai/client.ts'
import { hasMetadata, listJobs, MAX_JOBS } from '../openai/list-jobs.ts'
import type { Job } from '../openai/wire.ts'
import { count } from '../report/format.ts'
import { jobLine } from '../report/log.ts'
import { FIND_OUTPUTS, jobOutputs } from '../report/outputs.ts'
import { connectionOf } from '../training/connection.ts'
import { isModel } from '../training/match-job.ts'
import { retryFor } from '../training/retry-options.ts'
import { briefStep } from './run-step.ts'

const LOOK_MS = 5 * 60_000
/** API reference; the last two are those of older versions of Azure's. */
const STATUSES = [
  'validating_files',
  'queued',
  'running',
  'pausing',
  'paused',
  'succeeded',
  'failed',
  'cancelled',
  'pending',
  'notRunning',
]

/** The action `find`: lists jobs, and names the newest that matches. */
export function find(deps: Dependencies): Promise<void> {
  const { runner, clock, fetch, signal } = deps
  return briefStep(deps, FIND_OUTPUTS, async (report) => {
    const inputs = await inputsOf(FindInputs, runner)
    for (const status of inputs.status.filter((status) => !STATUSES.includes(status)))
      runner.warning(
        `input "status": ${quoted(status)} is no status that OpenAI or Azure OpenAI are known to have`,
      )
    const client = createClient(connectionOf(inputs, deps), fetch, clock, signal)
    const { metadata, limit } = inputs
    const filtered = Object.keys(metadata).length > 0
    const query = { wanted: (job: Job) => matches(job, inputs), ...(filtered && { metadata }) }
    const enough = (jobs: Job[]) => jobs.length > limit && isNewestFirst(jobs)
    const { items, complete } = await listJobs(client, query, retryFor(deps, LOOK_MS), enough)
    if (!complete) runner.warning(`The server has more than ${MAX_JOBS} jobs; older ones were not looked at.`)
    const jobs = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit)
    runner.info(
      `${count(jobs.length, 'job')}${jobs.length === limit ? ' (the most that "limit" allows)' : ''}`,
    )
    for (const job of jobs) runner.info(jobLine(job))
    const [newest] = jobs
    if (newest) report.outputs(jobOutputs(newest))
    report.outputs({ jobs: jobs.map(({ raw }) => raw), count: jobs.length })
    if (!newest && inputs['fail-if-none'])
      throw new ActionError(`No job matches ${asked(runner.inputs)}.`, {
        hint: 'A commit is known by its whole SHA, and data that was trained at an earlier commit by "ft_fingerprint".',
      })
  })
}

function matches(job: Job, { metadata, 'exclude-metadata': excluded, status, model }: FindQuery): boolean {
  const isExcluded = Object.keys(excluded).length > 0 && hasMetadata(job, excluded)
  const isOfStatus = status.length === 0 || status.includes(job.status)
  return hasMetadata(job, metadata) && !isExcluded && isOfStatus && (!model || isOfModel(job, model))
}

/** What was looked for, as it was written. */
function asked(given: ReadonlyMap<string, string>): string {
  const parts = ['metadata', 'exclude-metadata', 'status', 'model'].flatMap((name) => {
    const value = given.get(name)
    return value === undefined ? [] : [`${name} (${value.replace(/\s+/g, ' ')})`]
  })
  return parts.join(', ') || 'at all'
}

/** By the name of its base, of a snapshot's alias, or of what it has made. */
function isOfModel(job: Job, name: string): boolean {
  return job.fineTunedModel === name || isModel(job.model, name)
}

/** Only then is what was read surely what is newest; the order of the list is not documented. */
function isNewestFirst(jobs: readonly Job[]): boolean {
  const times = jobs.map(({ createdAt }) => createdAt ?? 0)
  return times.every((time, i) => i === 0 || time <= (times[i - 1] ?? 0)) && times[0] !== times.at(-1)
}
