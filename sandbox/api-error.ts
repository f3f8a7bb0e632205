/** The fields of an API error besides its message. */
export interface ApiErrorFields {
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | null
}

/** Thrown for a rejected request; becomes a response with the API's error body. */
export class ApiError extends Error {
  readonly status: number
  readonly type: string
  readonly param: string | null
  readonly code: string | null

  constructor(status: number, message: string, fields: ApiErrorFields = {}) {
    super(message)
    this.status = status
    this.type = fields.type ?? 'invalid_request_error'
    this.param = fields.param ?? null
    this.code = fields.code ?? null
  }
}
