import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RequestRecord } from '../../sandbox/serve-request.ts'
import { deriveSeed } from '../../src/training/derived-seed.ts'
import {
  ALL_SERVERS,
  type BuiltRun,
  EXAMPLES,
  loggableEvents,
  runBuiltAction,
} from '../support/built-action.ts'
import { chatExamples } from '../support/run-action.ts'

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const example = (path: string) => readFileSync(join(EXAMPLES, path))
const body = ({ sandbox }: BuiltRun) => {
  const create = ({ method, path }: RequestRecord) => `${method} ${path}` === 'POST /fine_tuning/jobs'
  return JSON.parse(sandbox.requests.find(create)?.body ?? 'null')
}
/** Returns the metadata that the action adds to that of the inputs. */
const provenance = ({ outputs, sandbox }: BuiltRun) => ({
  ft_fingerprint: outputs.fingerprint,
  ft_attempt: expect.stringMatching(/^[0-9a-f]{32}-1$/),
  ...(outputs['validation-file-id'] && {
    ft_validation: sandbox.files.find(({ id }) => id === outputs['validation-file-id'])?.sha256,
  }),
  ft_repository: 'octo-org/octo-repo',
  ft_sha: 'ffac537e6cbbf934b08745a378932722df287a53',
  ft_ref: 'refs/heads/main',
  ft_run: '1658821493',
})

const TRAININGS = [
  {
    name: 'supervised, from inputs',
    inputs: {
      'training-file': 'support/train.jsonl',
      'validation-file': 'support/valid.jsonl',
      model: 'gpt-4.1-mini-2025-04-14',
      method: 'supervised',
      hyperparameters: 'n_epochs: 3\nbatch_size: auto\nlearning_rate_multiplier: 1.5',
      suffix: 'support-triage',
      seed: '7',
      metadata: '{ task: support-triage }',
    },
    data: ['support/train.jsonl', 'support/valid.jsonl'],
    request: {
      model: 'gpt-4.1-mini-2025-04-14',
      suffix: 'support-triage',
      seed: 7,
      metadata: { task: 'support-triage' },
      method: {
        type: 'supervised',
        supervised: {
          hyperparameters: { n_epochs: 3, batch_size: 'auto', learning_rate_multiplier: 1.5 },
        },
      },
    },
  },
  {
    name: 'supervised, from a job file',
    inputs: { 'job-file': 'support/job.yaml' },
    data: ['support/train.jsonl', 'support/valid.jsonl'],
    request: {
      model: 'gpt-4.1-mini-2025-04-14',
      suffix: 'support-triage',
      seed: 7,
      metadata: { task: 'support-triage' },
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } },
    },
  },
  {
    name: 'dpo, from a job file that inputs override',
    inputs: { 'job-file': 'dpo/job.yaml', hyperparameters: 'beta: 0.2', metadata: 'team: support' },
    data: ['dpo/train.jsonl'],
    request: {
      model: 'gpt-4.1-mini-2025-04-14',
      suffix: 'support-tone',
      metadata: { task: 'support-tone', team: 'support' },
      method: { type: 'dpo', dpo: { hyperparameters: { n_epochs: 2, beta: 0.2 } } },
    },
  },
  {
    name: 'reinforcement, from a job file with a grader in Python',
    inputs: { 'job-file': 'reinforcement/job.yaml' },
    data: ['reinforcement/train.jsonl', 'reinforcement/valid.jsonl'],
    request: {
      model: 'o4-mini-2025-04-16',
      suffix: 'expense-check',
      metadata: { task: 'expense-check' },
      method: {
        type: 'reinforcement',
        reinforcement: {
          hyperparameters: { n_epochs: 2, reasoning_effort: 'medium' },
          response_format: {
            type: 'json_schema',
            json_schema: {
              name: 'decision',
              strict: true,
              schema: {
                type: 'object',
                properties: {
                  verdict: { type: 'string', enum: ['approve', 'reject', 'ask'] },
                  rule: { type: 'string', enum: ['R0', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] },
                  reason: { type: 'string' },
                },
                required: ['verdict', 'rule', 'reason'],
                additionalProperties: false,
              },
            },
          },
          grader: {
            type: 'multi',
            name: 'decision',
            graders: {
              verdict: {
                type: 'string_check',
                name: 'verdict is right',
                input: '{{ sample.output_json.verdict }}',
                reference: '{{ item.verdict }}',
                operation: 'eq',
              },
              justification: {
                type: 'python',
                name: 'rule is right and reason names the fact',
                source: example('reinforcement/grader.py').toString(),
                image_tag: '2025-05-08',
              },
            },
            calculate_output: '0.6 * verdict + 0.4 * justification',
          },
        },
      },
    },
  },
]

describe.each(ALL_SERVERS)('against $server', { concurrent: true }, ({ dialect }) => {
  it.each(TRAININGS)('trains a model: $name', async ({ inputs, data, request }) => {
    const run = await runBuiltAction({ dialect, workspace: EXAMPLES, inputs })
    const { sandbox, outputs } = run
    const [job] = sandbox.jobs
    const datasets = sandbox.files.filter(({ purpose }) => purpose === 'fine-tune')
    const [training, validation] = datasets

    expect(run.failures).toEqual([])
    expect([run.exitCode, run.signal, run.conclusion]).toEqual([0, null, 'success'])
    expect(run.annotations.filter(({ level }) => level !== 'warning')).toEqual([
      { level: 'notice', message: expect.stringContaining(`Fine-tuning job ${job?.id} was created`) },
    ])
    const shutdownWarnings = run.annotations.filter(({ message }) =>
      /(will|was to) be shut down on 20/.test(message),
    )
    expect(shutdownWarnings.map(({ level }) => level)).toEqual(dialect === 'azure' ? [] : ['warning'])

    expect(datasets.map((file) => file.sha256)).toEqual(data.map((path) => sha256(example(path))))
    for (const file of datasets)
      expect(file.filename).toMatch(new RegExp(`^\\w+-[0-9a-f]{12}-${file.sha256}\\.jsonl$`))
    expect(body(run)).toEqual({
      ...request,
      // The sandbox is another server than OpenAI's and Azure's, which may drop metadata.
      seed: request.seed ?? deriveSeed(run.outputs.fingerprint ?? ''),
      metadata: { ...request.metadata, ...provenance(run) },
      training_file: training?.id,
      ...(validation && { validation_file: validation.id }),
    })
    expect(run.creates).toBe(1)
    for (const { headers, query } of sandbox.requests) {
      const keyHeader = dialect === 'azure' && !process.env.OIDC
      const sent = `${headers[keyHeader ? 'api-key' : 'authorization']}`
      expect(run.credentials.some((credential) => sent.endsWith(credential))).toBe(true)
      expect(headers[keyHeader ? 'authorization' : 'api-key']).toBeUndefined()
      expect(new URLSearchParams(query).get('api-version')).toBe(dialect === 'azure' ? 'preview' : null)
    }

    const expected = {
      'job-id': job?.id,
      status: 'succeeded',
      'fine-tuned-model': job?.modelName,
      created: 'true',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      'training-file-id': training?.id,
      ...(validation && { 'validation-file-id': validation.id }),
      'trained-tokens': `${job?.wire.trained_tokens}`,
      'estimated-tokens': expect.stringMatching(/^[1-9]\d+$/),
      metrics: expect.any(String),
      checkpoints: expect.any(String),
      'best-checkpoint': expect.any(String),
      'best-checkpoint-id': expect.any(String),
      ...(dialect !== 'azure' && { 'model-shutdown-date': expect.stringMatching(/^20\d\d-\d\d-\d\d$/) }),
    }
    expect(outputs).toEqual({ ...expected, job: expect.any(String), 'results-dir': expect.any(String) })
    expect(JSON.parse(outputs.job ?? '')).toEqual(job?.wire)
    expect(run.jobOutputs()).toEqual(outputs)
    expect(run.state).toEqual({
      attempt: job?.wire.metadata?.ft_attempt,
      ...(!('seed' in request) && { seed: `${deriveSeed(run.outputs.fingerprint ?? '')}` }),
      created: 'true',
      'job-id': job?.id,
      ended: 'true',
    })
    expect(run.result).toEqual({
      'validation-file-id': null,
      'model-shutdown-date': null,
      ...expected,
      created: true,
      'trained-tokens': job?.wire.trained_tokens,
      'estimated-tokens': Number(outputs['estimated-tokens']),
      'estimated-cost': null,
      metrics: JSON.parse(outputs.metrics ?? ''),
      checkpoints: JSON.parse(outputs.checkpoints ?? ''),
      gate: null,
      'error-code': null,
      'error-message': null,
      job: job?.wire,
      'results-dir': outputs['results-dir'],
    })

    expect(job?.events.length).toBeGreaterThan(10)
    expect(run.events).toEqual(job?.events)
    expect(run.logged).toEqual(loggableEvents(sandbox))
    expect(run.rawLog).not.toContain('retrying in')
    expect(run.rawLog).toContain(`Fine-tuned model: ${job?.modelName}\n`)

    expect(run.summary).toContain('✅ Fine-tuning: succeeded')
    for (const text of [job?.id, request.model, training?.sha256.slice(0, 12), `${datasets[0]?.examples}`])
      expect(run.summary).toContain(text)
    expect(Object.keys(run.env)).toEqual([])
  })

  it('uploads the joined files without BOM and with LF, and sends the extra headers and fields', async () => {
    const text = chatExamples(60).split('\n')
    const run = await runBuiltAction({
      dialect,
      inputs: {
        'training-file': 'data/*.jsonl\n!data/draft.jsonl',
        headers: 'X-Gateway-Token: gateway-secret-1',
        organization: 'org-1',
        project: 'proj_1',
        'extra-body': dialect === 'azure' ? 'trainingType: developerTier' : '',
      },
      workspace: {
        'data/a.jsonl': `\ufeff${text.slice(0, 30).join('\r\n')}`,
        'data/b.jsonl': `${text.slice(30).join('\n')}\n`,
        'data/draft.jsonl': 'not read',
      },
    })
    expect(run.conclusion).toBe('success')
    expect(run.sandbox.files[0]?.content.toString()).toBe(`${text.join('\n')}\n`)
    expect(body(run)).toEqual({
      model: 'gpt-4.1-mini-2025-04-14',
      training_file: run.sandbox.files[0]?.id,
      seed: deriveSeed(run.outputs.fingerprint ?? ''),
      metadata: provenance(run),
      ...(dialect === 'azure' && { trainingType: 'developerTier' }),
    })
    for (const { headers } of run.sandbox.requests)
      expect(headers).toMatchObject({
        'x-gateway-token': 'gateway-secret-1',
        'openai-organization': 'org-1',
        'openai-project': 'proj_1',
        'user-agent': expect.stringMatching(/^openai-fine-tune\/\d/),
      })
    expect(run.masks).toContain('gateway-secret-1')
  })

  it('creates the job and ends with wait: false', async () => {
    const run = await runBuiltAction({ dialect, inputs: { wait: 'false' } })
    expect(run.conclusion).toBe('success')
    const [, ...after] = run.sent.slice(run.sent.indexOf('POST /fine_tuning/jobs'))
    // The lookup of duplicates, which another run may have created at the same moment.
    expect(new Set(after)).toEqual(new Set(['GET /fine_tuning/jobs']))
    expect(run.outputs).toMatchObject({
      'job-id': run.sandbox.jobs[0]?.id,
      status: dialect === 'azure' ? 'pending' : 'validating_files',
      created: 'true',
    })
    expect(run.outputs).not.toHaveProperty('fine-tuned-model')
    expect(run.summary).toContain(run.sandbox.jobs[0]?.id)
  })

  it('sends no request that changes something in a dry run', async () => {
    const run = await runBuiltAction({
      dialect,
      workspace: EXAMPLES,
      inputs: { 'job-file': 'reinforcement/job.yaml', 'dry-run': 'true' },
    })
    expect(run.conclusion).toBe('success')
    expect(run.sent.filter((request) => !request.startsWith('GET '))).toEqual([])
    expect(run.rawLog).toContain('"type": "reinforcement"')
    expect(run.summary).toContain('dry run')
  })

  it('fails with the error of the job when the server fails it', async () => {
    const error = { code: 'invalid_file_format', message: 'Example 3 is bad', param: 'training_file' }
    const script = [{ status: 'failed', set: { error }, events: [{ level: 'error', message: 'it is bad' }] }]
    const run = await runBuiltAction({ dialect, sandbox: { scripts: [script] } })
    expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
    expect(run.failures).toEqual([expect.stringContaining('Example 3 is bad')])
    expect(run.outputs).toMatchObject({
      status: 'failed',
      'error-code': error.code,
      'error-message': error.message,
    })
    expect(run.outputs).not.toHaveProperty('fine-tuned-model')
    expect(run.logged.at(-1)).toBe('error: it is bad')
    expect(run.summary).toContain('❌')
  })

  it('fails when another client cancels or pauses the job', async () => {
    for (const status of ['cancelled', 'paused']) {
      const run = await runBuiltAction({
        dialect,
        sandbox: { scripts: [[{ status: 'running' }, { status }]] },
      })
      expect(run.conclusion).toBe('failure')
      expect(run.outputs.status).toBe(status)
      expect(run.failures).toHaveLength(1)
      expect(run.events).toEqual(run.sandbox.jobs[0]?.events)
    }
  })

  it('keeps waiting through unknown statuses', async () => {
    const transitions = ['warming_up', 'running', 'reticulating-splines', 'succeeded'].map((status) => ({
      status,
      events: [{ message: `now ${status}` }],
    }))
    const run = await runBuiltAction({ dialect, sandbox: { scripts: [transitions] } })
    expect(run.conclusion).toBe('success')
    expect(run.logged).toEqual(loggableEvents(run.sandbox))
    expect(run.rawLog.match(/^status: reticulating-splines$/gm)).toHaveLength(1)
  })
})
