import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { ActionOptions } from './action-run.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** The parts of an `action.yml` that running the action needs. */
export interface Manifest {
  inputs: Map<string, { default: string; deprecationMessage: string | undefined }>
  main: string | undefined
  post: string | undefined
  postIf: string
}

/** Returns the folder of the action: the root of the repository, unless another one is named. */
export function actionFolder(options: ActionOptions): string {
  return options.action ?? REPOSITORY
}

/** Reads the `action.yml` of a folder; throws if the action does not run on node. */
export function readManifest(folder: string): Manifest {
  const manifest = toRecord(parse(readFileSync(join(folder, 'action.yml'), 'utf8')))
  const runs = toRecord(manifest.runs)
  if (!/^node\d+$/.test(toText(runs.using))) throw new Error(`action.yml does not run on node: ${runs.using}`)
  const inputs = Object.entries(toRecord(manifest.inputs)).map(([name, value]) => {
    const declared = toRecord(value)
    const deprecationMessage = toText(declared.deprecationMessage) || undefined
    return [name, { default: toText(declared.default), deprecationMessage }] as const
  })
  return {
    inputs: new Map(inputs),
    main: toText(runs.main) || undefined,
    post: toText(runs.post) || undefined,
    postIf: toText(runs['post-if']) || 'always()',
  }
}

/** Returns the inputs of a step, with the defaults of absent ones, and the warnings of the runner about them. */
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

/** Returns the name of the environment variable of an input. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

/** Formats the block of inputs that the runner prints above the log of a step. */
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

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function toText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
