import { completeBaseUrl } from '../openai/provider.ts'
import { url } from './connection-inputs.ts'
import { safeParseEvaluationRequirements, usesBaseline } from './evaluation-gate.ts'
import { boolean, decimal, gate, signedDecimal, text, wholeNumber } from './fields.ts'

/** The inputs of the action `evaluate`, without those of connection and reporting. */
export const evaluateFields = {
  'test-file': text,
  model: text,
  'baseline-model': text.optional(),
  'baseline-base-url': url.transform(completeBaseUrl).optional(),
  grader: text.optional(),
  require: gate(safeParseEvaluationRequirements),
  confidence: decimal('a number from 0 to below 1, such as 0.95', (confidence) => confidence < 1).default(
    0.95,
  ),
  'pass-score': signedDecimal('a score').default(1),
  'max-examples': wholeNumber(100_000_000).optional(),
  concurrency: wholeNumber(1000).default(4),
  'max-output-tokens': wholeNumber(10_000_000).default(1024),
  temperature: decimal('a number from 0').default(0),
  seed: signedDecimal('a whole number', Number.isSafeInteger).default(1),
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
