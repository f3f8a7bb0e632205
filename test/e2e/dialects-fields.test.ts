import { describe, expect, it } from 'vitest'
import { DIALECTS, type DialectName } from '../../sandbox/dialects.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { chatExamples } from '../support/run-action.ts'
import { annotationTexts, startServer } from '../support/shared-server.ts'

describe('a server with fields of its own', { concurrent: true }, () => {
  it.for(['azure', 'openai'] as const)(
    'gets an endpoint grader, tools and max_episode_steps as written: %s',
    async (dialect) => {
      await using server = await startServer({ dialect })
      const headers = { authorization: 'Bearer grader-token-1' }
      const reinforcement = {
        grader: { type: 'endpoint', name: 'g', url: 'https://grader.example/score', headers },
        tools: [{ name: 'search', server_url: 'https://tools.example', headers: { 'x-key': 'tool-key-1' } }],
        max_episode_steps: 5,
      }
      const job = { model: 'o4-mini-2025-04-16', training_file: 'a.jsonl', validation_file: 'b.jsonl' }
      const step = await server.run({
        workspace: {
          'job.json': JSON.stringify({ ...job, method: { type: 'reinforcement', reinforcement } }),
          'a.jsonl': chatQuestions(20),
          'b.jsonl': chatQuestions(12),
        },
        inputs: { 'job-file': 'job.json', 'training-file': '', model: '', wait: 'false' },
      })
      expect(step.masks).toEqual(expect.arrayContaining(['grader-token-1', 'tool-key-1']))
      expect(annotationTexts(step, 'warning').join('\n')).toMatch(/the type "endpoint" is unknown here/)
      const [created] = server.sandbox.jobs
      if (dialect === 'azure') {
        expect([step.exitCode, annotationTexts(step, 'error')]).toEqual([0, []])
        expect(created?.wire.method).toMatchObject({ reinforcement })
      } else {
        expect([step.exitCode, created]).toEqual([1, undefined])
        expect(annotationTexts(step, 'error')).toEqual([
          expect.stringMatching(/The grader type 'endpoint' is not supported|extra fields not permitted/),
        ])
      }
    },
  )

  it('gets the key of wandb at Nebius, and nothing else shows it', async () => {
    const { step, jobs } = await runAt('nebius', {
      integrations: '[{type: wandb, wandb: {project: p, api_key: wandb-key-1}}]',
      wait: 'false',
    })
    expect([step.exitCode, annotationTexts(step, 'error')]).toEqual([0, []])
    expect(step.masks).toContain('wandb-key-1')
    expect(JSON.stringify(jobs[0]?.wire.integrations)).toContain('wandb-key-1')
  })

  it('drops what Portkey does not know, which the log names, and keeps integrations', async () => {
    const { step, jobs } = await runAt('portkey', {
      integrations: '[{type: wandb, wandb: {project: p}}]',
      'extra-body': 'trainingType: developerTier',
      wait: 'false',
    })
    expect([step.exitCode, annotationTexts(step, 'error')]).toEqual([0, []])
    expect(jobs[0]?.wire.integrations).toMatchObject([{ wandb: { project: 'p' } }])
    expect(step.log).toMatch(/^not reported by the server: trainingType$/m)
  })

  it('refuses a suffix at Bedrock in one sentence', async () => {
    const { step, jobs } = await runAt('bedrock', { suffix: 'triage', 'training-file': 'sums.jsonl' })
    expect([step.exitCode, jobs.length]).toEqual([1, 0])
    expect(annotationTexts(step, 'error')).toEqual([expect.stringContaining("Unknown parameter: 'suffix'")])
  })
})

describe("LiteLLM's own routes", { concurrent: true }, () => {
  it('do not train with other hyperparameters than were asked for', async () => {
    const { step, jobs } = await runAt('litellm', {
      hyperparameters: 'n_epochs: 4',
      'extra-body': 'custom_llm_provider: openai',
    })
    expect([step.exitCode, jobs.map(({ wire }) => wire.status)]).toEqual([1, ['cancelled']])
    expect(annotationTexts(step, 'error')).toEqual([
      expect.stringMatching(/hyperparameters\.n_epochs was requested as 4, .*"extra-body"/s),
    ])
  })

  it('refuse integrations, which LiteLLM takes for texts, in one sentence', async () => {
    const integrations = '[{type: wandb, wandb: {project: p}}]'
    const { step, jobs } = await runAt('litellm', { integrations, wait: 'false' })
    expect([step.exitCode, jobs.length]).toEqual([1, 0])
    expect(annotationTexts(step, 'error')).toEqual([
      expect.stringContaining('integrations.0: Input should be a valid string'),
    ])
  })

  it('train on managed files, whose ids have 334 characters, and once', async () => {
    await using server = await startServer({ dialect: 'litellm', fileIds: 'long' })
    const inputs = DIALECTS.litellm.inputs?.(server.sandbox.url) ?? {}
    const [first, second] = [await server.run({ inputs }), await server.run({ run: '2', inputs })]
    expect([first, second].map((step) => [step.exitCode, annotationTexts(step, 'error')])).toEqual([
      [0, []],
      [0, []],
    ])
    expect(first.outputs['training-file-id']).toHaveLength(334)
    expect([server.sandbox.jobs.length, server.sandbox.files.length]).toEqual([1, 1])
  })

  it('are said to need a licence at once', async () => {
    const message = 'Only premium users can use this endpoint. Get a license key'
    const fault = { kind: 'status', status: 500, every: 1, error: { message } } as const
    const { step, requests } = await runAt('litellm', {}, { faults: [{ ...fault, path: '/fine_tuning/.*' }] })
    expect(step.exitCode).toBe(1)
    expect(annotationTexts(step, 'error')).toEqual([expect.stringContaining(message)])
    expect(requests.filter(({ path }) => path.startsWith('/fine_tuning/'))).toHaveLength(1)
  })
})

/** Runs the root action once at a server of its own. */
async function runAt(dialect: DialectName, inputs: Record<string, string>, options: SandboxOptions = {}) {
  await using server = await startServer({ ...options, dialect })
  const { sandbox } = server
  const workspace = {
    'train.jsonl': chatExamples(20),
    'valid.jsonl': chatExamples(12, 1000),
    'sums.jsonl': chatQuestions(100),
  }
  const given = DIALECTS[dialect].inputs?.(sandbox.url)
  const step = await server.run({ speed: 30, workspace, inputs: { ...given, ...inputs } })
  return { step, jobs: sandbox.jobs, requests: sandbox.requests }
}

const chatQuestions = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({ messages: [{ role: 'user', content: `What is ${index} + 1?` }], answer: index + 1 }),
  ).join('\n')
