export const id = 190;
export const ids = [190];
export const modules = {

/***/ 6190:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   finishStopping: () => (/* binding */ finishStopping)
/* harmony export */ });
/* harmony import */ var _api_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7085);
/* harmony import */ var _api_wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5847);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1633);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5446);
/* harmony import */ var _jobs_control_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2969);
/* harmony import */ var _jobs_create_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8566);
/* harmony import */ var _jobs_list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7958);
/* harmony import */ var _jobs_work_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2411);
/* harmony import */ var _report_failure_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3304);
/* harmony import */ var _attend_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5452);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3986);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2266);












/** GitHub ends everything that still runs five minutes after the workflow was cancelled (workflow cancellation reference). */
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
        host.setFailed((0,_report_failure_js__WEBPACK_IMPORTED_MODULE_8__/* .explain */ .W)(error));
    }
}
async function finish(world) {
    const { host, fetch, clock, interrupted } = world;
    const { state } = host;
    // The other inputs are those of the main step, which has read them.
    const inputs = (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .inputsOf */ .Vc)(_github_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .PostInputs */ .Y2, host, []);
    const client = (0,_api_client_js__WEBPACK_IMPORTED_MODULE_0__/* .connect */ .N)((0,_connection_js__WEBPACK_IMPORTED_MODULE_10__/* .connectionOf */ .a)(inputs, world), fetch, clock, interrupted);
    const known = state.get('job-id');
    const jobId = known ?? (await findByAttempt(client, world))?.id;
    if (jobId === undefined)
        return;
    if (inputs['job-status'] !== 'cancelled') {
        host.warning(`The step was ended from outside, though the workflow was not cancelled. ${(0,_attend_js__WEBPACK_IMPORTED_MODULE_9__/* .left */ .kb)(jobId)}`);
        return;
    }
    const ours = known === undefined || state.get('created') === 'true';
    const command = inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach');
    if (command === 'detach')
        host.info((0,_attend_js__WEBPACK_IMPORTED_MODULE_9__/* .left */ .kb)(jobId));
    else
        await stop(jobId, command, client, world);
}
async function stop(jobId, command, client, world) {
    const { host } = world;
    const job = await (0,_world_js__WEBPACK_IMPORTED_MODULE_11__/* .repeatFor */ .Pt)(world, LOOK_MS)(() => client.job(jobId));
    if ((0,_api_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .hasEnded */ .hY)(job.status)) {
        host.info(`Job ${jobId} has ended already (${job.status}); nothing is left to do.`);
        return;
    }
    if (command === 'pause' && !MAY_PAUSE.test(job.status))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H(`Job ${jobId} cannot be paused: it is ${job.status}.`, { advice: (0,_attend_js__WEBPACK_IMPORTED_MODULE_9__/* .left */ .kb)(jobId) });
    const { job: now, changed } = await (0,_jobs_control_js__WEBPACK_IMPORTED_MODULE_4__/* .changeJob */ .i_)(client, jobId, command, (0,_world_js__WEBPACK_IMPORTED_MODULE_11__/* .patienceOf */ .Hw)(world)).catch((error) => {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H(`Job ${jobId} could not be ${_jobs_control_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST */ .vZ[command]}: ${(0,_report_failure_js__WEBPACK_IMPORTED_MODULE_8__/* .explain */ .W)(error)}`, {
            advice: (0,_attend_js__WEBPACK_IMPORTED_MODULE_9__/* .left */ .kb)(jobId),
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
    const look = (query) => (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_6__/* .listJobs */ .N6)(client, query, (0,_world_js__WEBPACK_IMPORTED_MODULE_11__/* .repeatFor */ .Pt)(world, LOOK_MS), (jobs) => jobs.length > 0).then(({ items }) => items);
    for (const delayMs of _jobs_create_js__WEBPACK_IMPORTED_MODULE_5__/* .LOOKS_MS */ .gf) {
        await clock.sleep(delayMs, interrupted);
        const [job] = await look({ metadata: mark, wanted: (job) => (0,_jobs_list_js__WEBPACK_IMPORTED_MODULE_6__/* .hasMetadata */ .gM)(job, mark) });
        if (job)
            return job;
    }
    const [newest] = await look({ wanted: () => true });
    if (newest && !(0,_jobs_work_js__WEBPACK_IMPORTED_MODULE_7__/* .hasAnyMetadata */ .go)(newest))
        host.warning('The main step was ended while it created a job. This server keeps no metadata, so that nobody can tell whether it did: look at the newest jobs of this project.');
    else
        host.info('The main step was ended while it created a job. There is none, so nothing is left to do.');
    return undefined;
}


/***/ })

};
