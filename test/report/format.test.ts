import { describe, expect, it } from 'vitest'
import { formatDateTime, formatMetric, formatTime, formatUsd } from '../../src/report/format.ts'

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
  ])('%s is formatted as %s', (value, expected) => {
    expect(formatMetric(value)).toBe(expected)
  })
})

describe('an amount of money', () => {
  it.each([
    [0, '$0.00'],
    [6.421, '$6.42'],
    [4370.1, '$4,370.10'],
    [0.1, '$0.10'],
    [0.00123, '$0.0012'],
  ])('%s is formatted as %s', (usd, expected) => {
    expect(formatUsd(usd)).toBe(expected)
  })
})

describe('a Unix time', () => {
  it.each([
    [1_795_000_000, '11:06:40', '2026-11-18 11:06'],
    [253_402_300_799, '23:59:59', '9999-12-31 23:59'],
    // Milliseconds give a year with more than four digits.
    [1_795_000_000_000, '', ''],
    [-1e12, '', ''],
    [1e300, '', ''],
    [Number.NaN, '', ''],
    [undefined, '', ''],
  ])('%s is formatted as %j, always with the same width', (unixSeconds, time, day) => {
    expect(formatTime(unixSeconds)).toBe(time.padEnd(8))
    expect(formatDateTime(unixSeconds)).toBe(day.padEnd(16))
  })
})
