export const id = 684;
export const ids = [684];
export const modules = {

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

/***/ 5101:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runWorker: () => (/* binding */ runWorker)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _dataset_tokens_example_tokens_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7317);
/* harmony import */ var _dataset_worker_pool_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4319);




/** Checks the lines that the main thread sends. */
function runWorker(launcherUrl) {
    const readRanks = (encoding) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(new URL(`${encoding}.ranks`, launcherUrl));
    if (node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.parentPort)
        (0,_dataset_worker_pool_js__WEBPACK_IMPORTED_MODULE_3__/* .serveWorker */ .s)(node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.parentPort, (encoding) => (0,_dataset_tokens_example_tokens_js__WEBPACK_IMPORTED_MODULE_2__/* .createExampleTokenCounter */ .y)(encoding, readRanks));
}


/***/ })

};
