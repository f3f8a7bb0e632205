import { fieldsOf } from './checks/grader-fields.ts'
import { checkPreference, hasDpoKeys } from './checks/preference.ts'
import { checkReinforcement } from './checks/reinforcement.ts'
import { checkChat, checkCompletions, isChatKey } from './checks/supervised.ts'
import { isObject, type JsonObject } from './json-syntax.ts'
import type { Say } from './problem.ts'

/** The name of a way to train a model. */
export type MethodName = 'supervised' | 'dpo' | 'reinforcement'

/** The shape of a line: each method has its own, supervised has two. */
export type Format = 'chat' | 'completions' | 'dpo' | 'reinforcement'

/** The formats that a method takes, the usual one first. */
export const FORMATS: Record<MethodName, readonly [Format, ...Format[]]> = {
  supervised: ['chat', 'completions'],
  dpo: ['dpo'],
  reinforcement: ['reinforcement'],
}

/** Checks a line by the rules of its format. */
export const CHECKS: Record<Format, (line: JsonObject, say: Say) => void> = {
  chat: checkChat,
  completions: checkCompletions,
  dpo: checkPreference,
  reinforcement: checkReinforcement,
}

/** The format that a line has, in doubt one that the method takes; undefined when it has none. */
export function formatOf(line: JsonObject, method: MethodName): Format | undefined {
  if (line.messages !== undefined) {
    // Every other key is free there.
    if (method === 'reinforcement') return isAnswered(line) ? 'chat' : 'reinforcement'
    if (method === 'dpo' && hasDpoKeys(line)) return 'dpo'
    return isPromptForGrader(line) ? 'reinforcement' : 'chat'
  }
  if (hasDpoKeys(line)) return 'dpo'
  return line.prompt !== undefined || line.completion !== undefined ? 'completions' : undefined
}

/** A conversation that ends in an answer, and nothing beside it for a grader. */
function isAnswered(line: JsonObject): boolean {
  const last: unknown = Array.isArray(line.messages) ? line.messages.at(-1) : undefined
  return isObject(last) && last.role === 'assistant' && fieldsOf(line).length === 0
}

/** A prompt without an answer, and something beside it. */
function isPromptForGrader(line: JsonObject): boolean {
  const { messages } = line
  if (!Array.isArray(messages)) return false
  const roles = messages.map((message) => (isObject(message) ? message.role : undefined))
  if (roles.at(-1) !== 'user' || roles.includes('assistant')) return false
  return Object.keys(line).some((key) => !isChatKey(key))
}
