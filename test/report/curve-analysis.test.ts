import { describe, expect, it } from 'vitest'
import type { MetricTable, Series } from '../../src/openai/metrics.ts'
import { bestCheckpoint, judgements, tokenJudgement } from '../../src/report/curve-analysis.ts'

const FINAL = 'ft:m:final'

function table(curves: Record<string, Series>): MetricTable {
  return { series: new Map(Object.entries(curves)), leftOut: 0, thinned: false }
}

/** A curve of so many points; the noise is the same in every run. */
function curve(points: number, value: (x: number) => number, noise = 0): Series {
  let state = 7
  return Array.from({ length: points }, (_, i) => {
    state = (state * 48_271) % 2_147_483_647
    return { step: i + 1, value: value((i + 1) / points) + noise * (state / 2_147_483_647 - 0.5) }
  })
}

const at = (...pairs: [number, number][]): Series => pairs.map(([step, value]) => ({ step, value }))
const checkpoints = (...steps: number[]) =>
  steps.map((step) => ({ id: `c${step}`, model: `ft:m:ckpt-step-${step}`, step, metrics: {} }))

describe('the best checkpoint', () => {
  it.each([
    [
      'has the lowest full validation loss',
      {
        full_valid_loss: at([10, 0.9], [20, 0.6], [30, 0.7]),
        valid_loss: at([10, 0.1], [20, 0.5], [30, 0.4]),
      },
      'ft:m:ckpt-step-20',
      'It has the lowest full validation loss of 3 checkpoints: 0.6 at step 20.',
    ],
    [
      'is the final model when that is the last one',
      { full_valid_loss: at([10, 0.9], [20, 0.6], [30, 0.5]) },
      FINAL,
      'It has the lowest full validation loss of 3 checkpoints: 0.5 at step 30, the last one.',
    ],
    [
      'has the highest validation reward, whatever the loss',
      {
        'scores.valid_reward_mean': at([10, 0.9], [20, 0.6], [30, 0.7]),
        full_valid_loss: at([10, 3], [20, 2], [30, 1]),
      },
      'ft:m:ckpt-step-10',
      'It has the highest validation reward of 3 checkpoints: 0.9 at step 10.',
    ],
    [
      'has the lowest validation loss where that is all there is',
      { valid_loss: at([10, 0.1], [20, 0.5]), full_valid_loss: at([20, 0.5]) },
      'ft:m:ckpt-step-10',
      'It has the lowest validation loss of 2 checkpoints: 0.1 at step 10.',
    ],
    [
      'is the later of equals',
      { full_valid_loss: at([10, 0.9], [20, 0.5], [25, 0.5], [30, 0.7]) },
      'ft:m:ckpt-step-20',
      'It has the lowest full validation loss of 3 checkpoints: 0.5 at step 20.',
    ],
    [
      'is not one whose loss is no number',
      { full_valid_loss: at([10, Number.NaN], [20, 0.8], [30, 0.9]) },
      'ft:m:ckpt-step-20',
      'It has the lowest full validation loss of 2 checkpoints: 0.8 at step 20.',
    ],
    [
      'is the final model when all are equal',
      { full_valid_loss: at([10, 0.5], [20, 0.5], [30, 0.5]) },
      FINAL,
      'It is the final model; no validation metric tells the checkpoints apart.',
    ],
    [
      'is the final model when nothing is known',
      { train_loss: at([10, 0.5], [20, 0.1]) },
      FINAL,
      'It is the final model; no validation metric tells the checkpoints apart.',
    ],
  ])('%s', (_, curves, model, why) => {
    expect(bestCheckpoint(checkpoints(10, 20, 30), table(curves), FINAL)).toMatchObject({ model, why })
  })

  it('is one that was kept, not the final model, when the last steps were not kept', () => {
    const curves = table({ full_valid_mean_reward: at([10, 0.5], [20, 0.8], [30, 0.9], [40, 0.7]) })
    expect(bestCheckpoint(checkpoints(20, 30), curves, FINAL)?.model).toBe('ft:m:ckpt-step-30')
  })

  it('is not known of a job without a model', () => {
    expect(bestCheckpoint([], table({}), undefined)).toBeUndefined()
  })
})

const falling = (x: number) => 0.4 + 1.6 * Math.exp(-4 * x)
const turning = (x: number) => falling(x) + Math.max(0, x - 0.4) * 0.8

describe('the judgement of the curves', () => {
  it.each<[string, Record<string, Series>, RegExp | undefined]>([
    [
      'overfitting',
      { train_loss: curve(200, falling, 0.2), full_valid_loss: curve(10, turning) },
      /^The model overfits: validation loss was best at step 5 \(0\.\d+\) and has since risen to 0\.\d+ \(\d\d %\), while training loss went on falling\.$/,
    ],
    [
      'overfitting through noise',
      { train_loss: curve(200, falling, 0.3), valid_loss: curve(200, turning, 0.3) },
      /^The model overfits/,
    ],
    [
      'overfitting to a reward',
      {
        train_mean_reward: curve(60, (x) => x, 0.1),
        'scores.valid_reward_mean': curve(20, (x) => 0.9 - (x - 0.4) ** 2, 0.01),
      },
      /^The model overfits: validation reward was best .* has since fallen .* training reward went on rising\.$/,
    ],
    [
      'no overfitting in noise',
      { train_loss: curve(200, falling, 0.4), valid_loss: curve(200, falling, 0.4) },
      /^Validation loss went from .* levelled off: no sign of overfitting\.$/,
    ],
    [
      'no overfitting in the waver of few points',
      {
        train_loss: curve(200, falling),
        full_valid_loss: at([40, 1], [80, 0.9], [120, 0.8], [160, 0.7], [200, 0.78]),
      },
      /no sign of overfitting\.$/,
    ],
    [
      'loss that still falls',
      { train_loss: curve(50, (x) => 3 - x), valid_loss: curve(50, (x) => 3 - x) },
      /still getting better at the end: no sign of overfitting\.$/,
    ],
    [
      'validation that rises though nothing is learned',
      { train_loss: curve(50, () => 0.5, 0.1), full_valid_loss: curve(12, turning) },
      /^Validation loss was best at step 6 .* and ended at/,
    ],
    [
      'no validation',
      { train_loss: curve(50, falling, 0.1) },
      /^Training loss went .* nobody knows what it is worth\.$/,
    ],
    [
      'loss that is no number any more',
      { train_loss: [...curve(9, falling), ...at([10, Number.NaN], [11, Number.NaN])] },
      /^The training has diverged: its loss is no finite number since step 10\./,
    ],
    [
      'loss that explodes',
      { train_loss: curve(50, (x) => 1 + 9 * x) },
      /^The training has diverged: its loss rose/,
    ],
    [
      'what comes after a step that is far off',
      { train_loss: curve(100, (x) => (x === 0.4 ? 1e20 : 2 - x)) },
      /^Training loss went from 1\.97 to 1\.02 /,
    ],
    ['too few points', { train_loss: curve(7, falling), valid_loss: curve(3, turning) }, undefined],
    ['nothing', {}, undefined],
  ])('sees %s', (_, curves, expected) => {
    const told = judgements(table(curves))
    if (expected) expect(told).toEqual([expect.stringMatching(expected)])
    else expect(told).toEqual([])
  })
})

describe('the judgement of the estimate', () => {
  it.each([
    [1000, 1000, 'The estimate was right.'],
    [900, 1000, 'The estimate was 10 % too low.'],
    [1500, 1000, 'The estimate was 50 % too high.'],
    [undefined, 1000, undefined],
    [1000, 0, undefined],
  ])('of %s for %s tokens', (estimated, trained, expected) => {
    expect(tokenJudgement(estimated, trained)).toBe(expected)
  })
})
