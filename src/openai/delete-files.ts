import { ActionError } from '../errors.ts'
import { ApiError } from '../http/errors.ts'
import type { Client } from './client.ts'
import type { Repeat } from './pagination.ts'
import type { Job } from './wire.ts'

/** What became of a file that is not needed any more. */
export type Discarded =
  | { id: string; kind: 'deleted' }
  | { id: string; kind: 'used'; by: Job }
  | { id: string; kind: 'left'; error: ActionError }

/** Deletes files, unless one of the recent jobs that are `using` their files needs them. */
export async function discardFiles(
  client: Pick<Client, 'jobs' | 'deleteFile'>,
  ids: readonly string[],
  using: (job: Job) => boolean,
  repeat: Repeat,
): Promise<Discarded[]> {
  if (ids.length === 0) return []
  const left = (error: unknown, id: string): Discarded => {
    if (error instanceof ActionError) return { id, kind: 'left', error }
    throw error
  }
  let recent: Job[]
  try {
    recent = (await repeat(() => client.jobs({ limit: RECENT }))).items.filter(using)
  } catch (error) {
    return ids.map((id) => left(error, id))
  }
  const discard = async (id: string): Promise<Discarded> => {
    const by = recent.find(({ trainingFile, validationFile }) => id === trainingFile || id === validationFile)
    if (by) return { id, kind: 'used', by }
    try {
      await repeat(() => client.deleteFile(id))
    } catch (error) {
      if (!(error instanceof ApiError && error.refusal.status === 404)) return left(error, id)
    }
    return { id, kind: 'deleted' }
  }
  return Promise.all(ids.map(discard))
}

/** A file that was just uploaded is used by a recent job or by none. */
const RECENT = 100
