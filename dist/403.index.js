export const id = 403;
export const ids = [403];
export const modules = {

/***/ 1403:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runControl: () => (/* binding */ runControl),
  runFind: () => (/* binding */ runFind),
  runPost: () => (/* binding */ runPost),
  runWait: () => (/* binding */ runWait)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var config_inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/config/parse-inputs.ts
var parse_inputs = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/openai/client.ts
var openai_client = __webpack_require__(5239);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/report/outputs.ts
var report_outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/training/connection.ts + 2 modules
var training_connection = __webpack_require__(1380);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 6 modules
var run_step = __webpack_require__(7795);
;// CONCATENATED MODULE: ./src/actions/control.ts









/** Runs the action `control`: cancels, pauses or resumes a job. */
function control(deps) {
    const { runner, clock, fetch, signal } = deps;
    return (0,run_step/* runStep */.e)(deps, report_outputs/* CONTROL_OUTPUTS */.LO, async (outputs) => {
        const { command, 'job-id': jobId, ...inputs } = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.control, runner);
        outputs.set({ 'job-id': jobId });
        const client = (0,openai_client/* createClient */.U)((0,training_connection/* createConnection */.t)(inputs, deps), fetch, clock, signal);
        const { job, changed } = await (0,stop_job/* updateJobStatus */.r7)(client, jobId, command, {
            ...(0,retry_options/* retryOptions */.t)(deps),
            onPoll: ({ status }) => outputs.set({ status }),
        });
        outputs.set({ status: job.status });
        runner.notice(changed
            ? (0,log/* commandSentMessage */.Zd)(command, job)
            : `Job ${jobId} is already ${job.status}: no command was sent.`);
    });
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/openai/wire.ts
var wire = __webpack_require__(761);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/training/find-jobs.ts
var find_jobs = __webpack_require__(6692);
// EXTERNAL MODULE: ./src/training/match-job.ts
var match_job = __webpack_require__(3673);
;// CONCATENATED MODULE: ./src/actions/find.ts














const LIST_TIMEOUT_MS = 5 * 60_000;
/** Runs the action `find`: lists the jobs that match the inputs, and sets the outputs of the newest. */
function find(deps) {
    const { runner, clock, fetch, signal } = deps;
    return (0,run_step/* runStep */.e)(deps, report_outputs/* FIND_OUTPUTS */.vw, async (outputs) => {
        const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.find, runner);
        const { metadata, limit } = inputs;
        for (const status of inputs.status.filter((status) => !wire/* JOB_STATUSES */.nE.includes(status)))
            runner.warning(`input "status": ${(0,errors/* quote */.hD)(status)} is not a known status of OpenAI or Azure OpenAI`);
        const client = (0,openai_client/* createClient */.U)((0,training_connection/* createConnection */.t)(inputs, deps), fetch, clock, signal);
        const hasFilter = Object.keys(metadata).length > 0;
        const query = { filter: (job) => matchesQuery(job, inputs), ...(hasFilter && { metadata }) };
        const isDone = (jobs) => jobs.length > limit && isNewestFirst(jobs);
        const { items, isComplete } = await (0,list_jobs/* listJobs */.N6)(client, query, (0,retry_options/* retryFor */.o)(deps, LIST_TIMEOUT_MS), isDone);
        if (!isComplete)
            runner.warning(find_jobs/* TOO_MANY_JOBS */.C);
        const jobs = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit);
        runner.info(`${(0,format/* formatCount */.B4)(jobs.length, 'job')}${jobs.length === limit ? ' (limited by "limit")' : ''}`);
        for (const job of jobs)
            runner.info((0,log/* formatJob */.BE)(job));
        const [newest] = jobs;
        if (newest)
            outputs.set((0,report_outputs/* toJobOutputs */.Tg)(newest));
        outputs.set({ jobs: jobs.map(({ raw }) => raw), count: jobs.length });
        if (!newest && inputs['fail-if-none'])
            throw new errors/* ActionError */.lZ(`No job matches ${describeQuery(runner.inputs)}.`, {
                hint: 'Give the full SHA of a commit. Find data that was trained at an earlier commit by "ft_fingerprint".',
            });
    });
}
function matchesQuery(job, query) {
    const { metadata, 'exclude-metadata': excluded, status, model } = query;
    const isExcluded = Object.keys(excluded).length > 0 && (0,list_jobs/* hasMetadata */.gM)(job, excluded);
    const hasStatus = status.length === 0 || status.includes(job.status);
    return (0,list_jobs/* hasMetadata */.gM)(job, metadata) && !isExcluded && hasStatus && (!model || matchesModel(job, model));
}
/** A model is named by the base, by the alias of its snapshot, or by the fine-tuned model. */
function matchesModel(job, name) {
    return job.fineTunedModel === name || (0,match_job/* isModelAlias */.ql)(job.model, name);
}
/** The query in the user's own words. */
function describeQuery(inputs) {
    const parts = ['metadata', 'exclude-metadata', 'status', 'model'].flatMap((name) => {
        const value = inputs.get(name);
        return value === undefined ? [] : [`${name} (${value.replace(/\s+/g, ' ')})`];
    });
    return parts.join(', ') || 'at all';
}
/** The order of a list is not documented, so the jobs read so far are the newest only if their dates show it. */
function isNewestFirst(jobs) {
    const times = jobs.map(({ createdAt }) => createdAt ?? 0);
    return times.every((time, i) => i === 0 || time <= (times[i - 1] ?? 0)) && times[0] !== times.at(-1);
}

// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
;// CONCATENATED MODULE: ./src/actions/post.ts













/** Short, because GitHub ends everything five minutes after the cancellation (workflow cancellation reference). */
const READ_TIMEOUT_MS = 20_000;
/**
 * Runs the post step: applies `on-cancel` if the main step could not, because it was killed or the server was
 * unreachable. Changes nothing if the main step ended by itself, or the job has ended.
 */
async function post(deps) {
    const { runner } = deps;
    const { state } = runner;
    if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt')))
        return;
    try {
        await applyOnCancel(deps);
    }
    catch (error) {
        runner.setFailed((0,format_error/* formatError */.W)(error));
    }
}
async function applyOnCancel(deps) {
    const { runner, fetch, clock, signal } = deps;
    const { state } = runner;
    // The main step has validated the other inputs.
    const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.post, runner, []);
    const client = (0,openai_client/* createClient */.U)((0,training_connection/* createConnection */.t)(inputs, deps), fetch, clock, signal);
    const savedJobId = state.get('job-id');
    const jobId = savedJobId ?? (await findJobByAttempt(client, deps))?.id;
    if (jobId === undefined)
        return;
    if (inputs['job-status'] !== 'cancelled') {
        runner.warning(`The step was killed, but the workflow was not cancelled. ${(0,log/* leftRunningMessage */.O7)(jobId)}`);
        return;
    }
    const createdByThisRun = savedJobId === undefined || state.get('created') === 'true';
    const command = inputs['on-cancel'] ?? (createdByThisRun ? 'cancel' : 'detach');
    if (command === 'detach')
        runner.info((0,log/* leftRunningMessage */.O7)(jobId));
    else
        await stop(jobId, command, client, deps);
}
async function stop(jobId, command, client, deps) {
    const { runner } = deps;
    const hint = (0,log/* leftRunningMessage */.O7)(jobId);
    const current = await (0,retry_options/* retryFor */.o)(deps, READ_TIMEOUT_MS)(() => client.getJob(jobId));
    if ((0,wire/* isTerminal */.Hd)(current.status)) {
        runner.info(`Job ${jobId} has already ended (${current.status}): nothing to do.`);
        return;
    }
    if (command === 'pause' && !PAUSABLE_STATUS.test(current.status))
        throw new errors/* ActionError */.lZ(`Job ${jobId} cannot be paused: it is ${current.status}.`, { hint });
    const update = (0,stop_job/* updateJobStatus */.r7)(client, jobId, command, (0,retry_options/* retryOptions */.t)(deps));
    const { job, changed } = await update.catch((error) => {
        throw new errors/* ActionError */.lZ(`Job ${jobId} could not be ${log/* PAST_TENSE */.rT[command]}: ${(0,format_error/* formatError */.W)(error)}`, {
            hint,
            cause: error,
        });
    });
    runner.notice(changed
        ? `The workflow was cancelled. ${(0,log/* commandSentMessage */.Zd)(command, job)}`
        : `The workflow was cancelled. Job ${jobId} is already ${job.status}.`);
}
/** Servers pause jobs that train; a job that is paused or pausing needs no command. */
const PAUSABLE_STATUS = /^(running|paus)/;
/** Finds the job of a create request without a response, polling as long as servers may list it late. */
async function findJobByAttempt(client, deps) {
    const { runner, clock, signal } = deps;
    const metadata = { ft_attempt: runner.state.get('attempt') ?? '' };
    const findFirst = async (query) => {
        const retry = (0,retry_options/* retryFor */.o)(deps, READ_TIMEOUT_MS);
        return (await (0,list_jobs/* listJobs */.N6)(client, query, retry, (jobs) => jobs.length > 0)).items[0];
    };
    for (const delayMs of create_job/* LOOKUP_DELAYS_MS */.xQ) {
        await clock.sleep(delayMs, signal);
        const job = await findFirst({ metadata, filter: (job) => (0,list_jobs/* hasMetadata */.gM)(job, metadata) });
        if (job)
            return job;
    }
    const newest = await findFirst({ filter: () => true });
    if (newest && !(0,match_job/* hasAnyMetadata */.go)(newest))
        runner.warning('The main step ended while it was creating a job. This server keeps no metadata, so the action cannot know whether the job exists: check the newest jobs of this project.');
    else
        runner.info('The main step ended while it was creating a job. The job does not exist: nothing to do.');
    return undefined;
}

// EXTERNAL MODULE: ./src/training/evaluate-gate.ts
var evaluate_gate = __webpack_require__(955);
// EXTERNAL MODULE: ./src/training/follow-to-end.ts + 2 modules
var follow_to_end = __webpack_require__(7551);
// EXTERNAL MODULE: ./src/training/pull-request-comment.ts + 8 modules
var pull_request_comment = __webpack_require__(1039);
;// CONCATENATED MODULE: ./src/actions/wait.ts









/** Runs the action `wait`: follows an existing job and evaluates the quality gate, whichever run created the job. */
function wait(deps) {
    const { runner, clock, fetch, workspace, signal } = deps;
    return (0,run_step/* runJobStep */.t)(deps, report_outputs/* WAIT_OUTPUTS */.lY, async (reporter, timer) => {
        const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.wait, runner);
        const jobId = inputs['job-id'];
        const directory = await workspace.prepareDirectory(inputs['results-dir']);
        reporter.openResults(await directory.create());
        runner.saveState('job-id', jobId);
        runner.saveState('created', 'false');
        reporter.setOutputs({ 'job-id': jobId });
        reporter.setComment((0,pull_request_comment/* createPullRequestComment */.g)(inputs, { jobId }, deps));
        const connection = (0,training_connection/* createConnection */.t)(inputs, deps);
        const cancellableClient = (0,openai_client/* createClient */.U)(connection, fetch, clock, signal);
        runner.group('Training');
        const result = await (0,follow_to_end/* followToEnd */.c)({
            ...timer,
            jobId,
            client: (0,openai_client/* createClient */.U)(connection, fetch, clock),
            cancellableClient,
            reporter,
            deps,
            timeoutMs: inputs.timeout,
            intervalMs: inputs['poll-interval'],
            onTimeout: inputs['on-timeout'],
            onCancel: inputs['on-cancel'] ?? 'detach',
        });
        runner.endGroup();
        if (result.kind !== 'finished')
            throw new Error(`"wait" follows one job only: ${result.kind}`);
        const { job } = reporter;
        if (job?.status === 'succeeded')
            await (0,evaluate_gate/* evaluateQualityGate */._)(job, inputs, { client: cancellableClient, reporter, deps });
        return result.outcome;
    });
}

// EXTERNAL MODULE: ./src/run.ts + 10 modules
var run = __webpack_require__(9803);
;// CONCATENATED MODULE: ./src/job-actions.ts





/** Runs the action `wait`. */
const runWait = (launcherUrl) => (0,run/* run */.e)(wait, launcherUrl);
/** Runs the action `find`. */
const runFind = (launcherUrl) => (0,run/* run */.e)(find, launcherUrl);
/** Runs the action `control`. */
const runControl = (launcherUrl) => (0,run/* run */.e)(control, launcherUrl);
/** Runs the post step of the root action and of `wait`. */
const runPost = (launcherUrl) => (0,run/* run */.e)(post, launcherUrl);


/***/ })

};
