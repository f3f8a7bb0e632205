import type { ReportingInputs } from '../config/inputs.ts'
import type { World } from '../dependencies.ts'
import type { Comment } from '../github/sticky-comment.ts'
import { type CommentValue, commentBody } from '../report/comment.ts'

/** The comment on the pull request of this run, or nothing where nobody has asked for it. */
export async function commentFor(
  { comment, 'github-token': token = '' }: ReportingInputs,
  job: Parameters<typeof import('../github/sticky-comment.ts').markOf>[0],
  world: World,
): Promise<Comment | undefined> {
  if (!comment) return undefined
  const { commentOn, markOf } = await import('../github/sticky-comment.ts')
  const { host, fetch, clock, random, userAgent, surroundings } = world
  return commentOn({ ...surroundings, token, mark: markOf(job), host, fetch, clock, random, userAgent })
}

/** What the comment says of the run itself, beside what the run has found. */
export function commentText(
  value: Omit<CommentValue, 'commit' | 'runUrl'>,
  { origin: { repository, sha, run }, surroundings: { serverUrl } }: World,
): string {
  const commit = repository && sha ? { serverUrl, repository, sha } : undefined
  const runUrl = repository && run ? `${serverUrl}/${repository}/actions/runs/${run}` : undefined
  return commentBody({ ...value, commit, runUrl })
}
