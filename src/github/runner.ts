import { appendFileSync } from 'node:fs'
import * as core from '@actions/core'
import type { AnnotationLocation, Runner } from '../dependencies.ts'
import { oneLine, redactor } from './sanitize.ts'

/** GitHub cuts longer annotations. */
const MAX_LINE = 4000

/** GitHub drops a summary above 1 MiB whole. */
const MAX_SUMMARY = 1024 * 1024 - 1024

/** The runner that started this process. */
export function githubRunner(env: NodeJS.ProcessEnv): Runner {
  const { add, redact } = redactor()
  const credentials = redactor()
  const shown = (text: string) => {
    // Redacted again once the control characters are gone that may have split a key; cut only then, since half a key
    // would not be recognised.
    const line = redact(oneLine(redact(text)))
    return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line
  }
  const properties = (at?: AnnotationLocation) =>
    at
      ? {
          file: oneLine(at.file),
          ...(at.line && { startLine: at.line }),
          ...(at.column && { startColumn: at.column }),
        }
      : {}
  let grouped = false
  let unwritable = false
  const host: Runner = {
    inputs: given(env, 'INPUT_', (name) => name.toLowerCase()),
    state: given(env, 'STATE_'),
    failed: false,
    info: (line) => core.info(shown(line)),
    notice: (text) => core.notice(shown(text)),
    warning: (text, at) => core.warning(shown(text), properties(at)),
    error: (text, at) => core.error(shown(text), properties(at)),
    group(title) {
      host.endGroup()
      core.startGroup(shown(title))
      grouped = true
    },
    endGroup() {
      if (grouped) core.endGroup()
      grouped = false
    },
    setSecret(secret, kind) {
      core.setSecret(secret)
      add(secret)
      if (kind) credentials.add(secret)
    },
    async idToken(audience) {
      const token = await core.getIDToken(audience)
      add(token)
      credentials.add(token)
      return token
    },
    setOutput: (name, value) => keep(`output ${name}`, () => core.setOutput(name, value)),
    saveState: (name, value) => keep(`state ${name}`, () => core.saveState(name, value)),
    setFailed(reason) {
      host.failed = true
      core.setFailed(reason.split('\n').map(shown).join('\n'))
    },
    writeSummary(markdown) {
      const file = env.GITHUB_STEP_SUMMARY
      if (!file || Buffer.byteLength(markdown) > MAX_SUMMARY) return
      try {
        appendFileSync(file, `${markdown}\n`)
      } catch (error) {
        host.warning(`The summary could not be written: ${messageOf(error)}`)
      }
    },
    redactSecrets: redact,
    redactCredentials: credentials.redact,
  }

  /** A full disk must not end the wait for a job that is being paid for, nor may the step be green without its outputs. */
  function keep(what: string, write: () => void): void {
    try {
      write()
    } catch (error) {
      // A full disk is full for all of them.
      if (!unwritable) host.setFailed(`Could not write ${what}: ${messageOf(error)}`)
      unwritable = true
    }
  }

  return host
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** The runner hands inputs over as INPUT_NAME, upper case, spaces as underscores, hyphens kept; state as STATE_name. */
function given(env: NodeJS.ProcessEnv, prefix: string, nameOf = (name: string) => name): Map<string, string> {
  return new Map(
    Object.entries(env)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]): [string, string] => [nameOf(name.slice(prefix.length)), trimmed(value ?? '')])
      .filter(([, value]) => value !== ''),
  )
}

/** Without white space around it; but the first line of several keeps its indentation, which YAML heeds. */
function trimmed(value: string): string {
  const text = value.trim()
  return text.includes('\n') ? value.replace(/^(\s*\n)+/, '').trimEnd() : text
}
