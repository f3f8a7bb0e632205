import { isJsonObject, type JsonObject } from '../../json.ts'
import { describeUnexpectedKey } from '../json-path.ts'
import type { ReportProblem } from '../problem.ts'
import { type Conversation, readConversation } from './conversation.ts'
import { checkMessages } from './message.ts'
import { checkCalledFunctions } from './tools.ts'

const OUTPUTS = ['preferred_output', 'non_preferred_output'] as const
// From older versions of the API reference; the guide, Azure and all working examples have `_output`.
const LEGACY_OUTPUTS = ['preferred_completion', 'non_preferred_completion'] as const
const OUTPUT_KEYS = [...OUTPUTS, ...LEGACY_OUTPUTS]
const LINE_KEYS = new Set<string>(['input', ...OUTPUT_KEYS])
const INPUT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls'])

/** Returns whether a line has keys of the dpo format. */
export function hasDpoKeys(line: JsonObject): boolean {
  if (OUTPUT_KEYS.some((key) => line[key] !== undefined)) return true
  return isJsonObject(line.input) && line.input.messages !== undefined
}

/** Checks a line of the dpo format: an input, a better and a worse answer (direct preference optimization guide). */
export function checkPreference(line: JsonObject, report: ReportProblem): void {
  checkKeys(line, LINE_KEYS, '', 'the dpo format', report)
  const functions = checkInput(line, report)?.functions
  for (const [i, key] of OUTPUTS.entries()) {
    const old = LEGACY_OUTPUTS[i]
    if (line[key] === undefined && old && line[old] !== undefined) {
      report('dpo-old-key', old, `rename ${old} to ${key}`)
      continue
    }
    if (old && line[old] !== undefined) report('extra-key', old, `remove ${old}: ${key} is its newer name`)
    checkOutput(line[key], key, functions, report)
  }
  checkDifference(line.preferred_output, line.non_preferred_output, report)
}

function checkKeys(
  object: JsonObject,
  known: ReadonlySet<string>,
  path: string,
  where: string,
  report: ReportProblem,
): void {
  for (const key in object)
    if (!known.has(key))
      report('extra-key', path, () => `${describeUnexpectedKey(key, known)} is not known in ${where}`)
}

function checkInput(line: JsonObject, report: ReportProblem): Conversation | undefined {
  const { input } = line
  if (!isJsonObject(input)) {
    const hint = line.messages === undefined ? '' : '; move messages into it'
    report('dpo-input', 'input', `input must be an object with messages${hint}`)
    return undefined
  }
  checkKeys(input, INPUT_KEYS, 'input', 'the input of the dpo format', report)
  const conversation = readConversation(input, 'input.', report)
  if (!conversation) return undefined
  const { all, last } = conversation.roles
  if (!all.has('user')) report('no-user', 'input.messages', 'no message has the role user')
  // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
  if (last === 'assistant')
    report(
      'last-message',
      'input.messages',
      'the last message of the input should not have the role assistant',
    )
  // "Currently, preference fine-tuning supports text only" (the guide).
  if (conversation.images > 0)
    report('dpo-text', 'input.messages', 'the dpo format is for text only, without images')
  return conversation
}

function checkOutput(
  output: unknown,
  key: string,
  functions: ReadonlySet<string> | undefined,
  report: ReportProblem,
) {
  if (!Array.isArray(output) || output.length === 0) {
    return report('dpo-output', key, `${key} must be a list with an assistant message`)
  }
  const roles = checkMessages(output, key, report)
  if (functions) checkCalledFunctions(output, functions, key, report)
  // Azure's validator accepts tool messages.
  const others = [...roles.all].filter((role) => role !== 'assistant' && role !== 'tool')
  for (const role of others) {
    report('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`)
  }
  if (!roles.all.has('assistant') && !roles.hasMisspelledAssistant && others.length === 0) {
    report('dpo-output', key, `${key} has no message with the role assistant`)
  }
  // "We only train on one-turn conversations" (the guide).
  if (output.length > 1) report('dpo-turns', key, `${key} should be a single message`)
}

/** Checks that the outputs differ, but not in kind: the model learns from any difference. */
function checkDifference(preferred: unknown, other: unknown, report: ReportProblem): void {
  if (!Array.isArray(preferred) || !Array.isArray(other) || preferred.length === 0) return
  if (isEqual(preferred, other)) {
    report(
      'dpo-identical',
      '',
      'preferred_output and non_preferred_output are the same, so there is nothing to learn',
    )
  } else if (other.length > 0 && hasToolCalls(preferred.at(-1)) !== hasToolCalls(other.at(-1))) {
    report('dpo-kind', '', 'one output is text and the other calls a tool')
  }
}

function hasToolCalls(message: unknown): boolean {
  return isJsonObject(message) && Array.isArray(message.tool_calls) && message.tool_calls.length > 0
}

// An output, its message, the calls, a call, its function and the texts in it.
const MAX_DEPTH = 6

/** Returns whether two JSON values are equal, down to the depth of a message. */
function isEqual(a: unknown, b: unknown, depth = MAX_DEPTH): boolean {
  if (a === b) return true
  if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const entries = Object.entries(a)
  const others = new Map(Object.entries(b))
  return (
    Array.isArray(a) === Array.isArray(b) &&
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && isEqual(value, others.get(key), depth - 1))
  )
}
