import { present } from '../json.ts'
import { type Grader, graderSchema } from './grader.ts'
import {
  type DpoHyperparameters,
  HYPERPARAMETERS,
  type Hyperparameters,
  hyperparameterWarnings,
  METHODS,
  type MethodType,
  type ReinforcementHyperparameters,
  type SupervisedHyperparameters,
} from './hyperparameters.ts'
import type { Reading } from './job-reader.ts'
import { completeGrader, type GraderOrigin } from './resolve-grader.ts'
import { FIELDS, type JobFile } from './schema.ts'
import { check } from './validate.ts'

/** How a model is trained, with what the user set about it and nothing else. */
export type MethodSettings =
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
  path?: string
}

/** The texts of the inputs that say how to train; nothing where an input was not given. */
export interface MethodInputs {
  method?: string
  hyperparameters?: string
  grader?: string
}

/** What these inputs hold, and nothing where one was not given or is wrong. */
export type MethodInputsRead = Awaited<ReturnType<typeof readMethodInputs>>

const HYPERPARAMETERS_INPUT = 'input "hyperparameters"'

/** Reads each input by itself; the method is that of the job file where no input names one. */
export async function readMethodInputs(
  given: MethodInputs,
  fileType: MethodType | undefined,
  reading: Reading,
) {
  const type =
    given.method === undefined
      ? fileType
      : reading.accept(check(FIELDS.method, given.method), 'input "method"')
  const grader = given.grader === undefined ? undefined : await graderInput(given.grader, reading)
  // Whatever the method is, it has the hyperparameters of supervised.
  const schema = HYPERPARAMETERS[type ?? 'supervised'].nullable()
  const hyperparameters = await reading.parse(schema, given.hyperparameters, HYPERPARAMETERS_INPUT)
  return { type, grader, hyperparameters }
}

/** The method of a job, or nothing when neither inputs nor job file speak of one: the API then trains supervised. */
export async function describeMethod(
  given: MethodInputs,
  { type: named, hyperparameters: own, grader }: MethodInputsRead,
  file: JobFileRead,
  reading: Reading,
): Promise<MethodSettings | undefined> {
  // What belongs to a method is not known while its name is misspelt.
  if (given.method !== undefined && named === undefined) return undefined
  const type = named ?? 'supervised'
  tellOfOtherMethods(type, file, reading)
  const hyperparameters = mergedHyperparameters(type, own, file, reading)
  if (type !== 'reinforcement') {
    if (given.grader !== undefined)
      reading.problem(
        'input "grader"',
        `only the method reinforcement has a grader, and the method is ${type}`,
      )
    return hyperparameters ? { type, hyperparameters } : named && { type }
  }
  const graded = given.grader === undefined ? await graderOfFile(file, reading) : grader
  const response_format = file.fields.method?.reinforcement?.response_format
  return graded && { type, grader: graded, ...present({ response_format, hyperparameters }) }
}

/** The hyperparameters of all sources: the deprecated field of the job file, under its method's, under the input. */
function mergedHyperparameters(
  type: MethodType,
  own: MethodInputsRead['hyperparameters'],
  { fields, label }: JobFileRead,
  reading: Reading,
): Hyperparameters | undefined {
  const deprecated = check(HYPERPARAMETERS[type], fields.hyperparameters ?? {})
  const strongestFirst: [label: string, values: Hyperparameters | null | undefined][] = [
    [HYPERPARAMETERS_INPUT, own],
    [`${label}: method.${type}.hyperparameters`, fields.method?.[type]?.hyperparameters],
    [`${label}: hyperparameters`, reading.accept(deprecated, `${label}: hyperparameters`)],
  ]
  let merged: Hyperparameters = {}
  for (const [source, values] of strongestFirst) {
    // What is overridden is not warned of.
    const effective = Object.entries(values ?? {}).filter(([key]) => !Object.hasOwn(merged, key))
    for (const warning of hyperparameterWarnings(type, effective)) reading.warning(source, warning)
    merged = { ...values, ...merged }
  }
  return Object.keys(merged).length > 0 ? merged : undefined
}

/** A file may keep settings for several methods; one that has them only for another would train something nobody meant. */
function tellOfOtherMethods(type: MethodType, { fields, label }: JobFileRead, reading: Reading): void {
  for (const other of METHODS) {
    if (other === type || !fields.method?.[other]) continue
    if (fields.method.type === type && fields.method[type] === undefined)
      reading.problem(label, `method.${other}: does not go with the type ${type}`)
    else reading.warning(label, `method.${other}: is left out, because the method is ${type}`)
  }
}

async function graderOfFile(file: JobFileRead, reading: Reading): Promise<Grader | undefined> {
  const written = file.fields.method?.reinforcement?.grader
  if (!written) {
    reading.problem('input "grader"', 'is required by the method reinforcement')
    return undefined
  }
  const origin = { label: `${file.label}: method.reinforcement.grader`, ...present({ beside: file.path }) }
  return completeGrader(written, origin, reading)
}

async function graderInput(input: string, reading: Reading): Promise<Grader | undefined> {
  const label = 'input "grader"'
  if (!isPath(input)) return parseGrader(input, { label }, reading)
  const file = await reading.file(input.trim(), label)
  return file && parseGrader(file.text, { label: `${label}: ${file.path}`, beside: file.path }, reading)
}

async function parseGrader(
  text: string,
  origin: GraderOrigin,
  reading: Reading,
): Promise<Grader | undefined> {
  const written = await reading.parse(graderSchema, text, origin.label)
  return written && completeGrader(written, origin, reading)
}

/** One line that neither opens a bracket nor has a key is no map, so it names a file. */
function isPath(text: string): boolean {
  return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text)
}
