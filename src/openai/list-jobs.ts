import type { Checkpoint } from './checkpoint.ts'
import type { Client, PageQuery } from './client.ts'
import type { Job } from './job.ts'
import { type ListResult, listAll, type ReadListOptions } from './pagination.ts'

/** The maximum of the official clients. */
const PAGE_SIZE = 100
/** How many jobs of a server without filters are read at most. */
export const MAX_JOBS = 5000

/** Selects jobs of a list. */
export interface JobQuery {
  /** Sent to the server, whose list is still filtered: some servers ignore this parameter. */
  metadata?: Record<string, string> | undefined
  filter: (job: Job) => boolean
}

/** Lists the jobs that match a query, until `isDone`. Rejects when the server does not support listing jobs. */
export function listJobs(
  client: Pick<Client, 'listJobs'>,
  { metadata, filter }: JobQuery,
  options: ReadListOptions<Job>,
): Promise<ListResult<Job>> {
  const getPage = client.listJobs
  return listAll({ getPage, pageSize: PAGE_SIZE, maxItems: MAX_JOBS, metadata, filter, ...options })
}

/** Servers keep three checkpoints of each job; one that keeps every checkpoint of a long job has hundreds. */
const MAX_CHECKPOINTS = 1000

/** Lists the checkpoints of a job in order of step. Rejects when the server does not support listing them. */
export async function listCheckpoints(
  client: Pick<Client, 'listCheckpoints'>,
  jobId: string,
  options: ReadListOptions<Checkpoint>,
): Promise<Checkpoint[]> {
  const getPage = (query: PageQuery) => client.listCheckpoints(jobId, query)
  const { items } = await listAll({ getPage, pageSize: PAGE_SIZE, maxItems: MAX_CHECKPOINTS, ...options })
  return items.sort((a, b) => (a.step ?? 0) - (b.step ?? 0))
}

/** Returns whether a job has all of these metadata pairs. */
export function hasMetadata(job: Job, pairs: Record<string, string>): boolean {
  return Object.entries(pairs).every(([key, value]) => job.metadata[key] === value)
}
