import {
  type EvaluationReport,
  formatFailures,
  formatInterval,
  formatSignedMetric,
  formatVerdict,
  type UsageReport,
} from './evaluation.ts'
import { formatCount, formatDuration, formatInteger, formatMetric } from './format.ts'
import { gateTable } from './gate-results.ts'
import { details, escapeText, inlineCode, keyValueTable, quoteError, table } from './markdown.ts'

const MAX_WORSE = 20

/** Renders the job summary and `report.md` of an evaluation as Markdown. It names examples by file and line only. */
export function renderEvaluation(report: EvaluationReport): string {
  return joinParts([
    `## ${getIcon(report)} Evaluation: ${formatVerdict(report)}`,
    report.failure && quoteError(report.failure),
    ...resultSections(report, MAX_WORSE),
    factTable(report),
  ])
}

const MAX_COMMENT_WORSE = 10

/** Renders the comment on the pull request: the same in short. */
export function renderEvaluationComment(report: EvaluationReport, footer: string | undefined): string {
  return joinParts([
    `### ${getIcon(report)} Evaluation: ${formatVerdict(report)}`,
    report.failure && quoteError(report.failure, { maxLines: 4, maxLength: 200 }),
    ...resultSections(report, MAX_COMMENT_WORSE),
    footer,
  ])
}

/** Renders the summary, or with a footer the comment, of an evaluation that has no result. */
export function renderFailedEvaluation(failure: string, footer?: string): string {
  const error = quoteError(failure, { maxLines: 10, maxLength: 400 })
  return joinParts(['### ❌ Evaluation: failed', error, footer])
}

const joinParts = (parts: readonly (string | undefined)[]) => `${parts.filter(Boolean).join('\n\n')}\n`

const resultSections = (report: EvaluationReport, maxWorse: number) => [
  modelTable(report),
  noteLines(report),
  gateSection(report),
  differenceSection(report),
  worseSection(report, maxWorse),
]

function getIcon({ failure, comparison }: EvaluationReport): string {
  if (failure !== undefined) return '❌'
  if (!comparison) return '✅'
  return { better: '✅', worse: '🔻', inconclusive: '➖' }[comparison.verdict]
}

function modelTable({ candidate, baseline, comparison, examples }: EvaluationReport): string | undefined {
  if (examples.evaluated === 0) return undefined
  const percent = (share: number) => `${formatMetric(100 * share)} %`
  const rows = [
    ...(baseline ? [['baseline', baseline] as const] : []),
    [baseline ? 'candidate' : 'model', candidate] as const,
  ].map(([role, { name, score, passRate, errors }]) => [
    role,
    inlineCode(name, 150),
    formatMetric(score),
    percent(passRate),
    formatInteger(errors),
  ])
  if (comparison && baseline) {
    const passes = candidate.passRate - baseline.passRate
    rows.push([
      'difference',
      formatInterval(comparison),
      `**${formatSignedMetric(comparison.difference)}**`,
      `${formatSignedMetric(100 * passes)} points`,
      formatSignedMetric(candidate.errors - baseline.errors),
    ])
  }
  return table(['', 'Model', ' Score', ' Passed', ' Errors'], rows)
}

function gateSection({ gate }: EvaluationReport): string | undefined {
  if (!gate) return undefined
  return `**Gate** ${gate.passed ? 'passed' : 'failed'}\n\n${gateTable(gate.rows)}`
}

const BAR_WIDTH = 30

/** The differences as bars of text, which every viewer shows. */
function differenceSection({ differences }: EvaluationReport): string | undefined {
  const highest = Math.max(0, ...differences.map(({ count }) => count))
  if (highest === 0) return undefined
  const labelWidth = Math.max(...differences.map(({ label }) => label.length))
  const lines = differences.map(({ label, count }) => {
    const bar = '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((BAR_WIDTH * count) / highest)))
    return `${label.padEnd(labelWidth)}  ${bar}${bar && ' '}${formatInteger(count)}`
  })
  return `Examples by difference of their scores:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``
}

function worseSection({ worse, differences }: EvaluationReport, maxRows: number): string | undefined {
  if (worse.length === 0) return undefined
  const total = differences
    .filter(({ label }) => label.startsWith('worse'))
    .reduce((sum, { count }) => sum + count, 0)
  const rows = worse
    .slice(0, maxRows)
    .map(({ file, line, candidate, baseline }) => [
      inlineCode(`${file}:${line}`, 150),
      formatMetric(baseline),
      formatMetric(candidate),
    ])
  const omitted = total - rows.length
  const rest = omitted > 0 ? `\n\n${formatInteger(omitted)} more in \`examples.jsonl\`.` : ''
  const markdown = `${table(['Line', ' Baseline', ' Candidate'], rows)}${rest}`
  return details(`${formatCount(total, 'example')} got worse`, markdown, rows.length <= 5)
}

function factTable(report: EvaluationReport): string {
  const { candidate, baseline, graderUsage, examples, testFiles, grader, durationMs } = report
  const selected =
    examples.selected < examples.total
      ? `${formatInteger(examples.selected)} of ${formatInteger(examples.total)}, chosen at random`
      : formatInteger(examples.total)
  const usage = (report: UsageReport | undefined) => {
    if (!report || report.requests + report.cached === 0) return undefined
    const { requests, cached, promptTokens, completionTokens } = report
    const facts = [
      formatCount(requests, 'request'),
      cached > 0 && `${formatInteger(cached)} from the cache`,
      `${formatInteger(promptTokens)} tokens in, ${formatInteger(completionTokens)} out`,
    ]
    return facts.filter(Boolean).join(' · ')
  }
  return keyValueTable([
    [
      'Test data',
      testFiles
        .slice(0, 5)
        .map((name) => inlineCode(name, 100))
        .join(', '),
    ],
    ['Examples', selected],
    ['Evaluated', examples.evaluated < examples.selected ? formatInteger(examples.evaluated) : undefined],
    ['Grader', inlineCode(grader)],
    ['Candidate', usage(candidate.usage)],
    ['Baseline', usage(baseline?.usage)],
    ['Grading', usage(graderUsage)],
    ['Duration of this step', formatDuration(durationMs)],
  ])
}

/** What a reader should know before trusting the numbers. */
function noteLines(report: EvaluationReport): string | undefined {
  const { candidate, baseline, overlap, refusedSettings } = report
  const [failed, baselineFailed] = [candidate, baseline].map(
    (model) => model && formatFailures(model, escapeText),
  )
  const refusals = candidate.refusals + (baseline?.refusals ?? 0)
  const lines = [
    failed && `Errors of the ${baseline ? 'candidate' : 'model'}, which count as wrong answers: ${failed}.`,
    // Otherwise a reader could not explain the score of a baseline that cannot answer.
    baselineFailed &&
      `Errors of the baseline, which count as right answers, so that they make no candidate better: ${baselineFailed}.`,
    refusals > 0 && `${formatCount(refusals, 'answer')} refused by the model.`,
    overlap > 0 && `⚠️ ${formatCount(overlap, 'example')} also in the training data.`,
    refusedSettings.length > 0 &&
      `Not sent, because a model refuses it: ${refusedSettings.map((name) => inlineCode(name)).join(', ')}.`,
  ]
  return lines.filter(Boolean).join('<br>') || undefined
}
