import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import pkg from '../package.json' with { type: 'json' }
import { inputSchemas } from '../src/config/inputs.ts'
import { jobFileJsonSchema } from '../src/config/schema.ts'
import {
  CHECK_OUTPUTS,
  CONTROL_OUTPUTS,
  DEPLOY_OUTPUTS,
  EVALUATE_OUTPUTS,
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

/** The inputs or outputs of a reusable workflow. */
const Parts = z.record(
  z.string(),
  z.object({
    description: z.string().min(1),
    default: z.union([z.string(), z.number()]).optional(),
    required: z.boolean().default(false),
  }),
)

/** Reads the tables of a README below a heading: the other cells of each row, by its input or output. */
function readTables(readme: string, heading: string): Record<string, string[]> {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0] ?? ''
  const rows = section.match(/^\| `.*\|$/gm) ?? []
  return Object.fromEntries(
    rows.map((row) => {
      const [name = '', ...cells] = row.split(/(?<!\\)\|/).slice(1, -1)
      return [name.replaceAll(/[ `]/g, ''), cells.map((cell) => withoutLinks(cell.trim()))]
    }),
  )
}

/** Returns the text of a cell as it is in `action.yml`, without links. */
const withoutLinks = (cell: string) => cell.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')

const ACCOUNT_ID = '/subscriptions/1/resourceGroups/a/providers/Microsoft.CognitiveServices/accounts/b'
const JOB = { 'job-id': 'ftjob-1' }
const KEY = { 'api-key': 'key' }
/** The folder of each action, its input schema, its outputs, and the least that it must be given. */
const ACTIONS = [
  ['', inputSchemas.fineTune, ROOT_OUTPUTS, KEY],
  ['check/', inputSchemas.check, CHECK_OUTPUTS, {}],
  ['wait/', inputSchemas.wait, WAIT_OUTPUTS, { ...KEY, ...JOB }],
  ['find/', inputSchemas.find, FIND_OUTPUTS, KEY],
  ['control/', inputSchemas.control, CONTROL_OUTPUTS, { ...KEY, ...JOB, command: 'cancel' }],
  ['evaluate/', inputSchemas.evaluate, EVALUATE_OUTPUTS, { ...KEY, 'test-file': 'test.jsonl', model: 'm' }],
  ['deploy/', inputSchemas.deploy, DEPLOY_OUTPUTS, { 'resource-id': ACCOUNT_ID, deployment: 'support' }],
] as const

describe.each(ACTIONS)('the contract of ./%s', (folder, schema, outputs, least) => {
  const action = Action.parse(parse(file(`${folder}action.yml`)))
  const readme = file(`${folder}README.md`)

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

  it('has the same inputs, defaults and descriptions in its README', () => {
    const rows = Object.entries(action.inputs).map(([name, { default: value, description }]) => [
      name,
      [value === undefined ? '' : `\`${value}\``, description],
    ])
    expect(readTables(readme, 'Inputs')).toEqual(Object.fromEntries(rows))
    expect(Object.keys(readTables(readme, 'Inputs'))).toEqual(Object.keys(action.inputs))
  })

  it('has the same outputs and descriptions in its README', () => {
    const rows = Object.entries(action.outputs).map(([name, { description }]) => [name, [description]])
    expect(readTables(readme, 'Outputs')).toEqual(Object.fromEntries(rows))
    expect(Object.keys(readTables(readme, 'Outputs'))).toEqual(Object.keys(action.outputs))
  })

  it('runs what is built', () => {
    for (const script of [action.runs.main, ...(action.runs.post ? [action.runs.post] : [])])
      expect(file(`${folder}${script}`)).toContain("from './index.js'")
  })
})

describe('the contract of the reusable workflow', () => {
  const Called = z.object({ on: z.object({ workflow_call: z.object({ inputs: Parts, outputs: Parts }) }) })
  const { inputs, outputs } = Called.parse(parse(file('.github/workflows/pipeline.yml'))).on.workflow_call
  const page = file('docs/tasks/pipeline.md')

  it('has the same inputs, defaults and descriptions in its page', () => {
    const rows = Object.entries(inputs).map(([name, { default: value, required, description }]) => [
      name,
      [
        value === undefined || value === '' ? '' : `\`${value}\``,
        `${description}${required ? ' Required.' : ''}`,
      ],
    ])
    expect(readTables(page, 'Inputs')).toEqual(Object.fromEntries(rows))
  })

  it('has the same outputs and descriptions in its page', () => {
    const rows = Object.entries(outputs).map(([name, { description }]) => [name, [description]])
    expect(readTables(page, 'Outputs')).toEqual(Object.fromEntries(rows))
  })
})

describe('the package', () => {
  it('ships the JSON Schema that the job file is read by', () => {
    expect(JSON.parse(file('dist/job.schema.json'))).toEqual(jobFileJsonSchema())
  })

  it('says which version it is', () => {
    expect(VERSION).toBe(pkg.version)
  })
})
