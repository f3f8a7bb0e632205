import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runBuiltAction } from '../support/built-action.ts'
import { chatExamples } from '../support/run-action.ts'

const workspace = mkdtempSync(join(tmpdir(), 'input-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(workspace, name), content)

mkdirSync(join(workspace, 'folder'))
mkdirSync(join(workspace, '.git'))
write('train.jsonl', chatExamples(60))
write('few.jsonl', chatExamples(5))
write('empty.jsonl', '')
write('bad.jsonl', `${chatExamples(20)}\n{"messages": [}\n{"messages": []}\n`)
write('nothing.jsonl', '\n\n')
write('array.jsonl', `[${chatExamples(20).replaceAll('\n', ',\n')}]`)
write('latin.jsonl', Buffer.from(chatExamples(20).replace('q1', 'q\u00e9'), 'latin1'))
write('lfs.jsonl', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n')
write('.git/config', chatExamples(60))
write('job.txt', 'just some text')
write('broken.yaml', 'model: [a\n  b: }')
write('unknown.yaml', 'model: m\ntraining_file: train.jsonl\nlearning_rate: 3\n')
write('typed.yaml', 'model: 3\ntraining_file: train.jsonl\nseed: seven\n')
write('leads-out.yaml', 'model: m\ntraining_file: ../../etc/passwd\n')
write('unreadable.jsonl', chatExamples(60))
chmodSync(join(workspace, 'unreadable.jsonl'), 0)
const link = (name: string, target: string) => symlinkSync(target, join(workspace, name))
link('passwd.jsonl', '/etc/passwd')
link('environ.jsonl', '/proc/self/environ')
link('dangling.jsonl', 'nowhere')
link('loop.jsonl', 'loop.jsonl')
link('git.jsonl', '.git/config')
link('zero.jsonl', '/dev/zero')

// Root may read everything, unless it is started without that privilege.
const IS_ROOT = process.getuid?.() === 0
const CAN_BE_REFUSED = process.platform !== 'win32' && (!IS_ROOT || existsSync('/usr/bin/setpriv'))
const UNPRIVILEGED = IS_ROOT ? join(workspace, 'node.mjs') : process.execPath
write(
  'node.mjs',
  `#!/usr/bin/env -S setpriv --bounding-set=-all -- ${process.execPath}\nimport(process.argv[2])\n`,
)
chmodSync(join(workspace, 'node.mjs'), 0o755)

const NO_KEY: [string, Record<string, string>, string] = [
  'no key',
  { 'api-key': '' },
  'input "api-key": is required',
]

const TABLE: [name: string, inputs: Record<string, string>, message: string | RegExp][] = [
  [
    'a missing file',
    { 'training-file': 'nowhere.jsonl' },
    'input "training-file": no file at "nowhere.jsonl"',
  ],
  [
    'a missing validation file',
    { 'validation-file': 'nowhere.jsonl' },
    'input "validation-file": no file at',
  ],
  ['a glob that matches nothing', { 'training-file': 'data/*.jsonl' }, 'no file matches "data/*.jsonl"'],
  ['a directory', { 'training-file': 'folder' }, '"folder" is a directory'],
  ['a path through a file', { 'training-file': 'train.jsonl/x' }, 'input "training-file": '],
  ['a name that is too long', { 'training-file': 'x'.repeat(5000) }, 'input "training-file": '],
  ['a path out of the workspace', { 'training-file': '../train.jsonl' }, 'is outside the workspace'],
  ['an absolute path', { 'training-file': '/etc/passwd' }, 'is outside the workspace'],
  ['a link out of the workspace', { 'training-file': 'passwd.jsonl' }, 'is a link that leads outside'],
  ['a link into /proc', { 'training-file': 'environ.jsonl' }, 'is a link that leads outside'],
  ['a link to a device', { 'training-file': 'zero.jsonl' }, 'is a link that leads outside'],
  ['a link into the folder of git', { 'training-file': 'git.jsonl' }, "inside git's own folder"],
  ['a link to nothing', { 'training-file': 'dangling.jsonl' }, 'input "training-file": '],
  ['a link to itself', { 'training-file': 'loop.jsonl' }, 'input "training-file": '],
  ['a link as a job file', { 'job-file': 'passwd.jsonl' }, 'is a link that leads outside'],
  ['no training file', { 'training-file': '' }, 'input "training-file": is required'],
  ['no model', { model: '' }, 'input "model": is required'],
  ...(process.env.OIDC ? [] : [NO_KEY]),
  ['a key of two lines', { 'api-key': 'sk-12345678\nsk-87654321' }, 'input "api-key": must be one line'],
  ['an unknown method', { method: 'magic' }, 'expected supervised, dpo or reinforcement, received "magic"'],
  ['reinforcement without a grader', { method: 'reinforcement' }, 'input "grader": '],
  ['metadata that is too long', { metadata: `key: ${'v'.repeat(513)}` }, 'input "metadata": key: '],
  [
    'hyperparameters of a wrong type',
    { hyperparameters: 'n_epochs: many' },
    'input "hyperparameters": n_epochs',
  ],
  ['a misspelled input', { 'trainig-file': 'train.jsonl' }, 'did you mean "training-file"?'],
  [
    'an address without TLS',
    { 'base-url': 'http://example.com/v1' },
    'input "base-url": must begin with https',
  ],
  ['a header of ours', { headers: 'authorization: x' }, 'is set by the action itself'],
  ['results outside the workspace', { 'results-dir': '../elsewhere' }, 'input "results-dir": '],
  [
    'a job file that does not exist',
    { 'job-file': 'nowhere.yaml' },
    'input "job-file": no file at "nowhere.yaml"',
  ],
  ['a job file that is no map', { 'job-file': 'job.txt' }, 'job.txt'],
  ['a job file that is not YAML', { 'job-file': 'broken.yaml' }, 'broken.yaml'],
  ['an unknown field in a job file', { 'job-file': 'unknown.yaml' }, 'learning_rate'],
  ['wrong types in a job file', { 'job-file': 'typed.yaml' }, /model[\s\S]*seed/],
  ['a path out of the workspace in a job file', { 'job-file': 'leads-out.yaml' }, 'is outside the workspace'],
  ['an empty file', { 'training-file': 'empty.jsonl' }, /empty/],
  ['an empty validation file', { 'validation-file': 'empty.jsonl' }, /empty/],
]

describe('wrong input', { concurrent: true }, () => {
  it.each(TABLE)('fails with one clear error before the first request: %s', async (_, inputs, message) => {
    const run = await runBuiltAction({ workspace, inputs })
    expect(run.failures).toEqual([
      expect.stringMatching(message instanceof RegExp ? message : escapeRegExp(message)),
    ])
    assertRejected(run)
  })

  it.skipIf(!CAN_BE_REFUSED)('fails with one clear error for a file without read permission', async () => {
    const run = await runBuiltAction({
      workspace,
      node: UNPRIVILEGED,
      inputs: { 'training-file': 'unreadable.jsonl' },
    })
    expect(run.failures).toEqual([expect.stringMatching(/^input "training-file": .*unreadable\.jsonl/)])
    assertRejected(run)
  })

  it('is reported all at once', async () => {
    const inputs = {
      'base-url': 'example',
      wait: 'perhaps',
      timeout: '-1',
      'poll-interval': '0',
      'on-timeout': 'explode',
      'dry-run': 'yes',
      model: '',
      suffix: 'x'.repeat(65),
      seed: 'seven',
      metadata: '- a\n- b',
      integrations: 'wandb',
      hyperparameters: 'n_epochs: [3',
      'extra-body': 'model: other',
    }
    const run = await runBuiltAction({ workspace, inputs })
    expect(run.failures).toHaveLength(1)
    for (const name of Object.keys(inputs)) expect(run.failures[0]).toContain(`input "${name}": `)
    assertRejected(run)
  })

  it('is reported all at once for the job and its data', async () => {
    const run = await runBuiltAction({ workspace, inputs: { model: '', 'training-file': 'nowhere.jsonl' } })
    for (const name of ['model', 'training-file']) expect(run.failures[0]).toContain(`input "${name}": `)
    assertRejected(run)
  })

  it('never prints a key with characters that are invalid in a header', async () => {
    const run = await runBuiltAction({ workspace, inputs: { 'api-key': 'sk-caf\u00e9-12345678', model: '' } })
    expect(run.rawLog.replace(/^::add-mask::.*$/m, '')).not.toContain('12345678')
    assertRejected(run)
  })
})

describe('bad data', { concurrent: true }, () => {
  it.each<[string, Record<string, string>, number[]]>([
    ['lines that are not JSON or have no messages', { 'training-file': 'bad.jsonl' }, [21, 22]],
    ['too few examples', { 'training-file': 'few.jsonl' }, [1]],
    ['blank lines alone', { 'training-file': 'nothing.jsonl' }, [1]],
    ['a JSON array', { 'training-file': 'array.jsonl' }, [1]],
    ['text that is not UTF-8', { 'training-file': 'latin.jsonl' }, [2]],
    ['a pointer of git-lfs', { 'training-file': 'lfs.jsonl' }, [1]],
    ['data of another method', { 'training-file': 'train.jsonl', method: 'dpo' }, [1]],
    ['bad validation data', { 'validation-file': 'bad.jsonl' }, [21, 22]],
  ])(
    'fails with an annotation on the file and line before the first request: %s',
    async (_, inputs, found) => {
      const run = await runBuiltAction({ workspace, inputs })
      const errors = run.annotations.filter(({ level }) => level === 'error')
      const file = inputs['validation-file'] ?? inputs['training-file']
      expect(errors.filter((error) => error.file).map((error) => error.file)).toContain(file)
      expect(errors.filter((error) => error.file).map(({ line }) => line)).toEqual(
        expect.arrayContaining(found),
      )
      expect(run.failures).toEqual([expect.stringContaining('Nothing was uploaded')])
      expect(errors.length + run.droppedAnnotations).toBeLessThanOrEqual(10)
      assertRejected(run)
    },
  )
})

function assertRejected(run: Awaited<ReturnType<typeof runBuiltAction>>): void {
  expect([run.exitCode, run.signal, run.conclusion]).toEqual([1, null, 'failure'])
  expect(run.sent).toEqual([])
  expect(run.rawLog).not.toMatch(/^ {4}at /m)
  expect(run.rawLog).not.toContain('This is a bug')
  expect(run.outputs).not.toHaveProperty('job-id')
}

const escapeRegExp = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
