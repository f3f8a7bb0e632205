import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const inFolder = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name))

const Action = z.object({
  inputs: z.record(z.string(), z.object({ required: z.boolean().optional() })),
  outputs: z.record(z.string(), z.unknown()),
})
const actions = new Map(
  ['', 'check', 'wait', 'find', 'control'].map((folder) => [
    folder,
    Action.parse(parse(read(join(folder, 'action.yml')))),
  ]),
)

/** Every piece of YAML in a page, and every example of a workflow. */
function workflows(): [where: string, text: string][] {
  const pages = ['README.md', ...inFolder('docs', '.md')]
  const blocks = pages.flatMap((page) =>
    [...read(page).matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match, i): [string, string] => [
      `${page}, block ${i + 1}`,
      match[1] ?? '',
    ]),
  )
  const files = inFolder('examples/workflows', '.yml').map((path): [string, string] => [
    relative('.', path),
    read(path),
  ])
  return [...blocks, ...files]
}

const Step = z.looseObject({
  uses: z.string().optional(),
  id: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
})
const Workflow = z.looseObject({
  jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step).optional() })),
})

const OURS = /^OWNER\/openai-fine-tune(?:\/(\w+))?@v1$/

/** What a workflow says wrongly of our actions. */
function problems(document: unknown): string[] {
  const steps = Array.isArray(document)
    ? z.array(Step).parse(document)
    : Object.values(Workflow.safeParse(document).data?.jobs ?? {}).flatMap(({ steps }) => steps ?? [])
  const found: string[] = []
  const ids = new Map<string, string[]>()
  for (const { uses = '', id, with: given = {} } of steps) {
    const match = OURS.exec(uses)
    if (!match) continue
    const action = actions.get(match[1] ?? '')
    if (!action) {
      found.push(`${uses}: no such action`)
      continue
    }
    if (id) ids.set(id, Object.keys(action.outputs))
    for (const name of Object.keys(given))
      if (!(name in action.inputs)) found.push(`${uses}: no input "${name}"`)
    for (const [name, { required }] of Object.entries(action.inputs))
      if (required && !(name in given)) found.push(`${uses}: input "${name}" is required`)
    const ways = ['api-key', 'identity-provider-id', 'azure-tenant-id'].filter((name) => name in given)
    if (ways.length !== 1 && 'api-key' in action.inputs) found.push(`${uses}: needs one way to authenticate`)
  }
  for (const [, id = '', output = ''] of JSON.stringify(document).matchAll(
    /steps\.([\w-]+)\.outputs\.([\w-]+)/g,
  ))
    if (ids.has(id) && !ids.get(id)?.includes(output)) found.push(`steps.${id} has no output "${output}"`)
  return found
}

describe('every workflow that is shown', () => {
  it.each(workflows())('%s gives our actions what they have', (_, text) => {
    expect(problems(parse(text))).toEqual([])
  })

  it('would be found out', () => {
    const step = (uses: string, inputs: object) => [
      { uses: `OWNER/openai-fine-tune${uses}@v1`, with: inputs },
    ]
    expect(problems(step('', { 'api-key': 'x', 'max-cots': 1 }))).toHaveLength(1)
    expect(problems(step('/wait', { 'api-key': 'x' }))).toHaveLength(1)
    expect(problems(step('/train', {}))).toHaveLength(1)
    expect(problems(step('', {}))).toHaveLength(1)
  })
})

describe('every page', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', ...inFolder('docs', '.md')]
  it.each(pages)('%s links to pages that are there', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    )
    const missing = links.filter((link) => {
      if (link === '') return false
      try {
        return !readdirSync(join(ROOT, page, '..', link, '..')).includes(
          link.split('/').filter(Boolean).at(-1) ?? '',
        )
      } catch {
        return true
      }
    })
    expect(missing).toEqual([])
  })
})
