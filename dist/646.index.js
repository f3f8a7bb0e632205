export const id = 646;
export const ids = [646];
export const modules = {

/***/ 9646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheck: () => (/* binding */ data_actions_runCheck),
  runFineTune: () => (/* binding */ runFineTune)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var config_inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/report/dataset-summary.ts
var dataset_summary = __webpack_require__(5487);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var report_markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/problems.ts
var report_problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/report/check-summary.ts




/** GitHub drops a summary above 1 MiB completely. */
const MAX_LIST_BYTES = 900_000;
const MAX_LISTED_PROBLEMS = 1000;
/** A longer list is folded. */
const MAX_OPEN_PROBLEMS = 20;
/** Returns the content of `report.json`: fields have the names of outputs where there is such an output. */
function buildCheckReport(result) {
    const { valid, examples, errors, warnings, fingerprint, estimate, data, codes, problems } = result;
    return {
        valid,
        examples: examples ?? null,
        problems: errors,
        warnings,
        fingerprint: fingerprint ?? null,
        'estimated-tokens': estimate?.tokens ?? null,
        'estimated-cost': estimate?.cost ?? null,
        epochs: estimate?.epochs ?? null,
        datasets: data.map(({ changes, ...dataset }) => ({
            ...dataset,
            ...(changes && { changes: 'unavailable' in changes ? { missing: changes.unavailable } : changes }),
        })),
        codes,
        list: problems,
    };
}
/** Renders the job summary and `report.md` of a check as Markdown. File names and messages are escaped. */
function renderCheckSummary(result) {
    const { valid, failure, fingerprint, data, estimate } = result;
    const icon = failure ? '❌' : valid ? '✅' : '⚠️';
    const parts = [
        `## ${icon} Dataset: ${formatProblemCount(result)}`,
        failure && (0,report_markdown/* quoteError */.PI)(failure),
        (0,report_markdown/* keyValueTable */.z2)([
            ...data.flatMap((dataset) => [
                (0,dataset_summary/* datasetRow */.X)(dataset),
                ['Changes', dataset.changes && (0,dataset_summary/* renderDatasetDiff */.U)(dataset.changes)],
            ]),
            ['Billable tokens', estimate && billableTokensCell(estimate)],
            ['Cost', estimate?.cost === undefined ? undefined : `about ${(0,format/* formatUsd */.UK)(estimate.cost)}`],
            ['Fingerprint', fingerprint && (0,report_markdown/* inlineCode */.ti)(fingerprint)],
        ]),
        problemList(result),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
function formatProblemCount({ errors, warnings }) {
    const counts = [
        errors > 0 && (0,format/* formatCount */.B4)(errors, 'error'),
        warnings > 0 && (0,format/* formatCount */.B4)(warnings, 'warning'),
    ].filter(Boolean);
    return counts.join(' and ') || 'no problems';
}
function billableTokensCell({ tokens, epochs, epochsGiven, images, uncounted }) {
    const factor = `${(0,format/* formatCount */.B4)(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`;
    const excluded = [
        images > 0 && (0,format/* formatCount */.B4)(images, 'image'),
        uncounted > 0 && (0,format/* formatCount */.B4)(uncounted, 'example'),
    ].filter(Boolean);
    const exclusion = excluded.length > 0 ? `; excludes ${excluded.join(' and ')} that cannot be counted` : '';
    return `about ${(0,format/* formatInteger */.Sm)(tokens)} (${factor}${exclusion})`;
}
function problemList({ codes, problems, errors, warnings }) {
    if (problems.length === 0)
        return undefined;
    const limits = { maxRows: MAX_LISTED_PROBLEMS, maxBytes: MAX_LIST_BYTES };
    const { markdown, shown } = (0,report_problems/* problemTable */.iK)(problems, limits);
    const counts = Object.entries(codes)
        .sort(([, a], [, b]) => b - a)
        .map(([code, count]) => `${(0,report_markdown/* htmlCode */.h8)(code)} ${(0,format/* formatInteger */.Sm)(count)}`);
    const omitted = errors + warnings - shown;
    const rest = omitted > 0 ? `\n\n${(0,format/* formatInteger */.Sm)(omitted)} more in \`report.json\`.` : '';
    return (0,report_markdown/* details */.zH)(counts.join(', '), `${markdown}${rest}`, shown <= MAX_OPEN_PROBLEMS);
}

// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/config/fingerprint.ts

/** Changes only with a major release: after a change, every model is trained and paid for once more. */
const VERSION = 1;
/**
 * Computes the fingerprint of a training: the SHA-256, in hexadecimal, of everything that determines the model. Two
 * descriptions of the same training have the same fingerprint, regardless of how they are written; metadata and
 * integrations do not change it.
 */
function fingerprint({ model, method, suffix, seed, extraBody }, data) {
    const { type, hyperparameters, ...settings } = {
        hyperparameters: {},
        ...(method ?? { type: 'supervised' }),
    };
    // `auto` is the API's default (API reference, hyperparameters).
    const explicit = Object.entries(hyperparameters).filter(([, value]) => value !== 'auto');
    const identity = {
        version: VERSION,
        ...data,
        model,
        method: { type, hyperparameters: Object.fromEntries(explicit), ...settings },
        suffix,
        seed,
        extraBody,
    };
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(toCanonical(identity)))
        .digest('hex');
}
/** A model writes properties in the order of their JSON Schema, so order is significant here. */
const ORDERED_FIELDS = new Set(['response_format']);
/** The same value, with the fields of every object sorted by name. */
function toCanonical(value) {
    if (Array.isArray(value))
        return value.map(toCanonical);
    if (typeof value !== 'object' || value === null)
        return value;
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(fields.map(([name, field]) => [
        name,
        ORDERED_FIELDS.has(name) ? JSON.stringify(field) : toCanonical(field),
    ]));
}

// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
// EXTERNAL MODULE: ./src/config/validate.ts
var validate = __webpack_require__(2526);
;// CONCATENATED MODULE: ./src/config/template.ts



// Graders guide: `item` is the line of the dataset, `sample` is the model's output, and there is no other namespace.
const NAMESPACES = ['item', 'sample'];
const SAMPLE_FIELDS = ['output_text', 'output_json', 'output_tools', 'choices', 'output_audio'];
const REFERENCE = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/;
/** Parses every template of a grader, `{{ item.x }}` and `{{ sample.x }}`, and checks the names in its formula. */
function parseTemplates(grader) {
    const items = new Map();
    const problems = [];
    for (const source of collectTexts(grader)) {
        const { text, field } = source;
        for (const { reference, problem } of findReferences(text)) {
            if (problem)
                problems.push({ severity: 'warning', field, message: problem });
            if (reference === undefined)
                continue;
            const [namespace = '', ...path] = splitReference(reference);
            if (namespace === 'item' && path.length > 0) {
                const key = JSON.stringify(path);
                const known = items.get(key);
                if (!known)
                    items.set(key, { path, locations: [field] });
                else if (!known.locations.includes(field))
                    known.locations.push(field);
            }
            else
                problems.push(...checkReference(reference, namespace, path, source));
        }
    }
    if (grader.type === 'multi')
        problems.push(...checkFormula(grader.calculate_output, grader.graders));
    return { items: [...items.values()], problems };
}
/** The texts that may have templates: `response_format`, models and labels may not. */
function collectTexts(grader) {
    if (grader.type !== 'multi')
        return collectSingleTexts(grader, []);
    return Object.entries(grader.graders).flatMap(([key, single]) => collectSingleTexts(single, ['graders', key]));
}
function collectSingleTexts(grader, parent) {
    const fieldAt = (...path) => (0,validate/* formatPath */.jV)([...parent, ...path]);
    switch (grader.type) {
        case 'python':
            return [];
        case 'string_check':
        case 'text_similarity':
            return [
                { text: grader.input, field: fieldAt('input'), isPrompt: false },
                { text: grader.reference, field: fieldAt('reference'), isPrompt: false },
            ];
        case 'score_model':
        case 'label_model':
            return grader.input.flatMap(({ content }, i) => collectContentTexts(content, fieldAt('input', i, 'content')));
    }
}
function collectContentTexts(content, field) {
    if (typeof content === 'string')
        return [{ text: content, field, isPrompt: true }];
    if (Array.isArray(content))
        return content.flatMap((item, i) => collectContentTexts(item, `${field}[${i}]`));
    if ('text' in content)
        return [{ text: content.text, field: `${field}.text`, isPrompt: true }];
    return 'image_url' in content
        ? [{ text: content.image_url, field: `${field}.image_url`, isPrompt: false }]
        : [];
}
/** The references between braces. A single `}}` is no mistake: a prompt may contain JSON. */
function* findReferences(text) {
    for (let start = text.indexOf('{{'); start !== -1;) {
        const end = text.indexOf('}}', start + 2);
        if (end === -1)
            return yield { problem: 'has "{{" without "}}" after it' };
        const inner = text.slice(start + 2, end);
        const nested = inner.lastIndexOf('{{');
        if (nested !== -1) {
            yield { problem: 'has "{{" within "{{ }}"' };
            start += nested + 2;
            continue;
        }
        const reference = inner.trim();
        if (REFERENCE.test(reference))
            yield { reference };
        else
            yield { problem: `${(0,src_errors/* quote */.hD)(`{{${inner}}}`)} is not a reference to a field such as {{ item.x }}` };
        start = text.indexOf('{{', end + 2);
    }
}
function splitReference(reference) {
    return reference.split(/[.[\]]+/).filter((step) => step !== '');
}
function* checkReference(reference, namespace, [sampleField], { field, isPrompt }) {
    const quoted = (0,src_errors/* quote */.hD)(`{{${reference}}}`);
    if (!NAMESPACES.includes(namespace)) {
        const hint = (0,suggest/* didYouMean */.au)(namespace, NAMESPACES);
        const message = `${quoted} must begin with "item." or "sample."${hint}`;
        yield { severity: isPrompt ? 'warning' : 'error', field, message };
    }
    else if (sampleField === undefined) {
        yield { severity: 'warning', field, message: `${quoted} names no field` };
    }
    else if (!SAMPLE_FIELDS.includes(sampleField)) {
        const hint = (0,suggest/* didYouMean */.au)(sampleField, SAMPLE_FIELDS);
        const message = `${quoted} is not documented; a sample has ${SAMPLE_FIELDS.join(', ')}${hint}`;
        yield { severity: 'warning', field, message };
    }
}
// Graders guide: operators + - * / ^, parentheses, and these functions.
const FUNCTIONS = ['min', 'max', 'abs', 'floor', 'ceil', 'exp', 'sqrt', 'log'];
const NAME = /^[A-Za-z_]\w*$/;
const TOKEN = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy;
/** Checks a formula. Its variables are the keys of the graders, not their names (the guide's own example). */
function* checkFormula(formula, graders) {
    const field = 'calculate_output';
    const tokens = formula.match(TOKEN)?.filter((token) => token.trim() !== '') ?? [];
    if (!isBalanced(tokens))
        yield { severity: 'error', field, message: 'its parentheses do not match' };
    const unknownOperator = tokens.find((token) => !/^[\w.+\-*/^(),]+$/.test(token));
    if (unknownOperator) {
        yield { severity: 'warning', field, message: `${(0,src_errors/* quote */.hD)(unknownOperator)} is not a documented operator` };
    }
    const keys = Object.keys(graders);
    const unusableKeys = keys.filter((key) => !NAME.test(key));
    for (const key of unusableKeys) {
        const message = `${(0,src_errors/* quote */.hD)(key)} cannot be used in a formula; use letters, digits and "_"`;
        yield { severity: 'warning', field: 'graders', message };
    }
    // With such keys, the tokens of the formula are ambiguous.
    if (unusableKeys.length > 0)
        return;
    const names = new Set(tokens.filter((token) => NAME.test(token)));
    const known = new Set([...keys, ...FUNCTIONS]);
    const unknown = [...names].filter((name) => !known.has(name));
    for (const [i, name] of unknown.entries()) {
        const hint = i < MAX_HINTS ? suggestKey(name, graders) : '';
        yield { severity: 'error', field, message: `${(0,src_errors/* quote */.hD)(name)} is not the key of a grader${hint}` };
    }
    for (const key of keys) {
        if (!names.has(key))
            yield { severity: 'warning', field, message: `does not use the grader ${(0,src_errors/* quote */.hD)(key)}` };
    }
}
/** To compare thousands of names with thousands of graders would take an hour, and the reader reports only 20 problems. */
const MAX_HINTS = 20;
function suggestKey(name, graders) {
    const keys = Object.keys(graders);
    const key = keys.find((key) => graders[key]?.name === name);
    return key ? `; its key is ${(0,src_errors/* quote */.hD)(key)}` : (0,suggest/* didYouMean */.au)(name, [...keys, ...FUNCTIONS]);
}
function isBalanced(tokens) {
    let open = 0;
    for (const token of tokens) {
        if (token === '(')
            open++;
        if (token === ')')
            open--;
        if (open < 0)
            return false;
    }
    return open === 0;
}

;// CONCATENATED MODULE: ./src/dataset/hash-table.ts
// Each entry is the two words of its hash and the number.
const STRIDE = 3;
// Shards grow one at a time, so that only a small part of the table exists twice meanwhile.
const SHARDS = 64;
const MIN_SLOTS = 16;
// With these two, an entry takes 15 to 22.5 bytes. Doubling would take up to 30.
const MAX_LOAD = 0.8;
const GROWTH_FACTOR = 1.5;
/**
 * Holds a number for each of millions of hashes, by open addressing in a few typed arrays. Measured with three million
 * hashes: a `Map` takes three times as long and 47 bytes an entry.
 */
class HashTable {
    #shards = Array.from({ length: SHARDS }, () => createShard(MIN_SLOTS));
    /** Returns the number of a hash, or 0 when it has none. */
    get([first, second]) {
        const shard = this.#shards[first % SHARDS];
        return shard?.slots[findSlot(shard.slots, first, second) + 2] ?? 0;
    }
    /** Sets the number of a hash, from 1 to 2³² - 1. */
    set([first, second], number) {
        const shard = this.#shards[first % SHARDS];
        if (!shard)
            return;
        let slot = findSlot(shard.slots, first, second);
        if (!shard.slots[slot + 2]) {
            if (shard.used >= MAX_LOAD * (shard.slots.length / STRIDE)) {
                grow(shard);
                slot = findSlot(shard.slots, first, second);
            }
            shard.used++;
        }
        put(shard.slots, slot, first, second, number);
    }
}
function createShard(size) {
    return { slots: new Uint32Array(size * STRIDE), used: 0 };
}
/** Returns where a hash is, or where it belongs; a slot whose number is 0 is free. */
function findSlot(slots, first, second) {
    let slot = Math.floor((second / 2 ** 32) * (slots.length / STRIDE)) * STRIDE;
    while (slots[slot + 2] && (slots[slot] !== first || slots[slot + 1] !== second)) {
        slot += STRIDE;
        if (slot === slots.length)
            slot = 0;
    }
    return slot;
}
function put(slots, slot, first, second, number) {
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = number;
}
function grow(shard) {
    const { slots } = shard;
    shard.slots = new Uint32Array(Math.ceil((slots.length / STRIDE) * GROWTH_FACTOR) * STRIDE);
    for (let from = 0; from < slots.length; from += STRIDE) {
        const [first, second, number] = [slots[from] ?? 0, slots[from + 1] ?? 0, slots[from + 2] ?? 0];
        if (number > 0)
            put(shard.slots, findSlot(shard.slots, first, second), first, second, number);
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/duplicates.ts

/** How many words describe an example in a list of them: its line in its block, its hash, and the hash of its prompt. */
const WORDS_PER_EXAMPLE = 5;
// They show what kind of mistake it is; a thousand of them would hide every other warning.
const MAX_REPORTED = 5;
/**
 * Finds the examples that a dataset contains more than once, or shares with those inspected before it, and prompts that
 * it answers in several ways. Takes at most 45 bytes an example.
 */
class Duplicates {
    /** With what all datasets that are compared are hashed: see `ExampleHasher`. */
    hashKey;
    #examples = new HashTable();
    // Of this dataset alone: another one may well answer the same prompts differently.
    #prompts = new HashTable();
    #files = [];
    #lines = 0;
    #linesOfOthers = 0;
    #duplicates = { count: 0, first: [] };
    #overlaps = { count: 0, first: [] };
    #conflicts = { count: 0, first: [] };
    constructor(hashKey) {
        this.hashKey = hashKey;
    }
    /** Starts another dataset. */
    startDataset() {
        this.#prompts = new HashTable();
        this.#linesOfOthers = this.#lines;
        this.#duplicates = { count: 0, first: [] };
        this.#overlaps = { count: 0, first: [] };
        this.#conflicts = { count: 0, first: [] };
    }
    /** Adds `lines` lines that come after `linesBefore` of their file; `examples` has `WORDS_PER_EXAMPLE` for each example. */
    addLines(file, linesBefore, lines, examples) {
        if (linesBefore === 0)
            this.#files.push({ name: file, linesBefore: this.#lines });
        for (let i = 0; i < examples.length; i += WORDS_PER_EXAMPLE) {
            const line = this.#lines + (examples[i] ?? 0);
            const sameExample = firstLine(this.#examples, examples, i + 1, line);
            const samePrompt = firstLine(this.#prompts, examples, i + 3, line);
            if (sameExample !== line) {
                const stats = sameExample > this.#linesOfOthers ? this.#duplicates : this.#overlaps;
                this.#addDuplicate(stats, line, sameExample);
            }
            else if (samePrompt !== line)
                this.#addDuplicate(this.#conflicts, line, samePrompt);
        }
        this.#lines += lines;
    }
    #addDuplicate(stats, line, earlier) {
        stats.count++;
        if (stats.first.length > MAX_REPORTED)
            return;
        stats.first.push({ location: this.#locate(line), earlier: this.#locate(earlier) });
    }
    #locate(line) {
        const file = this.#files.findLast(({ linesBefore }) => linesBefore < line);
        return { file: file?.name ?? '', line: line - (file?.linesBefore ?? 0) };
    }
    /** Reports what was found in this dataset. */
    report(problems) {
        reportDuplicates('overlap', this.#overlaps, problems);
        reportDuplicates('duplicate-example', this.#duplicates, problems);
        const { count, first } = this.#conflicts;
        const [conflict] = first;
        if (!conflict)
            return;
        // Once for all: several good answers to a prompt are normal in some datasets.
        const others = count === 1 ? '' : `, the first of ${count} such lines`;
        const message = `the same prompt as ${formatLocation(conflict.earlier)}, but a different answer${others}`;
        problems.addDatasetProblem({ code: 'conflicting-answers', ...conflict.location, message }, count);
    }
}
/** Returns the first line that has the hash at `at` of a list: `line` itself when it is new. */
function firstLine(table, hashes, at, line) {
    const hash = [hashes[at] ?? 0, hashes[at + 1] ?? 0];
    const known = table.get(hash);
    if (known === 0)
        table.set(hash, line);
    return known || line;
}
function reportDuplicates(code, { count, first }, problems) {
    for (const [i, { location, earlier }] of first.entries()) {
        const lines = i < MAX_REPORTED ? 1 : count - MAX_REPORTED;
        const others = lines === 1 ? '' : `, the first of ${lines} more such lines`;
        const message = `the same example as ${formatLocation(earlier)}${others}`;
        problems.addDatasetProblem({ code, ...location, message }, lines);
    }
}
const formatLocation = ({ file, line }) => `line ${line} of ${file}`;

// EXTERNAL MODULE: ./src/dataset/checker.ts
var checker = __webpack_require__(7291);
// EXTERNAL MODULE: ./src/dataset/format.ts + 7 modules
var dataset_format = __webpack_require__(4797);
;// CONCATENATED MODULE: ./src/dataset/model.ts
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

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/dataset/sniff.ts

/** How many of a file's first bytes `sniff` needs. */
const SNIFF_BYTES = 65_536;
/** Returns why a file is not JSONL, judging by its first bytes; undefined when they may be JSONL. */
function sniff(head) {
    if (isUtf16(head)) {
        return { code: 'utf-16', message: 'the file is in UTF-16; save it as UTF-8', line: 1 };
    }
    // The first line of a pointer, by the specification of git-lfs.
    if (head.indexOf('version https://git-lfs.github.com/spec/') === 0) {
        const message = 'the file is a git-lfs pointer, not the data; check out with "lfs: true"';
        return { code: 'git-lfs-pointer', message, line: 1 };
    }
    const lines = head.toString('utf8').split('\n');
    // The last line may continue behind the head, unless it is the only one.
    if (head.length === SNIFF_BYTES && lines.length > 1)
        lines.pop();
    const code = detectSingleDocument(lines.map((line) => line.trim()).filter((line) => line !== ''));
    if (!code)
        return undefined;
    const message = code === 'json-array'
        ? 'the file is one JSON array; write each of its elements on a separate line'
        : 'the file is JSON over several lines; write each example on one line';
    return { code, message, line: lines.findIndex((line) => line.trim() !== '') + 1 };
}
/** Returns a problem when the name does not end in `.jsonl`. Data is always uploaded as `.jsonl`, so this may be the wrong file. */
function checkFileName(name) {
    if (/\.jsonl$/i.test(name))
        return undefined;
    return { code: 'file-name', message: 'the file name does not end in .jsonl', line: 1 };
}
function isUtf16(head) {
    const [a, b] = head;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
        return true;
    // Without a byte order mark: the first character is ASCII.
    return (a === 0 && b !== 0 && b !== undefined) || (b === 0 && a !== 0);
}
function detectSingleDocument(lines) {
    const [first = '', second] = lines;
    if (first === '[' && lines.at(-1) === ']')
        return 'json-array';
    // A valid second line means that only the first is bad.
    if (second !== undefined && (0,json/* isJsonObject */.OW)((0,json/* parseJson */.qF)(second)))
        return undefined;
    if (first.startsWith('['))
        return second !== undefined && isJson(first) ? undefined : 'json-array';
    // One object per line, with commas behind them, is bad lines: each is reported.
    if ((0,json/* isJsonObject */.OW)((0,json/* parseJson */.qF)(first.replace(/,$/, ''))))
        return undefined;
    const isContinued = second !== undefined && /^\{(.*[{[,:])?$/.test(first);
    return isContinued && !isJson(first) ? 'pretty-printed' : undefined;
}
const isJson = (text) => (0,json/* parseJson */.qF)(text) !== undefined;

;// CONCATENATED MODULE: ./src/dataset/checks/check-dataset.ts



// API reference, Uploads: "An Upload can accept at most 8 GB in total".
const MAX_UPLOAD_BYTES = 8_000_000_000;
// Fine-tuning guide: "at least 10 examples", and 50 to begin with.
const MIN_EXAMPLES = 10;
const RECOMMENDED_EXAMPLES = 50;
// Reinforcement fine-tuning guide.
const MAX_REINFORCEMENT_EXAMPLES = { training: 50_000, validation: 1_000 };
/** Checks what no single line shows, once all lines have been read. */
function checkDataset(stats, bytes, context) {
    const { problems, files } = stats;
    const [first] = files;
    if (!first)
        return;
    for (const file of files)
        checkFile(file, problems);
    checkEmpty(stats);
    checkFormats(stats, context.method);
    checkModel(stats, context);
    checkExampleCount(first.name, stats, context);
    if (bytes > MAX_UPLOAD_BYTES) {
        const message = 'the dataset is larger than 8 GB, the maximum for uploads';
        problems.addDatasetProblem({ code: 'large-dataset', file: first.name, line: 1, message });
    }
    checkTokens(first.name, stats, context);
    stats.reportGraderFields();
    stats.reportDuplicates();
}
function checkFile({ name, notJsonl, examples, blank }, problems) {
    if (notJsonl)
        problems.addDatasetProblem({ ...notJsonl, file: name });
    const nameProblem = checkFileName(name);
    if (nameProblem)
        problems.addDatasetProblem({ ...nameProblem, file: name });
    if (examples > 0 && blank.count > 0) {
        const message = blank.count === 1
            ? '1 blank line is not counted as an example'
            : `${blank.count} blank lines are not counted as examples`;
        problems.addDatasetProblem({ code: 'blank-lines', file: name, line: blank.line, message });
    }
}
// An empty file among several is no reason to stop; a dataset without examples is.
function checkEmpty({ examples: total, files, problems }) {
    const code = total === 0 ? 'empty-file' : 'empty-shard';
    for (const { name, lines, examples, notJsonl } of files) {
        if (notJsonl || examples > 0)
            continue;
        const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines';
        problems.addDatasetProblem({ code, file: name, line: 1, message });
    }
}
function checkFormats(stats, method) {
    const allowed = dataset_format/* METHOD_FORMATS */.lP[method];
    const dominant = stats.dominantFormat(allowed);
    for (const [format, { file, line, count }] of stats.formats) {
        if (format === dominant)
            continue;
        const isAllowed = allowed.includes(format);
        const detail = format === 'reinforcement' ? ' (no assistant message)' : '';
        const lines = `${count === 1 ? '1 line has' : `${count} lines have`} the ${format} format`;
        const message = isAllowed
            ? `${lines}, but most have the ${dominant} format`
            : `${lines}${detail}, which the method ${method} does not accept`;
        const code = isAllowed ? 'mixed-formats' : 'wrong-format';
        stats.problems.addDatasetProblem({ code, file, line, message }, count);
    }
}
/** The supervised method has two formats, for two kinds of models (API reference, CreateFineTuningJobRequest). */
function checkModel(stats, { model, method }) {
    const expected = model === undefined ? undefined : getModelFormat(model);
    const format = stats.dominantFormat(dataset_format/* METHOD_FORMATS */.lP[method]);
    const first = format && stats.formats.get(format);
    if (method !== 'supervised' || !expected || !first || format === expected)
        return;
    const message = `the data has the ${format} format, but this model is trained on the ${expected} format`;
    stats.problems.addDatasetProblem({ code: 'model-format', file: first.file, line: first.line, message });
}
function checkExampleCount(file, { problems, files, examples }, { method, role }) {
    const report = (code, message) => problems.addDatasetProblem({ code, file, line: 1, message });
    const count = examples === 1 ? '1 example' : `${examples} examples`;
    // A file that is empty or not JSONL has its own problem.
    const isReadable = examples > 0 && files.every(({ notJsonl }) => !notJsonl);
    if (role === 'training' && examples < MIN_EXAMPLES && isReadable) {
        report('too-few-examples', `the dataset has ${count}; training needs at least ${MIN_EXAMPLES}`);
    }
    if (role === 'training' && examples >= MIN_EXAMPLES && examples < RECOMMENDED_EXAMPLES) {
        report('few-examples', `the dataset has ${count}; at least ${RECOMMENDED_EXAMPLES} are recommended`);
    }
    const max = MAX_REINFORCEMENT_EXAMPLES[role];
    if (method === 'reinforcement' && examples > max) {
        report('too-many-examples', `reinforcement accepts at most ${max} ${role} examples; the dataset has ${examples}`);
    }
}
function checkTokens(file, { tokens, problems }, { context }) {
    const { count, ...location } = tokens.overContext;
    if (context !== undefined && count > 0) {
        const examples = count === 1 ? '1 example has' : `${count} examples have`;
        const message = `${examples} more than ${context} tokens; training with this model truncates the rest`;
        problems.addDatasetProblem({ code: 'long-example', ...location, message }, count);
    }
    if (tokens.images > 0) {
        const images = tokens.images === 1 ? '1 image is' : `${tokens.images} images are`;
        const message = `${images} not included in the tokens: the size of a linked image is unknown`;
        problems.addDatasetProblem({ code: 'image-tokens', file, line: 1, message });
    }
}

// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/problem-collector.ts
var problem_collector = __webpack_require__(149);
;// CONCATENATED MODULE: ./src/dataset/dataset-stats.ts


/** Adds up the reports on the blocks of a dataset, which must come in order. */
class DatasetStats {
    problems;
    files = [];
    formats = new Map();
    tokens = {
        total: 0,
        longest: { tokens: 0, file: '', line: 0 },
        overContext: { count: 0, file: '', line: 0 },
        images: 0,
        uncounted: 0,
    };
    #duplicates;
    #graderFields;
    #fieldStats;
    constructor(ignore, duplicates, graderFields) {
        this.problems = new problem_collector/* ProblemCollector */.t(ignore);
        this.#graderFields = graderFields;
        this.#fieldStats = (0,grader_fields/* createFieldStats */.mp)(graderFields);
        this.#duplicates = duplicates;
        duplicates?.startDataset();
    }
    /** Starts another file. */
    startFile(name) {
        const blank = { count: 0, line: 0 };
        const file = { name, notJsonl: undefined, lines: 0, examples: 0, blank };
        this.files.push(file);
        return file;
    }
    /** Adds the next block of a file. */
    addLines(file, report) {
        const { name, lines: linesBefore } = file;
        this.problems.addLineProblems(report.problems, name, linesBefore);
        this.#duplicates?.addLines(name, linesBefore, report.lines, report.hashes);
        for (const [format, { count, line }] of report.formats) {
            const known = this.formats.get(format);
            if (known)
                known.count += count;
            else
                this.formats.set(format, { count, file: name, line: linesBefore + line });
        }
        this.#fieldStats = (0,grader_fields/* mergeFieldStats */.a0)(this.#fieldStats, report.fieldStats, { file: name, linesBefore });
        this.#addTokens(report.tokens, name, linesBefore);
        this.tokens.uncounted += report.examples - report.tokens.examples;
        if (file.blank.count === 0)
            file.blank.line = linesBefore + report.blank.line;
        file.blank.count += report.blank.count;
        file.examples += report.examples;
        file.lines += report.lines;
    }
    /** Reports examples that are not unique. */
    reportDuplicates() {
        this.#duplicates?.report(this.problems);
    }
    /** Reports what the grader will miss in the lines. */
    reportGraderFields() {
        for (const { count, ...problem } of (0,grader_fields/* findFieldProblems */.wy)(this.#fieldStats, this.#graderFields))
            this.problems.addDatasetProblem(problem, count);
    }
    get examples() {
        return this.files.reduce((sum, { examples }) => sum + examples, 0);
    }
    /** Returns the format of most lines, out of those allowed; undefined when no line has one of them. */
    dominantFormat(allowed = [...this.formats.keys()]) {
        const formats = [...this.formats].filter(([format]) => allowed.includes(format));
        const [dominant] = formats.sort(([, a], [, b]) => b.count - a.count);
        return dominant?.[0];
    }
    #addTokens(sums, file, linesBefore) {
        const { longest, overContext } = this.tokens;
        this.tokens.total += sums.total;
        this.tokens.images += sums.images;
        if (sums.longest.tokens > longest.tokens) {
            this.tokens.longest = { tokens: sums.longest.tokens, file, line: linesBefore + sums.longest.line };
        }
        if (overContext.count === 0 && sums.overContext.count > 0) {
            Object.assign(overContext, { file, line: linesBefore + sums.overContext.line });
        }
        overContext.count += sums.overContext.count;
    }
}

// EXTERNAL MODULE: ./src/dataset/line-splitter.ts
var line_splitter = __webpack_require__(5530);
;// CONCATENATED MODULE: ./src/dataset/file-splitter.ts


/** Recognizes a file that is not JSONL by its first bytes, and splits any other into blocks of lines. */
class FileSplitter {
    file;
    #sniffs;
    #splitter;
    #head = Buffer.alloc(0);
    constructor(file, sniffs, pool) {
        this.file = file;
        this.#sniffs = sniffs;
        this.#splitter = new line_splitter/* LineSplitter */.g3(pool);
    }
    /** Returns the blocks that a chunk completes. */
    push(chunk) {
        if (!this.#head)
            return this.#split(chunk);
        this.#head = Buffer.concat([this.#head, chunk]);
        return this.#head.length >= SNIFF_BYTES ? this.#start(this.#head) : [];
    }
    /** Yields the last blocks. */
    *end() {
        if (this.#head)
            yield* this.#start(this.#head);
        yield* this.#splitter.end();
    }
    #start(head) {
        this.#head = undefined;
        if (this.#sniffs && head.length > 0)
            this.file.notJsonl = sniff(head.subarray(0, SNIFF_BYTES));
        return this.#split(head);
    }
    #split(chunk) {
        return this.file.notJsonl ? [] : this.#splitter.push(chunk);
    }
}

;// CONCATENATED MODULE: ./src/dataset/normalize.ts
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const CRLF = Buffer.from('\r\n');
const CR = Buffer.from('\r');
const LF = Buffer.from('\n');
/** Yields the bytes of a dataset: its files in order, each without BOM, with LF instead of CRLF, and ending in a newline. */
async function* normalizedBytes(workspace, files) {
    for (const file of files)
        yield* normalizedFileBytes(workspace, file);
}
/**
 * Yields the normalized bytes of one file: complete lines, or nothing when it is empty. With `memory`, a chunk is valid
 * only until the next one is requested.
 */
async function* normalizedFileBytes(workspace, file, memory) {
    let pendingCr = false;
    let lastByte;
    for await (const chunk of stripBom(workspace.readBytes(file, memory))) {
        if (pendingCr && chunk[0] !== LF[0])
            yield CR;
        pendingCr = chunk.at(-1) === CR[0];
        const lines = replaceCrlf(pendingCr ? chunk.subarray(0, -1) : chunk);
        lastByte = chunk.at(-1);
        if (lines.length > 0)
            yield lines;
    }
    // A CR at the end of the file is dropped: kept, it would form a CRLF with the newline.
    if (lastByte !== undefined && lastByte !== LF[0])
        yield LF;
}
/** Yields the chunks that are not empty, without a leading BOM, even when it is split across chunks. */
async function* stripBom(chunks) {
    let head = Buffer.alloc(0);
    for await (const chunk of chunks) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        if (bytes.length === 0)
            continue;
        if (!head) {
            yield bytes;
            continue;
        }
        head = Buffer.concat([head, bytes]);
        if (head.length < BOM.length)
            continue;
        const rest = head.subarray(head.indexOf(BOM) === 0 ? BOM.length : 0);
        head = undefined;
        if (rest.length > 0)
            yield rest;
    }
    if (head && head.length > 0)
        yield head;
}
/** Returns the bytes with LF instead of CRLF; the same memory when there is no CRLF. */
function replaceCrlf(bytes) {
    let cr = bytes.indexOf(CRLF);
    if (cr === -1)
        return bytes;
    const output = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    let from = 0;
    while (cr !== -1) {
        length += bytes.copy(output, length, from, cr);
        from = cr + 1;
        cr = bytes.indexOf(CRLF, from);
    }
    length += bytes.copy(output, length, from);
    return output.subarray(0, length);
}

// EXTERNAL MODULE: ./src/dataset/checks/check-lines.ts + 2 modules
var check_lines = __webpack_require__(1062);
;// CONCATENATED MODULE: ./src/dataset/ordered-results.ts

/** Checks several blocks at a time, and adds up the reports in the order of the blocks. */
class OrderedResults {
    #checker;
    #options;
    #stats;
    #pool;
    #pending = [];
    #pendingBytes = 0;
    constructor(checker, options, stats, pool) {
        this.#checker = checker;
        this.#options = options;
        this.#stats = stats;
        this.#pool = pool;
    }
    /** Adds a block, and waits when too many are pending. */
    async add(file, lines) {
        const { capacity } = this.#stats.problems;
        const report = lines === 'line too long'
            ? Promise.resolve((0,check_lines/* lineTooLongReport */.X)(capacity, this.#options))
            : this.#checker.check(lines, capacity);
        // An error is thrown when its turn comes; it does not count as unhandled until then.
        report.catch(() => { });
        this.#pending.push({ file, lines, report });
        this.#pendingBytes += lines.length;
        await this.#drainTo(this.#checker.maxPendingBytes);
    }
    /** Waits for all blocks. */
    end() {
        return this.#drainTo(0);
    }
    async #drainTo(maxBytes) {
        while (this.#pendingBytes > maxBytes) {
            const next = this.#pending.shift();
            if (!next)
                return;
            this.#stats.addLines(next.file, await next.report);
            this.#pendingBytes -= next.lines.length;
            if (next.lines !== 'line too long')
                this.#pool.release(next.lines);
        }
    }
}

// EXTERNAL MODULE: ./src/dataset/worker-pool.ts
var worker_pool = __webpack_require__(4319);
;// CONCATENATED MODULE: ./src/dataset/inspect.ts









/** Reads a dataset once, in constant memory; returns its digest, its size and its problems. */
async function inspectDataset(workspace, files, options) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const stats = new DatasetStats(options.ignore ?? new Set(), options.duplicates, options.graderFields ?? []);
    const checkOptions = toCheckOptions(options);
    const checker = await createChecker(files, checkOptions, options);
    const pool = new line_splitter/* BufferPool */.Pt();
    const results = new OrderedResults(checker, checkOptions, stats, pool);
    // One for all chunks: a new one for each would leave a hundred megabytes to the garbage collector.
    const chunkMemory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    let bytes = 0;
    try {
        for (const file of files) {
            const splitter = new FileSplitter(stats.startFile(file.name), options.checks, pool);
            for await (const chunk of normalizedFileBytes(workspace, file, chunkMemory)) {
                options.signal?.throwIfAborted();
                hash.update(chunk);
                bytes += chunk.length;
                for (const lines of splitter.push(chunk))
                    await results.add(splitter.file, lines);
            }
            for (const lines of splitter.end())
                await results.add(splitter.file, lines);
        }
        await results.end();
    }
    finally {
        checker.close();
    }
    if (options.checks)
        checkDataset(stats, bytes, { ...options, context: options.tokens?.context });
    const unreadFiles = stats.files.filter(({ notJsonl }) => notJsonl).length;
    return {
        digest: hash.digest('hex'),
        bytes,
        examples: stats.examples,
        format: stats.dominantFormat(),
        files: stats.files.map(({ name, examples }) => ({ name, examples })),
        problems: stats.problems.list(),
        counts: stats.problems.counts,
        ...(options.tokens && { tokens: { ...stats.tokens, uncounted: stats.tokens.uncounted + unreadFiles } }),
    };
}
const CHUNK_BYTES = 2 ** 18;
function toCheckOptions(options) {
    const { method, checks, ignore = new Set(), duplicates, graderFields = [], tokens } = options;
    return {
        method,
        checks,
        ignore,
        hashKey: checks ? duplicates?.hashKey : undefined,
        graderFields,
        // Functions cannot be sent to a worker.
        tokens: tokens && { encoding: tokens.encoding, ...(tokens.context && { context: tokens.context }) },
    };
}
// Measured: with fewer bytes, a worker takes longer to start than it saves. Counting tokens is slower, so it pays sooner.
const MIN_BYTES_PER_WORKER = 12 * 2 ** 20;
const MIN_BYTES_PER_COUNTING_WORKER = 2 * 2 ** 20;
// The main thread cannot read fast enough for more, and each takes 40 MB of memory.
const MAX_WORKERS = 8;
async function createChecker(files, checkOptions, { tokens, workers, signal = new AbortController().signal }) {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const bytesPerWorker = tokens ? MIN_BYTES_PER_COUNTING_WORKER : MIN_BYTES_PER_WORKER;
    const count = Math.min(workers?.count ?? 0, Math.floor(bytes / bytesPerWorker), MAX_WORKERS);
    if (!workers || count < 2 || !(tokens || checkOptions.checks))
        return (0,checker/* createInlineChecker */.B)(checkOptions, tokens?.load);
    return new worker_pool/* WorkerPool */.T(checkOptions, tokens?.load, { ...workers, count }, signal);
}

// EXTERNAL MODULE: ./src/dataset/tokens/example-tokens.ts + 3 modules
var example_tokens = __webpack_require__(1571);
;// CONCATENATED MODULE: ./src/training/data.ts









/** Reads both datasets once, and reports their problems. */
async function inspectData(plan, deps) {
    const { runner } = deps;
    runner.group('Data');
    const datasets = [];
    // Training data first, so that an example in both counts as a problem of the validation data.
    const duplicates = new Duplicates(deps.attemptId);
    for (const [role, source] of [
        ['training', plan.training],
        ['validation', plan.validation],
    ])
        if (source)
            datasets.push(await inspectSource(role, source, duplicates, plan, deps));
    reportProblems(getReports(datasets), plan, runner);
    runner.endGroup();
    return datasets;
}
/** Throws if a dataset is empty, or has errors that "data-check" does not ignore. */
function assertNoDataErrors(datasets, { inputs }) {
    for (const dataset of datasets) {
        if (!('report' in dataset))
            continue;
        const { bytes, examples } = dataset.report;
        // With checks, data without examples has an error that names the file.
        if (bytes === 0 || (examples === 0 && inputs['data-check'] === 'off'))
            throw new src_errors/* ActionError */.lZ(`The ${dataset.role} data is empty.`, { hint: `Check "${dataset.role}-file".` });
    }
    const errors = sumCounts(getReports(datasets), 'errors');
    if (errors === 0 || inputs['data-check'] === 'warn')
        return;
    throw new src_errors/* ActionError */.lZ(`The data has ${(0,format/* formatCount */.B4)(errors, 'error')}.`, {
        hint: 'Nothing was uploaded. See the annotations on file and line.',
    });
}
function getReports(datasets) {
    return datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []));
}
function sumCounts(reports, kind) {
    return reports.reduce((sum, { counts }) => sum + counts[kind], 0);
}
/** Counting the tokens of larger data takes minutes. */
const MAX_BYTES_TO_TOKENIZE = 256_000_000;
async function inspectSource(role, source, duplicates, plan, { runner, workspace, workers, readRanks, signal }) {
    if ('id' in source) {
        runner.info(`${role} data: ${source.id}, already on the server`);
        return { role, id: source.id };
    }
    const { model, method } = plan.job;
    const context = getContextLength(model);
    const bytes = source.files.reduce((sum, { size }) => sum + size, 0);
    const countsTokens = plan.countsTokens || bytes <= MAX_BYTES_TO_TOKENIZE;
    if (!countsTokens)
        runner.info(`${role} data: token count skipped for ${(0,format/* formatBytes */.z3)(bytes)}; set "price" or "max-tokens" to enable it`);
    const report = await inspectDataset(workspace, source.files, {
        method: method?.type ?? 'supervised',
        role,
        model,
        checks: plan.inputs['data-check'] !== 'off',
        ignore: plan.ignore,
        duplicates,
        ...(method?.type === 'reinforcement' && { graderFields: parseTemplates(method.grader).items }),
        ...(countsTokens && {
            tokens: {
                encoding: getEncoding(model),
                ...(context && { context }),
                load: (0,example_tokens/* createTokenizerLoader */.P)(readRanks),
            },
        }),
        ...(workers && { workers }),
        signal,
    });
    for (const { name, examples } of report.files)
        runner.info(`${role} data: ${name}, ${(0,format/* formatCount */.B4)(examples, 'example')}`);
    return { role, files: source.files, report };
}
/** GitHub shows ten errors and ten warnings of a step; one error is the step's own. */
const MAX_ERROR_ANNOTATIONS = 9;
const MAX_WARNING_ANNOTATIONS = 10;
/** The log has the others, up to what a person reads. */
const MAX_LOGGED_PROBLEMS = 200;
function reportProblems(reports, plan, runner) {
    const { errors, warnings, rest } = (0,report_problems/* selectAnnotations */.TT)(reports.flatMap((report) => report.problems), {
        errors: plan.inputs['data-check'] === 'warn' ? 0 : MAX_ERROR_ANNOTATIONS,
        warnings: Math.max(0, MAX_WARNING_ANNOTATIONS - plan.warnings.length),
    });
    for (const problem of errors)
        runner.error((0,report_problems/* formatProblem */.Vw)(problem), problem);
    for (const problem of warnings)
        runner.warning((0,report_problems/* formatProblem */.Vw)(problem), problem);
    const logged = rest.slice(0, MAX_LOGGED_PROBLEMS);
    for (const problem of logged)
        runner.info(`${problem.severity}: ${(0,report_problems/* formatProblem */.Vw)(problem)}`);
    if (rest.length === 0)
        return;
    const annotated = errors.length + warnings.length;
    const total = sumCounts(reports, 'errors') + sumCounts(reports, 'warnings');
    const unlisted = total - annotated - logged.length;
    runner.info(`GitHub shows the first ${(0,format/* formatCount */.B4)(annotated, 'problem')} as annotations${unlisted > 0 ? `; ${(0,format/* formatCount */.B4)(unlisted, 'problem')} more are not listed` : ''}.`);
}
/** Returns the fingerprint of this job on this data. */
function computeFingerprint({ job, validation }, datasets) {
    const [training, validationIdentity] = datasets.map(toDataIdentity);
    if (!training)
        throw new Error('there is no training data');
    return fingerprint(job, { training, ...(validation && { validation: validationIdentity }) });
}
/** The identity of a dataset does not depend on the names of its files. */
function toDataIdentity(dataset) {
    return 'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest };
}
/** Returns what a check found in the data. */
function toCheckResult(datasets) {
    const reports = getReports(datasets);
    const codes = {};
    for (const { counts } of reports)
        for (const [code, count] of Object.entries(counts.codes))
            codes[code] = (codes[code] ?? 0) + count;
    const errors = sumCounts(reports, 'errors');
    return {
        valid: errors === 0,
        examples: getTrainingReport(datasets)?.examples,
        errors,
        warnings: sumCounts(reports, 'warnings'),
        data: datasets.filter((dataset) => 'report' in dataset).map(toDatasetSummary),
        codes,
        problems: errorsFirst(reports),
    };
}
/** Returns the report on the training data, unless the data is already on the server. */
function getTrainingReport(datasets) {
    return getReports(datasets.filter(({ role }) => role === 'training'))[0];
}
/** Each report has its errors before its warnings; merges them in this order. */
function errorsFirst(reports) {
    const problems = reports.flatMap((report) => report.problems);
    return [
        ...problems.filter(({ severity }) => severity === 'error'),
        ...problems.filter(({ severity }) => severity === 'warning'),
    ];
}
/** Returns what the reports show of a dataset. */
function toDatasetSummary(dataset) {
    const { role } = dataset;
    if ('id' in dataset)
        return { role, files: [{ name: dataset.id }], errors: 0, warnings: 0 };
    const { files, examples, bytes, digest, format, tokens, counts } = dataset.report;
    const { errors, warnings } = counts;
    return { role, files, examples, bytes, errors, warnings, digest, format, tokens: tokens?.total };
}

// EXTERNAL MODULE: ./src/dataset/example-hash.ts
var example_hash = __webpack_require__(3107);
// EXTERNAL MODULE: ./src/dataset/json-syntax.ts
var json_syntax = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/dataset/diff.ts





/** Each takes up to 23 bytes of memory. */
const MAX_EXAMPLES = 2 ** 22;
/**
 * Compares two datasets, given as functions that return their normalized bytes; the earlier one may be read twice.
 * Examples are the same when their JSON values are equal. Returns why when they cannot be compared.
 */
async function diffDatasets(readBefore, readNow, { hashKey, countTokens }) {
    const identify = createIdentifier(hashKey);
    const earlier = new HashMultiset();
    const addedInputs = new HashMultiset();
    const changes = { added: 0, removed: 0, changed: 0 };
    const count = (value) => (value === undefined ? 0 : (countTokens?.(value) ?? 0));
    let tokens = 0;
    try {
        for await (const line of readLines(readBefore()))
            earlier.add(identify(line).example);
        for await (const line of readLines(readNow())) {
            const { example, userInput, value } = identify(line);
            if (earlier.take(example))
                continue;
            if (userInput)
                addedInputs.add(userInput);
            changes.added++;
            tokens += count(value);
        }
        // What is left of the earlier examples is no longer there. A second reading takes less memory than keeping their inputs.
        for await (const line of earlier.size > 0 ? readLines(readBefore()) : []) {
            const { example, userInput, value } = identify(line);
            if (!earlier.take(example))
                continue;
            if (userInput && addedInputs.take(userInput)) {
                changes.changed++;
                changes.added--;
            }
            else
                changes.removed++;
            tokens -= count(value);
        }
    }
    catch (error) {
        if (error instanceof TooLargeError)
            return { unavailable: error.message };
        throw error;
    }
    return { ...changes, ...(countTokens && { tokens }) };
}
class TooLargeError extends Error {
}
/** Yields the lines that are not blank, without their ends. */
async function* readLines(bytes) {
    const pool = new line_splitter/* BufferPool */.Pt();
    const splitter = new line_splitter/* LineSplitter */.g3(pool);
    function* linesIn(blocks) {
        for (const block of blocks) {
            if (block === 'line too long')
                throw new TooLargeError('a line is longer than 256 MiB');
            yield* splitBlock(block);
            pool.release(block);
        }
    }
    for await (const chunk of bytes)
        yield* linesIn(splitter.push(chunk));
    yield* linesIn(splitter.end());
}
function* splitBlock(block) {
    for (let start = 0, end = 0; start < block.length; start = end + 1) {
        end = block.indexOf(NEWLINE, start);
        const line = block.subarray(start, end);
        if (!line.every(isBlank))
            yield line;
    }
}
const NEWLINE = 10;
const isBlank = (byte) => byte === 32 || byte === 9 || byte === 13;
function createIdentifier(hashKey) {
    const hasher = new example_hash/* ExampleHasher */.A(hashKey);
    return (line) => {
        // Parsing any other line could take gigabytes.
        const isParseable = line.length <= json_syntax/* MAX_VALUES */.Ex || !(0,json_syntax/* hasTooManyValues */["if"])(line);
        const value = isParseable ? (0,json/* parseJson */.qF)(line.toString()) : undefined;
        const input = (0,json/* isJsonObject */.OW)(value) ? getUserInput(value) : undefined;
        return {
            // A line that is not JSON, or that is nested too deeply, is compared by its bytes.
            example: (value !== undefined && hasher.hashValue(value)) || hasher.hashBytes(line),
            userInput: input === undefined ? undefined : hasher.hashValue(input),
            value,
        };
    };
}
// Not the whole prompt: an edit of the system message changes every example, and replaces none.
function getUserInput({ messages, input, prompt }) {
    if ((0,json/* isJsonObject */.OW)(input))
        return getUserInput({ messages: input.messages });
    if (!Array.isArray(messages))
        return prompt ?? input;
    const turns = messages.filter((message) => (0,json/* isJsonObject */.OW)(message) && message.role === 'user');
    return turns.length === 0 ? undefined : turns.map(({ content }) => content ?? null);
}
/** Counts how often it holds each hash. */
class HashMultiset {
    // One more than the count: the table has no 0.
    #counts = new HashTable();
    #size = 0;
    get size() {
        return this.#size;
    }
    add(hash) {
        if (this.#size === MAX_EXAMPLES) {
            throw new TooLargeError(`the dataset has more than ${MAX_EXAMPLES} examples`);
        }
        this.#counts.set(hash, Math.max(1, this.#counts.get(hash)) + 1);
        this.#size++;
    }
    /** Removes a hash once; returns whether it was there. */
    take(hash) {
        const count = this.#counts.get(hash);
        if (count <= 1)
            return false;
        this.#counts.set(hash, count - 1);
        this.#size--;
        return true;
    }
}

;// CONCATENATED MODULE: ./src/training/dataset-diff.ts







/** Returns how each dataset differs from that of the parent commit, or why that is unavailable, by its role. */
async function diffWithParent({ job }, datasets, deps) {
    const parent = await deps.readParentCommit(deps.signal);
    const options = { hashKey: deps.attemptId, countTokens: await createTokenCounter(job, deps) };
    const diffs = new Map();
    for (const dataset of datasets) {
        const { role } = dataset;
        const paths = job[role];
        if (!('files' in dataset) || !paths)
            continue;
        if ('unavailable' in parent) {
            diffs.set(role, parent);
            continue;
        }
        const { files } = dataset;
        const diff = diffFiles({ ...paths, files }, parent, deps.workspace, options);
        diffs.set(role, await diff.catch((error) => {
            // A diff only informs, so it must not fail the check.
            if (!(error instanceof src_errors/* ActionError */.lZ))
                throw error;
            return { unavailable: error.message };
        }));
    }
    return diffs;
}
async function diffFiles(current, parent, workspace, options) {
    const previous = await parent.glob(current);
    if ('unavailable' in previous)
        return previous;
    const changes = await diffDatasets(() => normalizedBytes(parent, previous.files), () => normalizedBytes(workspace, current.files), options);
    return 'unavailable' in changes ? changes : { ...changes, since: parent.commit };
}
async function createTokenCounter({ model, method }, { readRanks }) {
    const countTokens = await (0,example_tokens/* createExampleTokenCounter */.y)(getEncoding(model), readRanks);
    return (example) => {
        const format = (0,json/* isJsonObject */.OW)(example) ? (0,dataset_format/* detectFormat */.Tz)(example, method?.type ?? 'supervised') : undefined;
        return (0,json/* isJsonObject */.OW)(example) && format ? countTokens(example, format).tokens : 0;
    };
}

;// CONCATENATED MODULE: ./src/config/cost.ts
/**
 * Estimates tokens and cost: price x tokens x epochs (fine-tuning guide, "Estimate costs"). There is no cost for
 * reinforcement, which is billed by its duration (reinforcement fine-tuning guide).
 */
function estimateCost({ method, examples, tokens, epochs, price }) {
    const epochsGiven = typeof epochs === 'number';
    const expectedEpochs = epochsGiven ? epochs : estimateEpochs(examples);
    const billableTokens = tokens * expectedEpochs;
    return {
        epochs: expectedEpochs,
        epochsGiven,
        tokens: billableTokens,
        ...(price !== undefined && method !== 'reinforcement' && { cost: (billableTokens * price) / 1e6 }),
    };
}
/** Returns the limits that an estimate exceeds; an estimate that equals its limit does not exceed it. */
function exceededLimits({ tokens, cost }, { maxTokens, maxCost }) {
    const exceeded = [];
    if (maxTokens !== undefined && tokens > maxTokens)
        exceeded.push({ limit: 'max-tokens', max: maxTokens, estimated: tokens });
    if (maxCost !== undefined && cost !== undefined && cost > maxCost)
        exceeded.push({ limit: 'max-cost', max: maxCost, estimated: cost });
    return exceeded;
}
/**
 * The epochs that "auto" has meant, by OpenAI's cookbook ("Data preparation and analysis for chat model fine-tuning"):
 * three, more for a small dataset and fewer for a very large one. The server guarantees none of it.
 */
function estimateEpochs(examples) {
    if (examples * 3 < 100)
        return Math.min(25, Math.floor(100 / Math.max(1, examples)));
    if (examples * 3 > 25_000)
        return Math.max(1, Math.floor(25_000 / examples));
    return 3;
}

;// CONCATENATED MODULE: ./src/training/estimate.ts




/** Estimates what the training will be billed for; returns nothing if its data is already on the server. */
function estimateTraining({ job: { method }, inputs }, datasets) {
    const report = getTrainingReport(datasets);
    if (!report?.tokens)
        return undefined;
    const { examples, tokens } = report;
    return {
        ...estimateCost({
            method: method?.type ?? 'supervised',
            examples,
            tokens: tokens.total,
            epochs: method?.hyperparameters?.n_epochs,
            price: inputs.price,
        }),
        images: tokens.images,
        uncounted: tokens.uncounted,
    };
}
/** The largest image has eight tiles, in high detail (images and vision guide). */
const MAX_IMAGE_TOKENS = 85 + 8 * 170;
/** Throws if the estimate exceeds a limit, or cannot be compared with it. Images of unknown size count as the largest. */
function assertWithinLimits(estimate, inputs) {
    const { price, 'max-tokens': maxTokens, 'max-cost': maxCost } = inputs;
    if (!estimate || (maxTokens === undefined && maxCost === undefined))
        return;
    const { epochs, epochsGiven, images, uncounted } = estimate;
    if (uncounted > 0) {
        const limits = [maxTokens !== undefined && '"max-tokens"', maxCost !== undefined && '"max-cost"'];
        throw new src_errors/* ActionError */.lZ(`Cannot check ${limits.filter(Boolean).join(' and ')}: ${(0,format/* formatCount */.B4)(uncounted, 'example')} could not be tokenized.`, { hint: 'Fix the reported problems of the data. Nothing was uploaded.' });
    }
    const tokens = estimate.tokens + images * MAX_IMAGE_TOKENS * epochs;
    const cost = price === undefined ? undefined : (tokens * price) / 1e6;
    const reasons = exceededLimits({ ...estimate, tokens, cost }, { maxTokens, maxCost }).map(({ limit, max, estimated }) => limit === 'max-tokens'
        ? `Training would probably take ${(0,format/* formatCount */.B4)(estimated, 'token')}, more than "max-tokens" (${(0,format/* formatInteger */.Sm)(max)}) allows.`
        : `Training would probably cost ${(0,format/* formatUsd */.UK)(estimated)}, more than "max-cost" (${(0,format/* formatUsd */.UK)(max)}) allows.`);
    if (reasons.length === 0)
        return;
    const assumptions = [
        `${(0,format/* formatCount */.B4)(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`,
        images > 0 && `${(0,format/* formatCount */.B4)(images, 'image')} of unknown size as the largest possible`,
    ];
    throw new src_errors/* ActionError */.lZ(reasons.join('\n'), {
        hint: `This counts ${assumptions.filter(Boolean).join(', and ')}. Nothing was uploaded.`,
    });
}

// EXTERNAL MODULE: ./src/config/yaml.ts
var yaml = __webpack_require__(9211);
;// CONCATENATED MODULE: ./src/config/job-reader.ts



/** Reads the parts of a job and collects all problems and warnings, so that they are reported together. */
class JobReader {
    #problems = [];
    #warnings = [];
    #readText;
    constructor(readText) {
        this.#readText = readText;
    }
    /** The problems, limited to the first ones. */
    get problems() {
        return limitLines(this.#problems, 'problem');
    }
    /** The warnings, limited to the first ones. */
    get warnings() {
        return limitLines(this.#warnings, 'warning');
    }
    /** Adds a problem: the job cannot be created. */
    addProblem(label, text) {
        this.#problems.push(`${label}: ${text}`);
    }
    /** Adds a warning: the job can be created, but this is unusual. */
    addWarning(label, text) {
        this.#warnings.push(`${label}: ${text}`);
    }
    /** Returns the value; adds the problems and returns undefined when there is none. */
    unwrap(result, label) {
        if ('value' in result)
            return result.value;
        for (const problem of result.problems)
            this.addProblem(label, problem);
        return undefined;
    }
    /** Returns the value of a YAML text by its schema; adds the problems and returns undefined when there is none. */
    async parseYaml(schema, text, label, scalars = 'typed') {
        const value = text === undefined ? undefined : this.unwrap(await (0,yaml/* parseYaml */.h)(text, scalars), label);
        return value === undefined ? undefined : this.unwrap((0,validate/* validate */.tf)(schema, value), label);
    }
    /** Returns the text of a file with LF for CRLF; adds the problem and returns undefined when it cannot be read. */
    async readFile(path, label, relativeTo) {
        try {
            const file = await (relativeTo === undefined ? this.#readText(path) : this.#readText(path, relativeTo));
            // Git checks text out with CRLF on Windows. It must be the same job there, and not be paid for twice.
            return { ...file, text: file.text.replaceAll('\r\n', '\n') };
        }
        catch (error) {
            if (!(error instanceof src_errors/* ActionError */.lZ))
                throw error;
            this.addProblem(label, `${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    }
}
const MAX_LINES = 20;
function limitLines(lines, noun) {
    const omitted = lines.length - MAX_LINES;
    return [
        ...lines.slice(0, MAX_LINES),
        ...(omitted > 0 ? [`and ${omitted} more ${noun}${omitted > 1 ? 's' : ''}`] : []),
    ];
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./src/config/grader.ts


const grader_name = schemas/* string */.YjP().describe('The name of the grader, as reports show it.');
const template = (description) => schemas/* string */.YjP().describe(`${description} May contain {{item.x}} and {{sample.output_text}}.`);
const stringCheck = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('string_check'),
    name: grader_name,
    input: template('The text to check.'),
    reference: template('The text to compare with.'),
    operation: schemas/* enum */.k5n(['eq', 'ne', 'like', 'ilike'])
        .describe('eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.'),
})
    .meta({ id: 'string_check', description: 'Compares two texts; 0 or 1.' });
const textSimilarity = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('text_similarity'),
    name: grader_name,
    input: template('The text to be graded.'),
    reference: template('The text to grade against.'),
    evaluation_metric: schemas/* enum */.k5n([
        'cosine',
        'fuzzy_match',
        'bleu',
        'gleu',
        'meteor',
        'rouge_1',
        'rouge_2',
        'rouge_3',
        'rouge_4',
        'rouge_5',
        'rouge_l',
    ])
        .describe('How similarity is measured; cosine is for evals only.'),
})
    .meta({ id: 'text_similarity', description: 'Measures how similar two texts are; 0 to 1.' });
const python = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('python'),
    name: grader_name.exactOptional(),
    source: validate/* nonEmptyString */.y0
        .exactOptional()
        .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: validate/* nonEmptyString */.y0
        .exactOptional()
        .describe('Path of a file with the source, relative to the file that names it. It is sent as `source`.'),
    image_tag: schemas/* string */.YjP()
        .exactOptional()
        .describe('Tag of the image that runs the source, for example 2025-05-08.'),
})
    .meta({
    id: 'python',
    description: 'Runs a Python function; its number is the grade.',
    oneOf: ['source', 'source_file'].map((key) => ({
        type: 'object',
        properties: { [key]: {} },
        required: [key],
    })),
});
const contentItem = schemas/* discriminatedUnion */.gMt('type', [
    schemas/* looseObject */._H3({ type: schemas/* literal */.euz('input_text'), text: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({ type: schemas/* literal */.euz('output_text'), text: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({
        type: schemas/* literal */.euz('input_image'),
        image_url: schemas/* string */.YjP(),
        detail: schemas/* string */.YjP().exactOptional(),
    }),
    schemas/* looseObject */._H3({
        type: schemas/* literal */.euz('input_audio'),
        input_audio: schemas/* looseObject */._H3({ data: schemas/* string */.YjP(), format: schemas/* enum */.k5n(['mp3', 'wav']) }),
    }),
])
    .meta({ id: 'content_item', description: 'A piece of a message.' });
const ITEM = 'text, an input_text, output_text, input_image or input_audio item';
const textOrItem = [schemas/* string */.YjP(), contentItem];
const messages = schemas/* array */.YOg(schemas/* looseObject */._H3({
    role: schemas/* enum */.k5n(['user', 'assistant', 'system', 'developer']),
    content: schemas/* union */.KCZ([...textOrItem, schemas/* array */.YOg(schemas/* union */.KCZ(textOrItem, (0,validate/* expectedMessage */.UB)(ITEM)))], (0,validate/* expectedMessage */.UB)(`${ITEM}, or a list of these`))
        .describe('Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.'),
    type: schemas/* literal */.euz('message').exactOptional(),
}))
    .min(1, { error: 'is empty' })
    .meta({ id: 'messages', description: 'The messages for the grading model.' });
const TWO_NUMBERS = (0,validate/* expectedMessage */.UB)('a list of two numbers');
const scoreModel = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('score_model'),
    name: grader_name,
    model: schemas/* string */.YjP().describe('The model that gives the score.'),
    input: messages,
    range: schemas/* array */.YOg(schemas/* number */.aig())
        .length(2, TWO_NUMBERS)
        .exactOptional()
        .describe('Lowest and highest score; defaults to [0, 1].'),
    sampling_params: schemas/* looseObject */._H3({
        seed: (0,validate/* nullish */.cl)(schemas/* int */.Whr()),
        top_p: (0,validate/* nullish */.cl)(schemas/* number */.aig()),
        temperature: (0,validate/* nullish */.cl)(schemas/* number */.aig()),
        max_completions_tokens: (0,validate/* nullish */.cl)(schemas/* int */.Whr().min(1, (0,validate/* expectedMessage */.UB)('a whole number of at least 1'))).describe('Maximum tokens of an answer. The API spells it with two plurals.'),
        reasoning_effort: (0,validate/* nullish */.cl)(schemas/* string */.YjP()),
    })
        .exactOptional()
        .describe('How the grading model samples.'),
})
    .meta({ id: 'score_model', description: 'A model assigns a score.' });
const labelModel = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('label_model'),
    name: grader_name,
    model: schemas/* string */.YjP().describe('The model that gives the label.'),
    input: messages,
    labels: schemas/* array */.YOg(schemas/* string */.YjP()).describe('The labels to choose from.'),
    passing_labels: schemas/* array */.YOg(schemas/* string */.YjP()).describe('The labels that count as passing.'),
})
    .meta({
    id: 'label_model',
    description: 'A model assigns a label. Made for evals; fine-tuning servers may reject it.',
});
const single = schemas/* discriminatedUnion */.gMt('type', [stringCheck, textSimilarity, python, scoreModel, labelModel]);
const multi = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('multi'),
    name: grader_name.exactOptional(),
    graders: schemas/* record */.g1P(schemas/* string */.YjP(), single)
        .refine((graders) => Object.keys(graders).length > 0, { error: 'is empty' })
        .meta({
        description: 'Graders by name; these names are the variables of calculate_output. None may be multi itself.',
        minProperties: 1,
    }),
    calculate_output: schemas/* string */.YjP()
        .describe('Formula over the graders: + - * / ^, parentheses, min max abs floor ceil exp sqrt log.'),
})
    .meta({ id: 'multi', description: 'Combines several graders by a formula.' });
/**
 * The schema of a grader as users write it. Sources: API reference (FineTuneReinforcementMethod) and the graders guide,
 * which alone describes `multi.graders` as the map that works.
 */
const graderSchema = schemas/* discriminatedUnion */.gMt('type', [stringCheck, textSimilarity, python, scoreModel, multi, labelModel])
    .describe('How the outputs of the model are graded during the training.');
/** The documented fields of each grader, to suggest one for a misspelled field. */
const GRADER_FIELDS = {
    string_check: Object.keys(stringCheck.shape),
    text_similarity: Object.keys(textSimilarity.shape),
    python: Object.keys(python.shape),
    score_model: Object.keys(scoreModel.shape),
    label_model: Object.keys(labelModel.shape),
    multi: Object.keys(multi.shape),
};

;// CONCATENATED MODULE: ./src/config/hyperparameters.ts




const WHOLE = (0,validate/* expectedMessage */.UB)('a whole number of at least 1 or "auto"');
const POSITIVE = (0,validate/* expectedMessage */.UB)('a number above 0 or "auto"');
const wholeNumber = schemas/* union */.KCZ([schemas/* literal */.euz('auto'), schemas/* int */.Whr(WHOLE).min(1, WHOLE)], WHOLE).exactOptional();
const positiveNumber = schemas/* union */.KCZ([schemas/* literal */.euz('auto'), schemas/* number */.aig(POSITIVE).positive(POSITIVE)], POSITIVE)
    .exactOptional();
const common = {
    n_epochs: wholeNumber.describe('How many times to go through the training data, or "auto".'),
    batch_size: wholeNumber.describe('Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.'),
    learning_rate_multiplier: positiveNumber.describe('Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.'),
};
/** The hyperparameters of `supervised`; other keys pass. Source: API reference, SupervisedHyperparameters. */
const supervisedHyperparameters = schemas/* looseObject */._H3(common).meta({ id: 'supervised_hyperparameters' });
/** The hyperparameters of `dpo`; other keys pass. Source: API reference, DpoHyperparameters. */
const dpoHyperparameters = schemas/* looseObject */._H3({
    ...common,
    beta: positiveNumber.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behavior.'),
});
/** The hyperparameters of `reinforcement`; other keys pass. Source: API reference, ReinforcementHyperparameters. */
const reinforcementHyperparameters = schemas/* looseObject */._H3({
    ...common,
    compute_multiplier: positiveNumber.describe('Multiplier of the compute spent on exploring, or "auto".'),
    eval_interval: wholeNumber.describe('Training steps between two evaluations, or "auto".'),
    eval_samples: wholeNumber.describe('Samples of the validation data generated per evaluation, or "auto".'),
    reasoning_effort: schemas/* string */.YjP()
        .exactOptional()
        .describe('How much the model reasons: default, low, medium or high.'),
});
/** The fine-tuning methods. Source: API reference, FineTuneMethod.type. */
const METHODS = ['supervised', 'dpo', 'reinforcement'];
/** The schema of each method's hyperparameters. */
const HYPERPARAMETERS = {
    supervised: supervisedHyperparameters,
    dpo: dpoHyperparameters,
    reinforcement: reinforcementHyperparameters,
};
/**
 * The ranges that OpenAI's specification had in August 2026. They were corrected since, to values that are not public,
 * so a value outside is only worth a warning.
 */
const DOCUMENTED_RANGES = {
    batch_size: { text: 'at most 256', includes: (value) => Number(value) <= 256 },
    n_epochs: { text: 'at most 50', includes: (value) => Number(value) <= 50 },
    beta: { text: 'at most 2', includes: (value) => Number(value) <= 2 },
    compute_multiplier: {
        text: 'above 0.00001 and at most 10',
        includes: (value) => Number(value) > 0.00001 && Number(value) <= 10,
    },
    reasoning_effort: {
        text: 'default, low, medium or high',
        includes: (value) => ['default', 'low', 'medium', 'high'].includes(String(value)),
    },
};
/** Returns a warning for each valid hyperparameter that the method does not document, or that is outside its documented range. */
function findHyperparameterWarnings(method, values) {
    const known = Object.keys(HYPERPARAMETERS[method].shape);
    return values.flatMap(([key, value]) => {
        if (!known.includes(key)) {
            return [
                `${(0,src_errors/* quote */.hD)(key)} is not a documented hyperparameter of ${method}; it is sent unchanged${(0,suggest/* didYouMean */.au)(key, known)}`,
            ];
        }
        const range = DOCUMENTED_RANGES[key];
        if (!range || value === 'auto' || range.includes(value))
            return [];
        return [`${key}: ${(0,src_errors/* quote */.hD)(value)} is outside the documented range (${range.text}); it is sent unchanged`];
    });
}

;// CONCATENATED MODULE: ./src/config/resolve-grader.ts






/** The maximum size of a Python grader's source. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024;
/**
 * Resolves a grader as written to the one that is sent: it reads each `source_file` and adds the names that the API
 * reference requires of python and multi graders, though its own examples omit them. Adds the problems of its templates
 * and its formula.
 */
async function resolveGrader(input, source, reader) {
    const grader = input.type === 'multi'
        ? await resolveMulti(input, source, reader)
        : await resolveSingle(input, input.type, source, reader);
    if (!grader)
        return undefined;
    for (const { severity, field, message } of parseTemplates(grader).problems) {
        const label = `${source.label}: ${field}`;
        if (severity === 'error')
            reader.addProblem(label, message);
        else
            reader.addWarning(label, message);
    }
    return grader;
}
async function resolveMulti(input, source, reader) {
    checkFields(input, source, reader);
    const graders = {};
    let isComplete = true;
    for (const [key, single] of Object.entries(input.graders)) {
        const label = `${source.label}: ${(0,validate/* formatPath */.jV)(['graders', key])}`;
        const grader = await resolveSingle(single, key, { ...source, label }, reader);
        if (grader)
            graders[key] = grader;
        isComplete &&= grader !== undefined;
    }
    return isComplete ? { ...input, name: input.name ?? 'multi', graders } : undefined;
}
async function resolveSingle(input, name, source, reader) {
    checkFields(input, source, reader);
    switch (input.type) {
        case 'python': {
            const { source_file, ...rest } = input;
            const code = await readPythonSource(input.source, source_file, source, reader);
            return code === undefined ? undefined : { ...rest, name: input.name ?? name, source: code };
        }
        case 'score_model': {
            const { sampling_params, ...rest } = input;
            const [lowest = 0, highest = 1] = input.range ?? [];
            if (lowest >= highest)
                reader.addWarning(source.label, 'range: expected the lowest score first, then the highest');
            return sampling_params ? { ...rest, sampling_params: (0,json/* omitNullish */.p3)(sampling_params) } : rest;
        }
        case 'label_model':
            reader.addWarning(source.label, 'label_model is a grader for evals; fine-tuning servers may reject it');
            return input;
        case 'text_similarity':
            if (input.evaluation_metric === 'cosine')
                reader.addWarning(source.label, 'the metric cosine is for evals; fine-tuning servers may reject it');
            return input;
        case 'string_check':
            return input;
    }
}
async function readPythonSource(inline, path, { label, relativeTo }, reader) {
    if (inline !== undefined && path !== undefined) {
        reader.addProblem(label, 'has both "source" and "source_file"; give one of them');
        return undefined;
    }
    if (inline === undefined && path === undefined) {
        reader.addProblem(label, '"source" or "source_file" is required');
        return undefined;
    }
    const code = path === undefined ? inline : (await reader.readFile(path, `${label}: source_file`, relativeTo))?.text;
    if (code === undefined)
        return undefined;
    if (new TextEncoder().encode(code).length > MAX_SOURCE_BYTES) {
        reader.addProblem(label, 'the Python source is larger than 256 kB');
        return undefined;
    }
    // "Must define def grade(sample, item)"; otherwise every reward is 0 (graders guide).
    if (!/\bgrade\b/.test(code))
        reader.addWarning(label, 'the Python source defines no function "grade"');
    return code;
}
/** Unknown fields are sent unchanged (`pass_threshold` is in no reference), but a probable typo gets a warning. */
function checkFields(input, { label }, reader) {
    const known = GRADER_FIELDS[input.type];
    for (const key of Object.keys(input)) {
        if (known.includes(key))
            continue;
        if (key === 'source_file')
            reader.addProblem(label, 'only a python grader has a "source_file"');
        const hint = (0,suggest/* didYouMean */.au)(key, known);
        if (hint)
            reader.addWarning(label, `unknown field ${(0,src_errors/* quote */.hD)(key)} is sent unchanged${hint}`);
    }
}

;// CONCATENATED MODULE: ./src/config/schema.ts




/** The fields of the create request that have inputs of their own, so `extra_body` must not set them. */
const RESERVED_FIELDS = [
    'model',
    'training_file',
    'validation_file',
    'method',
    'suffix',
    'seed',
    'metadata',
    'integrations',
];
const MAX_PAIRS = 10;
const metadata = schemas/* record */.g1P((0,validate/* stringLength */.OE)(0, 64)
    .refine((key) => !key.startsWith('ft_'), {
    error: 'keys that begin with "ft_" are reserved for the action',
})
    .meta({ pattern: '^(?!ft_)' }), (0,validate/* stringLength */.OE)(0, 512))
    .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) => `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
})
    .meta({ maxProperties: MAX_PAIRS });
const integrations = schemas/* array */.YOg(schemas/* strictObject */.rej({
    type: schemas/* literal */.euz('wandb').describe('Weights and Biases, the only integration.'),
    wandb: schemas/* strictObject */.rej({
        project: schemas/* string */.YjP().describe('The project that the run is created under.'),
        name: (0,validate/* nullish */.cl)(schemas/* string */.YjP()).describe('Display name of the run; defaults to the job id.'),
        entity: (0,validate/* nullish */.cl)(schemas/* string */.YjP()).describe('Team or user that the run belongs to.'),
        tags: schemas/* array */.YOg(schemas/* string */.YjP()).exactOptional().describe('Tags of the run.'),
    })
        .describe('Where the metrics go.'),
}));
const extraBody = schemas/* record */.g1P(schemas/* string */.YjP()
    .refine((key) => !RESERVED_FIELDS.some((field) => field === key), {
    error: ({ input }) => `"${input}" has an input of its own; set it there`,
})
    .meta({ pattern: `^(?!(${RESERVED_FIELDS.join('|')})$)` }), schemas/* unknown */.L5J());
const SEED = (0,validate/* expectedMessage */.UB)('a whole number from 0 to 2147483647');
/** The schemas that an input and the job file's field of the same name share. */
const FIELDS = {
    method: schemas/* enum */.k5n(METHODS),
    suffix: (0,validate/* stringLength */.OE)(1, 64),
    seed: schemas/* int */.Whr(SEED).min(0, SEED).max(2147483647, SEED),
    metadata,
    integrations,
    extra_body: extraBody,
};
const method = schemas/* strictObject */.rej({
    type: FIELDS.method.describe('supervised, dpo (preferences) or reinforcement (a grader).'),
    supervised: (0,validate/* nullish */.cl)(schemas/* strictObject */.rej({ hyperparameters: (0,validate/* nullish */.cl)(supervisedHyperparameters) })).describe('Settings of the method supervised.'),
    dpo: (0,validate/* nullish */.cl)(schemas/* strictObject */.rej({ hyperparameters: (0,validate/* nullish */.cl)(dpoHyperparameters) })).describe('Settings of the method dpo.'),
    reinforcement: (0,validate/* nullish */.cl)(schemas/* strictObject */.rej({
        grader: graderSchema.exactOptional(),
        hyperparameters: (0,validate/* nullish */.cl)(reinforcementHyperparameters),
        response_format: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
            .exactOptional()
            .describe('Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.'),
    })).describe('Settings of the method reinforcement.'),
});
/**
 * The schema of the job file: the fields of the create request (API reference, CreateFineTuningJobRequest), where files
 * may be paths, and `extra_body`. Only the reinforcement guide and the Azure OpenAI v1 spec have `response_format`.
 */
const jobFileSchema = schemas/* strictObject */.rej({
    $schema: schemas/* string */.YjP().exactOptional().describe('Where editors find the JSON Schema of this file.'),
    model: validate/* nonEmptyString */.y0.exactOptional().describe('Base model, or an ft: model to train further.'),
    training_file: validate/* nonEmptyString */.y0
        .exactOptional()
        .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    validation_file: (0,validate/* nullish */.cl)(validate/* nonEmptyString */.y0).describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    method: (0,validate/* nullish */.cl)(method).describe('How the model is trained; defaults to supervised.'),
    hyperparameters: (0,validate/* nullish */.cl)(supervisedHyperparameters).meta({
        description: 'Deprecated by the API; moved under the method.',
        deprecated: true,
    }),
    suffix: (0,validate/* nullish */.cl)(FIELDS.suffix).describe('Becomes part of the name of the fine-tuned model, 1 to 64 characters.'),
    seed: (0,validate/* nullish */.cl)(FIELDS.seed).describe('The same seed and job should give the same result; the API chooses one by default.'),
    metadata: (0,validate/* nullish */.cl)(FIELDS.metadata).describe('At most 10 pairs of text to text. Keys that begin with "ft_" are reserved for the action.'),
    integrations: (0,validate/* nullish */.cl)(FIELDS.integrations).describe('Where else the metrics are sent.'),
    extra_body: (0,validate/* nullish */.cl)(FIELDS.extra_body).describe('Further top-level fields of the create request, for other servers (trainingType).'),
})
    .meta({ title: 'Fine-tuning job', description: 'A fine-tuning job of the openai-fine-tune action.' });
/** Returns the JSON Schema (draft 2020-12) of the job file, for editors; the build writes it to `dist/job.schema.json`. */
function jobFileJsonSchema() {
    return z.toJSONSchema(jobFileSchema, {
        io: 'input',
        target: 'draft-2020-12',
        override: ({ jsonSchema }) => {
            // zod limits every whole number to JavaScript's safe integers.
            if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER)
                delete jsonSchema.maximum;
            if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER)
                delete jsonSchema.minimum;
        },
    });
}

;// CONCATENATED MODULE: ./src/config/method.ts






const HYPERPARAMETERS_INPUT = 'input "hyperparameters"';
/** Reads each method input separately; without the input "method", the type is that of the job file. */
async function readMethodInputs(inputs, fileType, reader) {
    const type = inputs.method === undefined
        ? fileType
        : reader.unwrap((0,validate/* validate */.tf)(FIELDS.method, inputs.method), 'input "method"');
    const grader = inputs.grader === undefined ? undefined : await readInputGrader(inputs.grader, reader);
    // Every method has the hyperparameters of supervised.
    const schema = HYPERPARAMETERS[type ?? 'supervised'].nullable();
    const hyperparameters = await reader.parseYaml(schema, inputs.hyperparameters, HYPERPARAMETERS_INPUT);
    return { type, grader, hyperparameters };
}
/** Reads the method of a job; undefined when neither inputs nor job file set one, so that the API chooses supervised. */
async function readMethod(inputs, fromInputs, file, reader) {
    // Which settings belong to the method is not known while its name is misspelled.
    if (inputs.method !== undefined && fromInputs.type === undefined)
        return undefined;
    const type = fromInputs.type ?? 'supervised';
    checkOtherMethods(type, file, reader);
    const hyperparameters = mergeHyperparameters(type, fromInputs.hyperparameters, file, reader);
    if (type !== 'reinforcement') {
        if (inputs.grader !== undefined)
            reader.addProblem('input "grader"', `only the method reinforcement has a grader, and the method is ${type}`);
        return hyperparameters ? { type, hyperparameters } : fromInputs.type && { type };
    }
    const grader = inputs.grader === undefined ? await readFileGrader(file, reader) : fromInputs.grader;
    const response_format = file.fields.method?.reinforcement?.response_format;
    return grader && { type, grader, ...(0,json/* omitNullish */.p3)({ response_format, hyperparameters }) };
}
/** Merges all hyperparameters: the input overrides the job file's method, which overrides its deprecated field. */
function mergeHyperparameters(type, fromInputs, { fields, label }, reader) {
    const deprecated = (0,validate/* validate */.tf)(HYPERPARAMETERS[type], fields.hyperparameters ?? {});
    const strongestFirst = [
        [HYPERPARAMETERS_INPUT, fromInputs],
        [`${label}: method.${type}.hyperparameters`, fields.method?.[type]?.hyperparameters],
        [`${label}: hyperparameters`, reader.unwrap(deprecated, `${label}: hyperparameters`)],
    ];
    let merged = {};
    for (const [source, values] of strongestFirst) {
        // No warning about a value that is overridden.
        const effective = Object.entries(values ?? {}).filter(([key]) => !Object.hasOwn(merged, key));
        for (const warning of findHyperparameterWarnings(type, effective))
            reader.addWarning(source, warning);
        merged = { ...values, ...merged };
    }
    return Object.keys(merged).length > 0 ? merged : undefined;
}
/**
 * A job file may have settings for several methods. Settings for only another method than the one of its type are a
 * mistake: the job would be trained without them.
 */
function checkOtherMethods(type, { fields, label }, reader) {
    for (const other of METHODS) {
        if (other === type || !fields.method?.[other])
            continue;
        if (fields.method.type === type && fields.method[type] === undefined)
            reader.addProblem(label, `method.${other}: does not match the type ${type}`);
        else
            reader.addWarning(label, `method.${other}: is ignored because the method is ${type}`);
    }
}
async function readFileGrader(file, reader) {
    const input = file.fields.method?.reinforcement?.grader;
    if (!input) {
        reader.addProblem('input "grader"', 'is required by the method reinforcement');
        return undefined;
    }
    const label = `${file.label}: method.reinforcement.grader`;
    return resolveGrader(input, { label, ...(0,json/* omitNullish */.p3)({ relativeTo: file.path }) }, reader);
}
async function readInputGrader(text, reader) {
    const label = 'input "grader"';
    if (!isPath(text))
        return parseGrader(text, { label }, reader);
    const file = await reader.readFile(text.trim(), label);
    return file && parseGrader(file.text, { label: `${label}: ${file.path}`, relativeTo: file.path }, reader);
}
async function parseGrader(text, source, reader) {
    const input = await reader.parseYaml(graderSchema, text, source.label);
    return input && resolveGrader(input, source, reader);
}
/** One line that neither opens a bracket nor has a key is not a map, so it is the path of a file. */
function isPath(text) {
    return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text);
}

;// CONCATENATED MODULE: ./src/config/job.ts





/**
 * Reads the job from the action's inputs and the job file that they name, or returns all problems, one line each. An
 * input overrides the field of the job file; maps are merged key by key.
 */
async function readJob(inputs, readText) {
    const reader = new JobReader(readText);
    const provided = omitEmpty(inputs);
    const file = provided.jobFile === undefined ? NO_JOB_FILE : await readJobFile(provided.jobFile, reader);
    const methodInputs = await readMethodInputs(provided, file?.fields.method?.type, reader);
    if (!file) {
        // The inputs are still validated, but nothing is reported as missing: the unreadable job file may have it.
        await readSettingInputs(provided, reader);
        return { problems: reader.problems, ...(0,json/* omitNullish */.p3)(findDataPaths(provided)) };
    }
    const { fields, path } = file;
    const { training, validation } = findDataPaths(provided, fields, path);
    const model = provided.model ?? fields.model;
    if (!training)
        reader.addProblem('input "training-file"', 'is required');
    if (!model)
        reader.addProblem('input "model"', 'is required');
    if (!validation && methodInputs.type === 'reinforcement')
        reader.addProblem('input "validation-file"', 'is required by the method reinforcement');
    const method = await readMethod(provided, methodInputs, file, reader);
    const settings = mergeSettings(await readSettingInputs(provided, reader), file, reader);
    if (reader.problems.length > 0 || !training || !model)
        return { problems: reader.problems, ...(0,json/* omitNullish */.p3)({ training, validation }) };
    return {
        job: { model, training, ...(0,json/* omitNullish */.p3)({ validation, method }), ...settings },
        warnings: reader.warnings,
    };
}
const NO_JOB_FILE = { fields: {}, label: 'input "job-file"' };
/** The others may be YAML, where the indentation of the first line has a meaning. */
const TRIMMED_INPUTS = ['model', 'method', 'suffix', 'seed', 'jobFile'];
/** Of these, a text that has only comments counts as unset. */
const YAML_INPUTS = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extraBody'];
function omitEmpty(inputs) {
    const entries = Object.entries((0,json/* omitNullish */.p3)(inputs));
    const provided = entries.filter(([name, text]) => {
        const lines = text.split('\n').map((line) => line.trim());
        return lines.some((line) => line !== '' && !(line.startsWith('#') && YAML_INPUTS.includes(name)));
    });
    return Object.fromEntries(provided.map(([name, text]) => [name, TRIMMED_INPUTS.includes(name) ? text.trim() : text]));
}
async function readJobFile(path, reader) {
    const file = await reader.readFile(path, 'input "job-file"');
    if (!file)
        return undefined;
    const label = `input "job-file": ${file.path}`;
    const fields = await reader.parseYaml(jobFileSchema, file.text, label);
    if (!fields)
        return undefined;
    if (fields.hyperparameters)
        reader.addWarning(label, 'hyperparameters: is deprecated by the API; sent under the method instead');
    return { fields, label, path: file.path };
}
function findDataPaths(provided, fields, jobFile) {
    return {
        training: pickDataPaths(provided.trainingFile, fields?.training_file, jobFile),
        validation: pickDataPaths(provided.validationFile, fields?.validation_file, jobFile),
    };
}
function pickDataPaths(input, field, jobFile) {
    if (input !== undefined)
        return { patterns: input };
    return field ? { patterns: field, ...(0,json/* omitNullish */.p3)({ relativeTo: jobFile }) } : undefined;
}
async function readSettingInputs(provided, reader) {
    const { suffix, seed, metadata, integrations, extraBody } = provided;
    return {
        suffix: suffix === undefined ? undefined : reader.unwrap((0,validate/* validate */.tf)(FIELDS.suffix, suffix), 'input "suffix"'),
        seed: await reader.parseYaml(FIELDS.seed.nullable(), seed, 'input "seed"'),
        metadata: await reader.parseYaml(FIELDS.metadata.nullable(), metadata, 'input "metadata"', 'text'),
        integrations: await reader.parseYaml(FIELDS.integrations.nullable(), integrations, 'input "integrations"'),
        extraBody: await reader.parseYaml(FIELDS.extra_body.nullable(), extraBody, 'input "extra-body"'),
    };
}
function mergeSettings(fromInputs, { fields, label }, reader) {
    const suffix = fromInputs.suffix ?? fields.suffix;
    const suffixLabel = fromInputs.suffix === undefined ? `${label}: suffix` : 'input "suffix"';
    if (suffix)
        warnAboutSuffix(suffix, suffixLabel, reader);
    const metadata = mergeMaps(fields.metadata, fromInputs.metadata);
    // Validated once more after the merge: ten pairs in the file and another one in the input are eleven.
    if (metadata)
        reader.unwrap((0,validate/* validate */.tf)(FIELDS.metadata, metadata), 'input "metadata"');
    return (0,json/* omitNullish */.p3)({
        suffix,
        seed: fromInputs.seed ?? fields.seed,
        metadata,
        integrations: (fromInputs.integrations ?? fields.integrations)?.map(toWire),
        extraBody: mergeMaps(fields.extra_body, fromInputs.extraBody),
    });
}
/** Both maps in one, where the second overrides the first; undefined when the result is empty. */
function mergeMaps(base, overrides) {
    const merged = { ...base, ...overrides };
    return Object.keys(merged).length > 0 ? merged : undefined;
}
function toWire({ type, wandb }) {
    return { type, wandb: (0,json/* omitNullish */.p3)(wandb) };
}
/** OpenAI's reference allows 1 to 64 characters of any kind; the documentation of Azure OpenAI is stricter. */
function warnAboutSuffix(suffix, label, reader) {
    if (/[^A-Za-z0-9_-]/.test(suffix))
        reader.addWarning(label, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects');
    if ([...suffix].length > 40)
        reader.addWarning(label, 'is longer than 40 characters, which Azure OpenAI rejects');
}

// EXTERNAL MODULE: ./src/config/parse-inputs.ts
var parse_inputs = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/dataset/problem.ts
var problem = __webpack_require__(8551);
// EXTERNAL MODULE: ./src/training/connection.ts + 2 modules
var connection = __webpack_require__(1380);
;// CONCATENATED MODULE: ./src/training/plan.ts







/** Reads the plan of the root action. */
async function readTrainingPlan(deps) {
    const plan = await readPlan(config_inputs/* inputSchemas */.b.fineTune, deps, ({ wait, require }) => require.length > 0 && !wait
        ? ['input "require": needs "wait: true", since only a job that has ended can be evaluated']
        : []);
    return { ...plan, connection: (0,connection/* createConnection */.t)(plan.inputs, deps) };
}
/** For a job file, a grader, or the source of a grader: the API accepts 256 kB of source. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** Reads inputs and job file, and finds the data. Rejects with all problems at once, before anything is changed. */
async function readPlan(schema, { runner, workspace }, validate = () => []) {
    const parsed = await (0,parse_inputs/* parseInputs */.T)(schema, runner);
    const read = await readJob((0,config_inputs/* pickJobInputs */.m)(runner.inputs), async (path, relativeTo) => {
        const file = await workspace.getFile(path, relativeTo);
        return { text: await workspace.readText(file, MAX_TEXT_BYTES), path: file.name };
    });
    const problems = [parsed, read].flatMap((result) => ('problems' in result ? result.problems : []));
    const collectProblem = async (label, work) => {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof src_errors/* ActionError */.lZ))
                throw error;
            problems.push(`${label}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    };
    // Even if another field of the job is wrong: all problems are reported at once.
    const { training, validation } = await findSources('job' in read ? read.job : read, collectProblem, workspace);
    const directory = await collectProblem('input "results-dir"', () => workspace.prepareDirectory(runner.inputs.get('results-dir')));
    if ('inputs' in parsed) {
        const job = 'job' in read ? read.job : undefined;
        problems.push(...validateLimits(parsed.inputs, job, training), ...validate(parsed.inputs));
    }
    if (problems.length > 0 || 'problems' in parsed || 'problems' in read || !training || !directory)
        throw new src_errors/* ActionError */.lZ(problems.join('\n'));
    const resultsDir = await collectProblem('input "results-dir"', () => directory.create());
    if (!resultsDir)
        throw new src_errors/* ActionError */.lZ(problems.join('\n'));
    assertNoOverwrite(resultsDir, { training, validation });
    const { inputs } = parsed;
    return {
        inputs,
        job: read.job,
        training,
        ...(validation && { validation }),
        countsTokens: ['max-tokens', 'price', 'max-cost'].some((name) => runner.inputs.has(name)),
        ignore: new Set(inputs['data-check-ignore'].filter(problem/* isProblemCode */.N)),
        warnings: read.warnings,
        resultsDir,
    };
}
/** Finds the data that a job names, as far as possible. */
async function findSources(job, collectProblem, workspace) {
    const find = async (role) => {
        const paths = job[role];
        if (!paths)
            return undefined;
        const label = paths.relativeTo
            ? `input "job-file": ${paths.relativeTo}: ${role}_file`
            : `input "${role}-file"`;
        return collectProblem(label, () => findSource(workspace, paths));
    };
    return { training: await find('training'), validation: await find('validation') };
}
/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/;
async function findSource(workspace, { patterns, relativeTo }) {
    const id = patterns.trim();
    if (FILE_ID.test(id) && !(await workspace.exists(id, relativeTo)))
        return { id };
    return { files: await workspace.glob(patterns, relativeTo) };
}
/** A limit that cannot be checked must not pass for one that is met. */
function validateLimits(inputs, job, training) {
    const { price, 'max-cost': maxCost, 'max-tokens': maxTokens } = inputs;
    const limits = Object.entries({ 'max-tokens': maxTokens, price, 'max-cost': maxCost })
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name);
    return [
        ...inputs['data-check-ignore']
            .filter((code) => !(0,problem/* isProblemCode */.N)(code))
            .map(() => 'input "data-check-ignore": has an unknown code; docs/data-checks.md lists all codes'),
        ...(maxCost !== undefined && price === undefined ? ['input "max-cost": needs "price"'] : []),
        ...(job?.method?.type === 'reinforcement'
            ? limits
                .filter((name) => name !== 'max-tokens')
                .map((name) => `input "${name}": reinforcement is billed by time, not by tokens`)
            : []),
        // Other servers may read their epochs there.
        ...['n_epochs', 'hyperparameters']
            .filter((field) => limits.length > 0 && Object.hasOwn(job?.extraBody ?? {}, field))
            .map((field) => `input "extra-body": the epochs in ${field} would not be counted; set them in "hyperparameters"`),
        ...(training && 'id' in training
            ? limits.map((name) => `input "${name}": the tokens of a file on the server cannot be counted`)
            : []),
    ];
}
/** The results must not overwrite the data before it is read. */
function assertNoOverwrite(resultsDir, sources) {
    for (const [role, source] of Object.entries(sources))
        for (const { path, name } of source && 'files' in source ? source.files : [])
            if ((0,github_results/* wouldOverwrite */.l)(path, resultsDir))
                throw new src_errors/* ActionError */.lZ(`input "results-dir": the results would overwrite "${name}", the ${role} data`);
}

// EXTERNAL MODULE: ./src/training/pull-request-comment.ts + 8 modules
var pull_request_comment = __webpack_require__(1039);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 6 modules
var run_step = __webpack_require__(7795);
;// CONCATENATED MODULE: ./src/actions/check.ts












/** Runs the action `check`: validates data and job without an API key; only the comment needs the network. */
function check(deps) {
    return (0,run_step/* runStep */.e)(deps, outputs/* CHECK_OUTPUTS */.Gb, (outputs) => runCheck(outputs, deps));
}
async function runCheck(outputs, deps) {
    const { runner, signal } = deps;
    const plan = { ...(await readPlan(config_inputs/* inputSchemas */.b.check, deps)), countsTokens: true };
    outputs.set({ 'results-dir': plan.resultsDir });
    for (const warning of plan.warnings)
        runner.warning(warning);
    const datasets = await inspectData(plan, deps);
    const estimate = estimateTraining(plan, datasets);
    const error = catchActionError(() => {
        assertNoDataErrors(datasets, plan);
        assertWithinLimits(estimate, plan.inputs);
    });
    const result = {
        ...(await withParentDiff(plan, datasets, deps)),
        failure: error && (0,format_error/* formatError */.W)(error),
        fingerprint: computeFingerprint(plan, datasets),
        estimate,
    };
    outputs.set({
        valid: result.valid,
        examples: result.examples,
        problems: result.errors,
        warnings: result.warnings,
        fingerprint: result.fingerprint,
        'estimated-tokens': estimate?.tokens,
        'estimated-cost': estimate?.cost,
    });
    const results = (0,github_results/* openResults */.B)(plan.resultsDir, runner);
    const markdown = renderCheckSummary(result);
    results.write('report.json', `${JSON.stringify(buildCheckReport(result), null, 2)}\n`);
    results.write('report.md', markdown);
    if (plan.inputs.summary)
        runner.writeSummary(markdown);
    const comment = (0,pull_request_comment/* createPullRequestComment */.g)(plan.inputs, plan.job, deps);
    await comment?.update(renderCheckComment(result, deps), signal);
    if (error)
        throw error;
}
function catchActionError(work) {
    try {
        work();
        return undefined;
    }
    catch (error) {
        if (error instanceof src_errors/* ActionError */.lZ)
            return error;
        throw error;
    }
}
/** On a pull request, the result includes how the data differs from that of the parent commit. */
async function withParentDiff(plan, datasets, deps) {
    const result = toCheckResult(datasets);
    const { pullRequest } = deps.context;
    if (!pullRequest || !('number' in pullRequest))
        return result;
    const diffs = await diffWithParent(plan, datasets, deps);
    return { ...result, data: result.data.map((data) => ({ ...data, changes: diffs.get(data.role) })) };
}
function renderCheckComment(result, deps) {
    const { failure, data, estimate, problems } = result;
    const state = failure ? 'failed' : 'checked';
    const cost = estimate && { tokens: estimate.tokens, usd: estimate.cost };
    return (0,pull_request_comment/* renderRunComment */.B)({ state, failure, data, cost, problems }, deps);
}

;// CONCATENATED MODULE: ./src/config/create-request.ts

/** Builds the JSON body that creates a job from uploaded files. */
function buildCreateRequest({ model, method, suffix, seed, metadata, integrations, extraBody }, { training, validation }) {
    const settings = { method: method && buildMethodField(method), suffix, seed, metadata, integrations };
    return {
        model,
        training_file: training,
        ...(0,json/* omitNullish */.p3)({ validation_file: validation, ...settings }),
        ...extraBody,
    };
}
function buildMethodField({ type, ...settings }) {
    return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type };
}

// EXTERNAL MODULE: ./src/openai/client.ts
var client = __webpack_require__(5239);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./src/openai/wire.ts
var wire = __webpack_require__(761);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: ./src/training/evaluate-gate.ts
var evaluate_gate = __webpack_require__(955);
// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
;// CONCATENATED MODULE: ./src/training/job-identity.ts

/** Returns what identifies the jobs of this training in the server's list. */
function toJobCriteria(training) {
    const { model, method, suffix, seed } = training.plan.job;
    return {
        metadata: identityMetadata(training),
        model,
        method: method?.type ?? 'supervised',
        suffix,
        seed,
        hyperparameters: { ...method?.hyperparameters },
    };
}
/** The metadata that all jobs of this training share; without reuse, only those of this workflow run. */
function identityMetadata({ plan, fingerprint, deps }) {
    const { context, attemptId } = deps;
    if (plan.inputs.reuse)
        return { ft_fingerprint: fingerprint };
    // Outside of a workflow, every invocation counts as a run of its own.
    return context.runId
        ? { ft_fingerprint: fingerprint, ft_run: context.runId }
        : { ft_fingerprint: fingerprint, ft_attempt: attemptId };
}
/** Returns the metadata that records what a job trains and which run created it, cut at the API's 512 characters. */
function provenanceMetadata({ fingerprint, deps }) {
    const { repository, sha, ref, runId } = deps.context;
    const pairs = {
        ft_fingerprint: fingerprint,
        ft_attempt: deps.attemptId,
        ft_repository: repository,
        ft_sha: sha,
        ft_ref: ref,
        ft_run: runId,
    };
    return Object.fromEntries(Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : [])));
}
/** Returns whether this workflow run created the job, in any of its attempts. */
function wasCreatedByThisRun(job, { runId, repository }) {
    return (runId !== undefined &&
        (0,list_jobs/* hasMetadata */.gM)(job, { ft_run: runId, ...(repository && { ft_repository: repository }) }));
}

// EXTERNAL MODULE: ./src/training/match-job.ts
var match_job = __webpack_require__(3673);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/create-with-fallbacks.ts






/** Creates the job of a training: without metadata if the server rejects it, with new uploads if files are gone. */
async function createWithFallbacks(fileIds, options) {
    const { plan, deps, files } = options;
    const { runner, attemptId } = deps;
    // Lets the post step find the job if the response never comes.
    runner.saveState('attempt', attemptId);
    const metadata = { ...plan.job.metadata, ...provenanceMetadata(options) };
    try {
        return await send(fileIds, metadata, options);
    }
    catch (error) {
        if (!(error instanceof errors/* ApiError */.hD) || !(0,errors/* isSafeToResend */.yj)(error))
            throw error;
        if (isMetadataRejected(error)) {
            runner.warning('This server rejects metadata, so the job is created without it. Later runs can recognize it only by its files, model and method.');
            return await send(fileIds, undefined, options);
        }
        if (!(await files.dropMissing().catch(() => false)))
            throw error;
        return await send(await options.uploadFiles(), metadata, options);
    }
}
function send({ training, validation }, metadata, options) {
    const { plan, deps, client, deadline } = options;
    const attempt = { ft_attempt: deps.attemptId };
    const criteria = { ...toJobCriteria(options), metadata: attempt };
    // A job without metadata is ours only if it uses these very files: other runs' jobs use copies of them.
    const usesFiles = (job) => job.trainingFile === training && job.validationFile === validation;
    const filter = (job) => !options.isIgnored(job) && (0,match_job/* matches */.cK)(criteria, job) && ((0,match_job/* hasAnyMetadata */.go)(job) || usesFiles(job));
    const { metadata: _, ...spec } = plan.job;
    const request = buildCreateRequest({ ...spec, ...(metadata && { metadata }) }, { training, ...(validation && { validation }) });
    return (0,create_job/* createJob */._S)(client, request, {
        ...(0,retry_options/* retryOptions */.t)(deps),
        deadline,
        query: { filter, metadata: metadata && attempt },
        onAmbiguous: (error) => deps.runner.info(`${error.message}. Checking whether the job was created before retrying.`),
    });
}
function isMetadataRejected({ status, param, serverMessage }) {
    return status === 400 && /metadata/i.test(`${param} ${serverMessage}`);
}

;// CONCATENATED MODULE: ./src/training/elect.ts


/** How long to wait until the server lists our own job: until then it may not list those of other runs either. */
const LISTING_TIMEOUT_MS = 30_000;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 4000;
/**
 * `created_at` counts whole seconds. A job of the same second, which may win by its id, may have been created up to a
 * second after ours, and may be listed that much later.
 */
const SAME_SECOND_MS = 1200;
/**
 * Returns the one job to keep when several runs have each created a job for the same training; all of them choose the
 * same one. Polls until the list shows our own job, and a second longer.
 */
async function elect(own, { clock, signal, listDuplicates, isAmbiguous }) {
    const start = clock.now();
    for (let delayMs = FIRST_DELAY_MS;; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
        const jobs = await listDuplicates();
        const winner = pickWinner(own, jobs);
        if (winner.id !== own.id || clock.now() - start >= LISTING_TIMEOUT_MS)
            return winner;
        if (jobs.some(({ id }) => id === own.id) && !isAmbiguous)
            break;
        await clock.sleep(delayMs, signal);
    }
    await clock.sleep(SAME_SECOND_MS, signal);
    return pickWinner(own, await listDuplicates());
}
/**
 * Returns the job that every run with this list chooses. Our own wins when it has ended, since cancelling it would save
 * nothing.
 */
function pickWinner(own, jobs) {
    const current = jobs.find(({ id }) => id === own.id) ?? own;
    if ((0,wire/* isTerminal */.Hd)(current.status))
        return current;
    return (0,match_job/* rankJobs */.Zl)([current, ...jobs.filter(({ id }) => id !== own.id)])[0] ?? current;
}

// EXTERNAL MODULE: ./src/training/find-jobs.ts
var find_jobs = __webpack_require__(6692);
;// CONCATENATED MODULE: ./src/training/preflight.ts





const PREFLIGHT_TIMEOUT_MS = 10_000;
/**
 * Checks before the upload whether the server accepts the grader, and logs how many jobs it allows, on servers that
 * support this. Rejects only if the server rejects the grader; no other failure changes anything.
 */
async function preflight(plan, client, deps) {
    if (!(0,provider/* getProvider */.sO)(new URL(plan.connection.baseUrl).hostname).hasPreflight)
        return;
    await checkGrader(plan, client, deps);
    await logModelLimits(plan, client, deps);
}
async function checkGrader({ job: { method } }, client, deps) {
    if (method?.type !== 'reinforcement')
        return;
    try {
        const retry = (0,retry_options/* retryFor */.o)(deps, PREFLIGHT_TIMEOUT_MS);
        await retry(() => client.validateGrader(method.grader, { timeoutMs: PREFLIGHT_TIMEOUT_MS }));
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, deps.signal);
        if (error instanceof errors/* ApiError */.hD && error.isApiResponse && [400, 422].includes(error.status))
            throw new src_errors/* ActionError */.lZ(`The server does not accept the grader: ${error.message}`, {
                hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
                cause: error,
            });
        if ((0,errors/* isRetryable */.r3)(error))
            deps.runner.info('The server could not check the grader before the upload.');
    }
}
async function logModelLimits({ job: { model } }, client, { runner, signal }) {
    try {
        const limits = await client.getModelLimits({ timeoutMs: PREFLIGHT_TIMEOUT_MS });
        const own = limits.find((limit) => (0,match_job/* isModelAlias */.ql)(limit.model, model) || (0,match_job/* isModelAlias */.ql)(model, limit.model));
        const numbers = Object.entries(own ?? {}).filter(([, value]) => typeof value === 'number');
        if (numbers.length === 0)
            return;
        const facts = numbers.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`);
        runner.info(`limits of ${model}: ${facts.join(', ')}`);
    }
    catch (error) {
        // Few servers support this, and it only informs.
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
    }
}

// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/training/find-or-create-job.ts












/** How long to retry reading a reused job. */
const JOB_TIMEOUT_MS = 60_000;
/** How long to try to cancel a duplicate. */
const CANCEL_DUPLICATE_TIMEOUT_MS = 5 * 60_000;
/** Makes sure that exactly one job trains this configuration: finds it, or creates it and resolves duplicates. */
class JobCoordinator {
    #options;
    #jobs;
    constructor(options) {
        const { plan, files, cancellableClient, deps, deadline } = options;
        this.#options = options;
        this.#jobs = new find_jobs/* JobList */.y({
            criteria: toJobCriteria(options),
            reuse: plan.inputs.reuse,
            files,
            client: cancellableClient,
            deps,
            deadline,
        });
    }
    /** Returns the existing job that this step would reuse, if any; changes nothing. */
    async findReusableJob() {
        return this.#jobs.pickUsable(await this.#jobs.findMatching());
    }
    /**
     * Finds the job of this training or creates it, never a second one. Searches before uploading, again before
     * creating, and once more afterwards, for jobs that other runs created at the same moment.
     */
    async findOrCreateJob() {
        const existing = await this.findReusableJob();
        if (existing)
            return this.#reuseJob(existing);
        const { plan, cancellableClient, deps } = this.#options;
        await preflight(plan, cancellableClient, deps);
        const fileIds = await this.#uploadFiles();
        const matching = await this.#jobs.findJobsForFiles();
        const createdMeanwhile = await this.#jobs.pickUsable(matching);
        if (createdMeanwhile)
            return this.#reuseJob(createdMeanwhile);
        this.#jobs.ignore(matching);
        const created = await createWithFallbacks(fileIds, {
            ...this.#options,
            isIgnored: (job) => this.#jobs.isIgnored(job),
            uploadFiles: () => this.#uploadFiles(),
        });
        deps.runner.saveState('created', 'true');
        this.#recordJob(created.job, true);
        return this.#resolveDuplicates(created);
    }
    /** Returns the duplicate of our own job that takes precedence, if the server lists one now. */
    async findPreferredDuplicate(own) {
        try {
            const winner = pickWinner(own, await this.#jobs.findDuplicates(own));
            return winner.id === own.id ? undefined : winner;
        }
        catch (error) {
            if (error instanceof src_errors/* ActionError */.lZ)
                return undefined;
            throw error;
        }
    }
    /** Cancels our own job and reuses the one that takes precedence, unless our own has succeeded by then. */
    async switchToPreferred(own, preferred) {
        const cancelled = await this.#cancelDuplicate(own, preferred);
        if (cancelled?.status === 'succeeded')
            return { job: cancelled, createdByThisRun: true, justCreated: true };
        this.#options.reporter.reset();
        return this.#reuseJob(preferred, own);
    }
    /** Announces a new job and leaves one job of this training: our own, or that of another run. */
    async #resolveDuplicates(created) {
        const { client, deps } = this.#options;
        const { runner, signal } = deps;
        const { job } = created;
        const own = { job, createdByThisRun: true, justCreated: true };
        const link = (0,provider/* jobUrl */.Ne)(client.host, job.id);
        const announcement = `Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`;
        if (signal.aborted || (0,wire/* isTerminal */.Hd)(job.status) || !this.#jobs.canListJobs) {
            runner.notice(announcement);
            return own;
        }
        try {
            const winner = await this.#electJob(created);
            if (winner.id !== job.id)
                return await this.switchToPreferred(job, winner);
            runner.notice(announcement);
            return own;
        }
        catch (error) {
            if (!(error instanceof src_errors/* ActionError */.lZ) || error instanceof stop_job/* StopFailedError */.eB)
                throw error;
            runner.notice(announcement);
            if (!signal.aborted)
                runner.warning(`Unclear whether another run created a job for the same training at the same moment: ${(0,format_error/* formatError */.W)(error)}`);
            return own;
        }
    }
    /** Elects the job to keep, and cancels the duplicates that our own requests made: no other run will. */
    async #electJob({ job, duplicates, isAmbiguous }) {
        const { clock, signal, attemptId } = this.#options.deps;
        let listed = [];
        const listDuplicates = async () => {
            listed = await this.#jobs.findDuplicates(job);
            return listed;
        };
        const winner = await elect(job, { clock, signal, listDuplicates, isAmbiguous });
        // Made by requests whose response was lost.
        const orphanedJobs = listed.filter(({ id, status, metadata }) => metadata.ft_attempt === attemptId && !(0,wire/* isTerminal */.Hd)(status) && id !== winner.id && id !== job.id);
        for (const duplicate of [...duplicates, ...orphanedJobs])
            await this.#cancelDuplicate(duplicate, winner);
        return winner;
    }
    /** Cancels a job that this step created; returns it as it is then, or nothing if it could not be cancelled. */
    async #cancelDuplicate(job, winner) {
        const { runner, signal } = this.#options.deps;
        runner.info(`Job ${winner.id} does the same training and takes precedence: cancelling ${job.id}`);
        try {
            return await (0,stop_job/* stopWithin */.Y6)(CANCEL_DUPLICATE_TIMEOUT_MS, 'cancel', { ...this.#options, jobId: job.id });
        }
        catch (error) {
            if (!(error instanceof src_errors/* ActionError */.lZ))
                throw error;
            const message = `Two jobs do the same training, ${job.id} and ${winner.id}, and ${job.id} could not be cancelled: ${(0,format_error/* formatError */.W)(error)}`;
            if (signal.aborted)
                throw new stop_job/* StopFailedError */.eB(message, { hint: 'The post step tries again.', cause: error });
            runner.setFailed(`${message} Cancel one of them by hand.`);
            return undefined;
        }
    }
    /** Reuses an existing job; `replaced` is our own that was cancelled for it. */
    async #reuseJob(job, replaced) {
        const { deps, plan, cancellableClient } = this.#options;
        const { runner } = deps;
        const createdByThisRun = wasCreatedByThisRun(job, deps.context);
        runner.saveState('created', `${createdByThisRun}`);
        this.#recordJob(job, createdByThisRun);
        const { ft_run: run, ft_sha: sha } = job.metadata;
        const creator = createdByThisRun ? 'this workflow run' : run ? `run ${run}` : 'someone else';
        const commit = sha ? ` for commit ${sha.slice(0, 7)}` : '';
        const reason = replaced
            ? `created at the same moment as our job ${replaced.id}, which was cancelled.`
            : 'same data, model and settings.';
        runner.notice(`Reusing job ${job.id} (${job.status}), created by ${creator}${commit}: ${reason}`);
        if (/^paus/.test(job.status) && plan.inputs.wait) {
            runner.info(`Job ${job.id} is paused: resuming it`);
            await (0,stop_job/* updateJobStatus */.r7)(cancellableClient, job.id, 'resume', (0,retry_options/* retryOptions */.t)(deps)).catch((error) => {
                // Following the job handles one that has ended, or that a cancelled workflow must stop.
                if (!deps.signal.aborted && !(error instanceof stop_job/* JobEndedError */.Ie))
                    throw error;
            });
        }
        if (job.status !== 'succeeded' || job.fineTunedModel)
            return { job, createdByThisRun, justCreated: false };
        // A list may omit fields of a job.
        const retry = (0,retry_options/* retryFor */.o)(deps, JOB_TIMEOUT_MS);
        const complete = await retry(() => cancellableClient.getJob(job.id)).catch(() => job);
        this.#recordJob(complete, createdByThisRun);
        return { job: complete, createdByThisRun, justCreated: false };
    }
    /** Makes the job known to later steps and to the post step, before anything else happens. */
    #recordJob(job, createdByThisRun) {
        const { reporter, client, deps } = this.#options;
        deps.runner.saveState('job-id', job.id);
        reporter.setJob(job);
        reporter.setOutputs({ created: createdByThisRun });
        reporter.setJobUrl((0,provider/* jobUrl */.Ne)(client.host, job.id));
    }
    /** Uploads what the server lacks. Rejects when the step's timeout passes before that. */
    async #uploadFiles() {
        const { files, deadline, deps } = this.#options;
        const { runner, clock } = deps;
        runner.group('Upload');
        try {
            return await (0,src_clock/* withTimeout */.wj)(clock, deadline - clock.now(), deps.signal, (signal) => files.ensureUploaded({ ...deps, signal }));
        }
        catch (error) {
            if (!(error instanceof src_clock/* TimeoutError */.MU))
                throw error;
            throw new src_errors/* ActionError */.lZ('Timed out while uploading the data, so no job was created.', {
                hint: 'Increase "timeout".',
            });
        }
        finally {
            runner.endGroup();
        }
    }
}

// EXTERNAL MODULE: ./src/training/follow-to-end.ts + 2 modules
var follow_to_end = __webpack_require__(7551);
;// CONCATENATED MODULE: ./src/training/model-shutdown.ts





const MODEL_TIMEOUT_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Warns when the shutdown of the base model is announced: it takes the models trained from it along (OpenAI's
 * deprecations page). Rejects when it comes sooner than "min-model-days" allows.
 */
async function checkModelShutdown({ inputs, job }, client, reporter, deps) {
    const { runner, startedAt, signal } = deps;
    const model = getBaseModel(job.model);
    const minDays = inputs['min-model-days'];
    let date;
    try {
        const retry = (0,retry_options/* retryFor */.o)(deps, MODEL_TIMEOUT_MS);
        date = (await retry(() => client.getModel(model, { timeoutMs: MODEL_TIMEOUT_MS }))).shutdownDate;
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        if (minDays > 0)
            runner.warning(`Cannot check "min-model-days": the shutdown date of ${model} could not be read: ${(0,format_error/* formatError */.W)(error)}`);
        return;
    }
    if (date === undefined)
        return;
    reporter.setOutputs({ 'model-shutdown-date': date });
    const days = Math.ceil((Date.parse(date) - startedAt.getTime()) / DAY_MS);
    const when = days > 0
        ? `will be shut down on ${date}, in ${(0,format/* formatCount */.B4)(days, 'day')}`
        : `was to be shut down on ${date}`;
    const message = `The base model ${model} ${when}; models trained from it stop working with it.`;
    if (minDays > 0 && days < minDays)
        throw new src_errors/* ActionError */.lZ(message, {
            hint: `"min-model-days" requires ${(0,format/* formatCount */.B4)(minDays, 'day')}. Train from a model that is available longer.`,
        });
    runner.warning(message);
}

// EXTERNAL MODULE: ./src/openai/pagination.ts
var pagination = __webpack_require__(8240);
;// CONCATENATED MODULE: ./src/openai/find-file.ts


/** The API's default for a page of files is 10,000. */
const PAGE_SIZE = 1000;
const MAX_FILES = 20_000;
/** A new file appears in lists after this long at the latest. */
const LIST_CONSISTENCY_MS = 30_000;
/** The pause between two lists until then. */
const LIST_POLL_MS = 5000;
/** A file may expire before a job has read it. */
const MIN_LIFETIME_SECONDS = 24 * 60 * 60;
/** The statuses of files that no job can use, now or later. */
const UNUSABLE_STATUSES = new Set(['error', 'deleted', 'deleting']);
/** Lists the files for fine-tuning that pass the filter, oldest first. Rejects when the server does not support listing. */
async function listFiles(client, filter, retry) {
    const getPage = (query) => client.listFiles(query);
    const queries = [{ limit: PAGE_SIZE }, {}];
    const { items } = await (0,pagination/* listAll */._)({ getPage, queries, maxItems: MAX_FILES, filter, retry });
    return items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1));
}
/** Returns whether a file that any run of this action has uploaded has this content. */
function hasContent({ name, bytes }, content) {
    return (name?.includes(content.digest) ?? false) && bytes === content.bytes;
}
/**
 * Returns the oldest file on the server with this content, so that all runs choose the same one; undefined if there is
 * none that the server still has.
 */
async function findFile(client, content, now, retry) {
    const minExpiry = now.getTime() / 1000 + MIN_LIFETIME_SECONDS;
    const isUsable = (file) => !UNUSABLE_STATUSES.has(file.status ?? '') && (file.expiresAt ?? minExpiry) >= minExpiry;
    const candidates = await listFiles(client, (file) => hasContent(file, content) && isUsable(file), retry);
    for (const { id } of candidates) {
        const file = await getFileIfExists(client, id, retry);
        if (file && isUsable(file))
            return file;
    }
    return undefined;
}
/** Returns a file, or undefined if the API says that it does not exist. */
async function getFileIfExists(client, id, retry) {
    try {
        return await retry(() => client.getFile(id));
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.isApiResponse && error.status === 404)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/openai/multipart.ts

/** Builds a multipart/form-data body (RFC 7578) of known length, which needs no chunked encoding. */
function buildMultipartBody(fields, file) {
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






const STALL_TIMEOUT_MS = 60_000;
const FIRST_PROGRESS_MS = 3000;
const PROGRESS_MS = 10_000;
const upload_LISTING_TIMEOUT_MS = 30_000;
/** How long a server may take to respond after the last byte of a file. */
const RESPONSE_TIMEOUT_MS = 10 * 60_000;
/** How often a request that changes the server is sent at most. */
const MAX_ATTEMPTS = 4;
/**
 * Uploads a file for fine-tuning. Streams the bytes, so that a file of any size needs the memory of a few chunks. After a
 * request without a response, checks the list of files before it uploads again.
 */
function uploadFile(client, file, options) {
    let isUnconfirmed = false;
    const attempt = async () => {
        const existing = isUnconfirmed ? await findUploaded(client, file, options) : undefined;
        if (existing)
            options.onConfirmed();
        if (existing)
            return existing;
        options.onUnconfirmed();
        try {
            const uploaded = await uploadOnce(client, file, options);
            options.onConfirmed();
            return uploaded;
        }
        catch (error) {
            if ((0,errors/* isSafeToResend */.yj)(error))
                options.onConfirmed();
            else
                isUnconfirmed = true;
            throw error;
        }
    };
    return (0,retry/* retry */.L)(attempt, { ...options, maxAttempts: MAX_ATTEMPTS });
}
/** Returns the file of an upload without a response, if the server lists it; a list that fails counts as "not listed". */
async function findUploaded(client, { name, size }, { clock, random, signal }) {
    const deadline = clock.now() + upload_LISTING_TIMEOUT_MS;
    try {
        const files = await listFiles({ listFiles: (query) => client.listFiles(query, { signal }) }, (file) => file.name === name && file.bytes === size, (request) => (0,retry/* retry */.L)(request, { clock, random, signal, deadline }));
        return files[0];
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        return undefined;
    }
}
function uploadOnce(client, { name, size, content }, options) {
    const file = { field: 'file', name, type: 'application/jsonl', size, content: content() };
    const body = buildMultipartBody({ purpose: 'fine-tune' }, file);
    const reportProgress = throttleProgress(options);
    return withStallTimeout(body, (body, signal) => client.uploadFile(body, signal), {
        clock: options.clock,
        signal: options.signal,
        description: `upload of ${name}`,
        responseTimeoutMs: RESPONSE_TIMEOUT_MS,
        onSent: (sent) => reportProgress(Math.min(sent, size)),
    });
}
/** Returns a function that forwards progress at most every ten seconds. */
function throttleProgress({ clock, onProgress }) {
    let nextReportAt = clock.now() + FIRST_PROGRESS_MS;
    return (sent) => {
        if (clock.now() < nextReportAt)
            return;
        nextReportAt = clock.now() + PROGRESS_MS;
        onProgress(sent);
    };
}
/** Sends a body; rejects when no byte moves for a minute, or when no response arrives in time after the last byte. */
async function withStallTimeout({ contentType, contentLength, body }, send, { clock, signal, description, responseTimeoutMs, onSent }) {
    const stalled = new AbortController();
    const done = new AbortController();
    let sent = 0;
    let movedAt = clock.now();
    let timeoutMs = STALL_TIMEOUT_MS;
    async function* trackProgress() {
        for await (const chunk of body) {
            yield chunk;
            sent += chunk.length;
            movedAt = clock.now();
            onSent?.(sent);
        }
        timeoutMs = responseTimeoutMs;
    }
    async function abortWhenStalled() {
        for (let leftMs = timeoutMs; leftMs > 0; leftMs = movedAt + timeoutMs - clock.now())
            await clock.sleep(leftMs, done.signal);
        stalled.abort(new src_clock/* TimeoutError */.MU(`no progress for ${timeoutMs / 1000} seconds`));
    }
    abortWhenStalled().catch(() => undefined);
    try {
        const eitherSignal = AbortSignal.any([signal, stalled.signal]);
        return await send({ contentType, contentLength, body: trackProgress() }, eitherSignal);
    }
    catch (error) {
        if (!stalled.signal.aborted || signal.aborted)
            throw error;
        const message = `${description}: ${stalled.signal.reason.message}`;
        throw new errors/* ConnectionError */.Rc(message, { requestSent: true, cause: error });
    }
    finally {
        done.abort();
    }
}

;// CONCATENATED MODULE: ./src/openai/multipart-upload.ts







/** API reference, Uploads: a part has at most 64 MB. With small parts a retry is cheap, and several fit in memory. */
const PART_BYTES = 16 * 2 ** 20;
const MAX_PARTS = 400;
/** How many parts are in memory and being sent at once. */
const MAX_BUFFERS = 4;
const SLICE_BYTES = 256 * 1024;
const PART_RESPONSE_TIMEOUT_MS = 2 * 60_000;
/** More than for a whole file, because one failed part fails the whole upload. */
const MAX_PART_ATTEMPTS = 8;
const CANCEL_TIMEOUT_MS = 2000;
const MAX_CANCEL_DELAY_MS = 250;
/**
 * Uploads a file for fine-tuning in parts (API reference, Uploads), holding a few of them in memory, and retries each part
 * by itself. The file may exist only while the upload is being completed. Cancels an upload that cannot be completed.
 * Returns undefined, without an effect, if the server does not support uploads in parts.
 */
async function uploadInParts(client, file, options, partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MAX_PARTS))) {
    const id = await createUpload(client, file, options);
    if (id === undefined)
        return undefined;
    const upload = new MultipartUpload(client, id, file, options);
    try {
        return await upload.complete(await upload.sendParts(partBytes));
    }
    catch (error) {
        await upload.cancel();
        throw error;
    }
}
/** Returns the id of a new upload. If the response is lost, the upload has no parts and expires within the hour. */
async function createUpload(client, { name, size }, options) {
    const upload = { filename: name, bytes: size, mimeType: 'text/jsonl' };
    try {
        const { id } = await (0,retry/* retry */.L)(() => client.createUpload(upload, { signal: options.signal }), {
            ...options,
            maxAttempts: MAX_ATTEMPTS,
            shouldRetry: (error) => (0,errors/* isRetryable */.r3)(error) && !(0,errors/* isUnsupportedEndpoint */.Tj)(error),
        });
        return id;
    }
    catch (error) {
        if ((0,errors/* hasUnsupportedStatus */.kZ)(error))
            return undefined;
        throw error;
    }
}
/** One upload in parts on the server. */
class MultipartUpload {
    #client;
    #id;
    #file;
    #options;
    constructor(client, id, file, options) {
        this.#client = client;
        this.#id = id;
        this.#file = file;
        this.#options = options;
    }
    /** Sends all parts, several at once. */
    async sendParts(partBytes) {
        const failed = new AbortController();
        const signal = AbortSignal.any([this.#options.signal, failed.signal]);
        const pool = new BufferPool(partBytes);
        const md5 = (0,external_node_crypto_.createHash)('md5');
        const reportProgress = throttleProgress(this.#options);
        let sentBytes = 0;
        const send = async (bytes) => {
            try {
                const retryOptions = { ...this.#options, signal, maxAttempts: MAX_PART_ATTEMPTS };
                const part = await (0,retry/* retry */.L)(() => this.#sendPart(bytes, signal), retryOptions);
                sentBytes += bytes.length;
                reportProgress(sentBytes);
                return part.id;
            }
            finally {
                pool.release(bytes);
            }
        };
        const parts = [];
        try {
            for await (const bytes of splitIntoParts(this.#file.content(), pool)) {
                signal.throwIfAborted();
                md5.update(bytes);
                const part = send(bytes);
                part.catch((error) => failed.abort(error));
                parts.push(part);
            }
            return { partIds: await Promise.all(parts), md5: md5.digest('hex') };
        }
        catch (error) {
            failed.abort(error);
            throw error;
        }
    }
    #sendPart(bytes, signal) {
        const type = 'application/octet-stream';
        const data = { field: 'data', name: 'part', type, size: bytes.length, content: slice(bytes) };
        return withStallTimeout(buildMultipartBody({}, data), (body, signal) => this.#client.addUploadPart(this.#id, body, signal), {
            clock: this.#options.clock,
            signal,
            description: `part of ${this.#id}`,
            responseTimeoutMs: PART_RESPONSE_TIMEOUT_MS,
        });
    }
    /** Makes a file of the parts. After a request without a clear response, checks the list of files before it sends another. */
    async complete(parts) {
        const { signal, onUnconfirmed, onConfirmed } = this.#options;
        let isUnconfirmed = false;
        const attempt = async () => {
            const existing = isUnconfirmed ? await this.#findFile() : undefined;
            if (existing)
                return existing;
            try {
                return await this.#client.completeUpload(this.#id, parts, { signal, timeoutMs: RESPONSE_TIMEOUT_MS });
            }
            catch (error) {
                // The server rejects a second completion, so a rejection may mean that the first one succeeded.
                const completed = isUnconfirmed && !(0,errors/* isRetryable */.r3)(error) ? await this.#waitUntilListed() : undefined;
                if (completed)
                    return completed;
                isUnconfirmed ||= !(0,errors/* isSafeToResend */.yj)(error);
                throw error;
            }
        };
        onUnconfirmed();
        try {
            const file = await (0,retry/* retry */.L)(attempt, { ...this.#options, maxAttempts: MAX_ATTEMPTS });
            isUnconfirmed = false;
            return file;
        }
        finally {
            if (!isUnconfirmed)
                onConfirmed();
        }
    }
    #findFile() {
        return findUploaded(this.#client, this.#file, this.#options);
    }
    /** Polls for the file until lists must contain it. */
    async #waitUntilListed() {
        const { clock, signal } = this.#options;
        const deadline = clock.now() + LIST_CONSISTENCY_MS;
        for (;;) {
            const file = await this.#findFile();
            if (file || clock.now() >= deadline)
                return file;
            await clock.sleep(LIST_POLL_MS, signal);
        }
    }
    /** Cancels the upload, even after the workflow was cancelled. If that fails, it expires within the hour. */
    async cancel() {
        const { clock, random } = this.#options;
        const cancelUpload = (signal) => (0,retry/* retry */.L)(() => this.#client.cancelUpload(this.#id, { signal }), {
            clock,
            random,
            signal,
            maxDelayMs: MAX_CANCEL_DELAY_MS,
        });
        await (0,src_clock/* withTimeout */.wj)(clock, CANCEL_TIMEOUT_MS, undefined, cancelUpload).catch(() => undefined);
    }
}
/** Yields slices small enough that each one shows whether the connection still moves. */
function* slice(bytes) {
    for (let start = 0; start < bytes.length; start += SLICE_BYTES)
        yield bytes.subarray(start, start + SLICE_BYTES);
}
/** Yields the same bytes in parts that fill a buffer each, except for the last one. */
async function* splitIntoParts(chunks, pool) {
    let part;
    let length = 0;
    for await (const chunk of chunks)
        for (let rest = chunk; rest.length > 0;) {
            part ??= await pool.acquire();
            const fitting = rest.subarray(0, part.length - length);
            part.set(fitting, length);
            length += fitting.length;
            rest = rest.subarray(fitting.length);
            if (length < part.length)
                continue;
            yield part;
            part = undefined;
            length = 0;
        }
    if (part)
        yield part.subarray(0, length);
}
/** A fixed number of buffers for one consumer. They are reused, because new ones would stay in memory until a collection. */
class BufferPool {
    #bytes;
    #free = [];
    #allocated = 0;
    #waiter;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Resolves when a buffer is free. */
    async acquire() {
        const free = this.#free.pop();
        if (free)
            return free;
        if (this.#allocated === MAX_BUFFERS)
            return new Promise((resolve) => {
                this.#waiter = resolve;
            });
        this.#allocated += 1;
        return Buffer.allocUnsafeSlow(this.#bytes);
    }
    release(buffer) {
        const waiter = this.#waiter;
        this.#waiter = undefined;
        if (waiter)
            waiter(buffer);
        else
            this.#free.push(buffer);
    }
}

;// CONCATENATED MODULE: ./src/openai/wait-for-file.ts



/** In these statuses a server may reject a job that uses the file (Azure). */
const PROCESSING_STATUSES = new Set(['pending', 'running']);
/** OpenAI accepts jobs with files in this status too; some servers never leave it. */
const UPLOADED_STATUS = 'uploaded';
const UPLOADED_TIMEOUT_MS = 30_000;
/** As long as the official client waits. */
const PROCESSING_TIMEOUT_MS = 30 * 60_000;
const MIN_POLL_MS = 250;
const MAX_POLL_MS = 5000;
/** How long a failing request of a file's status is retried. */
const STATUS_TIMEOUT_MS = 60_000;
/** Waits until the server has processed a file, if it reports that it processes files. Rejects when processing failed. */
async function waitForProcessing(client, file, { onWait, ...options }) {
    const { clock, signal } = options;
    const startedAt = clock.now();
    let pollMs = MIN_POLL_MS;
    for (let current = file;;) {
        const status = current.status ?? 'processed';
        if (UNUSABLE_STATUSES.has(status)) {
            const details = current.statusDetails ? `: ${current.statusDetails}` : '';
            throw new src_errors/* ActionError */.lZ(`The server could not process file ${file.id} (${status})${details}`);
        }
        const remainingMs = startedAt + processingTimeout(status) - clock.now();
        if (remainingMs <= 0)
            return;
        if (current === file)
            onWait(status);
        await clock.sleep(Math.min(pollMs, remainingMs), signal);
        pollMs = Math.min(pollMs * 2, MAX_POLL_MS);
        current = await getFileStatus(client, file.id, options);
    }
}
function processingTimeout(status) {
    if (PROCESSING_STATUSES.has(status))
        return PROCESSING_TIMEOUT_MS;
    return status === UPLOADED_STATUS ? UPLOADED_TIMEOUT_MS : 0;
}
/** Returns a file with its status; if the server does not return it, only the id, which the create request then checks. */
async function getFileStatus(client, id, options) {
    const { clock, signal } = options;
    try {
        return await (0,retry/* retry */.L)(() => client.getFile(id, { signal }), {
            ...options,
            deadline: clock.now() + STATUS_TIMEOUT_MS,
        });
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        return { id };
    }
}

;// CONCATENATED MODULE: ./src/openai/delete-files.ts


/** Deletes files, except those of a recent job that is still in use. */
async function deleteFiles(client, ids, isInUse, retry) {
    if (ids.length === 0)
        return [];
    const failed = (error, id) => {
        if (error instanceof src_errors/* ActionError */.lZ)
            return { id, kind: 'failed', error };
        throw error;
    };
    let jobs;
    try {
        jobs = (await retry(() => client.listJobs({ limit: RECENT_JOBS }))).items.filter(isInUse);
    }
    catch (error) {
        return ids.map((id) => failed(error, id));
    }
    const deleteFile = async (id) => {
        const by = jobs.find(({ trainingFile, validationFile }) => id === trainingFile || id === validationFile);
        if (by)
            return { id, kind: 'used', by };
        try {
            await retry(() => client.deleteFile(id));
        }
        catch (error) {
            if (!(error instanceof errors/* ApiError */.hD && error.status === 404))
                return failed(error, id);
        }
        return { id, kind: 'deleted' };
    };
    return Promise.all(ids.map(deleteFile));
}
/** Only a recent job can use a file that was just uploaded. */
const RECENT_JOBS = 100;

;// CONCATENATED MODULE: ./src/training/file-cleanup.ts





const CLEANUP_TIMEOUT_MS = 60_000;
/** Between two attempts once the workflow is cancelled. */
const CANCELLED_MAX_DELAY_MS = 500;
/** Deletes files within a deadline; what cannot be deleted is a warning. */
class FileCleanup {
    #options;
    constructor(options) {
        this.#options = options;
    }
    /** Deletes the files that `find` returns, except those of a recent job that is in use. */
    async deleteFiles(find, isInUse) {
        const { runner } = this.#options.deps;
        await this.#withCleanupDeadline(async (client, retry) => {
            const ids = await find(client, retry);
            for (const file of await deleteFiles(client, ids, isInUse, retry))
                if (file.kind === 'deleted')
                    runner.info(`${file.id} was deleted from the server`);
                else if (file.kind === 'used')
                    runner.info(`${file.id} is kept: job ${file.by.id} uses it`);
                else
                    runner.warning(`${file.id} could not be deleted and is left on the server: ${(0,format_error/* formatError */.W)(file.error)}`);
        });
    }
    /** Also runs when the workflow is cancelled: deleting files is worth the seconds that remain. */
    async #withCleanupDeadline(work) {
        const { deps, createClient, remainingMs } = this.#options;
        const { clock, random, runner, signal: cancelled } = deps;
        const stepEnd = (0,src_clock/* abortAfter */.dg)(cancelled, remainingMs, clock);
        try {
            await (0,src_clock/* withTimeout */.wj)(clock, CLEANUP_TIMEOUT_MS, stepEnd.signal, (signal) => {
                const maxDelayMs = cancelled.aborted ? CANCELLED_MAX_DELAY_MS : undefined;
                return work(createClient(signal), (request) => (0,retry/* retry */.L)(request, { clock, random, signal, maxDelayMs }));
            });
        }
        catch (error) {
            if (!(error instanceof src_errors/* ActionError */.lZ || error instanceof src_clock/* TimeoutError */.MU))
                throw error;
            const reason = error instanceof src_errors/* ActionError */.lZ ? (0,format_error/* formatError */.W)(error) : error.message;
            runner.warning(`Unneeded files may be left on the server: ${reason}`);
        }
        finally {
            stepEnd.dispose();
        }
    }
}

;// CONCATENATED MODULE: ./src/training/uploaded-files.ts












const ROLES = ['training', 'validation'];
/** How long to search for existing data on the server before uploading it. */
const FIND_TIMEOUT_MS = 60_000;
/** How long to retry reading a file whose content decides whether a job can be reused. */
const COMPARE_TIMEOUT_MS = 5 * 60_000;
/** The data of this step on the server: finds it, uploads what is missing, and deletes what no job needs. */
class UploadedFiles {
    #datasets;
    #client;
    #reporter;
    #deps;
    #cleanup;
    #maxSingleUploadBytes;
    /** Part of the name of every upload of this step, and of no other. */
    #runTag;
    #uploadedIds = new Set();
    #remoteFiles = new Map();
    /** Whether a file has some content, by id and digest. */
    #comparisons = new Map();
    /** How many uploads may have reached the server without a response. */
    #unconfirmedUploads = 0;
    #lastUnconfirmedAt = 0;
    /** Settles when the last upload ends, even if the step no longer waits for it. */
    #pendingUpload = Promise.resolve();
    constructor(options) {
        const { datasets, createClient, reporter, deps } = options;
        this.#datasets = datasets;
        this.#client = createClient(deps.signal);
        this.#reporter = reporter;
        this.#deps = deps;
        this.#cleanup = new FileCleanup(options);
        const { hostname } = new URL(`https://${this.#client.host}`);
        this.#maxSingleUploadBytes = options.maxSingleUploadBytes ?? (0,provider/* getProvider */.sO)(hostname).maxSingleUploadBytes;
        this.#runTag = deps.attemptId.slice(0, 12);
    }
    /** Uploads what the server lacks, and returns the ids once jobs can use the files. */
    async ensureUploaded(deps = this.#deps) {
        for (const dataset of this.#datasets) {
            const { role } = dataset;
            if (this.#remoteFiles.has(role))
                continue;
            const file = await this.#ensureFile(dataset, deps);
            this.#remoteFiles.set(role, file);
            this.#reporter.setOutputs({ [`${role}-file-id`]: file.id });
        }
        for (const [role, file] of this.#remoteFiles) {
            const onWait = (status) => deps.runner.info(`the server is processing the ${role} data (${status})`);
            await waitForProcessing(this.#client, file, { ...(0,retry_options/* retryOptions */.t)(deps), onWait });
        }
        const [training = '', validation] = ROLES.map((role) => this.#remoteFiles.get(role)?.id);
        return { training, ...(validation && { validation }) };
    }
    /** Returns whether a job uses this data; compares contents, since the same data may have been uploaded twice. */
    async matchesJob({ trainingFile, validationFile }) {
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
        const known = this.#comparisons.get(key);
        if (known)
            return known;
        const comparison = getFileIfExists(this.#client, id, (0,retry_options/* retryFor */.o)(this.#deps, COMPARE_TIMEOUT_MS)).then((file) => file !== undefined && hasContent(file, content));
        this.#comparisons.set(key, comparison);
        // A failed request proves nothing and is not remembered.
        comparison.catch(() => this.#comparisons.delete(key));
        return comparison;
    }
    /** Whether any of the data was on the server before this step: only then can a job exist that uses it. */
    get hasReusedFiles() {
        return [...this.#remoteFiles.values()].some(({ id }) => !this.#uploadedIds.has(id));
    }
    /** Drops the reused files that are no longer on the server; returns whether there were any. */
    async dropMissing() {
        let hasDropped = false;
        for (const dataset of this.#datasets) {
            const { role } = dataset;
            const id = this.#remoteFiles.get(role)?.id;
            if (!('report' in dataset) || id === undefined || this.#uploadedIds.has(id))
                continue;
            if (await getFileIfExists(this.#client, id, (0,retry_options/* retryFor */.o)(this.#deps, FIND_TIMEOUT_MS)))
                continue;
            this.#deps.runner.info(`${role} data: ${id} is gone from the server`);
            hasDropped = this.#remoteFiles.delete(role);
        }
        return hasDropped;
    }
    /** Deletes what this step uploaded and no job uses, neither the one it ends with nor another. */
    async deleteUnused(job) {
        await this.#pendingUpload;
        if (this.#uploadedIds.size === 0 && this.#unconfirmedUploads === 0)
            return;
        // If the server does not report what its jobs use, no file is known to be unused.
        if (job && !job.trainingFile)
            return;
        const findUnused = async (client, retry) => {
            const orphaned = await this.#findOrphanedUploads(client, retry);
            return [...new Set([...this.#uploadedIds, ...orphaned])].filter((id) => id !== job?.trainingFile && id !== job?.validationFile);
        };
        const isInUse = ({ status }) => status !== 'failed' && status !== 'cancelled';
        await this.#cleanup.deleteFiles(findUnused, isInUse);
    }
    /** Deletes the files of a job that has succeeded, unless another job is still training on them. */
    async deleteJobFiles(job) {
        const givenIds = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []));
        const ids = [...new Set([job.trainingFile, job.validationFile])].flatMap((id) => id === undefined || givenIds.includes(id) ? [] : [id]);
        const isInUse = (other) => other.id !== job.id && !(0,wire/* isTerminal */.Hd)(other.status);
        await this.#cleanup.deleteFiles(async () => ids, isInUse);
    }
    /** Finds what uploads without a response left on the server; polls until lists are certain to show it. */
    async #findOrphanedUploads(client, retry) {
        const { clock, signal } = this.#deps;
        const isOurs = ({ name }) => name?.includes(`-${this.#runTag}-`) ?? false;
        while (this.#unconfirmedUploads > 0) {
            const ours = await listFiles(client, isOurs, retry);
            const orphaned = ours.map(({ id }) => id).filter((id) => !this.#uploadedIds.has(id));
            const isListed = clock.now() - this.#lastUnconfirmedAt >= LIST_CONSISTENCY_MS;
            if (orphaned.length > 0 || isListed || signal.aborted)
                return orphaned;
            await clock.sleep(LIST_POLL_MS, signal).catch(() => undefined);
        }
        return [];
    }
    async #ensureFile(dataset, deps) {
        const { role } = dataset;
        const { runner, workspace } = deps;
        if ('id' in dataset)
            return getFileStatus(this.#client, dataset.id, (0,retry_options/* retryOptions */.t)(deps));
        const { digest, bytes } = dataset.report;
        const existing = await this.#findExisting(dataset.report, deps);
        if (existing && !this.#uploadedIds.has(existing.id))
            runner.info(`${role} data: ${(0,format/* formatBytes */.z3)(bytes)} already on the server as ${existing.id}`);
        if (existing)
            return existing;
        const source = {
            name: `${fileBaseName(dataset.files)}-${this.#runTag}-${digest}.jsonl`,
            size: bytes,
            content: () => verifyDigest(normalizedBytes(workspace, dataset.files), digest),
        };
        const upload = this.#upload(role, source, {
            ...(0,retry_options/* retryOptions */.t)(deps),
            onProgress: (sent) => runner.info(`${role} data: ${(0,format/* formatBytes */.z3)(sent)} of ${(0,format/* formatBytes */.z3)(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`),
            onUnconfirmed: () => {
                this.#unconfirmedUploads += 1;
                this.#lastUnconfirmedAt = deps.clock.now();
            },
            onConfirmed: () => {
                this.#unconfirmedUploads -= 1;
            },
        });
        this.#pendingUpload = upload.catch(() => undefined);
        const file = await upload;
        runner.info(`${role} data: ${(0,format/* formatBytes */.z3)(bytes)} uploaded as ${file.id}`);
        return file;
    }
    async #upload(role, source, options) {
        const isLarge = source.size > this.#maxSingleUploadBytes;
        const assembled = isLarge ? await uploadInParts(this.#client, source, options) : undefined;
        if (isLarge && !assembled)
            this.#deps.runner.info(`${role} data: this server does not support uploads in parts; sending the data in one request`);
        const file = assembled ?? (await uploadFile(this.#client, source, options));
        this.#uploadedIds.add(file.id);
        return file;
    }
    /** If the server cannot list its files, upload again; files are free. */
    async #findExisting(content, deps) {
        try {
            return await findFile(this.#client, content, deps.startedAt, (0,retry_options/* retryFor */.o)(deps, FIND_TIMEOUT_MS));
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error, deps.signal);
            return undefined;
        }
    }
}
/** Passes the bytes on, and rejects when they are not the ones that were checked: the files are read twice. */
async function* verifyDigest(bytes, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of bytes) {
        hash.update(chunk);
        yield chunk;
    }
    if (hash.digest('hex') !== digest)
        throw new src_errors/* ActionError */.lZ('The data changed while it was being uploaded.');
}
/** A short name for people, in characters that every server accepts; the digest identifies the content. */
function fileBaseName(files) {
    const base = files[0]?.name
        .split('/')
        .at(-1)
        ?.replace(/\.jsonl$/i, '') ?? '';
    return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data';
}

;// CONCATENATED MODULE: ./src/actions/fine-tune.ts

















/** Runs the root action: checks the data, finds or creates the job, follows it, and evaluates the quality gate. */
function fineTune(deps) {
    return (0,run_step/* runJobStep */.t)(deps, outputs/* ROOT_OUTPUTS */.iQ, async (reporter, timer) => {
        const plan = await readTrainingPlan(deps);
        const { inputs } = plan;
        reporter.openResults(plan.resultsDir);
        reporter.setComment((0,pull_request_comment/* createPullRequestComment */.g)(inputs, plan.job, deps));
        const { datasets, fingerprint } = await checkData(plan, reporter, deps);
        const connect = (signal) => (0,client/* createClient */.U)(plan.connection, deps.fetch, deps.clock, signal);
        const cancellableClient = connect(deps.signal);
        await checkModelShutdown(plan, cancellableClient, reporter, deps);
        const { remainingMs } = timer;
        const training = {
            plan,
            fingerprint,
            files: new UploadedFiles({ datasets, createClient: connect, reporter, deps, remainingMs }),
            reporter,
            deps,
            client: connect(),
            cancellableClient,
            // A timeout of 0 still creates the job and reads it once.
            deadline: inputs.timeout > 0 ? timer.startedAt + inputs.timeout : Number.POSITIVE_INFINITY,
            remainingMs,
        };
        if (inputs['dry-run'])
            return dryRun(training);
        try {
            const outcome = await trainToCompletion(training, timer);
            await cleanUp(training);
            return outcome;
        }
        catch (error) {
            // Keeps the files only for a job that may exist and need them; one that fails the quality gate needs them no more.
            if (!(error instanceof create_job/* JobMaybeCreatedError */.gw))
                await cleanUp(training);
            throw error;
        }
    });
}
/** Reports the data and what training on it will cost; rejects if either is not acceptable. */
async function checkData(plan, reporter, deps) {
    const { runner, context } = deps;
    const { model, method } = plan.job;
    for (const warning of [...plan.warnings, ...warnAboutRunSpecificValues(plan.job, context)])
        runner.warning(warning);
    reporter.setRequest({ model, method: method?.type ?? 'supervised' });
    const datasets = await inspectData(plan, deps);
    const estimate = estimateTraining(plan, datasets);
    reporter.setEstimate(estimate);
    reporter.setData(datasets.map(toDatasetSummary), toCheckResult(datasets).problems);
    reporter.setRequest({
        hyperparameters: method?.hyperparameters,
        provenance: commitAndRunLinks(context),
    });
    assertNoDataErrors(datasets, plan);
    assertWithinLimits(estimate, plan.inputs);
    const fingerprint = computeFingerprint(plan, datasets);
    reporter.setFingerprint(fingerprint);
    reporter.updateComment('checked');
    runner.info(`fingerprint: ${fingerprint}`);
    return { datasets, fingerprint };
}
/** Makes sure exactly one job trains this configuration: reuses one or creates it, then follows it to its end. */
async function trainToCompletion(training, timer) {
    const { deps, reporter, plan, client, cancellableClient } = training;
    const { runner, signal } = deps;
    const { inputs } = plan;
    const coordinator = new JobCoordinator(training);
    let active = await coordinator.findOrCreateJob();
    let hasRecreated = false;
    for (;;) {
        const { job, createdByThisRun, justCreated } = active;
        // A failed job is followed all the same to report the reason, and in a cancelled workflow a job is to be stopped.
        if (!inputs.wait && !signal.aborted && (job.status === 'succeeded' || !(0,wire/* isTerminal */.Hd)(job.status))) {
            logLeftRunning(job, deps);
            return `${justCreated ? 'created' : 'found'}, ${job.status}`;
        }
        reporter.updateComment('running');
        runner.group('Training');
        const result = await (0,follow_to_end/* followToEnd */.c)({
            ...timer,
            jobId: job.id,
            client,
            cancellableClient,
            reporter,
            deps,
            timeoutMs: inputs.timeout,
            intervalMs: inputs['poll-interval'],
            onTimeout: inputs['on-timeout'],
            onCancel: inputs['on-cancel'] ?? (createdByThisRun ? 'cancel' : 'detach'),
            findPreferredDuplicate: justCreated ? (own) => coordinator.findPreferredDuplicate(own) : undefined,
            recreateIfCancelled: !createdByThisRun && !hasRecreated,
        });
        runner.endGroup();
        switch (result.kind) {
            case 'finished':
                if (reporter.job?.status === 'succeeded') {
                    logDeploymentHint(plan, deps);
                    await (0,evaluate_gate/* evaluateQualityGate */._)(reporter.job, inputs, { client: cancellableClient, reporter, deps });
                }
                return !justCreated && job.status === 'succeeded'
                    ? 'reused a job that had succeeded, nothing was paid for again'
                    : result.outcome;
            case 'superseded':
                active = await coordinator.switchToPreferred(result.job, result.preferred);
                break;
            case 'cancelled-elsewhere':
                runner.info(`Job ${job.id} of another run was cancelled: looking for another job, or creating one`);
                hasRecreated = true;
                // The post step must not mistake that job for one that is created now.
                runner.saveState('job-id', '');
                reporter.reset();
                active = await coordinator.findOrCreateJob();
        }
    }
}
/** Deletes the files that are no longer needed. */
async function cleanUp({ plan, reporter: { job }, files }) {
    if (plan.inputs['delete-files'] === 'after-success' && job?.status === 'succeeded')
        await files.deleteJobFiles(job);
    await files.deleteUnused(job);
}
/** Logs what a run would do; only reads. */
async function dryRun(training) {
    const { plan, client, deps } = training;
    const { runner } = deps;
    const reusable = await new JobCoordinator(training).findReusableJob();
    if (reusable) {
        runner.info(`Dry run: a run would reuse job ${reusable.id} (${reusable.status}) and create none.`);
        return `dry run, ${reusable.id} would be used`;
    }
    const getId = (source) => ('id' in source ? source.id : '(id of the uploaded file)');
    const request = buildCreateRequest(plan.job, {
        training: getId(plan.training),
        ...(plan.validation && { validation: getId(plan.validation) }),
    });
    runner.info(`Dry run: nothing was uploaded and no job was created. A run would send this to ${client.host}, with the action's own metadata (ft_…):`);
    for (const line of JSON.stringify(request, null, 2).split('\n'))
        runner.info(line);
    return 'dry run, nothing was created';
}
/** Logs that the step does not wait for a job, unless it has ended. */
function logLeftRunning({ id, status }, { runner }) {
    if (/^paus/.test(status))
        runner.warning(`Job ${id} is paused and does not continue by itself: set "wait: true", or resume it with the action "control".`);
    else if (!(0,wire/* isTerminal */.Hd)(status))
        runner.info((0,log/* leftRunningMessage */.O7)(id));
}
function logDeploymentHint({ connection }, { runner }) {
    const { deployment } = (0,provider/* getProvider */.sO)(new URL(connection.baseUrl).hostname);
    if (deployment)
        runner.info(deployment);
}
/** The commit and the workflow run, with links. */
function commitAndRunLinks({ repository, sha, runId, serverUrl }) {
    if (!sha)
        return undefined;
    const page = repository && `${serverUrl}/${repository}`;
    return {
        sha,
        commitUrl: page && `${page}/commit/${sha}`,
        runId,
        runUrl: page && runId && `${page}/actions/runs/${runId}`,
    };
}
/** A job specification that contains the id of the run never matches a job of another run, so each run pays again. */
function warnAboutRunSpecificValues({ suffix, seed }, { runId, sha }) {
    const runSpecific = [runId, sha?.slice(0, 7)].filter((id) => id !== undefined && id.length > 5);
    return Object.entries({ suffix, seed })
        .filter(([, value]) => runSpecific.some((id) => `${value}`.includes(`${id}`)))
        .map(([name]) => `input "${name}": contains the id or the commit of this run, so no other run can reuse its job`);
}

// EXTERNAL MODULE: ./src/run.ts + 10 modules
var run = __webpack_require__(9803);
;// CONCATENATED MODULE: ./src/data-actions.ts



/** Runs the root action. */
const runFineTune = (launcherUrl) => (0,run/* run */.e)(fineTune, launcherUrl);
/** Runs the action `check`. */
const data_actions_runCheck = (launcherUrl) => (0,run/* run */.e)(check, launcherUrl);


/***/ })

};
