import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  COMMANDS,
  type Command,
  type createMasker,
  ECHOED,
  HINTS_BY_COMMAND,
  parseCommand,
} from './commands.ts'

/** What GitHub shows beside a file or above a run. */
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

const ANNOTATIONS_PER_LEVEL = 10
const ANNOTATION_LENGTH = 4096
const SUMMARY_BYTES = 1024 * 1024

/** What a step's log and effects depend on. */
export interface StepWorld {
  masker: ReturnType<typeof createMasker>
  workspace: string
  debug: boolean
  onLine: ((line: string) => void) | undefined
}

/** One step: hears what the process says, shows it as the runner does, and keeps what it causes. */
export function createStep({ masker, workspace, debug, onLine }: StepWorld) {
  const waiting = new Set<{ pattern: string | RegExp; found(): void; lost(reason: string): void }>()
  const counts = { error: 0, warning: 0, notice: 0 }
  const step = {
    text: '',
    failed: false,
    annotations: [] as Annotation[],
    dropped: 0,
    outputs: new Map<string, string>(),
    state: new Map<string, string>(),
    hear,
    processFiles,
    annotate,
    waitFor,
    end() {
      over = true
      for (const waiter of [...waiting]) waiter.lost('the step ended')
    },
  }
  let echo = debug
  let stopToken: string | undefined
  let over = false

  return step

  function show(line: string): void {
    const shown = masker.mask(line)
    step.text += `${shown}\n`
    onLine?.(shown)
    for (const waiter of [...waiting]) if (matches(waiter.pattern)) waiter.found()
  }

  function matches(pattern: string | RegExp): boolean {
    return typeof pattern === 'string' ? step.text.includes(pattern) : step.text.search(pattern) >= 0
  }

  function waitFor(pattern: string | RegExp, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      if (matches(pattern)) return resolve(step.text)
      const fail = (reason: string) =>
        reject(new Error(`${reason} without ${pattern} in the log:\n${step.text}`))
      if (over) return fail('the step ended')
      const settle = (action: () => void) => () => {
        clearTimeout(timer)
        waiting.delete(waiter)
        action()
      }
      const waiter = {
        pattern,
        found: settle(() => resolve(step.text)),
        lost: (reason: string) => settle(() => fail(reason))(),
      }
      const timer = setTimeout(() => waiter.lost(`${timeoutMs} ms passed`), timeoutMs)
      waiting.add(waiter)
    })
  }

  function annotate(annotation: Annotation): void {
    const message = masker.mask(annotation.message).slice(0, ANNOTATION_LENGTH)
    show(`##[${annotation.level}]${message}`)
    counts[annotation.level] += 1
    if (counts[annotation.level] > ANNOTATIONS_PER_LEVEL) step.dropped += 1
    else step.annotations.push({ ...annotation, message })
  }

  function warn(message: string): void {
    annotate({ level: 'warning', message })
  }

  function fail(what: string, reason: unknown): void {
    annotate({ level: 'error', message: `Unable to process ${what} successfully.` })
    annotate({ level: 'error', message: reason instanceof Error ? reason.message : String(reason) })
    step.failed = true
  }

  function hear(line: string): void {
    const known = (name: string) => COMMANDS.has(name) || name === stopToken?.toLowerCase()
    const command = parseCommand(line, known)
    if (command === undefined) {
      show(line)
    } else if (stopToken !== undefined) {
      show(line)
      if (command.name === stopToken.toLowerCase()) stopToken = undefined
    } else {
      if (echo && ECHOED.has(command.name)) show(line)
      try {
        execute(line, command)
      } catch (error) {
        fail(`command '${line}'`, error)
      }
    }
  }

  function execute(line: string, { name, properties, data }: Command): void {
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        annotate({ level: name, message: data, ...placeOf(properties) })
        break
      case 'debug':
        if (debug) show(`##[debug]${data}`)
        break
      case 'group':
        show(`##[group]${data}`)
        break
      case 'endgroup':
        show('##[endgroup]')
        break
      case 'add-mask':
        if (data.trim() === '') warn("Can't add secret mask for empty string in ##[add-mask] command.")
        masker.add(data)
        break
      case 'echo':
        if (!/^(on|off)$/i.test(data.trim())) throw new Error(`Invalid echo command value: '${data}'`)
        echo = data.trim().toLowerCase() === 'on'
        break
      case 'stop-commands':
        if (data.trim() === '' || COMMANDS.has(data.toLowerCase()))
          throw new Error(`Invalid stop-commands token: '${data}'`)
        show(line)
        stopToken = data
        if (data.length > 6) masker.add(data)
        break
      case 'set-output':
      case 'save-state': {
        const key = properties.get('name')
        if (key === undefined) throw new Error(`Required field 'name' is missing in ##[${name}] command.`)
        warn(`The \`${name}\` command is deprecated and will be disabled soon. ${HINTS_BY_COMMAND}`)
        const target = name === 'set-output' ? step.outputs : step.state
        target.set(key, data)
        break
      }
      case 'set-env':
      case 'add-path':
        throw new Error(`The \`${name}\` command is disabled. ${HINTS_BY_COMMAND}`)
    }
  }

  function placeOf(properties: Map<string, string>): Partial<Annotation> {
    const file = properties.get('file')
    const title = properties.get('title')
    const number = (key: string) => Number.parseInt(properties.get(key) ?? '', 10)
    const numbers = {
      line: number('line'),
      endLine: number('endline'),
      col: number('col'),
      endColumn: number('endcolumn'),
    }
    // A column means nothing without a line, nor over several lines.
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

  /** What the step left in its files; the runner reads them when the process has ended, however it did. */
  function processFiles(files: ReturnType<typeof commandFiles>) {
    const env = new Map<string, string>()
    const attempt = (name: string, action: () => void) => {
      try {
        action()
      } catch (error) {
        fail(`file command '${name}'`, error)
      }
    }
    const path = read(files.PATH)
      .split(/\r\n|\r|\n/)
      .filter((line) => line !== '')
    attempt('env', () => {
      for (const [name, value] of assignments(read(files.ENV))) {
        if (name.toUpperCase() === 'NODE_OPTIONS')
          throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
        env.set(name, value)
      }
    })
    let summary = read(files.STEP_SUMMARY)
    const bytes = Buffer.byteLength(summary)
    if (bytes > SUMMARY_BYTES) {
      const sizes = `supports content up to a size of ${SUMMARY_BYTES / 1024}k, got ${Math.floor(bytes / 1024)}k`
      annotate({ level: 'error', message: `$GITHUB_STEP_SUMMARY upload aborted, ${sizes}.` })
      summary = ''
    }
    attempt('state', () => {
      for (const [name, value] of assignments(read(files.STATE))) step.state.set(name, value)
    })
    attempt('output', () => {
      for (const [name, value] of assignments(read(files.OUTPUT))) step.outputs.set(name, value)
    })
    return { env: Object.fromEntries(env), path, summary: summary.split('\n').map(masker.mask).join('\n') }
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The step has removed it, which the runner takes as empty.
    return ''
  }
}

/** `name=value` and `name<<delimiter` … `delimiter`, in order; what precedes a mistake still counts. */
function* assignments(content: string): Generator<[name: string, value: string]> {
  const lines = content.split(process.platform === 'win32' ? /\r?\n/ : '\n')
  if (lines.at(-1) === '') lines.pop()
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue
    const [, name, operator, rest] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? []
    if (!name || rest === undefined || (operator === '<<' && rest === ''))
      throw new Error(`Invalid format '${line}'`)
    if (operator === '=') {
      yield [name, rest]
      continue
    }
    const end = lines.indexOf(rest)
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`)
    yield [name, lines.splice(0, end).join('\n')]
    lines.shift()
  }
}

/** Creates the files through which a step sets outputs, state, environment and summary. */
export function commandFiles(temp: string) {
  const folder = join(temp, '_runner_file_commands')
  mkdirSync(folder, { recursive: true })
  const id = randomUUID()
  const create = (prefix: string) => {
    const path = join(folder, `${prefix}_${id}`)
    writeFileSync(path, '')
    return path
  }
  return {
    PATH: create('add_path'),
    ENV: create('set_env'),
    STEP_SUMMARY: create('step_summary'),
    STATE: create('save_state'),
    OUTPUT: create('set_output'),
  }
}
