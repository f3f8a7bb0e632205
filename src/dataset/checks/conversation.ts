import { isObject, type JsonObject } from '../json-syntax.ts'
import type { Say } from '../problem.ts'
import { checkImages } from './image.ts'
import { checkMessages, type Roles } from './message.ts'
import { checkCalled, checkTools } from './tools.ts'

/** A conversation as far as it could be understood. */
export interface Conversation {
  messages: readonly unknown[]
  roles: Roles
  images: number
  /** The names of the functions that may be called; undefined where a line does not tell of any. */
  functions: ReadonlySet<string> | undefined
}

/**
 * Checks `messages`, what stands beside them about tools, and how it all goes together; undefined when there are no
 * messages. The path is that of the object and ends in a dot, or is empty.
 */
export function checkConversation(fields: JsonObject, path: string, say: Say): Conversation | undefined {
  const functions = checkTools(fields, path, say)
  const { messages } = fields
  const at = `${path}messages`
  const roles = checkMessages(messages, at, say)
  if (!roles || !Array.isArray(messages)) return undefined
  checkTurns(messages, at, say)
  if (functions) checkCalled(messages, functions, at, say)
  return { messages, roles, images: checkImages(messages, at, say), functions }
}

function checkTurns(messages: readonly unknown[], path: string, say: Say): void {
  let before: unknown
  let calls = NONE
  let callsAt = 0
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (!isObject(message)) continue
    const { role } = message
    if (role === 'tool') checkAnswer(message, calls, `${path}[${i}]`, say)
    else {
      // The chat API refuses it: "must be followed by tool messages responding to each 'tool_call_id'".
      if (calls.size > 0) sayUnanswered(calls, `${path}[${callsAt}]`, say)
      calls = idsOf(message)
      callsAt = i
      // A server refused it as "invalid schema" (microsoft-foundry/fine-tuning, issue 23).
      if (role === 'assistant' && before === 'assistant') {
        say('consecutive-assistant', `${path}[${i}]`, 'an assistant message follows another')
      }
    }
    before = role
  }
  // Calls at the very end are what is to be learnt; but where one of them is answered, all are.
  if (calls.size > 0 && before === 'tool') sayUnanswered(calls, `${path}[${callsAt}]`, say)
}

const NONE = new Set<string>()

function idsOf({ role, tool_calls: calls }: JsonObject): Set<string> {
  if (role !== 'assistant' || !Array.isArray(calls)) return NONE
  return new Set(calls.flatMap((call) => (isObject(call) && typeof call.id === 'string' ? call.id : [])))
}

/** In whatever order: calls that were made together may be answered in any. */
function checkAnswer({ tool_call_id: id }: JsonObject, calls: Set<string>, path: string, say: Say): void {
  // Without an id it has been told already.
  if (typeof id !== 'string' || calls.delete(id)) return
  say(
    'orphan-tool-message',
    `${path}.tool_call_id`,
    'the tool message answers no call of the assistant before it',
  )
}

function sayUnanswered(calls: ReadonlySet<string>, path: string, say: Say): void {
  const what = calls.size === 1 ? 'a call is' : `${calls.size} calls are`
  say('unanswered-call', `${path}.tool_calls`, `${what} not answered by a tool message right after`)
}
