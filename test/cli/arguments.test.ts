import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type CommandArguments, MULTILINE_INPUTS, readArguments } from '../../src/cli/arguments.ts'
import { type CommandName, readCommands } from '../../src/cli/commands.ts'

const commands = await readCommands((folder) =>
  readFileSync(new URL(`../../${folder}/action.yml`, import.meta.url), 'utf8'),
)
const allInputs = new Set(commands.flatMap(({ inputs }) => Object.keys(inputs)))

function read(
  command: CommandName,
  args: readonly string[],
  env: Record<string, string> = {},
  readStdin: () => Promise<string> = async () => '',
): Promise<CommandArguments> {
  const { inputs = {} } = commands.find(({ name }) => name === command) ?? {}
  return readArguments(args, env, { inputs }, { flags: ['fix'], allInputs, readStdin })
}

/** Writes a file that is removed when the test ends; returns its path. */
function writeTempFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'arguments-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'file'), text)
  return join(folder, 'file')
}

describe('the options of a command', () => {
  it('set the inputs of its action, with the value behind them or behind an equals sign', async () => {
    const { inputs, problems } = await read('train', ['--model', 'm', '--suffix=a=b', '--seed=7'])
    expect([Object.fromEntries(inputs), problems]).toEqual([{ model: 'm', suffix: 'a=b', seed: '7' }, []])
  })

  it('need no value for true, and accept true and false', async () => {
    const { inputs, problems } = await read('train', [
      ...['--dry-run', '--comment', 'true', '--reuse', 'false', '--wait=false'],
    ])
    expect(problems).toEqual([])
    expect(Object.fromEntries(inputs)).toEqual({
      'dry-run': 'true',
      comment: 'true',
      reuse: 'false',
      wait: 'false',
    })
  })

  it('of a command without an input for them are flags', async () => {
    const { inputs, flags, problems } = await read('check', ['--fix', '--model', 'm'])
    expect([Object.fromEntries(inputs), [...flags], problems]).toEqual([{ model: 'm' }, ['fix'], []])
  })

  it('may be repeated, one for each line of an input', async () => {
    const args = [
      '--training-file',
      'a.jsonl',
      '--training-file=b.jsonl',
      '--require',
      'x > 1',
      '--require=y > 2',
    ]
    const { inputs, problems } = await read('train', args)
    expect([Object.fromEntries(inputs), problems]).toEqual([
      { 'training-file': 'a.jsonl\nb.jsonl', require: 'x > 1\ny > 2' },
      [],
    ])
  })

  it('may be repeated for every input that action.yml describes as lines or a map', () => {
    const described = commands.flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(
          ([name, { description }]) => /per line|YAML map|One or/i.test(description) && name !== 'grader',
        )
        .map(([name]) => name),
    )
    expect(described.length).toBeGreaterThan(10)
    expect(described.filter((name) => !MULTILINE_INPUTS.includes(name))).toEqual([])
  })

  it.each([
    [['--max-cots', '3'], 'option --max-cots: is no option of this command (did you mean "--max-cost"?)'],
    [['--max-cots'], 'option --max-cots: is no option of this command (did you mean "--max-cost"?)'],
    [
      ['--training_file', 'a'],
      'option --training_file: is no option of this command (did you mean "--training-file"?)',
    ],
    [['--limit=3'], 'option --limit: is no option of this command, but of another one'],
    [['--model'], 'option --model: needs a value'],
    [['--model', '--seed', '3'], 'option --model: needs a value'],
    [['--github-token-file'], 'option --github-token-file: needs a value'],
    [['--model=a', '--model=b'], 'option --model: is given twice'],
    [['--fix=yes'], 'option --fix: takes no value'],
    [['--sk-Proj1234567890=x'], 'an option: is no option of this command'],
    [
      ['--model', 'm', '--reuse', 'true', 'train.jsonl', '--seed', '3'],
      'argument 5: is no option. Every option begins with "--"; a pattern such as "data/*.jsonl" needs quotes',
    ],
    [['--job-status', 'success'], 'option --job-status: is no option of this command'],
  ])('%j are a problem', async (args, problem) => {
    expect((await read('train', args)).problems).toEqual([problem])
  })
})

describe('the environment', () => {
  it('sets inputs that no option sets', async () => {
    const env = {
      OPENAI_FINE_TUNE_MODEL: 'm',
      OPENAI_FINE_TUNE_TRAINING_FILE: 'a',
      OPENAI_FINE_TUNE_LIMIT: '3',
    }
    const { inputs, problems } = await read('train', ['--model', 'other'], env)
    expect([Object.fromEntries(inputs), problems]).toEqual([{ model: 'other', 'training-file': 'a' }, []])
  })

  it('has no variable of ours that sets nothing', async () => {
    expect((await read('train', [], { OPENAI_FINE_TUNE_MAX_COTS: '3' })).problems).toEqual([
      'environment variable OPENAI_FINE_TUNE_MAX_COTS: sets no option (did you mean "OPENAI_FINE_TUNE_MAX_COST"?)',
    ])
  })

  it.each([
    ['find', [], 'openai'],
    ['find', ['--base-url=https://eu.api.openai.com/v1'], 'openai'],
    ['find', ['--base-url=https://a.openai.azure.com/openai/v1'], 'azure'],
    ['find', ['--base-url=no address'], 'openai'],
    ['deploy', [], 'azure'],
    ['deploy', ['--base-url=http://127.0.0.1:8000/v1'], 'azure'],
    ['find', ['--azure-client-id=a', '--azure-tenant-id=b'], undefined],
    ['check', [], undefined],
  ] as const)('gives %s with %j the key of its own server: %s', async (command, args, key) => {
    const env = { OPENAI_API_KEY: 'openai', AZURE_OPENAI_API_KEY: 'azure' }
    expect((await read(command, args, env)).inputs.get('api-key')).toBe(key)
  })

  it.each([
    ['find', ['--base-url=https://gateway.example/v1']],
    ['train', ['--base-url=http://127.0.0.1:8000/v1']],
    ['evaluate', ['--baseline-base-url=https://gateway.example/v1']],
  ] as const)(
    'with the keys of both vendors stops %s with %j, which may get neither',
    async (command, args) => {
      const env = { OPENAI_API_KEY: 'openai', AZURE_OPENAI_API_KEY: 'azure' }
      const { inputs, problems } = await read(command, args, env)
      expect(inputs.has('api-key')).toBe(false)
      expect(problems).toEqual([
        'environment variables OPENAI_API_KEY and AZURE_OPENAI_API_KEY: both are set, and the server is neither OpenAI nor Azure; set OPENAI_FINE_TUNE_API_KEY to the key of the server, or use --api-key-file',
      ])
      const own = await read(command, args, { ...env, OPENAI_FINE_TUNE_API_KEY: 'own' })
      expect([own.inputs.get('api-key'), own.problems]).toEqual(['own', []])
      const fromFile = await read(command, [...args, '--api-key-file=-'], env, async () => 'own')
      expect([fromFile.inputs.get('api-key'), fromFile.problems]).toEqual(['own', []])
    },
  )

  it.each(['OPENAI_API_KEY', 'AZURE_OPENAI_API_KEY'])(
    'gives another server %s if it is the only key',
    async (name) => {
      const { inputs, problems } = await read('find', ['--base-url=https://gateway.example/v1'], {
        [name]: 'key',
      })
      expect([inputs.get('api-key'), problems]).toEqual(['key', []])
    },
  )

  it.each([
    [{ GITHUB_TOKEN: 'ghp_1\n' }, 'ghp_1'],
    [{ GITHUB_TOKEN: 'ghp_1', OPENAI_FINE_TUNE_GITHUB_TOKEN: 'ghp_2' }, 'ghp_2'],
    [{ GITHUB_TOKEN: ' ' }, undefined],
  ])("gives commands that comment GitHub's token: %j", async (env, token) => {
    expect((await read('check', [], env)).inputs.get('github-token')).toBe(token)
    expect((await read('find', [], env)).inputs.has('github-token')).toBe(false)
  })

  it("never gives Azure's key to OpenAI", async () => {
    const env = { AZURE_OPENAI_API_KEY: 'azure' }
    expect((await read('find', [], env)).inputs.get('api-key')).toBeUndefined()
  })
})

describe('a credential', () => {
  it.each([
    ['find', 'api-key'],
    ['deploy', 'azure-token'],
    ['check', 'github-token'],
  ] as const)('of %s is refused on the command line: %s', async (command, name) => {
    const { problems, inputs } = await read(command, [`--${name}`, 'sk-1234567890'])
    expect(problems).toEqual([expect.stringContaining(`option --${name}: other processes can read`)])
    expect(problems.join()).not.toContain('sk-1234567890')
    expect(inputs.has(name)).toBe(false)
  })

  it('is read from a file and from standard input, which override the environment', async () => {
    const args = ['--api-key-file=-', '--azure-token-file', writeTempFile('token\n')]
    const env = { AZURE_OPENAI_API_KEY: 'other', OPENAI_FINE_TUNE_AZURE_TOKEN: 'other' }
    const { inputs, problems } = await read('deploy', args, env, async () => 'key\n')
    expect([Object.fromEntries(inputs), problems]).toEqual([{ 'api-key': 'key', 'azure-token': 'token' }, []])
  })

  it.each([
    ['in an empty file', () => writeTempFile('\n'), 'is empty'],
    ['in a file that does not exist', () => 'keys/openai.txt', 'cannot be read (ENOENT)'],
  ])(
    '%s is a problem that names the path, and the variable does not hide it',
    async (_, getPath, problem) => {
      const path = getPath()
      const { problems } = await read(
        'find',
        ['--api-key-file', path, '--base-url=https://gateway.example/v1'],
        { OPENAI_API_KEY: 'key', AZURE_OPENAI_API_KEY: 'key' },
      )
      expect(problems).toEqual([`option --api-key-file: ${JSON.stringify(resolve(path))} ${problem}`])
    },
  )

  it('on a broken standard input is a problem', async () => {
    const readStdin = () => Promise.reject(new Error('broken'))
    const { problems } = await read('find', ['--api-key-file', '-'], {}, readStdin)
    expect(problems).toEqual(['option --api-key-file: standard input cannot be read (unknown)'])
  })

  it.each([
    'sk-proj-1234567890abcdef',
    '0123456789abcdef0123456789abcdef',
    'A1b2C3d4E5f6G7h8I9j0K1l2M3n4',
    'QmFzZTY0/S2V5V2l0aFNsYXNoZXMxMjM0/NTY3ODkw',
    'abcd1234efgh5678ijkl9012mnop',
    'JxQZ0+abcdEF/hIJkl12345mnop=',
    'eyJhbGciOiJ.eyJzdWIiOiIx.c2lnbmF0dXJl',
  ])('in place of its path is in no message: %s', async (key) => {
    const { problems } = await read('find', ['--api-key-file', key])
    expect(problems).toEqual([
      'option --api-key-file: the file, whose path looks like a key, cannot be read (ENOENT)',
    ])
  })

  it('in headers or in the query of an address is warned about', async () => {
    const { warnings, problems } = await read('find', ['--headers', 'x-gateway-key: abcdef123456'])
    expect([problems, warnings]).toEqual([[], [expect.stringContaining('looks like a secret')]])
    expect((await read('find', ['--limit', '3'])).warnings).toEqual([])
  })
})
