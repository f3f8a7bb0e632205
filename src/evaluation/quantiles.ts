/** Returns a quantile of the standard normal distribution (Acklam's approximation; relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p < LOW_TAIL) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(TAIL_NUMERATOR, q) / polynomial(TAIL_DENOMINATOR, q)
  }
  const q = p - 0.5
  return (polynomial(CENTER_NUMERATOR, q * q) * q) / polynomial(CENTER_DENOMINATOR, q * q)
}

const LOW_TAIL = 0.02425
const CENTER_NUMERATOR = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const CENTER_DENOMINATOR = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
  1,
]
const TAIL_NUMERATOR = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_DENOMINATOR = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1]

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/** Returns a quantile of Student's distribution with so many degrees of freedom, for `p` from 0.5 to 1. */
export function studentQuantile(p: number, degrees: number): number {
  // The angle whose tangent is t / sqrt(degrees): its range is finite, that of t is not.
  const angle = bisect((theta) => studentMass(theta, degrees) < 2 * p - 1, 0, Math.PI / 2)
  return Math.tan(angle) * Math.sqrt(degrees)
}

/** The probability between -t and t (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
function studentMass(theta: number, degrees: number): number {
  const [sine, cosine] = [Math.sin(theta), Math.cos(theta)]
  const isOdd = degrees % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = degrees === 1 ? 0 : term
  for (let k = isOdd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= cosine * cosine * ((k - 1) / k)
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum
}

/** Returns the point between `low` and `high` up to which `holds` is true. */
export function bisect(holds: (x: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2
    if (holds(middle)) from = middle
    else to = middle
  }
  return (from + to) / 2
}
