import { z } from 'zod'
import { isOpenai, mayCarryCredentials } from '../openai/provider.ts'
import { choice, text } from './fields.ts'
import { quoted } from './quote.ts'
import { readYamlMap } from './yaml.ts'

const OPENAI_URL = 'https://api.openai.com/v1'

/** What an HTTP header can carry (RFC 9110, 5.5), less what is outside ASCII. */
const headerText = z.string().regex(/^[\x20-\x7e]+$/, { error: 'must be one line of printable ASCII' })

/** Where to ask, and as whom: what any action that talks to a server is given. */
export const CONNECTION = {
  'api-key': headerText.optional(),
  'identity-provider-id': text.optional(),
  'service-account-id': text.optional(),
  'azure-tenant-id': text.optional(),
  'azure-client-id': text.optional(),
  'oidc-audience': text.optional(),
  'token-url': text.optional().superRefine((url, context) => {
    if (url !== undefined) checkUrl(url, context)
  }),
  'auth-scheme': choice('auto', 'bearer', 'api-key').default('auto'),
  'base-url': text.default(OPENAI_URL).superRefine(checkUrl),
  organization: headerText.optional(),
  project: headerText.optional(),
  headers: text.optional().transform(readHeaders),
}

/** The same as it is used. */
export type ConnectionInputs = z.output<z.ZodObject<typeof CONNECTION>>

/** The headers that go with every request, without the credential. */
export function headersOf(inputs: ConnectionInputs, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    ...(inputs.organization && { 'openai-organization': inputs.organization }),
    ...(inputs.project && { 'openai-project': inputs.project }),
    ...inputs.headers,
  }
}

/** The ways to authenticate: a key, an identity at OpenAI, an identity at Azure; each with the inputs that it needs. */
const WAYS = [
  ['api-key'],
  ['identity-provider-id', 'service-account-id'],
  ['azure-tenant-id', 'azure-client-id'],
]

/** What is wrong with the inputs unless they name exactly one way to authenticate, and all of it. */
export function authenticationProblems(given: ReadonlyMap<string, string>): string[] {
  const ways = WAYS.filter((names) => names.some((name) => given.has(name)))
  const [way] = ways
  if (!way)
    return [
      'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"',
    ]
  if (ways.length > 1) {
    const names = ways.map((names) => `"${names.find((name) => given.has(name))}"`)
    return [`inputs ${names.join(' and ')}: are different ways to authenticate; give one of them`]
  }
  const missing = way.filter((name) => !given.has(name)).map((name) => `input "${name}": is required`)
  const base = given.get('base-url')
  if (way.includes('identity-provider-id') && !given.has('token-url') && base && !isOpenai(hostOf(base)))
    missing.push('input "token-url": is required, since "base-url" is not OpenAI\'s')
  if (way.includes('azure-tenant-id') && !given.has('token-url') && isOpenai(hostOf(base ?? OPENAI_URL)))
    missing.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource')
  const idle = way.includes('api-key') ? ['token-url', 'oidc-audience'].filter((name) => given.has(name)) : []
  if (!way.includes('api-key') && given.get('auth-scheme') === 'api-key')
    missing.push('input "auth-scheme": the token of an identity is sent as "bearer"')
  return [...missing, ...idle.map((name) => `input "${name}": means nothing with "api-key"`)]
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : '')

function checkUrl(value: string, context: z.RefinementCtx): void {
  const message = urlProblem(value)
  if (message) context.addIssue({ code: 'custom', message })
}

function urlProblem(value: string): string | undefined {
  if (!URL.canParse(value)) return 'expected a URL'
  const url = new URL(value)
  if (url.username || url.password) return 'must not contain a user or password'
  if (url.hash) return 'must not contain a fragment ("#")'
  if (!mayCarryCredentials(url)) return 'must begin with https:// (http:// only for the machine itself)'
  return undefined
}

/** Set by the action or by HTTP itself; a second one would be sent beside it or instead of it. */
const OURS =
  /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/

async function readHeaders(
  value: string | undefined,
  context: z.RefinementCtx,
): Promise<Record<string, string>> {
  if (value === undefined) return {}
  const read = await readYamlMap(value, 'text')
  if ('problems' in read) {
    // Not the reader's own words: they quote, and what is quoted here may be a secret.
    context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' })
    return {}
  }
  for (const message of Object.entries(read.value).flatMap(headerProblem))
    context.addIssue({ code: 'custom', message })
  return Object.fromEntries(Object.entries(read.value).map(([name, text]) => [name.toLowerCase(), `${text}`]))
}

/** What `headers` has for values, also when something else is wrong with it. */
export async function headerValues(value: string | undefined): Promise<string[]> {
  if (value === undefined) return []
  const read = await readYamlMap(value, 'text')
  return 'value' in read ? Object.values(read.value).filter((text) => typeof text === 'string') : []
}

function headerProblem([name, value]: [string, unknown]): string[] {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return [`${quoted(name)} is not the name of a header`]
  if (OURS.test(name.toLowerCase())) return [`${name}: is set by the action itself`]
  return headerText.safeParse(value).success ? [] : [`${name}: must be one line of printable ASCII text`]
}
