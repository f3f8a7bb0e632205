export const id = 962;

export const ids = [ 962 ];

export const modules = {
1962: ((e, t, n) => {
n.r(t), n.d(t, {
runCommandLine: () => runCommandLine,
runControl: () => runControl,
runDeploy: () => runDeploy,
runFind: () => runFind,
runPost: () => runPost,
runWait: () => runWait
});
var o = n(4389), a = n(6891), s = n(9336), i = n(6472), r = n(5468), c = n(4512), d = n(8171), l = n(2514), u = n(7908);
function control(e) {
const {runner: t, clock: n, fetch: h, signal: m} = e;
return (0, u.e)(e, r.LO, async r => {
const {command: u, "job-id": f, ...w} = await (0, a.I)(o.b.control, t);
r.set({
"job-id": f
});
const p = (0, s.U)((0, c.tq)(w, e), h, n, {
signal: m
}), {job: b, changed: g} = await (0, l.w2)(p, f, u, {
...(0, d.tO)(e),
audience: t,
onPoll: ({status: e}) => r.set({
status: e
})
});
r.set({
status: b.status
}), t.notice(g ? (0, i.Zd)(u, b) : `Job ${f} is already ${b.status}: no command was sent.`);
});
}
var h = n(3916), m = n(653), f = n(3245), w = n(2847), p = n(2011), b = n(3500);
function find(e) {
const {runner: t, clock: n, fetch: l, signal: g} = e;
return (0, u.e)(e, r.vw, async u => {
const y = await (0, a.I)(o.b.find, t), {metadata: j, limit: v} = y;
for (const e of y.status.filter(e => !m.nE.includes(e))) t.warning(`input "status": ${(0, 
h.hD)(e)} is not a known status of OpenAI or Azure OpenAI`);
const k = (0, s.U)((0, c.tq)(y, e), l, n, {
signal: g
}), $ = {
filter: e => function mayMatch(e, t) {
const {metadata: n, "exclude-metadata": o, model: a} = t, s = Object.keys(o).length > 0 && (0, 
f.gM)(e, o), i = hasStatus(e, t) || "unknown" === e.status;
return (0, f.gM)(e, n) && !s && i && (!a || function matchesModel(e, t) {
return e.fineTunedModel === t || void 0 !== e.model && (0, w.S)(e.model, t);
}(e, a));
}(e, y),
...Object.keys(j).length > 0 && {
metadata: j
}
}, A = (0, d.Xd)(e, 3e5, {
failsFast: !0
}), I = await (0, f.N6)(k, $, {
retry: A,
clock: n,
isDone: (e, t) => e.length > v && t && e[0]?.createdAt !== e.at(-1)?.createdAt
});
I.isTruncated && t.warning(b.C);
const R = await async function readStatuses(e, t, n) {
const o = [];
for (const t of e) o.push("unknown" === t.status ? await n(t) : t);
return o.filter(e => hasStatus(e, t));
}(I.items, y, e => A(() => k.getJob(e.id))), S = R.sort((e, t) => (t.createdAt ?? 0) - (e.createdAt ?? 0)).slice(0, v);
!function assertComplete({unreadable: e, incompleteReason: t, isNewestFirst: n}, o, a, {runner: s}) {
if (e.some(e => (({createdAt: e = Number.POSITIVE_INFINITY}) => !o || e >= (o.createdAt ?? 0))(e) && function mayMatchUnread({metadata: e, model: t}, n) {
return !(Object.keys(e).length > 0 && Object.entries(n.metadata).some(([t, n]) => e[t] !== n)) && (!n.model || !t || (0, 
w.S)(t, n.model));
}(e, a))) throw new h.lZ("An entry in the list of jobs cannot be read, and it may be the newest match.", {
hint: 'Select jobs by metadata that this entry does not have, or use the "job-id" of the job.'
});
if (void 0 === t) return;
const i = `The list of jobs cannot be read to its end: ${t}`;
if (!o || !n) throw new h.lZ(`${i}, and ${o ? "a newer job may match" : "none of those that were read matches"}.`, {
hint: 'Use the "job-id" of the job.'
});
s.warning(`${i}. Older matches are missing.`);
}(I, S[0], y, e), t.info(`${(0, p.B4)(S.length, "job")}${R.length > v ? ' (limited by "limit")' : ""}`);
for (const e of S) t.info((0, i.BE)(e));
const [T] = S;
if (T && u.set((0, r.Tg)(T)), u.set({
jobs: S.map(({raw: e}) => e),
count: S.length
}), !T && y["fail-if-none"]) throw new h.lZ(`No job matches ${function describeQuery(e) {
return [ "metadata", "exclude-metadata", "status", "model" ].flatMap(t => {
const n = e.get(t);
return void 0 === n ? [] : [ `${t} (${n.replace(/\s+/g, " ")})` ];
}).join(", ") || "at all";
}(t.inputs)}.`, {
hint: "ft_sha" in j ? 'Give the full SHA of a commit. Find data that was trained at an earlier commit by "ft_fingerprint".' : void 0
});
});
}
function hasStatus(e, {status: t}) {
return 0 === t.length || t.includes(e.status);
}
var g = n(8902), y = n(8394), j = n(4225), v = n(3673);
function isLongBefore(e, t) {
return void 0 !== e && void 0 !== t && e < t - 3600;
}
function hasOnlySeed(e, t) {
return void 0 !== t && e.seed === t && !(0, v._k)(e) && !(0, m.Hd)(e);
}
async function list(e, {isPast: t, isDone: n = () => !1, filter: o, metadata: a}, s, i) {
const {clock: r} = s;
let c = !1;
const l = {
metadata: a,
filter: e => {
const n = o(e);
return c ||= t(e), n;
}
}, u = {
listJobs: t => {
if (void 0 !== t.after && r.now() > i) throw new h.lZ("the list of jobs is too long to be read in time");
return e.listJobs(t, {
timeoutMs: 1e4
});
}
}, {items: m, unreadable: w, isTruncated: p, incompleteReason: b} = await (0, f.N6)(u, l, {
clock: r,
retry: e => (0, g.L)(e, {
...(0, d.tO)(s),
deadline: i,
tolerateRefusals: !0
}),
isDone: (e, t) => t && (c || n(e))
}), y = p ? `the server has more than ${f.Eu} jobs` : void 0;
return {
items: m,
unreadable: w,
incompleteReason: b ?? y
};
}
async function post(e) {
const {runner: t} = e, {state: n} = t;
if ("true" !== n.get("ended") && (n.has("job-id") || n.has("attempt"))) try {
await async function applyOnCancel(e) {
const {runner: t, clock: n} = e, {state: s} = t, r = n.now() + 24e4, c = await (0, 
a.I)(o.b.post, t, []), d = "cancelled" === c["job-status"], u = s.get("job-id"), h = void 0 === u || "true" === s.get("created"), m = c["on-cancel"] ?? (h ? "cancel" : "detach"), logLeftRunning = e => {
const n = (0, i.O7)(e, t);
d ? t.info(n) : t.warning(`The step was killed, but the workflow was not cancelled. ${n}`);
};
if (void 0 !== u && (!d || "detach" === m)) return logLeftRunning(u);
const w = {
client: await connect(e),
deps: e,
deadline: r
}, p = void 0 !== u ? [ u ] : await async function findLostJobIds({client: e, deps: t, deadline: n}) {
const o = readAttempt(t) ?? {
attemptId: ""
}, a = await async function findLostJobs(e, {attemptId: t, seed: n}, o, a) {
const s = {
ft_attempt: t
}, isOwn = e => (0, f.gM)(e, s), isPast = ({createdAt: e, serverTime: t}) => isLongBefore(e, t), isDone = e => e.some(isOwn);
for (const t of y.xQ) {
await o.clock.sleep(t, o.signal);
const {items: n} = await list(e, {
metadata: s,
filter: isOwn,
isPast: isPast,
isDone: isDone
}, o, a);
if (n.length > 0) return {
own: n,
suspected: [],
unreadable: 0,
incompleteReason: void 0,
keepsNoMetadata: !1
};
}
const i = await list(e, {
filter: () => !0,
isPast: isPast,
isDone: isDone
}, o, a), [r] = i.items;
return {
own: i.items.filter(isOwn),
suspected: i.items.filter(e => hasOnlySeed(e, n)),
unreadable: (0, v.Z2)(i.unreadable, t),
incompleteReason: i.incompleteReason,
keepsNoMetadata: void 0 !== r && !(0, v.go)(r)
};
}(e, o, t, n - 6e4);
return 0 === a.own.length && await async function reportMissing(e, {attemptId: t}, {runner: n}) {
const o = "The main step ended while it was creating a job.";
if (await assertAllRecognized(e, o, n), void 0 !== e.incompleteReason) throw new l.eB(`${o} Whether the job exists is not known: ${e.incompleteReason}.`, {
hint: (0, i._G)(t)
});
e.keepsNoMetadata ? n.warning(`${o} This server keeps no metadata, so the action cannot know whether the job exists and costs money: check the newest jobs of this project.`) : n.info(`${o} The job does not exist: nothing to do.`);
}(a, o, t), a.own.map(({id: e}) => e);
}(w);
if (!d || "detach" === m) return p.forEach(logLeftRunning);
await settleAll([ stopAll(p, m, w), ...h && p.length > 0 ? [ stopCopies(p, m, w) ] : [] ]);
}(e);
} catch (n) {
t.setFailed((0, h.Wk)(n instanceof l.eB ? n : function describeRisk(e, {runner: t}) {
const {state: n} = t, o = (0, h.Wk)(e), a = n.get("job-id");
return void 0 !== a ? new h.lZ(`Job ${a} could not be stopped: ${o}`, {
hint: (0, i.hc)(a, t)
}) : new h.lZ(`Unclear whether the main step created a job: ${o}`, {
hint: (0, i._G)(n.get("attempt"))
});
}(n, e)));
}
}
async function connect(e) {
const {runner: t, fetch: n, clock: i, signal: r} = e, d = await (0, a.I)(o.b.postConnection, t, []), l = {
[c.IS]: t.state.get(c.IS)
};
return (0, s.U)((0, c.tq)(d, e, l), n, i, {
signal: r
});
}
async function stopAll(e, t, n) {
await settleAll(e.map(e => async function stop(e, t, {client: n, deps: o, deadline: a}) {
const {runner: s, clock: r} = o, c = Number(s.state.get(l.MD)) || 0, {job: u, isSent: f} = await (0, 
j.LR)(n, e, t, {
...(0, d.tO)(o),
deadline: a,
notBefore: r.now() + Math.min(c, j.FF),
waitForStart: !0
}).catch(n => {
throw new l.eB(`Job ${e} could not be ${i.rT[t]}: ${(0, h.Wk)(n)}`, {
hint: (0, l.ev)(e, n, s),
cause: n
});
});
if (!f && (0, m.Hd)(u)) return s.info(`Job ${e} has already ended (${u.status}): nothing to do.`);
const w = f ? (0, i.Zd)(t, u) : `Job ${e} is already ${u.status}.`, p = s.isCommandLine ? "The command was interrupted." : "The workflow was cancelled.";
s.notice(`${p} ${w}`);
}(e, t, n)));
}
async function settleAll(e) {
const t = (await Promise.allSettled(e)).flatMap(e => "rejected" === e.status ? [ e.reason ] : []);
if (t.length > 0) throw new l.eB(t.map(h.Wk).join("\n"));
}
async function stopCopies(e, t, n) {
const {client: o, deps: a, deadline: s} = n, {runner: i, clock: r} = a, c = readAttempt(a);
if (void 0 === c) return;
const d = e.join(", "), warn = e => {
void 0 !== c.seed && i.warning(`Whether the server has made copies of job ${d}, which cost money, is not known: ${e}`);
}, l = Math.min(s, r.now() + 2e4), u = await async function findCopies(e, t, {attemptId: n, seed: o}, a, s) {
const isKnown = e => t.includes(e.id), isOwn = e => (0, f.gM)(e, {
ft_attempt: n
}), isSuspected = e => hasOnlySeed(e, o);
let i;
const r = void 0 === o ? {
ft_attempt: n
} : void 0, c = await list(e, {
metadata: r,
filter: e => {
const t = isKnown(e) || isOwn(e);
return t && (i ??= e.createdAt), t || isSuspected(e);
},
isPast: e => isLongBefore(e.createdAt, i)
}, a, s), d = c.items.filter(e => !isKnown(e) && (e => "none" === (0, j.d$)("cancel", e))(e));
return {
own: d.filter(isOwn),
suspected: d.filter(isSuspected),
unreadable: (0, v.Z2)(c.unreadable, n),
incompleteReason: c.incompleteReason,
isKnownAlive: c.items.some(e => isKnown(e) && !(0, m.Hd)(e))
};
}(o, e, c, a, l).catch(e => {
if (!(e instanceof h.lZ)) throw e;
warn((0, h.Wk)(e));
});
if (!u) return;
void 0 !== u.incompleteReason && warn(u.incompleteReason);
const w = u.own.map(({id: e}) => e);
await settleAll([ stopAll(w, u.isKnownAlive ? "cancel" : t, n), assertAllRecognized(u, `Job ${d} may have copies that a gateway has made.`, i) ]);
}
function readAttempt({runner: {state: e}}) {
const t = e.get("attempt"), n = e.get("seed");
return void 0 === t ? void 0 : {
attemptId: t,
seed: n ? Number(n) : void 0
};
}
async function assertAllRecognized({suspected: e, unreadable: t}, n, o) {
if (e.length > 0) throw new l.eB(`${n} The jobs named here have the seed of that job, and nothing else shows who created them, so they were not stopped.`, {
hint: e.map(({id: e}) => (0, i.hc)(e, o)).join("\n")
});
if (t > 0) throw new l.eB(`${n} The list of jobs has ${t} more of its jobs, whose ids cannot be read, so they were not stopped.`, {
hint: "They may be running and costing money: check the newest jobs of this project."
});
}
var k = n(2512), $ = n(9102), A = n(8451);
function wait(e) {
const {runner: t, workspace: n} = e;
return (0, u.s)(e, r.lY, async s => {
const i = await (0, a.I)(o.b.wait, t), r = i["job-id"], d = await n.prepareDirectory(i["results-dir"]);
s.openResults(await d.create()), t.saveState("job-id", r), t.saveState("created", "false"), 
s.setOutputs({
"job-id": r
}), s.comment = (0, A.gv)(i, {
jobId: r
}, e);
const l = (0, c.rR)((0, c.tq)(i, e), i.timeout, e);
t.group("Training");
const u = await (0, $.c)({
...l,
jobId: r,
reporter: s,
deps: e,
inputs: i,
onCancel: i["on-cancel"] ?? "detach"
});
if (t.endGroup(), "finished" !== u.kind) throw new Error(`"wait" follows one job only: ${u.kind}`);
return await (0, k.r)(i, {
client: l.cancellableClient,
reporter: s,
deps: e
}), u.outcome;
});
}
var I = n(1672);
const runWait = (e, t = I.eF) => t(wait, e), runFind = (e, t = I.eF) => t(find, e), runControl = (e, t = I.eF) => t(control, e), runDeploy = async (e, t = I.eF) => t((await n.e(196).then(n.bind(n, 9196))).deploy, e), runPost = (e, t = I.eF) => t(post, e), runCommandLine = async (...e) => (await n.e(521).then(n.bind(n, 1521))).runCommandLine(...e);
})
};
