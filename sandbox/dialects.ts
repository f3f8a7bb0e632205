import type { Dialect } from './dialect.ts'
import { azure } from './dialects/azure.ts'
import { openai } from './dialects/openai.ts'

/** Every dialect by its name. */
export const DIALECTS = { openai, azure } satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS

/** Returns whether there is a dialect of this name. */
export function isDialectName(name: string): name is DialectName {
  return Object.hasOwn(DIALECTS, name)
}
