import type { IncomingHttpHeaders } from 'node:http'
import type { ApiError } from './api-error.ts'
import type { ApiRequest } from './http.ts'
import type { Quirks } from './quirks.ts'

/** The differences on the wire between the servers that the sandbox can imitate; one file each in `dialects/`. */
export interface Dialect {
  readonly basePath: string
  /** An older base path, below which the same API is served. */
  readonly classicPath?: string
  /** Prefix of the key that the sandbox makes up when it is given none. */
  readonly keyPrefix: string
  /** The header with which a client sends its key. */
  keyHeader(key: string): readonly [name: string, value: string]
  /** Throws an `ApiError` unless the request carries the key, or something this server accepts instead. */
  authenticate(request: Credentials, key: string): void
  /** Throws an `ApiError` for a request that this server rejects although it has a credential. */
  assertAccepted?(request: ApiRequest): void
  /** Returns what the inputs of the action must be at this server, beside its key and the data. */
  inputs?(url: string): Readonly<Record<string, string>>
  /** Response headers beyond OpenAI's. */
  headers(): Readonly<Record<string, string>>
  /** How each job status is spelled; a status that is missing here is sent as it is. */
  readonly statuses: Readonly<Record<string, string>>
  /** Whether a new file is `pending`, then `running`, and unusable until it is `processed`. */
  readonly slowFiles: boolean
  /** Whether a byte order mark before the first line is accepted. */
  readonly byteOrderMark: boolean
  /** Whether `/models` has the shutdown date of each base model. */
  readonly shutdownDates: boolean
  /** Whether the server has an endpoint that validates graders. */
  readonly graderEndpoints: boolean
  readonly suffix: RegExp
  /** Fields of the create request beyond OpenAI's. */
  readonly extraFields: readonly string[]
  /** Fields within those of the create request beyond OpenAI's: `method.reinforcement.tools`. */
  readonly openFields?: readonly string[]
  /** Types of graders beyond OpenAI's. */
  readonly graderTypes?: readonly string[]
  /** The methods with which it trains; all, if absent. */
  readonly methods?: readonly string[]
  /** Its base models; OpenAI's, if absent. */
  readonly models?: readonly string[]
  /** How many examples it needs; ten, if absent. */
  readonly minExamples?: number
  /** `false`: reinforcement needs no validation file. */
  readonly needsValidation?: boolean
  /** `error` of a job that has not failed: null in the schema, three nulls in practice. */
  readonly noError: { readonly code: null; readonly message: null; readonly param: null } | null
  /** Columns of the result file of supervised jobs: name, metric. */
  readonly resultColumns: readonly (readonly [string, string])[]
  encodeResults(csv: string): string
  errorBody(error: ApiError): unknown
  modelName(base: string, suffix: string): string
  checkpointId(): string
  /** The odd behaviors that every server of this kind has. */
  readonly quirks?: Quirks
}

/** The parts of a request that authentication reads. */
export interface Credentials {
  /** The base path below which the request came. */
  readonly base: string
  readonly headers: IncomingHttpHeaders
  readonly query: URLSearchParams
}

/** Returns the bearer token of a request, if it has one. The scheme is read in any case (RFC 9110, 11.1). */
export function bearerToken({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  return /^Bearer +(.+)$/i.exec(authorization)?.[1]
}

/** Returns the base path below which a path is; undefined if it is below none. */
export function findBase(path: string, { basePath, classicPath }: Dialect): string | undefined {
  return [basePath, classicPath].find((base) => base !== undefined && path.startsWith(`${base}/`))
}
