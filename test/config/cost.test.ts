import { describe, expect, test } from 'vitest'
import { type EstimateBasis, estimate, excesses } from '../../src/config/cost.ts'

const BASIS: EstimateBasis = { method: 'supervised', examples: 1000, tokens: 500_000, epochs: 4, price: 25 }

describe('the estimate', () => {
  test('is price x tokens x epochs', () => {
    expect(estimate(BASIS)).toEqual({ epochs: 4, epochsGiven: true, tokens: 2_000_000, cost: 50 })
  })

  test('is the same for dpo', () => {
    expect(estimate({ ...BASIS, method: 'dpo' })).toEqual(estimate(BASIS))
  })

  test('has no cost without a price', () => {
    expect(estimate({ ...BASIS, price: undefined })).toEqual({
      epochs: 4,
      epochsGiven: true,
      tokens: 2_000_000,
    })
  })

  test('costs nothing where training is free', () => {
    expect(estimate({ ...BASIS, price: 0 })).toMatchObject({ cost: 0 })
  })

  test('has no cost for reinforcement, which is billed by time', () => {
    expect(estimate({ ...BASIS, method: 'reinforcement', price: 5 }).cost).toBeUndefined()
  })

  test.each([
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
  ])('takes %i examples for %i epochs when the server chooses', (examples, epochs) => {
    for (const given of ['auto', undefined] as const) {
      const found = estimate({ ...BASIS, examples, tokens: 10, epochs: given })
      expect(found).toMatchObject({ epochs, epochsGiven: false, tokens: 10 * epochs })
    }
  })
})

describe('the limits', () => {
  const expected = { epochs: 4, epochsGiven: true, tokens: 2_000_000, cost: 50 }
  const tokens = (most: number) => ({ limit: 'max-tokens', most, estimated: 2_000_000 })
  const cost = (most: number) => ({ limit: 'max-cost', most, estimated: 50 })

  test.each([
    ['none', {}, []],
    ['above both', { maxTokens: 1_999_999, maxCost: 49.99 }, [tokens(1_999_999), cost(49.99)]],
    ['above one', { maxTokens: 3_000_000, maxCost: 10 }, [cost(10)]],
    ['exactly both', { maxTokens: 2_000_000, maxCost: 50 }, []],
    ['nothing allowed', { maxTokens: 0, maxCost: 0 }, [tokens(0), cost(0)]],
  ])('are told when they are exceeded: %s', (_, limits, found) => {
    expect(excesses(expected, limits)).toEqual(found)
  })

  test('of cost holds nothing up when there is no price', () => {
    expect(excesses({ epochs: 4, epochsGiven: true, tokens: 10 }, { maxCost: 0 })).toEqual([])
  })
})
