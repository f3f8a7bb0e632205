export const id = 461;

export const ids = [ 461 ];

export const modules = {
7908: ((e, t, n) => {
n.d(t, {
e: () => runStep,
s: () => runTrainingStep
});
var s = n(3916), r = n(8549), i = n(653), o = n(8394), a = n(7975), c = n(9205), l = n(5468);
class OutputWriter {
#e;
#t;
#n={};
constructor(e, t) {
this.#e = e, this.#t = t;
}
set(e) {
const t = this.#e;
for (const [n, s] of Object.entries(e)) {
if (void 0 === s || !this.#t.some(e => e === n)) continue;
const e = (0, c.K)(s, t);
if ((0, a.isDeepStrictEqual)(e, this.#n[n])) continue;
this.#n[n] = e;
const r = (0, l.QD)(e);
t.setOutput(n, r), Array.isArray(e) && this.#s(n, e.length, r), u.has(n) && e !== s && t.warning(`Output ${n} has "***" in place of a secret or of a value of "headers": GitHub would drop it otherwise.`);
}
}
clear(e) {
for (const t of e.filter(e => e in this.#n)) delete this.#n[t], this.#e.setOutput(t, "");
}
toResultJson() {
return Object.fromEntries(this.#t.map(e => [ e, this.#n[e] ?? null ]));
}
#s(e, t, n) {
const s = JSON.parse(n).length;
s < t && this.#e.warning(`Output ${e} has the first ${s} of ${t}: no more fit into 64 kB.`);
}
}
const u = new Set([ "job-id", "status", "fine-tuned-model", "best-checkpoint", "best-checkpoint-id", "training-file-id", "validation-file-id", "results-dir", "deployment", "model", "previous-model", "endpoint" ]);
var d = n(9373), h = n(617), f = n(4370), p = n(4231), m = n(8301);
function toDataRecord(e, t, n) {
const s = n.find(t => t.role === e);
return s || void 0 !== t ? {
sha256: s?.digest ?? null,
examples: s?.examples ?? null,
bytes: s?.bytes ?? null,
files: s?.files.map(({name: e}) => e) ?? null,
file_id: t ?? null
} : null;
}
function toGateRecord({passed: e, rows: t}, n) {
return {
passed: e,
baseline: n ?? null,
requirements: t.map(({requirement: e, actual: t, limit: n, passed: s, note: r}) => ({
requirement: e,
actual: t ?? null,
limit: n ?? null,
passed: s,
note: r ?? null
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
const n = t.series.get(e) ?? [], s = (0, $.it)((0, $.LK)(t, e), (0, $.FA)(e)), cell = e => void 0 === e ? "" : (0, 
b.gI)(e);
return [ (0, v.ti)(e, 120), cell(n[0]?.value), s ? `${cell(s.value)}&nbsp;(step&nbsp;${(0, 
b.Sm)(s.step)})` : "", cell(t.stepless.get(e) ?? n.at(-1)?.value) ];
}(t, e)), n = [ "Metric", " First", " Best", " Last" ], s = t.slice(10, 110), r = t.length - 10 - s.length;
return [ "### Metrics", ...(0, _.F)(e).map(e => (0, v.X1)(e)), ...chartSection(e), (0, 
v.tp)(n, t.slice(0, 10)), s.length > 0 && (0, v.zH)((0, b.B4)(s.length, "more metric"), (0, 
v.tp)(n, s)), e.omitted > 0 && `${(0, b.B4)(e.omitted, "metric")} omitted, because there are so many.`, e.downsampled && "The longest series have only every other value, because there are so many values.", r > 0 && `${(0, 
b.B4)(r, "more metric")} in \`metrics.csv\`.` ].filter(Boolean).join("\n\n");
}
function chartSection(e) {
const t = (0, $.FD)(e), n = t && (0, k.xt)(t);
if (!n) return [];
const s = "full validation" === t.validationName ? " Full validation" : " Validation", r = (0, 
v.tp)([ "", " Step", " Training", s ], (0, k.k4)(t));
return [ n, (0, v.zH)("The curves in numbers", r) ];
}
const E = [ [ "Validation reward", ...$.ZG ], [ "Full validation loss", $.as ], [ "Accuracy", "full_valid_mean_token_accuracy", "valid_mean_token_accuracy" ], [ "Validation loss", $.eI ], [ "Training reward", ...$.Km ], [ "Training loss", $.Jl ] ];
function renderCheckpoints(e, t, n) {
if (0 === e.length) return;
const s = (0, y.e)(e).slice(-20), r = e.length - s.length, i = t ? function checkpointColumns(e, {series: t}) {
return E.map(([e, ...n]) => ({
title: ` ${e}`,
getCell: ({step: e}) => {
const [s] = n.flatMap(n => t.get(n)?.find(t => t.step === e) ?? []);
return s ? (0, b.gI)(s.value) : "";
}
})).filter(({getCell: t}) => e.some(e => "" !== t(e))).slice(0, 3);
}(s, t) : [], isBest = ({id: e, step: t}) => void 0 !== n && (e === n.checkpointId || void 0 !== t && t === n.step), o = s.map(e => [ void 0 === e.step ? "" : (0, 
b.Sm)(e.step), `${(0, v.ti)(e.model ?? e.id)}${isBest(e) ? " \u2b50" : ""}`, ...i.map(({getCell: t}) => t(e)) ]);
return [ "### Checkpoints", ...n ? [ `\u2b50 ${(0, v.ti)(n.model ?? n.checkpointId ?? "")}: ${(0, 
v.X1)(n.why)}` ] : [], (0, v.tp)([ " Step", "Model", ...i.map(({title: e}) => e) ], o), ...r > 0 ? [ `And ${(0, 
b.B4)(r, "earlier one")}.` ] : [] ].join("\n\n");
}
var x = n(3300);
function renderSummary(e) {
return `${[ `## ${statusIcon(e)} Fine-tuning: ${(0, v.X1)(e.outcome)}`, e.failure && (0, 
v.PI)(e.failure), jobTable(e), nextSteps(e), problemSection(e), gateSection(e), e.metrics && renderMetrics(e.metrics), e.checkpoints && renderCheckpoints(e.checkpoints, e.metrics, e.best), hyperparameterSection(e), digestTable(e) ].filter(Boolean).join("\n\n")}\n`;
}
function jobTable(e) {
const {job: t, provenance: n, estimate: s} = e, {sha: r, runId: i} = n ?? {}, o = n && (0, 
p.uD)(n), a = t && (0, l.hV)(t);
return (0, v.z2)([ [ "Job", t && (0, v.U1)(t.id, e.jobUrl) ], [ "Status", t && (0, 
v.ti)(t.status) ], [ "Base model", e.model && (0, v.ti)(t?.model ?? e.model) ], [ "Method", e.method && (0, 
v.ti)(e.method) ], [ "Fine-tuned model", a && (0, v.ti)(a) ], ...e.data.map(g.X), [ "Estimate", s && estimateCell(s) ], [ "Trained tokens", t && trainedTokensCell(t, e) ], [ "Seed", e.derivedSeed && derivedSeedCell(e.derivedSeed) ], [ "Commit", r && (0, 
v.U1)(r.slice(0, 12), o?.commitUrl) ], [ "Workflow run", i && (0, v.U1)(i, o?.runUrl) ], [ "Duration of this step", (0, 
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
const s = (0, b.Sm)(e);
if (!e || !n?.tokens || "reinforcement" === t) return s;
const r = Math.round(100 * (n.tokens - e) / e);
return `${s} \xb7 The estimate was ${0 === r ? "right" : `${Math.abs(r)} % too ${r > 0 ? "high" : "low"}`}.`;
}
function estimateCell({tokens: e, epochs: t, cost: n}) {
return [ (0, b.B4)(e, "billable token"), (0, b.B4)(t, "epoch"), void 0 !== n && (0, 
b.UK)(n) ].filter(Boolean).join(" \xb7 ");
}
function nextSteps({job: e, failed: t, gate: n, best: s}) {
if (e) {
if ("failed" === e.status) return "**Next:** fix what the job reports and run the workflow again; uploaded files are reused.";
if ("cancelled" === e.status) return "**Next:** run the workflow again to start a new training.";
if ("succeeded" !== e.status && (0, i.Hd)(e)) return "**Next:** the job has ended without a model.";
if ("succeeded" !== e.status) return `**Next:** the job ${t ? "may still be running and cost money" : "is still running"}. To follow it, re-run this step, or use the \`wait\` action with ${(0, 
v.ti)(`job-id: ${e.id}`)}.`;
if (e.fineTunedModel) return [ n && !n.passed ? nextStepAfterGate(n) : "**Next:** use the model in a later step: `${{ steps.ID.outputs.fine-tuned-model }}`.", void 0 !== s && s.model !== e.fineTunedModel && "An earlier checkpoint is better: see the output `best-checkpoint`.", /\.ft-[0-9a-f]{8}/.test(e.fineTunedModel) && "Azure serves the model once you have deployed it." ].filter(Boolean).join(" ");
}
}
function nextStepAfterGate({rows: e}) {
return e.some(({passed: e}) => !e) ? "**Next:** the model exists but did not pass the quality gate: deploy it by hand, or train on better data." : "**Next:** re-run this step. It reuses the job and evaluates the quality gate.";
}
const j = 20;
function problemSection({problems: e = []}) {
if (0 === e.length) return;
const {markdown: t, shown: n} = (0, x.iK)(e, {
maxRows: j
}), s = e.length - n;
return [ "### Problems in the data", t, ...s > 0 ? [ `And ${(0, b.B4)(s, "more problem")}.` ] : [] ].join("\n\n");
}
function gateSection({gate: e, baseline: t}) {
if (e && 0 !== e.rows.length) return [ "### " + (e.passed ? "\u2705 Quality gate: passed" : "\u274c Quality gate: failed"), ...t ? [ `Compared with job ${(0, 
v.ti)(t)}.` ] : [], (0, w.k0)(e.rows) ].join("\n\n");
}
const A = 20;
function hyperparameterSection({hyperparameters: e = {}, job: t}) {
const n = [ ...new Set([ ...Object.keys(e), ...Object.keys(t?.hyperparameters ?? {}) ]) ];
if (0 === n.length) return;
const s = n.slice(0, A).map(n => {
const [s, r] = [ e[n], t?.hyperparameters[n] ].map(formatSetting), i = r ?? s, o = void 0 !== s && "auto" !== s ? "the workflow" : void 0 === r || "auto" === r ? "" : "the server";
return [ (0, v.ti)(n, 100), i ? (0, v.ti)(i, 100) : "", o ];
}), r = n.length - s.length;
return [ "### Hyperparameters", (0, v.tp)([ "Name", "Value", "Chosen by" ], s), ...r > 0 ? [ `And ${(0, 
b.B4)(r, "more")}.` ] : [] ].join("\n\n");
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
#r;
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
this.#r = e, this.#i = new OutputWriter(e.runner, t), this.#l = new f.k3({
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
this.#a = (0, h.B)(e, "job", this.#r.runner), this.#a.reset(), this.setOutputs({
"results-dir": e
});
}
reset() {
this.#a?.reset(), this.#l = new f.k3({
redact: this.#r.runner.redactSecrets
}), this.#c && this.#i.clear([ "job", ...Object.keys((0, l.Tg)(this.#c)) ]), this.#c = void 0;
}
setOutputs(e) {
this.#i.set(e);
}
setFacts(e) {
Object.assign(this.#o, e);
const {estimate: t, fingerprint: n, checkpoints: s, best: r, gate: i} = e;
this.setOutputs({
"estimated-tokens": t?.tokens,
"estimated-cost": t?.cost,
fingerprint: n,
checkpoints: s?.map(toWire),
"best-checkpoint": r?.model,
"best-checkpoint-id": r?.checkpointId,
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
const {runner: t, clock: n, signal: s, startedAt: r, remainingGraceMs: i} = this.#r, o = this.#l.getTable();
this.#c && this.setOutputs({
job: this.#c.raw
}), this.setMetricOutputs(), o.series.size > 0 && this.#a?.write("metrics.csv", (0, 
f.gD)(o)), this.#a?.write("result.json", `${JSON.stringify(this.#i.toResultJson(), null, 2)}\n`), 
this.#h();
const a = Object.assign(this.#o, e, {
job: this.#c,
durationMs: n.now() - r,
failed: t.failed
}), l = renderSummary({
...(0, c.K)(a, t, {
keepsOwnNames: !0
}),
metrics: o
});
this.#a?.write("report.md", l), "false" !== t.inputs.get("summary")?.toLowerCase() && t.writeSummary(l);
const u = (0, d.y5)(s, i, n);
await this.#d(this.#f(), u.signal).finally(u.dispose);
}
#h() {
const {runner: e, context: t} = this.#r, {best: n, model: s, method: r, hyperparameters: i, data: o, fingerprint: a, gate: u, baseline: d} = this.#o, {created: h} = this.#i.toResultJson(), p = this.#c && function buildModelRecord(e) {
const {job: t, requested: n, best: s, context: r, metrics: i, gate: o} = e;
if ("succeeded" === t.status && (t.fineTunedModel ?? s)) return {
version: 1,
model: (0, l.hV)(t) ?? null,
best_checkpoint: s ? {
model: s.model ?? null,
id: s.checkpointId ?? null
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
repository: r.repository ?? null,
sha: r.sha ?? null,
ref: r.ref ?? null
},
run: {
id: r.runId ?? null,
attempt: r.runAttempt
}
};
}({
job: this.#c,
requested: {
model: s,
method: r,
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
p && this.#a?.write("model.json", `${JSON.stringify((0, c.K)(p, e), null, 2)}\n`);
}
#f() {
return this.#r.runner.failed ? "failed" : "succeeded" === this.#c?.status ? "done" : this.#c ? "running" : "checked";
}
async #d(e, t) {
try {
await (this.comment?.update((0, p.wQ)(this.#p(e)), t));
} catch (e) {
this.#r.runner.warning((0, s.Wk)(e));
}
}
#p(e) {
const {outcome: t, failure: n, data: s, problems: r = [], estimate: i, gate: o, jobUrl: a} = this.#o, u = this.#c, d = u?.trainedTokens ?? i?.tokens;
return (0, c.K)({
state: e,
outcome: "failed" === e ? t : void 0,
failure: n,
data: s,
cost: void 0 === d ? void 0 : {
tokens: d,
usd: i?.cost
},
problems: r,
job: u && {
...u,
raw: void 0,
fineTunedModel: (0, l.hV)(u),
url: a
},
metrics: this.comparison,
gate: o,
provenance: this.#r.context
}, this.#r.runner, {
keepsOwnNames: !0
});
}
}
function toWire({id: e, model: t, step: n, metrics: s}) {
return {
id: e,
fine_tuned_model_checkpoint: t,
step_number: n,
metrics: s
};
}
var S = n(2514);
async function runTrainingStep(e, t, n) {
const {runner: a, signal: c} = e, l = new RunReporter(e, t);
try {
const e = await n(l), {job: t} = l;
"succeeded" === t?.status && a.info(`Fine-tuned model: ${t.fineTunedModel ?? "not named by the server"}`), 
await l.finish({
outcome: e
});
} catch (e) {
const t = [ e, e instanceof Error && e.cause ].find(e => e instanceof r.hD);
t && l.setOutputs({
"error-code": t.code,
"error-message": t.serverMessage
});
const n = (0, s.Wk)(e);
if (a.endGroup(), a.setFailed(n), await l.finish({
outcome: (u = l.job, u ? (0, i.Hd)(u) ? u.status : `not finished, the job is ${u.status.replaceAll("_", " ")}` : "failed"),
failure: n
}), c.aborted && (e instanceof o.gw || e instanceof S.eB)) return;
}
var u;
a.saveState("ended", "true");
}
async function runStep({runner: e}, t, n) {
try {
await n(new OutputWriter(e, t));
} catch (t) {
e.setFailed((0, s.Wk)(t));
}
}
}),
9373: ((e, t, n) => {
n.d(t, {
IA: () => startStepTimer,
MU: () => TimeoutError,
ml: () => s,
wj: () => withTimeout,
y5: () => delayAbort
});
const s = {
now: () => performance.now(),
sleep: (e, t) => new Promise((n, s) => {
t?.throwIfAborted();
const abort = () => {
clearTimeout(r), s(t?.reason);
}, r = setTimeout(() => {
t?.removeEventListener("abort", abort), n();
}, Math.max(0, Math.min(e, 2147483647)));
t?.addEventListener("abort", abort, {
once: !0
});
})
};
function delayAbort(e, t, n) {
const s = new AbortController, r = new AbortController, start = () => n.sleep(t(), r.signal).then(() => s.abort(e.reason), () => {});
return e.aborted ? start() : e.addEventListener("abort", start, {
once: !0,
signal: r.signal
}), {
signal: s.signal,
dispose: () => r.abort()
};
}
const r = 4500;
function startStepTimer({now: e}, t) {
let n;
return t.addEventListener("abort", () => n = e(), {
once: !0
}), {
startedAt: e(),
remainingGraceMs: () => t.aborted ? (n ??= e(), Math.max(0, n + r - e())) : Number.POSITIVE_INFINITY
};
}
class TimeoutError extends Error {
name="TimeoutError";
}
async function withTimeout(e, t, n, s) {
n?.throwIfAborted();
const r = new AbortController, i = new AbortController;
n?.addEventListener("abort", () => r.abort(n.reason), {
signal: i.signal
});
const o = new Promise((e, t) => {
r.signal.addEventListener("abort", () => t(r.signal.reason), {
once: !0
});
});
e.sleep(t, i.signal).then(() => r.abort(new TimeoutError(`no answer within ${Math.round(t / 1e3)} seconds`)), () => {});
try {
return await Promise.race([ s(r.signal), o ]);
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
var s = n(3916), r = n(8347), i = n(4717), o = n(81);
const a = "https://api.openai.com/v1", c = o.Qq.superRefine((e, t) => {
const n = function findUrlProblem(e) {
if (!URL.canParse(e)) return "expected a URL";
const t = new URL(e);
return t.username || t.password ? "must not contain a user or password" : t.hash ? 'must not contain a fragment ("#")' : (0, 
r.z)(t) ? void 0 : "must begin with https:// (http:// only for the machine itself)";
}(e);
n && t.addIssue({
code: "custom",
message: n
});
}), l = o.Qq.regex(/^[\x20-\x7e]+$/, {
error: "must be one line of printable ASCII"
}), u = o.kL.transform((e, t) => {
const n = Object.entries(e);
for (const [e, s] of n) {
const n = findHeaderProblem(e, s);
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
"base-url": c.default(a).transform(i.s5),
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
const n = getHostname(e.get("base-url")), s = f.filter(t => t.some(t => e.has(t))), [r] = s;
if (!r) return [ t ? `input "api-key": is required; ${describeKeySource(n)}` : 'input "api-key": is required; or, for no stored key, "identity-provider-id" with "service-account-id", or "azure-tenant-id" with "azure-client-id"' ];
if (s.length > 1) return [ `inputs ${s.map(t => `"${t.find(t => e.has(t))}"`).join(" and ")}: are different ways to authenticate; give one of them` ];
const o = r.filter(t => !e.has(t)).map(e => `input "${e}": is required`), a = r.includes("api-key"), c = (0, 
i.R1)(n);
!r.includes("identity-provider-id") || e.has("token-url") || c || o.push('input "token-url": is required, since "base-url" is not OpenAI\'s'), 
r.includes("azure-tenant-id") && !e.has("token-url") && c && o.push('input "base-url": is required with "azure-tenant-id": the address of the Azure resource'), 
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
s.hD)(e)} is not a valid header name`;
}
}),
1388: ((e, t, n) => {
n.d(t, {
y: () => buildCreateRequest
});
var s = n(8301);
function buildCreateRequest({model: e, method: t, suffix: n, seed: r, metadata: i, integrations: o, extraBody: a}, {training: c, validation: l}) {
const u = {
method: t && buildMethodField(t),
suffix: n,
seed: r,
metadata: i,
integrations: o
};
return {
model: e,
training_file: c,
...(0, s.p3)({
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
var s = n(1828), r = n(81), i = n(2526);
const o = r.Qq.regex(/^\/subscriptions\/[\w-]+\/resourceGroups\/[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]\/providers\/Microsoft\.CognitiveServices\/accounts\/[\w-][\w.-]*\/?$/iu, (0, 
i.j1)("the resource id of the account, /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.CognitiveServices/accounts/NAME")).transform(e => e.replace(/\/$/, "")), visibleText = e => r.Qq.regex(/^[\x21-\x7e]{1,256}$/, (0, 
i.j1)(e)), a = {
"azure-tenant-id": r.Qq.optional(),
"azure-client-id": r.Qq.optional(),
"oidc-audience": r.Qq.optional(),
"token-url": s.OZ.optional(),
"azure-token": r.Qq.regex(/^[\x21-\x7e]+$/, {
error: 'must be one word of printable ASCII, without "Bearer"'
}).optional(),
"api-key": s.TK.optional(),
"resource-id": o,
deployment: r.Qq.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, (0, i.j1)('the name of a deployment: at most 64 letters, digits, ".", "_" and "-"')),
model: visibleText("the name of a model, as in the output fine-tuned-model").optional(),
"model-format": r.Qq.default("OpenAI"),
"model-version": visibleText("the version of a model").default("1"),
"model-source": o.optional(),
sku: visibleText("the name of a SKU, such as Standard").optional(),
capacity: (0, r.rD)(1e6).optional(),
probe: r.zM.default(!0),
"on-failure": (0, r.Yq)("rollback", "keep").default("rollback"),
command: (0, r.Yq)("apply", "delete", "show").default("apply"),
"management-url": s.OZ.refine(e => !URL.canParse(e) || "" === new URL(e).search, {
error: 'must not contain a query ("?")'
}).default("https://management.azure.com"),
"base-url": s.OZ.optional(),
timeout: (0, r._)("a number of minutes above 0", e => e > 0).default(30).transform(e => 6e4 * e),
summary: r.zM.default(!0)
}, c = [ "azure-tenant-id", "azure-client-id" ];
function findDeployProblems(e, t) {
const n = c.some(t => e.has(t));
return [ ...findCredentialProblems(e, n, t), ..."apply" === (e.get("command") ?? "apply") ? findApplyProblems(e, n, t) : [] ];
}
function findCredentialProblems(e, t, {isCommandLine: n}) {
const s = e.has("azure-token");
return t || s ? t && s ? [ 'inputs "azure-token" and "azure-client-id": are different ways to authenticate; give one of them' ] : t ? c.filter(t => !e.has(t)).map(e => `input "${e}": is required`) : [ "token-url", "oidc-audience" ].filter(t => e.has(t)).map(e => `input "${e}": has no effect with "azure-token"`) : [ n ? 'input "azure-token": is required; set OPENAI_FINE_TUNE_AZURE_TOKEN, or use --azure-token-file (az account get-access-token --query accessToken -o tsv prints a token)' : 'input "azure-client-id": is required, with "azure-tenant-id"; or "azure-token"' ];
}
function findApplyProblems(e, t, {isCommandLine: n}) {
const s = e.has("model") ? [] : [ 'input "model": is required' ];
return !("false" !== e.get("probe")?.toLowerCase()) || t || e.has("api-key") || s.push(n ? 'input "probe": needs a credential for the model: set AZURE_OPENAI_API_KEY, or use --api-key-file (the token is sent to Azure Resource Manager only); or set --probe false' : 'input "probe": needs a credential for the model: "api-key", or "azure-tenant-id" with "azure-client-id" ("azure-token" is sent to Azure Resource Manager only); or set "probe: false"'), 
s;
}
}),
9572: ((e, t, n) => {
n.d(t, {
$D: () => safeParseEvaluationRequirements,
Jn: () => formatEvaluationRequirement,
KB: () => usesBaseline
});
var s = n(3916), r = n(2969), i = n(3162);
const o = [ "score", "pass_rate", "errors" ], a = new RegExp(String.raw`^(?:(?<number>[+-]?${i.uk})|(?:(?<before>${i.uk})\s*\*\s*)?baseline(?:\s*\*\s*(?<after>${i.uk}))?(?:\s*(?<sign>[+-])\s*(?<offset>${i.uk}))?)$`, "i");
function safeParseEvaluationRequirements(e) {
return (0, i.Mh)(e, "score >= 0.8", parseRequirement);
}
function parseRequirement({metric: e, operator: t, limit: n}) {
const i = o.find(t => t === e);
if (!i) {
const t = (0, r.au)(e, o);
return {
problem: `expected ${o.join(", ")}, received ${(0, s.hD)(e)}${t}`
};
}
const c = a.exec(n)?.groups;
if (!c) return {
problem: `expected a number, "baseline - number" or "baseline * number" after ${t}, received ${(0, 
s.hD)(n)}`
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
problem: `expected a factor above 0, received ${(0, s.hD)(n)}`
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
const {metric: t, operator: n, factor: s, offset: r} = e;
return usesBaseline(e) ? `${t} ${n} ${1 === s ? "baseline" : `baseline * ${s}`}${0 === r ? "" : ` ${r < 0 ? "-" : "+"} ${Math.abs(r)}`}` : `${t} ${n} ${r}`;
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
var s = n(2857), r = n(8301), i = n(2526), o = n(9211);
const a = s.YjP({
error: "is required"
}), choice = (...e) => s.k5n(e, (0, i.j1)(2 === e.length ? e.join(" or ") : `one of ${e.join(", ")}`)), c = a.toLowerCase().pipe(s.k5n([ "true", "false" ], (0, 
i.j1)("true or false"))).transform(e => "true" === e), number = (e, t, n = () => !0) => a.regex(e, (0, 
i.j1)(t)).transform(Number).refine(n, (0, i.j1)(t)), decimal = (e, t) => number(/^(\d+\.?\d*|\.\d+)$/, e, t), signedDecimal = (e, t) => number(/^-?(\d+\.?\d*|\.\d+)$/, e, t), wholeNumber = e => number(/^[1-9]\d{0,8}$/, `a whole number from 1 to ${e}`, t => t <= e), l = a.default("").transform(e => e.split(/[\s,]+/).filter(Boolean)), gate = e => a.default("").transform((t, n) => {
const s = e(t);
if ("value" in s) return s.value;
for (const e of s.problems) n.addIssue({
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
}), h = d.pipe(s.IeY(function isStringMap(e) {
return (0, r.OW)(e) && Object.values(e).every(e => "string" == typeof e);
}, u)).default({});
}),
3162: ((e, t, n) => {
n.d(t, {
Mh: () => safeParseGate,
uk: () => i,
we: () => r
});
var s = n(3916);
const r = {
"<": (e, t) => e < t,
"<=": (e, t) => e <= t,
">": (e, t) => e > t,
">=": (e, t) => e >= t,
"==": (e, t) => e === t,
"!=": (e, t) => e !== t
}, i = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`, o = /^([^\s<>=!\u2264\u2265]+)\s*([<>=!\u2264\u2265]+)\s*(.*)$/u, a = 100;
function safeParseGate(e, t, n) {
const s = e.split(/\r?\n/).map((e, t) => ({
text: e.trim(),
number: t + 1
})).filter(({text: e}) => "" !== e);
if (s.length > a) return {
problems: [ `has ${s.length} lines; ${a} are allowed` ]
};
const r = [], i = [];
for (const {text: e, number: o} of s) {
const s = splitLine(e, t), a = "problem" in s ? s : n(s);
"problem" in a ? i.push(`line ${o}: ${a.problem}`) : r.push(a);
}
return i.length > 0 ? {
problems: i
} : {
value: r
};
}
function splitLine(e, t) {
const [, n = "", i = "", a = ""] = o.exec(e) ?? [];
return "" === n ? {
problem: `expected "metric operator number" as in "${t}", received ${(0, s.hD)(e)}`
} : function isOperator(e) {
return Object.hasOwn(r, e);
}(i) ? {
metric: n,
operator: i,
limit: a
} : {
problem: `expected one of ${Object.keys(r).join(" ")}, received ${(0, s.hD)(i)}`
};
}
}),
4389: ((e, t, n) => {
n.d(t, {
b: () => b
});
var s = n(2857), r = n(4717), i = n(1828), o = n(1393), a = n(9572), c = n(81), l = n(3963), u = n(2526);
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
fineTune: s.Ikc({
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
check: s.Ikc({
...d,
...h,
...m
}),
wait: s.Ikc({
...i.I1,
"job-id": g,
...f,
...p,
...m
}),
find: s.Ikc({
...i.I1,
metadata: c.Qi,
"exclude-metadata": c.Qi,
status: c.aL.transform(e => e.map(e => "canceled" === e ? "cancelled" : e)),
model: c.Qq.optional(),
limit: (0, c.rD)(5e3).default(20),
"fail-if-none": c.zM.default(!1)
}),
control: s.Ikc({
...i.I1,
"job-id": g,
command: (0, c.Yq)("cancel", "pause", "resume")
}),
evaluate: s.Ikc({
...i.I1,
"test-file": c.Qq,
model: c.Qq,
"baseline-model": c.Qq.optional(),
"baseline-base-url": i.OZ.transform(r.s5).optional(),
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
deploy: s.Ikc(o.x),
post: s.Ikc({
"on-cancel": p["on-cancel"],
"job-status": p["job-status"]
}),
postConnection: s.Ikc(i.I1)
};
}),
6891: ((e, t, n) => {
n.d(t, {
Ir: () => parseInputsOrThrow,
TL: () => parseInputs,
vW: () => collectInto
});
var s = n(3916), r = n(2969), i = n(1828), o = n(1393), a = n(9572), c = n(81), l = n(3963), u = n(8019);
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
const {inputs: s} = t;
for (const e of await (0, u.AQ)(s)) t.setSecret(e);
const i = await e.safeParseAsync(Object.fromEntries(s)), o = function findTypos(e, t) {
return e.flatMap(e => {
if (t.includes(e) || e.length < 6) return [];
const n = (0, r.h0)(e, t);
return n ? [ `input "${e}": is not an input of this action (did you mean "${n}"?)` ] : [];
});
}([ ...s.keys() ], n);
for (const [n, r] of Object.entries(d)) n in e.shape && o.push(...await r(s, t));
for (const {path: e, message: t} of i.error?.issues ?? []) o.push(`input "${e.join(".")}": ${t}`);
return i.success && 0 === o.length ? {
inputs: i.data
} : {
problems: o
};
}
async function parseInputsOrThrow(e, t, n) {
const r = await parseInputs(e, t, n);
if ("problems" in r) throw new s.lZ(r.problems.join("\n"));
return r.inputs;
}
function collectInto(e, t) {
return async (n, r) => {
try {
return await r();
} catch (r) {
return (0, s.jO)(r, t), void e.push(`${n}: ${(0, s.Nb)(r)}`);
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
var s = n(3916), r = n(2969), i = n(3162);
const o = `[+-]?${i.uk}`, a = new RegExp(`^(?:(?<number>${o})|(?:(?<before>${o})\\s*\\*\\s*)?(?<first>baseline|best)|(?<second>baseline|best)\\s*\\*\\s*(?<after>${o}))$`, "i");
function safeParseRequirements(e) {
return (0, i.Mh)(e, "full_valid_loss <= 0.8", parseRequirement);
}
function parseRequirement({metric: e, operator: t, limit: n}) {
const i = a.exec(n)?.groups, o = Number(i?.number ?? i?.before ?? i?.after ?? 1);
if (!i || !Number.isFinite(o)) {
const e = (0, r.au)(/^\p{L}+/u.exec(n)?.[0], [ "baseline", "best" ]);
return {
problem: `expected a number, "baseline", "best" or one of these times a number after ${t}, received ${(0, 
s.hD)(n)}${e}`
};
}
const l = (i.first ?? i.second)?.toLowerCase();
return "baseline" !== l && "best" !== l ? {
metric: e,
operator: t,
number: o
} : "best" === l && void 0 === c[t] ? {
problem: `"best" needs one of < <= > >=, received ${(0, s.hD)(t)}`
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
const s = e.map(e => function evaluateRequirement(e, t, n) {
const {metric: s, operator: o, number: a, reference: l} = e, u = getValue(t, s), d = l ? function getLimit({metric: e, operator: t, number: n, reference: s}, r) {
if ("comparable" !== r.kind) return;
const [i] = r.jobs;
if ("baseline" === s) {
const t = getValue(i, e);
return void 0 === t ? void 0 : t * n;
}
const o = r.jobs.flatMap(t => getValue(t, e) ?? []).filter(Number.isFinite), a = o.length > 0 ? c[t]?.(...o) : void 0;
return void 0 === a ? void 0 : a * n;
}(e, n) : a, h = {
requirement: formatRequirement(e),
metric: s,
actual: u,
limit: d
};
if (void 0 === u) {
const e = (0, r.au)(s, Object.keys(t).slice(0, 1e3));
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
passed: s.every(({passed: e}) => e),
rows: s
};
}
function getValue(e, t) {
return Object.hasOwn(e, t) ? e[t] : void 0;
}
function formatRequirement({metric: e, operator: t, number: n, reference: s}) {
return `${e} ${t} ${s ? [ s, ...1 === n ? [] : [ "*", n ] ].join(" ") : n}`;
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
var s = n(8301), r = n(9211);
const isLong = e => e.length >= 8, i = [ "base-url", "baseline-base-url", "token-url", "management-url" ], o = /^(?:bearer|basic|token|api-?key)\s+(\S+)$/i, a = [ "api-key", "azure-token", "github-token" ];
async function listSecrets(e) {
const t = a.flatMap(t => e.get(t) ?? []), n = await async function listHeaderValues(e) {
if (void 0 === e) return [];
const t = await (0, r.a)(e);
return t ? Object.values(t).filter(e => "string" == typeof e) : [];
}(e.get("headers")), s = [ ...n, ...i.flatMap(t => listQuerySecrets(e.get(t))) ], o = [ ...t, ...n ].flatMap(listTokens);
return [ ...new Set([ ...t, ...[ ...s, ...o ].filter(isLong) ]) ];
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
const [t = "", ...n] = e.split("="), s = n.join("="), [[, r = ""] = []] = new URLSearchParams(`x=${s}`);
return matchesName(c, t) || looksLikeSecret(r) ? [ s, r ] : [];
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
const [[, s = ""] = []] = new URLSearchParams(`x=${n.replaceAll("+", "%2B")}`);
return [ n, s, ...listQuerySecrets(e) ];
}(e).filter(isLong) : Array.isArray(e) ? e.flatMap(listJobSecrets) : (0, s.OW)(e) ? Object.entries(e).flatMap(([e, t]) => d.has(e) ? [] : isSecretField(e, t) || matchesName(u, e) ? listTexts(t) : listJobSecrets(t)) : [];
}
function omitJobSecrets(e) {
if (Array.isArray(e)) return e.map(omitJobSecrets);
if (!(0, s.OW)(e)) return e;
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
var s = n(2857), r = n(3916), i = n(8301), o = n(2969);
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
const n = /^[\w $-]{1,60}$/.test(String(t)) ? String(t) : (0, r.hD)(String(t));
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
return s.YjP().refine(n => n.length >= e && [ ...n ].length <= t, {
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
return s._H3(e).refine(e => 0 === findTypos(e).length, {
when: () => !0,
error: ({input: e}) => unknownFieldsMessage(findTypos(e), e => (0, o.au)(e, n))
});
}
const a = s.YjP().min(1, {
error: "is empty"
});
function mismatchMessage(e, t) {
return void 0 === t ? "is required" : `expected ${e}, received ${(0, r.hD)(t)}`;
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
const {discriminator: n, options: s = []} = e;
return (0, i.OW)(t) && void 0 !== n ? choiceMessage([ s ].flat().map(String), t[n]) : void 0;
}

case "invalid_key":
return e.issues[0]?.message;

case "unrecognized_keys":
{
const t = e.inst instanceof s.bvH ? Object.keys(e.inst.shape) : [], n = t.includes("extra_body") ? ' (fields of other servers belong under "extra_body")' : "", hint = e => (0, 
o.au)(e, t) || (n && l.includes(e) ? u : n);
return unknownFieldsMessage(e.keys, hint);
}
}
}
const l = [ "name", "description" ], u = " (a field of azd's job files; remove it)";
function unknownFieldsMessage(e, t) {
const n = e.slice(0, 10).map(e => `unknown field ${(0, r.hD)(e)}${t(e)}`), s = e.length - n.length;
return [ ...n, ...s > 0 ? [ `and ${s} more` ] : [] ].join("; ");
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
var s = n(3916), r = n(8301);
const i = 2 ** 20, o = 100, a = 100, c = 5e4, l = 60;
async function safeParseYaml(e, t) {
if (e.length > i) return {
problems: [ "is larger than 1 MiB" ]
};
const r = await n.e(815).then(n.t.bind(n, 8815, 19)), d = function findExceededLimit(e, {CST: t, Lexer: n}) {
let [r, i, d, h, f] = [ 0, 0, 0, 0, 0 ], [p, m] = [ !0, !1 ];
for (const g of (new n).lex(e)) {
const e = m ? null : t.tokenType(g);
if (m = "scalar" === e, r += 1, "directive-line" === e) return `directives are not supported (${(0, 
s.xv)(g, l)})`;
if ("alias" === e && (i += 1), "flow-seq-start" !== e && "flow-map-start" !== e || (d += 1), 
"flow-seq-end" !== e && "flow-map-end" !== e || (d = Math.max(0, d - 1)), "newline" === e && ([h, f, p] = [ 0, 0, !0 ]), 
"scalar" !== e && "single-quoted-scalar" !== e && "double-quoted-scalar" !== e || (p = !1), 
"map-value-ind" === e && 0 === d && (f += 1), p && 0 === d && "comment" !== e && (h += g.length), 
d > o || f > o || h > 4 * o) return u;
if (i > a) return `has more than ${a} aliases`;
if (r > c) return `has more than ${c} words and marks of YAML`;
}
}(e, r);
if (d) return {
problems: [ d ]
};
const h = new r.LineCounter, f = r.parseDocument(e, {
lineCounter: h,
logLevel: "error",
prettyErrors: !1,
resolveKnownTags: !1,
schema: "text" === t ? "failsafe" : "core",
uniqueKeys: !1
}), locate = (e, t) => {
const {line: n, col: s} = h.linePos(e);
return `line ${n}, column ${s}: ${t}`;
}, [p] = [ ...f.errors, ...f.warnings ];
if (p) return {
problems: [ locate(p.pos[0], describeSyntaxError(p)) ]
};
const m = [];
return r.visit(f, {
Value: (e, t) => {
const n = getOffset(t, r);
if (t.tag && m.push(locate(n, `tags are not supported (${(0, s.xv)(t.tag, l)})`)), 
r.isMap(t)) for (const e of function* checkKeys(e, t) {
const n = new Set;
for (const {key: r} of e) {
const e = getOffset(r, t);
if (!t.isScalar(r) || "string" != typeof r.value) {
yield {
offset: e,
problem: "the key of a map must be text (put it in quotes)"
};
continue;
}
const i = r.value;
"<<" === i && "PLAIN" === r.type && (yield {
offset: e,
problem: 'merge keys ("<<") are not supported; repeat the pairs'
}), "__proto__" === i && (yield {
offset: e,
problem: '"__proto__" cannot be a key'
}), n.has(i) && (yield {
offset: e,
problem: `duplicate key ${(0, s.hD)(i)} in the same map`
}), n.add(i);
}
}(t.items, r)) m.push(locate(e.offset, e.problem));
const i = r.isScalar(t) ? function checkNumber({value: e, source: t = String(e)}) {
if ("number" == typeof e) return Number.isFinite(e) ? /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(t) && BigInt(t) !== BigInt(e) ? `${(0, 
s.xv)(t, l)} has more digits than a JSON number can represent (put it in quotes)` : void 0 : `${(0, 
s.xv)(t, l)} is not a number that JSON can represent`;
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
problems: [ (0, s.xv)((0, s.u1)(e), 2 * l) ]
};
}
}(() => f.toJS({
maxAliasCount: a
}));
}
async function tryParseYamlMap(e) {
const t = await safeParseYaml(e, "text");
return "value" in t && (0, r.OW)(t.value) ? t.value : void 0;
}
const u = `nests deeper than ${o} levels`;
function describeSyntaxError({code: e, message: t}) {
return "MULTIPLE_DOCS" === e ? "expected one YAML document, found several" : "TAG_RESOLVE_FAILED" === e ? `tags are not supported (${(0, 
s.xv)(t, l)})` : (0, s.xv)(t.replaceAll(/\s+/g, " "), 2 * l).replace(/^[A-Z](?=[a-z])/, e => e.toLowerCase());
}
const getOffset = (e, {isNode: t}) => t(e) && e.range?.[0] || 0;
function isDeeperThan(e, t) {
return "object" == typeof e && null !== e && (0 === t || Object.values(e).some(e => isDeeperThan(e, t - 1)));
}
}),
9333: ((e, t, n) => {
function getModelFormat(e) {
const t = getBaseModel(e).toLowerCase();
return s.test(t) ? "completions" : r.test(t) ? "chat" : void 0;
}
n.d(t, {
T8: () => getModelFormat,
_1: () => getEncoding,
up: () => getContextLength,
xL: () => getBaseModel
});
const s = /^(babbage|davinci)-002/, r = /^(gpt-(3\.?5-turbo(?!-instruct)|4|5)|o[134](-|$))/;
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
const {message: t, stack: n} = e instanceof Error ? e : new Error(String(e)), s = n?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
return `This is a bug in the action, please report it: ${t}${s ? ` (${s})` : ""}`;
}
function getMessageWithHint({message: e, hint: t}) {
return t ? `${e} (${t})` : e;
}
function getErrorCode(e) {
return e instanceof Error && "code" in e ? String(e.code) : "unknown";
}
const s = 200;
function quote(e) {
return null == e ? "nothing" : Array.isArray(e) ? "a list" : "object" == typeof e ? "a map" : "string" == typeof e ? JSON.stringify(truncate(e, s)) : String(e);
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
var s = n(7598);
function commentMarker(e) {
return formatMarker("jobId" in e ? e : function listChoices({model: e, training: t, validation: n, method: s, suffix: r}) {
const trimPaths = e => [ e?.relativeTo, e && trimLines(e.patterns) ], i = Object.entries(s?.hyperparameters ?? {}).sort(([e], [t]) => e < t ? -1 : 1);
return [ trimPaths(t), trimPaths(n), e, s?.type ?? "supervised", i, r ];
}(e));
}
function evaluationMarker(e) {
const {testFile: t, baselineModel: n, grader: s} = e;
return formatMarker([ "evaluate", trimLines(t), n, s && trimLines(s) ]);
}
function formatMarker(e) {
return `\x3c!-- openai-fine-tune ${(0, s.createHash)("sha256").update(JSON.stringify(e)).digest("hex").slice(0, 32)} --\x3e`;
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
var s = n(2857), r = n(3916), i = n(8549), o = n(7777), a = n(8301);
const c = 6e4, l = "rate_limited", u = 500;
function isPermanent(e) {
return !(e instanceof i.Rc) && (e instanceof i.hD ? e.status < 500 && 408 !== e.status && e.code !== l : e instanceof r.lZ);
}
function isRetryableSoon(e) {
return !isPermanent(e) && e instanceof r.lZ && (!(e instanceof i.hD) || (e.retryAfterMs ?? 0) <= c);
}
function isForbidden(e) {
return e instanceof i.hD && [ 403, 404 ].includes(e.status) && isPermanent(e);
}
function isGone(e) {
return e instanceof i.hD && [ 404, 410 ].includes(e.status);
}
function createApiError(e, {status: t, headers: n, text: r}) {
const {data: i} = s.Ikc({
message: s.YjP()
}).safeParse((0, a.Bl)(r)), o = void 0 !== parseRetryAfter(n) || isQuotaSpent(n), c = 429 === t || 403 === t && (o || isAboutRateLimit(i?.message));
return createError(`${e} was refused (${t})`, i?.message, {
status: t,
headers: n,
isLimit: c
});
}
const d = s.YOg(s.Ikc({
type: s.YjP().optional().catch(void 0),
message: s.YjP().catch("")
})).catch([]);
function createGraphqlError(e, t) {
const [n] = d.parse(e), s = "RATE_LIMITED" === n?.type || isAboutRateLimit(n?.message);
return createError("the GraphQL query was refused", n?.message, {
status: 200,
headers: t,
isLimit: s
});
}
function createError(e, t, {status: n, headers: s, isLimit: r}) {
const o = t?.slice(0, u);
return new i.hD(o ? `${e}: ${o}` : e, {
status: n,
isApiResponse: void 0 !== o,
serverMessage: o,
code: r ? l : void 0,
retryAfterMs: parseRetryAfter(s) ?? (r ? c : void 0)
});
}
const isAboutRateLimit = e => /rate limit/i.test(e ?? ""), isQuotaSpent = e => "0" === e.get("x-ratelimit-remaining");
function parseRetryAfter(e) {
const t = (0, o.xP)({
headers: e
});
if (void 0 !== t || !isQuotaSpent(e)) return t;
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
}, s = redact(e);
return n ? s : maskStructures(s);
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
const r = {
character: n,
next: e + 1
};
if (0 === t || !beginsEscape(n.charCodeAt(0))) return [ r ];
const i = this.#m[t]?.get(e);
if (i) return i;
this.reads += 1;
const o = new Map([ [ toKey(r), r ] ]), read = e => this.read(e, t - 1);
for (const t of read(e)) for (const e of s[t.character]?.(read, t.next) ?? []) o.set(toKey(e), e);
const a = [ ...o.values() ].sort((e, t) => e.next - t.next), c = this.#m[t];
return c && c.size >= 1e4 && c.clear(), c?.set(e, a), a;
}
}
const toKey = ({character: e, next: t}) => `${t}${e}`, s = {
"\\": function readBackslash(e, t) {
return e(t).flatMap(({character: t, next: n}) => {
if ("u" === t) return function readUnicode(e, t) {
const n = expectCharacter("{", e, t);
if (void 0 === n) return toReadings(readRun(e, t, i, 4), 4);
const s = readRun(e, n, i, 6), r = expectCharacter("}", e, s.next);
return void 0 === r ? [] : toReadings({
...s,
next: r
}, 1);
}(e, n);
if ("x" === t) return toReadings(readRun(e, n, i, 2), 2);
const s = r[t];
return void 0 !== s ? [ {
character: s,
next: n
} ] : /[\p{L}\p{N}]/u.test(t) ? [] : [ {
character: t,
next: n
} ];
});
},
"%": function readPercent(e, t) {
const n = [];
let s = t;
do {
const t = readRun(e, s, i, 2);
if (t.text.length < 2) return [];
if (n.push(Number.parseInt(t.text, 16)), n.length === getUtf8Length(n[0])) return [ {
character: Buffer.from(n).toString(),
next: t.next
} ];
s = expectCharacter("%", e, t.next);
} while (void 0 !== s && n.length < 4);
return [];
},
"&": function readEntity(e, t) {
const n = expectCharacter("#", e, t);
if (void 0 === n) return listRuns(e, t, /[a-z]/i, o).flatMap(({text: t, next: n}) => {
const s = c[t], r = expectCharacter(";", e, n);
return void 0 === s || void 0 === r ? [] : [ {
character: s,
next: r
} ];
});
const s = expectCharacter("x", e, n) ?? expectCharacter("X", e, n), r = listRuns(e, s ?? n, void 0 === s ? /\d/ : i, a);
return r.flatMap((t, n) => {
const i = toReadings(t, 1, void 0 === s ? 10 : 16), o = expectCharacter(";", e, t.next);
return [ ...n === r.length - 1 ? i : [], ...void 0 === o ? [] : i.map(e => ({
...e,
next: o
})) ];
});
}
}, r = {
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
function listRuns(e, t, n, s) {
const r = [];
for (let i = {
text: "",
next: t
}; i.text.length < s; ) {
const t = e(i.next).findLast(({character: e}) => n.test(e));
if (!t) break;
i = {
text: i.text + t.character,
next: t.next
}, r.push(i);
}
return r;
}
function readRun(e, t, n, s) {
return listRuns(e, t, n, s).at(-1) ?? {
text: "",
next: t
};
}
function expectCharacter(e, t, n) {
return t(n).findLast(({character: t}) => t === e)?.next;
}
function toReadings(e, t, n = 16) {
const s = Number.parseInt(e.text, n);
return e.text.length < t || s > 1114111 ? [] : [ {
character: String.fromCodePoint(s),
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
add(s) {
const r = removeInvisible(s);
if (r.length < l || e.has(r)) return;
e.add(r);
for (const e of function listNeedles(e, t) {
const n = new Set([ ...listBase64(t), ...listBase64(e) ]);
return n.delete(e), [ {
text: e,
isBase64: !1
}, ...Array.from(n, e => ({
text: e,
isBase64: !0
})) ];
}(r, s)) {
const n = e.text.charCodeAt(0);
t.set(n, [ ...t.get(n) ?? [], e ]);
}
const i = r.slice(0, 3).replace(/\W/g, "\\$&");
n.set(i, new RegExp(`${i}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, "g"));
},
redact(s) {
if (0 === e.size || s.length < l) return s;
const r = function findNeedles(e, t) {
const n = new SpelledText(e), s = new Map, r = [], tryAt = (e, i, o) => {
for (const a of t.get(o.charCodeAt(0)) ?? []) {
if (!a.text.startsWith(o)) continue;
const t = s.get(a) ?? new NeedleSearch(n, a.text);
s.set(a, t);
const c = t.findEnd(i, o.length);
void 0 !== c && r.push(a.isBase64 ? widen(n, e, c) : [ e, c ]);
}
};
for (let s = 0; s < e.length; s++) {
if (n.reads > d) return [ ...r, [ s, e.length ] ];
const i = e.charCodeAt(s);
if (beginsEscape(i)) for (const {character: e, next: t} of n.read(s)) tryAt(s, t, e); else t.has(i) && tryAt(s, s + 1, e.charAt(s));
}
return r;
}(s, t);
if (s.includes(u)) for (const e of n.values()) for (const {0: t, index: n} of s.matchAll(e)) r.push([ n, n + t.length ]);
return 0 === r.length ? s : function maskRanges(e, t) {
t.sort(([e], [t]) => e - t);
const n = [];
let s = 0;
for (const [r, i] of t) (r > s || 0 === n.length) && n.push(e.slice(s, r), u), s = Math.max(s, i);
return n.join("") + e.slice(s);
}(s, r);
}
};
}
function listBase64(e) {
const t = Buffer.from(e);
return [ 0, 1, 2 ].flatMap(e => {
const n = Math.ceil(8 * e / 6), s = Math.floor(8 * (e + t.length) / 6), r = Buffer.concat([ Buffer.alloc(e), t ]).toString("base64").slice(n, s);
return [ r, r.replaceAll("+", "-").replaceAll("/", "_") ];
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
const {text: n} = this.#g, s = this.#b;
let r;
for (;t < s.length; ) {
const i = n.charCodeAt(e);
if (beginsEscape(i)) {
if (t >= l && isCutEscape(n, e)) return e;
const [s, ...i] = this.#v(e, t).reverse();
if (!s) return r;
for (const e of i) r ??= this.findEnd(e.next, e.matched);
e = s.next, t = s.matched;
continue;
}
const o = s.charCodeAt(t);
if (i === o || 43 === i && 32 === o) t += 1; else {
if (8230 === i && t >= l) return e;
if (!isInvisible(i)) return r;
}
e += 1;
}
return Math.max(e, r ?? 0);
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
var s = n(3024), r = n(6760), i = n(3916), o = n(4874), a = n(9205);
const c = {
job: [ "result.json", "report.md", "events.jsonl", "metrics.csv", "model.json" ],
check: [ "report.json", "report.md", "report.sarif" ],
evaluation: [ "result.json", "report.md", "examples.jsonl" ]
}, l = ".fine-tune-results";
function assertNoOverwrite(e, t, n = process.platform) {
const {join: s, normalize: a} = "win32" === n ? r.win32 : r.posix, foldCase = e => (0, 
o.mj)(n) ? e.toLowerCase() : e, l = Object.values(c).flat(), u = new Set(l.map(t => foldCase(s(e, t)))), d = t.find(({path: e}) => u.has(foldCase(a(e))));
if (!d) return;
const h = d.use ? `, ${d.use}` : "";
throw new i.lZ(`input "results-dir": the results would overwrite "${d.name}"${h}`);
}
function openResults(e, t, n) {
n.isCommandLine && function recordResults(e, t, {warning: n}) {
const o = (0, r.join)(e, l), a = new Set((0, s.lstatSync)(o, {
throwIfNoEntry: !1
})?.isFile() ? function readLines(e) {
return (0, s.readFileSync)(e, "utf8").split(/\r?\n/);
}(o) : []), c = t.find(t => !a.has(t) && void 0 !== (0, s.lstatSync)((0, r.join)(e, t), {
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
function tryWrite(t, s) {
try {
s((0, r.join)(e, t));
} catch (e) {
if (o.has(t)) return;
o.add(t), n.warning(`${t} could not be written: ${(0, i.u1)(e)}`);
}
}
const appendLine = (e, t) => tryWrite(e, e => (0, s.appendFileSync)(e, `${JSON.stringify((0, 
a.K)(t, n))}\n`));
return {
reset: () => tryWrite("events.jsonl", e => replaceFile(e, "")),
appendEvent: e => appendLine("events.jsonl", e),
appendExample: e => appendLine("examples.jsonl", e),
write: (e, t) => tryWrite(e, e => replaceFile(e, n.redactSecrets(t)))
};
}
function removeEarlierResult(e, t) {
const n = (0, r.join)(e, t);
try {
(0, s.lstatSync)(n, {
throwIfNoEntry: !1
})?.isDirectory() ? (0, s.rmdirSync)(n) : (0, s.rmSync)(n, {
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
(0, s.rmSync)(e, {
force: !0
}), (0, s.writeFileSync)(e, t, {
flag: "wx"
});
}
}),
2043: ((e, t, n) => {
n.d(t, {
a: () => createGithubRunner,
j: () => listProxyPasswords
});
var s = n(3024), r = n(143), i = n(3916), o = n(2857), a = n(7777);
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
info: e => r.pq(toLogLine(e)),
notice: e => r.lm(toLogLine(e)),
warning: (e, t) => r.$e(toLogLine(e), toAnnotationProperties(t, o)),
error: (e, t) => r.z3(toLogLine(e), toAnnotationProperties(t, o)),
group(e) {
g.endGroup(), r.Oh(toLogLine(e)), p = !0;
},
endGroup() {
p && r.N4(), p = !1;
},
setSecret(e) {
r.Pq(e), n(e);
},
async getIdToken(n) {
const s = await async function requestIdToken(e, t, {fetch: n, clock: s}) {
const {ACTIONS_ID_TOKEN_REQUEST_URL: r, ACTIONS_ID_TOKEN_REQUEST_TOKEN: o} = e;
if (!r || !o) throw new i.K6("the runner names no address of OIDC tokens");
const l = void 0 === t ? r : `${r}&audience=${encodeURIComponent(t)}`, u = {
method: "GET",
headers: {
accept: "application/json",
authorization: `Bearer ${o}`,
"user-agent": "actions/oidc-client"
}
}, d = await (0, a.w$)(n, s, {
description: "the request",
url: l,
request: u
});
if ([ 401, 403 ].includes(d.status)) throw new i.K6("the request was refused");
if (!(0, a.oJ)(d)) throw new Error(`the request was refused (${d.status})`);
return (0, a.oX)("the request", d, e => c.parse(e).value);
}(e, n, t);
return g.setSecret(s), s;
},
setOutput: (e, t) => writeOrFail(`output ${e}`, () => r.uH(e, o(t))),
saveState: (e, t) => writeOrFail(`state ${e}`, () => r.LZ(e, o(t))),
setFailed(e) {
g.failed = !0, r.C1(e.split("\n").map(toLogLine).join("\n"));
},
writeSummary(t) {
const n = e.GITHUB_STEP_SUMMARY, r = o(t);
if (n && !(Buffer.byteLength(r) > f)) try {
(0, s.appendFileSync)(n, `${r}\n`);
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
const {file: n, line: s, column: r} = e;
return {
file: (0, u.g)(t(n)),
...s && {
startLine: s
},
...r && {
startColumn: r
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
return new Map(Object.entries(e).filter(([e]) => e.startsWith(t)).map(([e, s]) => [ n(e.slice(t.length)), trimValue(s ?? "") ]).filter(([, e]) => "" !== e));
}
function trimValue(e) {
const t = e.trim();
return t.includes("\n") ? e.replace(/^(\s*\n)+/, "").trimEnd() : t;
}
}),
2772: ((e, t, n) => {
function sanitizeLine(e) {
return e.toWellFormed().replace(/[\r\n\u0085\u2028\u2029]+/g, " \u23ce ").replace(/\t/g, " ").replace(s, "").replaceAll("##[", "##\u200b[").replace(/^(\s*)::/, "$1\u200b::");
}
n.d(t, {
g: () => sanitizeLine
});
const s = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
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
var s = n(3916);
class ApiError extends s.lZ {
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
class ConnectionError extends s.lZ {
name="ConnectionError";
requestSent;
fault;
constructor(e, {requestSent: t, fault: n = "lost", cause: s, hint: r}) {
super(e, {
cause: s,
hint: r
}), this.requestSent = t, this.fault = n;
}
}
class StepTimeoutError extends s.lZ {
name="StepTimeoutError";
}
class CredentialError extends s.lZ {
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
var s = n(9783), r = n(3916);
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
if (void 0 === n || (0, s.H)(t)) return;
const o = (0, s.s)(t);
if (!o?.hostname || !/^https?:$/.test(o.protocol)) throw new r.lZ(`The variable ${n} is not the address of a proxy, so nothing is sent`, {
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
var s = n(9373), r = n(3916), i = n(8301), o = n(8549), a = n(1089);
const c = 3e4, l = 16777216;
async function sendRequest(e, t, n) {
const {description: i, url: u, request: d, signal: h, timeoutMs: f = c, unreachableHint: p} = n, {maxResponseBytes: m = l, hasAnswered: g = !1} = n;
try {
return await (0, s.wj)(t, f, h, async t => {
const n = await e(u, {
...d,
signal: t,
maxResponseBytes: m
}), s = function toBuffer(e) {
return e instanceof Uint8Array ? Buffer.from(e.buffer, e.byteOffset, e.byteLength) : Buffer.from(e);
}(await n.arrayBuffer());
if (s.length > m) throw new a.K8(m);
const {status: r, headers: i} = n;
return {
status: r,
headers: i,
bytes: s,
get text() {
return s.toString("utf8");
}
};
});
} catch (e) {
if (h?.aborted || e instanceof r.lZ) throw e;
const t = (0, r.u1)(e), n = !(e instanceof a.SD);
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
const n = (0, r.E2)(e instanceof a.SD ? e.cause : void 0);
return "ECONNREFUSED" !== n || t ? u.test(n) ? "misconfigured" : "lost" : "refused";
}
function isSuccess({status: e}) {
return e >= 200 && e <= 299;
}
function decodeResponse(e, {status: t, text: n}, s) {
let r = "not-json";
try {
const e = "" === n ? void 0 : parseBody(n);
return r = "malformed", s(e);
} catch (n) {
if (n instanceof o.Rc) throw n;
throw new o.Rc(`${e}: unexpected response body (status ${t})`, {
requestSent: !0,
fault: r,
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
const s = Number(n);
if (s >= 0) return 1e3 * s;
const r = Date.parse(n) - Date.parse(e.get("date") ?? "");
return r >= 0 ? r : void 0;
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
var s = n(8549);
const r = 5, i = 2e4, o = {
misconfigured: 6e3,
malformed: 25e3,
mismatched: 25e3,
refused: 12e4
};
function isMisconfiguration(e) {
return e instanceof s.Rc && e.fault in o;
}
async function retry(e, t) {
const {clock: n, signal: s, onRetry: r} = t, i = new Attempts(t);
for (;;) {
const t = n.now();
try {
return await e();
} catch (e) {
const o = i.getDelay(e, t);
s?.throwIfAborted(), r?.(e, o), await n.sleep(o, s);
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
const {clock: n, shouldRetry: o = s.r3, tolerateRefusals: a} = this.#y, {deadline: c = Number.POSITIVE_INFINITY, maxAttempts: l = Number.POSITIVE_INFINITY} = this.#y, u = n.now();
if (this.#_ += 1, e instanceof s.hD && (this.#E = e), e instanceof s.o1) throw this.#E ?? e;
const d = !o(e);
if (d && !(a && e instanceof s.hD)) throw e;
if (this.#k(d)) throw e;
const h = this.#x(e, t);
if (u >= h) throw e;
if (u >= c || this.#_ >= l) throw e instanceof s.Rc ? this.#E ?? e : e;
const f = d ? i / (r - 1) : function backoffDelay(e, t, {random: n, maxDelayMs: r = Number.POSITIVE_INFINITY}) {
const i = Math.min(500 * 2 ** (t - 1), 3e4) * (1 - n() / 4), o = e instanceof s.hD ? e.retryAfterMs ?? 0 : 0;
return Math.min(Math.max(i, Math.min(o, 3e5)), r);
}(e, this.#_, this.#y);
return Math.min(f, c - u, h - u);
}
#x(e, t) {
const n = e instanceof s.Rc ? e.fault : void 0, r = n && o[n];
if (void 0 === r) return this.#$ = void 0, Number.POSITIVE_INFINITY;
this.#$?.limitMs !== r && (this.#$ = {
limitMs: r,
since: t
});
const {failsFast: i, tolerateRefusals: a} = this.#y;
return !i || "refused" === n && a ? Number.POSITIVE_INFINITY : this.#$.since + r;
}
}
function createRepetitionLimit(e) {
let t = 0, n = 0;
return s => (s && 0 === t && (n = e.now()), t = s ? t + 1 : 0, t >= r && e.now() - n >= i);
}
function stopAfterRepeated(e, t, n) {
const s = createRepetitionLimit(e);
return e => {
const r = t(e);
return !s(r) && (r || n(e));
};
}
}),
8347: ((e, t, n) => {
n.d(t, {
Z: () => s,
z: () => isSecureUrl
});
const s = /^(localhost|127(\.\d+){3}|\[::1\])$/;
function isSecureUrl({protocol: e, hostname: t}) {
return "https:" === e || "http:" === e && s.test(t);
}
}),
1089: ((e, t, n) => {
n.d(t, {
SD: () => NotSentError,
K8: () => ResponseTooLongError,
Hy: () => createFetch
});
var s = n(7067), r = n(4708), i = n(2779), o = n(4573), a = n(7975);
const c = new Map([ [ "gzip", decodeGzip ], [ "x-gzip", decodeGzip ], [ "deflate", async function decodeDeflate(e, t) {
const n = Number.parseInt(e.toString("hex", 0, 2), 16), s = n % 31 == 0 && 8 == (n >> 8 & 15), {inflate: r, inflateRaw: i} = loadZlib();
return decodeOrKeep(e, () => (0, a.promisify)(s ? r : i)(e, {
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
const {method: i, headers: o, body: a, signal: l, maxResponseBytes: d = u} = t, h = (e.startsWith("https:") ? r.request : s.request)(e, {
method: i,
headers: o,
agent: n,
...l && {
signal: l
}
}), f = function waitForResponse(e) {
let t = !1;
return new Promise((n, s) => {
e.once("socket", n => {
const s = "encrypted" in n ? "secureConnect" : "connect";
e.reusedSocket || "connect" === s && !n.connecting ? t = !0 : n.once(s, () => t = !0);
}), e.once("response", n), e.on("error", e => s(t ? e : new NotSentError(e.message, {
cause: e
})));
});
}(h);
f.catch(() => {}), void 0 === a || "string" == typeof a ? h.end(a) : await async function sendBody(e, t, n) {
let s = !1;
const settle = () => {
s = !0;
}, r = n.then(settle, settle);
try {
for await (const n of e) {
if (s) return;
t.write(n) || await Promise.race([ r, new Promise(e => t.once("drain", e)) ]);
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
let s = 0;
for await (const r of e) {
if (s += r.length, s > t) throw new ResponseTooLongError(t);
n.push(r);
}
try {
return await async function decodeContent(e, t, n) {
const s = t?.toLowerCase().split(/\s*,\s*/) ?? [];
let r = e;
for (const e of s.toReversed()) {
const t = c.get(e.trim());
t && r.length > 0 && (r = await t(r, n));
}
return r;
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
Ex: () => s,
OW: () => isJsonObject,
if: () => hasTooManyValues,
p3: () => omitNullish
});
const s = 1 << 20, [r, i, o, a, c] = Buffer.from('",[\\{');
function hasTooManyValues(e) {
let t = 0;
for (let n = 0; n < e.length && t <= s; n++) {
const s = e[n];
s === r ? n = findStringEnd(e, n) : s !== i && s !== o && s !== c || t++;
}
return t > s;
}
const l = 32;
function findStringEnd(e, t) {
for (let n = t + 1; n < e.length; n++) {
for (const t = Math.min(n + l, e.length); n < t; n++) {
if (e[n] === r) return n;
e[n] === a && n++;
}
const t = n;
if (n = e.indexOf('"', t), -1 === n) return e.length;
let s = n;
for (;s > t && e[s - 1] === a; ) s--;
if ((n - s) % 2 == 0) return n;
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
var s = n(8549), r = n(7777), i = n(3916), o = n(8301);
const isText = e => "string" == typeof e && !/^\s*(?:None)?\s*$/.test(e);
function readForeignBody(e) {
const t = findReason(e);
if (!(0, o.OW)(e)) return {
serverMessage: cleanMessage(t)
};
const {error: n, code: s, type: r} = e, i = isText(n) && /^[\w.-]+$/.test(n) ? n : void 0;
return {
code: i ?? readCode(s) ?? readCode(r),
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
const s = n.get(e), r = findReason(s, t + 1) ?? ("errors" === e ? joinByField(s, t) : void 0);
if (void 0 !== r) return prefixLocation(n.get("loc"), r);
}
}
function joinByField(e, t) {
if ((0, o.OW)(e)) return Object.entries(e).flatMap(([e, n]) => {
const s = findReason(n, t + 1);
return void 0 === s ? [] : [ `${e}: ${s}` ];
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
r.xP)(t), d = function parseErrorBody({text: e, headers: t}) {
const n = function parseOptional(e) {
try {
const t = (0, r.OG)(e);
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
const s = (0, o.OW)(n) && (0, o.OW)(n.error) ? n.error : void 0;
return s && [ s.message, s.code, s.type ].some(isText) ? {
isApiResponse: !0,
isOwnError: !0,
code: readCode(s.code) ?? readCode(s.type),
serverMessage: cleanMessage(findReason(s)),
param: isText(s.param) ? s.param : void 0
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
}, f = function formatApiError(e, {status: t, code: n, param: s, serverMessage: r}, i) {
return `${e} failed (${[ t, n, s && `param ${s}` ].filter(Boolean).join(", ")})${r ? `: ${r}` : ""}${i ? ` (request id ${i})` : ""}`;
}(e, h, [ "x-request-id", "apim-request-id", "x-ms-request-id" ].flatMap(e => l.get(e) ?? [])[0]);
return new s.hD(f, h, i ?? function hintFor(e, t, n) {
const {status: s} = t;
if (s < 400) return 'Redirects are not followed. Set "base-url" to the address that they lead to.';
const r = x.get(function findTopic(e, t) {
const {code: n, serverMessage: s = ""} = t;
return k.test(s) ? "training_not_available" : isActiveJobsLimit(e, s) ? "active_jobs" : _.test(s) ? "training_type" : /\bcustom_llm_provider\b/.test(s) ? "litellm_provider" : isAzureQuota(t) ? "azure_quota" : $.test(n ?? "") || $.test(s) ? "capacity" : n;
}(e, t) ?? "");
return void 0 !== r ? r : 403 === s ? function permissionHint(e) {
const t = "token" !== e.credential;
return isAtAzure(e) ? t ? "A key of this resource has every permission, so the resource refuses keys, or its network rules refuse this runner." : 'The credential lacks the role "Cognitive Services OpenAI Contributor" on this resource, or the role was assigned minutes ago.' : `The ${t ? "API key" : "identity"} is valid but lacks a permission: it needs write access to files and fine-tuning in this project.`;
}(n) : 404 === s ? function notFoundHint(e, t) {
const {baseUrl: n, credential: s} = t, r = isAtAzure(t) ? "this resource" : "the project of this " + ("token" === s ? "identity" : "key");
return `${/\/fine_tuning\/jobs\/./.test(e) ? "Check the id. " : ""}Check "base-url", and that the job and its files belong to ${r}.${n ? usualPathHint(n) : ""}`;
}(e, n) : x.get(`${s}`);
}(e, h, n));
}
const p = [ "insufficient_quota", "billing_not_active", "credit_balance_exhausted", "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded" ], m = new Set([ "daily_rate_limit_exceeded", ...p ]), g = /^(?:quotaexceeded|insufficientquota)$/i, b = 3e5, w = /out of call volume quota/i;
function isAzureQuota({code: e = "", serverMessage: t = ""}) {
return g.test(e) || w.test(t);
}
const v = [ /\blicen[cs]e|\bpremium user|\benterprise (?:user|feature|package)/i, /\b(?:only|missing|requires?)\b.{0,40}\benterprise\b/i, /\b(missing|no|without|provide|set)\b.{0,40}\b(credentials?|api[ _-]?key)/i, /\bapi[ _-]?key\b.{0,80}\b(must be set|not set|is missing|required)/i, /\bnot (yet |been )?(implemented|supported)\b|\bnotimplemented/i ];
function isPermanent(e, t) {
const {status: n, code: s = "", serverMessage: r = "", retryAfterMs: i} = t;
return isAzureQuota(t) ? 429 !== n || !i || i > b : !(!m.has(s) && !isActiveJobsLimit(e, r)) || 501 === n || n >= 500 && v.some(e => e.test(r));
}
const y = /^POST \/fine_tuning\/jobs(?:\/[^/]+\/resume)?$/;
function isActiveJobsLimit(e, t = "") {
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
var s = n(7598), r = n(9373), i = n(3916), o = n(8549), a = n(7777), c = n(5668);
const l = 'Check "base-url", and that this runner can reach that host.', u = new WeakSet;
class ApiRequester {
url;
#j;
#A;
#S;
#y;
constructor(e, t, n, s) {
this.url = new URL(e.baseUrl), this.#j = e, this.#A = t, this.#S = n, this.#y = s;
}
async call(e, t, n, s = {}) {
const r = await this.send(e, t, s), i = {
serverTime: (0, a.Fm)(r),
bytes: r.bytes.length
};
return (0, a.oX)(`${e} ${t}`, r, e => n(e, i));
}
async send(e, t, n = {}) {
const {credentials: r, headers: i} = this.#j, {unreachableHint: d = l} = this.#y, {signal: h = this.#y.signal, json: f, stream: p, accept: m = "application/json"} = n, g = `${e} ${t}`, b = Math.min(this.#R(g, n), a.j2), w = await this.#M(b, h);
let v = void 0 === p;
const y = f && JSON.stringify(f), k = {
method: e,
headers: {
accept: m,
"x-client-request-id": (0, s.randomUUID)(),
...i,
...w,
...getBodyHeaders(e, y, p)
}
}, _ = p ? async function* trackEnd({body: e}) {
yield* e, v = !0;
}(p) : y;
void 0 !== _ && (k.body = _);
const $ = await (0, a.w$)(this.#A, this.#S, {
description: g,
url: this.#I(t, n.query),
request: k,
signal: h,
timeoutMs: this.#R(g, n),
maxResponseBytes: n.maxResponseBytes,
unreachableHint: d,
hasAnswered: u.has(this.#j)
});
if (u.add(this.#j), !(0, a.oJ)($)) {
const e = {
credentialRenewed: 401 === $.status && r.invalidate(w),
baseUrl: this.url,
credential: r.kind
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
const {deadline: s = Number.POSITIVE_INFINITY} = this.#y, r = s + 5e3 - this.#S.now();
if (n) return Math.min(t, Math.max(r, 1e4));
if (r <= 0) throw new o.o1(`${e}: the timeout of the step has passed`);
return Math.min(t, r);
}
async #M(e, t) {
const {credentials: n} = this.#j;
try {
return await (0, r.wj)(this.#S, e, t, () => n.getHeaders());
} catch (e) {
if (e instanceof i.lZ) throw new o.oA(e);
if (!(e instanceof r.MU)) throw e;
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
var s = n(8549), r = n(8902);
function createApiKeyAuth(e, t, n) {
const s = i.test(e) ? "token" : "key", r = "api-key" === t || "auto" === t && "api-key" === n.keyHeader && "key" === s ? {
"api-key": e
} : bearer(e);
return {
kind: s,
getHeaders: async () => r,
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
const {value: s, lifetimeMs: o} = await (0, r.L5)(this.#T, {
clock: e,
random: t,
deadline: a ? i : i + 2e4,
onRetry: n
}), c = Math.min(12e5, o / 2);
return this.#O = {
headers: bearer(s),
refreshAt: i + o - c,
expiresAt: i + o
}, this.#O;
} catch (t) {
const r = e.now();
if (!this.#O || !a) throw this.#N = (0, s.r3)(t) ? void 0 : {
error: t,
expiresAt: r + o
}, t;
if (n(t, o), r >= this.#O.expiresAt) throw t;
return this.#O.refreshAt = Math.min(r + o, this.#O.expiresAt), this.#O;
}
}
}
}),
2443: ((e, t, n) => {
n.d(t, {
U: () => createClient
});
var s = n(3916), r = n(8549), i = n(8362), o = n(2857), a = n(2493);
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
const {data: t, has_more: n, last_id: s} = d.parse(e);
return {
data: t,
hasMore: n,
lastId: s
};
}
const h = o._H3({
model: a.mR,
created_at: a.kX,
status: a.mR,
metadata: a.k$
});
function readPartially(e) {
const {model: t, created_at: n, status: s, metadata: r} = h.parse((0, l.OW)(e) ? e : {});
return {
model: t,
createdAt: n,
status: s,
metadata: r
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
const {data: n, hasMore: s, lastId: r} = decodeListBody(e), i = n.map(decodeEvent);
return {
events: i,
hasMore: s,
nextCursor: i.at(-1)?.id ?? r,
bytes: t
};
}
function decodeEvent(e) {
const t = f.parse((0, l.OW)(e) ? e : {}), {id: n, created_at: s, level: r, type: i, message: o, data: a} = t;
return {
id: n,
createdAt: s,
level: r,
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
function createClient(e, t, n, s = {}) {
const r = new i.N(e, t, n, s);
function getPage(e, t, n, s) {
return r.call("GET", e, (e, n) => function decodePage(e, t, n) {
const {data: s, hasMore: r, lastId: i} = decodeListBody(e), o = s.map(e => function decodeEntry(e, t, n) {
try {
const s = n(e, t);
return {
key: s.id,
item: s
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
hasMore: r,
nextCursor: !1 === r ? void 0 : c,
...t
};
}(e, n, t), {
query: n,
...s
});
}
return {
host: r.url.host,
provider: (0, g.sO)(r.url.hostname),
createJob: (e, t) => r.call("POST", "/fine_tuning/jobs", p.Qm, {
json: e,
timeoutMs: y,
signal: t
}),
getJob: (e, t = {}) => r.call("GET", path`/fine_tuning/jobs/${e}`, requireId("job", e, p.Qm), t),
listJobs: (e, t = {}) => {
const n = Object.entries(e.metadata ?? {}).map(([e, t]) => [ `metadata[${e}]`, t ]), s = {
...pageQuery(e),
...Object.fromEntries(n)
};
return getPage("/fine_tuning/jobs", p.Qm, s, t);
},
validateGrader: (e, t = {}) => r.call("POST", "/fine_tuning/alpha/graders/validate", () => {}, {
json: {
grader: e
},
...t
}),
getModelLimits: (e = {}) => r.call("GET", "/fine_tuning/model_limits", m.Qd, e),
updateJob: async (t, n, s = {}) => {
const {customLlmProvider: i} = e;
await r.send("POST", path`/fine_tuning/jobs/${t}/${n}`, {
json: i && "cancel" === n ? {
custom_llm_provider: i
} : void 0,
...s
});
},
listEvents: (e, t, n = {}) => r.call("GET", path`/fine_tuning/jobs/${e}/events`, decodeEvents, {
query: pageQuery(t),
...n
}),
listCheckpoints: (e, t, n = {}) => getPage(path`/fine_tuning/jobs/${e}/checkpoints`, decodeCheckpoint, pageQuery(t), n),
uploadFile: (e, t) => r.call("POST", "/files", decodeFile, {
stream: e,
timeoutMs: $,
signal: t
}),
getFile: (e, t = {}) => r.call("GET", path`/files/${e}`, requireId("file", e, decodeFile), t),
getFileContent: async (e, t = {}) => {
const {bytes: n} = await r.send("GET", path`/files/${e}/content`, {
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
deleteFile: (e, t = {}) => r.call("DELETE", path`/files/${e}`, () => {}, t),
getModel: (e, t = {}) => r.call("GET", path`/models/${e}`, requireId("model", e, m.sd, m.SQ), t),
createUpload: (e, t, n = {}) => r.call("POST", "/uploads", decodeId, {
json: {
filename: e,
purpose: "fine-tune",
bytes: t,
mime_type: "text/jsonl"
},
...n
}),
addUploadPart: (e, t, n) => r.call("POST", path`/uploads/${e}/parts`, decodeId, {
stream: t,
timeoutMs: $,
signal: n
}),
completeUpload: (e, {partIds: t, md5: n}, s = {}) => r.call("POST", path`/uploads/${e}/complete`, decodeCompletedUpload, {
json: {
part_ids: t,
md5: n
},
...s
}),
cancelUpload: (e, t = {}) => r.call("POST", path`/uploads/${e}/cancel`, () => {}, t)
};
}
function requireId(e, t, n, s = e => e === t) {
return (i, o) => {
const a = n(i, o);
if (s(a.id, t)) return a;
throw new r.Rc(`The response about ${e} ${t} is about another one, ${a.id}`, {
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
if (void 0 !== n) throw new s.lZ(`"${n}" is not an id`);
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
mR: () => r,
ui: () => l
});
var s = n(2857);
const r = s.YjP().min(1).optional().catch(void 0), i = s.aig().optional().catch(void 0), o = s.aig().transform(e => e >= 1e11 ? Math.floor(e / 1e3) : e).optional().catch(void 0), a = s.YjP().regex(/^[\x21-\x7e]{1,1024}$/), c = s.KCZ([ a, s.aig().int().nonnegative().safe().transform(String) ]), l = c.optional().catch(void 0), u = s.g1P(s.YjP(), s.L5J()).catch({}), d = s.g1P(s.YjP(), s.L5J()).transform(e => Object.fromEntries(Object.entries(e).flatMap(([e, t]) => [ "string", "number", "boolean" ].includes(typeof t) ? [ [ e, String(t) ] ] : []))).catch({});
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
var s = n(7598), r = n(3916), i = n(8549), o = n(8301), a = n(8240);
const c = 3e4, l = 5e3, u = 86400, d = 3, h = 64e6, f = 12e4, p = 2, m = new Set([ "error", "failed", "deleted", "deleting" ]);
function isUnusable({status: e = ""}) {
return m.has(e.toLowerCase());
}
const g = /-([0-9a-f]{64})\.jsonl$/;
function getDigestInName(e) {
return g.exec(e ?? "")?.[1];
}
async function findFile(e, t, {now: n, retry: s, clock: r, verify: i}) {
const o = n.getTime() / 1e3 + u, isUsable = e => !isUnusable(e) && (e.expiresAt ?? o) >= o, c = await (0, 
a.CS)(e, e => (e.name?.includes(t.digest) ?? !1) && e.bytes === t.bytes && isUsable(e), {
retry: s,
clock: r
});
let l = 0;
for (const {id: t} of c) {
const n = await getFileIfExists(e, t, s);
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
async function verifyContent(e, t, n, {retry: s, signal: i}) {
if (n.bytes > h) return {
unverified: "it is larger than 64 MB"
};
try {
for (let r = 0; r < p; r++) if (hasContent(await s(() => e.getFileContent(t, {
timeoutMs: f
})), n)) return "same";
return "different";
} catch (e) {
return (0, r.jO)(e, i), {
unverified: e.message
};
}
}
function hasContent(e, {digest: t, bytes: n}) {
if (sha256(e) === t) return !0;
const s = e.toString(), r = Buffer.from(s, "base64");
if (r.length === n && sha256(r) === t) return !0;
const i = s.startsWith('"') ? (0, o.Bl)(s) : void 0;
return "string" == typeof i && sha256(i) === t;
}
function sha256(e) {
return (0, s.createHash)("sha256").update(e).digest("hex");
}
}),
653: ((e, t, n) => {
n.d(t, {
Gu: () => isWaiting,
Hd: () => isTerminal,
MN: () => toCanonicalStatus,
Qm: () => decodeJob,
gM: () => hasMetadata,
lP: () => isPaused,
nE: () => o
});
var s = n(2857), r = n(8301), i = n(2493);
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
const u = s.YjP().min(1).max(200).transform(toCanonicalStatus).catch("unknown");
function toCanonicalStatus(e) {
return c.get(e.toLowerCase()) ?? e;
}
const d = s._H3({
id: i.ei,
status: u,
model: i.mR,
fine_tuned_model: i.mR,
training_file: i.ui,
validation_file: i.ui,
trained_tokens: i.WI,
result_files: s.YOg(s.L5J()).catch([]),
created_at: i.kX,
finished_at: i.kX,
estimated_finish: i.kX,
error: s.Ikc({
code: i.mR,
message: i.mR,
param: i.mR
}).optional().catch(void 0),
metadata: i.k$,
method: s._H3({
type: i.mR
}).optional().catch(void 0),
hyperparameters: i.W0,
seed: i.WI,
user_provided_suffix: i.mR,
suffix: i.mR
});
function decodeJob(e, {serverTime: t} = {}) {
const n = d.parse(e), s = function readMethodSettings(e) {
const t = void 0 === e?.type ? void 0 : e[e.type], n = (0, r.OW)(t) ? t : {}, s = [ e?.hyperparameters, n.hyperparameters ].map(e => (0, 
r.OW)(e) ? (0, r.p3)(e) : {});
return {
hyperparameters: Object.assign({}, ...s),
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
...(0, r.p3)(n.hyperparameters),
...s.hyperparameters
},
grader: s.grader,
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
var s = n(8301);
const r = 1e5, decodePlain = e => e;
function decodeJson(e) {
const t = e.startsWith('"') ? (0, s.Bl)(e) : void 0;
return "string" == typeof t ? t : "";
}
function decodeBase64(e) {
return /^[\w+/\r\n-]+={0,2}\s*$/.test(e.slice(0, r)) ? Buffer.from(e, "base64").toString("utf8") : "";
}
function* splitLines(e) {
let t = e.startsWith("\ufeff") ? 1 : 0;
for (;t < e.length; ) {
const n = e.indexOf("\n", t), s = n < 0 ? e.length : n;
if (s - t <= r) {
const n = e.slice(t, s).trim();
"" !== n && (yield n);
}
t = s + 1;
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
if (!(0, s.OW)(e) || !(0, s.OW)(e.metrics)) return e;
const {metrics: t, ...n} = e;
return {
...t,
...n
};
}(e)), n = parseStep(t.find(([e]) => "step" === e)?.[1]);
for (const [e, s] of t) void 0 === n ? this.#W(e, s) : this.#H(e, n, s, {
replace: !0
});
}
addCheckpoint({step: e, metrics: t}) {
if (void 0 !== parseStep(e) && void 0 !== e) for (const [n, s] of flatten(t)) this.#H(n, e, s, {
replace: !1
});
}
addResultFile(e) {
const t = function* parseResultRows(e) {
for (const t of [ decodePlain, decodeJson, decodeBase64 ]) {
const n = splitLines(t(e)), s = parseCells(n.next().value ?? "");
if (s.some(e => "step" === e.toLowerCase())) {
yield s.map(e => "step" === e.toLowerCase() ? "step" : e);
for (const e of n) yield parseCells(e);
return;
}
}
}(e), n = t.next();
if (n.done) return !1;
const s = n.value, r = s.indexOf("step");
for (const e of t) {
const t = parseStep(parseNumber(e[r]));
if (void 0 !== t) for (const [n, r] of s.entries()) {
const s = parseNumber(e[n]);
void 0 !== s && this.#H(r, t, s, {
replace: !1
});
}
}
return !0;
}
getTable() {
const e = new Map;
for (const [t, n] of this.#D) {
const s = Array.from(n, ([e, t]) => ({
step: e,
value: t
}));
e.set(t, s.sort((e, t) => e.step - t.step));
}
return {
series: e,
stepless: new Map(this.#q),
omitted: this.#B.size,
downsampled: this.#J
};
}
#H(e, t, n, {replace: s}) {
const r = this.#Z(e);
if (void 0 === r || i.has(r)) return;
const o = this.#D.get(r) ?? this.#K(r);
!o || !s && o.has(t) || (s && this.#q.delete(r), o.has(t) || (this.#z += 1), o.set(t, n), 
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
})), n = new Set(t.flatMap(({points: e}) => e.map(({step: e}) => e))), s = [ [ "step", ...e.keys() ].join(",") ];
for (const e of Float64Array.from(n).sort()) {
const n = t.map(t => {
const n = t.points[t.next];
return n?.step !== e ? "" : (t.next += 1, n.value);
});
s.push([ e, ...n ].join(","));
}
return `${s.join("\n")}\n`;
}
function flatten(e) {
const t = [];
return function visit(e, n, s) {
if (t.length >= a) return;
if ("object" == typeof e && null !== e) {
if (s > 0) for (const [t, r] of function listFields(e) {
if (!Array.isArray(e)) return Object.entries(e).filter(([e]) => !c.has(e));
const t = new Set;
return e.slice(0, a).map((e, n) => {
const s = Object(e).name, r = "string" == typeof s ? replacePunctuation(s) : "", i = "" === r || t.has(r) ? String(n) : r;
return t.add(i), [ i, e ];
});
}(e)) visit(r, n ? `${n}.${t}` : t, s - 1);
return;
}
const r = parseNumber(e);
void 0 !== r && t.push([ n, r ]);
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
var s = n(2857), r = n(4377);
const i = s._H3({
id: s.YjP(),
shutdown_date: r.p6().optional().catch(void 0)
});
function decodeModel(e) {
const {id: t, shutdown_date: n} = i.parse(e);
return {
id: t,
shutdownDate: n
};
}
const o = s._H3({
data: s.YOg(s._H3({
model: s.YjP()
}).nullable().catch(null))
});
function decodeModelLimits(e) {
return o.parse(e).data.filter(e => null !== e);
}
function isSameModel(e, t) {
const [n, s] = [ removeProvider(e), removeProvider(t) ];
return n === s || removeDate(n) === s || n === removeDate(s);
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
var s = n(8549);
const r = 100, i = 5e3;
function listJobs(e, {metadata: t, filter: n}, s) {
const o = {
getPage: e.listJobs,
pageSize: r,
maxItems: i,
metadata: t,
filter: n
};
return new ListReader({
...o,
...s
}).read();
}
const o = 1e3;
async function listCheckpoints(e, t, n) {
const s = {
getPage: n => e.listCheckpoints(t, n),
pageSize: r,
maxItems: o
}, {items: i} = await new ListReader({
...s,
...n
}).read();
return i.sort((e, t) => (e.step ?? 0) - (t.step ?? 0));
}
const a = 1e3, c = 2e4;
async function listFiles(e, t, n) {
const s = {
getPage: e.listFiles,
pageSize: a,
maxItems: c,
filter: t
}, {items: r} = await new ListReader({
...s,
...n
}).read();
return r.sort(compareAge);
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
#se;
#re=0;
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
let s;
for (;;) {
const r = await this.#le(s);
if (!r) return this.#ue("the server refuses to list what follows");
const i = this.#H(r, s);
if ("next" !== i.kind) return this.#ue("end" === i.kind ? void 0 : i.reason);
if (this.#ne.size >= t) return {
...this.#ue(void 0),
isTruncated: !0
};
if (this.#ie > 134217728) return this.#ue("the list is too long");
if (e.now() - n > 3e5) return this.#ue("reading the list takes too long");
s = i.after;
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
const n = e.entries.map(({key: e}) => e), s = n.length > 0 || void 0 === t ? this.#he(n) : void 0, r = n.some(e => !this.#ne.has(e));
this.#fe(e), this.#se = n, this.#re = r ? 0 : this.#re + 1;
const {isDone: i = () => !1} = this.#y;
if (i(this.#ee, this.#oe)) return {
kind: "end"
};
if ("same page" === s && this.#ne.size < l) return {
kind: "end"
};
if ("same page" === s && n.length > 0) return {
kind: "incomplete",
reason: "the server ignores the cursor of its list"
};
if ("known entries" === s) return {
kind: "incomplete",
reason: "the server lists entries of earlier pages again"
};
if (!1 === e.hasMore || void 0 === e.hasMore && !r) return {
kind: "end"
};
if (void 0 === e.nextCursor && n.length > 0) return {
kind: "incomplete",
reason: "the last entry of a page has no id to continue after"
};
if (r) return {
kind: "next",
after: e.nextCursor
};
if (0 === this.#ne.size && this.#de()) return this.#re = 0, this.#se = void 0, {
kind: "next",
after: void 0
};
const o = void 0 !== e.nextCursor || 0 === this.#ne.size;
return this.#re >= 2 || !o ? {
kind: "incomplete",
reason: "the server announces more entries and lists none"
} : {
kind: "next",
after: e.nextCursor
};
}
#he(e) {
if (void 0 === this.#se) return;
const isKnown = e => this.#ne.has(e), t = e.slice(Math.max(0, e.length - this.#se.length));
if (isEqual(t, this.#se) && !e.slice(0, -t.length || void 0).some(isKnown)) return "same page";
const n = e.findIndex(e => !isKnown(e)), s = n < 0 ? e : e.slice(0, n);
return 0 !== s.length && !isEqual(s, [ ...this.#ne ].slice(-s.length)) || e.slice(s.length).some(isKnown) ? "known entries" : void 0;
}
#fe({entries: e, bytes: t, serverTime: n}) {
const {filter: s = () => !0} = this.#y;
for (const t of e.filter(({key: e}) => !this.#ne.has(e))) {
const {key: e} = t, {createdAt: n} = "item" in t ? t.item : t.unreadable;
if ("unreadable" in t ? this.#te.push(t.unreadable) : s(t.item) && this.#ee.push(t.item), 
this.#ne.has(e)) continue;
const r = 0 === this.#ne.size, i = void 0 !== n && n <= (this.#ae ?? Number.NEGATIVE_INFINITY);
this.#oe &&= r || i, this.#ae = n, this.#ne.add(e);
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
return e instanceof s.hD && t.includes(e.status);
}
}),
4717: ((e, t, n) => {
n.d(t, {
Ne: () => jobUrl,
R1: () => isOpenAI,
_k: () => i,
mM: () => findKnownProvider,
nK: () => a,
s5: () => completeBaseUrl,
sO: () => getProvider,
to: () => isFirstPartyHost,
zq: () => withAzureApiPath
});
var s = n(8347);
const genericProvider = e => ({
name: e,
keyHeader: "bearer",
maxSingleUploadBytes: 512e6,
hasPreflight: !1,
hasSuffix: !0
}), r = {
...genericProvider("OpenAI"),
hasPreflight: !0
}, i = {
...genericProvider("Azure OpenAI"),
keyHeader: "api-key",
maxSingleUploadBytes: 1e8,
deployment: 'On Azure a model can be called only after you deploy it: use the action "deploy".'
}, o = [ [ /^(\w{2}\.)?api\.openai\.com$/, r ], [ /\.(openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/, i ], [ /^api\.tokenfactory\.nebius\.com$/, genericProvider("Nebius Token Factory") ], [ /^bedrock-mantle\.[\w-]+\.api\.aws$/, {
...genericProvider("Amazon Bedrock"),
hasSuffix: !1
} ], [ s.Z, {
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
return t === r || t === i;
}
function isOpenAI(e) {
return findKnownProvider(e) === r;
}
const a = "/openai/v1", c = /^(\/api\/projects\/[^/]+)?\/?$/;
function withAzureApiPath(e) {
const t = new URL(e), n = c.exec(t.pathname);
return n && (t.pathname = `${n[1] ?? ""}${a}`), t.href;
}
function completeBaseUrl(e) {
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
zE: () => toOidcTokenRequestError
});
var s = n(2857), r = n(9567), i = n(3916), o = n(8549), a = n(7777), c = n(8301), l = n(5668);
const u = "https://cognitiveservices.azure.com/.default";
function entraTokenUrl(e, t = "login.microsoftonline.com") {
return `https://${t}/${encodeURIComponent(e)}/oauth2/v2.0/token`;
}
const d = "https://auth.openai.com/oauth/token", h = s._H3({
access_token: s.YjP().regex(/^[\x21-\x7e]+$/),
expires_in: r.ai().positive().optional().catch(void 0)
}), f = 3600, p = 'Check "token-url", and that this runner can reach that host (through a proxy or a firewall).', m = 'Redirects are not followed. Set "token-url" to the address that they lead to.';
async function exchangeToken(e, t, n, s) {
const r = e.tokenUrl, i = `Token exchange at ${new URL(r).host}`, {type: o, body: d} = function buildTokenRequest(e, t) {
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
}, w = p, v = await (0, a.w$)(n, s, {
description: i,
url: r,
request: b,
unreachableHint: w
});
if (!(0, a.oJ)(v)) {
const {status: n} = v, s = n >= 400 && n < 500 && 429 !== n ? function claimsHint(e, t) {
const n = "openai" === e.kind ? "the mapping of the identity provider to the service account" : "the federated credential of the application", s = function readClaims(e) {
const t = (0, c.Bl)(Buffer.from(e.split(".")[1] ?? "", "base64url").toString());
return (0, c.OW)(t) ? t : {};
}(t);
return `Compare ${n} with the claims of GitHub's token: ${g.flatMap(e => "string" == typeof s[e] ? [ `${e}=${s[e]}` ] : []).join(", ") || "(unreadable)"}. The claim "environment" exists only if the job has an environment.`;
}(e, t) : n < 400 ? m : void 0;
throw (0, l.a)(i, v, {
hint: s
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
function toOidcTokenRequestError(e, t) {
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
var s = n(940), r = n(2011);
const i = [ ...s.ZG.map(e => [ e, "validation reward" ]), [ s.as, "full validation loss" ], [ s.eI, "validation loss" ] ];
function findBestCheckpoint(e, t, n) {
for (const [o, a] of i) {
const i = rateCheckpoints(e, t, o), c = (0, s.FA)(o), l = i.toSorted((e, t) => t.step - e.step), u = (0, 
s.it)(l, c);
if (!u || new Set(i.map(({value: e}) => e)).size < 2) continue;
const d = void 0 !== n && u.model === n || u.step >= findLastStep(e, t), h = `It has the ${1 === c ? "lowest" : "highest"} ${a} of ${(0, 
r.B4)(i.length, "checkpoint")}: ${(0, r.gI)(u.value)} at step ${(0, r.Sm)(u.step)}${d ? ", the last one" : ""}.`;
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
const r = new Map((0, s.LK)(t, n).map(({step: e, value: t}) => [ e, t ]));
return e.flatMap(e => {
const {step: t = -1} = e, n = r.get(t);
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
var s = n(940), r = n(2011);
const i = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
function sparkline(e, t) {
const n = e.filter(Number.isFinite), s = Math.min(t, n.length), r = Array.from({
length: s
}, (e, t) => {
const [r, i] = [ t, t + 1 ].map(e => Math.floor(e * n.length / s));
return mean(n.slice(r, i));
}), {low: o, high: a} = getRange(r);
return r.map(e => i[a > o ? Math.round(7 * (e - o) / (a - o)) : 3]).join("");
}
const o = 60, a = 40, c = 1e15, [l, u, d] = [ "#2f81f7", "#2f81f755", "#db6d28" ];
function renderChart({title: e, training: t, sampled: n}) {
const s = function sampleSteps(e) {
const {low: t, high: n} = getRange(e.flatMap(e => [ e[0], e.at(-1) ].flatMap(e => e?.step ?? [])));
if (!(n > t)) return;
const s = Math.max(...e.map(e => e.length)), r = Math.ceil((n - t) / (Math.min(o, s) - 1 || 1));
return Array.from({
length: Math.ceil((n - t) / r) + 1
}, (e, n) => t + n * r);
}([ t, n ]);
if (!s) return;
const i = t.length >= a, h = [ ...i ? [ {
color: u,
values: minMaxPerBucket(t, s)
} ] : [], {
color: l,
values: interpolate(smooth(t), s)
}, {
color: d,
values: interpolate(smooth(n), s)
} ].filter(({values: e}) => e.length > 0), f = function getAxisRange(e) {
const {low: t, high: n} = getRange(e);
if (!(Math.max(-t, n) <= c)) return;
const s = .05 * (n - t || Math.abs(n) || 1);
return [ t >= 0 ? Math.max(0, t - s) : t - s, n + s ];
}([ ...h.filter(({color: e}) => e !== u).flatMap(({values: e}) => e), ...typicalRange(t) ]);
if (!f) return;
const [p] = n, m = [ t.length > 0 && `\ud83d\udfe6 training ${e}${i ? " (faint: each step; full: their mean)" : ""}`, p && `\ud83d\udfe7 validation ${e}${g = p, 
s.findIndex(e => e >= g.step) > 1 ? ` (from step ${(0, r.Sm)(p.step)} on)` : ""}` ];
var g;
return `${function renderMermaid(e, t, [n, s], r) {
const i = {
xyChart: {
width: 800,
height: 360
},
themeVariables: {
xyChart: {
plotColorPalette: r.map(({color: e}) => e).join(", "),
backgroundColor: "transparent"
}
}
}, clamp = e => formatDecimal(Math.min(s, Math.max(n, e)));
return [ "```mermaid", `%%{init: ${JSON.stringify(i)}}%%`, "xychart-beta", `    x-axis "step" ${t[0]} --\x3e ${t.at(-1)}`, `    y-axis "${e}" ${formatDecimal(n)} --\x3e ${formatDecimal(s)}`, ...r.map(({values: e}) => `    line [${e.map(clamp).join(", ")}]`), "```" ].join("\n");
}(e, s, f, h)}\n\n${m.filter(Boolean).join(" \xb7 ")}`;
}
function smooth(e) {
return e.length >= a ? (0, s.CR)(e, Math.round(e.length / 20)) : e;
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
let s = 0;
return t.map(t => {
let r = e[s];
for (;r && r.step < t; ) s += 1, r = e[s];
const i = e[s - 1];
return r ? i ? i.value + (r.value - i.value) * (t - i.step) / (r.step - i.step) : r.value : n.value;
});
}
function minMaxPerBucket(e, t) {
const n = interpolate(e, t);
let r = 0;
for (let i = 0; i + 1 < t.length; i += 2) {
const o = t[i + 2] ?? Number.POSITIVE_INFINITY, a = r;
for (let t = e[r]; t && t.step < o; t = e[r]) r += 1;
const c = e.slice(a, r), [l, u] = [ (0, s.it)(c, 1), (0, s.it)(c, -1) ];
if (!l || !u) continue;
const d = l.step < u.step ? [ l, u ] : [ u, l ];
n.splice(i, 2, ...d.map(({value: e}) => e));
}
return n;
}
function listMilestones({sign: e, training: t, validation: n}) {
const i = n.length > 1 ? n : t, {low: o, high: a} = getRange([ ...t, ...n ].map(({step: e}) => e)), c = (0, 
s.it)(i, e)?.step ?? o, l = [ {
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
return n ? (0, r.gI)(n.value) : "";
};
return [ ...new Set(l.map(({step: e}) => e)) ].sort((e, t) => e - t).map(e => [ l.flatMap(t => t.step === e ? t.name : []).join(", "), (0, 
r.Sm)(e), latestValue(t, e), latestValue(n, e) ]);
}
function getRange(e) {
let [t, n] = [ Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY ];
for (const s of e) t = Math.min(t, s), n = Math.max(n, s);
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
var s = n(940), r = n(2011), i = n(5492), o = n(4285), a = n(3300);
function getCommitAndRunUrls({repository: e, sha: t, runId: n, serverUrl: s}) {
const r = e && `${s}/${e}`;
return {
repositoryUrl: r,
commitUrl: r && t && `${r}/commit/${t}`,
runUrl: r && n && `${r}/actions/runs/${n}`
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
const s = "failed" === e || "checked" === e && sum(n, "errors") > 0, r = "checked" === e && n.some(({isUnchecked: e}) => e), i = {
checked: s ? "the data has errors" : r ? "the data was not checked" : "the data is fine",
running: "training",
done: "trained",
failed: "failed"
};
return `${s ? "\u274c" : r ? "\u26aa" : "running" === e ? "\u23f3" : "\u2705"} Fine-tuning: ${t ? (0, 
o.X1)(t, 100) : i[e]}`;
}
function dataSection({data: e, cost: t}) {
if (0 === e.length) return;
const n = e.some(({changes: e}) => e && !("unavailable" in e)), s = e.some(({tokens: e}) => void 0 !== e), i = [ "Data", " Examples", ...n ? [ " Changes" ] : [], ...s ? [ " Tokens" ] : [] ], a = e.map(({role: e, examples: t, tokens: i, changes: o}) => {
const a = o && !("unavailable" in o) ? o : void 0;
return [ e, void 0 === t ? "" : (0, r.Sm)(t), ...n ? [ a ? changeCell(a) : "" ] : [], ...s ? [ tokenCell(i, a?.tokens) ] : [] ];
}), c = new Set(e.flatMap(({changes: e}) => e && "unavailable" in e ? e.unavailable : []));
return [ (0, o.tp)(i, a), ...[ ...c ].map(e => `Changes are not known: ${(0, o.X1)(e, 150)}.`), ...t ? [ costLine(t) ] : [] ].join("\n\n");
}
function changeCell({added: e, removed: t, changed: n}) {
return [ [ e > 0 && (0, r.Gp)(e), t > 0 && (0, r.Gp)(-t) ].filter(Boolean).join(" "), n > 0 && `${(0, 
r.Sm)(n)} edited` ].filter(Boolean).join("<br>") || "none";
}
function tokenCell(e, t = 0) {
return void 0 === e ? "" : 0 === t ? (0, r.Sm)(e) : `${(0, r.Sm)(e)}<br>${(0, r.Gp)(t)}`;
}
function costLine({tokens: e, usd: t}) {
return `${(0, r.B4)(e, "billable token")}${void 0 === t ? "" : `, about **${(0, 
r.UK)(t)}**`}`;
}
function problemSection(e) {
const [t, n] = [ sum(e.data, "errors"), sum(e.data, "warnings") ];
if (t + n === 0) return;
const s = [ t > 0 && `${a.J3.error} ${(0, r.B4)(t, "error")}`, n > 0 && `${a.J3.warning} ${(0, 
r.B4)(n, "warning")}` ], isError = ({severity: e}) => Number("error" === e), {markdown: i, shown: o} = (0, 
a.iK)(e.problems.toSorted((e, t) => isError(t) - isError(e)), {
maxRows: l,
maxLengths: u,
getUrl: ({file: t, line: n}) => function lineUrl(e, t, {provenance: n}) {
const s = e.toWellFormed().split("/"), {sha: r} = n ?? {}, i = n && getCommitAndRunUrls(n).repositoryUrl;
if (!i || !r || s.some(e => [ "", ".", ".." ].includes(e))) return;
const o = s.map(encodeURIComponent).join("/");
return `${i}/blob/${encodeURIComponent(r.toWellFormed())}/${o}#L${t}`;
}(t, n, e)
}), c = t + n - o;
return [ s.filter(Boolean).join(", "), o > 0 && i, c > 0 && o > 0 && `The log has ${(0, 
r.Sm)(c)} more.` ].filter(Boolean).join("\n\n");
}
function jobSection({job: e}) {
if (!e) return;
const {id: t, status: n, model: s, fineTunedModel: r, url: i} = e, a = `**Job** ${[ (0, 
o.U1)(t, i, 60), (0, o.X1)(n.replaceAll("_", " "), 30), s && (0, o.ti)(s, 80) ].filter(Boolean).join(" \xb7 ")}`;
return r ? `${a}<br>**Model** ${(0, o.ti)(r, 150)}` : a;
}
function metricSection({metrics: e}) {
if (!e || 0 === e.rows.length) return;
const t = e.rows.some(({baseline: e}) => void 0 !== e), format = e => void 0 === e ? "" : (0, 
r.gI)(e), n = e.rows.slice(0, d).map(({name: e, value: n, baseline: s}) => [ (0, 
o.ti)(e, 40), ...t ? [ format(s) ] : [], format(n), ...t ? [ differenceCell(e, n, s) ] : [] ]), s = t ? [ "Metric", " Baseline", " This", " Difference" ] : [ "Metric", " This" ], {baseline: i} = e;
return [ (0, o.tp)(s, n), ...i ? [ `Baseline: ${(0, o.ti)(i, 150)}` ] : [] ].join("\n\n");
}
function differenceCell(e, t, n) {
if (void 0 === t || void 0 === n) return "";
const i = t - n;
if (!Number.isFinite(i)) return "";
if (0 === i) return "0";
const o = -(0, s.FA)(e) * i, a = 0 === o ? "" : " " + (o > 0 ? "better" : "worse");
return `${(0, r.Gp)(i, r.gI)} ${i > 0 ? "\u2191" : "\u2193"}${a}`;
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
const {commitUrl: t, runUrl: n} = getCommitAndRunUrls(e), s = [ t && `commit ${(0, 
o.ti)(`${e.sha}`.slice(0, 7), 7)}`, n && (0, o.k9)("workflow run", n) ].filter(Boolean);
return s.length > 0 ? `<sub>${s.join(" \xb7 ")}</sub>` : void 0;
}
}),
4724: ((e, t, n) => {
n.d(t, {
F: () => diagnoseTraining
});
var s = n(940), r = n(2011);
const i = .03, o = 3;
function diagnoseTraining(e) {
const t = function describeDivergence({series: e}) {
const t = e.get(s.Jl) ?? [], n = t.find(({value: e}) => !Number.isFinite(e)), i = 'Lower "learning_rate_multiplier".';
if (n && !Number.isFinite(t.at(-1)?.value)) return `The training has diverged: its loss is not a finite number since step ${(0, 
r.Sm)(n.step)}. ${i}`;
const o = t.filter(({value: e}) => Number.isFinite(e));
if (o.length < 2 * s.Bx) return;
const {first: a, last: c} = analyzeCurve(o, 1);
return c.value > 2 * a.value ? `The training has diverged: its loss rose from ${(0, 
r.gI)(a.value)} to ${(0, r.gI)(c.value)}. ${i}` : void 0;
}(e);
if (t) return [ t ];
const n = (0, s.FD)(e);
if (!n) return [];
const {title: i, sign: o, training: a, validation: c} = n;
return c.length >= s.Bx ? [ describeValidation(n) ] : a.length < 2 * s.Bx ? [] : [ `${describeMovement("training", i, analyzeCurve(a, o))}; without validation metrics, overfitting cannot be detected.` ];
}
function describeValidation({title: e, sign: t, training: n, validation: i, validationName: o}) {
const a = analyzeCurve(i, t), {best: c, last: l, worsened: u} = a;
if (!u) return `${describeMovement(o, e, a)}: no sign of overfitting.`;
const d = n.filter(({step: e}) => e >= c.step), h = d.length >= s.Bx && analyzeCurve(d, t).gained, f = `was best at step ${(0, 
r.Sm)(c.step)} (${(0, r.gI)(c.value)})`;
if (!h) return `${capitalize(o)} ${e} ${f} and ended at ${(0, r.gI)(l.value)}.`;
const [p, m] = "loss" === e ? [ "risen", "fall" ] : [ "fallen", "rise" ], g = Math.round(100 * Math.abs(l.value / c.value - 1));
return `The model overfits: ${o} ${e} ${f} and has since ${p} to ${(0, r.gI)(l.value)} (${g} %), while training ${e} continued to ${m}.`;
}
function analyzeCurve(e, t) {
const n = Math.max(1, Math.round(e.length / 12)), r = (0, s.CR)(e, n), c = function noiseLevel(e) {
const t = [];
let n, s;
for (const r of e) void 0 !== n && void 0 !== s && t.push(s - (n + r) / 2), n = s, 
s = r;
const r = t.reduce((e, t) => e + t * t, 0) / Math.max(1, t.length);
return Math.sqrt(r / 1.5);
}(e.map(({value: e}) => e)) / Math.sqrt(n), [l = a, u = l] = [ r[0], r.at(-1) ], d = (0, 
s.it)(r, t) ?? l, h = Math.max(i * Math.abs(d.value), o * c), [f = l] = r.slice(Math.floor(.75 * r.length) - 1);
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
function describeMovement(e, t, {first: n, last: s, improving: i}) {
const o = `${capitalize(e)} ${t} went from ${(0, r.gI)(n.value)} to ${(0, r.gI)(s.value)}`;
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
ZG: () => s,
as: () => r,
eI: () => i,
it: () => findBestPoint
});
const s = [ "scores.valid_reward_mean", "full_valid_mean_reward", "valid_mean_reward", "valid_reward_mean" ], r = "full_valid_loss", i = "valid_loss", o = [ "train_mean_reward", "scores.train_reward_mean", "train_reward_mean", "critic_rewards_mean" ], a = "train_loss", c = 4;
function getCurves(e) {
const longest = t => t.map(t => finiteSeries(e, t)).reduce((e, t) => t.length > e.length ? t : e, []), t = {
training: longest(o),
validation: longest(s)
};
if (t.training.length + t.validation.length > 0) return {
title: "reward",
sign: -1,
...t,
validationName: "validation",
sampled: t.validation
};
const n = finiteSeries(e, a), l = finiteSeries(e, r), u = longest([ r, i ]), d = l.length >= c ? l : u;
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
const n = Math.floor(t / 2), s = 2 * n + 1, r = e.length, i = new Float64Array(r), o = new Float64Array(r);
let a = 0;
for (const [t, {value: n}] of e.entries()) a = t % s === 0 ? n : a + n, i[t] = a;
a = 0;
for (const [t, {value: n}] of e.toReversed().entries()) {
const e = r - 1 - t;
a = (e + 1) % s === 0 ? n : a + n, o[e] = a;
}
const blockIndex = e => Math.floor(e / s), sumWindow = (e, t) => {
const [n = 0, r = 0] = [ o[e], i[t] ];
return e % s === 0 ? r : blockIndex(e) === blockIndex(t) ? n : n + r;
};
return e.map(({step: e}, t) => {
const [s, i] = [ Math.max(0, t - n), Math.min(r - 1, t + n) ];
return {
step: e,
value: sumWindow(s, i) / (i - s + 1)
};
});
}
}),
5487: ((e, t, n) => {
n.d(t, {
U: () => renderDatasetDiff,
X: () => datasetRow
});
var s = n(2011), r = n(4285);
const i = 5;
function datasetRow(e) {
const {role: t, files: n, examples: o, format: a, bytes: c, tokens: l, digest: u, isUnchecked: d} = e, h = n.slice(0, i).map(({name: e}) => (0, 
r.ti)(e));
return n.length > i && h.push(`and ${n.length - i} more`), [ "training" === t ? "Training data" : "Validation data", [ h.join(", "), void 0 !== o && (0, 
s.B4)(o, "example"), a, void 0 !== l && (0, s.B4)(l, "token"), void 0 !== c && (0, 
s.z3)(c), d && "not checked", u && `sha256 ${(0, r.ti)(u.slice(0, 12))}` ].filter(Boolean).join(" \xb7 ") ];
}
function renderDatasetDiff(e) {
if ("unavailable" in e) return `not known: ${(0, r.X1)(e.unavailable)}`;
const {added: t, removed: n, changed: i, tokens: o, since: a} = e, c = `since ${(0, 
r.ti)(a.slice(0, 7))}`;
return t + n + i === 0 ? `none ${c}` : `${[ t > 0 && `${(0, s.B4)(t, "example")} added`, n > 0 && `${(0, 
s.Sm)(n)} removed`, i > 0 && `${(0, s.Sm)(i)} changed`, void 0 !== o && `${(0, s.Gp)(o)} tokens` ].filter(Boolean).join(", ")} ${c}`;
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
let n = e / 1e3, s = t.shift();
for (;n >= 999.95 && t.length > 0; ) n /= 1e3, s = t.shift();
return `${n.toFixed(1)} ${s}`;
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
var s = n(2011), r = n(4285);
const i = 100;
function formatGateResult({requirement: e, actual: t, limit: n, passed: r, note: i}) {
return `gate: ${r ? "passed" : "FAILED"}  ${e}: ${[ formatActual(t), void 0 !== n && `limit ${(0, 
s.gI)(n)}` ].filter(Boolean).join(", ")}${i ? ` (${i})` : ""}`;
}
function formatActual(e) {
return void 0 === e ? "not known" : (0, s.gI)(e);
}
function gateTable(e, {maxRows: t = i, maxLength: n = 200} = {}) {
const o = e.some(({note: e}) => e), a = [ "Requirement", " Actual", " Limit", ...o ? [ "Note" ] : [] ];
return (0, r.tp)(a, e.slice(0, t).map(({requirement: e, actual: t, limit: i, passed: a, note: c = ""}) => [ `${a ? "\u2705" : "\u274c"} ${(0, 
r.ti)(e, n)}`, formatActual(t), void 0 === i ? "" : (0, s.gI)(i), ...o ? [ (0, r.X1)(c, n) ] : [] ]));
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
var s = n(3916), r = n(194), i = n(940), o = n(2011);
const a = {
recentSteps: []
}, c = 20, l = 5;
function updateProgress(e, {createdAt: t, data: n}) {
const {step: s, total: r} = readStep(n);
if (void 0 === s || void 0 === t) return e;
const i = e.recentSteps.at(-1);
return {
recentSteps: [ ...i && (s <= i.step || t < i.at) ? [] : e.recentSteps, {
step: s,
at: t
} ].slice(-c),
total: r ?? e.total
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
function formatEvent({createdAt: e, level: t, message: n, data: s}, r, i) {
const a = "info" === t ? "" : `${t}: `, c = `${(0, o.fU)(e)}  ${a}${n}`, {step: u, total: d = r.total} = readStep(s);
if (void 0 === u) return c;
const h = function secondsLeft({recentSteps: e, total: t}, n) {
const [s, r] = [ e[0], e.at(-1) ];
if (!s || !r) return;
const i = r.at - s.at;
return void 0 !== t && i >= l ? (t - r.step) * i / (r.step - s.step) : void 0 !== n && n > r.at ? n - r.at : void 0;
}(r, i);
return [ c, ...[ !new RegExp(`\\b${u}\\b`).test(n) && `step ${u}${d ? `/${d}` : ""}`, !/loss|reward/i.test(n) && formatMainMetric(s), d && `${Math.floor(100 * u / d)} %`, d !== u && void 0 !== h && `${formatApproxDuration(h)} left` ].filter(Boolean) ].join(" \xb7 ");
}
function formatMainMetric(e) {
const t = Object(e), {train_loss: n, train_mean_reward: s} = {
...t.metrics,
...t
};
return "number" == typeof s ? `reward ${(0, o.gI)(s)}` : "number" == typeof n ? `loss ${(0, 
o.gI)(n)}` : void 0;
}
function formatApproxDuration(e) {
if (e < 60) return (0, o.a3)(1e3 * e);
const t = Math.round(e / 60);
return t < 60 ? `${t} min` : (0, o.a3)(6e4 * t);
}
const u = 6e5;
function formatHeartbeat({status: e}, t, {recentSteps: n, total: s}) {
const r = n.at(-1), i = r ? ` (step ${r.step}${s ? `/${s}` : ""})` : "";
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
const {title: n, training: s, sampled: a} = t;
return [ {
kind: "training",
curve: s
}, {
kind: "validation",
curve: a
} ].flatMap(({kind: e, curve: t}) => {
const s = t.map(({value: e}) => e), [i, a] = [ s[0], s.at(-1) ];
return void 0 === i || void 0 === a || s.length < 2 ? [] : `${`${e} ${n}`.padEnd(17)} ${(0, 
o.gI)(i).padStart(8)} ${(0, r.KM)(s, d)} ${(0, o.gI)(a)}`;
});
}
function formatStatus({status: e, estimatedFinish: t}) {
const n = t && "running" === e ? `, expected to end at ${(0, o.fU)(t)} UTC` : "";
return `status: ${e.replaceAll("_", " ")}${n}`;
}
function formatJob({id: e, status: t, model: n, fineTunedModel: s, createdAt: r}) {
return `${(0, o.r6)(r)}  ${e}  ${t}  ${s ?? n ?? ""}`.trimEnd();
}
function formatRetry(e, t) {
return `${(0, s.u1)(e)}; retrying in ${(0, o.a3)(Math.max(1e3, t))}`;
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
const s = 500, r = /:\/\/|www\.|\bGH-\d/i, i = /^(?:[\p{L}\p{N}_.:,;/+=%~()'\u2026-]|(?<=\w)@(?=\w)|\[\d+\]|(?<=\S) (?=\S)|(?<= )(?:[<>!]=|[<>*])(?= ))+$/u, o = /[^\p{L}\p{N}_: .,;=()'/%+\u2026-]|(?<![a-z\d])_|_(?![a-z\d])|:(?! |$)|(?<=www)\./giu;
function escapeText(e, t = s) {
return truncated(e, t).toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").replace(o, entity).replace(/&#(?:64|35|46);|&#58;(?=\/\/)|\bGH(?=-\d)/gi, "$&&#8203;");
}
function inlineCode(e, t = s) {
const n = truncated(e, t);
return i.test(n) && !r.test(n) ? `\`${n}\`` : htmlCode(e, t);
}
function htmlCode(e, t = s) {
return `<code>${escapeText(e, t)}</code>`;
}
function codeLink(e, t, n = s) {
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
function quoteError(e, {maxLines: t = 40, maxLength: n = s} = {}) {
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
const s = [ "job-id", "status", "fine-tuned-model" ], r = [ "fingerprint", "estimated-tokens", "estimated-cost" ], i = [ "training-file-id", "validation-file-id" ], o = [ "trained-tokens", "metrics", "best-checkpoint", "best-checkpoint-id", "checkpoints", "gate", "error-code", "error-message", "job", "results-dir" ], a = [ ...s, "created", ...r, ...i, "model-shutdown-date", ...o ], c = [ ...s, ...i, ...o ], l = [ "valid", "examples", "problems", "warnings", ...r, "results-dir" ], u = [ ...s, "jobs", "count" ], d = [ "job-id", "status" ], h = [ "score", "baseline-score", "difference", "difference-low", "difference-high", "verdict", "pass-rate", "baseline-pass-rate", "examples", "errors", "gate", "results-dir" ], f = [ "deployment", "model", "previous-model", "changed", "endpoint", "state" ], p = 64e3;
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
for (const s of e) {
const e = "object" == typeof s && null !== s ? pickShortFields(s) : s;
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
J3: () => r,
TT: () => selectAnnotations,
Vw: () => formatProblem,
iK: () => problemTable
});
var s = n(4285);
const r = {
error: "\u274c",
warning: "\u26a0\ufe0f"
};
function formatProblem({code: e, file: t, line: n, path: s, message: r}) {
return `${t}:${n}: ${r}${s ? ` (at ${s})` : ""} [${e}]`;
}
function selectAnnotations(e, t) {
const n = t.errors > 0, s = e.filter(({severity: e}) => n && "error" === e).slice(0, t.errors), r = e.filter(({severity: e}) => !n || "warning" === e).slice(0, t.warnings), i = new Set([ ...s, ...r ]);
return {
errors: s,
warnings: r,
rest: e.filter(e => !i.has(e))
};
}
function problemTable(e, {maxRows: t, maxBytes: n = Number.POSITIVE_INFINITY, maxLengths: i, getUrl: o}) {
const a = [];
let c = 0;
for (const l of e.slice(0, t)) {
const {severity: e, code: t, file: u, line: d, column: h, path: f, message: p} = l, m = (0, 
s.ti)(`${u}:${d}${h ? `:${h}` : ""}`, i?.location), g = f ? ` at ${(0, s.ti)(f, i?.path)}` : "", b = [ `${r[e]} ${(0, 
s.k9)(m, o?.(l))}`, `${(0, s.X1)(p, i?.message)}${g} ${(0, s.ti)(t, i?.code)}` ];
if (c += Buffer.byteLength(b.join(" | ")) + 5, c > n) break;
a.push(b);
}
return {
markdown: (0, s.tp)([ "Where", "Problem" ], a),
shown: a.length
};
}
}),
6974: ((e, t, n) => {
n.d(t, {
xv: () => P,
YH: () => createDependencies,
qG: () => exitAfterOutput,
eF: () => run
});
var s = n(7598), r = n(3024), i = n(1455), o = n(8161), a = n(9373), c = n(3916), l = n(2857), u = n(8301);
const d = l.Ikc({
full_name: l.YjP().optional().catch(void 0),
id: l.L5J().optional()
}).nullish().catch(void 0), h = l.YjP().regex(/^[0-9a-f]{4,64}$/).optional().catch(void 0), f = l.Ikc({
sha: h,
repo: d
}).optional().catch(void 0), p = l.Whr().positive().optional().catch(void 0), m = l.Ikc({
pull_request: l.Ikc({
number: p,
head: f,
base: f
}).optional().catch(void 0),
issue: l.Ikc({
number: p,
pull_request: l._H3({})
}).optional().catch(void 0),
merge_group: l.Ikc({
head_ref: l.YjP()
}).optional().catch(void 0),
workflow_run: l.Ikc({
pull_requests: l.YOg(l.L5J()).catch([])
}).optional().catch(void 0),
repository: d
}), g = l.Ikc({
number: l.Whr().positive(),
base: l.Ikc({
repo: l.Ikc({
id: l.L5J()
})
})
});
function readContext(e, t) {
const n = function parsePayload(e) {
return m.safeParse((0, u.Bl)(e)).data ?? {
repository: void 0
};
}(t), {GITHUB_REPOSITORY: s = ""} = e, {head: r, base: i} = n.pull_request ?? {}, o = withoutTrailingSlash(e.GITHUB_SERVER_URL || "https://github.com"), a = void 0 !== n.pull_request && "pull_request_target" !== e.GITHUB_EVENT_NAME;
return {
repository: b.test(s) ? s : void 0,
sha: r?.sha ?? (e.GITHUB_SHA || void 0),
ref: e.GITHUB_REF || void 0,
runId: e.GITHUB_RUN_ID || void 0,
runAttempt: readAttempt(e.GITHUB_RUN_ATTEMPT),
isFork: a && r?.repo?.full_name !== (i?.repo?.full_name ?? s),
apiUrl: withoutTrailingSlash(e.GITHUB_API_URL || "https://api.github.com"),
serverUrl: o,
pullRequest: findPullRequest(e, n),
actionUrl: getActionUrl(e, o)
};
}
function getActionUrl({GITHUB_ACTION_REPOSITORY: e = "", GITHUB_ACTION_REF: t = ""}, n) {
if (b.test(e) && /^[\w.-]+(?:\/[\w.-]+)*$/.test(t)) return `${n}/${e}/blob/${t}`;
}
const b = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/;
function readAttempt(e = "") {
const t = Number(e);
return Number.isSafeInteger(t) && t > 0 ? t : 1;
}
function findPullRequest(e, t) {
const n = t.pull_request?.number ?? t.issue?.number ?? function findNumberOfRun({workflow_run: e, repository: t}) {
for (const n of e?.pull_requests ?? []) {
const {data: e} = g.safeParse(n);
if (e && t && e.base.repo.id === t.id) return e.number;
}
}(t);
if (void 0 !== n) return {
number: n
};
const {merge_group: s} = t;
if (s) {
const e = Number(/\/pr-(\d{1,15})-[0-9a-f]+$/.exec(s.head_ref)?.[1]);
return e > 0 ? {
number: e
} : void 0;
}
const {GITHUB_SHA: r = "", GITHUB_REF: i = ""} = e;
return "push" === e.GITHUB_EVENT_NAME && isCommit(r) ? {
merged: r,
branch: /^refs\/heads\/(.+)$/.exec(i)?.[1]
} : void 0;
}
const isCommit = e => /^[0-9a-f]{40,64}$/.test(e) && !/^0+$/.test(e), withoutTrailingSlash = e => e.replace(/\/+$/, "");
var w = n(6760), v = n.n(w), y = n(8500), k = n(4874);
const _ = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/, $ = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/, E = 64, x = 4096, j = {
lstat: e => (0, i.lstat)(e).catch(() => {}),
readdir: e => (0, i.readdir)(e, {
withFileTypes: !0
}).catch(() => [])
};
function memoize(e) {
const t = new Map;
return n => {
const s = t.get(n) ?? e(n);
return t.set(n, s), s;
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
for (let n = e; ;n = v().dirname(n)) {
if (t.has(n)) return !0;
if (v().dirname(n) === n) return !1;
}
}
function isGlob(e, t = v()) {
return ("\\" === t.sep ? /[*?[{]/ : /[*?[{\\]/).test(e);
}
function splitGlob(e, t = v()) {
return function expandBraces(e) {
let t = [ e ];
for (;t.length <= E && e.length <= x; ) {
const e = t.flatMap(e => {
const [t, n] = _.exec(e) ?? [];
return void 0 === t || void 0 === n ? [ e ] : n.split(",").map(n => e.replace(t, () => n));
});
if (e.length === t.length) {
if (t.some(e => $.test(e))) break;
return [ ...new Set(t) ];
}
t = e;
}
throw new c.lZ(`${(0, c.hD)(e)} is too complicated a glob; use several lines`);
}("\\" === t.sep ? e.replaceAll("\\", "/") : e).map(n => {
const s = n.split("/"), r = s.findIndex(e => isGlob(e, t));
if (-1 === r) return {
folder: n,
steps: []
};
const i = s.slice(r).filter(e => "" !== e && "." !== e);
if (i.includes("..")) throw new c.lZ(`${(0, c.hD)(e)} has ".." after a wildcard`);
return {
folder: `${s.slice(0, r).join("/")}${r > 0 ? "/" : ""}`,
steps: i
};
});
}
async function expandGlob(e, t, {tree: n, budget: s, mayFollow: r}) {
const i = [ ...t, ..."**" === t.at(-1) ? [ "*" ] : [] ].map(compileStep), o = new Set, a = new Set;
async function reach(e, t, n) {
t === i.length ? o.add(e) : n && !await r(e) || await walk(e, t);
}
async function walk(e, t) {
const r = i[t], o = `${t} ${e}`;
if (void 0 === r || a.has(o)) return;
if (a.add(o), await s.spend(1), "string" == typeof r) {
const s = v().join(e, r), i = await n.lstat(s);
return void (i && await reach(s, t + 1, i.isSymbolicLink()));
}
r === A && await walk(e, t + 1);
const c = await n.readdir(e);
await s.spend(c.length);
for (const n of c) {
const child = () => v().join(e, n.name);
r === A ? n.isDirectory() && !n.name.startsWith(".") && await walk(child(), t) : r.test(n.name) && await reach(child(), t + 1, n.isSymbolicLink());
}
}
return await walk(e, 0), [ ...o ];
}
const A = Symbol("**");
function compileStep(e) {
return "**" === e ? A : isGlob(e) ? function compileSegment(e) {
const t = [ "" ];
for (const [n] of e.matchAll(S)) "*" === n ? t.push("") : t.push(t.pop() + compileToken(n));
const [n, ...s] = t, r = s.pop(), i = s.map((e, t) => `(?=(?<p${t}>.*?${e}))\\k<p${t}>`).join(""), o = `^${/^\\?\./.test(e) ? "" : "(?!\\.)"}${n}${i}${void 0 === r ? "" : `.*${r}`}$`;
try {
return new RegExp(o, (0, k.mj)() ? "isu" : "su");
} catch (t) {
throw new c.lZ(`${(0, c.hD)(e)} is not a valid glob`, {
cause: t
});
}
}(e) : e;
}
const S = /\\.|\[[!^]?\]?[^\]]*\]|./gsu;
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
if (this.#ge += e, this.#ge > this.#me) throw new c.lZ("the lines compare too many names; use fewer globs, or narrower ones", {
hint: `All lines together may compare ${this.#me.toLocaleString("en")} names.`
});
this.#ge < this.#be || (this.#be = this.#ge + 5e4, await (0, y.setImmediate)(), 
this.#pe?.throwIfAborted());
}
spendOnPaths(e) {
return this.spend(100 * e);
}
}
var R = n(2969), M = n(6971);
function createWorkspace(e, t) {
return {
glob: async (n, s) => async function findFiles(e, t) {
const {included: n, excluded: s} = parsePatternList(t);
if (0 === n.length) throw new c.lZ("no file is named");
const r = await async function resolveExcluded(e, t) {
const n = new Set;
for (const s of t) {
const {paths: t} = await resolveLine(e, s);
for (const e of t) n.add(e);
}
const s = new Set;
for (const t of n) {
await e.budget.spendOnPaths(1);
const n = await e.guard.resolveReal(t, t).catch(() => {}), r = (await (0, i.lstat)(t).catch(() => {}))?.isSymbolicLink();
void 0 === n || r || s.add(n);
}
return {
written: n,
real: s
};
}(e, s), o = new Map;
for (const t of n) {
const {paths: n, isLiteral: s} = await resolveLine(e, t), i = n.filter(e => !isInsideAny(e, r.written));
for (const n of i) o.get(n) || o.has(n) && !s || (await e.budget.spendOnPaths(1), 
o.set(n, s ? await getRegularFile(e, t, n) : await findRegularFile(e, e.guard.displayName(n), n)));
const a = i.length > 0 && !i.some(e => o.get(e));
if (0 === n.length || a) throw noMatchError(e, t);
}
const a = [ ...o.values() ].filter(e => void 0 !== e).sort(compareFiles), l = [ ...new Map(a.toReversed().map(e => [ e.path, e ])).values() ].filter(e => !isInsideAny(e.path, r.real));
if (0 === l.length) throw new c.lZ('the lines with "!" exclude every file that is named');
return l.sort(compareFiles);
}(await createSearchContext(e, s, t), n),
async getFile(t, n) {
const s = await createSearchContext(e, n);
return getRegularFile(s, t, resolveWritten(s, t));
},
exists: async (t, n) => pathExists(await createSearchContext(e, n), t),
readText: M.Ft,
readBytes: M.io,
prepareDirectory: t => async function prepareDirectory(e, t) {
if (void 0 === t) {
const createTemp = () => (0, i.mkdtemp)(v().join(e.temp, "fine-tune-"));
return {
create: () => createTemp().catch(throwCannotCreate(e.temp))
};
}
const n = await (0, k.HE)(e), s = n.checkWritten(t, v().resolve(e.workspace, t), {
allowTemp: !0
});
await n.resolveReal(t, s);
return {
create: () => (async () => (await (0, i.mkdir)(s, {
recursive: !0
}), n.resolveReal(t, s)))().catch(throwCannotCreate(t))
};
}(e, t)
};
}
async function createSearchContext(e, t, n) {
const s = await (0, k.HE)(e), r = t && v().resolve(e.workspace, t);
return {
guard: s,
folder: r ? v().dirname(r) : e.workspace,
namesFolder: e.isCommandLine ?? !1,
origin: t && r ? await findOrigin(s, t, r) : "input",
budget: new GlobBudget(n),
tree: (i = j, {
lstat: memoize(i.lstat),
readdir: memoize(i.readdir)
})
};
var i;
}
async function findOrigin(e, t, n) {
const s = await e.resolveReal(t, n);
return e.isInWorkspace(n) || e.isInWorkspace(s) ? "workspace" : "temp";
}
function resolveWritten({guard: e, folder: t, origin: n}, s, r = s) {
const i = v().isAbsolute(s);
if (i && "workspace" === n) throw new c.lZ(`${(0, c.hD)(r)} is an absolute path, which only an input can have`, {
hint: "In a file, paths are relative to its folder."
});
const o = "temp" === n || "input" === n && i;
return e.checkWritten(r, v().resolve(t, s), {
allowTemp: o
});
}
async function pathExists(e, t) {
try {
const n = resolveWritten(e, t);
return await e.guard.resolveReal(t, v().dirname(n)), await (0, i.lstat)(n), !0;
} catch {
return !1;
}
}
function compareFiles({name: e}, {name: t}, n = v()) {
return Number(n.isAbsolute(t)) - Number(n.isAbsolute(e)) || (e < t ? -1 : Number(e > t));
}
async function resolveLine(e, t) {
await e.budget.spendOnPaths(1);
const n = !isGlob(t) || await pathExists(e, t), s = n ? [ resolveWritten(e, t) ] : await async function matchPattern(e, t) {
const {guard: n, tree: s, budget: r} = e, mayFollow = async e => !!await n.resolveReal(t, e).catch(() => {}), i = new Set;
for (const {folder: o, steps: a} of splitGlob(t)) {
await r.spendOnPaths(1);
const c = resolveWritten(e, o, t);
if (0 !== a.length) {
await n.resolveReal(t, c);
for (const e of await expandGlob(c, a, {
mayFollow: mayFollow,
tree: s,
budget: r
})) i.add(e);
} else await pathExists(e, o) && i.add(c);
}
return [ ...i ];
}(e, t);
return {
paths: s,
isLiteral: n
};
}
function noMatchError(e, t) {
const n = hasBackslashSeparators(t) ? 'Separate folders by "/".' : void 0;
return new c.lZ(`no file matches ${(0, c.hD)(t)}${formatFolder(e, t)}`, {
hint: n
});
}
function formatFolder({folder: e, namesFolder: t}, n) {
return t && !v().isAbsolute(n) ? ` in the folder ${(0, c.hD)(e)}` : "";
}
function hasBackslashSeparators(e) {
return "\\" !== v().sep && /\\\w/.test(e);
}
async function getRegularFile(e, t, n) {
const s = await findRegularFile(e, t, n);
if (s) return s;
if (!(await (0, i.lstat)(await e.guard.resolveReal(t, n))).isDirectory()) throw new c.lZ(`${(0, 
c.hD)(t)} is not a regular file`);
const r = `Name its files, for example ${(0, c.hD)(`${t.replace(/\/$/, "")}/*.jsonl`)}.`;
throw new c.lZ(`${(0, c.hD)(t)} is a directory`, {
hint: r
});
}
async function findRegularFile(e, t, n) {
const s = await e.guard.resolveReal(t, n), r = await (0, i.lstat)(s, {
bigint: !0
}).catch(async r => {
throw await async function toReadError(e, t, {label: n, path: s, real: r}) {
const o = (0, c.E2)(e);
if ("ENOENT" !== o && "ENOTDIR" !== o && "ERR_INVALID_ARG_VALUE" !== o) return new c.lZ(`${(0, 
c.hD)(n)} cannot be read (${o})`, {
cause: e
});
if (await (0, i.lstat)(s).catch(() => {})) return new c.lZ(`${(0, c.hD)(n)} is a link to nothing`);
if (hasBackslashSeparators(n)) return noMatchError(t, n);
const a = await async function findSimilarFile(e) {
const t = await (0, i.readdir)(v().dirname(e)).catch(() => []);
return (0, R.h0)(v().basename(e), t);
}(r);
return new c.lZ(`no file at ${(0, c.hD)(n)}${formatFolder(t, n)}`, {
hint: a && `Did you mean ${(0, c.hD)(a)}, in the same folder?`
});
}(r, e, {
label: t,
path: n,
real: s
});
});
if (r.isSymbolicLink()) throw new c.lZ(`${(0, c.hD)(t)} is a link that leads back to itself`);
if (!r.isFile()) return;
const o = {
name: e.guard.displayName(n),
path: s,
size: Number(r.size),
version: (0, M.fB)(r)
}, a = await (0, M.GT)(o);
return await a.close(), o;
}
const throwCannotCreate = e => t => {
if (t instanceof c.lZ) throw t;
throw new c.lZ(`cannot create the folder ${(0, c.hD)(e)} (${(0, c.E2)(t)})`, {
cause: t
});
};
var I = n(1421);
const T = 67108864, O = {
"core.quotePath": "off",
"core.hooksPath": o.devNull,
"core.fsmonitor": "false",
"protocol.allow": "never",
"safe.directory": "*"
};
function explainFailure(e) {
const t = (0, c.E2)(e);
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
for (const [n, {isLink: s}] of e) {
let [e, r] = [ n, describe(s, !1) ];
for (let n = v().dirname(e); n !== e; n = v().dirname(e)) {
const s = t.get(n), i = s ?? new Map;
if (i.set(v().basename(e), r), s) break;
t.set(n, i), [e, r] = [ n, describe(!1, !0) ];
}
}
return {
lstat: async e => t.get(v().dirname(e))?.get(v().basename(e)),
readdir: async e => [ ...t.get(e) ?? [] ].map(([e, t]) => ({
name: e,
...t
}))
};
}(e.files);
}
async glob({patterns: e, relativeTo: t, files: n}) {
const s = n.find(({path: e}) => !this.#y.currentFiles.has(e));
if (s) return {
unavailable: `${(0, c.hD)(s.name)} is not part of the commit`
};
const r = await this.#ve(e, t);
if (r.size > 200) return {
unavailable: "the data had more than 200 files"
};
const i = [];
for (const [e, t] of r) {
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
const {git: s, workspace: r} = this.#y, i = v().relative(r, e).split(v().sep).join("/");
if (n) return {
unavailable: `${(0, c.hD)(i)} was a link`
};
const o = await s.readText("cat-file", "-s", t).catch(() => "");
if (!o) return {
unavailable: `the older ${(0, c.hD)(i)} is not in this partial clone`
};
const a = Number(o);
return a < 1024 && (await s.readText("cat-file", "blob", t)).startsWith("version https://git-lfs.github.com/spec/") ? {
unavailable: `${(0, c.hD)(i)} is stored in Git LFS, and this checkout has no older version`
} : {
name: i,
path: e,
size: a
};
}
async #ve(e, t) {
const {workspace: n, files: s, signal: r} = this.#y, i = t ? v().dirname(v().resolve(n, t)) : n, o = new GlobBudget(r), expandAll = async e => {
const t = new Set;
for (const n of e) for (const e of await this.#ke(n, i, o)) t.add(e);
return t;
}, {included: a, excluded: c} = parsePatternList(e), l = await expandAll(c), u = new Map;
for (const e of await expandAll(a)) {
const t = s.get(e);
t && !isInsideAny(e, l) && u.set(e, t);
}
return u;
}
async #ke(e, t, n) {
await n.spend(1);
const s = v().resolve(t, e);
if (!isGlob(e) || await this.#we.lstat(s)) return [ s ];
const r = {
tree: this.#we,
budget: n,
mayFollow: async () => !1
}, i = [];
for (const {folder: n, steps: s} of splitGlob(e)) {
const e = v().resolve(t, n);
i.push(0 === s.length ? [ e ] : await expandGlob(e, s, r));
}
return i.flat();
}
}
async function listCommitFiles(e, t, n) {
const s = await e.readText("ls-tree", "-r", "-z", "--full-tree", t), r = new Map;
for (const e of s.split("\0")) {
const [, t, s, i] = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(e) ?? [];
s && i && r.set(v().join(n, i), {
object: s,
isLink: "120000" === t
});
}
return r;
}
var C = n(2043), N = n(7856), F = n(1089);
const P = "1.1.0";
async function run(e, t) {
process.exitCode = 1;
const {env: n} = process;
(0, N.Pj)(n);
const s = (0, C.a)(n, {
fetch: (0, F.Hy)(),
clock: a.ml
}), r = new AbortController;
for (const e of [ "SIGINT", "SIGTERM", "SIGBREAK" ]) process.on(e, () => r.abort(new c.lZ("The workflow was cancelled.")));
process.on("uncaughtException", e => {
s.setFailed((0, c.Wk)(e)), process.exit(1);
});
const i = n.GITHUB_WORKSPACE || process.cwd();
await e(createDependencies({
runner: s,
signal: r.signal,
root: i,
launcherUrl: t
})), exitAfterOutput(s);
}
function createDependencies({runner: e, signal: t, root: n, launcherUrl: r}) {
const {env: l} = process;
return {
runner: e,
fetch: (0, F.Hy)(),
clock: a.ml,
workspace: createWorkspace({
workspace: n,
temp: l.RUNNER_TEMP ?? (0, o.tmpdir)(),
isCommandLine: e.isCommandLine
}, t),
random: Math.random,
attemptId: (0, s.randomBytes)(16).toString("hex"),
signal: t,
userAgent: `openai-fine-tune/${P}`,
context: readContext(l, readTextOrEmpty(l.GITHUB_EVENT_PATH)),
readParentCommit: e => async function readParentCommit(e, t, n) {
try {
const s = await (0, i.realpath)(e), r = function createGit(e, {PATH: t, SystemRoot: n}, s) {
const r = Object.entries(O).flatMap(([e, t]) => [ "-c", `${e}=${t}` ]), buildArguments = t => [ "--no-pager", ...r, "-C", e, ...t ], i = {
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
signal: s
};
return {
readText: (...e) => new Promise((t, n) => {
(0, I.execFile)("git", buildArguments(e), {
...a,
maxBuffer: T
}, (e, s) => e ? n(e) : t(s));
}),
async* readBytes(...e) {
const t = (0, I.spawn)("git", buildArguments(e), {
...a,
stdio: [ "ignore", "pipe", "ignore" ]
}), n = new Promise((e, n) => {
t.once("error", n), t.once("close", e);
});
n.catch(() => {});
try {
for await (const e of t.stdout) yield e;
if (0 !== await n) throw new c.lZ("git could not read the parent commit");
} finally {
t.kill();
}
}
};
}(s, t, n), a = v().resolve((await r.readText("rev-parse", "--show-toplevel")).trim()), l = (await r.readText("rev-list", "--parents", "-n", "1", "HEAD", "--")).trim(), [, u] = l.split(" ");
if (!u) return {
unavailable: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"'
};
const d = await listCommitFiles(r, "HEAD", a), h = await listCommitFiles(r, u, a);
return new GitParentCommit({
git: r,
workspace: s,
commit: u,
files: h,
currentFiles: d,
signal: n
});
} catch (e) {
return n?.throwIfAborted(), {
unavailable: explainFailure(e)
};
}
}(n, l, e),
...(0, a.IA)(a.ml, t),
startDate: new Date,
readRanks: e => (0, i.readFile)(new URL(`${e}.ranks`, r)),
workers: {
count: (0, o.availableParallelism)(),
spawn: () => function startWorker(e) {
const {Worker: t} = process.getBuiltinModule("node:worker_threads");
return new t(e, L);
}(new URL("worker.js", r))
}
};
}
function exitAfterOutput({failed: e}) {
const {stdout: t, stderr: n} = process;
t.write("", () => {
const s = t.errored ? (0, c.E2)(t.errored) : void 0, r = void 0 !== s && "EPIPE" !== s;
r && n.write(`error: standard output cannot be written (${s})\n`), process.exit(e || r ? 1 : 0);
});
}
const L = {
env: {},
execArgv: [],
resourceLimits: {
maxYoungGenerationSizeMb: 4
}
};
function readTextOrEmpty(e) {
try {
return e ? (0, r.readFileSync)(e, "utf8") : "";
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
const s = 64;
function closestMatch(e, t) {
const n = normalize(e);
if ("" === n || e.length > s) return;
let r;
for (const s of t) {
const t = s.length < 8 ? 1 : 2, i = normalize(s);
if (Math.abs(n.length - i.length) > t) continue;
const o = editDistance(n, i);
if (o > t) continue;
const a = o === r?.edits && s[0] === e[0] && r.candidate[0] !== e[0];
(!r || o < r.edits || a) && (r = {
candidate: s,
edits: o
});
}
return r?.candidate;
}
function didYouMean(e, t) {
const n = "string" == typeof e ? closestMatch(e, t) : void 0;
return void 0 === n || n === e ? "" : ` (did you mean "${n}"?)`;
}
function editDistance(e, t) {
let n = [], s = Array.from({
length: t.length + 1
}, (e, t) => t);
for (let r = 1; r <= e.length; r += 1) {
const i = [ r ];
for (let o = 1; o <= t.length; o += 1) {
const a = e[r - 1] === t[o - 1], c = e[r - 1] === t[o - 2] && e[r - 2] === t[o - 1];
i[o] = Math.min(at(s, o) + 1, at(i, o - 1) + 1, at(s, o - 1) + (a ? 0 : 1), c ? at(n, o - 2) + 1 : Number.POSITIVE_INFINITY);
}
n = s, s = i;
}
return at(s, t.length);
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
var s = n(8019), r = n(8301), i = n(7603), o = n(4512);
const a = new Set([ "method", "model", "number", "grader" ]);
function isDecisive({kind: e}) {
return a.has(e);
}
function compareJob(e, t) {
const {model: n, method: s, grader: r, suffix: o, seed: a} = e, compareWhole = (e, t, n, s) => toComparison(e, t, n, s, e => e === n);
return [ ...void 0 === t.method && "supervised" === s ? [] : [ compareWhole("method.type", "method", s, t.method?.toLowerCase()) ], toComparison("model", "model", n, t.model, e => (0, 
i.SQ)(e, n)), ...compareHyperparameters(e, t), ...void 0 === r ? [] : [ compareGrader(r, t.grader) ], ...void 0 === o && void 0 === t.suffix ? [] : [ compareWhole("suffix", "suffix", o, t.suffix) ], ...void 0 === a ? [] : [ compareWhole("seed", "seed", a, t.seed) ], ...compareExtraBody(e, t) ];
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
function toComparison(e, t, n, s, r) {
return {
field: e,
kind: t,
requested: n,
reported: s,
result: null == s ? "unknown" : r(s) ? "same" : "different"
};
}
function compareHyperparameters({hyperparameters: e}, t) {
return Object.entries(e).flatMap(([e, n]) => {
if ("auto" === n || ![ "number", "string" ].includes(typeof n)) return [];
const s = "number" == typeof n ? "number" : "setting", r = t.hyperparameters[e], i = `hyperparameters.${e}`;
return "auto" !== r || function hasStarted({status: e}) {
return [ "running", "pausing", "paused", "resuming", "succeeded" ].includes(e);
}(t) ? [ toComparison(i, s, n, r, e => isSameScalar(n, e)) ] : [ {
field: i,
kind: s,
requested: n,
reported: r,
result: "unresolved"
} ];
});
}
function compareExtraBody({extraBody: e = {}}, {raw: t}) {
return Object.entries(e).flatMap(([e, n]) => {
if ("hyperparameters" === e || e === o.IS) return [];
const s = JSON.stringify(n) === JSON.stringify(t[e]);
return [ {
field: e,
kind: "extra",
requested: n,
reported: t[e],
result: s ? "same" : "unknown"
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
return Array.isArray(e) ? e.map(omitMasked) : (0, r.OW)(e) ? Object.fromEntries(Object.entries(e).flatMap(([e, t]) => ((e, t) => l.test(e) || c.test(e) && "string" == typeof t)(e, t) ? [] : [ [ e, omitMasked(t) ] ])) : e;
}
function compareGrader(e, t) {
const [n, r] = [ e, t ].map(e => omitMasked((0, s.ag)(e)));
return findDifference(n, r, "grader") ?? toComparison("grader", "grader", e, t, () => !0);
}
function findDifference(e, t, n) {
if (null == e || null == t) return;
const s = {
field: n,
kind: "grader",
requested: e,
reported: t,
result: "different"
};
return Array.isArray(e) && Array.isArray(t) ? e.length === t.length ? findFirst(e.entries(), ([e, s]) => findDifference(s, t[e], `${n}[${e}]`)) : s : (0, 
r.OW)(e) && (0, r.OW)(t) ? findFirst(Object.entries(e), ([e, s]) => findDifference(s, t[e], `${n}.${e}`)) : "object" != typeof e && "object" != typeof t ? isSameScalar(e, t) ? void 0 : s : void 0;
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
var s = n(9373), r = n(1828), i = n(5976), o = n(2443), a = n(4717), c = n(3737), l = n(8171);
function createConnection(e, t, n = {}) {
const s = e["base-url"], {hostname: i, searchParams: o} = new URL(s), c = n[u] ?? o.get(u);
return (0, a.mM)(i) || t.runner.warning(`input "base-url": unknown server ${i}; your credential will be sent to it`), 
{
baseUrl: s,
headers: (0, r.db)(e, t.userAgent),
credentials: createCredentials(e, t),
customLlmProvider: "string" == typeof c ? c : void 0
};
}
function createClientsWithDeadline(e, t, {fetch: n, clock: s, signal: r, startedAt: i}) {
const a = t > 0 ? i + t : Number.POSITIVE_INFINITY, connect = t => (0, o.U)(e, n, s, {
signal: t,
deadline: a
});
return {
client: connect(),
cancellableClient: connect(r),
connect: connect,
deadline: a
};
}
const u = "custom_llm_provider", d = "api://AzureADTokenExchange", h = 6e4;
function createCredentials(e, t) {
const {"api-key": n, "auth-scheme": s, "base-url": r} = e;
return void 0 !== n ? (0, i.c)(n, s, (0, a.sO)(new URL(r).hostname)) : createIdentityAuth(function readIdentity(e) {
const {"identity-provider-id": t, "service-account-id": n, "azure-tenant-id": s, "azure-client-id": r, "token-url": i} = e;
if (t && n) return {
kind: "openai",
tokenUrl: i ?? c.HK,
identityProviderId: t,
serviceAccountId: n
};
if (s && r) return {
kind: "entra",
tokenUrl: i ?? (0, c.Lr)(s),
clientId: r
};
throw new Error("the inputs name no way to authenticate");
}(e), e["oidc-audience"], t);
}
function createIdentityAuth(e, t, n) {
const {runner: r, fetch: o, clock: a, context: u} = n, f = t ?? ("entra" === e.kind ? d : void 0);
return new i._(async () => {
const t = await (0, s.wj)(a, h, void 0, () => r.getIdToken(f)).catch(e => {
throw (0, c.zE)(e, u.isFork);
}), n = await (0, c.r1)(e, t, o, a);
return r.setSecret(n.value), n;
}, (0, l.tO)(n));
}
}),
8394: ((e, t, n) => {
n.d(t, {
_S: () => createJob,
gw: () => JobMaybeCreatedError,
xQ: () => p
});
var s = n(9373), r = n(1388), i = n(3916), o = n(8549), a = n(8902), c = n(8240), l = n(7693), u = n(2004), d = n(8171);
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
const {deps: n, files: s} = t, {runner: r} = n;
let i = {
fileIds: e,
metadata: (0, u.xo)(t),
derivedSeed: (0, u.Xx)(t)
}, a = !0;
for (r.saveState("attempt", (0, u.oI)(n)), void 0 !== i.derivedSeed && r.saveState("seed", `${i.derivedSeed}`); ;) {
s.reserve(i.fileIds);
try {
return await sendUntilKnown(i, t);
} catch (e) {
if ((e instanceof o.hD || (0, o.yj)(e)) && s.release(i.fileIds), !(e instanceof o.hD)) throw e;
if (i.metadata && isFieldRejected(e, "metadata")) r.warning("This server rejects metadata, so the job is created without it. Later runs can recognize it only by its seed, or by its files, model and settings."), 
i = {
...i,
metadata: void 0
}; else if (void 0 !== i.derivedSeed && isFieldRejected(e, "seed")) r.info("This server rejects a seed, so the job is created without the one that the action derived."), 
i = {
...i,
derivedSeed: void 0
}; else {
if (!a || !await s.dropMissing().catch(() => !1)) throw e;
a = !1, i = {
...i,
fileIds: await s.ensureUploaded()
};
}
}
}
}
async function sendUntilKnown(e, t) {
const {clock: n, signal: s, runner: r} = t.deps;
s.throwIfAborted();
for (let o = 1; ;o++) {
const a = await sendOnce(e, t).catch(e => {
throw o > 1 && e instanceof i.lZ ? new JobMaybeCreatedError(e) : e;
});
if (!(a instanceof i.lZ)) return {
job: a,
sent: e,
isAmbiguous: o > 1
};
r.info(`${a.message}. Checking whether the job was created before retrying.`);
const c = await findCreatedJob(e, t, a);
if (c) return {
job: c.recognized.job,
sent: e,
...c,
isAmbiguous: !0
};
if (1 === o && isRefusal(a)) throw a;
if (o === f || n.now() >= t.deadline || s.aborted) throw new JobMaybeCreatedError(a);
}
}
async function sendOnce({fileIds: e, metadata: t, derivedSeed: n}, {plan: c, deps: l, client: u, deadline: f}) {
const {clock: p, signal: m} = l, {metadata: g, ...b} = c.job, v = (0, r.y)({
...b,
...t && {
metadata: t
},
...void 0 !== n && {
seed: n
}
}, e), y = (0, s.y5)(m, () => w, p), send = async () => {
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
const {clock: s, signal: r} = t.deps, {fileIds: o} = e, a = s.now() + b;
let c, l = [];
try {
for (const n of p) {
await s.sleep(n, r);
const i = Math.max(a, Math.min(s.now() + g, t.deadline)), u = await lookOnce(e, t, {
timeoutMs: m,
deadline: i,
signal: r
}), d = u.jobs.filter(({by: e, job: t}) => "metadata" === e || "seed" === e && mayUseFiles(t, o));
if (d.length > 0) return pickCreated(d, o);
l = u.jobs, c ??= u.incompleteReason;
}
} catch (a) {
const c = {
timeoutMs: v,
deadline: s.now(),
signal: void 0
}, l = r.aborted ? await lookOnce(e, t, c).catch(() => {}) : void 0, u = pickCreated(l?.jobs ?? [], o);
if (u) return u;
throw (0, i.jO)(a), new JobMaybeCreatedError(n);
}
const u = pickCreated(l, o);
if (!u && void 0 !== c) throw new JobMaybeCreatedError(n, c);
return u;
}
function pickCreated(e, t) {
const n = e.filter(({job: e}) => mayUseFiles(e, t)), s = n.length > 0 ? n : e, r = (0, 
l.Zl)(s)[0] ?? s.toSorted((e, t) => (0, c.lF)(e.job, t.job))[0];
return r && {
recognized: r,
others: n.filter(e => e !== r)
};
}
function mayUseFiles(e, {training: t, validation: n}) {
const {trainingFile: s = t, validationFile: r = n} = e;
return s === t && r === n;
}
function lookOnce({metadata: e}, {client: t, deps: n, jobs: s}, {timeoutMs: r, deadline: i, signal: o}) {
return s.lookForCreated(e && {
ft_attempt: (0, u.oI)(n)
}, {
client: {
listJobs: e => t.listJobs(e, {
signal: o,
timeoutMs: r,
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
const {status: t, isApiResponse: n, isPermanent: s} = e;
return n && t >= 400 && t < 500 && 408 !== t || t >= 500 && s;
}
function shouldResend(e) {
return e instanceof o.oA ? (0, o.r3)(e) : e instanceof o.Rc || e instanceof o.hD && (e.credentialRenewed || 429 === e.status && (0, 
o.r3)(e) || function isFileNotReady({serverMessage: e}) {
return /being processed|not ready|not yet processed/i.test(e ?? "");
}(e));
}
function isFieldRejected({status: e, param: t, serverMessage: n}, s) {
return [ 400, 422 ].includes(e) && new RegExp(`\\b${s}\\b`, "i").test(`${t} ${n}`);
}
}),
8193: ((e, t, n) => {
n.d(t, {
B: () => deriveSeed,
x: () => isDerivedSeed
});
var s = n(7598);
const r = 20, i = 11;
function deriveSeed(e) {
const t = digestBits(`openai-fine-tune seed 1\n${e}`, r);
return t * 2 ** i + checkOf(t);
}
function isDerivedSeed(e) {
if (void 0 === e || !Number.isInteger(e) || e < 0 || e >= 2 ** (r + i)) return !1;
const t = Math.floor(e / 2 ** i);
return checkOf(t) === e % 2 ** i;
}
const checkOf = e => digestBits(`openai-fine-tune check 1\n${e}`, i);
function digestBits(e, t) {
return (0, s.createHash)("sha256").update(e).digest().readUInt32BE() >>> 32 - t;
}
}),
7693: ((e, t, n) => {
n.d(t, {
LD: () => decide,
Wu: () => i,
Zl: () => rankJobs,
cR: () => elect
});
var s = n(653), r = n(8240);
const i = 3e4, o = 500, a = 4e3, c = 1200, l = 20;
async function elect(e, t) {
const {clock: n, signal: s, look: r, isAmbiguous: l, answeredAt: u} = t;
let d = !1;
for (let h = o; ;h = Math.min(2 * h, a)) {
const o = n.now() - u >= i, a = decide(e, await r(), t, o);
if (o) return a;
if (a.preferred && 0 === a.suspects.length) return a;
const f = !(a.suspects.length > 0 || a.copies.some(({by: e}) => "metadata" !== e) || l || void 0 === a.listed);
if (f && d) return a;
d = f, await n.sleep(f ? c : h, s);
}
}
function decide(e, t, n, s) {
const {incompleteReason: r, unreadableOwn: i} = t, o = t.jobs.filter(({job: t}) => t.id !== e.id && isUsable(t));
if (t.own) return {
...rank(t.own, o, n, s),
incompleteReason: r,
unnamedCopies: i
};
const a = o.filter(({by: e}) => "metadata" === e), c = a.filter(({job: t}) => t.metadata.ft_attempt === n.attempt && !function isOfEarlierRequest({createdAt: e}, t, {isAmbiguous: n}) {
return n && void 0 !== e && e + l <= (t.createdAt ?? 0);
}(t, e, n)), u = a.filter(e => !c.includes(e)), d = s ? o.filter(e => !a.includes(e)) : [], [h] = c, f = {
suspects: d,
incompleteReason: r,
unnamedCopies: h ? i : Math.max(0, i - 1)
};
if (!s || !h) return {
...rank(e, u, n, s),
...f,
copies: [],
listed: void 0
};
if (1 === c.length) return {
...rank(h.job, u, n, s),
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
function rank(e, t, {isOwn: n, isAbandoned: r}, i) {
const o = (0, s.Hd)(e) && "cancelled" !== e.status, a = t.filter(({by: e, unknown: t}) => "content" !== e || 0 === t.length), [c] = o ? [] : rankJobs([ {
job: e
}, ...a ]), l = a.find(({job: e}) => e === c?.job), u = t.filter(e => e !== l && !(0, 
s.Hd)(e.job));
return {
preferred: l,
isPreferredOwn: !1,
copies: u.filter(({by: e, job: t}) => "seed" === e || "metadata" === e && n(t)),
suspects: u.filter(({by: e, job: t}) => "content" === e || i && "metadata" === e && !n(t) && r(t)),
listed: e
};
}
const u = 3;
function isUsable(e) {
return getRank(e) !== u;
}
function rankJobs(e) {
return e.filter(({job: e}) => isUsable(e)).sort((e, t) => function compareJobs(e, t) {
return getRank(e) - getRank(t) || (0, r.lF)(e, t);
}(e.job, t.job));
}
function getRank(e) {
const {status: t} = e;
return "succeeded" === t ? 0 : "unknown" === t ? 1 : (0, s.Hd)(e) || /^(fail|error|expired|cancel)/i.test(t) ? u : (0, 
s.lP)(e) ? 2 : 1;
}
}),
2512: ((e, t, n) => {
n.d(t, {
r: () => enforceQualityGate
});
var s = n(3963), r = n(3916), i = n(4370), o = n(5492), a = n(8514), c = n(9333), l = n(3866), u = n(653), d = n(7603), h = n(8240), f = n(8193), p = n(8171);
const m = 3e4, g = 20, b = 200, w = 'Select jobs with the same base model and validation data by "baseline", or set "incomparable-baseline: pass".';
async function findBaselineJobs(e, t, {client: n, deps: s, isMetadataDropped: r, maxJobs: i = g}) {
if (r || 0 === Object.keys(e.metadata).length && (0, f.x)(e.seed)) return {
kind: "incomparable",
reason: 'the server drops the metadata of jobs, so none can match "baseline"',
hint: 'Compare with a number, or set "incomparable-baseline: pass".'
};
const o = (0, p.Xd)(s, m), {items: a, incompleteReason: c} = await (0, h.N6)(n, {
metadata: t,
filter: n => n.id !== e.id && "succeeded" === n.status && (0, u.gM)(n, t) && (n.createdAt ?? 0) < (e.createdAt ?? Number.POSITIVE_INFINITY)
}, {
retry: o,
clock: s.clock
}), l = a.sort((e, t) => (t.createdAt ?? 0) - (e.createdAt ?? 0)), d = new ValidationIdentity(n, o, s.signal), v = [];
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
const n = await this.#xe(e), s = await this.#xe(t);
return void 0 === n || void 0 === s ? "does not show its validation data" : n === s ? void 0 : "has other validation data";
}
async #xe({metadata: e, validationFile: t}) {
return e.ft_validation ? e.ft_validation : void 0 !== t ? (this.#Ee.has(t) || this.#Ee.set(t, await this.#je(t)), 
this.#Ee.get(t)) : void 0;
}
async #je(e) {
try {
const {name: t} = await this.#$e(() => this.#_e.getFile(e));
return (0, l.pz)(t);
} catch (e) {
return void (0, r.jO)(e, this.#pe);
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
const {repository: s} = n.deps.context, o = s ? {
ft_repository: s
} : void 0, a = Object.keys(t).length > 0 ? t : o, c = (0, i.pT)(n.reporter.metrics.getTable()), l = a && await async function findOptionalBaseline(e, t, n) {
try {
const s = await findBaselineJobs(e, t, {
...n,
maxJobs: 1
});
if ("comparable" !== s.kind) return;
const [r] = s.jobs;
return {
job: r,
values: await readValues(r, n)
};
} catch (e) {
return void (0, r.jO)(e, n.deps.signal);
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
const p = (0, s.lq)(f), m = (0, s.lq)(f, "best") ? void 0 : 1, g = p ? await findBaselineJobs(l, e.baseline, {
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
const [s, ...r] = e.jobs, i = [ await readValues(s, n) ];
for (const e of r) i.push(await readValues(e, n));
return {
kind: "comparable",
jobs: i
};
}(g, "pass" === e["incomparable-baseline"], u), w = (0, s.DR)(f, (0, i.pT)(n.metrics.getTable()), b), v = w.passed && !n.lastEventsMissing;
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
if (e.passed) return new r.lZ("The quality gate cannot be evaluated: the last metrics of the job could not be read.", {
hint: "Run the step again: it reuses the job and evaluates the gate."
});
const n = e.rows.filter(({passed: e}) => !e).map(({requirement: e, actual: t, note: n}) => `${e} (${n ?? `it is ${(0, 
o.Wk)(t)}`})`);
return new r.lZ(`The model does not pass the quality gate: ${n.join("; ")}.`, {
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
var s = n(7598), r = n(8549), i = n(8240);
class EventReader {
#y;
#Ae=new EventListOrder;
#Se=new Set;
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
return void 0 !== this.#Le && !0 === this.#Ae.isOldestFirst;
}
async read({isFull: e = !1, isLast: t = !1} = {}) {
return this.#Pe = !1, this.#Oe = [], await this.#De(e), this.#qe(t);
}
takePartial() {
const e = matchAny(this.#Oe);
return this.#Oe = [ ...this.#Oe, ...this.#Ce.filter(t => !e(t)) ], this.#qe(!0);
}
#qe(e) {
const isKnown = e => this.#Se.has(this.#Re(e)), t = matchAny(this.#Ce), n = this.#Oe.filter(e => !isKnown(e));
if (this.#Ae.decide(this.#Oe, e => isKnown(e) || t(e)), this.#Oe = [], this.#Pe = n.some(e => !t(e)), 
!e && this.#Be(n)) return this.#Ce = n, [];
this.#Ce = [];
const s = this.#Ae.sort(n);
for (const e of s) this.#Se.add(idKey(e)).add(contentKey(e));
return this.#Ie ??= s[0] && this.#Re(s[0]), this.#Te = s.at(-1) ?? this.#Te, s;
}
#Be(e) {
if (e.length < 2 || void 0 !== this.#Ae.isOldestFirst) return !1;
const t = this.#y.now();
return this.#Ne ??= t, t - this.#Ne < 15e3;
}
async #De(e) {
const {now: t, isDone: n} = this.#y, s = t(), r = new Set, o = "endless" === this.#Le ? 10 : 1e4;
let a, c, l = 0 === this.#Se.size, u = 0;
for (let d = 1; ;d++) {
const h = await this.#A(c);
u += h.bytes, l ||= h.events.some(e => this.#Se.has(idKey(e)));
const f = h.events.filter(e => !r.has(this.#Re(e))), p = h.events.map(contentKey).join(), m = 0 === f.length || p === a && !await this.#Ue(r);
if (a = p, m) {
h.hasMore && h.events.length >= i.RR && (this.#Le ??= "repeated");
break;
}
for (const e of f) r.add(this.#Re(e));
for (const e of f) this.#Oe.push(e);
if (c = this.#Ge(h, {
entries: f,
pages: d,
isFull: e
}), void 0 === c) break;
if (n()) return;
if (d >= o || this.#Oe.length >= 1e5 || u >= 67108864 || t() - s >= 3e5) {
this.#Le = "endless";
break;
}
}
!l && this.#Oe.length > 0 && (this.#Re = contentKey);
}
#Ge({events: e, hasMore: t, nextCursor: n}, {entries: s, pages: r, isFull: i}) {
if ("repeated" === this.#Le && !i) return;
const o = s.filter(e => !this.#Se.has(this.#Re(e)));
return t ?? o.length === e.length ? o.length > 0 || i && r < 300 ? n : 1 === r ? this.#ze(e[0]) : void 0 : void 0;
}
#ze(e) {
const t = this.#Te;
return void 0 !== e && this.#Re(e) === this.#Ie && t && this.#Re(t) !== this.#Ie ? t.id : void 0;
}
#A(e) {
const {fetchPage: t, retry: n} = this.#y;
return n(async () => {
try {
return await t({
after: e,
limit: this.#Me
});
} catch (n) {
const s = n instanceof r.hD && [ 400, 422 ].includes(n.status);
if (void 0 === this.#Me || !s) throw n;
return this.#Me = void 0, t({
after: e,
limit: this.#Me
});
}
});
}
async #Ue(e) {
return this.#Fe ||= (await this.#A(void 0)).events.some(({id: t}) => t && e.has(t)), 
this.#Fe;
}
}
function matchAny(e) {
const t = new Set(e.flatMap(e => [ idKey(e), contentKey(e) ]));
return e => t.has(idKey(e)) || t.has(contentKey(e));
}
function contentKey({createdAt: e, type: t, message: n, data: r}) {
return (0, s.createHash)("sha1").update(JSON.stringify([ e, t, n, r ])).digest("base64");
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
for (const s of e) n && (this.#Je += Math.sign(compareAge(n, s) || Number(t(n)) - Number(t(s)))), 
n = s;
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
var s = n(9373), r = n(3916), i = n(8549), o = n(4370), a = n(8240), c = n(4529), l = n(4724), u = n(6472), d = n(4432), h = n(328), f = n(8171);
const p = 3e4, m = 1e3, g = 5, b = 16777216;
class MetricRoutes {
events;
checkpoints;
#Se;
constructor(e, t) {
this.events = new h.qT((0, f.tO)(e)), this.checkpoints = new h.qT((0, f.tO)(e)), 
this.#Se = t;
}
isMissing(e) {
return this[e].isGivenUp && !this.#Se[e];
}
}
async function collectFinalMetrics(e, t, n) {
const {deps: s} = n, {runner: r} = s;
let i;
if ("succeeded" === e.status || "paused" === e.status) {
const o = new MetricRoutes(s, t.knownRoutes), {checkpoints: a, hasResults: l} = await readFinalMetrics(e, t.metrics, {
...n,
routes: o
});
(l || (a?.length ?? 0) > 0) && (t.lastEventsMissing = !1), a && (i = (0, c.q)(a, t.metrics.getTable(), e.fineTunedModel), 
t.setFacts({
checkpoints: a,
best: i
}), i && a.length > 0 && r.info(`best checkpoint: ${i.model ?? i.checkpointId}: ${i.why}`));
}
const o = t.metrics.getTable();
for (const e of [ ...(0, u.g)(o), ...(0, l.F)(o) ]) r.info(e);
return t.setMetricOutputs(), i;
}
async function readJobMetrics(e, t) {
const {deps: n, routes: s} = t, i = new o.k3({
redact: n.runner.redactSecrets
});
if (!s.isMissing("events")) for (const n of await async function readEvents(e, t, {client: n, deps: s}) {
const {clock: i, runner: o, signal: a} = s, c = i.now() + p, l = new d.i({
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
return (0, r.jO)(t, a), (0, h.w1)(t) || o.info(`The events of job ${e.id} could not be read: ${(0, 
r.Wk)(t)}`), l.takePartial();
}
}(e, s.events, t)) i.addEvent(n);
return await readFinalMetrics(e, i, t), i.getTable();
}
async function readFinalMetrics(e, t, n) {
const {client: r, deps: i, afterDeadline: o} = n, {clock: c, signal: l} = i, u = c.now() + p, d = (0, 
f.Xd)(i, p), w = await function readCheckpoints({id: e}, t, {client: n, deps: s, routes: r, afterDeadline: i}) {
const {clock: o} = s, c = r.checkpoints;
if (r.isMissing("checkpoints")) return Promise.resolve(void 0);
const l = {
listCheckpoints: (e, t) => n.listCheckpoints(e, t, {
afterDeadline: i
})
}, retry = e => c.request(e, {
deadline: t,
doubtDeadline: t
}), isDone = () => o.now() >= t;
return readOptional(t => c.isGivenUp && (0, h.w1)(t) ? `This server has no checkpoints of jobs (${(0, 
h.Hf)(t)}).` : `The checkpoints of job ${e} could not be read: ${describeReason(t)}`, s, () => (0, 
a.Ep)(l, e, {
retry: retry,
clock: o,
isDone: isDone
}));
}(e, u, n);
for (const e of w ?? []) t.addCheckpoint(e);
let v = !1;
for (const n of e.resultFiles.slice(0, g)) {
const e = Math.max(m, u - c.now()), read = async () => `${await r.getFileContent(n, {
timeoutMs: e,
afterDeadline: o
})}`, describe = e => `The result file ${n} could not be read: ${describeReason(e)}`, a = await readOptional(describe, i, () => (0, 
s.wj)(c, e, l, () => d(read)));
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
if (!(o instanceof r.lZ || o instanceof s.MU)) throw o;
if (n.aborted) return;
return void t[(0, i.Tj)(o) ? "info" : "warning"](e(o));
}
}
function describeReason(e) {
return (0, h.w1)(e) ? (0, h.Hf)(e) : e instanceof r.lZ ? (0, r.Wk)(e) : e.message;
}
}),
9102: ((e, t, n) => {
n.d(t, {
c: () => followToEnd
});
var s = n(3916), r = n(8549), i = n(653), o = n(6472), a = n(8514), c = n(7777), l = n(8902), u = n(4432), d = n(328);
const h = 5e3, f = 3e5;
class EventFollower {
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
const {clock: s, signal: r, deadline: i, afterDeadline: o} = n;
this.#y = n, this.#He = new d.qT(n), this.#Ke = i <= s.now(), this.#Qe = Math.max(i, s.now() + h), 
this.#Ze = new u.i({
fetchPage: n => {
const s = Math.min(this.#Ke ? h : c.j2, this.#He.hasAnswered ? c.j2 : this.#Ve / 2);
return e.listEvents(t, n, {
signal: r,
afterDeadline: o,
timeoutMs: s
});
},
retry: e => this.#$e(e),
now: () => s.now(),
isDone: () => s.now() >= this.#Qe
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
if ((0, s.jO)(n, t), n instanceof r.o1) return !0;
const i = this.hasListed ? !(0, r.NF)(n) : (0, d.ve)(n);
if (this.hasListed && !i) return !0;
const o = i && (this.hasListed || this.#et > 0), a = Math.min(1e4 * 2 ** this.#et, f);
return this.#Xe = e.now() + (o ? f : a), this.#et += 1, o && (yield {
kind: "no-events",
error: n
}), !0;
}
}
async* drain(e) {
const {clock: t, signal: n, deadline: r} = this.#y;
this.#Qe = this.#Ke ? t.now() + 3e4 : r + h, this.#Ye = 6e5, this.#Ve = 2e4;
try {
return function hasEndedLongAgo({finishedAt: e, serverTime: t}) {
return void 0 !== e && void 0 !== t && t - e > 60;
}(e) || (yield* this.#st()), yield* toUpdates(await this.#Ze.read({
isFull: !0,
isLast: !0
})), yield* this.#nt(), this.#Ze.missesNewest ? new s.lZ("the server lists only the oldest events") : void 0;
} catch (t) {
if (n.aborted && !(0, i.Hd)(e)) throw t;
return n.aborted || (0, s.jO)(t), yield* this.flush(), n.aborted || this.hasListed || (yield {
kind: "no-events",
error: t
}), t;
}
}
* flush() {
yield* toUpdates(this.#Ze.takePartial());
}
async* #st() {
const {clock: e, signal: t, deadline: n, intervalMs: s} = this.#y, r = Math.min(4e3, s);
let i = -1;
for (let s = 0; i < 2 && s < 100; s++) {
if (s > 0) {
if (!this.#Ke && e.now() + r >= n) return void (yield {
kind: "incomplete-events",
problem: "timeout"
});
await e.sleep(r, t);
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
#rt;
#y;
#it;
#ot;
#at;
#c;
constructor(e, t, n) {
const {clock: s, deadline: r} = n;
this.#_e = e, this.#rt = t, this.#y = n, this.#it = new EventFollower(e, t, n), 
this.#ot = r <= s.now() ? h : c.j2, this.#at = Math.max(r, s.now() + h);
}
async* follow() {
const {clock: e, signal: t} = this.#y;
try {
return yield* this.#ct();
} catch (n) {
yield* this.#it.flush();
const r = this.#c;
return t.aborted ? {
kind: "interrupted",
job: r
} : ((0, s.jO)(n), {
kind: e.now() >= this.#at ? "timed-out" : "unavailable",
job: r,
error: n
});
}
}
async* #ct() {
const {clock: e, signal: t, deadline: n, intervalMs: s} = this.#y, r = Math.min(1e3, s), o = Math.max(s, Math.min(4 * s, 6e4));
let a = Number.NEGATIVE_INFINITY, c = r, l = !0;
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
c = l ? r : Math.min(1.5 * c, s), await e.sleep(Math.min(c, n - e.now()), t);
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
return (0, s.jO)(n), {
...t,
job: e
};
}
}
async* #dt(e) {
const {clock: t, signal: n, deadline: s, intervalMs: r} = this.#y, i = Math.min(4e3, r);
let o = e;
for (let e = 0; e < 3 && !o.fineTunedModel && !(e > 0 && t.now() + i >= s); e++) e > 0 && await t.sleep(i, n), 
o = await this.#lt(3e4), yield {
kind: "job",
job: o
};
return o;
}
#lt(e) {
const {clock: t, random: n, signal: s, onRetry: i, afterDeadline: o, isJobKnown: a = !1} = this.#y, c = {
signal: s,
afterDeadline: o,
timeoutMs: this.#ot
};
return (0, l.L5)(() => this.#_e.getJob(this.#rt, c), {
clock: t,
random: n,
signal: s,
onRetry: i,
shouldRetry: this.#c ? r.NF : r.ZU,
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
#r;
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
this.#r = e, this.#ht = t, this.#gt = e.clock.now(), this.#bt = this.#gt, this.#mt = this.#gt;
}
logEvent(e) {
this.#pt = (0, o.DW)(this.#pt, e), this.#kt((0, o.qF)(e, this.#pt, this.#c?.estimatedFinish)), 
this.#gt = this.#bt;
}
logJob(e) {
const t = this.#c?.status;
this.#c = e;
const n = this.#r.clock.now();
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
this.#r.runner[t]((0, d.w1)(e) ? `This server has no events of jobs (${(0, d.Hf)(e)}). Nothing is wrong: the action follows the job by its status.` : `The server does not list the job's events at the moment: ${(0, 
s.Wk)(e)}`), this.#wt = !0;
}
logIncompleteEvents(e) {
this.#r.runner.warning(`${m[e]}; some are missing in the log and in events.jsonl.`);
}
#_t(e, t) {
const n = t - Math.max(this.#gt, this.#mt);
"running" !== e.status || n < 18e5 || this.#yt || (this.#pt.recentSteps.length > 0 || (0, 
p.to)(this.#ht)) && !this.#wt && (this.#yt = !0, this.#r.runner.warning((0, o.XM)(e, n)));
}
#kt(e) {
this.#r.runner.info(e), this.#bt = this.#r.clock.now();
}
}
var g = n(8171), b = n(2514);
async function followToEnd(e) {
const {jobId: t, deps: n, reporter: c, cancellableClient: l, replaceIfCancelled: u, afterDeadline: d} = e, {runner: h, signal: f} = n, p = await async function logProgress(e) {
const {jobId: t, client: n, reporter: s, inputs: r, afterDeadline: i, deps: o} = e, a = function followJob(e, t, n) {
return new JobFollower(e, t, n).follow();
}(n, t, {
...(0, g.tO)(o),
deadline: o.startedAt + r.timeout,
intervalMs: r["poll-interval"],
isJobKnown: void 0 !== s.job,
afterDeadline: i
}), c = new JobLog(o, n.host);
for (;;) {
const {done: t, value: n} = await a.next();
if (t) return n;
if ("event" === n.kind) s.addEvent(n.event), c.logEvent(n.event); else if ("no-events" === n.kind) c.logMissingEvents(n.error); else if ("incomplete-events" === n.kind) c.logIncompleteEvents(n.problem); else {
const {job: t} = n;
s.setJob(t), c.logJob(t);
const r = await (e.inspectJob?.(t));
if (r) return {
kind: "superseded",
job: t,
preferred: r
};
}
}
}(e);
switch (p.kind) {
case "superseded":
return p;

case "settled":
{
const {job: t, eventsMissing: r, hasEvents: o} = p;
if (c.lastEventsMissing = void 0 !== r, r && o && !f.aborted && h.warning(`The job's last events could not be read: ${(0, 
s.Wk)(r)}`), "cancelled" === t.status && !f.aborted && await (u?.(t))) return {
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
if (!n && t instanceof r.hD && 404 === t.status) return new s.lZ(`The server has no job ${e}: ${t.message}`, {
hint: t.hint ?? "Check the id.",
cause: t
});
const a = (0, s.Wk)(t);
return n ? new s.lZ(`Job ${e} can no longer be followed: ${a}`, {
hint: (0, o.O7)(e, i),
cause: t
}) : new s.lZ(`Job ${e} cannot be followed: ${a}`, {
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
class MissingModelError extends s.lZ {}
function assertSucceeded(e) {
if ("succeeded" === e.status) return "succeeded";
const {code: t, param: n, message: r} = e.error ?? {}, i = [ t, n && `param ${n}` ].filter(Boolean).join(", "), o = `${i ? ` (${i})` : ""}${r ? `: ${r}` : "."}`;
if ("paused" === e.status) throw new s.lZ(`Job ${e.id} is paused${o}`, {
hint: "It does not continue by itself: resume or cancel it."
});
if ("cancelled" === e.status) throw new s.lZ(`Job ${e.id} was cancelled${o}`);
if ("expired" === e.status) throw new s.lZ(`Job ${e.id} has expired${o}`);
if ("failed" === e.status) throw new s.lZ(`Job ${e.id} has failed${o}`);
throw new s.lZ(`Job ${e.id} has ended with the unknown status ${(0, s.hD)(e.status)}${o}`, {
hint: 'Only the status "succeeded" counts as a success.'
});
}
async function handleTimeout(e, {job: t, error: n}) {
const {jobId: r, inputs: i, deps: a} = e, {timeout: c, "on-timeout": l} = i, u = (0, 
o.O7)(r, a.runner);
if (t && 0 === c) return a.runner.info(u), t.status;
const d = n ? `: ${(0, s.Wk)(n)}` : "", h = t ? `job ${r} is still ${t.status}` : `the server has not reported job ${r}${d}`, f = Number((c / 6e4).toFixed(2)), p = `Timed out after ${f} ${1 === f ? "minute" : "minutes"}: ${h}.`;
if ("detach" === l) return a.runner.notice(`${p} ${u}`), t?.status ?? "detached";
if ("fail" === l) throw new s.lZ(p, {
hint: `${u} Increase "timeout", or set "on-timeout".`
});
return stopAndThrow(e, l, b.e3, p);
}
async function handleCancellation(e) {
const {jobId: t, onCancel: n, deps: r} = e, i = (0, s.Wk)(r.signal.reason);
if ("detach" === n) throw new s.lZ(i, {
hint: (0, o.O7)(t, r.runner)
});
return stopAndThrow(e, n, r.remainingGraceMs(), i);
}
async function stopAndThrow(e, t, n, r) {
const {jobId: i, reporter: a, deps: c} = e, {signal: l} = c, u = await (0, b.Y6)(n, t, e).catch(e => {
const n = (0, b.ev)(i, e, c.runner);
throw new b.eB(`${r} Job ${i} could not be ${o.rT[t]}: ${(0, s.Wk)(e)}`, {
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
if ((0, s.jO)(e, n), e instanceof MissingModelError) throw e;
t.warning(`The job's last events could not be read: ${(0, s.Wk)(e)}`);
}
}(e), "succeeded" === u.status || "failed" === u.status) return assertSucceeded(u);
throw new s.lZ(`${r} ${(0, o.Zd)(t, u)}`, {
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
var s = n(3916), r = n(8549), i = n(653);
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
class CommandFailedError extends s.lZ {
job;
isRefused;
isUnsupported;
constructor(e, {job: t, isRefused: n, cause: i}) {
const o = void 0 !== t && (0, r.Tj)(i);
super(e, {
hint: i instanceof s.lZ && !o ? i.hint : void 0,
cause: i
}), this.isUnsupported = o, this.job = t, this.isRefused = n;
}
}
const o = 1e4, a = 1e4, c = "no answer came before the step had to end";
function carryOutCommand(e, t, n, s) {
return new CommandSender(e, t, n, s).run();
}
class CommandSender {
#_e;
#rt;
#$t;
#y;
#c;
#Et;
#xt;
#jt=!1;
#At=0;
#St;
#Rt;
#Mt;
constructor(e, t, n, s) {
this.#_e = e, this.#rt = t, this.#$t = n, this.#y = s, this.#Rt = s.notBefore ?? Number.NEGATIVE_INFINITY;
}
async run() {
const {clock: e, signal: t, deadline: n, job: s, sendFirst: r, onRetry: i} = this.#y;
let o = 500, a = !1, c = s ? this.#It(s) : r ? void 0 : await this.#Tt();
for (;;) {
if (c) return c;
if (this.#Ot() || e.now() >= n || t?.aborted) throw this.#Ct();
if (this.#Nt()) await this.#Ft(), a = !0, o = 500; else {
const s = this.#Rt - e.now(), r = Math.min(o, n - e.now(), s > 0 ? s : o);
a && this.#xt ? i?.(this.#xt, s) : this.#Et && i?.(this.#Et, r), await e.sleep(r, t).catch(() => {}), 
a = !1, o = Math.min(2 * o, 4e3);
}
c = await this.#Tt();
}
}
#Nt() {
const {clock: e, signal: t, waitForStart: n} = this.#y, s = this.#c, r = {
cancel: !1,
pause: n && s && (0, i.Gu)(s),
resume: "pausing" === s?.status
}[this.#$t];
return e.now() >= this.#Rt && !r && !this.#Mt && !t?.aborted;
}
async #Ft() {
const {clock: e, onSend: t} = this.#y;
this.#Rt = e.now() + a, this.#St = this.#c?.status, t?.(this.#Rt);
try {
await this.#_e.updateJob(this.#rt, this.#$t, this.#Pt()), this.#xt = void 0, this.#At = 0, 
this.#jt = !0;
} catch (t) {
this.#xt = this.#y.signal?.aborted ? new s.lZ(c) : t, this.#At = function isRefusal(e) {
return e instanceof r.hD && !(0, r.ZU)(e);
}(t) ? this.#At + 1 : 0, function isNotSent(e) {
return e instanceof r.oA || e instanceof r.o1 || e instanceof r.Rc && !e.requestSent;
}(t) ? this.#Rt = e.now() + 1e3 : this.#jt = !0;
}
}
async #Tt() {
try {
const e = await this.#_e.getJob(this.#rt, this.#Pt());
return this.#Et = void 0, this.#y.onPoll?.(e), this.#It(e);
} catch (e) {
return void (this.#y.signal?.aborted || (this.#Et = e));
}
}
#It(e) {
const {clock: t, settleMs: n = 0} = this.#y, s = getCommandProgress(this.#$t, e);
if (this.#c = e, this.#Mt = "in-progress" === s ? this.#Mt ?? t.now() : void 0, 
"none" !== s && !(void 0 !== this.#Mt && t.now() - this.#Mt < n)) return {
job: e,
effect: s,
isSent: this.#jt
};
}
#Pt() {
const {clock: e, signal: t, deadline: n, getRequestTimeout: s} = this.#y, r = Math.min(s?.() ?? o, n - e.now());
return {
signal: t,
timeoutMs: Math.max(500, r),
afterDeadline: "resume" !== this.#$t
};
}
#Ot() {
if (isFinalError(this.#xt) || isFinalError(this.#Et)) return !0;
if (function isMissingCommand(e) {
return (0, r.Tj)(e) && 404 !== e.status;
}(this.#xt)) return !0;
const e = this.#St;
return 0 !== this.#At && (void 0 === e || e === this.#c?.status) && (this.#y.isFinalRefusal?.(this.#At) ?? !1);
}
#Ct() {
const e = [ this.#xt, this.#Et ], t = e.find(e => void 0 !== e && !(e instanceof s.lZ));
if (void 0 !== t) return t;
const [n, r] = e, i = {
job: this.#c,
isRefused: this.#At > 0,
cause: n ?? r
};
return new CommandFailedError(this.#Lt(n, r), i);
}
#Lt(e, t) {
if (this.#c && (0, r.Tj)(e)) return `the server has no command to ${this.#$t} a job: ${e.message}`;
if (e instanceof s.lZ) return e.message;
const n = this.#jt ? "the server accepted the command, but " : "";
return t instanceof s.lZ ? `${n}the job could not be read: ${t.message}` : this.#c ? `${n}${n ? "the job is still" : "it is"} ${this.#c.status}` : `${n}${c}`;
}
}
function isFinalError(e) {
return !(void 0 === e || e instanceof s.lZ) || e instanceof r.o1 || e instanceof r.oA && !(0, 
r.r3)(e);
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
var s = n(8301), r = n(653), i = n(4717), o = n(8193);
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
function toRequestedJob({model: e, method: t, suffix: n, seed: r, extraBody: i}) {
const {hyperparameters: o} = i ?? {};
return {
model: e,
method: t?.type ?? "supervised",
hyperparameters: {
...t?.hyperparameters,
...(0, s.OW)(o) && o
},
grader: t && "grader" in t ? t.grader : void 0,
suffix: n,
seed: r,
extraBody: i
};
}
function getDerivedSeed(e) {
if (isAtFirstPartyHost(e) || void 0 !== e.plan.job.seed) return;
const {plan: t, fingerprint: n, deps: s} = e;
return (0, o.B)(t.inputs.reuse ? n : `${n} ${s.context.runId ?? s.attemptId}`);
}
function identityMetadata({plan: e, fingerprint: t, deps: n}) {
const {context: s} = n;
return e.inputs.reuse ? {
ft_fingerprint: t
} : s.runId ? {
ft_fingerprint: t,
ft_run: s.runId
} : {
ft_fingerprint: t,
ft_attempt: attemptTag(n)
};
}
function attemptTag({attemptId: e, context: t}) {
return `${e}-${t.runAttempt}`;
}
const a = 16;
function jobMetadata({plan: e, datasets: t, fingerprint: n, deps: s}) {
const {repository: r, sha: i, ref: o, runId: c} = s.context, l = t.find(({role: e}) => "validation" === e), u = {
...e.job.metadata,
ft_fingerprint: n,
ft_attempt: attemptTag(s),
ft_repository: r,
ft_sha: i,
ft_ref: o,
ft_run: c,
ft_validation: l && "report" in l ? l.report.digest : void 0
}, d = Object.entries(u).flatMap(([e, t]) => t ? [ [ e, t.slice(0, 512) ] ] : []);
return Object.fromEntries(d.slice(0, a));
}
function wasCreatedByThisRun(e, {runId: t, repository: n}) {
return void 0 !== t && (0, r.gM)(e, {
ft_run: t,
...n && {
ft_repository: n
}
});
}
function isOursToCancel(e, {attemptId: t, context: n}) {
const {ft_attempt: s = ""} = e.metadata;
if (s === attemptTag({
attemptId: t,
context: n
})) return !0;
const r = Number(/^[0-9a-f]{32}-(\d+)$/.exec(s)?.[1] ?? Number.NaN);
return wasCreatedByThisRun(e, n) && r < n.runAttempt;
}
}),
3500: ((e, t, n) => {
n.d(t, {
U: () => JobLookup,
C: () => d
});
var s = n(3916), r = n(8240), i = n(9291), o = n(2004), a = n(8549), c = n(5668), l = n(8171);
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
const {baseUrl: s, deps: i, isFirstPartyHost: o} = this.#y;
try {
const s = {
...n ?? this.#qt(),
clock: i.clock,
isDone: t
}, o = await (0, r.N6)(s.client, e, s);
return this.#Dt = !0, o;
} catch (e) {
const t = (0, a.Tj)(e) && !o && !0 !== this.#Dt;
if (n || !t) throw e;
return void 0 === this.#Dt && i.runner.warning(`This server does not support listing jobs, so existing jobs cannot be reused.${(0, 
c.b)(new URL(s))}`), void (this.#Dt = !1);
}
}
#qt() {
const {client: e, deps: t, deadline: n} = this.#y, s = Math.min(3e5, n - t.clock.now());
let r = 0;
return {
client: e,
retry: (0, l.Xd)(t, Math.max(3e4, s), {
failsFast: void 0 === this.#Dt,
shouldRetry: e => (0, a.r3)(e) || (0, a.Tj)(e) && ++r < 3
})
};
}
}
var u = n(3673);
const d = `The server has more than ${r.Eu} jobs; older jobs were ignored.`;
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
const {client: t, deps: n} = this.#y, s = n.clock.now() + e;
return {
client: {
listJobs: e => {
const r = Math.max(1e3, Math.min(1e4, s - n.clock.now()));
return t.listJobs(e, {
timeoutMs: r
});
}
},
retry: (0, l.Xd)(n, e)
};
}
async lookBeforeCreating(e = !1) {
const {isFirstPartyHost: t, criteria: n, reuse: s, files: r} = this.#y, {metadata: i} = n, o = t ? await this.#zt({
metadata: i,
allowsContent: s
}) : await this.#zt({
allowsContent: s,
newestOnly: e
});
return o.jobs.length > 0 ? o : t && s && r.hasReusedFiles ? this.#zt({
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
if (void 0 !== e) throw new s.lZ(`Unclear whether a job for this work exists already: ${e}. No job was created.`, {
hint: this.#y.reuse && !t ? 'To train again without reading the whole list, set "reuse: false". To use a job that exists, use the action "wait" with its "job-id".' : 'Check the jobs of this project. To use one that exists, use the action "wait" with its "job-id".'
});
}
async lookForDuplicates(e, t, n = !1) {
const {criteria: s, reuse: r} = this.#y, o = (0, u.go)(e) ? s.metadata : void 0, a = r && !o, c = n || void 0 === e.seed || e.seed === s.derivedSeed, l = await this.#zt({
criteria: {
...s,
derivedSeed: c ? s.derivedSeed : void 0,
requested: (0, i.cZ)(s.requested, e),
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
const {isFirstPartyHost: n} = this.#y, s = {
criteria: {
...this.#y.criteria,
allowsDifferences: !0,
...e && {
metadata: e
}
},
limits: t,
newestOnly: !0
}, r = n && e ? await this.#zt({
...s,
metadata: e,
allowsContent: !1
}) : void 0;
if (r && r.jobs.length > 0) return r;
const i = await this.#zt({
...s,
allowsContent: !0
});
return {
...i,
jobs: i.jobs.filter(({job: e}) => !this.#Bt.has(e.id))
};
}
async #zt(e) {
const {deps: t, isFirstPartyHost: n} = this.#y, {criteria: s = this.#y.criteria, own: r, newestOnly: i = !1, metadata: a} = e, c = [], l = [];
let h = !1, f = !1;
const p = await this.#De.read({
filter: e => {
c.push(e.id), h ||= (0, u.go)(e), f ||= this.#Bt.has(e.id) && function isSettled({createdAt: e, serverTime: t}) {
return void 0 === e || void 0 === t || t - e > 120;
}(e);
const t = (0, u.vA)(s, e);
return t && l.push(t), e.id === r?.id;
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
incompleteReason: this.#Ht(s, p, m),
isEnded: void 0 === p.incompleteReason,
unreadableOwn: (0, u.Z2)(p.unreadable, (0, o.oI)(t))
};
}
#Ht(e, t, n) {
const s = n ? void 0 : this.#Ut;
return t.unreadable.some(t => (0, u.Ot)(e, t, s)) ? "an entry in the list of jobs cannot be read, and it may be a job for this work" : void 0 !== t.incompleteReason && (n && this.#y.reuse || !t.isNewestFirst || !this.#oe) ? `the list of jobs cannot be read to its end: ${t.incompleteReason}` : void 0;
}
async #Jt(e, t) {
const n = await this.#Zt(e.filter(({by: e}) => "content" !== e));
return n.length > 0 || !t ? n : this.#Zt(e.filter(({by: e}) => "content" === e));
}
async #Zt(e) {
const t = [];
for (const n of e) {
const {by: e, job: s} = n, r = "metadata" === e ? n : (0, u.Vc)(n, await this.#y.files.compareFiles(s));
r && t.push({
...r,
job: await this.#Wt(s)
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
var s = n(653), r = n(7603), i = n(9291), o = n(8193);
function hasAnyMetadata({metadata: e}) {
return Object.keys(e).length > 0;
}
function hasOwnMetadata({metadata: e}) {
return Object.keys(e).some(e => e.startsWith("ft_"));
}
function recognize(e, t) {
if ((0, s.gM)(t, e.metadata)) return {
job: t,
by: "metadata",
unknown: []
};
if (hasOwnMetadata(t)) return;
const {requested: n, derivedSeed: r} = e, a = (0, i.ZR)(n, t), c = a.flatMap(({field: e, result: t}) => "unknown" === t || "unresolved" === t ? [ e ] : []);
if (void 0 !== r && (0, o.x)(t.seed)) {
if (t.seed !== r) return;
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
function recognizeByFiles({job: e, by: t, unknown: n}, {training: s, validation: r}) {
if ("different" !== s && "different" !== r) return "content" !== t || "same" === s && "unreadable" !== r ? {
job: e,
by: t,
unknown: "unreported" === r ? [ ...n, "validation_file" ] : n
} : void 0;
}
function countLiveUnreadable(e, t) {
return e.filter(e => e.metadata.ft_attempt === t && (({status: e = ""}) => !(0, 
s.Hd)({
status: (0, s.MN)(e)
}))(e)).length;
}
const a = 60;
function mayBeThisWork({requested: e, metadata: t}, n, s = Number.NEGATIVE_INFINITY) {
return !(void 0 !== n.createdAt && n.createdAt < s - a) && (Object.keys(n.metadata).length > 0 ? Object.entries(t).every(([e, t]) => (n.metadata[e] ?? t) === t) && hasOwnMetadata(n) : void 0 === n.model || (0, 
r.SQ)(n.model, e.model));
}
}),
328: ((e, t, n) => {
n.d(t, {
Hf: () => describeMissingRoute,
qT: () => OptionalRoute,
ve: () => suggestsMissingRoute,
w1: () => isMissingRoute
});
var s = n(8549), r = n(8902);
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
const s = await (0, r.L5)(e, {
...this.#y,
shouldRetry: e => this.#Vt(e),
onRetry: (e, t) => this.#Xt(e, t),
tolerateRefusals: this.#Kt,
deadline: this.#Kt ? t : Math.min(t, n)
});
return this.#Kt = !0, s;
} catch (e) {
throw this.#Qt = !0, e;
}
}
#Xt(e, t) {
!this.#Kt && isMissingRoute(e) || this.#y.onRetry?.(e, t);
}
#Vt(e) {
return this.#Kt ? (0, s.NF)(e) : suggestsMissingRoute(e) ? (this.#Yt += 1, this.#Yt < 3) : (0, 
s.ZU)(e);
}
}
function suggestsMissingRoute(e) {
return isMissingRoute(e) || e instanceof s.hD && !(0, s.ZU)(e);
}
function isMissingRoute(e) {
return e instanceof s.Rc ? "not-json" === e.fault || "malformed" === e.fault : (0, 
s.kZ)(e);
}
function describeMissingRoute(e) {
return e instanceof s.hD ? `status ${e.status}` : "the response is not a list";
}
}),
2462: ((e, t, n) => {
n.d(t, {
g: () => createPullRequestComment
});
var s = n(9373), r = n(3916), i = n(8902), o = n(8146);
class StickyComment {
#y;
#en;
#tn;
#nn;
#sn=!1;
#rn=Promise.resolve();
#in=new AbortController;
#on=new Set;
constructor(e) {
this.#y = e, e.token && e.runner.setSecret(e.token);
}
update(e, t) {
const {marker: n, runner: s} = this.#y, r = function truncate(e, t) {
if (e.length <= t) return e;
const n = e.slice(0, t - c.length), s = n.lastIndexOf("\n\n");
return (s > 0 ? n.slice(0, s) : "") + c;
}(s.redactSecrets(e), a - n.length - 1), i = `${n}\n${r}`;
this.#tn = i;
const abort = () => this.#in.abort(t?.reason);
return t?.aborted ? abort() : t?.addEventListener("abort", abort, {
once: !0
}), this.#rn = this.#rn.then(() => (this.#in = new AbortController, t?.aborted && abort(), 
this.#an(i, this.#in.signal))), this.#rn;
}
async #an(e, t) {
if (this.#sn || e === this.#nn || e !== this.#tn) return;
const {clock: n, random: r} = this.#y;
try {
await (0, s.wj)(n, 12e4, t, t => (0, i.L5)(() => this.#cn(e, t), {
clock: n,
random: r,
signal: t,
maxAttempts: 4,
maxDelayMs: 6e4,
shouldRetry: o.YK
})), this.#nn = e;
} catch (e) {
if (t.aborted) return;
this.#sn = (0, o.lE)(e), this.#ln(e);
}
}
async #cn(e, t) {
this.#en ??= await this.#un(t), await (this.#en?.upsert(e, t));
}
async #un(e) {
const {repository: t, pullRequest: s, token: i, runner: o} = this.#y;
if (t && s) {
if (!i) throw new r.lZ('input "github-token" is empty');
const {openMarkedComment: o} = await Promise.all([ n.e(413), n.e(23) ]).then(n.bind(n, 7023)), a = await o({
...this.#y,
repository: t,
pullRequest: s
}, e);
if (a) return a;
}
o.info("This run belongs to no pull request, so there is no comment."), this.#sn = !0;
}
#ln(e) {
const {runner: t} = this.#y, n = `The comment on the pull request was not written: ${(0, 
r.u1)(e)}`;
this.#on.has(n) || (this.#on.add(n), (0, o.US)(e) ? (t.warning(`${n}. Add "pull-requests: write" to the "permissions" of the job; runs for pull requests from forks never get it.`), 
t.info("permissions:"), t.info("  pull-requests: write")) : t.warning(n));
}
}
const a = 65536, c = "\n\nThe rest is omitted: GitHub limits a comment to 65,536 characters. The summary of the run has all of it.\n";
function createPullRequestComment({comment: e, "github-token": t = ""}, n, {runner: s, fetch: r, clock: i, random: o, userAgent: a, context: c}) {
if (e) return new StickyComment({
...c,
token: t,
marker: n,
runner: s,
fetch: r,
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
var s = n(8549), r = n(8902), i = n(6472);
function retryOptions({runner: e, clock: t, random: n, signal: s}) {
return {
clock: t,
random: n,
signal: s,
onRetry: (t, n) => e.info((0, i.eI)(t, n))
};
}
function createRetry(e, t, n = {}) {
const s = e.clock.now() + t;
return t => (0, r.L5)(t, {
...retryOptions(e),
...n,
deadline: s
});
}
function createBestEffortRetry(e, t) {
return createRetry(e, t, {
shouldRetry: e => (0, s.r3)(e) && !(0, r.E8)(e)
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
var s = n(9373), r = n(3916), i = n(8902), o = n(653), a = n(6472), c = n(4225), l = n(8171);
const u = 12e4, d = "command-delay", h = 2500, f = 1e3, p = 4;
class StopFailedError extends r.lZ {}
async function stopWithin(e, t, {jobId: n, client: r, deps: i}) {
const {signal: o, clock: a, runner: m, remainingGraceMs: g} = i, b = (0, s.y5)(o, () => Math.max(f, g()), a);
let w = Number.NEGATIVE_INFINITY;
const saveDelay = () => m.saveState(d, `${Math.max(0, Math.round(w - a.now()))}`);
try {
const {job: s} = await (0, c.LR)(r, n, t, {
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
return s;
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
async function changeJobStatus(e, t, n, s, o) {
const {clock: d, signal: h, runner: f} = s, p = d.now() + u, w = await (0, i.L5)(() => e.getJob(t), {
...(0, l.tO)(s),
failsFast: !0,
deadline: d.now() + g
});
o?.(w);
try {
const {job: r, effect: i, isSent: a} = await (0, c.LR)(e, t, n, {
...(0, l.tO)(s),
onPoll: o,
deadline: p,
job: w,
settleMs: m,
isFinalRefusal: () => !0
});
if ("impossible" === i) throw new JobEndedError(r, n);
return {
job: r,
changed: a
};
} catch (e) {
if (h.throwIfAborted(), !(e instanceof c.ju)) throw e;
throw function toUpdateError(e, t, n, s) {
const {job: i, isRefused: o, isUnsupported: c, cause: l} = n;
if (i && c) return new r.lZ(`Job ${e} is ${i.status}, and ${n.message}`, {
hint: "pause" === t ? "Let the job run, or cancel it." : void 0,
cause: l
});
if (i && o) return new r.lZ(`Job ${e} cannot be ${a.rT[t]}: it is ${i.status}. ${n.message}`, {
hint: "pause" === t ? b : n.hint,
cause: l
});
const u = "resume" === t ? n.hint : unstoppedMessage(e, n, s);
return new r.lZ(`Job ${e} could not be ${a.rT[t]}: ${n.message}`, {
hint: u,
cause: l
});
}(t, n, e, f);
}
}
const b = "Servers pause a job only while it trains: try again when its status is running, or cancel it.";
class JobEndedError extends r.lZ {
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
var s = n(3024), r = n(1455), i = n(3916);
const o = 262144, a = s.constants.O_RDONLY | s.constants.O_NOFOLLOW | s.constants.O_NONBLOCK, c = 2 ** 20;
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
const s = Math.min(e.size + 1, t?.length ?? o);
for (let r = e.size; ;) {
const {bytesRead: i, buffer: o} = await n.read(t ?? Buffer.allocUnsafeSlow(s), 0, s);
if (r -= i, r < 0 || 0 === i && r > 0) throw fileChangedError(e);
if (0 === i) return;
yield o.subarray(0, i);
}
} finally {
await n.close();
}
}
async function openUnchanged(e) {
const t = await (0, r.open)(e.path, a).catch(t => {
const n = (0, i.E2)(t);
if ("ELOOP" === n || "ENOENT" === n) throw fileChangedError(e);
throw new i.lZ(`${(0, i.hD)(e.name)} cannot be read (${n})`, {
cause: t
});
}), n = await t.stat({
bigint: !0
}), s = void 0 === e.version || e.version === fileVersion(n);
if (n.isFile() && Number(n.size) === e.size && s) return t;
throw await t.close(), fileChangedError(e);
}
function fileVersion({dev: e, ino: t, mtimeNs: n}, s = process.platform) {
return "win32" === s ? `${t}:${n}` : `${e}:${t}:${n}`;
}
function fileChangedError(e) {
return new i.lZ(`${(0, i.hD)(e.name)} changed while it was being read`);
}
}),
4874: ((e, t, n) => {
n.d(t, {
HE: () => createPathGuard,
mj: () => isCaseInsensitive
});
var s = n(1455), r = n(6760), i = n.n(r), o = n(3916);
async function createPathGuard(e) {
const t = {
workspace: await (0, s.realpath)(e.workspace).catch(t => {
throw new o.lZ(`the workspace ${(0, o.hD)(e.workspace)} does not exist`, {
hint: 'Run "actions/checkout" before this step, or create the folder that GITHUB_WORKSPACE names.',
cause: t
});
}),
temp: await (0, s.realpath)(e.temp).catch(() => e.temp)
}, isInWorkspace = n => isInside(e.workspace, n) || isInside(t.workspace, n);
return {
isInWorkspace: isInWorkspace,
displayName: n => function displayName(e, t, n = i()) {
return (isInside(t, e, n) ? n.relative(t, e) || "." : e).split(n.sep).join("/");
}(n, isInside(e.workspace, n) ? e.workspace : t.workspace),
checkWritten(n, s, {allowTemp: r}) {
if (isInWorkspace(s) || r && (n => isInside(e.temp, n) || isInside(t.temp, n))(s)) return s;
throw function toOutsideError(e, {workspace: t, temp: n, isCommandLine: s}) {
return s ? new o.lZ(`${(0, o.hD)(e)} is outside the current folder ${(0, o.hD)(t)}`, {
hint: `Run the command in a folder that contains all of its files. Files in ${(0, 
o.hD)(n)} need their absolute path.`
}) : new o.lZ(`${(0, o.hD)(e)} is outside the workspace`, {
hint: "Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path."
});
}(n, e);
},
async resolveReal(n, s) {
assertNoDataStream(n, s);
const r = await resolveLinks(s);
if (!(isInside(t.workspace, r) || !isInWorkspace(s) && isInside(t.temp, r))) throw function toLinkOutsideError(e, {workspace: t, isCommandLine: n}) {
return new o.lZ(n ? `${(0, o.hD)(e)} is a link that leads outside the current folder ${(0, 
o.hD)(t)}` : `${(0, o.hD)(e)} is a link that leads outside the workspace`);
}(n, e);
if (i().relative(t.workspace, r).toLowerCase().split(i().sep).includes(".git")) throw new o.lZ(`${(0, 
o.hD)(n)} is inside git's own folder`);
return assertNoDataStream(n, r), r;
}
};
}
function assertNoDataStream(e, t, n = i()) {
if ("\\" === n.sep && t.slice(n.parse(t).root.length).includes(":")) throw new o.lZ(`${(0, 
o.hD)(e)} has a colon, which file names on Windows cannot have`);
}
function isCaseInsensitive(e = process.platform) {
return "win32" === e || "darwin" === e;
}
function isInside(e, t, n = i()) {
const s = n.relative(e, t);
return ".." !== s && !s.startsWith(`..${n.sep}`) && !n.isAbsolute(s);
}
async function resolveLinks(e, t = 40) {
const n = await (0, s.realpath)(e).catch(() => {});
if (void 0 !== n || 0 === t) return n ?? e;
const r = i().dirname(e), o = await (0, s.readlink)(e).catch(() => {});
if (void 0 !== o) {
const e = i().isAbsolute(o) ? "" : await resolveLinks(r, t - 1) + i().sep;
return resolveLinks(e + o, t - 1);
}
return r === e ? e : i().join(await resolveLinks(r, t), i().basename(e));
}
})
};
