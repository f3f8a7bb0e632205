import { z } from 'zod'
import { isOpenai } from '../api/provider.ts'
import { Failure } from '../failure.ts'
import { expected } from '../spec/check.ts'
import type { JobInputs } from '../spec/job.ts'
import { quoted } from '../spec/quotation.ts'
import { distance } from '../spec/spelling.ts'
import { readYamlMap } from '../spec/yaml.ts'
import type { Host } from './host.ts'

const text = z.string()
const choice = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, expected(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`))
const boolean = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], expected('true or false')))
  .transform((word) => word === 'true')
const DECIMAL = /^(\d+\.?\d*|\.\d+)$/
const decimal = (what: string) => z.string().regex(DECIMAL, expected(what)).transform(Number)
/** What an HTTP header can carry (RFC 9110, 5.5), less what is outside ASCII. */
const headerText = z.string().regex(/^[\x20-\x7e]+$/, { error: 'must be one line of printable ASCII' })

/** A map of text to text, in YAML. */
const pairs = text.optional().transform((value, context): Record<string, string> => {
  if (value === undefined) return {}
  const read = readYamlMap(value, 'text')
  if ('value' in read && Object.values(read.value).every((item) => typeof item === 'string'))
    return read.value as Record<string, string>
  context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' })
  return {}
})

/** Statuses, in the spelling that the code has for both. */
const namesOf = (list: string) =>
  list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((status) => (status === 'canceled' ? 'cancelled' : status))

const OPENAI_URL = 'https://api.openai.com/v1'

const CONNECTION = {
  'api-key': headerText.optional(),
  'identity-provider-id': text.optional(),
  'service-account-id': text.optional(),
  'azure-tenant-id': text.optional(),
  'azure-client-id': text.optional(),
  'oidc-audience': text.optional(),
  'token-url': text.optional().superRefine((url, context) => {
    if (url !== undefined) checkUrl(url, context)
  }),
  'auth-scheme': choice('auto', 'bearer', 'api-key').default('auto'),
  'base-url': text.default(OPENAI_URL).superRefine(checkUrl),
  organization: headerText.optional(),
  project: headerText.optional(),
  headers: text.optional().transform(readHeaders),
}

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
  require: text.optional(),
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

/** Every input of the root action. `action.yml` declares the same ones with the same defaults; a test holds them together. */
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

/** What any action that talks to a server is given. */
export type ConnectionInputs = z.output<z.ZodObject<typeof CONNECTION>>

/** Reads the inputs of an action: all of them, or every problem, a line each. Secrets are masked before anything else. */
export function readInputs<Inputs extends z.ZodObject>(
  schema: Inputs,
  host: Pick<Host, 'inputs' | 'setSecret'>,
  known: readonly string[] = Object.keys(schema.shape),
): { inputs: z.output<Inputs> } | { problems: string[] } {
  for (const name of ['api-key', 'github-token']) {
    const secret = host.inputs.get(name)
    if (secret) host.setSecret(secret, 'credential')
  }
  // Whatever else is wrong: a secret that is not masked yet must not be in any message.
  for (const value of headerValues(host.inputs.get('headers'))) if (value.length >= 8) host.setSecret(value)
  const misspelt = misspellings([...host.inputs.keys()], known)
  const parsed = schema.safeParse(Object.fromEntries(host.inputs))
  const unauthenticated = 'api-key' in schema.shape ? authenticationProblems(host.inputs) : []
  if (parsed.success && misspelt.length === 0 && unauthenticated.length === 0) return { inputs: parsed.data }
  const wrong = parsed.error?.issues.map(({ path, message }) => `input "${path.join('.')}": ${message}`) ?? []
  return { problems: [...misspelt, ...unauthenticated, ...wrong] }
}

/** The inputs of an action, or a Failure that tells every problem; `known` are the names of those there are. */
export function inputsOf<Inputs extends z.ZodObject>(
  schema: Inputs,
  host: Pick<Host, 'inputs' | 'setSecret'>,
  known?: readonly string[],
): z.output<Inputs> {
  const read = readInputs(schema, host, known)
  if ('problems' in read) throw new Failure(read.problems.join('\n'))
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

/** The headers that go with every request, without the credential. */
export function headersOf(inputs: ConnectionInputs, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    ...(inputs.organization && { 'openai-organization': inputs.organization }),
    ...(inputs.project && { 'openai-project': inputs.project }),
    ...inputs.headers,
  }
}

/** The ways to say who asks: a key, an identity at OpenAI, an identity at Azure. Their first inputs are needed, all of them. */
const WAYS = [
  ['api-key'],
  ['identity-provider-id', 'service-account-id'],
  ['azure-tenant-id', 'azure-client-id'],
]

/** Exactly one way to authenticate, and that one whole. */
function authenticationProblems(given: ReadonlyMap<string, string>): string[] {
  const ways = WAYS.filter((names) => names.some((name) => given.has(name)))
  const [way] = ways
  if (!way)
    return [
      'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"',
    ]
  if (ways.length > 1) {
    const names = ways.map((names) => `"${names.find((name) => given.has(name))}"`)
    return [`inputs ${names.join(' and ')}: are different ways to authenticate; give one of them`]
  }
  const missing = way.filter((name) => !given.has(name)).map((name) => `input "${name}": is required`)
  const base = given.get('base-url')
  if (way.includes('identity-provider-id') && !given.has('token-url') && base && !isOpenai(hostOf(base)))
    missing.push('input "token-url": is required, since "base-url" is not OpenAI\'s')
  if (way.includes('azure-tenant-id') && !given.has('token-url') && isOpenai(hostOf(base ?? OPENAI_URL)))
    missing.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource')
  const idle = way.includes('api-key') ? ['token-url', 'oidc-audience'].filter((name) => given.has(name)) : []
  if (!way.includes('api-key') && given.get('auth-scheme') === 'api-key')
    missing.push('input "auth-scheme": the token of an identity is sent as "bearer"')
  return [...missing, ...idle.map((name) => `input "${name}": means nothing with "api-key"`)]
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : '')

/** The runner only warns of inputs that an action does not have; `max-cots` must not mean "no limit". */
function misspellings(given: string[], known: readonly string[]): string[] {
  return given.flatMap((name) => {
    if (known.includes(name) || name.length < 6) return []
    const meant = known.find((candidate) => distance(name, candidate) <= 2)
    return meant ? [`input "${name}": is not an input of this action (did you mean "${meant}"?)`] : []
  })
}

function checkUrl(value: string, context: z.RefinementCtx): void {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const problem = !url
    ? 'expected a URL'
    : url.username || url.password
      ? 'must not contain a user or password'
      : url.hash
        ? 'must not contain a fragment ("#")'
        : url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))
          ? 'must begin with https:// (http:// only for the machine itself)'
          : undefined
  if (problem) context.addIssue({ code: 'custom', message: problem })
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** These the action or HTTP itself sets; a second one would be sent beside it or instead of it. */
const OURS =
  /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/

function readHeaders(value: string | undefined, context: z.RefinementCtx): Record<string, string> {
  if (value === undefined) return {}
  const read = readYamlMap(value, 'text')
  if ('problems' in read) {
    // Not the reader's own words: they quote, and what is quoted here may be a secret.
    context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' })
    return {}
  }
  for (const message of Object.entries(read.value).flatMap(headerProblem))
    context.addIssue({ code: 'custom', message })
  return Object.fromEntries(Object.entries(read.value).map(([name, text]) => [name.toLowerCase(), `${text}`]))
}

function headerValues(value: string | undefined): string[] {
  const read = readYamlMap(value ?? '', 'text')
  return 'value' in read ? Object.values(read.value).filter((text) => typeof text === 'string') : []
}

function headerProblem([name, value]: [string, unknown]): string[] {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return [`${quoted(name)} is not the name of a header`]
  if (OURS.test(name.toLowerCase())) return [`${name}: is set by the action itself`]
  return headerText.safeParse(value).success ? [] : [`${name}: must be one line of printable ASCII text`]
}
