/** What the API says about a refused request, beside its message. */
export interface RefusalFacts {
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | null
}

/** A request that is not carried out; becomes an answer with the API's error body. */
export class Refusal extends Error {
  readonly status: number
  readonly type: string
  readonly param: string | null
  readonly code: string | null

  constructor(status: number, message: string, facts: RefusalFacts = {}) {
    super(message)
    this.status = status
    this.type = facts.type ?? 'invalid_request_error'
    this.param = facts.param ?? null
    this.code = facts.code ?? null
  }
}
