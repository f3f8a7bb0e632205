export const id = 13;
export const ids = [13];
export const modules = {

/***/ 9013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   finishStopping: () => (/* binding */ finishStopping)
/* harmony export */ });
/* harmony import */ var _config_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4389);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _openai_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5239);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3245);
/* harmony import */ var _openai_wire_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2822);
/* harmony import */ var _report_format_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1088);
/* harmony import */ var _training_connection_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1380);
/* harmony import */ var _training_create_job_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8394);
/* harmony import */ var _training_follow_to_end_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(647);
/* harmony import */ var _training_match_job_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3673);
/* harmony import */ var _training_retry_options_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8171);
/* harmony import */ var _training_stop_job_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2514);












/** GitHub ends all that still runs five minutes after the workflow was cancelled (workflow cancellation reference). */
const LOOK_MS = 20_000;
/**
 * The post step: does what `on-cancel` asks when the main step could not, because it was killed outright or the
 * server was not reached. It changes nothing when the main step has ended by itself, or the job has.
 */
async function finishStopping(deps) {
    const { runner } = deps;
    const { state } = runner;
    if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt')))
        return;
    try {
        await finish(deps);
    }
    catch (error) {
        runner.setFailed((0,_report_format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .formatError */ .W)(error));
    }
}
async function finish(world) {
    const { runner, fetch, clock, signal } = world;
    const { state } = runner;
    // The other inputs are those of the main step, which has read them.
    const inputs = await (0,_config_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .inputsOf */ .Vc)(_config_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .PostInputs */ .Y2, runner, []);
    const client = (0,_openai_client_js__WEBPACK_IMPORTED_MODULE_2__/* .createClient */ .U)((0,_training_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .connectionOf */ .a)(inputs, world), fetch, clock, signal);
    const known = state.get('job-id');
    const jobId = known ?? (await findByAttempt(client, world))?.id;
    if (jobId === undefined)
        return;
    if (inputs['job-status'] !== 'cancelled') {
        runner.warning(`The step was ended from outside, though the workflow was not cancelled. ${(0,_training_follow_to_end_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId)}`);
        return;
    }
    const ours = known === undefined || state.get('created') === 'true';
    const command = inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach');
    if (command === 'detach')
        runner.info((0,_training_follow_to_end_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId));
    else
        await stop(jobId, command, client, world);
}
async function stop(jobId, command, client, world) {
    const { runner } = world;
    const job = await (0,_training_retry_options_js__WEBPACK_IMPORTED_MODULE_10__/* .retryFor */ .o)(world, LOOK_MS)(() => client.job(jobId));
    if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_4__/* .isTerminal */ .Hd)(job.status)) {
        runner.info(`Job ${jobId} has ended already (${job.status}); nothing is left to do.`);
        return;
    }
    if (command === 'pause' && !MAY_PAUSE.test(job.status))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l(`Job ${jobId} cannot be paused: it is ${job.status}.`, { hint: (0,_training_follow_to_end_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId) });
    const { job: now, changed } = await (0,_training_stop_job_js__WEBPACK_IMPORTED_MODULE_11__/* .changeJob */ .i_)(client, jobId, command, (0,_training_retry_options_js__WEBPACK_IMPORTED_MODULE_10__/* .retryOptions */ .t)(world)).catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l(`Job ${jobId} could not be ${_training_stop_job_js__WEBPACK_IMPORTED_MODULE_11__/* .PAST */ .vZ[command]}: ${(0,_report_format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .formatError */ .W)(error)}`, {
            hint: (0,_training_follow_to_end_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId),
            cause: error,
        });
    });
    const how = changed ? 'was asked by the post step to' : 'needed not be asked to';
    runner.notice(`The workflow was cancelled. Job ${jobId} ${how} ${command}; its status is now ${now.status}.`);
}
/** Servers pause what is being trained; what is paused, or about to be, needs no command. */
const MAY_PAUSE = /^(running|paus)/;
/** The job that the main step asked for and had no answer about; looked for as long as lists are seen to lag. */
async function findByAttempt(client, world) {
    const { runner, clock, signal } = world;
    const mark = { ft_attempt: runner.state.get('attempt') ?? '' };
    const look = (query) => (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_3__/* .listJobs */ .N6)(client, query, (0,_training_retry_options_js__WEBPACK_IMPORTED_MODULE_10__/* .retryFor */ .o)(world, LOOK_MS), (jobs) => jobs.length > 0).then(({ items }) => items);
    for (const delayMs of _training_create_job_js__WEBPACK_IMPORTED_MODULE_7__/* .LOOKS_MS */ .gf) {
        await clock.sleep(delayMs, signal);
        const [job] = await look({ metadata: mark, wanted: (job) => (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_3__/* .hasMetadata */ .gM)(job, mark) });
        if (job)
            return job;
    }
    const [newest] = await look({ wanted: () => true });
    if (newest && !(0,_training_match_job_js__WEBPACK_IMPORTED_MODULE_9__/* .hasAnyMetadata */ .go)(newest))
        runner.warning('The main step was ended while it created a job. This server keeps no metadata, so that nobody can tell whether it did: look at the newest jobs of this project.');
    else
        runner.info('The main step was ended while it created a job. There is none, so nothing is left to do.');
    return undefined;
}


/***/ }),

/***/ 5239:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ createClient)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8549);
/* harmony import */ var _http_request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7777);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2822);






const CREATE_LIMIT_MS = 120_000;
/** A result file may have megabytes; of a longer one than the transport reads, nothing is read. */
const CONTENT_LIMIT_MS = 5 * 60_000;
/** The API at a connection. Wire spelling stops here. `ending` ends every request that has no signal of its own. */
function createClient(connection, fetch, clock, ending) {
    const base = new URL(connection.baseUrl);
    async function call(method, path, decode, options = {}) {
        return (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .understood */ .Se)(`${method} ${path}`, await ask(method, path, options), decode);
    }
    async function ask(method, path, options) {
        const url = new URL(base);
        url.pathname = base.pathname.replace(/\/+$/, '') + path;
        // Appended, so that the query of the base URL goes out as it was written.
        url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&');
        // Asked for by the API's overview page, so that a request without an answer can be found by its support.
        const headers = { accept: 'application/json', 'x-client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(), ...connection.headers };
        const { signal = ending, limitMs } = options;
        const credential = await credentialWithin(Math.min(limitMs ?? _http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .ANSWER_LIMIT_MS */ .CA, _http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .ANSWER_LIMIT_MS */ .CA), signal);
        const request = { method, headers: { ...headers, ...credential, ...options.headers } };
        if (options.body !== undefined)
            request.body = options.body;
        const what = `${method} ${path}`;
        const answer = await (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .exchange */ .cv)(fetch, clock, { what, url: url.href, request, signal, limitMs });
        if (answer.status >= 200 && answer.status <= 299)
            return answer;
        const error = (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .refused */ .J5)(what, answer);
        // Then whoever repeats the request does it with another credential.
        if (answer.status === 401 && connection.credentials.renew(credential))
            error.refusal.renewed = true;
        throw error;
    }
    /** Bounded like an answer. Its failures are CredentialErrors, not the API's own: without a credential nothing was sent. */
    async function credentialWithin(limitMs, signal) {
        const { credentials } = connection;
        try {
            return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .wj)(clock, limitMs, signal, () => credentials.header());
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l)
                throw new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CredentialError */ .oA(error);
            if (!(error instanceof _clock_js__WEBPACK_IMPORTED_MODULE_1__/* .TimeoutError */ .MU))
                throw error;
            const why = new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc(`GitHub's token could not be exchanged: ${error.message}`, {
                sent: true,
            });
            throw new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CredentialError */ .oA(why);
        }
    }
    return {
        host: base.host,
        /** Creates a job: the request that costs money. */
        createJob: (request, signal) => call('POST', '/fine_tuning/jobs', _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeJob */ .Qm, { ...json(request), limitMs: CREATE_LIMIT_MS, signal }),
        job: (id, limits = {}) => call('GET', `/fine_tuning/jobs/${segment(id)}`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeJob */ .Qm, limits),
        /** One page of the jobs, newest first. */
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
        /** One page of a job's checkpoints, newest first; it has none before it has succeeded or paused. */
        checkpoints: (id, page, limits = {}) => call('GET', `/fine_tuning/jobs/${segment(id)}/checkpoints`, _wire_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeCheckpoints */ .A_, {
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
        /** The text of a file, as the server spells it: result files come in base64 from some (API reference, 6.4). */
        fileContent: async (id, limits = {}) => {
            // What the official clients ask for: to `application/json` a gateway may refuse a file that is none.
            const headers = { accept: 'application/binary' };
            const path = `/files/${segment(id)}/content`;
            return (await ask('GET', path, { headers, limitMs: CONTENT_LIMIT_MS, ...limits })).text;
        },
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
function json(value) {
    const body = JSON.stringify(value);
    const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` };
    return { body, headers };
}
function paging({ after, limit }) {
    return { ...(after && { after }), ...(limit && { limit: `${limit}` }) };
}
/** An id as one segment of a path: whatever a server or a user calls it, it cannot lead to another path. */
function segment(id) {
    if (/^\.*$/.test(id))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`"${id}" is not an id`);
    return encodeURIComponent(id);
}


/***/ })

};
