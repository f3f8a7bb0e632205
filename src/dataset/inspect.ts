import { createHash } from 'node:crypto'
import type { Workspace, WorkspaceFile } from '../workspace.ts'
import { addOverlongLine, checkBlock, emptyTally, LONGEST_LINE, type Seen, type Tally } from './block.ts'
import { FORMATS, type Format, type Method } from './format.ts'
import { LineCutter } from './lines.ts'
import { normalisedFile } from './normalise.ts'
import { type Counts, Findings, type Problem } from './problem.ts'
import { HEAD, sniff } from './sniff.ts'

/** What a dataset is for, and whether it is checked. */
export interface InspectOptions {
  method: Method
  role: 'training' | 'validation'
  /** Without checks only the digest, the size and the examples are found. */
  checks: boolean
}

/** What one pass over a dataset has found. */
export interface DatasetReport {
  /** SHA-256 of the normalised bytes, in hexadecimal. */
  digest: string
  /** How many normalised bytes. */
  bytes: number
  /** Lines that are not blank. */
  examples: number
  /** The format of most lines; undefined when none has one, or without checks. */
  format: Format | undefined
  files: { name: string; examples: number }[]
  /** At most 500 errors and then 500 warnings of lines; those of whole files, likewise, come first. */
  problems: Problem[]
  counts: Counts
}

/** Reads a dataset once, in constant memory: its identity, its size, and what is wrong with it. */
export async function inspectDataset(
  workspace: Pick<Workspace, 'bytes'>,
  files: readonly WorkspaceFile[],
  options: InspectOptions,
): Promise<DatasetReport> {
  const hash = createHash('sha256')
  const findings = new Findings()
  const tallies: Tally[] = []
  let bytes = 0
  for (const file of files) {
    const inspection = new FileInspection(file.name, options, findings)
    for await (const chunk of normalisedFile(workspace, file)) {
      hash.update(chunk)
      bytes += chunk.length
      inspection.push(chunk)
    }
    tallies.push(inspection.end())
  }
  if (options.checks) checkWhole(tallies, bytes, options, findings)
  return {
    digest: hash.digest('hex'),
    bytes,
    examples: examplesOf(tallies),
    format: mostSeen(tallies),
    files: tallies.map(({ file, examples }) => ({ name: file, examples })),
    problems: findings.problems(),
    counts: findings.counts,
  }
}

/** Tells what a file is from its first bytes, and checks its lines when it has any. */
class FileInspection {
  readonly #tally: Tally
  readonly #method: Method | undefined
  readonly #findings: Findings
  readonly #cutter = new LineCutter(LONGEST_LINE)
  #head: Buffer[] | undefined = []
  #headLength = 0
  #isLines = true

  constructor(file: string, { method, checks }: InspectOptions, findings: Findings) {
    this.#tally = emptyTally(file)
    this.#method = checks ? method : undefined
    this.#findings = findings
  }

  push(chunk: Buffer) {
    if (!this.#head) return this.#check(chunk)
    this.#head.push(chunk)
    this.#headLength += chunk.length
    if (this.#headLength >= HEAD) this.#begin(this.#head)
  }

  end(): Tally {
    if (this.#head) this.#begin(this.#head)
    const { file, blank, examples } = this.#tally
    if (!this.#method || !this.#isLines) return this.#tally
    if (examples === 0) {
      this.#findings.addWhole({ code: 'empty-file', file, line: 1, message: 'the file has only blank lines' })
    } else if (blank.count > 0) {
      const message = `${blank.count === 1 ? 'a blank line' : `${blank.count} blank lines`}, not counted as examples`
      this.#findings.addWhole({ code: 'blank-lines', file, line: blank.line, message })
    }
    return this.#tally
  }

  #begin(chunks: Buffer[]): void {
    this.#head = undefined
    const head = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    const whole = this.#method && sniff(head.subarray(0, HEAD))
    if (whole) {
      this.#findings.addWhole({ ...whole, file: this.#tally.file })
      this.#isLines = false
    }
    this.#check(head)
  }

  #check(chunk: Buffer): void {
    if (!this.#isLines) return
    for (const lines of this.#cutter.push(chunk)) {
      if (lines !== 'overlong line') checkBlock(lines, this.#method, this.#tally, this.#findings)
      else addOverlongLine(this.#method, this.#tally, this.#findings)
    }
  }
}

function checkWhole(tallies: Tally[], bytes: number, options: InspectOptions, findings: Findings): void {
  const file = tallies[0]?.file
  if (file === undefined) return
  checkFormats(tallies, options.method, findings)
  checkExamples(file, examplesOf(tallies), options, findings)
  // API reference, Files: "Individual files can be up to 512 MB".
  if (bytes > 512_000_000) {
    const message = 'the dataset is larger than 512 MB, the most that a plain upload takes'
    findings.addWhole({ code: 'large-dataset', file, line: 1, message })
  }
}

function checkFormats(tallies: Tally[], method: Method, findings: Findings): void {
  const usual = mostSeen(tallies.map((tally) => onlyFormatsOf(method, tally)))
  for (const [format, { file, line, count }] of formatsSeen(tallies)) {
    if (format === usual) continue
    const more = count === 1 ? '' : ` (and ${count - 1} more)`
    if (FORMATS[method].includes(format)) {
      const message = `this line has the ${format} format${more}, but most lines have the ${usual} format`
      findings.addWhole({ code: 'mixed-formats', file, line, message }, count)
    } else {
      const message = `this line has the ${format} format${more}, but the method is ${method}`
      findings.addWhole({ code: 'wrong-format', file, line, message }, count)
    }
  }
}

function checkExamples(file: string, examples: number, options: InspectOptions, findings: Findings): void {
  const { method, role } = options
  const say = (code: 'too-few-examples' | 'few-examples' | 'too-many-examples', message: string) =>
    findings.addWhole({ code, file, line: 1, message })
  if (role === 'training') {
    // Fine-tuning guide: "at least 10 examples", and 50 to begin with. A file that is no JSONL has a problem of its own.
    if (examples < 10 && !NOT_LINES.some((code) => findings.counts.codes[code])) {
      say(
        'too-few-examples',
        `the dataset has ${examples === 1 ? '1 example' : `${examples} examples`}; training needs at least 10`,
      )
    } else if (examples >= 10 && examples < 50) {
      say('few-examples', `the dataset has ${examples} examples; at least 50 are recommended`)
    }
  }
  // Reinforcement fine-tuning guide.
  const most = role === 'training' ? 50_000 : 1_000
  if (method === 'reinforcement' && examples > most) {
    say(
      'too-many-examples',
      `reinforcement takes at most ${most} ${role} examples; the dataset has ${examples}`,
    )
  }
}

const NOT_LINES = ['empty-file', 'utf-16', 'git-lfs-pointer', 'json-array', 'pretty-printed'] as const

function examplesOf(tallies: Tally[]): number {
  return tallies.reduce((sum, { examples }) => sum + examples, 0)
}

function onlyFormatsOf(method: Method, tally: Tally): Tally {
  return {
    ...tally,
    formats: new Map([...tally.formats].filter(([format]) => FORMATS[method].includes(format))),
  }
}

function mostSeen(tallies: Tally[]): Format | undefined {
  const [most] = [...formatsSeen(tallies)].sort(([, a], [, b]) => b.count - a.count)
  return most?.[0]
}

function formatsSeen(tallies: Tally[]): Map<Format, Seen & { file: string }> {
  const all = new Map<Format, Seen & { file: string }>()
  for (const { file, formats } of tallies) {
    for (const [format, seen] of formats) {
      const before = all.get(format)
      if (before) before.count += seen.count
      else all.set(format, { ...seen, file })
    }
  }
  return all
}
