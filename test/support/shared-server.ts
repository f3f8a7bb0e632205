import { fileURLToPath } from 'node:url'
import type { JobRecord, Transition } from '../../sandbox/job.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import type { ActionOptions, RunningAction } from '../../tools/runner/action-run.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import { setUpAuth } from './auth.ts'
import { assertNoLeaks } from './leaks.ts'
import { preload } from './preload.ts'
import { chatExamples } from './run-action.ts'

/** The shortest lifecycle with an event and a model. */
export const LIFECYCLE: readonly Transition[] = [
  { status: 'running', events: [{ message: 'under way' }] },
  { status: 'succeeded', events: [{ message: 'done' }] },
]
/** A job that begins and never ends. */
export const ENDLESS: readonly Transition[] = LIFECYCLE.slice(0, 1)

export const MODEL = 'gpt-4.1-mini-2025-04-14'
const TRAINING = { 'training-file': 'train.jsonl', model: MODEL }

/** One step of a workflow: of the root action, with data and model, unless another action is named. */
export interface StepOptions
  extends Pick<ActionOptions, 'inputs' | 'workspace' | 'event' | 'token' | 'secrets'> {
  action?: 'wait' | 'find' | 'control' | 'evaluate'
  /** The id of the workflow run. */
  run?: string
  attempt?: number
  /** How many times faster time passes for the action. */
  speed?: number
  env?: Record<string, string>
}

/** Starts one server that outlives many steps, each of them a run of a built action. */
export async function startServer({ dialect = 'openai', ...options }: SandboxOptions = {}) {
  const auth = await setUpAuth(dialect, options.key)
  const scripts = Array(20).fill(LIFECYCLE)
  const sandbox = await startSandbox({ advance: 'poll', scripts, ...options, ...auth.server, dialect })
  const start = (step: StepOptions = {}): RunningAction => {
    const { action, run = '1', attempt = 1, speed = 20, inputs, workspace, env, ...rest } = step
    return startMainStep({
      action: action && fileURLToPath(new URL(`../../${action}`, import.meta.url)),
      workspace: workspace ?? { 'train.jsonl': chatExamples(60), 'valid.jsonl': chatExamples(12, 1000) },
      secrets: [sandbox.key],
      env: {
        ...auth.env,
        GITHUB_RUN_ID: run,
        GITHUB_RUN_ATTEMPT: `${attempt}`,
        ...(speed !== 1 && { NODE_OPTIONS: preload(`fast-clock.mjs?speed=${speed}`) }),
        ...env,
      },
      ...rest,
      inputs: {
        'base-url': sandbox.url,
        ...auth.inputs,
        ...(action ? {} : TRAINING),
        ...(action === undefined || action === 'wait' ? { 'poll-interval': '0.05' } : {}),
        ...inputs,
      },
    })
  }
  return {
    sandbox,
    start,
    run: async (step?: StepOptions) => assertNoLeaks(await start(step).done, auth.credentials()),
    /** Creates a job with this metadata and this status. */
    job(metadata: Record<string, string>, status: string, script = LIFECYCLE): JobRecord {
      const file = sandbox.addFile(chatExamples(12))
      file.status = 'processed'
      const { id } = sandbox.addJob({ training_file: file.id, metadata }, script)
      return sandbox.apply(id, { status })
    },
    /** Deletes a file or a model, as another client may do. */
    remove: (path: string) =>
      fetch(`${sandbox.url}/${path}`, {
        method: 'DELETE',
        headers: {
          'x-by': 'another client',
          authorization: `Bearer ${sandbox.key}`,
          'api-key': sandbox.key,
        },
      }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([sandbox.close(), auth.close()])
    },
  }
}

/** Returns the action's requests that change something, in order, with `:id` for every id. */
export function listWrites({ requests }: Sandbox): string[] {
  return requests
    .filter(
      ({ method, path, headers }) =>
        method !== 'GET' && path !== '/chat/completions' && headers['x-by'] === undefined,
    )
    .map(({ method, path }) => `${method} ${path.replace(/(file|ftjob)-\w+/g, ':id')}`)
}

export const UPLOAD = 'POST /files'
export const CREATE = 'POST /fine_tuning/jobs'
export const DELETE_FILE = 'DELETE /files/:id'

/** Returns the request of a command as `listWrites` has it. */
export function commandRequest(name: 'cancel' | 'pause' | 'resume'): string {
  return `POST /fine_tuning/jobs/:id/${name}`
}

/** Returns the annotations of one level, without the one about the shutdown of a base model. */
export function annotationTexts(
  { annotations }: { annotations: { level: string; message: string }[] },
  level: 'error' | 'warning' | 'notice',
): string[] {
  return annotations
    .filter((annotation) => annotation.level === level && !/ be shut down on /.test(annotation.message))
    .map(({ message }) => message)
}
