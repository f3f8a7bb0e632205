export const id = 687;

export const ids = [ 687 ];

export const modules = {
7908: ((e, t, n) => {
n.d(t, {
e: () => runStep,
s: () => runTrainingStep
});
var r = n(3916), s = n(8549), i = n(653), o = n(8394), a = n(7975), c = n(9205), l = n(5468);
class OutputWriter {
#e;
#t;
#n={};
constructor(e, t) {
this.#e = e, this.#t = t;
}
set(e) {
const t = this.#e;
for (const [n, r] of Object.entries(e)) {
if (void 0 === r || !this.#t.some(e => e === n)) continue;
const e = (0, c.K)(r, t);
if ((0, a.isDeepStrictEqual)(e, this.#n[n])) continue;
this.#n[n] = e;
const s = (0, l.QD)(e);
t.setOutput(n, s), Array.isArray(e) && this.#r(n, e.length, s), u.has(n) && e !== r && t.warning(`Output ${n} has "***" in place of a secret or of a value of "headers": GitHub would drop it otherwise.`);
}
}
clear(e) {
for (const t of e.filter(e => e in this.#n)) delete this.#n[t], this.#e.setOutput(t, "");
}
toResultJson() {
return Object.fromEntries(this.#t.map(e => [ e, this.#n[e] ?? null ]));
}
#r(e, t, n) {
const r = JSON.parse(n).length;
r < t && this.#e.warning(`Output ${e} has the first ${r} of ${t}: no more fit into 64 kB.`);
}
}
const u = new Set([ "job-id", "status", "fine-tuned-model", "best-checkpoint", "best-checkpoint-id", "training-file-id", "validation-file-id", "results-dir", "deployment", "model", "previous-model", "endpoint" ]);
var d = n(9373), h = n(617), f = n(4370), p = n(4231), m = n(8301);
function toDataRecord(e, t, n) {
const r = n.find(t => t.role === e);
return r || void 0 !== t ? {
sha256: r?.digest ?? null,
examples: r?.examples ?? null,
bytes: r?.bytes ?? null,
files: r?.files.map(({name: e}) => e) ?? null,
file_id: t ?? null
} : null;
}
function toGateRecord({passed: e, rows: t}, n) {
return {
passed: e,
baseline: n ?? null,
requirements: t.map(({requirement: e, actual: t, limit: n, passed: r, note: s}) => ({
requirement: e,
actual: t ?? null,
limit: n ?? null,
passed: r,
note: s ?? null
}))
};
}
var g = n(5487), b = n(2011), w = n(5492), v = n(4285), y = n(4529), k = n(194), _ = n(4724), $ = n(940);
function renderMetrics(e) {
if (e.series.size + e.stepless.size === 0) return;
const t = function sortMetrics({series: e, stepless: t}) {
const n = [ /^[^.]+$/, /^scores\.[^.]+$/, /^scores\./, /^/ ], rank = e => n.findIndex(t => t.test(e));
return [ ...new Set([ ...e.keys(), ...t.keys() ]) ].sort((e, t) => rank(e) - rank(t));
}(e).map(t => function metricRow(e, t) {
const n = t.series.get(e) ?? [], r = (0, $.it)((0, $.LK)(t, e), (0, $.FA)(e)), cell = e => void 0 === e ? "" : (0, 
b.gI)(e);
return [ (0, v.ti)(e, 120), cell(n[0]?.value), r ? `${cell(r.value)}&nbsp;(step&nbsp;${(0, 
b.Sm)(r.step)})` : "", cell(t.stepless.get(e) ?? n.at(-1)?.value) ];
}(t, e)), n = [ "Metric", " First", " Best", " Last" ], r = t.slice(10, 110), s = t.length - 10 - r.length;
return [ "### Metrics", ...(0, _.F)(e).map(e => (0, v.X1)(e)), ...chartSection(e), (0, 
v.tp)(n, t.slice(0, 10)), r.length > 0 && (0, v.zH)((0, b.B4)(r.length, "more metric"), (0, 
v.tp)(n, r)), e.omitted > 0 && `${(0, b.B4)(e.omitted, "metric")} omitted, because there are so many.`, e.downsampled && "The longest series have only every other value, because there are so many values.", s > 0 && `${(0, 
b.B4)(s, "more metric")} in \`metrics.csv\`.` ].filter(Boolean).join("\n\n");
}
function chartSection(e) {
const t = (0, $.FD)(e), n = t && (0, k.xt)(t);
if (!n) return [];
const r = "full validation" === t.validationName ? " Full validation" : " Validation", s = (0, 
v.tp)([ "", " Step", " Training", r ], (0, k.k4)(t));
return [ n, (0, v.zH)("The curves in numbers", s) ];
}
const E = [ [ "Validation reward", ...$.ZG ], [ "Full validation loss", $.as ], [ "Accuracy", "full_valid_mean_token_accuracy", "valid_mean_token_accuracy" ], [ "Validation loss", $.eI ], [ "Training reward", ...$.Km ], [ "Training loss", $.Jl ] ];
function renderCheckpoints(e, t, n) {
if (0 === e.length) return;
const r = (0, y.e)(e).slice(-20), s = e.length - r.length, i = t ? function checkpointColumns(e, {series: t}) {
return E.map(([e, ...n]) => ({
title: ` ${e}`,
getCell: ({step: e}) => {
const [r] = n.flatMap(n => t.get(n)?.find(t => t.step === e) ?? []);
return r ? (0, b.gI)(r.value) : "";
}
})).filter(({getCell: t}) => e.some(e => "" !== t(e))).slice(0, 3);
}(r, t) : [], isBest = ({id: e, step: t}) => void 0 !== n && (e === n.checkpointId || void 0 !== t && t === n.step), o = r.map(e => [ void 0 === e.step ? "" : (0, 
b.Sm)(e.step), `${(0, v.ti)(e.model ?? e.id)}${isBest(e) ? " \u2b50" : ""}`, ...i.map(({getCell: t}) => t(e)) ]);
return [ "### Checkpoints", ...n ? [ `\u2b50 ${(0, v.ti)(n.model ?? n.checkpointId ?? "")}: ${(0, 
v.X1)(n.why)}` ] : [], (0, v.tp)([ " Step", "Model", ...i.map(({title: e}) => e) ], o), ...s > 0 ? [ `And ${(0, 
b.B4)(s, "earlier one")}.` ] : [] ].join("\n\n");
}
var x = n(3300);
function renderSummary(e) {
return `${[ `## ${statusIcon(e)} Fine-tuning: ${(0, v.X1)(e.outcome)}`, e.failure && (0, 
v.PI)(e.failure), jobTable(e), nextSteps(e), problemSection(e), gateSection(e), e.metrics && renderMetrics(e.metrics), e.checkpoints && renderCheckpoints(e.checkpoints, e.metrics, e.best), hyperparameterSection(e), digestTable(e) ].filter(Boolean).join("\n\n")}\n`;
}
function jobTable(e) {
const {job: t, provenance: n, estimate: r} = e, {sha: s, runId: i} = n ?? {}, o = n && (0, 
p.uD)(n), a = t && (0, l.hV)(t);
return (0, v.z2)([ [ "Job", t && (0, v.U1)(t.id, e.jobUrl) ], [ "Status", t && (0, 
v.ti)(t.status) ], [ "Base model", e.model && (0, v.ti)(t?.model ?? e.model) ], [ "Method", e.method && (0, 
v.ti)(e.method) ], [ "Fine-tuned model", a && (0, v.ti)(a) ], ...e.data.map(g.X), [ "Estimate", r && estimateCell(r) ], [ "Trained tokens", t && trainedTokensCell(t, e) ], [ "Seed", e.derivedSeed && derivedSeedCell(e.derivedSeed) ], [ "Commit", s && (0, 
v.U1)(s.slice(0, 12), o?.commitUrl) ], [ "Workflow run", i && (0, v.U1)(i, o?.runUrl) ], [ "Duration of this step", (0, 
b.a3)(e.durationMs) ] ]);
}
function derivedSeedCell({seed: e, reuse: t}) {
const n = t ? "chosen by the action for this work, so that it is found again where a server drops metadata" : "chosen by the action for this work and this run; other runs do not find the job by it";
return `${(0, v.ti)(`${e}`)} \xb7 ${n}`;
}
function statusIcon({failed: e, job: t}) {
return e ? "\u274c" : "succeeded" === t?.status ? "\u2705" : "\u23f3";
}
function trainedTokensCell({trainedTokens: e}, {method: t, estimate: n}) {
if (void 0 === e) return;
const r = (0, b.Sm)(e);
if (!e || !n?.tokens || "reinforcement" === t) return r;
const s = Math.round(100 * (n.tokens - e) / e);
return `${r} \xb7 The estimate was ${0 === s ? "right" : `${Math.abs(s)} % too ${s > 0 ? "high" : "low"}`}.`;
}
function estimateCell({tokens: e, epochs: t, cost: n}) {
return [ (0, b.B4)(e, "billable token"), (0, b.B4)(t, "epoch"), void 0 !== n && (0, 
b.UK)(n) ].filter(Boolean).join(" \xb7 ");
}
function nextSteps({job: e, failed: t, gate: n, best: r}) {
if (e) {
if ("failed" === e.status) return "**Next:** fix what the job reports and run the workflow again; uploaded files are reused.";
if ("cancelled" === e.status) return "**Next:** run the workflow again to start a new training.";
if ("succeeded" !== e.status && (0, i.Hd)(e)) return "**Next:** the job has ended without a model.";
if ("succeeded" !== e.status) return `**Next:** the job ${t ? "may still be running and cost money" : "is still running"}. To follow it, re-run this step, or use the \`wait\` action with ${(0, 
v.ti)(`job-id: ${e.id}`)}.`;
if (e.fineTunedModel) return [ n && !n.passed ? nextStepAfterGate(n) : "**Next:** use the model in a later step: `${{ steps.ID.outputs.fine-tuned-model }}`.", void 0 !== r && r.model !== e.fineTunedModel && "An earlier checkpoint is better: see the output `best-checkpoint`.", /\.ft-[0-9a-f]{8}/.test(e.fineTunedModel) && "Azure serves the model once you have deployed it." ].filter(Boolean).join(" ");
}
}
function nextStepAfterGate({rows: e}) {
return e.some(({passed: e}) => !e) ? "**Next:** the model exists but did not pass the quality gate: deploy it by hand, or train on better data." : "**Next:** re-run this step. It reuses the job and evaluates the quality gate.";
}
const S = 20;
function problemSection({problems: e = []}) {
if (0 === e.length) return;
const {markdown: t, shown: n} = (0, x.iK)(e, {
maxRows: S
}), r = e.length - n;
return [ "### Problems in the data", t, ...r > 0 ? [ `And ${(0, b.B4)(r, "more problem")}.` ] : [] ].join("\n\n");
}
function gateSection({gate: e, baseline: t}) {
if (e && 0 !== e.rows.length) return [ "### " + (e.passed ? "\u2705 Quality gate: passed" : "\u274c Quality gate: failed"), ...t ? [ `Compared with job ${(0, 
v.ti)(t)}.` ] : [], (0, w.k0)(e.rows) ].join("\n\n");
}
const j = 20;
function hyperparameterSection({hyperparameters: e = {}, job: t}) {
const n = [ ...new Set([ ...Object.keys(e), ...Object.keys(t?.hyperparameters ?? {}) ]) ];
if (0 === n.length) return;
const r = n.slice(0, j).map(n => {
const [r, s] = [ e[n], t?.hyperparameters[n] ].map(formatSetting), i = s ?? r, o = void 0 !== r && "auto" !== r ? "the workflow" : void 0 === s || "auto" === s ? "" : "the server";
return [ (0, v.ti)(n, 100), i ? (0, v.ti)(i, 100) : "", o ];
}), s = n.length - r.length;
return [ "### Hyperparameters", (0, v.tp)([ "Name", "Value", "Chosen by" ], r), ...s > 0 ? [ `And ${(0, 
b.B4)(s, "more")}.` ] : [] ].join("\n\n");
}
function formatSetting(e) {
if (null != e) return "object" == typeof e ? JSON.stringify(e) : String(e);
}
function digestTable({fingerprint: e, data: t}) {
if (!e && !t.some(({digest: e}) => e)) return;
const n = (0, v.z2)([ [ "Fingerprint", e && (0, v.ti)(e) ], ...t.map(({role: e, digest: t}) => [ `SHA-256 of the ${e} data`, t && (0, 
v.ti)(t) ]) ]);
return (0, v.zH)("Digests", n);
}
class RunReporter {
#s;
#i;
#o={
data: []
};
#a;
#c;
#l;
#u=!1;
comment;
comparison;
lastEventsMissing=!1;
constructor(e, t) {
this.#s = e, this.#i = new OutputWriter(e.runner, t), this.#l = new f.k3({
redact: e.runner.redactSecrets
});
}
get job() {
return this.#c;
}
get metrics() {
return this.#l;
}
get knownRoutes() {
return {
events: this.#u,
checkpoints: void 0 !== this.#o.checkpoints
};
}
openResults(e) {
this.#a = (0, h.B)(e, "job", this.#s.runner), this.#a.reset(), this.setOutputs({
"results-dir": e
});
}
reset() {
this.#a?.reset(), this.#l = new f.k3({
redact: this.#s.runner.redactSecrets
}), this.#c && this.#i.clear([ "job", ...Object.keys((0, l.Tg)(this.#c)) ]), this.#c = void 0;
}
setOutputs(e) {
this.#i.set(e);
}
setFacts(e) {
Object.assign(this.#o, e);
const {estimate: t, fingerprint: n, checkpoints: r, best: s, gate: i} = e;
this.setOutputs({
"estimated-tokens": t?.tokens,
"estimated-cost": t?.cost,
fingerprint: n,
checkpoints: r?.map(toWire),
"best-checkpoint": s?.model,
"best-checkpoint-id": s?.checkpointId,
gate: i && (i.passed ? "passed" : "failed")
});
}
setJob(e) {
const t = void 0 === this.#c;
this.#c = e, this.setOutputs((0, l.Tg)(e)), t && this.setOutputs({
job: e.raw
});
}
addEvent(e) {
this.#u = !0, this.#l.addEvent(e), this.#a?.appendEvent(e.raw);
}
setMetricOutputs() {
const e = (0, f.pT)(this.#l.getTable());
Object.keys(e).length > 0 && this.setOutputs({
metrics: e
});
}
updateComment(e) {
this.#d(e, void 0);
}
async finish(e) {
const {runner: t, clock: n, signal: r, startedAt: s, remainingGraceMs: i} = this.#s, o = this.#l.getTable();
this.#c && this.setOutputs({
job: this.#c.raw
}), this.setMetricOutputs(), o.series.size > 0 && this.#a?.write("metrics.csv", (0, 
f.gD)(o)), this.#a?.write("result.json", this.#i.toResultJson()), this.#h();
const a = Object.assign(this.#o, e, {
job: this.#c,
durationMs: n.now() - s,
failed: t.failed
}), l = renderSummary({
...(0, c.K)(a, t, {
keepsOwnNames: !0
}),
metrics: o
});
this.#a?.write("report.md", l), "false" !== t.inputs.get("summary")?.toLowerCase() && t.writeSummary(l);
const u = (0, d.y5)(r, i, n);
await this.#d(this.#f(), u.signal).finally(u.dispose);
}
#h() {
const {runner: e, context: t} = this.#s, {best: n, model: r, method: s, hyperparameters: i, data: o, fingerprint: a, gate: u, baseline: d} = this.#o, {created: h} = this.#i.toResultJson(), p = this.#c && function buildModelRecord(e) {
const {job: t, requested: n, best: r, context: s, metrics: i, gate: o} = e;
if ("succeeded" === t.status && (t.fineTunedModel ?? r)) return {
version: 1,
model: (0, l.hV)(t) ?? null,
best_checkpoint: r ? {
model: r.model ?? null,
id: r.checkpointId ?? null
} : null,
base_model: t.model ?? n.model ?? null,
method: t.method ?? n.method ?? null,
hyperparameters: (0, m.Ck)((0, m.p3)({
...n.hyperparameters,
...t.hyperparameters
})),
training_data: toDataRecord("training", t.trainingFile, e.data),
validation_data: toDataRecord("validation", t.validationFile, e.data),
fingerprint: e.fingerprint ?? null,
job: {
id: t.id,
created_by_this_run: e.created ?? null,
created_at: t.createdAt ?? null,
finished_at: t.finishedAt ?? null,
trained_tokens: t.trainedTokens ?? null,
seed: t.seed ?? null,
metadata: (0, m.Ck)(t.metadata)
},
metrics: (0, m.Ck)(i),
gate: o ? toGateRecord(o, e.baseline) : null,
commit: {
repository: s.repository ?? null,
sha: s.sha ?? null,
ref: s.ref ?? null
},
run: {
id: s.runId ?? null,
attempt: s.runAttempt
}
};
}({
job: this.#c,
requested: {
model: r,
method: s,
hyperparameters: i
},
best: n,
data: o,
fingerprint: a,
metrics: (0, f.pT)(this.#l.getTable()),
gate: u,
baseline: d,
created: "boolean" == typeof h ? h : void 0,
context: t
});
p && this.#a?.write("model.json", (0, c.K)(p, e));
}
#f() {
return this.#s.runner.failed ? "failed" : "succeeded" === this.#c?.status ? "done" : this.#c ? "running" : "checked";
}
async #d(e, t) {
try {
await (this.comment?.update((0, p.wQ)(this.#p(e)), t));
} catch (e) {
this.#s.runner.warning((0, r.Wk)(e));
}
}
#p(e) {
const {outcome: t, failure: n, data: r, problems: s = [], estimate: i, gate: o, jobUrl: a} = this.#o, u = this.#c, d = u?.trainedTokens ?? i?.tokens;
return (0, c.K)({
state: e,
outcome: "failed" === e ? t : void 0,
failure: n,
data: r,
cost: void 0 === d ? void 0 : {
tokens: d,
usd: i?.cost
},
problems: s,
job: u && {
...u,
raw: void 0,
fineTunedModel: (0, l.hV)(u),
url: a
},
metrics: this.comparison,
gate: o,
provenance: this.#s.context
}, this.#s.runner, {
keepsOwnNames: !0
});
}
}
function toWire({id: e, model: t, step: n, metrics: r}) {
return {
id: e,
fine_tuned_model_checkpoint: t,
step_number: n,
metrics: r
};
}
var A = n(2514);
async function runTrainingStep(e, t, n) {
const {runner: a, signal: c} = e, l = new RunReporter(e, t);
try {
const e = await n(l), {job: t} = l;
"succeeded" === t?.status && a.info(`Fine-tuned model: ${t.fineTunedModel ?? "not named by the server"}`), 
await l.finish({
outcome: e
});
} catch (e) {
const t = [ e, e instanceof Error && e.cause ].find(e => e instanceof s.hD);
t && l.setOutputs({
"error-code": t.code,
"error-message": t.serverMessage
});
const n = (0, r.Wk)(e);
if (a.endGroup(), a.setFailed(n), await l.finish({
outcome: (u = l.job, u ? (0, i.Hd)(u) ? u.status : `not finished, the job is ${u.status.replaceAll("_", " ")}` : "failed"),
failure: n
}), c.aborted && (e instanceof o.gw || e instanceof A.eB)) return;
}
var u;
a.saveState("ended", "true");
}
async function runStep({runner: e}, t, n) {
try {
await n(new OutputWriter(e, t));
} catch (t) {
e.setFailed((0, r.Wk)(t));
}
}
}),
9373: ((e, t, n) => {
n.d(t, {
IA: () => startStepTimer,
MU: () => TimeoutError,
ml: () => r,
wj: () => withTimeout,
y5: () => delayAbort
});
const r = {
now: () => performance.now(),
sleep: (e, t) => new Promise((n, r) => {
t?.throwIfAborted();
const abort = () => {
clearTimeout(s), r(t?.reason);
}, s = setTimeout(() => {
t?.removeEventListener("abort", abort), n();
}, Math.max(0, Math.min(e, 2147483647)));
t?.addEventListener("abort", abort, {
once: !0
});
})
};
function delayAbort(e, t, n) {
const r = new AbortController, s = new AbortController, start = () => n.sleep(t(), s.signal).then(() => r.abort(e.reason), () => {});
return e.aborted ? start() : e.addEventListener("abort", start, {
once: !0,
signal: s.signal
}), {
signal: r.signal,
dispose: () => s.abort()
};
}
const s = 4500;
function startStepTimer({now: e}, t) {
let n;
return t.addEventListener("abort", () => n = e(), {
once: !0
}), {
startedAt: e(),
remainingGraceMs: () => t.aborted ? (n ??= e(), Math.max(0, n + s - e())) : Number.POSITIVE_INFINITY
};
}
class TimeoutError extends Error {
name="TimeoutError";
}
async function withTimeout(e, t, n, r) {
n?.throwIfAborted();
const s = new AbortController, i = new AbortController;
n?.addEventListener("abort", () => s.abort(n.reason), {
signal: i.signal
});
const o = new Promise((e, t) => {
s.signal.addEventListener("abort", () => t(s.signal.reason), {
once: !0
});
});
e.sleep(t, i.signal).then(() => s.abort(new TimeoutError(`no answer within ${Math.round(t / 1e3)} seconds`)), () => {});
try {
return await Promise.race([ r(s.signal), o ]);
} finally {
i.abort();
}
}
}),
1828: ((e, t, n) => {
n.d(t, {
EW: () => getHostname,
I1: () => d,
OZ: () => c,
QQ: () => findAuthenticationProblems,
TK: () => l,
db: () => buildHeaders,
xN: () => h
});
var r = n(3916), s = n(8347), i = n(4717), o = n(81);
const a = "https://api.openai.com/v1", c = o.Qq.superRefine((e, t) => {
const n = function findUrlProblem(e) {
if (!URL.canParse(e)) return "expected a URL";
const t = new URL(e);
return t.username || t.password ? "must not contain a user or password" : t.hash ? 'must not contain a fragment ("#")' : (0, 
s.z)(t) ? void 0 : "must begin with https:// (http:// only for the machine itself)";
}(e);
n && t.addIssue({
code: "custom",
message: n
});
}), l = o.Qq.regex(/^[\x20-\x7e]+$/, {
error: "must be one line of printable ASCII"
}), u = o.kL.transform((e, t) => {
const n = Object.entries(e);
for (const [e, r] of n) {
const n = findHeaderProblem(e, r);
n && t.addIssue({
code: "custom",
message: n
});
}
return Object.fromEntries(n.map(([e, t]) => [ e.toLowerCase(), `${t}` ]));
}), d = {
"api-key": l.optional(),
"identity-provider-id": o.Qq.optional(),
"service-account-id": o.Qq.optional(),
"azure-tenant-id": o.Qq.optional(),
"azure-client-id": o.Qq.optional(),
"oidc-audience": o.Qq.optional(),
"token-url": c.optional(),
"auth-scheme": (0, o.Yq)("auto", "bearer", "api-key").default("auto"),
"base-url": c.default(a).transform(i.LH),
organization: l.optional(),
project: l.optional(),
headers: u.default({})
};
function buildHeaders(e, t) {
return {
"user-agent": t,
...e.organization && {
"openai-organization": e.organization
},
...e.project && {
"openai-project": e.project
},
...e.headers
};
}
const h = [ [ "identity-provider-id", "service-account-id" ], [ "azure-tenant-id", "azure-client-id" ] ], f = [ [ "api-key" ], ...h ];
function findAuthenticationProblems(e, {isCommandLine: t}) {
const n = getHostname(e.get("base-url")), r = f.filter(t => t.some(t => e.has(t))), [s] = r;
if (!s) return [ t ? `input "api-key": is required; ${describeKeySource(n)}` : 'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"' ];
if (r.length > 1) return [ `inputs ${r.map(t => `"${t.find(t => e.has(t))}"`).join(" and ")}: are different ways to authenticate; give one of them` ];
const o = s.filter(t => !e.has(t)).map(e => `input "${e}": is required`), a = s.includes("api-key"), c = (0, 
i.R1)(n);
!s.includes("identity-provider-id") || e.has("token-url") || c || o.push('input "token-url": is required, since "base-url" is not OpenAI\'s'), 
s.includes("azure-tenant-id") && !e.has("token-url") && c && o.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource'), 
a || "api-key" !== e.get("auth-scheme") || o.push('input "auth-scheme": the token of an identity is sent as "bearer"');
const l = [ "token-url", "oidc-audience" ].filter(t => a && e.has(t));
return [ ...o, ...l.map(e => `input "${e}": has no effect with "api-key"`) ];
}
function describeKeySource(e) {
return (0, i.R1)(e) ? "set OPENAI_API_KEY, or use --api-key-file (AZURE_OPENAI_API_KEY is not used at OpenAI; for Azure, set --base-url)" : (0, 
i.sO)(e) === i._k ? "set AZURE_OPENAI_API_KEY, or use --api-key-file (OPENAI_API_KEY is not used at Azure)" : "set OPENAI_FINE_TUNE_API_KEY to the key of the server, or use --api-key-file";
}
const getHostname = (e = a) => URL.canParse(e) ? new URL(e).hostname : "", p = /^(authorization|api-key|openai-(organization|project)|x-client-request-id|host|connection|content-.*|transfer-encoding|accept|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/;
function findHeaderProblem(e, t) {
return /^[\w!#$%&'*+.^`|~-]+$/.test(e) ? p.test(e.toLowerCase()) ? `${e}: is set by the action itself` : null === t || "" === t ? `${e}: has no value; set the variable or secret behind it` : l.safeParse(t).success ? void 0 : `${e}: must be one line of printable ASCII text` : `${(0, 
r.hD)(e)} is not a valid header name`;
}
}),
1388: ((e, t, n) => {
n.d(t, {
y: () => buildCreateRequest
});
var r = n(8301);
function buildCreateRequest({model: e, method: t, suffix: n, seed: s, metadata: i, integrations: o, extraBody: a}, {training: c, validation: l}) {
const u = {
method: t && buildMethodField(t),
suffix: n,
seed: s,
metadata: i,
integrations: o
};
return {
model: e,
training_file: c,
...(0, r.p3)({
validation_file: l,
...u
}),
...a
};
}
function buildMethodField({type: e, ...t}) {
return Object.keys(t).length > 0 ? {
type: e,
[e]: t
} : {
type: e
};
}
}),
1393: ((e, t, n) => {
n.d(t, {
Z: () => findDeployProblems,
x: () => a
});
var r = n(1828), s = n(81), i = n(2526);
const o = s.Qq.regex(/^\/subscriptions\/[\w-]+\/resourceGroups\/[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]\/providers\/Microsoft\.CognitiveServices\/accounts\/[\w-][\w.-]*\/?$/iu, (0, 
i.j1)("the resource id of the account, /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.CognitiveServices/accounts/NAME")).transform(e => e.replace(/\/$/, "")), visibleText = e => s.Qq.regex(/^[\x21-\x7e]{1,256}$/, (0, 
i.j1)(e)), a = {
"azure-tenant-id": s.Qq.optional(),
"azure-client-id": s.Qq.optional(),
"oidc-audience": s.Qq.optional(),
"token-url": r.OZ.optional(),
"azure-token": s.Qq.regex(/^[\x21-\x7e]+$/, {
error: 'must be one word of printable ASCII, without "Bearer"'
}).optional(),
"api-key": r.TK.optional(),
"resource-id": o,
deployment: s.Qq.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, (0, i.j1)('the name of a deployment: at most 64 letters, digits, ".", "_" and "-"')),
model: visibleText("the name of a model, as in the output fine-tuned-model").optional(),
"model-format": s.Qq.default("OpenAI"),
"model-version": visibleText("the version of a model").default("1"),
"model-source": o.optional(),
sku: visibleText("the name of a SKU, such as Standard").optional(),
capacity: (0, s.rD)(1e6).optional(),
probe: s.zM.default(!0),
"on-failure": (0, s.Yq)("rollback", "keep").default("rollback"),
command: (0, s.Yq)("apply", "delete", "show").default("apply"),
"management-url": r.OZ.refine(e => !URL.canParse(e) || "" === new URL(e).search, {
error: 'must not contain a query ("?")'
}).default("https://management.azure.com"),
"base-url": r.OZ.optional(),
timeout: (0, s._)("a number of minutes above 0", e => e > 0).default(30).transform(e => 6e4 * e),
summary: s.zM.default(!0)
}, c = [ "azure-tenant-id", "azure-client-id" ];
function findDeployProblems(e, t) {
const n = c.some(t => e.has(t));
return [ ...findCredentialProblems(e, n, t), ..."apply" === (e.get("command") ?? "apply") ? findApplyProblems(e, n, t) : [] ];
}
function findCredentialProblems(e, t, {isCommandLine: n}) {
const r = e.has("azure-token");
return t || r ? t && r ? [ 'inputs "azure-token" and "azure-client-id": are different ways to authenticate; give one of them' ] : t ? c.filter(t => !e.has(t)).map(e => `input "${e}": is required`) : [ "token-url", "oidc-audience" ].filter(t => e.has(t)).map(e => `input "${e}": has no effect with "azure-token"`) : [ n ? 'input "azure-token": is required; set OPENAI_FINE_TUNE_AZURE_TOKEN, or use --azure-token-file (az account get-access-token --query accessToken -o tsv prints a token)' : 'input "azure-client-id": is required, with "azure-tenant-id"; or "azure-token"' ];
}
function findApplyProblems(e, t, {isCommandLine: n}) {
const r = e.has("model") ? [] : [ 'input "model": is required' ];
return !("false" !== e.get("probe")?.toLowerCase()) || t || e.has("api-key") || r.push(n ? 'input "probe": needs a credential for the model: set AZURE_OPENAI_API_KEY, or use --api-key-file (the token is sent to Azure Resource Manager only); or set --probe false' : 'input "probe": needs a credential for the model: "api-key", or "azure-tenant-id" with "azure-client-id" ("azure-token" is sent to Azure Resource Manager only); or set "probe: false"'), 
r;
}
}),
9572: ((e, t, n) => {
n.d(t, {
$D: () => safeParseEvaluationRequirements,
Jn: () => formatEvaluationRequirement,
KB: () => usesBaseline
});
var r = n(3916), s = n(2969), i = n(3162);
const o = [ "score", "pass_rate", "errors" ], a = new RegExp(String.raw`^(?:(?<number>[+-]?${i.uk})|(?:(?<before>${i.uk})\s*\*\s*)?baseline(?:\s*\*\s*(?<after>${i.uk}))?(?:\s*(?<sign>[+-])\s*(?<offset>${i.uk}))?)$`, "i");
function safeParseEvaluationRequirements(e) {
return (0, i.Mh)(e, "score >= 0.8", parseRequirement);
}
function parseRequirement({metric: e, operator: t, limit: n}) {
const i = o.find(t => t === e);
if (!i) {
const t = (0, s.au)(e, o);
return {
problem: `expected ${o.join(", ")}, received ${(0, r.hD)(e)}${t}`
};
}
const c = a.exec(n)?.groups;
if (!c) return {
problem: `expected a number, "baseline - number" or "baseline * number" after ${t}, received ${(0, 
r.hD)(n)}`
};
const {number: l, before: u = 1, after: d = 1, sign: h, offset: f = 0} = c;
if (void 0 !== l) return {
metric: i,
operator: t,
factor: 0,
offset: Number(l)
};
if ("==" === t || "!=" === t) return {
problem: `${t} cannot be used with the baseline: no number of examples shows that two models are equal`
};
const p = Number(u) * Number(d);
return p <= 0 ? {
problem: `expected a factor above 0, received ${(0, r.hD)(n)}`
} : {
metric: i,
operator: t,
factor: p,
offset: ("-" === h ? -1 : 1) * Number(f)
};
}
function usesBaseline({factor: e}) {
return 0 !== e;
}
function formatEvaluationRequirement(e) {
const {metric: t, operator: n, factor: r, offset: s} = e;
return usesBaseline(e) ? `${t} ${n} ${1 === r ? "baseline" : `baseline * ${r}`}${0 === s ? "" : ` ${s < 0 ? "-" : "+"} ${Math.abs(s)}`}` : `${t} ${n} ${s}`;
}
}),
81: ((e, t, n) => {
n.d(t, {
Gj: () => gate,
Qi: () => h,
Qq: () => a,
Yq: () => choice,
_: () => decimal,
aL: () => l,
iA: () => signedDecimal,
kL: () => d,
rD: () => wholeNumber,
zM: () => c
});
var r = n(2857), s = n(8301), i = n(2526), o = n(9211);
const a = r.YjP({
error: "is required"
}), choice = (...e) => r.k5n(e, (0, i.j1)(2 === e.length ? e.join(" or ") : `one of ${e.join(", ")}`)), c = a.toLowerCase().pipe(r.k5n([ "true", "false" ], (0, 
i.j1)("true or false"))).transform(e => "true" === e), number = (e, t, n = () => !0) => a.regex(e, (0, 
i.j1)(t)).transform(Number).refine(n, (0, i.j1)(t)), decimal = (e, t) => number(/^(\d+\.?\d*|\.\d+)$/, e, t), signedDecimal = (e, t) => number(/^-?(\d+\.?\d*|\.\d+)$/, e, t), wholeNumber = e => number(/^[1-9]\d{0,8}$/, `a whole number from 1 to ${e}`, t => t <= e), l = a.default("").transform(e => e.split(/[\s,]+/).filter(Boolean)), gate = e => a.default("").transform((t, n) => {
const r = e(t);
if ("value" in r) return r.value;
for (const e of r.problems) n.addIssue({
code: "custom",
message: e
});
return [];
}), u = "expected a map (YAML) of names to text", d = a.transform(async (e, t) => {
const n = await (0, o.a)(e);
return n || t.addIssue({
code: "custom",
message: u
}), n ?? {};
}), h = d.pipe(r.IeY(function isStringMap(e) {
return (0, s.OW)(e) && Object.values(e).every(e => "string" == typeof e);
}, u)).default({});
}),
3162: ((e, t, n) => {
n.d(t, {
Mh: () => safeParseGate,
uk: () => i,
we: () => s
});
var r = n(3916);
const s = {
"<": (e, t) => e < t,
"<=": (e, t) => e <= t,
">": (e, t) => e > t,
">=": (e, t) => e >= t,
"==": (e, t) => e === t,
"!=": (e, t) => e !== t
}, i = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`, o = /^([^\s<>=!\u2264\u2265]+)\s*([<>=!\u2264\u2265]+)\s*(.*)$/u, a = 100;
function safeParseGate(e, t, n) {
const r = e.split(/\r?\n/).map((e, t) => ({
text: e.trim(),
number: t + 1
})).filter(({text: e}) => "" !== e);
if (r.length > a) return {
problems: [ `has ${r.length} lines; ${a} are allowed` ]
};
const s = [], i = [];
for (const {text: e, number: o} of r) {
const r = splitLine(e, t), a = "problem" in r ? r : n(r);
"problem" in a ? i.push(`line ${o}: ${a.problem}`) : s.push(a);
}
return i.length > 0 ? {
problems: i
} : {
value: s
};
}
function splitLine(e, t) {
const [, n = "", i = "", a = ""] = o.exec(e) ?? [];
return "" === n ? {
problem: `expected "metric operator number" as in "${t}", received ${(0, r.hD)(e)}`
} : function isOperator(e) {
return Object.hasOwn(s, e);
}(i) ? {
metric: n,
operator: i,
limit: a
} : {
problem: `expected one of ${Object.keys(s).join(" ")}, received ${(0, r.hD)(i)}`
};
}
}),
4389: ((e, t, n) => {
n.d(t, {
b: () => b
});
var r = n(2857), s = n(4717), i = n(1828), o = n(1393), a = n(9572), c = n(81), l = n(3963), u = n(2526);
const d = {
"training-file": c.Qq.optional(),
"validation-file": c.Qq.optional(),
model: c.Qq.optional(),
method: c.Qq.optional(),
hyperparameters: c.Qq.optional(),
grader: c.Qq.optional(),
suffix: c.Qq.optional(),
seed: c.Qq.optional(),
metadata: c.Qq.optional(),
integrations: c.Qq.optional(),
"job-file": c.Qq.optional(),
"extra-body": c.Qq.optional()
}, h = {
"data-check": (0, c.Yq)("error", "warn", "off").default("error"),
"data-check-ignore": c.aL,
"max-tokens": (0, c._)("a number of tokens from 0").optional(),
price: (0, c._)("an amount of USD per million tokens").optional(),
"max-cost": (0, c._)("an amount of USD from 0").optional()
}, f = {
require: (0, c.Gj)(l.b0),
baseline: c.Qi,
"incomparable-baseline": (0, c.Yq)("fail", "pass").default("fail")
}, p = {
timeout: (0, c._)("a number of minutes from 0").default(330).transform(e => 6e4 * e),
"poll-interval": (0, c._)("a number of seconds above 0", e => e > 0).default(15).transform(e => 1e3 * e),
"on-timeout": (0, c.Yq)("fail", "detach", "cancel", "pause").default("fail"),
"on-cancel": (0, c.Yq)("cancel", "pause", "detach").optional(),
"job-status": c.Qq.optional()
}, m = {
summary: c.zM.default(!0),
comment: c.zM.default(!1),
"github-token": c.Qq.optional(),
"results-dir": c.Qq.optional()
}, g = c.Qq.regex(/^[\x21-\x7e]{1,1024}$/, (0, u.j1)("the id of a job, as in the output job-id")), b = {
fineTune: r.Ikc({
...i.I1,
...d,
...h,
"min-model-days": (0, c._)("a number of days from 0").default(0),
"job-check": (0, c.Yq)("error", "warn", "off").default("error"),
...f,
"dry-run": c.zM.default(!1),
wait: c.zM.default(!0),
...p,
reuse: c.zM.default(!0),
"resume-paused": c.zM.default(!1),
"delete-files": (0, c.Yq)("never", "after-success").default("never"),
...m
}),
check: r.Ikc({
...d,
...h,
...m
}),
wait: r.Ikc({
...i.I1,
"job-id": g,
...f,
...p,
...m
}),
find: r.Ikc({
...i.I1,
metadata: c.Qi,
"exclude-metadata": c.Qi,
status: c.aL.transform(e => e.map(e => "canceled" === e ? "cancelled" : e)),
model: c.Qq.optional(),
limit: (0, c.rD)(5e3).default(20),
"fail-if-none": c.zM.default(!1)
}),
control: r.Ikc({
...i.I1,
"job-id": g,
command: (0, c.Yq)("cancel", "pause", "resume")
}),
evaluate: r.Ikc({
...i.I1,
"test-file": c.Qq,
model: c.Qq,
"baseline-model": c.Qq.optional(),
"baseline-base-url": i.OZ.transform(s.LH).optional(),
grader: c.Qq.optional(),
require: (0, c.Gj)(a.$D),
confidence: (0, c._)("a number from 0 to below 1, such as 0.95", e => e < 1).default(.95),
"pass-score": (0, c.iA)("a score").default(1),
"max-examples": (0, c.rD)(1e8).optional(),
concurrency: (0, c.rD)(1e3).default(4),
"max-output-tokens": (0, c.rD)(1e7).default(1024),
temperature: (0, c._)("a number from 0").default(0),
seed: (0, c.iA)("a whole number", Number.isSafeInteger).default(1),
"max-total-tokens": (0, c._)("a number of tokens from 0").optional(),
"keep-answers": c.zM.default(!1),
"cache-dir": c.Qq.optional(),
"training-file": c.Qq.optional(),
timeout: p.timeout,
...m
}),
deploy: r.Ikc(o.x),
post: r.Ikc({
"on-cancel": p["on-cancel"],
"job-status": p["job-status"]
}),
postConnection: r.Ikc(i.I1)
};
}),
6891: ((e, t, n) => {
n.d(t, {
Ir: () => parseInputsOrThrow,
TL: () => parseInputs,
yM: () => createFailureCollector
});
var r = n(3916), s = n(2969), i = n(1828), o = n(1393), a = n(9572), c = n(81), l = n(3963), u = n(8019);
const d = {
"auth-scheme": i.QQ,
"azure-token": o.Z,
baseline: async function findBaselineProblems(e) {
const t = (0, l.b0)(e.get("require") ?? "");
if ("problems" in t || !(0, l.lq)(t.value)) return [];
const n = await c.Qi.safeParseAsync(e.get("baseline"));
return n.success && 0 === Object.keys(n.data).length ? [ 'input "require": compares with other jobs; set "baseline" to select them' ] : [];
},
"test-file": function findEvaluateProblems(e) {
if (e.has("baseline-model")) return [];
const t = (0, a.$D)(e.get("require") ?? "");
return [ ..."value" in t && t.value.some(a.KB) ? [ 'input "require": compares with the baseline; set "baseline-model"' ] : [], ...e.has("baseline-base-url") ? [ 'input "baseline-base-url": needs "baseline-model"' ] : [] ];
}
};
async function parseInputs(e, t, n = Object.keys(e.shape)) {
const {inputs: r} = t;
for (const e of await (0, u.AQ)(r)) t.setSecret(e);
const i = await e.safeParseAsync(Object.fromEntries(r)), o = function findTypos(e, t) {
return e.flatMap(e => {
if (t.includes(e) || e.length < 6) return [];
const n = (0, s.h0)(e, t);
return n ? [ `input "${e}": is not an input of this action (did you mean "${n}"?)` ] : [];
});
}([ ...r.keys() ], n);
for (const [n, s] of Object.entries(d)) n in e.shape && o.push(...await s(r, t));
for (const {path: e, message: t} of i.error?.issues ?? []) o.push(`input "${e.join(".")}": ${t}`);
return i.success && 0 === o.length ? {
inputs: i.data
} : {
problems: o
};
}
async function parseInputsOrThrow(e, t, n) {
const s = await parseInputs(e, t, n);
if ("problems" in s) throw new r.lZ(s.problems.join("\n"));
return s.inputs;
}
function createFailureCollector(e, t) {
return async (n, s) => {
try {
return await s();
} catch (s) {
return (0, r.jO)(s, t), void e.push(`${n}: ${(0, r.Nb)(s)}`);
}
};
}
}),
3963: ((e, t, n) => {
n.d(t, {
DR: () => evaluateGate,
b0: () => safeParseRequirements,
lq: () => comparesWithOtherJobs
});
var r = n(3916), s = n(2969), i = n(3162);
const o = `[+-]?${i.uk}`, a = new RegExp(`^(?:(?<number>${o})|(?:(?<before>${o})\\s*\\*\\s*)?(?<first>baseline|best)|(?<second>baseline|best)\\s*\\*\\s*(?<after>${o}))$`, "i");
function safeParseRequirements(e) {
return (0, i.Mh)(e, "full_valid_loss <= 0.8", parseRequirement);
}
function parseRequirement({metric: e, operator: t, limit: n}) {
const i = a.exec(n)?.groups, o = Number(i?.number ?? i?.before ?? i?.after ?? 1);
if (!i || !Number.isFinite(o)) {
const e = (0, s.au)(/^\p{L}+/u.exec(n)?.[0], [ "baseline", "best" ]);
return {
problem: `expected a number, "baseline", "best" or one of these times a number after ${t}, received ${(0, 
r.hD)(n)}${e}`
};
}
const l = (i.first ?? i.second)?.toLowerCase();
return "baseline" !== l && "best" !== l ? {
metric: e,
operator: t,
number: o
} : "best" === l && void 0 === c[t] ? {
problem: `"best" needs one of < <= > >=, received ${(0, r.hD)(t)}`
} : {
metric: e,
operator: t,
number: o,
reference: l
};
}
const c = {
"<": Math.min,
"<=": Math.min,
">": Math.max,
">=": Math.max
};
function comparesWithOtherJobs(e, t) {
return e.some(e => e.reference && (!t || e.reference === t));
}
function evaluateGate(e, t, n) {
const r = e.map(e => function evaluateRequirement(e, t, n) {
const {metric: r, operator: o, number: a, reference: l} = e, u = getValue(t, r), d = l ? function getLimit({metric: e, operator: t, number: n, reference: r}, s) {
if ("comparable" !== s.kind) return;
const [i] = s.jobs;
if ("baseline" === r) {
const t = getValue(i, e);
return void 0 === t ? void 0 : t * n;
}
const o = s.jobs.flatMap(t => getValue(t, e) ?? []).filter(Number.isFinite), a = o.length > 0 ? c[t]?.(...o) : void 0;
return void 0 === a ? void 0 : a * n;
}(e, n) : a, h = {
requirement: formatRequirement(e),
metric: r,
actual: u,
limit: d
};
if (void 0 === u) {
const e = (0, s.au)(r, Object.keys(t).slice(0, 1e3));
return {
...h,
passed: !1,
note: `the job has no such metric${e}`
};
}
return Number.isFinite(u) ? l && "none" === n.kind ? {
...h,
passed: !0,
note: "there is no baseline yet"
} : l && "incomparable" === n.kind ? {
...h,
passed: n.passes,
note: n.reason
} : void 0 === d ? {
...h,
passed: !1,
note: "the baseline has no such metric"
} : Number.isFinite(d) ? {
...h,
passed: i.we[o](u, d)
} : {
...h,
passed: !1,
note: "the baseline's value is not a finite number"
} : {
...h,
passed: !1,
note: "the job's value is not a finite number"
};
}(e, t, n));
return {
passed: r.every(({passed: e}) => e),
rows: r
};
}
function getValue(e, t) {
return Object.hasOwn(e, t) ? e[t] : void 0;
}
function formatRequirement({metric: e, operator: t, number: n, reference: r}) {
return `${e} ${t} ${r ? [ r, ...1 === n ? [] : [ "*", n ] ].join(" ") : n}`;
}
}),
8019: ((e, t, n) => {
n.d(t, {
AQ: () => listSecrets,
Td: () => listJobSecrets,
WW: () => looksLikeSecret,
ag: () => omitJobSecrets,
tG: () => a
});
var r = n(8301), s = n(9211);
const isLong = e => e.length >= 8, i = [ "base-url", "baseline-base-url", "token-url", "management-url" ], o = /^(?:bearer|basic|token|api-?key)\s+(\S+)$/i, a = [ "api-key", "azure-token", "github-token" ];
async function listSecrets(e) {
const t = a.flatMap(t => e.get(t) ?? []), n = await async function listHeaderValues(e) {
if (void 0 === e) return [];
const t = await (0, s.a)(e);
return t ? Object.values(t).filter(e => "string" == typeof e) : [];
}(e.get("headers")), r = [ ...n, ...i.flatMap(t => listQuerySecrets(e.get(t))) ], o = [ ...t, ...n ].flatMap(listTokens);
return [ ...new Set([ ...t, ...[ ...r, ...o ].filter(isLong) ]) ];
}
function listTokens(e) {
const t = o.exec(e.trim())?.[1];
if (void 0 === t) return [];
const [, n] = /^[\x20-\x7e]*?:([\x20-\x7e]+)$/.exec(Buffer.from(t, "base64").toString()) ?? [];
return /^basic/i.test(e.trim()) && void 0 !== n ? [ t, n ] : [ t ];
}
const c = /(?:^|[^a-z])(?:api|access|subscription|shared)?[-_.]?(?:key|token|secret|sig|signature|password|passwd|pwd|auth|code|credential|jwt)s?$/i, l = [ /^(?:sk|pk|rk|gh[a-z]|github_pat|glpat|xox[a-z]|hf|nvapi|gsk|AKIA|AIza|eyJ)[-_A-Z\d].{6,}$/i, /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}[\da-f]*$/i, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/=.~-]{20,}$/ ];
function listQuerySecrets(e) {
return (void 0 === e ? "" : e.replace(/^[^?]*\??/, "").replace(/#.*$/, "")).split("&").flatMap(e => {
const [t = "", ...n] = e.split("="), r = n.join("="), [[, s = ""] = []] = new URLSearchParams(`x=${r}`);
return matchesName(c, t) || looksLikeSecret(s) ? [ r, s ] : [];
});
}
function looksLikeSecret(e) {
return l.some(t => t.test(e));
}
const matchesName = (e, t) => e.test(t.replace(/([a-z])([A-Z])/g, "$1-$2")), u = /(?:^|[-_.])(?:(?:api|access|account|functions?|private|secret|subscription)[-_.]?key|token|secret|password|passwd|credentials?|authorization|auth|signature)$/i, d = new Set([ "metadata", "response_format", "parameters", "properties" ]);
function listJobSecrets(e) {
return "string" == typeof e ? function listAddressSecrets(e) {
const [t, n = ""] = /^[a-z][\w+.-]*:\/\/(?:[^/?#\s:@]*:([^/?#\s]*)@)?/i.exec(e) ?? [];
if (void 0 === t) return [];
const [[, r = ""] = []] = new URLSearchParams(`x=${n.replaceAll("+", "%2B")}`);
return [ n, r, ...listQuerySecrets(e) ];
}(e).filter(isLong) : Array.isArray(e) ? e.flatMap(listJobSecrets) : (0, r.OW)(e) ? Object.entries(e).flatMap(([e, t]) => d.has(e) ? [] : isSecretField(e, t) || matchesName(u, e) ? listTexts(t) : listJobSecrets(t)) : [];
}
function omitJobSecrets(e) {
if (Array.isArray(e)) return e.map(omitJobSecrets);
if (!(0, r.OW)(e)) return e;
const t = Object.entries(e).filter(([e, t]) => !isSecretField(e, t));
return Object.fromEntries(t.map(([e, t]) => [ e, d.has(e) ? t : omitJobSecrets(t) ]));
}
function isSecretField(e, t) {
return "headers" === e ? "object" == typeof t : ("string" == typeof t || "number" == typeof t) && matchesName(u, e);
}
function listTexts(e) {
if ("object" == typeof e && null !== e) return Object.values(e).flatMap(listTexts);
const t = String(e ?? "");
return [ t, ...listTokens(t) ].filter(isLong);
}
}),
2526: ((e, t, n) => {
n.d(t, {
MA: () => openObject,
Xv: () => choiceMessage,
cl: () => nullish,
j1: () => expectedError,
jV: () => formatPath,
tf: () => validate,
xX: () => textOfLength,
y0: () => a
});
var r = n(2857), s = n(3916), i = n(8301), o = n(2969);
function validate(e, t) {
const n = e.safeParse(t, {
error: issueMessage
});
return n.success ? {
value: n.data
} : {
problems: n.error.issues.flatMap(e => flattenIssue(e, e.path))
};
}
function flattenIssue(e, t) {
const n = ("invalid_union" === e.code ? e.errors : []).find(e => e.length > 0 && e.every(e => e.path.length > 0));
return n ? n.flatMap(e => flattenIssue(e, [ ...t, ...e.path ])) : [ t.length > 0 ? `${formatPath(t)}: ${e.message}` : e.message ];
}
function formatPath(e) {
return e.reduce((e, t) => {
if ("number" == typeof t) return `${e}[${t}]`;
const n = /^[\w $-]{1,60}$/.test(String(t)) ? String(t) : (0, s.hD)(String(t));
return "" === e ? n : `${e}.${n}`;
}, "");
}
function expectedError(e) {
return {
error: ({input: t}) => mismatchMessage(e, t)
};
}
function textOfLength(e, t) {
const n = e > 0 ? `${e} to ${t}` : `at most ${t}`;
return r.YjP().refine(n => n.length >= e && [ ...n ].length <= t, {
error: ({input: e}) => `expected text of ${n} characters, received ${[ ...String(e) ].length}`
}).meta({
minLength: e,
maxLength: t
});
}
function nullish(e) {
return e.nullable().exactOptional();
}
function openObject(e, t = []) {
const n = [ ...Object.keys(e), ...t ], findTypos = e => ((0, i.OW)(e) ? Object.keys(e) : []).filter(e => !n.includes(e) && "" !== (0, 
o.au)(e, n));
return r._H3(e).refine(e => 0 === findTypos(e).length, {
when: () => !0,
error: ({input: e}) => unknownFieldsMessage(findTypos(e), e => (0, o.au)(e, n))
});
}
const a = r.YjP().min(1, {
error: "is empty"
});
function mismatchMessage(e, t) {
return void 0 === t ? "is required" : `expected ${e}, received ${(0, s.hD)(t)}`;
}
const c = {
array: "a list",
boolean: "true or false",
int: "a whole number",
number: "a number",
object: "a map",
record: "a map",
string: "text"
};
function issueMessage(e) {
const {input: t} = e;
switch (e.code) {
case "invalid_type":
{
const n = c[e.expected] ?? e.expected;
return mismatchMessage("text" !== n || "number" != typeof t && "boolean" != typeof t ? n : "text (put it in quotes)", t);
}

case "invalid_value":
return choiceMessage([ e.values ].flat().map(String), t);

case "invalid_union":
{
const {discriminator: n, options: r = []} = e;
return (0, i.OW)(t) && void 0 !== n ? choiceMessage([ r ].flat().map(String), t[n]) : void 0;
}

case "invalid_key":
return e.issues[0]?.message;

case "unrecognized_keys":
{
const t = e.inst instanceof r.bvH ? Object.keys(e.inst.shape) : [], n = t.includes("extra_body") ? ' (fields of other servers belong under "extra_body")' : "", hint = e => (0, 
o.au)(e, t) || (n && l.includes(e) ? u : n);
return unknownFieldsMessage(e.keys, hint);
}
}
}
const l = [ "name", "description" ], u = " (a field of azd's job files; remove it)";
function unknownFieldsMessage(e, t) {
const n = e.slice(0, 10).map(e => `unknown field ${(0, s.hD)(e)}${t(e)}`), r = e.length - n.length;
return [ ...n, ...r > 0 ? [ `and ${r} more` ] : [] ].join("; ");
}
function choiceMessage(e, t) {
return `${mismatchMessage([ e.slice(0, -1).join(", "), ...e.slice(-1) ].filter(Boolean).join(" or "), t)}${(0, 
o.au)(t, e)}`;
}
}),
9211: ((e, t, n) => {
n.d(t, {
a: () => tryParseYamlMap,
e: () => safeParseYaml
});
var r = n(3916), s = n(8301);
const i = 2 ** 20, o = 100, a = 100, c = 5e4, l = 60;
async function safeParseYaml(e, t) {
if (e.length > i) return {
problems: [ "is larger than 1 MiB" ]
};
const s = await n.e(815).then(n.t.bind(n, 8815, 19)), d = function findExceededLimit(e, {CST: t, Lexer: n}) {
let [s, i, d, h, f] = [ 0, 0, 0, 0, 0 ], [p, m] = [ !0, !1 ];
for (const g of (new n).lex(e)) {
const e = m ? null : t.tokenType(g);
if (m = "scalar" === e, s += 1, "directive-line" === e) return `directives are not supported (${(0, 
r.xv)(g, l)})`;
if ("alias" === e && (i += 1), "flow-seq-start" !== e && "flow-map-start" !== e || (d += 1), 
"flow-seq-end" !== e && "flow-map-end" !== e || (d = Math.max(0, d - 1)), "newline" === e && ([h, f, p] = [ 0, 0, !0 ]), 
"scalar" !== e && "single-quoted-scalar" !== e && "double-quoted-scalar" !== e || (p = !1), 
"map-value-ind" === e && 0 === d && (f += 1), p && 0 === d && "comment" !== e && (h += g.length), 
d > o || f > o || h > 4 * o) return u;
if (i > a) return `has more than ${a} aliases`;
if (s > c) return `has more than ${c} words and marks of YAML`;
}
}(e, s);
if (d) return {
problems: [ d ]
};
const h = new s.LineCounter, f = s.parseDocument(e, {
lineCounter: h,
logLevel: "error",
prettyErrors: !1,
resolveKnownTags: !1,
schema: "text" === t ? "failsafe" : "core",
uniqueKeys: !1
}), locate = (e, t) => {
const {line: n, col: r} = h.linePos(e);
return `line ${n}, column ${r}: ${t}`;
}, [p] = [ ...f.errors, ...f.warnings ];
if (p) return {
problems: [ locate(p.pos[0], describeSyntaxError(p)) ]
};
const m = [];
return s.visit(f, {
Value: (e, t) => {
const n = getOffset(t, s);
if (t.tag && m.push(locate(n, `tags are not supported (${(0, r.xv)(t.tag, l)})`)), 
s.isMap(t)) for (const e of function* checkKeys(e, t) {
const n = new Set;
for (const {key: s} of e) {
const e = getOffset(s, t);
if (!t.isScalar(s) || "string" != typeof s.value) {
yield {
offset: e,
problem: "the key of a map must be text (put it in quotes)"
};
continue;
}
const i = s.value;
"<<" === i && "PLAIN" === s.type && (yield {
offset: e,
problem: 'merge keys ("<<") are not supported; repeat the pairs'
}), "__proto__" === i && (yield {
offset: e,
problem: '"__proto__" cannot be a key'
}), n.has(i) && (yield {
offset: e,
problem: `duplicate key ${(0, r.hD)(i)} in the same map`
}), n.add(i);
}
}(t.items, s)) m.push(locate(e.offset, e.problem));
const i = s.isScalar(t) ? function checkNumber({value: e, source: t = String(e)}) {
if ("number" == typeof e) return Number.isFinite(e) ? /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(t) && BigInt(t) !== BigInt(e) ? `${(0, 
r.xv)(t, l)} has more digits than a JSON number can represent (put it in quotes)` : void 0 : `${(0, 
r.xv)(t, l)} is not a number that JSON can represent`;
}(t) : void 0;
i && m.push(locate(n, i));
}
}), m.length > 0 ? {
problems: m
} : function toPlainValue(e) {
try {
const t = e();
return isDeeperThan(t, o) ? {
problems: [ u ]
} : {
value: t
};
} catch (e) {
return {
problems: [ (0, r.xv)((0, r.u1)(e), 2 * l) ]
};
}
}(() => f.toJS({
maxAliasCount: a
}));
}
async function tryParseYamlMap(e) {
const t = await safeParseYaml(e, "text");
return "value" in t && (0, s.OW)(t.value) ? t.value : void 0;
}
const u = `nests deeper than ${o} levels`;
function describeSyntaxError({code: e, message: t}) {
return "MULTIPLE_DOCS" === e ? "expected one YAML document, found several" : "TAG_RESOLVE_FAILED" === e ? `tags are not supported (${(0, 
r.xv)(t, l)})` : (0, r.xv)(t.replaceAll(/\s+/g, " "), 2 * l).replace(/^[A-Z](?=[a-z])/, e => e.toLowerCase());
}
const getOffset = (e, {isNode: t}) => t(e) && e.range?.[0] || 0;
function isDeeperThan(e, t) {
return "object" == typeof e && null !== e && (0 === t || Object.values(e).some(e => isDeeperThan(e, t - 1)));
}
}),
9333: ((e, t, n) => {
function getModelFormat(e) {
const t = getBaseModel(e).toLowerCase();
return r.test(t) ? "completions" : s.test(t) ? "chat" : void 0;
}
n.d(t, {
T8: () => getModelFormat,
_1: () => getEncoding,
up: () => getContextLength,
xL: () => getBaseModel
});
const r = /^(babbage|davinci)-002/, s = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/;
function getEncoding(e) {
return i.test(getBaseModel(e).toLowerCase()) ? "cl100k_base" : "o200k_base";
}
function getContextLength(e) {
const t = getBaseModel(e).toLowerCase();
return o.find(([e]) => e.test(t))?.[1];
}
const i = /\b(gpt-3\.?5|gpt-4(?![o.\d]|-[15]\b)|(babbage|davinci)-002)/, o = [ [ /\bgpt-4o(-mini)?(?!-[a-z])/, 65536 ], [ /\bgpt-3\.?5-turbo-0613/, 4096 ], [ /\bgpt-3\.?5-turbo(?!-(16k|instruct))/, 16385 ] ];
function getBaseModel(e) {
const [, t] = /^ft:([^:]+)/i.exec(e) ?? [];
return (t ?? e).replace(/\.ft-.*$/is, "");
}
}),
3916: ((e, t, n) => {
n.d(t, {
E2: () => getErrorCode,
K6: () => IdTokenDeniedError,
Nb: () => getMessageWithHint,
Wk: () => formatError,
hD: () => quote,
jO: () => rethrowUnexpected,
lZ: () => ActionError,
u1: () => getErrorMessage,
xv: () => truncate
});
class ActionError extends Error {
name="ActionError";
hint;
constructor(e, t = {}) {
super(e, {
cause: t.cause
}), this.hint = t.hint;
}
}
class IdTokenDeniedError extends ActionError {
name="IdTokenDeniedError";
}
function rethrowUnexpected(e, t) {
if (t?.aborted || !(e instanceof ActionError)) throw e;
}
function getErrorMessage(e) {
return e instanceof Error ? e.message : String(e);
}
function formatError(e) {
if (e instanceof ActionError) return [ e.message, e.hint ].filter(Boolean).join("\n");
const {message: t, stack: n} = e instanceof Error ? e : new Error(String(e)), r = n?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
return `This is a bug in the action, please report it: ${t}${r ? ` (${r})` : ""}`;
}
function getMessageWithHint({message: e, hint: t}) {
return t ? `${e} (${t})` : e;
}
function getErrorCode(e) {
return e instanceof Error && "code" in e ? String(e.code) : "unknown";
}
const r = 200;
function quote(e) {
return null == e ? "nothing" : Array.isArray(e) ? "a list" : "object" == typeof e ? "a map" : "string" == typeof e ? JSON.stringify(truncate(e, r)) : String(e);
}
function truncate(e, t) {
const n = [ ...e.slice(0, 4 * t) ];
return n.length <= t ? e : `${n.slice(0, t).join("")}\u2026`;
}
}),
2429: ((e, t, n) => {
n.d(t, {
Q: () => commentMarker,
j: () => evaluationMarker
});
var r = n(7598);
function commentMarker(e) {
return formatMarker("jobId" in e ? e : function listChoices({model: e, training: t, validation: n, method: r, suffix: s}) {
const trimPaths = e => [ e?.relativeTo, e && trimLines(e.patterns) ], i = Object.entries(r?.hyperparameters ?? {}).sort(([e], [t]) => e < t ? -1 : 1);
return [ trimPaths(t), trimPaths(n), e, r?.type ?? "supervised", i, s ];
}(e));
}
function evaluationMarker(e) {
const {testFile: t, baselineModel: n, grader: r} = e;
return formatMarker([ "evaluate", trimLines(t), n, r && trimLines(r) ]);
}
function formatMarker(e) {
return `\x3c!-- openai-fine-tune ${(0, r.createHash)("sha256").update(JSON.stringify(e)).digest("hex").slice(0, 32)} --\x3e`;
}
const trimLines = e => e.split("\n").map(e => e.trim());
}),
8146: ((e, t, n) => {
n.d(t, {
JV: () => createApiError,
ST: () => isGone,
US: () => isForbidden,
YK: () => isRetryableSoon,
lE: () => isPermanent,
m: () => createGraphqlError
});
var r = n(2857), s = n(3916), i = n(8549), o = n(8301);
const a = 6e4, c = "rate_limited", l = 500;
function isPermanent(e) {
return !(e instanceof i.Rc) && (e instanceof i.hD ? e.status < 500 && 408 !== e.status && e.code !== c : e instanceof s.lZ);
}
function isRetryableSoon(e) {
return !isPermanent(e) && e instanceof s.lZ && (!(e instanceof i.hD) || (e.retryAfterMs ?? 0) <= a);
}
function isForbidden(e) {
return e instanceof i.hD && [ 403, 404 ].includes(e.status) && isPermanent(e);
}
function isGone(e) {
return e instanceof i.hD && [ 404, 410 ].includes(e.status);
}
function createApiError(e, {status: t, headers: n, text: s}) {
const {data: i} = r.Ikc({
message: r.YjP()
}).safeParse((0, o.Bl)(s)), a = void 0 !== parseRetryAfter(n) || isQuotaSpent(n), c = 429 === t || 403 === t && (a || isAboutRateLimit(i?.message));
return createError(`${e} was refused (${t})`, i?.message, {
status: t,
headers: n,
isLimit: c
});
}
const u = r.YOg(r.Ikc({
type: r.YjP().optional().catch(void 0),
message: r.YjP().catch("")
})).catch([]);
function createGraphqlError(e, t) {
const [n] = u.parse(e), r = "RATE_LIMITED" === n?.type || isAboutRateLimit(n?.message);
return createError("the GraphQL query was refused", n?.message, {
status: 200,
headers: t,
isLimit: r
});
}
function createError(e, t, {status: n, headers: r, isLimit: s}) {
const o = t?.slice(0, l);
return new i.hD(o ? `${e}: ${o}` : e, {
status: n,
isApiResponse: void 0 !== o,
serverMessage: o,
code: s ? c : void 0,
retryAfterMs: parseRetryAfter(r) ?? (s ? a : void 0)
});
}
const isAboutRateLimit = e => /rate limit/i.test(e ?? ""), isQuotaSpent = e => "0" === e.get("x-ratelimit-remaining");
function parseRetryAfter(e) {
const t = Number(e.get("retry-after") ?? Number.NaN);
if (t >= 0) return 1e3 * t;
if (!isQuotaSpent(e)) return;
const n = 1e3 * Number(e.get("x-ratelimit-reset")) - Date.parse(e.get("date") ?? "");
return n >= 0 ? n : void 0;
}
}),
9205: ((e, t, n) => {
function redactDeep(e, {redactSecrets: t}, {keepsOwnNames: n = !1} = {}) {
const redactName = e => n && /^[a-zA-Z]+$/.test(e) ? e : t(e), redact = e => "string" == typeof e ? t(e) : "number" != typeof e || n ? "object" != typeof e || null === e ? e : Array.isArray(e) ? e.map(redact) : Object.fromEntries(Object.entries(e).map(([e, t]) => [ redactName(e), redact(t) ])) : isClean(e) ? e : t(String(e)), isClean = e => {
const n = JSON.stringify(e);
return t(n) === n;
}, maskStructures = e => {
if ("object" != typeof e || null === e || isClean(e)) return e;
const n = Array.isArray(e) ? e.map(maskStructures) : Object.fromEntries(Object.entries(e).map(([e, t]) => [ e, maskStructures(t) ]));
return isClean(n) ? n : t(JSON.stringify(n));
}, r = redact(e);
return n ? r : maskStructures(r);
}
n.d(t, {
K: () => redactDeep
});
}),
911: ((e, t, n) => {
function beginsEscape(e) {
return 92 === e || 37 === e || 38 === e;
}
n.d(t, {
l: () => createRedactor
});
class SpelledText {
text;
reads=0;
#m=Array.from({
length: 4
}, () => new Map);
constructor(e) {
this.text = e;
}
read(e, t = 3) {
const n = this.text[e];
if (void 0 === n) return [];
const s = {
character: n,
next: e + 1
};
if (0 === t || !beginsEscape(n.charCodeAt(0))) return [ s ];
const i = this.#m[t]?.get(e);
if (i) return i;
this.reads += 1;
const o = new Map([ [ toKey(s), s ] ]), read = e => this.read(e, t - 1);
for (const t of read(e)) for (const e of r[t.character]?.(read, t.next) ?? []) o.set(toKey(e), e);
const a = [ ...o.values() ].sort((e, t) => e.next - t.next), c = this.#m[t];
return c && c.size >= 1e4 && c.clear(), c?.set(e, a), a;
}
}
const toKey = ({character: e, next: t}) => `${t}${e}`, r = {
"\\": function readBackslash(e, t) {
return e(t).flatMap(({character: t, next: n}) => {
if ("u" === t) return function readUnicode(e, t) {
const n = expectCharacter("{", e, t);
if (void 0 === n) return toReadings(readRun(e, t, i, 4), 4);
const r = readRun(e, n, i, 6), s = expectCharacter("}", e, r.next);
return void 0 === s ? [] : toReadings({
...r,
next: s
}, 1);
}(e, n);
if ("x" === t) return toReadings(readRun(e, n, i, 2), 2);
const r = s[t];
return void 0 !== r ? [ {
character: r,
next: n
} ] : /[\p{L}\p{N}]/u.test(t) ? [] : [ {
character: t,
next: n
} ];
});
},
"%": function readPercent(e, t) {
const n = [];
let r = t;
do {
const t = readRun(e, r, i, 2);
if (t.text.length < 2) return [];
if (n.push(Number.parseInt(t.text, 16)), n.length === getUtf8Length(n[0])) return [ {
character: Buffer.from(n).toString(),
next: t.next
} ];
r = expectCharacter("%", e, t.next);
} while (void 0 !== r && n.length < 4);
return [];
},
"&": function readEntity(e, t) {
const n = expectCharacter("#", e, t);
if (void 0 === n) return listRuns(e, t, /[a-z]/i, o).flatMap(({text: t, next: n}) => {
const r = c[t], s = expectCharacter(";", e, n);
return void 0 === r || void 0 === s ? [] : [ {
character: r,
next: s
} ];
});
const r = expectCharacter("x", e, n) ?? expectCharacter("X", e, n), s = listRuns(e, r ?? n, void 0 === r ? /\d/ : i, a);
return s.flatMap((t, n) => {
const i = toReadings(t, 1, void 0 === r ? 10 : 16), o = expectCharacter(";", e, t.next);
return [ ...n === s.length - 1 ? i : [], ...void 0 === o ? [] : i.map(e => ({
...e,
next: o
})) ];
});
}
}, s = {
b: "\b",
f: "\f",
n: "\n",
r: "\r",
t: "\t",
v: "\v"
}, i = /[\da-f]/i;
function getUtf8Length(e = 0) {
return e < 128 ? 1 : e < 192 ? 0 : e < 224 ? 2 : e < 240 ? 3 : 4;
}
const o = 16, a = 12;
function listRuns(e, t, n, r) {
const s = [];
for (let i = {
text: "",
next: t
}; i.text.length < r; ) {
const t = e(i.next).findLast(({character: e}) => n.test(e));
if (!t) break;
i = {
text: i.text + t.character,
next: t.next
}, s.push(i);
}
return s;
}
function readRun(e, t, n, r) {
return listRuns(e, t, n, r).at(-1) ?? {
text: "",
next: t
};
}
function expectCharacter(e, t, n) {
return t(n).findLast(({character: t}) => t === e)?.next;
}
function toReadings(e, t, n = 16) {
const r = Number.parseInt(e.text, n);
return e.text.length < t || r > 1114111 ? [] : [ {
character: String.fromCodePoint(r),
next: e.next
} ];
}
const c = {
Tab: "\t",
NewLine: "\n",
nbsp: "\xa0",
excl: "!",
quot: '"',
QUOT: '"',
num: "#",
dollar: "$",
percnt: "%",
amp: "&",
AMP: "&",
apos: "'",
lpar: "(",
rpar: ")",
ast: "*",
midast: "*",
plus: "+",
comma: ",",
period: ".",
sol: "/",
colon: ":",
semi: ";",
lt: "<",
LT: "<",
equals: "=",
gt: ">",
GT: ">",
quest: "?",
commat: "@",
lsqb: "[",
lbrack: "[",
bsol: "\\",
rsqb: "]",
rbrack: "]",
Hat: "^",
lowbar: "_",
UnderBar: "_",
grave: "`",
DiacriticalGrave: "`",
lcub: "{",
lbrace: "{",
verbar: "|",
vert: "|",
VerticalLine: "|",
rcub: "}",
rbrace: "}"
}, l = 8, u = "***", d = 1e6;
function createRedactor() {
const e = new Set, t = new Map, n = new Map;
return {
add(r) {
const s = removeInvisible(r);
if (s.length < l || e.has(s)) return;
e.add(s);
for (const e of function listNeedles(e, t) {
const n = new Set([ ...listBase64(t), ...listBase64(e) ]);
return n.delete(e), [ {
text: e,
isBase64: !1
}, ...Array.from(n, e => ({
text: e,
isBase64: !0
})) ];
}(s, r)) {
const n = e.text.charCodeAt(0);
t.set(n, [ ...t.get(n) ?? [], e ]);
}
const i = s.slice(0, 3).replace(/\W/g, "\\$&");
n.set(i, new RegExp(`${i}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, "g"));
},
redact(r) {
if (0 === e.size || r.length < l) return r;
const s = function findNeedles(e, t) {
const n = new SpelledText(e), r = new Map, s = [], tryAt = (e, i, o) => {
for (const a of t.get(o.charCodeAt(0)) ?? []) {
if (!a.text.startsWith(o)) continue;
const t = r.get(a) ?? new NeedleSearch(n, a.text);
r.set(a, t);
const c = t.findEnd(i, o.length);
void 0 !== c && s.push(a.isBase64 ? widen(n, e, c) : [ e, c ]);
}
};
for (let r = 0; r < e.length; r++) {
if (n.reads > d) return [ ...s, [ r, e.length ] ];
const i = e.charCodeAt(r);
if (beginsEscape(i)) for (const {character: e, next: t} of n.read(r)) tryAt(r, t, e); else t.has(i) && tryAt(r, r + 1, e.charAt(r));
}
return s;
}(r, t);
if (r.includes(u)) for (const e of n.values()) for (const {0: t, index: n} of r.matchAll(e)) s.push([ n, n + t.length ]);
return 0 === s.length ? r : function maskRanges(e, t) {
t.sort(([e], [t]) => e - t);
const n = [];
let r = 0;
for (const [s, i] of t) (s > r || 0 === n.length) && n.push(e.slice(r, s), u), r = Math.max(r, i);
return n.join("") + e.slice(r);
}(r, s);
}
};
}
function listBase64(e) {
const t = Buffer.from(e);
return [ 0, 1, 2 ].flatMap(e => {
const n = Math.ceil(8 * e / 6), r = Math.floor(8 * (e + t.length) / 6), s = Buffer.concat([ Buffer.alloc(e), t ]).toString("base64").slice(n, r);
return [ s, s.replaceAll("+", "-").replaceAll("/", "_") ];
});
}
const h = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/, removeInvisible = e => e.replaceAll(new RegExp(h, "g"), ""), isInvisible = e => (e < 32 || e >= 127 && e < 174 || e >= 8192) && h.test(String.fromCharCode(e)), f = /[\\%&][\w\\%&#;{]{0,12}\u2026/y;
function isCutEscape(e, t) {
return f.lastIndex = t, f.test(e);
}
class NeedleSearch {
#g;
#b;
#w=new Set;
constructor(e, t) {
this.#g = e, this.#b = t;
}
findEnd(e, t) {
const {text: n} = this.#g, r = this.#b;
let s;
for (;t < r.length; ) {
const i = n.charCodeAt(e);
if (beginsEscape(i)) {
if (t >= l && isCutEscape(n, e)) return e;
const [r, ...i] = this.#v(e, t).reverse();
if (!r) return s;
for (const e of i) s ??= this.findEnd(e.next, e.matched);
e = r.next, t = r.matched;
continue;
}
const o = r.charCodeAt(t);
if (i === o || 43 === i && 32 === o) t += 1; else {
if (8230 === i && t >= l) return e;
if (!isInvisible(i)) return s;
}
e += 1;
}
return Math.max(e, s ?? 0);
}
#v(e, t) {
const n = e * this.#b.length + t;
return this.#w.has(n) ? [] : (this.#w.size >= 1e5 && this.#w.clear(), this.#w.add(n), 
this.#g.read(e).flatMap(({character: e, next: n}) => this.#b.startsWith(e, t) ? [ {
next: n,
matched: t + e.length
} ] : isInvisible(e.charCodeAt(0)) ? [ {
next: n,
matched: t
} ] : []));
}
}
const p = /[\w+/-]/;
function widen(e, t, n) {
const skip = (t, n) => e.read(t).findLast(({character: e}) => n.test(e))?.next ?? t;
return [ t > 0 && p.test(e.text.charAt(t - 1)) ? t - 1 : t, skip(skip(skip(n, p), /=/), /=/) ];
}
}),
617: ((e, t, n) => {
n.d(t, {
B: () => openResults,
d: () => assertNoOverwrite
});
var r = n(3024), s = n(6760), i = n(3916), o = n(4874), a = n(9205);
const c = {
job: [ "result.json", "report.md", "events.jsonl", "metrics.csv", "model.json" ],
check: [ "report.json", "report.md", "report.sarif" ],
evaluation: [ "result.json", "report.md", "examples.jsonl" ]
}, l = ".fine-tune-results";
function assertNoOverwrite(e, t, n = process.platform) {
const {join: r, normalize: a} = "win32" === n ? s.win32 : s.posix, foldCase = e => (0, 
o.mj)(n) ? e.toLowerCase() : e, l = Object.values(c).flat(), u = new Set(l.map(t => foldCase(r(e, t)))), d = t.find(({path: e}) => u.has(foldCase(a(e))));
if (!d) return;
const h = d.use ? `, ${d.use}` : "";
throw new i.lZ(`input "results-dir": the results would overwrite "${d.name}"${h}`);
}
function openResults(e, t, n) {
n.isCommandLine && function recordResults(e, t, {warning: n}) {
const o = (0, s.join)(e, l), a = new Set((0, r.lstatSync)(o, {
throwIfNoEntry: !1
})?.isFile() ? function readLines(e) {
return (0, r.readFileSync)(e, "utf8").split(/\r?\n/);
}(o) : []), c = t.find(t => !a.has(t) && void 0 !== (0, r.lstatSync)((0, s.join)(e, t), {
throwIfNoEntry: !1
}));
if (c) throw new i.lZ(`input "results-dir": no command has written the ${(0, i.hD)(c)} that is in it`, {
hint: "Choose another folder, or remove the file: a result with this name would replace it."
});
try {
replaceFile(o, [ ...new Set([ ...a, ...t ]) ].map(e => `${e}\n`).join(""));
} catch (e) {
n(`${l} could not be written: ${(0, i.u1)(e)}`);
}
}(e, c[t], n);
for (const n of c[t]) removeEarlierResult(e, n);
const o = new Set;
function tryWrite(t, r) {
try {
r((0, s.join)(e, t));
} catch (e) {
if (o.has(t)) return;
o.add(t), n.warning(`${t} could not be written: ${(0, i.u1)(e)}`);
}
}
const appendLine = (e, t) => tryWrite(e, e => (0, r.appendFileSync)(e, `${JSON.stringify((0, 
a.K)(t, n))}\n`));
return {
reset: () => tryWrite("events.jsonl", e => replaceFile(e, "")),
appendEvent: e => appendLine("events.jsonl", e),
appendExample: e => appendLine("examples.jsonl", e),
write(e, t) {
const r = "string" == typeof t ? t : `${JSON.stringify(t, null, 2)}\n`;
tryWrite(e, e => replaceFile(e, n.redactSecrets(r)));
}
};
}
function removeEarlierResult(e, t) {
const n = (0, s.join)(e, t);
try {
(0, r.lstatSync)(n, {
throwIfNoEntry: !1
})?.isDirectory() ? (0, r.rmdirSync)(n) : (0, r.rmSync)(n, {
force: !0
});
} catch (e) {
throw new i.lZ(`input "results-dir": the ${(0, i.hD)(t)} that is in it cannot be removed`, {
hint: "Remove it, or choose another folder: it would pass for a result of this run.",
cause: e
});
}
}
function replaceFile(e, t) {
(0, r.rmSync)(e, {
force: !0
}), (0, r.writeFileSync)(e, t, {
flag: "wx"
});
}
}),
2043: ((e, t, n) => {
n.d(t, {
a: () => createGithubRunner,
j: () => listProxyPasswords
});
var r = n(3024), s = n(143), i = n(3916), o = n(2857), a = n(7777);
const c = o._H3({
value: o.YjP().min(1)
});
var l = n(911), u = n(2772);
const d = 10, h = 4e3, f = 1047552;
function createGithubRunner(e, t) {
const {add: n, redact: o} = (0, l.l)();
for (const t of listProxyPasswords(e)) n(t);
const toLogLine = e => {
const t = (0, u.g)(o(e));
return t.length > h ? `${t.slice(0, h)}\u2026` : t;
};
let p = !1, m = !1;
const g = {
inputs: readPrefixedEnv(e, "INPUT_", e => e.toLowerCase()),
state: readPrefixedEnv(e, "STATE_"),
failed: !1,
maxAnnotations: d,
isCommandLine: !1,
info: e => s.pq(toLogLine(e)),
notice: e => s.lm(toLogLine(e)),
warning: (e, t) => s.$e(toLogLine(e), toAnnotationProperties(t, o)),
error: (e, t) => s.z3(toLogLine(e), toAnnotationProperties(t, o)),
group(e) {
g.endGroup(), s.Oh(toLogLine(e)), p = !0;
},
endGroup() {
p && s.N4(), p = !1;
},
setSecret(e) {
s.Pq(e), n(e);
},
async getIdToken(n) {
const r = await async function requestIdToken(e, t, {fetch: n, clock: r}) {
const {ACTIONS_ID_TOKEN_REQUEST_URL: s, ACTIONS_ID_TOKEN_REQUEST_TOKEN: o} = e;
if (!s || !o) throw new i.K6("the runner names no address of OIDC tokens");
const l = void 0 === t ? s : `${s}&audience=${encodeURIComponent(t)}`, u = {
method: "GET",
headers: {
accept: "application/json",
authorization: `Bearer ${o}`,
"user-agent": "actions/oidc-client"
}
}, d = await (0, a.w$)(n, r, {
description: "the request",
url: l,
request: u
});
if ([ 401, 403 ].includes(d.status)) throw new i.K6("the request was refused");
if (!(0, a.oJ)(d)) throw new Error(`the request was refused (${d.status})`);
return (0, a.oX)("the request", d, e => c.parse(e).value);
}(e, n, t);
return g.setSecret(r), r;
},
setOutput: (e, t) => writeOrFail(`output ${e}`, () => s.uH(e, o(t))),
saveState: (e, t) => writeOrFail(`state ${e}`, () => s.LZ(e, o(t))),
setFailed(e) {
g.failed = !0, s.C1(e.split("\n").map(toLogLine).join("\n"));
},
writeSummary(t) {
const n = e.GITHUB_STEP_SUMMARY, s = o(t);
if (n && !(Buffer.byteLength(s) > f)) try {
(0, r.appendFileSync)(n, `${s}\n`);
} catch (e) {
g.warning(`The summary could not be written: ${(0, i.u1)(e)}`);
}
},
redactSecrets: o
};
function writeOrFail(e, t) {
try {
t();
} catch (t) {
m || g.setFailed(`Could not write ${e}: ${(0, i.u1)(t)}`), m = !0;
}
}
return g;
}
function toAnnotationProperties(e, t) {
if (!e) return {};
const {file: n, line: r, column: s} = e;
return {
file: (0, u.g)(t(n)),
...r && {
startLine: r
},
...s && {
startColumn: s
}
};
}
function listProxyPasswords(e) {
return [ "https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY" ].flatMap(t => {
const [, n = ""] = /^\w+:\/\/[^/@]*?:(.*)@/.exec(e[t] ?? "") ?? [];
return [ n, n.replace(/(%[\da-f]{2})+/gi, e => Buffer.from(e.replaceAll("%", ""), "hex").toString()) ];
});
}
function readPrefixedEnv(e, t, n = e => e) {
return new Map(Object.entries(e).filter(([e]) => e.startsWith(t)).map(([e, r]) => [ n(e.slice(t.length)), trimValue(r ?? "") ]).filter(([, e]) => "" !== e));
}
function trimValue(e) {
const t = e.trim();
return t.includes("\n") ? e.replace(/^(\s*\n)+/, "").trimEnd() : t;
}
}),
2772: ((e, t, n) => {
function sanitizeLine(e) {
return e.toWellFormed().replace(/[\r\n\u0085\u2028\u2029]+/g, " \u23ce ").replace(/\t/g, " ").replace(r, "").replaceAll("##[", "##\u200b[").replace(/^(\s*)::/, "$1\u200b::");
}
n.d(t, {
g: () => sanitizeLine
});
const r = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
}),
8549: ((e, t, n) => {
n.d(t, {
B: () => isSpentQuota,
NF: () => isRetryableOnceAnswered,
Rc: () => ConnectionError,
Tj: () => isUnsupportedEndpoint,
ZU: () => isRetryableWhilePolling,
c4: () => isNotFound,
hD: () => ApiError,
kZ: () => hasUnsupportedStatus,
o1: () => StepTimeoutError,
oA: () => CredentialError,
r3: () => isRetryable,
yj: () => isSafeToResend
});
var r = n(3916);
class ApiError extends r.lZ {
name="ApiError";
status;
isApiResponse;
isOwnError;
code;
param;
serverMessage;
retryAfterMs;
credentialRenewed;
isPermanent;
constructor(e, t, n) {
super(e, {
hint: n
}), this.status = t.status, this.isApiResponse = t.isApiResponse, this.isOwnError = t.isOwnError ?? !1, 
this.code = t.code, this.param = t.param, this.serverMessage = t.serverMessage, 
this.retryAfterMs = t.retryAfterMs, this.credentialRenewed = t.credentialRenewed ?? !1, 
this.isPermanent = t.isPermanent ?? !1;
}
}
class ConnectionError extends r.lZ {
name="ConnectionError";
requestSent;
fault;
constructor(e, {requestSent: t, fault: n = "lost", cause: r, hint: s}) {
super(e, {
cause: r,
hint: s
}), this.requestSent = t, this.fault = n;
}
}
class StepTimeoutError extends r.lZ {
name="StepTimeoutError";
}
class CredentialError extends r.lZ {
name="CredentialError";
constructor(e) {
super(e.message, {
hint: e.hint,
cause: e
});
}
}
function isRetryable(e) {
if (e instanceof CredentialError) return isRetryable(e.cause);
if (e instanceof ConnectionError) return !0;
if (!(e instanceof ApiError)) return !1;
const {status: t, isApiResponse: n} = e;
return !!e.credentialRenewed || !e.isPermanent && (!!([ 408, 429 ].includes(t) || t >= 500) || !n && (t < 400 || [ 401, 403, 404 ].includes(t)));
}
function isRetryableWhilePolling(e) {
return !!isRetryable(e) || e instanceof ApiError && (!e.isApiResponse || [ 409, 425, 429 ].includes(e.status) || isSpentQuota(e));
}
function isRetryableOnceAnswered(e) {
return isRetryableWhilePolling(e) || e instanceof ApiError && e.status >= 500;
}
function isSpentQuota({status: e, isPermanent: t}) {
return t && e >= 400 && e < 500;
}
function isSafeToResend(e) {
if (e instanceof CredentialError || e instanceof StepTimeoutError) return !0;
if (e instanceof ConnectionError) return !e.requestSent;
if (!(e instanceof ApiError)) return !1;
const {status: t, isOwnError: n} = e;
return [ 301, 307, 308, 429 ].includes(t) || n && t >= 400 && t < 500 && 408 !== t;
}
function hasUnsupportedStatus(e) {
return e instanceof ApiError && [ 404, 405, 501 ].includes(e.status);
}
function isUnsupportedEndpoint(e) {
return hasUnsupportedStatus(e) && e.isApiResponse;
}
function isNotFound(e) {
return e instanceof ApiError && e.isApiResponse && 404 === e.status;
}
}),
7856: ((e, t, n) => {
n.d(t, {
Pj: () => normalizeProxyVariables,
Se: () => assertProxyUsableFor
});
var r = n(9783), s = n(3916);
const i = {
https: [ "https_proxy", "HTTPS_PROXY" ],
http: [ "http_proxy", "HTTP_PROXY" ]
};
function normalizeProxyVariables(e) {
for (const t of [ ...i.https, ...i.http ]) {
const n = e[t]?.trim();
n && (e[t] = normalizeProxy(n));
}
}
function normalizeProxy(e) {
const t = /^[a-z][a-z\d+.-]*:\/\//i.test(e) ? e : `http://${e.replace(/^\/\//, "")}`, n = t.lastIndexOf("@");
return t.slice(0, n + 1).replace(/%(?![\da-f]{2})/gi, "%25") + t.slice(n + 1);
}
function assertProxyUsableFor(e) {
const t = new URL(e), n = i["https:" === t.protocol ? "https" : "http"].find(e => process.env[e]);
if (void 0 === n || (0, r.H)(t)) return;
const o = (0, r.s)(t);
if (!o?.hostname || !/^https?:$/.test(o.protocol)) throw new s.lZ(`The variable ${n} is not the address of a proxy, so nothing is sent`, {
hint: "Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded."
});
}
}),
7777: ((e, t, n) => {
n.d(t, {
Fm: () => getServerTime,
OG: () => parseBody,
j2: () => c,
oJ: () => isSuccess,
oX: () => decodeResponse,
w$: () => sendRequest,
xP: () => getRetryAfterMs
});
var r = n(9373), s = n(3916), i = n(8301), o = n(8549), a = n(1089);
const c = 3e4, l = 16777216;
async function sendRequest(e, t, n) {
const {description: i, url: u, request: d, signal: h, timeoutMs: f = c, unreachableHint: p} = n, {maxResponseBytes: m = l, hasAnswered: g = !1} = n;
try {
return await (0, r.wj)(t, f, h, async t => {
const n = await e(u, {
...d,
signal: t,
maxResponseBytes: m
}), r = function toBuffer(e) {
return e instanceof Uint8Array ? Buffer.from(e.buffer, e.byteOffset, e.byteLength) : Buffer.from(e);
}(await n.arrayBuffer());
if (r.length > m) throw new a.K8(m);
const {status: s, headers: i} = n;
return {
status: s,
headers: i,
bytes: r,
get text() {
return r.toString("utf8");
}
};
});
} catch (e) {
if (h?.aborted || e instanceof s.lZ) throw e;
const t = (0, s.u1)(e), n = !(e instanceof a.SD);
throw new o.Rc(`${i} at ${new URL(u).host}: ${t}`, {
requestSent: n,
fault: getFault(e, g),
cause: e,
hint: n ? void 0 : p
});
}
}
const u = /^(ENOTFOUND|EAI_\w+|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+)$|CERT|ISSUER|SIGNATURE|HOSTNAME/;
function getFault(e, t) {
if (e instanceof a.K8) return "malformed";
const n = (0, s.E2)(e instanceof a.SD ? e.cause : void 0);
return "ECONNREFUSED" !== n || t ? u.test(n) ? "misconfigured" : "lost" : "refused";
}
function isSuccess({status: e}) {
return e >= 200 && e <= 299;
}
function decodeResponse(e, {status: t, text: n}, r) {
let s = "not-json";
try {
const e = "" === n ? void 0 : parseBody(n);
return s = "malformed", r(e);
} catch (n) {
if (n instanceof o.Rc) throw n;
throw new o.Rc(`${e}: unexpected response body (status ${t})`, {
requestSent: !0,
fault: s,
cause: n
});
}
}
function parseBody(e) {
if (e.length > i.Ex && (0, i.if)(Buffer.from(e))) throw new Error("too many values");
const t = JSON.parse(e.startsWith("\ufeff") ? e.slice(1) : e);
return assertDepth(t, d), t;
}
const d = 200;
function assertDepth(e, t) {
if ("object" == typeof e && null !== e) {
if (0 === t) throw new Error("nested too deeply");
for (const n of Object.values(e)) assertDepth(n, t - 1);
}
}
function getRetryAfterMs({headers: e}) {
const t = Number(e.get("retry-after-ms") ?? Number.NaN);
if (t >= 0) return t;
const n = e.get("retry-after");
if (!n) return;
const r = Number(n);
if (r >= 0) return 1e3 * r;
const s = Date.parse(n) - Date.parse(e.get("date") ?? "");
return s >= 0 ? s : void 0;
}
function getServerTime({headers: e}) {
const t = Date.parse(e.get("date") ?? "");
return Number.isNaN(t) ? void 0 : t / 1e3;
}
}),
8902: ((e, t, n) => {
n.d(t, {
E8: () => isMisconfiguration,
L5: () => retry,
tl: () => stopAfterRepeated
});
var r = n(8549);
const s = 5, i = 2e4, o = {
misconfigured: 6e3,
malformed: 25e3,
mismatched: 25e3,
refused: 12e4
};
function isMisconfiguration(e) {
return e instanceof r.Rc && e.fault in o;
}
async function retry(e, t) {
const {clock: n, signal: r, onRetry: s} = t, i = new Attempts(t);
for (;;) {
const t = n.now();
try {
return await e();
} catch (e) {
const o = i.getDelay(e, t);
r?.throwIfAborted(), s?.(e, o), await n.sleep(o, r);
}
}
}
class Attempts {
#y;
#k;
#_=0;
#$;
#E;
constructor(e) {
this.#y = e, this.#k = createRepetitionLimit(e.clock);
}
getDelay(e, t) {
const {clock: n, shouldRetry: o = r.r3, tolerateRefusals: a} = this.#y, {deadline: c = Number.POSITIVE_INFINITY, maxAttempts: l = Number.POSITIVE_INFINITY} = this.#y, u = n.now();
if (this.#_ += 1, e instanceof r.hD && (this.#E = e), e instanceof r.o1) throw this.#E ?? e;
const d = !o(e);
if (d && !(a && e instanceof r.hD)) throw e;
if (this.#k(d)) throw e;
const h = this.#x(e, t);
if (u >= h) throw e;
if (u >= c || this.#_ >= l) throw e instanceof r.Rc ? this.#E ?? e : e;
const f = d ? i / (s - 1) : function backoffDelay(e, t, {random: n, maxDelayMs: s = Number.POSITIVE_INFINITY}) {
const i = Math.min(500 * 2 ** (t - 1), 3e4) * (1 - n() / 4), o = e instanceof r.hD ? e.retryAfterMs ?? 0 : 0;
return Math.min(Math.max(i, Math.min(o, 3e5)), s);
}(e, this.#_, this.#y);
return Math.min(f, c - u, h - u);
}
#x(e, t) {
const n = e instanceof r.Rc ? e.fault : void 0, s = n && o[n];
if (void 0 === s) return this.#$ = void 0, Number.POSITIVE_INFINITY;
this.#$?.limitMs !== s && (this.#$ = {
limitMs: s,
since: t
});
const {failsFast: i, tolerateRefusals: a} = this.#y;
return !i || "refused" === n && a ? Number.POSITIVE_INFINITY : this.#$.since + s;
}
}
function createRepetitionLimit(e) {
let t = 0, n = 0;
return r => (r && 0 === t && (n = e.now()), t = r ? t + 1 : 0, t >= s && e.now() - n >= i);
}
function stopAfterRepeated(e, t, n) {
const r = createRepetitionLimit(e);
return e => {
const s = t(e);
return !r(s) && (s || n(e));
};
}
}),
8347: ((e, t, n) => {
n.d(t, {
Z: () => r,
z: () => isSecureUrl
});
const r = /^(localhost|127(\.\d+){3}|\[::1\])$/;
function isSecureUrl({protocol: e, hostname: t}) {
return "https:" === e || "http:" === e && r.test(t);
}
}),
1089: ((e, t, n) => {
n.d(t, {
SD: () => NotSentError,
K8: () => ResponseTooLongError,
Hy: () => createFetch
});
var r = n(7067), s = n(4708), i = n(2779), o = n(4573), a = n(7975);
const c = new Map([ [ "gzip", decodeGzip ], [ "x-gzip", decodeGzip ], [ "deflate", async function decodeDeflate(e, t) {
const n = Number.parseInt(e.toString("hex", 0, 2), 16), r = n % 31 == 0 && 8 == (n >> 8 & 15), {inflate: s, inflateRaw: i} = loadZlib();
return decodeOrKeep(e, () => (0, a.promisify)(r ? s : i)(e, {
maxOutputLength: t
}));
} ], [ "br", function decodeBrotli(e, t) {
return decodeOrKeep(e, () => (0, a.promisify)(loadZlib().brotliDecompress)(e, {
maxOutputLength: t
}));
} ] ]), loadZlib = () => process.getBuiltinModule("node:zlib");
async function decodeGzip(e, t) {
return 31 === e[0] && 139 === e[1] ? (0, a.promisify)(loadZlib().gunzip)(e, {
maxOutputLength: t
}) : e;
}
function isDecodedBodyTooLong(e) {
return e instanceof Error && "code" in e && "ERR_BUFFER_TOO_LARGE" === e.code;
}
async function decodeOrKeep(e, t) {
try {
return await t();
} catch (t) {
if (!isDecodedBodyTooLong(t) && (0, o.isUtf8)(e)) return e;
throw t;
}
}
var l = n(7856);
class NotSentError extends Error {
name="NotSentError";
}
class ResponseTooLongError extends Error {
name="ResponseTooLongError";
constructor(e) {
super(`the response is longer than ${e} bytes`);
}
}
const u = 67108864;
function createFetch() {
const e = new Map;
return async (t, n) => {
(0, l.Se)(t);
const o = "GET" === n.method, a = `${new URL(t).origin} ${o}`, d = e.get(a) ?? new i.Qq(void 0, void 0, {
keepAlive: o
});
return e.set(a, d), async function send(e, t, n) {
const {method: i, headers: o, body: a, signal: l, maxResponseBytes: d = u} = t, h = (e.startsWith("https:") ? s.request : r.request)(e, {
method: i,
headers: o,
agent: n,
...l && {
signal: l
}
}), f = function waitForResponse(e) {
let t = !1;
return new Promise((n, r) => {
e.once("socket", n => {
const r = "encrypted" in n ? "secureConnect" : "connect";
e.reusedSocket || "connect" === r && !n.connecting ? t = !0 : n.once(r, () => t = !0);
}), e.once("response", n), e.on("error", e => r(t ? e : new NotSentError(e.message, {
cause: e
})));
});
}(h);
f.catch(() => {}), void 0 === a || "string" == typeof a ? h.end(a) : await async function sendBody(e, t, n) {
let r = !1;
const settle = () => {
r = !0;
}, s = n.then(settle, settle);
try {
for await (const n of e) {
if (r) return;
t.write(n) || await Promise.race([ s, new Promise(e => t.once("drain", e)) ]);
}
t.end();
} catch (e) {
throw t.destroy(), e;
}
}(a, h, f);
const p = await f;
return {
status: p.statusCode ?? 0,
headers: {
get: e => [ p.headers[e.toLowerCase()] ?? [] ].flat().join(", ") || null
},
arrayBuffer: () => async function readBody(e, t) {
const n = [];
let r = 0;
for await (const s of e) {
if (r += s.length, r > t) throw new ResponseTooLongError(t);
n.push(s);
}
try {
return await async function decodeContent(e, t, n) {
const r = t?.toLowerCase().split(/\s*,\s*/) ?? [];
let s = e;
for (const e of r.toReversed()) {
const t = c.get(e.trim());
t && s.length > 0 && (s = await t(s, n));
}
return s;
}(Buffer.concat(n), e.headers["content-encoding"], t);
} catch (e) {
throw isDecodedBodyTooLong(e) ? new ResponseTooLongError(t) : e;
}
}(p, d)
};
}(t, n, d.getAgent(t));
};
}
}),
8301: ((e, t, n) => {
function isJsonObject(e) {
return "object" == typeof e && null !== e && !Array.isArray(e);
}
function tryParseJson(e) {
try {
return JSON.parse(e);
} catch {
return;
}
}
n.d(t, {
Bl: () => tryParseJson,
Ck: () => sortFields,
Ex: () => r,
OW: () => isJsonObject,
if: () => hasTooManyValues,
p3: () => omitNullish
});
const r = 1 << 20, [s, i, o, a, c] = Buffer.from('",[\\{');
function hasTooManyValues(e) {
let t = 0;
for (let n = 0; n < e.length && t <= r; n++) {
const r = e[n];
r === s ? n = findStringEnd(e, n) : r !== i && r !== o && r !== c || t++;
}
return t > r;
}
const l = 32;
function findStringEnd(e, t) {
for (let n = t + 1; n < e.length; n++) {
for (const t = Math.min(n + l, e.length); n < t; n++) {
if (e[n] === s) return n;
e[n] === a && n++;
}
const t = n;
if (n = e.indexOf('"', t), -1 === n) return e.length;
let r = n;
for (;r > t && e[r - 1] === a; ) r--;
if ((n - r) % 2 == 0) return n;
}
return e.length;
}
function omitNullish(e) {
return Object.fromEntries(Object.entries(e).filter(([, e]) => null != e));
}
function sortFields(e) {
if (Array.isArray(e)) return e.map(sortFields);
if ("object" != typeof e || null === e) return e;
const t = Object.entries(e).sort(([e], [t]) => e < t ? -1 : 1);
return Object.fromEntries(t.map(([e, t]) => [ e, sortFields(t) ]));
}
}),
5668: ((e, t, n) => {
n.d(t, {
a: () => errorFromResponse,
b: () => usualPathHint
});
var r = n(8549), s = n(7777), i = n(3916), o = n(8301);
const isText = e => "string" == typeof e && !/^\s*(?:None)?\s*$/.test(e);
function readForeignBody(e) {
const t = findReason(e);
if (!(0, o.OW)(e)) return {
serverMessage: cleanMessage(t)
};
const {error: n, code: r, type: s} = e, i = isText(n) && /^[\w.-]+$/.test(n) ? n : void 0;
return {
code: i ?? readCode(r) ?? readCode(s),
serverMessage: t === i ? void 0 : cleanMessage(t),
param: findParam(e.detail)
};
}
function readCode(e) {
const t = "number" == typeof e ? String(e) : e;
return isText(t) && !/^\d{3}$|:\/\/|^about:/.test(t) ? t : void 0;
}
const a = [ "message", "error_description", "error_message", "errormessage", "msg", "detail", "faultstring", "description", "reason", "errors", "details", "error", "fault", "title" ], c = 5, l = 3;
function findReason(e, t = 0) {
if (isText(e)) return e;
if (t > c) return;
if (Array.isArray(e)) {
const n = e.slice(0, 20).flatMap(e => findReason(e, t + 1) ?? []);
return [ ...new Set(n) ].slice(0, l).join("; ") || void 0;
}
if (!(0, o.OW)(e)) return;
const n = new Map(Object.entries(e).map(([e, t]) => [ e.toLowerCase(), t ]));
for (const e of a) {
const r = n.get(e), s = findReason(r, t + 1) ?? ("errors" === e ? joinByField(r, t) : void 0);
if (void 0 !== s) return prefixLocation(n.get("loc"), s);
}
}
function joinByField(e, t) {
if ((0, o.OW)(e)) return Object.entries(e).flatMap(([e, n]) => {
const r = findReason(n, t + 1);
return void 0 === r ? [] : [ `${e}: ${r}` ];
}).slice(0, l).join("; ") || void 0;
}
function prefixLocation(e, t) {
const n = formatLocation(e);
return void 0 === n ? t : `${n}: ${t}`;
}
function formatLocation(e) {
if (Array.isArray(e)) return ("body" === e[0] || "query" === e[0] ? e.slice(1) : e).join(".") || void 0;
}
function findParam(e) {
if (Array.isArray(e)) return e.map(e => (0, o.OW)(e) ? formatLocation(e.loc) : void 0).find(isText);
}
const u = 1e3;
function cleanMessage(e) {
if (!e) return;
const t = e.slice(0, 10 * u).replace(/\s+/g, " ").replace(/\(?HINT: line starts with.*/i, "").trim();
return (0, i.xv)(t, u) || void 0;
}
const d = 500, h = 3;
function readPlainText(e, t) {
const n = e.trim();
if (!(/html|xml|json/i.test(t.get("content-type") ?? "") || /[<{[]/.test(n) || n.length > d || n.split("\n").length > h)) return cleanMessage(n);
}
var f = n(4717);
function errorFromResponse(e, t, n = {}) {
const {hint: i, credentialRenewed: a} = n, {status: c, headers: l} = t, u = (0, 
s.xP)(t), d = function parseErrorBody({text: e, headers: t}) {
const n = function parseOptional(e) {
try {
const t = (0, s.OG)(e);
return (0, o.OW)(t) || Array.isArray(t) || "string" == typeof t ? t : void 0;
} catch {
return;
}
}(e);
if (void 0 === n) return {
isApiResponse: !1,
isOwnError: !1,
serverMessage: readPlainText(e, t)
};
const r = (0, o.OW)(n) && (0, o.OW)(n.error) ? n.error : void 0;
return r && [ r.message, r.code, r.type ].some(isText) ? {
isApiResponse: !0,
isOwnError: !0,
code: readCode(r.code) ?? readCode(r.type),
serverMessage: cleanMessage(findReason(r)),
param: isText(r.param) ? r.param : void 0
} : {
isApiResponse: !0,
isOwnError: !1,
...readForeignBody(n)
};
}(t), h = {
status: c,
...d,
retryAfterMs: u,
credentialRenewed: a,
isPermanent: isPermanent(e, {
status: c,
...d,
retryAfterMs: u
})
}, f = function formatApiError(e, {status: t, code: n, param: r, serverMessage: s}, i) {
return `${e} failed (${[ t, n, r && `param ${r}` ].filter(Boolean).join(", ")})${s ? `: ${s}` : ""}${i ? ` (request id ${i})` : ""}`;
}(e, h, [ "x-request-id", "apim-request-id", "x-ms-request-id" ].flatMap(e => l.get(e) ?? [])[0]);
return new r.hD(f, h, i ?? function hintFor(e, t, n) {
const {status: r} = t;
if (r < 400) return 'Redirects are not followed. Set "base-url" to the address that they lead to.';
const s = x.get(function findTopic(e, t) {
const {code: n, serverMessage: r = ""} = t;
return k.test(r) ? "training_not_available" : isActiveJobsLimit(e, r) ? "active_jobs" : _.test(r) ? "training_type" : /\bcustom_llm_provider\b/.test(r) ? "litellm_provider" : isAzureQuota(t) ? "azure_quota" : $.test(n ?? "") || $.test(r) ? "capacity" : n;
}(e, t) ?? "");
return void 0 !== s ? s : 403 === r ? function permissionHint(e) {
const t = "token" !== e.credential;
return isAtAzure(e) ? t ? "A key of this resource has every permission, so the resource refuses keys, or its network rules refuse this runner." : 'The credential lacks the role "Cognitive Services OpenAI Contributor" on this resource, or the role was assigned minutes ago.' : `The ${t ? "API key" : "identity"} is valid but lacks a permission: it needs write access to files and fine-tuning in this project.`;
}(n) : 404 === r ? function notFoundHint(e, t) {
const {baseUrl: n, credential: r} = t, s = isAtAzure(t) ? "this resource" : "the project of this " + ("token" === r ? "identity" : "key");
return `${/\/fine_tuning\/jobs\/./.test(e) ? "Check the id. " : ""}Check "base-url", and that the job and its files belong to ${s}.${n ? usualPathHint(n) : ""}`;
}(e, n) : x.get(`${r}`);
}(e, h, n));
}
const p = [ "insufficient_quota", "billing_not_active", "credit_balance_exhausted", "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded" ], m = new Set([ "daily_rate_limit_exceeded", ...p ]), g = /^(?:quotaexceeded|insufficientquota)$/i, b = 3e5, w = /out of call volume quota/i;
function isAzureQuota({code: e = "", serverMessage: t = ""}) {
return g.test(e) || w.test(t);
}
const v = [ /\blicen[cs]e|\bpremium user|\benterprise (?:user|feature|package)/i, /\b(?:only|missing|requires?)\b.{0,40}\benterprise\b/i, /\b(missing|no|without|provide|set)\b.{0,40}\b(credentials?|api[ _-]?key)/i, /\bapi[ _-]?key\b.{0,80}\b(must be set|not set|is missing|required)/i, /\bnot (yet |been )?(implemented|supported)\b|\bnotimplemented/i ];
function isPermanent(e, t) {
const {status: n, code: r = "", serverMessage: s = "", retryAfterMs: i} = t;
return isAzureQuota(t) ? 429 !== n || !i || i > b : !(!m.has(r) && !isActiveJobsLimit(e, s)) || 501 === n || n >= 500 && v.some(e => e.test(s));
}
const y = /^POST \/fine_tuning\/jobs(?:\/[^/]+\/resume)?$/;
function isActiveJobsLimit(e, t) {
if (!y.test(e)) return !1;
const n = t.replace(/\S*\/\S+/g, "");
return [ /fine-?tun|\bjobs?\b/i, /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i, /limit|maximum/i ].every(e => e.test(n));
}
const k = /winding down the fine-tuning platform/i, _ = /does not support fine-?tuning/i, $ = /\b(?:no|not enough|insufficient|out of|lacks?)\b.{0,40}\bcapacity\b|^\w*capacity\w*$/i, isAtAzure = ({baseUrl: e}) => void 0 !== e && (0, 
f.mM)(e.hostname) === f._k;
function usualPathHint(e) {
return /\/v\d\w*\/*$/i.test(e.pathname) || e.searchParams.has("api-version") ? "" : ` "base-url" usually ends in ${isAtAzure({
baseUrl: e
}) ? f.nK : "/v1"}.`;
}
const E = 'Check the secret or the variable behind "api-key" (pull requests from forks get no secrets), or the permissions of this job\'s identity.', x = new Map([ [ "training_not_available", 'OpenAI has closed fine-tuning to this organization (and accepts no new self-serve jobs from 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.' ], [ "daily_rate_limit_exceeded", "This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow." ], [ "active_jobs", "The maximum number of jobs is already running. Run the workflow again when one has ended, or let workflows wait for each other in a concurrency group." ], [ "azure_quota", 'A limit of this resource, its subscription or region is reached: jobs that run or wait, jobs or files in all, or quota of this model. Wait for a job to end, delete old files, use another resource or "trainingType", or request more quota in the Azure portal. Then run the workflow again.' ], [ "capacity", 'The server has no capacity for this at the moment. Run the workflow again later. At Azure, "trainingType: GlobalStandard" in "extra-body" uses the capacity of all regions.' ], [ "training_type", 'Azure does not train every model in every place. Open-weight models, among others, need the input "extra-body" with "trainingType: GlobalStandard"; without it Azure uses "Standard". If it is set, check "model".' ], [ "litellm_provider", 'LiteLLM needs the name of the provider: add "?custom_llm_provider=openai" to "base-url", and "custom_llm_provider: openai" to "extra-body".' ], ...p.map(e => [ e, "Raise the limit or add credit for the organization or project, then run the workflow again." ]), [ "invalid_api_key", E ], [ "model_not_found", 'Check "model": this project may not have access to it, or it has been shut down.' ], [ "401", E ], [ "413", "The file is larger than this server accepts in one request. Train on less data, or in several jobs, each starting from the model of the previous one." ] ]);
}),
8362: ((e, t, n) => {
n.d(t, {
N: () => ApiRequester
});
var r = n(7598), s = n(9373), i = n(3916), o = n(8549), a = n(7777), c = n(5668);
const l = 'Check "base-url", and that this runner can reach that host.', u = new WeakSet;
class ApiRequester {
url;
#S;
#j;
#A;
#y;
constructor(e, t, n, r) {
this.url = new URL(e.baseUrl), this.#S = e, this.#j = t, this.#A = n, this.#y = r;
}
async call(e, t, n, r = {}) {
const s = await this.send(e, t, r), i = {
serverTime: (0, a.Fm)(s),
bytes: s.bytes.length
};
return (0, a.oX)(`${e} ${t}`, s, e => n(e, i));
}
async send(e, t, n = {}) {
const {credentials: s, headers: i} = this.#S, {unreachableHint: d = l} = this.#y, {signal: h = this.#y.signal, json: f, stream: p, accept: m = "application/json"} = n, g = `${e} ${t}`, b = Math.min(this.#R(g, n), a.j2), w = await this.#M(b, h);
let v = void 0 === p;
const y = f && JSON.stringify(f), k = {
method: e,
headers: {
accept: m,
"x-client-request-id": (0, r.randomUUID)(),
...i,
...w,
...getBodyHeaders(e, y, p)
}
}, _ = p ? async function* trackEnd({body: e}) {
yield* e, v = !0;
}(p) : y;
void 0 !== _ && (k.body = _);
const $ = await (0, a.w$)(this.#j, this.#A, {
description: g,
url: this.#I(t, n.query),
request: k,
signal: h,
timeoutMs: this.#R(g, n),
maxResponseBytes: n.maxResponseBytes,
unreachableHint: d,
hasAnswered: u.has(this.#S)
});
if (u.add(this.#S), !(0, a.oJ)($)) {
const e = {
credentialRenewed: 401 === $.status && s.invalidate(w),
baseUrl: this.url,
credential: s.kind
};
throw (0, c.a)(g, $, e);
}
if (!v) throw new o.Rc(`${g}: the server responded before it had received all bytes`, {
requestSent: !0,
fault: "mismatched"
});
return $;
}
#I(e, t = {}) {
const n = new URL(this.url);
return n.pathname = this.url.pathname.replace(/\/+$/, "") + e, n.search = [ this.url.search.slice(1), `${new URLSearchParams(t)}` ].filter(Boolean).join("&"), 
n.href;
}
#R(e, {timeoutMs: t = a.j2, afterDeadline: n}) {
const {deadline: r = Number.POSITIVE_INFINITY} = this.#y, s = r + 5e3 - this.#A.now();
if (n) return Math.min(t, Math.max(s, 1e4));
if (s <= 0) throw new o.o1(`${e}: the timeout of the step has passed`);
return Math.min(t, s);
}
async #M(e, t) {
const {credentials: n} = this.#S;
try {
return await (0, s.wj)(this.#A, e, t, () => n.getHeaders());
} catch (e) {
if (e instanceof i.lZ) throw new o.oA(e);
if (!(e instanceof s.MU)) throw e;
const t = `Cannot exchange the OIDC token of this job: ${e.message}`;
throw new o.oA(new o.Rc(t, {
requestSent: !0
}));
}
}
}
function getBodyHeaders(e, t, n) {
return n ? {
"content-type": n.contentType,
"content-length": `${n.contentLength}`
} : void 0 !== t ? {
"content-type": "application/json",
"content-length": `${Buffer.byteLength(t)}`
} : "POST" === e ? {
"content-length": "0"
} : {};
}
}),
5976: ((e, t, n) => {
n.d(t, {
_: () => WorkloadIdentityAuth,
c: () => createApiKeyAuth
});
var r = n(8549), s = n(8902);
function createApiKeyAuth(e, t, n) {
const r = i.test(e) ? "token" : "key", s = "api-key" === t || "auto" === t && "api-key" === n.keyHeader && "key" === r ? {
"api-key": e
} : bearer(e);
return {
kind: r,
getHeaders: async () => s,
invalidate: () => !1
};
}
const i = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/, bearer = e => ({
authorization: `Bearer ${e}`
}), o = 6e4;
class WorkloadIdentityAuth {
kind="token";
#T;
#y;
#O;
#C;
#N;
#F;
#P=Number.NEGATIVE_INFINITY;
constructor(e, t) {
this.#T = e, this.#y = t;
}
async getHeaders() {
const {clock: e} = this.#y;
if (this.#N && e.now() < this.#N.expiresAt) throw this.#N.error;
return this.#O && e.now() < this.#O.refreshAt ? this.#O.headers : (this.#C ??= this.#L().finally(() => {
this.#C = void 0;
}), (await this.#C).headers);
}
invalidate({authorization: e}) {
if (void 0 !== this.#O && this.#O.headers.authorization !== e || this.#F === e) return !0;
const t = this.#y.clock.now();
return !(t - this.#P < 6e4 || (this.#P = t, this.#F = e, this.#O = void 0, 0));
}
async #L() {
const {clock: e, random: t, onRetry: n} = this.#y, i = e.now(), a = void 0 !== this.#O && i < this.#O.expiresAt;
try {
const {value: r, lifetimeMs: o} = await (0, s.L5)(this.#T, {
clock: e,
random: t,
deadline: a ? i : i + 2e4,
onRetry: n
}), c = Math.min(12e5, o / 2);
return this.#O = {
headers: bearer(r),
refreshAt: i + o - c,
expiresAt: i + o
}, this.#O;
} catch (t) {
const s = e.now();
if (!this.#O || !a) throw this.#N = (0, r.r3)(t) ? void 0 : {
error: t,
expiresAt: s + o
}, t;
if (n(t, o), s >= this.#O.expiresAt) throw t;
return this.#O.refreshAt = Math.min(s + o, this.#O.expiresAt), this.#O;
}
}
}
}),
2443: ((e, t, n) => {
n.d(t, {
U: () => createClient
});
var r = n(3916), s = n(8549), i = n(8362), o = n(2857), a = n(2493);
const c = o._H3({
id: a.ei,
fine_tuned_model_checkpoint: a.mR,
step_number: a.WI,
metrics: a.W0
});
function decodeCheckpoint(e) {
const t = c.parse(e);
return {
id: t.id,
model: t.fine_tuned_model_checkpoint,
step: t.step_number ?? a.WI.parse(t.metrics.step),
metrics: t.metrics
};
}
var l = n(8301), u = n(7598);
const d = o._H3({
data: o.YOg(o.L5J()),
has_more: o.zMY().optional().catch(void 0),
last_id: a.mR
});
function decodeListBody(e) {
const {data: t, has_more: n, last_id: r} = d.parse(e);
return {
data: t,
hasMore: n,
lastId: r
};
}
const h = o._H3({
model: a.mR,
created_at: a.kX,
status: a.mR,
metadata: a.k$
});
function readPartially(e) {
const {model: t, created_at: n, status: r, metadata: s} = h.parse((0, l.OW)(e) ? e : {});
return {
model: t,
createdAt: n,
status: r,
metadata: s
};
}
function digest(e) {
return (0, u.createHash)("sha256").update(JSON.stringify(e)).digest("base64");
}
const f = o._H3({
id: a.mR,
created_at: a.kX,
level: o.YjP().min(1).catch("info"),
type: o.YjP().min(1).catch("message"),
message: o.YjP().catch(""),
data: o.L5J().optional()
});
function decodeEvents(e, {bytes: t}) {
const {data: n, hasMore: r, lastId: s} = decodeListBody(e), i = n.map(decodeEvent);
return {
events: i,
hasMore: r,
nextCursor: i.at(-1)?.id ?? s,
bytes: t
};
}
function decodeEvent(e) {
const t = f.parse((0, l.OW)(e) ? e : {}), {id: n, created_at: r, level: s, type: i, message: o, data: a} = t;
return {
id: n,
createdAt: r,
level: s,
type: i,
message: o,
data: a,
raw: e
};
}
var p = n(653), m = n(7603), g = n(4717);
const b = o._H3({
id: a.ei,
status: a.mR,
status_details: a.mR,
filename: a.mR,
bytes: a.WI,
created_at: a.kX,
expires_at: a.kX
});
function decodeFile(e) {
const t = b.parse(e);
return {
id: t.id,
status: t.status,
statusDetails: t.status_details,
name: t.filename,
bytes: t.bytes,
createdAt: t.created_at,
expiresAt: t.expires_at
};
}
const w = o.Ikc({
id: a.ei
});
function decodeId(e) {
return w.parse(e);
}
const v = o._H3({
file: o.L5J()
});
function decodeCompletedUpload(e) {
return decodeFile(v.parse(e).file);
}
const y = 12e4, k = 3e5, _ = 67108864, $ = Number.MAX_SAFE_INTEGER;
function createClient(e, t, n, r = {}) {
const s = new i.N(e, t, n, r);
function getPage(e, t, n, r) {
return s.call("GET", e, (e, n) => function decodePage(e, t, n) {
const {data: r, hasMore: s, lastId: i} = decodeListBody(e), o = r.map(e => function decodeEntry(e, t, n) {
try {
const r = n(e, t);
return {
key: r.id,
item: r
};
} catch {
return {
key: digest(e),
unreadable: readPartially(e)
};
}
}(e, t, n)), a = o.at(-1), c = a && "item" in a ? a.key : i ?? o.findLast(e => "item" in e)?.key;
return {
entries: o,
hasMore: s,
nextCursor: !1 === s ? void 0 : c,
...t
};
}(e, n, t), {
query: n,
...r
});
}
return {
host: s.url.host,
provider: (0, g.sO)(s.url.hostname),
createJob: (e, t) => s.call("POST", "/fine_tuning/jobs", p.Qm, {
json: e,
timeoutMs: y,
signal: t
}),
getJob: (e, t = {}) => s.call("GET", path`/fine_tuning/jobs/${e}`, requireId("job", e, p.Qm), t),
listJobs: (e, t = {}) => {
const n = Object.entries(e.metadata ?? {}).map(([e, t]) => [ `metadata[${e}]`, t ]), r = {
...pageQuery(e),
...Object.fromEntries(n)
};
return getPage("/fine_tuning/jobs", p.Qm, r, t);
},
validateGrader: (e, t = {}) => s.call("POST", "/fine_tuning/alpha/graders/validate", () => {}, {
json: {
grader: e
},
...t
}),
getModelLimits: (e = {}) => s.call("GET", "/fine_tuning/model_limits", m.Qd, e),
updateJob: async (t, n, r = {}) => {
const {customLlmProvider: i} = e;
await s.send("POST", path`/fine_tuning/jobs/${t}/${n}`, {
json: i && "cancel" === n ? {
custom_llm_provider: i
} : void 0,
...r
});
},
listEvents: (e, t, n = {}) => s.call("GET", path`/fine_tuning/jobs/${e}/events`, decodeEvents, {
query: pageQuery(t),
...n
}),
listCheckpoints: (e, t, n = {}) => getPage(path`/fine_tuning/jobs/${e}/checkpoints`, decodeCheckpoint, pageQuery(t), n),
uploadFile: (e, t) => s.call("POST", "/files", decodeFile, {
stream: e,
timeoutMs: $,
signal: t
}),
getFile: (e, t = {}) => s.call("GET", path`/files/${e}`, requireId("file", e, decodeFile), t),
getFileContent: async (e, t = {}) => {
const {bytes: n} = await s.send("GET", path`/files/${e}/content`, {
accept: "application/binary",
timeoutMs: k,
maxResponseBytes: _,
...t
});
return n;
},
listFiles: (e, t = {}) => getPage("/files", decodeFile, {
purpose: "fine-tune",
...pageQuery(e)
}, t),
deleteFile: e => s.call("DELETE", path`/files/${e}`, () => {}),
getModel: (e, t = {}) => s.call("GET", path`/models/${e}`, requireId("model", e, m.sd, m.SQ), t),
createUpload: (e, t, n = {}) => s.call("POST", "/uploads", decodeId, {
json: {
filename: e,
purpose: "fine-tune",
bytes: t,
mime_type: "text/jsonl"
},
...n
}),
addUploadPart: (e, t, n) => s.call("POST", path`/uploads/${e}/parts`, decodeId, {
stream: t,
timeoutMs: $,
signal: n
}),
completeUpload: (e, {partIds: t, md5: n}, r = {}) => s.call("POST", path`/uploads/${e}/complete`, decodeCompletedUpload, {
json: {
part_ids: t,
md5: n
},
...r
}),
cancelUpload: (e, t = {}) => s.call("POST", path`/uploads/${e}/cancel`, () => {}, t)
};
}
function requireId(e, t, n, r = e => e === t) {
return (i, o) => {
const a = n(i, o);
if (r(a.id, t)) return a;
throw new s.Rc(`The response about ${e} ${t} is about another one, ${a.id}`, {
requestSent: !0,
fault: "mismatched"
});
};
}
function pageQuery({after: e, limit: t}) {
return {
...e && {
after: e
},
...t && {
limit: `${t}`
}
};
}
function path(e, ...t) {
const n = t.find(e => /^\.*$/.test(e));
if (void 0 !== n) throw new r.lZ(`"${n}" is not an id`);
return String.raw({
raw: e
}, ...t.map(encodeURIComponent));
}
}),
2493: ((e, t, n) => {
n.d(t, {
W0: () => u,
WI: () => i,
ei: () => c,
k$: () => d,
kX: () => o,
mR: () => s,
ui: () => l
});
var r = n(2857);
const s = r.YjP().min(1).optional().catch(void 0), i = r.aig().optional().catch(void 0), o = r.aig().transform(e => e >= 1e11 ? Math.floor(e / 1e3) : e).optional().catch(void 0), a = r.YjP().regex(/^[\x21-\x7e]{1,1024}$/), c = r.KCZ([ a, r.aig().int().nonnegative().safe().transform(String) ]), l = c.optional().catch(void 0), u = r.g1P(r.YjP(), r.L5J()).catch({}), d = r.g1P(r.YjP(), r.L5J()).transform(e => Object.fromEntries(Object.entries(e).flatMap(([e, t]) => [ "string", "number", "boolean" ].includes(typeof t) ? [ [ e, String(t) ] ] : []))).catch({});
}),
3866: ((e, t, n) => {
n.d(t, {
Im: () => isUnusable,
L2: () => c,
an: () => getFileIfExists,
fv: () => verifyContent,
kv: () => l,
pz: () => getDigestInName,
qE: () => findFile
});
var r = n(7598), s = n(3916), i = n(8549), o = n(8301), a = n(8240);
const c = 3e4, l = 5e3, u = 86400, d = 3, h = 64e6, f = 12e4, p = 2, m = new Set([ "error", "failed", "deleted", "deleting" ]);
function isUnusable({status: e = ""}) {
return m.has(e.toLowerCase());
}
const g = /-([0-9a-f]{64})\.jsonl$/;
function getDigestInName(e) {
return g.exec(e ?? "")?.[1];
}
async function findFile(e, t, {now: n, retry: r, clock: s, verify: i}) {
const o = n.getTime() / 1e3 + u, isUsable = e => !isUnusable(e) && (e.expiresAt ?? o) >= o, c = await (0, 
a.CS)(e, e => (e.name?.includes(t.digest) ?? !1) && e.bytes === t.bytes && isUsable(e), {
retry: r,
clock: s
});
let l = 0;
for (const {id: t} of c) {
const n = await getFileIfExists(e, t, r);
if (n && isUsable(n)) {
if (await i(n)) return n;
if (l += 1, l === d) return;
}
}
}
async function getFileIfExists(e, t, n) {
try {
return await n(() => e.getFile(t));
} catch (e) {
if ((0, i.c4)(e)) return;
throw e;
}
}
async function verifyContent(e, t, n, {retry: r, signal: i}) {
if (n.bytes > h) return {
unverified: "it is larger than 64 MB"
};
try {
for (let s = 0; s < p; s++) if (hasContent(await r(() => e.getFileContent(t, {
timeoutMs: f
})), n)) return "same";
return "different";
} catch (e) {
return (0, s.jO)(e, i), {
unverified: e.message
};
}
}
function hasContent(e, {digest: t, bytes: n}) {
if (sha256(e) === t) return !0;
const r = e.toString(), s = Buffer.from(r, "base64");
if (s.length === n && sha256(s) === t) return !0;
const i = r.startsWith('"') ? (0, o.Bl)(r) : void 0;
return "string" == typeof i && sha256(i) === t;
}
function sha256(e) {
return (0, r.createHash)("sha256").update(e).digest("hex");
}
}),
653: ((e, t, n) => {
n.d(t, {
Gu: () => isWaiting,
Hd: () => isTerminal,
Qm: () => decodeJob,
gM: () => hasMetadata,
iW: () => normalizeStatusSpelling,
lP: () => isPaused,
nE: () => o
});
var r = n(2857), s = n(8301), i = n(2493);
const o = [ "validating_files", "queued", "running", "pausing", "paused", "succeeded", "failed", "cancelled", "pending", "notRunning" ], a = new Set([ "succeeded", "failed", "cancelled", "expired" ]), c = new Map([ ...[ ...o, "expired", "cancelling", "resuming" ].map(e => [ e.toLowerCase(), e ]), [ "canceled", "cancelled" ], [ "canceling", "cancelling" ] ]);
function isTerminal({status: e, finishedAt: t = 0}) {
return a.has(e) || t > 0 && !c.has(e.toLowerCase());
}
const l = new Set([ "validating_files", "queued", "pending", "notRunning" ]);
function isWaiting({status: e}) {
return l.has(e);
}
function isPaused({status: e}) {
return /^paus/i.test(e);
}
const u = r.YjP().min(1).max(200).transform(normalizeStatusSpelling).catch("unknown");
function normalizeStatusSpelling(e) {
return c.get(e.toLowerCase()) ?? e;
}
const d = r._H3({
id: i.ei,
status: u,
model: i.mR,
fine_tuned_model: i.mR,
training_file: i.ui,
validation_file: i.ui,
trained_tokens: i.WI,
result_files: r.YOg(r.L5J()).catch([]),
created_at: i.kX,
finished_at: i.kX,
estimated_finish: i.kX,
error: r.Ikc({
code: i.mR,
message: i.mR,
param: i.mR
}).optional().catch(void 0),
metadata: i.k$,
method: r._H3({
type: i.mR
}).optional().catch(void 0),
hyperparameters: i.W0,
seed: i.WI,
user_provided_suffix: i.mR,
suffix: i.mR
});
function decodeJob(e, {serverTime: t} = {}) {
const n = d.parse(e), r = function readMethodSettings(e) {
const t = void 0 === e?.type ? void 0 : e[e.type], n = (0, s.OW)(t) ? t : {}, r = [ e?.hyperparameters, n.hyperparameters ].map(e => (0, 
s.OW)(e) ? (0, s.p3)(e) : {});
return {
hyperparameters: Object.assign({}, ...r),
grader: n.grader ?? void 0
};
}(n.method);
return {
id: n.id,
status: n.status,
model: n.model,
fineTunedModel: n.fine_tuned_model,
trainingFile: n.training_file,
validationFile: n.validation_file,
trainedTokens: n.trained_tokens,
resultFiles: n.result_files.flatMap(e => i.ui.parse(e) ?? []),
createdAt: n.created_at,
finishedAt: n.finished_at,
estimatedFinish: n.estimated_finish || void 0,
error: n.error?.message || n.error?.code ? n.error : void 0,
metadata: n.metadata,
method: n.method?.type,
hyperparameters: {
...(0, s.p3)(n.hyperparameters),
...r.hyperparameters
},
grader: r.grader,
seed: n.seed,
suffix: n.user_provided_suffix ?? n.suffix,
serverTime: t,
raw: e
};
}
function hasMetadata(e, t) {
return Object.entries(t).every(([t, n]) => e.metadata[t] === n);
}
}),
4370: ((e, t, n) => {
n.d(t, {
k3: () => MetricCollector,
pT: () => lastValues,
gD: () => toCsv
});
var r = n(8301);
const s = 1e5, decodePlain = e => e;
function decodeJson(e) {
const t = e.startsWith('"') ? (0, r.Bl)(e) : void 0;
return "string" == typeof t ? t : "";
}
function decodeBase64(e) {
return /^[\w+/\r\n-]+={0,2}\s*$/.test(e.slice(0, s)) ? Buffer.from(e, "base64").toString("utf8") : "";
}
function* splitLines(e) {
let t = e.startsWith("\ufeff") ? 1 : 0;
for (;t < e.length; ) {
const n = e.indexOf("\n", t), r = n < 0 ? e.length : n;
if (r - t <= s) {
const n = e.slice(t, r).trim();
"" !== n && (yield n);
}
t = r + 1;
}
}
function parseCells(e) {
return (e.includes('"') ? Array.from(e.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g), ([, e, t = ""]) => (e?.replaceAll('""', '"') ?? t).trim()) : e.split(",").map(e => e.trim())).slice(0, 1e3);
}
const i = new Set([ "step", "total_steps", "epoch", "total_epochs", "progress", "progress_pct" ]);
class MetricCollector {
#D=new Map;
#q=new Map;
#B=new Set;
#t=new Map;
#U;
#G;
#z=0;
#J=!1;
constructor({redact: e = e => e, maxPoints: t = 1e6} = {}) {
this.#U = e, this.#G = t;
}
addEvent({data: e}) {
const t = flatten(function liftMetrics(e) {
if (!(0, r.OW)(e) || !(0, r.OW)(e.metrics)) return e;
const {metrics: t, ...n} = e;
return {
...t,
...n
};
}(e)), n = parseStep(t.find(([e]) => "step" === e)?.[1]);
for (const [e, r] of t) void 0 === n ? this.#W(e, r) : this.#H(e, n, r, {
replace: !0
});
}
addCheckpoint({step: e, metrics: t}) {
if (void 0 !== parseStep(e) && void 0 !== e) for (const [n, r] of flatten(t)) this.#H(n, e, r, {
replace: !1
});
}
addResultFile(e) {
const t = function* parseResultRows(e) {
for (const t of [ decodePlain, decodeJson, decodeBase64 ]) {
const n = splitLines(t(e)), r = parseCells(n.next().value ?? "");
if (r.some(e => "step" === e.toLowerCase())) {
yield r.map(e => "step" === e.toLowerCase() ? "step" : e);
for (const e of n) yield parseCells(e);
return;
}
}
}(e), n = t.next();
if (n.done) return !1;
const r = n.value, s = r.indexOf("step");
for (const e of t) {
const t = parseStep(parseNumber(e[s]));
if (void 0 !== t) for (const [n, s] of r.entries()) {
const r = parseNumber(e[n]);
void 0 !== r && this.#H(s, t, r, {
replace: !1
});
}
}
return !0;
}
getTable() {
const e = new Map;
for (const [t, n] of this.#D) {
const r = Array.from(n, ([e, t]) => ({
step: e,
value: t
}));
e.set(t, r.sort((e, t) => e.step - t.step));
}
return {
series: e,
stepless: new Map(this.#q),
omitted: this.#B.size,
downsampled: this.#J
};
}
#H(e, t, n, {replace: r}) {
const s = this.#Z(e);
if (void 0 === s || i.has(s)) return;
const o = this.#D.get(s) ?? this.#K(s);
!o || !r && o.has(t) || (r && this.#q.delete(s), o.has(t) || (this.#z += 1), o.set(t, n), 
this.#z > this.#G && this.#Q());
}
#W(e, t) {
const n = this.#Z(e);
void 0 === n || i.has(n) || !this.#D.has(n) && !this.#q.has(n) && !this.#Y(n) || this.#q.set(n, t);
}
#Z(e) {
if (e.length > l) return;
if (this.#t.has(e)) return this.#t.get(e);
const t = function toMetricName(e) {
const t = replacePunctuation(e);
return /^[\p{L}\p{N}_]/u.test(t) && "__proto__" !== t ? t : void 0;
}(this.#U(e));
return this.#t.size < 2e3 && this.#t.set(e, t), t;
}
#K(e) {
if (!this.#q.has(e) && !this.#Y(e)) return;
const t = new Map;
return this.#D.set(e, t), t;
}
#Y(e) {
return this.#D.size + this.#q.size < 200 || (this.#B.size < 2e3 && this.#B.add(e), 
!1);
}
#Q() {
this.#J = !0;
const e = this.#z / this.#D.size;
for (const t of this.#D.values()) {
if (t.size < e) continue;
const n = [ ...t.keys() ].sort((e, t) => e - t).slice(1, -1);
for (const e of n.filter((e, t) => t % 2 == 0)) t.delete(e);
}
this.#z = [ ...this.#D.values() ].reduce((e, {size: t}) => e + t, 0);
}
}
function lastValues({series: e, stepless: t}) {
const n = [ ...e ].flatMap(([e, t]) => t.slice(-1).map(({value: t}) => [ e, t ]));
return Object.fromEntries([ ...n, ...t ]);
}
function toCsv({series: e}) {
const t = [ ...e.values() ].map(e => ({
points: e,
next: 0
})), n = new Set(t.flatMap(({points: e}) => e.map(({step: e}) => e))), r = [ [ "step", ...e.keys() ].join(",") ];
for (const e of Float64Array.from(n).sort()) {
const n = t.map(t => {
const n = t.points[t.next];
return n?.step !== e ? "" : (t.next += 1, n.value);
});
r.push([ e, ...n ].join(","));
}
return `${r.join("\n")}\n`;
}
function flatten(e) {
const t = [];
return function visit(e, n, r) {
if (t.length >= a) return;
if ("object" == typeof e && null !== e) {
if (r > 0) for (const [t, s] of function listFields(e) {
if (!Array.isArray(e)) return Object.entries(e).filter(([e]) => !c.has(e));
const t = new Set;
return e.slice(0, a).map((e, n) => {
const r = Object(e).name, s = "string" == typeof r ? replacePunctuation(r) : "", i = "" === s || t.has(s) ? String(n) : s;
return t.add(i), [ i, e ];
});
}(e)) visit(s, n ? `${n}.${t}` : t, r - 1);
return;
}
const s = parseNumber(e);
void 0 !== s && t.push([ n, s ]);
}(e, "", o), t;
}
const o = 6, a = 2e3, c = new Set([ "name", "type", "model" ]), l = 100, replacePunctuation = e => e.trim().replace(/[^\p{L}\p{N}_./-]+/gu, "_"), u = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, d = /^[+-]?(nan|inf|infinity)$/i;
function parseNumber(e) {
if ("string" == typeof e && e.length <= 40) {
if (u.test(e)) return toFinite(Number(e));
if (d.test(e)) return Number.NaN;
}
return "number" == typeof e ? toFinite(e) : void 0;
}
const toFinite = e => Number.isFinite(e) ? e : Number.NaN;
function parseStep(e) {
return Number.isSafeInteger(e) && void 0 !== e && e >= 0 ? e : void 0;
}
}),
7603: ((e, t, n) => {
n.d(t, {
Qd: () => decodeModelLimits,
SQ: () => isSameModel,
ar: () => isFineTunedModel,
sd: () => decodeModel
});
var r = n(2857), s = n(4377);
const i = r._H3({
id: r.YjP(),
shutdown_date: s.p6().optional().catch(void 0)
});
function decodeModel(e) {
const {id: t, shutdown_date: n} = i.parse(e);
return {
id: t,
shutdownDate: n
};
}
const o = r._H3({
data: r.YOg(r._H3({
model: r.YjP()
}).nullable().catch(null))
});
function decodeModelLimits(e) {
return o.parse(e).data.filter(e => null !== e);
}
function isSameModel(e, t) {
const [n, r] = [ removeProvider(e), removeProvider(t) ];
return n === r || removeDate(n) === r || n === removeDate(r);
}
function isFineTunedModel(e) {
return /^ft:|\.ft-/i.test(e);
}
function removeProvider(e) {
const t = /(?:^|\/)(ft:.*)$/.exec(e)?.[1];
return t ?? e.toLowerCase().replace(/^.*\//s, "");
}
const removeDate = e => e.startsWith("ft:") ? e : e.replace(/-(?:20\d\d-\d\d-\d\d|\d{4})$/, "");
}),
8240: ((e, t, n) => {
n.d(t, {
CS: () => listFiles,
Ep: () => listCheckpoints,
Eu: () => i,
N6: () => listJobs,
RR: () => l,
lF: () => compareAge
});
var r = n(8549);
const s = 100, i = 5e3;
function listJobs(e, {metadata: t, filter: n}, r) {
const o = {
getPage: e.listJobs,
pageSize: s,
maxItems: i,
metadata: t,
filter: n
};
return new ListReader({
...o,
...r
}).read();
}
const o = 1e3;
async function listCheckpoints(e, t, n) {
const r = {
getPage: n => e.listCheckpoints(t, n),
pageSize: s,
maxItems: o
}, {items: i} = await new ListReader({
...r,
...n
}).read();
return i.sort((e, t) => (e.step ?? 0) - (t.step ?? 0));
}
const a = 1e3, c = 2e4;
async function listFiles(e, t, n) {
const r = {
getPage: e.listFiles,
pageSize: a,
maxItems: c,
filter: t
}, {items: s} = await new ListReader({
...r,
...n
}).read();
return s.sort(compareAge);
}
function compareAge(e, t) {
return (e.createdAt ?? 0) - (t.createdAt ?? 0) || (e.id < t.id ? -1 : 1);
}
const l = 10;
class ListReader {
#y;
#V;
#X;
#ee=[];
#te=[];
#ne=new Set;
#re;
#se=0;
#ie=0;
#oe=!0;
#ae;
#ce;
constructor(e) {
const {pageSize: t, metadata: n} = e;
this.#y = e, this.#V = n ? {
limit: t,
metadata: n
} : {
limit: t
}, this.#X = n ? [ {
limit: t
}, {} ] : [ {} ];
}
async read() {
const {clock: e, maxItems: t} = this.#y, n = e.now();
let r;
for (;;) {
const s = await this.#le(r);
if (!s) return this.#ue("the server refuses to list what follows");
const i = this.#H(s, r);
if ("next" !== i.kind) return this.#ue("end" === i.kind ? void 0 : i.reason);
if (this.#ne.size >= t) return {
...this.#ue(void 0),
isTruncated: !0
};
if (this.#ie > 134217728) return this.#ue("the list is too long");
if (e.now() - n > 3e5) return this.#ue("reading the list takes too long");
r = i.after;
}
}
async #le(e) {
const {getPage: t, retry: n} = this.#y, request = async () => {
try {
return await t({
...this.#V,
after: e
});
} catch (e) {
if (hasStatus(e, [ 400, 422 ]) && this.#de()) return request();
throw e;
}
};
try {
return await n(request);
} catch (t) {
if (void 0 !== e && hasStatus(t, [ 400, 404, 422 ])) return;
throw t;
}
}
#de() {
const e = this.#X.shift();
return void 0 !== e && (this.#V = e, !0);
}
#H(e, t) {
const n = e.entries.map(({key: e}) => e), r = n.length > 0 || void 0 === t ? this.#he(n) : void 0, s = n.some(e => !this.#ne.has(e));
this.#fe(e), this.#re = n, this.#se = s ? 0 : this.#se + 1;
const {isDone: i = () => !1} = this.#y;
if (i(this.#ee, this.#oe)) return {
kind: "end"
};
if ("same page" === r && this.#ne.size < l) return {
kind: "end"
};
if ("same page" === r && n.length > 0) return {
kind: "incomplete",
reason: "the server ignores the cursor of its list"
};
if ("known entries" === r) return {
kind: "incomplete",
reason: "the server lists entries of earlier pages again"
};
if (!1 === e.hasMore || void 0 === e.hasMore && !s) return {
kind: "end"
};
if (void 0 === e.nextCursor && n.length > 0) return {
kind: "incomplete",
reason: "the last entry of a page has no id to continue after"
};
if (s) return {
kind: "next",
after: e.nextCursor
};
if (0 === this.#ne.size && this.#de()) return this.#se = 0, this.#re = void 0, {
kind: "next",
after: void 0
};
const o = void 0 !== e.nextCursor || 0 === this.#ne.size;
return this.#se >= 2 || !o ? {
kind: "incomplete",
reason: "the server announces more entries and lists none"
} : {
kind: "next",
after: e.nextCursor
};
}
#he(e) {
if (void 0 === this.#re) return;
const isKnown = e => this.#ne.has(e), t = e.slice(Math.max(0, e.length - this.#re.length));
if (isEqual(t, this.#re) && !e.slice(0, -t.length || void 0).some(isKnown)) return "same page";
const n = e.findIndex(e => !isKnown(e)), r = n < 0 ? e : e.slice(0, n);
return 0 !== r.length && !isEqual(r, [ ...this.#ne ].slice(-r.length)) || e.slice(r.length).some(isKnown) ? "known entries" : void 0;
}
#fe({entries: e, bytes: t, serverTime: n}) {
const {filter: r = () => !0} = this.#y;
for (const t of e.filter(({key: e}) => !this.#ne.has(e))) {
const {key: e} = t, {createdAt: n} = "item" in t ? t.item : t.unreadable;
if ("unreadable" in t ? this.#te.push(t.unreadable) : r(t.item) && this.#ee.push(t.item), 
this.#ne.has(e)) continue;
const s = 0 === this.#ne.size, i = void 0 !== n && n <= (this.#ae ?? Number.NEGATIVE_INFINITY);
this.#oe &&= s || i, this.#ae = n, this.#ne.add(e);
}
this.#ie += t, this.#ce = n ?? this.#ce;
}
#ue(e) {
return {
items: this.#ee,
unreadable: this.#te,
incompleteReason: e,
isTruncated: !1,
isNewestFirst: this.#oe,
serverTime: this.#ce
};
}
}
function isEqual(e, t) {
return e.length === t.length && e.every((e, n) => e === t[n]);
}
function hasStatus(e, t) {
return e instanceof r.hD && t.includes(e.status);
}
}),
4717: ((e, t, n) => {
n.d(t, {
LH: () => completeAzureBaseUrl,
Ne: () => jobUrl,
R1: () => isOpenAI,
_k: () => i,
mM: () => findKnownProvider,
nK: () => a,
sO: () => getProvider,
to: () => isFirstPartyHost,
zq: () => withAzureApiPath
});
var r = n(8347);
const genericProvider = e => ({
name: e,
keyHeader: "bearer",
maxSingleUploadBytes: 512e6,
hasPreflight: !1,
hasSuffix: !0
}), s = {
...genericProvider("OpenAI"),
hasPreflight: !0
}, i = {
...genericProvider("Azure OpenAI"),
keyHeader: "api-key",
maxSingleUploadBytes: 1e8,
deployment: 'On Azure a model can be called only after you deploy it: use the action "deploy".'
}, o = [ [ /^(\w{2}\.)?api\.openai\.com$/, s ], [ /\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, i ], [ /^api\.tokenfactory\.nebius\.com$/, genericProvider("Nebius Token Factory") ], [ /^bedrock-mantle\.[\w-]+\.api\.aws$/, {
...genericProvider("Amazon Bedrock"),
hasSuffix: !1
} ], [ r.Z, {
...genericProvider("this machine"),
hasPreflight: !0
} ] ];
function findKnownProvider(e) {
return o.find(([t]) => t.test(e.toLowerCase()))?.[1];
}
function getProvider(e) {
return findKnownProvider(e) ?? genericProvider(e);
}
function isFirstPartyHost(e) {
const t = findKnownProvider(e);
return t === s || t === i;
}
function isOpenAI(e) {
return findKnownProvider(e) === s;
}
const a = "/openai/v1", c = /^(\/api\/projects\/[^/]+)?\/?$/;
function withAzureApiPath(e) {
const t = new URL(e), n = c.exec(t.pathname);
return n && (t.pathname = `${n[1] ?? ""}${a}`), t.href;
}
function completeAzureBaseUrl(e) {
return findKnownProvider(new URL(e).hostname) === i ? withAzureApiPath(e) : e;
}
function jobUrl(e, t) {
return "api.openai.com" === e ? `https://platform.openai.com/finetune/${encodeURIComponent(t)}` : void 0;
}
}),
3737: ((e, t, n) => {
n.d(t, {
HK: () => d,
Lr: () => entraTokenUrl,
r1: () => exchangeToken,
z0: () => toIdTokenRequestError
});
var r = n(2857), s = n(9567), i = n(3916), o = n(8549), a = n(7777), c = n(8301), l = n(5668);
const u = "https://cognitiveservices.azure.com/.default";
function entraTokenUrl(e, t = "login.microsoftonline.com") {
return `https://${t}/${encodeURIComponent(e)}/oauth2/v2.0/token`;
}
const d = "https://auth.openai.com/oauth/token", h = r._H3({
access_token: r.YjP().regex(/^[\x21-\x7e]+$/),
expires_in: s.ai().positive().optional().catch(void 0)
}), f = 3600, p = 'Check "token-url", and that this runner can reach that host (through a proxy or a firewall).', m = 'Redirects are not followed. Set "token-url" to the address that they lead to.';
async function exchangeToken(e, t, n, r) {
const s = e.tokenUrl, i = `Token exchange at ${new URL(s).host}`, {type: o, body: d} = function buildTokenRequest(e, t) {
if ("openai" === e.kind) return {
type: "application/json",
body: JSON.stringify({
grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
subject_token: t,
identity_provider_id: e.identityProviderId,
service_account_id: e.serviceAccountId
})
};
return {
type: "application/x-www-form-urlencoded",
body: `${new URLSearchParams({
grant_type: "client_credentials",
client_id: e.clientId,
scope: e.scope ?? u,
client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
client_assertion: t
})}`
};
}(e, t), b = {
method: "POST",
headers: {
accept: "application/json",
"content-type": o,
"content-length": `${Buffer.byteLength(d)}`
},
body: d
}, w = p, v = await (0, a.w$)(n, r, {
description: i,
url: s,
request: b,
unreachableHint: w
});
if (!(0, a.oJ)(v)) {
const {status: n} = v, r = n >= 400 && n < 500 && 429 !== n ? function claimsHint(e, t) {
const n = "openai" === e.kind ? "the mapping of the identity provider to the service account" : "the federated credential of the application", r = function readClaims(e) {
const t = (0, c.Bl)(Buffer.from(e.split(".")[1] ?? "", "base64url").toString());
return (0, c.OW)(t) ? t : {};
}(t);
return `Compare ${n} with the claims of GitHub's token: ${g.flatMap(e => "string" == typeof r[e] ? [ `${e}=${r[e]}` ] : []).join(", ") || "(unreadable)"}. The claim "environment" exists only if the job has an environment.`;
}(e, t) : n < 400 ? m : void 0;
throw (0, l.a)(i, v, {
hint: r
});
}
return (0, a.oX)(i, v, e => {
const {access_token: t, expires_in: n = f} = h.parse(e);
return {
value: t,
lifetimeMs: 1e3 * n
};
});
}
const g = [ "iss", "sub", "aud", "repository", "ref", "environment", "job_workflow_ref" ];
function toIdTokenRequestError(e, t) {
if (!(e instanceof i.K6)) {
if (e instanceof i.lZ && !(e instanceof o.Rc)) return e;
const t = (0, i.u1)(e);
return new o.Rc(`Cannot get an OIDC token from GitHub: ${t}`, {
requestSent: !0
});
}
return new i.lZ("This job has no permission to request an OIDC token from GitHub.", {
hint: t ? "Workflows for pull requests from forks never get it. Train after the merge." : 'Add "permissions: id-token: write" to the job (and "contents: read" for the checkout).'
});
}
}),
4529: ((e, t, n) => {
n.d(t, {
e: () => sortByStep,
q: () => findBestCheckpoint
});
var r = n(940), s = n(2011);
const i = [ ...r.ZG.map(e => [ e, "validation reward" ]), [ r.as, "full validation loss" ], [ r.eI, "validation loss" ] ];
function findBestCheckpoint(e, t, n) {
for (const [o, a] of i) {
const i = rateCheckpoints(e, t, o), c = (0, r.FA)(o), l = i.toSorted((e, t) => t.step - e.step), u = (0, 
r.it)(l, c);
if (!u || new Set(i.map(({value: e}) => e)).size < 2) continue;
const d = void 0 !== n && u.model === n || u.step >= findLastStep(e, t), h = `It has the ${1 === c ? "lowest" : "highest"} ${a} of ${(0, 
s.B4)(i.length, "checkpoint")}: ${(0, s.gI)(u.value)} at step ${(0, s.Sm)(u.step)}${d ? ", the last one" : ""}.`;
return {
model: d && n ? n : u.model,
checkpointId: u.id,
step: u.step,
why: h
};
}
const o = sortByStep(e).at(-1), a = n ?? o?.model;
if (void 0 === a && void 0 === o) return;
const c = `It is ${void 0 === n ? "the last checkpoint" : "the final model"}; no validation metric tells the checkpoints apart.`;
return {
model: a,
checkpointId: o?.id,
...void 0 === n && {
step: o?.step
},
why: c
};
}
function sortByStep(e) {
return e.toSorted((e, t) => (e.step ?? 0) - (t.step ?? 0));
}
function rateCheckpoints(e, t, n) {
const s = new Map((0, r.LK)(t, n).map(({step: e, value: t}) => [ e, t ]));
return e.flatMap(e => {
const {step: t = -1} = e, n = s.get(t);
return void 0 === n ? [] : [ {
...e,
step: t,
value: n
} ];
});
}
function findLastStep(e, {series: t}) {
const n = [ ...t.values() ].flatMap(e => e.slice(-1));
return Math.max(0, ...[ ...e, ...n ].map(({step: e = 0}) => e));
}
}),
194: ((e, t, n) => {
n.d(t, {
KM: () => sparkline,
k4: () => listMilestones,
xt: () => renderChart
});
var r = n(940), s = n(2011);
const i = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
function sparkline(e, t) {
const n = e.filter(Number.isFinite), r = Math.min(t, n.length), s = Array.from({
length: r
}, (e, t) => {
const [s, i] = [ t, t + 1 ].map(e => Math.floor(e * n.length / r));
return mean(n.slice(s, i));
}), {low: o, high: a} = getRange(s);
return s.map(e => i[a > o ? Math.round(7 * (e - o) / (a - o)) : 3]).join("");
}
const o = 60, a = 40, c = 1e15, [l, u, d] = [ "#2f81f7", "#2f81f755", "#db6d28" ];
function renderChart({title: e, training: t, sampled: n}) {
const r = function sampleSteps(e) {
const {low: t, high: n} = getRange(e.flatMap(e => [ e[0], e.at(-1) ].flatMap(e => e?.step ?? [])));
if (!(n > t)) return;
const r = Math.max(...e.map(e => e.length)), s = Math.ceil((n - t) / (Math.min(o, r) - 1 || 1));
return Array.from({
length: Math.ceil((n - t) / s) + 1
}, (e, n) => t + n * s);
}([ t, n ]);
if (!r) return;
const i = t.length >= a, h = [ ...i ? [ {
color: u,
values: minMaxPerBucket(t, r)
} ] : [], {
color: l,
values: interpolate(smooth(t), r)
}, {
color: d,
values: interpolate(smooth(n), r)
} ].filter(({values: e}) => e.length > 0), f = function getAxisRange(e) {
const {low: t, high: n} = getRange(e);
if (!(Math.max(-t, n) <= c)) return;
const r = .05 * (n - t || Math.abs(n) || 1);
return [ t >= 0 ? Math.max(0, t - r) : t - r, n + r ];
}([ ...h.filter(({color: e}) => e !== u).flatMap(({values: e}) => e), ...typicalRange(t) ]);
if (!f) return;
const [p] = n, m = [ t.length > 0 && `\ud83d\udfe6 training ${e}${i ? " (faint: each step; full: their mean)" : ""}`, p && `\ud83d\udfe7 validation ${e}${g = p, 
r.findIndex(e => e >= g.step) > 1 ? ` (from step ${(0, s.Sm)(p.step)} on)` : ""}` ];
var g;
return `${function renderMermaid(e, t, [n, r], s) {
const i = {
xyChart: {
width: 800,
height: 360
},
themeVariables: {
xyChart: {
plotColorPalette: s.map(({color: e}) => e).join(", "),
backgroundColor: "transparent"
}
}
}, clamp = e => formatDecimal(Math.min(r, Math.max(n, e)));
return [ "```mermaid", `%%{init: ${JSON.stringify(i)}}%%`, "xychart-beta", `    x-axis "step" ${t[0]} --\x3e ${t.at(-1)}`, `    y-axis "${e}" ${formatDecimal(n)} --\x3e ${formatDecimal(r)}`, ...s.map(({values: e}) => `    line [${e.map(clamp).join(", ")}]`), "```" ].join("\n");
}(e, r, f, h)}\n\n${m.filter(Boolean).join(" \xb7 ")}`;
}
function smooth(e) {
return e.length >= a ? (0, r.CR)(e, Math.round(e.length / 20)) : e;
}
function formatDecimal(e) {
const t = Math.min(12, Math.max(1, 4 - Math.floor(Math.log10(Math.abs(e) || 1))));
return e.toFixed(t).replace(/\.?0+$/, "");
}
function typicalRange(e) {
const t = Float64Array.from(e, ({value: e}) => e).sort(), n = Math.floor(t.length / 50);
return [ t.at(n), t.at(-1 - n) ].flatMap(e => e ?? []);
}
function interpolate(e, t) {
const n = e.at(-1);
if (!n) return [];
let r = 0;
return t.map(t => {
let s = e[r];
for (;s && s.step < t; ) r += 1, s = e[r];
const i = e[r - 1];
return s ? i ? i.value + (s.value - i.value) * (t - i.step) / (s.step - i.step) : s.value : n.value;
});
}
function minMaxPerBucket(e, t) {
const n = interpolate(e, t);
let s = 0;
for (let i = 0; i + 1 < t.length; i += 2) {
const o = t[i + 2] ?? Number.POSITIVE_INFINITY, a = s;
for (let t = e[s]; t && t.step < o; t = e[s]) s += 1;
const c = e.slice(a, s), [l, u] = [ (0, r.it)(c, 1), (0, r.it)(c, -1) ];
if (!l || !u) continue;
const d = l.step < u.step ? [ l, u ] : [ u, l ];
n.splice(i, 2, ...d.map(({value: e}) => e));
}
return n;
}
function listMilestones({sign: e, training: t, validation: n}) {
const i = n.length > 1 ? n : t, {low: o, high: a} = getRange([ ...t, ...n ].map(({step: e}) => e)), c = (0, 
r.it)(i, e)?.step ?? o, l = [ {
name: "start",
step: o
}, ...[ 25, 50, 75 ].map(e => ({
name: `${e} %`,
step: Math.round(o + (a - o) * e / 100)
})), {
name: "best " + (i === n ? "validation" : "training"),
step: c
}, {
name: "end",
step: a
} ], latestValue = (e, t) => {
const n = e.findLast(({step: e}) => e <= t);
return n ? (0, s.gI)(n.value) : "";
};
return [ ...new Set(l.map(({step: e}) => e)) ].sort((e, t) => e - t).map(e => [ l.flatMap(t => t.step === e ? t.name : []).join(", "), (0, 
s.Sm)(e), latestValue(t, e), latestValue(n, e) ]);
}
function getRange(e) {
let [t, n] = [ Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY ];
for (const r of e) t = Math.min(t, r), n = Math.max(n, r);
return {
low: t,
high: n
};
}
const mean = e => e.reduce((e, t) => e + t, 0) / e.length;
}),
4231: ((e, t, n) => {
n.d(t, {
Xl: () => renderCommentFooter,
uD: () => getCommitAndRunUrls,
wQ: () => renderComment
});
var r = n(940), s = n(2011), i = n(5492), o = n(4285), a = n(3300);
function getCommitAndRunUrls({repository: e, sha: t, runId: n, serverUrl: r}) {
const s = e && `${r}/${e}`;
return {
repositoryUrl: s,
commitUrl: s && t && `${s}/commit/${t}`,
runUrl: s && n && `${s}/actions/runs/${n}`
};
}
const c = 4, l = 10, u = {
location: 80,
message: 120,
path: 40,
code: 30
}, d = 8, h = 6;
function renderComment(e) {
const {failure: t} = e;
return `${[ `### ${renderTitle(e)}`, t && (0, o.PI)(t, {
maxLines: c,
maxLength: 200
}), dataSection(e), problemSection(e), jobSection(e), metricSection(e), gateSection(e), e.provenance && renderCommentFooter(e.provenance) ].filter(Boolean).join("\n\n")}\n`;
}
const sum = (e, t) => e.reduce((e, n) => e + n[t], 0);
function renderTitle({state: e, outcome: t, data: n}) {
const r = "failed" === e || "checked" === e && sum(n, "errors") > 0, s = "checked" === e && n.some(({isUnchecked: e}) => e), i = {
checked: r ? "the data has errors" : s ? "the data was not checked" : "the data is fine",
running: "training",
done: "trained",
failed: "failed"
};
return `${r ? "\u274c" : s ? "\u26aa" : "running" === e ? "\u23f3" : "\u2705"} Fine-tuning: ${t ? (0, 
o.X1)(t, 100) : i[e]}`;
}
function dataSection({data: e, cost: t}) {
if (0 === e.length) return;
const n = e.some(({changes: e}) => e && !("unavailable" in e)), r = e.some(({tokens: e}) => void 0 !== e), i = [ "Data", " Examples", ...n ? [ " Changes" ] : [], ...r ? [ " Tokens" ] : [] ], a = e.map(({role: e, examples: t, tokens: i, changes: o}) => {
const a = o && !("unavailable" in o) ? o : void 0;
return [ e, void 0 === t ? "" : (0, s.Sm)(t), ...n ? [ a ? changeCell(a) : "" ] : [], ...r ? [ tokenCell(i, a?.tokens) ] : [] ];
}), c = new Set(e.flatMap(({changes: e}) => e && "unavailable" in e ? e.unavailable : []));
return [ (0, o.tp)(i, a), ...[ ...c ].map(e => `Changes are not known: ${(0, o.X1)(e, 150)}.`), ...t ? [ costLine(t) ] : [] ].join("\n\n");
}
function changeCell({added: e, removed: t, changed: n}) {
return [ [ e > 0 && (0, s.Gp)(e), t > 0 && (0, s.Gp)(-t) ].filter(Boolean).join(" "), n > 0 && `${(0, 
s.Sm)(n)} edited` ].filter(Boolean).join("<br>") || "none";
}
function tokenCell(e, t = 0) {
return void 0 === e ? "" : 0 === t ? (0, s.Sm)(e) : `${(0, s.Sm)(e)}<br>${(0, s.Gp)(t)}`;
}
function costLine({tokens: e, usd: t}) {
return `${(0, s.B4)(e, "billable token")}${void 0 === t ? "" : `, about **${(0, 
s.UK)(t)}**`}`;
}
function problemSection(e) {
const [t, n] = [ sum(e.data, "errors"), sum(e.data, "warnings") ];
if (t + n === 0) return;
const r = [ t > 0 && `${a.J3.error} ${(0, s.B4)(t, "error")}`, n > 0 && `${a.J3.warning} ${(0, 
s.B4)(n, "warning")}` ], isError = ({severity: e}) => Number("error" === e), {markdown: i, shown: o} = (0, 
a.iK)(e.problems.toSorted((e, t) => isError(t) - isError(e)), {
maxRows: l,
maxLengths: u,
getUrl: ({file: t, line: n}) => function lineUrl(e, t, {provenance: n}) {
const r = e.toWellFormed().split("/"), {sha: s} = n ?? {}, i = n && getCommitAndRunUrls(n).repositoryUrl;
if (!i || !s || r.some(e => [ "", ".", ".." ].includes(e))) return;
const o = r.map(encodeURIComponent).join("/");
return `${i}/blob/${encodeURIComponent(s.toWellFormed())}/${o}#L${t}`;
}(t, n, e)
}), c = t + n - o;
return [ r.filter(Boolean).join(", "), o > 0 && i, c > 0 && o > 0 && `The log has ${(0, 
s.Sm)(c)} more.` ].filter(Boolean).join("\n\n");
}
function jobSection({job: e}) {
if (!e) return;
const {id: t, status: n, model: r, fineTunedModel: s, url: i} = e, a = `**Job** ${[ (0, 
o.U1)(t, i, 60), (0, o.X1)(n.replaceAll("_", " "), 30), r && (0, o.ti)(r, 80) ].filter(Boolean).join(" \xb7 ")}`;
return s ? `${a}<br>**Model** ${(0, o.ti)(s, 150)}` : a;
}
function metricSection({metrics: e}) {
if (!e || 0 === e.rows.length) return;
const t = e.rows.some(({baseline: e}) => void 0 !== e), format = e => void 0 === e ? "" : (0, 
s.gI)(e), n = e.rows.slice(0, d).map(({name: e, value: n, baseline: r}) => [ (0, 
o.ti)(e, 40), ...t ? [ format(r) ] : [], format(n), ...t ? [ differenceCell(e, n, r) ] : [] ]), r = t ? [ "Metric", " Baseline", " This", " Difference" ] : [ "Metric", " This" ], {baseline: i} = e;
return [ (0, o.tp)(r, n), ...i ? [ `Baseline: ${(0, o.ti)(i, 150)}` ] : [] ].join("\n\n");
}
function differenceCell(e, t, n) {
if (void 0 === t || void 0 === n) return "";
const i = t - n;
if (!Number.isFinite(i)) return "";
if (0 === i) return "0";
const o = -(0, r.FA)(e) * i, a = 0 === o ? "" : " " + (o > 0 ? "better" : "worse");
return `${(0, s.Gp)(i, s.gI)} ${i > 0 ? "\u2191" : "\u2193"}${a}`;
}
function gateSection({gate: e}) {
if (!e) return;
const t = "**Quality gate** " + (e.passed ? "passed" : "failed");
if (0 === e.rows.length) return t;
const n = e.rows.toSorted((e, t) => Number(e.passed) - Number(t.passed));
return `${t}\n\n${(0, i.k0)(n, {
maxRows: h,
maxLength: 100
})}`;
}
function renderCommentFooter(e) {
const {commitUrl: t, runUrl: n} = getCommitAndRunUrls(e), r = [ t && `commit ${(0, 
o.ti)(`${e.sha}`.slice(0, 7), 7)}`, n && (0, o.k9)("workflow run", n) ].filter(Boolean);
return r.length > 0 ? `<sub>${r.join(" \xb7 ")}</sub>` : void 0;
}
}),
4724: ((e, t, n) => {
n.d(t, {
F: () => diagnoseTraining
});
var r = n(940), s = n(2011);
const i = .03, o = 3;
function diagnoseTraining(e) {
const t = function describeDivergence({series: e}) {
const t = e.get(r.Jl) ?? [], n = t.find(({value: e}) => !Number.isFinite(e)), i = 'Lower "learning_rate_multiplier".';
if (n && !Number.isFinite(t.at(-1)?.value)) return `The training has diverged: its loss is not a finite number since step ${(0, 
s.Sm)(n.step)}. ${i}`;
const o = t.filter(({value: e}) => Number.isFinite(e));
if (o.length < 2 * r.Bx) return;
const {first: a, last: c} = analyzeCurve(o, 1);
return c.value > 2 * a.value ? `The training has diverged: its loss rose from ${(0, 
s.gI)(a.value)} to ${(0, s.gI)(c.value)}. ${i}` : void 0;
}(e);
if (t) return [ t ];
const n = (0, r.FD)(e);
if (!n) return [];
const {title: i, sign: o, training: a, validation: c} = n;
return c.length >= r.Bx ? [ describeValidation(n) ] : a.length < 2 * r.Bx ? [] : [ `${describeMovement("training", i, analyzeCurve(a, o))}; without validation metrics, overfitting cannot be detected.` ];
}
function describeValidation({title: e, sign: t, training: n, validation: i, validationName: o}) {
const a = analyzeCurve(i, t), {best: c, last: l, worsened: u} = a;
if (!u) return `${describeMovement(o, e, a)}: no sign of overfitting.`;
const d = n.filter(({step: e}) => e >= c.step), h = d.length >= r.Bx && analyzeCurve(d, t).gained, f = `was best at step ${(0, 
s.Sm)(c.step)} (${(0, s.gI)(c.value)})`;
if (!h) return `${capitalize(o)} ${e} ${f} and ended at ${(0, s.gI)(l.value)}.`;
const [p, m] = "loss" === e ? [ "risen", "fall" ] : [ "fallen", "rise" ], g = Math.round(100 * Math.abs(l.value / c.value - 1));
return `The model overfits: ${o} ${e} ${f} and has since ${p} to ${(0, s.gI)(l.value)} (${g} %), while training ${e} continued to ${m}.`;
}
function analyzeCurve(e, t) {
const n = Math.max(1, Math.round(e.length / 12)), s = (0, r.CR)(e, n), c = function noiseLevel(e) {
const t = [];
let n, r;
for (const s of e) void 0 !== n && void 0 !== r && t.push(r - (n + s) / 2), n = r, 
r = s;
const s = t.reduce((e, t) => e + t * t, 0) / Math.max(1, t.length);
return Math.sqrt(s / 1.5);
}(e.map(({value: e}) => e)) / Math.sqrt(n), [l = a, u = l] = [ s[0], s.at(-1) ], d = (0, 
r.it)(s, t) ?? l, h = Math.max(i * Math.abs(d.value), o * c), [f = l] = s.slice(Math.floor(.75 * s.length) - 1);
return {
first: l,
best: d,
last: u,
gained: t * (l.value - u.value) > h,
worsened: t * (u.value - d.value) > h,
improving: t * (f.value - u.value) > h
};
}
const a = {
step: 0,
value: 0
};
function describeMovement(e, t, {first: n, last: r, improving: i}) {
const o = `${capitalize(e)} ${t} went from ${(0, s.gI)(n.value)} to ${(0, s.gI)(r.value)}`;
return i ? `${o} and was still improving at the end` : `${o} and has leveled off`;
}
const capitalize = e => e.charAt(0).toUpperCase() + e.slice(1);
}),
940: ((e, t, n) => {
function getLossSign(e) {
return /loss|error/i.test(e) ? 1 : /accuracy|reward|score/i.test(e) && !/unresponsive/i.test(e) ? -1 : 0;
}
n.d(t, {
Bx: () => c,
CR: () => movingAverage,
FA: () => getLossSign,
FD: () => getCurves,
Jl: () => a,
Km: () => o,
LK: () => finiteSeries,
ZG: () => r,
as: () => s,
eI: () => i,
it: () => findBestPoint
});
const r = [ "scores.valid_reward_mean", "full_valid_mean_reward", "valid_mean_reward", "valid_reward_mean" ], s = "full_valid_loss", i = "valid_loss", o = [ "train_mean_reward", "scores.train_reward_mean", "train_reward_mean", "critic_rewards_mean" ], a = "train_loss", c = 4;
function getCurves(e) {
const longest = t => t.map(t => finiteSeries(e, t)).reduce((e, t) => t.length > e.length ? t : e, []), t = {
training: longest(o),
validation: longest(r)
};
if (t.training.length + t.validation.length > 0) return {
title: "reward",
sign: -1,
...t,
validationName: "validation",
sampled: t.validation
};
const n = finiteSeries(e, a), l = finiteSeries(e, s), u = longest([ s, i ]), d = l.length >= c ? l : u;
return n.length + d.length !== 0 ? {
title: "loss",
sign: 1,
training: n,
validation: d,
validationName: u.length > d.length ? "full validation" : "validation",
sampled: u
} : void 0;
}
function finiteSeries({series: e}, t) {
return (e.get(t) ?? []).filter(({value: e}) => Number.isFinite(e));
}
function findBestPoint(e, t) {
const [n] = e;
if (0 !== t && n) return e.reduce((e, n) => t * (n.value - e.value) < 0 ? n : e, n);
}
function movingAverage(e, t) {
const n = Math.floor(t / 2), r = 2 * n + 1, s = e.length, i = new Float64Array(s), o = new Float64Array(s);
let a = 0;
for (const [t, {value: n}] of e.entries()) a = t % r === 0 ? n : a + n, i[t] = a;
a = 0;
for (const [t, {value: n}] of e.toReversed().entries()) {
const e = s - 1 - t;
a = (e + 1) % r === 0 ? n : a + n, o[e] = a;
}
const blockIndex = e => Math.floor(e / r), sumWindow = (e, t) => {
const [n = 0, s = 0] = [ o[e], i[t] ];
return e % r === 0 ? s : blockIndex(e) === blockIndex(t) ? n : n + s;
};
return e.map(({step: e}, t) => {
const [r, i] = [ Math.max(0, t - n), Math.min(s - 1, t + n) ];
return {
step: e,
value: sumWindow(r, i) / (i - r + 1)
};
});
}
}),
5487: ((e, t, n) => {
n.d(t, {
U: () => renderDatasetDiff,
X: () => datasetRow
});
var r = n(2011), s = n(4285);
const i = 5;
function datasetRow(e) {
const {role: t, files: n, examples: o, format: a, bytes: c, tokens: l, digest: u, isUnchecked: d} = e, h = n.slice(0, i).map(({name: e}) => (0, 
s.ti)(e));
return n.length > i && h.push(`and ${n.length - i} more`), [ "training" === t ? "Training data" : "Validation data", [ h.join(", "), void 0 !== o && (0, 
r.B4)(o, "example"), a, void 0 !== l && (0, r.B4)(l, "token"), void 0 !== c && (0, 
r.z3)(c), d && "not checked", u && `sha256 ${(0, s.ti)(u.slice(0, 12))}` ].filter(Boolean).join(" \xb7 ") ];
}
function renderDatasetDiff(e) {
if ("unavailable" in e) return `not known: ${(0, s.X1)(e.unavailable)}`;
const {added: t, removed: n, changed: i, tokens: o, since: a} = e, c = `since ${(0, 
s.ti)(a.slice(0, 7))}`;
return t + n + i === 0 ? `none ${c}` : `${[ t > 0 && `${(0, r.B4)(t, "example")} added`, n > 0 && `${(0, 
r.Sm)(n)} removed`, i > 0 && `${(0, r.Sm)(i)} changed`, void 0 !== o && `${(0, r.Gp)(o)} tokens` ].filter(Boolean).join(", ")} ${c}`;
}
}),
2011: ((e, t, n) => {
function formatInteger(e) {
return String(Math.round(e)).replace(/\B(?=(\d{3})+$)/g, ",");
}
function formatSigned(e, t = formatInteger) {
return `${e < 0 ? "\u2212" : "+"}${t(Math.abs(e))}`;
}
function formatCount(e, t) {
return `${formatInteger(e)} ${t}${1 === e ? "" : "s"}`;
}
function formatBytes(e) {
if (e < 1e3) return formatCount(e, "byte");
const t = [ "kB", "MB", "GB" ];
let n = e / 1e3, r = t.shift();
for (;n >= 999.95 && t.length > 0; ) n /= 1e3, r = t.shift();
return `${n.toFixed(1)} ${r}`;
}
function formatDuration(e) {
const t = Math.round(e / 1e3), n = Math.floor(t / 60);
return 0 === n ? `${t} s` : n < 60 ? `${n} min ${t % 60} s` : `${Math.floor(n / 60)} h ${n % 60} min`;
}
function formatTime(e) {
return toIsoString(e)?.slice(11, 19) ?? " ".repeat(8);
}
function formatDateTime(e) {
return toIsoString(e)?.slice(0, 16).replace("T", " ") ?? " ".repeat(16);
}
function toIsoString(e) {
const t = new Date(1e3 * (e ?? Number.NaN)), n = Number.isNaN(t.getTime()) ? "" : t.toISOString();
return /^\d{4}-/.test(n) ? n : void 0;
}
function formatMetric(e) {
if (!Number.isFinite(e)) return "no number";
if (0 !== e && (Math.abs(e) < 1e-4 || Math.abs(e) >= 1e9)) return e.toExponential(2);
const t = Math.abs(e) >= 1e3 ? {
maximumFractionDigits: 0
} : {
maximumSignificantDigits: 4
};
return e.toLocaleString("en-US", t);
}
function formatUsd(e) {
const t = e >= .1 || 0 === e ? {
minimumFractionDigits: 2,
maximumFractionDigits: 2
} : {
maximumSignificantDigits: 2
};
return `$${e.toLocaleString("en-US", t)}`;
}
n.d(t, {
B4: () => formatCount,
Gp: () => formatSigned,
Sm: () => formatInteger,
UK: () => formatUsd,
a3: () => formatDuration,
fU: () => formatTime,
gI: () => formatMetric,
r6: () => formatDateTime,
z3: () => formatBytes
});
}),
5492: ((e, t, n) => {
n.d(t, {
Wk: () => formatActual,
Yl: () => formatGateResult,
k0: () => gateTable
});
var r = n(2011), s = n(4285);
const i = 100;
function formatGateResult({requirement: e, actual: t, limit: n, passed: s, note: i}) {
return `gate: ${s ? "passed" : "FAILED"}  ${e}: ${[ formatActual(t), void 0 !== n && `limit ${(0, 
r.gI)(n)}` ].filter(Boolean).join(", ")}${i ? ` (${i})` : ""}`;
}
function formatActual(e) {
return void 0 === e ? "not known" : (0, r.gI)(e);
}
function gateTable(e, {maxRows: t = i, maxLength: n = 200} = {}) {
const o = e.some(({note: e}) => e), a = [ "Requirement", " Actual", " Limit", ...o ? [ "Note" ] : [] ];
return (0, s.tp)(a, e.slice(0, t).map(({requirement: e, actual: t, limit: i, passed: a, note: c = ""}) => [ `${a ? "\u2705" : "\u274c"} ${(0, 
s.ti)(e, n)}`, formatActual(t), void 0 === i ? "" : (0, r.gI)(i), ...o ? [ (0, s.X1)(c, n) ] : [] ]));
}
}),
6472: ((e, t, n) => {
n.d(t, {
BE: () => formatJob,
DW: () => updateProgress,
IM: () => resumePausedJobMessage,
O7: () => leftRunningMessage,
U3: () => preemptedMessage,
XM: () => stalledMessage,
Zd: () => commandSentMessage,
_G: () => maybeCreatedMessage,
cK: () => formatHeartbeat,
cf: () => a,
eI: () => formatRetry,
g: () => formatCurves,
hc: () => maybeRunningMessage,
m: () => u,
me: () => formatStatus,
qF: () => formatEvent,
rT: () => h
});
var r = n(3916), s = n(194), i = n(940), o = n(2011);
const a = {
recentSteps: []
}, c = 20, l = 5;
function updateProgress(e, {createdAt: t, data: n}) {
const {step: r, total: s} = readStep(n);
if (void 0 === r || void 0 === t) return e;
const i = e.recentSteps.at(-1);
return {
recentSteps: [ ...i && (r <= i.step || t < i.at) ? [] : e.recentSteps, {
step: r,
at: t
} ].slice(-c),
total: s ?? e.total
};
}
function readStep(e) {
const {step: t, total_steps: n} = Object(e);
return "number" != typeof t || !Number.isSafeInteger(t) || t < 0 ? {} : {
step: t,
..."number" == typeof n && Number.isSafeInteger(n) && n >= t && n > 0 && {
total: n
}
};
}
function formatEvent({createdAt: e, level: t, message: n, data: r}, s, i) {
const a = "info" === t ? "" : `${t}: `, c = `${(0, o.fU)(e)}  ${a}${n}`, {step: u, total: d = s.total} = readStep(r);
if (void 0 === u) return c;
const h = function secondsLeft({recentSteps: e, total: t}, n) {
const [r, s] = [ e[0], e.at(-1) ];
if (!r || !s) return;
const i = s.at - r.at;
return void 0 !== t && i >= l ? (t - s.step) * i / (s.step - r.step) : void 0 !== n && n > s.at ? n - s.at : void 0;
}(s, i);
return [ c, ...[ !new RegExp(`\\b${u}\\b`).test(n) && `step ${u}${d ? `/${d}` : ""}`, !/loss|reward/i.test(n) && formatMainMetric(r), d && `${Math.floor(100 * u / d)} %`, d !== u && void 0 !== h && `${formatApproxDuration(h)} left` ].filter(Boolean) ].join(" \xb7 ");
}
function formatMainMetric(e) {
const t = Object(e), {train_loss: n, train_mean_reward: r} = {
...t.metrics,
...t
};
return "number" == typeof r ? `reward ${(0, o.gI)(r)}` : "number" == typeof n ? `loss ${(0, 
o.gI)(n)}` : void 0;
}
function formatApproxDuration(e) {
if (e < 60) return (0, o.a3)(1e3 * e);
const t = Math.round(e / 60);
return t < 60 ? `${t} min` : (0, o.a3)(6e4 * t);
}
const u = 6e5;
function formatHeartbeat({status: e}, t, {recentSteps: n, total: r}) {
const s = n.at(-1), i = s ? ` (step ${s.step}${r ? `/${r}` : ""})` : "";
return `still ${e.replaceAll("_", " ")}${i}, ${formatApproxDuration(t / 1e3)} since the last event`;
}
function stalledMessage({id: e}, t) {
return `Job ${e} has been running for ${formatApproxDuration(t / 1e3)} without a new event. Some jobs hang like this and report no error. The action keeps waiting. If no event follows, stop the job with the action "control" (job-id: ${e}, command: cancel), and run the training step again: it creates a new job.`;
}
function preemptedMessage({id: e, status: t}) {
return `Job ${e} trained, and is ${t.replaceAll("_", " ")} again: the server has interrupted it, and continues it when it has capacity. The action keeps waiting. Azure's training type "Developer" is interrupted like this.`;
}
const d = 32;
function formatCurves(e) {
const t = (0, i.FD)(e);
if (!t) return [];
const {title: n, training: r, sampled: a} = t;
return [ {
kind: "training",
curve: r
}, {
kind: "validation",
curve: a
} ].flatMap(({kind: e, curve: t}) => {
const r = t.map(({value: e}) => e), [i, a] = [ r[0], r.at(-1) ];
return void 0 === i || void 0 === a || r.length < 2 ? [] : `${`${e} ${n}`.padEnd(17)} ${(0, 
o.gI)(i).padStart(8)} ${(0, s.KM)(r, d)} ${(0, o.gI)(a)}`;
});
}
function formatStatus({status: e, estimatedFinish: t}) {
const n = t && "running" === e ? `, expected to end at ${(0, o.fU)(t)} UTC` : "";
return `status: ${e.replaceAll("_", " ")}${n}`;
}
function formatJob({id: e, status: t, model: n, fineTunedModel: r, createdAt: s}) {
return `${(0, o.r6)(s)}  ${e}  ${t}  ${r ?? n ?? ""}`.trimEnd();
}
function formatRetry(e, t) {
return `${(0, r.u1)(e)}; retrying in ${(0, o.a3)(Math.max(1e3, t))}`;
}
const h = {
cancel: "cancelled",
pause: "paused",
resume: "resumed"
};
function leftRunningMessage(e, {isCommandLine: t}) {
const n = `Job ${e} is still running and costs money.`;
return t ? `${n} "wait --job-id ${e}" follows it; ${stopCommand(e)} stops it.` : `${n} Use the "wait" action (job-id: ${e}) to follow it, or re-run the training step if it waits; use "control" to stop it.`;
}
function maybeRunningMessage(e, {isCommandLine: t}) {
return `Job ${e} may still be running and costing money. Check it on the server: a job costs money until it ends; ${t ? stopCommand(e) : `"control" (job-id: ${e})`} stops it.`;
}
function resumePausedJobMessage(e, {isCommandLine: t}) {
return t ? `To resume it, run "control --job-id ${e} --command resume", or the training again with --resume-paused.` : 'To resume it, use the "control" action, or run the training step again with "resume-paused: true".';
}
const stopCommand = e => `"control --job-id ${e} --command cancel"`;
function maybeCreatedMessage(e) {
return `It may be running and costing money: check the newest jobs of this project (ft_attempt: ${e}).`;
}
function commandSentMessage(e, {id: t, status: n}) {
return `Sent the command to ${e} job ${t}; its status is now ${n}.`;
}
}),
4285: ((e, t, n) => {
n.d(t, {
PI: () => quoteError,
U1: () => codeLink,
X1: () => escapeText,
h8: () => htmlCode,
k9: () => linkMarkdown,
ti: () => inlineCode,
tp: () => table,
z2: () => keyValueTable,
zH: () => details
});
const r = 500, s = /:\/\/|www\.|\bGH-\d/i, i = /^(?:[\p{L}\p{N}_.:,;/+=%~()'\u2026-]|(?<=\w)@(?=\w)|\[\d+\]|(?<=\S) (?=\S)|(?<= )(?:[<>!]=|[<>*])(?= ))+$/u, o = /[^\p{L}\p{N}_: .,;=()'/%+\u2026-]|(?<![a-z\d])_|_(?![a-z\d])|:(?! |$)|(?<=www)\./giu;
function escapeText(e, t = r) {
return truncated(e, t).toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").replace(o, entity).replace(/&#(?:64|35|46);|&#58;(?=\/\/)|\bGH(?=-\d)/gi, "$&&#8203;");
}
function inlineCode(e, t = r) {
const n = truncated(e, t);
return i.test(n) && !s.test(n) ? `\`${n}\`` : htmlCode(e, t);
}
function htmlCode(e, t = r) {
return `<code>${escapeText(e, t)}</code>`;
}
function codeLink(e, t, n = r) {
return linkMarkdown(inlineCode(e, n), t);
}
const a = 400;
function linkMarkdown(e, t) {
const n = void 0 !== t && URL.canParse(t) ? new URL(t) : void 0;
return !n || !/^https?:$/.test(n.protocol) || n.username || n.password || n.href.length > a ? e : `[${e}](${n.href.replace(/[^\w./:?#&=%~+-]/g, e => `%${e.charCodeAt(0).toString(16)}`)})`;
}
function table(e, t) {
const line = e => `| ${e.map(e => e.trim()).join(" | ")} |`, n = e.map(e => e.startsWith(" ") ? "--:" : ":--");
return [ line(e), line(n), ...t.map(line) ].join("\n");
}
function keyValueTable(e) {
const [t = [ "", "" ], ...n] = e.flatMap(([e, t]) => t ? [ [ e, t ] ] : []);
return table(t, n);
}
function details(e, t, n = !1) {
return `<details${n ? " open" : ""}><summary>${e}</summary>\n\n${t}\n\n</details>`;
}
function quoteError(e, {maxLines: t = 40, maxLength: n = r} = {}) {
return `> ${e.split("\n", t).map(e => escapeText(e, n)).join("<br>")}`;
}
const entity = e => `&#${e.codePointAt(0)};`, truncated = (e, t) => e.length > t ? `${e.slice(0, t)}\u2026` : e;
}),
5468: ((e, t, n) => {
n.d(t, {
$E: () => h,
Gb: () => l,
LO: () => d,
QD: () => serializeOutput,
Tg: () => toJobOutputs,
bE: () => f,
hV: () => getTrainedModel,
iQ: () => a,
lY: () => c,
vw: () => u
});
const r = [ "job-id", "status", "fine-tuned-model" ], s = [ "fingerprint", "estimated-tokens", "estimated-cost" ], i = [ "training-file-id", "validation-file-id" ], o = [ "trained-tokens", "metrics", "best-checkpoint", "best-checkpoint-id", "checkpoints", "gate", "error-code", "error-message", "job", "results-dir" ], a = [ ...r, "created", ...s, ...i, "model-shutdown-date", ...o ], c = [ ...r, ...i, ...o ], l = [ "valid", "examples", "problems", "warnings", ...s, "results-dir" ], u = [ ...r, "jobs", "count" ], d = [ "job-id", "status" ], h = [ "score", "baseline-score", "difference", "difference-low", "difference-high", "verdict", "pass-rate", "baseline-pass-rate", "examples", "errors", "gate", "results-dir" ], f = [ "deployment", "model", "previous-model", "changed", "endpoint", "state" ], p = 64e3;
function getTrainedModel(e) {
return "succeeded" === e.status ? e.fineTunedModel : void 0;
}
function toJobOutputs(e) {
const t = "failed" === e.status ? e.error : void 0;
return {
"job-id": e.id,
status: e.status,
"fine-tuned-model": getTrainedModel(e),
"training-file-id": e.trainingFile,
"validation-file-id": e.validationFile,
"trained-tokens": e.trainedTokens,
"error-code": t?.code,
"error-message": t?.message
};
}
function serializeOutput(e) {
if ("object" != typeof e || null === e) return function truncate(e) {
return fits(e) ? e : `${Buffer.from(e).subarray(0, p - 3).toString().replace(/\ufffd+$/, "")}\u2026`;
}(String(e));
const t = JSON.stringify(e);
if (fits(t)) return t;
const n = JSON.stringify(e, (e, t) => "source" === e && "string" == typeof t ? describeOmitted(t) : t);
if (fits(n)) return n;
for (const t of [ 2e3, 200, 50 ]) {
const n = JSON.stringify(e, (e, n) => "string" == typeof n && n.length > t ? describeOmitted(n) : n);
if (fits(n)) return n;
}
return JSON.stringify(Array.isArray(e) ? function firstItems(e) {
const t = [];
let n = 2;
for (const r of e) {
const e = "object" == typeof r && null !== r ? pickShortFields(r) : r;
if (n += Buffer.byteLength(JSON.stringify(e)) + 1, n > p) break;
t.push(e);
}
return t;
}(e) : pickShortFields(e));
}
const m = 50, g = 1e3;
function pickShortFields(e) {
const t = Object.entries(e).filter(([e, t]) => "object" != typeof t && fits(JSON.stringify([ e, t ]), g));
return Object.fromEntries(t.slice(0, m));
}
const fits = (e, t = p) => Buffer.byteLength(e) <= t, describeOmitted = e => `(${Buffer.byteLength(e)} bytes left out)`;
}),
3300: ((e, t, n) => {
n.d(t, {
J3: () => s,
TT: () => selectAnnotations,
Vw: () => formatProblem,
iK: () => problemTable
});
var r = n(4285);
const s = {
error: "\u274c",
warning: "\u26a0\ufe0f"
};
function formatProblem({code: e, file: t, line: n, path: r, message: s}) {
return `${t}:${n}: ${s}${r ? ` (at ${r})` : ""} [${e}]`;
}
function selectAnnotations(e, t) {
const n = t.errors > 0, r = e.filter(({severity: e}) => n && "error" === e).slice(0, t.errors), s = e.filter(({severity: e}) => !n || "warning" === e).slice(0, t.warnings), i = new Set([ ...r, ...s ]);
return {
errors: r,
warnings: s,
rest: e.filter(e => !i.has(e))
};
}
function problemTable(e, {maxRows: t, maxBytes: n = Number.POSITIVE_INFINITY, maxLengths: i, getUrl: o}) {
const a = [];
let c = 0;
for (const l of e.slice(0, t)) {
const {severity: e, code: t, file: u, line: d, column: h, path: f, message: p} = l, m = (0, 
r.ti)(`${u}:${d}${h ? `:${h}` : ""}`, i?.location), g = f ? ` at ${(0, r.ti)(f, i?.path)}` : "", b = [ `${s[e]} ${(0, 
r.k9)(m, o?.(l))}`, `${(0, r.X1)(p, i?.message)}${g} ${(0, r.ti)(t, i?.code)}` ];
if (c += Buffer.byteLength(b.join(" | ")) + 5, c > n) break;
a.push(b);
}
return {
markdown: (0, r.tp)([ "Where", "Problem" ], a),
shown: a.length
};
}
}),
6974: ((e, t, n) => {
n.d(t, {
xv: () => D,
YH: () => createDependencies,
qG: () => exitAfterOutput,
eF: () => run
});
var r = n(7598), s = n(3024), i = n(1455), o = n(8161), a = n(8877), c = n(714), l = n(9373), u = n(3916), d = n(2857), h = n(8301);
const f = d.Ikc({
full_name: d.YjP().optional().catch(void 0),
id: d.L5J().optional()
}).nullish().catch(void 0), p = d.YjP().regex(/^[0-9a-f]{4,64}$/).optional().catch(void 0), m = d.Ikc({
sha: p,
repo: f
}).optional().catch(void 0), g = d.Whr().positive().optional().catch(void 0), b = d.Ikc({
pull_request: d.Ikc({
number: g,
head: m,
base: m
}).optional().catch(void 0),
issue: d.Ikc({
number: g,
pull_request: d._H3({})
}).optional().catch(void 0),
merge_group: d.Ikc({
head_ref: d.YjP()
}).optional().catch(void 0),
workflow_run: d.Ikc({
pull_requests: d.YOg(d.L5J()).catch([])
}).optional().catch(void 0),
repository: f
}), w = d.Ikc({
number: d.Whr().positive(),
base: d.Ikc({
repo: d.Ikc({
id: d.L5J()
})
})
});
function readContext(e, t) {
const n = function parsePayload(e) {
return b.safeParse((0, h.Bl)(e)).data ?? {
repository: void 0
};
}(t), {GITHUB_REPOSITORY: r = ""} = e, {head: s, base: i} = n.pull_request ?? {}, o = withoutTrailingSlash(e.GITHUB_SERVER_URL || "https://github.com"), a = void 0 !== n.pull_request && "pull_request_target" !== e.GITHUB_EVENT_NAME;
return {
repository: v.test(r) ? r : void 0,
sha: s?.sha ?? (e.GITHUB_SHA || void 0),
ref: e.GITHUB_REF || void 0,
runId: e.GITHUB_RUN_ID || void 0,
runAttempt: readAttempt(e.GITHUB_RUN_ATTEMPT),
isFork: a && s?.repo?.full_name !== (i?.repo?.full_name ?? r),
apiUrl: withoutTrailingSlash(e.GITHUB_API_URL || "https://api.github.com"),
serverUrl: o,
pullRequest: findPullRequest(e, n),
actionUrl: getActionUrl(e, o)
};
}
function getActionUrl({GITHUB_ACTION_REPOSITORY: e = "", GITHUB_ACTION_REF: t = ""}, n) {
if (v.test(e) && /^[\w.-]+(?:\/[\w.-]+)*$/.test(t)) return `${n}/${e}/blob/${t}`;
}
const v = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/;
function readAttempt(e = "") {
const t = Number(e);
return Number.isSafeInteger(t) && t > 0 ? t : 1;
}
function findPullRequest(e, t) {
const n = t.pull_request?.number ?? t.issue?.number ?? function findNumberOfRun({workflow_run: e, repository: t}) {
for (const n of e?.pull_requests ?? []) {
const {data: e} = w.safeParse(n);
if (e && t && e.base.repo.id === t.id) return e.number;
}
}(t);
if (void 0 !== n) return {
number: n
};
const {merge_group: r} = t;
if (r) {
const e = Number(/\/pr-(\d{1,15})-[0-9a-f]+$/.exec(r.head_ref)?.[1]);
return e > 0 ? {
number: e
} : void 0;
}
const {GITHUB_SHA: s = "", GITHUB_REF: i = ""} = e;
return "push" === e.GITHUB_EVENT_NAME && isCommit(s) ? {
merged: s,
branch: /^refs\/heads\/(.+)$/.exec(i)?.[1]
} : void 0;
}
const isCommit = e => /^[0-9a-f]{40,64}$/.test(e) && !/^0+$/.test(e), withoutTrailingSlash = e => e.replace(/\/+$/, "");
var y = n(6760), k = n.n(y), _ = n(8500), $ = n(4874);
const E = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/, x = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/, S = 64, j = 4096, A = {
lstat: e => (0, i.lstat)(e).catch(() => {}),
readdir: e => (0, i.readdir)(e, {
withFileTypes: !0
}).catch(() => [])
};
function memoize(e) {
const t = new Map;
return n => {
const r = t.get(n) ?? e(n);
return t.set(n, r), r;
};
}
function parsePatternList(e) {
const t = e.split("\n").map(e => e.trim());
return {
included: t.filter(e => "" !== e && !e.startsWith("!")),
excluded: t.filter(e => e.startsWith("!")).map(e => e.slice(1).trim())
};
}
function isInsideAny(e, t) {
if (0 === t.size) return !1;
for (let n = e; ;n = k().dirname(n)) {
if (t.has(n)) return !0;
if (k().dirname(n) === n) return !1;
}
}
function isGlob(e, t = k()) {
return ("\\" === t.sep ? /[*?[{]/ : /[*?[{\\]/).test(e);
}
function splitGlob(e, t = k()) {
return function expandBraces(e) {
let t = [ e ];
for (;t.length <= S && e.length <= j; ) {
const e = t.flatMap(e => {
const [t, n] = E.exec(e) ?? [];
return void 0 === t || void 0 === n ? [ e ] : n.split(",").map(n => e.replace(t, () => n));
});
if (e.length === t.length) {
if (t.some(e => x.test(e))) break;
return [ ...new Set(t) ];
}
t = e;
}
throw new u.lZ(`${(0, u.hD)(e)} is too complicated a glob; use several lines`);
}("\\" === t.sep ? e.replaceAll("\\", "/") : e).map(n => {
const r = n.split("/"), s = r.findIndex(e => isGlob(e, t));
if (-1 === s) return {
folder: n,
steps: []
};
const i = r.slice(s).filter(e => "" !== e && "." !== e);
if (i.includes("..")) throw new u.lZ(`${(0, u.hD)(e)} has ".." after a wildcard`);
return {
folder: `${r.slice(0, s).join("/")}${s > 0 ? "/" : ""}`,
steps: i
};
});
}
async function expandGlob(e, t, {tree: n, budget: r, mayFollow: s}) {
const i = [ ...t, ..."**" === t.at(-1) ? [ "*" ] : [] ].map(compileStep), o = new Set, a = new Set;
async function reach(e, t, n) {
t === i.length ? o.add(e) : n && !await s(e) || await walk(e, t);
}
async function walk(e, t) {
const s = i[t], o = `${t} ${e}`;
if (void 0 === s || a.has(o)) return;
if (a.add(o), await r.spend(1), "string" == typeof s) {
const r = k().join(e, s), i = await n.lstat(r);
return void (i && await reach(r, t + 1, i.isSymbolicLink()));
}
s === R && await walk(e, t + 1);
const c = await n.readdir(e);
await r.spend(c.length);
for (const n of c) {
const child = () => k().join(e, n.name);
s === R ? n.isDirectory() && !n.name.startsWith(".") && await walk(child(), t) : s.test(n.name) && await reach(child(), t + 1, n.isSymbolicLink());
}
}
return await walk(e, 0), [ ...o ];
}
const R = Symbol("**");
function compileStep(e) {
return "**" === e ? R : isGlob(e) ? function compileSegment(e) {
const t = [ "" ];
for (const [n] of e.matchAll(M)) "*" === n ? t.push("") : t.push(t.pop() + compileToken(n));
const [n, ...r] = t, s = r.pop(), i = r.map((e, t) => `(?=(?<p${t}>.*?${e}))\\k<p${t}>`).join(""), o = `^${/^\\?\./.test(e) ? "" : "(?!\\.)"}${n}${i}${void 0 === s ? "" : `.*${s}`}$`;
try {
return new RegExp(o, (0, $.mj)() ? "isu" : "su");
} catch (t) {
throw new u.lZ(`${(0, u.hD)(e)} is not a valid glob`, {
cause: t
});
}
}(e) : e;
}
const M = /\\.|\[[!^]?\]?[^\]]*\]|./gsu;
function compileToken(e) {
if ("?" === e) return ".";
if (e.length > 1 && e.startsWith("[")) {
const t = /^\[[!^]/.test(e);
return `[${t ? "^" : ""}${e.slice(t ? 2 : 1, -1).replace(/[\\[\]^]/g, "\\$&")}]`;
}
return (e.length > 1 && e.startsWith("\\") ? e.slice(1) : e).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
class GlobBudget {
#pe;
#me;
#ge=0;
#be=5e4;
constructor(e, t = 1e7) {
this.#pe = e, this.#me = t;
}
async spend(e) {
if (this.#ge += e, this.#ge > this.#me) throw new u.lZ("the lines compare too many names; use fewer globs, or narrower ones", {
hint: `All lines together may compare ${this.#me.toLocaleString("en")} names.`
});
this.#ge < this.#be || (this.#be = this.#ge + 5e4, await (0, _.setImmediate)(), 
this.#pe?.throwIfAborted());
}
spendOnPath() {
return this.spend(100);
}
}
var I = n(2969), T = n(6971);
function createWorkspace(e, t) {
return {
glob: async (n, r) => async function findFiles(e, t) {
const {included: n, excluded: r} = parsePatternList(t);
if (0 === n.length) throw new u.lZ("no file is named");
const s = await async function resolveExcluded(e, t) {
const n = new Set;
for (const r of t) {
const {paths: t} = await resolveLine(e, r);
for (const e of t) n.add(e);
}
const r = new Set;
for (const t of n) {
await e.budget.spendOnPath();
const n = await e.guard.resolveReal(t, t).catch(() => {}), s = (await (0, i.lstat)(t).catch(() => {}))?.isSymbolicLink();
void 0 === n || s || r.add(n);
}
return {
written: n,
real: r
};
}(e, r), o = new Map;
for (const t of n) {
const {paths: n, isLiteral: r} = await resolveLine(e, t), i = n.filter(e => !isInsideAny(e, s.written));
for (const n of i) o.get(n) || o.has(n) && !r || (await e.budget.spendOnPath(), 
o.set(n, r ? await getRegularFile(e, t, n) : await findRegularFile(e, e.guard.displayName(n), n)));
const a = i.length > 0 && !i.some(e => o.get(e));
if (0 === n.length || a) throw noMatchError(e, t);
}
const a = [ ...o.values() ].filter(e => void 0 !== e).sort(compareFiles), c = [ ...new Map(a.toReversed().map(e => [ e.path, e ])).values() ].filter(e => !isInsideAny(e.path, s.real));
if (0 === c.length) throw new u.lZ('the lines with "!" exclude every file that is named');
return c.sort(compareFiles);
}(await createSearchContext(e, r, t), n),
async getFile(t, n) {
const r = await createSearchContext(e, n);
return getRegularFile(r, t, resolveWritten(r, t));
},
exists: async (t, n) => pathExists(await createSearchContext(e, n), t),
readText: T.Ft,
readBytes: T.io,
prepareDirectory: t => async function prepareDirectory(e, t) {
if (void 0 === t) {
const createTemp = () => (0, i.mkdtemp)(k().join(e.temp, "fine-tune-"));
return {
create: () => createTemp().catch(throwCannotCreate(e.temp))
};
}
const n = await (0, $.HE)(e), r = n.checkWritten(t, k().resolve(e.workspace, t), {
allowTemp: !0
});
await n.resolveReal(t, r);
return {
create: () => (async () => (await (0, i.mkdir)(r, {
recursive: !0
}), n.resolveReal(t, r)))().catch(throwCannotCreate(t))
};
}(e, t)
};
}
async function createSearchContext(e, t, n) {
const r = await (0, $.HE)(e), s = t && k().resolve(e.workspace, t);
return {
guard: r,
folder: s ? k().dirname(s) : e.workspace,
namesFolder: e.isCommandLine ?? !1,
origin: t && s ? await findOrigin(r, t, s) : "input",
budget: new GlobBudget(n),
tree: (i = A, {
lstat: memoize(i.lstat),
readdir: memoize(i.readdir)
})
};
var i;
}
async function findOrigin(e, t, n) {
const r = await e.resolveReal(t, n);
return e.isInWorkspace(n) || e.isInWorkspace(r) ? "workspace" : "temp";
}
function resolveWritten({guard: e, folder: t, origin: n}, r, s = r) {
const i = k().isAbsolute(r);
if (i && "workspace" === n) throw new u.lZ(`${(0, u.hD)(s)} is an absolute path, which only an input can have`, {
hint: "In a file, paths are relative to its folder."
});
const o = "temp" === n || "input" === n && i;
return e.checkWritten(s, k().resolve(t, r), {
allowTemp: o
});
}
async function pathExists(e, t) {
try {
const n = resolveWritten(e, t);
return await e.guard.resolveReal(t, k().dirname(n)), await (0, i.lstat)(n), !0;
} catch {
return !1;
}
}
function compareFiles({name: e}, {name: t}, n = k()) {
return Number(n.isAbsolute(t)) - Number(n.isAbsolute(e)) || (e < t ? -1 : Number(e > t));
}
async function resolveLine(e, t) {
await e.budget.spendOnPath();
const n = !isGlob(t) || await pathExists(e, t), r = n ? [ resolveWritten(e, t) ] : await async function matchPattern(e, t) {
const {guard: n, tree: r, budget: s} = e, mayFollow = async e => !!await n.resolveReal(t, e).catch(() => {}), i = new Set;
for (const {folder: o, steps: a} of splitGlob(t)) {
await s.spendOnPath();
const c = resolveWritten(e, o, t);
if (0 !== a.length) {
await n.resolveReal(t, c);
for (const e of await expandGlob(c, a, {
mayFollow: mayFollow,
tree: r,
budget: s
})) i.add(e);
} else await pathExists(e, o) && i.add(c);
}
return [ ...i ];
}(e, t);
return {
paths: r,
isLiteral: n
};
}
function noMatchError(e, t) {
const n = hasBackslashSeparators(t) ? 'Separate folders by "/".' : void 0;
return new u.lZ(`no file matches ${(0, u.hD)(t)}${formatFolder(e, t)}`, {
hint: n
});
}
function formatFolder({folder: e, namesFolder: t}, n) {
return t && !k().isAbsolute(n) ? ` in the folder ${(0, u.hD)(e)}` : "";
}
function hasBackslashSeparators(e) {
return "\\" !== k().sep && /\\\w/.test(e);
}
async function getRegularFile(e, t, n) {
const r = await findRegularFile(e, t, n);
if (r) return r;
if (!(await (0, i.lstat)(await e.guard.resolveReal(t, n))).isDirectory()) throw new u.lZ(`${(0, 
u.hD)(t)} is not a regular file`);
const s = `Name its files, for example ${(0, u.hD)(`${t.replace(/\/$/, "")}/*.jsonl`)}.`;
throw new u.lZ(`${(0, u.hD)(t)} is a directory`, {
hint: s
});
}
async function findRegularFile(e, t, n) {
const r = await e.guard.resolveReal(t, n), s = await (0, i.lstat)(r, {
bigint: !0
}).catch(async s => {
throw await async function toReadError(e, t, {label: n, path: r, real: s}) {
const o = (0, u.E2)(e);
if ("ENOENT" !== o && "ENOTDIR" !== o && "ERR_INVALID_ARG_VALUE" !== o) return new u.lZ(`${(0, 
u.hD)(n)} cannot be read (${o})`, {
cause: e
});
if (await (0, i.lstat)(r).catch(() => {})) return new u.lZ(`${(0, u.hD)(n)} is a link to nothing`);
if (hasBackslashSeparators(n)) return noMatchError(t, n);
const a = await async function findSimilarFile(e) {
const t = await (0, i.readdir)(k().dirname(e)).catch(() => []);
return (0, I.h0)(k().basename(e), t);
}(s);
return new u.lZ(`no file at ${(0, u.hD)(n)}${formatFolder(t, n)}`, {
hint: a && `Did you mean ${(0, u.hD)(a)}, in the same folder?`
});
}(s, e, {
label: t,
path: n,
real: r
});
});
if (s.isSymbolicLink()) throw new u.lZ(`${(0, u.hD)(t)} is a link that leads back to itself`);
if (!s.isFile()) return;
const o = {
name: e.guard.displayName(n),
path: r,
size: Number(s.size),
version: (0, T.fB)(s)
}, a = await (0, T.GT)(o);
return await a.close(), o;
}
const throwCannotCreate = e => t => {
if (t instanceof u.lZ) throw t;
throw new u.lZ(`cannot create the folder ${(0, u.hD)(e)} (${(0, u.E2)(t)})`, {
cause: t
});
};
var O = n(1421);
const C = 67108864, N = {
"core.quotePath": "off",
"core.hooksPath": o.devNull,
"core.fsmonitor": "false",
"protocol.allow": "never",
"safe.directory": "*"
};
function explainFailure(e) {
const t = (0, u.E2)(e);
return "ENOENT" === t ? "git is not installed" : "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" === t ? "the repository has too many files" : "the workspace is not a git repository with a commit in it";
}
class GitParentCommit {
commit;
#y;
#we;
constructor(e) {
this.commit = e.commit, this.#y = e, this.#we = function buildCommitTree(e) {
const describe = (e, t) => ({
isSymbolicLink: () => e,
isDirectory: () => t
}), t = new Map;
for (const [n, {isLink: r}] of e) {
let [e, s] = [ n, describe(r, !1) ];
for (let n = k().dirname(e); n !== e; n = k().dirname(e)) {
const r = t.get(n), i = r ?? new Map;
if (i.set(k().basename(e), s), r) break;
t.set(n, i), [e, s] = [ n, describe(!1, !0) ];
}
}
return {
lstat: async e => t.get(k().dirname(e))?.get(k().basename(e)),
readdir: async e => [ ...t.get(e) ?? [] ].map(([e, t]) => ({
name: e,
...t
}))
};
}(e.files);
}
async glob({patterns: e, relativeTo: t, files: n}) {
const r = n.find(({path: e}) => !this.#y.currentFiles.has(e));
if (r) return {
unavailable: `${(0, u.hD)(r.name)} is not part of the commit`
};
const s = await this.#ve(e, t);
if (s.size > 200) return {
unavailable: "the data had more than 200 files"
};
const i = [];
for (const [e, t] of s) {
const n = await this.#ye(e, t);
if ("unavailable" in n) return n;
i.push(n);
}
return {
files: i.sort(compareFiles)
};
}
readBytes({path: e}) {
const {git: t, files: n} = this.#y;
return t.readBytes("cat-file", "blob", n.get(e)?.object ?? "");
}
async #ye(e, {object: t, isLink: n}) {
const {git: r, workspace: s} = this.#y, i = (0, $.QC)(e, s);
if (n) return {
unavailable: `${(0, u.hD)(i)} was a link`
};
const o = await r.readText("cat-file", "-s", t).catch(() => "");
if (!o) return {
unavailable: `the older ${(0, u.hD)(i)} is not in this partial clone`
};
const a = Number(o);
return a < 1024 && (await r.readText("cat-file", "blob", t)).startsWith("version https://git-lfs.github.com/spec/") ? {
unavailable: `${(0, u.hD)(i)} is stored in Git LFS, and this checkout has no older version`
} : {
name: i,
path: e,
size: a
};
}
async #ve(e, t) {
const {workspace: n, files: r, signal: s} = this.#y, i = t ? k().dirname(k().resolve(n, t)) : n, o = new GlobBudget(s), expandAll = async e => {
const t = new Set;
for (const n of e) for (const e of await this.#ke(n, i, o)) t.add(e);
return t;
}, {included: a, excluded: c} = parsePatternList(e), l = await expandAll(c), u = new Map;
for (const e of await expandAll(a)) {
const t = r.get(e);
t && !isInsideAny(e, l) && u.set(e, t);
}
return u;
}
async #ke(e, t, n) {
await n.spend(1);
const r = k().resolve(t, e);
if (!isGlob(e) || await this.#we.lstat(r)) return [ r ];
const s = {
tree: this.#we,
budget: n,
mayFollow: async () => !1
}, i = [];
for (const {folder: n, steps: r} of splitGlob(e)) {
const e = k().resolve(t, n);
i.push(0 === r.length ? [ e ] : await expandGlob(e, r, s));
}
return i.flat();
}
}
async function listCommitFiles(e, t, n) {
const r = await e.readText("ls-tree", "-r", "-z", "--full-tree", t), s = new Map;
for (const e of r.split("\0")) {
const [, t, r, i] = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(e) ?? [];
r && i && s.set(k().join(n, i), {
object: r,
isLink: "120000" === t
});
}
return s;
}
var F = n(2043), P = n(7856), L = n(1089);
const D = "1.1.0";
async function run(e, t) {
process.exitCode = 1;
const {env: n} = process;
(0, P.Pj)(n);
const r = (0, F.a)(n, {
fetch: (0, L.Hy)(),
clock: l.ml
}), s = new AbortController;
for (const e of [ "SIGINT", "SIGTERM", "SIGBREAK" ]) process.on(e, () => s.abort(new u.lZ("The workflow was cancelled.")));
process.on("uncaughtException", e => {
r.setFailed((0, u.Wk)(e)), exit(1);
});
const i = n.GITHUB_WORKSPACE || process.cwd();
await e(createDependencies({
runner: r,
signal: s.signal,
root: i,
launcherUrl: t
})), exitAfterOutput(r);
}
function createDependencies({runner: e, signal: t, root: n, launcherUrl: s}) {
const {env: a} = process;
return {
runner: e,
fetch: (0, L.Hy)(),
clock: l.ml,
workspace: createWorkspace({
workspace: n,
temp: a.RUNNER_TEMP ?? (0, o.tmpdir)(),
isCommandLine: e.isCommandLine
}, t),
random: Math.random,
attemptId: (0, r.randomBytes)(16).toString("hex"),
signal: t,
userAgent: `openai-fine-tune/${D}`,
context: readContext(a, readTextOrEmpty(a.GITHUB_EVENT_PATH)),
readParentCommit: e => async function readParentCommit(e, t, n) {
try {
const r = await (0, i.realpath)(e), s = function createGit(e, {PATH: t, SystemRoot: n}, r) {
const s = Object.entries(N).flatMap(([e, t]) => [ "-c", `${e}=${t}` ]), buildArguments = t => [ "--no-pager", ...s, "-C", e, ...t ], i = {
...t && {
PATH: t
},
SystemRoot: n,
GIT_CONFIG_NOSYSTEM: "1",
GIT_CONFIG_GLOBAL: o.devNull,
GIT_TERMINAL_PROMPT: "0",
GIT_NO_LAZY_FETCH: "1",
GIT_NO_REPLACE_OBJECTS: "1",
GIT_OPTIONAL_LOCKS: "0",
LC_ALL: "C"
}, a = {
cwd: (0, o.tmpdir)(),
env: i,
signal: r
};
return {
readText: (...e) => new Promise((t, n) => {
(0, O.execFile)("git", buildArguments(e), {
...a,
maxBuffer: C
}, (e, r) => e ? n(e) : t(r));
}),
async* readBytes(...e) {
const t = (0, O.spawn)("git", buildArguments(e), {
...a,
stdio: [ "ignore", "pipe", "ignore" ]
}), n = new Promise((e, n) => {
t.once("error", n), t.once("close", e);
});
n.catch(() => {});
try {
for await (const e of t.stdout) yield e;
if (0 !== await n) throw new u.lZ("git could not read the parent commit");
} finally {
t.kill();
}
}
};
}(r, t, n), a = k().resolve((await s.readText("rev-parse", "--show-toplevel")).trim()), c = (await s.readText("rev-list", "--parents", "-n", "1", "HEAD", "--")).trim(), [, l] = c.split(" ");
if (!l) return {
unavailable: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"'
};
const d = await listCommitFiles(s, "HEAD", a), h = await listCommitFiles(s, l, a);
return new GitParentCommit({
git: s,
workspace: r,
commit: l,
files: h,
currentFiles: d,
signal: n
});
} catch (e) {
return n?.throwIfAborted(), {
unavailable: explainFailure(e)
};
}
}(n, a, e),
...(0, l.IA)(l.ml, t),
startDate: new Date,
readRanks: e => (0, i.readFile)(new URL(`${e}.ranks`, s)),
workers: {
count: (0, o.availableParallelism)(),
spawn: () => function startWorker(e) {
const {Worker: t} = process.getBuiltinModule("node:worker_threads");
return new t(e, q);
}(new URL("worker.js", s))
}
};
}
function exitAfterOutput({failed: e}) {
const {stdout: t, stderr: n} = process;
t.write("", () => {
const r = t.errored ? (0, u.E2)(t.errored) : void 0, s = void 0 !== r && "EPIPE" !== r;
s && n.write(`error: standard output cannot be written (${r})\n`), exit(e || s ? 1 : 0);
});
}
function exit(e) {
(0, a.setFlagsFromString)("--expose-gc");
const t = (0, c.runInNewContext)("gc");
"function" == typeof t && t(), process.exit(e);
}
const q = {
env: {},
execArgv: [],
resourceLimits: {
maxYoungGenerationSizeMb: 4
}
};
function readTextOrEmpty(e) {
try {
return e ? (0, s.readFileSync)(e, "utf8") : "";
} catch {
return "";
}
}
}),
2969: ((e, t, n) => {
n.d(t, {
au: () => didYouMean,
h0: () => closestMatch
});
const r = 64;
function closestMatch(e, t) {
const n = normalize(e);
if ("" === n || e.length > r) return;
let s;
for (const r of t) {
const t = r.length < 8 ? 1 : 2, i = normalize(r);
if (Math.abs(n.length - i.length) > t) continue;
const o = editDistance(n, i);
if (o > t) continue;
const a = o === s?.edits && r[0] === e[0] && s.candidate[0] !== e[0];
(!s || o < s.edits || a) && (s = {
candidate: r,
edits: o
});
}
return s?.candidate;
}
function didYouMean(e, t) {
const n = "string" == typeof e ? closestMatch(e, t) : void 0;
return void 0 === n || n === e ? "" : ` (did you mean "${n}"?)`;
}
function editDistance(e, t) {
let n = [], r = Array.from({
length: t.length + 1
}, (e, t) => t);
for (let s = 1; s <= e.length; s += 1) {
const i = [ s ];
for (let o = 1; o <= t.length; o += 1) {
const a = e[s - 1] === t[o - 1], c = e[s - 1] === t[o - 2] && e[s - 2] === t[o - 1];
i[o] = Math.min(at(r, o) + 1, at(i, o - 1) + 1, at(r, o - 1) + (a ? 0 : 1), c ? at(n, o - 2) + 1 : Number.POSITIVE_INFINITY);
}
n = r, r = i;
}
return at(r, t.length);
}
const at = (e, t) => e[t] ?? Number.POSITIVE_INFINITY;
function normalize(e) {
return e.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
}),
9291: ((e, t, n) => {
n.d(t, {
AB: () => compareFileIds,
ZR: () => compareJob,
cZ: () => withReportedValues,
z: () => isDecisive
});
var r = n(8019), s = n(8301), i = n(7603), o = n(4512);
const a = new Set([ "method", "model", "number", "grader" ]);
function isDecisive({kind: e}) {
return a.has(e);
}
function compareJob(e, t) {
const {model: n, method: r, grader: s, suffix: o, seed: a} = e, compareWhole = (e, t, n, r) => toComparison(e, t, n, r, e => e === n);
return [ ...void 0 === t.method && "supervised" === r ? [] : [ compareWhole("method.type", "method", r, t.method?.toLowerCase()) ], toComparison("model", "model", n, t.model, e => (0, 
i.SQ)(e, n)), ...compareHyperparameters(e, t), ...void 0 === s ? [] : [ compareGrader(s, t.grader) ], ...void 0 === o && void 0 === t.suffix ? [] : [ compareWhole("suffix", "suffix", o, t.suffix) ], ...void 0 === a ? [] : [ compareWhole("seed", "seed", a, t.seed) ], ...compareExtraBody(e, t) ];
}
function withReportedValues(e, t) {
const n = Object.entries(t.hyperparameters).filter(([t, n]) => t in e.hyperparameters && "auto" !== n);
return {
...e,
model: t.model ?? e.model,
method: t.method?.toLowerCase() ?? e.method,
hyperparameters: {
...e.hyperparameters,
...Object.fromEntries(n)
},
grader: e.grader && (t.grader ?? e.grader),
suffix: t.suffix ?? e.suffix,
seed: t.seed === e.seed ? e.seed : void 0
};
}
function compareFileIds(e, t) {
return [ {
field: "training_file",
requested: e.training,
reported: t.trainingFile
}, {
field: "validation_file",
requested: e.validation,
reported: t.validationFile
} ].flatMap(({field: e, requested: t, reported: n}) => void 0 === t ? [] : [ toComparison(e, "file", t, n, e => e === t) ]);
}
function toComparison(e, t, n, r, s) {
return {
field: e,
kind: t,
requested: n,
reported: r,
result: null == r ? "unknown" : s(r) ? "same" : "different"
};
}
function compareHyperparameters({hyperparameters: e}, t) {
return Object.entries(e).flatMap(([e, n]) => {
if ("auto" === n || ![ "number", "string" ].includes(typeof n)) return [];
const r = "number" == typeof n ? "number" : "setting", s = t.hyperparameters[e], i = `hyperparameters.${e}`;
return "auto" !== s || function hasStarted({status: e}) {
return [ "running", "pausing", "paused", "resuming", "succeeded" ].includes(e);
}(t) ? [ toComparison(i, r, n, s, e => isSameScalar(n, e)) ] : [ {
field: i,
kind: r,
requested: n,
reported: s,
result: "unresolved"
} ];
});
}
function compareExtraBody({extraBody: e = {}}, {raw: t}) {
return Object.entries(e).flatMap(([e, n]) => {
if ("hyperparameters" === e || e === o.IS) return [];
const r = JSON.stringify(n) === JSON.stringify(t[e]);
return [ {
field: e,
kind: "extra",
requested: n,
reported: t[e],
result: r ? "same" : "unknown"
} ];
});
}
function isSameScalar(e, t) {
if ("number" == typeof e) {
const n = "string" == typeof t && "" !== t.trim() ? Number(t) : t;
return "number" == typeof n && Math.abs(n - e) <= 1e-4 * Math.abs(e);
}
return toComparableText(e) === toComparableText(t);
}
const toComparableText = e => String(e).replaceAll("\r\n", "\n").trim(), c = /key|token|secret|password|authorization|credential/i, l = /header/i;
function omitMasked(e) {
return Array.isArray(e) ? e.map(omitMasked) : (0, s.OW)(e) ? Object.fromEntries(Object.entries(e).flatMap(([e, t]) => ((e, t) => l.test(e) || c.test(e) && "string" == typeof t)(e, t) ? [] : [ [ e, omitMasked(t) ] ])) : e;
}
function compareGrader(e, t) {
const [n, s] = [ e, t ].map(e => omitMasked((0, r.ag)(e)));
return findDifference(n, s, "grader") ?? toComparison("grader", "grader", e, t, () => !0);
}
function findDifference(e, t, n) {
if (null == e || null == t) return;
const r = {
field: n,
kind: "grader",
requested: e,
reported: t,
result: "different"
};
return Array.isArray(e) && Array.isArray(t) ? e.length === t.length ? findFirst(e.entries(), ([e, r]) => findDifference(r, t[e], `${n}[${e}]`)) : r : (0, 
s.OW)(e) && (0, s.OW)(t) ? findFirst(Object.entries(e), ([e, r]) => findDifference(r, t[e], `${n}.${e}`)) : "object" != typeof e && "object" != typeof t ? isSameScalar(e, t) ? void 0 : r : void 0;
}
function findFirst(e, t) {
for (const n of e) {
const e = t(n);
if (void 0 !== e) return e;
}
}
}),
4512: ((e, t, n) => {
n.d(t, {
$7: () => createIdentityAuth,
IS: () => u,
Pm: () => createClientsWithDeadline,
tq: () => createConnection
});
var r = n(9373), s = n(1828), i = n(5976), o = n(2443), a = n(4717), c = n(3737), l = n(8171);
function createConnection(e, t, n = {}) {
const r = e["base-url"], {hostname: i, searchParams: o} = new URL(r), c = n[u] ?? o.get(u);
return (0, a.mM)(i) || t.runner.warning(`input "base-url": unknown server ${i}; your credential will be sent to it`), 
{
baseUrl: r,
headers: (0, s.db)(e, t.userAgent),
credentials: createCredentials(e, t),
customLlmProvider: "string" == typeof c ? c : void 0
};
}
function createClientsWithDeadline(e, t, {fetch: n, clock: r, signal: s, startedAt: i}) {
const a = t > 0 ? i + t : Number.POSITIVE_INFINITY, connect = t => (0, o.U)(e, n, r, {
signal: t,
deadline: a
});
return {
client: connect(),
cancellableClient: connect(s),
connect: connect,
deadline: a
};
}
const u = "custom_llm_provider", d = "api://AzureADTokenExchange", h = 6e4;
function createCredentials(e, t) {
const {"api-key": n, "auth-scheme": r, "base-url": s} = e;
return void 0 !== n ? (0, i.c)(n, r, (0, a.sO)(new URL(s).hostname)) : createIdentityAuth(function readIdentity(e) {
const {"identity-provider-id": t, "service-account-id": n, "azure-tenant-id": r, "azure-client-id": s, "token-url": i} = e;
if (t && n) return {
kind: "openai",
tokenUrl: i ?? c.HK,
identityProviderId: t,
serviceAccountId: n
};
if (r && s) return {
kind: "entra",
tokenUrl: i ?? (0, c.Lr)(r),
clientId: s
};
throw new Error("the inputs name no way to authenticate");
}(e), e["oidc-audience"], t);
}
function createIdentityAuth(e, t, n) {
const {runner: s, fetch: o, clock: a, context: u} = n, f = t ?? ("entra" === e.kind ? d : void 0);
return new i._(async () => {
const t = await (0, r.wj)(a, h, void 0, () => s.getIdToken(f)).catch(e => {
throw (0, c.z0)(e, u.isFork);
}), n = await (0, c.r1)(e, t, o, a);
return s.setSecret(n.value), n;
}, (0, l.tO)(n));
}
}),
8394: ((e, t, n) => {
n.d(t, {
_S: () => createJob,
gw: () => JobMaybeCreatedError,
xQ: () => p
});
var r = n(9373), s = n(1388), i = n(3916), o = n(8549), a = n(8902), c = n(8240), l = n(7693), u = n(2004), d = n(8171);
const h = 6e5, f = 3, p = [ 0, 1e3, 2e3, 4e3, 8e3, 15e3 ], m = 1e4, g = 12e4, b = 3e4, w = 2e3, v = 1e3;
class JobMaybeCreatedError extends i.lZ {
constructor(e, t) {
const n = void 0 === t ? "" : `; and ${t}`;
super(`Unclear whether the job was created: ${e.message}${n}`, {
hint: "Check the jobs of this project: a job that was created costs money. Run the step again: it reuses that job and creates no second one.",
cause: e
});
}
}
async function createJob(e, t) {
const {deps: n, files: r} = t, {runner: s} = n;
let i = {
fileIds: e,
metadata: (0, u.xo)(t),
derivedSeed: (0, u.Xx)(t)
}, a = !0;
for (s.saveState("attempt", (0, u.oI)(n)), void 0 !== i.derivedSeed && s.saveState("seed", `${i.derivedSeed}`); ;) {
r.reserve(i.fileIds);
try {
return await sendUntilKnown(i, t);
} catch (e) {
if ((e instanceof o.hD || (0, o.yj)(e)) && r.release(i.fileIds), !(e instanceof o.hD)) throw e;
if (i.metadata && isFieldRejected(e, "metadata")) s.warning("This server rejects metadata, so the job is created without it. Later runs can recognize it only by its seed, or by its files, model and settings."), 
i = {
...i,
metadata: void 0
}; else if (void 0 !== i.derivedSeed && isFieldRejected(e, "seed")) s.info("This server rejects a seed, so the job is created without the one that the action derived."), 
i = {
...i,
derivedSeed: void 0
}; else {
if (!a || !await r.dropMissing().catch(() => !1)) throw e;
a = !1, i = {
...i,
fileIds: await r.ensureUploaded()
};
}
}
}
}
async function sendUntilKnown(e, t) {
const {clock: n, signal: r, runner: s} = t.deps;
r.throwIfAborted();
for (let o = 1; ;o++) {
const a = await sendOnce(e, t).catch(e => {
throw o > 1 && e instanceof i.lZ ? new JobMaybeCreatedError(e) : e;
});
if (!(a instanceof i.lZ)) return {
job: a,
sent: e,
isAmbiguous: o > 1
};
s.info(`${a.message}. Checking whether the job was created before retrying.`);
const c = await findCreatedJob(e, t, a);
if (c) return {
job: c.recognized.job,
sent: e,
...c,
isAmbiguous: !0
};
if (1 === o && isRefusal(a)) throw a;
if (o === f || n.now() >= t.deadline || r.aborted) throw new JobMaybeCreatedError(a);
}
}
async function sendOnce({fileIds: e, metadata: t, derivedSeed: n}, {plan: c, deps: l, client: u, deadline: f}) {
const {clock: p, signal: m} = l, {metadata: g, ...b} = c.job, v = (0, s.y)({
...b,
...t && {
metadata: t
},
...void 0 !== n && {
seed: n
}
}, e), y = (0, r.y5)(m, () => w, p), send = async () => {
try {
return await u.createJob(v, y.signal);
} catch (e) {
if ((0, o.yj)(e) || !(e instanceof i.lZ)) throw e;
return e;
}
};
try {
return await (0, a.L5)(send, {
...(0, d.tO)(l),
deadline: Math.min(f, p.now() + h),
shouldRetry: shouldResend,
failsFast: !0
});
} finally {
y.dispose();
}
}
async function findCreatedJob(e, t, n) {
const {clock: r, signal: s} = t.deps, {fileIds: o} = e, a = r.now() + b;
let c, l = [];
try {
for (const n of p) {
await r.sleep(n, s);
const i = Math.max(a, Math.min(r.now() + g, t.deadline)), u = await lookOnce(e, t, {
timeoutMs: m,
deadline: i,
signal: s
}), d = u.jobs.filter(({by: e, job: t}) => "metadata" === e || "seed" === e && mayUseFiles(t, o));
if (d.length > 0) return pickCreated(d, o);
l = u.jobs, c ??= u.incompleteReason;
}
} catch (a) {
const c = {
timeoutMs: v,
deadline: r.now(),
signal: void 0
}, l = s.aborted ? await lookOnce(e, t, c).catch(() => {}) : void 0, u = pickCreated(l?.jobs ?? [], o);
if (u) return u;
throw (0, i.jO)(a), new JobMaybeCreatedError(n);
}
const u = pickCreated(l, o);
if (!u && void 0 !== c) throw new JobMaybeCreatedError(n, c);
return u;
}
function pickCreated(e, t) {
const n = e.filter(({job: e}) => mayUseFiles(e, t)), r = n.length > 0 ? n : e, s = (0, 
l.Zl)(r)[0] ?? r.toSorted((e, t) => (0, c.lF)(e.job, t.job))[0];
return s && {
recognized: s,
others: n.filter(e => e !== s)
};
}
function mayUseFiles(e, {training: t, validation: n}) {
const {trainingFile: r = t, validationFile: s = n} = e;
return r === t && s === n;
}
function lookOnce({metadata: e}, {client: t, deps: n, jobs: r}, {timeoutMs: s, deadline: i, signal: o}) {
return r.lookForCreated(e && {
ft_attempt: (0, u.oI)(n)
}, {
client: {
listJobs: e => t.listJobs(e, {
signal: o,
timeoutMs: s,
afterDeadline: !0
})
},
retry: e => (0, a.L5)(e, {
...(0, d.tO)(n),
deadline: i,
signal: o
})
});
}
function isRefusal(e) {
if (!(e instanceof o.hD)) return !1;
const {status: t, isApiResponse: n, isPermanent: r} = e;
return n && t >= 400 && t < 500 && 408 !== t || t >= 500 && r;
}
function shouldResend(e) {
return e instanceof o.oA ? (0, o.r3)(e) : e instanceof o.Rc || e instanceof o.hD && (e.credentialRenewed || 429 === e.status && (0, 
o.r3)(e) || function isFileNotReady({serverMessage: e}) {
return /being processed|not ready|not yet processed/i.test(e ?? "");
}(e));
}
function isFieldRejected({status: e, param: t, serverMessage: n}, r) {
return [ 400, 422 ].includes(e) && new RegExp(`\\b${r}\\b`, "i").test(`${t} ${n}`);
}
}),
8193: ((e, t, n) => {
n.d(t, {
B: () => deriveSeed,
x: () => isDerivedSeed
});
var r = n(7598);
const s = 20, i = 11;
function deriveSeed(e) {
const t = digestBits(`openai-fine-tune seed 1\n${e}`, s);
return t * 2 ** i + checkOf(t);
}
function isDerivedSeed(e) {
if (void 0 === e || !Number.isInteger(e) || e < 0 || e >= 2 ** (s + i)) return !1;
const t = Math.floor(e / 2 ** i);
return checkOf(t) === e % 2 ** i;
}
const checkOf = e => digestBits(`openai-fine-tune check 1\n${e}`, i);
function digestBits(e, t) {
return (0, r.createHash)("sha256").update(e).digest().readUInt32BE() >>> 32 - t;
}
}),
7693: ((e, t, n) => {
n.d(t, {
LD: () => decide,
Wu: () => i,
Zl: () => rankJobs,
cR: () => elect
});
var r = n(653), s = n(8240);
const i = 3e4, o = 500, a = 4e3, c = 1200, l = 20;
async function elect(e, t) {
const {clock: n, signal: r, look: s, isAmbiguous: l, answeredAt: u} = t;
let d = !1;
for (let h = o; ;h = Math.min(2 * h, a)) {
const o = n.now() - u >= i, a = decide(e, await s(), t, o);
if (o) return a;
if (a.preferred && 0 === a.suspects.length) return a;
const f = !(a.suspects.length > 0 || a.copies.some(({by: e}) => "metadata" !== e) || l || void 0 === a.listed);
if (f && d) return a;
d = f, await n.sleep(f ? c : h, r);
}
}
function decide(e, t, n, r) {
const {incompleteReason: s, unreadableOwn: i} = t, o = t.jobs.filter(({job: t}) => t.id !== e.id && isUsable(t));
if (t.own) return {
...rank(t.own, o, n, r),
incompleteReason: s,
unnamedCopies: i
};
const a = o.filter(({by: e}) => "metadata" === e), c = a.filter(({job: t}) => t.metadata.ft_attempt === n.attempt && !function isOfEarlierRequest({createdAt: e}, t, {isAmbiguous: n}) {
return n && void 0 !== e && e + l <= (t.createdAt ?? 0);
}(t, e, n)), u = a.filter(e => !c.includes(e)), d = r ? o.filter(e => !a.includes(e)) : [], [h] = c, f = {
suspects: d,
incompleteReason: s,
unnamedCopies: h ? i : Math.max(0, i - 1)
};
if (!r || !h) return {
...rank(e, u, n, r),
...f,
copies: [],
listed: void 0
};
if (1 === c.length) return {
...rank(h.job, u, n, r),
...f
};
const [p] = rankJobs([ ...c, ...u ]);
return {
...f,
preferred: p,
isPreferredOwn: void 0 !== p && c.includes(p),
copies: c.filter(e => e !== p),
listed: void 0
};
}
function rank(e, t, {isOwn: n, isAbandoned: s}, i) {
const o = (0, r.Hd)(e) && "cancelled" !== e.status, a = t.filter(({by: e, unknown: t}) => "content" !== e || 0 === t.length), [c] = o ? [] : rankJobs([ {
job: e
}, ...a ]), l = a.find(({job: e}) => e === c?.job), u = t.filter(e => e !== l && !(0, 
r.Hd)(e.job));
return {
preferred: l,
isPreferredOwn: !1,
copies: u.filter(({by: e, job: t}) => "seed" === e || "metadata" === e && n(t)),
suspects: u.filter(({by: e, job: t}) => "content" === e || i && "metadata" === e && !n(t) && s(t)),
listed: e
};
}
const u = 3;
function isUsable(e) {
return getRank(e) !== u;
}
function rankJobs(e) {
return e.filter(({job: e}) => isUsable(e)).sort((e, t) => function compareJobs(e, t) {
return getRank(e) - getRank(t) || (0, s.lF)(e, t);
}(e.job, t.job));
}
function getRank(e) {
const {status: t} = e;
return "succeeded" === t ? 0 : "unknown" === t ? 1 : (0, r.Hd)(e) || /^(fail|error|expired|cancel)/i.test(t) ? u : (0, 
r.lP)(e) ? 2 : 1;
}
}),
2512: ((e, t, n) => {
n.d(t, {
r: () => enforceQualityGate
});
var r = n(3963), s = n(3916), i = n(4370), o = n(5492), a = n(8514), c = n(9333), l = n(3866), u = n(653), d = n(7603), h = n(8240), f = n(8193), p = n(8171);
const m = 3e4, g = 20, b = 200, w = 'Select jobs with the same base model and validation data by "baseline", or set "incomparable-baseline: pass".';
async function findBaselineJobs(e, t, {client: n, deps: r, isMetadataDropped: s, maxJobs: i = g}) {
if (s || 0 === Object.keys(e.metadata).length && (0, f.x)(e.seed)) return {
kind: "incomparable",
reason: 'the server drops the metadata of jobs, so none can match "baseline"',
hint: 'Compare with a number, or set "incomparable-baseline: pass".'
};
const o = (0, p.Xd)(r, m), {items: a, incompleteReason: c} = await (0, h.N6)(n, {
metadata: t,
filter: n => n.id !== e.id && "succeeded" === n.status && (0, u.gM)(n, t) && (n.createdAt ?? 0) < (e.createdAt ?? Number.POSITIVE_INFINITY)
}, {
retry: o,
clock: r.clock
}), l = a.sort((e, t) => (t.createdAt ?? 0) - (e.createdAt ?? 0)), d = new ValidationIdentity(n, o, r.signal), v = [];
let y;
for (const t of l.slice(0, b)) {
const n = compareModels(e, t) ?? await d.compare(e, t);
if (void 0 === n && v.push(t), y ??= n && `the newest match, job ${t.id}, ${n}`, 
v.length >= i) break;
}
const [k, ..._] = v;
return k ? {
kind: "comparable",
jobs: [ k, ..._ ]
} : y ? {
kind: "incomparable",
reason: y,
hint: w
} : void 0 !== c ? {
kind: "incomparable",
reason: `not all jobs could be read: ${c}`,
hint: w
} : {
kind: "none"
};
}
function compareModels({model: e}, {model: t}) {
return void 0 === e || void 0 === t ? "does not show its base model" : (0, d.SQ)((0, 
c.xL)(e), (0, c.xL)(t)) ? void 0 : "has another base model";
}
class ValidationIdentity {
#_e;
#$e;
#pe;
#Ee=new Map;
constructor(e, t, n) {
this.#_e = e, this.#$e = t, this.#pe = n;
}
async compare(e, t) {
if (!hasValidation(e) && !hasValidation(t)) return;
if (!hasValidation(e) || !hasValidation(t)) return "has other validation data";
if (void 0 !== e.validationFile && e.validationFile === t.validationFile) return;
const n = await this.#xe(e), r = await this.#xe(t);
return void 0 === n || void 0 === r ? "does not show its validation data" : n === r ? void 0 : "has other validation data";
}
async #xe({metadata: e, validationFile: t}) {
return e.ft_validation ? e.ft_validation : void 0 !== t ? (this.#Ee.has(t) || this.#Ee.set(t, await this.#Se(t)), 
this.#Ee.get(t)) : void 0;
}
async #Se(e) {
try {
const {name: t} = await this.#$e(() => this.#_e.getFile(e));
return (0, l.pz)(t);
} catch (e) {
return void (0, s.jO)(e, this.#pe);
}
}
}
const hasValidation = ({validationFile: e, metadata: t}) => void 0 !== e || void 0 !== t.ft_validation;
async function enforceQualityGate(e, t) {
const {reporter: n, deps: c} = t, {job: l} = n;
if ("succeeded" !== l?.status) return;
const u = {
...t,
routes: new a.Xm(c, n.knownRoutes)
}, {runner: d, signal: h} = c, {require: f} = e;
if (n.comment && (n.comparison = await async function compareWithBaseline(e, {baseline: t}, n) {
const {repository: r} = n.deps.context, o = r ? {
ft_repository: r
} : void 0, a = Object.keys(t).length > 0 ? t : o, c = (0, i.pT)(n.reporter.metrics.getTable()), l = a && await async function findOptionalBaseline(e, t, n) {
try {
const r = await findBaselineJobs(e, t, {
...n,
maxJobs: 1
});
if ("comparable" !== r.kind) return;
const [s] = r.jobs;
return {
job: s,
values: await readValues(s, n)
};
} catch (e) {
return void (0, s.jO)(e, n.deps.signal);
}
}(e, a, n);
return {
rows: Object.entries(c).map(([e, t]) => ({
name: e,
value: t,
...l && Object.hasOwn(l.values, e) && {
baseline: l.values[e]
}
})),
baseline: l?.job.fineTunedModel
};
}(l, e, u)), 0 === f.length) return;
h.throwIfAborted();
const p = (0, r.lq)(f), m = (0, r.lq)(f, "best") ? void 0 : 1, g = p ? await findBaselineJobs(l, e.baseline, {
...u,
maxJobs: m
}) : {
kind: "none"
}, b = await async function readBaselines(e, t, n) {
if ("none" === e.kind) return e;
if ("incomparable" === e.kind) return {
...e,
passes: t
};
const [r, ...s] = e.jobs, i = [ await readValues(r, n) ];
for (const e of s) i.push(await readValues(e, n));
return {
kind: "comparable",
jobs: i
};
}(g, "pass" === e["incomparable-baseline"], u), w = (0, r.DR)(f, (0, i.pT)(n.metrics.getTable()), b), v = w.passed && !n.lastEventsMissing;
n.setFacts({
gate: {
...w,
passed: v
},
baseline: "comparable" === g.kind ? g.jobs[0].id : void 0
});
for (const e of w.rows) d.info((0, o.Yl)(e));
if (p && "none" === g.kind && d.notice('No baseline job found; requirements that use "baseline" or "best" pass.'), 
"incomparable" === g.kind && "pass" === e["incomparable-baseline"] && d.warning(`Requirements that use "baseline" or "best" pass without a comparison: ${g.reason}.`), 
!v) throw function toGateError(e, t) {
if (e.passed) return new s.lZ("The quality gate cannot be evaluated: the last metrics of the job could not be read.", {
hint: "Run the step again: it reuses the job and evaluates the gate."
});
const n = e.rows.filter(({passed: e}) => !e).map(({requirement: e, actual: t, note: n}) => `${e} (${n ?? `it is ${(0, 
o.Wk)(t)}`})`);
return new s.lZ(`The model does not pass the quality gate: ${n.join("; ")}.`, {
hint: "incomparable" === t.kind ? t.hint : "The outputs are set, so the model can still be deployed by hand."
});
}(w, g);
}
const readValues = async (e, t) => (0, i.pT)(await (0, a.v9)(e, t));
}),
4432: ((e, t, n) => {
n.d(t, {
i: () => EventReader
});
var r = n(7598), s = n(8549), i = n(8240);
class EventReader {
#y;
#je=new EventListOrder;
#Ae=new Set;
#Re=idKey;
#Me=100;
#Ie;
#Te;
#Oe=[];
#Ce=[];
#Ne;
#Fe=!1;
#Pe=!1;
#Le;
constructor(e) {
this.#y = e;
}
get hasNews() {
return this.#Pe;
}
get problem() {
return this.#Le;
}
get missesNewest() {
return void 0 !== this.#Le && !0 === this.#je.isOldestFirst;
}
async read({isFull: e = !1, isLast: t = !1} = {}) {
return this.#Pe = !1, this.#Oe = [], await this.#De(e), this.#qe(t);
}
takePartial() {
const e = matchAny(this.#Oe);
return this.#Oe = [ ...this.#Oe, ...this.#Ce.filter(t => !e(t)) ], this.#qe(!0);
}
#qe(e) {
const isKnown = e => this.#Ae.has(this.#Re(e)), t = matchAny(this.#Ce), n = this.#Oe.filter(e => !isKnown(e));
if (this.#je.decide(this.#Oe, e => isKnown(e) || t(e)), this.#Oe = [], this.#Pe = n.some(e => !t(e)), 
!e && this.#Be(n)) return this.#Ce = n, [];
this.#Ce = [];
const r = this.#je.sort(n);
for (const e of r) this.#Ae.add(idKey(e)).add(contentKey(e));
return this.#Ie ??= r[0] && this.#Re(r[0]), this.#Te = r.at(-1) ?? this.#Te, r;
}
#Be(e) {
if (e.length < 2 || void 0 !== this.#je.isOldestFirst) return !1;
const t = this.#y.now();
return this.#Ne ??= t, t - this.#Ne < 15e3;
}
async #De(e) {
const {now: t, isDone: n} = this.#y, r = t(), s = new Set, o = "endless" === this.#Le ? 10 : 1e4;
let a, c, l = 0 === this.#Ae.size, u = 0;
for (let d = 1; ;d++) {
const h = await this.#j(c);
u += h.bytes, l ||= h.events.some(e => this.#Ae.has(idKey(e)));
const f = h.events.filter(e => !s.has(this.#Re(e))), p = h.events.map(contentKey).join(), m = 0 === f.length || p === a && !await this.#Ue(s);
if (a = p, m) {
h.hasMore && h.events.length >= i.RR && (this.#Le ??= "repeated");
break;
}
for (const e of f) s.add(this.#Re(e));
for (const e of f) this.#Oe.push(e);
if (c = this.#Ge(h, {
entries: f,
pages: d,
isFull: e
}), void 0 === c) break;
if (n()) return;
if (d >= o || this.#Oe.length >= 1e5 || u >= 67108864 || t() - r >= 3e5) {
this.#Le = "endless";
break;
}
}
!l && this.#Oe.length > 0 && (this.#Re = contentKey);
}
#Ge({events: e, hasMore: t, nextCursor: n}, {entries: r, pages: s, isFull: i}) {
if ("repeated" === this.#Le && !i) return;
const o = r.filter(e => !this.#Ae.has(this.#Re(e)));
return t ?? o.length === e.length ? o.length > 0 || i && s < 300 ? n : 1 === s ? this.#ze(e[0]) : void 0 : void 0;
}
#ze(e) {
const t = this.#Te;
return void 0 !== e && this.#Re(e) === this.#Ie && t && this.#Re(t) !== this.#Ie ? t.id : void 0;
}
#j(e) {
const {fetchPage: t, retry: n} = this.#y;
return n(async () => {
try {
return await t({
after: e,
limit: this.#Me
});
} catch (n) {
const r = n instanceof s.hD && [ 400, 422 ].includes(n.status);
if (void 0 === this.#Me || !r) throw n;
return this.#Me = void 0, t({
after: e,
limit: this.#Me
});
}
});
}
async #Ue(e) {
return this.#Fe ||= (await this.#j(void 0)).events.some(({id: t}) => t && e.has(t)), 
this.#Fe;
}
}
function matchAny(e) {
const t = new Set(e.flatMap(e => [ idKey(e), contentKey(e) ]));
return e => t.has(idKey(e)) || t.has(contentKey(e));
}
function contentKey({createdAt: e, type: t, message: n, data: s}) {
return (0, r.createHash)("sha1").update(JSON.stringify([ e, t, n, s ])).digest("base64");
}
const idKey = e => e.id ?? contentKey(e);
class EventListOrder {
#Je=0;
#We;
get isOldestFirst() {
return this.#We;
}
decide(e, t) {
if (void 0 !== this.#We) return;
let n;
for (const r of e) n && (this.#Je += Math.sign(compareAge(n, r) || Number(t(n)) - Number(t(r)))), 
n = r;
0 !== this.#Je && (this.#We = this.#Je > 0);
}
sort(e) {
const t = this.#We ? [ ...e ] : e.toReversed();
return t.every(e => void 0 !== e.createdAt) ? t.sort((e, t) => Number(e.createdAt) - Number(t.createdAt)) : t;
}
}
function compareAge(e, t) {
return Number(t.createdAt) - Number(e.createdAt) || readStep(t) - readStep(e) || 0;
}
function readStep({data: e}) {
const {step: t} = Object(e);
return "number" == typeof t ? t : Number.NaN;
}
}),
8514: ((e, t, n) => {
n.d(t, {
Xm: () => MetricRoutes,
qQ: () => collectFinalMetrics,
v9: () => readJobMetrics
});
var r = n(9373), s = n(3916), i = n(8549), o = n(4370), a = n(8240), c = n(4529), l = n(4724), u = n(6472), d = n(4432), h = n(328), f = n(8171);
const p = 3e4, m = 1e3, g = 5, b = 16777216;
class MetricRoutes {
events;
checkpoints;
#Ae;
constructor(e, t) {
this.events = new h.qT((0, f.tO)(e)), this.checkpoints = new h.qT((0, f.tO)(e)), 
this.#Ae = t;
}
isMissing(e) {
return this[e].isGivenUp && !this.#Ae[e];
}
}
async function collectFinalMetrics(e, t, n) {
const {deps: r} = n, {runner: s} = r;
let i;
if ("succeeded" === e.status || "paused" === e.status) {
const o = new MetricRoutes(r, t.knownRoutes), {checkpoints: a, hasResults: l} = await readFinalMetrics(e, t.metrics, {
...n,
routes: o
});
(l || (a?.length ?? 0) > 0) && (t.lastEventsMissing = !1), a && (i = (0, c.q)(a, t.metrics.getTable(), e.fineTunedModel), 
t.setFacts({
checkpoints: a,
best: i
}), i && a.length > 0 && s.info(`best checkpoint: ${i.model ?? i.checkpointId}: ${i.why}`));
}
const o = t.metrics.getTable();
for (const e of [ ...(0, u.g)(o), ...(0, l.F)(o) ]) s.info(e);
return t.setMetricOutputs(), i;
}
async function readJobMetrics(e, t) {
const {deps: n, routes: r} = t, i = new o.k3({
redact: n.runner.redactSecrets
});
if (!r.isMissing("events")) for (const n of await async function readEvents(e, t, {client: n, deps: r}) {
const {clock: i, runner: o, signal: a} = r, c = i.now() + p, l = new d.i({
fetchPage: t => n.listEvents(e.id, t),
retry: e => t.request(e, {
deadline: c,
doubtDeadline: c
}),
now: () => i.now(),
isDone: () => i.now() >= c
});
try {
return await l.read({
isLast: !0
});
} catch (t) {
return (0, s.jO)(t, a), (0, h.w1)(t) || o.info(`The events of job ${e.id} could not be read: ${(0, 
s.Wk)(t)}`), l.takePartial();
}
}(e, r.events, t)) i.addEvent(n);
return await readFinalMetrics(e, i, t), i.getTable();
}
async function readFinalMetrics(e, t, n) {
const {client: s, deps: i, afterDeadline: o} = n, {clock: c, signal: l} = i, u = c.now() + p, d = (0, 
f.Xd)(i, p), w = await function readCheckpoints({id: e}, t, {client: n, deps: r, routes: s, afterDeadline: i}) {
const {clock: o} = r, c = s.checkpoints;
if (s.isMissing("checkpoints")) return Promise.resolve(void 0);
const l = {
listCheckpoints: (e, t) => n.listCheckpoints(e, t, {
afterDeadline: i
})
}, retry = e => c.request(e, {
deadline: t,
doubtDeadline: t
}), isDone = () => o.now() >= t;
return readOptional(t => c.isGivenUp && (0, h.w1)(t) ? `This server has no checkpoints of jobs (${(0, 
h.SD)(t)}).` : `The checkpoints of job ${e} could not be read: ${describeReason(t)}`, r, () => (0, 
a.Ep)(l, e, {
retry: retry,
clock: o,
isDone: isDone
}));
}(e, u, n);
for (const e of w ?? []) t.addCheckpoint(e);
let v = !1;
for (const n of e.resultFiles.slice(0, g)) {
const e = Math.max(m, u - c.now()), read = async () => `${await s.getFileContent(n, {
timeoutMs: e,
afterDeadline: o
})}`, describe = e => `The result file ${n} could not be read: ${describeReason(e)}`, a = await readOptional(describe, i, () => (0, 
r.wj)(c, e, l, () => d(read)));
void 0 !== a && a.length <= b && (v = t.addResultFile(a) || v);
}
return {
checkpoints: w,
hasResults: v
};
}
async function readOptional(e, {runner: t, signal: n}, o) {
try {
return await o();
} catch (o) {
if (!(o instanceof s.lZ || o instanceof r.MU)) throw o;
if (n.aborted) return;
return void t[(0, i.Tj)(o) ? "info" : "warning"](e(o));
}
}
function describeReason(e) {
return (0, h.w1)(e) ? (0, h.SD)(e) : e instanceof s.lZ ? (0, s.Wk)(e) : e.message;
}
}),
2848: ((e, t, n) => {
n.d(t, {
c: () => followToEnd
});
var r = n(3916), s = n(8549), i = n(653), o = n(6472), a = n(8514), c = n(7777), l = n(8902), u = n(4432), d = n(328);
const h = 5e3, f = 3e5;
class EventPoller {
#y;
#He;
#Ze;
#Ke;
#Qe;
#Ye=6e4;
#Ve=1e4;
#Xe=Number.NEGATIVE_INFINITY;
#et=0;
#tt;
constructor(e, t, n) {
const {clock: r, signal: s, deadline: i, afterDeadline: o} = n;
this.#y = n, this.#He = new d.qT(n), this.#Ke = i <= r.now(), this.#Qe = Math.max(i, r.now() + h), 
this.#Ze = new u.i({
fetchPage: n => {
const r = Math.min(this.#Ke ? h : c.j2, this.#He.hasAnswered ? c.j2 : this.#Ve / 2);
return e.listEvents(t, n, {
signal: s,
afterDeadline: o,
timeoutMs: r
});
},
retry: e => this.#$e(e),
now: () => r.now(),
isDone: () => r.now() >= this.#Qe
});
}
get hasListed() {
return this.#He.hasAnswered;
}
isDue() {
return this.#y.clock.now() >= this.#Xe;
}
async* poll() {
const {clock: e, signal: t} = this.#y;
try {
return yield* toUpdates(await this.#Ze.read()), "endless" === this.#Ze.problem && (this.#Xe = e.now() + f), 
yield* this.#nt(), this.#Ze.hasNews;
} catch (n) {
if ((0, r.jO)(n, t), n instanceof s.o1) return !0;
const i = this.hasListed ? !(0, s.NF)(n) : (0, d.ve)(n);
if (this.hasListed && !i) return !0;
const o = i && (this.hasListed || this.#et > 0), a = Math.min(1e4 * 2 ** this.#et, f);
return this.#Xe = e.now() + (o ? f : a), this.#et += 1, o && (yield {
kind: "no-events",
error: n
}), !0;
}
}
async* drain(e) {
const {clock: t, signal: n, deadline: s} = this.#y;
this.#Qe = this.#Ke ? t.now() + 3e4 : s + h, this.#Ye = 6e5, this.#Ve = 2e4;
try {
return function hasEndedLongAgo({finishedAt: e, serverTime: t}) {
return void 0 !== e && void 0 !== t && t - e > 60;
}(e) || (yield* this.#rt()), yield* toUpdates(await this.#Ze.read({
isFull: !0,
isLast: !0
})), yield* this.#nt(), this.#Ze.missesNewest ? new r.lZ("the server lists only the oldest events") : void 0;
} catch (t) {
if (n.aborted && !(0, i.Hd)(e)) throw t;
return n.aborted || (0, r.jO)(t), yield* this.flush(), n.aborted || this.hasListed || (yield {
kind: "no-events",
error: t
}), t;
}
}
* flush() {
yield* toUpdates(this.#Ze.takePartial());
}
async* #rt() {
const {clock: e, signal: t, deadline: n, intervalMs: r} = this.#y, s = Math.min(4e3, r);
let i = -1;
for (let r = 0; i < 2 && r < 100; r++) {
if (r > 0) {
if (!this.#Ke && e.now() + s >= n) return void (yield {
kind: "incomplete-events",
problem: "timeout"
});
await e.sleep(s, t);
}
if (yield* toUpdates(await this.#Ze.read()), "endless" === this.#Ze.problem) return;
i = this.#Ze.hasNews ? 0 : i + 1;
}
}
* #nt() {
const {problem: e} = this.#Ze;
void 0 !== e && e !== this.#tt && (this.#tt = e, yield {
kind: "incomplete-events",
problem: e
});
}
#$e(e) {
const t = this.#y.clock.now(), n = Math.min(this.#Qe, t + this.#Ye);
return this.#He.request(e, {
deadline: n,
doubtDeadline: t + this.#Ve
});
}
}
function* toUpdates(e) {
for (const t of e) yield {
kind: "event",
event: t
};
}
class JobFollower {
#_e;
#st;
#y;
#it;
#ot;
#at;
#c;
constructor(e, t, n) {
const {clock: r, deadline: s} = n;
this.#_e = e, this.#st = t, this.#y = n, this.#it = new EventPoller(e, t, n), this.#ot = s <= r.now() ? h : c.j2, 
this.#at = Math.max(s, r.now() + h);
}
async* follow() {
const {clock: e, signal: t} = this.#y;
try {
return yield* this.#ct();
} catch (n) {
yield* this.#it.flush();
const s = this.#c;
return t.aborted ? {
kind: "interrupted",
job: s
} : ((0, r.jO)(n), {
kind: e.now() >= this.#at ? "timed-out" : "unavailable",
job: s,
error: n
});
}
}
async* #ct() {
const {clock: e, signal: t, deadline: n, intervalMs: r} = this.#y, s = Math.min(1e3, r), o = Math.max(r, Math.min(4 * r, 6e4));
let a = Number.NEGATIVE_INFINITY, c = s, l = !0;
for (;;) {
const u = e.now();
if (l || !this.#it.isDue() || u - a >= o || u >= n) {
const t = this.#c?.status, n = await this.#lt(Number.POSITIVE_INFINITY);
if (this.#c = n, a = e.now(), l = n.status !== t, yield {
kind: "job",
job: n
}, (0, i.Hd)(n) || "paused" === n.status) return yield* this.#ut(n);
}
if (this.#it.isDue() && (l = (yield* this.#it.poll()) || l), e.now() >= n) return yield* this.#it.flush(), 
{
kind: "timed-out",
job: this.#c
};
c = l ? s : Math.min(1.5 * c, r), await e.sleep(Math.min(c, n - e.now()), t);
}
}
async* #ut(e) {
const t = {
kind: "settled",
eventsMissing: yield* this.#it.drain(e),
hasEvents: this.#it.hasListed
};
if ("succeeded" !== e.status || e.fineTunedModel) return {
...t,
job: e
};
try {
return {
...t,
job: yield* this.#dt(e)
};
} catch (n) {
return (0, r.jO)(n), {
...t,
job: e
};
}
}
async* #dt(e) {
const {clock: t, signal: n, deadline: r, intervalMs: s} = this.#y, i = Math.min(4e3, s);
let o = e;
for (let e = 0; e < 3 && !o.fineTunedModel && !(e > 0 && t.now() + i >= r); e++) e > 0 && await t.sleep(i, n), 
o = await this.#lt(3e4), yield {
kind: "job",
job: o
};
return o;
}
#lt(e) {
const {clock: t, random: n, signal: r, onRetry: i, afterDeadline: o, isJobKnown: a = !1} = this.#y, c = {
signal: r,
afterDeadline: o,
timeoutMs: this.#ot
};
return (0, l.L5)(() => this.#_e.getJob(this.#st, c), {
clock: t,
random: n,
signal: r,
onRetry: i,
shouldRetry: this.#c ? s.NF : s.ZU,
tolerateRefusals: !0,
failsFast: !a && void 0 === this.#c,
deadline: Math.min(this.#at, t.now() + e)
});
}
}
var p = n(4717);
const m = {
repeated: "The server lists the same page of the job's events again in place of the next one",
endless: "The server's list of the job's events does not end",
timeout: "The timeout passed before the job's last events were listed"
};
class JobLog {
#s;
#ht;
#c;
#ft;
#pt=o.cf;
#mt;
#gt;
#bt;
#wt=!1;
#vt=!1;
#yt=!1;
constructor(e, t) {
this.#s = e, this.#ht = t, this.#gt = e.clock.now(), this.#bt = this.#gt, this.#mt = this.#gt;
}
logEvent(e) {
this.#pt = (0, o.DW)(this.#pt, e), this.#kt((0, o.qF)(e, this.#pt, this.#c?.estimatedFinish)), 
this.#gt = this.#bt;
}
logJob(e) {
const t = this.#c?.status;
this.#c = e;
const n = this.#s.clock.now();
e.status !== t && (this.#mt = n), !this.#ft || function shouldLogStatus(e, t) {
const n = Math.abs((e.estimatedFinish ?? 0) - (t.estimatedFinish ?? 0));
return e.status !== t.status || n > 60;
}(this.#ft, e) ? (this.#ft = e, this.#kt((0, o.me)(e))) : n - this.#bt >= o.m && this.#kt((0, 
o.cK)(e, n - this.#gt, this.#pt)), "running" === t && (0, i.Gu)(e) && this.#kt((0, 
o.U3)(e)), this.#_t(e, n);
}
logMissingEvents(e) {
if (this.#vt) return;
this.#vt = (0, d.w1)(e);
const t = this.#wt ? "info" : "warning";
this.#s.runner[t]((0, d.w1)(e) ? `This server has no events of jobs (${(0, d.SD)(e)}). Nothing is wrong: the action follows the job by its status.` : `The server does not list the job's events at the moment: ${(0, 
r.Wk)(e)}`), this.#wt = !0;
}
logIncompleteEvents(e) {
this.#s.runner.warning(`${m[e]}; some are missing in the log and in events.jsonl.`);
}
#_t(e, t) {
const n = t - Math.max(this.#gt, this.#mt);
"running" !== e.status || n < 18e5 || this.#yt || (this.#pt.recentSteps.length > 0 || (0, 
p.to)(this.#ht)) && !this.#wt && (this.#yt = !0, this.#s.runner.warning((0, o.XM)(e, n)));
}
#kt(e) {
this.#s.runner.info(e), this.#bt = this.#s.clock.now();
}
}
var g = n(8171), b = n(2514);
async function followToEnd(e) {
const {jobId: t, deps: n, reporter: c, cancellableClient: l, replaceIfCancelled: u, afterDeadline: d} = e, {runner: h, signal: f} = n, p = await async function logProgress(e) {
const {jobId: t, client: n, reporter: r, inputs: s, afterDeadline: i, deps: o} = e, a = function followJob(e, t, n) {
return new JobFollower(e, t, n).follow();
}(n, t, {
...(0, g.tO)(o),
deadline: o.startedAt + s.timeout,
intervalMs: s["poll-interval"],
isJobKnown: void 0 !== r.job,
afterDeadline: i
}), c = new JobLog(o, n.host);
for (;;) {
const {done: t, value: n} = await a.next();
if (t) return n;
if ("event" === n.kind) r.addEvent(n.event), c.logEvent(n.event); else if ("no-events" === n.kind) c.logMissingEvents(n.error); else if ("incomplete-events" === n.kind) c.logIncompleteEvents(n.problem); else {
const {job: t} = n;
r.setJob(t), c.logJob(t);
const s = await (e.inspectJob?.(t));
if (s) return {
kind: "superseded",
job: t,
preferred: s
};
}
}
}(e);
switch (p.kind) {
case "superseded":
return p;

case "settled":
{
const {job: t, eventsMissing: s, hasEvents: o} = p;
if (c.lastEventsMissing = void 0 !== s, s && o && !f.aborted && h.warning(`The job's last events could not be read: ${(0, 
r.Wk)(s)}`), "cancelled" === t.status && !f.aborted && await (u?.(t))) return {
kind: "cancelled-elsewhere"
};
const m = await (0, a.qQ)(t, c, {
client: l,
deps: n,
afterDeadline: d
});
if (f.aborted && !(0, i.Hd)(t)) return {
kind: "finished",
outcome: await handleCancellation(e)
};
const g = assertSucceeded(t);
return t.fineTunedModel || f.aborted || function assertHasCheckpoint(e, t, {runner: n}) {
if (!t) throw new MissingModelError(`Job ${e.id} has succeeded, but the server names neither a model nor a checkpoint.`, {
hint: "Run the step again: it reuses the job, and the server may name the model by then."
});
n.warning(`The server names no model for job ${e.id}. Deploy the checkpoint in the output best-checkpoint-id: ${t.checkpointId}`);
}(t, m, n), {
kind: "finished",
outcome: g
};
}

case "unavailable":
throw function toUnavailableError(e, t, {reporter: {job: n}, deps: {runner: i}}) {
if (!n && t instanceof s.hD && 404 === t.status) return new r.lZ(`The server has no job ${e}: ${t.message}`, {
hint: t.hint ?? "Check the id.",
cause: t
});
const a = (0, r.Wk)(t);
return n ? new r.lZ(`Job ${e} can no longer be followed: ${a}`, {
hint: (0, o.O7)(e, i),
cause: t
}) : new r.lZ(`Job ${e} cannot be followed: ${a}`, {
cause: t
});
}(t, p.error, e);

case "timed-out":
return {
kind: "finished",
outcome: await handleTimeout(e, p)
};

case "interrupted":
return {
kind: "finished",
outcome: await handleCancellation(e)
};
}
}
class MissingModelError extends r.lZ {}
function assertSucceeded(e) {
if ("succeeded" === e.status) return "succeeded";
const {code: t, param: n, message: s} = e.error ?? {}, i = [ t, n && `param ${n}` ].filter(Boolean).join(", "), o = `${i ? ` (${i})` : ""}${s ? `: ${s}` : "."}`;
if ("paused" === e.status) throw new r.lZ(`Job ${e.id} is paused${o}`, {
hint: "It does not continue by itself: resume or cancel it."
});
if ("cancelled" === e.status) throw new r.lZ(`Job ${e.id} was cancelled${o}`);
if ("expired" === e.status) throw new r.lZ(`Job ${e.id} has expired${o}`);
if ("failed" === e.status) throw new r.lZ(`Job ${e.id} has failed${o}`);
throw new r.lZ(`Job ${e.id} has ended with the unknown status ${(0, r.hD)(e.status)}${o}`, {
hint: 'Only the status "succeeded" counts as a success.'
});
}
async function handleTimeout(e, {job: t, error: n}) {
const {jobId: s, inputs: i, deps: a} = e, {timeout: c, "on-timeout": l} = i, u = (0, 
o.O7)(s, a.runner);
if (t && 0 === c) return a.runner.info(u), t.status;
const d = n ? `: ${(0, r.Wk)(n)}` : "", h = t ? `job ${s} is still ${t.status}` : `the server has not reported job ${s}${d}`, f = Number((c / 6e4).toFixed(2)), p = `Timed out after ${f} ${1 === f ? "minute" : "minutes"}: ${h}.`;
if ("detach" === l) return a.runner.notice(`${p} ${u}`), t?.status ?? "detached";
if ("fail" === l) throw new r.lZ(p, {
hint: `${u} Increase "timeout", or set "on-timeout".`
});
return stopAndThrow(e, l, b.e3, p);
}
async function handleCancellation(e) {
const {jobId: t, onCancel: n, deps: s} = e, i = (0, r.Wk)(s.signal.reason);
if ("detach" === n) throw new r.lZ(i, {
hint: (0, o.O7)(t, s.runner)
});
return stopAndThrow(e, n, s.remainingGraceMs(), i);
}
async function stopAndThrow(e, t, n, s) {
const {jobId: i, reporter: a, deps: c} = e, {signal: l} = c, u = await (0, b.Y6)(n, t, e).catch(e => {
const n = (0, b.ev)(i, e, c.runner);
throw new b.eB(`${s} Job ${i} could not be ${o.rT[t]}: ${(0, r.Wk)(e)}`, {
hint: l.aborted ? `The post step tries again. ${n}` : n,
cause: e
});
});
if (a.setJob(u), "succeeded" !== u.status || l.aborted || await async function reportEnd(e) {
const {runner: t, signal: n} = e.deps;
try {
await followToEnd({
...e,
inputs: {
...e.inputs,
timeout: 0,
"on-timeout": "fail"
},
onCancel: "detach",
inspectJob: void 0,
replaceIfCancelled: void 0,
afterDeadline: !0
});
} catch (e) {
if ((0, r.jO)(e, n), e instanceof MissingModelError) throw e;
t.warning(`The job's last events could not be read: ${(0, r.Wk)(e)}`);
}
}(e), "succeeded" === u.status || "failed" === u.status) return assertSucceeded(u);
throw new r.lZ(`${s} ${(0, o.Zd)(t, u)}`, {
hint: "pause" === t ? (0, o.IM)(i, c.runner) : void 0
});
}
}),
4225: ((e, t, n) => {
n.d(t, {
FF: () => a,
LR: () => carryOutCommand,
Nc: () => o,
d$: () => getCommandProgress,
ju: () => CommandFailedError
});
var r = n(3916), s = n(8549), i = n(653);
function getCommandProgress(e, t) {
const {status: n} = t;
if ("cancel" === e && "cancelled" === n) return "done";
if ((0, i.Hd)(t)) return "impossible";
if (/^cancel/i.test(n)) return "cancel" === e ? "in-progress" : "impossible";
switch (e) {
case "cancel":
return "none";

case "pause":
return "paused" === n ? "done" : (0, i.lP)(t) ? "in-progress" : "none";

case "resume":
return (0, i.lP)(t) || "unknown" === n ? "none" : /^resum/i.test(n) ? "in-progress" : "done";
}
}
class CommandFailedError extends r.lZ {
job;
isRefused;
isUnsupported;
constructor(e, {job: t, isRefused: n, cause: i}) {
const o = void 0 !== t && (0, s.Tj)(i);
super(e, {
hint: i instanceof r.lZ && !o ? i.hint : void 0,
cause: i
}), this.isUnsupported = o, this.job = t, this.isRefused = n;
}
}
const o = 1e4, a = 1e4, c = "no answer came before the step had to end";
function carryOutCommand(e, t, n, r) {
return new CommandSender(e, t, n, r).run();
}
class CommandSender {
#_e;
#st;
#$t;
#y;
#c;
#Et;
#xt;
#St=!1;
#jt=0;
#At;
#Rt;
#Mt;
constructor(e, t, n, r) {
this.#_e = e, this.#st = t, this.#$t = n, this.#y = r, this.#Rt = r.notBefore ?? Number.NEGATIVE_INFINITY;
}
async run() {
const {clock: e, signal: t, deadline: n, job: r, sendFirst: s, onRetry: i} = this.#y;
let o = 500, a = !1, c = r ? this.#It(r) : s ? void 0 : await this.#Tt();
for (;;) {
if (c) return c;
if (this.#Ot() || e.now() >= n || t?.aborted) throw this.#Ct();
if (this.#Nt()) await this.#Ft(), a = !0, o = 500; else {
const r = this.#Rt - e.now(), s = Math.min(o, n - e.now(), r > 0 ? r : o);
a && this.#xt ? i?.(this.#xt, r) : this.#Et && i?.(this.#Et, s), await e.sleep(s, t).catch(() => {}), 
a = !1, o = Math.min(2 * o, 4e3);
}
c = await this.#Tt();
}
}
#Nt() {
const {clock: e, signal: t, waitForStart: n} = this.#y, r = this.#c, s = {
cancel: !1,
pause: n && r && (0, i.Gu)(r),
resume: "pausing" === r?.status
}[this.#$t];
return e.now() >= this.#Rt && !s && !this.#Mt && !t?.aborted;
}
async #Ft() {
const {clock: e, onSend: t} = this.#y;
this.#Rt = e.now() + a, this.#At = this.#c?.status, t?.(this.#Rt);
try {
await this.#_e.updateJob(this.#st, this.#$t, this.#Pt()), this.#xt = void 0, this.#jt = 0, 
this.#St = !0;
} catch (t) {
this.#xt = this.#y.signal?.aborted ? new r.lZ(c) : t, this.#jt = function isRefusal(e) {
return e instanceof s.hD && !(0, s.ZU)(e);
}(t) ? this.#jt + 1 : 0, function isNotSent(e) {
return e instanceof s.oA || e instanceof s.o1 || e instanceof s.Rc && !e.requestSent;
}(t) ? this.#Rt = e.now() + 1e3 : this.#St = !0;
}
}
async #Tt() {
try {
const e = await this.#_e.getJob(this.#st, this.#Pt());
return this.#Et = void 0, this.#y.onPoll?.(e), this.#It(e);
} catch (e) {
return void (this.#y.signal?.aborted || (this.#Et = e));
}
}
#It(e) {
const {clock: t, settleMs: n = 0} = this.#y, r = getCommandProgress(this.#$t, e);
if (this.#c = e, this.#Mt = "in-progress" === r ? this.#Mt ?? t.now() : void 0, 
"none" !== r && !(void 0 !== this.#Mt && t.now() - this.#Mt < n)) return {
job: e,
effect: r,
isSent: this.#St
};
}
#Pt() {
const {clock: e, signal: t, deadline: n, getRequestTimeout: r} = this.#y, s = Math.min(r?.() ?? o, n - e.now());
return {
signal: t,
timeoutMs: Math.max(500, s),
afterDeadline: "resume" !== this.#$t
};
}
#Ot() {
if (isFinalError(this.#xt) || isFinalError(this.#Et)) return !0;
if (function isMissingCommand(e) {
return (0, s.Tj)(e) && 404 !== e.status;
}(this.#xt)) return !0;
const e = this.#At;
return 0 !== this.#jt && (void 0 === e || e === this.#c?.status) && (this.#y.isFinalRefusal?.(this.#jt) ?? !1);
}
#Ct() {
const e = [ this.#xt, this.#Et ], t = e.find(e => void 0 !== e && !(e instanceof r.lZ));
if (void 0 !== t) return t;
const [n, s] = e, i = {
job: this.#c,
isRefused: this.#jt > 0,
cause: n ?? s
};
return new CommandFailedError(this.#Lt(n, s), i);
}
#Lt(e, t) {
if (this.#c && (0, s.Tj)(e)) return `the server has no command to ${this.#$t} a job: ${e.message}`;
if (e instanceof r.lZ) return e.message;
const n = this.#St ? "the server accepted the command, but " : "";
return t instanceof r.lZ ? `${n}the job could not be read: ${t.message}` : this.#c ? `${n}${n ? "the job is still" : "it is"} ${this.#c.status}` : `${n}${c}`;
}
}
function isFinalError(e) {
return !(void 0 === e || e instanceof r.lZ) || e instanceof s.o1 || e instanceof s.oA && !(0, 
s.r3)(e);
}
}),
2004: ((e, t, n) => {
n.d(t, {
$V: () => isOursToCancel,
MC: () => toJobCriteria,
WK: () => wasCreatedByThisRun,
Xx: () => getDerivedSeed,
dl: () => toRequestedJob,
mK: () => isAtFirstPartyHost,
oI: () => attemptTag,
xo: () => jobMetadata
});
var r = n(8301), s = n(653), i = n(4717), o = n(8193);
function isAtFirstPartyHost({plan: e}) {
return (0, i.to)(new URL(e.connection.baseUrl).hostname);
}
function toJobCriteria(e) {
const {job: t, inputs: n} = e.plan;
return {
metadata: identityMetadata(e),
requested: toRequestedJob(t),
derivedSeed: getDerivedSeed(e),
allowsDifferences: "error" !== n["job-check"]
};
}
function toRequestedJob({model: e, method: t, suffix: n, seed: s, extraBody: i}) {
const {hyperparameters: o} = i ?? {};
return {
model: e,
method: t?.type ?? "supervised",
hyperparameters: {
...t?.hyperparameters,
...(0, r.OW)(o) && o
},
grader: t && "grader" in t ? t.grader : void 0,
suffix: n,
seed: s,
extraBody: i
};
}
function getDerivedSeed(e) {
if (isAtFirstPartyHost(e) || void 0 !== e.plan.job.seed) return;
const {plan: t, fingerprint: n, deps: r} = e;
return (0, o.B)(t.inputs.reuse ? n : `${n} ${r.context.runId ?? r.attemptId}`);
}
function identityMetadata({plan: e, fingerprint: t, deps: n}) {
const {context: r} = n;
return e.inputs.reuse ? {
ft_fingerprint: t
} : r.runId ? {
ft_fingerprint: t,
ft_run: r.runId
} : {
ft_fingerprint: t,
ft_attempt: attemptTag(n)
};
}
function attemptTag({attemptId: e, context: t}) {
return `${e}-${t.runAttempt}`;
}
const a = 16;
function jobMetadata({plan: e, datasets: t, fingerprint: n, deps: r}) {
const {repository: s, sha: i, ref: o, runId: c} = r.context, l = t.find(({role: e}) => "validation" === e), u = {
...e.job.metadata,
ft_fingerprint: n,
ft_attempt: attemptTag(r),
ft_repository: s,
ft_sha: i,
ft_ref: o,
ft_run: c,
ft_validation: l && "report" in l ? l.report.digest : void 0
}, d = Object.entries(u).flatMap(([e, t]) => t ? [ [ e, t.slice(0, 512) ] ] : []);
return Object.fromEntries(d.slice(0, a));
}
function wasCreatedByThisRun(e, {runId: t, repository: n}) {
return void 0 !== t && (0, s.gM)(e, {
ft_run: t,
...n && {
ft_repository: n
}
});
}
function isOursToCancel(e, {attemptId: t, context: n}) {
const {ft_attempt: r = ""} = e.metadata;
if (r === attemptTag({
attemptId: t,
context: n
})) return !0;
const s = Number(/^[0-9a-f]{32}-(\d+)$/.exec(r)?.[1] ?? Number.NaN);
return wasCreatedByThisRun(e, n) && s < n.runAttempt;
}
}),
3500: ((e, t, n) => {
n.d(t, {
U: () => JobLookup,
C: () => d
});
var r = n(3916), s = n(8240), i = n(9291), o = n(2004), a = n(8549), c = n(5668), l = n(8171);
class JobList {
#y;
#Dt;
constructor(e) {
this.#y = e;
}
get isSupported() {
return !1 !== this.#Dt;
}
async read(e, t, n) {
const {baseUrl: r, deps: i, isFirstPartyHost: o} = this.#y;
try {
const r = {
...n ?? this.#qt(),
clock: i.clock,
isDone: t
}, o = await (0, s.N6)(r.client, e, r);
return this.#Dt = !0, o;
} catch (e) {
const t = (0, a.Tj)(e) && !o && !0 !== this.#Dt;
if (n || !t) throw e;
return void 0 === this.#Dt && i.runner.warning(`This server does not support listing jobs, so existing jobs cannot be reused.${(0, 
c.b)(new URL(r))}`), void (this.#Dt = !1);
}
}
#qt() {
const {client: e, deps: t, deadline: n} = this.#y, r = Math.min(3e5, n - t.clock.now());
let s = 0;
return {
client: e,
retry: (0, l.Xd)(t, Math.max(3e4, r), {
failsFast: void 0 === this.#Dt,
shouldRetry: e => (0, a.r3)(e) || (0, a.Tj)(e) && ++s < 3
})
};
}
}
var u = n(3673);
const d = `The server has more than ${s.Eu} jobs; older jobs were ignored.`;
class JobLookup {
#y;
#De;
#Bt=new Set;
#oe=!0;
#Ut;
#Gt=!1;
constructor(e) {
this.#y = e, this.#De = new JobList(e);
}
get canListJobs() {
return this.#De.isSupported;
}
limitTo(e) {
const {client: t, deps: n} = this.#y, r = n.clock.now() + e;
return {
client: {
listJobs: e => {
const s = Math.max(1e3, Math.min(1e4, r - n.clock.now()));
return t.listJobs(e, {
timeoutMs: s
});
}
},
retry: (0, l.Xd)(n, e)
};
}
async lookBeforeCreating(e = !1) {
const {isFirstPartyHost: t, criteria: n, reuse: r, files: s} = this.#y, {metadata: i} = n, o = t ? await this.#zt({
metadata: i,
allowsContent: r
}) : await this.#zt({
allowsContent: r,
newestOnly: e
});
return o.jobs.length > 0 ? o : t && r && s.hasReusedFiles ? this.#zt({
allowsContent: !0,
endsAtMetadata: !0
}) : t || void 0 === o.incompleteReason ? o : {
...o,
jobs: (await this.#zt({
metadata: i,
allowsContent: !1
})).jobs
};
}
assertComplete({incompleteReason: e, isEnded: t}) {
if (void 0 !== e) throw new r.lZ(`Unclear whether a job for this work exists already: ${e}. No job was created.`, {
hint: this.#y.reuse && !t ? 'To train again without reading the whole list, set "reuse: false". To use a job that exists, use the action "wait" with its "job-id".' : 'Check the jobs of this project. To use one that exists, use the action "wait" with its "job-id".'
});
}
async lookForDuplicates(e, t, n = !1) {
const {criteria: r, reuse: s} = this.#y, o = (0, u.go)(e) ? r.metadata : void 0, a = s && !o, c = n || void 0 === e.seed || e.seed === r.derivedSeed, l = await this.#zt({
criteria: {
...r,
derivedSeed: c ? r.derivedSeed : void 0,
requested: (0, i.cZ)(r.requested, e),
allowsDifferences: !0
},
metadata: o,
own: e,
allowsContent: a,
newestOnly: !n,
limits: t
});
return {
...l,
jobs: l.jobs.filter(({job: t}) => t.id !== e.id && (n || !this.#Bt.has(t.id)))
};
}
async lookForCreated(e, t) {
const {isFirstPartyHost: n} = this.#y, r = {
criteria: {
...this.#y.criteria,
allowsDifferences: !0,
...e && {
metadata: e
}
},
limits: t,
newestOnly: !0
}, s = n && e ? await this.#zt({
...r,
metadata: e,
allowsContent: !1
}) : void 0;
if (s && s.jobs.length > 0) return s;
const i = await this.#zt({
...r,
allowsContent: !0
});
return {
...i,
jobs: i.jobs.filter(({job: e}) => !this.#Bt.has(e.id))
};
}
async #zt(e) {
const {deps: t, isFirstPartyHost: n} = this.#y, {criteria: r = this.#y.criteria, own: s, newestOnly: i = !1, metadata: a} = e, c = [], l = [];
let h = !1, f = !1;
const p = await this.#De.read({
filter: e => {
c.push(e.id), h ||= (0, u.go)(e), f ||= this.#Bt.has(e.id) && function isSettled({createdAt: e, serverTime: t}) {
return void 0 === e || void 0 === t || t - e > 120;
}(e);
const t = (0, u.vA)(r, e);
return t && l.push(t), e.id === s?.id;
},
...a && {
metadata: a
}
}, (t, n) => i && f && n && this.#oe || !0 === e.endsAtMetadata && h, e.limits);
if (!p) return {
jobs: [],
own: void 0,
incompleteReason: void 0,
isEnded: !0,
unreadableOwn: 0
};
p.isTruncated && !this.#Gt && t.runner.warning(d), this.#Gt ||= p.isTruncated;
const m = !e.limits;
if (m) {
for (const e of c) this.#Bt.add(e);
this.#Ut = p.serverTime, this.#oe &&= p.isNewestFirst;
}
const g = e.allowsContent && !(n && h), [b] = p.items;
return {
jobs: await this.#Jt(l, g),
own: b && await this.#Wt(b),
incompleteReason: this.#Ht(r, p, m),
isEnded: void 0 === p.incompleteReason,
unreadableOwn: (0, u.Z2)(p.unreadable, (0, o.oI)(t))
};
}
#Ht(e, t, n) {
const r = n ? void 0 : this.#Ut;
return t.unreadable.some(t => (0, u.Ot)(e, t, r)) ? "an entry in the list of jobs cannot be read, and it may be a job for this work" : void 0 !== t.incompleteReason && (n && this.#y.reuse || !t.isNewestFirst || !this.#oe) ? `the list of jobs cannot be read to its end: ${t.incompleteReason}` : void 0;
}
async #Jt(e, t) {
const n = await this.#Zt(e.filter(({by: e}) => "content" !== e));
return n.length > 0 || !t ? n : this.#Zt(e.filter(({by: e}) => "content" === e));
}
async #Zt(e) {
const t = [];
for (const n of e) {
const {by: e, job: r} = n, s = "metadata" === e ? n : (0, u.Vc)(n, await this.#y.files.compareFiles(r));
s && t.push({
...s,
job: await this.#Wt(r)
});
}
return t;
}
async #Wt(e) {
const {client: t, deps: n} = this.#y;
return "unknown" !== e.status ? e : (0, l.Xd)(n, 3e4)(() => t.getJob(e.id)).catch(() => e);
}
}
}),
3673: ((e, t, n) => {
n.d(t, {
Ot: () => mayBeThisWork,
Vc: () => recognizeByFiles,
Z2: () => countLiveUnreadable,
_k: () => hasOwnMetadata,
go: () => hasAnyMetadata,
vA: () => recognize
});
var r = n(653), s = n(7603), i = n(9291), o = n(8193);
function hasAnyMetadata({metadata: e}) {
return Object.keys(e).length > 0;
}
function hasOwnMetadata({metadata: e}) {
return Object.keys(e).some(e => e.startsWith("ft_"));
}
function recognize(e, t) {
if ((0, r.gM)(t, e.metadata)) return {
job: t,
by: "metadata",
unknown: []
};
if (hasOwnMetadata(t)) return;
const {requested: n, derivedSeed: s} = e, a = (0, i.ZR)(n, t), c = a.flatMap(({field: e, result: t}) => "unknown" === t || "unresolved" === t ? [ e ] : []);
if (void 0 !== s && (0, o.x)(t.seed)) {
if (t.seed !== s) return;
return a.some(t => function contradictsSeed(e, {allowsDifferences: t}) {
return "different" === e.result && !(t && (0, i.z)(e));
}(t, e)) ? void 0 : {
job: t,
by: "seed",
unknown: c
};
}
return hasAnyMetadata(t) || a.some(({result: e}) => "different" === e) ? void 0 : {
job: t,
by: "content",
unknown: c
};
}
function recognizeByFiles({job: e, by: t, unknown: n}, {training: r, validation: s}) {
if ("different" !== r && "different" !== s) return "content" !== t || "same" === r && "unreadable" !== s ? {
job: e,
by: t,
unknown: "unreported" === s ? [ ...n, "validation_file" ] : n
} : void 0;
}
function countLiveUnreadable(e, t) {
return e.filter(e => e.metadata.ft_attempt === t && (({status: e = ""}) => !(0, 
r.Hd)({
status: (0, r.iW)(e)
}))(e)).length;
}
const a = 60;
function mayBeThisWork({requested: e, metadata: t}, n, r = Number.NEGATIVE_INFINITY) {
return !(void 0 !== n.createdAt && n.createdAt < r - a) && (Object.keys(n.metadata).length > 0 ? Object.entries(t).every(([e, t]) => (n.metadata[e] ?? t) === t) && hasOwnMetadata(n) : void 0 === n.model || (0, 
s.SQ)(n.model, e.model));
}
}),
328: ((e, t, n) => {
n.d(t, {
SD: () => describeMissingRouteResponse,
qT: () => OptionalRoute,
ve: () => suggestsMissingRoute,
w1: () => isMissingRoute
});
var r = n(8549), s = n(8902);
class OptionalRoute {
#y;
#Kt=!1;
#Qt=!1;
#Yt=0;
constructor(e) {
this.#y = e;
}
get hasAnswered() {
return this.#Kt;
}
get isGivenUp() {
return this.#Qt && !this.#Kt;
}
async request(e, {deadline: t, doubtDeadline: n}) {
try {
const r = await (0, s.L5)(e, {
...this.#y,
shouldRetry: e => this.#Vt(e),
onRetry: (e, t) => this.#Xt(e, t),
tolerateRefusals: this.#Kt,
deadline: this.#Kt ? t : Math.min(t, n)
});
return this.#Kt = !0, r;
} catch (e) {
throw this.#Qt = !0, e;
}
}
#Xt(e, t) {
!this.#Kt && isMissingRoute(e) || this.#y.onRetry?.(e, t);
}
#Vt(e) {
return this.#Kt ? (0, r.NF)(e) : suggestsMissingRoute(e) ? (this.#Yt += 1, this.#Yt < 3) : (0, 
r.ZU)(e);
}
}
function suggestsMissingRoute(e) {
return isMissingRoute(e) || e instanceof r.hD && !(0, r.ZU)(e);
}
function isMissingRoute(e) {
return e instanceof r.Rc ? "not-json" === e.fault || "malformed" === e.fault : (0, 
r.kZ)(e);
}
function describeMissingRouteResponse(e) {
return e instanceof r.hD ? `status ${e.status}` : "the response is not a list";
}
}),
2462: ((e, t, n) => {
n.d(t, {
g: () => createPullRequestComment
});
var r = n(9373), s = n(3916), i = n(8902), o = n(8146);
class StickyComment {
#y;
#en;
#tn;
#nn;
#rn=!1;
#sn=Promise.resolve();
#in=new AbortController;
#on=new Set;
constructor(e) {
this.#y = e, e.token && e.runner.setSecret(e.token);
}
update(e, t) {
const {marker: n, runner: r} = this.#y, s = function truncate(e, t) {
if (e.length <= t) return e;
const n = e.slice(0, t - c.length), r = n.lastIndexOf("\n\n");
return (r > 0 ? n.slice(0, r) : "") + c;
}(r.redactSecrets(e), a - n.length - 1), i = `${n}\n${s}`;
this.#tn = i;
const abort = () => this.#in.abort(t?.reason);
return t?.aborted ? abort() : t?.addEventListener("abort", abort, {
once: !0
}), this.#sn = this.#sn.then(() => (this.#in = new AbortController, t?.aborted && abort(), 
this.#an(i, this.#in.signal))), this.#sn;
}
async #an(e, t) {
if (this.#rn || e === this.#nn || e !== this.#tn) return;
const {clock: n, random: s} = this.#y;
try {
await (0, r.wj)(n, 12e4, t, t => (0, i.L5)(() => this.#cn(e, t), {
clock: n,
random: s,
signal: t,
maxAttempts: 4,
maxDelayMs: 6e4,
shouldRetry: o.YK
})), this.#nn = e;
} catch (e) {
if (t.aborted) return;
this.#rn = (0, o.lE)(e), this.#ln(e);
}
}
async #cn(e, t) {
this.#en ??= await this.#un(t), await (this.#en?.upsert(e, t));
}
async #un(e) {
const {repository: t, pullRequest: r, token: i, runner: o} = this.#y;
if (t && r) {
if (!i) throw new s.lZ('input "github-token" is empty');
const {openMarkedComment: o} = await Promise.all([ n.e(413), n.e(23) ]).then(n.bind(n, 7023)), a = await o({
...this.#y,
repository: t,
pullRequest: r
}, e);
if (a) return a;
}
o.info("This run belongs to no pull request, so there is no comment."), this.#rn = !0;
}
#ln(e) {
const {runner: t} = this.#y, n = `The comment on the pull request was not written: ${(0, 
s.u1)(e)}`;
this.#on.has(n) || (this.#on.add(n), (0, o.US)(e) ? (t.warning(`${n}. Add "pull-requests: write" to the "permissions" of the job; runs for pull requests from forks never get it.`), 
t.info("permissions:"), t.info("  pull-requests: write")) : t.warning(n));
}
}
const a = 65536, c = "\n\nThe rest is omitted: GitHub limits a comment to 65,536 characters. The summary of the run has all of it.\n";
function createPullRequestComment({comment: e, "github-token": t = ""}, n, {runner: r, fetch: s, clock: i, random: o, userAgent: a, context: c}) {
if (e) return new StickyComment({
...c,
token: t,
marker: n,
runner: r,
fetch: s,
clock: i,
random: o,
userAgent: a
});
}
}),
8171: ((e, t, n) => {
n.d(t, {
NK: () => createBestEffortRetry,
Xd: () => createRetry,
tO: () => retryOptions
});
var r = n(8549), s = n(8902), i = n(6472);
function retryOptions({runner: e, clock: t, random: n, signal: r}) {
return {
clock: t,
random: n,
signal: r,
onRetry: (t, n) => e.info((0, i.eI)(t, n))
};
}
function createRetry(e, t, n = {}) {
const r = e.clock.now() + t;
return t => (0, s.L5)(t, {
...retryOptions(e),
...n,
deadline: r
});
}
function createBestEffortRetry(e, t) {
return createRetry(e, t, {
shouldRetry: e => (0, r.r3)(e) && !(0, s.E8)(e)
});
}
}),
2514: ((e, t, n) => {
n.d(t, {
Ie: () => JobEndedError,
MD: () => d,
Y6: () => stopWithin,
e3: () => u,
eB: () => StopFailedError,
ev: () => unstoppedMessage,
w2: () => changeJobStatus
});
var r = n(9373), s = n(3916), i = n(8902), o = n(653), a = n(6472), c = n(4225), l = n(8171);
const u = 12e4, d = "command-delay", h = 2500, f = 1e3, p = 4;
class StopFailedError extends s.lZ {}
async function stopWithin(e, t, {jobId: n, client: s, deps: i}) {
const {signal: o, clock: a, runner: m, remainingGraceMs: g} = i, b = (0, r.y5)(o, () => Math.max(f, g()), a);
let w = Number.NEGATIVE_INFINITY;
const saveDelay = () => m.saveState(d, `${Math.max(0, Math.round(w - a.now()))}`);
try {
const {job: r} = await (0, c.LR)(s, n, t, {
...(0, l.tO)(i),
signal: b.signal,
deadline: a.now() + Math.max(f, Math.min(e, u)),
getRequestTimeout: () => o.aborted ? h : c.Nc,
sendFirst: !0,
isFinalRefusal: e => o.aborted || e >= p,
onSend: e => {
w = e, saveDelay();
}
});
return r;
} catch (e) {
throw saveDelay(), e;
} finally {
b.dispose();
}
}
function unstoppedMessage(e, t, n) {
return t instanceof c.ju && t.job ? (0, a.O7)(e, n) : (0, a.hc)(e, n);
}
const m = 6e4, g = 6e4;
async function changeJobStatus(e, t, n, r, o) {
const {clock: d, signal: h, runner: f} = r, p = d.now() + u, w = await (0, i.L5)(() => e.getJob(t), {
...(0, l.tO)(r),
failsFast: !0,
deadline: d.now() + g
});
o?.(w);
try {
const {job: s, effect: i, isSent: a} = await (0, c.LR)(e, t, n, {
...(0, l.tO)(r),
onPoll: o,
deadline: p,
job: w,
settleMs: m,
isFinalRefusal: () => !0
});
if ("impossible" === i) throw new JobEndedError(s, n);
return {
job: s,
changed: a
};
} catch (e) {
if (h.throwIfAborted(), !(e instanceof c.ju)) throw e;
throw function toUpdateError(e, t, n, r) {
const {job: i, isRefused: o, isUnsupported: c, cause: l} = n;
if (i && c) return new s.lZ(`Job ${e} is ${i.status}, and ${n.message}`, {
hint: "pause" === t ? "Let the job run, or cancel it." : void 0,
cause: l
});
if (i && o) return new s.lZ(`Job ${e} cannot be ${a.rT[t]}: it is ${i.status}. ${n.message}`, {
hint: "pause" === t ? b : n.hint,
cause: l
});
const u = "resume" === t ? n.hint : unstoppedMessage(e, n, r);
return new s.lZ(`Job ${e} could not be ${a.rT[t]}: ${n.message}`, {
hint: u,
cause: l
});
}(t, n, e, f);
}
}
const b = "Servers pause a job only while it trains: try again when its status is running, or cancel it.";
class JobEndedError extends s.lZ {
constructor(e, t) {
const n = (0, o.Hd)(e) ? `has ended (${e.status})` : `is ${e.status}`;
super(`Job ${e.id} can no longer be ${a.rT[t]}: it ${n}.`);
}
}
}),
6971: ((e, t, n) => {
n.d(t, {
Ft: () => readSmallText,
GT: () => openUnchanged,
fB: () => fileVersion,
io: () => readBytes,
tC: () => a
});
var r = n(3024), s = n(1455), i = n(3916);
const o = 262144, a = r.constants.O_RDONLY | r.constants.O_NOFOLLOW | r.constants.O_NONBLOCK, c = 2 ** 20;
async function readSmallText(e) {
if (e.size > c) throw new i.lZ(`${(0, i.hD)(e.name)} is larger than 1 MiB`);
const t = [];
for await (const n of readBytes(e)) t.push(n);
try {
return new TextDecoder("utf-8", {
fatal: !0
}).decode(Buffer.concat(t));
} catch (t) {
throw new i.lZ(`${(0, i.hD)(e.name)} is not text in UTF-8`, {
cause: t
});
}
}
async function* readBytes(e, t) {
const n = await openUnchanged(e);
try {
const r = Math.min(e.size + 1, t?.length ?? o);
for (let s = e.size; ;) {
const {bytesRead: i, buffer: o} = await n.read(t ?? Buffer.allocUnsafeSlow(r), 0, r);
if (s -= i, s < 0 || 0 === i && s > 0) throw fileChangedError(e);
if (0 === i) return;
yield o.subarray(0, i);
}
} finally {
await n.close();
}
}
async function openUnchanged(e) {
const t = await (0, s.open)(e.path, a).catch(t => {
const n = (0, i.E2)(t);
if ("ELOOP" === n || "ENOENT" === n) throw fileChangedError(e);
throw new i.lZ(`${(0, i.hD)(e.name)} cannot be read (${n})`, {
cause: t
});
}), n = await t.stat({
bigint: !0
}), r = void 0 === e.version || e.version === fileVersion(n);
if (n.isFile() && Number(n.size) === e.size && r) return t;
throw await t.close(), fileChangedError(e);
}
function fileVersion({dev: e, ino: t, mtimeNs: n}, r = process.platform) {
return "win32" === r ? `${t}:${n}` : `${e}:${t}:${n}`;
}
function fileChangedError(e) {
return new i.lZ(`${(0, i.hD)(e.name)} changed while it was being read`);
}
}),
4874: ((e, t, n) => {
n.d(t, {
HE: () => createPathGuard,
QC: () => displayName,
mj: () => isCaseInsensitive
});
var r = n(1455), s = n(6760), i = n.n(s), o = n(3916);
async function createPathGuard(e) {
const t = {
workspace: await (0, r.realpath)(e.workspace).catch(t => {
throw new o.lZ(`the workspace ${(0, o.hD)(e.workspace)} does not exist`, {
hint: 'Run "actions/checkout" before this step, or create the folder that GITHUB_WORKSPACE names.',
cause: t
});
}),
temp: await (0, r.realpath)(e.temp).catch(() => e.temp)
}, isInWorkspace = n => isInside(e.workspace, n) || isInside(t.workspace, n);
return {
isInWorkspace: isInWorkspace,
displayName: n => displayName(n, isInside(e.workspace, n) ? e.workspace : t.workspace),
checkWritten(n, r, {allowTemp: s}) {
if (isInWorkspace(r) || s && (n => isInside(e.temp, n) || isInside(t.temp, n))(r)) return r;
throw function toOutsideError(e, {workspace: t, temp: n, isCommandLine: r}) {
return r ? new o.lZ(`${(0, o.hD)(e)} is outside the current folder ${(0, o.hD)(t)}`, {
hint: `Run the command in a folder that contains all of its files. Files in ${(0, 
o.hD)(n)} need their absolute path.`
}) : new o.lZ(`${(0, o.hD)(e)} is outside the workspace`, {
hint: "Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path."
});
}(n, e);
},
async resolveReal(n, r) {
assertNoDataStream(n, r);
const s = await resolveLinks(r);
if (!(isInside(t.workspace, s) || !isInWorkspace(r) && isInside(t.temp, s))) throw function toLinkOutsideError(e, {workspace: t, isCommandLine: n}) {
return new o.lZ(n ? `${(0, o.hD)(e)} is a link that leads outside the current folder ${(0, 
o.hD)(t)}` : `${(0, o.hD)(e)} is a link that leads outside the workspace`);
}(n, e);
if (i().relative(t.workspace, s).toLowerCase().split(i().sep).includes(".git")) throw new o.lZ(`${(0, 
o.hD)(n)} is inside git's own folder`);
return assertNoDataStream(n, s), s;
}
};
}
function displayName(e, t, n = i()) {
return (isInside(t, e, n) ? n.relative(t, e) || "." : e).split(n.sep).join("/");
}
function assertNoDataStream(e, t, n = i()) {
if ("\\" === n.sep && t.slice(n.parse(t).root.length).includes(":")) throw new o.lZ(`${(0, 
o.hD)(e)} has a colon, which file names on Windows cannot have`);
}
function isCaseInsensitive(e = process.platform) {
return "win32" === e || "darwin" === e;
}
function isInside(e, t, n = i()) {
const r = n.relative(e, t);
return ".." !== r && !r.startsWith(`..${n.sep}`) && !n.isAbsolute(r);
}
async function resolveLinks(e, t = 40) {
const n = await (0, r.realpath)(e).catch(() => {});
if (void 0 !== n || 0 === t) return n ?? e;
const s = i().dirname(e), o = await (0, r.readlink)(e).catch(() => {});
if (void 0 !== o) {
const e = i().isAbsolute(o) ? "" : await resolveLinks(s, t - 1) + i().sep;
return resolveLinks(e + o, t - 1);
}
return s === e ? e : i().join(await resolveLinks(s, t), i().basename(e));
}
})
};
