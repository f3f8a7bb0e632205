import type { IncomingHttpHeaders } from 'node:http'
import { bearerToken } from './dialect.ts'
import { jsonBody, type RawResponse } from './http.ts'
import { newHex } from './id.ts'

/** What becomes of a deployment of a model: how provisioning ends, and what its requests are answered. */
export type ModelFate =
  | 'answers'
  | 'fails'
  | 'is canceled'
  | 'is unsafe'
  | 'is refused as unsafe'
  | 'never answers'
  | 'fails to load'
  | 'is filtered'
  | 'does not chat'
  | 'is unsupported'
  | 'has another format'

/** What kind of account the sandbox manages. */
export interface ManagementOptions {
  /** The account's resource id. */
  readonly accountId?: string
  /** The account's endpoint. */
  readonly endpoint: () => string
  /** The address of Resource Manager; the endpoint's by default. */
  readonly managementUrl?: () => string
  /** The API key of the account. */
  readonly key: string
  /** Returns whether a token is accepted by Resource Manager. */
  readonly acceptsManagement?: (token: string) => boolean
  /** Returns whether a token is accepted by the models. */
  readonly acceptsModels?: (token: string) => boolean
  /** Returns the fate of a model; every model answers by default. */
  readonly fate?: (model: string) => ModelFate
  /** How many reads show that an operation is in progress. */
  readonly provisioningReads?: number
  /** How many completions are refused after provisioning because the deployment is not ready. */
  readonly notReadyRequests?: number
  /** How many completions after provisioning are still answered by the previous model. */
  readonly previousAnswers?: number
  /** How the address of an operation is given; `foreign` is one of another server. */
  readonly operationHeader?: 'azure-asyncoperation' | 'location' | 'foreign' | 'none'
  /** The sum of all capacities. */
  readonly quota?: number
  /** Called when a name gets another model, or none. */
  readonly onChange?: (name: string, model: string | undefined) => void
}

/** A deployment as the sandbox keeps it. */
export interface StoredDeployment {
  readonly name: string
  resource: Resource
  state: string
  /** The states that the next reads show. */
  plan: string[]
  /** The model that answers requests, which an update replaces only at its end. */
  served: string | undefined
  previous: string | undefined
  notReady: number
  previousAnswers: number
  operation: string
}

interface Resource {
  sku: { name: string; capacity: number }
  properties: { model: { format: string; name: string; version: string } }
}

/** A request to Resource Manager or to a model. */
export interface ManagementRequest {
  readonly method: string
  /** From the root of the server. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** The account that the sandbox manages by default. */
export const ACCOUNT_ID =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/models/providers/Microsoft.CognitiveServices/accounts/sandbox'

/** Azure Resource Manager for the deployments of one account, and what its models answer. It deploys no model. */
export class Management {
  readonly deployments = new Map<string, StoredDeployment>()
  readonly #options: ManagementOptions
  readonly #accountId: string
  readonly #operations = new Map<string, { status: string; error?: { code: string; message: string } }>()

  constructor(options: ManagementOptions) {
    this.#options = options
    this.#accountId = options.accountId ?? ACCOUNT_ID
  }

  /** Creates a deployment as an earlier request would have done. */
  add(name: string, model: string, { sku = 'Standard', capacity = 10, properties = {}, ...rest } = {}): void {
    const resource = {
      sku: { name: sku, capacity },
      properties: { model: { format: 'OpenAI', name: model, version: '1' }, ...properties },
      ...rest,
    }
    this.deployments.set(name, {
      name,
      resource,
      state: 'Succeeded',
      plan: [],
      served: model,
      previous: undefined,
      notReady: 0,
      previousAnswers: 0,
      operation: '',
    })
  }

  /** Returns the model behind a name as Resource Manager shows it. */
  model(name: string): string | undefined {
    return this.deployments.get(name)?.resource.properties.model.name
  }

  /** Answers a request to Resource Manager; returns undefined for every other path. */
  manage(request: ManagementRequest): RawResponse | undefined {
    if (!request.path.startsWith('/subscriptions/')) return undefined
    const token = bearerToken(request.headers)
    if (token === undefined || !(this.#options.acceptsManagement?.(token) ?? true))
      return failure(401, 'InvalidAuthenticationToken', 'The access token is invalid.')
    if (!/^\d{4}-\d\d-\d\d(-preview)?$/.test(request.query.get('api-version') ?? ''))
      return failure(400, 'MissingApiVersionParameter', 'The api-version query parameter is required.')
    const path = decodeURIComponent(request.path)
    const [, operation] = /\/operationResults\/(\w+)$/.exec(path) ?? []
    if (operation) return this.#readOperation(operation)
    if (!path.toLowerCase().startsWith(this.#accountId.toLowerCase()))
      return failure(404, 'ResourceNotFound', `The Resource '${toResourceName(path)}' was not found.`)
    const [, name] = /^\/deployments\/([^/]+)$/.exec(path.slice(this.#accountId.length)) ?? []
    if (name) return this.#handleDeployment(request, name)
    return request.method === 'GET' && path.length === this.#accountId.length
      ? jsonBody(200, { id: this.#accountId, properties: { endpoint: this.#options.endpoint() } })
      : failure(404, 'NotFound', 'There is no such resource.')
  }

  /** Answers a completion unless its deployment can answer; returns the model that answers it. */
  serve(request: ManagementRequest): RawResponse | { model: string } {
    const token = bearerToken(request.headers)
    const isKey = request.headers['api-key'] === this.#options.key
    if (!isKey && token === undefined)
      return failure(401, '401', 'Access denied due to invalid subscription key or wrong API endpoint.')
    if (token !== undefined && !isKey && !(this.#options.acceptsModels?.(token) ?? true))
      return failure(401, 'PermissionDenied', 'The principal lacks the required data action.')
    const { model: name = '', ...body } = JSON.parse(request.text || '{}')
    const deployment = this.deployments.get(name)
    if (!deployment?.served)
      return failure(404, 'DeploymentNotFound', 'The API deployment for this resource does not exist.')
    return this.#answer(deployment, body)
  }

  #answer(deployment: StoredDeployment, body: object): RawResponse | { model: string } {
    const { served = '', previous } = deployment
    if (deployment.previousAnswers > 0 && previous !== undefined) {
      deployment.previousAnswers -= 1
      return { model: previous }
    }
    if (deployment.notReady > 0) {
      deployment.notReady -= 1
      return failure(404, 'DeploymentNotReady', 'The deployment is not ready yet.')
    }
    const fate = this.#fate(served)
    if (fate === 'never answers') return failure(404, 'DeploymentNotFound', 'The deployment does not exist.')
    if (fate === 'fails to load') return failure(500, 'InternalServerError', 'Failed to load LoRA adapter.')
    if (fate === 'is filtered')
      return failure(400, 'content_filter', 'The prompt triggers the content management policy.')
    if (fate === 'does not chat')
      return failure(400, 'OperationNotSupported', 'chatCompletion does not work with the specified model.')
    if (/^o\d/.test(served) && 'max_tokens' in body)
      return failure(400, 'unsupported_parameter', "'max_tokens' is not supported with this model.")
    return { model: served }
  }

  #fate(model: string): ModelFate {
    return this.#options.fate?.(model) ?? 'answers'
  }

  #readOperation(id: string): RawResponse {
    const operation = this.#operations.get(id)
    return operation ? jsonBody(200, operation) : failure(404, 'NotFound', 'There is no such operation.')
  }

  #handleDeployment({ method, text }: ManagementRequest, name: string): RawResponse {
    const existing = this.deployments.get(name)
    if (method === 'GET') return this.#read(name)
    const isBusy = [...this.deployments.values()].some(({ plan }) => plan.length > 0)
    if (isBusy)
      return failure(409, 'RequestConflict', 'Another operation is being performed on the parent resource.')
    if (method === 'PUT') return this.#put(name, JSON.parse(text), existing)
    if (method !== 'DELETE') return failure(405, 'MethodNotAllowed', 'There is no such method.')
    if (!existing) return { status: 204, headers: {}, body: '' }
    existing.state = 'Deleting'
    existing.plan = [...Array(this.#reads).fill('Deleting'), 'gone']
    return { status: 202, headers: {}, body: '' }
  }

  get #reads(): number {
    return this.#options.provisioningReads ?? 2
  }

  /** Each read moves an operation one step on. */
  #read(name: string): RawResponse {
    const deployment = this.deployments.get(name)
    const next = deployment?.plan.shift()
    if (deployment && next === 'gone') {
      this.deployments.delete(name)
      this.#options.onChange?.(name, undefined)
    } else if (deployment && next !== undefined) this.#advance(deployment, next)
    const current = this.deployments.get(name)
    return current
      ? jsonBody(200, this.#toWire(current))
      : failure(404, 'DeploymentNotFound', `The deployment '${name}' does not exist.`)
  }

  #advance(deployment: StoredDeployment, state: string): void {
    const { name, resource, operation } = deployment
    deployment.state = state
    const { model } = resource.properties
    if (state === 'Succeeded') {
      deployment.previous = deployment.served
      deployment.served = model.name
      deployment.notReady = this.#options.notReadyRequests ?? 1
      deployment.previousAnswers = this.#options.previousAnswers ?? 0
      this.#operations.set(operation, { status: 'Succeeded' })
    } else if (state === 'Failed' || state === 'Canceled') {
      const isUnsafe = this.#fate(model.name) === 'is unsafe'
      const error = isUnsafe
        ? { code: 'BadRequest', message: 'The model was blocked by the content safety evaluation.' }
        : { code: 'InternalServerError', message: 'The model could not be deployed.' }
      this.#operations.set(operation, { status: state, error })
    }
    if (deployment.plan.length === 0) this.#options.onChange?.(name, model.name)
  }

  #put(name: string, body: Resource, existing: StoredDeployment | undefined): RawResponse {
    const refusal = this.#refuse(name, body)
    if (refusal) return refusal
    const fate = this.#fate(body.properties.model.name)
    const end = { fails: 'Failed', 'is unsafe': 'Failed', 'is canceled': 'Canceled' }[fate as 'fails']
    const operation = newHex()
    const deployment: StoredDeployment = {
      name,
      resource: body,
      state: existing ? 'Accepted' : 'Creating',
      plan: [...Array(this.#reads).fill('Creating'), end ?? 'Succeeded'],
      served: existing?.served,
      previous: existing?.previous,
      notReady: 0,
      previousAnswers: 0,
      operation,
    }
    this.deployments.set(name, deployment)
    this.#operations.set(operation, { status: 'InProgress' })
    const response = jsonBody(existing ? 200 : 201, this.#toWire(deployment))
    return { ...response, headers: { ...response.headers, ...this.#operationHeader(operation) } }
  }

  #refuse(name: string, { sku, properties }: Resource): RawResponse | undefined {
    const { model } = properties
    const fate = this.#fate(model.name)
    if (!sku?.name || !sku.capacity)
      return failure(400, 'InvalidResourceProperties', 'The specified SKU of the deployment is invalid.')
    if (fate === 'is unsupported')
      return failure(400, 'DeploymentModelNotSupported', `The model '${model.name}' is not supported.`)
    if (fate === 'has another format' && model.format === 'OpenAI')
      return failure(500, 'InternalServerError', 'An error occurred. Please reach out to support.')
    if (fate === 'is refused as unsafe')
      return failure(400, 'BadRequest', 'The model was blocked by the content safety evaluation.')
    const others = [...this.deployments.values()].filter((other) => other.name !== name)
    const used = others.reduce((sum, { resource }) => sum + resource.sku.capacity, 0)
    if (used + sku.capacity > (this.#options.quota ?? Number.POSITIVE_INFINITY))
      return failure(429, 'InsufficientQuota', 'This operation requires more quota than is available.')
    return undefined
  }

  #operationHeader(operation: string): Record<string, string> {
    const { operationHeader = 'azure-asyncoperation', endpoint, managementUrl = endpoint } = this.#options
    if (operationHeader === 'none') return {}
    const origin =
      operationHeader === 'foreign' ? 'https://operations.example' : new URL(managementUrl()).origin
    const url = `${origin}/subscriptions/0/providers/Microsoft.CognitiveServices/locations/x/operationResults/${operation}?api-version=2025-06-01`
    return { [operationHeader === 'location' ? 'location' : 'azure-asyncoperation']: url }
  }

  #toWire({ name, resource, state }: StoredDeployment): object {
    return {
      id: `${this.#accountId}/deployments/${name}`,
      type: 'Microsoft.CognitiveServices/accounts/deployments',
      name,
      etag: '"sandbox"',
      ...resource,
      properties: {
        ...resource.properties,
        provisioningState: state,
        capabilities: { chatCompletion: 'true' },
        rateLimits: [{ key: 'request', renewalPeriod: 60, count: resource.sku.capacity }],
      },
    }
  }
}

/** Returns the type and name of the account in a path, as Azure's messages have them. */
function toResourceName(path: string): string {
  return /\/providers\/([^/]+\/accounts\/[^/]+)/.exec(path)?.[1] ?? path
}

/** Returns a refusal in Azure's form. */
function failure(status: number, code: string, message: string): RawResponse {
  return jsonBody(status, { error: { code, message } })
}
