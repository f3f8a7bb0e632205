import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIALECTS, type DialectName } from '../../sandbox/dialects.ts'
import type { JobRecord } from '../../sandbox/job.ts'
import type { JobEvent } from '../../sandbox/wire.ts'
import type { ActionRun } from '../../tools/runner/action-run.ts'
import { runPostStep } from '../../tools/runner/runner.ts'
import { chatExamples } from './run-action.ts'
import { CREATE, MODEL, type StepOptions, startServer } from './shared-server.ts'

/** The methods by which a server may train. */
export const METHODS = ['supervised', 'dpo', 'reinforcement'] as const
type Method = (typeof METHODS)[number]
type Inputs = Readonly<Record<string, string>>

/** Time passes so fast that the 30 seconds after a create request are less than two. */
const SPEED = 20
/** All jobs of the walk have this metadata, by which later jobs and `find` select them. */
const METADATA = 'task: walk'

/** A run of a built action, and what it has changed on the server. */
export interface WalkedStep extends ActionRun {
  errors: string[]
  warnings: string[]
  /** How many create requests the step has sent. */
  creates: number
  /** How many jobs the server has since this step that are not cancelled, by its own state. */
  live: number
  /** The job that the step reports, as the server has it. */
  job: JobRecord | undefined
  /** Its status in the server's own state when the step had ended. */
  status: string | undefined
}

/** What the same workflows have shown at one server. */
export type DialectWalk = Awaited<ReturnType<typeof walkDialect>>

/** Runs the same workflows at a server as at every other one. */
export async function walkDialect(dialect: DialectName) {
  await using walk = await startWalk(dialect)
  const { method, train, run, cancelWhileWaiting, pauseAndResume } = walk
  const [metric, gate, baseline] = GATES[method]
  const trained = await train({ run: '1' }, { require: gate })
  const events = await walk.compareEvents(trained)
  const rerun = await train({ run: '1', attempt: 2 }, { require: gate })
  const later = await train({ run: '2' }, { require: gate })
  walk.ageJobs()
  const compared = await train({ run: '3' }, { ...walk.data('b'), require: baseline, baseline: METADATA })
  const changed = await pauseAndResume(await train({ run: '4' }, { ...walk.data('c'), wait: 'false' }))
  const cancelled = await cancelWhileWaiting({ run: '5' }, walk.data('d'))
  const find = (inputs: Inputs) => run({ action: 'find' }, { status: 'succeeded', ...inputs })
  const found = await find({ metadata: METADATA })
  const foundByModel = await find({ model: walk.model })
  const methods: Partial<Record<Method, WalkedStep>> = { [method]: trained }
  for (const other of METHODS) {
    if (other !== method)
      methods[other] = await train({ run: '6' }, { ...TRAININGS[other], method: other, wait: 'false' })
  }
  return {
    dialect,
    metric,
    epochs: walk.epochs,
    trained,
    events,
    rerun,
    later,
    compared,
    ...changed,
    cancelled,
    found,
    foundByModel,
    methods,
  }
}

async function startWalk(dialect: DialectName) {
  const server = await startServer({ dialect, scripts: [], maxSteps: 20 })
  const { sandbox } = server
  const given = DIALECTS[dialect].inputs?.(sandbox.url) ?? {}
  const method = METHODS.find((name) => name === given.method) ?? 'supervised'
  const model = given.model ?? MODEL
  const connection = pick(given, ['base-url', 'auth-scheme', 'headers'])
  const work: Inputs = {
    ...TRAININGS[method],
    method,
    hyperparameters: 'n_epochs: 3',
    metadata: METADATA,
    ...given,
  }
  const countCreates = () =>
    sandbox.requests.filter((sent) => `${sent.method} ${sent.path}` === CREATE).length
  const observe = async (action: Promise<ActionRun>): Promise<WalkedStep> => {
    const [jobs, creates] = [sandbox.jobs.length, countCreates()]
    const ended = await action
    const listMessages = (of: string) =>
      ended.annotations.filter(({ level }) => level === of).map(({ message }) => message)
    const job = sandbox.jobs.find(({ id }) => id === ended.outputs['job-id'])
    return {
      ...ended,
      errors: listMessages('error'),
      warnings: listMessages('warning'),
      creates: countCreates() - creates,
      live: sandbox.jobs.slice(jobs).filter(({ wire }) => wire.status !== 'cancelled').length,
      job,
      status: job?.wire.status,
    }
  }
  const run = (step: StepOptions, inputs: Inputs) =>
    observe(server.run({ speed: SPEED, workspace: WORKSPACE, ...step, inputs: { ...connection, ...inputs } }))
  return {
    /** Makes all jobs an hour older: only an older job is a baseline, and a second may have several jobs. */
    ageJobs() {
      for (const { id, wire } of sandbox.jobs)
        sandbox.apply(id, { set: { created_at: wire.created_at - 3600 } })
    },
    method,
    model,
    /** The number of epochs that is requested, wherever the server takes it. */
    epochs: /n_epochs: (\d+)/.exec(`${work.hyperparameters} ${work['extra-body']}`)?.[1],
    run,
    /** Returns the inputs for data of the same kind as that of other jobs, with another content. */
    data: (folder: string): Inputs => ({
      'training-file': `${folder}/${TRAININGS[method]['training-file']}`,
    }),
    train: (step: StepOptions, inputs: Inputs) => run(step, { ...work, ...inputs }),
    /** Cancels the workflow as soon as the step waits; then the post step runs, as on GitHub. */
    cancelWhileWaiting: (step: StepOptions, inputs: Inputs) => {
      const slowly = { 'poll-interval': '60', ...connection, ...work, ...inputs }
      const action = server.start({ speed: SPEED, workspace: WORKSPACE, ...step, inputs: slowly })
      const cancel = async () => {
        await action.log.waitFor('status: ')
        const main = await action.cancel()
        await runPostStep(main, { jobStatus: 'cancelled' })
        return main
      }
      return observe(cancel())
    },
    /** Pauses a job while it trains, resumes it, and waits for its end. */
    pauseAndResume: async (started: WalkedStep) => {
      const jobId = started.job?.id ?? ''
      sandbox.advance(jobId, 'running')
      const paused = await run({ action: 'control' }, { 'job-id': jobId, command: 'pause' })
      const resumed = await run({ action: 'control' }, { 'job-id': jobId, command: 'resume' })
      const waited = await run({ action: 'wait' }, { 'job-id': jobId })
      return { started, paused, resumed, waited }
    },
    /** Returns the events of a job as the server lists them, and as the step has written them. */
    compareEvents: async ({ job, outputs }: WalkedStep) => ({
      listed: await listEvents(`${sandbox.url}/fine_tuning/jobs/${job?.id}/events?limit=100`),
      written: readEvents(outputs['results-dir'] ?? ''),
    }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }

  async function listEvents(url: string): Promise<JobEvent[]> {
    // Portkey answers only a request that names its provider.
    const headers = { ...Object.fromEntries([sandbox.keyHeader]), 'x-portkey-provider': 'openai' }
    const response = await fetch(url, { headers })
    if (!response.ok) return []
    const { data }: { data: JobEvent[] } = JSON.parse(await response.text())
    return data
  }
}

function readEvents(folder: string): JobEvent[] {
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line))
}

/** By method: a metric that every server reports for it, a gate that any training passes, and one with a baseline. */
const GATES = {
  supervised: ['valid_loss', 'valid_loss <= 2', 'valid_loss <= baseline * 2'],
  dpo: ['train_loss', 'train_loss <= 2', 'train_loss <= baseline * 2'],
  reinforcement: [
    'critic_rewards_mean',
    'critic_rewards_mean >= 0.1',
    'critic_rewards_mean >= baseline * 0.5',
  ],
} as const satisfies Record<Method, readonly [metric: string, gate: string, baseline: string]>

const STRING_CHECK = `
type: string_check
name: sum
input: "{{ sample.output_text }}"
reference: "{{ item.reference_answer }}"
operation: eq`

/** The inputs that differ between the methods. */
const TRAININGS = {
  supervised: { 'training-file': 'chat.jsonl', 'validation-file': 'valid-chat.jsonl', grader: '' },
  dpo: { 'training-file': 'pairs.jsonl', 'validation-file': '', grader: '', hyperparameters: '' },
  reinforcement: {
    'training-file': 'sums.jsonl',
    'validation-file': 'valid-sums.jsonl',
    grader: STRING_CHECK,
    hyperparameters: '',
  },
} as const satisfies Record<Method, Inputs>

const lines = (count: number, example: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => JSON.stringify(example(index))).join('\n')
const pairs = (from: number) =>
  lines(20, (index) => ({
    input: { messages: [{ role: 'user', content: `q${from + index}` }] },
    preferred_output: [{ role: 'assistant', content: `good ${index}` }],
    non_preferred_output: [{ role: 'assistant', content: `bad ${index}` }],
  }))
/** Amazon Bedrock needs a hundred examples. */
const sums = (from: number) =>
  lines(100, (index) => ({
    messages: [{ role: 'user', content: `What is ${from + index} + 1?` }],
    reference_answer: `${from + index + 1}`,
  }))
/** Training data of each kind, in several folders with other content. */
const WORKSPACE = Object.fromEntries([
  ['valid-chat.jsonl', chatExamples(12, 9000)],
  ['valid-sums.jsonl', sums(9000)],
  ...['.', 'b', 'c', 'd'].flatMap((folder, index) => [
    [join(folder, 'chat.jsonl'), chatExamples(20, 1000 * index)],
    [join(folder, 'pairs.jsonl'), pairs(1000 * index)],
    [join(folder, 'sums.jsonl'), sums(1000 * index)],
  ]),
])

function pick(inputs: Inputs, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => names.includes(name)))
}
