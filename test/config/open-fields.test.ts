import { describe, expect, it } from 'vitest'
import { EXACT, INPUTS, PYTHON, REINFORCEMENT_INPUTS, readJobWith, reinforcementBody } from './read-job.ts'

const LAMBDA = {
  type: 'lambda',
  lambda: { function: 'arn:aws:lambda:us-east-1:123456789012:function:grade' },
}
const ENDPOINT = { type: 'endpoint', url: 'https://grader.example.com/score', pass_threshold: 0.5 }
const KNOWN = 'string_check, text_similarity, python, score_model, label_model, multi'
const isUnknown = (type: string) =>
  `the type "${type}" is unknown here (${KNOWN}); the grader is sent as written`
const inJobFile = (file: object) => ({ 'job.json': JSON.stringify(file) })
const JOB_FILE = { 'job-file': 'job.json' }

describe('a grader of another server', () => {
  it('is sent as written, with a warning', async () => {
    const { body, warnings } = await readJobWith({ ...REINFORCEMENT_INPUTS, grader: JSON.stringify(LAMBDA) })
    expect(body).toStrictEqual(reinforcementBody({ grader: LAMBDA }))
    expect(warnings).toEqual([`input "grader": ${isUnknown('lambda')}`])
  })

  it('is sent as written among others in a multi grader, where these get their names', async () => {
    const { name: _, ...unnamed } = EXACT
    const graders = { remote: ENDPOINT, exact: unnamed, code: { type: 'python', source: PYTHON } }
    const grader = { type: 'multi', graders, calculate_output: '(remote + exact + code) / 3' }
    const { body, warnings } = await readJobWith({ ...REINFORCEMENT_INPUTS, grader: JSON.stringify(grader) })
    expect(body).toStrictEqual(
      reinforcementBody({
        grader: {
          ...grader,
          name: 'multi',
          graders: {
            remote: ENDPOINT,
            exact: { ...unnamed, name: 'exact' },
            code: { ...graders.code, name: 'code' },
          },
        },
      }),
    )
    expect(warnings).toEqual([`input "grader": graders.remote: ${isUnknown('endpoint')}`])
  })

  it('is read from a grader file', async () => {
    const files = { 'g.yaml': 'type: lambda\nlambda: {function: x}\n' }
    const { body } = await readJobWith({ ...REINFORCEMENT_INPUTS, grader: 'g.yaml' }, files)
    expect(body).toStrictEqual(reinforcementBody({ grader: { type: 'lambda', lambda: { function: 'x' } } }))
  })
})

it.each([
  ['string_check', { type: 'string_check', input: 'i', reference: 'r', operation: 'eq' }],
  ['text_similarity', { type: 'text_similarity', input: 'i', reference: 'r', evaluation_metric: 'bleu' }],
  ['score_model', { type: 'score_model', model: 'm', input: [{ role: 'user', content: 'c' }] }],
  [
    'label_model',
    {
      type: 'label_model',
      model: 'm',
      input: [{ role: 'user', content: 'c' }],
      labels: ['a'],
      passing_labels: [],
    },
  ],
])('fills in the name of a %s grader, as Microsoft leaves it out', async (type, grader) => {
  const { body } = await readJobWith({ ...REINFORCEMENT_INPUTS, grader: JSON.stringify(grader) })
  expect(body).toStrictEqual(reinforcementBody({ grader: { ...grader, name: type } }))
})

describe('fields of other servers', () => {
  const job = (reinforcement: object) => ({
    model: 'm',
    training_file: 't',
    validation_file: 'v',
    method: { type: 'reinforcement', reinforcement: { grader: EXACT, ...reinforcement } },
  })

  it('of reinforcement are sent as written, with a warning', async () => {
    const azure = {
      tools: [{ name: 't', server_url: 'https://t.example.com' }],
      max_episode_steps: 5,
      other: null,
    }
    const { body, warnings } = await readJobWith(JOB_FILE, inJobFile(job(azure)))
    expect(body?.method).toStrictEqual({ type: 'reinforcement', reinforcement: { grader: EXACT, ...azure } })
    expect(warnings).toEqual(
      ['tools', 'max_episode_steps', 'other'].map(
        (field) =>
          `input "job-file": job.json: method.reinforcement: the field "${field}" is not in the API reference; it is sent as written`,
      ),
    )
  })

  it('of reinforcement that are typos of known ones are problems, together with others', async () => {
    const file = job({ hyperparameter: {}, max_episode_step: 3, grader: { ...EXACT, operation: 'neq' } })
    expect((await readJobWith(JOB_FILE, inJobFile(file))).problems).toEqual([
      expect.stringMatching(
        /^input "job-file": job\.json: method\.reinforcement\.grader\.operation: expected eq/,
      ),
      'input "job-file": job.json: method.reinforcement: unknown field "hyperparameter" (did you mean "hyperparameters"?); unknown field "max_episode_step" (did you mean "max_episode_steps"?)',
    ])
  })

  it('of wandb are sent as written, with a warning', async () => {
    const wandb = { project: 'p', api_key: 'wandb-key-1', base_url: 'https://w.example.com' }
    const fromFile = await readJobWith(
      JOB_FILE,
      inJobFile({ model: 'm', training_file: 't', integrations: [{ type: 'wandb', wandb }] }),
    )
    expect(fromFile.body?.integrations).toStrictEqual([{ type: 'wandb', wandb }])
    expect(fromFile.warnings).toEqual(
      ['api_key', 'base_url'].map(
        (field) =>
          `input "job-file": job.json: integrations[0].wandb: the field "${field}" is not in the API reference; it is sent as written`,
      ),
    )
    const fromInput = await readJobWith({
      ...INPUTS,
      integrations: JSON.stringify([{ type: 'wandb', wandb }]),
    })
    expect(fromInput.body?.integrations).toStrictEqual([{ type: 'wandb', wandb }])
    expect(fromInput.warnings[0]).toMatch(
      /^input "integrations": \[0\]\.wandb: the field "api_key" is not in/,
    )
  })
})

describe('without validation data, reinforcement', () => {
  const AZURE_HOST = 'account.openai.azure.com'
  const NEEDED = 'input "validation-file": is required by the method reinforcement'
  const UNSET =
    'input "validation-file": is unset; OpenAI and Azure require it for reinforcement, and without it there are no validation metrics'
  const multi = (grader: object) => ({
    type: 'multi',
    name: 'm',
    graders: { a: grader, b: EXACT },
    calculate_output: 'a * b',
  })

  it.each<[string, object, string | undefined]>([
    ['where no server is known', EXACT, undefined],
    ['at OpenAI', EXACT, 'api.openai.com'],
    ['at Azure', EXACT, AZURE_HOST],
    ["with Azure's grader", ENDPOINT, AZURE_HOST],
    ["with Azure's grader where no server is known", multi(ENDPOINT), undefined],
  ])('is refused %s', async (_, grader, host) => {
    const inputs = { ...INPUTS, method: 'reinforcement', grader: JSON.stringify(grader) }
    expect((await readJobWith(inputs, {}, host)).problems).toEqual([NEEDED])
  })

  it.each<[string, object, string | undefined]>([
    ['at other servers', EXACT, 'gateway.example.com'],
    ['with a grader of another server', LAMBDA, undefined],
    ['with a grader of another server at Azure', LAMBDA, AZURE_HOST],
    ['with a grader of another server in a multi grader', multi(LAMBDA), undefined],
  ])('is warned about %s', async (_, grader, host) => {
    const inputs = { ...INPUTS, method: 'reinforcement', grader: JSON.stringify(grader) }
    const { problems, warnings } = await readJobWith(inputs, {}, host)
    expect(problems).toEqual([])
    expect(warnings).toContain(UNSET)
  })
})

it('does not send a suffix to a server that has none, and says so', async () => {
  const host = 'bedrock-mantle.us-east-1.api.aws'
  const { job, warnings } = await readJobWith({ ...INPUTS, suffix: 'not for Azure!' }, {}, host)
  expect(job).not.toHaveProperty('suffix')
  expect(warnings).toEqual(['input "suffix": is not sent: Amazon Bedrock has no suffixes'])
})

describe('hyperparameters', () => {
  it('count as unset when they are null, so that those of the job file hold', async () => {
    const file = {
      model: 'm',
      training_file: 't',
      method: {
        type: 'supervised',
        supervised: { hyperparameters: { n_epochs: 3, batch_size: null, learning_rate_multiplier: null } },
      },
    }
    const { body, warnings } = await readJobWith(
      { ...JOB_FILE, hyperparameters: 'n_epochs: null\nprompt_loss_weight:' },
      inJobFile(file),
    )
    expect(body?.method).toStrictEqual({
      type: 'supervised',
      supervised: { hyperparameters: { n_epochs: 3 } },
    })
    expect(warnings).toEqual([])
  })

  it('are absent when all are null', async () => {
    const { body } = await readJobWith({ ...INPUTS, hyperparameters: '{n_epochs: null, batch_size: null}' })
    expect(body).not.toHaveProperty('method')
  })

  it('beside their map are moved into it, with a warning', async () => {
    const dpo = { beta: 0.1, l2_multiplier: 0.2, hyperparameters: { n_epochs: 2 } }
    const file = { model: 'm', training_file: 't', method: { type: 'dpo', dpo } }
    const { body, warnings } = await readJobWith(JOB_FILE, inJobFile(file))
    expect(body?.method).toStrictEqual({
      type: 'dpo',
      dpo: { hyperparameters: { beta: 0.1, l2_multiplier: 0.2, n_epochs: 2 } },
    })
    expect(warnings).toEqual([
      'input "job-file": job.json: method.dpo.beta: belongs under method.dpo.hyperparameters; it is sent there',
      'input "job-file": job.json: method.dpo.l2_multiplier: belongs under method.dpo.hyperparameters; it is sent there',
      'input "job-file": job.json: method.dpo: "l2_multiplier" is not a documented hyperparameter of dpo; it is sent unchanged',
    ])
  })

  it('beside their map do not override those in it', async () => {
    const dpo = { beta: 0.1, hyperparameters: { beta: 0.5 } }
    const file = { model: 'm', training_file: 't', method: { type: 'dpo', dpo } }
    const { body } = await readJobWith(JOB_FILE, inJobFile(file))
    expect(body?.method).toStrictEqual({ type: 'dpo', dpo: { hyperparameters: { beta: 0.5 } } })
  })
})

it('recognizes a job file of azd', async () => {
  const file = {
    name: 'n',
    description: 'd',
    model: 'm',
    training_file: 'local:data/train.jsonl',
    validation_file: 'local:data/valid.jsonl',
  }
  const local = `"local:" is of azd's job files; write the path without it`
  expect((await readJobWith(JOB_FILE, inJobFile(file))).problems).toEqual([
    `input "job-file": job.json: training_file: ${local}`,
    `input "job-file": job.json: validation_file: ${local}`,
    `input "job-file": job.json: unknown field "name" (a field of azd's job files; remove it); unknown field "description" (a field of azd's job files; remove it)`,
  ])
})
