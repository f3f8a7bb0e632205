import { check } from './actions/check.ts'
import { fineTune } from './actions/fine-tune.ts'
import type { FixOptions } from './cli/fix-files.ts'
import { run as runOnGithub } from './run.ts'

/** Runs the root action. */
export const runFineTune = (launcherUrl: string, run = runOnGithub) => run(fineTune, launcherUrl)
/** Runs the action `check`. */
export const runCheck = (launcherUrl: string, run = runOnGithub) => run(check, launcherUrl)
/** Runs the action `evaluate`, which the others need not load. */
export const runEvaluate = async (launcherUrl: string, run = runOnGithub) =>
  run((await import('./actions/evaluate.ts')).evaluate, launcherUrl)
/** Runs the fixes of `check --fix`, or only shows them; the actions need not load them. */
export const runFix = async (launcherUrl: string, options: FixOptions, run = runOnGithub) => {
  const { fixFiles } = await import('./cli/fix-files.ts')
  return run((deps) => fixFiles(deps, options), launcherUrl)
}
