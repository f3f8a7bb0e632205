import { buildCreateRequest } from '../config/create-request.ts'
import type { Dependencies } from '../dependencies.ts'
import type { ActionError } from '../errors.ts'
import { ApiError, isSafeToResend } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import { type CreatedJob, createJob } from './create-job.ts'
import { attemptTag, getDerivedSeed, jobMetadata, type Training } from './job-identity.ts'
import type { JobLookup } from './job-lookup.ts'
import { retryOptions } from './retry-options.ts'
import type { FileIds, TrainingFiles } from './training-files.ts'

/** What creating the job of a training depends on. */
export interface CreateTrainingOptions extends Training {
  deps: Dependencies
  client: Client
  /** No request is sent after this time of the clock. */
  deadline: number
  files: TrainingFiles
  jobs: Pick<JobLookup, 'lookForCreated'>
  /** Uploads again what is missing on the server. */
  uploadFiles: () => Promise<FileIds>
}

/** What a job was created with. */
export interface SentRequest {
  fileIds: FileIds
  /** Undefined if the server rejects metadata. */
  metadata: Record<string, string> | undefined
  /** The seed that the action derived, unless the server rejects seeds. */
  derivedSeed: number | undefined
}

/**
 * Creates the job of a training: without metadata or the derived seed if the server rejects them, with new uploads if files
 * are gone.
 */
export async function createWithFallbacks(
  fileIds: FileIds,
  options: CreateTrainingOptions,
): Promise<CreatedJob & { sent: SentRequest }> {
  const { deps, files } = options
  const { runner } = deps
  let sent: SentRequest = { fileIds, metadata: jobMetadata(options), derivedSeed: getDerivedSeed(options) }
  let mayUploadAgain = true
  // Let the post step find the job if the response never comes.
  runner.saveState('attempt', attemptTag(deps))
  if (sent.derivedSeed !== undefined) runner.saveState('seed', `${sent.derivedSeed}`)
  for (;;) {
    try {
      return { ...(await send(sent, options)), sent }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (sent.metadata && isFieldRejected(error, 'metadata')) {
        runner.warning(
          'This server rejects metadata, so the job is created without it. Later runs can recognize it only by its seed, or by its files, model and settings.',
        )
        sent = { ...sent, metadata: undefined }
      } else if (sent.derivedSeed !== undefined && isFieldRejected(error, 'seed')) {
        runner.info(
          'This server rejects a seed, so the job is created without the one that the action derived.',
        )
        sent = { ...sent, derivedSeed: undefined }
      } else {
        if (!mayUploadAgain || !(await files.dropMissing().catch(() => false))) throw error
        mayUploadAgain = false
        sent = { ...sent, fileIds: await options.uploadFiles() }
      }
    }
  }
}

async function send(
  { fileIds, metadata, derivedSeed }: SentRequest,
  { plan, deps, client, deadline, files, jobs }: CreateTrainingOptions,
): Promise<CreatedJob> {
  const { metadata: _, ...spec } = plan.job
  const { training, validation } = fileIds
  const request = buildCreateRequest(
    { ...spec, ...(metadata && { metadata }), ...(derivedSeed !== undefined && { seed: derivedSeed }) },
    { training, ...(validation && { validation }) },
  )
  files.reserve(fileIds)
  try {
    return await createJob(client, request, {
      ...retryOptions(deps),
      deadline,
      look: (limits) => jobs.lookForCreated(metadata && { ft_attempt: attemptTag(deps) }, limits),
      // What a server does not report is not different.
      usesFiles: ({ trainingFile = training, validationFile = validation }) =>
        trainingFile === training && validationFile === validation,
      onAmbiguous: (error: ActionError) =>
        deps.runner.info(`${error.message}. Checking whether the job was created before retrying.`),
    })
  } catch (error) {
    // The server's own refusal: no job will use the files.
    // An ApiError that could leave a job is thrown only after all looks for that job were complete.
    if (error instanceof ApiError || isSafeToResend(error)) files.release(fileIds)
    throw error
  }
}

/** Returns whether the server rejects a request because of one of its fields. */
function isFieldRejected({ status, param, serverMessage }: ApiError, field: string): boolean {
  return [400, 422].includes(status) && new RegExp(`\\b${field}\\b`, 'i').test(`${param} ${serverMessage}`)
}
