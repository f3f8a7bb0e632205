import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { broken } from './mutations/break.ts'
import { BREAKS, promisesOf, rowOf } from './mutations/breaks.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')
const GUARANTEES = read('docs/guarantees.md')

/** What `npm run test:mutations` breaks: that it is noticed, only that command shows. */
describe('a break of a promise', () => {
  it.each(BREAKS)('has a place in the sources: $what', (one) => {
    const source = read(`src/${one.file}`)
    expect(broken(source, one)).not.toBe(source)
  })

  it('has tests that are there', () => {
    const missing = BREAKS.flatMap(({ tests, named = '' }) => {
      const texts = tests.map((path) => (existsSync(join(import.meta.dirname, '..', path)) ? read(path) : ''))
      return texts.includes('') || !texts.some((text) => text.includes(named)) ? [{ tests, named }] : []
    })
    expect(missing).toEqual([])
  })

  it('is there for every promise', () => {
    const promises = [...promisesOf(GUARANTEES).keys()]
    expect(promises.length).toBeGreaterThan(10)
    expect([...new Set(BREAKS.map(({ promise }) => promise))]).toEqual(promises)
  })

  it('stands in the guarantees, and how many there are', () => {
    const [, section = ''] = GUARANTEES.split('\n### When a promise is broken\n')
    const rows = section.split(/\n##+ /)[0]?.match(/^\| \d.*$/gm)
    expect(rows).toEqual(BREAKS.map(rowOf))
    expect(section).toContain(`\`${BREAKS.length} of ${BREAKS.length} breaks were noticed\``)
  })

  it('would be found out if its text were gone, or there twice', () => {
    const one = { file: 'x.ts', text: 'a', by: 'b' }
    expect(broken('xay', one)).toBe('xby')
    for (const source of ['', 'a a']) expect(() => broken(source, one)).toThrow('src/x.ts')
  })
})
