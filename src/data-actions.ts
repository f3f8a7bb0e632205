import { check } from './actions/check.ts'
import { evaluate } from './actions/evaluate.ts'
import { fineTune } from './actions/fine-tune.ts'
import { run } from './run.ts'

/** Runs the root action. */
export const runFineTune = (launcherUrl: string) => run(fineTune, launcherUrl)
/** Runs the action `check`. */
export const runCheck = (launcherUrl: string) => run(check, launcherUrl)
/** Runs the action `evaluate`. */
export const runEvaluate = (launcherUrl: string) => run(evaluate, launcherUrl)
