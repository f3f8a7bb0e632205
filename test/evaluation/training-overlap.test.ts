import { describe, expect, it } from 'vitest'
import { findTrainingOverlap } from '../../src/evaluation/training-overlap.ts'
import { memoryFiles } from '../dataset/inspected.ts'

const user = (content: string) => ({ role: 'user', content })
const assistant = (content: string) => ({ role: 'assistant', content })

const nest = (levels: number): unknown => (levels === 0 ? 'q' : [nest(levels - 1)])

/** Returns whether the question `q` with the answer `a` is found in a training file of these lines. */
async function isFound(...lines: (object | string | Uint8Array)[]): Promise<boolean> {
  const bytes = lines.map((line) =>
    line instanceof Uint8Array ? line : Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)),
  )
  const workspace = memoryFiles({
    'test.jsonl': [Buffer.from(`${JSON.stringify({ messages: [user('q'), assistant('a')] })}\n`)],
    'train.jsonl': bytes.flatMap((line) => [line, Buffer.from('\n')]),
  })
  const [testFile, trainingFile] = workspace.files
  const plan = {
    testFiles: testFile ? [testFile] : [],
    trainingFiles: trainingFile ? [trainingFile] : [],
    grader: undefined,
  }
  const overlap = await findTrainingOverlap(
    plan,
    { selected: [0] },
    { workspace, attemptId: 'a', signal: new AbortController().signal },
  )
  return overlap.length > 0
}

describe('a question of the test data', () => {
  it.each<[string, object]>([
    ['chat line', { messages: [user('q'), assistant('another answer')] }],
    [
      'chat line with weights',
      {
        messages: [
          { ...user('q'), weight: 0 },
          { ...assistant('b'), weight: 1 },
        ],
      },
    ],
    ['preference', { input: { messages: [user('q')] }, preferred_output: [assistant('a')] }],
    ['line of reinforcement', { messages: [user('q')], answer: 'a' }],
  ])('is found in a %s of the training data', async (_, line) => {
    expect(await isFound({ messages: [user('other')] }, line)).toBe(true)
  })

  it.each<[string, object | string | Uint8Array]>([
    ['with another question', { messages: [user('q2'), assistant('a')] }],
    ['with a further turn', { messages: [user('q'), assistant('a'), user('q')] }],
    ['without messages', { prompt: 'q', completion: 'a' }],
    ['that is a list', [user('q'), assistant('a')]],
    ['that is no JSON', '{"messages":'],
    ['that is not UTF-8', Buffer.from([0xe4])],
    ['that is nested too deeply', { messages: [{ role: 'user', content: nest(300) }] }],
  ])('is not found in a line %s', async (_, line) => {
    expect(await isFound(line)).toBe(false)
  })
})
