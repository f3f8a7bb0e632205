import { type Clock, withTimeout } from '../clock.ts'
import type { Fetch, Runner, WorkflowContext } from '../dependencies.ts'
import { ActionError, getErrorMessage } from '../errors.ts'
import { retry } from '../http/retry.ts'
import { isForbidden, isPermanent, isRetryableSoon } from './github-errors.ts'
import type { MarkedComment } from './marked-comment.ts'

/** What the comment needs: the pull request, the token and the effects. */
export interface CommentOptions extends Pick<WorkflowContext, 'apiUrl' | 'repository' | 'pullRequest'> {
  token: string
  /** The hidden first line by which the comment is found again. */
  marker: string
  runner: Pick<Runner, 'setSecret' | 'info' | 'warning' | 'redactSecrets'>
  fetch: Fetch
  clock: Clock
  /** Returns a number from 0 to 1; spreads retries. */
  random: () => number
  userAgent: string
}

const UPDATE_TIMEOUT_MS = 120_000
const MAX_DELAY_MS = 60_000
const MAX_ATTEMPTS = 4

/** The one comment on the pull request of the run that is kept up to date. Sends no request before the first update. */
export class StickyComment {
  readonly #options: CommentOptions
  #target: MarkedComment | undefined
  #latestBody: string | undefined
  #postedBody: string | undefined
  #isDisabled = false
  #queue = Promise.resolve()
  /** Ends the update that is under way. */
  #stop = new AbortController()
  readonly #logged = new Set<string>()

  constructor(options: CommentOptions) {
    this.#options = options
    if (options.token) options.runner.setSecret(options.token)
  }

  /**
   * Replaces the text of the comment with this Markdown; of several updates in the queue only the last is sent. Never
   * rejects: logs each failure once as a warning, and sends nothing more after a permanent one. Takes two minutes at
   * most, less when the signal is aborted.
   */
  update(markdown: string, signal?: AbortSignal): Promise<void> {
    const { marker, runner } = this.#options
    const text = truncate(runner.redactSecrets(markdown), MAX_BODY_LENGTH - marker.length - 1)
    const body = `${marker}\n${text}`
    this.#latestBody = body
    // The signal also ends an earlier update that is still under way, because this one waits for it.
    const abort = () => this.#stop.abort(signal?.reason)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
    this.#queue = this.#queue.then(() => {
      this.#stop = new AbortController()
      if (signal?.aborted) abort()
      return this.#post(body, this.#stop.signal)
    })
    return this.#queue
  }

  async #post(body: string, signal: AbortSignal): Promise<void> {
    if (this.#isDisabled || body === this.#postedBody || body !== this.#latestBody) return
    const { clock, random } = this.#options
    try {
      await withTimeout(clock, UPDATE_TIMEOUT_MS, signal, (signal) =>
        // Repeats the whole search: after a lost response the comment may or may not exist.
        retry(() => this.#upsert(body, signal), {
          clock,
          random,
          signal,
          maxAttempts: MAX_ATTEMPTS,
          maxDelayMs: MAX_DELAY_MS,
          shouldRetry: isRetryableSoon,
        }),
      )
      this.#postedBody = body
    } catch (error) {
      if (signal.aborted) return
      this.#isDisabled = isPermanent(error)
      this.#warnOnce(error)
    }
  }

  async #upsert(body: string, signal: AbortSignal): Promise<void> {
    this.#target ??= await this.#findTarget(signal)
    await this.#target?.upsert(body, signal)
  }

  async #findTarget(signal: AbortSignal): Promise<MarkedComment | undefined> {
    const { repository, pullRequest, token, runner } = this.#options
    if (repository && pullRequest) {
      if (!token) throw new ActionError('input "github-token" is empty')
      // Loaded here, because few runs write a comment.
      const { openMarkedComment } = await import('./marked-comment.ts')
      const comment = await openMarkedComment({ ...this.#options, repository, pullRequest }, signal)
      if (comment) return comment
    }
    runner.info('This run belongs to no pull request, so there is no comment.')
    this.#isDisabled = true
    return undefined
  }

  #warnOnce(error: unknown): void {
    const { runner } = this.#options
    const message = `The comment on the pull request was not written: ${getErrorMessage(error)}`
    if (this.#logged.has(message)) return
    this.#logged.add(message)
    if (!isForbidden(error)) {
      runner.warning(message)
      return
    }
    runner.warning(
      `${message}. Add "pull-requests: write" to the "permissions" of the job; runs for pull requests from forks never get it.`,
    )
    runner.info('permissions:')
    runner.info('  pull-requests: write')
  }
}

/** GitHub rejects longer comments ("maximum is 65536 characters"). */
const MAX_BODY_LENGTH = 65_536
const TRUNCATED =
  '\n\nThe rest is omitted: GitHub limits a comment to 65,536 characters. The summary of the run has all of it.\n'

/** Truncates Markdown at the end of a paragraph: half a table or half an entity would render as something else. */
function truncate(markdown: string, maxLength: number): string {
  if (markdown.length <= maxLength) return markdown
  const kept = markdown.slice(0, maxLength - TRUNCATED.length)
  const end = kept.lastIndexOf('\n\n')
  return (end > 0 ? kept.slice(0, end) : '') + TRUNCATED
}
