import { createHash } from 'node:crypto'
import { type Clock, withTimeout } from '../clock.ts'
import type { DataFiles, JobDescription } from '../config/job.ts'
import type { Fetch, PullRequestRef, Runner, WorkflowContext } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import { type Author, isFinal, mayPassSoon, PAGE, type Rest, restAt } from './github-client.ts'

/** The one comment of a pull request that is kept up to date. */
export interface Comment {
  /**
   * Shows this Markdown in it, in place of what it showed before; of several that wait for their turn only the last is
   * sent. It never rejects: what goes wrong is a warning, told once, and what was refused is not tried again. Takes
   * two minutes at most, less where the signal is aborted.
   */
  update(markdown: string, signal?: AbortSignal): Promise<void>
}

/** What a comment is written with. */
export interface Writer extends Pick<WorkflowContext, 'apiUrl' | 'repository' | 'pullRequest'> {
  token: string
  /** By which the comment is found again. */
  mark: string
  host: Pick<Runner, 'setSecret' | 'info' | 'warning' | 'redactSecrets'>
  fetch: Fetch
  clock: Clock
  /** Between 0 and 1; spreads retries. */
  random: () => number
  userAgent: string
}

const LIMIT_MS = 120_000
const MAX_DELAY_MS = 60_000
const TRIES = 4

/** The comment with this mark on the pull request of the run. Nothing is asked of GitHub before the first update. */
export function commentOn(writer: Writer): Comment {
  const { host, clock, random, token, mark } = writer
  if (token) host.setSecret(token, 'credential')
  let place: Place | undefined
  let wanted: string | undefined
  let shown: string | undefined
  let isOver = false
  let queue = Promise.resolve()
  let stop = new AbortController()
  const tell = warnings(host)

  async function show(body: string, signal: AbortSignal | undefined): Promise<void> {
    if (isOver || body === shown || body !== wanted) return
    try {
      await withTimeout(clock, LIMIT_MS, signal, (signal) =>
        // Begun anew as a whole: after an answer that never came, the comment may or may not be there.
        retry(
          async () => {
            place ??= await placeOf(writer, signal)
            isOver = place === undefined
            await place?.put(body, signal)
          },
          {
            clock,
            random,
            signal,
            maxAttempts: TRIES,
            maxDelayMs: MAX_DELAY_MS,
            shouldRetry: mayPassSoon,
          },
        ),
      )
      shown = body
    } catch (error) {
      if (signal?.aborted) return
      isOver = isFinal(error)
      tell(error)
    }
  }

  return {
    update(markdown, signal) {
      const body = `${mark}\n${cut(host.redactSecrets(markdown), MAX_BODY - mark.length - 1)}`
      wanted = body
      // The signal also ends an update that is still under way: this one waits for it, and nobody else does.
      const abort = () => stop.abort(signal?.reason)
      if (signal?.aborted) abort()
      else signal?.addEventListener('abort', abort, { once: true })
      queue = queue.then(() => {
        stop = new AbortController()
        if (signal?.aborted) abort()
        return show(body, stop.signal)
      })
      return queue
    },
  }
}

/**
 * The mark of a set of job inputs: what a person has chosen (paths as written, model, method, hyperparameters,
 * suffix), so that checking and training share a comment, of this commit and the next, and the legs of a matrix do not.
 * Of `wait`, which is given a job, that job's.
 */
export function markOf(job: ChosenJob | { jobId: string }): string {
  const digest = createHash('sha256').update(JSON.stringify(chosenOf(job)))
  return `<!-- openai-fine-tune ${digest.digest('hex').slice(0, 32)} -->`
}

type ChosenJob = Pick<JobDescription, 'model' | 'training' | 'validation' | 'method' | 'suffix'>

function chosenOf(job: ChosenJob | { jobId: string }): unknown {
  if ('jobId' in job) return job
  const { model, training, validation, method, suffix } = job
  const files = (data: DataFiles | undefined) => [
    data?.beside,
    data?.list.split('\n').map((line) => line.trim()),
  ]
  const hyperparameters = Object.entries(method?.hyperparameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return [files(training), files(validation), model, method?.type ?? 'supervised', hyperparameters, suffix]
}

/** GitHub refuses what is longer ("maximum is 65536 characters"). */
const MAX_BODY = 65_536
const REST = '\n\nThe rest is left out: GitHub takes 65,536 characters. It is in the summary of the run.\n'

/** Cut at the end of a paragraph: half a table or half an entity would show what was never meant. */
function cut(markdown: string, longest: number): string {
  if (markdown.length <= longest) return markdown
  const kept = markdown.slice(0, longest - REST.length)
  const end = kept.lastIndexOf('\n\n')
  return (end > 0 ? kept.slice(0, end) : '') + REST
}

/** A comment's place, once it is known which pull request it belongs to. */
interface Place {
  put(body: string, signal: AbortSignal): Promise<void>
}

async function placeOf(writer: Writer, signal: AbortSignal): Promise<Place | undefined> {
  const { host, apiUrl, repository, token, pullRequest, userAgent, mark, fetch, clock } = writer
  const nowhere = () => host.info('This run belongs to no pull request, so there is no comment.')
  if (!repository || !pullRequest) return void nowhere()
  if (!token) throw new ActionError('input "github-token" is empty')
  const rest = restAt({ apiUrl, repository, token, userAgent }, fetch, clock)
  const number = 'number' in pullRequest ? pullRequest.number : await mergedBy(pullRequest, rest, signal)
  if (number === undefined) return void nowhere()
  // It only makes it surer which comments are ours.
  const viewer = await rest.viewer(signal).catch((error) => {
    if (signal.aborted || !(error instanceof ConnectionError)) throw error
    return undefined
  })
  return commentAt(rest, number, mark, (author) =>
    // The mark can be copied into any comment, but nobody else writes as this account. Where GitHub does not tell
    // which one it is, it is an app's: people can ask who they are.
    viewer === undefined || author?.id === undefined ? isApp(author) : author.id === viewer,
  )
}

const isApp = (author: Author | null) => author?.type === 'Bot' || !!author?.login.endsWith('[bot]')

/** The pull request that a pushed commit has merged; the commit may also be part of open ones, or for other branches. */
async function mergedBy(
  { merged, branch }: Extract<PullRequestRef, { merged: string }>,
  rest: Rest,
  signal: AbortSignal,
): Promise<number | undefined> {
  const pulls = (await rest.pullsOf(merged, signal)).filter((pull) => pull.merged && pull.base === branch)
  return (pulls.find(({ mergeCommit }) => mergeCommit === merged) ?? pulls[0])?.number
}

/** Pages of a hundred comments, oldest first. */
const MAX_PAGES = 30

function commentAt(
  rest: Rest,
  pull: number,
  mark: string,
  isOurs: (author: Author | null) => boolean,
): Place {
  let id: number | undefined
  let isNew = false

  async function oldest(signal: AbortSignal) {
    for (let page = 1; page <= MAX_PAGES; page++) {
      const comments = await rest.comments(pull, page, signal)
      const found = comments.find(({ body, author }) => body.startsWith(mark) && isOurs(author))
      if (found || comments.length < PAGE) return found
    }
    throw new ActionError(
      `the pull request has more than ${MAX_PAGES * PAGE} comments, and ours is not among these`,
    )
  }

  /** Whether there was a comment to put it into. */
  async function replace(body: string, signal: AbortSignal): Promise<boolean> {
    if (id === undefined) {
      const found = await oldest(signal)
      id = found?.id
      if (found?.body === body || id === undefined) return id !== undefined
    }
    try {
      await rest.update(id, body, signal)
      return true
    } catch (error) {
      if (!isGone(error)) throw error
      id = undefined
      return false
    }
  }

  /** Another run may have created one at the same moment: the older one stays, on both sides. */
  async function settle(body: string, signal: AbortSignal): Promise<void> {
    const first = await oldest(signal)
    if (id !== undefined && first && first.id < id) {
      await rest.remove(id, signal).catch((error) => {
        if (!isGone(error)) throw error
      })
      id = first.id
      await rest.update(id, body, signal)
    }
    isNew = false
  }

  return {
    async put(body, signal) {
      // What somebody has deleted is looked for once more: another run may have written since.
      const wasThere = id !== undefined
      const isThere = (await replace(body, signal)) || (wasThere && (await replace(body, signal)))
      if (!isThere) {
        id = (await rest.create(pull, body, signal)).id
        isNew = true
      }
      if (isNew) await settle(body, signal)
    },
  }
}

const isGone = (error: unknown) => error instanceof ApiError && [404, 410].includes(error.refusal.status)

/** Tells each failure once; of what the token may not do, also how it may. */
function warnings(host: Writer['host']): (error: unknown) => void {
  const told = new Set<string>()
  return (error) => {
    const why = `The comment on the pull request was not written: ${error instanceof Error ? error.message : error}`
    if (told.has(why)) return
    told.add(why)
    const isForbidden =
      error instanceof ApiError && [403, 404].includes(error.refusal.status) && isFinal(error)
    if (!isForbidden) return host.warning(why)
    host.warning(
      `${why}. The job needs "pull-requests: write" among its "permissions", beside those that it has; runs for pull requests from forks never get it.`,
    )
    host.info('permissions:')
    host.info('  pull-requests: write')
  }
}
