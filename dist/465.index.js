export const id = 465;

export const ids = [ 465 ];

export const modules = {
465: ((e, t, n) => {
n.r(t), n.d(t, {
evaluate: () => evaluate
});
var s = n(9373), r = n(3916), o = n(2011), a = n(7598), i = n(1455), l = n(6760), c = n(2857), u = n(8301), d = n(7603), h = n(4717), f = n(6971);
const m = c.Ikc({
text: c.YjP(),
toolCalls: c.YOg(c.L5J()),
isRefusal: c.zMY(),
finishReason: c.YjP().nullish(),
promptTokens: c.aig(),
completionTokens: c.aig()
}).transform(e => ({
...e,
finishReason: e.finishReason ?? void 0
}));
class PersistentAnswerCache {
#e;
#t;
#n=!1;
constructor(e, t) {
this.#e = e, this.#t = t;
}
getKey(e, t) {
const {context: n, runner: s} = this.#t;
if (function identifiesModel(e, t) {
return (0, h.R1)(t) || (0, d.ar)(e);
}(t.model, new URL(e).hostname)) return hash([ e, t ]);
const {repository: r, runId: o} = n;
if (void 0 !== o) return hash([ e, t, r, o ]);
this.#n || s.notice(`input "cache-dir": ${g}`), this.#n = !0;
}
async read(e) {
const t = await async function readSmallFile(e) {
const t = await (0, i.open)(e, f.tC);
try {
const e = await t.stat();
return e.isFile() && e.size <= p ? await t.readFile("utf8") : "";
} finally {
await t.close();
}
}(this.#s(e)).catch(() => "");
return m.safeParse((0, u.Bl)(t)).data;
}
async write(e, t) {
const n = `${JSON.stringify(t)}\n`;
if (this.#t.runner.redactSecrets(n) !== n) return;
const s = (0, l.join)(this.#e, `.${e}.${(0, a.randomUUID)()}`);
await (0, i.writeFile)(s, n, {
flag: "wx"
}), await (0, i.rename)(s, this.#s(e));
}
#s(e) {
return (0, l.join)(this.#e, `${e}.json`);
}
}
const p = 16777216, g = 'answers are stored only for models with a name of their own, such as "ft:\u2026". Any other name may stand for another model later, and outside of a workflow run nothing shows which one answered.';
function hash(e) {
return (0, a.createHash)("sha256").update(JSON.stringify((0, u.Ck)(e))).digest("hex");
}
var w = n(9333), b = n(8549), y = n(3689);
function isCutOff(e) {
return "length" === e || "max_tokens" === e;
}
const x = /^(o\d|gpt-([5-9]|\d\d)(?!.*chat))/i, v = [ "temperature", "seed", "top_p", "reasoning_effort" ];
class AdaptiveRequestBuilder {
#r;
#o=!1;
#a=new Set;
constructor(e) {
const t = x.test((0, w.xL)(e));
this.#r = t ? "max_completion_tokens" : "max_tokens", t && this.#a.add("temperature");
}
get refused() {
return this.#a;
}
build({request: e, refusedLimits: t}) {
const n = this.#r, {model: s, messages: r, options: o, maxOutputTokens: a, temperature: i, seed: l} = e, c = (0, 
u.p3)({
temperature: i,
seed: l,
...o
});
return {
model: s,
messages: r,
...Object.fromEntries(Object.entries(c).filter(([e]) => !this.#a.has(e))),
[t.has(n) ? (0, y.Tk)(n) : n]: a
};
}
confirm(e) {
this.#o || (this.#o = !0, this.#r = getTokenLimit(e));
}
learn(e, t, {droppable: n, refusedLimits: s}) {
const r = getTokenLimit(t);
if (isSettingRefused(e, r)) return this.#i(r, s);
const o = [ ...v, ...n ].find(n => Object.hasOwn(t, n) && isSettingRefused(e, n));
return !!o && (this.#a.add(o), !0);
}
#i(e, t) {
if (this.#o && e === this.#r) return !1;
const n = (0, y.Tk)(e), s = t.has(n);
return t.add(e), this.#o || (this.#r = n), !s;
}
}
const getTokenLimit = e => Object.hasOwn(e, "max_tokens") ? "max_tokens" : "max_completion_tokens";
function isSettingRefused(e, t) {
return !!(e instanceof b.hD && [ 400, 422 ].includes(e.status)) && new RegExp(`\\b${t}\\b`).test(e.param ?? e.serverMessage ?? "");
}
function normalQuantile(e) {
if (e > .5) return -normalQuantile(1 - e);
if (e < M) {
const t = Math.sqrt(-2 * Math.log(e));
return polynomial(_, t) / polynomial(S, t);
}
const t = e - .5;
return polynomial($, t * t) * t / polynomial(k, t * t);
}
const M = .02425, $ = [ -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239 ], k = [ -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1 ], _ = [ -.007784894002430293, -.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783 ], S = [ .007784695709041462, .3224671290700398, 2.445134137142996, 3.754408661907416, 1 ], polynomial = (e, t) => e.reduce((e, n) => e * t + n, 0);
function bisect(e, t, n) {
let [s, r] = [ t, n ];
for (let t = 0; t < 60; t++) {
const t = (s + r) / 2;
e(t) ? s = t : r = t;
}
return (s + r) / 2;
}
function createRandom(e) {
let t = e >>> 0;
return () => {
t = t + 1831565813 >>> 0;
let e = Math.imul(t ^ t >>> 15, 1 | t);
return e ^= e + Math.imul(e ^ e >>> 7, 61 | e), ((e ^ e >>> 14) >>> 0) / 2 ** 32;
};
}
const T = 20261129;
function exactMcNemar(e, t) {
const n = e + t;
let s = -n * Math.LN2, r = 0;
for (let o = 0; o <= Math.min(e, t); o++) r += Math.exp(s), s += Math.log((n - o) / (o + 1));
return Math.min(1, 2 * r);
}
function signFlipTest(e) {
const t = Float64Array.from(e.filter(e => 0 !== e), Math.abs), n = Math.abs(e.reduce((e, t) => e + t, 0)) * (1 - 1e-12), s = t.length <= 14, r = s ? 2 ** t.length : 1e4, o = createRandom(1998);
let a = 0;
for (let e = 0; e < r; e++) {
const r = sumWithSigns(t, () => s ? e : o() * 2 ** 32);
Math.abs(r) >= n && a++;
}
return s ? a / r : (a + 1) / (r + 1);
}
function sumWithSigns(e, t) {
let n = 0, s = 0, r = 0;
for (const o of e) s++ % 32 == 0 && (r = t()), n += 1 & r ? o : -o, r >>>= 1;
return n;
}
function comparePairs(e, t, n) {
const {confidence: s} = n, r = subtract(e, t), o = mean(r), a = r.filter(e => e > 0).length, i = r.filter(e => e < 0).length, l = isBinary(e) && isBinary(t), {low: c, high: u} = l ? function tangoInterval(e, t, n, s) {
if (0 === n) return {
low: -1,
high: 1
};
const r = -normalQuantile((1 - s) / 2), statistic = s => function tangoStatistic(e, t, n, s) {
const r = 2 * n, o = -e - t + (2 * n - e + t) * s, a = -t * s * (1 - s), i = n * ((Math.sqrt(Math.max(0, o * o - 4 * r * a)) - o) / (2 * r) * 2 + s * (1 - s)), l = e - t - n * s;
return 0 === l ? 0 : l / Math.sqrt(Math.max(0, i));
}(e, t, n, s), o = (e - t) / n;
return {
low: bisect(e => statistic(e) > r, -1, o),
high: bisect(e => statistic(e) > -r, o, 1)
};
}(a, i, r.length, s) : meanInterval(r, n), d = c > 0 || u < 0;
let h;
l ? h = {
name: "exact McNemar test",
pValue: exactMcNemar(a, i)
} : d && (h = {
name: "sign-flip test",
pValue: signFlipTest(r)
});
const f = void 0 !== h && h.pValue <= 1 - s + 1e-12, m = !l && !f;
return {
difference: o,
low: m ? Math.min(c, 0) : c,
high: m ? Math.max(u, 0) : u,
confidence: s,
verdict: judge(f, o),
neededExamples: countNeededExamples(r, s),
unconfirmedBy: f ? void 0 : h
};
}
function subtract(e, t) {
return e.map((e, n) => e - (t[n] ?? Number.NaN));
}
const isBinary = e => e.every(e => 0 === e || 1 === e);
function judge(e, t) {
return e && 0 !== t ? t > 0 ? "better" : "worse" : "inconclusive";
}
const N = 1e4, R = 20261129, O = 6;
function meanInterval(e, {confidence: t, scale: n}) {
const {average: s, error: r} = function summarize(e) {
const t = mean(e), n = e.reduce((e, n) => e + (n - t) ** 2, 0), s = Math.sqrt(n / (e.length - 1) / e.length);
return {
average: t,
error: s > 1e-12 * Math.abs(t) ? s : 0
};
}(e), o = (1 - t) / 2, a = function countDistinct(e) {
const t = new Map;
let n = 0;
for (const s of e) {
const e = (t.get(s) ?? 0) + 1;
t.set(s, e), n = Math.max(n, e);
}
return e.length - n;
}(e), i = function shareMargin(e, t, n) {
const s = -normalQuantile(n), r = e / t;
return (r + s ** 2 / (2 * t) + s * Math.sqrt(r * (1 - r) / t + (s / (2 * t)) ** 2)) / (1 + s ** 2 / t) - r;
}(a, e.length, o) * n, l = a < O ? i : 0, around = e => ({
low: s - e,
high: s + e
});
if (!(r > 0)) return around(l);
const c = function resample(e, t) {
const n = createRandom(R), s = e.length, r = Float64Array.from(e, e => e - t), o = new Float64Array(N);
for (let e = 0; e < N; e++) {
let t = 0, a = 0;
for (let e = 0; e < s; e++) {
const e = r[Math.floor(n() * s)] ?? 0;
t += e, a += e * e;
}
const i = t / s, l = (a / s - i * i) / (s - 1);
o[e] = l > 1e-15 * i * i ? i / Math.sqrt(l) : i * Number.POSITIVE_INFINITY || 0;
}
return o.sort();
}(e, s), u = r * function studentQuantile(e, t) {
const n = bisect(n => function studentMass(e, t) {
const [n, s] = [ Math.sin(e), Math.cos(e) ], r = t % 2 == 1;
let o = r ? s : 1, a = 1 === t ? 0 : o;
for (let e = r ? 3 : 2; e <= t - 2; e += 2) o *= s * s * ((e - 1) / e), a += o;
return r ? 2 / Math.PI * (e + n * a) : n * a;
}(n, t) < 2 * e - 1, 0, Math.PI / 2);
return Math.tan(n) * Math.sqrt(t);
}(1 - o, e.length - 1), d = r * Math.max(quantile(c, 1 - o), -quantile(c, o));
if (Number.isFinite(d)) return around(Math.max(u, d, l));
const {low: h, high: f} = around(Math.max(u, i));
return 2 * a <= e.length ? {
low: h,
high: f
} : {
low: Math.min(h, -n),
high: Math.max(f, n)
};
}
function quantile(e, t) {
return e[Math.ceil(t * e.length) - 1] ?? Number.NaN;
}
function mean(e) {
return e.reduce((e, t) => e + t, 0) / e.length;
}
const C = .8;
function countNeededExamples(e, t) {
const n = mean(e);
if (!n) return;
const s = e.reduce((e, t) => e + t ** 2, 0) / e.length, r = -normalQuantile((1 - t) / 2) * Math.sqrt(s) + normalQuantile(C) * Math.sqrt(Math.max(0, s - n ** 2));
return Math.ceil((r / n) ** 2);
}
function compareModels({candidate: e, baseline: t}, {confidence: n, scale: s, hasOneModel: r}) {
if (!t || 0 === e.score.length) return;
const o = n || .95;
return r ? {
difference: 0,
low: 0,
high: 0,
confidence: o,
verdict: "inconclusive",
hasOneModel: r
} : comparePairs(e.score, t.score, {
confidence: o,
scale: s
});
}
function listWorse({candidate: e, baseline: t}, n) {
return t ? n.map((n, s) => ({
...n,
candidate: e.get(s),
baseline: t.get(s)
})).filter(({candidate: e, baseline: t}) => e < t).sort((e, t) => t.baseline - t.candidate - (e.baseline - e.candidate)).slice(0, 100) : [];
}
const A = [ .5, .1 ];
function buildDifferenceHistogram({candidate: e, baseline: t}, n) {
if (!t || 0 === e.score.length) return [];
const s = subtract(e.score, t.score).map(e => e / n), r = s.map(e => -e), count = (e, t, n = Number.POSITIVE_INFINITY) => e.filter(e => e > t && e <= n).length, o = {
label: "same",
count: s.filter(e => 0 === e).length
};
if (s.every(Number.isInteger)) return [ {
label: "better",
count: count(s, 0)
}, o, {
label: "worse",
count: count(r, 0)
} ];
const [a, i] = A, name = e => Number((e * n).toPrecision(3));
return [ {
label: `better by more than ${name(a)}`,
count: count(s, a)
}, {
label: `better by ${name(i)} to ${name(a)}`,
count: count(s, i, a)
}, {
label: `better by less than ${name(i)}`,
count: count(s, 0, i)
}, o, {
label: `worse by less than ${name(i)}`,
count: count(r, 0, i)
}, {
label: `worse by ${name(i)} to ${name(a)}`,
count: count(r, i, a)
}, {
label: `worse by more than ${name(a)}`,
count: count(r, a)
} ];
}
var E = n(9572), I = n(3162);
function formatVerdict({comparison: e, candidate: t, examples: {evaluated: n}}) {
if (0 === n) return "no example was evaluated";
const s = (0, o.B4)(n, "example"), r = `score ${(0, o.gI)(t.score)} on ${s}`;
if (!e) return r;
const {verdict: a, difference: i, low: l, high: c, hasOneModel: u, unconfirmedBy: d} = e;
if (u) return `candidate and baseline are the same model, ${r}`;
const h = formatInterval(e);
if ("inconclusive" !== a) return `${a} by ${(0, o.gI)(Math.abs(i))} (${h}) on ${s}`;
const f = function formatNeeded({neededExamples: e}, t) {
return void 0 === e ? "there is no difference to be seen" : e <= t ? "more examples would" : `about ${formatRoundedCount(e)} examples would`;
}(e, n), m = (l > 0 || c < 0) && d ? formatNonSignificantTest(d) : "";
return `cannot tell, ${f}: ${formatSignedMetric(i)} (${h}) on ${s}${m}`;
}
function formatNonSignificantTest({name: e, pValue: t}) {
return `, but the ${e} (p = ${(0, o.gI)(t)}) shows no difference`;
}
function formatRoundedCount(e) {
const t = 10 ** Math.max(0, Math.floor(Math.log10(e)) - 1);
return (0, o.Sm)(Math.ceil(e / t) * t);
}
const F = 5;
function formatFailures({failures: e}, t = e => e) {
const n = e.slice(0, F).map(({reason: e, count: n}) => `${(0, o.Sm)(n)} \xd7 ${t(e)}`);
return n.length > 0 ? n.join(", ") : void 0;
}
function formatSignedMetric(e) {
return 0 === e ? "0" : (0, o.Gp)(e, o.gI);
}
function formatInterval({low: e, high: t, confidence: n}) {
const s = Number((100 * n).toFixed(2));
return `${formatSignedMetric(e)} to ${formatSignedMetric(t)} at ${s} %`;
}
function evaluateRequirements(e, t, {confidence: n, scale: s}) {
const r = e.map(e => {
const r = {
confidence: n,
scale: "score" === e.metric ? s : 1
};
return function evaluateRequirement(e, {candidate: t, baseline: n}, s) {
const {metric: r, operator: o, factor: a, offset: i} = e, l = t[r], c = "errors" === r ? l.length : 1, u = round(mean(l) * c), d = {
requirement: (0, E.Jn)(e),
metric: r,
actual: u
};
if (0 === l.length) return {
...d,
limit: void 0,
passed: !1,
note: "no example was evaluated"
};
if (!(0, E.KB)(e)) return {
...d,
limit: i,
passed: I.we[o](u, i)
};
const h = n?.[r];
if (!h) return {
...d,
limit: void 0,
passed: !1,
note: "there is no baseline"
};
if (0 === s.confidence) {
const e = round(mean(h) * c * a + i);
return {
...d,
limit: e,
passed: I.we[o](u, e)
};
}
const {bound: f, isSupported: m, unconfirmedBy: p} = function computeBound({operator: e, factor: t, offset: n}, s, r, o) {
const a = e.startsWith(">"), i = a ? "low" : "high", {[i]: l, verdict: c, unconfirmedBy: u} = comparePairs(s, r, o);
if (1 !== t) {
const e = 1 - t;
return {
bound: l + e * meanInterval(r, o)[e > 0 === a ? "low" : "high"],
isSupported: !0
};
}
return {
bound: l,
isSupported: a ? n < 0 || "better" === c : n > 0 || "worse" === c,
unconfirmedBy: u
};
}(e, l, h, s), g = I.we[o](round(f * c), i), w = g && m, b = function describeBound({operator: e, factor: t, offset: n}, s, {confidence: r}) {
const o = e.startsWith(">") ? "at least" : "at most", a = ">" === e ? "more than " : "<" === e ? "less than " : "", i = 1 === t ? "" : ` from ${t} times the baseline`;
return `at ${round(100 * r, 2)} %, the difference${i} is ${o} ${formatSign(s)}; ${a}${formatSign(n)} is required`;
}(e, f * c, s), y = g && !w && p ? formatNonSignificantTest(p) : "", x = g ? "" : function describeNeeded({metric: e, operator: t, factor: n, offset: s}, r, o, a) {
if ("errors" === e || 1 !== n) return "";
const i = function countExamplesForBound(e, {limit: t, isLower: n}, {confidence: s, scale: r}) {
const o = mean(e), a = n ? o - t : t - o;
if (!(a > 0)) return;
const i = -normalQuantile((1 - s) / 2), l = mean(e.map(e => (e - o) ** 2));
return Math.ceil(i ** 2 * Math.max(r / a - 1, l / a ** 2));
}(subtract(r, o), {
limit: s,
isLower: t.startsWith(">")
}, a);
return void 0 === i || i <= r.length ? "" : `; about ${formatRoundedCount(i)} examples like these would show it`;
}(e, l, h, s);
return {
...d,
limit: void 0,
passed: w,
note: `${b}${y}${x}`
};
}(e, t, r);
});
return {
passed: r.every(({passed: e}) => e),
rows: r
};
}
function formatSign(e) {
const t = Math.abs(round(e, 4));
return 0 === t ? "0" : `${e < 0 ? "\u2212" : "+"}${t}`;
}
const round = (e, t = 10) => Number(e.toFixed(t));
var j = n(7975), L = n(4407), q = n(9030);
const P = /\s*(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[-+*/^(),])/y;
function compileFormula(e, t) {
return new FormulaParser(e, t).parse();
}
class FormulaParser {
#l;
#c;
#u=0;
#d=0;
constructor(e, t) {
this.#c = t, this.#l = function tokenize(e) {
const t = [], n = e.trim();
P.lastIndex = 0;
for (let e = 0; e < n.length; e = P.lastIndex) {
P.lastIndex = e;
const s = P.exec(n);
if (!s) throw unexpected(n.slice(e, e + 20));
t.push(s[0].trim());
}
return t;
}(e);
}
parse() {
const e = this.#h(), t = this.#l[this.#u];
if (void 0 !== t) throw unexpected(t);
return e;
}
#h() {
let e = this.#f();
for (let t = this.#m("+", "-"); t; t = this.#m("+", "-")) {
const [n, s] = [ e, this.#f() ];
e = "+" === t ? e => n(e) + s(e) : e => n(e) - s(e);
}
return e;
}
#f() {
let e = this.#p();
for (let t = this.#m("*", "/"); t; t = this.#m("*", "/")) {
const [n, s] = [ e, this.#p() ];
e = "*" === t ? e => n(e) * s(e) : e => n(e) / s(e);
}
return e;
}
#p() {
const e = this.#m("+", "-");
if (!e) return this.#g();
const t = this.#w(() => this.#p());
return "-" === e ? e => -t(e) : t;
}
#g() {
const e = this.#b();
if (!this.#m("^")) return e;
const t = this.#w(() => this.#p());
return n => e(n) ** t(n);
}
#b() {
const e = this.#l[this.#u++];
if (void 0 === e) throw new r.lZ("calculate_output: ends too early");
if ("(" === e) return this.#w(() => this.#y());
if (/^[\d.]/.test(e)) {
const t = Number(e);
return () => t;
}
if (this.#c.includes(e)) return t => t.get(e) ?? Number.NaN;
const t = q.Zv.find(t => t === e);
if (!t || !this.#m("(")) throw unexpected(e);
const n = Math[t], s = this.#w(() => this.#x());
if (1 === n.length && 1 !== s.length) throw new r.lZ(`calculate_output: ${e} takes one value`);
return e => n(...s.map(t => t(e)));
}
#y() {
const e = this.#h();
return this.#v(), e;
}
#x() {
const e = [ this.#h() ];
for (;this.#m(","); ) e.push(this.#h());
return this.#v(), e;
}
#v() {
if (!this.#m(")")) throw new r.lZ('calculate_output: a ")" is missing');
}
#w(e) {
if (this.#d += 1, this.#d > 100) throw new r.lZ("calculate_output: nests too deeply");
const t = e();
return this.#d -= 1, t;
}
#m(...e) {
const t = this.#l[this.#u];
if (void 0 !== t && e.includes(t)) return this.#u += 1, t;
}
}
const unexpected = e => new r.lZ(`calculate_output: ${(0, r.hD)(e)} is not expected there`);
class GradingError extends r.lZ {
name="GradingError";
}
var G = n(1334);
class MissingVariableError extends Error {
name="MissingVariableError";
}
const B = /\{\{\s*((?:item|sample)(?:\.[^\s.[\]{}"']+|\[\d+\])+)\s*\}\}/g, U = 16777216;
function renderTemplate(e, t) {
let n = e.length;
return e.replace(B, (e, s) => {
const r = (0, G.dm)(t, (0, q.mQ)(s));
if (void 0 === r) throw new MissingVariableError;
const o = "string" == typeof r ? r : JSON.stringify(r);
if (n += o.length, n > U) throw new GradingError("the text to grade is too long");
return o;
});
}
const D = 1024;
function getMaxGradeTokens(e) {
return "score_model" === e.type && e.sampling_params?.max_completions_tokens || D;
}
function readGrade({finishReason: e, text: t}, n) {
if (isCutOff(e)) return {
problem: "the grade was cut off"
};
const s = (0, u.Bl)(t) ?? (0, u.Bl)(/\{[\s\S]*\}/.exec(t)?.[0] ?? "");
return (0, u.OW)(s) ? "score_model" === n.type ? function readScore(e, t) {
const [n = 0, s = 1] = t ?? [], r = "string" == typeof e.result ? Number.parseFloat(e.result) : e.result;
return "number" == typeof r && Number.isFinite(r) ? Math.min(s, Math.max(n, r)) : {
problem: "the grade is not a number"
};
}(s, n.range) : function readLabel(e, {labels: t, passing_labels: n}) {
const s = "string" == typeof e.result ? e.result.trim() : "";
return t.includes(s) ? n.includes(s) ? 1 : 0 : {
problem: "the grade is none of the labels"
};
}(s, n) : {
problem: "the grade is not a JSON object"
};
}
function describeGrade(e) {
const t = '"steps", a list of objects with "description" and "conclusion"';
if ("label_model" === e.type) return `Respond with a JSON object: ${t}, then "result", one of these labels: ${JSON.stringify(e.labels)}.`;
const [n = 0, s = 1] = e.range ?? [];
return `Respond with a JSON object: ${t}, then "result", a number from ${n} to ${s}.`;
}
function gradeFormat(e) {
const t = {
type: "string"
}, n = strictObject({
description: t,
conclusion: t
}), s = "label_model" === e.type ? {
type: "string",
enum: e.labels
} : {
type: "number"
};
return {
type: "json_schema",
json_schema: {
name: "grade",
strict: !0,
schema: strictObject({
steps: {
type: "array",
items: n
},
result: s
})
}
};
}
const strictObject = e => ({
type: "object",
properties: e,
required: Object.keys(e),
additionalProperties: !1
});
function toContent(e, t) {
return "string" == typeof e ? renderTemplate(e, t) : [ e ].flat().map(e => function toPart(e, t) {
if ("string" == typeof e) return {
type: "text",
text: renderTemplate(e, t)
};
switch (e.type) {
case "input_text":
case "output_text":
return {
type: "text",
text: renderTemplate(e.text, t)
};

case "input_image":
{
const {detail: n} = e;
return {
type: "image_url",
image_url: (0, u.p3)({
url: renderTemplate(e.image_url, t),
detail: n
})
};
}

case "input_audio":
return {
type: "input_audio",
input_audio: e.input_audio
};
}
}(e, t));
}
const W = {
fuzzy_match: function fuzzyMatch(e, t) {
const [n, s] = [ [ ...e ], [ ...t ] ];
return n.length + s.length === 0 ? 1 : 2 * getCommonSubsequenceLength(n, s) / (n.length + s.length);
},
bleu: function bleu(e, t) {
const [n, s] = [ splitWords(e), splitWords(t) ];
if (0 === n.length) return 0;
let r = 0;
for (let e = 1; e <= Z; e++) {
const t = countMatches(n, s, e);
if (0 === t) return 0;
r += Math.log(t / (n.length - e + 1)) / Z;
}
return (n.length > s.length ? 1 : Math.exp(1 - s.length / n.length)) * Math.exp(r);
},
gleu: function gleu(e, t) {
const [n, s] = [ splitWords(e), splitWords(t) ];
let r = 0, o = 0, a = 0;
for (let e = 1; e <= Z; e++) r += countMatches(n, s, e), o += countRuns(n, e), a += countRuns(s, e);
return 0 === r ? 0 : r / Math.max(o, a);
},
rouge_1: rougeN(1),
rouge_2: rougeN(2),
rouge_3: rougeN(3),
rouge_4: rougeN(4),
rouge_5: rougeN(5),
rouge_l: function rougeL(e, t) {
const [n, s] = [ rougeTokens(e), rougeTokens(t) ];
return fMeasure(getCommonSubsequenceLength(n, s), n.length, s.length);
}
}, splitWords = e => e.split(/\s+/).filter(Boolean), Z = 4, rougeTokens = e => e.toLowerCase().match(/[a-z0-9]+/g) ?? [];
function rougeN(e) {
return (t, n) => {
const [s, r] = [ rougeTokens(t), rougeTokens(n) ];
return fMeasure(countMatches(s, r, e), countRuns(s, e), countRuns(r, e));
};
}
const fMeasure = (e, t, n) => 0 === e ? 0 : 2 * e / (t + n);
function countMatches(e, t, n) {
const s = countNgrams(t, n);
let r = 0;
for (const [t, o] of countNgrams(e, n)) r += Math.min(o, s.get(t) ?? 0);
return r;
}
function countNgrams(e, t) {
const n = new Map;
for (let s = 0; s + t <= e.length; s++) {
const r = e.slice(s, s + t).join(" ");
n.set(r, (n.get(r) ?? 0) + 1);
}
return n;
}
const countRuns = (e, t) => Math.max(0, e.length - t + 1), z = 32, V = 1e9, J = 5e7;
function getCommonSubsequenceLength(e, t) {
const n = Math.ceil(e.length / z);
if (n * t.length > V || n * new Set(e).size > J) throw new GradingError("the texts are too long to compare");
const s = function indexPositions(e, t) {
const n = new Map;
for (const [s, r] of e.entries()) {
const e = n.get(r) ?? new Uint32Array(t);
n.set(r, e);
const o = Math.floor(s / z);
e[o] = (e[o] ?? 0) | 1 << s % z;
}
return n;
}(e, n), r = new Uint32Array(n).fill(2 ** z - 1);
for (const e of t) {
const t = s.get(e);
if (!t) continue;
let o = 0;
for (let e = 0; e < n; e++) {
const n = r[e] ?? 0, s = (n & (t[e] ?? 0)) >>> 0, a = n + s + o;
o = a >= 2 ** z ? 1 : 0, r[e] = (a | n - s) >>> 0;
}
}
let o = 0;
for (let t = 0; t < e.length; t++) (r[Math.floor(t / z)] ?? 0) >>> t % z & 1 || o++;
return o;
}
function assertSingleRunnable(e, t = "") {
const n = function findUnsupported(e) {
if ((0, L.Ol)(e)) return `a grader of the type ${(0, r.hD)(e.type)} runs only on its server`;
if ("python" === e.type) return "a python grader is not run here: its code could read the credentials of this job. Use string_check, text_similarity, score_model, label_model or multi";
if ("score_model" === e.type || "label_model" === e.type) {
const t = function findSameGrade(e) {
if ("score_model" === e.type) {
const [t = 0, n = 1] = e.range ?? [];
return t < n ? void 0 : 'in "range", the lowest score comes first, then a higher one';
}
const t = e.labels.filter(t => e.passing_labels.includes(t));
return t.length > 0 && t.length < e.labels.length ? void 0 : 'some of "labels" must be in "passing_labels", and some not';
}(e);
return t && `every answer would get the same grade: ${t}`;
}
return "text_similarity" !== e.type || function isSimilarityMetric(e) {
return Object.hasOwn(W, e);
}(e.evaluation_metric) ? void 0 : "cosine" === e.evaluation_metric ? "the metric cosine needs embeddings, which are not requested here. Use fuzzy_match, bleu, gleu or rouge" : `the metric ${e.evaluation_metric} needs a dictionary that is not shipped here. Use fuzzy_match, bleu, gleu or rouge`;
}(e);
if (n) throw new r.lZ(`${t}${n}`);
}
function toCall(e) {
if (!(0, u.OW)(e)) return e;
const {id: t, ...n} = e;
if (!(0, u.OW)(e.function)) return n;
const {name: s, arguments: r} = e.function;
return {
name: s,
arguments: "string" == typeof r ? (0, u.Bl)(r) ?? r : r
};
}
function createSingle(e, t) {
const n = function createScopeGrader(e, t) {
switch (e.type) {
case "string_check":
return t => Y[e.operation](...renderTexts(e, t)) ? 1 : 0;

case "text_similarity":
return t => function measureSimilarity(e, t, n) {
if (Math.max(t.length, n.length) > 5e5) throw new GradingError("the texts are too long to compare");
return W[e](t, n);
}(e.evaluation_metric, ...renderTexts(e, t));

case "score_model":
case "label_model":
return function createModelGrader(e, {models: t, seed: n}) {
return async s => {
const r = function buildGradeRequest(e, t, n) {
const s = "score_model" === e.type ? e.sampling_params ?? {} : {}, {seed: r = n, temperature: o = 0, top_p: a, reasoning_effort: i} = (0, 
u.p3)(s), l = e.input.map(({role: e, content: n}) => ({
role: e,
content: toContent(n, t)
}));
return {
model: e.model,
messages: [ {
role: "system",
content: describeGrade(e)
}, ...l ],
options: (0, u.p3)({
top_p: a,
reasoning_effort: i,
response_format: gradeFormat(e)
}),
maxOutputTokens: getMaxGradeTokens(e),
temperature: o,
seed: r
};
}(e, s, n), o = await t.complete(r, {
isUsable: t => "number" == typeof readGrade(t, e),
droppable: [ "response_format" ]
}), a = readGrade(o, e);
if ("number" == typeof a) return a;
throw new GradingError(a.problem);
};
}(e, t);
}
}(e, t), [s = 0, r = 1] = "score_model" === e.type && e.range || [];
return {
lowest: s,
highest: r,
grade: async e => {
try {
return await n(e);
} catch (e) {
if (e instanceof MissingVariableError) return 0;
throw e;
}
}
};
}
const renderTexts = ({input: e, reference: t}, n) => [ renderTemplate(e, n), renderTemplate(t, n) ], Y = {
eq: (e, t) => e === t,
ne: (e, t) => e !== t,
like: (e, t) => e.includes(t),
ilike: (e, t) => e.toLowerCase().includes(t.toLowerCase())
};
function toSample({text: e, toolCalls: t}) {
const n = (0, u.Bl)(e);
return {
output_text: e,
...void 0 !== n && {
output_json: n
},
output_tools: t,
choices: [ {
message: {
role: "assistant",
content: e,
tool_calls: t
}
} ]
};
}
function getFormulaRange(e, t) {
let [n, s] = [ Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY ];
for (const r of function* gridPoints(e) {
const t = Math.floor(K ** (1 / e.length)), n = Math.min(21, Math.max(2, t)), s = Math.min(K, n ** e.length);
for (let t = 0; t < s; t++) {
let s = t;
const r = e.map(([e, {lowest: t, highest: r}]) => {
const o = s % n;
return s = Math.floor(s / n), [ e, t + (r - t) * o / (n - 1) ];
});
yield new Map(r);
}
}(t)) {
const t = e(r);
Number.isFinite(t) && (n = Math.min(n, t), s = Math.max(s, t));
}
return s > n ? {
lowest: n,
highest: s
} : {
lowest: 0,
highest: 1
};
}
const K = 5e4;
var Q = n(8902), H = n(5668);
class FatalError extends r.lZ {
name="FatalError";
}
const X = {
credential: 'Check the secret or the variable behind "api-key", or the permissions of this job\'s identity.',
permission: "The credential is valid but lacks a permission: it must be allowed to request chat completions.",
model: 'Check "model", "baseline-model" and the model of the grader. On Azure each is the name of a deployment, and a new deployment needs some minutes.',
quota: 'Raise the limit or add credit, then run the step again; with "cache-dir", no answer is paid for twice.',
connection: 'Check "base-url", and that this runner can reach that host.'
};
class FatalErrorDetector {
#M;
#$;
#k=!1;
#_=!1;
#S=0;
constructor(e, t) {
this.#M = e, this.#$ = t;
}
recordAnswer({isCached: e}) {
e ? this.#_ = !0 : this.#k = !0, this.#S = 0;
}
detect(e, {messages: t}) {
const n = this.#T(e);
if (!(n && e instanceof r.lZ)) return;
const s = e instanceof b.hD && 404 === e.status ? (0, H.b)(new URL(this.#$)) : "", o = e instanceof b.oA ? e.hint : `${X[n]}${s}`, a = e instanceof b.hD && function quotes(e, t) {
const n = listTexts(t).map(collapse), s = collapse(e);
if (n.some(e => e.length >= te && s.includes(e))) return !0;
const r = n.join("\n");
for (let e = ee; e <= s.length; e++) if (r.includes(s.slice(e - ee, e))) return !0;
return !1;
}([ e.code, e.param, e.serverMessage ].join(" "), t), i = a ? `POST /chat/completions failed (${e.status}); the message of the server is left out, since it quotes the data` : e.message;
return new FatalError(`${i} (model ${JSON.stringify(this.#M)})`, {
hint: o,
cause: e
});
}
#T(e) {
if (e instanceof b.oA) return "credential";
if (e instanceof b.Rc) return e.requestSent && !(0, Q.E8)(e) || this.#k ? void 0 : "connection";
if (e instanceof b.hD) {
if ((0, b.B)(e) || 402 === e.status) return "quota";
if (401 === e.status) return "credential";
if (!this.#N(e)) return 403 === e.status ? "permission" : [ 404, 405, 501 ].includes(e.status) || isModelRefusal(e) ? "model" : e.status < 400 || e.isPermanent ? "connection" : void 0;
}
}
#N(e) {
const {status: t, isApiResponse: n} = e;
return !(!this.#k && !this.#_) && (n ? !(![ 403, 404, 405 ].includes(t) || isModelRefusal(e)) && (this.#S += 1, 
this.#S < 5) : t < 400 || [ 403, 404, 405 ].includes(t));
}
}
const ee = 24, te = 4, collapse = e => e.replace(/\s+/g, " ").trim(), ne = new Set([ "role", "type", "id", "tool_call_id", "detail", "format" ]);
function listTexts(e) {
return "string" == typeof e ? [ e ] : "object" != typeof e || null === e ? [] : Object.entries(e).flatMap(([e, t]) => ne.has(e) ? [] : listTexts(t));
}
function isModelRefusal({status: e, code: t, param: n, serverMessage: s = ""}) {
return !![ 400, 403, 404, 422 ].includes(e) && ("model" === n || /model_not_found|DeploymentNotFound|invalid_model/i.test(t ?? "") || /\bmodel\b.{0,80}\b(does not exist|not found|not a valid model)/i.test(s));
}
class ModelClient {
usage={
requests: 0,
cached: 0,
promptTokens: 0,
completionTokens: 0
};
#R;
#O;
#C=new Map;
#A=new Map;
#E=!1;
#I=Number.NEGATIVE_INFINITY;
constructor(e, t) {
this.#R = e, this.#O = t;
}
async complete(e, {isUsable: t, droppable: n = []}) {
const {cache: s} = this.#O, r = s?.getKey(this.#R.baseUrl, e);
if (!s || void 0 === r) return this.#F({
request: e,
droppable: n,
store: async () => {}
});
const store = async e => {
t(e) && await this.#j(s, r, e);
}, o = this.#A.get(r) ?? (async () => {
const o = await s.read(r);
return o && t(o) ? (this.usage.cached += 1, this.#L(e.model).errors.recordAnswer({
isCached: !0
}), o) : this.#F({
request: e,
droppable: n,
store: store
});
})();
return this.#A.set(r, o), o.finally(() => this.#A.delete(r));
}
getRefusedSettings(e) {
return this.#L(e).builder.refused;
}
async #j(e, t, n) {
try {
await e.write(t, n);
} catch (e) {
if (this.#E) return;
this.#E = !0, this.#O.runner.warning(`input "cache-dir": an answer could not be stored (${(0, 
r.E2)(e)})`);
}
}
#L(e) {
const t = this.#C.get(e) ?? {
builder: new AdaptiveRequestBuilder(e),
errors: new FatalErrorDetector(e, this.#R.baseUrl)
};
return this.#C.set(e, t), t;
}
async #F(e) {
const {clock: t, random: n, signal: s} = this.#O, {errors: r} = this.#L(e.request.model);
let o = 0, a = 0;
try {
const i = await (0, Q.L5)(() => this.#q(e), {
clock: t,
random: n,
signal: s,
shouldRetry: e => isRateLimit(e) ? ++o < 100 : (0, b.r3)(e) && ++a < 5,
onRetry: (e, t) => this.#P(e, t)
});
return r.recordAnswer({
isCached: !1
}), i;
} catch (t) {
throw s.throwIfAborted(), r.detect(t, e.request) ?? t;
}
}
async #q(e) {
const t = {
...e,
refusedLimits: new Set
}, {builder: n} = this.#L(e.request.model);
for (;;) {
const s = n.build(t);
try {
const t = await this.#G(s, e);
return n.confirm(s), t;
} catch (e) {
if (!n.learn(e, s, t)) throw e;
}
}
}
async #G(e, {request: t, store: n}) {
const {pool: s, signal: r} = this.#O, o = 6e4 + 100 * t.maxOutputTokens;
return s.run(async () => {
this.usage.requests += 1;
const t = await this.#R.createChatCompletion(e, {
signal: r,
timeoutMs: o
});
return this.usage.promptTokens += t.promptTokens, this.usage.completionTokens += t.completionTokens, 
await n(t), t;
}, e => isRateLimit(e) ? {
retryAfterMs: e.retryAfterMs
} : void 0, r);
}
#P(e, t) {
const {clock: n, runner: s, pool: r} = this.#O;
if (n.now() - this.#I < 1e4) return;
this.#I = n.now();
const o = Math.max(1, Math.round(t / 1e3));
s.info(`${describeFailure(e)}; next attempt in ${o} s, ${r.limit} at a time`);
}
}
function isRateLimit(e) {
return e instanceof b.hD && 429 === e.status && (0, b.r3)(e);
}
function describeFailure(e) {
if (e instanceof b.hD) {
const t = /^[\w.-]{1,60}$/.test(e.code ?? "") ? `, ${e.code}` : "";
return `status ${e.status}${t}`;
}
return e instanceof b.oA ? "no credential" : e instanceof b.Rc ? "no usable response" : void 0;
}
class RequestPool {
#B;
#U;
#D;
#W=0;
#Z=0;
#z=0;
#V=0;
#J=Number.NEGATIVE_INFINITY;
#Y=[];
constructor(e, t) {
this.#B = e, this.#D = e, this.#U = t;
}
get limit() {
return this.#D;
}
async run(e, t, n) {
await this.#K(n);
const s = this.#V;
try {
const t = await e();
return this.#Q(), t;
} catch (e) {
const n = t(e);
throw n && s === this.#V && this.#H(n.retryAfterMs), e;
} finally {
this.#X();
}
}
async #K(e) {
e.throwIfAborted(), this.#W < this.#D ? this.#W += 1 : await new Promise(e => this.#Y.push(e));
try {
e.throwIfAborted();
for (let t = this.#U.now(); t < this.#J; t = this.#U.now()) await this.#U.sleep(this.#J - t, e);
} catch (e) {
throw this.#X(), e;
}
}
#X() {
for (this.#W -= 1; this.#W < this.#D; ) {
const e = this.#Y.shift();
if (!e) return;
this.#W += 1, e();
}
}
#Q() {
this.#z = 0, this.#Z += 1, this.#Z < 20 || this.#D >= this.#B || (this.#Z = 0, this.#D += 1);
}
#H(e) {
const t = e ?? 1e3 * 2 ** this.#z;
this.#J = this.#U.now() + Math.min(t, 6e4), this.#D = Math.max(1, Math.floor(this.#D / 2)), 
this.#Z = 0, this.#z += 1, this.#V += 1;
}
}
class ModelScores {
#ee;
failures=new Map;
refusals=0;
constructor(e) {
this.#ee = new Float64Array(e);
}
add(e, {score: t, failure: n, isRefusal: s}) {
this.#ee[e] = t, void 0 !== n && this.failures.set(e, n), s && (this.refusals += 1);
}
get(e) {
return this.#ee[e] ?? 0;
}
toSamples(e, t) {
const n = e.map(e => this.get(e));
return {
score: n,
pass_rate: n.map(e => e >= t - 1e-9 ? 1 : 0),
errors: e.map(e => this.failures.has(e) ? 1 : 0)
};
}
countFailures() {
const e = new Map;
for (const t of this.failures.values()) e.set(t, (e.get(t) ?? 0) + 1);
return [ ...e ].map(([e, t]) => ({
reason: e,
count: t
})).sort((e, t) => t.count - e.count);
}
}
class ScoreTable {
candidate;
baseline;
#te;
constructor(e, t) {
this.candidate = new ModelScores(e), this.baseline = t ? new ModelScores(e) : void 0, 
this.#te = new Uint8Array(e);
}
add({index: e, candidate: t, baseline: n}) {
this.candidate.add(e, t), n && this.baseline?.add(e, n), this.#te[e] = 1;
}
failUnfinished(e, t) {
for (const [n, s] of this.#te.entries()) {
if (s) continue;
const fail = t => ({
score: t,
failure: e,
isRefusal: !1
}), r = void 0 !== t.baseline && {
baseline: fail(t.baseline)
};
this.add({
index: n,
candidate: fail(t.candidate),
...r
});
}
}
toSamples(e) {
const t = [ ...this.#te.keys() ].filter(e => 1 === this.#te[e]);
return {
candidate: this.candidate.toSamples(t, e),
baseline: this.baseline?.toSamples(t, e)
};
}
}
var se = n(7317);
const re = [ "tools", "response_format", "parallel_tool_calls", "functions" ];
function splitPrompt(e, t) {
const n = e.findLastIndex(({role: e}) => "assistant" === e), s = -1 === n || t && n < e.length - 1;
return {
prompt: (s ? e : e.slice(0, n)).map(({weight: e, ...t}) => t),
answer: s ? void 0 : e[n]
};
}
function isMessage(e) {
return (0, u.OW)(e) && "string" == typeof e.role;
}
var oe = n(4573), ae = n(5530), ie = n(363);
async function* readLines(e, t) {
const n = new ae.Pt;
for (const s of t) {
let t = 0;
for await (const r of (0, ae.uz)((0, ie.z5)(e, s), n)) {
t += 1;
const e = "line too long" !== r && (0, oe.isUtf8)(r) ? r.toString("utf8") : void 0;
"" !== e?.trim() && (yield {
file: s.name,
line: t,
text: e
});
}
}
}
const le = 1445, ce = new Set([ "text", "refusal", "image_url" ]);
const toObjects = e => Array.isArray(e) ? e.filter(u.OW) : [], ue = /\{\{\s*sample[.[][^}]*\}\}/g;
function countGrade(e, {item: t}, n, s) {
let r = 0;
return s({
messages: e.input.map(({role: e, content: n}) => ({
role: e,
content: renderTemplate(("string" == typeof n ? n : JSON.stringify(n)).replace(ue, () => (r += 1, 
"")), {
item: t,
sample: {}
})
}))
}, "chat").tokens + r * n + getMaxGradeTokens(e);
}
async function indexTestData(e, t) {
const {inputs: n, testFiles: s, grader: o} = e, {workspace: a, signal: i, runner: l, readRanks: c} = t, d = o ? (0, 
q.D)(o).items : [], h = void 0 === n["max-total-tokens"] ? void 0 : function createMaxTokenCounter({inputs: e, grader: t, hasOneModel: n}, s) {
const r = void 0 === e["baseline-model"] || n ? 1 : 2, o = e["max-output-tokens"], a = function listModelGraders(e) {
return (void 0 === e ? [] : "multi" === e.type ? Object.values(e.graders) : [ e ]).filter(e => "score_model" === e.type || "label_model" === e.type);
}(t);
return e => {
let t = function countPrompt({item: e, options: t}, n) {
const {tokens: s, images: r} = n(e, "chat"), o = s + le * r, a = [ t.response_format, ...(i = e.messages, 
toObjects(i).flatMap(({content: e, tool_calls: t, function_call: n, ...s}) => [ ...toObjects(e).filter(({type: e}) => !ce.has(e)), ...toObjects(t).filter(e => !(0, 
u.OW)(e.function)), ...Object.values(s).filter(e => "object" == typeof e && null !== e) ])) ].filter(e => void 0 !== e);
var i;
return 0 === a.length ? o : o + n({
messages: [ {
role: "user",
content: a.map(e => JSON.stringify(e)).join("\n")
} ]
}, "chat").tokens;
}(e, s) + o;
for (const n of a) t += countGrade(n, e, o, s);
return r * t;
};
}(e, await (0, se.y)((0, w._1)(n.model), c)), f = new LineProblems(l), m = [];
for await (const {file: e, line: t, text: n} of readLines(a, s)) {
i.throwIfAborted();
const s = {
file: e,
line: t
}, r = readExample(n, void 0 !== o, d);
"problem" in r ? f.add(s, r.problem) : m.push({
position: m.length,
location: s,
tokens: h?.(r) ?? 0
});
}
if (f.assertNone(), 0 === m.length) throw new r.lZ("The test data is empty.", {
hint: 'Check "test-file".'
});
const p = function sample(e, t) {
const n = createRandom(T), s = [];
for (const [r, o] of e.entries()) n() * (e.length - r) < t - s.length && s.push(o);
return s;
}(m, n["max-examples"] ?? m.length);
return {
total: m.length,
selected: p.map(({position: e}) => e),
locations: p.map(({location: e}) => e),
tokens: h && p.reduce((e, {tokens: t}) => e + t, 0)
};
}
async function* readSelected({testFiles: e, grader: t}, {selected: n}, {workspace: s}) {
let o = 0, a = 0;
for await (const {file: i, line: l, text: c} of readLines(s, e)) {
if (void 0 === n[a]) return;
if (o++ !== n[a]) continue;
const e = readExample(c, void 0 !== t, []);
if ("problem" in e) throw new r.lZ("The test data has changed since it was checked.");
yield {
index: a++,
example: e,
location: {
file: i,
line: l
}
};
}
}
function readExample(e, t, n) {
if (void 0 === e) return {
problem: "not UTF-8, or longer than any example"
};
const s = function safeParseExample(e, t) {
const n = (0, u.Bl)(e);
if (!(0, u.OW)(n)) return {
problem: void 0 === n ? "not valid JSON" : "not a JSON object"
};
const {messages: s} = n;
if (!Array.isArray(s) || 0 === s.length) return {
problem: 'there is no list "messages"'
};
if (!s.every(isMessage)) return {
problem: "a message is not an object with a role"
};
const {prompt: r, answer: o} = splitPrompt(s, t);
if (!o && !t) return {
problem: "there is no assistant message, which the answers are compared with"
};
if (0 === r.length) return {
problem: "there is no message before the answer"
};
const a = o && {
text: (0, y.lh)(o.content),
toolCalls: (0, y.el)(o)
};
return {
prompt: r,
options: (0, u.p3)(Object.fromEntries(re.map(e => [ e, n[e] ]))),
reference: a,
item: a && !Object.hasOwn(n, "reference") ? {
...n,
reference: a.text
} : n
};
}(e, t);
if ("problem" in s) return s;
const r = n.find(({path: e}) => void 0 === (0, G.dm)(s.item, e));
return r ? {
problem: `lacks a field that the grader uses (${r.locations[0]})`
} : s;
}
class LineProblems {
#ne;
#se=0;
constructor(e) {
this.#ne = e;
}
add({file: e, line: t}, n) {
this.#se += 1, this.#se < this.#ne.maxAnnotations ? this.#ne.error(n, {
file: e,
line: t
}) : this.#se <= 200 && this.#ne.info(`error: ${e}, line ${t}: ${n}`);
}
assertNone() {
if (0 === this.#se) return;
const e = 1 === this.#se ? "line" : "lines";
throw new r.lZ(`The test data has ${this.#se} ${e} that cannot be evaluated.`, {
hint: "No request was sent. See the annotations on file and line."
});
}
}
class Evaluation {
#re;
#oe;
#ae;
#ie=new AbortController;
#le;
#ce;
#ue;
#de;
#ee;
constructor(e, t, n, s) {
const {inputs: r, cacheDir: o, hasOneModel: a} = e, i = {
...s,
pool: new RequestPool(r.concurrency, s.clock),
cache: void 0 === o ? void 0 : new PersistentAnswerCache(o, s),
signal: this.#ie.signal
};
this.#re = e, this.#oe = t, this.#ae = s, this.#ue = new ModelClient(n.candidate, i), 
this.#de = function createAnswerGrader(e, t) {
if (!e) return {
grade: async (e, {reference: t}) => t && function matchesExactly(e, t) {
if (e.text.trim() !== t.text.trim()) return !1;
const n = t.toolCalls.map(toCall);
return e.toolCalls.length === n.length && e.toolCalls.map(toCall).every(e => {
const t = n.findIndex(t => (0, j.isDeepStrictEqual)(e, t));
return -1 !== t && (n.splice(t, 1), !0);
});
}(e, t) ? 1 : 0,
lowest: 0,
highest: 1
};
const n = "multi" === e.type ? function createMulti(e, t) {
const n = compileFormula(e.calculate_output, Object.keys(e.graders)), s = Object.entries(e.graders).map(([e, n]) => [ e, createSingle(n, t) ]);
return {
...getFormulaRange(n, s),
grade: async e => {
const t = new Map;
for (const [n, r] of s) t.set(n, await r.grade(e));
return n(t);
}
};
}(e, t) : createSingle(e, t);
return {
...n,
grade: async (e, t) => {
const s = await n.grade({
item: t.item,
sample: toSample(e)
});
return Number.isFinite(s) ? s : 0;
}
};
}(e.grader, {
models: this.#ue,
seed: r.seed
});
const l = Math.min(0, this.#de.lowest);
this.#le = {
name: r.model,
client: new ModelClient(n.candidate, i),
failureScore: l
};
const {"baseline-model": c} = r;
void 0 !== c && (this.#ce = {
name: c,
client: new ModelClient(n.baseline, i),
failureScore: a ? l : this.#de.highest
}), this.#ee = new ScoreTable(t.selected.length, void 0 !== c);
}
async run(e) {
const {clock: t, signal: n, startedAt: s} = this.#ae, {timeout: a} = this.#re.inputs, i = new AbortController, l = new r.lZ(`The timeout of ${(0, 
o.a3)(a)} has passed before all examples were evaluated.`, {
hint: 'The others count as failures. Raise "timeout" or "concurrency"; "cache-dir" keeps the answers.'
});
n.addEventListener("abort", () => this.#ie.abort(n.reason), {
signal: i.signal
}), t.sleep(s + a - t.now(), i.signal).then(() => this.#ie.abort(l), () => {});
try {
return n.throwIfAborted(), void await this.#he(e);
} catch (e) {
if (e === l) return this.#ee.failUnfinished("no answer before the timeout", {
candidate: this.#le.failureScore,
baseline: this.#ce?.failureScore
}), l;
if (e === n.reason && e instanceof r.lZ) return e;
throw e;
} finally {
i.abort();
}
}
buildReport() {
const {inputs: e, grader: t, testFiles: n, hasOneModel: s} = this.#re, {selected: r, total: o, locations: a} = this.#oe, i = this.#de.highest - this.#de.lowest, {candidate: l, baseline: c} = this.#ee, u = this.#ee.toSamples(e["pass-score"]), d = e.require.length > 0 && !this.#ae.signal.aborted, h = s ? 0 : e.confidence;
return {
candidate: buildModelReport(this.#le, l, u.candidate),
baseline: this.#ce && c && u.baseline ? {
...buildModelReport(this.#ce, c, u.baseline),
...s && {
failures: [],
refusals: 0
}
} : void 0,
comparison: compareModels(u, {
confidence: e.confidence,
scale: i,
hasOneModel: s
}),
examples: {
evaluated: u.candidate.score.length,
selected: r.length,
total: o
},
testFiles: n.map(({name: e}) => e),
grader: describeGrader(t),
graderUsage: this.#ue.usage,
gate: d ? evaluateRequirements(e.require, u, {
confidence: h,
scale: i
}) : void 0,
worse: listWorse(this.#ee, a),
differences: buildDifferenceHistogram(u, i),
refusedSettings: this.#fe()
};
}
async #he(e) {
const t = this.#ie, n = readSelected(this.#re, this.#oe, this.#ae), work = async () => {
for (;;) {
t.signal.throwIfAborted();
const s = await n.next();
if (s.done) return;
const r = await this.#me(s.value);
this.#ee.add(r), e(r);
}
}, s = Math.min(this.#re.inputs.concurrency, this.#oe.selected.length), r = Array.from({
length: s
}, () => work().catch(e => {
throw t.abort(e), e;
}));
if ((await Promise.allSettled(r)).some(({status: e}) => "rejected" === e)) throw t.signal.reason;
}
async #me({index: e, example: t}) {
const n = this.#pe(t, this.#le), s = this.#re.hasOneModel ? n : this.#ce && this.#pe(t, this.#ce), [r, o] = await Promise.all([ n, s ]);
return {
index: e,
candidate: r,
...o && {
baseline: o
}
};
}
async #pe(e, {name: t, client: n, failureScore: s}) {
const {"max-output-tokens": r, temperature: o, seed: a} = this.#re.inputs, {prompt: i, options: l} = e;
try {
const c = await n.complete({
model: t,
messages: i,
options: l,
maxOutputTokens: r,
temperature: o,
seed: a
}, {
isUsable: e => void 0 === describeUnusable(e, r)
}), {text: u, toolCalls: d, isRefusal: h} = c, f = {
text: u,
toolCalls: d
}, m = describeUnusable(c, r);
return m ? {
score: s,
failure: m,
isRefusal: h,
answer: f
} : {
score: await this.#de.grade(f, e),
isRefusal: h,
answer: f
};
} catch (e) {
this.#ie.signal.throwIfAborted();
const t = e instanceof GradingError ? e.message : describeFailure(e);
if (void 0 === t) throw e;
return {
score: s,
failure: t,
isRefusal: !1
};
}
}
#fe() {
const e = [ this.#le, ...this.#ce ? [ this.#ce ] : [] ];
return [ ...new Set(e.flatMap(({name: e, client: t}) => [ ...t.getRefusedSettings(e) ])) ];
}
}
function buildModelReport({name: e, client: t}, n, s) {
return {
name: e,
score: mean(s.score) || 0,
passRate: mean(s.pass_rate) || 0,
errors: n.failures.size,
failures: n.countFailures(),
refusals: n.refusals,
usage: t.usage
};
}
const de = 32, he = 1e4;
function describeUnusable({finishReason: e, text: t, toolCalls: n}, s) {
return t.length + (n.length > 0 ? JSON.stringify(n).length : 0) > he + de * s ? "longer than max-output-tokens allows" : isCutOff(e) ? "cut off by max-output-tokens" : "content_filter" === e ? "stopped by the content filter" : "error" === e ? "ended by an error of the server" : void 0;
}
function describeGrader(e) {
if (!e) return "exact match";
const t = "text_similarity" === e.type ? ` (${e.evaluation_metric})` : "";
return `${e.type}${t}`;
}
var fe = n(4389), me = n(569), pe = n(1420), ge = n(6891), we = n(617);
function hasOneModel({model: e, "baseline-model": t, "base-url": n, "baseline-base-url": s = n}) {
return e === t && n === s;
}
const be = "fine-tuning servers may reject it";
class EvaluationProgress {
#ge;
#ae;
#we;
#I;
#be=0;
#ye=0;
#xe;
#ve=0;
constructor(e, t) {
this.#ge = e, this.#ae = t, this.#we = t.clock.now(), this.#I = this.#we;
}
add({candidate: e, baseline: t}) {
this.#be += 1, this.#ye += e.score, void 0 !== e.failure && (this.#ve += 1), t && (this.#xe = (this.#xe ?? 0) + t.score);
const n = this.#ae.clock.now();
this.#be < this.#ge && n - this.#I < 15e3 || (this.#I = n, this.#ae.runner.info(this.#Me(n)));
}
#Me(e) {
const [t, n] = [ this.#be, this.#ge ], s = (e - this.#we) / t;
return [ `${(0, o.Sm)(t)}/${(0, o.Sm)(n)} examples`, `score ${(0, o.gI)(this.#ye / t)}`, void 0 !== this.#xe && `baseline ${(0, 
o.gI)(this.#xe / t)}`, this.#ve > 0 && (0, o.B4)(this.#ve, "error"), t < n && `${(0, 
o.a3)(s * (n - t))} left` ].filter(Boolean).join(" \xb7 ");
}
}
var ye = n(3107), xe = n(635);
function getTrainingPrompt(e) {
if (!(0, u.OW)(e)) return;
const t = (0, u.OW)(e.input) ? e.input.messages : e.messages;
return splitPrompt(Array.isArray(t) ? t.filter(u.OW) : [], !0).prompt;
}
var ve = n(2429), Me = n(9205), $e = n(4231), ke = n(5492), _e = n(4285);
const Se = 20;
function renderEvaluation(e) {
return joinParts([ `## ${getIcon(e)} Evaluation: ${formatVerdict(e)}`, e.failure && (0, 
_e.PI)(e.failure), ...resultSections(e, Se), factTable(e) ]);
}
const Te = 10;
function renderFailedEvaluation(e, t) {
const n = (0, _e.PI)(e, {
maxLines: 10,
maxLength: 400
});
return joinParts([ "### \u274c Evaluation: failed", n, t ]);
}
const joinParts = e => `${e.filter(Boolean).join("\n\n")}\n`, resultSections = (e, t) => [ modelTable(e), noteLines(e), gateSection(e), differenceSection(e), worseSection(e, t) ];
function getIcon({failure: e, comparison: t}) {
return void 0 !== e ? "\u274c" : t ? {
better: "\u2705",
worse: "\ud83d\udd3b",
inconclusive: "\u2796"
}[t.verdict] : "\u2705";
}
function modelTable({candidate: e, baseline: t, comparison: n, examples: s}) {
if (0 === s.evaluated) return;
const r = [ ...t ? [ [ "baseline", t ] ] : [], [ t ? "candidate" : "model", e ] ].map(([e, {name: t, score: n, passRate: s, errors: r}]) => {
return [ e, (0, _e.ti)(t, 150), (0, o.gI)(n), (a = s, `${(0, o.gI)(100 * a)} %`), (0, 
o.Sm)(r) ];
var a;
});
if (n && t) {
const s = e.passRate - t.passRate;
r.push([ "difference", formatInterval(n), `**${formatSignedMetric(n.difference)}**`, `${formatSignedMetric(100 * s)} points`, formatSignedMetric(e.errors - t.errors) ]);
}
return (0, _e.tp)([ "", "Model", " Score", " Passed", " Errors" ], r);
}
function gateSection({gate: e}) {
if (e) return `**Gate** ${e.passed ? "passed" : "failed"}\n\n${(0, ke.k0)(e.rows)}`;
}
const Ne = 30;
function differenceSection({differences: e}) {
const t = Math.max(0, ...e.map(({count: e}) => e));
if (0 === t) return;
const n = Math.max(...e.map(({label: e}) => e.length));
return `Examples by difference of their scores:\n\n\`\`\`text\n${e.map(({label: e, count: s}) => {
const r = "\u2588".repeat(0 === s ? 0 : Math.max(1, Math.round(Ne * s / t)));
return `${e.padEnd(n)}  ${r}${r && " "}${(0, o.Sm)(s)}`;
}).join("\n")}\n\`\`\``;
}
function worseSection({worse: e, differences: t}, n) {
if (0 === e.length) return;
const s = t.filter(({label: e}) => e.startsWith("worse")).reduce((e, {count: t}) => e + t, 0), r = e.slice(0, n).map(({file: e, line: t, candidate: n, baseline: s}) => [ (0, 
_e.ti)(`${e}:${t}`, 150), (0, o.gI)(s), (0, o.gI)(n) ]), a = s - r.length, i = a > 0 ? `\n\n${(0, 
o.Sm)(a)} more in \`examples.jsonl\`.` : "", l = `${(0, _e.tp)([ "Line", " Baseline", " Candidate" ], r)}${i}`;
return (0, _e.zH)(`${(0, o.B4)(s, "example")} got worse`, l, r.length <= 5);
}
function factTable(e) {
const {candidate: t, baseline: n, graderUsage: s, examples: r, testFiles: a, grader: i, durationMs: l} = e, c = r.selected < r.total ? `${(0, 
o.Sm)(r.selected)} of ${(0, o.Sm)(r.total)}, chosen at random` : (0, o.Sm)(r.total), usage = e => {
if (!e || e.requests + e.cached === 0) return;
const {requests: t, cached: n, promptTokens: s, completionTokens: r} = e;
return [ (0, o.B4)(t, "request"), n > 0 && `${(0, o.Sm)(n)} from the cache`, `${(0, 
o.Sm)(s)} tokens in, ${(0, o.Sm)(r)} out` ].filter(Boolean).join(" \xb7 ");
};
return (0, _e.z2)([ [ "Test data", a.slice(0, 5).map(e => (0, _e.ti)(e, 100)).join(", ") ], [ "Examples", c ], [ "Evaluated", r.evaluated < r.selected ? (0, 
o.Sm)(r.evaluated) : void 0 ], [ "Grader", (0, _e.ti)(i) ], [ "Candidate", usage(t.usage) ], [ "Baseline", usage(n?.usage) ], [ "Grading", usage(s) ], [ "Duration of this step", (0, 
o.a3)(l) ] ]);
}
function noteLines(e) {
const {candidate: t, baseline: n, overlap: s, refusedSettings: r} = e, [a, i] = [ t, n ].map(e => e && formatFailures(e, _e.X1)), l = t.refusals + (n?.refusals ?? 0);
return [ a && `Errors of the ${n ? "candidate" : "model"}, which count as wrong answers: ${a}.`, i && `Errors of the baseline, which count as right answers, so that they make no candidate better: ${i}.`, l > 0 && `${(0, 
o.B4)(l, "answer")} refused by the model.`, s > 0 && `\u26a0\ufe0f ${(0, o.B4)(s, "example")} also in the training data.`, r.length > 0 && `Not sent, because a model refuses it: ${r.map(e => (0, 
_e.ti)(e)).join(", ")}.` ].filter(Boolean).join("<br>") || void 0;
}
var Re = n(5468), Oe = n(4512), Ce = n(2462), Ae = n(7908);
function evaluate(e) {
return (0, Ae.e)(e, Re.$E, t => async function runEvaluate(e, t) {
const {runner: n} = t, s = await async function readEvaluationPlan({runner: e, workspace: t, signal: n}) {
const s = await (0, ge.TL)(fe.b.evaluate, e), o = "problems" in s ? [ ...s.problems ] : [], a = (0, 
ge.yM)(o, n), collect = (t, n) => a(`input "${t}"`, () => n(e.inputs.get(t))), glob = async e => e ? t.glob(e) : [], i = await collect("test-file", glob) ?? [], l = await collect("training-file", glob) ?? [], c = new me.H(t, e.setSecret), u = await collect("grader", e => async function readGrader(e, t) {
if (void 0 === e) return;
const n = await (0, pe.Q$)(e, t);
return n && function assertRunnable(e) {
if ("multi" !== e.type) return assertSingleRunnable(e);
for (const [t, n] of Object.entries(e.graders)) assertSingleRunnable(n, `graders.${t}: `);
compileFormula(e.calculate_output, Object.keys(e.graders));
}(n), n;
}(e, c)), d = await collect("results-dir", e => t.prepareDirectory(e)), h = await collect("cache-dir", async e => void 0 === e ? void 0 : t.prepareDirectory(e));
if (o.push(...c.problems), o.length > 0 || "problems" in s) throw new r.lZ(o.join("\n"));
const f = await collect("results-dir", async () => d?.create()), m = await collect("cache-dir", async () => h?.create());
if (!f || o.length > 0) throw new r.lZ(o.join("\n"));
(0, we.d)(f, [ ...i, ...l, ...c.files ]);
const {inputs: p} = s, g = c.warnings.filter(e => !e.endsWith(be));
return {
inputs: p,
grader: u,
testFiles: i,
trainingFiles: l,
resultsDir: f,
cacheDir: m,
hasOneModel: hasOneModel(p),
warnings: g
};
}(t), a = (0, we.B)(s.resultsDir, "evaluation", n);
e.set({
"results-dir": s.resultsDir
});
for (const e of s.warnings) n.warning(e);
const i = {
outputs: e,
results: a,
deps: t
}, {report: l, failure: c} = await async function evaluatePlan(e, {outputs: t, results: n, deps: s}) {
const {runner: a, clock: i, startedAt: l} = s, c = function createClients({inputs: e}, t) {
const create = n => (0, y.ak)((0, Oe.tq)({
...e,
"base-url": n
}, t), t.fetch, t.clock), {"base-url": n, "baseline-base-url": s} = e, r = create(n);
return {
candidate: r,
baseline: void 0 === s ? r : create(s)
};
}(e, s);
e.hasOneModel && a.notice("Candidate and baseline are the same model on the same server: it is asked once, and the difference is 0."), 
a.group("Test data");
const d = await indexTestData(e, s);
(function logTestData({selected: e, total: t, tokens: n}, {runner: s}) {
const r = e.length < t ? `, ${(0, o.B4)(e.length, "example")} chosen at random` : "";
s.info(`test data: ${(0, o.B4)(t, "example")}${r}`), void 0 !== n && s.info(`at most ${(0, 
o.B4)(n, "token")}`);
})(d, s), function assertWithinTokenLimit(e, t) {
if (!(void 0 === e || void 0 === t || e <= t)) throw new r.lZ(`The evaluation can take ${e} tokens, more than "max-total-tokens" (${t}) allows.`, {
hint: 'No request was sent. Lower "max-examples" or "max-output-tokens", or raise the limit.'
});
}(d.tokens, e.inputs["max-total-tokens"]);
const h = await async function warnAboutOverlap(e, t, n) {
const s = await async function findTrainingOverlap(e, t, {workspace: n, attemptId: s, signal: r}) {
if (0 === e.trainingFiles.length) return [];
const o = new ye.A(s), a = new xe.J;
for await (const {text: t} of readLines(n, e.trainingFiles)) {
r.throwIfAborted();
const e = getTrainingPrompt((0, u.Bl)(t ?? "")), n = e && o.hashValue(e);
n && a.set(n, 1);
}
const i = [];
for await (const {example: s, location: r} of readSelected(e, t, {
workspace: n
})) {
const e = o.hashValue(s.prompt);
e && 0 !== a.get(e) && i.push(r);
}
return i;
}(e, t, n);
if (0 === s.length) return 0;
const r = s.slice(0, Ee).map(({file: e, line: t}) => `${e} line ${t}`), a = s.length - r.length;
return n.runner.warning(`${(0, o.B4)(s.length, "example")} of the test data ${1 === s.length ? "is" : "are"} also in the training data, so that the scores are too good: ${r.join(", ")}${a > 0 ? ` and ${a} more` : ""}`), 
s.length;
}(e, d, s);
a.group("Answers");
const f = new Evaluation(e, d, c, s), m = new EvaluationProgress(d.selected.length, s);
n.write("examples.jsonl", "");
const p = await f.run(t => {
m.add(t), n.appendExample(function toRow({index: e, candidate: t, baseline: n}, {locations: s}, r) {
const part = (e, {score: t, failure: n, answer: s}) => ({
[`${e}score`]: t,
...void 0 !== n && {
[`${e}error`]: n
},
...r && s && {
[`${e}answer`]: {
text: s.text,
tool_calls: s.toolCalls
}
}
});
return {
...s[e],
...part("", t),
...n && part("baseline_", n)
};
}(t, d, e.inputs["keep-answers"]));
});
a.endGroup();
const g = f.buildReport();
for (const e of g.gate?.rows ?? []) a.info((0, ke.Yl)(e));
const w = p ?? function toGateError({gate: e, worse: t}) {
if (!e || e.passed) return;
const n = e.rows.filter(({passed: e}) => !e).map(({requirement: e, actual: t, note: n}) => `${e} (${[ `it is ${(0, 
ke.Wk)(t)}`, n ].filter(Boolean).join("; ")})`);
return new r.lZ(`The model does not pass the gate: ${n.join("; ")}.`, {
hint: t.length > 0 ? "The outputs are set. The summary lists the examples that got worse by file and line." : "The outputs are set, so the model can still be deployed by hand."
});
}(g), b = {
...g,
overlap: h,
durationMs: i.now() - l,
failure: w && (0, r.Wk)(w)
};
return t.set(function toOutputs({candidate: e, baseline: t, comparison: n, examples: s, gate: r}) {
const o = s.evaluated > 0, scored = (e, t) => e && o ? evaluate_round(t(e)) : void 0;
return {
score: scored(e, ({score: e}) => e),
"baseline-score": scored(t, ({score: e}) => e),
difference: n && evaluate_round(n.difference),
"difference-low": n && evaluate_round(n.low),
"difference-high": n && evaluate_round(n.high),
verdict: n?.verdict,
"pass-rate": scored(e, ({passRate: e}) => e),
"baseline-pass-rate": scored(t, ({passRate: e}) => e),
examples: s.evaluated,
errors: e.errors,
gate: r && (r.passed ? "passed" : "failed")
};
}(b)), function logFailures({candidate: e, baseline: t}, n) {
const s = formatFailures(e);
s && n.info(`errors of the candidate, which count as wrong answers: ${s}`);
const r = t && formatFailures(t);
r && n.info(`errors of the baseline, which count as right answers: ${r}`);
}(b, a), a.info(formatVerdict(b)), {
report: b,
failure: w
};
}(s, i).catch(async e => {
throw n.endGroup(), await function publishFailure(e, t, n) {
const s = n.deps.runner.redactSecrets(e);
return publish(t, n, {
summary: renderFailedEvaluation(s),
renderComment: e => renderFailedEvaluation(s, e)
});
}((0, r.Wk)(e), s, i), e;
});
if (await function publishReport(e, t, n) {
const s = (0, Me.K)(e, n.deps.runner, {
keepsOwnNames: !0
});
return publish(t, n, {
summary: renderEvaluation(s),
renderComment: e => function renderEvaluationComment(e, t) {
return joinParts([ `### ${getIcon(e)} Evaluation: ${formatVerdict(e)}`, e.failure && (0, 
_e.PI)(e.failure, {
maxLines: 4,
maxLength: 200
}), ...resultSections(e, Te), t ]);
}(s, e)
});
}(l, s, i), c) throw c;
}(t, e));
}
const Ee = 20, evaluate_round = e => Number(e.toFixed(10));
async function publish({inputs: e}, {outputs: t, results: n, deps: r}, {summary: o, renderComment: a}) {
const {runner: i, signal: l, clock: c, remainingGraceMs: u} = r;
n.write("result.json", t.toResultJson()), n.write("report.md", o), e.summary && i.writeSummary(o);
const {"test-file": d, "baseline-model": h, grader: f} = e, m = (0, ve.j)({
testFile: d,
baselineModel: h,
grader: f
}), p = (0, s.y5)(l, u, c), g = (0, Ce.g)(e, m, r);
await (g?.update(a((0, $e.Xl)(r.context)), p.signal)), p.dispose();
}
}),
3689: ((e, t, n) => {
n.d(t, {
Tk: () => getOtherTokenLimit,
ak: () => createChatClient,
el: () => getToolCalls,
lh: () => getContentText
});
var s = n(2857), r = n(8301), o = n(8362), a = n(2493);
function createChatClient(e, t, n) {
const s = new o.N(e, t, n, {});
return {
baseUrl: s.url.href,
createChatCompletion: (e, t) => s.call("POST", "/chat/completions", decodeChatCompletion, {
json: e,
...t
})
};
}
function getOtherTokenLimit(e) {
return "max_tokens" === e ? "max_completion_tokens" : "max_tokens";
}
const i = s.aig().min(0).catch(0), l = s._H3({
message: s._H3({
content: s.KCZ([ s.YjP(), s.YOg(s.L5J()) ]).nullish(),
refusal: a.mR
}),
finish_reason: a.mR
}), c = s._H3({
choices: s.PVZ([ l ]).rest(s.L5J()),
usage: s._H3({
prompt_tokens: i,
completion_tokens: i
}).catch({
prompt_tokens: 0,
completion_tokens: 0
})
});
function decodeChatCompletion(e) {
const {choices: t, usage: n} = c.parse(e), [{message: s, finish_reason: r}] = t;
return {
text: getContentText(s.content),
toolCalls: getToolCalls(s),
isRefusal: void 0 !== s.refusal,
finishReason: r?.toLowerCase(),
promptTokens: n.prompt_tokens,
completionTokens: n.completion_tokens
};
}
const u = s.YOg(s.Ikc({
text: s.YjP()
}).catch({
text: ""
})).catch([]);
function getContentText(e) {
return "string" == typeof e ? e : u.parse(e).map(({text: e}) => e).join("");
}
function getToolCalls({tool_calls: e, function_call: t}) {
return Array.isArray(e) && e.length > 0 ? e : (0, r.OW)(t) ? [ {
function: t
} ] : [];
}
})
};
