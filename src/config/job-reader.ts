import type { output, ZodType } from 'zod'
import type { Workspace, WorkspaceFile } from '../dependencies.ts'
import { getMessageWithHint, quote, rethrowUnexpected } from '../errors.ts'
import { listJobSecrets } from './secrets.ts'
import { type ParseResult, validate } from './validate.ts'
import { safeParseYaml } from './yaml.ts'

/** Reads the parts of a job and collects all problems and warnings, so that they are reported together. */
export class JobReader {
  readonly #problems: string[] = []
  readonly #warnings: string[] = []
  readonly #files: WorkspaceFile[] = []
  readonly #workspace: Pick<Workspace, 'getFile' | 'readText'>
  readonly #setSecret: (secret: string) => void

  /** `setSecret` masks the credentials in the parts of the job, before any message can contain them. */
  constructor(workspace: Pick<Workspace, 'getFile' | 'readText'>, setSecret: (secret: string) => void) {
    this.#workspace = workspace
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

  /** The files that were read. */
  get files(): readonly WorkspaceFile[] {
    return this.#files
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

  /** Returns the text of a file with LF for CRLF, and its name; adds the problem and returns undefined when it cannot be read. */
  async readFile(
    path: string,
    label: string,
    relativeTo?: string,
  ): Promise<{ text: string; path: string } | undefined> {
    try {
      const file = await this.#workspace.getFile(path, relativeTo)
      const text = await this.#workspace.readText(file)
      this.#files.push(file)
      // Git checks text out with CRLF on Windows. It must be the same job there, and not be paid for twice.
      return { text: text.replaceAll('\r\n', '\n'), path: file.name }
    } catch (error) {
      rethrowUnexpected(error)
      this.addProblem(label, getMessageWithHint(error))
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
