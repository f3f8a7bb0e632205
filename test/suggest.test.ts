import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closestMatch, didYouMean, editDistance } from '../src/suggest.ts'

describe('editDistance', () => {
  it('is one for a swapped or a missing letter, in both directions', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (word, seed) => {
        const at = seed % (word.length - 1)
        const swapped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`
        const shorter = word.slice(0, at) + word.slice(at + 1)
        expect(editDistance(word, word)).toBe(0)
        expect(editDistance(word, swapped)).toBeLessThanOrEqual(1)
        expect(editDistance(word, shorter)).toBe(1)
        expect(editDistance(shorter, word)).toBe(1)
      }),
    )
  })
})

describe('closestMatch', () => {
  it.each([
    ['training-file', ['model', 'training_file'], 'training_file'],
    ['nEpochs', ['n_epochs'], 'n_epochs'],
    ['Data.JSONL', ['data.jsonl'], 'data.jsonl'],
    ['modle', ['model'], 'model'],
    ['mdle', ['model'], undefined],
    ['lerning_rate_multiplyer', ['learning_rate_multiplier'], 'learning_rate_multiplier'],
    ['trainingType', ['training_file'], undefined],
    ['neq', ['eq', 'ne'], 'ne'],
    ['--', ['a'], undefined],
    ['тест.jsonl', ['данные.jsonl', 'тесты.jsonl'], 'тесты.jsonl'],
  ])('finds for %s in %j: %s', (word, candidates, match) => {
    expect(closestMatch(word, candidates)).toBe(match)
  })

  it('prefers the candidate with fewer edits', () => {
    expect(closestMatch('batch_sizes', ['batch_siizzes', 'batch_size'])).toBe('batch_size')
  })

  it('finds nothing for a word that is too long for a name', () => {
    expect(closestMatch('x'.repeat(64), ['x'.repeat(65)])).toBe('x'.repeat(65))
    expect(closestMatch('x'.repeat(65), ['x'.repeat(65)])).toBeUndefined()
  })
})

describe('didYouMean', () => {
  it('returns the end of a message, empty without a match', () => {
    expect(didYouMean('modle', ['model'])).toBe(' (did you mean "model"?)')
    expect(didYouMean('model', ['model'])).toBe('')
    expect(didYouMean('other', ['model'])).toBe('')
    expect(didYouMean(7, ['model'])).toBe('')
  })
})
