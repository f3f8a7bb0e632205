import { createHash } from 'node:crypto'
import type { WorkerOptions, Workspace, WorkspaceFile } from '../dependencies.ts'
import { CheckPipeline } from './check-pipeline.ts'
import { type BlockChecker, createInlineChecker, type LoadTokenizer } from './checker.ts'
import { checkDatasetTotals } from './checks/check-dataset-totals.ts'
import type { LineCheckOptions } from './checks/check-lines.ts'
import type { DuplicateExamples } from './checks/duplicate-examples.ts'
import type { FieldPath } from './checks/grader-fields.ts'
import { DatasetStats } from './dataset-stats.ts'
import { FileSplitter } from './file-splitter.ts'
import type { Format, MethodName } from './format.ts'
import { BufferPool } from './line-splitter.ts'
import { normalizedFileBytes } from './normalize.ts'
import type { Problem, ProblemCode, ProblemCounts } from './problem.ts'
import type { Encoding } from './tokens/ranks.ts'
import { WorkerPool } from './worker-pool.ts'

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
  const checker = await createChecker(files, checkOptions, options)
  const pool = new BufferPool()
  const results = new CheckPipeline(checker, checkOptions, stats, pool)
  // One for all chunks: a new one for each would leave a hundred megabytes to the garbage collector.
  const chunkMemory = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let bytes = 0
  try {
    for (const file of files) {
      const splitter = new FileSplitter(stats.startFile(file.name), options.checks, pool)
      for await (const chunk of normalizedFileBytes(workspace, file, chunkMemory)) {
        options.signal?.throwIfAborted()
        hash.update(chunk)
        bytes += chunk.length
        for (const lines of splitter.push(chunk)) await results.add(splitter.file, lines)
      }
      for (const lines of splitter.end()) await results.add(splitter.file, lines)
    }
    await results.end()
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

async function createChecker(
  files: readonly WorkspaceFile[],
  checkOptions: LineCheckOptions,
  { tokens, workers, signal = new AbortController().signal }: InspectOptions,
): Promise<BlockChecker> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const bytesPerWorker = tokens ? MIN_BYTES_PER_COUNTING_WORKER : MIN_BYTES_PER_WORKER
  const count = Math.min(workers?.count ?? 0, Math.floor(bytes / bytesPerWorker), MAX_WORKERS)
  if (!workers || count < 2 || !(tokens || checkOptions.checks))
    return createInlineChecker(checkOptions, tokens?.load)
  return new WorkerPool(checkOptions, tokens?.load, { ...workers, count }, signal)
}
