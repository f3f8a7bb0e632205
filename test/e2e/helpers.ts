import { fileURLToPath } from 'node:url'
import { newId } from '../../sandbox/id.ts'
import type { JobRecord, Moment } from '../../sandbox/job.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import { type ActionOptions, type RunningAction, startAction } from '../../tools/runner/runner.ts'
import { openDoor } from '../support/auth.ts'
import { withoutLeaks } from '../support/leaks.ts'
import { chat } from '../support/run-action.ts'

/** The shortest life that has everything. */
export const LIFE: readonly Moment[] = [
  { status: 'running', says: [{ message: 'under way' }] },
  { status: 'succeeded', says: [{ message: 'done' }] },
]
/** It begins, and never ends. */
export const ENDLESS: readonly Moment[] = LIFE.slice(0, 1)

export const MODEL = 'gpt-4.1-mini-2025-04-14'
const TRAINING = { 'training-file': 'train.jsonl', model: MODEL }

/** One step of a workflow: of the root action, with data and model, unless another one is named. */
export interface Step extends Pick<ActionOptions, 'inputs' | 'workspace'> {
  action?: 'wait' | 'find' | 'control'
  /** The id of the workflow run. */
  run?: string
  /** How many times faster time passes for the action. */
  speed?: number
}

/** One server, against which the built actions are run as often as a test likes. */
export async function serverOf({ azure = false, ...options }: SandboxOptions = {}) {
  const key = newId(azure ? '' : 'sk-sandbox-', 32)
  const door = await openDoor(azure, key)
  const accepts = door.accepts && { accepts: door.accepts }
  const scripts = Array(20).fill(LIFE)
  const sandbox = await startSandbox({ pace: 'look', scripts, ...accepts, key, ...options, azure })
  const start = ({ action, run = '1', speed = 20, inputs, workspace }: Step = {}): RunningAction =>
    startAction({
      action: action && fileURLToPath(new URL(`../../${action}`, import.meta.url)),
      workspace: workspace ?? { 'train.jsonl': chat(60), 'valid.jsonl': chat(12, 1000) },
      secrets: [sandbox.key],
      env: {
        ...door.env,
        GITHUB_RUN_ID: run,
        NODE_OPTIONS: `--import=${new URL(`../support/fast-clock.mjs?speed=${speed}`, import.meta.url).href}`,
      },
      inputs: {
        'base-url': sandbox.url,
        ...door.inputs,
        ...(action ? {} : TRAINING),
        ...(action === 'find' || action === 'control' ? {} : { 'poll-interval': '0.05' }),
        ...inputs,
      },
    })
  return {
    sandbox,
    start,
    run: async (step?: Step) => withoutLeaks(await start(step).done, door.credentials()),
    /** A job that is there already, and stands as it is told to. */
    job(metadata: Record<string, string>, status: string, script = LIFE): JobRecord {
      const file = sandbox.addFile(chat(12))
      file.status = 'processed'
      const { id } = sandbox.addJob({ training_file: file.id, metadata }, script)
      return sandbox.happen(id, { status })
    },
    /** Deletes a file or a model, as somebody else may do. */
    remove: (path: string) =>
      fetch(`${sandbox.url}/${path}`, {
        method: 'DELETE',
        headers: { 'x-by': 'somebody', authorization: `Bearer ${sandbox.key}`, 'api-key': sandbox.key },
      }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([sandbox.close(), door.close()])
    },
  }
}

/** What the action has asked for that changes something, in order, every id replaced by `:id`. */
export function changes({ requests }: Sandbox): string[] {
  return requests
    .filter(({ method, headers }) => method !== 'GET' && headers['x-by'] === undefined)
    .map(({ method, path }) => `${method} ${path.replace(/(file|ftjob)-\w+/g, ':id')}`)
}

export const UPLOAD = 'POST /files'
export const CREATE = 'POST /fine_tuning/jobs'
export const DELETE_FILE = 'DELETE /files/:id'
export const command = (name: 'cancel' | 'pause' | 'resume') => `POST /fine_tuning/jobs/:id/${name}`

/** Why a step failed, and what it warned of; the end of a base model aside. */
export const said = (
  { annotations }: { annotations: { level: string; message: string }[] },
  wanted: 'error' | 'warning' | 'notice',
) =>
  annotations
    .filter(({ level, message }) => level === wanted && !/ be shut down on /.test(message))
    .map(({ message }) => message)
