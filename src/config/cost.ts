import { isJsonObject, type JsonObject } from '../json.ts'
import type { Hyperparameters, MethodType } from './hyperparameters.ts'

/** What the training will probably be billed for. */
export interface CostEstimate {
  epochs: number
  /** False when the server chooses the epochs, and these are only what it has usually chosen. */
  epochsGiven: boolean
  /** Billable tokens: the tokens of the training data times the epochs. */
  tokens: number
  /** In USD; undefined without a price. */
  cost?: number | undefined
}

/** An estimate, with what it does not include. */
export interface TrainingEstimate extends CostEstimate {
  /** Images whose tokens are unknown. */
  images: number
  /** Examples whose tokens are unknown. */
  uncounted: number
}

/** The facts that an estimate is computed from. */
export interface EstimateInput {
  method: MethodType
  /** The number of examples in the training data. */
  examples: number
  /** The tokens of the training data, each example truncated to the model's training context. Validation is not billed. */
  tokens: number
  epochs: Hyperparameters['n_epochs']
  /** USD per million training tokens. */
  price?: number | undefined
}

/**
 * Estimates tokens and cost: price x tokens x epochs (fine-tuning guide, "Estimate costs"). There is no cost for
 * reinforcement, which is billed by its duration (reinforcement fine-tuning guide).
 */
export function estimateCost({ method, examples, tokens, epochs, price }: EstimateInput): CostEstimate {
  const epochsGiven = typeof epochs === 'number'
  const expectedEpochs = epochsGiven ? epochs : estimateEpochs(examples)
  const billableTokens = tokens * expectedEpochs
  return {
    epochs: expectedEpochs,
    epochsGiven,
    tokens: billableTokens,
    ...(price !== undefined && method !== 'reinforcement' && { cost: (billableTokens * price) / 1e6 }),
  }
}

/**
 * The epochs that "auto" has meant, by OpenAI's cookbook ("Data preparation and analysis for chat model fine-tuning"):
 * three, more for a small dataset and fewer for a very large one. The server guarantees none of it.
 */
function estimateEpochs(examples: number): number {
  if (examples * 3 < 100) return Math.min(25, Math.floor(100 / Math.max(1, examples)))
  if (examples * 3 > 25_000) return Math.max(1, Math.floor(25_000 / examples))
  return 3
}

/** Names of the number of epochs: `n_epochs`, and those of other servers. */
const EPOCHS = /epochs$/i

/** Returns the fields of the extra body with a number of epochs that an estimate cannot take into account. */
export function listUncountedEpochFields(extraBody: Readonly<JsonObject> = {}): string[] {
  const { hyperparameters, ...others } = extraBody
  const fields = Object.keys(others).filter((name) => EPOCHS.test(name))
  const isUncounted = listEpochs(hyperparameters).length > 0 && getExtraBodyEpochs(extraBody) === undefined
  return isUncounted ? [...fields, 'hyperparameters'] : fields
}

/** Returns the largest number of epochs in the hyperparameters of the extra body; undefined when there is none. */
export function getExtraBodyEpochs({ hyperparameters }: Readonly<JsonObject> = {}): number | undefined {
  const numbers = listEpochs(hyperparameters).map((value) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
  )
  const known = numbers.filter((value) => typeof value === 'number' && Number.isFinite(value))
  return known.length === numbers.length && known.length > 0 ? Math.max(...known.map(Number)) : undefined
}

/** Servers choose the epochs where they are null or "auto". */
function listEpochs(hyperparameters: unknown): unknown[] {
  return Object.entries(isJsonObject(hyperparameters) ? hyperparameters : {})
    .filter(([name, value]) => EPOCHS.test(name) && value !== null && value !== 'auto')
    .map(([, value]) => value)
}
