import { z } from 'zod'

/** Where the pull request of a run is found: by its number, or as the one that a pushed commit has merged. */
export type PullRequest = { number: number } | { merged: string; branch: string | undefined }

/** Where GitHub is, and the pull request that a run is about, if there is one. */
export interface Surroundings {
  /** Without a slash at the end: `https://api.github.com`, or `https://HOST/api/v3` of an own server. */
  apiUrl: string
  /** Likewise: what links begin with. */
  serverUrl: string
  /** `owner/name`; undefined outside of a workflow. */
  repository: string | undefined
  pull: PullRequest | undefined
}

const number = z.int().positive()
const numbered = z.object({ number })
const anything = z.unknown()

/** The parts of the events' payloads that name a pull request (GitHub docs, webhook events and payloads). */
const Payload = z.object({
  pull_request: numbered.optional().catch(undefined),
  // Of an issue that is a pull request: `issue_comment`.
  issue: z
    .object({ number, pull_request: z.looseObject({}) })
    .optional()
    .catch(undefined),
  merge_group: z.object({ head_ref: z.string() }).optional().catch(undefined),
  workflow_run: z
    .object({ pull_requests: z.array(anything).catch([]) })
    .optional()
    .catch(undefined),
  repository: z.object({ id: anything }).optional().catch(undefined),
})

const RunPullRequest = z.object({ number, base: z.object({ repo: z.object({ id: anything }) }) })

/** Reads them from the environment of a run and the text of the event that has started it; rejects nothing. */
export function surroundingsOf(env: NodeJS.ProcessEnv, event: string): Surroundings {
  const { GITHUB_REPOSITORY: repository = '' } = env
  return {
    apiUrl: withoutSlash(env.GITHUB_API_URL || 'https://api.github.com'),
    serverUrl: withoutSlash(env.GITHUB_SERVER_URL || 'https://github.com'),
    repository: /^[\w.-]+\/[\w.-]+$/.test(repository) ? repository : undefined,
    pull: pullRequestOf(env, event),
  }
}

function pullRequestOf(env: NodeJS.ProcessEnv, event: string): PullRequest | undefined {
  const payload = payloadOf(event)
  const named = payload.pull_request?.number ?? payload.issue?.number ?? runNumber(payload)
  if (named !== undefined) return { number: named }
  const { merge_group: group } = payload
  if (group) {
    // `refs/heads/gh-readonly-queue/main/pr-7-…`: of several in a group, the last one.
    const inQueue = Number(/\/pr-(\d{1,15})-[0-9a-f]+$/.exec(group.head_ref)?.[1])
    return inQueue > 0 ? { number: inQueue } : undefined
  }
  const { GITHUB_SHA: sha = '', GITHUB_REF: ref = '' } = env
  if (env.GITHUB_EVENT_NAME !== 'push' || !isCommit(sha)) return undefined
  return { merged: sha, branch: /^refs\/heads\/(.+)$/.exec(ref)?.[1] }
}

/** The pull request of the run that has started this one; the list may also name those of forks among themselves. */
function runNumber({ workflow_run: run, repository }: z.output<typeof Payload>): number | undefined {
  for (const listed of run?.pull_requests ?? []) {
    const { data } = RunPullRequest.safeParse(listed)
    if (data && repository && data.base.repo.id === repository.id) return data.number
  }
  return undefined
}

function payloadOf(event: string): z.output<typeof Payload> {
  try {
    return Payload.safeParse(JSON.parse(event)).data ?? {}
  } catch {
    return {}
  }
}

/** A deleted branch is pushed as zeros. */
const isCommit = (sha: string) => /^[0-9a-f]{40,64}$/.test(sha) && !/^0+$/.test(sha)

const withoutSlash = (url: string) => url.replace(/\/+$/, '')
