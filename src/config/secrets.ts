import { listHeaderValues } from './connection-inputs.ts'

/** Shorter values are no secrets, and every text contains them. */
const MIN_LENGTH = 8

const URL_INPUTS = ['base-url', 'baseline-base-url', 'token-url', 'management-url']

/** The header schemes whose token is a secret by itself. */
const TOKEN = /^(?:bearer|basic|token|api-?key)\s+(\S+)$/i

/** Returns the secrets in the inputs, to mask them before any message is written, also when an input has a problem. */
export async function listSecrets(inputs: ReadonlyMap<string, string>): Promise<string[]> {
  const credentials = ['api-key', 'azure-token', 'github-token'].flatMap((name) => inputs.get(name) ?? [])
  const headers = await listHeaderValues(inputs.get('headers'))
  const others = [...headers, ...URL_INPUTS.flatMap((name) => listQuerySecrets(inputs.get(name)))]
  const tokens = [...credentials, ...headers].flatMap(listTokens)
  return [
    ...new Set([...credentials, ...[...others, ...tokens].filter(({ length }) => length >= MIN_LENGTH)]),
  ]
}

/** Returns the token after `Bearer` or `Basic`, and the password in it. */
export function listTokens(value: string): string[] {
  const token = TOKEN.exec(value.trim())?.[1]
  if (token === undefined) return []
  const [, password] = /^[\x20-\x7e]*?:([\x20-\x7e]+)$/.exec(Buffer.from(token, 'base64').toString()) ?? []
  return /^basic/i.test(value.trim()) && password !== undefined ? [token, password] : [token]
}

/** The names of parameters that hold a secret: `subscription-key`, `sig` of Azure's signed addresses, `code` of its functions. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:api|access|subscription|shared)?[-_.]?(?:key|token|secret|sig|signature|password|passwd|pwd|auth|code|credential|jwt)s?$/i

/** What keys look like: a known beginning, 32 hexadecimal digits, or 20 characters of three kinds. */
const SECRET_VALUES = [
  /^(?:sk|pk|rk|gh[a-z]|github_pat|glpat|xox[a-z]|hf|nvapi|gsk|AKIA|AIza|eyJ)[-_A-Z\d].{6,}$/i,
  /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}[\da-f]*$/i,
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/=.~-]{20,}$/,
]

/** Returns the values in the query of an address that look like secrets, each as written and decoded. */
export function listQuerySecrets(address: string | undefined): string[] {
  const query = address === undefined ? '' : address.replace(/^[^?]*\??/, '').replace(/#.*$/, '')
  return query.split('&').flatMap((parameter) => {
    const [name = '', ...parts] = parameter.split('=')
    const written = parts.join('=')
    const [[, value = ''] = []] = new URLSearchParams(`x=${written}`)
    const isSecret = isSecretName(name) || looksLikeSecret(value)
    return isSecret ? [written, value] : []
  })
}

/** Returns whether a text looks like a key by its form. */
export function looksLikeSecret(text: string): boolean {
  return SECRET_VALUES.some((pattern) => pattern.test(text))
}

const isSecretName = (name: string) => SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'))
