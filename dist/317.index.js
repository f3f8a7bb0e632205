export const id = 317;
export const ids = [317];
export const modules = {

/***/ 2317:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ briefStep),
  P: () => (/* binding */ step)
});

// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/wire.ts + 1 modules
var wire = __webpack_require__(2822);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: ./src/training/follow-to-end.ts + 1 modules
var follow_to_end = __webpack_require__(647);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/openai/metrics.ts + 1 modules
var openai_metrics = __webpack_require__(4370);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/report/curve-analysis.ts
var curve_analysis = __webpack_require__(4724);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/chart.ts
var chart = __webpack_require__(194);
// EXTERNAL MODULE: ./src/report/problems.ts
var report_problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/report/summary-sections.ts





/** What the summary tells below its first table, as far as it is known; each part is bounded, all together below 1 MiB. */
function sections(run) {
    const parts = [next(run), problems(run), gate(run), metrics(run), checkpoints(run), hyperparameters(run)];
    return parts.filter((part) => part !== undefined);
}
/** What to do now. */
function next({ job, failed, gate, best }) {
    if (!job)
        return undefined;
    if (job.status === 'succeeded') {
        if (!job.fineTunedModel)
            return undefined;
        const another = best !== undefined && best.model !== job.fineTunedModel;
        const lines = [
            gate && !gate.passed
                ? '**Next:** the model is there, but the gate keeps it back: deploy it by hand, or train on better data.'
                : `**Next:** a later step has the model as <code>\${{ steps.ID.outputs.fine-tuned-model }}</code>.`,
            another && 'An earlier checkpoint did better: it is the output <code>best-checkpoint</code>.',
            // Azure names models so, and serves them only by a deployment (API reference, 9).
            /\.ft-[0-9a-f]{8}/.test(job.fineTunedModel) && 'On Azure it answers once it is deployed.',
        ];
        return lines.filter(Boolean).join(' ');
    }
    if (job.status === 'failed')
        return '**Next:** mend what the job says and run the workflow again; files that were uploaded are found again.';
    if (job.status === 'cancelled')
        return '**Next:** run the workflow again to train anew.';
    const attach = `run this step again, or the action <code>wait</code> with <code>job-id: ${(0,markdown/* text */.Qq)(job.id)}</code>`;
    return `**Next:** the job ${failed ? 'may go on, and cost money' : 'goes on'}. To attach to it, ${attach}.`;
}
const MAX_PROBLEMS = 20;
function problems({ problems = [] }) {
    if (problems.length === 0)
        return undefined;
    const rows = problems
        .slice(0, MAX_PROBLEMS)
        .map(({ severity, file, line, message, path, code: check }) => [
        `${report_problems/* MARKS */.j7[severity]} ${(0,markdown/* code */.aY)(`${file}:${line}`)}`,
        `${(0,markdown/* text */.Qq)(message)}${path ? ` (at ${(0,markdown/* code */.aY)(path)})` : ''}`,
        (0,markdown/* code */.aY)(check),
    ]);
    const more = problems.length - rows.length;
    return [
        '### Problems of the data',
        (0,markdown/* table */.tp)(['Where', 'What', 'Check'], rows),
        ...(more > 0 ? [`And ${(0,format/* count */.U9)(more, 'more problem')}.`] : []),
    ].join('\n\n');
}
function gate({ gate, baseline }) {
    if (!gate || gate.rows.length === 0)
        return undefined;
    const title = `### ${gate.passed ? '✅ Gate: passed' : '❌ Gate: failed'}`;
    return [title, ...(baseline ? [`Compared with job ${(0,markdown/* code */.aY)(baseline)}.`] : []), gateTable(gate)].join('\n\n');
}
/** As many as `require` may have. */
const MAX_REQUIREMENTS = 100;
function gateTable({ rows }) {
    const shown = (value) => (value === undefined ? '' : (0,format/* metricValue */.a3)(value));
    const hasNotes = rows.some(({ note }) => note);
    return (0,markdown/* table */.tp)(['', 'Asked', ' Reached', ' Limit', ...(hasNotes ? ['Note'] : [])], rows
        .slice(0, MAX_REQUIREMENTS)
        .map(({ asked, reached, limit, holds, note = '' }) => [
        holds ? '✅' : '❌',
        (0,markdown/* code */.aY)(asked, 150),
        shown(reached),
        shown(limit),
        ...(hasNotes ? [(0,markdown/* text */.Qq)(note, 200)] : []),
    ]));
}
/** So many stand there at once, so many more on request; the rest is in `metrics.csv`. */
const MAX_METRICS = 10;
const MAX_METRICS_MORE = 100;
function metrics({ metrics: known }) {
    if (!known || known.series.size === 0)
        return undefined;
    const rows = inOrder(known).map(([name, series]) => metricRow(name, series));
    const titles = ['Metric', ' First', ' Best', ' Last'];
    const rest = rows.slice(MAX_METRICS, MAX_METRICS + MAX_METRICS_MORE);
    const untold = rows.length - MAX_METRICS - rest.length;
    const unknown = [
        known.leftOut > 0 && `There are so many that ${(0,format/* count */.U9)(known.leftOut, 'metric')} were left out.`,
        known.thinned && 'There are so many values that of the longest series every other one was left out.',
        untold > 0 && `${(0,format/* count */.U9)(untold, 'more metric')} are in <code>metrics.csv</code>.`,
    ];
    return [
        '### Metrics',
        ...(0,curve_analysis/* judgements */.F2)(known).map((line) => (0,markdown/* text */.Qq)(line)),
        ...picture(known),
        (0,markdown/* table */.tp)(titles, rows.slice(0, MAX_METRICS)),
        ...(rest.length > 0 ? [(0,markdown/* details */.zH)(`${(0,format/* count */.U9)(rest.length, 'more metric')}`, (0,markdown/* table */.tp)(titles, rest))] : []),
        ...unknown.filter((line) => typeof line === 'string'),
    ].join('\n\n');
}
/** The curves as a chart, and in a few numbers for where it is not drawn. */
function picture(known) {
    const drawn = (0,chart/* chart */.bW)(known);
    if (!drawn)
        return [];
    const rows = (0,chart/* milestones */.aL)(known).map(({ name, step, training, validation }) => [
        name,
        (0,format/* number */.ai)(step),
        training,
        validation,
    ]);
    return [drawn, (0,markdown/* details */.zH)('The curves in numbers', (0,markdown/* table */.tp)(['', ' Step', ' Training', ' Validation'], rows))];
}
/** First what has a plain name, then the scores, then those by grader, then the rest; each as the server told them. */
function inOrder({ series }) {
    const beginnings = [/^[^.]+$/, /^scores\.[^.]+$/, /^scores\./, /^/];
    const rank = (name) => beginnings.findIndex((beginning) => beginning.test(name));
    return [...series].sort(([a], [b]) => rank(a) - rank(b));
}
function metricRow(name, series) {
    const [first, last] = [series[0], series.at(-1)];
    const best = bestOf(name, series);
    const cell = (point) => (point ? (0,format/* metricValue */.a3)(point.value) : '');
    return [
        (0,markdown/* code */.aY)(name, 120),
        cell(first),
        best ? `${cell(best)}&nbsp;(step&nbsp;${(0,format/* number */.ai)(best.step)})` : '',
        cell(last),
    ];
}
function bestOf(name, series) {
    const sign = (0,curve_analysis/* senseOf */.yk)(name);
    const usable = series.filter(({ value }) => Number.isFinite(value));
    const [first] = usable;
    if (sign === 0 || !first)
        return undefined;
    return usable.reduce((a, b) => (sign * (b.value - a.value) < 0 ? b : a), first);
}
const MAX_CHECKPOINTS = 20;
/** What tells checkpoints apart, the most telling first, and the metrics that tell it; so many have a column. */
const TELLING = [
    ['Validation reward', 'scores.valid_reward_mean', 'full_valid_mean_reward'],
    ['Full validation loss', 'full_valid_loss'],
    ['Accuracy', 'full_valid_mean_token_accuracy', 'valid_mean_token_accuracy'],
    ['Validation loss', 'valid_loss'],
    ['Training reward', 'train_mean_reward'],
    ['Training loss', 'train_loss'],
];
const MAX_COLUMNS = 3;
function checkpoints({ checkpoints = [], metrics, best }) {
    if (checkpoints.length === 0)
        return undefined;
    const shown = checkpoints.toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0)).slice(-MAX_CHECKPOINTS);
    const more = checkpoints.length - shown.length;
    const columns = TELLING.map(([title, ...names]) => ({
        title: ` ${title}`,
        cells: shown.map(({ step }) => {
            const values = names.flatMap((name) => metrics?.series.get(name)?.find((point) => point.step === step) ?? []);
            return values[0] ? (0,format/* metricValue */.a3)(values[0].value) : '';
        }),
    }))
        .filter(({ cells }) => cells.some((cell) => cell !== ''))
        .slice(0, MAX_COLUMNS);
    const isBest = ({ model, step }) => best !== undefined && (model === best.model || (step !== undefined && step === best.step));
    const rows = shown.map((checkpoint, row) => [
        checkpoint.step === undefined ? '' : (0,format/* number */.ai)(checkpoint.step),
        `${(0,markdown/* code */.aY)(checkpoint.model)}${isBest(checkpoint) ? ' ⭐' : ''}`,
        ...columns.map(({ cells }) => cells[row] ?? ''),
    ]);
    return [
        '### Checkpoints',
        ...(best ? [`⭐ ${(0,markdown/* code */.aY)(best.model)}: ${(0,markdown/* text */.Qq)(best.why)}`] : []),
        (0,markdown/* table */.tp)([' Step', 'Model', ...columns.map(({ title }) => title)], rows),
        ...(more > 0 ? [`And ${(0,format/* count */.U9)(more, 'earlier one')}.`] : []),
    ].join('\n\n');
}
const MAX_HYPERPARAMETERS = 20;
/** What was trained with, and who has chosen it. */
function hyperparameters({ hyperparameters: asked = {}, job }) {
    const names = [...new Set([...Object.keys(asked), ...Object.keys(job?.hyperparameters ?? {})])];
    if (names.length === 0)
        return undefined;
    const rows = names.slice(0, MAX_HYPERPARAMETERS).map((name) => {
        const [wish, used] = [asked[name], job?.hyperparameters[name]].map(setting);
        const isChosen = wish === undefined || wish === 'auto';
        const by = isChosen ? (used === undefined || used === 'auto' ? '' : 'the server') : 'the workflow';
        return [(0,markdown/* code */.aY)(name, 100), (0,markdown/* code */.aY)(used ?? wish ?? '', 100), by];
    });
    const more = names.length - rows.length;
    return [
        '### Hyperparameters',
        (0,markdown/* table */.tp)(['Name', 'Value', 'Chosen by'], rows),
        ...(more > 0 ? [`And ${(0,format/* count */.U9)(more, 'more')}.`] : []),
    ].join('\n\n');
}
function setting(value) {
    if (value === undefined || value === null)
        return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

// EXTERNAL MODULE: ./src/report/summary-table.ts
var summary_table = __webpack_require__(5559);
;// CONCATENATED MODULE: ./src/report/summary.ts






/** The job summary, as GitHub's Markdown. Whatever comes from the server or the dataset stands in it as text alone. */
function summary(run) {
    return [
        `## ${mark(run)} Fine-tuning: ${(0,markdown/* text */.Qq)(run.verdict)}`,
        ...(run.failure ? [(0,summary_table/* failureQuote */.H4)(run.failure)] : []),
        jobTable(run),
        ...sections(run),
        ...digests(run),
    ]
        .join('\n\n')
        .concat('\n');
}
function jobTable(run) {
    const { job, provenance, estimate } = run;
    const model = job && (0,outputs/* modelOf */.DM)(job);
    return (0,summary_table/* factTable */.Bu)([
        ['Job', job && (0,markdown/* linked */.q)(job.id, run.link)],
        ['Status', job && (0,markdown/* code */.aY)(job.status)],
        ['Base model', run.model && (0,markdown/* code */.aY)(job?.model ?? run.model)],
        ['Method', run.method && (0,markdown/* code */.aY)(run.method)],
        ['Fine-tuned model', model && (0,markdown/* code */.aY)(model)],
        ...run.data.map(summary_table/* dataFact */.rs),
        ['Estimate', estimate && estimateCell(estimate)],
        ['Trained tokens', trainedTokensCell(run)],
        ['Commit', provenance && (0,markdown/* linked */.q)(provenance.sha.slice(0, 12), provenance.commitLink)],
        ['Workflow run', provenance?.run && (0,markdown/* linked */.q)(provenance.run, provenance.runLink)],
        ['Duration of this step', (0,format/* duration */.p0)(run.durationMs)],
    ]);
}
/** Green is only what has succeeded; a job that was left, or not even created, is still open. */
function mark({ failed, job }) {
    if (failed)
        return '❌';
    return job?.status === 'succeeded' ? '✅' : '⏳';
}
/** Reinforcement is billed by time: what its tokens were estimated to be says nothing. */
function trainedTokensCell({ job, method, estimate }) {
    if (job?.trainedTokens === undefined)
        return undefined;
    const judgement = method === 'reinforcement' ? undefined : (0,curve_analysis/* tokenJudgement */.xS)(estimate?.tokens, job.trainedTokens);
    return [(0,format/* number */.ai)(job.trainedTokens), judgement].filter(Boolean).join(' · ');
}
/** What identifies the work and its data, whole: too long for the table above on a narrow screen. */
function digests({ fingerprint, data }) {
    const rows = [
        ...(fingerprint ? [['Fingerprint of the work', (0,markdown/* code */.aY)(fingerprint)]] : []),
        ...data.flatMap(({ role, digest }) => (digest ? [[`SHA-256 of the ${role} data`, (0,markdown/* code */.aY)(digest)]] : [])),
    ];
    return rows.length > 0 ? [(0,markdown/* details */.zH)('Digests', (0,markdown/* table */.tp)(['What', 'Digest'], rows))] : [];
}
function estimateCell({ tokens, epochs, cost }) {
    const facts = [(0,format/* count */.U9)(tokens, 'billable token'), (0,format/* count */.U9)(epochs, 'epoch'), cost !== undefined && (0,format/* dollars */.E9)(cost)];
    return facts.filter(Boolean).join(' · ');
}

// EXTERNAL MODULE: ./src/training/pull-request-comment.ts + 1 modules
var pull_request_comment = __webpack_require__(9379);
;// CONCATENATED MODULE: ./src/training/run-reporter.ts








/** What the run has to tell other steps and people, told the moment it is known and once more at the end. */
class Report {
    run = { data: [] };
    job;
    /** Of the job that is reported on. */
    metrics;
    /** Whether its last events could not be read, and nothing else has told its last metrics. */
    isIncomplete = false;
    /** The comment on the pull request, where there is to be one. */
    comment;
    /** The metrics beside those of the model in use, for the comment. */
    comparison;
    #outputs = {};
    #results;
    #world;
    #names;
    /** `names` are the outputs that the step has; others are not set, whatever a job tells. */
    constructor(deps, names) {
        this.#world = deps;
        this.#names = names;
        this.metrics = new openai_metrics/* Metrics */.K1({ redact: deps.runner.redactCredentials });
    }
    /** Begins the result files; outputs are set from the start, so that a later step finds the folder. */
    resultsIn(folder) {
        this.#results = (0,results/* resultsIn */.u)(folder, this.#world.runner);
        this.#results.begin();
        this.outputs({ 'results-dir': folder });
    }
    /** Another job is reported on from now: the events of the one before are not its own. */
    restart() {
        this.#results?.begin();
        this.metrics = new openai_metrics/* Metrics */.K1({ redact: this.#world.runner.redactCredentials });
        if (this.job)
            for (const name of ['job', ...Object.keys((0,outputs/* jobOutputs */.ke)(this.job))].filter((name) => name in this.#outputs)) {
                delete this.#outputs[name];
                this.#world.runner.setOutput(name, '');
            }
        this.job = undefined;
    }
    /** Sets outputs whose values are new. */
    outputs(values) {
        const { runner } = this.#world;
        for (const [name, given] of Object.entries(values)) {
            if (given === undefined || !this.#names.some((known) => known === name))
                continue;
            // A name with a piece cut out names something else: of names, only credentials are kept out.
            const value = this.#clean(given, NAMES.has(name) ? runner.redactCredentials : runner.redactSecrets);
            if ((0,external_node_util_.isDeepStrictEqual)(value, this.#outputs[name]))
                continue;
            this.#outputs[name] = value;
            const text = (0,outputs/* outputText */.jO)(value);
            runner.setOutput(name, text);
            if (Array.isArray(value))
                this.#warnOfRest(name, value.length, text);
            if (typeof value === 'string' && value !== runner.redactSecrets(value))
                runner.warning(`Output ${name} contains a masked text; GitHub drops it where it is an output of the job.`);
        }
    }
    /** Of a list that is too long for an output, a later step would take the beginning for all of it. */
    #warnOfRest(name, all, text) {
        const told = JSON.parse(text).length;
        if (told < all)
            this.#world.runner.warning(`Output ${name} has the first ${told} of ${all}: no more fit into 64 kB.`);
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
    event(event) {
        this.metrics.event(event);
        this.#results?.event(this.#clean(event.raw, this.#world.runner.redactSecrets));
    }
    /** Brings the comment up to date; it is not waited for, and never fails. */
    tell(state) {
        void this.#comment(state, undefined);
    }
    /** Writes the result files, the summary where it is wanted, and the last state of the comment. */
    async finish(run, { startedAt, remainingMs }, withSummary) {
        const { runner, clock } = this.#world;
        const metrics = this.metrics.table();
        if (this.job)
            this.outputs({ job: this.job.raw });
        if (metrics.series.size > 0) {
            this.outputs({ metrics: (0,openai_metrics/* lastValues */.pT)(metrics) });
            this.#results?.write('metrics.csv', (0,openai_metrics/* csv */.fu)(metrics));
        }
        this.#results?.write('result.json', `${JSON.stringify((0,outputs/* resultOf */.Bg)(this.#names, this.#outputs), null, 2)}\n`);
        Object.assign(this.run, run);
        const whole = { ...this.run, ...run, job: this.job, durationMs: clock.now() - startedAt };
        // Redacted before it is escaped or cut: afterwards no secret would be recognised.
        const markdown = summary({
            ...this.#clean({ ...whole, failed: runner.failed }, runner.redactSecrets),
            metrics,
        });
        this.#results?.write('report.md', markdown);
        if (withSummary)
            runner.writeSummary(markdown);
        const { job } = this;
        const state = runner.failed
            ? 'failed'
            : job?.status === 'succeeded'
                ? 'done'
                : job
                    ? 'running'
                    : 'checked';
        const end = (0,src_clock/* abortAfter */.dg)(this.#world.signal, remainingMs, clock);
        await this.#comment(state, end.signal).finally(end.release);
    }
    async #comment(state, signal) {
        try {
            await this.comment?.update((0,pull_request_comment/* commentText */.b)(this.#commentValue(state), this.#world), signal);
        }
        catch (error) {
            // A mistake in what is only told must not end the step, which may be following a job.
            this.#world.runner.warning((0,format_error/* formatError */.W)(error));
        }
    }
    #commentValue(state) {
        const { verdict, failure, data, problems = [], estimate, gate, link } = this.run;
        const { job } = this;
        const tokens = job?.trainedTokens ?? estimate?.tokens;
        return this.#clean({
            state,
            verdict: state === 'failed' ? verdict : undefined,
            failure,
            data: data.map(({ role, examples, tokens, errors = 0, warnings = 0 }) => ({
                role,
                examples,
                tokens,
                errors,
                warnings,
            })),
            cost: tokens === undefined ? undefined : { tokens, usd: estimate?.cost },
            problems,
            job: job && { ...job, raw: undefined, fineTunedModel: (0,outputs/* modelOf */.DM)(job), link },
            metrics: this.comparison,
            gate,
        }, this.#world.runner.redactSecrets);
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
                this.#world.runner.redactCredentials(name),
                clean(field),
            ]));
        };
        return clean(value);
    }
}
/** Outputs that name something: no piece may be missing in them. */
const NAMES = new Set([
    'job-id',
    'status',
    'fine-tuned-model',
    'best-checkpoint',
    'training-file-id',
    'validation-file-id',
    'results-dir',
]);

;// CONCATENATED MODULE: ./src/training/step-timer.ts
/**
 * GitHub kills a step ten seconds after it has asked it to end (actions/runner, ProcessInvoker), and a person waits
 * for half of that.
 */
const CANCEL_GRACE_MS = 4500;
/** The times of a step that begins now. */
function startTimer({ clock, signal }) {
    return { startedAt: clock.now(), remainingMs: remainingTime(signal, clock) };
}
/** Tells how long a step may still take: for ever, until the workflow is cancelled. */
function remainingTime(signal, { now }) {
    let since;
    signal.addEventListener('abort', () => (since = now()), { once: true });
    return () => {
        if (!signal.aborted)
            return Number.POSITIVE_INFINITY;
        since ??= now();
        return Math.max(0, since + CANCEL_GRACE_MS - now());
    };
}

;// CONCATENATED MODULE: ./src/actions/run-step.ts







/**
 * Does the work of a step that is about a job, and tells people, later steps and the post step how it ended. The
 * work returns a verdict, or throws the reason why the step fails.
 */
async function step(deps, outputs, work) {
    const { runner, signal } = deps;
    const times = startTimer(deps);
    const report = new Report(deps, outputs);
    // Also when the inputs are wrong.
    const withSummary = runner.inputs.get('summary')?.toLowerCase() !== 'false';
    try {
        const verdict = await work(report, times);
        if (report.job?.status === 'succeeded')
            runner.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`);
        await report.finish({ verdict }, times, withSummary);
    }
    catch (error) {
        const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof errors/* ApiError */.hD);
        if (refused)
            report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said });
        const failure = (0,format_error/* formatError */.W)(error);
        runner.endGroup();
        runner.setFailed(failure);
        await report.finish({ verdict: verdictOf(report.job), failure }, times, withSummary);
        // What was to be done to the job and could not be done is left to the post step.
        if (signal.aborted && (error instanceof create_job/* Unknown */.$r || error instanceof follow_to_end/* NotStopped */.rw))
            return;
    }
    runner.saveState('ended', 'true');
}
/** What to say above the reason why a step has failed. */
function verdictOf(job) {
    if (!job)
        return 'failed';
    return (0,wire/* isTerminal */.Hd)(job.status) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`;
}
/** Does the work of a step that is over in a moment, and leaves nothing but its outputs. */
async function briefStep(world, outputs, work) {
    try {
        await work(new Report(world, outputs));
    }
    catch (error) {
        world.runner.setFailed((0,format_error/* formatError */.W)(error));
    }
}


/***/ }),

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ isOverwritten),
/* harmony export */   u: () => (/* binding */ resultsIn)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4874);



/** The names of the files that a run leaves. */
const RESULT_FILES = ['result.json', 'events.jsonl', 'metrics.csv', 'report.json', 'report.md'];
/** Whether a run that leaves its results in `folder` would write over the file at `path`, both without links. */
function isOverwritten(path, folder, platform = process.platform) {
    const flavour = platform === 'win32' ? node_path__WEBPACK_IMPORTED_MODULE_1__.win32 : node_path__WEBPACK_IMPORTED_MODULE_1__.posix;
    const spelt = (text) => ((0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .ignoresCase */ .cJ)(platform) ? text.toLowerCase() : text);
    return RESULT_FILES.some((name) => spelt(flavour.join(folder, name)) === spelt(flavour.normalize(path)));
}
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
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   q: () => (/* binding */ linked),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
const LONGEST = 500;
/**
 * Foreign text within Markdown: every character that HTML or Markdown could take for more than itself becomes
 * an entity, so that there are no tags, links, images, mentions or ends of a table's cell in it.
 */
function text(foreign, longest = LONGEST) {
    const cut = foreign.length > longest ? `${foreign.slice(0, longest)}…` : foreign;
    return cut
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(/[^\p{L}\p{N} .,;=()'/%+…-]|(?<=www)\./giu, entity);
}
/** Foreign text as code: the same, and never a link or a mention. */
function code(foreign, longest = LONGEST) {
    return `<code>${text(foreign, longest)}</code>`;
}
/** Foreign text as code that leads to a web address, if there is one. */
function linked(foreign, address) {
    return address && /^https?:\/\//.test(address)
        ? `<a href="${text(address)}">${code(foreign)}</a>`
        : code(foreign);
}
/** A table of cells that are Markdown already. Columns whose title begins with a space are numbers. */
function table(titles, rows) {
    const line = (cells) => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
    const rule = titles.map((title) => (title.startsWith(' ') ? '--:' : ':--'));
    return [line(titles), line(rule), ...rows.map(line)].join('\n');
}
/** What is shown only on request, unless it is open, under a title that is Markdown already. */
function details(title, markdown, open = false) {
    return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}
const entity = (character) => `&#${character.codePointAt(0)};`;


/***/ }),

/***/ 5468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ resultOf),
/* harmony export */   DM: () => (/* binding */ modelOf),
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
const QUALITY = ['metrics', 'best-checkpoint', 'checkpoints', 'gate'];
const END = ['trained-tokens', ...QUALITY, 'error-code', 'error-message', 'job', 'results-dir'];
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
const MAX_VALUE = 64_000;
/** The model that may be deployed: none unless the job has succeeded, whatever the server names. */
function modelOf(job) {
    return job.status === 'succeeded' ? job.fineTunedModel : undefined;
}
/** The outputs that a job determines, but for `job` itself. */
function jobOutputs(job) {
    const failed = job.status === 'failed' ? job.error : undefined;
    return {
        'job-id': job.id,
        status: job.status,
        'fine-tuned-model': modelOf(job),
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
        if (bytes > MAX_VALUE)
            break;
        shown.push(item);
    }
    return JSON.stringify(shown);
}
/** The fields of an object that are short, names included, and only so many. */
function plain(value) {
    const short = Object.entries(value).filter(([name, item]) => typeof item !== 'object' && fits(JSON.stringify([name, item]), 1000));
    return Object.fromEntries(short.slice(0, 50));
}
const fits = (text, most = MAX_VALUE) => Buffer.byteLength(text ?? '') <= most;
const shortened = (text) => `(${Buffer.byteLength(text)} bytes left out)`;
function cut(text) {
    return fits(text)
        ? text
        : `${Buffer.from(text)
            .subarray(0, MAX_VALUE - 3)
            .toString()
            .replace(/\ufffd+$/, '')}…`;
}


/***/ }),

/***/ 3300:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YK: () => (/* binding */ problemLine),
/* harmony export */   dR: () => (/* binding */ annotated),
/* harmony export */   j7: () => (/* binding */ MARKS)
/* harmony export */ });
/** How severe a problem is, at a glance. */
const MARKS = { error: '❌', warning: '⚠️' };
/** A problem's sentence, with its place and its code: an annotation has a place of its own, but the log does not show it. */
function problemLine({ code, file, line, path, message }) {
    return `${file}:${line}: ${message}${path ? ` (at ${path})` : ''} [${code}]`;
}
/** Which problems become annotations, at most so many of each severity; errors become warnings only where none are wanted. */
function annotated(problems, most) {
    const asErrors = most.errors > 0;
    const first = problems.filter(({ severity }) => asErrors && severity === 'error').slice(0, most.errors);
    const second = problems
        .filter((problem) => !asErrors || problem.severity === 'warning')
        .slice(0, most.warnings);
    const shown = new Set([...first, ...second]);
    return { errors: first, warnings: second, rest: problems.filter((problem) => !shown.has(problem)) };
}


/***/ }),

/***/ 5559:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bu: () => (/* binding */ factTable),
/* harmony export */   H4: () => (/* binding */ failureQuote),
/* harmony export */   rs: () => (/* binding */ dataFact)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2011);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4285);


/** A table of facts, each with its title; those without a cell are left out, and the first takes the place of the head. */
function factTable(facts) {
    const [first = ['', ''], ...rest] = facts.flatMap(([title, cell]) => (cell ? [[title, cell]] : []));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(first, rest);
}
/** A reason is a few lines; problems of the data have a table of their own. */
const MAX_LINES = 40;
/** Why a step has failed, as a quotation. */
function failureQuote(failure) {
    const lines = failure.split('\n', MAX_LINES).map((line) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(line));
    return `> ${lines.join('<br>')}`;
}
/** A dataset as one row of a table of facts. */
function dataFact(data) {
    const { role, names, examples, format, bytes, tokens, digest } = data;
    const shown = names.slice(0, 5).map((name) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name));
    if (names.length > shown.length)
        shown.push(`and ${names.length - shown.length} more`);
    const facts = [
        examples !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(examples, 'example'),
        format,
        tokens !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(tokens, 'token'),
        bytes !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .size */ .Ej)(bytes),
        digest && `sha256 ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(digest.slice(0, 12))}`,
    ];
    const title = role === 'training' ? 'Training data' : 'Validation data';
    return [title, [shown.join(', '), ...facts.filter(Boolean)].join(' · ')];
}


/***/ }),

/***/ 9379:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ commentFor),
  b: () => (/* binding */ commentText)
});

// EXTERNAL MODULE: ./src/report/curve-analysis.ts
var curve_analysis = __webpack_require__(4724);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/problems.ts
var problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/report/comment.ts




const MAX_PROBLEMS = 10;
const MAX_METRICS = 8;
const MAX_REQUIREMENTS = 6;
/**
 * The comment, as GitHub's Markdown: what a reviewer wants to know, on the screen of a phone. Whatever is foreign stands
 * in it as text alone, refers to nothing and calls nobody. Below 65,536 characters.
 */
function commentBody(value) {
    const parts = [
        `### ${title(value)}`,
        failure(value),
        data(value),
        comment_problems(value),
        job(value),
        metrics(value),
        gate(value),
        footer(value),
    ];
    return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}
const errorsOf = ({ data }) => data.reduce((sum, { errors }) => sum + errors, 0);
const warningsOf = ({ data }) => data.reduce((sum, { warnings }) => sum + warnings, 0);
function title(value) {
    const { state, verdict } = value;
    const isBad = state === 'failed' || (state === 'checked' && errorsOf(value) > 0);
    const mark = isBad ? '❌' : state === 'running' ? '⏳' : '✅';
    const states = {
        checked: isBad ? 'the data has errors' : 'the data is fine',
        running: 'training',
        done: 'trained',
        failed: 'failed',
    };
    return `${mark} Fine-tuning: ${verdict ? comment_text(verdict, 100) : states[state]}`;
}
function failure({ failure }) {
    const lines = failure?.split('\n').slice(0, 4);
    return lines && `> ${lines.map((line) => comment_text(line, 200)).join('<br>')}`;
}
function data({ data, cost }) {
    if (data.length === 0)
        return undefined;
    const isCompared = data.some(({ changes }) => changes && !('missing' in changes));
    const isCounted = data.some(({ tokens }) => tokens !== undefined);
    const titles = ['Data', ' Examples', ...(isCompared ? [' Changed'] : []), ...(isCounted ? [' Tokens'] : [])];
    const rows = data.map(({ role, examples, tokens, changes }) => {
        const known = changes && !('missing' in changes) ? changes : undefined;
        return [
            role,
            examples === undefined ? '' : (0,format/* number */.ai)(examples),
            ...(isCompared ? [known ? changeCell(known) : ''] : []),
            ...(isCounted ? [tokenCell(tokens, known?.tokens)] : []),
        ];
    });
    const missing = new Set(data.flatMap(({ changes }) => (changes && 'missing' in changes ? changes.missing : [])));
    return [
        (0,markdown/* table */.tp)(titles, rows),
        ...[...missing].map((why) => `What changed is not known: ${comment_text(why, 150)}.`),
        ...(cost ? [costLine(cost)] : []),
    ].join('\n\n');
}
/** `+12 −3`, and below it what is neither: columns are to be narrow. */
function changeCell({ added, removed, changed }) {
    const moved = [added > 0 && (0,format/* signed */.x8)(added), removed > 0 && (0,format/* signed */.x8)(-removed)].filter(Boolean).join(' ');
    return [moved, changed > 0 && `${(0,format/* number */.ai)(changed)} edited`].filter(Boolean).join('<br>') || 'nothing';
}
function tokenCell(tokens, difference = 0) {
    if (tokens === undefined)
        return '';
    return difference === 0 ? (0,format/* number */.ai)(tokens) : `${(0,format/* number */.ai)(tokens)}<br>${(0,format/* signed */.x8)(difference)}`;
}
function costLine({ tokens, usd }) {
    return `${(0,format/* count */.U9)(tokens, 'billable token')}${usd === undefined ? '' : `, about **${(0,format/* dollars */.E9)(usd)}**`}`;
}
function comment_problems(value) {
    const [errors, warnings] = [errorsOf(value), warningsOf(value)];
    if (errors + warnings === 0)
        return undefined;
    const said = [
        errors > 0 && `❌ ${(0,format/* count */.U9)(errors, 'error')}`,
        warnings > 0 && `⚠️ ${(0,format/* count */.U9)(warnings, 'warning')}`,
    ];
    const isError = ({ severity }) => Number(severity === 'error');
    const told = [...value.problems].sort((a, b) => isError(b) - isError(a)).slice(0, MAX_PROBLEMS);
    const rows = told.map((problem) => {
        const { severity, file, line, path, message } = problem;
        const place = comment_link(code(`${file}:${line}`, 80), lineUrl(file, line, value));
        const where = path ? ` at ${code(path, 40)}` : '';
        return [`${problems/* MARKS */.j7[severity]} ${place}`, `${comment_text(message, 120)}${where} ${code(problem.code, 30)}`];
    });
    const more = errors + warnings - rows.length;
    return [
        said.filter(Boolean).join(', '),
        ...(rows.length > 0 ? [(0,markdown/* table */.tp)(['Where', 'What'], rows)] : []),
        ...(more > 0 && rows.length > 0 ? [`And ${(0,format/* number */.ai)(more)} more, which the log tells.`] : []),
    ].join('\n\n');
}
/** Where a line of a file is at the commit; nowhere for a file that is not of the repository. */
function lineUrl(file, line, { commit }) {
    const segments = file.toWellFormed().split('/');
    if (!commit || segments.some((segment) => ['', '.', '..'].includes(segment)))
        return undefined;
    const { serverUrl, repository, sha } = commit;
    const path = segments.map(encodeURIComponent).join('/');
    return `${serverUrl}/${repository}/blob/${encodeURIComponent(sha.toWellFormed())}/${path}#L${line}`;
}
function job({ job }) {
    if (!job)
        return undefined;
    const { id, status, model, fineTunedModel, link: address } = job;
    const facts = [comment_link(code(id, 60), address), comment_text(status.replaceAll('_', ' '), 30), model && code(model, 80)];
    const line = `**Job** ${facts.filter(Boolean).join(' · ')}`;
    return fineTunedModel ? `${line}<br>**Model** ${code(fineTunedModel, 150)}` : line;
}
function metrics({ metrics }) {
    if (!metrics || metrics.rows.length === 0)
        return undefined;
    const isCompared = metrics.rows.some(({ baseline }) => baseline !== undefined);
    const shown = (value) => (value === undefined ? '' : (0,format/* metricValue */.a3)(value));
    const rows = metrics.rows
        .slice(0, MAX_METRICS)
        .map(({ name, value, baseline }) => [
        code(name, 40),
        ...(isCompared ? [shown(baseline)] : []),
        shown(value),
        ...(isCompared ? [differenceCell(name, value, baseline)] : []),
    ]);
    const titles = isCompared ? ['Metric', ' Baseline', ' This', ' Difference'] : ['Metric', ' This'];
    const { baseline } = metrics;
    return [(0,markdown/* table */.tp)(titles, rows), ...(baseline ? [`The baseline is ${code(baseline, 150)}.`] : [])].join('\n\n');
}
/** `−0.12 ↓ better`; no judgement of what nobody knows the sense of. */
function differenceCell(name, value, baseline) {
    if (value === undefined || baseline === undefined)
        return '';
    const difference = value - baseline;
    if (!Number.isFinite(difference))
        return '';
    if (difference === 0)
        return '0';
    const gain = -(0,curve_analysis/* senseOf */.yk)(name) * difference;
    const judgement = gain === 0 ? '' : ` ${gain > 0 ? 'better' : 'worse'}`;
    return `${(0,format/* signed */.x8)(difference, format/* metricValue */.a3)} ${difference > 0 ? '↑' : '↓'}${judgement}`;
}
function gate({ gate }) {
    if (!gate)
        return undefined;
    const rows = [...gate.rows].sort((a, b) => Number(a.holds) - Number(b.holds)).slice(0, MAX_REQUIREMENTS);
    const lines = rows.map(({ asked, holds, reached }) => {
        const value = reached === undefined ? 'not known' : (0,format/* metricValue */.a3)(reached);
        return `- ${holds ? '✅' : '❌'} ${code(asked, 80)}: ${value}`;
    });
    return [
        `**Gate** ${gate.passed ? 'passed' : 'failed'}`,
        ...(lines.length > 0 ? [lines.join('\n')] : []),
    ].join('\n\n');
}
function footer({ commit, runUrl }) {
    const facts = [
        commit && `commit ${code(commit.sha.slice(0, 7), 7)}`,
        runUrl && comment_link('workflow run', runUrl),
    ];
    const said = facts.filter(Boolean).join(' · ');
    return said ? `<sub>${said}</sub>` : undefined;
}
/** A path may have thousands of characters. */
const MAX_LINK = 400;
/** A link to an address of the web; what is none is not linked. The label is Markdown already. */
function comment_link(label, address) {
    const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
        return label;
    if (url.href.length > MAX_LINK)
        return label;
    // None of these ends the address, or the cell of the table that it stands in.
    return `[${label}](${url.href.replace(/[^\w./:?#&=%~+-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
}
/**
 * Foreign text that refers to nothing. GitHub looks for mentions, issues and addresses when entities are characters
 * again, so that `&#64;octocat` calls octocat (github/cmark-gfm, issue 181): a space without width parts them, also
 * in code, since people quote it in mails where it is none (dependabot-core, pull request 3157).
 */
function comment_text(foreign, longest) {
    return (0,markdown/* text */.Qq)(foreign, longest).replace(/&#(?:64|35|46);|&#58;(?=\/\/)|\bGH(?=-\d)/gi, '$&&#8203;');
}
function code(foreign, longest) {
    return `<code>${comment_text(foreign, longest)}</code>`;
}

;// CONCATENATED MODULE: ./src/training/pull-request-comment.ts

/** The comment on the pull request of this run, or nothing where nobody has asked for it. */
async function commentFor({ comment, 'github-token': token = '' }, job, deps) {
    if (!comment)
        return undefined;
    const { commentOn, markOf } = await __webpack_require__.e(/* import() */ 740).then(__webpack_require__.bind(__webpack_require__, 740));
    const { runner, fetch, clock, random, userAgent, context } = deps;
    return commentOn({
        ...context,
        token,
        mark: markOf(job),
        host: runner,
        fetch,
        clock,
        random,
        userAgent,
    });
}
/** What the comment says of the run itself, beside what the run has found. */
function commentText(value, { context: { repository, sha, runId, serverUrl } }) {
    const commit = repository && sha ? { serverUrl, repository, sha } : undefined;
    const runUrl = repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined;
    return commentBody({ ...value, commit, runUrl });
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


/***/ })

};
