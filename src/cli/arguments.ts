import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { getHostname, IDENTITIES } from '../config/connection-inputs.ts'
import { CREDENTIALS, listSecrets, looksLikeSecret } from '../config/secrets.ts'
import { getErrorCode, quote } from '../errors.ts'
import { AZURE, getProvider, isFirstPartyHost, isOpenAI } from '../openai/provider.ts'
import { didYouMean } from '../suggest.ts'
import { type Command, isBoolean } from './commands.ts'

const IDENTITY_INPUTS = IDENTITIES.flat()

/** The inputs that need the OIDC token of a workflow on GitHub. */
export const WORKFLOW_INPUTS: readonly string[] = [...IDENTITY_INPUTS, 'oidc-audience', 'token-url']

/** The beginning of the environment variables that set inputs: `OPENAI_FINE_TUNE_BASE_URL` sets `base-url`. */
const VARIABLE_PREFIX = 'OPENAI_FINE_TUNE_'

/** The inputs that may have several lines; their options may be repeated, one for each line. */
export const MULTILINE_INPUTS: readonly string[] = [
  'training-file',
  'validation-file',
  'test-file',
  'hyperparameters',
  'metadata',
  'exclude-metadata',
  'baseline',
  'headers',
  'extra-body',
  'status',
  'require',
  'data-check-ignore',
]

/** What the arguments and the environment of a command say. */
export interface CommandArguments {
  inputs: Map<string, string>
  flags: ReadonlySet<string>
  /** What is wrong; never contains a value. */
  problems: string[]
  warnings: string[]
}

/** What a command knows beside its arguments. */
interface ArgumentsOptions {
  /** The further options without a value. */
  flags: readonly string[]
  /** The inputs of all commands. */
  allInputs: ReadonlySet<string>
  /** Reads standard input to its end. */
  readStdin: () => Promise<string>
}

/** An option as it was written. */
interface WrittenOption {
  name: string
  value: string | undefined
}

/**
 * Reads the arguments of a command, the files of its credentials (`-` is standard input), and the variables that set inputs; an
 * option overrides a variable. Returns all problems at once.
 */
export async function readArguments(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { inputs: known }: Pick<Command, 'inputs'>,
  { flags, allInputs, readStdin }: ArgumentsOptions,
): Promise<CommandArguments> {
  const names = Object.keys(known)
  const { options, problems } = splitArguments(args, (name) => {
    if (flags.includes(name) || (known[name] && isBoolean(known[name]))) return 'optional'
    return names.includes(name) || names.includes(name.replace(/-file$/, '')) ? 'required' : 'unknown'
  })
  const inputs = new Map<string, string>()
  const credentialFiles = new Map<string, string>()
  const given = new Set<string>()
  for (const { name, value } of options) {
    const credential = CREDENTIALS.find((input) => name === `${input}-file` && names.includes(input))
    if (flags.includes(name)) {
      if (value !== undefined) problems.push(`option --${name}: takes no value`)
      given.add(name)
    } else if (credential) {
      if (value !== undefined) credentialFiles.set(credential, value)
    } else if (!names.includes(name))
      problems.push(describeUnknownOption(name, [...names, ...flags], allInputs))
    else if (CREDENTIALS.includes(name)) problems.push(describeExposedCredential(name))
    else if (!inputs.has(name)) inputs.set(name, value ?? 'true')
    else if (MULTILINE_INPUTS.includes(name)) inputs.set(name, `${inputs.get(name)}\n${value}`)
    else problems.push(`option --${name}: is given twice`)
  }
  const warnings =
    (await listSecrets(inputs)).length > 0
      ? [
          `The command line has what looks like a secret, which other processes can read: use an environment variable (${toVariable('headers')}, ${toVariable('base-url')}).`,
        ]
      : []
  problems.push(...setFromVariables(inputs, env, names, allInputs))
  for (const [name, path] of credentialFiles) {
    const credential = await readCredential(path, readStdin)
    if ('problem' in credential) problems.push(`option --${name}-file: ${credential.problem}`)
    else inputs.set(name, credential.value)
  }
  const withoutFile = names.filter((name) => !credentialFiles.has(name))
  problems.push(...setKnownCredentials(inputs, env, withoutFile))
  return { inputs, flags: given, problems, warnings }
}

async function readCredential(
  path: string,
  readStdin: () => Promise<string>,
): Promise<{ value: string } | { problem: string }> {
  try {
    const value = (path === '-' ? await readStdin() : await readFile(path, 'utf8')).trim()
    return value === '' ? { problem: `${describeCredentialFile(path)} is empty` } : { value }
  } catch (error) {
    return { problem: `${describeCredentialFile(path)} cannot be read (${getErrorCode(error)})` }
  }
}

/** A key may have been pasted in place of the path: what looks like one is not shown. */
function describeCredentialFile(path: string): string {
  if (path === '-') return 'standard input'
  const parts = path.split(/[/\\]/)
  // Keys in Base64 have slashes too, and mostly one of these signs, which paths seldom have.
  const texts = /[+=]/.test(path) ? [path, ...parts] : parts
  const mayBeKey = texts.some(looksLikeSecret) || LONG_WORD.test(parts.at(-1) ?? '')
  return mayBeKey ? 'the file, whose path looks like a key,' : quote(resolve(path))
}

/** A key of an unknown kind, or a long name of a file without an extension. */
const LONG_WORD = /^(?=.*[a-z])(?=.*\d)[\w-]{24,}$/i

/** Returns the variables that set a credential, as text. */
export function formatCredentialVariables(name: string): string {
  if (name === 'api-key') return 'OPENAI_API_KEY (OpenAI) or AZURE_OPENAI_API_KEY (Azure)'
  return name === 'github-token' ? 'GITHUB_TOKEN' : toVariable(name)
}

/** Returns the variable that sets an input. */
export function toVariable(name: string): string {
  return VARIABLE_PREFIX + name.replaceAll('-', '_').toUpperCase()
}

function splitArguments(
  args: readonly string[],
  getValueRule: (name: string) => 'optional' | 'required' | 'unknown',
): { options: WrittenOption[]; problems: string[] } {
  const options: WrittenOption[] = []
  const problems: string[] = []
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name, assigned] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? []
    if (name === undefined) {
      problems.push(
        `argument ${args.length - rest.length}: is no option. Every option begins with "--"; a pattern such as "data/*.jsonl" needs quotes`,
      )
      continue
    }
    const [next] = rest
    const rule = getValueRule(name)
    if (assigned !== undefined) options.push({ name, value: assigned })
    else if (rule === 'optional') {
      const hasValue = next === 'true' || next === 'false'
      options.push({ name, value: hasValue ? next : undefined })
      if (hasValue) rest.shift()
    } else if (next === undefined || next.startsWith('--')) {
      options.push({ name, value: undefined })
      if (rule === 'required') problems.push(`option --${name}: needs a value`)
    } else {
      options.push({ name, value: next })
      rest.shift()
    }
  }
  return { options, problems }
}

/** An unknown name is repeated only where it cannot be a value: a key may have been pasted there. */
function describeUnknownOption(
  name: string,
  names: readonly string[],
  allInputs: ReadonlySet<string>,
): string {
  const label = /^[a-z][a-z_-]{0,40}$/i.test(name) ? `option --${name}` : 'an option'
  const elsewhere = allInputs.has(name) ? ', but of another one' : didYouMean(name, names)
  return `${label}: is no option of this command${elsewhere.replace('"', '"--')}`
}

function describeExposedCredential(name: string): string {
  return `option --${name}: other processes can read the command line, and the shell keeps it; set ${formatCredentialVariables(name)}, or use --${name}-file with a path or "-" (standard input)`
}

/** An unknown variable is an error: a misspelled limit must not mean "no limit". Those of other commands are not. */
function setFromVariables(
  inputs: Map<string, string>,
  env: NodeJS.ProcessEnv,
  names: readonly string[],
  allInputs: ReadonlySet<string>,
): string[] {
  const problems: string[] = []
  for (const [variable, value = ''] of Object.entries(env)) {
    if (!variable.startsWith(VARIABLE_PREFIX)) continue
    const name = variable.slice(VARIABLE_PREFIX.length).replaceAll('_', '-').toLowerCase()
    if (!allInputs.has(name)) {
      const suggestion = didYouMean(variable, [...allInputs].map(toVariable))
      problems.push(`environment variable ${variable}: sets no option${suggestion}`)
    } else if (names.includes(name) && !inputs.has(name) && value.trim() !== '') inputs.set(name, value)
  }
  return problems
}

/**
 * Sets the credentials that other tools expect in these variables too: no key where an identity is used instead. Each key
 * goes to its own server; any other server gets the one that is set. Returns a problem when both are.
 */
function setKnownCredentials(
  inputs: Map<string, string>,
  env: NodeJS.ProcessEnv,
  names: readonly string[],
): string[] {
  const isUnset = (name: string) => names.includes(name) && !inputs.has(name)
  const githubToken = env.GITHUB_TOKEN?.trim()
  if (githubToken && isUnset('github-token')) inputs.set('github-token', githubToken)
  if (!isUnset('api-key') || IDENTITY_INPUTS.some((name) => inputs.has(name))) return []
  const openaiKey = env.OPENAI_API_KEY?.trim()
  const azureKey = env.AZURE_OPENAI_API_KEY?.trim()
  const isDeploy = names.includes('resource-id')
  const hostname = getHostname(inputs.get('base-url'))
  const isForeign = (host: string) => host !== '' && !isFirstPartyHost(host)
  const hasForeign = [hostname, getHostname(inputs.get('baseline-base-url'))].some(isForeign)
  if (openaiKey && azureKey && hasForeign && !isDeploy)
    return [
      `environment variables OPENAI_API_KEY and AZURE_OPENAI_API_KEY: both are set, and the server is neither OpenAI nor Azure; set ${toVariable('api-key')} to the key of the server, or use --api-key-file`,
    ]
  const isAzure = isDeploy || getProvider(hostname) === AZURE
  const key = isAzure ? azureKey : openaiKey || (isOpenAI(hostname) ? undefined : azureKey)
  if (key) inputs.set('api-key', key)
  return []
}
