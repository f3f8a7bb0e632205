export const id = 888;
export const ids = [888];
export const modules = {

/***/ 5247:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ runStep),
  s: () => (/* binding */ runTrainingStep)
});

// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/job.ts
var openai_job = __webpack_require__(653);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/github/redact-deep.ts
var redact_deep = __webpack_require__(9205);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
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
            const value = (0,redact_deep/* redactDeep */.K)(given, runner);
            if ((0,external_node_util_.isDeepStrictEqual)(value, this.#values[name]))
                continue;
            this.#values[name] = value;
            const text = (0,outputs/* serializeOutput */.QD)(value);
            runner.setOutput(name, text);
            if (Array.isArray(value))
                this.#warnIfTruncated(name, value.length, text);
            if (NAME_OUTPUTS.has(name) && value !== given)
                runner.warning(`Output ${name} has "***" in place of a secret or of a value of "headers": GitHub would drop it otherwise.`);
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
/** Outputs that name something, and so are useless without a piece. */
const NAME_OUTPUTS = new Set([
    'job-id',
    'status',
    'fine-tuned-model',
    'best-checkpoint',
    'best-checkpoint-id',
    'training-file-id',
    'validation-file-id',
    'results-dir',
    'deployment',
    'model',
    'previous-model',
    'endpoint',
]);

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/openai/metrics.ts + 1 modules
var openai_metrics = __webpack_require__(4370);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/report/model-record.ts


/** Changes when a field gets another meaning. */
const VERSION = 1;
/**
 * Returns the content of `model.json`, the record of a model that a later step attests or compares with; undefined unless the
 * job has succeeded and names a model or a checkpoint. The fields have a fixed order, and those of a server are sorted by
 * name, so that equal records are equal bytes. `commit` and `run` are of the step that writes the record; `job.metadata` is
 * what the server reports about the run that created the job.
 */
function buildModelRecord(input) {
    const { job, requested, best, context, metrics, gate } = input;
    if (job.status !== 'succeeded' || !(job.fineTunedModel ?? best))
        return undefined;
    return {
        version: VERSION,
        model: (0,outputs/* getTrainedModel */.hV)(job) ?? null,
        best_checkpoint: best ? { model: best.model ?? null, id: best.checkpointId ?? null } : null,
        base_model: job.model ?? requested.model ?? null,
        method: job.method ?? requested.method ?? null,
        hyperparameters: sortFields((0,json/* omitNullish */.p3)({ ...requested.hyperparameters, ...job.hyperparameters })),
        training_data: toDataRecord('training', job.trainingFile, input.data),
        validation_data: toDataRecord('validation', job.validationFile, input.data),
        fingerprint: input.fingerprint ?? null,
        job: {
            id: job.id,
            created_by_this_run: input.created ?? null,
            created_at: job.createdAt ?? null,
            finished_at: job.finishedAt ?? null,
            trained_tokens: job.trainedTokens ?? null,
            seed: job.seed ?? null,
            metadata: sortFields(job.metadata),
        },
        metrics: sortFields(metrics),
        gate: gate ? toGateRecord(gate, input.baseline) : null,
        commit: { repository: context.repository ?? null, sha: context.sha ?? null, ref: context.ref ?? null },
        run: { id: context.runId ?? null, attempt: context.runAttempt },
    };
}
/** The digest is that of the bytes that this step has read: the server's file id alone proves nothing about them. */
function toDataRecord(role, fileId, data) {
    const dataset = data.find((one) => one.role === role);
    if (!dataset && fileId === undefined)
        return null;
    return {
        sha256: dataset?.digest ?? null,
        examples: dataset?.examples ?? null,
        bytes: dataset?.bytes ?? null,
        files: dataset?.files.map(({ name }) => name) ?? null,
        file_id: fileId ?? null,
    };
}
function toGateRecord({ passed, rows }, baseline) {
    return {
        passed,
        baseline: baseline ?? null,
        requirements: rows.map(({ requirement, actual, limit, passed, note }) => ({
            requirement,
            actual: actual ?? null,
            limit: limit ?? null,
            passed,
            note: note ?? null,
        })),
    };
}
/** Returns the same fields in code-unit order of their names, at any depth; lists keep their order. */
function sortFields(value) {
    if (Array.isArray(value))
        return value.map(sortFields);
    if (typeof value !== 'object' || value === null)
        return value;
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(fields.map(([name, field]) => [name, sortFields(field)]));
}

// EXTERNAL MODULE: ./src/report/dataset-summary.ts
var dataset_summary = __webpack_require__(5487);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/best-checkpoint.ts
var best_checkpoint = __webpack_require__(4529);
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
    if (job.status !== 'succeeded' && (0,openai_job/* isTerminal */.Hd)(job))
        return '**Next:** the job has ended without a model.';
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
    if (!metrics || metrics.series.size + metrics.stepless.size === 0)
        return undefined;
    const rows = sortMetrics(metrics).map(([name, series]) => metricRow(name, series, metrics.stepless.get(name)));
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
    const column = (0,curves/* getCurves */.FD)(metrics)?.validationName === 'full validation' ? ' Full validation' : ' Validation';
    const rows = (0,report_chart/* milestones */.aL)(metrics).map(({ name, step, training, validation }) => [
        name,
        (0,format/* formatInteger */.Sm)(step),
        training,
        validation,
    ]);
    return [chart, (0,markdown/* details */.zH)('The curves in numbers', (0,markdown/* table */.tp)(['', ' Step', ' Training', column], rows))];
}
/** Sorts plain names first, then scores, then scores by grader, then the rest; each in the order of the server. */
function sortMetrics({ series, stepless }) {
    const all = new Map(series);
    for (const name of stepless.keys())
        if (!all.has(name))
            all.set(name, []);
    const patterns = [/^[^.]+$/, /^scores\.[^.]+$/, /^scores\./, /^/];
    const rank = (name) => patterns.findIndex((pattern) => pattern.test(name));
    return [...all].sort(([a], [b]) => rank(a) - rank(b));
}
/** `stepless` is a last value without a step. */
function metricRow(name, series, stepless) {
    const [first, last] = [series[0], stepless === undefined ? series.at(-1) : { value: stepless }];
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
    const sign = (0,curves/* getLossSign */.FA)(name);
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
    const shown = (0,best_checkpoint/* sortByStep */.e)(checkpoints).slice(-MAX_CHECKPOINTS);
    const omitted = checkpoints.length - shown.length;
    const columns = metrics ? checkpointColumns(shown, metrics) : [];
    const isBest = ({ id, step }) => best !== undefined && (id === best.checkpointId || (step !== undefined && step === best.step));
    const rows = shown.map((checkpoint) => [
        checkpoint.step === undefined ? '' : (0,format/* formatInteger */.Sm)(checkpoint.step),
        `${(0,markdown/* inlineCode */.ti)(checkpoint.model ?? checkpoint.id)}${isBest(checkpoint) ? ' ⭐' : ''}`,
        ...columns.map(({ getCell }) => getCell(checkpoint)),
    ]);
    return [
        '### Checkpoints',
        ...(best ? [`⭐ ${(0,markdown/* inlineCode */.ti)(best.model ?? best.checkpointId ?? '')}: ${(0,markdown/* escapeText */.X1)(best.why)}`] : []),
        (0,markdown/* table */.tp)([' Step', 'Model', ...columns.map(({ title }) => title)], rows),
        ...(omitted > 0 ? [`And ${(0,format/* formatCount */.B4)(omitted, 'earlier one')}.`] : []),
    ].join('\n\n');
}
/** Returns the first columns that have a value for any of the checkpoints. */
function checkpointColumns(checkpoints, { series }) {
    return CHECKPOINT_COLUMNS.map(([title, ...names]) => ({
        title: ` ${title}`,
        getCell: ({ step }) => {
            const [point] = names.flatMap((name) => series.get(name)?.find((point) => point.step === step) ?? []);
            return point ? (0,format/* formatMetric */.gI)(point.value) : '';
        },
    }))
        .filter(({ getCell }) => checkpoints.some((checkpoint) => getCell(checkpoint) !== ''))
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
    const model = job && (0,outputs/* getTrainedModel */.hV)(job);
    return (0,markdown/* keyValueTable */.z2)([
        ['Job', job && (0,markdown/* codeLink */.U1)(job.id, run.jobUrl)],
        ['Status', job && (0,markdown/* inlineCode */.ti)(job.status)],
        ['Base model', run.model && (0,markdown/* inlineCode */.ti)(job?.model ?? run.model)],
        ['Method', run.method && (0,markdown/* inlineCode */.ti)(run.method)],
        ['Fine-tuned model', model && (0,markdown/* inlineCode */.ti)(model)],
        ...run.data.map(dataset_summary/* datasetRow */.X),
        ['Estimate', estimate && estimateCell(estimate)],
        ['Trained tokens', job && trainedTokensCell(job, run)],
        ['Seed', run.derivedSeed && derivedSeedCell(run.derivedSeed)],
        ['Commit', provenance && (0,markdown/* codeLink */.U1)(provenance.sha.slice(0, 12), provenance.commitUrl)],
        ['Workflow run', provenance?.runId && (0,markdown/* codeLink */.U1)(provenance.runId, provenance.runUrl)],
        ['Duration of this step', (0,format/* formatDuration */.a3)(run.durationMs)],
    ]);
}
function derivedSeedCell({ seed, reuse }) {
    const purpose = reuse
        ? 'chosen by the action for this work, so that it is found again where a server drops metadata'
        : 'chosen by the action for this work and this run; other runs do not find the job by it';
    return `${(0,markdown/* inlineCode */.ti)(`${seed}`)} · ${purpose}`;
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

// EXTERNAL MODULE: ./src/training/pull-request-comment.ts
var pull_request_comment = __webpack_require__(8451);
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
    #hasEvents = false;
    #hasPassedGate = false;
    /** `outputNames` are the outputs that the action declares; others are not set. */
    constructor(deps, outputNames) {
        this.#deps = deps;
        this.#outputs = new OutputWriter(deps.runner, outputNames);
        this.#metrics = new openai_metrics/* MetricCollector */.k3({ redact: deps.runner.redactSecrets });
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
    /** Whether the server was seen to have events, and checkpoints, of jobs. */
    get knownRoutes() {
        return { events: this.#hasEvents, checkpoints: this.#summary.checkpoints !== undefined };
    }
    /** Whether there is a comment to update. */
    get hasComment() {
        return this.#comment !== undefined;
    }
    /** Starts the result files, and sets the output at once, so that later steps find the folder. */
    openResults(folder) {
        this.#results = (0,results/* openResults */.B)(folder, 'job', this.#deps.runner);
        this.#results.reset();
        this.setOutputs({ 'results-dir': folder });
    }
    /** Forgets the job, its outputs and events, before another job is reported. */
    reset() {
        this.#results?.reset();
        this.#metrics = new openai_metrics/* MetricCollector */.k3({ redact: this.#deps.runner.redactSecrets });
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
        this.#hasEvents = true;
        this.#metrics.addEvent(event);
        this.#results?.appendEvent(event.raw);
    }
    /** Sets whether the last metrics of the job are unknown. */
    setLastEventsMissing(isMissing) {
        this.#lastEventsMissing = isMissing;
    }
    /** Sets the checkpoints of the job, and the best model that it made. */
    setCheckpoints(checkpoints, best) {
        Object.assign(this.#summary, { checkpoints, best });
        this.setOutputs({
            checkpoints: checkpoints.map(toWire),
            'best-checkpoint': best?.model,
            'best-checkpoint-id': best?.checkpointId,
        });
    }
    /** Sets the outputs that have the last values of the metrics. */
    setMetricOutputs() {
        const metrics = (0,openai_metrics/* lastValues */.pT)(this.#metrics.getTable());
        if (Object.keys(metrics).length > 0)
            this.setOutputs({ metrics });
    }
    /** Sets the result of the quality gate, and the id of the baseline job. */
    setGate(gate, passed, baseline) {
        Object.assign(this.#summary, { gate, baseline });
        this.#hasPassedGate = passed;
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
    async finish(result, { startedAt, remainingGraceMs: remainingMs }, withSummary) {
        const { runner, clock, signal } = this.#deps;
        const metrics = this.#metrics.getTable();
        if (this.#job)
            this.setOutputs({ job: this.#job.raw });
        this.setMetricOutputs();
        if (metrics.series.size > 0)
            this.#results?.write('metrics.csv', (0,openai_metrics/* toCsv */.gD)(metrics));
        this.#results?.write('result.json', `${JSON.stringify(this.#outputs.toResultJson(), null, 2)}\n`);
        this.#writeModelRecord();
        Object.assign(this.#summary, result);
        const summary = {
            ...this.#summary,
            ...result,
            job: this.#job,
            durationMs: clock.now() - startedAt,
            failed: runner.failed,
        };
        // Redacted before it is escaped or cut: afterwards no secret would be recognized.
        const markdown = renderSummary({ ...(0,redact_deep/* redactDeep */.K)(summary, runner, { keepsOwnNames: true }), metrics });
        this.#results?.write('report.md', markdown);
        if (withSummary)
            runner.writeSummary(markdown);
        const stepEnd = (0,src_clock/* delayAbort */.y5)(signal, remainingMs, clock);
        await this.#updateComment(this.#getState(), stepEnd.signal).finally(stepEnd.dispose);
    }
    /** Writes `model.json` if the job has made a model. */
    #writeModelRecord() {
        const { runner, context } = this.#deps;
        const { best, model, method, hyperparameters, data, fingerprint, gate, baseline } = this.#summary;
        const { created } = this.#outputs.toResultJson();
        const record = this.#job &&
            buildModelRecord({
                job: this.#job,
                requested: { model, method, hyperparameters },
                best,
                data,
                fingerprint,
                metrics: (0,openai_metrics/* lastValues */.pT)(this.#metrics.getTable()),
                gate: gate && { ...gate, passed: this.#hasPassedGate },
                baseline,
                created: typeof created === 'boolean' ? created : undefined,
                context,
            });
        if (record)
            this.#results?.write('model.json', `${JSON.stringify((0,redact_deep/* redactDeep */.K)(record, runner), null, 2)}\n`);
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
            await this.#comment?.update((0,pull_request_comment/* renderRunComment */.B7)(this.#getCommentContent(state), this.#deps), signal);
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
        return (0,redact_deep/* redactDeep */.K)({
            state,
            outcome: state === 'failed' ? outcome : undefined,
            failure,
            data,
            cost: tokens === undefined ? undefined : { tokens, usd: estimate?.cost },
            problems,
            job: job && { ...job, raw: undefined, fineTunedModel: (0,outputs/* getTrainedModel */.hV)(job), url },
            metrics: this.#comparison,
            gate,
        }, this.#deps.runner, { keepsOwnNames: true });
    }
}
function toWire({ id, model, step, metrics }) {
    return { id, fine_tuned_model_checkpoint: model, step_number: step, metrics };
}

// EXTERNAL MODULE: ./src/training/step-timing.ts
var step_timing = __webpack_require__(1337);
// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/actions/run-step.ts








/**
 * Runs a step that trains or follows a job, and reports how it ended to people, later steps and the post step. The work
 * returns the outcome in a few words, or rejects with the reason why the step fails.
 */
async function runTrainingStep(deps, outputNames, work) {
    const { runner, signal } = deps;
    const timer = (0,step_timing/* startTiming */.T)(deps);
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
    return (0,openai_job/* isTerminal */.Hd)(job) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`;
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
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   wj: () => (/* binding */ withTimeout),
/* harmony export */   y5: () => (/* binding */ delayAbort)
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
        }, 
        // A deadline may have passed: node would warn in the log of a negative time.
        Math.max(0, Math.min(ms, MAX_TIMER_MS)));
        signal?.addEventListener('abort', abort, { once: true });
    }),
};
/** Returns a signal that aborts `ms()` milliseconds after another one, with the same reason; `dispose` stops the wait. */
function delayAbort(signal, ms, clock) {
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
/* harmony export */   CU: () => (/* binding */ checkUrl),
/* harmony export */   I1: () => (/* binding */ connectionFields),
/* harmony export */   Oj: () => (/* binding */ listHeaderValues),
/* harmony export */   QQ: () => (/* binding */ findAuthenticationProblems),
/* harmony export */   TK: () => (/* binding */ headerText),
/* harmony export */   db: () => (/* binding */ buildHeaders)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_secure_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8347);
/* harmony import */ var _openai_provider_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4717);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9211);






const OPENAI_URL = 'https://api.openai.com/v1';
/** A schema of what an HTTP header can contain (RFC 9110, 5.5), without what is outside ASCII. */
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
    'base-url': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.default(OPENAI_URL).superRefine(checkUrl).transform(_openai_provider_js__WEBPACK_IMPORTED_MODULE_1__/* .completeBaseUrl */ .s5),
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
function findAuthenticationProblems(inputs, { isCommandLine }) {
    const hostname = getHostname(inputs.get('base-url') ?? OPENAI_URL);
    const methods = AUTH_METHODS.filter((names) => names.some((name) => inputs.has(name)));
    const [method] = methods;
    if (!method)
        return [
            isCommandLine
                ? `input "api-key": is required; ${describeKeySource(hostname)}`
                : 'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"',
        ];
    if (methods.length > 1) {
        const names = methods.map((names) => `"${names.find((name) => inputs.has(name))}"`);
        return [`inputs ${names.join(' and ')}: are different ways to authenticate; give one of them`];
    }
    const problems = method.filter((name) => !inputs.has(name)).map((name) => `input "${name}": is required`);
    const isKey = method.includes('api-key');
    const isAtOpenAI = (0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_1__/* .isOpenAI */ .R1)(hostname);
    if (method.includes('identity-provider-id') && !inputs.has('token-url') && !isAtOpenAI)
        problems.push('input "token-url": is required, since "base-url" is not OpenAI\'s');
    if (method.includes('azure-tenant-id') && !inputs.has('token-url') && isAtOpenAI)
        problems.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource');
    if (!isKey && inputs.get('auth-scheme') === 'api-key')
        problems.push('input "auth-scheme": the token of an identity is sent as "bearer"');
    const unused = ['token-url', 'oidc-audience'].filter((name) => isKey && inputs.has(name));
    return [...problems, ...unused.map((name) => `input "${name}": has no effect with "api-key"`)];
}
/** Describes what sets the key of a server at a terminal, where no identity exists, and which variable does not. */
function describeKeySource(hostname) {
    if ((0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_1__/* .isOpenAI */ .R1)(hostname))
        return 'set OPENAI_API_KEY, or use --api-key-file (AZURE_OPENAI_API_KEY is not used at OpenAI; for Azure, set --base-url)';
    if ((0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_1__/* .getProvider */ .sO)(hostname) === _openai_provider_js__WEBPACK_IMPORTED_MODULE_1__/* .AZURE */ ._k)
        return 'set AZURE_OPENAI_API_KEY, or use --api-key-file (OPENAI_API_KEY is not used at Azure)';
    return 'set OPENAI_FINE_TUNE_API_KEY to the key of the server, or use --api-key-file';
}
const getHostname = (url) => (URL.canParse(url) ? new URL(url).hostname : '');
/** Reports an address to which the action would not send a credential. */
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
    const map = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .tryParseYamlMap */ .a)(value);
    if (!map) {
        context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
        return {};
    }
    const headers = Object.entries(map);
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
    const map = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .tryParseYamlMap */ .a)(value);
    return map ? Object.values(map).filter((text) => typeof text === 'string') : [];
}
function findHeaderProblem(name, value) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        return `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(name)} is not a valid header name`;
    if (RESERVED_HEADERS.test(name.toLowerCase()))
        return `${name}: is set by the action itself`;
    // GitHub puts an empty text in the place of a variable or a secret that is not set.
    if (value === null || value === '')
        return `${name}: has no value; set the variable or secret behind it`;
    if (!headerText.safeParse(value).success)
        return `${name}: must be one line of printable ASCII text`;
    return undefined;
}


/***/ }),

/***/ 1393:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ findDeployProblems),
/* harmony export */   xN: () => (/* binding */ deployFields)
/* harmony export */ });
/* unused harmony export MANAGEMENT_URL */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2526);




/** Azure Resource Manager of the public cloud. */
const MANAGEMENT_URL = 'https://management.azure.com';
const ACCOUNT_ID = /^\/subscriptions\/[\w-]+\/resourceGroups\/[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]\/providers\/Microsoft\.CognitiveServices\/accounts\/[\w-][\w.-]*\/?$/iu;
const ACCOUNT_ID_FORM = 'the resource id of the account, /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.CognitiveServices/accounts/NAME';
const accountId = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)(ACCOUNT_ID_FORM))
    .regex(ACCOUNT_ID, (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)(ACCOUNT_ID_FORM))
    .transform((id) => id.replace(/\/$/, ''));
const visibleText = (description) => zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)(description)).regex(/^[\x21-\x7e]{1,256}$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)(description));
const url = _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.superRefine(_connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .checkUrl */ .CU);
/** The inputs of the action `deploy`. */
const deployFields = {
    'azure-tenant-id': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'azure-client-id': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'oidc-audience': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'token-url': url.optional(),
    'azure-token': zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .regex(/^[\x21-\x7e]+$/, { error: 'must be one word of printable ASCII, without "Bearer"' })
        .optional(),
    'api-key': _connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .headerText */ .TK.optional(),
    'resource-id': accountId,
    deployment: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)('the name of a deployment'))
        .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)('the name of a deployment: at most 64 letters, digits, ".", "_" and "-"')),
    model: visibleText('the name of a model, as in the output fine-tuned-model').optional(),
    'model-format': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.default('OpenAI'),
    'model-version': visibleText('the version of a model').default('1'),
    'model-source': accountId.optional(),
    sku: visibleText('the name of a SKU, such as Standard').optional(),
    capacity: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .wholeNumber */ .rD)(1_000_000).optional(),
    probe: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(true),
    'on-failure': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('rollback', 'keep').default('rollback'),
    command: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('apply', 'delete', 'show').default('apply'),
    'management-url': url
        .refine((value) => !URL.canParse(value) || new URL(value).search === '', {
        error: 'must not contain a query ("?")',
    })
        .default(MANAGEMENT_URL),
    'base-url': url.optional(),
    timeout: (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .decimal */ ._)('a number of minutes above 0')
        .refine((minutes) => minutes > 0, (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)('a number of minutes above 0'))
        .default(30)
        .transform((minutes) => minutes * 60_000),
    summary: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zM.default(true),
};
const IDENTITY = ['azure-tenant-id', 'azure-client-id'];
/** Returns what one input of `deploy` requires of another: one way to authenticate, a model, a credential of the probe. */
function findDeployProblems(inputs, audience) {
    const hasIdentity = IDENTITY.some((name) => inputs.has(name));
    return [
        ...findCredentialProblems(inputs, hasIdentity, audience),
        ...((inputs.get('command') ?? 'apply') === 'apply'
            ? findApplyProblems(inputs, hasIdentity, audience)
            : []),
    ];
}
function findCredentialProblems(inputs, hasIdentity, { isCommandLine }) {
    const hasToken = inputs.has('azure-token');
    if (!hasIdentity && !hasToken)
        return [
            isCommandLine
                ? 'input "azure-token": is required; set OPENAI_FINE_TUNE_AZURE_TOKEN, or use --azure-token-file (az account get-access-token --query accessToken -o tsv prints a token)'
                : 'input "azure-client-id": is required, with "azure-tenant-id"; or "azure-token"',
        ];
    if (hasIdentity && hasToken)
        return [
            'inputs "azure-token" and "azure-client-id": are different ways to authenticate; give one of them',
        ];
    if (hasIdentity)
        return IDENTITY.filter((name) => !inputs.has(name)).map((name) => `input "${name}": is required`);
    return ['token-url', 'oidc-audience']
        .filter((name) => inputs.has(name))
        .map((name) => `input "${name}": has no effect with "azure-token"`);
}
function findApplyProblems(inputs, hasIdentity, { isCommandLine }) {
    const problems = inputs.has('model') ? [] : ['input "model": is required'];
    const hasProbe = inputs.get('probe')?.toLowerCase() !== 'false';
    if (hasProbe && !hasIdentity && !inputs.has('api-key'))
        problems.push(isCommandLine
            ? 'input "probe": needs a credential for the model: set AZURE_OPENAI_API_KEY, or use --api-key-file (the token is sent to Azure Resource Manager only); or set --probe false'
            : 'input "probe": needs a credential for the model: "api-key", or "azure-tenant-id" with "azure-client-id" ("azure-token" is sent to Azure Resource Manager only); or set "probe: false"');
    return problems;
}


/***/ }),

/***/ 9221:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ evaluateFields),
/* harmony export */   x: () => (/* binding */ findEvaluateProblems)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2857);
/* harmony import */ var _openai_provider_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4717);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _evaluation_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9572);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2526);






const required = (description) => zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expectedError */ .j1)(description));
const signedDecimal = (description) => zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()
    .regex(/^-?(\d+\.?\d*|\.\d+)$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expectedError */ .j1)(description))
    .transform(Number);
const CONFIDENCE = 'a number from 0 to below 1, such as 0.95';
/** The inputs of the action `evaluate`, without those of connection and reporting. */
const evaluateFields = {
    'test-file': required('one or more paths or globs'),
    model: required('the name of a model or deployment'),
    'baseline-model': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    'baseline-base-url': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.superRefine(_connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .checkUrl */ .CU).transform(_openai_provider_js__WEBPACK_IMPORTED_MODULE_0__/* .completeBaseUrl */ .s5).optional(),
    grader: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    require: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.default('').transform((value, context) => {
        const parsed = (0,_evaluation_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .safeParseEvaluationRequirements */ .$D)(value);
        if ('value' in parsed)
            return parsed.value;
        for (const message of parsed.problems)
            context.addIssue({ code: 'custom', message });
        return [];
    }),
    confidence: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)(CONFIDENCE)
        .refine((confidence) => confidence < 1, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expectedError */ .j1)(CONFIDENCE))
        .default(0.95),
    'pass-score': signedDecimal('a score').default(1),
    'max-examples': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeNumber */ .rD)(100_000_000).optional(),
    concurrency: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeNumber */ .rD)(1000).default(4),
    'max-output-tokens': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeNumber */ .rD)(10_000_000).default(1024),
    temperature: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('a number from 0').default(0),
    seed: signedDecimal('a whole number')
        .refine(Number.isSafeInteger, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expectedError */ .j1)('a whole number'))
        .default(1),
    'max-total-tokens': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('a number of tokens from 0').optional(),
    'keep-answers': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(false),
    'cache-dir': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    'training-file': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
};
/** Returns what one input of `evaluate` requires of another. */
function findEvaluateProblems(inputs) {
    if (inputs.has('baseline-model'))
        return [];
    const parsed = (0,_evaluation_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .safeParseEvaluationRequirements */ .$D)(inputs.get('require') ?? '');
    const comparesWithBaseline = 'value' in parsed && parsed.value.some(_evaluation_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .usesBaseline */ .KB);
    return [
        ...(comparesWithBaseline ? ['input "require": compares with the baseline; set "baseline-model"'] : []),
        ...(inputs.has('baseline-base-url') ? ['input "baseline-base-url": needs "baseline-model"'] : []),
    ];
}


/***/ }),

/***/ 9572:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ safeParseEvaluationRequirements),
/* harmony export */   Jn: () => (/* binding */ formatEvaluationRequirement),
/* harmony export */   KB: () => (/* binding */ usesBaseline)
/* harmony export */ });
/* unused harmony export EVALUATION_METRICS */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2969);
/* harmony import */ var _gate_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3162);



/** What an evaluation measures of a model. */
const EVALUATION_METRICS = ['score', 'pass_rate', 'errors'];
const NUMBER = String.raw `(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const LIMIT = new RegExp(String.raw `^(?:(?<number>[+-]?${NUMBER})|(?:(?<before>${NUMBER})\s*\*\s*)?baseline(?:\s*\*\s*(?<after>${NUMBER}))?(?:\s*(?<sign>[+-])\s*(?<offset>${NUMBER}))?)$`, 'i');
/** Parses the lines of `require` of an evaluation; each problem names its line. */
function safeParseEvaluationRequirements(text) {
    return (0,_gate_line_js__WEBPACK_IMPORTED_MODULE_1__/* .safeParseGate */ .M)(text, 'score >= 0.8', parseRequirement);
}
function parseRequirement({ metric: name, operator, limit: right, }) {
    const metric = EVALUATION_METRICS.find((metric) => metric === name);
    if (!metric) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(name, EVALUATION_METRICS);
        return { problem: `expected ${EVALUATION_METRICS.join(', ')}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(name)}${hint}` };
    }
    const limit = LIMIT.exec(right)?.groups;
    if (!limit)
        return {
            problem: `expected a number, "baseline - number" or "baseline * number" after ${operator}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(right)}`,
        };
    const { number, before = 1, after = 1, sign, offset = 0 } = limit;
    if (number !== undefined)
        return { metric, operator, factor: 0, offset: Number(number) };
    if (operator === '==' || operator === '!=')
        return {
            problem: `${operator} cannot be used with the baseline: no number of examples shows that two models are equal`,
        };
    const factor = Number(before) * Number(after);
    if (factor <= 0)
        return { problem: `expected a factor above 0, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(right)}` };
    return { metric, operator, factor, offset: (sign === '-' ? -1 : 1) * Number(offset) };
}
/** Returns whether a line compares with the baseline. */
function usesBaseline({ factor }) {
    return factor !== 0;
}
/** Returns a line in its normalized form. */
function formatEvaluationRequirement(requirement) {
    const { metric, operator, factor, offset } = requirement;
    if (!usesBaseline(requirement))
        return `${metric} ${operator} ${offset}`;
    const scaled = factor === 1 ? 'baseline' : `baseline * ${factor}`;
    const shift = offset === 0 ? '' : ` ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;
    return `${metric} ${operator} ${scaled}${shift}`;
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
const choice = (...words) => zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(words, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`));
/** A schema of `true` or `false` in any case. */
const boolean = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .toLowerCase()
    .pipe(zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['true', 'false'], (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)('true or false')))
    .transform((word) => word === 'true');
const DECIMAL = /^(\d+\.?\d*|\.\d+)$/;
/** Returns a schema of a number from 0, without sign or exponent. */
const decimal = (description) => zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(DECIMAL, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)(description)).transform(Number);
/** Returns a schema of a whole number from 1 to `max`. */
const wholeNumber = (max) => {
    const message = (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)(`a whole number from 1 to ${max}`);
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
    const map = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_1__/* .tryParseYamlMap */ .a)(value);
    if (map && isStringMap(map))
        return map;
    context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
    return {};
});
function isStringMap(map) {
    return Object.values(map).every((value) => typeof value === 'string');
}


/***/ }),

/***/ 3162:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ safeParseGate),
/* harmony export */   w: () => (/* binding */ OPERATORS)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** How a metric is compared with its limit, by the operator of the line. */
const OPERATORS = {
    '<': (value, limit) => value < limit,
    '<=': (value, limit) => value <= limit,
    '>': (value, limit) => value > limit,
    '>=': (value, limit) => value >= limit,
    '==': (value, limit) => value === limit,
    '!=': (value, limit) => value !== limit,
};
const LINE = /^([^\s<>=!≤≥]+)\s*([<>=!≤≥]+)\s*(.*)$/u;
/** A longer text is not a gate, but a file passed by mistake. */
const MAX_LINES = 100;
/**
 * Parses the lines of a gate, of which each is read further by `parseLine`; each problem names its line. `example` is a
 * line for the message about one that has no operator.
 */
function safeParseGate(text, example, parseLine) {
    const lines = text
        .split(/\r?\n/)
        .map((line, index) => ({ text: line.trim(), number: index + 1 }))
        .filter(({ text }) => text !== '');
    if (lines.length > MAX_LINES)
        return { problems: [`has ${lines.length} lines; ${MAX_LINES} are allowed`] };
    const requirements = [];
    const problems = [];
    for (const { text, number } of lines) {
        const split = splitLine(text, example);
        const parsed = 'problem' in split ? split : parseLine(split);
        if ('problem' in parsed)
            problems.push(`line ${number}: ${parsed.problem}`);
        else
            requirements.push(parsed);
    }
    return problems.length > 0 ? { problems } : { value: requirements };
}
function splitLine(line, example) {
    const [, metric = '', operator = '', limit = ''] = LINE.exec(line) ?? [];
    if (metric === '')
        return { problem: `expected "metric operator number" as in "${example}", received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(line)}` };
    if (!isOperator(operator))
        return { problem: `expected one of ${Object.keys(OPERATORS).join(' ')}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(operator)}` };
    return { metric, operator, limit };
}
function isOperator(text) {
    return Object.hasOwn(OPERATORS, text);
}


/***/ }),

/***/ 4389:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ inputSchemas),
/* harmony export */   m: () => (/* binding */ pickJobInputs)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2857);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);
/* harmony import */ var _deploy_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1393);
/* harmony import */ var _evaluate_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9221);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81);
/* harmony import */ var _quality_gate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3963);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2526);







/*
 * The inputs of all actions. A group of fields is shared by the actions that have these inputs; `inputSchemas` has one
 * entry for each action. A test compares both with the `action.yml` files, names and defaults. What one input requires
 * of another is in `parse-inputs.ts`.
 */
/** The inputs that describe the job. They are text here, because `readJob` merges them with the job file. */
const jobFields = {
    'training-file': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    'validation-file': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    model: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    method: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    hyperparameters: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    grader: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    suffix: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    seed: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    metadata: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    integrations: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    'job-file': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    'extra-body': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
};
/** The inputs of the checks before the upload: of the data, and of the limits for tokens and cost. */
const dataFields = {
    'data-check': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('error', 'warn', 'off').default('error'),
    'data-check-ignore': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .words */ .aL,
    'max-tokens': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('a number of tokens from 0').optional(),
    price: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('an amount of USD per million tokens').optional(),
    'max-cost': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('an amount of USD from 0').optional(),
};
/** The inputs of the quality gate. */
const qualityFields = {
    require: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.default('').transform((value, context) => {
        const parsed = (0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_4__/* .safeParseRequirements */ .b0)(value);
        if ('value' in parsed)
            return parsed.value;
        for (const message of parsed.problems)
            context.addIssue({ code: 'custom', message });
        return [];
    }),
    baseline: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .stringMap */ .Qi,
    'incomparable-baseline': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('fail', 'pass').default('fail'),
};
/** The inputs of following a job to its end. */
const waitFields = {
    timeout: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('a number of minutes from 0')
        .default(330)
        .transform((minutes) => minutes * 60_000),
    'poll-interval': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('a number of seconds above 0')
        .refine((seconds) => seconds > 0, (0,_validate_js__WEBPACK_IMPORTED_MODULE_5__/* .expectedError */ .j1)('a number of seconds above 0'))
        .default(15)
        .transform((seconds) => seconds * 1000),
    'on-timeout': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('fail', 'detach', 'cancel', 'pause').default('fail'),
    'on-cancel': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('cancel', 'pause', 'detach').optional(),
    // The status of the workflow job when the post step begins.
    'job-status': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
};
/** The inputs of reporting, other than in the log. */
const reportFields = {
    summary: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(true),
    comment: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(false),
    'github-token': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
    'results-dir': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
};
const jobId = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_5__/* .expectedError */ .j1)('the id of a job'))
    .regex(/^[\x21-\x7e]{1,1024}$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_5__/* .expectedError */ .j1)('the id of a job, as in the output job-id'));
/** The schema of each action's inputs. Its output is what the code uses: times in milliseconds, maps, numbers. */
const inputSchemas = {
    fineTune: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        ...jobFields,
        ...dataFields,
        'min-model-days': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .decimal */ ._)('a number of days from 0').default(0),
        'job-check': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('error', 'warn', 'off').default('error'),
        ...qualityFields,
        'dry-run': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(false),
        wait: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(true),
        ...waitFields,
        reuse: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(true),
        'resume-paused': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(false),
        'delete-files': (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('never', 'after-success').default('never'),
        ...reportFields,
    }),
    check: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ ...jobFields, ...dataFields, ...reportFields }),
    wait: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        'job-id': jobId,
        ...qualityFields,
        ...waitFields,
        ...reportFields,
    }),
    find: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        metadata: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .stringMap */ .Qi,
        'exclude-metadata': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .stringMap */ .Qi,
        // The API spells it "canceled", the code has one spelling for both.
        status: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .words */ .aL.transform((statuses) => statuses.map((status) => (status === 'canceled' ? 'cancelled' : status))),
        model: _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional(),
        limit: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeNumber */ .rD)(5000).default(20),
        'fail-if-none': _fields_js__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zM.default(false),
    }),
    control: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        'job-id': jobId,
        command: (0,_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('cancel', 'pause', 'resume'),
    }),
    evaluate: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1,
        ..._evaluate_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .evaluateFields */ .$,
        timeout: waitFields.timeout,
        ...reportFields,
    }),
    deploy: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc(_deploy_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .deployFields */ .xN),
    /** The post step has the inputs of its main step, and uses these: first those that need no server. */
    post: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ 'on-cancel': waitFields['on-cancel'], 'job-status': waitFields['job-status'] }),
    postConnection: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc(_connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionFields */ .I1),
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

/***/ 8725:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ listJobSecrets),
/* harmony export */   a: () => (/* binding */ omitJobSecrets)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8019);


/** Shorter values are no secrets, and every text contains them. */
const MIN_LENGTH = 8;
/** Names of fields that hold a credential: `api_key` of wandb, `token`, `x-functions-key`. Not `key`, nor `max_tokens`. */
const SECRET_NAME = /(?:^|[-_.])(?:(?:api|access|account|functions?|private|secret|subscription)[-_.]?key|token|secret|password|passwd|credentials?|authorization|auth|signature)$/i;
/** Fields without credentials: data of the user that may have any names, and JSON Schema, where names are those of parameters. */
const OPEN_FIELDS = new Set(['metadata', 'response_format', 'parameters', 'properties']);
/**
 * Returns the credentials in a part of a job, to mask them wherever they would be shown: what is under `headers`, `api_key`,
 * `token` and the like, and the password and the keys in an address.
 */
function listJobSecrets(value) {
    if (typeof value === 'string')
        return listAddressSecrets(value).filter(isLong);
    if (Array.isArray(value))
        return value.flatMap(listJobSecrets);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(value))
        return [];
    return Object.entries(value).flatMap(([name, inner]) => {
        if (OPEN_FIELDS.has(name))
            return [];
        return isSecretField(name, inner) || isSecretName(name) ? listTexts(inner) : listJobSecrets(inner);
    });
}
/** Returns a value without the credentials in it: a new token is no other training. */
function omitJobSecrets(value) {
    if (Array.isArray(value))
        return value.map(omitJobSecrets);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(value))
        return value;
    const fields = Object.entries(value).filter(([name, inner]) => !isSecretField(name, inner));
    return Object.fromEntries(fields.map(([name, inner]) => [name, OPEN_FIELDS.has(name) ? inner : omitJobSecrets(inner)]));
}
/** A list or a map with such a name is masked too, but is part of the training: it may be more than a credential. */
function isSecretField(name, value) {
    if (name === 'headers')
        return typeof value === 'object';
    const isScalar = typeof value === 'string' || typeof value === 'number';
    return isScalar && isSecretName(name);
}
const isSecretName = (name) => SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'));
/** Returns the password of `https://user:password@host`, as written and decoded, and the keys in the query. */
function listAddressSecrets(text) {
    const [address, password = ''] = /^[a-z][\w+.-]*:\/\/(?:[^/?#\s:@]*:([^/?#\s]*)@)?/i.exec(text) ?? [];
    if (address === undefined)
        return [];
    const [[, decoded = ''] = []] = new URLSearchParams(`x=${password.replaceAll('+', '%2B')}`);
    return [password, decoded, ...(0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .listQuerySecrets */ .yU)(text)];
}
function listTexts(value) {
    if (typeof value === 'object' && value !== null)
        return Object.values(value).flatMap(listTexts);
    const text = String(value ?? '');
    return [text, ...(0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .listTokens */ .dh)(text)].filter(isLong);
}
const isLong = (text) => text.length >= MIN_LENGTH;


/***/ }),

/***/ 6891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ parseInputsOrThrow),
/* harmony export */   T: () => (/* binding */ parseInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2969);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _deploy_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1393);
/* harmony import */ var _evaluate_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9221);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81);
/* harmony import */ var _quality_gate_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3963);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8019);








/** What one input requires of another, checked for each action that has the input. */
const CROSS_FIELD_CHECKS = {
    'auth-scheme': _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .findAuthenticationProblems */ .QQ,
    'azure-token': _deploy_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .findDeployProblems */ .Z,
    baseline: findBaselineProblems,
    'test-file': _evaluate_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .findEvaluateProblems */ .x,
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
            problems.push(...(await findProblems(inputs, runner)));
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
    for (const secret of await (0,_secrets_js__WEBPACK_IMPORTED_MODULE_6__/* .listSecrets */ .AQ)(runner.inputs))
        runner.setSecret(secret);
}
/** The runner only warns about unknown inputs, but `max-cots` must not mean "no limit". */
function findTypos(names, known) {
    return names.flatMap((name) => {
        if (known.includes(name) || name.length < 6)
            return [];
        const match = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_7__/* .closestMatch */ .h0)(name, known);
        return match ? [`input "${name}": is not an input of this action (did you mean "${match}"?)`] : [];
    });
}
async function findBaselineProblems(inputs) {
    const require = (0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_5__/* .safeParseRequirements */ .b0)(inputs.get('require') ?? '');
    if ('problems' in require || !(0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_5__/* .comparesWithOtherJobs */ .lq)(require.value))
        return [];
    // A map with a problem is reported as such.
    const baseline = await _fields_js__WEBPACK_IMPORTED_MODULE_4__/* .stringMap */ .Qi.safeParseAsync(inputs.get('baseline'));
    return baseline.success && Object.keys(baseline.data).length === 0
        ? ['input "require": compares with other jobs; set "baseline" to select them']
        : [];
}


/***/ }),

/***/ 3963:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DR: () => (/* binding */ evaluateGate),
/* harmony export */   b0: () => (/* binding */ safeParseRequirements),
/* harmony export */   lq: () => (/* binding */ comparesWithOtherJobs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2969);
/* harmony import */ var _gate_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3162);



const NUMBER = String.raw `[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const LIMIT = new RegExp(`^(?:(?<number>${NUMBER})|(?:(?<before>${NUMBER})\\s*\\*\\s*)?(?<first>baseline|best)|(?<second>baseline|best)\\s*\\*\\s*(?<after>${NUMBER}))$`, 'i');
/** Parses the lines of `require`; each problem names its line. */
function safeParseRequirements(text) {
    return (0,_gate_line_js__WEBPACK_IMPORTED_MODULE_1__/* .safeParseGate */ .M)(text, 'full_valid_loss <= 0.8', parseRequirement);
}
function parseRequirement({ metric, operator, limit: right }) {
    const limit = LIMIT.exec(right)?.groups;
    const number = Number(limit?.number ?? limit?.before ?? limit?.after ?? 1);
    if (!limit || !Number.isFinite(number)) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(/^\p{L}+/u.exec(right)?.[0], ['baseline', 'best']);
        return {
            problem: `expected a number, "baseline", "best" or one of these times a number after ${operator}, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(right)}${hint}`,
        };
    }
    const reference = (limit.first ?? limit.second)?.toLowerCase();
    if (reference !== 'baseline' && reference !== 'best')
        return { metric, operator, number };
    if (reference === 'best' && BEST[operator] === undefined)
        return { problem: `"best" needs one of < <= > >=, received ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(operator)}` };
    return { metric, operator, number, reference };
}
/** The best of several values: the lowest where less is required, the highest where more is. */
const BEST = {
    '<': Math.min,
    '<=': Math.min,
    '>': Math.max,
    '>=': Math.max,
};
/** Returns whether any requirement compares with other jobs; with `reference`, in this way. */
function comparesWithOtherJobs(requirements, reference) {
    return requirements.some((line) => line.reference && (!reference || line.reference === reference));
}
/**
 * Evaluates the quality gate. A metric that is missing or not a number passes no requirement, `!=` included; requirements
 * that use other jobs pass while there is none.
 */
function evaluateGate(requirements, metrics, baselines) {
    const rows = requirements.map((requirement) => evaluateRequirement(requirement, metrics, baselines));
    return { passed: rows.every(({ passed }) => passed), rows };
}
function evaluateRequirement(requirement, metrics, baselines) {
    const { metric, operator, number, reference } = requirement;
    const actual = getValue(metrics, metric);
    const limit = reference ? getLimit(requirement, baselines) : number;
    const row = { requirement: formatRequirement(requirement), metric, actual, limit };
    if (actual === undefined) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(metric, Object.keys(metrics).slice(0, 1000));
        return { ...row, passed: false, note: `the job has no such metric${hint}` };
    }
    if (!Number.isFinite(actual))
        return { ...row, passed: false, note: "the job's value is not a finite number" };
    if (reference && baselines.kind === 'none')
        return { ...row, passed: true, note: 'there is no baseline yet' };
    if (reference && baselines.kind === 'incomparable')
        return { ...row, passed: baselines.passes, note: baselines.reason };
    if (limit === undefined)
        return { ...row, passed: false, note: 'the baseline has no such metric' };
    if (!Number.isFinite(limit))
        return { ...row, passed: false, note: "the baseline's value is not a finite number" };
    return { ...row, passed: _gate_line_js__WEBPACK_IMPORTED_MODULE_1__/* .OPERATORS */ .w[operator](actual, limit) };
}
function getLimit({ metric, operator, number, reference }, baselines) {
    if (baselines.kind !== 'comparable')
        return undefined;
    const [newest] = baselines.jobs;
    if (reference === 'baseline') {
        const value = getValue(newest, metric);
        return value === undefined ? undefined : value * number;
    }
    const values = baselines.jobs.flatMap((job) => getValue(job, metric) ?? []).filter(Number.isFinite);
    const best = values.length > 0 ? BEST[operator]?.(...values) : undefined;
    return best === undefined ? undefined : best * number;
}
/** Names come from the server: `constructor` must not be the object's own. */
function getValue(values, name) {
    return Object.hasOwn(values, name) ? values[name] : undefined;
}
function formatRequirement({ metric, operator, number, reference }) {
    const right = reference ? [reference, ...(number === 1 ? [] : ['*', number])].join(' ') : number;
    return `${metric} ${operator} ${right}`;
}


/***/ }),

/***/ 8019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ listSecrets),
/* harmony export */   WW: () => (/* binding */ looksLikeSecret),
/* harmony export */   dh: () => (/* binding */ listTokens),
/* harmony export */   yU: () => (/* binding */ listQuerySecrets)
/* harmony export */ });
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1828);

/** Shorter values are no secrets, and every text contains them. */
const MIN_LENGTH = 8;
const URL_INPUTS = ['base-url', 'baseline-base-url', 'token-url', 'management-url'];
/** The header schemes whose token is a secret by itself. */
const TOKEN = /^(?:bearer|basic|token|api-?key)\s+(\S+)$/i;
/** Returns the secrets in the inputs, to mask them before any message is written, also when an input has a problem. */
async function listSecrets(inputs) {
    const credentials = ['api-key', 'azure-token', 'github-token'].flatMap((name) => inputs.get(name) ?? []);
    const headers = await (0,_connection_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .listHeaderValues */ .Oj)(inputs.get('headers'));
    const others = [...headers, ...URL_INPUTS.flatMap((name) => listQuerySecrets(inputs.get(name)))];
    const tokens = [...credentials, ...headers].flatMap(listTokens);
    return [
        ...new Set([...credentials, ...[...others, ...tokens].filter(({ length }) => length >= MIN_LENGTH)]),
    ];
}
/** Returns the token after `Bearer` or `Basic`, and the password in it. */
function listTokens(value) {
    const token = TOKEN.exec(value.trim())?.[1];
    if (token === undefined)
        return [];
    const [, password] = /^[\x20-\x7e]*?:([\x20-\x7e]+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
    return /^basic/i.test(value.trim()) && password !== undefined ? [token, password] : [token];
}
/** The names of parameters that hold a secret: `subscription-key`, `sig` of Azure's signed addresses, `code` of its functions. */
const SECRET_NAME = /(?:^|[^a-z])(?:api|access|subscription|shared)?[-_.]?(?:key|token|secret|sig|signature|password|passwd|pwd|auth|code|credential|jwt)s?$/i;
/** What keys look like: a known beginning, 32 hexadecimal digits, or 20 characters of three kinds. */
const SECRET_VALUES = [
    /^(?:sk|pk|rk|gh[a-z]|github_pat|glpat|xox[a-z]|hf|nvapi|gsk|AKIA|AIza|eyJ)[-_A-Z\d].{6,}$/i,
    /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}[\da-f]*$/i,
    /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/=.~-]{20,}$/,
];
/** Returns the values in the query of an address that look like secrets, each as written and decoded. */
function listQuerySecrets(address) {
    const query = address === undefined ? '' : address.replace(/^[^?]*\??/, '').replace(/#.*$/, '');
    return query.split('&').flatMap((parameter) => {
        const [name = '', ...parts] = parameter.split('=');
        const written = parts.join('=');
        const [[, value = ''] = []] = new URLSearchParams(`x=${written}`);
        const isSecret = isSecretName(name) || looksLikeSecret(value);
        return isSecret ? [written, value] : [];
    });
}
/** Returns whether a text looks like a key by its form. */
function looksLikeSecret(text) {
    return SECRET_VALUES.some((pattern) => pattern.test(text));
}
const isSecretName = (name) => SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'));


/***/ }),

/***/ 2526:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MA: () => (/* binding */ openObject),
/* harmony export */   Xv: () => (/* binding */ choiceMessage),
/* harmony export */   cl: () => (/* binding */ nullish),
/* harmony export */   j1: () => (/* binding */ expectedError),
/* harmony export */   jV: () => (/* binding */ formatPath),
/* harmony export */   tf: () => (/* binding */ validate),
/* harmony export */   xX: () => (/* binding */ textOfLength),
/* harmony export */   y0: () => (/* binding */ nonEmptyString)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8301);
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
function expectedError(description) {
    return { error: ({ input }) => mismatchMessage(description, input) };
}
/** Returns a schema of text with so many characters: not UTF-16 units, as in JSON Schema. */
function textOfLength(minLength, maxLength) {
    const size = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`;
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
        .refine((text) => text.length >= minLength && [...text].length <= maxLength, {
        error: ({ input }) => `expected text of ${size} characters, received ${[...String(input)].length}`,
    })
        .meta({ minLength, maxLength });
}
/** Returns a schema of a field that may be absent, or null as in the API's own examples: neither is sent. */
function nullish(schema) {
    return schema.nullable().exactOptional();
}
/**
 * Returns a schema of a map in which unknown fields pass, since servers have further ones: those in `elsewhere` are documented
 * by some. A probable typo of a known field is a problem.
 */
function openObject(shape, elsewhere = []) {
    const known = [...Object.keys(shape), ...elsewhere];
    const findTypos = (value) => ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value) ? Object.keys(value) : []).filter((key) => !known.includes(key) && (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, known) !== '');
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3(shape).refine((value) => findTypos(value).length === 0, {
        // All problems are reported at once.
        when: () => true,
        error: ({ input }) => unknownFieldsMessage(findTypos(input), (key) => (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, known)),
    });
}
/** A schema of text that is not empty. */
const nonEmptyString = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1, { error: 'is empty' });
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
        case 'invalid_union': {
            const { discriminator, options = [] } = issue;
            return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(input) && discriminator !== undefined
                ? choiceMessage([options].flat().map(String), input[discriminator])
                : undefined;
        }
        case 'invalid_key':
            return issue.issues[0]?.message;
        case 'unrecognized_keys': {
            const fields = issue.inst instanceof zod__WEBPACK_IMPORTED_MODULE_2__/* .ZodObject */ .bvH ? Object.keys(issue.inst.shape) : [];
            const elsewhere = fields.includes('extra_body')
                ? ' (fields of other servers belong under "extra_body")'
                : '';
            const hint = (key) => (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, fields) || (elsewhere && AZD_FIELDS.includes(key) ? AZD_HINT : elsewhere);
            return unknownFieldsMessage(issue.keys, hint);
        }
    }
    return undefined;
}
const AZD_FIELDS = ['name', 'description'];
const AZD_HINT = " (a field of azd's job files; remove it)";
function unknownFieldsMessage(keys, hint) {
    const listed = keys.slice(0, 10).map((key) => `unknown field ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(key)}${hint(key)}`);
    const omitted = keys.length - listed.length;
    return [...listed, ...(omitted > 0 ? [`and ${omitted} more`] : [])].join('; ');
}
/** Returns the message that a value is none of the options; it suggests a similar one. */
function choiceMessage(options, input) {
    // Not Intl.ListFormat: its first use takes longer than parsing all inputs.
    const list = [options.slice(0, -1).join(', '), ...options.slice(-1)].filter(Boolean).join(' or ');
    return `${mismatchMessage(list, input)}${(0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(input, options)}`;
}


/***/ }),

/***/ 9211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ tryParseYamlMap),
/* harmony export */   e: () => (/* binding */ safeParseYaml)
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
async function safeParseYaml(text, scalars) {
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
            const offset = getOffset(node, yaml);
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
/**
 * Parses one YAML map, in which each scalar remains text. Returns undefined when the text is not one: the problems of the
 * parser would quote it, and it may be a secret.
 */
async function tryParseYamlMap(text) {
    const parsed = await safeParseYaml(text, 'text');
    return 'value' in parsed && (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(parsed.value) ? parsed.value : undefined;
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
        if (atMargin && brackets === 0 && type !== 'comment')
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
function* checkKeys(pairs, yaml) {
    const names = new Set();
    for (const { key } of pairs) {
        const offset = getOffset(key, yaml);
        if (!yaml.isScalar(key) || typeof key.value !== 'string') {
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
/** Returns where a node begins in its document. */
const getOffset = (node, { isNode }) => (isNode(node) && node.range?.[0]) || 0;
function checkNumber({ value, source: written = String(value) }) {
    if (typeof value !== 'number')
        return undefined;
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
        return { problems: [(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .getErrorMessage */ .u1)(error), 2 * MAX_EXCERPT)] };
    }
}
/** Also true for an alias that contains itself. */
function isDeeperThan(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}


/***/ }),

/***/ 9333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T8: () => (/* binding */ getModelFormat),
/* harmony export */   _1: () => (/* binding */ getEncoding),
/* harmony export */   up: () => (/* binding */ getContextLength),
/* harmony export */   xL: () => (/* binding */ getBaseModel)
/* harmony export */ });
/** Returns the format that supervised training of a model needs; undefined for an unknown model. */
function getModelFormat(model) {
    const base = getBaseModel(model).toLowerCase();
    if (COMPLETIONS.test(base))
        return 'completions';
    return CHAT.test(base) ? 'chat' : undefined;
}
// From the start of the name only: deployments at Azure and models of other servers can have any name.
const COMPLETIONS = /^(babbage|davinci)-002/;
const CHAT = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/;
/** Returns the encoding of a model, as in tiktoken's `model.py`; for an unknown model, that of the newer ones. */
function getEncoding(model) {
    return CL100K.test(getBaseModel(model).toLowerCase()) ? 'cl100k_base' : 'o200k_base';
}
/**
 * Returns how many tokens of an example a model is trained on, if known: the rest is truncated and not billed. Sources:
 * the legacy fine-tuning guide, "Token limits"; Azure's guide has the same for gpt-4o.
 */
function getContextLength(model) {
    const base = getBaseModel(model).toLowerCase();
    return CONTEXTS.find(([names]) => names.test(base))?.[1];
}
// Azure's names have no dot: gpt-35-turbo, gpt-41-mini or gpt-4-1-mini.
const CL100K = /\b(gpt-3\.?5|gpt-4(?![o.\d]|-[15]\b)|(babbage|davinci)-002)/;
const CONTEXTS = [
    [/\bgpt-4o(-mini)?(?!-[a-z])/, 65_536],
    [/\bgpt-3\.?5-turbo-0613/, 4096],
    [/\bgpt-3\.?5-turbo(?!-(16k|instruct))/, 16_385],
];
/** Returns the model that a fine-tuned one comes from: `ft:BASE:ORGANIZATION:…`, at Azure `BASE.ft-…`. */
function getBaseModel(model) {
    const [, base] = /^ft:([^:]+)/i.exec(model) ?? [];
    return (base ?? model).replace(/\.ft-.*$/is, '');
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E2: () => (/* binding */ getErrorCode),
/* harmony export */   K6: () => (/* binding */ IdTokenDeniedError),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   jO: () => (/* binding */ rethrowUnexpected),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   u1: () => (/* binding */ getErrorMessage),
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
/** Thrown when the job has no permission to request an OIDC token from GitHub. */
class IdTokenDeniedError extends ActionError {
    name = 'IdTokenDeniedError';
}
/**
 * Throws the error again unless it is an ActionError: a bug must surface. With the signal of the workflow, for work whose
 * failure changes nothing, also throws if the workflow was cancelled: then the step must stop.
 */
function rethrowUnexpected(error, signal) {
    if (signal?.aborted || !(error instanceof ActionError))
        throw error;
}
/** Returns the message of an error, or what else was thrown as text. */
function getErrorMessage(error) {
    return error instanceof Error ? error.message : String(error);
}
/** Returns the code of a system error, such as ENOENT; `unknown` for any other error. */
function getErrorCode(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
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

/***/ 2429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ commentMarker),
/* harmony export */   j: () => (/* binding */ evaluationMarker)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Returns the hidden first line by which a comment is found again. It is a hash of the inputs that a person chose (paths
 * as written, model, method, hyperparameters, suffix): `check` and the training share a comment, in this commit and the
 * next, and the jobs of a matrix have one each. For `wait`, it is a hash of the job's id.
 */
function commentMarker(job) {
    return formatMarker('jobId' in job ? job : listChoices(job));
}
/** Returns the first line of an evaluation's comment: the same test data, baseline and grader have one comment. */
function evaluationMarker(evaluation) {
    const { testFile, baselineModel, grader } = evaluation;
    return formatMarker(['evaluate', trimLines(testFile), baselineModel, grader && trimLines(grader)]);
}
function formatMarker(identity) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(identity));
    return `<!-- openai-fine-tune ${digest.digest('hex').slice(0, 32)} -->`;
}
const trimLines = (text) => text.split('\n').map((line) => line.trim());
function listChoices({ model, training, validation, method, suffix }) {
    const trimPaths = (data) => [data?.relativeTo, data && trimLines(data.patterns)];
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


/***/ }),

/***/ 8146:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JV: () => (/* binding */ createApiError),
/* harmony export */   ST: () => (/* binding */ isGone),
/* harmony export */   US: () => (/* binding */ isForbidden),
/* harmony export */   YK: () => (/* binding */ isRetryableSoon),
/* harmony export */   lE: () => (/* binding */ isPermanent),
/* harmony export */   m: () => (/* binding */ createGraphqlError)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);




/** The minimum wait for a limit that names no time (GitHub docs, rate limits: "wait for at least one minute"). */
const DEFAULT_RATE_LIMIT_WAIT_MS = 60_000;
const RATE_LIMITED = 'rate_limited';
const MAX_SERVER_MESSAGE_LENGTH = 500;
/** Returns whether repeating the request is useless for the rest of this run. */
function isPermanent(error) {
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConnectionError */ .Rc)
        return false;
    if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
        return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ;
    return error.status < 500 && error.status !== 408 && error.code !== RATE_LIMITED;
}
/** Returns whether the same request may succeed soon enough to wait for it. */
function isRetryableSoon(error) {
    if (isPermanent(error) || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ))
        return false;
    return !(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD) || (error.retryAfterMs ?? 0) <= DEFAULT_RATE_LIMIT_WAIT_MS;
}
/** Returns whether the token lacks a permission; GitHub hides private repositories behind a 404. */
function isForbidden(error) {
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD && [403, 404].includes(error.status) && isPermanent(error);
}
/** Returns whether the comment does not exist any more. */
function isGone(error) {
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD && [404, 410].includes(error.status);
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
    return new _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD(`${operation} was refused (${status})${serverMessage ? `: ${serverMessage}` : ''}`, {
        status,
        isApiResponse: serverMessage !== undefined,
        serverMessage,
        ...(isLimit
            ? { code: RATE_LIMITED, retryAfterMs: retryAfterMs ?? DEFAULT_RATE_LIMIT_WAIT_MS }
            : { retryAfterMs }),
    });
}
const GraphqlErrors = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional().catch(undefined), message: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().catch('') }))
    .catch([]);
/** Returns the error for a GraphQL response whose body holds errors: GitHub sends these with status 200. */
function createGraphqlError(errors, headers) {
    const [first] = GraphqlErrors.parse(errors);
    const serverMessage = first?.message.slice(0, MAX_SERVER_MESSAGE_LENGTH);
    const isLimit = first?.type === 'RATE_LIMITED' || isAboutRateLimit(serverMessage);
    return new _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD(`the GraphQL query was refused${serverMessage ? `: ${serverMessage}` : ''}`, {
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
    const { data } = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ message: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() }).safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .tryParseJson */ .Bl)(text));
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


/***/ }),

/***/ 9205:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ redactDeep)
/* harmony export */ });
/**
 * Returns a copy of a value without secrets: in texts, in numbers, in names of fields, and where a whole list or map is
 * written like one.
 */
function redactDeep(value, { redactSecrets }, { keepsOwnNames = false } = {}) {
    const redactName = (name) => keepsOwnNames && /^[a-zA-Z]+$/.test(name) ? name : redactSecrets(name);
    const redact = (item) => {
        if (typeof item === 'string')
            return redactSecrets(item);
        if (typeof item === 'number' && !keepsOwnNames)
            return isClean(item) ? item : redactSecrets(String(item));
        if (typeof item !== 'object' || item === null)
            return item;
        if (Array.isArray(item))
            return item.map(redact);
        return Object.fromEntries(Object.entries(item).map(([name, field]) => [redactName(name), redact(field)]));
    };
    const isClean = (item) => {
        const text = JSON.stringify(item);
        return redactSecrets(text) === text;
    };
    /** A secret may itself be JSON, as a header with the settings of a gateway is. */
    const maskStructures = (item) => {
        if (typeof item !== 'object' || item === null || isClean(item))
            return item;
        const copy = Array.isArray(item)
            ? item.map(maskStructures)
            : Object.fromEntries(Object.entries(item).map(([name, field]) => [name, maskStructures(field)]));
        return isClean(copy) ? copy : redactSecrets(JSON.stringify(copy));
    };
    const redacted = redact(value);
    return (keepsOwnNames ? redacted : maskStructures(redacted));
}


/***/ }),

/***/ 911:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ createRedactor)
});

;// CONCATENATED MODULE: ./src/github/spellings.ts
/** JSON in JSON in a URL. A deeper nesting is not read. */
const MAX_NESTING = 3;
const MAX_CACHED = 10_000;
/** Returns whether a spelling other than the character itself begins with this one: `\u002b`, `%2B`, `&#43;`. */
function beginsEscape(code) {
    return code === 0x5c || code === 0x25 || code === 0x26;
}
/** A text whose characters can be spelled in several ways. */
class SpelledText {
    text;
    /** How many escapes were read. */
    reads = 0;
    /** What was read, by nesting and position: a run of backslashes is read once and not once from each of them. */
    #cache = Array.from({ length: MAX_NESTING + 1 }, () => new Map());
    constructor(text) {
        this.text = text;
    }
    /**
     * Returns every way to read the character at a position: as it is, and as JSON, a URL or HTML spells it, also when one
     * of them contains another. The longest reading is the last one.
     */
    read(at, nesting = MAX_NESTING) {
        const character = this.text[at];
        if (character === undefined)
            return [];
        const plain = { character, next: at + 1 };
        if (nesting === 0 || !beginsEscape(character.charCodeAt(0)))
            return [plain];
        const cached = this.#cache[nesting]?.get(at);
        if (cached)
            return cached;
        this.reads += 1;
        const readings = new Map([[toKey(plain), plain]]);
        for (const lead of this.read(at, nesting - 1))
            for (const reading of READERS[lead.character]?.(this, lead.next, nesting - 1) ?? [])
                readings.set(toKey(reading), reading);
        const sorted = [...readings.values()].sort((a, b) => a.next - b.next);
        const cache = this.#cache[nesting];
        // What lies far behind is not read again.
        if (cache && cache.size >= MAX_CACHED)
            cache.clear();
        cache?.set(at, sorted);
        return sorted;
    }
}
const toKey = ({ character, next }) => `${next}${character}`;
/** By the character that begins the spelling; the position is the one after it. */
const READERS = { '\\': readBackslash, '%': readPercent, '&': readEntity };
/** What a backslash and a letter stand for in JSON and its relatives. */
const CONTROLS = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const HEX = /[\da-f]/i;
/** Reads `\/`, `\n`, `\u002b`, `\x2b` and `\u{2b}`. */
function readBackslash(spelled, at, nesting) {
    return spelled.read(at, nesting).flatMap(({ character, next }) => {
        if (character === 'u')
            return readUnicode(spelled, next, nesting);
        if (character === 'x')
            return toReadings(readRun(spelled, next, nesting, HEX, 2), 2);
        const control = CONTROLS[character];
        if (control !== undefined)
            return [{ character: control, next }];
        return /[\p{L}\p{N}]/u.test(character) ? [] : [{ character, next }];
    });
}
function readUnicode(spelled, at, nesting) {
    const open = expectCharacter('{', spelled, at, nesting);
    if (open === undefined)
        return toReadings(readRun(spelled, at, nesting, HEX, 4), 4);
    const digits = readRun(spelled, open, nesting, HEX, 6);
    const close = expectCharacter('}', spelled, digits.next, nesting);
    return close === undefined ? [] : toReadings({ ...digits, next: close }, 1);
}
/** Reads `%2B`, and the bytes of a character outside of ASCII. */
function readPercent(spelled, at, nesting) {
    const bytes = [];
    let next = at;
    do {
        const digits = readRun(spelled, next, nesting, HEX, 2);
        if (digits.text.length < 2)
            return [];
        bytes.push(Number.parseInt(digits.text, 16));
        if (bytes.length === getUtf8Length(bytes[0])) {
            return [{ character: Buffer.from(bytes).toString(), next: digits.next }];
        }
        next = expectCharacter('%', spelled, digits.next, nesting);
    } while (next !== undefined && bytes.length < 4);
    return [];
}
/** Returns how many bytes a character has that begins with this one; none for a byte that begins no character. */
function getUtf8Length(first = 0) {
    if (first < 0x80)
        return 1;
    if (first < 0xc0)
        return 0;
    if (first < 0xe0)
        return 2;
    return first < 0xf0 ? 3 : 4;
}
/** Reads `&#43;`, `&#x2b;` and `&plus;`; the semicolon of a number may be missing. */
function readEntity(spelled, at, nesting) {
    const number = expectCharacter('#', spelled, at, nesting);
    if (number === undefined)
        return listRuns(spelled, at, nesting, /[a-z]/i, MAX_NAME_LENGTH).flatMap(({ text, next }) => {
            const character = ENTITIES[text];
            const end = expectCharacter(';', spelled, next, nesting);
            return character === undefined || end === undefined ? [] : [{ character, next: end }];
        });
    const hex = expectCharacter('x', spelled, number, nesting) ?? expectCharacter('X', spelled, number, nesting);
    const runs = listRuns(spelled, hex ?? number, nesting, hex === undefined ? /\d/ : HEX, MAX_DIGITS);
    return runs.flatMap((run, index) => {
        const readings = toReadings(run, 1, hex === undefined ? 10 : 16);
        const end = expectCharacter(';', spelled, run.next, nesting);
        return [
            ...(index === runs.length - 1 ? readings : []),
            ...(end === undefined ? [] : readings.map((reading) => ({ ...reading, next: end }))),
        ];
    });
}
const MAX_NAME_LENGTH = 16;
/** Zeros at the beginning included. */
const MAX_DIGITS = 12;
/** Reads characters as long as they match the pattern, in any spelling; returns the run after each of them. */
function listRuns(spelled, at, nesting, pattern, maxLength) {
    const runs = [];
    for (let run = { text: '', next: at }; run.text.length < maxLength;) {
        const reading = spelled.read(run.next, nesting).findLast(({ character }) => pattern.test(character));
        if (!reading)
            break;
        run = { text: run.text + reading.character, next: reading.next };
        runs.push(run);
    }
    return runs;
}
/** Reads as many characters as match the pattern. */
function readRun(spelled, at, nesting, pattern, maxLength) {
    return listRuns(spelled, at, nesting, pattern, maxLength).at(-1) ?? { text: '', next: at };
}
/** Returns where the text goes on after this character in any spelling; undefined for another character. */
function expectCharacter(expected, spelled, at, nesting) {
    return spelled.read(at, nesting).findLast(({ character }) => character === expected)?.next;
}
function toReadings(digits, minDigits, base = 16) {
    const code = Number.parseInt(digits.text, base);
    if (digits.text.length < minDigits || code > 0x10ffff)
        return [];
    return [{ character: String.fromCodePoint(code), next: digits.next }];
}
/** The entities of HTML for the punctuation of ASCII (WHATWG, named character references). */
const ENTITIES = {
    Tab: '\t',
    NewLine: '\n',
    nbsp: '\u00a0',
    excl: '!',
    quot: '"',
    QUOT: '"',
    num: '#',
    dollar: '$',
    percnt: '%',
    amp: '&',
    AMP: '&',
    apos: "'",
    lpar: '(',
    rpar: ')',
    ast: '*',
    midast: '*',
    plus: '+',
    comma: ',',
    period: '.',
    sol: '/',
    colon: ':',
    semi: ';',
    lt: '<',
    LT: '<',
    equals: '=',
    gt: '>',
    GT: '>',
    quest: '?',
    commat: '@',
    lsqb: '[',
    lbrack: '[',
    bsol: '\\',
    rsqb: ']',
    rbrack: ']',
    Hat: '^',
    lowbar: '_',
    UnderBar: '_',
    grave: '`',
    DiacriticalGrave: '`',
    lcub: '{',
    lbrace: '{',
    verbar: '|',
    vert: '|',
    VerticalLine: '|',
    rcub: '}',
    rbrace: '}',
};

;// CONCATENATED MODULE: ./src/github/redactor.ts

/** Shorter values are not redacted: every text contains them. */
const MIN_SECRET_LENGTH = 8;
const MASK = '***';
/** Takes seconds. What follows more escapes than any server has a reason to send is redacted as a whole. */
const MAX_READS = 1_000_000;
/** States of a search that are remembered, so that its memory is bounded. */
const MAX_STATES = 100_000;
/**
 * Creates a redactor. It finds a secret as it is, and as JSON, URLs and HTML can spell each of its characters, with
 * invisible characters in between, in base64 within other text, cut off by an ellipsis, and shortened as OpenAI shows keys
 * (`sk-proj-1****cdef`). Its time is linear in the text, and bounded.
 */
function createRedactor() {
    const secrets = new Set();
    /** By the code of their first character. */
    const needles = new Map();
    const shortened = new Map();
    return {
        add(secret) {
            const text = removeInvisible(secret);
            if (text.length < MIN_SECRET_LENGTH || secrets.has(text))
                return;
            secrets.add(text);
            for (const needle of listNeedles(text, secret)) {
                const code = needle.text.charCodeAt(0);
                needles.set(code, [...(needles.get(code) ?? []), needle]);
            }
            const start = text.slice(0, 3).replace(/\W/g, '\\$&');
            shortened.set(start, new RegExp(`${start}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, 'g'));
        },
        redact(text) {
            if (secrets.size === 0 || text.length < MIN_SECRET_LENGTH)
                return text;
            const ranges = findNeedles(text, needles);
            if (text.includes(MASK))
                for (const pattern of shortened.values())
                    for (const { 0: found, index } of text.matchAll(pattern))
                        ranges.push([index, index + found.length]);
            return ranges.length === 0 ? text : maskRanges(text, ranges);
        },
    };
}
function listNeedles(text, secret) {
    const encoded = new Set([...listBase64(secret), ...listBase64(text)]);
    encoded.delete(text);
    return [{ text, isBase64: false }, ...Array.from(encoded, (text) => ({ text, isBase64: true }))];
}
/**
 * Returns what is in every base64 text that contains the secret: it may begin at each of three positions in a group of
 * bytes, and the characters that it shares with its neighbors are unknown.
 */
function listBase64(secret) {
    const bytes = Buffer.from(secret);
    return [0, 1, 2].flatMap((offset) => {
        const shared = Math.ceil((offset * 8) / 6);
        const whole = Math.floor(((offset + bytes.length) * 8) / 6);
        const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString('base64')
            .slice(shared, whole);
        return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
/** Characters that are not seen, or are removed or replaced before a text is shown. */
const INVISIBLE = 
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters can divide a secret
/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const removeInvisible = (text) => text.replaceAll(new RegExp(INVISIBLE, 'g'), '');
const isInvisible = (code) => (code < 0x20 || (code >= 0x7f && code < 0xae) || code >= 0x2000) &&
    INVISIBLE.test(String.fromCharCode(code));
function findNeedles(text, needles) {
    const spelled = new SpelledText(text);
    const searches = new Map();
    const ranges = [];
    const tryAt = (start, next, character) => {
        for (const needle of needles.get(character.charCodeAt(0)) ?? []) {
            if (!needle.text.startsWith(character))
                continue;
            const search = searches.get(needle) ?? new NeedleSearch(spelled, needle.text);
            searches.set(needle, search);
            const end = search.findEnd(next, character.length);
            if (end !== undefined)
                ranges.push(needle.isBase64 ? widen(spelled, start, end) : [start, end]);
        }
    };
    for (let start = 0; start < text.length; start++) {
        if (spelled.reads > MAX_READS)
            return [...ranges, [start, text.length]];
        const code = text.charCodeAt(start);
        if (beginsEscape(code))
            for (const { character, next } of spelled.read(start))
                tryAt(start, next, character);
        else if (needles.has(code))
            tryAt(start, start + 1, text.charAt(start));
    }
    return ranges;
}
const ELLIPSIS = 0x2026;
const CUT_ESCAPE = /[\\%&][\w\\%&#;{]{0,12}\u2026/y;
/** Returns whether an ellipsis cuts off an escape. */
function isCutEscape(text, at) {
    CUT_ESCAPE.lastIndex = at;
    return CUT_ESCAPE.test(text);
}
/** Searches for one needle; remembers the states that it has followed, so that it follows none twice. */
class NeedleSearch {
    #spelled;
    #needle;
    #followed = new Set();
    constructor(spelled, needle) {
        this.#spelled = spelled;
        this.#needle = needle;
    }
    /**
     * Returns where the needle ends of which `matched` characters precede `at`; undefined when the text goes on differently.
     * What an ellipsis cuts off counts as equal.
     */
    findEnd(at, matched) {
        const { text } = this.#spelled;
        const needle = this.#needle;
        let end;
        while (matched < needle.length) {
            const code = text.charCodeAt(at);
            if (beginsEscape(code)) {
                if (matched >= MIN_SECRET_LENGTH && isCutEscape(text, at))
                    return at;
                const [longest, ...others] = this.#continue(at, matched).reverse();
                if (!longest)
                    return end;
                for (const other of others)
                    end ??= this.findEnd(other.next, other.matched);
                at = longest.next;
                matched = longest.matched;
                continue;
            }
            const expected = needle.charCodeAt(matched);
            // Forms spell a space as a plus.
            if (code === expected || (code === 0x2b && expected === 0x20))
                matched += 1;
            else if (code === ELLIPSIS && matched >= MIN_SECRET_LENGTH)
                return at;
            else if (!isInvisible(code))
                return end;
            at += 1;
        }
        return Math.max(at, end ?? 0);
    }
    /** Returns the states after an escape, the longest reading last; none for a state that was followed before. */
    #continue(at, matched) {
        const state = at * this.#needle.length + matched;
        if (this.#followed.has(state))
            return [];
        if (this.#followed.size >= MAX_STATES)
            this.#followed.clear();
        this.#followed.add(state);
        return this.#spelled.read(at).flatMap(({ character, next }) => {
            if (this.#needle.startsWith(character, matched))
                return [{ next, matched: matched + character.length }];
            return isInvisible(character.charCodeAt(0)) ? [{ next, matched }] : [];
        });
    }
}
const BASE64_CHARACTER = /[\w+/-]/;
/** Adds the characters at both ends that have some bits of the secret, and the padding. */
function widen(spelled, start, end) {
    const skip = (at, pattern) => spelled.read(at).findLast(({ character }) => pattern.test(character))?.next ?? at;
    const hasBefore = start > 0 && BASE64_CHARACTER.test(spelled.text.charAt(start - 1));
    return [hasBefore ? start - 1 : start, skip(skip(skip(end, BASE64_CHARACTER), /=/), /=/)];
}
/** Replaces ranges, several that overlap or touch as one. */
function maskRanges(text, ranges) {
    ranges.sort(([a], [b]) => a - b);
    const pieces = [];
    let position = 0;
    for (const [start, end] of ranges) {
        if (start > position || pieces.length === 0)
            pieces.push(text.slice(position, start), MASK);
        position = Math.max(position, end);
    }
    return pieces.join('') + text.slice(position);
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4874);
/* harmony import */ var _redact_deep_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9205);





/** The files that each kind of action writes into `results-dir`. */
const RESULT_FILES = {
    job: ['result.json', 'report.md', 'events.jsonl', 'metrics.csv', 'model.json'],
    check: ['report.json', 'report.md', 'report.sarif'],
    evaluation: ['result.json', 'report.md', 'examples.jsonl'],
};
/** Names the results that commands have written into its folder, one a line. */
const WRITTEN_RESULTS = '.fine-tune-results';
/** Returns whether writing the results into `folder` would overwrite the file at `path`; both paths contain no links. */
function wouldOverwrite(path, folder, platform = process.platform) {
    const { join, normalize } = platform === 'win32' ? node_path__WEBPACK_IMPORTED_MODULE_1__.win32 : node_path__WEBPACK_IMPORTED_MODULE_1__.posix;
    const foldCase = (text) => ((0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .isCaseInsensitive */ .mj)(platform) ? text.toLowerCase() : text);
    return Object.values(RESULT_FILES)
        .flat()
        .some((name) => foldCase(join(folder, name)) === foldCase(normalize(path)));
}
/**
 * Opens the results in an existing folder, and removes those of an earlier run, which would pass for those of this one.
 * Throws an ActionError when one cannot be removed, and on the command line also when no command has written it: it is the
 * user's.
 */
function openResults(folder, kind, runner) {
    if (runner.isCommandLine)
        recordResults(folder, RESULT_FILES[kind], runner);
    for (const name of RESULT_FILES[kind])
        removeEarlierResult(folder, name);
    const failed = new Set();
    function tryWrite(name, write) {
        try {
            write((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name));
        }
        catch (error) {
            if (failed.has(name))
                return;
            failed.add(name);
            runner.warning(`${name} could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .getErrorMessage */ .u1)(error)}`);
        }
    }
    const appendLine = (name, value) => tryWrite(name, (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(path, `${JSON.stringify((0,_redact_deep_js__WEBPACK_IMPORTED_MODULE_4__/* .redactDeep */ .K)(value, runner))}\n`));
    return {
        reset: () => tryWrite('events.jsonl', (path) => replaceFile(path, '')),
        appendEvent: (raw) => appendLine('events.jsonl', raw),
        appendExample: (example) => appendLine('examples.jsonl', example),
        write: (name, text) => tryWrite(name, (path) => replaceFile(path, runner.redactSecrets(text))),
    };
}
/** Records which files of a folder are results; throws an ActionError when one of them exists and was not recorded before. */
function recordResults(folder, names, { warning }) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, WRITTEN_RESULTS);
    const recorded = new Set((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false })?.isFile() ? readLines(path) : []);
    const isForeign = (name) => !recorded.has(name) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name), { throwIfNoEntry: false }) !== undefined;
    const foreign = names.find(isForeign);
    if (foreign)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`input "results-dir": no command has written the ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(foreign)} that is in it`, {
            hint: 'Choose another folder, or remove the file: a result with this name would replace it.',
        });
    try {
        replaceFile(path, [...new Set([...recorded, ...names])].map((name) => `${name}\n`).join(''));
    }
    catch (error) {
        warning(`${WRITTEN_RESULTS} could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .getErrorMessage */ .u1)(error)}`);
    }
}
function readLines(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8').split(/\r?\n/);
}
/** Removes a file, a link but not what it leads to, or an empty folder; what else a folder holds is not ours. */
function removeEarlierResult(folder, name) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
    try {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory())
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync)(path);
        else
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`input "results-dir": the ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(name)} that is in it cannot be removed`, {
            hint: 'Remove it, or choose another folder: it would pass for a result of this run.',
            cause,
        });
    }
}
/** Writes a new file, because a link committed in its place would lead the text elsewhere. */
function replaceFile(path, text) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { force: true });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { flag: 'wx' });
}


/***/ }),

/***/ 2043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ createGithubRunner),
  j: () => (/* binding */ listProxyPasswords)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 12 modules
var core = __webpack_require__(143);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/http/request.ts
var http_request = __webpack_require__(7777);
;// CONCATENATED MODULE: ./src/github/id-token.ts



const TokenBody = schemas/* looseObject */._H3({ value: schemas/* string */.YjP().min(1) });
/**
 * Requests the OIDC token of this job from the address that the runner names (GitHub docs, OpenID Connect reference). The
 * toolkit would follow a redirect, and send the credential of the runner along. Rejects with an IdTokenDeniedError when the
 * job has no permission, and with a ConnectionError or another Error when GitHub does not give one.
 */
async function requestIdToken(env, audience, { fetch, clock }) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
    if (!address || !token)
        throw new errors/* IdTokenDeniedError */.K6('the runner names no address of OIDC tokens');
    const url = audience === undefined ? address : `${address}&audience=${encodeURIComponent(audience)}`;
    const headers = {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'user-agent': 'actions/oidc-client',
    };
    const request = { method: 'GET', headers };
    const response = await (0,http_request/* sendRequest */.w$)(fetch, clock, { description: 'the request', url, request });
    if ([401, 403].includes(response.status))
        throw new errors/* IdTokenDeniedError */.K6('the request was refused');
    if (!(0,http_request/* isSuccess */.oJ)(response))
        throw new Error(`the request was refused (${response.status})`);
    return (0,http_request/* decodeResponse */.oX)('the request', response, (body) => TokenBody.parse(body).value);
}

// EXTERNAL MODULE: ./src/github/redactor.ts + 1 modules
var redactor = __webpack_require__(911);
// EXTERNAL MODULE: ./src/github/sanitize.ts
var sanitize = __webpack_require__(2772);
;// CONCATENATED MODULE: ./src/github/runner.ts






/** GitHub shows so many errors, and so many warnings, of a step. */
const MAX_ANNOTATIONS = 10;
/** GitHub cuts longer annotations. */
const MAX_LINE_LENGTH = 4000;
/** GitHub drops a summary above 1 MiB completely. */
const MAX_SUMMARY_BYTES = 1024 * 1024 - 1024;
/** Returns the runner that started this process, as its environment describes it; `network` reaches its OIDC tokens. */
function createGithubRunner(env, network) {
    const { add, redact } = (0,redactor/* createRedactor */.l)();
    for (const password of listProxyPasswords(env))
        add(password);
    const toLogLine = (text) => {
        // Cut last: half a key would not be recognized.
        const line = (0,sanitize/* sanitizeLine */.g)(redact(text));
        return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
    };
    let isGroupOpen = false;
    let hasWriteFailed = false;
    const runner = {
        inputs: readPrefixedEnv(env, 'INPUT_', (name) => name.toLowerCase()),
        state: readPrefixedEnv(env, 'STATE_'),
        failed: false,
        maxAnnotations: MAX_ANNOTATIONS,
        isCommandLine: false,
        info: (line) => core/* info */.pq(toLogLine(line)),
        notice: (text) => core/* notice */.lm(toLogLine(text)),
        warning: (text, at) => core/* warning */.$e(toLogLine(text), toAnnotationProperties(at, redact)),
        error: (text, at) => core/* error */.z3(toLogLine(text), toAnnotationProperties(at, redact)),
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
        setSecret(secret) {
            core/* setSecret */.Pq(secret);
            add(secret);
        },
        async getIdToken(audience) {
            const token = await requestIdToken(env, audience, network);
            runner.setSecret(token);
            return token;
        },
        setOutput: (name, value) => writeOrFail(`output ${name}`, () => core/* setOutput */.uH(name, redact(value))),
        saveState: (name, value) => writeOrFail(`state ${name}`, () => core/* saveState */.LZ(name, redact(value))),
        setFailed(reason) {
            runner.failed = true;
            core/* setFailed */.C1(reason.split('\n').map(toLogLine).join('\n'));
        },
        writeSummary(markdown) {
            const file = env.GITHUB_STEP_SUMMARY;
            const text = redact(markdown);
            if (!file || Buffer.byteLength(text) > MAX_SUMMARY_BYTES)
                return;
            try {
                (0,external_node_fs_.appendFileSync)(file, `${text}\n`);
            }
            catch (error) {
                runner.warning(`The summary could not be written: ${(0,errors/* getErrorMessage */.u1)(error)}`);
            }
        },
        redactSecrets: redact,
    };
    /** A full disk must not end the wait for a paid job, but a step without its outputs must fail. */
    function writeOrFail(description, write) {
        try {
            write();
        }
        catch (error) {
            // A full disk fails every write: report the first one.
            if (!hasWriteFailed)
                runner.setFailed(`Could not write ${description}: ${(0,errors/* getErrorMessage */.u1)(error)}`);
            hasWriteFailed = true;
        }
    }
    return runner;
}
function toAnnotationProperties(at, redact) {
    if (!at)
        return {};
    const { file, line, column } = at;
    return {
        file: (0,sanitize/* sanitizeLine */.g)(redact(file)),
        ...(line && { startLine: line }),
        ...(column && { startColumn: column }),
    };
}
/** Returns the passwords of the proxies that an environment names, as written and decoded. */
function listProxyPasswords(env) {
    return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) => {
        const [, password = ''] = /^\w+:\/\/[^/@]*?:(.*)@/.exec(env[name] ?? '') ?? [];
        return [
            password,
            password.replace(/(%[\da-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString()),
        ];
    });
}
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


/***/ }),

/***/ 2772:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ sanitizeLine)
/* harmony export */ });
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


/***/ }),

/***/ 7648:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ StickyComment)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8902);
/* harmony import */ var _github_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8146);




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
            options.runner.setSecret(options.token);
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
            await (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, UPDATE_TIMEOUT_MS, signal, (signal) => 
            // Repeats the whole search: after a lost response the comment may or may not exist.
            (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(() => this.#upsert(body, signal), {
                clock,
                random,
                signal,
                maxAttempts: MAX_ATTEMPTS,
                maxDelayMs: MAX_DELAY_MS,
                shouldRetry: _github_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isRetryableSoon */ .YK,
            }));
            this.#postedBody = body;
        }
        catch (error) {
            if (signal.aborted)
                return;
            this.#isDisabled = (0,_github_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isPermanent */ .lE)(error);
            this.#warnOnce(error);
        }
    }
    async #upsert(body, signal) {
        this.#target ??= await this.#findTarget(signal);
        await this.#target?.upsert(body, signal);
    }
    async #findTarget(signal) {
        const { repository, pullRequest, token, runner } = this.#options;
        if (repository && pullRequest) {
            if (!token)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('input "github-token" is empty');
            // Loaded here, because few runs write a comment.
            const { findMarkedComment } = await Promise.all(/* import() */[__webpack_require__.e(413), __webpack_require__.e(23)]).then(__webpack_require__.bind(__webpack_require__, 7023));
            const comment = await findMarkedComment({ ...this.#options, repository, pullRequest }, signal);
            if (comment)
                return comment;
        }
        runner.info('This run belongs to no pull request, so there is no comment.');
        this.#isDisabled = true;
        return undefined;
    }
    #warnOnce(error) {
        const { runner } = this.#options;
        const message = `The comment on the pull request was not written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .getErrorMessage */ .u1)(error)}`;
        if (this.#logged.has(message))
            return;
        this.#logged.add(message);
        if (!(0,_github_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isForbidden */ .US)(error)) {
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


/***/ }),

/***/ 8549:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isSpentQuota),
/* harmony export */   E8: () => (/* binding */ isMisconfiguration),
/* harmony export */   NF: () => (/* binding */ isRetryableOnceAnswered),
/* harmony export */   Rc: () => (/* binding */ ConnectionError),
/* harmony export */   Tg: () => (/* binding */ isRetryableAuthError),
/* harmony export */   Tj: () => (/* binding */ isUnsupportedEndpoint),
/* harmony export */   ZU: () => (/* binding */ isRetryableWhilePolling),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   kZ: () => (/* binding */ hasUnsupportedStatus),
/* harmony export */   o1: () => (/* binding */ StepTimeoutError),
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
    isOwnError;
    code;
    param;
    serverMessage;
    requestId;
    retryAfterMs;
    credentialRenewed;
    isPermanent;
    constructor(message, details, hint) {
        super(message, { hint });
        this.status = details.status;
        this.isApiResponse = details.isApiResponse;
        this.isOwnError = details.isOwnError ?? false;
        this.code = details.code;
        this.param = details.param;
        this.serverMessage = details.serverMessage;
        this.requestId = details.requestId;
        this.retryAfterMs = details.retryAfterMs;
        this.credentialRenewed = details.credentialRenewed ?? false;
        this.isPermanent = details.isPermanent ?? false;
    }
}
/** Thrown when no usable response arrives: the effect of the request is unknown, unless it was never sent. */
class ConnectionError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'ConnectionError';
    /** Whether any byte of the request may have reached the server. */
    requestSent;
    fault;
    constructor(message, { requestSent, fault = 'lost', cause, hint, }) {
        super(message, { cause, hint });
        this.requestSent = requestSent;
        this.fault = fault;
    }
}
/** Returns whether a wrong setting probably causes an error: the address, its certificate, or another API there. */
function isMisconfiguration(error) {
    return error instanceof ConnectionError && MISCONFIGURATIONS.has(error.fault);
}
const MISCONFIGURATIONS = new Set([
    'misconfigured',
    'refused',
    'malformed',
    'mismatched',
]);
/** Thrown when the time of the step is over before a request could be sent. */
class StepTimeoutError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    name = 'StepTimeoutError';
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
    const { status, isApiResponse } = error;
    const isRejected = status >= 400 && status < 500 && ![408, 429].includes(status) && isApiResponse;
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
    if (error.isPermanent)
        return false;
    if ([408, 429].includes(status) || status >= 500)
        return true;
    // A redirect or an HTML page comes from a proxy between the runner and the server, and may be temporary.
    return !isApiResponse && (status < 400 || [401, 403, 404].includes(status));
}
/**
 * Returns whether polling something that exists may succeed later: true for pages of proxies, and for the server's own
 * errors that signal load or a spent quota.
 */
function isRetryableWhilePolling(error) {
    if (isRetryable(error))
        return true;
    if (!(error instanceof ApiError))
        return false;
    return !error.isApiResponse || [409, 425, 429].includes(error.status) || isSpentQuota(error);
}
/**
 * Returns whether a request that has succeeded before may succeed later: besides what polling retries, after every 5xx, because
 * a server that lacked a licence or a feature would never have answered it.
 */
function isRetryableOnceAnswered(error) {
    return isRetryableWhilePolling(error) || (error instanceof ApiError && error.status >= 500);
}
/** Returns whether a limit is reached that no retry within minutes changes, by any status that servers use for it. */
function isSpentQuota({ status, isPermanent }) {
    return isPermanent && status >= 400 && status < 500;
}
/** Returns whether the request certainly changed nothing on the server, so that sending it again is safe. */
function isSafeToResend(error) {
    if (error instanceof CredentialError || error instanceof StepTimeoutError)
        return true;
    if (error instanceof ConnectionError)
        return !error.requestSent;
    if (!(error instanceof ApiError))
        return false;
    const { status, isOwnError } = error;
    // 302 and 303 may follow a request that took effect; 408 one that arrived completely. A 4xx in any other form may be
    // that of a gateway which has sent the request on.
    return ([301, 307, 308, 429].includes(status) || (isOwnError && status >= 400 && status < 500 && status !== 408));
}
/** Returns whether the status means that there is no such endpoint; the page of a proxy with this status may be temporary. */
function hasUnsupportedStatus(error) {
    return error instanceof ApiError && [404, 405, 501].includes(error.status);
}
/** Returns whether the server itself, and not the page of a proxy, says that there is no such endpoint. */
function isUnsupportedEndpoint(error) {
    return hasUnsupportedStatus(error) && error.isApiResponse;
}


/***/ }),

/***/ 7856:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gm: () => (/* binding */ normalizeProxies),
/* harmony export */   Hl: () => (/* binding */ assertUsableProxy)
/* harmony export */ });
/* unused harmony export normalizeProxy */
/* harmony import */ var _actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9783);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);


/** The variables that `@actions/http-client` reads; of two spellings, the one in lower case counts. */
const VARIABLES = { https: ['https_proxy', 'HTTPS_PROXY'], http: ['http_proxy', 'HTTP_PROXY'] };
/**
 * Writes the addresses of proxies in the environment so that `@actions/http-client` understands them. It ignores one
 * without `http://`, which the runner accepts, and one with a "%" that begins no escape, which other clients use as
 * written; its requests would then go past the proxy.
 */
function normalizeProxies(env) {
    for (const name of [...VARIABLES.https, ...VARIABLES.http]) {
        const address = env[name]?.trim();
        if (address)
            env[name] = normalizeProxy(address);
    }
}
/** Returns the address of a proxy with a scheme, and with `%25` for each "%" of its user and password that begins no escape. */
function normalizeProxy(address) {
    const url = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address.replace(/^\/\//, '')}`;
    const end = url.lastIndexOf('@');
    return url.slice(0, end + 1).replace(/%(?![\da-f]{2})/gi, '%25') + url.slice(end + 1);
}
/** Throws an ActionError when a request to a URL would go past the proxy that the environment names for it. */
function assertUsableProxy(url) {
    const target = new URL(url);
    const name = VARIABLES[target.protocol === 'https:' ? 'https' : 'http'].find((name) => process.env[name]);
    if (name === undefined || (0,_actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__/* .checkBypass */ .H)(target))
        return;
    const proxy = (0,_actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__/* .getProxyUrl */ .s)(target);
    if (proxy?.hostname && /^https?:$/.test(proxy.protocol))
        return;
    // Without the address, which may contain a password.
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`The variable ${name} is not the address of a proxy, so nothing is sent`, {
        hint: 'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded.',
    });
}


/***/ }),

/***/ 7777:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ getServerTime),
/* harmony export */   OG: () => (/* binding */ parseBody),
/* harmony export */   j2: () => (/* binding */ REQUEST_TIMEOUT_MS),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   oX: () => (/* binding */ decodeResponse),
/* harmony export */   w$: () => (/* binding */ sendRequest),
/* harmony export */   xP: () => (/* binding */ getRetryAfterMs)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8549);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1089);





/** How long a request may take by default. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Far more than any JSON of an API has; a server that sends more is broken or hostile. */
const MAX_JSON_BYTES = 16 * 2 ** 20;
/**
 * Sends one request and reads the response, also one with an error status. Rejects with a ConnectionError, an ActionError of the
 * body that is being sent, or the signal's reason.
 */
async function sendRequest(fetch, clock, options) {
    const { description, url, request, signal, timeoutMs = REQUEST_TIMEOUT_MS, unreachableHint } = options;
    const { maxResponseBytes = MAX_JSON_BYTES, hasAnswered = false } = options;
    try {
        return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, timeoutMs, signal, async (signal) => {
            const response = await fetch(url, { ...request, signal, maxResponseBytes });
            const bytes = toBuffer(await response.arrayBuffer());
            if (bytes.length > maxResponseBytes)
                throw new _transport_js__WEBPACK_IMPORTED_MODULE_4__/* .ResponseTooLongError */ .K8(maxResponseBytes);
            const { status, headers } = response;
            return {
                status,
                headers,
                bytes,
                get text() {
                    return bytes.toString('utf8');
                },
            };
        });
    }
    catch (error) {
        if (signal?.aborted || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ)
            throw error;
        const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .getErrorMessage */ .u1)(error);
        const requestSent = !(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_4__/* .NotSentError */ .SD);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc(`${description} at ${new URL(url).host}: ${reason}`, {
            requestSent,
            fault: getFault(error, hasAnswered),
            cause: error,
            hint: requestSent ? undefined : unreachableHint,
        });
    }
}
/** Without a copy of the bytes, which may be many. */
function toBuffer(body) {
    return body instanceof Uint8Array
        ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
        : Buffer.from(body);
}
/** Error codes of Node: a host name that cannot be resolved, and a certificate or a handshake that fails. */
const MISCONFIGURATION_CODE = /^(ENOTFOUND|EAI_\w+|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+)$|CERT|ISSUER|SIGNATURE|HOSTNAME/;
function getFault(error, hasAnswered) {
    if (error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_4__/* .ResponseTooLongError */ .K8)
        return 'malformed';
    const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .getErrorCode */ .E2)(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_4__/* .NotSentError */ .SD ? error.cause : undefined);
    if (code === 'ECONNREFUSED' && !hasAnswered)
        return 'refused';
    return MISCONFIGURATION_CODE.test(code) ? 'misconfigured' : 'lost';
}
/** Returns whether the status is one of success (2xx). */
function isSuccess({ status }) {
    return status >= 200 && status <= 299;
}
/** Decodes the body of a response; throws a ConnectionError when it does not fit the request. */
function decodeResponse(description, { status, text }, decode) {
    let fault = 'not-json';
    try {
        // A deletion may be answered with 204 and an empty body.
        const body = text === '' ? undefined : parseBody(text);
        fault = 'malformed';
        return decode(body);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc)
            throw error;
        // Without the parser's message, which quotes the body.
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc(`${description}: unexpected response body (status ${status})`, {
            requestSent: true,
            fault,
            cause: error,
        });
    }
}
/**
 * Parses the JSON of a response, which may begin with a byte order mark. Throws if it is no JSON, or if it has more values
 * or levels than any API.
 */
function parseBody(text) {
    if (text.length > _json_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_VALUES */ .Ex && (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .hasTooManyValues */ ["if"])(Buffer.from(text)))
        throw new Error('too many values');
    const body = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    assertDepth(body, MAX_DEPTH);
    return body;
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
function getRetryAfterMs({ headers }) {
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
/** Returns the server's own time in Unix seconds, by the header `date`. */
function getServerTime({ headers }) {
    const ms = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(ms) ? undefined : ms / 1000;
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
/** How long a wrong setting may cause each fault: a gateway that restarts answers with pages, and one that starts refuses. */
const MISCONFIGURATION_MS = {
    misconfigured: 6000,
    malformed: 25_000,
    mismatched: 25_000,
    refused: 120_000,
};
/**
 * Retries a request, which must be idempotent, while its errors are retryable. Rejects with the last error or, if that has no
 * reason of the server's, with the last one that has.
 */
async function retry(request, options) {
    const { clock, signal, onRetry } = options;
    const attempts = new Attempts(options);
    for (;;) {
        const startedAt = clock.now();
        try {
            return await request();
        }
        catch (error) {
            const delayMs = attempts.getDelay(error, startedAt);
            signal?.throwIfAborted();
            onRetry?.(error, delayMs);
            await clock.sleep(delayMs, signal);
        }
    }
}
/** The failed attempts of one request so far. */
class Attempts {
    #options;
    #count = 0;
    /** Refusals in a row, and the time of the first. */
    #refusals = 0;
    #refusedSince = 0;
    /** How long the fault of the last attempts in a row may last, which a wrong setting may cause, and when it began. */
    #misconfiguration;
    /** The last error with a reason of the server's. */
    #reason;
    constructor(options) {
        this.#options = options;
    }
    /** Returns the delay before the next attempt; throws the error to reject with if there is none. */
    getDelay(error, startedAt) {
        const { clock, shouldRetry = _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryable */ .r3, tolerateRefusals } = this.#options;
        const { deadline = Number.POSITIVE_INFINITY, maxAttempts = Number.POSITIVE_INFINITY } = this.#options;
        const now = clock.now();
        this.#count += 1;
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD)
            this.#reason = error;
        // The step has no time left, which is no fault of the server.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StepTimeoutError */ .o1)
            throw this.#reason ?? error;
        const isRefused = !shouldRetry(error);
        if (isRefused && !(tolerateRefusals && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
            throw error;
        if (isRefused && this.#refusals === 0)
            this.#refusedSince = now;
        this.#refusals = isRefused ? this.#refusals + 1 : 0;
        if (this.#refusals >= FINAL_REFUSALS && now - this.#refusedSince >= FINAL_REFUSALS_SPAN_MS)
            throw error;
        const fastDeadline = this.#getFastDeadline(error, startedAt);
        if (now >= fastDeadline)
            throw error;
        if (now >= deadline || this.#count >= maxAttempts)
            throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionError */ .Rc ? (this.#reason ?? error) : error;
        const idealDelayMs = isRefused
            ? FINAL_REFUSALS_SPAN_MS / (FINAL_REFUSALS - 1)
            : backoffDelay(error, this.#count, this.#options);
        return Math.min(idealDelayMs, deadline - now, fastDeadline - now);
    }
    /** Returns the time after which what a wrong setting causes is not retried. */
    #getFastDeadline(error, startedAt) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isMisconfiguration */ .E8)(error)) {
            this.#misconfiguration = undefined;
            return Number.POSITIVE_INFINITY;
        }
        const { fault } = error;
        const limitMs = MISCONFIGURATION_MS[fault] ?? Number.POSITIVE_INFINITY;
        // A server that has refused connections for a minute may start with other faults; those of another API share their time.
        if (this.#misconfiguration?.limitMs !== limitMs)
            this.#misconfiguration = { limitMs, since: startedAt };
        const { failsFast, tolerateRefusals } = this.#options;
        // A wait outlasts a server that restarts.
        const isTolerated = fault === 'refused' && tolerateRefusals;
        if (!failsFast || isTolerated)
            return Number.POSITIVE_INFINITY;
        return this.#misconfiguration.since + limitMs;
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

/***/ 1089:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SD: () => (/* binding */ NotSentError),
  K8: () => (/* binding */ ResponseTooLongError),
  Hy: () => (/* binding */ createFetch)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js
var lib = __webpack_require__(2779);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/http/content-encoding.ts


/** The codings of RFC 9110, 8.4.1. This action requests none, but some gateways compress all the same. */
const DECODERS = new Map([
    ['gzip', decodeGzip],
    ['x-gzip', decodeGzip],
    ['deflate', decodeDeflate],
    ['br', decodeBrotli],
]);
// Loaded with the first compressed body: few servers send one, and loading takes a few milliseconds of every start.
const loadZlib = () => process.getBuiltinModule('node:zlib');
/**
 * Returns a body without the codings that its header names; one that has none in spite of its header as it is. Rejects
 * with the error of `zlib` if the body is damaged, or longer than `maxBytes`.
 */
async function decodeContent(body, contentEncoding, maxBytes) {
    const codings = contentEncoding?.toLowerCase().split(/\s*,\s*/) ?? [];
    let decoded = body;
    // The last coding was applied last.
    for (const coding of codings.toReversed()) {
        const decode = DECODERS.get(coding.trim());
        if (decode && decoded.length > 0)
            decoded = await decode(decoded, maxBytes);
    }
    return decoded;
}
async function decodeGzip(body, maxOutputLength) {
    // RFC 1952, 2.3.1: the two bytes that identify gzip, which no text has.
    const isCompressed = body[0] === 0x1f && body[1] === 0x8b;
    return isCompressed ? (0,external_node_util_.promisify)(loadZlib().gunzip)(body, { maxOutputLength }) : body;
}
async function decodeDeflate(body, maxOutputLength) {
    const header = Number.parseInt(body.toString('hex', 0, 2), 16);
    // RFC 1950, 2.2; some servers leave out this header.
    const hasHeader = header % 31 === 0 && ((header >> 8) & 0x0f) === 8;
    const { inflate, inflateRaw } = loadZlib();
    return decodeOrKeep(body, () => (0,external_node_util_.promisify)(hasHeader ? inflate : inflateRaw)(body, { maxOutputLength }));
}
function decodeBrotli(body, maxOutputLength) {
    return decodeOrKeep(body, () => (0,external_node_util_.promisify)(loadZlib().brotliDecompress)(body, { maxOutputLength }));
}
/** Returns whether decoding failed because the decoded body would be longer than allowed. */
function isDecodedBodyTooLong(error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
/** Keeps a text: these formats have no bytes that identify them. */
async function decodeOrKeep(body, decode) {
    try {
        return await decode();
    }
    catch (error) {
        if (!isDecodedBodyTooLong(error) && (0,external_node_buffer_.isUtf8)(body))
            return body;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/http/proxy.ts
var proxy = __webpack_require__(7856);
;// CONCATENATED MODULE: ./src/http/transport.ts





/** Thrown when a request fails before a byte of it left this machine, so that it certainly had no effect. */
class NotSentError extends Error {
    name = 'NotSentError';
}
/** Thrown when a response is longer than the request allows. */
class ResponseTooLongError extends Error {
    name = 'ResponseTooLongError';
    constructor(maxBytes) {
        super(`the response is longer than ${maxBytes} bytes`);
    }
}
/** More than any file that is read back has; a server that sends more is broken or hostile. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
/**
 * Creates the machine's transport. It uses the proxies of the runner (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http`, because its own requests cannot be aborted, and
 * never settle when a connection breaks in the middle of a response. Rejects with an ActionError when the address of the
 * proxy cannot be used.
 */
function createFetch() {
    const clients = new Map();
    return async (url, request) => {
        (0,proxy/* assertUsableProxy */.Hl)(url);
        // The server may have closed a kept connection in the meantime. A GET is then sent again; for every other method, an
        // error on an old connection would leave open whether the request had an effect.
        const keepAlive = request.method === 'GET';
        const key = `${new URL(url).origin} ${keepAlive}`;
        const client = clients.get(key) ?? new lib/* HttpClient */.Qq(undefined, undefined, { keepAlive });
        clients.set(key, client);
        return send(url, request, client.getAgent(url));
    };
}
async function send(url, request, agent) {
    const { method, headers, body, signal, maxResponseBytes = MAX_RESPONSE_BYTES } = request;
    const start = url.startsWith('https:') ? external_node_https_.request : external_node_http_.request;
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
        arrayBuffer: () => readBody(message, maxResponseBytes),
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
async function readBody(message, maxBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > maxBytes)
            throw new ResponseTooLongError(maxBytes);
        chunks.push(chunk);
    }
    try {
        return await decodeContent(Buffer.concat(chunks), message.headers['content-encoding'], maxBytes);
    }
    catch (error) {
        throw isDecodedBodyTooLong(error) ? new ResponseTooLongError(maxBytes) : error;
    }
}


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ tryParseJson),
/* harmony export */   Ex: () => (/* binding */ MAX_VALUES),
/* harmony export */   OW: () => (/* binding */ isJsonObject),
/* harmony export */   "if": () => (/* binding */ hasTooManyValues),
/* harmony export */   p3: () => (/* binding */ omitNullish)
/* harmony export */ });
/** Returns whether a value is an object that is neither an array nor null. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Parses a JSON text; returns undefined, which is not a JSON value, when the text is not JSON. */
function tryParseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** No line of data and no response of an API holds as many values. Parsing a text of brackets would take gigabytes. */
const MAX_VALUES = 1 << 20;
const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = Buffer.from('",[\\{');
/** Returns whether a JSON text has more values than `MAX_VALUES`, which a text of no more bytes never has. */
function hasTooManyValues(json) {
    let values = 0;
    for (let i = 0; i < json.length && values <= MAX_VALUES; i++) {
        const byte = json[i];
        if (byte === QUOTE)
            i = findStringEnd(json, i);
        else if (byte === COMMA || byte === BRACKET || byte === BRACE)
            values++;
    }
    return values > MAX_VALUES;
}
// Reading a few bytes takes less time than calling `indexOf`, which is much faster for long strings.
const NEAR_BYTES = 32;
function findStringEnd(json, start) {
    for (let i = start + 1; i < json.length; i++) {
        for (const near = Math.min(i + NEAR_BYTES, json.length); i < near; i++) {
            if (json[i] === QUOTE)
                return i;
            if (json[i] === BACKSLASH)
                i++;
        }
        const from = i;
        i = json.indexOf('"', from);
        if (i === -1)
            return json.length;
        let before = i;
        while (before > from && json[before - 1] === BACKSLASH)
            before--;
        if ((i - before) % 2 === 0)
            return i;
    }
    return json.length;
}
function omitNullish(object) {
    return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));
}


/***/ }),

/***/ 5668:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ errorFromResponse),
  b: () => (/* binding */ usualPathHint)
});

// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/http/request.ts
var request = __webpack_require__(7777);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/openai/error-body.ts



/** Returns the facts in the body of an error response, in any shape that servers use; of the page of a proxy, none. */
function parseErrorBody({ text, headers }) {
    const body = parseOptional(text);
    if (body === undefined)
        return { isApiResponse: false, isOwnError: false, serverMessage: readPlainText(text, headers) };
    const error = (0,json/* isJsonObject */.OW)(body) && (0,json/* isJsonObject */.OW)(body.error) ? body.error : undefined;
    // The API's error object (API reference; Azure has the same fields).
    if (error && [error.message, error.code, error.type].some(isText))
        return {
            isApiResponse: true,
            isOwnError: true,
            code: readCode(error.code) ?? readCode(error.type),
            serverMessage: cleanMessage(findReason(error)),
            param: isText(error.param) ? error.param : undefined,
        };
    return { isApiResponse: true, isOwnError: false, ...readForeignBody(body) };
}
/** Returns the JSON object, list or text of a body; nothing for a page, or for a number that a page happens to be. */
function parseOptional(text) {
    try {
        const body = (0,request/* parseBody */.OG)(text);
        return (0,json/* isJsonObject */.OW)(body) || Array.isArray(body) || typeof body === 'string' ? body : undefined;
    }
    catch {
        return undefined;
    }
}
/** Python's `None` as text, which LiteLLM sends for a code or a field that it does not know, is no text. */
const isText = (value) => typeof value === 'string' && !/^\s*(?:None)?\s*$/.test(value);
/** The errors of OAuth servers (RFC 6749, 5.2), of gateways and of frameworks. */
function readForeignBody(body) {
    const reason = findReason(body);
    if (!(0,json/* isJsonObject */.OW)(body))
        return { serverMessage: cleanMessage(reason) };
    const { error, code, type } = body;
    const errorCode = isText(error) && /^[\w.-]+$/.test(error) ? error : undefined;
    return {
        code: errorCode ?? readCode(code) ?? readCode(type),
        serverMessage: reason === errorCode ? undefined : cleanMessage(reason),
        param: findParam(body.detail),
    };
}
/** A code is a word; some servers repeat the status in its place, or link to a page about it. */
function readCode(value) {
    const code = typeof value === 'number' ? String(value) : value;
    return isText(code) && !/^\d{3}$|:\/\/|^about:/.test(code) ? code : undefined;
}
/** Where servers write the reason, in the order of how much it says. */
const REASON_KEYS = [
    'message',
    'error_description',
    'error_message',
    'errormessage',
    'msg',
    'detail',
    'faultstring',
    'description',
    'reason',
    'errors',
    'details',
    'error',
    'fault',
    'title',
];
const MAX_DEPTH = 5;
const MAX_REASONS = 3;
/** Returns the reason in a body of any shape. */
function findReason(value, depth = 0) {
    if (isText(value))
        return value;
    if (depth > MAX_DEPTH)
        return undefined;
    if (Array.isArray(value)) {
        const reasons = value.slice(0, 20).flatMap((item) => findReason(item, depth + 1) ?? []);
        return [...new Set(reasons)].slice(0, MAX_REASONS).join('; ') || undefined;
    }
    if (!(0,json/* isJsonObject */.OW)(value))
        return undefined;
    const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
    for (const key of REASON_KEYS) {
        const field = fields.get(key);
        const reason = findReason(field, depth + 1) ?? (key === 'errors' ? joinByField(field, depth) : undefined);
        if (reason !== undefined)
            return prefixLocation(fields.get('loc'), reason);
    }
    return undefined;
}
/** The reasons of a map from fields to reasons (`{"n_epochs": ["must be a number"]}`). */
function joinByField(value, depth) {
    if (!(0,json/* isJsonObject */.OW)(value))
        return undefined;
    const reasons = Object.entries(value).flatMap(([name, field]) => {
        const reason = findReason(field, depth + 1);
        return reason === undefined ? [] : [`${name}: ${reason}`];
    });
    return reasons.slice(0, MAX_REASONS).join('; ') || undefined;
}
/** FastAPI names the field beside the reason. */
function prefixLocation(loc, reason) {
    const path = formatLocation(loc);
    return path === undefined ? reason : `${path}: ${reason}`;
}
function formatLocation(loc) {
    if (!Array.isArray(loc))
        return undefined;
    const path = loc[0] === 'body' || loc[0] === 'query' ? loc.slice(1) : loc;
    return path.join('.') || undefined;
}
/** Returns the first field that FastAPI names in its list of reasons. */
function findParam(detail) {
    if (!Array.isArray(detail))
        return undefined;
    return detail.map((item) => ((0,json/* isJsonObject */.OW)(item) ? formatLocation(item.loc) : undefined)).find(isText);
}
const MAX_MESSAGE_LENGTH = 1000;
/** Drops the hint of a rejected upload, because it quotes the data. */
function cleanMessage(message) {
    if (!message)
        return undefined;
    const line = message
        .slice(0, 10 * MAX_MESSAGE_LENGTH)
        .replace(/\s+/g, ' ')
        .replace(/\(?HINT: line starts with.*/i, '')
        .trim();
    return (0,src_errors/* truncate */.xv)(line, MAX_MESSAGE_LENGTH) || undefined;
}
const MAX_TEXT_LENGTH = 500;
const MAX_TEXT_LINES = 3;
/** Returns a short plain text; a longer one, or one with tags, is a page. */
function readPlainText(text, headers) {
    const line = text.trim();
    const isPage = /html|xml|json/i.test(headers.get('content-type') ?? '') || /[<{[]/.test(line);
    if (isPage || line.length > MAX_TEXT_LENGTH || line.split('\n').length > MAX_TEXT_LINES)
        return undefined;
    return cleanMessage(line);
}

// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
;// CONCATENATED MODULE: ./src/openai/api-error.ts




/** Returns the error for a response whose status is not one of success, with the server's own message and a hint. */
function errorFromResponse(description, response, context = {}) {
    const { hint, credentialRenewed } = context;
    const { status, headers } = response;
    const retryAfterMs = (0,request/* getRetryAfterMs */.xP)(response);
    const body = parseErrorBody(response);
    const details = {
        status,
        ...body,
        requestId: ['x-request-id', 'apim-request-id', 'x-ms-request-id'].flatMap((name) => headers.get(name) ?? [])[0],
        retryAfterMs,
        credentialRenewed,
        isPermanent: isPermanent(description, { status, ...body, retryAfterMs }),
    };
    const message = formatApiError(description, details);
    return new errors/* ApiError */.hD(message, details, hint ?? hintFor(description, details, context));
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
 * Azure's codes for a limit of the resource, its subscription or region, in capitals that differ: with 429, 403 and 400
 * ("Troubleshooting Quota Errors" of the Foundry skill, Azure's page on its premium health models).
 */
const AZURE_QUOTA = /^(?:quotaexceeded|insufficientquota)$/i;
const MAX_RATE_LIMIT_MS = 5 * 60_000;
/** API Management, in front of many resources of Azure, says this with a 403 (policy `quota`). */
const CALL_QUOTA_MESSAGE = /out of call volume quota/i;
function isAzureQuota({ code = '', serverMessage = '', }) {
    return AZURE_QUOTA.test(code) || CALL_QUOTA_MESSAGE.test(serverMessage);
}
/** What servers say with a 5xx that no retry changes: LiteLLM without a licence or without a key, and missing features. */
const PERMANENT_FAILURES = [
    /\blicen[cs]e|\bpremium user|\benterprise (?:user|feature|package)/i,
    /\b(?:only|missing|requires?)\b.{0,40}\benterprise\b/i,
    /\b(missing|no|without|provide|set)\b.{0,40}\b(credentials?|api[ _-]?key)/i,
    /\bapi[ _-]?key\b.{0,80}\b(must be set|not set|is missing|required)/i,
    /\bnot (yet |been )?(implemented|supported)\b|\bnotimplemented/i,
];
/** Returns whether no retry changes an error whose status suggests one. */
function isPermanent(description, details) {
    const { status, code = '', serverMessage = '', retryAfterMs } = details;
    // A 429 that names a few minutes to wait is a rate limit under another name.
    if (isAzureQuota(details))
        return status !== 429 || !retryAfterMs || retryAfterMs > MAX_RATE_LIMIT_MS;
    if (LASTING_LIMITS.has(code) || isActiveJobsLimit(description, serverMessage))
        return true;
    return (status === 501 || (status >= 500 && PERMANENT_FAILURES.some((pattern) => pattern.test(serverMessage))));
}
/** The requests that make one more job run. */
const STARTS_JOB = /^POST \/fine_tuning\/jobs(?:\/[^/]+\/resume)?$/;
/**
 * Returns whether the message of a request that starts a job is about the number of jobs at a time ("This fine-tune request has been rate-limited. Your
 * organization has reached the maximum of 3 active requests"). The code is that of a common rate limit, but jobs take
 * hours, so that no retry within minutes helps. A path in the message, which names the route, says nothing about jobs.
 */
function isActiveJobsLimit(description, message = '') {
    if (!STARTS_JOB.test(description))
        return false;
    const words = message.replace(/\S*\/\S+/g, '');
    return [
        /fine-?tun|\bjobs?\b/i,
        /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i,
        /limit|maximum/i,
    ].every((pattern) => pattern.test(words));
}
const SHUTDOWN_MESSAGE = /winding down the fine-tuning platform/i;
/**
 * Azure's refusal of a model that it does not train in the region of the resource, which is what it does without
 * `trainingType` (Foundry skill, "Platform Bugs": every open-weight model).
 */
const TRAINING_TYPE_MESSAGE = /does not support fine-?tuning/i;
/** A server that has no machine free, by code or message; with 429 or a 5xx it is retried. */
const CAPACITY = /\b(?:no|not enough|insufficient|out of|lacks?)\b.{0,40}\bcapacity\b|^\w*capacity\w*$/i;
/** Returns what to do about an error: by the server's code or words, else by the status. */
function hintFor(description, details, context) {
    const { status } = details;
    if (status < 400)
        return 'Redirects are not followed. Set "base-url" to the address that they lead to.';
    const hint = HINTS.get(findTopic(description, details) ?? '');
    if (hint !== undefined)
        return hint;
    if (status === 403)
        return permissionHint(context);
    return status === 404 ? notFoundHint(description, context) : HINTS.get(`${status}`);
}
const isAtAzure = ({ baseUrl }) => baseUrl !== undefined && (0,provider/* findKnownProvider */.mM)(baseUrl.hostname) === provider/* AZURE */._k;
function permissionHint(context) {
    const hasKey = context.credential !== 'token';
    if (!isAtAzure(context))
        return `The ${hasKey ? 'API key' : 'identity'} is valid but lacks a permission: it needs write access to files and fine-tuning in this project.`;
    return hasKey
        ? 'A key of this resource has every permission, so the resource refuses keys, or its network rules refuse this runner.'
        : 'The credential lacks the role "Cognitive Services OpenAI Contributor" on this resource, or the role was assigned minutes ago.';
}
function notFoundHint(description, context) {
    const { baseUrl, credential } = context;
    const owner = isAtAzure(context)
        ? 'this resource'
        : `the project of this ${credential === 'token' ? 'identity' : 'key'}`;
    const id = /\/fine_tuning\/jobs\/./.test(description) ? 'Check the id. ' : '';
    return `${id}Check "base-url", and that the job and its files belong to ${owner}.${baseUrl ? usualPathHint(baseUrl) : ''}`;
}
/**
 * Returns the sentence that says how an address usually ends, for a hint about a missing route; empty if the address has a
 * version in its path, or in its query as the older API of Azure.
 */
function usualPathHint(baseUrl) {
    if (/\/v\d\w*\/*$/i.test(baseUrl.pathname) || baseUrl.searchParams.has('api-version'))
        return '';
    return ` "base-url" usually ends in ${isAtAzure({ baseUrl }) ? provider/* AZURE_API_PATH */.nK : '/v1'}.`;
}
/** Returns the code of an error, or the topic of its message where the code does not show it. */
function findTopic(description, details) {
    const { code, serverMessage = '' } = details;
    if (SHUTDOWN_MESSAGE.test(serverMessage))
        return 'training_not_available';
    if (isActiveJobsLimit(description, serverMessage))
        return 'active_jobs';
    if (TRAINING_TYPE_MESSAGE.test(serverMessage))
        return 'training_type';
    if (/\bcustom_llm_provider\b/.test(serverMessage))
        return 'litellm_provider';
    if (isAzureQuota(details))
        return 'azure_quota';
    return CAPACITY.test(code ?? '') || CAPACITY.test(serverMessage) ? 'capacity' : code;
}
const QUOTA = 'Raise the limit or add credit for the organization or project, then run the workflow again.';
const CREDENTIAL = 'Check the secret or the variable behind "api-key" (pull requests from forks get no secrets), or the permissions of this job\'s identity.';
/** By the API's error code, and by status for other codes. */
const HINTS = new Map([
    [
        'training_not_available',
        'OpenAI has closed fine-tuning to this organization (and accepts no new self-serve jobs from 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.',
    ],
    [
        'daily_rate_limit_exceeded',
        'This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow.',
    ],
    [
        'active_jobs',
        'The maximum number of jobs is already running. Run the workflow again when one has ended, or let workflows wait for each other in a concurrency group.',
    ],
    [
        'azure_quota',
        'A limit of this resource, its subscription or region is reached: jobs that run or wait, jobs or files in all, or quota of this model. Wait for a job to end, delete old files, use another resource or "trainingType", or request more quota in the Azure portal. Then run the workflow again.',
    ],
    [
        'capacity',
        'The server has no capacity for this at the moment. Run the workflow again later. At Azure, "trainingType: GlobalStandard" in "extra-body" uses the capacity of all regions.',
    ],
    [
        'training_type',
        'Azure does not train every model in every place. Open-weight models, among others, need the input "extra-body" with "trainingType: GlobalStandard"; without it Azure uses "Standard". If it is set, check "model".',
    ],
    [
        'litellm_provider',
        'LiteLLM needs the name of the provider: add "?custom_llm_provider=openai" to "base-url", and "custom_llm_provider: openai" to "extra-body".',
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
        '413',
        'The file is larger than this server accepts in one request. Train on less data, or in several jobs, each starting from the model of the previous one.',
    ],
]);


/***/ }),

/***/ 8362:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ ApiRequester)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8549);
/* harmony import */ var _http_request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7777);
/* harmony import */ var _api_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5668);






const DEADLINE_GRACE_MS = 5000;
const AFTER_DEADLINE_TIMEOUT_MS = 10_000;
const UNREACHABLE_HINT = 'Check "base-url", and that this runner can reach that host.';
/** The connections at which a server has answered, which all their clients share. */
const answered = new WeakSet();
/** Sends authenticated requests to one server, within the time that the step has left. */
class ApiRequester {
    url;
    #connection;
    #fetch;
    #clock;
    #options;
    constructor(connection, fetch, clock, options) {
        this.url = new URL(connection.baseUrl);
        this.#connection = connection;
        this.#fetch = fetch;
        this.#clock = clock;
        this.#options = options;
    }
    /** Sends a request and decodes the response. */
    async call(method, path, decode, options = {}) {
        const response = await this.send(method, path, options);
        const facts = { serverTime: (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .getServerTime */ .Fm)(response), bytes: response.bytes.length };
        return (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeResponse */ .oX)(`${method} ${path}`, response, (body) => decode(body, facts));
    }
    /** Sends a request and returns the response; rejects with an ApiError if its status is not one of success. */
    async send(method, path, options = {}) {
        const { credentials, headers } = this.#connection;
        const { signal = this.#options.signal } = options;
        const description = `${method} ${path}`;
        const credentialMs = Math.min(this.#getTimeout(description, options), _http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .REQUEST_TIMEOUT_MS */ .j2);
        const credential = await this.#getCredential(credentialMs, signal);
        const request = {
            method,
            headers: {
                accept: 'application/json',
                // The API's overview recommends a client id, so that its support can find a request without a response.
                'x-client-request-id': (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
                ...headers,
                ...credential,
                ...options.headers,
            },
        };
        const stream = typeof options.body === 'object' ? new SentBody(options.body) : undefined;
        if (options.body !== undefined)
            request.body = stream?.read() ?? options.body;
        const response = await (0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .sendRequest */ .w$)(this.#fetch, this.#clock, {
            description,
            url: this.#buildUrl(path, options.query),
            request,
            signal,
            timeoutMs: this.#getTimeout(description, options),
            maxResponseBytes: options.maxResponseBytes,
            unreachableHint: UNREACHABLE_HINT,
            hasAnswered: answered.has(this.#connection),
        });
        answered.add(this.#connection);
        if ((0,_http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .isSuccess */ .oJ)(response)) {
            if (stream && !stream.isSent)
                throw new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ConnectionError */ .Rc(`${description}: the server responded before it had received all bytes`, {
                    requestSent: true,
                    fault: 'mismatched',
                });
            return response;
        }
        // A retry of this request then sends another credential.
        const credentialRenewed = response.status === 401 && credentials.invalidate(credential);
        const { url: baseUrl } = this;
        throw (0,_api_error_js__WEBPACK_IMPORTED_MODULE_5__/* .errorFromResponse */ .a)(description, response, {
            credentialRenewed,
            baseUrl,
            credential: credentials.kind,
        });
    }
    #buildUrl(path, query = {}) {
        const url = new URL(this.url);
        url.pathname = this.url.pathname.replace(/\/+$/, '') + path;
        // Appended as text, so that the query of the base URL is sent exactly as it was written.
        url.search = [this.url.search.slice(1), `${new URLSearchParams(query)}`].filter(Boolean).join('&');
        return url.href;
    }
    /** Returns how long a request may take from now on; throws once the step has no time left for it. */
    #getTimeout(description, { timeoutMs = _http_request_js__WEBPACK_IMPORTED_MODULE_4__/* .REQUEST_TIMEOUT_MS */ .j2, afterDeadline }) {
        const { deadline = Number.POSITIVE_INFINITY } = this.#options;
        const remainingMs = deadline + DEADLINE_GRACE_MS - this.#clock.now();
        if (afterDeadline)
            return Math.min(timeoutMs, Math.max(remainingMs, AFTER_DEADLINE_TIMEOUT_MS));
        if (remainingMs <= 0)
            throw new _http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StepTimeoutError */ .o1(`${description}: the timeout of the step has passed`);
        return Math.min(timeoutMs, remainingMs);
    }
    /** Has a timeout like a response. Errors become CredentialErrors: without a credential the request is not sent. */
    async #getCredential(timeoutMs, signal) {
        const { credentials } = this.#connection;
        try {
            return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .wj)(this.#clock, timeoutMs, signal, () => credentials.getHeaders());
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
}
/** A streamed body that records whether it was read to its end. */
class SentBody {
    isSent = false;
    #body;
    constructor(body) {
        this.#body = body;
    }
    async *read() {
        yield* this.#body;
        this.isSent = true;
    }
}


/***/ }),

/***/ 5976:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ WorkloadIdentityAuth),
/* harmony export */   c: () => (/* binding */ createApiKeyAuth)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8902);


/**
 * Creates credentials from an API key. `auto` uses the header that the provider expects, except for a JWT (an Entra
 * token), which is a bearer token everywhere.
 */
function createApiKeyAuth(key, scheme, provider) {
    const kind = JWT.test(key) ? 'token' : 'key';
    const usesApiKeyHeader = scheme === 'api-key' || (scheme === 'auto' && provider.keyHeader === 'api-key' && kind === 'key');
    const headers = usesApiKeyHeader ? { 'api-key': key } : bearer(key);
    return { kind, getHeaders: async () => headers, invalidate: () => false };
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
    kind = 'token';
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
        if (this.#token && clock.now() < this.#token.refreshAt)
            return this.#token.headers;
        this.#refresh ??= this.#refreshToken().finally(() => {
            this.#refresh = undefined;
        });
        return (await this.#refresh).headers;
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
            const { value, lifetimeMs } = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(this.#exchangeToken, {
                clock,
                random,
                deadline: hasValidToken ? startedAt : startedAt + EXCHANGE_TIMEOUT_MS,
                onRetry,
                shouldRetry: _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryableAuthError */ .Tg,
            });
            const bufferMs = Math.min(REFRESH_BUFFER_MS, lifetimeMs / 2);
            this.#token = {
                headers: bearer(value),
                refreshAt: startedAt + lifetimeMs - bufferMs,
                expiresAt: startedAt + lifetimeMs,
            };
            return this.#token;
        }
        catch (error) {
            const now = clock.now();
            if (!this.#token || !hasValidToken) {
                this.#cachedError = (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryableAuthError */ .Tg)(error)
                    ? undefined
                    : { error, expiresAt: now + RETRY_INTERVAL_MS };
                throw error;
            }
            onRetry(error, RETRY_INTERVAL_MS);
            if (now >= this.#token.expiresAt)
                throw error;
            this.#token.refreshAt = Math.min(now + RETRY_INTERVAL_MS, this.#token.expiresAt);
            return this.#token;
        }
    }
}


/***/ }),

/***/ 7205:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ createClient)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/api-request.ts
var api_request = __webpack_require__(8362);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/openai/fields.ts
var fields = __webpack_require__(2493);
// EXTERNAL MODULE: ./src/openai/page.ts
var page = __webpack_require__(2639);
;// CONCATENATED MODULE: ./src/openai/checkpoint.ts



const CheckpointBody = schemas/* looseObject */._H3({
    id: fields/* idField */.ei,
    fine_tuned_model_checkpoint: fields/* optionalText */.mR,
    step_number: fields/* optionalNumber */.WI,
    metrics: fields/* settings */.W0,
});
/** Decodes a page of checkpoints. */
function decodeCheckpoints(body, facts) {
    return (0,page/* decodePage */.Ci)(body, facts, decodeCheckpoint);
}
function decodeCheckpoint(body) {
    const checkpoint = CheckpointBody.parse(body);
    return {
        id: checkpoint.id,
        model: checkpoint.fine_tuned_model_checkpoint,
        step: checkpoint.step_number ?? fields/* optionalNumber */.WI.parse(checkpoint.metrics.step),
        metrics: checkpoint.metrics,
    };
}

;// CONCATENATED MODULE: ./src/openai/event.ts



const EventBody = schemas/* looseObject */._H3({
    id: fields/* optionalText */.mR,
    created_at: fields/* optionalTime */.kX,
    level: fields/* optionalText */.mR,
    type: fields/* optionalText */.mR,
    message: fields/* optionalText */.mR,
    data: schemas/* unknown */.L5J().optional(),
});
/** Decodes a page of events; keeps entries that are not objects as raw values without a message. */
function decodeEvents(body, { bytes }) {
    const { data, hasMore, lastId } = (0,page/* decodeListBody */.D4)(body);
    const events = data.map(decodeEvent);
    return { events, hasMore, nextCursor: events.at(-1)?.id ?? lastId, bytes };
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

// EXTERNAL MODULE: ./src/openai/job.ts
var job = __webpack_require__(653);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
;// CONCATENATED MODULE: ./src/openai/model.ts

const ModelBody = schemas/* looseObject */._H3({ id: schemas/* string */.YjP(), shutdown_date: iso/* date */.p6().optional().catch(undefined) });
/** Decodes a model; throws if the body is not a model. */
function decodeModel(body) {
    const { id, shutdown_date: shutdownDate } = ModelBody.parse(body);
    return { id, shutdownDate };
}
const LimitsBody = schemas/* looseObject */._H3({
    data: schemas/* array */.YOg(schemas/* looseObject */._H3({ model: schemas/* string */.YjP() }).nullable().catch(null)),
});
/** Decodes the limits of all models. */
function decodeModelLimits(body) {
    return LimitsBody.parse(body).data.filter((limits) => limits !== null);
}

// EXTERNAL MODULE: ./src/openai/model-name.ts
var model_name = __webpack_require__(2847);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
;// CONCATENATED MODULE: ./src/openai/remote-file.ts



const FileBody = schemas/* looseObject */._H3({
    id: fields/* idField */.ei,
    status: fields/* optionalText */.mR,
    status_details: fields/* optionalText */.mR,
    filename: fields/* optionalText */.mR,
    bytes: fields/* optionalNumber */.WI,
    created_at: fields/* optionalTime */.kX,
    expires_at: fields/* optionalTime */.kX,
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
function decodeFiles(body, facts) {
    return (0,page/* decodePage */.Ci)(body, facts, decodeFile);
}
const IdBody = schemas/* looseObject */._H3({ id: fields/* idField */.ei });
/** Decodes the id of an upload in parts, or of one of its parts. */
function decodeId(body) {
    return { id: IdBody.parse(body).id };
}
const CompletedBody = schemas/* looseObject */._H3({ file: schemas/* unknown */.L5J() });
/** Decodes the file of a completed upload; throws if the body has none. */
function decodeCompletedUpload(body) {
    return decodeFile(CompletedBody.parse(body).file);
}

;// CONCATENATED MODULE: ./src/openai/client.ts










const CREATE_TIMEOUT_MS = 120_000;
/** A file may have many megabytes. */
const CONTENT_TIMEOUT_MS = 5 * 60_000;
const MAX_CONTENT_BYTES = 64 * 2 ** 20;
const NO_TIMEOUT_MS = Number.MAX_SAFE_INTEGER;
/** Creates a client of the API at a connection. The API's own spelling of names stops here. */
function createClient(connection, fetch, clock, clientOptions = {}) {
    const api = new api_request/* ApiRequester */.N(connection, fetch, clock, clientOptions);
    function getContent(id, options) {
        return api.send('GET', `/files/${encodePathSegment(id)}/content`, {
            // The header of the official clients: a gateway may reject `application/json` for a file that is not JSON.
            headers: { accept: 'application/binary' },
            timeoutMs: CONTENT_TIMEOUT_MS,
            maxResponseBytes: MAX_CONTENT_BYTES,
            ...options,
        });
    }
    return {
        host: api.url.host,
        provider: (0,provider/* getProvider */.sO)(api.url.hostname),
        /** Creates a job: the request that costs money. */
        createJob: (request, signal) => api.call('POST', '/fine_tuning/jobs', toJob, {
            ...jsonBody(request),
            timeoutMs: CREATE_TIMEOUT_MS,
            signal,
        }),
        getJob: (id, options = {}) => api.call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}`, requireId('job', id, toJob), options),
        /** Returns one page of the jobs, newest first. */
        listJobs: (page, options = {}) => {
            const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value]);
            return api.call('GET', '/fine_tuning/jobs', job/* decodeJobs */.hb, {
                query: { ...pageQuery(page), ...Object.fromEntries(pairs) },
                ...options,
            });
        },
        /** Resolves if the server accepts a grader; its error says why not (API reference, alpha). */
        validateGrader: (grader, options = {}) => api.call('POST', '/fine_tuning/alpha/graders/validate', () => undefined, {
            ...jsonBody({ grader }),
            ...options,
        }),
        /** Returns the job limits of each model. */
        getModelLimits: (options = {}) => api.call('GET', '/fine_tuning/model_limits', decodeModelLimits, options),
        /** Requests a change of a job. Its response proves nothing: only reading the job shows whether it has changed. */
        updateJob: async (id, command, options = {}) => {
            const { customLlmProvider: provider } = connection;
            await api.send('POST', `/fine_tuning/jobs/${encodePathSegment(id)}/${command}`, {
                ...(provider && command === 'cancel'
                    ? jsonBody({ custom_llm_provider: provider })
                    : { headers: NO_BODY }),
                ...options,
            });
        },
        /** Returns one page of a job's events, newest first; `after` pages to older ones. */
        listEvents: (id, page, options = {}) => api.call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}/events`, decodeEvents, {
            query: pageQuery(page),
            ...options,
        }),
        /** Returns one page of a job's checkpoints, newest first; a job has none before it succeeded or paused. */
        listCheckpoints: (id, page, options = {}) => api.call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}/checkpoints`, decodeCheckpoints, {
            query: pageQuery(page),
            ...options,
        }),
        /** Uploads a file. Has no timeout: only the caller sees whether the upload makes progress. */
        uploadFile: (file, signal) => api.call('POST', '/files', decodeFile, { ...streamBody(file), signal }),
        getFile: (id, options = {}) => api.call('GET', `/files/${encodePathSegment(id)}`, requireId('file', id, decodeFile), options),
        /** Returns the text of a file as the server sends it: some servers encode result files in base64 (API reference, 6.4). */
        getFileContent: async (id, options = {}) => (await getContent(id, options)).text,
        /** Returns the bytes of a file as the server sends them. */
        getFileBytes: async (id, options = {}) => (await getContent(id, options)).bytes,
        /** Returns one page of the files for fine-tuning, newest first. */
        listFiles: (page, options = {}) => api.call('GET', '/files', decodeFiles, {
            query: { purpose: 'fine-tune', ...pageQuery(page) },
            ...options,
        }),
        deleteFile: (id, options = {}) => api.call('DELETE', `/files/${encodePathSegment(id)}`, () => undefined, options),
        getModel: (name, options = {}) => api.call('GET', `/models/${encodePathSegment(name)}`, requireId('model', name, decodeModel, model_name/* isSameModel */.S), options),
        /** Creates an upload in parts. It becomes a file when it is completed, and expires after an hour. */
        createUpload: ({ filename, bytes, mimeType }, options = {}) => api.call('POST', '/uploads', decodeId, {
            ...jsonBody({ filename, purpose: 'fine-tune', bytes, mime_type: mimeType }),
            ...options,
        }),
        /** Adds a part; `completeUpload` defines the order. Has no timeout, like `uploadFile`. */
        addUploadPart: (id, part, signal) => api.call('POST', `/uploads/${encodePathSegment(id)}/parts`, decodeId, { ...streamBody(part), signal }),
        /** Makes a file of the parts in this order; the server compares the MD5 of all their bytes, in hexadecimal. */
        completeUpload: (id, { partIds, md5 }, options = {}) => api.call('POST', `/uploads/${encodePathSegment(id)}/complete`, decodeCompletedUpload, {
            ...jsonBody({ part_ids: partIds, md5 }),
            ...options,
        }),
        cancelUpload: (id, options = {}) => api.call('POST', `/uploads/${encodePathSegment(id)}/cancel`, () => undefined, {
            headers: NO_BODY,
            ...options,
        }),
    };
}
const toJob = (body, { serverTime }) => (0,job/* decodeJob */.Qm)(body, serverTime);
/** Returns a decoder that throws unless the response is about what was requested. */
function requireId(kind, requested, decode, isSame = (id) => id === requested) {
    return (body, facts) => {
        const value = decode(body, facts);
        if (isSame(value.id, requested))
            return value;
        throw new http_errors/* ConnectionError */.Rc(`The response about ${kind} ${requested} is about another one, ${value.id}`, {
            requestSent: true,
            fault: 'mismatched',
        });
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
        throw new errors/* ActionError */.lZ(`"${id}" is not an id`);
    return encodeURIComponent(id);
}


/***/ }),

/***/ 2493:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W0: () => (/* binding */ settings),
/* harmony export */   WI: () => (/* binding */ optionalNumber),
/* harmony export */   ei: () => (/* binding */ idField),
/* harmony export */   kX: () => (/* binding */ optionalTime),
/* harmony export */   mR: () => (/* binding */ optionalText),
/* harmony export */   ui: () => (/* binding */ optionalId)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2857);

/** A text that is not empty; anything else counts as not reported. */
const optionalText = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1).optional().catch(undefined);
/** A number; anything else counts as not reported. */
const optionalNumber = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional().catch(undefined);
/** The first time in milliseconds that a server can mean; in seconds it is the year 5138. */
const MIN_MILLISECONDS = 1e11;
/** A time in Unix seconds; gateways forward the milliseconds of other APIs. */
const optionalTime = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig()
    .transform((time) => (time >= MIN_MILLISECONDS ? Math.floor(time / 1000) : time))
    .optional()
    .catch(undefined);
/** Ids are used in paths, outputs and later workflows, so only printable ASCII without spaces is accepted. */
const idText = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[\x21-\x7e]{1,1024}$/);
/** The id of a job, a file or a checkpoint; some servers count them. */
const idField = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([idText, zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative().safe().transform(String)]);
/** An id that may not be reported. */
const optionalId = idField.optional().catch(undefined);
/** A JSON object under the server's own names; anything else counts as empty. */
const settings = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()).catch({});


/***/ }),

/***/ 653:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   MN: () => (/* binding */ toCanonicalStatus),
/* harmony export */   Qm: () => (/* binding */ decodeJob),
/* harmony export */   hb: () => (/* binding */ decodeJobs),
/* harmony export */   nE: () => (/* binding */ JOB_STATUSES)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2493);
/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2639);




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
const TERMINAL_STATUSES = new Set(['succeeded', 'failed', 'cancelled', 'expired']);
/** Known statuses by their lower-case spelling, with those that are not in the API reference. */
const CANONICAL_STATUSES = new Map([
    ...[...JOB_STATUSES, 'expired', 'cancelling', 'resuming'].map((status) => [status.toLowerCase(), status]),
    ['canceled', 'cancelled'],
    ['canceling', 'cancelling'],
]);
const CANONICAL = new Set(CANONICAL_STATUSES.values());
/** Returns whether a job never changes again: by its status or, where that is not a known one, by its end. */
function isTerminal({ status, finishedAt = 0 }) {
    return TERMINAL_STATUSES.has(status) || (finishedAt > 0 && !CANONICAL.has(status));
}
const statusField = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).max(200).transform(toCanonicalStatus).catch('unknown');
/** Returns a status in the API's own spelling, if it is a known one. */
function toCanonicalStatus(status) {
    return CANONICAL_STATUSES.get(status.toLowerCase()) ?? status;
}
const JobBody = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    id: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .idField */ .ei,
    status: statusField,
    model: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
    fine_tuned_model: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
    training_file: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalId */ .ui,
    validation_file: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalId */ .ui,
    trained_tokens: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalNumber */ .WI,
    result_files: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J()).catch([]),
    created_at: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalTime */ .kX,
    finished_at: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalTime */ .kX,
    estimated_finish: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalTime */ .kX,
    error: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ code: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR, message: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR, param: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR })
        .optional()
        .catch(undefined),
    metadata: _page_js__WEBPACK_IMPORTED_MODULE_2__/* .metadataField */ .k$,
    method: zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ type: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR }).optional().catch(undefined),
    hyperparameters: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .settings */ .W0,
    seed: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalNumber */ .WI,
    user_provided_suffix: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
    suffix: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
});
/** Decodes a job; throws if the body is not a job. */
function decodeJob(body, serverTime) {
    const job = JobBody.parse(body);
    const ofMethod = readMethodSettings(job.method);
    return {
        id: job.id,
        status: job.status,
        model: job.model,
        fineTunedModel: job.fine_tuned_model,
        trainingFile: job.training_file,
        validationFile: job.validation_file,
        trainedTokens: job.trained_tokens,
        resultFiles: job.result_files.flatMap((file) => _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalId */ .ui.parse(file) ?? []),
        createdAt: job.created_at,
        finishedAt: job.finished_at,
        // 0 means unknown in the API's own examples.
        estimatedFinish: job.estimated_finish || undefined,
        error: job.error?.message || job.error?.code ? job.error : undefined,
        metadata: job.metadata,
        method: job.method?.type,
        hyperparameters: { ...(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .omitNullish */ .p3)(job.hyperparameters), ...ofMethod.hyperparameters },
        grader: ofMethod.grader,
        seed: job.seed,
        suffix: job.user_provided_suffix ?? job.suffix,
        serverTime,
        raw: body,
    };
}
/**
 * Returns what the server reports under the method. Current servers nest the hyperparameters under its type, LLMariner
 * right under `method`; older ones have them at the top level of the job.
 */
function readMethodSettings(method) {
    const nested = method?.type === undefined ? undefined : method[method.type];
    const ofType = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(nested) ? nested : {};
    const hyperparameters = [method?.hyperparameters, ofType.hyperparameters].map((value) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(value) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .omitNullish */ .p3)(value) : {});
    return { hyperparameters: Object.assign({}, ...hyperparameters), grader: ofType.grader ?? undefined };
}
/** Decodes a page of jobs. */
function decodeJobs(body, facts) {
    return (0,_page_js__WEBPACK_IMPORTED_MODULE_2__/* .decodePage */ .Ci)(body, facts, (entry) => decodeJob(entry, facts.serverTime));
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
function listJobs(client, { metadata, filter }, options) {
    const queries = [
        { limit: PAGE_SIZE, ...(metadata && { metadata }) },
        ...(metadata ? [{ limit: PAGE_SIZE }] : []),
        {},
    ];
    const getPage = (query) => client.listJobs(query);
    return (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .listAll */ ._)({ getPage, queries, maxItems: MAX_JOBS, filter, ...options });
}
/** Servers keep three checkpoints of each job; one that keeps every checkpoint of a long job has hundreds. */
const MAX_CHECKPOINTS = 1000;
/** Lists the checkpoints of a job in order of step. Rejects when the server does not support listing them. */
async function listCheckpoints(client, jobId, options) {
    const getPage = (query) => client.listCheckpoints(jobId, query);
    const queries = [{ limit: PAGE_SIZE }, {}];
    const { items } = await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .listAll */ ._)({ getPage, queries, maxItems: MAX_CHECKPOINTS, ...options });
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
    const value = text.startsWith('"') ? (0,json/* tryParseJson */.Bl)(text) : undefined;
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
        ? Array.from(line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g), ([, quoted, bare = '']) => (quoted?.replaceAll('""', '"') ?? bare).trim())
        : line.split(',').map((cell) => cell.trim());
    return cells.slice(0, MAX_COLUMNS);
}

;// CONCATENATED MODULE: ./src/openai/metrics.ts


/** Reinforcement jobs with several graders have about a hundred. */
const MAX_METRICS = 200;
/** In all series together, about 60 bytes each: the 100,000 steps of a long job with eight metrics. */
const MAX_POINTS = 1_000_000;
/** The position of a value, which is not a metric itself. */
const NON_METRIC_FIELDS = new Set([
    'step',
    'total_steps',
    'epoch',
    'total_epochs',
    'progress',
    'progress_pct',
]);
/** Collects the metrics of one job from its events, checkpoints and result files, in bounded memory. */
class MetricCollector {
    #series = new Map();
    #stepless = new Map();
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
    /**
     * Adds the metrics of an event. For a step that is trained again after a pause, the newer values win. What the event holds
     * under `metrics` are the metrics themselves.
     */
    addEvent({ data }) {
        const metrics = flatten(liftMetrics(data));
        const step = parseStep(metrics.find(([name]) => name === 'step')?.[1]);
        for (const [name, value] of metrics) {
            if (step === undefined)
                this.#addStepless(name, value);
            else
                this.#add(name, step, value, { replace: true });
        }
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
        return {
            series,
            stepless: new Map(this.#stepless),
            omitted: this.#omitted.size,
            downsampled: this.#downsampled,
        };
    }
    #add(rawName, step, value, { replace }) {
        const name = this.#normalizeName(rawName);
        if (name === undefined || NON_METRIC_FIELDS.has(name))
            return;
        const values = this.#series.get(name) ?? this.#addSeries(name);
        if (!values || (!replace && values.has(step)))
            return;
        if (replace)
            this.#stepless.delete(name);
        if (!values.has(step))
            this.#points += 1;
        values.set(step, value);
        if (this.#points > this.#maxPoints)
            this.#downsample();
    }
    #addStepless(rawName, value) {
        const name = this.#normalizeName(rawName);
        if (name === undefined || NON_METRIC_FIELDS.has(name))
            return;
        const isNew = !this.#series.has(name) && !this.#stepless.has(name);
        if (!isNew || this.#hasRoom(name))
            this.#stepless.set(name, value);
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
        if (!this.#stepless.has(name) && !this.#hasRoom(name))
            return undefined;
        const values = new Map();
        this.#series.set(name, values);
        return values;
    }
    /** Returns whether there may be a metric of this name; further names are only counted, up to a limit. */
    #hasRoom(name) {
        if (this.#series.size + this.#stepless.size < MAX_METRICS)
            return true;
        if (this.#omitted.size < 10 * MAX_METRICS)
            this.#omitted.add(name);
        return false;
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
function lastValues({ series, stepless, }) {
    const last = [...series].flatMap(([name, points]) => points.slice(-1).map(({ value }) => [name, value]));
    return Object.fromEntries([...last, ...stepless]);
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
/** Returns the data of an event with what it holds under `metrics` beside its other fields. */
function liftMetrics(data) {
    if (!(0,json/* isJsonObject */.OW)(data) || !(0,json/* isJsonObject */.OW)(data.metrics))
        return data;
    const { metrics, ...fields } = data;
    return { ...metrics, ...fields };
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

/***/ 2847:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isSameModel)
/* harmony export */ });
/**
 * Returns whether two names stand for the same model: a server may put its provider before the name (`azure/gpt-4.1-mini`),
 * and reports an alias as a snapshot with a date (`gpt-4.1-mini-2025-04-14`, `gpt-3.5-turbo-0125`; API reference, create).
 * Snapshots of two dates are two models.
 */
function isSameModel(a, b) {
    const [one, other] = [removeProvider(a), removeProvider(b)];
    return one === other || removeDate(one) === other || one === removeDate(other);
}
/** The name of a fine-tuned model (`ft:…`) is compared in its own capitals. */
function removeProvider(name) {
    const fineTuned = /(?:^|\/)(ft:.*)$/.exec(name)?.[1];
    return fineTuned ?? name.toLowerCase().replace(/^.*\//s, '');
}
const removeDate = (name) => name.startsWith('ft:') ? name : name.replace(/-(?:20\d\d-\d\d-\d\d|\d{4})$/, '');


/***/ }),

/***/ 2639:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ci: () => (/* binding */ decodePage),
/* harmony export */   D4: () => (/* binding */ decodeListBody),
/* harmony export */   k$: () => (/* binding */ metadataField)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2493);



const PageBody = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    data: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J()),
    has_more: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional().catch(undefined),
    last_id: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
});
/** Decodes the body of a list; throws if it is none. */
function decodeListBody(body) {
    const { data, has_more: hasMore, last_id: lastId } = PageBody.parse(body);
    return { data, hasMore, lastId };
}
/** Decodes a page whose entries `decode` decodes; throws if the body is no list. */
function decodePage(body, { serverTime, bytes }, decode) {
    const { data, hasMore, lastId } = decodeListBody(body);
    const items = [];
    const unreadable = [];
    const entries = data.map((entry) => {
        const item = decodeOptional(entry, decode);
        if (item) {
            items.push(item);
            return { key: item.id, createdAt: item.createdAt };
        }
        const readable = readPartially(entry);
        unreadable.push(readable);
        return { key: digest(entry), createdAt: readable.createdAt };
    });
    const lastItem = items.at(-1)?.id;
    // The id of the last entry, which is not known if the entry cannot be decoded.
    const isLastReadable = lastItem !== undefined && lastItem === entries.at(-1)?.key;
    const cursor = isLastReadable ? lastItem : (lastId ?? lastItem);
    // Without `has_more` the next page is requested: it is empty or a repetition.
    const nextCursor = hasMore === false ? undefined : cursor;
    return { items, unreadable, entries, hasMore, nextCursor, serverTime, bytes };
}
function decodeOptional(entry, decode) {
    try {
        return decode(entry);
    }
    catch {
        return undefined;
    }
}
/** Metadata as the API has it: pairs of text. */
const metadataField = zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5J())
    .transform((pairs) => Object.fromEntries(Object.entries(pairs).flatMap(([key, value]) => ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [])))
    .catch({});
const PartialBody = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    model: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
    created_at: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalTime */ .kX,
    status: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalText */ .mR,
    metadata: metadataField,
})
    .catch({ model: undefined, created_at: undefined, status: undefined, metadata: {} });
function readPartially(entry) {
    const { model, created_at: createdAt, status, metadata } = PartialBody.parse(entry);
    return { model, createdAt, status, metadata };
}
function digest(entry) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(entry)).digest('base64');
}


/***/ }),

/***/ 8240:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ listAll)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);

/** The sum of what is read of one list. */
const MAX_LIST_BYTES = 128 * 2 ** 20;
const MAX_LIST_MS = 5 * 60_000;
const MAX_PAGES_WITHOUT_NEWS = 2;
/** A server that ignores cursors repeats its first page. A page this short is its whole list; a longer one may be cut off. */
const MIN_CUT_OFF_LENGTH = 10;
/** Reads a list page by page, and decides whether it was read completely. Rejects when the server rejects every query. */
function listAll(options) {
    return new ListReader(options).read();
}
class ListReader {
    #options;
    #queries;
    #query;
    #items = [];
    #unreadable = [];
    /** The keys of all entries in the order in which they were read, each once. */
    #keys = [];
    #knownKeys = new Set();
    #previousPage;
    #pagesWithoutNews = 0;
    #bytes = 0;
    #isNewestFirst = true;
    #lastCreatedAt;
    #serverTime;
    constructor(options) {
        const [query, ...simplerQueries] = options.queries;
        this.#options = options;
        this.#query = query;
        this.#queries = simplerQueries;
    }
    async read() {
        const { clock, maxItems } = this.#options;
        const startedAt = clock.now();
        let after;
        for (;;) {
            const page = await this.#fetchPage(after);
            if (!page)
                return this.#finish('the server refuses to list what follows');
            const step = this.#add(page, after);
            if (step.kind !== 'next')
                return this.#finish(step.kind === 'end' ? undefined : step.reason);
            if (this.#keys.length >= maxItems)
                return { ...this.#finish(undefined), isTruncated: true };
            if (this.#bytes > MAX_LIST_BYTES)
                return this.#finish('the list is too long');
            if (clock.now() - startedAt > MAX_LIST_MS)
                return this.#finish('reading the list takes too long');
            after = step.after;
        }
    }
    /** Returns nothing if the server refuses what follows a page that it has sent. */
    async #fetchPage(after) {
        const { getPage, retry } = this.#options;
        const request = async () => {
            try {
                return await getPage({ ...this.#query, after });
            }
            catch (error) {
                if (hasStatus(error, [400, 422]) && this.#simplifyQuery())
                    return request();
                throw error;
            }
        };
        try {
            return await retry(request);
        }
        catch (error) {
            if (after !== undefined && hasStatus(error, [400, 404, 422]))
                return undefined;
            throw error;
        }
    }
    /** Returns whether there is a simpler query, which is sent from now on. */
    #simplifyQuery() {
        const [query, ...rest] = this.#queries;
        if (query === undefined)
            return false;
        this.#query = query;
        this.#queries.splice(0, this.#queries.length, ...rest);
        return true;
    }
    /** Keeps the new entries of a page and decides how reading goes on. */
    #add(page, after) {
        const keys = page.entries.map(({ key }) => key);
        const repetition = keys.length > 0 || after === undefined ? this.#compareWithRead(keys) : undefined;
        const hasNews = keys.some((key) => !this.#knownKeys.has(key));
        this.#keep(page);
        this.#previousPage = keys;
        this.#pagesWithoutNews = hasNews ? 0 : this.#pagesWithoutNews + 1;
        const { isDone = () => false } = this.#options;
        if (isDone(this.#items, this.#isNewestFirst))
            return { kind: 'end' };
        if (repetition === 'same page' && this.#keys.length < MIN_CUT_OFF_LENGTH)
            return { kind: 'end' };
        if (repetition === 'same page' && keys.length > 0)
            return { kind: 'incomplete', reason: 'the server ignores the cursor of its list' };
        if (repetition === 'known entries')
            return { kind: 'incomplete', reason: 'the server lists entries of earlier pages again' };
        // A page of an overlap alone, or of nothing, ends a list that does not announce more.
        if (page.hasMore === false || (page.hasMore === undefined && !hasNews))
            return { kind: 'end' };
        if (page.nextCursor === undefined && keys.length > 0)
            return { kind: 'incomplete', reason: 'the last entry of a page has no id to continue after' };
        if (hasNews)
            return { kind: 'next', after: page.nextCursor };
        // A server that filters a page after it has cut it off announces more after an empty one.
        if (this.#keys.length === 0 && this.#simplifyQuery()) {
            this.#pagesWithoutNews = 0;
            this.#previousPage = undefined;
            return { kind: 'next', after: undefined };
        }
        const canContinue = page.nextCursor !== undefined || this.#keys.length === 0;
        if (this.#pagesWithoutNews >= MAX_PAGES_WITHOUT_NEWS || !canContinue)
            return { kind: 'incomplete', reason: 'the server announces more entries and lists none' };
        return { kind: 'next', after: page.nextCursor };
    }
    /**
     * Returns what a page repeats of the pages before it. Entries at its beginning are no repetition if the pages before it
     * ended with them: a cursor may be inclusive, and new entries move a list that is paged by position.
     */
    #compareWithRead(keys) {
        if (this.#previousPage === undefined)
            return undefined;
        const isKnown = (key) => this.#knownKeys.has(key);
        const tail = keys.slice(Math.max(0, keys.length - this.#previousPage.length));
        const isSamePage = isEqual(tail, this.#previousPage) && !keys.slice(0, -tail.length || undefined).some(isKnown);
        if (isSamePage)
            return 'same page';
        const firstNew = keys.findIndex((key) => !isKnown(key));
        const overlap = firstNew < 0 ? keys : keys.slice(0, firstNew);
        const isOverlap = overlap.length === 0 || isEqual(overlap, this.#keys.slice(-overlap.length));
        return isOverlap && !keys.slice(overlap.length).some(isKnown) ? undefined : 'known entries';
    }
    #keep({ entries, items, unreadable, bytes, serverTime }) {
        const isNew = new Set(entries.map(({ key }) => key).filter((key) => !this.#knownKeys.has(key)));
        const { filter = () => true } = this.#options;
        for (const item of items)
            if (isNew.has(item.id) && filter(item))
                this.#items.push(item);
        for (const { key, createdAt } of entries) {
            if (this.#knownKeys.has(key))
                continue;
            const isFirst = this.#keys.length === 0;
            const mayFollow = createdAt !== undefined && createdAt <= (this.#lastCreatedAt ?? Number.NEGATIVE_INFINITY);
            this.#isNewestFirst &&= isFirst || mayFollow;
            this.#lastCreatedAt = createdAt;
            this.#knownKeys.add(key);
            this.#keys.push(key);
        }
        this.#unreadable.push(...unreadable);
        this.#bytes += bytes;
        this.#serverTime = serverTime ?? this.#serverTime;
    }
    #finish(incompleteReason) {
        return {
            items: this.#items,
            unreadable: this.#unreadable,
            isComplete: incompleteReason === undefined,
            incompleteReason,
            isTruncated: false,
            isNewestFirst: this.#isNewestFirst,
            serverTime: this.#serverTime,
        };
    }
}
function isEqual(a, b) {
    return a.length === b.length && a.every((key, i) => key === b[i]);
}
function hasStatus(error, statuses) {
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && statuses.includes(error.status);
}


/***/ }),

/***/ 4717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ jobUrl),
/* harmony export */   R1: () => (/* binding */ isOpenAI),
/* harmony export */   _k: () => (/* binding */ AZURE),
/* harmony export */   mM: () => (/* binding */ findKnownProvider),
/* harmony export */   nK: () => (/* binding */ AZURE_API_PATH),
/* harmony export */   s5: () => (/* binding */ completeBaseUrl),
/* harmony export */   sO: () => (/* binding */ getProvider),
/* harmony export */   to: () => (/* binding */ isFirstPartyHost),
/* harmony export */   zq: () => (/* binding */ withAzureApiPath)
/* harmony export */ });
/* harmony import */ var _http_secure_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8347);

/** API reference, Files: "Individual files can be up to 512 MB". */
const MAX_FILE_BYTES = 512_000_000;
const OPENAI = {
    name: 'OpenAI',
    keyHeader: 'bearer',
    maxSingleUploadBytes: MAX_FILE_BYTES,
    hasPreflight: true,
    hasSuffix: true,
};
/** Azure OpenAI. */
const AZURE = {
    name: 'Azure OpenAI',
    keyHeader: 'api-key',
    // microsoft/azure-skills, large-file-uploads: single uploads may fail silently from about 150 MB.
    maxSingleUploadBytes: 100_000_000,
    hasPreflight: false,
    hasSuffix: true,
    deployment: 'On Azure a model can be called only after you deploy it: use the action "deploy".',
};
const genericProvider = (name) => ({
    name,
    keyHeader: 'bearer',
    maxSingleUploadBytes: MAX_FILE_BYTES,
    hasPreflight: false,
    hasSuffix: true,
});
/** By host; OpenAI's regional hosts are those of its official client. */
const PROVIDERS = [
    [/^(\w{2}\.)?api\.openai\.com$/, OPENAI],
    [/\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, AZURE],
    [/^api\.tokenfactory\.nebius\.com$/, genericProvider('Nebius Token Factory')],
    // "suffix field is not supported" (Amazon Bedrock user guide).
    [/^bedrock-mantle\.[\w-]+\.api\.aws$/, { ...genericProvider('Amazon Bedrock'), hasSuffix: false }],
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
/** Returns whether a host is OpenAI's or Azure's own: those are known to keep metadata and what a request names. */
function isFirstPartyHost(hostname) {
    const provider = findKnownProvider(hostname);
    return provider === OPENAI || provider === AZURE;
}
/** Returns whether a host is OpenAI's own. */
function isOpenAI(hostname) {
    return findKnownProvider(hostname) === OPENAI;
}
/** The path of the API at an Azure account. */
const AZURE_API_PATH = '/openai/v1';
/** What Azure's portals show as the endpoint: the address of an account, or of a project of Foundry. */
const AZURE_ENDPOINT_PATH = /^(\/api\/projects\/[^/]+)?\/?$/;
/** Returns an address with the path of Azure's API, unless it has another path already. */
function withAzureApiPath(address) {
    const url = new URL(address);
    const endpoint = AZURE_ENDPOINT_PATH.exec(url.pathname);
    if (endpoint)
        url.pathname = `${endpoint[1] ?? ''}${AZURE_API_PATH}`;
    return url.href;
}
/** Returns the address of the API: on Azure hosts with its path, which the portals do not show; elsewhere as it is. */
function completeBaseUrl(baseUrl) {
    return findKnownProvider(new URL(baseUrl).hostname) === AZURE ? withAzureApiPath(baseUrl) : baseUrl;
}
/** Returns the address of a job's page, which only OpenAI is known to have. */
function jobUrl(host, jobId) {
    return host === 'api.openai.com'
        ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
        : undefined;
}


/***/ }),

/***/ 3737:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HK: () => (/* binding */ OPENAI_TOKEN_URL),
/* harmony export */   Lr: () => (/* binding */ entraTokenUrl),
/* harmony export */   i2: () => (/* binding */ toOidcTokenError),
/* harmony export */   r1: () => (/* binding */ exchangeToken)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9567);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);
/* harmony import */ var _http_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7777);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8301);
/* harmony import */ var _api_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5668);






/** Entra's scope for this API, the same for every resource; another API of Azure has its own. */
const ENTRA_SCOPE = 'https://cognitiveservices.azure.com/.default';
/** Returns the URL at which Entra exchanges tokens; a sovereign cloud has another host. */
function entraTokenUrl(tenantId, host = 'login.microsoftonline.com') {
    return `https://${host}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
}
/** The URL at which OpenAI exchanges tokens (workload identity federation guide). */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token';
const TokenBody = zod__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    // Only characters that a header may contain.
    access_token: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[\x21-\x7e]+$/),
    expires_in: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .ai().positive().optional().catch(undefined),
});
/** The official client's default. */
const DEFAULT_LIFETIME_S = 3600;
const UNREACHABLE_HINT = 'Check "token-url", and that this runner can reach that host (through a proxy or a firewall).';
const REDIRECT_HINT = 'Redirects are not followed. Set "token-url" to the address that they lead to.';
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
    const response = await (0,_http_request_js__WEBPACK_IMPORTED_MODULE_2__/* .sendRequest */ .w$)(fetch, clock, { description, url, request, unreachableHint });
    if (!(0,_http_request_js__WEBPACK_IMPORTED_MODULE_2__/* .isSuccess */ .oJ)(response)) {
        const { status } = response;
        const isRejected = status >= 400 && status < 500 && status !== 429;
        const hint = isRejected ? claimsHint(identity, idToken) : status < 400 ? REDIRECT_HINT : undefined;
        throw (0,_api_error_js__WEBPACK_IMPORTED_MODULE_4__/* .errorFromResponse */ .a)(description, response, { hint });
    }
    return (0,_http_request_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeResponse */ .oX)(description, response, (body) => {
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
        scope: identity.scope ?? ENTRA_SCOPE,
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
    const payload = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .tryParseJson */ .Bl)(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isJsonObject */ .OW)(payload) ? payload : {};
}
/** Returns the error for a failed request of an OIDC token: the job lacks the permission, or GitHub does not respond. */
function toOidcTokenError(error, isFork) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IdTokenDeniedError */ .K6)) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ && !(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConnectionError */ .Rc))
            return error;
        const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .getErrorMessage */ .u1)(error);
        return new _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConnectionError */ .Rc(`Cannot get an OIDC token from GitHub: ${reason}`, { requestSent: true });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('This job has no permission to request an OIDC token from GitHub.', {
        hint: isFork
            ? 'Workflows for pull requests from forks never get it. Train after the merge.'
            : 'Add "permissions: id-token: write" to the job (and "contents: read" for the checkout).',
    });
}


/***/ }),

/***/ 4529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ sortByStep),
/* harmony export */   q: () => (/* binding */ findBestCheckpoint)
/* harmony export */ });
/* harmony import */ var _curves_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(940);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2011);


/**
 * Returns the model with the highest validation reward, else the lowest full validation loss, else the lowest
 * validation loss. Returns the final model if that is the one, or if no metric tells the checkpoints apart.
 */
function findBestCheckpoint(checkpoints, table, finalModel) {
    for (const metric of [..._curves_js__WEBPACK_IMPORTED_MODULE_0__/* .VALIDATION_REWARDS */ .ZG, ..._curves_js__WEBPACK_IMPORTED_MODULE_0__/* .VALIDATION_LOSSES */ .Wc]) {
        const rated = rateCheckpoints(checkpoints, table, metric);
        if (new Set(rated.map(({ value }) => value)).size < 2)
            continue;
        const best = pickBest(rated, metric);
        const isNamedFinal = finalModel !== undefined && best.model === finalModel;
        const isFinal = isNamedFinal || best.step >= findLastStep(checkpoints, table);
        const extreme = metric.sign === 1 ? 'lowest' : 'highest';
        const why = `It has the ${extreme} ${metric.title} of ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(rated.length, 'checkpoint')}: ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(best.value)} at step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(best.step)}${isFinal ? ', the last one' : ''}.`;
        const model = isFinal && finalModel ? finalModel : best.model;
        return { model, checkpointId: best.id, step: best.step, why };
    }
    const last = sortByStep(checkpoints).at(-1);
    const model = finalModel ?? last?.model;
    if (model === undefined && last === undefined)
        return undefined;
    const subject = finalModel === undefined ? 'the last checkpoint' : 'the final model';
    const why = `It is ${subject}; no validation metric tells the checkpoints apart.`;
    return { model, checkpointId: last?.id, ...(finalModel === undefined && { step: last?.step }), why };
}
/** Returns the checkpoints in the order of their steps; those without a step come first. */
function sortByStep(checkpoints) {
    return checkpoints.toSorted((a, b) => (a.step ?? 0) - (b.step ?? 0));
}
function rateCheckpoints(checkpoints, table, { name }) {
    const values = new Map((0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .finiteSeries */ .LK)(table, name).map(({ step, value }) => [step, value]));
    return checkpoints.flatMap(({ id, model, step = -1 }) => {
        const value = values.get(step);
        return value === undefined ? [] : [{ id, model, step, value }];
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
    const last = [...series.values()].flatMap((points) => points.slice(-1));
    return Math.max(0, ...[...checkpoints, ...last].map(({ step = 0 }) => step));
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
    const startsLate = (point) => steps.findIndex((step) => step >= point.step) > 1;
    const legend = [
        training.length > 0 && `🟦 training ${title}${isNoisy ? ' (faint: each step; full: their mean)' : ''}`,
        first &&
            `🟧 validation ${title}${startsLate(first) ? ` (from step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(first.step)} on)` : ''}`,
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
    const last = curve.at(-1);
    if (!last)
        return [];
    let after = 0;
    return steps.map((step) => {
        let to = curve[after];
        while (to && to.step < step) {
            after += 1;
            to = curve[after];
        }
        const from = curve[after - 1];
        if (!to)
            return last.value;
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
        for (let point = curve[end]; point && point.step < nextStep; point = curve[end])
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

/***/ 4231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ renderCommentFooter),
/* harmony export */   w: () => (/* binding */ renderComment)
/* harmony export */ });
/* harmony import */ var _curves_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(940);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2011);
/* harmony import */ var _gate_results_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5492);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4285);
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3300);





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
        failure && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteError */ .PI)(failure, { maxLines: MAX_FAILURE_LINES, maxLength: 200 }),
        dataSection(content),
        problemSection(content),
        jobSection(content),
        metricSection(content),
        gateSection(content),
        renderCommentFooter(content),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
const sum = (data, kind) => data.reduce((total, dataset) => total + dataset[kind], 0);
function renderTitle({ state, outcome, data }) {
    const isBad = state === 'failed' || (state === 'checked' && sum(data, 'errors') > 0);
    const isUnchecked = state === 'checked' && data.some(({ isUnchecked }) => isUnchecked);
    const icon = isBad ? '❌' : isUnchecked ? '⚪' : state === 'running' ? '⏳' : '✅';
    const states = {
        checked: isBad ? 'the data has errors' : isUnchecked ? 'the data was not checked' : 'the data is fine',
        running: 'training',
        done: 'trained',
        failed: 'failed',
    };
    return `${icon} Fine-tuning: ${outcome ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(outcome, 100) : states[state]}`;
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
            examples === undefined ? '' : (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatInteger */ .Sm)(examples),
            ...(isCompared ? [known ? changeCell(known) : ''] : []),
            ...(hasTokens ? [tokenCell(tokens, known?.tokens)] : []),
        ];
    });
    const reasons = new Set(data.flatMap(({ changes }) => (changes && 'unavailable' in changes ? changes.unavailable : [])));
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(titles, rows),
        ...[...reasons].map((reason) => `Changes are not known: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(reason, 150)}.`),
        ...(cost ? [costLine(cost)] : []),
    ].join('\n\n');
}
/** Returns `+12 −3` and the edited examples in a second line, which keeps the column narrow. */
function changeCell({ added, removed, changed }) {
    const counts = [added > 0 && (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatSigned */ .Gp)(added), removed > 0 && (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatSigned */ .Gp)(-removed)]
        .filter(Boolean)
        .join(' ');
    return [counts, changed > 0 && `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatInteger */ .Sm)(changed)} edited`].filter(Boolean).join('<br>') || 'none';
}
function tokenCell(tokens, difference = 0) {
    if (tokens === undefined)
        return '';
    return difference === 0 ? (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatInteger */ .Sm)(tokens) : `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatInteger */ .Sm)(tokens)}<br>${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatSigned */ .Gp)(difference)}`;
}
function costLine({ tokens, usd }) {
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(tokens, 'billable token')}${usd === undefined ? '' : `, about **${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatUsd */ .UK)(usd)}**`}`;
}
function problemSection(content) {
    const [errors, warnings] = [sum(content.data, 'errors'), sum(content.data, 'warnings')];
    if (errors + warnings === 0)
        return undefined;
    const counts = [
        errors > 0 && `${_problems_js__WEBPACK_IMPORTED_MODULE_1__/* .SEVERITY_ICONS */ .J3.error} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(errors, 'error')}`,
        warnings > 0 && `${_problems_js__WEBPACK_IMPORTED_MODULE_1__/* .SEVERITY_ICONS */ .J3.warning} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(warnings, 'warning')}`,
    ];
    const isError = ({ severity }) => Number(severity === 'error');
    const { markdown, shown } = (0,_problems_js__WEBPACK_IMPORTED_MODULE_1__/* .problemTable */ .iK)(content.problems.toSorted((a, b) => isError(b) - isError(a)), {
        maxRows: MAX_PROBLEMS,
        maxLengths: MAX_PROBLEM_LENGTHS,
        getUrl: ({ file, line }) => lineUrl(file, line, content),
    });
    const omitted = errors + warnings - shown;
    return [
        counts.filter(Boolean).join(', '),
        shown > 0 && markdown,
        omitted > 0 && shown > 0 && `The log has ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatInteger */ .Sm)(omitted)} more.`,
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
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .codeLink */ .U1)(id, url, 60),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(status.replaceAll('_', ' '), 30),
        model && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .inlineCode */ .ti)(model, 80),
    ];
    const line = `**Job** ${facts.filter(Boolean).join(' · ')}`;
    return fineTunedModel ? `${line}<br>**Model** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .inlineCode */ .ti)(fineTunedModel, 150)}` : line;
}
function metricSection({ metrics }) {
    if (!metrics || metrics.rows.length === 0)
        return undefined;
    const isCompared = metrics.rows.some(({ baseline }) => baseline !== undefined);
    const format = (value) => (value === undefined ? '' : (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMetric */ .gI)(value));
    const rows = metrics.rows
        .slice(0, MAX_METRICS)
        .map(({ name, value, baseline }) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .inlineCode */ .ti)(name, 40),
        ...(isCompared ? [format(baseline)] : []),
        format(value),
        ...(isCompared ? [differenceCell(name, value, baseline)] : []),
    ]);
    const titles = isCompared ? ['Metric', ' Baseline', ' This', ' Difference'] : ['Metric', ' This'];
    const { baseline } = metrics;
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(titles, rows), ...(baseline ? [`Baseline: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .inlineCode */ .ti)(baseline, 150)}`] : [])].join('\n\n');
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
    const gain = -(0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .getLossSign */ .FA)(name) * difference;
    const judgment = gain === 0 ? '' : ` ${gain > 0 ? 'better' : 'worse'}`;
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatSigned */ .Gp)(difference, _format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMetric */ .gI)} ${difference > 0 ? '↑' : '↓'}${judgment}`;
}
function gateSection({ gate }) {
    if (!gate)
        return undefined;
    const title = `**Quality gate** ${gate.passed ? 'passed' : 'failed'}`;
    if (gate.rows.length === 0)
        return title;
    const failedFirst = gate.rows.toSorted((a, b) => Number(a.passed) - Number(b.passed));
    return `${title}\n\n${(0,_gate_results_js__WEBPACK_IMPORTED_MODULE_4__/* .gateTable */ .k0)(failedFirst, { maxRows: MAX_REQUIREMENTS, maxLength: 100 })}`;
}
/** Renders the last line of a comment: the commit and the workflow run that it is about. */
function renderCommentFooter({ commit, runUrl, }) {
    const facts = [
        commit && `commit ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .inlineCode */ .ti)(commit.sha.slice(0, 7), 7)}`,
        runUrl && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)('workflow run', runUrl),
    ].filter(Boolean);
    return facts.length > 0 ? `<sub>${facts.join(' · ')}</sub>` : undefined;
}


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
    const movement = describeMovement('training', title, analyzeCurve(training, sign));
    return [`${movement}; without validation metrics, overfitting cannot be detected.`];
}
function describeValidation({ title, training, validationName: name }, analysis, sign) {
    const { best, last, worsened } = analysis;
    if (!worsened)
        return `${describeMovement(name, title, analysis)}: no sign of overfitting.`;
    const since = training.filter(({ step }) => step >= best.step);
    const keepsLearning = since.length >= _curves_js__WEBPACK_IMPORTED_MODULE_0__/* .MIN_POINTS */ .Bx && analyzeCurve(since, sign).gained;
    const peak = `was best at step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(best.step)} (${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(best.value)})`;
    if (!keepsLearning)
        return `${capitalize(name)} ${title} ${peak} and ended at ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)}.`;
    const [turned, continued] = title === 'loss' ? ['risen', 'fall'] : ['fallen', 'rise'];
    const percent = Math.round(100 * Math.abs(last.value / best.value - 1));
    return `The model overfits: ${name} ${title} ${peak} and has since ${turned} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)} (${percent} %), while training ${title} continued to ${continued}.`;
}
/** Smooths a curve and compares its points; a difference counts if it is larger than the noise explains. */
function analyzeCurve(series, sign) {
    const width = Math.max(1, Math.round(series.length / 12));
    const smooth = (0,_curves_js__WEBPACK_IMPORTED_MODULE_0__/* .movingAverage */ .CR)(series, width);
    const noise = noiseLevel(series.map(({ value }) => value)) / Math.sqrt(width);
    const [first = ORIGIN, last = first] = [smooth[0], smooth.at(-1)];
    const best = smooth.reduce((a, b) => (sign * (a.value - b.value) > 0 ? b : a), first);
    const threshold = Math.max(TOLERANCE * Math.abs(best.value), NOISE_FACTOR * noise);
    const [before = first] = smooth.slice(Math.floor(smooth.length * 0.75) - 1);
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
function describeMovement(name, title, { first, last, improving }) {
    const change = `${capitalize(name)} ${title} went from ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(first.value)} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMetric */ .gI)(last.value)}`;
    return improving ? `${change} and was still improving at the end` : `${change} and has leveled off`;
}
const capitalize = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/**
 * Estimates the standard deviation of the noise from how much each value differs from the mean of its neighbors: the
 * variance of that is 6/4 of the noise's. A bent curve counts as noisier than it is, so that doubt means silence.
 */
function noiseLevel(values) {
    const bends = [];
    let before;
    let value;
    for (const next of values) {
        if (before !== undefined && value !== undefined)
            bends.push(value - (before + next) / 2);
        before = value;
        value = next;
    }
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
/* harmony export */   FA: () => (/* binding */ getLossSign),
/* harmony export */   FD: () => (/* binding */ getCurves),
/* harmony export */   Jl: () => (/* binding */ TRAINING_LOSS),
/* harmony export */   LK: () => (/* binding */ finiteSeries),
/* harmony export */   Wc: () => (/* binding */ VALIDATION_LOSSES),
/* harmony export */   ZG: () => (/* binding */ VALIDATION_REWARDS)
/* harmony export */ });
/** Returns whether less (1) or more (-1) of a metric is better, by its name; 0 if the name does not say. */
function getLossSign(name) {
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
    // Amazon Bedrock's.
    'critic_rewards_mean',
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
        return { title: 'reward', ...reward, validationName: 'validation', sampled: reward.validation };
    const loss = { training: curve([TRAINING_LOSS]), validation: validationLoss(table) };
    if (loss.training.length + loss.validation.length === 0)
        return undefined;
    const sampled = curve(VALIDATION_LOSSES);
    // The loss on samples is only passed over for that on the whole file.
    const validationName = sampled.length > loss.validation.length ? 'full validation' : 'validation';
    return { title: 'loss', ...loss, validationName, sampled };
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
    let sum = 0;
    for (const [i, { value }] of series.entries()) {
        sum = i % block === 0 ? value : sum + value;
        fromStart[i] = sum;
    }
    sum = 0;
    for (const [back, { value }] of series.toReversed().entries()) {
        const i = end - 1 - back;
        sum = (i + 1) % block === 0 ? value : sum + value;
        toEnd[i] = sum;
    }
    const blockIndex = (i) => Math.floor(i / block);
    const sumWindow = (first, last) => {
        const [head = 0, tail = 0] = [toEnd[first], fromStart[last]];
        if (first % block === 0)
            return tail;
        return blockIndex(first) === blockIndex(last) ? head : head + tail;
    };
    return series.map(({ step }, i) => {
        const [first, last] = [Math.max(0, i - reach), Math.min(end - 1, i + reach)];
        return { step, value: sumWindow(first, last) / (last - first + 1) };
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
    const { role, files, examples, format, bytes, tokens, digest, isUnchecked } = dataset;
    const names = files.slice(0, MAX_FILES).map(({ name }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(name));
    if (files.length > MAX_FILES)
        names.push(`and ${files.length - MAX_FILES} more`);
    const facts = [
        names.join(', '),
        examples !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(examples, 'example'),
        format,
        tokens !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(tokens, 'token'),
        bytes !== undefined && (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(bytes),
        isUnchecked && 'not checked',
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
/* harmony export */   U3: () => (/* binding */ preemptedMessage),
/* harmony export */   XM: () => (/* binding */ stalledMessage),
/* harmony export */   Zd: () => (/* binding */ commandSentMessage),
/* harmony export */   _G: () => (/* binding */ maybeCreatedMessage),
/* harmony export */   cK: () => (/* binding */ formatHeartbeat),
/* harmony export */   cf: () => (/* binding */ NO_PROGRESS),
/* harmony export */   dO: () => (/* binding */ resumeMessage),
/* harmony export */   eI: () => (/* binding */ formatRetry),
/* harmony export */   g: () => (/* binding */ formatCurves),
/* harmony export */   hc: () => (/* binding */ maybeRunningMessage),
/* harmony export */   m: () => (/* binding */ HEARTBEAT_MS),
/* harmony export */   me: () => (/* binding */ formatStatus),
/* harmony export */   qF: () => (/* binding */ formatEvent),
/* harmony export */   rT: () => (/* binding */ PAST_TENSE)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _chart_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(194);
/* harmony import */ var _curves_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(940);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2011);




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
    const line = `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(createdAt)}  ${prefix}${message}`;
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
    const fields = Object(data);
    const { train_loss: loss, train_mean_reward: reward } = {
        ...fields.metrics,
        ...fields,
    };
    if (typeof reward === 'number')
        return `reward ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMetric */ .gI)(reward)}`;
    return typeof loss === 'number' ? `loss ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMetric */ .gI)(loss)}` : undefined;
}
/** Leaves out the seconds of all but the shortest durations: an estimate is not that exact. */
function formatApproxDuration(seconds) {
    if (seconds < 60)
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(seconds * 1000);
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
/** Returns the warning about a job that trains, and has had no new event for so long. */
function stalledMessage({ id }, quietMs) {
    return `Job ${id} has been running for ${formatApproxDuration(quietMs / 1000)} without a new event. Some jobs hang like this and report no error. The action keeps waiting. If no event follows, stop the job with the action "control" (job-id: ${id}, command: cancel), and run the training step again: it creates a new job.`;
}
/** Returns the log line of a job that trained, and now waits again. */
function preemptedMessage({ id, status }) {
    return `Job ${id} trained, and is ${status.replaceAll('_', ' ')} again: the server has interrupted it, and continues it when it has capacity. The action keeps waiting. Azure's training type "Developer" is interrupted like this.`;
}
const CURVE_WIDTH = 32;
/** Formats the curves of a finished training, one log line each: `training loss    2.21 ▇▆▅▃▂▂▁▁ 0.41`. */
function formatCurves(table) {
    const curves = (0,_curves_js__WEBPACK_IMPORTED_MODULE_2__/* .getCurves */ .FD)(table);
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
        return `${name} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMetric */ .gI)(first).padStart(8)} ${(0,_chart_js__WEBPACK_IMPORTED_MODULE_1__/* .sparkline */ .KM)(values, CURVE_WIDTH)} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMetric */ .gI)(last)}`;
    });
}
/** Formats the log line of a job whose status or estimated end has changed. */
function formatStatus({ status, estimatedFinish }) {
    const end = estimatedFinish && status === 'running' ? `, expected to end at ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(estimatedFinish)} UTC` : '';
    return `status: ${status.replaceAll('_', ' ')}${end}`;
}
/** Formats a job as one line of a list. */
function formatJob({ id, status, model, fineTunedModel, createdAt }) {
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDateTime */ .r6)(createdAt)}  ${id}  ${status}  ${fineTunedModel ?? model ?? ''}`.trimEnd();
}
/** Formats the log line of a request that failed and will be retried. */
function formatRetry(error, delayMs) {
    return `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .getErrorMessage */ .u1)(error)}; retrying in ${(0,_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(Math.max(1000, delayMs))}`;
}
/** The past participle of each command that changes a job. */
const PAST_TENSE = { cancel: 'cancelled', pause: 'paused', resume: 'resumed' };
/** Returns the sentence about a job that goes on without this step: how to follow it, and how to stop it. */
function leftRunningMessage(jobId, { isCommandLine }) {
    const state = `Job ${jobId} is still running and costs money.`;
    if (isCommandLine)
        return `${state} "wait --job-id ${jobId}" follows it; ${stopCommand(jobId)} stops it.`;
    return `${state} Use the "wait" action (job-id: ${jobId}) to follow it, or re-run the training step if it waits; use "control" to stop it.`;
}
/** Returns the sentence about a job whose status is unknown: it may go on, and how to find out. */
function maybeRunningMessage(jobId, { isCommandLine }) {
    const stop = isCommandLine ? stopCommand(jobId) : `"control" (job-id: ${jobId})`;
    return `Job ${jobId} may still be running and costing money. Check it on the server: a job costs money until it ends; ${stop} stops it.`;
}
/** Returns the sentence that says how to resume a paused job. */
function resumeMessage(jobId, { isCommandLine }) {
    return isCommandLine
        ? `To resume it, run "control --job-id ${jobId} --command resume", or the training again with --resume-paused.`
        : 'To resume it, use the "control" action, or run the training step again with "resume-paused: true".';
}
const stopCommand = (jobId) => `"control --job-id ${jobId} --command cancel"`;
/** Returns the sentence about a job that this attempt may have created, when its id is unknown. */
function maybeCreatedMessage(attempt) {
    return `It may be running and costing money: check the newest jobs of this project (ft_attempt: ${attempt}).`;
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
/* harmony export */   $E: () => (/* binding */ EVALUATE_OUTPUTS),
/* harmony export */   Gb: () => (/* binding */ CHECK_OUTPUTS),
/* harmony export */   L6: () => (/* binding */ toResultJson),
/* harmony export */   LO: () => (/* binding */ CONTROL_OUTPUTS),
/* harmony export */   QD: () => (/* binding */ serializeOutput),
/* harmony export */   Tg: () => (/* binding */ toJobOutputs),
/* harmony export */   bE: () => (/* binding */ DEPLOY_OUTPUTS),
/* harmony export */   hV: () => (/* binding */ getTrainedModel),
/* harmony export */   iQ: () => (/* binding */ ROOT_OUTPUTS),
/* harmony export */   lY: () => (/* binding */ WAIT_OUTPUTS),
/* harmony export */   vw: () => (/* binding */ FIND_OUTPUTS)
/* harmony export */ });
const JOB = ['job-id', 'status', 'fine-tuned-model'];
const WORK = ['fingerprint', 'estimated-tokens', 'estimated-cost'];
const DATA = ['training-file-id', 'validation-file-id'];
const QUALITY = ['metrics', 'best-checkpoint', 'best-checkpoint-id', 'checkpoints', 'gate'];
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
/** The outputs of the action `evaluate`. */
const EVALUATE_OUTPUTS = [
    'score',
    'baseline-score',
    'difference',
    'difference-low',
    'difference-high',
    'verdict',
    'pass-rate',
    'baseline-pass-rate',
    'examples',
    'errors',
    'gate',
    'results-dir',
];
/** The outputs of the action `deploy`. */
const DEPLOY_OUTPUTS = [
    'deployment',
    'model',
    'previous-model',
    'changed',
    'endpoint',
    'state',
];
/** Returns the content of `result.json`: every output by its name, null if it is not known. */
function toResultJson(names, outputs) {
    return Object.fromEntries(names.map((name) => [name, outputs[name] ?? null]));
}
/** GitHub allows 1 MB for all outputs of a job together. */
const MAX_OUTPUT_BYTES = 64_000;
/** Returns the model that may be deployed: none unless the job has succeeded, even if the server names one. */
function getTrainedModel(job) {
    return job.status === 'succeeded' ? job.fineTunedModel : undefined;
}
/** Returns the outputs that depend on a job, except `job` itself. */
function toJobOutputs(job) {
    const failed = job.status === 'failed' ? job.error : undefined;
    return {
        'job-id': job.id,
        status: job.status,
        'fine-tuned-model': getTrainedModel(job),
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
const fits = (text, maxBytes = MAX_OUTPUT_BYTES) => Buffer.byteLength(text) <= maxBytes;
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

/***/ 8219:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xv: () => (/* binding */ VERSION),
  YH: () => (/* binding */ createDependencies),
  qG: () => (/* binding */ exitAfterOutput),
  eF: () => (/* binding */ run)
});

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
const commit = schemas/* string */.YjP()
    .regex(/^[0-9a-f]{4,64}$/)
    .optional()
    .catch(undefined);
const Branch = schemas/* object */.Ikc({ sha: commit, repo: Repository }).optional().catch(undefined);
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
    const serverUrl = withoutTrailingSlash(env.GITHUB_SERVER_URL || 'https://github.com');
    const isOfHead = payload.pull_request !== undefined && env.GITHUB_EVENT_NAME !== 'pull_request_target';
    return {
        repository: REPOSITORY_NAME.test(repository) ? repository : undefined,
        sha: head?.sha ?? (env.GITHUB_SHA || undefined),
        ref: env.GITHUB_REF || undefined,
        runId: env.GITHUB_RUN_ID || undefined,
        runAttempt: readAttempt(env.GITHUB_RUN_ATTEMPT),
        isFork: isOfHead && head?.repo?.full_name !== (base?.repo?.full_name ?? repository),
        apiUrl: withoutTrailingSlash(env.GITHUB_API_URL || 'https://api.github.com'),
        serverUrl,
        pullRequest: findPullRequest(env, payload),
        actionUrl: getActionUrl(env, serverUrl),
    };
}
function getActionUrl({ GITHUB_ACTION_REPOSITORY: repository = '', GITHUB_ACTION_REF: ref = '' }, serverUrl) {
    // An action of the workspace has neither.
    if (!REPOSITORY_NAME.test(repository) || !/^[\w.-]+(?:\/[\w.-]+)*$/.test(ref))
        return undefined;
    return `${serverUrl}/${repository}/blob/${ref}`;
}
/** Neither owner nor name is `.` or `..`, which would change the path of a request. */
const REPOSITORY_NAME = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/;
function readAttempt(text = '') {
    const attempt = Number(text);
    return Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1;
}
function parsePayload(event) {
    return Payload.safeParse((0,json/* tryParseJson */.Bl)(event)).data ?? { repository: undefined };
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
;// CONCATENATED MODULE: ./src/workspace/file.ts



const CHUNK_BYTES = 256 * 1024;
// Windows has neither of the last two, nor the links to devices and pipes that they guard against: undefined adds nothing.
const OPEN_FLAGS = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
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
        const code = (0,errors/* getErrorCode */.E2)(cause);
        if (code === 'ELOOP' || code === 'ENOENT')
            throw fileChangedError(file);
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(file.name)} cannot be read (${code})`, { cause });
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

// EXTERNAL MODULE: ./src/workspace/path-guard.ts
var path_guard = __webpack_require__(4874);
;// CONCATENATED MODULE: ./src/workspace/glob.ts




// An innermost group of braces with a comma.
const BRACES = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/;
const RANGE = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/;
const MAX_ALTERNATIVES = 64;
const MAX_GLOB_LENGTH = 4096;
/** The files on the disk. */
const DISK = {
    lstat: (path) => (0,promises_.lstat)(path).catch(() => undefined),
    readdir: (path) => (0,promises_.readdir)(path, { withFileTypes: true }).catch(() => []),
};
/** Reads each folder and each path of a tree once, for lines that search the same folders. */
function cacheTree(tree) {
    return { lstat: memoize(tree.lstat), readdir: memoize(tree.readdir) };
}
function memoize(read) {
    const results = new Map();
    return (path) => {
        const result = results.get(path) ?? read(path);
        results.set(path, result);
        return result;
    };
}
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
function isGlob(path, platformPath = (external_node_path_default())) {
    // A backslash is an escape in a glob, except where it is the separator.
    return (platformPath.sep === '\\' ? /[*?[{]/ : /[*?[{\\]/).test(path);
}
/** Splits a glob into the folders to search, one for each alternative of its braces; throws an ActionError for too many. */
function splitGlob(glob, platformPath = (external_node_path_default())) {
    const withSlashes = platformPath.sep === '\\' ? glob.replaceAll('\\', '/') : glob;
    return expandBraces(withSlashes).map((alternative) => {
        const segments = alternative.split('/');
        const firstWild = segments.findIndex((segment) => isGlob(segment, platformPath));
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
/** Lists the paths below `folder` that match. */
async function expandGlob(folder, steps, { tree, budget, mayFollow }) {
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
        await budget.spend(1);
        if (typeof test === 'string') {
            const child = external_node_path_default().join(path, test);
            const stats = await tree.lstat(child);
            if (stats)
                await reach(child, step + 1, stats.isSymbolicLink());
            return;
        }
        if (test === ANY_DEPTH)
            await walk(path, step + 1);
        const entries = await tree.readdir(path);
        await budget.spend(entries.length);
        for (const entry of entries) {
            const child = () => external_node_path_default().join(path, entry.name);
            if (test === ANY_DEPTH) {
                if (entry.isDirectory() && !entry.name.startsWith('.'))
                    await walk(child(), step);
            }
            else if (test.test(entry.name))
                await reach(child(), step + 1, entry.isSymbolicLink());
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
    for (const [token] of segment.matchAll(TOKEN)) {
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
        const isNegated = /^\[[!^]/.test(token);
        const inside = token.slice(isNegated ? 2 : 1, -1);
        return `[${isNegated ? '^' : ''}${inside.replace(/[\\[\]^]/g, '\\$&')}]`;
    }
    return (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/workspace/glob-budget.ts


/** Takes seconds. Ten globs in a workspace of half a million files stay below it. */
const MAX_STEPS = 10_000_000;
/** A path that is looked up on the disk costs system calls. */
const STEPS_PER_PATH = 100;
/** Signals of the process arrive only between two turns of its event loop. */
const STEPS_PER_TURN = 50_000;
/** Bounds the work for one list of paths and globs, and ends it when the workflow is cancelled. */
class GlobBudget {
    #signal;
    #maxSteps;
    #steps = 0;
    #turnEnd = STEPS_PER_TURN;
    constructor(signal, maxSteps = MAX_STEPS) {
        this.#signal = signal;
        this.#maxSteps = maxSteps;
    }
    /** Counts names that are compared with a part of a glob. Rejects when there are too many, or the workflow is cancelled. */
    async spend(steps) {
        this.#steps += steps;
        if (this.#steps > this.#maxSteps)
            throw new errors/* ActionError */.lZ('the lines compare too many names; use fewer globs, or narrower ones', {
                hint: `All lines together may compare ${this.#maxSteps.toLocaleString('en')} names.`,
            });
        if (this.#steps < this.#turnEnd)
            return;
        this.#turnEnd = this.#steps + STEPS_PER_TURN;
        await (0,external_node_timers_promises_.setImmediate)();
        this.#signal?.throwIfAborted();
    }
    /** Counts paths that are looked up on the disk. */
    spendOnPaths(paths) {
        return this.spend(paths * STEPS_PER_PATH);
    }
}

// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
;// CONCATENATED MODULE: ./src/workspace/suggest-file.ts



/** Finds the file in the same folder whose name a missing path is probably a typo of. */
async function findSimilarFile(path) {
    const names = await (0,promises_.readdir)(external_node_path_default().dirname(path)).catch(() => []);
    return (0,suggest/* closestMatch */.h0)(external_node_path_default().basename(path), names);
}

;// CONCATENATED MODULE: ./src/workspace/file-search.ts








/** Creates the context for the paths of an input or, where given, of the file `relativeTo`. */
async function createSearchContext(roots, relativeTo, signal) {
    const guard = await (0,path_guard/* createPathGuard */.HE)(roots);
    const base = relativeTo && external_node_path_default().resolve(roots.workspace, relativeTo);
    return {
        guard,
        folder: base ? external_node_path_default().dirname(base) : roots.workspace,
        namesFolder: roots.isCommandLine ?? false,
        origin: relativeTo && base ? await findOrigin(guard, relativeTo, base) : 'input',
        budget: new GlobBudget(signal),
        tree: cacheTree(DISK),
    };
}
/** A file belongs to RUNNER_TEMP only if it is there both as written and in fact. */
async function findOrigin(guard, label, path) {
    const real = await guard.resolveReal(label, path);
    return guard.isInWorkspace(path) || guard.isInWorkspace(real) ? 'workspace' : 'temp';
}
/**
 * Returns the absolute path as written. Only an input, or a file in RUNNER_TEMP, reaches RUNNER_TEMP: the runner keeps
 * tokens there, and everything else comes from a commit.
 */
function resolveWritten({ guard, folder, origin }, path, label = path) {
    const isAbsolute = external_node_path_default().isAbsolute(path);
    if (isAbsolute && origin === 'workspace')
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is an absolute path, which only an input can have`, {
            hint: 'In a file, paths are relative to its folder.',
        });
    const allowTemp = origin === 'temp' || (origin === 'input' && isAbsolute);
    return guard.checkWritten(label, external_node_path_default().resolve(folder, path), { allowTemp });
}
/** Returns whether anything exists at a path inside. */
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
/** Returns the files that a list of paths and globs names; see `Workspace.glob`. */
async function findFiles(context, patterns) {
    const { included, excluded } = parsePatternList(patterns);
    if (included.length === 0)
        throw new errors/* ActionError */.lZ('no file is named');
    const exclusions = await resolveExcluded(context, excluded);
    const files = new Map();
    for (const line of included) {
        await context.budget.spendOnPaths(1);
        const literal = await isLiteral(context, line);
        const paths = literal ? [resolveWritten(context, line)] : await matchPattern(context, line);
        // Before any file is read: an excluded file may be unreadable or lead outside.
        const candidates = paths.filter((path) => !isInsideAny(path, exclusions.written));
        for (const path of candidates) {
            if (files.get(path) || (files.has(path) && !literal))
                continue;
            await context.budget.spendOnPaths(1);
            files.set(path, literal
                ? await getRegularFile(context, line, path)
                : await findRegularFile(context, context.guard.displayName(path), path));
        }
        const hasNoFile = candidates.length > 0 && !candidates.some((path) => files.get(path));
        if (paths.length === 0 || hasNoFile)
            throw noMatchError(context, line);
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
    for (const line of lines) {
        await context.budget.spendOnPaths(1);
        const paths = (await isLiteral(context, line))
            ? [resolveWritten(context, line)]
            : await matchPattern(context, line);
        for (const path of paths)
            written.add(path);
    }
    const real = new Set();
    for (const path of written) {
        await context.budget.spendOnPaths(1);
        const target = await context.guard.resolveReal(path, path).catch(() => undefined);
        const isLink = (await (0,promises_.lstat)(path).catch(() => undefined))?.isSymbolicLink();
        if (target !== undefined && !isLink)
            real.add(target);
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
    const { guard, tree, budget } = context;
    const mayFollow = async (link) => !!(await guard.resolveReal(pattern, link).catch(() => undefined));
    const matches = new Set();
    for (const { folder, steps } of splitGlob(pattern)) {
        await budget.spendOnPaths(1);
        const start = resolveWritten(context, folder, pattern);
        if (steps.length === 0) {
            if (await pathExists(context, folder))
                matches.add(start);
            continue;
        }
        await guard.resolveReal(pattern, start);
        for (const path of await expandGlob(start, steps, { mayFollow, tree, budget }))
            matches.add(path);
    }
    return [...matches];
}
function noMatchError(context, line) {
    const hint = hasBackslashSeparators(line) ? 'Separate folders by "/".' : undefined;
    return new errors/* ActionError */.lZ(`no file matches ${(0,errors/* quote */.hD)(line)}${formatFolder(context, line)}`, { hint });
}
function formatFolder({ folder, namesFolder }, path) {
    return namesFolder && !external_node_path_default().isAbsolute(path) ? ` in the folder ${(0,errors/* quote */.hD)(folder)}` : '';
}
function hasBackslashSeparators(line) {
    return (external_node_path_default()).sep !== '\\' && /\\\w/.test(line);
}
/** Returns the file at `path`; throws an ActionError that names it `label` when there is no regular file that can be read. */
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
        throw await toReadError(error, context, { label, path, real });
    });
    if (stats.isSymbolicLink())
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is a link that leads back to itself`);
    if (!stats.isFile())
        return undefined;
    const name = context.guard.displayName(path);
    const file = { name, path: real, size: Number(stats.size), version: fileVersion(stats) };
    const handle = await openUnchanged(file);
    await handle.close();
    return file;
}
async function toReadError(error, context, { label, path, real }) {
    const code = (0,errors/* getErrorCode */.E2)(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
        return new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} cannot be read (${code})`, { cause: error });
    }
    if (await (0,promises_.lstat)(path).catch(() => undefined))
        return new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(label)} is a link to nothing`);
    if (hasBackslashSeparators(label))
        return noMatchError(context, label);
    const similar = await findSimilarFile(real);
    return new errors/* ActionError */.lZ(`no file at ${(0,errors/* quote */.hD)(label)}${formatFolder(context, label)}`, {
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
        SystemRoot,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: external_node_os_.devNull,
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_LAZY_FETCH: '1',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_OPTIONAL_LOCKS: '0',
        LC_ALL: 'C',
    };
    // Windows searches the working directory for programs first, and a pull request can contain a git.exe.
    const options = { cwd: (0,external_node_os_.tmpdir)(), env, signal };
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
    try {
        const directory = await (0,promises_.realpath)(workspace);
        const git = createGit(directory, env, signal);
        const root = external_node_path_default().resolve((await git.readText('rev-parse', '--show-toplevel')).trim());
        const parents = (await git.readText('rev-list', '--parents', '-n', '1', 'HEAD', '--')).trim();
        const [, commit] = parents.split(' ');
        if (!commit)
            return { unavailable: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"' };
        const currentFiles = await listCommitFiles(git, 'HEAD', root);
        const files = await listCommitFiles(git, commit, root);
        return new GitParentCommit({ git, workspace: directory, commit, files, currentFiles, signal });
    }
    catch (error) {
        signal?.throwIfAborted();
        return { unavailable: explainFailure(error) };
    }
}
function explainFailure(error) {
    const code = (0,errors/* getErrorCode */.E2)(error);
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
    #signal;
    constructor({ git, workspace, commit, files, currentFiles, signal }) {
        this.commit = commit;
        this.#git = git;
        this.#workspace = workspace;
        this.#files = files;
        this.#currentFiles = currentFiles;
        this.#tree = buildCommitTree(files);
        this.#signal = signal;
    }
    async glob({ patterns, relativeTo, files, }) {
        // An earlier step created it, or it belongs to another repository: no commit here has an older version.
        const untracked = files.find(({ path }) => !this.#currentFiles.has(path));
        if (untracked)
            return { unavailable: `${(0,errors/* quote */.hD)(untracked.name)} is not part of the commit` };
        const matches = await this.#expandPatterns(patterns, relativeTo);
        if (matches.size > MAX_FILES)
            return { unavailable: `the data had more than ${MAX_FILES} files` };
        const found = [];
        for (const [path, match] of matches) {
            const file = await this.#describeFile(path, match);
            if ('unavailable' in file)
                return file;
            found.push(file);
        }
        return { files: found.sort(compareFiles) };
    }
    readBytes({ path }) {
        return this.#git.readBytes('cat-file', 'blob', this.#files.get(path)?.object ?? '');
    }
    async #describeFile(path, { object, isLink }) {
        const name = external_node_path_default().relative(this.#workspace, path).split((external_node_path_default()).sep).join('/');
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
    /** Returns the files that a list of patterns names in this commit, by path. */
    async #expandPatterns(patterns, relativeTo) {
        const base = relativeTo
            ? external_node_path_default().dirname(external_node_path_default().resolve(this.#workspace, relativeTo))
            : this.#workspace;
        const budget = new GlobBudget(this.#signal);
        const expandAll = async (lines) => {
            const paths = new Set();
            for (const line of lines)
                for (const path of await this.#expandPattern(line, base, budget))
                    paths.add(path);
            return paths;
        };
        const { included, excluded } = parsePatternList(patterns);
        const excludedPaths = await expandAll(excluded);
        const matches = new Map();
        for (const path of await expandAll(included)) {
            const file = this.#files.get(path);
            if (file && !isInsideAny(path, excludedPaths))
                matches.set(path, file);
        }
        return matches;
    }
    async #expandPattern(line, base, budget) {
        await budget.spend(1);
        const literal = external_node_path_default().resolve(base, line);
        if (!isGlob(line) || (await this.#tree.lstat(literal)))
            return [literal];
        const options = { tree: this.#tree, budget, mayFollow: async () => false };
        const matches = [];
        for (const { folder, steps } of splitGlob(line)) {
            const path = external_node_path_default().resolve(base, folder);
            matches.push(steps.length === 0 ? [path] : await expandGlob(path, steps, options));
        }
        return matches.flat();
    }
}

// EXTERNAL MODULE: ./src/github/runner.ts + 1 modules
var github_runner = __webpack_require__(2043);
// EXTERNAL MODULE: ./src/http/proxy.ts
var proxy = __webpack_require__(7856);
// EXTERNAL MODULE: ./src/http/transport.ts + 1 modules
var transport = __webpack_require__(1089);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
;// CONCATENATED MODULE: ./src/workspace/workspace.ts






/** Creates the workspace of the real file system; a search ends when the signal is aborted. */
function createWorkspace(roots, signal) {
    return {
        async glob(patterns, relativeTo) {
            return findFiles(await createSearchContext(roots, relativeTo, signal), patterns);
        },
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
    throw new errors/* ActionError */.lZ(`cannot create the folder ${(0,errors/* quote */.hD)(path)} (${(0,errors/* getErrorCode */.E2)(cause)})`, { cause });
};

;// CONCATENATED MODULE: ./src/run.ts













/** The version of this action, equal to the version of the package. */
const VERSION = '1.1.0';
/** Runs an action with the real network, clock, files and GitHub's runner, and ends the process. */
async function run(action, launcherUrl) {
    // A process that dies early must fail the step: only the end of this function sets another code.
    process.exitCode = 1;
    const { env } = process;
    (0,proxy/* normalizeProxies */.Gm)(env);
    const runner = (0,github_runner/* createGithubRunner */.a)(env, { fetch: (0,transport/* createFetch */.Hy)(), clock: clock/* systemClock */.ml });
    const cancelled = new AbortController();
    // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
        process.on(signal, () => cancelled.abort(new errors/* ActionError */.lZ('The workflow was cancelled.')));
    process.on('uncaughtException', (error) => {
        runner.setFailed((0,format_error/* formatError */.W)(error));
        process.exit(1);
    });
    const root = env.GITHUB_WORKSPACE || process.cwd();
    await action(createDependencies({ runner, signal: cancelled.signal, root, launcherUrl }));
    exitAfterOutput(runner);
}
/** Creates the dependencies of an action that runs in this process; `root` is the folder with its files. */
function createDependencies({ runner, signal, root, launcherUrl, }) {
    const { env } = process;
    return {
        runner,
        fetch: (0,transport/* createFetch */.Hy)(),
        clock: clock/* systemClock */.ml,
        workspace: createWorkspace({ workspace: root, temp: env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(), isCommandLine: runner.isCommandLine }, signal),
        random: Math.random,
        attemptId: (0,external_node_crypto_.randomBytes)(16).toString('hex'),
        signal,
        userAgent: `openai-fine-tune/${VERSION}`,
        context: readContext(env, readTextOrEmpty(env.GITHUB_EVENT_PATH)),
        readParentCommit: (signal) => readParentCommit(root, env, signal),
        startedAt: new Date(),
        readRanks: (encoding) => (0,promises_.readFile)(new URL(`${encoding}.ranks`, launcherUrl)),
        workers: { count: (0,external_node_os_.availableParallelism)(), spawn: () => startWorker(new URL('worker.js', launcherUrl)) },
    };
}
/** Ends the process when its output is written, with the exit code 1 if the action has failed, or if a full disk lost output. */
function exitAfterOutput({ failed }) {
    // Exit explicitly: a connection to a proxy that never responds cannot be aborted, and would keep the process alive.
    const { stdout, stderr } = process;
    stdout.write('', () => {
        const code = stdout.errored ? (0,errors/* getErrorCode */.E2)(stdout.errored) : undefined;
        // A reader that ends early, such as `head`, has what it wants.
        const isOutputLost = code !== undefined && code !== 'EPIPE';
        if (isOutputLost)
            stderr.write(`error: standard output cannot be written (${code})\n`);
        process.exit(failed || isOutputLost ? 1 : 0);
    });
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
            current[column] = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (isSame ? 0 : 1), isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY);
        }
        beforeLast = last;
        last = current;
    }
    return at(last, to.length);
}
const at = (row, column) => row[column] ?? Number.POSITIVE_INFINITY;
function normalize(word) {
    return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}


/***/ }),

/***/ 9291:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AB: () => (/* binding */ compareFileIds),
/* harmony export */   ZR: () => (/* binding */ compareJob),
/* harmony export */   cZ: () => (/* binding */ withReportedValues),
/* harmony export */   z: () => (/* binding */ isDecisive)
/* harmony export */ });
/* unused harmony export hasStarted */
/* harmony import */ var _config_job_secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8725);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8301);
/* harmony import */ var _openai_model_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2847);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4512);




/** Fields that decide what is trained: another value there is another training than was paid for. */
const DECISIVE = new Set(['method', 'model', 'number', 'grader']);
/** Returns whether a field decides what is trained, and is not only a name, a seed or the id of a copy. */
function isDecisive({ kind }) {
    return DECISIVE.has(kind);
}
/** Returns whether a job has been running, so that the server has replaced every `auto` that it replaces. */
function hasStarted({ status }) {
    return ['running', 'pausing', 'paused', 'resuming', 'succeeded'].includes(status);
}
/**
 * Compares what a server reports of a job with what was requested, field by field. What it does not report (null or
 * absent) is unknown and not different. Fields that were not requested are not compared, except for the suffix.
 */
function compareJob(requested, job) {
    const { model, method, grader, suffix, seed } = requested;
    const compareWhole = (field, kind, requested, reported) => toComparison(field, kind, requested, reported, (value) => value === requested);
    return [
        // A server that ignores the method trains supervised.
        ...(job.method === undefined && method === 'supervised'
            ? []
            : [compareWhole('method.type', 'method', method, job.method?.toLowerCase())]),
        toComparison('model', 'model', model, job.model, (name) => (0,_openai_model_name_js__WEBPACK_IMPORTED_MODULE_3__/* .isSameModel */ .S)(name, model)),
        ...compareHyperparameters(requested, job),
        ...(grader === undefined ? [] : [compareGrader(grader, job.grader)]),
        ...(suffix === undefined && job.suffix === undefined
            ? []
            : [compareWhole('suffix', 'suffix', suffix, job.suffix)]),
        ...(seed === undefined ? [] : [compareWhole('seed', 'seed', seed, job.seed)]),
        ...compareExtraBody(requested, job),
    ];
}
/** Returns the request that would be answered with what the server reports of this job: copies of it report the same. */
function withReportedValues(requested, job) {
    const reported = Object.entries(job.hyperparameters).filter(([name, value]) => name in requested.hyperparameters && value !== 'auto');
    return {
        ...requested,
        model: job.model ?? requested.model,
        method: job.method?.toLowerCase() ?? requested.method,
        hyperparameters: { ...requested.hyperparameters, ...Object.fromEntries(reported) },
        grader: requested.grader && (job.grader ?? requested.grader),
        suffix: job.suffix ?? requested.suffix,
        // A server that does not keep the seed chooses another one for each copy.
        seed: job.seed === requested.seed ? requested.seed : undefined,
    };
}
/** Compares the ids of the files of a job with those that its request named. */
function compareFileIds(requested, job) {
    const files = [
        { field: 'training_file', requested: requested.training, reported: job.trainingFile },
        { field: 'validation_file', requested: requested.validation, reported: job.validationFile },
    ];
    return files.flatMap(({ field, requested, reported }) => requested === undefined
        ? []
        : [toComparison(field, 'file', requested, reported, (id) => id === requested)]);
}
function toComparison(field, kind, requested, reported, isSame) {
    const result = reported === undefined || reported === null ? 'unknown' : isSame(reported) ? 'same' : 'different';
    return { field, kind, requested, reported, result };
}
function compareHyperparameters({ hyperparameters }, job) {
    return Object.entries(hyperparameters).flatMap(([name, requested]) => {
        if (requested === 'auto' || !['number', 'string'].includes(typeof requested))
            return [];
        const kind = typeof requested === 'number' ? 'number' : 'setting';
        const reported = job.hyperparameters[name];
        const field = `hyperparameters.${name}`;
        if (reported === 'auto' && !hasStarted(job))
            return [{ field, kind, requested, reported, result: 'unresolved' }];
        return [toComparison(field, kind, requested, reported, (value) => isSameScalar(requested, value))];
    });
}
/** Fields that the comparison of hyperparameters covers, and what only a gateway reads, are not compared. */
function compareExtraBody({ extraBody = {} }, { raw }) {
    return Object.entries(extraBody).flatMap(([field, requested]) => {
        if (field === 'hyperparameters' || field === _connection_js__WEBPACK_IMPORTED_MODULE_2__/* .CUSTOM_LLM_PROVIDER */ .IS)
            return [];
        const isSame = JSON.stringify(requested) === JSON.stringify(raw[field]);
        return [{ field, kind: 'extra', requested, reported: raw[field], result: isSame ? 'same' : 'unknown' }];
    });
}
/** Servers compute in 32 bits, and some write numbers as text. */
function isSameScalar(requested, reported) {
    if (typeof requested === 'number') {
        const value = typeof reported === 'string' && reported.trim() !== '' ? Number(reported) : reported;
        return typeof value === 'number' && Math.abs(value - requested) <= Math.abs(requested) * 1e-4;
    }
    return toComparableText(requested) === toComparableText(reported);
}
const toComparableText = (value) => String(value).replaceAll('\r\n', '\n').trim();
/** Names of fields whose text a server masks, and of those in which it masks everything. */
const SECRET = /key|token|secret|password|authorization|credential/i;
const ALL_SECRET = /header/i;
/** Returns a grader without what a server masks: what is left out can be no difference, and is never shown as one. */
function omitMasked(value) {
    if (Array.isArray(value))
        return value.map(omitMasked);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value))
        return value;
    const isMasked = (name, inner) => ALL_SECRET.test(name) || (SECRET.test(name) && typeof inner === 'string');
    return Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => isMasked(name, inner) ? [] : [[name, omitMasked(inner)]]));
}
/** Compares the values that both graders have; returns the first one that differs, if any. */
function compareGrader(requested, reported) {
    const [ours, theirs] = [requested, reported].map((grader) => omitMasked((0,_config_job_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .omitJobSecrets */ .a)(grader)));
    const difference = findDifference(ours, theirs, 'grader');
    return difference ?? toComparison('grader', 'grader', requested, reported, () => true);
}
/** A server may add fields of its own, leave some out, and write a text as a list of parts. */
function findDifference(requested, reported, field) {
    if (requested === null || requested === undefined || reported === null || reported === undefined)
        return undefined;
    const different = { field, kind: 'grader', requested, reported, result: 'different' };
    if (Array.isArray(requested) && Array.isArray(reported))
        return requested.length === reported.length
            ? findFirst(requested.entries(), ([i, item]) => findDifference(item, reported[i], `${field}[${i}]`))
            : different;
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(requested) && (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(reported))
        return findFirst(Object.entries(requested), ([name, value]) => findDifference(value, reported[name], `${field}.${name}`));
    if (typeof requested === 'object' || typeof reported === 'object')
        return undefined;
    return isSameScalar(requested, reported) ? undefined : different;
}
function findFirst(items, find) {
    for (const item of items) {
        const found = find(item);
        if (found !== undefined)
            return found;
    }
    return undefined;
}


/***/ }),

/***/ 4512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ createIdentityAuth),
/* harmony export */   IS: () => (/* binding */ CUSTOM_LLM_PROVIDER),
/* harmony export */   tq: () => (/* binding */ createConnection)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _config_connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _openai_authentication_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5976);
/* harmony import */ var _openai_provider_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4717);
/* harmony import */ var _openai_token_exchange_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3737);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8171);






/**
 * Creates the connection that the inputs describe; warns if the server is unknown. `extraBody` has the further fields of the
 * create request.
 */
function createConnection(inputs, deps, extraBody = {}) {
    const baseUrl = inputs['base-url'];
    const { hostname, searchParams } = new URL(baseUrl);
    const provider = extraBody[CUSTOM_LLM_PROVIDER] ?? searchParams.get(CUSTOM_LLM_PROVIDER);
    if (!(0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_3__/* .findKnownProvider */ .mM)(hostname))
        deps.runner.warning(`input "base-url": unknown server ${hostname}; your credential will be sent to it`);
    return {
        baseUrl,
        headers: (0,_config_connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .buildHeaders */ .db)(inputs, deps.userAgent),
        credentials: createCredentials(inputs, deps),
        customLlmProvider: typeof provider === 'string' ? provider : undefined,
    };
}
/** The parameter by which LiteLLM selects the provider behind it. */
const CUSTOM_LLM_PROVIDER = 'custom_llm_provider';
/** The audience that Entra requires (workload identity federation). */
const ENTRA_AUDIENCE = 'api://AzureADTokenExchange';
const ID_TOKEN_TIMEOUT_MS = 60_000;
function createCredentials(inputs, deps) {
    const { 'api-key': key, 'auth-scheme': scheme, 'base-url': baseUrl } = inputs;
    if (key !== undefined)
        return (0,_openai_authentication_js__WEBPACK_IMPORTED_MODULE_2__/* .createApiKeyAuth */ .c)(key, scheme, (0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_3__/* .getProvider */ .sO)(new URL(baseUrl).hostname));
    return createIdentityAuth(readIdentity(inputs), inputs['oidc-audience'], deps);
}
/** Creates credentials whose tokens are exchanged for the OIDC token of this job; each token is masked. */
function createIdentityAuth(identity, oidcAudience, deps) {
    const { runner, fetch, clock, context } = deps;
    const audience = oidcAudience ?? (identity.kind === 'entra' ? ENTRA_AUDIENCE : undefined);
    const getToken = async () => {
        // A new one each time: it expires after minutes, and an access token expires no later than it does.
        const idToken = await (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, ID_TOKEN_TIMEOUT_MS, undefined, () => runner.getIdToken(audience)).catch((error) => {
            throw (0,_openai_token_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .toOidcTokenError */ .i2)(error, context.isFork);
        });
        const token = await (0,_openai_token_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .exchangeToken */ .r1)(identity, idToken, fetch, clock);
        runner.setSecret(token.value);
        return token;
    };
    return new _openai_authentication_js__WEBPACK_IMPORTED_MODULE_2__/* .WorkloadIdentityAuth */ ._(getToken, (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_5__/* .retryOptions */ .tO)(deps));
}
function readIdentity(inputs) {
    const { 'identity-provider-id': identityProviderId, 'service-account-id': serviceAccountId, 'azure-tenant-id': tenantId, 'azure-client-id': clientId, 'token-url': tokenUrl, } = inputs;
    if (identityProviderId && serviceAccountId)
        return { kind: 'openai', tokenUrl: tokenUrl ?? _openai_token_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .OPENAI_TOKEN_URL */ .HK, identityProviderId, serviceAccountId };
    if (tenantId && clientId)
        return { kind: 'entra', tokenUrl: tokenUrl ?? (0,_openai_token_exchange_js__WEBPACK_IMPORTED_MODULE_4__/* .entraTokenUrl */ .Lr)(tenantId), clientId };
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
/* harmony import */ var _rank_jobs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6223);





/** How long to retry a create request that certainly made no job. */
const RETRY_TIMEOUT_MS = 10 * 60_000;
/** How often to send a request when the responses do not show whether it made a job. */
const MAX_SENDS = 3;
/** How long to wait before each lookup after such a response; 30 seconds in all. */
const LOOKUP_DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000];
/** For one request of a lookup: a response that hangs must not use up the whole lookup. */
const LOOKUP_REQUEST_TIMEOUT_MS = 10_000;
/** For all requests of a lookup; of all lookups together once the step has no time left. */
const LOOKUP_TIMEOUT_MS = 120_000;
const LATE_LOOKUPS_TIMEOUT_MS = 30_000;
/** How long a create request may still run after the workflow was cancelled. */
const CANCEL_GRACE_MS = 2000;
/** For the one lookup that follows when its response did not come. */
const LAST_LOOKUP_TIMEOUT_MS = 1000;
/**
 * Creates a job, and never a second one. Retries at once only requests that certainly made no job. After any other
 * failure it polls the list for 30 seconds, and sends again only if every poll succeeded, the job is not listed, and the
 * response was not a refusal. Rejects with JobMaybeCreatedError when a job may exist that was not found.
 */
async function createJob(client, request, options) {
    const { clock, signal, deadline } = options;
    signal.throwIfAborted();
    for (let sends = 1;; sends++) {
        try {
            return { job: await sendOnce(client, request, options), isAmbiguous: sends > 1 };
        }
        catch (error) {
            // The response to a second request proves nothing about the first.
            if (!(error instanceof AmbiguousResponseError))
                throw sends > 1 && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ ? new JobMaybeCreatedError(error) : error;
            options.onAmbiguous(error.cause);
            const found = await findCreatedJob(client, options, error.cause);
            if (found)
                return { job: found.recognized.job, ...found, isAmbiguous: true };
            if (sends === 1 && isRefusal(error.cause))
                throw error.cause;
            if (sends === MAX_SENDS || clock.now() >= deadline || signal.aborted)
                throw new JobMaybeCreatedError(error.cause);
        }
    }
}
/** Thrown when a create request may have made a job that was not found. */
class JobMaybeCreatedError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    constructor(error, incompleteReason) {
        const reason = incompleteReason === undefined ? '' : `; and ${incompleteReason}`;
        super(`Unclear whether the job was created: ${error.message}${reason}`, {
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
    const grace = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .delayAbort */ .y5)(signal, () => CANCEL_GRACE_MS, clock);
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
        return await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(send, { ...options, deadline, shouldRetry: isCertainlyNotCreated, failsFast: true });
    }
    finally {
        grace.dispose();
    }
}
/**
 * Polls the list for 30 seconds. Returns nothing if every poll was complete and the job is not listed. A job that may be that
 * of another run is returned only at the end.
 */
async function findCreatedJob(client, options, cause) {
    const { clock, signal } = options;
    const lateDeadline = clock.now() + LATE_LOOKUPS_TIMEOUT_MS;
    let incompleteReason;
    let jobs = [];
    try {
        for (const delayMs of LOOKUP_DELAYS_MS) {
            await clock.sleep(delayMs, signal);
            const deadline = Math.max(lateDeadline, Math.min(clock.now() + LOOKUP_TIMEOUT_MS, options.deadline));
            const look = await lookOnce(client, options, { timeoutMs: LOOKUP_REQUEST_TIMEOUT_MS, deadline, signal });
            const certain = look.jobs.filter(({ by, job }) => by === 'metadata' || (by === 'seed' && options.usesFiles(job)));
            if (certain.length > 0)
                return pickCreated(certain, options);
            jobs = look.jobs;
            incompleteReason ??= look.incompleteReason;
        }
    }
    catch (error) {
        // A cancelled workflow leaves no time for more than one short lookup.
        const last = { timeoutMs: LAST_LOOKUP_TIMEOUT_MS, deadline: clock.now() };
        const look = signal.aborted ? await lookOnce(client, options, last).catch(() => undefined) : undefined;
        const job = pickCreated(look?.jobs ?? [], options);
        if (job)
            return job;
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .rethrowUnexpected */ .jO)(error);
        throw new JobMaybeCreatedError(cause);
    }
    // By now other runs have cancelled their duplicates.
    const job = pickCreated(jobs, options);
    if (!job && incompleteReason !== undefined)
        throw new JobMaybeCreatedError(cause, incompleteReason);
    return job;
}
/** Returns the job to keep of those that a request may have made, also if they have all ended. */
function pickCreated(jobs, { usesFiles }) {
    const own = jobs.filter(({ job }) => usesFiles(job));
    const candidates = own.length > 0 ? own : jobs;
    const recognized = (0,_rank_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .rankJobs */ .Zl)(candidates)[0] ?? candidates.toSorted((a, b) => (0,_rank_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .compareAge */ .lF)(a.job, b.job))[0];
    return recognized && { recognized, others: own.filter((one) => one !== recognized) };
}
/** Looks for the job once, within a time for each request and a deadline for all of them. */
function lookOnce(client, { clock, random, onRetry, look }, { timeoutMs, deadline, signal }) {
    return look({
        client: {
            listJobs: (page) => client.listJobs(page, { signal, timeoutMs, afterDeadline: true }),
        },
        retry: (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(request, { clock, random, onRetry, deadline, signal }),
    });
}
/** Returns whether a response that proves nothing by its form is the server's own word that no job was created. */
function isRefusal(error) {
    if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD))
        return false;
    const { status, isApiResponse, isPermanent } = error;
    return (isApiResponse && status >= 400 && status < 500 && status !== 408) || (status >= 500 && isPermanent);
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

/***/ 8193:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ deriveSeed),
/* harmony export */   x: () => (/* binding */ isDerivedSeed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** Bits that come from the work. */
const WORK_BITS = 20;
/** Bits that check them: of the seeds that a server chose itself, one in 2,048 looks like one of ours. */
const CHECK_BITS = 11;
/**
 * Returns the seed of a job for which the user asked for none, at a server that may drop metadata: gateways that drop it
 * keep the seed (LiteLLM's pass-through and Portkey in front of OpenAI were run). The same work always has the same seed: a
 * positive 31-bit integer, which every server of the API takes.
 */
function deriveSeed(work) {
    const bits = digestBits(`openai-fine-tune seed 1\n${work}`, WORK_BITS);
    return bits * 2 ** CHECK_BITS + checkOf(bits);
}
/** Whether a seed was derived by `deriveSeed`, and not chosen by a server or a person. */
function isDerivedSeed(seed) {
    if (seed === undefined || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** (WORK_BITS + CHECK_BITS))
        return false;
    const bits = Math.floor(seed / 2 ** CHECK_BITS);
    return checkOf(bits) === seed % 2 ** CHECK_BITS;
}
const checkOf = (bits) => digestBits(`openai-fine-tune check 1\n${bits}`, CHECK_BITS);
function digestBits(text, bits) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest().readUInt32BE() >>> (32 - bits);
}


/***/ }),

/***/ 2512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ enforceQualityGate)
});

// EXTERNAL MODULE: ./src/config/quality-gate.ts
var quality_gate = __webpack_require__(3963);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/openai/metrics.ts + 1 modules
var metrics = __webpack_require__(4370);
// EXTERNAL MODULE: ./src/report/gate-results.ts
var gate_results = __webpack_require__(5492);
// EXTERNAL MODULE: ./src/training/final-metrics.ts
var final_metrics = __webpack_require__(8514);
// EXTERNAL MODULE: ./src/dataset/model.ts
var dataset_model = __webpack_require__(9333);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/openai/model-name.ts
var model_name = __webpack_require__(2847);
// EXTERNAL MODULE: ./src/training/derived-seed.ts
var derived_seed = __webpack_require__(8193);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/find-baseline-jobs.ts






/** How long to retry reading the list of jobs, and the names of their files. */
const LIST_TIMEOUT_MS = 30_000;
/** `best` is the best of so many jobs at most. */
const MAX_COMPARABLE_JOBS = 20;
/** Each of them may cost a request for the name of its file. */
const MAX_CANDIDATES = 200;
const OTHER_JOBS_HINT = 'Select jobs with the same base model and validation data by "baseline", or set "incomparable-baseline: pass".';
/**
 * Finds the jobs that have succeeded with this metadata, are older than `job`, and are comparable: they have the same base
 * model and the same validation data. Returns at most `maxJobs` of them. `isMetadataDropped`: the server does not keep the
 * metadata of jobs, so that none can match.
 */
async function findBaselineJobs(job, metadata, { client, deps }, { maxJobs = MAX_COMPARABLE_JOBS, isMetadataDropped = false } = {}) {
    if (isMetadataDropped || (Object.keys(job.metadata).length === 0 && (0,derived_seed/* isDerivedSeed */.x)(job.seed)))
        return {
            kind: 'incomparable',
            reason: 'the server drops the metadata of jobs, so none can match "baseline"',
            hint: 'Compare with a number, or set "incomparable-baseline: pass".',
        };
    const filter = (other) => other.id !== job.id &&
        other.status === 'succeeded' &&
        (0,list_jobs/* hasMetadata */.gM)(other, metadata) &&
        (other.createdAt ?? 0) < (job.createdAt ?? Number.POSITIVE_INFINITY);
    const retry = (0,retry_options/* createRetry */.Xd)(deps, LIST_TIMEOUT_MS);
    const { items, isComplete, incompleteReason } = await (0,list_jobs/* listJobs */.N6)(client, { metadata, filter }, { retry, clock: deps.clock });
    const matching = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    const validation = new ValidationIdentity(client, retry, deps.signal);
    const comparable = [];
    let reason;
    for (const other of matching.slice(0, MAX_CANDIDATES)) {
        const difference = compareModels(job, other) ?? (await validation.compare(job, other));
        if (difference === undefined)
            comparable.push(other);
        reason ??= difference && `the newest match, job ${other.id}, ${difference}`;
        if (comparable.length >= maxJobs)
            break;
    }
    const [newest, ...older] = comparable;
    if (newest)
        return { kind: 'comparable', jobs: [newest, ...older] };
    if (reason)
        return { kind: 'incomparable', reason, hint: OTHER_JOBS_HINT };
    if (!isComplete)
        return {
            kind: 'incomparable',
            reason: `not all jobs could be read: ${incompleteReason}`,
            hint: OTHER_JOBS_HINT,
        };
    return { kind: 'none' };
}
/** Returns how the base models of two jobs differ, if they do: losses of two models cannot be compared. */
function compareModels({ model }, { model: other }) {
    if (model === undefined || other === undefined)
        return 'does not show its base model';
    return (0,model_name/* isSameModel */.S)((0,dataset_model/* getBaseModel */.xL)(model), (0,dataset_model/* getBaseModel */.xL)(other)) ? undefined : 'has another base model';
}
/** Compares the validation data of jobs: by the ids of their files, the digest in their metadata, or that in a file's name. */
class ValidationIdentity {
    #client;
    #retry;
    #signal;
    #digests = new Map();
    constructor(client, retry, signal) {
        this.#client = client;
        this.#retry = retry;
        this.#signal = signal;
    }
    /** Returns how the validation data of two jobs differ; nothing if it is the same, or if neither has any. */
    async compare(job, other) {
        if (!hasValidation(job) && !hasValidation(other))
            return undefined;
        if (!hasValidation(job) || !hasValidation(other))
            return 'has other validation data';
        if (job.validationFile !== undefined && job.validationFile === other.validationFile)
            return undefined;
        const digest = await this.#getDigest(job);
        const otherDigest = await this.#getDigest(other);
        if (digest === undefined || otherDigest === undefined)
            return 'does not show its validation data';
        return digest === otherDigest ? undefined : 'has other validation data';
    }
    async #getDigest({ metadata, validationFile }) {
        if (metadata.ft_validation)
            return metadata.ft_validation;
        if (validationFile === undefined)
            return undefined;
        if (!this.#digests.has(validationFile))
            this.#digests.set(validationFile, await this.#readDigest(validationFile));
        return this.#digests.get(validationFile);
    }
    /** The name of a file that this action uploaded ends with the digest of the data. */
    async #readDigest(fileId) {
        try {
            const { name } = await this.#retry(() => this.#client.getFile(fileId));
            return /-([0-9a-f]{64})\.jsonl$/.exec(name ?? '')?.[1];
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, this.#signal);
            return undefined;
        }
    }
}
const hasValidation = ({ validationFile, metadata }) => validationFile !== undefined || metadata.ft_validation !== undefined;

;// CONCATENATED MODULE: ./src/training/enforce-quality-gate.ts






/** Compares a model with older ones, and rejects unless it meets the requirements of the quality gate. */
async function enforceQualityGate(job, inputs, gateOptions) {
    const { reporter, deps } = gateOptions;
    const options = { ...gateOptions, routes: new final_metrics/* MetricRoutes */.Xm(deps, reporter.knownRoutes) };
    const { runner, signal } = deps;
    const { require: requirements } = inputs;
    if (reporter.hasComment)
        reporter.setComparison(await compareWithBaseline(job, inputs, options));
    if (requirements.length === 0)
        return;
    // A cancelled workflow may not have read all metrics.
    signal.throwIfAborted();
    const needsJobs = (0,quality_gate/* comparesWithOtherJobs */.lq)(requirements);
    const maxJobs = (0,quality_gate/* comparesWithOtherJobs */.lq)(requirements, 'best') ? undefined : 1;
    const found = needsJobs
        ? await findBaselineJobs(job, inputs.baseline, options, { ...options, maxJobs })
        : { kind: 'none' };
    const baselines = await readBaselines(found, inputs['incomparable-baseline'] === 'pass', options);
    const gate = (0,quality_gate/* evaluateGate */.DR)(requirements, (0,metrics/* lastValues */.pT)(reporter.metrics.getTable()), baselines);
    const hasPassed = gate.passed && !reporter.lastEventsMissing;
    reporter.setGate(gate, hasPassed, found.kind === 'comparable' ? found.jobs[0].id : undefined);
    for (const row of gate.rows)
        runner.info((0,gate_results/* formatGateRow */.rK)(row));
    if (needsJobs && found.kind === 'none')
        runner.notice('No baseline job found; requirements that use "baseline" or "best" pass.');
    if (found.kind === 'incomparable' && inputs['incomparable-baseline'] === 'pass')
        runner.warning(`Requirements that use "baseline" or "best" pass without a comparison: ${found.reason}.`);
    if (!hasPassed)
        throw toGateError(gate, found);
}
async function readBaselines(found, passes, options) {
    if (found.kind === 'none')
        return found;
    if (found.kind === 'incomparable')
        return { ...found, passes };
    const [newest, ...older] = found.jobs;
    const jobs = [await readValues(newest, options)];
    for (const job of older)
        jobs.push(await readValues(job, options));
    return { kind: 'comparable', jobs };
}
const readValues = async (job, options) => (0,metrics/* lastValues */.pT)(await (0,final_metrics/* readMetrics */.Uw)(job, options));
function toGateError(gate, found) {
    if (gate.passed)
        return new errors/* ActionError */.lZ('The quality gate cannot be evaluated: the last metrics of the job could not be read.', { hint: 'Run the step again: it reuses the job and evaluates the gate.' });
    const missed = gate.rows
        .filter(({ passed }) => !passed)
        .map(({ requirement, actual, note }) => `${requirement} (${note ?? `it is ${(0,gate_results/* formatActual */.Wk)(actual)}`})`);
    return new errors/* ActionError */.lZ(`The model does not pass the quality gate: ${missed.join('; ')}.`, {
        hint: found.kind === 'incomparable'
            ? found.hint
            : 'The outputs are set, so the model can still be deployed by hand.',
    });
}
/** Returns the metrics of a model next to those of the baseline or, without one, of this repository's newest model. */
async function compareWithBaseline(job, { baseline: metadata }, options) {
    const { repository } = options.deps.context;
    const ofRepository = repository ? { ft_repository: repository } : undefined;
    const filter = Object.keys(metadata).length > 0 ? metadata : ofRepository;
    const values = (0,metrics/* lastValues */.pT)(options.reporter.metrics.getTable());
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
        const found = await findBaselineJobs(job, metadata, options, { ...options, maxJobs: 1 });
        if (found.kind !== 'comparable')
            return undefined;
        const [newest] = found.jobs;
        return { job: newest, values: await readValues(newest, options) };
    }
    catch (error) {
        (0,errors/* rethrowUnexpected */.jO)(error, options.deps.signal);
        return undefined;
    }
}


/***/ }),

/***/ 5918:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ EventReader)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
;// CONCATENATED MODULE: ./src/training/event-list-order.ts
/** The direction in which a server lists events: decided once, by what it lists, and then kept. */
class EventListOrder {
    /** How many pairs of neighbors are listed with the oldest first, less those with the newest first. */
    #votes = 0;
    #isOldestFirst;
    /** Whether the list begins with the oldest event; undefined before anything shows it. The API documents the newest. */
    get isOldestFirst() {
        return this.#isOldestFirst;
    }
    /** Decides by the entries of one reading, in the server's order; `isKnown` says which were listed earlier. */
    decide(entries, isKnown) {
        if (this.#isOldestFirst !== undefined)
            return;
        let event;
        for (const next of entries) {
            if (event)
                this.#votes += Math.sign(compareAge(event, next) || Number(isKnown(event)) - Number(isKnown(next)));
            event = next;
        }
        if (this.#votes !== 0)
            this.#isOldestFirst = this.#votes > 0;
    }
    /** Sorts events that are in the server's order by time; those of the same second keep the order of the list. */
    sort(events) {
        const ordered = this.#isOldestFirst ? [...events] : events.toReversed();
        const isDated = ordered.every((event) => event.createdAt !== undefined);
        return isDated ? ordered.sort((a, b) => Number(a.createdAt) - Number(b.createdAt)) : ordered;
    }
}
/** Returns a positive number if `next` is younger by its time or, in the same second, by its step; 0 if neither shows it. */
function compareAge(event, next) {
    // The difference is NaN where a time or a step is not known.
    return Number(next.createdAt) - Number(event.createdAt) || readStep(next) - readStep(event) || 0;
}
function readStep({ data }) {
    const { step } = Object(data);
    return typeof step === 'number' ? step : Number.NaN;
}

;// CONCATENATED MODULE: ./src/training/event-reader.ts



/** The API documents no maximum; its official example requests this many. A server that rejects it chooses. */
const PAGE_SIZE = 100;
/** A server that ignores cursors repeats its first page. A page this short is its whole list; a longer one may be cut off. */
const MIN_CUT_OFF_LENGTH = 10;
/** Bounds of one reading: far more than the list of a real job has, so that one which never ends cannot fill the memory. */
const MAX_READING = { pages: 10_000, events: 100_000, bytes: 64 * 1024 * 1024, ms: 5 * 60_000 };
/** How many pages are read at a time once a list exceeded these bounds. */
const MAX_PAGES_OF_ENDLESS = 10;
/** Enough to read any list of events known from real jobs completely once more. */
const MAX_FULL_READ_PAGES = 300;
/** How long events are held back until the direction of the list is known. */
const HOLD_MS = 15_000;
/** Reads a job's events as they become known, each once, from servers that page and identify them in different ways. */
class EventReader {
    #options;
    #order = new EventListOrder();
    /** Keys of the events that were returned. */
    #known = new Set();
    #getKey = idKey;
    #limit = PAGE_SIZE;
    #firstKey;
    #lastEvent;
    /** All entries that the current reading has listed so far, each once, in the server's order. */
    #entries = [];
    /** Events that were listed, and are held back until the direction of the list is known. */
    #held = [];
    #heldSince;
    #idsAreStable = false;
    #hasNews = false;
    #problem;
    constructor(options) {
        this.#options = options;
    }
    /** Whether the last reading has listed an event that no earlier one had, returned or held back. */
    get hasNews() {
        return this.#hasNews;
    }
    /** Why some events cannot be read, if that is known. */
    get problem() {
        return this.#problem;
    }
    /** Whether the newest events are those that cannot be read. */
    get missesNewest() {
        return this.#problem !== undefined && this.#order.isOldestFirst === true;
    }
    /** Returns the events that were not returned before, oldest first. */
    async read({ isFull = false, isLast = false } = {}) {
        this.#hasNews = false;
        this.#entries = [];
        await this.#list(isFull);
        return this.#takeNew(isLast);
    }
    /** Returns what a failed reading found before it failed, and what was held back, oldest first. */
    takePartial() {
        const listed = new Set(this.#entries.flatMap((event) => [idKey(event), contentKey(event)]));
        const isListed = (event) => listed.has(idKey(event)) || listed.has(contentKey(event));
        this.#entries = [...this.#entries, ...this.#held.filter((event) => !isListed(event))];
        return this.#takeNew(true);
    }
    #takeNew(isLast) {
        const isKnown = (event) => this.#known.has(this.#getKey(event));
        const heldKeys = new Set(this.#held.flatMap((event) => [idKey(event), contentKey(event)]));
        const isHeld = (event) => heldKeys.has(idKey(event)) || heldKeys.has(contentKey(event));
        const events = this.#entries.filter((event) => !isKnown(event));
        this.#order.decide(this.#entries, (event) => isKnown(event) || isHeld(event));
        this.#entries = [];
        this.#hasNews = events.some((event) => !isHeld(event));
        if (!isLast && this.#mustHold(events)) {
            this.#held = events;
            return [];
        }
        this.#held = [];
        const ordered = this.#order.sort(events);
        for (const event of ordered)
            this.#known.add(idKey(event)).add(contentKey(event));
        this.#firstKey ??= ordered[0] && this.#getKey(ordered[0]);
        this.#lastEvent = ordered.at(-1) ?? this.#lastEvent;
        return ordered;
    }
    /** Some servers list the oldest first: the next events show it, while those of one second do not. */
    #mustHold(events) {
        if (events.length < 2 || this.#order.isOldestFirst !== undefined)
            return false;
        const now = this.#options.now();
        this.#heldSince ??= now;
        return now - this.#heldSince < HOLD_MS;
    }
    async #list(isFull) {
        const { now, isDone } = this.#options;
        const start = now();
        const listedKeys = new Set();
        const maxPages = this.#problem === 'endless' ? MAX_PAGES_OF_ENDLESS : MAX_READING.pages;
        let foundKnown = this.#known.size === 0;
        let previousContents;
        let after;
        let bytes = 0;
        for (let pages = 1;; pages++) {
            const page = await this.#fetch(after);
            bytes += page.bytes;
            foundKnown ||= page.events.some((event) => this.#known.has(idKey(event)));
            const entries = page.events.filter((event) => !listedKeys.has(this.#getKey(event)));
            const contents = page.events.map(contentKey).join();
            const isRepeated = entries.length === 0 || (contents === previousContents && !(await this.#hasStableIds(listedKeys)));
            previousContents = contents;
            if (isRepeated) {
                if (page.hasMore && page.events.length >= MIN_CUT_OFF_LENGTH)
                    this.#problem ??= 'repeated';
                break;
            }
            for (const event of entries)
                listedKeys.add(this.#getKey(event));
            for (const event of entries)
                this.#entries.push(event);
            after = this.#nextCursor(page, { entries, pages, isFull });
            if (after === undefined)
                break;
            if (isDone())
                return;
            const isTooLong = pages >= maxPages || this.#entries.length >= MAX_READING.events || bytes >= MAX_READING.bytes;
            if (isTooLong || now() - start >= MAX_READING.ms) {
                this.#problem = 'endless';
                break;
            }
        }
        // Known events must be listed by now. If none of their ids is, the server makes up new ids for every response.
        if (!foundKnown && this.#entries.length > 0)
            this.#getKey = contentKey;
    }
    /** Returns where the next page begins, or undefined if the rest of the list is known. */
    #nextCursor({ events, hasMore, nextCursor }, { entries, pages, isFull }) {
        if (this.#problem === 'repeated' && !isFull)
            return undefined;
        const newEvents = entries.filter((event) => !this.#known.has(this.#getKey(event)));
        // A server that does not report whether there is more may have more after a page of new events only.
        if (!(hasMore ?? newEvents.length === events.length))
            return undefined;
        // A whole page of known events, not the first known event: late events are listed below newer ones.
        if (newEvents.length > 0 || (isFull && pages < MAX_FULL_READ_PAGES))
            return nextCursor;
        return pages === 1 ? this.#nextCursorAfterKnown(events[0]) : undefined;
    }
    /** Where to continue after a page of known events: only at a server that lists the oldest first. */
    #nextCursorAfterKnown(first) {
        const last = this.#lastEvent;
        const startsAtOldest = first !== undefined && this.#getKey(first) === this.#firstKey;
        return startsAtOldest && last && this.#getKey(last) !== this.#firstKey ? last.id : undefined;
    }
    #fetch(after) {
        const { fetchPage, retry } = this.#options;
        return retry(async () => {
            try {
                return await fetchPage({ after, limit: this.#limit });
            }
            catch (error) {
                const isLimitRefused = error instanceof errors/* ApiError */.hD && [400, 422].includes(error.status);
                if (this.#limit === undefined || !isLimitRefused)
                    throw error;
                this.#limit = undefined;
                return fetchPage({ after, limit: this.#limit });
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
}
/** For servers that give events no ids, or make up new ones for every response. */
function contentKey({ createdAt, type, message, data }) {
    // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
    return (0,external_node_crypto_.createHash)('sha1')
        .update(JSON.stringify([createdAt, type, message, data]))
        .digest('base64');
}
const idKey = (event) => event.id ?? contentKey(event);


/***/ }),

/***/ 8514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uw: () => (/* binding */ readMetrics),
/* harmony export */   Xm: () => (/* binding */ MetricRoutes),
/* harmony export */   qQ: () => (/* binding */ collectFinalMetrics)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8549);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3245);
/* harmony import */ var _openai_metrics_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4370);
/* harmony import */ var _report_best_checkpoint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4529);
/* harmony import */ var _report_curve_analysis_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4724);
/* harmony import */ var _report_format_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1088);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6472);
/* harmony import */ var _event_reader_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5918);
/* harmony import */ var _optional_route_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(328);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8171);












/** How long to retry reading what a server reports only once a job has ended. */
const READ_TIMEOUT_MS = 30_000;
const MIN_FILE_TIMEOUT_MS = 1000;
/** A job has one result file; a server may name thousands. */
const MAX_RESULT_FILES = 5;
/** A gate needs no more, and a cancelled workflow has no time to parse more. */
const MAX_RESULT_LENGTH = 16 * 2 ** 20;
/** The routes of a job's metrics, which not every server has: what one job has shown of them holds for others. */
class MetricRoutes {
    events;
    checkpoints;
    #known;
    /** `known` are the routes that the server is seen to have. */
    constructor(deps, known = { events: false, checkpoints: false }) {
        this.events = new _optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .OptionalRoute */ .qT((0,_retry_options_js__WEBPACK_IMPORTED_MODULE_11__/* .retryOptions */ .tO)(deps));
        this.checkpoints = new _optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .OptionalRoute */ .qT((0,_retry_options_js__WEBPACK_IMPORTED_MODULE_11__/* .retryOptions */ .tO)(deps));
        this.#known = known;
    }
    /** Returns whether the server seems to lack a route: then another request would only cost the same time again. */
    isMissing(name) {
        return this[name].isGivenUp && !this.#known[name];
    }
}
/** Reads the checkpoints and result files of a job that has ended, reports all its metrics, and returns its best model. */
async function collectFinalMetrics(job, options) {
    const { reporter, deps } = options;
    const { runner } = deps;
    let best;
    if (job.status === 'succeeded' || job.status === 'paused') {
        const { checkpoints, hasResults } = await readFinalMetrics(job, reporter.metrics, options);
        if (hasResults || (checkpoints?.length ?? 0) > 0)
            reporter.setLastEventsMissing(false);
        if (checkpoints) {
            best = (0,_report_best_checkpoint_js__WEBPACK_IMPORTED_MODULE_5__/* .findBestCheckpoint */ .q)(checkpoints, reporter.metrics.getTable(), job.fineTunedModel);
            reporter.setCheckpoints(checkpoints, best);
            if (best && checkpoints.length > 0)
                runner.info(`best checkpoint: ${best.model ?? best.checkpointId}: ${best.why}`);
        }
    }
    const table = reporter.metrics.getTable();
    for (const line of [...(0,_report_log_js__WEBPACK_IMPORTED_MODULE_8__/* .formatCurves */ .g)(table), ...(0,_report_curve_analysis_js__WEBPACK_IMPORTED_MODULE_6__/* .diagnoseTraining */ .F)(table)])
        runner.info(line);
    reporter.setMetricOutputs();
    return best;
}
/** Returns the metrics of a job that has ended, from its events, checkpoints and result files. */
async function readMetrics(job, options) {
    const { deps, routes = new MetricRoutes(deps) } = options;
    const metrics = new _openai_metrics_js__WEBPACK_IMPORTED_MODULE_4__/* .MetricCollector */ .k3({ redact: deps.runner.redactSecrets });
    if (!routes.isMissing('events'))
        for (const event of await readEvents(job, routes.events, options))
            metrics.addEvent(event);
    await readFinalMetrics(job, metrics, { ...options, routes });
    return metrics.getTable();
}
/** Returns the events of a job that has ended, or those that could be read. */
async function readEvents(job, route, { client, deps }) {
    const { clock, runner, signal } = deps;
    const deadline = clock.now() + READ_TIMEOUT_MS;
    const events = new _event_reader_js__WEBPACK_IMPORTED_MODULE_9__/* .EventReader */ .i({
        fetchPage: (page) => client.listEvents(job.id, page),
        retry: (request) => route.request(request, { deadline, doubtDeadline: deadline }),
        now: () => clock.now(),
        isDone: () => clock.now() >= deadline,
    });
    try {
        return await events.read({ isLast: true });
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .rethrowUnexpected */ .jO)(error, signal);
        if (!(0,_optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .isMissingRoute */ .w1)(error))
            runner.info(`The events of job ${job.id} could not be read: ${(0,_report_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .formatError */ .W)(error)}`);
        return events.takePartial();
    }
}
/** Adds the metrics of checkpoints and result files; returns no checkpoints if they could not be read. */
async function readFinalMetrics(job, metrics, options) {
    const { client, deps, afterDeadline } = options;
    const { clock, signal } = deps;
    const deadline = clock.now() + READ_TIMEOUT_MS;
    const retry = (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_11__/* .createRetry */ .Xd)(deps, READ_TIMEOUT_MS);
    const checkpoints = await readCheckpoints(job, deadline, options);
    for (const checkpoint of checkpoints ?? [])
        metrics.addCheckpoint(checkpoint);
    let hasResults = false;
    for (const id of job.resultFiles.slice(0, MAX_RESULT_FILES)) {
        const timeoutMs = Math.max(MIN_FILE_TIMEOUT_MS, deadline - clock.now());
        const read = () => client.getFileContent(id, { timeoutMs, afterDeadline });
        const describe = (error) => `The result file ${id} could not be read: ${describeReason(error)}`;
        const text = await readOptional(describe, deps, () => (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, timeoutMs, signal, () => retry(read)));
        if (text !== undefined && text.length <= MAX_RESULT_LENGTH)
            hasResults = metrics.addResultFile(text) || hasResults;
    }
    return { checkpoints, hasResults };
}
function readCheckpoints({ id }, deadline, { client, deps, routes = new MetricRoutes(deps), afterDeadline }) {
    const { clock } = deps;
    const route = routes.checkpoints;
    if (routes.isMissing('checkpoints'))
        return Promise.resolve(undefined);
    const lister = {
        listCheckpoints: (id, page) => client.listCheckpoints(id, page, { afterDeadline }),
    };
    const retry = (request) => route.request(request, { deadline, doubtDeadline: deadline });
    const isDone = () => clock.now() >= deadline;
    const describe = (error) => route.isGivenUp && (0,_optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .isMissingRoute */ .w1)(error)
        ? `This server has no checkpoints of jobs (${(0,_optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .describeMissingRoute */ .Hf)(error)}).`
        : `The checkpoints of job ${id} could not be read: ${describeReason(error)}`;
    return readOptional(describe, deps, () => (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_3__/* .listCheckpoints */ .Ep)(lister, id, { retry, clock, isDone }));
}
/** Returns nothing, with a warning, if `read` fails: the job has ended anyway. */
async function readOptional(describe, { runner, signal }, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ || error instanceof _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .TimeoutError */ .MU))
            throw error;
        if (signal.aborted)
            return undefined;
        runner[(0,_http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnsupportedEndpoint */ .Tj)(error) ? 'info' : 'warning'](describe(error));
        return undefined;
    }
}
function describeReason(error) {
    if ((0,_optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .isMissingRoute */ .w1)(error))
        return (0,_optional_route_js__WEBPACK_IMPORTED_MODULE_10__/* .describeMissingRoute */ .Hf)(error);
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ ? (0,_report_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .formatError */ .W)(error) : error.message;
}


/***/ }),

/***/ 9102:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ followToEnd)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/job.ts
var openai_job = __webpack_require__(653);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/training/final-metrics.ts
var final_metrics = __webpack_require__(8514);
// EXTERNAL MODULE: ./src/http/request.ts
var request = __webpack_require__(7777);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./src/training/event-reader.ts + 1 modules
var event_reader = __webpack_require__(5918);
// EXTERNAL MODULE: ./src/training/optional-route.ts
var optional_route = __webpack_require__(328);
;// CONCATENATED MODULE: ./src/training/follow-events.ts






/** How long to retry one page of events: while the job goes on, and once it has ended. */
const RETRY_MS = 60_000;
const LAST_RETRY_MS = 10 * 60_000;
/**
 * The same for a server that has never listed events: it may have no such route. One request gets half of it, so that a
 * second one can follow; together they delay the end of the step by 30 seconds at most.
 */
const DOUBT_MS = 10_000;
const LAST_DOUBT_MS = 20_000;
/** How long to wait after a refusal, or after a list that does not end, before requesting events again. */
const REFUSED_DELAY_MS = 5 * 60_000;
/** Servers write a job's last events after its end: up to eight seconds on real jobs. */
const LAST_POLL_MS = 4000;
/** How long to retry the events of a job that has ended if there is no other limit. */
const LAST_MS = 30_000;
/** A job that ended this long ago, by the server's own clock, has all its events. */
const LONG_AGO_S = 60;
/** A server that keeps listing new events of an ended job must not block the step forever. */
const MAX_LAST_READS = 100;
/** Reads the events of one job while it is followed; a server without events costs one warning and no time. */
class EventFollower {
    #options;
    #route;
    #reader;
    /** Whether the timeout passed before the first poll: then each request gets a few seconds. */
    #pollsOnce;
    /** No request is retried after this time. */
    #deadline;
    #retryMs = RETRY_MS;
    #doubtMs = DOUBT_MS;
    #nextAt = Number.NEGATIVE_INFINITY;
    #failures = 0;
    #reportedProblem;
    constructor(client, jobId, options) {
        const { clock, signal, deadline, graceMs, afterDeadline } = options;
        this.#options = options;
        this.#route = new optional_route/* OptionalRoute */.qT(options);
        this.#pollsOnce = deadline <= clock.now();
        this.#deadline = Math.max(deadline, clock.now() + graceMs);
        this.#reader = new event_reader/* EventReader */.i({
            fetchPage: (page) => {
                const timeoutMs = Math.min(this.#pollsOnce ? graceMs : request/* REQUEST_TIMEOUT_MS */.j2, this.#route.hasAnswered ? request/* REQUEST_TIMEOUT_MS */.j2 : this.#doubtMs / 2);
                return client.listEvents(jobId, page, { signal, afterDeadline, timeoutMs });
            },
            retry: (request) => this.#retry(request),
            now: () => clock.now(),
            isDone: () => clock.now() >= this.#deadline,
        });
    }
    /** Whether the server has ever listed events. */
    get hasListed() {
        return this.#route.hasAnswered;
    }
    /** Returns whether events are requested now: not for a while after a refusal. */
    isDue() {
        return this.#options.clock.now() >= this.#nextAt;
    }
    /** Yields the new events of a job that goes on, and returns whether its status should be read next. */
    async *poll() {
        const { clock, signal } = this.#options;
        try {
            yield* toUpdates(await this.#reader.read());
            if (this.#reader.problem === 'endless')
                this.#nextAt = clock.now() + REFUSED_DELAY_MS;
            yield* this.#reportProblem();
            return this.#reader.hasNews;
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, signal);
            if (error instanceof http_errors/* StepTimeoutError */.o1)
                return true;
            const isRefused = this.hasListed ? !(0,http_errors/* isRetryableOnceAnswered */.NF)(error) : (0,optional_route/* suggestsMissingRoute */.ve)(error);
            if (this.hasListed && !isRefused)
                return true;
            // A server that has never listed events is believed the second time.
            const isCertain = isRefused && (this.hasListed || this.#failures > 0);
            const delayMs = Math.min(DOUBT_MS * 2 ** this.#failures, REFUSED_DELAY_MS);
            this.#nextAt = clock.now() + (isCertain ? REFUSED_DELAY_MS : delayMs);
            this.#failures += 1;
            if (isCertain)
                yield { kind: 'no-events', error };
            return true;
        }
    }
    /**
     * Yields the events of a job that has ended until two reads bring nothing new, then those that were listed late. Returns
     * why the last events are missing, if they are.
     */
    async *drain(job) {
        const { clock, signal, deadline, graceMs } = this.#options;
        this.#deadline = this.#pollsOnce ? clock.now() + LAST_MS : deadline + graceMs;
        this.#retryMs = LAST_RETRY_MS;
        this.#doubtMs = LAST_DOUBT_MS;
        try {
            if (!hasEndedLongAgo(job))
                yield* this.#readLast();
            yield* toUpdates(await this.#reader.read({ isFull: true, isLast: true }));
            yield* this.#reportProblem();
            return this.#reader.missesNewest
                ? new errors/* ActionError */.lZ('the server lists only the oldest events')
                : undefined;
        }
        catch (error) {
            if (signal.aborted && !(0,openai_job/* isTerminal */.Hd)(job))
                throw error;
            if (!signal.aborted)
                (0,errors/* rethrowUnexpected */.jO)(error);
            // The job has ended even if its events cannot be read; what was read of them is yielded.
            yield* this.flush();
            if (!signal.aborted && !this.hasListed)
                yield { kind: 'no-events', error };
            return error;
        }
    }
    /** Yields the events that were read and not yet yielded. */
    *flush() {
        yield* toUpdates(this.#reader.takePartial());
    }
    async *#readLast() {
        const { clock, signal, deadline, intervalMs } = this.#options;
        const delayMs = Math.min(LAST_POLL_MS, intervalMs);
        let quietReads = -1;
        for (let reads = 0; quietReads < 2 && reads < MAX_LAST_READS; reads++) {
            if (reads > 0) {
                // What is listed by now is worth more than what may come: the rest of the time is needed to read it.
                if (!this.#pollsOnce && clock.now() + delayMs >= deadline) {
                    yield { kind: 'incomplete-events', problem: 'timeout' };
                    return;
                }
                await clock.sleep(delayMs, signal);
            }
            yield* toUpdates(await this.#reader.read());
            if (this.#reader.problem === 'endless')
                return;
            quietReads = this.#reader.hasNews ? 0 : quietReads + 1;
        }
    }
    *#reportProblem() {
        const { problem } = this.#reader;
        if (problem === undefined || problem === this.#reportedProblem)
            return;
        this.#reportedProblem = problem;
        yield { kind: 'incomplete-events', problem };
    }
    #retry(request) {
        const now = this.#options.clock.now();
        const deadline = Math.min(this.#deadline, now + this.#retryMs);
        return this.#route.request(request, { deadline, doubtDeadline: now + this.#doubtMs });
    }
}
function* toUpdates(events) {
    for (const event of events)
        yield { kind: 'event', event };
}
function hasEndedLongAgo({ finishedAt, serverTime }) {
    return finishedAt !== undefined && serverTime !== undefined && serverTime - finishedAt > LONG_AGO_S;
}

;// CONCATENATED MODULE: ./src/training/follow-job.ts






/** How long the only poll may take if the deadline has passed before it. */
const GRACE_MS = 5000;
/** While nothing changes, the status is read only every few polls of the events, or this often. */
const EVENT_POLLS_PER_STATUS = 4;
const STATUS_POLL_MS = 60_000;
/** A server may name the model a moment after it reports the success. */
const MODEL_READS = 3;
const MODEL_POLL_MS = 4000;
const MODEL_RETRY_MS = 30_000;
/** Yields each event of a job once, oldest first, and the job each time it was read, until it ends or the deadline. */
function followJob(client, jobId, options) {
    return new JobFollower(client, jobId, options).follow();
}
class JobFollower {
    #client;
    #jobId;
    #options;
    #events;
    #timeoutMs;
    /** No request is retried after this time. */
    #retryDeadline;
    #job;
    constructor(client, jobId, options) {
        const { clock, deadline } = options;
        this.#client = client;
        this.#jobId = jobId;
        this.#options = options;
        this.#events = new EventFollower(client, jobId, { ...options, graceMs: GRACE_MS });
        this.#timeoutMs = deadline <= clock.now() ? GRACE_MS : request/* REQUEST_TIMEOUT_MS */.j2;
        this.#retryDeadline = Math.max(deadline, clock.now() + GRACE_MS);
    }
    async *follow() {
        const { clock, signal } = this.#options;
        try {
            return yield* this.#poll();
        }
        catch (error) {
            yield* this.#events.flush();
            const job = this.#job;
            if (signal.aborted)
                return { kind: 'interrupted', job };
            (0,errors/* rethrowUnexpected */.jO)(error);
            return { kind: clock.now() >= this.#retryDeadline ? 'timed-out' : 'unavailable', job, error };
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
            if (hasChanged || !this.#events.isDue() || now - statusAt >= statusMs || now >= deadline) {
                const previousStatus = this.#job?.status;
                const job = await this.#getJob(Number.POSITIVE_INFINITY);
                this.#job = job;
                statusAt = clock.now();
                hasChanged = job.status !== previousStatus;
                yield { kind: 'job', job };
                if ((0,openai_job/* isTerminal */.Hd)(job) || job.status === 'paused')
                    return yield* this.#settle(job);
            }
            if (this.#events.isDue())
                hasChanged = (yield* this.#events.poll()) || hasChanged;
            if (clock.now() >= deadline) {
                yield* this.#events.flush();
                return { kind: 'timed-out', job: this.#job };
            }
            pollDelayMs = hasChanged ? minDelayMs : Math.min(pollDelayMs * 1.5, intervalMs);
            await clock.sleep(Math.min(pollDelayMs, deadline - clock.now()), signal);
        }
    }
    async *#settle(job) {
        const eventsMissing = yield* this.#events.drain(job);
        const outcome = { kind: 'settled', eventsMissing, hasEvents: this.#events.hasListed };
        if (job.status !== 'succeeded' || job.fineTunedModel)
            return { ...outcome, job };
        try {
            return { ...outcome, job: yield* this.#readModel(job) };
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error);
            return { ...outcome, job };
        }
    }
    async *#readModel(job) {
        const { clock, signal, deadline, intervalMs } = this.#options;
        const delayMs = Math.min(MODEL_POLL_MS, intervalMs);
        let named = job;
        for (let reads = 0; reads < MODEL_READS && !named.fineTunedModel; reads++) {
            if (reads > 0 && clock.now() + delayMs >= deadline)
                break;
            if (reads > 0)
                await clock.sleep(delayMs, signal);
            named = await this.#getJob(MODEL_RETRY_MS);
            yield { kind: 'job', job: named };
        }
        return named;
    }
    #getJob(retryMs) {
        const { clock, random, signal, onRetry, afterDeadline, isJobKnown = false } = this.#options;
        const requestOptions = { signal, afterDeadline, timeoutMs: this.#timeoutMs };
        return (0,retry/* retry */.L)(() => this.#client.getJob(this.#jobId, requestOptions), {
            clock,
            random,
            signal,
            onRetry,
            shouldRetry: this.#job ? http_errors/* isRetryableOnceAnswered */.NF : http_errors/* isRetryableWhilePolling */.ZU,
            tolerateRefusals: true,
            failsFast: !isJobKnown && this.#job === undefined,
            deadline: Math.min(this.#retryDeadline, clock.now() + retryMs),
        });
    }
}

// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
;// CONCATENATED MODULE: ./src/training/job-log.ts




const INCOMPLETE_EVENTS = {
    repeated: "The server lists the same page of the job's events again in place of the next one",
    endless: "The server's list of the job's events does not end",
    timeout: "The timeout passed before the job's last events were listed",
};
/** How long a job may train without a new event before a warning: some jobs of Azure's hang, and report no error. */
const STALL_MS = 30 * 60_000;
/** The statuses of a job that does not train yet. */
const WAITING = new Set(['validating_files', 'queued', 'pending', 'notRunning']);
/**
 * Logs what happens to a job while it is being followed, and a heartbeat while nothing happens. Warns once when a job that
 * trains has no new events for half an hour, if the server is known to list an event for its steps.
 */
class JobLog {
    #deps;
    #host;
    #job;
    #loggedJob;
    #progress = log/* NO_PROGRESS */.cf;
    #statusSince;
    #lastEventAt;
    #lastLineAt;
    #hasWarnedAboutEvents = false;
    #hasReportedMissingRoute = false;
    #hasWarnedOfStall = false;
    /** `host` is that of the server, which shows whether it is known to list events. */
    constructor(deps, host) {
        this.#deps = deps;
        this.#host = host;
        this.#lastEventAt = deps.clock.now();
        this.#lastLineAt = this.#lastEventAt;
        this.#statusSince = this.#lastEventAt;
    }
    /** Logs an event, with the progress and the time that remains. */
    logEvent(event) {
        this.#progress = (0,log/* updateProgress */.DW)(this.#progress, event);
        this.#info((0,log/* formatEvent */.qF)(event, this.#progress, this.#job?.estimatedFinish));
        this.#lastEventAt = this.#lastLineAt;
    }
    /** Logs the status of a job if it has changed, or a heartbeat after a long silence. */
    logJob(job) {
        const previousStatus = this.#job?.status;
        this.#job = job;
        const now = this.#deps.clock.now();
        if (job.status !== previousStatus)
            this.#statusSince = now;
        if (!this.#loggedJob || shouldLogStatus(this.#loggedJob, job)) {
            this.#loggedJob = job;
            this.#info((0,log/* formatStatus */.me)(job));
        }
        else if (now - this.#lastLineAt >= log/* HEARTBEAT_MS */.m)
            this.#info((0,log/* formatHeartbeat */.cK)(job, now - this.#lastEventAt, this.#progress));
        if (previousStatus === 'running' && WAITING.has(job.status))
            this.#info((0,log/* preemptedMessage */.U3)(job));
        this.#warnOfStall(job, now);
    }
    /** Logs that the server has no events or refuses to list them: the first time as a warning. */
    logMissingEvents(error) {
        if (this.#hasReportedMissingRoute)
            return;
        this.#hasReportedMissingRoute = (0,optional_route/* isMissingRoute */.w1)(error);
        const level = this.#hasWarnedAboutEvents ? 'info' : 'warning';
        this.#deps.runner[level]((0,optional_route/* isMissingRoute */.w1)(error)
            ? `This server has no events of jobs (${(0,optional_route/* describeMissingRoute */.Hf)(error)}). Nothing is wrong: the action follows the job by its status.`
            : `The server does not list the job's events at the moment: ${(0,format_error/* formatError */.W)(error)}`);
        this.#hasWarnedAboutEvents = true;
    }
    /** Logs why some events of the job will be missing. */
    logIncompleteEvents(problem) {
        this.#deps.runner.warning(`${INCOMPLETE_EVENTS[problem]}; some are missing in the log and in events.jsonl.`);
    }
    #warnOfStall(job, now) {
        const quietMs = now - Math.max(this.#lastEventAt, this.#statusSince);
        if (job.status !== 'running' || quietMs < STALL_MS || this.#hasWarnedOfStall)
            return;
        // Elsewhere, long jobs without events are ordinary: Nebius lists four events, LiteLLM none.
        const listsSteps = this.#progress.recentSteps.length > 0 || (0,provider/* isFirstPartyHost */.to)(this.#host);
        if (!listsSteps || this.#hasWarnedAboutEvents)
            return;
        this.#hasWarnedOfStall = true;
        this.#deps.runner.warning((0,log/* stalledMessage */.XM)(job, quietMs));
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
    const { jobId, deps, reporter, cancellableClient: client, replaceIfCancelled, afterDeadline } = options;
    const { runner, signal } = deps;
    const outcome = await logProgress(options);
    switch (outcome.kind) {
        case 'superseded':
            return outcome;
        case 'settled': {
            const { job, eventsMissing, hasEvents } = outcome;
            reporter.setLastEventsMissing(eventsMissing !== undefined);
            if (eventsMissing && hasEvents && !signal.aborted)
                runner.warning(`The job's last events could not be read: ${(0,format_error/* formatError */.W)(eventsMissing)}`);
            if (job.status === 'cancelled' && !signal.aborted && (await replaceIfCancelled?.(job)))
                return { kind: 'cancelled-elsewhere' };
            const best = await (0,final_metrics/* collectFinalMetrics */.qQ)(job, { client, reporter, deps, afterDeadline });
            if (signal.aborted && !(0,openai_job/* isTerminal */.Hd)(job))
                return { kind: 'finished', outcome: await handleCancellation(options) };
            const succeeded = assertSucceeded(job);
            if (!job.fineTunedModel && !signal.aborted)
                assertHasCheckpoint(job, best, deps);
            return { kind: 'finished', outcome: succeeded };
        }
        case 'unavailable':
            throw toUnavailableError(jobId, outcome.error, options);
        case 'timed-out':
            return { kind: 'finished', outcome: await handleTimeout(options, outcome) };
        case 'interrupted':
            return { kind: 'finished', outcome: await handleCancellation(options) };
    }
}
/** Logs and reports each update of a job until it ends, or another job takes precedence. */
async function logProgress(options) {
    const { jobId, client, reporter, startedAt, timeoutMs, intervalMs, afterDeadline, deps } = options;
    const updates = followJob(client, jobId, {
        ...(0,retry_options/* retryOptions */.tO)(deps),
        deadline: startedAt + timeoutMs,
        intervalMs,
        isJobKnown: reporter.job !== undefined,
        afterDeadline,
    });
    const log = new JobLog(deps, client.host);
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
        else if (value.kind === 'incomplete-events')
            log.logIncompleteEvents(value.problem);
        else {
            const { job } = value;
            reporter.setJob(job);
            log.logJob(job);
            const preferred = await options.inspectJob?.(job);
            if (preferred)
                return { kind: 'superseded', job, preferred };
        }
    }
}
function toUnavailableError(jobId, error, { reporter: { job }, deps: { runner } }) {
    if (!job && error instanceof http_errors/* ApiError */.hD && error.status === 404)
        return new errors/* ActionError */.lZ(`The server has no job ${jobId}: ${error.message}`, {
            hint: error.hint ?? 'Check the id.',
            cause: error,
        });
    const reason = (0,format_error/* formatError */.W)(error);
    if (job)
        return new errors/* ActionError */.lZ(`Job ${jobId} can no longer be followed: ${reason}`, {
            hint: (0,log/* leftRunningMessage */.O7)(jobId, runner),
            cause: error,
        });
    // Whether there is such a job is not known.
    return new errors/* ActionError */.lZ(`Job ${jobId} cannot be followed: ${reason}`, { cause: error });
}
/** Thrown when a job has succeeded and there is nothing to use. */
class MissingModelError extends errors/* ActionError */.lZ {
}
/** Throws if a job has succeeded and there is nothing to use; warns if there are only checkpoints without a model name. */
function assertHasCheckpoint(job, best, { runner }) {
    if (!best)
        throw new MissingModelError(`Job ${job.id} has succeeded, but the server names neither a model nor a checkpoint.`, {
            hint: 'Run the step again: it reuses the job, and the server may name the model by then.',
        });
    runner.warning(`The server names no model for job ${job.id}. Deploy the checkpoint in the output best-checkpoint-id: ${best.checkpointId}`);
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
    if (job.status === 'expired')
        throw new errors/* ActionError */.lZ(`Job ${job.id} has expired${reason}`);
    if (job.status === 'failed')
        throw new errors/* ActionError */.lZ(`Job ${job.id} has failed${reason}`);
    throw new errors/* ActionError */.lZ(`Job ${job.id} has ended with the unknown status ${(0,errors/* quote */.hD)(job.status)}${reason}`, {
        hint: 'Only the status "succeeded" counts as a success.',
    });
}
async function handleTimeout(options, { job, error }) {
    const { jobId, timeoutMs, onTimeout, deps } = options;
    const message = (0,log/* leftRunningMessage */.O7)(jobId, deps.runner);
    if (job && timeoutMs === 0) {
        deps.runner.info(message);
        return job.status;
    }
    const why = error ? `: ${(0,format_error/* formatError */.W)(error)}` : '';
    const state = job ? `job ${jobId} is still ${job.status}` : `the server has not reported job ${jobId}${why}`;
    const minutes = Number((timeoutMs / 60_000).toFixed(2));
    const reason = `Timed out after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}: ${state}.`;
    if (onTimeout === 'detach') {
        deps.runner.notice(`${reason} ${message}`);
        return job?.status ?? 'detached';
    }
    if (onTimeout === 'fail')
        throw new errors/* ActionError */.lZ(reason, { hint: `${message} Increase "timeout", or set "on-timeout".` });
    return stopAndThrow(options, onTimeout, stop_job/* STOP_TIMEOUT_MS */.e3, reason);
}
async function handleCancellation(options) {
    const { jobId, onCancel, remainingGraceMs: remainingMs, deps } = options;
    const reason = (0,format_error/* formatError */.W)(deps.signal.reason);
    if (onCancel === 'detach')
        throw new errors/* ActionError */.lZ(reason, { hint: (0,log/* leftRunningMessage */.O7)(jobId, deps.runner) });
    return stopAndThrow(options, onCancel, remainingMs(), reason);
}
/** Stops the job and throws what was done; returns the outcome if the job turns out to have succeeded meanwhile. */
async function stopAndThrow(options, command, timeoutMs, reason) {
    const { jobId, reporter, deps } = options;
    const { signal } = deps;
    const job = await (0,stop_job/* stopWithin */.Y6)(timeoutMs, command, options).catch((error) => {
        const message = (0,stop_job/* unstoppedMessage */.ev)(jobId, error, deps.runner);
        throw new stop_job/* StopFailedError */.eB(`${reason} Job ${jobId} could not be ${log/* PAST_TENSE */.rT[command]}: ${(0,format_error/* formatError */.W)(error)}`, { hint: signal.aborted ? `The post step tries again. ${message}` : message, cause: error });
    });
    reporter.setJob(job);
    if (job.status === 'succeeded' && !signal.aborted)
        await reportEnd(options);
    if (job.status === 'succeeded' || job.status === 'failed')
        return assertSucceeded(job);
    throw new errors/* ActionError */.lZ(`${reason} ${(0,log/* commandSentMessage */.Zd)(command, job)}`, {
        hint: command === 'pause' ? (0,log/* resumeMessage */.dO)(jobId, deps.runner) : undefined,
    });
}
/** Reports the events and metrics of a job that has succeeded in the meantime, as far as the time suffices. */
async function reportEnd(options) {
    const { runner, clock, signal } = options.deps;
    try {
        await followToEnd({
            ...options,
            startedAt: clock.now(),
            timeoutMs: 0,
            onTimeout: 'fail',
            onCancel: 'detach',
            inspectJob: undefined,
            replaceIfCancelled: undefined,
            afterDeadline: true,
        });
    }
    catch (error) {
        (0,errors/* rethrowUnexpected */.jO)(error, signal);
        if (error instanceof MissingModelError)
            throw error;
        runner.warning(`The job's last events could not be read: ${(0,format_error/* formatError */.W)(error)}`);
    }
}


/***/ }),

/***/ 4225:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ COMMAND_INTERVAL_MS),
/* harmony export */   LR: () => (/* binding */ carryOutCommand),
/* harmony export */   d$: () => (/* binding */ getCommandProgress),
/* harmony export */   ju: () => (/* binding */ CommandFailedError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);
/* harmony import */ var _openai_job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(653);



/** Decides from a read of the job whether a command has taken effect; the response to the command proves nothing. */
function getCommandProgress(command, job) {
    const { status } = job;
    if (command === 'cancel' && status === 'cancelled')
        return 'done';
    if ((0,_openai_job_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(job))
        return 'impossible';
    if (/^cancel/i.test(status))
        return command === 'cancel' ? 'in-progress' : 'impossible';
    const isPausing = /^paus/i.test(status);
    switch (command) {
        case 'cancel':
            return 'none';
        case 'pause':
            if (status === 'paused')
                return 'done';
            return isPausing ? 'in-progress' : 'none';
        case 'resume':
            if (isPausing || status === 'unknown')
                return 'none';
            return /^resum/i.test(status) ? 'in-progress' : 'done';
    }
}
/** Thrown when no read of the job shows that a command has taken effect. */
class CommandFailedError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    /** As it was read last. */
    job;
    /** Whether the server refused the command. */
    isRefused;
    /** Whether the server has no such command, though it has the job. */
    isUnsupported;
    constructor(message, { job, isRefused, cause }) {
        // The hint of a missing route is about the address, which is right if the job can be read.
        const isUnsupported = job !== undefined && (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnsupportedEndpoint */ .Tj)(cause);
        super(message, { hint: cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ && !isUnsupported ? cause.hint : undefined, cause });
        this.isUnsupported = isUnsupported;
        this.job = job;
        this.isRefused = isRefused;
    }
}
/** A request of a command, or a read that checks its effect, takes no longer. */
const REQUEST_TIMEOUT_MS = 10_000;
const MIN_REQUEST_TIMEOUT_MS = 500;
/** At most one command in this time: a server may accept each of them and carry out none. */
const COMMAND_INTERVAL_MS = 10_000;
/** The reason of a command whose response the end of the step cuts off. */
const NO_TIME = 'no answer came before the step had to end';
/** The delay after a command that did not reach the server. */
const UNSENT_DELAY_MS = 1000;
const FIRST_POLL_MS = 500;
const MAX_POLL_MS = 4000;
/** Sends a command until a read of the job shows that it has taken effect, or can no longer do so. */
function carryOutCommand(client, jobId, command, options) {
    return new CommandSender(client, jobId, command, options).run();
}
/** Statuses of jobs that have not begun to train. */
const NOT_STARTED = /^(validating_files|queued|pending|notRunning)$/;
class CommandSender {
    #client;
    #jobId;
    #command;
    #options;
    #job;
    #readError;
    #commandError;
    #isSent = false;
    #refusals = 0;
    /** The status of the job when the last command was sent. */
    #statusWhenSent;
    #nextCommandAt;
    #inProgressSince;
    constructor(client, jobId, command, options) {
        this.#client = client;
        this.#jobId = jobId;
        this.#command = command;
        this.#options = options;
        this.#nextCommandAt = options.notBefore ?? Number.NEGATIVE_INFINITY;
    }
    async run() {
        const { clock, signal, deadline, job, sendFirst, onRetry } = this.#options;
        let delayMs = FIRST_POLL_MS;
        let wasSent = false;
        let result = job ? this.#evaluate(job) : sendFirst ? undefined : await this.#read();
        for (;;) {
            if (result)
                return result;
            if (this.#isFinal() || clock.now() >= deadline || signal?.aborted)
                throw this.#createError();
            if (this.#mayBeSent()) {
                await this.#send();
                wasSent = true;
                delayMs = FIRST_POLL_MS;
            }
            else {
                const nextCommandMs = this.#nextCommandAt - clock.now();
                const waitMs = Math.min(delayMs, deadline - clock.now(), nextCommandMs > 0 ? nextCommandMs : delayMs);
                if (wasSent && this.#commandError)
                    onRetry?.(this.#commandError, nextCommandMs);
                else if (this.#readError)
                    onRetry?.(this.#readError, waitMs);
                await clock.sleep(waitMs, signal).catch(() => undefined);
                wasSent = false;
                delayMs = Math.min(delayMs * 2, MAX_POLL_MS);
            }
            result = await this.#read();
        }
    }
    /** Returns whether a command may be sent now, by the time and by the last read of the job. */
    #mayBeSent() {
        const { clock, signal, waitForStart } = this.#options;
        const status = this.#job?.status ?? '';
        const isTooEarly = this.#command === 'resume' ? status === 'pausing' : waitForStart && this.#isNotStarted();
        return clock.now() >= this.#nextCommandAt && !isTooEarly && !this.#inProgressSince && !signal?.aborted;
    }
    #isNotStarted() {
        return this.#command === 'pause' && NOT_STARTED.test(this.#job?.status ?? '');
    }
    async #send() {
        const { clock, onSend } = this.#options;
        this.#nextCommandAt = clock.now() + COMMAND_INTERVAL_MS;
        this.#statusWhenSent = this.#job?.status;
        onSend?.(this.#nextCommandAt);
        try {
            await this.#client.updateJob(this.#jobId, this.#command, this.#requestOptions());
            this.#commandError = undefined;
            this.#refusals = 0;
            this.#isSent = true;
        }
        catch (error) {
            this.#commandError = this.#options.signal?.aborted ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(NO_TIME) : error;
            this.#refusals = isRefusal(error) ? this.#refusals + 1 : 0;
            if (isNotSent(error))
                this.#nextCommandAt = clock.now() + UNSENT_DELAY_MS;
            else
                this.#isSent = true;
        }
    }
    /** Reads the job; returns the result if it shows that nothing is left to do. */
    async #read() {
        try {
            const job = await this.#client.getJob(this.#jobId, this.#requestOptions());
            this.#readError = undefined;
            this.#options.onPoll?.(job);
            return this.#evaluate(job);
        }
        catch (error) {
            if (!this.#options.signal?.aborted)
                this.#readError = error;
            return undefined;
        }
    }
    #evaluate(job) {
        const { clock, settleMs = 0 } = this.#options;
        const effect = getCommandProgress(this.#command, job);
        this.#job = job;
        this.#inProgressSince = effect === 'in-progress' ? (this.#inProgressSince ?? clock.now()) : undefined;
        if (effect === 'none')
            return undefined;
        if (this.#inProgressSince !== undefined && clock.now() - this.#inProgressSince < settleMs)
            return undefined;
        return { job, effect, isSent: this.#isSent };
    }
    #requestOptions() {
        const { clock, signal, deadline, getRequestTimeout } = this.#options;
        const limitMs = Math.min(getRequestTimeout?.() ?? REQUEST_TIMEOUT_MS, deadline - clock.now());
        const timeoutMs = Math.max(MIN_REQUEST_TIMEOUT_MS, limitMs);
        // Stopping a job goes on after the timeout of the step; resuming one does not.
        return { signal, timeoutMs, afterDeadline: this.#command !== 'resume' };
    }
    #isFinal() {
        if (isFinalError(this.#commandError) || isFinalError(this.#readError))
            return true;
        if (isMissingCommand(this.#commandError))
            return true;
        // A refusal was about the status of that moment: a job may have begun to train since.
        const sentAt = this.#statusWhenSent;
        if (this.#refusals === 0 || (sentAt !== undefined && sentAt !== this.#job?.status))
            return false;
        return this.#options.isFinalRefusal?.(this.#refusals) ?? false;
    }
    /** Unexpected errors stay as they are. */
    #createError() {
        const errors = [this.#commandError, this.#readError];
        const unexpected = errors.find((error) => error !== undefined && !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ));
        if (unexpected !== undefined)
            return unexpected;
        const [commandError, readError] = errors;
        const facts = { job: this.#job, isRefused: this.#refusals > 0, cause: commandError ?? readError };
        return new CommandFailedError(this.#describeFailure(commandError, readError), facts);
    }
    #describeFailure(commandError, readError) {
        if (this.#job && (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnsupportedEndpoint */ .Tj)(commandError))
            return `the server has no command to ${this.#command} a job: ${commandError.message}`;
        if (commandError instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
            return commandError.message;
        const isAccepted = this.#isSent ? 'the server accepted the command, but ' : '';
        if (readError instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
            return `${isAccepted}the job could not be read: ${readError.message}`;
        if (!this.#job)
            return `${isAccepted}${NO_TIME}`;
        return `${isAccepted}${isAccepted ? 'the job is still' : 'it is'} ${this.#job.status}`;
    }
}
/** Returns whether the server itself refuses a request, for a reason that time does not change. */
function isRefusal(error) {
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD && !(0,_http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isRetryableWhilePolling */ .ZU)(error);
}
/** Returns whether no further request can be sent; an unexpected error is a bug. */
function isFinalError(error) {
    if (error !== undefined && !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ))
        return true;
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StepTimeoutError */ .o1 || (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CredentialError */ .oA && !error.isRetryable);
}
/** Returns whether the server has no such command; with a 404, a replica of it may not know the job yet. */
function isMissingCommand(error) {
    return (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnsupportedEndpoint */ .Tj)(error) && error.status !== 404;
}
/** Returns whether a request certainly did not reach the server. */
function isNotSent(error) {
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CredentialError */ .oA || error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StepTimeoutError */ .o1)
        return true;
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConnectionError */ .Rc && !error.requestSent;
}


/***/ }),

/***/ 3500:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ JobLookup),
  C: () => (/* binding */ TOO_MANY_JOBS)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/training/compare-job.ts
var compare_job = __webpack_require__(9291);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/api-error.ts + 1 modules
var api_error = __webpack_require__(5668);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/job-list.ts




/** How long to retry reading the list of jobs. */
const LIST_TIMEOUT_MS = 5 * 60_000;
const MIN_LIST_TIMEOUT_MS = 30_000;
/** How many answers in a row that there is no list are needed: a replica may lag behind the others. */
const MIN_MISSING = 3;
/** For one request of a look that is limited in time. */
const LOOK_REQUEST_TIMEOUT_MS = 10_000;
/** The server's list of jobs, which not every server has. */
class JobList {
    #options;
    /** Whether the server has such a list; undefined until it has answered. */
    #isSupported;
    constructor(options) {
        this.#options = options;
    }
    /** Whether the server supports listing jobs, as far as is known. */
    get isSupported() {
        return this.#isSupported !== false;
    }
    /** Returns limits by which requests that fail are repeated for so many milliseconds from now. */
    limitTo(ms) {
        const { client, deps } = this.#options;
        const end = deps.clock.now() + ms;
        return {
            client: {
                listJobs: (page) => {
                    const timeoutMs = Math.max(1000, Math.min(LOOK_REQUEST_TIMEOUT_MS, end - deps.clock.now()));
                    return client.listJobs(page, { timeoutMs });
                },
            },
            retry: (0,retry_options/* createRetry */.Xd)(deps, ms),
        };
    }
    /**
     * Reads the list. Returns nothing, with one warning, if the server says several times that it has none: own hosts have one,
     * and so has a server that has shown it before. Rejects when the list cannot be read.
     */
    async read(query, isDone, limits) {
        const { baseUrl, deps, isFirstPartyHost } = this.#options;
        try {
            const options = { ...(limits ?? this.#createPatience()), clock: deps.clock, isDone };
            const result = await (0,list_jobs/* listJobs */.N6)(options.client, query, options);
            this.#isSupported = true;
            return result;
        }
        catch (error) {
            const isMissing = (0,http_errors/* isUnsupportedEndpoint */.Tj)(error) && !isFirstPartyHost && this.#isSupported !== true;
            if (limits || !isMissing)
                throw error;
            if (this.#isSupported === undefined)
                deps.runner.warning(`This server does not support listing jobs, so existing jobs cannot be reused.${(0,api_error/* usualPathHint */.b)(new URL(baseUrl))}`);
            this.#isSupported = false;
            return undefined;
        }
    }
    /** At least one attempt, however late: a job may exist and cost money. */
    #createPatience() {
        const { client, deps, deadline } = this.#options;
        const remainingMs = Math.min(LIST_TIMEOUT_MS, deadline - deps.clock.now());
        let missing = 0;
        return {
            client,
            retry: (0,retry_options/* createRetry */.Xd)(deps, Math.max(MIN_LIST_TIMEOUT_MS, remainingMs), {
                failsFast: this.#isSupported === undefined,
                shouldRetry: (error) => (0,http_errors/* isRetryable */.r3)(error) || ((0,http_errors/* isUnsupportedEndpoint */.Tj)(error) && ++missing < MIN_MISSING),
            }),
        };
    }
}

// EXTERNAL MODULE: ./src/training/match-job.ts
var match_job = __webpack_require__(3673);
;// CONCATENATED MODULE: ./src/training/job-lookup.ts






/** How long to retry reading a job that the list shows without its status. */
const JOB_TIMEOUT_MS = 30_000;
/** A job that is listed late may have been created this long before jobs that were listed at once. */
const LISTING_DELAY_S = 120;
/** The warning that the list of jobs was not read to its end. */
const TOO_MANY_JOBS = `The server has more than ${list_jobs/* MAX_JOBS */.Eu} jobs; older jobs were ignored.`;
/** The jobs of one training, as the server lists them. */
class JobLookup {
    #options;
    #list;
    /** All jobs that were listed before this step sent a create request. */
    #earlierIds = new Set();
    /** Whether the list was sorted wherever it was read, so that what is not read is older. */
    #isNewestFirst = true;
    /** The server's time of the last look before the create request. */
    #createdAfter;
    #hasWarnedAboutLimit = false;
    constructor(options) {
        this.#options = options;
        this.#list = new JobList(options);
    }
    /** Whether the server supports listing jobs, as far as is known. */
    get canListJobs() {
        return this.#list.isSupported;
    }
    /** Returns limits by which requests of a look that fail are repeated for so many milliseconds from now. */
    limitTo(ms) {
        return this.#list.limitTo(ms);
    }
    /**
     * Looks for jobs for this work before one is created: for all of them or, `again` a moment later, for new ones. At own hosts
     * the server filters; elsewhere, where a gateway may have dropped the metadata, the jobs are compared here.
     */
    async lookBeforeCreating(again = false) {
        const { isFirstPartyHost, criteria, reuse, files } = this.#options;
        const { metadata } = criteria;
        const look = isFirstPartyHost
            ? await this.#look({ metadata, allowsContent: reuse })
            : await this.#look({ allowsContent: reuse, newestOnly: again });
        if (look.jobs.length > 0)
            return look;
        // A job can be recognized by its content only if the data was on the server before.
        if (isFirstPartyHost && reuse && files.hasReusedFiles)
            return this.#look({ allowsContent: true, endsAtMetadata: true });
        if (isFirstPartyHost || look.incompleteReason === undefined)
            return look;
        // A filter may find what cannot be read to the end.
        return { ...look, jobs: (await this.#look({ metadata, allowsContent: false })).jobs };
    }
    /**
     * Rejects when a job for this work may exist that a look did not show. To train again anyway, only the newest jobs matter:
     * those of this workflow run.
     */
    assertComplete({ incompleteReason, isEnded }) {
        if (incompleteReason === undefined)
            return;
        throw new errors/* ActionError */.lZ(`Unclear whether a job for this work exists already: ${incompleteReason}. No job was created.`, {
            hint: this.#options.reuse && !isEnded
                ? 'To train again without reading the whole list, set "reuse: false". To use a job that exists, use the action "wait" with its "job-id".'
                : 'Check the jobs of this project. To use one that exists, use the action "wait" with its "job-id".',
        });
    }
    /**
     * Looks for the jobs that compete with our own since it was created or, if the step has attached to a job, for all. A gateway
     * that has changed our own job has changed its copies, too.
     */
    async lookForDuplicates(own, limits, isAttached = false) {
        const { criteria, reuse } = this.#options;
        // No filter by metadata would find jobs without metadata.
        const metadata = (0,match_job/* hasAnyMetadata */.go)(own) ? criteria.metadata : undefined;
        const allowsContent = reuse && !metadata;
        // A server that has replaced the seed of the request gives each job one that says nothing about its work.
        const keepsSeed = isAttached || own.seed === undefined || own.seed === criteria.derivedSeed;
        const look = await this.#look({
            criteria: {
                ...criteria,
                derivedSeed: keepsSeed ? criteria.derivedSeed : undefined,
                requested: (0,compare_job/* withReportedValues */.cZ)(criteria.requested, own),
                allowsDifferences: true,
            },
            metadata,
            own,
            allowsContent,
            newestOnly: !isAttached,
            limits,
        });
        const isRival = ({ job }) => job.id !== own.id && (isAttached || !this.#earlierIds.has(job.id));
        return { ...look, jobs: look.jobs.filter(isRival) };
    }
    /** Looks for the job that a create request with this metadata may have made. */
    async lookForCreated(metadata, limits) {
        const { isFirstPartyHost } = this.#options;
        const criteria = { ...this.#options.criteria, allowsDifferences: true, ...(metadata && { metadata }) };
        const query = { criteria, limits, newestOnly: true };
        const filtered = isFirstPartyHost && metadata
            ? await this.#look({ ...query, metadata, allowsContent: false })
            : undefined;
        if (filtered && filtered.jobs.length > 0)
            return filtered;
        // A server may list a job before it finds it by metadata, or filter by metadata that it does not keep.
        const look = await this.#look({ ...query, allowsContent: true });
        return { ...look, jobs: look.jobs.filter(({ job }) => !this.#earlierIds.has(job.id)) };
    }
    /** Reads the list, recognizes jobs, and decides whether the look was complete. */
    async #look(query) {
        const { deps, isFirstPartyHost } = this.#options;
        const { criteria = this.#options.criteria, own, newestOnly = false, metadata } = query;
        const ids = [];
        let someHasMetadata = false;
        let hasReachedEarlier = false;
        const filter = (job) => {
            ids.push(job.id);
            someHasMetadata ||= (0,match_job/* hasAnyMetadata */.go)(job);
            hasReachedEarlier ||= this.#earlierIds.has(job.id) && isSettled(job);
            return job.id === own?.id || (0,match_job/* recognize */.vA)(criteria, job) !== undefined;
        };
        const isDone = (_, isNewestFirst) => (newestOnly && hasReachedEarlier && isNewestFirst && this.#isNewestFirst) ||
            (query.endsAtMetadata === true && someHasMetadata);
        const result = await this.#list.read({ filter, ...(metadata && { metadata }) }, isDone, query.limits);
        if (!result)
            return { jobs: [], own: undefined, incompleteReason: undefined, isEnded: true, unreadableOwn: 0 };
        if (result.isTruncated && !this.#hasWarnedAboutLimit)
            deps.runner.warning(TOO_MANY_JOBS);
        this.#hasWarnedAboutLimit ||= result.isTruncated;
        const isBeforeCreating = !own && !query.limits;
        if (isBeforeCreating) {
            for (const id of ids)
                this.#earlierIds.add(id);
            this.#createdAfter = result.serverTime;
            this.#isNewestFirst &&= result.isNewestFirst;
        }
        // Own hosts keep metadata, unless no job has any.
        const allowsContent = query.allowsContent && !(isFirstPartyHost && someHasMetadata);
        const listed = result.items.find(({ id }) => id === own?.id);
        return {
            jobs: await this.#recognizeAll(criteria, result.items, allowsContent),
            own: listed && (await this.#complete(listed)),
            incompleteReason: this.#explainIncomplete(criteria, result, isBeforeCreating),
            isEnded: result.isComplete,
            unreadableOwn: (0,match_job/* countLiveUnreadable */.Z2)(result.unreadable, this.#options.attempt),
        };
    }
    /** Returns why a job for this work may exist that a reading did not show. */
    #explainIncomplete(criteria, result, isBeforeCreating) {
        const since = isBeforeCreating ? undefined : this.#createdAfter;
        if (result.unreadable.some((entry) => (0,match_job/* mayBeThisWork */.Ot)(criteria, entry, since)))
            return 'an entry in the list of jobs cannot be read, and it may be a job for this work';
        if (result.isComplete)
            return undefined;
        const newestSuffice = !isBeforeCreating || !this.#options.reuse;
        return newestSuffice && result.isNewestFirst && this.#isNewestFirst
            ? undefined
            : `the list of jobs cannot be read to its end: ${result.incompleteReason}`;
    }
    /** Files are compared one after another, and only where nothing else decides: a server may list thousands of similar jobs. */
    async #recognizeAll(criteria, jobs, allowsContent) {
        const candidates = jobs.flatMap((job) => {
            const recognition = (0,match_job/* recognize */.vA)(criteria, job);
            return recognition ? [{ job, ...recognition }] : [];
        });
        const certain = await this.#confirm(candidates.filter(({ by }) => by !== 'content'));
        if (certain.length > 0 || !allowsContent)
            return certain;
        return this.#confirm(candidates.filter(({ by }) => by === 'content'));
    }
    async #confirm(candidates) {
        const confirmed = [];
        for (const { job, ...recognition } of candidates) {
            const found = recognition.by === 'metadata'
                ? recognition
                : (0,match_job/* recognizeByFiles */.Vc)(recognition, await this.#options.files.compareFiles(job));
            if (found)
                confirmed.push({ job: await this.#complete(job), ...found });
        }
        return confirmed;
    }
    /** Reads a job whose status the list does not show. */
    async #complete(job) {
        const { client, deps } = this.#options;
        if (job.status !== 'unknown')
            return job;
        return (0,retry_options/* createRetry */.Xd)(deps, JOB_TIMEOUT_MS)(() => client.getJob(job.id)).catch(() => job);
    }
}
/** Returns whether a job is so old that no older one will still be listed. */
function isSettled({ createdAt, serverTime }) {
    return createdAt === undefined || serverTime === undefined || serverTime - createdAt > LISTING_DELAY_S;
}


/***/ }),

/***/ 3673:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ot: () => (/* binding */ mayBeThisWork),
/* harmony export */   Vc: () => (/* binding */ recognizeByFiles),
/* harmony export */   Z2: () => (/* binding */ countLiveUnreadable),
/* harmony export */   _k: () => (/* binding */ hasOwnMetadata),
/* harmony export */   go: () => (/* binding */ hasAnyMetadata),
/* harmony export */   vA: () => (/* binding */ recognize)
/* harmony export */ });
/* harmony import */ var _openai_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(653);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3245);
/* harmony import */ var _openai_model_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2847);
/* harmony import */ var _compare_job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9291);
/* harmony import */ var _derived_seed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8193);





/** Returns whether the server reports any metadata for this job. */
function hasAnyMetadata({ metadata }) {
    return Object.keys(metadata).length > 0;
}
/** Returns whether a job has metadata of this action: then only the metadata decides what it is. */
function hasOwnMetadata({ metadata }) {
    return Object.keys(metadata).some((key) => key.startsWith('ft_'));
}
/**
 * Returns how a job may be recognized, before its files are compared: by its metadata, by the seed that the action derives
 * from the work, or by all that the server reports of it.
 */
function recognize(criteria, job) {
    if ((0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .hasMetadata */ .gM)(job, criteria.metadata))
        return { by: 'metadata', unknown: [] };
    if (hasOwnMetadata(job))
        return undefined;
    const { requested, derivedSeed } = criteria;
    const fields = (0,_compare_job_js__WEBPACK_IMPORTED_MODULE_2__/* .compareJob */ .ZR)(requested, job);
    const unknown = fields.flatMap(({ field, result }) => result === 'unknown' || result === 'unresolved' ? [field] : []);
    if (derivedSeed !== undefined && (0,_derived_seed_js__WEBPACK_IMPORTED_MODULE_3__/* .isDerivedSeed */ .x)(job.seed)) {
        if (job.seed !== derivedSeed)
            return undefined;
        return fields.some((field) => contradictsSeed(field, criteria)) ? undefined : { by: 'seed', unknown };
    }
    if (hasAnyMetadata(job) || fields.some(({ result }) => result === 'different'))
        return undefined;
    return { by: 'content', unknown };
}
/** Where `job-check` allows a job to differ, that job must be found again. */
function contradictsSeed(field, { allowsDifferences }) {
    return field.result === 'different' && !(allowsDifferences && (0,_compare_job_js__WEBPACK_IMPORTED_MODULE_2__/* .isDecisive */ .z)(field));
}
/**
 * Returns how a job is recognized once its files are compared, too. Files that cannot be read do not contradict a seed, but
 * they leave nothing that shows an older job to be this one.
 */
function recognizeByFiles({ by, unknown }, { training, validation }) {
    if (by === 'metadata')
        return { by, unknown };
    if (training === 'different' || validation === 'different')
        return undefined;
    const isUnread = training !== 'same' || validation === 'unreadable';
    if (by === 'content' && isUnread)
        return undefined;
    return { by, unknown: validation === 'unreported' ? [...unknown, 'validation_file'] : unknown };
}
/** Counts the live jobs of a create request, which `attempt` names, among list entries that cannot be decoded. */
function countLiveUnreadable(unreadable, attempt) {
    const isLive = ({ status = '' }) => !(0,_openai_job_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)({ status: (0,_openai_job_js__WEBPACK_IMPORTED_MODULE_0__/* .toCanonicalStatus */ .MN)(status) });
    return unreadable.filter((entry) => entry.metadata.ft_attempt === attempt && isLive(entry)).length;
}
/** A minute for the clocks of one server. */
const CLOCK_MARGIN_S = 60;
/**
 * Returns whether a list entry that cannot be decoded may be a job for this work, as far as what can be read of it shows.
 * `since`: only a job that was created after this time counts, in Unix seconds by the server's clock.
 */
function mayBeThisWork({ requested, metadata }, entry, since = Number.NEGATIVE_INFINITY) {
    if (entry.createdAt !== undefined && entry.createdAt < since - CLOCK_MARGIN_S)
        return false;
    if (Object.keys(entry.metadata).length > 0)
        return (Object.entries(metadata).every(([key, value]) => (entry.metadata[key] ?? value) === value) &&
            hasOwnMetadata(entry));
    return entry.model === undefined || (0,_openai_model_name_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameModel */ .S)(entry.model, requested.model);
}


/***/ }),

/***/ 328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hf: () => (/* binding */ describeMissingRoute),
/* harmony export */   qT: () => (/* binding */ OptionalRoute),
/* harmony export */   ve: () => (/* binding */ suggestsMissingRoute),
/* harmony export */   w1: () => (/* binding */ isMissingRoute)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8902);


/** How many responses in a row that suggest a missing route are retried at once. */
const MAX_MISSING = 3;
/** A route that not every server has, such as a job's events: it deserves patience only once it has answered well. */
class OptionalRoute {
    #options;
    #hasAnswered = false;
    #isGivenUp = false;
    #missing = 0;
    constructor(options) {
        this.#options = options;
    }
    /** Whether any request has succeeded. */
    get hasAnswered() {
        return this.#hasAnswered;
    }
    /** Whether a request was given up, and none has ever succeeded. */
    get isGivenUp() {
        return this.#isGivenUp && !this.#hasAnswered;
    }
    /** Retries a request; gives up within seconds if no request has succeeded yet and there seems to be no such route. */
    async request(send, { deadline, doubtDeadline }) {
        try {
            const value = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(send, {
                ...this.#options,
                shouldRetry: (error) => this.#shouldRetry(error),
                onRetry: (error, delayMs) => this.#reportRetry(error, delayMs),
                tolerateRefusals: this.#hasAnswered,
                deadline: this.#hasAnswered ? deadline : Math.min(deadline, doubtDeadline),
            });
            this.#hasAnswered = true;
            return value;
        }
        catch (error) {
            this.#isGivenUp = true;
            throw error;
        }
    }
    /** A route that seems to be missing is reported once, when it is given up. */
    #reportRetry(error, delayMs) {
        if (this.#hasAnswered || !isMissingRoute(error))
            this.#options.onRetry?.(error, delayMs);
    }
    #shouldRetry(error) {
        if (this.#hasAnswered)
            return (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryableOnceAnswered */ .NF)(error);
        if (!suggestsMissingRoute(error))
            return (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryableWhilePolling */ .ZU)(error);
        this.#missing += 1;
        return this.#missing < MAX_MISSING;
    }
}
/** Returns whether a response suggests that the server has no such route, or refuses every request to it. */
function suggestsMissingRoute(error) {
    return isMissingRoute(error) || (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && !(0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryableWhilePolling */ .ZU)(error));
}
/** Returns whether a response shows that the server has no such route: a status for that in any form, or no list. */
function isMissingRoute(error) {
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionError */ .Rc)
        return error.fault === 'not-json' || error.fault === 'malformed';
    return (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasUnsupportedStatus */ .kZ)(error);
}
/** Returns how a server answered a request to a route that it does not have. */
function describeMissingRoute(error) {
    return error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD ? `status ${error.status}` : 'the response is not a list';
}


/***/ }),

/***/ 8451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ renderRunComment),
/* harmony export */   Z8: () => (/* binding */ getRunLinks),
/* harmony export */   gv: () => (/* binding */ createPullRequestComment)
/* harmony export */ });
/* harmony import */ var _github_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2429);
/* harmony import */ var _github_sticky_comment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7648);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4231);



/** Creates the comment on the pull request of this run, if the inputs enable it; sends no request yet. */
function createPullRequestComment({ comment, 'github-token': token = '' }, job, { runner, fetch, clock, random, userAgent, context }) {
    if (!comment)
        return undefined;
    const marker = (0,_github_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .commentMarker */ .Q)(job);
    return new _github_sticky_comment_js__WEBPACK_IMPORTED_MODULE_1__/* .StickyComment */ .H({ ...context, token, marker, runner, fetch, clock, random, userAgent });
}
/** Renders the comment, with the commit and the workflow run that it is about. */
function renderRunComment(content, deps) {
    return (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_2__/* .renderComment */ .w)({ ...content, ...getRunLinks(deps) });
}
/** Returns the commit and the page of the workflow run, as far as they are known. */
function getRunLinks({ context: { repository, sha, runId, serverUrl }, }) {
    const commit = repository && sha ? { serverUrl, repository, sha } : undefined;
    const runUrl = repository && runId ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined;
    return { commit, runUrl };
}


/***/ }),

/***/ 6223:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ isUsable),
/* harmony export */   Zl: () => (/* binding */ rankJobs),
/* harmony export */   lF: () => (/* binding */ compareAge)
/* harmony export */ });
/* harmony import */ var _openai_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(653);

const UNUSABLE_RANK = 3;
/** Returns whether a job has produced a model, or may still do so. */
function isUsable(job) {
    return getRank(job) !== UNUSABLE_RANK;
}
/**
 * Returns these jobs in the order of preference: succeeded, then running, then paused, and among equals the oldest. Every
 * run that reads the same list gets the same order. Jobs that cannot produce a model are left out.
 */
function rankJobs(candidates) {
    return candidates.filter(({ job }) => isUsable(job)).sort((a, b) => compareJobs(a.job, b.job));
}
function compareJobs(a, b) {
    return getRank(a) - getRank(b) || compareAge(a, b);
}
/** Compares two jobs by their age, the older first, and by their ids if both were created in the same second. */
function compareAge(a, b) {
    return (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1);
}
function getRank(job) {
    const { status } = job;
    if (status === 'succeeded')
        return 0;
    // Whether an ended job has succeeded is not known if the server does not say so.
    if (status === 'unknown')
        return 1;
    // Other servers have words of their own: FAILED_VALIDATION, cancelling.
    if ((0,_openai_job_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(job) || /^(fail|error|expired|cancel)/i.test(status))
        return UNUSABLE_RANK;
    return /^paus/i.test(status) ? 2 : 1;
}


/***/ }),

/***/ 8171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NK: () => (/* binding */ createBestEffortRetry),
/* harmony export */   Xd: () => (/* binding */ createRetry),
/* harmony export */   tO: () => (/* binding */ retryOptions)
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
/** Returns a function that retries requests until the workflow is cancelled, for at most `ms` milliseconds from now. */
function createRetry(deps, ms, options = {}) {
    const deadline = deps.clock.now() + ms;
    return (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(request, { ...retryOptions(deps), ...options, deadline });
}
/**
 * Returns a function that retries requests which only inform, for at most `ms` milliseconds from now. What a wrong setting
 * causes is left to the requests that the step needs.
 */
function createBestEffortRetry(deps, ms) {
    return createRetry(deps, ms, { shouldRetry: (error) => (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isRetryable */ .r3)(error) && !(0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isMisconfiguration */ .E8)(error) });
}


/***/ }),

/***/ 1337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ startTiming)
/* harmony export */ });
/** GitHub kills a step ten seconds after the cancellation (actions/runner, ProcessInvoker); half of that is ours. */
const CANCEL_GRACE_MS = 4500;
/** Starts the timer of a step. */
function startTiming({ clock, signal }) {
    return { startedAt: clock.now(), remainingGraceMs: countGracePeriod(signal, clock) };
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


/***/ }),

/***/ 2514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ie: () => (/* binding */ JobEndedError),
/* harmony export */   MD: () => (/* binding */ COMMAND_DELAY_STATE),
/* harmony export */   Y6: () => (/* binding */ stopWithin),
/* harmony export */   e3: () => (/* binding */ STOP_TIMEOUT_MS),
/* harmony export */   eB: () => (/* binding */ StopFailedError),
/* harmony export */   ev: () => (/* binding */ unstoppedMessage),
/* harmony export */   w2: () => (/* binding */ changeJobStatus)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8902);
/* harmony import */ var _openai_job_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(653);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6472);
/* harmony import */ var _job_command_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4225);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8171);







/** All of stopping a job takes no longer. */
const STOP_TIMEOUT_MS = 2 * 60_000;
/** The state with the milliseconds that the post step waits before it sends a further command. */
const COMMAND_DELAY_STATE = 'command-delay';
/** Limits one request of a cancelled workflow, which has seconds for the command and the read that checks it. */
const LAST_REQUEST_TIMEOUT_MS = 2500;
/** Enough for one command: the runner ends a cancelled step three seconds later than this action plans. */
const MIN_STOP_MS = 1000;
/** Refusals in a row, ten seconds apart: a replica may know for 30 seconds nothing of a job that was just created. */
const FINAL_REFUSALS = 4;
/** Thrown when a job should have been stopped and may still be running. */
class StopFailedError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
}
/**
 * Cancels or pauses a job within the timeout of two minutes at most, or within what remains of the step once the workflow is
 * cancelled. Returns the job when a read shows that it is being stopped or has ended; rejects with a CommandFailedError.
 */
async function stopWithin(timeoutMs, command, { jobId, client, deps, remainingGraceMs: remainingMs, }) {
    const { signal, clock, runner } = deps;
    const grace = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .delayAbort */ .y5)(signal, () => Math.max(MIN_STOP_MS, remainingMs()), clock);
    let nextCommandAt = Number.NEGATIVE_INFINITY;
    const saveDelay = () => runner.saveState(COMMAND_DELAY_STATE, `${Math.max(0, Math.round(nextCommandAt - clock.now()))}`);
    try {
        const { job } = await (0,_job_command_js__WEBPACK_IMPORTED_MODULE_5__/* .carryOutCommand */ .LR)(client, jobId, command, {
            ...(0,_retry_options_js__WEBPACK_IMPORTED_MODULE_6__/* .retryOptions */ .tO)(deps),
            signal: grace.signal,
            deadline: clock.now() + Math.max(MIN_STOP_MS, Math.min(timeoutMs, STOP_TIMEOUT_MS)),
            getRequestTimeout: () => (signal.aborted ? LAST_REQUEST_TIMEOUT_MS : Number.POSITIVE_INFINITY),
            sendFirst: true,
            isFinalRefusal: (refusals) => signal.aborted || refusals >= FINAL_REFUSALS,
            onSend: (nextAt) => {
                nextCommandAt = nextAt;
                saveDelay();
            },
        });
        return job;
    }
    catch (error) {
        saveDelay();
        throw error;
    }
    finally {
        grace.dispose();
    }
}
/** Returns the sentence about the cost of a job that could not be stopped: it runs, or it may. */
function unstoppedMessage(jobId, error, audience) {
    return error instanceof _job_command_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandFailedError */ .ju && error.job
        ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .leftRunningMessage */ .O7)(jobId, audience)
        : (0,_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .maybeRunningMessage */ .hc)(jobId, audience);
}
/** How long a change that is in progress may take: a job is `pausing` until its snapshot exists. */
const SETTLE_MS = 60_000;
/** How long to retry the first read, which shows whether there is such a job. */
const FIRST_READ_TIMEOUT_MS = 60_000;
/**
 * Changes a job and returns it once the server shows it in the status that the command requests; sends nothing when it is
 * there already. Rejects with the reason within two minutes: the server refuses, the job has ended, or nothing has changed.
 */
async function changeJobStatus(client, jobId, command, options) {
    const { clock, signal, onPoll, audience } = options;
    const deadline = clock.now() + STOP_TIMEOUT_MS;
    const first = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(() => client.getJob(jobId), {
        ...options,
        failsFast: true,
        deadline: clock.now() + FIRST_READ_TIMEOUT_MS,
    });
    onPoll?.(first);
    try {
        const { job, effect, isSent } = await (0,_job_command_js__WEBPACK_IMPORTED_MODULE_5__/* .carryOutCommand */ .LR)(client, jobId, command, {
            ...options,
            deadline,
            job: first,
            settleMs: SETTLE_MS,
            isFinalRefusal: () => true,
        });
        if (effect === 'impossible')
            throw new JobEndedError(job, command);
        return { job, changed: isSent };
    }
    catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof _job_command_js__WEBPACK_IMPORTED_MODULE_5__/* .CommandFailedError */ .ju))
            throw error;
        throw toUpdateError(jobId, command, error, audience);
    }
}
function toUpdateError(jobId, command, error, audience) {
    const { job, isRefused, isUnsupported, cause } = error;
    if (job && isUnsupported)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`Job ${jobId} is ${job.status}, and ${error.message}`, {
            hint: command === 'pause' ? 'Let the job run, or cancel it.' : undefined,
            cause,
        });
    if (job && isRefused)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`Job ${jobId} cannot be ${_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST_TENSE */ .rT[command]}: it is ${job.status}. ${error.message}`, { hint: command === 'pause' ? PAUSE_HINT : error.hint, cause });
    const hint = command === 'resume' ? error.hint : unstoppedMessage(jobId, error, audience);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`Job ${jobId} could not be ${_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST_TENSE */ .rT[command]}: ${error.message}`, {
        hint,
        cause,
    });
}
const PAUSE_HINT = 'Servers pause a job only while it trains: try again when its status is running, or cancel it.';
/** Thrown when a job has ended before it could be changed. */
class JobEndedError extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ {
    constructor(job, command) {
        const state = (0,_openai_job_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job) ? `has ended (${job.status})` : `is ${job.status}`;
        super(`Job ${job.id} can no longer be ${_report_log_js__WEBPACK_IMPORTED_MODULE_4__/* .PAST_TENSE */ .rT[command]}: it ${state}.`);
    }
}


/***/ }),

/***/ 4874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HE: () => (/* binding */ createPathGuard),
/* harmony export */   mj: () => (/* binding */ isCaseInsensitive)
/* harmony export */ });
/* unused harmony exports displayName, assertNoDataStream */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);



/** Creates the guard of the two folders, whose own links it resolves once. */
async function createPathGuard(roots) {
    const actual = {
        workspace: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(roots.workspace).catch((cause) => {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`the workspace ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(roots.workspace)} does not exist`, {
                hint: 'Run "actions/checkout" before this step, or create the folder that GITHUB_WORKSPACE names.',
                cause,
            });
        }),
        temp: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(roots.temp).catch(() => roots.temp),
    };
    const isInWorkspace = (path) => isInside(roots.workspace, path) || isInside(actual.workspace, path);
    const isInTemp = (path) => isInside(roots.temp, path) || isInside(actual.temp, path);
    return {
        isInWorkspace,
        displayName: (path) => displayName(path, isInside(roots.workspace, path) ? roots.workspace : actual.workspace),
        checkWritten(label, path, { allowTemp }) {
            if (isInWorkspace(path) || (allowTemp && isInTemp(path)))
                return path;
            throw toOutsideError(label, roots);
        },
        async resolveReal(label, path) {
            assertNoDataStream(label, path);
            const real = await resolveLinks(path);
            // A committed link may not lead outside, nor to the runner's files, nor to git's: both hold tokens.
            const isAllowed = isInside(actual.workspace, real) || (!isInWorkspace(path) && isInside(actual.temp, real));
            if (!isAllowed)
                throw toLinkOutsideError(label, roots);
            const segments = node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(actual.workspace, real).toLowerCase().split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep));
            if (segments.includes('.git'))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is inside git's own folder`);
            // The target of a link may not exist; it is then left as the link has it.
            assertNoDataStream(label, real);
            return real;
        },
    };
}
function toOutsideError(label, { workspace, temp, isCommandLine }) {
    return isCommandLine
        ? new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is outside the current folder ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(workspace)}`, {
            hint: `Run the command in a folder that contains all of its files. Files in ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(temp)} need their absolute path.`,
        })
        : new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is outside the workspace`, {
            hint: 'Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path.',
        });
}
function toLinkOutsideError(label, { workspace, isCommandLine }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(isCommandLine
        ? `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is a link that leads outside the current folder ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(workspace)}`
        : `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} is a link that leads outside the workspace`);
}
/** Returns a path as messages show it, with forward slashes: relative inside the workspace, absolute elsewhere. */
function displayName(path, workspace, platformPath = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    const isRelative = isInside(workspace, path, platformPath);
    const name = isRelative ? platformPath.relative(workspace, path) || '.' : path;
    return name.split(platformPath.sep).join('/');
}
/**
 * Throws an ActionError that names the path `label` if it has a colon on Windows, as alternate data streams do:
 * `.git::$INDEX_ALLOCATION` is `.git`, and `a:b` is hidden content of `a`.
 */
function assertNoDataStream(label, path, platformPath = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    if (platformPath.sep === '\\' && path.slice(platformPath.parse(path).root.length).includes(':'))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(label)} has a colon, which file names on Windows cannot have`);
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
