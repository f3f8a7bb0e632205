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
