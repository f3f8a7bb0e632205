import type { z } from 'zod'
import { ApiError } from './api-error.ts'

/** Parses a request body; throws an `ApiError` in the words of the API (JSON Schema in Python) if it is invalid. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw issue ? toApiError(issue, body) : new ApiError(400, 'Invalid request')
}

function toApiError(issue: z.core.$ZodIssue, body: unknown): ApiError {
  const path = issue.path.join('.')
  const value = issue.path.reduce<unknown>((inside, key) => Object(inside)[key], body)
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0]].join('.')
    const where = [...issue.path, issue.keys[0]].join(' -> ')
    const message = `1 validation error for Request\nbody -> ${where}\n  extra fields not permitted (type=value_error.extra)`
    return new ApiError(400, message, { param: field })
  }
  if (value === undefined) {
    return new ApiError(400, `'${issue.path.at(-1)?.toString()}' is a required property`, { param: path })
  }
  const shown = toPythonLiteral(value).slice(0, 100)
  return new ApiError(400, `${shown} ${describeIssue(issue)} - '${path}'`, { param: path })
}

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is not of type '${issue.expected === 'int' ? 'integer' : issue.expected}'`
    case 'too_big':
      return issue.origin === 'string' ? 'is too long' : `is greater than the maximum of ${issue.maximum}`
    case 'too_small':
      return issue.origin === 'string' ? 'is too short' : `is less than the minimum of ${issue.minimum}`
    case 'invalid_value':
      return `is not one of [${issue.values.map(toPythonLiteral).join(', ')}]`
    case 'custom':
      return issue.message
    default:
      return 'is not valid under any of the given schemas'
  }
}

function toPythonLiteral(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}
