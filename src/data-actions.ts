import type { FixOptions } from './cli/fix-files.ts'
import type { Dependencies } from './dependencies.ts'

export { check } from './actions/check.ts'
export { fineTune } from './actions/fine-tune.ts'
export { run } from './run.ts'

/** Runs the action `evaluate`, which the others need not load. */
export const evaluate = async (deps: Dependencies) => (await import('./actions/evaluate.ts')).evaluate(deps)
/** Writes the fixes of `check --fix`, or only shows them; the actions need not load them. */
export const fixFiles = async (deps: Dependencies, options: FixOptions) =>
  (await import('./cli/fix-files.ts')).fixFiles(deps, options)
