export const id = 631;
export const ids = [631];
export const modules = {

/***/ 7631:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VERSION: () => (/* binding */ VERSION),
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(4942);
;// CONCATENATED MODULE: ./src/api/transport.ts



/** The request failed before a byte of it left this machine, so it certainly had no effect. */
class NotSent extends Error {
    name = 'NotSent';
}
/** Far more than any answer of this API has; a server that sends more is broken or hostile. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/**
 * The transport of the machine: through the proxies that the runner names (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http` because its own requests cannot be
 * aborted, and never settle when a connection breaks in the middle of an answer.
 */
function networkFetch() {
    const clients = new Map();
    return (url, request) => {
        // A connection that was kept open may have been closed by the server in the meantime. A GET is simply sent
        // again; for everything else a failure on an old connection would leave open whether it had an effect.
        const keepAlive = request.method === 'GET';
        const key = `${new URL(url).origin} ${keepAlive}`;
        const client = clients.get(key) ?? new lib/* HttpClient */.Qq(undefined, undefined, { keepAlive });
        clients.set(key, client);
        return send(url, request, client.getAgent(url));
    };
}
async function send(url, request, agent) {
    const { method, headers, body, signal } = request;
    const start = url.startsWith('https:') ? external_node_https_.request : external_node_http_.request;
    const outgoing = start(url, { method, headers, agent, ...(signal && { signal }) });
    const incoming = answerTo(outgoing);
    // Awaited below; until then its failure is not unhandled.
    incoming.catch(() => undefined);
    if (body === undefined || typeof body === 'string')
        outgoing.end(body);
    else
        await upload(body, outgoing, incoming);
    const message = await incoming;
    return {
        status: message.statusCode ?? 0,
        headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
        text: () => readText(message),
    };
}
function answerTo(outgoing) {
    let connected = false;
    return new Promise((resolve, reject) => {
        outgoing.once('socket', (socket) => {
            const event = 'encrypted' in socket ? 'secureConnect' : 'connect';
            if (outgoing.reusedSocket || (event === 'connect' && !socket.connecting))
                connected = true;
            else
                socket.once(event, () => (connected = true));
        });
        outgoing.once('response', resolve);
        outgoing.on('error', (error) => reject(connected ? error : new NotSent(error.message, { cause: error })));
    });
}
/** Sends the body until it is through, or the server has answered without wanting the rest (401, 413). */
async function upload(body, outgoing, incoming) {
    let settled = false;
    const settle = () => {
        settled = true;
    };
    const settling = incoming.then(settle, settle);
    try {
        for await (const chunk of body) {
            if (settled)
                return;
            if (!outgoing.write(chunk))
                await Promise.race([settling, new Promise((drained) => outgoing.once('drain', drained))]);
        }
        outgoing.end();
    }
    catch (error) {
        outgoing.destroy();
        throw error;
    }
}
async function readText(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES)
            throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}

;// CONCATENATED MODULE: ./src/clock.ts
/** setTimeout fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** The clock of the machine. */
const systemClock = {
    now: () => performance.now(),
    sleep: (ms, signal) => new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const abort = () => {
            clearTimeout(timer);
            reject(signal?.reason);
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener('abort', abort);
            resolve();
        }, Math.min(ms, LONGEST_TIMER_MS));
        signal?.addEventListener('abort', abort, { once: true });
    }),
};
/** Did not happen within the time allowed for it. */
class TimeLimit extends Error {
    name = 'TimeLimit';
}
/** Does `work`, whose signal is aborted when `ms` are over, or with the outer signal; the reason is what it rejects with. */
async function within(clock, ms, outer, work) {
    outer?.throwIfAborted();
    const stop = new AbortController();
    const done = new AbortController();
    // By hand and not by AbortSignal.any: the outer signal lives for hours, and keeps what listens to it.
    outer?.addEventListener('abort', () => stop.abort(outer.reason), { signal: done.signal });
    const stopped = new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
    });
    clock.sleep(ms, done.signal).then(() => stop.abort(new TimeLimit(`no answer within ${Math.round(ms / 1000)} seconds`)), () => undefined);
    try {
        return await Promise.race([work(stop.signal), stopped]);
    }
    finally {
        done.abort();
    }
}

;// CONCATENATED MODULE: ./src/failure.ts
/**
 * Something that was to be expected: wrong input, bad data, a refusal by the server. Its message is one
 * sentence that names what is wrong and where, and its advice says what to do about it. Any other error that
 * reaches the top is a bug of this action and is reported as one.
 */
class Failure extends Error {
    name = 'Failure';
    advice;
    constructor(message, options = {}) {
        super(message, { cause: options.cause });
        this.advice = options.advice;
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __webpack_require__(143);
;// CONCATENATED MODULE: ./src/github/sanitise.ts
/**
 * Makes text that others control harmless as one line of a workflow log. The runner takes CR, LF and their
 * Unicode kin for line ends, `::command::` at the start of a line and `##[command]` anywhere in it for orders
 * (actions/runner, ActionCommand.cs), and terminals obey control characters.
 */
function oneLine(text) {
    return text
        .toWellFormed()
        .replace(/[\r\n\u0085\u2028\u2029]+/g, ' ⏎ ')
        .replace(/\t/g, ' ')
        .replace(CONTROL, '')
        .replaceAll('##[', '##\u200b[')
        .replace(/^(\s*)::/, '$1\u200b::');
}
/** C0, C1, and the marks that turn the direction of text, by which it can be shown as other than it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Short values are not replaced: every text contains them. */
const SHORTEST_SECRET = 8;
/**
 * Replaces secrets in text that leaves the action: as they are, as JSON and URLs spell them, and the beginnings
 * and ends that OpenAI leaves of them in its own messages (`sk-proj-1****cdef`).
 */
function redactor() {
    const secrets = new Set();
    const remains = new Set();
    return {
        add(secret) {
            if (secret.length < SHORTEST_SECRET)
                return;
            for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
                secrets.add(spelling);
            const start = secret.slice(0, 3).replace(/\W/g, '\\$&');
            remains.add(new RegExp(`${start}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, 'g'));
        },
        redact(text) {
            let clean = text;
            // The longest first: one secret may begin with another.
            for (const secret of [...secrets].sort((a, b) => b.length - a.length))
                clean = clean.replaceAll(secret, '***');
            for (const remain of remains)
                clean = clean.replaceAll(remain, '***');
            return clean;
        },
    };
}

;// CONCATENATED MODULE: ./src/github/host.ts



/** GitHub cuts annotations there. */
const LONGEST_LINE = 4000;
/** GitHub drops a summary above 1 MiB whole. */
const LARGEST_SUMMARY = 1024 * 1024 - 1024;
/** The runner that started this process. */
function runnerHost(env) {
    const { add, redact } = redactor();
    const shown = (text) => {
        // Redacted once more when the characters are gone that could stand between its pieces, and cut only then:
        // half a key is not found.
        const line = redact(oneLine(redact(text)));
        return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
    };
    const properties = (at) => at
        ? {
            file: oneLine(at.file),
            ...(at.line && { startLine: at.line }),
            ...(at.column && { startColumn: at.column }),
        }
        : {};
    let grouped = false;
    let unwritable = false;
    const host = {
        inputs: inputsOf(env),
        failed: false,
        info: (line) => core/* info */.pq(shown(line)),
        notice: (text) => core/* notice */.lm(shown(text)),
        warning: (text, at) => core/* warning */.$e(shown(text), properties(at)),
        error: (text, at) => core/* error */.z3(shown(text), properties(at)),
        group(title) {
            host.endGroup();
            core/* startGroup */.Oh(shown(title));
            grouped = true;
        },
        endGroup() {
            if (grouped)
                core/* endGroup */.N4();
            grouped = false;
        },
        setSecret(secret) {
            core/* setSecret */.Pq(secret);
            add(secret);
        },
        setOutput: (name, value) => keep(`output ${name}`, () => core/* setOutput */.uH(name, value)),
        saveState: (name, value) => keep(`state ${name}`, () => core/* saveState */.LZ(name, value)),
        setFailed(reason) {
            host.failed = true;
            core/* setFailed */.C1(reason.split('\n').map(shown).join('\n'));
        },
        writeSummary(markdown) {
            const file = env.GITHUB_STEP_SUMMARY;
            if (!file || Buffer.byteLength(markdown) > LARGEST_SUMMARY)
                return;
            try {
                (0,external_node_fs_.appendFileSync)(file, `${markdown}\n`);
            }
            catch (error) {
                host.warning(`The summary could not be written: ${messageOf(error)}`);
            }
        },
        redact,
    };
    /** A full disk must not end the wait for a job that is being paid for, nor may the step be green without its outputs. */
    function keep(what, write) {
        try {
            write();
        }
        catch (error) {
            // A full disk is full for all of them.
            if (!unwritable)
                host.setFailed(`Could not write ${what}: ${messageOf(error)}`);
            unwritable = true;
        }
    }
    return host;
}
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
/** The runner hands inputs over as INPUT_NAME, upper case, spaces as underscores, hyphens kept. */
function inputsOf(env) {
    const given = Object.entries(env).filter(([name]) => name.startsWith('INPUT_'));
    return new Map(given
        .map(([name, value]) => [
        name.slice('INPUT_'.length).toLowerCase(),
        trimmed(value ?? ''),
    ])
        .filter(([, value]) => value !== ''));
}
/** Without white space around it; but the first line of several keeps its indentation, which YAML heeds. */
function trimmed(value) {
    const text = value.trim();
    return text.includes('\n') ? value.replace(/^(\s*\n)+/, '').trimEnd() : text;
}

;// CONCATENATED MODULE: ./src/report/failure.ts

/** What went wrong, for a person: a sentence and what to do about it. An error that nobody expected is called a bug. */
function explain(error) {
    if (error instanceof Failure)
        return [error.message, error.advice].filter(Boolean).join('\n');
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const where = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
    return `This is a bug in the action, please report it: ${message}${where ? ` (${where})` : ''}`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
;// CONCATENATED MODULE: ./src/api/errors.ts

/** The server answered, and refused. */
class ApiError extends Failure {
    name = 'ApiError';
    refusal;
    constructor(message, refusal) {
        super(message, { advice: adviceFor(refusal) });
        this.refusal = refusal;
    }
}
/** No answer, or one that cannot be understood: what the request did is not known, unless it was never sent. */
class ConnectionError extends Failure {
    name = 'ConnectionError';
    /** Whether anything of the request may have reached the server. */
    sent;
    constructor(message, { sent, cause }) {
        const advice = sent ? undefined : 'Check "base-url", and that this runner may reach that host.';
        super(message, { cause, advice });
        this.sent = sent;
    }
}
/**
 * 429 codes that no amount of waiting in this run mends: the day's limit, and the quota family (OpenAI's error
 * code guide; `daily_rate_limit_exceeded` as seen on real fine-tuning requests).
 */
const NEEDS_A_PERSON = new Set([
    'daily_rate_limit_exceeded',
    'insufficient_quota',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
]);
/** Whether the same request may well succeed a moment later. */
function mayPass(error) {
    if (error instanceof ConnectionError)
        return true;
    if (!(error instanceof ApiError))
        return false;
    const { status, fromApi, code } = error.refusal;
    if (status === 429)
        return !NEEDS_A_PERSON.has(code ?? '');
    if (status === 408 || status >= 500)
        return true;
    // A redirect or a page of HTML comes from something between us and the server, and may go away like it came.
    return !fromApi && (status < 400 || [401, 403, 404].includes(status));
}
/**
 * Whether asking after something that exists may succeed later: nothing but the API's own refusal ends a wait,
 * and of those not the ones that speak of load. Pages of a proxy come and go.
 */
function mayPassInAWait(error) {
    if (mayPass(error))
        return true;
    return (error instanceof ApiError && (!error.refusal.fromApi || [409, 425, 429].includes(error.refusal.status)));
}
/** Whether the request certainly changed nothing on the server, so that it may be sent again. */
function hadNoEffect(error) {
    if (error instanceof ConnectionError)
        return !error.sent;
    if (!(error instanceof ApiError))
        return false;
    const { status } = error.refusal;
    // 302 and 303 also answer requests that were carried out; 408 one that may have arrived whole.
    return [301, 307, 308].includes(status) || (status >= 400 && status < 500 && status !== 408);
}
/** What to do about a refusal: by the server's code, else by the status. */
function adviceFor({ code, status, said }) {
    if (status < 400)
        return 'Redirects are not followed. Set "base-url" to the address that they lead to.';
    const known = NO_TRAINING.test(said ?? '') ? 'training_not_available' : code;
    return ADVICE.get(known ?? '') ?? ADVICE.get(`${status}`);
}
const NO_TRAINING = /winding down the fine-tuning platform/i;
const QUOTA = 'Raise the limit, or add credit, for the organization or project; then run again.';
const KEY = 'Check the secret behind "api-key"; pull requests from forks get no secrets.';
/** By the API's error code, and by status where the code says nothing. */
const ADVICE = new Map([
    [
        'training_not_available',
        'OpenAI has closed fine-tuning to this organization (and closes it to all on 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.',
    ],
    [
        'daily_rate_limit_exceeded',
        'This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow.',
    ],
    ['insufficient_quota', QUOTA],
    ['credit_balance_exhausted', QUOTA],
    ['organization_spend_limit_exceeded', QUOTA],
    ['project_spend_limit_exceeded', QUOTA],
    ['organization_usage_limit_exceeded', QUOTA],
    ['invalid_api_key', KEY],
    ['model_not_found', 'Check "model"; this project may not be allowed to use it, or it has been shut down.'],
    ['401', KEY],
    [
        '403',
        'The key is valid but may not do this: it needs write access to files and fine-tuning in this project.',
    ],
    ['404', 'Check "base-url", and that job and files belong to the project of this key.'],
    ['413', 'The file is larger than this server accepts in one request.'],
]);

;// CONCATENATED MODULE: ./src/api/wire.ts

const wire_text = schemas/* string */.YjP().min(1).optional().catch(undefined);
const number = schemas/* number */.aig().optional().catch(undefined);
/** Ids go into paths, outputs and later workflows: nothing but printable ASCII without spaces is one. */
const id = schemas/* string */.YjP().regex(/^[\x21-\x7e]{1,256}$/);
const JobBody = schemas/* looseObject */._H3({
    id,
    status: schemas/* string */.YjP().min(1).max(200),
    model: wire_text,
    fine_tuned_model: wire_text,
    training_file: wire_text,
    validation_file: wire_text,
    trained_tokens: number,
    created_at: number,
    finished_at: number,
    estimated_finish: number,
    error: schemas/* object */.Ikc({ code: wire_text, message: wire_text, param: wire_text }).optional().catch(undefined),
});
/** Reads a job from an answer's body; throws when it is none. */
function decodeJob(body) {
    const job = JobBody.parse(body);
    return {
        id: job.id,
        status: job.status === 'canceled' ? 'cancelled' : job.status,
        model: job.model,
        fineTunedModel: job.fine_tuned_model,
        trainingFile: job.training_file,
        validationFile: job.validation_file,
        trainedTokens: job.trained_tokens,
        createdAt: job.created_at,
        finishedAt: job.finished_at,
        // 0 in the API's own examples: not known.
        estimatedFinish: job.estimated_finish || undefined,
        error: job.error?.message || job.error?.code ? job.error : undefined,
        raw: body,
    };
}
const EventsBody = schemas/* looseObject */._H3({
    data: schemas/* array */.YOg(schemas/* unknown */.L5J()),
    has_more: schemas/* boolean */.zMY().optional().catch(undefined),
});
const EventBody = schemas/* looseObject */._H3({
    id: wire_text,
    created_at: number,
    level: wire_text,
    type: wire_text,
    message: wire_text,
    data: schemas/* unknown */.L5J().optional(),
})
    .catch({
    id: undefined,
    created_at: undefined,
    level: undefined,
    type: undefined,
    message: undefined,
    data: undefined,
});
/** Reads a page of events; entries that are not even objects are kept as they are, without a message. */
function decodeEvents(body) {
    const page = EventsBody.parse(body);
    return { hasMore: page.has_more ?? false, events: page.data.map(decodeEvent) };
}
function decodeEvent(raw) {
    const event = EventBody.parse(raw);
    return {
        id: event.id,
        createdAt: event.created_at,
        level: event.level ?? 'info',
        type: event.type ?? 'message',
        message: event.message ?? '',
        data: event.data,
        raw,
    };
}
const FileBody = schemas/* looseObject */._H3({ id, status: wire_text, status_details: wire_text });
/** Reads an uploaded file from an answer's body; throws when it is none. */
function decodeFile(body) {
    const file = FileBody.parse(body);
    return { id: file.id, status: file.status, statusDetails: file.status_details };
}
/** Whether a job in this status will never change again. */
function hasEnded(status) {
    return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

;// CONCATENATED MODULE: ./src/api/client.ts







const ANSWER_LIMIT_MS = 30_000;
const CREATE_LIMIT_MS = 120_000;
/** The fine-tuning API at a connection. Wire spelling stops here. */
function connect(connection, fetch, clock) {
    const base = new URL(connection.baseUrl);
    async function call(method, path, decode, options = {}) {
        const url = new URL(base);
        url.pathname = base.pathname.replace(/\/+$/, '') + path;
        // Appended, so that the query of the base URL goes out as it was written.
        url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&');
        // Asked for by the API's overview page, so that a request without an answer can be found by its support.
        const headers = { accept: 'application/json', 'x-client-request-id': (0,external_node_crypto_.randomUUID)(), ...connection.headers };
        const request = { method, headers: { ...headers, ...options.headers } };
        if (options.body !== undefined)
            request.body = options.body;
        const what = `${method} ${path}`;
        const answer = await exchange(what, url.href, request, options);
        if (answer.status < 200 || answer.status > 299)
            throw refused(what, answer);
        return understood(what, answer, decode);
    }
    async function exchange(what, url, request, { limitMs, signal }) {
        try {
            return await within(clock, limitMs ?? ANSWER_LIMIT_MS, signal, async (signal) => {
                const answer = await fetch(url, { ...request, signal });
                return { status: answer.status, headers: answer.headers, text: await answer.text() };
            });
        }
        catch (error) {
            if (signal?.aborted || error instanceof Failure)
                throw error;
            const reason = error instanceof Error ? error.message : String(error);
            throw new ConnectionError(`${what} at ${base.host}: ${reason}`, {
                sent: !(error instanceof NotSent),
                cause: error,
            });
        }
    }
    const json = (body) => ({
        body: JSON.stringify(body),
        headers: {
            'content-type': 'application/json',
            'content-length': `${Buffer.byteLength(JSON.stringify(body))}`,
        },
    });
    return {
        host: base.host,
        /** Creates a job: the request that costs money. */
        createJob: (request, signal) => call('POST', '/fine_tuning/jobs', decodeJob, { ...json(request), limitMs: CREATE_LIMIT_MS, signal }),
        job: (id, limits = {}) => call('GET', `/fine_tuning/jobs/${segment(id)}`, decodeJob, limits),
        /** Asks for a change of a job; its answer is the job, which may not have changed yet. */
        control: (id, command, limits = {}) => call('POST', `/fine_tuning/jobs/${segment(id)}/${command}`, decodeJob, {
            headers: { 'content-length': '0' },
            ...limits,
        }),
        /** One page of a job's events, newest first; `after` pages to older ones. */
        events: (id, page, limits = {}) => call('GET', `/fine_tuning/jobs/${segment(id)}/events`, decodeEvents, {
            query: { ...(page.after && { after: page.after }), limit: `${page.limit}` },
            ...limits,
        }),
        /** Uploads a file. Has no time limit of its own: what is too long depends on its progress, which the caller sees. */
        upload: ({ contentType, contentLength, body }, signal) => call('POST', '/files', decodeFile, {
            body,
            headers: { 'content-type': contentType, 'content-length': `${contentLength}` },
            limitMs: Number.MAX_SAFE_INTEGER,
            signal,
        }),
        file: (id, limits = {}) => call('GET', `/files/${segment(id)}`, decodeFile, limits),
    };
}
/** An id as one segment of a path: whatever a server or a user calls it, it cannot lead to another path. */
function segment(id) {
    if (/^\.*$/.test(id))
        throw new Failure(`"${id}" is not an id`);
    return encodeURIComponent(id);
}
function understood(what, { status, text }, decode) {
    try {
        const body = JSON.parse(text);
        refuseDepth(body, MOST_LEVELS);
        return decode(body);
    }
    catch (error) {
        // Not the parser's message: it quotes the body.
        throw new ConnectionError(`${what}: the answer (${status}) is not what this API answers`, {
            sent: true,
            cause: error,
        });
    }
}
const word = schemas/* string */.YjP().optional().catch(undefined);
const words = { message: word, code: coerce/* string */.Yj().nullish().catch(undefined), type: word, param: word };
/** No answer of this API nests nearly as deep; thousands of levels would overflow whatever walks through them. */
const MOST_LEVELS = 200;
function refuseDepth(value, levels) {
    if (typeof value !== 'object' || value === null)
        return;
    if (levels === 0)
        throw new Error('nests too deeply');
    for (const item of Object.values(value))
        refuseDepth(item, levels - 1);
}
/** The API's error object (API reference; Azure has the same fields). */
const ErrorBody = schemas/* object */.Ikc({ error: schemas/* object */.Ikc(words) });
/** What OAuth servers (RFC 6749, 5.2), gateways and other frameworks say instead; it shows, but does not count as the API's. */
const OtherBody = schemas/* object */.Ikc({ ...words, error: word, error_description: word, detail: word });
function refused(what, answer) {
    const refusal = { status: answer.status, ...saying(answer.text) };
    const requestId = answer.headers.get('x-request-id') ?? answer.headers.get('apim-request-id');
    if (requestId)
        refusal.requestId = requestId;
    const retryAfterMs = retryAfter(answer);
    if (retryAfterMs !== undefined)
        refusal.retryAfterMs = retryAfterMs;
    return new ApiError(sentence(what, refusal), refusal);
}
/** What a refusal's body says; of some proxy's page, nothing. */
function saying(text) {
    let body;
    try {
        body = JSON.parse(text);
    }
    catch {
        return { fromApi: false };
    }
    const own = ErrorBody.safeParse(body).data?.error;
    const other = own ? undefined : OtherBody.safeParse(body).data;
    const code = own ? own.code || own.type : other?.error || other?.code;
    const said = own ? own.message : other?.error_description || other?.message || other?.detail;
    return {
        fromApi: own !== undefined,
        ...(code && { code }),
        // The hint of the upload's refusal quotes the data.
        ...(said && {
            said: said
                .replace(/\s+/g, ' ')
                .replace(/\(?HINT: line starts with.*/i, '')
                .trim(),
        }),
        ...(own?.param && { param: own.param }),
    };
}
function sentence(what, { status, code, param, said, requestId }) {
    const kind = [status, code, param && `param ${param}`].filter(Boolean).join(', ');
    return `${what} was refused (${kind})${said ? `: ${said}` : ''}${requestId ? ` (request id ${requestId})` : ''}`;
}
/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3), which counts from the server's own `date`. */
function retryAfter({ headers }) {
    const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
    if (ms >= 0)
        return ms;
    const text = headers.get('retry-after');
    if (!text)
        return undefined;
    const seconds = Number(text);
    if (seconds >= 0)
        return seconds * 1000;
    const span = Date.parse(text) - Date.parse(headers.get('date') ?? '');
    return span >= 0 ? span : undefined;
}

;// CONCATENATED MODULE: ./src/api/patience.ts

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A server that asks for more than this is asked again after this. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;
const REFUSALS_IN_A_ROW = 5;
const REFUSALS_SPAN_MS = 20_000;
/** Repeats a request that may be repeated for as long as its failures may pass; rejects with the one that does not. */
async function patiently(request, patience) {
    const { clock, signal, worthRepeating = mayPass, until = Number.POSITIVE_INFINITY } = patience;
    let refusals = 0;
    let refusedSince = clock.now();
    for (let failures = 1;; failures++) {
        try {
            return await request();
        }
        catch (error) {
            const refused = !worthRepeating(error);
            if (refused && !(patience.doubtful && error instanceof ApiError))
                throw error;
            if (refused && refusals === 0)
                refusedSince = clock.now();
            refusals = refused ? refusals + 1 : 0;
            if (refusals >= REFUSALS_IN_A_ROW && clock.now() - refusedSince >= REFUSALS_SPAN_MS)
                throw error;
            if (clock.now() >= until || failures >= (patience.tries ?? Number.POSITIVE_INFINITY))
                throw error;
            signal?.throwIfAborted();
            const wantedMs = refused
                ? REFUSALS_SPAN_MS / (REFUSALS_IN_A_ROW - 1)
                : delayAfter(error, failures, patience);
            const delayMs = Math.min(wantedMs, until - clock.now());
            patience.onFault?.(error, delayMs);
            await clock.sleep(delayMs, signal);
        }
    }
}
function delayAfter(error, failures, { random, longestDelayMs = Number.POSITIVE_INFINITY }) {
    const backoff = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS) * (1 - random() / 4);
    const asked = error instanceof ApiError ? (error.refusal.retryAfterMs ?? 0) : 0;
    // Never less than our own: a server may ask to be asked again at once, for ever.
    return Math.min(Math.max(backoff, Math.min(asked, LONGEST_RETRY_AFTER_MS)), longestDelayMs);
}

;// CONCATENATED MODULE: ./src/jobs/create.ts



/** How long a create request that certainly made no job is tried again. */
const RETRIES_MS = 10 * 60_000;
/** After the workflow was cancelled, what is left for the answer of a create request that is under way. */
const GRACE_MS = 4000;
/**
 * Creates a job, and never more than one: a request whose effect is not known is not sent again. Repeated are
 * only requests that certainly made no job: those never sent, told to come later, or refused because the
 * server is still busy with the uploaded file. No request is begun after `until`.
 */
async function createJob(client, request, world) {
    const { clock, signal } = world;
    signal.throwIfAborted();
    const grace = delayed(signal, GRACE_MS, clock);
    const send = async () => {
        try {
            return await client.createJob(request, grace.signal);
        }
        catch (error) {
            throw hadNoEffect(error) || !(error instanceof Failure) ? error : new Unknown(error);
        }
    };
    try {
        return await patiently(send, {
            ...world,
            until: Math.min(world.until, clock.now() + RETRIES_MS),
            worthRepeating,
        });
    }
    finally {
        grace.release();
    }
}
/** Whether there is a job now, and is being paid for, nobody here can tell. */
class Unknown extends Failure {
    constructor(error) {
        super(`It is not known whether the job was created: ${error.message}`, {
            advice: 'Look at the jobs of this project before you run this again: a job that was created is being paid for.',
            cause: error,
        });
    }
}
function worthRepeating(error) {
    if (error instanceof ConnectionError)
        return !error.sent;
    return (error instanceof ApiError && ((error.refusal.status === 429 && mayPass(error)) || fileNotReady(error)));
}
/** OpenAI's servers (older ones) and Azure's refuse a file that is not processed yet, with no code of its own. */
function fileNotReady(error) {
    return (error instanceof ApiError && /being processed|not ready|not yet processed/i.test(error.refusal.said ?? ''));
}
/** A signal that is aborted some time after another one. */
function delayed(signal, ms, clock) {
    const late = new AbortController();
    const released = new AbortController();
    const start = () => clock.sleep(ms, released.signal).then(() => late.abort(signal.reason), () => undefined);
    signal.addEventListener('abort', start, { once: true, signal: released.signal });
    return { signal: late.signal, release: () => released.abort() };
}

;// CONCATENATED MODULE: ./src/report/format.ts
/** A count with its noun: `1 example`, `12,345 examples`. */
function count(n, noun) {
    return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}
/** Bytes as people read them, in decimal units: `45.2 kB`. */
function size(bytes) {
    if (bytes < 1000)
        return count(bytes, 'byte');
    const units = ['kB', 'MB', 'GB'];
    let value = bytes / 1000;
    let unit = units.shift();
    while (value >= 999.95 && units.length > 0) {
        value /= 1000;
        unit = units.shift();
    }
    return `${value.toFixed(1)} ${unit}`;
}
/** A span of time in its two largest units: `2 h 5 min`, `3 min 20 s`, `7 s`. */
function duration(ms) {
    const seconds = Math.round(ms / 1000);
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0)
        return `${seconds} s`;
    return minutes < 60
        ? `${minutes} min ${seconds % 60} s`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** A moment in Unix seconds as its time of day, in UTC as everything in a workflow log is; blank for one that no calendar has. */
function timeOfDay(unixSeconds) {
    const date = new Date((unixSeconds ?? Number.NaN) * 1000);
    return Number.isNaN(date.getTime()) ? '        ' : date.toISOString().slice(11, 19);
}

;// CONCATENATED MODULE: ./src/report/log.ts

/** An event's line in the log. */
function eventLine({ createdAt, level, message }) {
    const mark = level === 'info' ? '' : `${level}: `;
    return `${timeOfDay(createdAt)}  ${mark}${message}`;
}
/** A job's line in the log whenever its status or the estimate of its end changes. */
function statusLine({ status, estimatedFinish }) {
    const end = estimatedFinish && status === 'running' ? `, expected to end at ${timeOfDay(estimatedFinish)} UTC` : '';
    return `status: ${status.replaceAll('_', ' ')}${end}`;
}
/** The line that says why nothing happens at the moment. */
function faultLine(error, delayMs) {
    return `${error instanceof Error ? error.message : error}; trying again in ${duration(Math.max(1000, delayMs))}`;
}

;// CONCATENATED MODULE: ./src/spec/map.ts
/** Whether a value is a map rather than a list, a scalar or nothing. */
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function present(map) {
    return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined));
}

;// CONCATENATED MODULE: ./src/spec/request.ts

/** The JSON body that creates this job from files that are uploaded. */
function createRequest({ model, method, suffix, seed, metadata, integrations, extraBody }, { training, validation }) {
    const settings = { method: method && methodField(method), suffix, seed, metadata, integrations };
    return {
        model,
        training_file: training,
        ...present({ validation_file: validation, ...settings }),
        ...extraBody,
    };
}
function methodField({ type, ...settings }) {
    return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type };
}

;// CONCATENATED MODULE: ./src/jobs/control.ts



const TRY_MS = 2500;
const LEAST_TRY_MS = 500;
/** Whoever stops a job is in a hurry; a server that asks for more patience is asked again all the same. */
const control_LONGEST_DELAY_MS = 1000;
/**
 * Cancels or pauses a job within `withinMs`, and returns the job as it is then. A job that has ended meanwhile
 * stays as it is and is no error. Rejects when the server refuses, or was not reached in time.
 */
async function stopJob(client, jobId, command, { clock, random, withinMs, signal, onFault }) {
    const until = clock.now() + withinMs;
    const ask = (request) => patiently(() => request({ signal, limitMs: Math.max(LEAST_TRY_MS, Math.min(TRY_MS, until - clock.now())) }), {
        clock,
        random,
        until,
        signal,
        onFault,
        longestDelayMs: control_LONGEST_DELAY_MS,
        worthRepeating: (error) => mayPassInAWait(error) || isNotSeenYet(error),
    });
    try {
        return await ask((limits) => client.control(jobId, command, limits));
    }
    catch (error) {
        if (!(error instanceof ApiError))
            throw error;
        const job = await ask((limits) => client.job(jobId, limits)).catch(() => {
            throw error;
        });
        if (hasEnded(job.status) || (command === 'pause' && job.status === 'paused'))
            return job;
        throw error;
    }
}
/** A replica that has not heard of a job which was created a moment ago. */
function isNotSeenYet(error) {
    return error instanceof ApiError && error.refusal.status === 404;
}

;// CONCATENATED MODULE: ./src/jobs/events.ts


/** The API's maximum is not documented; its official example asks for so many. A server that refuses gets its default. */
const PAGE = 100;
const DEFAULT_PAGE = 20;
/** A list of events that never ends is some other thing than a list of events. */
const MOST_PAGES = 10_000;
/** Enough to read every list of events that was ever seen to its end once more. */
const PAGES_OF_ALL = 300;
/** Reads a job's events page by page. Paging ends early when it is `enough`. */
function eventReader(page, repeat, enough) {
    const seen = new Set();
    let identify = byId;
    let limit = PAGE;
    let first;
    let last;
    let listed = [];
    let idsHold = false;
    const ask = (after) => repeat(async () => {
        try {
            return await page({ after, limit });
        }
        catch (error) {
            if (limit === DEFAULT_PAGE || !(error instanceof ApiError) || error.refusal.status !== 400)
                throw error;
            limit = DEFAULT_PAGE;
            return page({ after, limit });
        }
    });
    /** Where to go on when a page had nothing new: only with a server that, against the documentation, lists the oldest first. */
    function behindTheKnown({ events, hasMore }) {
        const top = events[0];
        return hasMore && top && identify(top) === first && last && identify(last) !== first ? last.id : undefined;
    }
    async function list(reading) {
        listed = [];
        const names = new Set();
        let known = seen.size === 0;
        let before;
        let after;
        for (let pages = 0; pages < MOST_PAGES; pages++) {
            const { events, hasMore } = await ask(after);
            known ||= events.some((event) => seen.has(byId(event)));
            const contents = events.map(byContent).join();
            // The very same page again, under new ids: either events that say the same, or a server that makes up ids
            // and does not heed where we are. The first page, asked for once more, tells which.
            const same = contents === before;
            if (same)
                idsHold ||= (await ask(undefined)).events.some(({ id }) => id && names.has(id));
            const again = same && !idsHold;
            before = contents;
            const news = again
                ? []
                : events.filter((event) => !seen.has(identify(event)) && !names.has(identify(event)));
            for (const event of news)
                names.add(identify(event));
            listed.push(...news);
            // A whole page of known events, not the first known event: late events are listed below newer ones.
            if (news.length > 0 || (reading === 'all' && pages < PAGES_OF_ALL))
                after = hasMore && !again ? events.at(-1)?.id : undefined;
            else
                after = pages === 0 ? behindTheKnown({ events, hasMore }) : undefined;
            if (after === undefined)
                break;
            if (enough())
                return;
        }
        // Not one known id down to where known events must be: this server makes up new ids with every answer.
        if (!known && listed.length > 0)
            identify = byContent;
    }
    function leftover() {
        const fresh = inOrder(listed.filter((event) => !seen.has(identify(event))));
        for (const event of fresh)
            seen.add(byId(event)).add(byContent(event));
        first ??= fresh[0] && identify(fresh[0]);
        last = fresh.at(-1) ?? last;
        listed = [];
        return fresh;
    }
    return {
        leftover,
        async read(reading) {
            await list(reading);
            return leftover();
        },
    };
}
/** For servers that give events no ids, or make up new ones with every answer. */
function byContent({ createdAt, type, message, data }) {
    // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
    return (0,external_node_crypto_.createHash)('sha1')
        .update(JSON.stringify([createdAt, type, message, data]))
        .digest('base64');
}
const byId = (event) => event.id ?? byContent(event);
/** By time, and within a second as the server listed them: the newest first, unless most of the list goes the other way. */
function inOrder(events) {
    const steps = events.slice(1).map((event, i) => (event.createdAt ?? 0) - (events[i]?.createdAt ?? 0));
    const ascending = steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length;
    const listed = ascending ? events : events.toReversed();
    const dated = listed.every((event) => event.createdAt !== undefined);
    return dated ? listed.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)) : listed;
}

;// CONCATENATED MODULE: ./src/jobs/follow.ts





/** The least that the first look, and the events of a job that has stopped, are given to get through. */
const LEAST_MS = 30_000;
/** While nothing moves, the status is asked for only after so many looks at the events, or so much time. */
const LOOKS_PER_STATUS = 4;
const STATUS_MS = 60_000;
/** How long one page of events may keep us from looking at the job itself, and from the end once it has stopped. */
const EVENTS_MS = 60_000;
const LAST_EVENTS_MS = 10 * 60_000;
/** After the server has refused to tell events. */
const EVENTS_AGAIN_MS = 5 * 60_000;
/** A job's last events are still being written after its end; seen eight seconds late on real jobs. */
const LAST_EVENTS_GAP_MS = 4000;
/** A server that keeps telling new events of a job that has stopped is not listened to for ever. */
const LAST_EVENTS_READINGS = 100;
/** Yields each event of a job once, oldest first, and the job as it is seen, until it stops or the time is up. */
async function* followJob(client, jobId, following) {
    const { clock, random, signal, deadline, intervalMs, onFault } = following;
    const patience = { clock, random, signal, onFault, worthRepeating: mayPassInAWait, doubtful: true };
    let until = Math.max(deadline, clock.now() + LEAST_MS);
    const ask = (request, atMostMs) => patiently(request, { ...patience, until: Math.min(until, clock.now() + atMostMs) });
    let eventsMs = EVENTS_MS;
    const events = eventReader((page) => client.events(jobId, page, { signal }), (request) => ask(request, eventsMs), () => clock.now() >= until);
    const shortestMs = Math.min(1000, intervalMs);
    const statusMs = Math.max(intervalMs, Math.min(LOOKS_PER_STATUS * intervalMs, STATUS_MS));
    let job;
    let eventsAt = Number.NEGATIVE_INFINITY;
    /** Returns whether there was anything new. Without events there is still the job: a broken list must not hide its end. */
    async function* freshEvents() {
        try {
            const fresh = await events.read();
            for (const event of fresh)
                yield { kind: 'event', event };
            return fresh.length > 0;
        }
        catch (error) {
            if (signal.aborted || !(error instanceof Failure))
                throw error;
            if (mayPassInAWait(error))
                return true;
            eventsAt = clock.now() + EVENTS_AGAIN_MS;
            yield { kind: 'no events', error };
            return true;
        }
    }
    try {
        let statusAt = Number.NEGATIVE_INFINITY;
        let napMs = shortestMs;
        let moved = true;
        for (;;) {
            // Events every time, the status only when something moves: an idle look costs one request.
            // Status before events: whatever a job that has stopped had to say is then already listed.
            if (moved || clock.now() < eventsAt || clock.now() - statusAt >= statusMs || clock.now() >= deadline) {
                const before = job?.status;
                job = await ask(() => client.job(jobId, { signal }), Number.POSITIVE_INFINITY);
                statusAt = clock.now();
                moved = job.status !== before;
                yield { kind: 'job', job };
                if (hasEnded(job.status) || job.status === 'paused') {
                    until = Math.max(deadline, clock.now() + LEAST_MS);
                    eventsMs = LAST_EVENTS_MS;
                    return yield* lastEvents(job, events, () => ask(() => client.job(jobId, { signal }), LEAST_MS), following);
                }
            }
            if (clock.now() >= eventsAt)
                moved = (yield* freshEvents()) || moved;
            if (clock.now() >= deadline)
                return { kind: 'timed-out', job };
            until = deadline;
            napMs = moved ? shortestMs : Math.min(napMs * 1.5, intervalMs);
            await clock.sleep(Math.min(napMs, deadline - clock.now()), signal);
        }
    }
    catch (error) {
        if (signal.aborted)
            return { kind: 'interrupted', job };
        if (!(error instanceof Failure))
            throw error;
        return mayPassInAWait(error) || clock.now() >= until
            ? { kind: 'timed-out', job }
            : { kind: 'lost', job, error };
    }
}
/** The events of a job that has stopped, until nothing new comes twice, and then whatever was listed out of turn. */
async function* lastEvents(job, events, lookAgain, { clock, signal, intervalMs }) {
    try {
        let quiet = -1;
        for (let readings = 0; quiet < 2 && readings < LAST_EVENTS_READINGS; readings++) {
            if (readings > 0)
                await clock.sleep(Math.min(LAST_EVENTS_GAP_MS, intervalMs), signal);
            const fresh = await events.read();
            for (const event of fresh)
                yield { kind: 'event', event };
            quiet = fresh.length > 0 ? 0 : quiet + 1;
        }
        for (const event of await events.read('all'))
            yield { kind: 'event', event };
        if (job.status !== 'succeeded' || job.fineTunedModel)
            return { kind: 'stopped', job };
        // A server may name the model a moment after it says that the job has succeeded.
        const named = await lookAgain();
        yield { kind: 'job', job: named };
        return { kind: 'stopped', job: named };
    }
    catch (error) {
        if (signal.aborted && !hasEnded(job.status))
            return { kind: 'interrupted', job };
        if (!signal.aborted && !(error instanceof Failure))
            throw error;
        // The job has stopped, whatever becomes of reading its events; what was read of them is told.
        for (const event of events.leftover())
            yield { kind: 'event', event };
        return { kind: 'stopped', job, eventsMissing: error };
    }
}

;// CONCATENATED MODULE: ./src/verbs/attend.ts





/**
 * Follows a job to its end, telling its events as they come. Returns what to say of it when the step may
 * succeed: the job has succeeded, or was left as it was asked to be left. Everything else is a Failure.
 */
async function attend(attendance) {
    const { jobId, world } = attendance;
    const outcome = await follow(attendance);
    switch (outcome.kind) {
        case 'stopped':
            if (outcome.eventsMissing && !world.interrupted.aborted)
                world.host.warning(`The job's last events could not be read: ${explain(outcome.eventsMissing)}`);
            return verdictOf(outcome.job);
        case 'lost': {
            const why = `Job ${jobId} can no longer be followed: ${explain(outcome.error)}`;
            throw new Failure(why, { advice: left(jobId), cause: outcome.error });
        }
        case 'timed-out':
            return timedOut(attendance, outcome.job);
        case 'interrupted':
            return interrupted(attendance);
    }
}
async function follow(attendance) {
    const { jobId, client, report, startedAt, timeoutMs, intervalMs } = attendance;
    const { host, clock, random, interrupted: signal } = attendance.world;
    const news = followJob(client, jobId, {
        clock,
        random,
        signal,
        deadline: startedAt + timeoutMs,
        intervalMs,
        onFault: (error, delayMs) => host.info(faultLine(error, delayMs)),
    });
    let told;
    let silent = false;
    for (;;) {
        const { done, value } = await news.next();
        if (done)
            return value;
        if (value.kind === 'event') {
            report.event(value.event.raw);
            host.info(eventLine(value.event));
            continue;
        }
        if (value.kind === 'no events') {
            const line = `The server tells no events at present: ${explain(value.error)}`;
            if (silent)
                host.info(line);
            else
                host.warning(line);
            silent = true;
            continue;
        }
        report.seen(value.job);
        if (!told || worthTelling(told, value.job)) {
            told = value.job;
            host.info(statusLine(value.job));
        }
    }
}
/** Estimates of the end waver; a minute's difference is news to nobody. */
function worthTelling(told, job) {
    return told.status !== job.status || Math.abs((told.estimatedFinish ?? 0) - (job.estimatedFinish ?? 0)) > 60;
}
/** What is to be said of a job that goes on no longer; a Failure unless it has succeeded. */
function verdictOf(job) {
    if (job.status === 'succeeded')
        return 'succeeded';
    const { code, param, message } = job.error ?? {};
    const details = [code, param && `param ${param}`].filter(Boolean).join(', ');
    const why = `${details ? ` (${details})` : ''}${message ? `: ${message}` : '.'}`;
    if (job.status === 'paused')
        throw new Failure(`Job ${job.id} is paused${why}`, {
            advice: 'It does not go on by itself: resume it, or cancel it.',
        });
    if (job.status === 'cancelled')
        throw new Failure(`Job ${job.id} was cancelled${why}`);
    throw new Failure(`Job ${job.id} has failed${why}`);
}
async function timedOut(attendance, job) {
    const { jobId, timeoutMs, onTimeout, world } = attendance;
    const late = job
        ? `The time is up and job ${jobId} has not ended (${job.status}).`
        : `The time is up and the server has told nothing of job ${jobId}.`;
    if (job && timeoutMs === 0) {
        world.host.info(left(jobId));
        return job.status;
    }
    if (onTimeout === 'detach') {
        world.host.notice(`${late} ${left(jobId)}`);
        return job?.status ?? 'left to itself';
    }
    if (onTimeout === 'fail')
        throw new Failure(late, { advice: `${left(jobId)} Allow more time by "timeout", or see "on-timeout".` });
    return stopped(attendance, onTimeout, UNHURRIED_MS, late);
}
async function interrupted({ onCancel, ...attendance }) {
    const cancelled = 'The workflow was cancelled.';
    if (onCancel === 'detach')
        throw new Failure(cancelled, { advice: left(attendance.jobId) });
    return stopped(attendance, onCancel, HURRIED_MS, cancelled);
}
/**
 * GitHub kills a cancelled step ten seconds after it has asked it to end (actions/runner), and the answer of a
 * create request may have taken four of them.
 */
const HURRIED_MS = 5000;
const UNHURRIED_MS = 2 * 60_000;
/** Stops the job, and fails with what was done; unless the job turns out to have succeeded in the meantime. */
async function stopped({ jobId, client, report, world }, command, withinMs, reason) {
    let job;
    try {
        job = await stopInTime(client, jobId, command, world, withinMs);
    }
    catch (error) {
        throw new Failure(`${reason} Job ${jobId} could not be ${PAST[command]}: ${explain(error)}`, {
            advice: `${left(jobId)} Look after it by hand.`,
            cause: error,
        });
    }
    report.seen(job);
    if (job.status === 'succeeded' || job.status === 'failed')
        return verdictOf(job);
    throw new Failure(`${reason} Job ${jobId} was asked to ${command}; its status is now ${job.status}.`);
}
/** Takes its time, unless the workflow is cancelled: then what is left to do is done in a hurry. */
async function stopInTime(client, jobId, command, { clock, random, host, interrupted }, withinMs) {
    const onFault = (error, delayMs) => host.info(faultLine(error, delayMs));
    const stop = (withinMs, signal) => stopJob(client, jobId, command, { clock, random, withinMs, signal, onFault });
    if (interrupted.aborted)
        return stop(withinMs);
    try {
        return await stop(withinMs, interrupted);
    }
    catch (error) {
        if (!interrupted.aborted)
            throw error;
        return stop(HURRIED_MS);
    }
}
const PAST = { cancel: 'cancelled', pause: 'paused' };
/** Said wherever a job is left to itself. */
const left = (jobId) => `Job ${jobId} is left as it is: while it runs it costs money.`;

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./src/dataset/json.ts
/** Whether a JSON value is an object, and neither a list nor null. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Whether a text is JSON of any kind. */
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
// No training context holds as many values. It keeps a line of brackets from becoming gigabytes of objects.
/** The most values of a line; a text of no more bytes cannot have more. */
const MOST_VALUES = 1 << 20;
const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = Buffer.from('",[\\{');
/** Whether a JSON text has so many values that to parse it would take gigabytes; what stands in its strings does not count. */
function hasTooManyValues(json) {
    let values = 0;
    for (let i = 0; i < json.length && values <= MOST_VALUES; i++) {
        const byte = json[i];
        if (byte === QUOTE)
            i = endOfString(json, i);
        else if (byte === COMMA || byte === BRACKET || byte === BRACE)
            values++;
    }
    return values > MOST_VALUES;
}
function endOfString(json, start) {
    for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
        let before = end;
        while (json[before - 1] === BACKSLASH)
            before--;
        if ((end - before) % 2 === 0)
            return end;
    }
    return json.length;
}
/** What is wrong with a text that is not JSON, in words that hold none of the text, and where. */
function syntaxProblem(text, error) {
    const told = error instanceof Error ? error.message : '';
    // V8 quotes the text in some of its messages. Only those that are a fixed phrase match.
    const fixed = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(told);
    if (fixed) {
        const position = Number(fixed[2]);
        return { message: `not JSON: ${habit(text, position) ?? lowered(fixed[1])}`, column: position + 1 };
    }
    if (told.startsWith('Unexpected end'))
        return { message: 'not JSON: the line ends too early', column: text.length + 1 };
    if (!told.startsWith('Unexpected token'))
        return { message: 'not JSON' };
    const position = text.length <= LOCATED ? unexpectedToken(text) : undefined;
    if (position === undefined)
        return { message: 'not JSON: unexpected token' };
    return { message: `not JSON: ${habit(text, position) ?? 'unexpected token'}`, column: position + 1 };
}
// Finding the place costs a handful of parses; a line longer than this goes without.
const LOCATED = 65_536;
/** V8 does not tell where an unexpected token is: it is where the longest prefix ends that could still go on. */
function unexpectedToken(text) {
    let good = 0;
    let bad = text.length;
    while (good + 1 < bad) {
        const middle = (good + bad) >> 1;
        if (failsAtToken(text.slice(0, middle)))
            bad = middle;
        else
            good = middle;
    }
    return good;
}
function failsAtToken(prefix) {
    try {
        JSON.parse(prefix);
        return false;
    }
    catch (error) {
        return error instanceof Error && error.message.startsWith('Unexpected token');
    }
}
/** What people and programs write that is not JSON. */
function habit(text, position) {
    const rest = text.slice(position, position + 20);
    const name = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(rest);
    if (name)
        return `${name[0]} does not exist in JSON`;
    if (rest.startsWith("'"))
        return 'texts need double quotes';
    if (rest.startsWith('\ufeff'))
        return 'a byte order mark (BOM) inside the file';
    if (/^,\s*$/.test(rest))
        return 'no comma may follow the object of a line';
    return text[position - 1] === '\r' ? 'lines must end in LF or CRLF, not in CR alone' : undefined;
}
function lowered(phrase = '') {
    return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

;// CONCATENATED MODULE: ./src/dataset/key.ts
// Every key that one of the formats knows in some place.
const KNOWN = 'messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id function_call'.split(' ');
/** A key as it may be shown: one that is, or nearly is, a key of some format. Any other may be text of the dataset. */
function shownKey(key) {
    const isPlain = /^[A-Za-z_-]{1,40}$/.test(key);
    return isPlain && KNOWN.some((known) => isNear(key, known)) ? `the key "${key}"` : 'a key';
}
/** Whether at most two letters are other, more or less; in a short key only one. */
function isNear(key, known) {
    const most = Math.min(2, Math.floor(known.length / 3));
    return Math.abs(key.length - known.length) <= most && distance(key, known) <= most;
}
/** Levenshtein's distance. */
function distance(a, b) {
    let above = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const other = (above[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
            row.push(Math.min(other, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
        }
        above = row;
    }
    return above[b.length] ?? 0;
}

;// CONCATENATED MODULE: ./src/dataset/tools.ts

// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
/** Checks what a line says about its tools beside the messages: `tools`, `parallel_tool_calls`, `functions`. */
function checkTools(line, path, say) {
    const { tools, functions, parallel_tool_calls: parallel } = line;
    if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
        say('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false');
    }
    if (tools !== undefined && tools !== null)
        checkList(tools, `${path}tools`, say, checkTool);
    if (functions !== undefined && functions !== null) {
        checkList(functions, `${path}functions`, say, checkFunction);
        // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
        if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
            say('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries');
        }
    }
}
function checkList(list, path, say, check) {
    if (!Array.isArray(list))
        return say('tool-definition', path, 'must be a list');
    for (let i = 0; i < list.length; i++)
        check(list[i], `${path}[${i}]`, say);
}
function checkTool(tool, path, say) {
    if (!isObject(tool))
        return say('tool-definition', path, 'a tool must be an object');
    if (tool.type !== 'function') {
        return say('tool-definition', `${path}.type`, 'the type of a tool must be "function"');
    }
    checkFunction(tool.function, `${path}.function`, say);
}
function checkFunction(definition, path, say) {
    if (!isObject(definition))
        return say('tool-definition', path, 'a function must be an object');
    const { name, parameters, description } = definition;
    if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) {
        say('tool-definition', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    if (parameters !== undefined && parameters !== null && !isObject(parameters)) {
        say('tool-definition', `${path}.parameters`, 'the parameters of a function must be a JSON Schema object');
    }
    if (description !== undefined && description !== null && typeof description !== 'string') {
        say('tool-definition', `${path}.description`, 'the description of a function must be text');
    }
}
/** Checks the calls of an assistant message; tells whether there are any. */
function checkCalls(message, path, say) {
    const { tool_calls: calls, function_call: call } = message;
    if (call !== undefined && call !== null)
        checkNameAndArguments(call, `${path}.function_call`, say);
    if (Array.isArray(calls)) {
        for (let i = 0; i < calls.length; i++)
            checkCall(calls[i], `${path}.tool_calls[${i}]`, say);
        if (calls.length === 0)
            say('tool-call', `${path}.tool_calls`, 'tool_calls is empty');
        return calls.length > 0 || isObject(call);
    }
    if (calls !== undefined && calls !== null) {
        say('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls');
        return true;
    }
    return call !== undefined && call !== null;
}
function checkCall(call, path, say) {
    if (!isObject(call))
        return say('tool-arguments', path, 'a tool call must be an object');
    if (typeof call.id !== 'string' || call.id === '')
        say('tool-call', `${path}.id`, 'a tool call needs an id');
    if (call.type !== 'function') {
        say('tool-call', `${path}.type`, 'the type of a tool call must be "function"');
        // Other kinds of calls have other fields.
        if (typeof call.type === 'string')
            return;
    }
    checkNameAndArguments(call.function, `${path}.function`, say);
}
function checkNameAndArguments(called, path, say) {
    if (!isObject(called))
        return say('tool-arguments', path, 'must be an object with name and arguments');
    if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
        say('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    const given = called.arguments;
    if (typeof given !== 'string') {
        const advice = isObject(given) ? '; write the object as JSON in a text' : '';
        return say('tool-arguments', `${path}.arguments`, `the arguments of a call must be a text${advice}`);
    }
    if (given.length > MOST_VALUES && hasTooManyValues(Buffer.from(given))) {
        return say('tool-arguments', `${path}.arguments`, 'the arguments of a call have more than a million values');
    }
    if (!isJson(given))
        say('tool-arguments', `${path}.arguments`, 'the arguments of a call must be JSON');
}

;// CONCATENATED MODULE: ./src/dataset/message.ts



// What each message may hold: the API reference's FineTuneChatRequestInput and the chat messages it refers to.
const KEYS = new Map(Object.entries({
    system: ['role', 'content', 'name'],
    developer: ['role', 'content', 'name'],
    user: ['role', 'content', 'name'],
    assistant: ['role', 'content', 'name', 'refusal', 'weight', 'tool_calls', 'function_call'],
    tool: ['role', 'content', 'name', 'tool_call_id'],
    function: ['role', 'content', 'name'],
}).map(([role, keys]) => [role, new Set(keys)]));
// Names that other formats and other vendors give to the roles.
const ROLE_MEANT = new Map([
    ['human', 'user'],
    ['gpt', 'assistant'],
    ['bot', 'assistant'],
    ['ai', 'assistant'],
    ['model', 'assistant'],
    ['chatbot', 'assistant'],
]);
/** Checks a conversation; tells who speaks in it, or undefined when it is none. */
function checkMessages(messages, path, say) {
    if (!Array.isArray(messages)) {
        if (messages === undefined)
            say('no-messages', path, `${path} is missing`);
        else
            say('no-messages', path, `${path} must be a list of messages`);
        return undefined;
    }
    if (messages.length === 0) {
        say('no-messages', path, `${path} is empty`);
        return undefined;
    }
    const all = new Set();
    let last;
    for (let i = 0; i < messages.length; i++) {
        last = checkMessage(messages[i], `${path}[${i}]`, say);
        if (last !== undefined)
            all.add(last);
    }
    return { all, last };
}
function checkMessage(message, path, say) {
    if (!isObject(message)) {
        say('message-type', path, 'a message must be an object');
        return undefined;
    }
    const { role } = message;
    const keys = typeof role === 'string' ? KEYS.get(role) : undefined;
    if (typeof role !== 'string' || !keys) {
        say('unknown-role', `${path}.role`, roleProblem(role));
        return undefined;
    }
    for (const key in message) {
        if (keys.has(key))
            continue;
        // Client libraries write null for what is not there. A weight is 0 or 1 and nothing else (API reference).
        if (key === 'weight')
            say('weight-role', `${path}.weight`, 'only an assistant message may have a weight');
        else if (message[key] !== null)
            say('extra-key', path, `${shownKey(key)} is not known in a message of this role`);
    }
    if (message.name !== undefined && message.name !== null && typeof message.name !== 'string') {
        say('message-name', `${path}.name`, 'the name of a message must be text');
    }
    if (role === 'assistant')
        checkAssistant(message, path, say);
    else
        checkContent(role, message.content, path, say);
    if (role === 'tool' && typeof message.tool_call_id !== 'string') {
        say('tool-call-id', `${path}.tool_call_id`, 'a tool message needs the id of the call that it answers');
    }
    if (role === 'function' && (message.name === undefined || message.name === null)) {
        say('message-name', `${path}.name`, 'a function message needs the name of its function');
    }
    return role;
}
function roleProblem(role) {
    if (role === undefined)
        return 'role is missing';
    const expected = `role must be one of ${[...KEYS.keys()].join(', ')}`;
    if (typeof role !== 'string')
        return expected;
    const plain = role.trim().toLowerCase();
    const meant = KEYS.has(plain) ? plain : ROLE_MEANT.get(plain);
    return meant ? `${expected}; "${meant}" seems to be meant` : expected;
}
function checkAssistant(message, path, say) {
    const { content, refusal, weight } = message;
    if (weight !== undefined && weight !== 0 && weight !== 1) {
        say('weight-value', `${path}.weight`, 'weight must be the number 0 or 1');
    }
    const calls = checkCalls(message, path, say);
    // "Required unless tool_calls or function_call is specified" (API reference); a refusal comes without content too.
    const speaksOtherwise = calls || (typeof refusal === 'string' && refusal !== '');
    if (speaksOtherwise && (content === undefined || content === null || content === ''))
        return;
    checkContent('assistant', content, path, say);
}
function checkContent(role, content, path, say) {
    if (typeof content === 'string') {
        // A tool may well have nothing to say.
        if (content === '' && role !== 'tool' && role !== 'function') {
            say('content-empty', `${path}.content`, 'content is empty');
        }
        return;
    }
    if (Array.isArray(content)) {
        if (content.length === 0)
            say('content-empty', `${path}.content`, 'content is empty');
        for (let i = 0; i < content.length; i++)
            checkPart(role, content[i], `${path}.content[${i}]`, say);
        return;
    }
    if (content === null && role === 'function')
        return;
    if (content === undefined || content === null) {
        say('content-missing', `${path}.content`, 'content is missing');
        return;
    }
    say('content-type', `${path}.content`, 'content must be a text or a list of parts');
}
function checkPart(role, part, path, say) {
    if (!isObject(part))
        return say('content-part', path, 'a part of content must be an object');
    switch (part.type) {
        case 'text':
            if (typeof part.text !== 'string')
                say('content-part', `${path}.text`, 'a text part needs a text');
            return;
        case 'refusal':
            if (role !== 'assistant')
                say('content-part', path, 'only an assistant message may have a refusal');
            else if (typeof part.refusal !== 'string')
                say('content-part', `${path}.refusal`, 'a refusal must be text');
            return;
        case 'image_url':
            return checkImage(role, part.image_url, path, say);
        case 'input_audio':
        case 'file':
            return say('unsupported-part', path, 'parts of this type are not known to be supported in fine-tuning');
        default:
            say('content-part', `${path}.type`, 'the type of a part must be text, image_url or refusal');
    }
}
function checkImage(role, image, path, say) {
    // "Images in assistant messages are not supported" (vision fine-tuning guide); other roles have text parts only.
    if (role !== 'user')
        return say('image-role', path, 'only a user message may have images');
    if (!isObject(image) || typeof image.url !== 'string') {
        return say('content-part', `${path}.image_url`, 'image_url must be an object with a url');
    }
    if (!/^(https?:\/\/|data:image\/)/i.test(image.url)) {
        say('image-url', `${path}.image_url.url`, 'the url of an image must begin with https:// or data:image/');
    }
    const { detail } = image;
    if (detail !== undefined && detail !== null && detail !== 'auto' && detail !== 'low' && detail !== 'high') {
        say('image-url', `${path}.image_url.detail`, 'the detail of an image must be auto, low or high');
    }
}

;// CONCATENATED MODULE: ./src/dataset/preference.ts




const OUTPUTS = ['preferred_output', 'non_preferred_output'];
// The names in older versions of the API reference; the guide, Azure and every working example say `_output`.
const OLD_OUTPUTS = ['preferred_completion', 'non_preferred_completion'];
const LINE_KEYS = new Set(['input', ...OUTPUTS, ...OLD_OUTPUTS]);
const INPUT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls']);
/** Whether a line has keys of the dpo format. */
function hasDpoKeys(line) {
    for (const key of OUTPUTS)
        if (line[key] !== undefined)
            return true;
    for (const key of OLD_OUTPUTS)
        if (line[key] !== undefined)
            return true;
    return isObject(line.input) && line.input.messages !== undefined;
}
/** Checks a line of the dpo format: an input, and the better and the worse answer (direct preference optimization guide). */
function checkPreference(line, say) {
    for (const key in line) {
        if (!LINE_KEYS.has(key))
            say('extra-key', '', `${shownKey(key)} is not known in the dpo format`);
    }
    checkInput(line, say);
    for (const [i, key] of OUTPUTS.entries()) {
        const old = OLD_OUTPUTS[i];
        if (line[key] === undefined && old && line[old] !== undefined) {
            say('dpo-old-key', old, `${old} must be called ${key}`);
            continue;
        }
        if (old && line[old] !== undefined)
            say('extra-key', old, `${old} stands beside ${key}, its newer name`);
        checkOutput(line[key], key, say);
    }
}
function checkInput(line, say) {
    const { input } = line;
    if (!isObject(input)) {
        const advice = line.messages === undefined ? '' : '; messages belongs inside it';
        return say('dpo-input', 'input', `input must be an object with messages${advice}`);
    }
    for (const key in input) {
        if (!INPUT_KEYS.has(key))
            say('extra-key', 'input', `${shownKey(key)} is not known in the input of the dpo format`);
    }
    checkTools(input, 'input.', say);
    const roles = checkMessages(input.messages, 'input.messages', say);
    if (!roles)
        return;
    if (!roles.all.has('user'))
        say('no-user', 'input.messages', 'no message has the role user');
    // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
    if (roles.last === 'assistant')
        say('last-message', 'input.messages', 'the last message of the input should not have the role assistant');
}
function checkOutput(output, key, say) {
    if (!Array.isArray(output) || output.length === 0) {
        return say('dpo-output', key, `${key} must be a list with an assistant message`);
    }
    const roles = checkMessages(output, key, say);
    if (!roles)
        return;
    for (const role of roles.all) {
        // Azure's validator lets tool messages in.
        if (role !== 'assistant' && role !== 'tool') {
            say('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`);
        }
    }
    if (!roles.all.has('assistant'))
        say('dpo-output', key, `${key} has no message with the role assistant`);
    // "We only train on one-turn conversations" (the guide).
    if (output.length > 1)
        say('dpo-turns', key, `${key} should be a single message`);
}

;// CONCATENATED MODULE: ./src/dataset/reinforcement.ts


/** Checks a line of the reinforcement format: a prompt, and whatever the grader needs (reinforcement fine-tuning guide). */
function checkReinforcement(line, say) {
    checkTools({ tools: line.tools }, '', say);
    const roles = checkMessages(line.messages, 'messages', say);
    if (!hasItemFields(line)) {
        say('no-item-fields', '', 'nothing beside the messages for the grader to compare with');
    }
    if (!roles)
        return;
    // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples do.
    if (roles.all.has('system'))
        say('role-for-method', 'messages', 'in reinforcement, system messages have the role developer');
    if (roles.all.has('function'))
        say('role-for-method', 'messages', 'the role function is not known in reinforcement');
    if (roles.last !== undefined && roles.last !== 'user') {
        say('last-message', 'messages', 'the last message should have the role user');
    }
}
function hasItemFields(line) {
    for (const key in line)
        if (key !== 'messages' && key !== 'tools')
            return true;
    return false;
}

;// CONCATENATED MODULE: ./src/dataset/supervised.ts



// The server refuses a file for one more key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions']);
const COMPLETIONS_KEYS = new Set(['prompt', 'completion']);
/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
function checkChat(line, say) {
    checkKeys(line, CHAT_KEYS, say);
    checkTools(line, '', say);
    const roles = checkMessages(line.messages, 'messages', say);
    if (!roles)
        return;
    if (!roles.all.has('assistant'))
        say('no-assistant', 'messages', 'no message has the role assistant');
    else if (roles.last !== undefined && roles.last !== 'assistant') {
        say('last-message', 'messages', 'the last message should have the role assistant');
    }
}
/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
function checkCompletions(line, say) {
    checkKeys(line, COMPLETIONS_KEYS, say);
    for (const key of COMPLETIONS_KEYS) {
        if (typeof line[key] !== 'string')
            say('completions-shape', key, `${key} must be text`);
    }
    if (line.completion === '')
        say('content-empty', 'completion', 'completion is empty');
}
/** Whether a key beside the messages belongs to the chat format. */
function isChatKey(key) {
    return CHAT_KEYS.has(key);
}
function checkKeys(line, known, say) {
    for (const key in line) {
        if (!known.has(key))
            say('unknown-key', '', `${shownKey(key)} is not allowed; only ${[...known].join(', ')} are`);
    }
}

;// CONCATENATED MODULE: ./src/dataset/format.ts




/** The formats that a method takes, the usual one first. */
const FORMATS = {
    supervised: ['chat', 'completions'],
    dpo: ['dpo'],
    reinforcement: ['reinforcement'],
};
/** Checks a line by the rules of its format. */
const CHECKS = {
    chat: checkChat,
    completions: checkCompletions,
    dpo: checkPreference,
    reinforcement: checkReinforcement,
};
/** The format that a line has, in doubt one that the method takes; undefined when it has none. */
function formatOf(line, method) {
    if (line.messages !== undefined) {
        // Every other key is free there.
        if (method === 'reinforcement')
            return 'reinforcement';
        if (method === 'dpo' && hasDpoKeys(line))
            return 'dpo';
        return isPromptForGrader(line) ? 'reinforcement' : 'chat';
    }
    if (hasDpoKeys(line))
        return 'dpo';
    return line.prompt !== undefined || line.completion !== undefined ? 'completions' : undefined;
}
/** A prompt without an answer, and something beside it. */
function isPromptForGrader(line) {
    const { messages } = line;
    if (!Array.isArray(messages))
        return false;
    const roles = messages.map((message) => (isObject(message) ? message.role : undefined));
    if (roles.at(-1) !== 'user' || roles.includes('assistant'))
        return false;
    return Object.keys(line).some((key) => !isChatKey(key));
}

;// CONCATENATED MODULE: ./src/dataset/block.ts



/** A file of which nothing has been seen. */
function emptyTally(file, formats) {
    return { file, isLines: true, lines: 0, examples: 0, blank: { count: 0, line: 0 }, formats };
}
// Ten images of 10 MB, the most that the vision fine-tuning guide allows, are 133 MB in base64.
/** Bytes of the longest line that is read. */
const block_LONGEST_LINE = 256 * 2 ** 20;
const OVERLONG = 'the line is longer than 256 MiB';
const NEWLINE = 10;
const block_BRACE = 123;
/** Counts the lines of a block of whole lines and, with a method, checks each by its rules. */
function checkBlock(block, method, tally, findings) {
    const valid = (0,external_node_buffer_.isUtf8)(block);
    const encoding = (0,external_node_buffer_.isAscii)(block) ? 'latin1' : 'utf8';
    const say = (code, path, message) => {
        const place = { file: tally.file, line: tally.lines, ...(path !== '' && { path }) };
        findings.add({ code, ...place, message });
    };
    for (let start = 0; start < block.length;) {
        const end = block.indexOf(NEWLINE, start);
        const from = start;
        start = end + 1;
        tally.lines++;
        if (isBlank(block, from, end)) {
            tally.blank.line ||= tally.lines;
            tally.blank.count++;
            continue;
        }
        tally.examples++;
        if (!method)
            continue;
        if (!valid && !(0,external_node_buffer_.isUtf8)(block.subarray(from, end))) {
            sayAt(findings, tally, 'not-utf-8', () => utf8Problem(block.subarray(from, end)));
        }
        else if (end - from > block_LONGEST_LINE) {
            say('line-too-long', '', OVERLONG);
        }
        else if (end - from > MOST_VALUES && hasTooManyValues(block.subarray(from, end))) {
            say('line-too-long', '', 'the line has more than a million values');
        }
        else
            checkLine(block.toString(encoding, from, end), method, tally, findings, say);
    }
}
/** Counts a line that is too long to be held, and with a method says so. */
function addOverlongLine(method, tally, findings) {
    tally.lines++;
    tally.examples++;
    if (!method)
        return;
    findings.add({ code: 'line-too-long', file: tally.file, line: tally.lines, message: OVERLONG });
}
function checkLine(text, method, tally, findings, say) {
    let line;
    try {
        line = JSON.parse(text);
    }
    catch (error) {
        return sayAt(findings, tally, 'not-json', () => syntaxProblem(text, error));
    }
    if (!isObject(line))
        return say('not-object', '', 'a line must be a JSON object');
    const format = formatOf(line, method);
    if (format) {
        const seen = tally.formats.get(format);
        if (seen)
            seen.count++;
        else
            tally.formats.set(format, { count: 1, file: tally.file, line: tally.lines });
        // Told once for all of them.
        if (!FORMATS[method].includes(format))
            return;
    }
    CHECKS[format ?? FORMATS[method][0]](line, say);
}
function sayAt(findings, tally, code, locate) {
    // Finding the place costs more than the check: not for the thousandth line.
    const problem = findings.keeps(code) ? locate() : { message: '' };
    findings.add({ code, file: tally.file, line: tally.lines, ...problem });
}
function isBlank(block, from, end) {
    if (block[from] === block_BRACE)
        return false;
    for (let i = from; i < end; i++) {
        const byte = block[i];
        if (byte !== 32 && byte !== 9 && byte !== 13)
            return false;
    }
    return true;
}
function utf8Problem(line) {
    // Halving what may hold the bad byte decodes nothing, and looks at each byte about once.
    let good = 0;
    let bad = line.length;
    while (bad - good > 8) {
        const half = (good + bad) >> 1;
        // Cutting a character would break it: back to where it begins, which is three bytes at most.
        let middle = half;
        while (half - middle < 3 && isContinuation(line[middle]))
            middle--;
        if (isContinuation(line[middle]))
            bad = half + 1;
        else if ((0,external_node_buffer_.isUtf8)(line.subarray(good, middle)))
            good = middle;
        else
            bad = middle;
    }
    while (!(0,external_node_buffer_.isUtf8)(line.subarray(good, bad)))
        bad--;
    return { message: 'not UTF-8', column: lengthOf(line.subarray(0, bad)) + 1 };
}
/** The length in UTF-16 units of text in UTF-8. */
function lengthOf(text) {
    let units = 0;
    for (let i = 0; i < text.length; i++) {
        if (!isContinuation(text[i]))
            units += (text[i] ?? 0) >= 0xf0 ? 2 : 1;
    }
    return units;
}
function isContinuation(byte = 0) {
    return (byte & 0xc0) === 0x80;
}

;// CONCATENATED MODULE: ./src/dataset/lines.ts
const lines_NEWLINE = 10;
/** Cuts chunks of bytes into blocks of whole lines, holding no more than the one line that a chunk has begun. */
class LineCutter {
    #longest;
    #begun = [];
    #length = 0;
    constructor(longest) {
        this.#longest = longest;
    }
    /** The lines that this chunk completes. */
    *push(chunk) {
        const first = chunk.indexOf(lines_NEWLINE);
        if (first === -1)
            return this.#hold(chunk);
        let from = 0;
        if (this.#length > 0) {
            this.#hold(chunk.subarray(0, first + 1));
            yield this.#length > this.#longest ? 'overlong line' : Buffer.concat(this.#begun);
            this.#begun = [];
            this.#length = 0;
            from = first + 1;
        }
        const end = chunk.lastIndexOf(lines_NEWLINE) + 1;
        if (end > from)
            yield chunk.subarray(from, end);
        if (end < chunk.length)
            this.#hold(chunk.subarray(end));
    }
    #hold(bytes) {
        this.#length += bytes.length;
        if (this.#length > this.#longest)
            this.#begun = [];
        else
            this.#begun.push(bytes);
    }
}

;// CONCATENATED MODULE: ./src/dataset/normalise.ts
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const CRLF = Buffer.from('\r\n');
const CR = Buffer.from('\r');
const LF = Buffer.from('\n');
/** The bytes of a dataset: its files joined, each without BOM, with LF for CRLF, and ended by a newline. */
async function* normalised(workspace, files) {
    for (const file of files)
        yield* normalisedFile(workspace, file);
}
/** The normalised bytes of one file: nothing when it is empty, and otherwise whole lines. */
async function* normalisedFile(workspace, file) {
    let heldCr = false;
    let lastByte;
    for await (const chunk of withoutBom(workspace.bytes(file))) {
        if (heldCr && chunk[0] !== LF[0])
            yield CR;
        heldCr = chunk.at(-1) === CR[0];
        const lines = withLf(heldCr ? chunk.subarray(0, -1) : chunk);
        lastByte = chunk.at(-1);
        if (lines.length > 0)
            yield lines;
    }
    // A CR at the very end is half of a CRLF: were it kept, normalising once more would drop it.
    if (lastByte !== undefined && lastByte !== LF[0])
        yield LF;
}
/** The chunks that are not empty, without a leading BOM, in however small pieces it may come. */
async function* withoutBom(chunks) {
    let head = Buffer.alloc(0);
    for await (const chunk of chunks) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        if (bytes.length === 0)
            continue;
        if (!head) {
            yield bytes;
            continue;
        }
        head = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
        if (head.length < BOM.length)
            continue;
        const rest = head.subarray(head.indexOf(BOM) === 0 ? BOM.length : 0);
        head = undefined;
        if (rest.length > 0)
            yield rest;
    }
    if (head && head.length > 0)
        yield head;
}
/** The same bytes with LF for CRLF; the very same memory where there is none. */
function withLf(bytes) {
    let cr = bytes.indexOf(CRLF);
    if (cr === -1)
        return bytes;
    const output = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    let from = 0;
    while (cr !== -1) {
        length += bytes.copy(output, length, from, cr);
        from = cr + 1;
        cr = bytes.indexOf(CRLF, from);
    }
    length += bytes.copy(output, length, from);
    return output.subarray(0, length);
}

;// CONCATENATED MODULE: ./src/dataset/problem.ts
/** Every kind of problem, by its stable code, and whether it stops the run. */
const SEVERITIES = {
    'empty-file': 'error',
    'git-lfs-pointer': 'error',
    'utf-16': 'error',
    'json-array': 'error',
    'pretty-printed': 'error',
    'too-few-examples': 'error',
    'wrong-format': 'error',
    'mixed-formats': 'error',
    'line-too-long': 'error',
    'not-utf-8': 'error',
    'not-json': 'error',
    'not-object': 'error',
    'unknown-key': 'error',
    'no-messages': 'error',
    'message-type': 'error',
    'unknown-role': 'error',
    'content-missing': 'error',
    'content-type': 'error',
    'content-part': 'error',
    'image-role': 'error',
    'weight-role': 'error',
    'weight-value': 'error',
    'tool-arguments': 'error',
    'no-assistant': 'error',
    'completions-shape': 'error',
    'dpo-input': 'error',
    'dpo-output': 'error',
    'dpo-output-role': 'error',
    'dpo-old-key': 'error',
    'empty-shard': 'warning',
    'blank-lines': 'warning',
    'few-examples': 'warning',
    'too-many-examples': 'warning',
    'large-dataset': 'warning',
    'extra-key': 'warning',
    'content-empty': 'warning',
    'unsupported-part': 'warning',
    'image-url': 'warning',
    'message-name': 'warning',
    'tool-call': 'warning',
    'tool-call-id': 'warning',
    'tool-definition': 'warning',
    'parallel-tool-calls': 'warning',
    'last-message': 'warning',
    'no-user': 'warning',
    'dpo-turns': 'warning',
    'role-for-method': 'warning',
    'no-item-fields': 'warning',
};
// So that a million bad lines cost no memory, and warnings never crowd out errors.
const KEPT_OF_EACH = 500;
/** Counts every problem, and keeps those that people will read. */
class Findings {
    counts = { errors: 0, warnings: 0, codes: {} };
    #onLines = { error: [], warning: [] };
    #onWhole = { error: [], warning: [] };
    /** Whether the next problem of this kind would be kept: only then is its place worth finding. */
    keeps(code) {
        return this.#onLines[SEVERITIES[code]].length < KEPT_OF_EACH;
    }
    /** A problem of one line. */
    add(problem) {
        this.#count(problem.code, 1);
        const severity = SEVERITIES[problem.code];
        if (this.keeps(problem.code))
            this.#onLines[severity].push({ ...problem, severity });
    }
    /** A problem of a file or of the dataset, which may stand for that of many lines. */
    addWhole(problem, times = 1) {
        this.#count(problem.code, times);
        const severity = SEVERITIES[problem.code];
        const kept = this.#onWhole[severity];
        if (kept.length < KEPT_OF_EACH)
            kept.push({ ...problem, severity });
    }
    /** The problems that were kept: errors first, those of whole files before those of lines, each in order. */
    problems() {
        const { error, warning } = this.#onWhole;
        return [...error, ...this.#onLines.error, ...warning, ...this.#onLines.warning];
    }
    #count(code, times) {
        const { counts } = this;
        counts.codes[code] = (counts.codes[code] ?? 0) + times;
        if (SEVERITIES[code] === 'error')
            counts.errors += times;
        else
            counts.warnings += times;
    }
}

;// CONCATENATED MODULE: ./src/dataset/sniff.ts

/** How many of a file's first bytes tell what it is. */
const HEAD = 65_536;
/** What makes a file something other than lines of JSON, as its first bytes tell. */
function sniff(head) {
    if (isUtf16(head)) {
        return { code: 'utf-16', message: 'the file is in UTF-16; save it as UTF-8', line: 1 };
    }
    // The first line of a pointer, by the specification of git-lfs.
    if (head.indexOf('version https://git-lfs.github.com/spec/') === 0) {
        const message = 'the file is a git-lfs pointer, not the data; check out with "lfs: true"';
        return { code: 'git-lfs-pointer', message, line: 1 };
    }
    const lines = head.toString('utf8').split('\n');
    // The last line goes on behind the head, unless it is the only one.
    if (head.length === HEAD && lines.length > 1)
        lines.pop();
    const written = lines.map((line) => line.trim()).filter((line) => line !== '');
    const code = oneDocument(written);
    if (!code)
        return undefined;
    const message = code === 'json-array'
        ? 'the file is one JSON array; write each of its elements on a line of its own'
        : 'the file is JSON over several lines; write each example on one line';
    return { code, message, line: lines.findIndex((line) => line.trim() !== '') + 1 };
}
function isUtf16(head) {
    const [a, b] = head;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
        return true;
    // Without a mark: a first character of ASCII.
    return (a === 0 && b !== 0 && b !== undefined) || (b === 0 && a !== 0);
}
function oneDocument(lines) {
    const [first = '', second] = lines;
    if (first === '[' && lines.at(-1) === ']')
        return 'json-array';
    // A good second line means that only the first is bad.
    if (second !== undefined && isObject(parsed(second)))
        return undefined;
    if (first.startsWith('['))
        return second !== undefined && isJson(first) ? undefined : 'json-array';
    const goesOn = second !== undefined && /^\{(.*[{[,:])?$/.test(first);
    return goesOn && !isJson(first) ? 'pretty-printed' : undefined;
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/dataset/inspect.ts







/** Reads a dataset once, in constant memory: its identity, its size, and what is wrong with it. */
async function inspectDataset(workspace, files, options) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const findings = new Findings();
    const formats = new Map();
    const tallies = [];
    let bytes = 0;
    for (const file of files) {
        const inspection = new FileInspection(emptyTally(file.name, formats), options, findings);
        for await (const chunk of normalisedFile(workspace, file)) {
            hash.update(chunk);
            bytes += chunk.length;
            inspection.push(chunk);
        }
        tallies.push(inspection.end());
    }
    if (options.checks)
        checkWhole(tallies, formats, bytes, options, findings);
    return {
        digest: hash.digest('hex'),
        bytes,
        examples: examplesOf(tallies),
        format: mostSeen([...formats]),
        files: tallies.map(({ file, examples }) => ({ name: file, examples })),
        problems: findings.problems(),
        counts: findings.counts,
    };
}
/** Tells what a file is from its first bytes, and checks its lines when it has any. */
class FileInspection {
    #tally;
    #method;
    #findings;
    #cutter = new LineCutter(block_LONGEST_LINE);
    #head = [];
    #headLength = 0;
    constructor(tally, { method, checks }, findings) {
        this.#tally = tally;
        this.#method = checks ? method : undefined;
        this.#findings = findings;
    }
    push(chunk) {
        if (!this.#head)
            return this.#check(chunk);
        this.#head.push(chunk);
        this.#headLength += chunk.length;
        if (this.#headLength >= HEAD)
            this.#begin(this.#head);
    }
    end() {
        if (this.#head)
            this.#begin(this.#head);
        const { file, blank, examples } = this.#tally;
        if (this.#method && examples > 0 && blank.count > 0) {
            const message = `${blank.count === 1 ? 'a blank line' : `${blank.count} blank lines`}, not counted as examples`;
            this.#findings.addWhole({ code: 'blank-lines', file, line: blank.line, message });
        }
        return this.#tally;
    }
    #begin(chunks) {
        this.#head = undefined;
        const head = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
        const whole = this.#method && head.length > 0 && sniff(head.subarray(0, HEAD));
        if (whole) {
            this.#findings.addWhole({ ...whole, file: this.#tally.file });
            this.#tally.isLines = false;
        }
        this.#check(head);
    }
    #check(chunk) {
        if (!this.#tally.isLines)
            return;
        for (const lines of this.#cutter.push(chunk)) {
            if (lines !== 'overlong line')
                checkBlock(lines, this.#method, this.#tally, this.#findings);
            else
                addOverlongLine(this.#method, this.#tally, this.#findings);
        }
    }
}
function checkWhole(tallies, formats, bytes, options, findings) {
    const file = tallies[0]?.file;
    if (file === undefined)
        return;
    checkEmpty(tallies, findings);
    checkFormats(formats, options.method, findings);
    checkExamples(file, examplesOf(tallies), options, findings);
    // API reference, Files: "Individual files can be up to 512 MB".
    if (bytes > 512_000_000) {
        const message = 'the dataset is larger than 512 MB, the most that a plain upload takes';
        findings.addWhole({ code: 'large-dataset', file, line: 1, message });
    }
}
/** One empty shard of several is no reason to stop; a dataset without an example is. */
function checkEmpty(tallies, findings) {
    const code = examplesOf(tallies) === 0 ? 'empty-file' : 'empty-shard';
    for (const { file, lines, examples, isLines } of tallies) {
        if (!isLines || examples > 0)
            continue;
        const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines';
        findings.addWhole({ code, file, line: 1, message });
    }
}
function checkFormats(formats, method, findings) {
    const taken = FORMATS[method];
    const usual = mostSeen([...formats].filter(([format]) => taken.includes(format)));
    for (const [format, { file, line, count }] of formats) {
        if (format === usual)
            continue;
        const lines = count === 1 ? '1 line has' : `${count} lines have`;
        if (taken.includes(format)) {
            const message = `${lines} the ${format} format, but most have the ${usual} format`;
            findings.addWhole({ code: 'mixed-formats', file, line, message }, count);
        }
        else {
            const what = format === 'reinforcement' ? 'no assistant message, as in reinforcement' : `the ${format} format`;
            const message = `${lines} ${what}, which the method ${method} does not take`;
            findings.addWhole({ code: 'wrong-format', file, line, message }, count);
        }
    }
}
function checkExamples(file, examples, options, findings) {
    const { method, role } = options;
    const say = (code, message) => findings.addWhole({ code, file, line: 1, message });
    if (role === 'training') {
        // Fine-tuning guide: "at least 10 examples", and 50 to begin with. A file that is no JSONL has a problem of its own.
        if (examples < 10 && !NOT_LINES.some((code) => findings.counts.codes[code])) {
            say('too-few-examples', `the dataset has ${examples === 1 ? '1 example' : `${examples} examples`}; training needs at least 10`);
        }
        else if (examples >= 10 && examples < 50) {
            say('few-examples', `the dataset has ${examples} examples; at least 50 are recommended`);
        }
    }
    // Reinforcement fine-tuning guide.
    const most = role === 'training' ? 50_000 : 1_000;
    if (method === 'reinforcement' && examples > most) {
        say('too-many-examples', `reinforcement takes at most ${most} ${role} examples; the dataset has ${examples}`);
    }
}
const NOT_LINES = ['empty-file', 'utf-16', 'git-lfs-pointer', 'json-array', 'pretty-printed'];
function examplesOf(tallies) {
    return tallies.reduce((sum, { examples }) => sum + examples, 0);
}
function mostSeen(formats) {
    const [most] = formats.sort(([, a], [, b]) => b.count - a.count);
    return most?.[0];
}

;// CONCATENATED MODULE: ./src/files/upload.ts





const STALL_MS = 60_000;
const ANSWER_MS = 10 * 60_000;
const FIRST_PROGRESS_MS = 3000;
const PROGRESS_MS = 10_000;
const TRIES = 4;
/** Uploads a file for fine-tuning. The bytes are streamed; a file of any size needs the memory of a few chunks. */
function uploadFile(client, file, uploading) {
    return patiently(() => uploadOnce(client, file, uploading), { ...uploading, tries: TRIES });
}
async function uploadOnce(client, file, uploading) {
    const { clock, onProgress } = uploading;
    const stalled = new AbortController();
    const done = new AbortController();
    let sent = 0;
    let movedAt = clock.now();
    let limitMs = STALL_MS;
    let tellAt = clock.now() + FIRST_PROGRESS_MS;
    async function* watched(bytes) {
        for await (const chunk of bytes) {
            yield chunk;
            sent += chunk.length;
            movedAt = clock.now();
            if (movedAt >= tellAt) {
                tellAt = movedAt + PROGRESS_MS;
                onProgress(Math.min(sent, file.size));
            }
        }
        limitMs = ANSWER_MS;
    }
    async function watch() {
        for (let left = limitMs; left > 0; left = movedAt + limitMs - clock.now())
            await clock.sleep(left, done.signal);
        stalled.abort(new TimeLimit(`no progress for ${limitMs / 1000} seconds`));
    }
    watch().catch(() => undefined);
    try {
        const { contentType, contentLength, body } = multipart(file);
        const signal = AbortSignal.any([uploading.signal, stalled.signal]);
        return await client.upload({ contentType, contentLength, body: watched(body) }, signal);
    }
    catch (error) {
        if (!stalled.signal.aborted || uploading.signal.aborted)
            throw error;
        throw new ConnectionError(`upload of ${file.name}: ${stalled.signal.reason.message}`, {
            sent: true,
            cause: error,
        });
    }
    finally {
        done.abort();
    }
}
/** A multipart/form-data body (RFC 7578) of known length, so that it need not be sent in chunked encoding. */
function multipart(file) {
    const boundary = `----${(0,external_node_crypto_.randomUUID)()}`;
    const part = (disposition) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
    const head = Buffer.from(`${part('name="purpose"')}\r\nfine-tune\r\n${part(`name="file"; filename="${file.name}"`)}Content-Type: application/jsonl\r\n\r\n`);
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    async function* body() {
        yield head;
        yield* file.content();
        yield tail;
    }
    return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        contentLength: head.length + file.size + tail.length,
        body: body(),
    };
}
/** While a file is in one of these, a job that uses it would be refused (Azure). */
const PROCESSING = new Set(['pending', 'running']);
/** OpenAI starts jobs with files in this state too; some servers never leave it. */
const UPLOADED = 'uploaded';
const UPLOADED_MS = 30_000;
/** The official client waits as long. */
const PROCESSING_MS = 30 * 60_000;
const LOOK_MS = 5000;
/** How long a server may fail to tell of a file. */
const LOOKING_MS = 60_000;
/** Waits until the server has processed a file, where it says that it does. */
async function processed(client, file, { onWait, ...looking }) {
    const { clock, signal } = looking;
    const start = clock.now();
    let pauseMs = 250;
    for (let now = file;;) {
        const status = now.status ?? 'processed';
        if (status === 'error' || status === 'deleted' || status === 'deleting')
            throw new Failure(`The server could not process file ${file.id} (${status})${now.statusDetails ? `: ${now.statusDetails}` : ''}`);
        const patienceMs = PROCESSING.has(status) ? PROCESSING_MS : status === UPLOADED ? UPLOADED_MS : 0;
        const leftMs = start + patienceMs - clock.now();
        if (leftMs <= 0)
            return;
        if (now === file)
            onWait(status);
        await clock.sleep(Math.min(pauseMs, leftMs), signal);
        pauseMs = Math.min(pauseMs * 2, LOOK_MS);
        now = await lookAt(client, file.id, looking);
    }
}
/** A file as the server tells of it; nothing but its id where the server tells nothing: the create request will. */
async function lookAt(client, id, looking) {
    try {
        return await patiently(() => client.file(id, { signal: looking.signal }), {
            ...looking,
            until: looking.clock.now() + LOOKING_MS,
        });
    }
    catch (error) {
        if (looking.signal.aborted || !(error instanceof Failure))
            throw error;
        return { id };
    }
}

;// CONCATENATED MODULE: ./src/report/problems.ts
/** A problem's sentence, with its place and its code: also where an annotation has them, the log has not. */
function problemLine({ code, file, line, path, message }) {
    return `${file}:${line}: ${message}${path ? ` (at ${path})` : ''} [${code}]`;
}
/** Which problems become annotations: so many of each kind, the errors that are more than that not as warnings. */
function annotated(problems, most) {
    const asErrors = most.errors > 0;
    const first = problems.filter(({ severity }) => asErrors && severity === 'error').slice(0, most.errors);
    const second = problems
        .filter((problem) => !asErrors || problem.severity === 'warning')
        .slice(0, most.warnings);
    const shown = new Set([...first, ...second]);
    return { errors: first, warnings: second, rest: problems.filter((problem) => !shown.has(problem)) };
}

;// CONCATENATED MODULE: ./src/verbs/data.ts








/** Reads both datasets once, and tells what is wrong with them. */
async function inspectData(plan, world) {
    const { host } = world;
    host.group('Data');
    const datasets = [];
    for (const [role, source] of [
        ['training', plan.training],
        ['validation', plan.validation],
    ])
        if (source)
            datasets.push(await inspected(role, source, plan, world));
    tellProblems(reportsOf(datasets), plan, host);
    host.endGroup();
    return datasets;
}
/** Stops the run where the data has errors, and errors are to stop it. */
function refuseErrors(datasets, plan) {
    const errors = total(reportsOf(datasets), 'errors');
    if (errors === 0 || plan.inputs['data-check'] === 'warn')
        return;
    throw new Failure(`The data has ${count(errors, 'error')}, so nothing was uploaded.`, {
        advice: 'See the annotations on file and line.',
    });
}
const reportsOf = (datasets) => datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []));
const total = (reports, kind) => reports.reduce((sum, report) => sum + report.counts[kind], 0);
async function inspected(role, source, plan, { host, workspace, interrupted }) {
    if ('id' in source) {
        host.info(`${role} data: ${source.id}, already on the server`);
        return { role, id: source.id };
    }
    const report = await inspectDataset({ bytes: (file) => until(interrupted, workspace.bytes(file)) }, source.files, {
        method: plan.job.method?.type ?? 'supervised',
        role,
        checks: plan.inputs['data-check'] !== 'off',
    });
    for (const { name, examples } of report.files)
        host.info(`${role} data: ${name}, ${count(examples, 'example')}`);
    if (report.bytes === 0)
        throw new Failure(`The ${role} data is empty.`, { advice: `Check "${role}-file".` });
    return { role, files: source.files, report };
}
/** A large dataset takes seconds to check, more than a cancelled workflow has to spare. */
async function* until(stop, chunks) {
    for await (const chunk of chunks) {
        stop.throwIfAborted();
        yield chunk;
    }
}
/** GitHub shows ten errors and ten warnings of a step; one error is the step's own. */
const SHOWN_ERRORS = 9;
const SHOWN_WARNINGS = 10;
/** The rest is in the log, up to what a person will read. */
const LOGGED = 200;
function tellProblems(reports, { inputs, warnings: told }, host) {
    const { errors, warnings, rest } = annotated(reports.flatMap((report) => report.problems), {
        errors: inputs['data-check'] === 'warn' ? 0 : SHOWN_ERRORS,
        warnings: Math.max(0, SHOWN_WARNINGS - told.length),
    });
    for (const problem of errors)
        host.error(problemLine(problem), problem);
    for (const problem of warnings)
        host.warning(problemLine(problem), problem);
    for (const problem of rest.slice(0, LOGGED))
        host.info(`${problem.severity}: ${problemLine(problem)}`);
    if (rest.length === 0)
        return;
    const shown = errors.length + warnings.length;
    const untold = total(reports, 'errors') + total(reports, 'warnings') - shown - Math.min(rest.length, LOGGED);
    host.info(`GitHub shows the first ${count(shown, 'problem')} as annotations${untold > 0 ? `; ${count(untold, 'problem')} more are not listed` : ''}.`);
}
/** What the summary tells of a dataset. */
function dataOf(dataset) {
    if ('id' in dataset)
        return { role: dataset.role, names: [dataset.id] };
    const { examples, bytes, digest } = dataset.report;
    return { role: dataset.role, names: dataset.files.map((file) => file.name), examples, bytes, digest };
}
/** Brings a dataset to the server, where it is not there, and returns it as the server has it. */
async function data_upload(dataset, client, world) {
    const { host, workspace } = world;
    if ('id' in dataset)
        return lookAt(client, dataset.id, patienceOf(world));
    const { role, files, report } = dataset;
    const local = {
        name: `${stem(files)}-${report.digest}.jsonl`,
        size: report.bytes,
        content: () => unchanged(normalised(workspace, files), report.digest),
    };
    const onProgress = (sent) => host.info(`${role} data: ${size(sent)} of ${size(report.bytes)} sent (${Math.floor((sent / report.bytes) * 100)} %)`);
    const file = await uploadFile(client, local, { ...patienceOf(world), onProgress });
    host.info(`${role} data: ${size(report.bytes)} uploaded as ${file.id}`);
    return file;
}
/** Waits until the server has processed the files, where it says that it does. */
async function untilProcessed(files, client, world) {
    for (const { role, file } of files) {
        const onWait = (status) => world.host.info(`the server is processing the ${role} data (${status})`);
        await processed(client, file, { ...patienceOf(world), onWait });
    }
}
function patienceOf({ host, clock, random, interrupted: signal }) {
    return {
        clock,
        random,
        signal,
        onFault: (error, delayMs) => host.info(faultLine(error, delayMs)),
    };
}
/** The files were read twice, to be checked and to be sent; what is sent must be what was checked. */
async function* unchanged(bytes, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of bytes) {
        hash.update(chunk);
        yield chunk;
    }
    if (hash.digest('hex') !== digest)
        throw new Failure('The data changed while it was being uploaded.');
}
/** A short name for people, in characters that every server takes; the digest behind it says what it is. */
function stem(files) {
    const base = files[0]?.name
        .split('/')
        .at(-1)
        ?.replace(/\.jsonl$/i, '') ?? '';
    return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data';
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
;// CONCATENATED MODULE: ./src/api/authentication.ts
/** The hosts at which Azure serves this API; they want the key in a header of their own. */
const AZURE_HOSTS = /\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/;
/**
 * The one header that carries a credential. `auto` is `api-key` at Azure's hosts, unless the key is a JWT (an
 * Entra token), and `bearer` everywhere else.
 */
function credentialHeader(key, scheme, host) {
    const azure = AZURE_HOSTS.test(host.toLowerCase());
    const apiKey = scheme === 'api-key' || (scheme === 'auto' && azure && !JWT.test(key));
    return apiKey ? { 'api-key': key } : { authorization: `Bearer ${key}` };
}
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

;// CONCATENATED MODULE: ./src/spec/quotation.ts
/** A value as a message quotes it: on one line, and short. */
function quoted(value) {
    if (value === undefined || value === null)
        return 'nothing';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'a map';
    return typeof value === 'string' ? JSON.stringify(shortened(value)) : String(value);
}
/** The first characters of a text, with a mark where something was cut. */
function shortened(text, length = 60) {
    const characters = [...text.slice(0, 4 * length)];
    return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`;
}
/** `["input", 0, "role"]` as one text, `input[0].role`. */
function fieldPath(path) {
    return path.reduce((above, step) => {
        if (typeof step === 'number')
            return `${above}[${step}]`;
        const key = /^[\w $-]{1,60}$/.test(String(step)) ? String(step) : quoted(String(step));
        return above === '' ? key : `${above}.${key}`;
    }, '');
}

;// CONCATENATED MODULE: ./src/spec/spelling.ts
/** The known word that was probably meant, if one is near enough: by letters, or but for case, `-` and `_`. */
function nearest(word, known) {
    const bare = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const written = bare(word.slice(0, 64));
    const [best] = known
        .map((candidate) => ({ candidate, apart: spelling_distance(written, bare(candidate)) }))
        .filter(({ candidate, apart }) => apart <= (candidate.length < 8 ? 1 : 2))
        // Of two that are as near, the one with the same beginning: `neq` is `ne` rather than `eq`.
        .sort((a, b) => a.apart - b.apart || Number(b.candidate[0] === word[0]) - Number(a.candidate[0] === word[0]));
    return written === '' ? undefined : best?.candidate;
}
/** ` (did you mean "n_epochs"?)`, or nothing where no known word is near. */
function didYouMean(word, known) {
    const meant = typeof word === 'string' ? nearest(word, known) : undefined;
    return meant === undefined || meant === word ? '' : ` (did you mean "${meant}"?)`;
}
/** How many letters must be added, dropped, changed or swapped with their neighbour to get from one word to the other. */
function spelling_distance(from, to) {
    let beforeLast = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= to.length; column += 1) {
            const same = from[row - 1] === to[column - 1];
            const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            current[column] = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1), swapped ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY);
        }
        beforeLast = last;
        last = current;
    }
    return last[to.length] ?? 0;
}

;// CONCATENATED MODULE: ./src/spec/check.ts




/** Parses a value; what is wrong comes back as sentences that begin with the path of the field. */
function check(schema, value) {
    const parsed = schema.safeParse(value, { error: check_sentence });
    if (parsed.success)
        return { value: parsed.data };
    return { problems: parsed.error.issues.flatMap((issue) => located(issue, issue.path)) };
}
/** Of the branches of a union, the one that the value took but for something within it has the most to say. */
function located(issue, path) {
    const branches = issue.code === 'invalid_union' ? issue.errors : [];
    const taken = branches.find((issues) => issues.length > 0 && issues.every((within) => within.path.length > 0));
    if (taken)
        return taken.flatMap((within) => located(within, [...path, ...within.path]));
    return [path.length > 0 ? `${fieldPath(path)}: ${issue.message}` : issue.message];
}
/** The message of a schema in the words of its reader: `expected a number above 0 or "auto", received "soon"`. */
function expected(what) {
    return { error: ({ input }) => mismatch(what, input) };
}
/** Text whose length in characters (not UTF-16 units, as JSON Schema counts too) lies within bounds. */
function textOf(minLength, maxLength) {
    const size = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`;
    return schemas/* string */.YjP()
        .refine((text) => text.length >= minLength && [...text].length <= maxLength, {
        error: ({ input }) => `expected text of ${size} characters, received ${[...String(input)].length}`,
    })
        .meta({ minLength, maxLength });
}
/** A field that may be left out, or be null as in the API's own examples: neither is sent. */
function orNull(schema) {
    return schema.nullable().exactOptional();
}
/** Text that says something. */
const notEmpty = schemas/* string */.YjP().min(1, { error: 'is empty' });
function mismatch(what, input) {
    return input === undefined ? 'is required' : `expected ${what}, received ${quoted(input)}`;
}
const NOUNS = {
    array: 'a list',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
    object: 'a map',
    record: 'a map',
    string: 'text',
};
function check_sentence(issue) {
    const { input } = issue;
    switch (issue.code) {
        case 'invalid_type': {
            const noun = NOUNS[issue.expected] ?? issue.expected;
            const unquoted = noun === 'text' && (typeof input === 'number' || typeof input === 'boolean');
            return mismatch(unquoted ? 'text (put it in quotes)' : noun, input);
        }
        case 'invalid_value':
            return choice([issue.values].flat().map(String), input);
        case 'invalid_union':
            return isMap(input) && issue.discriminator !== undefined
                ? choice([issue.options ?? []].flat().map(String), input[issue.discriminator])
                : undefined;
        case 'invalid_key':
            return issue.issues[0]?.message;
        case 'unrecognized_keys': {
            const fields = issue.inst instanceof schemas/* ZodObject */.bvH ? Object.keys(issue.inst.shape) : [];
            const elsewhere = fields.includes('extra_body')
                ? ' (fields of other servers belong under "extra_body")'
                : '';
            const hint = (key) => didYouMean(key, fields) || elsewhere;
            const told = issue.keys.slice(0, 10).map((key) => `unknown field ${quoted(key)}${hint(key)}`);
            const more = issue.keys.length - told.length;
            return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
        }
    }
    return undefined;
}
function choice(options, input) {
    const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(options);
    return `${mismatch(list, input)}${didYouMean(input, options)}`;
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./src/spec/yaml.ts



const MAX_CHARACTERS = 2 ** 20;
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;
const MAX_TOKENS = 50_000;
/**
 * Reads one YAML 1.2 document (JSON is YAML) into a plain value. With `text` every scalar stays the text that
 * was written (YAML's failsafe schema): `1234e56` is a commit, not a number.
 */
function readYaml(text, scalars) {
    if (text.length > MAX_CHARACTERS)
        return { problems: ['is larger than 1 MiB'] };
    const refused = beforeParsing(text);
    if (refused)
        return { problems: [refused] };
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        logLevel: 'error',
        prettyErrors: false,
        resolveKnownTags: false,
        schema: scalars === 'text' ? 'failsafe' : 'core',
        uniqueKeys: false,
    });
    const at = (offset, problem) => {
        const { line, col } = lines.linePos(offset);
        return `line ${line}, column ${col}: ${problem}`;
    };
    // Warnings are tags that nobody resolved: `!secret x` must not quietly become the text "x".
    // Only the first is told: the others mostly follow from it.
    const [fault] = [...document.errors, ...document.warnings];
    if (fault)
        return { problems: [at(fault.pos[0], yaml_syntaxProblem(fault))] };
    const problems = [];
    (0,dist/* visit */.YR)(document, {
        Value: (_, node) => {
            const offset = node.range?.[0] ?? 0;
            if (node.tag)
                problems.push(at(offset, `tags are not supported (${shortened(node.tag)})`));
            if ((0,dist/* isMap */.jh)(node))
                for (const found of keyProblems(node.items))
                    problems.push(at(found.offset, found.problem));
            const problem = (0,dist/* isScalar */.jn)(node) ? numberProblem(node) : undefined;
            if (problem)
                problems.push(at(offset, problem));
        },
    });
    if (problems.length > 0)
        return { problems };
    return plainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }));
}
/** Reads one YAML map, its values as `readYaml` gives them. */
function readYamlMap(text, scalars) {
    const read = readYaml(text, scalars);
    if ('problems' in read)
        return read;
    return isMap(read.value)
        ? { value: read.value }
        : { problems: [`expected a map, received ${quoted(read.value)}`] };
}
const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`;
/**
 * What the parser must not see. It works by recursion, and `[[[[…` ten thousand levels deep ends the whole
 * process, not only the call; it looks for the anchor of every alias through the whole document; and zod cannot
 * note a hundred thousand problems of one list. The lexer suffers from none of that, so all are counted on its
 * tokens: depth by brackets, and by how far block indicators stand from the margin.
 */
function beforeParsing(text) {
    let [tokens, aliases, brackets, margin, colons] = [0, 0, 0, 0, 0];
    let [atMargin, inScalar] = [true, false];
    for (const token of new dist/* Lexer */.JG().lex(text)) {
        // The token after the mark of a scalar is its text, whatever it looks like.
        const type = inScalar ? null : dist/* CST */.DB.tokenType(token);
        inScalar = type === 'scalar';
        tokens += 1;
        if (type === 'directive-line')
            return `directives are not supported (${shortened(token)})`;
        if (type === 'alias')
            aliases += 1;
        if (type === 'flow-seq-start' || type === 'flow-map-start')
            brackets += 1;
        if (type === 'flow-seq-end' || type === 'flow-map-end')
            brackets = Math.max(0, brackets - 1);
        if (type === 'newline')
            [margin, colons, atMargin] = [0, 0, true];
        if (type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
            atMargin = false;
        if (type === 'map-value-ind' && brackets === 0)
            colons += 1;
        if (atMargin && brackets === 0)
            margin += token.length;
        if (brackets > MAX_DEPTH || colons > MAX_DEPTH || margin > 4 * MAX_DEPTH)
            return TOO_DEEP;
        if (aliases > MAX_ALIASES)
            return `has more than ${MAX_ALIASES} aliases`;
        if (tokens > MAX_TOKENS)
            return `has more than ${MAX_TOKENS} words and marks of YAML`;
    }
    return undefined;
}
function yaml_syntaxProblem({ code, message }) {
    if (code === 'MULTIPLE_DOCS')
        return 'expected one YAML document, found several';
    if (code === 'TAG_RESOLVE_FAILED')
        return `tags are not supported (${shortened(message)})`;
    return shortened(message.replaceAll(/\s+/g, ' '), 120).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
function* keyProblems(pairs) {
    const seen = new Set();
    for (const { key } of pairs) {
        const offset = (0,dist/* isScalar */.jn)(key) || (0,dist/* isAlias */.Vj)(key) ? (key.range?.[0] ?? 0) : 0;
        if (!(0,dist/* isScalar */.jn)(key) || typeof key.value !== 'string') {
            yield { offset, problem: 'the key of a map must be text (put it in quotes)' };
            continue;
        }
        const name = key.value;
        if (name === '<<' && key.type === 'PLAIN')
            yield { offset, problem: 'merge keys ("<<") are not supported; repeat the pairs' };
        // As an ordinary key it would set the prototype of whatever it is copied into.
        if (name === '__proto__')
            yield { offset, problem: '"__proto__" cannot be a key' };
        if (seen.has(name))
            yield { offset, problem: `the key ${quoted(name)} stands twice in the same map` };
        seen.add(name);
    }
}
function numberProblem({ value, source }) {
    if (typeof value !== 'number')
        return undefined;
    if (!Number.isFinite(value))
        return `${shortened(source ?? String(value))} is not a number that JSON can carry`;
    const written = source ?? '';
    const rounded = /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(written) && BigInt(written) !== BigInt(value);
    return rounded
        ? `${shortened(written)} has more digits than a JSON number can carry (put it in quotes)`
        : undefined;
}
/** What the library throws here is about the document: an alias without anchor, or a bomb made of aliases. */
function plainValue(toValue) {
    try {
        const value = toValue();
        return deeperThan(value, MAX_DEPTH) ? { problems: [TOO_DEEP] } : { value };
    }
    catch (error) {
        return { problems: [shortened(error instanceof Error ? error.message : String(error), 120)] };
    }
}
/** True also for an alias that contains itself. */
function deeperThan(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((item) => deeperThan(item, levels - 1));
}

;// CONCATENATED MODULE: ./src/github/inputs.ts






const inputs_text = schemas/* string */.YjP();
const inputs_choice = (...words) => schemas/* enum */.k5n(words, expected(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`));
const inputs_boolean = schemas/* string */.YjP()
    .toLowerCase()
    .pipe(schemas/* enum */.k5n(['true', 'false'], expected('true or false')))
    .transform((word) => word === 'true');
const DECIMAL = /^(\d+\.?\d*|\.\d+)$/;
const decimal = (what) => schemas/* string */.YjP().regex(DECIMAL, expected(what)).transform(Number);
/** What an HTTP header can carry (RFC 9110, 5.5), less what is outside ASCII. */
const headerText = schemas/* string */.YjP().regex(/^[\x20-\x7e]+$/, { error: 'must be one line of printable ASCII' });
/** Every input of the root action. `action.yml` declares the same ones with the same defaults; a test holds them together. */
const RootInputs = schemas/* object */.Ikc({
    'api-key': schemas/* string */.YjP(expected('a key')).pipe(headerText),
    'auth-scheme': inputs_choice('auto', 'bearer', 'api-key').default('auto'),
    'base-url': inputs_text.default('https://api.openai.com/v1').superRefine(checkBaseUrl),
    organization: headerText.optional(),
    project: headerText.optional(),
    headers: inputs_text.optional().transform(readHeaders),
    'training-file': inputs_text.optional(),
    'validation-file': inputs_text.optional(),
    model: inputs_text.optional(),
    method: inputs_text.optional(),
    hyperparameters: inputs_text.optional(),
    grader: inputs_text.optional(),
    suffix: inputs_text.optional(),
    seed: inputs_text.optional(),
    metadata: inputs_text.optional(),
    integrations: inputs_text.optional(),
    'job-file': inputs_text.optional(),
    'extra-body': inputs_text.optional(),
    'data-check': inputs_choice('error', 'warn', 'off').default('error'),
    'dry-run': inputs_boolean.default(false),
    wait: inputs_boolean.default(true),
    timeout: decimal('a number of minutes from 0')
        .default(330)
        .transform((minutes) => minutes * 60_000),
    'poll-interval': decimal('a number of seconds above 0')
        .refine((seconds) => seconds > 0, expected('a number of seconds above 0'))
        .default(15)
        .transform((seconds) => seconds * 1000),
    'on-timeout': inputs_choice('fail', 'detach', 'cancel', 'pause').default('fail'),
    'on-cancel': inputs_choice('cancel', 'pause', 'detach').optional(),
    summary: inputs_boolean.default(true),
    'results-dir': inputs_text.optional(),
});
/** Reads the inputs of the root action: all of them, or every problem, a line each. Secrets are masked before anything else. */
function readInputs(host) {
    const key = host.inputs.get('api-key');
    if (key)
        host.setSecret(key);
    // Whatever else is wrong: a secret that is not masked yet must not be in any message.
    for (const value of headerValues(host.inputs.get('headers')))
        if (value.length >= 8)
            host.setSecret(value);
    const misspelt = misspellings([...host.inputs.keys()], Object.keys(RootInputs.shape));
    const parsed = RootInputs.safeParse(Object.fromEntries(host.inputs));
    if (parsed.success && misspelt.length === 0)
        return { inputs: parsed.data };
    const wrong = parsed.error?.issues.map(({ path, message }) => `input "${path.join('.')}": ${message}`) ?? [];
    return { problems: [...misspelt, ...wrong] };
}
/** The inputs that describe the job, as they were given. */
function jobInputs(given) {
    return {
        trainingFile: given.get('training-file'),
        validationFile: given.get('validation-file'),
        model: given.get('model'),
        method: given.get('method'),
        hyperparameters: given.get('hyperparameters'),
        grader: given.get('grader'),
        suffix: given.get('suffix'),
        seed: given.get('seed'),
        metadata: given.get('metadata'),
        integrations: given.get('integrations'),
        jobFile: given.get('job-file'),
        extraBody: given.get('extra-body'),
    };
}
/** The server that the inputs name, and what goes with every request to it. */
function connectionOf(inputs, userAgent) {
    const baseUrl = inputs['base-url'];
    return {
        baseUrl,
        headers: {
            'user-agent': userAgent,
            ...(inputs.organization && { 'openai-organization': inputs.organization }),
            ...(inputs.project && { 'openai-project': inputs.project }),
            ...inputs.headers,
            ...credentialHeader(inputs['api-key'], inputs['auth-scheme'], new URL(baseUrl).hostname),
        },
    };
}
/** The runner only warns of inputs that an action does not have; `max-cots` must not mean "no limit". */
function misspellings(given, known) {
    return given.flatMap((name) => {
        if (known.includes(name) || name.length < 6)
            return [];
        const meant = known.find((candidate) => spelling_distance(name, candidate) <= 2);
        return meant ? [`input "${name}": is not an input of this action (did you mean "${meant}"?)`] : [];
    });
}
function checkBaseUrl(value, context) {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const problem = !url
        ? 'expected a URL'
        : url.username || url.password
            ? 'must not contain a user or password'
            : url.hash
                ? 'must not contain a fragment ("#")'
                : url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))
                    ? 'must begin with https:// (http:// only for the machine itself)'
                    : undefined;
    if (problem)
        context.addIssue({ code: 'custom', message: problem });
}
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** These the action or HTTP itself sets; a second one would be sent beside it or instead of it. */
const OURS = /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/;
function readHeaders(value, context) {
    if (value === undefined)
        return {};
    const read = readYamlMap(value, 'text');
    if ('problems' in read) {
        // Not the reader's own words: they quote, and what is quoted here may be a secret.
        context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
        return {};
    }
    for (const message of Object.entries(read.value).flatMap(headerProblem))
        context.addIssue({ code: 'custom', message });
    return Object.fromEntries(Object.entries(read.value).map(([name, text]) => [name.toLowerCase(), `${text}`]));
}
function headerValues(value) {
    const read = readYamlMap(value ?? '', 'text');
    return 'value' in read ? Object.values(read.value).filter((text) => typeof text === 'string') : [];
}
function headerProblem([name, value]) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        return [`${quoted(name)} is not the name of a header`];
    if (OURS.test(name.toLowerCase()))
        return [`${name}: is set by the action itself`];
    return headerText.safeParse(value).success ? [] : [`${name}: must be one line of printable ASCII text`];
}

;// CONCATENATED MODULE: ./src/github/results.ts


/** The names of the files that a run leaves. */
const RESULT_FILES = ['result.json', 'events.jsonl'];
/** Begins the results in an existing folder, over those of an earlier step. */
function resultsIn(folder, host) {
    const failed = new Set();
    function attempt(name, write) {
        try {
            write((0,external_node_path_.join)(folder, name));
        }
        catch (error) {
            if (failed.has(name))
                return;
            failed.add(name);
            host.warning(`${name} could not be written: ${error instanceof Error ? error.message : error}`);
        }
    }
    attempt('events.jsonl', (path) => anew(path, ''));
    return {
        event: (raw) => attempt('events.jsonl', (path) => (0,external_node_fs_.appendFileSync)(path, `${JSON.stringify(raw)}\n`)),
        write: (name, text) => attempt(name, (path) => anew(path, text)),
    };
}
/** Writes a file that is certainly a new one: a link committed in its place would lead the text elsewhere. */
function anew(path, text) {
    (0,external_node_fs_.rmSync)(path, { force: true });
    (0,external_node_fs_.writeFileSync)(path, text, { flag: 'wx' });
}

;// CONCATENATED MODULE: ./src/spec/grader.ts


const grader_name = schemas/* string */.YjP().describe('The name of the grader, as reports show it.');
const template = (what) => schemas/* string */.YjP().describe(`${what} May contain {{item.x}} and {{sample.output_text}}.`);
const stringCheck = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('string_check'),
    name: grader_name,
    input: template('The text to look at.'),
    reference: template('The text to compare with.'),
    operation: schemas/* enum */.k5n(['eq', 'ne', 'like', 'ilike'])
        .describe('eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.'),
})
    .meta({ id: 'string_check', description: 'Compares two texts; 0 or 1.' });
const textSimilarity = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('text_similarity'),
    name: grader_name,
    input: template('The text to be graded.'),
    reference: template('The text to grade against.'),
    evaluation_metric: schemas/* enum */.k5n([
        'cosine',
        'fuzzy_match',
        'bleu',
        'gleu',
        'meteor',
        'rouge_1',
        'rouge_2',
        'rouge_3',
        'rouge_4',
        'rouge_5',
        'rouge_l',
    ])
        .describe('How similarity is measured; cosine is for evals only.'),
})
    .meta({ id: 'text_similarity', description: 'Measures how similar two texts are; 0 to 1.' });
const python = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('python'),
    name: grader_name.exactOptional(),
    source: notEmpty
        .exactOptional()
        .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: notEmpty
        .exactOptional()
        .describe('Path of a file with the source, relative to the file that names it. It is sent as `source`.'),
    image_tag: schemas/* string */.YjP()
        .exactOptional()
        .describe('Tag of the image that runs the source, for example 2025-05-08.'),
})
    .meta({
    id: 'python',
    description: 'Runs a Python function; its number is the grade.',
    oneOf: ['source', 'source_file'].map((key) => ({
        type: 'object',
        properties: { [key]: {} },
        required: [key],
    })),
});
const contentItem = schemas/* discriminatedUnion */.gMt('type', [
    schemas/* looseObject */._H3({ type: schemas/* literal */.euz('input_text'), text: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({ type: schemas/* literal */.euz('output_text'), text: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({
        type: schemas/* literal */.euz('input_image'),
        image_url: schemas/* string */.YjP(),
        detail: schemas/* string */.YjP().exactOptional(),
    }),
    schemas/* looseObject */._H3({
        type: schemas/* literal */.euz('input_audio'),
        input_audio: schemas/* looseObject */._H3({ data: schemas/* string */.YjP(), format: schemas/* enum */.k5n(['mp3', 'wav']) }),
    }),
])
    .meta({ id: 'content_item', description: 'A piece of a message.' });
const ITEM = 'text, an input_text, output_text, input_image or input_audio item';
const textOrItem = [schemas/* string */.YjP(), contentItem];
const messages = schemas/* array */.YOg(schemas/* looseObject */._H3({
    role: schemas/* enum */.k5n(['user', 'assistant', 'system', 'developer']),
    content: schemas/* union */.KCZ([...textOrItem, schemas/* array */.YOg(schemas/* union */.KCZ(textOrItem, expected(ITEM)))], expected(`${ITEM}, or a list of these`))
        .describe('Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.'),
    type: schemas/* literal */.euz('message').exactOptional(),
}))
    .min(1, { error: 'is empty' })
    .meta({ id: 'messages', description: 'The messages that the grading model is given.' });
const TWO_NUMBERS = expected('a list of two numbers');
const scoreModel = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('score_model'),
    name: grader_name,
    model: schemas/* string */.YjP().describe('The model that gives the score.'),
    input: messages,
    range: schemas/* array */.YOg(schemas/* number */.aig())
        .length(2, TWO_NUMBERS)
        .exactOptional()
        .describe('Lowest and highest score; [0, 1] when not given.'),
    sampling_params: schemas/* looseObject */._H3({
        seed: orNull(schemas/* int */.Whr()),
        top_p: orNull(schemas/* number */.aig()),
        temperature: orNull(schemas/* number */.aig()),
        max_completions_tokens: orNull(schemas/* int */.Whr().min(1, expected('a whole number of at least 1'))).describe('Most tokens of an answer. The API spells it so, with two plurals.'),
        reasoning_effort: orNull(schemas/* string */.YjP()),
    })
        .exactOptional()
        .describe('How the grading model samples.'),
})
    .meta({ id: 'score_model', description: 'Asks a model for a score.' });
const labelModel = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('label_model'),
    name: grader_name,
    model: schemas/* string */.YjP().describe('The model that gives the label.'),
    input: messages,
    labels: schemas/* array */.YOg(schemas/* string */.YjP()).describe('The labels to choose from.'),
    passing_labels: schemas/* array */.YOg(schemas/* string */.YjP()).describe('The labels that count as passing.'),
})
    .meta({
    id: 'label_model',
    description: 'Asks a model for a label. Made for evals; fine-tuning servers may refuse it.',
});
const single = schemas/* discriminatedUnion */.gMt('type', [stringCheck, textSimilarity, python, scoreModel, labelModel]);
const multi = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('multi'),
    name: grader_name.exactOptional(),
    graders: schemas/* record */.g1P(schemas/* string */.YjP(), single)
        .refine((graders) => Object.keys(graders).length > 0, { error: 'is empty' })
        .meta({
        description: 'Graders by name; these names are the variables of calculate_output. None may be multi itself.',
        minProperties: 1,
    }),
    calculate_output: schemas/* string */.YjP()
        .describe('Formula over the graders: + - * / ^, parentheses, min max abs floor ceil exp sqrt log.'),
})
    .meta({ id: 'multi', description: 'Combines several graders by a formula.' });
/**
 * A grader as a person writes it. Source: API reference (FineTuneReinforcementMethod) and the graders guide,
 * which alone has `multi.graders` as the map that runs.
 */
const graderSchema = schemas/* discriminatedUnion */.gMt('type', [stringCheck, textSimilarity, python, scoreModel, multi, labelModel])
    .describe('How the answers of the model are graded while it learns.');
/** The fields of each grader that are documented, for hints about misspelt ones. */
const GRADER_FIELDS = {
    string_check: Object.keys(stringCheck.shape),
    text_similarity: Object.keys(textSimilarity.shape),
    python: Object.keys(python.shape),
    score_model: Object.keys(scoreModel.shape),
    label_model: Object.keys(labelModel.shape),
    multi: Object.keys(multi.shape),
};

;// CONCATENATED MODULE: ./src/spec/grader-completion.ts




/** The most that a Python grader's source may hold. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024;
/**
 * Turns a grader as written into the one that is sent: every `source_file` read and put inline, and the names
 * filled in that the API reference requires of python and multi graders, though its own examples omit them.
 */
async function completeGrader(written, origin, reading) {
    if (written.type !== 'multi')
        return completeSingle(written, written.type, origin, reading);
    warnOfFields(written, origin, reading);
    const graders = {};
    let complete = true;
    for (const [key, grader] of Object.entries(written.graders)) {
        const inner = { ...origin, label: `${origin.label}: ${fieldPath(['graders', key])}` };
        const done = await completeSingle(grader, key, inner, reading);
        if (done)
            graders[key] = done;
        complete &&= done !== undefined;
    }
    return complete ? { ...written, name: written.name ?? 'multi', graders } : undefined;
}
async function completeSingle(written, name, origin, reading) {
    warnOfFields(written, origin, reading);
    switch (written.type) {
        case 'python': {
            const { source_file, ...rest } = written;
            const source = await pythonSource(written.source, source_file, origin, reading);
            return source === undefined ? undefined : { ...rest, name: written.name ?? name, source };
        }
        case 'score_model': {
            const { sampling_params, ...rest } = written;
            const [lowest = 0, highest = 1] = written.range ?? [];
            if (lowest >= highest)
                reading.warning(origin.label, 'range: the lowest score comes first and the highest second');
            return sampling_params ? { ...rest, sampling_params: present(sampling_params) } : rest;
        }
        case 'label_model':
            reading.warning(origin.label, 'label_model is a grader for evals; fine-tuning servers may refuse it');
            return written;
        case 'text_similarity':
            if (written.evaluation_metric === 'cosine')
                reading.warning(origin.label, 'the metric cosine is for evals; fine-tuning servers may refuse it');
            return written;
        case 'string_check':
            return written;
    }
}
async function pythonSource(inline, path, { label, beside }, reading) {
    if (inline !== undefined && path !== undefined) {
        reading.problem(label, 'has both "source" and "source_file"; give one of them');
        return undefined;
    }
    if (inline === undefined && path === undefined) {
        reading.problem(label, '"source" or "source_file" is required');
        return undefined;
    }
    const source = path === undefined ? inline : (await reading.file(path, `${label}: source_file`, beside))?.text;
    if (source === undefined || new TextEncoder().encode(source).length <= MAX_SOURCE_BYTES)
        return source;
    reading.problem(label, 'the Python source is larger than 256 kB');
    return undefined;
}
/** Unknown fields are sent as they are (`pass_threshold` is in no reference), but a near miss is worth a word. */
function warnOfFields(written, { label }, reading) {
    const known = GRADER_FIELDS[written.type];
    for (const key of Object.keys(written)) {
        if (known.includes(key))
            continue;
        if (key === 'source_file')
            reading.problem(label, 'only a python grader has a "source_file"');
        const meant = nearest(key, known);
        if (meant)
            reading.warning(label, `unknown field ${quoted(key)} is sent as it is (did you mean "${meant}"?)`);
    }
}

;// CONCATENATED MODULE: ./src/spec/hyperparameters.ts




const WHOLE = expected('a whole number of at least 1 or "auto"');
const POSITIVE = expected('a number above 0 or "auto"');
const wholeNumber = schemas/* union */.KCZ([schemas/* literal */.euz('auto'), schemas/* int */.Whr(WHOLE).min(1, WHOLE)], WHOLE).exactOptional();
const positiveNumber = schemas/* union */.KCZ([schemas/* literal */.euz('auto'), schemas/* number */.aig(POSITIVE).positive(POSITIVE)], POSITIVE)
    .exactOptional();
const common = {
    n_epochs: wholeNumber.describe('How many times to go through the training data, or "auto".'),
    batch_size: wholeNumber.describe('Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.'),
    learning_rate_multiplier: positiveNumber.describe('Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.'),
};
/** The hyperparameters of `supervised`; other keys pass. Source: API reference, SupervisedHyperparameters. */
const supervisedHyperparameters = schemas/* looseObject */._H3(common).meta({ id: 'supervised_hyperparameters' });
/** The hyperparameters of `dpo`; other keys pass. Source: API reference, DpoHyperparameters. */
const dpoHyperparameters = schemas/* looseObject */._H3({
    ...common,
    beta: positiveNumber.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behaviour.'),
});
/** The hyperparameters of `reinforcement`; other keys pass. Source: API reference, ReinforcementHyperparameters. */
const reinforcementHyperparameters = schemas/* looseObject */._H3({
    ...common,
    compute_multiplier: positiveNumber.describe('Multiplier of the compute spent on exploring, or "auto".'),
    eval_interval: wholeNumber.describe('Training steps between two evaluations, or "auto".'),
    eval_samples: wholeNumber.describe('Samples of the validation data generated per evaluation, or "auto".'),
    reasoning_effort: schemas/* string */.YjP()
        .exactOptional()
        .describe('How much the model reasons: default, low, medium or high.'),
});
/** The fine-tuning methods. Source: API reference, FineTuneMethod.type. */
const METHODS = ['supervised', 'dpo', 'reinforcement'];
/** The schema of each method's hyperparameters. */
const HYPERPARAMETERS = {
    supervised: supervisedHyperparameters,
    dpo: dpoHyperparameters,
    reinforcement: reinforcementHyperparameters,
};
/**
 * The ranges of the API reference as OpenAI's specification had them in August 2026. They were corrected
 * since, to numbers that are not public, so they are worth a warning and no more.
 */
const DOCUMENTED = {
    batch_size: { text: 'at most 256', holds: (value) => Number(value) <= 256 },
    n_epochs: { text: 'at most 50', holds: (value) => Number(value) <= 50 },
    beta: { text: 'at most 2', holds: (value) => Number(value) <= 2 },
    compute_multiplier: {
        text: 'above 0.00001 and at most 10',
        holds: (value) => Number(value) > 0.00001 && Number(value) <= 10,
    },
    reasoning_effort: {
        text: 'default, low, medium or high',
        holds: (value) => ['default', 'low', 'medium', 'high'].includes(String(value)),
    },
};
/** What is unusual about hyperparameters that are well typed: unknown to the method, or beyond its documented range. */
function hyperparameterWarnings(method, values) {
    const known = Object.keys(HYPERPARAMETERS[method].shape);
    return values.flatMap(([key, value]) => {
        if (!known.includes(key)) {
            return [
                `${quoted(key)} is no documented hyperparameter of ${method}; it is sent as it is${didYouMean(key, known)}`,
            ];
        }
        const range = DOCUMENTED[key];
        if (!range || value === 'auto' || range.holds(value))
            return [];
        return [`${key}: ${quoted(value)} is outside the documented range (${range.text}); it is sent as it is`];
    });
}

;// CONCATENATED MODULE: ./src/spec/schema.ts




/** The fields of the create request that the action sets itself, so that `extra_body` may not. */
const OWN_FIELDS = [
    'model',
    'training_file',
    'validation_file',
    'method',
    'suffix',
    'seed',
    'metadata',
    'integrations',
];
const MAX_PAIRS = 10;
const metadata = schemas/* record */.g1P(textOf(0, 64)
    .refine((key) => !key.startsWith('ft_'), {
    error: 'keys beginning "ft_" are kept for the action itself',
})
    .meta({ pattern: '^(?!ft_)' }), textOf(0, 512))
    .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) => `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
})
    .meta({ maxProperties: MAX_PAIRS });
const integrations = schemas/* array */.YOg(schemas/* strictObject */.rej({
    type: schemas/* literal */.euz('wandb').describe('Weights and Biases, the only integration there is.'),
    wandb: schemas/* strictObject */.rej({
        project: schemas/* string */.YjP().describe('The project that the run is created under.'),
        name: orNull(schemas/* string */.YjP()).describe('Display name of the run; the job id when not given.'),
        entity: orNull(schemas/* string */.YjP()).describe('Team or user that the run belongs to.'),
        tags: schemas/* array */.YOg(schemas/* string */.YjP()).exactOptional().describe('Tags of the run.'),
    })
        .describe('Where the metrics go.'),
}));
const extraBody = schemas/* record */.g1P(schemas/* string */.YjP()
    .refine((key) => !OWN_FIELDS.some((field) => field === key), {
    error: ({ input }) => `"${input}" is a field of the action's own; set it there`,
})
    .meta({ pattern: `^(?!(${OWN_FIELDS.join('|')})$)` }), schemas/* unknown */.L5J());
const SEED = expected('a whole number from 0 to 2147483647');
/** What an input and the job file's field of the same name both must be. */
const FIELDS = {
    method: schemas/* enum */.k5n(METHODS),
    suffix: textOf(1, 64),
    seed: schemas/* int */.Whr(SEED).min(0, SEED).max(2147483647, SEED),
    metadata,
    integrations,
    extra_body: extraBody,
};
const method = schemas/* strictObject */.rej({
    type: FIELDS.method.describe('supervised, dpo (preferences) or reinforcement (a grader).'),
    supervised: orNull(schemas/* strictObject */.rej({ hyperparameters: orNull(supervisedHyperparameters) })).describe('Settings of the method supervised.'),
    dpo: orNull(schemas/* strictObject */.rej({ hyperparameters: orNull(dpoHyperparameters) })).describe('Settings of the method dpo.'),
    reinforcement: orNull(schemas/* strictObject */.rej({
        grader: graderSchema.exactOptional(),
        hyperparameters: orNull(reinforcementHyperparameters),
        response_format: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
            .exactOptional()
            .describe('Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.'),
    })).describe('Settings of the method reinforcement.'),
});
/**
 * The job file: the fields of the create request (API reference, CreateFineTuningJobRequest), where files may
 * be paths, and `extra_body`. `response_format` is in the reinforcement guide and the Azure OpenAI v1 spec only.
 */
const jobFileSchema = schemas/* strictObject */.rej({
    $schema: schemas/* string */.YjP().exactOptional().describe('Where editors find the JSON Schema of this file.'),
    model: notEmpty.exactOptional().describe('Base model, or an ft: model to train further.'),
    training_file: notEmpty
        .exactOptional()
        .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    validation_file: orNull(notEmpty).describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    method: orNull(method).describe('How the model is trained; supervised when not given.'),
    hyperparameters: orNull(supervisedHyperparameters).meta({
        description: 'Deprecated by the API; moved under the method.',
        deprecated: true,
    }),
    suffix: orNull(FIELDS.suffix).describe('Becomes part of the name of the fine-tuned model, 1 to 64 characters.'),
    seed: orNull(FIELDS.seed).describe('The same seed and job should give the same result; the API makes one up when not given.'),
    metadata: orNull(FIELDS.metadata).describe('At most 10 pairs of text to text. Keys beginning "ft_" are kept for the action itself.'),
    integrations: orNull(FIELDS.integrations).describe('Where else the metrics are sent.'),
    extra_body: orNull(FIELDS.extra_body).describe('Further top-level fields of the create request, for other servers (trainingType).'),
})
    .meta({ title: 'Fine-tuning job', description: 'A fine-tuning job of the openai-fine-tune action.' });
/** The JSON Schema (draft 2020-12) of the job file, for editors; it ships as `dist/job.schema.json`. */
function jobFileJsonSchema() {
    return z.toJSONSchema(jobFileSchema, {
        io: 'input',
        target: 'draft-2020-12',
        override: ({ jsonSchema }) => {
            // zod bounds every whole number by what JavaScript can count to.
            if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER)
                delete jsonSchema.maximum;
            if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER)
                delete jsonSchema.minimum;
        },
    });
}

;// CONCATENATED MODULE: ./src/spec/method.ts






const HYPERPARAMETERS_INPUT = 'input "hyperparameters"';
/** Reads each input by itself; the method is that of the job file where no input names one. */
async function readMethodInputs(given, fileType, reading) {
    const type = given.method === undefined
        ? fileType
        : reading.accept(check(FIELDS.method, given.method), 'input "method"');
    const grader = given.grader === undefined ? undefined : await graderInput(given.grader, reading);
    // Whatever the method is, it has the hyperparameters of supervised.
    const schema = HYPERPARAMETERS[type ?? 'supervised'].nullable();
    const hyperparameters = reading.parse(schema, given.hyperparameters, HYPERPARAMETERS_INPUT);
    return { type, grader, hyperparameters };
}
/** The method of a job, or nothing when neither inputs nor job file speak of one: the API then trains supervised. */
async function describeMethod(given, { type: named, hyperparameters: own, grader }, file, reading) {
    // Of a method that is misspelt nobody knows what belongs to it.
    if (given.method !== undefined && named === undefined)
        return undefined;
    const type = named ?? 'supervised';
    tellOfOtherMethods(type, file, reading);
    const hyperparameters = mergedHyperparameters(type, own, file, reading);
    if (type !== 'reinforcement') {
        if (given.grader !== undefined)
            reading.problem('input "grader"', `only the method reinforcement has a grader, and the method is ${type}`);
        return hyperparameters ? { type, hyperparameters } : named && { type };
    }
    const graded = given.grader === undefined ? await graderOfFile(file, reading) : grader;
    const response_format = file.fields.method?.reinforcement?.response_format;
    return graded && { type, grader: graded, ...present({ response_format, hyperparameters }) };
}
/** The hyperparameters of all sources: the deprecated field of the job file, under its method's, under the input. */
function mergedHyperparameters(type, own, { fields, label }, reading) {
    const deprecated = check(HYPERPARAMETERS[type], fields.hyperparameters ?? {});
    const strongestFirst = [
        [HYPERPARAMETERS_INPUT, own],
        [`${label}: method.${type}.hyperparameters`, fields.method?.[type]?.hyperparameters],
        [`${label}: hyperparameters`, reading.accept(deprecated, `${label}: hyperparameters`)],
    ];
    let merged = {};
    for (const [source, values] of strongestFirst) {
        // What is overridden is not warned of.
        const effective = Object.entries(values ?? {}).filter(([key]) => !Object.hasOwn(merged, key));
        for (const warning of hyperparameterWarnings(type, effective))
            reading.warning(source, warning);
        merged = { ...values, ...merged };
    }
    return Object.keys(merged).length > 0 ? merged : undefined;
}
/** A file may keep settings for several methods; one that has them only for another would train something nobody meant. */
function tellOfOtherMethods(type, { fields, label }, reading) {
    for (const other of METHODS) {
        if (other === type || !fields.method?.[other])
            continue;
        if (fields.method.type === type && fields.method[type] === undefined)
            reading.problem(label, `method.${other}: does not go with the type ${type}`);
        else
            reading.warning(label, `method.${other}: is left out, because the method is ${type}`);
    }
}
async function graderOfFile(file, reading) {
    const written = file.fields.method?.reinforcement?.grader;
    if (!written) {
        reading.problem('input "grader"', 'is required by the method reinforcement');
        return undefined;
    }
    const origin = { label: `${file.label}: method.reinforcement.grader`, ...present({ beside: file.path }) };
    return completeGrader(written, origin, reading);
}
async function graderInput(input, reading) {
    const label = 'input "grader"';
    if (!isPath(input))
        return parseGrader(input, { label }, reading);
    const file = await reading.file(input.trim(), label);
    return file && parseGrader(file.text, { label: `${label}: ${file.path}`, beside: file.path }, reading);
}
async function parseGrader(text, origin, reading) {
    const written = reading.parse(graderSchema, text, origin.label);
    return written && completeGrader(written, origin, reading);
}
/** One line that neither opens a bracket nor has a key is no map, so it names a file. */
function isPath(text) {
    return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text);
}

;// CONCATENATED MODULE: ./src/spec/reading.ts



/** One reading of a job description: everything found wrong or odd on the way, so that it is told at once. */
class Reading {
    #problems = [];
    #warnings = [];
    #read;
    constructor(read) {
        this.#read = read;
    }
    /** What was found wrong: of a great many problems the first. */
    get problems() {
        return firstOf(this.#problems, 'problem');
    }
    /** What was found odd: of a great many warnings the first. */
    get warnings() {
        return firstOf(this.#warnings, 'warning');
    }
    /** Notes what is wrong. */
    problem(label, text) {
        this.#problems.push(`${label}: ${text}`);
    }
    /** Notes what is odd. */
    warning(label, text) {
        this.#warnings.push(`${label}: ${text}`);
    }
    /** The value, or nothing and its problems noted. */
    accept(checked, label) {
        if ('value' in checked)
            return checked.value;
        for (const problem of checked.problems)
            this.problem(label, problem);
        return undefined;
    }
    /** The value of a YAML text, if there is one, as the schema wants it, or nothing and its problems noted. */
    parse(schema, text, label, scalars = 'typed') {
        const value = text === undefined ? undefined : this.accept(readYaml(text, scalars), label);
        return value === undefined ? undefined : this.accept(check(schema, value), label);
    }
    /** The text of a file, or nothing and the problem noted. */
    async file(path, label, beside) {
        try {
            return await (beside === undefined ? this.#read(path) : this.#read(path, beside));
        }
        catch (error) {
            if (!(error instanceof Failure))
                throw error;
            this.problem(label, `${error.message}${error.advice ? ` (${error.advice})` : ''}`);
            return undefined;
        }
    }
}
const MAX_TOLD = 20;
function firstOf(lines, noun) {
    const more = lines.length - MAX_TOLD;
    return [
        ...lines.slice(0, MAX_TOLD),
        ...(more > 0 ? [`and ${more} more ${noun}${more > 1 ? 's' : ''}`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/spec/job.ts





/**
 * One job description from the action's inputs and the job file that they name, or everything that is wrong
 * with them at once, one line each. An input overrides the job file's field; maps override key by key.
 */
async function describeJob(inputs, read) {
    const reading = new Reading(read);
    const given = withoutEmpty(inputs);
    const file = given.jobFile === undefined ? NO_JOB_FILE : await readJobFile(given.jobFile, reading);
    const methodInputs = await readMethodInputs(given, file?.fields.method?.type, reading);
    if (!file) {
        // Each input is read by itself; nothing is asked for that the unreadable job file may well contain.
        readSettingInputs(given, reading);
        return { problems: reading.problems, ...present(namedData(given)) };
    }
    const { fields, path } = file;
    const { training, validation } = namedData(given, fields, path);
    const model = given.model ?? fields.model;
    if (!training)
        reading.problem('input "training-file"', 'is required');
    if (!model)
        reading.problem('input "model"', 'is required');
    if (!validation && methodInputs.type === 'reinforcement')
        reading.problem('input "validation-file"', 'is required by the method reinforcement');
    const method = await describeMethod(given, methodInputs, file, reading);
    const settings = describeSettings(readSettingInputs(given, reading), file, reading);
    if (reading.problems.length > 0 || !training || !model)
        return { problems: reading.problems, ...present({ training, validation }) };
    return {
        job: { model, training, ...present({ validation, method }), ...settings },
        warnings: reading.warnings,
    };
}
const NO_JOB_FILE = { fields: {}, label: 'input "job-file"' };
/** The inputs that are words; of the others, which may be YAML, the indentation of the first line has a meaning. */
const WORDS = ['model', 'method', 'suffix', 'seed', 'jobFile'];
/** The inputs that are YAML: one of comments only is as good as not given. */
const YAML = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extraBody'];
function withoutEmpty(inputs) {
    const entries = Object.entries(present(inputs));
    const given = entries.filter(([name, text]) => {
        const lines = text.split('\n').map((line) => line.trim());
        return lines.some((line) => line !== '' && !(line.startsWith('#') && YAML.includes(name)));
    });
    return Object.fromEntries(given.map(([name, text]) => [name, WORDS.includes(name) ? text.trim() : text]));
}
async function readJobFile(name, reading) {
    const file = await reading.file(name, 'input "job-file"');
    if (!file)
        return undefined;
    const label = `input "job-file": ${file.path}`;
    const fields = reading.parse(jobFileSchema, file.text, label);
    if (!fields)
        return undefined;
    if (fields.hyperparameters)
        reading.warning(label, 'hyperparameters: is deprecated by the API; sent under the method instead');
    return { fields, label, path: file.path };
}
function namedData(given, fields, path) {
    return {
        training: dataFiles(given.trainingFile, fields?.training_file, path),
        validation: dataFiles(given.validationFile, fields?.validation_file, path),
    };
}
function dataFiles(input, field, path) {
    if (input !== undefined)
        return { list: input };
    return field ? { list: field, ...present({ beside: path }) } : undefined;
}
function readSettingInputs(given, reading) {
    const { suffix, seed, metadata, integrations, extraBody } = given;
    return {
        suffix: suffix === undefined ? undefined : reading.accept(check(FIELDS.suffix, suffix), 'input "suffix"'),
        seed: reading.parse(FIELDS.seed.nullable(), seed, 'input "seed"'),
        metadata: reading.parse(FIELDS.metadata.nullable(), metadata, 'input "metadata"', 'text'),
        integrations: reading.parse(FIELDS.integrations.nullable(), integrations, 'input "integrations"'),
        extraBody: reading.parse(FIELDS.extra_body.nullable(), extraBody, 'input "extra-body"'),
    };
}
function describeSettings(own, { fields, label }, reading) {
    const suffix = own.suffix ?? fields.suffix;
    if (suffix)
        warnOfSuffix(suffix, own.suffix === undefined ? `${label}: suffix` : 'input "suffix"', reading);
    const metadata = merged(fields.metadata, own.metadata);
    // Ten pairs in the file and one more in the input are eleven.
    if (metadata)
        reading.accept(check(FIELDS.metadata, metadata), 'input "metadata"');
    return present({
        suffix,
        seed: own.seed ?? fields.seed,
        metadata,
        integrations: (own.integrations ?? fields.integrations)?.map(asSent),
        extraBody: merged(fields.extra_body, own.extraBody),
    });
}
/** Both maps in one, the second winning; nothing when that holds no pair. */
function merged(under, over) {
    const pairs = { ...under, ...over };
    return Object.keys(pairs).length > 0 ? pairs : undefined;
}
function asSent({ type, wandb }) {
    return { type, wandb: present(wandb) };
}
/** OpenAI's reference has 1 to 64 characters of any kind; Azure OpenAI's documentation is stricter. */
function warnOfSuffix(suffix, label, reading) {
    if (/[^A-Za-z0-9_-]/.test(suffix))
        reading.warning(label, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI refuses');
    if ([...suffix].length > 40)
        reading.warning(label, 'is longer than 40 characters, which Azure OpenAI refuses');
}

;// CONCATENATED MODULE: ./src/verbs/plan.ts





/** The largest job file, grader, or source of a grader: the API takes 256 kB of a grader's source. */
const MOST_TEXT = 1024 * 1024;
/** Reads what is asked: the inputs, the job file, where the data is. Every problem is told at once, before anything is touched. */
async function readPlan({ host, workspace, userAgent }) {
    const read = readInputs(host);
    const problems = 'problems' in read ? [...read.problems] : [];
    const described = await describeJob(jobInputs(host.inputs), async (path, beside) => {
        const file = await workspace.file(path, beside);
        return { text: await workspace.text(file, MOST_TEXT), path: file.name };
    });
    if ('problems' in described)
        problems.push(...described.problems);
    const gather = async (label, work) => {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof Failure))
                throw error;
            problems.push(`${label}: ${error.message}${error.advice ? ` (${error.advice})` : ''}`);
            return undefined;
        }
    };
    // Also when the description is wrong in something else: everything that is wrong is told at once.
    const data = 'job' in described ? described.job : described;
    const find = async (field) => {
        const named = data[field];
        if (!named)
            return undefined;
        const input = named.beside ? `input "job-file": ${named.beside}: ${field}_file` : `input "${field}-file"`;
        return gather(input, () => sourceOf(workspace, named));
    };
    const training = await find('training');
    const validation = await find('validation');
    const folder = await gather('input "results-dir"', () => workspace.folder(host.inputs.get('results-dir')));
    if (problems.length > 0 || 'problems' in read || 'problems' in described || !training || !folder)
        throw new Failure(problems.join('\n'));
    const resultsDir = await gather('input "results-dir"', () => folder.create());
    if (!resultsDir)
        throw new Failure(problems.join('\n'));
    refuseOverwriting(resultsDir, { training, validation });
    return {
        inputs: read.inputs,
        connection: connectionOf(read.inputs, userAgent),
        job: described.job,
        training,
        ...(validation && { validation }),
        warnings: described.warnings,
        resultsDir,
    };
}
/** The run writes files into its results folder; none of them may be one that it is to read. */
function refuseOverwriting(resultsDir, sources) {
    for (const [role, source] of Object.entries(sources))
        for (const { path, name } of source && 'files' in source ? source.files : [])
            if ((0,external_node_path_.dirname)(path) === resultsDir && RESULT_FILES.includes((0,external_node_path_.basename)(path)))
                throw new Failure(`input "results-dir": the results would be written over "${name}", the ${role} data`);
}
/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/;
async function sourceOf(workspace, { list, beside }) {
    const id = list.trim();
    if (FILE_ID.test(id) && !(await workspace.exists(id, beside)))
        return { id };
    return { files: await workspace.find(list, beside) };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/report/outputs.ts
/** Every output of the root action, as `action.yml` declares them. */
const outputs_OUTPUTS = [
    'job-id',
    'status',
    'fine-tuned-model',
    'created',
    'training-file-id',
    'validation-file-id',
    'trained-tokens',
    'error-code',
    'error-message',
    'job',
    'results-dir',
];
/** The outputs as `result.json` has them: every one by its name, null where nothing is known. */
function resultOf(outputs) {
    return Object.fromEntries(outputs_OUTPUTS.map((name) => [name, outputs[name] ?? null]));
}
/** GitHub's limit is 1 MB for all outputs of a job together. */
const LONGEST_VALUE = 64_000;
/** What a job tells the outputs, beside itself. The model is told only when it is one that may be deployed. */
function jobOutputs(job) {
    const failed = job.status === 'failed' ? job.error : undefined;
    return {
        'job-id': job.id,
        status: job.status,
        'fine-tuned-model': job.status === 'succeeded' ? job.fineTunedModel : undefined,
        'training-file-id': job.trainingFile,
        'validation-file-id': job.validationFile,
        'trained-tokens': job.trainedTokens,
        'error-code': failed?.code,
        'error-message': failed?.message,
    };
}
/** A value as the text of an output: at most 64 kB, the sources of graders going first. */
function outputText(value) {
    if (typeof value !== 'object' || value === null)
        return cut(String(value));
    const whole = JSON.stringify(value);
    if (fits(whole))
        return whole;
    const withoutSources = JSON.stringify(value, (key, item) => key === 'source' && typeof item === 'string' ? outputs_shortened(item) : item);
    if (fits(withoutSources))
        return withoutSources;
    for (const longest of [2000, 200, 50]) {
        const shorter = JSON.stringify(value, (_, item) => typeof item === 'string' && item.length > longest ? outputs_shortened(item) : item);
        if (fits(shorter))
            return shorter;
    }
    const plain = Object.entries(value).filter(([, item]) => typeof item !== 'object' && fits(JSON.stringify(item), 1000));
    return JSON.stringify(Object.fromEntries(plain.slice(0, 50)));
}
const fits = (text, most = LONGEST_VALUE) => Buffer.byteLength(text ?? '') <= most;
const outputs_shortened = (text) => `(${Buffer.byteLength(text)} bytes left out)`;
function cut(text) {
    return fits(text)
        ? text
        : `${Buffer.from(text)
            .subarray(0, LONGEST_VALUE - 3)
            .toString()
            .replace(/\ufffd+$/, '')}…`;
}

;// CONCATENATED MODULE: ./src/report/summary.ts

/** The job summary, as GitHub's Markdown. Whatever comes from the server or the dataset stands in it as text alone. */
function summary(run) {
    const { job, link } = run;
    const jobCell = job && (link ? `<a href="${code(link, 'bare')}">${code(job.id)}</a>` : code(job.id));
    const rows = [
        ['Job', jobCell],
        ['Status', job && code(job.status)],
        ['Base model', run.model && code(job?.model ?? run.model)],
        ['Method', run.method && code(run.method)],
        ['Fine-tuned model', job?.fineTunedModel && code(job.fineTunedModel)],
        ...run.data.map((data) => [
            data.role === 'training' ? 'Training data' : 'Validation data',
            dataCell(data),
        ]),
        ['Trained tokens', job?.trainedTokens?.toLocaleString('en-US')],
        ['Duration of this step', duration(run.durationMs)],
    ];
    const [first = '', ...rest] = rows
        .filter(([, cell]) => cell)
        .map(([title, cell]) => `| ${title} | ${cell} |`);
    const failure = run.failure?.split('\n').map(summary_text).join('<br>');
    return [
        `## ${mark(run)} Fine-tuning: ${summary_text(run.verdict)}`,
        '',
        ...(failure ? [`> ${failure}`, ''] : []),
        first,
        '| --- | --- |',
        ...rest,
        '',
    ].join('\n');
}
/** Green is only what has succeeded; a job that was left, or not even created, is still open. */
function mark({ failed, job }) {
    if (failed)
        return '❌';
    return job?.status === 'succeeded' ? '✅' : '⏳';
}
function dataCell({ names, examples, bytes, digest }) {
    const shown = names.slice(0, 5).map((name) => code(name));
    if (names.length > shown.length)
        shown.push(`and ${names.length - shown.length} more`);
    const facts = [
        examples !== undefined && count(examples, 'example'),
        bytes !== undefined && size(bytes),
        digest && `sha256 ${code(digest.slice(0, 12))}`,
    ];
    return [shown.join(', '), ...facts.filter(Boolean)].join(' · ');
}
const LONGEST = 500;
/**
 * Foreign text within Markdown: every character that HTML or Markdown could take for more than itself becomes
 * an entity, so that there are no tags, links, images, mentions or ends of a table's cell in it.
 */
function summary_text(foreign) {
    const cut = foreign.length > LONGEST ? `${foreign.slice(0, LONGEST)}…` : foreign;
    return cut
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(/[^\p{L}\p{N} .,;=()'/%+…-]|(?<=www)\./giu, entity);
}
/** Foreign text as code: the same, and never a link or a mention. `bare` is for an attribute. */
function code(foreign, form) {
    const escaped = summary_text(foreign);
    return form === 'bare' ? escaped : `<code>${escaped}</code>`;
}
const entity = (character) => `&#${character.codePointAt(0)};`;

;// CONCATENATED MODULE: ./src/verbs/report.ts





/** What the run has to tell other steps and people, told the moment it is known and once more at the end. */
class Report {
    run = { data: [] };
    job;
    #outputs = {};
    #results;
    #world;
    #startedAt;
    #withoutKey;
    constructor(world) {
        this.#world = world;
        this.#startedAt = world.clock.now();
        const { add, redact } = redactor();
        add(world.host.inputs.get('api-key') ?? '');
        this.#withoutKey = redact;
    }
    /** Begins the result files; outputs are set from the start, so that a later step finds the folder. */
    resultsIn(folder) {
        this.#results = resultsIn(folder, this.#world.host);
        this.outputs({ 'results-dir': folder });
    }
    /** Sets outputs whose values are new. */
    outputs(values) {
        const { host } = this.#world;
        for (const [name, given] of Object.entries(values)) {
            if (given === undefined)
                continue;
            // A name with a piece cut out names something else: of names, only the key itself is kept out.
            const value = this.#clean(given, NAMES.has(name) ? this.#withoutKey : host.redact);
            if ((0,external_node_util_.isDeepStrictEqual)(value, this.#outputs[name]))
                continue;
            this.#outputs[name] = value;
            host.setOutput(name, outputText(value));
            if (typeof value === 'string' && value !== host.redact(value))
                host.warning(`Output ${name} contains a masked text; GitHub drops it where it is an output of the job.`);
        }
    }
    /** The job as just seen. */
    seen(job) {
        const first = this.job === undefined;
        this.job = job;
        this.outputs(jobOutputs(job));
        // Once now and once at the end: GitHub takes 1 MB of outputs, and a job is seen thousands of times.
        if (first)
            this.outputs({ job: job.raw });
    }
    event(raw) {
        this.#results?.event(this.#clean(raw, this.#world.host.redact));
    }
    /** Writes `result.json`, and the summary where it is wanted. */
    finish(run, withSummary) {
        const { host, clock } = this.#world;
        if (this.job)
            this.outputs({ job: this.job.raw });
        this.#results?.write('result.json', `${JSON.stringify(resultOf(this.#outputs), null, 2)}\n`);
        if (!withSummary)
            return;
        const whole = { ...this.run, ...run, job: this.job, durationMs: clock.now() - this.#startedAt };
        // Redacted before it is escaped or cut: afterwards no secret would be recognised.
        host.writeSummary(summary(this.#clean({ ...whole, failed: host.failed }, host.redact)));
    }
    /** The same value, its texts redacted; the names of its fields only of the key itself, since others rely on them. */
    #clean(value, redact) {
        const clean = (item) => {
            if (typeof item === 'string')
                return redact(item);
            if (typeof item !== 'object' || item === null)
                return item;
            if (Array.isArray(item))
                return item.map(clean);
            return Object.fromEntries(Object.entries(item).map(([name, field]) => [this.#withoutKey(name), clean(field)]));
        };
        return clean(value);
    }
}
/** Outputs that name something. */
const NAMES = new Set([
    'job-id',
    'status',
    'fine-tuned-model',
    'training-file-id',
    'validation-file-id',
    'results-dir',
]);

;// CONCATENATED MODULE: ./src/verbs/fine-tune.ts













/** From a dataset to a fine-tuned model: checks the data, uploads it, creates the job, and follows it to its end. */
async function fineTune(world) {
    const { host, clock } = world;
    const startedAt = clock.now();
    const report = new Report(world);
    // Also when the inputs are wrong.
    const withSummary = host.inputs.get('summary')?.toLowerCase() !== 'false';
    try {
        const plan = await readPlan(world);
        report.resultsIn(plan.resultsDir);
        const verdict = await train(plan, startedAt, report, world);
        report.finish({ verdict }, withSummary);
    }
    catch (error) {
        const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof ApiError);
        if (refused)
            report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said });
        const failure = explain(error);
        host.endGroup();
        host.setFailed(failure);
        report.finish({ verdict: report.job?.status ?? 'failed', failure }, withSummary);
    }
}
async function train(plan, startedAt, report, world) {
    const { host, interrupted } = world;
    const { inputs, job: description } = plan;
    for (const warning of plan.warnings)
        host.warning(warning);
    Object.assign(report.run, { model: description.model, method: description.method?.type ?? 'supervised' });
    const datasets = await inspectData(plan, world);
    report.run.data.push(...datasets.map(dataOf));
    refuseErrors(datasets, plan);
    if (inputs['dry-run'])
        return dryRun(plan, world);
    const client = connect(plan.connection, world.fetch, world.clock);
    // With no time at all the job is still to be created and looked at once.
    const until = inputs.timeout > 0 ? startedAt + inputs.timeout : Number.POSITIVE_INFINITY;
    const files = await inTime(until, world, (world) => bring(datasets, client, report, world));
    const job = await create(plan, files, until, client, report, world);
    // One that has ended already has failed, and one that nobody wants any more is to be stopped.
    if (!inputs.wait && !interrupted.aborted && !hasEnded(job.status)) {
        host.info(left(job.id));
        return `created, ${job.status}`;
    }
    host.group('Training');
    const verdict = await attend({
        jobId: job.id,
        client,
        report,
        world,
        startedAt,
        timeoutMs: inputs.timeout,
        intervalMs: inputs['poll-interval'],
        onTimeout: inputs['on-timeout'],
        onCancel: inputs['on-cancel'] ?? 'cancel',
    });
    host.endGroup();
    if (report.job?.status === 'succeeded')
        host.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`);
    return verdict;
}
/** Tells what would be asked of the server, and asks nothing. */
function dryRun({ job, connection, training, validation }, { host }) {
    const idOf = (source) => ('id' in source ? source.id : '(id of the uploaded file)');
    const request = createRequest(job, {
        training: idOf(training),
        ...(validation && { validation: idOf(validation) }),
    });
    const { host: server } = new URL(connection.baseUrl);
    host.info(`Dry run: nothing was uploaded and no job was created. This would be asked of ${server}:`);
    for (const line of JSON.stringify(request, null, 2).split('\n'))
        host.info(line);
    return 'dry run, nothing was created';
}
/** Does what comes before there is a job; a Failure when that takes longer than the whole step may. */
async function inTime(until, world, work) {
    const { clock, interrupted } = world;
    try {
        return await within(clock, until - clock.now(), interrupted, (signal) => work({ ...world, interrupted: signal }));
    }
    catch (error) {
        if (!(error instanceof TimeLimit))
            throw error;
        throw new Failure('The time was up before the data was on the server, so no job was created.', {
            advice: 'Allow more time by "timeout".',
        });
    }
}
/** Brings the data to the server, and returns its ids there once it can be trained on. */
async function bring(datasets, client, report, world) {
    world.host.group('Upload');
    const ids = { training: '' };
    const uploaded = [];
    for (const dataset of datasets) {
        const { role } = dataset;
        const file = await data_upload(dataset, client, world);
        report.outputs({ [`${role}-file-id`]: file.id });
        ids[role] = file.id;
        uploaded.push({ role, file });
    }
    await untilProcessed(uploaded, client, world);
    world.host.endGroup();
    return ids;
}
async function create({ job: description }, files, until, client, report, { host, clock, random, interrupted }) {
    const onFault = (error, delayMs) => host.info(faultLine(error, delayMs));
    const job = await createJob(client, createRequest(description, files), {
        clock,
        random,
        signal: interrupted,
        until,
        onFault,
    });
    host.saveState('job-id', job.id);
    report.seen(job);
    report.outputs({ created: true });
    report.run.link = jobPage(client.host, job.id);
    host.notice(`Fine-tuning job ${job.id} was created${report.run.link ? `: ${report.run.link}` : '.'}`);
    return job;
}
/** Where people look at a job. Of other servers than OpenAI no such address is known. */
function jobPage(host, jobId) {
    return host === 'api.openai.com'
        ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
        : undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/boundary.ts



/** The boundary around the two folders, whose own links are resolved once. */
async function boundaryOf(roots) {
    const actual = {
        root: await (0,promises_.realpath)(roots.root),
        temp: await (0,promises_.realpath)(roots.temp).catch(() => roots.temp),
    };
    const isInRoot = (path) => isInside(roots.root, path) || isInside(actual.root, path);
    const name = (path) => nameOf(path, roots) ?? nameOf(path, actual);
    return {
        nameOf: name,
        written(shown, path, tempToo) {
            if (isInRoot(path) || (tempToo && name(path) !== undefined))
                return path;
            const advice = 'Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path.';
            throw new Failure(`${boundary_quoted(shown)} is outside the workspace`, { advice });
        },
        async real(shown, path) {
            const real = await withoutLinks(path);
            // A committed link may lead to neither the world outside, nor the runner's files, nor git's (both hold tokens).
            const allowed = isInside(actual.root, real) || (!isInRoot(path) && isInside(actual.temp, real));
            if (!allowed)
                throw new Failure(`${boundary_quoted(shown)} is a link that leads outside the workspace`);
            const segments = external_node_path_default().relative(actual.root, real).toLowerCase().split((external_node_path_default()).sep);
            if (segments.includes('.git'))
                throw new Failure(`${boundary_quoted(shown)} is inside git's own folder`);
            return real;
        },
    };
}
/** The name by which people know the file at `path`; undefined when the path is in neither folder. */
function nameOf(path, { root, temp }, flavour = (external_node_path_default())) {
    const slashed = (text) => text.split(flavour.sep).join('/');
    if (isInside(root, path, flavour))
        return slashed(flavour.relative(root, path)) || '.';
    return isInside(temp, path, flavour) ? slashed(path) : undefined;
}
/** A name as it may stand in a sentence, whatever characters it has. */
function boundary_quoted(name) {
    return JSON.stringify(name);
}
function isInside(folder, path, flavour = (external_node_path_default())) {
    const way = flavour.relative(folder, path);
    return way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way);
}
/**
 * Where a path leads, also when nothing is there: were only what exists resolved, the answer would tell
 * whether something outside exists. A link that leads to itself is left as it is.
 */
async function withoutLinks(path, hops = 40) {
    const real = await (0,promises_.realpath)(path).catch(() => undefined);
    if (real !== undefined || hops === 0)
        return real ?? path;
    const folder = external_node_path_default().dirname(path);
    const target = await (0,promises_.readlink)(path).catch(() => undefined);
    if (target !== undefined) {
        // Not normalised: ".." behind a link is the parent of what the link leads to.
        const from = external_node_path_default().isAbsolute(target) ? '' : (await withoutLinks(folder, hops - 1)) + (external_node_path_default()).sep;
        return withoutLinks(from + target, hops - 1);
    }
    return folder === path ? path : external_node_path_default().join(await withoutLinks(folder, hops), external_node_path_default().basename(path));
}

;// CONCATENATED MODULE: ./src/glob.ts




// A backslash escapes in a glob, except where it is the separator.
const WILD = (external_node_path_default()).sep === '\\' ? /[*?[{]/ : /[*?[{\\]/;
// An innermost group of braces that has a choice.
const CHOICE = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/;
const RANGE = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/;
const MOST_CHOICES = 64;
const glob_LONGEST = 4096;
/** Whether a path has characters that mean something in a glob. */
function isGlob(path) {
    return WILD.test(path);
}
/** Where to start for a glob: one place for each choice that its braces leave. */
function globStarts(glob) {
    const slashed = (external_node_path_default()).sep === '\\' ? glob.replaceAll('\\', '/') : glob;
    return choices(slashed).map((choice) => {
        const segments = choice.split('/');
        const wild = segments.findIndex(isGlob);
        if (wild === -1)
            return { folder: choice, steps: [] };
        const steps = segments.slice(wild).filter((segment) => segment !== '' && segment !== '.');
        if (steps.includes('..'))
            throw new Failure(`${boundary_quoted(glob)} has ".." after a wildcard`);
        // The slash keeps the root of a disk what it is.
        return { folder: `${segments.slice(0, wild).join('/')}${wild > 0 ? '/' : ''}`, steps };
    });
}
function choices(glob) {
    let globs = [glob];
    while (globs.length <= MOST_CHOICES && glob.length <= glob_LONGEST) {
        const next = globs.flatMap((each) => {
            const [group, inside] = CHOICE.exec(each) ?? [];
            if (group === undefined || inside === undefined)
                return [each];
            // A function, because "$&" means something in a text.
            return inside.split(',').map((choice) => each.replace(group, () => choice));
        });
        if (next.length === globs.length) {
            if (globs.some((each) => RANGE.test(each)))
                break;
            return [...new Set(globs)];
        }
        globs = next;
    }
    throw new Failure(`${boundary_quoted(glob.slice(0, 200))} is too complicated a glob; use several lines`);
}
/** The paths below `folder` that match; links are looked into only where `mayFollow` says so. */
async function matchesOf(folder, steps, mayFollow) {
    // What is below a folder is at least one step further.
    const tests = [...steps, ...(steps.at(-1) === '**' ? ['*'] : [])].map(stepTest);
    const found = new Set();
    const been = new Set();
    async function reach(path, step, isLink) {
        if (step === tests.length)
            found.add(path);
        else if (!isLink || (await mayFollow(path)))
            await walk(path, step);
    }
    async function walk(path, step) {
        const test = tests[step];
        const key = `${step} ${path}`;
        if (test === undefined || been.has(key))
            return;
        been.add(key);
        if (typeof test === 'string') {
            const child = external_node_path_default().join(path, test);
            const stats = await (0,promises_.lstat)(child).catch(() => undefined);
            if (stats)
                await reach(child, step + 1, stats.isSymbolicLink());
            return;
        }
        if (test === EVERYWHERE)
            await walk(path, step + 1);
        for (const entry of await (0,promises_.readdir)(path, { withFileTypes: true }).catch(() => [])) {
            const child = external_node_path_default().join(path, entry.name);
            if (test === EVERYWHERE) {
                if (entry.isDirectory() && !entry.name.startsWith('.'))
                    await walk(child, step);
            }
            else if (test.test(entry.name))
                await reach(child, step + 1, entry.isSymbolicLink());
        }
    }
    await walk(folder, 0);
    return [...found];
}
const EVERYWHERE = Symbol('**');
function stepTest(step) {
    if (step === '**')
        return EVERYWHERE;
    return isGlob(step) ? nameTest(step) : step;
}
const TOKEN = /\\.|\[[!^]?\]?[^\]]*\]|./gsu;
const IGNORES_CASE = process.platform === 'win32' || process.platform === 'darwin';
/** The regular expression of one segment, which never tries a star a second time. */
function nameTest(segment) {
    const pieces = [''];
    for (const token of segment.match(TOKEN) ?? []) {
        if (token === '*')
            pieces.push('');
        else
            pieces.push(pieces.pop() + tokenTest(token));
    }
    const [first, ...rest] = pieces;
    const last = rest.pop();
    // Between two stars the first place that fits is as good as any other, and nothing returns into a lookahead.
    const middle = rest.map((piece, i) => `(?=(?<p${i}>.*?${piece}))\\k<p${i}>`).join('');
    const hidden = /^\\?\./.test(segment) ? '' : '(?!\\.)';
    const source = `^${hidden}${first}${middle}${last === undefined ? '' : `.*${last}`}$`;
    try {
        return new RegExp(source, IGNORES_CASE ? 'isu' : 'su');
    }
    catch (cause) {
        throw new Failure(`${boundary_quoted(segment)} is not a glob`, { cause });
    }
}
function tokenTest(token) {
    if (token === '?')
        return '.';
    if (token.length > 1 && token.startsWith('[')) {
        const [, not = '', inside = ''] = /^\[([!^]?)(.*)\]$/su.exec(token) ?? [];
        return `[${not && '^'}${inside.replace(/[\\[\]^]/g, '\\$&')}]`;
    }
    return (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

;// CONCATENATED MODULE: ./src/sibling.ts


/** A name in the same folder that has one letter more, less, other or swapped, or other capitals. */
async function closeSibling(path) {
    const name = external_node_path_default().basename(path).toLowerCase();
    const siblings = await (0,promises_.readdir)(external_node_path_default().dirname(path)).catch(() => []);
    return siblings.find((sibling) => {
        const other = sibling.toLowerCase();
        let same = 0;
        while (same < name.length && name[same] === other[same])
            same++;
        const [a, b] = [name.slice(same), other.slice(same)];
        if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1))
            return true;
        return a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0];
    });
}

;// CONCATENATED MODULE: ./src/workspace-file.ts




const CHUNK = 256 * 1024;
// Neither exists on Windows, nor do the links into devices and pipes that they guard against.
const READ_THE_FILE_ITSELF = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/** The whole text of a small file, in UTF-8; a Failure when it is neither. */
async function smallText(file, maxBytes) {
    if (file.size > maxBytes)
        throw new Failure(`${boundary_quoted(file.name)} is larger than ${sizeOf(maxBytes)}`);
    const bytes = [];
    for await (const chunk of fileBytes(file))
        bytes.push(chunk);
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes));
    }
    catch (cause) {
        throw new Failure(`${boundary_quoted(file.name)} is not text in UTF-8`, { cause });
    }
}
function sizeOf(bytes) {
    return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.floor(bytes / 2 ** 20)} MiB`;
}
/** The bytes of a file in chunks; a Failure when it is no longer the file that was found. */
async function* fileBytes(file) {
    const handle = await openSame(file);
    try {
        // One byte more than there should be, so that growth is seen.
        const length = Math.min(file.size + 1, CHUNK);
        for (let left = file.size;;) {
            // A buffer of its own for each chunk: the reader may keep it.
            const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length);
            left -= bytesRead;
            if (left < 0 || (bytesRead === 0 && left > 0))
                throw changed(file);
            if (bytesRead === 0)
                return;
            yield buffer.subarray(0, bytesRead);
        }
    }
    finally {
        await handle.close();
    }
}
/** Opens the file, not what has taken its place since it was found. */
async function openSame(file) {
    const handle = await (0,promises_.open)(file.path, READ_THE_FILE_ITSELF).catch((cause) => {
        if (codeOf(cause) === 'ELOOP' || codeOf(cause) === 'ENOENT')
            throw changed(file);
        throw new Failure(`${boundary_quoted(file.name)} cannot be read (${codeOf(cause)})`, { cause });
    });
    const stats = await handle.stat({ bigint: true });
    const sameVersion = file.version === undefined || file.version === versionOf(stats);
    if (stats.isFile() && Number(stats.size) === file.size && sameVersion)
        return handle;
    await handle.close();
    throw changed(file);
}
/** Tells a file from one that takes its place or is written later. */
function versionOf({ dev, ino, mtimeNs }) {
    return `${dev}:${ino}:${mtimeNs}`;
}
function changed(file) {
    return new Failure(`${boundary_quoted(file.name)} changed while it was being read`);
}
/** The code of an error of the system (ENOENT), for a person who can look it up. */
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

;// CONCATENATED MODULE: ./src/workspace.ts







/** The workspace in the real file system. */
function workspaceAt(roots) {
    return {
        find: findFiles.bind(undefined, roots),
        async file(path, beside) {
            const place = await placeOf(roots, beside);
            return regularFile(place, path, writtenAt(place, path));
        },
        async exists(path, beside) {
            const place = await placeOf(roots, beside);
            return isThere(place, path);
        },
        text: smallText,
        bytes: fileBytes,
        folder: (path) => folderAt(roots, path),
    };
}
async function placeOf(roots, beside) {
    const folder = beside ? external_node_path_default().dirname(external_node_path_default().resolve(roots.root, beside)) : roots.root;
    return { boundary: await boundaryOf(roots), folder, beside };
}
/** The absolute path that is written; it leads to RUNNER_TEMP only if it says so, or from a file that lies there. */
function writtenAt({ boundary, folder, beside }, path, shown = path) {
    const tempToo = external_node_path_default().isAbsolute(path) || external_node_path_default().isAbsolute(beside ?? '');
    return boundary.written(shown, external_node_path_default().resolve(folder, path), tempToo);
}
async function isThere(place, path) {
    try {
        const written = writtenAt(place, path);
        // The link itself counts, not what it leads to; but where it lies must be inside.
        await place.boundary.real(path, external_node_path_default().dirname(written));
        await (0,promises_.lstat)(written);
        return true;
    }
    catch {
        return false;
    }
}
async function findFiles(roots, list, beside) {
    const place = await placeOf(roots, beside);
    const lines = list.split('\n').map((line) => line.trim());
    const wanted = lines.filter((line) => line !== '' && !line.startsWith('!'));
    if (wanted.length === 0)
        throw new Failure('no file is named');
    const excluded = await excludedBy(place, lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1).trim()));
    const found = new Map();
    for (const line of wanted) {
        const literal = await isLiteral(place, line);
        const paths = literal ? [writtenAt(place, line)] : await matchesInside(place, line);
        // Before anything is asked of a file: what is left out may be as bad as it likes.
        const left = paths.filter((path) => !isWithin(path, excluded.written));
        for (const path of left) {
            if (found.get(path))
                continue;
            const shown = literal ? line : (place.boundary.nameOf(path) ?? path);
            found.set(path, literal ? await regularFile(place, shown, path) : await fileAt(place, shown, path));
        }
        if (paths.length === 0 || (left.length > 0 && !left.some((path) => found.get(path))))
            throw noMatch(line);
    }
    const byPath = new Map();
    // Backwards, so that of a file's several names the first in order stays.
    for (const file of [...found.values()]
        .filter((file) => file !== undefined)
        .sort(byName)
        .reverse()) {
        if (!isWithin(file.path, excluded.real))
            byPath.set(file.path, file);
    }
    if (byPath.size === 0)
        throw new Failure('the lines with "!" exclude every file that is named');
    return [...byPath.values()].sort(byName);
}
/** What the lines with "!" leave out: paths as written, and the files that they are, where they are no links. */
async function excludedBy(place, lines) {
    const written = new Set();
    const real = new Set();
    for (const line of lines) {
        const paths = (await isLiteral(place, line)) ? [writtenAt(place, line)] : await matchesInside(place, line);
        for (const path of paths) {
            written.add(path);
            const target = await place.boundary.real(line, path).catch(() => undefined);
            const isLink = (await (0,promises_.lstat)(path).catch(() => undefined))?.isSymbolicLink();
            if (target !== undefined && !isLink)
                real.add(target);
        }
    }
    return { written, real };
}
function byName(a, b) {
    return a.name < b.name ? -1 : Number(a.name > b.name);
}
function isWithin(path, folders) {
    if (folders.size === 0)
        return false;
    for (let part = path;; part = external_node_path_default().dirname(part)) {
        if (folders.has(part))
            return true;
        if (external_node_path_default().dirname(part) === part)
            return false;
    }
}
/** Whether a line is a path and no glob: one that exists is, whatever characters it has. */
async function isLiteral(place, line) {
    return !isGlob(line) || (await isThere(place, line));
}
async function matchesInside(place, glob) {
    const { boundary } = place;
    const mayFollow = async (link) => !!(await boundary.real(glob, link).catch(() => undefined));
    const found = new Set();
    for (const { folder, steps } of globStarts(glob)) {
        const start = writtenAt(place, folder, glob);
        if (steps.length === 0) {
            if (await isThere(place, folder))
                found.add(start);
            continue;
        }
        await boundary.real(glob, start);
        for (const path of await matchesOf(start, steps, mayFollow))
            found.add(path);
    }
    return [...found];
}
function noMatch(line) {
    const advice = isBackslashed(line) ? 'Folders are separated by "/".' : undefined;
    return new Failure(`no file matches ${boundary_quoted(line)}`, { advice });
}
function isBackslashed(line) {
    return (external_node_path_default()).sep !== '\\' && /\\\w/.test(line);
}
/** The file at `path`, which has been written as `shown`; a Failure when it may not or cannot be read. */
async function regularFile(place, shown, path) {
    const file = await fileAt(place, shown, path);
    if (file)
        return file;
    if (!(await (0,promises_.lstat)(await place.boundary.real(shown, path))).isDirectory()) {
        throw new Failure(`${boundary_quoted(shown)} is not a regular file`);
    }
    const advice = `Name its files, for example ${boundary_quoted(`${shown.replace(/\/$/, '')}/*.jsonl`)}.`;
    throw new Failure(`${boundary_quoted(shown)} is a directory`, { advice });
}
/** The same; undefined where there is something else than a regular file. */
async function fileAt(place, shown, path) {
    const real = await place.boundary.real(shown, path);
    const stats = await (0,promises_.lstat)(real, { bigint: true }).catch(async (error) => {
        throw await explained(error, shown, path, real);
    });
    if (stats.isSymbolicLink())
        throw new Failure(`${boundary_quoted(shown)} is a link that leads back to itself`);
    if (!stats.isFile())
        return undefined;
    const name = place.boundary.nameOf(path) ?? shown;
    const file = { name, path: real, size: Number(stats.size), version: versionOf(stats) };
    const handle = await openSame(file);
    await handle.close();
    return file;
}
async function folderAt(roots, path) {
    if (path === undefined) {
        const create = () => (0,promises_.mkdtemp)(external_node_path_default().join(roots.temp, 'fine-tune-'));
        return { create: () => create().catch(cannotCreate(roots.temp)) };
    }
    const boundary = await boundaryOf(roots);
    const folder = boundary.written(path, external_node_path_default().resolve(roots.root, path), true);
    await boundary.real(path, folder);
    const create = async () => {
        await (0,promises_.mkdir)(folder, { recursive: true });
        return boundary.real(path, folder);
    };
    return { create: () => create().catch(cannotCreate(path)) };
}
const cannotCreate = (path) => (cause) => {
    if (cause instanceof Failure)
        throw cause;
    throw new Failure(`cannot create the folder ${boundary_quoted(path)} (${codeOf(cause)})`, { cause });
};
async function explained(error, shown, path, real) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
        return new Failure(`${boundary_quoted(shown)} cannot be read (${code})`, { cause: error });
    }
    if (await (0,promises_.lstat)(path).catch(() => undefined))
        return new Failure(`${boundary_quoted(shown)} is a link to nothing`);
    if (isBackslashed(shown))
        return noMatch(shown);
    const sibling = await closeSibling(real);
    return new Failure(`no file at ${boundary_quoted(shown)}`, {
        advice: sibling && `Did you mean ${boundary_quoted(sibling)}, in the same folder?`,
    });
}

;// CONCATENATED MODULE: ./src/main.ts








/** The version of this action; the package's, held equal by a test. */
const VERSION = '1.0.0';
/** The root action in the real world. */
async function main() {
    // A process that dies of anything must not be green: nothing but the end of the story makes this a success.
    process.exitCode = 1;
    const host = runnerHost(process.env);
    const interrupted = new AbortController();
    // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
        process.on(signal, () => interrupted.abort(new Failure('The workflow was cancelled.')));
    process.on('uncaughtException', (error) => {
        host.setFailed(explain(error));
        process.exit(1);
    });
    const root = process.env.GITHUB_WORKSPACE ?? process.cwd();
    await fineTune({
        host,
        fetch: networkFetch(),
        clock: systemClock,
        workspace: workspaceAt({ root, temp: process.env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)() }),
        random: Math.random,
        interrupted: interrupted.signal,
        userAgent: `openai-fine-tune/${VERSION}`,
    });
    // Not by running out of things to do: a connection to a proxy that never answers cannot be aborted.
    process.stdout.write('', () => process.exit(host.failed ? 1 : 0));
}


/***/ })

};
