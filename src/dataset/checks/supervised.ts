import { isJsonObject, type JsonObject } from '../../json.ts'
import { describeUnexpectedKey } from '../json-path.ts'
import type { ReportProblem } from '../problem.ts'
import { readConversation } from './conversation.ts'

// The server rejects a file with another key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions'])
const COMPLETIONS_KEYS = new Set(['prompt', 'completion'])

/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
export function checkChat(line: JsonObject, report: ReportProblem): void {
  checkKeys(line, CHAT_KEYS, report)
  const conversation = readConversation(line, '', report)
  if (!conversation) return
  const { roles, messages } = conversation
  if (!roles.all.has('assistant')) {
    // A misspelled role was reported.
    if (!roles.hasMisspelledAssistant) report('no-assistant', 'messages', 'no message has the role assistant')
  } else {
    if (roles.last !== undefined && roles.last !== 'assistant') {
      report('last-message', 'messages', 'the last message should have the role assistant')
    }
    if (!messages.some(isTrainedOn)) {
      report(
        'all-weights-zero',
        'messages',
        'every assistant message has the weight 0, so there is nothing to learn',
      )
    }
  }
}

/** Returns whether a message has weight 1, the default (API reference, FineTuneChatCompletionRequestAssistantMessage). */
function isTrainedOn(message: unknown): boolean {
  return isJsonObject(message) && message.role === 'assistant' && message.weight !== 0
}

/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
export function checkCompletions(line: JsonObject, report: ReportProblem): void {
  checkKeys(line, COMPLETIONS_KEYS, report)
  for (const key of COMPLETIONS_KEYS) {
    if (typeof line[key] !== 'string') report('completions-shape', key, `${key} must be text`)
  }
  const { completion } = line
  if (completion === '') report('content-empty', 'completion', 'completion is empty')
  else if (typeof completion === 'string' && !/\S/.test(completion)) {
    report('content-empty', 'completion', 'completion is only white space')
  }
}

/** Returns whether a key belongs to the chat format. */
export function isChatKey(key: string): boolean {
  return CHAT_KEYS.has(key)
}

function checkKeys(line: JsonObject, known: Set<string>, report: ReportProblem): void {
  for (const key in line) {
    if (known.has(key)) continue
    report(
      'unknown-key',
      '',
      () => `${describeUnexpectedKey(key, known)} is not allowed; only ${[...known].join(', ')} are`,
    )
  }
}
