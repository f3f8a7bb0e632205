// One pair of listeners for all tasks: node warns of a leak from the eleventh listener on.
let exitTasks: Set<() => void> | undefined

/** Runs a task when this process exits; returns a function that removes the task. */
export function onExit(task: () => void): () => void {
  if (exitTasks === undefined) {
    const tasks = new Set<() => void>()
    exitTasks = tasks
    process.once('exit', () => {
      for (const pending of [...tasks].toReversed()) pending()
    })
    // Vitest ends its workers with SIGTERM, after which node emits no exit event.
    process.once('SIGTERM', () => process.exit(143))
  }
  exitTasks.add(task)
  return () => exitTasks?.delete(task)
}
