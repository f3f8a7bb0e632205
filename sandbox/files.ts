import { createHash } from 'node:crypto'
import { Refusal } from './api-error.ts'
import type { Dialect } from './dialect.ts'

/** What is known of bytes that went by. */
export interface Received {
  readonly bytes: number
  readonly sha256: string
  /** Lines that are not empty. */
  readonly examples: number
  /** The beginning, up to the limit; the whole file when it is as long as `bytes`. */
  readonly content: Buffer
}

/** A file on the server. */
export interface StoredFile extends Received {
  readonly id: string
  readonly filename: string
  readonly purpose: string
  /** Unix milliseconds. */
  readonly createdAt: number
  readonly expiresAt: number | null
  /** Set by a test: the status that it has from now on, whatever the time. */
  status: string | undefined
  /** How often it was looked at: with the pace `look` this, not time, moves it on. */
  looks: number
}

/** Takes in a file as a stream: digest, size and number of lines of all of it, the bytes of its beginning. */
export class Intake {
  readonly #limit: number
  readonly #hash = createHash('sha256')
  readonly #kept: Buffer[] = []
  #keptBytes = 0
  #bytes = 0
  #examples = 0
  #lineBytes = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  write(chunk: Buffer): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    const kept = chunk.subarray(0, Math.max(0, this.#limit - this.#keptBytes))
    // A copy: a slice would keep the whole of the socket's buffer alive.
    if (kept.length > 0) this.#kept.push(Buffer.from(kept))
    this.#keptBytes += kept.length
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#lineBytes += end - start
      this.#endLine()
      start = end + 1
    }
    this.#lineBytes += chunk.length - start
  }

  finish(): Received {
    this.#endLine()
    return {
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
      examples: this.#examples,
      content: Buffer.concat(this.#kept),
    }
  }

  #endLine(): void {
    // One byte may be a carriage return, and no example is that short.
    if (this.#lineBytes > 1) this.#examples += 1
    this.#lineBytes = 0
  }
}

/** Refuses what `POST /files` refuses: what is not JSONL of objects, as far as the bytes were kept. */
export function checkUpload(file: Received, filename: string, purpose: string, dialect: Dialect): void {
  if (file.bytes === 0) throw new Refusal(400, 'File is empty.', { param: 'file' })
  if (purpose !== 'fine-tune') return
  if (!filename.endsWith('.jsonl')) {
    throw new Refusal(400, 'Invalid file format for Fine-Tuning API. Must be .jsonl')
  }
  for (const { number, text } of lines(file)) {
    const line = dialect.byteOrderMark ? text.replace(/^\uFEFF/, '') : text
    if (parseObject(line)) continue
    throw new Refusal(
      400,
      'Expected file to have JSONL format, where every line is a JSON dictionary. ' +
        `Line ${number} is not a dictionary (HINT: line starts with: "${line.slice(0, 6)}...").`,
    )
  }
}

/** What a failed job says of its file. */
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

/** What the server finds in a file while a job is `validating_files`. */
export function fileProblem(
  file: Received,
  method: string,
  param: FileProblem['param'],
): FileProblem | undefined {
  const name = param === 'training_file' ? 'training file' : 'validation file'
  if (param === 'training_file' && file.examples < 10) {
    const message = `Training file has ${file.examples} example(s), but must have at least 10 examples`
    return { code: 'invalid_n_examples', message, param }
  }
  let example = 0
  for (const { text } of lines(file)) {
    example += 1
    const flaw = shapeFlaw(parseObject(text.replace(/^\uFEFF/, '')) ?? {}, method)
    if (flaw === undefined) continue
    const message = `The job failed due to a file format error in the ${name}. Invalid file format. Example ${example} ${flaw}.`
    return { code: 'invalid_file_format', message, param }
  }
  return undefined
}

function shapeFlaw(line: Record<string, unknown>, method: string): string | undefined {
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

function* lines(file: Received): Generator<{ readonly number: number; readonly text: string }> {
  const all = file.content.toString('utf8').split('\n')
  // Where not everything was kept, the last line is cut off.
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
