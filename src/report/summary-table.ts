import { count, size } from './format.ts'
import { code, table, text } from './markdown.ts'

/** A table of facts, each with its title; those without a cell are left out, and the first takes the place of the head. */
export function factTable(facts: readonly (readonly [title: string, cell: string | undefined])[]): string {
  const [first = ['', ''], ...rest] = facts.flatMap(([title, cell]) => (cell ? [[title, cell]] : []))
  return table(first, rest)
}

/** A reason is a few lines; problems of the data have a table of their own. */
const MAX_LINES = 40

/** Why a step has failed, as a quotation. */
export function failureQuote(failure: string): string {
  const lines = failure.split('\n', MAX_LINES).map((line) => text(line))
  return `> ${lines.join('<br>')}`
}

/** One dataset: what it was made of, and what it was found to be. */
export interface DataFacts {
  role: 'training' | 'validation'
  /** File names, or the id of an uploaded file. */
  names: readonly string[]
  examples?: number | undefined
  format?: string | undefined
  bytes?: number | undefined
  /** By our own count, once through. */
  tokens?: number | undefined
  /** SHA-256 of the normalised bytes. */
  digest?: string | undefined
}

/** Examples, and tokens now less tokens before. */
export interface DataChanges {
  added: number
  removed: number
  changed: number
  tokens?: number | undefined
}

/** A dataset as one row of a table of facts. */
export function dataFact(data: DataFacts): [title: string, cell: string] {
  const { role, names, examples, format, bytes, tokens, digest } = data
  const shown = names.slice(0, 5).map((name) => code(name))
  if (names.length > shown.length) shown.push(`and ${names.length - shown.length} more`)
  const facts = [
    examples !== undefined && count(examples, 'example'),
    format,
    tokens !== undefined && count(tokens, 'token'),
    bytes !== undefined && size(bytes),
    digest && `sha256 ${code(digest.slice(0, 12))}`,
  ]
  const title = role === 'training' ? 'Training data' : 'Validation data'
  return [title, [shown.join(', '), ...facts.filter(Boolean)].join(' · ')]
}
