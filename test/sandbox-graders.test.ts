import OpenAI, { APIError } from 'openai'
import type { GraderRunParams, GraderRunResponse } from 'openai/resources/fine-tuning/alpha/graders'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSandbox } from '../sandbox/sandbox.ts'
import { requiredFields } from './support/required-fields.ts'

const MODEL = 'gpt-4.1-mini-2025-04-14'
const CHECK = {
  type: 'string_check',
  name: 'check',
  input: '{{ sample.output_text }}',
  reference: '{{item.answer}}',
  operation: 'eq',
} as const
const SIMILAR = {
  type: 'text_similarity',
  name: 'similar',
  input: '{{sample.output_text}}',
  reference: '{{item.answer}}',
  evaluation_metric: 'fuzzy_match',
} as const

async function startClient() {
  const sandbox = await startSandbox()
  onTestFinished(() => sandbox.close())
  return new OpenAI({ apiKey: sandbox.key, baseURL: sandbox.url, maxRetries: 0 })
}

describe('the sandbox runs', () => {
  const item = { answer: 'blue', tags: [{ id: 7 }] }
  type Grader = GraderRunParams['grader']
  const run = async (grader: unknown, model_sample: string, values: object = item) => {
    const client = await startClient()
    return client.fineTuning.alpha.graders.run({ grader: grader as Grader, model_sample, item: values })
  }
  const raised = ({ metadata }: GraderRunResponse) =>
    Object.entries(metadata.errors).flatMap(([name, value]) => (value === true ? [name] : []))

  it('a grader with every field that the official client requires', async () => {
    const { metadata, ...answer } = await run(CHECK, 'blue')
    expect(answer).toEqual({ reward: 1, sub_rewards: {}, model_grader_token_usage_per_model: {} })
    expect(Object.keys(metadata)).toEqual(
      expect.arrayContaining(
        requiredFields<GraderRunResponse.Metadata>({
          errors: true,
          execution_time: true,
          name: true,
          sampled_model_name: true,
          scores: true,
          token_usage: true,
          type: true,
        }),
      ),
    )
    expect(Object.keys(metadata.errors).toSorted()).toEqual(
      requiredFields<GraderRunResponse.Metadata.Errors>({
        formula_parse_error: true,
        invalid_variable_error: true,
        model_grader_parse_error: true,
        model_grader_refusal_error: true,
        model_grader_server_error: true,
        model_grader_server_error_details: true,
        other_error: true,
        python_grader_runtime_error: true,
        python_grader_runtime_error_details: true,
        python_grader_server_error: true,
        python_grader_server_error_type: true,
        sample_parse_error: true,
        truncated_observation_error: true,
        unresponsive_reward_error: true,
      }),
    )
  })

  it.each([
    ['eq', 'blue', 'Blue', 0],
    ['ne', 'blue', 'Blue', 1],
    ['like', 'dark blue', 'blue', 1],
    ['like', 'dark Blue', 'blue', 0],
    ['ilike', 'dark Blue', 'blue', 1],
  ] as const)(
    'a string_check "%s" of %s against %s for a reward of %d',
    async (operation, sample, answer, reward) => {
      expect((await run({ ...CHECK, operation }, sample, { answer })).reward).toBe(reward)
    },
  )

  it.each([
    ['fuzzy_match', 'abcd', 'abxd', 0.75],
    ['rouge_1', 'the cat sat', 'the cat ran', 2 / 3],
    ['rouge_2', 'the cat sat', 'the cat ran', 0.5],
    ['rouge_l', 'the big cat', 'the cat', 0.8],
  ])('a text_similarity by %s', async (evaluation_metric, sample, answer, reward) => {
    const answered = await run({ ...SIMILAR, evaluation_metric }, sample, { answer })
    expect(answered.reward).toBeCloseTo(reward, 10)
  })

  it('a grader whose template reads lists, and the JSON of the sample', async () => {
    const grader = { ...CHECK, input: '{{sample.output_json.id}}', reference: '{{ item.tags[0].id }}' }
    expect((await run(grader, '{"id": 7}')).reward).toBe(1)
    const text = await run(grader, 'no JSON')
    expect([text.reward, raised(text)]).toEqual([0, ['invalid_variable_error']])
  })

  it('a score_model with a model of the sandbox, within its range', async () => {
    const score = {
      type: 'score_model',
      name: 'score',
      model: MODEL,
      input: [{ role: 'user', content: '?' }],
    }
    const answer = await run({ ...score, range: [2, 5] }, 'blue')
    expect([answer.reward, answer.metadata.sampled_model_name]).toEqual([2, MODEL])
    expect(answer.metadata.token_usage).toBeGreaterThan(0)
    expect(Object.keys(answer.model_grader_token_usage_per_model)).toEqual([MODEL])
  })

  it.each([
    ['0.25 * check + similar / 2', 0.5],
    ['max(check, similar, -3) ^ 2 - min(1, 2)', 0],
    ['-(2 + 3) * similar - -1', -4],
  ])('a multi grader by the formula "%s"', async (calculate_output, reward) => {
    const graders = { check: { ...CHECK, operation: 'ne' }, similar: SIMILAR }
    const answer = await run({ type: 'multi', name: 'all', graders, calculate_output }, 'blue')
    expect([answer.reward, answer.sub_rewards]).toEqual([reward, { check: 0, similar: 1 }])
  })

  it.each(['check +', 'check check', 'nothing', 'max(check', 'toString', ''])(
    'no multi grader by the formula "%s"',
    async (calculate_output) => {
      const answer = await run(
        { type: 'multi', name: 'all', graders: { check: CHECK }, calculate_output },
        'blue',
      )
      expect([answer.reward, raised(answer)]).toEqual([0, ['formula_parse_error']])
    },
  )

  it.each([
    [
      'python',
      { type: 'python', name: 'code', source: 'def grade(sample, item): return 1' },
      'python_grader_server_error',
    ],
    ['a metric that needs embeddings', { ...SIMILAR, evaluation_metric: 'cosine' }, 'other_error'],
  ])('no grader with %s, and says so as the API does', async (_, grader, error) => {
    const answer = await run(grader, 'blue')
    expect([answer.reward, raised(answer)]).toEqual([0, [error]])
  })

  it.each([
    ['an operation that it does not know', { ...CHECK, operation: 'neq' }],
    ['a type of another server', { type: 'lambda', lambda: { function: 'arn' } }],
  ])('no grader with %s: 400, also when it validates it', async (_, grader) => {
    const client = await startClient()
    const { graders } = client.fineTuning.alpha
    const body = { grader: grader as unknown as Grader, model_sample: 'blue' }
    for (const answer of [graders.run(body), graders.validate({ grader: body.grader })]) {
      const error: unknown = await answer.catch((thrown: unknown) => thrown)
      expect(error instanceof APIError && error.status).toBe(400)
    }
  })
})
