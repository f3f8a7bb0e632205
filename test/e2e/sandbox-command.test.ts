import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startMainStep } from '../../tools/runner/runner.ts'
import { EXAMPLES } from '../support/built-action.ts'
import { preload } from '../support/preload.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Starts the sandbox as `npm run sandbox` does; returns the values that it prints, by their names. */
async function startCommand(...options: string[]): Promise<Record<string, string>> {
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
  return Object.fromEntries(
    [...text.matchAll(/^ {2}([\w-]+) {2,}(\S+)$/gm)].map(([, name, value]) => [name, value]),
  )
}

const run = (folder: string, inputs: Record<string, string>) =>
  startMainStep({
    action: join(ROOT, folder),
    workspace: ROOT,
    env: { NODE_OPTIONS: preload('fast-clock.mjs?speed=20') },
    inputs,
  }).done

describe('npm run sandbox', () => {
  it('prints what deploy and evaluate need to work with it by hand', { timeout: 30_000 }, async () => {
    const answers = join(EXAMPLES, 'support/valid.jsonl')
    const { url = '', key = '', ...account } = await startCommand('--azure', '--answers', answers)
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
