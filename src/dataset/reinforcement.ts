import type { Json } from './json.ts'
import { checkMessages } from './message.ts'
import type { Say } from './problem.ts'
import { checkTools } from './tools.ts'

/** Checks a line of the reinforcement format: a prompt, and whatever the grader needs (reinforcement fine-tuning guide). */
export function checkReinforcement(line: Json, say: Say): void {
  checkTools({ tools: line.tools }, '', say)
  const roles = checkMessages(line.messages, 'messages', say)
  if (!hasItemFields(line)) {
    say('no-item-fields', '', 'nothing beside the messages for the grader to compare with')
  }
  if (!roles) return
  // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples do.
  if (roles.all.has('system'))
    say('role-for-method', 'messages', 'in reinforcement, system messages have the role developer')
  if (roles.all.has('function'))
    say('role-for-method', 'messages', 'the role function is not known in reinforcement')
  if (roles.last !== undefined && roles.last !== 'user') {
    say('last-message', 'messages', 'the last message should have the role user')
  }
}

function hasItemFields(line: Json): boolean {
  for (const key in line) if (key !== 'messages' && key !== 'tools') return true
  return false
}
