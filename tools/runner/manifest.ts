import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { ActionOptions, JobStatus } from './runner.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** What an `action.yml` declares, as far as running it goes. */
export interface Manifest {
  inputs: Map<string, { default: string; deprecationMessage: string | undefined }>
  main: string | undefined
  post: string | undefined
  postIf: string
}

/** The folder of the action to run: the repository's root unless another is named. */
export function actionFolder(options: ActionOptions): string {
  return options.action ?? REPOSITORY
}

/** Reads the `action.yml` of a folder; throws where it does not run on node. */
export function readManifest(folder: string): Manifest {
  const manifest = record(parse(readFileSync(join(folder, 'action.yml'), 'utf8')))
  const runs = record(manifest.runs)
  if (!/^node\d+$/.test(text(runs.using))) throw new Error(`action.yml does not run on node: ${runs.using}`)
  const inputs = Object.entries(record(manifest.inputs)).map(([name, value]) => {
    const declared = record(value)
    const deprecationMessage = text(declared.deprecationMessage) || undefined
    return [name, { default: text(declared.default), deprecationMessage }] as const
  })
  return {
    inputs: new Map(inputs),
    main: text(runs.main) || undefined,
    post: text(runs.post) || undefined,
    postIf: text(runs['post-if']) || 'always()',
  }
}

/** The inputs of a step: the given ones, and the defaults of the others; and the warnings of the runner about them. */
export function resolveInputs({ inputs: declared }: Manifest, options: ActionOptions) {
  const given = Object.entries(options.inputs ?? {})
  const values = new Map<string, string>()
  const warnings: string[] = []
  const valid = new Map([...declared.keys()].map((name) => [name.toLowerCase(), name]))
  for (const [name, value] of given) values.set(valid.get(name.toLowerCase()) ?? name, value)

  const unexpected = given.map(([name]) => name).filter((name) => !valid.has(name.toLowerCase()))
  if (unexpected.length > 0) {
    const list = (names: Iterable<string>) => [...names].map((name) => `'${name}'`).join(', ')
    warnings.push(`Unexpected input(s) ${list(unexpected)}, valid inputs are [${list(declared.keys())}]`)
  }
  for (const [name, { default: fallback, deprecationMessage }] of declared) {
    if (!values.has(name)) values.set(name, evaluateDefault(fallback, options))
    else if (deprecationMessage !== undefined)
      warnings.push(`Input '${name}' has been deprecated with message: ${deprecationMessage}`)
  }
  return { inputs: values, warnings }
}

function evaluateDefault(value: string, { token = '', jobStatus = 'success' }: ActionOptions): string {
  return value.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    switch (expression.trim()) {
      case 'github.token':
        return token
      case 'job.status':
        return jobStatus
      default:
        throw new Error(`this runner cannot evaluate \${{${expression}}}`)
    }
  })
}

/** The environment variable of an input. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

/** The block of inputs that the runner prints above the log of a step. */
export function describeInputs(inputs: Map<string, string>): string {
  const lines = [...inputs]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name}: ${value.trimEnd().replaceAll('\n', '\n    ')}`)
  return [
    '##[group]Run openai-fine-tune',
    ...(lines.length > 0 ? ['with:', ...lines] : []),
    '##[endgroup]',
    '',
  ].join('\n')
}

/** Status functions with `!`, `&&`, `||` and parentheses: all that a `post-if` here may need. */
export function holds(condition: string, status: JobStatus): boolean {
  const source = condition.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  const tokens = source.match(/[a-z]+\(\)|&&|\|\||[!()]|\S+/gi) ?? []
  const facts: Record<string, boolean> = {
    'always()': true,
    'cancelled()': status === 'cancelled',
    'failure()': status === 'failure',
    'success()': status === 'success',
  }
  const accept = (token: string) => tokens[0] === token && tokens.shift() !== undefined
  const primary = (): boolean => {
    if (accept('!')) return !primary()
    if (accept('(')) {
      const value = either()
      if (!accept(')')) throw new Error(`missing ")" in post-if: ${condition}`)
      return value
    }
    const fact = facts[tokens.shift()?.toLowerCase() ?? '']
    if (fact === undefined) throw new Error(`this runner cannot evaluate post-if: ${condition}`)
    return fact
  }
  // The right side is parsed before the operator is applied: && and || must not skip tokens.
  const both = (): boolean => {
    let value = primary()
    while (accept('&&')) value = primary() && value
    return value
  }
  const either = (): boolean => {
    let value = both()
    while (accept('||')) value = both() || value
    return value
  }
  const value = either()
  if (tokens.length > 0) throw new Error(`this runner cannot evaluate post-if: ${condition}`)
  return value
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
