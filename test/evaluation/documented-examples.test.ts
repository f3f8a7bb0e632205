import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { safeParseEvaluationRequirements } from '../../src/config/evaluation-gate.ts'
import { evaluateRequirements } from '../../src/evaluation/evaluate-requirements.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/tasks/evaluate.md'), 'utf8')
const ROWS = [...PAGE.matchAll(/^\| `([^`]+ baseline [^`]+)` \| ([\d,]+) \| ([\d,]+) \|$/gm)].map(
  ([, line = '', equal = '', mixed = '']) =>
    [line, Number(equal.replace(',', '')), Number(mixed.replace(',', ''))] as const,
)

/** Whether a line holds for so many examples, of which the baseline passes 80 % and the candidate as many. */
function isMet(line: string, examples: number, differing: number): boolean {
  const requirements = safeParseEvaluationRequirements(line)
  if (!('value' in requirements)) throw new Error(requirements.problems.join(', '))
  const half = Math.round(differing / 2)
  const baseline = Array.from({ length: examples }, (_, i) => Number(i < Math.round(examples * 0.8)))
  const candidate = baseline.map((score, i) => (i < half ? 0 : i >= examples - half ? 1 : score))
  const toSamples = (scores: number[]) => ({ score: scores, pass_rate: scores, errors: scores.map(() => 0) })
  const samples = { candidate: toSamples(candidate), baseline: toSamples(baseline) }
  return evaluateRequirements(requirements.value, samples, { confidence: 0.95, scale: 1 }).passed
}

describe('the page about evaluation', () => {
  it('has numbers of examples for several lines', () => {
    expect(ROWS.length).toBeGreaterThan(5)
  })

  it.each(ROWS)('says from how many examples %s holds', (line, equal, mixed) => {
    // A share of 80 % is exact in steps of five examples, and halves of a tenth in steps of twenty.
    const step = line.includes('*') ? 5 : 1
    expect([isMet(line, equal, 0), isMet(line, equal - step, 0)]).toEqual([true, false])
    const fewer = mixed - 20
    expect([isMet(line, mixed, mixed / 10), isMet(line, fewer, fewer / 10)]).toEqual([true, false])
  })
})
