import { describe, expect, it } from 'vitest'
import { refusal } from '../support/fake-api.ts'
import { act, type Scene } from '../support/run-action.ts'

const VALIDATE = 'POST /fine_tuning/alpha/graders/validate'
const LIMITS = 'GET /fine_tuning/model_limits'
const ITEMS = Array.from(
  { length: 60 },
  (_, i) => `{"messages":[{"role":"user","content":"q${i}"}],"answer":"a${i}"}`,
).join('\n')

/** A reinforcement that is only to be created, with a grader that is compared with each line's own answer. */
const reinforced = ({ routes, inputs }: Scene = {}) =>
  act({
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
  it('is shown to the server before anything is uploaded', async () => {
    const { failed, requests, sent } = await reinforced()
    expect([failed, posts(sent)]).toEqual([false, [VALIDATE, ...POSTS]])
    const { body = '' } = requests.find(({ path }) => VALIDATE.endsWith(path)) ?? {}
    expect(JSON.parse(body)).toMatchObject({ grader: { type: 'string_check', reference: '{{item.answer}}' } })
  })

  it.each([400, 422])('that the server does not accept (%d) ends the run there', async (status) => {
    const { failures, sent } = await reinforced({
      routes: { [VALIDATE]: () => refusal(status, 'invalid_grader') },
    })
    expect(posts(sent)).toEqual([VALIDATE])
    expect(failures[0]).toContain('The server does not accept the grader')
    expect(failures[0]).toContain('Nothing was uploaded.')
  })

  it.each([
    ['may not look at it', 403, false],
    ['has nothing to look at it with', 404, false],
    ['is out of order, which is told', 503, true],
  ])('changes nothing where the server %s', async (_, status, isTold) => {
    const { failed, log, sent } = await reinforced({ routes: { [VALIDATE]: () => refusal(status, 'no') } })
    expect([failed, posts(sent).slice(-3)]).toEqual([false, POSTS])
    expect(log.some((line) => line.includes('The grader could not be checked'))).toBe(isTold)
  })

  it('is not asked about at another server', async () => {
    const { failed, sent } = await reinforced({ inputs: { 'base-url': 'https://gateway.example/v1' } })
    expect([failed, posts(sent)]).toEqual([false, POSTS])
  })

  it('that is being looked at when the workflow is cancelled is the end of it', async () => {
    const { failures, sent } = await act({
      interruptAt: '/model_limits',
      routes: { [LIMITS]: () => new Promise(() => undefined) },
    })
    expect(failures[0]).toContain('The workflow was cancelled.')
    expect(posts(sent)).toEqual([])
  })
})

describe('the limits of a model', () => {
  it.each<[string, object[], string | undefined]>([
    [
      'are told',
      [
        { model: 'gpt-4o-mini', max_jobs: 9 },
        { model: 'gpt-4.1-mini', max_concurrent_jobs: 3, note: 'x', jobs_per_day: 24 },
      ],
      'limits of gpt-4.1-mini-2025-04-14: max concurrent jobs 3, jobs per day 24',
    ],
    ['are not told of another one', [{ model: 'gpt-4o-mini', max_jobs: 9 }], undefined],
  ])('%s', async (_, data, told) => {
    const { failed, log } = await act({
      inputs: { wait: 'false' },
      routes: { [LIMITS]: () => ({ data }) },
    })
    expect([failed, log.find((line) => line.startsWith('limits of'))]).toEqual([false, told])
  })
})
