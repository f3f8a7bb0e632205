import { describe, expect, it } from 'vitest'
import type { Grader } from '../../src/config/grader.ts'
import type { ChatRequest } from '../../src/evaluation/chat-request.ts'
import { safeParseExample } from '../../src/evaluation/example.ts'
import { assertRunnable, createAnswerGrader, type RunnableGrader } from '../../src/evaluation/grade.ts'
import type { ChatCompletion } from '../../src/openai/chat-completion.ts'

const completion = (text: string): ChatCompletion => ({
  text,
  toolCalls: [],
  isRefusal: false,
  finishReason: 'stop',
  promptTokens: 0,
  completionTokens: 0,
})

/** Grades one answer; the models that grade answer with `grades`. */
async function grade(
  grader: RunnableGrader,
  {
    text = '',
    toolCalls = [],
    line = {},
    grades = [] as string[],
  }: {
    text?: string
    toolCalls?: unknown[]
    line?: object
    grades?: string[]
  },
) {
  const requests: ChatRequest[] = []
  const models = {
    complete: async (request: ChatRequest) => {
      requests.push(request)
      return completion(grades[requests.length - 1] ?? '')
    },
  }
  const messages = [
    { role: 'user', content: 'q' },
    { role: 'assistant', content: 'the reference' },
  ]
  const example = safeParseExample(JSON.stringify({ messages, ...line }), true)
  if ('problem' in example) throw new Error(example.problem)
  const score = await createAnswerGrader(grader, { models, seed: 1 }).grade({ text, toolCalls }, example)
  return { score, requests }
}

const check = (
  operation: 'eq' | 'ne' | 'like' | 'ilike',
  reference = '{{item.answer}}',
): Extract<RunnableGrader, { type: 'string_check' }> => ({
  type: 'string_check',
  name: 'check',
  input: '{{ sample.output_text }}',
  reference,
  operation,
})

describe('string_check', () => {
  it.each([
    ['eq', 'Paris', 'Paris', 1],
    ['eq', 'paris', 'Paris', 0],
    ['eq', ' Paris', 'Paris', 0],
    ['ne', 'Rome', 'Paris', 1],
    ['ne', 'Paris', 'Paris', 0],
    ['like', 'It is Paris.', 'Paris', 1],
    ['like', 'It is paris.', 'Paris', 0],
    ['ilike', 'It is PARIS.', 'Paris', 1],
    ['ilike', 'Par', 'Paris', 0],
  ] as const)('%s of "%s" and "%s" is %i', async (operation, text, answer, score) => {
    expect((await grade(check(operation), { text, line: { answer } })).score).toBe(score)
  })
})

describe('a template', () => {
  it.each([
    ['{{item.answer}}', 'yes'],
    ['{{ item.nested.list[1].name }}', 'deep'],
    ['{{item.number}}', '1.5'],
    ['{{item.object}}', '{"a":1}'],
    ['{{item.reference}}', 'the reference'],
    ['{{item.answer}} {{item.answer}}', 'yes yes'],
    ['{{item.answer', '{{item.answer'],
    ['{{other}}', '{{other}}'],
  ])('%s is %s', async (reference, text) => {
    const line = { answer: 'yes', nested: { list: [{}, { name: 'deep' }] }, number: 1.5, object: { a: 1 } }
    expect((await grade(check('eq', reference), { text, line })).score).toBe(1)
  })

  it('refers to the parsed answer and to its tool calls', async () => {
    const byField: RunnableGrader = { ...check('eq', '7'), input: '{{sample.output_json.total.sum}}' }
    expect((await grade(byField, { text: '{"total": {"sum": 7}}' })).score).toBe(1)
    const byTool: RunnableGrader = {
      ...check('eq', 'search'),
      input: '{{sample.output_tools[0].function.name}}',
    }
    expect((await grade(byTool, { toolCalls: [{ function: { name: 'search' } }] })).score).toBe(1)
  })

  it('gives no points where the answer lacks what it refers to', async () => {
    const grader: RunnableGrader = { ...check('ne', 'x'), input: '{{sample.output_json.total}}' }
    for (const text of ['no JSON', '{"sum": 1}', '{"constructor": 1}', '[1]', '"text"'])
      expect((await grade(grader, { text })).score).toBe(0)
  })

  it('inserts text as it is, also when that looks like a pattern or a template', async () => {
    const line = { answer: '$& {{item.answer}} $1' }
    expect((await grade(check('eq'), { text: '$& {{item.answer}} $1', line })).score).toBe(1)
  })
})

describe('score_model', () => {
  const grader: RunnableGrader = {
    type: 'score_model',
    name: 'helpful',
    model: 'gpt-4.1-mini-2025-04-14',
    input: [
      { role: 'system', content: 'Grade it.' },
      { role: 'user', content: [{ type: 'input_text', text: '{{sample.output_text}} for {{item.topic}}' }] },
    ],
    range: [1, 5],
  }

  it('requests a grade with the schema of the API and clips it to the range', async () => {
    const { score, requests } = await grade(grader, {
      text: 'the answer',
      line: { topic: 'sums' },
      grades: ['{"steps": [], "result": 7.5}'],
    })
    expect(score).toBe(5)
    expect(requests[0]).toMatchObject({
      model: 'gpt-4.1-mini-2025-04-14',
      messages: [
        { role: 'system', content: expect.stringContaining('a number from 1 to 5') },
        { role: 'system', content: 'Grade it.' },
        { role: 'user', content: [{ type: 'text', text: 'the answer for sums' }] },
      ],
      options: { response_format: { type: 'json_schema', json_schema: { name: 'grade', strict: true } } },
      temperature: 0,
    })
  })

  it('reads a grade in a code block, and as text', async () => {
    const line = { topic: 'x' }
    expect((await grade(grader, { line, grades: ['```json\n{"result": 3}\n```'] })).score).toBe(3)
    expect((await grade(grader, { line, grades: ['{"result": "4"}'] })).score).toBe(4)
  })

  it.each(['no JSON', '{"result": "good"}', '{"score": 1}', '[1]', ''])(
    'rejects %s as a grade',
    async (text) => {
      await expect(grade(grader, { line: { topic: 'x' }, grades: [text] })).rejects.toThrow('the grade')
    },
  )

  it('sends texts, images and sounds in the form of chat completions', async () => {
    const sound = { data: 'AAAA', format: 'wav' } as const
    const { requests } = await grade(
      {
        ...grader,
        input: [
          { role: 'user', content: { type: 'output_text', text: '{{item.topic}}' } },
          {
            role: 'user',
            content: [
              '{{sample.output_text}}',
              { type: 'input_image', image_url: '{{item.image}}', detail: 'low' },
              { type: 'input_image', image_url: 'https://x.example/a.png' },
              { type: 'input_audio', input_audio: sound },
            ],
          },
        ],
      },
      { text: 'hm', line: { topic: 'x', image: 'data:image/png;base64,AA' }, grades: ['{"result":1}'] },
    )
    expect(requests[0]?.messages.slice(1)).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'x' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'hm' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA', detail: 'low' } },
          { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
          { type: 'input_audio', input_audio: sound },
        ],
      },
    ])
  })

  it('sends the sampling parameters', async () => {
    const sampling_params = { seed: 7, temperature: null, top_p: 0.5, max_completions_tokens: 99 }
    const { requests } = await grade(
      { ...grader, sampling_params },
      { line: { topic: 'x' }, grades: ['{"result":1}'] },
    )
    expect(requests[0]).toMatchObject({ seed: 7, options: { top_p: 0.5 }, maxOutputTokens: 99 })
  })
})

describe('label_model', () => {
  const grader: RunnableGrader = {
    type: 'label_model',
    name: 'tone',
    model: 'm',
    input: [{ role: 'user', content: '{{sample.output_text}}' }],
    labels: ['kind', 'neutral', 'rude'],
    passing_labels: ['kind', 'neutral'],
  }

  it('passes the labels that pass', async () => {
    expect((await grade(grader, { grades: ['{"result": "neutral"}'] })).score).toBe(1)
    expect((await grade(grader, { grades: ['{"result": "rude"}'] })).score).toBe(0)
    for (const result of ['"angry"', '1'])
      await expect(grade(grader, { grades: [`{"result": ${result}}`] })).rejects.toThrow('none of the labels')
  })
})

describe('multi', () => {
  const multi = (calculate_output: string): Extract<RunnableGrader, { type: 'multi' }> => ({
    type: 'multi',
    name: 'multi',
    graders: {
      exact: check('eq'),
      similar: {
        type: 'text_similarity',
        name: 's',
        input: '{{sample.output_text}}',
        reference: '{{item.answer}}',
        evaluation_metric: 'fuzzy_match',
      },
    },
    calculate_output,
  })

  it('combines its graders by the formula over their keys', async () => {
    const line = { answer: 'abcd' }
    expect((await grade(multi('0.4 * exact + 0.6 * similar'), { text: 'abcd', line })).score).toBe(1)
    expect((await grade(multi('0.4 * exact + 0.6 * similar'), { text: 'ab', line })).score).toBeCloseTo(0.4)
    expect((await grade(multi('exact / (exact - exact)'), { text: 'ab', line })).score).toBe(0)
  })

  it('counts a grader whose values the answer lacks as 0, and the others still count', async () => {
    const grader = multi('exact + similar')
    grader.graders.exact = { ...check('eq'), input: '{{sample.output_json.total}}' }
    expect((await grade(grader, { text: 'abcd', line: { answer: 'abcd' } })).score).toBe(1)
  })

  it('gives no score when one of its models gives no grade', async () => {
    const grader = multi('exact + similar')
    grader.graders.similar = {
      type: 'score_model',
      name: 'judge',
      model: 'judge',
      input: [{ role: 'user', content: '{{sample.output_text}}' }],
    }
    await expect(grade(grader, { line: { answer: 'x' }, grades: ['Good.'] })).rejects.toThrow(
      'the grade is not a JSON object',
    )
  })

  it('has the range of its formula', () => {
    const range = (formula: string) =>
      createAnswerGrader(multi(formula), { models: { complete: async () => completion('') }, seed: 1 })
    expect(range('exact + 2 * similar')).toMatchObject({ lowest: 0, highest: 3 })
    expect(range('exact - similar')).toMatchObject({ lowest: -1, highest: 1 })
    expect(range('2 * exact * similar / (exact + similar)')).toMatchObject({ lowest: 0, highest: 1 })
    expect(range('exact * 4 * (similar - similar ^ 2)').highest).toBeCloseTo(1, 2)
  })
})

describe('a grader that cannot run here', () => {
  const judge = { name: 'j', model: 'm', input: [{ role: 'user', content: '{{sample.output_text}}' }] }

  it.each([
    [
      { type: 'python', name: 'p', source: 'def grade(sample, item): return 1' },
      'a python grader is not run here',
    ],
    [{ type: 'lambda', lambda: { function: 'f' } }, 'a grader of the type "lambda" runs only on its server'],
    [{ ...check('eq'), type: 'text_similarity', evaluation_metric: 'cosine' }, 'needs embeddings'],
    [{ ...check('eq'), type: 'text_similarity', evaluation_metric: 'meteor' }, 'needs a dictionary'],
    [{ type: 'multi', name: 'm', graders: { a: check('eq') }, calculate_output: 'a +' }, 'calculate_output'],
    [
      {
        type: 'multi',
        name: 'm',
        graders: { a: check('eq'), b: { type: 'python', name: 'p', source: 'x' } },
        calculate_output: 'a + b',
      },
      'graders.b: a python grader is not run here',
    ],
    [{ ...judge, type: 'score_model', range: [5, 1] }, 'every answer would get the same grade: in "range"'],
    [{ ...judge, type: 'score_model', range: [1, 1] }, 'every answer would get the same grade: in "range"'],
    ...[[], ['other'], ['good', 'bad']].map((passing) => [
      { ...judge, type: 'label_model', labels: ['good', 'bad'], passing_labels: passing },
      'every answer would get the same grade: some of "labels"',
    ]),
  ] as [Grader, string][])('is refused with the reason', (grader, reason) => {
    expect(() => assertRunnable(grader)).toThrow(reason)
    expect(() => assertRunnable(check('eq'))).not.toThrow()
  })
})
