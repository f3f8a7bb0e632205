import type { DatasetStats, FileStats } from '../dataset-stats.ts'
import {
  describeForeignFormat,
  FORMATS,
  isForeignFormat,
  METHOD_FORMATS,
  type MethodName,
} from '../format.ts'
import { getModelFormat } from '../model.ts'
import { findFieldProblems } from './reinforcement.ts'

interface DatasetContext {
  method: MethodName
  role: 'training' | 'validation'
  model?: string | undefined
  /** How many tokens of an example the model is trained on, if known. */
  context: number | undefined
}

// API reference, Uploads: "An Upload can accept at most 8 GB in total".
const MAX_UPLOAD_BYTES = 8_000_000_000
// Fine-tuning guide: "at least 10 examples", and 50 to begin with.
const MIN_EXAMPLES = 10
const RECOMMENDED_EXAMPLES = 50
// Reinforcement fine-tuning guide.
const MAX_REINFORCEMENT_EXAMPLES = { training: 50_000, validation: 1_000 }

/** Checks what no single line shows, once all lines have been read. */
export function checkDatasetTotals(stats: DatasetStats, bytes: number, context: DatasetContext): void {
  const { problems, files } = stats
  const [first] = files
  if (!first) return
  for (const file of files) checkFile(file, stats)
  checkEmpty(stats)
  checkFormats(stats, context.method)
  checkModel(stats, context)
  checkExampleCount(first.name, stats, context)
  if (bytes > MAX_UPLOAD_BYTES) {
    const message = 'the dataset is larger than 8 GB, the maximum for uploads'
    problems.addDatasetProblem({ code: 'large-dataset', file: first.name, line: 1, message })
  }
  checkTokens(first.name, stats, context)
  for (const { count, ...problem } of findFieldProblems(stats.fieldStats, (line) => stats.locate(line)))
    problems.addDatasetProblem(problem, count)
  stats.duplicates?.report(problems)
}

function checkFile({ name, notJsonl, examples, blank }: FileStats, stats: DatasetStats): void {
  const { problems } = stats
  if (notJsonl) problems.addDatasetProblem({ ...notJsonl, file: name })
  // Data is always uploaded as `.jsonl`, so this may be the wrong file.
  if (!/\.jsonl$/i.test(name)) {
    const message = 'the file name does not end in .jsonl'
    problems.addDatasetProblem({ code: 'file-name', message, line: 1, file: name })
  }
  if (examples > 0 && blank.count > 0) {
    const message =
      blank.count === 1
        ? '1 blank line is not counted as an example'
        : `${blank.count} blank lines are not counted as examples`
    problems.addDatasetProblem({ code: 'blank-lines', ...stats.locate(blank.line), message })
  }
}

// An empty file among several is no reason to stop; a dataset without examples is.
function checkEmpty({ examples: total, files, problems }: DatasetStats): void {
  const code = total === 0 ? 'empty-file' : 'empty-shard'
  for (const { name, lines, examples, notJsonl } of files) {
    if (notJsonl || examples > 0) continue
    const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines'
    problems.addDatasetProblem({ code, file: name, line: 1, message })
  }
}

function checkFormats(stats: DatasetStats, method: MethodName): void {
  const allowed = METHOD_FORMATS[method]
  const dominant = stats.dominantFormat(allowed)
  for (const format of FORMATS) {
    const found = stats.formats.get(format)
    if (!found || format === dominant) continue
    const { line, count } = found
    const isAllowed = allowed.includes(format)
    const detail = format === 'reinforcement' ? ' (no assistant message)' : ''
    const lines = `${count === 1 ? '1 line has' : `${count} lines have`} the ${format} format`
    const message = isAllowed
      ? `${lines}, but most have the ${dominant} format`
      : `${lines}${detail}, which the method ${method} does not accept`
    const code = isAllowed ? 'mixed-formats' : 'wrong-format'
    stats.problems.addDatasetProblem({ code, ...stats.locate(line), message }, count)
  }
  for (const [format, { line, count }] of stats.formats) {
    if (!isForeignFormat(format)) continue
    const message = describeForeignFormat(format, count, method)
    stats.problems.addDatasetProblem({ code: 'foreign-format', ...stats.locate(line), message }, count)
  }
}

/** The supervised method has two formats, for two kinds of models (API reference, CreateFineTuningJobRequest). */
function checkModel(stats: DatasetStats, { model, method }: DatasetContext): void {
  const expected = model === undefined ? undefined : getModelFormat(model)
  const format = stats.dominantFormat(METHOD_FORMATS[method])
  const first = format && stats.formats.get(format)
  if (method !== 'supervised' || !expected || !first || format === expected) return
  const message = `the data has the ${format} format, but this model is trained on the ${expected} format`
  stats.problems.addDatasetProblem({ code: 'model-format', ...stats.locate(first.line), message })
}

function checkExampleCount(
  file: string,
  { problems, files, examples }: DatasetStats,
  { method, role }: DatasetContext,
): void {
  const report = (code: 'too-few-examples' | 'few-examples' | 'too-many-examples', message: string) =>
    problems.addDatasetProblem({ code, file, line: 1, message })
  const count = examples === 1 ? '1 example' : `${examples} examples`
  // A file that is empty or not JSONL has its own problem.
  const isReadable = examples > 0 && files.every(({ notJsonl }) => !notJsonl)
  if (role === 'training' && examples < MIN_EXAMPLES && isReadable) {
    report('too-few-examples', `the dataset has ${count}; training needs at least ${MIN_EXAMPLES}`)
  }
  if (role === 'training' && examples >= MIN_EXAMPLES && examples < RECOMMENDED_EXAMPLES) {
    report('few-examples', `the dataset has ${count}; at least ${RECOMMENDED_EXAMPLES} are recommended`)
  }
  const max = MAX_REINFORCEMENT_EXAMPLES[role]
  if (method === 'reinforcement' && examples > max) {
    report(
      'too-many-examples',
      `reinforcement accepts at most ${max} ${role} examples; the dataset has ${examples}`,
    )
  }
}

function checkTokens(file: string, stats: DatasetStats, { context }: DatasetContext): void {
  const { tokens, problems } = stats
  const { count, line } = tokens.overContext
  if (context !== undefined && count > 0) {
    const examples = count === 1 ? '1 example has' : `${count} examples have`
    const message = `${examples} more than ${context} tokens; training with this model truncates the rest`
    problems.addDatasetProblem({ code: 'long-example', ...stats.locate(line), message }, count)
  }
  if (tokens.images > 0) {
    const images = tokens.images === 1 ? '1 image is' : `${tokens.images} images are`
    const message = `${images} not included in the tokens: the size of a linked image is unknown`
    problems.addDatasetProblem({ code: 'image-tokens', file, line: 1, message })
  }
}
