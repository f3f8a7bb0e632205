import type { Grader, SingleGrader } from '../config/grader.ts'
import type { CountExampleTokens } from '../dataset/tokens/example-tokens.ts'
import { ActionError } from '../errors.ts'
import { isJsonObject } from '../json.ts'
import type { EvaluationPlan } from './evaluation-plan.ts'
import type { Example } from './example.ts'
import { getMaxGradeTokens, type ModelGraderConfig } from './model-grader.ts'
import { renderTemplate } from './render-template.ts'

/**
 * Creates the function that counts the most tokens that one example can take: prompt, reference and an answer at its limit
 * for each model, and the requests of the grader about each answer.
 */
export function createMaxTokenCounter(
  { inputs, grader, hasOneModel }: Pick<EvaluationPlan, 'inputs' | 'grader' | 'hasOneModel'>,
  countTokens: CountExampleTokens,
): (example: Example) => number {
  const models = inputs['baseline-model'] === undefined || hasOneModel ? 1 : 2
  const maxOutputTokens = inputs['max-output-tokens']
  const graders = listModelGraders(grader)
  return (example) => {
    let tokens = countPrompt(example, countTokens) + maxOutputTokens
    for (const each of graders) tokens += countGrade(each, example, maxOutputTokens, countTokens)
    return models * tokens
  }
}

/** The most that the tokens of an image can be by `countImageTokens`: eight tiles. */
const MAX_IMAGE_TOKENS = 1445

/** The tokens of a prompt and its reference: also of what no training has, so that the estimate of a training ignores it. */
function countPrompt({ item, options }: Example, countTokens: CountExampleTokens): number {
  const { tokens, images } = countTokens(item, 'chat')
  const read = tokens + MAX_IMAGE_TOKENS * images
  const unread = [options.response_format, ...listUnreadParts(item.messages)].filter(
    (part) => part !== undefined,
  )
  if (unread.length === 0) return read
  const content = unread.map((part) => JSON.stringify(part)).join('\n')
  return read + countTokens({ messages: [{ role: 'user', content }] }, 'chat').tokens
}

const READ_PARTS: ReadonlySet<unknown> = new Set(['text', 'refusal', 'image_url'])

/** Returns what the counter of a training does not read: audio and files, calls of other tools, further fields. */
function listUnreadParts(messages: unknown): unknown[] {
  return toObjects(messages).flatMap(({ content, tool_calls: calls, function_call: _, ...message }) => [
    ...toObjects(content).filter(({ type }) => !READ_PARTS.has(type)),
    ...toObjects(calls).filter((call) => !isJsonObject(call.function)),
    ...Object.values(message).filter((value) => typeof value === 'object' && value !== null),
  ])
}

const toObjects = (list: unknown) => (Array.isArray(list) ? list.filter(isJsonObject) : [])

/** Rejects an evaluation that can take more tokens than "max-total-tokens" allows. */
export function assertWithinTokenLimit(tokens: number | undefined, limit: number | undefined): void {
  if (tokens === undefined || limit === undefined || tokens <= limit) return
  throw new ActionError(
    `The evaluation can take ${tokens} tokens, more than "max-total-tokens" (${limit}) allows.`,
    { hint: 'No request was sent. Lower "max-examples" or "max-output-tokens", or raise the limit.' },
  )
}

function listModelGraders(grader: Grader | undefined): ModelGraderConfig[] {
  const graders: SingleGrader[] =
    grader === undefined ? [] : grader.type === 'multi' ? Object.values(grader.graders) : [grader]
  return graders.filter((each) => each.type === 'score_model' || each.type === 'label_model')
}

const SAMPLE = /\{\{\s*sample[.[][^}]*\}\}/g

/** The tokens of a grader's prompt, in which each reference to the answer may be as long as an answer can be. */
function countGrade(
  grader: ModelGraderConfig,
  { item }: Example,
  maxOutputTokens: number,
  countTokens: CountExampleTokens,
): number {
  let answers = 0
  const messages = grader.input.map(({ role, content }) => {
    const template = typeof content === 'string' ? content : JSON.stringify(content)
    const withoutAnswers = template.replace(SAMPLE, () => {
      answers += 1
      return ''
    })
    return { role, content: renderTemplate(withoutAnswers, { item, sample: {} }) }
  })
  return countTokens({ messages }, 'chat').tokens + answers * maxOutputTokens + getMaxGradeTokens(grader)
}
