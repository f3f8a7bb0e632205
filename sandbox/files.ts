import { createHash } from 'node:crypto'
import { ApiError } from './api-error.ts'
import type { Dialect } from './dialect.ts'

/** The facts of a received file. */
export interface ReceivedFile {
  readonly bytes: number
  readonly sha256: string
  /** Number of lines that are not empty. */
  readonly examples: number
  /** The beginning, up to the limit; the whole file, if it has `bytes` bytes. */
  readonly content: Buffer
}

/** A file on the server. */
export interface StoredFile extends ReceivedFile {
  readonly id: string
  readonly filename: string
  readonly purpose: string
  /** Unix milliseconds. */
  readonly createdAt: number
  readonly expiresAt: number | null
  /** The status that a test gave it; the clock does not change it. */
  status: string | undefined
  /** How often it was retrieved; this advances it when each poll advances jobs. */
  polls: number
}

/** Receives a file as a stream: hashes, measures and counts all of it, and stores its beginning. */
export class HashingWriter {
  readonly #limit: number
  readonly #hash = createHash('sha256')
  readonly #stored: Buffer[] = []
  #storedBytes = 0
  #bytes = 0
  #examples = 0
  #lineBytes = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  write(chunk: Buffer): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    const stored = chunk.subarray(0, Math.max(0, this.#limit - this.#storedBytes))
    // A copy, because a slice would keep the whole buffer of the socket alive.
    if (stored.length > 0) this.#stored.push(Buffer.from(stored))
    this.#storedBytes += stored.length
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#lineBytes += end - start
      this.#endLine()
      start = end + 1
    }
    this.#lineBytes += chunk.length - start
  }

  finish(): ReceivedFile {
    this.#endLine()
    return {
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
      examples: this.#examples,
      content: Buffer.concat(this.#stored),
    }
  }

  #endLine(): void {
    // One byte may be a carriage return; no example is that short.
    if (this.#lineBytes > 1) this.#examples += 1
    this.#lineBytes = 0
  }
}

/** Throws an `ApiError` for a file that `POST /files` rejects: empty, or stored lines that are no JSON objects. */
export function assertUploadable(
  file: ReceivedFile,
  filename: string,
  purpose: string,
  dialect: Dialect,
): void {
  if (file.bytes === 0) throw new ApiError(400, 'File is empty.', { param: 'file' })
  if (purpose !== 'fine-tune') return
  if (!filename.endsWith('.jsonl')) {
    throw new ApiError(400, 'Invalid file format for Fine-Tuning API. Must be .jsonl')
  }
  for (const { number, text } of lines(file)) {
    const line = dialect.byteOrderMark ? text.replace(/^\uFEFF/, '') : text
    if (parseObject(line)) continue
    throw new ApiError(
      400,
      'Expected file to have JSONL format, where every line is a JSON dictionary. ' +
        `Line ${number} is not a dictionary (HINT: line starts with: "${line.slice(0, 6)}...").`,
    )
  }
}

/** The error of a job that failed because of a file. */
export interface FileProblem {
  readonly code: string
  readonly message: string
  readonly param: 'training_file' | 'validation_file'
}

const SHAPES: Readonly<Record<string, { readonly required: string[]; readonly optional: string[] | 'any' }>> =
  {
    supervised: { required: ['messages'], optional: ['tools', 'parallel_tool_calls', 'functions'] },
    completions: { required: ['prompt', 'completion'], optional: [] },
    dpo: { required: ['input', 'preferred_output', 'non_preferred_output'], optional: [] },
    reinforcement: { required: ['messages'], optional: 'any' },
  }

/** Returns the problem that the server finds in a file while a job is `validating_files`. */
export function validateFile(
  file: ReceivedFile,
  method: string,
  param: FileProblem['param'],
  { minExamples = 10 }: Pick<Dialect, 'minExamples'>,
): FileProblem | undefined {
  const name = param === 'training_file' ? 'training file' : 'validation file'
  if (param === 'training_file' && file.examples < minExamples) {
    const message = `Training file has ${file.examples} example(s), but must have at least ${minExamples} examples`
    return { code: 'invalid_n_examples', message, param }
  }
  let example = 0
  for (const { text } of lines(file)) {
    example += 1
    const problem = describeShapeError(parseObject(text.replace(/^\uFEFF/, '')) ?? {}, method)
    if (problem === undefined) continue
    const message = `The job failed due to a file format error in the ${name}. Invalid file format. Example ${example} ${problem}.`
    return { code: 'invalid_file_format', message, param }
  }
  return undefined
}

function describeShapeError(line: Record<string, unknown>, method: string): string | undefined {
  const shape = SHAPES[method === 'supervised' && 'prompt' in line ? 'completions' : method]
  if (!shape) return undefined
  const { required, optional } = shape
  const missing = required.find((key) => !(key in line))
  if (missing !== undefined) return `is missing key "${missing}"`
  const extra = Object.keys(line).find(
    (key) => optional !== 'any' && !required.includes(key) && !optional.includes(key),
  )
  if (extra !== undefined) return `contains an extra "${extra}"`
  if ('messages' in line && !(Array.isArray(line.messages) && line.messages.length > 0))
    return 'has no messages'
  return undefined
}

function* lines(file: ReceivedFile): Generator<{ readonly number: number; readonly text: string }> {
  const all = file.content.toString('utf8').split('\n')
  // If only the beginning was stored, the last line is incomplete.
  if (file.content.length < file.bytes) all.pop()
  for (const [index, text] of all.entries()) {
    if (text.trim() !== '') yield { number: index + 1, text }
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
