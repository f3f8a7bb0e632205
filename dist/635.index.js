export const id = 635;
export const ids = [635];
export const modules = {

/***/ 7085:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9373);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1633);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3249);
/* harmony import */ var _exchange_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2731);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5847);






const CREATE_LIMIT_MS = 120_000;
/** The fine-tuning API at a connection. Wire spelling stops here. The signal ends every request that has none of its own. */
function connect(connection, fetch, clock, lasting) {
    const base = new URL(connection.baseUrl);
    async function call(method, path, decode, options = {}) {
        const url = new URL(base);
        url.pathname = base.pathname.replace(/\/+$/, '') + path;
        // Appended, so that the query of the base URL goes out as it was written.
        url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&');
        // Asked for by the API's overview page, so that a request without an answer can be found by its support.
        const headers = { accept: 'application/json', 'x-client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(), ...connection.headers };
        const { signal = lasting, limitMs } = options;
        const credential = await credentialWithin(Math.min(limitMs ?? _exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .ANSWER_LIMIT_MS */ .CA, _exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .ANSWER_LIMIT_MS */ .CA), signal);
        const request = { method, headers: { ...headers, ...credential, ...options.headers } };
        if (options.body !== undefined)
            request.body = options.body;
        const what = `${method} ${path}`;
        const answer = await (0,_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .exchange */ .cv)(fetch, clock, { what, url: url.href, request, signal, limitMs });
        if (answer.status >= 200 && answer.status <= 299)
            return (0,_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .understood */ .Se)(what, answer, decode);
        const error = (0,_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .refused */ .J5)(what, answer);
        // Whoever repeats the request does it with another credential then.
        if (answer.status === 401 && connection.credentials.renew(credential))
            error.refusal.renewed = true;
        throw error;
    }
    /** In the time that an answer is given, and known from what the API itself answers: without it nothing was sent. */
    async function credentialWithin(limitMs, signal) {
        const { credentials } = connection;
        try {
            return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .within */ .ux)(clock, limitMs, signal, () => credentials.header());
        }
        catch (error) {
            if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CredentialError */ .oA(error);
            if (!(error instanceof _clock_js__WEBPACK_IMPORTED_MODULE_1__/* .TimeLimit */ .h9))
                throw error;
            const why = new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc(`GitHub's token could not be exchanged: ${error.message}`, {
                sent: true,
            });
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CredentialError */ .oA(why);
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
        createJob: (request, signal) => call('POST', '/fine_tuning/jobs', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeJob */ .Qm, { ...json(request), limitMs: CREATE_LIMIT_MS, signal }),
        job: (id, limits = {}) => call('GET', `/fine_tuning/jobs/${segment(id)}`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeJob */ .Qm, limits),
        /** One page of the jobs, newest first; with `metadata`, of those that have it, where the server filters. */
        jobs: (page, limits = {}) => {
            const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value]);
            return call('GET', '/fine_tuning/jobs', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeJobs */ .hb, {
                query: { ...paging(page), ...Object.fromEntries(pairs) },
                ...limits,
            });
        },
        /** Whether the server accepts a grader; a refusal says why not (API reference, alpha). */
        validateGrader: (grader, limits = {}) => call('POST', '/fine_tuning/alpha/graders/validate', () => undefined, {
            ...json({ grader }),
            ...limits,
        }),
        /** How many jobs may be trained, by model, where the server tells. */
        modelLimits: (limits = {}) => call('GET', '/fine_tuning/model_limits', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeModelLimits */ .Qd, limits),
        /** Asks for a change of a job; its answer is the job, which may not have changed yet. */
        control: (id, command, limits = {}) => call('POST', `/fine_tuning/jobs/${segment(id)}/${command}`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeJob */ .Qm, {
            headers: { 'content-length': '0' },
            ...limits,
        }),
        /** One page of a job's events, newest first; `after` pages to older ones. */
        events: (id, page, limits = {}) => call('GET', `/fine_tuning/jobs/${segment(id)}/events`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeEvents */ .Ys, {
            query: paging(page),
            ...limits,
        }),
        /** Uploads a file. Has no time limit of its own: what is too long depends on its progress, which the caller sees. */
        upload: ({ contentType, contentLength, body }, signal) => call('POST', '/files', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeFile */ .JG, {
            body,
            headers: { 'content-type': contentType, 'content-length': `${contentLength}` },
            limitMs: Number.MAX_SAFE_INTEGER,
            signal,
        }),
        file: (id, limits = {}) => call('GET', `/files/${segment(id)}`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeFile */ .JG, limits),
        /** One page of the files for fine-tuning, newest first. */
        files: (page, limits = {}) => call('GET', '/files', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeFiles */ .KL, { query: { purpose: 'fine-tune', ...paging(page) }, ...limits }),
        deleteFile: (id, limits = {}) => call('DELETE', `/files/${segment(id)}`, () => undefined, limits),
        model: (name, limits = {}) => call('GET', `/models/${segment(name)}`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeModel */ .sd, limits),
        /** Begins an upload in parts, which is no file until it is completed; an hour later it is gone. */
        createUpload: ({ filename, bytes, mimeType }, limits = {}) => call('POST', '/uploads', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeId */ .ks, {
            ...json({ filename, purpose: 'fine-tune', bytes, mime_type: mimeType }),
            ...limits,
        }),
        /** Adds a part, whose place only `completeUpload` tells. Like `upload`, without a time limit of its own. */
        addPart: (id, { contentType, contentLength, body }, signal) => call('POST', `/uploads/${segment(id)}/parts`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeId */ .ks, {
            body,
            headers: { 'content-type': contentType, 'content-length': `${contentLength}` },
            limitMs: Number.MAX_SAFE_INTEGER,
            signal,
        }),
        /** Makes a file of parts in this order; the MD5 of all their bytes, in hexadecimal, is compared by the server. */
        completeUpload: (id, { partIds, md5 }, limits = {}) => call('POST', `/uploads/${segment(id)}/complete`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeCompleted */ .Gm, {
            ...json({ part_ids: partIds, md5 }),
            ...limits,
        }),
        cancelUpload: (id, limits = {}) => call('POST', `/uploads/${segment(id)}/cancel`, () => undefined, {
            headers: { 'content-length': '0' },
            ...limits,
        }),
    };
}
function paging({ after, limit }) {
    return { ...(after && { after }), ...(limit && { limit: `${limit}` }) };
}
/** An id as one segment of a path: whatever a server or a user calls it, it cannot lead to another path. */
function segment(id) {
    if (/^\.*$/.test(id))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H(`"${id}" is not an id`);
    return encodeURIComponent(id);
}


/***/ }),

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ RESULT_FILES),
/* harmony export */   u: () => (/* binding */ resultsIn)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** The names of the files that a run leaves. */
const RESULT_FILES = ['result.json', 'events.jsonl', 'report.json', 'report.md'];
/** The results in an existing folder. */
function resultsIn(folder, host) {
    const failed = new Set();
    function attempt(name, write) {
        try {
            write((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name));
        }
        catch (error) {
            if (failed.has(name))
                return;
            failed.add(name);
            host.warning(`${name} could not be written: ${error instanceof Error ? error.message : error}`);
        }
    }
    return {
        begin: () => attempt('events.jsonl', (path) => anew(path, '')),
        event: (raw) => attempt('events.jsonl', (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(path, `${JSON.stringify(raw)}\n`)),
        write: (name, text) => attempt(name, (path) => anew(path, text)),
    };
}
/** Writes a file that is certainly a new one: a link committed in its place would lead the text elsewhere. */
function anew(path, text) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { flag: 'wx' });
}


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ text),
/* harmony export */   a: () => (/* binding */ code)
/* harmony export */ });
const LONGEST = 500;
/**
 * Foreign text within Markdown: every character that HTML or Markdown could take for more than itself becomes
 * an entity, so that there are no tags, links, images, mentions or ends of a table's cell in it.
 */
function text(foreign) {
    const cut = foreign.length > LONGEST ? `${foreign.slice(0, LONGEST)}…` : foreign;
    return cut
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(/[^\p{L}\p{N} .,;=()'/%+…-]|(?<=www)\./giu, entity);
}
/** Foreign text as code: the same, and never a link or a mention. `bare` is for an attribute. */
function code(foreign, form) {
    const escaped = text(foreign);
    return form === 'bare' ? escaped : `<code>${escaped}</code>`;
}
const entity = (character) => `&#${character.codePointAt(0)};`;


/***/ }),

/***/ 5468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ resultOf),
/* harmony export */   Gb: () => (/* binding */ CHECK_OUTPUTS),
/* harmony export */   LO: () => (/* binding */ CONTROL_OUTPUTS),
/* harmony export */   iQ: () => (/* binding */ ROOT_OUTPUTS),
/* harmony export */   jO: () => (/* binding */ outputText),
/* harmony export */   ke: () => (/* binding */ jobOutputs),
/* harmony export */   lY: () => (/* binding */ WAIT_OUTPUTS),
/* harmony export */   vw: () => (/* binding */ FIND_OUTPUTS)
/* harmony export */ });
const JOB = ['job-id', 'status', 'fine-tuned-model'];
const WORK = ['fingerprint', 'estimated-tokens', 'estimated-cost'];
const DATA = ['training-file-id', 'validation-file-id'];
const END = ['trained-tokens', 'error-code', 'error-message', 'job', 'results-dir'];
/** Every output of the root action, as `action.yml` declares them. */
const ROOT_OUTPUTS = [...JOB, 'created', ...WORK, ...DATA, 'model-shutdown-date', ...END];
/** Every output of the action `wait`. */
const WAIT_OUTPUTS = [...JOB, ...DATA, ...END];
/** Every output of the action `check`. */
const CHECK_OUTPUTS = ['valid', 'examples', 'problems', 'warnings', ...WORK, 'results-dir'];
/** Every output of the action `find`. */
const FIND_OUTPUTS = [...JOB, 'jobs', 'count'];
/** Every output of the action `control`. */
const CONTROL_OUTPUTS = ['job-id', 'status'];
/** The outputs as `result.json` has them: every one by its name, null where nothing is known. */
function resultOf(names, outputs) {
    return Object.fromEntries(names.map((name) => [name, outputs[name] ?? null]));
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
    const withoutSources = JSON.stringify(value, (key, item) => key === 'source' && typeof item === 'string' ? shortened(item) : item);
    if (fits(withoutSources))
        return withoutSources;
    for (const longest of [2000, 200, 50]) {
        const shorter = JSON.stringify(value, (_, item) => typeof item === 'string' && item.length > longest ? shortened(item) : item);
        if (fits(shorter))
            return shorter;
    }
    if (!Array.isArray(value))
        return JSON.stringify(plain(value));
    const items = value.map((item) => (typeof item === 'object' && item !== null ? plain(item) : item));
    const shown = [];
    let bytes = 2;
    for (const item of items) {
        bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
        if (bytes > LONGEST_VALUE)
            break;
        shown.push(item);
    }
    return JSON.stringify(shown);
}
/** The fields of an object that are short, and only so many. */
function plain(value) {
    const short = Object.entries(value).filter(([, item]) => typeof item !== 'object' && fits(JSON.stringify(item), 1000));
    return Object.fromEntries(short.slice(0, 50));
}
const fits = (text, most = LONGEST_VALUE) => Buffer.byteLength(text ?? '') <= most;
const shortened = (text) => `(${Buffer.byteLength(text)} bytes left out)`;
function cut(text) {
    return fits(text)
        ? text
        : `${Buffer.from(text)
            .subarray(0, LONGEST_VALUE - 3)
            .toString()
            .replace(/\ufffd+$/, '')}…`;
}


/***/ }),

/***/ 7635:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   find: () => (/* binding */ find)
/* harmony export */ });
/* harmony import */ var _api_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7085);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1633);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5446);
/* harmony import */ var _jobs_list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7958);
/* harmony import */ var _jobs_work_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2411);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2011);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6472);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5468);
/* harmony import */ var _spec_quotation_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2297);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3986);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2386);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2266);












const LOOK_MS = 5 * 60_000;
/** API reference; the last two are those of older versions of Azure's. */
const STATUSES = [
    'validating_files',
    'queued',
    'running',
    'pausing',
    'paused',
    'succeeded',
    'failed',
    'cancelled',
    'pending',
    'notRunning',
];
/** The action `find`: lists jobs, and names the newest that matches. */
function find(world) {
    const { host, clock, fetch, interrupted } = world;
    return (0,_step_js__WEBPACK_IMPORTED_MODULE_7__/* .briefStep */ .X)(world, _report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .FIND_OUTPUTS */ .vw, async (report) => {
        const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputsOf */ .Vc)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .FindInputs */ .rg, host);
        for (const status of inputs.status.filter((status) => !STATUSES.includes(status)))
            host.warning(`input "status": ${(0,_spec_quotation_js__WEBPACK_IMPORTED_MODULE_9__/* .quoted */ .TL)(status)} is no status that OpenAI or Azure OpenAI are known to have`);
        const client = (0,_api_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)((0,_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .connectionOf */ .a)(inputs, world), fetch, clock, interrupted);
        const { metadata, limit } = inputs;
        const filtered = Object.keys(metadata).length > 0;
        const query = { wanted: (job) => matches(job, inputs), ...(filtered && { metadata }) };
        const enough = (jobs) => jobs.length > limit && isNewestFirst(jobs);
        const { items, complete } = await (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .listJobs */ .N6)(client, query, (0,_world_js__WEBPACK_IMPORTED_MODULE_8__/* .repeatFor */ .Pt)(world, LOOK_MS), enough);
        if (!complete)
            host.warning(`The server has more than ${_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .MOST_JOBS */ .r2} jobs; older ones were not looked at.`);
        const jobs = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit);
        host.info(`${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_10__/* .count */ .U9)(jobs.length, 'job')}${jobs.length === limit ? ' (the most that "limit" allows)' : ''}`);
        for (const job of jobs)
            host.info((0,_report_log_js__WEBPACK_IMPORTED_MODULE_11__/* .jobLine */ ._r)(job));
        const [newest] = jobs;
        if (newest)
            report.outputs((0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .jobOutputs */ .ke)(newest));
        report.outputs({ jobs: jobs.map(({ raw }) => raw), count: jobs.length });
        if (!newest && inputs['fail-if-none'])
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H(`No job matches ${asked(host.inputs)}.`, {
                advice: 'A commit is known by its whole SHA, and data that was trained at an earlier commit by "ft_fingerprint".',
            });
    });
}
function matches(job, { metadata, 'exclude-metadata': excluded, status, model }) {
    const isExcluded = Object.keys(excluded).length > 0 && (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .hasMetadata */ .gM)(job, excluded);
    const isOfStatus = status.length === 0 || status.includes(job.status);
    return (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .hasMetadata */ .gM)(job, metadata) && !isExcluded && isOfStatus && (!model || isOfModel(job, model));
}
/** What was looked for, as it was written. */
function asked(given) {
    const parts = ['metadata', 'exclude-metadata', 'status', 'model'].flatMap((name) => {
        const value = given.get(name);
        return value === undefined ? [] : [`${name} (${value.replace(/\s+/g, ' ')})`];
    });
    return parts.join(', ') || 'at all';
}
/** By the name of its base, of a snapshot's alias, or of what it has made. */
function isOfModel(job, name) {
    return job.fineTunedModel === name || (0,_jobs_work_js__WEBPACK_IMPORTED_MODULE_4__/* .isModel */ .yX)(job.model, name);
}
/** Only then is what was read surely what is newest; the order of the list is not documented. */
function isNewestFirst(jobs) {
    const times = jobs.map(({ createdAt }) => createdAt ?? 0);
    return times.every((time, i) => i === 0 || time <= (times[i - 1] ?? 0)) && times[0] !== times.at(-1);
}


/***/ }),

/***/ 2386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ briefStep),
  P: () => (/* binding */ step)
});

// EXTERNAL MODULE: ./src/api/errors.ts
var errors = __webpack_require__(3249);
// EXTERNAL MODULE: ./src/api/wire.ts
var wire = __webpack_require__(5847);
// EXTERNAL MODULE: ./src/jobs/create.ts
var create = __webpack_require__(8566);
// EXTERNAL MODULE: ./src/report/failure.ts
var report_failure = __webpack_require__(3304);
// EXTERNAL MODULE: ./src/verbs/attend.ts + 2 modules
var attend = __webpack_require__(5452);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/summary.ts


/** The job summary, as GitHub's Markdown. Whatever comes from the server or the dataset stands in it as text alone. */
function summary(run) {
    const { job, link } = run;
    const jobCell = job && (link ? `<a href="${(0,markdown/* code */.a)(link, 'bare')}">${(0,markdown/* code */.a)(job.id)}</a>` : (0,markdown/* code */.a)(job.id));
    const rows = [
        ['Job', jobCell],
        ['Status', job && (0,markdown/* code */.a)(job.status)],
        ['Base model', run.model && (0,markdown/* code */.a)(job?.model ?? run.model)],
        ['Method', run.method && (0,markdown/* code */.a)(run.method)],
        ['Fine-tuned model', job?.fineTunedModel && (0,markdown/* code */.a)(job.fineTunedModel)],
        ...run.data.map((data) => [
            data.role === 'training' ? 'Training data' : 'Validation data',
            dataCell(data),
        ]),
        ['Fingerprint of the work', run.fingerprint && (0,markdown/* code */.a)(run.fingerprint)],
        ['Trained tokens', job?.trainedTokens?.toLocaleString('en-US')],
        ['Duration of this step', (0,format/* duration */.p0)(run.durationMs)],
    ];
    const [first = '', ...rest] = rows
        .filter(([, cell]) => cell)
        .map(([title, cell]) => `| ${title} | ${cell} |`);
    const failure = run.failure?.split('\n').map(markdown/* text */.Q).join('<br>');
    return [
        `## ${mark(run)} Fine-tuning: ${(0,markdown/* text */.Q)(run.verdict)}`,
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
    const shown = names.slice(0, 5).map((name) => (0,markdown/* code */.a)(name));
    if (names.length > shown.length)
        shown.push(`and ${names.length - shown.length} more`);
    const facts = [
        examples !== undefined && (0,format/* count */.U9)(examples, 'example'),
        bytes !== undefined && (0,format/* size */.Ej)(bytes),
        digest && `sha256 ${(0,markdown/* code */.a)(digest.slice(0, 12))}`,
    ];
    return [shown.join(', '), ...facts.filter(Boolean)].join(' · ');
}

;// CONCATENATED MODULE: ./src/verbs/report.ts




/** What the run has to tell other steps and people, told the moment it is known and once more at the end. */
class Report {
    run = { data: [] };
    job;
    #outputs = {};
    #results;
    #world;
    #names;
    #startedAt;
    /** Of what a job tells, a step sets only its own outputs. */
    constructor(world, names) {
        this.#world = world;
        this.#names = names;
        this.#startedAt = world.clock.now();
    }
    /** Begins the result files; outputs are set from the start, so that a later step finds the folder. */
    resultsIn(folder) {
        this.#results = (0,results/* resultsIn */.u)(folder, this.#world.host);
        this.#results.begin();
        this.outputs({ 'results-dir': folder });
    }
    /** Another job is reported on from now: the events of the one before are not its own. */
    restart() {
        this.#results?.begin();
        if (this.job)
            for (const name of ['job', ...Object.keys((0,outputs/* jobOutputs */.ke)(this.job))].filter((name) => name in this.#outputs)) {
                delete this.#outputs[name];
                this.#world.host.setOutput(name, '');
            }
        this.job = undefined;
    }
    /** Sets outputs whose values are new. */
    outputs(values) {
        const { host } = this.#world;
        for (const [name, given] of Object.entries(values)) {
            if (given === undefined || !this.#names.some((known) => known === name))
                continue;
            // A name with a piece cut out names something else: of names, only credentials are kept out.
            const value = this.#clean(given, NAMES.has(name) ? host.withoutCredentials : host.redact);
            if ((0,external_node_util_.isDeepStrictEqual)(value, this.#outputs[name]))
                continue;
            this.#outputs[name] = value;
            host.setOutput(name, (0,outputs/* outputText */.jO)(value));
            if (typeof value === 'string' && value !== host.redact(value))
                host.warning(`Output ${name} contains a masked text; GitHub drops it where it is an output of the job.`);
        }
    }
    /** The job as just seen. */
    seen(job) {
        const first = this.job === undefined;
        this.job = job;
        this.outputs((0,outputs/* jobOutputs */.ke)(job));
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
        this.#results?.write('result.json', `${JSON.stringify((0,outputs/* resultOf */.Bg)(this.#names, this.#outputs), null, 2)}\n`);
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
            return Object.fromEntries(Object.entries(item).map(([name, field]) => [
                this.#world.host.withoutCredentials(name),
                clean(field),
            ]));
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

// EXTERNAL MODULE: ./src/verbs/world.ts
var verbs_world = __webpack_require__(2266);
;// CONCATENATED MODULE: ./src/verbs/step.ts







/**
 * Does the work of a step that is about a job, and tells people, later steps and the post step how it ended. The
 * work returns a verdict, or throws the reason why the step fails.
 */
async function step(world, outputs, work) {
    const { host, clock, interrupted } = world;
    const times = { startedAt: clock.now(), leftMs: (0,verbs_world/* timeLeft */.f$)(interrupted, clock) };
    const report = new Report(world, outputs);
    // Also when the inputs are wrong.
    const withSummary = host.inputs.get('summary')?.toLowerCase() !== 'false';
    try {
        const verdict = await work(report, times);
        if (report.job?.status === 'succeeded')
            host.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`);
        report.finish({ verdict }, withSummary);
    }
    catch (error) {
        const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof errors/* ApiError */.hD);
        if (refused)
            report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said });
        const failure = (0,report_failure/* explain */.W)(error);
        host.endGroup();
        host.setFailed(failure);
        report.finish({ verdict: verdictOf(report.job), failure }, withSummary);
        // What was to be done to the job and could not be done is left to the post step.
        if (interrupted.aborted && (error instanceof create/* Unknown */.$r || error instanceof attend/* NotStopped */.rw))
            return;
    }
    host.saveState('ended', 'true');
}
/** What to say above the reason why a step has failed. */
function verdictOf(job) {
    if (!job)
        return 'failed';
    return (0,wire/* hasEnded */.hY)(job.status) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`;
}
/** Does the work of a step that is over in a moment, and leaves nothing but its outputs. */
async function briefStep(world, outputs, work) {
    try {
        await work(new Report(world, outputs));
    }
    catch (error) {
        world.host.setFailed((0,report_failure/* explain */.W)(error));
    }
}


/***/ })

};
