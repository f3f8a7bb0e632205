import { isJsonObject, type JsonObject } from '../json.ts'
import { getGradableKeys } from './checks/grader-fields.ts'
import { checkPreference, hasDpoKeys } from './checks/preference.ts'
import { checkReinforcement } from './checks/reinforcement.ts'
import { checkChat, checkCompletions, isChatKey } from './checks/supervised.ts'
import type { ReportProblem } from './problem.ts'

/** The name of a training method. */
export type MethodName = 'supervised' | 'dpo' | 'reinforcement'

/** The formats of lines: each method has its own, supervised has two. */
export const FORMATS = ['chat', 'completions', 'dpo', 'reinforcement'] as const
/** The format of a line. */
export type Format = (typeof FORMATS)[number]

/** The formats that a method accepts, the usual one first. */
export const METHOD_FORMATS: Record<MethodName, readonly [Format, ...Format[]]> = {
  supervised: ['chat', 'completions'],
  dpo: ['dpo'],
  reinforcement: ['reinforcement'],
}

/** Checks a line by the rules of its format. */
export const FORMAT_CHECKS: Record<Format, (line: JsonObject, report: ReportProblem) => void> = {
  chat: checkChat,
  completions: checkCompletions,
  dpo: checkPreference,
  reinforcement: checkReinforcement,
}

/** Returns the format of a line, in doubt one that the method accepts; undefined when it has none. */
export function detectFormat(line: JsonObject, method: MethodName): Format | undefined {
  if (line.messages !== undefined) {
    // Other keys than `messages` can have any name there.
    if (method === 'reinforcement') return isAnswered(line) ? 'chat' : 'reinforcement'
    if (method === 'dpo' && hasDpoKeys(line)) return 'dpo'
    return isPromptForGrader(line) ? 'reinforcement' : 'chat'
  }
  if (hasDpoKeys(line)) return 'dpo'
  return line.prompt !== undefined || line.completion !== undefined ? 'completions' : undefined
}

/** Returns whether a line is a conversation that ends in an answer, without fields for a grader. */
function isAnswered(line: JsonObject): boolean {
  const last: unknown = Array.isArray(line.messages) ? line.messages.at(-1) : undefined
  return isJsonObject(last) && last.role === 'assistant' && getGradableKeys(line).length === 0
}

/** Returns whether a line is a prompt without an answer, with fields for a grader. */
function isPromptForGrader(line: JsonObject): boolean {
  const { messages } = line
  if (!Array.isArray(messages)) return false
  const roles = messages.map((message) => (isJsonObject(message) ? message.role : undefined))
  if (roles.at(-1) !== 'user' || roles.includes('assistant')) return false
  return Object.keys(line).some((key) => !isChatKey(key))
}
