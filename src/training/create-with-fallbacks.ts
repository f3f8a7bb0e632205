import { buildCreateRequest } from '../config/create-request.ts'
import type { Dependencies } from '../dependencies.ts'
import type { ActionError } from '../errors.ts'
import { ApiError, isSafeToResend } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { type CreatedJob, createJob } from './create-job.ts'
import { provenanceMetadata, type Training, toJobCriteria } from './job-identity.ts'
import { hasAnyMetadata, matches } from './match-job.ts'
import { retryOptions } from './retry-options.ts'
import type { FileIds, UploadedFiles } from './uploaded-files.ts'

/** What creating the job of a training depends on. */
export interface CreateTrainingOptions extends Training {
  deps: Dependencies
  client: Client
  /** No request is sent after this time of the clock. */
  deadline: number
  files: UploadedFiles
  /** Returns whether a job existed before and is none that this step may have created. */
  isIgnored: (job: Job) => boolean
  /** Uploads again what is missing on the server. */
  uploadFiles: () => Promise<FileIds>
}

/** Creates the job of a training: without metadata if the server rejects it, with new uploads if files are gone. */
export async function createWithFallbacks(
  fileIds: FileIds,
  options: CreateTrainingOptions,
): Promise<CreatedJob> {
  const { plan, deps, files } = options
  const { runner, attemptId } = deps
  // Lets the post step find the job if the response never comes.
  runner.saveState('attempt', attemptId)
  const metadata = { ...plan.job.metadata, ...provenanceMetadata(options) }
  try {
    return await send(fileIds, metadata, options)
  } catch (error) {
    if (!(error instanceof ApiError) || !isSafeToResend(error)) throw error
    if (isMetadataRejected(error)) {
      runner.warning(
        'This server rejects metadata, so the job is created without it. Later runs can recognize it only by its files, model and method.',
      )
      return await send(fileIds, undefined, options)
    }
    if (!(await files.dropMissing().catch(() => false))) throw error
    return await send(await options.uploadFiles(), metadata, options)
  }
}

async function send(
  fileIds: FileIds,
  metadata: Record<string, string> | undefined,
  options: CreateTrainingOptions,
): Promise<CreatedJob> {
  const { plan, deps, client, deadline, files } = options
  const { training, validation } = fileIds
  const attempt = { ft_attempt: deps.attemptId }
  const criteria = { ...toJobCriteria(options), metadata: attempt }
  // A job without metadata is ours only if it uses these very files: other runs' jobs use copies of them.
  const usesFiles = (job: Job) => job.trainingFile === training && job.validationFile === validation
  const filter = (job: Job) =>
    !options.isIgnored(job) && matches(criteria, job) && (hasAnyMetadata(job) || usesFiles(job))
  const { metadata: _, ...spec } = plan.job
  const request = buildCreateRequest(
    { ...spec, ...(metadata && { metadata }) },
    { training, ...(validation && { validation }) },
  )
  files.reserve(fileIds)
  try {
    return await createJob(client, request, {
      ...retryOptions(deps),
      deadline,
      query: { filter, metadata: metadata && attempt },
      onAmbiguous: (error: ActionError) =>
        deps.runner.info(`${error.message}. Checking whether the job was created before retrying.`),
    })
  } catch (error) {
    if (isSafeToResend(error)) files.release(fileIds)
    throw error
  }
}

function isMetadataRejected({ status, param, serverMessage }: ApiError): boolean {
  return status === 400 && /metadata/i.test(`${param} ${serverMessage}`)
}
