import { isObject, type Json } from './json.ts'
import { shownKey } from './key.ts'
import { checkMessages } from './message.ts'
import type { Say } from './problem.ts'
import { checkTools } from './tools.ts'

const OUTPUTS = ['preferred_output', 'non_preferred_output'] as const
// The names in older versions of the API reference; the guide, Azure and every working example say `_output`.
const OLD_OUTPUTS = ['preferred_completion', 'non_preferred_completion'] as const
const LINE_KEYS = new Set<string>(['input', ...OUTPUTS, ...OLD_OUTPUTS])
const INPUT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls'])

/** Whether a line has keys of the dpo format. */
export function hasDpoKeys(line: Json): boolean {
  for (const key of OUTPUTS) if (line[key] !== undefined) return true
  for (const key of OLD_OUTPUTS) if (line[key] !== undefined) return true
  return isObject(line.input) && line.input.messages !== undefined
}

/** Checks a line of the dpo format: an input, and the better and the worse answer (direct preference optimization guide). */
export function checkPreference(line: Json, say: Say): void {
  for (const key in line) {
    if (!LINE_KEYS.has(key)) say('extra-key', '', `${shownKey(key)} is not known in the dpo format`)
  }
  checkInput(line, say)
  for (const [i, key] of OUTPUTS.entries()) {
    const old = OLD_OUTPUTS[i]
    if (line[key] === undefined && old && line[old] !== undefined) {
      say('dpo-old-key', old, `${old} must be called ${key}`)
      continue
    }
    if (old && line[old] !== undefined) say('extra-key', old, `${old} stands beside ${key}, its newer name`)
    checkOutput(line[key], key, say)
  }
}

function checkInput(line: Json, say: Say) {
  const { input } = line
  if (!isObject(input)) {
    const advice = line.messages === undefined ? '' : '; messages belongs inside it'
    return say('dpo-input', 'input', `input must be an object with messages${advice}`)
  }
  for (const key in input) {
    if (!INPUT_KEYS.has(key))
      say('extra-key', 'input', `${shownKey(key)} is not known in the input of the dpo format`)
  }
  checkTools(input, 'input.', say)
  const roles = checkMessages(input.messages, 'input.messages', say)
  if (!roles) return
  if (!roles.all.has('user')) say('no-user', 'input.messages', 'no message has the role user')
  // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
  if (roles.last === 'assistant')
    say('last-message', 'input.messages', 'the last message of the input should not have the role assistant')
}

function checkOutput(output: unknown, key: string, say: Say) {
  if (!Array.isArray(output) || output.length === 0) {
    return say('dpo-output', key, `${key} must be a list with an assistant message`)
  }
  const roles = checkMessages(output, key, say)
  if (!roles) return
  for (const role of roles.all) {
    // Azure's validator lets tool messages in.
    if (role !== 'assistant' && role !== 'tool') {
      say('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`)
    }
  }
  if (!roles.all.has('assistant')) say('dpo-output', key, `${key} has no message with the role assistant`)
  // "We only train on one-turn conversations" (the guide).
  if (output.length > 1) say('dpo-turns', key, `${key} should be a single message`)
}
