import {
  ACCOUNT_ID,
  Management,
  type ManagementOptions,
  type ModelFate,
} from '../../sandbox/azure-management.ts'
import type { RawResponse } from '../../sandbox/http.ts'
import { deploy } from '../../src/actions/deploy.ts'
import type { Fetch, HttpRequest, HttpResponse } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import { NotSentError } from '../../src/http/transport.ts'
import { manualClock } from './clock.ts'
import { createDependencies, createFakeRunner, type FakeRunner, INPUTS } from './run-action.ts'

/** The ways in which a request to Azure can fail; those with an effect are carried out first. */
export type AzureFault =
  | 'reset'
  | 'lost'
  | 'hang'
  | 'an unknown host'
  | '409'
  | '429'
  | '500'
  | '503 after the effect'
  | 'a page with 404'
  | 'a page with 200'
  | 'garbage after the effect'

/** The faults whose request is carried out. */
const APPLIED: ReadonlySet<AzureFault | undefined> = new Set([
  undefined,
  'lost',
  '503 after the effect',
  'garbage after the effect',
])

/** A request as tests name it: `PUT deployment`, `GET account`, `POST completion`, `POST token`. */
export interface AzureRequest {
  name: string
  url: URL
  headers: Record<string, string>
  body: string
}

/** What a test sets up; it names the one thing it is about. */
export interface AzureScenario {
  inputs?: Record<string, string>
  /** The model behind the name before the step, if there is one. */
  before?: string
  server?: Partial<ManagementOptions>
  /** An account that an earlier step has left. */
  management?: Management
  inject?: Inject | undefined
  /** Cancels the workflow at the request with this index. */
  cancelAt?: number
  /** Replaces parts of the runner. */
  runner?: Partial<FakeRunner>
}

/** Returns the fault of a request, or the response to it; called before it is carried out. */
type Inject = (
  request: AzureRequest,
  index: number,
  management: Management,
) => AzureFault | RawResponse | undefined

/** Fails the first `times` requests of a name. */
export function only(name: string, fault: AzureFault | RawResponse, times = 1): Inject {
  let left = times
  return (request) => (request.name === name && left-- > 0 ? fault : undefined)
}

/** Fails every request of a name. */
export const always = (name: string, fault: AzureFault | RawResponse) =>
  only(name, fault, Number.POSITIVE_INFINITY)

/** Gives the new model a fate; every other model answers. */
export const fate = (one: ModelFate) => ({
  fate: (model: string): ModelFate => (model === NEW ? one : 'answers'),
})

const KEY = INPUTS['api-key']
const ENDPOINT = 'https://sandbox.openai.azure.com/'
/** The name that the tests deploy under, and the model that they deploy. */
export const NAME = 'support'
export const OLD = 'gpt-4.1-mini-2025-04-14.ft-old'
export const NEW = 'gpt-4.1-mini-2025-04-14.ft-new'

/** The fewest inputs that deploy a model. */
export const DEPLOY_INPUTS = {
  'azure-token': 'token-of-resource-manager',
  'resource-id': ACCOUNT_ID,
  deployment: NAME,
  model: NEW,
  sku: 'Standard',
  capacity: '10',
}

/** Creates an account with its deployments. */
export function createAccount({ before, server }: Pick<AzureScenario, 'before' | 'server'> = {}): Management {
  const addresses = { endpoint: () => ENDPOINT, managementUrl: () => 'https://management.azure.com' }
  const management = new Management({ ...addresses, key: KEY, ...server })
  if (before)
    management.add(NAME, before, {
      properties: { raiPolicyName: 'strict', versionUpgradeOption: 'NoAutoUpgrade' },
      tags: { team: 'search' },
    } as object)
  return management
}

/** Runs the action `deploy` in process, with a manual clock, against an account that answers without a network. */
export async function runDeploy(scenario: AzureScenario = {}) {
  const { management = createAccount(scenario), inject } = scenario
  const requests: AzureRequest[] = []
  const cancelled = new AbortController()
  const fetch: Fetch = async (url, request) => {
    const recorded = toAzureRequest(url, request)
    const index = requests.push(recorded) - 1
    if (index === scenario.cancelAt) cancelled.abort(new ActionError('The workflow was cancelled.'))
    const fault = inject?.(recorded, index, management)
    if (typeof fault === 'object') return toResponse(fault)
    const response = APPLIED.has(fault) ? answer(management, recorded) : undefined
    return fault ? failed(fault) : toResponse(response ?? { status: 500, headers: {}, body: '' })
  }
  const clock = manualClock()
  const runner = createFakeRunner({ 'api-key': KEY, ...DEPLOY_INPUTS, ...scenario.inputs })
  Object.assign(runner, scenario.runner)
  await deploy(createDependencies({ runner, fetch, clock, signal: cancelled.signal }))
  return {
    ...runner,
    clock,
    management,
    azure: requests,
    sent: requests.map(({ name }) => name),
    /** The requests that change something. */
    writes: requests.map(({ name }) => name).filter((name) => /^(PUT|DELETE)/.test(name)),
    failure: runner.failures[0] ?? '',
  }
}

function toAzureRequest(address: string, { method, headers, body }: HttpRequest): AzureRequest {
  const url = new URL(address)
  const text = typeof body === 'string' ? body : ''
  return { name: `${method} ${getResource(url)}`, url, headers, body: text }
}

function getResource({ hostname, pathname }: URL): string {
  if (/^login\./.test(hostname)) return 'token'
  if (pathname.endsWith('/chat/completions')) return 'completion'
  if (pathname.includes('/operationResults/')) return 'operation'
  return /\/deployments\/[^/]+$/.test(pathname) ? 'deployment' : 'account'
}

function answer(management: Management, { name, url, headers, body }: AzureRequest): RawResponse {
  if (name === 'POST token') {
    const scope = new URLSearchParams(body).get('scope')
    return json({ access_token: `token-for-${scope}`, expires_in: 3600 })
  }
  const [method = ''] = name.split(' ')
  const request = { method, path: url.pathname, query: url.searchParams, headers, text: body }
  const managed = management.manage(request)
  if (managed) return managed
  const served = management.serve(request)
  return 'status' in served ? served : json(createCompletion(served.model))
}

/** Returns a completion of a model. */
export function createCompletion(model: string): object {
  const message = { role: 'assistant', content: 'ok' }
  return { object: 'chat.completion', model, choices: [{ index: 0, message, finish_reason: 'stop' }] }
}

/** Returns a response of JSON. */
export const json = (body: object, status = 200): RawResponse => ({
  status,
  headers: {},
  body: JSON.stringify(body),
})

function toResponse({ status, headers, body }: RawResponse): Response {
  // The web-standard Response has no body for a status without one.
  return new Response([204, 304].includes(status) ? null : `${body}`, { status, headers })
}

function failed(fault: AzureFault): HttpResponse | Promise<HttpResponse> {
  const error = (status: number, code: string) =>
    new Response(JSON.stringify({ error: { code, message: `The server answers ${status}.` } }), { status })
  switch (fault) {
    case 'reset':
    case 'lost':
      throw new Error('read ECONNRESET')
    case 'an unknown host':
      throw new NotSentError('getaddrinfo ENOTFOUND', {
        cause: Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }),
      })
    case 'hang':
      return new Promise(() => undefined)
    case '409':
      return error(409, 'RequestConflict')
    case '429':
      return error(429, 'TooManyRequests')
    case '500':
      return error(500, 'InternalServerError')
    case '503 after the effect':
      return error(503, 'ServiceUnavailable')
    case 'a page with 404':
      return new Response('<html>Not found</html>', { status: 404 })
    case 'a page with 200':
      return new Response('<html>Please log in</html>')
    case 'garbage after the effect':
      return new Response('{"properties": [{')
  }
}
