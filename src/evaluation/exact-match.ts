import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, tryParseJson } from '../json.ts'
import type { Answer } from './example.ts'

/**
 * Returns whether an answer equals its reference: the same text without white space around it, and the same tool calls by
 * name and arguments, in any order. Arguments are compared as JSON, calls of other kinds by all but their id.
 */
export function matchesExactly(answer: Answer, reference: Answer): boolean {
  if (answer.text.trim() !== reference.text.trim()) return false
  const remaining = reference.toolCalls.map(toCall)
  return (
    answer.toolCalls.length === remaining.length &&
    answer.toolCalls.map(toCall).every((call) => {
      const match = remaining.findIndex((expected) => isDeepStrictEqual(call, expected))
      if (match === -1) return false
      remaining.splice(match, 1)
      return true
    })
  )
}

function toCall(call: unknown): unknown {
  if (!isJsonObject(call)) return call
  const { id, ...others } = call
  if (!isJsonObject(call.function)) return others
  const { name, arguments: text } = call.function
  return { name, arguments: typeof text === 'string' ? (tryParseJson(text) ?? text) : text }
}
