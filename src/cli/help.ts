import { CREDENTIALS, formatCredentialVariables, toVariable, WORKFLOW_INPUTS } from './arguments.ts'
import { type CommandName, isBoolean, type Manifest } from './manifest.ts'

/** The name of the program, as in `bin` of the package. */
export const PROGRAM = 'openai-fine-tune'

/** The options of a command that no action has, by command. */
export const EXTRA_OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  check: {
    diff: 'Show what --fix would change, then check the files as they are. Writes nothing, also with --fix.',
    fix: 'Before the check, write what is certain: no byte order mark, LF instead of CRLF, the elements of one JSON array as lines, `tool_calls` instead of `function_call`, and no line twice. Shows the difference first.',
  },
}

/** The options that every command has. */
export const COMMON_OPTIONS = { help: 'Print this text.' } as const

const INDENT = 6

/** Renders the help of the program: its commands, from the `action.yml` of each. */
export function renderProgramHelp(manifests: Readonly<Record<string, Manifest>>, columns: number): string {
  const commands = Object.entries(manifests).flatMap(([command, { description }]) => [
    `  ${command}`,
    ...wrap(description, columns),
  ])
  return [
    `Usage: ${PROGRAM} COMMAND [OPTIONS]`,
    '',
    'Commands',
    ...commands,
    '',
    `${PROGRAM} COMMAND --help lists the options of a command.`,
    `${PROGRAM} --version (-v) prints the version.`,
    '',
    ...END_OF_PROGRAM_HELP,
    '',
  ].join('\n')
}

const END_OF_PROGRAM_HELP = [
  'API key: OPENAI_API_KEY or AZURE_OPENAI_API_KEY in the environment, or --api-key-file.',
  'Standard output has the findings and the outputs, standard error the log.',
  'Ctrl-C does what --on-cancel says; a second Ctrl-C ends the program at once.',
  'Exit codes: 0 success, 1 everything else.',
]

/**
 * Renders the help of one command, with every input of its `action.yml` as an option, except those of an identity: a
 * terminal has no OIDC token of GitHub.
 */
export function renderCommandHelp(
  command: CommandName,
  { description, inputs, outputs }: Manifest,
  columns: number,
): string {
  const options = Object.entries(inputs)
    .filter(([name]) => !WORKFLOW_INPUTS.includes(name))
    .flatMap(([name, input]) => renderOption(name, input, columns))
  const extra = { ...EXTRA_OPTIONS[command], ...COMMON_OPTIONS }
  return [
    `Usage: ${PROGRAM} ${command} [OPTIONS]`,
    '',
    ...wrap(description, columns, 0),
    '',
    'Options',
    ...options,
    ...Object.entries(extra).flatMap(([name, text]) => [`  --${name}`, ...wrap(text, columns)]),
    '',
    ...wrap(
      `Each option can also be set by an environment variable: ${toVariable('base-url')} sets --base-url. Repeat an option to give it several lines.`,
      columns,
      0,
    ),
    ...describeWorkflowInputs(Object.keys(inputs)).flatMap((text) => ['', ...wrap(text, columns, 0)]),
    '',
    'Outputs, as lines NAME=VALUE',
    ...Object.entries(outputs).flatMap(([name, output]) => [
      `  ${name}`,
      ...wrap(output.description, columns),
    ]),
    '',
  ].join('\n')
}

function describeWorkflowInputs(names: readonly string[]): string[] {
  const ofIdentity = names.filter((name) => WORKFLOW_INPUTS.includes(name))
  return ofIdentity.length > 0
    ? [`The inputs of an identity exist only in a workflow on GitHub: ${ofIdentity.join(', ')}.`]
    : []
}

function renderOption(name: string, input: Manifest['inputs'][string], columns: number): string[] {
  const isCredential = CREDENTIALS.some((credential) => credential === name)
  const label = isCredential ? `--${name}-file PATH` : isBoolean(input) ? `--${name}` : `--${name} TEXT`
  // What an expression of GitHub stands for does not exist here.
  const hasDefault = input.default !== undefined && !input.default.startsWith('${{')
  const fallback = hasDefault ? ` Default: ${input.default}.` : ''
  const source = isCredential
    ? ` PATH may be "-" for standard input. Or set ${formatCredentialVariables(name)}.`
    : ''
  return [`  ${label}`, ...wrap(`${input.description}${fallback}${source}`, columns)]
}

/** Breaks a text into indented lines of at most so many columns. */
function wrap(text: string, columns: number, indent = INDENT): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && indent + line.length + 1 + word.length > columns) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? word : ` ${word}`
  }
  return [...lines, line].map((line) => ' '.repeat(indent) + line)
}
