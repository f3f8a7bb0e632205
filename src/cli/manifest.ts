import { z } from 'zod'
import { safeParseYaml } from '../config/yaml.ts'

/** The action of each command: the folder of its `action.yml`, relative to that of the root action. */
export const COMMANDS = {
  train: '.',
  check: 'check',
  wait: 'wait',
  find: 'find',
  control: 'control',
  evaluate: 'evaluate',
  deploy: 'deploy',
} as const

/** A command of the command line. */
export type CommandName = keyof typeof COMMANDS

/** Returns whether a text is the name of a command. */
export const isCommandName = (text: string): text is CommandName => Object.hasOwn(COMMANDS, text)

const Field = z.object({ description: z.string(), default: z.string().optional() })
const Manifest = z.object({
  description: z.string(),
  inputs: z.record(z.string(), Field),
  outputs: z.record(z.string(), Field),
})

/** What the `action.yml` of an action says about it. */
export type Manifest = z.output<typeof Manifest>

/** The inputs that only the post step of a workflow has. */
const INTERNAL_INPUTS = ['job-status']

/** Parses an `action.yml`; its internal inputs are left out. Throws when it is not one. */
export async function parseManifest(text: string): Promise<Manifest> {
  const parsed = await safeParseYaml(text, 'text')
  if ('problems' in parsed) throw new Error(`action.yml: ${parsed.problems.join(', ')}`)
  const manifest = Manifest.parse(parsed.value)
  for (const name of INTERNAL_INPUTS) delete manifest.inputs[name]
  return manifest
}

/** Returns whether an input is `true` or `false`, so that its option needs no value. */
export function isBoolean({ default: value }: Manifest['inputs'][string]): boolean {
  return value === 'true' || value === 'false'
}
