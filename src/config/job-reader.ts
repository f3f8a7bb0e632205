import type { output, ZodType } from 'zod'
import { ActionError } from '../errors.ts'
import { type Checked, check } from './validate.ts'
import { readYaml } from './yaml.ts'

/**
 * Reads a small text file that a workflow names; `beside` is the path of the file that names it, as an earlier
 * call returned it. Throws a Failure.
 */
export type ReadText = (path: string, beside?: string) => Promise<{ text: string; path: string }>

/** One reading of a job description: everything found wrong or odd on the way, so that it is told at once. */
export class Reading {
  readonly #problems: string[] = []
  readonly #warnings: string[] = []
  readonly #read: ReadText

  constructor(read: ReadText) {
    this.#read = read
  }

  /** What was found wrong: of a great many problems the first. */
  get problems(): string[] {
    return firstOf(this.#problems, 'problem')
  }

  /** What was found odd: of a great many warnings the first. */
  get warnings(): string[] {
    return firstOf(this.#warnings, 'warning')
  }

  /** Notes what is wrong. */
  problem(label: string, text: string): void {
    this.#problems.push(`${label}: ${text}`)
  }

  /** Notes what is odd. */
  warning(label: string, text: string): void {
    this.#warnings.push(`${label}: ${text}`)
  }

  /** The value, or nothing and its problems noted. */
  accept<T>(checked: Checked<T>, label: string): T | undefined {
    if ('value' in checked) return checked.value
    for (const problem of checked.problems) this.problem(label, problem)
    return undefined
  }

  /** The value of a YAML text, if there is one, as the schema wants it, or nothing and its problems noted. */
  async parse<S extends ZodType>(
    schema: S,
    text: string | undefined,
    label: string,
    scalars: 'typed' | 'text' = 'typed',
  ): Promise<output<S> | undefined> {
    const value = text === undefined ? undefined : this.accept(await readYaml(text, scalars), label)
    return value === undefined ? undefined : this.accept(check(schema, value), label)
  }

  /** The text of a file with LF for CRLF, or nothing and the problem noted. */
  async file(
    path: string,
    label: string,
    beside?: string,
  ): Promise<{ text: string; path: string } | undefined> {
    try {
      const file = await (beside === undefined ? this.#read(path) : this.#read(path, beside))
      // Git checks text out with CRLF on Windows, and it is the same job, to be paid for once.
      return { ...file, text: file.text.replaceAll('\r\n', '\n') }
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      this.problem(label, `${error.message}${error.hint ? ` (${error.hint})` : ''}`)
      return undefined
    }
  }
}

const MAX_TOLD = 20

function firstOf(lines: readonly string[], noun: string): string[] {
  const more = lines.length - MAX_TOLD
  return [
    ...lines.slice(0, MAX_TOLD),
    ...(more > 0 ? [`and ${more} more ${noun}${more > 1 ? 's' : ''}`] : []),
  ]
}
