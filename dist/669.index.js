export const id = 669;

export const ids = [ 669 ];

export const modules = {
6669: ((e, t, n) => {
n.r(t), n.d(t, {
deploy: () => deploy
});
var o = n(4389), s = n(6891), i = n(3916), a = n(2857), r = n(9567);
const c = a.YjP().optional().catch(void 0), d = a._H3({
id: c,
name: c,
sku: a._H3({
name: c,
capacity: r.ai().optional().catch(void 0)
}).nullish().catch(void 0),
properties: a._H3({
provisioningState: c,
model: a._H3({
name: a.YjP().min(1),
version: c
})
})
});
function hasModel({model: e}, t) {
const {version: n} = t, o = void 0 === e.version || void 0 === n || isSameText(e.version, n);
return isSameText(e.name, t.name) && o;
}
function isAsDesired(e, t) {
const {sku: n, capacity: o} = e;
return hasModel(e, t.model) && (void 0 === n || void 0 === t.sku || isSameText(n, t.sku)) && (void 0 === o || void 0 === t.capacity || o === t.capacity);
}
const isSameText = (e, t) => e.toLowerCase() === t.toLowerCase();
function isSettled({state: e}) {
return /^(succeeded|failed|cancell?ed|disabled)$/i.test(e);
}
function isProvisioned({state: e}) {
return /^succeeded$/i.test(e);
}
const l = [ "id", "name", "type", "etag", "systemData" ], u = [ "provisioningState", "capabilities", "rateLimits", "callRateLimit", "currentCapacity", "dynamicThrottlingEnabled" ], h = [ "callRateLimit", "publisher", "sourceAccount" ], withoutFields = (e, t) => Object.fromEntries(Object.entries(Object(e)).filter(([e]) => !t.includes(e)));
function buildRestoreBody({body: e}) {
const t = withoutFields(e.properties, u);
return {
...withoutFields(e, l),
properties: {
...t,
model: withoutFields(t.model, h)
}
};
}
function buildDeploymentBody(e, t) {
const {source: n, ...o} = t.model, s = e ? buildRestoreBody(e) : {}, i = void 0 !== e?.sku && isSameText(e.sku, t.sku);
return {
...s,
sku: {
...i && Object(s.sku),
name: t.sku,
capacity: t.capacity
},
properties: {
...Object(s.properties),
model: {
...o,
...n && {
source: n
}
}
}
};
}
function describeDeployment(e) {
return e ? `model ${e.model.name} (${e.state})` : "no deployment";
}
var m = n(8549), p = n(8902);
const f = 'The identity needs the role "Cognitive Services Contributor" on the account, or a custom role with read, write and delete of Microsoft.CognitiveServices/accounts/deployments. A new role takes effect after some minutes.', g = 'Check "resource-id": its subscription, resource group or account does not exist.', w = new Map([ [ "InsufficientQuota", 'No quota is left for this model, SKU and region. Lower "capacity", delete another deployment, or request more quota in the portal.' ], [ "DeploymentModelNotSupported", 'This account cannot deploy that model with that SKU. Check "model", "model-version", "model-format" and "sku"; set "model-source" to the account that trained the model if it is another one.' ], [ "InvalidResourceProperties", 'Check "sku", "capacity", "model-version" and "model-format": the model or the region does not allow that combination.' ], [ "OperationNotAllowed", "The account, its region or its quota does not allow this. The message has the reason." ], [ "AuthorizationFailed", f ], [ "RoleAssignmentNotFound", f ], [ "LinkedAuthorizationFailed", `${f} It also needs read access to "model-source".` ], [ "ScopeLocked", "A lock on the account, its resource group or subscription forbids the change. Remove the lock first." ], [ "RequestDisallowedByPolicy", "A policy of the subscription forbids this deployment. The message names the policy." ], [ "ResourceGroupNotFound", g ], [ "SubscriptionNotFound", g ], [ "InvalidSubscriptionId", g ], [ "ParentResourceNotFound", g ] ]), y = new Map([ [ 401, 'Azure Resource Manager does not accept the token. An "azure-token" must be for https://management.azure.com and not expired; for an identity, check "azure-tenant-id".' ], [ 403, f ], [ 404, g ], [ 409, "Another operation on this account was in progress all the time. Run the workflow again." ] ]), b = /safety|responsible ai|harmful/i;
function getManagementHint(e, t = "", n, o = !0) {
if (void 0 !== n && n < 400) return 'Redirects are not followed. Set "management-url" to the address that they lead to.';
return w.get(e ?? "") || (b.test(t) ? "Azure's safety evaluation of the fine-tuned model blocks its deployment. Open the model in the Foundry portal to see the evaluation, and review the training data." : o && 500 === n ? 'Azure answers like this to a wrong "model-format", among others. Open-weight models have "Microsoft", "Meta", "Mistral AI" or "Alibaba" there, not "OpenAI".' : y.get(n ?? 0));
}
const v = /^(InsufficientQuota|ScopeLocked|FlagMustBeSetForRestore)$/i;
function isRetryableChangeError(e) {
return e instanceof m.hD ? !(e.status < 400 || v.test(e.code ?? "")) && ((0, m.r3)(e) || [ 409, 425 ].includes(e.status)) : (0, 
m.r3)(e);
}
function isDeploymentAbsent(e) {
if (!(e instanceof m.hD && 404 === e.status && e.isOwnError)) return !1;
const {code: t = "", serverMessage: n = ""} = e;
return !!/^DeploymentNotFound$/i.test(t) || !(!/NotFound$/i.test(t) || /^(ResourceGroup|Subscription|ParentResource)/i.test(t)) && !/\/accounts\/[^/'"]+['"]/.test(n);
}
class ProvisioningError extends i.lZ {
name="ProvisioningError";
}
const $ = 5, k = 2e4;
function stopAfterRepeated(e, t, n) {
let o = 0, s = e.now();
return i => t(i) ? (0 === o && (s = e.now()), o += 1, o < $ || e.now() - s < k) : (o = 0, 
n(i));
}
class SupersededError extends i.lZ {
name="SupersededError";
constructor(e, t) {
super(`Another process has changed deployment "${e}", which now has ${describeDeployment(t)}`, {
hint: "Put the jobs that deploy under this name into one concurrency group."
});
}
}
class DeploymentManager {
#e;
#t;
constructor(e, t) {
this.#e = e, this.#t = t;
}
within(e, t = this.#t.signal) {
const n = this.#t.clock.now() + e;
return new DeploymentManager(this.#e.withOptions({
signal: t,
deadline: n
}), {
...this.#t,
signal: t,
deadline: n
});
}
async readFirst() {
const e = await this.retryBeforeChange(() => this.#e.getDeployment());
return this.#t.observer.onRead(e), e;
}
retryBeforeChange(e) {
return (0, p.L)(e, {
...this.#t,
shouldRetry: isRetryableChangeError,
failsFast: !0
});
}
async waitUntilSettled(e) {
let t = e;
for (let e = 0; t && !isSettled(t); e++) this.#n("another operation on it has not ended"), 
await this.#o(e), t = await this.read();
return t;
}
async read() {
const e = await (0, p.L)(() => this.#e.getDeployment(), {
...this.#t,
shouldRetry: m.ZU,
tolerateRefusals: !0
});
return this.#t.observer.onRead(e), e;
}
async describeNow(e, {isRefused: t = !1} = {}) {
const {name: n, observer: o} = this.#t, describePending = () => t ? "" : this.#s(), {signal: s} = new AbortController;
try {
return `Behind "${n}" is ${describeDeployment(await this.within(e, s).read())}.${describePending()}`;
} catch (e) {
return (0, i.jO)(e, s), `Azure does not say what is behind "${n}" now. When it was last read, it was ${describeDeployment(o.last)}.${describePending()}`;
}
}
#s() {
const {last: e, requested: t} = this.#t.observer;
return t && t.model?.toLowerCase() !== e?.model.name.toLowerCase() ? ` This step has requested ${void 0 === t.model ? "to delete it" : `model ${t.model}`}.` : "";
}
async change(e) {
const {clock: t} = this.#t;
let n = 0;
const o = stopAfterRepeated(t, e => e instanceof m.hD && 500 === e.status && e.isOwnError, isRetryableChangeError), s = await (0, 
p.L)(async () => {
if (!(n++ > 0 && await this.#i(e))) {
this.#t.observer.onRequest(e.target.model.name);
try {
const t = await this.#e.putDeployment(e.body);
return e.sent = !0, t;
} catch (t) {
throw (0, m.yj)(t) || (e.sent = !0), t;
}
}
}, {
...this.#t,
shouldRetry: o
});
return this.#a(e, s);
}
async remove(e = () => !0) {
const {clock: t} = this.#t;
let n = Number.NEGATIVE_INFINITY;
for (let o = 0; ;o++) {
const s = await this.read();
if (!s) return;
t.now() - n >= 6e4 && await this.#r(s, e) && (n = t.now()), this.#n("it is not deleted yet"), 
await this.#o(o);
}
}
async #r(e, t) {
let n = e, o = 0;
return (0, p.L)(async () => {
if (o++ > 0 && (n = await this.read()), !n || /^deleting$/i.test(n.state)) return !1;
if (!t(n)) throw new SupersededError(this.#t.name, n);
return this.#t.observer.onRequest(void 0), await this.#e.deleteDeployment(), !0;
}, {
...this.#t,
shouldRetry: isRetryableChangeError
});
}
async #i({target: e, mayReplace: t}) {
const n = await this.read(), o = n && isSettled(n) && !isProvisioned(n);
if (n && isAsDesired(n, e) && !o) return !0;
if (t && !t(n)) throw new SupersededError(this.#t.name, n);
return !1;
}
async #a({target: e}, t) {
const {clock: n, name: o} = this.#t, s = n.now();
let i, a = !1, r = !1;
for (let c = 0; ;c++) {
const d = await this.read(), l = d && isAsDesired(d, e) ? d : void 0;
if (l && isProvisioned(l)) return l;
const u = await this.#c(t);
if (/^(failed|cancell?ed)$/i.test(u?.status ?? "")) throw provisioningError(o, e, u);
if (l && !isSettled(l)) a = !0; else if (l && (a || n.now() - s >= 3e4)) throw provisioningError(o, e, u, l.state);
if (d && hasModel(d, e.model)) r = !0, i = void 0; else if (r && (i ??= n.now(), 
n.now() - i >= 3e4)) throw new SupersededError(o, d);
this.#n(`it shows ${describeDeployment(d)}`), await this.#o(c);
}
}
async #c(e) {
if (void 0 !== e) try {
return await this.#e.getOperation(e);
} catch (e) {
return void (0, i.jO)(e, this.#t.signal);
}
}
#n(e) {
const {clock: t, deadline: n, name: o} = this.#t;
if (!(t.now() < n)) throw new i.lZ(`Timed out waiting for deployment "${o}": ${e}`, {
hint: 'Raise "timeout", or run the workflow again: it continues where this step ended.'
});
}
#o(e) {
const {clock: t, deadline: n, signal: o} = this.#t;
return t.sleep(Math.max(0, Math.min(1e3 * 2 ** e, 1e4, n - t.now())), o);
}
}
function provisioningError(e, {model: t}, n, o = n?.status) {
const {code: s, message: i} = n ?? {}, a = [ s, i ].filter(Boolean).join(": ");
return new ProvisioningError(`Azure could not deploy model ${t.name} as "${e}" (${o})${a && `: ${a}`}`, {
hint: getManagementHint(s, i)
});
}
const R = 6e5, A = 3e4, D = 5e3;
function isSameAs(e, t) {
return e && t ? isAsDesired(e, t) : e === t;
}
const S = 3, E = 3e4, C = 1e4;
async function applyDeployment(e) {
const {signal: t, probe: n, log: o} = e;
let s = createAttempt(e, e.before);
try {
for (let t = 1; !await putModel(s, t < S); t++) {
const t = await e.manager.waitUntilSettled(await e.manager.read());
e.onReplaced(t), s = createAttempt(e, t);
}
n && (o("Provisioned. Waiting until the model answers."), await n());
} catch (e) {
if (t.aborted) throw e;
throw await async function recover(e, t) {
const n = await async function describeRecovery({change: e, options: t}) {
const {manager: n, onFailure: o, onChange: s, signal: a, log: r, before: c} = t;
if (!e.sent) return s(!1), `This step has changed nothing, so nothing is rolled back. ${await n.describeNow(C, {
isRefused: !0
})}`;
if ("keep" === o) return `Nothing was rolled back, since "on-failure" is "keep". ${await n.describeNow(C)}`;
r(`Rolling back: ${c ? `restoring model ${c.model.name}` : "deleting the new deployment"}.`);
try {
const {text: e, changed: n} = await async function rollBack(e) {
const {name: t, desired: n, before: o} = e, s = e.manager.within(R), i = await async function readChanged(e, {desired: t, before: n, clock: o, signal: s}) {
const i = o.now() + A;
for (;;) {
const a = await e.read(), r = a && isAsDesired(a, t), c = a && !isSameAs(a, n) && isSettled(a);
if (r || c || o.now() >= i) return a;
await o.sleep(D, s);
}
}(s, e);
if (!i || !hasModel(i, n.model)) {
const e = !isSameAs(i, o), n = e ? "which this step has not put there" : "as before this step";
return {
text: `Nothing was rolled back: behind "${t}" is ${describeDeployment(i)}, ${n}.`,
changed: e
};
}
if (!o) return await s.remove(e => hasModel(e, n.model)), {
text: `Rolled back: "${t}" did not exist before this step and was deleted.`,
changed: !1
};
if (!isSameAs(i, o) || !isProvisioned(i)) {
const mayReplace = e => void 0 !== e && (hasModel(e, n.model) || hasModel(e, o.model));
await s.change({
body: buildRestoreBody(o),
target: o,
sent: !1,
mayReplace: mayReplace
});
}
return {
text: `Rolled back: "${t}" has model ${o.model.name} again.`,
changed: !1
};
}(t);
return s(n), e;
} catch (e) {
(0, i.jO)(e, a);
const t = await n.describeNow(C);
return `The rollback failed: ${e.message.replace(/\.$/, "")}. ${t}`;
}
}(t);
return e instanceof i.lZ ? new i.lZ(`${e.message.replace(/\.$/, "")}. ${n}`, {
hint: e.hint,
cause: e
}) : (t.options.warn(n), e);
}(e, s);
}
await async function apply_confirm({name: e, desired: t, manager: n, signal: o, warn: s}) {
const a = await n.within(E).read().catch(t => ((0, i.jO)(t, o), s(`Could not read deployment "${e}" once more: ${t.message}`), 
"unknown"));
if (!("unknown" === a || a && hasModel(a, t.model))) throw new SupersededError(e, a);
}(e);
}
function createAttempt(e, t) {
const n = {
body: buildDeploymentBody(t, e.desired),
target: e.desired,
sent: !1,
mayReplace: e => function isUnchanged(e, t) {
return e && t ? isAsDesired(e, t) : e === t;
}(e, t)
};
return {
options: {
...e,
before: t
},
change: n
};
}
async function putModel({options: e, change: t}, n) {
const {name: o, desired: s, before: i, manager: a, log: r, onChange: c} = e;
if (i && isProvisioned(i) && isAsDesired(i, s)) return r(`Deployment "${o}" already has model ${s.model.name}: nothing to change.`), 
!0;
r(`Deploying model ${s.model.name} as "${o}" (${s.sku}, capacity ${s.capacity}).`);
try {
return await a.change(t), !0;
} catch (e) {
if (!(e instanceof SupersededError) || t.sent || !n) throw e;
return r(`${e.message}: comparing again.`), !1;
} finally {
c(t.sent);
}
}
var M = n(8347), O = n(4717);
const T = {
loginHost: "login.microsoftonline.com",
managementScope: "https://management.azure.com/.default",
modelScope: "https://cognitiveservices.azure.com/.default"
}, P = new Map([ [ "management.usgovcloudapi.net", {
loginHost: "login.microsoftonline.us",
managementScope: "https://management.usgovcloudapi.net/.default",
modelScope: "https://cognitiveservices.azure.us/.default"
} ], [ "management.chinacloudapi.cn", {
loginHost: "login.partner.microsoftonline.cn",
managementScope: "https://management.chinacloudapi.cn/.default",
modelScope: "https://cognitiveservices.azure.cn/.default"
} ] ]);
function getCloud(e) {
return P.get(new URL(e).hostname) ?? T;
}
const U = /\.((openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)|api\.cognitive\.(microsoft\.(com|us)|azure\.cn))$/;
var N = n(4285);
class DeployReporter {
#t;
last;
requested;
before;
changed=!1;
#d="";
#l;
#u=!1;
constructor(e) {
this.#t = e, e.setOutputs({
deployment: e.name,
changed: !1
});
}
onRead(e) {
const {name: t, log: n, setOutputs: o} = this.#t;
this.last = e, o({
model: e?.model.name ?? "",
state: e?.state ?? "absent"
});
const s = void 0 !== this.requested && void 0 === this.requested.model, i = !e || /^deleting$/i.test(e.state);
s && i && this.before && this.setChanged(!0);
const a = `Deployment "${t}": ${describeDeployment(e)}`;
a !== this.#d && n(a), this.#d = a;
}
onRequest(e) {
this.requested = {
model: e
};
}
setBefore(e) {
this.before = e, this.#t.setOutputs({
"previous-model": e?.model.name ?? ""
});
}
setEndpoint(e) {
this.#l = e, this.#t.setOutputs({
endpoint: e
});
}
setChanged(e) {
this.changed = e, this.#t.setOutputs({
changed: e
});
}
setAnswered() {
this.#u = !0;
}
renderSummary({outcome: e, failure: t}) {
const n = {
name: this.#t.name,
outcome: e,
failure: t,
before: toSummary(this.before),
after: toSummary(this.last),
answered: this.#u,
endpoint: this.#l
};
return function renderDeploySummary(e) {
const {name: t, outcome: n, before: o, after: s, answered: i, endpoint: a, failure: r} = e, row = (e, t) => [ e, ...[ o, s ].map(e => (e && t(e)) ?? "\u2013") ], c = [ row("Model", ({model: e}) => (0, 
N.ti)(e)), row("SKU", ({sku: e}) => e && (0, N.ti)(e)), row("Capacity", ({capacity: e}) => e?.toString()), row("State", ({state: e}) => (0, 
N.ti)(e)) ];
return `${[ `## ${void 0 === r ? "\u2705" : "\u274c"} Deployment ${(0, N.ti)(t)}: ${(0, 
N.X1)(n)}`, void 0 !== r && (0, N.PI)(r), (0, N.tp)([ "", "before this step", "now" ], c), i && "The model has answered a request.", void 0 !== a && `Endpoint: ${(0, 
N.ti)(a)}` ].filter(Boolean).join("\n\n")}\n`;
}(this.#t.redact(n));
}
}
function toSummary(e) {
if (!e) return;
const {model: t, sku: n, capacity: o, state: s} = e;
return {
model: t.name,
sku: n,
capacity: o,
state: s
};
}
var _ = n(7777), L = n(8362);
const z = a._H3({
properties: a._H3({
endpoint: a.YjP().min(1)
})
}), x = a.YjP().optional().catch(void 0), I = a._H3({
status: x,
properties: a._H3({
provisioningState: x
}).optional().catch(void 0),
error: a._H3({
code: x,
message: x
}).optional().catch(void 0)
});
class ManagementClient {
#h;
#m;
#p;
#t;
constructor(e, t, n, o) {
this.#h = e, this.#m = t, this.#p = n, this.#t = o;
}
withOptions(e) {
return new ManagementClient(this.#h, this.#m, this.#p, e);
}
async getEndpoint() {
const e = await this.#f("GET", "");
return (0, _.oX)("GET account", e, e => z.parse(e).properties.endpoint);
}
async getDeployment() {
const {deployment: e} = this.#h;
try {
const t = await this.#f("GET", this.#g);
return (0, _.oX)(`GET ${this.#g}`, t, t => function decodeDeployment(e, t) {
const {id: n, name: o, sku: s, properties: i} = d.parse(e), r = (o ?? n)?.split("/").at(-1);
if (void 0 !== r && !isSameText(r, t)) throw new Error(`a deployment named ${r}`);
return {
model: {
name: i.model.name,
version: i.model.version
},
sku: s?.name,
capacity: s?.capacity,
state: i.provisioningState || "Succeeded",
body: a.g1P(a.YjP(), a.L5J()).parse(e)
};
}(t, e));
} catch (e) {
if (isDeploymentAbsent(e)) return;
throw e;
}
}
async putDeployment(e) {
const t = await this.#f("PUT", this.#g, {
json: e
});
return (0, _.oX)(`PUT ${this.#g}`, t, e => a._H3({}).optional().parse(e)), this.#w(t);
}
async deleteDeployment() {
try {
await this.#f("DELETE", this.#g);
} catch (e) {
if (!isDeploymentAbsent(e)) throw e;
}
}
async getOperation(e) {
const t = await this.#y(e).send("GET", "");
return (0, _.oX)("GET operation", t, e => {
const {status: t, properties: n, error: o} = I.parse(e);
return {
status: t ?? n?.provisioningState,
code: o?.code,
message: o?.message
};
});
}
get #g() {
return `/deployments/${encodeURIComponent(this.#h.deployment)}`;
}
async #f(e, t, n = {}) {
const {managementUrl: o, accountId: s} = this.#h, i = encodeURI(s);
try {
return await this.#y(o).send(e, i + t, {
query: {
"api-version": "2025-06-01"
},
...n
});
} catch (e) {
throw function toManagementError(e, t) {
if (e instanceof m.hD) {
const n = e.message.startsWith("PUT "), o = getManagementHint(e.code, e.serverMessage, e.status, n);
return new m.hD(e.message.replace(t, "\u2026"), e, o);
}
if (e instanceof m.Rc) {
const n = e.hint && 'Check "management-url", and that this runner can reach that host.';
return new m.Rc(e.message.replace(t, "\u2026"), {
...e,
cause: e.cause,
hint: n
});
}
return e;
}(e, i);
}
}
#y(e) {
const {credentials: t, userAgent: n} = this.#h, o = {
baseUrl: e,
headers: {
"user-agent": n
},
credentials: t
};
return new L.N(o, this.#m, this.#p, this.#t);
}
#w({headers: e}) {
const {managementUrl: t} = this.#h, n = e.get("azure-asyncoperation") ?? e.get("location");
if (!n || !URL.canParse(n, t)) return;
const o = new URL(n, t);
return o.origin === new URL(t).origin ? o.href : void 0;
}
}
class OtherModelError extends i.lZ {
name="OtherModelError";
}
const q = 6e4, j = "Answer with the word ok.", B = 16, F = 512, H = /^(o\d|gpt-5|gpt-oss|codex)/i, Z = a._H3({
model: a.YjP().catch(""),
choices: a.YOg(a._H3({
message: a._H3({}),
finish_reason: a.YjP().nullish().catch(void 0)
})).min(1)
});
async function waitUntilAnswering(e) {
const {connection: t, fetch: n, clock: o, signal: s, deadline: i, model: a} = e, r = new L.N(t, n, o, {
signal: s,
deadline: i
});
let c = H.test(a) ? "max_completion_tokens" : "max_tokens";
await (0, p.L)(() => probe(r, c, e).catch(t => {
const n = function findOtherLimit(e, t) {
if (!(e instanceof m.hD && [ 400, 422 ].includes(e.status))) return;
const n = `${e.param} ${e.serverMessage}`;
return new RegExp(`\\b${t}\\b`).test(n) ? "max_tokens" === t ? "max_completion_tokens" : "max_tokens" : void 0;
}(t, c);
if (!n) throw t;
return c = n, probe(r, c, e);
}), {
...e,
shouldRetry: stopAfterRepeated(o, isDenied, isNotReady)
});
}
async function probe(e, t, n) {
try {
await async function requestCompletion(e, t, {deployment: n, model: o, previousModel: s}) {
const a = {
model: n,
messages: [ {
role: "user",
content: j
} ],
[t]: H.test(o) ? F : B
}, r = await e.call("POST", "/chat/completions", e => Z.parse(e), {
json: a,
timeoutMs: q
}), {model: c} = r;
if (void 0 !== s && !isSameName(s, o) && isSameName(c, s)) throw new OtherModelError(`The previous model ${s} still answers`);
if (function isOtherModel(e, t) {
const [n, o] = [ e.toLowerCase(), t.toLowerCase() ];
return G.test(n) && G.test(o) && !n.startsWith(o) && !o.startsWith(n);
}(c, o)) throw new OtherModelError(`Another model, ${c}, answers`);
if ("content_filter" === r.choices[0]?.finish_reason) throw new i.lZ("The content filter blocks the answer of the model", {
hint: Y
});
}(e, t, n);
} catch (e) {
if (!function isAnswerCutOff(e) {
return e instanceof m.hD && /output limit was reached/i.test(e.serverMessage ?? "");
}(e)) throw function toProbeError(e) {
if (e instanceof m.Rc && void 0 !== e.hint) return new m.Rc(e.message, {
...e,
cause: e.cause,
hint: J
});
if (!(e instanceof m.hD)) return e;
const t = `${e.code} ${e.serverMessage}`, n = K.find(([e]) => e.test(t))?.[1] ?? Q.get(e.status);
return new m.hD(e.message, e, n);
}(e);
}
}
const isSameName = (e, t) => e.toLowerCase() === t.toLowerCase(), G = /^ft:|\.ft-/i, Y = "The content filter of the deployment refuses a harmless prompt. Check the policy of the deployment (raiPolicyName) in the Foundry portal.", W = 'The identity needs the role "Cognitive Services OpenAI User" on the account to call the model; an "api-key" must be a key of this account. A new role takes effect after some minutes.', X = /content.?(filter|management policy)|ResponsibleAIPolicy/i, K = [ [ X, Y ], [ /failed to load lora/i, 'Open-weight models need a capacity of 100 or more, and may need many minutes to load. Raise "capacity" or "timeout".' ], [ /OperationNotSupported|does not work with the specified model/i, 'The model does not answer chat completions. Check "model", or set "probe: false".' ], [ /Deployment(NotFound|NotReady)/i, 'Azure provisions a deployment some minutes before its model answers. Raise "timeout"; if it lasts, delete the deployment and deploy again.' ] ], Q = new Map([ [ 401, W ], [ 403, W ], [ 404, 'Check "base-url" and "resource-id": the deployment must belong to the account at this address.' ], [ 429, 'Other requests use up the capacity of the deployment. Raise "capacity" or "timeout".' ] ]), J = 'Check "base-url", and that this runner can reach the endpoint of the account.', V = /Deployment(NotFound|NotReady)|failed to load lora|not (yet )?ready|is (still )?being|loading|warming/i;
function isDenied(e) {
if (!(e instanceof m.hD) || e.credentialRenewed) return !1;
const {status: t, isApiResponse: n, code: o} = e;
return t < 400 || [ 401, 403 ].includes(t) || "model_not_found" === o || !n && 400 === t;
}
function isNotReady(e) {
if (e instanceof OtherModelError) return !0;
if (!(e instanceof m.hD)) return (0, m.r3)(e);
const t = `${e.code} ${e.serverMessage}`;
return !X.test(t) && (!(!V.test(t) && !e.credentialRenewed) || [ 404, 408, 409, 424, 425, 429 ].includes(e.status) || e.status >= 500);
}
var ee = n(9205), te = n(5976), ne = n(3737), oe = n(5468), se = n(4512), ie = n(8171), ae = n(5247);
const re = 4e3, ce = 6e4;
function deploy(e) {
const {runner: t, clock: n, fetch: a, signal: r, userAgent: c, startedAt: d} = e;
return (0, ae.e)(e, oe.bE, async l => {
const u = await (0, s.I)(o.b.deploy, t), {deployment: h, timeout: m} = u, p = new DeployReporter({
name: h,
log: t.info,
setOutputs: e => l.set(e),
redact: e => (0, ee.K)(e, t, {
keepsOwnNames: !0
})
}), f = d + m, g = {
managementUrl: u["management-url"],
accountId: u["resource-id"],
deployment: h,
credentials: createManagementAuth(u, e),
userAgent: c
}, w = new ManagementClient(g, a, n, {
signal: r,
deadline: f
}), y = new DeploymentManager(w, {
...(0, ie.tO)(e),
name: h,
signal: r,
deadline: f,
observer: p
});
try {
const n = await function runCommand(e) {
switch (e.inputs.command) {
case "apply":
return async function apply(e) {
const {inputs: t, deps: n, manager: o, reporter: s} = e, {runner: a, clock: r, signal: c} = n, d = await o.readFirst();
s.setBefore(d);
const {model: l} = getDesired(t, d), u = await async function prepareProbe(e, t) {
const {inputs: n, deps: o, deadline: s, manager: a, reporter: r} = e, {fetch: c, signal: d, userAgent: l} = o;
if (!n.probe) return void await findEndpoint(e);
const u = await async function findModelUrl(e) {
const {inputs: t, client: n, manager: o, reporter: s} = e, {"base-url": a, "management-url": r} = t;
if (void 0 !== a) return await findEndpoint(e), (0, O.zq)(a);
const c = await o.retryBeforeChange(() => n.getEndpoint());
return s.setEndpoint(c), function getInferenceBaseUrl(e, t) {
const n = URL.canParse(e) ? new URL(e) : void 0;
if (!n || !function isModelUrl(e, t) {
const n = M.Z.test(e.hostname) && M.Z.test(new URL(t).hostname);
return (0, M.z)(e) && !e.username && (n || U.test(e.hostname));
}(n, t)) throw new i.lZ(`The endpoint of the account, ${e}, is not an address of Azure`, {
hint: 'Set "base-url" to the address to which the probe may send its credential.'
});
return (0, O.zq)(n.href);
}(c, r);
}(e), h = function createModelAuth(e, t) {
const {"api-key": n, "management-url": o} = e;
return void 0 !== n ? (0, te.c)(n, "auto", O._k) : createEntraAuth(e, getCloud(o).modelScope, t);
}(n, o);
return await a.retryBeforeChange(() => h.getHeaders()), async () => {
await waitUntilAnswering({
...(0, ie.tO)(o),
connection: {
baseUrl: u,
headers: {
"user-agent": l
},
credentials: h
},
fetch: c,
deployment: n.deployment,
model: t,
previousModel: r.before?.model.name,
signal: d,
deadline: s
}), r.setAnswered();
};
}(e, l.name), h = await o.waitUntilSettled(d);
s.setBefore(h), await applyDeployment({
name: t.deployment,
desired: getDesired(t, h),
before: h,
manager: o,
clock: r,
signal: c,
probe: u,
onFailure: t["on-failure"],
log: a.info,
warn: a.warning,
onChange: e => s.setChanged(e),
onReplaced: e => s.setBefore(e)
});
const m = u ? " and answers" : "";
return `${s.changed ? "now has" : "already had"} model ${l.name}${m}`;
}(e);

case "delete":
return async function remove({manager: e, reporter: t}) {
const n = await e.readFirst();
return t.setBefore(n), n ? (await e.remove(), t.setChanged(!0), `was deleted (model ${n.model.name})`) : "did not exist, so nothing was deleted";
}(e);

case "show":
return async function show(e) {
const {manager: t, reporter: n} = e, o = await t.readFirst();
return n.setBefore(o), await findEndpoint(e), o ? `has model ${o.model.name} (${o.state})` : "does not exist";
}(e);
}
}({
inputs: u,
deps: e,
deadline: f,
client: w,
manager: y,
reporter: p
});
t.notice(`Deployment "${h}": ${n}`), u.summary && t.writeSummary(p.renderSummary({
outcome: n
}));
} catch (n) {
const o = r.aborted ? await async function describeCancellation(e, t, n, {signal: o, runner: s}) {
const a = await t.describeNow(re);
return new i.lZ(`${(0, i.Wk)(o.reason)} Deployment "${e.deployment}" is left as it is. ${a} A change that Azure has accepted goes on.`, {
hint: describeNextStep(e, n, s)
});
}(u, y, p, e) : n;
throw u.summary && t.writeSummary(p.renderSummary({
outcome: describeFailedCommand(u),
failure: (0, i.Wk)(o)
})), o;
}
});
}
function describeFailedCommand({command: e, model: t}) {
switch (e) {
case "apply":
return `deploying model ${t} failed`;

case "delete":
return "deleting it failed";

case "show":
return "reading it failed";
}
}
function getDesired(e, t) {
const {deployment: n, model: o, sku: s = t?.sku, capacity: a = t?.capacity} = e, r = t ? `Azure does not report that of deployment "${n}"` : `deployment "${n}" does not exist yet`, c = [ void 0 === s && "sku", void 0 === a && "capacity" ].filter(Boolean);
if (void 0 === s || void 0 === a) throw new i.lZ(c.map(e => `input "${e}": is required, since ${r}`).join("\n"));
if (void 0 === o) throw new Error("the inputs name no model");
const {"model-format": d, "model-version": l, "model-source": u} = e;
return {
model: {
format: d,
name: o,
version: l,
source: u
},
sku: s,
capacity: a
};
}
async function findEndpoint({client: e, manager: t, reporter: n, deps: o}) {
try {
const o = t.within(ce);
n.setEndpoint(await o.retryBeforeChange(() => e.getEndpoint()));
} catch (e) {
(0, i.jO)(e, o.signal), o.runner.warning(`The endpoint of the account is unknown: ${(0, 
i.Wk)(e)}`);
}
}
function createManagementAuth(e, t) {
const {"azure-token": n, "management-url": o} = e;
return void 0 !== n ? (0, te.c)(n, "bearer", O._k) : createEntraAuth(e, getCloud(o).managementScope, t);
}
function createEntraAuth(e, t, n) {
const {"azure-tenant-id": o, "azure-client-id": s, "management-url": i} = e;
if (!o || !s) throw new Error("the inputs name no way to authenticate");
const a = e["token-url"] ?? (0, ne.Lr)(o, getCloud(i).loginHost);
return (0, se.$7)({
kind: "entra",
tokenUrl: a,
clientId: s,
scope: t
}, e["oidc-audience"], n);
}
function describeNextStep({command: e, model: t}, {before: n, requested: o}, {isCommandLine: s}) {
if ("show" === e) return;
const i = `Run the ${s ? "command" : "workflow"} again to`;
if ("delete" === e) return `${i} delete it.`;
if (!o) return `${i} deploy model ${t}.`;
const a = n?.model.name;
return a === t ? `${i} complete the change.` : `${i} complete the change. To roll back, ${void 0 === a ? "delete the deployment" : `deploy model ${a}`}.`;
}
})
};
