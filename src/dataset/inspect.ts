import { createHash } from 'node:crypto'
import type { Workspace } from '../workspace.ts'
import type { WorkspaceFile } from '../workspace-file.ts'
import { addOverlongLine, checkBlock, emptyTally, type Formats, LONGEST_LINE, type Tally } from './block.ts'
import { FORMATS, type Format, type MethodName } from './format.ts'
import { LineCutter } from './lines.ts'
import { normalisedFile } from './normalise.ts'
import { type Counts, Findings, type Problem } from './problem.ts'
import { checkName, HEAD, sniff } from './sniff.ts'

/** What a dataset is for, and whether it is checked. */
export interface InspectOptions {
  method: MethodName
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
  const formats: Formats = new Map()
  const tallies: Tally[] = []
  let bytes = 0
  for (const file of files) {
    const inspection = new FileInspection(emptyTally(file.name, formats), options, findings)
    for await (const chunk of normalisedFile(workspace, file)) {
      hash.update(chunk)
      bytes += chunk.length
      inspection.push(chunk)
    }
    tallies.push(inspection.end())
  }
  if (options.checks) checkWhole(tallies, formats, bytes, options, findings)
  return {
    digest: hash.digest('hex'),
    bytes,
    examples: examplesOf(tallies),
    format: mostSeen([...formats]),
    files: tallies.map(({ file, examples }) => ({ name: file, examples })),
    problems: findings.problems(),
    counts: findings.counts,
  }
}

/** Tells what a file is from its first bytes, and checks its lines when it has any. */
class FileInspection {
  readonly #tally: Tally
  readonly #method: MethodName | undefined
  readonly #findings: Findings
  readonly #cutter = new LineCutter(LONGEST_LINE)
  #head: Buffer[] | undefined = []
  #headLength = 0

  constructor(tally: Tally, { method, checks }: InspectOptions, findings: Findings) {
    this.#tally = tally
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
    const name = this.#method && checkName(file)
    if (name) this.#findings.addWhole({ ...name, file })
    if (this.#method && examples > 0 && blank.count > 0) {
      const message = `${blank.count === 1 ? 'a blank line' : `${blank.count} blank lines`}, not counted as examples`
      this.#findings.addWhole({ code: 'blank-lines', file, line: blank.line, message })
    }
    return this.#tally
  }

  #begin(chunks: Buffer[]): void {
    this.#head = undefined
    const head = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    const whole = this.#method && head.length > 0 && sniff(head.subarray(0, HEAD))
    if (whole) {
      this.#findings.addWhole({ ...whole, file: this.#tally.file })
      this.#tally.isLines = false
    }
    this.#check(head)
  }

  #check(chunk: Buffer): void {
    if (!this.#tally.isLines) return
    for (const lines of this.#cutter.push(chunk)) {
      if (lines !== 'overlong line') checkBlock(lines, this.#method, this.#tally, this.#findings)
      else addOverlongLine(this.#method, this.#tally, this.#findings)
    }
  }
}

function checkWhole(
  tallies: Tally[],
  formats: Formats,
  bytes: number,
  options: InspectOptions,
  findings: Findings,
): void {
  const file = tallies[0]?.file
  if (file === undefined) return
  checkEmpty(tallies, findings)
  checkFormats(formats, options.method, findings)
  checkExamples(file, examplesOf(tallies), options, findings)
  // API reference, Uploads: "An Upload can accept at most 8 GB in total".
  if (bytes > 8_000_000_000) {
    const message = 'the dataset is larger than 8 GB, the most that can be uploaded'
    findings.addWhole({ code: 'large-dataset', file, line: 1, message })
  }
}

/** One empty shard of several is no reason to stop; a dataset without an example is. */
function checkEmpty(tallies: Tally[], findings: Findings): void {
  const code = examplesOf(tallies) === 0 ? 'empty-file' : 'empty-shard'
  for (const { file, lines, examples, isLines } of tallies) {
    if (!isLines || examples > 0) continue
    const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines'
    findings.addWhole({ code, file, line: 1, message })
  }
}

function checkFormats(formats: Formats, method: MethodName, findings: Findings): void {
  const taken = FORMATS[method]
  const usual = mostSeen([...formats].filter(([format]) => taken.includes(format)))
  for (const [format, { file, line, count }] of formats) {
    if (format === usual) continue
    const lines = count === 1 ? '1 line has' : `${count} lines have`
    if (taken.includes(format)) {
      const message = `${lines} the ${format} format, but most have the ${usual} format`
      findings.addWhole({ code: 'mixed-formats', file, line, message }, count)
    } else {
      const what =
        format === 'reinforcement' ? 'no assistant message, as in reinforcement' : `the ${format} format`
      const message = `${lines} ${what}, which the method ${method} does not take`
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

function mostSeen(formats: [Format, { count: number }][]): Format | undefined {
  const [most] = formats.sort(([, a], [, b]) => b.count - a.count)
  return most?.[0]
}
