import { appendFileSync } from 'node:fs'
import * as core from '@actions/core'
import type { AnnotationLocation, Dependencies, Runner } from '../dependencies.ts'
import { getErrorMessage } from '../errors.ts'
import { requestIdToken } from './id-token.ts'
import { createRedactor } from './redactor.ts'
import { sanitizeLine } from './sanitize.ts'

/** GitHub shows so many errors, and so many warnings, of a step. */
const MAX_ANNOTATIONS = 10

/** GitHub cuts longer annotations. */
const MAX_LINE_LENGTH = 4000

/** GitHub drops a summary above 1 MiB completely. */
const MAX_SUMMARY_BYTES = 1024 * 1024 - 1024

/** Returns the runner that started this process, as its environment describes it; `network` reaches its OIDC tokens. */
export function createGithubRunner(
  env: NodeJS.ProcessEnv,
  network: Pick<Dependencies, 'fetch' | 'clock'>,
): Runner {
  const { add, redact } = createRedactor()
  for (const password of listProxyPasswords(env)) add(password)
  const toLogLine = (text: string) => {
    // Cut last: half a key would not be recognized.
    const line = sanitizeLine(redact(text))
    return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line
  }
  let isGroupOpen = false
  let hasWriteFailed = false
  const runner: Runner = {
    inputs: readPrefixedEnv(env, 'INPUT_', (name) => name.toLowerCase()),
    state: readPrefixedEnv(env, 'STATE_'),
    failed: false,
    maxAnnotations: MAX_ANNOTATIONS,
    isCommandLine: false,
    info: (line) => core.info(toLogLine(line)),
    notice: (text) => core.notice(toLogLine(text)),
    warning: (text, at) => core.warning(toLogLine(text), toAnnotationProperties(at, redact)),
    error: (text, at) => core.error(toLogLine(text), toAnnotationProperties(at, redact)),
    group(title) {
      runner.endGroup()
      core.startGroup(toLogLine(title))
      isGroupOpen = true
    },
    endGroup() {
      if (isGroupOpen) core.endGroup()
      isGroupOpen = false
    },
    setSecret(secret) {
      core.setSecret(secret)
      add(secret)
    },
    async getIdToken(audience) {
      const token = await requestIdToken(env, audience, network)
      runner.setSecret(token)
      return token
    },
    setOutput: (name, value) => writeOrFail(`output ${name}`, () => core.setOutput(name, redact(value))),
    saveState: (name, value) => writeOrFail(`state ${name}`, () => core.saveState(name, redact(value))),
    setFailed(reason) {
      runner.failed = true
      core.setFailed(reason.split('\n').map(toLogLine).join('\n'))
    },
    writeSummary(markdown) {
      const file = env.GITHUB_STEP_SUMMARY
      const text = redact(markdown)
      if (!file || Buffer.byteLength(text) > MAX_SUMMARY_BYTES) return
      try {
        appendFileSync(file, `${text}\n`)
      } catch (error) {
        runner.warning(`The summary could not be written: ${getErrorMessage(error)}`)
      }
    },
    redactSecrets: redact,
  }

  /** A full disk must not end the wait for a paid job, but a step without its outputs must fail. */
  function writeOrFail(description: string, write: () => void): void {
    try {
      write()
    } catch (error) {
      // A full disk fails every write: report the first one.
      if (!hasWriteFailed) runner.setFailed(`Could not write ${description}: ${getErrorMessage(error)}`)
      hasWriteFailed = true
    }
  }

  return runner
}

function toAnnotationProperties(
  at: AnnotationLocation | undefined,
  redact: (text: string) => string,
): core.AnnotationProperties {
  if (!at) return {}
  const { file, line, column } = at
  return {
    file: sanitizeLine(redact(file)),
    ...(line && { startLine: line }),
    ...(column && { startColumn: column }),
  }
}

/** Returns the passwords of the proxies that an environment names, as written and decoded. */
export function listProxyPasswords(env: NodeJS.ProcessEnv): string[] {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) => {
    const [, password = ''] = /^\w+:\/\/[^/@]*?:(.*)@/.exec(env[name] ?? '') ?? []
    return [
      password,
      password.replace(/(%[\da-f]{2})+/gi, (bytes) =>
        Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
      ),
    ]
  })
}

/** The runner passes inputs as INPUT_NAME (upper case, spaces as underscores, hyphens kept) and state as STATE_name. */
function readPrefixedEnv(
  env: NodeJS.ProcessEnv,
  prefix: string,
  toName = (name: string) => name,
): Map<string, string> {
  return new Map(
    Object.entries(env)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]): [string, string] => [toName(name.slice(prefix.length)), trimValue(value ?? '')])
      .filter(([, value]) => value !== ''),
  )
}

/** Trims a value, but keeps the indentation of the first of several lines: it matters in YAML. */
function trimValue(value: string): string {
  const text = value.trim()
  return text.includes('\n') ? value.replace(/^(\s*\n)+/, '').trimEnd() : text
}
