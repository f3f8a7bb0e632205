import { z } from 'zod'

/** A model as the server describes it. */
export interface Model {
  id: string
  /** YYYY-MM-DD, if a shutdown is announced. */
  shutdownDate: string | undefined
}

const ModelBody = z.looseObject({ id: z.string(), shutdown_date: z.iso.date().optional().catch(undefined) })

/** Decodes a model; throws if the body is not a model. */
export function decodeModel(body: unknown): Model {
  const { id, shutdown_date: shutdownDate } = ModelBody.parse(body)
  return { id, shutdownDate }
}

/** The limits of one model: numbers under the server's own names. */
export interface ModelLimits {
  model: string
  [name: string]: unknown
}

const LimitsBody = z.looseObject({
  data: z.array(z.looseObject({ model: z.string() }).nullable().catch(null)),
})

/** Decodes the limits of all models. */
export function decodeModelLimits(body: unknown): ModelLimits[] {
  return LimitsBody.parse(body).data.filter((limits) => limits !== null)
}

/**
 * Returns whether two names stand for the same model: a server may put its provider before the name (`azure/gpt-4.1-mini`),
 * and reports an alias as a snapshot with a date (`gpt-4.1-mini-2025-04-14`, `gpt-3.5-turbo-0125`; API reference, create).
 * Snapshots of two dates are two models.
 */
export function isSameModel(a: string, b: string): boolean {
  const [one, other] = [removeProvider(a), removeProvider(b)]
  return one === other || removeDate(one) === other || one === removeDate(other)
}

/** Returns whether a name is that of a fine-tuned model: `ft:BASE:ORGANIZATION:…`, at Azure `BASE.ft-…`. */
export function isFineTunedModel(name: string): boolean {
  return /^ft:|\.ft-/i.test(name)
}

/** The name of a fine-tuned model (`ft:…`) is compared in its own capitals. */
function removeProvider(name: string): string {
  const fineTuned = /(?:^|\/)(ft:.*)$/.exec(name)?.[1]
  return fineTuned ?? name.toLowerCase().replace(/^.*\//s, '')
}

const removeDate = (name: string) =>
  name.startsWith('ft:') ? name : name.replace(/-(?:20\d\d-\d\d-\d\d|\d{4})$/, '')
