// Three groups load separately: actions that read a dataset, actions that need only a job, and worker threads. More
// groups would save no time. `launcherUrl` is the URL of a file in the folder of the build.
const loadDataActions = () => import('./data-actions.ts')
const loadJobActions = () => import('./job-actions.ts')

/** Runs the root action. */
export const main = async (launcherUrl: string) => (await loadDataActions()).runFineTune(launcherUrl)
/** Runs the action `check`. */
export const check = async (launcherUrl: string) => (await loadDataActions()).runCheck(launcherUrl)
/** Runs the action `wait`. */
export const wait = async (launcherUrl: string) => (await loadJobActions()).runWait(launcherUrl)
/** Runs the action `find`. */
export const find = async (launcherUrl: string) => (await loadJobActions()).runFind(launcherUrl)
/** Runs the action `control`. */
export const control = async (launcherUrl: string) => (await loadJobActions()).runControl(launcherUrl)
/** Runs the action `evaluate`. */
export const evaluate = async (launcherUrl: string) => (await loadDataActions()).runEvaluate(launcherUrl)
/** Runs the action `deploy`. */
export const deploy = async (launcherUrl: string) => (await loadJobActions()).runDeploy(launcherUrl)
/** Runs the post step of the root action and of `wait`. */
export const post = async (launcherUrl: string) => (await loadJobActions()).runPost(launcherUrl)
/** Runs a worker thread, which checks lines of a dataset. */
export const worker = async (launcherUrl: string) => (await import('./worker.ts')).runWorker(launcherUrl)
