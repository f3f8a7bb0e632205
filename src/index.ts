import type { Dependencies } from './dependencies.ts'

/** Each action loads what it needs, and nothing of what the others need; `thread` is the launcher of its threads. */
async function run(load: () => Promise<(deps: Dependencies) => Promise<void>>, thread?: URL): Promise<void> {
  const [{ run: start }, verb] = await Promise.all([import('./run.ts'), load()])
  await start(verb, thread)
}

/** The root action. */
export const main = (thread: URL) =>
  run(async () => (await import('./actions/fine-tune.ts')).fineTune, thread)
/** The action `check`. */
export const check = (thread: URL) => run(async () => (await import('./actions/check.ts')).check, thread)
/** A thread of an action, which checks data. */
export async function worker(): Promise<void> {
  const [{ parentPort }, { serveChecks }, { tokenCounter }] = await Promise.all([
    import('node:worker_threads'),
    import('./dataset/worker-pool.ts'),
    import('./dataset/tokens/example-tokens.ts'),
  ])
  if (parentPort) serveChecks(parentPort, tokenCounter)
}
/** The post step of the root action and of `wait`. */
export const post = () => run(async () => (await import('./actions/post.ts')).finishStopping)
/** The action `wait`. */
export const wait = () => run(async () => (await import('./actions/wait.ts')).wait)
/** The action `find`. */
export const find = () => run(async () => (await import('./actions/find.ts')).find)
/** The action `control`. */
export const control = () => run(async () => (await import('./actions/control.ts')).control)
