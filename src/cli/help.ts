import { CREDENTIALS } from '../config/secrets.ts'
import { formatCredentialVariables, toVariable, WORKFLOW_INPUTS } from './arguments.ts'
import { type Command, type CommandInput, type CommandName, isBoolean } from './commands.ts'

/** The name of the program, as in `bin` of the package. */
export const PROGRAM = 'openai-fine-tune'

const HELP_OPTION = { help: 'Print this text.' }
const CHECK_OPTIONS = {
  diff: 'Show what --fix would change, then check the files as they are. Writes nothing, also with --fix.',
  fix: 'Before the check, write what is certain: no byte order mark, LF instead of CRLF, the elements of one JSON array as lines, `tool_calls` instead of `function_call`, and no line twice. Shows the difference first.',
}

/** Returns the options of a command that are no inputs of its action, with their descriptions. None takes a value. */
export function getFlags(command: CommandName): Readonly<Record<string, string>> {
  return command === 'check' ? { ...CHECK_OPTIONS, ...HELP_OPTION } : HELP_OPTION
}

/** Renders the help of the program: its commands, from the `action.yml` of each. */
export function renderProgramHelp(
  commands: readonly Pick<Command, 'name' | 'description'>[],
  columns: number,
): string {
  return [
    `Usage: ${PROGRAM} COMMAND [OPTIONS]`,
    '',
    'Commands',
    ...commands.flatMap(({ name, description }) => renderEntry(name, description, columns)),
    '',
    `${PROGRAM} COMMAND --help lists the options of a command.`,
    `${PROGRAM} --version (-v) prints the version.`,
    '',
    'API key: OPENAI_API_KEY or AZURE_OPENAI_API_KEY in the environment, or --api-key-file.',
    'Standard output has the findings and the outputs, standard error the log.',
    'Ctrl-C does what --on-cancel says; a second Ctrl-C ends the program at once.',
    'Exit codes: 0 success, 1 everything else.',
    '',
  ].join('\n')
}

/**
 * Renders the help of one command, with every input of its `action.yml` as an option, except those of an identity: a
 * terminal has no OIDC token of GitHub.
 */
export function renderCommandHelp(
  { name: command, description, inputs, outputs }: Command,
  columns: number,
): string {
  const options = Object.entries(inputs).filter(([name]) => !WORKFLOW_INPUTS.includes(name))
  const workflowInputs = Object.keys(inputs).filter((name) => WORKFLOW_INPUTS.includes(name))
  const notes = [
    `Each option can also be set by an environment variable: ${toVariable('base-url')} sets --base-url. Repeat an option to give it several lines.`,
  ]
  if (workflowInputs.length > 0)
    notes.push(`The inputs of an identity exist only in a workflow on GitHub: ${workflowInputs.join(', ')}.`)
  return [
    `Usage: ${PROGRAM} ${command} [OPTIONS]`,
    '',
    ...wrap(description, columns, 0),
    '',
    'Options',
    ...options.flatMap(([name, input]) => renderOption(name, input, columns)),
    ...Object.entries(getFlags(command)).flatMap(([name, text]) => renderEntry(`--${name}`, text, columns)),
    ...notes.flatMap((note) => ['', ...wrap(note, columns, 0)]),
    '',
    'Outputs, as lines NAME=VALUE',
    ...Object.entries(outputs).flatMap(([name, output]) => renderEntry(name, output.description, columns)),
    '',
  ].join('\n')
}

function renderOption(name: string, input: CommandInput, columns: number): string[] {
  const isCredential = CREDENTIALS.includes(name)
  const label = isCredential ? `--${name}-file PATH` : isBoolean(input) ? `--${name}` : `--${name} TEXT`
  // What an expression of GitHub stands for does not exist here.
  const hasDefault = input.default !== undefined && !input.default.startsWith('${{')
  const fallback = hasDefault ? ` Default: ${input.default}.` : ''
  const source = isCredential
    ? ` PATH may be "-" for standard input. Or set ${formatCredentialVariables(name)}.`
    : ''
  return renderEntry(label, `${input.description}${fallback}${source}`, columns)
}

function renderEntry(label: string, text: string, columns: number): string[] {
  return [`  ${label}`, ...wrap(text, columns)]
}

/** Breaks a text into indented lines of at most so many columns. */
function wrap(text: string, columns: number, indent = 6): string[] {
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
