import { isJsonObject, type JsonObject, omitNullish, tryParseJson } from '../json.ts'
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
  const { prompt, answer } = splitPrompt(messages, hasGrader)
  if (!answer && !hasGrader)
    return { problem: 'there is no assistant message, which the answers are compared with' }
  if (prompt.length === 0) return { problem: 'there is no message before the answer' }
  const reference = answer && { text: getContentText(answer.content), toolCalls: getToolCalls(answer) }
  const options = omitNullish(Object.fromEntries(REQUEST_FIELDS.map((field) => [field, line[field]])))
  // A grader can refer to the reference by a name of its own, unless the line has that field.
  const item = reference && !Object.hasOwn(line, 'reference') ? { ...line, reference: reference.text } : line
  return { prompt, options, reference, item }
}

/**
 * Splits a conversation at the last message of the assistant, without the weights of a training. With `mayEndOpen`, one that
 * ends with another message is a prompt as a whole.
 */
export function splitPrompt(messages: readonly JsonObject[], mayEndOpen: boolean) {
  const last = messages.findLastIndex(({ role }) => role === 'assistant')
  const isOpen = last === -1 || (mayEndOpen && last < messages.length - 1)
  const prompt = (isOpen ? messages : messages.slice(0, last)).map(({ weight, ...message }) => message)
  return { prompt, answer: isOpen ? undefined : messages[last] }
}

function isMessage(message: unknown): message is JsonObject {
  return isJsonObject(message) && typeof message.role === 'string'
}
