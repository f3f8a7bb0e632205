import { z } from 'zod'
import { idField, optionalNumber, optionalText, optionalTime } from './fields.ts'

/** An uploaded file. OpenAI has deprecated `status`, but Azure requires clients to check it. */
export interface RemoteFile {
  id: string
  status?: string | undefined
  statusDetails?: string | undefined
  name?: string | undefined
  bytes?: number | undefined
  /** Unix seconds. */
  createdAt?: number | undefined
  /** Unix seconds; files for fine-tuning usually do not expire. */
  expiresAt?: number | undefined
}

const FileBody = z.looseObject({
  id: idField,
  status: optionalText,
  status_details: optionalText,
  filename: optionalText,
  bytes: optionalNumber,
  created_at: optionalTime,
  expires_at: optionalTime,
})

/** Decodes an uploaded file; throws if the body is not a file. */
export function decodeFile(body: unknown): RemoteFile {
  const file = FileBody.parse(body)
  return {
    id: file.id,
    status: file.status,
    statusDetails: file.status_details,
    name: file.filename,
    bytes: file.bytes,
    createdAt: file.created_at,
    expiresAt: file.expires_at,
  }
}

const IdBody = z.object({ id: idField })

/** Decodes the id of an upload in parts, or of one of its parts. */
export function decodeId(body: unknown): { id: string } {
  return IdBody.parse(body)
}

const CompletedBody = z.looseObject({ file: z.unknown() })

/** Decodes the file of a completed upload; throws if the body has none. */
export function decodeCompletedUpload(body: unknown): RemoteFile {
  return decodeFile(CompletedBody.parse(body).file)
}
