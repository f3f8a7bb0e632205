import { z } from 'zod'
import type { Fetch } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError, isRetryable } from '../http/errors.ts'
import { type RetryOptions, retry, stopAfterRepeated } from '../http/retry.ts'
import { ApiRequester, type Connection } from '../openai/api-request.ts'
import { getOtherTokenLimit, type TokenLimit } from '../openai/chat-completion.ts'
import { isFineTunedModel } from '../openai/model.ts'
import { isSameText } from './deployment.ts'

/** Where and how a deployment is probed. */
interface ProbeOptions extends Pick<RetryOptions, 'clock' | 'random' | 'onRetry'> {
  connection: Connection
  fetch: Fetch
  deployment: string
  /** The model that must answer. */
  model: string
  /** The model that answered under this name before, and may do so for a while. */
  previousModel: string | undefined
  signal: AbortSignal
  deadline: number
}

/** Thrown when another model answers, such as the previous one for a while. */
class OtherModelError extends ActionError {
  override name = 'OtherModelError'
}

/** A model that is loaded for the first request needs longer than usual. */
const PROBE_TIMEOUT_MS = 60_000
const PROMPT = 'Answer with the word ok.'
/** Enough for a word; a reasoning model also spends them on its reasoning. */
const ANSWER_TOKENS = 16
const REASONING_TOKENS = 512
const REASONING_MODEL = /^(o\d|gpt-5|gpt-oss|codex)/i

const CompletionBody = z.looseObject({
  model: z.string().catch(''),
  choices: z
    .array(
      z.looseObject({ message: z.looseObject({}), finish_reason: z.string().nullish().catch(undefined) }),
    )
    .min(1),
})

/** Sends one small completion until the deployment answers it well. Rejects with what the model last answered. */
export async function waitUntilAnswering(options: ProbeOptions): Promise<void> {
  const { connection, fetch, clock, signal, deadline, model } = options
  const unreachableHint = UNREACHABLE_HINT
  const requester = new ApiRequester(connection, fetch, clock, { signal, deadline, unreachableHint })
  let limit: TokenLimit = REASONING_MODEL.test(model) ? 'max_completion_tokens' : 'max_tokens'
  await retry(
    () =>
      probe(requester, limit, options).catch((error) => {
        if (!isLimitRefused(error, limit)) throw error
        limit = getOtherTokenLimit(limit)
        return probe(requester, limit, options)
      }),
    {
      ...options,
      shouldRetry: stopAfterRepeated(clock, isDenied, isNotReady),
    },
  )
}

/** Sends one completion. Rejects unless the model answers it well. */
async function probe(requester: ApiRequester, limit: TokenLimit, options: ProbeOptions): Promise<void> {
  try {
    await requestCompletion(requester, limit, options)
  } catch (error) {
    if (!isAnswerCutOff(error)) throw toProbeError(error)
  }
}

async function requestCompletion(
  requester: ApiRequester,
  limit: TokenLimit,
  { deployment, model, previousModel }: ProbeOptions,
): Promise<void> {
  const json = {
    model: deployment,
    messages: [{ role: 'user', content: PROMPT }],
    [limit]: REASONING_MODEL.test(model) ? REASONING_TOKENS : ANSWER_TOKENS,
  }
  const completion = await requester.call('POST', '/chat/completions', (body) => CompletionBody.parse(body), {
    json,
    timeoutMs: PROBE_TIMEOUT_MS,
  })
  const { model: answering } = completion
  if (
    previousModel !== undefined &&
    !isSameText(previousModel, model) &&
    isSameText(answering, previousModel)
  )
    throw new OtherModelError(`The previous model ${previousModel} still answers`)
  if (isOtherModel(answering, model)) throw new OtherModelError(`Another model, ${answering}, answers`)
  if (completion.choices[0]?.finish_reason === 'content_filter')
    throw new ActionError('The content filter blocks the answer of the model', { hint: CONTENT_FILTER })
}

/** Only the names of two fine-tuned models show a difference: servers also answer with the name of the base or the deployment. */
function isOtherModel(answering: string, model: string): boolean {
  const [a, b] = [answering.toLowerCase(), model.toLowerCase()]
  return isFineTunedModel(a) && isFineTunedModel(b) && !a.startsWith(b) && !b.startsWith(a)
}

/** A reasoning model may spend all its tokens before it answers (error of the API): then it works. */
function isAnswerCutOff(error: unknown): boolean {
  return error instanceof ApiError && /output limit was reached/i.test(error.serverMessage ?? '')
}

/** The probe sends no other setting, so the limit is meant also where only the message names it, beside another `param`. */
function isLimitRefused(error: unknown, limit: TokenLimit): boolean {
  if (!(error instanceof ApiError) || ![400, 422].includes(error.status)) return false
  return new RegExp(`\\b${limit}\\b`).test(`${error.param} ${error.serverMessage}`)
}

const CONTENT_FILTER =
  'The content filter of the deployment refuses a harmless prompt. Check the policy of the deployment (raiPolicyName) in the Foundry portal.'
const DATA_ROLE =
  'The identity needs the role "Cognitive Services OpenAI User" on the account to call the model; an "api-key" must be a key of this account. A new role takes effect after some minutes.'

const CONTENT_FILTER_TEXT = /content.?(filter|management policy)|ResponsibleAIPolicy/i

/** What to do about the last answer of a probe: by its text, then by its status. */
const HINTS: [pattern: RegExp, hint: string][] = [
  [CONTENT_FILTER_TEXT, CONTENT_FILTER],
  [
    /failed to load lora/i,
    'Open-weight models need a capacity of 100 or more, and may need many minutes to load. Raise "capacity" or "timeout".',
  ],
  [
    /OperationNotSupported|does not work with the specified model/i,
    'The model does not answer chat completions. Check "model", or set "probe: false".',
  ],
  [
    /Deployment(NotFound|NotReady)/i,
    'Azure provisions a deployment some minutes before its model answers. Raise "timeout"; if it lasts, delete the deployment and deploy again.',
  ],
]
const STATUS_HINTS = new Map([
  [401, DATA_ROLE],
  [403, DATA_ROLE],
  [404, 'Check "base-url" and "resource-id": the deployment must belong to the account at this address.'],
  [429, 'Other requests use up the capacity of the deployment. Raise "capacity" or "timeout".'],
])
const UNREACHABLE_HINT = 'Check "base-url", and that this runner can reach the endpoint of the account.'

/** Replaces the hint for training by one for a deployment. */
function toProbeError(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const text = `${error.code} ${error.serverMessage}`
  const hint = HINTS.find(([pattern]) => pattern.test(text))?.[1] ?? STATUS_HINTS.get(error.status)
  return new ApiError(error.message, error, hint)
}

const NOT_READY_TEXT =
  /Deployment(NotFound|NotReady)|failed to load lora|not (yet )?ready|is (still )?being|loading|warming/i

/**
 * No permission, an unknown model, a redirect, the page of a proxy: perhaps a replica that does not know the role or the name
 * yet, perhaps for good. Azure says of a deployment that it has just provisioned that the deployment is unknown, not its model.
 */
function isDenied(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.credentialRenewed) return false
  const { status, isApiResponse, code } = error
  return (
    status < 400 ||
    [401, 403].includes(status) ||
    code === 'model_not_found' ||
    (!isApiResponse && status === 400)
  )
}

function isNotReady(error: unknown): boolean {
  if (error instanceof OtherModelError) return true
  if (!(error instanceof ApiError)) return isRetryable(error)
  const text = `${error.code} ${error.serverMessage}`
  if (CONTENT_FILTER_TEXT.test(text)) return false
  if (NOT_READY_TEXT.test(text) || error.credentialRenewed) return true
  return [404, 408, 409, 424, 425, 429].includes(error.status) || error.status >= 500
}
