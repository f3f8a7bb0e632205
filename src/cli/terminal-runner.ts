import { appendFileSync } from 'node:fs'
import type { AnnotationLocation, Runner } from '../dependencies.ts'
import { ActionError, getErrorMessage } from '../errors.ts'
import { createRedactor } from '../github/redactor.ts'
import { sanitizeLine } from '../github/sanitize.ts'
import type { Terminal } from './terminal.ts'

/** More findings of one kind would not be read. */
const MAX_FINDINGS = 200

const SEVERITY_STYLES = { error: 'red', warning: 'yellow', notice: 'cyan' } as const

/** The runner of a terminal, with what an action has set. */
export interface TerminalRunner extends Runner {
  readonly outputs: ReadonlyMap<string, string>
  /** Writes the outputs, one line each. */
  writeOutputs(): void
}

/** What the runner of a terminal works with. */
interface TerminalRunnerOptions {
  inputs: ReadonlyMap<string, string>
  terminal: Terminal
  /** Masked from the start; those in the inputs are masked when these are parsed. */
  secrets: readonly string[]
  /** The file to which the summary is appended, if any. */
  summaryFile?: string | undefined
}

/**
 * Creates the runner of a terminal: it logs to standard error, and writes findings and outputs to standard output. Every
 * line is sanitized, and secrets are masked in it.
 */
export function createTerminalRunner({
  inputs,
  terminal,
  secrets,
  summaryFile,
}: TerminalRunnerOptions): TerminalRunner {
  const { add, redact } = createRedactor()
  for (const secret of secrets) add(secret)
  const toLine = (text: string) => sanitizeLine(redact(text))
  const outputs = new Map<string, string>()
  const state = new Map<string, string>()
  let group = ''

  function annotate(severity: keyof typeof SEVERITY_STYLES, text: string, at?: AnnotationLocation): void {
    const style = SEVERITY_STYLES[severity]
    if (!at) {
      terminal.writeLog(`${terminal.format(`${severity}:`, style, 'stderr')} ${toLine(text)}`)
      return
    }
    const location = toLine(at.line ? `${at.file}:${at.line}` : at.file)
    const line = toLine(text)
    // The log of a workflow does not show where an annotation belongs, so most messages begin with it.
    const message = line.startsWith(`${location}: `) ? line.slice(location.length + 2) : line
    const label = terminal.format(`${severity}:`, style, 'stdout')
    terminal.writeResult(`${terminal.format(location, 'bold', 'stdout')}: ${label} ${message}`)
  }

  const runner: TerminalRunner = {
    inputs,
    state,
    outputs,
    failed: false,
    maxAnnotations: MAX_FINDINGS,
    isCommandLine: true,
    info(text) {
      const line = toLine(text)
      terminal.writeLog(line)
      terminal.setProgress(group ? `${group}: ${line.trim()}` : line.trim())
    },
    notice: (text) => annotate('notice', text),
    warning: (text, at) => annotate('warning', text, at),
    error: (text, at) => annotate('error', text, at),
    group(title) {
      group = toLine(title)
      terminal.writeLog(terminal.format(group, 'bold', 'stderr'))
      terminal.setProgress(group)
    },
    endGroup() {
      group = ''
    },
    setSecret: add,
    // Not a failure of a connection, which would be retried for minutes.
    getIdToken: () =>
      Promise.reject(
        new ActionError('A terminal has no OIDC token of GitHub, so an identity cannot be used there', {
          hint: 'Use an API key, and for "deploy" a token for Azure Resource Manager.',
        }),
      ),
    setOutput: (name, value) => void outputs.set(name, redact(value)),
    saveState(name, value) {
      // As in the environment of a post step, an empty value counts as none.
      if (value === '') state.delete(name)
      else state.set(name, redact(value))
    },
    setFailed(reason) {
      runner.failed = true
      const [first = '', ...others] = reason.split('\n')
      annotate('error', first)
      for (const line of others) terminal.writeLog(`  ${toLine(line)}`)
    },
    writeSummary(markdown) {
      if (!summaryFile) return
      try {
        appendFileSync(summaryFile, `${redact(markdown)}\n`)
      } catch (error) {
        runner.warning(`The summary could not be written: ${getErrorMessage(error)}`)
      }
    },
    redactSecrets: redact,
    writeOutputs() {
      const { columns } = terminal
      for (const [name, value] of outputs) {
        if (value === '') continue
        const line = `${sanitizeLine(name)}=${sanitizeLine(value)}`
        // A job of several kilobytes would push everything else off the screen; `results-dir` has it.
        const isCut = columns !== undefined && line.length > columns
        terminal.writeResult(isCut ? `${line.slice(0, columns - 1)}…` : line)
      }
    },
  }
  return runner
}
