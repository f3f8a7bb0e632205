import { z } from 'zod'
import type { PullRequestRef, WorkflowContext } from '../dependencies.ts'
import { tryParseJson } from '../json.ts'

/** A repository; null for the head of a pull request whose repository was deleted. */
const Repository = z
  .object({ full_name: z.string().optional().catch(undefined), id: z.unknown().optional() })
  .nullish()
  .catch(undefined)
const commit = z
  .string()
  .regex(/^[0-9a-f]{4,64}$/)
  .optional()
  .catch(undefined)
const Branch = z.object({ sha: commit, repo: Repository }).optional().catch(undefined)
const number = z.int().positive().optional().catch(undefined)

/** The parts of an event's payload that name a pull request (GitHub docs, webhook events and payloads). */
const Payload = z.object({
  pull_request: z.object({ number, head: Branch, base: Branch }).optional().catch(undefined),
  // An issue that is a pull request, in the event `issue_comment`.
  issue: z
    .object({ number, pull_request: z.looseObject({}) })
    .optional()
    .catch(undefined),
  merge_group: z.object({ head_ref: z.string() }).optional().catch(undefined),
  workflow_run: z
    .object({ pull_requests: z.array(z.unknown()).catch([]) })
    .optional()
    .catch(undefined),
  repository: Repository,
})
type Payload = z.output<typeof Payload>

const RunPullRequest = z.object({
  number: z.int().positive(),
  base: z.object({ repo: z.object({ id: z.unknown() }) }),
})

/** Reads the context of the workflow run from its environment and the text of its event's payload. Never throws. */
export function readContext(env: NodeJS.ProcessEnv, event: string): WorkflowContext {
  const payload = parsePayload(event)
  const { GITHUB_REPOSITORY: repository = '' } = env
  const { head, base } = payload.pull_request ?? {}
  // A run of `pull_request_target` belongs to the base, whichever repository the head is in.
  const serverUrl = withoutTrailingSlash(env.GITHUB_SERVER_URL || 'https://github.com')
  const isOfHead = payload.pull_request !== undefined && env.GITHUB_EVENT_NAME !== 'pull_request_target'
  return {
    repository: REPOSITORY_NAME.test(repository) ? repository : undefined,
    sha: head?.sha ?? (env.GITHUB_SHA || undefined),
    ref: env.GITHUB_REF || undefined,
    runId: env.GITHUB_RUN_ID || undefined,
    runAttempt: readAttempt(env.GITHUB_RUN_ATTEMPT),
    isFork: isOfHead && head?.repo?.full_name !== (base?.repo?.full_name ?? repository),
    apiUrl: withoutTrailingSlash(env.GITHUB_API_URL || 'https://api.github.com'),
    serverUrl,
    pullRequest: findPullRequest(env, payload),
    actionUrl: getActionUrl(env, serverUrl),
  }
}

function getActionUrl(
  { GITHUB_ACTION_REPOSITORY: repository = '', GITHUB_ACTION_REF: ref = '' }: NodeJS.ProcessEnv,
  serverUrl: string,
): string | undefined {
  // An action of the workspace has neither.
  if (!REPOSITORY_NAME.test(repository) || !/^[\w.-]+(?:\/[\w.-]+)*$/.test(ref)) return undefined
  return `${serverUrl}/${repository}/blob/${ref}`
}

/** Neither owner nor name is `.` or `..`, which would change the path of a request. */
const REPOSITORY_NAME = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/

function readAttempt(text = ''): number {
  const attempt = Number(text)
  return Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1
}

function parsePayload(event: string): Payload {
  return Payload.safeParse(tryParseJson(event)).data ?? { repository: undefined }
}

function findPullRequest(env: NodeJS.ProcessEnv, payload: Payload): PullRequestRef | undefined {
  const number = payload.pull_request?.number ?? payload.issue?.number ?? findNumberOfRun(payload)
  if (number !== undefined) return { number }
  const { merge_group: group } = payload
  if (group) {
    // `refs/heads/gh-readonly-queue/main/pr-7-…` names the last pull request of the group.
    const queued = Number(/\/pr-(\d{1,15})-[0-9a-f]+$/.exec(group.head_ref)?.[1])
    return queued > 0 ? { number: queued } : undefined
  }
  const { GITHUB_SHA: sha = '', GITHUB_REF: ref = '' } = env
  if (env.GITHUB_EVENT_NAME !== 'push' || !isCommit(sha)) return undefined
  return { merged: sha, branch: /^refs\/heads\/(.+)$/.exec(ref)?.[1] }
}

/** Returns the pull request of the run that triggered this one; the list may also contain those between forks. */
function findNumberOfRun({ workflow_run: run, repository }: Payload): number | undefined {
  for (const listed of run?.pull_requests ?? []) {
    const { data } = RunPullRequest.safeParse(listed)
    if (data && repository && data.base.repo.id === repository.id) return data.number
  }
  return undefined
}

/** GitHub sends zeros as the commit of a deleted branch. */
const isCommit = (sha: string) => /^[0-9a-f]{40,64}$/.test(sha) && !/^0+$/.test(sha)

const withoutTrailingSlash = (url: string) => url.replace(/\/+$/, '')
