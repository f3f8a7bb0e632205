import { hasTooManyValues, isJson, isObject, type Json, MOST_VALUES } from './json.ts'
import type { Say } from './problem.ts'

// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/

/** Checks what a line says about its tools beside the messages: `tools`, `parallel_tool_calls`, `functions`. */
export function checkTools(line: Json, path: string, say: Say): void {
  const { tools, functions, parallel_tool_calls: parallel } = line
  if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
    say('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false')
  }
  if (tools !== undefined && tools !== null) checkList(tools, `${path}tools`, say, checkTool)
  if (functions !== undefined && functions !== null) {
    checkList(functions, `${path}functions`, say, checkFunction)
    // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
    if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
      say('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries')
    }
  }
}

type Check = (value: unknown, path: string, say: Say) => void

function checkList(list: unknown, path: string, say: Say, check: Check) {
  if (!Array.isArray(list)) return say('tool-definition', path, 'must be a list')
  for (let i = 0; i < list.length; i++) check(list[i], `${path}[${i}]`, say)
}

function checkTool(tool: unknown, path: string, say: Say) {
  if (!isObject(tool)) return say('tool-definition', path, 'a tool must be an object')
  if (tool.type !== 'function') {
    return say('tool-definition', `${path}.type`, 'the type of a tool must be "function"')
  }
  checkFunction(tool.function, `${path}.function`, say)
}

function checkFunction(definition: unknown, path: string, say: Say) {
  if (!isObject(definition)) return say('tool-definition', path, 'a function must be an object')
  const { name, parameters, description } = definition
  if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) {
    say('tool-definition', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -')
  }
  if (parameters !== undefined && parameters !== null && !isObject(parameters)) {
    say('tool-definition', `${path}.parameters`, 'the parameters of a function must be a JSON Schema object')
  }
  if (description !== undefined && description !== null && typeof description !== 'string') {
    say('tool-definition', `${path}.description`, 'the description of a function must be text')
  }
}

/** Checks the calls of an assistant message; tells whether there are any. */
export function checkCalls(message: Json, path: string, say: Say): boolean {
  const { tool_calls: calls, function_call: call } = message
  if (call !== undefined && call !== null) checkNameAndArguments(call, `${path}.function_call`, say)
  if (Array.isArray(calls)) {
    for (let i = 0; i < calls.length; i++) checkCall(calls[i], `${path}.tool_calls[${i}]`, say)
    if (calls.length === 0) say('tool-call', `${path}.tool_calls`, 'tool_calls is empty')
    return calls.length > 0 || isObject(call)
  }
  if (calls !== undefined && calls !== null) {
    say('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls')
    return true
  }
  return call !== undefined && call !== null
}

function checkCall(call: unknown, path: string, say: Say) {
  if (!isObject(call)) return say('tool-arguments', path, 'a tool call must be an object')
  if (typeof call.id !== 'string' || call.id === '') say('tool-call', `${path}.id`, 'a tool call needs an id')
  if (call.type !== 'function') {
    say('tool-call', `${path}.type`, 'the type of a tool call must be "function"')
    // Other kinds of calls have other fields.
    if (typeof call.type === 'string') return
  }
  checkNameAndArguments(call.function, `${path}.function`, say)
}

function checkNameAndArguments(called: unknown, path: string, say: Say) {
  if (!isObject(called)) return say('tool-arguments', path, 'must be an object with name and arguments')
  if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
    say('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -')
  }
  const given = called.arguments
  if (typeof given !== 'string') {
    const advice = isObject(given) ? '; write the object as JSON in a text' : ''
    return say('tool-arguments', `${path}.arguments`, `the arguments of a call must be a text${advice}`)
  }
  if (given.length > MOST_VALUES && hasTooManyValues(Buffer.from(given))) {
    return say(
      'tool-arguments',
      `${path}.arguments`,
      'the arguments of a call have more than a million values',
    )
  }
  if (!isJson(given)) say('tool-arguments', `${path}.arguments`, 'the arguments of a call must be JSON')
}
