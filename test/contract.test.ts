import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import pkg from '../package.json' with { type: 'json' }
import { CheckInputs, ControlInputs, FindInputs, RootInputs, WaitInputs } from '../src/config/inputs.ts'
import { jobFileJsonSchema } from '../src/config/schema.ts'
import {
  CHECK_OUTPUTS,
  CONTROL_OUTPUTS,
  FIND_OUTPUTS,
  ROOT_OUTPUTS,
  WAIT_OUTPUTS,
} from '../src/report/outputs.ts'
import { VERSION } from '../src/run.ts'

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

const Action = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string().min(1), default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ description: z.string().min(1) })),
  runs: z.object({ using: z.literal('node24'), main: z.string(), post: z.string().optional() }),
})

/** The first cells of the rows of the table below a heading of the README, and the second ones. */
function tableUnder(heading: string): Map<string, string> {
  const section =
    file('README.md')
      .split(`\n${heading}\n`)[1]
      ?.split(/\n##+ /)[0] ?? ''
  const rows = [...section.matchAll(/^\| `([\w-]+)` +\|([^|]*)\|/gm)]
  return new Map(rows.map(([, name, cell]) => [name ?? '', (cell ?? '').trim()]))
}

const JOB = { 'job-id': 'ftjob-1' }
const KEY = { 'api-key': 'key' }
/** Of each action: its folder, what the code reads and sets, the least that it must be given, and its README headings. */
const ACTIONS = [
  ['', RootInputs, ROOT_OUTPUTS, KEY, ['## Inputs', '## Outputs']],
  ['check/', CheckInputs, CHECK_OUTPUTS, {}, ['### check: inputs', '### check: outputs']],
  ['wait/', WaitInputs, WAIT_OUTPUTS, { ...KEY, ...JOB }, ['### wait: inputs', '### wait: outputs']],
  ['find/', FindInputs, FIND_OUTPUTS, KEY, ['### find: inputs', '### find: outputs']],
  [
    'control/',
    ControlInputs,
    CONTROL_OUTPUTS,
    { ...KEY, ...JOB, command: 'cancel' },
    ['### control: inputs', '### control: outputs'],
  ],
] as const

describe.each(ACTIONS)(
  'the contract of ./%s',
  (folder, schema, outputs, least, [inputTable, outputTable]) => {
    const action = Action.parse(parse(file(`${folder}action.yml`)))

    it('has the same inputs in action.yml and in the code', () => {
      expect(Object.keys(action.inputs)).toEqual(Object.keys(schema.shape))
    })

    it('has defaults in action.yml that are parsed to the defaults of the code', async () => {
      const given = Object.fromEntries(
        Object.entries(action.inputs).flatMap(([name, input]) =>
          input.default?.startsWith('${{') ? [] : [[name, input.default]],
        ),
      )
      expect(await schema.parseAsync({ ...given, ...least })).toEqual(await schema.parseAsync(least))
    })

    it('has the same outputs in action.yml and in the code', () => {
      expect(Object.keys(action.outputs)).toEqual([...outputs])
    })

    it('has the same inputs, defaults included, in the README', () => {
      const table = tableUnder(inputTable)
      expect([...table.keys()]).toEqual(Object.keys(action.inputs))
      for (const [name, input] of Object.entries(action.inputs))
        if (input.default !== undefined)
          expect([name, table.get(name)]).toEqual([name, `\`${input.default}\``])
    })

    it('has the same outputs in the README', () => {
      expect([...tableUnder(outputTable).keys()]).toEqual(Object.keys(action.outputs))
    })

    it('runs what is built', () => {
      for (const script of [action.runs.main, ...(action.runs.post ? [action.runs.post] : [])])
        expect(file(`${folder}${script}`)).toContain("from './index.js'")
    })
  },
)

describe('the package', () => {
  it('ships the JSON Schema that the job file is read by', () => {
    expect(JSON.parse(file('dist/job.schema.json'))).toEqual(jobFileJsonSchema())
  })

  it('says which version it is', () => {
    expect(VERSION).toBe(pkg.version)
  })
})
