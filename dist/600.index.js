export const id = 600;
export const ids = [600];
export const modules = {

/***/ 4600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  check: () => (/* binding */ check)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/problems.ts
var report_problems = __webpack_require__(3300);
// EXTERNAL MODULE: ./src/report/summary-table.ts
var summary_table = __webpack_require__(5559);
;// CONCATENATED MODULE: ./src/report/check-summary.ts




/** GitHub drops a summary above 1 MiB whole. */
const MAX_LIST = 900_000;
/** More than anybody reads on one page; `report.json` has them all. */
const LISTED = 1000;
/** The check as `report.json` has it, under the names of the outputs where there are any. */
function checkReport(checked) {
    const { valid, examples, errors, warnings, fingerprint, estimate, data, codes, problems } = checked;
    return {
        valid,
        examples: examples ?? null,
        problems: errors,
        warnings,
        fingerprint: fingerprint ?? null,
        'estimated-tokens': estimate?.tokens ?? null,
        'estimated-cost': estimate?.cost ?? null,
        epochs: estimate?.epochs ?? null,
        datasets: data,
        codes,
        list: problems,
    };
}
/** The check as the summary and `report.md` have it, as GitHub's Markdown. Names of files stand in it as text alone. */
function checkSummary(checked) {
    const { valid, failure, errors, warnings, fingerprint, data, estimate } = checked;
    const found = errors + warnings === 0 ? 'no problems' : problemCount(checked);
    const mark = failure ? '❌' : valid ? '✅' : '⚠️';
    const parts = [
        `## ${mark} Dataset: ${found}`,
        failure && (0,summary_table/* failureQuote */.H4)(failure),
        (0,summary_table/* factTable */.Bu)([
            ...data.flatMap((data) => [
                (0,summary_table/* dataFact */.rs)({ ...data, names: data.files.map(({ name }) => name) }),
                ['What changed in it', data.changes && changesCell(data.changes)],
            ]),
            ['Billable tokens', estimate && billableTokensCell(estimate)],
            ['Cost', estimate?.cost === undefined ? undefined : `about ${(0,format/* dollars */.E9)(estimate.cost)}`],
            ['Fingerprint of the work', fingerprint && (0,markdown/* code */.aY)(fingerprint)],
        ]),
        problemList(checked),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
const problemCount = ({ errors, warnings }) => [errors > 0 && (0,format/* count */.U9)(errors, 'error'), warnings > 0 && (0,format/* count */.U9)(warnings, 'warning')]
    .filter(Boolean)
    .join(' and ');
function changesCell(changes) {
    if ('missing' in changes)
        return `not known: ${(0,markdown/* text */.Qq)(changes.missing)}`;
    const { added, removed, changed, tokens, since } = changes;
    const compared = `since ${(0,markdown/* code */.aY)(since.slice(0, 7))}`;
    if (added + removed + changed === 0)
        return `no example ${compared}`;
    const counts = [
        added > 0 && `${(0,format/* count */.U9)(added, 'example')} added`,
        removed > 0 && `${(0,format/* number */.ai)(removed)} removed`,
        changed > 0 && `${(0,format/* number */.ai)(changed)} changed`,
        tokens !== undefined && `${(0,format/* signed */.x8)(tokens)} tokens`,
    ];
    return `${counts.filter(Boolean).join(', ')} ${compared}`;
}
/** What the estimate is made of, so that nobody takes it for more than it is. */
function billableTokensCell({ tokens, epochs, epochsGiven, images, uncounted }) {
    const times = `${(0,format/* count */.U9)(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`;
    const without = [images > 0 && (0,format/* count */.U9)(images, 'image'), uncounted > 0 && (0,format/* count */.U9)(uncounted, 'example')];
    const untold = without.filter(Boolean).join(' and ');
    return `about ${(0,format/* number */.ai)(tokens)} (${times}${untold && `; without ${untold} that nobody can count`})`;
}
function problemList({ codes, problems, errors, warnings }) {
    if (problems.length === 0)
        return undefined;
    const rows = [];
    let bytes = 0;
    for (const problem of problems.slice(0, LISTED)) {
        const { severity, code: kind, file, line, column, path, message } = problem;
        const place = (0,markdown/* code */.aY)(`${file}:${line}${column ? `:${column}` : ''}`);
        const row = [report_problems/* MARKS */.j7[severity], place, path ? (0,markdown/* code */.aY)(path) : '', (0,markdown/* text */.Qq)(message), (0,markdown/* code */.aY)(kind)];
        bytes += Buffer.byteLength(row.join(' | ')) + 5;
        if (bytes > MAX_LIST)
            break;
        rows.push(row);
    }
    const kinds = Object.entries(codes)
        .sort(([, a], [, b]) => b - a)
        .map(([kind, n]) => `${(0,markdown/* code */.aY)(kind)} ${(0,format/* number */.ai)(n)}`);
    const list = (0,markdown/* table */.tp)(['', 'Where', 'Path', 'What', 'Code'], rows);
    const untold = errors + warnings - rows.length;
    const rest = untold > 0 ? `\n\n${(0,format/* number */.ai)(untold)} more: see <code>report.json</code>.` : '';
    return (0,markdown/* details */.zH)(kinds.join(', '), `${list}${rest}`, rows.length <= 20);
}

// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/training/data.ts + 7 modules
var data = __webpack_require__(1261);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/dataset/checks/check-lines.ts + 2 modules
var check_lines = __webpack_require__(6777);
// EXTERNAL MODULE: ./src/dataset/json-syntax.ts
var json_syntax = __webpack_require__(8922);
// EXTERNAL MODULE: ./src/dataset/line-splitter.ts
var line_splitter = __webpack_require__(5530);
;// CONCATENATED MODULE: ./src/dataset/diff.ts




/** 20 bytes of memory for each. */
const MAX_EXAMPLES = 2 ** 22;
/**
 * Compares two datasets, given as their normalised bytes, which are read anew whenever they are asked for. Examples are
 * the same when they are as JSON: white space and the spelling of characters do not matter, nor does the order of
 * lines. Tokens are counted only of what differs.
 */
async function datasetChanges(before, now, tokensOf) {
    const contents = new Numbers();
    const prompts = new Numbers();
    const added = new Numbers();
    const removed = new Numbers();
    let tokens = 0;
    try {
        for await (const line of linesOf(before())) {
            const { content, prompt } = identityOf(line);
            contents.push(content);
            prompts.push(prompt);
        }
        const take = takerOf(contents.values());
        for await (const line of linesOf(now())) {
            const { content, prompt } = identityOf(line);
            if (take(content))
                continue;
            added.push(prompt);
            if (tokensOf && isReadable(line))
                tokens += tokensOf(line.toString());
        }
        // What nobody has taken is not there any more.
        const isGone = Uint8Array.from(contents.values(), (content) => Number(take(content)));
        prompts.values().forEach((prompt, i) => {
            if (isGone[i])
                removed.push(prompt);
        });
        if (tokensOf && removed.values().length > 0) {
            let i = 0;
            for await (const line of linesOf(before()))
                if (isGone[i++] && isReadable(line))
                    tokens -= tokensOf(line.toString());
        }
    }
    catch (error) {
        if (error instanceof TooLarge)
            return { missing: error.message };
        throw error;
    }
    const changed = inCommon(added.values(), removed.values());
    return {
        added: added.values().length - changed,
        removed: removed.values().length - changed,
        changed,
        ...(tokensOf && { tokens }),
    };
}
class TooLarge extends Error {
}
/** The lines that are not blank, without their ends. */
async function* linesOf(bytes) {
    const memory = new line_splitter/* BlockMemory */.R();
    const cutter = new line_splitter/* LineCutter */.k(check_lines/* MAX_LINE */.MV, memory);
    function* linesIn(blocks) {
        for (const block of blocks) {
            if (block === 'overlong line')
                throw new TooLarge('a line is longer than 256 MiB');
            yield* linesOfBlock(block);
            memory.giveBack(block);
        }
    }
    for await (const chunk of bytes)
        yield* linesIn(cutter.push(chunk));
    yield* linesIn(cutter.end());
}
function* linesOfBlock(block) {
    for (let start = 0, end = 0; start < block.length; start = end + 1) {
        end = block.indexOf(NEWLINE, start);
        const line = block.subarray(start, end);
        if (!line.every(isBlank))
            yield line;
    }
}
const NEWLINE = 10;
const isBlank = (byte) => byte === 32 || byte === 9 || byte === 13;
/** What stands for an example and for what the user says in it; 0 where nobody can tell. */
function identityOf(line) {
    if (!isReadable(line))
        return { content: numberOf(line), prompt: 0 };
    try {
        const value = JSON.parse(line.toString());
        const prompt = (0,json_syntax/* isObject */.Gv)(value) ? promptOf(value) : undefined;
        return {
            content: numberOf(JSON.stringify(value)),
            prompt: prompt === undefined ? 0 : numberOf(JSON.stringify(prompt)),
        };
    }
    catch {
        // What is not JSON, or nests too deeply to be written again, is compared as it stands.
        return { content: numberOf(line), prompt: 0 };
    }
}
/** Whether a line may be parsed without taking gigabytes. */
function isReadable(line) {
    return line.length <= json_syntax/* MAX_VALUES */.Ex || !(0,json_syntax/* hasTooManyValues */["if"])(line);
}
function promptOf({ messages, input, prompt }) {
    if ((0,json_syntax/* isObject */.Gv)(input))
        return promptOf({ messages: input.messages });
    if (!Array.isArray(messages))
        return prompt ?? input;
    const said = messages.filter((message) => (0,json_syntax/* isObject */.Gv)(message) && message.role === 'user');
    return said.length === 0 ? undefined : said.map(({ content }) => content ?? null);
}
/** 53 bits of a SHA-256, never 0: of four million examples two are taken for one another once in a thousand datasets. */
function numberOf(data) {
    const digest = (0,external_node_crypto_.hash)('sha256', data, 'buffer');
    return (digest.readUInt32LE(4) & 0x1fffff) * 2 ** 32 + digest.readUInt32LE(0) || 1;
}
/** Numbers in eight bytes each, as many as there may be examples. */
class Numbers {
    #values = new Float64Array(1024);
    #length = 0;
    push(value) {
        if (this.#length === MAX_EXAMPLES)
            throw new TooLarge(`the dataset has more than ${MAX_EXAMPLES} examples`);
        if (this.#length === this.#values.length) {
            const larger = new Float64Array(2 * this.#length);
            larger.set(this.#values);
            this.#values = larger;
        }
        this.#values[this.#length++] = value;
    }
    values() {
        return this.#values.subarray(0, this.#length);
    }
}
/** Takes one of equal values after the other, and tells whether one was left. */
function takerOf(values) {
    const sorted = values.toSorted();
    // At the first place of each value, how many of its places are taken.
    const taken = new Uint32Array(sorted.length);
    return (value) => {
        let [first, end] = [0, sorted.length];
        while (first < end) {
            const middle = (first + end) >> 1;
            if ((sorted[middle] ?? 0) < value)
                first = middle + 1;
            else
                end = middle;
        }
        const next = first + (taken[first] ?? 0);
        if (sorted[next] !== value)
            return false;
        taken[first] = (taken[first] ?? 0) + 1;
        return true;
    };
}
function inCommon(a, b) {
    const take = takerOf(b);
    return a.reduce((count, value) => count + Number(value !== 0 && take(value)), 0);
}

// EXTERNAL MODULE: ./src/dataset/format.ts + 7 modules
var dataset_format = __webpack_require__(4797);
// EXTERNAL MODULE: ./src/dataset/model.ts
var model = __webpack_require__(9333);
// EXTERNAL MODULE: ./src/dataset/normalize.ts
var normalize = __webpack_require__(363);
// EXTERNAL MODULE: ./src/dataset/tokens/example-tokens.ts + 3 modules
var example_tokens = __webpack_require__(1571);
;// CONCATENATED MODULE: ./src/training/dataset-diff.ts







/** How each dataset differs from that of the commit before, by its role; or what is missing to tell. */
async function changesOf({ job }, datasets, { readParentCommit: commitBefore, workspace, signal }) {
    const changes = new Map();
    const before = await commitBefore(signal);
    const countTokens = await (0,example_tokens.tokenCounter)((0,model/* encodingOf */.P$)(job.model));
    const method = job.method?.type ?? 'supervised';
    const tokensOf = (text) => {
        const line = parsed(text);
        const format = (0,json_syntax/* isObject */.Gv)(line) ? (0,dataset_format/* formatOf */.be)(line, method) : undefined;
        return (0,json_syntax/* isObject */.Gv)(line) && format ? countTokens(line, format).tokens : 0;
    };
    for (const dataset of datasets) {
        const named = job[dataset.role];
        if (!('files' in dataset) || !named)
            continue;
        if ('missing' in before) {
            changes.set(dataset.role, before);
            continue;
        }
        const { files } = dataset;
        const compare = async () => {
            const was = await before.glob({ ...named, files });
            if ('missing' in was)
                return was;
            return datasetChanges(() => (0,normalize/* normalised */.Z)(before, was.files), () => (0,normalize/* normalised */.Z)(workspace, files), tokensOf);
        };
        // It only informs.
        const difference = await compare().catch((error) => {
            if (!(error instanceof errors/* ActionError */.l))
                throw error;
            return { missing: error.message };
        });
        changes.set(dataset.role, 'missing' in difference ? difference : { ...difference, since: before.commit });
    }
    return changes;
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/training/estimate.ts + 1 modules
var training_estimate = __webpack_require__(8090);
// EXTERNAL MODULE: ./src/training/plan.ts + 7 modules
var training_plan = __webpack_require__(5248);
// EXTERNAL MODULE: ./src/training/pull-request-comment.ts + 1 modules
var pull_request_comment = __webpack_require__(9379);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 4 modules
var run_step = __webpack_require__(2317);
;// CONCATENATED MODULE: ./src/actions/check.ts












/** The action `check`: judges data and job description, with no key and, but for the comment, no network. */
function check(deps) {
    return (0,run_step/* briefStep */.X)(deps, outputs/* CHECK_OUTPUTS */.Gb, (report) => judge(report, deps));
}
async function judge(report, world) {
    const { runner } = world;
    const plan = { ...(await (0,training_plan/* readPlan */.m)(inputs/* CheckInputs */.Wj, world)), countsTokens: true };
    report.outputs({ 'results-dir': plan.resultsDir });
    for (const warning of plan.warnings)
        runner.warning(warning);
    const datasets = await (0,data/* inspectData */.Po)(plan, world);
    const estimate = (0,training_estimate/* estimateOf */.q)(plan, datasets);
    const refusal = refused(() => {
        (0,data/* refuseErrors */.Sz)(datasets, plan);
        (0,training_estimate/* refuseTooMuch */.o)(estimate, plan.inputs);
    });
    const checked = {
        ...(await withChanges(plan, datasets, world)),
        failure: refusal && (0,format_error/* formatError */.W)(refusal),
        fingerprint: (0,data/* fingerprintOf */.ax)(plan, datasets),
        estimate,
    };
    report.outputs({
        valid: checked.valid,
        examples: checked.examples,
        problems: checked.errors,
        warnings: checked.warnings,
        fingerprint: checked.fingerprint,
        'estimated-tokens': estimate?.tokens,
        'estimated-cost': estimate?.cost,
    });
    const results = (0,github_results/* resultsIn */.u)(plan.resultsDir, runner);
    const markdown = checkSummary(checked);
    results.write('report.json', `${JSON.stringify(checkReport(checked), null, 2)}\n`);
    results.write('report.md', markdown);
    if (plan.inputs.summary)
        runner.writeSummary(markdown);
    const comment = await (0,pull_request_comment/* commentFor */.D)(plan.inputs, plan.job, world);
    await comment?.update(commentOf(checked, world), world.signal);
    if (refusal)
        throw refusal;
}
/** The reason why this refuses, if it does. */
function refused(work) {
    try {
        work();
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.l)
            return error;
        throw error;
    }
}
/** On a pull request the data is compared with that of the commit before. */
async function withChanges(plan, datasets, world) {
    const checked = (0,data/* checkedOf */.Te)(datasets);
    if (!world.context.pullRequest || !('number' in world.context.pullRequest))
        return checked;
    const changes = await changesOf(plan, datasets, world);
    return { ...checked, data: checked.data.map((data) => ({ ...data, changes: changes.get(data.role) })) };
}
function commentOf({ failure, data, estimate, problems }, world) {
    const state = failure ? 'failed' : 'checked';
    const cost = estimate && { tokens: estimate.tokens, usd: estimate.cost };
    return (0,pull_request_comment/* commentText */.b)({ state, failure, data, cost, problems }, world);
}


/***/ })

};
