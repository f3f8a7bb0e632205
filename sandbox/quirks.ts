import type { EventInput, JobRecord, Transition } from './job.ts'

/** Odd behaviors of real servers, each switched on by one option. */
export interface Quirks {
  /** `false`: the server ignores the metadata filter and lists all jobs; `refused`: a filter is a 400. */
  readonly metadataFilter?: boolean | 'refused'
  /** `false`: jobs are returned without the metadata they were created with, and the filter is ignored. */
  readonly keepMetadata?: boolean
  /** A create request with metadata is a 400, and the filter is ignored. */
  readonly rejectMetadata?: boolean
  /** How long a new job is missing from the list. */
  readonly listDelayMs?: number
  /** How long a new file is missing from the list. */
  readonly fileListDelayMs?: number
  /** The size of every page; the server ignores `limit`. */
  readonly pageLimit?: number
  readonly eventOrder?: 'newest' | 'oldest'
  /** `false`: files have no status. */
  readonly fileStatus?: boolean
  /** Other spellings of statuses: `{ queued: 'warming_up' }`. */
  readonly statuses?: Readonly<Record<string, string>>
  /** Further fields that a create request may have. */
  readonly extraFields?: readonly string[]
  /** Size above which a file is refused. */
  readonly fileLimit?: number
  /** Events that a transition adds to the usual ones. */
  readonly extraEvents?: (record: JobRecord, transition: Transition) => readonly EventInput[]
}
