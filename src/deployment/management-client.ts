import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { type BufferedResponse, decodeResponse } from '../http/request.ts'
import type { JsonObject } from '../json.ts'
import { ApiRequester, type CallOptions, type ClientOptions } from '../openai/api-request.ts'
import type { Credentials } from '../openai/authentication.ts'
import { optionalText } from '../openai/fields.ts'
import { type Deployment, decodeDeployment } from './deployment.ts'
import { isDeploymentAbsent, toManagementError, UNREACHABLE_HINT } from './management-errors.ts'

/** Which deployment of which account, how it is reached, and when its requests end. */
export interface ManagementClientOptions extends ClientOptions {
  /** The address of Azure Resource Manager. */
  managementUrl: string
  /** The resource id of the account. */
  accountId: string
  deployment: string
  credentials: Credentials
  userAgent: string
  fetch: Fetch
  clock: Clock
}

/** The status of an operation that Azure has accepted, and why it failed. */
export interface Operation {
  /** `InProgress`, `Succeeded`, `Failed`, `Canceled`; undefined when it is not reported. */
  status: string | undefined
  code: string | undefined
  message: string | undefined
}

/** Any version since 2023-05-01 has the same fields. */
const API_VERSION = '2025-06-01'

const AccountBody = z.looseObject({ properties: z.looseObject({ endpoint: z.string().min(1) }) })

const OperationBody = z.looseObject({
  status: optionalText,
  properties: z.looseObject({ provisioningState: optionalText }).optional().catch(undefined),
  error: z.looseObject({ code: optionalText, message: optionalText }).optional().catch(undefined),
})

/**
 * The part of Azure Resource Manager that a deployment needs, one request per method, without retries. All methods reject
 * with an ApiError that has a hint for Azure, ConnectionError, CredentialError, StepTimeoutError or the signal's reason.
 */
export class ManagementClient {
  readonly #options: ManagementClientOptions

  constructor(options: ManagementClientOptions) {
    this.#options = options
  }

  /** Returns the address at which the account's models answer. */
  async getEndpoint(): Promise<string> {
    const response = await this.#send('GET', '')
    const decode = (body: unknown) => AccountBody.parse(body).properties.endpoint
    return decodeResponse('GET account', response, decode)
  }

  /** Returns the deployment, or undefined if there is none of this name. */
  async getDeployment(): Promise<Deployment | undefined> {
    const { deployment } = this.#options
    try {
      const response = await this.#send('GET', this.#path)
      return decodeResponse(`GET ${this.#path}`, response, (body) => decodeDeployment(body, deployment))
    } catch (error) {
      if (isDeploymentAbsent(error)) return undefined
      throw error
    }
  }

  /** Creates or replaces the deployment. Returns the address of the operation, if it is one of the same server. */
  async putDeployment(body: JsonObject): Promise<string | undefined> {
    const response = await this.#send('PUT', this.#path, { json: body })
    // The page of a proxy has accepted nothing.
    decodeResponse(`PUT ${this.#path}`, response, (answer) => z.looseObject({}).optional().parse(answer))
    return this.#getOperationUrl(response)
  }

  /** Deletes the deployment, which may take time; returns at once if there is none. */
  async deleteDeployment(): Promise<void> {
    try {
      await this.#send('DELETE', this.#path)
    } catch (error) {
      if (!isDeploymentAbsent(error)) throw error
    }
  }

  /** Returns the status of an operation. */
  async getOperation(url: string): Promise<Operation> {
    const response = await this.#createRequester(url).send('GET', '')
    return decodeResponse('GET operation', response, (body) => {
      const { status, properties, error } = OperationBody.parse(body)
      return { status: status ?? properties?.provisioningState, code: error?.code, message: error?.message }
    })
  }

  get #path(): string {
    return `/deployments/${encodeURIComponent(this.#options.deployment)}`
  }

  async #send(method: string, path: string, options: CallOptions = {}): Promise<BufferedResponse> {
    const { managementUrl, accountId } = this.#options
    const accountPath = encodeURI(accountId)
    try {
      return await this.#createRequester(managementUrl).send(method, accountPath + path, {
        query: { 'api-version': API_VERSION },
        ...options,
      })
    } catch (error) {
      throw toManagementError(error, accountPath)
    }
  }

  #createRequester(baseUrl: string): ApiRequester {
    const { credentials, userAgent, fetch, clock } = this.#options
    const connection = { baseUrl, headers: { 'user-agent': userAgent }, credentials }
    return new ApiRequester(connection, fetch, clock, { ...this.#options, unreachableHint: UNREACHABLE_HINT })
  }

  /** The credential goes to the configured server only, so an address of another one is not used. */
  #getOperationUrl({ headers }: BufferedResponse): string | undefined {
    const { managementUrl } = this.#options
    const address = headers.get('azure-asyncoperation') ?? headers.get('location')
    if (!address || !URL.canParse(address, managementUrl)) return undefined
    const url = new URL(address, managementUrl)
    return url.origin === new URL(managementUrl).origin ? url.href : undefined
  }
}
