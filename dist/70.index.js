export const id = 70;
export const ids = [70];
export const modules = {

/***/ 6070:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fineTune: () => (/* binding */ fineTune)
});

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/config/create-request.ts

/** The JSON body that creates this job from files that are uploaded. */
function createRequest({ model, method, suffix, seed, metadata, integrations, extraBody }, { training, validation }) {
    const settings = { method: method && methodField(method), suffix, seed, metadata, integrations };
    return {
        model,
        training_file: training,
        ...(0,json/* present */.E)({ validation_file: validation, ...settings }),
        ...extraBody,
    };
}
function methodField({ type, ...settings }) {
    return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type };
}

// EXTERNAL MODULE: ./src/openai/client.ts
var openai_client = __webpack_require__(5239);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./src/openai/wire.ts + 1 modules
var wire = __webpack_require__(2822);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: ./src/training/data.ts + 7 modules
var data = __webpack_require__(1261);
// EXTERNAL MODULE: ./src/training/estimate.ts + 1 modules
var training_estimate = __webpack_require__(8090);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/training/match-job.ts
var match_job = __webpack_require__(3673);
;// CONCATENATED MODULE: ./src/training/elect.ts


/** How long to wait for our own job to be listed: until then the list may lack those of others as well. */
const UNLISTED_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 4000;
/**
 * `created_at` is in whole seconds: a job of the same second, which may win by its id, was created up to a second after
 * our own, and may be listed as much later.
 */
const SAME_SECOND_MS = 1200;
/**
 * Among runs that have each created a job for the same work, one is to be left: returns the one that all of them
 * choose, which may be our own. Looks until the list shows our job, and a second longer.
 */
async function elect(own, { clock, signal, look, unclear }) {
    const start = clock.now();
    for (let pauseMs = FIRST_PAUSE_MS;; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
        const jobs = await look();
        const winner = winnerOf(own, jobs);
        const late = clock.now() - start >= UNLISTED_MS;
        const listed = jobs.some(({ id }) => id === own.id);
        if (winner.id !== own.id || late)
            return winner;
        if (listed && !unclear)
            break;
        await clock.sleep(pauseMs, signal);
    }
    await clock.sleep(SAME_SECOND_MS, signal);
    return winnerOf(own, await look());
}
/** The job that every run which sees these jobs chooses; our own when it has ended, since nothing is saved any more. */
function winnerOf(own, jobs) {
    const mine = jobs.find(({ id }) => id === own.id) ?? own;
    if ((0,wire/* isTerminal */.Hd)(mine.status))
        return mine;
    return (0,match_job/* ranked */.ad)([mine, ...jobs.filter(({ id }) => id !== own.id)])[0] ?? mine;
}

;// CONCATENATED MODULE: ./src/training/job-coordinator.ts

/** What all jobs of this work have in their metadata; without reuse, only those of this workflow run are looked at. */
function markOf({ plan, fingerprint, deps: { context, attemptId } }) {
    if (plan.inputs.reuse)
        return { ft_fingerprint: fingerprint };
    // Outside of a workflow, every invocation is a run of its own.
    const run = context.runId ? { ft_run: context.runId } : { ft_attempt: attemptId };
    return { ft_fingerprint: fingerprint, ...run };
}
/** The work, as it is known again among the jobs of the server. */
function workOf(errand) {
    const { model, method, suffix, seed } = errand.plan.job;
    return {
        mark: markOf(errand),
        model,
        method: method?.type ?? 'supervised',
        suffix,
        seed,
        hyperparameters: { ...method?.hyperparameters },
    };
}
/** Says in the job's metadata what it does and who asked for it. Values are cut at the API's 512 characters. */
function provenance({ fingerprint, deps: { context, attemptId } }) {
    const { repository, sha, ref, runId } = context;
    const pairs = {
        ft_fingerprint: fingerprint,
        ft_attempt: attemptId,
        ft_repository: repository,
        ft_sha: sha,
        ft_ref: ref,
        ft_run: runId,
    };
    return Object.fromEntries(Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : [])));
}
/** Whether this workflow run, in any of its attempts, has created the job. */
function isOfThisRun(job, { runId, repository }) {
    return (runId !== undefined &&
        (0,list_jobs/* hasMetadata */.gM)(job, { ft_run: runId, ...(repository && { ft_repository: repository }) }));
}

// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/find-jobs.ts







/** How long an unanswered look for existing jobs is repeated. */
const LOOK_MS = 5 * 60_000;
const MIN_LOOK_MS = 30_000;
/** A model is asked for only to see whether it was deleted. */
const MODEL_MS = 10_000;
/** The job that exists for this work, if any; nothing is changed. */
async function findJob(errand) {
    return usable(await jobsOf(errand), errand);
}
/** Looks once more, when a job has begun to move, for one that another run has created; returns the one to yield to. */
async function rival(own, errand) {
    try {
        const winner = winnerOf(own, await rivals(own, errand));
        return winner.id === own.id ? undefined : winner;
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.l)
            return undefined;
        throw error;
    }
}
/** The best of these jobs, if one of them is of use. */
function usable(jobs, errand) {
    const candidates = (0,match_job/* ranked */.ad)(jobs).filter((job) => isEligible(job, errand));
    return (0,match_job/* firstUsable */.VS)(errand.client, candidates, (0,retry_options/* retryFor */.o)(errand.deps, MODEL_MS));
}
/** The jobs that compete with our own, and our own: those that were of use before it was created, or have come since. */
async function rivals(own, errand) {
    const jobs = await jobsOf(errand, own);
    return jobs.filter((job) => job.id === own.id || (isEligible(job, errand) && !errand.stale.has(job.id)));
}
/** Without metadata nobody can tell which run has created a job; without reuse, those of others must not be taken. */
const isEligible = (job, { plan }) => plan.inputs.reuse || (0,match_job/* hasAnyMetadata */.go)(job);
/** The jobs that do this work, whatever has become of them, and our own, if there is one already. */
async function jobsOf(errand, own) {
    const work = workOf(errand);
    const query = {
        wanted: (job) => job.id === own?.id || (0,match_job/* does */.YL)(work, job),
        // Our own without metadata: no filter by metadata would find it.
        ...((!own || (0,match_job/* hasAnyMetadata */.go)(own)) && { metadata: work.mark }),
    };
    return sameData(await list(query, errand), errand, own);
}
/** The jobs that do this work, now that the files are known. */
async function jobsForFiles(errand) {
    const jobs = await jobsOf(errand);
    return jobs.length > 0 || !errand.shelf.hasFound ? jobs : namelessJobsOf(errand);
}
/** The same on a server that filters by metadata but keeps none: jobs can be told there only by the files that they use. */
async function namelessJobsOf(errand) {
    const work = workOf(errand);
    const query = { wanted: (job) => (0,match_job/* hasAnyMetadata */.go)(job) || (0,match_job/* does */.YL)(work, job) };
    const jobs = await list(query, errand, (jobs) => jobs.some(match_job/* hasAnyMetadata */.go));
    return jobs.some(match_job/* hasAnyMetadata */.go) ? [] : sameData(jobs, errand);
}
/** Those of the jobs that use our data; a job with metadata is known by our mark already. */
async function sameData(jobs, { shelf }, own) {
    const same = [];
    // One after another: a server without metadata may list thousands that look alike.
    for (const job of jobs)
        if (job.id === own?.id || (0,match_job/* hasAnyMetadata */.go)(job) || (await shelf.isUsedBy(job)))
            same.push(job);
    return same;
}
/** Reads the list of jobs. A server that has no such list has no jobs, as far as we can see. */
async function list(query, errand, enough) {
    const { client, deps, until } = errand;
    try {
        // At least one try, however late it is: what is looked for is what was paid for.
        const patienceMs = Math.max(MIN_LOOK_MS, Math.min(LOOK_MS, until - deps.clock.now()));
        const { items, complete } = await (0,list_jobs/* listJobs */.N6)(client, query, (0,retry_options/* retryFor */.o)(deps, patienceMs), enough);
        if (!complete && !errand.warnedOfLimit)
            deps.runner.warning(`The server has more than ${list_jobs/* MAX_JOBS */.Eu} jobs; older ones were not looked at.`);
        errand.warnedOfLimit ||= !complete;
        return items;
    }
    catch (error) {
        if (!(0,http_errors/* isUnsupportedEndpoint */.Tj)(error))
            throw error;
        if (!errand.listsNoJobs)
            deps.runner.warning('This server does not list its jobs: one that exists for this work is not found again.');
        errand.listsNoJobs = true;
        return [];
    }
}

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/training/follow-to-end.ts + 1 modules
var follow_to_end = __webpack_require__(647);
;// CONCATENATED MODULE: ./src/training/preflight.ts





const ASK_MS = 10_000;
/**
 * What a server of OpenAI's whole API tells before anything is uploaded: whether it accepts the grader, and how many
 * jobs may be trained. Only a grader that it refuses ends the run; whatever else goes wrong changes nothing.
 */
async function preflight(errand) {
    const { plan, client, deps } = errand;
    if (!(0,provider/* providerOf */.lc)(new URL(plan.connection.baseUrl).hostname).hasPreflight)
        return;
    const { method } = plan.job;
    if (method?.type === 'reinforcement')
        try {
            await (0,retry_options/* retryFor */.o)(deps, ASK_MS)(() => client.validateGrader(method.grader, { limitMs: ASK_MS }));
        }
        catch (error) {
            if (deps.signal.aborted || !(error instanceof errors/* ActionError */.l))
                throw error;
            if (error instanceof http_errors/* ApiError */.hD && error.refusal.fromApi && [400, 422].includes(error.refusal.status))
                throw new errors/* ActionError */.l(`The server does not accept the grader: ${error.message}`, {
                    hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
                    cause: error,
                });
            if ((0,http_errors/* mayPass */.bg)(error))
                deps.runner.info('The grader could not be checked by the server beforehand.');
        }
    await tellLimits(errand);
}
async function tellLimits({ plan, client, deps }) {
    try {
        const limits = await client.modelLimits({ limitMs: ASK_MS });
        const ours = limits.find(({ model }) => (0,match_job/* isModel */.yX)(model, plan.job.model) || (0,match_job/* isModel */.yX)(plan.job.model, model));
        const numbers = Object.entries(ours ?? {}).filter(([, value]) => typeof value === 'number');
        if (numbers.length > 0)
            deps.runner.info(`limits of ${plan.job.model}: ${numbers.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', ')}`);
    }
    catch (error) {
        // Few servers have it, and it only informs.
        if (deps.signal.aborted || !(error instanceof errors/* ActionError */.l))
            throw error;
    }
}

// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/training/find-or-create-job.ts















/** How long to ask for what the list did not tell of a found job. */
const find_or_create_job_LOOK_MS = 60_000;
/** How long to try to cancel a job that is one too many. */
const YIELD_MS = 5 * 60_000;
/**
 * Finds the job that does this work, or creates it: never two. It looks before anything is uploaded, again before the
 * create request, and once more after it, for jobs of other runs that began at the same moment.
 */
async function obtain(errand) {
    const early = await findJob(errand);
    if (early)
        return take(early, errand);
    await preflight(errand);
    const files = await bringFiles(errand);
    const known = await jobsForFiles(errand);
    const late = await usable(known, errand);
    if (late)
        return take(late, errand);
    for (const { id } of known)
        errand.stale.add(id);
    const { job, unclear, surplus } = await create(errand, files);
    const { runner, signal } = errand.deps;
    runner.saveState('created', 'true');
    tell(job, true, errand);
    const own = { job, ours: true, isNew: true };
    const { link } = errand.report.run;
    const created = `Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`;
    if (signal.aborted || (0,wire/* isTerminal */.Hd)(job.status) || errand.listsNoJobs) {
        runner.notice(created);
        return own;
    }
    try {
        const settled = await settle(own, { unclear, surplus }, errand);
        if (settled === own)
            runner.notice(created);
        return settled;
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.l) || error instanceof follow_to_end/* NotStopped */.rw)
            throw error;
        runner.notice(created);
        if (!signal.aborted)
            runner.warning(`It is not known whether another run has created a job for the same work at the same moment: ${(0,format_error/* formatError */.W)(error)}`);
        return own;
    }
}
/** Sees to it that of all jobs for this work one is left: our own, or that of another run. */
async function settle(own, { unclear, surplus }, errand) {
    const { clock, signal, attemptId } = errand.deps;
    const { job } = own;
    let listed = [];
    const look = async () => {
        listed = await rivals(job, errand);
        return listed;
    };
    const winner = await elect(job, { clock, signal, look, unclear });
    // Jobs made by requests of ours whose answers never came: nobody else will cancel them.
    const ghosts = listed.filter(({ id, status, metadata }) => metadata.ft_attempt === attemptId && !(0,wire/* isTerminal */.Hd)(status) && id !== winner.id && id !== job.id);
    for (const ghost of [...surplus, ...ghosts])
        await cancelSurplus(ghost, winner, errand);
    return winner.id === job.id ? own : yieldTo(winner, job, errand);
}
/** Cancels our own job, which is one too many, and takes the other one; unless ours has succeeded by then. */
async function yieldTo(winner, own, errand) {
    const stopped = await cancelSurplus(own, winner, errand);
    if (stopped?.status === 'succeeded')
        return { job: stopped, ours: true, isNew: true };
    errand.report.restart();
    return take(winner, errand, own);
}
/** Cancels a job that this invocation has created, and that is one too many; returns it as it is then. */
async function cancelSurplus(job, winner, { deps, lastingClient: client, remainingMs }) {
    const { runner, signal } = deps;
    runner.info(`Job ${winner.id} does the same work and has precedence: ${job.id} is cancelled`);
    try {
        return await (0,follow_to_end/* stopInTime */.tl)({ jobId: job.id, client, world: deps, remainingMs }, 'cancel', YIELD_MS);
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.l))
            throw error;
        const both = `Two jobs do the same work, ${job.id} and ${winner.id}, and ${job.id} could not be cancelled: ${(0,format_error/* formatError */.W)(error)}`;
        if (signal.aborted)
            throw new follow_to_end/* NotStopped */.rw(both, { hint: 'The post step tries again.', cause: error });
        runner.setFailed(`${both} Cancel one of them by hand.`);
        return undefined;
    }
}
/** Takes a job that exists already. */
async function take(job, errand, instead) {
    const { deps, plan, client } = errand;
    const { runner } = deps;
    const ours = isOfThisRun(job, deps.context);
    runner.saveState('created', `${ours}`);
    tell(job, ours, errand);
    const { ft_run: run, ft_sha: sha } = job.metadata;
    const by = ours ? 'this workflow run' : run ? `run ${run}` : 'somebody else';
    const done = job.status === 'succeeded' ? 'has done' : 'does';
    const known = `job ${job.id} (${job.status}), created by ${by}${sha ? ` for commit ${sha.slice(0, 7)}` : ''}`;
    runner.notice(instead
        ? `Another run has created a job for the same work at the same moment: ${known}, is used, and our ${instead.id} was cancelled.`
        : `Nothing new is created: ${known}, ${done} exactly this work.`);
    if (/^paus/.test(job.status) && plan.inputs.wait) {
        runner.info(`Job ${job.id} is paused, and is resumed`);
        await (0,stop_job/* changeJob */.i_)(client, job.id, 'resume', (0,retry_options/* retryOptions */.t)(deps)).catch((error) => {
            // A job that has ended, or is to be stopped now, is dealt with by whoever attends to it.
            if (!deps.signal.aborted && !(error instanceof stop_job/* TooLate */.d6))
                throw error;
        });
    }
    // A list need not tell all of a job.
    if (job.status === 'succeeded' && !job.fineTunedModel) {
        const whole = await (0,retry_options/* retryFor */.o)(deps, find_or_create_job_LOOK_MS)(() => client.job(job.id)).catch(() => job);
        tell(whole, ours, errand);
        return { job: whole, ours, isNew: false };
    }
    return { job, ours, isNew: false };
}
/** Lets later steps and the post step know of the job before anything else happens. */
function tell(job, ours, { report, client, deps: { runner } }) {
    runner.saveState('job-id', job.id);
    report.seen(job);
    report.outputs({ created: ours });
    report.run.link = jobPage(client.host, job.id);
}
/** Brings the data to the server; a Failure when that takes longer than the whole step may. */
async function bringFiles({ shelf, until, deps }) {
    const { runner, clock, signal: interrupted } = deps;
    runner.group('Upload');
    try {
        return await (0,src_clock/* withTimeout */.wj)(clock, until - clock.now(), interrupted, (signal) => shelf.bring({ ...deps, signal }));
    }
    catch (error) {
        if (!(error instanceof src_clock/* TimeoutError */.MU))
            throw error;
        throw new errors/* ActionError */.l('The time was up before the data was on the server, so no job was created.', {
            hint: 'Allow more time by "timeout".',
        });
    }
    finally {
        runner.endGroup();
    }
}
/** Creates the job: without metadata where that is refused, with the data uploaded anew where it turns out to be gone. */
async function create(errand, files) {
    const { plan, shelf, deps, until } = errand;
    const { runner, attemptId } = deps;
    // What the post step finds the job by, should the answer never come.
    runner.saveState('attempt', attemptId);
    const mark = { ft_attempt: attemptId };
    const send = ({ training, validation }, metadata) => {
        const work = { ...workOf(errand), mark };
        // A job without metadata is ours only if it uses these very files: copies of them are those of others.
        const uses = (job) => job.trainingFile === training && job.validationFile === validation;
        const wanted = (job) => !errand.stale.has(job.id) && (0,match_job/* does */.YL)(work, job) && ((0,match_job/* hasAnyMetadata */.go)(job) || uses(job));
        const { metadata: _, ...description } = plan.job;
        const request = createRequest({ ...description, ...(metadata && { metadata }) }, { training, ...(validation && { validation }) });
        const query = { wanted, metadata: metadata && mark };
        const onUnclear = (error) => runner.info(`${error.message}. Nothing is sent again before it was looked whether there is a job now`);
        return (0,create_job/* createJob */._S)(errand.lastingClient, request, { ...(0,retry_options/* retryOptions */.t)(deps), until, query, onUnclear });
    };
    const metadata = { ...plan.job.metadata, ...provenance(errand) };
    try {
        return await send(files, metadata);
    }
    catch (error) {
        if (!(error instanceof http_errors/* ApiError */.hD) || !(0,http_errors/* hadNoEffect */.wZ)(error))
            throw error;
        if (refusesMetadata(error)) {
            runner.warning('This server refuses metadata, so the job is created without it: running this again is less safe, since the job is known again only by its files, model and method.');
            return await send(files, undefined);
        }
        if (!(await shelf.forgetGone().catch(() => false)))
            throw error;
        return await send(await bringFiles(errand), metadata);
    }
}
function refusesMetadata({ refusal: { status, param, said } }) {
    return status === 400 && /metadata/i.test(`${param} ${said}`);
}
/** Where people look at a job. Of other servers than OpenAI no such address is known. */
function jobPage(host, jobId) {
    return host === 'api.openai.com'
        ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
        : undefined;
}

// EXTERNAL MODULE: ./src/training/model-quality.ts
var model_quality = __webpack_require__(1887);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
;// CONCATENATED MODULE: ./src/training/model-shutdown.ts




const model_shutdown_ASK_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Warns when the end of the base model is announced: the models that are trained from it end with it (OpenAI's
 * deprecations page). A Failure when that is nearer than it may be. A page that cannot be read changes nothing.
 */
async function checkModelLife({ inputs, job }, client, report, deps) {
    const { runner, startedAt, signal } = deps;
    const base = baseOf(job.model);
    const least = inputs['min-model-days'];
    let date;
    try {
        date = (await (0,retry_options/* retryFor */.o)(deps, model_shutdown_ASK_MS)(() => client.model(base, { limitMs: model_shutdown_ASK_MS }))).shutdownDate;
    }
    catch (error) {
        if (signal.aborted || !(error instanceof errors/* ActionError */.l))
            throw error;
        if (least > 0)
            runner.warning(`It is not known when ${base} is shut down, so "min-model-days" says nothing: ${(0,format_error/* formatError */.W)(error)}`);
        return;
    }
    if (date === undefined)
        return;
    report.outputs({ 'model-shutdown-date': date });
    const days = Math.ceil((Date.parse(date) - startedAt.getTime()) / DAY_MS);
    const when = days > 0 ? `will be shut down on ${date}, in ${(0,format/* count */.U9)(days, 'day')}` : `was to be shut down on ${date}`;
    const what = `The base model ${base} ${when}; models trained from it end with it.`;
    if (least > 0 && days < least)
        throw new errors/* ActionError */.l(what, {
            hint: `"min-model-days" asks for ${(0,format/* count */.U9)(least, 'day')}. Train from a model that lasts longer.`,
        });
    runner.warning(what);
}
/** A fine-tuned model's name tells its base: `ft:base:org::id`, at Azure `base.ft-id`. */
function baseOf(model) {
    const [, base] = /^ft:([^:]+)/.exec(model) ?? /^(.+)\.ft-/.exec(model) ?? [];
    return base ?? model;
}

// EXTERNAL MODULE: ./src/training/plan.ts + 7 modules
var training_plan = __webpack_require__(5248);
// EXTERNAL MODULE: ./src/training/pull-request-comment.ts + 1 modules
var pull_request_comment = __webpack_require__(9379);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/dataset/normalize.ts
var normalize = __webpack_require__(363);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/openai/delete-files.ts


/** Deletes files, unless one of the recent jobs that are `using` their files needs them. */
async function discardFiles(client, ids, using, repeat) {
    if (ids.length === 0)
        return [];
    const left = (error, id) => {
        if (error instanceof errors/* ActionError */.l)
            return { id, kind: 'left', error };
        throw error;
    };
    let recent;
    try {
        recent = (await repeat(() => client.jobs({ limit: RECENT }))).items.filter(using);
    }
    catch (error) {
        return ids.map((id) => left(error, id));
    }
    const discard = async (id) => {
        const by = recent.find(({ trainingFile, validationFile }) => id === trainingFile || id === validationFile);
        if (by)
            return { id, kind: 'used', by };
        try {
            await repeat(() => client.deleteFile(id));
        }
        catch (error) {
            if (!(error instanceof http_errors/* ApiError */.hD && error.refusal.status === 404))
                return left(error, id);
        }
        return { id, kind: 'deleted' };
    };
    return Promise.all(ids.map(discard));
}
/** A file that was just uploaded is used by a recent job or by none. */
const RECENT = 100;

// EXTERNAL MODULE: ./src/openai/pagination.ts
var pagination = __webpack_require__(8240);
;// CONCATENATED MODULE: ./src/openai/find-file.ts


/** The API's own default for a page of files is 10,000. */
const PAGE = 1000;
const MAX_FILES = 20_000;
/** A file that was made is in the list after this long at the latest. */
const LISTED_MS = 30_000;
/** Between two looks for it until then. */
const LISTING_PAUSE_MS = 5000;
/** A file that expires before a job has read it is of no use. */
const MIN_LIFE_SECONDS = 24 * 60 * 60;
/** Statuses of files that no job can be trained on, now or later. */
const UNUSABLE = new Set(['error', 'deleted', 'deleting']);
/** The files for fine-tuning on the server that are `wanted`, the oldest first. Rejects when it refuses to list them. */
async function listFiles(client, wanted, repeat) {
    const page = (query) => client.files(query);
    const { items } = await (0,pagination/* readList */.L)({ page, ways: [{ limit: PAGE }, {}], most: MAX_FILES, repeat }, wanted);
    return items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1));
}
/** Whether a file that this action has uploaded, whenever and wherever, has this content. */
function isSame({ name, bytes }, content) {
    return (name?.includes(content.digest) ?? false) && bytes === content.bytes;
}
/**
 * The oldest file on the server with this content, so that all runs find the same one; undefined when there is
 * none that the server still has when it is asked for it.
 */
async function findFile(client, content, now, repeat) {
    const latest = now.getTime() / 1000 + MIN_LIFE_SECONDS;
    const usable = (file) => !UNUSABLE.has(file.status ?? '') && (file.expiresAt ?? latest) >= latest;
    for (const { id } of await listFiles(client, (file) => isSame(file, content) && usable(file), repeat)) {
        const file = await stillThere(client, id, repeat);
        if (file && usable(file))
            return file;
    }
    return undefined;
}
/** The file as the server has it now; undefined when it says that there is none. */
async function stillThere(client, id, repeat) {
    try {
        return await repeat(() => client.file(id));
    }
    catch (error) {
        if (error instanceof http_errors/* ApiError */.hD && error.refusal.fromApi && error.refusal.status === 404)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/openai/multipart.ts

/** A multipart/form-data body (RFC 7578) of known length, so that it need not be sent in chunked encoding. */
function multipart(fields, file) {
    const boundary = `----${(0,external_node_crypto_.randomUUID)()}`;
    const part = (disposition) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
    const texts = Object.entries(fields).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`);
    const start = `${part(`name="${file.field}"; filename="${file.name}"`)}Content-Type: ${file.type}\r\n\r\n`;
    const head = Buffer.from(texts.join('') + start);
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    async function* body() {
        yield head;
        yield* file.content;
        yield tail;
    }
    return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        contentLength: head.length + file.size + tail.length,
        body: body(),
    };
}

;// CONCATENATED MODULE: ./src/openai/upload.ts






const STALL_MS = 60_000;
const FIRST_PROGRESS_MS = 3000;
const PROGRESS_MS = 10_000;
const LISTING_MS = 30_000;
/** How long a server may take to answer when it has all bytes of a file. */
const ANSWER_MS = 10 * 60_000;
/** How often what changes the server is sent at most. */
const TRIES = 4;
/**
 * Uploads a file for fine-tuning. The bytes are streamed; a file of any size needs the memory of a few chunks.
 * When an answer does not come, the file is looked for by its name, which must be this upload's own, before it is sent
 * again. Between `onSend` and `onAnswer` nobody knows whether the server has it.
 */
function uploadFile(client, file, uploading) {
    let doubtful = false;
    const attempt = async () => {
        const there = doubtful ? await arrived(client, file, uploading) : undefined;
        if (there)
            uploading.onAnswer();
        if (there)
            return there;
        uploading.onSend();
        try {
            const uploaded = await uploadOnce(client, file, uploading);
            uploading.onAnswer();
            return uploaded;
        }
        catch (error) {
            if ((0,http_errors/* hadNoEffect */.wZ)(error))
                uploading.onAnswer();
            else
                doubtful = true;
            throw error;
        }
    };
    return (0,retry/* retry */.L)(attempt, { ...uploading, maxAttempts: TRIES });
}
/** The file, if an upload without an answer has brought it; a list that cannot be read is no reason to stop. */
async function arrived(client, { name, size }, uploading) {
    const { clock, random, signal } = uploading;
    const until = clock.now() + LISTING_MS;
    try {
        const files = await listFiles({ files: (page) => client.files(page, { signal }) }, (file) => file.name === name && file.bytes === size, (request) => (0,retry/* retry */.L)(request, { clock, random, signal, deadline: until }));
        return files[0];
    }
    catch (error) {
        if (signal.aborted || !(error instanceof errors/* ActionError */.l))
            throw error;
        return undefined;
    }
}
function uploadOnce(client, file, uploading) {
    const { name, size, content } = file;
    const fields = { purpose: 'fine-tune' };
    const body = multipart(fields, { field: 'file', name, type: 'application/jsonl', size, content: content() });
    const tell = progress(uploading);
    const onMove = (sent) => tell(Math.min(sent, size));
    const watching = { ...uploading, what: `upload of ${name}`, answerMs: ANSWER_MS, onMove };
    return watched(body, (body, signal) => client.upload(body, signal), watching);
}
/** Tells, now and then, how far an upload is. */
function progress({ clock, onProgress }) {
    let tellAt = clock.now() + FIRST_PROGRESS_MS;
    return (sent) => {
        if (clock.now() < tellAt)
            return;
        tellAt = clock.now() + PROGRESS_MS;
        onProgress(sent);
    };
}
/** Sends a body and gives up when no byte of it moves for a minute, or when no answer comes in time after the last. */
async function watched({ contentType, contentLength, body }, send, { clock, signal, what, answerMs, onMove }) {
    const stalled = new AbortController();
    const done = new AbortController();
    let sent = 0;
    let movedAt = clock.now();
    let limitMs = STALL_MS;
    async function* moving() {
        for await (const chunk of body) {
            yield chunk;
            sent += chunk.length;
            movedAt = clock.now();
            onMove?.(sent);
        }
        limitMs = answerMs;
    }
    async function watch() {
        for (let left = limitMs; left > 0; left = movedAt + limitMs - clock.now())
            await clock.sleep(left, done.signal);
        stalled.abort(new src_clock/* TimeoutError */.MU(`no progress for ${limitMs / 1000} seconds`));
    }
    watch().catch(() => undefined);
    try {
        const either = AbortSignal.any([signal, stalled.signal]);
        return await send({ contentType, contentLength, body: moving() }, either);
    }
    catch (error) {
        if (!stalled.signal.aborted || signal.aborted)
            throw error;
        throw new http_errors/* ConnectionError */.Rc(`${what}: ${stalled.signal.reason.message}`, { sent: true, cause: error });
    }
    finally {
        done.abort();
    }
}

;// CONCATENATED MODULE: ./src/openai/multipart-upload.ts








/** The bytes above which a file is uploaded in parts to the server at this host (with its port, if it has one). */
function largestPlainUpload(host) {
    return (0,provider/* providerOf */.lc)(new URL(`https://${host}`).hostname).largestPlainUpload;
}
/** API reference, Uploads: a part has at most 64 MB. Small ones make little of a failure, and let several be in memory. */
const PART_BYTES = 16 * 2 ** 20;
const MAX_PARTS = 400;
/** In memory, and on their way. */
const MAX_HELD = 4;
const SLICE_BYTES = 256 * 1024;
const PART_ANSWER_MS = 2 * 60_000;
/** More than of a whole file: what is lost with a part is much more than the part. */
const PART_TRIES = 8;
const CANCEL_MS = 2000;
const CANCEL_DELAY_MS = 250;
/**
 * Uploads a file for fine-tuning in parts (API reference, Uploads), with the memory of a few of them; each is repeated
 * by itself. An unfinished upload is no file: between `onSend` and `onAnswer` it is being completed. One that cannot be
 * finished is cancelled. Undefined, and nothing done, where the server has no such API.
 */
async function uploadInParts(client, file, uploading, partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MAX_PARTS))) {
    const id = await begin(client, file, uploading);
    if (id === undefined)
        return undefined;
    try {
        const parts = await sendParts(client, id, file, partBytes, uploading);
        return await complete(client, id, parts, file, uploading);
    }
    catch (error) {
        await cancel(client, id, uploading);
        throw error;
    }
}
/** The id of a new upload; one whose id never arrives has no parts, and expires within the hour. */
async function begin(client, { name, size }, uploading) {
    const upload = { filename: name, bytes: size, mimeType: 'text/jsonl' };
    try {
        const { id } = await (0,retry/* retry */.L)(() => client.createUpload(upload, { signal: uploading.signal }), {
            ...uploading,
            maxAttempts: TRIES,
            shouldRetry: (error) => (0,http_errors/* mayPass */.bg)(error) && !(hasNoUploads(error) && isAnswered(error)),
        });
        return id;
    }
    catch (error) {
        if (hasNoUploads(error))
            return undefined;
        throw error;
    }
}
function hasNoUploads(error) {
    return error instanceof http_errors/* ApiError */.hD && [404, 405, 501].includes(error.refusal.status);
}
/** In JSON, and not by the page of some proxy that may go away. */
const isAnswered = ({ refusal: { fromApi, said } }) => fromApi || said !== undefined;
async function sendParts(client, id, file, partBytes, uploading) {
    const failed = new AbortController();
    const signal = AbortSignal.any([uploading.signal, failed.signal]);
    const patience = { ...uploading, signal, maxAttempts: PART_TRIES };
    const buffers = new Buffers(partBytes);
    const md5 = (0,external_node_crypto_.createHash)('md5');
    const tell = progress(uploading);
    let sent = 0;
    async function send(bytes) {
        try {
            const part = await (0,retry/* retry */.L)(() => sendPart(client, id, bytes, patience), patience);
            sent += bytes.length;
            tell(sent);
            return part.id;
        }
        finally {
            buffers.give(bytes);
        }
    }
    const sending = [];
    try {
        for await (const bytes of cut(file.content(), buffers)) {
            signal.throwIfAborted();
            md5.update(bytes);
            const part = send(bytes);
            part.catch((error) => failed.abort(error));
            sending.push(part);
        }
        return { partIds: await Promise.all(sending), md5: md5.digest('hex') };
    }
    catch (error) {
        failed.abort(error);
        throw error;
    }
}
function sendPart(client, id, bytes, { clock, signal }) {
    const type = 'application/octet-stream';
    const data = { field: 'data', name: 'part', type, size: bytes.length, content: slices(bytes) };
    const watching = { clock, signal, what: `part of ${id}`, answerMs: PART_ANSWER_MS };
    return watched(multipart({}, data), (body, signal) => client.addPart(id, body, signal), watching);
}
/** Small enough that each of them shows whether the connection still moves. */
function* slices(bytes) {
    for (let start = 0; start < bytes.length; start += SLICE_BYTES)
        yield bytes.subarray(start, start + SLICE_BYTES);
}
/** The same bytes in pieces that fill a buffer each, but for the last one. */
async function* cut(chunks, buffers) {
    let piece;
    let length = 0;
    for await (const chunk of chunks)
        for (let rest = chunk; rest.length > 0;) {
            piece ??= await buffers.take();
            const fitting = rest.subarray(0, piece.length - length);
            piece.set(fitting, length);
            length += fitting.length;
            rest = rest.subarray(fitting.length);
            if (length < piece.length)
                continue;
            yield piece;
            piece = undefined;
            length = 0;
        }
    if (piece)
        yield piece.subarray(0, length);
}
/** A few buffers for one user, used over and over: new ones would lie about until the garbage collector comes. */
class Buffers {
    #bytes;
    #spare = [];
    #made = 0;
    #hand;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Waits until there is one. */
    async take() {
        const spare = this.#spare.pop();
        if (spare)
            return spare;
        if (this.#made === MAX_HELD)
            return new Promise((resolve) => {
                this.#hand = resolve;
            });
        this.#made += 1;
        return Buffer.allocUnsafeSlow(this.#bytes);
    }
    give(buffer) {
        const hand = this.#hand;
        this.#hand = undefined;
        if (hand)
            hand(buffer);
        else
            this.#spare.push(buffer);
    }
}
/** Makes the file. After an answer that does not say whether there is one it is looked for before this is asked again. */
async function complete(client, id, parts, file, uploading) {
    let doubtful = false;
    const attempt = async () => {
        const there = doubtful ? await arrived(client, file, uploading) : undefined;
        if (there)
            return there;
        try {
            return await client.completeUpload(id, parts, { signal: uploading.signal, limitMs: ANSWER_MS });
        }
        catch (error) {
            // What is completed cannot be completed again.
            const late = doubtful && !(0,http_errors/* mayPass */.bg)(error) ? await listed(client, file, uploading) : undefined;
            if (late)
                return late;
            doubtful ||= !(0,http_errors/* hadNoEffect */.wZ)(error);
            throw error;
        }
    };
    uploading.onSend();
    try {
        const made = await (0,retry/* retry */.L)(attempt, { ...uploading, maxAttempts: TRIES });
        doubtful = false;
        return made;
    }
    finally {
        if (!doubtful)
            uploading.onAnswer();
    }
}
/** Waits for the file until lists must show it. */
async function listed(client, file, uploading) {
    const { clock, signal } = uploading;
    const until = clock.now() + LISTED_MS;
    for (;;) {
        const there = await arrived(client, file, uploading);
        if (there || clock.now() >= until)
            return there;
        await clock.sleep(LISTING_PAUSE_MS, signal);
    }
}
/** Also when the workflow is cancelled. What is not cancelled within a moment expires within the hour. */
async function cancel(client, id, { clock, random }) {
    const work = (signal) => (0,retry/* retry */.L)(() => client.cancelUpload(id, { signal }), {
        clock,
        random,
        signal,
        maxDelayMs: CANCEL_DELAY_MS,
    });
    await (0,src_clock/* withTimeout */.wj)(clock, CANCEL_MS, undefined, work).catch(() => undefined);
}

;// CONCATENATED MODULE: ./src/openai/wait-for-file.ts



/** While a file is in one of these, a job that uses it would be refused (Azure). */
const PROCESSING = new Set(['pending', 'running']);
/** OpenAI starts jobs with files in this state too; some servers never leave it. */
const UPLOADED = 'uploaded';
const UPLOADED_MS = 30_000;
/** The official client waits as long. */
const PROCESSING_MS = 30 * 60_000;
const wait_for_file_LOOK_MS = 5000;
/** How long a server may fail to tell of a file. */
const LOOKING_MS = 60_000;
/** Waits until the server has processed a file, where it says that it processes them. A Failure when it could not. */
async function untilProcessed(client, file, { onWait, ...looking }) {
    const { clock, signal } = looking;
    const start = clock.now();
    let pauseMs = 250;
    for (let now = file;;) {
        const status = now.status ?? 'processed';
        if (UNUSABLE.has(status))
            throw new errors/* ActionError */.l(`The server could not process file ${file.id} (${status})${now.statusDetails ? `: ${now.statusDetails}` : ''}`);
        const patienceMs = PROCESSING.has(status) ? PROCESSING_MS : status === UPLOADED ? UPLOADED_MS : 0;
        const remainingMs = start + patienceMs - clock.now();
        if (remainingMs <= 0)
            return;
        if (now === file)
            onWait(status);
        await clock.sleep(Math.min(pauseMs, remainingMs), signal);
        pauseMs = Math.min(pauseMs * 2, wait_for_file_LOOK_MS);
        now = await lookAt(client, file.id, looking);
    }
}
/** A file as the server tells of it; nothing but its id where the server tells nothing: the create request will. */
async function lookAt(client, id, looking) {
    try {
        return await (0,retry/* retry */.L)(() => client.file(id, { signal: looking.signal }), {
            ...looking,
            deadline: looking.clock.now() + LOOKING_MS,
        });
    }
    catch (error) {
        if (looking.signal.aborted || !(error instanceof errors/* ActionError */.l))
            throw error;
        return { id };
    }
}

;// CONCATENATED MODULE: ./src/training/uploaded-files.ts














/** How long the server is asked whether it has the data already, before it is simply uploaded. */
const FIND_MS = 60_000;
/** How long to ask for a file that tells whether a job does the same work. */
const COMPARE_MS = 5 * 60_000;
const TIDY_MS = 60_000;
const HURRIED_DELAY_MS = 500;
/** The data of this run on the server: what was found there, what was uploaded, and what becomes of it. */
class Shelf {
    #datasets;
    #connect;
    #client;
    #report;
    #world;
    #remainingMs;
    /** What is larger is uploaded in parts. */
    #plainBytes;
    /** In the name of every upload of this run, and of no other. */
    #token;
    #uploaded = new Set();
    #here = new Map();
    /** Whether a file has some content, by id and digest. */
    #compared = new Map();
    /** How many uploads may have arrived without our knowing, and when the last of them began. */
    #doubts = 0;
    #doubtedAt = 0;
    /** Settles when the last upload is over, also where nobody waits for it any more. */
    #over = Promise.resolve();
    constructor(datasets, connect, report, deps, remainingMs, plainBytes) {
        this.#remainingMs = remainingMs;
        this.#datasets = datasets;
        this.#token = deps.attemptId.slice(0, 12);
        this.#connect = connect;
        this.#client = connect(deps.signal);
        this.#plainBytes = plainBytes ?? largestPlainUpload(this.#client.host);
        this.#report = report;
        this.#world = deps;
    }
    /** Brings to the server what is not there, and returns the ids once the data can be trained on. */
    async bring(world = this.#world) {
        for (const dataset of this.#datasets) {
            const { role } = dataset;
            if (this.#here.has(role))
                continue;
            const file = await this.#file(dataset, world);
            this.#here.set(role, file);
            this.#report.outputs({ [`${role}-file-id`]: file.id });
        }
        for (const [role, file] of this.#here) {
            const onWait = (status) => world.runner.info(`the server is processing the ${role} data (${status})`);
            await untilProcessed(this.#client, file, { ...(0,retry_options/* retryOptions */.t)(world), onWait });
        }
        const [training = '', validation] = ROLES.map((role) => this.#here.get(role)?.id);
        return { training, ...(validation && { validation }) };
    }
    /** Whether a job uses this data: by the content of its files, since the same data may have been uploaded twice. */
    async isUsedBy({ trainingFile, validationFile }) {
        for (const [role, id] of Object.entries({ training: trainingFile, validation: validationFile })) {
            const dataset = this.#datasets.find((dataset) => dataset.role === role);
            if (!dataset || id === undefined) {
                if (dataset || id !== undefined)
                    return false;
            }
            else if ('id' in dataset) {
                if (dataset.id !== id)
                    return false;
            }
            else if (!(await this.#hasContent(id, dataset.report)))
                return false;
        }
        return true;
    }
    #hasContent(id, content) {
        const key = `${id} ${content.digest}`;
        const known = this.#compared.get(key);
        if (known)
            return known;
        const has = stillThere(this.#client, id, (0,retry_options/* retryFor */.o)(this.#world, COMPARE_MS)).then((file) => file !== undefined && isSame(file, content));
        this.#compared.set(key, has);
        // A failure says nothing, and is not remembered.
        has.catch(() => this.#compared.delete(key));
        return has;
    }
    /** Whether any of the data was on the server before this run: only then can there be a job that uses it. */
    get hasFound() {
        return [...this.#here.values()].some(({ id }) => !this.#uploaded.has(id));
    }
    /** Forgets the files that were found and are gone by now; returns whether there were any. */
    async forgetGone() {
        const found = this.#datasets.filter((dataset) => {
            const id = this.#here.get(dataset.role)?.id;
            return 'report' in dataset && id !== undefined && !this.#uploaded.has(id);
        });
        let gone = false;
        for (const { role } of found) {
            const id = this.#here.get(role)?.id ?? '';
            if (await stillThere(this.#client, id, (0,retry_options/* retryFor */.o)(this.#world, FIND_MS)))
                continue;
            this.#world.runner.info(`${role} data: ${id} is gone from the server`);
            gone = this.#here.delete(role);
        }
        return gone;
    }
    /** Deletes what this run has uploaded and neither the job that it ends with uses nor any other. */
    async tidy(job) {
        await this.#over;
        if (this.#uploaded.size === 0 && this.#doubts === 0)
            return;
        // A server that does not say what its jobs use: nobody can tell what is not used.
        if (job && !job.trainingFile)
            return;
        await this.#hurriedly(async (client, repeat) => {
            const strays = await this.#strays(client, repeat);
            const unused = [...new Set([...this.#uploaded, ...strays])].filter((id) => id !== job?.trainingFile && id !== job?.validationFile);
            const using = ({ status }) => status !== 'failed' && status !== 'cancelled';
            await this.#discard(unused, using, client, repeat);
        });
    }
    /** What uploads without an answer have left on the server: looked for until lists must show it. */
    async #strays(client, repeat) {
        const { clock, signal } = this.#world;
        while (this.#doubts > 0) {
            const ours = await listFiles(client, (file) => this.#isOurs(file), repeat);
            const strays = ours.map(({ id }) => id).filter((id) => !this.#uploaded.has(id));
            const late = clock.now() - this.#doubtedAt >= LISTED_MS;
            if (strays.length > 0 || late || signal.aborted)
                return strays;
            await clock.sleep(LISTING_PAUSE_MS, signal).catch(() => undefined);
        }
        return [];
    }
    /** Deletes the files of a job that has succeeded, unless another one is still being trained on them. */
    async deleteFiles(job) {
        const named = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []));
        const ids = [...new Set([job.trainingFile, job.validationFile])];
        const ours = ids.flatMap((id) => (id === undefined || named.includes(id) ? [] : [id]));
        const using = (other) => other.id !== job.id && !(0,wire/* isTerminal */.Hd)(other.status);
        await this.#hurriedly((client, repeat) => this.#discard(ours, using, client, repeat));
    }
    #isOurs({ name }) {
        return name?.includes(`-${this.#token}-`) ?? false;
    }
    /** Also when the workflow is cancelled: tidying up is worth the seconds that are left then. */
    async #hurriedly(work) {
        const { clock, random, runner, signal: interrupted } = this.#world;
        const end = (0,src_clock/* abortAfter */.dg)(interrupted, this.#remainingMs, clock);
        try {
            await (0,src_clock/* withTimeout */.wj)(clock, TIDY_MS, end.signal, (signal) => {
                const maxDelayMs = interrupted.aborted ? HURRIED_DELAY_MS : undefined;
                const patience = { clock, random, signal, maxDelayMs };
                return work(this.#connect(signal), (request) => (0,retry/* retry */.L)(request, patience));
            });
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l || error instanceof src_clock/* TimeoutError */.MU))
                throw error;
            const why = error instanceof errors/* ActionError */.l ? (0,format_error/* formatError */.W)(error) : error.message;
            runner.warning(`Files that are not needed may be left on the server: ${why}`);
        }
        finally {
            end.release();
        }
    }
    async #discard(ids, using, client, repeat) {
        const { runner } = this.#world;
        for (const file of await discardFiles(client, ids, using, repeat))
            if (file.kind === 'deleted')
                runner.info(`${file.id} was deleted from the server`);
            else if (file.kind === 'used')
                runner.info(`${file.id} is kept: job ${file.by.id} uses it`);
            else
                runner.warning(`${file.id} could not be deleted and is left on the server: ${(0,format_error/* formatError */.W)(file.error)}`);
    }
    async #file(dataset, world) {
        const { role } = dataset;
        if ('id' in dataset)
            return lookAt(this.#client, dataset.id, (0,retry_options/* retryOptions */.t)(world));
        const { digest, bytes } = dataset.report;
        const there = await this.#found(dataset.report, world);
        if (there && !this.#uploaded.has(there.id))
            world.runner.info(`${role} data: ${(0,format/* size */.Ej)(bytes)} already on the server as ${there.id}`);
        if (there)
            return there;
        const { workspace, runner } = world;
        const local = {
            name: `${stem(dataset.files)}-${this.#token}-${digest}.jsonl`,
            size: bytes,
            content: () => unchanged((0,normalize/* normalised */.Z)(workspace, dataset.files), digest),
        };
        const uploading = this.#upload(role, local, {
            ...(0,retry_options/* retryOptions */.t)(world),
            onProgress: (sent) => runner.info(`${role} data: ${(0,format/* size */.Ej)(sent)} of ${(0,format/* size */.Ej)(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`),
            onSend: () => {
                this.#doubts += 1;
                this.#doubtedAt = world.clock.now();
            },
            onAnswer: () => {
                this.#doubts -= 1;
            },
        });
        this.#over = uploading.catch(() => undefined);
        const file = await uploading;
        runner.info(`${role} data: ${(0,format/* size */.Ej)(bytes)} uploaded as ${file.id}`);
        return file;
    }
    async #upload(role, local, sending) {
        const isLarge = local.size > this.#plainBytes;
        const whole = isLarge ? await uploadInParts(this.#client, local, sending) : undefined;
        if (isLarge && !whole)
            this.#world.runner.info(`${role} data: this server has no uploads in parts, so all of it is sent in one request`);
        const file = whole ?? (await uploadFile(this.#client, local, sending));
        this.#uploaded.add(file.id);
        return file;
    }
    /** A server that cannot tell what it has gets the data once more: a file costs nothing. */
    async #found(content, world) {
        try {
            return await findFile(this.#client, content, world.startedAt, (0,retry_options/* retryFor */.o)(world, FIND_MS));
        }
        catch (error) {
            if (world.signal.aborted || !(error instanceof errors/* ActionError */.l))
                throw error;
            return undefined;
        }
    }
}
const ROLES = ['training', 'validation'];
/** The files were read twice, to be checked and to be sent; what is sent must be what was checked. */
async function* unchanged(bytes, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of bytes) {
        hash.update(chunk);
        yield chunk;
    }
    if (hash.digest('hex') !== digest)
        throw new errors/* ActionError */.l('The data changed while it was being uploaded.');
}
/** A short name for people, in characters that every server takes; the digest behind it says what it is. */
function stem(files) {
    const base = files[0]?.name
        .split('/')
        .at(-1)
        ?.replace(/\.jsonl$/i, '') ?? '';
    return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data';
}

// EXTERNAL MODULE: ./src/actions/run-step.ts + 4 modules
var run_step = __webpack_require__(2317);
;// CONCATENATED MODULE: ./src/actions/fine-tune.ts

















/** From a dataset to a fine-tuned model: checks the data, uploads it, creates the job, and follows it to its end. */
function fineTune(deps) {
    return (0,run_step/* step */.P)(deps, outputs/* ROOT_OUTPUTS */.iQ, async (report, times) => {
        const plan = await (0,training_plan/* readTrainingPlan */.k)(deps);
        report.resultsIn(plan.resultsDir);
        return train(plan, times, report, deps);
    });
}
async function train(plan, times, report, world) {
    const { fetch, clock, signal: interrupted } = world;
    const { inputs } = plan;
    report.comment = await (0,pull_request_comment/* commentFor */.D)(inputs, plan.job, world);
    const { datasets, fingerprint } = await checkData(plan, report, world);
    const connected = (signal) => (0,openai_client/* createClient */.U)(plan.connection, fetch, clock, signal);
    const client = connected(interrupted);
    await checkModelLife(plan, client, report, world);
    const shelf = new Shelf(datasets, connected, report, world, times.remainingMs);
    const errand = {
        plan,
        fingerprint,
        shelf,
        report,
        deps: world,
        client,
        lastingClient: connected(),
        // With no time at all the job is still to be created and looked at once.
        until: inputs.timeout > 0 ? times.startedAt + inputs.timeout : Number.POSITIVE_INFINITY,
        stale: new Set(),
        remainingMs: times.remainingMs,
        warnedOfLimit: false,
        listsNoJobs: false,
    };
    if (inputs['dry-run'])
        return dryRun(errand);
    try {
        const verdict = await pursue(errand, times);
        await cleanUp(errand);
        return verdict;
    }
    catch (error) {
        // A job that was made but not found may still need the files. Otherwise they have done their work, even where the
        // model does not pass the gate.
        if (!(error instanceof create_job/* Unknown */.$r))
            await cleanUp(errand);
        throw error;
    }
}
/** Tells what the data is and what training on it will cost; a Failure when either is not as it must be. */
async function checkData(plan, report, world) {
    const { runner, context } = world;
    const { model, method } = plan.job;
    for (const warning of [...plan.warnings, ...marksOfTheRun(plan.job, context)])
        runner.warning(warning);
    Object.assign(report.run, { model, method: method?.type ?? 'supervised' });
    const datasets = await (0,data/* inspectData */.Po)(plan, world);
    const estimate = (0,training_estimate/* estimateOf */.q)(plan, datasets);
    report.outputs({ 'estimated-tokens': estimate?.tokens, 'estimated-cost': estimate?.cost });
    report.run.data.push(...datasets.map(data/* dataOf */.qu));
    Object.assign(report.run, {
        problems: (0,data/* checkedOf */.Te)(datasets).problems,
        hyperparameters: method?.hyperparameters,
        provenance: provenanceOf(world),
        estimate,
    });
    (0,data/* refuseErrors */.Sz)(datasets, plan);
    (0,training_estimate/* refuseTooMuch */.o)(estimate, plan.inputs);
    const fingerprint = (0,data/* fingerprintOf */.ax)(plan, datasets);
    report.outputs({ fingerprint });
    report.run.fingerprint = fingerprint;
    report.tell('checked');
    runner.info(`fingerprint of the work: ${fingerprint}`);
    return { datasets, fingerprint };
}
/** Deletes the files that are not to be kept. */
async function cleanUp({ plan, report: { job }, shelf }) {
    if (plan.inputs['delete-files'] === 'after-success' && job?.status === 'succeeded')
        await shelf.deleteFiles(job);
    await shelf.tidy(job);
}
/** The commit and the run, for people to look at. */
function provenanceOf({ context: { repository, sha, runId, serverUrl } }) {
    if (!sha)
        return undefined;
    const page = repository && `${serverUrl}/${repository}`;
    return {
        sha,
        commitLink: page && `${page}/commit/${sha}`,
        run: runId,
        runLink: page && runId && `${page}/actions/runs/${runId}`,
    };
}
/** Where these are part of what is asked, every run asks for something else, and pays for it. */
function marksOfTheRun({ suffix, seed }, { runId, sha }) {
    const marks = [runId, sha?.slice(0, 7)].filter((mark) => mark !== undefined && mark.length > 5);
    return Object.entries({ suffix, seed }).flatMap(([name, value]) => marks.some((mark) => `${value}`.includes(`${mark}`))
        ? [
            `input "${name}": carries the id or the commit of this run, so that no run ever uses a job of another one`,
        ]
        : []);
}
/** Sees to it that the work is done: by one job, whoever has created it. */
async function pursue(errand, times) {
    const { deps, report, plan } = errand;
    const { runner, signal } = deps;
    const { inputs } = plan;
    let anew = false;
    for (let obtained = await obtain(errand);;) {
        const { job, ours } = obtained;
        // A job that has failed is attended to all the same, to tell why; and one of a cancelled workflow, to stop it.
        if (!inputs.wait && !signal.aborted && (job.status === 'succeeded' || !(0,wire/* isTerminal */.Hd)(job.status))) {
            tellLeft(job, deps);
            return `${obtained.isNew ? 'created' : 'found'}, ${job.status}`;
        }
        report.tell('running');
        runner.group('Training');
        const fate = await (0,follow_to_end/* attend */.JK)({
            ...times,
            jobId: job.id,
            client: errand.lastingClient,
            reader: errand.client,
            report,
            world: deps,
            timeoutMs: inputs.timeout,
            intervalMs: inputs['poll-interval'],
            onTimeout: inputs['on-timeout'],
            onCancel: inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach'),
            rival: obtained.isNew ? (job) => rival(job, errand) : undefined,
            replaceable: !ours && !anew,
        });
        runner.endGroup();
        if (fate.kind === 'verdict') {
            if (report.job?.status === 'succeeded') {
                tellDeployment(errand);
                await (0,model_quality/* judgeQuality */.Z)(report.job, inputs, { client: errand.client, report, world: deps });
            }
            const isReused = !obtained.isNew && job.status === 'succeeded';
            return isReused ? 'succeeded already, nothing was paid for again' : fate.verdict;
        }
        if (fate.kind === 'superseded') {
            obtained = await yieldTo(fate.other, fate.job, errand);
            continue;
        }
        runner.info(`Job ${job.id}, which another run has created, was cancelled by somebody: deciding anew`);
        anew = true;
        // So that the post step does not take that job for one that may be created now.
        runner.saveState('job-id', '');
        report.restart();
        obtained = await obtain(errand);
    }
}
/** Tells that nobody waits for the job, where it has not ended. */
function tellLeft({ id, status }, { runner }) {
    if (/^paus/.test(status))
        runner.warning(`Job ${id} is paused and does not go on by itself: run this with "wait: true", or resume it by the action "control".`);
    else if (!(0,wire/* isTerminal */.Hd)(status))
        runner.info((0,follow_to_end/* left */.kb)(id));
}
function tellDeployment({ plan, deps: { runner } }) {
    const { deployment } = (0,provider/* providerOf */.lc)(new URL(plan.connection.baseUrl).hostname);
    if (deployment)
        runner.info(deployment);
}
/** Tells what would be done, and only reads. */
async function dryRun(errand) {
    const { plan, client, deps } = errand;
    const { runner } = deps;
    const found = await findJob(errand);
    if (found) {
        runner.info(`Dry run: job ${found.id} (${found.status}) does exactly this work; none would be created.`);
        return `dry run, ${found.id} would be used`;
    }
    const idOf = (source) => ('id' in source ? source.id : '(id of the uploaded file)');
    const { training, validation } = plan;
    const files = { training: idOf(training), ...(validation && { validation: idOf(validation) }) };
    const request = createRequest(plan.job, files);
    runner.info(`Dry run: nothing was uploaded and no job was created. This would be asked of ${client.host}, beside metadata of our own (ft_…):`);
    for (const line of JSON.stringify(request, null, 2).split('\n'))
        runner.info(line);
    return 'dry run, nothing was created';
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
