import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DIALECTS } from '../../sandbox/dialects.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import { EXAMPLES } from '../support/built-action.ts'
import { createFolder, runProgram } from '../support/command-line.ts'
import { preload } from '../support/preload.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Starts the sandbox as `npm run sandbox` does; returns what it prints. */
async function startCommand(...options: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'sandbox/serve.ts'), ...options])
  onTestFinished(async () => {
    child.kill()
    await once(child, 'exit')
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.includes('Press Ctrl-C')) break
  }
  return text
}

/** Returns the values in what the sandbox prints, by their names. */
const readValues = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^ {2}([\w-]+) {2,}(\S+)$/gm)].map(([, name, value]) => [name, value]))

const run = (folder: string, inputs: Record<string, string>) =>
  startMainStep({
    action: join(ROOT, folder),
    workspace: ROOT,
    env: { NODE_OPTIONS: preload('fast-clock.mjs?speed=20') },
    inputs,
  }).done

/** The variables of a shell in which its user works with both vendors: no sandbox may get these keys. */
const SHELL = {
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  NODE_OPTIONS: preload('fast-clock.mjs?speed=20'),
  OPENAI_API_KEY: 'sk-key-of-the-user',
  AZURE_OPENAI_API_KEY: 'azure-key-of-the-user',
}

describe('npm run sandbox', () => {
  it.each(Object.keys(DIALECTS))(
    'prints a command that trains from any folder: %s',
    async (dialect) => {
      const text = await startCommand('--dialect', dialect, '--speed', '50')
      const [, command = ''] = /from any folder:\n\n {2}(cd .*?)\n(?:\n|Press)/s.exec(text) ?? []
      const { exitCode, stdout, stderr } = await runProgram('sh', ['-c', command], {
        cwd: createFolder(),
        env: SHELL,
      })
      expect([exitCode, stdout.match(/^status=.*$/m)?.[0]], stderr).toEqual([0, 'status=succeeded'])
    },
    30_000,
  )

  it('prints commands that deploy and evaluate from any folder', { timeout: 30_000 }, async () => {
    const answers = join(EXAMPLES, 'support/valid.jsonl')
    const text = await startCommand('--azure', '--answers', answers)
    const [commands = ''] = /cd \S+ && export [\s\S]*(?=\n\nPress)/.exec(text) ?? []
    const { exitCode, stdout, stderr } = await runProgram('sh', ['-ec', commands], {
      cwd: createFolder(),
      env: SHELL,
    })
    expect([exitCode, stdout.match(/^(?:state|errors)=.*$/gm)], stderr).toEqual([
      0,
      ['state=Succeeded', 'errors=0'],
    ])
  })

  it.each([
    ['sandbox/serve.ts', ['--dialekt', 'azure'], /'--dialekt'/],
    ['sandbox/serve.ts', ['--dialect', 'azzure'], /--dialect: there is no "azzure"/],
    ['scripts/start.ts', ['--dialekt', 'azure'], /'--dialekt'/],
    [
      'scripts/start.ts',
      ['--action', 'chekc'],
      /--action: "chekc" has no action\.yml; the folders are check, /,
    ],
  ])('names a wrong option and the help, without a stack: %s %s', async (script, options, problem) => {
    const { exitCode, stderr } = await runProgram(process.execPath, [join(ROOT, script), ...options], {
      cwd: ROOT,
      env: {},
    })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(problem)
    expect(stderr).toMatch(/-- --help|-- \[options\]/)
    expect(stderr).not.toContain('    at ')
  })

  it('refuses to deploy a model that it does not have', async () => {
    const { url = '', key = '', ...account } = readValues(await startCommand('--azure'))
    const { log, exitCode } = await run('deploy', {
      ...account,
      'azure-token': 'every-token',
      'base-url': url,
      'api-key': key,
      deployment: 'support',
      model: 'gpt-4.1-mini-2025-04-15',
      sku: 'Standard',
      capacity: '10',
    })
    expect(exitCode).toBe(1)
    expect(log).toContain("The model 'gpt-4.1-mini-2025-04-15' is not supported.")
  })

  it('prints what deploy and evaluate need to work with it by hand', { timeout: 30_000 }, async () => {
    const answers = join(EXAMPLES, 'support/valid.jsonl')
    const { url = '', key = '', ...account } = readValues(await startCommand('--azure', '--answers', answers))
    const deployed = await run('deploy', {
      ...account,
      'azure-token': 'every-token',
      'base-url': url,
      'api-key': key,
      deployment: 'support',
      model: 'gpt-4.1-mini-2025-04-14',
      sku: 'Standard',
      capacity: '10',
    })
    expect(deployed.outputs, deployed.log).toMatchObject({ changed: 'true', state: 'Succeeded' })
    const evaluated = await run('evaluate', {
      'base-url': url,
      'api-key': key,
      'auth-scheme': 'api-key',
      model: 'support',
      'test-file': 'examples/support/valid.jsonl',
    })
    expect(evaluated.outputs, evaluated.log).toMatchObject({ examples: '16', errors: '0' })
    expect(Number(evaluated.outputs.score)).toBeGreaterThan(0)
  })
})
