import { z } from 'zod'

/** Where a run comes from, as far as GitHub tells: what is written into a job's metadata. */
export interface Origin {
  /** `owner/name`. */
  repository?: string | undefined
  /** The commit that is trained on; of a pull request its head, not the merge that GitHub made of it. */
  sha?: string | undefined
  ref?: string | undefined
  /** A pull request from a fork: such a run gets no secrets and no identity. */
  isFork: boolean
  /** The id of the workflow run; all of its attempts have the same one. */
  run?: string | undefined
}

/** The repository of the head is null when it was deleted. */
const Repository = z.object({ full_name: z.string() }).nullish().catch(undefined)
const PullRequest = z.object({
  pull_request: z.object({
    head: z.object({ sha: z.string(), repo: Repository }),
    base: z.object({ repo: Repository }).optional().catch(undefined),
  }),
})

/** Reads where the run comes from, from its environment and the text of the event that has started it. */
export function originOf(env: NodeJS.ProcessEnv, event: string): Origin {
  const pull = pullRequestOf(event)
  const { head, base } = pull ?? {}
  // Runs of `pull_request_target` are the base's own, whatever the head is.
  const ofHead = pull !== undefined && env.GITHUB_EVENT_NAME !== 'pull_request_target'
  return {
    repository: env.GITHUB_REPOSITORY || undefined,
    sha: head?.sha ?? (env.GITHUB_SHA || undefined),
    ref: env.GITHUB_REF || undefined,
    run: env.GITHUB_RUN_ID || undefined,
    isFork: ofHead && head?.repo?.full_name !== (base?.repo?.full_name ?? env.GITHUB_REPOSITORY),
  }
}

function pullRequestOf(event: string) {
  try {
    return PullRequest.safeParse(JSON.parse(event)).data?.pull_request
  } catch {
    return undefined
  }
}
