import { z } from 'zod'
import { completeBaseUrl } from '../openai/provider.ts'
import { checkUrl } from './connection-inputs.ts'
import {
  type EvaluationRequirement,
  safeParseEvaluationRequirements,
  usesBaseline,
} from './evaluation-gate.ts'
import { boolean, decimal, text, wholeNumber } from './fields.ts'
import { expectedError } from './validate.ts'

const required = (description: string) => z.string(expectedError(description))

const signedDecimal = (description: string) =>
  z
    .string()
    .regex(/^-?(\d+\.?\d*|\.\d+)$/, expectedError(description))
    .transform(Number)

const CONFIDENCE = 'a number from 0 to below 1, such as 0.95'

/** The inputs of the action `evaluate`, without those of connection and reporting. */
export const evaluateFields = {
  'test-file': required('one or more paths or globs'),
  model: required('the name of a model or deployment'),
  'baseline-model': text.optional(),
  'baseline-base-url': text.superRefine(checkUrl).transform(completeBaseUrl).optional(),
  grader: text.optional(),
  require: text.default('').transform((value, context): EvaluationRequirement[] => {
    const parsed = safeParseEvaluationRequirements(value)
    if ('value' in parsed) return parsed.value
    for (const message of parsed.problems) context.addIssue({ code: 'custom', message })
    return []
  }),
  confidence: decimal(CONFIDENCE)
    .refine((confidence) => confidence < 1, expectedError(CONFIDENCE))
    .default(0.95),
  'pass-score': signedDecimal('a score').default(1),
  'max-examples': wholeNumber(100_000_000).optional(),
  concurrency: wholeNumber(1000).default(4),
  'max-output-tokens': wholeNumber(10_000_000).default(1024),
  temperature: decimal('a number from 0').default(0),
  seed: signedDecimal('a whole number')
    .refine(Number.isSafeInteger, expectedError('a whole number'))
    .default(1),
  'max-total-tokens': decimal('a number of tokens from 0').optional(),
  'keep-answers': boolean.default(false),
  'cache-dir': text.optional(),
  'training-file': text.optional(),
}

/** Returns what one input of `evaluate` requires of another. */
export function findEvaluateProblems(inputs: ReadonlyMap<string, string>): string[] {
  if (inputs.has('baseline-model')) return []
  const parsed = safeParseEvaluationRequirements(inputs.get('require') ?? '')
  const comparesWithBaseline = 'value' in parsed && parsed.value.some(usesBaseline)
  return [
    ...(comparesWithBaseline ? ['input "require": compares with the baseline; set "baseline-model"'] : []),
    ...(inputs.has('baseline-base-url') ? ['input "baseline-base-url": needs "baseline-model"'] : []),
  ]
}
