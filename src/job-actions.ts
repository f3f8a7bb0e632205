import { control } from './actions/control.ts'
import { find } from './actions/find.ts'
import { post } from './actions/post.ts'
import { wait } from './actions/wait.ts'
import { run as runOnGithub } from './run.ts'

/** Runs the action `wait`. */
export const runWait = (launcherUrl: string, run = runOnGithub) => run(wait, launcherUrl)
/** Runs the action `find`. */
export const runFind = (launcherUrl: string, run = runOnGithub) => run(find, launcherUrl)
/** Runs the action `control`. */
export const runControl = (launcherUrl: string, run = runOnGithub) => run(control, launcherUrl)
/** Runs the action `deploy`, which the others need not load. */
export const runDeploy = async (launcherUrl: string, run = runOnGithub) =>
  run((await import('./actions/deploy.ts')).deploy, launcherUrl)
/** Runs the post step of the root action and of `wait`. */
export const runPost = (launcherUrl: string, run = runOnGithub) => run(post, launcherUrl)
/** Runs the command line, which uses what these actions load, so that they load nothing for it. */
export const runCommandLine = async (
  ...args: Parameters<typeof import('./command-line.ts').runCommandLine>
) => (await import('./command-line.ts')).runCommandLine(...args)
