import { formatBytes, formatCount, formatInteger, formatSigned } from './format.ts'
import { escapeText, inlineCode } from './markdown.ts'

/** What the reports show of one dataset; what is not known is left out. */
export interface DatasetSummary {
  role: 'training' | 'validation'
  /** The files in the workspace, or the id of an uploaded file. */
  files: readonly { name: string; examples?: number }[]
  examples?: number | undefined
  bytes?: number | undefined
  /** Whether no check was made, so that the absence of problems means nothing. */
  isUnchecked?: boolean
  errors: number
  warnings: number
  /** SHA-256 of the normalized bytes. */
  digest?: string | undefined
  format?: string | undefined
  /** Tokens of all examples, by the action's own count, for one epoch. */
  tokens?: number | undefined
  changes?: DatasetDiff | undefined
}

/** How a dataset differs from the one of an earlier commit, or why that is not known. */
export type DatasetDiff = DatasetChanges | { unavailable: string }

/** Numbers of examples, and the difference of their tokens. */
export interface DatasetChanges {
  added: number
  removed: number
  changed: number
  tokens?: number | undefined
  /** The SHA of the earlier commit. */
  since: string
}

const MAX_FILES = 5

/** Returns the row of a dataset in a key-value table: its files, size and digest. */
export function datasetRow(dataset: DatasetSummary): [key: string, value: string] {
  const { role, files, examples, format, bytes, tokens, digest, isUnchecked } = dataset
  const names = files.slice(0, MAX_FILES).map(({ name }) => inlineCode(name))
  if (files.length > MAX_FILES) names.push(`and ${files.length - MAX_FILES} more`)
  const facts = [
    names.join(', '),
    examples !== undefined && formatCount(examples, 'example'),
    format,
    tokens !== undefined && formatCount(tokens, 'token'),
    bytes !== undefined && formatBytes(bytes),
    isUnchecked && 'not checked',
    digest && `sha256 ${inlineCode(digest.slice(0, 12))}`,
  ]
  const title = role === 'training' ? 'Training data' : 'Validation data'
  return [title, facts.filter(Boolean).join(' · ')]
}

/** Returns the changes of a dataset as Markdown: `2 examples added, 1 removed, +40 tokens since c0ffee1`. */
export function renderDatasetDiff(diff: DatasetDiff): string {
  if ('unavailable' in diff) return `not known: ${escapeText(diff.unavailable)}`
  const { added, removed, changed, tokens, since } = diff
  const baseline = `since ${inlineCode(since.slice(0, 7))}`
  if (added + removed + changed === 0) return `none ${baseline}`
  const counts = [
    added > 0 && `${formatCount(added, 'example')} added`,
    removed > 0 && `${formatInteger(removed)} removed`,
    changed > 0 && `${formatInteger(changed)} changed`,
    tokens !== undefined && `${formatSigned(tokens)} tokens`,
  ]
  return `${counts.filter(Boolean).join(', ')} ${baseline}`
}
