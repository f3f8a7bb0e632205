export const id = 23;
export const ids = [23];
export const modules = {

/***/ 7023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findMarkedComment: () => (/* binding */ findMarkedComment)
});

// UNUSED EXPORTS: MarkedComment

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 22 modules
var github = __webpack_require__(2413);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/http/secure-url.ts
var secure_url = __webpack_require__(8347);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
;// CONCATENATED MODULE: ./src/github/comments-query.ts

/** The number of comments that one request lists. */
const PAGE_SIZE = 100;
/** The GraphQL query for one page of a pull request's comments, oldest first, and for the account of the token. */
const COMMENTS_QUERY = `query ($owner: String!, $repo: String!, $pull: Int!, $cursor: String) {
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
}`;
const GraphqlComment = schemas/* object */.Ikc({
    // A 64-bit number, sent as a string.
    fullDatabaseId: coerce/* number */.ai().pipe(schemas/* int */.Whr().positive()),
    body: schemas/* string */.YjP(),
    author: schemas/* object */.Ikc({
        __typename: schemas/* string */.YjP(),
        login: schemas/* string */.YjP(),
        databaseId: schemas/* int */.Whr().optional().catch(undefined),
    })
        .nullable(),
})
    .transform(({ fullDatabaseId, body, author }) => ({
    id: fullDatabaseId,
    body,
    author: author && { id: author.databaseId, type: author.__typename, login: author.login },
}));
const Connection = schemas/* object */.Ikc({
    nodes: schemas/* array */.YOg(GraphqlComment),
    pageInfo: schemas/* object */.Ikc({ hasNextPage: schemas/* boolean */.zMY(), endCursor: schemas/* string */.YjP().nullable() }),
});
/** Parses the `data` of a response to the query into its page of comments. */
const commentsPageSchema = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ pullRequest: schemas/* object */.Ikc({ comments: Connection }) }) })
    .transform(({ repository: { pullRequest } }) => pullRequest.comments);
/** Parses the id of the token's account, which a response may hold together with errors. */
const viewerIdSchema = schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ databaseId: schemas/* int */.Whr() }) })
    .transform(({ viewer }) => viewer.databaseId);
/** Parses a page of comments as REST lists them. */
const restCommentsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    body: schemas/* string */.YjP().catch(''),
    user: schemas/* object */.Ikc({
        id: schemas/* int */.Whr().optional().catch(undefined),
        type: schemas/* string */.YjP().catch(''),
        login: schemas/* string */.YjP().catch(''),
    })
        .nullable()
        .catch(null),
})
    .transform(({ id, body, user }) => ({ id, body, author: user })));

// EXTERNAL MODULE: ./src/github/github-errors.ts
var github_errors = __webpack_require__(8146);
// EXTERNAL MODULE: ./src/http/request.ts
var request = __webpack_require__(7777);
;// CONCATENATED MODULE: ./src/github/octokit-fetch.ts



const REQUEST_TIMEOUT_MS = 10_000;
/** The headers that octokit and the rate limits need. */
const RESPONSE_HEADERS = ['content-type', 'retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'date'];
/**
 * Returns the `fetch` for octokit, over the transport of all requests of this action: with its proxies, without
 * redirects, for one origin, and with a time limit. Rejects with an ApiError for every response that is not a 2xx.
 */
function createOctokitFetch(fetch, clock, origin) {
    return async (url, { method, headers, body, signal }) => {
        const { origin: target, pathname } = new URL(url);
        if (target !== origin)
            throw new errors/* ActionError */.lZ(`${target} is not the GitHub of this workflow`);
        const description = `${method} ${pathname}`;
        const response = await (0,request/* sendRequest */.w$)(fetch, clock, {
            description,
            url,
            request: {
                method,
                headers: { ...headers, 'x-github-api-version': '2022-11-28' },
                ...(body && { body }),
            },
            signal,
            timeoutMs: REQUEST_TIMEOUT_MS,
        });
        const { status, text } = response;
        if (status < 200 || status > 299)
            throw (0,github_errors/* createApiError */.JV)(description, response);
        const passed = new Headers();
        for (const name of RESPONSE_HEADERS) {
            const value = response.headers.get(name);
            if (value)
                passed.set(name, value);
        }
        return new Response(text || null, { status, headers: passed });
    };
}

;// CONCATENATED MODULE: ./src/github/github-client.ts








const MAX_PAGES = 30;
const PullRequests = schemas/* array */.YOg(schemas/* object */.Ikc({
    number: schemas/* int */.Whr().positive(),
    merged_at: schemas/* string */.YjP().nullish(),
    merge_commit_sha: schemas/* string */.YjP().nullish(),
    base: schemas/* object */.Ikc({ ref: schemas/* string */.YjP() }),
})
    .transform((pull) => ({
    number: pull.number,
    merged: !!pull.merged_at,
    mergeCommit: pull.merge_commit_sha ?? undefined,
    base: pull.base.ref,
})));
const WrittenComment = schemas/* object */.Ikc({ id: schemas/* int */.Whr() });
/** How octokit rejects when a GraphQL response holds errors. */
const GraphqlFailure = schemas/* object */.Ikc({
    name: schemas/* literal */.euz('GraphqlResponseError'),
    headers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    errors: schemas/* unknown */.L5J(),
    data: schemas/* unknown */.L5J(),
});
/** Creates the client for one repository. It sends the token to the origin of `apiUrl` and to no other. */
function createGitHubClient(options) {
    const { apiUrl, repository, token, userAgent, fetch, clock } = options;
    const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
    if (!url || !(0,secure_url/* isSecureUrl */.z)(url))
        throw new errors/* ActionError */.lZ('GITHUB_API_URL does not begin with https://, so the token is not sent there');
    const octokit = (0,github/* getOctokit */.Q)(token, {
        baseUrl: apiUrl,
        userAgent,
        request: { fetch: createOctokitFetch(fetch, clock, url.origin) },
    });
    const [owner = '', repo = ''] = repository.split('/');
    return new GitHubClient(octokit, { owner, repo });
}
/**
 * Reads and writes the comments of one repository. Sends each request once; rejects with an ApiError, a
 * ConnectionError or the signal's reason.
 */
class GitHubClient {
    #octokit;
    #repository;
    #viewerId;
    #hasGraphql = true;
    constructor(octokit, repository) {
        this.#octokit = octokit;
        this.#repository = repository;
    }
    /**
     * Yields the comments of a pull request, oldest first: by GraphQL, which also names the account of the token, or by
     * REST where GraphQL is missing. Rejects after 3000 comments.
     */
    async *listComments(pull, signal) {
        if (this.#hasGraphql) {
            try {
                return yield* this.#listByGraphql(pull, signal);
            }
            catch (error) {
                if (signal.aborted || !isGraphqlUnavailable(error))
                    throw error;
                this.#hasGraphql = error instanceof http_errors/* ConnectionError */.Rc;
            }
        }
        yield* this.#listByRest(pull, signal);
    }
    /** Creates a comment and returns its id. */
    async createComment(pull, body, signal) {
        const parameters = { ...this.#repository, issue_number: pull, body, request: { signal } };
        const { data } = await send(signal, () => this.#octokit.rest.issues.createComment(parameters));
        return parse(WrittenComment, data, 'creating the comment').id;
    }
    /** Replaces the text of a comment. */
    async updateComment(id, body, signal) {
        const parameters = { ...this.#repository, comment_id: id, body, request: { signal } };
        const { data } = await send(signal, () => this.#octokit.rest.issues.updateComment(parameters));
        parse(WrittenComment, data, 'updating the comment');
    }
    /** Deletes a comment. */
    async deleteComment(id, signal) {
        const parameters = { ...this.#repository, comment_id: id, request: { signal } };
        await send(signal, () => this.#octokit.rest.issues.deleteComment(parameters));
    }
    /** Returns the pull requests that contain a commit. */
    async listPullsForCommit(sha, signal) {
        const parameters = { ...this.#repository, commit_sha: sha, per_page: PAGE_SIZE, request: { signal } };
        const { repos } = this.#octokit.rest;
        const { data } = await send(signal, () => repos.listPullRequestsAssociatedWithCommit(parameters));
        return parse(PullRequests, data, 'listing the pull requests of the commit');
    }
    async *#listByGraphql(pull, signal) {
        let cursor = null;
        for (let page = 1; page <= MAX_PAGES; page++) {
            const { nodes, pageInfo } = await this.#queryComments(pull, cursor, signal);
            yield* nodes.map((comment) => this.#toRemoteComment(comment));
            if (!pageInfo.hasNextPage)
                return;
            cursor = pageInfo.endCursor;
        }
        throw tooManyComments();
    }
    async #queryComments(pull, cursor, signal) {
        const parameters = { ...this.#repository, pull, cursor, request: { signal } };
        let data;
        try {
            data = await send(signal, () => this.#octokit.graphql(COMMENTS_QUERY, parameters));
        }
        catch (error) {
            const failure = error instanceof Error && GraphqlFailure.safeParse(error.cause).data;
            if (!failure)
                throw error;
            this.#viewerId = viewerIdSchema.safeParse(failure.data).data ?? this.#viewerId;
            throw (0,github_errors/* createGraphqlError */.m)(failure.errors, {
                get: (name) => (failure.headers[name] === undefined ? null : String(failure.headers[name])),
            });
        }
        this.#viewerId = viewerIdSchema.safeParse(data).data ?? this.#viewerId;
        return parse(commentsPageSchema, data, 'listing the comments by GraphQL');
    }
    async *#listByRest(pull, signal) {
        const parameters = { ...this.#repository, issue_number: pull, per_page: PAGE_SIZE, request: { signal } };
        const { issues } = this.#octokit.rest;
        for (let page = 1; page <= MAX_PAGES; page++) {
            const { data } = await send(signal, () => issues.listComments({ ...parameters, page }));
            const comments = parse(restCommentsSchema, data, 'listing the comments');
            yield* comments.map((comment) => this.#toRemoteComment(comment));
            if (comments.length < PAGE_SIZE)
                return;
        }
        throw tooManyComments();
    }
    #toRemoteComment({ id, body, author }) {
        // People can request their own account, so a token without a known account is an app's.
        const isOwn = this.#viewerId === undefined || author?.id === undefined ? isApp(author) : author.id === this.#viewerId;
        return { id, body, isOwn };
    }
}
/** An account that was imported from another server, a mannequin, may have any login; some servers report no type. */
const isApp = (author) => author?.type === 'Bot' || (author?.type === '' && author.login.endsWith('[bot]'));
const tooManyComments = () => new errors/* ActionError */.lZ(`the pull request has more than ${MAX_PAGES * PAGE_SIZE} comments, and the comment of this action is not among the oldest`);
const isGraphqlUnavailable = (error) => error instanceof http_errors/* ConnectionError */.Rc ||
    (error instanceof http_errors/* ApiError */.hD && ((0,github_errors/* isPermanent */.lE)(error) || error.status === 501));
/** Sends a request through octokit, and rejects with the error of the transport, which octokit wraps. */
async function send(signal, request) {
    try {
        return await request();
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof Error && error.cause instanceof errors/* ActionError */.lZ)
            throw error.cause;
        throw new http_errors/* ConnectionError */.Rc((0,errors/* getErrorMessage */.u1)(error), { requestSent: true, cause: error });
    }
}
function parse(schema, data, operation) {
    const result = schema.safeParse(data);
    if (result.success)
        return result.data;
    // Not the message of the schema: it quotes the response.
    throw new http_errors/* ConnectionError */.Rc(`${operation}: GitHub sent an unexpected response`, { requestSent: true });
}

;// CONCATENATED MODULE: ./src/github/marked-comment.ts


/** Finds the comment with a marker, which need not exist yet, on the pull request of a run; undefined if the run has none. */
async function findMarkedComment({ pullRequest, marker, ...options }, signal) {
    const client = createGitHubClient(options);
    const pull = await findPullNumber(pullRequest, client, signal);
    return pull === undefined ? undefined : new MarkedComment(client, pull, marker);
}
/** Finds the number of a run's pull request; for a push, of the one that the commit merged into the pushed branch. */
async function findPullNumber(pullRequest, client, signal) {
    if ('number' in pullRequest)
        return pullRequest.number;
    const { merged, branch } = pullRequest;
    // The commit may also belong to open pull requests and to those for other branches.
    const pulls = (await client.listPullsForCommit(merged, signal)).filter((pull) => pull.merged && pull.base === branch);
    return (pulls.find(({ mergeCommit }) => mergeCommit === merged) ?? pulls[0])?.number;
}
/** The one comment with a marker on one pull request. */
class MarkedComment {
    #client;
    #pull;
    #marker;
    #commentId;
    /** Whether another run may have created a comment at the same moment. */
    #mayHaveDuplicate = false;
    constructor(client, pull, marker) {
        this.#client = client;
        this.#pull = pull;
        this.#marker = marker;
    }
    /** Updates the comment, or creates it where there is none. Safe to repeat after a lost response. */
    async upsert(body, signal) {
        // After a deletion, search once more: another run may have created a comment since.
        const searches = this.#commentId === undefined ? 1 : 2;
        for (let search = 1; search <= searches; search++)
            if (await this.#update(body, signal))
                return this.#removeDuplicate(body, signal);
        this.#commentId = await this.#client.createComment(this.#pull, body, signal);
        this.#mayHaveDuplicate = true;
        await this.#removeDuplicate(body, signal);
    }
    /** Returns whether there was a comment to update. */
    async #update(body, signal) {
        if (this.#commentId === undefined) {
            const found = await this.#findOldest(signal);
            if (!found)
                return false;
            this.#commentId = found.id;
            if (found.body === body)
                return true;
        }
        try {
            await this.#client.updateComment(this.#commentId, body, signal);
            return true;
        }
        catch (error) {
            if (!(0,github_errors/* isGone */.ST)(error))
                throw error;
            this.#commentId = undefined;
            return false;
        }
    }
    /** Keeps the oldest comment when two runs have created one each; both runs decide the same. */
    async #removeDuplicate(body, signal) {
        if (!this.#mayHaveDuplicate)
            return;
        const oldest = await this.#findOldest(signal);
        if (this.#commentId !== undefined && oldest && oldest.id < this.#commentId) {
            await this.#delete(this.#commentId, signal);
            this.#commentId = oldest.id;
            await this.#client.updateComment(oldest.id, body, signal);
        }
        this.#mayHaveDuplicate = false;
    }
    async #delete(id, signal) {
        try {
            await this.#client.deleteComment(id, signal);
        }
        catch (error) {
            if (!(0,github_errors/* isGone */.ST)(error))
                throw error;
        }
    }
    async #findOldest(signal) {
        for await (const comment of this.#client.listComments(this.#pull, signal))
            if (comment.isOwn && comment.body.startsWith(this.#marker))
                return comment;
        return undefined;
    }
}


/***/ })

};
