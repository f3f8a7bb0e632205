import { z } from 'zod'
import type { Runner } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { editDistance } from '../suggest.ts'
import { authenticationProblems, CONNECTION, headerValues } from './connection-inputs.ts'
import { boolean, choice, decimal, pairs, text } from './fields.ts'
import type { JobInputs } from './job.ts'
import { needsBaseline, parseRequire, type Requirement } from './quality-gate.ts'
import { expected } from './validate.ts'

/** Statuses, in the spelling that the code has for both. */
const namesOf = (list: string) =>
  list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((status) => (status === 'canceled' ? 'cancelled' : status))

const WAITING = {
  timeout: decimal('a number of minutes from 0')
    .default(330)
    .transform((minutes) => minutes * 60_000),
  'poll-interval': decimal('a number of seconds above 0')
    .refine((seconds) => seconds > 0, expected('a number of seconds above 0'))
    .default(15)
    .transform((seconds) => seconds * 1000),
  'on-timeout': choice('fail', 'detach', 'cancel', 'pause').default('fail'),
  'on-cancel': choice('cancel', 'pause', 'detach').optional(),
  // How the workflow job stands when the post step begins.
  'job-status': text.optional(),
}

const JOB = {
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

const GATES = {
  'data-check': choice('error', 'warn', 'off').default('error'),
  'data-check-ignore': text.optional().transform((list) => (list ?? '').split(/[\s,]+/).filter(Boolean)),
  'max-tokens': decimal('a number of tokens from 0').optional(),
  price: decimal('an amount of USD per million tokens').optional(),
  'max-cost': decimal('an amount of USD from 0').optional(),
}

const QUALITY = {
  require: text.default('').transform((value, context): Requirement[] => {
    const read = parseRequire(value)
    if ('value' in read) return read.value
    for (const message of read.problems) context.addIssue({ code: 'custom', message })
    return []
  }),
  baseline: pairs,
}

const REPORTING = {
  summary: boolean.default(true),
  comment: boolean.default(false),
  'github-token': text.optional(),
  'results-dir': text.optional(),
}

const jobId = z
  .string(expected('the id of a job'))
  .regex(/^[\x21-\x7e]{1,256}$/, expected('the id of a job, as in the output job-id'))

/** Every input of the root action. `action.yml` has the same ones with the same defaults; a test compares them. */
export const RootInputs = z.object({
  ...CONNECTION,
  ...JOB,
  ...GATES,
  'min-model-days': decimal('a number of days from 0').default(0),
  ...QUALITY,
  'dry-run': boolean.default(false),
  wait: boolean.default(true),
  ...WAITING,
  reuse: boolean.default(true),
  'delete-files': choice('never', 'after-success').default('never'),
  ...REPORTING,
})

/** The inputs of the root action, each as it is used: numbers in milliseconds, choices as themselves. */
export type Inputs = z.output<typeof RootInputs>

/** How a model is judged. */
export type QualityInputs = z.output<z.ZodObject<typeof QUALITY>>

/** Who is told of it, beside the log. */
export type ReportingInputs = z.output<z.ZodObject<typeof REPORTING>>

/** Every input of the action `check`. */
export const CheckInputs = z.object({ ...JOB, ...GATES, ...REPORTING })

/** How data and cost are judged before anything is uploaded. */
export type GateInputs = z.output<z.ZodObject<typeof GATES>>

/** Every input of the action `wait`. */
export const WaitInputs = z.object({
  ...CONNECTION,
  'job-id': jobId,
  ...QUALITY,
  ...WAITING,
  ...REPORTING,
})

/** The inputs of which the post step of either makes use. */
export const PostInputs = z.object({
  ...CONNECTION,
  'on-cancel': WAITING['on-cancel'],
  'job-status': WAITING['job-status'],
})

/** Every input of the action `find`. */
export const FindInputs = z.object({
  ...CONNECTION,
  metadata: pairs,
  'exclude-metadata': pairs,
  status: text.optional().transform((list) => namesOf(list ?? '')),
  model: text.optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, expected('a whole number from 1 to 5000'))
    .transform(Number)
    .refine((limit) => limit <= 5000, expected('a whole number from 1 to 5000'))
    .default(20),
  'fail-if-none': boolean.default(false),
})

/** What jobs are looked for. */
export type FindQuery = z.output<typeof FindInputs>

/** Every input of the action `control`. */
export const ControlInputs = z.object({
  ...CONNECTION,
  'job-id': jobId,
  command: choice('cancel', 'pause', 'resume'),
})

/** Reads the inputs of an action: all of them, or every problem, a line each. Secrets are masked before anything else. */
export async function readInputs<Inputs extends z.ZodObject>(
  schema: Inputs,
  host: Pick<Runner, 'inputs' | 'setSecret'>,
  known: readonly string[] = Object.keys(schema.shape),
): Promise<{ inputs: z.output<Inputs> } | { problems: string[] }> {
  for (const name of ['api-key', 'github-token']) {
    const secret = host.inputs.get(name)
    if (secret) host.setSecret(secret, 'credential')
  }
  // Whatever else is wrong: a secret that is not masked yet must not be in any message.
  for (const value of await headerValues(host.inputs.get('headers')))
    if (value.length >= 8) host.setSecret(value)
  const misspelt = misspellings([...host.inputs.keys()], known)
  const parsed = await schema.safeParseAsync(Object.fromEntries(host.inputs))
  const together = [
    ...('api-key' in schema.shape ? authenticationProblems(host.inputs) : []),
    ...('require' in schema.shape ? await baselineProblems(host.inputs) : []),
  ]
  if (parsed.success && misspelt.length === 0 && together.length === 0) return { inputs: parsed.data }
  const wrong = parsed.error?.issues.map(({ path, message }) => `input "${path.join('.')}": ${message}`) ?? []
  return { problems: [...misspelt, ...together, ...wrong] }
}

/** The inputs of an action, or a Failure that tells every problem; `known` are the names of those there are. */
export async function inputsOf<Inputs extends z.ZodObject>(
  schema: Inputs,
  host: Pick<Runner, 'inputs' | 'setSecret'>,
  known?: readonly string[],
): Promise<z.output<Inputs>> {
  const read = await readInputs(schema, host, known)
  if ('problems' in read) throw new ActionError(read.problems.join('\n'))
  return read.inputs
}

/** The inputs that describe the job, as they were given. */
export function jobInputs(given: ReadonlyMap<string, string>): JobInputs {
  return {
    trainingFile: given.get('training-file'),
    validationFile: given.get('validation-file'),
    model: given.get('model'),
    method: given.get('method'),
    hyperparameters: given.get('hyperparameters'),
    grader: given.get('grader'),
    suffix: given.get('suffix'),
    seed: given.get('seed'),
    metadata: given.get('metadata'),
    integrations: given.get('integrations'),
    jobFile: given.get('job-file'),
    extraBody: given.get('extra-body'),
  }
}

/** What is compared with a baseline needs one. */
async function baselineProblems(given: ReadonlyMap<string, string>): Promise<string[]> {
  const { data } = await z.object(QUALITY).safeParseAsync(Object.fromEntries(given))
  const lacks = data && needsBaseline(data.require) && Object.keys(data.baseline).length === 0
  return lacks
    ? ['input "require": compares with the baseline, so "baseline" must say which job that is']
    : []
}

/** The runner only warns of inputs that an action does not have; `max-cots` must not mean "no limit". */
function misspellings(given: string[], known: readonly string[]): string[] {
  return given.flatMap((name) => {
    if (known.includes(name) || name.length < 6) return []
    const meant = known.find((candidate) => editDistance(name, candidate) <= 2)
    return meant ? [`input "${name}": is not an input of this action (did you mean "${meant}"?)`] : []
  })
}
