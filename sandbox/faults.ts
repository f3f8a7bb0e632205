import { z } from 'zod'

const errorFields = z.strictObject({
  message: z.string().optional(),
  type: z.string().optional(),
  param: z.string().nullable().optional(),
  code: z.string().nullable().optional(),
})

const filter = {
  /** Any method, if absent. */
  method: z.string().optional(),
  /** Regular expression for the whole path after the base URL, without the query; any path, if absent. */
  path: z.union([z.string(), z.instanceof(RegExp)]).optional(),
  /** How many matching requests pass first. */
  skip: z.int().min(0).optional(),
  /** How many requests it hits: one, or all of them with `every`. */
  times: z.int().min(1).optional(),
  /** 1: each matching request; 2: every second one, so that the retry of a failed request succeeds. */
  every: z.int().min(1).optional(),
  /** Whether the request is carried out in spite of the fault. */
  effect: z.boolean().optional(),
}

const rule = z.discriminatedUnion('kind', [
  /** A response with this status; by default with the API's error body, for 502 and 504 with a proxy's page. */
  z.strictObject({
    ...filter,
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.enum(['api', 'html', 'empty', 'detail', 'text']).optional(),
    error: errorFields.optional(),
  }),
  /** The connection breaks before the request is carried out. */
  z.strictObject({ ...filter, kind: z.literal('reset') }),
  /** The request is carried out, then the connection breaks without a response. */
  z.strictObject({ ...filter, kind: z.literal('lost') }),
  /** There is never a response. */
  z.strictObject({ ...filter, kind: z.literal('hang') }),
  /** Headers and half of the body are sent, then nothing more. */
  z.strictObject({ ...filter, kind: z.literal('stall') }),
  /** Headers and half of the body are sent, then the connection breaks. */
  z.strictObject({ ...filter, kind: z.literal('truncated') }),
  /** A proxy's page with status 200. */
  z.strictObject({ ...filter, kind: z.literal('html') }),
  /** The right status and content type with a body that is not JSON. */
  z.strictObject({ ...filter, kind: z.literal('garbage') }),
  z.strictObject({
    ...filter,
    kind: z.literal('redirect'),
    location: z.string(),
    status: z.int().min(300).max(399).optional(),
  }),
  /** The right response, late. */
  z.strictObject({ ...filter, kind: z.literal('slow'), ms: z.number().min(0) }),
])

/** Which requests a fault hits, and what it does. */
export type FaultRule = z.infer<typeof rule>

/** The kinds of faults that carry the request out, unless the rule says otherwise. */
const APPLIED_KINDS: ReadonlySet<string> = new Set(['lost', 'stall', 'truncated', 'garbage', 'slow'])

/** Returns whether the request is carried out in spite of the fault. */
export function isAppliedBeforeFailing(fault: FaultRule): boolean {
  return fault.effect ?? APPLIED_KINDS.has(fault.kind)
}

/** The active rules. They are tried in order; the first that hits a request wins. */
export class Faults {
  #rules: { readonly rule: FaultRule; readonly path: RegExp; matched: number; fired: number }[] = []

  /** Adds a rule: as an object, or as text (`parseFault`). */
  add(fault: FaultRule | string): void {
    const checked = typeof fault === 'string' ? parseFault(fault) : rule.parse(fault)
    const source = checked.path instanceof RegExp ? checked.path.source : (checked.path ?? '.*')
    this.#rules.push({ rule: checked, path: new RegExp(`^(?:${source})$`), matched: 0, fired: 0 })
  }

  clear(): void {
    this.#rules = []
  }

  /** Returns the fault that hits this request, and counts the request. */
  next(method: string, path: string): FaultRule | undefined {
    for (const entry of this.#rules) {
      const { rule } = entry
      if ((rule.method !== undefined && rule.method !== method) || !entry.path.test(path)) continue
      const index = entry.matched++ - (rule.skip ?? 0)
      if (index < 0 || index % (rule.every ?? 1) !== 0) continue
      if (entry.fired >= (rule.times ?? (rule.every ? Number.POSITIVE_INFINITY : 1))) continue
      entry.fired += 1
      return rule
    }
    return undefined
  }
}

/**
 * Parses `[METHOD] PATH FAULT [TIMES]`. METHOD and PATH may be `*`; FAULT is a status (`503`; `429:5` with Retry-After;
 * `503:html`), a kind (`lost`), `redirect:URL` or `slow:MS`; TIMES is a number, `every` or `every/2`.
 */
export function parseFault(text: string): FaultRule {
  const words = text.trim().split(/\s+/)
  const [method, path, fault, times = '1'] = /^([A-Z]+|\*)$/.test(words[0] ?? '') ? words : ['*', ...words]
  const match = /^([a-z]+|\d{3})(?::(.+))?$/.exec(fault ?? '')
  const repetition = /^(?:(\d+)|every(?:\/(\d+))?)$/.exec(times)
  if (path === undefined || !match || !repetition) {
    throw new Error(`invalid fault "${text}": must be [METHOD] PATH FAULT [TIMES]`)
  }
  const [, kind, detail] = match
  return rule.parse({
    ...(method !== '*' && { method }),
    ...(path !== '*' && { path }),
    ...(repetition[1] ? { times: Number(repetition[1]) } : { every: Number(repetition[2] ?? 1) }),
    ...(/^\d/.test(kind ?? '') ? statusFault(Number(kind), detail) : { kind }),
    ...(kind === 'redirect' && { location: detail }),
    ...(kind === 'slow' && { ms: Number(detail) }),
  })
}

function statusFault(status: number, detail: string | undefined) {
  if (detail === undefined) return { kind: 'status', status }
  const isSeconds = /^\d+$/.test(detail)
  return {
    kind: 'status',
    status,
    ...(isSeconds ? { headers: { 'retry-after': detail } } : { body: detail }),
  }
}
