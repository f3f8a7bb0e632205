import { ActionError } from '../errors.ts'

/** Formats an error for the user: the message, and the hint in a second line. An unexpected error is called a bug. */
export function formatError(error: unknown): string {
  if (error instanceof ActionError) return [error.message, error.hint].filter(Boolean).join('\n')
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const location = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0]
  return `This is a bug in the action, please report it: ${message}${location ? ` (${location})` : ''}`
}
