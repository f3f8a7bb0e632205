import { present } from '../json.ts'
import { Reading, type ReadText } from './job-reader.ts'
import { describeMethod, type JobFileRead, type MethodSettings, readMethodInputs } from './method.ts'
import { FIELDS, type Integration, type JobFile, jobFileSchema, type WrittenIntegration } from './schema.ts'
import { check } from './validate.ts'

/** The job inputs of the action, as given; empty text means not given. */
export interface JobInputs {
  trainingFile?: string | undefined
  validationFile?: string | undefined
  model?: string | undefined
  method?: string | undefined
  hyperparameters?: string | undefined
  grader?: string | undefined
  suffix?: string | undefined
  seed?: string | undefined
  metadata?: string | undefined
  integrations?: string | undefined
  jobFile?: string | undefined
  extraBody?: string | undefined
}

/** The one job that inputs and job file together ask for, with nothing in it that nobody set. */
export interface JobDescription {
  model: string
  training: DataFiles
  validation?: DataFiles
  method?: MethodSettings
  suffix?: string
  seed?: number
  metadata?: Record<string, string>
  integrations?: Integration[]
  extraBody?: Record<string, unknown>
}

/** Data as a person names it: paths, globs or the id of an uploaded file, yet to be resolved. */
export interface DataFiles {
  /** One per line, as written. */
  list: string
  /** The path of the job file, where it names the data: its paths are relative to it. */
  beside?: string
}

/**
 * One job description from the action's inputs and the job file that they name, or everything that is wrong
 * with them at once, one line each. An input overrides the job file's field; maps override key by key.
 */
export async function describeJob(
  inputs: JobInputs,
  read: ReadText,
): Promise<{ job: JobDescription; warnings: string[] } | ({ problems: string[] } & NamedData)> {
  const reading = new Reading(read)
  const given = withoutEmpty(inputs)
  const file = given.jobFile === undefined ? NO_JOB_FILE : await readJobFile(given.jobFile, reading)
  const methodInputs = await readMethodInputs(given, file?.fields.method?.type, reading)
  if (!file) {
    // Each input is read by itself; nothing is asked for that the unreadable job file may well contain.
    await readSettingInputs(given, reading)
    return { problems: reading.problems, ...present(namedData(given)) }
  }

  const { fields, path } = file
  const { training, validation } = namedData(given, fields, path)
  const model = given.model ?? fields.model
  if (!training) reading.problem('input "training-file"', 'is required')
  if (!model) reading.problem('input "model"', 'is required')
  if (!validation && methodInputs.type === 'reinforcement')
    reading.problem('input "validation-file"', 'is required by the method reinforcement')
  const method = await describeMethod(given, methodInputs, file, reading)
  const settings = describeSettings(await readSettingInputs(given, reading), file, reading)
  if (reading.problems.length > 0 || !training || !model)
    return { problems: reading.problems, ...present({ training, validation }) }
  return {
    job: { model, training, ...present({ validation, method }), ...settings },
    warnings: reading.warnings,
  }
}

const NO_JOB_FILE: JobFileRead = { fields: {}, label: 'input "job-file"' }

type GivenInputs = { [K in keyof JobInputs]?: string }

/** The inputs that are trimmed. The others may be YAML, where the indentation of the first line has a meaning. */
const WORDS = ['model', 'method', 'suffix', 'seed', 'jobFile']
/** The inputs that are YAML: one of comments only is as good as not given. */
const YAML = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extraBody']

function withoutEmpty(inputs: JobInputs): GivenInputs {
  const entries: [string, string][] = Object.entries(present(inputs))
  const given = entries.filter(([name, text]) => {
    const lines = text.split('\n').map((line) => line.trim())
    return lines.some((line) => line !== '' && !(line.startsWith('#') && YAML.includes(name)))
  })
  return Object.fromEntries(given.map(([name, text]) => [name, WORDS.includes(name) ? text.trim() : text]))
}

async function readJobFile(name: string, reading: Reading): Promise<JobFileRead | undefined> {
  const file = await reading.file(name, 'input "job-file"')
  if (!file) return undefined
  const label = `input "job-file": ${file.path}`
  const fields = await reading.parse(jobFileSchema, file.text, label)
  if (!fields) return undefined
  if (fields.hyperparameters)
    reading.warning(label, 'hyperparameters: is deprecated by the API; sent under the method instead')
  return { fields, label, path: file.path }
}

/** Where the data is, as far as anybody has said: known also when something else of the description is wrong. */
export interface NamedData {
  training?: DataFiles
  validation?: DataFiles
}

function namedData(given: GivenInputs, fields?: JobFile, path?: string) {
  return {
    training: dataFiles(given.trainingFile, fields?.training_file, path),
    validation: dataFiles(given.validationFile, fields?.validation_file, path),
  }
}

function dataFiles(input: string | undefined, field: string | null | undefined, path: string | undefined) {
  if (input !== undefined) return { list: input }
  return field ? { list: field, ...present({ beside: path }) } : undefined
}

type SettingInputs = Awaited<ReturnType<typeof readSettingInputs>>

async function readSettingInputs(given: GivenInputs, reading: Reading) {
  const { suffix, seed, metadata, integrations, extraBody } = given
  return {
    suffix: suffix === undefined ? undefined : reading.accept(check(FIELDS.suffix, suffix), 'input "suffix"'),
    seed: await reading.parse(FIELDS.seed.nullable(), seed, 'input "seed"'),
    metadata: await reading.parse(FIELDS.metadata.nullable(), metadata, 'input "metadata"', 'text'),
    integrations: await reading.parse(FIELDS.integrations.nullable(), integrations, 'input "integrations"'),
    extraBody: await reading.parse(FIELDS.extra_body.nullable(), extraBody, 'input "extra-body"'),
  }
}

function describeSettings(own: SettingInputs, { fields, label }: JobFileRead, reading: Reading) {
  const suffix = own.suffix ?? fields.suffix
  if (suffix) warnOfSuffix(suffix, own.suffix === undefined ? `${label}: suffix` : 'input "suffix"', reading)
  const metadata = merged(fields.metadata, own.metadata)
  // Ten pairs in the file and one more in the input are eleven.
  if (metadata) reading.accept(check(FIELDS.metadata, metadata), 'input "metadata"')
  return present({
    suffix,
    seed: own.seed ?? fields.seed,
    metadata,
    integrations: (own.integrations ?? fields.integrations)?.map(asSent),
    extraBody: merged(fields.extra_body, own.extraBody),
  })
}

/** Both maps in one, the second winning; nothing when that holds no pair. */
function merged<T>(under: Record<string, T> | null | undefined, over: Record<string, T> | null | undefined) {
  const pairs = { ...under, ...over }
  return Object.keys(pairs).length > 0 ? pairs : undefined
}

function asSent({ type, wandb }: WrittenIntegration): Integration {
  return { type, wandb: present(wandb) }
}

/** OpenAI's reference has 1 to 64 characters of any kind; Azure OpenAI's documentation is stricter. */
function warnOfSuffix(suffix: string, label: string, reading: Reading): void {
  if (/[^A-Za-z0-9_-]/.test(suffix))
    reading.warning(
      label,
      'has characters other than letters, digits, "-" and "_", which Azure OpenAI refuses',
    )
  if ([...suffix].length > 40)
    reading.warning(label, 'is longer than 40 characters, which Azure OpenAI refuses')
}
