import { expect, test } from 'vitest'
import { createRequest } from '../../src/config/create-request.ts'
import { describeJob, type JobInputs } from '../../src/config/job.ts'
import type { ReadText } from '../../src/config/job-reader.ts'
import { ActionError } from '../../src/errors.ts'

/** The inputs that every job needs, so that a test names only what it is about. */
export const INPUTS: JobInputs = { trainingFile: 'train.jsonl', model: 'gpt-4.1-mini' }

/** What a user sees of a job described by inputs and files: the request's body and warnings, or the problems. */
export async function describeWith(inputs: JobInputs, files: Record<string, string> = {}) {
  const described = await describeJob(inputs, readFrom(files))
  if ('problems' in described)
    return { problems: described.problems, warnings: [], body: undefined, job: undefined }
  const { job, warnings } = described
  const body = createRequest(job, {
    training: 'file-train',
    ...(job.validation && { validation: 'file-valid' }),
  })
  return { problems: [], warnings, body, job }
}

/** Files by path; a path beside `jobs/a.yaml` is relative to `jobs/`. */
export function readFrom(files: Record<string, string>): ReadText {
  return async (path, beside) => {
    const folder = beside?.includes('/') ? beside.slice(0, beside.lastIndexOf('/') + 1) : ''
    const text = Object.hasOwn(files, folder + path) ? files[folder + path] : undefined
    if (text === undefined) throw new ActionError(`there is no file ${folder}${path}`)
    return { text, path: folder + path }
  }
}

/** A row of a table of requests. */
export interface RequestCase {
  name: string
  inputs: JobInputs
  files?: Record<string, string>
  /** What is sent, to the letter. */
  body: object
}

/** One test for each row: the job is described without a problem, and its request is exactly the body. */
export function sends(cases: RequestCase[]): void {
  test.each(cases)('$name', async ({ inputs, files, body }) => {
    const described = await describeWith(inputs, files)
    expect(described.problems).toEqual([])
    expect(described.body).toStrictEqual(body)
  })
}

/** The body of a job of `INPUTS` and nothing else. */
export const BODY = { model: 'gpt-4.1-mini', training_file: 'file-train' }

/** The inputs that every reinforcement job needs, its grader aside. */
export const REINFORCED: JobInputs = { ...INPUTS, validationFile: 'valid.jsonl', method: 'reinforcement' }

/** The body of a reinforcement job with these settings. */
export function reinforced(reinforcement: object) {
  return { ...BODY, validation_file: 'file-valid', method: { type: 'reinforcement', reinforcement } }
}

export const EXACT = {
  type: 'string_check',
  name: 'exact',
  input: '{{sample.output_text}}',
  reference: '{{item.x}}',
  operation: 'eq',
}
export const SIMILAR = {
  type: 'text_similarity',
  name: 'near',
  input: 'a',
  reference: 'b',
  evaluation_metric: 'bleu',
}
export const PYTHON = 'def grade(sample, item):\n    return 1.0\n'
