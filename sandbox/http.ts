import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from './api-error.ts'

/** A request as the API sees it. */
export interface Call {
  readonly method: string
  /** After the base URL, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** The body, where it is JSON. */
  readonly text: string
  /** The body, where it is not. */
  readonly stream: AsyncIterable<Buffer>
}

/** What the API answers: a value goes out as JSON, bytes as they are. */
export type Reply = { readonly json: unknown } | { readonly bytes: Buffer; readonly type: string }

/** An answer that is JSON. */
export function json(value: unknown): Reply {
  return { json: value }
}

/** The body of a request that has to be JSON. */
export function parseJson({ text }: Call): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const message =
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The API expects a JSON payload, but what was sent was not valid JSON.)'
    throw new Refusal(400, message)
  }
}
