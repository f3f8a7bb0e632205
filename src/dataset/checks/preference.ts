import { shownKey } from '../json-path.ts'
import { isObject, type JsonObject } from '../json-syntax.ts'
import type { Say } from '../problem.ts'
import { type Conversation, checkConversation } from './conversation.ts'
import { checkMessages } from './message.ts'
import { checkCalled } from './tools.ts'

const OUTPUTS = ['preferred_output', 'non_preferred_output'] as const
// The names in older versions of the API reference; the guide, Azure and every working example say `_output`.
const OLD_OUTPUTS = ['preferred_completion', 'non_preferred_completion'] as const
const LINE_KEYS = new Set<string>(['input', ...OUTPUTS, ...OLD_OUTPUTS])
const INPUT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls'])

/** Whether a line has keys of the dpo format. */
export function hasDpoKeys(line: JsonObject): boolean {
  for (const key of OUTPUTS) if (line[key] !== undefined) return true
  for (const key of OLD_OUTPUTS) if (line[key] !== undefined) return true
  return isObject(line.input) && line.input.messages !== undefined
}

/** Checks a line of the dpo format: an input, and the better and the worse answer (direct preference optimization guide). */
export function checkPreference(line: JsonObject, say: Say): void {
  for (const key in line) {
    if (!LINE_KEYS.has(key))
      say('extra-key', '', () => `${shownKey(key, LINE_KEYS)} is not known in the dpo format`)
  }
  const functions = checkInput(line, say)?.functions
  for (const [i, key] of OUTPUTS.entries()) {
    const old = OLD_OUTPUTS[i]
    if (line[key] === undefined && old && line[old] !== undefined) {
      say('dpo-old-key', old, `${old} must be called ${key}`)
      continue
    }
    if (old && line[old] !== undefined) say('extra-key', old, `${old} stands beside ${key}, its newer name`)
    checkOutput(line[key], key, functions, say)
  }
  checkDifference(line.preferred_output, line.non_preferred_output, say)
}

function checkInput(line: JsonObject, say: Say): Conversation | undefined {
  const { input } = line
  if (!isObject(input)) {
    const hint = line.messages === undefined ? '' : '; messages belongs inside it'
    say('dpo-input', 'input', `input must be an object with messages${hint}`)
    return undefined
  }
  for (const key in input) {
    if (!INPUT_KEYS.has(key))
      say(
        'extra-key',
        'input',
        () => `${shownKey(key, INPUT_KEYS)} is not known in the input of the dpo format`,
      )
  }
  const conversation = checkConversation(input, 'input.', say)
  if (!conversation) return undefined
  const { all, last } = conversation.roles
  if (!all.has('user')) say('no-user', 'input.messages', 'no message has the role user')
  // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
  if (last === 'assistant')
    say('last-message', 'input.messages', 'the last message of the input should not have the role assistant')
  // "Currently, preference fine-tuning supports text only" (the guide).
  if (conversation.images > 0)
    say('dpo-text', 'input.messages', 'the dpo format is for text only, without images')
  return conversation
}

function checkOutput(output: unknown, key: string, functions: ReadonlySet<string> | undefined, say: Say) {
  if (!Array.isArray(output) || output.length === 0) {
    return say('dpo-output', key, `${key} must be a list with an assistant message`)
  }
  const roles = checkMessages(output, key, say)
  if (!roles) return
  if (functions) checkCalled(output, functions, key, say)
  // Azure's validator lets tool messages in.
  const others = [...roles.all].filter((role) => role !== 'assistant' && role !== 'tool')
  for (const role of others) {
    say('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`)
  }
  if (!roles.all.has('assistant') && others.length === 0) {
    say('dpo-output', key, `${key} has no message with the role assistant`)
  }
  // "We only train on one-turn conversations" (the guide).
  if (output.length > 1) say('dpo-turns', key, `${key} should be a single message`)
}

/** A pair teaches by its difference, and one of a kind that was not meant teaches that. */
function checkDifference(preferred: unknown, other: unknown, say: Say): void {
  if (!Array.isArray(preferred) || !Array.isArray(other) || preferred.length === 0) return
  if (isSame(preferred, other)) {
    say(
      'dpo-identical',
      '',
      'preferred_output and non_preferred_output are the same, so there is nothing to learn',
    )
  } else if (other.length > 0 && calls(preferred.at(-1)) !== calls(other.at(-1))) {
    say('dpo-kind', '', 'one output is a text and the other calls a tool')
  }
}

function calls(message: unknown): boolean {
  return isObject(message) && Array.isArray(message.tool_calls) && message.tool_calls.length > 0
}

// An output, its message, the calls, a call, its function and the texts in it.
const DEPTH = 6

/** Whether two JSON values are the same, as far as a message is deep. */
function isSame(a: unknown, b: unknown, depth = DEPTH): boolean {
  if (a === b) return true
  if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const entries = Object.entries(a)
  const others = new Map(Object.entries(b))
  return (
    Array.isArray(a) === Array.isArray(b) &&
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && isSame(value, others.get(key), depth - 1))
  )
}
