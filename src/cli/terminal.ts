import type { Clock } from '../clock.ts'

/** A stream of the terminal or of a pipe; `process.stdout` is one. */
export interface OutputStream {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

/** The streams of the process, and the time. */
export interface TerminalOptions {
  /** Findings and outputs. */
  stdout: OutputStream
  /** The log. */
  stderr: OutputStream
  clock: Clock
  /** Whether to keep a line of progress, where standard error is a terminal. */
  showsProgress: boolean
  /** Whether to write in color, where a stream is a terminal. */
  hasColors: boolean
}

const REDRAW_MS = 1000
const CLEAR_LINE = '\r\u001b[K'
const CODES = { bold: 1, red: 31, yellow: 33, cyan: 36, gray: 90 } as const

/** How a piece of text is shown where the stream is a terminal. */
type Style = keyof typeof CODES

/** Writes lines to the streams of the process and, on a terminal, keeps one line of progress below them. */
export class Terminal {
  readonly #options: TerminalOptions
  readonly #startedAt: number
  readonly #ended = new AbortController()
  #progress = ''

  constructor(options: TerminalOptions) {
    this.#options = options
    this.#startedAt = options.clock.now()
    if (this.#showsProgress) void this.#redrawUntilEnd()
  }

  /** Writes a line to standard output. */
  writeResult(line: string): void {
    this.#writeLine(this.#options.stdout, line)
  }

  /** Writes a line to standard error. */
  writeLog(line: string): void {
    this.#writeLine(this.#options.stderr, line)
  }

  /** Returns the text in a style if what is written there is read on a terminal. */
  format(text: string, style: Style, stream: 'stdout' | 'stderr'): string {
    const { hasColors, [stream]: target } = this.#options
    return hasColors && target.isTTY ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text
  }

  /** Returns how many columns a line of standard output has; undefined where it has no end. */
  get columns(): number | undefined {
    const { stdout } = this.#options
    // A terminal without a window has 0 columns.
    return stdout.isTTY ? stdout.columns || undefined : undefined
  }

  /** Sets what the line of progress shows behind the time. */
  setProgress(text: string): void {
    this.#progress = text
    this.#draw()
  }

  /** Removes the line of progress for good. */
  end(): void {
    this.#clear()
    this.#ended.abort()
  }

  get #showsProgress(): boolean {
    const { showsProgress, stderr } = this.#options
    return showsProgress && stderr.isTTY === true && !this.#ended.signal.aborted
  }

  #writeLine(stream: OutputStream, line: string): void {
    this.#clear()
    stream.write(`${line}\n`)
    this.#draw()
  }

  #clear(): void {
    if (this.#showsProgress) this.#options.stderr.write(CLEAR_LINE)
  }

  #draw(): void {
    const { stderr, clock } = this.#options
    if (!this.#showsProgress || this.#progress === '') return
    const seconds = Math.floor((clock.now() - this.#startedAt) / 1000)
    const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      .map((part) => `${part}`.padStart(2, '0'))
      .join(':')
    // One column less: a terminal would begin another line.
    const line = [...`${time}  ${this.#progress}`].slice(0, (stderr.columns || 80) - 1).join('')
    stderr.write(`${CLEAR_LINE}${this.format(line, 'gray', 'stderr')}`)
  }

  async #redrawUntilEnd(): Promise<void> {
    const { clock } = this.#options
    const { signal } = this.#ended
    while (!signal.aborted) {
      await clock.sleep(REDRAW_MS, signal).catch(() => undefined)
      this.#draw()
    }
  }
}
