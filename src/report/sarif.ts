import type { CheckResult } from './check-summary.ts'
import { formatInteger } from './format.ts'
import type { DataProblem } from './problems.ts'

/** A kind of problem, as a reader of the report gets it explained. */
interface ProblemKind {
  code: string
  severity: 'error' | 'warning'
  /** Sentences in Markdown; the first one begins in lower case. */
  description: string
}

/** What a SARIF report says about the checks. */
interface SarifOptions {
  kinds: readonly ProblemKind[]
  /** The web page of the action's files at the version that runs, without a slash at the end. */
  actionUrl: string | undefined
}

// GitHub refuses a file with more results, and shows 5,000 of them, errors first (GitHub docs, "SARIF results exceed
// limits").
const MAX_RESULTS = 25_000

/**
 * Returns the content of `report.sarif`: the problems of a check in SARIF 2.1.0, for GitHub's code scanning. It has one
 * rule for each kind of problem, and of very many problems the first ones, with a note on how many it leaves out. Paths
 * are relative to the workspace.
 */
export function buildSarif(
  { problems, errors, warnings }: Pick<CheckResult, 'problems' | 'errors' | 'warnings'>,
  { kinds, actionUrl }: SarifOptions,
): object {
  const ruleIndexes = new Map(kinds.map(({ code }, index) => [code, index]))
  const results = problems.slice(0, MAX_RESULTS).map((problem) => toResult(problem, ruleIndexes))
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'openai-fine-tune',
            ...(actionUrl && { informationUri: `${actionUrl}/README.md` }),
            rules: kinds.map((kind) => toRule(kind, actionUrl)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: describeOmission(errors + warnings, results.length),
          },
        ],
        results,
      },
    ],
  }
}

function toRule({ code, severity, description }: ProblemKind, actionUrl: string | undefined): object {
  const text = description.replace(/^[a-z]/, (letter) => letter.toUpperCase())
  const plain = text.replaceAll('`', '')
  const helpUri = actionUrl && `${actionUrl}/docs/data-checks.md#${code}`
  const advice = `To skip this check, list \`${code}\` in the input \`data-check-ignore\`.`
  return {
    id: code,
    // The title of an alert. A period inside of a word, as in ".jsonl", ends no sentence.
    shortDescription: { text: plain.replace(/\. .*$/s, '.') },
    fullDescription: { text: plain },
    help: {
      text: `${plain} ${advice.replaceAll('`', '')}`,
      markdown: [text, helpUri && `[A bad and a good example](${helpUri})`, advice]
        .filter(Boolean)
        .join('\n\n'),
    },
    ...(helpUri && { helpUri }),
    defaultConfiguration: { level: severity },
  }
}

function toResult(
  { code, severity, file, line, column, path, message }: DataProblem,
  ruleIndexes: ReadonlyMap<string, number>,
): object {
  return {
    ruleId: code,
    ruleIndex: ruleIndexes.get(code),
    level: severity,
    message: { text: path ? `${message} (at ${path})` : message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: toArtifactLocation(file),
          region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
        },
      },
    ],
  }
}

/** Files outside of the workspace have absolute names: `/…` or `C:/…`. */
function toArtifactLocation(file: string): object {
  // A file name on Windows may have half of a surrogate pair, which cannot be encoded.
  const uri = file.toWellFormed().split('/').map(encodeURIComponent).join('/')
  if (file.startsWith('/')) return { uri: `file://${uri}` }
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${uri}` }
  return { uri, uriBaseId: '%SRCROOT%' }
}

function describeOmission(total: number, listed: number): object[] {
  if (total <= listed) return []
  const text = `${formatInteger(total - listed)} of ${formatInteger(total)} problems have no result of their own. "report.json" counts all of them.`
  return [{ level: 'note', message: { text } }]
}
