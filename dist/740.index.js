export const id = 740;
export const ids = [740];
export const modules = {

/***/ 740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commentOn: () => (/* binding */ commentOn),
  markOf: () => (/* binding */ markOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/http/request.ts
var http_request = __webpack_require__(7777);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
;// CONCATENATED MODULE: ./src/github/github-client.ts





const ANSWER_LIMIT_MS = 10_000;
/** The most items that a page may have. */
const PAGE = 100;
/** What a limit without a time means (GitHub docs, rate limits for the REST API: "wait for at least one minute"). */
const UNTOLD_WAIT_MS = 60_000;
const Comment = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({
        id: schemas/* int */.Whr().optional().catch(undefined),
        type: schemas/* string */.YjP().catch(''),
        login: schemas/* string */.YjP().catch(''),
    })
        .nullish()
        .catch(null),
})
    .transform(({ id, body, user }) => ({ id, body: body ?? '', author: user ?? null }));
const Pull = schemas/* object */.Ikc({
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
}));
const Viewer = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ databaseId: schemas/* int */.Whr() }) }) });
/** The API at a URL for one repository. The token goes to that URL's origin and to no other. */
function restAt({ apiUrl, repository, token, userAgent }, fetch, clock) {
    const base = baseOf(apiUrl);
    async function call(method, path, decode, { body, signal } = {}) {
        const text = body && JSON.stringify(body);
        const headers = {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${token}`,
            'user-agent': userAgent,
            'x-github-api-version': '2022-11-28',
            ...(text && { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(text)}` }),
        };
        const what = `${method} ${path.replace(/\?.*/, '')}`;
        const request = { method, headers, ...(text && { body: text }) };
        const limitMs = ANSWER_LIMIT_MS;
        const answer = await (0,http_request/* exchange */.cv)(fetch, clock, { what, url: base.origin + path, request, signal, limitMs });
        if (answer.status >= 200 && answer.status <= 299)
            return (0,http_request/* understood */.Se)(what, answer, decode);
        throw refused(what, answer);
    }
    const root = base.pathname.replace(/\/+$/, '');
    const repo = `${root}/repos/${repository}`;
    const one = (body) => Comment.parse(body);
    return {
        /**
         * The id of the account that this token writes as; undefined where GitHub does not tell. By GraphQL, because the
         * token of a workflow may not ask `GET /user`.
         */
        async viewer(signal) {
            const path = `${root.replace(/\/v3$/, '')}/graphql`;
            const decode = (body) => Viewer.safeParse(body).data?.data.viewer.databaseId;
            const body = { query: '{ viewer { databaseId } }' };
            try {
                return await call('POST', path, decode, { body, signal });
            }
            catch (error) {
                // Nor where there is no GraphQL.
                if (error instanceof http_errors/* ApiError */.hD && (isFinal(error) || error.refusal.status === 501))
                    return undefined;
                throw error;
            }
        },
        /** One page of a pull request's comments, oldest first; pages count from 1. */
        comments: (pull, page, signal) => call('GET', `${repo}/issues/${pull}/comments?per_page=${PAGE}&page=${page}`, (body) => schemas/* array */.YOg(Comment).parse(body), { signal }),
        create: (pull, body, signal) => call('POST', `${repo}/issues/${pull}/comments`, one, { body: { body }, signal }),
        update: (id, body, signal) => call('PATCH', `${repo}/issues/comments/${id}`, one, { body: { body }, signal }),
        remove: (id, signal) => call('DELETE', `${repo}/issues/comments/${id}`, () => undefined, { signal }),
        /** The pull requests that have brought a commit. */
        pullsOf: (sha, signal) => call('GET', `${repo}/commits/${sha}/pulls?per_page=${PAGE}`, (body) => schemas/* array */.YOg(Pull).parse(body), {
            signal,
        }),
    };
}
function baseOf(apiUrl) {
    const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
    if (url && (0,provider/* mayCarryCredentials */.x6)(url))
        return url;
    throw new errors/* ActionError */.l('GITHUB_API_URL does not begin with https://, and the token is not sent there');
}
const LIMITED = 'rate_limited';
/** Whether asking again is useless for the rest of this run. */
function isFinal(error) {
    if (error instanceof http_errors/* ConnectionError */.Rc)
        return false;
    if (!(error instanceof http_errors/* ApiError */.hD))
        return error instanceof errors/* ActionError */.l;
    const { status, code } = error.refusal;
    return status < 500 && status !== 408 && code !== LIMITED;
}
/** Whether the same request may succeed soon enough to wait for it. */
function mayPassSoon(error) {
    if (isFinal(error) || !(error instanceof errors/* ActionError */.l))
        return false;
    return !(error instanceof http_errors/* ApiError */.hD) || (error.refusal.retryAfterMs ?? 0) <= UNTOLD_WAIT_MS;
}
function refused(what, answer) {
    const { status, headers } = answer;
    const said = saying(answer.text);
    const refusal = { status, fromApi: said !== undefined, ...(said && { said }) };
    const retryAfterMs = waitOf(answer);
    if (retryAfterMs !== undefined)
        refusal.retryAfterMs = retryAfterMs;
    const isSpent = headers.get('x-ratelimit-remaining') === '0';
    // GitHub docs, rate limits for the REST API: both limits are told by 403 or by 429.
    const isLimit = retryAfterMs !== undefined || isSpent || /rate limit/i.test(said ?? '');
    if (status === 429 || (status === 403 && isLimit)) {
        refusal.code = LIMITED;
        refusal.retryAfterMs ??= UNTOLD_WAIT_MS;
    }
    // The hint that belongs to a status is that for the API of the models.
    return new http_errors/* ApiError */.hD(`${what} was refused (${status})${said ? `: ${said}` : ''}`, refusal, '');
}
function saying(text) {
    try {
        return schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).safeParse(JSON.parse(text)).data?.message.slice(0, 500);
    }
    catch {
        return undefined;
    }
}
/** `retry-after` in seconds; else, of a spent limit, when it is filled again, by the server's own clock. */
function waitOf({ headers }) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    if (seconds >= 0)
        return seconds * 1000;
    if (headers.get('x-ratelimit-remaining') !== '0')
        return undefined;
    const span = Number(headers.get('x-ratelimit-reset')) * 1000 - Date.parse(headers.get('date') ?? '');
    return span >= 0 ? span : undefined;
}

;// CONCATENATED MODULE: ./src/github/sticky-comment.ts






const LIMIT_MS = 120_000;
const MAX_DELAY_MS = 60_000;
const TRIES = 4;
/** The comment with this mark on the pull request of the run. Nothing is asked of GitHub before the first update. */
function commentOn(writer) {
    const { host, clock, random, token, mark } = writer;
    if (token)
        host.setSecret(token, 'credential');
    let place;
    let wanted;
    let shown;
    let isOver = false;
    let queue = Promise.resolve();
    let stop = new AbortController();
    const tell = warnings(host);
    async function show(body, signal) {
        if (isOver || body === shown || body !== wanted)
            return;
        try {
            await (0,src_clock/* withTimeout */.wj)(clock, LIMIT_MS, signal, (signal) => 
            // Begun anew as a whole: after an answer that never came, the comment may or may not be there.
            (0,retry/* retry */.L)(async () => {
                place ??= await placeOf(writer, signal);
                isOver = place === undefined;
                await place?.put(body, signal);
            }, {
                clock,
                random,
                signal,
                maxAttempts: TRIES,
                maxDelayMs: MAX_DELAY_MS,
                shouldRetry: mayPassSoon,
            }));
            shown = body;
        }
        catch (error) {
            if (signal?.aborted)
                return;
            isOver = isFinal(error);
            tell(error);
        }
    }
    return {
        update(markdown, signal) {
            const body = `${mark}\n${cut(host.redactSecrets(markdown), MAX_BODY - mark.length - 1)}`;
            wanted = body;
            // The signal also ends an update that is still under way: this one waits for it, and nobody else does.
            const abort = () => stop.abort(signal?.reason);
            if (signal?.aborted)
                abort();
            else
                signal?.addEventListener('abort', abort, { once: true });
            queue = queue.then(() => {
                stop = new AbortController();
                if (signal?.aborted)
                    abort();
                return show(body, stop.signal);
            });
            return queue;
        },
    };
}
/**
 * The mark of a set of job inputs: what a person has chosen (paths as written, model, method, hyperparameters,
 * suffix), so that checking and training share a comment, of this commit and the next, and the legs of a matrix do not.
 * Of `wait`, which is given a job, that job's.
 */
function markOf(job) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(chosenOf(job)));
    return `<!-- openai-fine-tune ${digest.digest('hex').slice(0, 32)} -->`;
}
function chosenOf(job) {
    if ('jobId' in job)
        return job;
    const { model, training, validation, method, suffix } = job;
    const files = (data) => [
        data?.beside,
        data?.list.split('\n').map((line) => line.trim()),
    ];
    const hyperparameters = Object.entries(method?.hyperparameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return [files(training), files(validation), model, method?.type ?? 'supervised', hyperparameters, suffix];
}
/** GitHub refuses what is longer ("maximum is 65536 characters"). */
const MAX_BODY = 65_536;
const REST = '\n\nThe rest is left out: GitHub takes 65,536 characters. It is in the summary of the run.\n';
/** Cut at the end of a paragraph: half a table or half an entity would show what was never meant. */
function cut(markdown, longest) {
    if (markdown.length <= longest)
        return markdown;
    const kept = markdown.slice(0, longest - REST.length);
    const end = kept.lastIndexOf('\n\n');
    return (end > 0 ? kept.slice(0, end) : '') + REST;
}
async function placeOf(writer, signal) {
    const { host, apiUrl, repository, token, pullRequest, userAgent, mark, fetch, clock } = writer;
    const nowhere = () => host.info('This run belongs to no pull request, so there is no comment.');
    if (!repository || !pullRequest)
        return void nowhere();
    if (!token)
        throw new errors/* ActionError */.l('input "github-token" is empty');
    const rest = restAt({ apiUrl, repository, token, userAgent }, fetch, clock);
    const number = 'number' in pullRequest ? pullRequest.number : await mergedBy(pullRequest, rest, signal);
    if (number === undefined)
        return void nowhere();
    // It only makes it surer which comments are ours.
    const viewer = await rest.viewer(signal).catch((error) => {
        if (signal.aborted || !(error instanceof http_errors/* ConnectionError */.Rc))
            throw error;
        return undefined;
    });
    return commentAt(rest, number, mark, (author) => 
    // The mark can be copied into any comment, but nobody else writes as this account. Where GitHub does not tell
    // which one it is, it is an app's: people can ask who they are.
    viewer === undefined || author?.id === undefined ? isApp(author) : author.id === viewer);
}
const isApp = (author) => author?.type === 'Bot' || !!author?.login.endsWith('[bot]');
/** The pull request that a pushed commit has merged; the commit may also be part of open ones, or for other branches. */
async function mergedBy({ merged, branch }, rest, signal) {
    const pulls = (await rest.pullsOf(merged, signal)).filter((pull) => pull.merged && pull.base === branch);
    return (pulls.find(({ mergeCommit }) => mergeCommit === merged) ?? pulls[0])?.number;
}
/** Pages of a hundred comments, oldest first. */
const MAX_PAGES = 30;
function commentAt(rest, pull, mark, isOurs) {
    let id;
    let isNew = false;
    async function oldest(signal) {
        for (let page = 1; page <= MAX_PAGES; page++) {
            const comments = await rest.comments(pull, page, signal);
            const found = comments.find(({ body, author }) => body.startsWith(mark) && isOurs(author));
            if (found || comments.length < PAGE)
                return found;
        }
        throw new errors/* ActionError */.l(`the pull request has more than ${MAX_PAGES * PAGE} comments, and ours is not among these`);
    }
    /** Whether there was a comment to put it into. */
    async function replace(body, signal) {
        if (id === undefined) {
            const found = await oldest(signal);
            id = found?.id;
            if (found?.body === body || id === undefined)
                return id !== undefined;
        }
        try {
            await rest.update(id, body, signal);
            return true;
        }
        catch (error) {
            if (!isGone(error))
                throw error;
            id = undefined;
            return false;
        }
    }
    /** Another run may have created one at the same moment: the older one stays, on both sides. */
    async function settle(body, signal) {
        const first = await oldest(signal);
        if (id !== undefined && first && first.id < id) {
            await rest.remove(id, signal).catch((error) => {
                if (!isGone(error))
                    throw error;
            });
            id = first.id;
            await rest.update(id, body, signal);
        }
        isNew = false;
    }
    return {
        async put(body, signal) {
            // What somebody has deleted is looked for once more: another run may have written since.
            const wasThere = id !== undefined;
            const isThere = (await replace(body, signal)) || (wasThere && (await replace(body, signal)));
            if (!isThere) {
                id = (await rest.create(pull, body, signal)).id;
                isNew = true;
            }
            if (isNew)
                await settle(body, signal);
        },
    };
}
const isGone = (error) => error instanceof http_errors/* ApiError */.hD && [404, 410].includes(error.refusal.status);
/** Tells each failure once; of what the token may not do, also how it may. */
function warnings(host) {
    const told = new Set();
    return (error) => {
        const why = `The comment on the pull request was not written: ${error instanceof Error ? error.message : error}`;
        if (told.has(why))
            return;
        told.add(why);
        const isForbidden = error instanceof http_errors/* ApiError */.hD && [403, 404].includes(error.refusal.status) && isFinal(error);
        if (!isForbidden)
            return host.warning(why);
        host.warning(`${why}. The job needs "pull-requests: write" among its "permissions", beside those that it has; runs for pull requests from forks never get it.`);
        host.info('permissions:');
        host.info('  pull-requests: write');
    };
}


/***/ })

};
