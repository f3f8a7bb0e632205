import { isJsonObject, type JsonObject } from '../json.ts'
import { checkPreference, hasDpoKeys } from './checks/preference.ts'
import { checkReinforcement, getGradableKeys } from './checks/reinforcement.ts'
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

/** What each format of other programs is called, with its keys. */
const FOREIGN_FORMATS = {
  trl: "format of Hugging Face's TRL (prompt, chosen, rejected)",
  sharegpt: 'ShareGPT format (conversations)',
  alpaca: 'Alpaca format (instruction, output)',
} as const

/** A format of other programs, which no server of this API reads. */
export type ForeignFormat = keyof typeof FOREIGN_FORMATS

/** What a line of each method looks like. */
const EXPECTED: Record<MethodName, string> = {
  supervised: '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}',
  dpo: '{"input": {"messages": [{"role": "user", "content": "…"}]}, "preferred_output": [{"role": "assistant", "content": "…"}], "non_preferred_output": [{"role": "assistant", "content": "…"}]}',
  reinforcement: '{"messages": [{"role": "user", "content": "…"}], …}, with fields for the grader',
}

/** Returns whether a format is that of another program. */
export function isForeignFormat(format: Format | ForeignFormat): format is ForeignFormat {
  return Object.hasOwn(FOREIGN_FORMATS, format)
}

/** Returns the format of another program that a line has, judging by its keys. */
export function detectForeignFormat(line: JsonObject): ForeignFormat | undefined {
  if (line.messages !== undefined || isJsonObject(line.input)) return undefined
  if (line.chosen !== undefined && line.rejected !== undefined) return 'trl'
  if (Array.isArray(line.conversations)) return 'sharegpt'
  if (typeof line.instruction === 'string' && typeof line.output === 'string') return 'alpaca'
  return undefined
}

/** Returns the message about so many lines of a foreign format, with the format that the method needs. */
export function describeForeignFormat(format: ForeignFormat, count: number, method: MethodName): string {
  const lines = count === 1 ? '1 line has' : `${count} lines have`
  const other = format === 'trl' && method !== 'dpo' ? ' (preferences are for the method dpo)' : ''
  return `${lines} the ${FOREIGN_FORMATS[format]}; the method ${method} needs ${EXPECTED[method]}${other}`
}
