import { shownKey } from '../json-path.ts'
import { isObject, type JsonObject } from '../json-syntax.ts'
import type { Say } from '../problem.ts'
import { checkConversation } from './conversation.ts'

// The server refuses a file for one more key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions'])
const COMPLETIONS_KEYS = new Set(['prompt', 'completion'])

/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
export function checkChat(line: JsonObject, say: Say): void {
  checkKeys(line, CHAT_KEYS, say)
  const conversation = checkConversation(line, '', say)
  if (!conversation) return
  const { roles, messages } = conversation
  if (!roles.all.has('assistant')) say('no-assistant', 'messages', 'no message has the role assistant')
  else {
    if (roles.last !== undefined && roles.last !== 'assistant') {
      say('last-message', 'messages', 'the last message should have the role assistant')
    }
    if (!messages.some(isTrainedOn)) {
      say(
        'all-weights-zero',
        'messages',
        'every assistant message has the weight 0, so there is nothing to learn',
      )
    }
  }
}

/** "weight: 0 or 1", and 1 when it is not given (API reference, FineTuneChatCompletionRequestAssistantMessage). */
function isTrainedOn(message: unknown): boolean {
  return isObject(message) && message.role === 'assistant' && message.weight !== 0
}

/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
export function checkCompletions(line: JsonObject, say: Say): void {
  checkKeys(line, COMPLETIONS_KEYS, say)
  for (const key of COMPLETIONS_KEYS) {
    if (typeof line[key] !== 'string') say('completions-shape', key, `${key} must be text`)
  }
  const { completion } = line
  if (completion === '') say('content-empty', 'completion', 'completion is empty')
  else if (typeof completion === 'string' && !/\S/.test(completion)) {
    say('content-empty', 'completion', 'completion is only white space')
  }
}

/** Whether a key beside the messages belongs to the chat format. */
export function isChatKey(key: string): boolean {
  return CHAT_KEYS.has(key)
}

function checkKeys(line: JsonObject, known: Set<string>, say: Say): void {
  for (const key in line) {
    if (known.has(key)) continue
    say('unknown-key', '', () => `${shownKey(key, known)} is not allowed; only ${[...known].join(', ')} are`)
  }
}
