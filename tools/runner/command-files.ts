import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Returns the content of a command file. */
export function readCommandFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The step has deleted it; for the runner this is an empty file.
    return ''
  }
}

/** Yields `name=value` and `name<<delimiter` … `delimiter` in order; those before a mistake still count. */
export function* assignments(content: string): Generator<[name: string, value: string]> {
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

/** The paths of the files by which a step sets outputs, state, environment and summary, by the end of their variable. */
export type CommandFiles = ReturnType<typeof createCommandFiles>

/** Creates empty command files for a step. */
export function createCommandFiles(temp: string) {
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
