import { z } from 'zod'

/** The number of comments that one request lists. */
export const PAGE_SIZE = 100

/** The GraphQL query for one page of a pull request's comments, oldest first, and for the account of the token. */
export const COMMENTS_QUERY = `query ($owner: String!, $repo: String!, $pull: Int!, $cursor: String) {
  viewer { databaseId }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      comments(first: ${PAGE_SIZE}, after: $cursor) {
        nodes {
          fullDatabaseId
          body
          author { __typename login ... on Bot { databaseId } ... on User { databaseId } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

/** A comment in either API's response. */
export interface ListedComment {
  id: number
  body: string
  /** Null when the account was deleted. */
  author: CommentAuthor | null
}

/** An account. An app has the type `Bot`; some servers report no type, and end the login of an app with `[bot]`. */
export interface CommentAuthor {
  id?: number | undefined
  type: string
  login: string
}

const GraphqlComment = z
  .object({
    // A 64-bit number, sent as a string.
    fullDatabaseId: z.coerce.number().pipe(z.int().positive()),
    body: z.string(),
    author: z
      .object({
        __typename: z.string(),
        login: z.string(),
        databaseId: z.int().optional().catch(undefined),
      })
      .nullable(),
  })
  .transform(
    ({ fullDatabaseId, body, author }): ListedComment => ({
      id: fullDatabaseId,
      body,
      author: author && { id: author.databaseId, type: author.__typename, login: author.login },
    }),
  )

const Connection = z.object({
  nodes: z.array(GraphqlComment),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})

/** Parses the `data` of a response to the query into its page of comments. */
export const commentsPageSchema = z
  .object({ repository: z.object({ pullRequest: z.object({ comments: Connection }) }) })
  .transform(({ repository: { pullRequest } }) => pullRequest.comments)

/** Parses the id of the token's account, which a response may hold together with errors. */
export const viewerIdSchema = z
  .object({ viewer: z.object({ databaseId: z.int() }) })
  .transform(({ viewer }) => viewer.databaseId)

/** Parses a page of comments as REST lists them. */
export const restCommentsSchema = z.array(
  z
    .object({
      id: z.int(),
      body: z.string().catch(''),
      user: z
        .object({
          id: z.int().optional().catch(undefined),
          type: z.string().catch(''),
          login: z.string().catch(''),
        })
        .nullable()
        .catch(null),
    })
    .transform(({ id, body, user }): ListedComment => ({ id, body, author: user })),
)
