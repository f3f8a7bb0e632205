import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import pkg from '../package.json' with { type: 'json' }
import { RootInputs } from '../src/github/inputs.ts'
import { VERSION } from '../src/main.ts'
import { OUTPUTS } from '../src/report/outputs.ts'
import { jobFileJsonSchema } from '../src/spec/schema.ts'

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

const Action = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string().min(1), default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ description: z.string().min(1) })),
  runs: z.object({ using: z.literal('node24'), main: z.string() }),
})
const action = Action.parse(parse(file('action.yml')))

/** The first cells of the rows of the table below a heading of the README, and the second ones. */
function tableUnder(heading: string): Map<string, string> {
  const section = file('README.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = [...section.matchAll(/^\| `([\w-]+)` +\|([^|]*)\|/gm)]
  return new Map(rows.map(([, name, cell]) => [name ?? '', (cell ?? '').trim()]))
}

describe('the contract', () => {
  it('has the same inputs in action.yml and in the code', () => {
    expect(Object.keys(action.inputs)).toEqual(Object.keys(RootInputs.shape))
  })

  it('has defaults in action.yml that are parsed to the defaults of the code', () => {
    const given = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [name, input.default]),
    )
    const parsed = RootInputs.parse({ ...given, 'api-key': 'key' })
    expect(parsed).toEqual(RootInputs.parse({ 'api-key': 'key' }))
  })

  it('has the same outputs in action.yml and in the code', () => {
    expect(Object.keys(action.outputs)).toEqual([...OUTPUTS])
  })

  it('has the same inputs, defaults included, in the README', () => {
    const table = tableUnder('Inputs')
    expect([...table.keys()]).toEqual(Object.keys(action.inputs))
    for (const [name, input] of Object.entries(action.inputs))
      if (input.default !== undefined) expect([name, table.get(name)]).toEqual([name, `\`${input.default}\``])
  })

  it('has the same outputs in the README', () => {
    expect([...tableUnder('Outputs').keys()]).toEqual(Object.keys(action.outputs))
  })

  it('ships the JSON Schema that the job file is read by', () => {
    expect(JSON.parse(file('dist/job.schema.json'))).toEqual(jobFileJsonSchema())
  })

  it('runs what is built, and says which version it is', () => {
    expect(file(action.runs.main)).toContain('main()')
    expect(VERSION).toBe(pkg.version)
  })
})
