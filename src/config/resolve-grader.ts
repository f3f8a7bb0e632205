import { quote } from '../errors.ts'
import { omitNullish } from '../json.ts'
import { didYouMean } from '../suggest.ts'
import {
  GRADER_FIELDS,
  type Grader,
  type GraderInput,
  isUnknownGrader,
  type SingleGrader,
  type SingleGraderInput,
  type UnknownGrader,
} from './grader.ts'
import type { JobReader } from './job-reader.ts'
import { parseTemplates } from './template.ts'
import { formatPath } from './validate.ts'

/** Where a grader comes from: the label of messages about it, and the file that its paths are relative to. */
export interface GraderSource {
  label: string
  relativeTo?: string
}

/** The maximum size of a Python grader's source. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024

/**
 * Resolves a grader as written to the one that is sent: it reads each `source_file` and adds the names that the API
 * reference requires, though examples of OpenAI and Microsoft omit them. A grader of an unknown type is sent as written.
 * Adds the problems of the templates and the formula.
 */
export async function resolveGrader(
  input: GraderInput,
  source: GraderSource,
  reader: JobReader,
): Promise<Grader | undefined> {
  const grader =
    input.type === 'multi'
      ? await resolveMulti(input, source, reader)
      : await resolveSingle(input, input.type, source, reader)
  if (!grader) return undefined
  for (const { severity, field, message } of parseTemplates(grader).problems) {
    const label = `${source.label}: ${field}`
    if (severity === 'error') reader.addProblem(label, message)
    else reader.addWarning(label, message)
  }
  return grader
}

async function resolveMulti(
  input: Extract<GraderInput, { type: 'multi' }>,
  source: GraderSource,
  reader: JobReader,
): Promise<Grader | undefined> {
  checkFields(input, source, reader)
  const graders: Record<string, SingleGrader> = {}
  let isComplete = true
  for (const [key, single] of Object.entries(input.graders)) {
    const label = `${source.label}: ${formatPath(['graders', key])}`
    const grader = await resolveSingle(single, key, { ...source, label }, reader)
    if (grader) graders[key] = grader
    isComplete &&= grader !== undefined
  }
  return isComplete ? { ...input, name: input.name ?? 'multi', graders } : undefined
}

async function resolveSingle(
  input: SingleGraderInput,
  name: string,
  source: GraderSource,
  reader: JobReader,
): Promise<SingleGrader | undefined> {
  if (isUnknownGrader(input)) {
    const known = Object.keys(GRADER_FIELDS).join(', ')
    reader.addWarning(
      source.label,
      `the type ${quote(input.type)} is unknown here (${known}); the grader is sent as written`,
    )
    return input
  }
  checkFields(input, source, reader)
  const grader = { ...input, name: input.name ?? name }
  switch (grader.type) {
    case 'python': {
      const { source_file, ...rest } = grader
      const code = await readPythonSource(rest.source, source_file, source, reader)
      return code === undefined ? undefined : { ...rest, source: code }
    }
    case 'score_model': {
      const { sampling_params, ...rest } = grader
      const [lowest = 0, highest = 1] = rest.range ?? []
      if (lowest >= highest)
        reader.addWarning(source.label, 'range: expected the lowest score first, then the highest')
      return sampling_params ? { ...rest, sampling_params: omitNullish(sampling_params) } : rest
    }
    case 'label_model':
      reader.addWarning(source.label, 'label_model is a grader for evals; fine-tuning servers may reject it')
      return grader
    case 'text_similarity':
      if (grader.evaluation_metric === 'cosine')
        reader.addWarning(source.label, 'the metric cosine is for evals; fine-tuning servers may reject it')
      return grader
    case 'string_check':
      return grader
  }
}

async function readPythonSource(
  inline: string | undefined,
  path: string | undefined,
  { label, relativeTo }: GraderSource,
  reader: JobReader,
): Promise<string | undefined> {
  if (inline !== undefined && path !== undefined) {
    reader.addProblem(label, 'has both "source" and "source_file"; give one of them')
    return undefined
  }
  if (inline === undefined && path === undefined) {
    reader.addProblem(label, '"source" or "source_file" is required')
    return undefined
  }
  const code =
    path === undefined ? inline : (await reader.readFile(path, `${label}: source_file`, relativeTo))?.text
  if (code === undefined) return undefined
  if (new TextEncoder().encode(code).length > MAX_SOURCE_BYTES) {
    reader.addProblem(label, 'the Python source is larger than 256 kB')
    return undefined
  }
  // "Must define def grade(sample, item)"; otherwise every reward is 0 (graders guide).
  if (!/\bgrade\b/.test(code)) reader.addWarning(label, 'the Python source defines no function "grade"')
  return code
}

/** Unknown fields are sent unchanged (`pass_threshold` is in no reference), but a probable typo gets a warning. */
function checkFields(
  input: Exclude<GraderInput, UnknownGrader>,
  { label }: GraderSource,
  reader: JobReader,
): void {
  const known = GRADER_FIELDS[input.type]
  for (const key of Object.keys(input)) {
    if (known.includes(key)) continue
    if (key === 'source_file') reader.addProblem(label, 'only a python grader has a "source_file"')
    const hint = didYouMean(key, known)
    if (hint) reader.addWarning(label, `unknown field ${quote(key)} is sent unchanged${hint}`)
  }
}
