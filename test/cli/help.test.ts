import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { WORKFLOW_INPUTS } from '../../src/cli/arguments.ts'
import { readCommands } from '../../src/cli/commands.ts'
import { renderCommandHelp, renderProgramHelp } from '../../src/cli/help.ts'

const commands = await readCommands((folder) =>
  readFileSync(new URL(`../../${folder}/action.yml`, import.meta.url), 'utf8'),
)

const withoutBreaks = (text: string) => text.replaceAll(/\s+/g, ' ')

describe.each(commands)('the help of $name', (command) => {
  it('has every input and output of its action.yml, in its words', () => {
    const help = renderCommandHelp(command, 80)
    const text = withoutBreaks(help)
    for (const [name, { description }] of Object.entries(command.inputs)) {
      if (WORKFLOW_INPUTS.includes(name)) continue
      expect(help).toMatch(new RegExp(`^  --${name}(-file PATH| TEXT)?$`, 'm'))
      expect(text).toContain(withoutBreaks(description))
    }
    for (const [name, { description }] of Object.entries(command.outputs)) {
      expect(help).toContain(`\n  ${name}\n`)
      expect(text).toContain(withoutBreaks(description))
    }
    expect(help).not.toContain('${{')
  })

  it('offers the inputs of an identity as no options, but names them as inputs of a workflow', () => {
    const help = renderCommandHelp(command, 80)
    expect(help).not.toMatch(
      /^ {2}--(?:identity-|service-account-|azure-(?:tenant|client)-|oidc-|token-url)/m,
    )
    const [, names] = /only in a workflow on GitHub: (.*?)\./.exec(withoutBreaks(help)) ?? []
    const expected = Object.keys(command.inputs).filter((name) => WORKFLOW_INPUTS.includes(name))
    expect(names?.split(', ') ?? []).toEqual(expected)
  })

  it('names the variables of each credential', () => {
    const text = withoutBreaks(renderCommandHelp(command, 80))
    const variables = {
      'api-key': 'Or set OPENAI_API_KEY (OpenAI) or AZURE_OPENAI_API_KEY (Azure).',
      'azure-token': 'Or set OPENAI_FINE_TUNE_AZURE_TOKEN.',
      'github-token': 'Or set GITHUB_TOKEN.',
    }
    for (const [name, sentence] of Object.entries(variables))
      expect(text.includes(sentence)).toBe(name in command.inputs)
  })

  it('fits into the columns of the terminal, except for words that are longer', () => {
    const help = renderCommandHelp(command, 60)
    const long = help.split('\n').filter((line) => line.length > 60 && line.trim().includes(' '))
    expect(long).toEqual([])
  })
})

describe('an action.yml', () => {
  it('is not accepted when it is not one', async () => {
    await expect(readCommands(() => 'inputs: [')).rejects.toThrow('action.yml: ')
    await expect(readCommands(() => 'inputs: 3')).rejects.toThrow('description')
  })
})

describe('the help of the program', () => {
  it('has every command with the description of its action.yml', () => {
    const help = withoutBreaks(renderProgramHelp(commands, 80))
    expect(commands.length).toBeGreaterThan(5)
    for (const { name, description } of commands)
      expect(help).toContain(` ${name} ${withoutBreaks(description)}`)
  })
})
