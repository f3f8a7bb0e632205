import { type ItemReference, parseTemplates } from '../config/template.ts'
import { getValueAt } from '../dataset/json-path.ts'
import { getEncoding } from '../dataset/model.ts'
import { createExampleTokenCounter } from '../dataset/tokens/example-tokens.ts'
import type { Dependencies, Runner, Workspace } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { EvaluationPlan } from './evaluation-plan.ts'
import { type Example, safeParseExample } from './example.ts'
import { sample } from './random.ts'
import { readLines } from './read-lines.ts'
import { createMaxTokenCounter } from './token-limit.ts'

/** A line of the test data. */
export interface ExampleLocation {
  file: string
  line: number
}

/** The test data after a first reading: where its examples are, without their text. */
export interface TestData {
  /** The examples in all files. */
  total: number
  /** The examples that are evaluated, by their positions among all, in order. */
  selected: readonly number[]
  /** The line of each of these. */
  locations: readonly ExampleLocation[]
  /** The most tokens that all requests can take; undefined when they are not limited. */
  tokens: number | undefined
}

/**
 * Reads the test data once, in little memory; reports every line that cannot be evaluated, and rejects if there is one. No
 * message quotes the data.
 */
export async function indexTestData(plan: EvaluationPlan, deps: Dependencies): Promise<TestData> {
  const { inputs, testFiles, grader } = plan
  const { workspace, signal, runner, readRanks } = deps
  const fields = grader ? parseTemplates(grader).items : []
  const countTokens =
    inputs['max-total-tokens'] === undefined
      ? undefined
      : createMaxTokenCounter(plan, await createExampleTokenCounter(getEncoding(inputs.model), readRanks))
  const problems = new LineProblems(runner)
  const examples: { position: number; location: ExampleLocation; tokens: number }[] = []
  for await (const { file, line, text } of readLines(workspace, testFiles)) {
    signal.throwIfAborted()
    const location = { file, line }
    const example = readExample(text, grader !== undefined, fields)
    if ('problem' in example) problems.add(location, example.problem)
    else examples.push({ position: examples.length, location, tokens: countTokens?.(example) ?? 0 })
  }
  problems.assertNone()
  if (examples.length === 0) throw new ActionError('The test data is empty.', { hint: 'Check "test-file".' })
  const selected = sample(examples, inputs['max-examples'] ?? examples.length)
  return {
    total: examples.length,
    selected: selected.map(({ position }) => position),
    locations: selected.map(({ location }) => location),
    tokens: countTokens && selected.reduce((sum, { tokens }) => sum + tokens, 0),
  }
}

/** Yields the selected examples of the test data, with their numbers from 0 and where they are. */
export async function* readSelected(
  { testFiles, grader }: Pick<EvaluationPlan, 'testFiles' | 'grader'>,
  { selected }: Pick<TestData, 'selected'>,
  { workspace }: { workspace: Pick<Workspace, 'readBytes'> },
): AsyncGenerator<{ index: number; example: Example; location: ExampleLocation }> {
  let position = 0
  let index = 0
  for await (const { file, line, text } of readLines(workspace, testFiles)) {
    if (selected[index] === undefined) return
    if (position++ !== selected[index]) continue
    const example = readExample(text, grader !== undefined, [])
    if ('problem' in example) throw new ActionError('The test data has changed since it was checked.')
    yield { index: index++, example, location: { file, line } }
  }
}

function readExample(
  text: string | undefined,
  hasGrader: boolean,
  fields: readonly ItemReference[],
): Example | { problem: string } {
  if (text === undefined) return { problem: 'not UTF-8, or longer than any example' }
  const example = safeParseExample(text, hasGrader)
  if ('problem' in example) return example
  const missing = fields.find(({ path }) => getValueAt(example.item, path) === undefined)
  return missing ? { problem: `lacks a field that the grader uses (${missing.locations[0]})` } : example
}

const MAX_LOGGED = 200

/** Reports the problems of lines, the first ones as annotations. */
class LineProblems {
  readonly #runner: Pick<Runner, 'error' | 'info' | 'maxAnnotations'>
  #count = 0

  constructor(runner: Pick<Runner, 'error' | 'info' | 'maxAnnotations'>) {
    this.#runner = runner
  }

  add({ file, line }: ExampleLocation, message: string): void {
    this.#count += 1
    // One error is the step's own.
    if (this.#count < this.#runner.maxAnnotations) this.#runner.error(message, { file, line })
    else if (this.#count <= MAX_LOGGED) this.#runner.info(`error: ${file}, line ${line}: ${message}`)
  }

  assertNone(): void {
    if (this.#count === 0) return
    const lines = this.#count === 1 ? 'line' : 'lines'
    throw new ActionError(`The test data has ${this.#count} ${lines} that cannot be evaluated.`, {
      hint: 'No request was sent. See the annotations on file and line.',
    })
  }
}
