import type { World } from './verbs/world.ts'

/** Each action loads what it needs, and nothing of what the others need; `thread` is the launcher of its threads. */
async function run(load: () => Promise<(world: World) => Promise<void>>, thread?: URL): Promise<void> {
  const [{ start }, verb] = await Promise.all([import('./start.ts'), load()])
  await start(verb, thread)
}

/** The root action. */
export const main = (thread: URL) => run(async () => (await import('./verbs/fine-tune.ts')).fineTune, thread)
/** The action `check`. */
export const check = (thread: URL) => run(async () => (await import('./verbs/check.ts')).check, thread)
/** A thread of an action, which checks data. */
export async function thread(): Promise<void> {
  const [{ parentPort }, { serveChecks }, { tokenCounter }] = await Promise.all([
    import('node:worker_threads'),
    import('./dataset/threads.ts'),
    import('./dataset/tokens.ts'),
  ])
  if (parentPort) serveChecks(parentPort, tokenCounter)
}
/** The post step of the root action and of `wait`. */
export const post = () => run(async () => (await import('./verbs/post.ts')).finishStopping)
/** The action `wait`. */
export const wait = () => run(async () => (await import('./verbs/wait.ts')).wait)
/** The action `find`. */
export const find = () => run(async () => (await import('./verbs/find.ts')).find)
/** The action `control`. */
export const control = () => run(async () => (await import('./verbs/control.ts')).control)
