import { describe, expect, it } from 'vitest'
import { getCommonSubsequenceLength } from '../../src/evaluation/text-similarity.ts'
import { type FakeAnswer, type ReceivedChat, runEvaluation, testData } from '../support/chat-server.ts'

const JUDGE = {
  type: 'score_model',
  name: 'g',
  model: 'judge',
  input: [{ role: 'user', content: 'Rate {{sample.output_text}}' }],
}
const judged = (chat: ReceivedChat, answer: FakeAnswer): FakeAnswer =>
  chat.model === 'judge' ? '{"result": 1}' : answer

describe('an answer that is longer than "max-output-tokens" allows', () => {
  it.each<[string, FakeAnswer]>([
    ['text', 'x'.repeat(100_000)],
    [
      'tool calls',
      { content: null, tool_calls: [{ function: { name: 'f', arguments: 'x'.repeat(100_000) } }] },
    ],
  ])('counts as an error and is not sent to the model that grades: %s', async (_, answer) => {
    const { outputs, chats, log } = await runEvaluation((chat) => judged(chat, answer), {
      inputs: { grader: JSON.stringify(JUDGE) },
    })
    expect(outputs).toMatchObject({ score: '0', errors: '20' })
    expect(chats.filter(({ model }) => model === 'judge')).toEqual([])
    expect(log.join('\n')).toContain('20 × longer than max-output-tokens allows')
  })

  it('is scored when the limit is higher', async () => {
    const { outputs } = await runEvaluation((chat) => judged(chat, 'x'.repeat(100_000)), {
      inputs: { grader: JSON.stringify(JUDGE), 'max-output-tokens': '30000' },
    })
    expect(outputs).toMatchObject({ score: '1', errors: '0' })
  })
})

describe('a comparison that would keep the runner busy', () => {
  const similarity = (metric: string) =>
    JSON.stringify({
      type: 'text_similarity',
      name: 'g',
      evaluation_metric: metric,
      input: '{{sample.output_text}}',
      reference: '{{item.expected}}',
    })

  it.each(['fuzzy_match', 'bleu', 'rouge_l'])(
    'counts as an error for texts of more than 500,000 characters: %s',
    async (metric) => {
      const { outputs, log } = await runEvaluation(() => 'a '.repeat(250_001), {
        inputs: { grader: similarity(metric), 'max-output-tokens': '1000000' },
        files: { 'test.jsonl': testData(2, () => ({ expected: 'a' })) },
      })
      expect(outputs).toMatchObject({ score: '0', errors: '2' })
      expect(log.join('\n')).toContain('2 × the texts are too long to compare')
    },
  )

  it('is refused before it begins, by the number of its steps and the size of its table', () => {
    const equal = Array<string>(400_000).fill('a')
    expect(() => getCommonSubsequenceLength(equal, equal)).toThrow('the texts are too long to compare')
    const different = Array.from({ length: 60_000 }, (_, i) => `${i}`)
    expect(() => getCommonSubsequenceLength(different, ['1'])).toThrow('the texts are too long to compare')
  })

  it('counts as an error when a template names a long value thousands of times', async () => {
    const template = '{{item.expected}}'.repeat(2000)
    const { outputs, log } = await runEvaluation(() => 'a', {
      inputs: {
        grader: JSON.stringify({
          type: 'string_check',
          name: 'g',
          operation: 'like',
          input: template,
          reference: 'x',
        }),
      },
      files: { 'test.jsonl': testData(2, () => ({ expected: 'a'.repeat(10_000) })) },
    })
    expect(outputs).toMatchObject({ score: '0', errors: '2' })
    expect(log.join('\n')).toContain('2 × the text to grade is too long')
  })
})

describe('"max-total-tokens"', () => {
  const long = 'one two three '.repeat(2000)
  const part = (content: object) => ({ messages: [{ role: 'user', content: [content] }] })

  it.each<[string, object]>([
    [
      'a schema of the answer',
      { response_format: { type: 'json_schema', json_schema: { description: long } } },
    ],
    ['a file', part({ type: 'file', file: { file_data: long } })],
    ['audio', part({ type: 'input_audio', input_audio: { data: long } })],
    ['images of unknown size', part({ type: 'image_url', image_url: { url: 'https://x.example/a.png' } })],
    [
      'a call of another tool',
      { messages: [{ role: 'assistant', tool_calls: [{ type: 'custom', custom: { input: long } }] }] },
    ],
    ['a further field of a message', { messages: [{ role: 'user', content: 'q', extra: { text: long } }] }],
  ])('counts %s', async (_, fields) => {
    const { messages = [], ...others } = fields as { messages?: object[] }
    const line = (i: number) => ({
      ...others,
      messages: [...messages, { role: 'user', content: `q${i}` }, { role: 'assistant', content: 'a' }],
    })
    const { failures, chats } = await runEvaluation(() => 'a', {
      inputs: { 'max-total-tokens': '5000' },
      files: { 'test.jsonl': testData(4, line) },
    })
    expect(failures.join()).toMatch(/can take \d+ tokens, more than "max-total-tokens" \(5000\) allows/)
    expect(chats).toEqual([])
  })
})
