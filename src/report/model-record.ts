import type { Gate, MetricValues } from '../config/quality-gate.ts'
import type { WorkflowContext } from '../dependencies.ts'
import { omitNullish, sortFields } from '../json.ts'
import type { Job } from '../openai/job.ts'
import type { BestModel } from './best-checkpoint.ts'
import type { DatasetSummary } from './dataset-summary.ts'
import { getTrainedModel } from './outputs.ts'

/** Changes when a field gets another meaning. */
const VERSION = 1

/** What a step knows of a model that it records; what it does not know is left out. */
export interface ModelRecordInput {
  job: Job
  /** What was requested, for servers that do not report it. */
  requested: {
    model?: string | undefined
    method?: string | undefined
    hyperparameters?: object | undefined
  }
  best: BestModel | undefined
  data: readonly DatasetSummary[]
  fingerprint?: string | undefined
  metrics: MetricValues
  gate: Gate | undefined
  /** The id of the job that the gate compared with. */
  baseline?: string | undefined
  /** Whether this workflow run created the job; undefined if the step does not know. */
  created?: boolean | undefined
  context: WorkflowContext
}

/**
 * Returns the content of `model.json`, the record of a model that a later step attests or compares with; undefined unless the
 * job has succeeded and names a model or a checkpoint. The fields have a fixed order, and those of a server are sorted by
 * name, so that equal records are equal bytes. `commit` and `run` are of the step that writes the record; `job.metadata` is
 * what the server reports about the run that created the job.
 */
export function buildModelRecord(input: ModelRecordInput): object | undefined {
  const { job, requested, best, context, metrics, gate } = input
  if (job.status !== 'succeeded' || !(job.fineTunedModel ?? best)) return undefined
  return {
    version: VERSION,
    model: getTrainedModel(job) ?? null,
    best_checkpoint: best ? { model: best.model ?? null, id: best.checkpointId ?? null } : null,
    base_model: job.model ?? requested.model ?? null,
    method: job.method ?? requested.method ?? null,
    hyperparameters: sortFields(omitNullish({ ...requested.hyperparameters, ...job.hyperparameters })),
    training_data: toDataRecord('training', job.trainingFile, input.data),
    validation_data: toDataRecord('validation', job.validationFile, input.data),
    fingerprint: input.fingerprint ?? null,
    job: {
      id: job.id,
      created_by_this_run: input.created ?? null,
      created_at: job.createdAt ?? null,
      finished_at: job.finishedAt ?? null,
      trained_tokens: job.trainedTokens ?? null,
      seed: job.seed ?? null,
      metadata: sortFields(job.metadata),
    },
    metrics: sortFields(metrics),
    gate: gate ? toGateRecord(gate, input.baseline) : null,
    commit: { repository: context.repository ?? null, sha: context.sha ?? null, ref: context.ref ?? null },
    run: { id: context.runId ?? null, attempt: context.runAttempt },
  }
}

/** The digest is that of the bytes that this step has read: the server's file id alone proves nothing about them. */
function toDataRecord(
  role: DatasetSummary['role'],
  fileId: string | undefined,
  data: readonly DatasetSummary[],
): object | null {
  const dataset = data.find((one) => one.role === role)
  if (!dataset && fileId === undefined) return null
  return {
    sha256: dataset?.digest ?? null,
    examples: dataset?.examples ?? null,
    bytes: dataset?.bytes ?? null,
    files: dataset?.files.map(({ name }) => name) ?? null,
    file_id: fileId ?? null,
  }
}

function toGateRecord({ passed, rows }: Gate, baseline: string | undefined): object {
  return {
    passed,
    baseline: baseline ?? null,
    requirements: rows.map(({ requirement, actual, limit, passed, note }) => ({
      requirement,
      actual: actual ?? null,
      limit: limit ?? null,
      passed,
      note: note ?? null,
    })),
  }
}
