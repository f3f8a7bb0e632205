import { shownKey } from '../json-path.ts'
import { isObject, type JsonObject } from '../json-syntax.ts'
import type { Say } from '../problem.ts'
import { checkImage } from './image.ts'
import { checkCalls } from './tools.ts'

/** Who speaks in a conversation, as far as its messages could be understood. */
export interface Roles {
  all: Set<string>
  last: string | undefined
}

// What each message may hold: the API reference's FineTuneChatRequestInput and the chat messages it refers to.
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
// The chat API refuses others: "does not match pattern '^[^\\s<|\\\\/>]+$'", and 64 characters at most.
const NAME = /^[^\s<|\\/>]{1,64}$/
// Names that other formats and other vendors give to the roles.
const ROLE_MEANT = new Map([
  ['human', 'user'],
  ['gpt', 'assistant'],
  ['bot', 'assistant'],
  ['ai', 'assistant'],
  ['model', 'assistant'],
  ['chatbot', 'assistant'],
])

/** Checks the messages of a conversation; returns who speaks in it, or undefined when there are none. */
export function checkMessages(messages: unknown, path: string, say: Say): Roles | undefined {
  if (!Array.isArray(messages)) {
    if (messages === undefined) say('no-messages', path, `${path} is missing`)
    else say('no-messages', path, `${path} must be a list of messages`)
    return undefined
  }
  if (messages.length === 0) {
    say('no-messages', path, `${path} is empty`)
    return undefined
  }
  const all = new Set<string>()
  let last: string | undefined
  for (let i = 0; i < messages.length; i++) {
    last = checkMessage(messages[i], `${path}[${i}]`, say)
    if (last !== undefined) all.add(last)
  }
  return { all, last }
}

function checkMessage(message: unknown, path: string, say: Say): string | undefined {
  if (!isObject(message)) {
    say('message-type', path, 'a message must be an object')
    return undefined
  }
  const { role } = message
  const keys = typeof role === 'string' ? KEYS.get(role) : undefined
  if (typeof role !== 'string' || !keys) {
    say('unknown-role', `${path}.role`, roleProblem(role))
    return undefined
  }
  for (const key in message) {
    if (keys.has(key)) continue
    // Client libraries write null for what is not there. A weight is 0 or 1 and nothing else (API reference).
    if (key === 'weight') say('weight-role', `${path}.weight`, 'only an assistant message may have a weight')
    else if (message[key] !== null)
      say('extra-key', path, () => `${shownKey(key, keys)} is not known in a message of this role`)
  }
  const { name } = message
  if (name !== undefined && name !== null && !(typeof name === 'string' && NAME.test(name))) {
    say(
      'message-name',
      `${path}.name`,
      'the name of a message must be 1 to 64 characters without spaces or <|\\/>',
    )
  }
  if (role === 'assistant') checkAssistant(message, path, say)
  else checkContent(role, message.content, path, say)
  if (role === 'tool' && typeof message.tool_call_id !== 'string') {
    say('tool-call-id', `${path}.tool_call_id`, 'a tool message needs the id of the call that it answers')
  }
  if (role === 'function' && (name === undefined || name === null)) {
    say('message-name', `${path}.name`, 'a function message needs the name of its function')
  }
  return role
}

function roleProblem(role: unknown): string {
  if (role === undefined) return 'role is missing'
  const expected = `role must be one of ${[...KEYS.keys()].join(', ')}`
  if (typeof role !== 'string') return expected
  const plain = role.trim().toLowerCase()
  const meant = KEYS.has(plain) ? plain : ROLE_MEANT.get(plain)
  return meant ? `${expected}; "${meant}" seems to be meant` : expected
}

function checkAssistant(message: JsonObject, path: string, say: Say): void {
  const { content, refusal, weight } = message
  if (weight !== undefined && weight !== 0 && weight !== 1) {
    say('weight-value', `${path}.weight`, 'weight must be the number 0 or 1')
  }
  const calls = checkCalls(message, path, say)
  // "Required unless tool_calls or function_call is specified" (API reference); a refusal comes without content too.
  const speaksOtherwise = calls || (typeof refusal === 'string' && refusal !== '')
  if (speaksOtherwise && (content === undefined || content === null || isBlank(content))) return
  checkContent('assistant', content, path, say)
}

function checkContent(role: string, content: unknown, path: string, say: Say): void {
  if (typeof content === 'string') {
    // A tool may well have nothing to say.
    if (isBlank(content) && role !== 'tool' && role !== 'function') sayEmpty(content === '', path, say)
    return
  }
  if (Array.isArray(content)) {
    if (content.every((part) => isObject(part) && isBlank(part.text)))
      sayEmpty(content.length === 0, path, say)
    for (let i = 0; i < content.length; i++) checkPart(role, content[i], `${path}.content[${i}]`, say)
    return
  }
  if (content === null && role === 'function') return
  if (content === undefined || content === null) {
    say('content-missing', `${path}.content`, 'content is missing')
    return
  }
  say('content-type', `${path}.content`, 'content must be a text or a list of parts')
}

function sayEmpty(isEmpty: boolean, path: string, say: Say) {
  say('content-empty', `${path}.content`, isEmpty ? 'content is empty' : 'content is only white space')
}

function isBlank(text: unknown): boolean {
  return typeof text === 'string' && !/\S/.test(text)
}

function checkPart(role: string, part: unknown, path: string, say: Say) {
  if (!isObject(part)) return say('content-part', path, 'a part of content must be an object')
  switch (part.type) {
    case 'text':
      if (typeof part.text !== 'string') say('content-part', `${path}.text`, 'a text part needs a text')
      return
    case 'refusal':
      if (role !== 'assistant') say('content-part', path, 'only an assistant message may have a refusal')
      else if (typeof part.refusal !== 'string')
        say('content-part', `${path}.refusal`, 'a refusal must be text')
      return
    case 'image_url':
      // "Images in assistant messages are not supported" (vision fine-tuning guide); other roles have text parts only.
      if (role !== 'user') return say('image-role', path, 'only a user message may have images')
      return checkImage(part.image_url, path, say)
    case 'input_audio':
    case 'file':
      return say('unsupported-part', path, 'parts of this type are not known to be supported in fine-tuning')
    default:
      say('content-part', `${path}.type`, 'the type of a part must be text, image_url or refusal')
  }
}
