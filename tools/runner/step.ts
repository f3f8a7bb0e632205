import { relative, sep } from 'node:path'
import { assignments, type CommandFiles, readCommandFile } from './command-files.ts'
import { COMMANDS, type Command, type createMasker, ECHOED, parseCommand, UPGRADE_HINT } from './commands.ts'

/** An annotation of a file or of a workflow run. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  file?: string
  line?: number
  endLine?: number
  col?: number
  endColumn?: number
  title?: string
}

const MAX_ANNOTATIONS_PER_LEVEL = 10
const MAX_ANNOTATION_LENGTH = 4096
const MAX_SUMMARY_BYTES = 1024 * 1024

/** What a step needs of its runner. */
export interface StepSetup {
  masker: ReturnType<typeof createMasker>
  workspace: string
  debug: boolean
  onLine: ((line: string) => void) | undefined
}

interface Waiter {
  pattern: string | RegExp
  resolve(): void
  reject(reason: string): void
}

/** A step as the runner sees it: executes the commands in its output, shows its log, and collects what it causes. */
export class Step {
  text = ''
  failed = false
  readonly annotations: Annotation[] = []
  dropped = 0
  readonly outputs = new Map<string, string>()
  readonly state = new Map<string, string>()
  readonly #setup: StepSetup
  readonly #waiters = new Set<Waiter>()
  readonly #counts = { error: 0, warning: 0, notice: 0 }
  #echo: boolean
  #stopToken: string | undefined
  #hasEnded = false

  constructor(setup: StepSetup) {
    this.#setup = setup
    this.#echo = setup.debug
  }

  /** Resolves when the log has the text; rejects at the timeout or when the step ends without it. */
  waitFor(pattern: string | RegExp, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#matches(pattern)) return resolve(this.text)
      const fail = (reason: string) =>
        reject(new Error(`${reason} without ${pattern} in the log:\n${this.text}`))
      if (this.#hasEnded) return fail('the step ended')
      const settle = (action: () => void) => () => {
        clearTimeout(timer)
        this.#waiters.delete(waiter)
        action()
      }
      const waiter = {
        pattern,
        resolve: settle(() => resolve(this.text)),
        reject: (reason: string) => settle(() => fail(reason))(),
      }
      const timer = setTimeout(() => waiter.reject(`${timeoutMs} ms passed`), timeoutMs)
      this.#waiters.add(waiter)
    })
  }

  /** Ends the step: no text will be added to its log. */
  end(): void {
    this.#hasEnded = true
    for (const waiter of [...this.#waiters]) waiter.reject('the step ended')
  }

  /** Shows an annotation in the log, and collects it unless there are ten of its level. */
  annotate(annotation: Annotation): void {
    const { level } = annotation
    const message = this.#setup.masker.mask(annotation.message).slice(0, MAX_ANNOTATION_LENGTH)
    this.#show(`##[${level}]${message}`)
    this.#counts[level] += 1
    if (this.#counts[level] > MAX_ANNOTATIONS_PER_LEVEL) this.dropped += 1
    else this.annotations.push({ ...annotation, message })
  }

  /** Shows a line of output, or executes the command in it. */
  handleLine(line: string): void {
    const stopToken = this.#stopToken?.toLowerCase()
    const command = parseCommand(line, (name) => COMMANDS.has(name) || name === stopToken)
    if (command === undefined) {
      this.#show(line)
    } else if (stopToken !== undefined) {
      this.#show(line)
      if (command.name === stopToken) this.#stopToken = undefined
    } else {
      if (this.#echo && ECHOED.has(command.name)) this.#show(line)
      this.#attempt(`command '${line}'`, () => this.#execute(line, command))
    }
  }

  /** Reads the command files of a step, as the runner does once the process has ended. */
  processFiles(files: CommandFiles) {
    const env = new Map<string, string>()
    const path = readCommandFile(files.PATH)
      .split(/\r\n|\r|\n/)
      .filter((line) => line !== '')
    this.#attempt("file command 'env'", () => {
      for (const [name, value] of assignments(readCommandFile(files.ENV))) {
        if (name.toUpperCase() === 'NODE_OPTIONS')
          throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
        env.set(name, value)
      }
    })
    const summary = this.#readSummary(files.STEP_SUMMARY)
    this.#attempt("file command 'state'", () => {
      for (const [name, value] of assignments(readCommandFile(files.STATE))) this.state.set(name, value)
    })
    this.#attempt("file command 'output'", () => {
      for (const [name, value] of assignments(readCommandFile(files.OUTPUT))) this.outputs.set(name, value)
    })
    return { env: Object.fromEntries(env), path, summary }
  }

  #readSummary(file: string): string {
    const summary = readCommandFile(file)
    const bytes = Buffer.byteLength(summary)
    if (bytes <= MAX_SUMMARY_BYTES) return summary.split('\n').map(this.#setup.masker.mask).join('\n')
    const sizes = `supports content up to a size of ${MAX_SUMMARY_BYTES / 1024}k, got ${Math.floor(bytes / 1024)}k`
    this.annotate({ level: 'error', message: `$GITHUB_STEP_SUMMARY upload aborted, ${sizes}.` })
    return ''
  }

  #show(line: string): void {
    const shown = this.#setup.masker.mask(line)
    this.text += `${shown}\n`
    this.#setup.onLine?.(shown)
    for (const waiter of [...this.#waiters]) if (this.#matches(waiter.pattern)) waiter.resolve()
  }

  #matches(pattern: string | RegExp): boolean {
    return typeof pattern === 'string' ? this.text.includes(pattern) : this.text.search(pattern) >= 0
  }

  #warn(message: string): void {
    this.annotate({ level: 'warning', message })
  }

  /** Fails the step with GitHub's two annotations if an operation throws. */
  #attempt(operation: string, action: () => void): void {
    try {
      action()
    } catch (error) {
      this.annotate({ level: 'error', message: `Unable to process ${operation} successfully.` })
      this.annotate({ level: 'error', message: error instanceof Error ? error.message : String(error) })
      this.failed = true
    }
  }

  #execute(line: string, { name, properties, data }: Command): void {
    const { masker, workspace, debug } = this.#setup
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        this.annotate({ level: name, message: data, ...readLocation(properties, workspace) })
        break
      case 'debug':
        if (debug) this.#show(`##[debug]${data}`)
        break
      case 'group':
        this.#show(`##[group]${data}`)
        break
      case 'endgroup':
        this.#show('##[endgroup]')
        break
      case 'add-mask':
        if (data.trim() === '') this.#warn("Can't add secret mask for empty string in ##[add-mask] command.")
        masker.add(data)
        break
      case 'echo':
        if (!/^(on|off)$/i.test(data.trim())) throw new Error(`Invalid echo command value: '${data}'`)
        this.#echo = data.trim().toLowerCase() === 'on'
        break
      case 'stop-commands':
        if (data.trim() === '' || COMMANDS.has(data.toLowerCase()))
          throw new Error(`Invalid stop-commands token: '${data}'`)
        this.#show(line)
        this.#stopToken = data
        if (data.length > 6) masker.add(data)
        break
      case 'set-output':
      case 'save-state': {
        const key = properties.get('name')
        if (key === undefined) throw new Error(`Required field 'name' is missing in ##[${name}] command.`)
        this.#warn(`The \`${name}\` command is deprecated and will be disabled soon. ${UPGRADE_HINT}`)
        const target = name === 'set-output' ? this.outputs : this.state
        target.set(key, data)
        break
      }
      case 'set-env':
      case 'add-path':
        throw new Error(`The \`${name}\` command is disabled. ${UPGRADE_HINT}`)
    }
  }
}

function readLocation(properties: Map<string, string>, workspace: string): Partial<Annotation> {
  const file = properties.get('file')
  const title = properties.get('title')
  const number = (key: string) => Number.parseInt(properties.get(key) ?? '', 10)
  const numbers = {
    line: number('line'),
    endLine: number('endline'),
    col: number('col'),
    endColumn: number('endcolumn'),
  }
  // A column without a line, or over several lines, has no meaning.
  if (Number.isNaN(numbers.line) || numbers.endLine > numbers.line)
    numbers.col = numbers.endColumn = Number.NaN
  return {
    ...(file !== undefined && {
      file: file.startsWith(workspace + sep) ? relative(workspace, file).replaceAll(sep, '/') : file,
    }),
    ...(title !== undefined && { title }),
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => !Number.isNaN(value))),
  }
}
