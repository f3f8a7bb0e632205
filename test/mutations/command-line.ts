import type { Mutant } from './mutants.ts'

const ARGUMENTS = 'test/cli/arguments.test.ts'
const TERMINAL = 'test/cli/terminal.test.ts'
const FIXES = 'test/dataset/fixes.test.ts'
const FIX_FILES = 'test/cli/fix-files.test.ts'

/** The mutants of the command line. */
export const COMMAND_LINE: readonly Mutant[] = [
  {
    guarantee: 22,
    description: 'accepts a credential on the command line',
    file: 'cli/arguments.ts',
    original: 'CREDENTIALS.some((input) => input === name)',
    replacement: 'CREDENTIALS.some((input) => input !== name && input === name)',
    tests: [ARGUMENTS],
  },
  {
    guarantee: 22,
    description: "sends Azure's key to OpenAI when there is no other",
    file: 'cli/arguments.ts',
    original: 'openaiKey || (isOpenAI(hostname) ? undefined : azureKey)',
    replacement: 'openaiKey || (isOpenAI(hostname) ? azureKey : azureKey)',
    tests: [ARGUMENTS],
  },
  {
    guarantee: 22,
    description: 'repeats in a message what may be a key in place of an option',
    file: 'cli/arguments.ts',
    original: '/^[a-z][a-z_-]{0,40}$/i.test(name)',
    replacement: "name !== ''",
    tests: [ARGUMENTS],
  },
  {
    guarantee: 22,
    description: 'prints outputs of a terminal with secrets',
    file: 'cli/terminal-runner.ts',
    original: 'outputs.set(name, redact(value))',
    replacement: 'outputs.set(name, value)',
    tests: [TERMINAL],
  },
  {
    guarantee: 22,
    description: 'prints findings at a terminal with secrets',
    file: 'cli/terminal-runner.ts',
    original: 'const toLine = (text: string) => sanitizeLine(redact(text))',
    replacement: 'const toLine = (text: string) => sanitizeLine(text)',
    tests: [TERMINAL],
  },
  {
    guarantee: 23,
    description: 'ends at once when npm repeats the first signal',
    file: 'cli/interrupt.ts',
    original: 'const REPEATED_SIGNAL_MS = 1000',
    replacement: 'const REPEATED_SIGNAL_MS = 0',
    tests: [TERMINAL],
  },
  {
    guarantee: 23,
    description: 'names no job that a command leaves at once',
    file: 'cli/interrupt.ts',
    original: "state.get('job-id') ?? outputs.get('job-id')",
    replacement: "outputs.get('job')",
    tests: [TERMINAL],
  },
  {
    guarantee: 24,
    description: 'removes one of several byte order marks',
    file: 'dataset/fixes/fix-file.ts',
    original: 'while (bytes.indexOf(BOM) === 0)',
    replacement: 'if (bytes.indexOf(BOM) === 0)',
    tests: [FIXES],
  },
  {
    guarantee: 24,
    description: 'removes repeated lines of JSON over several lines',
    file: 'dataset/fixes/fix-file.ts',
    original: 'isObject(content) ? fixLine(',
    replacement: 'content.length > 0 || isObject(content) ? fixLine(',
    tests: [FIXES],
  },
  {
    guarantee: 24,
    description: 'takes the answer to one function for that to another',
    file: 'dataset/fixes/function-calls.ts',
    original: 'readString(text, named) !== name',
    replacement: 'readString(text, named) === undefined || name === undefined',
    tests: [FIXES],
  },
  {
    guarantee: 24,
    description: 'replaces a file that has changed since it was read',
    file: 'cli/fix-files.ts',
    original: 'now.size !== size || now.version !== version',
    replacement: '(now.size !== size && now.version !== version && size < 0)',
    tests: [FIX_FILES],
  },
  {
    guarantee: 24,
    description: 'removes lines of a file of both datasets that only one of them repeats',
    file: 'cli/fix-files.ts',
    original: '(all.has(path) ? shared : all)',
    replacement: '(all.has(path) && shared.has(path) ? shared : all)',
    tests: [FIX_FILES],
  },
  {
    guarantee: 24,
    description: 'replaces a file that has another name',
    file: 'cli/fix-files.ts',
    original: '(await stat(path)).nlink > 1',
    replacement: '(await stat(path)).nlink > 2',
    tests: [FIX_FILES],
  },
  {
    guarantee: 24,
    description: 'writes one file before it knows that another cannot be written',
    file: 'cli/fix-files.ts',
    original: 'for (const { file } of fixed) await assertWritable(file)',
    replacement: 'for (const { file } of fixed.slice(0, 1)) await assertWritable(file)',
    tests: [FIX_FILES],
  },
]
