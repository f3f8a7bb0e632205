import { describe, expect, it } from 'vitest'
import { type EstimateInput, estimateCost } from '../../src/config/cost.ts'

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
