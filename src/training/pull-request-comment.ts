import type { ReportInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { commentMarker } from '../github/comment-marker.ts'
import { StickyComment } from '../github/sticky-comment.ts'
import { type CommentContent, renderComment } from '../report/comment.ts'

/** Creates the comment on the pull request of this run, if the inputs enable it; sends no request yet. */
export function createPullRequestComment(
  { comment, 'github-token': token = '' }: ReportInputs,
  job: Parameters<typeof commentMarker>[0],
  { runner, fetch, clock, random, userAgent, context }: Dependencies,
): StickyComment | undefined {
  if (!comment) return undefined
  const marker = commentMarker(job)
  return new StickyComment({ ...context, token, marker, runner, fetch, clock, random, userAgent })
}

/** Renders the comment, with the commit and the workflow run that it is about. */
export function renderRunComment(
  content: Omit<CommentContent, 'commit' | 'runUrl'>,
  deps: Pick<Dependencies, 'context'>,
): string {
  return renderComment({ ...content, ...getRunLinks(deps) })
}

/** Returns the commit and the page of the workflow run, as far as they are known. */
export function getRunLinks({
  context: { repository, sha, runId, serverUrl },
}: Pick<Dependencies, 'context'>): Pick<CommentContent, 'commit' | 'runUrl'> {
  const commit = repository && sha ? { serverUrl, repository, sha } : undefined
  const runUrl = repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined
  return { commit, runUrl }
}
