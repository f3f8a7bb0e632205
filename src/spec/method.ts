import type { ZodType } from 'zod'
import { check } from './check.ts'
import { type Grader, graderSchema, type WrittenGrader } from './grader.ts'
import { completeGrader, type GraderOrigin } from './grader-source.ts'
import {
  type DpoHyperparameters,
  HYPERPARAMETERS,
  hyperparameterWarnings,
  METHODS,
  type MethodType,
  type ReinforcementHyperparameters,
  type SupervisedHyperparameters,
} from './hyperparameters.ts'
import type { Reading } from './reading.ts'
import { FIELDS, type JobFile } from './schema.ts'
import { type JsonMap, readYamlMap } from './yaml.ts'

/** How a model is trained, with what the user set about it and nothing else. */
export type Method =
  | { type: 'supervised'; hyperparameters?: SupervisedHyperparameters }
  | { type: 'dpo'; hyperparameters?: DpoHyperparameters }
  | {
      type: 'reinforcement'
      grader: Grader
      hyperparameters?: ReinforcementHyperparameters
      response_format?: Record<string, unknown>
    }

/** The job file that lies under the inputs: its fields, how messages about it begin, and its path. */
export interface JobFileRead {
  fields: JobFile
  label: string
  path: string
}

/** The texts of the inputs that say how to train; nothing where an input was not given. */
export interface MethodInputs {
  method?: string
  hyperparameters?: string
  grader?: string
}

/**
 * The method of a job, or nothing when neither inputs nor job file speak of one: the API then trains
 * supervised. With `file` as `unreadable`, nothing is reported that the file might have mended.
 */
export async function describeMethod(
  inputs: MethodInputs,
  file: JobFileRead | 'unreadable' | undefined,
  reading: Reading,
): Promise<Method | undefined> {
  const read = file === 'unreadable' ? undefined : file
  const named =
    inputs.method === undefined
      ? read?.fields.method?.type
      : reading.accept(check(FIELDS.method, inputs.method, 'input "method"'))
  const own =
    inputs.hyperparameters === undefined ? undefined : hyperparametersInput(inputs.hyperparameters, reading)
  const grader = await writtenGrader(inputs.grader, read, reading)
  if (named === undefined && (inputs.method !== undefined || file === 'unreadable')) {
    // Whatever the method is, it has the hyperparameters of supervised.
    reading.accept(check(HYPERPARAMETERS.supervised, own ?? {}, HYPERPARAMETERS_INPUT))
    return undefined
  }
  const type = named ?? 'supervised'
  if (read) warnOfOtherMethods(type, read, reading)
  const layers = hyperparameterLayers(type, own, read)
  if (type === 'reinforcement') return reinforcement(grader, file, layers, reading)
  if (inputs.grader !== undefined) {
    reading.problems.push(
      `input "grader": only the method reinforcement has a grader, and the method is ${type}`,
    )
  }
  const hyperparameters = mergeHyperparameters(type, HYPERPARAMETERS[type], layers, reading)
  if (hyperparameters) return { type, hyperparameters }
  return named && { type }
}

const HYPERPARAMETERS_INPUT = 'input "hyperparameters"'

/** Hyperparameters as one source gives them. */
interface Layer {
  label: string
  values: JsonMap
}

async function reinforcement(
  grader: WrittenGraderAt | 'refused' | undefined,
  file: JobFileRead | 'unreadable' | undefined,
  layers: Layer[],
  reading: Reading,
): Promise<Method | undefined> {
  if (!grader && file !== 'unreadable')
    reading.problems.push('input "grader": is required by the method reinforcement')
  const complete =
    grader && grader !== 'refused' ? await completeGrader(grader.written, grader.origin, reading) : undefined
  const hyperparameters = mergeHyperparameters(
    'reinforcement',
    HYPERPARAMETERS.reinforcement,
    layers,
    reading,
  )
  const response_format =
    file === 'unreadable' ? undefined : file?.fields.method?.reinforcement?.response_format
  return (
    complete && {
      type: 'reinforcement',
      grader: complete,
      ...(response_format && { response_format }),
      ...(hyperparameters && { hyperparameters }),
    }
  )
}

function hyperparametersInput(text: string | undefined, reading: Reading): JsonMap | undefined {
  return text === undefined ? undefined : reading.accept(readYamlMap(text, 'typed'), HYPERPARAMETERS_INPUT)
}

/** Weakest first: the deprecated field of the job file, its method, the input. */
function hyperparameterLayers(
  type: MethodType,
  own: JsonMap | undefined,
  file: JobFileRead | undefined,
): Layer[] {
  const { hyperparameters: deprecated, method } = file?.fields ?? {}
  const current = method?.[type]?.hyperparameters
  return [
    { label: `${file?.label}: hyperparameters`, values: { ...deprecated } },
    { label: `${file?.label}: method.${type}.hyperparameters`, values: { ...current } },
    { label: HYPERPARAMETERS_INPUT, values: { ...own } },
  ]
}

function mergeHyperparameters<S extends ZodType>(
  type: MethodType,
  schema: S,
  layers: Layer[],
  reading: Reading,
) {
  const merged: JsonMap = {}
  for (const [index, { label, values }] of layers.entries()) {
    reading.accept(check(schema, values, label))
    const overridden = layers.slice(index + 1).flatMap((stronger) => Object.keys(stronger.values))
    const effective = Object.fromEntries(Object.entries(values).filter(([key]) => !overridden.includes(key)))
    Object.assign(merged, effective)
    reading.warnings.push(...hyperparameterWarnings(type, effective).map((warning) => `${label}: ${warning}`))
  }
  // Key by key there is nothing left to find: whatever is wrong with the whole is wrong with one of its layers.
  const whole = check(schema, merged, HYPERPARAMETERS_INPUT)
  return 'value' in whole && Object.keys(merged).length > 0 ? whole.value : undefined
}

function warnOfOtherMethods(type: MethodType, { fields, label }: JobFileRead, reading: Reading): void {
  for (const other of METHODS) {
    if (other === type || fields.method?.[other] === undefined) continue
    reading.warnings.push(`${label}: method.${other}: is left out, because the method is ${type}`)
  }
}

interface WrittenGraderAt {
  written: WrittenGrader
  origin: GraderOrigin
}

async function writtenGrader(
  input: string | undefined,
  file: JobFileRead | undefined,
  reading: Reading,
): Promise<WrittenGraderAt | 'refused' | undefined> {
  if (input !== undefined) return (await graderInput(input, reading)) ?? 'refused'
  const written = file?.fields.method?.reinforcement?.grader
  if (!file || !written) return undefined
  return { written, origin: { label: `${file.label}: method.reinforcement.grader`, beside: file.path } }
}

async function graderInput(input: string, reading: Reading): Promise<WrittenGraderAt | undefined> {
  const label = 'input "grader"'
  if (!isPath(input)) return parseGrader(input, { label }, reading)
  const file = await reading.file(input.trim(), label)
  return file && parseGrader(file.text, { label: `${label}: ${file.path}`, beside: file.path }, reading)
}

function parseGrader(text: string, origin: GraderOrigin, reading: Reading): WrittenGraderAt | undefined {
  const map = reading.accept(readYamlMap(text, 'typed'), origin.label)
  const written = map && reading.accept(check(graderSchema, map, origin.label))
  return written && { written, origin }
}

/** One line that neither opens a bracket nor has a key is no map, so it names a file. */
function isPath(text: string): boolean {
  return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text)
}
