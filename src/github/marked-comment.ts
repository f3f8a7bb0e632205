import type { PullRequestRef } from '../dependencies.ts'
import type { ListedComment } from './comments-query.ts'
import { GitHubClient, type GitHubClientOptions } from './github-client.ts'
import { isGone } from './github-errors.ts'

/** Finds the comment with a marker, which need not exist yet, on the pull request of a run; undefined if the run has none. */
export async function openMarkedComment(
  { pullRequest, marker, ...options }: GitHubClientOptions & { pullRequest: PullRequestRef; marker: string },
  signal: AbortSignal,
): Promise<MarkedComment | undefined> {
  const client = new GitHubClient(options)
  const pull =
    'number' in pullRequest
      ? pullRequest.number
      : await client.findMergedPull(pullRequest.merged, pullRequest.branch, signal)
  return pull === undefined ? undefined : new MarkedComment(client, pull, marker)
}

/** The one comment with a marker on one pull request. */
export class MarkedComment {
  readonly #client: GitHubClient
  readonly #pull: number
  readonly #marker: string
  #commentId: number | undefined
  /** Whether another run may have created a comment at the same moment. */
  #mayHaveDuplicate = false

  constructor(client: GitHubClient, pull: number, marker: string) {
    this.#client = client
    this.#pull = pull
    this.#marker = marker
  }

  /** Updates the comment, or creates it where there is none. Safe to repeat after a lost response. */
  async upsert(body: string, signal: AbortSignal): Promise<void> {
    // After a deletion, search once more: another run may have created a comment since.
    const searches = this.#commentId === undefined ? 1 : 2
    for (let search = 1; search <= searches; search++)
      if (await this.#update(body, signal)) return this.#removeDuplicate(body, signal)
    this.#commentId = await this.#client.createComment(this.#pull, body, signal)
    this.#mayHaveDuplicate = true
    await this.#removeDuplicate(body, signal)
  }

  /** Returns whether there was a comment to update. */
  async #update(body: string, signal: AbortSignal): Promise<boolean> {
    if (this.#commentId === undefined) {
      const found = await this.#findOldest(signal)
      if (!found) return false
      this.#commentId = found.id
      if (found.body === body) return true
    }
    try {
      await this.#client.updateComment(this.#commentId, body, signal)
      return true
    } catch (error) {
      if (!isGone(error)) throw error
      this.#commentId = undefined
      return false
    }
  }

  /** Keeps the oldest comment when two runs have created one each; both runs decide the same. */
  async #removeDuplicate(body: string, signal: AbortSignal): Promise<void> {
    if (!this.#mayHaveDuplicate) return
    const oldest = await this.#findOldest(signal)
    if (this.#commentId !== undefined && oldest && oldest.id < this.#commentId) {
      await this.#delete(this.#commentId, signal)
      this.#commentId = oldest.id
      await this.#client.updateComment(oldest.id, body, signal)
    }
    this.#mayHaveDuplicate = false
  }

  async #delete(id: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#client.deleteComment(id, signal)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }

  async #findOldest(signal: AbortSignal): Promise<ListedComment | undefined> {
    for await (const comment of this.#client.listOwnComments(this.#pull, signal))
      if (comment.body.startsWith(this.#marker)) return comment
    return undefined
  }
}
