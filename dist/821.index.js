export const id = 821;
export const ids = [821,148];
export const modules = {

/***/ 9373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   dg: () => (/* binding */ abortAfter),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/** setTimeout fires at once for anything longer. */
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
/** A signal that is aborted, with the same reason, some time after another one. */
function abortAfter(signal, ms, clock) {
    const late = new AbortController();
    const released = new AbortController();
    const start = () => clock.sleep(ms(), released.signal).then(() => late.abort(signal.reason), () => undefined);
    if (signal.aborted)
        start();
    else
        signal.addEventListener('abort', start, { once: true, signal: released.signal });
    return { signal: late.signal, release: () => released.abort() };
}
/** Did not happen within the time allowed for it. */
class TimeoutError extends Error {
    name = 'TimeLimit';
}
/** Does `work`, whose signal is aborted when `ms` are over, or with the outer signal; the reason is what it rejects with. */
async function withTimeout(clock, ms, outer, work) {
    outer?.throwIfAborted();
    const stop = new AbortController();
    const done = new AbortController();
    // By hand and not by AbortSignal.any: the outer signal lives for hours, and keeps what listens to it.
    outer?.addEventListener('abort', () => stop.abort(outer.reason), { signal: done.signal });
    const stopped = new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
    });
    clock.sleep(ms, done.signal).then(() => stop.abort(new TimeoutError(`no answer within ${Math.round(ms / 1000)} seconds`)), () => undefined);
    try {
        return await Promise.race([work(stop.signal), stopped]);
    }
    finally {
        done.abort();
    }
}


/***/ }),

/***/ 1828:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ authenticationProblems),
/* harmony export */   UE: () => (/* binding */ headerValues),
/* harmony export */   Yl: () => (/* binding */ headersOf),
/* harmony export */   hM: () => (/* binding */ CONNECTION)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _openai_provider_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4717);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6906);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9211);





const OPENAI_URL = 'https://api.openai.com/v1';
/** What an HTTP header can carry (RFC 9110, 5.5), less what is outside ASCII. */
const headerText = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[\x20-\x7e]+$/, { error: 'must be one line of printable ASCII' });
/** Where to ask, and as whom: what any action that talks to a server is given. */
const CONNECTION = {
    'api-key': headerText.optional(),
    'identity-provider-id': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'service-account-id': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'azure-tenant-id': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'azure-client-id': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'oidc-audience': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional(),
    'token-url': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional().superRefine((url, context) => {
        if (url !== undefined)
            checkUrl(url, context);
    }),
    'auth-scheme': (0,_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('auto', 'bearer', 'api-key').default('auto'),
    'base-url': _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.default(OPENAI_URL).superRefine(checkUrl),
    organization: headerText.optional(),
    project: headerText.optional(),
    headers: _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq.optional().transform(readHeaders),
};
/** The headers that go with every request, without the credential. */
function headersOf(inputs, userAgent) {
    return {
        'user-agent': userAgent,
        ...(inputs.organization && { 'openai-organization': inputs.organization }),
        ...(inputs.project && { 'openai-project': inputs.project }),
        ...inputs.headers,
    };
}
/** The ways to authenticate: a key, an identity at OpenAI, an identity at Azure; each with the inputs that it needs. */
const WAYS = [
    ['api-key'],
    ['identity-provider-id', 'service-account-id'],
    ['azure-tenant-id', 'azure-client-id'],
];
/** What is wrong with the inputs unless they name exactly one way to authenticate, and all of it. */
function authenticationProblems(given) {
    const ways = WAYS.filter((names) => names.some((name) => given.has(name)));
    const [way] = ways;
    if (!way)
        return [
            'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"',
        ];
    if (ways.length > 1) {
        const names = ways.map((names) => `"${names.find((name) => given.has(name))}"`);
        return [`inputs ${names.join(' and ')}: are different ways to authenticate; give one of them`];
    }
    const missing = way.filter((name) => !given.has(name)).map((name) => `input "${name}": is required`);
    const base = given.get('base-url');
    if (way.includes('identity-provider-id') && !given.has('token-url') && base && !(0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_0__/* .isOpenai */ .N7)(hostOf(base)))
        missing.push('input "token-url": is required, since "base-url" is not OpenAI\'s');
    if (way.includes('azure-tenant-id') && !given.has('token-url') && (0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_0__/* .isOpenai */ .N7)(hostOf(base ?? OPENAI_URL)))
        missing.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource');
    const idle = way.includes('api-key') ? ['token-url', 'oidc-audience'].filter((name) => given.has(name)) : [];
    if (!way.includes('api-key') && given.get('auth-scheme') === 'api-key')
        missing.push('input "auth-scheme": the token of an identity is sent as "bearer"');
    return [...missing, ...idle.map((name) => `input "${name}": means nothing with "api-key"`)];
}
const hostOf = (url) => (URL.canParse(url) ? new URL(url).hostname : '');
function checkUrl(value, context) {
    const message = urlProblem(value);
    if (message)
        context.addIssue({ code: 'custom', message });
}
function urlProblem(value) {
    if (!URL.canParse(value))
        return 'expected a URL';
    const url = new URL(value);
    if (url.username || url.password)
        return 'must not contain a user or password';
    if (url.hash)
        return 'must not contain a fragment ("#")';
    if (!(0,_openai_provider_js__WEBPACK_IMPORTED_MODULE_0__/* .mayCarryCredentials */ .x6)(url))
        return 'must begin with https:// (http:// only for the machine itself)';
    return undefined;
}
/** Set by the action or by HTTP itself; a second one would be sent beside it or instead of it. */
const OURS = /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/;
async function readHeaders(value, context) {
    if (value === undefined)
        return {};
    const read = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .readYamlMap */ .i)(value, 'text');
    if ('problems' in read) {
        // Not the reader's own words: they quote, and what is quoted here may be a secret.
        context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
        return {};
    }
    for (const message of Object.entries(read.value).flatMap(headerProblem))
        context.addIssue({ code: 'custom', message });
    return Object.fromEntries(Object.entries(read.value).map(([name, text]) => [name.toLowerCase(), `${text}`]));
}
/** What `headers` has for values, also when something else is wrong with it. */
async function headerValues(value) {
    if (value === undefined)
        return [];
    const read = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .readYamlMap */ .i)(value, 'text');
    return 'value' in read ? Object.values(read.value).filter((text) => typeof text === 'string') : [];
}
function headerProblem([name, value]) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
        return [`${(0,_quote_js__WEBPACK_IMPORTED_MODULE_4__/* .quoted */ .TL)(name)} is not the name of a header`];
    if (OURS.test(name.toLowerCase()))
        return [`${name}: is set by the action itself`];
    return headerText.safeParse(value).success ? [] : [`${name}: must be one line of printable ASCII text`];
}


/***/ }),

/***/ 81:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AS: () => (/* binding */ pairs),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _: () => (/* binding */ decimal),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2526);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9211);



/** Any text. */
const text = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP();
/** One of several words. */
const choice = (...words) => zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(words, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expected */ .p6)(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`));
/** A yes or no, however it is capitalised. */
const boolean = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .toLowerCase()
    .pipe(zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['true', 'false'], (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expected */ .p6)('true or false')))
    .transform((word) => word === 'true');
const DECIMAL = /^(\d+\.?\d*|\.\d+)$/;
/** A number from 0, without sign or exponent. */
const decimal = (what) => zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(DECIMAL, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expected */ .p6)(what)).transform(Number);
/** A map of text to text, in YAML. */
const pairs = text.optional().transform(async (value, context) => {
    if (value === undefined)
        return {};
    const read = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_2__/* .readYamlMap */ .i)(value, 'text');
    if ('value' in read && Object.values(read.value).every((item) => typeof item === 'string'))
        return read.value;
    context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' });
    return {};
});


/***/ }),

/***/ 4389:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   Vc: () => (/* binding */ inputsOf),
/* harmony export */   Wj: () => (/* binding */ CheckInputs),
/* harmony export */   Y2: () => (/* binding */ PostInputs),
/* harmony export */   Zb: () => (/* binding */ ControlInputs),
/* harmony export */   iO: () => (/* binding */ RootInputs),
/* harmony export */   nB: () => (/* binding */ WaitInputs),
/* harmony export */   rg: () => (/* binding */ FindInputs),
/* harmony export */   vX: () => (/* binding */ jobInputs)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2969);
/* harmony import */ var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81);
/* harmony import */ var _quality_gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3963);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2526);







/** Statuses, in the spelling that the code has for both. */
const namesOf = (list) => list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((status) => (status === 'canceled' ? 'cancelled' : status));
const WAITING = {
    timeout: (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .decimal */ ._)('a number of minutes from 0')
        .default(330)
        .transform((minutes) => minutes * 60_000),
    'poll-interval': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .decimal */ ._)('a number of seconds above 0')
        .refine((seconds) => seconds > 0, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expected */ .p6)('a number of seconds above 0'))
        .default(15)
        .transform((seconds) => seconds * 1000),
    'on-timeout': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('fail', 'detach', 'cancel', 'pause').default('fail'),
    'on-cancel': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('cancel', 'pause', 'detach').optional(),
    // How the workflow job stands when the post step begins.
    'job-status': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
};
const JOB = {
    'training-file': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'validation-file': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    model: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    method: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    hyperparameters: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    grader: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    suffix: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    seed: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    metadata: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    integrations: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'job-file': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'extra-body': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
};
const GATES = {
    'data-check': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('error', 'warn', 'off').default('error'),
    'data-check-ignore': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional().transform((list) => (list ?? '').split(/[\s,]+/).filter(Boolean)),
    'max-tokens': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .decimal */ ._)('a number of tokens from 0').optional(),
    price: (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .decimal */ ._)('an amount of USD per million tokens').optional(),
    'max-cost': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .decimal */ ._)('an amount of USD from 0').optional(),
};
const QUALITY = {
    require: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.default('').transform((value, context) => {
        const read = (0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRequire */ .BL)(value);
        if ('value' in read)
            return read.value;
        for (const message of read.problems)
            context.addIssue({ code: 'custom', message });
        return [];
    }),
    baseline: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .pairs */ .AS,
};
const REPORTING = {
    summary: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zM.default(true),
    comment: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zM.default(false),
    'github-token': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    'results-dir': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
};
const jobId = zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP((0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expected */ .p6)('the id of a job'))
    .regex(/^[\x21-\x7e]{1,256}$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expected */ .p6)('the id of a job, as in the output job-id'));
/** Every input of the root action. `action.yml` has the same ones with the same defaults; a test compares them. */
const RootInputs = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECTION */ .hM,
    ...JOB,
    ...GATES,
    'min-model-days': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .decimal */ ._)('a number of days from 0').default(0),
    ...QUALITY,
    'dry-run': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zM.default(false),
    wait: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zM.default(true),
    ...WAITING,
    reuse: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zM.default(true),
    'delete-files': (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('never', 'after-success').default('never'),
    ...REPORTING,
});
/** Every input of the action `check`. */
const CheckInputs = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ ...JOB, ...GATES, ...REPORTING });
/** Every input of the action `wait`. */
const WaitInputs = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECTION */ .hM,
    'job-id': jobId,
    ...QUALITY,
    ...WAITING,
    ...REPORTING,
});
/** The inputs of which the post step of either makes use. */
const PostInputs = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECTION */ .hM,
    'on-cancel': WAITING['on-cancel'],
    'job-status': WAITING['job-status'],
});
/** Every input of the action `find`. */
const FindInputs = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECTION */ .hM,
    metadata: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .pairs */ .AS,
    'exclude-metadata': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .pairs */ .AS,
    status: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional().transform((list) => namesOf(list ?? '')),
    model: _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq.optional(),
    limit: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()
        .regex(/^[1-9]\d{0,3}$/, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expected */ .p6)('a whole number from 1 to 5000'))
        .transform(Number)
        .refine((limit) => limit <= 5000, (0,_validate_js__WEBPACK_IMPORTED_MODULE_4__/* .expected */ .p6)('a whole number from 1 to 5000'))
        .default(20),
    'fail-if-none': _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zM.default(false),
});
/** Every input of the action `control`. */
const ControlInputs = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .CONNECTION */ .hM,
    'job-id': jobId,
    command: (0,_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('cancel', 'pause', 'resume'),
});
/** Reads the inputs of an action: all of them, or every problem, a line each. Secrets are masked before anything else. */
async function readInputs(schema, host, known = Object.keys(schema.shape)) {
    for (const name of ['api-key', 'github-token']) {
        const secret = host.inputs.get(name);
        if (secret)
            host.setSecret(secret, 'credential');
    }
    // Whatever else is wrong: a secret that is not masked yet must not be in any message.
    for (const value of await (0,_connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .headerValues */ .UE)(host.inputs.get('headers')))
        if (value.length >= 8)
            host.setSecret(value);
    const misspelt = misspellings([...host.inputs.keys()], known);
    const parsed = await schema.safeParseAsync(Object.fromEntries(host.inputs));
    const together = [
        ...('api-key' in schema.shape ? (0,_connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .authenticationProblems */ .Bq)(host.inputs) : []),
        ...('require' in schema.shape ? await baselineProblems(host.inputs) : []),
    ];
    if (parsed.success && misspelt.length === 0 && together.length === 0)
        return { inputs: parsed.data };
    const wrong = parsed.error?.issues.map(({ path, message }) => `input "${path.join('.')}": ${message}`) ?? [];
    return { problems: [...misspelt, ...together, ...wrong] };
}
/** The inputs of an action, or a Failure that tells every problem; `known` are the names of those there are. */
async function inputsOf(schema, host, known) {
    const read = await readInputs(schema, host, known);
    if ('problems' in read)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(read.problems.join('\n'));
    return read.inputs;
}
/** The inputs that describe the job, as they were given. */
function jobInputs(given) {
    return {
        trainingFile: given.get('training-file'),
        validationFile: given.get('validation-file'),
        model: given.get('model'),
        method: given.get('method'),
        hyperparameters: given.get('hyperparameters'),
        grader: given.get('grader'),
        suffix: given.get('suffix'),
        seed: given.get('seed'),
        metadata: given.get('metadata'),
        integrations: given.get('integrations'),
        jobFile: given.get('job-file'),
        extraBody: given.get('extra-body'),
    };
}
/** What is compared with a baseline needs one. */
async function baselineProblems(given) {
    const { data } = await zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc(QUALITY).safeParseAsync(Object.fromEntries(given));
    const lacks = data && (0,_quality_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .needsBaseline */ .ZQ)(data.require) && Object.keys(data.baseline).length === 0;
    return lacks
        ? ['input "require": compares with the baseline, so "baseline" must say which job that is']
        : [];
}
/** The runner only warns of inputs that an action does not have; `max-cots` must not mean "no limit". */
function misspellings(given, known) {
    return given.flatMap((name) => {
        if (known.includes(name) || name.length < 6)
            return [];
        const meant = known.find((candidate) => (0,_suggest_js__WEBPACK_IMPORTED_MODULE_6__/* .editDistance */ .Y)(name, candidate) <= 2);
        return meant ? [`input "${name}": is not an input of this action (did you mean "${meant}"?)`] : [];
    });
}


/***/ }),

/***/ 3963:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BL: () => (/* binding */ parseRequire),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   ZQ: () => (/* binding */ needsBaseline)
/* harmony export */ });
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6906);
/* harmony import */ var _spelling_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6442);


const HOLDS = {
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
/** More is no gate, but a file that was passed by mistake. */
const MAX_LINES = 100;
/** Reads the lines of `require`; every problem is told with the number of its line. */
function parseRequire(text) {
    const lines = text.split(/\r?\n/).map((line, index) => ({ text: line.trim(), number: index + 1 }));
    const asked = lines.filter(({ text }) => text !== '');
    if (asked.length > MAX_LINES)
        return { problems: [`has ${asked.length} lines; ${MAX_LINES} are allowed`] };
    const read = asked.map(({ text, number }) => ({ number, ...requirementOf(text) }));
    const problems = read.flatMap((line) => ('problem' in line ? [`line ${line.number}: ${line.problem}`] : []));
    if (problems.length > 0)
        return { problems };
    return { value: read.flatMap((line) => ('requirement' in line ? [line.requirement] : [])) };
}
function requirementOf(line) {
    const [, metric = '', operator = '', right = ''] = LINE.exec(line) ?? [];
    if (metric === '')
        return {
            problem: `expected "metric operator number" as in "full_valid_loss <= 0.8", received ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(line)}`,
        };
    if (!isOperator(operator))
        return { problem: `expected one of ${Object.keys(HOLDS).join(' ')}, received ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(operator)}` };
    const limit = LIMIT.exec(right)?.groups;
    const number = Number(limit?.number ?? limit?.before ?? limit?.after ?? 1);
    if (!limit || !Number.isFinite(number)) {
        const hint = (0,_spelling_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .a)(/^\p{L}+/u.exec(right)?.[0], ['baseline']);
        return {
            problem: `expected a number, "baseline" or "baseline * number" after ${operator}, received ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(right)}${hint}`,
        };
    }
    return { requirement: { metric, operator, number, ofBaseline: limit.number === undefined } };
}
function isOperator(text) {
    return Object.hasOwn(HOLDS, text);
}
/** Whether any requirement compares with the baseline, so that its job has to be found. */
function needsBaseline(requirements) {
    return requirements.some(({ ofBaseline }) => ofBaseline);
}
/**
 * Judges a job by its metrics. What is missing or no number holds for nothing, `!=` included; without a baseline
 * job, what would be compared with it holds.
 */
function judge(requirements, metrics, baseline) {
    const rows = requirements.map((requirement) => judgeOne(requirement, metrics, baseline));
    return { passed: rows.every(({ holds }) => holds), rows };
}
function judgeOne(requirement, metrics, baseline) {
    const { metric, operator, number, ofBaseline } = requirement;
    const reached = valueIn(metrics, metric);
    const compared = ofBaseline && baseline ? valueIn(baseline, metric) : undefined;
    const limit = !ofBaseline ? number : compared === undefined ? undefined : compared * number;
    const row = { asked: spelling(requirement), metric, reached, limit };
    if (reached === undefined) {
        const hint = (0,_spelling_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .a)(metric, Object.keys(metrics).slice(0, 1000));
        return { ...row, holds: false, note: `the job has no such metric${hint}` };
    }
    if (!Number.isFinite(reached))
        return { ...row, holds: false, note: "the job's value is no finite number" };
    if (ofBaseline && !baseline)
        return { ...row, holds: true, note: 'there is no baseline yet' };
    if (limit === undefined)
        return { ...row, holds: false, note: 'the baseline has no such metric' };
    if (!Number.isFinite(limit))
        return { ...row, holds: false, note: "the baseline's value is no finite number" };
    return { ...row, holds: HOLDS[operator](reached, limit) };
}
/** Names come from the server: `constructor` is no value. */
function valueIn(values, name) {
    return Object.hasOwn(values, name) ? values[name] : undefined;
}
function spelling({ metric, operator, number, ofBaseline }) {
    const right = ofBaseline ? ['baseline', ...(number === 1 ? [] : ['*', number])].join(' ') : number;
    return `${metric} ${operator} ${right}`;
}


/***/ }),

/***/ 6906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   cn: () => (/* binding */ fieldPath),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/** A value as a message quotes it: on one line, and short. */
function quoted(value) {
    if (value === undefined || value === null)
        return 'nothing';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object')
        return 'a map';
    return typeof value === 'string' ? JSON.stringify(shortened(value)) : String(value);
}
/** The first characters of a text, with a mark where something was cut. */
function shortened(text, length = 60) {
    const characters = [...text.slice(0, 4 * length)];
    return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`;
}
/** `["input", 0, "role"]` as one text, `input[0].role`. */
function fieldPath(path) {
    return path.reduce((above, step) => {
        if (typeof step === 'number')
            return `${above}[${step}]`;
        const key = /^[\w $-]{1,60}$/.test(String(step)) ? String(step) : quoted(String(step));
        return above === '' ? key : `${above}.${key}`;
    }, '');
}


/***/ }),

/***/ 6442:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2969);

/** The known word that was probably meant, if one is near enough: by letters, or but for case, `-` and `_`. */
function nearest(word, known) {
    const bare = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const written = bare(word.slice(0, 64));
    const [best] = known
        .map((candidate) => ({ candidate, apart: (0,_suggest_js__WEBPACK_IMPORTED_MODULE_0__/* .editDistance */ .Y)(written, bare(candidate)) }))
        .filter(({ candidate, apart }) => apart <= (candidate.length < 8 ? 1 : 2))
        // Of two that are as near, the one with the same beginning: `neq` is `ne` rather than `eq`.
        .sort((a, b) => a.apart - b.apart || Number(b.candidate[0] === word[0]) - Number(a.candidate[0] === word[0]));
    return written === '' ? undefined : best?.candidate;
}
/** ` (did you mean "n_epochs"?)`, or nothing where no known word is near. */
function didYouMean(word, known) {
    const meant = typeof word === 'string' ? nearest(word, known) : undefined;
    return meant === undefined || meant === word ? '' : ` (did you mean "${meant}"?)`;
}


/***/ }),

/***/ 2526:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xd: () => (/* binding */ orNull),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   p6: () => (/* binding */ expected),
/* harmony export */   z2: () => (/* binding */ notEmpty),
/* harmony export */   z6: () => (/* binding */ check)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6906);
/* harmony import */ var _spelling_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6442);




/** Parses a value; what is wrong comes back as sentences that begin with the path of the field. */
function check(schema, value) {
    const parsed = schema.safeParse(value, { error: sentence });
    if (parsed.success)
        return { value: parsed.data };
    return { problems: parsed.error.issues.flatMap((issue) => located(issue, issue.path)) };
}
/** Of a union, only the branch is told that the value matches but for something within it, if there is one. */
function located(issue, path) {
    const branches = issue.code === 'invalid_union' ? issue.errors : [];
    const taken = branches.find((issues) => issues.length > 0 && issues.every((within) => within.path.length > 0));
    if (taken)
        return taken.flatMap((within) => located(within, [...path, ...within.path]));
    return [path.length > 0 ? `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldPath */ .cn)(path)}: ${issue.message}` : issue.message];
}
/** The message of a schema in the words of its reader: `expected a number above 0 or "auto", received "soon"`. */
function expected(what) {
    return { error: ({ input }) => mismatch(what, input) };
}
/** Text whose length in characters (not UTF-16 units, as JSON Schema counts too) lies within bounds. */
function textOf(minLength, maxLength) {
    const size = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`;
    return zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .refine((text) => text.length >= minLength && [...text].length <= maxLength, {
        error: ({ input }) => `expected text of ${size} characters, received ${[...String(input)].length}`,
    })
        .meta({ minLength, maxLength });
}
/** A field that may be left out, or be null as in the API's own examples: neither is sent. */
function orNull(schema) {
    return schema.nullable().exactOptional();
}
/** Text that says something. */
const notEmpty = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().min(1, { error: 'is empty' });
function mismatch(what, input) {
    return input === undefined ? 'is required' : `expected ${what}, received ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(input)}`;
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
function sentence(issue) {
    const { input } = issue;
    switch (issue.code) {
        case 'invalid_type': {
            const noun = NOUNS[issue.expected] ?? issue.expected;
            const unquoted = noun === 'text' && (typeof input === 'number' || typeof input === 'boolean');
            return mismatch(unquoted ? 'text (put it in quotes)' : noun, input);
        }
        case 'invalid_value':
            return choice([issue.values].flat().map(String), input);
        case 'invalid_union':
            return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isMap */ .j)(input) && issue.discriminator !== undefined
                ? choice([issue.options ?? []].flat().map(String), input[issue.discriminator])
                : undefined;
        case 'invalid_key':
            return issue.issues[0]?.message;
        case 'unrecognized_keys': {
            const fields = issue.inst instanceof zod__WEBPACK_IMPORTED_MODULE_1__/* .ZodObject */ .bvH ? Object.keys(issue.inst.shape) : [];
            const elsewhere = fields.includes('extra_body')
                ? ' (fields of other servers belong under "extra_body")'
                : '';
            const hint = (key) => (0,_spelling_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(key, fields) || elsewhere;
            const told = issue.keys.slice(0, 10).map((key) => `unknown field ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(key)}${hint(key)}`);
            const more = issue.keys.length - told.length;
            return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
        }
    }
    return undefined;
}
function choice(options, input) {
    // Not by Intl.ListFormat, whose first use takes longer than reading all inputs.
    const list = [options.slice(0, -1).join(', '), ...options.slice(-1)].filter(Boolean).join(' or ');
    return `${mismatch(list, input)}${(0,_spelling_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(input, options)}`;
}


/***/ }),

/***/ 9211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ readYaml),
/* harmony export */   i: () => (/* binding */ readYamlMap)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6906);


/** Reads one YAML document as `readDocument` does, which is loaded for the first one: most steps have none. */
async function readYaml(text, scalars) {
    const { readDocument } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(877)]).then(__webpack_require__.bind(__webpack_require__, 6877));
    return readDocument(text, scalars);
}
/** Reads one YAML map, its values as `readYaml` gives them. */
async function readYamlMap(text, scalars) {
    const read = await readYaml(text, scalars);
    if ('problems' in read)
        return read;
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .j)(read.value)
        ? { value: read.value }
        : { problems: [`expected a map, received ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(read.value)}`] };
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ ActionError)
/* harmony export */ });
/**
 * Something that was to be expected: wrong input, bad data, a refusal by the server. Its message is one
 * sentence that names what is wrong and where, and its hint says what to do about it. Any other error that
 * reaches the top is a bug of this action and is reported as one.
 */
class ActionError extends Error {
    name = 'Failure';
    hint;
    constructor(message, options = {}) {
        super(message, { cause: options.cause });
        this.hint = options.hint;
    }
}


/***/ }),

/***/ 8549:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rc: () => (/* binding */ ConnectionError),
/* harmony export */   Tj: () => (/* binding */ isUnsupportedEndpoint),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   dm: () => (/* binding */ identityMayPass),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   oA: () => (/* binding */ CredentialError),
/* harmony export */   qN: () => (/* binding */ mayPassInAWait),
/* harmony export */   wZ: () => (/* binding */ hadNoEffect)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** The server answered, and refused. */
class ApiError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l {
    name = 'ApiError';
    refusal;
    constructor(message, refusal, hint = hintFor(refusal)) {
        super(message, { hint });
        this.refusal = refusal;
    }
}
/** No answer, or one that cannot be understood: what the request did is not known, unless it was never sent. */
class ConnectionError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l {
    name = 'ConnectionError';
    /** Whether anything of the request may have reached the server. */
    sent;
    constructor(message, { sent, cause, unreachable = 'Check "base-url", and that this runner may reach that host.', }) {
        super(message, { cause, hint: sent ? undefined : unreachable });
        this.sent = sent;
    }
}
/** There is no credential for a request, so that it was not sent. */
class CredentialError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l {
    name = 'CredentialError';
    /** Whether there may be one a moment later. */
    passing;
    constructor(cause) {
        super(cause.message, { hint: cause.hint, cause });
        this.passing = identityMayPass(cause);
    }
}
/** Whether an identity may be accepted a moment later: not when the token endpoint has said, in JSON, that it is refused. */
function identityMayPass(error) {
    if (!(error instanceof ApiError))
        return mayPass(error);
    const { status, code, said } = error.refusal;
    const isRefused = status >= 400 && status < 500 && ![408, 429].includes(status) && (code || said);
    return mayPass(error) && !isRefused;
}
/**
 * 429 codes that no amount of waiting in this run mends: the day's limit, and the quota family (OpenAI's error
 * code guide; `daily_rate_limit_exceeded` as seen on real fine-tuning requests).
 */
const NEEDS_A_PERSON = new Set([
    'daily_rate_limit_exceeded',
    'insufficient_quota',
    'billing_not_active',
    'credit_balance_exhausted',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
]);
/** Whether the same request may well succeed a moment later. */
function mayPass(error) {
    if (error instanceof CredentialError)
        return error.passing;
    if (error instanceof ConnectionError)
        return true;
    if (!(error instanceof ApiError))
        return false;
    const { status, fromApi, code, said, renewed } = error.refusal;
    if (renewed)
        return true;
    if (status === 429)
        return !NEEDS_A_PERSON.has(code ?? '') && !isActiveJobsLimit(said);
    if (status === 408 || status >= 500)
        return true;
    // A redirect or a page of HTML comes from something between us and the server, and may go as it came.
    return !fromApi && (status < 400 || [401, 403, 404].includes(status));
}
/**
 * Whether asking after something that exists may succeed later: nothing but the API's own refusal ends a wait,
 * and of those not the ones that speak of load. Pages of a proxy come and go.
 */
function mayPassInAWait(error) {
    if (mayPass(error))
        return true;
    return (error instanceof ApiError && (!error.refusal.fromApi || [409, 425, 429].includes(error.refusal.status)));
}
/** Whether the request certainly changed nothing on the server, so that it may be sent again. */
function hadNoEffect(error) {
    if (error instanceof CredentialError)
        return true;
    if (error instanceof ConnectionError)
        return !error.sent;
    if (!(error instanceof ApiError))
        return false;
    const { status } = error.refusal;
    // 302 and 303 also answer requests that were carried out; 408 one that may have arrived whole.
    return [301, 307, 308].includes(status) || (status >= 400 && status < 500 && status !== 408);
}
/** What to do about a refusal: by the server's code, else by the status. */
function hintFor({ code, status, said }) {
    if (status < 400)
        return 'Redirects are not followed. Set "base-url" to the address that they lead to.';
    const known = NO_TRAINING.test(said ?? '')
        ? 'training_not_available'
        : isActiveJobsLimit(said)
            ? 'active_jobs'
            : code;
    return HINTS_BY_COMMAND.get(known ?? '') ?? HINTS_BY_COMMAND.get(`${status}`);
}
const NO_TRAINING = /winding down the fine-tuning platform/i;
/**
 * So many jobs at a time ("This fine-tune request has been rate-limited. Your organization has reached the maximum of
 * 3 active requests"); the code is that of a common rate limit. Jobs take hours, so that no retry of minutes helps.
 */
function isActiveJobsLimit(said = '') {
    return [
        /fine-?tun|\bjobs?\b/i,
        /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i,
        /limit|maximum/i,
    ].every((word) => word.test(said));
}
const QUOTA = 'Raise the limit, or add credit, for the organization or project; then run again.';
const KEY = 'Check the secret behind "api-key" (pull requests from forks get no secrets), or what the identity of this job may do.';
/** By the API's error code, and by status where the code says nothing. */
const HINTS_BY_COMMAND = new Map([
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
        'As many jobs as are allowed at a time are being trained. Run the workflow again when one has ended, or let the workflows wait for each other in a concurrency group.',
    ],
    ['insufficient_quota', QUOTA],
    ['billing_not_active', QUOTA],
    ['credit_balance_exhausted', QUOTA],
    ['organization_spend_limit_exceeded', QUOTA],
    ['project_spend_limit_exceeded', QUOTA],
    ['organization_usage_limit_exceeded', QUOTA],
    ['invalid_api_key', KEY],
    ['model_not_found', 'Check "model"; this project may not be allowed to use it, or it has been shut down.'],
    ['401', KEY],
    [
        '403',
        'The key is valid but may not do this: it needs write access to files and fine-tuning in this project.',
    ],
    ['404', 'Check "base-url", and that job and files belong to the project of this key.'],
    [
        '413',
        'The file is larger than this server accepts in one request. Train on less data, or in several jobs, each on the model of the one before.',
    ],
]);
/** Whether the server says, in JSON and not by the page of some proxy, that it has no such endpoint. */
function isUnsupportedEndpoint(error) {
    if (!(error instanceof ApiError))
        return false;
    const { status, fromApi, said } = error.refusal;
    return [404, 405, 501].includes(status) && (fromApi || said !== undefined);
}


/***/ }),

/***/ 7777:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CA: () => (/* binding */ ANSWER_LIMIT_MS),
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   Se: () => (/* binding */ understood),
/* harmony export */   cv: () => (/* binding */ exchange)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9567);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8549);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1517);





/** How long an answer is waited for where nothing else is said. */
const ANSWER_LIMIT_MS = 30_000;
/** Sends one request and reads its answer. Rejects with ConnectionError, a Failure of the body, or the signal's reason. */
async function exchange(fetch, clock, { what, url, request, signal, limitMs = ANSWER_LIMIT_MS, unreachable }) {
    try {
        return await (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, limitMs, signal, async (signal) => {
            const answer = await fetch(url, { ...request, signal });
            return { status: answer.status, headers: answer.headers, text: await answer.text() };
        });
    }
    catch (error) {
        if (signal?.aborted || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l)
            throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConnectionError */ .Rc(`${what} at ${new URL(url).host}: ${reason}`, {
            sent: !(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .NotSentError */ .S),
            cause: error,
            unreachable,
        });
    }
}
/** What an answer holds; throws a ConnectionError where that is not what this request is answered with. */
function understood(what, { status, text }, decode) {
    try {
        // A deletion may be answered by 204 and nothing.
        const body = text === '' ? undefined : JSON.parse(text);
        refuseDepth(body, MAX_LEVELS);
        return decode(body);
    }
    catch (error) {
        // Not the parser's message: it quotes the body.
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConnectionError */ .Rc(`${what}: the answer (${status}) is not what this API answers`, {
            sent: true,
            cause: error,
        });
    }
}
const word = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional().catch(undefined);
const words = { message: word, code: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .Yj().nullish().catch(undefined), type: word, param: word };
/** No answer of this API nests nearly as deep; thousands of levels would overflow whatever walks through them. */
const MAX_LEVELS = 200;
function refuseDepth(value, levels) {
    if (typeof value !== 'object' || value === null)
        return;
    if (levels === 0)
        throw new Error('nests too deeply');
    for (const item of Object.values(value))
        refuseDepth(item, levels - 1);
}
/** The API's error object (API reference; Azure has the same fields). */
const ErrorBody = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ error: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc(words) });
/** What OAuth servers (RFC 6749, 5.2) and gateways say instead: shown, but not counted as the API's own words. */
const OtherBody = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ ...words, error: word, error_description: word, detail: word });
/** The error that a refusal is. */
function refused(what, answer) {
    const refusal = { status: answer.status, ...saying(answer.text) };
    const requestId = answer.headers.get('x-request-id') ?? answer.headers.get('apim-request-id');
    if (requestId)
        refusal.requestId = requestId;
    const retryAfterMs = retryAfter(answer);
    if (retryAfterMs !== undefined)
        refusal.retryAfterMs = retryAfterMs;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD(sentence(what, refusal), refusal);
}
/** What a refusal's body says; of some proxy's page, nothing. */
function saying(text) {
    let body;
    try {
        body = JSON.parse(text);
    }
    catch {
        return { fromApi: false };
    }
    const own = ErrorBody.safeParse(body).data?.error;
    const other = own ? undefined : OtherBody.safeParse(body).data;
    const code = own ? own.code || own.type : other?.error || other?.code;
    const said = own ? own.message : other?.error_description || other?.message || other?.detail;
    return {
        fromApi: own !== undefined,
        ...(code && { code }),
        // Where an upload is refused, this hint quotes the data.
        ...(said && {
            said: said
                .replace(/\s+/g, ' ')
                .replace(/\(?HINT: line starts with.*/i, '')
                .trim(),
        }),
        ...(own?.param && { param: own.param }),
    };
}
function sentence(what, { status, code, param, said, requestId }) {
    const kind = [status, code, param && `param ${param}`].filter(Boolean).join(', ');
    return `${what} was refused (${kind})${said ? `: ${said}` : ''}${requestId ? ` (request id ${requestId})` : ''}`;
}
/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3) to compare with the server's own `date`. */
function retryAfter({ headers }) {
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
/** A server that asks for more than this is asked again after this. */
const MAX_RETRY_AFTER_MS = 5 * 60_000;
const REFUSALS_IN_A_ROW = 5;
const REFUSALS_SPAN_MS = 20_000;
/** Repeats a request, which must be safe to repeat, while its failures may pass; rejects with the one that ends that. */
async function retry(request, patience) {
    const { clock, signal, shouldRetry = _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .mayPass */ .bg, deadline: until = Number.POSITIVE_INFINITY } = patience;
    let refusals = 0;
    let refusedSince = clock.now();
    for (let failures = 1;; failures++) {
        try {
            return await request();
        }
        catch (error) {
            const refused = !shouldRetry(error);
            if (refused && !(patience.tolerateRefusals && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
                throw error;
            if (refused && refusals === 0)
                refusedSince = clock.now();
            refusals = refused ? refusals + 1 : 0;
            if (refusals >= REFUSALS_IN_A_ROW && clock.now() - refusedSince >= REFUSALS_SPAN_MS)
                throw error;
            if (clock.now() >= until || failures >= (patience.maxAttempts ?? Number.POSITIVE_INFINITY))
                throw error;
            signal?.throwIfAborted();
            const wantedMs = refused
                ? REFUSALS_SPAN_MS / (REFUSALS_IN_A_ROW - 1)
                : delayAfter(error, failures, patience);
            const delayMs = Math.min(wantedMs, until - clock.now());
            patience.onRetry?.(error, delayMs);
            await clock.sleep(delayMs, signal);
        }
    }
}
function delayAfter(error, failures, { random, maxDelayMs = Number.POSITIVE_INFINITY }) {
    const backoff = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), MAX_DELAY_MS) * (1 - random() / 4);
    const asked = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD ? (error.refusal.retryAfterMs ?? 0) : 0;
    // Never less than our own: a server may ask to be asked again at once, for ever.
    return Math.min(Math.max(backoff, Math.min(asked, MAX_RETRY_AFTER_MS)), maxDelayMs);
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



/** The request failed before a byte of it left this machine, so it certainly had no effect. */
class NotSentError extends Error {
    name = 'NotSent';
}
/** Far more than any answer of this API has; a server that sends more is broken or hostile. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/**
 * The transport of the machine: through the proxies that the runner names (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http` because its own requests cannot be
 * aborted, and never settle when a connection breaks in the middle of an answer.
 */
function createFetch() {
    const clients = new Map();
    return (url, request) => {
        // A connection that was kept open may have been closed by the server in the meantime. A GET is simply sent
        // again; for everything else a failure on an old connection would leave open whether it had an effect.
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
    const incoming = answerTo(outgoing);
    // Awaited below; until then its failure is not unhandled.
    incoming.catch(() => undefined);
    if (body === undefined || typeof body === 'string')
        outgoing.end(body);
    else
        await upload(body, outgoing, incoming);
    const message = await incoming;
    return {
        status: message.statusCode ?? 0,
        headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
        text: () => readText(message),
    };
}
function answerTo(outgoing) {
    let connected = false;
    return new Promise((resolve, reject) => {
        outgoing.once('socket', (socket) => {
            const event = 'encrypted' in socket ? 'secureConnect' : 'connect';
            if (outgoing.reusedSocket || (event === 'connect' && !socket.connecting))
                connected = true;
            else
                socket.once(event, () => (connected = true));
        });
        outgoing.once('response', resolve);
        outgoing.on('error', (error) => reject(connected ? error : new NotSentError(error.message, { cause: error })));
    });
}
/** Sends the body until it is through, or the server has answered without wanting the rest (401, 413). */
async function upload(body, outgoing, incoming) {
    let settled = false;
    const settle = () => {
        settled = true;
    };
    const settling = incoming.then(settle, settle);
    try {
        for await (const chunk of body) {
            if (settled)
                return;
            if (!outgoing.write(chunk))
                await Promise.race([settling, new Promise((drained) => outgoing.once('drain', drained))]);
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
        if (size > MAX_ANSWER_BYTES)
            throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ present),
/* harmony export */   j: () => (/* binding */ isMap)
/* harmony export */ });
/** Whether a value is a map rather than a list, a scalar or nothing. */
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function present(map) {
    return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined));
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

/** The official clients ask for at most so many. */
const PAGE = 100;
/** Of a server that does not filter, so many jobs are looked through. */
const MAX_JOBS = 5000;
/** Reads the list of jobs for those that are wanted, until it is `enough`. Rejects when the server refuses to list them. */
function listJobs(client, { metadata, wanted }, repeat, enough) {
    const ways = [
        { limit: PAGE, ...(metadata && { metadata }) },
        ...(metadata ? [{ limit: PAGE }] : []),
        {},
    ];
    return (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .readList */ .L)({ page: (page) => client.jobs(page), ways, most: MAX_JOBS, repeat }, wanted, enough);
}
/** Three are kept of any job; a server that keeps all of a long one's has hundreds. */
const MAX_CHECKPOINTS = 1000;
/** The checkpoints of a job in order of step. Rejects when it refuses to list them. */
async function listCheckpoints(client, jobId, repeat) {
    const page = (query) => client.checkpoints(jobId, query);
    const listing = { page, most: MAX_CHECKPOINTS, repeat };
    const { items } = await (0,_pagination_js__WEBPACK_IMPORTED_MODULE_0__/* .readList */ .L)({ ...listing, ways: [{ limit: PAGE }, {}] }, () => true);
    return items.sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}
/** Whether a job has all of these pairs. */
function hasMetadata(job, pairs) {
    return Object.entries(pairs).every(([key, value]) => job.metadata[key] === value);
}


/***/ }),

/***/ 4370:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K1: () => (/* binding */ Metrics),
  fu: () => (/* binding */ csv),
  pT: () => (/* binding */ lastValues)
});

;// CONCATENATED MODULE: ./src/openai/result-file.ts
/** A longer line is not a row of numbers. */
const MAX_LINE = 100_000;
const MAX_COLUMNS = 1000;
/**
 * The rows of a job's result file, the header first, cells as they stand; no rows where the text is no such file. It is
 * CSV with a column `step` (API reference, 6.4): in base64 at OpenAI, plain at Azure, and a JSON string by the schema.
 */
function* resultRows(text) {
    for (const spelling of [plain, fromJson, fromBase64]) {
        const lines = linesOf(spelling(text));
        const header = cellsOf(lines.next().value ?? '');
        if (!header.some((name) => name.toLowerCase() === 'step'))
            continue;
        yield header.map((name) => (name.toLowerCase() === 'step' ? 'step' : name));
        for (const line of lines)
            yield cellsOf(line);
        return;
    }
}
const plain = (text) => text;
function fromJson(text) {
    if (!text.startsWith('"'))
        return '';
    try {
        const value = JSON.parse(text);
        return typeof value === 'string' ? value : '';
    }
    catch {
        return '';
    }
}
function fromBase64(text) {
    return /^[\w+/\r\n-]+={0,2}\s*$/.test(text.slice(0, MAX_LINE))
        ? Buffer.from(text, 'base64').toString('utf8')
        : '';
}
/** The lines that are not empty. One at a time: a list of millions would take more memory than the text. */
function* linesOf(text) {
    let start = text.startsWith('\uFEFF') ? 1 : 0;
    while (start < text.length) {
        const found = text.indexOf('\n', start);
        const end = found < 0 ? text.length : found;
        if (end - start <= MAX_LINE) {
            const line = text.slice(start, end).trim();
            if (line !== '')
                yield line;
        }
        start = end + 1;
    }
}
/** A quoted cell may hold commas and doubled quotes (RFC 4180); line ends it may not: no number has one. */
function cellsOf(line) {
    const cells = line.includes('"')
        ? Array.from(line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g), ([, quoted, bare]) => (quoted?.replaceAll('""', '"') ?? bare ?? '').trim())
        : line.split(',').map((cell) => cell.trim());
    return cells.slice(0, MAX_COLUMNS);
}

;// CONCATENATED MODULE: ./src/openai/metrics.ts

/** Reinforcement jobs with several graders tell about a hundred. */
const MAX_METRICS = 200;
/** In all series together, some 60 bytes each: the 100,000 steps of a long job with eight metrics. */
const MAX_POINTS = 1_000_000;
/** These tell where a value stands, and are no metrics themselves. */
const COORDINATES = new Set(['step', 'total_steps']);
/** Gathers the metrics of one job from everything that tells them, in bounded memory. */
class Metrics {
    #series = new Map();
    #leftOut = new Set();
    /** A long job tells the same hundred names a hundred thousand times. */
    #names = new Map();
    #redact;
    #mostPoints;
    #points = 0;
    #thinned = false;
    /** Names are redacted here, since a table, a chart or a file that has them cannot be redacted as one text. */
    constructor({ redact = (name) => name, mostPoints = MAX_POINTS } = {}) {
        this.#redact = redact;
        this.#mostPoints = mostPoints;
    }
    /** Adds what an event tells, if it tells metrics; of a step that is trained again after a pause, the newer values. */
    event({ data }) {
        const metrics = flatten(data);
        const step = stepOf(metrics.find(([name]) => name === 'step')?.[1]);
        if (step === undefined)
            return;
        for (const [name, value] of metrics)
            this.#add(name, step, value, 'newer');
    }
    /** Adds what a checkpoint tells of its step, as far as no event has told it. */
    checkpoint({ step, metrics }) {
        if (stepOf(step) === undefined || step === undefined)
            return;
        for (const [name, value] of flatten(metrics))
            this.#add(name, step, value, 'missing');
    }
    /**
     * Adds what a result file tells, as far as no event has told it: CSV with a column `step`, as it is or in base64
     * (API reference, 6.4). Returns whether it was one.
     */
    resultFile(text) {
        const rows = resultRows(text);
        const header = rows.next();
        if (header.done)
            return false;
        const names = header.value;
        const stepColumn = names.indexOf('step');
        for (const cells of rows) {
            const step = stepOf(numberOf(cells[stepColumn]));
            if (step === undefined)
                continue;
            for (const [column, name] of names.entries()) {
                const value = numberOf(cells[column]);
                if (value !== undefined)
                    this.#add(name, step, value, 'missing');
            }
        }
        return true;
    }
    /** Everything gathered so far. */
    table() {
        const series = new Map();
        for (const [name, values] of this.#series) {
            const points = Array.from(values, ([step, value]) => ({ step, value }));
            series.set(name, points.sort((a, b) => a.step - b.step));
        }
        return { series, leftOut: this.#leftOut.size, thinned: this.#thinned };
    }
    #add(told, step, value, wanted) {
        const name = this.#nameOf(told);
        if (name === undefined || COORDINATES.has(name))
            return;
        const values = this.#series.get(name) ?? this.#begin(name);
        if (!values || (wanted === 'missing' && values.has(step)))
            return;
        if (!values.has(step))
            this.#points += 1;
        values.set(step, value);
        if (this.#points > this.#mostPoints)
            this.#thin();
    }
    #nameOf(told) {
        if (told.length > MAX_NAME)
            return undefined;
        if (this.#names.has(told))
            return this.#names.get(told);
        const name = metricName(this.#redact(told));
        if (this.#names.size < 10 * MAX_METRICS)
            this.#names.set(told, name);
        return name;
    }
    #begin(name) {
        if (this.#series.size >= MAX_METRICS) {
            // The names beyond are only counted, and not for ever.
            if (this.#leftOut.size < 10 * MAX_METRICS)
                this.#leftOut.add(name);
            return undefined;
        }
        const values = new Map();
        this.#series.set(name, values);
        return values;
    }
    /** Halves the longest series, but for their ends: a metric of a few steps in thousands keeps every value. */
    #thin() {
        this.#thinned = true;
        const fair = this.#points / this.#series.size;
        for (const values of this.#series.values()) {
            if (values.size < fair)
                continue;
            const steps = [...values.keys()].sort((a, b) => a - b).slice(1, -1);
            for (const step of steps.filter((_, index) => index % 2 === 0))
                values.delete(step);
        }
        this.#points = [...this.#series.values()].reduce((sum, { size }) => sum + size, 0);
    }
}
/** The last known value of every metric, NaN where that is no finite number. */
function lastValues({ series }) {
    return Object.fromEntries([...series].flatMap(([name, points]) => {
        const last = points.at(-1);
        return last ? [[name, last.value]] : [];
    }));
}
/** The table as CSV: a column `step` and one for each metric; empty where there is no value, `NaN` where it is no number. */
function csv({ series }) {
    const columns = [...series.values()].map((points) => ({ points, at: 0 }));
    const steps = new Set(columns.flatMap(({ points }) => points.map(({ step }) => step)));
    const lines = [['step', ...series.keys()].join(',')];
    for (const step of Float64Array.from(steps).sort()) {
        const cells = columns.map((column) => {
            const point = column.points[column.at];
            if (point?.step !== step)
                return '';
            column.at += 1;
            return point.value;
        });
        lines.push([step, ...cells].join(','));
    }
    return `${lines.join('\n')}\n`;
}
/** What may be a metric, by path: every number of a value of any shape, as far as there are not too many. */
function flatten(data) {
    const found = [];
    function visit(value, path, level) {
        if (found.length >= MAX_NUMBERS)
            return;
        if (typeof value === 'object' && value !== null) {
            if (level > 0)
                for (const [name, item] of fieldsOf(value))
                    visit(item, path ? `${path}.${name}` : name, level - 1);
            return;
        }
        const number = numberOf(value);
        if (number !== undefined)
            found.push([path, number]);
    }
    visit(data, '', MAX_LEVELS);
    return found;
}
/** Reinforcement metrics nest three levels deep. */
const MAX_LEVELS = 6;
const MAX_NUMBERS = 10 * MAX_METRICS;
/** The fields of an object; of a list, its items by the name that they have (as graders do), else by their place. */
function fieldsOf(value) {
    if (!Array.isArray(value))
        return Object.entries(value).filter(([name]) => !LABELS.has(name));
    const names = new Set();
    return value.slice(0, MAX_NUMBERS).map((item, index) => {
        const label = Object(item).name;
        // As it will be spelt: two that differ in punctuation alone are two all the same.
        const given = typeof label === 'string' ? plainName(label) : '';
        const name = given === '' || names.has(given) ? String(index) : given;
        names.add(name);
        return [name, item];
    });
}
/** What tells of which grader or model the numbers beside it are; its text may well look like a number. */
const LABELS = new Set(['name', 'type', 'model']);
/** Where longer, it is no name but an attack on whoever reads it. */
const MAX_NAME = 100;
/** A name fit for CSV, gates and charts: letters, digits and `_ . / -`, not beginning with what a spreadsheet calculates. */
function metricName(name) {
    const plain = plainName(name);
    return /^[\p{L}\p{N}_]/u.test(plain) && plain !== '__proto__' ? plain : undefined;
}
const plainName = (name) => name.trim().replace(/[^\p{L}\p{N}_./-]+/gu, '_');
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NO_NUMBER = /^[+-]?(nan|inf|infinity)$/i;
/** A number, or text that is one; NaN for everything that is none but was meant to be. */
function numberOf(value) {
    if (typeof value === 'string' && value.length <= 40) {
        if (NUMBER.test(value))
            return finite(Number(value));
        if (NO_NUMBER.test(value))
            return Number.NaN;
    }
    return typeof value === 'number' ? finite(value) : undefined;
}
const finite = (value) => (Number.isFinite(value) ? value : Number.NaN);
function stepOf(value) {
    return Number.isSafeInteger(value) && value !== undefined && value >= 0 ? value : undefined;
}


/***/ }),

/***/ 8240:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readList)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);

const MAX_EMPTY_PAGES = 20;
/** Reads a list page by page for what is wanted in it, until it is enough. Rejects when the server refuses to list. */
async function readList({ page, ways, most, repeat }, wanted, enough = () => false) {
    const seen = new Set();
    const cursors = new Set();
    const items = [];
    let emptyPages = 0;
    let [way, ...simpler] = ways;
    let after;
    const ask = async () => {
        try {
            return await page({ ...way, after });
        }
        catch (error) {
            const next = error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.refusal.status === 400 ? simpler.shift() : undefined;
            if (next === undefined)
                throw error;
            way = next;
            return ask();
        }
    };
    do {
        const { items: listed, next } = await repeat(ask);
        let fresh = 0;
        for (const item of listed) {
            if (seen.has(item.id))
                continue;
            seen.add(item.id);
            fresh += 1;
            if (wanted(item))
                items.push(item);
        }
        if (enough(items))
            return { items, complete: true };
        // A page with nothing new, or a cursor used before, comes from a server that ignores cursors. An empty page may be
        // all that a filter has left of one.
        emptyPages = listed.length === 0 ? emptyPages + 1 : 0;
        const goesOn = fresh > 0 || (emptyPages > 0 && emptyPages <= MAX_EMPTY_PAGES);
        after = goesOn && next !== undefined && !cursors.has(next) ? next : undefined;
        if (after !== undefined)
            cursors.add(after);
    } while (after !== undefined && seen.size < most);
    return { items, complete: after === undefined };
}


/***/ }),

/***/ 4717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N7: () => (/* binding */ isOpenai),
/* harmony export */   lG: () => (/* binding */ knownProvider),
/* harmony export */   lc: () => (/* binding */ providerOf),
/* harmony export */   x6: () => (/* binding */ mayCarryCredentials)
/* harmony export */ });
/** API reference, Files: "Individual files can be up to 512 MB". */
const MAX_FILE = 512_000_000;
const OPENAI = {
    name: 'OpenAI',
    keyHeader: 'bearer',
    largestPlainUpload: MAX_FILE,
    hasPreflight: true,
};
const AZURE = {
    name: 'Azure OpenAI',
    keyHeader: 'api-key',
    // microsoft/azure-skills, large-file-uploads: plain uploads may fail in silence from about 150 MB.
    largestPlainUpload: 100_000_000,
    hasPreflight: false,
    deployment: 'At Azure a model answers only when it was deployed: create a deployment of it in the same resource.',
};
const other = (name) => ({
    name,
    keyHeader: 'bearer',
    largestPlainUpload: MAX_FILE,
    hasPreflight: false,
});
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** By host; OpenAI's regional ones are those of its official client. */
const PROVIDERS = [
    [/^(\w{2}\.)?api\.openai\.com$/, OPENAI],
    [/\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, AZURE],
    [/^api\.tokenfactory\.nebius\.com$/, other('Nebius Token Factory')],
    [/^bedrock-mantle\.[\w-]+\.api\.aws$/, other('Amazon Bedrock')],
    [LOOPBACK, { ...other('this machine'), hasPreflight: true }],
];
/** The provider at a host; undefined when it is none that we know. */
function knownProvider(hostname) {
    return PROVIDERS.find(([host]) => host.test(hostname.toLowerCase()))?.[1];
}
/** The provider at a host, or what may be supposed of any server of this API. */
function providerOf(hostname) {
    return knownProvider(hostname) ?? other(hostname);
}
/** Whether a credential may be sent there: by https, or without it to this machine, where nobody listens on the way. */
function mayCarryCredentials({ protocol, hostname }) {
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}
/** Whether a host is OpenAI's own. */
const isOpenai = (hostname) => knownProvider(hostname) === OPENAI;


/***/ }),

/***/ 2822:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A_: () => (/* binding */ decodeCheckpoints),
  Gm: () => (/* binding */ decodeCompleted),
  Ys: () => (/* binding */ decodeEvents),
  JG: () => (/* binding */ decodeFile),
  KL: () => (/* binding */ decodeFiles),
  ks: () => (/* binding */ decodeId),
  Qm: () => (/* binding */ decodeJob),
  hb: () => (/* binding */ decodeJobs),
  sd: () => (/* binding */ decodeModel),
  Qd: () => (/* binding */ decodeModelLimits),
  Hd: () => (/* binding */ isTerminal)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function datetime(params) {
    return core._isoDateTime(ZodISODateTime, params);
}
function date(params) {
    return api/* _isoDate */.db(schemas/* ZodISODate */.Brp, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

;// CONCATENATED MODULE: ./src/openai/wire.ts

const wire_text = schemas/* string */.YjP().min(1).optional().catch(undefined);
const number = schemas/* number */.aig().optional().catch(undefined);
/** Ids go into paths, outputs and later workflows: nothing but printable ASCII without spaces is one. */
const id = schemas/* string */.YjP().regex(/^[\x21-\x7e]{1,256}$/);
const settings = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).catch({});
const JobBody = schemas/* looseObject */._H3({
    id,
    status: schemas/* string */.YjP().min(1).max(200),
    model: wire_text,
    fine_tuned_model: wire_text,
    training_file: wire_text,
    validation_file: wire_text,
    trained_tokens: number,
    result_files: schemas/* array */.YOg(schemas/* unknown */.L5J()).catch([]),
    created_at: number,
    finished_at: number,
    estimated_finish: number,
    error: schemas/* object */.Ikc({ code: wire_text, message: wire_text, param: wire_text }).optional().catch(undefined),
    metadata: schemas/* record */.g1P(schemas/* string */.YjP(), coerce/* string */.Yj()).catch({}),
    method: schemas/* looseObject */._H3({ type: schemas/* string */.YjP() }).optional().catch(undefined),
    hyperparameters: settings,
    seed: number,
    user_provided_suffix: wire_text,
});
/** Reads a job from an answer's body; throws when it is none. */
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
        // 0 in the API's own examples: not known.
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
const MethodSettings = schemas/* object */.Ikc({ hyperparameters: settings });
/** The hyperparameters stand under the method of that name, in older answers beside it. */
function methodSettings(method) {
    return method && MethodSettings.safeParse(method[method.type]).data?.hyperparameters;
}
const ListBody = schemas/* looseObject */._H3({
    data: schemas/* array */.YOg(schemas/* unknown */.L5J()),
    has_more: schemas/* boolean */.zMY().optional().catch(undefined),
    last_id: wire_text,
});
/** Reads a page of jobs. */
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
    // Without `has_more` the next page tells: it is empty, or the same once more.
    return { items, next: page.has_more === false ? undefined : (items.at(-1)?.id ?? page.last_id) };
}
const EventsBody = schemas/* looseObject */._H3({
    data: schemas/* array */.YOg(schemas/* unknown */.L5J()),
    has_more: schemas/* boolean */.zMY().optional().catch(undefined),
});
const EventBody = schemas/* looseObject */._H3({
    id: wire_text,
    created_at: number,
    level: wire_text,
    type: wire_text,
    message: wire_text,
    data: schemas/* unknown */.L5J().optional(),
})
    .catch({
    id: undefined,
    created_at: undefined,
    level: undefined,
    type: undefined,
    message: undefined,
    data: undefined,
});
/** Reads a page of events; entries that are not even objects are kept as they are, without a message. */
function decodeEvents(body) {
    const page = EventsBody.parse(body);
    return { hasMore: page.has_more ?? false, events: page.data.map(decodeEvent) };
}
function decodeEvent(raw) {
    const event = EventBody.parse(raw);
    return {
        id: event.id,
        createdAt: event.created_at,
        level: event.level ?? 'info',
        type: event.type ?? 'message',
        message: event.message ?? '',
        data: event.data,
        raw,
    };
}
const CheckpointBody = schemas/* looseObject */._H3({
    id,
    fine_tuned_model_checkpoint: schemas/* string */.YjP().min(1),
    step_number: number,
    metrics: settings,
});
/** Reads a page of checkpoints. */
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
const FileBody = schemas/* looseObject */._H3({
    id,
    status: wire_text,
    status_details: wire_text,
    filename: wire_text,
    bytes: number,
    created_at: number,
    expires_at: number,
});
/** Reads an uploaded file from an answer's body; throws when it is none. */
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
/** Reads a page of files. */
const decodeFiles = (body) => decodeList(body, decodeFile);
const IdBody = schemas/* looseObject */._H3({ id });
/** Reads an upload in parts, or one of its parts: nothing but its id matters. */
function decodeId(body) {
    return { id: IdBody.parse(body).id };
}
const CompletedBody = schemas/* looseObject */._H3({ file: schemas/* unknown */.L5J() });
/** Reads the file that a completed upload has become; throws when the answer has none. */
const decodeCompleted = (body) => decodeFile(CompletedBody.parse(body).file);
const ModelBody = schemas/* looseObject */._H3({ id: schemas/* string */.YjP(), shutdown_date: date().optional().catch(undefined) });
/** Reads a model; of it, only the announced day of its end (YYYY-MM-DD) matters here. */
function decodeModel(body) {
    return { shutdownDate: ModelBody.parse(body).shutdown_date };
}
const LimitsBody = schemas/* looseObject */._H3({
    data: schemas/* array */.YOg(schemas/* looseObject */._H3({ model: schemas/* string */.YjP() }).nullable().catch(null)),
});
/** Reads the limits of all models. */
function decodeModelLimits(body) {
    return LimitsBody.parse(body).data.filter((limits) => limits !== null);
}
/** Whether a job in this status will never change again. */
function isTerminal(status) {
    return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}


/***/ }),

/***/ 194:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KM: () => (/* binding */ sparkline),
/* harmony export */   aL: () => (/* binding */ milestones),
/* harmony export */   bW: () => (/* binding */ chart)
/* harmony export */ });
/* harmony import */ var _curve_analysis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4724);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2011);


const BARS = '▁▂▃▄▅▆▇█';
/** The values as bars of eight heights, each the mean of its stretch: for the log, where a line has 80 columns. */
function sparkline(values, width) {
    const finite = values.filter(Number.isFinite);
    const bars = Math.min(width, finite.length);
    const means = Array.from({ length: bars }, (_, bar) => {
        const [from, to] = [bar, bar + 1].map((edge) => Math.floor((edge * finite.length) / bars));
        return mean(finite.slice(from, to));
    });
    const { low, high } = rangeOf(means);
    return means.map((value) => BARS[high > low ? Math.round((7 * (value - low)) / (high - low)) : 3]).join('');
}
/** Wide enough to tell a curve, few enough to be drawn in a moment. */
const MAX_POINTS = 60;
/** From so many points on, the curve of the training is noise around a line. */
const NOISY_FROM = 40;
/** A curve beyond this is no picture of anything. */
const LARGEST = 1e15;
/**
 * GitHub's own accents: on white and on its dark grey alike they stand out (contrast above 3, WCAG 1.4.11). Faint is
 * the training as told, where it is also drawn smoothed.
 */
const [TRAINING, FAINT, VALIDATION] = ['#2f81f7', '#2f81f755', '#db6d28'];
/**
 * The loss, or the reward, over the steps as a Mermaid chart with its legend; undefined where there are no two points.
 * `xychart-beta` because that is what it was called when GitHub's Mermaid learnt it; it draws no legend, and spaces the
 * points of a line evenly, so that every line is given its values at the same steps.
 */
function chart(table) {
    const curves = (0,_curve_analysis_js__WEBPACK_IMPORTED_MODULE_0__/* .curvesOf */ .m6)(table);
    if (!curves)
        return undefined;
    const { title, training, sampled: validation } = curves;
    const steps = gridOf([training, validation]);
    if (!steps)
        return undefined;
    const isNoisy = training.length >= NOISY_FROM;
    const lines = [
        ...(isNoisy ? [{ colour: FAINT, values: extremes(training, steps) }] : []),
        { colour: TRAINING, values: valuesAt(trend(training), steps) },
        { colour: VALIDATION, values: valuesAt(trend(validation), steps) },
    ].filter(({ values }) => values.length > 0);
    const shown = lines.filter(({ colour }) => colour !== FAINT).flatMap(({ values }) => values);
    const range = axisOf([...shown, ...usual(training)]);
    if (!range)
        return undefined;
    const [first] = validation;
    const legend = [
        training.length > 0 && `🟦 training ${title}${isNoisy ? ' (faint: each step; full: their mean)' : ''}`,
        first &&
            `🟧 validation ${title}${first.step > (steps[1] ?? 0) ? ` (from step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .number */ .ai)(first.step)} on)` : ''}`,
    ];
    return `${drawing(title, steps, range, lines)}\n\n${legend.filter(Boolean).join(' · ')}`;
}
/** The chart in Mermaid's language; nothing of it but numbers is anybody else's. */
function drawing(title, steps, [bottom, top], lines) {
    const plotColorPalette = lines.map(({ colour }) => colour).join(', ');
    const setting = {
        xyChart: { width: 800, height: 360 },
        // The theme that GitHub chooses for the page has the right letters, and its dark one a grey box around them.
        themeVariables: { xyChart: { plotColorPalette, backgroundColor: 'transparent' } },
    };
    // Mermaid draws beyond its axes what lies beyond them.
    const within = (value) => decimal(Math.min(top, Math.max(bottom, value)));
    return [
        '```mermaid',
        `%%{init: ${JSON.stringify(setting)}}%%`,
        'xychart-beta',
        `    x-axis "step" ${steps[0]} --> ${steps.at(-1)}`,
        `    y-axis "${title}" ${decimal(bottom)} --> ${decimal(top)}`,
        ...lines.map(({ values }) => `    line [${values.map(within).join(', ')}]`),
        '```',
    ].join('\n');
}
/** The curve without its noise, where there is enough of it to tell. */
function trend(curve) {
    return curve.length >= NOISY_FROM ? (0,_curve_analysis_js__WEBPACK_IMPORTED_MODULE_0__/* .smoothed */ .c0)(curve, Math.round(curve.length / 20)) : curve;
}
/** The ends of the axis for these values, with a margin; below zero only where they are. */
function axisOf(values) {
    const { low, high } = rangeOf(values);
    // Written so that NaN is refused too: values of 1e308 have no sum.
    if (!(Math.max(-low, high) <= LARGEST))
        return undefined;
    const margin = 0.05 * (high - low || Math.abs(high) || 1);
    return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}
/** Mermaid knows no exponents. */
function decimal(value) {
    const digits = Math.min(12, Math.max(1, 4 - Math.floor(Math.log10(Math.abs(value) || 1))));
    return value.toFixed(digits).replace(/\.?0+$/, '');
}
/** The lowest and the highest value of a curve, but for one in fifty at either end: single steps far off flatten all others. */
function usual(curve) {
    const values = Float64Array.from(curve, ({ value }) => value).sort();
    const aside = Math.floor(values.length / 50);
    return [values.at(aside), values.at(-1 - aside)].flatMap((value) => value ?? []);
}
/** At most so many steps, evenly spaced from the first to at least the last: whole numbers, since Mermaid adds them up. */
function gridOf(curves) {
    const { low, high } = rangeOf(curves.flatMap((curve) => [curve[0], curve.at(-1)].flatMap((point) => point?.step ?? [])));
    if (!(high > low))
        return undefined;
    const told = Math.max(...curves.map((curve) => curve.length));
    const stride = Math.ceil((high - low) / (Math.min(MAX_POINTS, told) - 1 || 1));
    return Array.from({ length: Math.ceil((high - low) / stride) + 1 }, (_, i) => low + i * stride);
}
/** The values of a curve at these steps: on the straight line between its points, and level beyond its ends. */
function valuesAt(curve, steps) {
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
/** The same, but that each stretch of two steps shows its lowest and its highest value, in their order. */
function extremes(curve, steps) {
    const values = valuesAt(curve, steps);
    let at = 0;
    for (let i = 0; i + 1 < steps.length; i += 2) {
        const until = steps[i + 2] ?? Number.POSITIVE_INFINITY;
        const from = at;
        while (at < curve.length && (curve[at]?.step ?? 0) < until)
            at += 1;
        const stretch = curve.slice(from, at);
        const [first] = stretch;
        if (!first)
            continue;
        const lowest = stretch.reduce((a, b) => (b.value < a.value ? b : a), first);
        const highest = stretch.reduce((a, b) => (b.value > a.value ? b : a), first);
        const pair = lowest.step < highest.step ? [lowest, highest] : [highest, lowest];
        values.splice(i, 2, ...pair.map(({ value }) => value));
    }
    return values;
}
/** A few steps of the same curves, for where Mermaid is not drawn: start, quarters, best and end, in order. */
function milestones(table) {
    const curves = (0,_curve_analysis_js__WEBPACK_IMPORTED_MODULE_0__/* .curvesOf */ .m6)(table);
    if (!curves)
        return [];
    const { title, training, validation } = curves;
    const main = validation.length > 1 ? validation : training;
    const { low, high } = rangeOf([...training, ...validation].map(({ step }) => step));
    const better = (a, b) => (title === 'loss' ? b.value < a.value : b.value > a.value);
    const [first = { step: low, value: 0 }] = main;
    const best = main.reduce((a, b) => (better(a, b) ? b : a), first);
    const named = [
        { name: 'start', step: low },
        ...[25, 50, 75].map((part) => ({
            name: `${part} %`,
            step: Math.round(low + ((high - low) * part) / 100),
        })),
        { name: `best ${main === validation ? 'validation' : 'training'}`, step: best.step },
        { name: 'end', step: high },
    ];
    const by = (curve, until) => {
        const last = curve.findLast(({ step }) => step <= until);
        return last ? (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .metricValue */ .a3)(last.value) : '';
    };
    return [...new Set(named.map(({ step }) => step))]
        .sort((a, b) => a - b)
        .map((step) => ({
        name: named.flatMap((one) => (one.step === step ? one.name : [])).join(', '),
        step,
        training: by(training, step),
        validation: by(validation, step),
    }));
}
/** Without spreading: there may be a million values. */
function rangeOf(values) {
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
/* harmony export */   F2: () => (/* binding */ judgements),
/* harmony export */   b1: () => (/* binding */ bestCheckpoint),
/* harmony export */   c0: () => (/* binding */ smoothed),
/* harmony export */   m6: () => (/* binding */ curvesOf),
/* harmony export */   xS: () => (/* binding */ tokenJudgement),
/* harmony export */   yk: () => (/* binding */ senseOf)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2011);

/** Whether less (1) or more (-1) of a metric is better, by its name; 0 where nobody knows. */
function senseOf(name) {
    if (/loss|error/i.test(name))
        return 1;
    return /accuracy|reward|score/i.test(name) && !/unresponsive/i.test(name) ? -1 : 0;
}
/** The most telling first (OpenAI's guides): reward, loss on the whole validation file, loss on samples of it. */
const REWARDS = [
    'scores.valid_reward_mean',
    'full_valid_mean_reward',
    'valid_mean_reward',
    'valid_reward_mean',
].map((name) => ({ name, title: 'validation reward', sign: -1 }));
const LOSSES = [
    { name: 'full_valid_loss', title: 'full validation loss', sign: 1 },
    { name: 'valid_loss', title: 'validation loss', sign: 1 },
];
/** What the training itself goes by. */
const TRAINING_REWARDS = [
    'train_mean_reward',
    'scores.train_reward_mean',
    'train_reward_mean',
].map((name) => ({ name, title: 'training reward', sign: -1 }));
const TRAINING_LOSS = { name: 'train_loss', title: 'training loss', sign: 1 };
/** The curves to be shown of a job; undefined where there is nothing to be shown. */
function curvesOf(table) {
    const curve = (measures) => longest(measures.map(({ name }) => finite(table, name)));
    const reward = { training: curve(TRAINING_REWARDS), validation: curve(REWARDS) };
    if (reward.training.length + reward.validation.length > 0)
        return { title: 'reward', ...reward, sampled: reward.validation };
    const loss = { training: curve([TRAINING_LOSS]), validation: validationLoss(table) };
    if (loss.training.length + loss.validation.length === 0)
        return undefined;
    return { title: 'loss', ...loss, sampled: curve(LOSSES) };
}
/** The loss on the whole validation file where it was taken often enough to be a curve; else that on samples of it, too. */
function validationLoss(table) {
    const full = finite(table, 'full_valid_loss');
    return full.length >= FEWEST_POINTS ? full : longest([full, finite(table, 'valid_loss')]);
}
const longest = (all) => all.reduce((a, b) => (b.length > a.length ? b : a), []);
function finite({ series }, name) {
    return (series.get(name) ?? []).filter(({ value }) => Number.isFinite(value));
}
/**
 * The best of a job's models: the one with the highest validation reward, else the lowest full validation loss, else
 * the lowest validation loss. The final model where nothing tells them apart, or where that is the one.
 */
function bestCheckpoint(checkpoints, table, finalModel) {
    const lastStep = Math.max(0, ...checkpoints.map(({ step = 0 }) => step), ...[...table.series.values()].map((series) => series.at(-1)?.step ?? 0));
    for (const { name, title, sign } of [...REWARDS, ...LOSSES]) {
        const values = new Map(finite(table, name).map(({ step, value }) => [step, value]));
        const rated = checkpoints.flatMap(({ model, step = -1 }) => {
            const value = values.get(step);
            return value === undefined ? [] : [{ model, step, value }];
        });
        if (new Set(rated.map(({ value }) => value)).size < 2)
            continue;
        // Of equals the later one: it has seen more.
        const best = rated.reduce((a, b) => {
            const ahead = sign * (a.value - b.value);
            return ahead > 0 || (ahead === 0 && b.step > a.step) ? b : a;
        });
        const isFinal = best.model === finalModel || best.step >= lastStep;
        const which = sign === 1 ? 'lowest' : 'highest';
        const why = `It has the ${which} ${title} of ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(rated.length, 'checkpoint')}: ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(best.value)} at step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(best.step)}${isFinal ? ', the last one' : ''}.`;
        return { model: isFinal && finalModel ? finalModel : best.model, step: best.step, why };
    }
    return finalModel === undefined
        ? undefined
        : { model: finalModel, why: 'It is the final model; no validation metric tells the checkpoints apart.' };
}
/** Fewer points are no curve: two of three go up by chance. */
const FEWEST_POINTS = 4;
/** How far a curve must have moved to have risen or fallen, as a part of its best value. */
const TOLERANCE = 0.03;
/** And in standard errors of its own noise. */
const SURE = 3;
/** What the curves say about the training, each in one sentence; nothing where they are too short to say it. */
function judgements(table) {
    const diverged = divergence(table);
    if (diverged)
        return [diverged];
    const curves = curvesOf(table);
    if (!curves)
        return [];
    const { title, training, validation } = curves;
    const sign = title === 'loss' ? 1 : -1;
    const course = validation.length >= FEWEST_POINTS ? courseOf(validation, sign) : undefined;
    if (!course) {
        const own = training.length >= 2 * FEWEST_POINTS ? courseOf(training, sign) : undefined;
        return own
            ? [`${movement('Training', title, own)}; without a curve of validation nobody knows what it is worth.`]
            : [];
    }
    const since = training.filter(({ step }) => step >= course.best.step);
    const learnsOn = since.length >= FEWEST_POINTS && courseOf(since, sign).gained;
    if (course.worsened && learnsOn) {
        const [turned, went] = title === 'loss' ? ['risen', 'falling'] : ['fallen', 'rising'];
        const change = Math.abs(course.last.value / course.best.value - 1);
        return [
            `The model overfits: validation ${title} was best at step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(course.best.step)} (${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(course.best.value)}) and has since ${turned} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(course.last.value)} (${Math.round(100 * change)} %), while training ${title} went on ${went}.`,
        ];
    }
    if (course.worsened)
        return [
            `Validation ${title} was best at step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(course.best.step)} (${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(course.best.value)}) and ended at ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(course.last.value)}.`,
        ];
    return [`${movement('Validation', title, course)}: no sign of overfitting.`];
}
/** The course of a curve: the means of its stretches, told apart where they differ by more than its noise explains. */
function courseOf(series, sign) {
    const width = Math.max(1, Math.round(series.length / 12));
    const smooth = smoothed(series, width);
    const noise = scatter(series.map(({ value }) => value)) / Math.sqrt(width);
    const [first = NOWHERE, last = first] = [smooth[0], smooth.at(-1)];
    const best = smooth.reduce((a, b) => (sign * (a.value - b.value) > 0 ? b : a), first);
    const enough = Math.max(TOLERANCE * Math.abs(best.value), SURE * noise);
    const before = smooth[Math.floor(smooth.length * 0.75) - 1] ?? first;
    return {
        first,
        best,
        last,
        gained: sign * (first.value - last.value) > enough,
        worsened: sign * (last.value - best.value) > enough,
        improving: sign * (before.value - last.value) > enough,
    };
}
const NOWHERE = { step: 0, value: 0 };
function movement(whose, title, { first, last, improving }) {
    const span = `${whose} ${title} went from ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(first.value)} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(last.value)}`;
    return improving ? `${span} and was still getting better at the end` : `${span} and has levelled off`;
}
/** Each point of the curve as the mean of so many points around it, as far as there are. */
function smoothed(series, width) {
    const reach = Math.floor(width / 2);
    const block = 2 * reach + 1;
    const end = series.length;
    // Sums within blocks of the width: two of them make any window. With running totals, and their differences, one value
    // of 1e20 would swallow all that come after it.
    const fromStart = new Float64Array(end);
    const toEnd = new Float64Array(end);
    for (const [i, { value }] of series.entries())
        fromStart[i] = value + (i % block === 0 ? 0 : (fromStart[i - 1] ?? 0));
    for (let i = end - 1; i >= 0; i--)
        toEnd[i] = (series[i]?.value ?? 0) + ((i + 1) % block === 0 ? 0 : (toEnd[i + 1] ?? 0));
    const blockOf = (i) => Math.floor(i / block);
    const sum = (first, last) => {
        if (first % block === 0)
            return fromStart[last] ?? 0;
        return (toEnd[first] ?? 0) + (blockOf(first) === blockOf(last) ? 0 : (fromStart[last] ?? 0));
    };
    return series.map(({ step }, i) => {
        const [first, last] = [Math.max(0, i - reach), Math.min(end - 1, i + reach)];
        return { step, value: sum(first, last) / (last - first + 1) };
    });
}
/**
 * The standard deviation of the noise: from how each value differs from the mean of its neighbours, whose variance is
 * 6/4 of that of the noise. A curve that bends by itself counts as noisier than it is, which errs on the side of silence.
 */
function scatter(values) {
    const bends = values.slice(1, -1).map((value, i) => value - ((values[i] ?? 0) + (values[i + 2] ?? 0)) / 2);
    const square = bends.reduce((sum, bend) => sum + bend * bend, 0) / Math.max(1, bends.length);
    return Math.sqrt(square / 1.5);
}
/** Loss that is no number any more, or far above where it began. */
function divergence({ series }) {
    const loss = series.get(TRAINING_LOSS.name) ?? [];
    const broken = loss.find(({ value }) => !Number.isFinite(value));
    const hint = 'Lower "learning_rate_multiplier".';
    if (broken && !Number.isFinite(loss.at(-1)?.value))
        return `The training has diverged: its loss is no finite number since step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .number */ .ai)(broken.step)}. ${hint}`;
    const usable = loss.filter(({ value }) => Number.isFinite(value));
    if (usable.length < 2 * FEWEST_POINTS)
        return undefined;
    const { first, last } = courseOf(usable, 1);
    return last.value > 2 * first.value
        ? `The training has diverged: its loss rose from ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(first.value)} to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(last.value)}. ${hint}`
        : undefined;
}
/** How the estimate of the billable tokens compares with what the server has counted: one sentence. */
function tokenJudgement(estimated, trained) {
    if (!estimated || !trained)
        return undefined;
    const off = Math.round((100 * (estimated - trained)) / trained);
    if (off === 0)
        return 'The estimate was right.';
    return `The estimate was ${Math.abs(off)} % too ${off > 0 ? 'high' : 'low'}.`;
}


/***/ }),

/***/ 1088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ formatError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** What went wrong, for a person: a sentence and what to do about it. An error that nobody expected is called a bug. */
function formatError(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l)
        return [error.message, error.hint].filter(Boolean).join('\n');
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const where = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
    return `This is a bug in the action, please report it: ${message}${where ? ` (${where})` : ''}`;
}


/***/ }),

/***/ 2011:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ dollars),
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   X_: () => (/* binding */ dayAndTime),
/* harmony export */   a3: () => (/* binding */ metricValue),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   rb: () => (/* binding */ timeOfDay),
/* harmony export */   x8: () => (/* binding */ signed)
/* harmony export */ });
/** A whole number as people read it: `12,345`. */
function number(n) {
    // Not by toLocaleString, whose first use takes longer than all else that the log needs.
    return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** A difference with its sign, a true minus: `+12,345`, `−3`. */
function signed(difference, shown = number) {
    return `${difference < 0 ? '−' : '+'}${shown(Math.abs(difference))}`;
}
/** A count with its noun: `1 example`, `12,345 examples`. */
function count(n, noun) {
    return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}
/** Bytes as people read them, in decimal units: `45.2 kB`. */
function size(bytes) {
    if (bytes < 1000)
        return count(bytes, 'byte');
    const units = ['kB', 'MB', 'GB'];
    let value = bytes / 1000;
    let unit = units.shift();
    while (value >= 999.95 && units.length > 0) {
        value /= 1000;
        unit = units.shift();
    }
    return `${value.toFixed(1)} ${unit}`;
}
/** A span of time in its two largest units: `2 h 5 min`, `3 min 20 s`, `7 s`. */
function duration(ms) {
    const seconds = Math.round(ms / 1000);
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0)
        return `${seconds} s`;
    return minutes < 60
        ? `${minutes} min ${seconds % 60} s`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** A moment in Unix seconds as its time of day, in UTC as everything in a workflow log is; blank for one that is not in the years 0 to 9999. */
function timeOfDay(unixSeconds) {
    return iso(unixSeconds)?.slice(11, 19) ?? '        ';
}
/** The same with its date, to the minute: `2026-11-22 06:13`. */
function dayAndTime(unixSeconds) {
    return iso(unixSeconds)?.slice(0, 16).replace('T', ' ') ?? ' '.repeat(16);
}
function iso(unixSeconds) {
    const date = new Date((unixSeconds ?? Number.NaN) * 1000);
    const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
    // Beyond these years (a server may tell milliseconds) it begins with a sign and two more digits.
    return /^\d{4}-/.test(text) ? text : undefined;
}
/** A metric's value as people read it, in four digits: `0.4127`, `12.3`, `1.2e-7`. */
function metricValue(value) {
    if (!Number.isFinite(value))
        return 'no number';
    if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9))
        return value.toExponential(2);
    const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
    return value.toLocaleString('en-US', digits);
}
/** An amount in US dollars, in cents where it has any worth: `$12.34`, `$0.0012`. */
function dollars(usd) {
    const digits = usd >= 0.1 || usd === 0
        ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { maximumSignificantDigits: 2 };
    return `$${usd.toLocaleString('en-US', digits)}`;
}


/***/ }),

/***/ 6472:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ statusLine),
/* harmony export */   JY: () => (/* binding */ heartbeatLine),
/* harmony export */   V8: () => (/* binding */ eventLine),
/* harmony export */   _r: () => (/* binding */ jobLine),
/* harmony export */   cf: () => (/* binding */ NO_PROGRESS),
/* harmony export */   lj: () => (/* binding */ advanced),
/* harmony export */   uu: () => (/* binding */ QUIET_MS),
/* harmony export */   z9: () => (/* binding */ faultLine),
/* harmony export */   zE: () => (/* binding */ curveLines)
/* harmony export */ });
/* harmony import */ var _chart_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(194);
/* harmony import */ var _curve_analysis_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4724);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2011);



/** Before any event. */
const NO_PROGRESS = { marks: [] };
/** So many steps make a pace that neither jumps nor lags. */
const MARKS = 20;
/** Events tell whole seconds: over less, there is no pace in them. */
const MIN_PACE_S = 5;
/** How far the training is after an event. Going back, as after a pause, begins the pace anew. */
function advanced(progress, { createdAt, data }) {
    const { step, total } = stepOf(data);
    if (step === undefined || createdAt === undefined)
        return progress;
    const last = progress.marks.at(-1);
    const before = last && (step <= last.step || createdAt < last.at) ? [] : progress.marks;
    return { marks: [...before, { step, at: createdAt }].slice(-MARKS), total: total ?? progress.total };
}
/** Only whole numbers that fit each other: these fields are the server's, like any other. */
function stepOf(data) {
    const { step, total_steps: total } = Object(data);
    if (typeof step !== 'number' || !Number.isSafeInteger(step) || step < 0)
        return {};
    const fits = typeof total === 'number' && Number.isSafeInteger(total) && total >= step && total > 0;
    return { step, ...(fits && { total }) };
}
/** Seconds to the last step, by the pace of the latest; else as the job estimates its end. */
function secondsLeft({ marks, total }, estimatedFinish) {
    const [first, last] = [marks[0], marks.at(-1)];
    if (!first || !last)
        return undefined;
    const span = last.at - first.at;
    if (total !== undefined && span >= MIN_PACE_S)
        return ((total - last.step) * span) / (last.step - first.step);
    return estimatedFinish !== undefined && estimatedFinish > last.at ? estimatedFinish - last.at : undefined;
}
/**
 * An event's line in the log: its time and its message, and where it tells a step, what the message leaves out: the
 * step, the loss or reward, how much is done and how long the rest may take. `progress` is the one after this event.
 */
function eventLine({ createdAt, level, message, data }, progress, estimatedFinish) {
    const mark = level === 'info' ? '' : `${level}: `;
    const line = `${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfDay */ .rb)(createdAt)}  ${mark}${message}`;
    const { step, total = progress?.total } = stepOf(data);
    if (!progress || step === undefined)
        return line;
    const left = secondsLeft(progress, estimatedFinish);
    const facts = [
        !new RegExp(`\\b${step}\\b`).test(message) && `step ${step}${total ? `/${total}` : ''}`,
        !/loss|reward/i.test(message) && mainValue(data),
        total && `${Math.floor((100 * step) / total)} %`,
        total !== step && left !== undefined && `${roughly(left)} left`,
    ];
    return [line, ...facts.filter(Boolean)].join(' · ');
}
/** The number by which a training is followed. */
function mainValue(data) {
    const { train_loss: loss, train_mean_reward: reward } = Object(data);
    if (typeof reward === 'number')
        return `reward ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .metricValue */ .a3)(reward)}`;
    return typeof loss === 'number' ? `loss ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .metricValue */ .a3)(loss)}` : undefined;
}
/** An estimate is none of seconds, unless there are only seconds left. */
function roughly(seconds) {
    if (seconds < 60)
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(seconds * 1000);
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** How long nothing may be told before the log says that the job is still there. */
const QUIET_MS = 10 * 60_000;
/** The line that says that nothing has happened, and nothing is wrong. */
function heartbeatLine({ status }, quietMs, { marks, total } = NO_PROGRESS) {
    const last = marks.at(-1);
    const where = last ? ` (step ${last.step}${total ? `/${total}` : ''})` : '';
    return `still ${status.replaceAll('_', ' ')}${where}, ${roughly(quietMs / 1000)} since the last event`;
}
const CURVE_WIDTH = 32;
/** The curves of a training that has ended, a line each: `training loss    2.21 ▇▆▅▃▂▂▁▁ 0.41`. */
function curveLines(table) {
    const curves = (0,_curve_analysis_js__WEBPACK_IMPORTED_MODULE_1__/* .curvesOf */ .m6)(table);
    if (!curves)
        return [];
    const { title, training, sampled } = curves;
    return [
        { whose: 'training', curve: training },
        { whose: 'validation', curve: sampled },
    ].flatMap(({ whose, curve }) => {
        const values = curve.map(({ value }) => value);
        const [first, last] = [values[0], values.at(-1)];
        if (first === undefined || last === undefined || values.length < 2)
            return [];
        const name = `${whose} ${title}`.padEnd('validation reward'.length);
        return `${name} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .metricValue */ .a3)(first).padStart(8)} ${(0,_chart_js__WEBPACK_IMPORTED_MODULE_0__/* .sparkline */ .KM)(values, CURVE_WIDTH)} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .metricValue */ .a3)(last)}`;
    });
}
/** A job's line in the log whenever its status or the estimate of its end changes. */
function statusLine({ status, estimatedFinish }) {
    const end = estimatedFinish && status === 'running' ? `, expected to end at ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfDay */ .rb)(estimatedFinish)} UTC` : '';
    return `status: ${status.replaceAll('_', ' ')}${end}`;
}
/** A job's line in a list of jobs. */
function jobLine({ id, status, model, fineTunedModel, createdAt }) {
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .dayAndTime */ .X_)(createdAt)}  ${id}  ${status}  ${fineTunedModel ?? model ?? ''}`.trimEnd();
}
/** The line that says why nothing happens at the moment. */
function faultLine(error, delayMs) {
    return `${error instanceof Error ? error.message : error}; trying again in ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(Math.max(1000, delayMs))}`;
}


/***/ }),

/***/ 2969:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ editDistance)
/* harmony export */ });
/** How many letters must be added, dropped, changed or swapped with their neighbour to get from one word to the other. */
function editDistance(from, to) {
    let beforeLast = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= to.length; column += 1) {
            const same = from[row - 1] === to[column - 1];
            const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            current[column] = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1), swapped ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Number.POSITIVE_INFINITY);
        }
        beforeLast = last;
        last = current;
    }
    return last[to.length] ?? 0;
}


/***/ }),

/***/ 1380:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ connectionOf)
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
 * A key. `auto` is the header that the provider wants, but for a JWT (an Entra token), which is a bearer token
 * everywhere.
 */
function keyCredentials(key, scheme, provider) {
    const apiKey = scheme === 'api-key' || (scheme === 'auto' && provider.keyHeader === 'api-key' && !JWT.test(key));
    const header = apiKey ? { 'api-key': key } : bearer(key);
    return { header: async () => header, renew: () => false };
}
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const bearer = (token) => ({ authorization: `Bearer ${token}` });
/** Before its end, so that a slow or repeated request still has a valid token; as long as in the official client. */
const AHEAD_MS = 20 * 60_000;
/**
 * How long an exchange whose failure may pass is repeated; not at all while there is a valid token. Less than a request
 * waits for its credential, so that the request learns the reason; whoever repeats the request repeats this too.
 */
const EXCHANGE_MS = 20_000;
/** When to try again after an exchange that failed while the token was still valid, or that refused the identity. */
const AGAIN_MS = 60_000;
/** A token refused sooner than this after the one before is not renewed: it is the identity that is refused. */
const RENEWAL_GAP_MS = 60_000;
/** Tokens that are exchanged anew ahead of their end, and when the server has refused one. */
function tokenCredentials(ask, { clock, random, onRetry, }) {
    let token;
    let underWay;
    /** An identity that was refused is not shown again with every request. */
    let refused;
    /** The last token that the server refused: requests that were under way with it are to be repeated as well. */
    let givenUp;
    let renewedAt = Number.NEGATIVE_INFINITY;
    // Not ended by the signal of whoever asked first: others wait for it too, and it is bounded by itself.
    async function exchange() {
        const askedAt = clock.now();
        const spare = token !== undefined && askedAt < token.endsAt;
        const until = spare ? askedAt : askedAt + EXCHANGE_MS;
        try {
            const { value, lifetimeMs } = await (0,retry/* retry */.L)(ask, {
                clock,
                random,
                deadline: until,
                onRetry: onRetry,
                shouldRetry: http_errors/* identityMayPass */.dm,
            });
            const aheadMs = Math.min(AHEAD_MS, lifetimeMs / 2);
            token = {
                header: bearer(value),
                refreshAt: askedAt + lifetimeMs - aheadMs,
                endsAt: askedAt + lifetimeMs,
            };
        }
        catch (error) {
            if (!token || !spare) {
                refused = (0,http_errors/* identityMayPass */.dm)(error) ? undefined : { error, until: clock.now() + AGAIN_MS };
                throw error;
            }
            onRetry(error, AGAIN_MS);
            if (clock.now() >= token.endsAt)
                throw error;
            token.refreshAt = Math.min(clock.now() + AGAIN_MS, token.endsAt);
        }
    }
    return {
        async header() {
            if (refused && clock.now() < refused.until)
                throw refused.error;
            if (!token || clock.now() >= token.refreshAt) {
                underWay ??= exchange().finally(() => {
                    underWay = undefined;
                });
                await underWay;
            }
            if (!token)
                throw new Error('the exchange has brought no token');
            return token.header;
        },
        renew(sent) {
            if (givenUp === sent.authorization || (token && token.header.authorization !== sent.authorization))
                return true;
            if (clock.now() - renewedAt < RENEWAL_GAP_MS)
                return false;
            renewedAt = clock.now();
            givenUp = sent.authorization;
            token = undefined;
            return true;
        },
    };
}

// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
// EXTERNAL MODULE: ./src/http/request.ts
var http_request = __webpack_require__(7777);
;// CONCATENATED MODULE: ./src/openai/token-exchange.ts




/** The scope that Entra has for this API, whatever the resource. */
const ENTRA_SCOPE = 'https://cognitiveservices.azure.com/.default';
/** Where Entra exchanges tokens. */
const entraTokenUrl = (tenantId) => `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
/** Where OpenAI exchanges tokens (workload identity federation guide). */
const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token';
const TokenBody = schemas/* looseObject */._H3({
    // As it goes into a header.
    access_token: schemas/* string */.YjP().regex(/^[\x21-\x7e]+$/),
    expires_in: coerce/* number */.ai().positive().optional().catch(undefined),
});
/** What the official client supposes where the server does not say. */
const LIFETIME_S = 3600;
const UNREACHABLE = 'Check "token-url", and that this runner may reach that host (a proxy, or a firewall, must let it through).';
/** Exchanges GitHub's token for one of the server's. Rejects with a Failure; of a refusal it names the token's claims. */
async function exchangeToken(identity, idToken, fetch, clock) {
    const url = identity.tokenUrl;
    const what = `The exchange of GitHub's token at ${new URL(url).host}`;
    const { type, body } = requestOf(identity, idToken);
    const headers = {
        accept: 'application/json',
        'content-type': type,
        'content-length': `${Buffer.byteLength(body)}`,
    };
    const request = { method: 'POST', headers, body };
    const answer = await (0,http_request/* exchange */.cv)(fetch, clock, { what, url, request, unreachable: UNREACHABLE });
    if (answer.status < 200 || answer.status > 299) {
        const error = (0,http_request/* refused */.J5)(what, answer);
        const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
        throw isRefused ? new http_errors/* ApiError */.hD(error.message, error.refusal, hintFor(identity, idToken)) : error;
    }
    return (0,http_request/* understood */.Se)(what, answer, (body) => {
        const { access_token: value, expires_in: seconds = LIFETIME_S } = TokenBody.parse(body);
        return { value, lifetimeMs: seconds * 1000 };
    });
}
function requestOf(identity, idToken) {
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
/** What the mapping at the server is compared with (GitHub, OIDC reference). None of it is secret. */
const CLAIMS = ['iss', 'sub', 'aud', 'repository', 'ref', 'environment', 'job_workflow_ref'];
function hintFor(identity, idToken) {
    const door = identity.kind === 'openai'
        ? 'the mapping of the identity provider to the service account'
        : 'the federated credential of the application';
    const claims = claimsOf(idToken);
    const told = CLAIMS.flatMap((name) => (typeof claims[name] === 'string' ? [`${name}=${claims[name]}`] : []));
    return `Compare ${door} with the claims of GitHub's token: ${told.join(', ') || 'they cannot be read'}. Without an environment in the job there is no claim "environment".`;
}
function claimsOf(idToken) {
    try {
        const payload = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
        return typeof payload === 'object' && payload !== null ? { ...payload } : {};
    }
    catch {
        return {};
    }
}
/** Why GitHub gives no token: the job may not have one, or GitHub does not answer. */
function withoutIdentity(reason, isFork) {
    if (!/Unable to get ACTIONS_ID_TOKEN_REQUEST|Error Code : 40[13]/.test(reason))
        return new http_errors/* ConnectionError */.Rc(`GitHub gives no token for this job's identity: ${reason.replace(/\s+/g, ' ').trim()}`, { sent: true });
    return new errors/* ActionError */.l('This job may not ask GitHub for a token of its identity.', {
        hint: isFork
            ? 'Workflows for pull requests from forks never may. Train after the merge.'
            : 'Add "permissions: id-token: write" to the job (and "contents: read" for the checkout).',
    });
}

// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/connection.ts







/** The server that the inputs name, and how to show it who asks. */
function connectionOf(inputs, deps) {
    const baseUrl = inputs['base-url'];
    const { hostname } = new URL(baseUrl);
    if (!(0,provider/* knownProvider */.lG)(hostname))
        deps.runner.warning(`input "base-url": ${hostname} is no server that this action knows; the credential is sent there, and nowhere else`);
    return { baseUrl, headers: (0,connection_inputs/* headersOf */.Yl)(inputs, deps.userAgent), credentials: credentialsOf(inputs, deps) };
}
/** The audience that Entra wants (workload identity federation). */
const ENTRA_AUDIENCE = 'api://AzureADTokenExchange';
const ID_TOKEN_MS = 60_000;
function credentialsOf(inputs, world) {
    const { 'api-key': key, 'auth-scheme': scheme, 'base-url': baseUrl } = inputs;
    if (key !== undefined)
        return keyCredentials(key, scheme, (0,provider/* providerOf */.lc)(new URL(baseUrl).hostname));
    const { runner, fetch, clock, context } = world;
    const identity = identityOf(inputs);
    const audience = inputs['oidc-audience'] ?? (identity.kind === 'entra' ? ENTRA_AUDIENCE : undefined);
    const ask = async () => {
        // Not from the cache: GitHub's token lives for minutes, and its end is that of the other one.
        const idToken = await (0,src_clock/* withTimeout */.wj)(clock, ID_TOKEN_MS, undefined, () => runner.idToken(audience)).catch((error) => {
            if (error instanceof errors/* ActionError */.l)
                throw error;
            throw withoutIdentity(error instanceof Error ? error.message : String(error), context.isFork);
        });
        const token = await exchangeToken(identity, idToken, fetch, clock);
        runner.setSecret(token.value, 'credential');
        return token;
    };
    return tokenCredentials(ask, (0,retry_options/* retryOptions */.t)(world));
}
function identityOf(inputs) {
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
/* harmony export */   $r: () => (/* binding */ Unknown),
/* harmony export */   _S: () => (/* binding */ createJob),
/* harmony export */   gf: () => (/* binding */ LOOKS_MS)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8902);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3245);
/* harmony import */ var _match_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3673);






/** How long a create request that certainly made no job is tried again. */
const RETRIES_MS = 10 * 60_000;
/** How often it is sent at most when its answers do not say whether it made a job. */
const MAX_SENDS = 3;
/** How long to wait before each look at the list after such an answer; 30 seconds in all. */
const LOOKS_MS = [0, 1000, 2000, 4000, 8000, 15_000];
/** For one request of a look: an answer that hangs must not take the whole look. */
const LOOK_LIMIT_MS = 10_000;
/** For all of a look, which is repeated until it is answered. */
const LOOK_PATIENCE_MS = 120_000;
/** After the workflow was cancelled, what is left for the answer of a create request that is under way. */
const GRACE_MS = 2000;
/** And for one last look at the list where that answer did not come. */
const LAST_LOOK_MS = 1000;
/**
 * Creates a job, and never more than one. Sent again at once are only requests that certainly made no job: those
 * never sent, told to come later, or refused because the server is still busy with the uploaded file. After an
 * answer that does not say, the job is looked for in the list for 30 seconds; only when every look was answered, and it is
 * not there, is the request sent again. `unclear` says that there was such an answer, and `surplus` are jobs that it
 * has made beside the one to be left. Rejects with Unknown when there may be a job that was not found.
 */
async function createJob(client, request, creating) {
    const { clock, signal, until } = creating;
    signal.throwIfAborted();
    for (let sends = 1;; sends++) {
        try {
            return { job: await send(client, request, creating), surplus: [], unclear: sends > 1 };
        }
        catch (error) {
            // The answer of a second request says nothing of the first.
            if (!(error instanceof Unclear))
                throw sends > 1 && error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l ? new Unknown(error) : error;
            creating.onUnclear(error.cause);
            const [job, ...surplus] = await found(client, creating, error.cause);
            if (job)
                return { job, surplus, unclear: true };
            if (sends === MAX_SENDS || clock.now() >= until || signal.aborted)
                throw new Unknown(error.cause);
        }
    }
}
/** Whether there is a job now, and is being paid for, nobody here can tell. */
class Unknown extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l {
    constructor(error) {
        super(`It is not known whether the job was created: ${error.message}`, {
            hint: 'Look at the jobs of this project: a job that was created is being paid for. Running this again finds it, and creates none beside it.',
            cause: error,
        });
    }
}
/** The answer of one create request does not say whether it made a job. */
class Unclear extends Error {
    cause;
    constructor(cause) {
        super(cause.message);
        this.cause = cause;
    }
}
async function send(client, request, creating) {
    const { clock, signal } = creating;
    const grace = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .abortAfter */ .dg)(signal, () => GRACE_MS, clock);
    const once = async () => {
        try {
            return await client.createJob(request, grace.signal);
        }
        catch (error) {
            throw (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .hadNoEffect */ .wZ)(error) || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l) ? error : new Unclear(error);
        }
    };
    try {
        const until = Math.min(creating.until, clock.now() + RETRIES_MS);
        return await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(once, { ...creating, deadline: until, shouldRetry });
    }
    finally {
        grace.release();
    }
}
/**
 * Looks for the job for 30 seconds; none when each look was answered and it was not there. One that has our mark is found
 * at the first sight; of those on a server without metadata the first is the one to be left, and the others are ours.
 */
async function found(client, creating, unclear) {
    const { clock, signal } = creating;
    let jobs = [];
    try {
        for (const delayMs of LOOKS_MS) {
            await clock.sleep(delayMs, signal);
            const times = { limitMs: LOOK_LIMIT_MS, patienceMs: LOOK_PATIENCE_MS, signal };
            jobs = await look(client, creating, times);
            const sure = jobs.find(_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasAnyMetadata */ .go);
            if (sure)
                return [sure];
        }
        // By now other runs have cancelled theirs, where it was one too many.
        return (0,_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .ranked */ .ad)(jobs);
    }
    catch (error) {
        const times = { limitMs: LAST_LOOK_MS, patienceMs: 0 };
        const [job] = signal.aborted ? await look(client, creating, times).catch(() => []) : [];
        if (job)
            return [job];
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l))
            throw error;
        throw new Unknown(unclear);
    }
}
/** The jobs that may be the one that was asked for. Rejects where that cannot be said of all jobs. */
async function look(client, { clock, random, onRetry, query }, { limitMs, patienceMs, signal }) {
    const until = clock.now() + patienceMs;
    const lister = { jobs: (page) => client.jobs(page, { signal, limitMs }) };
    const repeat = (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(request, { clock, random, onRetry: onRetry, deadline: until, signal });
    const anyHasMetadata = (jobs) => jobs.some(_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasAnyMetadata */ .go);
    const { items, complete } = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .listJobs */ .N6)(lister, query, repeat, anyHasMetadata);
    if (!complete)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l('there are more jobs than are looked through');
    if (items.length > 0 || !query.metadata)
        return items;
    // A server may find by metadata later than it lists, or filter by metadata that it does not keep. Where other jobs
    // have some, one that has none is not ours.
    const newest = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .listJobs */ .N6)(lister, { wanted: () => true }, repeat, () => true);
    const keepsMetadata = anyHasMetadata(newest.items);
    return newest.items.filter((job) => query.wanted(job) && (!keepsMetadata || (0,_match_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasAnyMetadata */ .go)(job)));
}
function shouldRetry(error) {
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CredentialError */ .oA)
        return error.passing;
    if (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConnectionError */ .Rc)
        return !error.sent;
    return (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD &&
        (error.refusal.renewed === true ||
            (error.refusal.status === 429 && (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .mayPass */ .bg)(error)) ||
            fileNotReady(error)));
}
/** OpenAI's servers (older ones) and Azure's refuse a file that is not processed yet, with no code of its own. */
function fileNotReady(error) {
    return (error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD && /being processed|not ready|not yet processed/i.test(error.refusal.said ?? ''));
}


/***/ }),

/***/ 4432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ eventReader)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);


/** The API's maximum is not documented; its official example asks for so many. A server that refuses gets its default. */
const PAGE = 100;
const DEFAULT_PAGE = 20;
/** No real list of events is as long; one that never ends must not hold us for ever. */
const MAX_PAGES = 10_000;
/** Enough to read every list of events that was ever seen to its end once more. */
const PAGES_OF_ALL = 300;
/** Reads a job's events page by page. Paging ends early when it is `enough`. */
function eventReader(page, repeat, enough) {
    const seen = new Set();
    let identify = byId;
    let limit = PAGE;
    let first;
    let last;
    let listed = [];
    let idsHold = false;
    const ask = (after) => repeat(async () => {
        try {
            return await page({ after, limit });
        }
        catch (error) {
            if (limit === DEFAULT_PAGE || !(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD) || error.refusal.status !== 400)
                throw error;
            limit = DEFAULT_PAGE;
            return page({ after, limit });
        }
    });
    /** Where to go on after a page with nothing new: nowhere, but at a server that wrongly lists the oldest first. */
    function behindTheKnown({ events, hasMore }) {
        const top = events[0];
        return hasMore && top && identify(top) === first && last && identify(last) !== first ? last.id : undefined;
    }
    async function list(reading) {
        listed = [];
        const names = new Set();
        let known = seen.size === 0;
        let before;
        let after;
        for (let pages = 0; pages < MAX_PAGES; pages++) {
            const { events, hasMore } = await ask(after);
            known ||= events.some((event) => seen.has(byId(event)));
            const contents = events.map(byContent).join();
            // The same contents as the page before, under new ids: either events that say the same, or a server that makes up
            // ids and ignores `after`. The first page, asked for once more, tells which.
            const same = contents === before;
            if (same)
                idsHold ||= (await ask(undefined)).events.some(({ id }) => id && names.has(id));
            const again = same && !idsHold;
            before = contents;
            const news = again
                ? []
                : events.filter((event) => !seen.has(identify(event)) && !names.has(identify(event)));
            for (const event of news)
                names.add(identify(event));
            for (const event of news)
                listed.push(event);
            // A whole page of known events, not the first known event: late events are listed below newer ones.
            if (news.length > 0 || (reading === 'all' && pages < PAGES_OF_ALL))
                after = hasMore && !again ? events.at(-1)?.id : undefined;
            else
                after = pages === 0 ? behindTheKnown({ events, hasMore }) : undefined;
            if (after === undefined)
                break;
            if (enough())
                return;
        }
        // Not one known id down to where known events must be: this server makes up new ids with every answer.
        if (!known && listed.length > 0)
            identify = byContent;
    }
    function leftover() {
        const fresh = inOrder(listed.filter((event) => !seen.has(identify(event))));
        for (const event of fresh)
            seen.add(byId(event)).add(byContent(event));
        first ??= fresh[0] && identify(fresh[0]);
        last = fresh.at(-1) ?? last;
        listed = [];
        return fresh;
    }
    return {
        leftover,
        async read(reading) {
            await list(reading);
            return leftover();
        },
    };
}
/** For servers that give events no ids, or make up new ones with every answer. */
function byContent({ createdAt, type, message, data }) {
    // A digest: the data of one event may be kilobytes, and a job may have 100,000 of them.
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha1')
        .update(JSON.stringify([createdAt, type, message, data]))
        .digest('base64');
}
const byId = (event) => event.id ?? byContent(event);
/** By time, and within a second as the server listed them: the newest first, unless most of the list goes the other way. */
function inOrder(events) {
    const steps = events.slice(1).map((event, i) => (event.createdAt ?? 0) - (events[i]?.createdAt ?? 0));
    const ascending = steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length;
    const listed = ascending ? events : events.toReversed();
    const dated = listed.every((event) => event.createdAt !== undefined);
    return dated ? listed.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)) : listed;
}


/***/ }),

/***/ 647:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rw: () => (/* binding */ NotStopped),
  JK: () => (/* binding */ attend),
  kb: () => (/* binding */ left),
  tl: () => (/* binding */ stopInTime)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/wire.ts + 1 modules
var wire = __webpack_require__(2822);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./src/training/event-reader.ts
var event_reader = __webpack_require__(4432);
;// CONCATENATED MODULE: ./src/training/follow-job.ts





/** What the first look, and the events of a job that has stopped, are given at least. */
const MIN_MS = 30_000;
/** While nothing moves, the status is asked for only after so many looks at the events, or so much time. */
const LOOKS_PER_STATUS = 4;
const STATUS_MS = 60_000;
/** How long one page of events is asked for: while the job goes on, and once it has stopped. */
const EVENTS_MS = 60_000;
const LAST_EVENTS_MS = 10 * 60_000;
/** After a refusal, events are asked for again only after so long. */
const EVENTS_AGAIN_MS = 5 * 60_000;
/** A job's last events are still being written after its end; seen eight seconds late on real jobs. */
const LAST_EVENTS_GAP_MS = 4000;
/** More than clocks differ. */
const LONG_AGO_MS = 10 * 60_000;
/** A server that keeps telling new events of a job that has stopped is not listened to for ever. */
const LAST_EVENTS_READINGS = 100;
/** Yields each event of a job once, oldest first, and the job as it is seen, until it stops or the time is up. */
async function* followJob(client, jobId, following) {
    const { clock, random, signal, deadline, intervalMs, onRetry } = following;
    const patience = { clock, random, signal, onRetry, shouldRetry: http_errors/* mayPassInAWait */.qN, tolerateRefusals: true };
    let until = Math.max(deadline, clock.now() + MIN_MS);
    const ask = (request, atMostMs) => (0,retry/* retry */.L)(request, { ...patience, deadline: Math.min(until, clock.now() + atMostMs) });
    let eventsMs = EVENTS_MS;
    const events = (0,event_reader/* eventReader */.o)((page) => client.events(jobId, page, { signal }), (request) => ask(request, eventsMs), () => clock.now() >= until);
    const shortestMs = Math.min(1000, intervalMs);
    const statusMs = Math.max(intervalMs, Math.min(LOOKS_PER_STATUS * intervalMs, STATUS_MS));
    let job;
    let eventsAt = Number.NEGATIVE_INFINITY;
    /** Returns whether there was anything new. Without events there is still the job: a broken list must not hide its end. */
    async function* freshEvents() {
        try {
            const fresh = await events.read();
            for (const event of fresh)
                yield { kind: 'event', event };
            return fresh.length > 0;
        }
        catch (error) {
            if (signal.aborted || !(error instanceof errors/* ActionError */.l))
                throw error;
            if ((0,http_errors/* mayPassInAWait */.qN)(error))
                return true;
            eventsAt = clock.now() + EVENTS_AGAIN_MS;
            yield { kind: 'no events', error };
            return true;
        }
    }
    try {
        let statusAt = Number.NEGATIVE_INFINITY;
        let napMs = shortestMs;
        let moved = true;
        for (;;) {
            // Events every time, the status only when something moves: an idle look costs one request.
            // Status before events: whatever a job that has stopped had to say is then already listed.
            if (moved || clock.now() < eventsAt || clock.now() - statusAt >= statusMs || clock.now() >= deadline) {
                const before = job?.status;
                job = await ask(() => client.job(jobId, { signal }), Number.POSITIVE_INFINITY);
                statusAt = clock.now();
                moved = job.status !== before;
                yield { kind: 'job', job };
                if ((0,wire/* isTerminal */.Hd)(job.status) || job.status === 'paused') {
                    until = Math.max(deadline, clock.now() + MIN_MS);
                    eventsMs = LAST_EVENTS_MS;
                    return yield* lastEvents(job, events, () => ask(() => client.job(jobId, { signal }), MIN_MS), following);
                }
            }
            if (clock.now() >= eventsAt)
                moved = (yield* freshEvents()) || moved;
            if (clock.now() >= deadline)
                return { kind: 'timed-out', job };
            until = deadline;
            napMs = moved ? shortestMs : Math.min(napMs * 1.5, intervalMs);
            await clock.sleep(Math.min(napMs, deadline - clock.now()), signal);
        }
    }
    catch (error) {
        if (signal.aborted)
            return { kind: 'interrupted', job };
        if (!(error instanceof errors/* ActionError */.l))
            throw error;
        return (0,http_errors/* mayPassInAWait */.qN)(error) || clock.now() >= until
            ? { kind: 'timed-out', job }
            : { kind: 'lost', job, error };
    }
}
/** The events of a job that has stopped, until nothing new comes twice, and then whatever was listed out of turn. */
async function* lastEvents(job, events, lookAgain, { clock, signal, intervalMs, today }) {
    try {
        const endedMs = (job.finishedAt ?? Number.POSITIVE_INFINITY) * 1000;
        let quiet = today && endedMs < today.getTime() - LONG_AGO_MS ? 2 : -1;
        for (let readings = 0; quiet < 2 && readings < LAST_EVENTS_READINGS; readings++) {
            if (readings > 0)
                await clock.sleep(Math.min(LAST_EVENTS_GAP_MS, intervalMs), signal);
            const fresh = await events.read();
            for (const event of fresh)
                yield { kind: 'event', event };
            quiet = fresh.length > 0 ? 0 : quiet + 1;
        }
        for (const event of await events.read('all'))
            yield { kind: 'event', event };
        if (job.status !== 'succeeded' || job.fineTunedModel)
            return { kind: 'stopped', job };
        // A server may name the model a moment after it says that the job has succeeded.
        const named = await lookAgain();
        yield { kind: 'job', job: named };
        return { kind: 'stopped', job: named };
    }
    catch (error) {
        if (signal.aborted && !(0,wire/* isTerminal */.Hd)(job.status))
            return { kind: 'interrupted', job };
        if (!signal.aborted && !(error instanceof errors/* ActionError */.l))
            throw error;
        // The job has stopped, whatever becomes of reading its events; what was read of them is told.
        for (const event of events.leftover())
            yield { kind: 'event', event };
        return { kind: 'stopped', job, eventsMissing: error };
    }
}

// EXTERNAL MODULE: ./src/training/model-quality.ts
var model_quality = __webpack_require__(1887);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/training/follow-to-end.ts









/** The workflow was cancelled, and what was to be done to the job could not be done. */
class NotStopped extends errors/* ActionError */.l {
}
/** Follows a job to its end, telling its events as they come. */
async function attend(attendance) {
    const { jobId, world, replaceable } = attendance;
    const outcome = await follow(attendance);
    switch (outcome.kind) {
        case 'superseded':
            return outcome;
        case 'stopped':
            attendance.report.isIncomplete = outcome.eventsMissing !== undefined;
            if (outcome.eventsMissing && !world.signal.aborted)
                world.runner.warning(`The job's last events could not be read: ${(0,format_error/* formatError */.W)(outcome.eventsMissing)}`);
            if (replaceable && outcome.job.status === 'cancelled')
                return { kind: 'taken away' };
            await (0,model_quality/* tellQuality */.V)(outcome.job, { ...attendance, client: attendance.reader });
            if (world.signal.aborted && !(0,wire/* isTerminal */.Hd)(outcome.job.status))
                return { kind: 'verdict', verdict: await interrupted(attendance) };
            return { kind: 'verdict', verdict: verdictOf(outcome.job) };
        case 'lost': {
            if (!attendance.report.job && outcome.error instanceof http_errors/* ApiError */.hD && outcome.error.refusal.status === 404)
                throw new errors/* ActionError */.l(`The server knows no job ${jobId}: ${outcome.error.message}`, {
                    hint: 'Check the id, "base-url", and that the job belongs to the project of this credential.',
                    cause: outcome.error,
                });
            const why = `Job ${jobId} can no longer be followed: ${(0,format_error/* formatError */.W)(outcome.error)}`;
            throw new errors/* ActionError */.l(why, { hint: left(jobId), cause: outcome.error });
        }
        case 'timed-out':
            return { kind: 'verdict', verdict: await timedOut(attendance, outcome.job) };
        case 'interrupted':
            return { kind: 'verdict', verdict: await interrupted(attendance) };
    }
}
async function follow(attendance) {
    const { jobId, client, report, startedAt, timeoutMs, intervalMs, world } = attendance;
    const { runner, clock } = world;
    const news = followJob(client, jobId, {
        ...(0,retry_options/* retryOptions */.t)(world),
        deadline: startedAt + timeoutMs,
        intervalMs,
        today: world.startedAt,
    });
    let { rival } = attendance;
    let told;
    let silent = false;
    let progress = log/* NO_PROGRESS */.cf;
    let eventAt = clock.now();
    let lineAt = eventAt;
    for (;;) {
        const { done, value } = await news.next();
        if (done)
            return value;
        if (value.kind === 'event') {
            const { event } = value;
            report.event(event);
            progress = (0,log/* advanced */.lj)(progress, event);
            runner.info((0,log/* eventLine */.V8)(event, progress, report.job?.estimatedFinish));
            eventAt = clock.now();
            lineAt = eventAt;
            continue;
        }
        if (value.kind === 'no events') {
            runner[silent ? 'info' : 'warning'](`The server tells no events at present: ${(0,format_error/* formatError */.W)(value.error)}`);
            silent = true;
            continue;
        }
        const { job } = value;
        const moved = report.job !== undefined && report.job.status !== job.status;
        report.seen(job);
        if (!told || worthTelling(told, job)) {
            told = job;
            runner.info((0,log/* statusLine */.Bs)(job));
            lineAt = clock.now();
        }
        else if (clock.now() - lineAt >= log/* QUIET_MS */.uu) {
            runner.info((0,log/* heartbeatLine */.JY)(job, clock.now() - eventAt, progress));
            lineAt = clock.now();
        }
        if (!moved || !rival)
            continue;
        const other = await rival(job);
        rival = undefined;
        if (other)
            return { kind: 'superseded', job, other };
    }
}
/** Estimates of the end waver; a minute's difference is news to nobody. */
function worthTelling(told, job) {
    return told.status !== job.status || Math.abs((told.estimatedFinish ?? 0) - (job.estimatedFinish ?? 0)) > 60;
}
/** What to say of a job that has stopped; throws a Failure unless it has succeeded. */
function verdictOf(job) {
    if (job.status === 'succeeded')
        return 'succeeded';
    const { code, param, message } = job.error ?? {};
    const details = [code, param && `param ${param}`].filter(Boolean).join(', ');
    const why = `${details ? ` (${details})` : ''}${message ? `: ${message}` : '.'}`;
    if (job.status === 'paused')
        throw new errors/* ActionError */.l(`Job ${job.id} is paused${why}`, {
            hint: 'It does not go on by itself: resume it, or cancel it.',
        });
    if (job.status === 'cancelled')
        throw new errors/* ActionError */.l(`Job ${job.id} was cancelled${why}`);
    throw new errors/* ActionError */.l(`Job ${job.id} has failed${why}`);
}
async function timedOut(attendance, job) {
    const { jobId, timeoutMs, onTimeout, world } = attendance;
    const late = job
        ? `The time is up and job ${jobId} has not ended (${job.status}).`
        : `The time is up and the server has told nothing of job ${jobId}.`;
    if (job && timeoutMs === 0) {
        world.runner.info(left(jobId));
        return job.status;
    }
    if (onTimeout === 'detach') {
        world.runner.notice(`${late} ${left(jobId)}`);
        return job?.status ?? 'left to itself';
    }
    if (onTimeout === 'fail')
        throw new errors/* ActionError */.l(late, {
            hint: `${left(jobId)} Allow more time by "timeout", or see "on-timeout".`,
        });
    return stopped(attendance, onTimeout, UNHURRIED_MS, late);
}
async function interrupted({ onCancel, ...attendance }) {
    const cancelled = 'The workflow was cancelled.';
    if (onCancel === 'detach')
        throw new errors/* ActionError */.l(cancelled, { hint: left(attendance.jobId) });
    return stopped(attendance, onCancel, attendance.remainingMs(), cancelled);
}
const UNHURRIED_MS = 2 * 60_000;
/** Stops the job, and fails with what was done; unless the job turns out to have succeeded in the meantime. */
async function stopped(attendance, command, withinMs, reason) {
    const { jobId, report, world } = attendance;
    let job;
    try {
        job = await stopInTime(attendance, command, withinMs);
    }
    catch (error) {
        throw new NotStopped(`${reason} Job ${jobId} could not be ${stop_job/* PAST */.vZ[command]}: ${(0,format_error/* formatError */.W)(error)}`, {
            hint: world.signal.aborted
                ? `The post step tries again. ${left(jobId)}`
                : `${left(jobId)} Look after it by hand.`,
            cause: error,
        });
    }
    report.seen(job);
    if (job.status === 'succeeded' && !world.signal.aborted) {
        // It has ended: one more look hears the rest of it.
        const rest = { ...attendance, startedAt: world.clock.now(), timeoutMs: 0, rival: undefined };
        const fate = await attend({ ...rest, onCancel: 'detach', replaceable: false });
        return fate.kind === 'verdict' ? fate.verdict : verdictOf(job);
    }
    if (job.status === 'succeeded' || job.status === 'failed')
        return verdictOf(job);
    throw new errors/* ActionError */.l(`${reason} Job ${jobId} was asked to ${command}; its status is now ${job.status}.`, {
        hint: command === 'pause' ? 'Running the training step again resumes it.' : undefined,
    });
}
/** Takes its time, unless the workflow is cancelled: then what is left to do is done in a hurry. */
async function stopInTime({ jobId, client, world, remainingMs }, command, withinMs) {
    const { signal: interrupted } = world;
    const stop = (withinMs, signal) => (0,stop_job/* stopJob */.CC)(client, jobId, command, { ...(0,retry_options/* retryOptions */.t)(world), withinMs, signal });
    if (interrupted.aborted)
        return stop(withinMs);
    try {
        return await stop(withinMs, interrupted);
    }
    catch (error) {
        if (!interrupted.aborted)
            throw error;
        return stop(remainingMs());
    }
}
/** Said wherever a job is left to itself. */
const left = (jobId) => `Job ${jobId} is left as it is: while it runs it costs money. Running the training step again attaches to it; the action "wait" follows it with job-id: ${jobId}, also in a later workflow; "control" stops it.`;


/***/ }),

/***/ 3673:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VS: () => (/* binding */ firstUsable),
/* harmony export */   YL: () => (/* binding */ does),
/* harmony export */   ad: () => (/* binding */ ranked),
/* harmony export */   go: () => (/* binding */ hasAnyMetadata),
/* harmony export */   yX: () => (/* binding */ isModel)
/* harmony export */ });
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8549);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3245);


/**
 * Whether a job does this work: by its metadata, or, where it came back without any, by what it tells of itself; its
 * files are still to be compared then.
 */
function does(work, job) {
    return (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .hasMetadata */ .gM)(job, work.mark) || (!hasAnyMetadata(job) && looksLike(work, job));
}
/** Whether the server has kept, or anybody given, metadata for this job. */
const hasAnyMetadata = (job) => Object.keys(job.metadata).length > 0;
function looksLike({ model, method, suffix, seed, hyperparameters }, job) {
    const sameSettings = Object.entries(hyperparameters).every(([name, asked]) => {
        const told = job.hyperparameters[name];
        return asked === 'auto' || told === undefined || told === null || told === asked;
    });
    const sameSuffix = job.suffix === undefined || job.suffix === suffix;
    const sameSeed = seed === undefined || job.seed === seed;
    return (isModel(job.model, model) && (job.method ?? method) === method && sameSuffix && sameSeed && sameSettings);
}
/** Whether a job's base model goes by this name: an alias comes back as a snapshot, with a date (API reference, create). */
function isModel(base, name) {
    return base === name || (base?.startsWith(`${name}-20`) ?? false);
}
/**
 * The jobs of a list that may still lead to a model, the best first: what has succeeded, then what runs, then
 * what is paused; and of those the oldest. All runs that see the same jobs choose the same one.
 */
function ranked(jobs) {
    const order = (a, b) => rank(a) - rank(b) || (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1);
    return jobs.filter((job) => rank(job) !== USELESS).sort(order);
}
const USELESS = 3;
function rank({ status }) {
    if (status === 'succeeded')
        return 0;
    // Other servers have words of their own: FAILED_VALIDATION, cancelling.
    if (/^(fail|error|expired|cancel)/i.test(status))
        return USELESS;
    return /^paus/i.test(status) ? 2 : 1;
}
/**
 * The first of these jobs that is of use: one that has succeeded is not when its model was deleted. Only the API's
 * own word for that counts; whatever else goes wrong in asking, the model may well be there.
 */
async function firstUsable(client, jobs, repeat) {
    for (const job of jobs) {
        const name = job.status === 'succeeded' ? job.fineTunedModel : undefined;
        if (!name || !(await isGone(name)))
            return job;
    }
    return undefined;
    async function isGone(name) {
        try {
            await repeat(() => client.model(name));
            return false;
        }
        catch (error) {
            if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
                return false;
            return error.refusal.status === 404 && error.refusal.code === 'model_not_found';
        }
    }
}


/***/ }),

/***/ 1887:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ tellQuality),
/* harmony export */   Z: () => (/* binding */ judgeQuality)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9373);
/* harmony import */ var _config_quality_gate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3963);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8549);
/* harmony import */ var _openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3245);
/* harmony import */ var _openai_metrics_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4370);
/* harmony import */ var _report_curve_analysis_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4724);
/* harmony import */ var _report_format_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2011);
/* harmony import */ var _report_format_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1088);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6472);
/* harmony import */ var _event_reader_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4432);
/* harmony import */ var _retry_options_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8171);












/** How long to ask for what a job tells only once it has stopped. */
const ASK_MS = 30_000;
/** Reads what is told of a job only when it has stopped: its checkpoints and result files. Tells what all of it says. */
async function tellQuality(job, { client, report, world }) {
    if (job.status === 'succeeded' || job.status === 'paused') {
        const { checkpoints, hasResults } = await readEnd(job, report.metrics, { client, world });
        if (hasResults || (checkpoints?.length ?? 0) > 0)
            report.isIncomplete = false;
        if (checkpoints) {
            const best = (0,_report_curve_analysis_js__WEBPACK_IMPORTED_MODULE_6__/* .bestCheckpoint */ .b1)(checkpoints, report.metrics.table(), job.fineTunedModel);
            Object.assign(report.run, { checkpoints, best });
            report.outputs({ checkpoints: checkpoints.map(asSent), 'best-checkpoint': best?.model });
            if (best && checkpoints.length > 0)
                world.runner.info(`best checkpoint: ${best.model}: ${best.why}`);
        }
    }
    const table = report.metrics.table();
    for (const line of [...(0,_report_log_js__WEBPACK_IMPORTED_MODULE_8__/* .curveLines */ .zE)(table), ...(0,_report_curve_analysis_js__WEBPACK_IMPORTED_MODULE_6__/* .judgements */ .F2)(table)])
        world.runner.info(line);
    if (table.series.size > 0)
        report.outputs({ metrics: (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_5__/* .lastValues */ .pT)(table) });
}
const asSent = ({ id, model, step, metrics }) => ({
    id,
    fine_tuned_model_checkpoint: model,
    step_number: step,
    metrics,
});
/** A job has one result file; a server that names thousands is not asked for all of them. */
const MAX_FILES = 5;
/** Characters; a gate needs no more, and reading more takes longer than a cancelled workflow has. */
const MAX_FILE = 16 * 2 ** 20;
/**
 * Adds to the metrics what checkpoints and result files tell, each repeated for half a minute at most. No checkpoints
 * where they could not be read.
 */
async function readEnd(job, metrics, { client, world }) {
    const { runner, clock, signal } = world;
    const end = clock.now() + ASK_MS;
    const repeat = (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_10__/* .retryFor */ .o)(world, ASK_MS);
    /** What cannot be read is a warning at most: the job has ended all the same. */
    const read = async (what, work) => {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l || error instanceof _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .TimeoutError */ .MU))
                throw error;
            if (signal.aborted || (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnsupportedEndpoint */ .Tj)(error))
                return undefined;
            runner.warning(`${what} could not be read: ${error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l ? (0,_report_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .formatError */ .W)(error) : error.message}`);
            return undefined;
        }
    };
    const checkpoints = await read(`The checkpoints of job ${job.id}`, () => (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .listCheckpoints */ .Ep)(client, job.id, repeat));
    for (const checkpoint of checkpoints ?? [])
        metrics.checkpoint(checkpoint);
    let hasResults = false;
    for (const id of job.resultFiles.slice(0, MAX_FILES)) {
        const limitMs = Math.max(1000, end - clock.now());
        const text = await read(`The result file ${id}`, () => (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(clock, limitMs, signal, () => repeat(() => client.fileContent(id, { limitMs }))));
        if (text !== undefined && text.length <= MAX_FILE)
            hasResults = metrics.resultFile(text) || hasResults;
    }
    return { checkpoints, hasResults };
}
/** Judges a model by its metrics, shows it beside the one in use, and stops the step where it is not good enough. */
async function judgeQuality(job, inputs, quality) {
    if (quality.report.comment)
        quality.report.comparison = await comparisonOf(job, inputs, quality);
    const { require: requirements } = inputs;
    if (requirements.length === 0)
        return;
    const { report, world } = quality;
    const { runner } = world;
    // What was not read to its end is not judged.
    world.signal.throwIfAborted();
    const other = (0,_config_quality_gate_js__WEBPACK_IMPORTED_MODULE_1__/* .needsBaseline */ .ZQ)(requirements) ? await baselineOf(job, inputs.baseline, quality) : undefined;
    const gate = (0,_config_quality_gate_js__WEBPACK_IMPORTED_MODULE_1__/* .judge */ .S4)(requirements, (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_5__/* .lastValues */ .pT)(report.metrics.table()), other?.values);
    Object.assign(report.run, { gate, baseline: other?.job.id });
    const isPassed = gate.passed && !report.isIncomplete;
    report.outputs({ gate: isPassed ? 'passed' : 'failed' });
    for (const line of gateLines(gate))
        runner.info(line);
    if ((0,_config_quality_gate_js__WEBPACK_IMPORTED_MODULE_1__/* .needsBaseline */ .ZQ)(requirements) && !other)
        runner.notice('No job has succeeded with the metadata of "baseline": what compares with it passes.');
    if (isPassed)
        return;
    if (gate.passed)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l('The gate cannot be judged: the last metrics of the job could not be read.', {
            hint: 'Run the step again: the job is found again, and judged.',
        });
    const missed = gate.rows.filter(({ holds }) => !holds);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`The model does not pass the gate: ${missed.map(({ asked, reached, note }) => `${asked} (${note ?? `it is ${shown(reached)}`})`).join('; ')}.`, { hint: 'The outputs are set; the model can still be deployed by hand.' });
}
const shown = (value) => (value === undefined ? 'not known' : (0,_report_format_js__WEBPACK_IMPORTED_MODULE_11__/* .metricValue */ .a3)(value));
function gateLines({ rows }) {
    return rows.map(({ asked, reached, limit, holds, note }) => `gate: ${holds ? 'holds ' : 'MISSED'}  ${asked}: reached ${shown(reached)}${limit === undefined ? '' : `, limit ${shown(limit)}`}${note ? ` (${note})` : ''}`);
}
/** The newest other job that has succeeded with this metadata, and its metrics. */
async function baselineOf(job, metadata, { client, world }) {
    const repeat = (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_10__/* .retryFor */ .o)(world, ASK_MS);
    const wanted = (other) => other.id !== job.id && other.status === 'succeeded' && (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .hasMetadata */ .gM)(other, metadata);
    const { items } = await (0,_openai_list_jobs_js__WEBPACK_IMPORTED_MODULE_4__/* .listJobs */ .N6)(client, { metadata, wanted }, repeat);
    const [newest] = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    return newest && { job: newest, values: (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_5__/* .lastValues */ .pT)(await metricsOf(newest, { client, world })) };
}
async function metricsOf(job, { client, world }) {
    const { clock, runner, signal } = world;
    const metrics = new _openai_metrics_js__WEBPACK_IMPORTED_MODULE_5__/* .Metrics */ .K1({ redact: runner.redactCredentials });
    const until = clock.now() + ASK_MS;
    const events = (0,_event_reader_js__WEBPACK_IMPORTED_MODULE_9__/* .eventReader */ .o)((page) => client.events(job.id, page), (0,_retry_options_js__WEBPACK_IMPORTED_MODULE_10__/* .retryFor */ .o)(world, ASK_MS), () => clock.now() >= until);
    try {
        for (const event of await events.read())
            metrics.event(event);
    }
    catch (error) {
        if (signal.aborted || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l))
            throw error;
        if (!(0,_http_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnsupportedEndpoint */ .Tj)(error))
            runner.info(`The events of job ${job.id} could not be read: ${(0,_report_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .formatError */ .W)(error)}`);
        for (const event of events.leftover())
            metrics.event(event);
    }
    await readEnd(job, metrics, { client, world });
    return metrics.table();
}
/** The metrics of a model beside those of the one in use: the baseline or, failing that, this repository's newest. */
async function comparisonOf(job, { baseline }, { client, report, world }) {
    const { repository } = world.context;
    const metadata = Object.keys(baseline).length > 0 ? baseline : repository && { ft_repository: repository };
    const values = (0,_openai_metrics_js__WEBPACK_IMPORTED_MODULE_5__/* .lastValues */ .pT)(report.metrics.table());
    let other;
    try {
        other = metadata ? await baselineOf(job, metadata, { client, world }) : undefined;
    }
    catch (error) {
        // A comment is worth no failure.
        if (world.signal.aborted || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l))
            throw error;
    }
    const rows = Object.entries(values).map(([name, value]) => ({
        name,
        value,
        ...(other && Object.hasOwn(other.values, name) && { baseline: other.values[name] }),
    }));
    return { rows, baseline: other?.job.fineTunedModel };
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



/** What every retried request depends on; each failed try is told in the log. */
function retryOptions({ runner, clock, random, signal }) {
    return {
        clock,
        random,
        signal,
        onRetry: (error, delayMs) => runner.info((0,_report_log_js__WEBPACK_IMPORTED_MODULE_2__/* .faultLine */ .z9)(error, delayMs)),
    };
}
/** An endpoint that is missing for this long is really missing. */
const MISSING_MS = 10_000;
/** Repeats requests until the workflow is cancelled, or for so long at most. */
function retryFor(deps, ms) {
    const { clock } = deps;
    const start = clock.now();
    const shouldRetry = (error) => (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .mayPass */ .bg)(error) && !((0,_http_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnsupportedEndpoint */ .Tj)(error) && clock.now() - start >= MISSING_MS);
    return (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(request, { ...retryOptions(deps), deadline: start + ms, shouldRetry });
}


/***/ }),

/***/ 2514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CC: () => (/* binding */ stopJob),
/* harmony export */   d6: () => (/* binding */ TooLate),
/* harmony export */   i_: () => (/* binding */ changeJob),
/* harmony export */   vZ: () => (/* binding */ PAST)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8549);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8902);
/* harmony import */ var _openai_wire_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2822);




/** One try; with more time in all, a tenth of it, as long as any other request is given at most. */
const TRY_MS = 2500;
const MAX_TRY_MS = 30_000;
const MIN_TRY_MS = 500;
/** Whoever stops a job is in a hurry; a server that asks for more patience is asked again all the same. */
const MAX_DELAY_MS = 1000;
const UNSEEN_MS = 30_000;
/**
 * Cancels or pauses a job within `withinMs`, and returns the job as it is then. A job that has ended meanwhile
 * stays as it is and is no error. Rejects when the server refuses, or was not reached in time.
 */
async function stopJob(client, jobId, command, { clock, random, withinMs, signal, onRetry }) {
    const start = clock.now();
    const until = start + withinMs;
    const tryMs = Math.min(MAX_TRY_MS, Math.max(TRY_MS, withinMs / 10));
    // A replica may not have heard of a job that was created a moment ago.
    const isNotSeenYet = (error) => error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD && error.refusal.status === 404 && clock.now() - start < UNSEEN_MS;
    const ask = (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(() => request({ signal, limitMs: Math.max(MIN_TRY_MS, Math.min(tryMs, until - clock.now())) }), {
        clock,
        random,
        deadline: until,
        signal,
        onRetry: onRetry,
        maxDelayMs: MAX_DELAY_MS,
        shouldRetry: (error) => (0,_http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .mayPassInAWait */ .qN)(error) || isNotSeenYet(error),
    });
    try {
        return await ask((limits) => client.control(jobId, command, limits));
    }
    catch (error) {
        if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
            throw error;
        const job = await ask((limits) => client.job(jobId, limits)).catch(() => {
            throw error;
        });
        if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status) || (command === 'pause' && job.status === 'paused'))
            return job;
        throw error;
    }
}
/** How long a command that was accepted is given to show. */
const SHOWS_MS = 60_000;
const SHOWS_PAUSE_MS = 1000;
/**
 * Changes a job, and returns it when it is as the command asks for, or at least on the way there. Nothing is sent
 * when it is so already. A Failure, with the reason, when the job can no longer become so, or the server refuses.
 */
async function changeJob(client, jobId, command, patience) {
    const { clock, signal } = patience;
    const ask = (request) => (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(request, { ...patience, deadline: clock.now() + SHOWS_MS });
    const look = async () => {
        const job = await ask(() => client.job(jobId));
        patience.onSeen?.(job);
        return job;
    };
    /** The job as soon as its status is one that is waited for, or as it is a minute later. */
    async function lookUntil(isAwaited, seen) {
        const until = clock.now() + SHOWS_MS;
        let job = seen;
        while (!isAwaited(job.status) && clock.now() < until) {
            await clock.sleep(SHOWS_PAUSE_MS, signal);
            job = await look();
        }
        return job;
    }
    const hasSettled = (status) => isSo(command, status) || (0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(status);
    let job = await look();
    // A job can be resumed only once it is paused.
    if (command !== 'cancel')
        job = await lookUntil((status) => status !== 'pausing', job);
    if (isSo(command, job.status))
        return { job, changed: false };
    if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status))
        throw tooLate(job, command);
    try {
        job = await lookUntil(hasSettled, await ask(() => client.control(jobId, command)));
    }
    catch (error) {
        if (!(error instanceof _http_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD))
            throw error;
        job = await look();
        // The answer to an earlier try may have been lost, and the command carried out.
        if (isSo(command, job.status))
            return { job, changed: true };
        if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status))
            throw tooLate(job, command);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(`Job ${jobId} cannot be ${PAST[command]}: it is ${job.status}. ${error.message}`, {
            hint: HINTS_BY_COMMAND[command],
            cause: error,
        });
    }
    if ((0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(job.status) && !isSo(command, job.status))
        throw tooLate(job, command);
    if (!isSo(command, job.status) && !ON_THE_WAY[command].test(job.status))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(`Job ${jobId} was asked to ${command}, and is still ${job.status} a minute later.`);
    return { job, changed: true };
}
const ON_THE_WAY = { cancel: /^cancel/i, pause: /^paus/i, resume: /^resum/i };
/** Whether a job in this status is what the command asks for. */
function isSo(command, status) {
    if (command === 'cancel')
        return status === 'cancelled';
    if (command === 'pause')
        return status === 'paused';
    return !(0,_openai_wire_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(status) && !/^paus/.test(status);
}
/** What a job is when the command was carried out. */
const PAST = { cancel: 'cancelled', pause: 'paused', resume: 'resumed' };
const HINTS_BY_COMMAND = {
    cancel: undefined,
    pause: 'Servers pause a job only while it is being trained: try again when its status is running, or cancel it.',
    resume: undefined,
};
/** A job has ended before it could be changed. */
class TooLate extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l {
}
function tooLate({ id, status }, command) {
    return new TooLate(`Job ${id} can no longer be ${PAST[command]}: it has ended (${status}).`);
}


/***/ }),

/***/ 9567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yj: () => (/* binding */ string),
/* harmony export */   ai: () => (/* binding */ number)
/* harmony export */ });
/* unused harmony exports boolean, bigint, date */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);


function string(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._coercedString */ .K_(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodString */ .NDH, params);
}
function number(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._coercedNumber */ .qG(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodNumber */ .rSt, params);
}
function boolean(params) {
    return core._coercedBoolean(schemas.ZodBoolean, params);
}
function bigint(params) {
    return core._coercedBigint(schemas.ZodBigInt, params);
}
function date(params) {
    return core._coercedDate(schemas.ZodDate, params);
}


/***/ })

};
