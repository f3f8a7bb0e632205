import { z } from 'zod'

/** A text that is not empty; anything else counts as not reported. */
export const optionalText = z.string().min(1).optional().catch(undefined)

/** A number; anything else counts as not reported. */
export const optionalNumber = z.number().optional().catch(undefined)

/** The first time in milliseconds that a server can mean; in seconds it is the year 5138. */
const MIN_MILLISECONDS = 1e11

/** A time in Unix seconds; gateways forward the milliseconds of other APIs. */
export const optionalTime = z
  .number()
  .transform((time) => (time >= MIN_MILLISECONDS ? Math.floor(time / 1000) : time))
  .optional()
  .catch(undefined)

/** Ids are used in paths, outputs and later workflows, so only printable ASCII without spaces is accepted. */
const idText = z.string().regex(/^[\x21-\x7e]{1,1024}$/)

/** The id of a job, a file or a checkpoint; some servers count them. */
export const idField = z.union([idText, z.number().int().nonnegative().safe().transform(String)])

/** An id that may not be reported. */
export const optionalId = idField.optional().catch(undefined)

/** A JSON object under the server's own names; anything else counts as empty. */
export const settings = z.record(z.string(), z.unknown()).catch({})

/** Metadata as the API has it: pairs of text. */
export const metadataField = z
  .record(z.string(), z.unknown())
  .transform((pairs) =>
    Object.fromEntries(
      Object.entries(pairs).flatMap(([key, value]) =>
        ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
      ),
    ),
  )
  .catch({})
