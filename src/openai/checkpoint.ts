import { z } from 'zod'
import { idField, optionalNumber, optionalText, settings } from './fields.ts'

/** A model saved at one step of the training. */
export interface Checkpoint {
  id: string
  /** The name of the saved model in requests; some servers deploy checkpoints by their ids and name none. */
  model?: string | undefined
  step?: number | undefined
  /** As the server returns them. */
  metrics: Record<string, unknown>
}

const CheckpointBody = z.looseObject({
  id: idField,
  fine_tuned_model_checkpoint: optionalText,
  step_number: optionalNumber,
  metrics: settings,
})

/** Decodes a checkpoint; throws if the body is not one. */
export function decodeCheckpoint(body: unknown): Checkpoint {
  const checkpoint = CheckpointBody.parse(body)
  return {
    id: checkpoint.id,
    model: checkpoint.fine_tuned_model_checkpoint,
    step: checkpoint.step_number ?? optionalNumber.parse(checkpoint.metrics.step),
    metrics: checkpoint.metrics,
  }
}
