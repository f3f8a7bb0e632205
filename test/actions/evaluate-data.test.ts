import { describe, expect, it } from 'vitest'
import { readSelected } from '../../src/evaluation/test-data.ts'
import { memoryFiles } from '../dataset/inspected.ts'
import { questionNumber, type ReceivedChat, runEvaluation, testData } from '../support/chat-server.ts'

const right = (chat: ReceivedChat) => `a${questionNumber(chat)}`

describe('the test data', () => {
  it('may have blank lines, which are no examples but count as lines', async () => {
    const { outputs, files } = await runEvaluation(right, {
      files: { 'test.jsonl': `\n${testData(1)}\n  \n\n${testData(2).split('\n')[1]}\n` },
      inputs: { concurrency: '1' },
    })
    expect(outputs).toMatchObject({ examples: '2', score: '1' })
    expect(files['examples.jsonl']).toBe(
      '{"file":"test.jsonl","line":2,"score":1}\n{"file":"test.jsonl","line":5,"score":1}\n',
    )
  })

  it.each([
    ['', 'The test data is empty.'],
    ['\n \n', 'The test data is empty.'],
  ])('of %j is refused', async (text, failure) => {
    const { failures, chats } = await runEvaluation(right, { files: { 'test.jsonl': text } })
    expect(failures.join()).toContain(failure)
    expect(chats).toEqual([])
  })

  it('is refused with the number of the line that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${testData(2)}\n`), Buffer.from([0x7b, 0xe4, 0x7d])])
    const { annotations, failures } = await runEvaluation(right, { files: { 'test.jsonl': bytes } })
    expect(annotations).toEqual([
      {
        level: 'error',
        text: 'not UTF-8, or longer than any example',
        at: { file: 'test.jsonl', line: 3 },
      },
    ])
    expect(failures.join()).toContain('The test data has 1 line that cannot be evaluated.')
  })

  it('has nine problems in annotations, further ones in the log, and all of them in their number', async () => {
    const { annotations, failures, log } = await runEvaluation(right, {
      files: { 'test.jsonl': '{}\n'.repeat(250) },
    })
    expect(annotations.map(({ at }) => at?.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    const logged = log.filter((line) => line.startsWith('error: '))
    expect([logged.length, logged[0]]).toEqual([
      191,
      'error: test.jsonl, line 10: there is no list "messages"',
    ])
    expect(failures.join()).toContain('250 lines that cannot be evaluated')
  })

  it('is refused when it is no longer the same at the second reading', async () => {
    const workspace = memoryFiles({ 'test.jsonl': [Buffer.from('{}\n')] })
    const plan = { testFiles: workspace.files, grader: undefined }
    await expect(readSelected(plan, { selected: [0] }, { workspace }).next()).rejects.toThrow(
      'The test data has changed since it was checked.',
    )
  })
})

describe('before the first request, an input', () => {
  it.each([
    [
      'with a misspelled type of grader',
      { grader: '{ type: string_chek, name: c }' },
      'input "grader": type: expected string_check, text_similarity, python, score_model, multi or label_model, received "string_chek" (did you mean "string_check"?)',
    ],
    [
      'with training data that matches nothing',
      { 'training-file': 'data\\train.jsonl' },
      'input "training-file": no file matches "data\\\\train.jsonl" (Separate folders by "/".)',
    ],
    [
      'with a cache that is a file',
      { 'cache-dir': 'train.jsonl' },
      'input "cache-dir": cannot create the folder "train.jsonl" (EEXIST)',
    ],
    [
      'with results that are a file',
      { 'results-dir': 'train.jsonl' },
      'input "results-dir": cannot create the folder "train.jsonl" (EEXIST)',
    ],
    [
      'with results that would overwrite the data',
      { 'test-file': 'out/examples.jsonl', 'results-dir': 'out' },
      'input "results-dir": the results would overwrite "out/examples.jsonl"',
    ],
  ])('%s is refused', async (_, inputs, problem) => {
    const { failures, chats } = await runEvaluation(right, {
      inputs,
      files: { 'test.jsonl': testData(2), 'out/examples.jsonl': testData(2) },
    })
    expect(failures).toEqual([problem])
    expect(chats).toEqual([])
  })
})

describe('"max-total-tokens" with a model that grades', () => {
  const judge = (content: unknown) => ({
    type: 'score_model',
    name: 'judge',
    model: 'judge',
    input: [{ role: 'user', content }],
  })
  const label = { ...judge('x'), type: 'label_model', labels: ['yes', 'no'], passing_labels: ['yes'] }
  const check = {
    type: 'string_check',
    name: 'check',
    operation: 'eq',
    input: '{{sample.output_text}}',
    reference: '{{item.reference}}',
  }
  const multi = (...graders: object[]) => ({
    type: 'multi',
    name: 'm',
    graders: Object.fromEntries(graders.map((grader, i) => [`g${i}`, grader])),
    calculate_output: 'g0',
  })

  /** Returns the tokens that an evaluation of ten examples can take, with answers of a hundred tokens. */
  async function countTokens(grader: object): Promise<number> {
    const { failures, chats } = await runEvaluation(right, {
      inputs: { grader: JSON.stringify(grader), 'max-total-tokens': '0', 'max-output-tokens': '100' },
      files: { 'test.jsonl': testData(10, () => ({ topic: 'one two three four five '.repeat(20) })) },
    })
    expect(chats).toEqual([])
    return Number(/can take (\d+) tokens/.exec(failures.join())?.[1] ?? Number.NaN)
  }

  it('counts an answer once for the model, and once for each time that the grader reads it', async () => {
    const without = await countTokens(check)
    const unread = await countTokens(judge('Grade it.'))
    const read = await countTokens(judge('Grade it. {{ sample.output_text }} {{sample.output_text}}'))
    // A grade has 1024 tokens; its prompt has some more.
    expect(unread - without).toBeGreaterThan(10 * 1024)
    expect(unread - without).toBeLessThan(10 * 1100)
    expect(read - unread).toBeGreaterThanOrEqual(10 * 200)
    expect(read - unread).toBeLessThan(10 * 210)
  })

  it('counts the fields of the line that the grader reads, also in a list of items', async () => {
    const text = await countTokens(judge('Grade {{item.topic}}'))
    const listed = await countTokens(judge([{ type: 'input_text', text: 'Grade {{item.topic}}' }]))
    expect(text - (await countTokens(judge('Grade')))).toBeGreaterThanOrEqual(10 * 100)
    expect(listed).toBeGreaterThan(text)
  })

  it('counts each model among several graders', async () => {
    const [none, one, two] = [
      await countTokens(multi(check, check)),
      await countTokens(multi(check, judge('x'))),
      await countTokens(multi(label, check, judge('x'))),
    ]
    expect(none).toBe(await countTokens(check))
    expect(one).toBe(await countTokens(judge('x')))
    expect(two - one).toBeGreaterThan(10 * 1024)
  })
})
