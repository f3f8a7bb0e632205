import { z } from 'zod'
import type { Workspace, WorkspaceFile } from '../dependencies.ts'
import { omitNullish } from '../json.ts'
import { getProvider, isFirstPartyHost } from '../openai/provider.ts'
import { hasUndocumentedGrader } from './grader.ts'
import type { JobInputs } from './inputs.ts'
import { JobReader } from './job-reader.ts'
import { type MethodSettings, type ParsedJobFile, readMethod, readMethodInputs } from './method.ts'
import { DOCUMENTED_FIELDS, type Integration, jobFileSchema } from './schema.ts'
import { validate } from './validate.ts'
import { tryParseYamlMap } from './yaml.ts'

/** The job that inputs and job file together describe. It has only the fields that one of them sets. */
export interface JobSpec {
  model: string
  training: DataPaths
  validation?: DataPaths
  method?: MethodSettings
  suffix?: string
  seed?: number
  metadata?: Record<string, string>
  integrations?: Integration[]
  extraBody?: Record<string, unknown>
}

/** A dataset as the user names it: paths, globs or the id of an uploaded file, not resolved yet. */
export interface DataPaths {
  /** As written, one per line. */
  patterns: string
  /** The path of the job file that names the data, to which the patterns are relative. */
  relativeTo?: string
}

/** What else reading a job depends on. */
interface JobOptions {
  /** Masks a credential in everything that is shown. */
  setSecret: (secret: string) => void
  /** The host of the server, whose rules hold; those of OpenAI when it is unknown. */
  host?: string | undefined
}

/** A job without problems, and the files that describe it. */
interface ReadJob {
  job: JobSpec
  warnings: string[]
  files: readonly WorkspaceFile[]
}

/**
 * Reads the job from the action's inputs and the job file that they name, or returns all problems, one line each. An
 * input overrides the field of the job file; maps are merged key by key. Ignores inputs that do not describe the job.
 */
export async function readJob(
  inputs: JobInputs,
  workspace: Pick<Workspace, 'getFile' | 'readText'>,
  { setSecret, host = 'api.openai.com' }: JobOptions,
): Promise<ReadJob | ({ problems: string[] } & JobDataPaths)> {
  const reader = new JobReader(workspace, setSecret)
  const provided = omitEmpty(inputs)
  const file = await readJobFile(provided['job-file'], reader)
  const dataPaths = findDataPaths(provided, file)
  const methodInputs = await readMethodInputs(provided, file.fields?.method?.type, reader)
  if (!file.fields) {
    // The inputs are still validated, but nothing is reported as missing: the job file with problems may have it.
    await readSettingInputs(provided, reader)
    return { problems: reader.problems, ...dataPaths }
  }

  const { training } = dataPaths
  const model = provided.model ?? file.fields.model
  if (!training) reader.addProblem('input "training-file"', 'is required')
  if (!model) reader.addProblem('input "model"', 'is required')
  const method = await readMethod(provided, methodInputs, file, reader)
  if (!dataPaths.validation && methodInputs.type === 'reinforcement') reportNoValidation(method, host, reader)
  const settings = mergeSettings(await readSettingInputs(provided, reader), file, host, reader)
  if (reader.problems.length > 0 || !training || !model) return { problems: reader.problems, ...dataPaths }
  return {
    job: { model, ...dataPaths, training, ...omitNullish({ method }), ...settings },
    warnings: reader.warnings,
    files: reader.files,
  }
}

type ProvidedInputs = { [K in keyof JobInputs]?: string }

/** The others may be YAML, where the indentation of the first line has a meaning. */
const TRIMMED_INPUTS = ['model', 'method', 'suffix', 'seed', 'job-file']
/** Of these, a text that has only comments counts as unset. */
const YAML_INPUTS = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extra-body']

function omitEmpty(inputs: JobInputs): ProvidedInputs {
  const entries: [string, string][] = Object.entries(omitNullish(inputs))
  const provided = entries.filter(([name, text]) => {
    const lines = text.split('\n').map((line) => line.trim())
    return lines.some((line) => line !== '' && !(line.startsWith('#') && YAML_INPUTS.includes(name)))
  })
  return Object.fromEntries(
    provided.map(([name, text]) => [name, TRIMMED_INPUTS.includes(name) ? text.trim() : text]),
  )
}

/** A job file with problems: the datasets that it names are known all the same. */
interface InvalidJobFile extends z.output<typeof dataFields> {
  fields: undefined
  path?: string
}

const dataFields = z.object({
  training_file: z.string().optional().catch(undefined),
  validation_file: z.string().optional().catch(undefined),
})

async function readJobFile(
  path: string | undefined,
  reader: JobReader,
): Promise<ParsedJobFile | InvalidJobFile> {
  if (path === undefined) return { fields: {}, label: 'input "job-file"' }
  const file = await reader.readFile(path, 'input "job-file"')
  if (!file) return { fields: undefined }
  const label = `input "job-file": ${file.path}`
  const fields = await reader.parseYaml(jobFileSchema, file.text, label)
  if (!fields) {
    const map = await tryParseYamlMap(file.text)
    return { fields, path: file.path, ...dataFields.parse(map ?? {}) }
  }
  if (fields.hyperparameters)
    reader.addWarning(label, 'hyperparameters: is deprecated by the API; sent under the method instead')
  return { fields, label, path: file.path }
}

/** The datasets that a job names, as far as known; also returned for a job with problems, so that its data is checked. */
type JobDataPaths = Partial<Pick<JobSpec, 'training' | 'validation'>>

function findDataPaths(provided: ProvidedInputs, file: ParsedJobFile | InvalidJobFile): JobDataPaths {
  const pick = (input: string | undefined, field: string | null | undefined) => {
    if (input !== undefined) return { patterns: input }
    return field ? { patterns: field, ...omitNullish({ relativeTo: file.path }) } : undefined
  }
  const { training_file, validation_file } = file.fields ?? file
  return omitNullish({
    training: pick(provided['training-file'], training_file),
    validation: pick(provided['validation-file'], validation_file),
  })
}

/** OpenAI and Azure require validation data for reinforcement (API reference), Bedrock's examples have none. */
function reportNoValidation(method: MethodSettings | undefined, host: string, reader: JobReader): void {
  const isForeign = method?.type === 'reinforcement' && hasUndocumentedGrader(method.grader)
  if (isFirstPartyHost(host) && !isForeign)
    reader.addProblem('input "validation-file"', 'is required by the method reinforcement')
  else
    reader.addWarning(
      'input "validation-file"',
      'is unset; OpenAI and Azure require it for reinforcement, and without it there are no validation metrics',
    )
}

type SettingInputs = Awaited<ReturnType<typeof readSettingInputs>>

const FIELDS = jobFileSchema.shape

async function readSettingInputs(provided: ProvidedInputs, reader: JobReader) {
  const { suffix } = provided
  const parse = <S extends z.ZodType>(schema: S, name: keyof JobInputs, scalars?: 'text') =>
    reader.parseYaml(schema, provided[name], `input "${name}"`, scalars)
  return {
    suffix:
      suffix === undefined ? undefined : reader.unwrap(validate(FIELDS.suffix, suffix), 'input "suffix"'),
    seed: await parse(FIELDS.seed, 'seed'),
    metadata: await parse(FIELDS.metadata, 'metadata', 'text'),
    integrations: await parse(FIELDS.integrations, 'integrations'),
    extraBody: await parse(FIELDS.extra_body, 'extra-body'),
  }
}

function mergeSettings(
  fromInputs: SettingInputs,
  { fields, label }: ParsedJobFile,
  host: string,
  reader: JobReader,
) {
  const suffix = fromInputs.suffix ?? fields.suffix
  const suffixLabel = fromInputs.suffix === undefined ? `${label}: suffix` : 'input "suffix"'
  const { name, hasSuffix } = getProvider(host)
  if (suffix && hasSuffix) warnAboutSuffix(suffix, suffixLabel, reader)
  else if (suffix) reader.addWarning(suffixLabel, `is not sent: ${name} has no suffixes`)
  const metadata = mergeMaps(fields.metadata, fromInputs.metadata)
  // Validated once more after the merge: ten pairs in the file and another one in the input are eleven.
  if (metadata) reader.unwrap(validate(FIELDS.metadata, metadata), 'input "metadata"')
  const [wandbLabel, integrations] = fromInputs.integrations
    ? ['input "integrations": ', fromInputs.integrations]
    : [`${label}: integrations`, fields.integrations]
  for (const [i, { wandb }] of integrations?.entries() ?? [])
    reader.warnAboutUndocumented(`${wandbLabel}[${i}].wandb`, wandb, DOCUMENTED_FIELDS.wandb)
  return omitNullish({
    suffix: hasSuffix ? suffix : undefined,
    seed: fromInputs.seed ?? fields.seed,
    metadata,
    integrations: integrations?.map(({ type, wandb }) => ({ type, wandb: omitNullish(wandb) })),
    extraBody: mergeMaps(fields.extra_body, fromInputs.extraBody),
  })
}

/** Both maps in one, where the second overrides the first; undefined when the result is empty. */
function mergeMaps<T>(
  base: Record<string, T> | null | undefined,
  overrides: Record<string, T> | null | undefined,
): Record<string, T> | undefined {
  const merged = { ...base, ...overrides }
  return Object.keys(merged).length > 0 ? merged : undefined
}

/** OpenAI's reference allows 1 to 64 characters of any kind; the documentation of Azure OpenAI is stricter. */
function warnAboutSuffix(suffix: string, label: string, reader: JobReader): void {
  if (/[^A-Za-z0-9_-]/.test(suffix))
    reader.addWarning(
      label,
      'has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects',
    )
  if ([...suffix].length > 40)
    reader.addWarning(label, 'is longer than 40 characters, which Azure OpenAI rejects')
}
