import { z } from 'zod'
import type { EventInput, JobRecord, Transition } from './job.ts'

const texts = z.array(z.string()).readonly()

/** How a list is divided into pages by a server that does not follow the specification. */
const cursor = z.enum([
  /** `after` is ignored; there is more whenever a page is full. */
  'ignored',
  /** `after` is ignored, and there is always more. */
  'stuck',
  /** A page has the items whose random id is greater than `after`: known items come again, older ones never. */
  'random',
  /** A page begins with the item that `after` names. */
  'inclusive',
  /** A page ends with items of the page before it. */
  'repeats',
  /** After the last item there are empty pages without an end, and each says that there is more. */
  'empty',
])

/** What a route answers instead of what it should: text that `parseRouteAnswer` reads. */
const route = z.string()

/** The odd behaviors; each has a name, a type, and a comment that is its documentation. */
export const quirks = z.strictObject({
  // Lists

  /** `false`: the server ignores the metadata filter and lists all jobs; `refused`: a filter is a 400. */
  metadataFilter: z.union([z.boolean(), z.literal('refused')]).optional(),
  /** How long a new job is missing from the list. */
  listDelayMs: z.number().optional(),
  /** How long a new file is missing from the list. */
  fileListDelayMs: z.number().optional(),
  /** The size of every page; the server ignores `limit`. */
  pageLimit: z.number().optional(),
  /** The largest `limit`; a larger one is a 422. */
  maxPageLimit: z.number().optional(),
  /** How the list of jobs is divided into pages. */
  jobCursor: cursor.optional(),
  /** How the list of files is divided into pages. */
  fileCursor: cursor.optional(),
  /** How lists of events are divided into pages. */
  eventCursor: cursor.optional(),
  /** How lists of checkpoints are divided into pages. */
  checkpointCursor: cursor.optional(),
  /** `oldest`: the list of jobs begins with the oldest one. */
  jobOrder: z.enum(['newest', 'oldest']).optional(),
  /** Entries at the beginning of the list of jobs that are not this server's jobs: they may lack anything. */
  brokenEntries: z.array(z.unknown()).readonly().optional(),

  // What is said about a job

  /**
   * The ids of jobs. `numeric`: a number everywhere; `long`: 300 characters everywhere; `alias`: another id in lists,
   * which can also be retrieved; `renamed`: lists call the id `job_id`.
   */
  jobIds: z.enum(['numeric', 'long', 'alias', 'renamed']).optional(),
  /** The status of jobs in lists: null, or not said. */
  listedStatus: z.enum(['null', 'absent']).optional(),
  /** Fields that answers about jobs lack, wherever they stand: `seed`, `method`, `n_epochs`. */
  hideFields: texts.optional(),
  /** Fields that are null in answers about jobs, wherever they stand. */
  nullFields: texts.optional(),
  /** Other names of fields of jobs: `{ user_provided_suffix: 'suffix' }`. */
  renameFields: z.record(z.string(), z.string()).readonly().optional(),
  /** What stands before the name of the base model: `openai/`. */
  modelPrefix: z.string().optional(),
  /** `GET` of a job answers with the newest other job, if there is one. */
  wrongJob: z.boolean().optional(),
  /** Other spellings of statuses: `{ queued: 'warming_up' }`. */
  statuses: z.record(z.string(), z.string()).readonly().optional(),
  /** How many empty lists an answer about one job contains besides its fields. */
  filler: z.number().optional(),

  // Creating

  /** `false`: jobs are returned without the metadata they were created with, and the filter is ignored. */
  keepMetadata: z.boolean().optional(),
  /** A create request with metadata is a 400, and the filter is ignored. */
  rejectMetadata: z.boolean().optional(),
  /** Fields that a create request must not have: each is a 400 that names it. */
  rejectFields: texts.optional(),
  /** The only fields of a create request that a gateway sends on, without a word about the others. */
  forwardFields: texts.optional(),
  /** Fields that are removed from a create request without a word, wherever they stand: `method`, `n_epochs`. */
  dropFields: texts.optional(),
  /** Hyperparameters that replace those of a create request: `{ n_epochs: 50 }`. */
  changeHyperparameters: z.record(z.string(), z.unknown()).readonly().optional(),
  /** Further fields that a create request may have. */
  extraFields: texts.optional(),
  /** How many jobs one create request makes; the answer is about the last one, as when the first answer was lost. */
  createCopies: z.number().optional(),
  /** How much later the further copies are created; then the answer is about the first one. */
  copyDelayMs: z.number().optional(),
  /** `false`: a job is created although the server does not know its files. */
  checkFiles: z.boolean().optional(),

  // Commands: cancel, pause, resume

  /** How a command is answered, whether or not it has an effect. `pretended`: with the job as if it had taken effect. */
  commandAnswer: z.enum(['no-content', 'success', 'empty', 'pretended']).optional(),
  /** How long after the answer a command takes effect. */
  commandDelayMs: z.number().optional(),
  /** Commands are accepted and never take effect. */
  ignoreCommands: z.boolean().optional(),

  // Events and checkpoints

  eventOrder: z.enum(['newest', 'oldest']).optional(),
  /** `oldest`: the list of checkpoints begins with the oldest one. */
  checkpointOrder: z.enum(['newest', 'oldest']).optional(),
  /**
   * The only events that are listed, apart from errors, and their messages, by how their messages begin:
   * `{ 'Created fine-tuning job': 'Job is submitted' }`.
   */
  eventMessages: z.record(z.string(), z.string()).readonly().optional(),
  /** Other names of metrics, in events and checkpoints: `{ train_mean_reward: 'critic_rewards_mean' }`. */
  renameMetrics: z.record(z.string(), z.string()).readonly().optional(),
  /** After the last event, lists of events continue with further ones without an end. */
  endlessEvents: z.boolean().optional(),
  /** Metrics are in `data.metrics` of an event, beside its step. */
  nestedMetrics: z.boolean().optional(),
  /** Events with metrics have no step. */
  steplessMetrics: z.boolean().optional(),
  /** The model names of checkpoints: null, empty or not said. */
  checkpointNames: z.enum(['null', 'empty', 'absent']).optional(),

  // Files and models

  /** `false`: files have no status; `uploaded`: this is their status for ever. */
  fileStatus: z.union([z.boolean(), z.literal('uploaded')]).optional(),
  /** `long`: ids of files have 334 characters. */
  fileIds: z.enum(['long']).optional(),
  /** Size above which a file is refused. */
  fileLimit: z.number().optional(),
  /** An upload is answered, and stored, when this many of its bytes have arrived. */
  answerUploadAfter: z.number().optional(),
  /** The size that is reported for every file. */
  reportedBytes: z.number().optional(),
  /** The name that is reported for every file. */
  reportedFilename: z.string().optional(),
  /** Models that exist are a 404 `model_not_found`: those that were trained, or all. */
  hideModels: z.enum(['trained', 'all']).optional(),

  // All answers

  /** What these routes answer, by their name: `{ events: '404:detail' }`. */
  routes: z.record(z.string(), route).readonly().optional(),
  /** The shape of the body of every error. `detail`: as FastAPI, with 422 for an invalid field. */
  errorShape: z.enum(['detail', 'message', 'text-error', 'errors', 'title', 'text', 'string']).optional(),
  /** How answers are compressed; `mislabeled`: a header says gzip, the body is plain. */
  encoding: z.enum(['gzip', 'deflate', 'br', 'mislabeled']).optional(),
  /** JSON answers begin with a byte order mark. */
  byteOrderMark: z.boolean().optional(),
})

/** Odd behaviors of real servers and gateways, each switched on by one option. */
export interface Quirks extends Readonly<z.infer<typeof quirks>> {
  /** Events that a transition adds to the usual ones. */
  readonly extraEvents?: (record: JobRecord, transition: Transition) => readonly EventInput[]
}

/** Parses `NAME[=value]`, as `jobCursor=ignored`, `statuses.queued=warming` or `dropFields=method,seed`. */
export function parseQuirk(text: string): Quirks {
  const [, name = '', value = 'true'] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
  const [option = '', key] = name.split(/\.(.*)/s)
  if (!(option in quirks.shape)) {
    throw new Error(`--odd: unknown behavior "${option}"; known are ${Object.keys(quirks.shape).join(', ')}`)
  }
  for (const candidate of readValues(value)) {
    const result = quirks.safeParse({ [option]: key === undefined ? candidate : { [key]: candidate } })
    if (result.success) return result.data
  }
  throw new Error(`--odd: "${value}" is no value of ${option}`)
}

/** Merges odd behaviors; of two maps of the same name, the pairs of both count. */
export function mergeQuirks(all: readonly Quirks[]): Quirks {
  const merged: Record<string, unknown> = {}
  for (const one of all) {
    for (const [name, value] of Object.entries(one)) {
      const before = merged[name]
      merged[name] = isMap(before) && isMap(value) ? { ...before, ...value } : value
    }
  }
  return merged
}

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns what a text may stand for, the most specific first. */
function readValues(text: string): unknown[] {
  const values: unknown[] = [text, text.split(',')]
  try {
    return [JSON.parse(text), ...values]
  } catch {
    return values
  }
}
