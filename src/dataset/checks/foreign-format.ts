import { isJsonObject, type JsonObject } from '../../json.ts'
import type { MethodName } from '../format.ts'

/** What each format of other programs is called, with its keys. */
export const FOREIGN_FORMATS = {
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
