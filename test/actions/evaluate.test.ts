import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import {
  questionNumber,
  type ReceivedChat,
  refusal,
  runEvaluation,
  testData,
} from '../support/chat-server.ts'

const right = (chat: ReceivedChat) => `a${questionNumber(chat)}`
/** Answers as many of the first prompts as a model knows. */
const knows = (counts: Record<string, number>) => (chat: ReceivedChat) =>
  questionNumber(chat) < (counts[chat.model] ?? 0) ? right(chat) : 'wrong'
const BASELINE = { 'baseline-model': 'baseline' }
const json = (value: unknown) => JSON.stringify(value)

describe('evaluate without a baseline', () => {
  it('scores every example once and sets the outputs', async () => {
    const { outputs, chats, failures, summary, log } = await runEvaluation(knows({ candidate: 15 }))
    expect(failures).toEqual([])
    expect(outputs).toMatchObject({ score: '0.75', 'pass-rate': '0.75', examples: '20', errors: '0' })
    expect(Object.keys(outputs)).not.toContain('verdict')
    expect(chats.map(questionNumber).sort((a, b) => a - b)).toEqual([...Array(20).keys()])
    expect(summary).toContain('score 0.75 on 20 examples')
    expect(log.join('\n')).toContain('20/20 examples · score 0.75')
  })

  it('sends the prompt with its options, and neither the reference nor weights', async () => {
    const tools = [{ type: 'function', function: { name: 'f', parameters: {} } }]
    const line = {
      messages: [
        { role: 'system', content: 'rules' },
        { role: 'user', content: 'q0' },
        { role: 'assistant', content: 'old', weight: 0 },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] },
        { role: 'assistant', content: 'a0', weight: 1 },
      ],
      tools,
      parallel_tool_calls: false,
      response_format: { type: 'json_object' },
      topic: 'x',
    }
    const inputs = { temperature: '0.5', seed: '3', 'max-output-tokens': '50' }
    const { chats } = await runEvaluation(() => 'a0', { inputs, files: { 'test.jsonl': json(line) } })
    expect(chats).toEqual([
      {
        model: 'candidate',
        messages: line.messages.slice(0, 4).map(({ role, content }) => ({ role, content })),
        tools,
        parallel_tool_calls: false,
        response_format: { type: 'json_object' },
        temperature: 0.5,
        seed: 3,
        max_tokens: 50,
      },
    ])
  })

  it('evaluates a fixed random sample of the examples', async () => {
    const run = () => runEvaluation(right, { inputs: { 'max-examples': '5' } })
    const [first, second] = [await run(), await run()]
    expect(first.outputs.examples).toBe('5')
    expect(first.chats).toHaveLength(5)
    expect(second.chats.map(questionNumber)).toEqual(first.chats.map(questionNumber))
  })

  it('grades by the file of a grader, and counts what reaches the pass score', async () => {
    const grader = {
      type: 'text_similarity',
      name: 's',
      input: '{{sample.output_text}}',
      reference: '{{item.reference}}',
      evaluation_metric: 'fuzzy_match',
    }
    const { outputs } = await runEvaluation(() => 'a', {
      inputs: { grader: 'grader.json', 'pass-score': '0.6' },
      files: { 'test.jsonl': testData(10), 'grader.json': json(grader) },
    })
    expect(outputs).toMatchObject({ score: '0.6666666667', 'pass-rate': '1' })
  })
})

describe('evaluate with a baseline', () => {
  it('says that the candidate is better, and lists what got worse by line', async () => {
    const counts = { candidate: 19, baseline: 8 }
    const { outputs, summary, failures } = await runEvaluation(
      (chat) => (chat.model === 'candidate' && questionNumber(chat) === 2 ? 'wrong' : knows(counts)(chat)),
      { inputs: BASELINE },
    )
    expect(failures).toEqual([])
    expect(outputs).toMatchObject({
      score: '0.9',
      'baseline-score': '0.4',
      difference: '0.5',
      verdict: 'better',
      'baseline-pass-rate': '0.4',
    })
    expect(Number(outputs['difference-low'])).toBeGreaterThan(0.1)
    expect(summary).toContain('## ✅ Evaluation: better by 0.5')
    expect(summary).toContain('1 example got worse')
    expect(summary).toContain('| `test.jsonl:3` | 1 | 0 |')
  })

  it('says how many examples would decide when it cannot', async () => {
    const { outputs, summary } = await runEvaluation(knows({ candidate: 12, baseline: 10 }), {
      inputs: BASELINE,
    })
    expect(outputs.verdict).toBe('inconclusive')
    expect(summary).toMatch(/cannot tell, about \d+ examples would/)
  })

  it('names the test that decides where the interval alone shows a difference', async () => {
    const { outputs, summary } = await runEvaluation(knows({ candidate: 20, baseline: 15 }), {
      inputs: BASELINE,
    })
    expect(outputs.verdict).toBe('inconclusive')
    expect(Number(outputs['difference-low'])).toBeGreaterThan(0)
    expect(summary).toContain('on 20 examples, but the exact McNemar test (p = 0.0625) shows no difference')
  })

  it('sends the requests of the baseline to its own server', async () => {
    const inputs = { ...BASELINE, 'baseline-base-url': 'https://other.example/v1' }
    const { hosts, outputs, annotations } = await runEvaluation(right, { inputs })
    expect(hosts).toEqual(['baseline at other.example', 'candidate at api.openai.com'])
    expect(outputs).toMatchObject({ score: '1', 'baseline-score': '1' })
    expect(annotations.map(({ text }) => text)).toEqual([
      expect.stringContaining('unknown server other.example'),
    ])
  })

  it('lets a baseline that cannot answer make no candidate better', async () => {
    const { outputs, summary } = await runEvaluation(
      (chat) => (chat.model === 'baseline' ? refusal(500, {}) : right(chat)),
      { inputs: { ...BASELINE, require: 'score >= baseline - 0.5' } },
    )
    expect(outputs).toMatchObject({ score: '1', 'baseline-score': '1', verdict: 'inconclusive', errors: '0' })
    expect(summary).toContain('| baseline | `baseline` | 1 | 100 % | 20 |')
  })
})

describe('the gate', () => {
  it.each([
    ['score >= 0.8', { candidate: 16 }, 'passed'],
    ['score > 0.8', { candidate: 16 }, 'failed'],
    ['errors <= 0', { candidate: 16 }, 'passed'],
    ['score >= baseline - 0.02', { candidate: 20, baseline: 8 }, 'passed'],
    // Equal means of twenty examples show nothing.
    ['score >= baseline - 0.02', { candidate: 15, baseline: 15 }, 'failed'],
    ['pass_rate >= baseline * 0.98', { candidate: 20, baseline: 8 }, 'passed'],
    ['pass_rate >= baseline * 0.98', { candidate: 15, baseline: 15 }, 'failed'],
    ['score >= baseline * 0.5', { candidate: 20, baseline: 20 }, 'passed'],
    ['score <= baseline', { candidate: 2, baseline: 18 }, 'passed'],
  ])('%s of %j has %s', async (require, counts, gate) => {
    const { outputs, failures, failed } = await runEvaluation(knows(counts), {
      inputs: { ...BASELINE, require },
    })
    expect([outputs.gate, failed]).toEqual([gate, gate === 'failed'])
    if (gate === 'failed') expect(failures.join()).toContain(`does not pass the gate: ${require} (it is `)
  })

  it('says which bound of the difference is known, and which is required', async () => {
    const { failures, summary } = await runEvaluation(knows({ candidate: 17, baseline: 16 }), {
      inputs: { ...BASELINE, require: 'score >= baseline - 0.02\npass_rate >= baseline * 0.9' },
    })
    expect(failures.join()).toMatch(
      /score >= baseline - 0\.02 \(it is 0\.85; at 95 %, the difference is at least −0\.\d+; −0\.02 is required; about \d+ examples like these would show it\)/,
    )
    expect(summary).toMatch(
      /the difference from 0\.9 times the baseline is at least &#8722;0\.\d+; 0 is required/,
    )
  })

  it('says how many examples would be needed when the answers do not differ', async () => {
    const require = 'score >= baseline - 0.02\nscore >= baseline - 0.1\nscore >= baseline + 0.1'
    const { failures, summary, log } = await runEvaluation(knows({ candidate: 15, baseline: 15 }), {
      inputs: { ...BASELINE, require },
    })
    const failure = failures.join()
    expect(failure).toContain('−0.02 is required; about 190 examples like these would show it)')
    expect(failure).toContain('−0.1 is required; about 35 examples like these would show it)')
    expect(failure).toContain('+0.1 is required).')
    expect(failure).not.toContain('got worse')
    for (const text of [summary, log.join('\n')]) expect(text).toContain('about 190 examples like these')
  })

  it('asks a model only once that is compared with itself, and lets it be as good as it is', async () => {
    const require = 'score >= baseline - 0.02\nscore >= baseline\npass_rate >= baseline * 0.98'
    const one = { inputs: { 'baseline-model': 'candidate', require } }
    const { chats, outputs, failures, summary, annotations } = await runEvaluation(
      (chat) => (questionNumber(chat) === 3 ? refusal(400, {}) : right(chat)),
      one,
    )
    expect(failures).toEqual([])
    expect(chats).toHaveLength(20)
    expect(outputs).toMatchObject({ gate: 'passed', difference: '0', 'difference-low': '0', score: '0.95' })
    expect(summary).toContain('candidate and baseline are the same model, score 0.95 on 20 examples')
    expect(summary).not.toContain('Errors of the baseline')
    expect(annotations.map(({ text }) => text)).toEqual([expect.stringContaining('it is asked once')])
  })

  it('lets no model be better than itself', async () => {
    const { outputs, failed } = await runEvaluation(right, {
      inputs: { 'baseline-model': 'candidate', require: 'score > baseline' },
    })
    expect([outputs.gate, failed]).toEqual(['failed', true])
  })

  it('compares a model with one of the same name at another server', async () => {
    const inputs = { 'baseline-model': 'candidate', 'baseline-base-url': 'https://other.example/v1' }
    const { chats } = await runEvaluation(right, { inputs })
    expect(chats).toHaveLength(40)
  })

  it('compares the means with a confidence of 0', async () => {
    const inputs = { ...BASELINE, require: 'score >= baseline - 0.02', confidence: '0' }
    const { outputs } = await runEvaluation(knows({ candidate: 15, baseline: 15 }), { inputs })
    expect(outputs).toMatchObject({ gate: 'passed', verdict: 'inconclusive' })
    expect(Number(outputs['difference-low'])).toBeLessThan(-0.1)
  })

  it('fails for errors unless the bound still holds with them as zeros', async () => {
    const answer = (chat: ReceivedChat) =>
      chat.model === 'candidate' && questionNumber(chat) % 4 === 0
        ? refusal(400, { code: 'content_filter' })
        : right(chat)
    const { outputs } = await runEvaluation(answer, {
      inputs: { ...BASELINE, require: 'score >= baseline - 0.02' },
    })
    expect(outputs).toMatchObject({ gate: 'failed', errors: '5', score: '0.75', examples: '20' })
  })
})

describe('a request that fails', () => {
  it('scores 0, counts as an error and is described without the words of the server', async () => {
    const { outputs, files, log, summary } = await runEvaluation((chat) =>
      questionNumber(chat) === 3
        ? refusal(400, { code: 'content_filter', message: 'you said: q3 secret' })
        : right(chat),
    )
    expect(outputs).toMatchObject({ score: '0.95', errors: '1' })
    expect(log.join('\n')).toContain(
      'errors of the candidate, which count as wrong answers: 1 × status 400, content_filter',
    )
    expect(files['examples.jsonl']).toContain(
      '{"file":"test.jsonl","line":4,"score":0,"error":"status 400, content_filter"}',
    )
    expect(json([log, summary, files])).not.toContain('secret')
  })

  it.each([
    ['length', 'cut off by max-output-tokens'],
    ['MAX_TOKENS', 'cut off by max-output-tokens'],
    ['content_filter', 'stopped by the content filter'],
    ['error', 'ended by an error of the server'],
  ])('is also an answer that ends with %s', async (finish_reason, error) => {
    const { outputs, files } = await runEvaluation((chat) =>
      questionNumber(chat) === 0 ? { content: 'a0', finish_reason } : right(chat),
    )
    expect(outputs).toMatchObject({ score: '0.95', errors: '1' })
    expect(files['examples.jsonl']).toContain(json(error))
  })

  it('is also an answer whose content is no text, which makes no candidate better', async () => {
    const { outputs } = await runEvaluation(
      (chat) =>
        chat.model === 'base' && questionNumber(chat) === 0
          ? new Response(JSON.stringify({ choices: [{ message: { content: 5 }, finish_reason: 'stop' }] }))
          : right(chat),
      { inputs: { 'baseline-model': 'base' } },
    )
    expect(outputs).toMatchObject({ score: '1', 'baseline-score': '1', difference: '0' })
  })

  it('is sent again after a fault, and fails for good after five', async () => {
    const attempts = new Map<number, number>()
    const { outputs, chats } = await runEvaluation((chat) => {
      const number = questionNumber(chat)
      const attempt = (attempts.get(number) ?? 0) + 1
      attempts.set(number, attempt)
      return number === 7 || attempt < 3 ? refusal(503, {}) : right(chat)
    })
    expect(outputs).toMatchObject({ score: '0.95', errors: '1' })
    expect(chats).toHaveLength(19 * 3 + 5)
  })

  it('is repeated for every 429 as the server requires', async () => {
    let refusals = 0
    const { outputs, clock, log } = await runEvaluation((chat) =>
      refusals++ < 30 ? refusal(429, { code: 'rate_limit_exceeded' }, { 'retry-after': '7' }) : right(chat),
    )
    expect(outputs).toMatchObject({ score: '1', errors: '0' })
    expect(clock.sleeps.some((ms) => ms >= 7000)).toBe(true)
    expect(log.join('\n')).toContain('status 429, rate_limit_exceeded; next attempt in')
  })

  it.each([
    ['a refused credential', 401, { code: 'invalid_api_key' }, 'Check the secret'],
    ['a missing permission', 403, {}, 'lacks a permission'],
    ['an unknown model', 404, { code: 'model_not_found' }, 'Check "model"'],
    ['an unknown model of another server', 400, { param: 'model' }, 'Check "model"'],
    ['a spent quota', 429, { code: 'insufficient_quota' }, 'add credit'],
    ['a missing payment', 402, {}, 'add credit'],
  ])('for %s ends the step and is no score', async (_, status, fields, hint) => {
    const { outputs, failures, chats, summary, files } = await runEvaluation((chat) =>
      questionNumber(chat) < 6 ? right(chat) : refusal(status, fields),
    )
    expect(failures.join('\n')).toContain(hint)
    expect(summary).toContain('❌ Evaluation: failed')
    expect([files['report.md'], JSON.parse(files['result.json'] ?? '')]).toEqual([
      summary,
      expect.objectContaining({ score: null, verdict: null }),
    ])
    expect(Object.keys(outputs)).toEqual(['results-dir'])
    // Those under way, and four more of 403, which may be about single prompts.
    expect(chats.length).toBeLessThanOrEqual(6 + 4 + (status === 403 ? 4 : 0))
  })

  it('teaches which settings a model does not have', async () => {
    const { outputs, chats, summary } = await runEvaluation((chat) => {
      if ('max_tokens' in chat) return refusal(400, { param: 'max_tokens' })
      if ('temperature' in chat) return refusal(400, { message: "'temperature' is not supported" })
      return right(chat)
    })
    expect(outputs).toMatchObject({ score: '1', errors: '0' })
    expect(chats.length).toBeLessThanOrEqual(20 + 2 * 4)
    expect(chats.at(-1)).toMatchObject({ max_completion_tokens: 1024, seed: 1 })
    expect(summary).toContain('Not sent, because a model refuses it: `temperature`')
  })
})

describe('a model that grades', () => {
  const grader = json({
    type: 'score_model',
    name: 'judge',
    model: 'judge',
    input: [{ role: 'user', content: 'Is {{sample.output_text}} the same as {{item.reference}}?' }],
    range: [0, 10],
  })

  it('counts towards the concurrency, and its score is that of the example', async () => {
    let active = 0
    let maxActive = 0
    const three = Promise.withResolvers<void>()
    const { outputs, summary } = await runEvaluation(
      async (chat) => {
        maxActive = Math.max(maxActive, ++active)
        if (active === 3) three.resolve()
        await three.promise
        active -= 1
        return chat.model === 'judge' ? json({ steps: [], result: 7 }) : right(chat)
      },
      { inputs: { grader, concurrency: '3' } },
    )
    expect(outputs).toMatchObject({ score: '7', 'pass-rate': '1' })
    expect(maxActive).toBe(3)
    expect(summary).toMatch(/\| Grading \| 20 requests/)
  })

  it('that gives no grade makes an error, for the baseline the best score', async () => {
    const { outputs } = await runEvaluation(
      (chat) => (chat.model === 'judge' ? 'I would rather not.' : right(chat)),
      { inputs: { grader, ...BASELINE } },
    )
    expect(outputs).toMatchObject({ score: '0', 'baseline-score': '10', errors: '20', verdict: 'worse' })
  })

  it('may refuse the schema', async () => {
    const { outputs } = await runEvaluation(
      (chat) => {
        if (chat.model !== 'judge') return right(chat)
        return 'response_format' in chat
          ? refusal(400, { message: "'response_format' is not supported" })
          : '```json\n{"result": 10}\n```'
      },
      { inputs: { grader } },
    )
    expect(outputs).toMatchObject({ score: '10', errors: '0' })
  })
})

describe('before the first request', () => {
  it('refuses more tokens than allowed', async () => {
    const run = (limit: string) =>
      runEvaluation(right, { inputs: { ...BASELINE, 'max-total-tokens': limit } })
    const refused = await run('40000')
    expect(refused.failures.join()).toMatch(
      /can take \d+ tokens, more than "max-total-tokens" \(40000\) allows/,
    )
    expect(refused.chats).toEqual([])
    // 2 models × 20 examples × (1024 + about 15)
    expect((await run('42000')).outputs.examples).toBe('20')
    const itself = { 'baseline-model': 'candidate', 'max-total-tokens': '21000' }
    expect((await runEvaluation(right, { inputs: itself })).outputs.examples).toBe('20')
  })

  it('reports every line that cannot be evaluated, without its text', async () => {
    const lines = ['{"secret', json({ messages: [{ role: 'user', content: 'secret' }] }), testData(1), '{}']
    const { annotations, failures, chats, log } = await runEvaluation(right, {
      files: { 'test.jsonl': lines.join('\n') },
    })
    expect(annotations.map(({ at }) => at?.line)).toEqual([1, 2, 4])
    expect(failures.join()).toContain('3 lines that cannot be evaluated')
    expect(chats).toEqual([])
    expect(json([annotations, failures, log])).not.toContain('secret')
  })

  it('reports lines that lack a field of the grader', async () => {
    const grader = json({
      type: 'string_check',
      name: 'c',
      input: '{{sample.output_text}}',
      reference: '{{item.answer}}',
      operation: 'eq',
    })
    const data = testData(3, (i) => (i === 1 ? {} : { answer: 'x' }))
    const { annotations, chats } = await runEvaluation(right, {
      inputs: { grader },
      files: { 'test.jsonl': data },
    })
    expect(annotations).toEqual([
      {
        level: 'error',
        text: 'lacks a field that the grader uses (reference)',
        at: { file: 'test.jsonl', line: 2 },
      },
    ])
    expect(chats).toEqual([])
  })

  it('reports all wrong inputs at once', async () => {
    const inputs = {
      'test-file': 'none.jsonl',
      require: 'score >= baseline\naccuracy > 1\nscore == baseline',
      grader: '{type: python, name: p, source: "def grade(): pass"}',
      confidence: '95',
      concurrency: '0',
      'max-example': '3',
    }
    const { failures, chats } = await runEvaluation(right, { inputs })
    const text = failures.join('\n')
    for (const part of [
      'input "test-file"',
      'line 2: expected score, pass_rate, errors, received "accuracy"',
      'line 3: == cannot be used with the baseline',
      'input "grader": a python grader is not run here',
      'input "confidence": expected a number from 0 to below 1',
      'input "concurrency": expected a whole number',
      'did you mean "max-examples"',
    ])
      expect(text).toContain(part)
    expect(chats).toEqual([])
  })

  it('needs a baseline for lines that compare with it', async () => {
    const inputs = { require: 'score >= baseline', 'baseline-base-url': 'https://other.example/v1' }
    const { failures } = await runEvaluation(right, { inputs })
    expect(failures.join('\n')).toContain('input "require": compares with the baseline; set "baseline-model"')
    expect(failures.join('\n')).toContain('input "baseline-base-url": needs "baseline-model"')
  })

  it('warns of examples that are also in the training data', async () => {
    const { annotations, outputs } = await runEvaluation(right, {
      inputs: { 'training-file': 'train.jsonl' },
      files: { 'test.jsonl': testData(5), 'train.jsonl': testData(30).split('\n').slice(3).join('\n') },
    })
    expect(annotations.map(({ text }) => text)).toEqual([
      expect.stringContaining('2 examples of the test data are also in the training data'),
    ])
    expect(annotations[0]?.text).toContain('test.jsonl line 4, test.jsonl line 5')
    expect(outputs.examples).toBe('5')
  })

  it.each([
    [1, /^1 example of the test data is also in the training data, .*: test\.jsonl line 1$/],
    [30, /^30 examples of the test data are also .*, test\.jsonl line 20 and 10 more$/],
  ])('lists the first of %i examples that are also in the training data', async (count, text) => {
    const { annotations } = await runEvaluation(right, {
      inputs: { 'training-file': 'train.jsonl' },
      files: { 'test.jsonl': testData(30), 'train.jsonl': testData(count) },
    })
    expect(annotations.map(({ text }) => text)).toEqual([expect.stringMatching(text)])
  })
})

describe('the answers', () => {
  it('are in the results only when they are to be kept, and never in log, summary or comment', async () => {
    const answer = () => ({ content: 'a very secret answer' })
    const [without, kept] = [
      await runEvaluation(answer, { inputs: BASELINE }),
      await runEvaluation(answer, { inputs: { ...BASELINE, 'keep-answers': 'true' } }),
    ]
    for (const { log, summary, annotations, outputs } of [without, kept])
      expect(json([log, summary, annotations, outputs])).not.toContain('secret')
    expect(json(without.files)).not.toContain('secret')
    expect(kept.files['examples.jsonl']).toContain('"answer":{"text":"a very secret answer","tool_calls":[]}')
    expect(kept.files['examples.jsonl']).toContain('"baseline_answer":')
  })

  it('are requested once with a cache, and failures are not cached', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'cache-'))
    onTestFinished(() => rmSync(temp, { recursive: true, force: true }))
    const cache = join(temp, 'answers')
    let isBroken = true
    const run = (inputs = {}) =>
      runEvaluation((chat) => (isBroken && questionNumber(chat) === 5 ? refusal(400, {}) : right(chat)), {
        inputs: { ...BASELINE, 'cache-dir': cache, ...inputs },
        temp,
      })
    const first = await run()
    expect([first.chats.length, first.outputs.errors]).toEqual([40, '1'])
    expect(readdirSync(cache)).toHaveLength(38)
    isBroken = false
    const second = await run()
    expect([second.chats.map(questionNumber), second.outputs.errors]).toEqual([[5, 5], '0'])
    expect((await run()).chats).toEqual([])
    expect((await run({ seed: '2' })).chats).toHaveLength(40)
  })
})

describe('a cancelled evaluation', () => {
  it('ends with what is known', async () => {
    const cancelled = new AbortController()
    const { outputs, failures, summary, chats } = await runEvaluation(
      async (chat) => {
        if (questionNumber(chat) === 12) cancelled.abort(new ActionError('The workflow was cancelled.'))
        return right(chat)
      },
      { inputs: { require: 'score >= 0.5', concurrency: '1' }, cancelled },
    )
    expect(failures.join()).toContain('The workflow was cancelled.')
    expect(outputs).toMatchObject({ score: '1', examples: '12', errors: '0' })
    expect(Object.keys(outputs)).not.toContain('gate')
    expect(chats).toHaveLength(13)
    expect(summary).toContain('| Evaluated | 12 |')
  })

  it('counts what has no answer before the timeout as errors', async () => {
    const { outputs, failures } = await runEvaluation(
      (chat) => (questionNumber(chat) >= 10 ? new Promise<never>(() => undefined) : right(chat)),
      { inputs: { timeout: '2', require: 'score >= 0.9', 'max-output-tokens': '10000' } },
    )
    expect(failures.join()).toContain('The timeout of 2 min 0 s has passed')
    expect(outputs).toMatchObject({ score: '0.5', errors: '10', examples: '20', gate: 'failed' })
  })
})
