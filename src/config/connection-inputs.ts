import type { z } from 'zod'
import type { Audience } from '../dependencies.ts'
import { quote } from '../errors.ts'
import { isSecureUrl } from '../http/secure-url.ts'
import { AZURE, completeAzureBaseUrl, getProvider, isOpenAI } from '../openai/provider.ts'
import { choice, text, yamlMap } from './fields.ts'

const OPENAI_URL = 'https://api.openai.com/v1'

/** A schema of an address to which the action would send a credential. */
export const url = text.superRefine((value, context) => {
  const message = findUrlProblem(value)
  if (message) context.addIssue({ code: 'custom', message })
})

/** A schema of what an HTTP header can contain (RFC 9110, 5.5), without what is outside ASCII. */
export const headerText = text.regex(/^[\x20-\x7e]+$/, { error: 'must be one line of printable ASCII' })

const headers = yamlMap.transform((map, context): Record<string, string> => {
  const entries = Object.entries(map)
  for (const [name, text] of entries) {
    const message = findHeaderProblem(name, text)
    if (message) context.addIssue({ code: 'custom', message })
  }
  return Object.fromEntries(entries.map(([name, text]) => [name.toLowerCase(), `${text}`]))
})

/** The inputs of every action that connects to a server: its address and the credentials. */
export const connectionFields = {
  'api-key': headerText.optional(),
  'identity-provider-id': text.optional(),
  'service-account-id': text.optional(),
  'azure-tenant-id': text.optional(),
  'azure-client-id': text.optional(),
  'oidc-audience': text.optional(),
  'token-url': url.optional(),
  'auth-scheme': choice('auto', 'bearer', 'api-key').default('auto'),
  'base-url': url.default(OPENAI_URL).transform(completeAzureBaseUrl),
  organization: headerText.optional(),
  project: headerText.optional(),
  headers: headers.default({}),
}

/** The parsed inputs of the connection. */
export type ConnectionInputs = z.output<z.ZodObject<typeof connectionFields>>

/** Builds the headers of every request, without the credential. */
export function buildHeaders(inputs: ConnectionInputs, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    ...(inputs.organization && { 'openai-organization': inputs.organization }),
    ...(inputs.project && { 'openai-project': inputs.project }),
    ...inputs.headers,
  }
}

/** The inputs that each kind of identity requires: one at OpenAI, one at Azure. */
export const IDENTITIES: readonly (readonly string[])[] = [
  ['identity-provider-id', 'service-account-id'],
  ['azure-tenant-id', 'azure-client-id'],
]

const AUTH_METHODS = [['api-key'], ...IDENTITIES]

/** Returns all problems of the authentication inputs, which must be those of exactly one method. */
export function findAuthenticationProblems(
  inputs: ReadonlyMap<string, string>,
  { isCommandLine }: Audience,
): string[] {
  const hostname = getHostname(inputs.get('base-url'))
  const methods = AUTH_METHODS.filter((names) => names.some((name) => inputs.has(name)))
  const [method] = methods
  if (!method)
    return [
      isCommandLine
        ? `input "api-key": is required; ${describeKeySource(hostname)}`
        : 'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"',
    ]
  if (methods.length > 1) {
    const names = methods.map((names) => `"${names.find((name) => inputs.has(name))}"`)
    return [`inputs ${names.join(' and ')}: are different ways to authenticate; give one of them`]
  }
  const problems = method.filter((name) => !inputs.has(name)).map((name) => `input "${name}": is required`)
  const isKey = method.includes('api-key')
  const isAtOpenAI = isOpenAI(hostname)
  if (method.includes('identity-provider-id') && !inputs.has('token-url') && !isAtOpenAI)
    problems.push('input "token-url": is required, since "base-url" is not OpenAI\'s')
  if (method.includes('azure-tenant-id') && !inputs.has('token-url') && isAtOpenAI)
    problems.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource')
  if (!isKey && inputs.get('auth-scheme') === 'api-key')
    problems.push('input "auth-scheme": the token of an identity is sent as "bearer"')
  const unused = ['token-url', 'oidc-audience'].filter((name) => isKey && inputs.has(name))
  return [...problems, ...unused.map((name) => `input "${name}": has no effect with "api-key"`)]
}

/** Describes what sets the key of a server at a terminal, where no identity exists, and which variable does not. */
function describeKeySource(hostname: string): string {
  if (isOpenAI(hostname))
    return 'set OPENAI_API_KEY, or use --api-key-file (AZURE_OPENAI_API_KEY is not used at OpenAI; for Azure, set --base-url)'
  if (getProvider(hostname) === AZURE)
    return 'set AZURE_OPENAI_API_KEY, or use --api-key-file (OPENAI_API_KEY is not used at Azure)'
  return 'set OPENAI_FINE_TUNE_API_KEY to the key of the server, or use --api-key-file'
}

/** Returns the host of an address, by default OpenAI's; an empty text if it is no address. */
export const getHostname = (url = OPENAI_URL) => (URL.canParse(url) ? new URL(url).hostname : '')

function findUrlProblem(value: string): string | undefined {
  if (!URL.canParse(value)) return 'expected a URL'
  const url = new URL(value)
  if (url.username || url.password) return 'must not contain a user or password'
  if (url.hash) return 'must not contain a fragment ("#")'
  if (!isSecureUrl(url)) return 'must begin with https:// (http:// only for the machine itself)'
  return undefined
}

/** The headers that the action or HTTP itself sets; another one would be sent in addition or instead. */
const RESERVED_HEADERS =
  /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/

function findHeaderProblem(name: string, value: unknown): string | undefined {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return `${quote(name)} is not a valid header name`
  if (RESERVED_HEADERS.test(name.toLowerCase())) return `${name}: is set by the action itself`
  // GitHub puts an empty text in the place of a variable or a secret that is not set.
  if (value === null || value === '') return `${name}: has no value; set the variable or secret behind it`
  if (!headerText.safeParse(value).success) return `${name}: must be one line of printable ASCII text`
  return undefined
}
