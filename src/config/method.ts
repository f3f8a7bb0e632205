import { z } from 'zod'
import { omitNullish } from '../json.ts'
import { type Grader, graderSchema } from './grader.ts'
import {
  findHyperparameterWarnings,
  HYPERPARAMETERS,
  type Hyperparameters,
  METHODS,
  type MethodType,
} from './hyperparameters.ts'
import type { JobInputs } from './inputs.ts'
import type { JobReader } from './job-reader.ts'
import { type GraderSource, resolveGrader } from './resolve-grader.ts'
import { DOCUMENTED_FIELDS, type JobFile } from './schema.ts'
import { validate } from './validate.ts'

/** How a model is trained, with only the settings that the user made. */
export type MethodSettings =
  | { type: 'supervised'; hyperparameters?: Hyperparameters<'supervised'> }
  | { type: 'dpo'; hyperparameters?: Hyperparameters<'dpo'> }
  | {
      type: 'reinforcement'
      grader: Grader
      hyperparameters?: Hyperparameters<'reinforcement'>
      response_format?: Record<string, unknown>
    }

/** A job file after validation: its fields, the label of messages about it, and its path. */
export interface ParsedJobFile {
  fields: JobFile
  label: string
  path?: string
}

/** The values of the inputs that describe the method; undefined for one that is unset or invalid. */
type ParsedMethodInputs = Awaited<ReturnType<typeof readMethodInputs>>

const HYPERPARAMETERS_INPUT = 'input "hyperparameters"'

/** Reads each method input separately; without the input "method", the type is that of the job file. */
export async function readMethodInputs(
  inputs: JobInputs,
  fileType: MethodType | undefined,
  reader: JobReader,
) {
  const type =
    inputs.method === undefined
      ? fileType
      : reader.unwrap(validate(z.enum(METHODS), inputs.method), 'input "method"')
  const grader = inputs.grader === undefined ? undefined : await readInputGrader(inputs.grader, reader)
  // Every method has the hyperparameters of supervised.
  const schema = HYPERPARAMETERS[type ?? 'supervised'].nullable()
  const hyperparameters = await reader.parseYaml(schema, inputs.hyperparameters, HYPERPARAMETERS_INPUT)
  return { type, grader, hyperparameters }
}

/** Reads the method of a job; undefined when neither inputs nor job file set one, so that the API chooses supervised. */
export async function readMethod(
  inputs: JobInputs,
  fromInputs: ParsedMethodInputs,
  file: ParsedJobFile,
  reader: JobReader,
): Promise<MethodSettings | undefined> {
  // Which settings belong to the method is not known while its name is misspelled.
  if (inputs.method !== undefined && fromInputs.type === undefined) return undefined
  const type = fromInputs.type ?? 'supervised'
  checkOtherMethods(type, file, reader)
  const hyperparameters = mergeHyperparameters(type, fromInputs.hyperparameters, file, reader)
  if (type !== 'reinforcement') {
    if (inputs.grader !== undefined)
      reader.addProblem(
        'input "grader"',
        `only the method reinforcement has a grader, and the method is ${type}`,
      )
    return hyperparameters ? { type, hyperparameters } : fromInputs.type && { type }
  }
  const grader = inputs.grader === undefined ? await readFileGrader(file, reader) : fromInputs.grader
  const fromFile = file.fields.method?.reinforcement ?? {}
  const label = `${file.label}: method.reinforcement`
  reader.warnAboutUndocumented(label, fromFile, DOCUMENTED_FIELDS.reinforcement)
  const { grader: _, hyperparameters: __, ...settings } = fromFile
  return grader && { type, grader, ...settings, ...omitNullish({ hyperparameters }) }
}

/** Merges all hyperparameters: the input overrides the job file's method, which overrides its deprecated field. */
function mergeHyperparameters(
  type: MethodType,
  fromInputs: ParsedMethodInputs['hyperparameters'],
  { fields, label }: ParsedJobFile,
  reader: JobReader,
): Hyperparameters | undefined {
  const deprecated = validate(HYPERPARAMETERS[type], fields.hyperparameters ?? {})
  const strongestFirst: [label: string, values: object | null | undefined][] = [
    [HYPERPARAMETERS_INPUT, fromInputs],
    [`${label}: method.${type}.hyperparameters`, fields.method?.[type]?.hyperparameters],
    [`${label}: method.dpo`, type === 'dpo' ? readMisplaced({ fields, label }, reader) : undefined],
    [`${label}: hyperparameters`, reader.unwrap(deprecated, `${label}: hyperparameters`)],
  ]
  let merged: Hyperparameters = {}
  for (const [source, given] of strongestFirst) {
    const values = omitNullish(given ?? {})
    // No warning about a value that is overridden.
    const effective = Object.entries(values).filter(([key]) => !Object.hasOwn(merged, key))
    for (const warning of findHyperparameterWarnings(type, effective)) reader.addWarning(source, warning)
    merged = { ...values, ...merged }
  }
  return Object.keys(merged).length > 0 ? merged : undefined
}

/** Returns the hyperparameters that are beside `hyperparameters`, as on a page of Azure's documentation. */
function readMisplaced({ fields, label }: ParsedJobFile, reader: JobReader): object {
  const { hyperparameters: _, ...others } = fields.method?.dpo ?? {}
  const misplaced = omitNullish(others)
  for (const key of Object.keys(misplaced))
    reader.addWarning(label, `method.dpo.${key}: belongs under method.dpo.hyperparameters; it is sent there`)
  return misplaced
}

/**
 * A job file may have settings for several methods. Settings for only another method than the one of its type are a
 * mistake: the job would be trained without them.
 */
function checkOtherMethods(type: MethodType, { fields, label }: ParsedJobFile, reader: JobReader): void {
  for (const other of METHODS) {
    if (other === type || !fields.method?.[other]) continue
    if (fields.method.type === type && fields.method[type] === undefined)
      reader.addProblem(label, `method.${other}: does not match the type ${type}`)
    else reader.addWarning(label, `method.${other}: is ignored because the method is ${type}`)
  }
}

async function readFileGrader(file: ParsedJobFile, reader: JobReader): Promise<Grader | undefined> {
  const input = file.fields.method?.reinforcement?.grader
  if (!input) {
    reader.addProblem('input "grader"', 'is required by the method reinforcement')
    return undefined
  }
  const label = `${file.label}: method.reinforcement.grader`
  return resolveGrader(input, { label, ...omitNullish({ relativeTo: file.path }) }, reader)
}

/** Reads the input `grader`, which is a map or the path of a file; adds the problems of the grader. */
export async function readInputGrader(text: string, reader: JobReader): Promise<Grader | undefined> {
  const label = 'input "grader"'
  if (!isPath(text)) return parseGrader(text, { label }, reader)
  const file = await reader.readFile(text.trim(), label)
  return file && parseGrader(file.text, { label: `${label}: ${file.path}`, relativeTo: file.path }, reader)
}

async function parseGrader(
  text: string,
  source: GraderSource,
  reader: JobReader,
): Promise<Grader | undefined> {
  const input = await reader.parseYaml(graderSchema, text, source.label)
  return input && resolveGrader(input, source, reader)
}

/** One line that neither opens a bracket nor has a key is not a map, so it is the path of a file. */
function isPath(text: string): boolean {
  return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text)
}
