import { createHash } from 'node:crypto'
import type { WorkerOptions, Workspace, WorkspaceFile } from '../dependencies.ts'
import { type Checker, checkerHere, type LoadCounter } from './checker.ts'
import { checkWhole } from './checks/check-dataset.ts'
import { type BlockReport, type LineSettings, MAX_LINE, overlongLine } from './checks/check-lines.ts'
import type { Duplicates } from './checks/duplicates.ts'
import type { ItemPath } from './checks/grader-fields.ts'
import { type DatasetTokens, type FileTally, Tally } from './dataset-stats.ts'
import type { Format, MethodName } from './format.ts'
import { BlockMemory, LineCutter, type Lines } from './line-splitter.ts'
import { normalisedFile } from './normalize.ts'
import type { Code, Counts, Problem } from './problem.ts'
import { HEAD, sniff } from './sniff.ts'
import type { Encoding } from './tokens/ranks.ts'
import { ThreadPool } from './worker-pool.ts'

/** What a dataset is for, and what is to be found in it. */
export interface InspectOptions {
  method: MethodName
  role: 'training' | 'validation'
  /** What is to be trained. */
  model?: string
  /** Without checks only the digest, the size, the examples and the tokens are found. */
  checks: boolean
  /** Kinds of problems that are neither counted nor kept. */
  ignore?: ReadonlySet<Code>
  /** What the datasets have that were inspected before; without it, examples are not compared. */
  duplicates?: Duplicates
  /** The fields of a line that the job's grader uses. */
  items?: readonly ItemPath[]
  /** How tokens are counted, and how many of an example are trained on where that is known; without it they are not counted. */
  tokens?: { encoding: Encoding; context?: number; load: LoadCounter }
  /** Used where the dataset is large. */
  threads?: WorkerOptions
  /** Ends the inspection at once, with its reason. */
  signal?: AbortSignal
}

/** What one pass over a dataset has found. */
export interface DatasetReport {
  /** SHA-256 of the normalised bytes, in hexadecimal. */
  digest: string
  /** How many normalised bytes. */
  bytes: number
  /** Lines that are not blank. */
  examples: number
  /** The format of most lines; undefined when none has one, or none was looked at. */
  format: Format | undefined
  files: { name: string; examples: number }[]
  /** At most 10,000 errors and then 10,000 warnings of lines; those of whole files, likewise, come first. */
  problems: Problem[]
  counts: Counts
  /** Only when they were to be counted. */
  tokens?: DatasetTokens
}

/** Reads a dataset once, in constant memory: its identity, its size, and what is wrong with it. */
export async function inspectDataset(
  workspace: Pick<Workspace, 'readBytes'>,
  files: readonly WorkspaceFile[],
  options: InspectOptions,
): Promise<DatasetReport> {
  const hash = createHash('sha256')
  const tally = new Tally(options.ignore ?? new Set(), options.duplicates, options.items ?? [])
  const settings = settingsOf(options)
  const checker = await checkerFor(files, settings, options)
  const memory = new BlockMemory()
  const reports = new InOrder(checker, settings, tally, memory)
  // One for all chunks: a new one for each would leave a hundred megabytes waiting for the garbage collector.
  const chunkMemory = Buffer.allocUnsafeSlow(CHUNK)
  let bytes = 0
  try {
    for (const file of files) {
      const reading = new FileReading(tally.beginFile(file.name), options.checks, memory)
      for await (const chunk of normalisedFile(workspace, file, chunkMemory)) {
        options.signal?.throwIfAborted()
        hash.update(chunk)
        bytes += chunk.length
        for (const lines of reading.push(chunk)) await reports.add(reading.file, lines)
      }
      for (const lines of reading.end()) await reports.add(reading.file, lines)
    }
    await reports.end()
  } finally {
    checker.close()
  }
  if (options.checks) checkWhole(tally, bytes, { ...options, context: options.tokens?.context })
  const unread = tally.files.filter(({ instead }) => instead).length
  return {
    digest: hash.digest('hex'),
    bytes,
    examples: tally.examples,
    format: tally.usualFormat(),
    files: tally.files.map(({ name, examples }) => ({ name, examples })),
    problems: tally.findings.problems(),
    counts: tally.findings.counts,
    ...(options.tokens && { tokens: { ...tally.tokens, uncounted: tally.tokens.uncounted + unread } }),
  }
}

const CHUNK = 2 ** 18

function settingsOf({
  method,
  checks,
  ignore = new Set(),
  duplicates,
  items = [],
  tokens,
}: InspectOptions): LineSettings {
  return {
    method,
    checks,
    ignore,
    hashes: checks && duplicates !== undefined,
    items,
    // Without what cannot be handed to another thread.
    tokens: tokens && { encoding: tokens.encoding, ...(tokens.context && { context: tokens.context }) },
  }
}

// Measured: with fewer bytes a thread takes longer to start than it saves. Counting tokens is slower, so it pays sooner.
const WORTH_A_THREAD = 12 * 2 ** 20
const WORTH_A_COUNTING_THREAD = 2 * 2 ** 20
// This thread cannot read fast enough for more, and each takes 40 MB of memory.
const MAX_THREADS = 8

async function checkerFor(
  files: readonly WorkspaceFile[],
  settings: LineSettings,
  { tokens, threads, signal = new AbortController().signal }: InspectOptions,
): Promise<Checker> {
  const size = files.reduce((sum, file) => sum + file.size, 0)
  const worth = Math.floor(size / (tokens ? WORTH_A_COUNTING_THREAD : WORTH_A_THREAD))
  const count = Math.min(threads?.count ?? 0, worth, MAX_THREADS)
  if (!threads || count < 2 || !(tokens || settings.checks)) return checkerHere(settings, tokens?.load)
  return new ThreadPool(settings, tokens?.load, { ...threads, count }, signal)
}

/** Tells what a file is from its first bytes, and cuts it into blocks of lines when it has any. */
class FileReading {
  readonly file: FileTally
  readonly #sniffs: boolean
  readonly #cutter: LineCutter
  #head: Buffer | undefined = Buffer.alloc(0)

  constructor(file: FileTally, sniffs: boolean, memory: BlockMemory) {
    this.file = file
    this.#sniffs = sniffs
    this.#cutter = new LineCutter(MAX_LINE, memory)
  }

  push(chunk: Buffer): Iterable<Lines> {
    if (!this.#head) return this.#cut(chunk)
    this.#head = Buffer.concat([this.#head, chunk])
    return this.#head.length >= HEAD ? this.#begin(this.#head) : []
  }

  *end(): Generator<Lines> {
    if (this.#head) yield* this.#begin(this.#head)
    yield* this.#cutter.end()
  }

  #begin(head: Buffer): Iterable<Lines> {
    this.#head = undefined
    if (this.#sniffs && head.length > 0) this.file.instead = sniff(head.subarray(0, HEAD))
    return this.#cut(head)
  }

  #cut(chunk: Buffer): Iterable<Lines> {
    return this.file.instead ? [] : this.#cutter.push(chunk)
  }
}

/** Has blocks checked, several at a time, and adds up the reports in the order of the blocks. */
class InOrder {
  readonly #checker: Checker
  readonly #settings: LineSettings
  readonly #tally: Tally
  readonly #memory: BlockMemory
  readonly #underWay: { file: FileTally; lines: Lines; report: Promise<BlockReport> }[] = []
  #bytes = 0

  constructor(checker: Checker, settings: LineSettings, tally: Tally, memory: BlockMemory) {
    this.#checker = checker
    this.#settings = settings
    this.#tally = tally
    this.#memory = memory
  }

  async add(file: FileTally, lines: Lines): Promise<void> {
    const { room } = this.#tally.findings
    const report =
      lines === 'overlong line'
        ? Promise.resolve(overlongLine(room, this.#settings))
        : this.#checker.check(lines, room)
    // A failure is thrown when its turn comes; until then it is not to count as unhandled.
    report.catch(() => {})
    this.#underWay.push({ file, lines, report })
    this.#bytes += lines.length
    await this.#settleUntil(this.#checker.ahead)
  }

  end(): Promise<void> {
    return this.#settleUntil(0)
  }

  async #settleUntil(bytes: number): Promise<void> {
    while (this.#bytes > bytes) {
      const next = this.#underWay.shift()
      if (!next) return
      this.#tally.add(next.file, await next.report)
      this.#bytes -= next.lines.length
      if (next.lines !== 'overlong line') this.#memory.giveBack(next.lines)
    }
  }
}
