import {
  chmodSync,
  chownSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fixFiles } from '../../src/cli/fix-files.ts'
import type { Workspace } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi } from '../support/fake-api.ts'
import { createDependencies, createFakeRunner } from '../support/run-action.ts'

const BAD = '{"a":1}\r\n{"b":1}\r\n{"a":1}\r\n'
const FIXED = '{"a":1}\n{"b":1}\n'

/** What a test sets up; it names the one thing it is about. */
interface Scenario {
  files: Record<string, string>
  inputs?: Record<string, string>
  writes?: boolean
  /** Replaces functions of the workspace. */
  workspace?: (workspace: Workspace, folder: string) => Partial<Workspace>
  signal?: AbortSignal
  /** Changes the folder after its files are written. */
  prepare?: (folder: string) => void
}

/** Fixes the files of a folder; returns what is in it afterwards. */
async function fix({ files, inputs, writes = true, workspace, signal, prepare }: Scenario) {
  const folder = mkdtempSync(join(tmpdir(), 'fix-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  prepare?.(folder)
  const real = createWorkspace({ workspace: folder, temp: tmpdir() })
  const runner = createFakeRunner(inputs ?? { 'training-file': 'train.jsonl' })
  const deps = createDependencies({
    runner,
    fetch: fakeApi({}).fetch,
    clock: manualClock(),
    workspace: { ...real, ...workspace?.(real, folder) },
    ...(signal && { signal }),
  })
  await fixFiles(deps, { writes })
  const after = Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  const stats = (name: string): Stats => statSync(join(folder, name))
  return { ...runner, after, stats }
}

describe('the fixes of files', () => {
  it('are shown, and then written', async () => {
    const { after, log, failures } = await fix({ files: { 'train.jsonl': BAD } })
    expect([after, failures]).toEqual([{ 'train.jsonl': FIXED }, []])
    expect(log).toEqual([
      '[Fixes]',
      'train.jsonl: 3 lines with LF instead of CRLF',
      'train.jsonl:3: removed, since it repeats train.jsonl:1',
      'train.jsonl: written',
    ])
  })

  it('are only shown without --fix', async () => {
    const { after, log } = await fix({ files: { 'train.jsonl': BAD }, writes: false })
    expect([after, log[0], log.length]).toEqual([{ 'train.jsonl': BAD }, '[Fixes that would be written]', 3])
  })

  it('are those of each dataset by itself, and of a file of both once', async () => {
    const files = { 'a.jsonl': '{"a":2}\n', 'b.jsonl': BAD, 'c.jsonl': '{"a":2}\n{"c":1}\n{"a":2}\n' }
    const inputs = { 'training-file': 'a.jsonl\nb.jsonl', 'validation-file': 'b.jsonl\nc.jsonl' }
    const { after, log } = await fix({ files, inputs })
    expect(after).toEqual({ 'a.jsonl': '{"a":2}\n', 'b.jsonl': FIXED, 'c.jsonl': '{"a":2}\n{"c":1}\n' })
    expect(log.filter((line) => line === 'b.jsonl: written')).toHaveLength(1)
  })

  it('keep a line of a shared file that only the training data repeats', async () => {
    const { after } = await fix({
      files: { 'base.jsonl': '{"a":1}\n{"b":1}\n', 'extra.jsonl': '{"a":1}\r\n{"a":1}\r\n{"c":1}\r\n' },
      inputs: { 'training-file': 'base.jsonl\nextra.jsonl', 'validation-file': 'extra.jsonl' },
    })
    expect(after).toEqual({ 'base.jsonl': '{"a":1}\n{"b":1}\n', 'extra.jsonl': '{"a":1}\n{"c":1}\n' })
  })

  it('remove a line of a later file that a shared file has', async () => {
    const { after } = await fix({
      files: { 'a.jsonl': '{"a":1}\n', 'b.jsonl': '{"b":1}\n', 'c.jsonl': '{"b":1}\n{"c":1}\n' },
      inputs: { 'training-file': 'a.jsonl\nb.jsonl', 'validation-file': 'b.jsonl\nc.jsonl' },
    })
    expect(after).toEqual({ 'a.jsonl': '{"a":1}\n', 'b.jsonl': '{"b":1}\n', 'c.jsonl': '{"c":1}\n' })
  })

  it('leave no file without lines, and warn about one that only repeats others', async () => {
    const { after, annotations } = await fix({
      files: { 'a.jsonl': '{"a":1}\n{"b":1}\n', 'b.jsonl': '{"a":1}\r\n\r\n{"b":1}\r\n{"a":1}\r\n' },
      inputs: { 'training-file': 'a.jsonl\nb.jsonl' },
    })
    expect(after).toEqual({ 'a.jsonl': '{"a":1}\n{"b":1}\n', 'b.jsonl': '{"a":1}\n\n{"b":1}\n' })
    expect(annotations.map(({ text }) => text)).toEqual([
      'b.jsonl: keeps its lines, although other files have all of them',
    ])
  })

  it('are not written to a file that has another name, before any other is written', async () => {
    const { after, failures } = await fix({
      files: { 'a.jsonl': BAD, 'b.jsonl': BAD },
      inputs: { 'training-file': 'a.jsonl', 'validation-file': 'b.jsonl' },
      prepare: (folder) => linkSync(join(folder, 'b.jsonl'), join(folder, 'c.jsonl')),
    })
    expect([after, failures]).toEqual([
      { 'a.jsonl': BAD, 'b.jsonl': BAD, 'c.jsonl': BAD },
      [expect.stringContaining('"b.jsonl" has another name (a hard link)')],
    ])
  })

  it.runIf(process.getuid?.() === 0)('keep the owner and the mode of a file', async () => {
    const { stats } = await fix({
      files: { 'train.jsonl': BAD },
      prepare(folder) {
        chownSync(join(folder, 'train.jsonl'), 12, 34)
        chmodSync(join(folder, 'train.jsonl'), 0o4640)
      },
    })
    expect([stats('train.jsonl').uid, stats('train.jsonl').gid, stats('train.jsonl').mode & 0o7777]).toEqual([
      ...[12, 34, 0o4640],
    ])
  })

  it('are described by what they change, and a long line by its change', async () => {
    const call = '{"messages":[{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}]'
    const fixed =
      '{"messages":[{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]}]'
    const files = {
      'array.jsonl': '\uFEFF[{"a":1},\n{"b":1}]',
      'calls.jsonl': `${call}}\n${call.replace('{', `{"a":"${'x'.repeat(100)}",`)},"b":"${'y'.repeat(200)}"}\n`,
    }
    const inputs = { 'training-file': 'array.jsonl\ncalls.jsonl' }
    const { log } = await fix({ files, inputs, writes: false })
    expect(log.slice(1)).toEqual([
      'array.jsonl: without the byte order mark',
      'array.jsonl: 2 elements of the array as lines',
      'calls.jsonl:1: tool calls instead of function calls',
      `- ${call}}`,
      `+ ${fixed}}`,
      'calls.jsonl:2: tool calls instead of function calls',
      expect.stringMatching(/^- …x{5}","messages":\[\{"role":"assistant","function_call":.*"b":"y{20,}…$/),
      expect.stringMatching(/^\+ …x{5}","messages":\[\{"role":"assistant","tool_calls":.*"b":"y{20,}…$/),
    ])
  })

  it('are shown up to a number that a person reads', async () => {
    const { log } = await fix({ files: { 'train.jsonl': '{"a":1}\n'.repeat(100) } })
    expect(log).toHaveLength(1 + 20 + 1 + 1)
    expect(log[21]).toBe('train.jsonl: 79 more changes')
  })

  it.each([
    ['which do not exist', { 'training-file': 'none.jsonl' }],
    ['which have no name', {}],
    ['in a job file that is wrong', { 'job-file': 'job.yaml' }],
    ['on the server', { 'training-file': 'file-abc' }],
  ])('leave files to the check %s', async (_, inputs) => {
    const { log, failures } = await fix({ files: { 'job.yaml': '[' }, inputs })
    expect([log, failures]).toEqual([['[Fixes]', 'Nothing can be fixed automatically.'], []])
  })

  it('do not replace a file that changed after it was read', async () => {
    const { after, failures } = await fix({
      files: { 'train.jsonl': BAD },
      workspace: (real, folder) => ({
        getFile: (path) => {
          writeFileSync(join(folder, 'train.jsonl'), '{"new":1}\n')
          return real.getFile(path)
        },
      }),
    })
    expect([after, failures]).toEqual([
      { 'train.jsonl': '{"new":1}\n' },
      [expect.stringContaining('"train.jsonl" changed while its fixes were computed')],
    ])
  })

  it('write no file when one of them cannot be written', async () => {
    const { after, failures } = await fix({
      files: { 'a.jsonl': BAD, 'b.jsonl': BAD },
      inputs: { 'training-file': 'a.jsonl', 'validation-file': 'b.jsonl' },
      workspace: (real, folder) => ({
        glob: async (patterns) => {
          const found = await real.glob(patterns)
          return found.map((file) =>
            file.name === 'b.jsonl' ? { ...file, path: join(folder, 'gone', 'b') } : file,
          )
        },
        readBytes: (file) => real.readBytes({ ...file, path: join(folder, file.name) }),
      }),
    })
    expect([after, failures]).toEqual([{ 'a.jsonl': BAD, 'b.jsonl': BAD }, ['"b.jsonl" cannot be written']])
  })

  it('end when the command is interrupted', async () => {
    const signal = AbortSignal.abort(new ActionError('The command was interrupted.'))
    const { after, failures } = await fix({ files: { 'train.jsonl': BAD }, signal })
    expect([after, failures]).toEqual([{ 'train.jsonl': BAD }, ['The command was interrupted.']])
  })

  it('leave the file as it is when the disk has no place for them', async () => {
    const { after, failures } = await fix({
      files: { 'train.jsonl': BAD },
      workspace: () => ({ getFile: () => Promise.reject(new Error('no space left on device')) }),
    })
    expect([after, failures]).toEqual([
      { 'train.jsonl': BAD },
      ['"train.jsonl" could not be written: no space left on device'],
    ])
  })

  it('leave a file that is too large for them, and say so once for both datasets', async () => {
    const { annotations, after } = await fix({
      files: { 'train.jsonl': BAD },
      inputs: { 'training-file': 'train.jsonl', 'validation-file': 'train.jsonl' },
      workspace: (real) => ({
        glob: async (patterns) => (await real.glob(patterns)).map((file) => ({ ...file, size: 2 ** 30 })),
      }),
    })
    expect(annotations.map(({ text }) => text)).toEqual([
      'train.jsonl: is not fixed, because it is larger than 512 MB',
    ])
    expect(after).toEqual({ 'train.jsonl': BAD })
  })
})
