import { truncate } from '../errors.ts'
import type { ApiErrorDetails } from '../http/errors.ts'
import { type BufferedResponse, parseBody } from '../http/request.ts'
import { isJsonObject, type JsonObject } from '../json.ts'

/** The facts in the body of an error response. */
type ErrorBody = Pick<ApiErrorDetails, 'isApiResponse' | 'isOwnError' | 'code' | 'serverMessage' | 'param'>

/** Returns the facts in the body of an error response, in any shape that servers use; of the page of a proxy, none. */
export function parseErrorBody({ text, headers }: Pick<BufferedResponse, 'text' | 'headers'>): ErrorBody {
  const body = parseOptional(text)
  if (body === undefined)
    return { isApiResponse: false, isOwnError: false, serverMessage: readPlainText(text, headers) }
  const error = isJsonObject(body) && isJsonObject(body.error) ? body.error : undefined
  // The API's error object (API reference; Azure has the same fields).
  if (error && [error.message, error.code, error.type].some(isText))
    return {
      isApiResponse: true,
      isOwnError: true,
      code: readCode(error.code) ?? readCode(error.type),
      serverMessage: cleanMessage(findReason(error)),
      param: isText(error.param) ? error.param : undefined,
    }
  return { isApiResponse: true, isOwnError: false, ...readForeignBody(body) }
}

/** Returns the JSON object, list or text of a body; nothing for a page, or for a number that a page happens to be. */
function parseOptional(text: string): JsonObject | unknown[] | string | undefined {
  try {
    const body = parseBody(text)
    return isJsonObject(body) || Array.isArray(body) || typeof body === 'string' ? body : undefined
  } catch {
    return undefined
  }
}

/** Python's `None` as text, which LiteLLM sends for a code or a field that it does not know, is no text. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && !/^\s*(?:None)?\s*$/.test(value)

/** The errors of OAuth servers (RFC 6749, 5.2), of gateways and of frameworks. */
function readForeignBody(
  body: JsonObject | unknown[] | string,
): Pick<ErrorBody, 'code' | 'serverMessage' | 'param'> {
  const reason = findReason(body)
  if (!isJsonObject(body)) return { serverMessage: cleanMessage(reason) }
  const { error, code, type } = body
  const errorCode = isText(error) && /^[\w.-]+$/.test(error) ? error : undefined
  return {
    code: errorCode ?? readCode(code) ?? readCode(type),
    serverMessage: reason === errorCode ? undefined : cleanMessage(reason),
    param: findParam(body.detail),
  }
}

/** A code is a word; some servers repeat the status in its place, or link to a page about it. */
function readCode(value: unknown): string | undefined {
  const code = typeof value === 'number' ? String(value) : value
  return isText(code) && !/^\d{3}$|:\/\/|^about:/.test(code) ? code : undefined
}

/** Where servers write the reason, in the order of how much it says. */
const REASON_KEYS = [
  'message',
  'error_description',
  'error_message',
  'errormessage',
  'msg',
  'detail',
  'faultstring',
  'description',
  'reason',
  'errors',
  'details',
  'error',
  'fault',
  'title',
]
const MAX_DEPTH = 5
const MAX_REASONS = 3

/** Returns the reason in a body of any shape. */
function findReason(value: unknown, depth = 0): string | undefined {
  if (isText(value)) return value
  if (depth > MAX_DEPTH) return undefined
  if (Array.isArray(value)) {
    const reasons = value.slice(0, 20).flatMap((item) => findReason(item, depth + 1) ?? [])
    return [...new Set(reasons)].slice(0, MAX_REASONS).join('; ') || undefined
  }
  if (!isJsonObject(value)) return undefined
  const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]))
  for (const key of REASON_KEYS) {
    const field = fields.get(key)
    const reason = findReason(field, depth + 1) ?? (key === 'errors' ? joinByField(field, depth) : undefined)
    if (reason !== undefined) return prefixLocation(fields.get('loc'), reason)
  }
  return undefined
}

/** The reasons of a map from fields to reasons (`{"n_epochs": ["must be a number"]}`). */
function joinByField(value: unknown, depth: number): string | undefined {
  if (!isJsonObject(value)) return undefined
  const reasons = Object.entries(value).flatMap(([name, field]) => {
    const reason = findReason(field, depth + 1)
    return reason === undefined ? [] : [`${name}: ${reason}`]
  })
  return reasons.slice(0, MAX_REASONS).join('; ') || undefined
}

/** FastAPI names the field beside the reason. */
function prefixLocation(loc: unknown, reason: string): string {
  const path = formatLocation(loc)
  return path === undefined ? reason : `${path}: ${reason}`
}

function formatLocation(loc: unknown): string | undefined {
  if (!Array.isArray(loc)) return undefined
  const path = loc[0] === 'body' || loc[0] === 'query' ? loc.slice(1) : loc
  return path.join('.') || undefined
}

/** Returns the first field that FastAPI names in its list of reasons. */
function findParam(detail: unknown): string | undefined {
  if (!Array.isArray(detail)) return undefined
  return detail.map((item) => (isJsonObject(item) ? formatLocation(item.loc) : undefined)).find(isText)
}

const MAX_MESSAGE_LENGTH = 1000

/** Drops the hint of a rejected upload, because it quotes the data. */
function cleanMessage(message: string | undefined): string | undefined {
  if (!message) return undefined
  const line = message
    .slice(0, 10 * MAX_MESSAGE_LENGTH)
    .replace(/\s+/g, ' ')
    .replace(/\(?HINT: line starts with.*/i, '')
    .trim()
  return truncate(line, MAX_MESSAGE_LENGTH) || undefined
}

const MAX_TEXT_LENGTH = 500
const MAX_TEXT_LINES = 3

/** Returns a short plain text; a longer one, or one with tags, is a page. */
function readPlainText(text: string, headers: BufferedResponse['headers']): string | undefined {
  const line = text.trim()
  const isPage = /html|xml|json/i.test(headers.get('content-type') ?? '') || /[<{[]/.test(line)
  if (isPage || line.length > MAX_TEXT_LENGTH || line.split('\n').length > MAX_TEXT_LINES) return undefined
  return cleanMessage(line)
}
