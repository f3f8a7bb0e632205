import { check } from './check.ts'
import { describeMethod, type JobFileRead, type Method } from './method.ts'
import { Reading, type ReadText } from './reading.ts'
import { FIELDS, type Integration, jobFileSchema, type WrittenIntegration } from './schema.ts'
import { present, readYaml, readYamlMap } from './yaml.ts'

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
  method?: Method
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
): Promise<{ job: JobDescription; warnings: string[] } | { problems: string[] }> {
  const reading = new Reading(read)
  const given = withoutEmpty(inputs)
  const file =
    given.jobFile === undefined ? undefined : ((await readJobFile(given.jobFile, reading)) ?? 'unreadable')
  const known = file === 'unreadable' ? undefined : file
  const { fields, path } = known ?? {}

  const training = dataFiles(given.trainingFile, fields?.training_file, path)
  const validation = dataFiles(given.validationFile, fields?.validation_file, path)
  const model = given.model ?? fields?.model
  if (file !== 'unreadable') {
    if (!training) reading.problems.push('input "training-file": is required')
    if (!model) reading.problems.push('input "model": is required')
    if (!validation && (given.method ?? fields?.method?.type) === 'reinforcement') {
      reading.problems.push('input "validation-file": is required by the method reinforcement')
    }
  }
  const method = await describeMethod(given, file, reading)
  const settings = describeSettings(given, known, reading)
  if (reading.problems.length > 0 || !training || !model) return { problems: reading.problems }
  return {
    job: { model, training, ...present({ validation, method }), ...settings },
    warnings: reading.warnings,
  }
}

type GivenInputs = { [K in keyof JobInputs]?: string }

/** The inputs that are words; of the others, which may be YAML, the indentation of the first line has a meaning. */
const WORDS = ['model', 'method', 'suffix', 'seed', 'jobFile']

function withoutEmpty(inputs: JobInputs): GivenInputs {
  const entries: [string, string][] = Object.entries(present(inputs))
  const given = entries.filter(([, text]) => text.trim() !== '')
  return Object.fromEntries(given.map(([name, text]) => [name, WORDS.includes(name) ? text.trim() : text]))
}

async function readJobFile(name: string, reading: Reading): Promise<JobFileRead | undefined> {
  const file = await reading.file(name, 'input "job-file"')
  if (!file) return undefined
  const label = `input "job-file": ${file.path}`
  const map = reading.accept(readYamlMap(file.text, 'typed'), label)
  const fields = map && reading.accept(check(jobFileSchema, map, label))
  if (!fields) return undefined
  if (fields.hyperparameters) {
    reading.warnings.push(
      `${label}: hyperparameters: is deprecated by the API; sent under the method instead`,
    )
  }
  return { fields, label, path: file.path }
}

function dataFiles(input: string | undefined, field: string | null | undefined, path: string | undefined) {
  if (input !== undefined) return { list: input }
  return field ? { list: field, ...present({ beside: path }) } : undefined
}

function describeSettings(given: GivenInputs, file: JobFileRead | undefined, reading: Reading) {
  const { fields, label } = file ?? {}
  const suffix = suffixInput(given.suffix, reading) ?? fields?.suffix
  if (suffix)
    warnOfSuffix(suffix, given.suffix === undefined ? `${label}: suffix` : 'input "suffix"', reading)
  const seed = seedInput(given.seed, reading) ?? fields?.seed
  const metadata = merged(fields?.metadata, metadataInput(given.metadata, reading))
  // Ten pairs in the file and one more in the input are eleven.
  if (metadata) reading.accept(check(FIELDS.metadata, metadata, 'input "metadata"'))
  const integrations = integrationsInput(given.integrations, reading) ?? fields?.integrations
  return present({
    suffix,
    seed,
    metadata,
    integrations: integrations?.map(asSent),
    extraBody: merged(fields?.extra_body, extraBodyInput(given.extraBody, reading)),
  })
}

/** Both maps in one, the second winning; nothing when that holds no pair. */
function merged<T>(under: Record<string, T> | null | undefined, over: Record<string, T> | undefined) {
  const pairs = { ...under, ...over }
  return Object.keys(pairs).length > 0 ? pairs : undefined
}

function asSent({ type, wandb }: WrittenIntegration): Integration {
  return { type, wandb: present(wandb) }
}

function suffixInput(text: string | undefined, reading: Reading) {
  return text === undefined ? undefined : reading.accept(check(FIELDS.suffix, text, 'input "suffix"'))
}

/** OpenAI's reference has 1 to 64 characters of any kind; Azure OpenAI's documentation is stricter. */
function warnOfSuffix(suffix: string, label: string, reading: Reading): void {
  if (/[^A-Za-z0-9_-]/.test(suffix)) {
    reading.warnings.push(
      `${label}: has characters other than letters, digits, "-" and "_", which Azure OpenAI refuses`,
    )
  }
  if ([...suffix].length > 40) {
    reading.warnings.push(`${label}: is longer than 40 characters, which Azure OpenAI refuses`)
  }
}

function seedInput(text: string | undefined, reading: Reading) {
  if (text === undefined) return undefined
  return reading.accept(check(FIELDS.seed, /^[-+]?\d+$/.test(text) ? Number(text) : text, 'input "seed"'))
}

function metadataInput(text: string | undefined, reading: Reading) {
  const label = 'input "metadata"'
  const map = text === undefined ? undefined : reading.accept(readYamlMap(text, 'text'), label)
  return map && reading.accept(check(FIELDS.metadata, map, label))
}

function integrationsInput(text: string | undefined, reading: Reading) {
  if (text === undefined) return undefined
  const label = 'input "integrations"'
  const list = reading.accept(readYaml(text, 'typed'), label)
  return list === undefined ? undefined : reading.accept(check(FIELDS.integrations, list, label))
}

function extraBodyInput(text: string | undefined, reading: Reading) {
  const label = 'input "extra-body"'
  const map = text === undefined ? undefined : reading.accept(readYamlMap(text, 'typed'), label)
  return map && reading.accept(check(FIELDS.extra_body, map, label))
}
