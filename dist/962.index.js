export const id = 962;
export const ids = [962];
export const modules = {

/***/ 1962:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommandLine: () => (/* binding */ runCommandLine),
  runControl: () => (/* binding */ runControl),
  runDeploy: () => (/* binding */ runDeploy),
  runFind: () => (/* binding */ runFind),
  runPost: () => (/* binding */ runPost),
  runWait: () => (/* binding */ runWait)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var config_inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/config/parse-inputs.ts
var parse_inputs = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/openai/client.ts + 4 modules
var openai_client = __webpack_require__(7205);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/report/outputs.ts
var report_outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/training/connection.ts
var training_connection = __webpack_require__(4512);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 5 modules
var run_step = __webpack_require__(5247);
;// CONCATENATED MODULE: ./src/actions/control.ts









/** Runs the action `control`: cancels, pauses or resumes a job. */
function control(deps) {
    const { runner, clock, fetch, signal } = deps;
    return (0,run_step/* runStep */.e)(deps, report_outputs/* CONTROL_OUTPUTS */.LO, async (outputs) => {
        const { command, 'job-id': jobId, ...inputs } = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.control, runner);
        outputs.set({ 'job-id': jobId });
        const client = (0,openai_client/* createClient */.U)((0,training_connection/* createConnection */.tq)(inputs, deps), fetch, clock, { signal });
        const { job, changed } = await (0,stop_job/* changeJobStatus */.w2)(client, jobId, command, {
            ...(0,retry_options/* retryOptions */.tO)(deps),
            audience: runner,
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
// EXTERNAL MODULE: ./src/openai/job.ts
var openai_job = __webpack_require__(653);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/openai/model-name.ts
var model_name = __webpack_require__(2847);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/training/job-lookup.ts + 1 modules
var job_lookup = __webpack_require__(3500);
;// CONCATENATED MODULE: ./src/actions/find.ts














const LIST_TIMEOUT_MS = 5 * 60_000;
const COMMIT_HINT = 'Give the full SHA of a commit. Find data that was trained at an earlier commit by "ft_fingerprint".';
/** Runs the action `find`: lists the jobs that match the inputs, and sets the outputs of the newest. */
function find(deps) {
    const { runner, clock, fetch, signal } = deps;
    return (0,run_step/* runStep */.e)(deps, report_outputs/* FIND_OUTPUTS */.vw, async (outputs) => {
        const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.find, runner);
        const { metadata, limit } = inputs;
        for (const status of inputs.status.filter((status) => !openai_job/* JOB_STATUSES */.nE.includes(status)))
            runner.warning(`input "status": ${(0,errors/* quote */.hD)(status)} is not a known status of OpenAI or Azure OpenAI`);
        const client = (0,openai_client/* createClient */.U)((0,training_connection/* createConnection */.tq)(inputs, deps), fetch, clock, { signal });
        const hasFilter = Object.keys(metadata).length > 0;
        const query = { filter: (job) => mayMatch(job, inputs), ...(hasFilter && { metadata }) };
        // Equal dates of all jobs say nothing about their order.
        const isDone = (jobs, isNewestFirst) => jobs.length > limit && isNewestFirst && jobs[0]?.createdAt !== jobs.at(-1)?.createdAt;
        const retry = (0,retry_options/* createRetry */.Xd)(deps, LIST_TIMEOUT_MS, { failsFast: true });
        const list = await (0,list_jobs/* listJobs */.N6)(client, query, { retry, clock, isDone });
        if (list.isTruncated)
            runner.warning(job_lookup/* TOO_MANY_JOBS */.C);
        const matches = await readStatuses(list.items, inputs, (job) => retry(() => client.getJob(job.id)));
        const jobs = matches.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)).slice(0, limit);
        assertComplete(list, jobs[0], inputs, deps);
        runner.info(`${(0,format/* formatCount */.B4)(jobs.length, 'job')}${matches.length > limit ? ' (limited by "limit")' : ''}`);
        for (const job of jobs)
            runner.info((0,log/* formatJob */.BE)(job));
        const [newest] = jobs;
        if (newest)
            outputs.set((0,report_outputs/* toJobOutputs */.Tg)(newest));
        outputs.set({ jobs: jobs.map(({ raw }) => raw), count: jobs.length });
        if (!newest && inputs['fail-if-none'])
            throw new errors/* ActionError */.lZ(`No job matches ${describeQuery(runner.inputs)}.`, {
                hint: 'ft_sha' in metadata ? COMMIT_HINT : undefined,
            });
    });
}
/** Returns whether a job matches, or would match with another status than the list shows, if it shows none. */
function mayMatch(job, query) {
    const { metadata, 'exclude-metadata': excluded, model } = query;
    const isExcluded = Object.keys(excluded).length > 0 && (0,list_jobs/* hasMetadata */.gM)(job, excluded);
    const mayHaveStatus = hasStatus(job, query) || job.status === 'unknown';
    return (0,list_jobs/* hasMetadata */.gM)(job, metadata) && !isExcluded && mayHaveStatus && (!model || matchesModel(job, model));
}
function hasStatus(job, { status }) {
    return status.length === 0 || status.includes(job.status);
}
/** Reads the jobs whose status the list does not show, and returns those that match. */
async function readStatuses(jobs, query, read) {
    const complete = [];
    for (const job of jobs)
        complete.push(job.status === 'unknown' ? await read(job) : job);
    return complete.filter((job) => hasStatus(job, query));
}
/** Rejects when a job that the list does not show may match and be newer than the newest one that was found. */
function assertComplete({ unreadable, incompleteReason, isNewestFirst }, newest, query, { runner }) {
    const isNewer = ({ createdAt = Number.POSITIVE_INFINITY }) => !newest || createdAt >= (newest.createdAt ?? 0);
    if (unreadable.some((entry) => isNewer(entry) && mayMatchUnread(entry, query)))
        throw new errors/* ActionError */.lZ('An entry in the list of jobs cannot be read, and it may be the newest match.', {
            hint: 'Select jobs by metadata that this entry does not have, or use the "job-id" of the job.',
        });
    if (incompleteReason === undefined)
        return;
    const message = `The list of jobs cannot be read to its end: ${incompleteReason}`;
    if (newest && isNewestFirst) {
        // What was not read is older.
        runner.warning(`${message}. Older matches are missing.`);
        return;
    }
    throw new errors/* ActionError */.lZ(`${message}, and ${newest ? 'a newer job may match' : 'none of those that were read matches'}.`, {
        hint: 'Use the "job-id" of the job.',
    });
}
/** Returns whether an entry that cannot be decoded may match, as far as what can be read of it shows. */
function mayMatchUnread({ metadata, model }, query) {
    const hasOtherMetadata = Object.keys(metadata).length > 0 &&
        Object.entries(query.metadata).some(([key, value]) => metadata[key] !== value);
    return !hasOtherMetadata && (!query.model || !model || (0,model_name/* isSameModel */.S)(model, query.model));
}
/** A model is named by the base, by the alias of its snapshot, or by the fine-tuned model. */
function matchesModel(job, name) {
    return job.fineTunedModel === name || (job.model !== undefined && (0,model_name/* isSameModel */.S)(job.model, name));
}
/** The query in the user's own words. */
function describeQuery(inputs) {
    const parts = ['metadata', 'exclude-metadata', 'status', 'model'].flatMap((name) => {
        const value = inputs.get(name);
        return value === undefined ? [] : [`${name} (${value.replace(/\s+/g, ' ')})`];
    });
    return parts.join(', ') || 'at all';
}

// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: ./src/training/job-command.ts
var job_command = __webpack_require__(4225);
// EXTERNAL MODULE: ./src/training/match-job.ts
var match_job = __webpack_require__(3673);
;// CONCATENATED MODULE: ./src/training/find-lost-jobs.ts








/** Limits one request: a response that hangs must not use up the time. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Sending a create request, with all looks after it, takes less: what is older was not made by it. */
const MAX_CREATE_S = 3600;
/**
 * Finds the jobs of a create request without a response, as long as servers may list them late. Rejects when the list cannot be
 * read by the deadline.
 */
async function findLostJobs(client, { attemptId, seed }, deps, deadline) {
    const metadata = { ft_attempt: attemptId };
    const isOwn = (job) => (0,list_jobs/* hasMetadata */.gM)(job, metadata);
    const isPast = ({ createdAt, serverTime }) => isLongBefore(createdAt, serverTime);
    // The copies of a job that is found are looked for while it is stopped.
    const isDone = (jobs) => jobs.some(isOwn);
    for (const delayMs of create_job/* LOOKUP_DELAYS_MS */.xQ) {
        await deps.clock.sleep(delayMs, deps.signal);
        const { items: own } = await list(client, { metadata, filter: isOwn, isPast, isDone }, deps, deadline);
        if (own.length > 0)
            return { own, suspected: [], unreadable: 0, incompleteReason: undefined, keepsNoMetadata: false };
    }
    // A server may list jobs that its filter by metadata does not find.
    const newest = await list(client, { filter: () => true, isPast, isDone }, deps, deadline);
    const [first] = newest.items;
    return {
        own: newest.items.filter(isOwn),
        suspected: newest.items.filter((job) => hasOnlySeed(job, seed)),
        unreadable: (0,match_job/* countLiveUnreadable */.Z2)(newest.unreadable, attemptId),
        incompleteReason: newest.incompleteReason,
        keepsNoMetadata: first !== undefined && !(0,match_job/* hasAnyMetadata */.go)(first),
    };
}
/** Finds the further jobs of a create request that made these jobs, as the list shows them now. Rejects as `findLostJobs` does. */
async function findCopies(client, knownIds, { attemptId: ft_attempt, seed }, deps, deadline) {
    const isKnown = (job) => knownIds.includes(job.id);
    const isAlive = (job) => (0,job_command/* getCommandProgress */.d$)('cancel', job) === 'none';
    const isOwn = (job) => (0,list_jobs/* hasMetadata */.gM)(job, { ft_attempt });
    const isSuspected = (job) => hasOnlySeed(job, seed);
    let createdAt;
    const filter = (job) => {
        const isCertain = isKnown(job) || isOwn(job);
        if (isCertain)
            createdAt ??= job.createdAt;
        return isCertain || isSuspected(job);
    };
    const isPast = (job) => isLongBefore(job.createdAt, createdAt);
    // Only what has a derived seed may lack its metadata.
    const metadata = seed === undefined ? { ft_attempt } : undefined;
    const result = await list(client, { metadata, filter, isPast }, deps, deadline);
    const others = result.items.filter((job) => !isKnown(job) && isAlive(job));
    return {
        own: others.filter(isOwn),
        suspected: others.filter(isSuspected),
        unreadable: (0,match_job/* countLiveUnreadable */.Z2)(result.unreadable, ft_attempt),
        incompleteReason: result.incompleteReason,
        isKnownAlive: result.items.some((job) => isKnown(job) && !(0,openai_job/* isTerminal */.Hd)(job)),
    };
}
function isLongBefore(createdAt, time) {
    return createdAt !== undefined && time !== undefined && createdAt < time - MAX_CREATE_S;
}
function hasOnlySeed(job, seed) {
    return seed !== undefined && job.seed === seed && !(0,match_job/* hasOwnMetadata */._k)(job) && !(0,openai_job/* isTerminal */.Hd)(job);
}
/** Reads the list as far as jobs matter; only in one that begins with the newest job can the rest be left out. */
async function list(client, { isPast, isDone = () => false, filter, metadata }, deps, deadline) {
    const { clock } = deps;
    let hasPassed = false;
    const query = {
        metadata,
        filter: (job) => {
            const isKept = filter(job);
            hasPassed ||= isPast(job);
            return isKept;
        },
    };
    const lister = {
        listJobs: (page) => {
            // Every page restarts the retries, and a long list has many pages.
            if (page.after !== undefined && clock.now() > deadline)
                throw new errors/* ActionError */.lZ('the list of jobs is too long to be read in time');
            return client.listJobs(page, { timeoutMs: REQUEST_TIMEOUT_MS });
        },
    };
    const { items, unreadable, isTruncated, incompleteReason } = await (0,list_jobs/* listJobs */.N6)(lister, query, {
        clock,
        retry: (request) => (0,retry/* retry */.L)(request, { ...(0,retry_options/* retryOptions */.tO)(deps), deadline, tolerateRefusals: true }),
        isDone: (jobs, isNewestFirst) => isNewestFirst && (hasPassed || isDone(jobs)),
    });
    const tooLong = isTruncated ? `the server has more than ${list_jobs/* MAX_JOBS */.Eu} jobs` : undefined;
    return { items, unreadable, incompleteReason: incompleteReason ?? tooLong };
}

;// CONCATENATED MODULE: ./src/actions/post.ts












/** GitHub ends everything five minutes after the cancellation (workflow cancellation reference). */
const POST_TIMEOUT_MS = 4 * 60_000;
/** What remains of it, at least, to stop a job that had to be found first. */
const MIN_STOP_MS = 60_000;
/** How long to look for copies of a job that is stopped. */
const COPIES_TIMEOUT_MS = 20_000;
/**
 * Runs the post step: applies `on-cancel` if the main step could not, because it was killed, or no read of the job showed that
 * the command had taken effect. Changes nothing if the main step ended by itself. Fails with the name of any job that may go on.
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
        runner.setFailed((0,format_error/* formatError */.W)(error instanceof stop_job/* StopFailedError */.eB ? error : describeRisk(error, deps)));
    }
}
/** Returns an error that names what may be running and costing money after another error. */
function describeRisk(error, { runner }) {
    const { state } = runner;
    const reason = (0,format_error/* formatError */.W)(error);
    const jobId = state.get('job-id');
    if (jobId !== undefined)
        return new errors/* ActionError */.lZ(`Job ${jobId} could not be stopped: ${reason}`, {
            hint: (0,log/* maybeRunningMessage */.hc)(jobId, runner),
        });
    return new errors/* ActionError */.lZ(`Unclear whether the main step created a job: ${reason}`, {
        hint: (0,log/* maybeCreatedMessage */._G)(state.get('attempt')),
    });
}
async function applyOnCancel(deps) {
    const { runner, clock } = deps;
    const { state } = runner;
    const deadline = clock.now() + POST_TIMEOUT_MS;
    // The main step has validated the other inputs.
    const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.post, runner, []);
    const isCancelled = inputs['job-status'] === 'cancelled';
    const savedJobId = state.get('job-id');
    const createdByThisRun = savedJobId === undefined || state.get('created') === 'true';
    const command = inputs['on-cancel'] ?? (createdByThisRun ? 'cancel' : 'detach');
    const logLeftRunning = (jobId) => {
        const message = (0,log/* leftRunningMessage */.O7)(jobId, runner);
        if (isCancelled)
            runner.info(message);
        else
            runner.warning(`The step was killed, but the workflow was not cancelled. ${message}`);
    };
    if (savedJobId !== undefined && (!isCancelled || command === 'detach'))
        return logLeftRunning(savedJobId);
    const options = { client: await connect(deps), deps, deadline };
    const jobIds = savedJobId !== undefined ? [savedJobId] : await findLostJobIds(options);
    if (!isCancelled || command === 'detach')
        return jobIds.forEach(logLeftRunning);
    // A copy costs as much as a job that cannot be stopped.
    await settleAll([
        stopAll(jobIds, command, options),
        ...(createdByThisRun && jobIds.length > 0 ? [stopCopies(jobIds, command, options)] : []),
    ]);
}
async function connect(deps) {
    const { runner, fetch, clock, signal } = deps;
    const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.postConnection, runner, []);
    const extraBody = { [training_connection/* CUSTOM_LLM_PROVIDER */.IS]: runner.state.get(training_connection/* CUSTOM_LLM_PROVIDER */.IS) };
    return (0,openai_client/* createClient */.U)((0,training_connection/* createConnection */.tq)(inputs, deps, extraBody), fetch, clock, { signal });
}
/** Stops jobs at the same time; rejects with the name of each that could not be stopped. */
async function stopAll(jobIds, command, options) {
    await settleAll(jobIds.map((jobId) => stop(jobId, command, options)));
}
/** Lets all of them end; rejects with every reason. */
async function settleAll(tasks) {
    const results = await Promise.allSettled(tasks);
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    if (reasons.length > 0)
        throw new stop_job/* StopFailedError */.eB(reasons.map(format_error/* formatError */.W).join('\n'));
}
async function stop(jobId, command, { client, deps, deadline }) {
    const { runner, clock } = deps;
    const delayMs = Number(runner.state.get(stop_job/* COMMAND_DELAY_STATE */.MD)) || 0;
    const { job, isSent } = await (0,job_command/* carryOutCommand */.LR)(client, jobId, command, {
        ...(0,retry_options/* retryOptions */.tO)(deps),
        deadline,
        notBefore: clock.now() + Math.min(delayMs, job_command/* COMMAND_INTERVAL_MS */.FF),
        waitForStart: true,
    }).catch((error) => {
        throw new stop_job/* StopFailedError */.eB(`Job ${jobId} could not be ${log/* PAST_TENSE */.rT[command]}: ${(0,format_error/* formatError */.W)(error)}`, {
            hint: (0,stop_job/* unstoppedMessage */.ev)(jobId, error, runner),
            cause: error,
        });
    });
    if (!isSent && (0,openai_job/* isTerminal */.Hd)(job))
        return runner.info(`Job ${jobId} has already ended (${job.status}): nothing to do.`);
    const result = isSent ? (0,log/* commandSentMessage */.Zd)(command, job) : `Job ${jobId} is already ${job.status}.`;
    const reason = runner.isCommandLine ? 'The command was interrupted.' : 'The workflow was cancelled.';
    runner.notice(`${reason} ${result}`);
}
/**
 * Stops further jobs of our create request, which a gateway may have sent more than once; fails for those that may be. Beside
 * our own job they are cancelled; where it is not listed, one of them may be this job under another id.
 */
async function stopCopies(jobIds, command, options) {
    const { client, deps, deadline } = options;
    const { runner, clock } = deps;
    const attempt = readAttempt(deps);
    if (attempt === undefined)
        return;
    const names = jobIds.join(', ');
    const warn = (reason) => {
        // Own hosts, which get no derived seed, make no copies.
        if (attempt.seed === undefined)
            return;
        runner.warning(`Whether the server has made copies of job ${names}, which cost money, is not known: ${reason}`);
    };
    const copiesDeadline = Math.min(deadline, clock.now() + COPIES_TIMEOUT_MS);
    const copies = await findCopies(client, jobIds, attempt, deps, copiesDeadline).catch((error) => {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        warn((0,format_error/* formatError */.W)(error));
        return undefined;
    });
    if (!copies)
        return;
    if (copies.incompleteReason !== undefined)
        warn(copies.incompleteReason);
    const copyIds = copies.own.map(({ id }) => id);
    await settleAll([
        stopAll(copyIds, copies.isKnownAlive ? 'cancel' : command, options),
        assertAllRecognized(copies, `Job ${names} may have copies that a gateway has made.`, runner),
    ]);
}
function readAttempt({ runner: { state } }) {
    const attemptId = state.get('attempt');
    const seed = state.get('seed');
    return attemptId === undefined ? undefined : { attemptId, seed: seed ? Number(seed) : undefined };
}
/** Returns the ids of the jobs whose create request had no response; fails for jobs that may be such ones. */
async function findLostJobIds({ client, deps, deadline }) {
    const attempt = readAttempt(deps) ?? { attemptId: '' };
    const lost = await findLostJobs(client, attempt, deps, deadline - MIN_STOP_MS);
    if (lost.own.length === 0)
        await reportMissing(lost, attempt, deps);
    return lost.own.map(({ id }) => id);
}
/** Fails for jobs that may be those of our create request, and that nothing identifies well enough to stop them. */
async function assertAllRecognized({ suspected, unreadable }, reason, audience) {
    if (suspected.length > 0)
        throw new stop_job/* StopFailedError */.eB(`${reason} The jobs named here have the seed of that job, and nothing else shows who created them, so they were not stopped.`, { hint: suspected.map(({ id }) => (0,log/* maybeRunningMessage */.hc)(id, audience)).join('\n') });
    if (unreadable > 0)
        throw new stop_job/* StopFailedError */.eB(`${reason} The list of jobs has ${unreadable} more of its jobs, whose ids cannot be read, so they were not stopped.`, { hint: 'They may be running and costing money: check the newest jobs of this project.' });
}
async function reportMissing(lost, { attemptId }, { runner }) {
    const reason = 'The main step ended while it was creating a job.';
    await assertAllRecognized(lost, reason, runner);
    if (lost.incompleteReason !== undefined)
        throw new stop_job/* StopFailedError */.eB(`${reason} Whether the job exists is not known: ${lost.incompleteReason}.`, {
            hint: (0,log/* maybeCreatedMessage */._G)(attemptId),
        });
    if (lost.keepsNoMetadata)
        runner.warning(`${reason} This server keeps no metadata, so the action cannot know whether the job exists and costs money: check the newest jobs of this project.`);
    else
        runner.info(`${reason} The job does not exist: nothing to do.`);
}

// EXTERNAL MODULE: ./src/training/enforce-quality-gate.ts + 1 modules
var enforce_quality_gate = __webpack_require__(2512);
// EXTERNAL MODULE: ./src/training/follow-to-end.ts + 3 modules
var follow_to_end = __webpack_require__(9102);
// EXTERNAL MODULE: ./src/training/pull-request-comment.ts
var pull_request_comment = __webpack_require__(8451);
;// CONCATENATED MODULE: ./src/actions/wait.ts









/** Runs the action `wait`: follows an existing job and evaluates the quality gate, whichever run created the job. */
function wait(deps) {
    const { runner, clock, fetch, workspace, signal } = deps;
    return (0,run_step/* runTrainingStep */.s)(deps, report_outputs/* WAIT_OUTPUTS */.lY, async (reporter, timer) => {
        const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.wait, runner);
        const jobId = inputs['job-id'];
        const directory = await workspace.prepareDirectory(inputs['results-dir']);
        reporter.openResults(await directory.create());
        runner.saveState('job-id', jobId);
        runner.saveState('created', 'false');
        reporter.setOutputs({ 'job-id': jobId });
        reporter.setComment((0,pull_request_comment/* createPullRequestComment */.gv)(inputs, { jobId }, deps));
        const connection = (0,training_connection/* createConnection */.tq)(inputs, deps);
        // A timeout of 0 still reads the job once.
        const deadline = inputs.timeout > 0 ? timer.startedAt + inputs.timeout : Number.POSITIVE_INFINITY;
        const cancellableClient = (0,openai_client/* createClient */.U)(connection, fetch, clock, { signal, deadline });
        runner.group('Training');
        const result = await (0,follow_to_end/* followToEnd */.c)({
            ...timer,
            jobId,
            client: (0,openai_client/* createClient */.U)(connection, fetch, clock, { deadline }),
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
            await (0,enforce_quality_gate/* enforceQualityGate */.r)(job, inputs, { client: cancellableClient, reporter, deps });
        return result.outcome;
    });
}

// EXTERNAL MODULE: ./src/run.ts + 10 modules
var src_run = __webpack_require__(8219);
;// CONCATENATED MODULE: ./src/job-actions.ts





/** Runs the action `wait`. */
const runWait = (launcherUrl, run = src_run/* run */.eF) => run(wait, launcherUrl);
/** Runs the action `find`. */
const runFind = (launcherUrl, run = src_run/* run */.eF) => run(find, launcherUrl);
/** Runs the action `control`. */
const runControl = (launcherUrl, run = src_run/* run */.eF) => run(control, launcherUrl);
/** Runs the action `deploy`, which the others need not load. */
const runDeploy = async (launcherUrl, run = src_run/* run */.eF) => run((await __webpack_require__.e(/* import() */ 669).then(__webpack_require__.bind(__webpack_require__, 6669))).deploy, launcherUrl);
/** Runs the post step of the root action and of `wait`. */
const runPost = (launcherUrl, run = src_run/* run */.eF) => run(post, launcherUrl);
/** Runs the command line, which uses what these actions load, so that they load nothing for it. */
const runCommandLine = async (...args) => (await __webpack_require__.e(/* import() */ 521).then(__webpack_require__.bind(__webpack_require__, 1521))).runCommandLine(...args);


/***/ })

};
