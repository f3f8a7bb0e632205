import { control } from './actions/control.ts'
import { deploy } from './actions/deploy.ts'
import { find } from './actions/find.ts'
import { post } from './actions/post.ts'
import { wait } from './actions/wait.ts'
import { run } from './run.ts'

/** Runs the action `wait`. */
export const runWait = (launcherUrl: string) => run(wait, launcherUrl)
/** Runs the action `find`. */
export const runFind = (launcherUrl: string) => run(find, launcherUrl)
/** Runs the action `control`. */
export const runControl = (launcherUrl: string) => run(control, launcherUrl)
/** Runs the action `deploy`. */
export const runDeploy = (launcherUrl: string) => run(deploy, launcherUrl)
/** Runs the post step of the root action and of `wait`. */
export const runPost = (launcherUrl: string) => run(post, launcherUrl)
