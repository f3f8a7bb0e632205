import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { questionNumber, type ReceivedChat, runEvaluation, testData } from '../support/chat-server.ts'
import type { Scenario } from '../support/run-action.ts'

const AZURE = { 'base-url': 'https://x.openai.azure.com/v1' }
const JUDGE = JSON.stringify({
  type: 'score_model',
  name: 'judge',
  model: 'judge',
  input: [{ role: 'user', content: '{{item.reference}} {{sample.output_text}}' }],
})

const right = (chat: ReceivedChat) => `a${questionNumber(chat)}`

/** Returns a function that evaluates ten examples, every time with the same cache. */
function withCache() {
  const temp = mkdtempSync(join(tmpdir(), 'cache-'))
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }))
  const folder = join(temp, 'answers')
  const run = (
    answer: Parameters<typeof runEvaluation>[0],
    { inputs, ...scenario }: Pick<Scenario, 'inputs' | 'context'> = {},
  ) =>
    runEvaluation(answer, {
      temp,
      files: { 'test.jsonl': testData(10) },
      inputs: { 'cache-dir': folder, ...inputs },
      ...scenario,
    })
  return { run, folder, countStored: () => readdirSync(folder).length }
}

describe('the cached answers of a deployment', () => {
  it('are those of one workflow run, so that another model under the same name is asked again', async () => {
    const { run } = withCache()
    const first = await run(() => 'wrong', { inputs: AZURE })
    const again = await run(right, { inputs: AZURE, context: { runAttempt: 2 } })
    const next = await run(right, { inputs: AZURE, context: { runId: '1658821494' } })
    expect([first.chats.length, again.chats.length, next.chats.length]).toEqual([10, 0, 10])
    expect([first.outputs.score, again.outputs.score, next.outputs.score]).toEqual(['0', '0', '1'])
  })

  it('are not stored outside of a workflow run, and a notice says why', async () => {
    const { run, countStored } = withCache()
    const outside = { inputs: AZURE, context: { repository: undefined, runId: undefined } }
    const { annotations } = await run(right, outside)
    expect([countStored(), (await run(right, outside)).chats.length]).toEqual([0, 10])
    expect(annotations).toEqual([
      {
        level: 'notice',
        text: expect.stringContaining('outside of a workflow run nothing shows which one answered'),
        at: undefined,
      },
    ])
  })
})

describe('an answer that is not scored', () => {
  it.each(['length', 'max_tokens', 'content_filter'])(
    'because it ends with %s is not cached',
    async (finish_reason) => {
      const { run, countStored } = withCache()
      const first = await run((chat) =>
        questionNumber(chat) === 3 ? { content: 'a3', finish_reason } : right(chat),
      )
      expect([first.outputs.errors, countStored()]).toEqual(['1', 9])
      const second = await run(right)
      expect([second.chats.map(questionNumber), second.outputs.errors]).toEqual([[3], '0'])
    },
  )

  it.each([
    ['no JSON', { content: 'I would rather not.' }],
    ['no number', { content: '{"result":"good"}' }],
    ['cut off', { content: '{"result":1}', finish_reason: 'length' }],
    ['cut off in the word of another server', { content: '{"result":1}', finish_reason: 'max_tokens' }],
  ])('because its grade is %s is graded again, but not requested again', async (_, grade) => {
    const { run, countStored } = withCache()
    const inputs = { grader: JUDGE }
    const first = await run((chat) => (chat.model === 'judge' ? grade : right(chat)), { inputs })
    expect([first.chats.length, first.outputs.errors, countStored()]).toEqual([20, '10', 10])
    const second = await run(() => '{"result":1}', { inputs })
    expect([second.chats.length, second.outputs.errors, second.outputs.score]).toEqual([10, '0', '1'])
    expect(second.chats.every(({ model }) => model === 'judge')).toBe(true)
  })
})

describe('a cache that cannot be written', () => {
  it('causes one warning and changes no score', async () => {
    const { run, folder } = withCache()
    await run(right)
    for (const name of readdirSync(folder)) {
      rmSync(join(folder, name))
      mkdirSync(join(folder, name))
    }
    const { outputs, chats, annotations } = await run(right)
    expect([outputs.score, outputs.errors, chats.length]).toEqual(['1', '0', 10])
    expect(annotations.map(({ level, text }) => [level, text])).toEqual([
      ['warning', expect.stringMatching(/^input "cache-dir": an answer could not be stored \(E[A-Z]+\)$/)],
    ])
  })
})
