import { z } from 'zod'

/** Where a run comes from, as far as GitHub tells: what is written into a job's metadata. */
export interface Origin {
  /** `owner/name`. */
  repository?: string | undefined
  /** The commit that is trained on; of a pull request its head, not the merge that GitHub made of it. */
  sha?: string | undefined
  ref?: string | undefined
  /** The id of the workflow run; all of its attempts have the same one. */
  run?: string | undefined
}

const PullRequest = z.object({ pull_request: z.object({ head: z.object({ sha: z.string() }) }) })

/** Reads where the run comes from, from its environment and the text of the event that has started it. */
export function originOf(env: NodeJS.ProcessEnv, event: string): Origin {
  return {
    repository: env.GITHUB_REPOSITORY || undefined,
    sha: headOf(event) ?? (env.GITHUB_SHA || undefined),
    ref: env.GITHUB_REF || undefined,
    run: env.GITHUB_RUN_ID || undefined,
  }
}

function headOf(event: string): string | undefined {
  try {
    return PullRequest.safeParse(JSON.parse(event)).data?.pull_request.head.sha
  } catch {
    return undefined
  }
}
