import { hasTooManyValues, isJsonObject, type JsonObject, MAX_VALUES, tryParseJson } from '../../json.ts'
import { describeUnexpectedKey } from '../json-path.ts'
import type { ReportProblem } from '../problem.ts'

// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/
// API reference, Chat: tools and tool_calls.
const TOOL_KEYS = new Set(['type', 'function'])
const FUNCTION_KEYS = new Set(['name', 'description', 'parameters', 'strict'])
const CALL_KEYS = new Set(['id', 'type', 'function'])
const CALLED_FUNCTION_KEYS = new Set(['name', 'arguments'])

/**
 * Checks `tools`, `parallel_tool_calls` and `functions`. Returns the names that may be called; undefined when the line
 * has neither tools nor functions.
 */
export function readToolNames(
  fields: JsonObject,
  path: string,
  report: ReportProblem,
): ReadonlySet<string> | undefined {
  const { tools, functions, parallel_tool_calls: parallel } = fields
  if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
    report('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false')
  }
  const hasTools = tools !== undefined && tools !== null
  const hasFunctions = functions !== undefined && functions !== null
  if (!hasTools && !hasFunctions) return undefined
  const names = new Set<string>()
  if (hasTools) checkList(tools, `${path}tools`, names, report, checkTool)
  if (hasFunctions) {
    checkList(functions, `${path}functions`, names, report, checkFunction)
    // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
    if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
      report('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries')
    }
  }
  return names
}

type Check = (value: unknown, path: string, names: Set<string>, report: ReportProblem) => void

function checkList(list: unknown, path: string, names: Set<string>, report: ReportProblem, check: Check) {
  if (!Array.isArray(list))
    return report('tool-type', path, `must be a list${typeof list === 'string' ? ', not text' : ''}`)
  for (let i = 0; i < list.length; i++) check(list[i], `${path}[${i}]`, names, report)
}

function checkTool(tool: unknown, path: string, names: Set<string>, report: ReportProblem) {
  if (!isJsonObject(tool)) return report('tool-type', path, 'a tool must be an object')
  const { type, function: definition, name } = tool
  if (type !== undefined && typeof type !== 'string')
    return report('tool-type', `${path}.type`, 'the type of a tool must be text')
  // Other kinds of tools have other fields.
  if (type !== undefined && type !== 'function')
    return report('tool-definition', `${path}.type`, 'the type of a tool must be "function"')
  if (!isJsonObject(definition) && typeof name === 'string')
    return report('tool-type', path, 'the name and the parameters of a tool belong into "function"')
  if (type === undefined) report('tool-definition', `${path}.type`, 'the type of a tool is missing')
  checkKeys(tool, TOOL_KEYS, path, report)
  checkFunction(definition, `${path}.function`, names, report)
}

function checkFunction(definition: unknown, path: string, names: Set<string>, report: ReportProblem) {
  if (!isJsonObject(definition)) return report('tool-type', path, 'a function must be an object')
  checkKeys(definition, FUNCTION_KEYS, path, report)
  const { name, parameters, description, strict } = definition
  if (typeof name !== 'string') report('tool-type', `${path}.name`, 'the name of a function must be text')
  else {
    if (!FUNCTION_NAME.test(name))
      report(
        'tool-definition',
        `${path}.name`,
        'the name of a function must be 1 to 64 letters, digits, _ or -',
      )
    if (names.has(name)) report('tool-definition', `${path}.name`, 'another function has the same name')
    names.add(name)
  }
  if (parameters !== undefined && parameters !== null)
    checkParameters(parameters, `${path}.parameters`, report)
  if (description !== undefined && description !== null && typeof description !== 'string') {
    report('tool-type', `${path}.description`, 'the description of a function must be text')
  }
  if (strict !== undefined && strict !== null && typeof strict !== 'boolean') {
    report('tool-definition', `${path}.strict`, 'strict must be true or false')
  }
}

/** "The parameters the function accepts, described as a JSON Schema object" (API reference, Chat). */
function checkParameters(schema: unknown, path: string, report: ReportProblem) {
  if (!isJsonObject(schema)) {
    return report('tool-type', path, 'the parameters of a function must be a JSON Schema object')
  }
  const { type, properties, required } = schema
  if (type !== undefined && type !== 'object') {
    report('tool-definition', `${path}.type`, 'the type of parameters must be "object"')
  }
  if (properties !== undefined && !isJsonObject(properties)) {
    return report('tool-definition', `${path}.properties`, 'the properties of parameters must be an object')
  }
  if (required === undefined) return
  if (!Array.isArray(required) || !required.every((name) => typeof name === 'string')) {
    return report('tool-definition', `${path}.required`, 'the required parameters must be a list of names')
  }
  const missing = required.findIndex((name) => !Object.hasOwn(properties ?? {}, name))
  if (missing !== -1) {
    report(
      'tool-definition',
      `${path}.required[${missing}]`,
      'a required parameter is not among the properties',
    )
  }
}

function checkKeys(object: JsonObject, known: ReadonlySet<string>, path: string, report: ReportProblem) {
  for (const key in object) {
    // Client libraries write null for unset keys.
    if (!known.has(key) && object[key] !== null)
      report('extra-key', path, () => `${describeUnexpectedKey(key, known)} is not known here`)
  }
}

/** Checks that messages call only functions that the line defines. */
export function checkCalledFunctions(
  messages: readonly unknown[],
  functions: ReadonlySet<string>,
  path: string,
  report: ReportProblem,
): void {
  const checkName = (called: unknown, at: string) => {
    // Other checks report a call without a function or a name.
    if (!isJsonObject(called) || typeof called.name !== 'string' || functions.has(called.name)) return
    report('unknown-tool', `${at}.name`, 'the called function is not among the tools of the line')
  }
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (!isJsonObject(message)) continue
    if (isJsonObject(message.function_call)) checkName(message.function_call, `${path}[${i}].function_call`)
    if (!Array.isArray(message.tool_calls)) continue
    for (const [j, call] of message.tool_calls.entries()) {
      if (isJsonObject(call)) checkName(call.function, `${path}[${i}].tool_calls[${j}].function`)
    }
  }
}

/** Checks the calls of an assistant message; returns whether there are any. */
export function checkCalls(message: JsonObject, path: string, report: ReportProblem): boolean {
  const { tool_calls: calls, function_call: call } = message
  if (call !== undefined && call !== null) checkNameAndArguments(call, `${path}.function_call`, report)
  if (Array.isArray(calls)) {
    const ids = new Set<string>()
    for (let i = 0; i < calls.length; i++) checkCall(calls[i], ids, `${path}.tool_calls[${i}]`, report)
    if (calls.length === 0) report('tool-call', `${path}.tool_calls`, 'tool_calls is empty')
    return calls.length > 0 || isJsonObject(call)
  }
  if (calls !== undefined && calls !== null) {
    report('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls')
    return true
  }
  return call !== undefined && call !== null
}

function checkCall(call: unknown, ids: Set<string>, path: string, report: ReportProblem) {
  if (!isJsonObject(call)) return report('tool-arguments', path, 'a tool call must be an object')
  if (typeof call.id !== 'string' || call.id === '')
    report('tool-call', `${path}.id`, 'a tool call needs an id')
  else if (ids.has(call.id)) report('tool-call', `${path}.id`, 'another call of the message has the same id')
  else ids.add(call.id)
  if (call.type !== 'function') {
    report('tool-call', `${path}.type`, 'the type of a tool call must be "function"')
    // Other kinds of calls have other fields.
    if (typeof call.type === 'string') return
  }
  checkKeys(call, CALL_KEYS, path, report)
  checkNameAndArguments(call.function, `${path}.function`, report)
}

function checkNameAndArguments(called: unknown, path: string, report: ReportProblem) {
  if (!isJsonObject(called))
    return report('tool-arguments', path, 'must be an object with name and arguments')
  checkKeys(called, CALLED_FUNCTION_KEYS, path, report)
  if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
    report('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -')
  }
  const given = called.arguments
  if (typeof given !== 'string') {
    const hint = isJsonObject(given) ? '; serialize the object' : ''
    return report(
      'tool-arguments',
      `${path}.arguments`,
      `the arguments of a call must be a JSON string${hint}`,
    )
  }
  if (given.length > MAX_VALUES && hasTooManyValues(Buffer.from(given))) {
    return report(
      'tool-arguments',
      `${path}.arguments`,
      'the arguments of a call have more than a million values',
    )
  }
  // No server is known to refuse it.
  if (tryParseJson(given) === undefined)
    report('arguments-json', `${path}.arguments`, 'the arguments of a call should be JSON')
}
