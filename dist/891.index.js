export const id = 891;
export const ids = [891];
export const modules = {

/***/ 7291:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ createInlineChecker)
/* harmony export */ });
/* harmony import */ var _checks_check_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8600);

/** Creates a checker that works in this thread. */
async function createInlineChecker(options, loadTokenizer) {
    const countTokens = options.tokens && (await loadTokenizer?.(options.tokens.encoding));
    return {
        maxPendingBytes: 0,
        check: async (block, capacity) => (0,_checks_check_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .checkLines */ .W)(block, capacity, options, countTokens),
        close() { },
    };
}


/***/ }),

/***/ 8600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ checkLines),
  X: () => (/* binding */ lineTooLongReport)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/dataset/example-hash.ts
var example_hash = __webpack_require__(3107);
// EXTERNAL MODULE: ./src/dataset/format.ts + 7 modules
var dataset_format = __webpack_require__(4797);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/dataset/json-syntax.ts

/** Returns why a text is not JSON, and where, without quoting the text. */
function describeSyntaxError(text, error) {
    const cause = (0,errors/* getErrorMessage */.u1)(error);
    // V8 quotes the text in some of its messages; only those without a quote match.
    const fixed = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(cause);
    if (fixed) {
        const position = Number(fixed[2]);
        return {
            message: `not JSON: ${describeMistake(text, position) ?? lowerFirst(fixed[1])}`,
            column: position + 1,
        };
    }
    if (cause.startsWith('Unexpected end'))
        return { message: 'not JSON: the line ends too early', column: text.length + 1 };
    // V8 has no place for a text such as "[object Object]".
    if (!cause.startsWith('Unexpected token'))
        return { message: 'not JSON' };
    const position = text.length <= MAX_LOCATED_LENGTH ? findUnexpectedToken(text) : undefined;
    if (position === undefined)
        return { message: 'not JSON: unexpected token' };
    return {
        message: `not JSON: ${describeMistake(text, position) ?? 'unexpected token'}`,
        column: position + 1,
    };
}
// Finding the place takes several parses, too many for a longer line.
const MAX_LOCATED_LENGTH = 65_536;
/** Returns the length of the longest prefix that is the start of some JSON: the token follows there. V8 does not report it. */
function findUnexpectedToken(text) {
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
        return (0,errors/* getErrorMessage */.u1)(error).startsWith('Unexpected token');
    }
}
/** Returns a hint for a common mistake. */
function describeMistake(text, position) {
    const rest = text.slice(position, position + 20);
    const name = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(rest);
    if (name)
        return `${name[0]} does not exist in JSON`;
    if (rest.startsWith("'"))
        return 'strings need double quotes';
    if (rest.startsWith('\ufeff'))
        return 'there is a byte order mark (BOM) inside the file';
    if (/^,\s*$/.test(rest))
        return 'remove the comma at the end of the line';
    return text[position - 1] === '\r' ? 'lines must end in LF or CRLF, not in CR alone' : undefined;
}
function lowerFirst(phrase = '') {
    return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

// EXTERNAL MODULE: ./src/dataset/line-splitter.ts
var line_splitter = __webpack_require__(5530);
// EXTERNAL MODULE: ./src/dataset/problem-collector.ts
var problem_collector = __webpack_require__(149);
;// CONCATENATED MODULE: ./src/dataset/utf8.ts

/** Returns the column, from 1 and in UTF-16 units, of the first byte that is not UTF-8. */
function getInvalidUtf8Column(line) {
    // Halving what may contain the byte decodes nothing, and reads each byte about once.
    let valid = 0;
    let invalid = line.length;
    while (invalid - valid > 8) {
        const half = (valid + invalid) >> 1;
        // A cut through a character would break it: back to its first byte, three bytes at most.
        let middle = half;
        while (half - middle < 3 && isContinuation(line[middle]))
            middle--;
        if (isContinuation(line[middle]))
            invalid = half + 1;
        else if ((0,external_node_buffer_.isUtf8)(line.subarray(valid, middle)))
            valid = middle;
        else
            invalid = middle;
    }
    while (!(0,external_node_buffer_.isUtf8)(line.subarray(valid, invalid)))
        invalid--;
    return utf16Length(line.subarray(0, invalid)) + 1;
}
function utf16Length(text) {
    let units = 0;
    for (const byte of text) {
        // Characters of four bytes are two units.
        if (!isContinuation(byte))
            units += byte >= 0xf0 ? 2 : 1;
    }
    return units;
}
function isContinuation(byte = 0) {
    return (byte & 0xc0) === 0x80;
}

// EXTERNAL MODULE: ./src/dataset/checks/foreign-format.ts
var foreign_format = __webpack_require__(3806);
// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/json-path.ts
var json_path = __webpack_require__(1334);
;// CONCATENATED MODULE: ./src/dataset/checks/secrets.ts
// Only formats that a secret shows by itself. Sources: the issuers' own descriptions of their formats (GitHub, Slack,
// Stripe, AWS), the rules of gitleaks 8 (config/gitleaks.toml), and for Azure those of microsoft/security-utilities
// (SEC101/156 and SEC101/200). Every pattern takes linear time: it begins with a fixed prefix at the start of a word, or
// all its lengths are bounded.
const KINDS = [
    // "T3BlbkFJ" is "OpenAI" in base64.
    { name: 'an OpenAI API key', pattern: /(?<![\w-])sk-[\w-]{20,100}T3BlbkFJ[\w-]{20,100}/g },
    { name: 'an Anthropic API key', pattern: /(?<![\w-])sk-ant-(?:api|admin)\d\d-[\w-]{93}AA(?![\w-])/g },
    { name: 'an OpenRouter API key', pattern: /(?<![\w-])sk-or-v1-[0-9a-f]{64}(?![\w-])/g },
    { name: 'a Hugging Face token', pattern: /(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?!\w)/g },
    { name: 'a GitHub token', pattern: /(?<![A-Za-z0-9])gh[oprsu]_[A-Za-z0-9]{36,255}(?!\w)/g },
    { name: 'a GitHub token', pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/g },
    { name: 'a GitLab token', pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|oas)-[\w-]{20,64}(?![\w-])/g },
    { name: 'an npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?!\w)/g },
    { name: 'a PyPI token', pattern: /(?<![A-Za-z0-9])pypi-AgEIcHlwaS5vcmc[\w-]{50}/g },
    // The documentation of AWS has keys that end in EXAMPLE.
    { name: 'an AWS access key', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)/g },
    {
        name: 'an Amazon Bedrock API key',
        pattern: /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/]{109,269}(?![A-Za-z0-9])/g,
    },
    {
        name: 'an Amazon Bedrock API key',
        pattern: /(?<![A-Za-z0-9])bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t/g,
    },
    {
        name: 'an Azure key',
        pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?(?![A-Za-z0-9])/g,
    },
    { name: 'an Azure storage key', pattern: /(?<![A-Za-z0-9])AccountKey=[A-Za-z0-9+/]{86}==/g },
    {
        name: 'a Microsoft Entra client secret',
        pattern: /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~-])/g,
    },
    { name: 'a Google API key', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
    { name: 'a Google client secret', pattern: /(?<![\w-])GOCSPX-[\w-]{28}(?![\w-])/g },
    { name: 'a Slack token', pattern: /(?<![A-Za-z0-9])xox[bp](?:-\d{10,13}){2,3}-[A-Za-z0-9]{24,34}(?!\w)/g },
    { name: 'a Slack token', pattern: /(?<![A-Za-z0-9])xapp-\d-[A-Z0-9]{8,16}-\d{10,16}-[a-f0-9]{64}(?!\w)/g },
    {
        name: 'a Slack webhook',
        pattern: /(?<![\w.])hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{43,56}/g,
    },
    { name: 'a Stripe key', pattern: /(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{20,110}(?!\w)/g },
    { name: 'a SendGrid API key', pattern: /(?<![A-Za-z0-9])SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
    { name: 'a Databricks token', pattern: /(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-\d)?(?!\w)/g },
    { name: 'a DigitalOcean token', pattern: /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}(?!\w)/g },
    { name: 'a Shopify token', pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?!\w)/g },
    // Header and payload are JSON objects, which begin with "eyJ" in base64.
    { name: 'a JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g },
    // The first line of base64 follows headers, of which encrypted keys and PGP have some. Within JSON or source code, the
    // line breaks are written as "\n".
    {
        name: 'a private key',
        pattern: /-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s){1,8}(?:[A-Za-z-]{1,20}: [^\n\\]{1,80}(?:\\[nr]|\s){1,8}){0,4}[A-Za-z0-9+/=]{40}/g,
    },
];
// What documentation writes in place of a secret: a word, an alphabet, repeated characters; and the payload of the
// example of jwt.io, `{"sub":"1234567890",…`.
const PLACEHOLDER = /example|sample|dummy|placeholder|redacted|your[_-]?(?:api|key|token|secret)|abcdef|123456|(.)\1{5}|eyJzdWIiOiIxMjM0NTY3ODkwI/i;
/** Returns the names of the kinds of secrets that a text seems to contain. Takes time linear in the text. */
function findSecrets(text) {
    const found = KINDS.filter(({ pattern }) => [...text.matchAll(pattern)].some(([match]) => !PLACEHOLDER.test(match)));
    return [...new Set(found.map(({ name }) => name))];
}
// The beginning of each kind, or another fixed part of it. Private keys have white space in theirs.
const HINT = /sk-|hf_|gh[oprsu]_|hub_pat_|gl[a-z]{2,3}-|npm_|pypi-|A[KS]IA|ABIA|ACCA|ABSK|bedrock-api|JQQJ9|[78]Q~|AccountKey=|AIza|GOCSPX|xox[bp]-|xapp-|hooks\.slack|[rs]k_live_|SG\.|dapi|do[opr]_v1_|shp[a-z]{2}_|eyJ/;
const PRIVATE_KEY = Buffer.from('PRIVATE KEY');
/** The shortest kind is an AWS access key. */
const MIN_LENGTH = 20;
const IS_WORD = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~'))
    IS_WORD[byte] = 1;
/**
 * Returns whether a line of JSON may contain a secret: only few lines have a long word with a fixed part of one. A word
 * consists of characters of secrets. Most words are short, so most bytes are not read. A secret that JSON escapes inside of
 * its fixed part, as in `hooks.slack.com\/services`, is missed.
 */
function mayContainSecret(line) {
    let hasLongWord = false;
    let start = 0;
    for (let i = MIN_LENGTH - 1; i < line.length; i = start + MIN_LENGTH - 1) {
        let before = i;
        while (before >= start && isWordByte(line[before]))
            before--;
        if (before >= start) {
            start = before + 1;
            continue;
        }
        let end = i + 1;
        while (isWordByte(line[end]))
            end++;
        hasLongWord = true;
        if (HINT.test(line.toString('latin1', start, end)))
            return true;
        start = end + 1;
    }
    // A line of a private key is a long word.
    return hasLongWord && line.includes(PRIVATE_KEY);
}
function isWordByte(byte = 0) {
    return IS_WORD[byte] === 1;
}

;// CONCATENATED MODULE: ./src/dataset/checks/line-text.ts



// A server rejects a file with one: "Example 6174 message contains an invalid token: <|fim_suffix|>".
const FIM_TOKEN = /<\|fim_(?:prefix|middle|suffix)\|>/;
// From tiktoken's o200k_base and o200k_harmony, chat markup, and open models for code.
const SPECIAL_TOKEN = /<\|(?:endoftext|startoftext|endofprompt|im_start|im_end|im_sep|start|end|message|channel|constrain|return|call|fim_pad)\|>/;
// JSON may escape "<" and "|", as Go's encoder does; half of a surrogate pair is always escaped.
const ESCAPED = /\\u(?:d[89a-f]|003c|007c)/i;
/** Checks the text of a line for repeated keys, and every string in it for special tokens and secrets. */
function checkLineText({ bytes, text }, line, format, report) {
    const keys = countWrittenKeys(text);
    if (keys !== undefined && keys !== countParsedKeys(line))
        checkRepeatedKeys(text, report);
    // Nearly all lines need no search for strings.
    const hasSecret = mayContainSecret(bytes);
    if (hasSecret || text.includes('<|') || (text.includes('\\u') && ESCAPED.test(text)))
        checkStrings(line, format, hasSecret, report);
}
/**
 * Counts the keys of a line as written: every `":` whose quote is not escaped; undefined when too many are escaped.
 * A string that begins with a colon counts too, and a key with white space before its colon does not: such a line is
 * read by `checkRepeatedKeys`, usually without a result. A line in which the two cancel out is missed.
 */
function countWrittenKeys(text) {
    let keys = 0;
    let escaped = 0;
    for (let quote = text.indexOf('":'); quote !== -1; quote = text.indexOf('":', quote + 2)) {
        if (!isEscaped(text, quote))
            keys++;
        else if (++escaped > json/* MAX_VALUES */.Ex)
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
/** Counts the keys of a parsed line, in which a repeated key occurs once. */
function countParsedKeys(line) {
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
/** Reads the punctuation of a line that is valid JSON. */
function checkRepeatedKeys(text, report) {
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
            const key = parseKey(text.slice(start, i + 1));
            here.step = key;
            if (here.keys.has(key)) {
                const path = open.reduce((above, { step }) => (0,json_path/* childPath */.cm)(above, step), json_path/* ROOT_PATH */.Dl);
                return report('duplicate-key', path.text, 'an object has the same key twice; only the last one counts');
            }
            here.keys.add(key);
        }
    }
}
function parseKey(json) {
    return json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1);
}
function checkStrings(line, format, hasSecret, report) {
    const rest = [{ value: line, path: json_path/* ROOT_PATH */.Dl, isTrainedOn: format !== 'reinforcement' }];
    for (let place = rest.pop(); place; place = rest.pop()) {
        const { value, path } = place;
        if (typeof value === 'string') {
            checkString(value, place, report);
            if (hasSecret)
                checkForSecrets(value, path, report);
        }
        if (!isContainer(value))
            continue;
        const isList = Array.isArray(value);
        // In reverse, because `pop` takes the last one first.
        for (const [key, inner] of Object.entries(value).reverse()) {
            const isTrainedOn = place.isTrainedOn || (value === line && (key === 'messages' || key === 'tools'));
            rest.push({ value: inner, path: (0,json_path/* childPath */.cm)(path, isList ? Number(key) : key), isTrainedOn });
        }
    }
}
function checkString(text, { path, isTrainedOn }, report) {
    if (!text.isWellFormed())
        report('lone-surrogate', path.text, 'the text has half of a surrogate pair, which is not a character');
    if (!text.includes('<|'))
        return;
    const [fim] = FIM_TOKEN.exec(text) ?? [];
    const [special = fim] = SPECIAL_TOKEN.exec(text) ?? [];
    if (fim !== undefined && isTrainedOn) {
        report('fim-token', path.text, `the text has ${fim}, a special token that servers reject`);
    }
    else if (special !== undefined) {
        report('special-token', path.text, `the text has ${special}, a special token`);
    }
}
function checkForSecrets(text, path, report) {
    for (const name of findSecrets(text))
        report('secret', path.text, `the text has what looks like ${name}, which the model may repeat`);
}

;// CONCATENATED MODULE: ./src/dataset/checks/check-lines.ts











const NEWLINE = 10;
const BRACE = 123;
/** Checks each line of a block of complete lines; keeps as many problems as `capacity` says. */
function checkLines(block, capacity, options, countTokens) {
    const checker = new LineChecker(capacity, options, countTokens);
    const isValid = (0,external_node_buffer_.isUtf8)(block);
    const encoding = (0,external_node_buffer_.isAscii)(block) ? 'latin1' : 'utf8';
    for (let start = 0; start < block.length;) {
        const end = block.indexOf(NEWLINE, start);
        if (checker.startLine(isBlank(block, start, end))) {
            const line = block.subarray(start, end);
            checker.checkLine(line, isValid || (0,external_node_buffer_.isUtf8)(line), encoding);
        }
        start = end + 1;
    }
    return checker.end();
}
/** Returns the report on a line that was too long to be read. */
function lineTooLongReport(capacity, options) {
    const checker = new LineChecker(capacity, options, undefined);
    if (checker.startLine(false))
        checker.reportTooLong();
    return checker.end();
}
class LineChecker {
    #options;
    #countTokens;
    #problems;
    #hasher;
    #hashes = [];
    #fieldStats;
    #formats = new Map();
    #blank = { count: 0, line: 0 };
    #tokens = emptyTokenSums();
    #lines = 0;
    #examples = 0;
    constructor(capacity, options, countTokens) {
        this.#options = options;
        this.#countTokens = countTokens;
        this.#problems = new problem_collector/* LineProblemCollector */.j(options.ignore, capacity);
        this.#hasher = options.hashKey === undefined ? undefined : new example_hash/* ExampleHasher */.A(options.hashKey);
        this.#fieldStats = (0,grader_fields/* createFieldStats */.mp)(options.graderFields);
    }
    /** Counts a line; returns whether its content is to be checked. */
    startLine(isBlank) {
        this.#lines++;
        if (isBlank) {
            addOccurrence(this.#blank, this.#lines);
            return false;
        }
        this.#examples++;
        return this.#options.checks || this.#countTokens !== undefined;
    }
    checkLine(bytes, isValid, encoding) {
        const text = this.#decode(bytes, isValid, encoding);
        const line = text === undefined ? undefined : this.#parse(text);
        if (text === undefined || !line)
            return;
        const { method, checks } = this.#options;
        const foreign = (0,foreign_format/* detectForeignFormat */.vT)(line);
        const format = foreign ? undefined : (0,dataset_format/* detectFormat */.Tz)(line, method);
        const found = foreign ?? format;
        if (found)
            this.#addFormat(found);
        // The format of another program or method is reported once for all lines.
        if (foreign || (format && !dataset_format/* METHOD_FORMATS */.lP[method].includes(format)))
            return;
        if (checks) {
            dataset_format/* FORMAT_CHECKS */.gg[format ?? dataset_format/* METHOD_FORMATS */.lP[method][0]](line, this.#reportProblem);
            checkLineText({ bytes, text }, line, format, this.#reportProblem);
            if (method === 'reinforcement')
                (0,grader_fields/* addFields */.dG)(this.#fieldStats, line, { file: '', line: this.#lines });
        }
        if (!format)
            return;
        this.#addHash(line, format);
        this.#addTokens(line, format);
    }
    reportTooLong() {
        this.#reportProblem('line-too-long', '', 'the line is longer than 256 MiB');
    }
    end() {
        return {
            lines: this.#lines,
            examples: this.#examples,
            blank: this.#blank,
            formats: this.#formats,
            problems: this.#problems.problems,
            fieldStats: this.#fieldStats,
            hashes: new Uint32Array(this.#hashes),
            tokens: this.#tokens,
        };
    }
    #reportProblem = (code, path, message) => this.#addProblem(code, () => ({
        ...(path !== '' && { path }),
        message: typeof message === 'string' ? message : message(),
    }));
    #addProblem(code, describe) {
        if (!this.#options.checks)
            return;
        // The place and the message cost more than the check; only problems that are kept need them.
        const problem = this.#problems.hasCapacity(code) ? describe() : { message: '' };
        this.#problems.add({ code, line: this.#lines, ...problem });
    }
    #decode(bytes, isValid, encoding) {
        if (bytes.length > line_splitter/* MAX_LINE_BYTES */.Oc) {
            this.reportTooLong();
            return undefined;
        }
        if (!isValid) {
            return this.#addProblem('not-utf-8', () => ({
                message: 'not UTF-8',
                column: getInvalidUtf8Column(bytes),
            }));
        }
        if (bytes.length > json/* MAX_VALUES */.Ex && (0,json/* hasTooManyValues */["if"])(bytes)) {
            this.#reportProblem('line-too-long', '', 'the line has more than a million values');
            return undefined;
        }
        return bytes.toString(encoding);
    }
    #parse(text) {
        try {
            const line = JSON.parse(text);
            if ((0,json/* isJsonObject */.OW)(line))
                return line;
            this.#reportProblem('not-object', '', 'a line must be a JSON object');
            return undefined;
        }
        catch (error) {
            return this.#addProblem('not-json', () => describeSyntaxError(text, error));
        }
    }
    #addFormat(format) {
        const known = this.#formats.get(format);
        if (known)
            addOccurrence(known, this.#lines);
        else
            this.#formats.set(format, { count: 1, line: this.#lines });
    }
    #addHash(line, format) {
        const hash = this.#hasher?.hash(line, format);
        if (!hash)
            return;
        const { example, prompt } = hash;
        this.#hashes.push(this.#lines, example[0], example[1], prompt[0], prompt[1]);
    }
    #addTokens(json, format) {
        if (!this.#countTokens)
            return;
        const { tokens, images } = this.#countTokens(json, format);
        const sums = this.#tokens;
        const context = this.#options.tokens?.context ?? Number.POSITIVE_INFINITY;
        // Billing counts "min(limit, length)" of an example (the cookbook): the rest is truncated.
        sums.total += Math.min(tokens, context);
        sums.images += images;
        sums.examples++;
        if (tokens > context)
            addOccurrence(sums.overContext, this.#lines);
        if (tokens > sums.longest.tokens)
            sums.longest = { tokens, line: this.#lines };
    }
}
const emptyTokenSums = () => ({
    total: 0,
    longest: { tokens: 0, line: 0 },
    overContext: { count: 0, line: 0 },
    images: 0,
    examples: 0,
});
function addOccurrence(occurrences, line) {
    if (occurrences.count === 0)
        occurrences.line = line;
    occurrences.count++;
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


/***/ }),

/***/ 3806:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ describeForeignFormat),
/* harmony export */   sd: () => (/* binding */ FOREIGN_FORMATS),
/* harmony export */   vT: () => (/* binding */ detectForeignFormat)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);

/** What each format of other programs is called, with its keys. */
const FOREIGN_FORMATS = {
    trl: "format of Hugging Face's TRL (prompt, chosen, rejected)",
    sharegpt: 'ShareGPT format (conversations)',
    alpaca: 'Alpaca format (instruction, output)',
};
/** What a line of each method looks like. */
const EXPECTED = {
    supervised: '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}',
    dpo: '{"input": {"messages": [{"role": "user", "content": "…"}]}, "preferred_output": [{"role": "assistant", "content": "…"}], "non_preferred_output": [{"role": "assistant", "content": "…"}]}',
    reinforcement: '{"messages": [{"role": "user", "content": "…"}], …}, with fields for the grader',
};
/** Returns the format of another program that a line has, judging by its keys. */
function detectForeignFormat(line) {
    if (line.messages !== undefined || (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(line.input))
        return undefined;
    if (line.chosen !== undefined && line.rejected !== undefined)
        return 'trl';
    if (Array.isArray(line.conversations))
        return 'sharegpt';
    if (typeof line.instruction === 'string' && typeof line.output === 'string')
        return 'alpaca';
    return undefined;
}
/** Returns the message about so many lines of a foreign format, with the format that the method needs. */
function describeForeignFormat(format, count, method) {
    const lines = count === 1 ? '1 line has' : `${count} lines have`;
    const other = format === 'trl' && method !== 'dpo' ? ' (preferences are for the method dpo)' : '';
    return `${lines} the ${FOREIGN_FORMATS[format]}; the method ${method} needs ${EXPECTED[method]}${other}`;
}


/***/ }),

/***/ 6235:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a0: () => (/* binding */ mergeFieldStats),
/* harmony export */   dG: () => (/* binding */ addFields),
/* harmony export */   mp: () => (/* binding */ createFieldStats),
/* harmony export */   wy: () => (/* binding */ findFieldProblems),
/* harmony export */   zM: () => (/* binding */ getGradableKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _json_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1334);


/** Creates the statistics of no lines yet, for a grader that uses these fields. */
function createFieldStats(fields) {
    const missing = fields.map((field) => ({ ...field, count: 0, first: undefined }));
    return { lines: 0, first: undefined, different: undefined, missing };
}
/** Adds a line. */
function addFields(stats, line, location) {
    stats.lines++;
    const fields = fieldSignature(getGradableKeys(line));
    stats.first ??= { ...location, fields };
    if (fields !== stats.first.fields)
        stats.different ??= location;
    for (const missing of stats.missing) {
        if ((0,_json_path_js__WEBPACK_IMPORTED_MODULE_1__/* .getValueAt */ .dm)(line, missing.path) !== undefined)
            continue;
        missing.count++;
        missing.first ??= location;
    }
}
/** Returns both together, of the same grader; `later` is of a block that comes after `linesBefore` lines of its file. */
function mergeFieldStats(earlier, later, { file, linesBefore }) {
    const locate = (location) => location && { ...location, file, line: location.line + linesBefore };
    const first = locate(later.first);
    const isDifferent = earlier.first && first && earlier.first.fields !== first.fields;
    return {
        lines: earlier.lines + later.lines,
        first: earlier.first ?? first,
        different: earlier.different ?? (isDifferent ? toLocation(first) : locate(later.different)),
        missing: earlier.missing.map((missing, i) => ({
            ...missing,
            count: missing.count + (later.missing[i]?.count ?? 0),
            first: missing.first ?? locate(later.missing[i]?.first),
        })),
    };
}
/** Returns the problems of all lines together; `count` is how many lines have each. */
function findFieldProblems({ lines, first, different, missing }) {
    const problems = missing.flatMap(({ path, locations, count, first }) => {
        if (!first)
            return [];
        const field = `${formatField(path)}, which the grader uses (${formatLocations(locations)})`;
        if (count === lines) {
            return [{ code: 'grader-item', ...first, message: `no line has ${field}`, count }];
        }
        const message = `${count === 1 ? '1 line lacks' : `${count} lines lack`} ${field}`;
        return [{ code: 'grader-item-missing', ...first, message, count }];
    });
    if (!first || !different)
        return problems;
    const file = first.file === different.file ? '' : ' of another file';
    const message = `the fields differ from those of line ${first.line}${file}`;
    return [...problems, { code: 'item-fields', ...different, message, count: 1 }];
}
/** Returns the keys of a line that a grader may use: all but those of the conversation (reinforcement fine-tuning guide). */
function getGradableKeys(line) {
    return Object.keys(line).filter((key) => key !== 'messages' && key !== 'tools');
}
/** Returns the same short text for lines with the same fields, regardless of their order. */
function fieldSignature(fields) {
    const text = JSON.stringify(fields.sort());
    return text.length < 1000 ? text : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function toLocation({ file, line }) {
    return { file, line };
}
const MAX_FIELD_LENGTH = 100;
function formatField(path) {
    const steps = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('');
    return `{{item${steps.length > MAX_FIELD_LENGTH ? `${steps.slice(0, MAX_FIELD_LENGTH)}…` : steps}}}`;
}
const MAX_LISTED = 3;
function formatLocations(locations) {
    const more = locations.length - MAX_LISTED;
    return [...locations.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}


/***/ }),

/***/ 3107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ ExampleHasher)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8301);


const ALGORITHM = 'sha256';
// A conversation has a handful of levels. Deeper values are not hashed: they could overflow the stack.
const MAX_DEPTH = 200;
const BUFFER_WORDS = 2 ** 14;
const KEY_WORDS = 8;
/** Characters that are written at a time. */
const PIECE_LENGTH = 2 ** 12;
/** Above this, the next piece or number might not fit. */
const FLUSH_WORDS = BUFFER_WORDS - PIECE_LENGTH / 2 - 4;
// A message has keys and roles shorter than this; calling `write` for them takes longer than a loop.
const SHORT_LENGTH = 12;
// The low bits of a word that begins a value; the other bits hold its length. `undefined` occurs in no JSON value.
const [CONSTANT, NUMBER, TEXT, LIST, OBJECT, BYTES] = [0, 1, 2, 3, 4, 5];
const CONSTANTS = [undefined, null, false, true];
/**
 * Hashes JSON values by SHA-256 over a secret key and the value. The authors of a dataset do not know the key, so they
 * cannot construct examples that are taken for one another. Equal values have equal hashes, however their white space,
 * their characters and the order of their keys are written.
 */
class ExampleHasher {
    #buffer = Buffer.alloc(4 * BUFFER_WORDS);
    #words = new Int32Array(this.#buffer.buffer, this.#buffer.byteOffset, BUFFER_WORDS);
    #float = new Float64Array(1);
    #floatWords = new Int32Array(this.#float.buffer);
    /** How many words of the buffer are in use; the key is always the first. */
    #length = 0;
    /** Takes what does not fit into the buffer. */
    #stream;
    constructor(key) {
        (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)(ALGORITHM, key, 'buffer').copy(this.#buffer);
    }
    /** Returns the hashes of a line of that format; undefined for a line that is nested too deeply to be an example. */
    hash(line, format) {
        const [prompt, answer] = splitAnswer(line, format);
        this.#start();
        if (!this.#write(prompt, MAX_DEPTH))
            return undefined;
        const promptDigest = this.#digest();
        // The digest stands for the prompt, so that no byte is hashed twice.
        this.#start();
        for (let i = 0; i < promptDigest.length; i += 4)
            this.#push(wordAt(promptDigest, i));
        if (!this.#write(answer, MAX_DEPTH))
            return undefined;
        return { prompt: toHash(promptDigest), example: toHash(this.#digest()) };
    }
    /** Returns the hash of any JSON value; undefined when it is nested too deeply. */
    hashValue(value) {
        this.#start();
        return this.#write(value, MAX_DEPTH) ? toHash(this.#digest()) : undefined;
    }
    /** Returns the hash of bytes, which no JSON value shares. */
    hashBytes(bytes) {
        this.#start();
        this.#push(BYTES);
        this.#flush().update(bytes);
        return toHash(this.#digest());
    }
    #start() {
        this.#length = KEY_WORDS;
        this.#stream = undefined;
    }
    #digest() {
        if (this.#stream)
            return this.#flush().digest('binary');
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)(ALGORITHM, this.#buffer.subarray(0, 4 * this.#length), 'binary');
    }
    #flush() {
        const begin = this.#stream ? KEY_WORDS : 0;
        this.#stream ??= (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(ALGORITHM);
        this.#stream.update(this.#buffer.subarray(4 * begin, 4 * this.#length));
        this.#length = KEY_WORDS;
        return this.#stream;
    }
    #push(word) {
        this.#words[this.#length++] = word;
    }
    /** Writes a value by its type, length and content; returns false when it is nested more than `maxDepth` levels deep. */
    #write(value, maxDepth) {
        if (this.#length > FLUSH_WORDS)
            this.#flush();
        if (typeof value === 'string')
            this.#writeText(value);
        else if (typeof value === 'number')
            this.#writeNumber(value);
        else if (Array.isArray(value))
            return maxDepth > 0 && this.#writeList(value, maxDepth - 1);
        else if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(value))
            return maxDepth > 0 && this.#writeObject(value, maxDepth - 1);
        else
            this.#push(8 * CONSTANTS.indexOf(value) + CONSTANT);
        return true;
    }
    #writeList(list, maxDepth) {
        this.#push(8 * list.length + LIST);
        for (const item of list)
            if (!this.#write(item, maxDepth))
                return false;
        return true;
    }
    #writeObject(object, maxDepth) {
        const keys = sortedKeys(object);
        this.#push(8 * keys.length + OBJECT);
        for (const key of keys) {
            if (this.#length > FLUSH_WORDS)
                this.#flush();
            this.#writeText(key);
            if (!this.#write(object[key], maxDepth))
                return false;
        }
        return true;
    }
    #writeNumber(number) {
        this.#push(NUMBER);
        // JSON writes 0 for -0.
        this.#float[0] = number + 0;
        for (const word of this.#floatWords)
            this.#push(word);
    }
    // As UTF-16: UTF-8 has the same bytes for every half of a surrogate pair.
    #writeText(text) {
        this.#push(8 * text.length + TEXT);
        if (text.length < SHORT_LENGTH)
            this.#writeShort(text);
        else if (text.length <= PIECE_LENGTH)
            this.#writePiece(text);
        else
            this.#writePieces(text);
    }
    #writePieces(text) {
        for (let from = 0; from < text.length; from += PIECE_LENGTH) {
            if (this.#length > FLUSH_WORDS)
                this.#flush();
            this.#writePiece(text.slice(from, from + PIECE_LENGTH));
        }
    }
    #writeShort(text) {
        const words = this.#words;
        const pairs = text.length >> 1;
        let at = this.#length;
        for (let i = 0; i < pairs; i++)
            words[at++] = text.charCodeAt(2 * i) | (text.charCodeAt(2 * i + 1) << 16);
        if (text.length % 2 !== 0)
            words[at++] = text.charCodeAt(text.length - 1);
        this.#length = at;
    }
    #writePiece(text) {
        const end = this.#length + Math.ceil(text.length / 2);
        // The last word has only one character when their number is odd.
        this.#words[end - 1] = 0;
        this.#buffer.write(text, 4 * this.#length, 'utf16le');
        this.#length = end;
    }
}
// Sorting takes longer than hashing where there are only two keys, as in most messages.
function sortedKeys(object) {
    const keys = Object.keys(object);
    if (keys.length !== 2)
        return keys.sort();
    const [first = '', second = ''] = keys;
    return first <= second ? keys : [second, first];
}
function toHash(digest) {
    return [wordAt(digest, 0), wordAt(digest, 4)];
}
/** Returns the unsigned word of four bytes, given as characters. */
function wordAt(bytes, at) {
    const low = bytes.charCodeAt(at) | (bytes.charCodeAt(at + 1) << 8);
    const high = bytes.charCodeAt(at + 2) | (bytes.charCodeAt(at + 3) << 8);
    return (low | (high << 16)) >>> 0;
}
/** Splits an example into what the model is given and what it learns; in a conversation, that is the last assistant turn. */
function splitAnswer(line, format) {
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
        // The grader compares with the other fields.
        const { tools, ...fields } = rest;
        return [[messages, tools], fields];
    }
    if (!Array.isArray(messages))
        return [line, undefined];
    const last = messages.findLastIndex((message) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .OW)(message) && message.role === 'assistant');
    // Without an answer, all messages are the prompt.
    const end = last === -1 ? messages.length : last;
    return [[messages.slice(0, end), rest], messages.slice(end)];
}


/***/ }),

/***/ 4797:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hR: () => (/* binding */ FORMATS),
  gg: () => (/* binding */ FORMAT_CHECKS),
  lP: () => (/* binding */ METHOD_FORMATS),
  Tz: () => (/* binding */ detectFormat)
});

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/json-path.ts
var json_path = __webpack_require__(1334);
;// CONCATENATED MODULE: ./src/dataset/checks/image.ts

// From the vision fine-tuning guide: training skips images that break these rules. Azure's documentation allows 64 images.
const MAX_IMAGES = 10;
const MAX_BYTES = 10 * 2 ** 20;
const MEDIA_TYPE = /^image\/(?:jpe?g|png|webp)$/i;
// In hexadecimal: JPEG, PNG, and WEBP, which has its length in between.
const MAGIC_BYTES = /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/;
const FORMAT_NAMES = 'JPEG, PNG or WEBP';
/** Checks the image of a content part. */
function checkImage(image, path, report) {
    if (!(0,json/* isJsonObject */.OW)(image) || typeof image.url !== 'string') {
        return report('content-part', `${path}.image_url`, 'image_url must be an object with a url');
    }
    const { url, detail } = image;
    if (/^data:image\//i.test(url))
        checkDataUrl(url, `${path}.image_url.url`, report);
    else if (!/^https?:\/\//i.test(url)) {
        report('image-url', `${path}.image_url.url`, 'the url of an image must start with https:// or data:image/');
    }
    if (detail !== undefined && detail !== null && detail !== 'auto' && detail !== 'low' && detail !== 'high') {
        report('image-url', `${path}.image_url.detail`, 'the detail of an image must be auto, low or high');
    }
}
function checkDataUrl(url, path, report) {
    const [start, type = ''] = /^data:([\w/.+-]{1,40})(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url) ?? [];
    if (start === undefined) {
        return report('image-format', path, 'image data must be written as data:image/png;base64,…');
    }
    if (!MEDIA_TYPE.test(type))
        return report('image-format', path, `an image must be ${FORMAT_NAMES}`);
    const base64 = url.slice(start.length);
    const outside = base64.search(/[^A-Za-z0-9+/]/);
    const digits = outside === -1 ? base64.length : outside;
    if (digits % 4 === 1 || !/^={0,2}$/.test(base64.slice(digits, digits + 3))) {
        return report('image-format', path, 'the image data is not base64');
    }
    if (!MAGIC_BYTES.test(Buffer.from(base64.slice(0, 16), 'base64').toString('hex'))) {
        return report('image-format', path, `the image data is not ${FORMAT_NAMES}`);
    }
    if ((digits * 3) / 4 > MAX_BYTES)
        report('image-size', path, 'the image is larger than 10 MB');
}
/** Returns how many images the messages of a line have; reports too many. */
function checkImageCount(messages, path, report) {
    let images = 0;
    for (const message of messages) {
        if (!(0,json/* isJsonObject */.OW)(message) || !Array.isArray(message.content))
            continue;
        for (const part of message.content)
            if ((0,json/* isJsonObject */.OW)(part) && part.type === 'image_url')
                images++;
    }
    if (images > MAX_IMAGES) {
        report('many-images', path, `${images} images; OpenAI accepts ${MAX_IMAGES} in an example, Azure OpenAI 64`);
    }
    return images;
}

// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
;// CONCATENATED MODULE: ./src/dataset/checks/tools.ts


// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
// API reference, Chat: tools and tool_calls.
const TOOL_KEYS = new Set(['type', 'function']);
const FUNCTION_KEYS = new Set(['name', 'description', 'parameters', 'strict']);
const CALL_KEYS = new Set(['id', 'type', 'function']);
const CALLED_FUNCTION_KEYS = new Set(['name', 'arguments']);
/**
 * Checks `tools`, `parallel_tool_calls` and `functions`. Returns the names that may be called; undefined when the line
 * has neither tools nor functions.
 */
function readToolNames(fields, path, report) {
    const { tools, functions, parallel_tool_calls: parallel } = fields;
    if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
        report('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false');
    }
    const hasTools = tools !== undefined && tools !== null;
    const hasFunctions = functions !== undefined && functions !== null;
    if (!hasTools && !hasFunctions)
        return undefined;
    const names = new Set();
    if (hasTools)
        checkList(tools, `${path}tools`, names, report, checkTool);
    if (hasFunctions) {
        checkList(functions, `${path}functions`, names, report, checkFunction);
        // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
        if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
            report('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries');
        }
    }
    return names;
}
function checkList(list, path, names, report, check) {
    if (!Array.isArray(list))
        return report('tool-type', path, `must be a list${typeof list === 'string' ? ', not text' : ''}`);
    for (let i = 0; i < list.length; i++)
        check(list[i], `${path}[${i}]`, names, report);
}
function checkTool(tool, path, names, report) {
    if (!(0,json/* isJsonObject */.OW)(tool))
        return report('tool-type', path, 'a tool must be an object');
    const { type, function: definition, name } = tool;
    if (type !== undefined && typeof type !== 'string')
        return report('tool-type', `${path}.type`, 'the type of a tool must be text');
    // Other kinds of tools have other fields.
    if (type !== undefined && type !== 'function')
        return report('tool-definition', `${path}.type`, 'the type of a tool must be "function"');
    if (!(0,json/* isJsonObject */.OW)(definition) && typeof name === 'string')
        return report('tool-type', path, 'the name and the parameters of a tool belong into "function"');
    if (type === undefined)
        report('tool-definition', `${path}.type`, 'the type of a tool is missing');
    checkKeys(tool, TOOL_KEYS, path, report);
    checkFunction(definition, `${path}.function`, names, report);
}
function checkFunction(definition, path, names, report) {
    if (!(0,json/* isJsonObject */.OW)(definition))
        return report('tool-type', path, 'a function must be an object');
    checkKeys(definition, FUNCTION_KEYS, path, report);
    const { name, parameters, description, strict } = definition;
    if (typeof name !== 'string')
        report('tool-type', `${path}.name`, 'the name of a function must be text');
    else {
        if (!FUNCTION_NAME.test(name))
            report('tool-definition', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
        if (names.has(name))
            report('tool-definition', `${path}.name`, 'another function has the same name');
        names.add(name);
    }
    if (parameters !== undefined && parameters !== null)
        checkParameters(parameters, `${path}.parameters`, report);
    if (description !== undefined && description !== null && typeof description !== 'string') {
        report('tool-type', `${path}.description`, 'the description of a function must be text');
    }
    if (strict !== undefined && strict !== null && typeof strict !== 'boolean') {
        report('tool-definition', `${path}.strict`, 'strict must be true or false');
    }
}
/** "The parameters the function accepts, described as a JSON Schema object" (API reference, Chat). */
function checkParameters(schema, path, report) {
    if (!(0,json/* isJsonObject */.OW)(schema)) {
        return report('tool-type', path, 'the parameters of a function must be a JSON Schema object');
    }
    const { type, properties, required } = schema;
    if (type !== undefined && type !== 'object') {
        report('tool-definition', `${path}.type`, 'the type of parameters must be "object"');
    }
    if (properties !== undefined && !(0,json/* isJsonObject */.OW)(properties)) {
        return report('tool-definition', `${path}.properties`, 'the properties of parameters must be an object');
    }
    if (required === undefined)
        return;
    if (!Array.isArray(required) || !required.every((name) => typeof name === 'string')) {
        return report('tool-definition', `${path}.required`, 'the required parameters must be a list of names');
    }
    const missing = required.findIndex((name) => !Object.hasOwn(properties ?? {}, name));
    if (missing !== -1) {
        report('tool-definition', `${path}.required[${missing}]`, 'a required parameter is not among the properties');
    }
}
function checkKeys(object, known, path, report) {
    for (const key in object) {
        // Client libraries write null for unset keys.
        if (!known.has(key) && object[key] !== null)
            report('extra-key', path, () => `${(0,json_path/* describeUnexpectedKey */.kw)(key, known)} is not known here`);
    }
}
/** Checks that messages call only functions that the line defines. */
function checkCalledFunctions(messages, functions, path, report) {
    const checkName = (called, at) => {
        // Other checks report a call without a function or a name.
        if (!(0,json/* isJsonObject */.OW)(called) || typeof called.name !== 'string' || functions.has(called.name))
            return;
        report('unknown-tool', `${at}.name`, 'the called function is not among the tools of the line');
    };
    for (let i = 0; i < messages.length; i++) {
        const message = messages[i];
        if (!(0,json/* isJsonObject */.OW)(message))
            continue;
        if ((0,json/* isJsonObject */.OW)(message.function_call))
            checkName(message.function_call, `${path}[${i}].function_call`);
        if (!Array.isArray(message.tool_calls))
            continue;
        for (const [j, call] of message.tool_calls.entries()) {
            if ((0,json/* isJsonObject */.OW)(call))
                checkName(call.function, `${path}[${i}].tool_calls[${j}].function`);
        }
    }
}
/** Checks the calls of an assistant message; returns whether there are any. */
function checkCalls(message, path, report) {
    const { tool_calls: calls, function_call: call } = message;
    if (call !== undefined && call !== null)
        checkNameAndArguments(call, `${path}.function_call`, report);
    if (Array.isArray(calls)) {
        const ids = new Set();
        for (let i = 0; i < calls.length; i++)
            checkCall(calls[i], ids, `${path}.tool_calls[${i}]`, report);
        if (calls.length === 0)
            report('tool-call', `${path}.tool_calls`, 'tool_calls is empty');
        return calls.length > 0 || (0,json/* isJsonObject */.OW)(call);
    }
    if (calls !== undefined && calls !== null) {
        report('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls');
        return true;
    }
    return call !== undefined && call !== null;
}
function checkCall(call, ids, path, report) {
    if (!(0,json/* isJsonObject */.OW)(call))
        return report('tool-arguments', path, 'a tool call must be an object');
    if (typeof call.id !== 'string' || call.id === '')
        report('tool-call', `${path}.id`, 'a tool call needs an id');
    else if (ids.has(call.id))
        report('tool-call', `${path}.id`, 'another call of the message has the same id');
    else
        ids.add(call.id);
    if (call.type !== 'function') {
        report('tool-call', `${path}.type`, 'the type of a tool call must be "function"');
        // Other kinds of calls have other fields.
        if (typeof call.type === 'string')
            return;
    }
    checkKeys(call, CALL_KEYS, path, report);
    checkNameAndArguments(call.function, `${path}.function`, report);
}
function checkNameAndArguments(called, path, report) {
    if (!(0,json/* isJsonObject */.OW)(called))
        return report('tool-arguments', path, 'must be an object with name and arguments');
    checkKeys(called, CALLED_FUNCTION_KEYS, path, report);
    if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
        report('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    const given = called.arguments;
    if (typeof given !== 'string') {
        const hint = (0,json/* isJsonObject */.OW)(given) ? '; serialize the object' : '';
        return report('tool-arguments', `${path}.arguments`, `the arguments of a call must be a JSON string${hint}`);
    }
    if (given.length > json/* MAX_VALUES */.Ex && (0,json/* hasTooManyValues */["if"])(Buffer.from(given))) {
        return report('tool-arguments', `${path}.arguments`, 'the arguments of a call have more than a million values');
    }
    // No server is known to refuse it.
    if ((0,json/* tryParseJson */.Bl)(given) === undefined)
        report('arguments-json', `${path}.arguments`, 'the arguments of a call should be JSON');
}

;// CONCATENATED MODULE: ./src/dataset/checks/message.ts





// The API reference's FineTuneChatRequestInput and the chat messages it refers to.
const KEYS = new Map(Object.entries({
    system: ['role', 'content', 'name'],
    developer: ['role', 'content', 'name'],
    user: ['role', 'content', 'name'],
    assistant: ['role', 'content', 'name', 'refusal', 'weight', 'tool_calls', 'function_call'],
    tool: ['role', 'content', 'name', 'tool_call_id'],
    function: ['role', 'content', 'name'],
}).map(([role, keys]) => [role, new Set(keys)]));
// The chat API rejects others: "does not match pattern '^[^\\s<|\\\\/>]+$'", and 64 characters at most.
const NAME = /^[^\s<|\\/>]{1,64}$/;
// The names of the roles in other formats and at other vendors.
const ROLE_ALIASES = new Map([
    ['human', 'user'],
    ['gpt', 'assistant'],
    ['bot', 'assistant'],
    ['ai', 'assistant'],
    ['model', 'assistant'],
    ['chatbot', 'assistant'],
]);
/** Checks the messages of a conversation; returns their roles, or undefined when there are no messages. */
function checkMessages(messages, path, report) {
    if (!Array.isArray(messages)) {
        if (messages === undefined)
            report('no-messages', path, `${path} is missing`);
        else
            report('no-messages', path, `${path} must be a list of messages`);
        return undefined;
    }
    if (messages.length === 0) {
        report('no-messages', path, `${path} is empty`);
        return undefined;
    }
    return checkMessageList(messages, path, report);
}
/** Checks each message of a list. */
function checkMessageList(messages, path, report) {
    const all = new Set();
    let last;
    let hasMisspelledAssistant = false;
    for (let i = 0; i < messages.length; i++) {
        last = checkMessage(messages[i], `${path}[${i}]`, report);
        if (last !== undefined)
            all.add(last);
        else if (findMeantRole(messages[i]) === 'assistant')
            hasMisspelledAssistant = true;
    }
    return { all, last, hasMisspelledAssistant };
}
function checkMessage(message, path, report) {
    if (!(0,json/* isJsonObject */.OW)(message)) {
        report('message-type', path, 'a message must be an object');
        return undefined;
    }
    const { role } = message;
    const keys = typeof role === 'string' ? KEYS.get(role) : undefined;
    if (typeof role !== 'string' || !keys) {
        report('unknown-role', `${path}.role`, describeRoleProblem(role));
        return undefined;
    }
    for (const key in message) {
        if (keys.has(key))
            continue;
        // Client libraries write null for unset keys. No server is known to refuse a weight, and Together's format has it.
        if (key === 'weight')
            report('weight-role', `${path}.weight`, 'only the weight of an assistant message has a meaning');
        else if (message[key] !== null)
            report('extra-key', path, () => `${(0,json_path/* describeUnexpectedKey */.kw)(key, keys)} is not known in a message of this role`);
    }
    const { name } = message;
    if (name !== undefined && name !== null && !(typeof name === 'string' && NAME.test(name))) {
        report('message-name', `${path}.name`, 'the name of a message must have 1 to 64 characters, without spaces or <|\\/>');
    }
    if (role === 'assistant')
        checkAssistant(message, path, report);
    else
        checkContent(role, message.content, path, report);
    // OpenAI refused a file for it: "Input should be a valid string". The API reference allows it.
    if (role === 'tool' && Array.isArray(message.content) && message.content.length > 0)
        report('tool-parts', `${path}.content`, 'the content of a tool message should be text, not a list of parts');
    if (role === 'tool' && typeof message.tool_call_id !== 'string') {
        report('tool-call-id', `${path}.tool_call_id`, 'a tool message needs the id of the call it answers');
    }
    if (role === 'function' && (name === undefined || name === null)) {
        report('message-name', `${path}.name`, 'a function message needs the name of its function');
    }
    return role;
}
function describeRoleProblem(role) {
    if (role === undefined)
        return 'role is missing';
    const expected = `role must be one of ${[...KEYS.keys()].join(', ')}`;
    if (typeof role !== 'string')
        return expected;
    const meant = findClosestRole(role);
    return meant ? `${expected} (did you mean "${meant}"?)` : expected;
}
function findMeantRole(message) {
    return (0,json/* isJsonObject */.OW)(message) && typeof message.role === 'string' ? findClosestRole(message.role) : undefined;
}
/** Returns the role that an unknown one probably means: in other words, or with a typo. */
function findClosestRole(role) {
    const plain = role.trim().toLowerCase();
    return KEYS.has(plain) ? plain : (ROLE_ALIASES.get(plain) ?? (0,suggest/* closestMatch */.h0)(plain, KEYS.keys()));
}
function checkAssistant(message, path, report) {
    const { content, refusal, weight } = message;
    if (weight !== undefined && weight !== 0 && weight !== 1) {
        report('weight-value', `${path}.weight`, 'weight must be the number 0 or 1');
    }
    if (refusal !== undefined && refusal !== null && typeof refusal !== 'string')
        report('refusal-type', `${path}.refusal`, 'a refusal must be text');
    const calls = checkCalls(message, path, report);
    // "Required unless tool_calls or function_call is specified" (API reference); a refusal comes without content too.
    const hasOtherContent = calls || (typeof refusal === 'string' && refusal !== '');
    if (hasOtherContent && (content === undefined || content === null || isBlank(content)))
        return;
    checkContent('assistant', content, path, report);
}
function checkContent(role, content, path, report) {
    if (typeof content === 'string') {
        // The result of a tool may be empty.
        if (isBlank(content) && role !== 'tool' && role !== 'function')
            reportEmpty(content === '', path, report);
        return;
    }
    if (Array.isArray(content)) {
        if (content.length === 0)
            report('content-parts', `${path}.content`, 'content is a list without parts');
        else if (content.every((part) => (0,json/* isJsonObject */.OW)(part) && isBlank(part.text)))
            reportEmpty(false, path, report);
        for (let i = 0; i < content.length; i++)
            checkPart(role, content[i], `${path}.content[${i}]`, report);
        return;
    }
    if (content === null && role === 'function')
        return;
    if (content === undefined || content === null) {
        report('content-missing', `${path}.content`, 'content is missing');
        return;
    }
    report('content-type', `${path}.content`, 'content must be text or a list of parts');
}
function reportEmpty(isEmpty, path, report) {
    report('content-empty', `${path}.content`, isEmpty ? 'content is empty' : 'content is only white space');
}
function isBlank(text) {
    return typeof text === 'string' && !/\S/.test(text);
}
function checkPart(role, part, path, report) {
    if (!(0,json/* isJsonObject */.OW)(part))
        return report('content-part', path, 'a part of content must be an object');
    switch (part.type) {
        case 'text':
            if (typeof part.text !== 'string')
                report('content-part', `${path}.text`, 'a text part needs text');
            return;
        case 'refusal':
            if (role !== 'assistant')
                report('content-part', path, 'only an assistant message may have a refusal');
            else if (typeof part.refusal !== 'string')
                report('content-part', `${path}.refusal`, 'a refusal must be text');
            return;
        case 'image_url':
            // "Images in assistant messages are not supported" (vision fine-tuning guide); other roles have text parts only.
            if (role !== 'user')
                return report('image-role', path, 'only a user message may have images');
            return checkImage(part.image_url, path, report);
        case 'input_audio':
        case 'file':
            return report('unsupported-part', path, 'fine-tuning may not support parts of this type');
        default:
            report('content-part', `${path}.type`, 'the type of a part must be text, image_url or refusal');
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/conversation.ts




/**
 * Checks `messages` and the definitions of tools, and whether they fit together; returns undefined when there are no
 * messages. The path is that of the object and ends in a dot, or is empty.
 */
function readConversation(fields, path, report) {
    const functions = readToolNames(fields, path, report);
    const { messages } = fields;
    const at = `${path}messages`;
    const roles = checkMessages(messages, at, report);
    if (!roles || !Array.isArray(messages))
        return undefined;
    checkTurns(messages, at, report);
    if (functions)
        checkCalledFunctions(messages, functions, at, report);
    return { messages, roles, images: checkImageCount(messages, at, report), functions };
}
function checkTurns(messages, path, report) {
    let before;
    let calls = NONE;
    let callsAt = 0;
    for (let i = 0; i < messages.length; i++) {
        const message = messages[i];
        if (!(0,json/* isJsonObject */.OW)(message))
            continue;
        const { role } = message;
        if (role === 'tool')
            checkToolMessage(message, calls, `${path}[${i}]`, report);
        else {
            // The chat API rejects it: "must be followed by tool messages responding to each 'tool_call_id'".
            if (calls.size > 0)
                reportUnanswered(calls, `${path}[${callsAt}]`, report);
            calls = getCallIds(message);
            callsAt = i;
            // A server rejected it as "invalid schema" (microsoft-foundry/fine-tuning, issue 23).
            if (role === 'assistant' && before === 'assistant') {
                report('consecutive-assistant', `${path}[${i}]`, 'an assistant message follows another');
            }
        }
        before = role;
    }
    // Calls at the end are what the model learns; but if one of them is answered, all must be.
    if (calls.size > 0 && before === 'tool')
        reportUnanswered(calls, `${path}[${callsAt}]`, report);
}
const NONE = new Set();
function getCallIds({ role, tool_calls: calls }) {
    if (role !== 'assistant' || !Array.isArray(calls))
        return NONE;
    return new Set(calls.flatMap((call) => ((0,json/* isJsonObject */.OW)(call) && typeof call.id === 'string' ? call.id : [])));
}
/** Accepts any order: calls that were made together may be answered in any. */
function checkToolMessage({ tool_call_id: id }, calls, path, report) {
    // A missing id was already reported.
    if (typeof id !== 'string' || calls.delete(id))
        return;
    report('orphan-tool-message', `${path}.tool_call_id`, 'the tool message answers no call of the preceding assistant message');
}
function reportUnanswered(calls, path, report) {
    const subject = calls.size === 1 ? 'a call is' : `${calls.size} calls are`;
    report('unanswered-call', `${path}.tool_calls`, `${subject} not answered by the tool messages that follow`);
}

;// CONCATENATED MODULE: ./src/dataset/checks/preference.ts





const OUTPUTS = ['preferred_output', 'non_preferred_output'];
// From older versions of the API reference; the guide, Azure and all working examples have `_output`.
const LEGACY_OUTPUTS = ['preferred_completion', 'non_preferred_completion'];
const LINE_KEYS = new Set(['input', ...OUTPUTS, ...LEGACY_OUTPUTS]);
const INPUT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls']);
/** Returns whether a line has keys of the dpo format. */
function hasDpoKeys(line) {
    for (const key of OUTPUTS)
        if (line[key] !== undefined)
            return true;
    for (const key of LEGACY_OUTPUTS)
        if (line[key] !== undefined)
            return true;
    return (0,json/* isJsonObject */.OW)(line.input) && line.input.messages !== undefined;
}
/** Checks a line of the dpo format: an input, a better and a worse answer (direct preference optimization guide). */
function checkPreference(line, report) {
    for (const key in line) {
        if (!LINE_KEYS.has(key))
            report('extra-key', '', () => `${(0,json_path/* describeUnexpectedKey */.kw)(key, LINE_KEYS)} is not known in the dpo format`);
    }
    const functions = checkInput(line, report)?.functions;
    for (const [i, key] of OUTPUTS.entries()) {
        const old = LEGACY_OUTPUTS[i];
        if (line[key] === undefined && old && line[old] !== undefined) {
            report('dpo-old-key', old, `rename ${old} to ${key}`);
            continue;
        }
        if (old && line[old] !== undefined)
            report('extra-key', old, `remove ${old}: ${key} is its newer name`);
        checkOutput(line[key], key, functions, report);
    }
    checkDifference(line.preferred_output, line.non_preferred_output, report);
}
function checkInput(line, report) {
    const { input } = line;
    if (!(0,json/* isJsonObject */.OW)(input)) {
        const hint = line.messages === undefined ? '' : '; move messages into it';
        report('dpo-input', 'input', `input must be an object with messages${hint}`);
        return undefined;
    }
    for (const key in input) {
        if (!INPUT_KEYS.has(key))
            report('extra-key', 'input', () => `${(0,json_path/* describeUnexpectedKey */.kw)(key, INPUT_KEYS)} is not known in the input of the dpo format`);
    }
    const conversation = readConversation(input, 'input.', report);
    if (!conversation)
        return undefined;
    const { all, last } = conversation.roles;
    if (!all.has('user'))
        report('no-user', 'input.messages', 'no message has the role user');
    // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
    if (last === 'assistant')
        report('last-message', 'input.messages', 'the last message of the input should not have the role assistant');
    // "Currently, preference fine-tuning supports text only" (the guide).
    if (conversation.images > 0)
        report('dpo-text', 'input.messages', 'the dpo format is for text only, without images');
    return conversation;
}
function checkOutput(output, key, functions, report) {
    if (!Array.isArray(output) || output.length === 0) {
        return report('dpo-output', key, `${key} must be a list with an assistant message`);
    }
    const roles = checkMessageList(output, key, report);
    if (functions)
        checkCalledFunctions(output, functions, key, report);
    // Azure's validator accepts tool messages.
    const others = [...roles.all].filter((role) => role !== 'assistant' && role !== 'tool');
    for (const role of others) {
        report('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`);
    }
    if (!roles.all.has('assistant') && !roles.hasMisspelledAssistant && others.length === 0) {
        report('dpo-output', key, `${key} has no message with the role assistant`);
    }
    // "We only train on one-turn conversations" (the guide).
    if (output.length > 1)
        report('dpo-turns', key, `${key} should be a single message`);
}
/** Checks that the outputs differ, but not in kind: the model learns from any difference. */
function checkDifference(preferred, other, report) {
    if (!Array.isArray(preferred) || !Array.isArray(other) || preferred.length === 0)
        return;
    if (isEqual(preferred, other)) {
        report('dpo-identical', '', 'preferred_output and non_preferred_output are the same, so there is nothing to learn');
    }
    else if (other.length > 0 && hasToolCalls(preferred.at(-1)) !== hasToolCalls(other.at(-1))) {
        report('dpo-kind', '', 'one output is text and the other calls a tool');
    }
}
function hasToolCalls(message) {
    return (0,json/* isJsonObject */.OW)(message) && Array.isArray(message.tool_calls) && message.tool_calls.length > 0;
}
// An output, its message, the calls, a call, its function and the texts in it.
const MAX_DEPTH = 6;
/** Returns whether two JSON values are equal, down to the depth of a message. */
function isEqual(a, b, depth = MAX_DEPTH) {
    if (a === b)
        return true;
    if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
        return false;
    const entries = Object.entries(a);
    const others = new Map(Object.entries(b));
    return (Array.isArray(a) === Array.isArray(b) &&
        entries.length === others.size &&
        entries.every(([key, value]) => others.has(key) && isEqual(value, others.get(key), depth - 1)));
}

;// CONCATENATED MODULE: ./src/dataset/checks/reinforcement.ts


/** Checks a line of the reinforcement format: a prompt, and the fields that the grader needs (reinforcement fine-tuning guide). */
function checkReinforcement(line, report) {
    // "messages and tools are the only reserved keywords" (the guide): every other key is for the grader.
    const conversation = readConversation({ messages: line.messages, tools: line.tools }, '', report);
    if ((0,grader_fields/* getGradableKeys */.zM)(line).length === 0) {
        report('no-item-fields', '', 'the line has no fields that the grader could compare with');
    }
    if (!conversation)
        return;
    const { all, last } = conversation.roles;
    // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples have both.
    if (all.has('system')) {
        report('role-for-method', 'messages', 'for reinforcement, system messages must have the role developer');
    }
    if (all.has('function')) {
        report('role-for-method', 'messages', 'reinforcement does not support the role function');
    }
    if (last !== undefined && last !== 'user') {
        report('last-message', 'messages', 'the last message should have the role user');
    }
}

;// CONCATENATED MODULE: ./src/dataset/checks/supervised.ts



// The server rejects a file with another key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions']);
const COMPLETIONS_KEYS = new Set(['prompt', 'completion']);
/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
function checkChat(line, report) {
    supervised_checkKeys(line, CHAT_KEYS, report);
    const conversation = readConversation(line, '', report);
    if (!conversation)
        return;
    const { roles, messages } = conversation;
    if (!roles.all.has('assistant')) {
        // A misspelled role was reported.
        if (!roles.hasMisspelledAssistant)
            report('no-assistant', 'messages', 'no message has the role assistant');
    }
    else {
        if (roles.last !== undefined && roles.last !== 'assistant') {
            report('last-message', 'messages', 'the last message should have the role assistant');
        }
        if (!messages.some(isTrainedOn)) {
            report('all-weights-zero', 'messages', 'every assistant message has the weight 0, so there is nothing to learn');
        }
    }
}
/** Returns whether a message has weight 1, the default (API reference, FineTuneChatCompletionRequestAssistantMessage). */
function isTrainedOn(message) {
    return (0,json/* isJsonObject */.OW)(message) && message.role === 'assistant' && message.weight !== 0;
}
/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
function checkCompletions(line, report) {
    supervised_checkKeys(line, COMPLETIONS_KEYS, report);
    for (const key of COMPLETIONS_KEYS) {
        if (typeof line[key] !== 'string')
            report('completions-shape', key, `${key} must be text`);
    }
    const { completion } = line;
    if (completion === '')
        report('content-empty', 'completion', 'completion is empty');
    else if (typeof completion === 'string' && !/\S/.test(completion)) {
        report('content-empty', 'completion', 'completion is only white space');
    }
}
/** Returns whether a key belongs to the chat format. */
function isChatKey(key) {
    return CHAT_KEYS.has(key);
}
function supervised_checkKeys(line, known, report) {
    for (const key in line) {
        if (known.has(key))
            continue;
        report('unknown-key', '', () => `${(0,json_path/* describeUnexpectedKey */.kw)(key, known)} is not allowed; only ${[...known].join(', ')} are`);
    }
}

;// CONCATENATED MODULE: ./src/dataset/format.ts





/** The formats of lines: each method has its own, supervised has two. */
const FORMATS = ['chat', 'completions', 'dpo', 'reinforcement'];
/** The formats that a method accepts, the usual one first. */
const METHOD_FORMATS = {
    supervised: ['chat', 'completions'],
    dpo: ['dpo'],
    reinforcement: ['reinforcement'],
};
/** Checks a line by the rules of its format. */
const FORMAT_CHECKS = {
    chat: checkChat,
    completions: checkCompletions,
    dpo: checkPreference,
    reinforcement: checkReinforcement,
};
/** Returns the format of a line, in doubt one that the method accepts; undefined when it has none. */
function detectFormat(line, method) {
    if (line.messages !== undefined) {
        // Other keys than `messages` can have any name there.
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
/** Returns whether a line is a conversation that ends in an answer, without fields for a grader. */
function isAnswered(line) {
    const last = Array.isArray(line.messages) ? line.messages.at(-1) : undefined;
    return (0,json/* isJsonObject */.OW)(last) && last.role === 'assistant' && (0,grader_fields/* getGradableKeys */.zM)(line).length === 0;
}
/** Returns whether a line is a prompt without an answer, with fields for a grader. */
function isPromptForGrader(line) {
    const { messages } = line;
    if (!Array.isArray(messages))
        return false;
    const roles = messages.map((message) => ((0,json/* isJsonObject */.OW)(message) ? message.role : undefined));
    if (roles.at(-1) !== 'user' || roles.includes('assistant'))
        return false;
    return Object.keys(line).some((key) => !isChatKey(key));
}


/***/ }),

/***/ 1334:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dl: () => (/* binding */ ROOT_PATH),
/* harmony export */   cm: () => (/* binding */ childPath),
/* harmony export */   dm: () => (/* binding */ getValueAt),
/* harmony export */   kw: () => (/* binding */ describeUnexpectedKey)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2969);


// Every key of the formats. Any other key may be text of the dataset, which messages do not quote.
const KNOWN_KEYS = new Set(`messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output
  preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id
  function_call type text image_url url detail id function arguments description parameters strict properties
  required`.split(/\s+/));
/** Returns the description of an unexpected key: its name if a format has it, otherwise the expected key that is similar. */
function describeUnexpectedKey(key, expected) {
    if (KNOWN_KEYS.has(key))
        return `the key "${key}"`;
    const match = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .closestMatch */ .h0)(key, expected);
    return match === undefined ? 'a key' : `a key (did you mean "${match}"?)`;
}
/** Returns the value at a path, as a grader reads it: a step into a list is an index. Undefined when there is none. */
function getValueAt(root, path) {
    let value = root;
    for (const step of path) {
        if (Array.isArray(value))
            value = /^\d+$/.test(step) ? value[Number(step)] : undefined;
        else
            value = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
    return value;
}
/** The path of the line itself. */
const ROOT_PATH = { text: '', isTruncated: false };
const MAX_PATH_LENGTH = 200;
/** Returns the path of a value by its key in an object, or its index in a list. */
function childPath(path, step) {
    const { text, isTruncated } = path;
    if (isTruncated)
        return path;
    const isShown = (typeof step === 'number' || KNOWN_KEYS.has(step)) && text.length < MAX_PATH_LENGTH;
    if (!isShown)
        return { text, isTruncated: true };
    if (typeof step === 'number')
        return { text: `${text}[${step}]`, isTruncated };
    return { text: text === '' ? step : `${text}.${step}`, isTruncated };
}


/***/ }),

/***/ 5530:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oc: () => (/* binding */ MAX_LINE_BYTES),
/* harmony export */   Pt: () => (/* binding */ BufferPool),
/* harmony export */   g3: () => (/* binding */ LineSplitter),
/* harmony export */   i4: () => (/* binding */ listLines)
/* harmony export */ });
/** The length of the longest line that is read: ten images of 10 MB, which OpenAI allows, are 133 MB in base64. */
const MAX_LINE_BYTES = 256 * 2 ** 20;
// Large enough that sending a block to a thread is cheap compared with checking it, small enough to hold several.
const BLOCK_BYTES = 2 ** 19;
// The chunk that completes a block makes it longer than that.
const POOLED_BYTES = 2 * BLOCK_BYTES;
const NEWLINE = 10;
/** Reuses the memory of blocks. The garbage collector does not count it, and would let it pile up. */
class BufferPool {
    #free = [];
    /** Returns a block of at least that many bytes, with arbitrary content. */
    acquire(length) {
        const block = length <= POOLED_BYTES ? this.#free.pop() : undefined;
        return block ?? Buffer.from(new SharedArrayBuffer(Math.max(POOLED_BYTES, length)));
    }
    /** Takes back a block that is no longer read. */
    release({ buffer }) {
        if (buffer.byteLength === POOLED_BYTES)
            this.#free.push(Buffer.from(buffer));
    }
}
/** Yields the lines of a block, without their ends. */
function* listLines(block) {
    for (let start = 0, end = 0; start < block.length; start = end + 1) {
        end = block.indexOf(NEWLINE, start);
        yield block.subarray(start, end);
    }
}
/** Splits chunks of bytes into blocks of complete lines of about 512 KiB. Holds no more than a block and one unfinished line. */
class LineSplitter {
    #pool;
    #maxLineBytes;
    #block;
    #length = 0;
    /** How many of the bytes are complete lines. */
    #completeLength = 0;
    #isSkippingLine = false;
    constructor(pool, maxLineBytes = MAX_LINE_BYTES) {
        this.#pool = pool;
        this.#maxLineBytes = maxLineBytes;
    }
    /** Yields the blocks that a chunk completes. The chunk is copied. */
    *push(chunk) {
        let from = 0;
        if (this.#isSkippingLine) {
            from = chunk.indexOf(NEWLINE) + 1;
            if (from === 0)
                return;
            this.#isSkippingLine = false;
            yield 'line too long';
        }
        const end = Math.max(from, chunk.lastIndexOf(NEWLINE) + 1);
        if (end > from) {
            this.#append(chunk.subarray(from, end));
            this.#completeLength = this.#length;
            if (this.#completeLength >= BLOCK_BYTES)
                yield* this.end();
        }
        this.#append(chunk.subarray(end));
        if (this.#length - this.#completeLength <= this.#maxLineBytes)
            return;
        yield* this.end();
        this.#isSkippingLine = true;
    }
    /** Yields the last block, if there is one. Drops an unfinished line. */
    *end() {
        const block = this.#block?.subarray(0, this.#completeLength);
        this.#block = undefined;
        this.#length = 0;
        this.#completeLength = 0;
        if (block && block.length > 0)
            yield block;
    }
    #append(bytes) {
        if (bytes.length === 0)
            return;
        const length = this.#length + bytes.length;
        this.#block ??= this.#pool.acquire(length);
        if (length > this.#block.length) {
            const larger = this.#pool.acquire(Math.max(length, 2 * this.#block.length));
            copyBytes(this.#block.subarray(0, this.#length), larger, 0);
            this.#pool.release(this.#block);
            this.#block = larger;
        }
        copyBytes(bytes, this.#block, this.#length);
        this.#length = length;
    }
}
/** Copies at least one byte. `copy` is thirty times slower than `fill` into memory that threads share, unless it is aligned. */
function copyBytes(bytes, target, offset) {
    target.fill(bytes, offset, offset + bytes.length);
}


/***/ }),

/***/ 149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ LineProblemCollector),
/* harmony export */   t: () => (/* binding */ ProblemCollector)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8551);

/** Collects the problems of the lines of a block. */
class LineProblemCollector {
    problems = { counts: new Map(), kept: [] };
    #ignore;
    #capacity;
    constructor(ignore, capacity) {
        this.#ignore = ignore;
        this.#capacity = { ...capacity };
    }
    /** Returns whether the next problem of that code would be kept: only then are its place and its message computed. */
    hasCapacity(code) {
        return this.#capacity[_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC[code]] > 0 && !this.#ignore.has(code);
    }
    add(problem) {
        const { code } = problem;
        if (this.#ignore.has(code))
            return;
        const { counts, kept } = this.problems;
        counts.set(code, (counts.get(code) ?? 0) + 1);
        if (this.#capacity[_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC[code]] === 0)
            return;
        this.#capacity[_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC[code]]--;
        kept.push(problem);
    }
}
// A million bad lines take no memory, and warnings never displace errors.
const MAX_KEPT = 10_000;
/** Counts all problems of a dataset except the ignored ones, and keeps the first of them. */
class ProblemCollector {
    counts = { errors: 0, warnings: 0, codes: {} };
    #ignore;
    #lineProblems = { error: [], warning: [] };
    #datasetProblems = { error: [], warning: [] };
    constructor(ignore) {
        this.#ignore = ignore;
    }
    /** How many more problems of lines would be kept. */
    get capacity() {
        const { error, warning } = this.#lineProblems;
        return { error: MAX_KEPT - error.length, warning: MAX_KEPT - warning.length };
    }
    /** Adds the problems of a block that comes after `linesBefore` lines of its file. */
    addLineProblems({ counts, kept }, file, linesBefore) {
        for (const [code, count] of counts)
            this.#count(code, count);
        for (const { code, line, ...rest } of kept) {
            const severity = _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC[code];
            const problems = this.#lineProblems[severity];
            if (problems.length < MAX_KEPT)
                problems.push({ code, severity, file, line: linesBefore + line, ...rest });
        }
    }
    /** Adds a problem of a file or of the dataset, which counts as that many problems. */
    addDatasetProblem(problem, count = 1) {
        if (this.#ignore.has(problem.code))
            return;
        this.#count(problem.code, count);
        const severity = _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC[problem.code];
        const kept = this.#datasetProblems[severity];
        if (kept.length < MAX_KEPT)
            kept.push({ ...problem, severity });
    }
    /** Returns the kept problems: errors first, those of files and the dataset before those of lines, each in order. */
    list() {
        const { error, warning } = this.#datasetProblems;
        return [...error, ...this.#lineProblems.error, ...warning, ...this.#lineProblems.warning];
    }
    #count(code, count) {
        const { counts } = this;
        counts.codes[code] = (counts.codes[code] ?? 0) + count;
        if (_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .SEVERITIES */ .oC[code] === 'error')
            counts.errors += count;
        else
            counts.warnings += count;
    }
}


/***/ }),

/***/ 8551:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NU: () => (/* binding */ isProblemCode),
/* harmony export */   oC: () => (/* binding */ SEVERITIES),
/* harmony export */   zB: () => (/* binding */ PROBLEM_CODES)
/* harmony export */ });
/** Every kind of problem by its stable code. Errors stop the run. */
const SEVERITIES = {
    'empty-file': 'error',
    'git-lfs-pointer': 'error',
    'utf-16': 'error',
    'json-array': 'error',
    'pretty-printed': 'error',
    'file-type': 'error',
    'too-few-examples': 'error',
    'wrong-format': 'error',
    'foreign-format': 'error',
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
    'content-parts': 'error',
    'content-part': 'error',
    'refusal-type': 'error',
    'image-role': 'error',
    'weight-value': 'error',
    'tool-type': 'error',
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
    secret: 'warning',
    'extra-key': 'warning',
    'content-empty': 'warning',
    'unsupported-part': 'warning',
    'image-url': 'warning',
    'image-format': 'warning',
    'image-size': 'warning',
    'many-images': 'warning',
    'message-name': 'warning',
    'weight-role': 'warning',
    'tool-parts': 'warning',
    'tool-call': 'warning',
    'arguments-json': 'warning',
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
/** Returns whether a text is the code of a kind of problem. */
const isProblemCode = (text) => Object.hasOwn(SEVERITIES, text);
/** The codes of all kinds of problems, in the order of their table. */
const PROBLEM_CODES = Object.keys(SEVERITIES).filter(isProblemCode);


/***/ }),

/***/ 7317:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ createExampleTokenCounter)
});

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/dataset/tokens/image-tokens.ts
// A JPEG file has a handful of segments before its size, some of them long.
const MAX_SEGMENTS = 1000;
/**
 * Returns the tokens of an image, or undefined when its size is unknown because it is only linked. Images and vision guide,
 * for gpt-4o and gpt-4.1: 85 in low detail. In high detail, the image is shrunk to fit a square of 2048 pixels, then until
 * the shorter side has 768 pixels; it costs 85, plus 170 for each tile of 512 pixels. Smaller images are not enlarged, as in
 * the calculator on the pricing page. `auto` counts as high.
 */
function countImageTokens(url, detail) {
    if (detail === 'low')
        return 85;
    const size = readImageSize(url);
    if (!size)
        return undefined;
    const [width, height] = size;
    const inSquare = Math.min(1, 2048 / Math.max(width, height));
    const scale = inSquare * Math.min(1, 768 / (inSquare * Math.min(width, height)));
    const tiles = (side) => Math.max(1, Math.ceil(Math.round(side * scale) / 512));
    return 85 + 170 * tiles(width) * tiles(height);
}
/** Returns the size of the image in a data URL, in pixels. */
function readImageSize(url) {
    const start = /^data:image\/[\w.+-]{1,20}(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url.slice(0, 256))?.[0]
        .length;
    if (start === undefined)
        return undefined;
    // Decodes only the requested part of up to 13 MB of base64.
    const bytes = (from, length) => {
        const quartet = start + 4 * Math.floor(from / 3);
        const text = url.slice(quartet, quartet + 4 * Math.ceil((length + 2) / 3));
        return Buffer.from(text, 'base64').subarray(from % 3, (from % 3) + length);
    };
    const head = bytes(0, 30);
    const size = readPngSize(head) ?? readWebpSize(head) ?? readJpegSize(head, bytes);
    return size && size[0] > 0 && size[1] > 0 ? size : undefined;
}
/** PNG specification, 11.2.1: the first chunk is the header. */
function readPngSize(head) {
    if (head.length < 24 || head.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n')
        return undefined;
    return [head.readUInt32BE(16), head.readUInt32BE(20)];
}
/** RFC 9649, sections 2.5 to 2.7. */
function readWebpSize(head) {
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
function readJpegSize(head, bytes) {
    if (head.length < 2 || head.readUInt16BE(0) !== 0xffd8)
        return undefined;
    for (let at = 2, i = 0; i < MAX_SEGMENTS; i++) {
        const segment = bytes(at, 9);
        if (segment.length < 9 || segment[0] !== 0xff)
            return undefined;
        const marker = segment.readUInt8(1);
        // SOF0 to SOF15; three other markers are in that range.
        if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
            return [segment.readUInt16BE(7), segment.readUInt16BE(5)];
        // A marker may be preceded by any number of fill bytes.
        at += marker === 0xff ? 1 : 2 + segment.readUInt16BE(2);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/dataset/tokens/ranks.ts
// Three tokens in a bucket are found as fast as one in four times as many buckets.
const BUCKET_COUNT = 2 ** 16;
const ENDS_BYTES = 4 * (BUCKET_COUNT + 1);
/**
 * Returns the table of an encoding from its tokens, which are in the order of their ranks. It begins with the end of each
 * bucket, after a 0, as little-endian numbers of 32 bits. Then it has the tokens, bucket by bucket: the length in one byte,
 * the rank in three, and the bytes. Building a `Map` of 200,000 tokens would take longer than the rest of the start-up.
 */
function createRankTable(tokens) {
    const buckets = Array.from({ length: BUCKET_COUNT }, () => []);
    for (const [rank, token] of tokens) {
        const head = Buffer.from([token.length, rank, rank >> 8, rank >> 16]);
        buckets[hashBucket(token.toString('latin1'), 0, token.length)]?.push(head, token);
    }
    const ends = Buffer.alloc(ENDS_BYTES);
    let end = 0;
    for (const [i, parts] of buckets.entries()) {
        end += parts.reduce((sum, { length }) => sum + length, 0);
        ends.writeUInt32LE(end, 4 * (i + 1));
    }
    return Buffer.concat([ends, ...buckets.flat()]);
}
/** Returns the lookup of ranks in a table. */
function createRankLookup(table) {
    // A copy, because a view of words must be aligned.
    const ends = new Uint32Array(new Uint8Array(table.subarray(0, ENDS_BYTES)).buffer);
    const tokens = table.subarray(ENDS_BYTES);
    return (bytes, from, to) => {
        const length = to - from;
        const bucket = hashBucket(bytes, from, to);
        const end = ends[bucket + 1] ?? 0;
        for (let at = ends[bucket] ?? 0; at < end; at += 4 + (tokens[at] ?? 0)) {
            if (tokens[at] === length && isTokenAt(tokens, at + 4, bytes, from, to))
                return (tokens[at + 1] ?? 0) | ((tokens[at + 2] ?? 0) << 8) | ((tokens[at + 3] ?? 0) << 16);
        }
        return -1;
    };
}
function hashBucket(bytes, from, to) {
    let hash = to - from;
    for (let i = from; i < to; i++)
        hash = Math.imul(hash ^ bytes.charCodeAt(i), 0x9e3779b1);
    return (hash ^ (hash >>> 15)) & (BUCKET_COUNT - 1);
}
function isTokenAt(tokens, at, bytes, from, to) {
    for (let i = from; i < to; i++)
        if (tokens[at + i - from] !== bytes.charCodeAt(i))
            return false;
    return true;
}

;// CONCATENATED MODULE: ./src/dataset/tokens/tokenizer.ts

/**
 * Creates a counter of the tokens of a text, equal to the length of tiktoken's `encode_ordinary`, for which special tokens
 * are plain text. It never throws and takes linear time. Texts longer than a million UTF-16 units, and pieces longer than
 * 16 KiB, are counted in parts: that may add a token or two per cut.
 */
async function createTokenCounter(encoding, readRanks) {
    const countBytes = createByteCounter(createRankLookup(await readRanks(encoding)));
    const pattern = new RegExp(PATTERNS[encoding], 'yu');
    const cache = new PieceCache(MAX_CACHED_PIECES, 10 * MAX_CACHED_PIECES);
    function countPieces(text) {
        let count = 0;
        // The pattern matches any text, so each piece begins where the last one ends. `test` creates no match object.
        for (let from = 0; pattern.test(text); from = pattern.lastIndex) {
            count += countPiece(text, from, pattern.lastIndex);
        }
        return count;
    }
    function countPiece(text, from, to) {
        if (to - from > MAX_CACHED_LENGTH)
            return countBytes(toByteString(text.slice(from, to)));
        const cached = cache.get(text, from, to);
        if (cached !== undefined)
            return cached;
        const count = countBytes(toByteString(text.slice(from, to)));
        cache.set(text, from, to, count);
        return count;
    }
    return (text) => {
        if (text.length <= MAX_TEXT_LENGTH)
            return countPieces(text);
        let count = 0;
        for (let from = 0; from < text.length; from += MAX_TEXT_LENGTH)
            count += countPieces(text.slice(from, from + MAX_TEXT_LENGTH));
        return count;
    };
}
// V8 keeps a state for backtracking for each character of a run, in at most 64 MB.
const MAX_TEXT_LENGTH = 1 << 20;
/** In UTF-16 units: longer pieces rarely occur twice. */
const MAX_CACHED_LENGTH = 64;
const MAX_CACHED_PIECES = 1 << 17;
// How a text is split into pieces: tiktoken's patterns (`pat_str` in its `openai_public.py`). In tiktoken, `\s` is Unicode's
// White_Space, unlike in JavaScript, and `(?i:s)` matches the long s.
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
/** Returns the bytes of a text as a string of units below 256. */
function toByteString(text) {
    return Buffer.from(text).toString('latin1');
}
/** The longest piece, in bytes, that is merged as a whole. */
const MAX_PIECE_LENGTH = 1 << 14;
/**
 * Creates a counter of the tokens of a piece, given as bytes. Pairs of parts are merged as long as they form a token, the
 * lowest rank first, and the leftmost among equal ranks; the remaining parts are the tokens.
 */
function createByteCounter(lookupRank) {
    const next = new Int32Array(MAX_PIECE_LENGTH + 1);
    const previous = new Int32Array(MAX_PIECE_LENGTH + 1);
    /** The rank of the part that begins here joined with the next one; -1 if that is no token, or no part begins here. */
    const pairRanks = new Int32Array(MAX_PIECE_LENGTH + 1);
    // Each pair once, and at most two new ones for each merge.
    const queue = new Heap(3 * MAX_PIECE_LENGTH);
    function rankPair(bytes, at) {
        const middle = next[at] ?? 0;
        const rank = middle < bytes.length ? lookupRank(bytes, at, next[middle] ?? 0) : -1;
        pairRanks[at] = rank;
        if (rank >= 0)
            queue.push(rank * MAX_PIECE_LENGTH + at);
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
            const at = lowest % MAX_PIECE_LENGTH;
            // One of its parts was merged with another in the meantime.
            if (pairRanks[at] !== (lowest - at) / MAX_PIECE_LENGTH)
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
        if (lookupRank(bytes, 0, bytes.length) >= 0)
            return 1;
        if (bytes.length <= MAX_PIECE_LENGTH)
            return merge(bytes);
        let parts = 0;
        for (let from = 0; from < bytes.length; from += MAX_PIECE_LENGTH)
            parts += merge(bytes.slice(from, from + MAX_PIECE_LENGTH));
        return parts;
    };
}
// Limits the time for text that was constructed to collide.
const MAX_PROBES = 64;
/**
 * Caches numbers by pieces of a text, without creating a string for each piece, which takes most of the time with a `Map`.
 * Clears itself when it is full; may not keep a piece whose hash collides with many others.
 */
class PieceCache {
    #units;
    /** Where the units of each entry end and those of the next one begin. */
    #ends;
    #values;
    /** The indexes of entries, by hash; 0 is none. */
    #slots;
    #entries = 0;
    constructor(entries, units) {
        this.#units = new Uint16Array(units);
        this.#ends = new Int32Array(entries + 1);
        this.#values = new Int32Array(entries + 1);
        this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * entries)));
    }
    get(text, from, to) {
        const entry = this.#slots[this.#findSlot(text, from, to)] ?? 0;
        return entry === 0 ? undefined : this.#values[entry];
    }
    /** Adds a piece that is not cached. */
    set(text, from, to, value) {
        const begin = this.#ends[this.#entries] ?? 0;
        const end = begin + to - from;
        if (this.#entries + 1 >= this.#ends.length || end > this.#units.length) {
            this.#slots.fill(0);
            this.#entries = 0;
            return;
        }
        const slot = this.#findSlot(text, from, to);
        if (slot === -1)
            return;
        const entry = ++this.#entries;
        this.#slots[slot] = entry;
        this.#ends[entry] = end;
        this.#values[entry] = value;
        for (let i = from; i < to; i++)
            this.#units[begin + i - from] = text.charCodeAt(i);
    }
    /** Returns the slot of a piece, or the free slot where it belongs; -1 when none is near. */
    #findSlot(text, from, to) {
        let hash = to - from;
        for (let i = from; i < to; i++)
            hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1);
        hash ^= hash >>> 15;
        for (let probe = 0; probe < MAX_PROBES; probe++) {
            const slot = (hash + probe) & (this.#slots.length - 1);
            const entry = this.#slots[slot];
            if (!entry || this.#isPiece(entry, text, from, to))
                return slot;
        }
        return -1;
    }
    #isPiece(entry, text, from, to) {
        const begin = this.#ends[entry - 1] ?? 0;
        if ((this.#ends[entry] ?? 0) - begin !== to - from)
            return false;
        for (let i = from; i < to; i++)
            if (this.#units[begin + i - from] !== text.charCodeAt(i))
                return false;
        return true;
    }
}
/** A binary heap of numbers; `pop` returns the lowest. */
class Heap {
    #numbers;
    #size = 0;
    constructor(capacity) {
        this.#numbers = new Float64Array(capacity);
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

;// CONCATENATED MODULE: ./src/dataset/tokens/tool-namespace.ts

/** Deeper schemas are `any`: no model is given one, and the renderer is recursive. */
const MAX_DEPTH = 20;
/**
 * Renders `tools` or `functions` as the TypeScript namespace that models read instead of the JSON (hmarr/openai-chat-tokens
 * found it by experiments). The bill of a public job confirms it, with `{}` for an object without properties. Tools of other
 * kinds than functions are JSON text, as no rendering is known.
 */
function renderToolNamespace(tools) {
    const functions = [];
    const others = [];
    for (const tool of tools) {
        if (!(0,json/* isJsonObject */.OW)(tool))
            continue;
        const definition = (0,json/* isJsonObject */.OW)(tool.function) ? tool.function : tool;
        if (typeof definition.name === 'string')
            functions.push(renderFunction(definition.name, definition));
        else
            others.push(renderUnknown(tool));
    }
    const namespace = ['namespace functions {', '', ...functions, '} // namespace functions'].join('\n');
    return [...(functions.length > 0 ? [namespace] : []), ...others].join('\n');
}
function renderFunction(name, { description, parameters }) {
    const fields = (0,json/* isJsonObject */.OW)(parameters) ? renderFields(parameters, { indent: '', depth: 0 }) : [];
    const type = fields.length > 0 ? ['(_: {', ...fields, '}) => any;'].join('\n') : '() => any;';
    return [...renderComment(description), `type ${name} = ${type}`, ''].join('\n');
}
function renderFields({ properties, required }, nesting) {
    const isRequired = new Set(Array.isArray(required) ? required : []);
    return Object.entries((0,json/* isJsonObject */.OW)(properties) ? properties : {}).flatMap(([name, schema]) => {
        const comment = (0,json/* isJsonObject */.OW)(schema) ? renderComment(schema.description) : [];
        const field = `${name}${isRequired.has(name) ? '' : '?'}: ${renderType(schema, nesting)},`;
        return [...comment, field].map((line) => `${nesting.indent}${line}`);
    });
}
function renderType(schema, nesting) {
    if (!(0,json/* isJsonObject */.OW)(schema) || nesting.depth >= MAX_DEPTH)
        return 'any';
    const { type, enum: values, const: value, anyOf, oneOf } = schema;
    if (Array.isArray(values))
        return joinTypes(values.map(renderLiteral));
    if (value !== undefined)
        return renderLiteral(value);
    const choices = anyOf ?? oneOf;
    if (Array.isArray(choices))
        return joinTypes(choices.map((choice) => renderType(choice, { ...nesting, depth: nesting.depth + 1 })));
    // Each once: a repeated type would render the fields in it again, and those in them.
    if (Array.isArray(type))
        return joinTypes([...new Set(type)].map((each) => renderNamedType(each, schema, nesting)));
    return renderNamedType(type, schema, nesting);
}
function renderNamedType(type, schema, { indent, depth }) {
    switch (type) {
        case 'string':
        case 'number':
        case 'boolean':
        case 'null':
            return type;
        case 'integer':
            return 'number';
        case 'array':
            return `${renderType(schema.items, { indent, depth: depth + 1 })}[]`;
        case 'object': {
            const fields = renderFields(schema, { indent: `${indent}  `, depth: depth + 1 });
            return fields.length > 0 ? ['{', ...fields, `${indent}}`].join('\n') : '{}';
        }
        default:
            return 'any';
    }
}
function joinTypes(types) {
    return types.length > 0 ? types.join(' | ') : 'any';
}
function renderLiteral(value) {
    return typeof value === 'object' && value !== null ? 'any' : JSON.stringify(value);
}
function renderComment(description) {
    return typeof description === 'string' && description !== ''
        ? description.split('\n').map((line) => `// ${line}`)
        : [];
}
function renderUnknown(tool) {
    try {
        return JSON.stringify(tool);
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./src/dataset/tokens/example-tokens.ts




/**
 * Creates a counter of the tokens of examples: the tokens of every text that the model reads, 3 for each message, 1 for its
 * name, and 1 for the example. Tools and functions count as the TypeScript that models read, a call as its name and
 * arguments. This equals the bills of three public jobs: 448 tokens for 10 examples, 11,790 for 100, and 48,661 for 103 with
 * tools. The rest is estimated: dpo counts its input and both outputs, reinforcement the prompt, completions the two texts
 * only. Weights do not matter: the model reads what it is not trained on. Malformed parts count nothing.
 */
async function createExampleTokenCounter(encoding, readRanks) {
    const counter = new ExampleTokenCounter(await createTokenCounter(encoding, readRanks));
    return (line, format) => counter.count(line, format);
}
/** Reads each example once, without joining texts. */
class ExampleTokenCounter {
    #countText;
    #countSystem;
    #definitions = { json: '', tokens: 0 };
    #images = 0;
    constructor(countText) {
        this.#countText = countText;
        this.#countSystem = memoizeLast(countText);
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
                return TOKENS_PER_EXAMPLE + this.#countConversation(line);
            case 'completions':
                return this.#countTexts({ prompt: line.prompt, completion: line.completion });
            case 'dpo':
                return (TOKENS_PER_EXAMPLE +
                    ((0,json/* isJsonObject */.OW)(line.input) ? this.#countConversation(line.input) : 0) +
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
        return (TOKENS_PER_MESSAGE +
            (typeof name === 'string' ? 1 : 0) +
            (text === undefined ? 0 : this.#countSystem(text)) +
            this.#countTexts(message, text === undefined ? UNREAD : UNREAD_OF_SYSTEM) +
            sum(content, (part) => this.#countPart(part)) +
            sum(calls, ({ function: called }) => this.#countCalled(called)) +
            this.#countCalled(call));
    }
    #countPart(part) {
        if (part.type === 'image_url')
            return this.#countImage(part.image_url);
        return this.#countTexts({ text: part.text, refusal: part.refusal });
    }
    #countImage(image) {
        const tokens = (0,json/* isJsonObject */.OW)(image) && typeof image.url === 'string'
            ? countImageTokens(image.url, image.detail)
            : undefined;
        if (tokens === undefined)
            this.#images++;
        return tokens ?? 0;
    }
    #countCalled(called) {
        return (0,json/* isJsonObject */.OW)(called) ? this.#countTexts(called) : 0;
    }
    /** Counts equal definitions in a row once: most datasets have one list of tools. */
    #countDefinitions(tools) {
        if (!Array.isArray(tools) || tools.length === 0)
            return 0;
        const json = toJsonText(tools);
        if (json !== undefined && json === this.#definitions.json)
            return this.#definitions.tokens;
        const tokens = this.#countText(renderToolNamespace(tools));
        if (json !== undefined)
            Object.assign(this.#definitions, { json, tokens });
        return tokens;
    }
    /** Counts the texts directly in an object. */
    #countTexts(object, unread = UNREAD) {
        let tokens = 0;
        for (const key in object) {
            const value = object[key];
            if (typeof value === 'string' && !unread.has(key))
                tokens += this.#countText(value);
        }
        return tokens;
    }
}
/** The server adds 1; OpenAI's cookbook says 3, which is what it adds to the prompt of a completion. */
const TOKENS_PER_EXAMPLE = 1;
/** The cookbook, "Data preparation and analysis for chat model fine-tuning". */
const TOKENS_PER_MESSAGE = 3;
/** The id of a call only connects messages. */
const UNREAD = new Set(['tool_call_id']);
const UNREAD_OF_SYSTEM = new Set([...UNREAD, 'content']);
function sum(list, count) {
    if (!Array.isArray(list))
        return 0;
    return list.reduce((tokens, each) => tokens + ((0,json/* isJsonObject */.OW)(each) ? count(each) : 0), 0);
}
/** Counts equal texts in a row once: most datasets have one system message. */
function memoizeLast(count) {
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
/** Returns undefined for a value that is nested deeper than the stack allows. */
function toJsonText(value) {
    try {
        return JSON.stringify(value);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 4319:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ WorkerPool),
/* harmony export */   s: () => (/* binding */ serveWorker)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _checker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7291);


/** Checks the blocks that arrive at a port, in a worker thread. */
function serveWorker(port, loadTokenizer) {
    let checker;
    const respond = async (bytes, capacity) => {
        try {
            if (!checker)
                throw new Error('a block came before the options');
            const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
            return { report: await (await checker).check(block, capacity) };
        }
        catch (error) {
            return { error };
        }
    };
    port.on('message', async (request) => {
        if ('options' in request)
            checker = (0,_checker_js__WEBPACK_IMPORTED_MODULE_1__/* .createInlineChecker */ .B)(request.options, loadTokenizer);
        else
            port.postMessage(await respond(request.block, request.capacity));
    });
}
// One block to check, and others for the time in which the main thread is busy.
const PENDING_BYTES_PER_WORKER = 2 * 2 ** 20;
/**
 * Checks blocks in worker threads. The blocks of a worker that cannot start, or dies, are checked in this thread; those of
 * one that ran out of memory are rejected with an `ActionError`. When the signal aborts, all of them are rejected with its
 * reason.
 */
class WorkerPool {
    maxPendingBytes;
    #workers;
    #inline;
    #signal;
    #abort = () => this.#end(this.#signal.reason);
    constructor(options, loadTokenizer, { count, spawn }, signal) {
        this.maxPendingBytes = count * PENDING_BYTES_PER_WORKER;
        this.#signal = signal;
        let inline;
        this.#inline = () => (inline ??= (0,_checker_js__WEBPACK_IMPORTED_MODULE_1__/* .createInlineChecker */ .B)(options, loadTokenizer));
        this.#workers = Array.from({ length: count }, () => ({ worker: spawn(), tasks: [] }));
        for (const worker of this.#workers)
            this.#addWorker(worker, options);
        signal.addEventListener('abort', this.#abort);
    }
    async check(block, capacity) {
        this.#signal.throwIfAborted();
        const [first, ...others] = this.#workers;
        if (!first)
            return this.#checkInline(block, capacity);
        const idlest = others.reduce((best, other) => (other.tasks.length < best.tasks.length ? other : best), first);
        return new Promise((resolve) => {
            idlest.tasks.push({ block, capacity, resolve });
            idlest.worker.postMessage({ block, capacity });
        });
    }
    close() {
        this.#signal.removeEventListener('abort', this.#abort);
        this.#end(new Error('the checks were closed'));
    }
    #addWorker(poolWorker, options) {
        const { worker, tasks } = poolWorker;
        worker.on('message', (response) => {
            // Without a task, which a closed pool does not have, a rejected promise would be unhandled.
            const task = tasks.shift();
            task?.resolve('report' in response ? Promise.resolve(response.report) : Promise.reject(response.error));
        });
        worker.on('error', (error) => this.#removeWorker(poolWorker, error));
        worker.on('messageerror', (error) => this.#removeWorker(poolWorker, error));
        worker.on('exit', () => this.#removeWorker(poolWorker, undefined));
        worker.postMessage({ options });
    }
    /** Removes a worker and checks its blocks in this thread. */
    #removeWorker(poolWorker, error) {
        const index = this.#workers.indexOf(poolWorker);
        if (index === -1)
            return;
        this.#workers.splice(index, 1);
        void poolWorker.worker.terminate();
        for (const { block, capacity, resolve } of poolWorker.tasks.splice(0)) {
            resolve(isOutOfMemory(error) ? Promise.reject(toMemoryError(error)) : this.#checkInline(block, capacity));
        }
    }
    async #checkInline(block, capacity) {
        return (await this.#inline()).check(block, capacity);
    }
    #end(reason) {
        for (const { worker, tasks } of this.#workers.splice(0)) {
            void worker.terminate();
            for (const { resolve } of tasks.splice(0))
                resolve(Promise.reject(reason));
        }
    }
}
function isOutOfMemory(error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
function toMemoryError(cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('there is not enough memory to check the data', {
        cause,
        hint: 'Split the longest lines, use a larger runner, or set "data-check" to "off".',
    });
}


/***/ })

};
