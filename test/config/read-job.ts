import { expect, it } from 'vitest'
import { buildCreateRequest } from '../../src/config/create-request.ts'
import type { JobInputs } from '../../src/config/inputs.ts'
import { readJob } from '../../src/config/job.ts'
import type { Workspace } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'

/** The inputs that every job requires, so that a test names only what it is about. */
export const INPUTS: JobInputs = { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini' }

/** Reads a job from inputs and files; returns the request's body and the warnings, or the problems, and what was masked. */
export async function readJobWith(inputs: JobInputs, files: Record<string, string> = {}, host?: string) {
  const secrets: string[] = []
  const setSecret = (secret: string) => void secrets.push(secret)
  const result = await readJob(inputs, createFiles(files), { setSecret, host })
  if ('problems' in result)
    return { problems: result.problems, warnings: [], body: undefined, job: undefined, secrets }
  const { job, warnings } = result
  const body = buildCreateRequest(job, {
    training: 'file-train',
    ...(job.validation && { validation: 'file-valid' }),
  })
  return { problems: [], warnings, body, job, secrets }
}

/** Returns a workspace of text files by path; a path relative to `jobs/a.yaml` is in `jobs/`. */
export function createFiles(files: Record<string, string>): Pick<Workspace, 'getFile' | 'readText'> {
  const texts = new Map(Object.entries(files))
  return {
    getFile: async (path, relativeTo) => {
      const folder = relativeTo?.includes('/') ? relativeTo.slice(0, relativeTo.lastIndexOf('/') + 1) : ''
      const name = folder + path
      if (!texts.has(name)) throw new ActionError(`there is no file ${name}`)
      return { name, path: name, size: 0 }
    },
    readText: async ({ name }) => texts.get(name) ?? '',
  }
}

/** A row of a table of requests. The name completes "sends exactly". */
export interface RequestCase {
  name: string
  inputs: JobInputs
  files?: Record<string, string>
  /** The whole body. */
  body: object
}

/** Declares one test for each row: the job has no problem, and its request has exactly the body. */
export function itSends(cases: RequestCase[]): void {
  it.each(cases)('sends exactly $name', async ({ inputs, files, body }) => {
    const result = await readJobWith(inputs, files)
    expect(result.problems).toEqual([])
    expect(result.body).toStrictEqual(body)
  })
}

/** The body of a job with only `INPUTS`. */
export const BODY = { model: 'gpt-4.1-mini', training_file: 'file-train' }

/** The inputs that every reinforcement job requires, without its grader. */
export const REINFORCEMENT_INPUTS: JobInputs = {
  ...INPUTS,
  'validation-file': 'valid.jsonl',
  method: 'reinforcement',
}

/** Returns the body of a reinforcement job with these settings. */
export function reinforcementBody(reinforcement: object) {
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
