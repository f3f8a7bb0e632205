type Random = () => number

/** Draws the scores of two equally good models for one example: the two can be swapped without any change. */
export type DrawPair = (random: Random) => [candidate: number, baseline: number]

const clamp = (score: number) => Math.min(1, Math.max(0, score))
const swap = ([a, b]: [number, number], random: Random): [number, number] =>
  random() < 0.5 ? [a, b] : [b, a]

/** Scores of 0 or 1; the models differ in this share of the examples. */
const binary =
  (share: number): DrawPair =>
  (random) => {
    if (random() < share) return swap([0, 1], random)
    const score = random() < 0.7 ? 1 : 0
    return [score, score]
  }

/** Both models score like the example, plus noise. */
const continuous: DrawPair = (random) => {
  const level = random()
  return [clamp(level + (random() - 0.5) * 0.4), clamp(level + (random() - 0.5) * 0.4)]
}

/** The models differ in this share of the examples, by amounts of any size. */
const sparse =
  (share: number): DrawPair =>
  (random) => {
    if (random() >= share) return [0.8, 0.8]
    return swap([random() < 0.5 ? random() : 1, 0.5], random)
  }

/** Nearly always right; now and then a little or completely wrong. */
const skewedScore = (random: Random) => {
  const level = random()
  if (level < 0.8) return 1
  return level < 0.9 ? 0.5 : random() * 0.3
}
const skewed: DrawPair = (random) => [skewedScore(random), skewedScore(random)]

/** Grades from 1 to 5, as a model gives them, scaled to 0 to 1. */
const grades: DrawPair = (random) => {
  const level = Math.floor(random() * 5)
  const grade = () => clamp((level + Math.floor(random() * 3) - 1) / 4)
  return [grade(), grade()]
}

/** A few differences are a hundred times as large as the others. */
const heavyTailed: DrawPair = (random) => {
  const difference = random() < 0.03 ? random() : random() * 0.01
  return swap([difference, 0], random)
}

/** Pairs of equal models, by the shape of their scores. */
export const EQUAL_MODELS: Record<string, DrawPair> = {
  'binary scores, 5 % different': binary(0.05),
  'binary scores, 10 % different': binary(0.1),
  'binary scores, 30 % different': binary(0.3),
  'continuous scores': continuous,
  'scores of which 10 % differ': sparse(0.1),
  'scores of which 25 % differ': sparse(0.25),
  'skewed scores': skewed,
  grades,
  'heavy-tailed scores': heavyTailed,
}

/** Draws the scores of `examples` examples. */
export function drawScores(draw: DrawPair, examples: number, random: Random) {
  const pairs = Array.from({ length: examples }, () => draw(random))
  return { candidate: pairs.map(([score]) => score), baseline: pairs.map(([, score]) => score) }
}
