import { isDeepStrictEqual } from 'node:util'
import type { Runner } from '../dependencies.ts'
import { redactDeep } from '../github/redact-deep.ts'
import { type OutputName, type OutputValues, serializeOutput } from '../report/outputs.ts'

/** Sets the outputs of a step, redacted, each time their values change. */
export class OutputWriter {
  readonly #runner: Runner
  readonly #names: readonly OutputName[]
  #values: OutputValues = {}

  /** `names` are the outputs that the action declares; others are not set. */
  constructor(runner: Runner, names: readonly OutputName[]) {
    this.#runner = runner
    this.#names = names
  }

  /** Sets the outputs whose values are new. */
  set(values: Partial<Record<OutputName, unknown>>): void {
    const runner = this.#runner
    for (const [name, given] of Object.entries(values)) {
      if (given === undefined || !this.#names.some((known) => known === name)) continue
      const value = redactDeep(given, runner)
      if (isDeepStrictEqual(value, this.#values[name])) continue
      this.#values[name] = value
      const text = serializeOutput(value)
      runner.setOutput(name, text)
      if (Array.isArray(value)) this.#warnIfTruncated(name, value.length, text)
      if (NAME_OUTPUTS.has(name) && value !== given)
        runner.warning(
          `Output ${name} has "***" in place of a secret or of a value of "headers": GitHub would drop it otherwise.`,
        )
    }
  }

  /** Empties those of the outputs that are set. */
  clear(names: readonly string[]): void {
    for (const name of names.filter((name) => name in this.#values)) {
      delete this.#values[name]
      this.#runner.setOutput(name, '')
    }
  }

  /** Returns the content of `result.json`: every output by its name, null if it is not known. */
  toResultJson(): OutputValues {
    return Object.fromEntries(this.#names.map((name) => [name, this.#values[name] ?? null]))
  }

  /** A later step would mistake the beginning of a long list for the whole list. */
  #warnIfTruncated(name: string, total: number, text: string): void {
    const written = JSON.parse(text).length
    if (written < total)
      this.#runner.warning(`Output ${name} has the first ${written} of ${total}: no more fit into 64 kB.`)
  }
}

/** Outputs that name something, and so are useless without a piece. */
const NAME_OUTPUTS: ReadonlySet<string> = new Set([
  'job-id',
  'status',
  'fine-tuned-model',
  'best-checkpoint',
  'best-checkpoint-id',
  'training-file-id',
  'validation-file-id',
  'results-dir',
  'deployment',
  'model',
  'previous-model',
  'endpoint',
])
