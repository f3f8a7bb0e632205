/** A job as it is sent, with its status as OpenAI spells it. */
export interface WireJob {
  object: 'fine_tuning.job'
  id: string
  model: string
  created_at: number
  finished_at: number | null
  estimated_finish: number | null
  fine_tuned_model: string | null
  organization_id: string
  result_files: string[]
  status: string
  validation_file: string | null
  training_file: string
  hyperparameters?: Readonly<Record<string, unknown>> | null
  trained_tokens: number | null
  error: unknown
  integrations: unknown
  seed: number
  method: unknown
  metadata: Readonly<Record<string, string>> | null
  user_provided_suffix: string | null
  usage_metrics: null
  shared_with_openai: boolean
  eval_id: string | null
  [extra: string]: unknown
}

/** An event as it is sent. */
export interface JobEvent {
  readonly object: 'fine_tuning.job.event'
  readonly id: string
  readonly created_at: number
  readonly level: string
  readonly message: string
  readonly type: string
  readonly data: unknown
}

/** A checkpoint as it is sent. */
export interface Checkpoint {
  readonly object: 'fine_tuning.job.checkpoint'
  readonly id: string
  readonly created_at: number
  readonly fine_tuned_model_checkpoint: string
  readonly fine_tuning_job_id: string
  readonly metrics: Readonly<Record<string, unknown>>
  readonly step_number: number
}

/** Converts Unix milliseconds to the seconds of the API. */
export function toUnixSeconds(ms: number): number {
  return Math.floor(ms / 1000)
}
