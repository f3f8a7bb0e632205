import { isJsonObject, type JsonObject, tryParseJson } from '../json.ts'
import { getContentText, getToolCalls } from '../openai/chat-completion.ts'

/** One example of the test data. */
export interface Example {
  /** The messages before the reference. */
  prompt: JsonObject[]
  /** The fields of the line that are sent with its prompt. */
  options: JsonObject
  /** The last message of the assistant; undefined in a line that ends with a question. */
  reference: Answer | undefined
  /** The line, for `{{item.…}}`. */
  item: JsonObject
}

/** What a model answers, or should answer. */
export interface Answer {
  text: string
  toolCalls: readonly unknown[]
}

/** The fields of a line that are part of the request; `weight` is for training alone. */
const REQUEST_FIELDS = ['tools', 'response_format', 'parallel_tool_calls', 'functions']

/**
 * Reads a line of the test data; a problem is a sentence that quotes nothing of the line. Without a grader, the line must
 * have a reference. With one, a line that ends with a question is its prompt as a whole, as in reinforcement.
 */
export function safeParseExample(text: string, hasGrader: boolean): Example | { problem: string } {
  const line = tryParseJson(text)
  if (!isJsonObject(line)) return { problem: line === undefined ? 'not valid JSON' : 'not a JSON object' }
  const { messages } = line
  if (!Array.isArray(messages) || messages.length === 0) return { problem: 'there is no list "messages"' }
  if (!messages.every(isMessage)) return { problem: 'a message is not an object with a role' }
  const last = messages.findLastIndex(({ role }) => role === 'assistant')
  if (last === -1 && !hasGrader)
    return { problem: 'there is no assistant message, which the answers are compared with' }
  const isOpen = last === -1 || (hasGrader && last < messages.length - 1)
  const prompt = (isOpen ? messages : messages.slice(0, last)).map(({ weight, ...message }) => message)
  if (prompt.length === 0) return { problem: 'there is no message before the answer' }
  const answer = isOpen ? undefined : messages[last]
  const reference = answer && { text: getContentText(answer.content), toolCalls: getToolCalls(answer) }
  const options = Object.fromEntries(
    REQUEST_FIELDS.filter((field) => line[field] !== undefined && line[field] !== null).map((field) => [
      field,
      line[field],
    ]),
  )
  // A grader can refer to the reference by a name of its own, unless the line has that field.
  const item = reference && !Object.hasOwn(line, 'reference') ? { ...line, reference: reference.text } : line
  return { prompt, options, reference, item }
}

function isMessage(message: unknown): message is JsonObject {
  return isJsonObject(message) && typeof message.role === 'string'
}
