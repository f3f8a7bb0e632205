import type { output, ZodType } from 'zod'
import { ActionError, quote } from '../errors.ts'
import { listJobSecrets } from './secrets.ts'
import { type ParseResult, validate } from './validate.ts'
import { safeParseYaml } from './yaml.ts'

/**
 * Reads a small text file that a workflow names, relative to the file `relativeTo`, which is a path that an earlier call
 * returned. Throws an ActionError.
 */
export type ReadText = (path: string, relativeTo?: string) => Promise<{ text: string; path: string }>

/** Reads the parts of a job and collects all problems and warnings, so that they are reported together. */
export class JobDiagnostics {
  readonly #problems: string[] = []
  readonly #warnings: string[] = []
  readonly #readText: ReadText
  readonly #setSecret: (secret: string) => void

  /** `setSecret` masks the credentials in the parts of the job, before any message can contain them. */
  constructor(readText: ReadText, setSecret: (secret: string) => void) {
    this.#readText = readText
    this.#setSecret = setSecret
  }

  /** The problems, limited to the first ones. */
  get problems(): string[] {
    return limitLines(this.#problems, 'problem')
  }

  /** The warnings, limited to the first ones. */
  get warnings(): string[] {
    return limitLines(this.#warnings, 'warning')
  }

  /** Adds a problem: the job cannot be created. */
  addProblem(label: string, text: string): void {
    this.#problems.push(`${label}: ${text}`)
  }

  /** Adds a warning: the job can be created, but this is unusual. */
  addWarning(label: string, text: string): void {
    this.#warnings.push(`${label}: ${text}`)
  }

  /** Adds a warning for each field of a map that the API reference does not have: it is sent as written. */
  warnAboutUndocumented(label: string, map: object, documented: readonly string[]): void {
    for (const key of Object.keys(map))
      if (!documented.includes(key))
        this.addWarning(label, `the field ${quote(key)} is not in the API reference; it is sent as written`)
  }

  /** Returns the value; adds the problems and returns undefined when there is none. */
  unwrap<T>(result: ParseResult<T>, label: string): T | undefined {
    if ('value' in result) return result.value
    for (const problem of result.problems) this.addProblem(label, problem)
    return undefined
  }

  /** Returns the value of a YAML text by its schema; adds the problems and returns undefined when there is none. */
  async parseYaml<S extends ZodType>(
    schema: S,
    text: string | undefined,
    label: string,
    scalars: 'typed' | 'text' = 'typed',
  ): Promise<output<S> | undefined> {
    const value = text === undefined ? undefined : this.unwrap(await safeParseYaml(text, scalars), label)
    // Metadata is text, and is shown.
    if (scalars === 'typed') for (const secret of listJobSecrets(value)) this.#setSecret(secret)
    return value === undefined ? undefined : this.unwrap(validate(schema, value), label)
  }

  /** Returns the text of a file with LF for CRLF; adds the problem and returns undefined when it cannot be read. */
  async readFile(
    path: string,
    label: string,
    relativeTo?: string,
  ): Promise<{ text: string; path: string } | undefined> {
    try {
      const file = await this.#readText(path, relativeTo)
      // Git checks text out with CRLF on Windows. It must be the same job there, and not be paid for twice.
      return { ...file, text: file.text.replaceAll('\r\n', '\n') }
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      this.addProblem(label, `${error.message}${error.hint ? ` (${error.hint})` : ''}`)
      return undefined
    }
  }
}

const MAX_LINES = 20

function limitLines(lines: readonly string[], noun: string): string[] {
  const omitted = lines.length - MAX_LINES
  return [
    ...lines.slice(0, MAX_LINES),
    ...(omitted > 0 ? [`and ${omitted} more ${noun}${omitted > 1 ? 's' : ''}`] : []),
  ]
}
