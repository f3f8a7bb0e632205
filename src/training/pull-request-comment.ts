import type { ReportInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { StickyComment } from '../github/sticky-comment.ts'

/** Creates the comment on the pull request of this run, if the inputs enable it; sends no request yet. */
export function createPullRequestComment(
  { comment, 'github-token': token = '' }: ReportInputs,
  marker: string,
  { runner, fetch, clock, random, userAgent, context }: Dependencies,
): StickyComment | undefined {
  if (!comment) return undefined
  return new StickyComment({ ...context, token, marker, runner, fetch, clock, random, userAgent })
}
