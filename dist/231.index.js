export const id = 231;

export const ids = [ 231 ];

export const modules = {
231: ((t, e, n) => {
n.r(e), n.d(e, {
fixFiles: () => fixFiles
});
var i = n(7598), s = n(3024), r = n(1455), a = n(6760), o = n(4573), c = n(8301), l = n(363), f = n(7852);
const u = new Set("{["), d = new Set("}]");
function rootSpan(t) {
const e = skipSpace(t, 0);
return {
start: e,
end: findEnd(t, e)
};
}
function listMembers(t, e) {
if ("{" !== t[e.start]) return;
const n = [];
for (let i = skipSpace(t, e.start + 1); '"' === t[i]; ) {
const e = {
start: i,
end: findEnd(t, i)
}, s = skipSpace(t, skipSpace(t, e.end) + 1), r = {
start: s,
end: findEnd(t, s)
};
n.push({
key: String(JSON.parse(t.slice(e.start, e.end))),
keySpan: e,
value: r
}), i = skipSpace(t, skipSpace(t, r.end) + 1);
}
return n;
}
function listElements(t, e) {
if ("[" !== t[e.start]) return;
const n = [];
for (let i = skipSpace(t, e.start + 1); i < e.end - 1; ) {
const e = {
start: i,
end: findEnd(t, i)
};
n.push(e), i = skipSpace(t, skipSpace(t, e.end) + 1);
}
return n;
}
function skipSpace(t, e) {
let n = e;
for (;isSpace(t[n]); ) n++;
return n;
}
const isSpace = (t = "") => "" !== t && " \t\r\n".includes(t);
function findEnd(t, e) {
if ('"' === t[e]) return findStringEnd(t, e);
if (!u.has(t.charAt(e))) return function findScalarEnd(t, e) {
let n = e;
for (;n < t.length && !/[\s,\]}]/.test(t.charAt(n)); ) n++;
return n;
}(t, e);
let n = 0;
for (let i = e; i < t.length; i++) {
const e = t.charAt(i);
if ('"' === e) i = findStringEnd(t, i) - 1; else if (u.has(e)) n++; else if (d.has(e) && 0 === --n) return i + 1;
}
return t.length;
}
function findStringEnd(t, e) {
for (let n = e + 1; n < t.length; n++) if ("\\" === t[n]) n++; else if ('"' === t[n]) return n + 1;
return t.length;
}
function readMembers(t, e) {
const n = listMembers(t, e), i = new Map(n?.map(t => [ t.key, t ]));
return n?.length === i.size ? i : void 0;
}
function replaceAnswer(t, e, {id: n, name: i}) {
const [s, r] = [ e.get("role"), e.get("name") ];
if (s && r && readString(t, r) === i && !e.has("tool_call_id")) return [ {
...s.value,
text: '"tool"'
}, {
...r.keySpan,
text: '"tool_call_id"'
}, {
...r.value,
text: `"${n}"`
} ];
}
function readString(t, e) {
const n = e && (0, c.Bl)(t.slice(e.value.start, e.value.end));
return "string" == typeof n ? n : void 0;
}
const wrap = (t, e) => ({start: n, end: i}) => [ {
start: n,
end: n,
text: t
}, {
start: i,
end: i,
text: e
} ], h = 10;
function buildFixedFile(t, e, n) {
const i = [];
let s = e;
for (;0 === s.indexOf(l.bh); ) s = s.subarray(l.bh.length);
s !== e && i.push({
kind: "byte-order-mark"
});
const r = sniffCode(s);
if ("utf-16" === r || "file-type" === r || "git-lfs-pointer" === r) return {
bytes: e,
fixes: []
};
let a = s;
for (let t = (0, l.WS)(s); t !== a; t = (0, l.WS)(t)) a = t;
a !== s && i.push({
kind: "line-ends",
count: s.length - a.length
});
const f = function toLines(t) {
if ("json-array" !== sniffCode(t) || !(0, o.isUtf8)(t) || (0, c.if)(t)) return;
const e = t.toString(), n = (0, c.Bl)(e), i = Array.isArray(n) && n.length > 0 && n.every(c.OW) && listElements(e, rootSpan(e));
if (!i) return;
const s = i.map(t => `${function toOneLine(t, e) {
let n = "", i = e.start;
for (let s = e.start; s < e.end; ) if ('"' === t[s]) s = findEnd(t, s); else if (isSpace(t[s])) {
const e = skipSpace(t, s);
/[\r\n]/.test(t.slice(s, e)) && (n += t.slice(i, s), "," !== t[s - 1] && ":" !== t[s - 1] || (n += " "), 
i = e), s = e;
} else s++;
return n + t.slice(i, e.end);
}(e, t)}\n`);
return {
bytes: Buffer.from(s.join("")),
elements: s.length
};
}(a);
f && i.push({
kind: "json-array",
elements: f.elements
});
const u = f?.bytes ?? a;
return void 0 === sniffCode(u) ? function fixLines(t, e, n, i) {
const s = [];
let r = 0, a = 0;
for (let o = 0; o < e.length; ) {
a += 1;
const c = e.indexOf(h, o), l = -1 === c ? e.length : c, f = -1 === c ? e.length : c + 1, u = e.subarray(o, l), d = isObject(u) ? fixLine({
file: t,
line: a
}, u, n, i) : u;
d !== u && (s.push(e.subarray(r, o)), d && s.push(d, e.subarray(l, f)), r = f), 
o = f;
}
return {
bytes: 0 === s.length ? e : Buffer.concat([ ...s, e.subarray(r) ]),
fixes: n
};
}(t, u, i, n) : {
bytes: u,
fixes: i
};
}
const sniffCode = t => (0, f.Z)(t.subarray(0, f.d))?.code;
function fixLine(t, e, n, s) {
const r = e.toString(), a = function replaceFunctionCalls(t) {
if (!/"function(?:s|_call)?"/.test(t)) return;
const e = readMembers(t, rootSpan(t)), n = e?.get("messages"), i = n && listElements(t, n.value);
if (!e || !i) return;
const s = function replaceFunctions(t, e) {
const n = e.get("functions");
if (!n) return [];
const i = listElements(t, n.value);
return !i || e.has("tools") || i.some(e => !listMembers(t, e)) ? void 0 : [ {
...n.keySpan,
text: '"tools"'
}, ...i.flatMap(wrap('{"type":"function","function":', "}")) ];
}(t, e), r = s && function replaceInMessages(t, e) {
const n = [], i = function createIds(t) {
let e = 0;
return () => {
do {
e++;
} while (t.includes(`"call_${e}"`));
return `call_${e}`;
};
}(t);
let s;
for (const r of e) {
const e = readMembers(t, r);
if (!e) return;
const a = readString(t, e.get("role")), o = s;
if (s = void 0, o && "function" !== a) return;
if ("function" === a) {
const i = o && replaceAnswer(t, e, o);
if (!i) return;
n.push(...i);
}
const c = e.get("function_call");
if (!c || t.startsWith("null", c.value.start)) continue;
const l = readString(t, readMembers(t, c.value)?.get("name"));
if ("assistant" !== a || void 0 === l || e.has("tool_calls")) return;
s = {
id: i(),
name: l
};
const f = `[{"id":"${s.id}","type":"function","function":`;
n.push({
...c.keySpan,
text: '"tool_calls"'
}, ...wrap(f, "}]")(c.value));
}
return n;
}(t, i);
if (!r) return;
const a = function applyEdits(t, e) {
const n = [];
let i = 0;
for (const {start: s, end: r, text: a} of [ ...e ].sort((t, e) => t.start - e.start)) n.push(t.slice(i, s), a), 
i = r;
return n.join("") + t.slice(i);
}(t, [ ...s, ...r ]);
return a !== t && (0, c.OW)((0, c.Bl)(a)) ? a : void 0;
}(r), o = void 0 === a ? e : Buffer.from(a), l = (0, i.createHash)("sha256").update(o).digest("base64"), f = s.get(l);
if (!f) return s.set(l, t), void 0 !== a && n.push({
kind: "function-calls",
line: t.line,
before: r,
after: a
}), o;
n.push({
kind: "duplicate",
line: t.line,
first: f
});
}
function isObject(t) {
return (0, o.isUtf8)(t) && !(0, c.if)(t) && (0, c.OW)((0, c.Bl)(t.toString()));
}
var p = n(3916), w = n(2011), g = n(5507);
const m = 2 ** 29 - 24, y = 20, b = 160, x = 40;
async function fixFiles(t, {writes: e}) {
const {runner: n, signal: i} = t;
try {
n.group(e ? "Fixes" : "Fixes that would be written");
const s = await async function findFixes({runner: t, workspace: e, signal: n}) {
const i = new Map, s = await (0, g.LJ)({
runner: t,
workspace: e,
signal: n
}), r = new Set, a = new Set;
for (const {path: t} of s.flat()) (r.has(t) ? a : r).add(t);
for (const r of s) {
const s = new Map;
for (const o of r) {
n.throwIfAborted();
const r = i.has(o.path);
if (o.size > m) {
r || t.warning(`${o.name}: is not fixed, because it is larger than 512 MB`), i.set(o.path, void 0);
continue;
}
const c = [];
for await (const t of e.readBytes(o)) c.push(t);
const l = a.has(o.path), {bytes: f, fixes: u, isEmptied: d} = fixDataFile(o, Buffer.concat(c), s, l);
r || (d && t.warning(`${o.name}: keeps its lines, although other files have all of them`), 
i.set(o.path, u.length > 0 ? {
file: o,
bytes: f,
fixes: u
} : void 0));
}
}
return [ ...i.values() ].filter(t => void 0 !== t);
}(t);
for (const {file: t, fixes: e} of s) for (const i of describeFixes(t.name, e)) n.info(i);
if (0 === s.length && n.info("Nothing can be fixed automatically."), !e) return;
for (const {file: t} of s) await assertWritable(t);
for (const {file: e, bytes: r} of s) i.throwIfAborted(), await replaceFile(e, r, t), 
n.info(`${e.name}: written`);
} catch (t) {
n.setFailed((0, p.Wk)(t));
} finally {
n.endGroup();
}
}
function fixDataFile({name: t}, e, n, i) {
if (!i) {
const i = buildFixedFile(t, e, n);
if (!hasOnlyBlankLines(i.bytes) || hasOnlyBlankLines(e)) return {
...i,
isEmptied: !1
};
}
const s = new Map, r = buildFixedFile(t, e, s);
for (const [t, e] of s) n.has(t) || n.set(t, e);
return {
...r,
isEmptied: !i
};
}
const hasOnlyBlankLines = t => !t.some(t => t > 32);
function describeFixes(t, e) {
const n = e.flatMap(e => function describeFix(t, e) {
switch (e.kind) {
case "byte-order-mark":
return [ [ `${t}: without the byte order mark` ] ];

case "line-ends":
return [ [ `${t}: ${(0, w.B4)(e.count, "line")} with LF instead of CRLF` ] ];

case "json-array":
return [ [ `${t}: ${(0, w.B4)(e.elements, "element")} of the array as lines` ] ];

case "duplicate":
return [ [ `${t}:${e.line}: removed, since it repeats ${e.first.file}:${e.first.line}` ] ];

case "function-calls":
{
const [n, i] = function excerptDifference(t, e) {
let n = 0;
for (;n < t.length && t[n] === e[n]; ) n++;
const i = Math.max(0, n - x), excerpt = t => {
const e = t.slice(i);
return `${i > 0 ? "\u2026" : ""}${e.slice(0, b)}${e.length > b ? "\u2026" : ""}`;
};
return [ excerpt(t), excerpt(e) ];
}(e.before, e.after);
return [ [ `${t}:${e.line}: tool calls instead of function calls`, `- ${n}`, `+ ${i}` ] ];
}
}
}(t, e)), i = n.slice(0, y), s = n.length - i.length;
return [ ...i.flat(), ...s > 0 ? [ `${t}: ${(0, w.B4)(s, "more change")}` ] : [] ];
}
async function assertWritable({name: t, path: e}) {
let n;
try {
await (0, r.access)(e, s.constants.W_OK), await (0, r.access)((0, a.dirname)(e), s.constants.W_OK), 
n = (await (0, r.stat)(e)).nlink > 1;
} catch (e) {
throw new p.lZ(`${(0, p.hD)(t)} cannot be written`, {
cause: e
});
}
if (n) throw new p.lZ(`${(0, p.hD)(t)} has another name (a hard link), which would keep the old content`, {
hint: "Replace the file by a copy of it, and run the command again."
});
}
async function replaceFile({name: t, path: e, size: n, version: s}, o, {workspace: c}) {
const {mode: l, uid: f, gid: u} = await (0, r.stat)(e), d = (0, a.join)((0, a.dirname)(e), `.fix-${(0, 
i.randomBytes)(8).toString("hex")}.tmp`);
let h;
try {
h = await (0, r.open)(d, "wx", l);
const i = await h.stat();
i.uid === f && i.gid === u || await h.chown(f, u), await h.chmod(4095 & l), await h.writeFile(o), 
await h.sync(), await h.close();
const a = await c.getFile(t);
if (a.path !== e || a.size !== n || a.version !== s) throw new p.lZ(`${(0, p.hD)(t)} changed while its fixes were computed`, {
hint: "Run the command again."
});
await (0, r.rename)(d, e);
} catch (e) {
if (await (h?.close().catch(() => {})), await (0, r.rm)(d, {
force: !0
}), e instanceof p.lZ) throw e;
throw new p.lZ(`${(0, p.hD)(t)} could not be written: ${(0, p.u1)(e)}`, {
cause: e
});
}
}
})
};
