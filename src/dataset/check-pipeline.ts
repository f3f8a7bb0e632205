import type { BlockChecker } from './checker.ts'
import { type LineCheckOptions, type LinesReport, lineTooLongReport } from './checks/check-lines.ts'
import type { DatasetStats, FileStats } from './dataset-stats.ts'
import type { BufferPool, LineBlock } from './line-splitter.ts'

/** Checks several blocks at a time, and adds up the reports in the order of the blocks. */
export class CheckPipeline {
  readonly #checker: BlockChecker
  readonly #options: LineCheckOptions
  readonly #stats: DatasetStats
  readonly #pool: BufferPool
  /** In the order of the blocks. */
  readonly #pending = new Set<{ file: FileStats; lines: LineBlock; report: Promise<LinesReport> }>()
  #pendingBytes = 0

  constructor(checker: BlockChecker, options: LineCheckOptions, stats: DatasetStats, pool: BufferPool) {
    this.#checker = checker
    this.#options = options
    this.#stats = stats
    this.#pool = pool
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
      if (next.lines !== 'line too long') this.#pool.release(next.lines)
    }
  }
}
