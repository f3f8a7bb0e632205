import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { WORKFLOW_INPUTS } from '../../src/cli/arguments.ts'
import { renderCommandHelp, renderProgramHelp } from '../../src/cli/help.ts'
import { COMMANDS, type CommandName, type Manifest, parseManifest } from '../../src/cli/manifest.ts'

const readManifest = (folder: string): Promise<Manifest> =>
  parseManifest(readFileSync(new URL(`../../${folder}/action.yml`, import.meta.url), 'utf8'))

const withoutBreaks = (text: string) => text.replaceAll(/\s+/g, ' ')

describe.each(Object.entries(COMMANDS) as [CommandName, string][])('the help of %s', (command, folder) => {
  it('has every input and output of its action.yml, in its words', async () => {
    const manifest = await readManifest(folder)
    const help = renderCommandHelp(command, manifest, 80)
    const text = withoutBreaks(help)
    for (const [name, { description }] of Object.entries(manifest.inputs)) {
      if (WORKFLOW_INPUTS.includes(name)) continue
      expect(help).toMatch(new RegExp(`^  --${name}(-file PATH| TEXT)?$`, 'm'))
      expect(text).toContain(withoutBreaks(description))
    }
    for (const [name, { description }] of Object.entries(manifest.outputs)) {
      expect(help).toContain(`\n  ${name}\n`)
      expect(text).toContain(withoutBreaks(description))
    }
    expect(help).not.toContain('${{')
  })

  it('offers the inputs of an identity as no options, but names them as inputs of a workflow', async () => {
    const manifest = await readManifest(folder)
    const help = renderCommandHelp(command, manifest, 80)
    expect(help).not.toMatch(
      /^ {2}--(?:identity-|service-account-|azure-(?:tenant|client)-|oidc-|token-url)/m,
    )
    const [, names] = /only in a workflow on GitHub: (.*?)\./.exec(withoutBreaks(help)) ?? []
    const expected = Object.keys(manifest.inputs).filter((name) => WORKFLOW_INPUTS.includes(name))
    expect(names?.split(', ') ?? []).toEqual(expected)
  })

  it('names the variables of each credential', async () => {
    const manifest = await readManifest(folder)
    const text = withoutBreaks(renderCommandHelp(command, manifest, 80))
    const variables = {
      'api-key': 'Or set OPENAI_API_KEY (OpenAI) or AZURE_OPENAI_API_KEY (Azure).',
      'azure-token': 'Or set OPENAI_FINE_TUNE_AZURE_TOKEN.',
      'github-token': 'Or set GITHUB_TOKEN.',
    }
    for (const [name, sentence] of Object.entries(variables))
      expect(text.includes(sentence)).toBe(name in manifest.inputs)
  })

  it('fits into the columns of the terminal, except for words that are longer', async () => {
    const help = renderCommandHelp(command, await readManifest(folder), 60)
    const long = help.split('\n').filter((line) => line.length > 60 && line.trim().includes(' '))
    expect(long).toEqual([])
  })
})

describe('an action.yml', () => {
  it('is not accepted when it is not one', async () => {
    await expect(parseManifest('inputs: [')).rejects.toThrow('action.yml: ')
    await expect(parseManifest('inputs: 3')).rejects.toThrow('description')
  })
})

describe('the help of the program', () => {
  it('has every command with the description of its action.yml', async () => {
    const manifest = await readManifest('check')
    const help = renderProgramHelp({ check: manifest }, 80)
    expect(withoutBreaks(help)).toContain(`check ${manifest.description}`)
  })
})
