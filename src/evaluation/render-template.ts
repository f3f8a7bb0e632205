import { splitReference } from '../config/template.ts'
import { getValueAt } from '../dataset/json-path.ts'
import { GradingError } from './grading-error.ts'

/** What templates refer to: the line of the test data, and the answer of the model. */
export interface TemplateScope {
  item: unknown
  sample: unknown
}

/** Thrown when a template refers to a value that does not exist: the API gives such an answer 0 points. */
export class MissingVariableError extends Error {
  override name = 'MissingVariableError'
}

/** As in `config/template.ts`, but only what the two namespaces can be. */
const TEMPLATE = /\{\{\s*((?:item|sample)(?:\.[^\s.[\]{}"']+|\[\d+\])+)\s*\}\}/g

/** Far more than a model reads. A template may name a long value thousands of times. */
const MAX_CHARACTERS = 16 * 2 ** 20

/**
 * Returns the text with the value of each `{{item.…}}` and `{{sample.…}}`; other braces stay as they are. A value that is
 * not text is written as JSON. Throws a MissingVariableError, or a GradingError when the text would be too long.
 */
export function renderTemplate(template: string, scope: TemplateScope): string {
  let characters = template.length
  return template.replace(TEMPLATE, (_, reference: string) => {
    const value = getValueAt(scope, splitReference(reference))
    if (value === undefined) throw new MissingVariableError()
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    characters += text.length
    if (characters > MAX_CHARACTERS) throw new GradingError('the text to grade is too long')
    return text
  })
}
