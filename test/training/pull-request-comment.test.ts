import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { fakeApi, refusal } from '../support/fake-api.ts'
import { startGitHub } from '../support/github.ts'
import { act, chat, type Scene } from '../support/run-action.ts'

const event = (step: number, loss: number) => ({
  id: `e${step}`,
  created_at: step,
  message: `step ${step}`,
  data: { step, train_loss: loss },
})
const list = (...data: object[]) => ({ data, has_more: false })
const ENDED = {
  id: 'ftjob-1',
  status: 'succeeded',
  created_at: 100,
  model: 'gpt-4.1-mini-2025-04-14',
  fine_tuned_model: 'ft:model:org::1',
}
/** The model that is in use: of the newest job of this repository that has succeeded. */
const BEFORE = {
  ...ENDED,
  id: 'ftjob-0',
  created_at: 50,
  fine_tuned_model: 'ft:model:org::0',
  metadata: { ft_repository: 'octo-org/octo-repo', stage: 'production' },
}
const BASELINE = {
  'GET /fine_tuning/jobs': () => list({ ...BEFORE, id: 'ftjob-x', created_at: 10 }, BEFORE),
  'GET /fine_tuning/jobs/ftjob-0/events': () => list(event(1, 0.5)),
}

/** Follows a job that has ended, and tells it on pull request 7; returns what was written there, state by state. */
async function commented({ routes, inputs, ...scene }: Scene = {}) {
  const github = await startGitHub()
  const server = fakeApi({
    'GET /fine_tuning/jobs': () => list(),
    'GET /fine_tuning/jobs/ftjob-1': () => ENDED,
    'GET /fine_tuning/jobs/ftjob-1/events': () => list(event(1, 0.4)),
    'POST /files': () => ({ id: 'file-1', status: 'processed' }),
    'POST /fine_tuning/jobs': () => ({ ...ENDED, status: 'queued' }),
    ...routes,
  })
  const bodies: string[] = []
  const run = await act({
    ...scene,
    inputs: {
      comment: 'true',
      'github-token': 'ghs_1234567890',
      ...(scene.verb === wait && { 'job-id': 'ftjob-1' }),
      ...inputs,
    },
    context: { apiUrl: github.url, pullRequest: { number: 7 }, ...scene.context },
    fetch: async (url, request) => {
      const answer = await (url.startsWith(github.url) ? github.fetch : server.fetch)(url, request)
      if (url.includes('/issues/') && request.method !== 'GET')
        bodies.push(github.comments[0]?.body.replaceAll('&#95;', '_') ?? '')
      return answer
    },
  })
  return { ...run, bodies, last: bodies.at(-1) ?? '' }
}

describe('the comment of a training', () => {
  it('tells of each state, and at the end of the model and its metrics', async () => {
    const { failed, bodies, last } = await commented()
    expect(failed).toBe(false)
    expect(bodies.map((body) => /^### (.*)$/m.exec(body)?.[1])).toEqual([
      '✅ Fine-tuning: the data is fine',
      '⏳ Fine-tuning: training',
      '✅ Fine-tuning: trained',
    ])
    expect(bodies[0]).toContain('| training | 60 |')
    expect(last).toContain('ft&#58;model&#58;org&#58;&#58;1')
    expect(last).toMatch(/train_loss.*0\.4/)
  })

  it.each<[string, Scene]>([
    ['the newest of this repository', {}],
    ['that of the baseline', { inputs: { baseline: 'stage: production' } }],
  ])('shows the metrics beside those of the model in use: %s', async (_, scene) => {
    const { last } = await commented({ ...scene, verb: wait, routes: BASELINE })
    expect(last).toContain('ft&#58;model&#58;org&#58;&#58;0')
    expect(last).toMatch(/train_loss.*0\.5.*0\.4/)
  })

  it.each<[string, Scene]>([
    ['has no metrics', { routes: { ...BASELINE, 'GET /fine_tuning/jobs/ftjob-0/events': () => list() } }],
    ['is not known', { routes: { 'GET /fine_tuning/jobs': () => refusal(403, 'forbidden') } }],
  ])('has the metrics alone where the model in use %s', async (_, scene) => {
    const { failed, last } = await commented({ ...scene, verb: wait })
    expect(failed).toBe(false)
    expect(last).toMatch(/train_loss.*0\.4/)
    expect(last).not.toContain('0.5')
  })

  it.each([
    ['passed', 'train_loss < 0.5', '**Gate** passed'],
    ['not passed', 'train_loss < 0.1', '**Gate** failed'],
  ])('tells of a gate that was %s', async (_, require, told) => {
    expect((await commented({ inputs: { require } })).last).toContain(told)
  })

  it('says why the step has failed, and what the data cost', async () => {
    const { last } = await commented({
      inputs: { price: '5' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ ...ENDED, status: 'failed', fine_tuned_model: null }),
      },
    })
    expect(last).toMatch(/^### ❌ Fine-tuning: failed$/m)
    expect(last).toContain('> Job ftjob-1 has failed.')
    expect(last).toContain('about **$0.014**')
  })

  it.each<[string, Scene, string]>([
    ['a job that goes on', { inputs: { wait: 'false' } }, '### ⏳ Fine-tuning: training'],
    ['a dry run', { inputs: { 'dry-run': 'true' } }, '### ✅ Fine-tuning: the data is fine'],
    ['data on the server', { inputs: { 'training-file': 'file-1', 'dry-run': 'true' } }, '| training |'],
    [
      'bad data that is only warned of',
      {
        inputs: { 'data-check': 'warn', 'dry-run': 'true' },
        files: { 'train.jsonl': `${chat(60)}\n{"messages":` },
      },
      '### ❌ Fine-tuning: the data has errors',
    ],
  ])('tells of %s as that', async (_, scene, told) => {
    expect((await commented(scene)).last).toContain(told)
  })
})
