import { isJsonObject } from '../json.ts'
import { tryParseYamlMap } from './yaml.ts'

/** Shorter values are no secrets, and every text contains them. */
const isLong = (text: string) => text.length >= 8

const URL_INPUTS = ['base-url', 'baseline-base-url', 'token-url', 'management-url']

/** The header schemes whose token is a secret by itself. */
const TOKEN = /^(?:bearer|basic|token|api-?key)\s+(\S+)$/i

/** The inputs that are credentials. */
export const CREDENTIALS: readonly string[] = ['api-key', 'azure-token', 'github-token']

/** Returns the secrets in the inputs, to mask them before any message is written, also when an input has a problem. */
export async function listSecrets(inputs: ReadonlyMap<string, string>): Promise<string[]> {
  const credentials = CREDENTIALS.flatMap((name) => inputs.get(name) ?? [])
  const headers = await listHeaderValues(inputs.get('headers'))
  const others = [...headers, ...URL_INPUTS.flatMap((name) => listQuerySecrets(inputs.get(name)))]
  const tokens = [...credentials, ...headers].flatMap(listTokens)
  return [...new Set([...credentials, ...[...others, ...tokens].filter(isLong)])]
}

/** Returns the values in the input `headers`. */
async function listHeaderValues(value: string | undefined): Promise<string[]> {
  if (value === undefined) return []
  const map = await tryParseYamlMap(value)
  return map ? Object.values(map).filter((text) => typeof text === 'string') : []
}

/** Returns the token after `Bearer` or `Basic`, and the password in it. */
function listTokens(value: string): string[] {
  const token = TOKEN.exec(value.trim())?.[1]
  if (token === undefined) return []
  const [, password] = /^[\x20-\x7e]*?:([\x20-\x7e]+)$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  return /^basic/i.test(value.trim()) && password !== undefined ? [token, password] : [token]
}

/** The names of parameters that hold a secret: `subscription-key`, `sig` of Azure's signed addresses, `code` of its functions. */
const SECRET_PARAMETER =
  /(?:^|[^a-z])(?:api|access|subscription|shared)?[-_.]?(?:key|token|secret|sig|signature|password|passwd|pwd|auth|code|credential|jwt)s?$/i

/** What keys look like: a known beginning, 32 hexadecimal digits, or 20 characters of three kinds. */
const SECRET_VALUES = [
  /^(?:sk|pk|rk|gh[a-z]|github_pat|glpat|xox[a-z]|hf|nvapi|gsk|AKIA|AIza|eyJ)[-_A-Z\d].{6,}$/i,
  /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}[\da-f]*$/i,
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/=.~-]{20,}$/,
]

/** Returns the values in the query of an address that look like secrets, each as written and decoded. */
function listQuerySecrets(address: string | undefined): string[] {
  const query = address === undefined ? '' : address.replace(/^[^?]*\??/, '').replace(/#.*$/, '')
  return query.split('&').flatMap((parameter) => {
    const [name = '', ...parts] = parameter.split('=')
    const written = parts.join('=')
    const [[, value = ''] = []] = new URLSearchParams(`x=${written}`)
    const isSecret = matchesName(SECRET_PARAMETER, name) || looksLikeSecret(value)
    return isSecret ? [written, value] : []
  })
}

/** Returns whether a text looks like a key by its form. */
export function looksLikeSecret(text: string): boolean {
  return SECRET_VALUES.some((pattern) => pattern.test(text))
}

/** The words of a name may be in camel case. */
const matchesName = (pattern: RegExp, name: string) => pattern.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'))

/** Names of fields that hold a credential: `api_key` of wandb, `token`, `x-functions-key`. Not `key`, nor `max_tokens`. */
const SECRET_FIELD =
  /(?:^|[-_.])(?:(?:api|access|account|functions?|private|secret|subscription)[-_.]?key|token|secret|password|passwd|credentials?|authorization|auth|signature)$/i

/** Fields without credentials: data of the user that may have any names, and JSON Schema, where names are those of parameters. */
const OPEN_FIELDS = new Set(['metadata', 'response_format', 'parameters', 'properties'])

/**
 * Returns the credentials in a part of a job, to mask them wherever they would be shown: what is under `headers`, `api_key`,
 * `token` and the like, and the password and the keys in an address.
 */
export function listJobSecrets(value: unknown): string[] {
  if (typeof value === 'string') return listAddressSecrets(value).filter(isLong)
  if (Array.isArray(value)) return value.flatMap(listJobSecrets)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    if (OPEN_FIELDS.has(name)) return []
    return isSecretField(name, inner) || matchesName(SECRET_FIELD, name)
      ? listTexts(inner)
      : listJobSecrets(inner)
  })
}

/** Returns a value without the credentials in it: a new token is no other training. */
export function omitJobSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitJobSecrets)
  if (!isJsonObject(value)) return value
  const fields = Object.entries(value).filter(([name, inner]) => !isSecretField(name, inner))
  return Object.fromEntries(
    fields.map(([name, inner]) => [name, OPEN_FIELDS.has(name) ? inner : omitJobSecrets(inner)]),
  )
}

/** A list or a map with such a name is masked too, but is part of the training: it may be more than a credential. */
function isSecretField(name: string, value: unknown): boolean {
  if (name === 'headers') return typeof value === 'object'
  const isScalar = typeof value === 'string' || typeof value === 'number'
  return isScalar && matchesName(SECRET_FIELD, name)
}

/** Returns the password of `https://user:password@host`, as written and decoded, and the keys in the query. */
function listAddressSecrets(text: string): string[] {
  const [address, password = ''] = /^[a-z][\w+.-]*:\/\/(?:[^/?#\s:@]*:([^/?#\s]*)@)?/i.exec(text) ?? []
  if (address === undefined) return []
  const [[, decoded = ''] = []] = new URLSearchParams(`x=${password.replaceAll('+', '%2B')}`)
  return [password, decoded, ...listQuerySecrets(text)]
}

function listTexts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(listTexts)
  const text = String(value ?? '')
  return [text, ...listTokens(text)].filter(isLong)
}
