import type { JobRecord, Transition } from '../../sandbox/job.ts'
import { aliasId, describeJob } from '../../sandbox/odd-fields.ts'
import type { Quirks } from '../../sandbox/quirks.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'

/** A server that behaves oddly, and what two runs of the same work come to there when nothing else goes wrong. */
export interface OddServer {
  name: string
  server: Omit<SandboxOptions, 'dialect'>
  /** How many jobs for other work it has from the start; with more than ten there are several pages. */
  strangers?: number
  inputs?: Record<string, string>
  /** Whether the first and the second run succeed. */
  succeeds: readonly [first: boolean, second: boolean]
  /** How many jobs the runs create, and how many of these cost money at the end. */
  created: number
  live: number
}

const TWO_SUCCEED = { succeeds: [true, true], created: 1, live: 1 } as const
/** The job exists, and the second run cannot tell whether it is the same work. */
const SECOND_STOPS = { succeeds: [true, false], created: 1, live: 1 } as const
/** Neither run creates a job. */
const NOTHING_IS_CREATED = { succeeds: [false, false], created: 0, live: 0 } as const
/** Each run creates a job, sees that it is not what was requested, and cancels it. */
const EACH_IS_CANCELLED = { succeeds: [false, false], created: 2, live: 0 } as const

/** Several pages of jobs, of which the server cannot select those for the same work. */
const PAGES = { metadataFilter: false, pageLimit: 12 } as const
const NO_METADATA = { dropFields: ['metadata'] }
/** All that a server says about a job besides its id, status, model and training file. */
const TERSE = ['metadata', 'seed', 'method', 'hyperparameters', 'validation_file']

const one = (
  name: string,
  server: OddServer['server'],
  outcome: Pick<OddServer, 'succeeds' | 'created' | 'live'> = TWO_SUCCEED,
  rest: Pick<OddServer, 'strangers' | 'inputs'> = {},
): OddServer => ({ name, server, ...outcome, ...rest })

/** More polls than it takes until a late command has an effect. */
const LONG_LIFE: readonly Transition[] = [
  ...Array(60).fill({ status: 'queued' }),
  { status: 'running' },
  { status: 'succeeded' },
]

/** The odd servers; each entry is one kind of oddity, or a combination that real servers have. */
export const ODD_SERVERS: readonly OddServer[] = [
  one('gives jobs numbers as ids', { jobIds: 'numeric' }),
  one('gives jobs ids of 300 characters', { jobIds: 'long' }),
  one('lists jobs under other ids', { jobIds: 'alias' }),
  // The job under another id may be a copy by a gateway, so the first run names both.
  one(
    'lists jobs under other ids and drops metadata',
    { jobIds: 'alias', ...NO_METADATA },
    { ...TWO_SUCCEED, succeeds: [false, true] },
  ),
  one('lists jobs with their id under another name', { jobIds: 'renamed' }, SECOND_STOPS),
  one('lists jobs with a null status', { listedStatus: 'null' }),
  one('lists jobs without a status', { listedStatus: 'absent' }),
  one('says little about jobs', { hideFields: TERSE }),
  one('says little about jobs, and lists them late', { hideFields: TERSE, listDelayMs: 50 }),
  one('puts its name before that of the model', { modelPrefix: 'openai/' }),
  one('lists a broken entry that is old', {
    metadataFilter: false,
    brokenEntries: [{ object: 'fine_tuning.job', id: null, model: 'gpt-4o', created_at: 1_600_000_000 }],
  }),
  one(
    'lists a broken entry that may be any job',
    { metadataFilter: false, brokenEntries: [{ object: 'fine_tuning.job' }] },
    NOTHING_IS_CREATED,
  ),

  one('drops metadata', NO_METADATA),
  one('drops metadata and seeds', { dropFields: ['metadata', 'seed'] }),
  one('rejects seeds', { rejectFields: ['seed'], keepMetadata: false }),
  one('rejects metadata in a shape of its own', { rejectFields: ['metadata'], errorShape: 'detail' }),
  one('drops the number of epochs', { dropFields: ['n_epochs'], scripts: [] }, EACH_IS_CANCELLED),
  one('drops the method', { dropFields: ['method'], scripts: [] }, EACH_IS_CANCELLED),
  one('trains fifty epochs', { changeHyperparameters: { n_epochs: 50 } }, EACH_IS_CANCELLED),
  one(
    'drops the number of epochs and metadata',
    { dropFields: ['n_epochs', 'metadata'], scripts: [] },
    EACH_IS_CANCELLED,
  ),

  one('creates three jobs for one request', { createCopies: 3 }, { ...TWO_SUCCEED, created: 3 }),
  one(
    'creates three jobs for one request and drops metadata',
    { createCopies: 3, ...NO_METADATA },
    {
      ...TWO_SUCCEED,
      created: 3,
    },
  ),
  one(
    'creates two jobs for one request and ignores commands',
    { createCopies: 2, ignoreCommands: true },
    {
      succeeds: [false, true],
      created: 2,
      live: 2,
    },
  ),
  one(
    'creates two jobs for one request and only pretends to cancel',
    { createCopies: 2, ignoreCommands: true, commandAnswer: 'pretended' },
    { succeeds: [false, true], created: 2, live: 2 },
  ),
  one(
    'creates two jobs for one request and answers commands with 204',
    { createCopies: 2, commandAnswer: 'no-content' },
    {
      ...TWO_SUCCEED,
      created: 2,
    },
  ),
  one(
    'creates two jobs for one request and cancels late',
    { createCopies: 2, commandAnswer: 'success', commandDelayMs: 60, scripts: Array(20).fill(LONG_LIFE) },
    {
      ...TWO_SUCCEED,
      created: 2,
    },
  ),

  one('ignores the cursor', { ...PAGES, jobCursor: 'ignored' }, NOTHING_IS_CREATED, { strangers: 30 }),
  one('ignores the cursor of a short list', { ...PAGES, jobCursor: 'stuck' }, TWO_SUCCEED, { strangers: 5 }),
  one('pages by random ids', { ...PAGES, jobCursor: 'random' }, NOTHING_IS_CREATED, { strangers: 40 }),
  one('brings pages back', { ...PAGES, jobCursor: 'repeats' }, NOTHING_IS_CREATED, { strangers: 30 }),
  one('has more pages without an end', { ...PAGES, jobCursor: 'empty' }, NOTHING_IS_CREATED, {
    strangers: 30,
  }),
  one(
    'begins a page with the last job of the page before it',
    { ...PAGES, jobCursor: 'inclusive' },
    TWO_SUCCEED,
    {
      strangers: 30,
    },
  ),
  one('lists the oldest job first', { ...PAGES, jobOrder: 'oldest' }, TWO_SUCCEED, { strangers: 30 }),
  one(
    'lists the oldest job first and drops metadata',
    { ...PAGES, ...NO_METADATA, jobOrder: 'oldest' },
    TWO_SUCCEED,
    {
      strangers: 30,
    },
  ),
  one('refuses limits above 50', { maxPageLimit: 50, errorShape: 'detail' }),

  one('answers an upload before it has all of it', { answerUploadAfter: 400 }, NOTHING_IS_CREATED),
  one('reports other sizes of files', { reportedBytes: 1 }, NOTHING_IS_CREATED),
  one('reports other names of files', { reportedFilename: 'upload.jsonl' }),
  one('has files that stay uploaded', { fileStatus: 'uploaded' }),
  one('has long ids of files', { fileIds: 'long' }),

  one('does not show trained models', { hideModels: 'trained' }, SECOND_STOPS),
  one('knows no models', { routes: { models: '404:detail' } }),
  one(
    'answers about another job',
    { wrongJob: true },
    { succeeds: [false, false], created: 1, live: 1 },
    {
      strangers: 1,
      inputs: { timeout: '1' },
    },
  ),
  one('has no events', { routes: { events: '404:detail', checkpoints: '501' } }),
  one('answers a request for events with the job', { routes: { events: 'job', checkpoints: 'object' } }),
  one('has events without an end', { endlessEvents: true }),
  one('ignores the cursor of events', { eventOrder: 'oldest', eventCursor: 'ignored' }),
  one('spells statuses in capitals', { statuses: { running: 'Running', succeeded: 'SUCCEEDED' } }),
  one('compresses answers', { encoding: 'gzip', byteOrderMark: true }),
]

/** Returns the ids by which a server calls a job. */
function listNames({ id }: JobRecord): string[] {
  return [id, aliasId(id)]
}

/**
 * Returns what is wrong when the runs, of which these are the errors, leave these jobs live: there must be at most one,
 * or errors that name all of them, two in one sentence, or each as one that was not cancelled.
 */
export function describeUnnamedJobs(
  live: readonly JobRecord[],
  errors: readonly string[],
): string | undefined {
  if (live.length <= 1) return undefined
  const names = (error: string, job: JobRecord) => listNames(job).some((name) => error.includes(name))
  const unnamed = live.filter((job) => !errors.some((error) => names(error, job)))
  const isPairNamed = errors.some((error) => live.filter((job) => names(error, job)).length >= 2)
  const isKept = (job: JobRecord) =>
    errors.some((error) => names(error, job) && /(could not be|was not|Neither was) cancelled/.test(error))
  if (unnamed.length === 0 && (isPairNamed || live.every(isKept))) return undefined
  const ids = live.map(({ id }) => id).join(', ')
  return `the jobs ${ids} are live, and no error says so; unnamed: ${unnamed.map(({ id }) => id).join(', ')}`
}

/** Returns the number of epochs of a job as a server reports it; undefined if it does not. */
export function readReportedEpochs({ wire }: JobRecord, server: Quirks): unknown {
  const { method, hyperparameters } = describeJob(wire, server, false)
  const read = (fields: unknown): unknown => Object(fields).n_epochs ?? undefined
  return read(Object(Object(method).supervised).hyperparameters) ?? read(hyperparameters)
}
