import { type Expectation, estimate, excesses } from '../config/cost.ts'
import type { GateInputs } from '../config/inputs.ts'
import { ActionError } from '../errors.ts'
import { count, dollars } from '../report/format.ts'
import { type Dataset, trainingOf } from './data.ts'
import type { Plan } from './plan.ts'

/** What the training will probably be billed for; undefined where its data is on the server already. */
export function estimateOf({ job, inputs }: Plan, datasets: readonly Dataset[]): Expectation | undefined {
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
    uncounted: tokens.uncounted,
  }
}

/** Tokens of an image of any size at most, in high detail: eight tiles (images and vision guide). */
const MAX_IMAGE = 85 + 8 * 170

/** Stops where the estimate is above a limit, or cannot be compared with it. Images of unknown size count as the largest. */
export function refuseTooMuch(expected: Expectation | undefined, inputs: GateInputs): void {
  const limits = { maxTokens: inputs['max-tokens'], maxCost: inputs['max-cost'] }
  if (!expected || (limits.maxTokens === undefined && limits.maxCost === undefined)) return
  const { epochs, images, uncounted } = expected
  if (uncounted > 0)
    throw new ActionError(
      `The tokens of ${count(uncounted, 'example')} cannot be counted, and the limits not be judged.`,
      {
        hint: 'Mend what the check says of the data. Nothing was uploaded.',
      },
    )
  const tokens = expected.tokens + images * MAX_IMAGE * epochs
  const cost = inputs.price === undefined ? undefined : (tokens * inputs.price) / 1e6
  const reasons = excesses({ ...expected, tokens, cost }, limits).map(({ limit, most, estimated }) =>
    limit === 'max-tokens'
      ? `Training would probably take ${count(estimated, 'token')}, more than "max-tokens" (${most.toLocaleString('en-US')}) allows.`
      : `Training would probably cost ${dollars(estimated)}, more than "max-cost" (${dollars(most)}) allows.`,
  )
  if (reasons.length === 0) return
  const counted = [
    `${count(epochs, 'epoch')}${expected.epochsGiven ? '' : ', as the server will probably choose'}`,
    ...(images > 0 ? [`${count(images, 'image')} of unknown size as the largest there are`] : []),
  ]
  throw new ActionError(reasons.join('\n'), {
    hint: `Counted were ${counted.join(', and ')}. Nothing was uploaded.`,
  })
}
