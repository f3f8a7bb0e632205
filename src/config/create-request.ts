import { present } from '../json.ts'
import type { JobDescription } from './job.ts'
import type { MethodSettings } from './method.ts'
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
  [M in MethodSettings as M['type']]: { type: M['type'] } & Partial<Record<M['type'], Omit<M, 'type'>>>
}[MethodSettings['type']]

/** The JSON body that creates this job from files that are uploaded. */
export function createRequest(
  { model, method, suffix, seed, metadata, integrations, extraBody }: JobDescription,
  { training, validation }: { training: string; validation?: string },
): CreateRequest {
  const settings = { method: method && methodField(method), suffix, seed, metadata, integrations }
  return {
    model,
    training_file: training,
    ...present({ validation_file: validation, ...settings }),
    ...extraBody,
  }
}

function methodField({ type, ...settings }: MethodSettings): MethodField {
  return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type }
}
