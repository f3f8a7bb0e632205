import { describe, expect, it } from 'vitest'
import { dollars, metricValue } from '../../src/report/format.ts'

describe('the value of a metric', () => {
  it.each([
    [0.41273, '0.4127'],
    [0, '0'],
    [-0.5, '-0.5'],
    [12.3456, '12.35'],
    [123456.7, '123,457'],
    [0.0005, '0.0005'],
    [1.234e-7, '1.23e-7'],
    [5e12, '5.00e+12'],
    [Number.NaN, 'no number'],
    [Number.POSITIVE_INFINITY, 'no number'],
  ])('%s is shown as %s', (value, expected) => {
    expect(metricValue(value)).toBe(expected)
  })
})

describe('an amount of money', () => {
  it.each([
    [0, '$0.00'],
    [6.421, '$6.42'],
    [4370.1, '$4,370.10'],
    [0.1, '$0.10'],
    [0.00123, '$0.0012'],
  ])('%s is shown as %s', (usd, expected) => {
    expect(dollars(usd)).toBe(expected)
  })
})
