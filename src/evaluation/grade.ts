import { isDeepStrictEqual } from 'node:util'
import { type Grader, isUnknownGrader, type MultiGrader, type SingleGrader } from '../config/grader.ts'
import { ActionError, quote } from '../errors.ts'
import { isJsonObject, tryParseJson } from '../json.ts'
import type { Answer, Example } from './example.ts'
import { compileFormula, type Formula } from './formula.ts'
import { createModelGrader, type ModelGraderConfig, type ModelGraderOptions } from './model-grader.ts'
import { MissingVariableError, renderTemplate, type TemplateScope } from './render-template.ts'
import { isSimilarityMetric, measureSimilarity, type SimilarityMetric } from './text-similarity.ts'

interface ScoreRange {
  lowest: number
  highest: number
}

/** Grades the answers of a model. */
export interface AnswerGrader extends ScoreRange {
  /**
   * Returns the score of an answer. Rejects with an ActionError when a model that grades gave none, and with a FatalError
   * when it never can.
   */
  grade(answer: Answer, example: Example): Promise<number>
}

/** Grades by what a template refers to. */
interface ScopeGrader extends ScoreRange {
  grade(scope: TemplateScope): Promise<number>
}

type RunnableSingleGrader =
  | Extract<SingleGrader, { type: 'string_check' }>
  | (Extract<SingleGrader, { type: 'text_similarity' }> & { evaluation_metric: SimilarityMetric })
  | ModelGraderConfig

type RunnableMultiGrader = MultiGrader & { graders: Record<string, RunnableSingleGrader> }

/** A grader that runs here, on this runner or by requests to a model. */
export type RunnableGrader = RunnableSingleGrader | RunnableMultiGrader

/** Rejects a grader that cannot run here, with the reason. */
export function assertRunnable(grader: Grader): asserts grader is RunnableGrader {
  if (grader.type !== 'multi') return assertSingleRunnable(grader)
  for (const [key, single] of Object.entries(grader.graders)) assertSingleRunnable(single, `graders.${key}: `)
  compileFormula(grader.calculate_output, Object.keys(grader.graders))
}

function assertSingleRunnable(grader: SingleGrader, label = ''): asserts grader is RunnableSingleGrader {
  const reason = findUnsupported(grader)
  if (reason) throw new ActionError(`${label}${reason}`)
}

/** Creates the function that grades answers; without a grader, an answer must equal the reference. */
export function createAnswerGrader(
  grader: RunnableGrader | undefined,
  options: ModelGraderOptions,
): AnswerGrader {
  if (!grader) {
    const grade = async (answer: Answer, { reference }: Example) =>
      reference && matchesExactly(answer, reference) ? 1 : 0
    return { grade, lowest: 0, highest: 1 }
  }
  const byScope = grader.type === 'multi' ? createMulti(grader, options) : createSingle(grader, options)
  return {
    ...byScope,
    grade: async (answer, example) => {
      const score = await byScope.grade({ item: example.item, sample: toSample(answer) })
      // As in the API: a formula without a result gives no points.
      return Number.isFinite(score) ? score : 0
    },
  }
}

function findUnsupported(grader: SingleGrader): string | undefined {
  if (isUnknownGrader(grader)) return `a grader of the type ${quote(grader.type)} runs only on its server`
  if (grader.type === 'python')
    return 'a python grader is not run here: its code could read the credentials of this job. Use string_check, text_similarity, score_model, label_model or multi'
  if (grader.type === 'score_model' || grader.type === 'label_model') {
    const reason = findSameGrade(grader)
    return reason && `every answer would get the same grade: ${reason}`
  }
  if (grader.type !== 'text_similarity' || isSimilarityMetric(grader.evaluation_metric)) return undefined
  return grader.evaluation_metric === 'cosine'
    ? 'the metric cosine needs embeddings, which are not requested here. Use fuzzy_match, bleu, gleu or rouge'
    : `the metric ${grader.evaluation_metric} needs a dictionary that is not shipped here. Use fuzzy_match, bleu, gleu or rouge`
}

/** Returns what leaves one grade for all answers, if anything does: a gate with such a grader would pass any model. */
function findSameGrade(grader: ModelGraderConfig): string | undefined {
  if (grader.type === 'score_model') {
    const [lowest = 0, highest = 1] = grader.range ?? []
    return lowest < highest ? undefined : 'in "range", the lowest score comes first, then a higher one'
  }
  const passing = grader.labels.filter((label) => grader.passing_labels.includes(label))
  return passing.length > 0 && passing.length < grader.labels.length
    ? undefined
    : 'some of "labels" must be in "passing_labels", and some not'
}

/**
 * Returns whether an answer equals its reference: the same text without white space around it, and the same tool calls by
 * name and arguments, in any order. Arguments are compared as JSON, calls of other kinds by all but their id.
 */
function matchesExactly(answer: Answer, reference: Answer): boolean {
  if (answer.text.trim() !== reference.text.trim()) return false
  const remaining = reference.toolCalls.map(toCall)
  return (
    answer.toolCalls.length === remaining.length &&
    answer.toolCalls.map(toCall).every((call) => {
      const match = remaining.findIndex((expected) => isDeepStrictEqual(call, expected))
      if (match === -1) return false
      remaining.splice(match, 1)
      return true
    })
  )
}

function toCall(call: unknown): unknown {
  if (!isJsonObject(call)) return call
  const { id, ...others } = call
  if (!isJsonObject(call.function)) return others
  const { name, arguments: text } = call.function
  return { name, arguments: typeof text === 'string' ? (tryParseJson(text) ?? text) : text }
}

function createSingle(grader: RunnableSingleGrader, options: ModelGraderOptions): ScopeGrader {
  const grade = createScopeGrader(grader, options)
  const [lowest = 0, highest = 1] = (grader.type === 'score_model' && grader.range) || []
  return {
    lowest,
    highest,
    grade: async (scope) => {
      try {
        return await grade(scope)
      } catch (error) {
        // A grader without its variables gives no points, and those beside it still count.
        if (error instanceof MissingVariableError) return 0
        throw error
      }
    },
  }
}

/** Creates the function that grades by what a template refers to; it throws a MissingVariableError when that does not exist. */
function createScopeGrader(
  grader: RunnableSingleGrader,
  options: ModelGraderOptions,
): (scope: TemplateScope) => Promise<number> | number {
  switch (grader.type) {
    case 'string_check':
      return (scope) => (CHECKS[grader.operation](...renderTexts(grader, scope)) ? 1 : 0)
    case 'text_similarity':
      return (scope) => measureSimilarity(grader.evaluation_metric, ...renderTexts(grader, scope))
    case 'score_model':
    case 'label_model':
      return createModelGrader(grader, options)
  }
}

const renderTexts = ({ input, reference }: { input: string; reference: string }, scope: TemplateScope) =>
  [renderTemplate(input, scope), renderTemplate(reference, scope)] as const

const CHECKS = {
  eq: (input: string, reference: string) => input === reference,
  ne: (input: string, reference: string) => input !== reference,
  like: (input: string, reference: string) => input.includes(reference),
  ilike: (input: string, reference: string) => input.toLowerCase().includes(reference.toLowerCase()),
}

function createMulti(grader: RunnableMultiGrader, options: ModelGraderOptions): ScopeGrader {
  const formula = compileFormula(grader.calculate_output, Object.keys(grader.graders))
  const graders = Object.entries(grader.graders).map(
    ([key, single]) => [key, createSingle(single, options)] as const,
  )
  return {
    ...getFormulaRange(formula, graders),
    grade: async (scope) => {
      const scores = new Map<string, number>()
      for (const [key, single] of graders) scores.set(key, await single.grade(scope))
      return formula(scores)
    },
  }
}

function toSample({ text, toolCalls }: Answer): object {
  const json = tryParseJson(text)
  return {
    output_text: text,
    ...(json !== undefined && { output_json: json }),
    output_tools: toolCalls,
    choices: [{ message: { role: 'assistant', content: text, tool_calls: toolCalls } }],
  }
}

/** Returns the lowest and the highest value of a formula over graders with these ranges. */
function getFormulaRange(formula: Formula, ranges: readonly (readonly [string, ScoreRange])[]): ScoreRange {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const scores of gridPoints(ranges)) {
    const score = formula(scores)
    if (!Number.isFinite(score)) continue
    lowest = Math.min(lowest, score)
    highest = Math.max(highest, score)
  }
  return highest > lowest ? { lowest, highest } : { lowest: 0, highest: 1 }
}

const MAX_GRID_POINTS = 50_000

/** Yields combinations of scores: the extremes of all graders, and as many values between them as there is time for. */
function* gridPoints(ranges: readonly (readonly [string, ScoreRange])[]): Generator<Map<string, number>> {
  const perGrader = Math.floor(MAX_GRID_POINTS ** (1 / ranges.length))
  const steps = Math.min(21, Math.max(2, perGrader))
  const total = Math.min(MAX_GRID_POINTS, steps ** ranges.length)
  for (let point = 0; point < total; point++) {
    let rest = point
    const scores = ranges.map(([key, { lowest, highest }]) => {
      const step = rest % steps
      rest = Math.floor(rest / steps)
      return [key, lowest + ((highest - lowest) * step) / (steps - 1)] as const
    })
    yield new Map(scores)
  }
}
