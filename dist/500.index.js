export const id = 500;

export const ids = [ 500 ];

export const modules = {
6500: ((e, t, n) => {
n.r(t), n.d(t, {
deploy: () => deploy
});
var o = n(4389), s = n(6891), a = n(3916), i = n(2857), r = n(9567), c = n(2493);
const d = i._H3({
id: c.mR,
name: c.mR,
sku: i._H3({
name: c.mR,
capacity: r.ai().optional().catch(void 0)
}).nullish().catch(void 0),
properties: i._H3({
provisioningState: c.mR,
model: i._H3({
name: i.YjP().min(1),
version: c.mR
})
})
});
function hasModel({model: e}, t) {
const {name: n, version: o} = t.model, s = void 0 === e.version || void 0 === o || isSameText(e.version, o);
return isSameText(e.name, n) && s;
}
function isAsDesired(e, t) {
const {sku: n, capacity: o} = e;
return hasModel(e, t) && (void 0 === n || void 0 === t.sku || isSameText(n, t.sku)) && (void 0 === o || void 0 === t.capacity || o === t.capacity);
}
function isUnchanged(e, t) {
return e && t ? isAsDesired(e, t) : e === t;
}
function isSameText(e, t) {
return e?.toLowerCase() === t?.toLowerCase();
}
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
const {source: n, ...o} = t.model, s = e ? buildRestoreBody(e) : {}, a = isSameText(e?.sku, t.sku);
return {
...s,
sku: {
...a && Object(s.sku),
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
var m = n(8549), p = n(8902), f = n(7777), g = n(8362);
const w = 'The identity needs the role "Cognitive Services Contributor" on the account, or a custom role with read, write and delete of Microsoft.CognitiveServices/accounts/deployments. A new role takes effect after some minutes.', y = 'Check "resource-id": its subscription, resource group or account does not exist.', b = new Map([ [ "InsufficientQuota", 'No quota is left for this model, SKU and region. Lower "capacity", delete another deployment, or request more quota in the portal.' ], [ "DeploymentModelNotSupported", 'This account cannot deploy that model with that SKU. Check "model", "model-version", "model-format" and "sku"; set "model-source" to the account that trained the model if it is another one.' ], [ "InvalidResourceProperties", 'Check "sku", "capacity", "model-version" and "model-format": the model or the region does not allow that combination.' ], [ "OperationNotAllowed", "The account, its region or its quota does not allow this. The message has the reason." ], [ "AuthorizationFailed", w ], [ "RoleAssignmentNotFound", w ], [ "LinkedAuthorizationFailed", `${w} It also needs read access to "model-source".` ], [ "ScopeLocked", "A lock on the account, its resource group or subscription forbids the change. Remove the lock first." ], [ "RequestDisallowedByPolicy", "A policy of the subscription forbids this deployment. The message names the policy." ], [ "ResourceGroupNotFound", y ], [ "SubscriptionNotFound", y ], [ "InvalidSubscriptionId", y ], [ "ParentResourceNotFound", y ] ]), v = new Map([ [ 401, 'Azure Resource Manager does not accept the token. An "azure-token" must be for https://management.azure.com and not expired; for an identity, check "azure-tenant-id".' ], [ 403, w ], [ 404, y ], [ 409, "Another operation on this account was in progress all the time. Run the workflow again." ] ]), k = /safety|responsible ai|harmful/i;
function getManagementHint(e, t = "", n, o = !0) {
if (void 0 !== n && n < 400) return 'Redirects are not followed. Set "management-url" to the address that they lead to.';
return b.get(e ?? "") || (k.test(t) ? "Azure's safety evaluation of the fine-tuned model blocks its deployment. Open the model in the Foundry portal to see the evaluation, and review the training data." : o && 500 === n ? 'Azure answers like this to a wrong "model-format", among others. Open-weight models have "Microsoft", "Meta", "Mistral AI" or "Alibaba" there, not "OpenAI".' : v.get(n ?? 0));
}
const $ = /^(InsufficientQuota|ScopeLocked|FlagMustBeSetForRestore)$/i;
function isRetryableChangeError(e) {
return e instanceof m.hD ? !(e.status < 400 || $.test(e.code ?? "")) && ((0, m.r3)(e) || [ 409, 425 ].includes(e.status)) : (0, 
m.r3)(e);
}
function isDeploymentAbsent(e) {
if (!(e instanceof m.hD && 404 === e.status && e.isOwnError)) return !1;
const {code: t = "", serverMessage: n = ""} = e;
return !!/^DeploymentNotFound$/i.test(t) || !(!/NotFound$/i.test(t) || /^(ResourceGroup|Subscription|ParentResource)/i.test(t)) && !/\/accounts\/[^/'"]+['"]/.test(n);
}
const R = i._H3({
properties: i._H3({
endpoint: i.YjP().min(1)
})
}), C = i._H3({
status: c.mR,
properties: i._H3({
provisioningState: c.mR
}).optional().catch(void 0),
error: i._H3({
code: c.mR,
message: c.mR
}).optional().catch(void 0)
});
class ManagementClient {
#e;
constructor(e) {
this.#e = e;
}
async getEndpoint() {
const e = await this.#t("GET", "");
return (0, f.oX)("GET account", e, e => R.parse(e).properties.endpoint);
}
async getDeployment() {
const {deployment: e} = this.#e;
try {
const t = await this.#t("GET", this.#n);
return (0, f.oX)(`GET ${this.#n}`, t, t => function decodeDeployment(e, t) {
const {id: n, name: o, sku: s, properties: a} = d.parse(e), r = (o ?? n)?.split("/").at(-1);
if (void 0 !== r && !isSameText(r, t)) throw new Error(`a deployment named ${r}`);
return {
model: {
name: a.model.name,
version: a.model.version
},
sku: s?.name,
capacity: s?.capacity,
state: a.provisioningState ?? "Succeeded",
body: i.g1P(i.YjP(), i.L5J()).parse(e)
};
}(t, e));
} catch (e) {
if (isDeploymentAbsent(e)) return;
throw e;
}
}
async putDeployment(e) {
const t = await this.#t("PUT", this.#n, {
json: e
});
return (0, f.oX)(`PUT ${this.#n}`, t, e => i._H3({}).optional().parse(e)), this.#o(t);
}
async deleteDeployment() {
try {
await this.#t("DELETE", this.#n);
} catch (e) {
if (!isDeploymentAbsent(e)) throw e;
}
}
async getOperation(e) {
const t = await this.#s(e).send("GET", "");
return (0, f.oX)("GET operation", t, e => {
const {status: t, properties: n, error: o} = C.parse(e);
return {
status: t ?? n?.provisioningState,
code: o?.code,
message: o?.message
};
});
}
get #n() {
return `/deployments/${encodeURIComponent(this.#e.deployment)}`;
}
async #t(e, t, n = {}) {
const {managementUrl: o, accountId: s} = this.#e, a = encodeURI(s);
try {
return await this.#s(o).send(e, a + t, {
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
return e instanceof m.Rc ? new m.Rc(e.message.replace(t, "\u2026"), {
...e,
cause: e.cause
}) : e;
}(e, a);
}
}
#s(e) {
const {credentials: t, userAgent: n, fetch: o, clock: s} = this.#e, a = {
baseUrl: e,
headers: {
"user-agent": n
},
credentials: t
};
return new g.N(a, o, s, {
...this.#e,
unreachableHint: 'Check "management-url", and that this runner can reach that host.'
});
}
#o({headers: e}) {
const {managementUrl: t} = this.#e, n = e.get("azure-asyncoperation") ?? e.get("location");
if (!n || !URL.canParse(n, t)) return;
const o = new URL(n, t);
return o.origin === new URL(t).origin ? o.href : void 0;
}
}
class SupersededError extends a.lZ {
name="SupersededError";
constructor(e, t) {
super(`Another process has changed deployment "${e}", which now has ${describeDeployment(t)}`, {
hint: "Put the jobs that deploy under this name into one concurrency group."
});
}
}
class DeploymentManager {
#a;
#e;
#i;
constructor(e) {
this.#a = new ManagementClient(e), this.#e = e, this.#i = e.deployment;
}
within(e, t = this.#e.signal) {
const n = this.#e.clock.now() + e;
return new DeploymentManager({
...this.#e,
signal: t,
deadline: n
});
}
async readFirst() {
const e = await this.retryBeforeChange(() => this.#a.getDeployment());
return this.#e.reporter.onRead(e), this.#e.reporter.setBefore(e), e;
}
async getEndpoint(e = this.#e.deadline) {
const t = await this.retryBeforeChange(() => this.#a.getEndpoint(), e);
return this.#e.reporter.setEndpoint(t), t;
}
retryBeforeChange(e, t = this.#e.deadline) {
return (0, p.L5)(e, {
...this.#e,
deadline: t,
shouldRetry: isRetryableChangeError,
failsFast: !0
});
}
async waitUntilSettled(e) {
let t = e;
for (let e = 0; t && !isSettled(t); e++) await this.#r(e, "another operation on it has not ended"), 
t = await this.read();
return t;
}
async read() {
const e = await (0, p.L5)(() => this.#a.getDeployment(), {
...this.#e,
shouldRetry: m.ZU,
tolerateRefusals: !0
});
return this.#e.reporter.onRead(e), e;
}
async describeNow(e, {isRefused: t = !1} = {}) {
const n = await this.#c(e);
return t ? n : n + this.#d();
}
async #c(e) {
const {signal: t} = new AbortController;
try {
const n = await this.within(e, t).read();
return `Behind "${this.#i}" is ${describeDeployment(n)}.`;
} catch (e) {
(0, a.jO)(e, t);
const {last: n} = this.#e.reporter;
return `Azure does not say what is behind "${this.#i}" now. When it was last read, it was ${describeDeployment(n)}.`;
}
}
#d() {
const {last: e, requested: t} = this.#e.reporter;
return !t || isSameText(t.model, e?.model.name) ? "" : ` This step has requested ${void 0 === t.model ? "to delete it" : `model ${t.model}`}.`;
}
async change(e) {
const {clock: t, reporter: n} = this.#e;
let o = 0;
const s = (0, p.tl)(t, e => e instanceof m.hD && 500 === e.status && e.isOwnError, isRetryableChangeError), a = await (0, 
p.L5)(async () => {
if (!(o++ > 0 && await this.#l(e))) {
n.onRequest(e.target.model.name);
try {
const t = await this.#a.putDeployment(e.body);
return e.sent = !0, t;
} catch (t) {
throw (0, m.yj)(t) || (e.sent = !0), t;
}
}
}, {
...this.#e,
shouldRetry: s
});
await this.#u(e.target, a);
}
async remove(e = () => !0) {
const {clock: t} = this.#e;
let n = Number.NEGATIVE_INFINITY;
for (let o = 0; ;o++) {
const s = await this.read();
if (!s) return;
t.now() - n >= 6e4 && await this.#h(s, e) && (n = t.now()), await this.#r(o, "it is not deleted yet");
}
}
async #h(e, t) {
let n = e, o = 0;
return (0, p.L5)(async () => {
if (o++ > 0 && (n = await this.read()), !n || /^deleting$/i.test(n.state)) return !1;
if (!t(n)) throw new SupersededError(this.#i, n);
return this.#e.reporter.onRequest(void 0), await this.#a.deleteDeployment(), !0;
}, {
...this.#e,
shouldRetry: isRetryableChangeError
});
}
async #l({target: e, mayReplace: t}) {
const n = await this.read(), o = n && isSettled(n) && !isProvisioned(n);
if (n && isAsDesired(n, e) && !o) return !0;
if (!t(n)) throw new SupersededError(this.#i, n);
return !1;
}
async #u(e, t) {
const {clock: n} = this.#e, o = n.now();
let s, a = !1, i = !1;
for (let r = 0; ;r++) {
const c = await this.read(), d = c && isAsDesired(c, e) ? c : void 0;
if (d && isProvisioned(d)) return;
const l = await this.#m(t);
if (/^(failed|cancell?ed)$/i.test(l?.status ?? "")) throw this.#p(e, l);
if (d && !isSettled(d)) a = !0; else if (d && (a || n.now() - o >= 3e4)) throw this.#p(e, l, d.state);
if (c && hasModel(c, e)) i = !0, s = void 0; else if (i && (s ??= n.now(), n.now() - s >= 3e4)) throw new SupersededError(this.#i, c);
await this.#r(r, `it shows ${describeDeployment(c)}`);
}
}
async #m(e) {
if (void 0 !== e) try {
return await this.#a.getOperation(e);
} catch (e) {
return void (0, a.jO)(e, this.#e.signal);
}
}
#p({model: e}, t, n = t?.status) {
const {code: o, message: s} = t ?? {}, i = [ o, s ].filter(Boolean).join(": ");
return new a.lZ(`Azure could not deploy model ${e.name} as "${this.#i}" (${n})${i && `: ${i}`}`, {
hint: getManagementHint(o, s)
});
}
async #r(e, t) {
const {clock: n, deadline: o, signal: s} = this.#e, i = o - n.now();
if (i <= 0) throw new a.lZ(`Timed out waiting for deployment "${this.#i}": ${t}`, {
hint: 'Raise "timeout", or run the workflow again: it continues where this step ended.'
});
await n.sleep(Math.min(1e3 * 2 ** e, 1e4, i), s);
}
}
const S = 1e4;
function createChange({desired: e, reporter: {before: t}}) {
return {
body: buildDeploymentBody(t, e),
target: e,
sent: !1,
mayReplace: e => isUnchanged(e, t)
};
}
async function putModel(e, {name: t, desired: n, manager: o, reporter: s, runner: a}, i) {
const {before: r} = s;
if (r && isProvisioned(r) && isAsDesired(r, n)) return a.info(`Deployment "${t}" already has model ${n.model.name}: nothing to change.`), 
!0;
a.info(`Deploying model ${n.model.name} as "${t}" (${n.sku}, capacity ${n.capacity}).`);
try {
return await o.change(e), !0;
} catch (t) {
if (!(t instanceof SupersededError) || e.sent || !i) throw t;
return a.info(`${t.message}: comparing again.`), !1;
} finally {
s.setChanged(e.sent);
}
}
var D = n(8347), E = n(4717);
const A = {
loginHost: "login.microsoftonline.com",
managementScope: "https://management.azure.com/.default",
modelScope: "https://cognitiveservices.azure.com/.default"
}, T = new Map([ [ "management.usgovcloudapi.net", {
loginHost: "login.microsoftonline.us",
managementScope: "https://management.usgovcloudapi.net/.default",
modelScope: "https://cognitiveservices.azure.us/.default"
} ], [ "management.chinacloudapi.cn", {
loginHost: "login.partner.microsoftonline.cn",
managementScope: "https://management.chinacloudapi.cn/.default",
modelScope: "https://cognitiveservices.azure.cn/.default"
} ] ]);
function getCloud(e) {
return T.get(new URL(e).hostname) ?? A;
}
const M = /\.((openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)|api\.cognitive\.(microsoft\.(com|us)|azure\.cn))$/;
var _ = n(4285);
class DeployReporter {
#e;
before;
last;
requested;
changed=!1;
#f="";
#g;
#w=!1;
constructor(e) {
this.#e = e, e.setOutputs({
deployment: e.name,
changed: !1
});
}
onRead(e) {
const {name: t, log: n, setOutputs: o} = this.#e;
this.last = e, o({
model: e?.model.name ?? "",
state: e?.state ?? "absent"
});
const s = void 0 !== this.requested && void 0 === this.requested.model, a = !e || /^deleting$/i.test(e.state);
s && a && this.before && this.setChanged(!0);
const i = `Deployment "${t}": ${describeDeployment(e)}`;
i !== this.#f && n(i), this.#f = i;
}
onRequest(e) {
this.requested = {
model: e
};
}
setBefore(e) {
this.before = e, this.#e.setOutputs({
"previous-model": e?.model.name ?? ""
});
}
setEndpoint(e) {
this.#g = e, this.#e.setOutputs({
endpoint: e
});
}
setChanged(e) {
this.changed = e, this.#e.setOutputs({
changed: e
});
}
setAnswered() {
this.#w = !0;
}
renderSummary({outcome: e, failure: t}) {
const n = {
name: this.#e.name,
outcome: e,
failure: t,
before: this.before,
after: this.last,
answered: this.#w,
endpoint: this.#g
};
return function renderDeploySummary(e) {
const {name: t, outcome: n, before: o, after: s, answered: a, endpoint: i, failure: r} = e, row = (e, t) => [ e, ...[ o, s ].map(e => (e && t(e)) ?? "\u2013") ], c = [ row("Model", ({model: e}) => (0, 
_.ti)(e.name)), row("SKU", ({sku: e}) => e && (0, _.ti)(e)), row("Capacity", ({capacity: e}) => e?.toString()), row("State", ({state: e}) => (0, 
_.ti)(e)) ];
return `${[ `## ${void 0 === r ? "\u2705" : "\u274c"} Deployment ${(0, _.ti)(t)}: ${(0, 
_.X1)(n)}`, void 0 !== r && (0, _.PI)(r), (0, _.tp)([ "", "before this step", "now" ], c), a && "The model has answered a request.", void 0 !== i && `Endpoint: ${(0, 
_.ti)(i)}` ].filter(Boolean).join("\n\n")}\n`;
}(this.#e.redact(n));
}
}
var O = n(3689), U = n(7603);
class OtherModelError extends a.lZ {
name="OtherModelError";
}
const x = /^(o\d|gpt-5|gpt-oss|codex)/i, P = i._H3({
model: i.YjP().catch(""),
choices: i.YOg(i._H3({
message: i._H3({}),
finish_reason: i.YjP().nullish().catch(void 0)
})).min(1)
});
async function waitUntilAnswering(e) {
const {connection: t, fetch: n, clock: o, signal: s, deadline: a, model: i} = e, r = q, c = new g.N(t, n, o, {
signal: s,
deadline: a,
unreachableHint: r
});
let d = x.test(i) ? "max_completion_tokens" : "max_tokens";
await (0, p.L5)(() => probe(c, d, e).catch(t => {
if (!function isLimitRefused(e, t) {
return !!(e instanceof m.hD && [ 400, 422 ].includes(e.status)) && new RegExp(`\\b${t}\\b`).test(`${e.param} ${e.serverMessage}`);
}(t, d)) throw t;
return d = (0, O.Tk)(d), probe(c, d, e);
}), {
...e,
shouldRetry: (0, p.tl)(o, isDenied, isNotReady)
});
}
async function probe(e, t, n) {
try {
await async function requestCompletion(e, t, {deployment: n, model: o, previousModel: s}) {
const i = {
model: n,
messages: [ {
role: "user",
content: "Answer with the word ok."
} ],
[t]: x.test(o) ? 512 : 16
}, r = await e.call("POST", "/chat/completions", e => P.parse(e), {
json: i,
timeoutMs: 6e4
}), {model: c} = r;
if (void 0 !== s && !isSameText(s, o) && isSameText(c, s)) throw new OtherModelError(`The previous model ${s} still answers`);
if (function isOtherModel(e, t) {
const [n, o] = [ e.toLowerCase(), t.toLowerCase() ];
return (0, U.ar)(n) && (0, U.ar)(o) && !n.startsWith(o) && !o.startsWith(n);
}(c, o)) throw new OtherModelError(`Another model, ${c}, answers`);
if ("content_filter" === r.choices[0]?.finish_reason) throw new a.lZ("The content filter blocks the answer of the model", {
hint: L
});
}(e, t, n);
} catch (e) {
if (!function isAnswerCutOff(e) {
return e instanceof m.hD && /output limit was reached/i.test(e.serverMessage ?? "");
}(e)) throw function toProbeError(e) {
if (!(e instanceof m.hD)) return e;
const t = `${e.code} ${e.serverMessage}`, n = H.find(([e]) => e.test(t))?.[1] ?? j.get(e.status);
return new m.hD(e.message, e, n);
}(e);
}
}
const L = "The content filter of the deployment refuses a harmless prompt. Check the policy of the deployment (raiPolicyName) in the Foundry portal.", N = 'The identity needs the role "Cognitive Services OpenAI User" on the account to call the model; an "api-key" must be a key of this account. A new role takes effect after some minutes.', z = /content.?(filter|management policy)|ResponsibleAIPolicy/i, H = [ [ z, L ], [ /failed to load lora/i, 'Open-weight models need a capacity of 100 or more, and may need many minutes to load. Raise "capacity" or "timeout".' ], [ /OperationNotSupported|does not work with the specified model/i, 'The model does not answer chat completions. Check "model", or set "probe: false".' ], [ /Deployment(NotFound|NotReady)/i, 'Azure provisions a deployment some minutes before its model answers. Raise "timeout"; if it lasts, delete the deployment and deploy again.' ] ], j = new Map([ [ 401, N ], [ 403, N ], [ 404, 'Check "base-url" and "resource-id": the deployment must belong to the account at this address.' ], [ 429, 'Other requests use up the capacity of the deployment. Raise "capacity" or "timeout".' ] ]), q = 'Check "base-url", and that this runner can reach the endpoint of the account.', F = /Deployment(NotFound|NotReady)|failed to load lora|not (yet )?ready|is (still )?being|loading|warming/i;
function isDenied(e) {
if (!(e instanceof m.hD) || e.credentialRenewed) return !1;
const {status: t, isApiResponse: n, code: o} = e;
return t < 400 || [ 401, 403 ].includes(t) || "model_not_found" === o || !n && 400 === t;
}
function isNotReady(e) {
if (e instanceof OtherModelError) return !0;
if (!(e instanceof m.hD)) return (0, m.r3)(e);
const t = `${e.code} ${e.serverMessage}`;
return !z.test(t) && (!(!F.test(t) && !e.credentialRenewed) || [ 404, 408, 409, 424, 425, 429 ].includes(e.status) || e.status >= 500);
}
var I = n(9205), B = n(5976), Z = n(3737), G = n(5468), Y = n(4512), W = n(8171), K = n(7908);
const X = 4e3;
function deploy(e) {
const {runner: t, fetch: n, signal: i, userAgent: r, startedAt: c} = e;
return (0, K.e)(e, G.bE, async d => {
const l = await (0, s.Ir)(o.b.deploy, t), {deployment: u, timeout: h} = l, m = new DeployReporter({
name: u,
log: t.info,
setOutputs: e => d.set(e),
redact: e => (0, I.K)(e, t, {
keepsOwnNames: !0
})
}), p = c + h, f = new DeploymentManager({
...(0, W.tO)(e),
managementUrl: l["management-url"],
accountId: l["resource-id"],
deployment: u,
credentials: createManagementAuth(l, e),
userAgent: r,
fetch: n,
deadline: p,
reporter: m
}), g = {
inputs: l,
deps: e,
deadline: p,
manager: f,
reporter: m
};
try {
const e = await J[l.command](g);
t.notice(`Deployment "${u}": ${e}`), l.summary && t.writeSummary(m.renderSummary({
outcome: e
}));
} catch (e) {
const n = i.aborted ? await async function describeCancellation(e) {
const {inputs: t, deps: n, manager: o} = e, s = await o.describeNow(X);
return new a.lZ(`${(0, a.Wk)(n.signal.reason)} Deployment "${t.deployment}" is left as it is. ${s} A change that Azure has accepted goes on.`, {
hint: describeNextStep(e)
});
}(g) : e, o = function describeFailedCommand({command: e, model: t}) {
switch (e) {
case "apply":
return `deploying model ${t} failed`;

case "delete":
return "deleting it failed";

case "show":
return "reading it failed";
}
}(l);
throw l.summary && t.writeSummary(m.renderSummary({
outcome: o,
failure: (0, a.Wk)(n)
})), n;
}
});
}
const J = {
apply: async function apply(e) {
const {inputs: t, deps: n, manager: o, reporter: s} = e, {runner: i, clock: r, signal: c} = n, d = await o.readFirst(), {model: l} = getDesired(t, d), u = await async function prepareProbe(e, t) {
const {inputs: n, deps: o, deadline: s, manager: i, reporter: r} = e, {fetch: c, userAgent: d} = o;
if (!n.probe) return void await findEndpoint(e);
const l = await async function findModelUrl(e) {
const {inputs: t, manager: n} = e, {"base-url": o, "management-url": s} = t;
return void 0 !== o ? (await findEndpoint(e), (0, E.zq)(o)) : function getInferenceBaseUrl(e, t) {
const n = URL.canParse(e) ? new URL(e) : void 0;
if (!n || !function isModelUrl(e, t) {
const n = D.Z.test(e.hostname) && D.Z.test(new URL(t).hostname);
return (0, D.z)(e) && !e.username && (n || M.test(e.hostname));
}(n, t)) throw new a.lZ(`The endpoint of the account, ${e}, is not an address of Azure`, {
hint: 'Set "base-url" to the address to which the probe may send its credential.'
});
return (0, E.zq)(n.href);
}(await n.getEndpoint(), s);
}(e), u = function createModelAuth(e, t) {
const {"api-key": n, "management-url": o} = e;
return void 0 !== n ? (0, B.c)(n, "auto", E._k) : createEntraAuth(e, getCloud(o).modelScope, t);
}(n, o);
return await i.retryBeforeChange(() => u.getHeaders()), async () => {
await waitUntilAnswering({
...(0, W.tO)(o),
connection: {
baseUrl: l,
headers: {
"user-agent": d
},
credentials: u
},
fetch: c,
deployment: n.deployment,
model: t,
previousModel: r.before?.model.name,
deadline: s
}), r.setAnswered();
};
}(e, l.name), h = await o.waitUntilSettled(d);
s.setBefore(h), await async function applyDeployment(e) {
const {manager: t, reporter: n, probe: o, runner: s, signal: i} = e;
let r = createChange(e);
try {
for (let o = 1; !await putModel(r, e, o < 3); o++) n.setBefore(await t.waitUntilSettled(await t.read())), 
r = createChange(e);
o && (s.info("Provisioned. Waiting until the model answers."), await o());
} catch (t) {
if (i.aborted) throw t;
throw await async function recover(e, t, n) {
const o = await async function describeRecovery(e, t) {
const {manager: n, reporter: o, onFailure: s, runner: i, signal: r} = t, {before: c} = o;
if (!e.sent) return `This step has changed nothing, so nothing is rolled back. ${await n.describeNow(S, {
isRefused: !0
})}`;
if ("keep" === s) return `Nothing was rolled back, since "on-failure" is "keep". ${await n.describeNow(S)}`;
i.info(`Rolling back: ${c ? `restoring model ${c.model.name}` : "deleting the new deployment"}.`);
try {
const e = await async function rollBack(e) {
const {name: t, desired: n, reporter: o} = e, {before: s} = o, a = e.manager.within(6e5), i = await async function readChanged(e, {desired: t, reporter: {before: n}, clock: o, signal: s}) {
const a = o.now() + 3e4;
for (;;) {
const i = await e.read(), r = i && isAsDesired(i, t), c = i && !isUnchanged(i, n) && isSettled(i);
if (r || c || o.now() >= a) return i;
await o.sleep(5e3, s);
}
}(a, e);
if (!i || !hasModel(i, n)) {
const e = isUnchanged(i, s) ? "as before this step" : "which this step has not put there";
return `Nothing was rolled back: behind "${t}" is ${describeDeployment(i)}, ${e}.`;
}
if (!s) return await a.remove(e => hasModel(e, n)), `Rolled back: "${t}" did not exist before this step and was deleted.`;
if (!isUnchanged(i, s) || !isProvisioned(i)) {
const mayReplace = e => void 0 !== e && (hasModel(e, n) || hasModel(e, s));
await a.change({
body: buildRestoreBody(s),
target: s,
sent: !1,
mayReplace: mayReplace
});
}
return `Rolled back: "${t}" has model ${s.model.name} again.`;
}(t);
return o.setChanged(!isUnchanged(o.last, c)), e;
} catch (e) {
(0, a.jO)(e, r);
const t = await n.describeNow(S);
return `The rollback failed: ${e.message.replace(/\.$/, "")}. ${t}`;
}
}(t, n);
return e instanceof a.lZ ? new a.lZ(`${e.message.replace(/\.$/, "")}. ${o}`, {
hint: e.hint,
cause: e
}) : (n.runner.warning(o), e);
}(t, r, e);
}
await async function apply_confirm({name: e, desired: t, manager: n, runner: o, signal: s}) {
const i = await n.within(3e4).read().catch(t => ((0, a.jO)(t, s), o.warning(`Could not read deployment "${e}" once more: ${t.message}`), 
"unknown"));
if (!("unknown" === i || i && hasModel(i, t))) throw new SupersededError(e, i);
}(e);
}({
name: t.deployment,
desired: getDesired(t, h),
manager: o,
reporter: s,
probe: u,
onFailure: t["on-failure"],
runner: i,
clock: r,
signal: c
});
const m = u ? " and answers" : "";
return `${s.changed ? "now has" : "already had"} model ${l.name}${m}`;
},
delete: async function remove({manager: e, reporter: t}) {
const n = await e.readFirst();
return n ? (await e.remove(), t.setChanged(!0), `was deleted (model ${n.model.name})`) : "did not exist, so nothing was deleted";
},
show: async function show(e) {
const t = await e.manager.readFirst();
return await findEndpoint(e), t ? `has model ${t.model.name} (${t.state})` : "does not exist";
}
};
function getDesired(e, t) {
const {deployment: n, model: o, sku: s = t?.sku, capacity: i = t?.capacity} = e, r = t ? `Azure does not report that of deployment "${n}"` : `deployment "${n}" does not exist yet`, c = [ void 0 === s && "sku", void 0 === i && "capacity" ].filter(Boolean);
if (void 0 === s || void 0 === i) throw new a.lZ(c.map(e => `input "${e}": is required, since ${r}`).join("\n"));
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
capacity: i
};
}
async function findEndpoint({manager: e, deps: t}) {
try {
await e.getEndpoint(t.clock.now() + 6e4);
} catch (e) {
(0, a.jO)(e, t.signal), t.runner.warning(`The endpoint of the account is unknown: ${(0, 
a.Wk)(e)}`);
}
}
function createManagementAuth(e, t) {
const {"azure-token": n, "management-url": o} = e;
return void 0 !== n ? (0, B.c)(n, "bearer", E._k) : createEntraAuth(e, getCloud(o).managementScope, t);
}
function createEntraAuth(e, t, n) {
const {"azure-tenant-id": o, "azure-client-id": s, "management-url": a} = e;
if (!o || !s) throw new Error("the inputs name no way to authenticate");
const i = e["token-url"] ?? (0, Z.Lr)(o, getCloud(a).loginHost);
return (0, Y.$7)({
kind: "entra",
tokenUrl: i,
clientId: s,
scope: t
}, e["oidc-audience"], n);
}
function describeNextStep({inputs: e, deps: t, reporter: n}) {
const {command: o, model: s} = e, {before: a, requested: i} = n;
if ("show" === o) return;
const r = `Run the ${t.runner.isCommandLine ? "command" : "workflow"} again to`;
if ("delete" === o) return `${r} delete it.`;
if (!i) return `${r} deploy model ${s}.`;
const c = a?.model.name;
return c === s ? `${r} complete the change.` : `${r} complete the change. To roll back, ${void 0 === c ? "delete the deployment" : `deploy model ${c}`}.`;
}
}),
3689: ((e, t, n) => {
n.d(t, {
Tk: () => getOtherTokenLimit,
ak: () => createChatClient,
el: () => getToolCalls,
lh: () => getContentText
});
var o = n(2857), s = n(8301), a = n(8362), i = n(2493);
function createChatClient(e, t, n) {
const o = new a.N(e, t, n, {});
return {
baseUrl: o.url.href,
createChatCompletion: (e, t) => o.call("POST", "/chat/completions", decodeChatCompletion, {
json: e,
...t
})
};
}
function getOtherTokenLimit(e) {
return "max_tokens" === e ? "max_completion_tokens" : "max_tokens";
}
const r = o.aig().min(0).catch(0), c = o._H3({
message: o._H3({
content: o.KCZ([ o.YjP(), o.YOg(o.L5J()) ]).nullish(),
refusal: i.mR
}),
finish_reason: i.mR
}), d = o._H3({
choices: o.PVZ([ c ]).rest(o.L5J()),
usage: o._H3({
prompt_tokens: r,
completion_tokens: r
}).catch({
prompt_tokens: 0,
completion_tokens: 0
})
});
function decodeChatCompletion(e) {
const {choices: t, usage: n} = d.parse(e), [{message: o, finish_reason: s}] = t;
return {
text: getContentText(o.content),
toolCalls: getToolCalls(o),
isRefusal: void 0 !== o.refusal,
finishReason: s?.toLowerCase(),
promptTokens: n.prompt_tokens,
completionTokens: n.completion_tokens
};
}
const l = o.YOg(o.Ikc({
text: o.YjP()
}).catch({
text: ""
})).catch([]);
function getContentText(e) {
return "string" == typeof e ? e : l.parse(e).map(({text: e}) => e).join("");
}
function getToolCalls({tool_calls: e, function_call: t}) {
return Array.isArray(e) && e.length > 0 ? e : (0, s.OW)(t) ? [ {
function: t
} ] : [];
}
})
};
