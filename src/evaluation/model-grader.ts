import type { SingleGrader } from '../config/grader.ts'
import { isJsonObject, type JsonObject, omitNullish, tryParseJson } from '../json.ts'
import type { ChatCompletion } from '../openai/chat-completion.ts'
import { type ChatRequest, isCutOff } from './chat-request.ts'
import { GradingError } from './grading-error.ts'
import type { ModelClient } from './model-client.ts'
import { renderTemplate, type TemplateScope } from './render-template.ts'

/** Graders for which a model gives the score. */
export type ModelGraderConfig = Extract<SingleGrader, { type: 'score_model' | 'label_model' }>

/** What grading by a model depends on. */
export interface ModelGraderOptions {
  models: Pick<ModelClient, 'complete'>
  seed: number | undefined
}

/** The most tokens of a grade, unless the grader sets another number: it explains itself before it scores. */
const GRADE_TOKENS = 1024

/** Returns the limit for the tokens of a grade. */
export function getMaxGradeTokens(grader: ModelGraderConfig): number {
  return (grader.type === 'score_model' && grader.sampling_params?.max_completions_tokens) || GRADE_TOKENS
}

/** Creates the function that requests a grade from a model and reads it. */
export function createModelGrader(
  grader: ModelGraderConfig,
  { models, seed }: ModelGraderOptions,
): (scope: TemplateScope) => Promise<number> {
  return async (scope) => {
    const request = buildGradeRequest(grader, scope, seed)
    const answer = await models.complete(request, {
      isUsable: (answer) => typeof readGrade(answer, grader) === 'number',
      droppable: ['response_format'],
    })
    const grade = readGrade(answer, grader)
    if (typeof grade === 'number') return grade
    throw new GradingError(grade.problem)
  }
}

/** The score that an answer gives, or why it gives none. */
type Grade = number | { problem: string }

function readGrade({ finishReason, text }: ChatCompletion, grader: ModelGraderConfig): Grade {
  if (isCutOff(finishReason)) return { problem: 'the grade was cut off' }
  // A model without structured outputs may wrap the object in a code block.
  const grade = tryParseJson(text) ?? tryParseJson(/\{[\s\S]*\}/.exec(text)?.[0] ?? '')
  if (!isJsonObject(grade)) return { problem: 'the grade is not a JSON object' }
  return grader.type === 'score_model' ? readScore(grade, grader.range) : readLabel(grade, grader)
}

type ScoreModel = Extract<ModelGraderConfig, { type: 'score_model' }>
type LabelModel = Extract<ModelGraderConfig, { type: 'label_model' }>

/** A number outside of the range counts as its nearest end, as in the API. */
function readScore(grade: JsonObject, range: ScoreModel['range']): Grade {
  const [lowest = 0, highest = 1] = range ?? []
  const score = typeof grade.result === 'string' ? Number.parseFloat(grade.result) : grade.result
  if (typeof score !== 'number' || !Number.isFinite(score)) return { problem: 'the grade is not a number' }
  return Math.min(highest, Math.max(lowest, score))
}

function readLabel(grade: JsonObject, { labels, passing_labels: passing }: LabelModel): Grade {
  const label = typeof grade.result === 'string' ? grade.result.trim() : ''
  if (!labels.includes(label)) return { problem: 'the grade is none of the labels' }
  return passing.includes(label) ? 1 : 0
}

function buildGradeRequest(
  grader: ModelGraderConfig,
  scope: TemplateScope,
  defaultSeed: number | undefined,
): ChatRequest {
  const sampling = grader.type === 'score_model' ? (grader.sampling_params ?? {}) : {}
  const { seed = defaultSeed, temperature = 0, top_p, reasoning_effort } = omitNullish(sampling)
  const messages = grader.input.map(({ role, content }) => ({ role, content: toContent(content, scope) }))
  return {
    model: grader.model,
    messages: [{ role: 'system', content: describeGrade(grader) }, ...messages],
    options: omitNullish({ top_p, reasoning_effort, response_format: gradeFormat(grader) }),
    maxOutputTokens: getMaxGradeTokens(grader),
    temperature,
    seed,
  }
}

/** The form of the grade in words, for models that know no schema. */
function describeGrade(grader: ModelGraderConfig): string {
  const steps = '"steps", a list of objects with "description" and "conclusion"'
  if (grader.type === 'label_model')
    return `Respond with a JSON object: ${steps}, then "result", one of these labels: ${JSON.stringify(grader.labels)}.`
  const [lowest = 0, highest = 1] = grader.range ?? []
  return `Respond with a JSON object: ${steps}, then "result", a number from ${lowest} to ${highest}.`
}

/** The schema that the API's own graders use: the reasons first, so that the result follows from them. */
function gradeFormat(grader: ModelGraderConfig): JsonObject {
  const text = { type: 'string' }
  const step = strictObject({ description: text, conclusion: text })
  const result = grader.type === 'label_model' ? { type: 'string', enum: grader.labels } : { type: 'number' }
  const schema = strictObject({ steps: { type: 'array', items: step }, result })
  return { type: 'json_schema', json_schema: { name: 'grade', strict: true, schema } }
}

const strictObject = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

type Content = ModelGraderConfig['input'][number]['content']

/** Returns the content of a grader's message in the form of chat completions, with its templates filled in. */
function toContent(content: Content, scope: TemplateScope): unknown {
  if (typeof content === 'string') return renderTemplate(content, scope)
  return [content].flat().map((part) => toPart(part, scope))
}

function toPart(part: Exclude<Content, readonly unknown[]>, scope: TemplateScope): JsonObject {
  if (typeof part === 'string') return { type: 'text', text: renderTemplate(part, scope) }
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      return { type: 'text', text: renderTemplate(part.text, scope) }
    case 'input_image': {
      const { detail } = part
      return {
        type: 'image_url',
        image_url: omitNullish({ url: renderTemplate(part.image_url, scope), detail }),
      }
    }
    case 'input_audio':
      return { type: 'input_audio', input_audio: part.input_audio }
  }
}
