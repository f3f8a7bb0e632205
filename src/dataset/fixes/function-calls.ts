import { isJsonObject, tryParseJson } from '../../json.ts'
import { listElements, listMembers, type Member, rootSpan, type Span } from './json-spans.ts'

/** A piece of the text that is replaced. */
interface Edit extends Span {
  text: string
}

/** A call that the next message may answer. */
interface Call {
  id: string
  name: string
}

/**
 * Returns a line of chat data with `tools`, `tool_calls` and the role `tool` in place of the deprecated `functions`,
 * `function_call` and the role `function`; undefined when there are none, or when it is not certain what they mean. Every
 * other character stays as it is.
 */
export function replaceFunctionCalls(text: string): string | undefined {
  if (!/"function(?:s|_call)?"/.test(text)) return undefined
  const line = readMembers(text, rootSpan(text))
  const messages = line?.get('messages')
  const elements = messages && listElements(text, messages.value)
  if (!line || !elements) return undefined
  const definitions = replaceFunctions(text, line)
  const calls = definitions && replaceInMessages(text, elements)
  if (!calls) return undefined
  const replaced = applyEdits(text, [...definitions, ...calls])
  return replaced !== text && isJsonObject(tryParseJson(replaced)) ? replaced : undefined
}

/** Returns the pairs of an object by key; undefined for another value, or when a key is repeated. */
function readMembers(text: string, span: Span): Map<string, Member> | undefined {
  const members = listMembers(text, span)
  const byKey = new Map(members?.map((member) => [member.key, member]))
  return members?.length === byKey.size ? byKey : undefined
}

/** Returns the edits for the definitions of a line; undefined when they are not certain. */
function replaceFunctions(text: string, line: ReadonlyMap<string, Member>): Edit[] | undefined {
  const functions = line.get('functions')
  if (!functions) return []
  const definitions = listElements(text, functions.value)
  if (!definitions || line.has('tools')) return undefined
  if (definitions.some((span) => !listMembers(text, span))) return undefined
  return [
    { ...functions.keySpan, text: '"tools"' },
    ...definitions.flatMap(wrap('{"type":"function","function":', '}')),
  ]
}

/** Returns the edits for all messages; undefined when those for one of them are not certain. */
function replaceInMessages(text: string, elements: readonly Span[]): Edit[] | undefined {
  const edits: Edit[] = []
  const nextId = createIds(text)
  let call: Call | undefined
  for (const element of elements) {
    const message = readMembers(text, element)
    if (!message) return undefined
    const role = readString(text, message.get('role'))
    const answered: Call | undefined = call
    call = undefined
    // Function calls may stay without an answer, but tool calls may not.
    if (answered && role !== 'function') return undefined
    if (role === 'function') {
      const answer = answered && replaceAnswer(text, message, answered)
      if (!answer) return undefined
      edits.push(...answer)
    }
    const called = message.get('function_call')
    if (!called || text.startsWith('null', called.value.start)) continue
    const name = readString(text, readMembers(text, called.value)?.get('name'))
    if (role !== 'assistant' || name === undefined || message.has('tool_calls')) return undefined
    call = { id: nextId(), name }
    const start = `[{"id":"${call.id}","type":"function","function":`
    edits.push({ ...called.keySpan, text: '"tool_calls"' }, ...wrap(start, '}]')(called.value))
  }
  return edits
}

/** Returns the edits for the answer to a call; undefined when it answers another one. */
function replaceAnswer(
  text: string,
  message: ReadonlyMap<string, Member>,
  { id, name }: Call,
): Edit[] | undefined {
  const [role, named] = [message.get('role'), message.get('name')]
  if (!role || !named || readString(text, named) !== name || message.has('tool_call_id')) return undefined
  return [
    { ...role.value, text: '"tool"' },
    { ...named.keySpan, text: '"tool_call_id"' },
    { ...named.value, text: `"${id}"` },
  ]
}

/** Returns a function that returns ids which are nowhere in the text. */
function createIds(text: string): () => string {
  let number = 0
  return () => {
    do number++
    while (text.includes(`"call_${number}"`))
    return `call_${number}`
  }
}

function readString(text: string, member: Member | undefined): string | undefined {
  const value = member && tryParseJson(text.slice(member.value.start, member.value.end))
  return typeof value === 'string' ? value : undefined
}

const wrap =
  (before: string, after: string) =>
  ({ start, end }: Span): Edit[] => [
    { start, end: start, text: before },
    { start: end, end, text: after },
  ]

function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let from = 0
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(from, start), replacement)
    from = end
  }
  return pieces.join('') + text.slice(from)
}
