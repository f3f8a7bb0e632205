export const id = 635;
export const ids = [635];
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

/***/ 7635:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   find: () => (/* binding */ find)
/* harmony export */ });
/* harmony import */ var _api_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7085);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1633);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7157);
/* harmony import */ var _jobs_list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7958);
/* harmony import */ var _jobs_work_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2411);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2011);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6472);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5468);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2386);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2266);










const LOOK_MS = 5 * 60_000;
/** The action `find`: lists jobs, and names the newest that matches. */
function find(world) {
    const { host, clock, fetch, interrupted, userAgent } = world;
    return (0,_step_js__WEBPACK_IMPORTED_MODULE_6__/* .briefStep */ .X)(world, _report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .FIND_OUTPUTS */ .vw, async (report) => {
        const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .inputsOf */ .Vc)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .FindInputs */ .rg, host);
        const client = (0,_api_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)((0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .connectionOf */ .ao)(inputs, userAgent), fetch, clock, interrupted);
        const { metadata, limit } = inputs;
        const filtered = Object.keys(metadata).length > 0;
        const query = { wanted: (job) => matches(job, inputs), ...(filtered && { metadata }) };
        const enough = (jobs) => jobs.length > limit && isNewestFirst(jobs);
        const { items, complete } = await (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .listJobs */ .N6)(client, query, (0,_world_js__WEBPACK_IMPORTED_MODULE_7__/* .repeatFor */ .Pt)(world, LOOK_MS), enough);
        if (!complete)
            host.warning(`The server has more than ${_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .MOST_JOBS */ .r2} jobs; older ones were not looked at.`);
        const jobs = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit);
        host.info(`${(0,_report_format_js__WEBPACK_IMPORTED_MODULE_8__/* .count */ .U9)(jobs.length, 'job')}${jobs.length === limit ? ' (the most that "limit" allows)' : ''}`);
        for (const job of jobs)
            host.info((0,_report_log_js__WEBPACK_IMPORTED_MODULE_9__/* .jobLine */ ._r)(job));
        const [newest] = jobs;
        if (newest)
            report.outputs((0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .jobOutputs */ .ke)(newest));
        report.outputs({ jobs: jobs.map(({ raw }) => raw), count: jobs.length });
        if (!newest && inputs['fail-if-none'])
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H('No job matches.', {
                advice: 'See "metadata", "exclude-metadata", "status" and "model".',
            });
    });
}
function matches(job, { metadata, 'exclude-metadata': excluded, status, model }) {
    const isExcluded = Object.keys(excluded).length > 0 && (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .hasMetadata */ .gM)(job, excluded);
    const isOfStatus = status.length === 0 || status.includes(job.status);
    return (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_3__/* .hasMetadata */ .gM)(job, metadata) && !isExcluded && isOfStatus && (!model || isOfModel(job, model));
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


/***/ })

};
