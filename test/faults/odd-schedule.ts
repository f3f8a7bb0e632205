import fc from 'fast-check'
import { mergeQuirks, type Quirks } from '../../sandbox/quirks.ts'
import { runs, type Schedule } from './schedule.ts'

const FIELDS = ['metadata', 'seed', 'suffix', 'validation_file', 'method', 'hyperparameters', 'n_epochs']
const some = (fields: string[]) => fc.subarray(fields, { minLength: 1 })
const delay = fc.nat({ max: 20_000 })

/** One oddity of a server or a gateway. */
const oddity: fc.Arbitrary<Quirks> = fc.oneof(
  // Fields are dropped, changed or not said.
  { weight: 3, arbitrary: fc.record({ dropFields: some(FIELDS) }) },
  { weight: 2, arbitrary: fc.record({ hideFields: some(FIELDS) }) },
  fc.record({ nullFields: some(FIELDS) }),
  fc.record({ rejectFields: some(['metadata', 'seed']) }),
  fc.constantFrom<Quirks[]>(
    { changeHyperparameters: { n_epochs: 50 } },
    { modelPrefix: 'openai/' },
    { renameFields: { user_provided_suffix: 'suffix' } },
    { errorShape: 'detail' },
    { errorShape: 'text' },
  ),
  // Ids and statuses.
  fc.constantFrom<Quirks[]>(
    { jobIds: 'numeric' },
    { jobIds: 'long' },
    { jobIds: 'alias' },
    { jobIds: 'renamed' },
    { listedStatus: 'null' },
    { listedStatus: 'absent' },
    { statuses: { cancelled: 'Canceled', succeeded: 'SUCCEEDED' } },
  ),
  // Commands.
  { weight: 2, arbitrary: fc.record({ commandDelayMs: delay }) },
  fc.constantFrom<Quirks[]>(
    { ignoreCommands: true },
    { ignoreCommands: true, commandAnswer: 'pretended' },
    { ignoreCommands: true, commandAnswer: 'success' },
    { commandAnswer: 'no-content' },
    { commandAnswer: 'empty' },
  ),
  // Entries are hidden for a time, and pages are bad.
  { weight: 2, arbitrary: fc.record({ listDelayMs: delay }) },
  fc.record({ fileListDelayMs: delay }),
  {
    weight: 3,
    arbitrary: fc.record({
      metadataFilter: fc.constantFrom<(false | 'refused')[]>(false, 'refused'),
      pageLimit: fc.integer({ min: 10, max: 20 }),
      jobOrder: fc.constantFrom<('newest' | 'oldest')[]>('newest', 'newest', 'oldest'),
      jobCursor: fc.constantFrom<Quirks['jobCursor'][]>(
        undefined,
        'ignored',
        'stuck',
        'random',
        'inclusive',
        'repeats',
        'empty',
      ),
    }),
  },
  fc.constantFrom<Quirks[]>(
    { maxPageLimit: 15 },
    { brokenEntries: [{ object: 'fine_tuning.job' }] },
    { brokenEntries: [{ id: null, model: 'another', created_at: 1_600_000_000 }] },
  ),
  // Gateways send a create request again.
  { weight: 2, arbitrary: fc.record({ createCopies: fc.integer({ min: 2, max: 3 }) }) },
  fc.record({ createCopies: fc.integer({ min: 2, max: 3 }), copyDelayMs: fc.nat({ max: 10_000 }) }),
  // Files, models and events.
  fc.constantFrom<Quirks[]>(
    { hideModels: 'trained' },
    { hideModels: 'all' },
    { routes: { models: '404:detail' } },
    { routes: { events: '404:detail', checkpoints: '404:detail' } },
    { eventOrder: 'oldest', eventCursor: 'ignored' },
    { checkFiles: false },
    { fileStatus: 'uploaded' },
    { reportedFilename: 'upload.jsonl' },
  ),
)

/** Runs in a random order with random faults, at a server with up to three oddities. */
export const oddSchedule: fc.Arbitrary<Schedule> = fc.record({
  server: fc.uniqueArray(oddity, { minLength: 1, maxLength: 3 }).map(mergeQuirks),
  runs,
  strangers: fc.constantFrom(0, 0, 5, 30),
  areAttempts: fc.boolean(),
})
