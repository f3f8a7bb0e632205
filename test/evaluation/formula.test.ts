import { describe, expect, it } from 'vitest'
import { compileFormula } from '../../src/evaluation/formula.ts'

const VALUES = new Map([
  ['a', 0.5],
  ['b', 0.25],
  ['min_x', 3],
])
const calculate = (text: string) => compileFormula(text, [...VALUES.keys()])(VALUES)

describe('a formula', () => {
  it.each([
    ['a + b * 2', 1],
    ['(a + b) * 2', 1.5],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['1 - - 1', 2],
    ['+a - +b', 0.25],
    ['8 / 2 / 2', 2],
    ['min(a, b, 0.1)', 0.1],
    ['max(a, b) - abs(-b)', 0.25],
    ['exp(log(a))', 0.5],
    ['sqrt(b)', 0.5],
    ['floor(1.7) + ceil(1.2)', 3],
    ['2*a*b/(a+b)', 1 / 3],
    ['1e-1 + .5', 0.6],
    ['min_x', 3],
  ])('%s is %f', (text, value) => {
    expect(calculate(text)).toBeCloseTo(value, 12)
  })

  it.each([
    '',
    'a b',
    'a +',
    '(a',
    'a)',
    'eval(1)',
    'constructor(1)',
    'a ** b',
    'a; b',
    'c',
    'abs(a, b)',
    'min()',
  ])('is refused: "%s"', (text) => {
    expect(() => calculate(text)).toThrow(/calculate_output/)
  })

  it('is refused when it nests too deeply', () => {
    expect(() => calculate(`${'('.repeat(10_000)}a${')'.repeat(10_000)}`)).toThrow('nests too deeply')
    expect(() => calculate(`${'-'.repeat(10_000)}a`)).toThrow('nests too deeply')
  })
})
