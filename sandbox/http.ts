import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { ApiError } from './api-error.ts'

/** A request to the API. */
export interface ApiRequest {
  readonly method: string
  /** The base path: the path of the base URL. */
  readonly base: string
  /** After the base URL, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** The body, if it is JSON. */
  readonly text: string
  /** The body, if it is not JSON. */
  readonly stream: AsyncIterable<Buffer>
}

/** The response of the API: a value that is sent as JSON, bytes that are sent as they are, or a whole response. */
export type ApiResponse =
  | { readonly json: unknown }
  | { readonly bytes: Buffer; readonly type: string }
  | RawResponse

/** Returns a response with a JSON body. */
export function jsonResponse(value: unknown): ApiResponse {
  return { json: value }
}

/** Parses the body of a request; throws an `ApiError` if it is not JSON. */
export function parseJson({ text }: ApiRequest): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const message =
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The API expects a JSON payload, but what was sent was not valid JSON.)'
    throw new ApiError(400, message)
  }
}

/** A response as it is sent. */
export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Returns a response with this status and a JSON body. */
export function jsonBody(status: number, value: unknown): RawResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value, null, 2) }
}

/** Reads the whole body of a request as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
