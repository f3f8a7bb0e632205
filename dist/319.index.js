export const id = 319;
export const ids = [319];
export const modules = {

/***/ 7291:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ checkerHere)
/* harmony export */ });
/* harmony import */ var _checks_check_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6777);

/** Looks at blocks in this thread. */
async function checkerHere(settings, load) {
    const countTokens = settings.tokens && (await load?.(settings.tokens.encoding));
    return {
        ahead: 0,
        check: async (block, room) => (0,_checks_check_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .checkBlock */ .Ir)(block, room, settings, countTokens),
        close() { },
    };
}


/***/ }),

/***/ 6777:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MV: () => (/* binding */ MAX_LINE),
  Ir: () => (/* binding */ checkBlock),
  Zr: () => (/* binding */ overlongLine)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/dataset/json-syntax.ts
var json_syntax = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/dataset/example-hash.ts

// A conversation has a handful of levels. Beyond these a line is not compared: it could overflow the stack.
const DEEPEST = 200;
const CONSTANTS = [undefined, null, false, true];
// Characters mixed at a time; both halves of a pair of them make one word.
const PIECE = 4096;
/**
 * Hashes examples by two lanes of MurmurHash3 (Appleby, 2011; x86_32, the second with the constants of x86_128), over
 * UTF-16 as it is in memory: that costs half of parsing the line, where SHA-1 of its JSON would cost twice as much.
 */
class ExampleHasher {
    #bytes = Buffer.alloc(2 * PIECE);
    #words = new Int32Array(this.#bytes.buffer, this.#bytes.byteOffset, PIECE / 2);
    #float = new Float64Array(1);
    #floatWords = new Int32Array(this.#float.buffer);
    #a = 0;
    #b = 0;
    /** The hash of a line of that format; undefined for one that is nested too deep to be an example of anything. */
    hash(line, format) {
        this.#a = 0;
        this.#b = 0;
        const [prompt, answer] = promptAndAnswer(line, format);
        if (!this.#mixValue(prompt, DEEPEST))
            return undefined;
        const promptHash = this.#finished();
        if (!this.#mixValue(answer, DEEPEST))
            return undefined;
        return { prompt: promptHash, example: this.#finished() };
    }
    /** Mixes a value in, by its type, length and content; false when it has more levels than may be left. */
    #mixValue(value, levels) {
        if (typeof value === 'string') {
            this.#mixText(value);
            return true;
        }
        if (typeof value === 'number') {
            this.#mixNumber(value);
            return true;
        }
        if (typeof value !== 'object' || value === null) {
            this.#mix(4 * (1 + CONSTANTS.indexOf(value)));
            return true;
        }
        if (levels === 0)
            return false;
        if (Array.isArray(value)) {
            this.#mix(value.length * 4 + 1);
            for (const item of value)
                if (!this.#mixValue(item, levels - 1))
                    return false;
            return true;
        }
        return (0,json_syntax/* isObject */.Gv)(value) && this.#mixObject(value, levels - 1);
    }
    #mixObject(object, levels) {
        const keys = Object.keys(object).sort();
        this.#mix(keys.length * 4 + 2);
        for (const key of keys) {
            this.#mixText(key);
            if (!this.#mixValue(object[key], levels))
                return false;
        }
        return true;
    }
    #mixText(text) {
        this.#mix(text.length * 4 + 3);
        for (let from = 0; from < text.length; from += PIECE) {
            const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE);
            // Writing a single character costs more than mixing it.
            if (piece.length < 8)
                for (let i = 0; i < piece.length; i++)
                    this.#mix(piece.charCodeAt(i));
            else
                this.#mixWords(this.#written(piece));
        }
    }
    /** Writes the characters of a piece, and tells how many words they are. */
    #written(piece) {
        const length = this.#bytes.write(piece, 0, 'utf16le');
        if (piece.length % 2 !== 0)
            this.#bytes.writeUInt16LE(0, length);
        return Math.ceil(piece.length / 2);
    }
    #mixNumber(value) {
        this.#mix(0);
        // -0 is 0, which JSON writes for both.
        this.#float[0] = value + 0;
        this.#mix(this.#floatWords[0] ?? 0);
        this.#mix(this.#floatWords[1] ?? 0);
    }
    #mix(word) {
        this.#words[0] = word;
        this.#mixWords(1);
    }
    #mixWords(count) {
        const words = this.#words;
        let a = this.#a;
        let b = this.#b;
        for (let i = 0; i < count; i++) {
            const word = words[i] ?? 0;
            a ^= Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
            a = (Math.imul(rotated(a, 13), 5) + 0xe6546b64) | 0;
            b ^= Math.imul(rotated(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
            b = (Math.imul(rotated(b, 19), 5) + 0x561ccd1b) | 0;
        }
        this.#a = a;
        this.#b = b;
    }
    #finished() {
        const a = (this.#a + this.#b) | 0;
        const b = (this.#b + a) | 0;
        return [avalanched(a), avalanched(b)];
    }
}
function rotated(word, bits) {
    return (word << bits) | (word >>> (32 - bits));
}
/** Lets every bit change every other, unsigned. */
function avalanched(word) {
    let h = word;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
}
/** What an example asks, and what it answers; in a conversation the last turn of the assistant is the answer. */
function promptAndAnswer(line, format) {
    if (format === 'completions') {
        const { prompt, ...answer } = line;
        return [prompt, answer];
    }
    if (format === 'dpo') {
        const { input, ...answer } = line;
        return [input, answer];
    }
    const { messages, ...rest } = line;
    if (format === 'reinforcement') {
        // The grader compares with what stands beside them.
        const { tools, ...item } = rest;
        return [[messages, tools], item];
    }
    const turns = Array.isArray(messages) ? messages : [];
    const last = turns.findLastIndex((turn) => (0,json_syntax/* isObject */.Gv)(turn) && turn.role === 'assistant');
    // Where nobody answers, all of it asks.
    const end = last === -1 ? turns.length : last;
    return [[turns.slice(0, end), rest], turns.slice(end)];
}

// EXTERNAL MODULE: ./src/dataset/format.ts + 7 modules
var dataset_format = __webpack_require__(4797);
// EXTERNAL MODULE: ./src/dataset/problem-collector.ts
var problem_collector = __webpack_require__(149);
// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/json-path.ts
var json_path = __webpack_require__(1334);
;// CONCATENATED MODULE: ./src/dataset/checks/text.ts


// A server refuses a file for one: "Example 6174 message contains an invalid token: <|fim_suffix|>".
const FIM_TOKEN = /<\|fim_(?:prefix|middle|suffix)\|>/;
// Those of tiktoken's o200k_base and o200k_harmony, of chat markup, and of open models for code.
const SPECIAL_TOKEN = /<\|(?:endoftext|startoftext|endofprompt|im_start|im_end|im_sep|start|end|message|channel|constrain|return|call|fim_pad)\|>/;
// JSON may write "<" and "|" as escapes, as Go's encoder does, and half of a surrogate pair in no other way.
const ESCAPED = /\\u(?:d[89a-f]|003c|007c)/i;
/** Checks what only the text of a line tells, and what holds for every text in it, whatever its place. */
function checkText(text, line, format, say) {
    const keys = keysWritten(text);
    if (keys !== undefined && keys !== keysRead(line))
        checkRepeatedKeys(text, say);
    // One look at the line spares nearly all of them the walk.
    if (text.includes('<|') || (text.includes('\\u') && ESCAPED.test(text)))
        checkStrings(line, format, say);
}
/**
 * How many keys a line has as it is written: every `":` whose quote is not escaped; undefined for a text that is
 * made of escaped ones. A text that begins with a colon counts too, and a key with white space before its colon
 * does not: such a line is looked at closely, mostly for nothing. One where the two outweigh each other is missed.
 */
function keysWritten(text) {
    let keys = 0;
    let escaped = 0;
    for (let quote = text.indexOf('":'); quote !== -1; quote = text.indexOf('":', quote + 2)) {
        if (!isEscaped(text, quote))
            keys++;
        else if (++escaped > json_syntax/* MAX_VALUES */.Ex)
            return undefined;
    }
    return keys;
}
function isEscaped(text, quote) {
    let before = quote;
    while (text[before - 1] === '\\')
        before--;
    return (quote - before) % 2 === 1;
}
/** The same as it was read, where a key that is repeated counts once. */
function keysRead(line) {
    let keys = 0;
    const rest = [line];
    for (let value = rest.pop(); value; value = rest.pop()) {
        if (Array.isArray(value)) {
            for (const inner of value)
                if (isContainer(inner))
                    rest.push(inner);
            continue;
        }
        for (const key in value) {
            keys++;
            const inner = value[key];
            if (isContainer(inner))
                rest.push(inner);
        }
    }
    return keys;
}
function isContainer(value) {
    return typeof value === 'object' && value !== null;
}
/** Reads the punctuation of a line that is known to be JSON. */
function checkRepeatedKeys(text, say) {
    const open = [];
    let here;
    let isKey = false;
    for (let i = 0; i < text.length; i++) {
        const character = text[i];
        if (character === '{' || character === '[') {
            isKey = character === '{';
            here = { keys: isKey ? new Set() : undefined, step: 0 };
            open.push(here);
        }
        else if (character === '}' || character === ']') {
            open.pop();
            here = open.at(-1);
            isKey = false;
        }
        else if (character === ',') {
            isKey = here?.keys !== undefined;
            if (typeof here?.step === 'number')
                here.step++;
        }
        else if (character === '"') {
            const start = i;
            do
                i = text.indexOf('"', i + 1);
            while (isEscaped(text, i));
            if (!isKey || !here?.keys)
                continue;
            isKey = false;
            const key = keyOf(text.slice(start, i + 1));
            here.step = key;
            if (here.keys.has(key)) {
                const path = open.reduce((above, { step }) => (0,json_path/* within */.ux)(above, step), json_path/* ROOT */.Dl);
                return say('duplicate-key', path.shown, 'a key stands twice in an object; only the last one counts');
            }
            here.keys.add(key);
        }
    }
}
function keyOf(json) {
    return json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1);
}
function checkStrings(line, format, say) {
    const rest = [{ value: line, path: json_path/* ROOT */.Dl, isTrainedOn: format !== 'reinforcement' }];
    for (let place = rest.pop(); place; place = rest.pop()) {
        const { value, path } = place;
        if (typeof value === 'string')
            checkString(value, place, say);
        if (!isContainer(value))
            continue;
        const isList = Array.isArray(value);
        // The last one first: what is added last is looked at next.
        for (const [key, inner] of Object.entries(value).reverse()) {
            const isTrainedOn = place.isTrainedOn || (value === line && (key === 'messages' || key === 'tools'));
            rest.push({ value: inner, path: (0,json_path/* within */.ux)(path, isList ? Number(key) : key), isTrainedOn });
        }
    }
}
function checkString(text, { path, isTrainedOn }, say) {
    if (!text.isWellFormed())
        say('lone-surrogate', path.shown, 'the text has half of a surrogate pair');
    if (!text.includes('<|'))
        return;
    const [fim] = FIM_TOKEN.exec(text) ?? [];
    const [special = fim] = SPECIAL_TOKEN.exec(text) ?? [];
    if (fim !== undefined && isTrainedOn) {
        say('fim-token', path.shown, `the text has ${fim}, a special token that servers refuse`);
    }
    else if (special !== undefined) {
        say('special-token', path.shown, `the text has ${special}, a special token of models`);
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/check-lines.ts







// Ten images of 10 MB, the most that the vision fine-tuning guide allows, are 133 MB in base64.
/** Bytes of the longest line that is read. */
const MAX_LINE = 256 * 2 ** 20;
const OVERLONG = 'the line is longer than 256 MiB';
const NEWLINE = 10;
const BRACE = 123;
/** Looks at each line of a block of whole lines; of its problems it keeps those for which there is room. */
function checkBlock(block, room, settings, countTokens) {
    const check = new BlockCheck(room, settings, countTokens);
    const valid = (0,external_node_buffer_.isUtf8)(block);
    const encoding = (0,external_node_buffer_.isAscii)(block) ? 'latin1' : 'utf8';
    for (let start = 0; start < block.length;) {
        const end = block.indexOf(NEWLINE, start);
        if (check.begin(isBlank(block, start, end))) {
            const line = block.subarray(start, end);
            check.read(line, valid || (0,external_node_buffer_.isUtf8)(line), encoding);
        }
        start = end + 1;
    }
    return check.end();
}
/** The report on a line that is too long to be held. */
function overlongLine(room, settings) {
    const check = new BlockCheck(room, settings, undefined);
    if (check.begin(false))
        check.say('line-too-long', '', OVERLONG);
    return check.end();
}
class BlockCheck {
    #settings;
    #countTokens;
    #findings;
    #hasher = new ExampleHasher();
    #hashes = [];
    #report = {
        lines: 0,
        examples: 0,
        blank: { count: 0, line: 0 },
        formats: new Map(),
        tokens: noTokens(),
    };
    #items;
    constructor(room, settings, countTokens) {
        this.#settings = settings;
        this.#items = (0,grader_fields/* emptyItems */.IQ)(settings.items);
        this.#countTokens = countTokens;
        this.#findings = new problem_collector/* LineFindings */.X(settings.ignore, room);
    }
    /** Counts a line; tells whether what is in it matters. */
    begin(isBlank) {
        const { lines, blank } = this.#report;
        this.#report.lines++;
        if (isBlank) {
            note(blank, lines + 1);
            return false;
        }
        this.#report.examples++;
        return this.#settings.checks || this.#countTokens !== undefined;
    }
    read(bytes, isValid, encoding) {
        const text = this.#text(bytes, isValid, encoding);
        const line = text === undefined ? undefined : this.#parsed(text);
        if (text === undefined || !line)
            return;
        const { method, checks, hashes, items } = this.#settings;
        const format = (0,dataset_format/* formatOf */.be)(line, method);
        if (format)
            this.#noteFormat(format);
        // Another method's format is told once for all of them.
        if (format && !dataset_format/* FORMATS */.hR[method].includes(format))
            return;
        if (checks) {
            dataset_format/* CHECKS */.ui[format ?? dataset_format/* FORMATS */.hR[method][0]](line, this.say);
            checkText(text, line, format, this.say);
            if (method === 'reinforcement')
                (0,grader_fields/* addLine */.cG)(this.#items, items, line, { file: '', line: this.#report.lines });
        }
        if (!format)
            return;
        if (hashes)
            this.#addHash(line, format);
        this.#addTokens(line, format);
    }
    say = (code, path, message) => this.#tell(code, () => ({
        ...(path !== '' && { path }),
        message: typeof message === 'string' ? message : message(),
    }));
    end() {
        const hashes = Uint32Array.from(this.#hashes);
        return { ...this.#report, found: this.#findings.found, items: this.#items, hashes };
    }
    #text(bytes, isValid, encoding) {
        if (bytes.length > MAX_LINE) {
            this.say('line-too-long', '', OVERLONG);
            return undefined;
        }
        if (!isValid)
            return this.#tell('not-utf-8', () => utf8Problem(bytes));
        if (bytes.length > json_syntax/* MAX_VALUES */.Ex && (0,json_syntax/* hasTooManyValues */["if"])(bytes)) {
            this.say('line-too-long', '', 'the line has more than a million values');
            return undefined;
        }
        return bytes.toString(encoding);
    }
    #parsed(text) {
        try {
            const line = JSON.parse(text);
            if ((0,json_syntax/* isObject */.Gv)(line))
                return line;
            this.say('not-object', '', 'a line must be a JSON object');
            return undefined;
        }
        catch (error) {
            return this.#tell('not-json', () => (0,json_syntax/* syntaxProblem */.R8)(text, error));
        }
    }
    #tell(code, problemOf) {
        if (!this.#settings.checks)
            return;
        // Finding the place or the words costs more than the check: not for the ten-thousandth of them.
        const problem = this.#findings.keeps(code) ? problemOf() : { message: '' };
        this.#findings.add({ code, line: this.#report.lines, ...problem });
    }
    #noteFormat(format) {
        const { formats, lines } = this.#report;
        const seen = formats.get(format);
        if (seen)
            note(seen, lines);
        else
            formats.set(format, { count: 1, line: lines });
    }
    #addHash(line, format) {
        const hash = this.#hasher.hash(line, format);
        if (hash)
            this.#hashes.push(this.#report.lines, ...hash.example, ...hash.prompt);
    }
    #addTokens(json, format) {
        if (!this.#countTokens)
            return;
        const { tokens, images } = this.#countTokens(json, format);
        const { lines: line, tokens: sums } = this.#report;
        const context = this.#settings.tokens?.context ?? Number.POSITIVE_INFINITY;
        // Billing counts "min(limit, length)" of an example (the cookbook); what is beyond is cut off.
        sums.total += Math.min(tokens, context);
        sums.images += images;
        sums.examples++;
        if (tokens > context)
            note(sums.overContext, line);
        if (tokens > sums.longest.tokens)
            sums.longest = { tokens, line };
    }
}
const noTokens = () => ({
    total: 0,
    longest: { tokens: 0, line: 0 },
    overContext: { count: 0, line: 0 },
    images: 0,
    examples: 0,
});
function note(seen, line) {
    if (seen.count === 0)
        seen.line = line;
    seen.count++;
}
function isBlank(block, from, end) {
    if (block[from] === BRACE)
        return false;
    for (let i = from; i < end; i++) {
        const byte = block[i];
        if (byte !== 32 && byte !== 9 && byte !== 13)
            return false;
    }
    return true;
}
function utf8Problem(line) {
    // Halving what may hold the bad byte decodes nothing, and looks at each byte about once.
    let good = 0;
    let bad = line.length;
    while (bad - good > 8) {
        const half = (good + bad) >> 1;
        // Cutting a character would break it: back to where it begins, which is three bytes at most.
        let middle = half;
        while (half - middle < 3 && isContinuation(line[middle]))
            middle--;
        if (isContinuation(line[middle]))
            bad = half + 1;
        else if ((0,external_node_buffer_.isUtf8)(line.subarray(good, middle)))
            good = middle;
        else
            bad = middle;
    }
    while (!(0,external_node_buffer_.isUtf8)(line.subarray(good, bad)))
        bad--;
    return { message: 'not UTF-8', column: lengthOf(line.subarray(0, bad)) + 1 };
}
/** The length in UTF-16 units of text in UTF-8. */
function lengthOf(text) {
    let units = 0;
    for (let i = 0; i < text.length; i++) {
        if (!isContinuation(text[i]))
            units += (text[i] ?? 0) >= 0xf0 ? 2 : 1;
    }
    return units;
}
function isContinuation(byte = 0) {
    return (byte & 0xc0) === 0x80;
}


/***/ }),

/***/ 6235:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $j: () => (/* binding */ mergeItems),
/* harmony export */   GW: () => (/* binding */ problemsOf),
/* harmony export */   IQ: () => (/* binding */ emptyItems),
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   cG: () => (/* binding */ addLine)
/* harmony export */ });
/* unused harmony export hasPath */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _json_syntax_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8922);


/** No lines seen yet, of which a grader will use these paths. */
function emptyItems(paths) {
    const missing = paths.map(() => ({ count: 0, first: undefined }));
    return { lines: 0, first: undefined, other: undefined, missing };
}
/** Adds a line, by the paths that the items were begun with. */
function addLine(items, paths, line, place) {
    items.lines++;
    const fields = signature(fieldsOf(line));
    items.first ??= { ...place, fields };
    if (fields !== items.first.fields)
        items.other ??= place;
    for (const [i, { path }] of paths.entries()) {
        const missing = items.missing[i];
        if (!missing || hasPath(line, path))
            continue;
        missing.count++;
        missing.first ??= place;
    }
}
/** Both together; the later ones are those of a block that comes after `linesBefore` lines of its file. */
function mergeItems(earlier, later, { file, linesBefore }) {
    const moved = (place) => place && { ...place, file, line: place.line + linesBefore };
    const first = moved(later.first);
    const hasOthers = earlier.first && first && earlier.first.fields !== first.fields;
    return {
        lines: earlier.lines + later.lines,
        first: earlier.first ?? first,
        other: earlier.other ?? (hasOthers ? placeOf(first) : moved(later.other)),
        missing: earlier.missing.map((missing, i) => ({
            count: missing.count + (later.missing[i]?.count ?? 0),
            first: missing.first ?? moved(later.missing[i]?.first),
        })),
    };
}
/** What is wrong with the lines of a dataset, all of them seen; `count` is how many lines it stands for. */
function problemsOf(items, paths) {
    const { lines, first, other } = items;
    const problems = paths.flatMap(({ path, where }, i) => {
        const missing = items.missing[i];
        if (!missing?.first)
            return [];
        const { count } = missing;
        const used = `${shown(path)}, which the grader uses (${listed(where)})`;
        if (count === lines) {
            return [{ code: 'grader-item', ...missing.first, message: `no line has ${used}`, count }];
        }
        const message = `${count === 1 ? '1 line lacks' : `${count} lines lack`} ${used}`;
        return [{ code: 'grader-item-missing', ...missing.first, message, count }];
    });
    if (!first || !other)
        return problems;
    const than = first.file === other.file ? `line ${first.line}` : `line ${first.line} of another file`;
    const message = `other fields beside the messages than ${than}`;
    return [...problems, { code: 'item-fields', ...other, message, count: 1 }];
}
/** The keys of a line that a grader may use: all but those of the conversation (reinforcement fine-tuning guide). */
function fieldsOf(line) {
    return Object.keys(line).filter((key) => key !== 'messages' && key !== 'tools');
}
/** Whether there is anything at the end of a path; a step into a list is an index. */
function hasPath(line, path) {
    let value = line;
    for (const step of path) {
        if (Array.isArray(value))
            value = value[Number(step)];
        else if ((0,_json_syntax_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value) && Object.hasOwn(value, step))
            value = value[step];
        else
            return false;
    }
    return value !== undefined;
}
/** The same for lines with the same fields in whatever order, and never long. */
function signature(fields) {
    const text = JSON.stringify(fields.sort());
    return text.length < 1000 ? text : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function placeOf({ file, line }) {
    return { file, line };
}
const MAX_PATH = 100;
function shown(path) {
    const steps = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('');
    return `{{item${steps.length > MAX_PATH ? `${steps.slice(0, MAX_PATH)}…` : steps}}}`;
}
const MAX_LISTED = 3;
function listed(where) {
    const more = where.length - MAX_LISTED;
    return [...where.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}


/***/ }),

/***/ 4797:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ui: () => (/* binding */ CHECKS),
  hR: () => (/* binding */ format_FORMATS),
  be: () => (/* binding */ formatOf)
});

// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/json-path.ts
var json_path = __webpack_require__(1334);
// EXTERNAL MODULE: ./src/dataset/json-syntax.ts
var json_syntax = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/dataset/checks/image.ts

// All from the vision fine-tuning guide, which leaves out of the training what breaks these rules; Azure's
// documentation has 64 images.
const MAX_IMAGES = 10;
const MAX_BYTES = 10 * 2 ** 20;
const MEDIA_TYPE = /^image\/(?:jpe?g|png|webp)$/i;
// In hexadecimal: of JPEG, of PNG, and of WEBP, where the length stands between.
const FIRST_BYTES = /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/;
const FORMATS = 'JPEG, PNG or WEBP';
/** Checks the image of a part of a user message. */
function checkImage(image, path, say) {
    if (!(0,json_syntax/* isObject */.Gv)(image) || typeof image.url !== 'string') {
        return say('content-part', `${path}.image_url`, 'image_url must be an object with a url');
    }
    const { url, detail } = image;
    if (/^data:image\//i.test(url))
        checkData(url, `${path}.image_url.url`, say);
    else if (!/^https?:\/\//i.test(url)) {
        say('image-url', `${path}.image_url.url`, 'the url of an image must begin with https:// or data:image/');
    }
    if (detail !== undefined && detail !== null && detail !== 'auto' && detail !== 'low' && detail !== 'high') {
        say('image-url', `${path}.image_url.detail`, 'the detail of an image must be auto, low or high');
    }
}
function checkData(url, path, say) {
    const [start, type = ''] = /^data:([\w/.+-]{1,40})(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url) ?? [];
    if (start === undefined) {
        return say('image-format', path, 'the data of an image must be written as data:image/png;base64,…');
    }
    if (!MEDIA_TYPE.test(type))
        return say('image-format', path, `an image must be ${FORMATS}`);
    const base64 = url.slice(start.length);
    const outside = base64.search(/[^A-Za-z0-9+/]/);
    const digits = outside === -1 ? base64.length : outside;
    if (digits % 4 === 1 || !/^={0,2}$/.test(base64.slice(digits, digits + 3))) {
        return say('image-format', path, 'the data of the image is not base64');
    }
    if (!FIRST_BYTES.test(Buffer.from(base64.slice(0, 16), 'base64').toString('hex'))) {
        return say('image-format', path, `the data of the image is not ${FORMATS}`);
    }
    if ((digits * 3) / 4 > MAX_BYTES)
        say('image-size', path, 'the image is larger than 10 MB');
}
/** Counts the images in the messages of a line, and warns of too many. */
function checkImages(messages, path, say) {
    let images = 0;
    for (const message of messages) {
        if (!(0,json_syntax/* isObject */.Gv)(message) || !Array.isArray(message.content))
            continue;
        for (const part of message.content)
            if ((0,json_syntax/* isObject */.Gv)(part) && part.type === 'image_url')
                images++;
    }
    if (images > MAX_IMAGES) {
        say('many-images', path, `${images} images; OpenAI takes ${MAX_IMAGES} in an example, Azure OpenAI 64`);
    }
    return images;
}

;// CONCATENATED MODULE: ./src/dataset/checks/tools.ts


// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
// API reference, Chat: tools and tool_calls.
const TOOL_KEYS = new Set(['type', 'function']);
const FUNCTION_KEYS = new Set(['name', 'description', 'parameters', 'strict']);
const CALL_KEYS = new Set(['id', 'type', 'function']);
const CALLED_KEYS = new Set(['name', 'arguments']);
/**
 * Checks what stands beside the messages about tools: `tools`, `parallel_tool_calls`, `functions`. Returns the names
 * that may be called, or undefined where neither tools nor functions are given.
 */
function checkTools(fields, path, say) {
    const { tools, functions, parallel_tool_calls: parallel } = fields;
    if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
        say('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false');
    }
    const hasTools = tools !== undefined && tools !== null;
    const hasFunctions = functions !== undefined && functions !== null;
    if (!hasTools && !hasFunctions)
        return undefined;
    const names = new Set();
    if (hasTools)
        checkList(tools, `${path}tools`, names, say, checkTool);
    if (hasFunctions) {
        checkList(functions, `${path}functions`, names, say, checkFunction);
        // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
        if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
            say('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries');
        }
    }
    return names;
}
function checkList(list, path, names, say, check) {
    if (!Array.isArray(list))
        return say('tool-definition', path, 'must be a list');
    for (let i = 0; i < list.length; i++)
        check(list[i], `${path}[${i}]`, names, say);
}
function checkTool(tool, path, names, say) {
    if (!(0,json_syntax/* isObject */.Gv)(tool))
        return say('tool-definition', path, 'a tool must be an object');
    if (tool.type !== 'function') {
        return say('tool-definition', `${path}.type`, 'the type of a tool must be "function"');
    }
    checkKeys(tool, TOOL_KEYS, path, say);
    checkFunction(tool.function, `${path}.function`, names, say);
}
function checkFunction(definition, path, names, say) {
    if (!(0,json_syntax/* isObject */.Gv)(definition))
        return say('tool-definition', path, 'a function must be an object');
    checkKeys(definition, FUNCTION_KEYS, path, say);
    const { name, parameters, description, strict } = definition;
    if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) {
        say('tool-definition', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    if (typeof name === 'string') {
        if (names.has(name))
            say('tool-definition', `${path}.name`, 'another function has the same name');
        names.add(name);
    }
    if (parameters !== undefined && parameters !== null)
        checkParameters(parameters, `${path}.parameters`, say);
    if (description !== undefined && description !== null && typeof description !== 'string') {
        say('tool-definition', `${path}.description`, 'the description of a function must be text');
    }
    if (strict !== undefined && strict !== null && typeof strict !== 'boolean') {
        say('tool-definition', `${path}.strict`, 'strict must be true or false');
    }
}
/** "The parameters the function accepts, described as a JSON Schema object" (API reference, Chat). */
function checkParameters(schema, path, say) {
    if (!(0,json_syntax/* isObject */.Gv)(schema)) {
        return say('tool-definition', path, 'the parameters of a function must be a JSON Schema object');
    }
    const { type, properties, required } = schema;
    if (type !== undefined && type !== 'object') {
        say('tool-definition', `${path}.type`, 'the type of parameters must be "object"');
    }
    if (properties !== undefined && !(0,json_syntax/* isObject */.Gv)(properties)) {
        return say('tool-definition', `${path}.properties`, 'the properties of parameters must be an object');
    }
    if (required === undefined)
        return;
    if (!Array.isArray(required) || !required.every((name) => typeof name === 'string')) {
        return say('tool-definition', `${path}.required`, 'the required parameters must be a list of names');
    }
    const missing = required.findIndex((name) => !Object.hasOwn(properties ?? {}, name));
    if (missing !== -1) {
        say('tool-definition', `${path}.required[${missing}]`, 'a required parameter is not among the properties');
    }
}
function checkKeys(object, known, path, say) {
    for (const key in object) {
        // Client libraries write null for what is not there.
        if (!known.has(key) && object[key] !== null)
            say('extra-key', path, () => `${(0,json_path/* shownKey */.dM)(key, known)} is not known here`);
    }
}
/** Checks that messages call only functions that the line tells of. */
function checkCalled(messages, functions, path, say) {
    const checkName = (called, at) => {
        // What is no name, or no function, is told elsewhere.
        if (!(0,json_syntax/* isObject */.Gv)(called) || typeof called.name !== 'string' || functions.has(called.name))
            return;
        say('unknown-tool', `${at}.name`, 'the function that is called is not among the tools of the line');
    };
    for (let i = 0; i < messages.length; i++) {
        const message = messages[i];
        if (!(0,json_syntax/* isObject */.Gv)(message))
            continue;
        if ((0,json_syntax/* isObject */.Gv)(message.function_call))
            checkName(message.function_call, `${path}[${i}].function_call`);
        if (!Array.isArray(message.tool_calls))
            continue;
        for (const [j, call] of message.tool_calls.entries()) {
            if ((0,json_syntax/* isObject */.Gv)(call))
                checkName(call.function, `${path}[${i}].tool_calls[${j}].function`);
        }
    }
}
/** Checks the calls of an assistant message; returns whether there are any. */
function checkCalls(message, path, say) {
    const { tool_calls: calls, function_call: call } = message;
    if (call !== undefined && call !== null)
        checkNameAndArguments(call, `${path}.function_call`, say);
    if (Array.isArray(calls)) {
        const ids = new Set();
        for (let i = 0; i < calls.length; i++)
            checkCall(calls[i], ids, `${path}.tool_calls[${i}]`, say);
        if (calls.length === 0)
            say('tool-call', `${path}.tool_calls`, 'tool_calls is empty');
        return calls.length > 0 || (0,json_syntax/* isObject */.Gv)(call);
    }
    if (calls !== undefined && calls !== null) {
        say('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls');
        return true;
    }
    return call !== undefined && call !== null;
}
function checkCall(call, ids, path, say) {
    if (!(0,json_syntax/* isObject */.Gv)(call))
        return say('tool-arguments', path, 'a tool call must be an object');
    if (typeof call.id !== 'string' || call.id === '')
        say('tool-call', `${path}.id`, 'a tool call needs an id');
    else if (ids.has(call.id))
        say('tool-call', `${path}.id`, 'another call of the message has the same id');
    else
        ids.add(call.id);
    if (call.type !== 'function') {
        say('tool-call', `${path}.type`, 'the type of a tool call must be "function"');
        // Other kinds of calls have other fields.
        if (typeof call.type === 'string')
            return;
    }
    checkKeys(call, CALL_KEYS, path, say);
    checkNameAndArguments(call.function, `${path}.function`, say);
}
function checkNameAndArguments(called, path, say) {
    if (!(0,json_syntax/* isObject */.Gv)(called))
        return say('tool-arguments', path, 'must be an object with name and arguments');
    checkKeys(called, CALLED_KEYS, path, say);
    if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
        say('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    const given = called.arguments;
    if (typeof given !== 'string') {
        const hint = (0,json_syntax/* isObject */.Gv)(given) ? '; write the object as JSON in a text' : '';
        return say('tool-arguments', `${path}.arguments`, `the arguments of a call must be a text${hint}`);
    }
    if (given.length > json_syntax/* MAX_VALUES */.Ex && (0,json_syntax/* hasTooManyValues */["if"])(Buffer.from(given))) {
        return say('tool-arguments', `${path}.arguments`, 'the arguments of a call have more than a million values');
    }
    if (!(0,json_syntax/* isJson */.Fh)(given))
        say('tool-arguments', `${path}.arguments`, 'the arguments of a call must be JSON');
}

;// CONCATENATED MODULE: ./src/dataset/checks/message.ts




// What each message may hold: the API reference's FineTuneChatRequestInput and the chat messages it refers to.
const KEYS = new Map(Object.entries({
    system: ['role', 'content', 'name'],
    developer: ['role', 'content', 'name'],
    user: ['role', 'content', 'name'],
    assistant: ['role', 'content', 'name', 'refusal', 'weight', 'tool_calls', 'function_call'],
    tool: ['role', 'content', 'name', 'tool_call_id'],
    function: ['role', 'content', 'name'],
}).map(([role, keys]) => [role, new Set(keys)]));
// The chat API refuses others: "does not match pattern '^[^\\s<|\\\\/>]+$'", and 64 characters at most.
const NAME = /^[^\s<|\\/>]{1,64}$/;
// Names that other formats and other vendors give to the roles.
const ROLE_MEANT = new Map([
    ['human', 'user'],
    ['gpt', 'assistant'],
    ['bot', 'assistant'],
    ['ai', 'assistant'],
    ['model', 'assistant'],
    ['chatbot', 'assistant'],
]);
/** Checks the messages of a conversation; returns who speaks in it, or undefined when there are none. */
function checkMessages(messages, path, say) {
    if (!Array.isArray(messages)) {
        if (messages === undefined)
            say('no-messages', path, `${path} is missing`);
        else
            say('no-messages', path, `${path} must be a list of messages`);
        return undefined;
    }
    if (messages.length === 0) {
        say('no-messages', path, `${path} is empty`);
        return undefined;
    }
    const all = new Set();
    let last;
    for (let i = 0; i < messages.length; i++) {
        last = checkMessage(messages[i], `${path}[${i}]`, say);
        if (last !== undefined)
            all.add(last);
    }
    return { all, last };
}
function checkMessage(message, path, say) {
    if (!(0,json_syntax/* isObject */.Gv)(message)) {
        say('message-type', path, 'a message must be an object');
        return undefined;
    }
    const { role } = message;
    const keys = typeof role === 'string' ? KEYS.get(role) : undefined;
    if (typeof role !== 'string' || !keys) {
        say('unknown-role', `${path}.role`, roleProblem(role));
        return undefined;
    }
    for (const key in message) {
        if (keys.has(key))
            continue;
        // Client libraries write null for what is not there. A weight is 0 or 1 and nothing else (API reference).
        if (key === 'weight')
            say('weight-role', `${path}.weight`, 'only an assistant message may have a weight');
        else if (message[key] !== null)
            say('extra-key', path, () => `${(0,json_path/* shownKey */.dM)(key, keys)} is not known in a message of this role`);
    }
    const { name } = message;
    if (name !== undefined && name !== null && !(typeof name === 'string' && NAME.test(name))) {
        say('message-name', `${path}.name`, 'the name of a message must be 1 to 64 characters without spaces or <|\\/>');
    }
    if (role === 'assistant')
        checkAssistant(message, path, say);
    else
        checkContent(role, message.content, path, say);
    if (role === 'tool' && typeof message.tool_call_id !== 'string') {
        say('tool-call-id', `${path}.tool_call_id`, 'a tool message needs the id of the call that it answers');
    }
    if (role === 'function' && (name === undefined || name === null)) {
        say('message-name', `${path}.name`, 'a function message needs the name of its function');
    }
    return role;
}
function roleProblem(role) {
    if (role === undefined)
        return 'role is missing';
    const expected = `role must be one of ${[...KEYS.keys()].join(', ')}`;
    if (typeof role !== 'string')
        return expected;
    const plain = role.trim().toLowerCase();
    const meant = KEYS.has(plain) ? plain : ROLE_MEANT.get(plain);
    return meant ? `${expected}; "${meant}" seems to be meant` : expected;
}
function checkAssistant(message, path, say) {
    const { content, refusal, weight } = message;
    if (weight !== undefined && weight !== 0 && weight !== 1) {
        say('weight-value', `${path}.weight`, 'weight must be the number 0 or 1');
    }
    const calls = checkCalls(message, path, say);
    // "Required unless tool_calls or function_call is specified" (API reference); a refusal comes without content too.
    const speaksOtherwise = calls || (typeof refusal === 'string' && refusal !== '');
    if (speaksOtherwise && (content === undefined || content === null || isBlank(content)))
        return;
    checkContent('assistant', content, path, say);
}
function checkContent(role, content, path, say) {
    if (typeof content === 'string') {
        // A tool may well have nothing to say.
        if (isBlank(content) && role !== 'tool' && role !== 'function')
            sayEmpty(content === '', path, say);
        return;
    }
    if (Array.isArray(content)) {
        if (content.every((part) => (0,json_syntax/* isObject */.Gv)(part) && isBlank(part.text)))
            sayEmpty(content.length === 0, path, say);
        for (let i = 0; i < content.length; i++)
            checkPart(role, content[i], `${path}.content[${i}]`, say);
        return;
    }
    if (content === null && role === 'function')
        return;
    if (content === undefined || content === null) {
        say('content-missing', `${path}.content`, 'content is missing');
        return;
    }
    say('content-type', `${path}.content`, 'content must be a text or a list of parts');
}
function sayEmpty(isEmpty, path, say) {
    say('content-empty', `${path}.content`, isEmpty ? 'content is empty' : 'content is only white space');
}
function isBlank(text) {
    return typeof text === 'string' && !/\S/.test(text);
}
function checkPart(role, part, path, say) {
    if (!(0,json_syntax/* isObject */.Gv)(part))
        return say('content-part', path, 'a part of content must be an object');
    switch (part.type) {
        case 'text':
            if (typeof part.text !== 'string')
                say('content-part', `${path}.text`, 'a text part needs a text');
            return;
        case 'refusal':
            if (role !== 'assistant')
                say('content-part', path, 'only an assistant message may have a refusal');
            else if (typeof part.refusal !== 'string')
                say('content-part', `${path}.refusal`, 'a refusal must be text');
            return;
        case 'image_url':
            // "Images in assistant messages are not supported" (vision fine-tuning guide); other roles have text parts only.
            if (role !== 'user')
                return say('image-role', path, 'only a user message may have images');
            return checkImage(part.image_url, path, say);
        case 'input_audio':
        case 'file':
            return say('unsupported-part', path, 'parts of this type are not known to be supported in fine-tuning');
        default:
            say('content-part', `${path}.type`, 'the type of a part must be text, image_url or refusal');
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/conversation.ts




/**
 * Checks `messages`, what stands beside them about tools, and how it all goes together; undefined when there are no
 * messages. The path is that of the object and ends in a dot, or is empty.
 */
function checkConversation(fields, path, say) {
    const functions = checkTools(fields, path, say);
    const { messages } = fields;
    const at = `${path}messages`;
    const roles = checkMessages(messages, at, say);
    if (!roles || !Array.isArray(messages))
        return undefined;
    checkTurns(messages, at, say);
    if (functions)
        checkCalled(messages, functions, at, say);
    return { messages, roles, images: checkImages(messages, at, say), functions };
}
function checkTurns(messages, path, say) {
    let before;
    let calls = NONE;
    let callsAt = 0;
    for (let i = 0; i < messages.length; i++) {
        const message = messages[i];
        if (!(0,json_syntax/* isObject */.Gv)(message))
            continue;
        const { role } = message;
        if (role === 'tool')
            checkAnswer(message, calls, `${path}[${i}]`, say);
        else {
            // The chat API refuses it: "must be followed by tool messages responding to each 'tool_call_id'".
            if (calls.size > 0)
                sayUnanswered(calls, `${path}[${callsAt}]`, say);
            calls = idsOf(message);
            callsAt = i;
            // A server refused it as "invalid schema" (microsoft-foundry/fine-tuning, issue 23).
            if (role === 'assistant' && before === 'assistant') {
                say('consecutive-assistant', `${path}[${i}]`, 'an assistant message follows another');
            }
        }
        before = role;
    }
    // Calls at the very end are what is to be learnt; but where one of them is answered, all are.
    if (calls.size > 0 && before === 'tool')
        sayUnanswered(calls, `${path}[${callsAt}]`, say);
}
const NONE = new Set();
function idsOf({ role, tool_calls: calls }) {
    if (role !== 'assistant' || !Array.isArray(calls))
        return NONE;
    return new Set(calls.flatMap((call) => ((0,json_syntax/* isObject */.Gv)(call) && typeof call.id === 'string' ? call.id : [])));
}
/** In whatever order: calls that were made together may be answered in any. */
function checkAnswer({ tool_call_id: id }, calls, path, say) {
    // Without an id it has been told already.
    if (typeof id !== 'string' || calls.delete(id))
        return;
    say('orphan-tool-message', `${path}.tool_call_id`, 'the tool message answers no call of the assistant before it');
}
function sayUnanswered(calls, path, say) {
    const what = calls.size === 1 ? 'a call is' : `${calls.size} calls are`;
    say('unanswered-call', `${path}.tool_calls`, `${what} not answered by a tool message right after`);
}

;// CONCATENATED MODULE: ./src/dataset/checks/preference.ts





const OUTPUTS = ['preferred_output', 'non_preferred_output'];
// The names in older versions of the API reference; the guide, Azure and every working example say `_output`.
const OLD_OUTPUTS = ['preferred_completion', 'non_preferred_completion'];
const LINE_KEYS = new Set(['input', ...OUTPUTS, ...OLD_OUTPUTS]);
const INPUT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls']);
/** Whether a line has keys of the dpo format. */
function hasDpoKeys(line) {
    for (const key of OUTPUTS)
        if (line[key] !== undefined)
            return true;
    for (const key of OLD_OUTPUTS)
        if (line[key] !== undefined)
            return true;
    return (0,json_syntax/* isObject */.Gv)(line.input) && line.input.messages !== undefined;
}
/** Checks a line of the dpo format: an input, and the better and the worse answer (direct preference optimization guide). */
function checkPreference(line, say) {
    for (const key in line) {
        if (!LINE_KEYS.has(key))
            say('extra-key', '', () => `${(0,json_path/* shownKey */.dM)(key, LINE_KEYS)} is not known in the dpo format`);
    }
    const functions = checkInput(line, say)?.functions;
    for (const [i, key] of OUTPUTS.entries()) {
        const old = OLD_OUTPUTS[i];
        if (line[key] === undefined && old && line[old] !== undefined) {
            say('dpo-old-key', old, `${old} must be called ${key}`);
            continue;
        }
        if (old && line[old] !== undefined)
            say('extra-key', old, `${old} stands beside ${key}, its newer name`);
        checkOutput(line[key], key, functions, say);
    }
    checkDifference(line.preferred_output, line.non_preferred_output, say);
}
function checkInput(line, say) {
    const { input } = line;
    if (!(0,json_syntax/* isObject */.Gv)(input)) {
        const hint = line.messages === undefined ? '' : '; messages belongs inside it';
        say('dpo-input', 'input', `input must be an object with messages${hint}`);
        return undefined;
    }
    for (const key in input) {
        if (!INPUT_KEYS.has(key))
            say('extra-key', 'input', () => `${(0,json_path/* shownKey */.dM)(key, INPUT_KEYS)} is not known in the input of the dpo format`);
    }
    const conversation = checkConversation(input, 'input.', say);
    if (!conversation)
        return undefined;
    const { all, last } = conversation.roles;
    if (!all.has('user'))
        say('no-user', 'input.messages', 'no message has the role user');
    // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
    if (last === 'assistant')
        say('last-message', 'input.messages', 'the last message of the input should not have the role assistant');
    // "Currently, preference fine-tuning supports text only" (the guide).
    if (conversation.images > 0)
        say('dpo-text', 'input.messages', 'the dpo format is for text only, without images');
    return conversation;
}
function checkOutput(output, key, functions, say) {
    if (!Array.isArray(output) || output.length === 0) {
        return say('dpo-output', key, `${key} must be a list with an assistant message`);
    }
    const roles = checkMessages(output, key, say);
    if (!roles)
        return;
    if (functions)
        checkCalled(output, functions, key, say);
    // Azure's validator lets tool messages in.
    const others = [...roles.all].filter((role) => role !== 'assistant' && role !== 'tool');
    for (const role of others) {
        say('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`);
    }
    if (!roles.all.has('assistant') && others.length === 0) {
        say('dpo-output', key, `${key} has no message with the role assistant`);
    }
    // "We only train on one-turn conversations" (the guide).
    if (output.length > 1)
        say('dpo-turns', key, `${key} should be a single message`);
}
/** A pair teaches by its difference, and one of a kind that was not meant teaches that. */
function checkDifference(preferred, other, say) {
    if (!Array.isArray(preferred) || !Array.isArray(other) || preferred.length === 0)
        return;
    if (isSame(preferred, other)) {
        say('dpo-identical', '', 'preferred_output and non_preferred_output are the same, so there is nothing to learn');
    }
    else if (other.length > 0 && calls(preferred.at(-1)) !== calls(other.at(-1))) {
        say('dpo-kind', '', 'one output is a text and the other calls a tool');
    }
}
function calls(message) {
    return (0,json_syntax/* isObject */.Gv)(message) && Array.isArray(message.tool_calls) && message.tool_calls.length > 0;
}
// An output, its message, the calls, a call, its function and the texts in it.
const DEPTH = 6;
/** Whether two JSON values are the same, as far as a message is deep. */
function isSame(a, b, depth = DEPTH) {
    if (a === b)
        return true;
    if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
        return false;
    const entries = Object.entries(a);
    const others = new Map(Object.entries(b));
    return (Array.isArray(a) === Array.isArray(b) &&
        entries.length === others.size &&
        entries.every(([key, value]) => others.has(key) && isSame(value, others.get(key), depth - 1)));
}

;// CONCATENATED MODULE: ./src/dataset/checks/reinforcement.ts


/** Checks a line of the reinforcement format: a prompt, and whatever the grader needs (reinforcement fine-tuning guide). */
function checkReinforcement(line, say) {
    // "messages and tools are the only reserved keywords" (the guide): every other key is for the grader.
    const conversation = checkConversation({ messages: line.messages, tools: line.tools }, '', say);
    if ((0,grader_fields/* fieldsOf */.Pf)(line).length === 0) {
        say('no-item-fields', '', 'nothing beside the messages for the grader to compare with');
    }
    if (!conversation)
        return;
    const { all, last } = conversation.roles;
    // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples do.
    if (all.has('system')) {
        say('role-for-method', 'messages', 'in reinforcement, system messages have the role developer');
    }
    if (all.has('function')) {
        say('role-for-method', 'messages', 'the role function is not known in reinforcement');
    }
    if (last !== undefined && last !== 'user') {
        say('last-message', 'messages', 'the last message should have the role user');
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/supervised.ts



// The server refuses a file for one more key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions']);
const COMPLETIONS_KEYS = new Set(['prompt', 'completion']);
/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
function checkChat(line, say) {
    supervised_checkKeys(line, CHAT_KEYS, say);
    const conversation = checkConversation(line, '', say);
    if (!conversation)
        return;
    const { roles, messages } = conversation;
    if (!roles.all.has('assistant'))
        say('no-assistant', 'messages', 'no message has the role assistant');
    else {
        if (roles.last !== undefined && roles.last !== 'assistant') {
            say('last-message', 'messages', 'the last message should have the role assistant');
        }
        if (!messages.some(isTrainedOn)) {
            say('all-weights-zero', 'messages', 'every assistant message has the weight 0, so there is nothing to learn');
        }
    }
}
/** "weight: 0 or 1", and 1 when it is not given (API reference, FineTuneChatCompletionRequestAssistantMessage). */
function isTrainedOn(message) {
    return (0,json_syntax/* isObject */.Gv)(message) && message.role === 'assistant' && message.weight !== 0;
}
/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
function checkCompletions(line, say) {
    supervised_checkKeys(line, COMPLETIONS_KEYS, say);
    for (const key of COMPLETIONS_KEYS) {
        if (typeof line[key] !== 'string')
            say('completions-shape', key, `${key} must be text`);
    }
    const { completion } = line;
    if (completion === '')
        say('content-empty', 'completion', 'completion is empty');
    else if (typeof completion === 'string' && !/\S/.test(completion)) {
        say('content-empty', 'completion', 'completion is only white space');
    }
}
/** Whether a key beside the messages belongs to the chat format. */
function isChatKey(key) {
    return CHAT_KEYS.has(key);
}
function supervised_checkKeys(line, known, say) {
    for (const key in line) {
        if (known.has(key))
            continue;
        say('unknown-key', '', () => `${(0,json_path/* shownKey */.dM)(key, known)} is not allowed; only ${[...known].join(', ')} are`);
    }
}

;// CONCATENATED MODULE: ./src/dataset/format.ts





/** The formats that a method takes, the usual one first. */
const format_FORMATS = {
    supervised: ['chat', 'completions'],
    dpo: ['dpo'],
    reinforcement: ['reinforcement'],
};
/** Checks a line by the rules of its format. */
const CHECKS = {
    chat: checkChat,
    completions: checkCompletions,
    dpo: checkPreference,
    reinforcement: checkReinforcement,
};
/** The format that a line has, in doubt one that the method takes; undefined when it has none. */
function formatOf(line, method) {
    if (line.messages !== undefined) {
        // Every other key is free there.
        if (method === 'reinforcement')
            return isAnswered(line) ? 'chat' : 'reinforcement';
        if (method === 'dpo' && hasDpoKeys(line))
            return 'dpo';
        return isPromptForGrader(line) ? 'reinforcement' : 'chat';
    }
    if (hasDpoKeys(line))
        return 'dpo';
    return line.prompt !== undefined || line.completion !== undefined ? 'completions' : undefined;
}
/** A conversation that ends in an answer, and nothing beside it for a grader. */
function isAnswered(line) {
    const last = Array.isArray(line.messages) ? line.messages.at(-1) : undefined;
    return (0,json_syntax/* isObject */.Gv)(last) && last.role === 'assistant' && (0,grader_fields/* fieldsOf */.Pf)(line).length === 0;
}
/** A prompt without an answer, and something beside it. */
function isPromptForGrader(line) {
    const { messages } = line;
    if (!Array.isArray(messages))
        return false;
    const roles = messages.map((message) => ((0,json_syntax/* isObject */.Gv)(message) ? message.role : undefined));
    if (roles.at(-1) !== 'user' || roles.includes('assistant'))
        return false;
    return Object.keys(line).some((key) => !isChatKey(key));
}


/***/ }),

/***/ 1334:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ ROOT),
/* harmony export */   dM: () => (/* binding */ shownKey),
/* harmony export */   ux: () => (/* binding */ within)
/* harmony export */ });
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2969);

// Every key that the formats have in some place; any other may be text of the dataset.
const KNOWN = new Set(`messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output
  preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id
  function_call type text image_url url detail id function arguments description parameters strict properties
  required`.split(/\s+/));
/** How a message names a key that was not expected: by name only when a format knows it, else by what is near. */
function shownKey(key, expected) {
    if (KNOWN.has(key))
        return `the key "${key}"`;
    const meant = nearest(key, expected);
    return meant === undefined ? 'a key' : `a key (did you mean "${meant}"?)`;
}
/** The path of a line itself. */
const ROOT = { shown: '', ends: false };
const MAX_PATH = 200;
/** The path of what an object has under a key, or a list at an index. */
function within(path, step) {
    const { shown, ends } = path;
    if (ends)
        return path;
    const isShown = (typeof step === 'number' || KNOWN.has(step)) && shown.length < MAX_PATH;
    if (!isShown)
        return { shown, ends: true };
    if (typeof step === 'number')
        return { shown: `${shown}[${step}]`, ends };
    return { shown: shown === '' ? step : `${shown}.${step}`, ends };
}
/** The known key that was probably meant: the same but for case, `-` and `_`, and for two edits, or one in a short key. */
function nearest(key, expected) {
    if (key.length > 40)
        return undefined;
    const written = bare(key);
    let best;
    for (const known of expected) {
        const most = Math.min(2, Math.floor(known.length / 3));
        const meant = bare(known);
        // They are as far apart as their lengths at least, which is quick to tell.
        if (Math.abs(written.length - meant.length) > most)
            continue;
        const apart = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_0__/* .editDistance */ .Y)(written, meant);
        if (apart <= most && (!best || apart < best.apart))
            best = { known, apart };
    }
    return best?.known;
}
function bare(key) {
    return key.toLowerCase().replaceAll(/[^a-z]/g, '');
}


/***/ }),

/***/ 8922:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ex: () => (/* binding */ MAX_VALUES),
/* harmony export */   Fh: () => (/* binding */ isJson),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   R8: () => (/* binding */ syntaxProblem),
/* harmony export */   "if": () => (/* binding */ hasTooManyValues)
/* harmony export */ });
/** Whether a JSON value is an object, and neither a list nor null. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Whether a text is JSON of any kind. */
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
// No training context holds as many values. It keeps a line of brackets from becoming gigabytes of objects.
/** The most values of a line; a text of no more bytes cannot have more. */
const MAX_VALUES = 1 << 20;
const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = Buffer.from('",[\\{');
/** Whether a JSON text has so many values that to parse it would take gigabytes; what stands in its strings does not count. */
function hasTooManyValues(json) {
    let values = 0;
    for (let i = 0; i < json.length && values <= MAX_VALUES; i++) {
        const byte = json[i];
        if (byte === QUOTE)
            i = endOfString(json, i);
        else if (byte === COMMA || byte === BRACKET || byte === BRACE)
            values++;
    }
    return values > MAX_VALUES;
}
// Looking for a near end byte by byte takes less than one call; for a far one, the call is faster by far.
const NEAR = 32;
function endOfString(json, start) {
    for (let i = start + 1; i < json.length; i++) {
        for (const near = Math.min(i + NEAR, json.length); i < near; i++) {
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
/** What is wrong with a text that is not JSON, in words that hold none of the text, and where. */
function syntaxProblem(text, error) {
    const told = error instanceof Error ? error.message : '';
    // V8 quotes the text in some of its messages. Only those that are a fixed phrase match.
    const fixed = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(told);
    if (fixed) {
        const position = Number(fixed[2]);
        return { message: `not JSON: ${habit(text, position) ?? lowered(fixed[1])}`, column: position + 1 };
    }
    if (told.startsWith('Unexpected end'))
        return { message: 'not JSON: the line ends too early', column: text.length + 1 };
    if (!told.startsWith('Unexpected token'))
        return { message: 'not JSON' };
    const position = text.length <= LOCATED ? unexpectedToken(text) : undefined;
    if (position === undefined)
        return { message: 'not JSON: unexpected token' };
    return { message: `not JSON: ${habit(text, position) ?? 'unexpected token'}`, column: position + 1 };
}
// Finding the place costs a handful of parses; a line longer than this goes without.
const LOCATED = 65_536;
/** V8 does not tell where an unexpected token is: it is where the longest prefix ends that could still go on. */
function unexpectedToken(text) {
    let good = 0;
    let bad = text.length;
    while (good + 1 < bad) {
        const middle = (good + bad) >> 1;
        if (failsAtToken(text.slice(0, middle)))
            bad = middle;
        else
            good = middle;
    }
    return good;
}
function failsAtToken(prefix) {
    try {
        JSON.parse(prefix);
        return false;
    }
    catch (error) {
        return error instanceof Error && error.message.startsWith('Unexpected token');
    }
}
/** What people and programs write that is not JSON. */
function habit(text, position) {
    const rest = text.slice(position, position + 20);
    const name = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(rest);
    if (name)
        return `${name[0]} does not exist in JSON`;
    if (rest.startsWith("'"))
        return 'texts need double quotes';
    if (rest.startsWith('\ufeff'))
        return 'a byte order mark (BOM) inside the file';
    if (/^,\s*$/.test(rest))
        return 'no comma may follow the object of a line';
    return text[position - 1] === '\r' ? 'lines must end in LF or CRLF, not in CR alone' : undefined;
}
function lowered(phrase = '') {
    return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}


/***/ }),

/***/ 149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ Findings),
/* harmony export */   X: () => (/* binding */ LineFindings)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8551);

/** Collects the problems of a block's lines. */
class LineFindings {
    found = { codes: {}, problems: [] };
    #ignore;
    #room;
    constructor(ignore, room) {
        this.#ignore = ignore;
        this.#room = { ...room };
    }
    /** Whether the next problem of this kind would be kept: only then are its place and its words worth finding. */
    keeps(code) {
        return this.#room[_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .o[code]] > 0 && !this.#ignore.has(code);
    }
    add(problem) {
        const { code } = problem;
        if (this.#ignore.has(code))
            return;
        const { codes, problems } = this.found;
        codes[code] = (codes[code] ?? 0) + 1;
        if (this.#room[_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .o[code]] === 0)
            return;
        this.#room[_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .o[code]]--;
        problems.push(problem);
    }
}
// So that a million bad lines cost no memory, and warnings never crowd out errors.
const KEPT_OF_EACH = 10_000;
/** Counts every problem of a dataset but those of ignored kinds, and keeps those that people will read. */
class Findings {
    counts = { errors: 0, warnings: 0, codes: {} };
    #ignore;
    #onLines = { error: [], warning: [] };
    #onWhole = { error: [], warning: [] };
    constructor(ignore) {
        this.#ignore = ignore;
    }
    /** How many more problems of lines would be kept. */
    get room() {
        const { error, warning } = this.#onLines;
        return { error: KEPT_OF_EACH - error.length, warning: KEPT_OF_EACH - warning.length };
    }
    /** Adds what was found in a block that comes after `linesBefore` lines of its file. */
    addLines({ codes, problems }, file, linesBefore) {
        for (const code of keysOf(codes))
            this.#count(code, codes[code] ?? 0);
        for (const problem of problems) {
            const severity = _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .o[problem.code];
            const kept = this.#onLines[severity];
            if (kept.length === KEPT_OF_EACH)
                continue;
            const { code, line, ...rest } = problem;
            kept.push({ code, severity, file, line: linesBefore + line, ...rest });
        }
    }
    /** Adds a problem of a file or of the dataset, which may stand for so many problems of lines. */
    addWhole(problem, times = 1) {
        if (this.#ignore.has(problem.code))
            return;
        this.#count(problem.code, times);
        const severity = _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .o[problem.code];
        const kept = this.#onWhole[severity];
        if (kept.length < KEPT_OF_EACH)
            kept.push({ ...problem, severity });
    }
    /** The problems that were kept: errors first, those of whole files before those of lines, each in order. */
    problems() {
        const { error, warning } = this.#onWhole;
        return [...error, ...this.#onLines.error, ...warning, ...this.#onLines.warning];
    }
    #count(code, times) {
        const { counts } = this;
        counts.codes[code] = (counts.codes[code] ?? 0) + times;
        if (_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .o[code] === 'error')
            counts.errors += times;
        else
            counts.warnings += times;
    }
}
/** `Object.keys` forgets what the keys of an object of ours are. */
function keysOf(object) {
    return Object.keys(object);
}


/***/ }),

/***/ 8551:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isCode),
/* harmony export */   o: () => (/* binding */ SEVERITIES)
/* harmony export */ });
/** Every kind of problem, by its stable code, and whether it stops the run. */
const SEVERITIES = {
    'empty-file': 'error',
    'git-lfs-pointer': 'error',
    'utf-16': 'error',
    'json-array': 'error',
    'pretty-printed': 'error',
    'too-few-examples': 'error',
    'wrong-format': 'error',
    'mixed-formats': 'error',
    'line-too-long': 'error',
    'not-utf-8': 'error',
    'not-json': 'error',
    'not-object': 'error',
    'unknown-key': 'error',
    'no-messages': 'error',
    'message-type': 'error',
    'unknown-role': 'error',
    'content-missing': 'error',
    'content-type': 'error',
    'content-part': 'error',
    'image-role': 'error',
    'weight-role': 'error',
    'weight-value': 'error',
    'tool-arguments': 'error',
    'no-assistant': 'error',
    'completions-shape': 'error',
    'dpo-input': 'error',
    'dpo-output': 'error',
    'dpo-output-role': 'error',
    'dpo-old-key': 'error',
    'fim-token': 'error',
    'grader-item': 'error',
    'file-name': 'warning',
    'empty-shard': 'warning',
    'blank-lines': 'warning',
    'few-examples': 'warning',
    'too-many-examples': 'warning',
    'model-format': 'warning',
    'large-dataset': 'warning',
    'duplicate-example': 'warning',
    overlap: 'warning',
    'conflicting-answers': 'warning',
    'long-example': 'warning',
    'image-tokens': 'warning',
    'duplicate-key': 'warning',
    'lone-surrogate': 'warning',
    'special-token': 'warning',
    'extra-key': 'warning',
    'content-empty': 'warning',
    'unsupported-part': 'warning',
    'image-url': 'warning',
    'image-format': 'warning',
    'image-size': 'warning',
    'many-images': 'warning',
    'message-name': 'warning',
    'tool-call': 'warning',
    'tool-call-id': 'warning',
    'orphan-tool-message': 'warning',
    'unanswered-call': 'warning',
    'unknown-tool': 'warning',
    'tool-definition': 'warning',
    'parallel-tool-calls': 'warning',
    'last-message': 'warning',
    'consecutive-assistant': 'warning',
    'all-weights-zero': 'warning',
    'no-user': 'warning',
    'dpo-turns': 'warning',
    'dpo-text': 'warning',
    'dpo-identical': 'warning',
    'dpo-kind': 'warning',
    'role-for-method': 'warning',
    'no-item-fields': 'warning',
    'item-fields': 'warning',
    'grader-item-missing': 'warning',
};
/** Whether a text is the name of a kind of problem. */
const isCode = (text) => Object.hasOwn(SEVERITIES, text);


/***/ }),

/***/ 4319:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ThreadPool: () => (/* binding */ ThreadPool),
/* harmony export */   serveChecks: () => (/* binding */ serveChecks)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _checker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7291);


/** Checks blocks for the thread at the other end of the port. */
function serveChecks(port, load) {
    let checker;
    const answer = async (block, room) => {
        try {
            if (!checker)
                throw new Error('a block came before the settings');
            const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
            return { report: await (await checker).check(bytes, room) };
        }
        catch (error) {
            return { error };
        }
    };
    port.on('message', async (message) => {
        if ('settings' in message)
            checker = (0,_checker_js__WEBPACK_IMPORTED_MODULE_1__/* .checkerHere */ ._)(message.settings, load);
        else
            port.postMessage(await answer(message.block, message.room));
    });
}
// One block to check, and others to go on with while this thread is busy elsewhere.
const AHEAD_PER_THREAD = 2 * 2 ** 20;
/**
 * Checks blocks in other threads. If one cannot start, or dies, its blocks are checked in this thread; if it ran out of
 * memory, they fail with a Failure. When the signal aborts, all threads and checks end with its reason.
 */
class ThreadPool {
    ahead;
    #members;
    #here;
    #signal;
    #abort = () => this.#end(this.#signal.reason);
    constructor(settings, load, { count, spawn }, signal) {
        this.ahead = count * AHEAD_PER_THREAD;
        this.#signal = signal;
        let here;
        this.#here = () => (here ??= (0,_checker_js__WEBPACK_IMPORTED_MODULE_1__/* .checkerHere */ ._)(settings, load));
        this.#members = Array.from({ length: count }, () => ({ worker: spawn(), tasks: [] }));
        for (const member of this.#members)
            this.#employ(member, settings);
        signal.addEventListener('abort', this.#abort);
    }
    async check(block, room) {
        this.#signal.throwIfAborted();
        const [first, ...others] = this.#members;
        if (!first)
            return (await this.#here()).check(block, room);
        const idlest = others.reduce((best, other) => (other.tasks.length < best.tasks.length ? other : best), first);
        return new Promise((settle) => {
            idlest.tasks.push({ block, room, settle });
            idlest.worker.postMessage({ block, room });
        });
    }
    close() {
        this.#signal.removeEventListener('abort', this.#abort);
        this.#end(new Error('the checks were closed'));
    }
    #employ(member, settings) {
        const { worker, tasks } = member;
        worker.on('message', (answer) => {
            const task = tasks.shift();
            task?.settle('report' in answer ? Promise.resolve(answer.report) : Promise.reject(answer.error));
        });
        worker.on('error', (error) => this.#dismiss(member, error));
        worker.on('messageerror', (error) => this.#dismiss(member, error));
        worker.on('exit', () => this.#dismiss(member, undefined));
        worker.postMessage({ settings });
    }
    /** Does here what a thread left undone. */
    #dismiss(member, error) {
        const index = this.#members.indexOf(member);
        if (index === -1)
            return;
        this.#members.splice(index, 1);
        void member.worker.terminate();
        for (const { block, room, settle } of member.tasks.splice(0)) {
            settle(isOutOfMemory(error) ? Promise.reject(outOfMemory(error)) : this.#checkHere(block, room));
        }
    }
    async #checkHere(block, room) {
        return (await this.#here()).check(block, room);
    }
    #end(reason) {
        for (const { worker, tasks } of this.#members.splice(0)) {
            void worker.terminate();
            for (const { settle } of tasks.splice(0))
                settle(Promise.reject(reason));
        }
    }
}
function isOutOfMemory(error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
function outOfMemory(cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l('there is not enough memory to check the data', {
        cause,
        hint: 'Split the longest lines, use a larger runner, or set "data-check" to "off".',
    });
}


/***/ })

};
