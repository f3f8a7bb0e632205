export const id = 273;
export const ids = [273];
export const modules = {

/***/ 7795:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ runJobStep),
  e: () => (/* binding */ runStep)
});

// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/wire.ts
var wire = __webpack_require__(761);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
;// CONCATENATED MODULE: ./src/training/redact-deep.ts
/**
 * Returns a copy of a value with every text redacted. Names of fields lose only credentials: other code relies on them.
 */
function redactDeep(value, { redactSecrets, redactCredentials }) {
    const redact = (item) => {
        if (typeof item === 'string')
            return redactSecrets(item);
        if (typeof item !== 'object' || item === null)
            return item;
        if (Array.isArray(item))
            return item.map(redact);
        return Object.fromEntries(Object.entries(item).map(([name, field]) => [redactCredentials(name), redact(field)]));
    };
    return redact(value);
}

;// CONCATENATED MODULE: ./src/training/output-writer.ts



/** Sets the outputs of a step, redacted, each time their values change. */
class OutputWriter {
    #runner;
    #names;
    #values = {};
    /** `names` are the outputs that the action declares; others are not set. */
    constructor(runner, names) {
        this.#runner = runner;
        this.#names = names;
    }
    /** Sets the outputs whose values are new. */
    set(values) {
        const runner = this.#runner;
        for (const [name, given] of Object.entries(values)) {
            if (given === undefined || !this.#names.some((known) => known === name))
                continue;
            const value = redactDeep(given, {
                // A name that lost a piece would name something else, so it loses only credentials.
                redactSecrets: NAME_OUTPUTS.has(name) ? runner.redactCredentials : runner.redactSecrets,
                redactCredentials: runner.redactCredentials,
            });
            if ((0,external_node_util_.isDeepStrictEqual)(value, this.#values[name]))
                continue;
            this.#values[name] = value;
            const text = (0,outputs/* serializeOutput */.QD)(value);
            runner.setOutput(name, text);
            if (Array.isArray(value))
                this.#warnIfTruncated(name, value.length, text);
            if (typeof value === 'string' && value !== runner.redactSecrets(value))
                runner.warning(`Output ${name} contains a secret; GitHub drops it if a job has it as an output.`);
        }
    }
    /** Empties those of the outputs that are set. */
    clear(names) {
        for (const name of names.filter((name) => name in this.#values)) {
            delete this.#values[name];
            this.#runner.setOutput(name, '');
        }
    }
    /** Returns the content of `result.json`. */
    toResultJson() {
        return (0,outputs/* toResultJson */.L6)(this.#names, this.#values);
    }
    /** A later step would mistake the beginning of a long list for the whole list. */
    #warnIfTruncated(name, total, text) {
        const written = JSON.parse(text).length;
        if (written < total)
            this.#runner.warning(`Output ${name} has the first ${written} of ${total}: no more fit into 64 kB.`);
    }
}
/** Outputs that name something. */
const NAME_OUTPUTS = new Set([
    'job-id',
    'status',
    'fine-tuned-model',
    'best-checkpoint',
    'training-file-id',
    'validation-file-id',
    'results-dir',
]);

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/openai/metrics.ts + 1 modules
var openai_metrics = __webpack_require__(4370);
// EXTERNAL MODULE: ./src/report/dataset-summary.ts
var dataset_summary = __webpack_require__(5487);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/chart.ts
var report_chart = __webpack_require__(194);
// EXTERNAL MODULE: ./src/report/curve-analysis.ts
var curve_analysis = __webpack_require__(4724);
// EXTERNAL MODULE: ./src/report/curves.ts
var curves = __webpack_require__(940);
// EXTERNAL MODULE: ./src/report/gate-results.ts
var gate_results = __webpack_require__(5492);
// EXTERNAL MODULE: ./src/report/problems.ts
var report_problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/report/summary-sections.ts







/** Renders the sections below the first table of the summary. Each is bounded, so that all together stay below 1 MiB. */
function renderSections(run) {
    const parts = [
        nextSteps(run),
        problemSection(run),
        gateSection(run),
        metricSection(run),
        checkpointSection(run),
        hyperparameterSection(run),
    ];
    return parts.filter((part) => part !== undefined);
}
function nextSteps({ job, failed, gate, best }) {
    if (!job)
        return undefined;
    if (job.status === 'failed')
        return '**Next:** fix what the job reports and run the workflow again; uploaded files are reused.';
    if (job.status === 'cancelled')
        return '**Next:** run the workflow again to start a new training.';
    if (job.status !== 'succeeded')
        return `**Next:** the job ${failed ? 'may still be running and cost money' : 'is still running'}. To follow it, re-run this step, or use the \`wait\` action with ${(0,markdown/* inlineCode */.ti)(`job-id: ${job.id}`)}.`;
    if (!job.fineTunedModel)
        return undefined;
    const lines = [
        gate && !gate.passed
            ? '**Next:** the model exists but did not pass the quality gate: deploy it by hand, or train on better data.'
            : `**Next:** use the model in a later step: \`\${{ steps.ID.outputs.fine-tuned-model }}\`.`,
        best !== undefined &&
            best.model !== job.fineTunedModel &&
            'An earlier checkpoint is better: see the output `best-checkpoint`.',
        // Azure gives its models such names, and serves them only from a deployment (API reference, 9).
        /\.ft-[0-9a-f]{8}/.test(job.fineTunedModel) && 'Azure serves the model once you have deployed it.',
    ];
    return lines.filter(Boolean).join(' ');
}
const MAX_PROBLEMS = 20;
function problemSection({ problems = [] }) {
    if (problems.length === 0)
        return undefined;
    const { markdown, shown } = (0,report_problems/* problemTable */.iK)(problems, { maxRows: MAX_PROBLEMS });
    const omitted = problems.length - shown;
    const rest = omitted > 0 ? [`And ${(0,format/* formatCount */.B4)(omitted, 'more problem')}.`] : [];
    return ['### Problems in the data', markdown, ...rest].join('\n\n');
}
function gateSection({ gate, baseline }) {
    if (!gate || gate.rows.length === 0)
        return undefined;
    const title = `### ${gate.passed ? '✅ Quality gate: passed' : '❌ Quality gate: failed'}`;
    const comparison = baseline ? [`Compared with job ${(0,markdown/* inlineCode */.ti)(baseline)}.`] : [];
    return [title, ...comparison, (0,gate_results/* gateTable */.k0)(gate.rows)].join('\n\n');
}
/** Metrics in the first table, and in the folded one; the rest is in `metrics.csv`. */
const MAX_METRICS = 10;
const MAX_FOLDED_METRICS = 100;
function metricSection({ metrics }) {
    if (!metrics || metrics.series.size === 0)
        return undefined;
    const rows = sortMetrics(metrics).map(([name, series]) => metricRow(name, series));
    const titles = ['Metric', ' First', ' Best', ' Last'];
    const folded = rows.slice(MAX_METRICS, MAX_METRICS + MAX_FOLDED_METRICS);
    const omitted = rows.length - MAX_METRICS - folded.length;
    return [
        '### Metrics',
        ...(0,curve_analysis/* diagnoseTraining */.F)(metrics).map((line) => (0,markdown/* escapeText */.X1)(line)),
        ...chartSection(metrics),
        (0,markdown/* table */.tp)(titles, rows.slice(0, MAX_METRICS)),
        folded.length > 0 && (0,markdown/* details */.zH)((0,format/* formatCount */.B4)(folded.length, 'more metric'), (0,markdown/* table */.tp)(titles, folded)),
        metrics.omitted > 0 && `${(0,format/* formatCount */.B4)(metrics.omitted, 'metric')} omitted, because there are so many.`,
        metrics.downsampled &&
            'The longest series have only every other value, because there are so many values.',
        omitted > 0 && `${(0,format/* formatCount */.B4)(omitted, 'more metric')} in \`metrics.csv\`.`,
    ]
        .filter(Boolean)
        .join('\n\n');
}
/** Shows the curves as a chart, and as a few numbers for viewers that do not draw Mermaid. */
function chartSection(metrics) {
    const chart = (0,report_chart/* renderChart */.xt)(metrics);
    if (!chart)
        return [];
    const rows = (0,report_chart/* milestones */.aL)(metrics).map(({ name, step, training, validation }) => [
        name,
        (0,format/* formatInteger */.Sm)(step),
        training,
        validation,
    ]);
    return [chart, (0,markdown/* details */.zH)('The curves in numbers', (0,markdown/* table */.tp)(['', ' Step', ' Training', ' Validation'], rows))];
}
/** Sorts plain names first, then scores, then scores by grader, then the rest; each in the order of the server. */
function sortMetrics({ series }) {
    const patterns = [/^[^.]+$/, /^scores\.[^.]+$/, /^scores\./, /^/];
    const rank = (name) => patterns.findIndex((pattern) => pattern.test(name));
    return [...series].sort(([a], [b]) => rank(a) - rank(b));
}
function metricRow(name, series) {
    const [first, last] = [series[0], series.at(-1)];
    const best = bestPoint(name, series);
    const cell = (point) => (point ? (0,format/* formatMetric */.gI)(point.value) : '');
    return [
        (0,markdown/* inlineCode */.ti)(name, 120),
        cell(first),
        best ? `${cell(best)}&nbsp;(step&nbsp;${(0,format/* formatInteger */.Sm)(best.step)})` : '',
        cell(last),
    ];
}
function bestPoint(name, series) {
    const sign = (0,curves/* metricDirection */.EE)(name);
    const finite = series.filter(({ value }) => Number.isFinite(value));
    const [first] = finite;
    if (sign === 0 || !first)
        return undefined;
    return finite.reduce((a, b) => (sign * (b.value - a.value) < 0 ? b : a), first);
}
const MAX_CHECKPOINTS = 20;
/** Columns that tell checkpoints apart, most significant first, and the metrics that they may come from. */
const CHECKPOINT_COLUMNS = [
    ['Validation reward', 'scores.valid_reward_mean', 'full_valid_mean_reward'],
    ['Full validation loss', 'full_valid_loss'],
    ['Accuracy', 'full_valid_mean_token_accuracy', 'valid_mean_token_accuracy'],
    ['Validation loss', 'valid_loss'],
    ['Training reward', 'train_mean_reward'],
    ['Training loss', 'train_loss'],
];
const MAX_COLUMNS = 3;
function checkpointSection({ checkpoints = [], metrics, best }) {
    if (checkpoints.length === 0)
        return undefined;
    const shown = checkpoints.toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0)).slice(-MAX_CHECKPOINTS);
    const omitted = checkpoints.length - shown.length;
    const columns = metrics ? checkpointColumns(shown, metrics) : [];
    const isBest = ({ model, step }) => best !== undefined && (model === best.model || (step !== undefined && step === best.step));
    const rows = shown.map((checkpoint, row) => [
        checkpoint.step === undefined ? '' : (0,format/* formatInteger */.Sm)(checkpoint.step),
        `${(0,markdown/* inlineCode */.ti)(checkpoint.model)}${isBest(checkpoint) ? ' ⭐' : ''}`,
        ...columns.map(({ cells }) => cells[row] ?? ''),
    ]);
    return [
        '### Checkpoints',
        ...(best ? [`⭐ ${(0,markdown/* inlineCode */.ti)(best.model)}: ${(0,markdown/* escapeText */.X1)(best.why)}`] : []),
        (0,markdown/* table */.tp)([' Step', 'Model', ...columns.map(({ title }) => title)], rows),
        ...(omitted > 0 ? [`And ${(0,format/* formatCount */.B4)(omitted, 'earlier one')}.`] : []),
    ].join('\n\n');
}
/** Returns the first columns that have a value for any of the checkpoints. */
function checkpointColumns(checkpoints, { series }) {
    return CHECKPOINT_COLUMNS.map(([title, ...names]) => ({
        title: ` ${title}`,
        cells: checkpoints.map(({ step }) => {
            const [point] = names.flatMap((name) => series.get(name)?.find((point) => point.step === step) ?? []);
            return point ? (0,format/* formatMetric */.gI)(point.value) : '';
        }),
    }))
        .filter(({ cells }) => cells.some((cell) => cell !== ''))
        .slice(0, MAX_COLUMNS);
}
const MAX_HYPERPARAMETERS = 20;
/** Shows each hyperparameter, and whether the workflow or the server has chosen it. */
function hyperparameterSection({ hyperparameters: requested = {}, job }) {
    const names = [...new Set([...Object.keys(requested), ...Object.keys(job?.hyperparameters ?? {})])];
    if (names.length === 0)
        return undefined;
    const rows = names.slice(0, MAX_HYPERPARAMETERS).map((name) => {
        const [wish, used] = [requested[name], job?.hyperparameters[name]].map(formatSetting);
        const value = used ?? wish;
        const isRequested = wish !== undefined && wish !== 'auto';
        const chosenBy = isRequested ? 'the workflow' : used === undefined || used === 'auto' ? '' : 'the server';
        return [(0,markdown/* inlineCode */.ti)(name, 100), value ? (0,markdown/* inlineCode */.ti)(value, 100) : '', chosenBy];
    });
    const omitted = names.length - rows.length;
    return [
        '### Hyperparameters',
        (0,markdown/* table */.tp)(['Name', 'Value', 'Chosen by'], rows),
        ...(omitted > 0 ? [`And ${(0,format/* formatCount */.B4)(omitted, 'more')}.`] : []),
    ].join('\n\n');
}
function formatSetting(value) {
    if (value === undefined || value === null)
        return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

;// CONCATENATED MODULE: ./src/report/summary.ts





/** Renders the job summary and `report.md` as Markdown. Text from the server or the dataset is escaped. */
function renderSummary(run) {
    const parts = [
        `## ${statusIcon(run)} Fine-tuning: ${(0,markdown/* escapeText */.X1)(run.outcome)}`,
        run.failure && (0,markdown/* quoteError */.PI)(run.failure),
        jobTable(run),
        ...renderSections(run),
        digestTable(run),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
function jobTable(run) {
    const { job, provenance, estimate } = run;
    const model = job && (0,outputs/* deployableModel */.Xk)(job);
    return (0,markdown/* keyValueTable */.z2)([
        ['Job', job && (0,markdown/* codeLink */.U1)(job.id, run.jobUrl)],
        ['Status', job && (0,markdown/* inlineCode */.ti)(job.status)],
        ['Base model', run.model && (0,markdown/* inlineCode */.ti)(job?.model ?? run.model)],
        ['Method', run.method && (0,markdown/* inlineCode */.ti)(run.method)],
        ['Fine-tuned model', model && (0,markdown/* inlineCode */.ti)(model)],
        ...run.data.map(dataset_summary/* datasetRow */.X),
        ['Estimate', estimate && estimateCell(estimate)],
        ['Trained tokens', job && trainedTokensCell(job, run)],
        ['Commit', provenance && (0,markdown/* codeLink */.U1)(provenance.sha.slice(0, 12), provenance.commitUrl)],
        ['Workflow run', provenance?.runId && (0,markdown/* codeLink */.U1)(provenance.runId, provenance.runUrl)],
        ['Duration of this step', (0,format/* formatDuration */.a3)(run.durationMs)],
    ]);
}
/** Green is only for a job that has succeeded: one that was left running, or not created yet, is still open. */
function statusIcon({ failed, job }) {
    if (failed)
        return '❌';
    return job?.status === 'succeeded' ? '✅' : '⏳';
}
/** Reinforcement is billed by time, so its tokens are not compared with the estimate. */
function trainedTokensCell({ trainedTokens }, { method, estimate }) {
    if (trainedTokens === undefined)
        return undefined;
    const comparison = method === 'reinforcement' ? undefined : compareTokenEstimate(estimate?.tokens, trainedTokens);
    return [(0,format/* formatInteger */.Sm)(trainedTokens), comparison].filter(Boolean).join(' · ');
}
/** Returns how far the estimate was from the billable tokens that the server has counted, in one sentence. */
function compareTokenEstimate(estimated, trained) {
    if (!estimated || !trained)
        return undefined;
    const percent = Math.round((100 * (estimated - trained)) / trained);
    if (percent === 0)
        return 'The estimate was right.';
    return `The estimate was ${Math.abs(percent)} % too ${percent > 0 ? 'high' : 'low'}.`;
}
/** Shows the digests at full length, which would be too wide for the first table on a narrow screen. */
function digestTable({ fingerprint, data }) {
    const rows = [
        ...(fingerprint ? [['Fingerprint', (0,markdown/* inlineCode */.ti)(fingerprint)]] : []),
        ...data.flatMap(({ role, digest }) => digest ? [[`SHA-256 of the ${role} data`, (0,markdown/* inlineCode */.ti)(digest)]] : []),
    ];
    return rows.length > 0 ? (0,markdown/* details */.zH)('Digests', (0,markdown/* keyValueTable */.z2)(rows)) : undefined;
}
function estimateCell({ tokens, epochs, cost }) {
    const facts = [
        (0,format/* formatCount */.B4)(tokens, 'billable token'),
        (0,format/* formatCount */.B4)(epochs, 'epoch'),
        cost !== undefined && (0,format/* formatUsd */.UK)(cost),
    ];
    return facts.filter(Boolean).join(' · ');
}

// EXTERNAL MODULE: ./src/training/pull-request-comment.ts + 8 modules
var pull_request_comment = __webpack_require__(1039);
;// CONCATENATED MODULE: ./src/training/run-reporter.ts









/** Reports a run as outputs, result files, summary and comment: each fact when it is known, all of them at the end. */
class RunReporter {
    #deps;
    #outputs;
    #summary = { data: [] };
    #results;
    #comment;
    #comparison;
    #job;
    #metrics;
    #lastEventsMissing = false;
    /** `outputNames` are the outputs that the action declares; others are not set. */
    constructor(deps, outputNames) {
        this.#deps = deps;
        this.#outputs = new OutputWriter(deps.runner, outputNames);
        this.#metrics = new openai_metrics/* MetricCollector */.k3({ redact: deps.runner.redactCredentials });
    }
    /** The job that is reported, as it was last read. */
    get job() {
        return this.#job;
    }
    /** The metrics of this job. */
    get metrics() {
        return this.#metrics;
    }
    /** Whether the last metrics of the job are unknown: its last events could not be read, and nothing else has them. */
    get lastEventsMissing() {
        return this.#lastEventsMissing;
    }
    /** Whether there is a comment to update. */
    get hasComment() {
        return this.#comment !== undefined;
    }
    /** Starts the result files, and sets the output at once, so that later steps find the folder. */
    openResults(folder) {
        this.#results = (0,results/* openResults */.B)(folder, this.#deps.runner);
        this.#results.reset();
        this.setOutputs({ 'results-dir': folder });
    }
    /** Forgets the job, its outputs and events, before another job is reported. */
    reset() {
        this.#results?.reset();
        this.#metrics = new openai_metrics/* MetricCollector */.k3({ redact: this.#deps.runner.redactCredentials });
        if (this.#job)
            this.#outputs.clear(['job', ...Object.keys((0,outputs/* toJobOutputs */.Tg)(this.#job))]);
        this.#job = undefined;
    }
    /** Sets the outputs whose values are new. */
    setOutputs(values) {
        this.#outputs.set(values);
    }
    /** Sets the comment on the pull request that is kept up to date. */
    setComment(comment) {
        this.#comment = comment;
    }
    /** Sets what was requested, and by which commit. */
    setRequest(request) {
        Object.assign(this.#summary, request);
    }
    /** Sets the datasets and their problems. */
    setData(data, problems) {
        Object.assign(this.#summary, { data: [...data], problems });
    }
    /** Sets the estimate of tokens and cost. */
    setEstimate(estimate) {
        this.#summary.estimate = estimate;
        this.setOutputs({ 'estimated-tokens': estimate?.tokens, 'estimated-cost': estimate?.cost });
    }
    /** Sets the fingerprint of the training. */
    setFingerprint(fingerprint) {
        this.#summary.fingerprint = fingerprint;
        this.setOutputs({ fingerprint });
    }
    /** Sets the job as it was just read. */
    setJob(job) {
        const isFirst = this.#job === undefined;
        this.#job = job;
        this.setOutputs((0,outputs/* toJobOutputs */.Tg)(job));
        // Again only at the end: GitHub accepts 1 MB of outputs, and a job is read thousands of times.
        if (isFirst)
            this.setOutputs({ job: job.raw });
    }
    /** Sets the page of the job. */
    setJobUrl(url) {
        this.#summary.jobUrl = url;
    }
    /** Adds an event of the job, with its metrics. */
    addEvent(event) {
        this.#metrics.addEvent(event);
        this.#results?.appendEvent(redactDeep(event.raw, this.#deps.runner));
    }
    /** Sets whether the last metrics of the job are unknown. */
    setLastEventsMissing(isMissing) {
        this.#lastEventsMissing = isMissing;
    }
    /** Sets the checkpoints of the job, and the best model that it made. */
    setCheckpoints(checkpoints, best) {
        Object.assign(this.#summary, { checkpoints, best });
        this.setOutputs({ checkpoints: checkpoints.map(toWire), 'best-checkpoint': best?.model });
    }
    /** Sets the outputs that have the last values of the metrics. */
    setMetricOutputs() {
        const metrics = this.#metrics.getTable();
        if (metrics.series.size > 0)
            this.setOutputs({ metrics: (0,openai_metrics/* lastValues */.pT)(metrics) });
    }
    /** Sets the result of the quality gate, and the id of the baseline job. */
    setGate(gate, passed, baseline) {
        Object.assign(this.#summary, { gate, baseline });
        this.setOutputs({ gate: passed ? 'passed' : 'failed' });
    }
    /** Sets the metrics of the job next to those of the baseline. */
    setComparison(comparison) {
        this.#comparison = comparison;
    }
    /** Starts an update of the comment; does not wait for it, and never fails. */
    updateComment(state) {
        void this.#updateComment(state, undefined);
    }
    /** Writes the result files, the summary if requested, and the last state of the comment. */
    async finish(result, { startedAt, remainingMs }, withSummary) {
        const { runner, clock, signal } = this.#deps;
        const metrics = this.#metrics.getTable();
        if (this.#job)
            this.setOutputs({ job: this.#job.raw });
        this.setMetricOutputs();
        if (metrics.series.size > 0)
            this.#results?.write('metrics.csv', (0,openai_metrics/* toCsv */.gD)(metrics));
        this.#results?.write('result.json', `${JSON.stringify(this.#outputs.toResultJson(), null, 2)}\n`);
        Object.assign(this.#summary, result);
        const summary = {
            ...this.#summary,
            ...result,
            job: this.#job,
            durationMs: clock.now() - startedAt,
            failed: runner.failed,
        };
        // Redacted before it is escaped or cut: afterwards no secret would be recognized.
        const markdown = renderSummary({ ...redactDeep(summary, runner), metrics });
        this.#results?.write('report.md', markdown);
        if (withSummary)
            runner.writeSummary(markdown);
        const stepEnd = (0,src_clock/* abortAfter */.dg)(signal, remainingMs, clock);
        await this.#updateComment(this.#getState(), stepEnd.signal).finally(stepEnd.dispose);
    }
    #getState() {
        if (this.#deps.runner.failed)
            return 'failed';
        if (this.#job?.status === 'succeeded')
            return 'done';
        return this.#job ? 'running' : 'checked';
    }
    async #updateComment(state, signal) {
        try {
            await this.#comment?.update((0,pull_request_comment/* renderRunComment */.B)(this.#getCommentContent(state), this.#deps), signal);
        }
        catch (error) {
            // A bug in the comment must not end the step, which may be following a job.
            this.#deps.runner.warning((0,format_error/* formatError */.W)(error));
        }
    }
    #getCommentContent(state) {
        const { outcome, failure, data, problems = [], estimate, gate, jobUrl: url } = this.#summary;
        const job = this.#job;
        const tokens = job?.trainedTokens ?? estimate?.tokens;
        return redactDeep({
            state,
            outcome: state === 'failed' ? outcome : undefined,
            failure,
            data,
            cost: tokens === undefined ? undefined : { tokens, usd: estimate?.cost },
            problems,
            job: job && { ...job, raw: undefined, fineTunedModel: (0,outputs/* deployableModel */.Xk)(job), url },
            metrics: this.#comparison,
            gate,
        }, this.#deps.runner);
    }
}
function toWire({ id, model, step, metrics }) {
    return { id, fine_tuned_model_checkpoint: model, step_number: step, metrics };
}

;// CONCATENATED MODULE: ./src/training/step-timer.ts
/** GitHub kills a step ten seconds after the cancellation (actions/runner, ProcessInvoker); half of that is ours. */
const CANCEL_GRACE_MS = 4500;
/** Starts the timer of a step. */
function startTimer({ clock, signal }) {
    return { startedAt: clock.now(), remainingMs: countGracePeriod(signal, clock) };
}
function countGracePeriod(signal, { now }) {
    let cancelledAt;
    signal.addEventListener('abort', () => (cancelledAt = now()), { once: true });
    return () => {
        if (!signal.aborted)
            return Number.POSITIVE_INFINITY;
        cancelledAt ??= now();
        return Math.max(0, cancelledAt + CANCEL_GRACE_MS - now());
    };
}

// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/actions/run-step.ts








/**
 * Runs a step that trains or follows a job, and reports how it ended to people, later steps and the post step. The work
 * returns the outcome in a few words, or rejects with the reason why the step fails.
 */
async function runJobStep(deps, outputNames, work) {
    const { runner, signal } = deps;
    const timer = startTimer(deps);
    const reporter = new RunReporter(deps, outputNames);
    // Needed even if the inputs are wrong.
    const withSummary = runner.inputs.get('summary')?.toLowerCase() !== 'false';
    try {
        const outcome = await work(reporter, timer);
        const { job } = reporter;
        if (job?.status === 'succeeded')
            runner.info(`Fine-tuned model: ${job.fineTunedModel ?? 'not named by the server'}`);
        await reporter.finish({ outcome }, timer, withSummary);
    }
    catch (error) {
        const apiError = [error, error instanceof Error && error.cause].find((e) => e instanceof errors/* ApiError */.hD);
        if (apiError)
            reporter.setOutputs({ 'error-code': apiError.code, 'error-message': apiError.serverMessage });
        const failure = (0,format_error/* formatError */.W)(error);
        runner.endGroup();
        runner.setFailed(failure);
        await reporter.finish({ outcome: describeResult(reporter.job), failure }, timer, withSummary);
        // Leaves the job to the post step if it could not be stopped.
        if (signal.aborted && (error instanceof create_job/* JobMaybeCreatedError */.gw || error instanceof stop_job/* StopFailedError */.eB))
            return;
    }
    runner.saveState('ended', 'true');
}
/** The outcome of a failed step. */
function describeResult(job) {
    if (!job)
        return 'failed';
    return (0,wire/* isTerminal */.Hd)(job.status) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`;
}
/** Runs a short step whose only result is its outputs; fails the step when the work rejects. */
async function runStep({ runner }, outputNames, work) {
    try {
        await work(new OutputWriter(runner, outputNames));
    }
    catch (error) {
        runner.setFailed((0,format_error/* formatError */.W)(error));
    }
}


/***/ }),

/***/ 9373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   dg: () => (/* binding */ abortAfter),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/** `setTimeout` fires at once for anything longer. */
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
/** Returns a signal that aborts `ms()` milliseconds after another one, with the same reason; `dispose` stops the wait. */
function abortAfter(signal, ms, clock) {
    const delayed = new AbortController();
    const disposed = new AbortController();
    const start = () => clock.sleep(ms(), disposed.signal).then(() => delayed.abort(signal.reason), () => undefined);
    if (signal.aborted)
        start();
    else
        signal.addEventListener('abort', start, { once: true, signal: disposed.signal });
    return { signal: delayed.signal, dispose: () => disposed.abort() };
}
/** Thrown when an operation exceeds its timeout. */
class TimeoutError extends Error {
    name = 'TimeoutError';
}
/**
 * Runs `work` with a signal that aborts after `ms` milliseconds or with the outer signal. Rejects with the reason of
 * the abort, also when `work` ignores its signal: a TimeoutError after the timeout.
 */
async function withTimeout(clock, ms, outer, work) {
    outer?.throwIfAborted();
    const inner = new AbortController();
    const done = new AbortController();
    // Not AbortSignal.any: the outer signal lives for hours and would keep every signal that depends on it.
    outer?.addEventListener('abort', () => inner.abort(outer.reason), { signal: done.signal });
    const aborted = new Promise((_, reject) => {
        inner.signal.addEventListener('abort', () => reject(inner.signal.reason), { once: true });
    });
    clock.sleep(ms, done.signal).then(() => inner.abort(new TimeoutError(`no answer within ${Math.round(ms / 1000)} seconds`)), () => undefined);
    try {
        return await Promise.race([work(inner.signal), aborted]);
    }
    finally {
        done.abort();
    }
}


/***/ }),

/***/ 1828:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I1: () => (/* binding */ connectionFields),
/* harmony export */   Oj: () => (/* binding */ listHeaderValues),
/* harmony export */   QQ: () => (/* binding */ findAuthenticationProblems),
/* harmony export */   db: () => (/* binding */ buildHeaders)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_secure_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8347);
/* harmony import */ var _openai_provider_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4717);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9211);






const OPENAI_URL = 'https://api.openai.com/v1';
/** What an HTTP header can contain (RFC 9110, 5.5), without what is outside ASCII. */
const headerText = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().regex(/^[\x20-\x7e]+$/, { error: 'must be one line of printable ASCII' });
/** The inputs of every action that connects to a server: its address and the credentials. */
const connectionFields = {
    'api-key': headerText.optional(),
    'identity-provider-id': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'service-account-id': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'azure-tenant-id': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'azure-client-id': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'oidc-audience': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'token-url': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional().superRefine((url, context) => {
        if (url !== undefined)
            checkUrl(url, context);
    }),
    'auth-scheme': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('auto', 'bearer', 'api-key').default('auto'),
    'base-url': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.default(OPENAI_URL).superRefine(checkUrl),
    organization: headerText.optional(),
    project: headerText.optional(),
    headers: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional().transform(parseHeaders),
};
/** Builds the headers of every request, without the credential. */
function buildHeaders(inputs, userAgent) {
    return {
        'user-agent': userAgent,
        ...(inputs.organization && { 'openai-organization': inputs.organization }),
        ...(inputs.project && { 'openai-project': inputs.project }),
        ...inputs.headers,
    };
}
/** The inputs that each authentication method requires: an API key, an OpenAI identity, an Azure identity. */
const AUTH_METHODS = [
    ['api-key'],
    ['identity-provider-id', 'service-account-id'],
    ['azure-tenant-id', 'azure-client-id'],
];
/** Returns all problems of the authentication inputs, which must be those of exactly one method. */
function findAuthenticationProblems(inputs) {
    const methods = AUTH_METHODS.filter((names) => names.some((name) => inputs.has(name)));
    const [method] = methods;
    if (!method)
        return [
            'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"',
        ];
    if (methods.length > 1) {
        const names = methods.map((names) => `"${names.find((name) => inputs.has(name))}"`);
        return [`inputs ${names.join(' and ')}: are different ways to authenticate; give one of them`];
    }
    const problems = method.filter((name) => !inputs.has(name)).map((name) => `input "${name}": is required`);
    const isKey = method.includes('api-key');
    const baseUrl = inputs.get('base-url');
    const isAtOpenAI = (0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_1__/* .isOpenAI */ .R1)(getHostname(baseUrl ?? OPENAI_URL));
    if (method.includes('identity-provider-id') && !inputs.has('token-url') && !isAtOpenAI)
        problems.push('input "token-url": is required, since "base-url" is not OpenAI\'s');
    if (method.includes('azure-tenant-id') && !inputs.has('token-url') && isAtOpenAI)
        problems.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource');
    if (!isKey && inputs.get('auth-scheme') === 'api-key')
        problems.push('input "auth-scheme": the token of an identity is sent as "bearer"');
    const unused = ['token-url', 'oidc-audience'].filter((name) => isKey && inputs.has(name));
    return [...problems, ...unused.map((name) => `input "${name}": has no effect with "api-key"`)];
}
const getHostname = (url) => (URL.canParse(url) ? new URL(url).hostname : '');
function checkUrl(value, context) {
    const message = findUrlProblem(value);
    if (message)
        context.addIssue({ code: 'custom', message });
}
function findUrlProblem(value) {
    if (!URL.canParse(value))
        return 'expected a URL';
    const url = new URL(value);
    if (url.username || url.password)
        return 'must not contain a user or password';
    if (url.hash)
        return 'must not contain a fragment ("#")';
    if (!(0,_http_secure_url_js__WEBPACK_IMPORTED_MODULE_5__/* .isSecureUrl */ .z)(url))
        return 'must begin with https:// (http:// only for the machine itself)';
    return undefined;
}
/** The headers that the action or HTTP itself sets; another one would be sent in addition or instead. */
const RESERVED_HEADERS = /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/;
async function parseHeaders(value, context) {
    if (value === undefined)
        return {};
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYamlMap */ .f)(value, 'text');
    if ('problems' in parsed) {
        // The problems of the YAML parser quote the text, which may be a secret.
        context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
        return {};
    }
    const headers = Object.entries(parsed.value);
    for (const [name, text] of headers) {
        const message = findHeaderProblem(name, text);
        if (message)
            context.addIssue({ code: 'custom', message });
    }
    return Object.fromEntries(headers.map(([name, text]) => [name.toLowerCase(), `${text}`]));
}
/** Returns the values in the input `headers`, to mask them, also when the input has another problem. */
async function listHeaderValues(value) {
    if (value === undefined)
        return [];
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYamlMap */ .f)(value, 'text');
    return 'value' in parsed ? Object.values(parsed.value).filter((text) => typeof text === 'string') : [];
}
function findHeaderProblem(name, value) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        return `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(name)} is not a valid header name`;
    if (RESERVED_HEADERS.test(name.toLowerCase()))
        return `${name}: is set by the action itself`;
    if (!headerText.safeParse(value).success)
        return `${name}: must be one line of printable ASCII text`;
    return undefined;
}


/***/ }),

/***/ 81:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qi: () => (/* binding */ stringMap),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _: () => (/* binding */ decimal),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2526);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9211);



/** A schema of any text. */
const text = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP();
/** Returns a schema of one of several words. */
const choice = (...words) => zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(words, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedMessage */ .UB)(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`));
/** A schema of `true` or `false` in any case. */
const boolean = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .toLowerCase()
    .pipe(zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['true', 'false'], (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedMessage */ .UB)('true or false')))
    .transform((word) => word === 'true');
const DECIMAL = /^(\d+\.?\d*|\.\d+)$/;
/** Returns a schema of a number from 0, without sign or exponent. */
const decimal = (description) => zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(DECIMAL, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedMessage */ .UB)(description)).transform(Number);
/** Returns a schema of a whole number from 1 to `max`. */
const wholeNumber = (max) => {
    const message = (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedMessage */ .UB)(`a whole number from 1 to ${max}`);
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
        .regex(/^[1-9]\d{0,8}$/, message)
        .transform(Number)
        .refine((number) => number <= max, message);
};
/** A schema of words that spaces, commas or lines separate; an unset input has none. */
const words = text.default('').transform((list) => list.split(/[\s,]+/).filter(Boolean));
/** A schema of a YAML map of text to text; an unset input is an empty one. */
const stringMap = text
    .optional()
    .transform(async (value, context) => {
    if (value === undefined)
        return {};
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .parseYamlMap */ .f)(value, 'text');
    if ('value' in parsed && isStringMap(parsed.value))
        return parsed.value;
    context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
    return {};
});
function isStringMap(map) {
    return Object.values(map).every((value) => typeof value === 'string');
}


/***/ }),

/***/ 4389:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ inputSchemas),
/* harmony export */   m: () => (/* binding */ pickJobInputs)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2857);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81);
/* harmony import */ var _quality_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3963);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2526);





/*
 * The inputs of all actions. A group of fields is shared by the actions that have these inputs; `inputSchemas` has one
 * entry for each action. A test compares both with the `action.yml` files, names and defaults. What one input requires
 * of another is in `parse-inputs.ts`.
 */
/** The inputs that describe the job. They are text here, because `readJob` merges them with the job file. */
const jobFields = {
    'training-file': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'validation-file': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    model: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    method: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    hyperparameters: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    grader: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    suffix: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    seed: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    metadata: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    integrations: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'job-file': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'extra-body': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
};
/** The inputs of the checks before the upload: of the data, and of the limits for tokens and cost. */
const dataFields = {
    'data-check': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('error', 'warn', 'off').default('error'),
    'data-check-ignore': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .words */ .aL,
    'max-tokens': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('a number of tokens from 0').optional(),
    price: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('an amount of USD per million tokens').optional(),
    'max-cost': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('an amount of USD from 0').optional(),
};
/** The inputs of the quality gate. */
const qualityFields = {
    require: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.default('').transform((value, context) => {
        const parsed = (0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRequire */ .BL)(value);
        if ('value' in parsed)
            return parsed.value;
        for (const message of parsed.problems)
            context.addIssue({ code: 'custom', message });
        return [];
    }),
    baseline: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMap */ .Qi,
};
/** The inputs of following a job to its end. */
const waitFields = {
    timeout: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('a number of minutes from 0')
        .default(330)
        .transform((minutes) => minutes * 60_000),
    'poll-interval': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('a number of seconds above 0')
        .refine((seconds) => seconds > 0, (0,_validate_js__WEBPACK_IMPORTED_MODULE_3__/* .expectedMessage */ .UB)('a number of seconds above 0'))
        .default(15)
        .transform((seconds) => seconds * 1000),
    'on-timeout': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('fail', 'detach', 'cancel', 'pause').default('fail'),
    'on-cancel': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('cancel', 'pause', 'detach').optional(),
    // The status of the workflow job when the post step begins.
    'job-status': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
};
/** The inputs of reporting, other than in the log. */
const reportFields = {
    summary: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(true),
    comment: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(false),
    'github-token': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'results-dir': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
};
const jobId = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_3__/* .expectedMessage */ .UB)('the id of a job'))
    .regex(/^[\x21-\x7e]{1,256}$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_3__/* .expectedMessage */ .UB)('the id of a job, as in the output job-id'));
/** The schema of each action's inputs. Its output is what the code uses: times in milliseconds, maps, numbers. */
const inputSchemas = {
    fineTune: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        ...jobFields,
        ...dataFields,
        'min-model-days': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('a number of days from 0').default(0),
        ...qualityFields,
        'dry-run': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(false),
        wait: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(true),
        ...waitFields,
        reuse: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(true),
        'delete-files': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('never', 'after-success').default('never'),
        ...reportFields,
    }),
    check: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ ...jobFields, ...dataFields, ...reportFields }),
    wait: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        'job-id': jobId,
        ...qualityFields,
        ...waitFields,
        ...reportFields,
    }),
    find: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        metadata: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMap */ .Qi,
        'exclude-metadata': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .stringMap */ .Qi,
        // The API spells it "canceled", the code has one spelling for both.
        status: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .words */ .aL.transform((statuses) => statuses.map((status) => (status === 'canceled' ? 'cancelled' : status))),
        model: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
        limit: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .wholeNumber */ .rD)(5000).default(20),
        'fail-if-none': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(false),
    }),
    control: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        'job-id': jobId,
        command: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('cancel', 'pause', 'resume'),
    }),
    /** The post step has the inputs of its main step, and uses these. */
    post: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        'on-cancel': waitFields['on-cancel'],
        'job-status': waitFields['job-status'],
    }),
};
/** Returns the inputs that describe the job, as they were set. */
function pickJobInputs(inputs) {
    return {
        trainingFile: inputs.get('training-file'),
        validationFile: inputs.get('validation-file'),
        model: inputs.get('model'),
        method: inputs.get('method'),
        hyperparameters: inputs.get('hyperparameters'),
        grader: inputs.get('grader'),
        suffix: inputs.get('suffix'),
        seed: inputs.get('seed'),
        metadata: inputs.get('metadata'),
        integrations: inputs.get('integrations'),
        jobFile: inputs.get('job-file'),
        extraBody: inputs.get('extra-body'),
    };
}


/***/ }),

/***/ 6891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ parseInputsOrThrow),
/* harmony export */   T: () => (/* binding */ parseInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2969);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81);
/* harmony import */ var _quality_gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3963);





/** What one input requires of another, checked for each action that has the input. */
const CROSS_FIELD_CHECKS = {
    'api-key': _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .findAuthenticationProblems */ .QQ,
    require: findBaselineProblems,
};
/**
 * Parses the inputs of an action, or returns all problems, one line each. Masks the secrets first. Without `known`, the
 * names of the inputs are those of the schema; another name that is close to one of them is a problem.
 */
async function parseInputs(schema, runner, known = Object.keys(schema.shape)) {
    const { inputs } = runner;
    await maskSecrets(runner);
    const parsed = await schema.safeParseAsync(Object.fromEntries(inputs));
    const problems = findTypos([...inputs.keys()], known);
    for (const [name, findProblems] of Object.entries(CROSS_FIELD_CHECKS))
        if (name in schema.shape)
            problems.push(...(await findProblems(inputs)));
    for (const { path, message } of parsed.error?.issues ?? [])
        problems.push(`input "${path.join('.')}": ${message}`);
    return parsed.success && problems.length === 0 ? { inputs: parsed.data } : { problems };
}
/** Parses the inputs of an action; throws an ActionError that lists all problems. */
async function parseInputsOrThrow(schema, runner, known) {
    const parsed = await parseInputs(schema, runner, known);
    if ('problems' in parsed)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(parsed.problems.join('\n'));
    return parsed.inputs;
}
/** Before everything else, so that no message about another input can contain a secret. */
async function maskSecrets(runner) {
    for (const name of ['api-key', 'github-token']) {
        const secret = runner.inputs.get(name);
        if (secret)
            runner.setSecret(secret, 'credential');
    }
    for (const value of await (0,_connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .listHeaderValues */ .Oj)(runner.inputs.get('headers')))
        if (value.length >= 8)
            runner.setSecret(value);
}
/** The runner only warns about unknown inputs, but `max-cots` must not mean "no limit". */
function findTypos(names, known) {
    return names.flatMap((name) => {
        if (known.includes(name) || name.length < 6)
            return [];
        const match = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_4__/* .closestMatch */ .h0)(name, known);
        return match ? [`input "${name}": is not an input of this action (did you mean "${match}"?)`] : [];
    });
}
async function findBaselineProblems(inputs) {
    const require = (0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRequire */ .BL)(inputs.get('require') ?? '');
    if ('problems' in require || !(0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .needsBaseline */ .ZQ)(require.value))
        return [];
    // A map with a problem is reported as such.
    const baseline = await _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .stringMap */ .Qi.safeParseAsync(inputs.get('baseline'));
    return baseline.success && Object.keys(baseline.data).length === 0
        ? ['input "require": compares with the baseline; set "baseline" to select its job']
        : [];
}


/***/ }),

/***/ 3963:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BL: () => (/* binding */ parseRequire),
/* harmony export */   DR: () => (/* binding */ evaluateGate),
/* harmony export */   ZQ: () => (/* binding */ needsBaseline)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2969);


const OPERATORS = {
    '<': (value, limit) => value < limit,
    '<=': (value, limit) => value <= limit,
    '>': (value, limit) => value > limit,
    '>=': (value, limit) => value >= limit,
    '==': (value, limit) => value === limit,
    '!=': (value, limit) => value !== limit,
};
const LINE = /^([^\s<>=!≤≥]+)\s*([<>=!≤≥]+)\s*(.*)$/u;
const NUMBER = String.raw `[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const LIMIT = new RegExp(`^(?:(?<number>${NUMBER})|(?:(?<before>${NUMBER})\\s*\\*\\s*)?baseline|baseline\\s*\\*\\s*(?<after>${NUMBER}))$`, 'i');
/** A longer text is not a gate, but a file passed by mistake. */
const MAX_LINES = 100;
/** Parses the lines of `require`; each problem names its line. */
function parseRequire(text) {
    const lines = text
        .split(/\r?\n/)
        .map((line, index) => ({ text: line.trim(), number: index + 1 }))
        .filter(({ text }) => text !== '');
    if (lines.length > MAX_LINES)
        return { problems: [`has ${lines.length} lines; ${MAX_LINES} are allowed`] };
    const requirements = [];
    const problems = [];
    for (const { text, number } of lines) {
        const parsed = parseRequirement(text);
        if ('problem' in parsed)
            problems.push(`line ${number}: ${parsed.problem}`);
        else
            requirements.push(parsed);
    }
    return problems.length > 0 ? { problems } : { value: requirements };
}
function parseRequirement(line) {
    const [, metric = '', operator = '', right = ''] = LINE.exec(line) ?? [];
    if (metric === '')
        return {
            problem: `expected "metric operator number" as in "full_valid_loss <= 0.8", received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(line)}`,
        };
    if (!isOperator(operator))
        return {
            problem: `expected one of ${Object.keys(OPERATORS).join(' ')}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(operator)}`,
        };
    const limit = LIMIT.exec(right)?.groups;
    const number = Number(limit?.number ?? limit?.before ?? limit?.after ?? 1);
    if (!limit || !Number.isFinite(number)) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(/^\p{L}+/u.exec(right)?.[0], ['baseline']);
        return {
            problem: `expected a number, "baseline" or "baseline * number" after ${operator}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(right)}${hint}`,
        };
    }
    return { metric, operator, number, ofBaseline: limit.number === undefined };
}
function isOperator(text) {
    return Object.hasOwn(OPERATORS, text);
}
/** Returns whether any requirement compares with the baseline, so that its job must be found. */
function needsBaseline(requirements) {
    return requirements.some(({ ofBaseline }) => ofBaseline);
}
/**
 * Evaluates the quality gate. A metric that is missing or not a number passes no requirement, `!=` included; without a
 * baseline job, requirements that use the baseline pass.
 */
function evaluateGate(requirements, metrics, baseline) {
    const rows = requirements.map((requirement) => evaluateRequirement(requirement, metrics, baseline));
    return { passed: rows.every(({ passed }) => passed), rows };
}
function evaluateRequirement(requirement, metrics, baseline) {
    const { metric, operator, number, ofBaseline } = requirement;
    const actual = getValue(metrics, metric);
    const baselineValue = ofBaseline && baseline ? getValue(baseline, metric) : undefined;
    const limit = !ofBaseline ? number : baselineValue === undefined ? undefined : baselineValue * number;
    const row = { requirement: formatRequirement(requirement), metric, actual, limit };
    if (actual === undefined) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(metric, Object.keys(metrics).slice(0, 1000));
        return { ...row, passed: false, note: `the job has no such metric${hint}` };
    }
    if (!Number.isFinite(actual))
        return { ...row, passed: false, note: "the job's value is not a finite number" };
    if (ofBaseline && !baseline)
        return { ...row, passed: true, note: 'there is no baseline yet' };
    if (limit === undefined)
        return { ...row, passed: false, note: 'the baseline has no such metric' };
    if (!Number.isFinite(limit))
        return { ...row, passed: false, note: "the baseline's value is not a finite number" };
    return { ...row, passed: OPERATORS[operator](actual, limit) };
}
/** Names come from the server: `constructor` must not be the object's own. */
function getValue(values, name) {
    return Object.hasOwn(values, name) ? values[name] : undefined;
}
function formatRequirement({ metric, operator, number, ofBaseline }) {
    const right = ofBaseline ? ['baseline', ...(number === 1 ? [] : ['*', number])].join(' ') : number;
    return `${metric} ${operator} ${right}`;
}


/***/ }),

/***/ 2526:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OE: () => (/* binding */ stringLength),
/* harmony export */   UB: () => (/* binding */ expectedMessage),
/* harmony export */   cl: () => (/* binding */ nullish),
/* harmony export */   jV: () => (/* binding */ formatPath),
/* harmony export */   tf: () => (/* binding */ validate),
/* harmony export */   y0: () => (/* binding */ nonEmptyString)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2969);




/** Validates a value; each problem is a sentence that begins with the path of the field. */
function validate(schema, value) {
    const parsed = schema.safeParse(value, { error: issueMessage });
    if (parsed.success)
        return { value: parsed.data };
    return { problems: parsed.error.issues.flatMap((issue) => flattenIssue(issue, issue.path)) };
}
/** Of a union, reports only the branch that the value matches except for a nested field, if there is one. */
function flattenIssue(issue, path) {
    const branches = issue.code === 'invalid_union' ? issue.errors : [];
    const branch = branches.find((issues) => issues.length > 0 && issues.every((nested) => nested.path.length > 0));
    if (branch)
        return branch.flatMap((nested) => flattenIssue(nested, [...path, ...nested.path]));
    return [path.length > 0 ? `${formatPath(path)}: ${issue.message}` : issue.message];
}
/** Returns `path` as messages show it: `["input", 0, "role"]` is `input[0].role`. */
function formatPath(path) {
    return path.reduce((parent, step) => {
        if (typeof step === 'number')
            return `${parent}[${step}]`;
        const key = /^[\w $-]{1,60}$/.test(String(step)) ? String(step) : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(String(step));
        return parent === '' ? key : `${parent}.${key}`;
    }, '');
}
/** Returns the error option of a schema for messages such as `expected a number above 0 or "auto", received "soon"`. */
function expectedMessage(description) {
    return { error: ({ input }) => mismatchMessage(description, input) };
}
/** Returns a schema of text with so many characters: not UTF-16 units, as in JSON Schema. */
function stringLength(minLength, maxLength) {
    const size = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`;
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .refine((text) => text.length >= minLength && [...text].length <= maxLength, {
        error: ({ input }) => `expected text of ${size} characters, received ${[...String(input)].length}`,
    })
        .meta({ minLength, maxLength });
}
/** Returns a schema of a field that may be absent, or null as in the API's own examples: neither is sent. */
function nullish(schema) {
    return schema.nullable().exactOptional();
}
/** A schema of text that is not empty. */
const nonEmptyString = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1, { error: 'is empty' });
function mismatchMessage(description, input) {
    return input === undefined ? 'is required' : `expected ${description}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(input)}`;
}
const NOUNS = {
    array: 'a list',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
    object: 'a map',
    record: 'a map',
    string: 'text',
};
function issueMessage(issue) {
    const { input } = issue;
    switch (issue.code) {
        case 'invalid_type': {
            const noun = NOUNS[issue.expected] ?? issue.expected;
            const isUnquoted = noun === 'text' && (typeof input === 'number' || typeof input === 'boolean');
            return mismatchMessage(isUnquoted ? 'text (put it in quotes)' : noun, input);
        }
        case 'invalid_value':
            return choiceMessage([issue.values].flat().map(String), input);
        case 'invalid_union':
            return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .OW)(input) && issue.discriminator !== undefined
                ? choiceMessage([issue.options ?? []].flat().map(String), input[issue.discriminator])
                : undefined;
        case 'invalid_key':
            return issue.issues[0]?.message;
        case 'unrecognized_keys': {
            const fields = issue.inst instanceof zod__WEBPACK_IMPORTED_MODULE_1__/* .ZodObject */ .bvH ? Object.keys(issue.inst.shape) : [];
            const elsewhere = fields.includes('extra_body')
                ? ' (fields of other servers belong under "extra_body")'
                : '';
            const hint = (key) => (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, fields) || elsewhere;
            const listed = issue.keys.slice(0, 10).map((key) => `unknown field ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(key)}${hint(key)}`);
            const omitted = issue.keys.length - listed.length;
            return [...listed, ...(omitted > 0 ? [`and ${omitted} more`] : [])].join('; ');
        }
    }
    return undefined;
}
function choiceMessage(options, input) {
    // Not Intl.ListFormat: its first use takes longer than parsing all inputs.
    const list = [options.slice(0, -1).join(', '), ...options.slice(-1)].filter(Boolean).join(' or ');
    return `${mismatchMessage(list, input)}${(0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(input, options)}`;
}


/***/ }),

/***/ 9211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ parseYamlMap),
/* harmony export */   h: () => (/* binding */ parseYaml)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8301);


const MAX_CHARACTERS = 2 ** 20;
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;
const MAX_TOKENS = 50_000;
const MAX_EXCERPT = 60;
/**
 * Parses one YAML 1.2 document (JSON is YAML) to a plain value. With `text`, each scalar remains the text that was
 * written (YAML's failsafe schema): `1234e56` is a commit, not a number.
 */
async function parseYaml(text, scalars) {
    if (text.length > MAX_CHARACTERS)
        return { problems: ['is larger than 1 MiB'] };
    // Loaded on first use: most steps have no YAML.
    const yaml = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const exceeded = findExceededLimit(text, yaml);
    if (exceeded)
        return { problems: [exceeded] };
    const lines = new yaml.LineCounter();
    const document = yaml.parseDocument(text, {
        lineCounter: lines,
        logLevel: 'error',
        prettyErrors: false,
        resolveKnownTags: false,
        schema: scalars === 'text' ? 'failsafe' : 'core',
        uniqueKeys: false,
    });
    const locate = (offset, problem) => {
        const { line, col } = lines.linePos(offset);
        return `line ${line}, column ${col}: ${problem}`;
    };
    // The warnings are unresolved tags: `!secret x` must not silently become the text "x".
    // Only the first one is reported, because the others are mostly its consequences.
    const [syntaxError] = [...document.errors, ...document.warnings];
    if (syntaxError)
        return { problems: [locate(syntaxError.pos[0], describeSyntaxError(syntaxError))] };
    const problems = [];
    yaml.visit(document, {
        Value: (_, node) => {
            const offset = node.range?.[0] ?? 0;
            if (node.tag)
                problems.push(locate(offset, `tags are not supported (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(node.tag, MAX_EXCERPT)})`));
            if (yaml.isMap(node))
                for (const found of checkKeys(node.items, yaml))
                    problems.push(locate(found.offset, found.problem));
            const problem = yaml.isScalar(node) ? checkNumber(node) : undefined;
            if (problem)
                problems.push(locate(offset, problem));
        },
    });
    if (problems.length > 0)
        return { problems };
    return toPlainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }));
}
/** Parses one YAML map; its values are as in `parseYaml`. */
async function parseYamlMap(text, scalars) {
    const parsed = await parseYaml(text, scalars);
    if ('problems' in parsed)
        return parsed;
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(parsed.value)
        ? { value: parsed.value }
        : { problems: [`expected a map, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(parsed.value)}`] };
}
const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`;
/**
 * Checks the limits before the parser runs. The parser is recursive, and `[[[[…` ten thousand levels deep ends the whole
 * process; it searches the whole document for the anchor of each alias; and zod cannot collect a hundred thousand
 * problems of one list. The lexer has none of these weaknesses, so this counts its tokens: depth by brackets, and by how
 * far block indicators are from the margin.
 */
function findExceededLimit(text, { CST, Lexer }) {
    let [tokens, aliases, brackets, margin, colons] = [0, 0, 0, 0, 0];
    let [atMargin, inScalar] = [true, false];
    for (const token of new Lexer().lex(text)) {
        // The token after the mark of a scalar is its text, even if it looks like another token.
        const type = inScalar ? null : CST.tokenType(token);
        inScalar = type === 'scalar';
        tokens += 1;
        if (type === 'directive-line')
            return `directives are not supported (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(token, MAX_EXCERPT)})`;
        if (type === 'alias')
            aliases += 1;
        if (type === 'flow-seq-start' || type === 'flow-map-start')
            brackets += 1;
        if (type === 'flow-seq-end' || type === 'flow-map-end')
            brackets = Math.max(0, brackets - 1);
        if (type === 'newline')
            [margin, colons, atMargin] = [0, 0, true];
        if (type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
            atMargin = false;
        if (type === 'map-value-ind' && brackets === 0)
            colons += 1;
        if (atMargin && brackets === 0)
            margin += token.length;
        if (brackets > MAX_DEPTH || colons > MAX_DEPTH || margin > 4 * MAX_DEPTH)
            return TOO_DEEP;
        if (aliases > MAX_ALIASES)
            return `has more than ${MAX_ALIASES} aliases`;
        if (tokens > MAX_TOKENS)
            return `has more than ${MAX_TOKENS} words and marks of YAML`;
    }
    return undefined;
}
function describeSyntaxError({ code, message }) {
    if (code === 'MULTIPLE_DOCS')
        return 'expected one YAML document, found several';
    if (code === 'TAG_RESOLVE_FAILED')
        return `tags are not supported (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(message, MAX_EXCERPT)})`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(message.replaceAll(/\s+/g, ' '), 2 * MAX_EXCERPT).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
function* checkKeys(pairs, { isAlias, isScalar }) {
    const names = new Set();
    for (const { key } of pairs) {
        const offset = isScalar(key) || isAlias(key) ? (key.range?.[0] ?? 0) : 0;
        if (!isScalar(key) || typeof key.value !== 'string') {
            yield { offset, problem: 'the key of a map must be text (put it in quotes)' };
            continue;
        }
        const name = key.value;
        if (name === '<<' && key.type === 'PLAIN')
            yield { offset, problem: 'merge keys ("<<") are not supported; repeat the pairs' };
        // An ordinary assignment of this key would set the prototype of the object.
        if (name === '__proto__')
            yield { offset, problem: '"__proto__" cannot be a key' };
        if (names.has(name))
            yield { offset, problem: `duplicate key ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(name)} in the same map` };
        names.add(name);
    }
}
function checkNumber({ value, source }) {
    if (typeof value !== 'number')
        return undefined;
    const written = source ?? String(value);
    if (!Number.isFinite(value))
        return `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(written, MAX_EXCERPT)} is not a number that JSON can represent`;
    const isRounded = /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(written) && BigInt(written) !== BigInt(value);
    return isRounded
        ? `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(written, MAX_EXCERPT)} has more digits than a JSON number can represent (put it in quotes)`
        : undefined;
}
/** The errors that the library throws here are about the document: an alias without an anchor, or a bomb of aliases. */
function toPlainValue(toValue) {
    try {
        const value = toValue();
        return isDeeperThan(value, MAX_DEPTH) ? { problems: [TOO_DEEP] } : { value };
    }
    catch (error) {
        return { problems: [(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(error instanceof Error ? error.message : String(error), 2 * MAX_EXCERPT)] };
    }
}
/** Also true for an alias that contains itself. */
function isDeeperThan(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   jO: () => (/* binding */ rethrowUnexpected),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/**
 * An expected error: a wrong input, bad data, a request that the server rejects. The message is one sentence that
 * names what is wrong and where; the hint says what to do next. Every other error is reported as a bug of this action.
 */
class ActionError extends Error {
    name = 'ActionError';
    hint;
    constructor(message, options = {}) {
        super(message, { cause: options.cause });
        this.hint = options.hint;
    }
}
/**
 * Throws the error again unless it is an ActionError and the workflow goes on. For work whose failure changes nothing:
 * a bug must surface, and a cancelled workflow must stop.
 */
function rethrowUnexpected(error, signal) {
    if (signal.aborted || !(error instanceof ActionError))
        throw error;
}
const MAX_QUOTED = 200;
/** Returns a value as messages quote it: text on one line, in quotes and truncated; a list or a map only by its kind. */
function quote(value) {
    if (value === undefined || value === null)
        return 'nothing';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'a map';
    return typeof value === 'string' ? JSON.stringify(truncate(value, MAX_QUOTED)) : String(value);
}
/** Returns at most so many characters of a text, with an ellipsis where something was cut off. */
function truncate(text, maxLength) {
    // Characters, not UTF-16 units: four times as many units have enough of them, and a long text is not split as a whole.
    const characters = [...text.slice(0, 4 * maxLength)];
    return characters.length <= maxLength ? text : `${characters.slice(0, maxLength).join('')}…`;
}


/***/ }),

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ openResults),
/* harmony export */   l: () => (/* binding */ wouldOverwrite)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4874);



/** The names of the files that an action writes into `results-dir`. */
const RESULT_FILES = ['result.json', 'events.jsonl', 'metrics.csv', 'report.json', 'report.md'];
/** Returns whether writing the results into `folder` would overwrite the file at `path`; both paths contain no links. */
function wouldOverwrite(path, folder, platform = process.platform) {
    const { join, normalize } = platform === 'win32' ? node_path__WEBPACK_IMPORTED_MODULE_1__.win32 : node_path__WEBPACK_IMPORTED_MODULE_1__.posix;
    const foldCase = (text) => ((0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .isCaseInsensitive */ .mj)(platform) ? text.toLowerCase() : text);
    return RESULT_FILES.some((name) => foldCase(join(folder, name)) === foldCase(normalize(path)));
}
/** Opens the results in an existing folder. */
function openResults(folder, runner) {
    const failed = new Set();
    function tryWrite(name, write) {
        try {
            write((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name));
        }
        catch (error) {
            if (failed.has(name))
                return;
            failed.add(name);
            runner.warning(`${name} could not be written: ${error instanceof Error ? error.message : error}`);
        }
    }
    return {
        reset: () => tryWrite('events.jsonl', (path) => replaceFile(path, '')),
        appendEvent: (raw) => tryWrite('events.jsonl', (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(path, `${JSON.stringify(raw)}\n`)),
        write: (name, text) => tryWrite(name, (path) => replaceFile(path, text)),
    };
}
/** Writes a new file, because a link committed in its place would lead the text elsewhere. */
function replaceFile(path, text) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { flag: 'wx' });
}


/***/ }),

/***/ 8549:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rc: () => (/* binding */ ConnectionError),
/* harmony export */   Tg: () => (/* binding */ isRetryableAuthError),
/* harmony export */   Tj: () => (/* binding */ isUnsupportedEndpoint),
/* harmony export */   ZU: () => (/* binding */ isRetryableWhilePolling),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   kZ: () => (/* binding */ hasUnsupportedStatus),
/* harmony export */   oA: () => (/* binding */ CredentialError),
/* harmony export */   r3: () => (/* binding */ isRetryable),
/* harmony export */   yj: () => (/* binding */ isSafeToResend)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Thrown when a server responds with an error status. */
class ApiError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'ApiError';
    status;
    isApiResponse;
    code;
    param;
    serverMessage;
    requestId;
    retryAfterMs;
    credentialRenewed;
    isLastingLimit;
    constructor(message, details, hint) {
        super(message, { hint });
        this.status = details.status;
        this.isApiResponse = details.isApiResponse;
        this.code = details.code;
        this.param = details.param;
        this.serverMessage = details.serverMessage;
        this.requestId = details.requestId;
        this.retryAfterMs = details.retryAfterMs;
        this.credentialRenewed = details.credentialRenewed ?? false;
        this.isLastingLimit = details.isLastingLimit ?? false;
    }
}
/** Thrown when no usable response arrives: the effect of the request is unknown, unless it was never sent. */
class ConnectionError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'ConnectionError';
    /** Whether any byte of the request may have reached the server. */
    requestSent;
    constructor(message, { requestSent, cause, hint }) {
        super(message, { cause, hint });
        this.requestSent = requestSent;
    }
}
/** Thrown when a request has no credential, and so was not sent. */
class CredentialError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'CredentialError';
    /** Whether a later attempt may get a credential. */
    isRetryable;
    constructor(cause) {
        super(cause.message, { hint: cause.hint, cause });
        this.isRetryable = isRetryableAuthError(cause);
    }
}
/** Returns whether a token exchange may succeed later; false once the token endpoint has rejected the identity in JSON. */
function isRetryableAuthError(error) {
    if (!(error instanceof ApiError))
        return isRetryable(error);
    const { status, code, serverMessage } = error;
    const isRejected = status >= 400 && status < 500 && ![408, 429].includes(status) && (code || serverMessage);
    return isRetryable(error) && !isRejected;
}
/** Returns whether the same request may succeed a moment later. */
function isRetryable(error) {
    if (error instanceof CredentialError)
        return error.isRetryable;
    if (error instanceof ConnectionError)
        return true;
    if (!(error instanceof ApiError))
        return false;
    const { status, isApiResponse } = error;
    if (error.credentialRenewed)
        return true;
    if (status === 429)
        return !error.isLastingLimit;
    if (status === 408 || status >= 500)
        return true;
    // A redirect or an HTML page comes from a proxy between the runner and the server, and may be temporary.
    return !isApiResponse && (status < 400 || [401, 403, 404].includes(status));
}
/**
 * Returns whether polling something that exists may succeed later: true for pages of proxies, and for the API's own
 * errors that signal load.
 */
function isRetryableWhilePolling(error) {
    if (isRetryable(error))
        return true;
    return error instanceof ApiError && (!error.isApiResponse || [409, 425, 429].includes(error.status));
}
/** Returns whether the request certainly changed nothing on the server, so that sending it again is safe. */
function isSafeToResend(error) {
    if (error instanceof CredentialError)
        return true;
    if (error instanceof ConnectionError)
        return !error.requestSent;
    if (!(error instanceof ApiError))
        return false;
    const { status } = error;
    // 302 and 303 may follow a request that took effect; 408 one that arrived completely.
    return [301, 307, 308].includes(status) || (status >= 400 && status < 500 && status !== 408);
}
/** Returns whether the status means that there is no such endpoint; the page of a proxy with this status may be temporary. */
function hasUnsupportedStatus(error) {
    return error instanceof ApiError && [404, 405, 501].includes(error.status);
}
/** Returns whether the server itself, and not the page of a proxy, says that there is no such endpoint. */
function isUnsupportedEndpoint(error) {
    return hasUnsupportedStatus(error) && (error.isApiResponse || error.serverMessage !== undefined);
}


/***/ }),

/***/ 7777:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j2: () => (/* binding */ REQUEST_TIMEOUT_MS),
/* harmony export */   mu: () => (/* binding */ parseRetryAfter),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   oX: () => (/* binding */ decodeResponse),
/* harmony export */   w$: () => (/* binding */ sendRequest)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8549);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1517);




/** How long a request may take by default. */
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * Sends one request and reads the response, also one with an error status. Rejects with a ConnectionError, an ActionError of the
 * body that is being sent, or the signal's reason.
 */
async function sendRequest(fetch, clock, { description, url, request, signal, timeoutMs = REQUEST_TIMEOUT_MS, unreachableHint }) {
    try {
        return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, timeoutMs, signal, async (signal) => {
            const response = await fetch(url, { ...request, signal });
            return { status: response.status, headers: response.headers, text: await response.text() };
        });
    }
    catch (error) {
        if (signal?.aborted || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ)
            throw error;
        const reason = error instanceof Error ? error.message : String(error);
        const requestSent = !(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .NotSentError */ .S);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConnectionError */ .Rc(`${description} at ${new URL(url).host}: ${reason}`, {
            requestSent,
            cause: error,
            hint: requestSent ? undefined : unreachableHint,
        });
    }
}
/** Returns whether the status is one of success (2xx). */
function isSuccess({ status }) {
    return status >= 200 && status <= 299;
}
/** Decodes the body of a response; throws a ConnectionError when it does not fit the request. */
function decodeResponse(description, { status, text }, decode) {
    try {
        // A deletion may be answered with 204 and an empty body.
        const body = text === '' ? undefined : JSON.parse(text);
        assertDepth(body, MAX_DEPTH);
        return decode(body);
    }
    catch (error) {
        // Without the parser's message, which quotes the body.
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConnectionError */ .Rc(`${description}: unexpected response body (status ${status})`, {
            requestSent: true,
            cause: error,
        });
    }
}
/** No API nests nearly as deep; thousands of levels would overflow the stack of recursive code. */
const MAX_DEPTH = 200;
function assertDepth(value, levels) {
    if (typeof value !== 'object' || value === null)
        return;
    if (levels === 0)
        throw new Error('nested too deeply');
    for (const item of Object.values(value))
        assertDepth(item, levels - 1);
}
/**
 * Returns how long the server requires clients to wait: `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110,
 * 10.2.3), which is compared with the server's own `date`.
 */
function parseRetryAfter({ headers }) {
    const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
    if (ms >= 0)
        return ms;
    const text = headers.get('retry-after');
    if (!text)
        return undefined;
    const seconds = Number(text);
    if (seconds >= 0)
        return seconds * 1000;
    const span = Date.parse(text) - Date.parse(headers.get('date') ?? '');
    return span >= 0 ? span : undefined;
}


/***/ }),

/***/ 8902:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;
/** Limits the delay that a server requires. */
const MAX_RETRY_AFTER_MS = 5 * 60_000;
const FINAL_REFUSALS = 5;
const FINAL_REFUSALS_SPAN_MS = 20_000;
/** Retries a request, which must be idempotent, while its errors are retryable; rejects with the last error. */
async function retry(request, options) {
    const { clock, signal, shouldRetry = _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryable */ .r3, onRetry } = options;
    const { deadline = Number.POSITIVE_INFINITY, maxAttempts = Number.POSITIVE_INFINITY } = options;
    let refusals = 0;
    let refusedSince = clock.now();
    for (let attempts = 1;; attempts++) {
        try {
            return await request();
        }
        catch (error) {
            const isRefused = !shouldRetry(error);
            if (isRefused && !(options.tolerateRefusals && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
                throw error;
            if (isRefused && refusals === 0)
                refusedSince = clock.now();
            refusals = isRefused ? refusals + 1 : 0;
            if (refusals >= FINAL_REFUSALS && clock.now() - refusedSince >= FINAL_REFUSALS_SPAN_MS)
                throw error;
            if (clock.now() >= deadline || attempts >= maxAttempts)
                throw error;
            signal?.throwIfAborted();
            const idealDelayMs = isRefused
                ? FINAL_REFUSALS_SPAN_MS / (FINAL_REFUSALS - 1)
                : backoffDelay(error, attempts, options);
            const delayMs = Math.min(idealDelayMs, deadline - clock.now());
            onRetry?.(error, delayMs);
            await clock.sleep(delayMs, signal);
        }
    }
}
function backoffDelay(error, attempts, { random, maxDelayMs = Number.POSITIVE_INFINITY }) {
    const backoffMs = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS) * (1 - random() / 4);
    const retryAfterMs = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD ? (error.retryAfterMs ?? 0) : 0;
    // Never less than the backoff: a server may allow an immediate retry forever.
    return Math.min(Math.max(backoffMs, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)), maxDelayMs);
}


/***/ }),

/***/ 8347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ LOOPBACK_HOST),
/* harmony export */   z: () => (/* binding */ isSecureUrl)
/* harmony export */ });
/** Matches the host names of the machine itself. */
const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** Returns whether a URL may receive a credential: with TLS, or on this machine, where there is no network to listen on. */
function isSecureUrl({ protocol, hostname }) {
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOST.test(hostname));
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



/** Thrown when a request fails before a byte of it left this machine, so that it certainly had no effect. */
class NotSentError extends Error {
    name = 'NotSentError';
}
/** Far more than any response of an API has; a server that sends more is broken or hostile. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
/**
 * Creates the machine's transport. It uses the proxies of the runner (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http`, because its own requests cannot be aborted, and
 * never settle when a connection breaks in the middle of a response.
 */
function createFetch() {
    const clients = new Map();
    return (url, request) => {
        // The server may have closed a kept connection in the meantime. A GET is then sent again; for every other method, an
        // error on an old connection would leave open whether the request had an effect.
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
    const incoming = waitForResponse(outgoing);
    // Awaited below; until then a rejection must not count as unhandled.
    incoming.catch(() => undefined);
    if (body === undefined || typeof body === 'string')
        outgoing.end(body);
    else
        await sendBody(body, outgoing, incoming);
    const message = await incoming;
    return {
        status: message.statusCode ?? 0,
        headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
        text: () => readText(message),
    };
}
function waitForResponse(outgoing) {
    let isConnected = false;
    return new Promise((resolve, reject) => {
        outgoing.once('socket', (socket) => {
            const event = 'encrypted' in socket ? 'secureConnect' : 'connect';
            if (outgoing.reusedSocket || (event === 'connect' && !socket.connecting))
                isConnected = true;
            else
                socket.once(event, () => (isConnected = true));
        });
        outgoing.once('response', resolve);
        outgoing.on('error', (error) => reject(isConnected ? error : new NotSentError(error.message, { cause: error })));
    });
}
/** Sends the body to its end, or until the server responds without reading the rest (401, 413). */
async function sendBody(body, outgoing, incoming) {
    let isSettled = false;
    const settle = () => {
        isSettled = true;
    };
    const settling = incoming.then(settle, settle);
    try {
        for await (const chunk of body) {
            if (isSettled)
                return;
            if (!outgoing.write(chunk))
                await Promise.race([settling, new Promise((resolve) => outgoing.once('drain', resolve))]);
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
        if (size > MAX_RESPONSE_BYTES)
            throw new Error(`the response is longer than ${MAX_RESPONSE_BYTES} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OW: () => (/* binding */ isJsonObject),
/* harmony export */   p3: () => (/* binding */ omitNullish),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/** Returns whether a value is an object that is neither an array nor null. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Parses a JSON text; returns undefined, which is not a JSON value, when the text is not JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function omitNullish(object) {
    return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));
}


/***/ }),

/***/ 9081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ errorFromResponse)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9567);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _http_request_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7777);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8301);




/** Returns the error for a response whose status is not one of success, with the server's own message and a hint. */
function errorFromResponse(description, response, { hint, credentialRenewed } = {}) {
    const { status, headers, text } = response;
    const body = parseErrorBody(text);
    const details = {
        status,
        ...body,
        requestId: headers.get('x-request-id') ?? headers.get('apim-request-id') ?? undefined,
        retryAfterMs: (0,_http_request_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRetryAfter */ .mu)(response),
        credentialRenewed,
        isLastingLimit: LASTING_LIMITS.has(body.code ?? '') || isActiveJobsLimit(body.serverMessage),
    };
    return new _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD(formatApiError(description, details), details, hint ?? hintFor(details));
}
const optionalText = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional().catch(undefined);
const errorFields = {
    message: optionalText,
    code: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .Yj().nullish().catch(undefined),
    type: optionalText,
    param: optionalText,
};
/** The API's error object (API reference; Azure has the same fields). */
const ApiBody = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ error: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc(errorFields) });
/** The errors of OAuth servers (RFC 6749, 5.2) and gateways: shown to the user, but not trusted as the API's own. */
const ForeignBody = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    ...errorFields,
    error: optionalText,
    error_description: optionalText,
    detail: optionalText,
});
/** Returns the facts in an error's body; of a proxy's page, none. */
function parseErrorBody(text) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(text);
    if (body === undefined)
        return { isApiResponse: false };
    const error = ApiBody.safeParse(body).data?.error;
    if (error)
        return {
            isApiResponse: true,
            code: error.code || error.type || undefined,
            serverMessage: cleanMessage(error.message),
            param: error.param || undefined,
        };
    const foreign = ForeignBody.safeParse(body).data;
    return {
        isApiResponse: false,
        code: foreign?.error || foreign?.code || undefined,
        serverMessage: cleanMessage(foreign?.error_description || foreign?.message || foreign?.detail),
    };
}
/** Drops the hint of a rejected upload, because it quotes the data. */
function cleanMessage(message) {
    if (!message)
        return undefined;
    return message
        .replace(/\s+/g, ' ')
        .replace(/\(?HINT: line starts with.*/i, '')
        .trim();
}
function formatApiError(description, details) {
    const { status, code, param, serverMessage, requestId } = details;
    const facts = [status, code, param && `param ${param}`].filter(Boolean).join(', ');
    const reason = serverMessage ? `: ${serverMessage}` : '';
    return `${description} failed (${facts})${reason}${requestId ? ` (request id ${requestId})` : ''}`;
}
/**
 * 429 codes that no wait within a run resolves: the limit per day, and the quota family (OpenAI's error code guide;
 * `daily_rate_limit_exceeded` as observed on fine-tuning requests).
 */
const LASTING_LIMITS = new Set([
    'daily_rate_limit_exceeded',
    'insufficient_quota',
    'billing_not_active',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
]);
/**
 * Returns whether a message is about the number of jobs at a time ("This fine-tune request has been rate-limited. Your
 * organization has reached the maximum of 3 active requests"). The code is that of a common rate limit, but jobs take
 * hours, so that no retry within minutes helps.
 */
function isActiveJobsLimit(message = '') {
    return [
        /fine-?tun|\bjobs?\b/i,
        /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i,
        /limit|maximum/i,
    ].every((pattern) => pattern.test(message));
}
const SHUTDOWN_MESSAGE = /winding down the fine-tuning platform/i;
/** Returns what to do about an error: by the server's code, else by the status. */
function hintFor({ code, status, serverMessage }) {
    if (status < 400)
        return 'Redirects are not followed. Set "base-url" to the address that they lead to.';
    const known = SHUTDOWN_MESSAGE.test(serverMessage ?? '')
        ? 'training_not_available'
        : isActiveJobsLimit(serverMessage)
            ? 'active_jobs'
            : code;
    return HINTS.get(known ?? '') ?? HINTS.get(`${status}`);
}
const QUOTA = 'Raise the limit or add credit for the organization or project, then run the workflow again.';
const CREDENTIAL = 'Check the secret behind "api-key" (pull requests from forks get no secrets), or the permissions of this job\'s identity.';
/** By the API's error code, and by status for other codes. */
const HINTS = new Map([
    [
        'training_not_available',
        'OpenAI has closed fine-tuning to this organization (and closes it to all on 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.',
    ],
    [
        'daily_rate_limit_exceeded',
        'This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow.',
    ],
    [
        'active_jobs',
        'The maximum number of jobs is already running. Run the workflow again when one has ended, or let workflows wait for each other in a concurrency group.',
    ],
    ['insufficient_quota', QUOTA],
    ['billing_not_active', QUOTA],
    ['credit_balance_exhausted', QUOTA],
    ['organization_spend_limit_exceeded', QUOTA],
    ['project_spend_limit_exceeded', QUOTA],
    ['organization_usage_limit_exceeded', QUOTA],
    ['invalid_api_key', CREDENTIAL],
    ['model_not_found', 'Check "model": this project may not have access to it, or it has been shut down.'],
    ['401', CREDENTIAL],
    [
        '403',
        'The API key is valid but lacks a permission: it needs write access to files and fine-tuning in this project.',
    ],
    ['404', 'Check "base-url", and that the job and its files belong to the project of this key.'],
    [
        '413',
        'The file is larger than this server accepts in one request. Train on less data, or in several jobs, each starting from the model of the previous one.',
    ],
]);


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
/* harmony import */ var _api_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9081);
/* harmony import */ var _provider_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4717);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(761);








const CREATE_TIMEOUT_MS = 120_000;
/** A result file may have megabytes; the transport rejects one that is too long. */
const CONTENT_TIMEOUT_MS = 5 * 60_000;
const NO_TIMEOUT_MS = Number.MAX_SAFE_INTEGER;
const UNREACHABLE_HINT = 'Check "base-url", and that this runner can reach that host.';
/**
 * Creates a client of the API at a connection. The API's own spelling of names stops here. `defaultSignal` aborts every
 * request that has no signal of its own.
 */
function createClient(connection, fetch, clock, defaultSignal) {
    const base = new URL(connection.baseUrl);
    async function call(method, path, decode, options = {}) {
        return (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeResponse */ .oX)(`${method} ${path}`, await send(method, path, options), decode);
    }
    async function send(method, path, options) {
        const url = new URL(base);
        url.pathname = base.pathname.replace(/\/+$/, '') + path;
        // Appended as text, so that the query of the base URL is sent exactly as it was written.
        url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&');
        // The API's overview recommends a client id, so that its support can find a request without a response.
        const headers = { accept: 'application/json', 'x-client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(), ...connection.headers };
        const { signal = defaultSignal, timeoutMs = _http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .REQUEST_TIMEOUT_MS */ .j2 } = options;
        const credential = await getCredential(Math.min(timeoutMs, _http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .REQUEST_TIMEOUT_MS */ .j2), signal);
        const request = { method, headers: { ...headers, ...credential, ...options.headers } };
        if (options.body !== undefined)
            request.body = options.body;
        const description = `${method} ${path}`;
        const response = await (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .sendRequest */ .w$)(fetch, clock, {
            description,
            url: url.href,
            request,
            signal,
            timeoutMs,
            unreachableHint: UNREACHABLE_HINT,
        });
        if ((0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .isSuccess */ .oJ)(response))
            return response;
        // A retry of this request then sends another credential.
        const credentialRenewed = response.status === 401 && connection.credentials.invalidate(credential);
        throw (0,_api_error_js__WEBPACK_IMPORTED_MODULE_5__/* .errorFromResponse */ .a)(description, response, { credentialRenewed });
    }
    /** Has a timeout like a response. Errors become CredentialErrors: without a credential the request is not sent. */
    async function getCredential(timeoutMs, signal) {
        const { credentials } = connection;
        try {
            return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .wj)(clock, timeoutMs, signal, () => credentials.getHeaders());
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ)
                throw new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CredentialError */ .oA(error);
            if (!(error instanceof _clock_js__WEBPACK_IMPORTED_MODULE_1__/* .TimeoutError */ .MU))
                throw error;
            const message = `Cannot exchange the OIDC token of this job: ${error.message}`;
            throw new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CredentialError */ .oA(new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc(message, { requestSent: true }));
        }
    }
    return {
        host: base.host,
        provider: (0,_provider_js__WEBPACK_IMPORTED_MODULE_6__/* .getProvider */ .sO)(base.hostname),
        /** Creates a job: the request that costs money. */
        createJob: (request, signal) => call('POST', '/fine_tuning/jobs', _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeJob */ .Qm, {
            ...jsonBody(request),
            timeoutMs: CREATE_TIMEOUT_MS,
            signal,
        }),
        getJob: (id, options = {}) => call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeJob */ .Qm, options),
        /** Returns one page of the jobs, newest first. */
        listJobs: (page, options = {}) => {
            const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value]);
            return call('GET', '/fine_tuning/jobs', _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeJobs */ .hb, {
                query: { ...pageQuery(page), ...Object.fromEntries(pairs) },
                ...options,
            });
        },
        /** Resolves if the server accepts a grader; its error says why not (API reference, alpha). */
        validateGrader: (grader, options = {}) => call('POST', '/fine_tuning/alpha/graders/validate', () => undefined, {
            ...jsonBody({ grader }),
            ...options,
        }),
        /** Returns the job limits of each model. */
        getModelLimits: (options = {}) => call('GET', '/fine_tuning/model_limits', _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeModelLimits */ .Qd, options),
        /** Requests a change of a job and returns the job, which may not have changed yet. */
        updateJob: (id, command, options = {}) => call('POST', `/fine_tuning/jobs/${encodePathSegment(id)}/${command}`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeJob */ .Qm, {
            headers: NO_BODY,
            ...options,
        }),
        /** Returns one page of a job's events, newest first; `after` pages to older ones. */
        listEvents: (id, page, options = {}) => call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}/events`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeEvents */ .Ys, {
            query: pageQuery(page),
            ...options,
        }),
        /** Returns one page of a job's checkpoints, newest first; a job has none before it succeeded or paused. */
        listCheckpoints: (id, page, options = {}) => call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}/checkpoints`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeCheckpoints */ .A_, {
            query: pageQuery(page),
            ...options,
        }),
        /** Uploads a file. Has no timeout: only the caller sees whether the upload makes progress. */
        uploadFile: (file, signal) => call('POST', '/files', _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeFile */ .JG, { ...streamBody(file), signal }),
        getFile: (id, options = {}) => call('GET', `/files/${encodePathSegment(id)}`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeFile */ .JG, options),
        /** Returns the text of a file as the server sends it: some servers encode result files in base64 (API reference, 6.4). */
        getFileContent: async (id, options = {}) => {
            // The header of the official clients: a gateway may reject `application/json` for a file that is not JSON.
            const headers = { accept: 'application/binary' };
            const path = `/files/${encodePathSegment(id)}/content`;
            return (await send('GET', path, { headers, timeoutMs: CONTENT_TIMEOUT_MS, ...options })).text;
        },
        /** Returns one page of the files for fine-tuning, newest first. */
        listFiles: (page, options = {}) => call('GET', '/files', _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeFiles */ .KL, { query: { purpose: 'fine-tune', ...pageQuery(page) }, ...options }),
        deleteFile: (id, options = {}) => call('DELETE', `/files/${encodePathSegment(id)}`, () => undefined, options),
        getModel: (name, options = {}) => call('GET', `/models/${encodePathSegment(name)}`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeModel */ .sd, options),
        /** Creates an upload in parts. It becomes a file when it is completed, and expires after an hour. */
        createUpload: ({ filename, bytes, mimeType }, options = {}) => call('POST', '/uploads', _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeId */ .ks, {
            ...jsonBody({ filename, purpose: 'fine-tune', bytes, mime_type: mimeType }),
            ...options,
        }),
        /** Adds a part; `completeUpload` defines the order. Has no timeout, like `uploadFile`. */
        addUploadPart: (id, part, signal) => call('POST', `/uploads/${encodePathSegment(id)}/parts`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeId */ .ks, { ...streamBody(part), signal }),
        /** Makes a file of the parts in this order; the server compares the MD5 of all their bytes, in hexadecimal. */
        completeUpload: (id, { partIds, md5 }, options = {}) => call('POST', `/uploads/${encodePathSegment(id)}/complete`, _wire_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeCompletedUpload */ .Dv, {
            ...jsonBody({ part_ids: partIds, md5 }),
            ...options,
        }),
        cancelUpload: (id, options = {}) => call('POST', `/uploads/${encodePathSegment(id)}/cancel`, () => undefined, {
            headers: NO_BODY,
            ...options,
        }),
    };
}
const NO_BODY = { 'content-length': '0' };
function jsonBody(value) {
    const body = JSON.stringify(value);
    const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` };
    return { body, headers };
}
function streamBody({ contentType, contentLength, body }) {
    const headers = { 'content-type': contentType, 'content-length': `${contentLength}` };
    return { body, headers, timeoutMs: NO_TIMEOUT_MS };
}
function pageQuery({ after, limit }) {
    return { ...(after && { after }), ...(limit && { limit: `${limit}` }) };
}
/** Encodes an id as one segment of a path, so that no id can lead to another path. */
function encodePathSegment(id) {
    if (/^\.*$/.test(id))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`"${id}" is not an id`);
    return encodeURIComponent(id);
}


/***/ }),

/***/ 3245:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ listCheckpoints),
/* harmony export */   Eu: () => (/* binding */ MAX_JOBS),
/* harmony export */   N6: () => (/* binding */ listJobs),
/* harmony export */   gM: () => (/* binding */ hasMetadata)
/* harmony export */ });
/* harmony import */ var _pagination_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8240);

/** The maximum of the official clients. */
const PAGE_SIZE = 100;
/** How many jobs of a server without filters are read at most. */
const MAX_JOBS = 5000;
/** Lists the jobs that match a query, until `isDone`. Rejects when the server does not support listing jobs. */
function listJobs(client, { metadata, filter }, retry, isDone) {
    const queries = [
        { limit: PAGE_SIZE, ...(metadata && { metadata }) },
        ...(metadata ? [{ limit: PAGE_SIZE }] : []),
        {},
    ];
    const getPage = (query) => client.listJobs(query);
    return (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .listAll */ ._)({ getPage, queries, maxItems: MAX_JOBS, filter, isDone, retry });
}
/** Servers keep three checkpoints of each job; one that keeps every checkpoint of a long job has hundreds. */
const MAX_CHECKPOINTS = 1000;
/** Lists the checkpoints of a job in order of step. Rejects when the server does not support listing them. */
async function listCheckpoints(client, jobId, retry) {
    const getPage = (query) => client.listCheckpoints(jobId, query);
    const queries = [{ limit: PAGE_SIZE }, {}];
    const { items } = await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .listAll */ ._)({ getPage, queries, maxItems: MAX_CHECKPOINTS, retry });
    return items.sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}
/** Returns whether a job has all of these metadata pairs. */
function hasMetadata(job, pairs) {
    return Object.entries(pairs).every(([key, value]) => job.metadata[key] === value);
}


/***/ }),

/***/ 4370:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k3: () => (/* binding */ MetricCollector),
  pT: () => (/* binding */ lastValues),
  gD: () => (/* binding */ toCsv)
});

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/openai/result-file.ts

/** A longer line is not a row of numbers. */
const MAX_LINE_LENGTH = 100_000;
const MAX_COLUMNS = 1000;
/**
 * Yields the rows of a job's result file, the header first; yields nothing if the text is not such a file. The file is CSV
 * with a column `step` (API reference, 6.4): in base64 at OpenAI, plain at Azure, and a JSON string by the schema.
 */
function* parseResultRows(text) {
    for (const decode of [decodePlain, decodeJson, decodeBase64]) {
        const lines = splitLines(decode(text));
        const header = parseCells(lines.next().value ?? '');
        if (!header.some((name) => name.toLowerCase() === 'step'))
            continue;
        yield header.map((name) => (name.toLowerCase() === 'step' ? 'step' : name));
        for (const line of lines)
            yield parseCells(line);
        return;
    }
}
const decodePlain = (text) => text;
function decodeJson(text) {
    const value = text.startsWith('"') ? (0,json/* parseJson */.qF)(text) : undefined;
    return typeof value === 'string' ? value : '';
}
function decodeBase64(text) {
    return /^[\w+/\r\n-]+={0,2}\s*$/.test(text.slice(0, MAX_LINE_LENGTH))
        ? Buffer.from(text, 'base64').toString('utf8')
        : '';
}
/** Yields the lines that are not empty, one at a time: a list of millions would take more memory than the text. */
function* splitLines(text) {
    let start = text.startsWith('\uFEFF') ? 1 : 0;
    while (start < text.length) {
        const newline = text.indexOf('\n', start);
        const end = newline < 0 ? text.length : newline;
        if (end - start <= MAX_LINE_LENGTH) {
            const line = text.slice(start, end).trim();
            if (line !== '')
                yield line;
        }
        start = end + 1;
    }
}
/** Supports quoted cells with commas and doubled quotes (RFC 4180), but not with line ends, which no number has. */
function parseCells(line) {
    const cells = line.includes('"')
        ? Array.from(line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g), ([, quoted, bare]) => (quoted?.replaceAll('""', '"') ?? bare ?? '').trim())
        : line.split(',').map((cell) => cell.trim());
    return cells.slice(0, MAX_COLUMNS);
}

;// CONCATENATED MODULE: ./src/openai/metrics.ts

/** Reinforcement jobs with several graders have about a hundred. */
const MAX_METRICS = 200;
/** In all series together, about 60 bytes each: the 100,000 steps of a long job with eight metrics. */
const MAX_POINTS = 1_000_000;
/** The position of a value, which is not a metric itself. */
const NON_METRIC_FIELDS = new Set(['step', 'total_steps']);
/** Collects the metrics of one job from its events, checkpoints and result files, in bounded memory. */
class MetricCollector {
    #series = new Map();
    #omitted = new Set();
    /** Normalized names: a long job repeats the same hundred names a hundred thousand times. */
    #names = new Map();
    #redact;
    #maxPoints;
    #points = 0;
    #downsampled = false;
    /** Redacts names here, because tables, charts and files that contain them cannot be redacted as one text. */
    constructor({ redact = (name) => name, maxPoints = MAX_POINTS } = {}) {
        this.#redact = redact;
        this.#maxPoints = maxPoints;
    }
    /** Adds the metrics of an event. For a step that is trained again after a pause, the newer values win. */
    addEvent({ data }) {
        const metrics = flatten(data);
        const step = parseStep(metrics.find(([name]) => name === 'step')?.[1]);
        if (step === undefined)
            return;
        for (const [name, value] of metrics)
            this.#add(name, step, value, { replace: true });
    }
    /** Adds the metrics of a checkpoint that no event has reported for its step. */
    addCheckpoint({ step, metrics }) {
        if (parseStep(step) === undefined || step === undefined)
            return;
        for (const [name, value] of flatten(metrics))
            this.#add(name, step, value, { replace: false });
    }
    /**
     * Adds the metrics of a result file that no event has reported: CSV with a column `step`, plain or in base64
     * (API reference, 6.4). Returns whether the text is such a file.
     */
    addResultFile(text) {
        const rows = parseResultRows(text);
        const header = rows.next();
        if (header.done)
            return false;
        const names = header.value;
        const stepColumn = names.indexOf('step');
        for (const cells of rows) {
            const step = parseStep(parseNumber(cells[stepColumn]));
            if (step === undefined)
                continue;
            for (const [column, name] of names.entries()) {
                const value = parseNumber(cells[column]);
                if (value !== undefined)
                    this.#add(name, step, value, { replace: false });
            }
        }
        return true;
    }
    /** Returns the metrics collected so far. */
    getTable() {
        const series = new Map();
        for (const [name, values] of this.#series) {
            const points = Array.from(values, ([step, value]) => ({ step, value }));
            series.set(name, points.sort((a, b) => a.step - b.step));
        }
        return { series, omitted: this.#omitted.size, downsampled: this.#downsampled };
    }
    #add(rawName, step, value, { replace }) {
        const name = this.#normalizeName(rawName);
        if (name === undefined || NON_METRIC_FIELDS.has(name))
            return;
        const values = this.#series.get(name) ?? this.#addSeries(name);
        if (!values || (!replace && values.has(step)))
            return;
        if (!values.has(step))
            this.#points += 1;
        values.set(step, value);
        if (this.#points > this.#maxPoints)
            this.#downsample();
    }
    #normalizeName(rawName) {
        if (rawName.length > MAX_NAME_LENGTH)
            return undefined;
        if (this.#names.has(rawName))
            return this.#names.get(rawName);
        const name = toMetricName(this.#redact(rawName));
        if (this.#names.size < 10 * MAX_METRICS)
            this.#names.set(rawName, name);
        return name;
    }
    #addSeries(name) {
        if (this.#series.size >= MAX_METRICS) {
            // Further names are only counted, up to a limit.
            if (this.#omitted.size < 10 * MAX_METRICS)
                this.#omitted.add(name);
            return undefined;
        }
        const values = new Map();
        this.#series.set(name, values);
        return values;
    }
    /** Halves the longest series except for their ends, so that a metric of a few steps in thousands keeps every value. */
    #downsample() {
        this.#downsampled = true;
        const meanSize = this.#points / this.#series.size;
        for (const values of this.#series.values()) {
            if (values.size < meanSize)
                continue;
            const steps = [...values.keys()].sort((a, b) => a - b).slice(1, -1);
            for (const step of steps.filter((_, index) => index % 2 === 0))
                values.delete(step);
        }
        this.#points = [...this.#series.values()].reduce((sum, { size }) => sum + size, 0);
    }
}
/** Returns the last known value of every metric, NaN for a value that is not finite. */
function lastValues({ series }) {
    return Object.fromEntries([...series].flatMap(([name, points]) => {
        const last = points.at(-1);
        return last ? [[name, last.value]] : [];
    }));
}
/** Formats the table as CSV: a column `step` and one per metric; an empty cell is a missing value, `NaN` one that is not finite. */
function toCsv({ series }) {
    const columns = [...series.values()].map((points) => ({ points, next: 0 }));
    const steps = new Set(columns.flatMap(({ points }) => points.map(({ step }) => step)));
    const lines = [['step', ...series.keys()].join(',')];
    for (const step of Float64Array.from(steps).sort()) {
        const cells = columns.map((column) => {
            const point = column.points[column.next];
            if (point?.step !== step)
                return '';
            column.next += 1;
            return point.value;
        });
        lines.push([step, ...cells].join(','));
    }
    return `${lines.join('\n')}\n`;
}
/** Returns every number in a value of any shape by its path, up to a limit: each may be a metric. */
function flatten(data) {
    const numbers = [];
    function visit(value, path, level) {
        if (numbers.length >= MAX_NUMBERS)
            return;
        if (typeof value === 'object' && value !== null) {
            if (level > 0)
                for (const [name, item] of listFields(value))
                    visit(item, path ? `${path}.${name}` : name, level - 1);
            return;
        }
        const number = parseNumber(value);
        if (number !== undefined)
            numbers.push([path, number]);
    }
    visit(data, '', MAX_DEPTH);
    return numbers;
}
/** Reinforcement metrics nest three levels deep. */
const MAX_DEPTH = 6;
const MAX_NUMBERS = 10 * MAX_METRICS;
/** Returns the fields of an object; for a list, its items by their name (as graders have one), else by their index. */
function listFields(value) {
    if (!Array.isArray(value))
        return Object.entries(value).filter(([name]) => !LABEL_FIELDS.has(name));
    const names = new Set();
    return value.slice(0, MAX_NUMBERS).map((item, index) => {
        const label = Object(item).name;
        // Compared in the normalized spelling, so that two names that differ only in punctuation stay apart.
        const normalized = typeof label === 'string' ? replacePunctuation(label) : '';
        const name = normalized === '' || names.has(normalized) ? String(index) : normalized;
        names.add(name);
        return [name, item];
    });
}
/** Fields that name the grader or the model of the numbers next to them; their text may look like a number. */
const LABEL_FIELDS = new Set(['name', 'type', 'model']);
/** A longer name is an attack on the reader of the table. */
const MAX_NAME_LENGTH = 100;
/** Returns a name for CSV, gates and charts: letters, digits and `_ . / -`, without a first character that begins a formula. */
function toMetricName(name) {
    const plain = replacePunctuation(name);
    return /^[\p{L}\p{N}_]/u.test(plain) && plain !== '__proto__' ? plain : undefined;
}
const replacePunctuation = (name) => name.trim().replace(/[^\p{L}\p{N}_./-]+/gu, '_');
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;
/** Returns a number, or the number in a text; NaN for infinities and for text such as `nan`. */
function parseNumber(value) {
    if (typeof value === 'string' && value.length <= 40) {
        if (NUMBER.test(value))
            return toFinite(Number(value));
        if (NOT_FINITE.test(value))
            return Number.NaN;
    }
    return typeof value === 'number' ? toFinite(value) : undefined;
}
const toFinite = (value) => (Number.isFinite(value) ? value : Number.NaN);
function parseStep(value) {
    return Number.isSafeInteger(value) && value !== undefined && value >= 0 ? value : undefined;
}


/***/ }),

/***/ 8240:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ listAll)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);

const MAX_EMPTY_PAGES = 20;
/** Reads a list page by page. Rejects when the server rejects every query. */
async function listAll({ getPage, queries: [firstQuery, ...simplerQueries], maxItems, filter = () => true, isDone = () => false, retry, }) {
    const seenIds = new Set();
    const seenCursors = new Set();
    const items = [];
    let emptyPages = 0;
    let query = firstQuery;
    let after;
    const requestPage = async () => {
        try {
            return await getPage({ ...query, after });
        }
        catch (error) {
            const simpler = error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.status === 400 ? simplerQueries.shift() : undefined;
            if (simpler === undefined)
                throw error;
            query = simpler;
            return requestPage();
        }
    };
    do {
        const page = await retry(requestPage);
        let newItems = 0;
        for (const item of page.items) {
            if (seenIds.has(item.id))
                continue;
            seenIds.add(item.id);
            newItems += 1;
            if (filter(item))
                items.push(item);
        }
        if (isDone(items))
            return { items, isComplete: true };
        // A page without new items, or a repeated cursor, comes from a server that ignores cursors. But a server that filters
        // may return empty pages before the end.
        emptyPages = page.items.length === 0 ? emptyPages + 1 : 0;
        const continues = newItems > 0 || (emptyPages > 0 && emptyPages <= MAX_EMPTY_PAGES);
        const { nextCursor } = page;
        after = continues && nextCursor !== undefined && !seenCursors.has(nextCursor) ? nextCursor : undefined;
        if (after !== undefined)
            seenCursors.add(after);
    } while (after !== undefined && seenIds.size < maxItems);
    return { items, isComplete: after === undefined };
}


/***/ }),

/***/ 4717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ jobUrl),
/* harmony export */   R1: () => (/* binding */ isOpenAI),
/* harmony export */   mM: () => (/* binding */ findKnownProvider),
/* harmony export */   sO: () => (/* binding */ getProvider)
/* harmony export */ });
/* harmony import */ var _http_secure_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8347);

/** API reference, Files: "Individual files can be up to 512 MB". */
const MAX_FILE_BYTES = 512_000_000;
const OPENAI = {
    name: 'OpenAI',
    keyHeader: 'bearer',
    maxSingleUploadBytes: MAX_FILE_BYTES,
    hasPreflight: true,
};
const AZURE = {
    name: 'Azure OpenAI',
    keyHeader: 'api-key',
    // microsoft/azure-skills, large-file-uploads: single uploads may fail silently from about 150 MB.
    maxSingleUploadBytes: 100_000_000,
    hasPreflight: false,
    deployment: 'On Azure a model can be called only after you deploy it: create a deployment in the same resource.',
};
const genericProvider = (name) => ({
    name,
    keyHeader: 'bearer',
    maxSingleUploadBytes: MAX_FILE_BYTES,
    hasPreflight: false,
});
/** By host; OpenAI's regional hosts are those of its official client. */
const PROVIDERS = [
    [/^(\w{2}\.)?api\.openai\.com$/, OPENAI],
    [/\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, AZURE],
    [/^api\.tokenfactory\.nebius\.com$/, genericProvider('Nebius Token Factory')],
    [/^bedrock-mantle\.[\w-]+\.api\.aws$/, genericProvider('Amazon Bedrock')],
    [_http_secure_url_js__WEBPACK_IMPORTED_MODULE_0__/* .LOOPBACK_HOST */ .Z, { ...genericProvider('this machine'), hasPreflight: true }],
];
/** Returns the provider at a host, or undefined for an unknown host. */
function findKnownProvider(hostname) {
    return PROVIDERS.find(([host]) => host.test(hostname.toLowerCase()))?.[1];
}
/** Returns the provider at a host; for an unknown host, what any server of this API is assumed to support. */
function getProvider(hostname) {
    return findKnownProvider(hostname) ?? genericProvider(hostname);
}
/** Returns whether a host is OpenAI's own. */
function isOpenAI(hostname) {
    return findKnownProvider(hostname) === OPENAI;
}
/** Returns the address of a job's page, which only OpenAI is known to have. */
function jobUrl(host, jobId) {
    return host === 'api.openai.com'
        ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
        : undefined;
}


/***/ }),

/***/ 761:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ decodeCheckpoints),
/* harmony export */   Dv: () => (/* binding */ decodeCompletedUpload),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   JG: () => (/* binding */ decodeFile),
/* harmony export */   KL: () => (/* binding */ decodeFiles),
/* harmony export */   Qd: () => (/* binding */ decodeModelLimits),
/* harmony export */   Qm: () => (/* binding */ decodeJob),
/* harmony export */   Ys: () => (/* binding */ decodeEvents),
/* harmony export */   hb: () => (/* binding */ decodeJobs),
/* harmony export */   ks: () => (/* binding */ decodeId),
/* harmony export */   nE: () => (/* binding */ JOB_STATUSES),
/* harmony export */   sd: () => (/* binding */ decodeModel)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9567);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4377);

const text = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1).optional().catch(undefined);
const number = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional().catch(undefined);
/** Ids are used in paths, outputs and later workflows, so only printable ASCII without spaces is accepted. */
const id = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[\x21-\x7e]{1,256}$/);
const settings = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()).catch({});
const JobBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    id,
    status: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1).max(200),
    model: text,
    fine_tuned_model: text,
    training_file: text,
    validation_file: text,
    trained_tokens: number,
    result_files: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()).catch([]),
    created_at: number,
    finished_at: number,
    estimated_finish: number,
    error: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ code: text, message: text, param: text }).optional().catch(undefined),
    metadata: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .Yj()).catch({}),
    method: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ type: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }).optional().catch(undefined),
    hyperparameters: settings,
    seed: number,
    user_provided_suffix: text,
});
/** Decodes a job; throws if the body is not a job. */
function decodeJob(body) {
    const job = JobBody.parse(body);
    return {
        id: job.id,
        status: job.status === 'canceled' ? 'cancelled' : job.status,
        model: job.model,
        fineTunedModel: job.fine_tuned_model,
        trainingFile: job.training_file,
        validationFile: job.validation_file,
        trainedTokens: job.trained_tokens,
        resultFiles: job.result_files.filter((file) => id.safeParse(file).success).map(String),
        createdAt: job.created_at,
        finishedAt: job.finished_at,
        // 0 means unknown in the API's own examples.
        estimatedFinish: job.estimated_finish || undefined,
        error: job.error?.message || job.error?.code ? job.error : undefined,
        metadata: job.metadata,
        method: job.method?.type,
        hyperparameters: { ...job.hyperparameters, ...methodSettings(job.method) },
        seed: job.seed,
        suffix: job.user_provided_suffix,
        raw: body,
    };
}
const MethodSettings = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ hyperparameters: settings });
/** Current servers nest the hyperparameters under the method; older ones have them at the top level. */
function methodSettings(method) {
    return method && MethodSettings.safeParse(method[method.type]).data?.hyperparameters;
}
const ListBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    data: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()),
    has_more: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().optional().catch(undefined),
    last_id: text,
});
/** Decodes a page of jobs. */
const decodeJobs = (body) => decodeList(body, decodeJob);
function decodeList(body, decode) {
    const page = ListBody.parse(body);
    const items = page.data.flatMap((item) => {
        try {
            return [decode(item)];
        }
        catch {
            return [];
        }
    });
    // Without `has_more` the next page is requested: it is empty or a repetition.
    return { items, nextCursor: page.has_more === false ? undefined : (items.at(-1)?.id ?? page.last_id) };
}
const EventBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    id: text,
    created_at: number,
    level: text,
    type: text,
    message: text,
    data: zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J().optional(),
});
/** Decodes a page of events; keeps entries that are not objects as raw values without a message. */
function decodeEvents(body) {
    const page = ListBody.parse(body);
    return { hasMore: page.has_more ?? false, events: page.data.map(decodeEvent) };
}
function decodeEvent(raw) {
    const event = EventBody.safeParse(raw).data;
    return {
        id: event?.id,
        createdAt: event?.created_at,
        level: event?.level ?? 'info',
        type: event?.type ?? 'message',
        message: event?.message ?? '',
        data: event?.data,
        raw,
    };
}
const CheckpointBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    id,
    fine_tuned_model_checkpoint: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1),
    step_number: number,
    metrics: settings,
});
/** Decodes a page of checkpoints. */
const decodeCheckpoints = (body) => decodeList(body, decodeCheckpoint);
function decodeCheckpoint(body) {
    const checkpoint = CheckpointBody.parse(body);
    return {
        id: checkpoint.id,
        model: checkpoint.fine_tuned_model_checkpoint,
        step: checkpoint.step_number ?? number.parse(checkpoint.metrics.step),
        metrics: checkpoint.metrics,
    };
}
const FileBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    id,
    status: text,
    status_details: text,
    filename: text,
    bytes: number,
    created_at: number,
    expires_at: number,
});
/** Decodes an uploaded file; throws if the body is not a file. */
function decodeFile(body) {
    const file = FileBody.parse(body);
    return {
        id: file.id,
        status: file.status,
        statusDetails: file.status_details,
        name: file.filename,
        bytes: file.bytes,
        createdAt: file.created_at,
        expiresAt: file.expires_at,
    };
}
/** Decodes a page of files. */
const decodeFiles = (body) => decodeList(body, decodeFile);
const IdBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id });
/** Decodes the id of an upload in parts, or of one of its parts. */
function decodeId(body) {
    return { id: IdBody.parse(body).id };
}
const CompletedBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ file: zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J() });
/** Decodes the file of a completed upload; throws if the body has none. */
const decodeCompletedUpload = (body) => decodeFile(CompletedBody.parse(body).file);
const ModelBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), shutdown_date: zod__WEBPACK_IMPORTED_MODULE_2__/* .date */ .p6().optional().catch(undefined) });
/** Decodes the announced shutdown date (YYYY-MM-DD) of a model. */
function decodeModel(body) {
    return { shutdownDate: ModelBody.parse(body).shutdown_date };
}
const LimitsBody = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    data: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ model: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }).nullable().catch(null)),
});
/** Decodes the limits of all models. */
function decodeModelLimits(body) {
    return LimitsBody.parse(body).data.filter((limits) => limits !== null);
}
/** The job statuses of OpenAI and Azure (API reference); the last two are those of older versions of Azure's. */
const JOB_STATUSES = [
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
/** Returns whether a job in this status never changes again. */
function isTerminal(status) {
    return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}


/***/ }),

/***/ 194:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KM: () => (/* binding */ sparkline),
/* harmony export */   aL: () => (/* binding */ milestones),
/* harmony export */   xt: () => (/* binding */ renderChart)
/* harmony export */ });
/* harmony import */ var _curves_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(940);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2011);


const BARS = '▁▂▃▄▅▆▇█';
/** Returns the values as bars of eight heights, for a log line of 80 columns; each bar is the mean of some values. */
function sparkline(values, width) {
    const finite = values.filter(Number.isFinite);
    const bars = Math.min(width, finite.length);
    const means = Array.from({ length: bars }, (_, bar) => {
        const [from, to] = [bar, bar + 1].map((index) => Math.floor((index * finite.length) / bars));
        return mean(finite.slice(from, to));
    });
    const { low, high } = getRange(means);
    return means.map((value) => BARS[high > low ? Math.round((7 * (value - low)) / (high - low)) : 3]).join('');
}
/** Enough for the shape of a curve, and few enough to be drawn at once. */
const MAX_POINTS = 60;
/** With this many points, the training curve is a line with noise. */
const MIN_NOISY_POINTS = 40;
/** Larger values make no useful chart. */
const MAX_CHART_VALUE = 1e15;
/**
 * GitHub's own accent colors, which have a contrast above 3 on white and on its dark gray (WCAG 1.4.11). The faint one
 * is for the raw values of a training that is also drawn smoothed.
 */
const [TRAINING, FAINT, VALIDATION] = ['#2f81f7', '#2f81f755', '#db6d28'];
/**
 * Renders loss or reward over the steps as a Mermaid chart with a legend; undefined with fewer than two points.
 * Mermaid's xychart draws no legend and spaces the points of a line evenly, so all lines get values at the same steps.
 */
function renderChart(table) {
    const curves = (0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .getCurves */ .FD)(table);
    if (!curves)
        return undefined;
    const { title, training, sampled: validation } = curves;
    const steps = sampleSteps([training, validation]);
    if (!steps)
        return undefined;
    const isNoisy = training.length >= MIN_NOISY_POINTS;
    const lines = [
        ...(isNoisy ? [{ color: FAINT, values: minMaxPerBucket(training, steps) }] : []),
        { color: TRAINING, values: interpolate(smooth(training), steps) },
        { color: VALIDATION, values: interpolate(smooth(validation), steps) },
    ].filter(({ values }) => values.length > 0);
    const inFull = lines.filter(({ color }) => color !== FAINT).flatMap(({ values }) => values);
    const range = getAxisRange([...inFull, ...typicalRange(training)]);
    if (!range)
        return undefined;
    const [first] = validation;
    const legend = [
        training.length > 0 && `🟦 training ${title}${isNoisy ? ' (faint: each step; full: their mean)' : ''}`,
        first &&
            `🟧 validation ${title}${first.step > (steps[1] ?? 0) ? ` (from step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(first.step)} on)` : ''}`,
    ];
    return `${renderMermaid(title, steps, range, lines)}\n\n${legend.filter(Boolean).join(' · ')}`;
}
/** Writes the chart in Mermaid's language. Only its numbers come from the server. */
function renderMermaid(title, steps, [bottom, top], lines) {
    const plotColorPalette = lines.map(({ color }) => color).join(', ');
    const setting = {
        xyChart: { width: 800, height: 360 },
        // GitHub chooses the theme for the page; the background of the dark one would be a gray box.
        themeVariables: { xyChart: { plotColorPalette, backgroundColor: 'transparent' } },
    };
    // Mermaid draws values beyond the axes outside of the chart.
    const clamp = (value) => formatDecimal(Math.min(top, Math.max(bottom, value)));
    return [
        '```mermaid',
        `%%{init: ${JSON.stringify(setting)}}%%`,
        // Its name in the version of Mermaid that GitHub runs.
        'xychart-beta',
        `    x-axis "step" ${steps[0]} --> ${steps.at(-1)}`,
        `    y-axis "${title}" ${formatDecimal(bottom)} --> ${formatDecimal(top)}`,
        ...lines.map(({ values }) => `    line [${values.map(clamp).join(', ')}]`),
        '```',
    ].join('\n');
}
/** Removes the noise of a curve that has enough points. */
function smooth(curve) {
    return curve.length >= MIN_NOISY_POINTS ? (0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .movingAverage */ .CR)(curve, Math.round(curve.length / 20)) : curve;
}
/** Returns the ends of the axis with a margin, below zero only if a value is. */
function getAxisRange(values) {
    const { low, high } = getRange(values);
    // Negated, so that it is also true for NaN, the sum of values like 1e308.
    if (!(Math.max(-low, high) <= MAX_CHART_VALUE))
        return undefined;
    const margin = 0.05 * (high - low || Math.abs(high) || 1);
    return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}
/** Writes a number without exponent, which Mermaid cannot read. */
function formatDecimal(value) {
    const digits = Math.min(12, Math.max(1, 4 - Math.floor(Math.log10(Math.abs(value) || 1))));
    return value.toFixed(digits).replace(/\.?0+$/, '');
}
/** Returns the range of a curve without the lowest and highest 2 %: single outliers would flatten all other values. */
function typicalRange(curve) {
    const values = Float64Array.from(curve, ({ value }) => value).sort();
    const excluded = Math.floor(values.length / 50);
    return [values.at(excluded), values.at(-1 - excluded)].flatMap((value) => value ?? []);
}
/** Returns evenly spaced steps from the first to at least the last. They are whole numbers, since Mermaid adds them up. */
function sampleSteps(curves) {
    const { low, high } = getRange(curves.flatMap((curve) => [curve[0], curve.at(-1)].flatMap((point) => point?.step ?? [])));
    if (!(high > low))
        return undefined;
    const points = Math.max(...curves.map((curve) => curve.length));
    const stride = Math.ceil((high - low) / (Math.min(MAX_POINTS, points) - 1 || 1));
    return Array.from({ length: Math.ceil((high - low) / stride) + 1 }, (_, i) => low + i * stride);
}
/** Returns the values of a curve at these steps: linear between its points, constant beyond its ends. */
function interpolate(curve, steps) {
    const [first] = curve;
    if (!first)
        return [];
    let after = 0;
    return steps.map((step) => {
        while (after < curve.length && (curve[after]?.step ?? 0) < step)
            after += 1;
        const to = curve[after];
        const from = curve[after - 1];
        if (!to)
            return (from ?? first).value;
        if (!from)
            return to.value;
        return from.value + ((to.value - from.value) * (step - from.step)) / (to.step - from.step);
    });
}
/** Interpolates too, but each bucket of two steps has the lowest and the highest value of the curve, in their order. */
function minMaxPerBucket(curve, steps) {
    const values = interpolate(curve, steps);
    let end = 0;
    for (let i = 0; i + 1 < steps.length; i += 2) {
        const nextStep = steps[i + 2] ?? Number.POSITIVE_INFINITY;
        const start = end;
        while (end < curve.length && (curve[end]?.step ?? 0) < nextStep)
            end += 1;
        const bucket = curve.slice(start, end);
        const [first] = bucket;
        if (!first)
            continue;
        const lowest = bucket.reduce((a, b) => (b.value < a.value ? b : a), first);
        const highest = bucket.reduce((a, b) => (b.value > a.value ? b : a), first);
        const pair = lowest.step < highest.step ? [lowest, highest] : [highest, lowest];
        values.splice(i, 2, ...pair.map(({ value }) => value));
    }
    return values;
}
/** Returns start, quarters, best and end of the curves in order, for viewers that do not draw Mermaid. */
function milestones(table) {
    const curves = (0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .getCurves */ .FD)(table);
    if (!curves)
        return [];
    const { title, training, validation } = curves;
    const main = validation.length > 1 ? validation : training;
    const { low, high } = getRange([...training, ...validation].map(({ step }) => step));
    const isBetter = (a, b) => (title === 'loss' ? a.value < b.value : a.value > b.value);
    const [first = { step: low, value: 0 }] = main;
    const best = main.reduce((a, b) => (isBetter(b, a) ? b : a), first);
    const named = [
        { name: 'start', step: low },
        ...[25, 50, 75].map((percent) => ({
            name: `${percent} %`,
            step: Math.round(low + ((high - low) * percent) / 100),
        })),
        { name: `best ${main === validation ? 'validation' : 'training'}`, step: best.step },
        { name: 'end', step: high },
    ];
    const latestValue = (curve, maxStep) => {
        const last = curve.findLast(({ step }) => step <= maxStep);
        return last ? (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value) : '';
    };
    return [...new Set(named.map(({ step }) => step))]
        .sort((a, b) => a - b)
        .map((step) => ({
        name: named.flatMap((milestone) => (milestone.step === step ? milestone.name : [])).join(', '),
        step,
        training: latestValue(training, step),
        validation: latestValue(validation, step),
    }));
}
/** Does not spread the values into Math.min, since there may be a million. */
function getRange(values) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
    }
    return { low, high };
}
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;


/***/ }),

/***/ 4724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ diagnoseTraining)
/* harmony export */ });
/* harmony import */ var _curves_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(940);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2011);


/** How far a curve must have moved to have risen or fallen, as a part of its best value. */
const TOLERANCE = 0.03;
/** And in standard errors of its own noise. */
const NOISE_FACTOR = 3;
/** Returns sentences about overfitting and divergence; none if the curves are too short. */
function diagnoseTraining(table) {
    const divergence = describeDivergence(table);
    if (divergence)
        return [divergence];
    const curves = (0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .getCurves */ .FD)(table);
    if (!curves)
        return [];
    const { title, training, validation } = curves;
    const sign = title === 'loss' ? 1 : -1;
    if (validation.length >= _curves_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_POINTS */ .Bx)
        return [describeValidation(curves, analyzeCurve(validation, sign), sign)];
    if (training.length < 2 * _curves_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_POINTS */ .Bx)
        return [];
    const movement = describeMovement('Training', title, analyzeCurve(training, sign));
    return [`${movement}; without validation metrics, overfitting cannot be detected.`];
}
function describeValidation({ title, training }, analysis, sign) {
    const { best, last, worsened } = analysis;
    if (!worsened)
        return `${describeMovement('Validation', title, analysis)}: no sign of overfitting.`;
    const since = training.filter(({ step }) => step >= best.step);
    const keepsLearning = since.length >= _curves_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_POINTS */ .Bx && analyzeCurve(since, sign).gained;
    const peak = `was best at step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(best.step)} (${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(best.value)})`;
    if (!keepsLearning)
        return `Validation ${title} ${peak} and ended at ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)}.`;
    const [turned, continued] = title === 'loss' ? ['risen', 'fall'] : ['fallen', 'rise'];
    const percent = Math.round(100 * Math.abs(last.value / best.value - 1));
    return `The model overfits: validation ${title} ${peak} and has since ${turned} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)} (${percent} %), while training ${title} continued to ${continued}.`;
}
/** Smooths a curve and compares its points; a difference counts if it is larger than the noise explains. */
function analyzeCurve(series, sign) {
    const width = Math.max(1, Math.round(series.length / 12));
    const smooth = (0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .movingAverage */ .CR)(series, width);
    const noise = noiseLevel(series.map(({ value }) => value)) / Math.sqrt(width);
    const [first = ORIGIN, last = first] = [smooth[0], smooth.at(-1)];
    const best = smooth.reduce((a, b) => (sign * (a.value - b.value) > 0 ? b : a), first);
    const threshold = Math.max(TOLERANCE * Math.abs(best.value), NOISE_FACTOR * noise);
    const before = smooth[Math.floor(smooth.length * 0.75) - 1] ?? first;
    return {
        first,
        best,
        last,
        gained: sign * (first.value - last.value) > threshold,
        worsened: sign * (last.value - best.value) > threshold,
        improving: sign * (before.value - last.value) > threshold,
    };
}
const ORIGIN = { step: 0, value: 0 };
function describeMovement(kind, title, { first, last, improving }) {
    const change = `${kind} ${title} went from ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(first.value)} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)}`;
    return improving ? `${change} and was still improving at the end` : `${change} and has leveled off`;
}
/**
 * Estimates the standard deviation of the noise from how much each value differs from the mean of its neighbors: the
 * variance of that is 6/4 of the noise's. A bent curve counts as noisier than it is, so that doubt means silence.
 */
function noiseLevel(values) {
    const bends = values.slice(1, -1).map((value, i) => value - ((values[i] ?? 0) + (values[i + 2] ?? 0)) / 2);
    const square = bends.reduce((sum, bend) => sum + bend * bend, 0) / Math.max(1, bends.length);
    return Math.sqrt(square / 1.5);
}
/** Returns a sentence if the training loss is not a finite number any more, or far above where it began. */
function describeDivergence({ series }) {
    const loss = series.get(_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .TRAINING_LOSS */ .Jl.name) ?? [];
    const broken = loss.find(({ value }) => !Number.isFinite(value));
    const hint = 'Lower "learning_rate_multiplier".';
    if (broken && !Number.isFinite(loss.at(-1)?.value))
        return `The training has diverged: its loss is not a finite number since step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(broken.step)}. ${hint}`;
    const finite = loss.filter(({ value }) => Number.isFinite(value));
    if (finite.length < 2 * _curves_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_POINTS */ .Bx)
        return undefined;
    const { first, last } = analyzeCurve(finite, 1);
    return last.value > 2 * first.value
        ? `The training has diverged: its loss rose from ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(first.value)} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)}. ${hint}`
        : undefined;
}


/***/ }),

/***/ 940:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bx: () => (/* binding */ MIN_POINTS),
/* harmony export */   CR: () => (/* binding */ movingAverage),
/* harmony export */   EE: () => (/* binding */ metricDirection),
/* harmony export */   FD: () => (/* binding */ getCurves),
/* harmony export */   Jl: () => (/* binding */ TRAINING_LOSS),
/* harmony export */   LK: () => (/* binding */ finiteSeries),
/* harmony export */   Wc: () => (/* binding */ VALIDATION_LOSSES),
/* harmony export */   ZG: () => (/* binding */ VALIDATION_REWARDS)
/* harmony export */ });
/** Returns whether less (1) or more (-1) of a metric is better, by its name; 0 if the name does not say. */
function metricDirection(name) {
    if (/loss|error/i.test(name))
        return 1;
    return /accuracy|reward|score/i.test(name) && !/unresponsive/i.test(name) ? -1 : 0;
}
/** Rewards on the validation file, under the names of several API versions. */
const VALIDATION_REWARDS = [
    'scores.valid_reward_mean',
    'full_valid_mean_reward',
    'valid_mean_reward',
    'valid_reward_mean',
].map((name) => ({ name, title: 'validation reward', sign: -1 }));
/** Losses on the validation file: on all of it, and on samples of it. */
const VALIDATION_LOSSES = [
    { name: 'full_valid_loss', title: 'full validation loss', sign: 1 },
    { name: 'valid_loss', title: 'validation loss', sign: 1 },
];
const TRAINING_REWARDS = [
    'train_mean_reward',
    'scores.train_reward_mean',
    'train_reward_mean',
].map((name) => ({ name, title: 'training reward', sign: -1 }));
/** The loss that training minimizes. */
const TRAINING_LOSS = { name: 'train_loss', title: 'training loss', sign: 1 };
/** With fewer points there is no curve: two of three go up by chance. */
const MIN_POINTS = 4;
/** Returns the curves of a job, or undefined if it has neither losses nor rewards. */
function getCurves(table) {
    const curve = (metrics) => longest(metrics.map(({ name }) => finiteSeries(table, name)));
    const reward = { training: curve(TRAINING_REWARDS), validation: curve(VALIDATION_REWARDS) };
    if (reward.training.length + reward.validation.length > 0)
        return { title: 'reward', ...reward, sampled: reward.validation };
    const loss = { training: curve([TRAINING_LOSS]), validation: validationLoss(table) };
    if (loss.training.length + loss.validation.length === 0)
        return undefined;
    return { title: 'loss', ...loss, sampled: curve(VALIDATION_LOSSES) };
}
/** Prefers the loss on the whole validation file, unless it has too few points for a curve. */
function validationLoss(table) {
    const full = finiteSeries(table, 'full_valid_loss');
    return full.length >= MIN_POINTS ? full : longest([full, finiteSeries(table, 'valid_loss')]);
}
const longest = (all) => all.reduce((a, b) => (b.length > a.length ? b : a), []);
/** Returns the finite values of a metric. */
function finiteSeries({ series }, name) {
    return (series.get(name) ?? []).filter(({ value }) => Number.isFinite(value));
}
/** Smooths a curve: each point becomes the mean of the `width` points around it, as far as there are. */
function movingAverage(series, width) {
    const reach = Math.floor(width / 2);
    const block = 2 * reach + 1;
    const end = series.length;
    // Two sums within blocks of the window's width give the sum of any window. With differences of running totals, one
    // value of 1e20 would swallow all values after it.
    const fromStart = new Float64Array(end);
    const toEnd = new Float64Array(end);
    for (const [i, { value }] of series.entries())
        fromStart[i] = value + (i % block === 0 ? 0 : (fromStart[i - 1] ?? 0));
    for (let i = end - 1; i >= 0; i--)
        toEnd[i] = (series[i]?.value ?? 0) + ((i + 1) % block === 0 ? 0 : (toEnd[i + 1] ?? 0));
    const blockIndex = (i) => Math.floor(i / block);
    const sum = (first, last) => {
        if (first % block === 0)
            return fromStart[last] ?? 0;
        return (toEnd[first] ?? 0) + (blockIndex(first) === blockIndex(last) ? 0 : (fromStart[last] ?? 0));
    };
    return series.map(({ step }, i) => {
        const [first, last] = [Math.max(0, i - reach), Math.min(end - 1, i + reach)];
        return { step, value: sum(first, last) / (last - first + 1) };
    });
}


/***/ }),

/***/ 5487:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ renderDatasetDiff),
/* harmony export */   X: () => (/* binding */ datasetRow)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2011);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4285);


const MAX_FILES = 5;
/** Returns the row of a dataset in a key-value table: its files, size and digest. */
function datasetRow(dataset) {
    const { role, files, examples, format, bytes, tokens, digest } = dataset;
    const names = files.slice(0, MAX_FILES).map(({ name }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(name));
    if (files.length > MAX_FILES)
        names.push(`and ${files.length - MAX_FILES} more`);
    const facts = [
        names.join(', '),
        examples !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(examples, 'example'),
        format,
        tokens !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(tokens, 'token'),
        bytes !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes),
        digest && `sha256 ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(digest.slice(0, 12))}`,
    ];
    const title = role === 'training' ? 'Training data' : 'Validation data';
    return [title, facts.filter(Boolean).join(' · ')];
}
/** Returns the changes of a dataset as Markdown: `2 examples added, 1 removed, +40 tokens since c0ffee1`. */
function renderDatasetDiff(diff) {
    if ('unavailable' in diff)
        return `not known: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(diff.unavailable)}`;
    const { added, removed, changed, tokens, since } = diff;
    const baseline = `since ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(since.slice(0, 7))}`;
    if (added + removed + changed === 0)
        return `none ${baseline}`;
    const counts = [
        added > 0 && `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(added, 'example')} added`,
        removed > 0 && `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(removed)} removed`,
        changed > 0 && `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(changed)} changed`,
        tokens !== undefined && `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSigned */ .Gp)(tokens)} tokens`,
    ];
    return `${counts.filter(Boolean).join(', ')} ${baseline}`;
}


/***/ }),

/***/ 1088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ formatError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Formats an error for the user: the message, and the hint in a second line. An unexpected error is called a bug. */
function formatError(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
        return [error.message, error.hint].filter(Boolean).join('\n');
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const location = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
    return `This is a bug in the action, please report it: ${message}${location ? ` (${location})` : ''}`;
}


/***/ }),

/***/ 2011:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   Gp: () => (/* binding */ formatSigned),
/* harmony export */   Sm: () => (/* binding */ formatInteger),
/* harmony export */   UK: () => (/* binding */ formatUsd),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   gI: () => (/* binding */ formatMetric),
/* harmony export */   r6: () => (/* binding */ formatDateTime),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/** Formats a number as a whole one with separators: `12,345`. */
function formatInteger(n) {
    // The first use of toLocaleString takes longer than everything else that a log line needs.
    return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** Formats a difference with its sign and a true minus: `+12,345`, `−3`. */
function formatSigned(difference, format = formatInteger) {
    return `${difference < 0 ? '−' : '+'}${format(Math.abs(difference))}`;
}
/** Formats a count with its noun: `1 example`, `12,345 examples`. */
function formatCount(n, noun) {
    return `${formatInteger(n)} ${noun}${n === 1 ? '' : 's'}`;
}
/** Formats a number of bytes in decimal units: `45.2 kB`. */
function formatBytes(bytes) {
    if (bytes < 1000)
        return formatCount(bytes, 'byte');
    const units = ['kB', 'MB', 'GB'];
    let value = bytes / 1000;
    let unit = units.shift();
    while (value >= 999.95 && units.length > 0) {
        value /= 1000;
        unit = units.shift();
    }
    return `${value.toFixed(1)} ${unit}`;
}
/** Formats a duration in its two largest units: `2 h 5 min`, `3 min 20 s`, `7 s`. */
function formatDuration(ms) {
    const seconds = Math.round(ms / 1000);
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0)
        return `${seconds} s`;
    return minutes < 60
        ? `${minutes} min ${seconds % 60} s`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** Formats a Unix time as time of day in UTC, like the rest of a workflow log. Blank outside of the years 0 to 9999. */
function formatTime(unixSeconds) {
    return toIsoString(unixSeconds)?.slice(11, 19) ?? ' '.repeat(8);
}
/** Formats a Unix time as date and time to the minute, in UTC: `2026-11-22 06:13`. Blank like `formatTime`. */
function formatDateTime(unixSeconds) {
    return toIsoString(unixSeconds)?.slice(0, 16).replace('T', ' ') ?? ' '.repeat(16);
}
function toIsoString(unixSeconds) {
    const date = new Date((unixSeconds ?? Number.NaN) * 1000);
    const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
    // Other years, as from a server that sends milliseconds, begin with a sign and have two more digits.
    return /^\d{4}-/.test(text) ? text : undefined;
}
/** Formats the value of a metric with four digits: `0.4127`, `12.3`, `1.2e-7`. */
function formatMetric(value) {
    if (!Number.isFinite(value))
        return 'no number';
    if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9))
        return value.toExponential(2);
    const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
    return value.toLocaleString('en-US', digits);
}
/** Formats US dollars in cents, and smaller amounts with two digits: `$12.34`, `$0.0012`. */
function formatUsd(usd) {
    const digits = usd >= 0.1 || usd === 0
        ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { maximumSignificantDigits: 2 };
    return `$${usd.toLocaleString('en-US', digits)}`;
}


/***/ }),

/***/ 5492:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wk: () => (/* binding */ formatActual),
/* harmony export */   k0: () => (/* binding */ gateTable),
/* harmony export */   rK: () => (/* binding */ formatGateRow)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2011);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4285);


/** As many as the input `require` may have. */
const MAX_REQUIREMENTS = 100;
/** Returns the log line of one requirement: `gate: passed  loss < 1: 0.5, limit 1`. */
function formatGateRow({ requirement, actual, limit, passed, note }) {
    const facts = [formatActual(actual), limit !== undefined && `limit ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMetric */ .gI)(limit)}`].filter(Boolean);
    return `gate: ${passed ? 'passed' : 'FAILED'}  ${requirement}: ${facts.join(', ')}${note ? ` (${note})` : ''}`;
}
/** Returns the value of a metric that a requirement was compared with. */
function formatActual(actual) {
    return actual === undefined ? 'not known' : (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMetric */ .gI)(actual);
}
/** Returns the requirements of a quality gate, and how each came out, as a Markdown table. */
function gateTable(rows, { maxRows = MAX_REQUIREMENTS, maxLength = 200 } = {}) {
    const hasNotes = rows.some(({ note }) => note);
    const titles = ['Requirement', ' Actual', ' Limit', ...(hasNotes ? ['Note'] : [])];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(titles, rows
        .slice(0, maxRows)
        .map(({ requirement, actual, limit, passed, note = '' }) => [
        `${passed ? '✅' : '❌'} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineCode */ .ti)(requirement, maxLength)}`,
        formatActual(actual),
        limit === undefined ? '' : (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMetric */ .gI)(limit),
        ...(hasNotes ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(note, maxLength)] : []),
    ]));
}


/***/ }),

/***/ 6472:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BE: () => (/* binding */ formatJob),
/* harmony export */   DW: () => (/* binding */ updateProgress),
/* harmony export */   O7: () => (/* binding */ leftRunningMessage),
/* harmony export */   Zd: () => (/* binding */ commandSentMessage),
/* harmony export */   cK: () => (/* binding */ formatHeartbeat),
/* harmony export */   cf: () => (/* binding */ NO_PROGRESS),
/* harmony export */   eI: () => (/* binding */ formatRetry),
/* harmony export */   g: () => (/* binding */ formatCurves),
/* harmony export */   m: () => (/* binding */ HEARTBEAT_MS),
/* harmony export */   me: () => (/* binding */ formatStatus),
/* harmony export */   qF: () => (/* binding */ formatEvent),
/* harmony export */   rT: () => (/* binding */ PAST_TENSE)
/* harmony export */ });
/* harmony import */ var _chart_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(194);
/* harmony import */ var _curves_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(940);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2011);



/** The progress before any event. */
const NO_PROGRESS = { recentSteps: [] };
/** Enough steps for a pace that neither jumps nor lags. */
const MAX_RECENT_STEPS = 20;
/** Events have whole seconds: a shorter time gives no pace. */
const MIN_PACE_S = 5;
/** Returns the progress after an event. When the steps go back, as after a pause, the pace is measured again. */
function updateProgress(progress, { createdAt, data }) {
    const { step, total } = readStep(data);
    if (step === undefined || createdAt === undefined)
        return progress;
    const last = progress.recentSteps.at(-1);
    const before = last && (step <= last.step || createdAt < last.at) ? [] : progress.recentSteps;
    return {
        recentSteps: [...before, { step, at: createdAt }].slice(-MAX_RECENT_STEPS),
        total: total ?? progress.total,
    };
}
/** Reads the step and the number of steps; the server may send anything here. */
function readStep(data) {
    const { step, total_steps: total } = Object(data);
    if (typeof step !== 'number' || !Number.isSafeInteger(step) || step < 0)
        return {};
    const isValidTotal = typeof total === 'number' && Number.isSafeInteger(total) && total >= step && total > 0;
    return { step, ...(isValidTotal && { total }) };
}
/** Estimates the seconds to the last step from the pace of the latest ones, else from the estimate of the job. */
function secondsLeft({ recentSteps, total }, estimatedFinish) {
    const [first, last] = [recentSteps[0], recentSteps.at(-1)];
    if (!first || !last)
        return undefined;
    const span = last.at - first.at;
    if (total !== undefined && span >= MIN_PACE_S)
        return ((total - last.step) * span) / (last.step - first.step);
    return estimatedFinish !== undefined && estimatedFinish > last.at ? estimatedFinish - last.at : undefined;
}
/**
 * Formats the log line of an event: its time and message, then what the message leaves out of step, loss or reward,
 * percentage and remaining time. `progress` is the one after this event.
 */
function formatEvent({ createdAt, level, message, data }, progress, estimatedFinish) {
    const prefix = level === 'info' ? '' : `${level}: `;
    const line = `${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(createdAt)}  ${prefix}${message}`;
    const { step, total = progress?.total } = readStep(data);
    if (!progress || step === undefined)
        return line;
    const left = secondsLeft(progress, estimatedFinish);
    const facts = [
        !new RegExp(`\\b${step}\\b`).test(message) && `step ${step}${total ? `/${total}` : ''}`,
        !/loss|reward/i.test(message) && formatMainMetric(data),
        total && `${Math.floor((100 * step) / total)} %`,
        total !== step && left !== undefined && `${formatApproxDuration(left)} left`,
    ];
    return [line, ...facts.filter(Boolean)].join(' · ');
}
function formatMainMetric(data) {
    const { train_loss: loss, train_mean_reward: reward } = Object(data);
    if (typeof reward === 'number')
        return `reward ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMetric */ .gI)(reward)}`;
    return typeof loss === 'number' ? `loss ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMetric */ .gI)(loss)}` : undefined;
}
/** Leaves out the seconds of all but the shortest durations: an estimate is not that exact. */
function formatApproxDuration(seconds) {
    if (seconds < 60)
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(seconds * 1000);
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** How long the log may be silent before a heartbeat. */
const HEARTBEAT_MS = 10 * 60_000;
/** Formats the log line for a job that is still running although there are no new events. */
function formatHeartbeat({ status }, quietMs, { recentSteps, total } = NO_PROGRESS) {
    const last = recentSteps.at(-1);
    const step = last ? ` (step ${last.step}${total ? `/${total}` : ''})` : '';
    return `still ${status.replaceAll('_', ' ')}${step}, ${formatApproxDuration(quietMs / 1000)} since the last event`;
}
const CURVE_WIDTH = 32;
/** Formats the curves of a finished training, one log line each: `training loss    2.21 ▇▆▅▃▂▂▁▁ 0.41`. */
function formatCurves(table) {
    const curves = (0,_curves_js__WEBPACK_IMPORTED_MODULE_1__/* .getCurves */ .FD)(table);
    if (!curves)
        return [];
    const { title, training, sampled } = curves;
    return [
        { kind: 'training', curve: training },
        { kind: 'validation', curve: sampled },
    ].flatMap(({ kind, curve }) => {
        const values = curve.map(({ value }) => value);
        const [first, last] = [values[0], values.at(-1)];
        if (first === undefined || last === undefined || values.length < 2)
            return [];
        const name = `${kind} ${title}`.padEnd('validation reward'.length);
        return `${name} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMetric */ .gI)(first).padStart(8)} ${(0,_chart_js__WEBPACK_IMPORTED_MODULE_0__/* .sparkline */ .KM)(values, CURVE_WIDTH)} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMetric */ .gI)(last)}`;
    });
}
/** Formats the log line of a job whose status or estimated end has changed. */
function formatStatus({ status, estimatedFinish }) {
    const end = estimatedFinish && status === 'running' ? `, expected to end at ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .fU)(estimatedFinish)} UTC` : '';
    return `status: ${status.replaceAll('_', ' ')}${end}`;
}
/** Formats a job as one line of a list. */
function formatJob({ id, status, model, fineTunedModel, createdAt }) {
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDateTime */ .r6)(createdAt)}  ${id}  ${status}  ${fineTunedModel ?? model ?? ''}`.trimEnd();
}
/** Formats the log line of a request that failed and will be retried. */
function formatRetry(error, delayMs) {
    return `${error instanceof Error ? error.message : error}; retrying in ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(Math.max(1000, delayMs))}`;
}
/** The past participle of each command that changes a job. */
const PAST_TENSE = { cancel: 'cancelled', pause: 'paused', resume: 'resumed' };
/** Returns the sentence about a job that goes on without this step: how to follow it, and how to stop it. */
function leftRunningMessage(jobId) {
    return `Job ${jobId} is still running and costs money. Re-run the training step or use the "wait" action (job-id: ${jobId}) to follow it; use "control" to stop it.`;
}
/** Returns the sentence about a command that was sent, and the job's status after it. */
function commandSentMessage(command, { id, status }) {
    return `Sent the command to ${command} job ${id}; its status is now ${status}.`;
}


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PI: () => (/* binding */ quoteError),
/* harmony export */   U1: () => (/* binding */ codeLink),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   h8: () => (/* binding */ htmlCode),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   z2: () => (/* binding */ keyValueTable),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
const MAX_LENGTH = 500;
/** What GitHub, or a mail that quotes GitHub, turns into a link even without any markup. */
const LINK_LIKE = /:\/\/|www\.|\bGH-\d/i;
/**
 * Text that a code span shows as it is: ids, model names, paths, `messages[0].role`, `loss <= 0.8`. It has no character
 * that ends a code span or a table cell, and none that begins an HTML tag.
 */
const PLAIN_CODE = /^(?:[\p{L}\p{N}_.:,;/+=%~()'…-]|(?<=\w)@(?=\w)|\[\d+\]|(?<=\S) (?=\S)|(?<= )(?:[<>!]=|[<>*])(?= ))+$/u;
/** Everything but letters, digits, ordinary punctuation, `_` inside of a word, and `:` before a space. */
const SPECIAL = /[^\p{L}\p{N}_: .,;=()'/%+…-]|(?<![a-z\d])_|_(?![a-z\d])|:(?! |$)|(?<=www)\./giu;
/**
 * Returns untrusted text as Markdown that shows exactly this text. Every character with a meaning in HTML or Markdown
 * becomes an entity. A zero-width space breaks mentions, references and links: GitHub looks for them after it has
 * decoded entities (github/cmark-gfm, issue 181), and mails quote the text without markup (dependabot-core, PR 3157).
 */
function escapeText(text, maxLength = MAX_LENGTH) {
    return truncated(text, maxLength)
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(SPECIAL, entity)
        .replace(/&#(?:64|35|46);|&#58;(?=\/\/)|\bGH(?=-\d)/gi, '$&&#8203;');
}
/** Returns untrusted text as inline code: a plain code span where that is safe, else `<code>` around escaped text. */
function inlineCode(text, maxLength = MAX_LENGTH) {
    const shown = truncated(text, maxLength);
    return PLAIN_CODE.test(shown) && !LINK_LIKE.test(shown) ? `\`${shown}\`` : htmlCode(text, maxLength);
}
/** Returns untrusted text as inline code for places where Markdown is not read, like the title of `details`. */
function htmlCode(text, maxLength = MAX_LENGTH) {
    return `<code>${escapeText(text, maxLength)}</code>`;
}
/** Returns untrusted text as inline code that links to this address, if it is one of the web. */
function codeLink(text, url, maxLength = MAX_LENGTH) {
    return link(inlineCode(text, maxLength), url);
}
/** A path may have thousands of characters. */
const MAX_URL = 400;
/** Links a label, which is Markdown already; returns the label alone unless the address is a plain http(s) URL. */
function link(label, address) {
    const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
        return label;
    if (url.href.length > MAX_URL)
        return label;
    // None of the characters that are left ends the address or the table cell around it.
    const href = url.href.replace(/[^\w./:?#&=%~+-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    return `[${label}](${href})`;
}
/** Returns a table of cells that are Markdown already. A title that begins with a space aligns its column to the right. */
function table(titles, rows) {
    const line = (cells) => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
    const rule = titles.map((title) => (title.startsWith(' ') ? '--:' : ':--'));
    return [line(titles), line(rule), ...rows.map(line)].join('\n');
}
/** Returns a table of two columns. It leaves out rows without a value; the first row is the head. */
function keyValueTable(rows) {
    const [first = ['', ''], ...rest] = rows.flatMap(([key, value]) => (value ? [[key, value]] : []));
    return table(first, rest);
}
/** Returns a section that opens on a click, or is `open` from the start. `title` is HTML, the content Markdown. */
function details(title, markdown, open = false) {
    return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}
/** Quotes an untrusted error message of several lines. */
function quoteError(message, { maxLines = 40, maxLength = MAX_LENGTH } = {}) {
    const lines = message.split('\n', maxLines).map((line) => escapeText(line, maxLength));
    return `> ${lines.join('<br>')}`;
}
const entity = (character) => `&#${character.codePointAt(0)};`;
const truncated = (text, maxLength) => text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;


/***/ }),

/***/ 5468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ CHECK_OUTPUTS),
/* harmony export */   L6: () => (/* binding */ toResultJson),
/* harmony export */   LO: () => (/* binding */ CONTROL_OUTPUTS),
/* harmony export */   QD: () => (/* binding */ serializeOutput),
/* harmony export */   Tg: () => (/* binding */ toJobOutputs),
/* harmony export */   Xk: () => (/* binding */ deployableModel),
/* harmony export */   iQ: () => (/* binding */ ROOT_OUTPUTS),
/* harmony export */   lY: () => (/* binding */ WAIT_OUTPUTS),
/* harmony export */   vw: () => (/* binding */ FIND_OUTPUTS)
/* harmony export */ });
const JOB = ['job-id', 'status', 'fine-tuned-model'];
const WORK = ['fingerprint', 'estimated-tokens', 'estimated-cost'];
const DATA = ['training-file-id', 'validation-file-id'];
const QUALITY = ['metrics', 'best-checkpoint', 'checkpoints', 'gate'];
const END = ['trained-tokens', ...QUALITY, 'error-code', 'error-message', 'job', 'results-dir'];
/** The outputs of the root action, as `action.yml` declares them. */
const ROOT_OUTPUTS = [...JOB, 'created', ...WORK, ...DATA, 'model-shutdown-date', ...END];
/** The outputs of the action `wait`. */
const WAIT_OUTPUTS = [...JOB, ...DATA, ...END];
/** The outputs of the action `check`. */
const CHECK_OUTPUTS = ['valid', 'examples', 'problems', 'warnings', ...WORK, 'results-dir'];
/** The outputs of the action `find`. */
const FIND_OUTPUTS = [...JOB, 'jobs', 'count'];
/** The outputs of the action `control`. */
const CONTROL_OUTPUTS = ['job-id', 'status'];
/** Returns the content of `result.json`: every output by its name, null if it is not known. */
function toResultJson(names, outputs) {
    return Object.fromEntries(names.map((name) => [name, outputs[name] ?? null]));
}
/** GitHub allows 1 MB for all outputs of a job together. */
const MAX_OUTPUT_BYTES = 64_000;
/** Returns the model that may be deployed: none unless the job has succeeded, even if the server names one. */
function deployableModel(job) {
    return job.status === 'succeeded' ? job.fineTunedModel : undefined;
}
/** Returns the outputs that depend on a job, except `job` itself. */
function toJobOutputs(job) {
    const failed = job.status === 'failed' ? job.error : undefined;
    return {
        'job-id': job.id,
        status: job.status,
        'fine-tuned-model': deployableModel(job),
        'training-file-id': job.trainingFile,
        'validation-file-id': job.validationFile,
        'trained-tokens': job.trainedTokens,
        'error-code': failed?.code,
        'error-message': failed?.message,
    };
}
/** Serializes the value of an output to at most 64 kB. It drops the sources of graders first, then long texts. */
function serializeOutput(value) {
    if (typeof value !== 'object' || value === null)
        return truncate(String(value));
    const whole = JSON.stringify(value);
    if (fits(whole))
        return whole;
    const withoutSources = JSON.stringify(value, (key, item) => key === 'source' && typeof item === 'string' ? describeOmitted(item) : item);
    if (fits(withoutSources))
        return withoutSources;
    for (const maxLength of [2000, 200, 50]) {
        const shorter = JSON.stringify(value, (_, item) => typeof item === 'string' && item.length > maxLength ? describeOmitted(item) : item);
        if (fits(shorter))
            return shorter;
    }
    return JSON.stringify(Array.isArray(value) ? firstItems(value) : pickShortFields(value));
}
/** Returns as many items of a list as fit into an output, each without its long fields. */
function firstItems(list) {
    const first = [];
    let bytes = 2;
    for (const item of list) {
        const short = typeof item === 'object' && item !== null ? pickShortFields(item) : item;
        bytes += Buffer.byteLength(JSON.stringify(short)) + 1;
        if (bytes > MAX_OUTPUT_BYTES)
            break;
        first.push(short);
    }
    return first;
}
const MAX_FIELDS = 50;
const MAX_FIELD_BYTES = 1000;
function pickShortFields(value) {
    const short = Object.entries(value).filter(([name, item]) => typeof item !== 'object' && fits(JSON.stringify([name, item]), MAX_FIELD_BYTES));
    return Object.fromEntries(short.slice(0, MAX_FIELDS));
}
const fits = (text, maxBytes = MAX_OUTPUT_BYTES) => Buffer.byteLength(text ?? '') <= maxBytes;
const describeOmitted = (text) => `(${Buffer.byteLength(text)} bytes left out)`;
/** Cuts a text between two characters. */
function truncate(text) {
    if (fits(text))
        return text;
    const start = Buffer.from(text).subarray(0, MAX_OUTPUT_BYTES - 3);
    return `${start.toString().replace(/\ufffd+$/, '')}…`;
}


/***/ }),

/***/ 3300:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J3: () => (/* binding */ SEVERITY_ICONS),
/* harmony export */   TT: () => (/* binding */ selectAnnotations),
/* harmony export */   Vw: () => (/* binding */ formatProblem),
/* harmony export */   iK: () => (/* binding */ problemTable)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4285);

/** Shows at a glance how severe a problem is. */
const SEVERITY_ICONS = { error: '❌', warning: '⚠️' };
/** Returns the log line of a problem. It names the file, because the log does not show where an annotation belongs. */
function formatProblem({ code, file, line, path, message }) {
    return `${file}:${line}: ${message}${path ? ` (at ${path})` : ''} [${code}]`;
}
/**
 * Selects which problems become annotations, at most so many of each severity. With `max.errors` at 0, errors count
 * as warnings.
 */
function selectAnnotations(problems, max) {
    const showsErrors = max.errors > 0;
    const errors = problems.filter(({ severity }) => showsErrors && severity === 'error').slice(0, max.errors);
    const warnings = problems
        .filter(({ severity }) => !showsErrors || severity === 'warning')
        .slice(0, max.warnings);
    const selected = new Set([...errors, ...warnings]);
    return { errors, warnings, rest: problems.filter((problem) => !selected.has(problem)) };
}
/** Returns the first problems as a Markdown table, and how many of them it shows. */
function problemTable(problems, { maxRows, maxBytes = Number.POSITIVE_INFINITY, maxLengths, getUrl }) {
    const rows = [];
    let bytes = 0;
    for (const problem of problems.slice(0, maxRows)) {
        const { severity, code, file, line, column, path, message } = problem;
        const location = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(`${file}:${line}${column ? `:${column}` : ''}`, maxLengths?.location);
        const where = path ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(path, maxLengths?.path)}` : '';
        const row = [
            `${SEVERITY_ICONS[severity]} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(location, getUrl?.(problem))}`,
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(message, maxLengths?.message)}${where} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(code, maxLengths?.code)}`,
        ];
        bytes += Buffer.byteLength(row.join(' | ')) + 5;
        if (bytes > maxBytes)
            break;
        rows.push(row);
    }
    return { markdown: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['Where', 'Problem'], rows), shown: rows.length };
}


/***/ }),

/***/ 9803:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// UNUSED EXPORTS: VERSION

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/github/context.ts


/** A repository; null for the head of a pull request whose repository was deleted. */
const Repository = schemas/* object */.Ikc({ full_name: schemas/* string */.YjP().optional().catch(undefined), id: schemas/* unknown */.L5J().optional() })
    .nullish()
    .catch(undefined);
const Branch = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional().catch(undefined), repo: Repository })
    .optional()
    .catch(undefined);
const number = schemas/* int */.Whr().positive().optional().catch(undefined);
/** The parts of an event's payload that name a pull request (GitHub docs, webhook events and payloads). */
const Payload = schemas/* object */.Ikc({
    pull_request: schemas/* object */.Ikc({ number, head: Branch, base: Branch }).optional().catch(undefined),
    // An issue that is a pull request, in the event `issue_comment`.
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
/** Reads the context of the workflow run from its environment and the text of its event's payload. Never throws. */
function readContext(env, event) {
    const payload = parsePayload(event);
    const { GITHUB_REPOSITORY: repository = '' } = env;
    const { head, base } = payload.pull_request ?? {};
    // A run of `pull_request_target` belongs to the base, whichever repository the head is in.
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
    return Payload.safeParse((0,json/* parseJson */.qF)(event)).data ?? { repository: undefined };
}
function findPullRequest(env, payload) {
    const number = payload.pull_request?.number ?? payload.issue?.number ?? findNumberOfRun(payload);
    if (number !== undefined)
        return { number };
    const { merge_group: group } = payload;
    if (group) {
        // `refs/heads/gh-readonly-queue/main/pr-7-…` names the last pull request of the group.
        const queued = Number(/\/pr-(\d{1,15})-[0-9a-f]+$/.exec(group.head_ref)?.[1]);
        return queued > 0 ? { number: queued } : undefined;
    }
    const { GITHUB_SHA: sha = '', GITHUB_REF: ref = '' } = env;
    if (env.GITHUB_EVENT_NAME !== 'push' || !isCommit(sha))
        return undefined;
    return { merged: sha, branch: /^refs\/heads\/(.+)$/.exec(ref)?.[1] };
}
/** Returns the pull request of the run that triggered this one; the list may also contain those between forks. */
function findNumberOfRun({ workflow_run: run, repository }) {
    for (const listed of run?.pull_requests ?? []) {
        const { data } = RunPullRequest.safeParse(listed);
        if (data && repository && data.base.repo.id === repository.id)
            return data.number;
    }
    return undefined;
}
/** GitHub sends zeros as the commit of a deleted branch. */
const isCommit = (sha) => /^[0-9a-f]{40,64}$/.test(sha) && !/^0+$/.test(sha);
const withoutTrailingSlash = (url) => url.replace(/\/+$/, '');

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/workspace/path-guard.ts
var path_guard = __webpack_require__(4874);
;// CONCATENATED MODULE: ./src/workspace/glob.ts




// A backslash is an escape in a glob, except where it is the separator.
const WILD = (external_node_path_default()).sep === '\\' ? /[*?[{]/ : /[*?[{\\]/;
// An innermost group of braces with a comma.
const BRACES = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/;
const RANGE = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/;
const MAX_ALTERNATIVES = 64;
const MAX_GLOB_LENGTH = 4096;
const DISK = {
    lstat: (path) => (0,promises_.lstat)(path).catch(() => undefined),
    readdir: (path) => (0,promises_.readdir)(path, { withFileTypes: true }).catch(() => []),
};
/** Parses a list of paths and globs, one per line: those that name files, and those that exclude files (`!`). */
function parsePatternList(patterns) {
    const lines = patterns.split('\n').map((line) => line.trim());
    return {
        included: lines.filter((line) => line !== '' && !line.startsWith('!')),
        excluded: lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1).trim()),
    };
}
/** Returns whether a path is one of these paths, or below one of them. */
function isInsideAny(path, paths) {
    if (paths.size === 0)
        return false;
    for (let folder = path;; folder = external_node_path_default().dirname(folder)) {
        if (paths.has(folder))
            return true;
        if (external_node_path_default().dirname(folder) === folder)
            return false;
    }
}
/** Returns whether a path has glob characters. */
function isGlob(path) {
    return WILD.test(path);
}
/** Splits a glob into the folders to search, one for each alternative of its braces; throws an ActionError for too many. */
function splitGlob(glob) {
    const withSlashes = (external_node_path_default()).sep === '\\' ? glob.replaceAll('\\', '/') : glob;
    return expandBraces(withSlashes).map((alternative) => {
        const segments = alternative.split('/');
        const firstWild = segments.findIndex(isGlob);
        if (firstWild === -1)
            return { folder: alternative, steps: [] };
        const steps = segments.slice(firstWild).filter((segment) => segment !== '' && segment !== '.');
        if (steps.includes('..'))
            throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(glob)} has ".." after a wildcard`);
        // With the slash, the root of a disk stays the root.
        return { folder: `${segments.slice(0, firstWild).join('/')}${firstWild > 0 ? '/' : ''}`, steps };
    });
}
function expandBraces(glob) {
    let globs = [glob];
    while (globs.length <= MAX_ALTERNATIVES && glob.length <= MAX_GLOB_LENGTH) {
        const next = globs.flatMap((each) => {
            const [group, inside] = BRACES.exec(each) ?? [];
            if (group === undefined || inside === undefined)
                return [each];
            // A function, because "$&" in a replacement text is a reference.
            return inside.split(',').map((alternative) => each.replace(group, () => alternative));
        });
        if (next.length === globs.length) {
            if (globs.some((each) => RANGE.test(each)))
                break;
            return [...new Set(globs)];
        }
        globs = next;
    }
    throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(glob)} is too complicated a glob; use several lines`);
}
/** Lists the paths below `folder` that match; it follows a link only where `mayFollow` allows it. */
async function expandGlob(folder, steps, mayFollow, tree = DISK) {
    // A "**" at the end matches what is below a folder, not the folder itself.
    const tests = [...steps, ...(steps.at(-1) === '**' ? ['*'] : [])].map(compileStep);
    const matches = new Set();
    const visited = new Set();
    async function reach(path, step, isLink) {
        if (step === tests.length)
            matches.add(path);
        else if (!isLink || (await mayFollow(path)))
            await walk(path, step);
    }
    async function walk(path, step) {
        const test = tests[step];
        const key = `${step} ${path}`;
        if (test === undefined || visited.has(key))
            return;
        visited.add(key);
        if (typeof test === 'string') {
            const child = external_node_path_default().join(path, test);
            const stats = await tree.lstat(child);
            if (stats)
                await reach(child, step + 1, stats.isSymbolicLink());
            return;
        }
        if (test === ANY_DEPTH)
            await walk(path, step + 1);
        for (const entry of await tree.readdir(path)) {
            const child = external_node_path_default().join(path, entry.name);
            if (test === ANY_DEPTH) {
                if (entry.isDirectory() && !entry.name.startsWith('.'))
                    await walk(child, step);
            }
            else if (test.test(entry.name))
                await reach(child, step + 1, entry.isSymbolicLink());
        }
    }
    await walk(folder, 0);
    return [...matches];
}
const ANY_DEPTH = Symbol('**');
function compileStep(step) {
    if (step === '**')
        return ANY_DEPTH;
    return isGlob(step) ? compileSegment(step) : step;
}
const TOKEN = /\\.|\[[!^]?\]?[^\]]*\]|./gsu;
/** Compiles one segment to a regular expression that never backtracks into a star. */
function compileSegment(segment) {
    const pieces = [''];
    for (const token of segment.match(TOKEN) ?? []) {
        if (token === '*')
            pieces.push('');
        else
            pieces.push(pieces.pop() + compileToken(token));
    }
    const [first, ...rest] = pieces;
    const last = rest.pop();
    // Between two stars, the first match is as good as a later one, and a lookahead is never backtracked into.
    const middle = rest.map((piece, i) => `(?=(?<p${i}>.*?${piece}))\\k<p${i}>`).join('');
    const hidden = /^\\?\./.test(segment) ? '' : '(?!\\.)';
    const source = `^${hidden}${first}${middle}${last === undefined ? '' : `.*${last}`}$`;
    try {
        return new RegExp(source, (0,path_guard/* isCaseInsensitive */.mj)() ? 'isu' : 'su');
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(segment)} is not a valid glob`, { cause });
    }
}
function compileToken(token) {
    if (token === '?')
        return '.';
    if (token.length > 1 && token.startsWith('[')) {
        const [, not = '', inside = ''] = /^\[([!^]?)(.*)\]$/su.exec(token) ?? [];
        return `[${not && '^'}${inside.replace(/[\\[\]^]/g, '\\$&')}]`;
    }
    return (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

;// CONCATENATED MODULE: ./src/workspace/file.ts



const CHUNK_BYTES = 256 * 1024;
// Windows has neither of the flags, nor the links to devices and pipes that they guard against.
const OPEN_FLAGS = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/** Returns the text of a small file; throws an ActionError when it is larger than `maxBytes` or not UTF-8. */
async function readSmallText(file, maxBytes) {
    if (file.size > maxBytes)
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(file.name)} is larger than ${formatLimit(maxBytes)}`);
    const bytes = [];
    for await (const chunk of readBytes(file))
        bytes.push(chunk);
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes));
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(file.name)} is not text in UTF-8`, { cause });
    }
}
function formatLimit(bytes) {
    return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.floor(bytes / 2 ** 20)} MiB`;
}
/**
 * Yields the bytes of a file in chunks; throws an ActionError when it is no longer the file that was found. Each chunk
 * has its own memory or, where `memory` is given, is valid only until the next one is requested.
 */
async function* readBytes(file, memory) {
    const handle = await openUnchanged(file);
    try {
        // One byte more than the file should have, to notice when it grows.
        const length = Math.min(file.size + 1, memory?.length ?? CHUNK_BYTES);
        for (let remaining = file.size;;) {
            const { bytesRead, buffer } = await handle.read(memory ?? Buffer.allocUnsafeSlow(length), 0, length);
            remaining -= bytesRead;
            if (remaining < 0 || (bytesRead === 0 && remaining > 0))
                throw fileChangedError(file);
            if (bytesRead === 0)
                return;
            yield buffer.subarray(0, bytesRead);
        }
    }
    finally {
        await handle.close();
    }
}
/** Opens a file; throws an ActionError when it was replaced or written since it was found. */
async function openUnchanged(file) {
    const handle = await (0,promises_.open)(file.path, OPEN_FLAGS).catch((cause) => {
        if (errorCode(cause) === 'ELOOP' || errorCode(cause) === 'ENOENT')
            throw fileChangedError(file);
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(file.name)} cannot be read (${errorCode(cause)})`, { cause });
    });
    const stats = await handle.stat({ bigint: true });
    const isSameVersion = file.version === undefined || file.version === fileVersion(stats);
    if (stats.isFile() && Number(stats.size) === file.size && isSameVersion)
        return handle;
    await handle.close();
    throw fileChangedError(file);
}
/** Returns a text that changes when the file is replaced or written. */
function fileVersion({ dev, ino, mtimeNs }, platform = process.platform) {
    // On Windows, Node 24.0 and 24.1 report different volumes for a path and its handle; file numbers have 64 bits there.
    return platform === 'win32' ? `${ino}:${mtimeNs}` : `${dev}:${ino}:${mtimeNs}`;
}
function fileChangedError(file) {
    return new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(file.name)} changed while it was being read`);
}
/** Returns the code of a system error, such as ENOENT, for use in a message. */
function errorCode(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
;// CONCATENATED MODULE: ./src/workspace/suggest-file.ts



/** Finds the file in the same folder whose name a missing path is probably a typo of. */
async function findSimilarFile(path) {
    const names = await (0,promises_.readdir)(external_node_path_default().dirname(path)).catch(() => []);
    return (0,suggest/* closestMatch */.h0)(external_node_path_default().basename(path), names);
}

;// CONCATENATED MODULE: ./src/workspace/workspace.ts







/** Creates the workspace of the real file system. */
function createWorkspace(roots) {
    return {
        glob: findFiles.bind(undefined, roots),
        async getFile(path, relativeTo) {
            const context = await createSearchContext(roots, relativeTo);
            return getRegularFile(context, path, resolveWritten(context, path));
        },
        async exists(path, relativeTo) {
            return pathExists(await createSearchContext(roots, relativeTo), path);
        },
        readText: readSmallText,
        readBytes: readBytes,
        prepareDirectory: (path) => prepareDirectory(roots, path),
    };
}
async function createSearchContext(roots, relativeTo) {
    const folder = relativeTo
        ? external_node_path_default().dirname(external_node_path_default().resolve(roots.workspace, relativeTo))
        : roots.workspace;
    return { guard: await (0,path_guard/* createPathGuard */.HE)(roots), folder, relativeTo };
}
/** The absolute path as written; in RUNNER_TEMP only if it is written as absolute, or relative to a file there. */
function resolveWritten({ guard, folder, relativeTo }, path, label = path) {
    const allowTemp = external_node_path_default().isAbsolute(path) || external_node_path_default().isAbsolute(relativeTo ?? '');
    return guard.checkWritten(label, external_node_path_default().resolve(folder, path), { allowTemp });
}
async function pathExists(context, path) {
    try {
        const written = resolveWritten(context, path);
        // A link counts even if its target does not exist; but the folder it is in must be inside.
        await context.guard.resolveReal(path, external_node_path_default().dirname(written));
        await (0,promises_.lstat)(written);
        return true;
    }
    catch {
        return false;
    }
}
async function findFiles(roots, patterns, relativeTo) {
    const context = await createSearchContext(roots, relativeTo);
    const { included, excluded } = parsePatternList(patterns);
    if (included.length === 0)
        throw new errors/* ActionError */.lZ('no file is named');
    const exclusions = await resolveExcluded(context, excluded);
    const files = new Map();
    for (const line of included) {
        const literal = await isLiteral(context, line);
        const paths = literal ? [resolveWritten(context, line)] : await matchPattern(context, line);
        // Before any file is read: an excluded file may be unreadable or lead outside.
        const candidates = paths.filter((path) => !isInsideAny(path, exclusions.written));
        for (const path of candidates) {
            if (files.get(path))
                continue;
            files.set(path, literal
                ? await getRegularFile(context, line, path)
                : await findRegularFile(context, context.guard.displayName(path) ?? path, path));
        }
        const hasNoFile = candidates.length > 0 && !candidates.some((path) => files.get(path));
        if (paths.length === 0 || hasNoFile)
            throw noMatchError(line);
    }
    const found = [...files.values()].filter((file) => file !== undefined).sort(compareFiles);
    // Last name first, so that of a file with several names the first one remains.
    const byPath = new Map(found.toReversed().map((file) => [file.path, file]));
    const remaining = [...byPath.values()].filter((file) => !isInsideAny(file.path, exclusions.real));
    if (remaining.length === 0)
        throw new errors/* ActionError */.lZ('the lines with "!" exclude every file that is named');
    return remaining.sort(compareFiles);
}
/** What the lines with "!" exclude: paths as written and, where these are no links, the files that they are. */
async function resolveExcluded(context, lines) {
    const written = new Set();
    const real = new Set();
    for (const line of lines) {
        const paths = (await isLiteral(context, line))
            ? [resolveWritten(context, line)]
            : await matchPattern(context, line);
        for (const path of paths) {
            written.add(path);
            const target = await context.guard.resolveReal(line, path).catch(() => undefined);
            const isLink = (await (0,promises_.lstat)(path).catch(() => undefined))?.isSymbolicLink();
            if (target !== undefined && !isLink)
                real.add(target);
        }
    }
    return { written, real };
}
/**
 * Compares two files for sorting, with the same result on every system: files of the temporary folder come first, and
 * each group is in the order of the code units of their names.
 */
function compareFiles({ name: a }, { name: b }, platformPath = (external_node_path_default())) {
    const byGroup = Number(platformPath.isAbsolute(b)) - Number(platformPath.isAbsolute(a));
    return byGroup || (a < b ? -1 : Number(a > b));
}
/** Whether a line is a path and not a glob: a line that exists is a path, even with glob characters. */
async function isLiteral(context, line) {
    return !isGlob(line) || (await pathExists(context, line));
}
async function matchPattern(context, pattern) {
    const { guard } = context;
    const mayFollow = async (link) => !!(await guard.resolveReal(pattern, link).catch(() => undefined));
    const matches = new Set();
    for (const { folder, steps } of splitGlob(pattern)) {
        const start = resolveWritten(context, folder, pattern);
        if (steps.length === 0) {
            if (await pathExists(context, folder))
                matches.add(start);
            continue;
        }
        await guard.resolveReal(pattern, start);
        for (const path of await expandGlob(start, steps, mayFollow))
            matches.add(path);
    }
    return [...matches];
}
function noMatchError(line) {
    const hint = hasBackslashSeparators(line) ? 'Separate folders by "/".' : undefined;
    return new errors/* ActionError */.lZ(`no file matches ${(0,errors/* quote */.hD)(line)}`, { hint });
}
function hasBackslashSeparators(line) {
    return (external_node_path_default()).sep !== '\\' && /\\\w/.test(line);
}
/** The file at `path`; throws an ActionError that names it `label` when there is no regular file that can be read. */
async function getRegularFile(context, label, path) {
    const file = await findRegularFile(context, label, path);
    if (file)
        return file;
    if (!(await (0,promises_.lstat)(await context.guard.resolveReal(label, path))).isDirectory()) {
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is not a regular file`);
    }
    const hint = `Name its files, for example ${(0,errors/* quote */.hD)(`${label.replace(/\/$/, '')}/*.jsonl`)}.`;
    throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is a directory`, { hint });
}
/** The same, but undefined for a directory, a pipe or a device. */
async function findRegularFile(context, label, path) {
    const real = await context.guard.resolveReal(label, path);
    const stats = await (0,promises_.lstat)(real, { bigint: true }).catch(async (error) => {
        throw await toReadError(error, label, path, real);
    });
    if (stats.isSymbolicLink())
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is a link that leads back to itself`);
    if (!stats.isFile())
        return undefined;
    const name = context.guard.displayName(path) ?? label;
    const file = { name, path: real, size: Number(stats.size), version: fileVersion(stats) };
    const handle = await openUnchanged(file);
    await handle.close();
    return file;
}
async function prepareDirectory(roots, path) {
    if (path === undefined) {
        const createTemp = () => (0,promises_.mkdtemp)(external_node_path_default().join(roots.temp, 'fine-tune-'));
        return { create: () => createTemp().catch(throwCannotCreate(roots.temp)) };
    }
    const guard = await (0,path_guard/* createPathGuard */.HE)(roots);
    const directory = guard.checkWritten(path, external_node_path_default().resolve(roots.workspace, path), { allowTemp: true });
    await guard.resolveReal(path, directory);
    const create = async () => {
        await (0,promises_.mkdir)(directory, { recursive: true });
        return guard.resolveReal(path, directory);
    };
    return { create: () => create().catch(throwCannotCreate(path)) };
}
const throwCannotCreate = (path) => (cause) => {
    if (cause instanceof errors/* ActionError */.lZ)
        throw cause;
    throw new errors/* ActionError */.lZ(`cannot create the folder ${(0,errors/* quote */.hD)(path)} (${errorCode(cause)})`, { cause });
};
async function toReadError(error, label, path, real) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
        return new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} cannot be read (${code})`, { cause: error });
    }
    if (await (0,promises_.lstat)(path).catch(() => undefined))
        return new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is a link to nothing`);
    if (hasBackslashSeparators(label))
        return noMatchError(label);
    const similar = await findSimilarFile(real);
    return new errors/* ActionError */.lZ(`no file at ${(0,errors/* quote */.hD)(label)}`, {
        hint: similar && `Did you mean ${(0,errors/* quote */.hD)(similar)}, in the same folder?`,
    });
}

;// CONCATENATED MODULE: ./src/github/commit-files.ts

/** Lists the files of a commit by absolute path. */
async function listCommitFiles(git, commit, repositoryRoot) {
    const listing = await git.readText('ls-tree', '-r', '-z', '--full-tree', commit);
    const files = new Map();
    for (const line of listing.split('\0')) {
        const [, mode, object, path] = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? [];
        if (object && path)
            files.set(external_node_path_default().join(repositoryRoot, path), { object, isLink: mode === '120000' });
    }
    return files;
}
/** Builds the tree of folders of a commit, for globs that are matched as on a disk. */
function buildCommitTree(files) {
    const describe = (isLink, isFolder) => ({
        isSymbolicLink: () => isLink,
        isDirectory: () => isFolder,
    });
    const folders = new Map();
    for (const [path, { isLink }] of files) {
        let [child, entry] = [path, describe(isLink, false)];
        for (let folder = external_node_path_default().dirname(child); folder !== child; folder = external_node_path_default().dirname(child)) {
            const known = folders.get(folder);
            const entries = known ?? new Map();
            entries.set(external_node_path_default().basename(child), entry);
            if (known)
                break;
            folders.set(folder, entries);
            [child, entry] = [folder, describe(false, true)];
        }
    }
    return {
        lstat: async (path) => folders.get(external_node_path_default().dirname(path))?.get(external_node_path_default().basename(path)),
        readdir: async (path) => [...(folders.get(path) ?? [])].map(([name, entry]) => ({ name, ...entry })),
    };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./src/github/git.ts



/** More than the list of all files of any repository. */
const MAX_OUTPUT_BYTES = 64 * 2 ** 20;
/** Replaces every setting by which a repository or a machine could make git run something or contact a server. */
const SETTINGS = {
    'core.quotePath': 'off',
    'core.hooksPath': external_node_os_.devNull,
    'core.fsmonitor': 'false',
    'protocol.allow': 'never',
    // In a container another user owns the files. The other settings switch off what this one protects from.
    'safe.directory': '*',
};
/** Creates the commands of git for one directory. */
function createGit(directory, { PATH, SystemRoot }, signal) {
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const buildArguments = (args) => ['--no-pager', ...settings, '-C', directory, ...args];
    const env = {
        ...(PATH && { PATH }),
        ...(SystemRoot && { SystemRoot }),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: external_node_os_.devNull,
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_LAZY_FETCH: '1',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_OPTIONAL_LOCKS: '0',
        LC_ALL: 'C',
    };
    // Windows searches the working directory for programs first, and a pull request can contain a git.exe.
    const options = { cwd: (0,external_node_os_.tmpdir)(), env, ...(signal && { signal }) };
    return {
        /** Returns the output of a command as text. */
        readText: (...args) => new Promise((resolve, reject) => {
            (0,external_node_child_process_.execFile)('git', buildArguments(args), { ...options, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout) => error ? reject(error) : resolve(stdout));
        }),
        /** Yields the output of a command in chunks. */
        async *readBytes(...args) {
            const child = (0,external_node_child_process_.spawn)('git', buildArguments(args), { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
            const exit = new Promise((resolve, reject) => {
                child.once('error', reject);
                child.once('close', resolve);
            });
            // Awaited below; until then its rejection is not unhandled.
            exit.catch(() => undefined);
            try {
                for await (const chunk of child.stdout)
                    yield chunk;
                if ((await exit) !== 0)
                    throw new errors/* ActionError */.lZ('git could not read the parent commit');
            }
            finally {
                child.kill();
            }
        },
    };
}

;// CONCATENATED MODULE: ./src/github/parent-commit.ts







/** Each file takes two commands of git. */
const MAX_FILES = 200;
/** Git LFS specification: the first line of a pointer, and the size that it stays below. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';
const MAX_LFS_POINTER_BYTES = 1024;
/**
 * Reads the first parent of the commit that is checked out: for the merge commit of a pull request, the commit that it
 * would be merged into; for a branch, the previous commit. Or returns why there is none, in words that complete "what
 * changed is not known: …". Only reads, contacts no server, and runs nothing that the repository contains.
 */
async function readParentCommit(workspace, env, signal) {
    const directory = await (0,promises_.realpath)(workspace);
    const git = createGit(directory, env, signal);
    try {
        const root = external_node_path_default().resolve((await git.readText('rev-parse', '--show-toplevel')).trim());
        const parents = (await git.readText('rev-list', '--parents', '-n', '1', 'HEAD', '--')).trim();
        const [, commit] = parents.split(' ');
        if (!commit)
            return { unavailable: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"' };
        const currentFiles = await listCommitFiles(git, 'HEAD', root);
        const files = await listCommitFiles(git, commit, root);
        return new GitParentCommit(git, directory, commit, files, currentFiles);
    }
    catch (error) {
        signal?.throwIfAborted();
        return { unavailable: explainFailure(error) };
    }
}
function explainFailure(error) {
    const { code } = error instanceof Error && 'code' in error ? error : { code: undefined };
    if (code === 'ENOENT')
        return 'git is not installed';
    if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        return 'the repository has too many files';
    return 'the workspace is not a git repository with a commit in it';
}
class GitParentCommit {
    commit;
    #git;
    #workspace;
    #files;
    #currentFiles;
    #tree;
    constructor(git, workspace, commit, files, currentFiles) {
        this.commit = commit;
        this.#git = git;
        this.#workspace = workspace;
        this.#files = files;
        this.#currentFiles = currentFiles;
        this.#tree = buildCommitTree(files);
    }
    async glob({ patterns, relativeTo, files, }) {
        // An earlier step created it, or it belongs to another repository: no commit here has an older version.
        const untracked = files.find(({ path }) => !this.#currentFiles.has(path));
        if (untracked)
            return { unavailable: `${(0,errors/* quote */.hD)(untracked.name)} is not part of the commit` };
        const paths = await this.#expandPatterns(patterns, relativeTo);
        if (paths.length > MAX_FILES)
            return { unavailable: `the data had more than ${MAX_FILES} files` };
        const found = [];
        for (const path of paths) {
            const file = await this.#describeFile(path);
            if ('unavailable' in file)
                return file;
            found.push(file);
        }
        return { files: found.sort(compareFiles) };
    }
    readBytes({ path }) {
        return this.#git.readBytes('cat-file', 'blob', this.#files.get(path)?.object ?? '');
    }
    async #describeFile(path) {
        const name = external_node_path_default().relative(this.#workspace, path).split((external_node_path_default()).sep).join('/');
        const { object = '', isLink } = this.#files.get(path) ?? {};
        if (isLink)
            return { unavailable: `${(0,errors/* quote */.hD)(name)} was a link` };
        const sizeText = await this.#git.readText('cat-file', '-s', object).catch(() => '');
        if (!sizeText)
            return { unavailable: `the older ${(0,errors/* quote */.hD)(name)} is not in this partial clone` };
        const size = Number(sizeText);
        if (size < MAX_LFS_POINTER_BYTES) {
            const text = await this.#git.readText('cat-file', 'blob', object);
            if (text.startsWith(LFS_POINTER))
                return { unavailable: `${(0,errors/* quote */.hD)(name)} is stored in Git LFS, and this checkout has no older version` };
        }
        return { name, path, size };
    }
    /** Returns the paths of the files that a list of patterns names in this commit. */
    async #expandPatterns(patterns, relativeTo) {
        const base = relativeTo
            ? external_node_path_default().dirname(external_node_path_default().resolve(this.#workspace, relativeTo))
            : this.#workspace;
        const expandAll = async (lines) => new Set((await Promise.all(lines.map((line) => this.#expandPattern(line, base)))).flat());
        const { included, excluded } = parsePatternList(patterns);
        const excludedPaths = await expandAll(excluded);
        return [...(await expandAll(included))].filter((path) => this.#files.has(path) && !isInsideAny(path, excludedPaths));
    }
    async #expandPattern(line, base) {
        const literal = external_node_path_default().resolve(base, line);
        if (!isGlob(line) || (await this.#tree.lstat(literal)))
            return [literal];
        const matches = splitGlob(line).map(({ folder, steps }) => {
            const path = external_node_path_default().resolve(base, folder);
            return steps.length === 0 ? [path] : expandGlob(path, steps, async () => false, this.#tree);
        });
        return (await Promise.all(matches)).flat();
    }
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __webpack_require__(143);
;// CONCATENATED MODULE: ./src/github/sanitize.ts
/**
 * Returns untrusted text as one harmless line of a workflow log. The runner treats CR, LF and similar Unicode characters
 * as line ends, and executes `::command::` at the start of a line and `##[command]` anywhere in it (actions/runner,
 * ActionCommand.cs); terminals execute control characters.
 */
function sanitizeLine(text) {
    return text
        .toWellFormed()
        .replace(/[\r\n\u0085\u2028\u2029]+/g, ' ⏎ ')
        .replace(/\t/g, ' ')
        .replace(CONTROL_CHARACTERS, '')
        .replaceAll('##[', '##\u200b[')
        .replace(/^(\s*)::/, '$1\u200b::');
}
/** C0, C1, and the characters that change the direction of text, which can make it look like another text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this pattern removes control characters
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Shorter values are not redacted: every text contains them. */
const MIN_SECRET_LENGTH = 8;
/**
 * Creates a redactor, which replaces secrets in text that leaves the action: verbatim, encoded for JSON or a URL, and
 * shortened as OpenAI shows them in its messages (`sk-proj-1****cdef`).
 */
function createRedactor() {
    const secrets = new Set();
    const partialPatterns = new Set();
    return {
        add(secret) {
            if (secret.length < MIN_SECRET_LENGTH)
                return;
            for (const encoded of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
                secrets.add(encoded);
            const start = secret.slice(0, 3).replace(/\W/g, '\\$&');
            partialPatterns.add(new RegExp(`${start}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, 'g'));
        },
        redact(text) {
            let redacted = text;
            // Longest first: one secret may begin with another.
            for (const secret of [...secrets].sort((a, b) => b.length - a.length))
                redacted = redacted.replaceAll(secret, '***');
            for (const pattern of partialPatterns)
                redacted = redacted.replaceAll(pattern, '***');
            return redacted;
        },
    };
}

;// CONCATENATED MODULE: ./src/github/runner.ts



/** GitHub cuts longer annotations. */
const MAX_LINE_LENGTH = 4000;
/** GitHub drops a summary above 1 MiB completely. */
const MAX_SUMMARY_BYTES = 1024 * 1024 - 1024;
/** Returns the runner that started this process, as its environment describes it. */
function githubRunner(env) {
    const { add, redact } = createRedactor();
    const credentials = createRedactor();
    const toLogLine = (text) => {
        // Redact again after the control characters are gone, since they may have split a key. Cut last: half a key would
        // not be recognized.
        const line = redact(sanitizeLine(redact(text)));
        return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
    };
    let isGroupOpen = false;
    let hasWriteFailed = false;
    const runner = {
        inputs: readPrefixedEnv(env, 'INPUT_', (name) => name.toLowerCase()),
        state: readPrefixedEnv(env, 'STATE_'),
        failed: false,
        info: (line) => core/* info */.pq(toLogLine(line)),
        notice: (text) => core/* notice */.lm(toLogLine(text)),
        warning: (text, at) => core/* warning */.$e(toLogLine(text), toAnnotationProperties(at)),
        error: (text, at) => core/* error */.z3(toLogLine(text), toAnnotationProperties(at)),
        group(title) {
            runner.endGroup();
            core/* startGroup */.Oh(toLogLine(title));
            isGroupOpen = true;
        },
        endGroup() {
            if (isGroupOpen)
                core/* endGroup */.N4();
            isGroupOpen = false;
        },
        setSecret(secret, kind) {
            core/* setSecret */.Pq(secret);
            add(secret);
            if (kind)
                credentials.add(secret);
        },
        async getIdToken(audience) {
            const token = await core/* getIDToken */.V9(audience);
            add(token);
            credentials.add(token);
            return token;
        },
        setOutput: (name, value) => writeOrFail(`output ${name}`, () => core/* setOutput */.uH(name, value)),
        saveState: (name, value) => writeOrFail(`state ${name}`, () => core/* saveState */.LZ(name, value)),
        setFailed(reason) {
            runner.failed = true;
            core/* setFailed */.C1(reason.split('\n').map(toLogLine).join('\n'));
        },
        writeSummary(markdown) {
            const file = env.GITHUB_STEP_SUMMARY;
            if (!file || Buffer.byteLength(markdown) > MAX_SUMMARY_BYTES)
                return;
            try {
                (0,external_node_fs_.appendFileSync)(file, `${markdown}\n`);
            }
            catch (error) {
                runner.warning(`The summary could not be written: ${errorMessage(error)}`);
            }
        },
        redactSecrets: redact,
        redactCredentials: credentials.redact,
    };
    /** A full disk must not end the wait for a paid job, but a step without its outputs must fail. */
    function writeOrFail(description, write) {
        try {
            write();
        }
        catch (error) {
            // A full disk fails every write: report the first one.
            if (!hasWriteFailed)
                runner.setFailed(`Could not write ${description}: ${errorMessage(error)}`);
            hasWriteFailed = true;
        }
    }
    return runner;
}
function toAnnotationProperties(at) {
    if (!at)
        return {};
    const { file, line, column } = at;
    return {
        file: sanitizeLine(file),
        ...(line && { startLine: line }),
        ...(column && { startColumn: column }),
    };
}
const errorMessage = (error) => (error instanceof Error ? error.message : String(error));
/** The runner passes inputs as INPUT_NAME (upper case, spaces as underscores, hyphens kept) and state as STATE_name. */
function readPrefixedEnv(env, prefix, toName = (name) => name) {
    return new Map(Object.entries(env)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [toName(name.slice(prefix.length)), trimValue(value ?? '')])
        .filter(([, value]) => value !== ''));
}
/** Trims a value, but keeps the indentation of the first of several lines: it matters in YAML. */
function trimValue(value) {
    const text = value.trim();
    return text.includes('\n') ? value.replace(/^(\s*\n)+/, '').trimEnd() : text;
}

// EXTERNAL MODULE: ./src/http/transport.ts
var transport = __webpack_require__(1517);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
;// CONCATENATED MODULE: ./src/run.ts












/** The version of this action, equal to the version of the package. */
const VERSION = '1.0.0';
/**
 * Runs an action with the real network, clock, files and runner, and ends the process. `launcherUrl` is the URL of a file in
 * the folder of the build.
 */
async function run(action, launcherUrl) {
    // A process that dies early must fail the step: only the end of this function sets another code.
    process.exitCode = 1;
    const { env } = process;
    const runner = githubRunner(env);
    const cancelled = new AbortController();
    // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
        process.on(signal, () => cancelled.abort(new errors/* ActionError */.lZ('The workflow was cancelled.')));
    process.on('uncaughtException', (error) => {
        runner.setFailed((0,format_error/* formatError */.W)(error));
        process.exit(1);
    });
    const event = readTextOrEmpty(env.GITHUB_EVENT_PATH);
    const root = env.GITHUB_WORKSPACE ?? process.cwd();
    await action({
        runner,
        fetch: (0,transport/* createFetch */.H)(),
        clock: clock/* systemClock */.ml,
        workspace: createWorkspace({ workspace: root, temp: env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)() }),
        random: Math.random,
        attemptId: (0,external_node_crypto_.randomBytes)(16).toString('hex'),
        signal: cancelled.signal,
        userAgent: `openai-fine-tune/${VERSION}`,
        context: readContext(env, event),
        readParentCommit: (signal) => readParentCommit(root, env, signal),
        startedAt: new Date(),
        readRanks: (encoding) => (0,promises_.readFile)(new URL(`${encoding}.ranks`, launcherUrl)),
        workers: { count: (0,external_node_os_.availableParallelism)(), spawn: () => startWorker(new URL('worker.js', launcherUrl)) },
    });
    // Exit explicitly: a connection to a proxy that never responds cannot be aborted, and would keep the process alive.
    process.stdout.write('', () => process.exit(runner.failed ? 1 : 0));
}
// A worker needs no secrets and no options from the environment. What it allocates for one line is garbage by the next, so
// a larger young generation would use memory and save no time.
const WORKER_OPTIONS = {
    env: {},
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
};
function startWorker(workerUrl) {
    // Loaded here, because few datasets are large enough for a worker.
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    return new Worker(workerUrl, WORKER_OPTIONS);
}
/** Returns the text of a file, or an empty text when the file does not exist. */
function readTextOrEmpty(path) {
    try {
        return path ? (0,external_node_fs_.readFileSync)(path, 'utf8') : '';
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 2969:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   au: () => (/* binding */ didYouMean),
/* harmony export */   h0: () => (/* binding */ closestMatch)
/* harmony export */ });
/* unused harmony export editDistance */
/** A longer word is no typo of a name. It keeps the time of a comparison bounded. */
const MAX_WORD_LENGTH = 64;
/**
 * Returns the candidate that a word is probably a typo of. Case and separators do not count; a candidate of 8 or more
 * characters may be two edits away, a shorter one a single edit.
 */
function closestMatch(word, candidates) {
    const normalized = normalize(word);
    if (normalized === '' || word.length > MAX_WORD_LENGTH)
        return undefined;
    let best;
    for (const candidate of candidates) {
        const maxEdits = candidate.length < 8 ? 1 : 2;
        const other = normalize(candidate);
        // The lengths alone differ by more edits: the quick answer for almost every candidate.
        if (Math.abs(normalized.length - other.length) > maxEdits)
            continue;
        const edits = editDistance(normalized, other);
        if (edits > maxEdits)
            continue;
        // Of two that are equally close, the one with the same first letter: `neq` is `ne` rather than `eq`.
        const isBetterTie = edits === best?.edits && candidate[0] === word[0] && best.candidate[0] !== word[0];
        if (!best || edits < best.edits || isBetterTie)
            best = { candidate, edits };
    }
    return best?.candidate;
}
/** Returns ` (did you mean "n_epochs"?)` for the end of a message, or an empty text when no candidate is close. */
function didYouMean(word, candidates) {
    const match = typeof word === 'string' ? closestMatch(word, candidates) : undefined;
    return match === undefined || match === word ? '' : ` (did you mean "${match}"?)`;
}
/** Returns how many letters to insert, delete, replace or swap with their neighbor to turn one word into the other. */
function editDistance(from, to) {
    let beforeLast = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= to.length; column += 1) {
            const isSame = from[row - 1] === to[column - 1];
            const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            current[column] = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1), isSwap ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY);
        }
        beforeLast = last;
        last = current;
    }
    return last[to.length] ?? 0;
}
function normalize(word) {
    return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}


/***/ }),

/***/ 1380:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ createConnection)
});

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/config/connection-inputs.ts
var connection_inputs = __webpack_require__(1828);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/openai/authentication.ts


/**
 * Creates credentials from an API key. `auto` uses the header that the provider expects, except for a JWT (an Entra
 * token), which is a bearer token everywhere.
 */
function createApiKeyAuth(key, scheme, provider) {
    const usesApiKeyHeader = scheme === 'api-key' || (scheme === 'auto' && provider.keyHeader === 'api-key' && !JWT.test(key));
    const headers = usesApiKeyHeader ? { 'api-key': key } : bearer(key);
    return { getHeaders: async () => headers, invalidate: () => false };
}
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const bearer = (token) => ({ authorization: `Bearer ${token}` });
/** Refreshes a token before it expires, so that a slow or retried request has a valid one; as in the official client. */
const REFRESH_BUFFER_MS = 20 * 60_000;
/**
 * How long a failed exchange is retried when there is no valid token. Shorter than a request waits for its credential, so
 * that the request learns the reason; a retry of the request exchanges again.
 */
const EXCHANGE_TIMEOUT_MS = 20_000;
/** The pause after an exchange that failed while the old token was still valid, or that rejected the identity. */
const RETRY_INTERVAL_MS = 60_000;
/** A token that is rejected sooner than this after the last one is not renewed: the server rejects the identity. */
const MIN_RENEWAL_INTERVAL_MS = 60_000;
/** Authenticates with tokens that are exchanged for the workflow's identity, and refreshes them before they expire. */
class WorkloadIdentityAuth {
    #exchangeToken;
    #options;
    #token;
    /** Shared by all requests that wait for a token. */
    #refresh;
    /** The rejection of the identity: not every request exchanges again. */
    #cachedError;
    /** The last token that the server rejected: other requests that were sent with it are retried too. */
    #invalidatedHeader;
    #invalidatedAt = Number.NEGATIVE_INFINITY;
    constructor(exchangeToken, options) {
        this.#exchangeToken = exchangeToken;
        this.#options = options;
    }
    async getHeaders() {
        const { clock } = this.#options;
        if (this.#cachedError && clock.now() < this.#cachedError.expiresAt)
            throw this.#cachedError.error;
        if (!this.#token || clock.now() >= this.#token.refreshAt) {
            this.#refresh ??= this.#refreshToken().finally(() => {
                this.#refresh = undefined;
            });
            await this.#refresh;
        }
        if (!this.#token)
            throw new Error('the exchange returned no token');
        return this.#token.headers;
    }
    invalidate({ authorization }) {
        const isOld = this.#token !== undefined && this.#token.headers.authorization !== authorization;
        if (isOld || this.#invalidatedHeader === authorization)
            return true;
        const now = this.#options.clock.now();
        if (now - this.#invalidatedAt < MIN_RENEWAL_INTERVAL_MS)
            return false;
        this.#invalidatedAt = now;
        this.#invalidatedHeader = authorization;
        this.#token = undefined;
        return true;
    }
    /** Takes no signal of a request: other requests wait for the same token. The exchange has its own timeout. */
    async #refreshToken() {
        const { clock, random, onRetry } = this.#options;
        const startedAt = clock.now();
        const hasValidToken = this.#token !== undefined && startedAt < this.#token.expiresAt;
        try {
            const { value, lifetimeMs } = await (0,retry/* retry */.L)(this.#exchangeToken, {
                clock,
                random,
                deadline: hasValidToken ? startedAt : startedAt + EXCHANGE_TIMEOUT_MS,
                onRetry,
                shouldRetry: http_errors/* isRetryableAuthError */.Tg,
            });
            const bufferMs = Math.min(REFRESH_BUFFER_MS, lifetimeMs / 2);
            this.#token = {
                headers: bearer(value),
                refreshAt: startedAt + lifetimeMs - bufferMs,
                expiresAt: startedAt + lifetimeMs,
            };
        }
        catch (error) {
            const now = clock.now();
            if (!this.#token || !hasValidToken) {
                this.#cachedError = (0,http_errors/* isRetryableAuthError */.Tg)(error)
                    ? undefined
                    : { error, expiresAt: now + RETRY_INTERVAL_MS };
                throw error;
            }
            onRetry(error, RETRY_INTERVAL_MS);
            if (now >= this.#token.expiresAt)
                throw error;
            this.#token.refreshAt = Math.min(now + RETRY_INTERVAL_MS, this.#token.expiresAt);
        }
    }
}

// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
// EXTERNAL MODULE: ./src/http/request.ts
var http_request = __webpack_require__(7777);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/openai/api-error.ts
var api_error = __webpack_require__(9081);
;// CONCATENATED MODULE: ./src/openai/token-exchange.ts






/** Entra's scope for this API, the same for every resource. */
const ENTRA_SCOPE = 'https://cognitiveservices.azure.com/.default';
/** Returns the URL at which Entra exchanges tokens. */
function entraTokenUrl(tenantId) {
    return `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
}
/** The URL at which OpenAI exchanges tokens (workload identity federation guide). */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token';
const TokenBody = schemas/* looseObject */._H3({
    // Only characters that a header may contain.
    access_token: schemas/* string */.YjP().regex(/^[\x21-\x7e]+$/),
    expires_in: coerce/* number */.ai().positive().optional().catch(undefined),
});
/** The official client's default. */
const DEFAULT_LIFETIME_S = 3600;
const UNREACHABLE_HINT = 'Check "token-url", and that this runner can reach that host (through a proxy or a firewall).';
/**
 * Exchanges the workflow's OIDC token for a token of the API. Rejects with an ActionError; if the identity is rejected, its
 * hint lists the claims of the OIDC token.
 */
async function exchangeToken(identity, idToken, fetch, clock) {
    const url = identity.tokenUrl;
    const description = `Token exchange at ${new URL(url).host}`;
    const { type, body } = buildTokenRequest(identity, idToken);
    const headers = {
        accept: 'application/json',
        'content-type': type,
        'content-length': `${Buffer.byteLength(body)}`,
    };
    const request = { method: 'POST', headers, body };
    const unreachableHint = UNREACHABLE_HINT;
    const response = await (0,http_request/* sendRequest */.w$)(fetch, clock, { description, url, request, unreachableHint });
    if (!(0,http_request/* isSuccess */.oJ)(response)) {
        const { status } = response;
        const isRejected = status >= 400 && status < 500 && status !== 429;
        const hint = isRejected ? claimsHint(identity, idToken) : undefined;
        throw (0,api_error/* errorFromResponse */.a)(description, response, { hint });
    }
    return (0,http_request/* decodeResponse */.oX)(description, response, (body) => {
        const { access_token: value, expires_in: seconds = DEFAULT_LIFETIME_S } = TokenBody.parse(body);
        return { value, lifetimeMs: seconds * 1000 };
    });
}
function buildTokenRequest(identity, idToken) {
    if (identity.kind === 'openai')
        return {
            type: 'application/json',
            body: JSON.stringify({
                grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
                subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
                subject_token: idToken,
                identity_provider_id: identity.identityProviderId,
                service_account_id: identity.serviceAccountId,
            }),
        };
    const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: identity.clientId,
        scope: ENTRA_SCOPE,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: idToken,
    });
    return { type: 'application/x-www-form-urlencoded', body: `${form}` };
}
/** The claims that a trust configuration can match (GitHub, OIDC reference). None of them is secret. */
const CLAIMS = ['iss', 'sub', 'aud', 'repository', 'ref', 'environment', 'job_workflow_ref'];
function claimsHint(identity, idToken) {
    const trustConfig = identity.kind === 'openai'
        ? 'the mapping of the identity provider to the service account'
        : 'the federated credential of the application';
    const claims = readClaims(idToken);
    const texts = CLAIMS.flatMap((name) => typeof claims[name] === 'string' ? [`${name}=${claims[name]}`] : []);
    return `Compare ${trustConfig} with the claims of GitHub's token: ${texts.join(', ') || '(unreadable)'}. The claim "environment" exists only if the job has an environment.`;
}
function readClaims(idToken) {
    const payload = (0,json/* parseJson */.qF)(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
    return (0,json/* isJsonObject */.OW)(payload) ? payload : {};
}
/** Returns the error for a failed request of an OIDC token: the job lacks the permission, or GitHub does not respond. */
function oidcTokenError(reason, isFork) {
    if (!/Unable to get ACTIONS_ID_TOKEN_REQUEST|Error Code : 40[13]/.test(reason))
        return new http_errors/* ConnectionError */.Rc(`Cannot get an OIDC token from GitHub: ${reason.replace(/\s+/g, ' ').trim()}`, { requestSent: true });
    return new errors/* ActionError */.lZ('This job has no permission to request an OIDC token from GitHub.', {
        hint: isFork
            ? 'Workflows for pull requests from forks never get it. Train after the merge.'
            : 'Add "permissions: id-token: write" to the job (and "contents: read" for the checkout).',
    });
}

// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/connection.ts







/** Creates the connection that the inputs describe; warns if the server is unknown. */
function createConnection(inputs, deps) {
    const baseUrl = inputs['base-url'];
    const { hostname } = new URL(baseUrl);
    if (!(0,provider/* findKnownProvider */.mM)(hostname))
        deps.runner.warning(`input "base-url": unknown server ${hostname}; your credential will be sent to it`);
    return {
        baseUrl,
        headers: (0,connection_inputs/* buildHeaders */.db)(inputs, deps.userAgent),
        credentials: createCredentials(inputs, deps),
    };
}
/** The audience that Entra requires (workload identity federation). */
const ENTRA_AUDIENCE = 'api://AzureADTokenExchange';
const ID_TOKEN_TIMEOUT_MS = 60_000;
function createCredentials(inputs, deps) {
    const { 'api-key': key, 'auth-scheme': scheme, 'base-url': baseUrl } = inputs;
    if (key !== undefined)
        return createApiKeyAuth(key, scheme, (0,provider/* getProvider */.sO)(new URL(baseUrl).hostname));
    const { runner, fetch, clock, context } = deps;
    const identity = readIdentity(inputs);
    const audience = inputs['oidc-audience'] ?? (identity.kind === 'entra' ? ENTRA_AUDIENCE : undefined);
    const getToken = async () => {
        // A new one each time: it expires after minutes, and an access token expires no later than it does.
        const idToken = await (0,src_clock/* withTimeout */.wj)(clock, ID_TOKEN_TIMEOUT_MS, undefined, () => runner.getIdToken(audience)).catch((error) => {
            if (error instanceof errors/* ActionError */.lZ)
                throw error;
            throw oidcTokenError(error instanceof Error ? error.message : String(error), context.isFork);
        });
        const token = await exchangeToken(identity, idToken, fetch, clock);
        runner.setSecret(token.value, 'credential');
        return token;
    };
    return new WorkloadIdentityAuth(getToken, (0,retry_options/* retryOptions */.t)(deps));
}
function readIdentity(inputs) {
    const { 'identity-provider-id': identityProviderId, 'service-account-id': serviceAccountId, 'azure-tenant-id': tenantId, 'azure-client-id': clientId, 'token-url': tokenUrl, } = inputs;
    if (identityProviderId && serviceAccountId)
        return { kind: 'openai', tokenUrl: tokenUrl ?? OPENAI_TOKEN_URL, identityProviderId, serviceAccountId };
    if (tenantId && clientId)
        return { kind: 'entra', tokenUrl: tokenUrl ?? entraTokenUrl(tenantId), clientId };
    throw new Error('the inputs name no way to authenticate');
}


/***/ }),

/***/ 8394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _S: () => (/* binding */ createJob),
/* harmony export */   gw: () => (/* binding */ JobMaybeCreatedError),
/* harmony export */   xQ: () => (/* binding */ LOOKUP_DELAYS_MS)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8902);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3245);
/* harmony import */ var _match_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3673);






/** How long to retry a create request that certainly made no job. */
const RETRY_TIMEOUT_MS = 10 * 60_000;
/** How often to send a request when the responses do not show whether it made a job. */
const MAX_SENDS = 3;
/** How long to wait before each lookup after such a response; 30 seconds in all. */
const LOOKUP_DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000];
/** For one request of a lookup: a response that hangs must not use up the whole lookup. */
const LOOKUP_REQUEST_TIMEOUT_MS = 10_000;
/** For all requests of a lookup. */
const LOOKUP_TIMEOUT_MS = 120_000;
/** How long a create request may still run after the workflow was cancelled. */
const CANCEL_GRACE_MS = 2000;
/** For the one lookup that follows when its response did not come. */
const LAST_LOOKUP_TIMEOUT_MS = 1000;
/**
 * Creates a job, and never a second one. Retries at once only requests that certainly made no job. After any other
 * failure it polls the list for 30 seconds, and sends again only if every poll succeeded and the job is not listed.
 * Rejects with JobMaybeCreatedError when a job may exist that was not found.
 */
async function createJob(client, request, options) {
    const { clock, signal, deadline } = options;
    signal.throwIfAborted();
    for (let sends = 1;; sends++) {
        try {
            return { job: await sendOnce(client, request, options), duplicates: [], isAmbiguous: sends > 1 };
        }
        catch (error) {
            // The response to a second request proves nothing about the first.
            if (!(error instanceof AmbiguousResponseError))
                throw sends > 1 && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ ? new JobMaybeCreatedError(error) : error;
            options.onAmbiguous(error.cause);
            const [job, ...duplicates] = await findCreatedJob(client, options, error.cause);
            if (job)
                return { job, duplicates, isAmbiguous: true };
            if (sends === MAX_SENDS || clock.now() >= deadline || signal.aborted)
                throw new JobMaybeCreatedError(error.cause);
        }
    }
}
/** Thrown when a create request may have made a job that was not found. */
class JobMaybeCreatedError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    constructor(error) {
        super(`Unclear whether the job was created: ${error.message}`, {
            hint: 'Check the jobs of this project: a job that was created costs money. Run the step again: it reuses that job and creates no second one.',
            cause: error,
        });
    }
}
/** Thrown when the response to a create request does not show whether it made a job. */
class AmbiguousResponseError extends Error {
    cause;
    constructor(cause) {
        super(cause.message);
        this.cause = cause;
    }
}
/** Sends the request until it may have made a job; only requests that certainly made none are retried. */
async function sendOnce(client, request, options) {
    const { clock, signal } = options;
    const grace = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .abortAfter */ .dg)(signal, () => CANCEL_GRACE_MS, clock);
    const send = async () => {
        try {
            return await client.createJob(request, grace.signal);
        }
        catch (error) {
            throw (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isSafeToResend */ .yj)(error) || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ)
                ? error
                : new AmbiguousResponseError(error);
        }
    };
    try {
        const deadline = Math.min(options.deadline, clock.now() + RETRY_TIMEOUT_MS);
        return await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(send, { ...options, deadline, shouldRetry: isCertainlyNotCreated });
    }
    finally {
        grace.dispose();
    }
}
/**
 * Polls the list for 30 seconds. Returns nothing if every poll succeeded and the job is not listed. A job with our
 * metadata is returned at once; of jobs without metadata, the first is the one to keep and the others are duplicates.
 */
async function findCreatedJob(client, options, cause) {
    const { clock, signal } = options;
    let jobs = [];
    try {
        for (const delayMs of LOOKUP_DELAYS_MS) {
            await clock.sleep(delayMs, signal);
            jobs = await listCandidates(client, options, {
                requestTimeoutMs: LOOKUP_REQUEST_TIMEOUT_MS,
                timeoutMs: LOOKUP_TIMEOUT_MS,
                signal,
            });
            const certain = jobs.find(_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasAnyMetadata */ .go);
            if (certain)
                return [certain];
        }
        // By now other runs have cancelled their duplicates.
        return (0,_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .rankJobs */ .Zl)(jobs);
    }
    catch (error) {
        const job = signal.aborted ? await findOnce(client, options) : undefined;
        if (job)
            return [job];
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ))
            throw error;
        throw new JobMaybeCreatedError(cause);
    }
}
/** Returns the job if one short lookup finds it: a cancelled workflow leaves no time for more. */
async function findOnce(client, options) {
    const limits = { requestTimeoutMs: LAST_LOOKUP_TIMEOUT_MS, timeoutMs: 0 };
    const jobs = await listCandidates(client, options, limits).catch(() => []);
    return jobs[0];
}
/** Lists the jobs that the request may have made. Rejects unless the list was read completely. */
async function listCandidates(client, { clock, random, onRetry, query }, { requestTimeoutMs, timeoutMs, signal }) {
    const deadline = clock.now() + timeoutMs;
    const lister = {
        listJobs: (page) => client.listJobs(page, { signal, timeoutMs: requestTimeoutMs }),
    };
    const retryLookup = (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(request, { clock, random, onRetry, deadline, signal });
    const someHasMetadata = (jobs) => jobs.some(_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasAnyMetadata */ .go);
    const { items, isComplete } = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .listJobs */ .N6)(lister, query, retryLookup, someHasMetadata);
    if (!isComplete)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('the server has too many jobs to read them all');
    if (items.length > 0 || !query.metadata)
        return items;
    // A server may list a job before it finds it by metadata, or filter by metadata that it does not keep. If other jobs
    // have metadata, a job without any is not ours.
    const newest = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .listJobs */ .N6)(lister, { filter: () => true }, retryLookup, () => true);
    const keepsMetadata = someHasMetadata(newest.items);
    return newest.items.filter((job) => query.filter(job) && (!keepsMetadata || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasAnyMetadata */ .go)(job)));
}
function isCertainlyNotCreated(error) {
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CredentialError */ .oA)
        return error.isRetryable;
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConnectionError */ .Rc)
        return !error.requestSent;
    return (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD &&
        (error.credentialRenewed || (error.status === 429 && (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isRetryable */ .r3)(error)) || isFileNotReady(error)));
}
/** Older servers of OpenAI and Azure reject a file that is not processed yet, with no error code of its own. */
function isFileNotReady({ serverMessage }) {
    return /being processed|not ready|not yet processed/i.test(serverMessage ?? '');
}


/***/ }),

/***/ 955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ evaluateQualityGate)
/* harmony export */ });
/* harmony import */ var _config_quality_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3963);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3245);
/* harmony import */ var _openai_metrics_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4370);
/* harmony import */ var _report_gate_results_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5492);
/* harmony import */ var _final_metrics_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2563);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8171);







/** How long to retry reading the list of jobs. */
const LIST_TIMEOUT_MS = 30_000;
/** Compares a model with the baseline, and rejects unless it meets the requirements of the quality gate. */
async function evaluateQualityGate(job, inputs, options) {
    const { reporter, deps } = options;
    const { runner, signal } = deps;
    const { require: requirements } = inputs;
    if (reporter.hasComment)
        reporter.setComparison(await compareWithBaseline(job, inputs, options));
    if (requirements.length === 0)
        return;
    // A cancelled workflow may not have read all metrics.
    signal.throwIfAborted();
    const baseline = (0,_config_quality_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .needsBaseline */ .ZQ)(requirements) ? await findBaseline(job, inputs.baseline, options) : undefined;
    const gate = (0,_config_quality_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .evaluateGate */ .DR)(requirements, (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_3__/* .lastValues */ .pT)(reporter.metrics.getTable()), baseline?.values);
    const hasPassed = gate.passed && !reporter.lastEventsMissing;
    reporter.setGate(gate, hasPassed, baseline?.job.id);
    for (const row of gate.rows)
        runner.info((0,_report_gate_results_js__WEBPACK_IMPORTED_MODULE_6__/* .formatGateRow */ .rK)(row));
    if ((0,_config_quality_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .needsBaseline */ .ZQ)(requirements) && !baseline)
        runner.notice('No baseline job found; requirements that use "baseline" pass.');
    if (!hasPassed)
        throw toGateError(gate);
}
function toGateError(gate) {
    if (gate.passed)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('The quality gate cannot be evaluated: the last metrics of the job could not be read.', { hint: 'Run the step again: it reuses the job and evaluates the gate.' });
    const missed = gate.rows
        .filter(({ passed }) => !passed)
        .map(({ requirement, actual, note }) => `${requirement} (${note ?? `it is ${(0,_report_gate_results_js__WEBPACK_IMPORTED_MODULE_6__/* .formatActual */ .Wk)(actual)}`})`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`The model does not pass the quality gate: ${missed.join('; ')}.`, {
        hint: 'The outputs are set, so the model can still be deployed by hand.',
    });
}
/** Returns the newest other job that has succeeded with this metadata, and its metrics. */
async function findBaseline(job, metadata, { client, deps }) {
    const filter = (other) => other.id !== job.id && other.status === 'succeeded' && (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_2__/* .hasMetadata */ .gM)(other, metadata);
    const { items } = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_2__/* .listJobs */ .N6)(client, { metadata, filter }, (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_5__/* .retryFor */ .o)(deps, LIST_TIMEOUT_MS));
    const [newest] = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    return newest && { job: newest, values: (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_3__/* .lastValues */ .pT)(await (0,_final_metrics_js__WEBPACK_IMPORTED_MODULE_4__/* .readMetrics */ .U)(newest, { client, deps })) };
}
/** Returns the metrics of a model next to those of the baseline or, without one, of this repository's newest model. */
async function compareWithBaseline(job, { baseline: metadata }, options) {
    const { repository } = options.deps.context;
    const ofRepository = repository ? { ft_repository: repository } : undefined;
    const filter = Object.keys(metadata).length > 0 ? metadata : ofRepository;
    const values = (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_3__/* .lastValues */ .pT)(options.reporter.metrics.getTable());
    const baseline = filter && (await findOptionalBaseline(job, filter, options));
    const rows = Object.entries(values).map(([name, value]) => ({
        name,
        value,
        ...(baseline && Object.hasOwn(baseline.values, name) && { baseline: baseline.values[name] }),
    }));
    return { rows, baseline: baseline?.job.fineTunedModel };
}
/** A comment must not fail the step. */
async function findOptionalBaseline(job, metadata, options) {
    try {
        return await findBaseline(job, metadata, options);
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .rethrowUnexpected */ .jO)(error, options.deps.signal);
        return undefined;
    }
}


/***/ }),

/***/ 4432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ EventReader)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);


/** The API documents no maximum; its official example requests this many. A server that rejects it gets the default. */
const PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 20;
/** No real list is this long; a list that never ends must not block the step forever. */
const MAX_PAGES = 10_000;
/** Enough to read any list of events known from real jobs completely once more. */
const MAX_FULL_READ_PAGES = 300;
/** Reads a job's events as they become known, each once, from servers that page and identify them in different ways. */
class EventReader {
    #fetchPage;
    #retry;
    #isDone;
    /** Keys of the events that were returned. */
    #known = new Set();
    #getKey = idKey;
    #limit = PAGE_SIZE;
    #firstKey;
    #lastEvent;
    /** What the current reading has found so far. */
    #listed = [];
    #idsAreStable = false;
    constructor({ fetchPage, retry, isDone }) {
        this.#fetchPage = fetchPage;
        this.#retry = retry;
        this.#isDone = isDone;
    }
    /**
     * Returns the events that were not returned before, oldest first. Reads until a page has nothing new, or with `full`
     * the whole list, for events that were listed late below others.
     */
    async read({ full = false } = {}) {
        await this.#list(full);
        return this.takePartial();
    }
    /** Returns what a failed reading found before it failed, oldest first. */
    takePartial() {
        const events = oldestFirst(this.#listed.filter((event) => !this.#known.has(this.#getKey(event))));
        for (const event of events)
            this.#known.add(idKey(event)).add(contentKey(event));
        this.#firstKey ??= events[0] && this.#getKey(events[0]);
        this.#lastEvent = events.at(-1) ?? this.#lastEvent;
        this.#listed = [];
        return events;
    }
    async #list(full) {
        this.#listed = [];
        const listedKeys = new Set();
        let foundKnown = this.#known.size === 0;
        let previousContents;
        let after;
        for (let pages = 0; pages < MAX_PAGES; pages++) {
            const { events, hasMore } = await this.#fetch(after);
            foundKnown ||= events.some((event) => this.#known.has(idKey(event)));
            const contents = events.map(contentKey).join();
            const isRepeat = contents === previousContents && !(await this.#hasStableIds(listedKeys));
            previousContents = contents;
            const newEvents = isRepeat ? [] : this.#selectNew(events, listedKeys);
            for (const event of newEvents)
                listedKeys.add(this.#getKey(event));
            for (const event of newEvents)
                this.#listed.push(event);
            // A whole page of known events, not the first known event: late events are listed below newer ones.
            if (newEvents.length > 0 || (full && pages < MAX_FULL_READ_PAGES))
                after = hasMore && !isRepeat ? events.at(-1)?.id : undefined;
            else
                after = pages === 0 ? this.#nextCursorAfterKnown({ events, hasMore }) : undefined;
            if (after === undefined)
                break;
            if (this.#isDone())
                return;
        }
        // Known events must be listed by now. If none of their ids is, the server makes up new ids for every response.
        if (!foundKnown && this.#listed.length > 0)
            this.#getKey = contentKey;
    }
    #fetch(after) {
        return this.#retry(async () => {
            try {
                return await this.#fetchPage({ after, limit: this.#limit });
            }
            catch (error) {
                if (this.#limit === DEFAULT_PAGE_SIZE || !(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD) || error.status !== 400)
                    throw error;
                this.#limit = DEFAULT_PAGE_SIZE;
                return this.#fetchPage({ after, limit: this.#limit });
            }
        });
    }
    /**
     * A page with the contents of the one before but new ids has either events that are worded alike, or comes from a
     * server that makes up ids and ignores `after`. Fetching the first page again shows which.
     */
    async #hasStableIds(listedKeys) {
        this.#idsAreStable ||= (await this.#fetch(undefined)).events.some(({ id }) => id && listedKeys.has(id));
        return this.#idsAreStable;
    }
    #selectNew(events, listedKeys) {
        return events.filter((event) => {
            const key = this.#getKey(event);
            return !this.#known.has(key) && !listedKeys.has(key);
        });
    }
    /** Where to continue after a page of known events: only at a server that wrongly lists the oldest first. */
    #nextCursorAfterKnown({ events, hasMore }) {
        const first = events[0];
        const last = this.#lastEvent;
        const startsAtOldest = first !== undefined && this.#getKey(first) === this.#firstKey;
        return hasMore && startsAtOldest && last && this.#getKey(last) !== this.#firstKey ? last.id : undefined;
    }
}
/** For servers that give events no ids, or make up new ones for every response. */
function contentKey({ createdAt, type, message, data }) {
    // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha1')
        .update(JSON.stringify([createdAt, type, message, data]))
        .digest('base64');
}
const idKey = (event) => event.id ?? contentKey(event);
/** By time, and within a second in the server's order: newest first, unless most of the list goes the other way. */
function oldestFirst(events) {
    const steps = events.slice(1).map((event, i) => (event.createdAt ?? 0) - (events[i]?.createdAt ?? 0));
    const isAscending = steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length;
    const ordered = isAscending ? events : events.toReversed();
    const isDated = ordered.every((event) => event.createdAt !== undefined);
    return isDated ? ordered.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)) : ordered;
}


/***/ }),

/***/ 2563:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ readMetrics),
  g: () => (/* binding */ reportMetrics)
});

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/openai/metrics.ts + 1 modules
var openai_metrics = __webpack_require__(4370);
// EXTERNAL MODULE: ./src/report/curves.ts
var curves = __webpack_require__(940);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
;// CONCATENATED MODULE: ./src/report/best-checkpoint.ts


/**
 * Returns the model with the highest validation reward, else the lowest full validation loss, else the lowest
 * validation loss. Returns the final model if that is the one, or if no metric tells the checkpoints apart.
 */
function findBestCheckpoint(checkpoints, table, finalModel) {
    for (const metric of [...curves/* VALIDATION_REWARDS */.ZG, ...curves/* VALIDATION_LOSSES */.Wc]) {
        const rated = rateCheckpoints(checkpoints, table, metric);
        if (new Set(rated.map(({ value }) => value)).size < 2)
            continue;
        const best = pickBest(rated, metric);
        const isFinal = best.model === finalModel || best.step >= findLastStep(checkpoints, table);
        const extreme = metric.sign === 1 ? 'lowest' : 'highest';
        const why = `It has the ${extreme} ${metric.title} of ${(0,format/* formatCount */.B4)(rated.length, 'checkpoint')}: ${(0,format/* formatMetric */.gI)(best.value)} at step ${(0,format/* formatInteger */.Sm)(best.step)}${isFinal ? ', the last one' : ''}.`;
        return { model: isFinal && finalModel ? finalModel : best.model, step: best.step, why };
    }
    return finalModel === undefined
        ? undefined
        : { model: finalModel, why: 'It is the final model; no validation metric tells the checkpoints apart.' };
}
function rateCheckpoints(checkpoints, table, { name }) {
    const values = new Map((0,curves/* finiteSeries */.LK)(table, name).map(({ step, value }) => [step, value]));
    return checkpoints.flatMap(({ model, step = -1 }) => {
        const value = values.get(step);
        return value === undefined ? [] : [{ model, step, value }];
    });
}
/** Among equals, the later checkpoint wins: it was trained on more data. */
function pickBest(rated, { sign }) {
    return rated.reduce((a, b) => {
        const ahead = sign * (a.value - b.value);
        return ahead > 0 || (ahead === 0 && b.step > a.step) ? b : a;
    });
}
function findLastStep(checkpoints, { series }) {
    return Math.max(0, ...checkpoints.map(({ step = 0 }) => step), ...[...series.values()].map((points) => points.at(-1)?.step ?? 0));
}

// EXTERNAL MODULE: ./src/report/curve-analysis.ts
var curve_analysis = __webpack_require__(4724);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/training/event-reader.ts
var event_reader = __webpack_require__(4432);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/final-metrics.ts











/** How long to retry reading what a server reports only once a job has ended. */
const READ_TIMEOUT_MS = 30_000;
const MIN_FILE_TIMEOUT_MS = 1000;
/** A job has one result file; a server may name thousands. */
const MAX_RESULT_FILES = 5;
/** A gate needs no more, and a cancelled workflow has no time to parse more. */
const MAX_RESULT_LENGTH = 16 * 2 ** 20;
/** Reads the checkpoints and result files of a job that has ended, and reports all its metrics. */
async function reportMetrics(job, { client, reporter, deps }) {
    const { runner } = deps;
    if (job.status === 'succeeded' || job.status === 'paused') {
        const { checkpoints, hasResults } = await readFinalMetrics(job, reporter.metrics, { client, deps });
        if (hasResults || (checkpoints?.length ?? 0) > 0)
            reporter.setLastEventsMissing(false);
        if (checkpoints) {
            const best = findBestCheckpoint(checkpoints, reporter.metrics.getTable(), job.fineTunedModel);
            reporter.setCheckpoints(checkpoints, best);
            if (best && checkpoints.length > 0)
                runner.info(`best checkpoint: ${best.model}: ${best.why}`);
        }
    }
    const table = reporter.metrics.getTable();
    for (const line of [...(0,log/* formatCurves */.g)(table), ...(0,curve_analysis/* diagnoseTraining */.F)(table)])
        runner.info(line);
    reporter.setMetricOutputs();
}
/** Returns the metrics of a job that has ended, from its events, checkpoints and result files. */
async function readMetrics(job, { client, deps }) {
    const { clock, runner, signal } = deps;
    const metrics = new openai_metrics/* MetricCollector */.k3({ redact: runner.redactCredentials });
    const deadline = clock.now() + READ_TIMEOUT_MS;
    const events = new event_reader/* EventReader */.i({
        fetchPage: (page) => client.listEvents(job.id, page),
        retry: (0,retry_options/* retryFor */.o)(deps, READ_TIMEOUT_MS),
        isDone: () => clock.now() >= deadline,
    });
    try {
        for (const event of await events.read())
            metrics.addEvent(event);
    }
    catch (error) {
        (0,errors/* rethrowUnexpected */.jO)(error, signal);
        if (!(0,http_errors/* isUnsupportedEndpoint */.Tj)(error))
            runner.info(`The events of job ${job.id} could not be read: ${(0,format_error/* formatError */.W)(error)}`);
        for (const event of events.takePartial())
            metrics.addEvent(event);
    }
    await readFinalMetrics(job, metrics, { client, deps });
    return metrics.getTable();
}
/** Adds the metrics of checkpoints and result files; returns no checkpoints if they could not be read. */
async function readFinalMetrics(job, metrics, { client, deps }) {
    const { clock, signal } = deps;
    const deadline = clock.now() + READ_TIMEOUT_MS;
    const retry = (0,retry_options/* retryFor */.o)(deps, READ_TIMEOUT_MS);
    const checkpoints = await readOptional(`The checkpoints of job ${job.id}`, deps, () => (0,list_jobs/* listCheckpoints */.Ep)(client, job.id, retry));
    for (const checkpoint of checkpoints ?? [])
        metrics.addCheckpoint(checkpoint);
    let hasResults = false;
    for (const id of job.resultFiles.slice(0, MAX_RESULT_FILES)) {
        const timeoutMs = Math.max(MIN_FILE_TIMEOUT_MS, deadline - clock.now());
        const text = await readOptional(`The result file ${id}`, deps, () => (0,src_clock/* withTimeout */.wj)(clock, timeoutMs, signal, () => retry(() => client.getFileContent(id, { timeoutMs }))));
        if (text !== undefined && text.length <= MAX_RESULT_LENGTH)
            hasResults = metrics.addResultFile(text) || hasResults;
    }
    return { checkpoints, hasResults };
}
/** Returns nothing, with a warning, if `read` fails: the job has ended anyway. */
async function readOptional(description, { runner, signal }, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ || error instanceof src_clock/* TimeoutError */.MU))
            throw error;
        if (signal.aborted || (0,http_errors/* isUnsupportedEndpoint */.Tj)(error))
            return undefined;
        const reason = error instanceof errors/* ActionError */.lZ ? (0,format_error/* formatError */.W)(error) : error.message;
        runner.warning(`${description} could not be read: ${reason}`);
        return undefined;
    }
}


/***/ }),

/***/ 6692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ TOO_MANY_JOBS),
/* harmony export */   y: () => (/* binding */ JobList)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3245);
/* harmony import */ var _match_job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3673);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8171);




/** How long to retry reading the list of jobs. */
const LIST_TIMEOUT_MS = 5 * 60_000;
const MIN_LIST_TIMEOUT_MS = 30_000;
/** A model is requested only to find out whether it was deleted. */
const MODEL_TIMEOUT_MS = 10_000;
/** The warning that the list of jobs was not read to its end. */
const TOO_MANY_JOBS = `The server has more than ${_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_JOBS */ .Eu} jobs; older jobs were ignored.`;
/** The jobs of one training, as the server lists them. */
class JobList {
    #options;
    /** Matching jobs that could not be reused when this step created its own. */
    #ignoredJobIds = new Set();
    #hasWarnedAboutLimit = false;
    #canListJobs = true;
    constructor(options) {
        this.#options = options;
    }
    /** Whether the server supports listing jobs, as far as is known. */
    get canListJobs() {
        return this.#canListJobs;
    }
    /** Returns the matching jobs of any status, and our own job if there is one. */
    async findMatching(own) {
        const { criteria } = this.#options;
        const query = {
            filter: (job) => job.id === own?.id || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .matches */ .cK)(criteria, job),
            // No filter by metadata would find our own job without metadata.
            ...((!own || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasAnyMetadata */ .go)(own)) && { metadata: criteria.metadata }),
        };
        return this.#filterSameData(await this.#list(query), own);
    }
    /** Returns the matching jobs, now that the ids of the files are known. */
    async findJobsForFiles() {
        const jobs = await this.findMatching();
        return jobs.length > 0 || !this.#options.files.hasReusedFiles ? jobs : this.#findJobsWithoutMetadata();
    }
    /** Returns our own job and the jobs that compete with it, without those that could not be reused before. */
    async findDuplicates(own) {
        const jobs = await this.findMatching(own);
        return jobs.filter((job) => job.id === own.id || (this.#canReuse(job) && !this.isIgnored(job)));
    }
    /** Returns the preferred one of these jobs, if any can be reused. */
    pickUsable(jobs) {
        const { client, deps } = this.#options;
        const candidates = (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .rankJobs */ .Zl)(jobs).filter((job) => this.#canReuse(job));
        return (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .firstUsable */ .VS)(client, candidates, (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_3__/* .retryFor */ .o)(deps, MODEL_TIMEOUT_MS));
    }
    /** Excludes jobs from later lookups. */
    ignore(jobs) {
        for (const { id } of jobs)
            this.#ignoredJobIds.add(id);
    }
    /** Returns whether a job is excluded. */
    isIgnored({ id }) {
        return this.#ignoredJobIds.has(id);
    }
    /** Without metadata no run can be recognized as the creator of a job; without reuse, other runs' jobs are off limits. */
    #canReuse(job) {
        return this.#options.reuse || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasAnyMetadata */ .go)(job);
    }
    /** For a server that filters by metadata but keeps none: there, jobs can be recognized only by their files. */
    async #findJobsWithoutMetadata() {
        const { criteria } = this.#options;
        const someHasMetadata = (jobs) => jobs.some(_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasAnyMetadata */ .go);
        const query = { filter: (job) => (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasAnyMetadata */ .go)(job) || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .matches */ .cK)(criteria, job) };
        const jobs = await this.#list(query, someHasMetadata);
        return someHasMetadata(jobs) ? [] : this.#filterSameData(jobs);
    }
    /** Returns the jobs that use our data; a job with metadata was recognized by its fingerprint. */
    async #filterSameData(jobs, own) {
        const same = [];
        // One after another: a server without metadata may list thousands of similar jobs.
        for (const job of jobs)
            if (job.id === own?.id || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasAnyMetadata */ .go)(job) || (await this.#options.files.matchesJob(job)))
                same.push(job);
        return same;
    }
    /** Reads the list of jobs. A server that does not support listing counts as one without jobs. */
    async #list(query, isDone) {
        const { client, deps, deadline } = this.#options;
        try {
            // At least one attempt, however late: the job may exist and cost money.
            const remainingMs = Math.min(LIST_TIMEOUT_MS, deadline - deps.clock.now());
            const retry = (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_3__/* .retryFor */ .o)(deps, Math.max(MIN_LIST_TIMEOUT_MS, remainingMs));
            const { items, isComplete } = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .listJobs */ .N6)(client, query, retry, isDone);
            if (!isComplete && !this.#hasWarnedAboutLimit)
                deps.runner.warning(TOO_MANY_JOBS);
            this.#hasWarnedAboutLimit ||= !isComplete;
            return items;
        }
        catch (error) {
            if (!(0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnsupportedEndpoint */ .Tj)(error))
                throw error;
            if (this.#canListJobs)
                deps.runner.warning('This server does not support listing jobs, so existing jobs cannot be reused.');
            this.#canListJobs = false;
            return [];
        }
    }
}


/***/ }),

/***/ 7551:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ followToEnd)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/wire.ts
var wire = __webpack_require__(761);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/training/final-metrics.ts + 1 modules
var final_metrics = __webpack_require__(2563);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./src/training/event-reader.ts
var event_reader = __webpack_require__(4432);
;// CONCATENATED MODULE: ./src/training/follow-job.ts





/** At least this long for the first poll, and for the events of a job that has ended. */
const MIN_TIMEOUT_MS = 30_000;
/** While nothing changes, the status is read only every few polls of the events, or this often. */
const EVENT_POLLS_PER_STATUS = 4;
const STATUS_POLL_MS = 60_000;
/** How long to retry one page of events: while the job goes on, and once it has ended. */
const EVENTS_TIMEOUT_MS = 60_000;
const LAST_EVENTS_TIMEOUT_MS = 10 * 60_000;
/** How long to wait after a refusal before requesting events again. */
const REFUSED_EVENTS_DELAY_MS = 5 * 60_000;
/** Servers write a job's last events after its end: up to eight seconds on real jobs. */
const LAST_EVENTS_POLL_MS = 4000;
/** More than clocks differ. */
const LONG_AGO_MS = 10 * 60_000;
/** A server that keeps listing new events of an ended job must not block the step forever. */
const MAX_LAST_EVENTS_READS = 100;
/** Yields each event of a job once, oldest first, and the job each time it was read, until it ends or the deadline. */
function followJob(client, jobId, options) {
    return new JobFollower(client, jobId, options).follow();
}
class JobFollower {
    #client;
    #jobId;
    #options;
    #events;
    /** No request is retried after this time. */
    #retryDeadline;
    #eventsTimeoutMs = EVENTS_TIMEOUT_MS;
    /** No events are requested before this time. */
    #nextEventsAt = Number.NEGATIVE_INFINITY;
    #job;
    constructor(client, jobId, options) {
        const { clock, signal, deadline } = options;
        this.#client = client;
        this.#jobId = jobId;
        this.#options = options;
        this.#retryDeadline = Math.max(deadline, clock.now() + MIN_TIMEOUT_MS);
        this.#events = new event_reader/* EventReader */.i({
            fetchPage: (page) => client.listEvents(jobId, page, { signal }),
            retry: (request) => this.#retry(request, this.#eventsTimeoutMs),
            isDone: () => clock.now() >= this.#retryDeadline,
        });
    }
    async *follow() {
        const { clock, signal } = this.#options;
        try {
            return yield* this.#poll();
        }
        catch (error) {
            if (signal.aborted)
                return { kind: 'interrupted', job: this.#job };
            if (!(error instanceof errors/* ActionError */.lZ))
                throw error;
            return (0,http_errors/* isRetryableWhilePolling */.ZU)(error) || clock.now() >= this.#retryDeadline
                ? { kind: 'timed-out', job: this.#job }
                : { kind: 'unavailable', job: this.#job, error };
        }
    }
    async *#poll() {
        const { clock, signal, deadline, intervalMs } = this.#options;
        const minDelayMs = Math.min(1000, intervalMs);
        const statusMs = Math.max(intervalMs, Math.min(EVENT_POLLS_PER_STATUS * intervalMs, STATUS_POLL_MS));
        let statusAt = Number.NEGATIVE_INFINITY;
        let pollDelayMs = minDelayMs;
        let hasChanged = true;
        for (;;) {
            const now = clock.now();
            // Events every time, the status only when something changes: an idle poll costs one request. Events come last, so
            // that everything an ended job had to report is already listed.
            if (hasChanged || now < this.#nextEventsAt || now - statusAt >= statusMs || now >= deadline) {
                const previousStatus = this.#job?.status;
                const job = await this.#getJob(Number.POSITIVE_INFINITY);
                this.#job = job;
                statusAt = clock.now();
                hasChanged = job.status !== previousStatus;
                yield { kind: 'job', job };
                if ((0,wire/* isTerminal */.Hd)(job.status) || job.status === 'paused')
                    return yield* this.#drainEvents(job);
            }
            if (clock.now() >= this.#nextEventsAt)
                hasChanged = (yield* this.#newEvents()) || hasChanged;
            if (clock.now() >= deadline)
                return { kind: 'timed-out', job: this.#job };
            this.#retryDeadline = deadline;
            pollDelayMs = hasChanged ? minDelayMs : Math.min(pollDelayMs * 1.5, intervalMs);
            await clock.sleep(Math.min(pollDelayMs, deadline - clock.now()), signal);
        }
    }
    /** Returns whether the next poll should read the status; a broken list of events must not hide the job's end. */
    async *#newEvents() {
        const { clock, signal } = this.#options;
        try {
            const events = await this.#events.read();
            for (const event of events)
                yield { kind: 'event', event };
            return events.length > 0;
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, signal);
            if ((0,http_errors/* isRetryableWhilePolling */.ZU)(error))
                return true;
            this.#nextEventsAt = clock.now() + REFUSED_EVENTS_DELAY_MS;
            yield { kind: 'no-events', error };
            return true;
        }
    }
    /** Yields the events of a job that has ended until two reads bring nothing new, then those that were listed late. */
    async *#drainEvents(job) {
        const { clock, signal, deadline, intervalMs, startedAt } = this.#options;
        this.#retryDeadline = Math.max(deadline, clock.now() + MIN_TIMEOUT_MS);
        this.#eventsTimeoutMs = LAST_EVENTS_TIMEOUT_MS;
        try {
            const endedMs = (job.finishedAt ?? Number.POSITIVE_INFINITY) * 1000;
            let emptyReads = startedAt && endedMs < startedAt.getTime() - LONG_AGO_MS ? 2 : -1;
            for (let reads = 0; emptyReads < 2 && reads < MAX_LAST_EVENTS_READS; reads++) {
                if (reads > 0)
                    await clock.sleep(Math.min(LAST_EVENTS_POLL_MS, intervalMs), signal);
                const events = await this.#events.read();
                for (const event of events)
                    yield { kind: 'event', event };
                emptyReads = events.length > 0 ? 0 : emptyReads + 1;
            }
            for (const event of await this.#events.read({ full: true }))
                yield { kind: 'event', event };
            if (job.status !== 'succeeded' || job.fineTunedModel)
                return { kind: 'settled', job };
            // A server may name the model a moment after it reports the success.
            const named = await this.#getJob(MIN_TIMEOUT_MS);
            yield { kind: 'job', job: named };
            return { kind: 'settled', job: named };
        }
        catch (error) {
            if (signal.aborted && !(0,wire/* isTerminal */.Hd)(job.status))
                return { kind: 'interrupted', job };
            if (!signal.aborted && !(error instanceof errors/* ActionError */.lZ))
                throw error;
            // The job has ended even if its events cannot be read; what was read of them is yielded.
            for (const event of this.#events.takePartial())
                yield { kind: 'event', event };
            return { kind: 'settled', job, eventsMissing: error };
        }
    }
    #getJob(timeoutMs) {
        const { signal } = this.#options;
        return this.#retry(() => this.#client.getJob(this.#jobId, { signal }), timeoutMs);
    }
    #retry(request, timeoutMs) {
        const { clock, random, signal, onRetry } = this.#options;
        return (0,retry/* retry */.L)(request, {
            clock,
            random,
            signal,
            onRetry,
            shouldRetry: http_errors/* isRetryableWhilePolling */.ZU,
            tolerateRefusals: true,
            deadline: Math.min(this.#retryDeadline, clock.now() + timeoutMs),
        });
    }
}

;// CONCATENATED MODULE: ./src/training/job-log.ts


/** Logs what happens to a job while it is being followed, and a heartbeat while nothing happens. */
class JobLog {
    #deps;
    #job;
    #loggedJob;
    #progress = log/* NO_PROGRESS */.cf;
    #lastEventAt;
    #lastLineAt;
    #hasWarnedAboutEvents = false;
    constructor(deps) {
        this.#deps = deps;
        this.#lastEventAt = deps.clock.now();
        this.#lastLineAt = this.#lastEventAt;
    }
    /** Logs an event, with the progress and the time that remains. */
    logEvent(event) {
        this.#progress = (0,log/* updateProgress */.DW)(this.#progress, event);
        this.#info((0,log/* formatEvent */.qF)(event, this.#progress, this.#job?.estimatedFinish));
        this.#lastEventAt = this.#lastLineAt;
    }
    /** Logs the status of a job if it has changed, or a heartbeat after a long silence. */
    logJob(job) {
        this.#job = job;
        const now = this.#deps.clock.now();
        if (!this.#loggedJob || shouldLogStatus(this.#loggedJob, job)) {
            this.#loggedJob = job;
            this.#info((0,log/* formatStatus */.me)(job));
        }
        else if (now - this.#lastLineAt >= log/* HEARTBEAT_MS */.m)
            this.#info((0,log/* formatHeartbeat */.cK)(job, now - this.#lastEventAt, this.#progress));
    }
    /** Logs that the server refuses to list events: the first time as a warning. */
    logMissingEvents(error) {
        const level = this.#hasWarnedAboutEvents ? 'info' : 'warning';
        this.#deps.runner[level](`The server does not list the job's events at the moment: ${(0,format_error/* formatError */.W)(error)}`);
        this.#hasWarnedAboutEvents = true;
    }
    #info(line) {
        this.#deps.runner.info(line);
        this.#lastLineAt = this.#deps.clock.now();
    }
}
/** Estimates of the end waver; a difference of a minute is not worth a line. */
function shouldLogStatus(logged, job) {
    const differenceS = Math.abs((logged.estimatedFinish ?? 0) - (job.estimatedFinish ?? 0));
    return logged.status !== job.status || differenceS > 60;
}

// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/training/follow-to-end.ts










/** Follows a job until it ends, logging and reporting its events; rejects with the reason if the step has to fail. */
async function followToEnd(options) {
    const { jobId, deps, reporter, cancellableClient, recreateIfCancelled } = options;
    const { runner, signal } = deps;
    const outcome = await logProgress(options);
    switch (outcome.kind) {
        case 'superseded':
            return outcome;
        case 'settled': {
            const { job, eventsMissing } = outcome;
            reporter.setLastEventsMissing(eventsMissing !== undefined);
            if (eventsMissing && !signal.aborted)
                runner.warning(`The job's last events could not be read: ${(0,format_error/* formatError */.W)(eventsMissing)}`);
            if (recreateIfCancelled && job.status === 'cancelled')
                return { kind: 'cancelled-elsewhere' };
            await (0,final_metrics/* reportMetrics */.g)(job, { client: cancellableClient, reporter, deps });
            if (signal.aborted && !(0,wire/* isTerminal */.Hd)(job.status))
                return { kind: 'finished', outcome: await handleCancellation(options) };
            return { kind: 'finished', outcome: assertSucceeded(job) };
        }
        case 'unavailable':
            throw toUnavailableError(jobId, outcome.error, reporter);
        case 'timed-out':
            return { kind: 'finished', outcome: await handleTimeout(options, outcome.job) };
        case 'interrupted':
            return { kind: 'finished', outcome: await handleCancellation(options) };
    }
}
/** Logs and reports each update of a job until it ends, or another job takes precedence. */
async function logProgress(options) {
    const { jobId, client, reporter, startedAt, timeoutMs, intervalMs, deps } = options;
    const updates = followJob(client, jobId, {
        ...(0,retry_options/* retryOptions */.t)(deps),
        deadline: startedAt + timeoutMs,
        intervalMs,
        startedAt: deps.startedAt,
    });
    const log = new JobLog(deps);
    let { findPreferredDuplicate } = options;
    for (;;) {
        const { done, value } = await updates.next();
        if (done)
            return value;
        if (value.kind === 'event') {
            reporter.addEvent(value.event);
            log.logEvent(value.event);
        }
        else if (value.kind === 'no-events')
            log.logMissingEvents(value.error);
        else {
            const { job } = value;
            const hasChanged = reporter.job !== undefined && reporter.job.status !== job.status;
            reporter.setJob(job);
            log.logJob(job);
            if (!hasChanged || !findPreferredDuplicate)
                continue;
            const preferred = await findPreferredDuplicate(job);
            findPreferredDuplicate = undefined;
            if (preferred)
                return { kind: 'superseded', job, preferred };
        }
    }
}
function toUnavailableError(jobId, error, { job }) {
    if (!job && error instanceof http_errors/* ApiError */.hD && error.status === 404)
        return new errors/* ActionError */.lZ(`The server has no job ${jobId}: ${error.message}`, {
            hint: 'Check the id, "base-url", and that the job belongs to the project of this credential.',
            cause: error,
        });
    return new errors/* ActionError */.lZ(`Job ${jobId} can no longer be followed: ${(0,format_error/* formatError */.W)(error)}`, {
        hint: (0,log/* leftRunningMessage */.O7)(jobId),
        cause: error,
    });
}
/** Returns the outcome of a job that has succeeded; throws why it has not. */
function assertSucceeded(job) {
    if (job.status === 'succeeded')
        return 'succeeded';
    const { code, param, message } = job.error ?? {};
    const details = [code, param && `param ${param}`].filter(Boolean).join(', ');
    const reason = `${details ? ` (${details})` : ''}${message ? `: ${message}` : '.'}`;
    if (job.status === 'paused')
        throw new errors/* ActionError */.lZ(`Job ${job.id} is paused${reason}`, {
            hint: 'It does not continue by itself: resume or cancel it.',
        });
    if (job.status === 'cancelled')
        throw new errors/* ActionError */.lZ(`Job ${job.id} was cancelled${reason}`);
    throw new errors/* ActionError */.lZ(`Job ${job.id} has failed${reason}`);
}
async function handleTimeout(options, job) {
    const { jobId, timeoutMs, onTimeout, deps } = options;
    const message = (0,log/* leftRunningMessage */.O7)(jobId);
    if (job && timeoutMs === 0) {
        deps.runner.info(message);
        return job.status;
    }
    const state = job ? `job ${jobId} is still ${job.status}` : `the server has not reported job ${jobId}`;
    const minutes = Number((timeoutMs / 60_000).toFixed(2));
    const reason = `Timed out after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}: ${state}.`;
    if (onTimeout === 'detach') {
        deps.runner.notice(`${reason} ${message}`);
        return job?.status ?? 'detached';
    }
    if (onTimeout === 'fail')
        throw new errors/* ActionError */.lZ(reason, { hint: `${message} Increase "timeout", or set "on-timeout".` });
    return stopAndThrow(options, onTimeout, STOP_TIMEOUT_MS, reason);
}
async function handleCancellation(options) {
    const { jobId, onCancel, remainingMs } = options;
    const reason = 'The workflow was cancelled.';
    if (onCancel === 'detach')
        throw new errors/* ActionError */.lZ(reason, { hint: (0,log/* leftRunningMessage */.O7)(jobId) });
    return stopAndThrow(options, onCancel, remainingMs(), reason);
}
/** Unless the workflow is cancelled meanwhile. */
const STOP_TIMEOUT_MS = 2 * 60_000;
/** Stops the job and throws what was done; returns the outcome if the job turns out to have succeeded meanwhile. */
async function stopAndThrow(options, command, timeoutMs, reason) {
    const { jobId, reporter, deps } = options;
    const { clock, signal } = deps;
    const job = await (0,stop_job/* stopWithin */.Y6)(timeoutMs, command, options).catch((error) => {
        const message = (0,log/* leftRunningMessage */.O7)(jobId);
        throw new stop_job/* StopFailedError */.eB(`${reason} Job ${jobId} could not be ${log/* PAST_TENSE */.rT[command]}: ${(0,format_error/* formatError */.W)(error)}`, { hint: signal.aborted ? `The post step tries again. ${message}` : message, cause: error });
    });
    reporter.setJob(job);
    if (job.status === 'succeeded' && !signal.aborted) {
        // Reads the events and metrics that are still missing.
        const result = await followToEnd({
            ...options,
            startedAt: clock.now(),
            timeoutMs: 0,
            onCancel: 'detach',
            findPreferredDuplicate: undefined,
            recreateIfCancelled: false,
        });
        return result.kind === 'finished' ? result.outcome : assertSucceeded(job);
    }
    if (job.status === 'succeeded' || job.status === 'failed')
        return assertSucceeded(job);
    throw new errors/* ActionError */.lZ(`${reason} ${(0,log/* commandSentMessage */.Zd)(command, job)}`, {
        hint: command === 'pause' ? 'Run the training step again to resume it.' : undefined,
    });
}


/***/ }),

/***/ 3673:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ firstUsable),
/* harmony export */   Zl: () => (/* binding */ rankJobs),
/* harmony export */   cK: () => (/* binding */ matches),
/* harmony export */   go: () => (/* binding */ hasAnyMetadata),
/* harmony export */   ql: () => (/* binding */ isModelAlias)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3245);


/**
 * Returns whether a job meets the criteria: by its metadata or, when it came back without any, by its other fields. In
 * the second case its files still have to be compared.
 */
function matches(criteria, job) {
    return (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .hasMetadata */ .gM)(job, criteria.metadata) || (!hasAnyMetadata(job) && matchesByFields(criteria, job));
}
/** Returns whether the server reports any metadata for this job. */
function hasAnyMetadata(job) {
    return Object.keys(job.metadata).length > 0;
}
function matchesByFields(criteria, job) {
    const { model, method, suffix, seed, hyperparameters } = criteria;
    const hasSameSettings = Object.entries(hyperparameters).every(([name, requested]) => {
        const reported = job.hyperparameters[name];
        return requested === 'auto' || reported === undefined || reported === null || reported === requested;
    });
    return (isModelAlias(job.model, model) &&
        (job.method ?? method) === method &&
        (job.suffix === undefined || job.suffix === suffix) &&
        (seed === undefined || job.seed === seed) &&
        hasSameSettings);
}
/** Returns whether `name` means the model `base`: the API reports an alias as a dated snapshot (API reference, create). */
function isModelAlias(base, name) {
    return base === name || (base?.startsWith(`${name}-20`) ?? false);
}
/**
 * Returns the jobs that may still produce a model, the preferred one first: succeeded, then running, then paused, and
 * among equals the oldest. Every run that reads the same list gets the same order.
 */
function rankJobs(jobs) {
    const compare = (a, b) => getRank(a) - getRank(b) || (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1);
    return jobs.filter((job) => getRank(job) !== UNUSABLE_RANK).sort(compare);
}
const UNUSABLE_RANK = 3;
function getRank({ status }) {
    if (status === 'succeeded')
        return 0;
    // Other servers have words of their own: FAILED_VALIDATION, cancelling.
    if (/^(fail|error|expired|cancel)/i.test(status))
        return UNUSABLE_RANK;
    return /^paus/i.test(status) ? 2 : 1;
}
/**
 * Returns the first job that can be reused. A succeeded job cannot when its model was deleted; only the API's own
 * error code proves that, any other failed request leaves the model usable.
 */
async function firstUsable(client, jobs, retry) {
    for (const job of jobs) {
        const name = job.status === 'succeeded' ? job.fineTunedModel : undefined;
        if (!name || !(await isDeleted(name)))
            return job;
    }
    return undefined;
    async function isDeleted(name) {
        try {
            await retry(() => client.getModel(name));
            return false;
        }
        catch (error) {
            return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.status === 404 && error.code === 'model_not_found';
        }
    }
}


/***/ }),

/***/ 1039:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ createPullRequestComment),
  B: () => (/* binding */ renderRunComment)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/github/comment-marker.ts

/**
 * Returns the hidden first line by which a comment is found again. It is a hash of the inputs that a person chose (paths
 * as written, model, method, hyperparameters, suffix): `check` and the training share a comment, in this commit and the
 * next, and the jobs of a matrix have one each. For `wait`, it is a hash of the job's id.
 */
function commentMarker(job) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify('jobId' in job ? job : listChoices(job)));
    return `<!-- openai-fine-tune ${digest.digest('hex').slice(0, 32)} -->`;
}
function listChoices({ model, training, validation, method, suffix }) {
    const trimPaths = (data) => [
        data?.relativeTo,
        data?.patterns.split('\n').map((line) => line.trim()),
    ];
    const hyperparameters = Object.entries(method?.hyperparameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return [
        trimPaths(training),
        trimPaths(validation),
        model,
        method?.type ?? 'supervised',
        hyperparameters,
        suffix,
    ];
}

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/github/github-errors.ts




/** The minimum wait for a limit that names no time (GitHub docs, rate limits: "wait for at least one minute"). */
const DEFAULT_RATE_LIMIT_WAIT_MS = 60_000;
const RATE_LIMITED = 'rate_limited';
const MAX_SERVER_MESSAGE_LENGTH = 500;
/** Returns whether repeating the request is useless for the rest of this run. */
function isPermanent(error) {
    if (error instanceof http_errors/* ConnectionError */.Rc)
        return false;
    if (!(error instanceof http_errors/* ApiError */.hD))
        return error instanceof errors/* ActionError */.lZ;
    return error.status < 500 && error.status !== 408 && error.code !== RATE_LIMITED;
}
/** Returns whether the same request may succeed soon enough to wait for it. */
function isRetryableSoon(error) {
    if (isPermanent(error) || !(error instanceof errors/* ActionError */.lZ))
        return false;
    return !(error instanceof http_errors/* ApiError */.hD) || (error.retryAfterMs ?? 0) <= DEFAULT_RATE_LIMIT_WAIT_MS;
}
/** Returns whether the token lacks a permission; GitHub hides private repositories behind a 404. */
function isForbidden(error) {
    return error instanceof http_errors/* ApiError */.hD && [403, 404].includes(error.status) && isPermanent(error);
}
/** Returns whether the comment does not exist any more. */
function isGone(error) {
    return error instanceof http_errors/* ApiError */.hD && [404, 410].includes(error.status);
}
/** Returns the error for a response that is not a 2xx. */
function createApiError(operation, response) {
    const { status, headers } = response;
    const serverMessage = parseMessage(response.text);
    const retryAfterMs = parseRetryAfter(headers);
    // GitHub docs, rate limits for the REST API: both limits respond with 403 or 429.
    const isLimit = status === 429 ||
        (status === 403 &&
            (retryAfterMs !== undefined || isQuotaSpent(headers) || isAboutRateLimit(serverMessage)));
    return new http_errors/* ApiError */.hD(`${operation} was refused (${status})${serverMessage ? `: ${serverMessage}` : ''}`, {
        status,
        isApiResponse: serverMessage !== undefined,
        serverMessage,
        ...(isLimit
            ? { code: RATE_LIMITED, retryAfterMs: retryAfterMs ?? DEFAULT_RATE_LIMIT_WAIT_MS }
            : { retryAfterMs }),
    });
}
const GraphqlErrors = schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP().optional().catch(undefined), message: schemas/* string */.YjP().catch('') }));
/** Returns the error for a GraphQL response whose body holds errors: GitHub sends these with status 200. */
function createGraphqlError(errors, headers) {
    const [first] = GraphqlErrors.safeParse(errors).data ?? [];
    const serverMessage = first?.message.slice(0, MAX_SERVER_MESSAGE_LENGTH);
    const isLimit = first?.type === 'RATE_LIMITED' || isAboutRateLimit(serverMessage);
    return new http_errors/* ApiError */.hD(`the GraphQL query was refused${serverMessage ? `: ${serverMessage}` : ''}`, {
        status: 200,
        isApiResponse: true,
        serverMessage,
        ...(isLimit && {
            code: RATE_LIMITED,
            retryAfterMs: parseRetryAfter(headers) ?? DEFAULT_RATE_LIMIT_WAIT_MS,
        }),
    });
}
const isAboutRateLimit = (message) => /rate limit/i.test(message ?? '');
const isQuotaSpent = (headers) => headers.get('x-ratelimit-remaining') === '0';
function parseMessage(text) {
    const { data } = schemas/* object */.Ikc({ message: schemas/* string */.YjP() }).safeParse((0,json/* parseJson */.qF)(text));
    return data?.message.slice(0, MAX_SERVER_MESSAGE_LENGTH);
}
/** Returns `retry-after`; else, for a spent quota, the time until it resets, by the server's own clock. */
function parseRetryAfter(headers) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    if (seconds >= 0)
        return seconds * 1000;
    if (!isQuotaSpent(headers))
        return undefined;
    const waitMs = Number(headers.get('x-ratelimit-reset')) * 1000 - Date.parse(headers.get('date') ?? '');
    return waitMs >= 0 ? waitMs : undefined;
}

;// CONCATENATED MODULE: ./src/github/comment-target.ts

/** Finds the number of a run's pull request; for a push, of the one that the commit merged into the pushed branch. */
async function findPullNumber(pullRequest, client, signal) {
    if ('number' in pullRequest)
        return pullRequest.number;
    const { merged, branch } = pullRequest;
    // The commit may also belong to open pull requests and to those for other branches.
    const pulls = (await client.listPullsForCommit(merged, signal)).filter((pull) => pull.merged && pull.base === branch);
    return (pulls.find(({ mergeCommit }) => mergeCommit === merged) ?? pulls[0])?.number;
}
/** The one comment with a marker on one pull request. */
class CommentTarget {
    #client;
    #pull;
    #marker;
    #commentId;
    /** Whether another run may have created a comment at the same moment. */
    #mayHaveDuplicate = false;
    constructor(client, pull, marker) {
        this.#client = client;
        this.#pull = pull;
        this.#marker = marker;
    }
    /** Updates the comment, or creates it where there is none. Safe to repeat after a lost response. */
    async upsert(body, signal) {
        // After a deletion, search once more: another run may have created a comment since.
        const searches = this.#commentId === undefined ? 1 : 2;
        for (let search = 1; search <= searches; search++)
            if (await this.#update(body, signal))
                return this.#removeDuplicate(body, signal);
        this.#commentId = await this.#client.createComment(this.#pull, body, signal);
        this.#mayHaveDuplicate = true;
        await this.#removeDuplicate(body, signal);
    }
    /** Returns whether there was a comment to update. */
    async #update(body, signal) {
        if (this.#commentId === undefined) {
            const found = await this.#findOldest(signal);
            if (!found)
                return false;
            this.#commentId = found.id;
            if (found.body === body)
                return true;
        }
        try {
            await this.#client.updateComment(this.#commentId, body, signal);
            return true;
        }
        catch (error) {
            if (!isGone(error))
                throw error;
            this.#commentId = undefined;
            return false;
        }
    }
    /** Keeps the oldest comment when two runs have created one each; both runs decide the same. */
    async #removeDuplicate(body, signal) {
        if (!this.#mayHaveDuplicate)
            return;
        const oldest = await this.#findOldest(signal);
        if (this.#commentId !== undefined && oldest && oldest.id < this.#commentId) {
            await this.#delete(this.#commentId, signal);
            this.#commentId = oldest.id;
            await this.#client.updateComment(oldest.id, body, signal);
        }
        this.#mayHaveDuplicate = false;
    }
    async #delete(id, signal) {
        try {
            await this.#client.deleteComment(id, signal);
        }
        catch (error) {
            if (!isGone(error))
                throw error;
        }
    }
    async #findOldest(signal) {
        for await (const comment of this.#client.listComments(this.#pull, signal))
            if (comment.isOwn && comment.body.startsWith(this.#marker))
                return comment;
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/http/secure-url.ts
var secure_url = __webpack_require__(8347);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
;// CONCATENATED MODULE: ./src/github/comments-query.ts

/** The number of comments that one request lists. */
const PAGE_SIZE = 100;
/** The GraphQL query for one page of a pull request's comments, oldest first, and for the account of the token. */
const COMMENTS_QUERY = `query ($owner: String!, $repo: String!, $pull: Int!, $cursor: String) {
  viewer { databaseId }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      comments(first: ${PAGE_SIZE}, after: $cursor) {
        nodes {
          fullDatabaseId
          body
          author { __typename login ... on Bot { databaseId } ... on User { databaseId } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;
const GraphqlComment = schemas/* object */.Ikc({
    // A 64-bit number, sent as a string.
    fullDatabaseId: coerce/* number */.ai().pipe(schemas/* int */.Whr().positive()),
    body: schemas/* string */.YjP(),
    author: schemas/* object */.Ikc({
        __typename: schemas/* string */.YjP(),
        login: schemas/* string */.YjP(),
        databaseId: schemas/* int */.Whr().optional().catch(undefined),
    })
        .nullable(),
})
    .transform(({ fullDatabaseId, body, author }) => ({
    id: fullDatabaseId,
    body,
    author: author && { id: author.databaseId, type: author.__typename, login: author.login },
}));
const Connection = schemas/* object */.Ikc({
    nodes: schemas/* array */.YOg(GraphqlComment),
    pageInfo: schemas/* object */.Ikc({ hasNextPage: schemas/* boolean */.zMY(), endCursor: schemas/* string */.YjP().nullable() }),
});
/** Parses the `data` of a response to the query into its page of comments. */
const CommentsPage = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ pullRequest: schemas/* object */.Ikc({ comments: Connection }) }) })
    .transform(({ repository: { pullRequest } }) => pullRequest.comments);
/** Parses the id of the token's account, which a response may hold beside errors. */
const ViewerId = schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ databaseId: schemas/* int */.Whr() }) })
    .transform(({ viewer }) => viewer.databaseId);
/** Parses a page of comments as REST lists them. */
const RestComments = schemas/* array */.YOg(schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({
        id: schemas/* int */.Whr().optional().catch(undefined),
        type: schemas/* string */.YjP().catch(''),
        login: schemas/* string */.YjP().catch(''),
    })
        .nullish()
        .catch(null),
})
    .transform(({ id, body, user }) => ({ id, body: body ?? '', author: user ?? null })));

// EXTERNAL MODULE: ./src/http/request.ts
var request = __webpack_require__(7777);
;// CONCATENATED MODULE: ./src/github/octokit-fetch.ts



const REQUEST_TIMEOUT_MS = 10_000;
/** The headers that octokit and the rate limits need. */
const RESPONSE_HEADERS = ['content-type', 'retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'date'];
/**
 * Returns the `fetch` for octokit, over the transport of all requests of this action: with its proxies, without
 * redirects, for one origin, and with a time limit. Rejects with an ApiError for every response that is not a 2xx.
 */
function createOctokitFetch(fetch, clock, origin) {
    return async (url, { method, headers, body, signal }) => {
        const { origin: target, pathname } = new URL(url);
        if (target !== origin)
            throw new errors/* ActionError */.lZ(`${target} is not the GitHub of this workflow`);
        const description = `${method} ${pathname}`;
        const response = await (0,request/* sendRequest */.w$)(fetch, clock, {
            description,
            url,
            request: {
                method,
                headers: { ...headers, 'x-github-api-version': '2022-11-28' },
                ...(body && { body }),
            },
            signal,
            timeoutMs: REQUEST_TIMEOUT_MS,
        });
        const { status, text } = response;
        if (status < 200 || status > 299)
            throw createApiError(description, response);
        const passed = new Headers();
        for (const name of RESPONSE_HEADERS) {
            const value = response.headers.get(name);
            if (value)
                passed.set(name, value);
        }
        return new Response(text || null, { status, headers: passed });
    };
}

;// CONCATENATED MODULE: ./src/github/github-client.ts







const MAX_PAGES = 30;
const PullRequests = schemas/* array */.YOg(schemas/* object */.Ikc({
    number: schemas/* int */.Whr().positive(),
    merged_at: schemas/* string */.YjP().nullish(),
    merge_commit_sha: schemas/* string */.YjP().nullish(),
    base: schemas/* object */.Ikc({ ref: schemas/* string */.YjP() }),
})
    .transform((pull) => ({
    number: pull.number,
    merged: !!pull.merged_at,
    mergeCommit: pull.merge_commit_sha ?? undefined,
    base: pull.base.ref,
})));
const WrittenComment = schemas/* object */.Ikc({ id: schemas/* int */.Whr() });
/** How octokit rejects when a GraphQL response holds errors. */
const GraphqlFailure = schemas/* object */.Ikc({
    name: schemas/* literal */.euz('GraphqlResponseError'),
    headers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    errors: schemas/* unknown */.L5J(),
    data: schemas/* unknown */.L5J(),
});
/** Creates the client for one repository. It sends the token to the origin of `apiUrl` and to no other. */
async function createGitHubClient(options) {
    const { apiUrl, repository, token, userAgent, fetch, clock } = options;
    const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
    if (!url || !(0,secure_url/* isSecureUrl */.z)(url))
        throw new errors/* ActionError */.lZ('GITHUB_API_URL does not begin with https://, so the token is not sent there');
    // Loaded here, because few runs write a comment.
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const octokit = getOctokit(token, {
        baseUrl: apiUrl,
        userAgent,
        request: { fetch: createOctokitFetch(fetch, clock, url.origin) },
    });
    const [owner = '', repo = ''] = repository.split('/');
    return new GitHubClient(octokit, { owner, repo });
}
/**
 * Reads and writes the comments of one repository. Sends each request once; rejects with an ApiError, a
 * ConnectionError or the signal's reason.
 */
class GitHubClient {
    #octokit;
    #repository;
    #viewerId;
    #hasGraphql = true;
    constructor(octokit, repository) {
        this.#octokit = octokit;
        this.#repository = repository;
    }
    /**
     * Yields the comments of a pull request, oldest first: by GraphQL, which also names the account of the token, or by
     * REST where GraphQL is missing. Rejects after 3000 comments.
     */
    async *listComments(pull, signal) {
        if (this.#hasGraphql) {
            try {
                return yield* this.#listByGraphql(pull, signal);
            }
            catch (error) {
                if (signal.aborted || !isGraphqlUnavailable(error))
                    throw error;
                this.#hasGraphql = error instanceof http_errors/* ConnectionError */.Rc;
            }
        }
        yield* this.#listByRest(pull, signal);
    }
    /** Creates a comment and returns its id. */
    async createComment(pull, body, signal) {
        const parameters = { ...this.#repository, issue_number: pull, body, request: { signal } };
        const { data } = await send(signal, () => this.#octokit.rest.issues.createComment(parameters));
        return parse(WrittenComment, data, 'creating the comment').id;
    }
    /** Replaces the text of a comment. */
    async updateComment(id, body, signal) {
        const parameters = { ...this.#repository, comment_id: id, body, request: { signal } };
        const { data } = await send(signal, () => this.#octokit.rest.issues.updateComment(parameters));
        parse(WrittenComment, data, 'updating the comment');
    }
    /** Deletes a comment. */
    async deleteComment(id, signal) {
        const parameters = { ...this.#repository, comment_id: id, request: { signal } };
        await send(signal, () => this.#octokit.rest.issues.deleteComment(parameters));
    }
    /** Returns the pull requests that contain a commit. */
    async listPullsForCommit(sha, signal) {
        const parameters = { ...this.#repository, commit_sha: sha, per_page: PAGE_SIZE, request: { signal } };
        const { repos } = this.#octokit.rest;
        const { data } = await send(signal, () => repos.listPullRequestsAssociatedWithCommit(parameters));
        return parse(PullRequests, data, 'listing the pull requests of the commit');
    }
    async *#listByGraphql(pull, signal) {
        let cursor = null;
        for (let page = 1; page <= MAX_PAGES; page++) {
            const { nodes, pageInfo } = await this.#queryComments(pull, cursor, signal);
            yield* nodes.map((comment) => this.#toRemoteComment(comment));
            if (!pageInfo.hasNextPage)
                return;
            cursor = pageInfo.endCursor;
        }
        throw tooManyComments();
    }
    async #queryComments(pull, cursor, signal) {
        const parameters = { ...this.#repository, pull, cursor, request: { signal } };
        let data;
        try {
            data = await send(signal, () => this.#octokit.graphql(COMMENTS_QUERY, parameters));
        }
        catch (error) {
            const failure = error instanceof Error && GraphqlFailure.safeParse(error.cause).data;
            if (!failure)
                throw error;
            this.#viewerId = ViewerId.safeParse(failure.data).data ?? this.#viewerId;
            throw createGraphqlError(failure.errors, {
                get: (name) => (failure.headers[name] === undefined ? null : String(failure.headers[name])),
            });
        }
        this.#viewerId = ViewerId.safeParse(data).data ?? this.#viewerId;
        return parse(CommentsPage, data, 'listing the comments by GraphQL');
    }
    async *#listByRest(pull, signal) {
        const parameters = { ...this.#repository, issue_number: pull, per_page: PAGE_SIZE, request: { signal } };
        const { issues } = this.#octokit.rest;
        for (let page = 1; page <= MAX_PAGES; page++) {
            const { data } = await send(signal, () => issues.listComments({ ...parameters, page }));
            const comments = parse(RestComments, data, 'listing the comments');
            yield* comments.map((comment) => this.#toRemoteComment(comment));
            if (comments.length < PAGE_SIZE)
                return;
        }
        throw tooManyComments();
    }
    #toRemoteComment({ id, body, author }) {
        // People can request their own account, so a token without a known account is an app's.
        const isOwn = this.#viewerId === undefined || author?.id === undefined ? isApp(author) : author.id === this.#viewerId;
        return { id, body, isOwn };
    }
}
const isApp = (author) => author?.type === 'Bot' || !!author?.login.endsWith('[bot]');
const tooManyComments = () => new errors/* ActionError */.lZ(`the pull request has more than ${MAX_PAGES * PAGE_SIZE} comments, and the comment of this action is not among the oldest`);
const isGraphqlUnavailable = (error) => error instanceof http_errors/* ConnectionError */.Rc ||
    (error instanceof http_errors/* ApiError */.hD && (isPermanent(error) || error.status === 501));
/** Sends a request through octokit, and rejects with the error of the transport, which octokit wraps. */
async function send(signal, request) {
    try {
        return await request();
    }
    catch (error) {
        signal.throwIfAborted();
        const { cause, message } = error instanceof Error ? error : new Error(String(error));
        if (cause instanceof errors/* ActionError */.lZ)
            throw cause;
        throw new http_errors/* ConnectionError */.Rc(message, { requestSent: true, cause: error });
    }
}
function parse(schema, data, operation) {
    const result = schema.safeParse(data);
    if (result.success)
        return result.data;
    // Not the message of the schema: it quotes the response.
    throw new http_errors/* ConnectionError */.Rc(`${operation}: GitHub sent an unexpected response`, { requestSent: true });
}

;// CONCATENATED MODULE: ./src/github/sticky-comment.ts






const UPDATE_TIMEOUT_MS = 120_000;
const MAX_DELAY_MS = 60_000;
const MAX_ATTEMPTS = 4;
/** The one comment on the pull request of the run that is kept up to date. Sends no request before the first update. */
class StickyComment {
    #options;
    #target;
    #latestBody;
    #postedBody;
    #isDisabled = false;
    #queue = Promise.resolve();
    /** Ends the update that is under way. */
    #stop = new AbortController();
    #logged = new Set();
    constructor(options) {
        this.#options = options;
        if (options.token)
            options.runner.setSecret(options.token, 'credential');
    }
    /**
     * Replaces the text of the comment with this Markdown; of several updates in the queue only the last is sent. Never
     * rejects: logs each failure once as a warning, and sends nothing more after a permanent one. Takes two minutes at
     * most, less when the signal is aborted.
     */
    update(markdown, signal) {
        const { marker, runner } = this.#options;
        const text = truncate(runner.redactSecrets(markdown), MAX_BODY_LENGTH - marker.length - 1);
        const body = `${marker}\n${text}`;
        this.#latestBody = body;
        // The signal also ends an earlier update that is still under way, because this one waits for it.
        const abort = () => this.#stop.abort(signal?.reason);
        if (signal?.aborted)
            abort();
        else
            signal?.addEventListener('abort', abort, { once: true });
        this.#queue = this.#queue.then(() => {
            this.#stop = new AbortController();
            if (signal?.aborted)
                abort();
            return this.#post(body, this.#stop.signal);
        });
        return this.#queue;
    }
    async #post(body, signal) {
        if (this.#isDisabled || body === this.#postedBody || body !== this.#latestBody)
            return;
        const { clock, random } = this.#options;
        try {
            await (0,src_clock/* withTimeout */.wj)(clock, UPDATE_TIMEOUT_MS, signal, (signal) => 
            // Repeats the whole search: after a lost response the comment may or may not exist.
            (0,retry/* retry */.L)(() => this.#upsert(body, signal), {
                clock,
                random,
                signal,
                maxAttempts: MAX_ATTEMPTS,
                maxDelayMs: MAX_DELAY_MS,
                shouldRetry: isRetryableSoon,
            }));
            this.#postedBody = body;
        }
        catch (error) {
            if (signal.aborted)
                return;
            this.#isDisabled = isPermanent(error);
            this.#warnOnce(error);
        }
    }
    async #upsert(body, signal) {
        this.#target ??= await this.#findTarget(signal);
        await this.#target?.upsert(body, signal);
    }
    async #findTarget(signal) {
        const { repository, pullRequest, token, marker, runner } = this.#options;
        if (repository && pullRequest) {
            if (!token)
                throw new errors/* ActionError */.lZ('input "github-token" is empty');
            const client = await createGitHubClient({ ...this.#options, repository });
            const pull = await findPullNumber(pullRequest, client, signal);
            if (pull !== undefined)
                return new CommentTarget(client, pull, marker);
        }
        runner.info('This run belongs to no pull request, so there is no comment.');
        this.#isDisabled = true;
        return undefined;
    }
    #warnOnce(error) {
        const { runner } = this.#options;
        const message = `The comment on the pull request was not written: ${error instanceof Error ? error.message : error}`;
        if (this.#logged.has(message))
            return;
        this.#logged.add(message);
        if (!isForbidden(error)) {
            runner.warning(message);
            return;
        }
        runner.warning(`${message}. Add "pull-requests: write" to the "permissions" of the job; runs for pull requests from forks never get it.`);
        runner.info('permissions:');
        runner.info('  pull-requests: write');
    }
}
/** GitHub rejects longer comments ("maximum is 65536 characters"). */
const MAX_BODY_LENGTH = 65_536;
const TRUNCATED = '\n\nThe rest is omitted: GitHub limits a comment to 65,536 characters. The summary of the run has all of it.\n';
/** Truncates Markdown at the end of a paragraph: half a table or half an entity would render as something else. */
function truncate(markdown, maxLength) {
    if (markdown.length <= maxLength)
        return markdown;
    const kept = markdown.slice(0, maxLength - TRUNCATED.length);
    const end = kept.lastIndexOf('\n\n');
    return (end > 0 ? kept.slice(0, end) : '') + TRUNCATED;
}

// EXTERNAL MODULE: ./src/report/curves.ts
var curves = __webpack_require__(940);
// EXTERNAL MODULE: ./src/report/format.ts
var report_format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/gate-results.ts
var gate_results = __webpack_require__(5492);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/problems.ts
var problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/report/comment.ts





const MAX_FAILURE_LINES = 4;
const MAX_PROBLEMS = 10;
const MAX_PROBLEM_LENGTHS = { location: 80, message: 120, path: 40, code: 30 };
const MAX_METRICS = 8;
const MAX_REQUIREMENTS = 6;
/**
 * Renders the comment as Markdown for a reviewer with a phone. Untrusted text is escaped, mentions no one and links
 * nowhere. The result is shorter than the 65,536 characters that GitHub accepts.
 */
function renderComment(content) {
    const { failure } = content;
    const parts = [
        `### ${renderTitle(content)}`,
        failure && (0,markdown/* quoteError */.PI)(failure, { maxLines: MAX_FAILURE_LINES, maxLength: 200 }),
        dataSection(content),
        problemSection(content),
        jobSection(content),
        metricSection(content),
        gateSection(content),
        footer(content),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
const sum = (data, kind) => data.reduce((total, dataset) => total + dataset[kind], 0);
function renderTitle({ state, outcome, data }) {
    const isBad = state === 'failed' || (state === 'checked' && sum(data, 'errors') > 0);
    const icon = isBad ? '❌' : state === 'running' ? '⏳' : '✅';
    const states = {
        checked: isBad ? 'the data has errors' : 'the data is fine',
        running: 'training',
        done: 'trained',
        failed: 'failed',
    };
    return `${icon} Fine-tuning: ${outcome ? (0,markdown/* escapeText */.X1)(outcome, 100) : states[state]}`;
}
function dataSection({ data, cost }) {
    if (data.length === 0)
        return undefined;
    const isCompared = data.some(({ changes }) => changes && !('unavailable' in changes));
    const hasTokens = data.some(({ tokens }) => tokens !== undefined);
    const titles = ['Data', ' Examples', ...(isCompared ? [' Changes'] : []), ...(hasTokens ? [' Tokens'] : [])];
    const rows = data.map(({ role, examples, tokens, changes }) => {
        const known = changes && !('unavailable' in changes) ? changes : undefined;
        return [
            role,
            examples === undefined ? '' : (0,report_format/* formatInteger */.Sm)(examples),
            ...(isCompared ? [known ? changeCell(known) : ''] : []),
            ...(hasTokens ? [tokenCell(tokens, known?.tokens)] : []),
        ];
    });
    const reasons = new Set(data.flatMap(({ changes }) => (changes && 'unavailable' in changes ? changes.unavailable : [])));
    return [
        (0,markdown/* table */.tp)(titles, rows),
        ...[...reasons].map((reason) => `Changes are not known: ${(0,markdown/* escapeText */.X1)(reason, 150)}.`),
        ...(cost ? [costLine(cost)] : []),
    ].join('\n\n');
}
/** Returns `+12 −3` and the edited examples in a second line, which keeps the column narrow. */
function changeCell({ added, removed, changed }) {
    const counts = [added > 0 && (0,report_format/* formatSigned */.Gp)(added), removed > 0 && (0,report_format/* formatSigned */.Gp)(-removed)]
        .filter(Boolean)
        .join(' ');
    return [counts, changed > 0 && `${(0,report_format/* formatInteger */.Sm)(changed)} edited`].filter(Boolean).join('<br>') || 'none';
}
function tokenCell(tokens, difference = 0) {
    if (tokens === undefined)
        return '';
    return difference === 0 ? (0,report_format/* formatInteger */.Sm)(tokens) : `${(0,report_format/* formatInteger */.Sm)(tokens)}<br>${(0,report_format/* formatSigned */.Gp)(difference)}`;
}
function costLine({ tokens, usd }) {
    return `${(0,report_format/* formatCount */.B4)(tokens, 'billable token')}${usd === undefined ? '' : `, about **${(0,report_format/* formatUsd */.UK)(usd)}**`}`;
}
function problemSection(content) {
    const [errors, warnings] = [sum(content.data, 'errors'), sum(content.data, 'warnings')];
    if (errors + warnings === 0)
        return undefined;
    const counts = [
        errors > 0 && `${problems/* SEVERITY_ICONS */.J3.error} ${(0,report_format/* formatCount */.B4)(errors, 'error')}`,
        warnings > 0 && `${problems/* SEVERITY_ICONS */.J3.warning} ${(0,report_format/* formatCount */.B4)(warnings, 'warning')}`,
    ];
    const isError = ({ severity }) => Number(severity === 'error');
    const { markdown, shown } = (0,problems/* problemTable */.iK)(content.problems.toSorted((a, b) => isError(b) - isError(a)), {
        maxRows: MAX_PROBLEMS,
        maxLengths: MAX_PROBLEM_LENGTHS,
        getUrl: ({ file, line }) => lineUrl(file, line, content),
    });
    const omitted = errors + warnings - shown;
    return [
        counts.filter(Boolean).join(', '),
        shown > 0 && markdown,
        omitted > 0 && shown > 0 && `The log has ${(0,report_format/* formatInteger */.Sm)(omitted)} more.`,
    ]
        .filter(Boolean)
        .join('\n\n');
}
/** Returns the page of a line at the commit, unless the file is not in the repository. */
function lineUrl(file, line, { commit }) {
    const segments = file.toWellFormed().split('/');
    if (!commit || segments.some((segment) => ['', '.', '..'].includes(segment)))
        return undefined;
    const { serverUrl, repository, sha } = commit;
    const path = segments.map(encodeURIComponent).join('/');
    return `${serverUrl}/${repository}/blob/${encodeURIComponent(sha.toWellFormed())}/${path}#L${line}`;
}
function jobSection({ job }) {
    if (!job)
        return undefined;
    const { id, status, model, fineTunedModel, url } = job;
    const facts = [
        (0,markdown/* codeLink */.U1)(id, url, 60),
        (0,markdown/* escapeText */.X1)(status.replaceAll('_', ' '), 30),
        model && (0,markdown/* inlineCode */.ti)(model, 80),
    ];
    const line = `**Job** ${facts.filter(Boolean).join(' · ')}`;
    return fineTunedModel ? `${line}<br>**Model** ${(0,markdown/* inlineCode */.ti)(fineTunedModel, 150)}` : line;
}
function metricSection({ metrics }) {
    if (!metrics || metrics.rows.length === 0)
        return undefined;
    const isCompared = metrics.rows.some(({ baseline }) => baseline !== undefined);
    const format = (value) => (value === undefined ? '' : (0,report_format/* formatMetric */.gI)(value));
    const rows = metrics.rows
        .slice(0, MAX_METRICS)
        .map(({ name, value, baseline }) => [
        (0,markdown/* inlineCode */.ti)(name, 40),
        ...(isCompared ? [format(baseline)] : []),
        format(value),
        ...(isCompared ? [differenceCell(name, value, baseline)] : []),
    ]);
    const titles = isCompared ? ['Metric', ' Baseline', ' This', ' Difference'] : ['Metric', ' This'];
    const { baseline } = metrics;
    return [(0,markdown/* table */.tp)(titles, rows), ...(baseline ? [`Baseline: ${(0,markdown/* inlineCode */.ti)(baseline, 150)}`] : [])].join('\n\n');
}
/** Returns `−0.12 ↓ better`, without the judgment if the name does not say which direction is better. */
function differenceCell(name, value, baseline) {
    if (value === undefined || baseline === undefined)
        return '';
    const difference = value - baseline;
    if (!Number.isFinite(difference))
        return '';
    if (difference === 0)
        return '0';
    const gain = -(0,curves/* metricDirection */.EE)(name) * difference;
    const judgment = gain === 0 ? '' : ` ${gain > 0 ? 'better' : 'worse'}`;
    return `${(0,report_format/* formatSigned */.Gp)(difference, report_format/* formatMetric */.gI)} ${difference > 0 ? '↑' : '↓'}${judgment}`;
}
function gateSection({ gate }) {
    if (!gate)
        return undefined;
    const title = `**Quality gate** ${gate.passed ? 'passed' : 'failed'}`;
    if (gate.rows.length === 0)
        return title;
    const failedFirst = gate.rows.toSorted((a, b) => Number(a.passed) - Number(b.passed));
    return `${title}\n\n${(0,gate_results/* gateTable */.k0)(failedFirst, { maxRows: MAX_REQUIREMENTS, maxLength: 100 })}`;
}
function footer({ commit, runUrl }) {
    const facts = [
        commit && `commit ${(0,markdown/* inlineCode */.ti)(commit.sha.slice(0, 7), 7)}`,
        runUrl && (0,markdown/* link */.nf)('workflow run', runUrl),
    ].filter(Boolean);
    return facts.length > 0 ? `<sub>${facts.join(' · ')}</sub>` : undefined;
}

;// CONCATENATED MODULE: ./src/training/pull-request-comment.ts



/** Creates the comment on the pull request of this run, if the inputs enable it; sends no request yet. */
function createPullRequestComment({ comment, 'github-token': token = '' }, job, { runner, fetch, clock, random, userAgent, context }) {
    if (!comment)
        return undefined;
    const marker = commentMarker(job);
    return new StickyComment({ ...context, token, marker, runner, fetch, clock, random, userAgent });
}
/** Renders the comment, with the commit and the workflow run that it is about. */
function renderRunComment(content, { context: { repository, sha, runId, serverUrl } }) {
    const commit = repository && sha ? { serverUrl, repository, sha } : undefined;
    const runUrl = repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined;
    return renderComment({ ...content, commit, runUrl });
}


/***/ }),

/***/ 8171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ retryFor),
/* harmony export */   t: () => (/* binding */ retryOptions)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8902);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6472);



/** Returns the options that every retried request shares; each failed attempt is logged. */
function retryOptions({ runner, clock, random, signal }) {
    return {
        clock,
        random,
        signal,
        onRetry: (error, delayMs) => runner.info((0,_report_log_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRetry */ .eI)(error, delayMs)),
    };
}
/** Treat a 404 as final only after this long. */
const MISSING_MS = 10_000;
/** Returns a function that retries requests until the workflow is cancelled, for at most `ms` milliseconds from now. */
function retryFor(deps, ms) {
    const { clock } = deps;
    const start = clock.now();
    const shouldRetry = (error) => (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryable */ .r3)(error) && !((0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnsupportedEndpoint */ .Tj)(error) && clock.now() - start >= MISSING_MS);
    return (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(request, { ...retryOptions(deps), deadline: start + ms, shouldRetry });
}


/***/ }),

/***/ 2514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ie: () => (/* binding */ JobEndedError),
/* harmony export */   Y6: () => (/* binding */ stopWithin),
/* harmony export */   eB: () => (/* binding */ StopFailedError),
/* harmony export */   r7: () => (/* binding */ updateJobStatus)
/* harmony export */ });
/* unused harmony export stopJob */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8902);
/* harmony import */ var _openai_wire_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(761);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6472);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8171);






/** For one request; given more time, a tenth of it, up to the timeout of any other request. */
const REQUEST_TIMEOUT_MS = 2500;
const MAX_REQUEST_TIMEOUT_MS = 30_000;
const MIN_REQUEST_TIMEOUT_MS = 500;
/** A cancelled workflow cannot wait as long as Retry-After may require. */
const MAX_DELAY_MS = 1000;
/** A replica may not know a job yet that was created this recently. */
const REPLICATION_MS = 30_000;
/** Thrown when a job should have been stopped and may still be running. */
class StopFailedError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
}
/**
 * Cancels or pauses a job within the timeout and returns it. A job that has ended meanwhile is returned as it is.
 * Rejects when the server refuses, or cannot be reached in time.
 */
async function stopJob(client, jobId, command, { clock, random, timeoutMs, signal, onRetry }) {
    const start = clock.now();
    const deadline = start + timeoutMs;
    const requestMs = Math.min(MAX_REQUEST_TIMEOUT_MS, Math.max(REQUEST_TIMEOUT_MS, timeoutMs / 10));
    const isNotReplicated = (error) => error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD && error.status === 404 && clock.now() - start < REPLICATION_MS;
    const send = (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(() => {
        const remainingMs = Math.min(requestMs, deadline - clock.now());
        return request({ signal, timeoutMs: Math.max(MIN_REQUEST_TIMEOUT_MS, remainingMs) });
    }, {
        clock,
        random,
        deadline,
        signal,
        onRetry,
        maxDelayMs: MAX_DELAY_MS,
        shouldRetry: (error) => (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isRetryableWhilePolling */ .ZU)(error) || isNotReplicated(error),
    });
    try {
        return await send((options) => client.updateJob(jobId, command, options));
    }
    catch (error) {
        if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
            throw error;
        const job = await send((options) => client.getJob(jobId, options)).catch(() => {
            throw error;
        });
        if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status) || (command === 'pause' && job.status === 'paused'))
            return job;
        throw error;
    }
}
/**
 * Stops a job within the timeout, or within what remains of the step once the workflow is cancelled; the same rules as
 * `stopJob`.
 */
async function stopWithin(timeoutMs, command, { jobId, client, deps, remainingMs, }) {
    const { signal } = deps;
    const stop = (options) => stopJob(client, jobId, command, { ...(0,_retry_options_js__WEBPACK_IMPORTED_MODULE_5__/* .retryOptions */ .t)(deps), ...options });
    if (signal.aborted)
        return stop({ timeoutMs, signal: undefined });
    try {
        return await stop({ timeoutMs, signal });
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
        return stop({ timeoutMs: remainingMs(), signal: undefined });
    }
}
/**
 * Changes a job and returns it once its status follows the command; sends nothing when it does already. Rejects with
 * the reason when the server refuses, or the job has ended and cannot change any more.
 */
async function updateJobStatus(client, jobId, command, options) {
    const poller = new StatusPoller(client, jobId, options);
    let job = await poller.poll();
    // A job can be resumed only once it is paused.
    if (command !== 'cancel')
        job = await poller.pollUntil((status) => status !== 'pausing', job);
    if (hasStatusFor(command, job.status))
        return { job, changed: false };
    if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status))
        throw new JobEndedError(job, command);
    try {
        const updated = await poller.retry(() => client.updateJob(jobId, command));
        job = await poller.pollUntil((status) => isSettled(command, status), updated);
    }
    catch (error) {
        if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
            throw error;
        job = await poller.poll();
        // The response to an earlier attempt may have been lost though the command took effect.
        if (hasStatusFor(command, job.status))
            return { job, changed: true };
        if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status))
            throw new JobEndedError(job, command);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`Job ${jobId} cannot be ${_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST_TENSE */ .rT[command]}: it is ${job.status}. ${error.message}`, { hint: command === 'pause' ? PAUSE_HINT : undefined, cause: error });
    }
    if (hasStatusFor(command, job.status))
        return { job, changed: true };
    if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status))
        throw new JobEndedError(job, command);
    if (!TRANSITIONAL[command].test(job.status))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`The server accepted the command to ${command} job ${jobId}, but a minute later it is still ${job.status}.`);
    return { job, changed: true };
}
/** How long an accepted command may take to show in the status. */
const STATUS_TIMEOUT_MS = 60_000;
const STATUS_POLL_MS = 1000;
/** Reads a job until its status is an expected one. */
class StatusPoller {
    #client;
    #jobId;
    #options;
    constructor(client, jobId, options) {
        this.#client = client;
        this.#jobId = jobId;
        this.#options = options;
    }
    retry(request) {
        return (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(request, {
            ...this.#options,
            deadline: this.#options.clock.now() + STATUS_TIMEOUT_MS,
        });
    }
    async poll() {
        const job = await this.retry(() => this.#client.getJob(this.#jobId));
        this.#options.onPoll?.(job);
        return job;
    }
    /** Returns the job once its status is an expected one, or as it is after a minute; `job` is its last known state. */
    async pollUntil(isExpected, job) {
        const { clock, signal } = this.#options;
        const deadline = clock.now() + STATUS_TIMEOUT_MS;
        let current = job;
        while (!isExpected(current.status) && clock.now() < deadline) {
            await clock.sleep(STATUS_POLL_MS, signal);
            current = await this.poll();
        }
        return current;
    }
}
const TRANSITIONAL = { cancel: /^cancel/i, pause: /^paus/i, resume: /^resum/i };
/** Whether a job with this status needs the command no more. */
function hasStatusFor(command, status) {
    if (command === 'cancel')
        return status === 'cancelled';
    if (command === 'pause')
        return status === 'paused';
    return !(0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(status) && !/^paus/.test(status);
}
/** Whether the command has taken effect, or can no longer do so. */
function isSettled(command, status) {
    return hasStatusFor(command, status) || (0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(status);
}
const PAUSE_HINT = 'Servers pause a job only while it trains: try again when its status is running, or cancel it.';
/** Thrown when a job has ended before it could be changed. */
class JobEndedError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    constructor({ id, status }, command) {
        super(`Job ${id} can no longer be ${_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST_TENSE */ .rT[command]}: it has ended (${status}).`);
    }
}


/***/ }),

/***/ 4874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HE: () => (/* binding */ createPathGuard),
/* harmony export */   mj: () => (/* binding */ isCaseInsensitive)
/* harmony export */ });
/* unused harmony exports displayName, isAlternateDataStream */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);



/** Creates the guard of the two folders, whose own links it resolves once. */
async function createPathGuard(roots) {
    const actual = {
        workspace: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(roots.workspace),
        temp: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(roots.temp).catch(() => roots.temp),
    };
    const isInWorkspace = (path) => isInside(roots.workspace, path) || isInside(actual.workspace, path);
    const getDisplayName = (path) => displayName(path, roots) ?? displayName(path, actual);
    return {
        displayName: getDisplayName,
        checkWritten(label, path, { allowTemp }) {
            if (isInWorkspace(path) || (allowTemp && getDisplayName(path) !== undefined))
                return path;
            const hint = 'Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path.';
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is outside the workspace`, { hint });
        },
        async resolveReal(label, path) {
            if (isAlternateDataStream(path))
                throw alternateDataStreamError(label);
            const real = await resolveLinks(path);
            // A committed link may not lead outside, nor to the runner's files, nor to git's: both hold tokens.
            const isAllowed = isInside(actual.workspace, real) || (!isInWorkspace(path) && isInside(actual.temp, real));
            if (!isAllowed)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is a link that leads outside the workspace`);
            const segments = node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(actual.workspace, real).toLowerCase().split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep));
            if (segments.includes('.git'))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is inside git's own folder`);
            // The target of a link may not exist; it is then left as the link has it.
            if (isAlternateDataStream(real))
                throw alternateDataStreamError(label);
            return real;
        },
    };
}
/**
 * Returns a path as messages show it: relative to the workspace with forward slashes, absolute in the temporary folder;
 * undefined when it is in neither.
 */
function displayName(path, { workspace, temp }, platformPath = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    const withSlashes = (text) => text.split(platformPath.sep).join('/');
    if (isInside(workspace, path, platformPath))
        return withSlashes(platformPath.relative(workspace, path)) || '.';
    return isInside(temp, path, platformPath) ? withSlashes(path) : undefined;
}
/**
 * Returns whether a path on Windows has a colon, as alternate data streams do: `.git::$INDEX_ALLOCATION` is `.git`, and
 * `a:b` is hidden content of `a`.
 */
function isAlternateDataStream(path, platformPath = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    return platformPath.sep === '\\' && path.slice(platformPath.parse(path).root.length).includes(':');
}
function alternateDataStreamError(label) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} has a colon, which file names on Windows cannot have`);
}
/** Returns whether file names that differ only in case are the same file, the default of these systems. */
function isCaseInsensitive(platform = process.platform) {
    return platform === 'win32' || platform === 'darwin';
}
function isInside(folder, path, platformPath = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    const relative = platformPath.relative(folder, path);
    return (relative !== '..' && !relative.startsWith(`..${platformPath.sep}`) && !platformPath.isAbsolute(relative));
}
/**
 * Returns where a path leads, also when nothing exists there: if only existing paths were resolved, the result would
 * reveal whether a file outside exists. A link that leads back to itself is left as it is.
 */
async function resolveLinks(path, hops = 40) {
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path).catch(() => undefined);
    if (real !== undefined || hops === 0)
        return real ?? path;
    const folder = node_path__WEBPACK_IMPORTED_MODULE_1___default().dirname(path);
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(path).catch(() => undefined);
    if (target !== undefined) {
        // Not normalized: ".." behind a link is the parent of what the link leads to.
        const base = node_path__WEBPACK_IMPORTED_MODULE_1___default().isAbsolute(target) ? '' : (await resolveLinks(folder, hops - 1)) + (node_path__WEBPACK_IMPORTED_MODULE_1___default().sep);
        return resolveLinks(base + target, hops - 1);
    }
    return folder === path ? path : node_path__WEBPACK_IMPORTED_MODULE_1___default().join(await resolveLinks(folder, hops), node_path__WEBPACK_IMPORTED_MODULE_1___default().basename(path));
}


/***/ })

};
