import { describe, expect, it } from 'vitest'
import { errorResponse } from '../support/fake-api.ts'
import { runAction, type Scenario } from '../support/run-action.ts'

const VALIDATE = 'POST /fine_tuning/alpha/graders/validate'
const LIMITS = 'GET /fine_tuning/model_limits'
const ITEMS = Array.from(
  { length: 60 },
  (_, i) => `{"messages":[{"role":"user","content":"q${i}"}],"answer":"a${i}"}`,
).join('\n')

/** Creates a reinforcement job whose grader compares with the answer of each line. */
const runReinforcement = ({ routes, inputs }: Scenario = {}) =>
  runAction({
    files: { 'train.jsonl': ITEMS, 'valid.jsonl': ITEMS.replaceAll('"q', '"other ') },
    inputs: {
      wait: 'false',
      model: 'o4-mini-2025-04-16',
      method: 'reinforcement',
      'validation-file': 'valid.jsonl',
      grader:
        'type: string_check\nname: same\ninput: "{{sample.output_text}}"\nreference: "{{item.answer}}"\noperation: eq',
      ...inputs,
    },
    routes: { [VALIDATE]: () => ({}), ...routes },
  })
const POSTS = ['POST /files', 'POST /files', 'POST /fine_tuning/jobs']
const posts = (sent: string[]) => sent.filter((request) => request.startsWith('POST'))

describe('a grader', () => {
  it('is sent to the server before anything is uploaded', async () => {
    const { failed, requests, sent } = await runReinforcement()
    expect([failed, posts(sent)]).toEqual([false, [VALIDATE, ...POSTS]])
    const { body = '' } = requests.find(({ path }) => VALIDATE.endsWith(path)) ?? {}
    expect(JSON.parse(body)).toMatchObject({ grader: { type: 'string_check', reference: '{{item.answer}}' } })
  })

  it.each([400, 422])('ends the run before the upload if the server rejects it (%d)', async (status) => {
    const { failures, sent } = await runReinforcement({
      routes: { [VALIDATE]: () => errorResponse(status, 'invalid_grader') },
    })
    expect(posts(sent)).toEqual([VALIDATE])
    expect(failures[0]).toContain('The server does not accept the grader')
    expect(failures[0]).toContain('Nothing was uploaded.')
  })

  it.each([
    ['forbids the check', 403, false],
    ['has no such check', 404, false],
    ['is unavailable, which is logged', 503, true],
  ])('is accepted unchecked if the server %s', async (_, status, isLogged) => {
    const { failed, log, sent } = await runReinforcement({
      routes: { [VALIDATE]: () => errorResponse(status, 'no') },
    })
    expect([failed, posts(sent).slice(-3)]).toEqual([false, POSTS])
    expect(log.some((line) => line.includes('The server could not check the grader'))).toBe(isLogged)
  })

  it('is not sent to other servers', async () => {
    const { failed, sent } = await runReinforcement({ inputs: { 'base-url': 'https://gateway.example/v1' } })
    expect([failed, posts(sent)]).toEqual([false, POSTS])
  })

  it('is not followed by an upload if the workflow is cancelled during the preflight', async () => {
    const { failures, sent } = await runAction({
      cancelAt: '/model_limits',
      routes: { [LIMITS]: () => new Promise(() => undefined) },
    })
    expect(failures[0]).toContain('The workflow was cancelled.')
    expect(posts(sent)).toEqual([])
  })
})

describe('the limits of a model', () => {
  it.each<[string, object[], string | undefined]>([
    [
      'are logged',
      [
        { model: 'gpt-4o-mini', max_jobs: 9 },
        { model: 'gpt-4.1-mini', max_concurrent_jobs: 3, note: 'x', jobs_per_day: 24 },
      ],
      'limits of gpt-4.1-mini-2025-04-14: max concurrent jobs 3, jobs per day 24',
    ],
    ['are not logged for another model', [{ model: 'gpt-4o-mini', max_jobs: 9 }], undefined],
  ])('%s', async (_, data, line) => {
    const { failed, log } = await runAction({
      inputs: { wait: 'false' },
      routes: { [LIMITS]: () => ({ data }) },
    })
    expect([failed, log.find((line) => line.startsWith('limits of'))]).toEqual([false, line])
  })
})
