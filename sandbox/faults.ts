import { z } from 'zod'

const facts = z.strictObject({
  message: z.string().optional(),
  type: z.string().optional(),
  param: z.string().nullable().optional(),
  code: z.string().nullable().optional(),
})

const which = {
  /** Any method when absent. */
  method: z.string().optional(),
  /** Regular expression for the whole path after the base URL, without the query; any path when absent. */
  path: z.union([z.string(), z.instanceof(RegExp)]).optional(),
  /** How many matching requests are let through first. */
  skip: z.int().min(0).optional(),
  /** How many it befalls: one, or no end of them with `every`. */
  times: z.int().min(1).optional(),
  /** 1: each matching request; 2: each second, so that the repetition of a failed one succeeds. */
  every: z.int().min(1).optional(),
  /** Whether what was asked for is done all the same. */
  effect: z.boolean().optional(),
}

const rule = z.discriminatedUnion('kind', [
  /** An answer with this status; by default with the API's body, for 502 and 504 with a proxy's page. */
  z.strictObject({
    ...which,
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.enum(['api', 'html', 'empty']).optional(),
    error: facts.optional(),
  }),
  /** The connection breaks before anything is done. */
  z.strictObject({ ...which, kind: z.literal('reset') }),
  /** It is done, and then the connection breaks without an answer. */
  z.strictObject({ ...which, kind: z.literal('lost') }),
  /** No answer ever comes. */
  z.strictObject({ ...which, kind: z.literal('hang') }),
  /** Headers and half of the body come, then nothing more. */
  z.strictObject({ ...which, kind: z.literal('stall') }),
  /** Headers and half of the body come, then the connection breaks. */
  z.strictObject({ ...which, kind: z.literal('truncated') }),
  /** A page of a proxy with status 200. */
  z.strictObject({ ...which, kind: z.literal('html') }),
  /** The right status and type with a body that is no JSON. */
  z.strictObject({ ...which, kind: z.literal('garbage') }),
  z.strictObject({
    ...which,
    kind: z.literal('redirect'),
    location: z.string(),
    status: z.int().min(300).max(399).optional(),
  }),
  /** The right answer, late. */
  z.strictObject({ ...which, kind: z.literal('slow'), ms: z.number().min(0) }),
])

/** Which requests something goes wrong with, and what. */
export type FaultRule = z.infer<typeof rule>

/** The kinds of faults in which what was asked for is done, unless the rule says otherwise. */
const EFFECTIVE: ReadonlySet<string> = new Set(['lost', 'stall', 'truncated', 'garbage', 'slow'])

/** Whether the request is carried out in spite of the fault. */
export function takesEffect(fault: FaultRule): boolean {
  return fault.effect ?? EFFECTIVE.has(fault.kind)
}

/** The rules in force. They are tried in order; the first that befalls a request counts it last. */
export class Faults {
  #rules: { readonly rule: FaultRule; readonly path: RegExp; seen: number; fired: number }[] = []

  /** Adds a rule: as an object, or as text (`parseFault`). */
  add(given: FaultRule | string): void {
    const checked = typeof given === 'string' ? parseFault(given) : rule.parse(given)
    const source = checked.path instanceof RegExp ? checked.path.source : (checked.path ?? '.*')
    this.#rules.push({ rule: checked, path: new RegExp(`^(?:${source})$`), seen: 0, fired: 0 })
  }

  clear(): void {
    this.#rules = []
  }

  /** What befalls this request. */
  next(method: string, path: string): FaultRule | undefined {
    for (const entry of this.#rules) {
      const { rule } = entry
      if ((rule.method !== undefined && rule.method !== method) || !entry.path.test(path)) continue
      const index = entry.seen++ - (rule.skip ?? 0)
      if (index < 0 || index % (rule.every ?? 1) !== 0) continue
      if (entry.fired >= (rule.times ?? (rule.every ? Number.POSITIVE_INFINITY : 1))) continue
      entry.fired += 1
      return rule
    }
    return undefined
  }
}

/**
 * Reads `[METHOD] PATH WHAT [TIMES]`. METHOD and PATH may be `*`; WHAT is a status (`503`; `429:5` with Retry-After;
 * `503:html`), a kind (`lost`), `redirect:URL` or `slow:MS`; TIMES is a number, `every` or `every/2`.
 */
export function parseFault(text: string): FaultRule {
  const words = text.trim().split(/\s+/)
  const [method, path, what, times = '1'] = /^([A-Z]+|\*)$/.test(words[0] ?? '') ? words : ['*', ...words]
  const match = /^([a-z]+|\d{3})(?::(.+))?$/.exec(what ?? '')
  const often = /^(?:(\d+)|every(?:\/(\d+))?)$/.exec(times)
  if (path === undefined || !match || !often) {
    throw new Error(`cannot read the fault "${text}": expected [METHOD] PATH WHAT [TIMES]`)
  }
  const [, kind, detail] = match
  return rule.parse({
    ...(method !== '*' && { method }),
    ...(path !== '*' && { path }),
    ...(often[1] ? { times: Number(often[1]) } : { every: Number(often[2] ?? 1) }),
    ...(/^\d/.test(kind ?? '') ? statusFault(Number(kind), detail) : { kind }),
    ...(kind === 'redirect' && { location: detail }),
    ...(kind === 'slow' && { ms: Number(detail) }),
  })
}

function statusFault(status: number, detail: string | undefined) {
  const body = detail === 'api' || detail === 'html' || detail === 'empty' ? { body: detail } : undefined
  return { kind: 'status', status, ...body, ...(detail && !body && { headers: { 'retry-after': detail } }) }
}
