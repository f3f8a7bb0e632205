import type { Format } from './format.ts'
import type { Encoding } from './tokens/ranks.ts'

/** Returns the format that supervised training of a model needs; undefined for an unknown model. */
export function getModelFormat(model: string): Extract<Format, 'chat' | 'completions'> | undefined {
  const base = getBaseModel(model).toLowerCase()
  if (COMPLETIONS.test(base)) return 'completions'
  return CHAT.test(base) ? 'chat' : undefined
}

// From the start of the name only: deployments at Azure and models of other servers can have any name.
const COMPLETIONS = /^(babbage|davinci)-002/
const CHAT = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/

/** Returns the encoding of a model, as in tiktoken's `model.py`; for an unknown model, that of the newer ones. */
export function getEncoding(model: string): Encoding {
  return CL100K.test(getBaseModel(model).toLowerCase()) ? 'cl100k_base' : 'o200k_base'
}

/**
 * Returns how many tokens of an example a model is trained on, if known: the rest is truncated and not billed. Sources:
 * the legacy fine-tuning guide, "Token limits"; Azure's guide has the same for gpt-4o.
 */
export function getContextLength(model: string): number | undefined {
  const base = getBaseModel(model).toLowerCase()
  return CONTEXTS.find(([names]) => names.test(base))?.[1]
}

// Azure's names have no dot: gpt-35-turbo, gpt-41-mini or gpt-4-1-mini.
const CL100K = /\b(gpt-3\.?5|gpt-4(?![o.\d]|-[15]\b)|(babbage|davinci)-002)/

const CONTEXTS: [RegExp, number][] = [
  [/\bgpt-4o(-mini)?(?!-[a-z])/, 65_536],
  [/\bgpt-3\.?5-turbo-0613/, 4096],
  [/\bgpt-3\.?5-turbo(?!-(16k|instruct))/, 16_385],
]

/** Returns the model that a fine-tuned one comes from: `ft:BASE:ORGANIZATION:…`, at Azure `BASE.ft-…`. */
export function getBaseModel(model: string): string {
  const [, base] = /^ft:([^:]+)/i.exec(model) ?? []
  return (base ?? model).replace(/\.ft-.*$/is, '')
}
