import * as z from 'zod'
import { quote } from '../errors.ts'
import type { OmitNullish } from '../json.ts'
import { didYouMean } from '../suggest.ts'
import { expectedError, type KnownKeys, nullish } from './validate.ts'

const WHOLE = expectedError('a whole number of at least 1 or "auto"')
const POSITIVE = expectedError('a number above 0 or "auto"')

// Microsoft's notebooks send null for what is unset.
const wholeNumber = nullish(
  z.union([z.literal('auto'), z.int(WHOLE).min(1, WHOLE)], WHOLE).meta({ id: 'whole_number_or_auto' }),
)
const positiveNumber = nullish(
  z
    .union([z.literal('auto'), z.number(POSITIVE).positive(POSITIVE)], POSITIVE)
    .meta({ id: 'number_or_auto' }),
)

const common = {
  n_epochs: wholeNumber.describe('How many times to go through the training data, or "auto".'),
  batch_size: wholeNumber.describe(
    'Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.',
  ),
  learning_rate_multiplier: positiveNumber.describe(
    'Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.',
  ),
}

/** The fine-tuning methods. Source: API reference, FineTuneMethod.type. */
export const METHODS = ['supervised', 'dpo', 'reinforcement'] as const
/** One of the fine-tuning methods. */
export type MethodType = (typeof METHODS)[number]

/**
 * The schema of each method's hyperparameters; other keys pass. Source: API reference, SupervisedHyperparameters,
 * DpoHyperparameters and ReinforcementHyperparameters.
 */
export const HYPERPARAMETERS = {
  supervised: z.looseObject(common).meta({ id: 'supervised_hyperparameters' }),
  dpo: z.looseObject({
    ...common,
    beta: positiveNumber.describe(
      'Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behavior.',
    ),
  }),
  reinforcement: z.looseObject({
    ...common,
    compute_multiplier: positiveNumber.describe('Multiplier of the compute spent on exploring, or "auto".'),
    eval_interval: wholeNumber.describe('Training steps between two evaluations, or "auto".'),
    eval_samples: wholeNumber.describe('Samples of the validation data generated per evaluation, or "auto".'),
    reasoning_effort: nullish(z.string()).describe(
      'How much the model reasons: default, low, medium or high.',
    ),
  }),
} satisfies Record<MethodType, z.ZodType>

/** The documented hyperparameters of a method, or of any. */
export type Hyperparameters<Method extends MethodType = MethodType> = Method extends MethodType
  ? OmitNullish<KnownKeys<z.output<(typeof HYPERPARAMETERS)[Method]>>>
  : never

/**
 * The ranges that OpenAI's specification had in August 2026. They were corrected since, to values that are not public,
 * so a value outside is only worth a warning.
 */
const DOCUMENTED_RANGES: Record<string, { text: string; includes: (value: unknown) => boolean }> = {
  batch_size: { text: 'at most 256', includes: (value) => Number(value) <= 256 },
  n_epochs: { text: 'at most 50', includes: (value) => Number(value) <= 50 },
  beta: { text: 'at most 2', includes: (value) => Number(value) <= 2 },
  compute_multiplier: {
    text: 'above 0.00001 and at most 10',
    includes: (value) => Number(value) > 0.00001 && Number(value) <= 10,
  },
  reasoning_effort: {
    text: 'default, low, medium or high',
    includes: (value) => ['default', 'low', 'medium', 'high'].includes(String(value)),
  },
}

/**
 * Returns warnings about valid hyperparameters: one for each that is probably misspelled or is outside its documented range,
 * and one for all others that the method does not document, since some servers have many of their own.
 */
export function findHyperparameterWarnings(method: MethodType, values: [string, unknown][]): string[] {
  const known = Object.keys(HYPERPARAMETERS[method].shape)
  const undocumented = values.map(([key]) => key).filter((key) => !known.includes(key))
  const foreign = undocumented.filter((key) => didYouMean(key, known) === '')
  const misspelled = undocumented.filter((key) => !foreign.includes(key))
  const outOfRange = values.flatMap(([key, value]) => {
    const range = DOCUMENTED_RANGES[key]
    if (!known.includes(key) || !range || value === 'auto' || range.includes(value)) return []
    return [`${key}: ${quote(value)} is outside the documented range (${range.text}); it is sent unchanged`]
  })
  return [
    ...misspelled.map((key) => `${describeUndocumented(method, [key])}${didYouMean(key, known)}`),
    ...(foreign.length > 0 ? [describeUndocumented(method, foreign)] : []),
    ...outOfRange,
  ]
}

const MAX_NAMES = 20

function describeUndocumented(method: MethodType, keys: readonly string[]): string {
  const omitted = keys.length - MAX_NAMES
  const names = [
    ...keys.slice(0, MAX_NAMES).map(quote),
    ...(omitted > 0 ? [`and ${omitted} more`] : []),
  ].join(', ')
  return keys.length === 1
    ? `${names} is not a documented hyperparameter of ${method}; it is sent unchanged`
    : `${names} are not documented hyperparameters of ${method}; they are sent unchanged`
}
