import type { Dependencies } from './dependencies.ts'

export { control } from './actions/control.ts'
export { find } from './actions/find.ts'
export { post } from './actions/post.ts'
export { wait } from './actions/wait.ts'
export { run } from './run.ts'

/** Runs the action `deploy`, which the others need not load. */
export const deploy = async (deps: Dependencies) => (await import('./actions/deploy.ts')).deploy(deps)
/** Runs the command line, which uses what these actions load, so that they load nothing for it. */
export const runCommandLine = async (
  ...args: Parameters<typeof import('./command-line.ts').runCommandLine>
) => (await import('./command-line.ts')).runCommandLine(...args)
