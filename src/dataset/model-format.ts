import type { Format } from './format.ts'
import { baseOf } from './tokens.ts'

// Known by their names' beginnings alone: a deployment at Azure, or a model of another server, may be called anything.
const COMPLETIONS = /^(babbage|davinci)-002/
const CHAT = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/

/** The format on which supervised training of a model works; undefined where nothing is known of the model. */
export function formatOfModel(model: string): Extract<Format, 'chat' | 'completions'> | undefined {
  const base = baseOf(model)
  if (COMPLETIONS.test(base)) return 'completions'
  return CHAT.test(base) ? 'chat' : undefined
}
