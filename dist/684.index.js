export const id = 684;

export const ids = [ 684 ];

export const modules = {
3916: ((t, n, r) => {
r.d(n, {
E2: () => getErrorCode,
K6: () => IdTokenDeniedError,
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
constructor(t, n = {}) {
super(t, {
cause: n.cause
}), this.hint = n.hint;
}
}
class IdTokenDeniedError extends ActionError {
name="IdTokenDeniedError";
}
function rethrowUnexpected(t, n) {
if (n?.aborted || !(t instanceof ActionError)) throw t;
}
function getErrorMessage(t) {
return t instanceof Error ? t.message : String(t);
}
function formatError(t) {
if (t instanceof ActionError) return [ t.message, t.hint ].filter(Boolean).join("\n");
const {message: n, stack: r} = t instanceof Error ? t : new Error(String(t)), e = r?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
return `This is a bug in the action, please report it: ${n}${e ? ` (${e})` : ""}`;
}
function getErrorCode(t) {
return t instanceof Error && "code" in t ? String(t.code) : "unknown";
}
const e = 200;
function quote(t) {
return null == t ? "nothing" : Array.isArray(t) ? "a list" : "object" == typeof t ? "a map" : "string" == typeof t ? JSON.stringify(truncate(t, e)) : String(t);
}
function truncate(t, n) {
const r = [ ...t.slice(0, 4 * n) ];
return r.length <= n ? t : `${r.slice(0, n).join("")}\u2026`;
}
}),
8301: ((t, n, r) => {
function isJsonObject(t) {
return "object" == typeof t && null !== t && !Array.isArray(t);
}
function tryParseJson(t) {
try {
return JSON.parse(t);
} catch {
return;
}
}
r.d(n, {
Bl: () => tryParseJson,
Ex: () => e,
OW: () => isJsonObject,
if: () => hasTooManyValues,
p3: () => omitNullish
});
const e = 1 << 20, [o, i, s, c, a] = Buffer.from('",[\\{');
function hasTooManyValues(t) {
let n = 0;
for (let r = 0; r < t.length && n <= e; r++) {
const e = t[r];
e === o ? r = findStringEnd(t, r) : e !== i && e !== s && e !== a || n++;
}
return n > e;
}
const u = 32;
function findStringEnd(t, n) {
for (let r = n + 1; r < t.length; r++) {
for (const n = Math.min(r + u, t.length); r < n; r++) {
if (t[r] === o) return r;
t[r] === c && r++;
}
const n = r;
if (r = t.indexOf('"', n), -1 === r) return t.length;
let e = r;
for (;e > n && t[e - 1] === c; ) e--;
if ((r - e) % 2 == 0) return r;
}
return t.length;
}
function omitNullish(t) {
return Object.fromEntries(Object.entries(t).filter(([, t]) => null != t));
}
}),
2969: ((t, n, r) => {
r.d(n, {
au: () => didYouMean,
h0: () => closestMatch
});
const e = 64;
function closestMatch(t, n) {
const r = normalize(t);
if ("" === r || t.length > e) return;
let o;
for (const e of n) {
const n = e.length < 8 ? 1 : 2, i = normalize(e);
if (Math.abs(r.length - i.length) > n) continue;
const s = editDistance(r, i);
if (s > n) continue;
const c = s === o?.edits && e[0] === t[0] && o.candidate[0] !== t[0];
(!o || s < o.edits || c) && (o = {
candidate: e,
edits: s
});
}
return o?.candidate;
}
function didYouMean(t, n) {
const r = "string" == typeof t ? closestMatch(t, n) : void 0;
return void 0 === r || r === t ? "" : ` (did you mean "${r}"?)`;
}
function editDistance(t, n) {
let r = [], e = Array.from({
length: n.length + 1
}, (t, n) => n);
for (let o = 1; o <= t.length; o += 1) {
const i = [ o ];
for (let s = 1; s <= n.length; s += 1) {
const c = t[o - 1] === n[s - 1], a = t[o - 1] === n[s - 2] && t[o - 2] === n[s - 1];
i[s] = Math.min(at(e, s) + 1, at(i, s - 1) + 1, at(e, s - 1) + (c ? 0 : 1), a ? at(r, s - 2) + 1 : Number.POSITIVE_INFINITY);
}
r = e, e = i;
}
return at(e, n.length);
}
const at = (t, n) => t[n] ?? Number.POSITIVE_INFINITY;
function normalize(t) {
return t.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
}),
5101: ((t, n, r) => {
r.r(n), r.d(n, {
runWorker: () => runWorker
});
var e = r(1455), o = r(5919), i = r(7317), s = r(4319);
function runWorker(t) {
const readRanks = n => (0, e.readFile)(new URL(`${n}.ranks`, t));
o.parentPort && (0, s.s)(o.parentPort, t => (0, i.y)(t, readRanks));
}
})
};
