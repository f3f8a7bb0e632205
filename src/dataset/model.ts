import type { Format } from './format.ts'
import type { Encoding } from './tokens/ranks.ts'

/** The format on which supervised training of a model works; undefined where nothing is known of the model. */
export function formatOfModel(model: string): Extract<Format, 'chat' | 'completions'> | undefined {
  const base = baseOf(model)
  if (COMPLETIONS.test(base)) return 'completions'
  return CHAT.test(base) ? 'chat' : undefined
}

// Known by their names' beginnings alone: a deployment at Azure, or a model of another server, may be called anything.
const COMPLETIONS = /^(babbage|davinci)-002/
const CHAT = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/

/** The encoding of a model's text, as tiktoken's `model.py` has it; that of newer models where nothing is known. */
export function encodingOf(model: string): Encoding {
  return CL100K.test(baseOf(model)) ? 'cl100k_base' : 'o200k_base'
}

/**
 * The most tokens of an example that training with a model looks at, where it is known: the rest is cut off, and not
 * billed. Sources: the legacy fine-tuning guide, "Token limits"; Azure's guide says the same of gpt-4o.
 */
export function contextOf(model: string): number | undefined {
  const base = baseOf(model)
  return CONTEXTS.find(([names]) => names.test(base))?.[1]
}

// Azure's names have no dot: gpt-35-turbo, gpt-41-mini or gpt-4-1-mini.
const CL100K = /\b(gpt-3\.?5|gpt-4(?![o.\d]|-[15]\b)|(babbage|davinci)-002)/

const CONTEXTS: [RegExp, number][] = [
  [/\bgpt-4o(-mini)?(?!-[a-z])/, 65_536],
  [/\bgpt-3\.?5-turbo-0613/, 4096],
  [/\bgpt-3\.?5-turbo(?!-(16k|instruct))/, 16_385],
]

/** The model that a fine-tuned one comes from: `ft:BASE:ORGANISATION:…`, at Azure `BASE.ft-…`. */
function baseOf(model: string): string {
  const [name = '', base = ''] = model.toLowerCase().split(':')
  return (name === 'ft' ? base : name).replace(/\.ft-.*$/s, '')
}
