import type { JobDescription } from './job.ts'
import type { Method } from './method.ts'
import type { Integration } from './schema.ts'

/**
 * The body of `POST /fine_tuning/jobs`, with what the user set and nothing else. Fields that pass through
 * unchecked (unknown hyperparameters, extra fields of graders, the extra body) are not in the type.
 * Source: API reference, CreateFineTuningJobRequest.
 */
export interface CreateRequest {
  model: string
  training_file: string
  validation_file?: string
  method?: MethodField
  suffix?: string
  seed?: number
  metadata?: Record<string, string>
  integrations?: Integration[]
}

/** The request's `method`: the settings stand under the name of the type. */
export type MethodField = {
  [M in Method as M['type']]: { type: M['type'] } & Partial<Record<M['type'], Omit<M, 'type'>>>
}[Method['type']]

/** The JSON body that creates this job from files that are uploaded. */
export function createRequest(
  job: JobDescription,
  files: { training: string; validation?: string },
): CreateRequest {
  return {
    model: job.model,
    training_file: files.training,
    ...(files.validation !== undefined && { validation_file: files.validation }),
    ...(job.method && { method: methodField(job.method) }),
    ...(job.suffix !== undefined && { suffix: job.suffix }),
    ...(job.seed !== undefined && { seed: job.seed }),
    ...(job.metadata && { metadata: job.metadata }),
    ...(job.integrations && { integrations: job.integrations }),
    ...job.extraBody,
  }
}

function methodField(method: Method): MethodField {
  switch (method.type) {
    case 'supervised': {
      const { type, ...settings } = method
      return settings.hyperparameters ? { type, supervised: settings } : { type }
    }
    case 'dpo': {
      const { type, ...settings } = method
      return settings.hyperparameters ? { type, dpo: settings } : { type }
    }
    case 'reinforcement': {
      const { type, ...settings } = method
      return { type, reinforcement: settings }
    }
  }
}
