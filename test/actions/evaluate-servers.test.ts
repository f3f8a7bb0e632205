import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { questionNumber, type ReceivedChat, refusal, runEvaluation } from '../support/chat-server.ts'

const right = (chat: ReceivedChat) => `a${questionNumber(chat)}`

describe('a prompt that leaves no room for the answer', () => {
  it.each([0, 7, 19])('at %i is one error where the server knows only max_tokens', async (overlong) => {
    const { outputs, chats } = await runEvaluation((chat) => {
      if ('max_completion_tokens' in chat)
        return refusal(400, { message: 'max_completion_tokens is no field of this API' })
      return questionNumber(chat) === overlong
        ? refusal(400, { message: 'the prompt and max_tokens exceed the context of the model' })
        : right(chat)
    })
    expect(outputs).toMatchObject({ score: '0.95', errors: '1', examples: '20' })
    // The overlong prompt once more, and those that were sent in between.
    expect(chats.length).toBeLessThanOrEqual(20 + 2 * 4)
  })

  it('is one error where the server knows only max_completion_tokens', async () => {
    const { outputs } = await runEvaluation((chat) => {
      if ('max_tokens' in chat) return refusal(400, { param: 'max_tokens' })
      return questionNumber(chat) === 0 ? refusal(400, { param: 'max_completion_tokens' }) : right(chat)
    })
    expect(outputs).toMatchObject({ score: '0.95', errors: '1', examples: '20' })
  })
})

describe('a firewall that refuses prompts of a model which has answered', () => {
  const page = (status: number) => new Response('<html>blocked</html>', { status })
  const numbers = (chats: readonly ReceivedChat[]) => new Set(chats.map(questionNumber)).size

  it.each([302, 403, 404, 405])('makes each an error with pages of status %i', async (status) => {
    const { outputs, log } = await runEvaluation((chat) =>
      questionNumber(chat) >= 12 && questionNumber(chat) < 18 ? page(status) : right(chat),
    )
    expect(outputs).toMatchObject({ score: '0.7', errors: '6', examples: '20' })
    expect(log.join('\n')).toContain(`6 × status ${status}`)
  })

  it.each([403, 404, 405])('makes each an error with JSON of status %i', async (status) => {
    const { outputs } = await runEvaluation((chat) =>
      questionNumber(chat) % 2 === 1 ? refusal(status, { code: 'blocked' }) : right(chat),
    )
    expect(outputs).toMatchObject({ score: '0.5', errors: '10', examples: '20' })
  })

  it('ends the step when the API itself refuses five examples in a row', async () => {
    const { failures, chats } = await runEvaluation(
      (chat) => (questionNumber(chat) >= 6 ? refusal(403, {}) : right(chat)),
      { inputs: { concurrency: '1' } },
    )
    expect(failures.join()).toContain('lacks a permission')
    expect(chats).toHaveLength(6 + 5)
  })

  it.each([
    ['that is unknown', { code: 'model_not_found' }],
    ['that does not exist', { message: 'The model `candidate` does not exist.' }],
  ])('is told apart from a model %s, which ends the step at once', async (_, fields) => {
    const { failures, chats } = await runEvaluation(
      (chat) => (questionNumber(chat) >= 6 ? refusal(404, fields) : right(chat)),
      { inputs: { concurrency: '1' } },
    )
    expect([failures.length, chats.length]).toEqual([1, 7])
  })

  it('ends the step when it refuses the first prompt of all', async () => {
    const { failures, chats } = await runEvaluation(() => page(403), { inputs: { concurrency: '1' } })
    expect([failures.length, numbers(chats)]).toEqual([1, 1])
  })

  it('gives the same errors in a later run, in which the answers are cached', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'cache-'))
    onTestFinished(() => rmSync(temp, { recursive: true, force: true }))
    const run = () =>
      runEvaluation(
        (chat) => (questionNumber(chat) % 3 === 1 ? refusal(403, { code: 'blocked' }) : right(chat)),
        { temp, inputs: { 'cache-dir': join(temp, 'answers'), concurrency: '1' } },
      )
    const [first, second] = [await run(), await run()]
    expect([first.outputs.errors, second.outputs.errors]).toEqual(['7', '7'])
    expect([first.chats.length, second.chats.length]).toEqual([20, 7])
  })
})

describe('a refusal that ends the step and quotes the prompt', () => {
  const prompt = 'Tell Ann Miller   of 12 Hill Road about her blood test.'
  const line = JSON.stringify({
    messages: [
      { role: 'system', content: 'nurse' },
      { role: 'user', content: [{ type: 'text', text: prompt }] },
      { role: 'assistant', content: 'It is fine.' },
    ],
  })
  const evaluateWith = (message: string, status = 403) =>
    runEvaluation(() => refusal(status, { code: 'blocked', message }), { files: { 'test.jsonl': line } })

  it.each([
    ['all of it', `blocked: ${prompt}`],
    ['a part of it', 'rule 7 found "Ann Miller of 12 Hill Road"'],
    ['a short message', 'the word "nurse" is blocked'],
  ])('is shown without the words of the server: %s', async (_, message) => {
    const { failures, log, summary, files } = await evaluateWith(message)
    expect(failures.join()).toContain(
      'POST /chat/completions failed (403); the message of the server is left out, since it quotes the data',
    )
    expect(JSON.stringify([failures, log, summary, files])).not.toMatch(/Ann|Miller|nurse/)
  })

  it('is shown in the words of the server otherwise', async () => {
    const { failures } = await evaluateWith('The assistant and its user have no permission.')
    expect(failures.join()).toContain('The assistant and its user have no permission.')
  })

  it('is shown in the words of the server if the data has words of the action or the detail of an image', async () => {
    const image = { type: 'image_url', image_url: { url: 'https://x.example/a.png', detail: 'high' } }
    const content = [{ type: 'text', text: 'chat' }, image]
    const { failures } = await runEvaluation(() => refusal(403, { message: 'Your usage is too high.' }), {
      files: {
        'test.jsonl': JSON.stringify({
          messages: [
            { role: 'user', content },
            { role: 'assistant', content: 'x' },
          ],
        }),
      },
    })
    expect(failures.join()).toContain('Your usage is too high.')
  })
})

describe('an answer with a function_call', () => {
  const call = { name: 'look_up', arguments: '{"city":"Rome","unit":"C"}' }
  const line = {
    messages: [
      { role: 'user', content: 'q0' },
      { role: 'assistant', content: null, function_call: call },
    ],
    functions: [{ name: 'look_up', parameters: {} }],
  }
  const evaluateWith = (function_call: object) =>
    runEvaluation(() => ({ content: null, function_call, finish_reason: 'function_call' }), {
      files: { 'test.jsonl': JSON.stringify(line) },
      inputs: { 'keep-answers': 'true' },
    })

  it('equals the same call of the reference with another spelling of its arguments', async () => {
    const { outputs, chats, files } = await evaluateWith({
      name: 'look_up',
      arguments: '{ "unit": "C", "city": "Rome" }',
    })
    expect(chats).toEqual([expect.objectContaining({ functions: line.functions })])
    expect(outputs).toMatchObject({ score: '1', errors: '0' })
    expect(files['examples.jsonl']).toContain('"tool_calls":[{"function":{"name":"look_up"')
  })

  it('differs from another call in the reference', async () => {
    const { outputs } = await evaluateWith({ ...call, arguments: '{"city":"Oslo","unit":"C"}' })
    expect(outputs).toMatchObject({ score: '0', errors: '0' })
  })
})
