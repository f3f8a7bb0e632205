import type { JsonObject } from '../json-syntax.ts'
import type { Say } from '../problem.ts'
import { checkConversation } from './conversation.ts'
import { fieldsOf } from './grader-fields.ts'

/** Checks a line of the reinforcement format: a prompt, and whatever the grader needs (reinforcement fine-tuning guide). */
export function checkReinforcement(line: JsonObject, say: Say): void {
  // "messages and tools are the only reserved keywords" (the guide): every other key is for the grader.
  const conversation = checkConversation({ messages: line.messages, tools: line.tools }, '', say)
  if (fieldsOf(line).length === 0) {
    say('no-item-fields', '', 'nothing beside the messages for the grader to compare with')
  }
  if (!conversation) return
  const { all, last } = conversation.roles
  // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples do.
  if (all.has('system')) {
    say('role-for-method', 'messages', 'in reinforcement, system messages have the role developer')
  }
  if (all.has('function')) {
    say('role-for-method', 'messages', 'the role function is not known in reinforcement')
  }
  if (last !== undefined && last !== 'user') {
    say('last-message', 'messages', 'the last message should have the role user')
  }
}
