import type { JsonObject } from '../../json.ts'
import type { ReportProblem } from '../problem.ts'
import { readConversation } from './conversation.ts'
import { getGradableKeys } from './grader-fields.ts'

/** Checks a line of the reinforcement format: a prompt, and the fields that the grader needs (reinforcement fine-tuning guide). */
export function checkReinforcement(line: JsonObject, report: ReportProblem): void {
  // "messages and tools are the only reserved keywords" (the guide): every other key is for the grader.
  const conversation = readConversation({ messages: line.messages, tools: line.tools }, '', report)
  if (getGradableKeys(line).length === 0) {
    report('no-item-fields', '', 'the line has no fields that the grader could compare with')
  }
  if (!conversation) return
  const { all, last } = conversation.roles
  // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples have both.
  if (all.has('system')) {
    report('role-for-method', 'messages', 'for reinforcement, system messages must have the role developer')
  }
  if (all.has('function')) {
    report('role-for-method', 'messages', 'reinforcement does not support the role function')
  }
  if (last !== undefined && last !== 'user') {
    report('last-message', 'messages', 'the last message should have the role user')
  }
}
