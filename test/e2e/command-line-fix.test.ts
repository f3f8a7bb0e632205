import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, runCommand } from '../support/command-line.ts'
import { chatExamples } from '../support/run-action.ts'
import { MODEL } from '../support/shared-server.ts'

const GOOD = `${chatExamples(60)}\n`
const CALL = '{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}'
const LINE = `{"messages":[{"role":"user","content":"q"},${CALL}]}\n`
const BAD = `\ufeff${GOOD}${LINE}${LINE}`.replaceAll('\n', '\r\n')
const FIXED = `${GOOD}${LINE.replace('"function_call":', '"tool_calls":[{"id":"call_1","type":"function","function":').replace('}}]}', '}}]}]}')}`

const CHECK = ['check', '--training-file', 'train.jsonl', '--model', MODEL]
const check = (cwd: string, ...args: string[]) => runCommand([...CHECK, ...args], { cwd })

describe('check --fix', { concurrent: true }, () => {
  it('shows the difference, writes the file, and checks it', async () => {
    const folder = createFolder({ 'train.jsonl': BAD })
    chmodSync(join(folder, 'train.jsonl'), 0o640)
    const { exitCode, stderr, stdout } = await check(folder, '--fix')
    expect(exitCode, stderr).toBe(0)
    expect(readFileSync(join(folder, 'train.jsonl'), 'utf8')).toBe(FIXED)
    expect(stderr.split('\n').slice(0, 8)).toEqual([
      'Fixes',
      'train.jsonl: without the byte order mark',
      'train.jsonl: 62 lines with LF instead of CRLF',
      'train.jsonl:61: tool calls instead of function calls',
      expect.stringMatching(/^- …?.*"function_call":\{"name":"f","arguments":"\{\}"\}\}\]\}$/),
      expect.stringMatching(/^\+ …?.*"tool_calls":\[\{"id":"call_1"/),
      'train.jsonl:62: removed, since it repeats train.jsonl:61',
      'train.jsonl: written',
    ])
    expect(stdout).toContain('valid=true\nexamples=61\n')
    expect([readdirSync(folder), statSync(join(folder, 'train.jsonl')).mode & 0o777]).toEqual([
      ['train.jsonl'],
      0o640,
    ])
    const again = await check(folder, '--fix')
    expect(again.stderr).toContain('Nothing can be fixed automatically.')
    expect(readFileSync(join(folder, 'train.jsonl'), 'utf8')).toBe(FIXED)
  })

  it('writes nothing with --diff', async () => {
    const folder = createFolder({ 'train.jsonl': BAD })
    const { stderr } = await check(folder, '--fix', '--diff')
    expect(stderr).toContain('train.jsonl: 62 lines with LF instead of CRLF')
    expect(stderr).not.toContain('train.jsonl: written')
    expect(readFileSync(join(folder, 'train.jsonl'), 'utf8')).toBe(BAD)
  })

  it('fixes the file that a link leads to, and keeps the link', async () => {
    const folder = createFolder({ 'data/real.jsonl': BAD })
    symlinkSync('data/real.jsonl', join(folder, 'train.jsonl'))
    expect((await check(folder, '--fix')).exitCode).toBe(0)
    expect(readFileSync(join(folder, 'data/real.jsonl'), 'utf8')).toBe(FIXED)
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find(({ name }) => name === 'train.jsonl')
        ?.isSymbolicLink(),
    ).toBe(true)
  })

  it('fixes the files that the job file names, and reports what it cannot fix', async () => {
    const job = JSON.stringify({ model: MODEL, training_file: 'a.jsonl', validation_file: 'b.jsonl' })
    const folder = createFolder({ 'job.json': job, 'a.jsonl': BAD, 'b.jsonl': `${GOOD}{"messages": 5}\r\n` })
    const { exitCode, stdout } = await runCommand(['check', '--job-file', 'job.json', '--fix'], {
      cwd: folder,
    })
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('b.jsonl:61: error: ')])
    expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe(FIXED)
    expect(readFileSync(join(folder, 'b.jsonl'), 'utf8')).toBe(`${GOOD}{"messages": 5}\n`)
  })

  it('writes no file when the program ends while it writes', async () => {
    const folder = createFolder({ 'train.jsonl': BAD })
    const preload = join(createFolder({}), 'kill.mjs')
    writeFileSync(
      preload,
      `import fs from 'node:fs/promises'
       import { syncBuiltinESMExports } from 'node:module'
       fs.rename = () => process.kill(process.pid, 'SIGKILL')
       syncBuiltinESMExports()`,
    )
    const { exitCode } = await runCommand([...CHECK, '--fix'], {
      cwd: folder,
      env: { NODE_OPTIONS: `--import=${preload}` },
    })
    expect(exitCode).toBe(null)
    expect(readFileSync(join(folder, 'train.jsonl'), 'utf8')).toBe(BAD)
    expect((await check(folder, '--fix')).exitCode).toBe(0)
    expect(readFileSync(join(folder, 'train.jsonl'), 'utf8')).toBe(FIXED)
  })
})
