import type { Action, RunAction } from './run.ts'

// Three groups load separately: actions that read a dataset, actions that need only a job, and worker threads. More
// groups would save no time.
const loadDataActions = () => import('./data-actions.ts')
const loadJobActions = () => import('./job-actions.ts')

/** Actions that load together, with the way to run them on GitHub. */
type Group<Name extends string> = Readonly<Record<Name, Action>> & { run: RunAction }

/**
 * Returns what runs an action: with the URL of a file in the folder of the build, and for the command line with another way to
 * run it.
 */
function start<Name extends string>(load: () => Promise<Group<Name>>, name: Name) {
  return async (launcherUrl: string, run?: RunAction) => {
    const group = await load()
    await (run ?? group.run)(group[name], launcherUrl)
  }
}

/** Runs the root action. */
export const main = start(loadDataActions, 'fineTune')
/** Runs the action `check`. */
export const check = start(loadDataActions, 'check')
/** Runs the action `wait`. */
export const wait = start(loadJobActions, 'wait')
/** Runs the action `find`. */
export const find = start(loadJobActions, 'find')
/** Runs the action `control`. */
export const control = start(loadJobActions, 'control')
/** Runs the action `evaluate`. */
export const evaluate = start(loadDataActions, 'evaluate')
/** Runs the action `deploy`. */
export const deploy = start(loadJobActions, 'deploy')
/** Runs the post step of the root action and of `wait`. */
export const post = start(loadJobActions, 'post')
/** Runs a worker thread, which checks lines of a dataset. */
export const worker = async (launcherUrl: string) => (await import('./worker.ts')).runWorker(launcherUrl)
/** Runs the command line. */
export const cli = async (launcherUrl: string) =>
  (await loadJobActions()).runCommandLine(launcherUrl, {
    train: main,
    check,
    wait,
    find,
    control,
    evaluate,
    deploy,
    post,
    fix: async (launcherUrl, options, run) => {
      const { fixFiles } = await loadDataActions()
      await run((deps) => fixFiles(deps, options), launcherUrl)
    },
  })
