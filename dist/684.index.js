export const id = 684;

export const ids = [ 684 ];

export const modules = {
3916: ((n, t, r) => {
r.d(t, {
E2: () => getErrorCode,
K6: () => IdTokenDeniedError,
hD: () => quote,
jO: () => rethrowUnexpected,
lZ: () => ActionError,
u1: () => getErrorMessage,
xv: () => truncate
});
class ActionError extends Error {
name="ActionError";
hint;
constructor(n, t = {}) {
super(n, {
cause: t.cause
}), this.hint = t.hint;
}
}
class IdTokenDeniedError extends ActionError {
name="IdTokenDeniedError";
}
function rethrowUnexpected(n, t) {
if (t?.aborted || !(n instanceof ActionError)) throw n;
}
function getErrorMessage(n) {
return n instanceof Error ? n.message : String(n);
}
function getErrorCode(n) {
return n instanceof Error && "code" in n ? String(n.code) : "unknown";
}
const e = 200;
function quote(n) {
return null == n ? "nothing" : Array.isArray(n) ? "a list" : "object" == typeof n ? "a map" : "string" == typeof n ? JSON.stringify(truncate(n, e)) : String(n);
}
function truncate(n, t) {
const r = [ ...n.slice(0, 4 * t) ];
return r.length <= t ? n : `${r.slice(0, t).join("")}\u2026`;
}
}),
8301: ((n, t, r) => {
function isJsonObject(n) {
return "object" == typeof n && null !== n && !Array.isArray(n);
}
function tryParseJson(n) {
try {
return JSON.parse(n);
} catch {
return;
}
}
r.d(t, {
Bl: () => tryParseJson,
Ex: () => e,
OW: () => isJsonObject,
if: () => hasTooManyValues,
p3: () => omitNullish
});
const e = 1 << 20, [o, i, s, c, u] = Buffer.from('",[\\{');
function hasTooManyValues(n) {
let t = 0;
for (let r = 0; r < n.length && t <= e; r++) {
const e = n[r];
e === o ? r = findStringEnd(n, r) : e !== i && e !== s && e !== u || t++;
}
return t > e;
}
const a = 32;
function findStringEnd(n, t) {
for (let r = t + 1; r < n.length; r++) {
for (const t = Math.min(r + a, n.length); r < t; r++) {
if (n[r] === o) return r;
n[r] === c && r++;
}
const t = r;
if (r = n.indexOf('"', t), -1 === r) return n.length;
let e = r;
for (;e > t && n[e - 1] === c; ) e--;
if ((r - e) % 2 == 0) return r;
}
return n.length;
}
function omitNullish(n) {
return Object.fromEntries(Object.entries(n).filter(([, n]) => null != n));
}
}),
2969: ((n, t, r) => {
r.d(t, {
au: () => didYouMean,
h0: () => closestMatch
});
const e = 64;
function closestMatch(n, t) {
const r = normalize(n);
if ("" === r || n.length > e) return;
let o;
for (const e of t) {
const t = e.length < 8 ? 1 : 2, i = normalize(e);
if (Math.abs(r.length - i.length) > t) continue;
const s = editDistance(r, i);
if (s > t) continue;
const c = s === o?.edits && e[0] === n[0] && o.candidate[0] !== n[0];
(!o || s < o.edits || c) && (o = {
candidate: e,
edits: s
});
}
return o?.candidate;
}
function didYouMean(n, t) {
const r = "string" == typeof n ? closestMatch(n, t) : void 0;
return void 0 === r || r === n ? "" : ` (did you mean "${r}"?)`;
}
function editDistance(n, t) {
let r = [], e = Array.from({
length: t.length + 1
}, (n, t) => t);
for (let o = 1; o <= n.length; o += 1) {
const i = [ o ];
for (let s = 1; s <= t.length; s += 1) {
const c = n[o - 1] === t[s - 1], u = n[o - 1] === t[s - 2] && n[o - 2] === t[s - 1];
i[s] = Math.min(at(e, s) + 1, at(i, s - 1) + 1, at(e, s - 1) + (c ? 0 : 1), u ? at(r, s - 2) + 1 : Number.POSITIVE_INFINITY);
}
r = e, e = i;
}
return at(e, t.length);
}
const at = (n, t) => n[t] ?? Number.POSITIVE_INFINITY;
function normalize(n) {
return n.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
}),
5101: ((n, t, r) => {
r.r(t), r.d(t, {
runWorker: () => runWorker
});
var e = r(1455), o = r(5919), i = r(7317), s = r(4319);
function runWorker(n) {
const readRanks = t => (0, e.readFile)(new URL(`${t}.ranks`, n));
o.parentPort && (0, s.s)(o.parentPort, n => (0, i.y)(n, readRanks));
}
})
};
