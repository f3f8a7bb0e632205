import { Failure } from '../failure.ts'
import type { GateInputs } from '../github/inputs.ts'
import type { Estimate } from '../report/check.ts'
import { count, dollars } from '../report/format.ts'
import { estimate, excesses } from '../spec/cost.ts'
import { type Dataset, trainingOf } from './data.ts'
import type { Plan } from './plan.ts'

/** What the training will probably be billed for; undefined where its data is on the server already. */
export function estimateOf({ job, inputs }: Plan, datasets: readonly Dataset[]): Estimate | undefined {
  const training = trainingOf(datasets)
  if (!training?.tokens) return undefined
  const { examples, tokens } = training
  const { method } = job
  return {
    ...estimate({
      method: method?.type ?? 'supervised',
      examples,
      tokens: tokens.total,
      epochs: method?.hyperparameters?.n_epochs,
      price: inputs.price,
    }),
    images: tokens.images,
  }
}

/** Stops where the estimate is above a limit. */
export function refuseTooMuch(expected: Estimate | undefined, inputs: GateInputs): void {
  if (!expected) return
  const limits = { maxTokens: inputs['max-tokens'], maxCost: inputs['max-cost'] }
  const reasons = excesses(expected, limits).map(({ limit, most, estimated }) =>
    limit === 'max-tokens'
      ? `Training would probably take ${count(estimated, 'token')}, more than "max-tokens" (${most.toLocaleString('en-US')}) allows.`
      : `Training would probably cost ${dollars(estimated)}, more than "max-cost" (${dollars(most)}) allows.`,
  )
  if (reasons.length === 0) return
  throw new Failure(reasons.join('\n'), {
    advice: `Counted were ${count(expected.epochs, 'epoch')}${expected.epochsGiven ? '' : ', as the server will probably choose'}. Nothing was uploaded.`,
  })
}
