export const id = 190;
export const ids = [190];
export const modules = {

/***/ 2411:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ firstUsable),
/* harmony export */   YL: () => (/* binding */ does),
/* harmony export */   ad: () => (/* binding */ ranked),
/* harmony export */   go: () => (/* binding */ hasAnyMetadata),
/* harmony export */   yX: () => (/* binding */ isModel)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3249);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7958);


/**
 * Whether a job does this work: by its metadata, or, where it came back without any, by what it tells of itself; its
 * files are still to be compared then.
 */
function does(work, job) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .hasMetadata */ .gM)(job, work.mark) || (!hasAnyMetadata(job) && looksLike(work, job));
}
/** Whether the server has kept, or anybody given, metadata for this job. */
const hasAnyMetadata = (job) => Object.keys(job.metadata).length > 0;
function looksLike({ model, method, suffix, seed, hyperparameters }, job) {
    const sameSettings = Object.entries(hyperparameters).every(([name, asked]) => {
        const told = job.hyperparameters[name];
        return asked === 'auto' || told === undefined || told === null || told === asked;
    });
    const sameSuffix = job.suffix === undefined || job.suffix === suffix;
    const sameSeed = seed === undefined || job.seed === seed;
    return (isModel(job.model, model) && (job.method ?? method) === method && sameSuffix && sameSeed && sameSettings);
}
/** Whether a job's base model is the one of this name: an alias comes back as the snapshot that it means (API reference, create). */
function isModel(base, name) {
    return base === name || (base?.startsWith(`${name}-20`) ?? false);
}
/**
 * The jobs of a list that may still lead to a model, the best first: what has succeeded, then what runs, then
 * what is paused; and of those the oldest. All runs that see the same jobs choose the same one.
 */
function ranked(jobs) {
    const order = (a, b) => rank(a) - rank(b) || (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1);
    return jobs.filter((job) => rank(job) !== USELESS).sort(order);
}
const USELESS = 3;
function rank({ status }) {
    if (status === 'succeeded')
        return 0;
    // Other servers have words of their own: FAILED_VALIDATION, cancelling.
    if (/^(fail|error|expired|cancel)/i.test(status))
        return USELESS;
    return /^paus/i.test(status) ? 2 : 1;
}
/**
 * The first of these jobs that is of use: one that has succeeded is not when its model was deleted. Only the API's
 * own word for that counts; whatever else goes wrong in asking, the model may well be there.
 */
async function firstUsable(client, jobs, repeat) {
    for (const job of jobs) {
        const name = job.status === 'succeeded' ? job.fineTunedModel : undefined;
        if (!name || !(await isGone(name)))
            return job;
    }
    return undefined;
    async function isGone(name) {
        try {
            await repeat(() => client.model(name));
            return false;
        }
        catch (error) {
            if (!(error instanceof _api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
                return false;
            return error.refusal.status === 404 && error.refusal.code === 'model_not_found';
        }
    }
}


/***/ }),

/***/ 6190:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   finishStopping: () => (/* binding */ finishStopping)
/* harmony export */ });
/* harmony import */ var _api_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7085);
/* harmony import */ var _api_wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5847);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1633);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7157);
/* harmony import */ var _jobs_control_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2969);
/* harmony import */ var _jobs_list_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7958);
/* harmony import */ var _jobs_work_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2411);
/* harmony import */ var _report_failure_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3304);
/* harmony import */ var _attend_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5452);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2266);










/** GitHub ends everything that still runs five minutes after the workflow was cancelled (workflow cancellation reference). */
const LOOKS_MS = [0, 1000, 2000, 4000, 8000, 15_000];
const LOOK_MS = 20_000;
/**
 * The post step: does what `on-cancel` asks when the main step could not, because it was killed outright or the
 * server was not reached. It changes nothing when the main step has ended by itself, or the job has.
 */
async function finishStopping(world) {
    const { host } = world;
    const { state } = host;
    if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt')))
        return;
    try {
        await finish(world);
    }
    catch (error) {
        host.setFailed((0,_report_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .explain */ .W)(error));
    }
}
async function finish(world) {
    const { host, fetch, clock, interrupted } = world;
    const { state } = host;
    // The other inputs are those of the main step, which has read them.
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .inputsOf */ .Vc)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .PostInputs */ .Y2, host, []);
    const client = (0,_api_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .connectionOf */ .ao)(inputs, world.userAgent), fetch, clock, interrupted);
    const known = state.get('job-id');
    const jobId = known ?? (await findByAttempt(client, world))?.id;
    if (jobId === undefined)
        return;
    if (inputs['job-status'] !== 'cancelled') {
        host.warning(`The step was ended from outside, though the workflow was not cancelled. ${(0,_attend_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId)}`);
        return;
    }
    const ours = known === undefined || state.get('created') === 'true';
    const command = inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach');
    if (command === 'detach')
        host.info((0,_attend_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId));
    else
        await stop(jobId, command, client, world);
}
async function stop(jobId, command, client, world) {
    const { host } = world;
    const job = await (0,_world_js__WEBPACK_IMPORTED_MODULE_9__/* .repeatFor */ .Pt)(world, LOOK_MS)(() => client.job(jobId));
    if ((0,_api_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .hasEnded */ .hY)(job.status)) {
        host.info(`Job ${jobId} has ended already (${job.status}); nothing is left to do.`);
        return;
    }
    if (command === 'pause' && !MAY_PAUSE.test(job.status))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H(`Job ${jobId} cannot be paused: it is ${job.status}.`, { advice: (0,_attend_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId) });
    const { job: now, changed } = await (0,_jobs_control_js__WEBPACK_IMPORTED_MODULE_4__/* .changeJob */ .i_)(client, jobId, command, (0,_world_js__WEBPACK_IMPORTED_MODULE_9__/* .patienceOf */ .Hw)(world)).catch((error) => {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H(`Job ${jobId} could not be ${_jobs_control_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST */ .vZ[command]}: ${(0,_report_failure_js__WEBPACK_IMPORTED_MODULE_7__/* .explain */ .W)(error)}`, {
            advice: (0,_attend_js__WEBPACK_IMPORTED_MODULE_8__/* .left */ .kb)(jobId),
            cause: error,
        });
    });
    const how = changed ? 'was asked by the post step to' : 'needed not be asked to';
    host.notice(`The workflow was cancelled. Job ${jobId} ${how} ${command}; its status is now ${now.status}.`);
}
/** Servers pause what is being trained; what is paused, or about to be, needs no command. */
const MAY_PAUSE = /^(running|paus)/;
/** The job that the main step asked for and had no answer about; looked for as long as lists are seen to lag. */
async function findByAttempt(client, world) {
    const { host, clock, interrupted } = world;
    const mark = { ft_attempt: host.state.get('attempt') ?? '' };
    const look = (query) => (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_5__/* .listJobs */ .N6)(client, query, (0,_world_js__WEBPACK_IMPORTED_MODULE_9__/* .repeatFor */ .Pt)(world, LOOK_MS), (jobs) => jobs.length > 0).then(({ items }) => items);
    for (const delayMs of LOOKS_MS) {
        await clock.sleep(delayMs, interrupted);
        const [job] = await look({ metadata: mark, wanted: (job) => (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_5__/* .hasMetadata */ .gM)(job, mark) });
        if (job)
            return job;
    }
    const [newest] = await look({ wanted: () => true });
    if (newest && !(0,_jobs_work_js__WEBPACK_IMPORTED_MODULE_6__/* .hasAnyMetadata */ .go)(newest))
        host.warning('The main step was ended while it created a job. This server keeps no metadata, so that nobody can tell whether it did: look at the newest jobs of this project.');
    else
        host.info('The main step was ended while it created a job. There is none, so nothing is left to do.');
    return undefined;
}


/***/ })

};
