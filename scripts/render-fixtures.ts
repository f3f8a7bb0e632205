import { type Training, trainingSteps } from '../sandbox/training.ts'
import { evaluateGate, safeParseRequirements } from '../src/config/quality-gate.ts'
import type { Job } from '../src/openai/job.ts'
import { MetricCollector } from '../src/openai/metrics.ts'
import { findBestCheckpoint } from '../src/report/best-checkpoint.ts'
import type { SummaryInput } from '../src/report/summary.ts'

/** Returns runs of every kind, to check by eye how their summaries look (`npm run render`). */
export function exampleRuns(): Record<string, SummaryInput> {
  return {
    supervised: supervised(),
    overfitting: overfitting(),
    long: long(),
    reinforcement: reinforcement(),
    failed: failed(),
    refused: refused(),
    running: running(),
  }
}

const MODEL = 'ft:gpt-4.1-mini-2025-04-14:acme:support-triage:BxYz12Ab'
const DIGEST = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c'

const JOB: Job = {
  id: 'ftjob-8Lg2RkVqVfHkFhYwXrT0p3Zb',
  status: 'succeeded',
  model: 'gpt-4.1-mini-2025-04-14',
  fineTunedModel: MODEL,
  trainedTokens: 1_284_390,
  resultFiles: [],
  metadata: {},
  hyperparameters: { n_epochs: 3, batch_size: 4, learning_rate_multiplier: 1.8 },
  raw: {},
}

const BASE: SummaryInput = {
  outcome: 'succeeded',
  failed: false,
  model: 'gpt-4.1-mini-2025-04-14',
  method: 'supervised',
  job: JOB,
  jobUrl: `https://platform.openai.com/finetune/${JOB.id}`,
  data: [
    {
      role: 'training',
      files: [{ name: 'data/train/billing.jsonl' }, { name: 'data/train/outages.jsonl' }],
      errors: 0,
      warnings: 0,
      examples: 1240,
      tokens: 428_130,
      bytes: 2_410_332,
      digest: DIGEST,
    },
    {
      role: 'validation',
      files: [{ name: 'data/valid.jsonl' }],
      errors: 0,
      warnings: 0,
      examples: 160,
      tokens: 55_020,
      bytes: 310_442,
      digest: DIGEST.split('').reverse().join(''),
    },
  ],
  estimate: { tokens: 1_284_390, epochs: 3, cost: 6.42 },
  hyperparameters: { n_epochs: 3, batch_size: 'auto' },
  provenance: {
    sha: '9f2c1d4e5b6a7988776655443322110099887766',
    serverUrl: 'https://github.com',
    repository: 'acme/support',
    runId: '7012345678',
  },
  fingerprint: `1:${DIGEST}`,
  durationMs: 41 * 60_000 + 12_000,
}

const TRAINING: Training = {
  method: 'supervised',
  seed: 42,
  epochs: 3,
  stepsPerEpoch: 30,
  validated: true,
  evalInterval: 30,
  graders: [],
}

/** Adds the metrics, checkpoints and quality gate of a training to a run. */
function withTraining(
  run: SummaryInput,
  training: Training,
  require: string,
  shape = (data: Record<string, unknown>) => data,
) {
  const metrics = new MetricCollector()
  const steps = trainingSteps(training, 1e9)
  for (const { data } of steps) metrics.addEvent({ data: shape({ ...data }) })
  const last = steps.at(-1)?.step
  const model = run.job?.fineTunedModel ?? MODEL
  const checkpoints = steps
    .filter(({ checkpoint }) => checkpoint)
    .slice(-3)
    .map(({ step }) => ({
      id: `ftckpt_${step}`,
      model: step === last ? model : `${model}:ckpt-step-${step}`,
      step,
      metrics: {},
    }))
  const table = metrics.getTable()
  const requirements = safeParseRequirements(require)
  const values = Object.fromEntries(Array.from(table.series, ([name, s]) => [name, s.at(-1)?.value ?? 0]))
  return {
    ...run,
    metrics: table,
    checkpoints,
    best: findBestCheckpoint(checkpoints, table, run.job?.fineTunedModel),
    gate:
      'value' in requirements
        ? evaluateGate(requirements.value, values, { kind: 'comparable', jobs: [{ full_valid_loss: 0.61 }] })
        : undefined,
    baseline: require.includes('baseline') ? 'ftjob-2Ab9PqRsTuVwXyZ01234abcd' : undefined,
  }
}

function supervised(): SummaryInput {
  return withTraining(
    BASE,
    TRAINING,
    'full_valid_loss <= baseline * 1.02\nfull_valid_mean_token_accuracy >= 0.8',
  )
}

/** A run whose quality gate stops a model that has memorized its examples. */
function overfitting(): SummaryInput {
  const turn = (data: Record<string, unknown>) => {
    const late = Math.max(0, Number(data.step) / 240 - 0.45)
    for (const name of ['valid_loss', 'full_valid_loss'])
      if (typeof data[name] === 'number') data[name] = Number((Number(data[name]) + 0.9 * late).toFixed(4))
    return data
  }
  const failure =
    'The model does not pass the quality gate: full_valid_loss <= 0.8 (it is 1.03).\nThe outputs are set; you can still deploy the model by hand.'
  return withTraining(
    { ...BASE, outcome: 'the quality gate was not passed', failed: true, failure },
    { ...TRAINING, epochs: 8 },
    'full_valid_loss <= 0.8\nvalid_reward >= 0.5\ntrain_loss < 1',
    turn,
  )
}

function long(): SummaryInput {
  const run = { ...BASE, job: { ...JOB, trainedTokens: 912_441_003 }, durationMs: 5.2 * 3_600_000 }
  return withTraining(
    { ...run, estimate: { tokens: 874_020_114, epochs: 10, cost: 4370.1 } },
    { ...TRAINING, epochs: 10, stepsPerEpoch: 10_000 },
    '',
  )
}

function reinforcement(): SummaryInput {
  return withTraining(
    {
      ...BASE,
      method: 'reinforcement',
      model: 'o4-mini-2025-04-16',
      job: {
        ...JOB,
        model: 'o4-mini-2025-04-16',
        fineTunedModel: 'ft:o4-mini-2025-04-16:acme:support-triage:BxYz12Ab',
        trainedTokens: 5_120_000,
        hyperparameters: { n_epochs: 2, eval_interval: 5, compute_multiplier: 1, reasoning_effort: 'medium' },
      },
      hyperparameters: { reasoning_effort: 'medium' },
      estimate: undefined,
    },
    {
      ...TRAINING,
      method: 'reinforcement',
      epochs: 2,
      stepsPerEpoch: 30,
      evalInterval: 5,
      graders: [
        { name: 'exact_match', type: 'string_check' },
        { name: 'Explanation text grader', type: 'score_model' },
      ],
    },
    'scores.valid_reward_mean >= 0.7\nfull_valid_mean_parse_error <= 0.01',
  )
}

function failed(): SummaryInput {
  return {
    ...BASE,
    outcome: 'job failed',
    failed: true,
    job: { ...JOB, status: 'failed', fineTunedModel: undefined, trainedTokens: undefined },
    failure: `Job ${JOB.id} has failed (invalid_training_file, param training_file): The job failed due to an unsafe training file. This training file was blocked because too many examples were flagged by our moderation API for containing content that violates the usage policies.`,
    durationMs: 312_000,
  }
}

function refused(): SummaryInput {
  return {
    ...BASE,
    outcome: 'refused',
    failed: true,
    job: undefined,
    jobUrl: undefined,
    failure: 'The training data has 23 errors and 1 warning.\nNothing was uploaded. Fix the lines below.',
    problems: [
      ...Array.from({ length: 23 }, (_, i) => ({
        code: i % 2 ? 'role' : 'content',
        severity: 'error' as const,
        file: i < 12 ? 'data/train/billing.jsonl' : 'data/train/outages.jsonl',
        line: 17 + 31 * i,
        path: i % 2 ? 'messages[1].role' : 'messages[2].content',
        message: i % 2 ? 'expected system, user, assistant or tool' : 'expected text or a list of parts',
      })),
      {
        code: 'last-message',
        severity: 'warning',
        file: 'data/valid.jsonl',
        line: 3,
        message: 'the last message is not from the assistant',
      },
    ],
    durationMs: 1_900,
  }
}

function running(): SummaryInput {
  return {
    ...BASE,
    outcome: 'timed out, the job is still running',
    failed: true,
    job: { ...JOB, status: 'running', fineTunedModel: undefined, trainedTokens: undefined },
    failure: `Timed out after 330 minutes: job ${JOB.id} is still running.`,
  }
}
