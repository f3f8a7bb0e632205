export const id = 684;

export const ids = [ 684 ];

export const modules = {
3916: ((t, r, n) => {
n.d(r, {
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
constructor(t, r = {}) {
super(t, {
cause: r.cause
}), this.hint = r.hint;
}
}
class IdTokenDeniedError extends ActionError {
name="IdTokenDeniedError";
}
function rethrowUnexpected(t, r) {
if (r?.aborted || !(t instanceof ActionError)) throw t;
}
function getErrorMessage(t) {
return t instanceof Error ? t.message : String(t);
}
function formatError(t) {
if (t instanceof ActionError) return [ t.message, t.hint ].filter(Boolean).join("\n");
const {message: r, stack: n} = t instanceof Error ? t : new Error(String(t)), e = n?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0];
return `This is a bug in the action, please report it: ${r}${e ? ` (${e})` : ""}`;
}
function getMessageWithHint({message: t, hint: r}) {
return r ? `${t} (${r})` : t;
}
function getErrorCode(t) {
return t instanceof Error && "code" in t ? String(t.code) : "unknown";
}
const e = 200;
function quote(t) {
return null == t ? "nothing" : Array.isArray(t) ? "a list" : "object" == typeof t ? "a map" : "string" == typeof t ? JSON.stringify(truncate(t, e)) : String(t);
}
function truncate(t, r) {
const n = [ ...t.slice(0, 4 * r) ];
return n.length <= r ? t : `${n.slice(0, r).join("")}\u2026`;
}
}),
8301: ((t, r, n) => {
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
n.d(r, {
Bl: () => tryParseJson,
Ck: () => sortFields,
Ex: () => e,
OW: () => isJsonObject,
if: () => hasTooManyValues,
p3: () => omitNullish
});
const e = 1 << 20, [o, i, s, c, a] = Buffer.from('",[\\{');
function hasTooManyValues(t) {
let r = 0;
for (let n = 0; n < t.length && r <= e; n++) {
const e = t[n];
e === o ? n = findStringEnd(t, n) : e !== i && e !== s && e !== a || r++;
}
return r > e;
}
const u = 32;
function findStringEnd(t, r) {
for (let n = r + 1; n < t.length; n++) {
for (const r = Math.min(n + u, t.length); n < r; n++) {
if (t[n] === o) return n;
t[n] === c && n++;
}
const r = n;
if (n = t.indexOf('"', r), -1 === n) return t.length;
let e = n;
for (;e > r && t[e - 1] === c; ) e--;
if ((n - e) % 2 == 0) return n;
}
return t.length;
}
function omitNullish(t) {
return Object.fromEntries(Object.entries(t).filter(([, t]) => null != t));
}
function sortFields(t) {
if (Array.isArray(t)) return t.map(sortFields);
if ("object" != typeof t || null === t) return t;
const r = Object.entries(t).sort(([t], [r]) => t < r ? -1 : 1);
return Object.fromEntries(r.map(([t, r]) => [ t, sortFields(r) ]));
}
}),
2969: ((t, r, n) => {
n.d(r, {
au: () => didYouMean,
h0: () => closestMatch
});
const e = 64;
function closestMatch(t, r) {
const n = normalize(t);
if ("" === n || t.length > e) return;
let o;
for (const e of r) {
const r = e.length < 8 ? 1 : 2, i = normalize(e);
if (Math.abs(n.length - i.length) > r) continue;
const s = editDistance(n, i);
if (s > r) continue;
const c = s === o?.edits && e[0] === t[0] && o.candidate[0] !== t[0];
(!o || s < o.edits || c) && (o = {
candidate: e,
edits: s
});
}
return o?.candidate;
}
function didYouMean(t, r) {
const n = "string" == typeof t ? closestMatch(t, r) : void 0;
return void 0 === n || n === t ? "" : ` (did you mean "${n}"?)`;
}
function editDistance(t, r) {
let n = [], e = Array.from({
length: r.length + 1
}, (t, r) => r);
for (let o = 1; o <= t.length; o += 1) {
const i = [ o ];
for (let s = 1; s <= r.length; s += 1) {
const c = t[o - 1] === r[s - 1], a = t[o - 1] === r[s - 2] && t[o - 2] === r[s - 1];
i[s] = Math.min(at(e, s) + 1, at(i, s - 1) + 1, at(e, s - 1) + (c ? 0 : 1), a ? at(n, s - 2) + 1 : Number.POSITIVE_INFINITY);
}
n = e, e = i;
}
return at(e, r.length);
}
const at = (t, r) => t[r] ?? Number.POSITIVE_INFINITY;
function normalize(t) {
return t.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
}),
5101: ((t, r, n) => {
n.r(r), n.d(r, {
runWorker: () => runWorker
});
var e = n(1455), o = n(5919), i = n(7317), s = n(4319);
function runWorker(t) {
const readRanks = r => (0, e.readFile)(new URL(`${r}.ranks`, t));
o.parentPort && (0, s.s)(o.parentPort, t => (0, i.y)(t, readRanks));
}
})
};
