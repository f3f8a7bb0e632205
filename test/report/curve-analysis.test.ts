import { describe, expect, it } from 'vitest'
import type { MetricTable, Series } from '../../src/openai/metrics.ts'
import { findBestCheckpoint } from '../../src/report/best-checkpoint.ts'
import { diagnoseTraining } from '../../src/report/curve-analysis.ts'

const FINAL = 'ft:m:final'

function table(curves: Record<string, Series>): MetricTable {
  return { series: new Map(Object.entries(curves)), stepless: new Map(), omitted: 0, downsampled: false }
}

/** Returns a curve with this number of points; the noise is the same in every run. */
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
      'has the highest validation reward, even if another loss is lower',
      {
        'scores.valid_reward_mean': at([10, 0.9], [20, 0.6], [30, 0.7]),
        full_valid_loss: at([10, 3], [20, 2], [30, 1]),
      },
      'ft:m:ckpt-step-10',
      'It has the highest validation reward of 3 checkpoints: 0.9 at step 10.',
    ],
    [
      'has the lowest validation loss if there is no other metric',
      { valid_loss: at([10, 0.1], [20, 0.5]), full_valid_loss: at([20, 0.5]) },
      'ft:m:ckpt-step-10',
      'It has the lowest validation loss of 2 checkpoints: 0.1 at step 10.',
    ],
    [
      'is the later one of equals',
      { full_valid_loss: at([10, 0.5], [20, 0.5], [30, 0.7]) },
      'ft:m:ckpt-step-20',
      'It has the lowest full validation loss of 3 checkpoints: 0.5 at step 20.',
    ],
    [
      'is never one whose loss is not a number',
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
    expect(findBestCheckpoint(checkpoints(10, 20, 30), table(curves), FINAL)).toMatchObject({ model, why })
  })

  it('is an earlier checkpoint if the final model is not the best', () => {
    const curves = table({ full_valid_mean_reward: at([10, 0.5], [20, 0.8], [30, 0.9], [40, 0.7]) })
    expect(findBestCheckpoint(checkpoints(20, 30), curves, FINAL)?.model).toBe('ft:m:ckpt-step-30')
  })

  it('is the later one of equals in any order of the list', () => {
    const curves = table({ valid_loss: at([10, 0.5], [20, 0.5], [30, 0.7]) })
    expect(findBestCheckpoint(checkpoints(30, 20, 10), curves, FINAL)?.model).toBe('ft:m:ckpt-step-20')
  })

  it('is the one with the last step where no model and no metric is known', () => {
    const unnamed = [{ id: 'c20', step: 20, metrics: {} }, ...checkpoints(10)]
    const withoutStep = { id: 'c', metrics: {} }
    for (const all of [
      [...unnamed, withoutStep],
      [withoutStep, ...unnamed],
    ])
      expect(findBestCheckpoint(all, table({}), undefined)).toEqual({
        model: undefined,
        checkpointId: 'c20',
        step: 20,
        why: 'It is the last checkpoint; no validation metric tells the checkpoints apart.',
      })
  })

  it('is undefined for a job without a model', () => {
    expect(findBestCheckpoint([], table({}), undefined)).toBeUndefined()
  })
})

const falling = (x: number) => 0.4 + 1.6 * Math.exp(-4 * x)
const turning = (x: number) => falling(x) + Math.max(0, x - 0.4) * 0.8

describe('the diagnosis of a training', () => {
  it.each<[string, Record<string, Series>, RegExp | undefined]>([
    [
      'overfitting',
      { train_loss: curve(200, falling, 0.2), full_valid_loss: curve(10, turning) },
      /^The model overfits: validation loss was best at step 5 \(0\.\d+\) and has since risen to 0\.\d+ \(\d\d %\), while training loss continued to fall\.$/,
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
      /^The model overfits: validation reward was best .* has since fallen .* training reward continued to rise\.$/,
    ],
    [
      'no overfitting in noise',
      { train_loss: curve(200, falling, 0.4), valid_loss: curve(200, falling, 0.4) },
      /^Validation loss went from .* leveled off: no sign of overfitting\.$/,
    ],
    [
      'no overfitting in small changes of few points',
      {
        train_loss: curve(200, falling),
        full_valid_loss: at([40, 1], [80, 0.9], [120, 0.8], [160, 0.7], [200, 0.78]),
      },
      /no sign of overfitting\.$/,
    ],
    [
      'the loss on the whole file by its own name beside that on samples',
      {
        valid_loss: curve(50, (x) => 3 - x),
        full_valid_loss: at([40, 1], [80, 0.9], [120, 0.8], [160, 0.7], [200, 0.68]),
      },
      /^Full validation loss went from/,
    ],
    [
      'a loss that still falls',
      { train_loss: curve(50, (x) => 3 - x), valid_loss: curve(50, (x) => 3 - x) },
      /still improving at the end: no sign of overfitting\.$/,
    ],
    [
      'a validation loss that rises while the training loss does not fall',
      { train_loss: curve(50, () => 0.5, 0.1), full_valid_loss: curve(12, turning) },
      /^Validation loss was best at step 6 .* and ended at/,
    ],
    [
      'a training without validation',
      { train_loss: curve(50, falling, 0.1) },
      /^Training loss went .* without validation metrics, overfitting cannot be detected\.$/,
    ],
    [
      'a loss that is not a number any more',
      { train_loss: [...curve(9, falling), ...at([10, Number.NaN], [11, Number.NaN])] },
      /^The training has diverged: its loss is not a finite number since step 10\./,
    ],
    [
      'a loss that explodes',
      { train_loss: curve(50, (x) => 1 + 9 * x) },
      /^The training has diverged: its loss rose/,
    ],
    [
      'the values after an extreme outlier',
      { train_loss: curve(100, (x) => (x === 0.4 ? 1e20 : 2 - x)) },
      /^Training loss went from 1\.97 to 1\.02 /,
    ],
    ['too few points', { train_loss: curve(7, falling), valid_loss: curve(3, turning) }, undefined],
    ['no metrics', {}, undefined],
  ])('recognizes %s', (_, curves, expected) => {
    const diagnosis = diagnoseTraining(table(curves))
    if (expected) expect(diagnosis).toEqual([expect.stringMatching(expected)])
    else expect(diagnosis).toEqual([])
  })
})
