export const id = 79;
export const ids = [79];
export const modules = {

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ RESULT_FILES),
/* harmony export */   u: () => (/* binding */ resultsIn)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** The names of the files that a run leaves. */
const RESULT_FILES = ['result.json', 'events.jsonl'];
/** Begins the results in an existing folder, over those of an earlier step. */
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
    attempt('events.jsonl', (path) => anew(path, ''));
    return {
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

/***/ 5468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ resultOf),
/* harmony export */   LO: () => (/* binding */ CONTROL_OUTPUTS),
/* harmony export */   iQ: () => (/* binding */ ROOT_OUTPUTS),
/* harmony export */   jO: () => (/* binding */ outputText),
/* harmony export */   ke: () => (/* binding */ jobOutputs),
/* harmony export */   lY: () => (/* binding */ WAIT_OUTPUTS),
/* harmony export */   vw: () => (/* binding */ FIND_OUTPUTS)
/* harmony export */ });
const JOB = ['job-id', 'status', 'fine-tuned-model'];
const DATA = ['training-file-id', 'validation-file-id'];
const END = ['trained-tokens', 'error-code', 'error-message', 'job', 'results-dir'];
/** Every output of the root action, as `action.yml` declares them. */
const ROOT_OUTPUTS = [
    ...JOB,
    'created',
    'fingerprint',
    ...DATA,
    'model-shutdown-date',
    ...END,
];
/** Every output of the action `wait`. */
const WAIT_OUTPUTS = [...JOB, ...DATA, ...END];
/** Every output of the action `find`. */
const FIND_OUTPUTS = [...JOB, 'jobs', 'count'];
/** Every output of the action `control`. */
const CONTROL_OUTPUTS = ['job-id', 'status'];
/** The outputs as `result.json` has them: every one by its name, null where nothing is known. */
function resultOf(names, outputs) {
    return Object.fromEntries(names.map((name) => [name, outputs[name] ?? null]));
}
/** GitHub's limit is 1 MB for all outputs of a job together. */
const LONGEST_VALUE = 64_000;
/** What a job tells the outputs, beside itself. The model is told only when it is one that may be deployed. */
function jobOutputs(job) {
    const failed = job.status === 'failed' ? job.error : undefined;
    return {
        'job-id': job.id,
        status: job.status,
        'fine-tuned-model': job.status === 'succeeded' ? job.fineTunedModel : undefined,
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
        if (bytes > LONGEST_VALUE)
            break;
        shown.push(item);
    }
    return JSON.stringify(shown);
}
/** The fields of an object that are short, and only so many. */
function plain(value) {
    const short = Object.entries(value).filter(([, item]) => typeof item !== 'object' && fits(JSON.stringify(item), 1000));
    return Object.fromEntries(short.slice(0, 50));
}
const fits = (text, most = LONGEST_VALUE) => Buffer.byteLength(text ?? '') <= most;
const shortened = (text) => `(${Buffer.byteLength(text)} bytes left out)`;
function cut(text) {
    return fits(text)
        ? text
        : `${Buffer.from(text)
            .subarray(0, LONGEST_VALUE - 3)
            .toString()
            .replace(/\ufffd+$/, '')}…`;
}


/***/ }),

/***/ 9079:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fineTune: () => (/* binding */ fineTune)
});

// EXTERNAL MODULE: ./src/api/client.ts
var api_client = __webpack_require__(7085);
// EXTERNAL MODULE: ./src/api/provider.ts
var provider = __webpack_require__(4259);
// EXTERNAL MODULE: ./src/api/wire.ts
var wire = __webpack_require__(5847);
// EXTERNAL MODULE: ./src/jobs/create.ts
var create = __webpack_require__(8566);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/spec/fingerprint.ts

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

// EXTERNAL MODULE: ./src/spec/map.ts
var map = __webpack_require__(2137);
;// CONCATENATED MODULE: ./src/spec/request.ts

/** The JSON body that creates this job from files that are uploaded. */
function createRequest({ model, method, suffix, seed, metadata, integrations, extraBody }, { training, validation }) {
    const settings = { method: method && methodField(method), suffix, seed, metadata, integrations };
    return {
        model,
        training_file: training,
        ...(0,map/* present */.E)({ validation_file: validation, ...settings }),
        ...extraBody,
    };
}
function methodField({ type, ...settings }) {
    return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type };
}

// EXTERNAL MODULE: ./src/verbs/attend.ts + 2 modules
var attend = __webpack_require__(5452);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./src/dataset/json.ts
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
const MOST_VALUES = 1 << 20;
const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = Buffer.from('",[\\{');
/** Whether a JSON text has so many values that to parse it would take gigabytes; what stands in its strings does not count. */
function hasTooManyValues(json) {
    let values = 0;
    for (let i = 0; i < json.length && values <= MOST_VALUES; i++) {
        const byte = json[i];
        if (byte === QUOTE)
            i = endOfString(json, i);
        else if (byte === COMMA || byte === BRACKET || byte === BRACE)
            values++;
    }
    return values > MOST_VALUES;
}
function endOfString(json, start) {
    for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
        let before = end;
        while (json[before - 1] === BACKSLASH)
            before--;
        if ((end - before) % 2 === 0)
            return end;
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

;// CONCATENATED MODULE: ./src/dataset/key.ts
// Every key that one of the formats knows in some place.
const KNOWN = 'messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id function_call'.split(' ');
/** A key as it may be shown: one that is, or nearly is, a key of some format. Any other may be text of the dataset. */
function shownKey(key) {
    const isPlain = /^[A-Za-z_-]{1,40}$/.test(key);
    return isPlain && KNOWN.some((known) => isNear(key, known)) ? `the key "${key}"` : 'a key';
}
/** Whether at most two letters are other, more or less; in a short key only one. */
function isNear(key, known) {
    const most = Math.min(2, Math.floor(known.length / 3));
    return Math.abs(key.length - known.length) <= most && distance(key, known) <= most;
}
/** Levenshtein's distance. */
function distance(a, b) {
    let above = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const other = (above[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
            row.push(Math.min(other, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
        }
        above = row;
    }
    return above[b.length] ?? 0;
}

;// CONCATENATED MODULE: ./src/dataset/tools.ts

// "Must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64" (API reference, Chat).
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
/** Checks what a line says about its tools beside the messages: `tools`, `parallel_tool_calls`, `functions`. */
function checkTools(line, path, say) {
    const { tools, functions, parallel_tool_calls: parallel } = line;
    if (parallel !== undefined && parallel !== null && typeof parallel !== 'boolean') {
        say('parallel-tool-calls', `${path}parallel_tool_calls`, 'parallel_tool_calls must be true or false');
    }
    if (tools !== undefined && tools !== null)
        checkList(tools, `${path}tools`, say, checkTool);
    if (functions !== undefined && functions !== null) {
        checkList(functions, `${path}functions`, say, checkFunction);
        // API reference, legacy schema of fine-tuning input: 1 to 128 functions.
        if (Array.isArray(functions) && (functions.length < 1 || functions.length > 128)) {
            say('tool-definition', `${path}functions`, 'functions must have 1 to 128 entries');
        }
    }
}
function checkList(list, path, say, check) {
    if (!Array.isArray(list))
        return say('tool-definition', path, 'must be a list');
    for (let i = 0; i < list.length; i++)
        check(list[i], `${path}[${i}]`, say);
}
function checkTool(tool, path, say) {
    if (!isObject(tool))
        return say('tool-definition', path, 'a tool must be an object');
    if (tool.type !== 'function') {
        return say('tool-definition', `${path}.type`, 'the type of a tool must be "function"');
    }
    checkFunction(tool.function, `${path}.function`, say);
}
function checkFunction(definition, path, say) {
    if (!isObject(definition))
        return say('tool-definition', path, 'a function must be an object');
    const { name, parameters, description } = definition;
    if (typeof name !== 'string' || !FUNCTION_NAME.test(name)) {
        say('tool-definition', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    if (parameters !== undefined && parameters !== null && !isObject(parameters)) {
        say('tool-definition', `${path}.parameters`, 'the parameters of a function must be a JSON Schema object');
    }
    if (description !== undefined && description !== null && typeof description !== 'string') {
        say('tool-definition', `${path}.description`, 'the description of a function must be text');
    }
}
/** Checks the calls of an assistant message; tells whether there are any. */
function checkCalls(message, path, say) {
    const { tool_calls: calls, function_call: call } = message;
    if (call !== undefined && call !== null)
        checkNameAndArguments(call, `${path}.function_call`, say);
    if (Array.isArray(calls)) {
        for (let i = 0; i < calls.length; i++)
            checkCall(calls[i], `${path}.tool_calls[${i}]`, say);
        if (calls.length === 0)
            say('tool-call', `${path}.tool_calls`, 'tool_calls is empty');
        return calls.length > 0 || isObject(call);
    }
    if (calls !== undefined && calls !== null) {
        say('tool-arguments', `${path}.tool_calls`, 'tool_calls must be a list of calls');
        return true;
    }
    return call !== undefined && call !== null;
}
function checkCall(call, path, say) {
    if (!isObject(call))
        return say('tool-arguments', path, 'a tool call must be an object');
    if (typeof call.id !== 'string' || call.id === '')
        say('tool-call', `${path}.id`, 'a tool call needs an id');
    if (call.type !== 'function') {
        say('tool-call', `${path}.type`, 'the type of a tool call must be "function"');
        // Other kinds of calls have other fields.
        if (typeof call.type === 'string')
            return;
    }
    checkNameAndArguments(call.function, `${path}.function`, say);
}
function checkNameAndArguments(called, path, say) {
    if (!isObject(called))
        return say('tool-arguments', path, 'must be an object with name and arguments');
    if (typeof called.name !== 'string' || !FUNCTION_NAME.test(called.name)) {
        say('tool-call', `${path}.name`, 'the name of a function must be 1 to 64 letters, digits, _ or -');
    }
    const given = called.arguments;
    if (typeof given !== 'string') {
        const advice = isObject(given) ? '; write the object as JSON in a text' : '';
        return say('tool-arguments', `${path}.arguments`, `the arguments of a call must be a text${advice}`);
    }
    if (given.length > MOST_VALUES && hasTooManyValues(Buffer.from(given))) {
        return say('tool-arguments', `${path}.arguments`, 'the arguments of a call have more than a million values');
    }
    if (!isJson(given))
        say('tool-arguments', `${path}.arguments`, 'the arguments of a call must be JSON');
}

;// CONCATENATED MODULE: ./src/dataset/message.ts



// What each message may hold: the API reference's FineTuneChatRequestInput and the chat messages it refers to.
const KEYS = new Map(Object.entries({
    system: ['role', 'content', 'name'],
    developer: ['role', 'content', 'name'],
    user: ['role', 'content', 'name'],
    assistant: ['role', 'content', 'name', 'refusal', 'weight', 'tool_calls', 'function_call'],
    tool: ['role', 'content', 'name', 'tool_call_id'],
    function: ['role', 'content', 'name'],
}).map(([role, keys]) => [role, new Set(keys)]));
// Names that other formats and other vendors give to the roles.
const ROLE_MEANT = new Map([
    ['human', 'user'],
    ['gpt', 'assistant'],
    ['bot', 'assistant'],
    ['ai', 'assistant'],
    ['model', 'assistant'],
    ['chatbot', 'assistant'],
]);
/** Checks a conversation; tells who speaks in it, or undefined when it is none. */
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
    if (!isObject(message)) {
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
            say('extra-key', path, `${shownKey(key)} is not known in a message of this role`);
    }
    if (message.name !== undefined && message.name !== null && typeof message.name !== 'string') {
        say('message-name', `${path}.name`, 'the name of a message must be text');
    }
    if (role === 'assistant')
        checkAssistant(message, path, say);
    else
        checkContent(role, message.content, path, say);
    if (role === 'tool' && typeof message.tool_call_id !== 'string') {
        say('tool-call-id', `${path}.tool_call_id`, 'a tool message needs the id of the call that it answers');
    }
    if (role === 'function' && (message.name === undefined || message.name === null)) {
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
    if (speaksOtherwise && (content === undefined || content === null || content === ''))
        return;
    checkContent('assistant', content, path, say);
}
function checkContent(role, content, path, say) {
    if (typeof content === 'string') {
        // A tool may well have nothing to say.
        if (content === '' && role !== 'tool' && role !== 'function') {
            say('content-empty', `${path}.content`, 'content is empty');
        }
        return;
    }
    if (Array.isArray(content)) {
        if (content.length === 0)
            say('content-empty', `${path}.content`, 'content is empty');
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
function checkPart(role, part, path, say) {
    if (!isObject(part))
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
            return checkImage(role, part.image_url, path, say);
        case 'input_audio':
        case 'file':
            return say('unsupported-part', path, 'parts of this type are not known to be supported in fine-tuning');
        default:
            say('content-part', `${path}.type`, 'the type of a part must be text, image_url or refusal');
    }
}
function checkImage(role, image, path, say) {
    // "Images in assistant messages are not supported" (vision fine-tuning guide); other roles have text parts only.
    if (role !== 'user')
        return say('image-role', path, 'only a user message may have images');
    if (!isObject(image) || typeof image.url !== 'string') {
        return say('content-part', `${path}.image_url`, 'image_url must be an object with a url');
    }
    if (!/^(https?:\/\/|data:image\/)/i.test(image.url)) {
        say('image-url', `${path}.image_url.url`, 'the url of an image must begin with https:// or data:image/');
    }
    const { detail } = image;
    if (detail !== undefined && detail !== null && detail !== 'auto' && detail !== 'low' && detail !== 'high') {
        say('image-url', `${path}.image_url.detail`, 'the detail of an image must be auto, low or high');
    }
}

;// CONCATENATED MODULE: ./src/dataset/preference.ts




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
    return isObject(line.input) && line.input.messages !== undefined;
}
/** Checks a line of the dpo format: an input, and the better and the worse answer (direct preference optimization guide). */
function checkPreference(line, say) {
    for (const key in line) {
        if (!LINE_KEYS.has(key))
            say('extra-key', '', `${shownKey(key)} is not known in the dpo format`);
    }
    checkInput(line, say);
    for (const [i, key] of OUTPUTS.entries()) {
        const old = OLD_OUTPUTS[i];
        if (line[key] === undefined && old && line[old] !== undefined) {
            say('dpo-old-key', old, `${old} must be called ${key}`);
            continue;
        }
        if (old && line[old] !== undefined)
            say('extra-key', old, `${old} stands beside ${key}, its newer name`);
        checkOutput(line[key], key, say);
    }
}
function checkInput(line, say) {
    const { input } = line;
    if (!isObject(input)) {
        const advice = line.messages === undefined ? '' : '; messages belongs inside it';
        return say('dpo-input', 'input', `input must be an object with messages${advice}`);
    }
    for (const key in input) {
        if (!INPUT_KEYS.has(key))
            say('extra-key', 'input', `${shownKey(key)} is not known in the input of the dpo format`);
    }
    checkTools(input, 'input.', say);
    const roles = checkMessages(input.messages, 'input.messages', say);
    if (!roles)
        return;
    if (!roles.all.has('user'))
        say('no-user', 'input.messages', 'no message has the role user');
    // "The preferred and non-preferred messages need to be the last assistant message" (the guide).
    if (roles.last === 'assistant')
        say('last-message', 'input.messages', 'the last message of the input should not have the role assistant');
}
function checkOutput(output, key, say) {
    if (!Array.isArray(output) || output.length === 0) {
        return say('dpo-output', key, `${key} must be a list with an assistant message`);
    }
    const roles = checkMessages(output, key, say);
    if (!roles)
        return;
    for (const role of roles.all) {
        // Azure's validator lets tool messages in.
        if (role !== 'assistant' && role !== 'tool') {
            say('dpo-output-role', key, `${key} may only have messages with the role assistant, not ${role}`);
        }
    }
    if (!roles.all.has('assistant'))
        say('dpo-output', key, `${key} has no message with the role assistant`);
    // "We only train on one-turn conversations" (the guide).
    if (output.length > 1)
        say('dpo-turns', key, `${key} should be a single message`);
}

;// CONCATENATED MODULE: ./src/dataset/reinforcement.ts


/** Checks a line of the reinforcement format: a prompt, and whatever the grader needs (reinforcement fine-tuning guide). */
function checkReinforcement(line, say) {
    checkTools({ tools: line.tools }, '', say);
    const roles = checkMessages(line.messages, 'messages', say);
    if (!hasItemFields(line)) {
        say('no-item-fields', '', 'nothing beside the messages for the grader to compare with');
    }
    if (!roles)
        return;
    // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples do.
    if (roles.all.has('system'))
        say('role-for-method', 'messages', 'in reinforcement, system messages have the role developer');
    if (roles.all.has('function'))
        say('role-for-method', 'messages', 'the role function is not known in reinforcement');
    if (roles.last !== undefined && roles.last !== 'user') {
        say('last-message', 'messages', 'the last message should have the role user');
    }
}
function hasItemFields(line) {
    for (const key in line)
        if (key !== 'messages' && key !== 'tools')
            return true;
    return false;
}

;// CONCATENATED MODULE: ./src/dataset/supervised.ts



// The server refuses a file for one more key: "Example 1 contains an extra \"weight\"".
const CHAT_KEYS = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions']);
const COMPLETIONS_KEYS = new Set(['prompt', 'completion']);
/** Checks a line of the chat format, `{"messages": …}` (supervised fine-tuning guide). */
function checkChat(line, say) {
    checkKeys(line, CHAT_KEYS, say);
    checkTools(line, '', say);
    const roles = checkMessages(line.messages, 'messages', say);
    if (!roles)
        return;
    if (!roles.all.has('assistant'))
        say('no-assistant', 'messages', 'no message has the role assistant');
    else if (roles.last !== undefined && roles.last !== 'assistant') {
        say('last-message', 'messages', 'the last message should have the role assistant');
    }
}
/** Checks a line of the legacy format, `{"prompt": …, "completion": …}`. */
function checkCompletions(line, say) {
    checkKeys(line, COMPLETIONS_KEYS, say);
    for (const key of COMPLETIONS_KEYS) {
        if (typeof line[key] !== 'string')
            say('completions-shape', key, `${key} must be text`);
    }
    if (line.completion === '')
        say('content-empty', 'completion', 'completion is empty');
}
/** Whether a key beside the messages belongs to the chat format. */
function isChatKey(key) {
    return CHAT_KEYS.has(key);
}
function checkKeys(line, known, say) {
    for (const key in line) {
        if (!known.has(key))
            say('unknown-key', '', `${shownKey(key)} is not allowed; only ${[...known].join(', ')} are`);
    }
}

;// CONCATENATED MODULE: ./src/dataset/format.ts




/** The formats that a method takes, the usual one first. */
const FORMATS = {
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
            return 'reinforcement';
        if (method === 'dpo' && hasDpoKeys(line))
            return 'dpo';
        return isPromptForGrader(line) ? 'reinforcement' : 'chat';
    }
    if (hasDpoKeys(line))
        return 'dpo';
    return line.prompt !== undefined || line.completion !== undefined ? 'completions' : undefined;
}
/** A prompt without an answer, and something beside it. */
function isPromptForGrader(line) {
    const { messages } = line;
    if (!Array.isArray(messages))
        return false;
    const roles = messages.map((message) => (isObject(message) ? message.role : undefined));
    if (roles.at(-1) !== 'user' || roles.includes('assistant'))
        return false;
    return Object.keys(line).some((key) => !isChatKey(key));
}

;// CONCATENATED MODULE: ./src/dataset/block.ts



/** A file of which nothing has been seen. */
function emptyTally(file, formats) {
    return { file, isLines: true, lines: 0, examples: 0, blank: { count: 0, line: 0 }, formats };
}
// Ten images of 10 MB, the most that the vision fine-tuning guide allows, are 133 MB in base64.
/** Bytes of the longest line that is read. */
const LONGEST_LINE = 256 * 2 ** 20;
const OVERLONG = 'the line is longer than 256 MiB';
const NEWLINE = 10;
const block_BRACE = 123;
/** Counts the lines of a block of whole lines and, with a method, checks each by its rules. */
function checkBlock(block, method, tally, findings) {
    const valid = (0,external_node_buffer_.isUtf8)(block);
    const encoding = (0,external_node_buffer_.isAscii)(block) ? 'latin1' : 'utf8';
    const say = (code, path, message) => {
        const place = { file: tally.file, line: tally.lines, ...(path !== '' && { path }) };
        findings.add({ code, ...place, message });
    };
    for (let start = 0; start < block.length;) {
        const end = block.indexOf(NEWLINE, start);
        const from = start;
        start = end + 1;
        tally.lines++;
        if (isBlank(block, from, end)) {
            tally.blank.line ||= tally.lines;
            tally.blank.count++;
            continue;
        }
        tally.examples++;
        if (!method)
            continue;
        if (!valid && !(0,external_node_buffer_.isUtf8)(block.subarray(from, end))) {
            sayAt(findings, tally, 'not-utf-8', () => utf8Problem(block.subarray(from, end)));
        }
        else if (end - from > LONGEST_LINE) {
            say('line-too-long', '', OVERLONG);
        }
        else if (end - from > MOST_VALUES && hasTooManyValues(block.subarray(from, end))) {
            say('line-too-long', '', 'the line has more than a million values');
        }
        else
            checkLine(block.toString(encoding, from, end), method, tally, findings, say);
    }
}
/** Counts a line that is too long to be held, and with a method says so. */
function addOverlongLine(method, tally, findings) {
    tally.lines++;
    tally.examples++;
    if (!method)
        return;
    findings.add({ code: 'line-too-long', file: tally.file, line: tally.lines, message: OVERLONG });
}
function checkLine(text, method, tally, findings, say) {
    let line;
    try {
        line = JSON.parse(text);
    }
    catch (error) {
        return sayAt(findings, tally, 'not-json', () => syntaxProblem(text, error));
    }
    if (!isObject(line))
        return say('not-object', '', 'a line must be a JSON object');
    const format = formatOf(line, method);
    if (format) {
        const seen = tally.formats.get(format);
        if (seen)
            seen.count++;
        else
            tally.formats.set(format, { count: 1, file: tally.file, line: tally.lines });
        // Told once for all of them.
        if (!FORMATS[method].includes(format))
            return;
    }
    CHECKS[format ?? FORMATS[method][0]](line, say);
}
function sayAt(findings, tally, code, locate) {
    // Finding the place costs more than the check: not for the thousandth line.
    const problem = findings.keeps(code) ? locate() : { message: '' };
    findings.add({ code, file: tally.file, line: tally.lines, ...problem });
}
function isBlank(block, from, end) {
    if (block[from] === block_BRACE)
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

;// CONCATENATED MODULE: ./src/dataset/lines.ts
const lines_NEWLINE = 10;
/** Cuts chunks of bytes into blocks of whole lines, holding no more than the one line that a chunk has begun. */
class LineCutter {
    #longest;
    #begun = [];
    #length = 0;
    constructor(longest) {
        this.#longest = longest;
    }
    /** The lines that this chunk completes. */
    *push(chunk) {
        const first = chunk.indexOf(lines_NEWLINE);
        if (first === -1)
            return this.#hold(chunk);
        let from = 0;
        if (this.#length > 0) {
            this.#hold(chunk.subarray(0, first + 1));
            yield this.#length > this.#longest ? 'overlong line' : Buffer.concat(this.#begun);
            this.#begun = [];
            this.#length = 0;
            from = first + 1;
        }
        const end = chunk.lastIndexOf(lines_NEWLINE) + 1;
        if (end > from)
            yield chunk.subarray(from, end);
        if (end < chunk.length)
            this.#hold(chunk.subarray(end));
    }
    #hold(bytes) {
        this.#length += bytes.length;
        if (this.#length > this.#longest)
            this.#begun = [];
        else
            this.#begun.push(bytes);
    }
}

;// CONCATENATED MODULE: ./src/dataset/normalise.ts
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const CRLF = Buffer.from('\r\n');
const CR = Buffer.from('\r');
const LF = Buffer.from('\n');
/** The bytes of a dataset: its files joined, each without BOM, with LF for CRLF, and ended by a newline. */
async function* normalised(workspace, files) {
    for (const file of files)
        yield* normalisedFile(workspace, file);
}
/** The normalised bytes of one file: nothing when it is empty, and otherwise whole lines. */
async function* normalisedFile(workspace, file) {
    let heldCr = false;
    let lastByte;
    for await (const chunk of withoutBom(workspace.bytes(file))) {
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
        head = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
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

;// CONCATENATED MODULE: ./src/dataset/problem.ts
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
    'empty-shard': 'warning',
    'blank-lines': 'warning',
    'few-examples': 'warning',
    'too-many-examples': 'warning',
    'large-dataset': 'warning',
    'extra-key': 'warning',
    'content-empty': 'warning',
    'unsupported-part': 'warning',
    'image-url': 'warning',
    'message-name': 'warning',
    'tool-call': 'warning',
    'tool-call-id': 'warning',
    'tool-definition': 'warning',
    'parallel-tool-calls': 'warning',
    'last-message': 'warning',
    'no-user': 'warning',
    'dpo-turns': 'warning',
    'role-for-method': 'warning',
    'no-item-fields': 'warning',
};
// So that a million bad lines cost no memory, and warnings never crowd out errors.
const KEPT_OF_EACH = 500;
/** Counts every problem, and keeps those that people will read. */
class Findings {
    counts = { errors: 0, warnings: 0, codes: {} };
    #onLines = { error: [], warning: [] };
    #onWhole = { error: [], warning: [] };
    /** Whether the next problem of this kind would be kept: only then is its place worth finding. */
    keeps(code) {
        return this.#onLines[SEVERITIES[code]].length < KEPT_OF_EACH;
    }
    /** A problem of one line. */
    add(problem) {
        this.#count(problem.code, 1);
        const severity = SEVERITIES[problem.code];
        if (this.keeps(problem.code))
            this.#onLines[severity].push({ ...problem, severity });
    }
    /** A problem of a file or of the dataset, which may stand for that of many lines. */
    addWhole(problem, times = 1) {
        this.#count(problem.code, times);
        const severity = SEVERITIES[problem.code];
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
        if (SEVERITIES[code] === 'error')
            counts.errors += times;
        else
            counts.warnings += times;
    }
}

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
    if (second !== undefined && isObject(parsed(second)))
        return undefined;
    if (first.startsWith('['))
        return second !== undefined && isJson(first) ? undefined : 'json-array';
    const goesOn = second !== undefined && /^\{(.*[{[,:])?$/.test(first);
    return goesOn && !isJson(first) ? 'pretty-printed' : undefined;
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/dataset/inspect.ts







/** Reads a dataset once, in constant memory: its identity, its size, and what is wrong with it. */
async function inspectDataset(workspace, files, options) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const findings = new Findings();
    const formats = new Map();
    const tallies = [];
    let bytes = 0;
    for (const file of files) {
        const inspection = new FileInspection(emptyTally(file.name, formats), options, findings);
        for await (const chunk of normalisedFile(workspace, file)) {
            hash.update(chunk);
            bytes += chunk.length;
            inspection.push(chunk);
        }
        tallies.push(inspection.end());
    }
    if (options.checks)
        checkWhole(tallies, formats, bytes, options, findings);
    return {
        digest: hash.digest('hex'),
        bytes,
        examples: examplesOf(tallies),
        format: mostSeen([...formats]),
        files: tallies.map(({ file, examples }) => ({ name: file, examples })),
        problems: findings.problems(),
        counts: findings.counts,
    };
}
/** Tells what a file is from its first bytes, and checks its lines when it has any. */
class FileInspection {
    #tally;
    #method;
    #findings;
    #cutter = new LineCutter(LONGEST_LINE);
    #head = [];
    #headLength = 0;
    constructor(tally, { method, checks }, findings) {
        this.#tally = tally;
        this.#method = checks ? method : undefined;
        this.#findings = findings;
    }
    push(chunk) {
        if (!this.#head)
            return this.#check(chunk);
        this.#head.push(chunk);
        this.#headLength += chunk.length;
        if (this.#headLength >= HEAD)
            this.#begin(this.#head);
    }
    end() {
        if (this.#head)
            this.#begin(this.#head);
        const { file, blank, examples } = this.#tally;
        if (this.#method && examples > 0 && blank.count > 0) {
            const message = `${blank.count === 1 ? 'a blank line' : `${blank.count} blank lines`}, not counted as examples`;
            this.#findings.addWhole({ code: 'blank-lines', file, line: blank.line, message });
        }
        return this.#tally;
    }
    #begin(chunks) {
        this.#head = undefined;
        const head = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
        const whole = this.#method && head.length > 0 && sniff(head.subarray(0, HEAD));
        if (whole) {
            this.#findings.addWhole({ ...whole, file: this.#tally.file });
            this.#tally.isLines = false;
        }
        this.#check(head);
    }
    #check(chunk) {
        if (!this.#tally.isLines)
            return;
        for (const lines of this.#cutter.push(chunk)) {
            if (lines !== 'overlong line')
                checkBlock(lines, this.#method, this.#tally, this.#findings);
            else
                addOverlongLine(this.#method, this.#tally, this.#findings);
        }
    }
}
function checkWhole(tallies, formats, bytes, options, findings) {
    const file = tallies[0]?.file;
    if (file === undefined)
        return;
    checkEmpty(tallies, findings);
    checkFormats(formats, options.method, findings);
    checkExamples(file, examplesOf(tallies), options, findings);
    // API reference, Uploads: "An Upload can accept at most 8 GB in total".
    if (bytes > 8_000_000_000) {
        const message = 'the dataset is larger than 8 GB, the most that can be uploaded';
        findings.addWhole({ code: 'large-dataset', file, line: 1, message });
    }
}
/** One empty shard of several is no reason to stop; a dataset without an example is. */
function checkEmpty(tallies, findings) {
    const code = examplesOf(tallies) === 0 ? 'empty-file' : 'empty-shard';
    for (const { file, lines, examples, isLines } of tallies) {
        if (!isLines || examples > 0)
            continue;
        const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines';
        findings.addWhole({ code, file, line: 1, message });
    }
}
function checkFormats(formats, method, findings) {
    const taken = FORMATS[method];
    const usual = mostSeen([...formats].filter(([format]) => taken.includes(format)));
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
function checkExamples(file, examples, options, findings) {
    const { method, role } = options;
    const say = (code, message) => findings.addWhole({ code, file, line: 1, message });
    if (role === 'training') {
        // Fine-tuning guide: "at least 10 examples", and 50 to begin with. A file that is no JSONL has a problem of its own.
        if (examples < 10 && !NOT_LINES.some((code) => findings.counts.codes[code])) {
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
const NOT_LINES = ['empty-file', 'utf-16', 'git-lfs-pointer', 'json-array', 'pretty-printed'];
function examplesOf(tallies) {
    return tallies.reduce((sum, { examples }) => sum + examples, 0);
}
function mostSeen(formats) {
    const [most] = formats.sort(([, a], [, b]) => b.count - a.count);
    return most?.[0];
}

// EXTERNAL MODULE: ./src/failure.ts
var failure = __webpack_require__(1633);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
;// CONCATENATED MODULE: ./src/report/problems.ts
/** A problem's sentence, with its place and its code: also where an annotation has them, the log has not. */
function problemLine({ code, file, line, path, message }) {
    return `${file}:${line}: ${message}${path ? ` (at ${path})` : ''} [${code}]`;
}
/** Which problems become annotations: so many of each kind, the errors that are more than that not as warnings. */
function annotated(problems, most) {
    const asErrors = most.errors > 0;
    const first = problems.filter(({ severity }) => asErrors && severity === 'error').slice(0, most.errors);
    const second = problems
        .filter((problem) => !asErrors || problem.severity === 'warning')
        .slice(0, most.warnings);
    const shown = new Set([...first, ...second]);
    return { errors: first, warnings: second, rest: problems.filter((problem) => !shown.has(problem)) };
}

;// CONCATENATED MODULE: ./src/verbs/data.ts




/** Reads both datasets once, and tells what is wrong with them. */
async function inspectData(plan, world) {
    const { host } = world;
    host.group('Data');
    const datasets = [];
    for (const [role, source] of [
        ['training', plan.training],
        ['validation', plan.validation],
    ])
        if (source)
            datasets.push(await inspected(role, source, plan, world));
    tellProblems(reportsOf(datasets), plan, host);
    host.endGroup();
    return datasets;
}
/** Stops the run where the data has errors, and errors are to stop it. */
function refuseErrors(datasets, plan) {
    const errors = total(reportsOf(datasets), 'errors');
    if (errors === 0 || plan.inputs['data-check'] === 'warn')
        return;
    throw new failure/* Failure */.H(`The data has ${(0,format/* count */.U9)(errors, 'error')}, so nothing was uploaded.`, {
        advice: 'See the annotations on file and line.',
    });
}
const reportsOf = (datasets) => datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []));
const total = (reports, kind) => reports.reduce((sum, report) => sum + report.counts[kind], 0);
async function inspected(role, source, plan, { host, workspace, interrupted }) {
    if ('id' in source) {
        host.info(`${role} data: ${source.id}, already on the server`);
        return { role, id: source.id };
    }
    const report = await inspectDataset({ bytes: (file) => until(interrupted, workspace.bytes(file)) }, source.files, {
        method: plan.job.method?.type ?? 'supervised',
        role,
        checks: plan.inputs['data-check'] !== 'off',
    });
    for (const { name, examples } of report.files)
        host.info(`${role} data: ${name}, ${(0,format/* count */.U9)(examples, 'example')}`);
    if (report.bytes === 0)
        throw new failure/* Failure */.H(`The ${role} data is empty.`, { advice: `Check "${role}-file".` });
    return { role, files: source.files, report };
}
/** A large dataset takes seconds to check, more than a cancelled workflow has to spare. */
async function* until(stop, chunks) {
    for await (const chunk of chunks) {
        stop.throwIfAborted();
        yield chunk;
    }
}
/** GitHub shows ten errors and ten warnings of a step; one error is the step's own. */
const SHOWN_ERRORS = 9;
const SHOWN_WARNINGS = 10;
/** The rest is in the log, up to what a person will read. */
const LOGGED = 200;
function tellProblems(reports, { inputs, warnings: told }, host) {
    const { errors, warnings, rest } = annotated(reports.flatMap((report) => report.problems), {
        errors: inputs['data-check'] === 'warn' ? 0 : SHOWN_ERRORS,
        warnings: Math.max(0, SHOWN_WARNINGS - told.length),
    });
    for (const problem of errors)
        host.error(problemLine(problem), problem);
    for (const problem of warnings)
        host.warning(problemLine(problem), problem);
    for (const problem of rest.slice(0, LOGGED))
        host.info(`${problem.severity}: ${problemLine(problem)}`);
    if (rest.length === 0)
        return;
    const shown = errors.length + warnings.length;
    const untold = total(reports, 'errors') + total(reports, 'warnings') - shown - Math.min(rest.length, LOGGED);
    host.info(`GitHub shows the first ${(0,format/* count */.U9)(shown, 'problem')} as annotations${untold > 0 ? `; ${(0,format/* count */.U9)(untold, 'problem')} more are not listed` : ''}.`);
}
/** What a dataset is, whatever it is called. */
function identityOf(dataset) {
    return 'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest };
}
/** What the summary tells of a dataset. */
function dataOf(dataset) {
    if ('id' in dataset)
        return { role: dataset.role, names: [dataset.id] };
    const { examples, bytes, digest } = dataset.report;
    return { role: dataset.role, names: dataset.files.map((file) => file.name), examples, bytes, digest };
}

// EXTERNAL MODULE: ./src/jobs/work.ts
var jobs_work = __webpack_require__(2411);
;// CONCATENATED MODULE: ./src/jobs/elect.ts


/** A list that does not show a job that was just created does not show those of others either. */
const UNLISTED_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;
/**
 * Jobs count their age in whole seconds. Whatever is as old as our own job was created at most this much later, and
 * is listed at most this much later.
 */
const SAME_SECOND_MS = 1200;
/**
 * Among runs that have each created a job for the same work, one is to be left: returns the one that all of them
 * choose, which may be our own. Looks until the list shows our job, and a second longer.
 */
async function elect(own, { clock, signal, look, unclear }) {
    const start = clock.now();
    for (let pauseMs = FIRST_PAUSE_MS;; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        const jobs = await look();
        const winner = winnerOf(own, jobs);
        const late = clock.now() - start >= UNLISTED_MS;
        const listed = jobs.some(({ id }) => id === own.id);
        if (winner.id !== own.id || late)
            return winner;
        if (listed && !unclear)
            break;
        await clock.sleep(pauseMs, signal);
    }
    await clock.sleep(SAME_SECOND_MS, signal);
    return winnerOf(own, await look());
}
/** The job that every run which sees these jobs chooses; our own when it has ended, since nothing is saved any more. */
function winnerOf(own, jobs) {
    const mine = jobs.find(({ id }) => id === own.id) ?? own;
    if ((0,wire/* hasEnded */.hY)(mine.status))
        return mine;
    return (0,jobs_work/* ranked */.ad)([mine, ...jobs.filter(({ id }) => id !== own.id)])[0] ?? mine;
}

// EXTERNAL MODULE: ./src/jobs/list.ts
var list = __webpack_require__(7958);
;// CONCATENATED MODULE: ./src/verbs/errand.ts

/** What all jobs of this work have in their metadata; without reuse, only those of this workflow run are looked at. */
function markOf({ plan, fingerprint, world: { origin, attempt } }) {
    if (plan.inputs.reuse)
        return { ft_fingerprint: fingerprint };
    // Outside of a workflow, every invocation is a run of its own.
    const run = origin.run ? { ft_run: origin.run } : { ft_attempt: attempt };
    return { ft_fingerprint: fingerprint, ...run };
}
/** The work, as it is known again among the jobs of the server. */
function workOf(errand) {
    const { model, method, suffix, seed } = errand.plan.job;
    return {
        mark: markOf(errand),
        model,
        method: method?.type ?? 'supervised',
        suffix,
        seed,
        hyperparameters: { ...method?.hyperparameters },
    };
}
/** Says in the job's metadata what it does and who asked for it. Values are cut at the API's 512 characters. */
function provenance({ fingerprint, world: { origin, attempt } }) {
    const { repository, sha, ref, run } = origin;
    const pairs = {
        ft_fingerprint: fingerprint,
        ft_attempt: attempt,
        ft_repository: repository,
        ft_sha: sha,
        ft_ref: ref,
        ft_run: run,
    };
    return Object.fromEntries(Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : [])));
}
/** Whether this workflow run, in any of its attempts, has created the job. */
function isOfThisRun(job, { run, repository }) {
    return (run !== undefined && (0,list/* hasMetadata */.gM)(job, { ft_run: run, ...(repository && { ft_repository: repository }) }));
}

// EXTERNAL MODULE: ./src/verbs/world.ts
var verbs_world = __webpack_require__(2266);
;// CONCATENATED MODULE: ./src/verbs/look.ts






/** How long an unanswered look for existing jobs is repeated. */
const LOOK_MS = 5 * 60_000;
const LEAST_LOOK_MS = 30_000;
/** A model is asked for only to see whether it was deleted. */
const MODEL_MS = 10_000;
/** The job that exists for this work, if any; nothing is changed. */
async function findJob(errand) {
    return usable(await jobsOf(errand), errand);
}
/** Looks once more, when a job has begun to move, for one that another run has created; returns the one to yield to. */
async function rival(own, errand) {
    try {
        const winner = winnerOf(own, await rivals(own, errand));
        return winner.id === own.id ? undefined : winner;
    }
    catch (error) {
        if (error instanceof failure/* Failure */.H)
            return undefined;
        throw error;
    }
}
/** The best of these jobs, if one of them is of use. */
function usable(jobs, errand) {
    const candidates = (0,jobs_work/* ranked */.ad)(jobs).filter((job) => isEligible(job, errand));
    return (0,jobs_work/* firstUsable */.VS)(errand.client, candidates, (0,verbs_world/* repeatFor */.Pt)(errand.world, MODEL_MS));
}
/** The jobs that compete with our own, and our own: those that were of use before it was created, or have come since. */
async function rivals(own, errand) {
    const jobs = await jobsOf(errand, own);
    return jobs.filter((job) => job.id === own.id || (isEligible(job, errand) && !errand.stale.has(job.id)));
}
/** Without metadata nobody can tell which run has created a job; without reuse, those of others must not be taken. */
const isEligible = (job, { plan }) => plan.inputs.reuse || (0,jobs_work/* hasAnyMetadata */.go)(job);
/** The jobs that do this work, whatever has become of them, and our own, if there is one already. */
async function jobsOf(errand, own) {
    const work = workOf(errand);
    const query = {
        wanted: (job) => job.id === own?.id || (0,jobs_work/* does */.YL)(work, job),
        // Our own without metadata: no filter by metadata would find it.
        ...((!own || (0,jobs_work/* hasAnyMetadata */.go)(own)) && { metadata: work.mark }),
    };
    return sameData(await look_list(query, errand), errand, own);
}
/** The jobs that do this work, now that the files are known. */
async function jobsForFiles(errand) {
    const jobs = await jobsOf(errand);
    return jobs.length > 0 || !errand.shelf.hasFound ? jobs : namelessJobsOf(errand);
}
/** The same on a server that filters by metadata but keeps none: jobs can be told there only by the files that they use. */
async function namelessJobsOf(errand) {
    const work = workOf(errand);
    const query = { wanted: (job) => (0,jobs_work/* hasAnyMetadata */.go)(job) || (0,jobs_work/* does */.YL)(work, job) };
    const jobs = await look_list(query, errand, (jobs) => jobs.some(jobs_work/* hasAnyMetadata */.go));
    return jobs.some(jobs_work/* hasAnyMetadata */.go) ? [] : sameData(jobs, errand);
}
/** Those of the jobs that use our data; of a job that has our mark nobody needs to ask. */
async function sameData(jobs, { shelf }, own) {
    const same = [];
    // One after another: a server without metadata may list thousands that look alike.
    for (const job of jobs)
        if (job.id === own?.id || (0,jobs_work/* hasAnyMetadata */.go)(job) || (await shelf.isUsedBy(job)))
            same.push(job);
    return same;
}
/** Reads the list of jobs. A server that has no such list has no jobs, as far as we can see. */
async function look_list(query, errand, enough) {
    const { client, world, until } = errand;
    try {
        // At least one try, however late it is: what is looked for is what was paid for.
        const patienceMs = Math.max(LEAST_LOOK_MS, Math.min(LOOK_MS, until - world.clock.now()));
        const { items, complete } = await (0,list/* listJobs */.N6)(client, query, (0,verbs_world/* repeatFor */.Pt)(world, patienceMs), enough);
        if (!complete && !errand.toldOfMost)
            world.host.warning(`The server has more than ${list/* MOST_JOBS */.r2} jobs; older ones were not looked at.`);
        errand.toldOfMost ||= !complete;
        return items;
    }
    catch (error) {
        if (!(0,verbs_world/* isMissing */.b2)(error))
            throw error;
        if (!errand.listless)
            world.host.warning('This server does not list its jobs: one that exists for this work is not found again.');
        errand.listless = true;
        return [];
    }
}

// EXTERNAL MODULE: ./src/report/failure.ts
var report_failure = __webpack_require__(3304);
;// CONCATENATED MODULE: ./src/verbs/model-life.ts




const ASK_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Warns when the end of the base model is announced: the models that are trained from it end with it (OpenAI's
 * deprecations page). A Failure when that is nearer than it may be. A page that cannot be read changes nothing.
 */
async function checkModelLife({ inputs, job }, client, report, world) {
    const { host, today, interrupted } = world;
    const base = baseOf(job.model);
    const least = inputs['min-model-days'];
    let date;
    try {
        date = (await (0,verbs_world/* repeatFor */.Pt)(world, ASK_MS)(() => client.model(base, { limitMs: ASK_MS }))).shutdownDate;
    }
    catch (error) {
        if (interrupted.aborted || !(error instanceof failure/* Failure */.H))
            throw error;
        if (least > 0)
            host.warning(`It is not known when ${base} is shut down, so "min-model-days" says nothing: ${(0,report_failure/* explain */.W)(error)}`);
        return;
    }
    if (date === undefined)
        return;
    report.outputs({ 'model-shutdown-date': date });
    const days = Math.ceil((Date.parse(date) - today.getTime()) / DAY_MS);
    const when = days > 0 ? `will be shut down on ${date}, in ${(0,format/* count */.U9)(days, 'day')}` : `was to be shut down on ${date}`;
    const what = `The base model ${base} ${when}; models trained from it end with it.`;
    if (least > 0 && days < least)
        throw new failure/* Failure */.H(what, {
            advice: `"min-model-days" asks for ${(0,format/* count */.U9)(least, 'day')}. Train from a model that lasts longer.`,
        });
    host.warning(what);
}
/** A fine-tuned model's name tells its base: `ft:base:org::id`, at Azure `base.ft-id`. */
function baseOf(model) {
    const [, base] = /^ft:([^:]+)/.exec(model) ?? /^(.+)\.ft-/.exec(model) ?? [];
    return base ?? model;
}

// EXTERNAL MODULE: ./src/api/errors.ts
var errors = __webpack_require__(3249);
// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/jobs/control.ts
var control = __webpack_require__(2969);
;// CONCATENATED MODULE: ./src/verbs/preflight.ts





const preflight_ASK_MS = 10_000;
/**
 * What a server of OpenAI's whole API tells before anything is uploaded: whether it accepts the grader, and how many
 * jobs may be trained. Only a grader that it refuses ends the run; whatever else goes wrong changes nothing.
 */
async function preflight(errand) {
    const { plan, client, world } = errand;
    if (!(0,provider/* providerOf */.lc)(new URL(plan.connection.baseUrl).hostname).isComplete)
        return;
    const { method } = plan.job;
    if (method?.type === 'reinforcement')
        try {
            await (0,verbs_world/* repeatFor */.Pt)(world, preflight_ASK_MS)(() => client.validateGrader(method.grader, { limitMs: preflight_ASK_MS }));
        }
        catch (error) {
            if (world.interrupted.aborted || !(error instanceof failure/* Failure */.H))
                throw error;
            if (error instanceof errors/* ApiError */.hD && error.refusal.fromApi && [400, 422].includes(error.refusal.status))
                throw new failure/* Failure */.H(`The server does not accept the grader: ${error.message}`, {
                    advice: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
                    cause: error,
                });
            if ((0,errors/* mayPass */.bg)(error))
                world.host.info('The grader could not be checked by the server beforehand.');
        }
    await tellLimits(errand);
}
async function tellLimits({ plan, client, world }) {
    try {
        const limits = await client.modelLimits({ limitMs: preflight_ASK_MS });
        const ours = limits.find(({ model }) => (0,jobs_work/* isModel */.yX)(model, plan.job.model) || (0,jobs_work/* isModel */.yX)(plan.job.model, model));
        const numbers = Object.entries(ours ?? {}).filter(([, value]) => typeof value === 'number');
        if (numbers.length > 0)
            world.host.info(`limits of ${plan.job.model}: ${numbers.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', ')}`);
    }
    catch (error) {
        // Few servers have it, and it only informs.
        if (world.interrupted.aborted || !(error instanceof failure/* Failure */.H))
            throw error;
    }
}

;// CONCATENATED MODULE: ./src/verbs/obtain.ts















/** How long a found job is asked for what the list did not tell of it. */
const obtain_LOOK_MS = 60_000;
/** How long it is tried to cancel a job that is one too many. */
const YIELD_MS = 5 * 60_000;
/**
 * Finds the job that does this work, or creates it: never two. Looked for is before anything is uploaded, again before the
 * create request, and once more after it, for jobs of other runs that began at the same moment.
 */
async function obtain(errand) {
    const early = await findJob(errand);
    if (early)
        return take(early, errand);
    await preflight(errand);
    const files = await bringFiles(errand);
    const known = await jobsForFiles(errand);
    const late = await usable(known, errand);
    if (late)
        return take(late, errand);
    for (const { id } of known)
        errand.stale.add(id);
    const { job, unclear, surplus } = await obtain_create(errand, files);
    const { host, interrupted: signal } = errand.world;
    host.saveState('created', 'true');
    tell(job, true, errand);
    const own = { job, ours: true, isNew: true };
    const { link } = errand.report.run;
    const created = `Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`;
    if (signal.aborted || (0,wire/* hasEnded */.hY)(job.status) || errand.listless) {
        host.notice(created);
        return own;
    }
    try {
        const settled = await settle(own, { unclear, surplus }, errand);
        if (settled === own)
            host.notice(created);
        return settled;
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.H) || error instanceof attend/* NotStopped */.rw)
            throw error;
        host.notice(created);
        if (!signal.aborted)
            host.warning(`It is not known whether another run has created a job for the same work at the same moment: ${(0,report_failure/* explain */.W)(error)}`);
        return own;
    }
}
/** Sees to it that of all jobs for this work one is left: our own, or that of another run. */
async function settle(own, { unclear, surplus }, errand) {
    const { clock, interrupted: signal, attempt } = errand.world;
    const { job } = own;
    let listed = [];
    const look = async () => {
        listed = await rivals(job, errand);
        return listed;
    };
    const winner = await elect(job, { clock, signal, look, unclear });
    // What a request of this invocation has made whose answer never came, nobody else will cancel.
    const ghosts = listed.filter(({ id, status, metadata }) => metadata.ft_attempt === attempt && !(0,wire/* hasEnded */.hY)(status) && id !== winner.id && id !== job.id);
    for (const ghost of [...surplus, ...ghosts])
        await cancelSurplus(ghost, winner, errand);
    return winner.id === job.id ? own : yieldTo(winner, job, errand);
}
/** Cancels our own job, which is one too many, and takes the other one; unless ours has succeeded by then. */
async function yieldTo(winner, own, errand) {
    const stopped = await cancelSurplus(own, winner, errand);
    if (stopped?.status === 'succeeded')
        return { job: stopped, ours: true, isNew: true };
    errand.report.restart();
    return take(winner, errand, own);
}
/** Cancels a job that this invocation has created, and that is one too many; returns it as it is then. */
async function cancelSurplus(job, winner, { world, lastingClient: client, leftMs }) {
    const { host, interrupted } = world;
    host.info(`Job ${winner.id} does the same work and has precedence: ${job.id} is cancelled`);
    try {
        return await (0,attend/* stopInTime */.tl)({ jobId: job.id, client, world, leftMs }, 'cancel', YIELD_MS);
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.H))
            throw error;
        const both = `Two jobs do the same work, ${job.id} and ${winner.id}, and ${job.id} could not be cancelled: ${(0,report_failure/* explain */.W)(error)}`;
        if (interrupted.aborted)
            throw new attend/* NotStopped */.rw(both, { advice: 'The post step tries again.', cause: error });
        host.setFailed(`${both} Cancel one of them by hand.`);
        return undefined;
    }
}
/** Takes a job that exists already. */
async function take(job, errand, instead) {
    const { world, plan, client } = errand;
    const { host } = world;
    const ours = isOfThisRun(job, world.origin);
    host.saveState('created', `${ours}`);
    tell(job, ours, errand);
    const { ft_run: run, ft_sha: sha } = job.metadata;
    const by = ours ? 'this workflow run' : run ? `run ${run}` : 'somebody else';
    const done = job.status === 'succeeded' ? 'has done' : 'does';
    const known = `job ${job.id} (${job.status}), created by ${by}${sha ? ` for commit ${sha.slice(0, 7)}` : ''}`;
    host.notice(instead
        ? `Another run has created a job for the same work at the same moment: ${known}, is used, and our ${instead.id} was cancelled.`
        : `Nothing new is created: ${known}, ${done} exactly this work.`);
    if (/^paus/.test(job.status) && plan.inputs.wait) {
        host.info(`Job ${job.id} is paused, and is resumed`);
        await (0,control/* changeJob */.i_)(client, job.id, 'resume', (0,verbs_world/* patienceOf */.Hw)(world)).catch((error) => {
            // What has become of the job, or is to become of it now, is seen by whoever attends to it.
            if (!world.interrupted.aborted && !(error instanceof control/* TooLate */.d6))
                throw error;
        });
    }
    // A list need not tell all of a job.
    if (job.status === 'succeeded' && !job.fineTunedModel) {
        const whole = await (0,verbs_world/* repeatFor */.Pt)(world, obtain_LOOK_MS)(() => client.job(job.id)).catch(() => job);
        tell(whole, ours, errand);
        return { job: whole, ours, isNew: false };
    }
    return { job, ours, isNew: false };
}
/** Lets later steps and the post step know of the job before anything else happens. */
function tell(job, ours, { report, client, world: { host } }) {
    host.saveState('job-id', job.id);
    report.seen(job);
    report.outputs({ created: ours });
    report.run.link = jobPage(client.host, job.id);
}
/** Brings the data to the server; a Failure when that takes longer than the whole step may. */
async function bringFiles({ shelf, until, world }) {
    const { host, clock, interrupted } = world;
    host.group('Upload');
    try {
        return await (0,src_clock/* within */.ux)(clock, until - clock.now(), interrupted, (signal) => shelf.bring({ ...world, interrupted: signal }));
    }
    catch (error) {
        if (!(error instanceof src_clock/* TimeLimit */.h9))
            throw error;
        throw new failure/* Failure */.H('The time was up before the data was on the server, so no job was created.', {
            advice: 'Allow more time by "timeout".',
        });
    }
    finally {
        host.endGroup();
    }
}
/** Creates the job; again with the data uploaded anew when it turns out to be gone, or without metadata where it is refused. */
async function obtain_create(errand, files) {
    const { plan, shelf, world, until } = errand;
    const { host, attempt } = world;
    // What the post step finds the job by, should the answer never come.
    host.saveState('attempt', attempt);
    const mark = { ft_attempt: attempt };
    const send = ({ training, validation }, metadata) => {
        const work = { ...workOf(errand), mark };
        // A job without metadata is ours only if it uses these very files: copies of them are those of others.
        const uses = (job) => job.trainingFile === training && job.validationFile === validation;
        const wanted = (job) => !errand.stale.has(job.id) && (0,jobs_work/* does */.YL)(work, job) && ((0,jobs_work/* hasAnyMetadata */.go)(job) || uses(job));
        const { metadata: _, ...description } = plan.job;
        const request = createRequest({ ...description, ...(metadata && { metadata }) }, { training, ...(validation && { validation }) });
        const query = { wanted, metadata: metadata && mark };
        const onUnclear = (error) => host.info(`${error.message}. Nothing is sent again before it was looked whether there is a job now`);
        return (0,create/* createJob */._S)(errand.lastingClient, request, { ...(0,verbs_world/* patienceOf */.Hw)(world), until, query, onUnclear });
    };
    const metadata = { ...plan.job.metadata, ...provenance(errand) };
    try {
        return await send(files, metadata);
    }
    catch (error) {
        if (!(error instanceof errors/* ApiError */.hD) || !(0,errors/* hadNoEffect */.wZ)(error))
            throw error;
        if (refusesMetadata(error)) {
            host.warning('This server refuses metadata, so the job is created without it: running this again is less safe, since the job is known again only by its files, model and method.');
            return await send(files, undefined);
        }
        if (!(await shelf.forgetGone().catch(() => false)))
            throw error;
        return await send(await bringFiles(errand), metadata);
    }
}
function refusesMetadata({ refusal: { status, param, said } }) {
    return status === 400 && /metadata/i.test(`${param} ${said}`);
}
/** Where people look at a job. Of other servers than OpenAI no such address is known. */
function jobPage(host, jobId) {
    return host === 'api.openai.com'
        ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
        : undefined;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/spec/check.ts
var check = __webpack_require__(519);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
;// CONCATENATED MODULE: ./src/spec/grader.ts


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
    source: check/* notEmpty */.z2
        .exactOptional()
        .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: check/* notEmpty */.z2
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
    content: schemas/* union */.KCZ([...textOrItem, schemas/* array */.YOg(schemas/* union */.KCZ(textOrItem, (0,check/* expected */.p6)(ITEM)))], (0,check/* expected */.p6)(`${ITEM}, or a list of these`))
        .describe('Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.'),
    type: schemas/* literal */.euz('message').exactOptional(),
}))
    .min(1, { error: 'is empty' })
    .meta({ id: 'messages', description: 'The messages that the grading model is given.' });
const TWO_NUMBERS = (0,check/* expected */.p6)('a list of two numbers');
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
        seed: (0,check/* orNull */.Xd)(schemas/* int */.Whr()),
        top_p: (0,check/* orNull */.Xd)(schemas/* number */.aig()),
        temperature: (0,check/* orNull */.Xd)(schemas/* number */.aig()),
        max_completions_tokens: (0,check/* orNull */.Xd)(schemas/* int */.Whr().min(1, (0,check/* expected */.p6)('a whole number of at least 1'))).describe('Most tokens of an answer. The API spells it so, with two plurals.'),
        reasoning_effort: (0,check/* orNull */.Xd)(schemas/* string */.YjP()),
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

// EXTERNAL MODULE: ./src/spec/quotation.ts
var quotation = __webpack_require__(2297);
// EXTERNAL MODULE: ./src/spec/spelling.ts
var spelling = __webpack_require__(8049);
;// CONCATENATED MODULE: ./src/spec/grader-completion.ts




/** The most that a Python grader's source may hold. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024;
/**
 * Turns a grader as written into the one that is sent: every `source_file` read and put inline, and the names
 * filled in that the API reference requires of python and multi graders, though its own examples omit them.
 */
async function completeGrader(written, origin, reading) {
    if (written.type !== 'multi')
        return completeSingle(written, written.type, origin, reading);
    warnOfFields(written, origin, reading);
    const graders = {};
    let complete = true;
    for (const [key, grader] of Object.entries(written.graders)) {
        const inner = { ...origin, label: `${origin.label}: ${(0,quotation/* fieldPath */.cn)(['graders', key])}` };
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
            return sampling_params ? { ...rest, sampling_params: (0,map/* present */.E)(sampling_params) } : rest;
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
    if (source === undefined || new TextEncoder().encode(source).length <= MAX_SOURCE_BYTES)
        return source;
    reading.problem(label, 'the Python source is larger than 256 kB');
    return undefined;
}
/** Unknown fields are sent as they are (`pass_threshold` is in no reference), but a near miss is worth a word. */
function warnOfFields(written, { label }, reading) {
    const known = GRADER_FIELDS[written.type];
    for (const key of Object.keys(written)) {
        if (known.includes(key))
            continue;
        if (key === 'source_file')
            reading.problem(label, 'only a python grader has a "source_file"');
        const meant = (0,spelling/* nearest */.pA)(key, known);
        if (meant)
            reading.warning(label, `unknown field ${(0,quotation/* quoted */.TL)(key)} is sent as it is (did you mean "${meant}"?)`);
    }
}

;// CONCATENATED MODULE: ./src/spec/hyperparameters.ts




const WHOLE = (0,check/* expected */.p6)('a whole number of at least 1 or "auto"');
const POSITIVE = (0,check/* expected */.p6)('a number above 0 or "auto"');
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
                `${(0,quotation/* quoted */.TL)(key)} is no documented hyperparameter of ${method}; it is sent as it is${(0,spelling/* didYouMean */.au)(key, known)}`,
            ];
        }
        const range = DOCUMENTED[key];
        if (!range || value === 'auto' || range.holds(value))
            return [];
        return [`${key}: ${(0,quotation/* quoted */.TL)(value)} is outside the documented range (${range.text}); it is sent as it is`];
    });
}

;// CONCATENATED MODULE: ./src/spec/schema.ts




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
const metadata = schemas/* record */.g1P((0,check/* textOf */.b6)(0, 64)
    .refine((key) => !key.startsWith('ft_'), {
    error: 'keys beginning "ft_" are kept for the action itself',
})
    .meta({ pattern: '^(?!ft_)' }), (0,check/* textOf */.b6)(0, 512))
    .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) => `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
})
    .meta({ maxProperties: MAX_PAIRS });
const integrations = schemas/* array */.YOg(schemas/* strictObject */.rej({
    type: schemas/* literal */.euz('wandb').describe('Weights and Biases, the only integration there is.'),
    wandb: schemas/* strictObject */.rej({
        project: schemas/* string */.YjP().describe('The project that the run is created under.'),
        name: (0,check/* orNull */.Xd)(schemas/* string */.YjP()).describe('Display name of the run; the job id when not given.'),
        entity: (0,check/* orNull */.Xd)(schemas/* string */.YjP()).describe('Team or user that the run belongs to.'),
        tags: schemas/* array */.YOg(schemas/* string */.YjP()).exactOptional().describe('Tags of the run.'),
    })
        .describe('Where the metrics go.'),
}));
const extraBody = schemas/* record */.g1P(schemas/* string */.YjP()
    .refine((key) => !OWN_FIELDS.some((field) => field === key), {
    error: ({ input }) => `"${input}" is a field of the action's own; set it there`,
})
    .meta({ pattern: `^(?!(${OWN_FIELDS.join('|')})$)` }), schemas/* unknown */.L5J());
const SEED = (0,check/* expected */.p6)('a whole number from 0 to 2147483647');
/** What an input and the job file's field of the same name both must be. */
const FIELDS = {
    method: schemas/* enum */.k5n(METHODS),
    suffix: (0,check/* textOf */.b6)(1, 64),
    seed: schemas/* int */.Whr(SEED).min(0, SEED).max(2147483647, SEED),
    metadata,
    integrations,
    extra_body: extraBody,
};
const method = schemas/* strictObject */.rej({
    type: FIELDS.method.describe('supervised, dpo (preferences) or reinforcement (a grader).'),
    supervised: (0,check/* orNull */.Xd)(schemas/* strictObject */.rej({ hyperparameters: (0,check/* orNull */.Xd)(supervisedHyperparameters) })).describe('Settings of the method supervised.'),
    dpo: (0,check/* orNull */.Xd)(schemas/* strictObject */.rej({ hyperparameters: (0,check/* orNull */.Xd)(dpoHyperparameters) })).describe('Settings of the method dpo.'),
    reinforcement: (0,check/* orNull */.Xd)(schemas/* strictObject */.rej({
        grader: graderSchema.exactOptional(),
        hyperparameters: (0,check/* orNull */.Xd)(reinforcementHyperparameters),
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
    model: check/* notEmpty */.z2.exactOptional().describe('Base model, or an ft: model to train further.'),
    training_file: check/* notEmpty */.z2
        .exactOptional()
        .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    validation_file: (0,check/* orNull */.Xd)(check/* notEmpty */.z2).describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    method: (0,check/* orNull */.Xd)(method).describe('How the model is trained; supervised when not given.'),
    hyperparameters: (0,check/* orNull */.Xd)(supervisedHyperparameters).meta({
        description: 'Deprecated by the API; moved under the method.',
        deprecated: true,
    }),
    suffix: (0,check/* orNull */.Xd)(FIELDS.suffix).describe('Becomes part of the name of the fine-tuned model, 1 to 64 characters.'),
    seed: (0,check/* orNull */.Xd)(FIELDS.seed).describe('The same seed and job should give the same result; the API makes one up when not given.'),
    metadata: (0,check/* orNull */.Xd)(FIELDS.metadata).describe('At most 10 pairs of text to text. Keys beginning "ft_" are kept for the action itself.'),
    integrations: (0,check/* orNull */.Xd)(FIELDS.integrations).describe('Where else the metrics are sent.'),
    extra_body: (0,check/* orNull */.Xd)(FIELDS.extra_body).describe('Further top-level fields of the create request, for other servers (trainingType).'),
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

;// CONCATENATED MODULE: ./src/spec/method.ts






const HYPERPARAMETERS_INPUT = 'input "hyperparameters"';
/** Reads each input by itself; the method is that of the job file where no input names one. */
async function readMethodInputs(given, fileType, reading) {
    const type = given.method === undefined
        ? fileType
        : reading.accept((0,check/* check */.z6)(FIELDS.method, given.method), 'input "method"');
    const grader = given.grader === undefined ? undefined : await graderInput(given.grader, reading);
    // Whatever the method is, it has the hyperparameters of supervised.
    const schema = HYPERPARAMETERS[type ?? 'supervised'].nullable();
    const hyperparameters = reading.parse(schema, given.hyperparameters, HYPERPARAMETERS_INPUT);
    return { type, grader, hyperparameters };
}
/** The method of a job, or nothing when neither inputs nor job file speak of one: the API then trains supervised. */
async function describeMethod(given, { type: named, hyperparameters: own, grader }, file, reading) {
    // Of a method that is misspelt nobody knows what belongs to it.
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
    return graded && { type, grader: graded, ...(0,map/* present */.E)({ response_format, hyperparameters }) };
}
/** The hyperparameters of all sources: the deprecated field of the job file, under its method's, under the input. */
function mergedHyperparameters(type, own, { fields, label }, reading) {
    const deprecated = (0,check/* check */.z6)(HYPERPARAMETERS[type], fields.hyperparameters ?? {});
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
    const origin = { label: `${file.label}: method.reinforcement.grader`, ...(0,map/* present */.E)({ beside: file.path }) };
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
    const written = reading.parse(graderSchema, text, origin.label);
    return written && completeGrader(written, origin, reading);
}
/** One line that neither opens a bracket nor has a key is no map, so it names a file. */
function isPath(text) {
    return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text);
}

// EXTERNAL MODULE: ./src/spec/yaml.ts
var yaml = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/spec/reading.ts



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
    parse(schema, text, label, scalars = 'typed') {
        const value = text === undefined ? undefined : this.accept((0,yaml/* readYaml */.g)(text, scalars), label);
        return value === undefined ? undefined : this.accept((0,check/* check */.z6)(schema, value), label);
    }
    /** The text of a file, or nothing and the problem noted. */
    async file(path, label, beside) {
        try {
            return await (beside === undefined ? this.#read(path) : this.#read(path, beside));
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.H))
                throw error;
            this.problem(label, `${error.message}${error.advice ? ` (${error.advice})` : ''}`);
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

;// CONCATENATED MODULE: ./src/spec/job.ts





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
        readSettingInputs(given, reading);
        return { problems: reading.problems, ...(0,map/* present */.E)(namedData(given)) };
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
    const settings = describeSettings(readSettingInputs(given, reading), file, reading);
    if (reading.problems.length > 0 || !training || !model)
        return { problems: reading.problems, ...(0,map/* present */.E)({ training, validation }) };
    return {
        job: { model, training, ...(0,map/* present */.E)({ validation, method }), ...settings },
        warnings: reading.warnings,
    };
}
const NO_JOB_FILE = { fields: {}, label: 'input "job-file"' };
/** The inputs that are words; of the others, which may be YAML, the indentation of the first line has a meaning. */
const WORDS = ['model', 'method', 'suffix', 'seed', 'jobFile'];
/** The inputs that are YAML: one of comments only is as good as not given. */
const YAML = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extraBody'];
function withoutEmpty(inputs) {
    const entries = Object.entries((0,map/* present */.E)(inputs));
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
    const fields = reading.parse(jobFileSchema, file.text, label);
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
    return field ? { list: field, ...(0,map/* present */.E)({ beside: path }) } : undefined;
}
function readSettingInputs(given, reading) {
    const { suffix, seed, metadata, integrations, extraBody } = given;
    return {
        suffix: suffix === undefined ? undefined : reading.accept((0,check/* check */.z6)(FIELDS.suffix, suffix), 'input "suffix"'),
        seed: reading.parse(FIELDS.seed.nullable(), seed, 'input "seed"'),
        metadata: reading.parse(FIELDS.metadata.nullable(), metadata, 'input "metadata"', 'text'),
        integrations: reading.parse(FIELDS.integrations.nullable(), integrations, 'input "integrations"'),
        extraBody: reading.parse(FIELDS.extra_body.nullable(), extraBody, 'input "extra-body"'),
    };
}
function describeSettings(own, { fields, label }, reading) {
    const suffix = own.suffix ?? fields.suffix;
    if (suffix)
        warnOfSuffix(suffix, own.suffix === undefined ? `${label}: suffix` : 'input "suffix"', reading);
    const metadata = merged(fields.metadata, own.metadata);
    // Ten pairs in the file and one more in the input are eleven.
    if (metadata)
        reading.accept((0,check/* check */.z6)(FIELDS.metadata, metadata), 'input "metadata"');
    return (0,map/* present */.E)({
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
    return { type, wandb: (0,map/* present */.E)(wandb) };
}
/** OpenAI's reference has 1 to 64 characters of any kind; Azure OpenAI's documentation is stricter. */
function warnOfSuffix(suffix, label, reading) {
    if (/[^A-Za-z0-9_-]/.test(suffix))
        reading.warning(label, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI refuses');
    if ([...suffix].length > 40)
        reading.warning(label, 'is longer than 40 characters, which Azure OpenAI refuses');
}

// EXTERNAL MODULE: ./src/verbs/connection.ts + 2 modules
var connection = __webpack_require__(3986);
;// CONCATENATED MODULE: ./src/verbs/plan.ts






/** The largest job file, grader, or source of a grader: the API takes 256 kB of a grader's source. */
const MOST_TEXT = 1024 * 1024;
/** Reads what is asked: the inputs, the job file, where the data is. Every problem is told at once, before anything is touched. */
async function readPlan(world) {
    const { host, workspace } = world;
    const read = (0,inputs/* readInputs */.Ko)(inputs/* RootInputs */.iO, host);
    const problems = 'problems' in read ? [...read.problems] : [];
    const described = await describeJob((0,inputs/* jobInputs */.vX)(host.inputs), async (path, beside) => {
        const file = await workspace.file(path, beside);
        return { text: await workspace.text(file, MOST_TEXT), path: file.name };
    });
    if ('problems' in described)
        problems.push(...described.problems);
    const gather = async (label, work) => {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.H))
                throw error;
            problems.push(`${label}: ${error.message}${error.advice ? ` (${error.advice})` : ''}`);
            return undefined;
        }
    };
    // Also when the description is wrong in something else: everything that is wrong is told at once.
    const data = 'job' in described ? described.job : described;
    const find = async (field) => {
        const named = data[field];
        if (!named)
            return undefined;
        const input = named.beside ? `input "job-file": ${named.beside}: ${field}_file` : `input "${field}-file"`;
        return gather(input, () => sourceOf(workspace, named));
    };
    const training = await find('training');
    const validation = await find('validation');
    const folder = await gather('input "results-dir"', () => workspace.folder(host.inputs.get('results-dir')));
    if (problems.length > 0 || 'problems' in read || 'problems' in described || !training || !folder)
        throw new failure/* Failure */.H(problems.join('\n'));
    const resultsDir = await gather('input "results-dir"', () => folder.create());
    if (!resultsDir)
        throw new failure/* Failure */.H(problems.join('\n'));
    refuseOverwriting(resultsDir, { training, validation });
    return {
        inputs: read.inputs,
        connection: (0,connection/* connectionOf */.a)(read.inputs, world),
        job: described.job,
        training,
        ...(validation && { validation }),
        warnings: described.warnings,
        resultsDir,
    };
}
/** The run writes files into its results folder; none of them may be one that it is to read. */
function refuseOverwriting(resultsDir, sources) {
    for (const [role, source] of Object.entries(sources))
        for (const { path, name } of source && 'files' in source ? source.files : [])
            if ((0,external_node_path_.dirname)(path) === resultsDir && results/* RESULT_FILES */.S.includes((0,external_node_path_.basename)(path)))
                throw new failure/* Failure */.H(`input "results-dir": the results would be written over "${name}", the ${role} data`);
}
/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/;
async function sourceOf(workspace, { list, beside }) {
    const id = list.trim();
    if (FILE_ID.test(id) && !(await workspace.exists(id, beside)))
        return { id };
    return { files: await workspace.find(list, beside) };
}

// EXTERNAL MODULE: ./src/api/patience.ts
var api_patience = __webpack_require__(6501);
;// CONCATENATED MODULE: ./src/files/discard.ts


/** Deletes files, unless one of the recent jobs that are `using` their files needs them. */
async function discardFiles(client, ids, using, repeat) {
    if (ids.length === 0)
        return [];
    const left = (error, id) => {
        if (error instanceof failure/* Failure */.H)
            return { id, kind: 'left', error };
        throw error;
    };
    let recent;
    try {
        recent = (await repeat(() => client.jobs({ limit: RECENT }))).items.filter(using);
    }
    catch (error) {
        return ids.map((id) => left(error, id));
    }
    const discard = async (id) => {
        const by = recent.find(({ trainingFile, validationFile }) => id === trainingFile || id === validationFile);
        if (by)
            return { id, kind: 'used', by };
        try {
            await repeat(() => client.deleteFile(id));
        }
        catch (error) {
            if (!(error instanceof errors/* ApiError */.hD && error.refusal.status === 404))
                return left(error, id);
        }
        return { id, kind: 'deleted' };
    };
    return Promise.all(ids.map(discard));
}
/** A file that was just uploaded is used by a recent job or by none. */
const RECENT = 100;

// EXTERNAL MODULE: ./src/api/list.ts
var api_list = __webpack_require__(4762);
;// CONCATENATED MODULE: ./src/files/find.ts


/** The API's own default for a page of files is 10,000. */
const PAGE = 1000;
const MOST_FILES = 20_000;
/** A file that was made is listed after so long at the latest; and how often it is looked for until then. */
const LISTED_MS = 30_000;
const LISTING_PAUSE_MS = 5000;
/** A file that expires before a job has read it is of no use. */
const LEAST_LIFE_SECONDS = 24 * 60 * 60;
const USELESS = new Set(['error', 'deleted', 'deleting']);
/** The files for fine-tuning on the server that are `wanted`, the oldest first. Rejects when it refuses to list them. */
async function listFiles(client, wanted, repeat) {
    const listing = {
        page: (page) => client.files(page),
        ways: [{ limit: PAGE }, {}],
        most: MOST_FILES,
        repeat,
    };
    const { items } = await (0,api_list/* readList */.L)(listing, wanted);
    return items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1));
}
/** Whether a file that this action has uploaded, whenever and wherever, has this content. */
function isSame({ name, bytes }, content) {
    return (name?.includes(content.digest) ?? false) && bytes === content.bytes;
}
/**
 * The oldest file on the server with this content, so that all runs find the same one; undefined when there is
 * none that the server still has when it is asked for it.
 */
async function findFile(client, content, now, repeat) {
    const latest = now.getTime() / 1000 + LEAST_LIFE_SECONDS;
    const usable = (file) => !USELESS.has(file.status ?? '') && (file.expiresAt ?? latest) >= latest;
    for (const { id } of await listFiles(client, (file) => isSame(file, content) && usable(file), repeat)) {
        const file = await stillThere(client, id, repeat);
        if (file && usable(file))
            return file;
    }
    return undefined;
}
/** The file as the server has it now; undefined when it says that there is none. */
async function stillThere(client, id, repeat) {
    try {
        return await repeat(() => client.file(id));
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.refusal.fromApi && error.refusal.status === 404)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/files/upload.ts






const STALL_MS = 60_000;
const FIRST_PROGRESS_MS = 3000;
const PROGRESS_MS = 10_000;
const LISTING_MS = 30_000;
/** How long a server may take to answer when it has all bytes of a file. */
const ANSWER_MS = 10 * 60_000;
/** How often what changes the server is sent at most. */
const TRIES = 4;
/**
 * Uploads a file for fine-tuning. The bytes are streamed; a file of any size needs the memory of a few chunks.
 * When an answer does not come, the file is looked for by its name, which must be this upload's own, before it is sent
 * again. Between `onSend` and `onAnswer` nobody knows whether the server has it.
 */
function uploadFile(client, file, uploading) {
    let doubtful = false;
    const attempt = async () => {
        const there = doubtful ? await arrived(client, file, uploading) : undefined;
        if (there)
            uploading.onAnswer();
        if (there)
            return there;
        uploading.onSend();
        try {
            const uploaded = await uploadOnce(client, file, uploading);
            uploading.onAnswer();
            return uploaded;
        }
        catch (error) {
            if ((0,errors/* hadNoEffect */.wZ)(error))
                uploading.onAnswer();
            else
                doubtful = true;
            throw error;
        }
    };
    return (0,api_patience/* patiently */.d)(attempt, { ...uploading, tries: TRIES });
}
/** The file, if an upload without an answer has brought it; a list that cannot be read is no reason to stop. */
async function arrived(client, { name, size }, uploading) {
    const { clock, random, signal } = uploading;
    const until = clock.now() + LISTING_MS;
    try {
        const files = await listFiles({ files: (page) => client.files(page, { signal }) }, (file) => file.name === name && file.bytes === size, (request) => (0,api_patience/* patiently */.d)(request, { clock, random, signal, until }));
        return files[0];
    }
    catch (error) {
        if (signal.aborted || !(error instanceof failure/* Failure */.H))
            throw error;
        return undefined;
    }
}
function uploadOnce(client, file, uploading) {
    const { name, size, content } = file;
    const fields = { purpose: 'fine-tune' };
    const body = multipart(fields, { field: 'file', name, type: 'application/jsonl', size, content: content() });
    const tell = progress(uploading);
    const onMove = (sent) => tell(Math.min(sent, size));
    const watching = { ...uploading, what: `upload of ${name}`, answerMs: ANSWER_MS, onMove };
    return watched(body, (body, signal) => client.upload(body, signal), watching);
}
/** Tells, now and then, how far an upload is. */
function progress({ clock, onProgress }) {
    let tellAt = clock.now() + FIRST_PROGRESS_MS;
    return (sent) => {
        if (clock.now() < tellAt)
            return;
        tellAt = clock.now() + PROGRESS_MS;
        onProgress(sent);
    };
}
/** Sends a body and gives up when no byte of it moves for a minute, or when no answer comes in time after the last. */
async function watched({ contentType, contentLength, body }, send, { clock, signal, what, answerMs, onMove }) {
    const stalled = new AbortController();
    const done = new AbortController();
    let sent = 0;
    let movedAt = clock.now();
    let limitMs = STALL_MS;
    async function* moving() {
        for await (const chunk of body) {
            yield chunk;
            sent += chunk.length;
            movedAt = clock.now();
            onMove?.(sent);
        }
        limitMs = answerMs;
    }
    async function watch() {
        for (let left = limitMs; left > 0; left = movedAt + limitMs - clock.now())
            await clock.sleep(left, done.signal);
        stalled.abort(new src_clock/* TimeLimit */.h9(`no progress for ${limitMs / 1000} seconds`));
    }
    watch().catch(() => undefined);
    try {
        const either = AbortSignal.any([signal, stalled.signal]);
        return await send({ contentType, contentLength, body: moving() }, either);
    }
    catch (error) {
        if (!stalled.signal.aborted || signal.aborted)
            throw error;
        throw new errors/* ConnectionError */.Rc(`${what}: ${stalled.signal.reason.message}`, { sent: true, cause: error });
    }
    finally {
        done.abort();
    }
}
/** A multipart/form-data body (RFC 7578) of known length, so that it need not be sent in chunked encoding. */
function multipart(fields, file) {
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
/** While a file is in one of these, a job that uses it would be refused (Azure). */
const PROCESSING = new Set(['pending', 'running']);
/** OpenAI starts jobs with files in this state too; some servers never leave it. */
const UPLOADED = 'uploaded';
const UPLOADED_MS = 30_000;
/** The official client waits as long. */
const PROCESSING_MS = 30 * 60_000;
const upload_LOOK_MS = 5000;
/** How long a server may fail to tell of a file. */
const LOOKING_MS = 60_000;
/** Waits until the server has processed a file, where it says that it does. */
async function processed(client, file, { onWait, ...looking }) {
    const { clock, signal } = looking;
    const start = clock.now();
    let pauseMs = 250;
    for (let now = file;;) {
        const status = now.status ?? 'processed';
        if (status === 'error' || status === 'deleted' || status === 'deleting')
            throw new failure/* Failure */.H(`The server could not process file ${file.id} (${status})${now.statusDetails ? `: ${now.statusDetails}` : ''}`);
        const patienceMs = PROCESSING.has(status) ? PROCESSING_MS : status === UPLOADED ? UPLOADED_MS : 0;
        const leftMs = start + patienceMs - clock.now();
        if (leftMs <= 0)
            return;
        if (now === file)
            onWait(status);
        await clock.sleep(Math.min(pauseMs, leftMs), signal);
        pauseMs = Math.min(pauseMs * 2, upload_LOOK_MS);
        now = await lookAt(client, file.id, looking);
    }
}
/** A file as the server tells of it; nothing but its id where the server tells nothing: the create request will. */
async function lookAt(client, id, looking) {
    try {
        return await (0,api_patience/* patiently */.d)(() => client.file(id, { signal: looking.signal }), {
            ...looking,
            until: looking.clock.now() + LOOKING_MS,
        });
    }
    catch (error) {
        if (looking.signal.aborted || !(error instanceof failure/* Failure */.H))
            throw error;
        return { id };
    }
}

;// CONCATENATED MODULE: ./src/files/parts.ts







/** The bytes above which a file is uploaded in parts to the server at this host (with its port, if it has one). */
function largestPlainUpload(host) {
    return (0,provider/* providerOf */.lc)(new URL(`https://${host}`).hostname).largestPlainUpload;
}
/** API reference, Uploads: a part has at most 64 MB. Small ones make little of a failure, and let several be in memory. */
const PART_BYTES = 16 * 2 ** 20;
const MOST_PARTS = 400;
/** In memory, and on their way. */
const MOST_HELD = 4;
const SLICE_BYTES = 256 * 1024;
const PART_ANSWER_MS = 2 * 60_000;
/** More than of a whole file: what is lost with a part is much more than the part. */
const PART_TRIES = 8;
const CANCEL_MS = 2000;
const CANCEL_DELAY_MS = 250;
/**
 * Uploads a file for fine-tuning in parts (API reference, Uploads), with the memory of a few of them; each is repeated
 * by itself. An unfinished upload is no file: between `onSend` and `onAnswer` it is being completed. One that cannot be
 * finished is cancelled. Undefined, and nothing done, where the server has no such API.
 */
async function uploadInParts(client, file, uploading, partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MOST_PARTS))) {
    const id = await begin(client, file, uploading);
    if (id === undefined)
        return undefined;
    try {
        const parts = await sendParts(client, id, file, partBytes, uploading);
        return await complete(client, id, parts, file, uploading);
    }
    catch (error) {
        await cancel(client, id, uploading);
        throw error;
    }
}
/** The id of a new upload; one whose id never arrives has no parts, and expires within the hour. */
async function begin(client, { name, size }, uploading) {
    const upload = { filename: name, bytes: size, mimeType: 'text/jsonl' };
    try {
        const { id } = await (0,api_patience/* patiently */.d)(() => client.createUpload(upload, { signal: uploading.signal }), {
            ...uploading,
            tries: TRIES,
            worthRepeating: (error) => (0,errors/* mayPass */.bg)(error) && !(hasNoUploads(error) && isAnswered(error)),
        });
        return id;
    }
    catch (error) {
        if (hasNoUploads(error))
            return undefined;
        throw error;
    }
}
function hasNoUploads(error) {
    return error instanceof errors/* ApiError */.hD && [404, 405, 501].includes(error.refusal.status);
}
/** In JSON, and not by the page of some proxy that may go away. */
const isAnswered = ({ refusal: { fromApi, said } }) => fromApi || said !== undefined;
async function sendParts(client, id, file, partBytes, uploading) {
    const failed = new AbortController();
    const signal = AbortSignal.any([uploading.signal, failed.signal]);
    const patience = { ...uploading, signal, tries: PART_TRIES };
    const buffers = new Buffers(partBytes);
    const md5 = (0,external_node_crypto_.createHash)('md5');
    const tell = progress(uploading);
    let sent = 0;
    async function send(bytes) {
        try {
            const part = await (0,api_patience/* patiently */.d)(() => sendPart(client, id, bytes, patience), patience);
            sent += bytes.length;
            tell(sent);
            return part.id;
        }
        finally {
            buffers.give(bytes);
        }
    }
    const sending = [];
    try {
        for await (const bytes of cut(file.content(), buffers)) {
            signal.throwIfAborted();
            md5.update(bytes);
            const part = send(bytes);
            part.catch((error) => failed.abort(error));
            sending.push(part);
        }
        return { partIds: await Promise.all(sending), md5: md5.digest('hex') };
    }
    catch (error) {
        failed.abort(error);
        throw error;
    }
}
function sendPart(client, id, bytes, { clock, signal }) {
    const type = 'application/octet-stream';
    const data = { field: 'data', name: 'part', type, size: bytes.length, content: slices(bytes) };
    const watching = { clock, signal, what: `part of ${id}`, answerMs: PART_ANSWER_MS };
    return watched(multipart({}, data), (body, signal) => client.addPart(id, body, signal), watching);
}
/** Small enough that each of them shows whether the connection still moves. */
function* slices(bytes) {
    for (let start = 0; start < bytes.length; start += SLICE_BYTES)
        yield bytes.subarray(start, start + SLICE_BYTES);
}
/** The same bytes in pieces that fill a buffer each, but for the last one. */
async function* cut(chunks, buffers) {
    let piece;
    let length = 0;
    for await (const chunk of chunks)
        for (let rest = chunk; rest.length > 0;) {
            piece ??= await buffers.take();
            const fitting = rest.subarray(0, piece.length - length);
            piece.set(fitting, length);
            length += fitting.length;
            rest = rest.subarray(fitting.length);
            if (length < piece.length)
                continue;
            yield piece;
            piece = undefined;
            length = 0;
        }
    if (piece)
        yield piece.subarray(0, length);
}
/** A few buffers for one user, used over and over: new ones would lie about until the garbage collector comes. */
class Buffers {
    #bytes;
    #spare = [];
    #made = 0;
    #hand;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Waits until there is one. */
    async take() {
        const spare = this.#spare.pop();
        if (spare)
            return spare;
        if (this.#made === MOST_HELD)
            return new Promise((resolve) => {
                this.#hand = resolve;
            });
        this.#made += 1;
        return Buffer.allocUnsafeSlow(this.#bytes);
    }
    give(buffer) {
        const hand = this.#hand;
        this.#hand = undefined;
        if (hand)
            hand(buffer);
        else
            this.#spare.push(buffer);
    }
}
/** Makes the file. After an answer that does not say whether there is one it is looked for before this is asked again. */
async function complete(client, id, parts, file, uploading) {
    let doubtful = false;
    const attempt = async () => {
        const there = doubtful ? await arrived(client, file, uploading) : undefined;
        if (there)
            return there;
        try {
            return await client.completeUpload(id, parts, { signal: uploading.signal, limitMs: ANSWER_MS });
        }
        catch (error) {
            // What is completed cannot be completed again.
            const late = doubtful && !(0,errors/* mayPass */.bg)(error) ? await listed(client, file, uploading) : undefined;
            if (late)
                return late;
            doubtful ||= !(0,errors/* hadNoEffect */.wZ)(error);
            throw error;
        }
    };
    uploading.onSend();
    try {
        const made = await (0,api_patience/* patiently */.d)(attempt, { ...uploading, tries: TRIES });
        doubtful = false;
        return made;
    }
    finally {
        if (!doubtful)
            uploading.onAnswer();
    }
}
/** Waits for the file until lists must show it. */
async function listed(client, file, uploading) {
    const { clock, signal } = uploading;
    const until = clock.now() + LISTED_MS;
    for (;;) {
        const there = await arrived(client, file, uploading);
        if (there || clock.now() >= until)
            return there;
        await clock.sleep(LISTING_PAUSE_MS, signal);
    }
}
/** Also when the workflow is cancelled. What is not cancelled within a moment expires within the hour. */
async function cancel(client, id, { clock, random }) {
    const work = (signal) => (0,api_patience/* patiently */.d)(() => client.cancelUpload(id, { signal }), {
        clock,
        random,
        signal,
        longestDelayMs: CANCEL_DELAY_MS,
    });
    await (0,src_clock/* within */.ux)(clock, CANCEL_MS, undefined, work).catch(() => undefined);
}

;// CONCATENATED MODULE: ./src/verbs/shelf.ts













/** How long the server is asked whether it has the data already, before it is simply uploaded. */
const FIND_MS = 60_000;
/** How long a file is asked for that tells whether a job does the same work. */
const COMPARE_MS = 5 * 60_000;
const TIDY_MS = 60_000;
const HURRIED_DELAY_MS = 500;
/** The data of this run on the server: what was found there, what was uploaded, and what becomes of it. */
class Shelf {
    #datasets;
    #connect;
    #client;
    #report;
    #world;
    #leftMs;
    /** What is larger is uploaded in parts. */
    #plainBytes;
    /** In the name of every upload of this run, and of no other. */
    #token;
    #uploaded = new Set();
    #here = new Map();
    /** Whether a file has some content, by both. */
    #compared = new Map();
    /** Uploads of which nobody knows whether they arrived, and when there was the last of them. */
    #doubts = 0;
    #doubtedAt = 0;
    /** Settled when nothing of the last upload is under way any more, whoever has given it up meanwhile. */
    #over = Promise.resolve();
    constructor(datasets, connect, report, world, leftMs, plainBytes) {
        this.#leftMs = leftMs;
        this.#datasets = datasets;
        this.#token = world.attempt.slice(0, 12);
        this.#connect = connect;
        this.#client = connect(world.interrupted);
        this.#plainBytes = plainBytes ?? largestPlainUpload(this.#client.host);
        this.#report = report;
        this.#world = world;
    }
    /** Brings to the server what is not there, and returns the ids once the data can be trained on. */
    async bring(world = this.#world) {
        for (const dataset of this.#datasets) {
            const { role } = dataset;
            if (this.#here.has(role))
                continue;
            const file = await this.#file(dataset, world);
            this.#here.set(role, file);
            this.#report.outputs({ [`${role}-file-id`]: file.id });
        }
        for (const [role, file] of this.#here) {
            const onWait = (status) => world.host.info(`the server is processing the ${role} data (${status})`);
            await processed(this.#client, file, { ...(0,verbs_world/* patienceOf */.Hw)(world), onWait });
        }
        const [training = '', validation] = ROLES.map((role) => this.#here.get(role)?.id);
        return { training, ...(validation && { validation }) };
    }
    /** Whether a job uses this data: by the content of its files, since the same data may have been uploaded twice. */
    async isUsedBy({ trainingFile, validationFile }) {
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
        const known = this.#compared.get(key);
        if (known)
            return known;
        const has = stillThere(this.#client, id, (0,verbs_world/* repeatFor */.Pt)(this.#world, COMPARE_MS)).then((file) => file !== undefined && isSame(file, content));
        this.#compared.set(key, has);
        // Not known is to be asked again.
        has.catch(() => this.#compared.delete(key));
        return has;
    }
    /** Whether any of the data was on the server before this run: only then can there be a job that uses it. */
    get hasFound() {
        return [...this.#here.values()].some(({ id }) => !this.#uploaded.has(id));
    }
    /** Forgets the files that were found and are gone by now; returns whether there were any. */
    async forgetGone() {
        const found = this.#datasets.filter((dataset) => {
            const id = this.#here.get(dataset.role)?.id;
            return 'report' in dataset && id !== undefined && !this.#uploaded.has(id);
        });
        let gone = false;
        for (const { role } of found) {
            const id = this.#here.get(role)?.id ?? '';
            if (await stillThere(this.#client, id, (0,verbs_world/* repeatFor */.Pt)(this.#world, FIND_MS)))
                continue;
            this.#world.host.info(`${role} data: ${id} is gone from the server`);
            gone = this.#here.delete(role);
        }
        return gone;
    }
    /** Deletes what this run has uploaded and neither the job that it ends with uses nor any other. */
    async tidy(job) {
        await this.#over;
        if (this.#uploaded.size === 0 && this.#doubts === 0)
            return;
        // A server that does not say what its jobs use: nobody can tell what is not used.
        if (job && !job.trainingFile)
            return;
        await this.#hurriedly(async (client, repeat) => {
            const strays = await this.#strays(client, repeat);
            const unused = [...new Set([...this.#uploaded, ...strays])].filter((id) => id !== job?.trainingFile && id !== job?.validationFile);
            const using = ({ status }) => status !== 'failed' && status !== 'cancelled';
            await this.#discard(unused, using, client, repeat);
        });
    }
    /** What uploads without an answer have left on the server: looked for until lists must show it. */
    async #strays(client, repeat) {
        const { clock, interrupted } = this.#world;
        while (this.#doubts > 0) {
            const ours = await listFiles(client, (file) => this.#isOurs(file), repeat);
            const strays = ours.map(({ id }) => id).filter((id) => !this.#uploaded.has(id));
            const late = clock.now() - this.#doubtedAt >= LISTED_MS;
            if (strays.length > 0 || late || interrupted.aborted)
                return strays;
            await clock.sleep(LISTING_PAUSE_MS, interrupted).catch(() => undefined);
        }
        return [];
    }
    /** Deletes the files of a job that has succeeded, unless another one is still being trained on them. */
    async deleteFiles(job) {
        const named = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []));
        const ids = [...new Set([job.trainingFile, job.validationFile])];
        const ours = ids.flatMap((id) => (id === undefined || named.includes(id) ? [] : [id]));
        const using = (other) => other.id !== job.id && !(0,wire/* hasEnded */.hY)(other.status);
        await this.#hurriedly((client, repeat) => this.#discard(ours, using, client, repeat));
    }
    #isOurs({ name }) {
        return name?.includes(`-${this.#token}-`) ?? false;
    }
    /** Also when the workflow is cancelled: tidying up is worth the seconds that are left then. */
    async #hurriedly(work) {
        const { clock, random, host, interrupted } = this.#world;
        const end = (0,src_clock/* delayed */.Nw)(interrupted, this.#leftMs, clock);
        try {
            await (0,src_clock/* within */.ux)(clock, TIDY_MS, end.signal, (signal) => {
                const longestDelayMs = interrupted.aborted ? HURRIED_DELAY_MS : undefined;
                const patience = { clock, random, signal, longestDelayMs };
                return work(this.#connect(signal), (request) => (0,api_patience/* patiently */.d)(request, patience));
            });
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.H || error instanceof src_clock/* TimeLimit */.h9))
                throw error;
            const why = error instanceof failure/* Failure */.H ? (0,report_failure/* explain */.W)(error) : error.message;
            host.warning(`Files that are not needed may be left on the server: ${why}`);
        }
        finally {
            end.release();
        }
    }
    async #discard(ids, using, client, repeat) {
        const { host } = this.#world;
        for (const file of await discardFiles(client, ids, using, repeat))
            if (file.kind === 'deleted')
                host.info(`${file.id} was deleted from the server`);
            else if (file.kind === 'used')
                host.info(`${file.id} is kept: job ${file.by.id} uses it`);
            else
                host.warning(`${file.id} could not be deleted and is left on the server: ${(0,report_failure/* explain */.W)(file.error)}`);
    }
    async #file(dataset, world) {
        const { role } = dataset;
        if ('id' in dataset)
            return lookAt(this.#client, dataset.id, (0,verbs_world/* patienceOf */.Hw)(world));
        const { digest, bytes } = dataset.report;
        const there = await this.#found(dataset.report, world);
        if (there && !this.#uploaded.has(there.id))
            world.host.info(`${role} data: ${(0,format/* size */.Ej)(bytes)} already on the server as ${there.id}`);
        if (there)
            return there;
        const { workspace, host } = world;
        const local = {
            name: `${stem(dataset.files)}-${this.#token}-${digest}.jsonl`,
            size: bytes,
            content: () => unchanged(normalised(workspace, dataset.files), digest),
        };
        const uploading = this.#upload(role, local, {
            ...(0,verbs_world/* patienceOf */.Hw)(world),
            onProgress: (sent) => host.info(`${role} data: ${(0,format/* size */.Ej)(sent)} of ${(0,format/* size */.Ej)(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`),
            onSend: () => {
                this.#doubts += 1;
                this.#doubtedAt = world.clock.now();
            },
            onAnswer: () => {
                this.#doubts -= 1;
            },
        });
        this.#over = uploading.catch(() => undefined);
        const file = await uploading;
        host.info(`${role} data: ${(0,format/* size */.Ej)(bytes)} uploaded as ${file.id}`);
        return file;
    }
    async #upload(role, local, sending) {
        const isLarge = local.size > this.#plainBytes;
        const whole = isLarge ? await uploadInParts(this.#client, local, sending) : undefined;
        if (isLarge && !whole)
            this.#world.host.info(`${role} data: this server has no uploads in parts, so all of it is sent in one request`);
        const file = whole ?? (await uploadFile(this.#client, local, sending));
        this.#uploaded.add(file.id);
        return file;
    }
    /** A server that cannot tell what it has gets the data once more: a file costs nothing. */
    async #found(content, world) {
        try {
            return await findFile(this.#client, content, world.today, (0,verbs_world/* repeatFor */.Pt)(world, FIND_MS));
        }
        catch (error) {
            if (world.interrupted.aborted || !(error instanceof failure/* Failure */.H))
                throw error;
            return undefined;
        }
    }
}
const ROLES = ['training', 'validation'];
/** The files were read twice, to be checked and to be sent; what is sent must be what was checked. */
async function* unchanged(bytes, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of bytes) {
        hash.update(chunk);
        yield chunk;
    }
    if (hash.digest('hex') !== digest)
        throw new failure/* Failure */.H('The data changed while it was being uploaded.');
}
/** A short name for people, in characters that every server takes; the digest behind it says what it is. */
function stem(files) {
    const base = files[0]?.name
        .split('/')
        .at(-1)
        ?.replace(/\.jsonl$/i, '') ?? '';
    return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data';
}

// EXTERNAL MODULE: ./src/verbs/step.ts + 2 modules
var step = __webpack_require__(2386);
;// CONCATENATED MODULE: ./src/verbs/fine-tune.ts















/** From a dataset to a fine-tuned model: checks the data, uploads it, creates the job, and follows it to its end. */
function fineTune(world) {
    return (0,step/* step */.P)(world, outputs/* ROOT_OUTPUTS */.iQ, async (report, times) => {
        const plan = await readPlan(world);
        report.resultsIn(plan.resultsDir);
        return train(plan, times, report, world);
    });
}
async function train(plan, times, report, world) {
    const { host, fetch, clock, interrupted } = world;
    const { inputs, job: description } = plan;
    for (const warning of [...plan.warnings, ...marksOfTheRun(description, world.origin)])
        host.warning(warning);
    Object.assign(report.run, { model: description.model, method: description.method?.type ?? 'supervised' });
    const datasets = await inspectData(plan, world);
    report.run.data.push(...datasets.map(dataOf));
    refuseErrors(datasets, plan);
    const print = fingerprintOf(plan, datasets);
    report.outputs({ fingerprint: print });
    report.run.fingerprint = print;
    host.info(`fingerprint of the work: ${print}`);
    const connected = (signal) => (0,api_client/* connect */.N)(plan.connection, fetch, clock, signal);
    const client = connected(interrupted);
    await checkModelLife(plan, client, report, world);
    const shelf = new Shelf(datasets, connected, report, world, times.leftMs);
    const errand = {
        plan,
        fingerprint: print,
        shelf,
        report,
        world,
        client,
        lastingClient: connected(),
        // With no time at all the job is still to be created and looked at once.
        until: inputs.timeout > 0 ? times.startedAt + inputs.timeout : Number.POSITIVE_INFINITY,
        stale: new Set(),
        leftMs: times.leftMs,
        toldOfMost: false,
        listless: false,
    };
    if (inputs['dry-run'])
        return dryRun(errand);
    try {
        const verdict = await pursue(errand, times);
        await deleteFiles(errand);
        await shelf.tidy(report.job);
        return verdict;
    }
    catch (error) {
        // A job that nobody has found may use them.
        if (!(error instanceof create/* Unknown */.$r))
            await shelf.tidy(report.job);
        throw error;
    }
}
/** Where these are part of what is asked, every run asks for something else, and pays for it. */
function marksOfTheRun({ suffix, seed }, { run, sha }) {
    const marks = [run, sha?.slice(0, 7)].filter((mark) => mark !== undefined && mark.length > 5);
    return Object.entries({ suffix, seed }).flatMap(([name, value]) => marks.some((mark) => `${value}`.includes(`${mark}`))
        ? [
            `input "${name}": carries the id or the commit of this run, so that no run ever uses a job of another one`,
        ]
        : []);
}
function fingerprintOf({ job, validation }, datasets) {
    const [training, other] = datasets.map(identityOf);
    if (!training)
        throw new Error('there is no training data');
    return fingerprint(job, { training, ...(validation && { validation: other }) });
}
/** Sees to it that the work is done: by one job, whoever has created it. */
async function pursue(errand, times) {
    const { world, report, plan } = errand;
    const { host, interrupted } = world;
    const { inputs } = plan;
    let anew = false;
    for (let obtained = await obtain(errand);;) {
        const { job, ours } = obtained;
        // One that has failed already has to be told of, and one that nobody wants any more is to be stopped.
        if (!inputs.wait && !interrupted.aborted && (job.status === 'succeeded' || !(0,wire/* hasEnded */.hY)(job.status))) {
            if (/^paus/.test(job.status))
                host.warning(`Job ${job.id} is paused and does not go on by itself: run this with "wait: true", or resume it by the action "control".`);
            else if (!(0,wire/* hasEnded */.hY)(job.status))
                host.info((0,attend/* left */.kb)(job.id));
            return `${obtained.isNew ? 'created' : 'found'}, ${job.status}`;
        }
        host.group('Training');
        const fate = await (0,attend/* attend */.JK)({
            ...times,
            jobId: job.id,
            client: errand.lastingClient,
            report,
            world,
            timeoutMs: inputs.timeout,
            intervalMs: inputs['poll-interval'],
            onTimeout: inputs['on-timeout'],
            onCancel: inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach'),
            successor: obtained.isNew ? (job) => rival(job, errand) : undefined,
            replaceable: !ours && !anew,
        });
        host.endGroup();
        if (fate.kind === 'verdict') {
            if (report.job?.status === 'succeeded')
                tellDeployment(errand);
            const isReused = !obtained.isNew && job.status === 'succeeded';
            return isReused ? 'succeeded already, nothing was paid for again' : fate.verdict;
        }
        if (fate.kind === 'succeeded by') {
            obtained = await yieldTo(fate.other, fate.job, errand);
            continue;
        }
        host.info(`Job ${job.id}, which another run has created, was cancelled by somebody: deciding anew`);
        anew = true;
        // The post step is not to take the one for what may be created now.
        host.saveState('job-id', '');
        report.restart();
        obtained = await obtain(errand);
    }
}
function tellDeployment({ plan, world: { host } }) {
    const { deployment } = (0,provider/* providerOf */.lc)(new URL(plan.connection.baseUrl).hostname);
    if (deployment)
        host.info(deployment);
}
async function deleteFiles({ plan, report, shelf }) {
    if (plan.inputs['delete-files'] === 'after-success' && report.job?.status === 'succeeded')
        await shelf.deleteFiles(report.job);
}
/** Tells what would be done, and only reads. */
async function dryRun(errand) {
    const { plan, client, world } = errand;
    const { host } = world;
    const found = await findJob(errand);
    if (found) {
        host.info(`Dry run: job ${found.id} (${found.status}) does exactly this work; none would be created.`);
        return `dry run, ${found.id} would be used`;
    }
    const idOf = (source) => ('id' in source ? source.id : '(id of the uploaded file)');
    const { training, validation } = plan;
    const files = { training: idOf(training), ...(validation && { validation: idOf(validation) }) };
    const request = createRequest(plan.job, files);
    host.info(`Dry run: nothing was uploaded and no job was created. This would be asked of ${client.host}, beside metadata of our own (ft_…):`);
    for (const line of JSON.stringify(request, null, 2).split('\n'))
        host.info(line);
    return 'dry run, nothing was created';
}


/***/ }),

/***/ 2386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ briefStep),
  P: () => (/* binding */ step)
});

// EXTERNAL MODULE: ./src/api/errors.ts
var errors = __webpack_require__(3249);
// EXTERNAL MODULE: ./src/api/wire.ts
var wire = __webpack_require__(5847);
// EXTERNAL MODULE: ./src/jobs/create.ts
var create = __webpack_require__(8566);
// EXTERNAL MODULE: ./src/report/failure.ts
var report_failure = __webpack_require__(3304);
// EXTERNAL MODULE: ./src/verbs/attend.ts + 2 modules
var attend = __webpack_require__(5452);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
;// CONCATENATED MODULE: ./src/report/summary.ts

/** The job summary, as GitHub's Markdown. Whatever comes from the server or the dataset stands in it as text alone. */
function summary(run) {
    const { job, link } = run;
    const jobCell = job && (link ? `<a href="${code(link, 'bare')}">${code(job.id)}</a>` : code(job.id));
    const rows = [
        ['Job', jobCell],
        ['Status', job && code(job.status)],
        ['Base model', run.model && code(job?.model ?? run.model)],
        ['Method', run.method && code(run.method)],
        ['Fine-tuned model', job?.fineTunedModel && code(job.fineTunedModel)],
        ...run.data.map((data) => [
            data.role === 'training' ? 'Training data' : 'Validation data',
            dataCell(data),
        ]),
        ['Fingerprint of the work', run.fingerprint && code(run.fingerprint)],
        ['Trained tokens', job?.trainedTokens?.toLocaleString('en-US')],
        ['Duration of this step', (0,format/* duration */.p0)(run.durationMs)],
    ];
    const [first = '', ...rest] = rows
        .filter(([, cell]) => cell)
        .map(([title, cell]) => `| ${title} | ${cell} |`);
    const failure = run.failure?.split('\n').map(summary_text).join('<br>');
    return [
        `## ${mark(run)} Fine-tuning: ${summary_text(run.verdict)}`,
        '',
        ...(failure ? [`> ${failure}`, ''] : []),
        first,
        '| --- | --- |',
        ...rest,
        '',
    ].join('\n');
}
/** Green is only what has succeeded; a job that was left, or not even created, is still open. */
function mark({ failed, job }) {
    if (failed)
        return '❌';
    return job?.status === 'succeeded' ? '✅' : '⏳';
}
function dataCell({ names, examples, bytes, digest }) {
    const shown = names.slice(0, 5).map((name) => code(name));
    if (names.length > shown.length)
        shown.push(`and ${names.length - shown.length} more`);
    const facts = [
        examples !== undefined && (0,format/* count */.U9)(examples, 'example'),
        bytes !== undefined && (0,format/* size */.Ej)(bytes),
        digest && `sha256 ${code(digest.slice(0, 12))}`,
    ];
    return [shown.join(', '), ...facts.filter(Boolean)].join(' · ');
}
const LONGEST = 500;
/**
 * Foreign text within Markdown: every character that HTML or Markdown could take for more than itself becomes
 * an entity, so that there are no tags, links, images, mentions or ends of a table's cell in it.
 */
function summary_text(foreign) {
    const cut = foreign.length > LONGEST ? `${foreign.slice(0, LONGEST)}…` : foreign;
    return cut
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
        .replace(/[^\p{L}\p{N} .,;=()'/%+…-]|(?<=www)\./giu, entity);
}
/** Foreign text as code: the same, and never a link or a mention. `bare` is for an attribute. */
function code(foreign, form) {
    const escaped = summary_text(foreign);
    return form === 'bare' ? escaped : `<code>${escaped}</code>`;
}
const entity = (character) => `&#${character.codePointAt(0)};`;

;// CONCATENATED MODULE: ./src/verbs/report.ts




/** What the run has to tell other steps and people, told the moment it is known and once more at the end. */
class Report {
    run = { data: [] };
    job;
    #outputs = {};
    #results;
    #folder;
    #world;
    #names;
    #startedAt;
    /** Of what a job tells, a step sets only its own outputs. */
    constructor(world, names) {
        this.#world = world;
        this.#names = names;
        this.#startedAt = world.clock.now();
    }
    /** Begins the result files; outputs are set from the start, so that a later step finds the folder. */
    resultsIn(folder) {
        this.#folder = folder;
        this.#results = (0,results/* resultsIn */.u)(folder, this.#world.host);
        this.outputs({ 'results-dir': folder });
    }
    /** Another job is reported on from now: the events of the one before are not its own. */
    restart() {
        if (this.#folder)
            this.#results = (0,results/* resultsIn */.u)(this.#folder, this.#world.host);
        if (this.job)
            for (const name of ['job', ...Object.keys((0,outputs/* jobOutputs */.ke)(this.job))].filter((name) => name in this.#outputs)) {
                delete this.#outputs[name];
                this.#world.host.setOutput(name, '');
            }
        this.job = undefined;
    }
    /** Sets outputs whose values are new. */
    outputs(values) {
        const { host } = this.#world;
        for (const [name, given] of Object.entries(values)) {
            if (given === undefined || !this.#names.some((known) => known === name))
                continue;
            // A name with a piece cut out names something else: of names, only credentials are kept out.
            const value = this.#clean(given, NAMES.has(name) ? host.withoutCredentials : host.redact);
            if ((0,external_node_util_.isDeepStrictEqual)(value, this.#outputs[name]))
                continue;
            this.#outputs[name] = value;
            host.setOutput(name, (0,outputs/* outputText */.jO)(value));
            if (typeof value === 'string' && value !== host.redact(value))
                host.warning(`Output ${name} contains a masked text; GitHub drops it where it is an output of the job.`);
        }
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
    event(raw) {
        this.#results?.event(this.#clean(raw, this.#world.host.redact));
    }
    /** Writes `result.json`, and the summary where it is wanted. */
    finish(run, withSummary) {
        const { host, clock } = this.#world;
        if (this.job)
            this.outputs({ job: this.job.raw });
        this.#results?.write('result.json', `${JSON.stringify((0,outputs/* resultOf */.Bg)(this.#names, this.#outputs), null, 2)}\n`);
        if (!withSummary)
            return;
        const whole = { ...this.run, ...run, job: this.job, durationMs: clock.now() - this.#startedAt };
        // Redacted before it is escaped or cut: afterwards no secret would be recognised.
        host.writeSummary(summary(this.#clean({ ...whole, failed: host.failed }, host.redact)));
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
                this.#world.host.withoutCredentials(name),
                clean(field),
            ]));
        };
        return clean(value);
    }
}
/** Outputs that name something. */
const NAMES = new Set([
    'job-id',
    'status',
    'fine-tuned-model',
    'training-file-id',
    'validation-file-id',
    'results-dir',
]);

// EXTERNAL MODULE: ./src/verbs/world.ts
var verbs_world = __webpack_require__(2266);
;// CONCATENATED MODULE: ./src/verbs/step.ts







/**
 * Does the work of a step that is about a job, and tells people, later steps and the post step how it ended. The
 * work returns a verdict, or throws the reason why the step fails.
 */
async function step(world, outputs, work) {
    const { host, clock, interrupted } = world;
    const times = { startedAt: clock.now(), leftMs: (0,verbs_world/* timeLeft */.f$)(interrupted, clock) };
    const report = new Report(world, outputs);
    // Also when the inputs are wrong.
    const withSummary = host.inputs.get('summary')?.toLowerCase() !== 'false';
    try {
        const verdict = await work(report, times);
        if (report.job?.status === 'succeeded')
            host.info(`Fine-tuned model: ${report.job.fineTunedModel ?? 'the server does not name it'}`);
        report.finish({ verdict }, withSummary);
    }
    catch (error) {
        const refused = [error, error instanceof Error && error.cause].find((e) => e instanceof errors/* ApiError */.hD);
        if (refused)
            report.outputs({ 'error-code': refused.refusal.code, 'error-message': refused.refusal.said });
        const failure = (0,report_failure/* explain */.W)(error);
        host.endGroup();
        host.setFailed(failure);
        report.finish({ verdict: verdictOf(report.job), failure }, withSummary);
        // What was to be done to the job and could not be done is left to the post step.
        if (interrupted.aborted && (error instanceof create/* Unknown */.$r || error instanceof attend/* NotStopped */.rw))
            return;
    }
    host.saveState('ended', 'true');
}
/** What to say above the reason why a step has failed. */
function verdictOf(job) {
    if (!job)
        return 'failed';
    return (0,wire/* hasEnded */.hY)(job.status) ? job.status : `not finished, the job is ${job.status.replaceAll('_', ' ')}`;
}
/** Does the work of a step that is over in a moment, and leaves nothing but its outputs. */
async function briefStep(world, outputs, work) {
    try {
        await work(new Report(world, outputs));
    }
    catch (error) {
        world.host.setFailed((0,report_failure/* explain */.W)(error));
    }
}


/***/ })

};
