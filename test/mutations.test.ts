import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyMutant, MUTANTS, readGuarantees } from './mutations/mutants.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Whether the mutants are killed, only `npm run test:mutations` shows. */
describe('the mutants', () => {
  it.each(MUTANTS)('apply to the sources: $description', (mutant) => {
    const source = read(`src/${mutant.file}`)
    expect(applyMutant(source, mutant)).not.toBe(source)
  })

  it('name tests that exist', () => {
    const missing = MUTANTS.flatMap(({ tests, testName = '' }) => {
      const texts = tests.map((path) => (existsSync(join(ROOT, path)) ? read(path) : ''))
      return texts.includes('') || !texts.some((text) => text.includes(testName)) ? [{ tests, testName }] : []
    })
    expect(missing).toEqual([])
  })

  it('cover every guarantee', () => {
    const guarantees = [...readGuarantees(read('docs/guarantees.md')).keys()]
    expect(guarantees.length).toBeGreaterThan(10)
    expect([...new Set(MUTANTS.map(({ guarantee }) => guarantee))]).toEqual(guarantees)
  })

  it('fail to apply if their original code is missing or occurs twice', () => {
    const mutant = { file: 'x.ts', original: 'a', replacement: 'b' }
    expect(applyMutant('xay', mutant)).toBe('xby')
    for (const source of ['', 'a a']) expect(() => applyMutant(source, mutant)).toThrow('src/x.ts')
  })
})
