import { createHash } from 'node:crypto'
import type { WorkerOptions, Workspace, WorkspaceFile } from '../dependencies.ts'
import { checkDatasetTotals } from './checks/check-dataset-totals.ts'
import { type LineCheckOptions, type LinesReport, lineTooLongReport } from './checks/check-lines.ts'
import type { DuplicateExamples } from './checks/duplicate-examples.ts'
import type { FieldPath } from './checks/reinforcement.ts'
import { DatasetStats, type FileStats } from './dataset-stats.ts'
import type { Format, MethodName } from './format.ts'
import { BufferPool, type LineBlock, LineSplitter } from './line-splitter.ts'
import { fillFirstChunk, normalizedFileBytes } from './normalize.ts'
import type { Problem, ProblemCode, ProblemCounts } from './problem.ts'
import { SNIFF_BYTES, sniff } from './sniff.ts'
import type { Encoding } from './tokens/ranks.ts'
import { type LoadTokenizer, WorkerPool } from './worker-pool.ts'

/** What a dataset is for, and what to find out about it. */
export interface InspectOptions {
  method: MethodName
  role: 'training' | 'validation'
  /** The model to train. */
  model?: string
  /** Without checks, only the digest, the size, the examples and the tokens are determined. */
  checks: boolean
  /** Problems that are neither counted nor kept. */
  ignore?: ReadonlySet<ProblemCode>
  /** Holds the examples of the datasets that were inspected before; without it, examples are not compared. */
  duplicates?: DuplicateExamples
  /** The fields of a line that the job's grader uses. */
  graderFields?: readonly FieldPath[]
  /** How to count tokens, and the model's context if it is known; without it, tokens are not counted. */
  tokens?: { encoding: Encoding; context?: number; load: LoadTokenizer }
  /** Used when the dataset is large. */
  workers?: WorkerOptions
  /** Rejects the inspection with its reason. */
  signal?: AbortSignal
}

/** The result of one pass over a dataset. */
export interface DatasetReport {
  /** SHA-256 of the normalized bytes, in hexadecimal. */
  digest: string
  /** How many normalized bytes. */
  bytes: number
  /** Lines that are not blank. */
  examples: number
  /** The format of most lines; undefined when no line has a format, or lines were not checked. */
  format: Format | undefined
  files: { name: string; examples: number }[]
  /** Errors before warnings. Of each, those of files and the dataset come first, then those of lines; at most 10,000 of each kind. */
  problems: Problem[]
  counts: ProblemCounts
  /** Undefined when tokens were not to be counted. */
  tokens?: {
    /** Of each example only those within the context: what one epoch is billed for. */
    total: number
    /** Images that are not counted, because their size is unknown. */
    images: number
    /** Examples that could not be counted, plus files that are not JSONL. */
    uncounted: number
  }
}

/** Reads a dataset once, in constant memory; returns its digest, its size and its problems. */
export async function inspectDataset(
  workspace: Pick<Workspace, 'readBytes'>,
  files: readonly WorkspaceFile[],
  options: InspectOptions,
): Promise<DatasetReport> {
  const hash = createHash('sha256')
  const checkOptions = toCheckOptions(options)
  const stats = new DatasetStats(checkOptions, options.duplicates)
  const buffers = new BufferPool()
  const checker = createChecker(files, checkOptions, options)
  const pipeline = new CheckPipeline(checker, checkOptions, stats, buffers)
  // One for all chunks: a new one for each would leave a hundred megabytes to the garbage collector.
  const chunkMemory = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let bytes = 0
  try {
    for (const file of files) {
      const fileStats = stats.startFile(file.name)
      const splitter = new LineSplitter(buffers)
      let isFirst = true
      for await (const chunk of fillFirstChunk(
        normalizedFileBytes(workspace, file, chunkMemory),
        SNIFF_BYTES,
      )) {
        options.signal?.throwIfAborted()
        hash.update(chunk)
        bytes += chunk.length
        if (isFirst && options.checks) fileStats.notJsonl = sniff(chunk.subarray(0, SNIFF_BYTES))
        isFirst = false
        if (fileStats.notJsonl) continue
        for (const lines of splitter.push(chunk)) await pipeline.add(fileStats, lines)
      }
      for (const lines of splitter.end()) await pipeline.add(fileStats, lines)
    }
    await pipeline.end()
  } finally {
    checker.close()
  }
  if (options.checks) checkDatasetTotals(stats, bytes, { ...options, context: options.tokens?.context })
  const { examples, tokens } = stats
  const unreadFiles = stats.files.filter(({ notJsonl }) => notJsonl).length
  const uncounted = examples - tokens.examples + unreadFiles
  return {
    digest: hash.digest('hex'),
    bytes,
    examples,
    format: stats.dominantFormat(),
    files: stats.files.map(({ name, examples }) => ({ name, examples })),
    problems: stats.problems.list(),
    counts: stats.problems.counts,
    ...(options.tokens && { tokens: { total: tokens.total, images: tokens.images, uncounted } }),
  }
}

const CHUNK_BYTES = 2 ** 18

function toCheckOptions(options: InspectOptions): LineCheckOptions {
  const { method, checks, ignore = new Set(), duplicates, graderFields = [], tokens } = options
  return {
    method,
    checks,
    ignore,
    hashKey: checks ? duplicates?.hashKey : undefined,
    graderFields,
    // Functions cannot be sent to a worker.
    tokens: tokens && { encoding: tokens.encoding, ...(tokens.context && { context: tokens.context }) },
  }
}

// Measured: with fewer bytes, a worker takes longer to start than it saves. Counting tokens is slower, so it pays sooner.
const MIN_BYTES_PER_WORKER = 12 * 2 ** 20
const MIN_BYTES_PER_COUNTING_WORKER = 2 * 2 ** 20
// The main thread cannot read fast enough for more, and each takes 40 MB of memory.
const MAX_WORKERS = 8

function createChecker(
  files: readonly WorkspaceFile[],
  checkOptions: LineCheckOptions,
  { tokens, workers, signal = new AbortController().signal }: InspectOptions,
): WorkerPool {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const bytesPerWorker = tokens ? MIN_BYTES_PER_COUNTING_WORKER : MIN_BYTES_PER_WORKER
  const count = Math.min(workers?.count ?? 0, Math.floor(bytes / bytesPerWorker), MAX_WORKERS)
  const needsWorkers = count > 1 && (tokens !== undefined || checkOptions.checks)
  return new WorkerPool(
    checkOptions,
    tokens?.load,
    needsWorkers && workers ? { ...workers, count } : undefined,
    signal,
  )
}

/** Checks several blocks at a time, and adds up the reports in the order of the blocks. */
class CheckPipeline {
  readonly #checker: WorkerPool
  readonly #options: LineCheckOptions
  readonly #stats: DatasetStats
  readonly #buffers: BufferPool
  /** In the order of the blocks. */
  readonly #pending = new Set<{ file: FileStats; lines: LineBlock; report: Promise<LinesReport> }>()
  #pendingBytes = 0

  constructor(checker: WorkerPool, options: LineCheckOptions, stats: DatasetStats, buffers: BufferPool) {
    this.#checker = checker
    this.#options = options
    this.#stats = stats
    this.#buffers = buffers
  }

  /** Adds a block, and waits when too many are pending. */
  async add(file: FileStats, lines: LineBlock): Promise<void> {
    const { capacity } = this.#stats.problems
    const report =
      lines === 'line too long'
        ? Promise.resolve(lineTooLongReport(capacity, this.#options))
        : this.#checker.check(lines, capacity)
    // An error is thrown when its turn comes; it does not count as unhandled until then.
    report.catch(() => {})
    this.#pending.add({ file, lines, report })
    this.#pendingBytes += lines.length
    await this.#drainTo(this.#checker.maxPendingBytes)
  }

  /** Waits for all blocks. */
  end(): Promise<void> {
    return this.#drainTo(0)
  }

  async #drainTo(maxBytes: number): Promise<void> {
    for (const next of this.#pending) {
      if (this.#pendingBytes <= maxBytes) return
      this.#pending.delete(next)
      this.#stats.addLines(next.file, await next.report)
      this.#pendingBytes -= next.lines.length
      if (next.lines !== 'line too long') this.#buffers.release(next.lines)
    }
  }
}
