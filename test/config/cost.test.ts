import { describe, expect, it } from 'vitest'
import { type EstimateInput, estimateCost, exceededLimits } from '../../src/config/cost.ts'

const INPUT: EstimateInput = { method: 'supervised', examples: 1000, tokens: 500_000, epochs: 4, price: 25 }

describe('estimateCost', () => {
  it('multiplies price, tokens and epochs', () => {
    expect(estimateCost(INPUT)).toEqual({ epochs: 4, epochsGiven: true, tokens: 2_000_000, cost: 50 })
  })

  it('estimates dpo like supervised', () => {
    expect(estimateCost({ ...INPUT, method: 'dpo' })).toEqual(estimateCost(INPUT))
  })

  it('returns no cost without a price', () => {
    expect(estimateCost({ ...INPUT, price: undefined })).toEqual({
      epochs: 4,
      epochsGiven: true,
      tokens: 2_000_000,
    })
  })

  it('returns a cost of zero for a price of zero', () => {
    expect(estimateCost({ ...INPUT, price: 0 })).toMatchObject({ cost: 0 })
  })

  it('returns no cost for reinforcement, which is billed by time', () => {
    expect(estimateCost({ ...INPUT, method: 'reinforcement', price: 5 }).cost).toBeUndefined()
  })

  it.each([
    [0, 25],
    [1, 25],
    [4, 25],
    [5, 20],
    [10, 10],
    [33, 3],
    [34, 3],
    [8333, 3],
    [8334, 2],
    [12_500, 2],
    [12_501, 1],
    [100_000, 1],
  ])('expects the server to train %i examples for %i epochs by default', (examples, epochs) => {
    for (const given of ['auto', undefined] as const) {
      const estimate = estimateCost({ ...INPUT, examples, tokens: 10, epochs: given })
      expect(estimate).toMatchObject({ epochs, epochsGiven: false, tokens: 10 * epochs })
    }
  })
})

describe('exceededLimits', () => {
  const estimate = { epochs: 4, epochsGiven: true, tokens: 2_000_000, cost: 50 }
  const tokens = (max: number) => ({ limit: 'max-tokens', max, estimated: 2_000_000 })
  const cost = (max: number) => ({ limit: 'max-cost', max, estimated: 50 })

  it.each([
    ['no limits', {}, []],
    [
      'two limits that are exceeded',
      { maxTokens: 1_999_999, maxCost: 49.99 },
      [tokens(1_999_999), cost(49.99)],
    ],
    ['one limit that is exceeded', { maxTokens: 3_000_000, maxCost: 10 }, [cost(10)]],
    ['limits that are equal to the estimate', { maxTokens: 2_000_000, maxCost: 50 }, []],
    ['limits of zero', { maxTokens: 0, maxCost: 0 }, [tokens(0), cost(0)]],
  ])('returns the exceeded ones of %s', (_, limits, exceeded) => {
    expect(exceededLimits(estimate, limits)).toEqual(exceeded)
  })

  it('ignores the limit of the cost without a price', () => {
    expect(exceededLimits({ epochs: 4, epochsGiven: true, tokens: 10 }, { maxCost: 0 })).toEqual([])
  })
})
