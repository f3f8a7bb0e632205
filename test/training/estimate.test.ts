import { describe, expect, it } from 'vitest'
import { inputSchemas } from '../../src/config/inputs.ts'
import { parseInputsOrThrow } from '../../src/config/parse-inputs.ts'
import { assertWithinLimits } from '../../src/training/estimate.ts'
import { createFakeRunner } from '../support/run-action.ts'

/** Returns the message with which an estimate of 2,000,000 tokens and 50 USD is above these limits. */
async function exceed(limits: Record<string, string>): Promise<string> {
  const runner = createFakeRunner({ price: '25', ...limits })
  const inputs = await parseInputsOrThrow(inputSchemas.check, runner)
  const estimate = { epochs: 4, epochsGiven: true, tokens: 2_000_000, cost: 50, images: 0, uncounted: 0 }
  try {
    assertWithinLimits(estimate, inputs)
    return ''
  } catch (error) {
    return `${error}`
  }
}

describe('an estimate', () => {
  it.each([
    ['no limits', {}],
    ['limits that it equals', { 'max-tokens': '2000000', 'max-cost': '50' }],
    ['a limit of the cost without a price', { price: '', 'max-cost': '1' }],
  ])('is within %s', async (_, limits) => {
    expect(await exceed(limits)).toBe('')
  })

  it.each([
    ['both limits', { 'max-tokens': '1999999', 'max-cost': '49.99' }, ['(1,999,999)', '($49.99)']],
    ['one of two limits', { 'max-tokens': '3000000', 'max-cost': '10' }, ['($10.00)']],
    ['limits of zero', { 'max-tokens': '0', 'max-cost': '0' }, ['(0)', '($0.00)']],
  ])('is above %s, each of which the error names', async (_, limits, named) => {
    expect((await exceed(limits)).match(/\(\S+\)(?= allows)/g)).toEqual(named)
  })
})
