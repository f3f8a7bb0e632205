import { z } from 'zod'
import { completeAzureBaseUrl } from '../openai/provider.ts'
import { connectionFields, url } from './connection-inputs.ts'
import { deployFields } from './deploy-inputs.ts'
import { safeParseEvaluationRequirements } from './evaluation-gate.ts'
import {
  boolean,
  choice,
  decimal,
  gate,
  signedDecimal,
  stringMap,
  text,
  wholeNumber,
  words,
} from './fields.ts'
import { safeParseRequirements } from './quality-gate.ts'
import { expectedError } from './validate.ts'

/*
 * The inputs of all actions. A group of fields is shared by the actions that have these inputs; `inputSchemas` has one
 * entry for each action. A test compares both with the `action.yml` files, names and defaults. What one input requires
 * of another is in `parse-inputs.ts`.
 */

/** The inputs that describe the job. They are text here, because `readJob` merges them with the job file. */
const jobFields = {
  'training-file': text.optional(),
  'validation-file': text.optional(),
  model: text.optional(),
  method: text.optional(),
  hyperparameters: text.optional(),
  grader: text.optional(),
  suffix: text.optional(),
  seed: text.optional(),
  metadata: text.optional(),
  integrations: text.optional(),
  'job-file': text.optional(),
  'extra-body': text.optional(),
}

/** The inputs of the checks before the upload: of the data, and of the limits for tokens and cost. */
const dataFields = {
  'data-check': choice('error', 'warn', 'off').default('error'),
  'data-check-ignore': words,
  'max-tokens': decimal('a number of tokens from 0').optional(),
  price: decimal('an amount of USD per million tokens').optional(),
  'max-cost': decimal('an amount of USD from 0').optional(),
}

/** The inputs of the quality gate. */
const qualityFields = {
  require: gate(safeParseRequirements),
  baseline: stringMap,
  'incomparable-baseline': choice('fail', 'pass').default('fail'),
}

/** The inputs of following a job to its end. */
const waitFields = {
  timeout: decimal('a number of minutes from 0')
    .default(330)
    .transform((minutes) => minutes * 60_000),
  'poll-interval': decimal('a number of seconds above 0', (seconds) => seconds > 0)
    .default(15)
    .transform((seconds) => seconds * 1000),
  'on-timeout': choice('fail', 'detach', 'cancel', 'pause').default('fail'),
  'on-cancel': choice('cancel', 'pause', 'detach').optional(),
  // The status of the workflow job when the post step begins.
  'job-status': text.optional(),
}

/** The inputs of reporting, other than in the log. */
const reportFields = {
  summary: boolean.default(true),
  comment: boolean.default(false),
  'github-token': text.optional(),
  'results-dir': text.optional(),
}

const jobId = text.regex(/^[\x21-\x7e]{1,1024}$/, expectedError('the id of a job, as in the output job-id'))

/** The schema of each action's inputs. Its output is what the code uses: times in milliseconds, maps, numbers. */
export const inputSchemas = {
  fineTune: z.object({
    ...connectionFields,
    ...jobFields,
    ...dataFields,
    'min-model-days': decimal('a number of days from 0').default(0),
    'job-check': choice('error', 'warn', 'off').default('error'),
    ...qualityFields,
    'dry-run': boolean.default(false),
    wait: boolean.default(true),
    ...waitFields,
    reuse: boolean.default(true),
    'resume-paused': boolean.default(false),
    'delete-files': choice('never', 'after-success').default('never'),
    ...reportFields,
  }),
  check: z.object({ ...jobFields, ...dataFields, ...reportFields }),
  wait: z.object({
    ...connectionFields,
    'job-id': jobId,
    ...qualityFields,
    ...waitFields,
    ...reportFields,
  }),
  find: z.object({
    ...connectionFields,
    metadata: stringMap,
    'exclude-metadata': stringMap,
    // The API spells it "canceled", the code has one spelling for both.
    status: words.transform((statuses) =>
      statuses.map((status) => (status === 'canceled' ? 'cancelled' : status)),
    ),
    model: text.optional(),
    limit: wholeNumber(5000).default(20),
    'fail-if-none': boolean.default(false),
  }),
  control: z.object({
    ...connectionFields,
    'job-id': jobId,
    command: choice('cancel', 'pause', 'resume'),
  }),
  evaluate: z.object({
    ...connectionFields,
    'test-file': text,
    model: text,
    'baseline-model': text.optional(),
    'baseline-base-url': url.transform(completeAzureBaseUrl).optional(),
    grader: text.optional(),
    require: gate(safeParseEvaluationRequirements),
    confidence: decimal('a number from 0 to below 1, such as 0.95', (share) => share < 1).default(0.95),
    'pass-score': signedDecimal('a score').default(1),
    'max-examples': wholeNumber(100_000_000).optional(),
    concurrency: wholeNumber(1000).default(4),
    'max-output-tokens': wholeNumber(10_000_000).default(1024),
    temperature: decimal('a number from 0').default(0),
    seed: signedDecimal('a whole number', Number.isSafeInteger).default(1),
    'max-total-tokens': decimal('a number of tokens from 0').optional(),
    'keep-answers': boolean.default(false),
    'cache-dir': text.optional(),
    'training-file': text.optional(),
    timeout: waitFields.timeout,
    ...reportFields,
  }),
  deploy: z.object(deployFields),
  /** The post step has the inputs of its main step, and uses these: first those that need no server. */
  post: z.object({ 'on-cancel': waitFields['on-cancel'], 'job-status': waitFields['job-status'] }),
  postConnection: z.object(connectionFields),
}

/** The inputs that describe the job, as they were set. */
export type JobInputs = z.output<z.ZodObject<typeof jobFields>>
/** The inputs of the root action. */
export type FineTuneInputs = z.output<typeof inputSchemas.fineTune>
/** The inputs of the checks before the upload. */
export type DataInputs = z.output<z.ZodObject<typeof dataFields>>
/** The inputs of the quality gate. */
export type QualityInputs = z.output<z.ZodObject<typeof qualityFields>>
/** The inputs of following a job to its end. */
export type WaitInputs = z.output<z.ZodObject<typeof waitFields>>
/** The inputs of reporting, other than in the log. */
export type ReportInputs = z.output<z.ZodObject<typeof reportFields>>
/** The inputs of the action `evaluate`. */
export type EvaluateInputs = z.output<typeof inputSchemas.evaluate>
/** The inputs of the action `find`. */
export type FindQuery = z.output<typeof inputSchemas.find>
