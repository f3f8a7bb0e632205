import { ActionError } from '../errors.ts'
import { isNotFound } from '../http/errors.ts'
import type { Client } from './client.ts'
import type { Job } from './job.ts'
import { type ListResult, listJobs, type ReadListOptions } from './pagination.ts'

/** The outcome of deleting one file. */
export type DeleteResult =
  | { id: string; kind: 'deleted' }
  | { id: string; kind: 'used'; by: Job }
  /** A create request named it, and no listed job shows what became of that request. */
  | { id: string; kind: 'reserved' }
  | { id: string; kind: 'failed'; error: ActionError }

/** Which files must not be deleted. */
export interface DeleteOptions extends Pick<ReadListOptions<Job>, 'retry' | 'clock'> {
  /** Returns whether a job still needs its files. */
  isInUse: (job: Job) => boolean
  /** Whether an old job may use them, too, so that the newest jobs do not show who does. */
  mayBeOld: boolean
  /** The files that a create request named which may have been carried out. */
  reserved: ReadonlySet<string>
}

/**
 * Deletes files, except those of a job that is still in use, and those that an unlisted job may use. Keeps all when the jobs
 * that matter cannot be listed.
 */
export async function deleteFiles(
  client: Pick<Client, 'listJobs' | 'deleteFile'>,
  ids: readonly string[],
  { isInUse, mayBeOld, reserved, ...listOptions }: DeleteOptions,
): Promise<DeleteResult[]> {
  if (ids.length === 0) return []
  const failed = (error: unknown, id: string): DeleteResult => {
    if (error instanceof ActionError) return { id, kind: 'failed', error }
    throw error
  }
  let list: ListResult<Job>
  let unknown: ActionError | undefined
  try {
    // Only a recent job can use a file that was just uploaded: the first page is enough where it has the newest jobs.
    const isDone = (_: Job[], isNewestFirst: boolean) => isNewestFirst && !mayBeOld
    list = await listJobs(client, { filter: () => true }, { ...listOptions, isDone })
    unknown = toUncertainty(list)
  } catch (error) {
    return ids.map((id) => failed(error, id))
  }
  const deleteFile = async (id: string): Promise<DeleteResult> => {
    const users = list.items.filter(
      ({ trainingFile, validationFile }) => id === trainingFile || id === validationFile,
    )
    const by = users.find(isInUse)
    if (by) return { id, kind: 'used', by }
    if (reserved.has(id) && users.length === 0) return { id, kind: 'reserved' }
    if (unknown) return failed(unknown, id)
    try {
      await listOptions.retry(() => client.deleteFile(id))
    } catch (error) {
      if (!isNotFound(error)) return failed(error, id)
    }
    return { id, kind: 'deleted' }
  }
  return Promise.all(ids.map(deleteFile))
}

/** Returns why a job may use a file that is not listed, if so. Of a list in order, what lies beyond the maximum has ended. */
function toUncertainty({
  incompleteReason,
  isTruncated,
  isNewestFirst,
}: ListResult<Job>): ActionError | undefined {
  const isCutOff = isTruncated && !isNewestFirst
  const reason = incompleteReason ?? (isCutOff ? 'the server has too many jobs, in no order' : undefined)
  return reason === undefined ? undefined : new ActionError(`A job may use it, because ${reason}.`)
}
