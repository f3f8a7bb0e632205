import { describe, expect, it } from 'vitest'
import { serializeOutput } from '../../src/report/outputs.ts'

const bytes = (value: unknown) => Buffer.byteLength(serializeOutput(value))

const pickId = (item: string | { id: string }) => (typeof item === 'string' ? item : { id: item.id })

describe('the text of an output', () => {
  it('is the value itself if that is short', () => {
    expect(serializeOutput('ft:x')).toBe('ft:x')
    expect(serializeOutput(4711)).toBe('4711')
    expect(serializeOutput(true)).toBe('true')
    expect(serializeOutput({ id: 'a' })).toBe('{"id":"a"}')
  })

  it('leaves out the sources of graders first if it is too long', () => {
    const job = {
      id: 'ftjob-1',
      status: 'running',
      method: { grader: { source: 'x'.repeat(200_000), name: 'g' } },
    }
    expect(JSON.parse(serializeOutput(job))).toEqual({
      id: 'ftjob-1',
      status: 'running',
      method: { grader: { source: '(200000 bytes left out)', name: 'g' } },
    })
  })

  it.each([
    ['jobs', (i: number) => ({ id: `ftjob-${i}`, events: ['x'.repeat(1000)] })],
    ['texts', (i: number) => `ftjob-${i}`],
  ])('is the first items of a long list of %s, each without its lists', (_, toItem) => {
    const list = JSON.parse(serializeOutput(Array.from({ length: 10_000 }, (_, i) => toItem(i))))
    expect(list.slice(0, 2)).toEqual([0, 1].map((i) => pickId(toItem(i))))
    expect(bytes(list)).toBeGreaterThan(63_000)
    expect(bytes(list)).toBeLessThanOrEqual(64_000)
  })

  it.each([
    ['one endless text', 'é'.repeat(200_000)],
    ['a long list', { id: 'a', list: Array.from({ length: 50_000 }, (_, i) => i) }],
    [
      'many short texts',
      { id: 'a', map: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 'v'])) },
    ],
    ['one endless name in a map', { id: 'a', ['k'.repeat(100_000)]: 1 }],
    [
      'many long names in a map',
      {
        id: 'a',
        ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}`.padStart(2000, 'k'), 1])),
      },
    ],
    ['one long text in a map', { id: 'a', message: 'x'.repeat(100_000) }],
  ])('is never longer than 64 kB: %s', (_, value) => {
    expect(bytes(value)).toBeLessThanOrEqual(64_000)
    if (typeof value === 'object') expect(JSON.parse(serializeOutput(value))).toMatchObject({ id: 'a' })
    expect(serializeOutput(value).isWellFormed()).toBe(true)
  })
})
