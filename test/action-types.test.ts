import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { METHODS } from '../src/config/hyperparameters.ts'
import { inputSchemas } from '../src/config/inputs.ts'
import { MANIFESTS } from './support/workflow.ts'

const SIMPLE = z.strictObject({ type: z.enum(['string', 'boolean', 'integer', 'float']) })
const ENUM = z.strictObject({ type: z.literal('enum'), 'allowed-values': z.array(z.string().min(1)).min(1) })
const LIST = z.strictObject({
  type: z.literal('list'),
  separator: z.string().min(1),
  'list-item': z.union([SIMPLE, ENUM]),
})
const Type = z.union([SIMPLE, ENUM, LIST])
type Type = z.output<typeof Type>
/** The part of the schema of github-actions-typing that the files use. */
const Types = z.strictObject({ inputs: z.record(z.string(), Type), outputs: z.record(z.string(), Type) })

const FOLDERS = [...MANIFESTS.keys()]
const readTypes = (folder: string) =>
  Types.parse(parse(readFileSync(join(import.meta.dirname, '..', folder, 'action-types.yml'), 'utf8')))

/** Returns values that a type includes, and values that it does not include. */
function exampleValues(type: Type): { good: string[]; bad: string[] } {
  switch (type.type) {
    case 'boolean':
      return { good: ['true', 'false'], bad: ['maybe'] }
    case 'integer':
      return { good: ['1', '3'], bad: ['1.5', 'one'] }
    case 'float':
      return { good: ['0.5'], bad: ['one'] }
    case 'enum':
      return { good: type['allowed-values'], bad: ['of no kind'] }
    default:
      return { good: [], bad: [] }
  }
}

/** The inputs that the job file also has are checked with it. */
const JOB_INPUTS = Object.keys(inputSchemas.check.shape).filter((name) => ['method', 'seed'].includes(name))

describe('every action-types.yml', () => {
  it.each(FOLDERS)('./%s has a type for exactly the inputs and outputs of its action.yml', (folder) => {
    const types = readTypes(folder)
    const { inputs = {}, outputs = {} } = MANIFESTS.get(folder) ?? {}
    expect(Object.keys(types.inputs)).toEqual(Object.keys(inputs))
    expect(Object.keys(types.outputs)).toEqual(Object.keys(outputs))
  })

  it.each(FOLDERS)('./%s has types that include the defaults and what the action accepts', async (folder) => {
    const schemas: Record<string, z.ZodObject> = inputSchemas
    const shape: Record<string, z.ZodType> = schemas[folder || 'fineTune']?.shape ?? {}
    const accepts = async (name: string, value: string) =>
      (await z.safeParseAsync(shape[name] ?? z.never(), value)).success
    const isHard = (name: string) => !(JOB_INPUTS.includes(name) && folder !== 'evaluate')
    for (const [name, type] of Object.entries(readTypes(folder).inputs)) {
      const { good, bad } = exampleValues(type)
      for (const value of good) expect(await accepts(name, value), `${name}: ${value}`).toBe(true)
      for (const value of isHard(name) ? bad : [])
        expect(await accepts(name, value), `${name}: ${value}`).toBe(false)
      const preset = MANIFESTS.get(folder)?.inputs[name]?.default
      if (type.type === 'enum' && preset !== undefined) expect(type['allowed-values']).toContain(preset)
      if (type.type === 'boolean' && preset !== undefined) expect(['true', 'false']).toContain(preset)
    }
  })

  it.each(FOLDERS)('./%s leaves no input with a choice, a switch or a number as a string', async (folder) => {
    const schemas: Record<string, z.ZodObject> = inputSchemas
    const shape: Record<string, z.ZodType> = schemas[folder || 'fineTune']?.shape ?? {}
    const strings = Object.entries(readTypes(folder).inputs).filter(([, { type }]) => type === 'string')
    for (const [name] of strings) {
      const numbers = await z.safeParseAsync(shape[name] ?? z.never(), '0.5')
      expect(typeof numbers.data === 'number' || typeof numbers.data === 'boolean', name).toBe(false)
      const { error } = await z.safeParseAsync(shape[name] ?? z.never(), 'of no kind')
      expect(error?.issues[0]?.message ?? '', name).not.toMatch(/one of|true or false| or /)
    }
  })

  it('names the methods that the action knows', () => {
    expect(readTypes('').inputs.method).toEqual({ type: 'enum', 'allowed-values': [...METHODS] })
  })
})
