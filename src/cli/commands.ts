import { z } from 'zod'
import { safeParseYaml } from '../config/yaml.ts'

/** The names of the commands: those of their actions, and `train` for the root action. */
export const COMMANDS = ['train', 'check', 'wait', 'find', 'control', 'evaluate', 'deploy'] as const

/** The name of a command. */
export type CommandName = (typeof COMMANDS)[number]

const Field = z.object({ description: z.string(), default: z.string().optional() })
const Manifest = z.object({
  description: z.string(),
  inputs: z.record(z.string(), Field),
  outputs: z.record(z.string(), Field),
})

/** An input of a command, as its `action.yml` describes it. */
export type CommandInput = z.output<typeof Field>

/** A command, with what the `action.yml` of its action says about it. */
export type Command = z.output<typeof Manifest> & { name: CommandName }

/**
 * Reads all commands. `readManifest` returns the text of the `action.yml` in a folder, which is relative to that of the root
 * action. Throws when a text is not one.
 */
export async function readCommands(readManifest: (folder: string) => string): Promise<Command[]> {
  const commands: Command[] = []
  for (const name of COMMANDS) {
    const parsed = await safeParseYaml(readManifest(name === 'train' ? '.' : name), 'text')
    if ('problems' in parsed) throw new Error(`action.yml: ${parsed.problems.join(', ')}`)
    const manifest = Manifest.parse(parsed.value)
    // Only the post step of a workflow has it.
    delete manifest.inputs['job-status']
    commands.push({ name, ...manifest })
  }
  return commands
}

/** Returns whether an input is `true` or `false`, so that its option needs no value. */
export function isBoolean({ default: value }: CommandInput): boolean {
  return value === 'true' || value === 'false'
}
