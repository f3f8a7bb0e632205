import { isJsonObject, type JsonObject } from '../../json.ts'
import type { ReportProblem } from '../problem.ts'
import { checkImageCount } from './image.ts'
import { checkMessages, type Roles } from './message.ts'
import { checkCalledFunctions, readToolNames } from './tools.ts'

/** The valid parts of a conversation. */
export interface Conversation {
  messages: readonly unknown[]
  roles: Roles
  images: number
  /** The names of the functions that may be called; undefined when the line defines none. */
  functions: ReadonlySet<string> | undefined
}

/**
 * Checks `messages` and the definitions of tools, and whether they fit together; returns undefined when there are no
 * messages. The path is that of the object and ends in a dot, or is empty.
 */
export function readConversation(
  fields: JsonObject,
  path: string,
  report: ReportProblem,
): Conversation | undefined {
  const functions = readToolNames(fields, path, report)
  const { messages } = fields
  const at = `${path}messages`
  if (!Array.isArray(messages) || messages.length === 0) {
    const problem = Array.isArray(messages) ? 'is empty' : 'must be a list of messages'
    report('no-messages', at, `${at} ${messages === undefined ? 'is missing' : problem}`)
    return undefined
  }
  const roles = checkMessages(messages, at, report)
  checkTurns(messages, at, report)
  if (functions) checkCalledFunctions(messages, functions, at, report)
  return { messages, roles, images: checkImageCount(messages, at, report), functions }
}

function checkTurns(messages: readonly unknown[], path: string, report: ReportProblem): void {
  let before: unknown
  let calls = NONE
  let callsAt = 0
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (!isJsonObject(message)) continue
    const { role } = message
    if (role === 'tool') checkToolMessage(message, calls, `${path}[${i}]`, report)
    else {
      // The chat API rejects it: "must be followed by tool messages responding to each 'tool_call_id'".
      if (calls.size > 0) reportUnanswered(calls, `${path}[${callsAt}]`, report)
      calls = getCallIds(message)
      callsAt = i
      // A server rejected it as "invalid schema" (microsoft-foundry/fine-tuning, issue 23).
      if (role === 'assistant' && before === 'assistant') {
        report('consecutive-assistant', `${path}[${i}]`, 'an assistant message follows another')
      }
    }
    before = role
  }
  // Calls at the end are what the model learns; but if one of them is answered, all must be.
  if (calls.size > 0 && before === 'tool') reportUnanswered(calls, `${path}[${callsAt}]`, report)
}

const NONE = new Set<string>()

function getCallIds({ role, tool_calls: calls }: JsonObject): Set<string> {
  if (role !== 'assistant' || !Array.isArray(calls)) return NONE
  return new Set(calls.flatMap((call) => (isJsonObject(call) && typeof call.id === 'string' ? call.id : [])))
}

/** Accepts any order: calls that were made together may be answered in any. */
function checkToolMessage(
  { tool_call_id: id }: JsonObject,
  calls: Set<string>,
  path: string,
  report: ReportProblem,
): void {
  // A missing id was already reported.
  if (typeof id !== 'string' || calls.delete(id)) return
  report(
    'orphan-tool-message',
    `${path}.tool_call_id`,
    'the tool message answers no call of the preceding assistant message',
  )
}

function reportUnanswered(calls: ReadonlySet<string>, path: string, report: ReportProblem): void {
  const subject = calls.size === 1 ? 'a call is' : `${calls.size} calls are`
  report('unanswered-call', `${path}.tool_calls`, `${subject} not answered by the tool messages that follow`)
}
