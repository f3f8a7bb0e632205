import { shownKey } from '../json-path.ts'
import { hasTooManyValues, isJson, isObject, type JsonObject, MAX_VALUES } from '../json-syntax.ts'
import type { Say } from '../problem.ts'

// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/
// API reference, Chat: tools and tool_calls.
const TOOL_KEYS = new Set(['type', 'function'])
const FUNCTION_KEYS = new Set(['name', 'description', 'parameters', 'strict'])
const CALL_KEYS = new Set(['id', 'type', 'function'])
const CALLED_KEYS = new Set(['name', 'arguments'])

/**
 * Checks what stands beside the messages about tools: `tools`, `parallel_tool_calls`, `functions`. Returns the names
 * that may be called, or undefined where neither tools nor functions are given.
 */
export function checkTools(fields: JsonObject, path: string, say: Say): ReadonlySet<string> | undefined {
  const { tools, functions, parallel_tool_calls: parallel } = fields
  if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
    say('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false')
  }
  const hasTools = tools !== undefined && tools !== null
  const hasFunctions = functions !== undefined && functions !== null
  if (!hasTools && !hasFunctions) return undefined
  const names = new Set<string>()
  if (hasTools) checkList(tools, `${path}tools`, names, say, checkTool)
  if (hasFunctions) {
    checkList(functions, `${path}functions`, names, say, checkFunction)
    // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
    if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
      say('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries')
    }
  }
  return names
}

type Check = (value: unknown, path: string, names: Set<string>, say: Say) => void

function checkList(list: unknown, path: string, names: Set<string>, say: Say, check: Check) {
  if (!Array.isArray(list)) return say('tool-definition', path, 'must be a list')
  for (let i = 0; i < list.length; i++) check(list[i], `${path}[${i}]`, names, say)
}

function checkTool(tool: unknown, path: string, names: Set<string>, say: Say) {
  if (!isObject(tool)) return say('tool-definition', path, 'a tool must be an object')
  if (tool.type !== 'function') {
    return say('tool-definition', `${path}.type`, 'the type of a tool must be "function"')
  }
  checkKeys(tool, TOOL_KEYS, path, say)
  checkFunction(tool.function, `${path}.function`, names, say)
}

function checkFunction(definition: unknown, path: string, names: Set<string>, say: Say) {
  if (!isObject(definition)) return say('tool-definition', path, 'a function must be an object')
  checkKeys(definition, FUNCTION_KEYS, path, say)
  const { name, parameters, description, strict } = definition
  if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) {
    say('tool-definition', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -')
  }
  if (typeof name === 'string') {
    if (names.has(name)) say('tool-definition', `${path}.name`, 'another function has the same name')
    names.add(name)
  }
  if (parameters !== undefined && parameters !== null) checkParameters(parameters, `${path}.parameters`, say)
  if (description !== undefined && description !== null && typeof description !== 'string') {
    say('tool-definition', `${path}.description`, 'the description of a function must be text')
  }
  if (strict !== undefined && strict !== null && typeof strict !== 'boolean') {
    say('tool-definition', `${path}.strict`, 'strict must be true or false')
  }
}

/** "The parameters the function accepts, described as a JSON Schema object" (API reference, Chat). */
function checkParameters(schema: unknown, path: string, say: Say) {
  if (!isObject(schema)) {
    return say('tool-definition', path, 'the parameters of a function must be a JSON Schema object')
  }
  const { type, properties, required } = schema
  if (type !== undefined && type !== 'object') {
    say('tool-definition', `${path}.type`, 'the type of parameters must be "object"')
  }
  if (properties !== undefined && !isObject(properties)) {
    return say('tool-definition', `${path}.properties`, 'the properties of parameters must be an object')
  }
  if (required === undefined) return
  if (!Array.isArray(required) || !required.every((name) => typeof name === 'string')) {
    return say('tool-definition', `${path}.required`, 'the required parameters must be a list of names')
  }
  const missing = required.findIndex((name) => !Object.hasOwn(properties ?? {}, name))
  if (missing !== -1) {
    say('tool-definition', `${path}.required[${missing}]`, 'a required parameter is not among the properties')
  }
}

function checkKeys(object: JsonObject, known: ReadonlySet<string>, path: string, say: Say) {
  for (const key in object) {
    // Client libraries write null for what is not there.
    if (!known.has(key) && object[key] !== null)
      say('extra-key', path, () => `${shownKey(key, known)} is not known here`)
  }
}

/** Checks that messages call only functions that the line tells of. */
export function checkCalled(
  messages: readonly unknown[],
  functions: ReadonlySet<string>,
  path: string,
  say: Say,
): void {
  const checkName = (called: unknown, at: string) => {
    // What is no name, or no function, is told elsewhere.
    if (!isObject(called) || typeof called.name !== 'string' || functions.has(called.name)) return
    say('unknown-tool', `${at}.name`, 'the function that is called is not among the tools of the line')
  }
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (!isObject(message)) continue
    if (isObject(message.function_call)) checkName(message.function_call, `${path}[${i}].function_call`)
    if (!Array.isArray(message.tool_calls)) continue
    for (const [j, call] of message.tool_calls.entries()) {
      if (isObject(call)) checkName(call.function, `${path}[${i}].tool_calls[${j}].function`)
    }
  }
}

/** Checks the calls of an assistant message; returns whether there are any. */
export function checkCalls(message: JsonObject, path: string, say: Say): boolean {
  const { tool_calls: calls, function_call: call } = message
  if (call !== undefined && call !== null) checkNameAndArguments(call, `${path}.function_call`, say)
  if (Array.isArray(calls)) {
    const ids = new Set<string>()
    for (let i = 0; i < calls.length; i++) checkCall(calls[i], ids, `${path}.tool_calls[${i}]`, say)
    if (calls.length === 0) say('tool-call', `${path}.tool_calls`, 'tool_calls is empty')
    return calls.length > 0 || isObject(call)
  }
  if (calls !== undefined && calls !== null) {
    say('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls')
    return true
  }
  return call !== undefined && call !== null
}

function checkCall(call: unknown, ids: Set<string>, path: string, say: Say) {
  if (!isObject(call)) return say('tool-arguments', path, 'a tool call must be an object')
  if (typeof call.id !== 'string' || call.id === '') say('tool-call', `${path}.id`, 'a tool call needs an id')
  else if (ids.has(call.id)) say('tool-call', `${path}.id`, 'another call of the message has the same id')
  else ids.add(call.id)
  if (call.type !== 'function') {
    say('tool-call', `${path}.type`, 'the type of a tool call must be "function"')
    // Other kinds of calls have other fields.
    if (typeof call.type === 'string') return
  }
  checkKeys(call, CALL_KEYS, path, say)
  checkNameAndArguments(call.function, `${path}.function`, say)
}

function checkNameAndArguments(called: unknown, path: string, say: Say) {
  if (!isObject(called)) return say('tool-arguments', path, 'must be an object with name and arguments')
  checkKeys(called, CALLED_KEYS, path, say)
  if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
    say('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -')
  }
  const given = called.arguments
  if (typeof given !== 'string') {
    const hint = isObject(given) ? '; write the object as JSON in a text' : ''
    return say('tool-arguments', `${path}.arguments`, `the arguments of a call must be a text${hint}`)
  }
  if (given.length > MAX_VALUES && hasTooManyValues(Buffer.from(given))) {
    return say(
      'tool-arguments',
      `${path}.arguments`,
      'the arguments of a call have more than a million values',
    )
  }
  if (!isJson(given)) say('tool-arguments', `${path}.arguments`, 'the arguments of a call must be JSON')
}
