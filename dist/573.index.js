export const id = 573;
export const ids = [573];
export const modules = {

/***/ 9030:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ templatesOf)
/* harmony export */ });
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6906);
/* harmony import */ var _spelling_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6442);


// Graders guide: `item` is the line of the dataset, `sample` what the model said, and there is nothing else.
const NAMESPACES = ['item', 'sample'];
const SAMPLE_FIELDS = ['output_text', 'output_json', 'output_tools', 'choices', 'output_audio'];
const REFERENCE = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/;
/** Reads every template of a grader, `{{ item.x }}` and `{{ sample.x }}`, and what its formula is made of. */
function templatesOf(grader) {
    const items = new Map();
    const problems = [];
    for (const source of textsOf(grader)) {
        const { text, where } = source;
        for (const { reference, problem } of referencesIn(text)) {
            if (problem)
                problems.push({ severity: 'warning', where, message: problem });
            if (reference === undefined)
                continue;
            const [namespace = '', ...path] = stepsOf(reference);
            if (namespace === 'item' && path.length > 0) {
                const key = JSON.stringify(path);
                const known = items.get(key);
                if (!known)
                    items.set(key, { path, where: [where] });
                else if (!known.where.includes(where))
                    known.where.push(where);
            }
            else
                problems.push(...referenceProblems(reference, namespace, path, source));
        }
    }
    if (grader.type === 'multi')
        problems.push(...formulaProblems(grader.calculate_output, grader.graders));
    return { items: [...items.values()], problems };
}
/** The texts that may have templates: `response_format`, models and labels may not. */
function textsOf(grader) {
    if (grader.type !== 'multi')
        return textsOfSingle(grader, []);
    return Object.entries(grader.graders).flatMap(([key, single]) => textsOfSingle(single, ['graders', key]));
}
function textsOfSingle(grader, above) {
    const at = (...path) => (0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldPath */ .cn)([...above, ...path]);
    switch (grader.type) {
        case 'python':
            return [];
        case 'string_check':
        case 'text_similarity':
            return [
                { text: grader.input, where: at('input'), isPrompt: false },
                { text: grader.reference, where: at('reference'), isPrompt: false },
            ];
        case 'score_model':
        case 'label_model':
            return grader.input.flatMap(({ content }, i) => textsOfContent(content, at('input', i, 'content')));
    }
}
function textsOfContent(content, where) {
    if (typeof content === 'string')
        return [{ text: content, where, isPrompt: true }];
    if (Array.isArray(content))
        return content.flatMap((item, i) => textsOfContent(item, `${where}[${i}]`));
    if ('text' in content)
        return [{ text: content.text, where: `${where}.text`, isPrompt: true }];
    return 'image_url' in content
        ? [{ text: content.image_url, where: `${where}.image_url`, isPrompt: false }]
        : [];
}
/** What stands between braces. `}}` alone is no mistake: a prompt may well show JSON. */
function* referencesIn(text) {
    for (let start = text.indexOf('{{'); start !== -1;) {
        const end = text.indexOf('}}', start + 2);
        if (end === -1)
            return yield { problem: 'has "{{" without "}}" after it' };
        const within = text.slice(start + 2, end);
        const nested = within.lastIndexOf('{{');
        if (nested !== -1) {
            yield { problem: 'has "{{" within "{{ }}"' };
            start += nested + 2;
            continue;
        }
        const reference = within.trim();
        if (REFERENCE.test(reference))
            yield { reference };
        else
            yield { problem: `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(`{{${within}}}`)} is no reference to a field, as {{ item.x }} is` };
        start = text.indexOf('{{', end + 2);
    }
}
function stepsOf(reference) {
    return reference.split(/[.[\]]+/).filter((step) => step !== '');
}
function* referenceProblems(reference, namespace, [field], { where, isPrompt }) {
    const shown = (0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(`{{${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)(reference)}}}`);
    if (!NAMESPACES.includes(namespace)) {
        const hint = (0,_spelling_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .a)(namespace, NAMESPACES);
        const message = `${shown} must begin with "item." or "sample."${hint}`;
        yield { severity: isPrompt ? 'warning' : 'error', where, message };
    }
    else if (field === undefined) {
        yield { severity: 'warning', where, message: `${shown} names no field` };
    }
    else if (!SAMPLE_FIELDS.includes(field)) {
        const hint = (0,_spelling_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .a)(field, SAMPLE_FIELDS);
        const message = `${shown} is not documented; a sample has ${SAMPLE_FIELDS.join(', ')}${hint}`;
        yield { severity: 'warning', where, message };
    }
}
// Graders guide: operators + - * / ^, parentheses, and these functions.
const FUNCTIONS = ['min', 'max', 'abs', 'floor', 'ceil', 'exp', 'sqrt', 'log'];
const NAME = /^[A-Za-z_]\w*$/;
const TOKEN = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy;
/** Its variables are the keys of the graders, and not their names (the guide's own example). */
function* formulaProblems(formula, graders) {
    const where = 'calculate_output';
    const tokens = formula.match(TOKEN)?.filter((token) => token.trim() !== '') ?? [];
    if (!isBalanced(tokens))
        yield { severity: 'error', where, message: 'its parentheses do not match' };
    const strange = tokens.find((token) => !/^[\w.+\-*/^(),]+$/.test(token));
    if (strange) {
        yield { severity: 'warning', where, message: `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(strange)} is no documented operator` };
    }
    const keys = Object.keys(graders);
    const odd = keys.filter((key) => !NAME.test(key));
    for (const key of odd) {
        const message = `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(key)} is no name for a formula: letters, digits and "_" make one`;
        yield { severity: 'warning', where: 'graders', message };
    }
    // With such keys nobody can tell what belongs together in the formula.
    if (odd.length > 0)
        return;
    const names = new Set(tokens.filter((token) => NAME.test(token)));
    const known = new Set([...keys, ...FUNCTIONS]);
    const unknown = [...names].filter((name) => !known.has(name));
    for (const [i, name] of unknown.entries()) {
        const hint = i < MAX_HINTS ? nameHint(name, graders) : '';
        yield { severity: 'error', where, message: `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(name)} is none of the graders${hint}` };
    }
    for (const key of keys) {
        if (!names.has(key))
            yield { severity: 'warning', where, message: `does not use the grader ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(key)}` };
    }
}
/** Thousands of names beside thousands of graders would take an hour to compare; so many are told. */
const MAX_HINTS = 20;
function nameHint(name, graders) {
    const keys = Object.keys(graders);
    const meant = keys.find((key) => graders[key]?.name === name);
    return meant ? `; its key is ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(meant)}` : (0,_spelling_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .a)(name, [...keys, ...FUNCTIONS]);
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


/***/ }),

/***/ 5530:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ BlockMemory),
/* harmony export */   k: () => (/* binding */ LineCutter)
/* harmony export */ });
// Large enough that handing a block to a thread costs nothing beside checking it, small enough to hold several.
const BLOCK = 2 ** 19;
// The chunk that completes a block makes it longer than that.
const USUAL = 2 * BLOCK;
const NEWLINE = 10;
/** Memory for blocks, used again and again: the garbage collector does not see its size, and would let it pile up. */
class BlockMemory {
    #spare = [];
    /** At least so many bytes, whatever is in them. */
    take(length) {
        const spare = length <= USUAL ? this.#spare.pop() : undefined;
        return spare ?? Buffer.from(new SharedArrayBuffer(Math.max(USUAL, length)));
    }
    /** Takes back what nobody reads any longer. */
    giveBack({ buffer }) {
        if (buffer.byteLength === USUAL)
            this.#spare.push(Buffer.from(buffer));
    }
}
/** Cuts chunks of bytes into blocks of whole lines of about 512 KiB, holding no more than that and the one line that a chunk has begun. */
class LineCutter {
    #longest;
    #memory;
    #block;
    #length = 0;
    /** How many of the bytes are whole lines. */
    #whole = 0;
    #isOverlong = false;
    constructor(longest, memory) {
        this.#longest = longest;
        this.#memory = memory;
    }
    /** The blocks that this chunk completes; of the chunk itself nothing is kept. */
    *push(chunk) {
        let from = 0;
        if (this.#isOverlong) {
            from = chunk.indexOf(NEWLINE) + 1;
            if (from === 0)
                return;
            this.#isOverlong = false;
            yield 'overlong line';
        }
        const end = Math.max(from, chunk.lastIndexOf(NEWLINE) + 1);
        if (end > from) {
            this.#append(chunk.subarray(from, end));
            this.#whole = this.#length;
            if (this.#whole >= BLOCK)
                yield* this.end();
        }
        this.#append(chunk.subarray(end));
        if (this.#length - this.#whole <= this.#longest)
            return;
        yield* this.end();
        this.#isOverlong = true;
    }
    /** The last block, if there is one. What is no whole line is dropped. */
    *end() {
        const block = this.#block?.subarray(0, this.#whole);
        this.#block = undefined;
        this.#length = 0;
        this.#whole = 0;
        if (block && block.length > 0)
            yield block;
    }
    #append(bytes) {
        if (bytes.length === 0)
            return;
        const length = this.#length + bytes.length;
        this.#block ??= this.#memory.take(length);
        if (length > this.#block.length) {
            const larger = this.#memory.take(Math.max(length, 2 * this.#block.length));
            this.#block.copy(larger, 0, 0, this.#length);
            this.#memory.giveBack(this.#block);
            this.#block = larger;
        }
        bytes.copy(this.#block, this.#length);
        this.#length = length;
    }
}


/***/ }),

/***/ 9333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P$: () => (/* binding */ encodingOf),
/* harmony export */   Vm: () => (/* binding */ contextOf),
/* harmony export */   qi: () => (/* binding */ formatOfModel)
/* harmony export */ });
/** The format on which supervised training of a model works; undefined where nothing is known of the model. */
function formatOfModel(model) {
    const base = baseOf(model);
    if (COMPLETIONS.test(base))
        return 'completions';
    return CHAT.test(base) ? 'chat' : undefined;
}
// Known by their names' beginnings alone: a deployment at Azure, or a model of another server, may be called anything.
const COMPLETIONS = /^(babbage|davinci)-002/;
const CHAT = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/;
/** The encoding of a model's text, as tiktoken's `model.py` has it; that of newer models where nothing is known. */
function encodingOf(model) {
    return CL100K.test(baseOf(model)) ? 'cl100k_base' : 'o200k_base';
}
/**
 * The most tokens of an example that training with a model looks at, where it is known: the rest is cut off, and not
 * billed. Sources: the legacy fine-tuning guide, "Token limits"; Azure's guide says the same of gpt-4o.
 */
function contextOf(model) {
    const base = baseOf(model);
    return CONTEXTS.find(([names]) => names.test(base))?.[1];
}
// Azure's names have no dot: gpt-35-turbo, gpt-41-mini or gpt-4-1-mini.
const CL100K = /\b(gpt-3\.?5|gpt-4(?![o.\d]|-[15]\b)|(babbage|davinci)-002)/;
const CONTEXTS = [
    [/\bgpt-4o(-mini)?(?!-[a-z])/, 65_536],
    [/\bgpt-3\.?5-turbo-0613/, 4096],
    [/\bgpt-3\.?5-turbo(?!-(16k|instruct))/, 16_385],
];
/** The model that a fine-tuned one comes from: `ft:BASE:ORGANISATION:…`, at Azure `BASE.ft-…`. */
function baseOf(model) {
    const [name = '', base = ''] = model.toLowerCase().split(':');
    return (name === 'ft' ? base : name).replace(/\.ft-.*$/s, '');
}


/***/ }),

/***/ 363:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ normalised),
/* harmony export */   n: () => (/* binding */ normalisedFile)
/* harmony export */ });
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const CRLF = Buffer.from('\r\n');
const CR = Buffer.from('\r');
const LF = Buffer.from('\n');
/** The bytes of a dataset: its files joined, each without BOM, with LF for CRLF, and ended by a newline. */
async function* normalised(workspace, files) {
    for (const file of files)
        yield* normalisedFile(workspace, file);
}
/**
 * The normalised bytes of one file: nothing when it is empty, and otherwise whole lines. Chunks may lie in `memory`
 * where it is given; there they hold only until the next is asked for.
 */
async function* normalisedFile(workspace, file, memory) {
    let heldCr = false;
    let lastByte;
    for await (const chunk of withoutBom(workspace.readBytes(file, memory))) {
        if (heldCr && chunk[0] !== LF[0])
            yield CR;
        heldCr = chunk.at(-1) === CR[0];
        const lines = withLf(heldCr ? chunk.subarray(0, -1) : chunk);
        lastByte = chunk.at(-1);
        if (lines.length > 0)
            yield lines;
    }
    // A CR at the very end is half of a CRLF: were it kept, normalising once more would drop it.
    if (lastByte !== undefined && lastByte !== LF[0])
        yield LF;
}
/** The chunks that are not empty, without a leading BOM, in however small pieces it may come. */
async function* withoutBom(chunks) {
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
/** The same bytes with LF for CRLF; the very same memory where there is none. */
function withLf(bytes) {
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


/***/ }),

/***/ 1571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tokenCounter: () => (/* binding */ tokenCounter)
});

// EXTERNAL MODULE: ./src/dataset/json-syntax.ts
var json_syntax = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/dataset/tokens/image-tokens.ts
// A JPEG file has a handful of segments before its size, some of them long.
const MAX_SEGMENTS = 1000;
/**
 * The tokens of an image part's `image_url`, or undefined where they depend on a size that only its server knows.
 * Images and vision guide, for gpt-4o and gpt-4.1: 85 in low detail; else shrunk into a square of 2048 pixels, then
 * until the shorter side has 768, and 170 for each tile of 512 pixels besides. That smaller images are not enlarged
 * is what the calculator on the pricing page did. `auto` is taken for high.
 */
function imageTokens(url, detail) {
    if (detail === 'low')
        return 85;
    const size = sizeOf(url);
    if (!size)
        return undefined;
    const [width, height] = size;
    const inSquare = Math.min(1, 2048 / Math.max(width, height));
    const scale = inSquare * Math.min(1, 768 / (inSquare * Math.min(width, height)));
    const tiles = (side) => Math.max(1, Math.ceil(Math.round(side * scale) / 512));
    return 85 + 170 * tiles(width) * tiles(height);
}
/** The pixels of an image that stands in a data URL. */
function sizeOf(url) {
    const start = /^data:image\/[\w.+-]{1,20}(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url.slice(0, 256))?.[0]
        .length;
    if (start === undefined)
        return undefined;
    // Decodes no more of up to 13 MB of base64 than is asked for.
    const bytes = (from, length) => {
        const quartet = start + 4 * Math.floor(from / 3);
        const text = url.slice(quartet, quartet + 4 * Math.ceil((length + 2) / 3));
        return Buffer.from(text, 'base64').subarray(from % 3, (from % 3) + length);
    };
    const head = bytes(0, 30);
    const size = pngSize(head) ?? webpSize(head) ?? jpegSize(head, bytes);
    return size && size[0] > 0 && size[1] > 0 ? size : undefined;
}
/** PNG specification, 11.2.1: the first chunk is the header. */
function pngSize(head) {
    if (head.length < 24 || head.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n')
        return undefined;
    return [head.readUInt32BE(16), head.readUInt32BE(20)];
}
/** RFC 9649, sections 2.5 to 2.7. */
function webpSize(head) {
    if (head.length < 30 || head.toString('latin1', 0, 4) !== 'RIFF')
        return undefined;
    switch (head.toString('latin1', 8, 16)) {
        case 'WEBPVP8 ':
            return [head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff];
        case 'WEBPVP8L': {
            const bits = head.readUInt32LE(21);
            return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
        }
        case 'WEBPVP8X':
            return [head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1];
        default:
            return undefined;
    }
}
/** ITU-T T.81, annex B: segments of a marker and a length, one of which begins the frame. */
function jpegSize(head, bytes) {
    if (head.length < 2 || head.readUInt16BE(0) !== 0xffd8)
        return undefined;
    for (let at = 2, i = 0; i < MAX_SEGMENTS; i++) {
        const segment = bytes(at, 9);
        if (segment.length < 9 || segment[0] !== 0xff)
            return undefined;
        const marker = segment[1] ?? 0;
        // SOF0 to SOF15, but for three other markers among them.
        if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
            return [segment.readUInt16BE(7), segment.readUInt16BE(5)];
        // A marker may be preceded by any number of fill bytes.
        at += marker === 0xff ? 1 : 2 + segment.readUInt16BE(2);
    }
    return undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/dataset/tokens/ranks.ts

/** The ranks of an encoding: read, and not built, for building a table of 200,000 tokens takes longer than all else at the start. */
async function ranksOf(encoding) {
    const file = await (0,promises_.readFile)(FILES[encoding]);
    const begin = 4 * (BUCKETS + 1);
    // Copied, for a view of words must begin at one.
    const ends = new Uint32Array(file.buffer.slice(file.byteOffset, file.byteOffset + begin));
    const tokens = new Uint8Array(file.buffer, file.byteOffset + begin, file.length - begin);
    return (bytes, from, to) => {
        const length = to - from;
        const bucket = bucketOf(bytes, from, to);
        const end = ends[bucket + 1] ?? 0;
        for (let at = ends[bucket] ?? 0; at < end; at += 4 + (tokens[at] ?? 0)) {
            if (tokens[at] === length && isAt(tokens, at + 4, bytes, from, to))
                return (tokens[at + 1] ?? 0) | ((tokens[at + 2] ?? 0) << 8) | ((tokens[at + 3] ?? 0) << 16);
        }
        return -1;
    };
}
/**
 * A table of the tokens of an encoding, as `scripts/ranks.ts` writes it from gpt-tokenizer's: for each bucket,
 * where its tokens begin, and where the last one's end, as little-endian numbers of 32 bits; then the tokens, bucket by
 * bucket: the length in a byte, the rank in three, the bytes.
 */
const FILES = {
    o200k_base: __webpack_require__.ab + "o200k_base.ranks",
    cl100k_base: __webpack_require__.ab + "cl100k_base.ranks",
};
/** How many buckets a table has: three tokens in each are found as fast as one in four times as many. */
const BUCKETS = 2 ** 16;
/** Where a token is looked for. */
function bucketOf(bytes, from, to) {
    let hash = to - from;
    for (let i = from; i < to; i++)
        hash = Math.imul(hash ^ bytes.charCodeAt(i), 0x9e3779b1);
    return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
function isAt(tokens, at, bytes, from, to) {
    for (let i = from; i < to; i++)
        if (tokens[at + i - from] !== bytes.charCodeAt(i))
            return false;
    return true;
}

;// CONCATENATED MODULE: ./src/dataset/tokens/tokenizer.ts

/**
 * A counter of the tokens of a text: as many as tiktoken's `encode_ordinary` gives, which takes special tokens for
 * plain text. It never throws, and takes time in proportion to the text, whatever is in it. A text beyond a million
 * UTF-16 units, and within it a run beyond 16 KiB that nothing splits, is counted in parts: a token or two off at every
 * cut, where a text is longer than any training context or no text at all.
 */
function textCounter(encoding) {
    const counter = COUNTERS.get(encoding) ?? newCounter(encoding);
    COUNTERS.set(encoding, counter);
    return counter;
}
// Making one takes longer than counting a megabyte.
const COUNTERS = new Map();
async function newCounter(encoding) {
    const countBytes = byteCounter(await ranksOf(encoding));
    const pattern = new RegExp(PATTERNS[encoding], 'yu');
    const known = new SpanTable(KNOWN_PIECES, 10 * KNOWN_PIECES);
    function countPieces(text) {
        let count = 0;
        // The pattern matches anything, so that each piece begins where the last one ends; `test` makes no match object.
        for (let from = 0; pattern.test(text); from = pattern.lastIndex) {
            count += countPiece(text, from, pattern.lastIndex);
        }
        return count;
    }
    function countPiece(text, from, to) {
        if (to - from > MAX_KNOWN)
            return countBytes(bytesOf(text.slice(from, to)));
        const before = known.get(text, from, to);
        if (before !== undefined)
            return before;
        const count = countBytes(bytesOf(text.slice(from, to)));
        known.set(text, from, to, count);
        return count;
    }
    return (text) => {
        if (text.length <= MAX_TEXT)
            return countPieces(text);
        let count = 0;
        for (let from = 0; from < text.length; from += MAX_TEXT)
            count += countPieces(text.slice(from, from + MAX_TEXT));
        return count;
    };
}
// Irregexp keeps a place to return to for each character of a run, in at most 64 MB.
const MAX_TEXT = 1 << 20;
/** In UTF-16 units: what is longer does not come twice. */
const MAX_KNOWN = 64;
const KNOWN_PIECES = 1 << 17;
// Where a text is split before its bytes are merged: tiktoken's patterns (`pat_str` in its `openai_public.py`), piece by
// piece. There `\s` is Unicode's White_Space, which JavaScript's is not, and `(?i:s)` is also the long s.
const SPACE = '\\p{White_Space}';
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const CONTRACTION = "'(?:[sSſ]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])";
const LEAD = '[^\\r\\n\\p{L}\\p{N}]?';
const DIGITS = '\\p{N}{1,3}';
const SIGNS = ` ?[^${SPACE}\\p{L}\\p{N}]+`;
const SPACES = [`${SPACE}*[\\r\\n]+`, `${SPACE}+(?!\\P{White_Space})`, `${SPACE}+`];
const PATTERNS = {
    o200k_base: [
        `${LEAD}${UPPER}*${LOWER}+(?:${CONTRACTION})?`,
        `${LEAD}${UPPER}+${LOWER}*(?:${CONTRACTION})?`,
        DIGITS,
        `${SIGNS}[\\r\\n/]*`,
        ...SPACES,
    ].join('|'),
    cl100k_base: [CONTRACTION, `${LEAD}\\p{L}+`, DIGITS, `${SIGNS}[\\r\\n]*`, ...SPACES].join('|'),
};
/** Bytes as a string of units below 256: what a span table takes. */
function bytesOf(text) {
    return Buffer.from(text).toString('latin1');
}
/** The longest run of bytes that is merged as a whole. */
const MAX_RUN = 1 << 14;
/**
 * A counter of the tokens of a piece, given as bytes: one, or as many parts as are left when its bytes are merged pair
 * by pair, always the pair of the lowest rank, and of equals the leftmost.
 */
function byteCounter(rankOf) {
    const next = new Int32Array(MAX_RUN + 1);
    const previous = new Int32Array(MAX_RUN + 1);
    /** Of the part that begins here with the next one; -1 where both are no token, or where no part begins. */
    const pairRanks = new Int32Array(MAX_RUN + 1);
    // Each pair once, and at most two new ones for each merge.
    const queue = new Heap(3 * MAX_RUN);
    function rankPair(bytes, at) {
        const middle = next[at] ?? 0;
        const rank = middle < bytes.length ? rankOf(bytes, at, next[middle] ?? 0) : -1;
        pairRanks[at] = rank;
        if (rank >= 0)
            queue.push(rank * MAX_RUN + at);
    }
    function merge(bytes) {
        for (let at = 0; at <= bytes.length; at++) {
            next[at] = at + 1;
            previous[at] = at - 1;
        }
        for (let at = 0; at < bytes.length; at++)
            rankPair(bytes, at);
        let parts = bytes.length;
        for (let lowest = queue.pop(); lowest !== undefined; lowest = queue.pop()) {
            const at = lowest % MAX_RUN;
            // One of its parts has been merged with another since.
            if (pairRanks[at] !== (lowest - at) / MAX_RUN)
                continue;
            const middle = next[at] ?? 0;
            const end = next[middle] ?? 0;
            next[at] = end;
            previous[end] = at;
            pairRanks[middle] = -1;
            parts--;
            rankPair(bytes, at);
            if (at > 0)
                rankPair(bytes, previous[at] ?? 0);
        }
        return parts;
    }
    return (bytes) => {
        if (rankOf(bytes, 0, bytes.length) >= 0)
            return 1;
        if (bytes.length <= MAX_RUN)
            return merge(bytes);
        let parts = 0;
        for (let from = 0; from < bytes.length; from += MAX_RUN)
            parts += merge(bytes.slice(from, from + MAX_RUN));
        return parts;
    };
}
// Text made to collide does not keep a look-up any longer.
const MAX_PROBES = 64;
/**
 * Numbers by spans of text. A look-up makes no string of the span, which is what takes most of the time with a Map.
 * Forgets all when it is full, and may not keep a span whose hash has many others.
 */
class SpanTable {
    #units;
    /** Where the units of each entry end, and the next one's begin. */
    #ends;
    #values;
    /** Numbers of entries, by hash; 0 is none. */
    #slots;
    #entries = 0;
    constructor(entries, units) {
        this.#units = new Uint16Array(units);
        this.#ends = new Int32Array(entries + 1);
        this.#values = new Int32Array(entries + 1);
        this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * entries)));
    }
    get(text, from, to) {
        const entry = this.#slots[this.#slotOf(text, from, to)] ?? 0;
        return entry === 0 ? undefined : this.#values[entry];
    }
    /** Of a span that has no number yet. */
    set(text, from, to, value) {
        const begin = this.#ends[this.#entries] ?? 0;
        const end = begin + to - from;
        if (this.#entries + 1 >= this.#ends.length || end > this.#units.length) {
            this.#slots.fill(0);
            this.#entries = 0;
            return;
        }
        const slot = this.#slotOf(text, from, to);
        if (slot === -1)
            return;
        const entry = ++this.#entries;
        this.#slots[slot] = entry;
        this.#ends[entry] = end;
        this.#values[entry] = value;
        for (let i = from; i < to; i++)
            this.#units[begin + i - from] = text.charCodeAt(i);
    }
    /** The slot of a span, or the free one where it belongs; -1 when there is none near by. */
    #slotOf(text, from, to) {
        let hash = to - from;
        for (let i = from; i < to; i++)
            hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1);
        hash ^= hash >>> 15;
        for (let probe = 0; probe < MAX_PROBES; probe++) {
            const slot = (hash + probe) & (this.#slots.length - 1);
            const entry = this.#slots[slot];
            if (!entry || this.#isSpan(entry, text, from, to))
                return slot;
        }
        return -1;
    }
    #isSpan(entry, text, from, to) {
        const begin = this.#ends[entry - 1] ?? 0;
        if ((this.#ends[entry] ?? 0) - begin !== to - from)
            return false;
        for (let i = from; i < to; i++)
            if (this.#units[begin + i - from] !== text.charCodeAt(i))
                return false;
        return true;
    }
}
/** A binary heap of numbers, the lowest first. */
class Heap {
    #numbers;
    #size = 0;
    constructor(most) {
        this.#numbers = new Float64Array(most);
    }
    push(number) {
        const numbers = this.#numbers;
        let at = this.#size++;
        while (at > 0) {
            const above = (at - 1) >> 1;
            const upper = numbers[above] ?? 0;
            if (upper <= number)
                break;
            numbers[at] = upper;
            at = above;
        }
        numbers[at] = number;
    }
    pop() {
        if (this.#size === 0)
            return undefined;
        const numbers = this.#numbers;
        const lowest = numbers[0];
        const last = numbers[--this.#size] ?? 0;
        let at = 0;
        for (let below = 1; below < this.#size; below = 2 * at + 1) {
            if (below + 1 < this.#size && (numbers[below + 1] ?? 0) < (numbers[below] ?? 0))
                below++;
            const lower = numbers[below] ?? 0;
            if (lower >= last)
                break;
            numbers[at] = lower;
            at = below;
        }
        numbers[at] = last;
        return lowest;
    }
}

;// CONCATENATED MODULE: ./src/dataset/tokens/example-tokens.ts



/**
 * A counter of the tokens of lines, by the rules of OpenAI's cookbook ("Data preparation and analysis for chat model
 * fine-tuning"), which calls them not exact: 3 for each example and each message, the tokens of every text in a
 * message, and 1 for a name. What it does not say is estimated: a tool call counts like a message, tools and
 * functions as their JSON text. How dpo is billed is not documented: here by the input and both outputs, 3 for the
 * example. Of reinforcement the prompt is counted, of completions the two texts and nothing besides. Weights do not
 * matter: what is not trained on is read all the same. What is malformed counts nothing.
 */
async function tokenCounter(encoding) {
    const counter = new LineCounter(await textCounter(encoding));
    return (line, format) => counter.count(line, format);
}
/** Goes through each line once, and joins no texts. */
class LineCounter {
    #countText;
    #countSystem;
    #countTools;
    #images = 0;
    constructor(countText) {
        this.#countText = countText;
        this.#countSystem = sameAsBefore(countText);
        this.#countTools = sameAsBefore(countText);
    }
    count(line, format) {
        this.#images = 0;
        const tokens = this.#countLine(line, format);
        return { tokens, images: this.#images };
    }
    #countLine(line, format) {
        switch (format) {
            case 'chat':
            case 'reinforcement':
                return 3 + this.#countConversation(line);
            case 'completions':
                return this.#countTexts({ prompt: line.prompt, completion: line.completion });
            case 'dpo':
                return (3 +
                    ((0,json_syntax/* isObject */.Gv)(line.input) ? this.#countConversation(line.input) : 0) +
                    this.#countMessages(line.preferred_output ?? line.preferred_completion) +
                    this.#countMessages(line.non_preferred_output ?? line.non_preferred_completion));
        }
    }
    #countConversation({ messages, tools, functions }) {
        return this.#countMessages(messages) + this.#countDefinitions(tools) + this.#countDefinitions(functions);
    }
    #countMessages(messages) {
        return sum(messages, (message) => this.#countMessage(message));
    }
    #countMessage(message) {
        const { role, content, name, tool_calls: calls, function_call: call } = message;
        const isRules = role === 'system' || role === 'developer';
        const text = isRules && typeof content === 'string' ? content : undefined;
        return (3 +
            (typeof name === 'string' ? 1 : 0) +
            (text === undefined ? 0 : this.#countSystem(text)) +
            this.#countTexts(message, text === undefined ? undefined : 'content') +
            sum(content, (part) => this.#countPart(part)) +
            sum(calls, (each) => this.#countCall(each)) +
            ((0,json_syntax/* isObject */.Gv)(call) ? 3 + this.#countTexts(call) : 0));
    }
    #countPart(part) {
        if (part.type === 'image_url')
            return this.#countImage(part.image_url);
        return this.#countTexts({ text: part.text, refusal: part.refusal });
    }
    #countImage(image) {
        const tokens = (0,json_syntax/* isObject */.Gv)(image) && typeof image.url === 'string' ? imageTokens(image.url, image.detail) : undefined;
        if (tokens === undefined)
            this.#images++;
        return tokens ?? 0;
    }
    #countCall(call) {
        return 3 + this.#countTexts(call) + ((0,json_syntax/* isObject */.Gv)(call.function) ? this.#countTexts(call.function) : 0);
    }
    #countDefinitions(tools) {
        return Array.isArray(tools) && tools.length > 0 ? this.#countTools(jsonText(tools)) : 0;
    }
    /** The texts directly in an object, but for one of them. */
    #countTexts(object, except) {
        let tokens = 0;
        for (const key in object) {
            const value = object[key];
            if (typeof value === 'string' && key !== except)
                tokens += this.#countText(value);
        }
        return tokens;
    }
}
function sum(list, count) {
    if (!Array.isArray(list))
        return 0;
    return list.reduce((tokens, each) => tokens + ((0,json_syntax/* isObject */.Gv)(each) ? count(each) : 0), 0);
}
/** Counts a text once while the same one comes again: most datasets have one system message and one list of tools. */
function sameAsBefore(count) {
    let last = '';
    let tokens = 0;
    return (text) => {
        if (text !== last) {
            tokens = count(text);
            last = text;
        }
        return tokens;
    };
}
/** Empty for what is nested deeper than the stack, which only a text made for that is. */
function jsonText(value) {
    try {
        return JSON.stringify(value);
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 1261:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Te: () => (/* binding */ checkedOf),
  qu: () => (/* binding */ dataOf),
  ax: () => (/* binding */ fingerprintOf),
  Po: () => (/* binding */ inspectData),
  Sz: () => (/* binding */ refuseErrors),
  cs: () => (/* binding */ trainingOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/config/fingerprint.ts

/** Changes with a major release at most: every model would be trained, and paid for, once more. */
const VERSION = 1;
/**
 * The identity of the work: the SHA-256 of everything that determines the model, in hexadecimal. Two
 * descriptions of the same work have the same one, however they are written; what only tells who trained it, and
 * when, is not in it.
 */
function fingerprint({ model, method, suffix, seed, extraBody }, data) {
    const { type, hyperparameters, ...settings } = {
        hyperparameters: {},
        ...(method ?? { type: 'supervised' }),
    };
    // `auto` is what the API takes where nothing is said (API reference, hyperparameters).
    const chosen = Object.entries(hyperparameters).filter(([, value]) => value !== 'auto');
    const work = {
        version: VERSION,
        ...data,
        model,
        method: { type, hyperparameters: Object.fromEntries(chosen), ...settings },
        suffix,
        seed,
        extraBody,
    };
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(canonical(work)))
        .digest('hex');
}
/** The order of the properties in a JSON Schema is the order in which a model writes them. */
const ORDERED = new Set(['response_format']);
/** The same value, the fields of every object in order of their names. */
function canonical(value) {
    if (Array.isArray(value))
        return value.map(canonical);
    if (typeof value !== 'object' || value === null)
        return value;
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(fields.map(([name, field]) => [name, ORDERED.has(name) ? JSON.stringify(field) : canonical(field)]));
}

// EXTERNAL MODULE: ./src/config/template.ts
var template = __webpack_require__(9030);
;// CONCATENATED MODULE: ./src/dataset/first-occurrence.ts
// Each hash is two words, and the line a third.
const STRIDE = 3;
// Shards grow one at a time: what is held twice meanwhile is a small part of all.
const SHARDS = 64;
const SMALLEST = 16;
// With these two a hash takes 15 to 22.5 bytes. Doubling would need up to 30.
const FULL = 0.8;
const GROWTH = 1.5;
/** Where each hash was first seen; millions of them in a few typed arrays (open addressing). */
class FirstSeen {
    #shards = Array.from({ length: SHARDS }, () => shardOf(SMALLEST));
    /** The line at which the hash of two words was first seen: `line`, which is 1 to 2³² - 1, when it was not seen before. */
    at(a, b, line) {
        const shard = this.#shards[a % SHARDS];
        if (!shard)
            return line;
        let slot = slotOf(shard.slots, a, b);
        const known = shard.slots[slot + 2];
        if (known)
            return known;
        if (shard.used >= FULL * (shard.slots.length / STRIDE)) {
            grow(shard);
            slot = slotOf(shard.slots, a, b);
        }
        put(shard, slot, a, b, line);
        return line;
    }
}
function shardOf(size) {
    return { slots: new Uint32Array(size * STRIDE), used: 0 };
}
/** Where the hash stands, or would stand: no line is 0. */
function slotOf(slots, a, b) {
    let slot = Math.floor((b / 2 ** 32) * (slots.length / STRIDE)) * STRIDE;
    while (slots[slot + 2] && (slots[slot] !== a || slots[slot + 1] !== b)) {
        slot += STRIDE;
        if (slot === slots.length)
            slot = 0;
    }
    return slot;
}
function put(shard, slot, a, b, line) {
    shard.slots[slot] = a;
    shard.slots[slot + 1] = b;
    shard.slots[slot + 2] = line;
    shard.used++;
}
function grow(shard) {
    const { slots } = shard;
    Object.assign(shard, shardOf(Math.ceil((slots.length / STRIDE) * GROWTH)));
    for (let from = 0; from < slots.length; from += STRIDE) {
        const [a, b, line] = [slots[from] ?? 0, slots[from + 1] ?? 0, slots[from + 2] ?? 0];
        if (line > 0)
            put(shard, slotOf(shard.slots, a, b), a, b, line);
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/duplicates.ts

/** Words that stand for an example in a list of them: its line in its block, its hash, and its prompt's. */
const EXAMPLE_WORDS = 5;
// They show what kind of mistake it is; a thousand of them would hide every other warning.
const SHOWN = 5;
/**
 * Finds the examples that a dataset has more than once, or has in common with those that were inspected before it,
 * and prompts that it answers in several ways. Takes at most 45 bytes an example.
 */
class Duplicates {
    #examples = new FirstSeen();
    // Of the dataset at hand: another one may well answer its prompts otherwise.
    #prompts = new FirstSeen();
    #files = [];
    #lines = 0;
    #linesOfOthers = 0;
    #duplicate = { count: 0, first: [] };
    #overlap = { count: 0, first: [] };
    #conflict = { count: 0, first: [] };
    /** What comes now is of another dataset. */
    beginDataset() {
        this.#prompts = new FirstSeen();
        this.#linesOfOthers = this.#lines;
        this.#duplicate = { count: 0, first: [] };
        this.#overlap = { count: 0, first: [] };
        this.#conflict = { count: 0, first: [] };
    }
    /** Adds a block of `lines` lines that comes after `linesBefore` of its file; `examples` has `EXAMPLE_WORDS` for each. */
    add(file, linesBefore, lines, examples) {
        if (linesBefore === 0)
            this.#files.push({ name: file, linesBefore: this.#lines });
        for (let i = 0; i < examples.length; i += EXAMPLE_WORDS) {
            const line = this.#lines + (examples[i] ?? 0);
            const same = this.#examples.at(examples[i + 1] ?? 0, examples[i + 2] ?? 0, line);
            const asked = this.#prompts.at(examples[i + 3] ?? 0, examples[i + 4] ?? 0, line);
            this.#compare(line, same, asked);
        }
        this.#lines += lines;
    }
    /** `same` is the first line with its example, `asked` the first with its prompt; either may be the line itself. */
    #compare(line, same, asked) {
        if (same !== line)
            this.#note(same > this.#linesOfOthers ? this.#duplicate : this.#overlap, line, same);
        else if (asked !== line)
            this.#note(this.#conflict, line, asked);
    }
    #note(repeats, line, earlier) {
        repeats.count++;
        if (repeats.first.length > SHOWN)
            return;
        repeats.first.push({ place: this.#placeOf(line), earlier: this.#placeOf(earlier) });
    }
    #placeOf(line) {
        const file = this.#files.findLast(({ linesBefore }) => linesBefore < line);
        return { file: file?.name ?? '', line: line - (file?.linesBefore ?? 0) };
    }
    /** Tells what was found in the dataset at hand. */
    tell(findings) {
        tellEach('overlap', this.#overlap, findings);
        tellEach('duplicate-example', this.#duplicate, findings);
        const [conflict] = this.#conflict.first;
        if (!conflict)
            return;
        const { count } = this.#conflict;
        const several = count === 1 ? '' : `, the first of ${count} such lines`;
        // Told once: several good answers to a prompt are normal in some datasets.
        const message = `the prompt is that of ${shown(conflict.earlier)}, with another answer${several}`;
        findings.addWhole({ code: 'conflicting-answers', ...conflict.place, message }, count);
    }
}
function tellEach(code, { count, first }, findings) {
    for (const [i, { place, earlier }] of first.entries()) {
        const more = i < SHOWN ? 1 : count - SHOWN;
        const message = more === 1
            ? `the same example as ${shown(earlier)}`
            : `the same example as ${shown(earlier)}, the first of ${more} more such lines`;
        findings.addWhole({ code, ...place, message }, more);
    }
}
const shown = ({ file, line }) => `line ${line} of ${file}`;

// EXTERNAL MODULE: ./src/dataset/checker.ts
var checker = __webpack_require__(7291);
// EXTERNAL MODULE: ./src/dataset/format.ts + 7 modules
var format = __webpack_require__(4797);
// EXTERNAL MODULE: ./src/dataset/model.ts
var dataset_model = __webpack_require__(9333);
// EXTERNAL MODULE: ./src/dataset/json-syntax.ts
var json_syntax = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/dataset/sniff.ts

/** How many of a file's first bytes tell what it is. */
const HEAD = 65_536;
/** What makes a file something other than lines of JSON, as its first bytes tell. */
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
    // The last line goes on behind the head, unless it is the only one.
    if (head.length === HEAD && lines.length > 1)
        lines.pop();
    const written = lines.map((line) => line.trim()).filter((line) => line !== '');
    const code = oneDocument(written);
    if (!code)
        return undefined;
    const message = code === 'json-array'
        ? 'the file is one JSON array; write each of its elements on a line of its own'
        : 'the file is JSON over several lines; write each example on one line';
    return { code, message, line: lines.findIndex((line) => line.trim() !== '') + 1 };
}
/** Whatever its name, data is uploaded as `.jsonl`, which alone servers take: one of another kind may be a mistake. */
function checkName(name) {
    if (/\.jsonl$/i.test(name))
        return undefined;
    return { code: 'file-name', message: 'the name of the file does not end in .jsonl', line: 1 };
}
function isUtf16(head) {
    const [a, b] = head;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
        return true;
    // Without a mark: a first character of ASCII.
    return (a === 0 && b !== 0 && b !== undefined) || (b === 0 && a !== 0);
}
function oneDocument(lines) {
    const [first = '', second] = lines;
    if (first === '[' && lines.at(-1) === ']')
        return 'json-array';
    // A good second line means that only the first is bad.
    if (second !== undefined && (0,json_syntax/* isObject */.Gv)(parsed(second)))
        return undefined;
    if (first.startsWith('['))
        return second !== undefined && (0,json_syntax/* isJson */.Fh)(first) ? undefined : 'json-array';
    // One object a line with commas behind them is bad lines, each of which is told.
    if ((0,json_syntax/* isObject */.Gv)(parsed(first.replace(/,$/, ''))))
        return undefined;
    const goesOn = second !== undefined && /^\{(.*[{[,:])?$/.test(first);
    return goesOn && !(0,json_syntax/* isJson */.Fh)(first) ? 'pretty-printed' : undefined;
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/check-dataset.ts



/** Checks what no line shows by itself, once all have been seen. */
function checkWhole(tally, bytes, purpose) {
    const { findings, files } = tally;
    const [first] = files;
    if (!first)
        return;
    for (const file of files)
        checkFile(file, findings);
    checkEmpty(tally);
    checkFormats(tally, purpose.method);
    checkModel(tally, purpose);
    checkExamples(first.name, tally, purpose);
    // API reference, Uploads: "An Upload can accept at most 8 GB in total".
    if (bytes > 8_000_000_000) {
        const message = 'the dataset is larger than 8 GB, the most that can be uploaded';
        findings.addWhole({ code: 'large-dataset', file: first.name, line: 1, message });
    }
    checkTokens(tally, purpose);
    tally.tellItems();
    tally.tellDuplicates();
}
function checkFile({ name, instead, examples, blank }, findings) {
    if (instead)
        findings.addWhole({ ...instead, file: name });
    const misnamed = checkName(name);
    if (misnamed)
        findings.addWhole({ ...misnamed, file: name });
    if (examples > 0 && blank.count > 0) {
        const message = `${blank.count === 1 ? 'a blank line' : `${blank.count} blank lines`}, not counted as examples`;
        findings.addWhole({ code: 'blank-lines', file: name, line: blank.line, message });
    }
}
function checkTokens({ tokens, findings, files }, { context }) {
    const { count, ...place } = tokens.overContext;
    if (context !== undefined && count > 0) {
        const examples = count === 1 ? '1 example has' : `${count} examples have`;
        const message = `${examples} more than ${context} tokens, of which training looks at no more with this model`;
        findings.addWhole({ code: 'long-example', ...place, message }, count);
    }
    if (tokens.images > 0) {
        const images = tokens.images === 1 ? '1 image is' : `${tokens.images} images are`;
        const message = `${images} not among the tokens: how large they are only their servers know`;
        findings.addWhole({ code: 'image-tokens', file: files[0]?.name ?? '', line: 1, message });
    }
}
/** One empty shard of several is no reason to stop; a dataset without an example is. */
function checkEmpty(tally) {
    const code = tally.examples === 0 ? 'empty-file' : 'empty-shard';
    for (const { name, lines, examples, instead } of tally.files) {
        if (instead || examples > 0)
            continue;
        const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines';
        tally.findings.addWhole({ code, file: name, line: 1, message });
    }
}
function checkFormats(tally, method) {
    const { formats, findings } = tally;
    const taken = format/* FORMATS */.hR[method];
    const usual = tally.usualFormat(taken);
    for (const [format, { file, line, count }] of formats) {
        if (format === usual)
            continue;
        const lines = count === 1 ? '1 line has' : `${count} lines have`;
        if (taken.includes(format)) {
            const message = `${lines} the ${format} format, but most have the ${usual} format`;
            findings.addWhole({ code: 'mixed-formats', file, line, message }, count);
        }
        else {
            const what = format === 'reinforcement' ? 'no assistant message, as in reinforcement' : `the ${format} format`;
            const message = `${lines} ${what}, which the method ${method} does not take`;
            findings.addWhole({ code: 'wrong-format', file, line, message }, count);
        }
    }
}
/** The two formats of supervised are those of two kinds of models (API reference, CreateFineTuningJobRequest). */
function checkModel(tally, { model, method }) {
    const wanted = model === undefined ? undefined : (0,dataset_model/* formatOfModel */.qi)(model);
    const usual = tally.usualFormat(format/* FORMATS */.hR[method]);
    const seen = usual && tally.formats.get(usual);
    if (method !== 'supervised' || !wanted || !seen || usual === wanted)
        return;
    const message = `the data has the ${usual} format, but a model of this name is trained on the ${wanted} format`;
    tally.findings.addWhole({ code: 'model-format', file: seen.file, line: seen.line, message });
}
function checkExamples(file, { findings, files, examples }, { method, role }) {
    const say = (code, message) => findings.addWhole({ code, file, line: 1, message });
    if (role === 'training') {
        // Fine-tuning guide: "at least 10 examples", and 50 to begin with. A file that is empty or no JSONL has a problem of its own.
        if (examples > 0 && examples < 10 && files.every(({ instead }) => !instead)) {
            say('too-few-examples', `the dataset has ${examples === 1 ? '1 example' : `${examples} examples`}; training needs at least 10`);
        }
        else if (examples >= 10 && examples < 50) {
            say('few-examples', `the dataset has ${examples} examples; at least 50 are recommended`);
        }
    }
    // Reinforcement fine-tuning guide.
    const most = role === 'training' ? 50_000 : 1_000;
    if (method === 'reinforcement' && examples > most) {
        say('too-many-examples', `reinforcement takes at most ${most} ${role} examples; the dataset has ${examples}`);
    }
}

// EXTERNAL MODULE: ./src/dataset/checks/check-lines.ts + 2 modules
var check_lines = __webpack_require__(6777);
// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/problem-collector.ts
var problem_collector = __webpack_require__(149);
;// CONCATENATED MODULE: ./src/dataset/dataset-stats.ts


/** What has been seen of a dataset; the reports on its blocks add to it, in order. */
class Tally {
    findings;
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
    #paths;
    #items;
    constructor(ignore, duplicates, paths) {
        this.findings = new problem_collector/* Findings */.F(ignore);
        this.#paths = paths;
        this.#items = (0,grader_fields/* emptyItems */.IQ)(paths);
        this.#duplicates = duplicates;
        duplicates?.beginDataset();
    }
    /** A file of which nothing has been seen. */
    beginFile(name) {
        const blank = { count: 0, line: 0 };
        const file = { name, instead: undefined, lines: 0, examples: 0, blank };
        this.files.push(file);
        return file;
    }
    /** Adds the next block of a file. */
    add(file, report) {
        const { name, lines: before } = file;
        this.findings.addLines(report.found, name, before);
        this.#duplicates?.add(name, before, report.lines, report.hashes);
        for (const [format, seen] of report.formats) {
            const known = this.formats.get(format);
            if (known)
                known.count += seen.count;
            else
                this.formats.set(format, { count: seen.count, file: name, line: before + seen.line });
        }
        this.#items = (0,grader_fields/* mergeItems */.$j)(this.#items, report.items, { file: name, linesBefore: before });
        this.#addTokens(name, before, report);
        if (file.blank.count === 0)
            file.blank.line = before + report.blank.line;
        file.blank.count += report.blank.count;
        file.examples += report.examples;
        file.lines += report.lines;
    }
    /** Tells which examples are not the only ones of their kind. */
    tellDuplicates() {
        this.#duplicates?.tell(this.findings);
    }
    /** Tells what a grader would miss in the lines. */
    tellItems() {
        for (const { count, ...problem } of (0,grader_fields/* problemsOf */.GW)(this.#items, this.#paths))
            this.findings.addWhole(problem, count);
    }
    get examples() {
        return this.files.reduce((sum, { examples }) => sum + examples, 0);
    }
    /** The format that most lines have, of those that are `taken`. */
    usualFormat(taken = [...this.formats.keys()]) {
        const seen = [...this.formats].filter(([format]) => taken.includes(format));
        const [most] = seen.sort(([, a], [, b]) => b.count - a.count);
        return most?.[0];
    }
    #addTokens(file, before, { tokens, examples }) {
        const { longest, overContext } = this.tokens;
        this.tokens.total += tokens.total;
        this.tokens.images += tokens.images;
        this.tokens.uncounted += examples - tokens.examples;
        if (tokens.longest.tokens > longest.tokens) {
            this.tokens.longest = { tokens: tokens.longest.tokens, file, line: before + tokens.longest.line };
        }
        if (overContext.count === 0 && tokens.overContext.count > 0) {
            Object.assign(overContext, { file, line: before + tokens.overContext.line });
        }
        overContext.count += tokens.overContext.count;
    }
}

// EXTERNAL MODULE: ./src/dataset/line-splitter.ts
var line_splitter = __webpack_require__(5530);
// EXTERNAL MODULE: ./src/dataset/normalize.ts
var normalize = __webpack_require__(363);
// EXTERNAL MODULE: ./src/dataset/worker-pool.ts
var worker_pool = __webpack_require__(4319);
;// CONCATENATED MODULE: ./src/dataset/inspect.ts









/** Reads a dataset once, in constant memory: its identity, its size, and what is wrong with it. */
async function inspectDataset(workspace, files, options) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const tally = new Tally(options.ignore ?? new Set(), options.duplicates, options.items ?? []);
    const settings = settingsOf(options);
    const checker = await checkerFor(files, settings, options);
    const memory = new line_splitter/* BlockMemory */.R();
    const reports = new InOrder(checker, settings, tally, memory);
    // One for all chunks: a new one for each would leave a hundred megabytes waiting for the garbage collector.
    const chunkMemory = Buffer.allocUnsafeSlow(CHUNK);
    let bytes = 0;
    try {
        for (const file of files) {
            const reading = new FileReading(tally.beginFile(file.name), options.checks, memory);
            for await (const chunk of (0,normalize/* normalisedFile */.n)(workspace, file, chunkMemory)) {
                options.signal?.throwIfAborted();
                hash.update(chunk);
                bytes += chunk.length;
                for (const lines of reading.push(chunk))
                    await reports.add(reading.file, lines);
            }
            for (const lines of reading.end())
                await reports.add(reading.file, lines);
        }
        await reports.end();
    }
    finally {
        checker.close();
    }
    if (options.checks)
        checkWhole(tally, bytes, { ...options, context: options.tokens?.context });
    const unread = tally.files.filter(({ instead }) => instead).length;
    return {
        digest: hash.digest('hex'),
        bytes,
        examples: tally.examples,
        format: tally.usualFormat(),
        files: tally.files.map(({ name, examples }) => ({ name, examples })),
        problems: tally.findings.problems(),
        counts: tally.findings.counts,
        ...(options.tokens && { tokens: { ...tally.tokens, uncounted: tally.tokens.uncounted + unread } }),
    };
}
const CHUNK = 2 ** 18;
function settingsOf({ method, checks, ignore = new Set(), duplicates, items = [], tokens, }) {
    return {
        method,
        checks,
        ignore,
        hashes: checks && duplicates !== undefined,
        items,
        // Without what cannot be handed to another thread.
        tokens: tokens && { encoding: tokens.encoding, ...(tokens.context && { context: tokens.context }) },
    };
}
// Measured: with fewer bytes a thread takes longer to start than it saves. Counting tokens is slower, so it pays sooner.
const WORTH_A_THREAD = 12 * 2 ** 20;
const WORTH_A_COUNTING_THREAD = 2 * 2 ** 20;
// This thread cannot read fast enough for more, and each takes 40 MB of memory.
const MAX_THREADS = 8;
async function checkerFor(files, settings, { tokens, threads, signal = new AbortController().signal }) {
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const worth = Math.floor(size / (tokens ? WORTH_A_COUNTING_THREAD : WORTH_A_THREAD));
    const count = Math.min(threads?.count ?? 0, worth, MAX_THREADS);
    if (!threads || count < 2 || !(tokens || settings.checks))
        return (0,checker/* checkerHere */._)(settings, tokens?.load);
    return new worker_pool.ThreadPool(settings, tokens?.load, { ...threads, count }, signal);
}
/** Tells what a file is from its first bytes, and cuts it into blocks of lines when it has any. */
class FileReading {
    file;
    #sniffs;
    #cutter;
    #head = Buffer.alloc(0);
    constructor(file, sniffs, memory) {
        this.file = file;
        this.#sniffs = sniffs;
        this.#cutter = new line_splitter/* LineCutter */.k(check_lines/* MAX_LINE */.MV, memory);
    }
    push(chunk) {
        if (!this.#head)
            return this.#cut(chunk);
        this.#head = Buffer.concat([this.#head, chunk]);
        return this.#head.length >= HEAD ? this.#begin(this.#head) : [];
    }
    *end() {
        if (this.#head)
            yield* this.#begin(this.#head);
        yield* this.#cutter.end();
    }
    #begin(head) {
        this.#head = undefined;
        if (this.#sniffs && head.length > 0)
            this.file.instead = sniff(head.subarray(0, HEAD));
        return this.#cut(head);
    }
    #cut(chunk) {
        return this.file.instead ? [] : this.#cutter.push(chunk);
    }
}
/** Has blocks checked, several at a time, and adds up the reports in the order of the blocks. */
class InOrder {
    #checker;
    #settings;
    #tally;
    #memory;
    #underWay = [];
    #bytes = 0;
    constructor(checker, settings, tally, memory) {
        this.#checker = checker;
        this.#settings = settings;
        this.#tally = tally;
        this.#memory = memory;
    }
    async add(file, lines) {
        const { room } = this.#tally.findings;
        const report = lines === 'overlong line'
            ? Promise.resolve((0,check_lines/* overlongLine */.Zr)(room, this.#settings))
            : this.#checker.check(lines, room);
        // A failure is thrown when its turn comes; until then it is not to count as unhandled.
        report.catch(() => { });
        this.#underWay.push({ file, lines, report });
        this.#bytes += lines.length;
        await this.#settleUntil(this.#checker.ahead);
    }
    end() {
        return this.#settleUntil(0);
    }
    async #settleUntil(bytes) {
        while (this.#bytes > bytes) {
            const next = this.#underWay.shift();
            if (!next)
                return;
            this.#tally.add(next.file, await next.report);
            this.#bytes -= next.lines.length;
            if (next.lines !== 'overlong line')
                this.#memory.giveBack(next.lines);
        }
    }
}

// EXTERNAL MODULE: ./src/dataset/tokens/example-tokens.ts + 3 modules
var example_tokens = __webpack_require__(1571);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/report/format.ts
var report_format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/problems.ts
var problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/training/data.ts









/** Reads both datasets once, and tells what is wrong with them. */
async function inspectData(plan, deps) {
    const { runner } = deps;
    runner.group('Data');
    const datasets = [];
    // Training data first: what validation data has of it is what overlaps.
    const duplicates = new Duplicates();
    for (const [role, source] of [
        ['training', plan.training],
        ['validation', plan.validation],
    ])
        if (source)
            datasets.push(await inspected(role, source, duplicates, plan, deps));
    tellProblems(reportsOf(datasets), plan, runner);
    runner.endGroup();
    return datasets;
}
/** Stops where the data has errors, and errors are to stop it; and where there is no data, in any case. */
function refuseErrors(datasets, plan) {
    for (const dataset of datasets)
        if ('report' in dataset && (dataset.report.bytes === 0 || isBlank(dataset.report, plan)))
            throw new src_errors/* ActionError */.l(`The ${dataset.role} data is empty.`, { hint: `Check "${dataset.role}-file".` });
    const errors = total(reportsOf(datasets), 'errors');
    if (errors === 0 || plan.inputs['data-check'] === 'warn')
        return;
    throw new src_errors/* ActionError */.l(`The data has ${(0,report_format/* count */.U9)(errors, 'error')}.`, {
        hint: 'Nothing was uploaded. See the annotations on file and line.',
    });
}
/** With checks this is an error like others, and told on its file. */
const isBlank = ({ examples }, { inputs }) => examples === 0 && inputs['data-check'] === 'off';
const reportsOf = (datasets) => datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []));
const total = (reports, kind) => reports.reduce((sum, report) => sum + report.counts[kind], 0);
/** Bytes; counting the tokens of more takes minutes, and nobody may want to know. */
const LARGE = 256_000_000;
async function inspected(role, source, duplicates, plan, { runner, workspace, workers: threads, signal }) {
    if ('id' in source) {
        runner.info(`${role} data: ${source.id}, already on the server`);
        return { role, id: source.id };
    }
    const { model, method } = plan.job;
    const context = (0,dataset_model/* contextOf */.Vm)(model);
    const bytes = source.files.reduce((sum, { size }) => sum + size, 0);
    const isCounted = plan.countsTokens || bytes <= LARGE;
    if (!isCounted)
        runner.info(`${role} data: tokens of ${(0,report_format/* size */.Ej)(bytes)} are counted only where a limit or a price asks for it`);
    const report = await inspectDataset(workspace, source.files, {
        method: method?.type ?? 'supervised',
        role,
        model,
        checks: plan.inputs['data-check'] !== 'off',
        ignore: plan.ignore,
        duplicates,
        ...(method?.type === 'reinforcement' && { items: (0,template/* templatesOf */.r)(method.grader).items }),
        ...(isCounted && {
            tokens: { encoding: (0,dataset_model/* encodingOf */.P$)(model), ...(context && { context }), load: example_tokens.tokenCounter },
        }),
        ...(threads && { threads }),
        signal,
    });
    for (const { name, examples } of report.files)
        runner.info(`${role} data: ${name}, ${(0,report_format/* count */.U9)(examples, 'example')}`);
    return { role, files: source.files, report };
}
/** GitHub shows ten errors and ten warnings of a step; one error is the step's own. */
const SHOWN_ERRORS = 9;
const SHOWN_WARNINGS = 10;
/** The rest is in the log, up to what a person will read. */
const LOGGED = 200;
function tellProblems(reports, { inputs, warnings: told }, host) {
    const { errors, warnings, rest } = (0,problems/* annotated */.dR)(reports.flatMap((report) => report.problems), {
        errors: inputs['data-check'] === 'warn' ? 0 : SHOWN_ERRORS,
        warnings: Math.max(0, SHOWN_WARNINGS - told.length),
    });
    for (const problem of errors)
        host.error((0,problems/* problemLine */.YK)(problem), problem);
    for (const problem of warnings)
        host.warning((0,problems/* problemLine */.YK)(problem), problem);
    for (const problem of rest.slice(0, LOGGED))
        host.info(`${problem.severity}: ${(0,problems/* problemLine */.YK)(problem)}`);
    if (rest.length === 0)
        return;
    const shown = errors.length + warnings.length;
    const untold = total(reports, 'errors') + total(reports, 'warnings') - shown - Math.min(rest.length, LOGGED);
    host.info(`GitHub shows the first ${(0,report_format/* count */.U9)(shown, 'problem')} as annotations${untold > 0 ? `; ${(0,report_format/* count */.U9)(untold, 'problem')} more are not listed` : ''}.`);
}
/** The identity of the work: of this job on this data. */
function fingerprintOf({ job, validation }, datasets) {
    const [training, other] = datasets.map(identityOf);
    if (!training)
        throw new Error('there is no training data');
    return fingerprint(job, { training, ...(validation && { validation: other }) });
}
/** What a dataset is, whatever it is called. */
function identityOf(dataset) {
    return 'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest };
}
/** What a check has found in the data. */
function checkedOf(datasets) {
    const reports = reportsOf(datasets);
    const codes = {};
    for (const { counts } of reports)
        for (const [code, n] of Object.entries(counts.codes))
            codes[code] = (codes[code] ?? 0) + n;
    const errors = total(reports, 'errors');
    return {
        valid: errors === 0,
        examples: trainingOf(datasets)?.examples,
        errors,
        warnings: total(reports, 'warnings'),
        data: datasets.flatMap((dataset) => {
            if ('id' in dataset)
                return [];
            const { files, examples, bytes, digest, format, tokens, counts } = dataset.report;
            const { errors, warnings } = counts;
            return [
                {
                    role: dataset.role,
                    files,
                    examples,
                    bytes,
                    errors,
                    warnings,
                    digest,
                    format,
                    tokens: tokens?.total,
                },
            ];
        }),
        codes,
        problems: worstFirst(reports),
    };
}
/** The report on the training data, where it is not on the server already. */
function trainingOf(datasets) {
    return datasets.flatMap((dataset) => dataset.role === 'training' && 'report' in dataset ? [dataset.report] : [])[0];
}
/** Each report has its errors before its warnings. */
function worstFirst(reports) {
    const problems = reports.flatMap((report) => report.problems);
    return [
        ...problems.filter(({ severity }) => severity === 'error'),
        ...problems.filter(({ severity }) => severity === 'warning'),
    ];
}
/** What the summary tells of a dataset. */
function dataOf(dataset) {
    if ('id' in dataset)
        return { role: dataset.role, names: [dataset.id] };
    const { examples, bytes, digest, tokens, counts } = dataset.report;
    const names = dataset.files.map((file) => file.name);
    const { errors, warnings } = counts;
    return { role: dataset.role, names, examples, bytes, tokens: tokens?.total, digest, errors, warnings };
}


/***/ }),

/***/ 8090:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ estimateOf),
  o: () => (/* binding */ refuseTooMuch)
});

;// CONCATENATED MODULE: ./src/config/cost.ts
/**
 * The bill to expect: price x tokens x epochs (fine-tuning guide, "Estimate costs"). Without a cost for reinforcement,
 * which is billed by the time that it takes (reinforcement fine-tuning guide).
 */
function estimate({ method, examples, tokens, epochs, price }) {
    const epochsGiven = typeof epochs === 'number';
    const times = epochsGiven ? epochs : usualEpochs(examples);
    const billable = tokens * times;
    return {
        epochs: times,
        epochsGiven,
        tokens: billable,
        ...(price !== undefined && method !== 'reinforcement' && { cost: (billable * price) / 1e6 }),
    };
}
/** The limits that an estimate is above; one that equals its limit is within. */
function excesses({ tokens, cost }, { maxTokens, maxCost }) {
    const found = [];
    if (maxTokens !== undefined && tokens > maxTokens)
        found.push({ limit: 'max-tokens', most: maxTokens, estimated: tokens });
    if (maxCost !== undefined && cost !== undefined && cost > maxCost)
        found.push({ limit: 'max-cost', most: maxCost, estimated: cost });
    return found;
}
/**
 * What "auto" has meant, by OpenAI's cookbook ("Data preparation and analysis for chat model fine-tuning"): three
 * epochs, more for a small dataset and fewer for a very large one. The server promises none of it.
 */
function usualEpochs(examples) {
    if (examples * 3 < 100)
        return Math.min(25, Math.floor(100 / Math.max(1, examples)));
    if (examples * 3 > 25_000)
        return Math.max(1, Math.floor(25_000 / examples));
    return 3;
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/training/data.ts + 7 modules
var data = __webpack_require__(1261);
;// CONCATENATED MODULE: ./src/training/estimate.ts




/** What the training will probably be billed for; undefined where its data is on the server already. */
function estimateOf({ job, inputs }, datasets) {
    const training = (0,data/* trainingOf */.cs)(datasets);
    if (!training?.tokens)
        return undefined;
    const { examples, tokens } = training;
    const { method } = job;
    return {
        ...estimate({
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
/** Tokens of an image of any size at most, in high detail: eight tiles (images and vision guide). */
const MAX_IMAGE = 85 + 8 * 170;
/** Stops where the estimate is above a limit, or cannot be compared with it. Images of unknown size count as the largest. */
function refuseTooMuch(expected, inputs) {
    const limits = { maxTokens: inputs['max-tokens'], maxCost: inputs['max-cost'] };
    if (!expected || (limits.maxTokens === undefined && limits.maxCost === undefined))
        return;
    const { epochs, images, uncounted } = expected;
    if (uncounted > 0)
        throw new errors/* ActionError */.l(`The tokens of ${(0,format/* count */.U9)(uncounted, 'example')} cannot be counted, and the limits not be judged.`, {
            hint: 'Mend what the check says of the data. Nothing was uploaded.',
        });
    const tokens = expected.tokens + images * MAX_IMAGE * epochs;
    const cost = inputs.price === undefined ? undefined : (tokens * inputs.price) / 1e6;
    const reasons = excesses({ ...expected, tokens, cost }, limits).map(({ limit, most, estimated }) => limit === 'max-tokens'
        ? `Training would probably take ${(0,format/* count */.U9)(estimated, 'token')}, more than "max-tokens" (${most.toLocaleString('en-US')}) allows.`
        : `Training would probably cost ${(0,format/* dollars */.E9)(estimated)}, more than "max-cost" (${(0,format/* dollars */.E9)(most)}) allows.`);
    if (reasons.length === 0)
        return;
    const counted = [
        `${(0,format/* count */.U9)(epochs, 'epoch')}${expected.epochsGiven ? '' : ', as the server will probably choose'}`,
        ...(images > 0 ? [`${(0,format/* count */.U9)(images, 'image')} of unknown size as the largest there are`] : []),
    ];
    throw new errors/* ActionError */.l(reasons.join('\n'), {
        hint: `Counted were ${counted.join(', and ')}. Nothing was uploaded.`,
    });
}


/***/ }),

/***/ 5248:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ readPlan),
  k: () => (/* binding */ readTrainingPlan)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/config/validate.ts
var validate = __webpack_require__(2526);
// EXTERNAL MODULE: ./src/config/yaml.ts
var yaml = __webpack_require__(9211);
;// CONCATENATED MODULE: ./src/config/job-reader.ts



/** One reading of a job description: everything found wrong or odd on the way, so that it is told at once. */
class Reading {
    #problems = [];
    #warnings = [];
    #read;
    constructor(read) {
        this.#read = read;
    }
    /** What was found wrong: of a great many problems the first. */
    get problems() {
        return firstOf(this.#problems, 'problem');
    }
    /** What was found odd: of a great many warnings the first. */
    get warnings() {
        return firstOf(this.#warnings, 'warning');
    }
    /** Notes what is wrong. */
    problem(label, text) {
        this.#problems.push(`${label}: ${text}`);
    }
    /** Notes what is odd. */
    warning(label, text) {
        this.#warnings.push(`${label}: ${text}`);
    }
    /** The value, or nothing and its problems noted. */
    accept(checked, label) {
        if ('value' in checked)
            return checked.value;
        for (const problem of checked.problems)
            this.problem(label, problem);
        return undefined;
    }
    /** The value of a YAML text, if there is one, as the schema wants it, or nothing and its problems noted. */
    async parse(schema, text, label, scalars = 'typed') {
        const value = text === undefined ? undefined : this.accept(await (0,yaml/* readYaml */.g)(text, scalars), label);
        return value === undefined ? undefined : this.accept((0,validate/* check */.z6)(schema, value), label);
    }
    /** The text of a file with LF for CRLF, or nothing and the problem noted. */
    async file(path, label, beside) {
        try {
            const file = await (beside === undefined ? this.#read(path) : this.#read(path, beside));
            // Git checks text out with CRLF on Windows, and it is the same job, to be paid for once.
            return { ...file, text: file.text.replaceAll('\r\n', '\n') };
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l))
                throw error;
            this.problem(label, `${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    }
}
const MAX_TOLD = 20;
function firstOf(lines, noun) {
    const more = lines.length - MAX_TOLD;
    return [
        ...lines.slice(0, MAX_TOLD),
        ...(more > 0 ? [`and ${more} more ${noun}${more > 1 ? 's' : ''}`] : []),
    ];
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./src/config/grader.ts


const grader_name = schemas/* string */.YjP().describe('The name of the grader, as reports show it.');
const template = (what) => schemas/* string */.YjP().describe(`${what} May contain {{item.x}} and {{sample.output_text}}.`);
const stringCheck = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('string_check'),
    name: grader_name,
    input: template('The text to look at.'),
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
    source: validate/* notEmpty */.z2
        .exactOptional()
        .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: validate/* notEmpty */.z2
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
    content: schemas/* union */.KCZ([...textOrItem, schemas/* array */.YOg(schemas/* union */.KCZ(textOrItem, (0,validate/* expected */.p6)(ITEM)))], (0,validate/* expected */.p6)(`${ITEM}, or a list of these`))
        .describe('Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.'),
    type: schemas/* literal */.euz('message').exactOptional(),
}))
    .min(1, { error: 'is empty' })
    .meta({ id: 'messages', description: 'The messages that the grading model is given.' });
const TWO_NUMBERS = (0,validate/* expected */.p6)('a list of two numbers');
const scoreModel = schemas/* looseObject */._H3({
    type: schemas/* literal */.euz('score_model'),
    name: grader_name,
    model: schemas/* string */.YjP().describe('The model that gives the score.'),
    input: messages,
    range: schemas/* array */.YOg(schemas/* number */.aig())
        .length(2, TWO_NUMBERS)
        .exactOptional()
        .describe('Lowest and highest score; [0, 1] when not given.'),
    sampling_params: schemas/* looseObject */._H3({
        seed: (0,validate/* orNull */.Xd)(schemas/* int */.Whr()),
        top_p: (0,validate/* orNull */.Xd)(schemas/* number */.aig()),
        temperature: (0,validate/* orNull */.Xd)(schemas/* number */.aig()),
        max_completions_tokens: (0,validate/* orNull */.Xd)(schemas/* int */.Whr().min(1, (0,validate/* expected */.p6)('a whole number of at least 1'))).describe('Most tokens of an answer. The API spells it so, with two plurals.'),
        reasoning_effort: (0,validate/* orNull */.Xd)(schemas/* string */.YjP()),
    })
        .exactOptional()
        .describe('How the grading model samples.'),
})
    .meta({ id: 'score_model', description: 'Asks a model for a score.' });
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
    description: 'Asks a model for a label. Made for evals; fine-tuning servers may refuse it.',
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
 * A grader as a person writes it. Source: API reference (FineTuneReinforcementMethod) and the graders guide,
 * which alone has `multi.graders` as the map that runs.
 */
const graderSchema = schemas/* discriminatedUnion */.gMt('type', [stringCheck, textSimilarity, python, scoreModel, multi, labelModel])
    .describe('How the answers of the model are graded while it learns.');
/** The fields of each grader that are documented, for hints about misspelt ones. */
const GRADER_FIELDS = {
    string_check: Object.keys(stringCheck.shape),
    text_similarity: Object.keys(textSimilarity.shape),
    python: Object.keys(python.shape),
    score_model: Object.keys(scoreModel.shape),
    label_model: Object.keys(labelModel.shape),
    multi: Object.keys(multi.shape),
};

// EXTERNAL MODULE: ./src/config/quote.ts
var quote = __webpack_require__(6906);
// EXTERNAL MODULE: ./src/config/spelling.ts
var spelling = __webpack_require__(6442);
;// CONCATENATED MODULE: ./src/config/hyperparameters.ts




const WHOLE = (0,validate/* expected */.p6)('a whole number of at least 1 or "auto"');
const POSITIVE = (0,validate/* expected */.p6)('a number above 0 or "auto"');
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
    beta: positiveNumber.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behaviour.'),
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
 * The ranges of the API reference as OpenAI's specification had them in August 2026. They were corrected
 * since, to numbers that are not public, so they are worth a warning and no more.
 */
const DOCUMENTED = {
    batch_size: { text: 'at most 256', holds: (value) => Number(value) <= 256 },
    n_epochs: { text: 'at most 50', holds: (value) => Number(value) <= 50 },
    beta: { text: 'at most 2', holds: (value) => Number(value) <= 2 },
    compute_multiplier: {
        text: 'above 0.00001 and at most 10',
        holds: (value) => Number(value) > 0.00001 && Number(value) <= 10,
    },
    reasoning_effort: {
        text: 'default, low, medium or high',
        holds: (value) => ['default', 'low', 'medium', 'high'].includes(String(value)),
    },
};
/** What is unusual about hyperparameters that are well typed: unknown to the method, or beyond its documented range. */
function hyperparameterWarnings(method, values) {
    const known = Object.keys(HYPERPARAMETERS[method].shape);
    return values.flatMap(([key, value]) => {
        if (!known.includes(key)) {
            return [
                `${(0,quote/* quoted */.TL)(key)} is no documented hyperparameter of ${method}; it is sent as it is${(0,spelling/* didYouMean */.a)(key, known)}`,
            ];
        }
        const range = DOCUMENTED[key];
        if (!range || value === 'auto' || range.holds(value))
            return [];
        return [`${key}: ${(0,quote/* quoted */.TL)(value)} is outside the documented range (${range.text}); it is sent as it is`];
    });
}

// EXTERNAL MODULE: ./src/config/template.ts
var config_template = __webpack_require__(9030);
;// CONCATENATED MODULE: ./src/config/resolve-grader.ts





/** The most that a Python grader's source may hold. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024;
/**
 * Turns a grader as written into the one that is sent: every `source_file` read and put inline, and the names
 * filled in that the API reference requires of python and multi graders, though its own examples omit them. Tells
 * what is wrong with its templates and its formula.
 */
async function completeGrader(written, origin, reading) {
    const grader = await completed(written, origin, reading);
    if (!grader)
        return undefined;
    for (const { severity, where, message } of (0,config_template/* templatesOf */.r)(grader).problems)
        reading[severity === 'error' ? 'problem' : 'warning'](`${origin.label}: ${where}`, message);
    return grader;
}
async function completed(written, origin, reading) {
    if (written.type !== 'multi')
        return completeSingle(written, written.type, origin, reading);
    warnOfFields(written, origin, reading);
    const graders = {};
    let complete = true;
    for (const [key, grader] of Object.entries(written.graders)) {
        const inner = { ...origin, label: `${origin.label}: ${(0,quote/* fieldPath */.cn)(['graders', key])}` };
        const done = await completeSingle(grader, key, inner, reading);
        if (done)
            graders[key] = done;
        complete &&= done !== undefined;
    }
    return complete ? { ...written, name: written.name ?? 'multi', graders } : undefined;
}
async function completeSingle(written, name, origin, reading) {
    warnOfFields(written, origin, reading);
    switch (written.type) {
        case 'python': {
            const { source_file, ...rest } = written;
            const source = await pythonSource(written.source, source_file, origin, reading);
            return source === undefined ? undefined : { ...rest, name: written.name ?? name, source };
        }
        case 'score_model': {
            const { sampling_params, ...rest } = written;
            const [lowest = 0, highest = 1] = written.range ?? [];
            if (lowest >= highest)
                reading.warning(origin.label, 'range: the lowest score comes first and the highest second');
            return sampling_params ? { ...rest, sampling_params: (0,json/* present */.E)(sampling_params) } : rest;
        }
        case 'label_model':
            reading.warning(origin.label, 'label_model is a grader for evals; fine-tuning servers may refuse it');
            return written;
        case 'text_similarity':
            if (written.evaluation_metric === 'cosine')
                reading.warning(origin.label, 'the metric cosine is for evals; fine-tuning servers may refuse it');
            return written;
        case 'string_check':
            return written;
    }
}
async function pythonSource(inline, path, { label, beside }, reading) {
    if (inline !== undefined && path !== undefined) {
        reading.problem(label, 'has both "source" and "source_file"; give one of them');
        return undefined;
    }
    if (inline === undefined && path === undefined) {
        reading.problem(label, '"source" or "source_file" is required');
        return undefined;
    }
    const source = path === undefined ? inline : (await reading.file(path, `${label}: source_file`, beside))?.text;
    if (source === undefined)
        return undefined;
    if (new TextEncoder().encode(source).length > MAX_SOURCE_BYTES) {
        reading.problem(label, 'the Python source is larger than 256 kB');
        return undefined;
    }
    // "Must define def grade(sample, item)"; whatever else it does, the reward is 0 (graders guide).
    if (!/\bgrade\b/.test(source))
        reading.warning(label, 'the Python source defines no function "grade"');
    return source;
}
/** Unknown fields are sent as they are (`pass_threshold` is in no reference), but a near miss is worth a word. */
function warnOfFields(written, { label }, reading) {
    const known = GRADER_FIELDS[written.type];
    for (const key of Object.keys(written)) {
        if (known.includes(key))
            continue;
        if (key === 'source_file')
            reading.problem(label, 'only a python grader has a "source_file"');
        const meant = (0,spelling/* nearest */.p)(key, known);
        if (meant)
            reading.warning(label, `unknown field ${(0,quote/* quoted */.TL)(key)} is sent as it is (did you mean "${meant}"?)`);
    }
}

;// CONCATENATED MODULE: ./src/config/schema.ts




/** The fields of the create request that the action sets itself, so that `extra_body` may not. */
const OWN_FIELDS = [
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
const metadata = schemas/* record */.g1P((0,validate/* textOf */.b6)(0, 64)
    .refine((key) => !key.startsWith('ft_'), {
    error: 'keys beginning "ft_" are kept for the action itself',
})
    .meta({ pattern: '^(?!ft_)' }), (0,validate/* textOf */.b6)(0, 512))
    .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) => `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
})
    .meta({ maxProperties: MAX_PAIRS });
const integrations = schemas/* array */.YOg(schemas/* strictObject */.rej({
    type: schemas/* literal */.euz('wandb').describe('Weights and Biases, the only integration there is.'),
    wandb: schemas/* strictObject */.rej({
        project: schemas/* string */.YjP().describe('The project that the run is created under.'),
        name: (0,validate/* orNull */.Xd)(schemas/* string */.YjP()).describe('Display name of the run; the job id when not given.'),
        entity: (0,validate/* orNull */.Xd)(schemas/* string */.YjP()).describe('Team or user that the run belongs to.'),
        tags: schemas/* array */.YOg(schemas/* string */.YjP()).exactOptional().describe('Tags of the run.'),
    })
        .describe('Where the metrics go.'),
}));
const extraBody = schemas/* record */.g1P(schemas/* string */.YjP()
    .refine((key) => !OWN_FIELDS.some((field) => field === key), {
    error: ({ input }) => `"${input}" is a field of the action's own; set it there`,
})
    .meta({ pattern: `^(?!(${OWN_FIELDS.join('|')})$)` }), schemas/* unknown */.L5J());
const SEED = (0,validate/* expected */.p6)('a whole number from 0 to 2147483647');
/** What an input and the job file's field of the same name both must be. */
const FIELDS = {
    method: schemas/* enum */.k5n(METHODS),
    suffix: (0,validate/* textOf */.b6)(1, 64),
    seed: schemas/* int */.Whr(SEED).min(0, SEED).max(2147483647, SEED),
    metadata,
    integrations,
    extra_body: extraBody,
};
const method = schemas/* strictObject */.rej({
    type: FIELDS.method.describe('supervised, dpo (preferences) or reinforcement (a grader).'),
    supervised: (0,validate/* orNull */.Xd)(schemas/* strictObject */.rej({ hyperparameters: (0,validate/* orNull */.Xd)(supervisedHyperparameters) })).describe('Settings of the method supervised.'),
    dpo: (0,validate/* orNull */.Xd)(schemas/* strictObject */.rej({ hyperparameters: (0,validate/* orNull */.Xd)(dpoHyperparameters) })).describe('Settings of the method dpo.'),
    reinforcement: (0,validate/* orNull */.Xd)(schemas/* strictObject */.rej({
        grader: graderSchema.exactOptional(),
        hyperparameters: (0,validate/* orNull */.Xd)(reinforcementHyperparameters),
        response_format: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())
            .exactOptional()
            .describe('Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.'),
    })).describe('Settings of the method reinforcement.'),
});
/**
 * The job file: the fields of the create request (API reference, CreateFineTuningJobRequest), where files may
 * be paths, and `extra_body`. `response_format` is in the reinforcement guide and the Azure OpenAI v1 spec only.
 */
const jobFileSchema = schemas/* strictObject */.rej({
    $schema: schemas/* string */.YjP().exactOptional().describe('Where editors find the JSON Schema of this file.'),
    model: validate/* notEmpty */.z2.exactOptional().describe('Base model, or an ft: model to train further.'),
    training_file: validate/* notEmpty */.z2
        .exactOptional()
        .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    validation_file: (0,validate/* orNull */.Xd)(validate/* notEmpty */.z2).describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    method: (0,validate/* orNull */.Xd)(method).describe('How the model is trained; supervised when not given.'),
    hyperparameters: (0,validate/* orNull */.Xd)(supervisedHyperparameters).meta({
        description: 'Deprecated by the API; moved under the method.',
        deprecated: true,
    }),
    suffix: (0,validate/* orNull */.Xd)(FIELDS.suffix).describe('Becomes part of the name of the fine-tuned model, 1 to 64 characters.'),
    seed: (0,validate/* orNull */.Xd)(FIELDS.seed).describe('The same seed and job should give the same result; the API makes one up when not given.'),
    metadata: (0,validate/* orNull */.Xd)(FIELDS.metadata).describe('At most 10 pairs of text to text. Keys beginning "ft_" are kept for the action itself.'),
    integrations: (0,validate/* orNull */.Xd)(FIELDS.integrations).describe('Where else the metrics are sent.'),
    extra_body: (0,validate/* orNull */.Xd)(FIELDS.extra_body).describe('Further top-level fields of the create request, for other servers (trainingType).'),
})
    .meta({ title: 'Fine-tuning job', description: 'A fine-tuning job of the openai-fine-tune action.' });
/** The JSON Schema (draft 2020-12) of the job file, for editors; it ships as `dist/job.schema.json`. */
function jobFileJsonSchema() {
    return z.toJSONSchema(jobFileSchema, {
        io: 'input',
        target: 'draft-2020-12',
        override: ({ jsonSchema }) => {
            // zod bounds every whole number by what JavaScript can count to.
            if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER)
                delete jsonSchema.maximum;
            if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER)
                delete jsonSchema.minimum;
        },
    });
}

;// CONCATENATED MODULE: ./src/config/method.ts






const HYPERPARAMETERS_INPUT = 'input "hyperparameters"';
/** Reads each input by itself; the method is that of the job file where no input names one. */
async function readMethodInputs(given, fileType, reading) {
    const type = given.method === undefined
        ? fileType
        : reading.accept((0,validate/* check */.z6)(FIELDS.method, given.method), 'input "method"');
    const grader = given.grader === undefined ? undefined : await graderInput(given.grader, reading);
    // Whatever the method is, it has the hyperparameters of supervised.
    const schema = HYPERPARAMETERS[type ?? 'supervised'].nullable();
    const hyperparameters = await reading.parse(schema, given.hyperparameters, HYPERPARAMETERS_INPUT);
    return { type, grader, hyperparameters };
}
/** The method of a job, or nothing when neither inputs nor job file speak of one: the API then trains supervised. */
async function describeMethod(given, { type: named, hyperparameters: own, grader }, file, reading) {
    // What belongs to a method is not known while its name is misspelt.
    if (given.method !== undefined && named === undefined)
        return undefined;
    const type = named ?? 'supervised';
    tellOfOtherMethods(type, file, reading);
    const hyperparameters = mergedHyperparameters(type, own, file, reading);
    if (type !== 'reinforcement') {
        if (given.grader !== undefined)
            reading.problem('input "grader"', `only the method reinforcement has a grader, and the method is ${type}`);
        return hyperparameters ? { type, hyperparameters } : named && { type };
    }
    const graded = given.grader === undefined ? await graderOfFile(file, reading) : grader;
    const response_format = file.fields.method?.reinforcement?.response_format;
    return graded && { type, grader: graded, ...(0,json/* present */.E)({ response_format, hyperparameters }) };
}
/** The hyperparameters of all sources: the deprecated field of the job file, under its method's, under the input. */
function mergedHyperparameters(type, own, { fields, label }, reading) {
    const deprecated = (0,validate/* check */.z6)(HYPERPARAMETERS[type], fields.hyperparameters ?? {});
    const strongestFirst = [
        [HYPERPARAMETERS_INPUT, own],
        [`${label}: method.${type}.hyperparameters`, fields.method?.[type]?.hyperparameters],
        [`${label}: hyperparameters`, reading.accept(deprecated, `${label}: hyperparameters`)],
    ];
    let merged = {};
    for (const [source, values] of strongestFirst) {
        // What is overridden is not warned of.
        const effective = Object.entries(values ?? {}).filter(([key]) => !Object.hasOwn(merged, key));
        for (const warning of hyperparameterWarnings(type, effective))
            reading.warning(source, warning);
        merged = { ...values, ...merged };
    }
    return Object.keys(merged).length > 0 ? merged : undefined;
}
/** A file may keep settings for several methods; one that has them only for another would train something nobody meant. */
function tellOfOtherMethods(type, { fields, label }, reading) {
    for (const other of METHODS) {
        if (other === type || !fields.method?.[other])
            continue;
        if (fields.method.type === type && fields.method[type] === undefined)
            reading.problem(label, `method.${other}: does not go with the type ${type}`);
        else
            reading.warning(label, `method.${other}: is left out, because the method is ${type}`);
    }
}
async function graderOfFile(file, reading) {
    const written = file.fields.method?.reinforcement?.grader;
    if (!written) {
        reading.problem('input "grader"', 'is required by the method reinforcement');
        return undefined;
    }
    const origin = { label: `${file.label}: method.reinforcement.grader`, ...(0,json/* present */.E)({ beside: file.path }) };
    return completeGrader(written, origin, reading);
}
async function graderInput(input, reading) {
    const label = 'input "grader"';
    if (!isPath(input))
        return parseGrader(input, { label }, reading);
    const file = await reading.file(input.trim(), label);
    return file && parseGrader(file.text, { label: `${label}: ${file.path}`, beside: file.path }, reading);
}
async function parseGrader(text, origin, reading) {
    const written = await reading.parse(graderSchema, text, origin.label);
    return written && completeGrader(written, origin, reading);
}
/** One line that neither opens a bracket nor has a key is no map, so it names a file. */
function isPath(text) {
    return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text);
}

;// CONCATENATED MODULE: ./src/config/job.ts





/**
 * One job description from the action's inputs and the job file that they name, or everything that is wrong
 * with them at once, one line each. An input overrides the job file's field; maps override key by key.
 */
async function describeJob(inputs, read) {
    const reading = new Reading(read);
    const given = withoutEmpty(inputs);
    const file = given.jobFile === undefined ? NO_JOB_FILE : await readJobFile(given.jobFile, reading);
    const methodInputs = await readMethodInputs(given, file?.fields.method?.type, reading);
    if (!file) {
        // Each input is read by itself; nothing is asked for that the unreadable job file may well contain.
        await readSettingInputs(given, reading);
        return { problems: reading.problems, ...(0,json/* present */.E)(namedData(given)) };
    }
    const { fields, path } = file;
    const { training, validation } = namedData(given, fields, path);
    const model = given.model ?? fields.model;
    if (!training)
        reading.problem('input "training-file"', 'is required');
    if (!model)
        reading.problem('input "model"', 'is required');
    if (!validation && methodInputs.type === 'reinforcement')
        reading.problem('input "validation-file"', 'is required by the method reinforcement');
    const method = await describeMethod(given, methodInputs, file, reading);
    const settings = describeSettings(await readSettingInputs(given, reading), file, reading);
    if (reading.problems.length > 0 || !training || !model)
        return { problems: reading.problems, ...(0,json/* present */.E)({ training, validation }) };
    return {
        job: { model, training, ...(0,json/* present */.E)({ validation, method }), ...settings },
        warnings: reading.warnings,
    };
}
const NO_JOB_FILE = { fields: {}, label: 'input "job-file"' };
/** The inputs that are trimmed. The others may be YAML, where the indentation of the first line has a meaning. */
const WORDS = ['model', 'method', 'suffix', 'seed', 'jobFile'];
/** The inputs that are YAML: one of comments only is as good as not given. */
const YAML = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extraBody'];
function withoutEmpty(inputs) {
    const entries = Object.entries((0,json/* present */.E)(inputs));
    const given = entries.filter(([name, text]) => {
        const lines = text.split('\n').map((line) => line.trim());
        return lines.some((line) => line !== '' && !(line.startsWith('#') && YAML.includes(name)));
    });
    return Object.fromEntries(given.map(([name, text]) => [name, WORDS.includes(name) ? text.trim() : text]));
}
async function readJobFile(name, reading) {
    const file = await reading.file(name, 'input "job-file"');
    if (!file)
        return undefined;
    const label = `input "job-file": ${file.path}`;
    const fields = await reading.parse(jobFileSchema, file.text, label);
    if (!fields)
        return undefined;
    if (fields.hyperparameters)
        reading.warning(label, 'hyperparameters: is deprecated by the API; sent under the method instead');
    return { fields, label, path: file.path };
}
function namedData(given, fields, path) {
    return {
        training: dataFiles(given.trainingFile, fields?.training_file, path),
        validation: dataFiles(given.validationFile, fields?.validation_file, path),
    };
}
function dataFiles(input, field, path) {
    if (input !== undefined)
        return { list: input };
    return field ? { list: field, ...(0,json/* present */.E)({ beside: path }) } : undefined;
}
async function readSettingInputs(given, reading) {
    const { suffix, seed, metadata, integrations, extraBody } = given;
    return {
        suffix: suffix === undefined ? undefined : reading.accept((0,validate/* check */.z6)(FIELDS.suffix, suffix), 'input "suffix"'),
        seed: await reading.parse(FIELDS.seed.nullable(), seed, 'input "seed"'),
        metadata: await reading.parse(FIELDS.metadata.nullable(), metadata, 'input "metadata"', 'text'),
        integrations: await reading.parse(FIELDS.integrations.nullable(), integrations, 'input "integrations"'),
        extraBody: await reading.parse(FIELDS.extra_body.nullable(), extraBody, 'input "extra-body"'),
    };
}
function describeSettings(own, { fields, label }, reading) {
    const suffix = own.suffix ?? fields.suffix;
    if (suffix)
        warnOfSuffix(suffix, own.suffix === undefined ? `${label}: suffix` : 'input "suffix"', reading);
    const metadata = merged(fields.metadata, own.metadata);
    // Ten pairs in the file and one more in the input are eleven.
    if (metadata)
        reading.accept((0,validate/* check */.z6)(FIELDS.metadata, metadata), 'input "metadata"');
    return (0,json/* present */.E)({
        suffix,
        seed: own.seed ?? fields.seed,
        metadata,
        integrations: (own.integrations ?? fields.integrations)?.map(asSent),
        extraBody: merged(fields.extra_body, own.extraBody),
    });
}
/** Both maps in one, the second winning; nothing when that holds no pair. */
function merged(under, over) {
    const pairs = { ...under, ...over };
    return Object.keys(pairs).length > 0 ? pairs : undefined;
}
function asSent({ type, wandb }) {
    return { type, wandb: (0,json/* present */.E)(wandb) };
}
/** OpenAI's reference has 1 to 64 characters of any kind; Azure OpenAI's documentation is stricter. */
function warnOfSuffix(suffix, label, reading) {
    if (/[^A-Za-z0-9_-]/.test(suffix))
        reading.warning(label, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI refuses');
    if ([...suffix].length > 40)
        reading.warning(label, 'is longer than 40 characters, which Azure OpenAI refuses');
}

// EXTERNAL MODULE: ./src/dataset/problem.ts
var problem = __webpack_require__(8551);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/training/connection.ts + 2 modules
var connection = __webpack_require__(1380);
;// CONCATENATED MODULE: ./src/training/plan.ts






/** Reads what the root action is asked. */
async function readTrainingPlan(deps) {
    const plan = await readPlan(inputs/* RootInputs */.iO, deps, ({ wait, require }) => require.length > 0 && !wait
        ? ['input "require": needs "wait: true": only a job that has ended can be judged']
        : []);
    return { ...plan, connection: (0,connection/* connectionOf */.a)(plan.inputs, deps) };
}
/** The largest job file, grader, or source of a grader: the API takes 256 kB of a grader's source. */
const MAX_TEXT = 1024 * 1024;
/** Reads what is asked: inputs, job file, where the data is. All problems are told at once, before anything is touched. */
async function readPlan(schema, world, problemsOf = () => []) {
    const { runner, workspace } = world;
    const read = await (0,inputs/* readInputs */.Ko)(schema, runner);
    const problems = 'problems' in read ? [...read.problems] : [];
    const described = await describeJob((0,inputs/* jobInputs */.vX)(runner.inputs), async (path, beside) => {
        const file = await workspace.getFile(path, beside);
        return { text: await workspace.readText(file, MAX_TEXT), path: file.name };
    });
    if ('problems' in described)
        problems.push(...described.problems);
    const gather = async (label, work) => {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.l))
                throw error;
            problems.push(`${label}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    };
    // Also where the description is wrong in something else: everything that is wrong is told at once.
    const { training, validation } = await sourcesOf('job' in described ? described.job : described, gather, world);
    const folder = await gather('input "results-dir"', () => workspace.prepareDirectory(runner.inputs.get('results-dir')));
    if ('inputs' in read) {
        const job = 'job' in described ? described.job : undefined;
        problems.push(...gateProblems(read.inputs, job, training), ...problemsOf(read.inputs));
    }
    if (problems.length > 0 || 'problems' in read || 'problems' in described || !training || !folder)
        throw new errors/* ActionError */.l(problems.join('\n'));
    const resultsDir = await gather('input "results-dir"', () => folder.create());
    if (!resultsDir)
        throw new errors/* ActionError */.l(problems.join('\n'));
    refuseOverwriting(resultsDir, { training, validation });
    return {
        inputs: read.inputs,
        job: described.job,
        training,
        ...(validation && { validation }),
        countsTokens: ['max-tokens', 'price', 'max-cost'].some((name) => runner.inputs.has(name)),
        ignore: new Set(read.inputs['data-check-ignore'].filter(problem/* isCode */._)),
        warnings: described.warnings,
        resultsDir,
    };
}
/** Where the data is that a description names, as far as it can be found. */
async function sourcesOf(data, gather, { workspace }) {
    const find = async (field) => {
        const named = data[field];
        if (!named)
            return undefined;
        const input = named.beside ? `input "job-file": ${named.beside}: ${field}_file` : `input "${field}-file"`;
        return gather(input, () => sourceOf(workspace, named));
    };
    return { training: await find('training'), validation: await find('validation') };
}
/** A limit that cannot be judged must not be taken for one that holds. */
function gateProblems(inputs, job, training) {
    const { price, 'max-cost': maxCost, 'max-tokens': maxTokens } = inputs;
    const given = Object.entries({ 'max-tokens': maxTokens, price, 'max-cost': maxCost }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    const ofMoney = given.filter((name) => name !== 'max-tokens');
    return [
        ...inputs['data-check-ignore']
            .filter((code) => !(0,problem/* isCode */._)(code))
            .map(() => 'input "data-check-ignore": has a code that no check has; docs/data-checks.md lists them'),
        ...(maxCost !== undefined && price === undefined ? ['input "max-cost": needs "price"'] : []),
        ...(job?.method?.type === 'reinforcement'
            ? ofMoney.map((name) => `input "${name}": reinforcement is billed by time, not by tokens`)
            : []),
        // Other servers may read their epochs there.
        ...['n_epochs', 'hyperparameters']
            .filter((field) => given.length > 0 && Object.hasOwn(job?.extraBody ?? {}, field))
            .map((field) => `input "extra-body": the epochs in ${field} would not be counted; give them in "hyperparameters"`),
        ...(training && 'id' in training
            ? given.map((name) => `input "${name}": the tokens of a file on the server cannot be counted here`)
            : []),
    ];
}
/** A run must not write its results over a file that it is to read. */
function refuseOverwriting(resultsDir, sources) {
    for (const [role, source] of Object.entries(sources))
        for (const { path, name } of source && 'files' in source ? source.files : [])
            if ((0,results/* isOverwritten */.C)(path, resultsDir))
                throw new errors/* ActionError */.l(`input "results-dir": the results would be written over "${name}", the ${role} data`);
}
/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/;
async function sourceOf(workspace, { list, beside }) {
    const id = list.trim();
    if (FILE_ID.test(id) && !(await workspace.exists(id, beside)))
        return { id };
    return { files: await workspace.glob(list, beside) };
}


/***/ })

};
