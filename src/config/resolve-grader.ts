import { present } from '../json.ts'
import {
  GRADER_FIELDS,
  type Grader,
  type SingleGrader,
  type WrittenGrader,
  type WrittenSingleGrader,
} from './grader.ts'
import type { Reading } from './job-reader.ts'
import { fieldPath, quoted } from './quote.ts'
import { nearest } from './spelling.ts'
import { templatesOf } from './template.ts'

/** Where a grader was written: how messages begin, and the file that paths in it are relative to. */
export interface GraderOrigin {
  label: string
  beside?: string
}

/** The most that a Python grader's source may hold. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024

/**
 * Turns a grader as written into the one that is sent: every `source_file` read and put inline, and the names
 * filled in that the API reference requires of python and multi graders, though its own examples omit them. Tells
 * what is wrong with its templates and its formula.
 */
export async function completeGrader(
  written: WrittenGrader,
  origin: GraderOrigin,
  reading: Reading,
): Promise<Grader | undefined> {
  const grader = await completed(written, origin, reading)
  if (!grader) return undefined
  for (const { severity, where, message } of templatesOf(grader).problems)
    reading[severity === 'error' ? 'problem' : 'warning'](`${origin.label}: ${where}`, message)
  return grader
}

async function completed(
  written: WrittenGrader,
  origin: GraderOrigin,
  reading: Reading,
): Promise<Grader | undefined> {
  if (written.type !== 'multi') return completeSingle(written, written.type, origin, reading)
  warnOfFields(written, origin, reading)
  const graders: Record<string, SingleGrader> = {}
  let complete = true
  for (const [key, grader] of Object.entries(written.graders)) {
    const inner = { ...origin, label: `${origin.label}: ${fieldPath(['graders', key])}` }
    const done = await completeSingle(grader, key, inner, reading)
    if (done) graders[key] = done
    complete &&= done !== undefined
  }
  return complete ? { ...written, name: written.name ?? 'multi', graders } : undefined
}

async function completeSingle(
  written: WrittenSingleGrader,
  name: string,
  origin: GraderOrigin,
  reading: Reading,
): Promise<SingleGrader | undefined> {
  warnOfFields(written, origin, reading)
  switch (written.type) {
    case 'python': {
      const { source_file, ...rest } = written
      const source = await pythonSource(written.source, source_file, origin, reading)
      return source === undefined ? undefined : { ...rest, name: written.name ?? name, source }
    }
    case 'score_model': {
      const { sampling_params, ...rest } = written
      const [lowest = 0, highest = 1] = written.range ?? []
      if (lowest >= highest)
        reading.warning(origin.label, 'range: the lowest score comes first and the highest second')
      return sampling_params ? { ...rest, sampling_params: present(sampling_params) } : rest
    }
    case 'label_model':
      reading.warning(origin.label, 'label_model is a grader for evals; fine-tuning servers may refuse it')
      return written
    case 'text_similarity':
      if (written.evaluation_metric === 'cosine')
        reading.warning(origin.label, 'the metric cosine is for evals; fine-tuning servers may refuse it')
      return written
    case 'string_check':
      return written
  }
}

async function pythonSource(
  inline: string | undefined,
  path: string | undefined,
  { label, beside }: GraderOrigin,
  reading: Reading,
): Promise<string | undefined> {
  if (inline !== undefined && path !== undefined) {
    reading.problem(label, 'has both "source" and "source_file"; give one of them')
    return undefined
  }
  if (inline === undefined && path === undefined) {
    reading.problem(label, '"source" or "source_file" is required')
    return undefined
  }
  const source =
    path === undefined ? inline : (await reading.file(path, `${label}: source_file`, beside))?.text
  if (source === undefined) return undefined
  if (new TextEncoder().encode(source).length > MAX_SOURCE_BYTES) {
    reading.problem(label, 'the Python source is larger than 256 kB')
    return undefined
  }
  // "Must define def grade(sample, item)"; whatever else it does, the reward is 0 (graders guide).
  if (!/\bgrade\b/.test(source)) reading.warning(label, 'the Python source defines no function "grade"')
  return source
}

/** Unknown fields are sent as they are (`pass_threshold` is in no reference), but a near miss is worth a word. */
function warnOfFields(written: WrittenGrader, { label }: GraderOrigin, reading: Reading): void {
  const known = GRADER_FIELDS[written.type]
  for (const key of Object.keys(written)) {
    if (known.includes(key)) continue
    if (key === 'source_file') reading.problem(label, 'only a python grader has a "source_file"')
    const meant = nearest(key, known)
    if (meant)
      reading.warning(label, `unknown field ${quoted(key)} is sent as it is (did you mean "${meant}"?)`)
  }
}
