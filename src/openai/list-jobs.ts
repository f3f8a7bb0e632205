import type { Client, JobsQuery, PageQuery } from './client.ts'
import { type List, type Repeat, readList } from './pagination.ts'
import type { Checkpoint, Job } from './wire.ts'

/** The official clients ask for at most so many. */
const PAGE = 100
/** Of a server that does not filter, so many jobs are looked through. */
export const MAX_JOBS = 5000

/** Which jobs are looked for. */
export interface JobQuery {
  /** The server is asked for jobs that have it; what it lists is still compared: some servers do not filter. */
  metadata?: Record<string, string> | undefined
  wanted: (job: Job) => boolean
}

/** Reads the list of jobs for those that are wanted, until it is `enough`. Rejects when the server refuses to list them. */
export function listJobs(
  client: Pick<Client, 'jobs'>,
  { metadata, wanted }: JobQuery,
  repeat: Repeat,
  enough?: (jobs: Job[]) => boolean,
): Promise<List<Job>> {
  const ways: [JobsQuery, ...JobsQuery[]] = [
    { limit: PAGE, ...(metadata && { metadata }) },
    ...(metadata ? [{ limit: PAGE }] : []),
    {},
  ]
  return readList({ page: (page) => client.jobs(page), ways, most: MAX_JOBS, repeat }, wanted, enough)
}

/** Three are kept of any job; a server that keeps all of a long one's has hundreds. */
const MAX_CHECKPOINTS = 1000

/** The checkpoints of a job in order of step. Rejects when it refuses to list them. */
export async function listCheckpoints(
  client: Pick<Client, 'checkpoints'>,
  jobId: string,
  repeat: Repeat,
): Promise<Checkpoint[]> {
  const page = (query: PageQuery) => client.checkpoints(jobId, query)
  const listing = { page, most: MAX_CHECKPOINTS, repeat }
  const { items } = await readList({ ...listing, ways: [{ limit: PAGE }, {}] }, () => true)
  return items.sort((a, b) => (a.step ?? 0) - (b.step ?? 0))
}

/** Whether a job has all of these pairs. */
export function hasMetadata(job: Job, pairs: Record<string, string>): boolean {
  return Object.entries(pairs).every(([key, value]) => job.metadata[key] === value)
}
