import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError, CredentialError, isSpentQuota } from '../http/errors.ts'
import { isMisconfiguration } from '../http/retry.ts'
import { usualPathHint } from '../openai/api-error.ts'
import type { ChatRequest } from './chat-request.ts'

/** Thrown when no further request can succeed: the step ends, because this is no answer of the model. */
class FatalError extends ActionError {
  override name = 'FatalError'
}

const HINTS = {
  credential:
    'Check the secret or the variable behind "api-key", or the permissions of this job\'s identity.',
  permission:
    'The credential is valid but lacks a permission: it must be allowed to request chat completions.',
  model:
    'Check "model", "baseline-model" and the model of the grader. On Azure each is the name of a deployment, and a new deployment needs some minutes.',
  quota:
    'Raise the limit or add credit, then run the step again; with "cache-dir", no answer is paid for twice.',
  connection: 'Check "base-url", and that this runner can reach that host.',
}

/** From so many refusals in a row on, a model that has answered before is taken for one that answers no more. */
const MAX_DENIALS = 5

/**
 * Decides which errors of the requests to one model end the step: a refused credential, an unknown model, a spent quota, or
 * a server that never answered anything. All others are matters of one example.
 */
export class FatalErrorDetector {
  readonly #model: string
  readonly #baseUrl: string
  #hasAnswered = false
  #hasCachedAnswer = false
  /** Refusals since the last answer. */
  #denials = 0

  constructor(model: string, baseUrl: string) {
    this.#model = model
    this.#baseUrl = baseUrl
  }

  /** Records an answer of the model, or one from the cache, which it once gave. */
  recordAnswer({ isCached }: { isCached: boolean }): void {
    if (isCached) this.#hasCachedAnswer = true
    else this.#hasAnswered = true
    this.#denials = 0
  }

  /** Returns the error that ends the step, if the last error of a request is no matter of its example. */
  detect(error: unknown, { messages }: Pick<ChatRequest, 'messages'>): FatalError | undefined {
    const reason = this.#findReason(error)
    if (!reason || !(error instanceof ActionError)) return undefined
    const isMissing = error instanceof ApiError && error.status === 404
    const pathHint = isMissing ? usualPathHint(new URL(this.#baseUrl)) : ''
    const hint = error instanceof CredentialError ? error.hint : `${HINTS[reason]}${pathHint}`
    const isQuoting =
      error instanceof ApiError && quotes([error.code, error.param, error.serverMessage].join(' '), messages)
    const message = isQuoting
      ? `POST /chat/completions failed (${error.status}); the message of the server is left out, since it quotes the data`
      : error.message
    return new FatalError(`${message} (model ${JSON.stringify(this.#model)})`, { hint, cause: error })
  }

  #findReason(error: unknown): keyof typeof HINTS | undefined {
    if (error instanceof CredentialError) return 'credential'
    if (error instanceof ConnectionError) {
      const isUnreachable = !error.requestSent || isMisconfiguration(error)
      return isUnreachable && !this.#hasAnswered ? 'connection' : undefined
    }
    if (!(error instanceof ApiError)) return undefined
    if (isSpentQuota(error) || error.status === 402) return 'quota'
    if (error.status === 401) return 'credential'
    if (this.#isAboutOneExample(error)) return undefined
    if (error.status === 403) return 'permission'
    if ([404, 405, 501].includes(error.status) || isModelRefusal(error)) return 'model'
    return error.status < 400 || error.isPermanent ? 'connection' : undefined
  }

  /**
   * A firewall refuses a prompt by its words, with the status of a missing permission or model: so these end the step only
   * before the first answer, or when the API itself refuses one example after the other.
   */
  #isAboutOneExample(error: ApiError): boolean {
    const { status, isApiResponse } = error
    if (!this.#hasAnswered && !this.#hasCachedAnswer) return false
    if (!isApiResponse) return status < 400 || [403, 404, 405].includes(status)
    if (![403, 404, 405].includes(status) || isModelRefusal(error)) return false
    this.#denials += 1
    return this.#denials < MAX_DENIALS
  }
}

/** So many characters in common are no accident. */
const QUOTE_LENGTH = 24
/** A shorter text counts as quoted where the message has all of it. */
const MIN_TEXT_LENGTH = 4

/** Returns whether the message of a server repeats text of a request, as firewalls do: a log may be public. */
function quotes(message: string, messages: unknown): boolean {
  const texts = listTexts(messages).map(collapse)
  const shown = collapse(message)
  if (texts.some((text) => text.length >= MIN_TEXT_LENGTH && shown.includes(text))) return true
  const all = texts.join('\n')
  for (let end = QUOTE_LENGTH; end <= shown.length; end++)
    if (all.includes(shown.slice(end - QUOTE_LENGTH, end))) return true
  return false
}

const collapse = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The fields of a message that are no text of the data. */
const FORM: ReadonlySet<string> = new Set(['role', 'type', 'id', 'tool_call_id', 'detail', 'format'])

function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => (FORM.has(key) ? [] : listTexts(item)))
}

/** Some servers answer 400 or 422 for a model that they do not have; a 404 or 403 may be about something else. */
function isModelRefusal({ status, code, param, serverMessage = '' }: ApiError): boolean {
  if (![400, 403, 404, 422].includes(status)) return false
  return (
    param === 'model' ||
    /model_not_found|DeploymentNotFound|invalid_model/i.test(code ?? '') ||
    /\bmodel\b.{0,80}\b(does not exist|not found|not a valid model)/i.test(serverMessage)
  )
}
