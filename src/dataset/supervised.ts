import type { Json } from './json.ts'
import { shownKey } from './key.ts'
import { checkMessages } from './message.ts'
import type { Say } from './problem.ts'
import { checkTools } from './tools.ts'

// The server refuses a file for one more key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions'])
const COMPLETIONS_KEYS = new Set(['prompt', 'completion'])

/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
export function checkChat(line: Json, say: Say): void {
  checkKeys(line, CHAT_KEYS, say)
  checkTools(line, '', say)
  const roles = checkMessages(line.messages, 'messages', say)
  if (!roles) return
  if (!roles.all.has('assistant')) say('no-assistant', 'messages', 'no message has the role assistant')
  else if (roles.last !== undefined && roles.last !== 'assistant') {
    say('last-message', 'messages', 'the last message should have the role assistant')
  }
}

/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
export function checkCompletions(line: Json, say: Say): void {
  checkKeys(line, COMPLETIONS_KEYS, say)
  for (const key of COMPLETIONS_KEYS) {
    if (typeof line[key] !== 'string') say('completions-shape', key, `${key} must be text`)
  }
  if (line.completion === '') say('content-empty', 'completion', 'completion is empty')
}

/** Whether a key beside the messages belongs to the chat format. */
export function isChatKey(key: string): boolean {
  return CHAT_KEYS.has(key)
}

function checkKeys(line: Json, known: Set<string>, say: Say): void {
  for (const key in line) {
    if (!known.has(key))
      say('unknown-key', '', `${shownKey(key)} is not allowed; only ${[...known].join(', ')} are`)
  }
}
