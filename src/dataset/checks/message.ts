import { isJsonObject, type JsonObject } from '../../json.ts'
import { closestMatch } from '../../suggest.ts'
import { describeUnexpectedKey } from '../json-path.ts'
import type { ReportProblem } from '../problem.ts'
import { checkImage } from './image.ts'
import { checkCalls } from './tools.ts'

/** The roles of the valid messages of a conversation. */
export interface Roles {
  all: Set<string>
  last: string | undefined
  /** Whether a message has an unknown role that probably means `assistant`. */
  hasMisspelledAssistant: boolean
}

// The API reference's FineTuneChatRequestInput and the chat messages it refers to.
const KEYS = new Map(
  Object.entries({
    system: ['role', 'content', 'name'],
    developer: ['role', 'content', 'name'],
    user: ['role', 'content', 'name'],
    assistant: ['role', 'content', 'name', 'refusal', 'weight', 'tool_calls', 'function_call'],
    tool: ['role', 'content', 'name', 'tool_call_id'],
    function: ['role', 'content', 'name'],
  }).map(([role, keys]) => [role, new Set(keys)]),
)
// The chat API rejects others: "does not match pattern '^[^\\s<|\\\\/>]+$'", and 64 characters at most.
const NAME = /^[^\s<|\\/>]{1,64}$/
// The names of the roles in other formats and at other vendors.
const ROLE_ALIASES = new Map([
  ['human', 'user'],
  ['gpt', 'assistant'],
  ['bot', 'assistant'],
  ['ai', 'assistant'],
  ['model', 'assistant'],
  ['chatbot', 'assistant'],
])

/** Checks each message of a list; returns their roles. */
export function checkMessages(messages: readonly unknown[], path: string, report: ReportProblem): Roles {
  const all = new Set<string>()
  let last: string | undefined
  let hasMisspelledAssistant = false
  for (let i = 0; i < messages.length; i++) {
    last = checkMessage(messages[i], `${path}[${i}]`, report)
    if (last !== undefined) all.add(last)
    else if (findMeantRole(messages[i]) === 'assistant') hasMisspelledAssistant = true
  }
  return { all, last, hasMisspelledAssistant }
}

function checkMessage(message: unknown, path: string, report: ReportProblem): string | undefined {
  if (!isJsonObject(message)) {
    report('message-type', path, 'a message must be an object')
    return undefined
  }
  const { role } = message
  const keys = typeof role === 'string' ? KEYS.get(role) : undefined
  if (typeof role !== 'string' || !keys) {
    report('unknown-role', `${path}.role`, describeRoleProblem(role))
    return undefined
  }
  for (const key in message) {
    if (keys.has(key)) continue
    // Client libraries write null for unset keys. No server is known to refuse a weight, and Together's format has it.
    if (key === 'weight')
      report('weight-role', `${path}.weight`, 'only the weight of an assistant message has a meaning')
    else if (message[key] !== null)
      report(
        'extra-key',
        path,
        () => `${describeUnexpectedKey(key, keys)} is not known in a message of this role`,
      )
  }
  const { name } = message
  if (name !== undefined && name !== null && !(typeof name === 'string' && NAME.test(name))) {
    report(
      'message-name',
      `${path}.name`,
      'the name of a message must have 1 to 64 characters, without spaces or <|\\/>',
    )
  }
  if (role === 'assistant') checkAssistant(message, path, report)
  else checkContent(role, message.content, path, report)
  // OpenAI refused a file for it: "Input should be a valid string". The API reference allows it.
  if (role === 'tool' && Array.isArray(message.content) && message.content.length > 0)
    report(
      'tool-parts',
      `${path}.content`,
      'the content of a tool message should be text, not a list of parts',
    )
  if (role === 'tool' && typeof message.tool_call_id !== 'string') {
    report('tool-call-id', `${path}.tool_call_id`, 'a tool message needs the id of the call it answers')
  }
  if (role === 'function' && (name === undefined || name === null)) {
    report('message-name', `${path}.name`, 'a function message needs the name of its function')
  }
  return role
}

function describeRoleProblem(role: unknown): string {
  if (role === undefined) return 'role is missing'
  const expected = `role must be one of ${[...KEYS.keys()].join(', ')}`
  if (typeof role !== 'string') return expected
  const meant = findClosestRole(role)
  return meant ? `${expected} (did you mean "${meant}"?)` : expected
}

function findMeantRole(message: unknown): string | undefined {
  return isJsonObject(message) && typeof message.role === 'string' ? findClosestRole(message.role) : undefined
}

/** Returns the role that an unknown one probably means: in other words, or with a typo. */
function findClosestRole(role: string): string | undefined {
  const plain = role.trim().toLowerCase()
  return KEYS.has(plain) ? plain : (ROLE_ALIASES.get(plain) ?? closestMatch(plain, KEYS.keys()))
}

function checkAssistant(message: JsonObject, path: string, report: ReportProblem): void {
  const { content, refusal, weight } = message
  if (weight !== undefined && weight !== 0 && weight !== 1) {
    report('weight-value', `${path}.weight`, 'weight must be the number 0 or 1')
  }
  if (refusal !== undefined && refusal !== null && typeof refusal !== 'string')
    report('refusal-type', `${path}.refusal`, 'a refusal must be text')
  const calls = checkCalls(message, path, report)
  // "Required unless tool_calls or function_call is specified" (API reference); a refusal comes without content too.
  const hasOtherContent = calls || (typeof refusal === 'string' && refusal !== '')
  if (hasOtherContent && (content === undefined || content === null || isBlank(content))) return
  checkContent('assistant', content, path, report)
}

function checkContent(role: string, content: unknown, path: string, report: ReportProblem): void {
  if (typeof content === 'string') {
    // The result of a tool may be empty.
    if (isBlank(content) && role !== 'tool' && role !== 'function') reportEmpty(content === '', path, report)
    return
  }
  if (Array.isArray(content)) {
    if (content.length === 0) report('content-parts', `${path}.content`, 'content is a list without parts')
    else if (content.every((part) => isJsonObject(part) && isBlank(part.text)))
      reportEmpty(false, path, report)
    for (let i = 0; i < content.length; i++) checkPart(role, content[i], `${path}.content[${i}]`, report)
    return
  }
  if (content === null && role === 'function') return
  if (content === undefined || content === null) {
    report('content-missing', `${path}.content`, 'content is missing')
    return
  }
  report('content-type', `${path}.content`, 'content must be text or a list of parts')
}

function reportEmpty(isEmpty: boolean, path: string, report: ReportProblem) {
  report('content-empty', `${path}.content`, isEmpty ? 'content is empty' : 'content is only white space')
}

function isBlank(text: unknown): boolean {
  return typeof text === 'string' && !/\S/.test(text)
}

function checkPart(role: string, part: unknown, path: string, report: ReportProblem) {
  if (!isJsonObject(part)) return report('content-part', path, 'a part of content must be an object')
  switch (part.type) {
    case 'text':
      if (typeof part.text !== 'string') report('content-part', `${path}.text`, 'a text part needs text')
      return
    case 'refusal':
      if (role !== 'assistant') report('content-part', path, 'only an assistant message may have a refusal')
      else if (typeof part.refusal !== 'string')
        report('content-part', `${path}.refusal`, 'a refusal must be text')
      return
    case 'image_url':
      // "Images in assistant messages are not supported" (vision fine-tuning guide); other roles have text parts only.
      if (role !== 'user') return report('image-role', path, 'only a user message may have images')
      return checkImage(part.image_url, path, report)
    case 'input_audio':
    case 'file':
      return report('unsupported-part', path, 'fine-tuning may not support parts of this type')
    default:
      report('content-part', `${path}.type`, 'the type of a part must be text, image_url or refusal')
  }
}
