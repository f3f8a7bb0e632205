import type { ReportingInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import type { Comment } from '../github/sticky-comment.ts'
import { type CommentValue, commentBody } from '../report/comment.ts'

/** The comment on the pull request of this run, or nothing where nobody has asked for it. */
export async function commentFor(
  { comment, 'github-token': token = '' }: ReportingInputs,
  job: Parameters<typeof import('../github/sticky-comment.ts').markOf>[0],
  deps: Dependencies,
): Promise<Comment | undefined> {
  if (!comment) return undefined
  const { commentOn, markOf } = await import('../github/sticky-comment.ts')
  const { runner, fetch, clock, random, userAgent, context } = deps
  return commentOn({
    ...context,
    token,
    mark: markOf(job),
    host: runner,
    fetch,
    clock,
    random,
    userAgent,
  })
}

/** What the comment says of the run itself, beside what the run has found. */
export function commentText(
  value: Omit<CommentValue, 'commit' | 'runUrl'>,
  { context: { repository, sha, runId, serverUrl } }: Dependencies,
): string {
  const commit = repository && sha ? { serverUrl, repository, sha } : undefined
  const runUrl = repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined
  return commentBody({ ...value, commit, runUrl })
}
