import { createHash } from 'node:crypto'
import type { DataPaths, JobSpec } from '../config/job.ts'

type MarkedJob = Pick<JobSpec, 'model' | 'training' | 'validation' | 'method' | 'suffix'>

/**
 * Returns the hidden first line by which a comment is found again. It is a hash of the inputs that a person chose (paths
 * as written, model, method, hyperparameters, suffix): `check` and the training share a comment, in this commit and the
 * next, and the jobs of a matrix have one each. For `wait`, it is a hash of the job's id.
 */
export function commentMarker(job: MarkedJob | { jobId: string }): string {
  return formatMarker('jobId' in job ? job : listChoices(job))
}

/** Returns the first line of an evaluation's comment: the same test data, baseline and grader have one comment. */
export function evaluationMarker(evaluation: {
  testFile: string
  baselineModel: string | undefined
  grader: string | undefined
}): string {
  const { testFile, baselineModel, grader } = evaluation
  return formatMarker(['evaluate', trimLines(testFile), baselineModel, grader && trimLines(grader)])
}

function formatMarker(identity: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(identity))
  return `<!-- openai-fine-tune ${digest.digest('hex').slice(0, 32)} -->`
}

const trimLines = (text: string) => text.split('\n').map((line) => line.trim())

function listChoices({ model, training, validation, method, suffix }: MarkedJob): unknown[] {
  const trimPaths = (data: DataPaths | undefined) => [data?.relativeTo, data && trimLines(data.patterns)]
  const hyperparameters = Object.entries(method?.hyperparameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    trimPaths(training),
    trimPaths(validation),
    model,
    method?.type ?? 'supervised',
    hyperparameters,
    suffix,
  ]
}
