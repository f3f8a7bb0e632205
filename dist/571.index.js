export const id = 571;
export const ids = [571];
export const modules = {

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


/***/ })

};
