import type { Completions } from './completions.ts'
import type { GraderRun, GraderSpec } from './create.ts'
import { computeFormula } from './formula.ts'
import { measureSimilarity } from './similarity.ts'

/** The errors that the API reports in an answer with status 200, and their details. */
const NO_ERRORS = {
  formula_parse_error: false,
  sample_parse_error: false,
  truncated_observation_error: false,
  unresponsive_reward_error: false,
  invalid_variable_error: false,
  other_error: false,
  python_grader_server_error: false,
  python_grader_server_error_type: null as string | null,
  python_grader_runtime_error: false,
  python_grader_runtime_error_details: null as string | null,
  model_grader_server_error: false,
  model_grader_refusal_error: false,
  model_grader_parse_error: false,
  model_grader_server_error_details: null as string | null,
}
type GraderErrors = typeof NO_ERRORS

/** What one grader gives for one answer. */
interface Grade {
  readonly reward: number
  readonly errors?: Partial<GraderErrors>
  /** The rewards of the graders in a multi grader. */
  readonly parts?: Readonly<Record<string, number>>
  /** The tokens of each model that graded. */
  readonly usage?: Readonly<Record<string, Usage>>
}

interface Usage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
}

type SingleGrader = Exclude<GraderSpec, { type: 'multi' | 'lambda' | 'endpoint' }>

/**
 * `POST /fine_tuning/alpha/graders/run` (API reference, graders). It runs no Python and has no embeddings and no dictionary:
 * for what needs them it answers as the API does when its own grader fails.
 */
export function runGrader({ grader, model_sample, item }: GraderRun, completions: Completions) {
  const started = performance.now()
  const scope: Scope = { item, sample: toSample(model_sample) }
  const { reward, errors, parts, usage = {} } = grade(grader, scope, completions)
  const models = Object.keys(usage)
  return {
    reward,
    metadata: {
      name: 'name' in grader ? (grader.name ?? '') : '',
      type: grader.type,
      errors: { ...NO_ERRORS, ...errors },
      execution_time: (performance.now() - started) / 1000,
      scores: parts ?? {},
      token_usage:
        models.length === 0 ? null : Object.values(usage).reduce((sum, one) => sum + one.total_tokens, 0),
      sampled_model_name: models[0] ?? null,
    },
    sub_rewards: parts ?? {},
    model_grader_token_usage_per_model: usage,
  }
}

interface Scope {
  readonly item: unknown
  readonly sample: Readonly<Record<string, unknown>>
}

class MissingVariableError extends Error {}

function toSample(text: string): Scope['sample'] {
  try {
    return { output_text: text, output_json: JSON.parse(text) }
  } catch {
    return { output_text: text }
  }
}

function grade(grader: GraderSpec, scope: Scope, completions: Completions): Grade {
  try {
    if (grader.type === 'multi') return gradeByAll(grader, scope, completions)
    if (grader.type === 'lambda' || grader.type === 'endpoint') return failed('other_error')
    return gradeAlone(grader, scope, completions)
  } catch (error) {
    if (error instanceof MissingVariableError) return failed('invalid_variable_error')
    throw error
  }
}

function gradeAlone(grader: SingleGrader, scope: Scope, completions: Completions): Grade {
  switch (grader.type) {
    case 'string_check': {
      const [input, reference] = [render(grader.input, scope), render(grader.reference, scope)]
      return { reward: Number(COMPARISONS[grader.operation](input, reference)) }
    }
    case 'text_similarity': {
      const [input, reference] = [render(grader.input, scope), render(grader.reference, scope)]
      const reward = measureSimilarity(grader.evaluation_metric, input, reference)
      return reward === undefined ? failed('other_error') : { reward }
    }
    case 'python':
      return {
        reward: 0,
        errors: { python_grader_server_error: true, python_grader_server_error_type: 'not_available' },
      }
    case 'score_model':
      return gradeByModel(grader, scope, completions)
  }
}

const COMPARISONS = {
  eq: (input: string, reference: string) => input === reference,
  ne: (input: string, reference: string) => input !== reference,
  like: (input: string, reference: string) => input.includes(reference),
  ilike: (input: string, reference: string) => input.toLowerCase().includes(reference.toLowerCase()),
}

function gradeByModel(
  { model, input, range: [lowest, highest] = [0, 1] }: Extract<SingleGrader, { type: 'score_model' }>,
  scope: Scope,
  completions: Completions,
): Grade {
  const messages = input.map((message) => ({ ...message, content: renderAll(message.content, scope) }))
  const schema = { properties: { result: { type: 'number' } } }
  const { choices, usage } = completions.create({
    model,
    messages,
    response_format: { type: 'json_schema', json_schema: { name: 'grade', schema } },
  })
  const result = Number(Object(JSON.parse(String(choices[0]?.message.content))).result)
  const reward = Number.isFinite(result) ? Math.min(highest, Math.max(lowest, result)) : 0
  return { reward, usage: { [model]: usage } }
}

function gradeByAll(
  { graders, calculate_output }: Extract<GraderSpec, { type: 'multi' }>,
  scope: Scope,
  completions: Completions,
): Grade {
  const grades = Object.entries(graders).map(
    ([key, one]) =>
      [key, one.type === 'label_model' ? failed('other_error') : grade(one, scope, completions)] as const,
  )
  const parts = Object.fromEntries(grades.map(([key, { reward }]) => [key, reward]))
  const usage = Object.assign({}, ...grades.map(([, one]) => one.usage))
  const errors = Object.assign({}, ...grades.map(([, one]) => one.errors))
  try {
    const reward = computeFormula(calculate_output, parts)
    return { reward: Number.isFinite(reward) ? reward : 0, parts, usage, errors }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { reward: 0, parts, usage, errors: { ...errors, formula_parse_error: true } }
  }
}

function failed(error: 'other_error' | 'invalid_variable_error'): Grade {
  return { reward: 0, errors: { [error]: true } }
}

/** Replaces each `{{ namespace.path }}` in a template; throws a `MissingVariableError` if there is no such value. */
function render(template: string, scope: Scope): string {
  return template.replace(/\{\{\s*([\w.[\]]+)\s*\}\}/g, (_, path: string) => {
    const value = (path.match(/\w+/g) ?? []).reduce<unknown>(
      (inside, key) => (Object.hasOwn(Object(inside), key) ? Object(inside)[key] : undefined),
      scope,
    )
    if (value === undefined) throw new MissingVariableError(path)
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
}

/** Renders every text within the content of a message. */
function renderAll(content: unknown, scope: Scope): unknown {
  if (typeof content === 'string') return render(content, scope)
  if (Array.isArray(content)) return content.map((part) => renderAll(part, scope))
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, renderAll(value, scope)]))
}
