export const id = 656;
export const ids = [656];
export const modules = {

/***/ 9373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   dg: () => (/* binding */ abortAfter),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/** setTimeout fires at once for anything longer. */
const MAX_TIMER_MS = 2 ** 31 - 1;
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
        }, Math.min(ms, MAX_TIMER_MS));
        signal?.addEventListener('abort', abort, { once: true });
    }),
};
/** A signal that is aborted, with the same reason, some time after another one. */
function abortAfter(signal, ms, clock) {
    const late = new AbortController();
    const released = new AbortController();
    const start = () => clock.sleep(ms(), released.signal).then(() => late.abort(signal.reason), () => undefined);
    if (signal.aborted)
        start();
    else
        signal.addEventListener('abort', start, { once: true, signal: released.signal });
    return { signal: late.signal, release: () => released.abort() };
}
/** Did not happen within the time allowed for it. */
class TimeoutError extends Error {
    name = 'TimeLimit';
}
/** Does `work`, whose signal is aborted when `ms` are over, or with the outer signal; the reason is what it rejects with. */
async function withTimeout(clock, ms, outer, work) {
    outer?.throwIfAborted();
    const stop = new AbortController();
    const done = new AbortController();
    // By hand and not by AbortSignal.any: the outer signal lives for hours, and keeps what listens to it.
    outer?.addEventListener('abort', () => stop.abort(outer.reason), { signal: done.signal });
    const stopped = new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
    });
    clock.sleep(ms, done.signal).then(() => stop.abort(new TimeoutError(`no answer within ${Math.round(ms / 1000)} seconds`)), () => undefined);
    try {
        return await Promise.race([work(stop.signal), stopped]);
    }
    finally {
        done.abort();
    }
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ ActionError)
/* harmony export */ });
/**
 * Something that was to be expected: wrong input, bad data, a refusal by the server. Its message is one
 * sentence that names what is wrong and where, and its hint says what to do about it. Any other error that
 * reaches the top is a bug of this action and is reported as one.
 */
class ActionError extends Error {
    name = 'Failure';
    hint;
    constructor(message, options = {}) {
        super(message, { cause: options.cause });
        this.hint = options.hint;
    }
}


/***/ }),

/***/ 1517:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ createFetch),
/* harmony export */   S: () => (/* binding */ NotSentError)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4942);



/** The request failed before a byte of it left this machine, so it certainly had no effect. */
class NotSentError extends Error {
    name = 'NotSent';
}
/** Far more than any answer of this API has; a server that sends more is broken or hostile. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/**
 * The transport of the machine: through the proxies that the runner names (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http` because its own requests cannot be
 * aborted, and never settle when a connection breaks in the middle of an answer.
 */
function createFetch() {
    const clients = new Map();
    return (url, request) => {
        // A connection that was kept open may have been closed by the server in the meantime. A GET is simply sent
        // again; for everything else a failure on an old connection would leave open whether it had an effect.
        const keepAlive = request.method === 'GET';
        const key = `${new URL(url).origin} ${keepAlive}`;
        const client = clients.get(key) ?? new _actions_http_client__WEBPACK_IMPORTED_MODULE_2__/* .HttpClient */ .Qq(undefined, undefined, { keepAlive });
        clients.set(key, client);
        return send(url, request, client.getAgent(url));
    };
}
async function send(url, request, agent) {
    const { method, headers, body, signal } = request;
    const start = url.startsWith('https:') ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request;
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
        outgoing.on('error', (error) => reject(connected ? error : new NotSentError(error.message, { cause: error })));
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


/***/ }),

/***/ 1088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ formatError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** What went wrong, for a person: a sentence and what to do about it. An error that nobody expected is called a bug. */
function formatError(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
        return [error.message, error.hint].filter(Boolean).join('\n');
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const where = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
    return `This is a bug in the action, please report it: ${message}${where ? ` (${where})` : ''}`;
}


/***/ }),

/***/ 656:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VERSION: () => (/* binding */ VERSION),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./src/github/context.ts

/** The repository of the head is null when it was deleted. */
const Repository = schemas/* object */.Ikc({ full_name: schemas/* string */.YjP().optional().catch(undefined), id: schemas/* unknown */.L5J().optional().optional() })
    .nullish()
    .catch(undefined);
const Branch = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional().catch(undefined), repo: Repository })
    .optional()
    .catch(undefined);
const number = schemas/* int */.Whr().positive().optional().catch(undefined);
/** The parts of the events' payloads that name a pull request (GitHub docs, webhook events and payloads). */
const Payload = schemas/* object */.Ikc({
    pull_request: schemas/* object */.Ikc({ number, head: Branch, base: Branch }).optional().catch(undefined),
    // Of an issue that is a pull request: `issue_comment`.
    issue: schemas/* object */.Ikc({ number, pull_request: schemas/* looseObject */._H3({}) })
        .optional()
        .catch(undefined),
    merge_group: schemas/* object */.Ikc({ head_ref: schemas/* string */.YjP() }).optional().catch(undefined),
    workflow_run: schemas/* object */.Ikc({ pull_requests: schemas/* array */.YOg(schemas/* unknown */.L5J()).catch([]) })
        .optional()
        .catch(undefined),
    repository: Repository,
});
const RunPullRequest = schemas/* object */.Ikc({
    number: schemas/* int */.Whr().positive(),
    base: schemas/* object */.Ikc({ repo: schemas/* object */.Ikc({ id: schemas/* unknown */.L5J() }) }),
});
/** Reads the workflow run from its environment and the text of the event that started it. Never throws. */
function readContext(env, event) {
    const payload = parsePayload(event);
    const { GITHUB_REPOSITORY: repository = '' } = env;
    const { head, base } = payload.pull_request ?? {};
    // Runs of `pull_request_target` are the base's own, whichever repository the head is in.
    const isOfHead = payload.pull_request !== undefined && env.GITHUB_EVENT_NAME !== 'pull_request_target';
    return {
        repository: /^[\w.-]+\/[\w.-]+$/.test(repository) ? repository : undefined,
        sha: head?.sha ?? (env.GITHUB_SHA || undefined),
        ref: env.GITHUB_REF || undefined,
        runId: env.GITHUB_RUN_ID || undefined,
        isFork: isOfHead && head?.repo?.full_name !== (base?.repo?.full_name ?? repository),
        apiUrl: withoutTrailingSlash(env.GITHUB_API_URL || 'https://api.github.com'),
        serverUrl: withoutTrailingSlash(env.GITHUB_SERVER_URL || 'https://github.com'),
        pullRequest: findPullRequest(env, payload),
    };
}
function parsePayload(event) {
    try {
        return Payload.safeParse(JSON.parse(event)).data ?? { repository: undefined };
    }
    catch {
        return { repository: undefined };
    }
}
function findPullRequest(env, payload) {
    const named = payload.pull_request?.number ?? payload.issue?.number ?? findNumberOfRun(payload);
    if (named !== undefined)
        return { number: named };
    const { merge_group: group } = payload;
    if (group) {
        // `refs/heads/gh-readonly-queue/main/pr-7-…`: of several in a group, the last one.
        const queued = Number(/\/pr-(\d{1,15})-[0-9a-f]+$/.exec(group.head_ref)?.[1]);
        return queued > 0 ? { number: queued } : undefined;
    }
    const { GITHUB_SHA: sha = '', GITHUB_REF: ref = '' } = env;
    if (env.GITHUB_EVENT_NAME !== 'push' || !isCommit(sha))
        return undefined;
    return { merged: sha, branch: /^refs\/heads\/(.+)$/.exec(ref)?.[1] };
}
/** The pull request of the run that started this one; the list may also name those between forks. */
function findNumberOfRun({ workflow_run: run, repository }) {
    for (const listed of run?.pull_requests ?? []) {
        const { data } = RunPullRequest.safeParse(listed);
        if (data && repository && data.base.repo.id === repository.id)
            return data.number;
    }
    return undefined;
}
/** A deleted branch is pushed as zeros. */
const isCommit = (sha) => /^[0-9a-f]{40,64}$/.test(sha) && !/^0+$/.test(sha);
const withoutTrailingSlash = (url) => url.replace(/\/+$/, '');

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __webpack_require__(143);
;// CONCATENATED MODULE: ./src/github/sanitize.ts
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
const MIN_SECRET = 8;
/**
 * Replaces secrets in text that leaves the action: as they are, as JSON and URLs spell them, and the beginnings
 * and ends that OpenAI leaves of them in its own messages (`sk-proj-1****cdef`).
 */
function redactor() {
    const secrets = new Set();
    const remains = new Set();
    return {
        add(secret) {
            if (secret.length < MIN_SECRET)
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

;// CONCATENATED MODULE: ./src/github/runner.ts



/** GitHub cuts longer annotations. */
const MAX_LINE = 4000;
/** GitHub drops a summary above 1 MiB whole. */
const MAX_SUMMARY = 1024 * 1024 - 1024;
/** The runner that started this process. */
function githubRunner(env) {
    const { add, redact } = redactor();
    const credentials = redactor();
    const shown = (text) => {
        // Redacted again once the control characters are gone that may have split a key; cut only then, since half a key
        // would not be recognised.
        const line = redact(oneLine(redact(text)));
        return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
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
        inputs: given(env, 'INPUT_', (name) => name.toLowerCase()),
        state: given(env, 'STATE_'),
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
        setSecret(secret, kind) {
            core/* setSecret */.Pq(secret);
            add(secret);
            if (kind)
                credentials.add(secret);
        },
        async idToken(audience) {
            const token = await core/* getIDToken */.V9(audience);
            add(token);
            credentials.add(token);
            return token;
        },
        setOutput: (name, value) => keep(`output ${name}`, () => core/* setOutput */.uH(name, value)),
        saveState: (name, value) => keep(`state ${name}`, () => core/* saveState */.LZ(name, value)),
        setFailed(reason) {
            host.failed = true;
            core/* setFailed */.C1(reason.split('\n').map(shown).join('\n'));
        },
        writeSummary(markdown) {
            const file = env.GITHUB_STEP_SUMMARY;
            if (!file || Buffer.byteLength(markdown) > MAX_SUMMARY)
                return;
            try {
                (0,external_node_fs_.appendFileSync)(file, `${markdown}\n`);
            }
            catch (error) {
                host.warning(`The summary could not be written: ${messageOf(error)}`);
            }
        },
        redactSecrets: redact,
        redactCredentials: credentials.redact,
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
/** The runner hands inputs over as INPUT_NAME, upper case, spaces as underscores, hyphens kept; state as STATE_name. */
function given(env, prefix, nameOf = (name) => name) {
    return new Map(Object.entries(env)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [nameOf(name.slice(prefix.length)), trimmed(value ?? '')])
        .filter(([, value]) => value !== ''));
}
/** Without white space around it; but the first line of several keeps its indentation, which YAML heeds. */
function trimmed(value) {
    const text = value.trim();
    return text.includes('\n') ? value.replace(/^(\s*\n)+/, '').trimEnd() : text;
}

// EXTERNAL MODULE: ./src/http/transport.ts
var transport = __webpack_require__(1517);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/workspace/workspace.ts + 2 modules
var workspace = __webpack_require__(5960);
;// CONCATENATED MODULE: ./src/run.ts










/** The version of this action; the package's, held equal by a test. */
const VERSION = '1.0.0';
/** Does what a verb does in the real world, and ends the process; `thread` is the launcher of its threads, if it has any. */
async function run(verb, thread) {
    // A process that dies of anything must not be green: nothing but the end of the story makes this a success.
    process.exitCode = 1;
    const { env } = process;
    const host = githubRunner(env);
    const interrupted = new AbortController();
    // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
        process.on(signal, () => interrupted.abort(new errors/* ActionError */.l('The workflow was cancelled.')));
    process.on('uncaughtException', (error) => {
        host.setFailed((0,format_error/* formatError */.W)(error));
        process.exit(1);
    });
    const event = textOf(env.GITHUB_EVENT_PATH);
    const root = env.GITHUB_WORKSPACE ?? process.cwd();
    await verb({
        runner: host,
        fetch: (0,transport/* createFetch */.H)(),
        clock: clock/* systemClock */.ml,
        workspace: (0,workspace/* createWorkspace */.s)({ root, temp: env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)() }),
        random: Math.random,
        attemptId: (0,external_node_crypto_.randomBytes)(16).toString('hex'),
        signal: interrupted.signal,
        userAgent: `openai-fine-tune/${VERSION}`,
        context: readContext(env, event),
        readParentCommit: async (signal) => (await __webpack_require__.e(/* import() */ 469).then(__webpack_require__.bind(__webpack_require__, 1469))).readParentCommit(root, env, signal),
        startedAt: new Date(),
        ...(thread && { workers: { count: (0,external_node_os_.availableParallelism)(), spawn: () => spawn(thread) } }),
    });
    // Not left to an empty event loop: a connection to a proxy that never answers cannot be aborted, and would keep it busy.
    process.stdout.write('', () => process.exit(host.failed ? 1 : 0));
}
// A thread needs neither secrets nor whatever else the environment has a process do. What it makes of one line is garbage
// by the next: a larger young generation would take memory and save no time.
const BARE = { env: {}, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } };
function spawn(thread) {
    // Not by an import: few datasets are worth a thread.
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    return new Worker(thread, BARE);
}
/** The text of a file; none when there is no such file. */
function textOf(path) {
    try {
        return path ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 6527:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   fg: () => (/* binding */ isGlob),
/* harmony export */   gI: () => (/* binding */ globStarts),
/* harmony export */   i4: () => (/* binding */ listLines),
/* harmony export */   th: () => (/* binding */ matchesOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _path_guard_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4874);




// A backslash escapes in a glob, except where it is the separator.
const WILD = (node_path__WEBPACK_IMPORTED_MODULE_1___default().sep) === '\\' ? /[*?[{]/ : /[*?[{\\]/;
// An innermost group of braces that has a choice.
const CHOICE = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/;
const RANGE = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/;
const MAX_CHOICES = 64;
const LONGEST = 4096;
const DISK = {
    lstat: (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined),
    readdir: (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(path, { withFileTypes: true }).catch(() => []),
};
/** The lines of a list of files, one path or glob each: those that name files, and those that leave some out (`!`). */
function listLines(list) {
    const lines = list.split('\n').map((line) => line.trim());
    return {
        wanted: lines.filter((line) => line !== '' && !line.startsWith('!')),
        excluded: lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1).trim()),
    };
}
/** Whether a path is one of these, or lies below one of them. */
function isWithin(path, paths) {
    if (paths.size === 0)
        return false;
    for (let part = path;; part = node_path__WEBPACK_IMPORTED_MODULE_1___default().dirname(part)) {
        if (paths.has(part))
            return true;
        if (node_path__WEBPACK_IMPORTED_MODULE_1___default().dirname(part) === part)
            return false;
    }
}
/** Whether a path has characters that mean something in a glob. */
function isGlob(path) {
    return WILD.test(path);
}
/** Where to start for a glob: one place for each choice that its braces leave. */
function globStarts(glob) {
    const slashed = (node_path__WEBPACK_IMPORTED_MODULE_1___default().sep) === '\\' ? glob.replaceAll('\\', '/') : glob;
    return choices(slashed).map((choice) => {
        const segments = choice.split('/');
        const wild = segments.findIndex(isGlob);
        if (wild === -1)
            return { folder: choice, steps: [] };
        const steps = segments.slice(wild).filter((segment) => segment !== '' && segment !== '.');
        if (steps.includes('..'))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${(0,_path_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(glob)} has ".." after a wildcard`);
        // The slash keeps the root of a disk what it is.
        return { folder: `${segments.slice(0, wild).join('/')}${wild > 0 ? '/' : ''}`, steps };
    });
}
function choices(glob) {
    let globs = [glob];
    while (globs.length <= MAX_CHOICES && glob.length <= LONGEST) {
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${(0,_path_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(glob.slice(0, 200))} is too complicated a glob; use several lines`);
}
/** The paths below `folder` that match; links are looked into only where `mayFollow` says so. */
async function matchesOf(folder, steps, mayFollow, tree = DISK) {
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
            const child = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(path, test);
            const stats = await tree.lstat(child);
            if (stats)
                await reach(child, step + 1, stats.isSymbolicLink());
            return;
        }
        if (test === EVERYWHERE)
            await walk(path, step + 1);
        for (const entry of await tree.readdir(path)) {
            const child = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(path, entry.name);
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
        return new RegExp(source, (0,_path_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .ignoresCase */ .cJ)() ? 'isu' : 'su');
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${(0,_path_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(segment)} is not a glob`, { cause });
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


/***/ }),

/***/ 4874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   cJ: () => (/* binding */ ignoresCase),
/* harmony export */   iH: () => (/* binding */ boundaryOf)
/* harmony export */ });
/* unused harmony exports nameOf, namesStream */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);



/** The boundary around the two folders, whose own links are resolved once. */
async function boundaryOf(roots) {
    const actual = {
        root: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(roots.root),
        temp: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(roots.temp).catch(() => roots.temp),
    };
    const isInRoot = (path) => isInside(roots.root, path) || isInside(actual.root, path);
    const name = (path) => nameOf(path, roots) ?? nameOf(path, actual);
    return {
        nameOf: name,
        written(shown, path, tempToo) {
            if (isInRoot(path) || (tempToo && name(path) !== undefined))
                return path;
            const hint = 'Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path.';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${quoted(shown)} is outside the workspace`, { hint });
        },
        async real(shown, path) {
            if (namesStream(path))
                throw streamNamed(shown);
            const real = await withoutLinks(path);
            // A committed link may lead to neither the world outside, nor the runner's files, nor git's (both hold tokens).
            const allowed = isInside(actual.root, real) || (!isInRoot(path) && isInside(actual.temp, real));
            if (!allowed)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${quoted(shown)} is a link that leads outside the workspace`);
            const segments = node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(actual.root, real).toLowerCase().split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep));
            if (segments.includes('.git'))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${quoted(shown)} is inside git's own folder`);
            // The target of a link may not exist, and is then left as it was written.
            if (namesStream(real))
                throw streamNamed(shown);
            return real;
        },
    };
}
/** The name by which people know the file at `path`; undefined when the path is in neither folder. */
function nameOf(path, { root, temp }, flavour = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    const slashed = (text) => text.split(flavour.sep).join('/');
    if (isInside(root, path, flavour))
        return slashed(flavour.relative(root, path)) || '.';
    return isInside(temp, path, flavour) ? slashed(path) : undefined;
}
/** Whether a path goes through a colon on Windows: `.git::$INDEX_ALLOCATION` is `.git`, `a:b` hidden bytes of `a`. */
function namesStream(path, flavour = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    return flavour.sep === '\\' && path.slice(flavour.parse(path).root.length).includes(':');
}
function streamNamed(shown) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`${quoted(shown)} has a colon, which stands in no file's name on Windows`);
}
/** Whether names that differ in capitals alone are one file, as they are by default on these systems. */
function ignoresCase(platform = process.platform) {
    return platform === 'win32' || platform === 'darwin';
}
/** A name as it may stand in a sentence, whatever characters it has. */
function quoted(name) {
    return JSON.stringify(name);
}
function isInside(folder, path, flavour = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    const way = flavour.relative(folder, path);
    return way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way);
}
/**
 * Where a path leads, also when nothing is there: were only what exists resolved, the answer would tell
 * whether something outside exists. A link that leads to itself is left as it is.
 */
async function withoutLinks(path, hops = 40) {
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => undefined);
    if (real !== undefined || hops === 0)
        return real ?? path;
    const folder = node_path__WEBPACK_IMPORTED_MODULE_1___default().dirname(path);
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(path).catch(() => undefined);
    if (target !== undefined) {
        // Not normalised: ".." behind a link is the parent of what the link leads to.
        const from = node_path__WEBPACK_IMPORTED_MODULE_1___default().isAbsolute(target) ? '' : (await withoutLinks(folder, hops - 1)) + (node_path__WEBPACK_IMPORTED_MODULE_1___default().sep);
        return withoutLinks(from + target, hops - 1);
    }
    return folder === path ? path : node_path__WEBPACK_IMPORTED_MODULE_1___default().join(await withoutLinks(folder, hops), node_path__WEBPACK_IMPORTED_MODULE_1___default().basename(path));
}


/***/ }),

/***/ 5960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ byName),
  s: () => (/* binding */ createWorkspace)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/workspace/path-guard.ts
var path_guard = __webpack_require__(4874);
;// CONCATENATED MODULE: ./src/workspace/file.ts




const CHUNK = 256 * 1024;
// Neither exists on Windows, nor do the links into devices and pipes that they guard against.
const READ_THE_FILE_ITSELF = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/** The whole text of a small file, in UTF-8; a Failure when it is neither. */
async function smallText(file, maxBytes) {
    if (file.size > maxBytes)
        throw new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(file.name)} is larger than ${sizeOf(maxBytes)}`);
    const bytes = [];
    for await (const chunk of fileBytes(file))
        bytes.push(chunk);
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes));
    }
    catch (cause) {
        throw new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(file.name)} is not text in UTF-8`, { cause });
    }
}
function sizeOf(bytes) {
    return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.floor(bytes / 2 ** 20)} MiB`;
}
/**
 * The bytes of a file in chunks; a Failure when it is no longer the file that was found. Each chunk has memory of its
 * own or, where some is given to be used again, holds only until the next is asked for.
 */
async function* fileBytes(file, memory) {
    const handle = await openSame(file);
    try {
        // One byte more than there should be, so that growth is seen.
        const length = Math.min(file.size + 1, memory?.length ?? CHUNK);
        for (let left = file.size;;) {
            const { bytesRead, buffer } = await handle.read(memory ?? Buffer.allocUnsafeSlow(length), 0, length);
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
        throw new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(file.name)} cannot be read (${codeOf(cause)})`, { cause });
    });
    const stats = await handle.stat({ bigint: true });
    const sameVersion = file.version === undefined || file.version === versionOf(stats);
    if (stats.isFile() && Number(stats.size) === file.size && sameVersion)
        return handle;
    await handle.close();
    throw changed(file);
}
/** Tells a file from one that takes its place or is written later. */
function versionOf({ dev, ino, mtimeNs }, platform = process.platform) {
    // On Windows, Node 24.0 and 24.1 tell another volume by a path than by a handle; the number of a file is of 64 bits there.
    return platform === 'win32' ? `${ino}:${mtimeNs}` : `${dev}:${ino}:${mtimeNs}`;
}
function changed(file) {
    return new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(file.name)} changed while it was being read`);
}
/** The code of an error of the system (ENOENT), for a person who can look it up. */
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

// EXTERNAL MODULE: ./src/workspace/glob.ts
var workspace_glob = __webpack_require__(6527);
;// CONCATENATED MODULE: ./src/workspace/suggest-file.ts


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

;// CONCATENATED MODULE: ./src/workspace/workspace.ts







/** The workspace in the real file system. */
function createWorkspace(roots) {
    return {
        glob: findFiles.bind(undefined, roots),
        async getFile(path, beside) {
            const place = await placeOf(roots, beside);
            return regularFile(place, path, writtenAt(place, path));
        },
        async exists(path, beside) {
            const place = await placeOf(roots, beside);
            return isThere(place, path);
        },
        readText: smallText,
        readBytes: fileBytes,
        prepareDirectory: (path) => folderAt(roots, path),
    };
}
async function placeOf(roots, beside) {
    const folder = beside ? external_node_path_default().dirname(external_node_path_default().resolve(roots.root, beside)) : roots.root;
    return { boundary: await (0,path_guard/* boundaryOf */.iH)(roots), folder, beside };
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
    const lines = (0,workspace_glob/* listLines */.i4)(list);
    if (lines.wanted.length === 0)
        throw new errors/* ActionError */.l('no file is named');
    const excluded = await excludedBy(place, lines.excluded);
    const found = new Map();
    for (const line of lines.wanted) {
        const literal = await isLiteral(place, line);
        const paths = literal ? [writtenAt(place, line)] : await matchesInside(place, line);
        // Before anything is asked of a file: what is left out may be as bad as it likes.
        const left = paths.filter((path) => !(0,workspace_glob/* isWithin */.UO)(path, excluded.written));
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
    // Last name first, so that of a file with several names the first in order is kept.
    for (const file of [...found.values()]
        .filter((file) => file !== undefined)
        .sort(byName)
        .reverse()) {
        if (!(0,workspace_glob/* isWithin */.UO)(file.path, excluded.real))
            byPath.set(file.path, file);
    }
    if (byPath.size === 0)
        throw new errors/* ActionError */.l('the lines with "!" exclude every file that is named');
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
/**
 * The order of a dataset's files, the same on every system: those of the temporary folder first, wherever that is, and
 * each by the code units of their names.
 */
function byName({ name: a }, { name: b }, flavour = (external_node_path_default())) {
    const kind = Number(flavour.isAbsolute(b)) - Number(flavour.isAbsolute(a));
    return kind || (a < b ? -1 : Number(a > b));
}
/** Whether a line is a path and no glob: one that exists is, whatever characters it has. */
async function isLiteral(place, line) {
    return !(0,workspace_glob/* isGlob */.fg)(line) || (await isThere(place, line));
}
async function matchesInside(place, glob) {
    const { boundary } = place;
    const mayFollow = async (link) => !!(await boundary.real(glob, link).catch(() => undefined));
    const found = new Set();
    for (const { folder, steps } of (0,workspace_glob/* globStarts */.gI)(glob)) {
        const start = writtenAt(place, folder, glob);
        if (steps.length === 0) {
            if (await isThere(place, folder))
                found.add(start);
            continue;
        }
        await boundary.real(glob, start);
        for (const path of await (0,workspace_glob/* matchesOf */.th)(start, steps, mayFollow))
            found.add(path);
    }
    return [...found];
}
function noMatch(line) {
    const hint = isBackslashed(line) ? 'Folders are separated by "/".' : undefined;
    return new errors/* ActionError */.l(`no file matches ${(0,path_guard/* quoted */.TL)(line)}`, { hint });
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
        throw new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(shown)} is not a regular file`);
    }
    const hint = `Name its files, for example ${(0,path_guard/* quoted */.TL)(`${shown.replace(/\/$/, '')}/*.jsonl`)}.`;
    throw new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(shown)} is a directory`, { hint });
}
/** The same; undefined where there is something else than a regular file. */
async function fileAt(place, shown, path) {
    const real = await place.boundary.real(shown, path);
    const stats = await (0,promises_.lstat)(real, { bigint: true }).catch(async (error) => {
        throw await explained(error, shown, path, real);
    });
    if (stats.isSymbolicLink())
        throw new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(shown)} is a link that leads back to itself`);
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
    const boundary = await (0,path_guard/* boundaryOf */.iH)(roots);
    const folder = boundary.written(path, external_node_path_default().resolve(roots.root, path), true);
    await boundary.real(path, folder);
    const create = async () => {
        await (0,promises_.mkdir)(folder, { recursive: true });
        return boundary.real(path, folder);
    };
    return { create: () => create().catch(cannotCreate(path)) };
}
const cannotCreate = (path) => (cause) => {
    if (cause instanceof errors/* ActionError */.l)
        throw cause;
    throw new errors/* ActionError */.l(`cannot create the folder ${(0,path_guard/* quoted */.TL)(path)} (${codeOf(cause)})`, { cause });
};
async function explained(error, shown, path, real) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
        return new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(shown)} cannot be read (${code})`, { cause: error });
    }
    if (await (0,promises_.lstat)(path).catch(() => undefined))
        return new errors/* ActionError */.l(`${(0,path_guard/* quoted */.TL)(shown)} is a link to nothing`);
    if (isBackslashed(shown))
        return noMatch(shown);
    const sibling = await closeSibling(real);
    return new errors/* ActionError */.l(`no file at ${(0,path_guard/* quoted */.TL)(shown)}`, {
        hint: sibling && `Did you mean ${(0,path_guard/* quoted */.TL)(sibling)}, in the same folder?`,
    });
}


/***/ })

};
