export const id = 521;
export const ids = [521];
export const modules = {

/***/ 1521:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommandLine: () => (/* binding */ runCommandLine)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./src/config/secrets.ts
var config_secrets = __webpack_require__(8019);
// EXTERNAL MODULE: ./src/github/runner.ts + 1 modules
var github_runner = __webpack_require__(2043);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/config/yaml.ts
var yaml = __webpack_require__(9211);
;// CONCATENATED MODULE: ./src/cli/manifest.ts


/** The action of each command: the folder of its `action.yml`, relative to that of the root action. */
const COMMANDS = {
    train: '.',
    check: 'check',
    wait: 'wait',
    find: 'find',
    control: 'control',
    evaluate: 'evaluate',
    deploy: 'deploy',
};
/** Returns whether a text is the name of a command. */
const isCommandName = (text) => Object.hasOwn(COMMANDS, text);
const Field = schemas/* object */.Ikc({ description: schemas/* string */.YjP(), default: schemas/* string */.YjP().optional() });
const Manifest = schemas/* object */.Ikc({
    description: schemas/* string */.YjP(),
    inputs: schemas/* record */.g1P(schemas/* string */.YjP(), Field),
    outputs: schemas/* record */.g1P(schemas/* string */.YjP(), Field),
});
/** The inputs that only the post step of a workflow has. */
const INTERNAL_INPUTS = ['job-status'];
/** Parses an `action.yml`; its internal inputs are left out. Throws when it is not one. */
async function parseManifest(text) {
    const parsed = await (0,yaml/* safeParseYaml */.e)(text, 'text');
    if ('problems' in parsed)
        throw new Error(`action.yml: ${parsed.problems.join(', ')}`);
    const manifest = Manifest.parse(parsed.value);
    for (const name of INTERNAL_INPUTS)
        delete manifest.inputs[name];
    return manifest;
}
/** Returns whether an input is `true` or `false`, so that its option needs no value. */
function isBoolean({ default: value }) {
    return value === 'true' || value === 'false';
}

;// CONCATENATED MODULE: ./src/cli/arguments.ts







/** Credentials: every process of the machine can read the command line, and the shell keeps it in its history. */
const CREDENTIALS = ['api-key', 'azure-token', 'github-token'];
/** The inputs of the ways to authenticate without a key of the model's server. */
const IDENTITY_INPUTS = ['identity-provider-id', 'service-account-id', 'azure-tenant-id', 'azure-client-id'];
/** The inputs that need the OIDC token of a workflow on GitHub. */
const WORKFLOW_INPUTS = [...IDENTITY_INPUTS, 'oidc-audience', 'token-url'];
/** The beginning of the environment variables that set inputs: `OPENAI_FINE_TUNE_BASE_URL` sets `base-url`. */
const VARIABLE_PREFIX = 'OPENAI_FINE_TUNE_';
/** The inputs that may have several lines; their options may be repeated, one for each line. */
const MULTILINE_INPUTS = [
    'training-file',
    'validation-file',
    'test-file',
    'hyperparameters',
    'metadata',
    'exclude-metadata',
    'baseline',
    'headers',
    'extra-body',
    'status',
    'require',
    'data-check-ignore',
];
/**
 * Reads the arguments of a command, the files of its credentials (`-` is standard input), and the variables that set inputs; an
 * option overrides a variable. Returns all problems at once.
 */
async function readArguments(args, env, { inputs: known }, { flags, allInputs, readStdin }) {
    const names = Object.keys(known);
    const { options, problems } = splitArguments(args, (name) => {
        if (flags.includes(name) || (known[name] && isBoolean(known[name])))
            return 'optional';
        return names.includes(name) || names.includes(name.replace(/-file$/, '')) ? 'required' : 'unknown';
    });
    const inputs = new Map();
    const credentialFiles = new Map();
    const given = new Set();
    for (const { name, value } of options) {
        const credential = CREDENTIALS.find((input) => name === `${input}-file` && names.includes(input));
        if (flags.includes(name)) {
            if (value !== undefined)
                problems.push(`option --${name}: takes no value`);
            given.add(name);
        }
        else if (credential) {
            if (value !== undefined)
                credentialFiles.set(credential, value);
        }
        else if (!names.includes(name))
            problems.push(describeUnknownOption(name, [...names, ...flags], allInputs));
        else if (CREDENTIALS.some((input) => input === name))
            problems.push(describeExposedCredential(name));
        else if (!inputs.has(name))
            inputs.set(name, value ?? 'true');
        else if (MULTILINE_INPUTS.includes(name))
            inputs.set(name, `${inputs.get(name)}\n${value}`);
        else
            problems.push(`option --${name}: is given twice`);
    }
    const warnings = (await (0,config_secrets/* listSecrets */.AQ)(inputs)).length > 0
        ? [
            `The command line has what looks like a secret, which other processes can read: use an environment variable (${toVariable('headers')}, ${toVariable('base-url')}).`,
        ]
        : [];
    problems.push(...setFromVariables(inputs, env, names, allInputs));
    for (const [name, path] of credentialFiles) {
        const credential = await readCredential(path, readStdin);
        if ('problem' in credential)
            problems.push(`option --${name}-file: ${credential.problem}`);
        else
            inputs.set(name, credential.value);
    }
    const withoutFile = names.filter((name) => !credentialFiles.has(name));
    problems.push(...setKnownCredentials(inputs, env, withoutFile));
    return { inputs, flags: given, problems, warnings };
}
async function readCredential(path, readStdin) {
    try {
        const value = (path === '-' ? await readStdin() : await (0,promises_.readFile)(path, 'utf8')).trim();
        return value === '' ? { problem: `${describeCredentialFile(path)} is empty` } : { value };
    }
    catch (error) {
        return { problem: `${describeCredentialFile(path)} cannot be read (${(0,errors/* getErrorCode */.E2)(error)})` };
    }
}
/** A key may have been pasted in place of the path: what looks like one is not shown. */
function describeCredentialFile(path) {
    if (path === '-')
        return 'standard input';
    const parts = path.split(/[/\\]/);
    // Keys in Base64 have slashes too, and mostly one of these signs, which paths seldom have.
    const texts = /[+=]/.test(path) ? [path, ...parts] : parts;
    const mayBeKey = texts.some(config_secrets/* looksLikeSecret */.WW) || LONG_WORD.test(parts.at(-1) ?? '');
    return mayBeKey ? 'the file, whose path looks like a key,' : (0,errors/* quote */.hD)((0,external_node_path_.resolve)(path));
}
/** A key of an unknown kind, or a long name of a file without an extension. */
const LONG_WORD = /^(?=.*[a-z])(?=.*\d)[\w-]{24,}$/i;
/** Returns the variables that set a credential, as text. */
function formatCredentialVariables(name) {
    if (name === 'api-key')
        return 'OPENAI_API_KEY (OpenAI) or AZURE_OPENAI_API_KEY (Azure)';
    return name === 'github-token' ? 'GITHUB_TOKEN' : toVariable(name);
}
/** Returns the variable that sets an input. */
function toVariable(name) {
    return VARIABLE_PREFIX + name.replaceAll('-', '_').toUpperCase();
}
function splitArguments(args, getValueRule) {
    const options = [];
    const problems = [];
    const rest = [...args];
    for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
        const [, name, assigned] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
        if (name === undefined) {
            problems.push(`argument ${args.length - rest.length}: is no option. Every option begins with "--"; a pattern such as "data/*.jsonl" needs quotes`);
            continue;
        }
        const [next] = rest;
        const rule = getValueRule(name);
        if (assigned !== undefined)
            options.push({ name, value: assigned });
        else if (rule === 'optional') {
            const hasValue = next === 'true' || next === 'false';
            options.push({ name, value: hasValue ? next : undefined });
            if (hasValue)
                rest.shift();
        }
        else if (next === undefined || next.startsWith('--')) {
            options.push({ name, value: undefined });
            if (rule === 'required')
                problems.push(`option --${name}: needs a value`);
        }
        else {
            options.push({ name, value: next });
            rest.shift();
        }
    }
    return { options, problems };
}
/** An unknown name is repeated only where it cannot be a value: a key may have been pasted there. */
function describeUnknownOption(name, names, allInputs) {
    const label = /^[a-z][a-z_-]{0,40}$/i.test(name) ? `option --${name}` : 'an option';
    const elsewhere = allInputs.has(name) ? ', but of another one' : (0,suggest/* didYouMean */.au)(name, names);
    return `${label}: is no option of this command${elsewhere.replace('"', '"--')}`;
}
function describeExposedCredential(name) {
    return `option --${name}: other processes can read the command line, and the shell keeps it; set ${formatCredentialVariables(name)}, or use --${name}-file with a path or "-" (standard input)`;
}
/** An unknown variable is an error: a misspelled limit must not mean "no limit". Those of other commands are not. */
function setFromVariables(inputs, env, names, allInputs) {
    const problems = [];
    for (const [variable, value = ''] of Object.entries(env)) {
        if (!variable.startsWith(VARIABLE_PREFIX))
            continue;
        const name = variable.slice(VARIABLE_PREFIX.length).replaceAll('_', '-').toLowerCase();
        if (!allInputs.has(name)) {
            const suggestion = (0,suggest/* didYouMean */.au)(variable, [...allInputs].map(toVariable));
            problems.push(`environment variable ${variable}: sets no option${suggestion}`);
        }
        else if (names.includes(name) && !inputs.has(name) && value.trim() !== '')
            inputs.set(name, value);
    }
    return problems;
}
/**
 * Sets the credentials that other tools expect in these variables too: no key where an identity is used instead. Each key
 * goes to its own server; any other server gets the one that is set. Returns a problem when both are.
 */
function setKnownCredentials(inputs, env, names) {
    const isUnset = (name) => names.includes(name) && !inputs.has(name);
    const githubToken = env.GITHUB_TOKEN?.trim();
    if (githubToken && isUnset('github-token'))
        inputs.set('github-token', githubToken);
    if (!isUnset('api-key') || IDENTITY_INPUTS.some((name) => inputs.has(name)))
        return [];
    const openaiKey = env.OPENAI_API_KEY?.trim();
    const azureKey = env.AZURE_OPENAI_API_KEY?.trim();
    const isDeploy = names.includes('resource-id');
    const hostname = getHostname(inputs.get('base-url'));
    const isForeign = (host) => host !== '' && !(0,provider/* isFirstPartyHost */.to)(host);
    const hasForeign = [hostname, getHostname(inputs.get('baseline-base-url'))].some(isForeign);
    if (openaiKey && azureKey && hasForeign && !isDeploy)
        return [
            `environment variables OPENAI_API_KEY and AZURE_OPENAI_API_KEY: both are set, and the server is neither OpenAI nor Azure; set ${toVariable('api-key')} to the key of the server, or use --api-key-file`,
        ];
    const isAzure = isDeploy || (0,provider/* getProvider */.sO)(hostname) === provider/* AZURE */._k;
    const key = isAzure ? azureKey : openaiKey || ((0,provider/* isOpenAI */.R1)(hostname) ? undefined : azureKey);
    if (key)
        inputs.set('api-key', key);
    return [];
}
const getHostname = (url = 'https://api.openai.com') => (URL.canParse(url) ? new URL(url).hostname : '');

;// CONCATENATED MODULE: ./src/cli/help.ts


/** The name of the program, as in `bin` of the package. */
const PROGRAM = 'openai-fine-tune';
/** The options of a command that no action has, by command. */
const EXTRA_OPTIONS = {
    check: {
        diff: 'Show what --fix would change, then check the files as they are. Writes nothing, also with --fix.',
        fix: 'Before the check, write what is certain: no byte order mark, LF instead of CRLF, the elements of one JSON array as lines, `tool_calls` instead of `function_call`, and no line twice. Shows the difference first.',
    },
};
/** The options that every command has. */
const COMMON_OPTIONS = { help: 'Print this text.' };
const INDENT = 6;
/** Renders the help of the program: its commands, from the `action.yml` of each. */
function renderProgramHelp(manifests, columns) {
    const commands = Object.entries(manifests).flatMap(([command, { description }]) => [
        `  ${command}`,
        ...wrap(description, columns),
    ]);
    return [
        `Usage: ${PROGRAM} COMMAND [OPTIONS]`,
        '',
        'Commands',
        ...commands,
        '',
        `${PROGRAM} COMMAND --help lists the options of a command.`,
        `${PROGRAM} --version (-v) prints the version.`,
        '',
        ...END_OF_PROGRAM_HELP,
        '',
    ].join('\n');
}
const END_OF_PROGRAM_HELP = [
    'API key: OPENAI_API_KEY or AZURE_OPENAI_API_KEY in the environment, or --api-key-file.',
    'Standard output has the findings and the outputs, standard error the log.',
    'Ctrl-C does what --on-cancel says; a second Ctrl-C ends the program at once.',
    'Exit codes: 0 success, 1 everything else.',
];
/**
 * Renders the help of one command, with every input of its `action.yml` as an option, except those of an identity: a
 * terminal has no OIDC token of GitHub.
 */
function renderCommandHelp(command, { description, inputs, outputs }, columns) {
    const options = Object.entries(inputs)
        .filter(([name]) => !WORKFLOW_INPUTS.includes(name))
        .flatMap(([name, input]) => renderOption(name, input, columns));
    const extra = { ...EXTRA_OPTIONS[command], ...COMMON_OPTIONS };
    return [
        `Usage: ${PROGRAM} ${command} [OPTIONS]`,
        '',
        ...wrap(description, columns, 0),
        '',
        'Options',
        ...options,
        ...Object.entries(extra).flatMap(([name, text]) => [`  --${name}`, ...wrap(text, columns)]),
        '',
        ...wrap(`Each option can also be set by an environment variable: ${toVariable('base-url')} sets --base-url. Repeat an option to give it several lines.`, columns, 0),
        ...describeWorkflowInputs(Object.keys(inputs)).flatMap((text) => ['', ...wrap(text, columns, 0)]),
        '',
        'Outputs, as lines NAME=VALUE',
        ...Object.entries(outputs).flatMap(([name, output]) => [
            `  ${name}`,
            ...wrap(output.description, columns),
        ]),
        '',
    ].join('\n');
}
function describeWorkflowInputs(names) {
    const ofIdentity = names.filter((name) => WORKFLOW_INPUTS.includes(name));
    return ofIdentity.length > 0
        ? [`The inputs of an identity exist only in a workflow on GitHub: ${ofIdentity.join(', ')}.`]
        : [];
}
function renderOption(name, input, columns) {
    const isCredential = CREDENTIALS.some((credential) => credential === name);
    const label = isCredential ? `--${name}-file PATH` : isBoolean(input) ? `--${name}` : `--${name} TEXT`;
    // What an expression of GitHub stands for does not exist here.
    const hasDefault = input.default !== undefined && !input.default.startsWith('${{');
    const fallback = hasDefault ? ` Default: ${input.default}.` : '';
    const source = isCredential
        ? ` PATH may be "-" for standard input. Or set ${formatCredentialVariables(name)}.`
        : '';
    return [`  ${label}`, ...wrap(`${input.description}${fallback}${source}`, columns)];
}
/** Breaks a text into indented lines of at most so many columns. */
function wrap(text, columns, indent = INDENT) {
    const lines = [];
    let line = '';
    for (const word of text.trim().split(/\s+/)) {
        if (line !== '' && indent + line.length + 1 + word.length > columns) {
            lines.push(line);
            line = '';
        }
        line += line === '' ? word : ` ${word}`;
    }
    return [...lines, line].map((line) => ' '.repeat(indent) + line);
}

// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
;// CONCATENATED MODULE: ./src/cli/interrupt.ts


/** At a terminal, one Ctrl-C reaches this process twice: from the terminal, and from the npm that started it. */
const REPEATED_SIGNAL_MS = 1000;
/** Returns a signal that the first SIGINT or SIGTERM aborts; a later one, unless it comes along with it, calls `onSecond`. */
function onInterrupt(source, { clock, onFirst, onSecond }) {
    const cancelled = new AbortController();
    let firstAt = Number.POSITIVE_INFINITY;
    const handle = () => {
        if (cancelled.signal.aborted) {
            if (clock.now() - firstAt >= REPEATED_SIGNAL_MS)
                onSecond();
            return;
        }
        firstAt = clock.now();
        onFirst();
        cancelled.abort(new errors/* ActionError */.lZ('The command was interrupted.'));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'])
        source.on(signal, handle);
    return cancelled.signal;
}
/** Describes what the action does at the first interrupt: with its job, what `on-cancel` says, by default as it applies it. */
function describeReaction({ state, inputs }) {
    const jobId = state.get('job-id');
    if (state.get('ended') === 'true')
        return 'ending';
    if (jobId === undefined && !state.has('attempt'))
        return 'ending before there is a job';
    const job = jobId === undefined ? 'the job that is being created' : `job ${jobId}`;
    const isForeign = jobId !== undefined && state.get('created') !== 'true';
    switch (inputs.get('on-cancel') ?? (isForeign ? 'detach' : 'cancel')) {
        case 'cancel':
            return `cancelling ${job} (--on-cancel detach would leave it)`;
        case 'pause':
            return `pausing ${job}`;
        default:
            return `leaving ${job} as it is (--on-cancel cancel would stop it)`;
    }
}
/** Describes in a sentence what goes on after a command that ends now. */
function describeRemainder({ state, outputs }) {
    const jobId = state.get('job-id') ?? outputs.get('job-id');
    const deployment = outputs.get('deployment');
    if (state.get('ended') === 'true')
        return 'Everything was done before.';
    if (jobId !== undefined)
        return (0,log/* maybeRunningMessage */.hc)(jobId, { isCommandLine: true });
    if (state.has('attempt'))
        return `Unclear whether a job was created. ${(0,log/* maybeCreatedMessage */._G)(state.get('attempt'))}`;
    if (deployment !== undefined)
        return `Deployment "${deployment}" is left as it is. A change that Azure has accepted goes on.`;
    return 'No job was created, and nothing is left running.';
}

;// CONCATENATED MODULE: ./src/cli/terminal.ts
const REDRAW_MS = 1000;
const CLEAR_LINE = '\r\u001b[K';
const CODES = { bold: 1, red: 31, yellow: 33, cyan: 36, gray: 90 };
/** Writes lines to the streams of the process and, on a terminal, keeps one line of progress below them. */
class Terminal {
    #options;
    #startedAt;
    #ended = new AbortController();
    #progress = '';
    constructor(options) {
        this.#options = options;
        this.#startedAt = options.clock.now();
        if (this.#showsProgress)
            void this.#redrawUntilEnd();
    }
    /** Writes a line to standard output. */
    writeResult(line) {
        this.#writeLine(this.#options.stdout, line);
    }
    /** Writes a line to standard error. */
    writeLog(line) {
        this.#writeLine(this.#options.stderr, line);
    }
    /** Returns the text in a style if what is written there is read on a terminal. */
    format(text, style, stream) {
        const { hasColors, [stream]: target } = this.#options;
        return hasColors && target.isTTY ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
    }
    /** Returns how many columns a line of standard output has; undefined where it has no end. */
    get columns() {
        const { stdout } = this.#options;
        // A terminal without a window has 0 columns.
        return stdout.isTTY ? stdout.columns || undefined : undefined;
    }
    /** Sets what the line of progress shows behind the time. */
    setProgress(text) {
        this.#progress = text;
        this.#draw();
    }
    /** Removes the line of progress for good. */
    end() {
        this.#clear();
        this.#ended.abort();
    }
    get #showsProgress() {
        const { showsProgress, stderr } = this.#options;
        return showsProgress && stderr.isTTY === true && !this.#ended.signal.aborted;
    }
    #writeLine(stream, line) {
        this.#clear();
        stream.write(`${line}\n`);
        this.#draw();
    }
    #clear() {
        if (this.#showsProgress)
            this.#options.stderr.write(CLEAR_LINE);
    }
    #draw() {
        const { stderr, clock } = this.#options;
        if (!this.#showsProgress || this.#progress === '')
            return;
        const seconds = Math.floor((clock.now() - this.#startedAt) / 1000);
        const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
            .map((part) => `${part}`.padStart(2, '0'))
            .join(':');
        // One column less: a terminal would begin another line.
        const line = [...`${time}  ${this.#progress}`].slice(0, (stderr.columns || 80) - 1).join('');
        stderr.write(`${CLEAR_LINE}${this.format(line, 'gray', 'stderr')}`);
    }
    async #redrawUntilEnd() {
        const { clock } = this.#options;
        const { signal } = this.#ended;
        while (!signal.aborted) {
            await clock.sleep(REDRAW_MS, signal).catch(() => undefined);
            this.#draw();
        }
    }
}

// EXTERNAL MODULE: ./src/github/redactor.ts + 1 modules
var redactor = __webpack_require__(911);
// EXTERNAL MODULE: ./src/github/sanitize.ts
var sanitize = __webpack_require__(2772);
;// CONCATENATED MODULE: ./src/cli/terminal-runner.ts




/** More findings of one kind would not be read. */
const MAX_FINDINGS = 200;
const SEVERITY_STYLES = { error: 'red', warning: 'yellow', notice: 'cyan' };
/**
 * Creates the runner of a terminal: it logs to standard error, and writes findings and outputs to standard output. Every
 * line is sanitized, and secrets are masked in it.
 */
function createTerminalRunner({ inputs, terminal, secrets, summaryFile, }) {
    const { add, redact } = (0,redactor/* createRedactor */.l)();
    for (const secret of secrets)
        add(secret);
    const toLine = (text) => (0,sanitize/* sanitizeLine */.g)(redact(text));
    const outputs = new Map();
    const state = new Map();
    let group = '';
    function annotate(severity, text, at) {
        const style = SEVERITY_STYLES[severity];
        if (!at) {
            terminal.writeLog(`${terminal.format(`${severity}:`, style, 'stderr')} ${toLine(text)}`);
            return;
        }
        const location = toLine(at.line ? `${at.file}:${at.line}` : at.file);
        const line = toLine(text);
        // The log of a workflow does not show where an annotation belongs, so most messages begin with it.
        const message = line.startsWith(`${location}: `) ? line.slice(location.length + 2) : line;
        const label = terminal.format(`${severity}:`, style, 'stdout');
        terminal.writeResult(`${terminal.format(location, 'bold', 'stdout')}: ${label} ${message}`);
    }
    const runner = {
        inputs,
        state,
        outputs,
        failed: false,
        maxAnnotations: MAX_FINDINGS,
        isCommandLine: true,
        info(text) {
            const line = toLine(text);
            terminal.writeLog(line);
            terminal.setProgress(group ? `${group}: ${line.trim()}` : line.trim());
        },
        notice: (text) => annotate('notice', text),
        warning: (text, at) => annotate('warning', text, at),
        error: (text, at) => annotate('error', text, at),
        group(title) {
            group = toLine(title);
            terminal.writeLog(terminal.format(group, 'bold', 'stderr'));
            terminal.setProgress(group);
        },
        endGroup() {
            group = '';
        },
        setSecret: add,
        // Not a failure of a connection, which would be retried for minutes.
        getIdToken: () => Promise.reject(new errors/* ActionError */.lZ('A terminal has no OIDC token of GitHub, so an identity cannot be used there', {
            hint: 'Use an API key, and for "deploy" a token for Azure Resource Manager.',
        })),
        setOutput: (name, value) => void outputs.set(name, redact(value)),
        saveState(name, value) {
            // As in the environment of a post step, an empty value counts as none.
            if (value === '')
                state.delete(name);
            else
                state.set(name, redact(value));
        },
        setFailed(reason) {
            runner.failed = true;
            const [first = '', ...others] = reason.split('\n');
            annotate('error', first);
            for (const line of others)
                terminal.writeLog(`  ${toLine(line)}`);
        },
        writeSummary(markdown) {
            if (!summaryFile)
                return;
            try {
                (0,external_node_fs_.appendFileSync)(summaryFile, `${redact(markdown)}\n`);
            }
            catch (error) {
                runner.warning(`The summary could not be written: ${(0,errors/* getErrorMessage */.u1)(error)}`);
            }
        },
        redactSecrets: redact,
        writeOutputs() {
            const { columns } = terminal;
            for (const [name, value] of outputs) {
                if (value === '')
                    continue;
                const line = `${(0,sanitize/* sanitizeLine */.g)(name)}=${(0,sanitize/* sanitizeLine */.g)(value)}`;
                // A job of several kilobytes would push everything else off the screen; `results-dir` has it.
                const isCut = columns !== undefined && line.length > columns;
                terminal.writeResult(isCut ? `${line.slice(0, columns - 1)}…` : line);
            }
        },
    };
    return runner;
}

;// CONCATENATED MODULE: ./src/cli/run-command.ts










/** Runs the command that the arguments name, and ends the process. */
async function runCommand(host) {
    const { env, stdout, stderr, clock } = host;
    const isInteractive = env.TERM !== 'dumb' && !env.CI;
    const terminal = new Terminal({
        stdout,
        stderr,
        clock,
        showsProgress: isInteractive,
        hasColors: isInteractive && !env.NO_COLOR,
    });
    const print = (text) => {
        stdout.write(text);
        host.exit({ failed: false });
    };
    const failUsage = (reason) => {
        const runner = createTerminalRunner({ inputs: new Map(), terminal, secrets: [] });
        runner.setFailed(reason);
        finish(runner, terminal, host);
    };
    const [name = '--help', ...args] = host.args;
    const columns = Math.min(terminal.columns ?? 100, 100);
    const manifests = await readManifests(host);
    if (['--help', '-h', 'help'].includes(name))
        return print(renderProgramHelp(manifests, columns));
    if (['--version', '-v'].includes(name))
        return print(`${host.version}\n`);
    if (!isCommandName(name))
        return failUsage(describeUnknownCommand(name));
    const manifest = manifests[name];
    if (args.includes('--help') || args.includes('-h'))
        return print(renderCommandHelp(name, manifest, columns));
    const flags = [...Object.keys(EXTRA_OPTIONS[name] ?? {}), ...Object.keys(COMMON_OPTIONS)];
    const allInputs = new Set(Object.values(manifests).flatMap(({ inputs }) => Object.keys(inputs)));
    const { readStdin } = host;
    const given = await readArguments(args, env, manifest, { flags, allInputs, readStdin });
    if (given.problems.length > 0)
        return failUsage(`${given.problems.join('\n')}\n${PROGRAM} ${name} --help lists the options.`);
    const appliesOnCancel = 'on-cancel' in manifest.inputs;
    await execute({ name, given, appliesOnCancel, terminal }, host);
}
async function execute({ name, given: { inputs, flags, warnings }, appliesOnCancel, terminal }, host) {
    const { env, clock, events } = host;
    const secrets = (0,github_runner/* listProxyPasswords */.j)(env);
    const runner = createTerminalRunner({ inputs, terminal, secrets, summaryFile: env.GITHUB_STEP_SUMMARY });
    const endAtOnce = (reason) => {
        runner.setFailed([reason, describeRemainder(runner)].join('\n'));
        finish(runner, terminal, host);
    };
    events.on('uncaughtException', (error) => endAtOnce((0,format_error/* formatError */.W)(error)));
    const signal = onInterrupt(events, {
        clock,
        onFirst: () => runner.notice(`Interrupted: ${appliesOnCancel ? describeReaction(runner) : 'ending'}. Press Ctrl-C again to end at once.`),
        onSecond: () => endAtOnce('Ended at once.'),
    });
    // The action does this too, but not before the fixes.
    for (const secret of await (0,config_secrets/* listSecrets */.AQ)(inputs))
        runner.setSecret(secret);
    for (const warning of warnings)
        runner.warning(warning);
    if (flags.has('fix') || flags.has('diff'))
        await host.fix({ writes: !flags.has('diff') }, { runner, signal });
    if (!runner.failed)
        await host.run(name, { runner, signal });
    // What the post step does in a workflow; it changes nothing when the main step has ended by itself.
    if (runner.state.size > 0 && runner.state.get('ended') !== 'true') {
        inputs.set('job-status', signal.aborted ? 'cancelled' : 'failure');
        await host.run('post', { runner, signal: new AbortController().signal });
    }
    if (name === 'train' && signal.aborted && runner.outputs.get('status') === 'cancelled')
        runner.info('Running the command again trains again.');
    finish(runner, terminal, host);
}
function finish(runner, terminal, { exit }) {
    terminal.end();
    runner.writeOutputs();
    exit(runner);
}
async function readManifests({ readManifest, }) {
    const read = (folder) => parseManifest(readManifest(folder));
    const { train, check, wait, find, control, evaluate, deploy } = COMMANDS;
    return {
        train: await read(train),
        check: await read(check),
        wait: await read(wait),
        find: await read(find),
        control: await read(control),
        evaluate: await read(evaluate),
        deploy: await read(deploy),
    };
}
function describeUnknownCommand(name) {
    const label = /^[\w-]{1,40}$/.test(name) ? `"${name}" is` : 'The first argument is';
    return `${label} no command${(0,suggest/* didYouMean */.au)(name, Object.keys(COMMANDS))}. ${PROGRAM} --help lists them.`;
}

// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/http/proxy.ts
var proxy = __webpack_require__(7856);
// EXTERNAL MODULE: ./src/run.ts + 10 modules
var run = __webpack_require__(8219);
;// CONCATENATED MODULE: ./src/command-line.ts






/** Runs the command that the arguments of the process name, and ends the process: with exit code 0, or 1 for every failure. */
async function runCommandLine(launcherUrl, actions) {
    // A process that dies early must fail: only the end of the command sets another code.
    process.exitCode = 1;
    const { env, stdout, stderr, argv } = process;
    // A reader that ends early, such as `head`, must not end the wait for a paid job.
    for (const stream of [stdout, stderr])
        stream.on('error', () => undefined);
    (0,proxy/* normalizeProxies */.Gm)(env);
    const root = process.cwd();
    const withDependencies = (parts) => (action) => action((0,run/* createDependencies */.YH)({ ...parts, root, launcherUrl }));
    await runCommand({
        args: argv.slice(2),
        env,
        stdout,
        stderr,
        readStdin: () => (0,consumers_.text)(process.stdin),
        events: process,
        clock: clock/* systemClock */.ml,
        version: run/* VERSION */.xv,
        readManifest: (folder) => (0,external_node_fs_.readFileSync)(new URL(`../${folder}/action.yml`, launcherUrl), 'utf8'),
        run: (name, parts) => actions[name](launcherUrl, withDependencies(parts)),
        fix: (options, parts) => actions.fix(launcherUrl, options, withDependencies(parts)),
        exit: run/* exitAfterOutput */.qG,
    });
}


/***/ })

};
