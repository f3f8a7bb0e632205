import { ActionError } from '../errors.ts'
import { ApiError } from '../http/errors.ts'
import type { Client } from './client.ts'
import type { Job } from './job.ts'
import type { Retry } from './pagination.ts'

/** The outcome of deleting one file. */
export type DeleteResult =
  | { id: string; kind: 'deleted' }
  | { id: string; kind: 'used'; by: Job }
  | { id: string; kind: 'failed'; error: ActionError }

/** Deletes files, except those of a recent job that is still in use. */
export async function deleteFiles(
  client: Pick<Client, 'listJobs' | 'deleteFile'>,
  ids: readonly string[],
  isInUse: (job: Job) => boolean,
  retry: Retry,
): Promise<DeleteResult[]> {
  if (ids.length === 0) return []
  const failed = (error: unknown, id: string): DeleteResult => {
    if (error instanceof ActionError) return { id, kind: 'failed', error }
    throw error
  }
  let jobs: Job[]
  try {
    jobs = (await retry(() => client.listJobs({ limit: RECENT_JOBS }))).items.filter(isInUse)
  } catch (error) {
    return ids.map((id) => failed(error, id))
  }
  const deleteFile = async (id: string): Promise<DeleteResult> => {
    const by = jobs.find(({ trainingFile, validationFile }) => id === trainingFile || id === validationFile)
    if (by) return { id, kind: 'used', by }
    try {
      await retry(() => client.deleteFile(id))
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) return failed(error, id)
    }
    return { id, kind: 'deleted' }
  }
  return Promise.all(ids.map(deleteFile))
}

/** Only a recent job can use a file that was just uploaded. */
const RECENT_JOBS = 100
