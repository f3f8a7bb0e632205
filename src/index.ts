import type { RunAction } from './run.ts'

// Three groups load separately: actions that read a dataset, actions that need only a job, and worker threads. More
// groups would save no time. `launcherUrl` is the URL of a file in the folder of the build.
const loadDataActions = () => import('./data-actions.ts')
const loadJobActions = () => import('./job-actions.ts')

/** Runs the root action; `run` replaces how an action is run. */
export const main = async (launcherUrl: string, run?: RunAction) =>
  (await loadDataActions()).runFineTune(launcherUrl, run)
/** Runs the action `check`. */
export const check = async (launcherUrl: string, run?: RunAction) =>
  (await loadDataActions()).runCheck(launcherUrl, run)
/** Runs the action `wait`. */
export const wait = async (launcherUrl: string, run?: RunAction) =>
  (await loadJobActions()).runWait(launcherUrl, run)
/** Runs the action `find`. */
export const find = async (launcherUrl: string, run?: RunAction) =>
  (await loadJobActions()).runFind(launcherUrl, run)
/** Runs the action `control`. */
export const control = async (launcherUrl: string, run?: RunAction) =>
  (await loadJobActions()).runControl(launcherUrl, run)
/** Runs the action `evaluate`. */
export const evaluate = async (launcherUrl: string, run?: RunAction) =>
  (await loadDataActions()).runEvaluate(launcherUrl, run)
/** Runs the action `deploy`. */
export const deploy = async (launcherUrl: string, run?: RunAction) =>
  (await loadJobActions()).runDeploy(launcherUrl, run)
/** Runs the post step of the root action and of `wait`. */
export const post = async (launcherUrl: string, run?: RunAction) =>
  (await loadJobActions()).runPost(launcherUrl, run)
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
    fix: async (launcherUrl, options, run) => (await loadDataActions()).runFix(launcherUrl, options, run),
  })
