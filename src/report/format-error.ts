import { ActionError } from '../errors.ts'

/** What went wrong, for a person: a sentence and what to do about it. An error that nobody expected is called a bug. */
export function formatError(error: unknown): string {
  if (error instanceof ActionError) return [error.message, error.hint].filter(Boolean).join('\n')
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const where = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0]
  return `This is a bug in the action, please report it: ${message}${where ? ` (${where})` : ''}`
}
