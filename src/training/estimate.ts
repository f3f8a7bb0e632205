import { type CostEstimate, estimateCost, getExtraBodyEpochs, type TrainingEstimate } from '../config/cost.ts'
import type { DataInputs } from '../config/inputs.ts'
import type { Runner } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { formatCount, formatInteger, formatUsd } from '../report/format.ts'
import { type Dataset, getTrainingReport } from './data.ts'
import type { Plan } from './plan.ts'

/** Estimates what the training will be billed for, and logs it; returns nothing if its data is already on the server. */
export function estimateTraining(
  { job: { method, extraBody }, inputs }: Plan,
  datasets: readonly Dataset[],
  runner: Pick<Runner, 'info'>,
): TrainingEstimate | undefined {
  const report = getTrainingReport(datasets)
  if (!report?.tokens) return undefined
  const { examples, tokens } = report
  const estimate = estimateCost({
    method: method?.type ?? 'supervised',
    examples,
    tokens: tokens.total,
    epochs: maxEpochs(method?.hyperparameters?.n_epochs, getExtraBodyEpochs(extraBody)),
    price: inputs.price,
  })
  runner.info(formatEstimate(estimate))
  return { ...estimate, images: tokens.images, uncounted: tokens.uncounted }
}

/** Returns the larger number: which of them a server takes is unknown. */
function maxEpochs(
  given: number | 'auto' | undefined,
  extra: number | undefined,
): number | 'auto' | undefined {
  if (extra === undefined) return given
  return typeof given === 'number' ? Math.max(given, extra) : extra
}

/** A number of epochs that the server chooses is only a guess. */
function formatEstimate({ epochs, epochsGiven, tokens, cost }: CostEstimate): string {
  const facts = [
    `${formatCount(epochs, 'epoch')}${epochsGiven ? '' : ' (a guess)'}`,
    formatCount(tokens, 'token'),
    cost !== undefined && formatUsd(cost),
  ]
  return `estimate: ${facts.filter(Boolean).join(', ')}`
}

/** The largest image has eight tiles, in high detail (images and vision guide). */
const MAX_IMAGE_TOKENS = 85 + 8 * 170

/** Throws if the estimate is above a limit, or cannot be compared with it. Images of unknown size count as the largest. */
export function assertWithinLimits(estimate: TrainingEstimate | undefined, inputs: DataInputs): void {
  const { price, 'max-tokens': maxTokens, 'max-cost': maxCost } = inputs
  if (!estimate || (maxTokens === undefined && maxCost === undefined)) return
  const { epochs, epochsGiven, images, uncounted } = estimate
  if (uncounted > 0) {
    const limits = [maxTokens !== undefined && '"max-tokens"', maxCost !== undefined && '"max-cost"']
    throw new ActionError(
      `Cannot check ${limits.filter(Boolean).join(' and ')}: ${formatCount(uncounted, 'example')} could not be tokenized.`,
      { hint: 'Fix the reported problems of the data. Nothing was uploaded.' },
    )
  }
  const tokens = estimate.tokens + images * MAX_IMAGE_TOKENS * epochs
  const cost = price === undefined ? undefined : (tokens * price) / 1e6
  const reasons = []
  if (maxTokens !== undefined && tokens > maxTokens)
    reasons.push(
      `Training would probably take ${formatCount(tokens, 'token')}, more than "max-tokens" (${formatInteger(maxTokens)}) allows.`,
    )
  if (maxCost !== undefined && cost !== undefined && cost > maxCost)
    reasons.push(
      `Training would probably cost ${formatUsd(cost)}, more than "max-cost" (${formatUsd(maxCost)}) allows.`,
    )
  if (reasons.length === 0) return
  const assumptions = [
    `${formatCount(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`,
    images > 0 && `${formatCount(images, 'image')} of unknown size as the largest possible`,
  ]
  throw new ActionError(reasons.join('\n'), {
    hint: `This counts ${assumptions.filter(Boolean).join(', and ')}. Nothing was uploaded.`,
  })
}
