import type { GateRow } from '../config/quality-gate.ts'
import { formatMetric } from './format.ts'
import { escapeText, inlineCode, table } from './markdown.ts'

/** As many as the input `require` may have. */
const MAX_REQUIREMENTS = 100

/** Returns the log line of one requirement: `gate: passed  loss < 1: 0.5, limit 1`. */
export function formatGateResult({ requirement, actual, limit, passed, note }: GateRow): string {
  const facts = [formatActual(actual), limit !== undefined && `limit ${formatMetric(limit)}`].filter(Boolean)
  return `gate: ${passed ? 'passed' : 'FAILED'}  ${requirement}: ${facts.join(', ')}${note ? ` (${note})` : ''}`
}

/** Returns the value of a metric that a requirement was compared with. */
export function formatActual(actual: number | undefined): string {
  return actual === undefined ? 'not known' : formatMetric(actual)
}

/** Returns the requirements of a quality gate, and how each came out, as a Markdown table. */
export function gateTable(
  rows: readonly GateRow[],
  { maxRows = MAX_REQUIREMENTS, maxLength = 200 }: { maxRows?: number; maxLength?: number } = {},
): string {
  const hasNotes = rows.some(({ note }) => note)
  const titles = ['Requirement', ' Actual', ' Limit', ...(hasNotes ? ['Note'] : [])]
  return table(
    titles,
    rows
      .slice(0, maxRows)
      .map(({ requirement, actual, limit, passed, note = '' }) => [
        `${passed ? '✅' : '❌'} ${inlineCode(requirement, maxLength)}`,
        formatActual(actual),
        limit === undefined ? '' : formatMetric(limit),
        ...(hasNotes ? [escapeText(note, maxLength)] : []),
      ]),
  )
}
