export const id = 962;

export const ids = [ 962 ];

export const modules = {
1962: ((t, e, n) => {
n.r(e), n.d(e, {
control: () => control,
deploy: () => deploy,
find: () => find,
post: () => post,
run: () => J.eF,
runCommandLine: () => runCommandLine,
wait: () => wait
});
var o = n(4389), a = n(6891), s = n(2443), i = n(6472), r = n(5468), c = n(4512), d = n(2514), l = n(7908);
function control(t) {
const {runner: e, clock: n, fetch: u, signal: h} = t;
return (0, l.e)(t, r.LO, async r => {
const {command: l, "job-id": m, ...f} = await (0, a.Ir)(o.b.control, e);
r.set({
"job-id": m
});
const w = (0, s.U)((0, c.tq)(f, t), u, n, {
signal: h
}), {job: p, changed: b} = await (0, d.w2)(w, m, l, t, ({status: t}) => r.set({
status: t
}));
e.notice(b ? (0, i.Zd)(l, p) : `Job ${m} is already ${p.status}: no command was sent.`);
});
}
var u = n(3916), h = n(653), m = n(7603), f = n(8240), w = n(2011), p = n(3500), b = n(8171);
const g = 3e5, y = 'Give the full SHA of a commit. Find data that was trained at an earlier commit by "ft_fingerprint".';
function find(t) {
const {runner: e, clock: n, fetch: d, signal: j} = t;
return (0, l.e)(t, r.vw, async l => {
const v = await (0, a.Ir)(o.b.find, e), {metadata: k, limit: $} = v;
for (const t of v.status.filter(t => !h.nE.includes(t))) e.warning(`input "status": ${(0, 
u.hD)(t)} is not a known status of OpenAI or Azure OpenAI`);
const A = (0, s.U)((0, c.tq)(v, t), d, n, {
signal: j
}), I = {
filter: t => function mayMatch(t, e) {
const {metadata: n, "exclude-metadata": o, model: a} = e, s = Object.keys(o).length > 0 && (0, 
h.gM)(t, o), i = hasStatus(t, e) || "unknown" === t.status;
return (0, h.gM)(t, n) && !s && i && (!a || function matchesModel(t, e) {
return t.fineTunedModel === e || void 0 !== t.model && (0, m.SQ)(t.model, e);
}(t, a));
}(t, v),
...Object.keys(k).length > 0 && {
metadata: k
}
}, R = (0, b.Xd)(t, g, {
failsFast: !0
}), S = await (0, f.N6)(A, I, {
retry: R,
clock: n,
isDone: (t, e) => t.length > $ && e && t[0]?.createdAt !== t.at(-1)?.createdAt
});
S.isTruncated && e.warning(p.C);
const T = await async function readStatuses(t, e, n) {
const o = [];
for (const e of t) o.push("unknown" === e.status ? await n(e) : e);
return o.filter(t => hasStatus(t, e));
}(S.items, v, t => R(() => A.getJob(t.id))), M = T.sort((t, e) => (e.createdAt ?? 0) - (t.createdAt ?? 0)).slice(0, $);
!function assertComplete({unreadable: t, incompleteReason: e, isNewestFirst: n}, o, a, {runner: s}) {
if (t.some(t => (({createdAt: t = Number.POSITIVE_INFINITY}) => !o || t >= (o.createdAt ?? 0))(t) && function mayMatchUnread({metadata: t, model: e}, n) {
return !(Object.keys(t).length > 0 && Object.entries(n.metadata).some(([e, n]) => t[e] !== n)) && (!n.model || !e || (0, 
m.SQ)(e, n.model));
}(t, a))) throw new u.lZ("An entry in the list of jobs cannot be read, and it may be the newest match.", {
hint: 'Select jobs by metadata that this entry does not have, or use the "job-id" of the job.'
});
if (void 0 === e) return;
const i = `The list of jobs cannot be read to its end: ${e}`;
if (!o || !n) throw new u.lZ(`${i}, and ${o ? "a newer job may match" : "none of those that were read matches"}.`, {
hint: 'Use the "job-id" of the job.'
});
s.warning(`${i}. Older matches are missing.`);
}(S, M[0], v, t), e.info(`${(0, w.B4)(M.length, "job")}${T.length > $ ? ' (limited by "limit")' : ""}`);
for (const t of M) e.info((0, i.BE)(t));
const [O] = M;
if (O && l.set((0, r.Tg)(O)), l.set({
jobs: M.map(({raw: t}) => t),
count: M.length
}), !O && v["fail-if-none"]) throw new u.lZ(`No job matches ${function describeQuery(t) {
return [ "metadata", "exclude-metadata", "status", "model" ].flatMap(e => {
const n = t.get(e);
return void 0 === n ? [] : [ `${e} (${n.replace(/\s+/g, " ")})` ];
}).join(", ") || "at all";
}(e.inputs)}.`, {
hint: "ft_sha" in k ? y : void 0
});
});
}
function hasStatus(t, {status: e}) {
return 0 === e.length || e.includes(t.status);
}
var j = n(8902), v = n(8394), k = n(4225), $ = n(3673);
const A = 1e4, I = 3600;
function isLongBefore(t, e) {
return void 0 !== t && void 0 !== e && t < e - I;
}
function hasOnlySeed(t, e) {
return void 0 !== e && t.seed === e && !(0, $._k)(t) && !(0, h.Hd)(t);
}
async function list(t, {isPast: e, isDone: n = () => !1, filter: o, metadata: a}, s, i) {
const {clock: r} = s;
let c = !1;
const d = {
metadata: a,
filter: t => {
const n = o(t);
return c ||= e(t), n;
}
}, l = {
listJobs: e => {
if (void 0 !== e.after && r.now() > i) throw new u.lZ("the list of jobs is too long to be read in time");
return t.listJobs(e, {
timeoutMs: A
});
}
}, {items: h, unreadable: m, isTruncated: w, incompleteReason: p} = await (0, f.N6)(l, d, {
clock: r,
retry: t => (0, j.L5)(t, {
...(0, b.tO)(s),
deadline: i,
tolerateRefusals: !0
}),
isDone: (t, e) => e && (c || n(t))
}), g = w ? `the server has more than ${f.Eu} jobs` : void 0;
return {
items: h,
unreadable: m,
incompleteReason: p ?? g
};
}
const R = 24e4, S = 6e4, T = 2e4;
async function post(t) {
const {runner: e} = t, {state: n} = e;
if ("true" !== n.get("ended") && (n.has("job-id") || n.has("attempt"))) try {
await async function applyOnCancel(t) {
const {runner: e, clock: n} = t, {state: s} = e, r = n.now() + R, c = await (0, 
a.Ir)(o.b.post, e, []), l = "cancelled" === c["job-status"], u = s.get("job-id"), m = void 0 === u || "true" === s.get("created"), f = c["on-cancel"] ?? (m ? "cancel" : "detach"), logLeftRunning = t => {
const n = (0, i.O7)(t, e);
l ? e.info(n) : e.warning(`The step was killed, but the workflow was not cancelled. ${n}`);
};
if (void 0 !== u && (!l || "detach" === f)) return logLeftRunning(u);
const w = {
client: await connect(t),
deps: t,
deadline: r
}, p = void 0 !== u ? [ u ] : await async function findLostJobIds({client: t, deps: e, deadline: n}) {
const o = readAttempt(e) ?? {
attemptId: ""
}, a = await async function findLostJobs(t, {attemptId: e, seed: n}, o, a) {
const s = {
ft_attempt: e
}, isOwn = t => (0, h.gM)(t, s), isPast = ({createdAt: t, serverTime: e}) => isLongBefore(t, e), isDone = t => t.some(isOwn);
for (const e of v.xQ) {
await o.clock.sleep(e, o.signal);
const {items: n} = await list(t, {
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
const i = await list(t, {
filter: () => !0,
isPast: isPast,
isDone: isDone
}, o, a), [r] = i.items;
return {
own: i.items.filter(isOwn),
suspected: i.items.filter(t => hasOnlySeed(t, n)),
unreadable: (0, $.Z2)(i.unreadable, e),
incompleteReason: i.incompleteReason,
keepsNoMetadata: void 0 !== r && !(0, $.go)(r)
};
}(t, o, e, n - S);
return 0 === a.own.length && await async function reportMissing(t, {attemptId: e}, {runner: n}) {
const o = "The main step ended while it was creating a job.";
if (await assertAllRecognized(t, o, n), void 0 !== t.incompleteReason) throw new d.eB(`${o} Whether the job exists is not known: ${t.incompleteReason}.`, {
hint: (0, i._G)(e)
});
t.keepsNoMetadata ? n.warning(`${o} This server keeps no metadata, so the action cannot know whether the job exists and costs money: check the newest jobs of this project.`) : n.info(`${o} The job does not exist: nothing to do.`);
}(a, o, e), a.own.map(({id: t}) => t);
}(w);
if (!l || "detach" === f) return p.forEach(logLeftRunning);
await settleAll([ stopAll(p, f, w), ...m && p.length > 0 ? [ stopCopies(p, f, w) ] : [] ]);
}(t);
} catch (n) {
e.setFailed((0, u.Wk)(n instanceof d.eB ? n : function describeRisk(t, {runner: e}) {
const {state: n} = e, o = (0, u.Wk)(t), a = n.get("job-id");
return void 0 !== a ? new u.lZ(`Job ${a} could not be stopped: ${o}`, {
hint: (0, i.hc)(a, e)
}) : new u.lZ(`Unclear whether the main step created a job: ${o}`, {
hint: (0, i._G)(n.get("attempt"))
});
}(n, t)));
}
}
async function connect(t) {
const {runner: e, fetch: n, clock: i, signal: r} = t, d = await (0, a.Ir)(o.b.postConnection, e, []), l = {
[c.IS]: e.state.get(c.IS)
};
return (0, s.U)((0, c.tq)(d, t, l), n, i, {
signal: r
});
}
async function stopAll(t, e, n) {
await settleAll(t.map(t => async function stop(t, e, {client: n, deps: o, deadline: a}) {
const {runner: s, clock: r} = o, c = Number(s.state.get(d.MD)) || 0, {job: l, isSent: m} = await (0, 
k.LR)(n, t, e, {
...(0, b.tO)(o),
deadline: a,
notBefore: r.now() + Math.min(c, k.FF),
waitForStart: !0
}).catch(n => {
throw new d.eB(`Job ${t} could not be ${i.rT[e]}: ${(0, u.Wk)(n)}`, {
hint: (0, d.ev)(t, n, s),
cause: n
});
});
if (!m && (0, h.Hd)(l)) return s.info(`Job ${t} has already ended (${l.status}): nothing to do.`);
const f = m ? (0, i.Zd)(e, l) : `Job ${t} is already ${l.status}.`, w = s.isCommandLine ? "The command was interrupted." : "The workflow was cancelled.";
s.notice(`${w} ${f}`);
}(t, e, n)));
}
async function settleAll(t) {
const e = (await Promise.allSettled(t)).flatMap(t => "rejected" === t.status ? [ t.reason ] : []);
if (e.length > 0) throw new d.eB(e.map(u.Wk).join("\n"));
}
async function stopCopies(t, e, n) {
const {client: o, deps: a, deadline: s} = n, {runner: i, clock: r} = a, c = readAttempt(a);
if (void 0 === c) return;
const d = t.join(", "), warn = t => {
void 0 !== c.seed && i.warning(`Whether the server has made copies of job ${d}, which cost money, is not known: ${t}`);
}, l = Math.min(s, r.now() + T), m = await async function findJobsOfSameRequest(t, e, {attemptId: n, seed: o}, a, s) {
const isKnown = t => e.includes(t.id), isOwn = t => (0, h.gM)(t, {
ft_attempt: n
}), isSuspected = t => hasOnlySeed(t, o);
let i;
const r = void 0 === o ? {
ft_attempt: n
} : void 0, c = await list(t, {
metadata: r,
filter: t => {
const e = isKnown(t) || isOwn(t);
return e && (i ??= t.createdAt), e || isSuspected(t);
},
isPast: t => isLongBefore(t.createdAt, i)
}, a, s), d = c.items.filter(t => !isKnown(t) && (t => "none" === (0, k.d$)("cancel", t))(t));
return {
own: d.filter(isOwn),
suspected: d.filter(isSuspected),
unreadable: (0, $.Z2)(c.unreadable, n),
incompleteReason: c.incompleteReason,
isKnownAlive: c.items.some(t => isKnown(t) && !(0, h.Hd)(t))
};
}(o, t, c, a, l).catch(t => {
if (!(t instanceof u.lZ)) throw t;
warn((0, u.Wk)(t));
});
if (!m) return;
void 0 !== m.incompleteReason && warn(m.incompleteReason);
const f = m.own.map(({id: t}) => t);
await settleAll([ stopAll(f, m.isKnownAlive ? "cancel" : e, n), assertAllRecognized(m, `Job ${d} may have copies that a gateway has made.`, i) ]);
}
function readAttempt({runner: {state: t}}) {
const e = t.get("attempt"), n = t.get("seed");
return void 0 === e ? void 0 : {
attemptId: e,
seed: n ? Number(n) : void 0
};
}
async function assertAllRecognized({suspected: t, unreadable: e}, n, o) {
if (t.length > 0) throw new d.eB(`${n} The jobs named here have the seed of that job, and nothing else shows who created them, so they were not stopped.`, {
hint: t.map(({id: t}) => (0, i.hc)(t, o)).join("\n")
});
if (e > 0) throw new d.eB(`${n} The list of jobs has ${e} more of its jobs, whose ids cannot be read, so they were not stopped.`, {
hint: "They may be running and costing money: check the newest jobs of this project."
});
}
var M = n(2429), O = n(2512), _ = n(2848), B = n(2462);
function wait(t) {
const {runner: e, workspace: n} = t;
return (0, l.s)(t, r.lY, async s => {
const i = await (0, a.Ir)(o.b.wait, e), r = i["job-id"], d = await n.prepareDirectory(i["results-dir"]);
s.openResults(await d.create()), e.saveState("job-id", r), e.saveState("created", "false"), 
s.setOutputs({
"job-id": r
}), s.comment = (0, B.g)(i, (0, M.Q)({
jobId: r
}), t);
const l = (0, c.Pm)((0, c.tq)(i, t), i.timeout, t);
e.group("Training");
const u = await (0, _.c)({
...l,
jobId: r,
reporter: s,
deps: t,
inputs: i,
onCancel: i["on-cancel"] ?? "detach"
});
if (e.endGroup(), "finished" !== u.kind) throw new Error(`"wait" follows one job only: ${u.kind}`);
return await (0, O.r)(i, {
client: l.cancellableClient,
reporter: s,
deps: t
}), u.outcome;
});
}
var J = n(6974);
const deploy = async t => (await n.e(500).then(n.bind(n, 6500))).deploy(t), runCommandLine = async (...t) => (await n.e(542).then(n.bind(n, 7542))).runCommandLine(...t);
})
};
