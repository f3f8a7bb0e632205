import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { ActionOptions, ActionRun, RunningAction } from './action-run.ts'
import { isTruthy, statusFunctions } from './expression.ts'
import { launch } from './launch.ts'
import { actionFolder, readManifest } from './manifest.ts'
import { onExit } from './on-exit.ts'

// Sources: actions/runner, Runner.Worker/ExecutionContext.cs and CreateStepSummaryCommand.

/** Runs the main step of an action to its end. */
export function runMainStep(options: ActionOptions = {}): Promise<ActionRun> {
  return startMainStep(options).done
}

/** Starts the main step of an action as GitHub's runner does, and returns while it runs. */
export function startMainStep(options: ActionOptions = {}): RunningAction {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'runner-'))
  onExit(() => rmSync(base, { recursive: true, force: true, maxRetries: 3 }))
  const files = options.workspace ?? {}
  const workspace = typeof files === 'string' ? realpathSync(files) : join(base, 'workspace')
  const temp = join(base, '_temp')
  for (const folder of [workspace, temp, join(base, 'home')]) mkdirSync(folder, { recursive: true })
  if (typeof files !== 'string') {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), content)
    }
  }
  const { main } = readManifest(actionFolder(options))
  if (main === undefined) throw new Error('action.yml has no runs.main')
  return launch({ entry: main, options, folders: { base, workspace, temp }, masks: [], env: {}, state: {} })
}

/**
 * Runs the post step of a main step, with the state that the main step has saved. Resolves to `undefined` if the action
 * has none, or if its `post-if` is false. The status of the job is the conclusion of the main step, unless `jobStatus`
 * says otherwise.
 */
export async function runPostStep(
  run: ActionRun,
  { jobStatus = run.conclusion, env }: Pick<ActionOptions, 'jobStatus' | 'env'> = {},
): Promise<ActionRun | undefined> {
  const { post, postIf } = readManifest(actionFolder(run.options))
  if (
    post === undefined ||
    !isTruthy(postIf, { contexts: {}, functions: statusFunctions({ [jobStatus]: true }) })
  )
    return undefined
  return launch({
    entry: post,
    options: { ...run.options, jobStatus, env: { ...run.options.env, ...env } },
    folders: { base: dirname(run.temp), workspace: run.workspace, temp: run.temp },
    masks: run.masks,
    env: { ...run.env, PATH: [...run.path.toReversed(), process.env.PATH].join(delimiter) },
    state: run.state,
  }).done
}
