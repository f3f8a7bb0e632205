export const id = 669;
export const ids = [669];
export const modules = {

/***/ 6669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var config_inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/config/parse-inputs.ts
var parse_inputs = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
;// CONCATENATED MODULE: ./src/deployment/deployment.ts

const optionalText = schemas/* string */.YjP().optional().catch(undefined);
const DeploymentBody = schemas/* looseObject */._H3({
    id: optionalText,
    name: optionalText,
    sku: schemas/* looseObject */._H3({ name: optionalText, capacity: coerce/* number */.ai().optional().catch(undefined) })
        .nullish()
        .catch(undefined),
    properties: schemas/* looseObject */._H3({
        provisioningState: optionalText,
        model: schemas/* looseObject */._H3({ name: schemas/* string */.YjP().min(1), version: optionalText }),
    }),
});
/** Decodes a deployment; throws when it is another one than `name`. */
function decodeDeployment(body, name) {
    const { id, name: ownName, sku, properties } = DeploymentBody.parse(body);
    const reportedName = (ownName ?? id)?.split('/').at(-1);
    if (reportedName !== undefined && !isSameText(reportedName, name))
        throw new Error(`a deployment named ${reportedName}`);
    return {
        model: { name: properties.model.name, version: properties.model.version },
        sku: sku?.name,
        capacity: sku?.capacity,
        // A resource without a provisioning state is provisioned (Azure Resource Manager, asynchronous operations).
        state: properties.provisioningState || 'Succeeded',
        body: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).parse(body),
    };
}
/** Returns whether a deployment has a model; a version that either side does not name makes no difference. */
function hasModel({ model }, other) {
    const { version } = other;
    const hasVersion = model.version === undefined || version === undefined || isSameText(model.version, version);
    return isSameText(model.name, other.name) && hasVersion;
}
/** Returns whether a deployment has the model, SKU and capacity of the target. What is not known is not different. */
function isAsDesired(deployment, target) {
    const { sku, capacity } = deployment;
    return (hasModel(deployment, target.model) &&
        (sku === undefined || target.sku === undefined || isSameText(sku, target.sku)) &&
        (capacity === undefined || target.capacity === undefined || capacity === target.capacity));
}
const isSameText = (a, b) => a.toLowerCase() === b.toLowerCase();
/** Returns whether Azure has finished with a deployment; a state that is not known counts as in progress. */
function isSettled({ state }) {
    return /^(succeeded|failed|cancell?ed|disabled)$/i.test(state);
}
/** Returns whether a deployment is provisioned, which does not mean that its model answers. */
function isProvisioned({ state }) {
    return /^succeeded$/i.test(state);
}
/** Read-only fields of the resource and of its properties (Cognitive Services REST API, 2025-06-01). */
const READ_ONLY = ['id', 'name', 'type', 'etag', 'systemData'];
const READ_ONLY_PROPERTIES = [
    'provisioningState',
    'capabilities',
    'rateLimits',
    'callRateLimit',
    'currentCapacity',
    'dynamicThrottlingEnabled',
];
const READ_ONLY_MODEL = ['callRateLimit', 'publisher', 'sourceAccount'];
const withoutFields = (object, names) => Object.fromEntries(Object.entries(Object(object)).filter(([name]) => !names.includes(name)));
/** Returns the body that gives a deployment its present form again. */
function buildRestoreBody({ body }) {
    const properties = withoutFields(body.properties, READ_ONLY_PROPERTIES);
    return {
        ...withoutFields(body, READ_ONLY),
        properties: { ...properties, model: withoutFields(properties.model, READ_ONLY_MODEL) },
    };
}
/** Returns the body that creates a deployment, or changes model and SKU of one and keeps everything else as it is. */
function buildDeploymentBody(existing, desired) {
    const { source, ...model } = desired.model;
    const kept = existing ? buildRestoreBody(existing) : {};
    const isSameSku = existing?.sku !== undefined && isSameText(existing.sku, desired.sku);
    return {
        ...kept,
        sku: { ...(isSameSku && Object(kept.sku)), name: desired.sku, capacity: desired.capacity },
        properties: { ...Object(kept.properties), model: { ...model, ...(source && { source }) } },
    };
}
/** Describes what is behind a name: `model m (Succeeded)`, or that there is nothing. */
function describeDeployment(deployment) {
    return deployment ? `model ${deployment.model.name} (${deployment.state})` : 'no deployment';
}

// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/deployment/management-errors.ts


const ROLE = 'The identity needs the role "Cognitive Services Contributor" on the account, or a custom role with read, write and delete of Microsoft.CognitiveServices/accounts/deployments. A new role takes effect after some minutes.';
const RESOURCE_ID = 'Check "resource-id": its subscription, resource group or account does not exist.';
const SAFETY = "Azure's safety evaluation of the fine-tuned model blocks its deployment. Open the model in the Foundry portal to see the evaluation, and review the training data.";
const FORMAT = 'Azure answers like this to a wrong "model-format", among others. Open-weight models have "Microsoft", "Meta", "Mistral AI" or "Alibaba" there, not "OpenAI".';
/** What to do about a refusal of Azure Resource Manager, by its code. */
const HINTS = new Map([
    [
        'InsufficientQuota',
        'No quota is left for this model, SKU and region. Lower "capacity", delete another deployment, or request more quota in the portal.',
    ],
    [
        'DeploymentModelNotSupported',
        'This account cannot deploy that model with that SKU. Check "model", "model-version", "model-format" and "sku"; set "model-source" to the account that trained the model if it is another one.',
    ],
    [
        'InvalidResourceProperties',
        'Check "sku", "capacity", "model-version" and "model-format": the model or the region does not allow that combination.',
    ],
    [
        'OperationNotAllowed',
        'The account, its region or its quota does not allow this. The message has the reason.',
    ],
    ['AuthorizationFailed', ROLE],
    ['RoleAssignmentNotFound', ROLE],
    ['LinkedAuthorizationFailed', `${ROLE} It also needs read access to "model-source".`],
    [
        'ScopeLocked',
        'A lock on the account, its resource group or subscription forbids the change. Remove the lock first.',
    ],
    [
        'RequestDisallowedByPolicy',
        'A policy of the subscription forbids this deployment. The message names the policy.',
    ],
    ['ResourceGroupNotFound', RESOURCE_ID],
    ['SubscriptionNotFound', RESOURCE_ID],
    ['InvalidSubscriptionId', RESOURCE_ID],
    ['ParentResourceNotFound', RESOURCE_ID],
]);
const STATUS_HINTS = new Map([
    [
        401,
        'Azure Resource Manager does not accept the token. An "azure-token" must be for https://management.azure.com and not expired; for an identity, check "azure-tenant-id".',
    ],
    [403, ROLE],
    [404, RESOURCE_ID],
    [409, 'Another operation on this account was in progress all the time. Run the workflow again.'],
]);
const SAFETY_MESSAGE = /safety|responsible ai|harmful/i;
const UNREACHABLE_HINT = 'Check "management-url", and that this runner can reach that host.';
const REDIRECT_HINT = 'Redirects are not followed. Set "management-url" to the address that they lead to.';
/** Returns what to do about a code and message of Azure Resource Manager. */
function getManagementHint(code, message = '', status, isChange = true) {
    if (status !== undefined && status < 400)
        return REDIRECT_HINT;
    const known = HINTS.get(code ?? '');
    if (known)
        return known;
    if (SAFETY_MESSAGE.test(message))
        return SAFETY;
    return isChange && status === 500 ? FORMAT : STATUS_HINTS.get(status ?? 0);
}
/**
 * Returns the error with the hint that belongs to Azure Resource Manager instead of the hint of the model API, and without
 * the long path of the account.
 */
function toManagementError(error, accountPath) {
    if (error instanceof http_errors/* ApiError */.hD) {
        const isChange = error.message.startsWith('PUT ');
        const hint = getManagementHint(error.code, error.serverMessage, error.status, isChange);
        return new http_errors/* ApiError */.hD(error.message.replace(accountPath, '…'), error, hint);
    }
    if (error instanceof http_errors/* ConnectionError */.Rc) {
        const hint = error.hint && UNREACHABLE_HINT;
        return new http_errors/* ConnectionError */.Rc(error.message.replace(accountPath, '…'), {
            ...error,
            cause: error.cause,
            hint,
        });
    }
    return error;
}
/** Codes with a status that suggests a retry, which no retry changes. */
const PERMANENT_CODES = /^(InsufficientQuota|ScopeLocked|FlagMustBeSetForRestore)$/i;
/** Returns whether a change may succeed later: also one that conflicts with another operation. */
function isRetryableChangeError(error) {
    if (!(error instanceof http_errors/* ApiError */.hD))
        return (0,http_errors/* isRetryable */.r3)(error);
    if (error.status < 400 || PERMANENT_CODES.test(error.code ?? ''))
        return false;
    return (0,http_errors/* isRetryable */.r3)(error) || [409, 425].includes(error.status);
}
/** Returns whether the response says that there is no deployment of this name; a page of a proxy does not. */
function isDeploymentAbsent(error) {
    if (!(error instanceof http_errors/* ApiError */.hD) || error.status !== 404 || !error.isOwnError)
        return false;
    const { code = '', serverMessage = '' } = error;
    if (/^DeploymentNotFound$/i.test(code))
        return true;
    if (!/NotFound$/i.test(code) || /^(ResourceGroup|Subscription|ParentResource)/i.test(code))
        return false;
    // The same code is used for a missing account, and its message then names the account and nothing below it.
    return !/\/accounts\/[^/'"]+['"]/.test(serverMessage);
}
/** Thrown when Azure accepted a change and then failed to carry it out. */
class ProvisioningError extends errors/* ActionError */.lZ {
    name = 'ProvisioningError';
}

;// CONCATENATED MODULE: ./src/deployment/retry-limit.ts
const MAX_REPEATED = 5;
const MIN_SPAN_MS = 20_000;
/**
 * Returns a `shouldRetry` that gives up on errors of one kind only after five in a row over at least 20 seconds, since a
 * new role or another replica may need that long. `otherwise` decides about all other errors.
 */
function stopAfterRepeated(clock, isKind, otherwise) {
    let count = 0;
    let since = clock.now();
    return (error) => {
        if (!isKind(error)) {
            count = 0;
            return otherwise(error);
        }
        if (count === 0)
            since = clock.now();
        count += 1;
        return count < MAX_REPEATED || clock.now() - since < MIN_SPAN_MS;
    };
}

;// CONCATENATED MODULE: ./src/deployment/deployment-manager.ts






/** Thrown when another process has changed the deployment in the meantime. */
class SupersededError extends errors/* ActionError */.lZ {
    name = 'SupersededError';
    constructor(deployment, current) {
        super(`Another process has changed deployment "${deployment}", which now has ${describeDeployment(current)}`, { hint: 'Put the jobs that deploy under this name into one concurrency group.' });
    }
}
const MAX_POLL_MS = 10_000;
/** How long a replica of Azure may report an older state than another one did. */
const STALE_MS = 30_000;
/** After this time without an effect, an accepted deletion is sent again. */
const RESEND_MS = 60_000;
/** Reads, changes and deletes one deployment, through faults, until a deadline. */
class DeploymentManager {
    #client;
    #options;
    constructor(client, options) {
        this.#client = client;
        this.#options = options;
    }
    /** Returns a manager of the same deployment with its own time, and with its own signal where one is given. */
    within(ms, signal = this.#options.signal) {
        const deadline = this.#options.clock.now() + ms;
        return new DeploymentManager(this.#client.withOptions({ signal, deadline }), {
            ...this.#options,
            signal,
            deadline,
        });
    }
    /** Returns the deployment before any change: a wrong address or a missing permission ends the step soon. */
    async readFirst() {
        const deployment = await this.retryBeforeChange(() => this.#client.getDeployment());
        this.#options.observer.onRead(deployment);
        return deployment;
    }
    /** Retries a read before any change, as `readFirst` does. */
    retryBeforeChange(read) {
        return (0,retry/* retry */.L)(read, { ...this.#options, shouldRetry: isRetryableChangeError, failsFast: true });
    }
    /** Returns the deployment when no operation on it is in progress any more. */
    async waitUntilSettled(first) {
        let current = first;
        for (let polls = 0; current && !isSettled(current); polls++) {
            this.#assertInTime(`another operation on it has not ended`);
            await this.#pause(polls);
            current = await this.read();
        }
        return current;
    }
    /** Returns the deployment, read through all faults that may pass. */
    async read() {
        const deployment = await (0,retry/* retry */.L)(() => this.#client.getDeployment(), {
            ...this.#options,
            shouldRetry: http_errors/* isRetryableWhilePolling */.ZU,
            tolerateRefusals: true,
        });
        this.#options.observer.onRead(deployment);
        return deployment;
    }
    /**
     * Describes in a sentence what is behind the name, also after the workflow was cancelled, and what this step has requested,
     * unless Azure has refused that.
     */
    async describeNow(ms, { isRefused = false } = {}) {
        const { name, observer } = this.#options;
        const describePending = () => (isRefused ? '' : this.#describePending());
        const { signal } = new AbortController();
        try {
            const current = await this.within(ms, signal).read();
            return `Behind "${name}" is ${describeDeployment(current)}.${describePending()}`;
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, signal);
            return `Azure does not say what is behind "${name}" now. When it was last read, it was ${describeDeployment(observer.last)}.${describePending()}`;
        }
    }
    /** A request whose response was not awaited may take effect after the last read. */
    #describePending() {
        const { last, requested } = this.#options.observer;
        if (!requested || requested.model?.toLowerCase() === last?.model.name.toLowerCase())
            return '';
        return ` This step has requested ${requested.model === undefined ? 'to delete it' : `model ${requested.model}`}.`;
    }
    /**
     * Carries out a change and returns the deployment once it is provisioned. A request without a clear answer is sent again
     * only after a read has shown that it had no effect.
     */
    async change(change) {
        const { clock } = this.#options;
        let attempts = 0;
        // Azure answers some wrong requests with a 500 that never passes.
        const isInternalError = (error) => error instanceof http_errors/* ApiError */.hD && error.status === 500 && error.isOwnError;
        const shouldRetry = stopAfterRepeated(clock, isInternalError, isRetryableChangeError);
        const operationUrl = await (0,retry/* retry */.L)(async () => {
            if (attempts++ > 0 && (await this.#hasTakenEffect(change)))
                return undefined;
            this.#options.observer.onRequest(change.target.model.name);
            try {
                const url = await this.#client.putDeployment(change.body);
                change.sent = true;
                return url;
            }
            catch (error) {
                if (!(0,http_errors/* isSafeToResend */.yj)(error))
                    change.sent = true;
                throw error;
            }
        }, { ...this.#options, shouldRetry });
        return this.#waitUntilProvisioned(change, operationUrl);
    }
    /** Deletes the deployment and returns once it is gone; `mayDelete` guards what another process has put there. */
    async remove(mayDelete = () => true) {
        const { clock } = this.#options;
        let sentAt = Number.NEGATIVE_INFINITY;
        for (let polls = 0;; polls++) {
            const current = await this.read();
            if (!current)
                return;
            if (clock.now() - sentAt >= RESEND_MS && (await this.#sendDelete(current, mayDelete)))
                sentAt = clock.now();
            this.#assertInTime('it is not deleted yet');
            await this.#pause(polls);
        }
    }
    /** Requests the deletion, unless it is under way; each request follows a read. Returns whether it was sent. */
    async #sendDelete(first, mayDelete) {
        let current = first;
        let attempts = 0;
        return (0,retry/* retry */.L)(async () => {
            if (attempts++ > 0)
                current = await this.read();
            if (!current || /^deleting$/i.test(current.state))
                return false;
            if (!mayDelete(current))
                throw new SupersededError(this.#options.name, current);
            this.#options.observer.onRequest(undefined);
            await this.#client.deleteDeployment();
            return true;
        }, { ...this.#options, shouldRetry: isRetryableChangeError });
    }
    async #hasTakenEffect({ target, mayReplace }) {
        const current = await this.read();
        const isFailed = current && isSettled(current) && !isProvisioned(current);
        if (current && isAsDesired(current, target) && !isFailed)
            return true;
        if (mayReplace && !mayReplace(current))
            throw new SupersededError(this.#options.name, current);
        return false;
    }
    async #waitUntilProvisioned({ target }, operationUrl) {
        const { clock, name } = this.#options;
        const startedAt = clock.now();
        let wasInProgress = false;
        let wasShown = false;
        let lostSince;
        for (let polls = 0;; polls++) {
            const current = await this.read();
            const shown = current && isAsDesired(current, target) ? current : undefined;
            if (shown && isProvisioned(shown))
                return shown;
            const operation = await this.#readOperation(operationUrl);
            if (/^(failed|cancell?ed)$/i.test(operation?.status ?? ''))
                throw provisioningError(name, target, operation);
            if (shown && !isSettled(shown))
                wasInProgress = true;
            // Right after the change, a replica may still report the failure of an earlier one.
            else if (shown && (wasInProgress || clock.now() - startedAt >= STALE_MS))
                throw provisioningError(name, target, operation, shown.state);
            if (current && hasModel(current, target.model)) {
                wasShown = true;
                lostSince = undefined;
            }
            else if (wasShown) {
                lostSince ??= clock.now();
                if (clock.now() - lostSince >= STALE_MS)
                    throw new SupersededError(name, current);
            }
            this.#assertInTime(`it shows ${describeDeployment(current)}`);
            await this.#pause(polls);
        }
    }
    /** The operation only adds the reason of a failure, so it need not be readable. */
    async #readOperation(url) {
        if (url === undefined)
            return undefined;
        try {
            return await this.#client.getOperation(url);
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, this.#options.signal);
            return undefined;
        }
    }
    #assertInTime(reason) {
        const { clock, deadline, name } = this.#options;
        if (clock.now() < deadline)
            return;
        throw new errors/* ActionError */.lZ(`Timed out waiting for deployment "${name}": ${reason}`, {
            hint: 'Raise "timeout", or run the workflow again: it continues where this step ended.',
        });
    }
    #pause(polls) {
        const { clock, deadline, signal } = this.#options;
        return clock.sleep(Math.max(0, Math.min(1000 * 2 ** polls, MAX_POLL_MS, deadline - clock.now())), signal);
    }
}
function provisioningError(name, { model }, operation, state = operation?.status) {
    const { code, message } = operation ?? {};
    const reason = [code, message].filter(Boolean).join(': ');
    return new ProvisioningError(`Azure could not deploy model ${model.name} as "${name}" (${state})${reason && `: ${reason}`}`, { hint: getManagementHint(code, message) });
}

;// CONCATENATED MODULE: ./src/deployment/rollback.ts

/** A rollback has its own time: that of the step may be over. */
const ROLLBACK_MS = 10 * 60_000;
/** How long a change that may have been carried out is waited for. */
const APPEAR_MS = 30_000;
const POLL_MS = 5000;
/**
 * Restores the deployment as it was before the change, or deletes it if there was none. It touches nothing if the name
 * shows another model than the one that this step has put there.
 */
async function rollBack(options) {
    const { name, desired, before } = options;
    const manager = options.manager.within(ROLLBACK_MS);
    const current = await readChanged(manager, options);
    if (!current || !hasModel(current, desired.model)) {
        const changed = !isSameAs(current, before);
        const reason = changed ? 'which this step has not put there' : 'as before this step';
        return {
            text: `Nothing was rolled back: behind "${name}" is ${describeDeployment(current)}, ${reason}.`,
            changed,
        };
    }
    if (!before) {
        await manager.remove((deployment) => hasModel(deployment, desired.model));
        return { text: `Rolled back: "${name}" did not exist before this step and was deleted.`, changed: false };
    }
    if (!isSameAs(current, before) || !isProvisioned(current)) {
        const mayReplace = (deployment) => deployment !== undefined && (hasModel(deployment, desired.model) || hasModel(deployment, before.model));
        await manager.change({ body: buildRestoreBody(before), target: before, sent: false, mayReplace });
    }
    return { text: `Rolled back: "${name}" has model ${before.model.name} again.`, changed: false };
}
/** A request that was accepted, or that got no answer, may take effect a little later. */
async function readChanged(manager, { desired, before, clock, signal }) {
    const deadline = clock.now() + APPEAR_MS;
    for (;;) {
        const current = await manager.read();
        const isVisible = current && isAsDesired(current, desired);
        const isForeign = current && !isSameAs(current, before) && isSettled(current);
        if (isVisible || isForeign || clock.now() >= deadline)
            return current;
        await clock.sleep(POLL_MS, signal);
    }
}
function isSameAs(current, before) {
    return current && before ? isAsDesired(current, before) : current === before;
}

;// CONCATENATED MODULE: ./src/deployment/apply.ts




/** How often the state that another process has made meanwhile is replaced. */
const MAX_ATTEMPTS = 3;
const CONFIRM_MS = 30_000;
const DESCRIBE_MS = 10_000;
/**
 * Puts a model behind a name and returns once it answers. If it does not, the previous state is restored, unless
 * `onFailure` is `keep`, and the error says what is behind the name then. A cancelled step leaves everything as it is.
 */
async function applyDeployment(options) {
    const { signal, probe, log } = options;
    let attempt = createAttempt(options, options.before);
    try {
        for (let attempts = 1; !(await putModel(attempt, attempts < MAX_ATTEMPTS)); attempts++) {
            const before = await options.manager.waitUntilSettled(await options.manager.read());
            options.onReplaced(before);
            attempt = createAttempt(options, before);
        }
        if (probe) {
            log('Provisioned. Waiting until the model answers.');
            await probe();
        }
    }
    catch (error) {
        // A cancelled step has seconds left: the caller reports what is behind the name.
        if (signal.aborted)
            throw error;
        throw await recover(error, attempt);
    }
    await apply_confirm(options);
}
function createAttempt(options, before) {
    const change = {
        body: buildDeploymentBody(before, options.desired),
        target: options.desired,
        sent: false,
        mayReplace: (current) => isUnchanged(current, before),
    };
    return { options: { ...options, before }, change };
}
/** Changes the deployment where that is needed; returns false if another process has changed it before this step could. */
async function putModel({ options, change }, mayRepeat) {
    const { name, desired, before, manager, log, onChange } = options;
    if (before && isProvisioned(before) && isAsDesired(before, desired)) {
        log(`Deployment "${name}" already has model ${desired.model.name}: nothing to change.`);
        return true;
    }
    log(`Deploying model ${desired.model.name} as "${name}" (${desired.sku}, capacity ${desired.capacity}).`);
    try {
        await manager.change(change);
        return true;
    }
    catch (error) {
        if (!(error instanceof SupersededError) || change.sent || !mayRepeat)
            throw error;
        log(`${error.message}: comparing again.`);
        return false;
    }
    finally {
        onChange(change.sent);
    }
}
/** The request of another process must not be overwritten by a retry of ours. */
function isUnchanged(current, before) {
    if (!current || !before)
        return current === before;
    return isAsDesired(current, before);
}
/** The model has answered, so that only another process can make this fail. */
async function apply_confirm({ name, desired, manager, signal, warn }) {
    const current = await manager
        .within(CONFIRM_MS)
        .read()
        .catch((error) => {
        (0,errors/* rethrowUnexpected */.jO)(error, signal);
        warn(`Could not read deployment "${name}" once more: ${error.message}`);
        return 'unknown';
    });
    if (current !== 'unknown' && !(current && hasModel(current, desired.model)))
        throw new SupersededError(name, current);
}
/** Restores the previous state where that is due; returns the error that says what is behind the name now. */
async function recover(error, attempt) {
    const outcome = await describeRecovery(attempt);
    if (!(error instanceof errors/* ActionError */.lZ)) {
        attempt.options.warn(outcome);
        return error;
    }
    return new errors/* ActionError */.lZ(`${error.message.replace(/\.$/, '')}. ${outcome}`, {
        hint: error.hint,
        cause: error,
    });
}
async function describeRecovery({ change, options }) {
    const { manager, onFailure, onChange, signal, log, before } = options;
    if (!change.sent) {
        onChange(false);
        const now = await manager.describeNow(DESCRIBE_MS, { isRefused: true });
        return `This step has changed nothing, so nothing is rolled back. ${now}`;
    }
    if (onFailure === 'keep') {
        const now = await manager.describeNow(DESCRIBE_MS);
        return `Nothing was rolled back, since "on-failure" is "keep". ${now}`;
    }
    log(`Rolling back: ${before ? `restoring model ${before.model.name}` : 'deleting the new deployment'}.`);
    try {
        const { text, changed } = await rollBack(options);
        onChange(changed);
        return text;
    }
    catch (error) {
        (0,errors/* rethrowUnexpected */.jO)(error, signal);
        const now = await manager.describeNow(DESCRIBE_MS);
        return `The rollback failed: ${error.message.replace(/\.$/, '')}. ${now}`;
    }
}

// EXTERNAL MODULE: ./src/http/secure-url.ts
var secure_url = __webpack_require__(8347);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
;// CONCATENATED MODULE: ./src/deployment/clouds.ts



const PUBLIC = {
    loginHost: 'login.microsoftonline.com',
    managementScope: 'https://management.azure.com/.default',
    modelScope: 'https://cognitiveservices.azure.com/.default',
};
/** The sovereign clouds by the host of their Resource Manager (Azure documentation, national clouds). */
const SOVEREIGN = new Map([
    [
        'management.usgovcloudapi.net',
        {
            loginHost: 'login.microsoftonline.us',
            managementScope: 'https://management.usgovcloudapi.net/.default',
            modelScope: 'https://cognitiveservices.azure.us/.default',
        },
    ],
    [
        'management.chinacloudapi.cn',
        {
            loginHost: 'login.partner.microsoftonline.cn',
            managementScope: 'https://management.chinacloudapi.cn/.default',
            modelScope: 'https://cognitiveservices.azure.cn/.default',
        },
    ],
]);
/** Returns the cloud of a Resource Manager; for an unknown host, the public one. */
function getCloud(managementUrl) {
    return SOVEREIGN.get(new URL(managementUrl).hostname) ?? PUBLIC;
}
const MODEL_HOST = /\.((openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)|api\.cognitive\.(microsoft\.(com|us)|azure\.cn))$/;
/**
 * Returns the base URL of the models of an account. The server names that address, so a credential goes there only if the
 * host is one of Azure's, or this machine's when Resource Manager is there too; throws an ActionError otherwise.
 */
function getInferenceBaseUrl(endpoint, managementUrl) {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    if (!url || !isModelUrl(url, managementUrl))
        throw new errors/* ActionError */.lZ(`The endpoint of the account, ${endpoint}, is not an address of Azure`, {
            hint: 'Set "base-url" to the address to which the probe may send its credential.',
        });
    return (0,provider/* withAzureApiPath */.zq)(url.href);
}
function isModelUrl(url, managementUrl) {
    const isLocal = secure_url/* LOOPBACK_HOST */.Z.test(url.hostname) && secure_url/* LOOPBACK_HOST */.Z.test(new URL(managementUrl).hostname);
    return (0,secure_url/* isSecureUrl */.z)(url) && !url.username && (isLocal || MODEL_HOST.test(url.hostname));
}

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/deploy-summary.ts

/** Renders the summary of a deployment as Markdown: what was behind the name before, and what is there now. */
function renderDeploySummary(deploy) {
    const { name, outcome, before, after, answered, endpoint, failure } = deploy;
    const row = (title, getCell) => [
        title,
        ...[before, after].map((side) => (side && getCell(side)) ?? '–'),
    ];
    const rows = [
        row('Model', ({ model }) => (0,markdown/* inlineCode */.ti)(model)),
        row('SKU', ({ sku }) => sku && (0,markdown/* inlineCode */.ti)(sku)),
        row('Capacity', ({ capacity }) => capacity?.toString()),
        row('State', ({ state }) => (0,markdown/* inlineCode */.ti)(state)),
    ];
    const parts = [
        `## ${failure === undefined ? '✅' : '❌'} Deployment ${(0,markdown/* inlineCode */.ti)(name)}: ${(0,markdown/* escapeText */.X1)(outcome)}`,
        failure !== undefined && (0,markdown/* quoteError */.PI)(failure),
        (0,markdown/* table */.tp)(['', 'before this step', 'now'], rows),
        answered && 'The model has answered a request.',
        endpoint !== undefined && `Endpoint: ${(0,markdown/* inlineCode */.ti)(endpoint)}`,
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}

;// CONCATENATED MODULE: ./src/deployment/deploy-reporter.ts


/** The state of a name without a deployment. */
const ABSENT = 'absent';
/** Records what is behind the name, sets the outputs as it changes, and renders the summary. */
class DeployReporter {
    #options;
    last;
    requested;
    before;
    changed = false;
    #logged = '';
    #endpoint;
    #answered = false;
    constructor(options) {
        this.#options = options;
        options.setOutputs({ deployment: options.name, changed: false });
    }
    onRead(deployment) {
        const { name, log, setOutputs } = this.#options;
        this.last = deployment;
        setOutputs({ model: deployment?.model.name ?? '', state: deployment?.state ?? ABSENT });
        const hasRequestedDeletion = this.requested !== undefined && this.requested.model === undefined;
        const isDeleted = !deployment || /^deleting$/i.test(deployment.state);
        // What did not exist before is as it was.
        if (hasRequestedDeletion && isDeleted && this.before)
            this.setChanged(true);
        const line = `Deployment "${name}": ${describeDeployment(deployment)}`;
        if (line !== this.#logged)
            log(line);
        this.#logged = line;
    }
    onRequest(model) {
        this.requested = { model };
    }
    /** Records what is there before this step changes anything. */
    setBefore(deployment) {
        this.before = deployment;
        this.#options.setOutputs({ 'previous-model': deployment?.model.name ?? '' });
    }
    setEndpoint(endpoint) {
        this.#endpoint = endpoint;
        this.#options.setOutputs({ endpoint });
    }
    setChanged(changed) {
        this.changed = changed;
        this.#options.setOutputs({ changed });
    }
    setAnswered() {
        this.#answered = true;
    }
    /** Renders the summary of a step that ended with this outcome, and failed if there is a reason. */
    renderSummary({ outcome, failure }) {
        const summary = {
            name: this.#options.name,
            outcome,
            failure,
            before: toSummary(this.before),
            after: toSummary(this.last),
            answered: this.#answered,
            endpoint: this.#endpoint,
        };
        return renderDeploySummary(this.#options.redact(summary));
    }
}
function toSummary(deployment) {
    if (!deployment)
        return undefined;
    const { model, sku, capacity, state } = deployment;
    return { model: model.name, sku, capacity, state };
}

// EXTERNAL MODULE: ./src/http/request.ts
var request = __webpack_require__(7777);
// EXTERNAL MODULE: ./src/openai/api-request.ts
var api_request = __webpack_require__(8362);
;// CONCATENATED MODULE: ./src/deployment/management-client.ts





/** Any version since 2023-05-01 has the same fields. */
const API_VERSION = '2025-06-01';
const AccountBody = schemas/* looseObject */._H3({ properties: schemas/* looseObject */._H3({ endpoint: schemas/* string */.YjP().min(1) }) });
const management_client_optionalText = schemas/* string */.YjP().optional().catch(undefined);
const OperationBody = schemas/* looseObject */._H3({
    status: management_client_optionalText,
    properties: schemas/* looseObject */._H3({ provisioningState: management_client_optionalText }).optional().catch(undefined),
    error: schemas/* looseObject */._H3({ code: management_client_optionalText, message: management_client_optionalText }).optional().catch(undefined),
});
/**
 * The part of Azure Resource Manager that a deployment needs, one request per method, without retries. All methods reject
 * with an ApiError that has a hint for Azure, ConnectionError, CredentialError, StepTimeoutError or the signal's reason.
 */
class ManagementClient {
    #connection;
    #fetch;
    #clock;
    #options;
    constructor(connection, fetch, clock, options) {
        this.#connection = connection;
        this.#fetch = fetch;
        this.#clock = clock;
        this.#options = options;
    }
    /** Returns a client of the same deployment whose requests end at other times. */
    withOptions(options) {
        return new ManagementClient(this.#connection, this.#fetch, this.#clock, options);
    }
    /** Returns the address at which the account's models answer. */
    async getEndpoint() {
        const response = await this.#send('GET', '');
        const decode = (body) => AccountBody.parse(body).properties.endpoint;
        return (0,request/* decodeResponse */.oX)('GET account', response, decode);
    }
    /** Returns the deployment, or undefined if there is none of this name. */
    async getDeployment() {
        const { deployment } = this.#connection;
        try {
            const response = await this.#send('GET', this.#path);
            return (0,request/* decodeResponse */.oX)(`GET ${this.#path}`, response, (body) => decodeDeployment(body, deployment));
        }
        catch (error) {
            if (isDeploymentAbsent(error))
                return undefined;
            throw error;
        }
    }
    /** Creates or replaces the deployment. Returns the address of the operation, if it is one of the same server. */
    async putDeployment(body) {
        const text = JSON.stringify(body);
        const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(text)}` };
        const response = await this.#send('PUT', this.#path, { body: text, headers });
        // The page of a proxy has accepted nothing.
        (0,request/* decodeResponse */.oX)(`PUT ${this.#path}`, response, (answer) => schemas/* looseObject */._H3({}).optional().parse(answer));
        return this.#getOperationUrl(response);
    }
    /** Deletes the deployment, which may take time; returns at once if there is none. */
    async deleteDeployment() {
        try {
            await this.#send('DELETE', this.#path);
        }
        catch (error) {
            if (!isDeploymentAbsent(error))
                throw error;
        }
    }
    /** Returns the status of an operation. */
    async getOperation(url) {
        const response = await this.#createRequester(url).send('GET', '');
        return (0,request/* decodeResponse */.oX)('GET operation', response, (body) => {
            const { status, properties, error } = OperationBody.parse(body);
            return { status: status ?? properties?.provisioningState, code: error?.code, message: error?.message };
        });
    }
    get #path() {
        return `/deployments/${encodeURIComponent(this.#connection.deployment)}`;
    }
    async #send(method, path, options = {}) {
        const { managementUrl, accountId } = this.#connection;
        const accountPath = encodeURI(accountId);
        try {
            return await this.#createRequester(managementUrl).send(method, accountPath + path, {
                query: { 'api-version': API_VERSION },
                ...options,
            });
        }
        catch (error) {
            throw toManagementError(error, accountPath);
        }
    }
    #createRequester(baseUrl) {
        const { credentials, userAgent } = this.#connection;
        const connection = { baseUrl, headers: { 'user-agent': userAgent }, credentials };
        return new api_request/* ApiRequester */.N(connection, this.#fetch, this.#clock, this.#options);
    }
    /** The credential goes to the configured server only, so an address of another one is not used. */
    #getOperationUrl({ headers }) {
        const { managementUrl } = this.#connection;
        const address = headers.get('azure-asyncoperation') ?? headers.get('location');
        if (!address || !URL.canParse(address, managementUrl))
            return undefined;
        const url = new URL(address, managementUrl);
        return url.origin === new URL(managementUrl).origin ? url.href : undefined;
    }
}

;// CONCATENATED MODULE: ./src/deployment/probe.ts







/** Thrown when another model answers, such as the previous one for a while. */
class OtherModelError extends errors/* ActionError */.lZ {
    name = 'OtherModelError';
}
/** A model that is loaded for the first request needs longer than usual. */
const PROBE_TIMEOUT_MS = 60_000;
const PROMPT = 'Answer with the word ok.';
/** Enough for a word; a reasoning model also spends them on its reasoning. */
const ANSWER_TOKENS = 16;
const REASONING_TOKENS = 512;
const REASONING_MODEL = /^(o\d|gpt-5|gpt-oss|codex)/i;
const CompletionBody = schemas/* looseObject */._H3({
    model: schemas/* string */.YjP().catch(''),
    choices: schemas/* array */.YOg(schemas/* looseObject */._H3({ message: schemas/* looseObject */._H3({}), finish_reason: schemas/* string */.YjP().nullish().catch(undefined) }))
        .min(1),
});
/** Sends one small completion until the deployment answers it well. Rejects with what the model last answered. */
async function waitUntilAnswering(options) {
    const { connection, fetch, clock, signal, deadline, model } = options;
    const requester = new api_request/* ApiRequester */.N(connection, fetch, clock, { signal, deadline });
    let limit = REASONING_MODEL.test(model) ? 'max_completion_tokens' : 'max_tokens';
    await (0,retry/* retry */.L)(() => probe(requester, limit, options).catch((error) => {
        const other = findOtherLimit(error, limit);
        if (!other)
            throw error;
        limit = other;
        return probe(requester, limit, options);
    }), {
        ...options,
        shouldRetry: stopAfterRepeated(clock, isDenied, isNotReady),
    });
}
/** Sends one completion. Rejects unless the model answers it well. */
async function probe(requester, limit, options) {
    try {
        await requestCompletion(requester, limit, options);
    }
    catch (error) {
        if (!isAnswerCutOff(error))
            throw toProbeError(error);
    }
}
async function requestCompletion(requester, limit, { deployment, model, previousModel }) {
    const body = JSON.stringify({
        model: deployment,
        messages: [{ role: 'user', content: PROMPT }],
        [limit]: REASONING_MODEL.test(model) ? REASONING_TOKENS : ANSWER_TOKENS,
    });
    const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` };
    const response = await requester.send('POST', '/chat/completions', {
        body,
        headers,
        timeoutMs: PROBE_TIMEOUT_MS,
    });
    const completion = (0,request/* decodeResponse */.oX)('POST /chat/completions', response, (body) => CompletionBody.parse(body));
    const { model: answering } = completion;
    if (previousModel !== undefined &&
        !isSameName(previousModel, model) &&
        isSameName(answering, previousModel))
        throw new OtherModelError(`The previous model ${previousModel} still answers`);
    if (isOtherModel(answering, model))
        throw new OtherModelError(`Another model, ${answering}, answers`);
    if (completion.choices[0]?.finish_reason === 'content_filter')
        throw new errors/* ActionError */.lZ('The content filter blocks the answer of the model', { hint: CONTENT_FILTER });
}
const isSameName = (a, b) => a.toLowerCase() === b.toLowerCase();
const FINE_TUNED = /^ft:|\.ft-/i;
/** Only the names of two fine-tuned models show a difference: servers also answer with the name of the base or the deployment. */
function isOtherModel(answering, model) {
    const [a, b] = [answering.toLowerCase(), model.toLowerCase()];
    return FINE_TUNED.test(a) && FINE_TUNED.test(b) && !a.startsWith(b) && !b.startsWith(a);
}
/** A reasoning model may spend all its tokens before it answers (error of the API): then it works. */
function isAnswerCutOff(error) {
    return error instanceof http_errors/* ApiError */.hD && /output limit was reached/i.test(error.serverMessage ?? '');
}
/** Some models know only the one, some only the other name of the limit. */
function findOtherLimit(error, limit) {
    if (!(error instanceof http_errors/* ApiError */.hD) || ![400, 422].includes(error.status))
        return undefined;
    const text = `${error.param} ${error.serverMessage}`;
    if (!new RegExp(`\\b${limit}\\b`).test(text))
        return undefined;
    return limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
}
const CONTENT_FILTER = 'The content filter of the deployment refuses a harmless prompt. Check the policy of the deployment (raiPolicyName) in the Foundry portal.';
const DATA_ROLE = 'The identity needs the role "Cognitive Services OpenAI User" on the account to call the model; an "api-key" must be a key of this account. A new role takes effect after some minutes.';
const CONTENT_FILTER_TEXT = /content.?(filter|management policy)|ResponsibleAIPolicy/i;
/** What to do about the last answer of a probe: by its text, then by its status. */
const probe_HINTS = [
    [CONTENT_FILTER_TEXT, CONTENT_FILTER],
    [
        /failed to load lora/i,
        'Open-weight models need a capacity of 100 or more, and may need many minutes to load. Raise "capacity" or "timeout".',
    ],
    [
        /OperationNotSupported|does not work with the specified model/i,
        'The model does not answer chat completions. Check "model", or set "probe: false".',
    ],
    [
        /Deployment(NotFound|NotReady)/i,
        'Azure provisions a deployment some minutes before its model answers. Raise "timeout"; if it lasts, delete the deployment and deploy again.',
    ],
];
const probe_STATUS_HINTS = new Map([
    [401, DATA_ROLE],
    [403, DATA_ROLE],
    [404, 'Check "base-url" and "resource-id": the deployment must belong to the account at this address.'],
    [429, 'Other requests use up the capacity of the deployment. Raise "capacity" or "timeout".'],
]);
const UNREACHABLE = 'Check "base-url", and that this runner can reach the endpoint of the account.';
/** Replaces the hint for training by one for a deployment. */
function toProbeError(error) {
    if (error instanceof http_errors/* ConnectionError */.Rc && error.hint !== undefined)
        return new http_errors/* ConnectionError */.Rc(error.message, { ...error, cause: error.cause, hint: UNREACHABLE });
    if (!(error instanceof http_errors/* ApiError */.hD))
        return error;
    const text = `${error.code} ${error.serverMessage}`;
    const hint = probe_HINTS.find(([pattern]) => pattern.test(text))?.[1] ?? probe_STATUS_HINTS.get(error.status);
    return new http_errors/* ApiError */.hD(error.message, error, hint);
}
const NOT_READY_TEXT = /Deployment(NotFound|NotReady)|failed to load lora|not (yet )?ready|is (still )?being|loading|warming/i;
/**
 * No permission, an unknown model, a redirect, the page of a proxy: perhaps a replica that does not know the role or the name
 * yet, perhaps for good. Azure says of a deployment that it has just provisioned that the deployment is unknown, not its model.
 */
function isDenied(error) {
    if (!(error instanceof http_errors/* ApiError */.hD) || error.credentialRenewed)
        return false;
    const { status, isApiResponse, code } = error;
    return (status < 400 ||
        [401, 403].includes(status) ||
        code === 'model_not_found' ||
        (!isApiResponse && status === 400));
}
function isNotReady(error) {
    if (error instanceof OtherModelError)
        return true;
    if (!(error instanceof http_errors/* ApiError */.hD))
        return (0,http_errors/* isRetryable */.r3)(error);
    const text = `${error.code} ${error.serverMessage}`;
    if (CONTENT_FILTER_TEXT.test(text))
        return false;
    if (NOT_READY_TEXT.test(text) || error.credentialRenewed)
        return true;
    return [404, 408, 409, 424, 425, 429].includes(error.status) || error.status >= 500;
}

// EXTERNAL MODULE: ./src/github/redact-deep.ts
var redact_deep = __webpack_require__(9205);
// EXTERNAL MODULE: ./src/openai/authentication.ts
var authentication = __webpack_require__(5976);
// EXTERNAL MODULE: ./src/openai/token-exchange.ts
var token_exchange = __webpack_require__(3737);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/training/connection.ts
var connection = __webpack_require__(4512);
// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 5 modules
var run_step = __webpack_require__(5247);
;// CONCATENATED MODULE: ./src/actions/deploy.ts


















/** The runner ends a cancelled step after seven and a half seconds. */
const CANCEL_DESCRIBE_MS = 4000;
const ENDPOINT_MS = 60_000;
/** Runs the action `deploy`: puts a model behind a stable name on Azure, deletes the name, or shows what is behind it. */
function deploy(deps) {
    const { runner, clock, fetch, signal, userAgent } = deps;
    return (0,run_step/* runStep */.e)(deps, outputs/* DEPLOY_OUTPUTS */.bE, async (outputs) => {
        const startedAt = clock.now();
        const inputs = await (0,parse_inputs/* parseInputsOrThrow */.I)(config_inputs/* inputSchemas */.b.deploy, runner);
        const { deployment: name, timeout } = inputs;
        const reporter = new DeployReporter({
            name,
            log: runner.info,
            setOutputs: (values) => outputs.set(values),
            redact: (summary) => (0,redact_deep/* redactDeep */.K)(summary, runner, { keepsOwnNames: true }),
        });
        const deadline = startedAt + timeout;
        const connection = {
            managementUrl: inputs['management-url'],
            accountId: inputs['resource-id'],
            deployment: name,
            credentials: createManagementAuth(inputs, deps),
            userAgent,
        };
        const client = new ManagementClient(connection, fetch, clock, { signal, deadline });
        const manager = new DeploymentManager(client, {
            ...(0,retry_options/* retryOptions */.tO)(deps),
            name,
            signal,
            deadline,
            observer: reporter,
        });
        try {
            const outcome = await runCommand({ inputs, deps, deadline, client, manager, reporter });
            runner.notice(`Deployment "${name}": ${outcome}`);
            if (inputs.summary)
                runner.writeSummary(reporter.renderSummary({ outcome }));
        }
        catch (error) {
            const failure = signal.aborted ? await describeCancellation(inputs, manager, reporter, deps) : error;
            if (inputs.summary)
                runner.writeSummary(reporter.renderSummary({ outcome: describeFailedCommand(inputs), failure: (0,format_error/* formatError */.W)(failure) }));
            throw failure;
        }
    });
}
/** After a rollback, nothing else names the model that was not deployed. */
function describeFailedCommand({ command, model }) {
    switch (command) {
        case 'apply':
            return `deploying model ${model} failed`;
        case 'delete':
            return 'deleting it failed';
        case 'show':
            return 'reading it failed';
    }
}
/** Carries out the command and returns its outcome in a few words. */
function runCommand(context) {
    switch (context.inputs.command) {
        case 'apply':
            return apply(context);
        case 'delete':
            return remove(context);
        case 'show':
            return show(context);
    }
}
async function apply(context) {
    const { inputs, deps, manager, reporter } = context;
    const { runner, clock, signal } = deps;
    const first = await manager.readFirst();
    reporter.setBefore(first);
    const { model } = getDesired(inputs, first);
    // Before any change: an address or a credential that the probe cannot use must not cost a rollback.
    const probe = await prepareProbe(context, model.name);
    const before = await manager.waitUntilSettled(first);
    reporter.setBefore(before);
    await applyDeployment({
        name: inputs.deployment,
        desired: getDesired(inputs, before),
        before,
        manager,
        clock,
        signal,
        probe,
        onFailure: inputs['on-failure'],
        log: runner.info,
        warn: runner.warning,
        onChange: (changed) => reporter.setChanged(changed),
        onReplaced: (replaced) => reporter.setBefore(replaced),
    });
    const answers = probe ? ' and answers' : '';
    return `${reporter.changed ? 'now has' : 'already had'} model ${model.name}${answers}`;
}
/** Returns what the deployment is to be: SKU and capacity default to those of the existing one. */
function getDesired(inputs, existing) {
    const { deployment, model, sku = existing?.sku, capacity = existing?.capacity } = inputs;
    const reason = existing
        ? `Azure does not report that of deployment "${deployment}"`
        : `deployment "${deployment}" does not exist yet`;
    const missing = [sku === undefined && 'sku', capacity === undefined && 'capacity'].filter(Boolean);
    if (sku === undefined || capacity === undefined)
        throw new errors/* ActionError */.lZ(missing.map((name) => `input "${name}": is required, since ${reason}`).join('\n'));
    if (model === undefined)
        throw new Error('the inputs name no model');
    const { 'model-format': format, 'model-version': version, 'model-source': source } = inputs;
    return { model: { format, name: model, version, source }, sku, capacity };
}
/** Returns the probe of a model, after checking that it has an address and a credential. */
async function prepareProbe(context, model) {
    const { inputs, deps, deadline, manager, reporter } = context;
    const { fetch, signal, userAgent } = deps;
    if (!inputs.probe) {
        await findEndpoint(context);
        return undefined;
    }
    const baseUrl = await findModelUrl(context);
    const credentials = createModelAuth(inputs, deps);
    await manager.retryBeforeChange(() => credentials.getHeaders());
    return async () => {
        await waitUntilAnswering({
            ...(0,retry_options/* retryOptions */.tO)(deps),
            connection: { baseUrl, headers: { 'user-agent': userAgent }, credentials },
            fetch,
            deployment: inputs.deployment,
            model,
            previousModel: reporter.before?.model.name,
            signal,
            deadline,
        });
        reporter.setAnswered();
    };
}
async function findModelUrl(context) {
    const { inputs, client, manager, reporter } = context;
    const { 'base-url': baseUrl, 'management-url': managementUrl } = inputs;
    if (baseUrl !== undefined) {
        await findEndpoint(context);
        return (0,provider/* withAzureApiPath */.zq)(baseUrl);
    }
    const endpoint = await manager.retryBeforeChange(() => client.getEndpoint());
    reporter.setEndpoint(endpoint);
    return getInferenceBaseUrl(endpoint, managementUrl);
}
/** Sets the output `endpoint`, which nothing else of this step needs: a warning if the account cannot be read. */
async function findEndpoint({ client, manager, reporter, deps }) {
    try {
        const short = manager.within(ENDPOINT_MS);
        reporter.setEndpoint(await short.retryBeforeChange(() => client.getEndpoint()));
    }
    catch (error) {
        (0,errors/* rethrowUnexpected */.jO)(error, deps.signal);
        deps.runner.warning(`The endpoint of the account is unknown: ${(0,format_error/* formatError */.W)(error)}`);
    }
}
/** Deletes the deployment, if there is one. */
async function remove({ manager, reporter }) {
    const before = await manager.readFirst();
    reporter.setBefore(before);
    if (!before)
        return 'did not exist, so nothing was deleted';
    await manager.remove();
    reporter.setChanged(true);
    return `was deleted (model ${before.model.name})`;
}
/** Shows what is behind the name; changes nothing. */
async function show(context) {
    const { manager, reporter } = context;
    const current = await manager.readFirst();
    reporter.setBefore(current);
    await findEndpoint(context);
    return current ? `has model ${current.model.name} (${current.state})` : 'does not exist';
}
function createManagementAuth(inputs, deps) {
    const { 'azure-token': token, 'management-url': managementUrl } = inputs;
    if (token !== undefined)
        return (0,authentication/* createApiKeyAuth */.c)(token, 'bearer', provider/* AZURE */._k);
    return createEntraAuth(inputs, getCloud(managementUrl).managementScope, deps);
}
/** A key wins over the identity, which may have the role for deployments and none for the model. */
function createModelAuth(inputs, deps) {
    const { 'api-key': key, 'management-url': managementUrl } = inputs;
    if (key !== undefined)
        return (0,authentication/* createApiKeyAuth */.c)(key, 'auto', provider/* AZURE */._k);
    return createEntraAuth(inputs, getCloud(managementUrl).modelScope, deps);
}
function createEntraAuth(inputs, scope, deps) {
    const { 'azure-tenant-id': tenantId, 'azure-client-id': clientId, 'management-url': managementUrl } = inputs;
    if (!tenantId || !clientId)
        throw new Error('the inputs name no way to authenticate');
    const tokenUrl = inputs['token-url'] ?? (0,token_exchange/* entraTokenUrl */.Lr)(tenantId, getCloud(managementUrl).loginHost);
    return (0,connection/* createIdentityAuth */.$7)({ kind: 'entra', tokenUrl, clientId, scope }, inputs['oidc-audience'], deps);
}
/** Returns the error of a cancelled step, which says what is left behind the name. */
async function describeCancellation(inputs, manager, reporter, { signal, runner }) {
    const now = await manager.describeNow(CANCEL_DESCRIBE_MS);
    return new errors/* ActionError */.lZ(`${(0,format_error/* formatError */.W)(signal.reason)} Deployment "${inputs.deployment}" is left as it is. ${now} A change that Azure has accepted goes on.`, { hint: describeNextStep(inputs, reporter, runner) });
}
/** Says how to go on, or back: a second run finds the new model already there, and does not know the one before it. */
function describeNextStep({ command, model }, { before, requested }, { isCommandLine }) {
    if (command === 'show')
        return undefined;
    const runAgain = `Run the ${isCommandLine ? 'command' : 'workflow'} again to`;
    if (command === 'delete')
        return `${runAgain} delete it.`;
    if (!requested)
        return `${runAgain} deploy model ${model}.`;
    const previous = before?.model.name;
    if (previous === model)
        return `${runAgain} complete the change.`;
    const wayBack = previous === undefined ? 'delete the deployment' : `deploy model ${previous}`;
    return `${runAgain} complete the change. To roll back, ${wayBack}.`;
}


/***/ })

};
