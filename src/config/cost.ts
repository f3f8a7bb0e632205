import type { Hyperparameters, MethodType } from './hyperparameters.ts'

/** What training is expected to be billed for. */
export interface Estimate {
  epochs: number
  /** False when the server chooses the epochs, and these are only what it is known to have chosen in the past. */
  epochsGiven: boolean
  /** Billable tokens: those of the training data, once per epoch. */
  tokens: number
  /** In USD, when the price is known. */
  cost?: number | undefined
}

/** An estimate, and what is not in it. */
export interface Expectation extends Estimate {
  /** Images of which nobody can tell the tokens. */
  images: number
  /** Examples of which nobody can. */
  uncounted: number
}

/** What an estimate is made from. */
export interface EstimateBasis {
  method: MethodType
  /** Of the training data. */
  examples: number
  /** Of the training data, each example up to the model's training context. Validation is not billed. */
  tokens: number
  epochs: Hyperparameters['n_epochs']
  /** USD per million training tokens. */
  price?: number | undefined
}

/**
 * The bill to expect: price x tokens x epochs (fine-tuning guide, "Estimate costs"). Without a cost for reinforcement,
 * which is billed by the time that it takes (reinforcement fine-tuning guide).
 */
export function estimate({ method, examples, tokens, epochs, price }: EstimateBasis): Estimate {
  const epochsGiven = typeof epochs === 'number'
  const times = epochsGiven ? epochs : usualEpochs(examples)
  const billable = tokens * times
  return {
    epochs: times,
    epochsGiven,
    tokens: billable,
    ...(price !== undefined && method !== 'reinforcement' && { cost: (billable * price) / 1e6 }),
  }
}

/** A limit that an estimate is above. */
export interface Excess {
  limit: 'max-tokens' | 'max-cost'
  most: number
  estimated: number
}

/** The limits that an estimate is above; one that equals its limit is within. */
export function excesses(
  { tokens, cost }: Estimate,
  { maxTokens, maxCost }: { maxTokens?: number | undefined; maxCost?: number | undefined },
): Excess[] {
  const found: Excess[] = []
  if (maxTokens !== undefined && tokens > maxTokens)
    found.push({ limit: 'max-tokens', most: maxTokens, estimated: tokens })
  if (maxCost !== undefined && cost !== undefined && cost > maxCost)
    found.push({ limit: 'max-cost', most: maxCost, estimated: cost })
  return found
}

/**
 * What "auto" has meant, by OpenAI's cookbook ("Data preparation and analysis for chat model fine-tuning"): three
 * epochs, more for a small dataset and fewer for a very large one. The server promises none of it.
 */
function usualEpochs(examples: number): number {
  if (examples * 3 < 100) return Math.min(25, Math.floor(100 / Math.max(1, examples)))
  if (examples * 3 > 25_000) return Math.max(1, Math.floor(25_000 / examples))
  return 3
}
