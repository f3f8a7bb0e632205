import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { errorResponse, fakeApi } from '../support/fake-api.ts'
import { startGitHub } from '../support/github.ts'
import { chatExamples, runAction, type Scenario } from '../support/run-action.ts'

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
/** The newest succeeded job of this repository. */
const PREVIOUS = {
  ...ENDED,
  id: 'ftjob-0',
  created_at: 50,
  fine_tuned_model: 'ft:model:org::0',
  metadata: { ft_repository: 'octo-org/octo-repo', stage: 'production' },
}
const BASELINE = {
  'GET /fine_tuning/jobs': () => list({ ...PREVIOUS, id: 'ftjob-x', created_at: 10 }, PREVIOUS),
  'GET /fine_tuning/jobs/ftjob-0/events': () => list(event(1, 0.5)),
}

/** Runs an action that comments on pull request 7; returns each text of the comment. */
async function runWithComment({ routes, inputs, ...scenario }: Scenario = {}) {
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
  const run = await runAction({
    ...scenario,
    inputs: {
      comment: 'true',
      'github-token': 'ghs_1234567890',
      ...(scenario.action === wait && { 'job-id': 'ftjob-1' }),
      ...inputs,
    },
    context: { apiUrl: github.url, pullRequest: { number: 7 }, ...scenario.context },
    fetch: async (url, request) => {
      const result = await (url.startsWith(github.url) ? github.fetch : server.fetch)(url, request)
      if (url.includes('/issues/') && request.method !== 'GET')
        bodies.push(github.comments[0]?.body.replaceAll('&#95;', '_') ?? '')
      return result
    },
  })
  return { ...run, bodies, last: bodies.at(-1) ?? '' }
}

describe('the comment of a training', () => {
  it('shows each state, and at the end the model and its metrics', async () => {
    const { failed, bodies, last } = await runWithComment()
    expect(failed).toBe(false)
    expect(bodies.map((body) => /^### (.*)$/m.exec(body)?.[1])).toEqual([
      '✅ Fine-tuning: the data is fine',
      '⏳ Fine-tuning: training',
      '✅ Fine-tuning: trained',
    ])
    expect(bodies[0]).toContain('| training | 60 |')
    expect(last).toContain('`ft:model:org::1`')
    expect(last).toMatch(/train_loss.*0\.4/)
  })

  it.each<[string, Scenario]>([
    ['the newest of this repository', {}],
    ['the baseline', { inputs: { baseline: 'stage: production' } }],
  ])('shows the metrics next to those of %s', async (_, scenario) => {
    const { last } = await runWithComment({ ...scenario, action: wait, routes: BASELINE })
    expect(last).toContain('`ft:model:org::0`')
    expect(last).toMatch(/train_loss.*0\.5.*0\.4/)
  })

  it.each<[string, Scenario]>([
    ['has no metrics', { routes: { ...BASELINE, 'GET /fine_tuning/jobs/ftjob-0/events': () => list() } }],
    ['cannot be read', { routes: { 'GET /fine_tuning/jobs': () => errorResponse(403, 'forbidden') } }],
  ])('shows the metrics alone if the baseline %s', async (_, scenario) => {
    const { failed, last } = await runWithComment({ ...scenario, action: wait })
    expect(failed).toBe(false)
    expect(last).toMatch(/train_loss.*0\.4/)
    expect(last).not.toContain('0.5')
  })

  it.each([
    ['passed', 'train_loss < 0.5', '**Quality gate** passed'],
    ['not passed', 'train_loss < 0.1', '**Quality gate** failed'],
  ])('shows a gate that was %s', async (_, require, text) => {
    expect((await runWithComment({ inputs: { require } })).last).toContain(text)
  })

  it('shows why the step failed, and the cost', async () => {
    const { last } = await runWithComment({
      inputs: { price: '5' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ ...ENDED, status: 'failed', fine_tuned_model: null }),
      },
    })
    expect(last).toMatch(/^### ❌ Fine-tuning: failed$/m)
    expect(last).toContain('> Job ftjob-1 has failed.')
    expect(last).toContain('about **$0.012**')
  })

  it.each<[string, Scenario, string]>([
    ['a job that is still running', { inputs: { wait: 'false' } }, '### ⏳ Fine-tuning: training'],
    ['a dry run', { inputs: { 'dry-run': 'true' } }, '### ✅ Fine-tuning: the data is fine'],
    ['data on the server', { inputs: { 'training-file': 'file-1', 'dry-run': 'true' } }, '| training |'],
    [
      'data that was not checked',
      { inputs: { 'data-check': 'off', 'dry-run': 'true' } },
      '### ⚪ Fine-tuning: the data was not checked',
    ],
    [
      'data with errors and data-check: warn',
      {
        inputs: { 'data-check': 'warn', 'dry-run': 'true' },
        files: { 'train.jsonl': `${chatExamples(60)}\n{"messages":` },
      },
      '### ❌ Fine-tuning: the data has errors',
    ],
  ])('shows %s', async (_, scenario, text) => {
    expect((await runWithComment(scenario)).last).toContain(text)
  })
})
