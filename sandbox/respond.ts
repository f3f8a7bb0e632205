import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'
import type { Dialect } from './dialect.ts'
import { type ApiResponse, jsonBody, type RawResponse } from './http.ts'
import type { Quirks } from './quirks.ts'

/** Returns what is sent for a response of the API, or for the error with which it rejects a request. */
export async function respond(handle: () => Promise<ApiResponse>, api: Api): Promise<RawResponse> {
  try {
    return encode(toRawResponse(await handle()), api.quirks)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return encode(errorResponse(error, api.dialect, api.quirks), api.quirks)
  }
}

/** Returns what is sent for an error. */
export function errorResponse(error: ApiError, dialect: Dialect, { errorShape }: Quirks): RawResponse {
  const { status, message, param } = error
  switch (errorShape) {
    case undefined:
      return jsonBody(status, dialect.errorBody(error))
    case 'detail': {
      if (status !== 400 && status !== 422) return jsonBody(status, { detail: message })
      if (param === null) return jsonBody(status, { detail: message })
      const loc = ['body', ...param.split('.')]
      return jsonBody(422, { detail: [{ type: 'value_error', loc, msg: message }] })
    }
    case 'message':
      return jsonBody(status, { message })
    case 'text-error':
      return jsonBody(status, { error: message })
    case 'errors':
      return jsonBody(status, { errors: [{ message, field: param }] })
    case 'title':
      return jsonBody(status, { type: 'about:blank', title: message, status })
    case 'string':
      return jsonBody(status, message)
    case 'text':
      return { status, headers: { 'content-type': 'text/plain' }, body: message }
  }
}

function toRawResponse(response: ApiResponse): RawResponse {
  if ('json' in response) return jsonBody(200, response.json)
  if ('status' in response) return response
  return { status: 200, headers: { 'content-type': response.type }, body: response.bytes }
}

const ENCODERS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }

function encode(response: RawResponse, { encoding, byteOrderMark }: Quirks): RawResponse {
  const isJson = response.headers['content-type'] === 'application/json'
  const body = byteOrderMark && isJson ? `\uFEFF${response.body}` : response.body
  if (encoding === undefined) return { ...response, body }
  const isPlain = encoding === 'mislabeled'
  return {
    ...response,
    headers: { ...response.headers, 'content-encoding': isPlain ? 'gzip' : encoding },
    body: isPlain ? body : ENCODERS[encoding](body),
  }
}
