import type { Dialect } from './dialect.ts'
import { azure } from './dialects/azure.ts'
import { bedrock } from './dialects/bedrock.ts'
import { fastapi } from './dialects/fastapi.ts'
import { litellm, litellmWithoutKeys } from './dialects/litellm.ts'
import { nebius } from './dialects/nebius.ts'
import { openai } from './dialects/openai.ts'
import { passthrough } from './dialects/passthrough.ts'
import { portkey } from './dialects/portkey.ts'

/** Every dialect by its name. */
export const DIALECTS = {
  openai,
  azure,
  bedrock,
  litellm,
  'litellm-without-keys': litellmWithoutKeys,
  passthrough,
  portkey,
  nebius,
  fastapi,
} satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS

/** Returns whether there is a dialect of this name. */
export function isDialectName(name: string): name is DialectName {
  return Object.hasOwn(DIALECTS, name)
}
