export const id = 891;

export const ids = [ 891 ];

export const modules = {
7291: ((e, t, n) => {
n.d(t, {
B: () => createInlineChecker
});
var s = n(8600);
async function createInlineChecker(e, t) {
const n = e.tokens && await (t?.(e.tokens.encoding));
return {
maxPendingBytes: 0,
check: async (t, o) => (0, s.W)(t, o, e, n),
close() {}
};
}
}),
8600: ((e, t, n) => {
n.d(t, {
W: () => checkLines,
X: () => lineTooLongReport
});
var s = n(4573), o = n(8301), r = n(3107), i = n(4797), a = n(3916);
const c = 65536;
function failsAtToken(e) {
try {
return JSON.parse(e), !1;
} catch (e) {
return (0, a.u1)(e).startsWith("Unexpected token");
}
}
function describeMistake(e, t) {
const n = e.slice(t, t + 20), s = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(n);
return s ? `${s[0]} does not exist in JSON` : n.startsWith("'") ? "strings need double quotes" : n.startsWith("\ufeff") ? "there is a byte order mark (BOM) inside the file" : /^,\s*$/.test(n) ? "remove the comma at the end of the line" : "\r" === e[t - 1] ? "lines must end in LF or CRLF, not in CR alone" : void 0;
}
function lowerFirst(e = "") {
return e.charAt(0).toLowerCase() + e.slice(1);
}
var l = n(5530), u = n(149);
function getInvalidUtf8Column(e) {
let t = 0, n = e.length;
for (;n - t > 8; ) {
const o = t + n >> 1;
let r = o;
for (;o - r < 3 && isContinuation(e[r]); ) r--;
isContinuation(e[r]) ? n = o + 1 : (0, s.isUtf8)(e.subarray(t, r)) ? t = r : n = r;
}
for (;!(0, s.isUtf8)(e.subarray(t, n)); ) n--;
return function utf16Length(e) {
let t = 0;
for (const n of e) isContinuation(n) || (t += n >= 240 ? 2 : 1);
return t;
}(e.subarray(0, n)) + 1;
}
function isContinuation(e = 0) {
return 128 == (192 & e);
}
var h = n(3806), f = n(6235), p = n(1334);
const d = [ {
name: "an OpenAI API key",
pattern: /(?<![\w-])sk-[\w-]{20,100}T3BlbkFJ[\w-]{20,100}/g
}, {
name: "an Anthropic API key",
pattern: /(?<![\w-])sk-ant-(?:api|admin)\d\d-[\w-]{93}AA(?![\w-])/g
}, {
name: "an OpenRouter API key",
pattern: /(?<![\w-])sk-or-v1-[0-9a-f]{64}(?![\w-])/g
}, {
name: "a Hugging Face token",
pattern: /(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?!\w)/g
}, {
name: "a GitHub token",
pattern: /(?<![A-Za-z0-9])gh[oprsu]_[A-Za-z0-9]{36,255}(?!\w)/g
}, {
name: "a GitHub token",
pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/g
}, {
name: "a GitLab token",
pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|oas)-[\w-]{20,64}(?![\w-])/g
}, {
name: "an npm token",
pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?!\w)/g
}, {
name: "a PyPI token",
pattern: /(?<![A-Za-z0-9])pypi-AgEIcHlwaS5vcmc[\w-]{50}/g
}, {
name: "an AWS access key",
pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)/g
}, {
name: "an Amazon Bedrock API key",
pattern: /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/]{109,269}(?![A-Za-z0-9])/g
}, {
name: "an Amazon Bedrock API key",
pattern: /(?<![A-Za-z0-9])bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t/g
}, {
name: "an Azure key",
pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?(?![A-Za-z0-9])/g
}, {
name: "an Azure storage key",
pattern: /(?<![A-Za-z0-9])AccountKey=[A-Za-z0-9+/]{86}==/g
}, {
name: "a Microsoft Entra client secret",
pattern: /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~-])/g
}, {
name: "a Google API key",
pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g
}, {
name: "a Google client secret",
pattern: /(?<![\w-])GOCSPX-[\w-]{28}(?![\w-])/g
}, {
name: "a Slack token",
pattern: /(?<![A-Za-z0-9])xox[bp](?:-\d{10,13}){2,3}-[A-Za-z0-9]{24,34}(?!\w)/g
}, {
name: "a Slack token",
pattern: /(?<![A-Za-z0-9])xapp-\d-[A-Z0-9]{8,16}-\d{10,16}-[a-f0-9]{64}(?!\w)/g
}, {
name: "a Slack webhook",
pattern: /(?<![\w.])hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{43,56}/g
}, {
name: "a Stripe key",
pattern: /(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{20,110}(?!\w)/g
}, {
name: "a SendGrid API key",
pattern: /(?<![A-Za-z0-9])SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g
}, {
name: "a Databricks token",
pattern: /(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-\d)?(?!\w)/g
}, {
name: "a DigitalOcean token",
pattern: /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}(?!\w)/g
}, {
name: "a Shopify token",
pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?!\w)/g
}, {
name: "a JSON Web Token",
pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g
}, {
name: "a private key",
pattern: /-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s){1,8}(?:[A-Za-z-]{1,20}: [^\n\\]{1,80}(?:\\[nr]|\s){1,8}){0,4}[A-Za-z0-9+/=]{40}/g
} ], m = /example|sample|dummy|placeholder|redacted|your[_-]?(?:api|key|token|secret)|abcdef|123456|(.)\1{5}|eyJzdWIiOiIxMjM0NTY3ODkwI/i, g = /sk-|hf_|gh[oprsu]_|hub_pat_|gl[a-z]{2,3}-|npm_|pypi-|A[KS]IA|ABIA|ACCA|ABSK|bedrock-api|JQQJ9|[78]Q~|AccountKey=|AIza|GOCSPX|xox[bp]-|xapp-|hooks\.slack|[rs]k_live_|SG\.|dapi|do[opr]_v1_|shp[a-z]{2}_|eyJ/, y = Buffer.from("PRIVATE KEY"), k = new Uint8Array(256);
for (const e of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~")) k[e] = 1;
function isWordByte(e = 0) {
return 1 === k[e];
}
const w = /<\|fim_(?:prefix|middle|suffix)\|>/, b = /<\|(?:endoftext|startoftext|endofprompt|im_start|im_end|im_sep|start|end|message|channel|constrain|return|call|fim_pad)\|>/, A = /\\u(?:d[89a-f]|003c|007c)/i;
function isEscaped(e, t) {
let n = t;
for (;"\\" === e[n - 1]; ) n--;
return (t - n) % 2 == 1;
}
function isContainer(e) {
return "object" == typeof e && null !== e;
}
function parseKey(e) {
return e.includes("\\") ? String(JSON.parse(e)) : e.slice(1, -1);
}
function checkString(e, {path: t, isTrainedOn: n}, s) {
if (e.isWellFormed() || s("lone-surrogate", t.text, "the text has half of a surrogate pair, which is not a character"), 
!e.includes("<|")) return;
const [o] = w.exec(e) ?? [], [r = o] = b.exec(e) ?? [];
void 0 !== o && n ? s("fim-token", t.text, `the text has ${o}, a special token that servers reject`) : void 0 !== r && s("special-token", t.text, `the text has ${r}, a special token`);
}
function checkForSecrets(e, t, n) {
for (const s of function findSecrets(e) {
const t = d.filter(({pattern: t}) => [ ...e.matchAll(t) ].some(([e]) => !m.test(e)));
return [ ...new Set(t.map(({name: e}) => e)) ];
}(e)) n("secret", t.text, `the text has what looks like ${s}, which the model may repeat`);
}
const v = 10, _ = 123;
function checkLines(e, t, n, o) {
const r = new LineChecker(t, n, o), i = (0, s.isUtf8)(e), a = (0, s.isAscii)(e) ? "latin1" : "utf8";
for (let t = 0; t < e.length; ) {
const n = e.indexOf(v, t);
if (r.startLine(isBlank(e, t, n))) {
const o = e.subarray(t, n);
r.checkLine(o, i || (0, s.isUtf8)(o), a);
}
t = n + 1;
}
return r.end();
}
function lineTooLongReport(e, t) {
const n = new LineChecker(e, t, void 0);
return n.startLine(!1) && n.reportTooLong(), n.end();
}
class LineChecker {
#e;
#t;
#n;
#s;
#o=[];
#r;
#i=new Map;
#a={
count: 0,
line: 0
};
#c=emptyTokenSums();
#l=0;
#u=0;
constructor(e, t, n) {
this.#e = t, this.#t = n, this.#n = new u.j(t.ignore, e), this.#s = void 0 === t.hashKey ? void 0 : new r.A(t.hashKey), 
this.#r = (0, f.mp)(t.graderFields);
}
startLine(e) {
return this.#l++, e ? (addOccurrence(this.#a, this.#l), !1) : (this.#u++, this.#e.checks || void 0 !== this.#t);
}
checkLine(e, t, n) {
const s = this.#h(e, t, n), r = void 0 === s ? void 0 : this.#f(s);
if (void 0 === s || !r) return;
const {method: a, checks: c} = this.#e, l = (0, h.vT)(r), u = l ? void 0 : (0, i.Tz)(r, a), d = l ?? u;
d && this.#p(d), l || u && !i.lP[a].includes(u) || (c && (i.gg[u ?? i.lP[a][0]](r, this.#d), 
function checkLineText({bytes: e, text: t}, n, s, r) {
const i = function countWrittenKeys(e) {
let t = 0, n = 0;
for (let s = e.indexOf('":'); -1 !== s; s = e.indexOf('":', s + 2)) if (isEscaped(e, s)) {
if (++n > o.Ex) return;
} else t++;
return t;
}(t);
void 0 !== i && i !== function countParsedKeys(e) {
let t = 0;
const n = [ e ];
for (let e = n.pop(); e; e = n.pop()) if (Array.isArray(e)) for (const t of e) isContainer(t) && n.push(t); else for (const s in e) {
t++;
const o = e[s];
isContainer(o) && n.push(o);
}
return t;
}(n) && function checkRepeatedKeys(e, t) {
const n = [];
let s, o = !1;
for (let r = 0; r < e.length; r++) {
const i = e[r];
if ("{" === i || "[" === i) o = "{" === i, s = {
keys: o ? new Set : void 0,
step: 0
}, n.push(s); else if ("}" === i || "]" === i) n.pop(), s = n.at(-1), o = !1; else if ("," === i) o = void 0 !== s?.keys, 
"number" == typeof s?.step && s.step++; else if ('"' === i) {
const i = r;
do {
r = e.indexOf('"', r + 1);
} while (isEscaped(e, r));
if (!o || !s?.keys) continue;
o = !1;
const a = parseKey(e.slice(i, r + 1));
if (s.step = a, s.keys.has(a)) return t("duplicate-key", n.reduce((e, {step: t}) => (0, 
p.cm)(e, t), p.Dl).text, "an object has the same key twice; only the last one counts");
s.keys.add(a);
}
}
}(t, r);
const a = function mayContainSecret(e) {
let t = !1, n = 0;
for (let s = 19; s < e.length; s = n + 20 - 1) {
let o = s;
for (;o >= n && isWordByte(e[o]); ) o--;
if (o >= n) {
n = o + 1;
continue;
}
let r = s + 1;
for (;isWordByte(e[r]); ) r++;
if (t = !0, g.test(e.toString("latin1", n, r))) return !0;
n = r + 1;
}
return t && e.includes(y);
}(e);
(a || t.includes("<|") || t.includes("\\u") && A.test(t)) && function checkStrings(e, t, n, s) {
const o = [ {
value: e,
path: p.Dl,
isTrainedOn: "reinforcement" !== t
} ];
for (let t = o.pop(); t; t = o.pop()) {
const {value: r, path: i} = t;
if ("string" == typeof r && (checkString(r, t, s), n && checkForSecrets(r, i, s)), 
!isContainer(r)) continue;
const a = Array.isArray(r);
for (const [n, s] of Object.entries(r).reverse()) {
const c = t.isTrainedOn || r === e && ("messages" === n || "tools" === n);
o.push({
value: s,
path: (0, p.cm)(i, a ? Number(n) : n),
isTrainedOn: c
});
}
}
}(n, s, a, r);
}({
bytes: e,
text: s
}, r, u, this.#d), "reinforcement" === a && (0, f.dG)(this.#r, r, {
file: "",
line: this.#l
})), u && (this.#m(r, u), this.#g(r, u)));
}
reportTooLong() {
this.#d("line-too-long", "", "the line is longer than 256 MiB");
}
end() {
return {
lines: this.#l,
examples: this.#u,
blank: this.#a,
formats: this.#i,
problems: this.#n.problems,
fieldStats: this.#r,
hashes: new Uint32Array(this.#o),
tokens: this.#c
};
}
#d=(e, t, n) => this.#y(e, () => ({
..."" !== t && {
path: t
},
message: "string" == typeof n ? n : n()
}));
#y(e, t) {
if (!this.#e.checks) return;
const n = this.#n.hasCapacity(e) ? t() : {
message: ""
};
this.#n.add({
code: e,
line: this.#l,
...n
});
}
#h(e, t, n) {
if (e.length > l.Oc) this.reportTooLong(); else {
if (!t) return this.#y("not-utf-8", () => ({
message: "not UTF-8",
column: getInvalidUtf8Column(e)
}));
if (!(e.length > o.Ex && (0, o.if)(e))) return e.toString(n);
this.#d("line-too-long", "", "the line has more than a million values");
}
}
#f(e) {
try {
const t = JSON.parse(e);
return (0, o.OW)(t) ? t : void this.#d("not-object", "", "a line must be a JSON object");
} catch (t) {
return this.#y("not-json", () => function describeSyntaxError(e, t) {
const n = (0, a.u1)(t), s = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(n);
if (s) {
const t = Number(s[2]);
return {
message: `not JSON: ${describeMistake(e, t) ?? lowerFirst(s[1])}`,
column: t + 1
};
}
if (n.startsWith("Unexpected end")) return {
message: "not JSON: the line ends too early",
column: e.length + 1
};
if (!n.startsWith("Unexpected token")) return {
message: "not JSON"
};
const o = e.length <= c ? function findUnexpectedToken(e) {
let t = 0, n = e.length;
for (;t + 1 < n; ) {
const s = t + n >> 1;
failsAtToken(e.slice(0, s)) ? n = s : t = s;
}
return t;
}(e) : void 0;
return void 0 === o ? {
message: "not JSON: unexpected token"
} : {
message: `not JSON: ${describeMistake(e, o) ?? "unexpected token"}`,
column: o + 1
};
}(e, t));
}
}
#p(e) {
const t = this.#i.get(e);
t ? addOccurrence(t, this.#l) : this.#i.set(e, {
count: 1,
line: this.#l
});
}
#m(e, t) {
const n = this.#s?.hash(e, t);
if (!n) return;
const {example: s, prompt: o} = n;
this.#o.push(this.#l, s[0], s[1], o[0], o[1]);
}
#g(e, t) {
if (!this.#t) return;
const {tokens: n, images: s} = this.#t(e, t), o = this.#c, r = this.#e.tokens?.context ?? Number.POSITIVE_INFINITY;
o.total += Math.min(n, r), o.images += s, o.examples++, n > r && addOccurrence(o.overContext, this.#l), 
n > o.longest.tokens && (o.longest = {
tokens: n,
line: this.#l
});
}
}
const emptyTokenSums = () => ({
total: 0,
longest: {
tokens: 0,
line: 0
},
overContext: {
count: 0,
line: 0
},
images: 0,
examples: 0
});
function addOccurrence(e, t) {
0 === e.count && (e.line = t), e.count++;
}
function isBlank(e, t, n) {
if (e[t] === _) return !1;
for (let s = t; s < n; s++) {
const t = e[s];
if (32 !== t && 9 !== t && 13 !== t) return !1;
}
return !0;
}
}),
3806: ((e, t, n) => {
n.d(t, {
H0: () => describeForeignFormat,
sd: () => o,
vT: () => detectForeignFormat
});
var s = n(8301);
const o = {
trl: "format of Hugging Face's TRL (prompt, chosen, rejected)",
sharegpt: "ShareGPT format (conversations)",
alpaca: "Alpaca format (instruction, output)"
}, r = {
supervised: '{"messages": [{"role": "user", "content": "\u2026"}, {"role": "assistant", "content": "\u2026"}]}',
dpo: '{"input": {"messages": [{"role": "user", "content": "\u2026"}]}, "preferred_output": [{"role": "assistant", "content": "\u2026"}], "non_preferred_output": [{"role": "assistant", "content": "\u2026"}]}',
reinforcement: '{"messages": [{"role": "user", "content": "\u2026"}], \u2026}, with fields for the grader'
};
function detectForeignFormat(e) {
if (void 0 === e.messages && !(0, s.OW)(e.input)) return void 0 !== e.chosen && void 0 !== e.rejected ? "trl" : Array.isArray(e.conversations) ? "sharegpt" : "string" == typeof e.instruction && "string" == typeof e.output ? "alpaca" : void 0;
}
function describeForeignFormat(e, t, n) {
const s = "trl" === e && "dpo" !== n ? " (preferences are for the method dpo)" : "";
return `${1 === t ? "1 line has" : `${t} lines have`} the ${o[e]}; the method ${n} needs ${r[n]}${s}`;
}
}),
6235: ((e, t, n) => {
n.d(t, {
a0: () => mergeFieldStats,
dG: () => addFields,
mp: () => createFieldStats,
wy: () => findFieldProblems,
zM: () => getGradableKeys
});
var s = n(7598), o = n(1334);
function createFieldStats(e) {
return {
lines: 0,
first: void 0,
different: void 0,
missing: e.map(e => ({
...e,
count: 0,
first: void 0
}))
};
}
function addFields(e, t, n) {
e.lines++;
const r = function fieldSignature(e) {
const t = JSON.stringify(e.sort());
return t.length < 1e3 ? t : (0, s.createHash)("sha256").update(t).digest("hex");
}(getGradableKeys(t));
e.first ??= {
...n,
fields: r
}, r !== e.first.fields && (e.different ??= n);
for (const s of e.missing) void 0 === (0, o.dm)(t, s.path) && (s.count++, s.first ??= n);
}
function mergeFieldStats(e, t, {file: n, linesBefore: s}) {
const locate = e => e && {
...e,
file: n,
line: e.line + s
}, o = locate(t.first), r = e.first && o && e.first.fields !== o.fields;
return {
lines: e.lines + t.lines,
first: e.first ?? o,
different: e.different ?? (r ? toLocation(o) : locate(t.different)),
missing: e.missing.map((e, n) => ({
...e,
count: e.count + (t.missing[n]?.count ?? 0),
first: e.first ?? locate(t.missing[n]?.first)
}))
};
}
function findFieldProblems({lines: e, first: t, different: n, missing: s}) {
const o = s.flatMap(({path: t, locations: n, count: s, first: o}) => {
if (!o) return [];
const a = `${function formatField(e) {
const t = e.map(e => /^\d+$/.test(e) ? `[${e}]` : `.${e}`).join("");
return `{{item${t.length > r ? `${t.slice(0, r)}\u2026` : t}}}`;
}(t)}, which the grader uses (${function formatLocations(e) {
const t = e.length - i;
return [ ...e.slice(0, i), ...t > 0 ? [ `${t} more` ] : [] ].join(", ");
}(n)})`;
if (s === e) return [ {
code: "grader-item",
...o,
message: `no line has ${a}`,
count: s
} ];
const c = `${1 === s ? "1 line lacks" : `${s} lines lack`} ${a}`;
return [ {
code: "grader-item-missing",
...o,
message: c,
count: s
} ];
});
if (!t || !n) return o;
const a = t.file === n.file ? "" : " of another file", c = `the fields differ from those of line ${t.line}${a}`;
return [ ...o, {
code: "item-fields",
...n,
message: c,
count: 1
} ];
}
function getGradableKeys(e) {
return Object.keys(e).filter(e => "messages" !== e && "tools" !== e);
}
function toLocation({file: e, line: t}) {
return {
file: e,
line: t
};
}
const r = 100, i = 3;
}),
3107: ((e, t, n) => {
n.d(t, {
A: () => ExampleHasher
});
var s = n(7598), o = n(8301);
const r = "sha256", i = 4096, a = 14332, [c, l, u, h, f, p] = [ 0, 1, 2, 3, 4, 5 ], d = [ void 0, null, !1, !0 ];
class ExampleHasher {
#k=Buffer.alloc(65536);
#w=new Int32Array(this.#k.buffer, this.#k.byteOffset, 16384);
#b=new Float64Array(1);
#A=new Int32Array(this.#b.buffer);
#v=0;
#_;
constructor(e) {
(0, s.hash)(r, e, "buffer").copy(this.#k);
}
hash(e, t) {
const [n, s] = function splitAnswer(e, t) {
if ("completions" === t) {
const {prompt: t, ...n} = e;
return [ t, n ];
}
if ("dpo" === t) {
const {input: t, ...n} = e;
return [ t, n ];
}
const {messages: n, ...s} = e;
if ("reinforcement" === t) {
const {tools: e, ...t} = s;
return [ [ n, e ], t ];
}
if (!Array.isArray(n)) return [ e, void 0 ];
const r = n.findLastIndex(e => (0, o.OW)(e) && "assistant" === e.role), i = -1 === r ? n.length : r;
return [ [ n.slice(0, i), s ], n.slice(i) ];
}(e, t);
if (this.#$(), !this.#x(n, 200)) return;
const r = this.#O();
this.#$();
for (let e = 0; e < r.length; e += 4) this.#S(wordAt(r, e));
return this.#x(s, 200) ? {
prompt: toHash(r),
example: toHash(this.#O())
} : void 0;
}
hashValue(e) {
return this.#$(), this.#x(e, 200) ? toHash(this.#O()) : void 0;
}
hashBytes(e) {
return this.#$(), this.#S(p), this.#C().update(e), toHash(this.#O());
}
#$() {
this.#v = 8, this.#_ = void 0;
}
#O() {
return this.#_ ? this.#C().digest("binary") : (0, s.hash)(r, this.#k.subarray(0, 4 * this.#v), "binary");
}
#C() {
const e = this.#_ ? 8 : 0;
return this.#_ ??= (0, s.createHash)(r), this.#_.update(this.#k.subarray(4 * e, 4 * this.#v)), 
this.#v = 8, this.#_;
}
#S(e) {
this.#w[this.#v++] = e;
}
#x(e, t) {
if (this.#v > a && this.#C(), "string" == typeof e) this.#P(e); else if ("number" == typeof e) this.#T(e); else {
if (Array.isArray(e)) return t > 0 && this.#L(e, t - 1);
if ((0, o.OW)(e)) return t > 0 && this.#E(e, t - 1);
this.#S(8 * d.indexOf(e) + c);
}
return !0;
}
#L(e, t) {
this.#S(8 * e.length + h);
for (const n of e) if (!this.#x(n, t)) return !1;
return !0;
}
#E(e, t) {
const n = function sortedKeys(e) {
const t = Object.keys(e);
if (2 !== t.length) return t.sort();
const [n = "", s = ""] = t;
return n <= s ? t : [ s, n ];
}(e);
this.#S(8 * n.length + f);
for (const s of n) if (this.#v > a && this.#C(), this.#P(s), !this.#x(e[s], t)) return !1;
return !0;
}
#T(e) {
this.#S(l), this.#b[0] = e + 0;
for (const e of this.#A) this.#S(e);
}
#P(e) {
this.#S(8 * e.length + u), e.length < 12 ? this.#W(e) : e.length <= i ? this.#z(e) : this.#I(e);
}
#I(e) {
for (let t = 0; t < e.length; t += i) this.#v > a && this.#C(), this.#z(e.slice(t, t + i));
}
#W(e) {
const t = this.#w, n = e.length >> 1;
let s = this.#v;
for (let o = 0; o < n; o++) t[s++] = e.charCodeAt(2 * o) | e.charCodeAt(2 * o + 1) << 16;
e.length % 2 != 0 && (t[s++] = e.charCodeAt(e.length - 1)), this.#v = s;
}
#z(e) {
const t = this.#v + Math.ceil(e.length / 2);
this.#w[t - 1] = 0, this.#k.write(e, 4 * this.#v, "utf16le"), this.#v = t;
}
}
function toHash(e) {
return [ wordAt(e, 0), wordAt(e, 4) ];
}
function wordAt(e, t) {
return (e.charCodeAt(t) | e.charCodeAt(t + 1) << 8 | (e.charCodeAt(t + 2) | e.charCodeAt(t + 3) << 8) << 16) >>> 0;
}
}),
4797: ((e, t, n) => {
n.d(t, {
hR: () => x,
gg: () => S,
lP: () => O,
Tz: () => detectFormat
});
var s = n(8301), o = n(6235), r = n(1334);
const i = /^image\/(?:jpe?g|png|webp)$/i, a = /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/, c = "JPEG, PNG or WEBP";
function checkImageCount(e, t, n) {
let o = 0;
for (const t of e) if ((0, s.OW)(t) && Array.isArray(t.content)) for (const e of t.content) (0, 
s.OW)(e) && "image_url" === e.type && o++;
return o > 10 && n("many-images", t, `${o} images; OpenAI accepts 10 in an example, Azure OpenAI 64`), 
o;
}
var l = n(2969);
const u = /^[A-Za-z0-9_-]{1,64}$/, h = new Set([ "type", "function" ]), f = new Set([ "name", "description", "parameters", "strict" ]), p = new Set([ "id", "type", "function" ]), d = new Set([ "name", "arguments" ]);
function checkList(e, t, n, s, o) {
if (!Array.isArray(e)) return s("tool-type", t, "must be a list" + ("string" == typeof e ? ", not text" : ""));
for (let r = 0; r < e.length; r++) o(e[r], `${t}[${r}]`, n, s);
}
function checkTool(e, t, n, o) {
if (!(0, s.OW)(e)) return o("tool-type", t, "a tool must be an object");
const {type: r, function: i, name: a} = e;
return void 0 !== r && "string" != typeof r ? o("tool-type", `${t}.type`, "the type of a tool must be text") : void 0 !== r && "function" !== r ? o("tool-definition", `${t}.type`, 'the type of a tool must be "function"') : (0, 
s.OW)(i) || "string" != typeof a ? (void 0 === r && o("tool-definition", `${t}.type`, "the type of a tool is missing"), 
checkKeys(e, h, t, o), void checkFunction(i, `${t}.function`, n, o)) : o("tool-type", t, 'the name and the parameters of a tool belong into "function"');
}
function checkFunction(e, t, n, o) {
if (!(0, s.OW)(e)) return o("tool-type", t, "a function must be an object");
checkKeys(e, f, t, o);
const {name: r, parameters: i, description: a, strict: c} = e;
"string" != typeof r ? o("tool-type", `${t}.name`, "the name of a function must be text") : (u.test(r) || o("tool-definition", `${t}.name`, "the name of a function must be 1 to 64 letters, digits, _ or -"), 
n.has(r) && o("tool-definition", `${t}.name`, "another function has the same name"), 
n.add(r)), null != i && function checkParameters(e, t, n) {
if (!(0, s.OW)(e)) return n("tool-type", t, "the parameters of a function must be a JSON Schema object");
const {type: o, properties: r, required: i} = e;
if (void 0 !== o && "object" !== o && n("tool-definition", `${t}.type`, 'the type of parameters must be "object"'), 
void 0 !== r && !(0, s.OW)(r)) return n("tool-definition", `${t}.properties`, "the properties of parameters must be an object");
if (void 0 === i) return;
if (!Array.isArray(i) || !i.every(e => "string" == typeof e)) return n("tool-definition", `${t}.required`, "the required parameters must be a list of names");
const a = i.findIndex(e => !Object.hasOwn(r ?? {}, e));
-1 !== a && n("tool-definition", `${t}.required[${a}]`, "a required parameter is not among the properties");
}(i, `${t}.parameters`, o), null != a && "string" != typeof a && o("tool-type", `${t}.description`, "the description of a function must be text"), 
null != c && "boolean" != typeof c && o("tool-definition", `${t}.strict`, "strict must be true or false");
}
function checkKeys(e, t, n, s) {
for (const o in e) t.has(o) || null === e[o] || s("extra-key", n, () => `${(0, r.kw)(o, t)} is not known here`);
}
function checkCalledFunctions(e, t, n, o) {
const checkName = (e, n) => {
(0, s.OW)(e) && "string" == typeof e.name && !t.has(e.name) && o("unknown-tool", `${n}.name`, "the called function is not among the tools of the line");
};
for (let t = 0; t < e.length; t++) {
const o = e[t];
if ((0, s.OW)(o) && ((0, s.OW)(o.function_call) && checkName(o.function_call, `${n}[${t}].function_call`), 
Array.isArray(o.tool_calls))) for (const [e, r] of o.tool_calls.entries()) (0, s.OW)(r) && checkName(r.function, `${n}[${t}].tool_calls[${e}].function`);
}
}
function checkCall(e, t, n, o) {
if (!(0, s.OW)(e)) return o("tool-arguments", n, "a tool call must be an object");
"string" != typeof e.id || "" === e.id ? o("tool-call", `${n}.id`, "a tool call needs an id") : t.has(e.id) ? o("tool-call", `${n}.id`, "another call of the message has the same id") : t.add(e.id), 
"function" !== e.type && (o("tool-call", `${n}.type`, 'the type of a tool call must be "function"'), 
"string" == typeof e.type) || (checkKeys(e, p, n, o), checkNameAndArguments(e.function, `${n}.function`, o));
}
function checkNameAndArguments(e, t, n) {
if (!(0, s.OW)(e)) return n("tool-arguments", t, "must be an object with name and arguments");
checkKeys(e, d, t, n), "string" == typeof e.name && u.test(e.name) || n("tool-call", `${t}.name`, "the name of a function must be 1 to 64 letters, digits, _ or -");
const o = e.arguments;
return "string" != typeof o ? n("tool-arguments", `${t}.arguments`, "the arguments of a call must be a JSON string" + ((0, 
s.OW)(o) ? "; serialize the object" : "")) : o.length > s.Ex && (0, s.if)(Buffer.from(o)) ? n("tool-arguments", `${t}.arguments`, "the arguments of a call have more than a million values") : void (void 0 === (0, 
s.Bl)(o) && n("arguments-json", `${t}.arguments`, "the arguments of a call should be JSON"));
}
const m = new Map(Object.entries({
system: [ "role", "content", "name" ],
developer: [ "role", "content", "name" ],
user: [ "role", "content", "name" ],
assistant: [ "role", "content", "name", "refusal", "weight", "tool_calls", "function_call" ],
tool: [ "role", "content", "name", "tool_call_id" ],
function: [ "role", "content", "name" ]
}).map(([e, t]) => [ e, new Set(t) ])), g = /^[^\s<|\\/>]{1,64}$/, y = new Map([ [ "human", "user" ], [ "gpt", "assistant" ], [ "bot", "assistant" ], [ "ai", "assistant" ], [ "model", "assistant" ], [ "chatbot", "assistant" ] ]);
function checkMessageList(e, t, n) {
const s = new Set;
let o, r = !1;
for (let i = 0; i < e.length; i++) o = checkMessage(e[i], `${t}[${i}]`, n), void 0 !== o ? s.add(o) : "assistant" === findMeantRole(e[i]) && (r = !0);
return {
all: s,
last: o,
hasMisspelledAssistant: r
};
}
function checkMessage(e, t, n) {
if (!(0, s.OW)(e)) return void n("message-type", t, "a message must be an object");
const {role: o} = e, i = "string" == typeof o ? m.get(o) : void 0;
if ("string" != typeof o || !i) return void n("unknown-role", `${t}.role`, function describeRoleProblem(e) {
if (void 0 === e) return "role is missing";
const t = `role must be one of ${[ ...m.keys() ].join(", ")}`;
if ("string" != typeof e) return t;
const n = findClosestRole(e);
return n ? `${t} (did you mean "${n}"?)` : t;
}(o));
for (const s in e) i.has(s) || ("weight" === s ? n("weight-role", `${t}.weight`, "only the weight of an assistant message has a meaning") : null !== e[s] && n("extra-key", t, () => `${(0, 
r.kw)(s, i)} is not known in a message of this role`));
const {name: a} = e;
return null == a || "string" == typeof a && g.test(a) || n("message-name", `${t}.name`, "the name of a message must have 1 to 64 characters, without spaces or <|\\/>"), 
"assistant" === o ? function checkAssistant(e, t, n) {
const {content: o, refusal: r, weight: i} = e;
void 0 !== i && 0 !== i && 1 !== i && n("weight-value", `${t}.weight`, "weight must be the number 0 or 1"), 
null != r && "string" != typeof r && n("refusal-type", `${t}.refusal`, "a refusal must be text");
const a = function checkCalls(e, t, n) {
const {tool_calls: o, function_call: r} = e;
if (null != r && checkNameAndArguments(r, `${t}.function_call`, n), Array.isArray(o)) {
const e = new Set;
for (let s = 0; s < o.length; s++) checkCall(o[s], e, `${t}.tool_calls[${s}]`, n);
return 0 === o.length && n("tool-call", `${t}.tool_calls`, "tool_calls is empty"), 
o.length > 0 || (0, s.OW)(r);
}
return null != o ? (n("tool-arguments", `${t}.tool_calls`, "tool_calls must be a list of calls"), 
!0) : null != r;
}(e, t, n);
(a || "string" == typeof r && "" !== r) && (null == o || isBlank(o)) || checkContent("assistant", o, t, n);
}(e, t, n) : checkContent(o, e.content, t, n), "tool" === o && Array.isArray(e.content) && e.content.length > 0 && n("tool-parts", `${t}.content`, "the content of a tool message should be text, not a list of parts"), 
"tool" === o && "string" != typeof e.tool_call_id && n("tool-call-id", `${t}.tool_call_id`, "a tool message needs the id of the call it answers"), 
"function" === o && null == a && n("message-name", `${t}.name`, "a function message needs the name of its function"), 
o;
}
function findMeantRole(e) {
return (0, s.OW)(e) && "string" == typeof e.role ? findClosestRole(e.role) : void 0;
}
function findClosestRole(e) {
const t = e.trim().toLowerCase();
return m.has(t) ? t : y.get(t) ?? (0, l.h0)(t, m.keys());
}
function checkContent(e, t, n, o) {
if ("string" != typeof t) if (Array.isArray(t)) {
0 === t.length ? o("content-parts", `${n}.content`, "content is a list without parts") : t.every(e => (0, 
s.OW)(e) && isBlank(e.text)) && reportEmpty(!1, n, o);
for (let s = 0; s < t.length; s++) checkPart(e, t[s], `${n}.content[${s}]`, o);
} else null === t && "function" === e || (null != t ? o("content-type", `${n}.content`, "content must be text or a list of parts") : o("content-missing", `${n}.content`, "content is missing")); else isBlank(t) && "tool" !== e && "function" !== e && reportEmpty("" === t, n, o);
}
function reportEmpty(e, t, n) {
n("content-empty", `${t}.content`, e ? "content is empty" : "content is only white space");
}
function isBlank(e) {
return "string" == typeof e && !/\S/.test(e);
}
function checkPart(e, t, n, o) {
if (!(0, s.OW)(t)) return o("content-part", n, "a part of content must be an object");
switch (t.type) {
case "text":
return void ("string" != typeof t.text && o("content-part", `${n}.text`, "a text part needs text"));

case "refusal":
return void ("assistant" !== e ? o("content-part", n, "only an assistant message may have a refusal") : "string" != typeof t.refusal && o("content-part", `${n}.refusal`, "a refusal must be text"));

case "image_url":
return "user" !== e ? o("image-role", n, "only a user message may have images") : function checkImage(e, t, n) {
if (!(0, s.OW)(e) || "string" != typeof e.url) return n("content-part", `${t}.image_url`, "image_url must be an object with a url");
const {url: o, detail: r} = e;
/^data:image\//i.test(o) ? function checkDataUrl(e, t, n) {
const [s, o = ""] = /^data:([\w/.+-]{1,40})(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(e) ?? [];
if (void 0 === s) return n("image-format", t, "image data must be written as data:image/png;base64,\u2026");
if (!i.test(o)) return n("image-format", t, `an image must be ${c}`);
const r = e.slice(s.length), l = r.search(/[^A-Za-z0-9+/]/), u = -1 === l ? r.length : l;
u % 4 != 1 && /^={0,2}$/.test(r.slice(u, u + 3)) ? a.test(Buffer.from(r.slice(0, 16), "base64").toString("hex")) ? 3 * u / 4 > 10485760 && n("image-size", t, "the image is larger than 10 MB") : n("image-format", t, `the image data is not ${c}`) : n("image-format", t, "the image data is not base64");
}(o, `${t}.image_url.url`, n) : /^https?:\/\//i.test(o) || n("image-url", `${t}.image_url.url`, "the url of an image must start with https:// or data:image/"), 
null != r && "auto" !== r && "low" !== r && "high" !== r && n("image-url", `${t}.image_url.detail`, "the detail of an image must be auto, low or high");
}(t.image_url, n, o);

case "input_audio":
case "file":
return o("unsupported-part", n, "fine-tuning may not support parts of this type");

default:
o("content-part", `${n}.type`, "the type of a part must be text, image_url or refusal");
}
}
function readConversation(e, t, n) {
const o = function readToolNames(e, t, n) {
const {tools: s, functions: o, parallel_tool_calls: r} = e;
null != r && "boolean" != typeof r && n("parallel-tool-calls", `${t}parallel_tool_calls`, "parallel_tool_calls must be true or false");
const i = null != s, a = null != o;
if (!i && !a) return;
const c = new Set;
return i && checkList(s, `${t}tools`, c, n, checkTool), a && (checkList(o, `${t}functions`, c, n, checkFunction), 
Array.isArray(o) && (o.length < 1 || o.length > 128) && n("tool-definition", `${t}functions`, "functions must have 1 to 128 entries")), 
c;
}(e, t, n), {messages: r} = e, i = `${t}messages`, a = function checkMessages(e, t, n) {
if (Array.isArray(e)) {
if (0 !== e.length) return checkMessageList(e, t, n);
n("no-messages", t, `${t} is empty`);
} else n("no-messages", t, void 0 === e ? `${t} is missing` : `${t} must be a list of messages`);
}(r, i, n);
if (a && Array.isArray(r)) return function checkTurns(e, t, n) {
let o, r = k, i = 0;
for (let a = 0; a < e.length; a++) {
const c = e[a];
if (!(0, s.OW)(c)) continue;
const {role: l} = c;
"tool" === l ? checkToolMessage(c, r, `${t}[${a}]`, n) : (r.size > 0 && reportUnanswered(r, `${t}[${i}]`, n), 
r = getCallIds(c), i = a, "assistant" === l && "assistant" === o && n("consecutive-assistant", `${t}[${a}]`, "an assistant message follows another")), 
o = l;
}
r.size > 0 && "tool" === o && reportUnanswered(r, `${t}[${i}]`, n);
}(r, i, n), o && checkCalledFunctions(r, o, i, n), {
messages: r,
roles: a,
images: checkImageCount(r, i, n),
functions: o
};
}
const k = new Set;
function getCallIds({role: e, tool_calls: t}) {
return "assistant" === e && Array.isArray(t) ? new Set(t.flatMap(e => (0, s.OW)(e) && "string" == typeof e.id ? e.id : [])) : k;
}
function checkToolMessage({tool_call_id: e}, t, n, s) {
"string" != typeof e || t.delete(e) || s("orphan-tool-message", `${n}.tool_call_id`, "the tool message answers no call of the preceding assistant message");
}
function reportUnanswered(e, t, n) {
n("unanswered-call", `${t}.tool_calls`, (1 === e.size ? "a call is" : `${e.size} calls are`) + " not answered by the tool messages that follow");
}
const w = [ "preferred_output", "non_preferred_output" ], b = [ "preferred_completion", "non_preferred_completion" ], A = new Set([ "input", ...w, ...b ]), v = new Set([ "messages", "tools", "parallel_tool_calls" ]);
function hasDpoKeys(e) {
for (const t of w) if (void 0 !== e[t]) return !0;
for (const t of b) if (void 0 !== e[t]) return !0;
return (0, s.OW)(e.input) && void 0 !== e.input.messages;
}
function checkOutput(e, t, n, s) {
if (!Array.isArray(e) || 0 === e.length) return s("dpo-output", t, `${t} must be a list with an assistant message`);
const o = checkMessageList(e, t, s);
n && checkCalledFunctions(e, n, t, s);
const r = [ ...o.all ].filter(e => "assistant" !== e && "tool" !== e);
for (const e of r) s("dpo-output-role", t, `${t} may only have messages with the role assistant, not ${e}`);
o.all.has("assistant") || o.hasMisspelledAssistant || 0 !== r.length || s("dpo-output", t, `${t} has no message with the role assistant`), 
e.length > 1 && s("dpo-turns", t, `${t} should be a single message`);
}
function hasToolCalls(e) {
return (0, s.OW)(e) && Array.isArray(e.tool_calls) && e.tool_calls.length > 0;
}
function isEqual(e, t, n = 6) {
if (e === t) return !0;
if (0 === n || "object" != typeof e || "object" != typeof t || null === e || null === t) return !1;
const s = Object.entries(e), o = new Map(Object.entries(t));
return Array.isArray(e) === Array.isArray(t) && s.length === o.size && s.every(([e, t]) => o.has(e) && isEqual(t, o.get(e), n - 1));
}
const _ = new Set([ "messages", "tools", "parallel_tool_calls", "functions" ]), $ = new Set([ "prompt", "completion" ]);
function isTrainedOn(e) {
return (0, s.OW)(e) && "assistant" === e.role && 0 !== e.weight;
}
function supervised_checkKeys(e, t, n) {
for (const s in e) t.has(s) || n("unknown-key", "", () => `${(0, r.kw)(s, t)} is not allowed; only ${[ ...t ].join(", ")} are`);
}
const x = [ "chat", "completions", "dpo", "reinforcement" ], O = {
supervised: [ "chat", "completions" ],
dpo: [ "dpo" ],
reinforcement: [ "reinforcement" ]
}, S = {
chat: function checkChat(e, t) {
supervised_checkKeys(e, _, t);
const n = readConversation(e, "", t);
if (!n) return;
const {roles: s, messages: o} = n;
s.all.has("assistant") ? (void 0 !== s.last && "assistant" !== s.last && t("last-message", "messages", "the last message should have the role assistant"), 
o.some(isTrainedOn) || t("all-weights-zero", "messages", "every assistant message has the weight 0, so there is nothing to learn")) : s.hasMisspelledAssistant || t("no-assistant", "messages", "no message has the role assistant");
},
completions: function checkCompletions(e, t) {
supervised_checkKeys(e, $, t);
for (const n of $) "string" != typeof e[n] && t("completions-shape", n, `${n} must be text`);
const {completion: n} = e;
"" === n ? t("content-empty", "completion", "completion is empty") : "string" != typeof n || /\S/.test(n) || t("content-empty", "completion", "completion is only white space");
},
dpo: function checkPreference(e, t) {
for (const n in e) A.has(n) || t("extra-key", "", () => `${(0, r.kw)(n, A)} is not known in the dpo format`);
const n = function checkInput(e, t) {
const {input: n} = e;
if (!(0, s.OW)(n)) return void t("dpo-input", "input", "input must be an object with messages" + (void 0 === e.messages ? "" : "; move messages into it"));
for (const e in n) v.has(e) || t("extra-key", "input", () => `${(0, r.kw)(e, v)} is not known in the input of the dpo format`);
const o = readConversation(n, "input.", t);
if (!o) return;
const {all: i, last: a} = o.roles;
return i.has("user") || t("no-user", "input.messages", "no message has the role user"), 
"assistant" === a && t("last-message", "input.messages", "the last message of the input should not have the role assistant"), 
o.images > 0 && t("dpo-text", "input.messages", "the dpo format is for text only, without images"), 
o;
}(e, t)?.functions;
for (const [s, o] of w.entries()) {
const r = b[s];
void 0 === e[o] && r && void 0 !== e[r] ? t("dpo-old-key", r, `rename ${r} to ${o}`) : (r && void 0 !== e[r] && t("extra-key", r, `remove ${r}: ${o} is its newer name`), 
checkOutput(e[o], o, n, t));
}
!function checkDifference(e, t, n) {
Array.isArray(e) && Array.isArray(t) && 0 !== e.length && (isEqual(e, t) ? n("dpo-identical", "", "preferred_output and non_preferred_output are the same, so there is nothing to learn") : t.length > 0 && hasToolCalls(e.at(-1)) !== hasToolCalls(t.at(-1)) && n("dpo-kind", "", "one output is text and the other calls a tool"));
}(e.preferred_output, e.non_preferred_output, t);
},
reinforcement: function checkReinforcement(e, t) {
const n = readConversation({
messages: e.messages,
tools: e.tools
}, "", t);
if (0 === (0, o.zM)(e).length && t("no-item-fields", "", "the line has no fields that the grader could compare with"), 
!n) return;
const {all: s, last: r} = n.roles;
s.has("system") && t("role-for-method", "messages", "for reinforcement, system messages must have the role developer"), 
s.has("function") && t("role-for-method", "messages", "reinforcement does not support the role function"), 
void 0 !== r && "user" !== r && t("last-message", "messages", "the last message should have the role user");
}
};
function detectFormat(e, t) {
return void 0 !== e.messages ? "reinforcement" === t ? function isAnswered(e) {
const t = Array.isArray(e.messages) ? e.messages.at(-1) : void 0;
return (0, s.OW)(t) && "assistant" === t.role && 0 === (0, o.zM)(e).length;
}(e) ? "chat" : "reinforcement" : "dpo" === t && hasDpoKeys(e) ? "dpo" : function isPromptForGrader(e) {
const {messages: t} = e;
if (!Array.isArray(t)) return !1;
const n = t.map(e => (0, s.OW)(e) ? e.role : void 0);
return "user" === n.at(-1) && !n.includes("assistant") && Object.keys(e).some(e => !function isChatKey(e) {
return _.has(e);
}(e));
}(e) ? "reinforcement" : "chat" : hasDpoKeys(e) ? "dpo" : void 0 !== e.prompt || void 0 !== e.completion ? "completions" : void 0;
}
}),
1334: ((e, t, n) => {
n.d(t, {
Dl: () => i,
cm: () => childPath,
dm: () => getValueAt,
kw: () => describeUnexpectedKey
});
var s = n(8301), o = n(2969);
const r = new Set("messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output\n  preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id\n  function_call type text image_url url detail id function arguments description parameters strict properties\n  required".split(/\s+/));
function describeUnexpectedKey(e, t) {
if (r.has(e)) return `the key "${e}"`;
const n = (0, o.h0)(e, t);
return void 0 === n ? "a key" : `a key (did you mean "${n}"?)`;
}
function getValueAt(e, t) {
let n = e;
for (const e of t) n = Array.isArray(n) ? /^\d+$/.test(e) ? n[Number(e)] : void 0 : (0, 
s.OW)(n) && Object.hasOwn(n, e) ? n[e] : void 0;
return n;
}
const i = {
text: "",
isTruncated: !1
}, a = 200;
function childPath(e, t) {
const {text: n, isTruncated: s} = e;
return s ? e : ("number" == typeof t || r.has(t)) && n.length < a ? "number" == typeof t ? {
text: `${n}[${t}]`,
isTruncated: s
} : {
text: "" === n ? t : `${n}.${t}`,
isTruncated: s
} : {
text: n,
isTruncated: !0
};
}
}),
5530: ((e, t, n) => {
n.d(t, {
Oc: () => s,
Pt: () => BufferPool,
g3: () => LineSplitter,
i4: () => listLines
});
const s = 268435456, o = 1048576, r = 10;
class BufferPool {
#j=[];
acquire(e) {
return (e <= o ? this.#j.pop() : void 0) ?? Buffer.from(new SharedArrayBuffer(Math.max(o, e)));
}
release({buffer: e}) {
e.byteLength === o && this.#j.push(Buffer.from(e));
}
}
function* listLines(e) {
for (let t = 0, n = 0; t < e.length; t = n + 1) n = e.indexOf(r, t), yield e.subarray(t, n);
}
class LineSplitter {
#M;
#B;
#F;
#v=0;
#N=0;
#Z=!1;
constructor(e, t = s) {
this.#M = e, this.#B = t;
}
* push(e) {
let t = 0;
if (this.#Z) {
if (t = e.indexOf(r) + 1, 0 === t) return;
this.#Z = !1, yield "line too long";
}
const n = Math.max(t, e.lastIndexOf(r) + 1);
n > t && (this.#R(e.subarray(t, n)), this.#N = this.#v, this.#N >= 524288 && (yield* this.end())), 
this.#R(e.subarray(n)), this.#v - this.#N <= this.#B || (yield* this.end(), this.#Z = !0);
}
* end() {
const e = this.#F?.subarray(0, this.#N);
this.#F = void 0, this.#v = 0, this.#N = 0, e && e.length > 0 && (yield e);
}
#R(e) {
if (0 === e.length) return;
const t = this.#v + e.length;
if (this.#F ??= this.#M.acquire(t), t > this.#F.length) {
const e = this.#M.acquire(Math.max(t, 2 * this.#F.length));
copyBytes(this.#F.subarray(0, this.#v), e, 0), this.#M.release(this.#F), this.#F = e;
}
copyBytes(e, this.#F, this.#v), this.#v = t;
}
}
function copyBytes(e, t, n) {
t.fill(e, n, n + e.length);
}
}),
149: ((e, t, n) => {
n.d(t, {
j: () => LineProblemCollector,
t: () => ProblemCollector
});
var s = n(8551);
class LineProblemCollector {
problems={
counts: new Map,
kept: []
};
#U;
#K;
constructor(e, t) {
this.#U = e, this.#K = {
...t
};
}
hasCapacity(e) {
return this.#K[s.oC[e]] > 0 && !this.#U.has(e);
}
add(e) {
const {code: t} = e;
if (this.#U.has(t)) return;
const {counts: n, kept: o} = this.problems;
n.set(t, (n.get(t) ?? 0) + 1), 0 !== this.#K[s.oC[t]] && (this.#K[s.oC[t]]--, o.push(e));
}
}
const o = 1e4;
class ProblemCollector {
counts={
errors: 0,
warnings: 0,
codes: {}
};
#U;
#G={
error: [],
warning: []
};
#J={
error: [],
warning: []
};
constructor(e) {
this.#U = e;
}
get capacity() {
const {error: e, warning: t} = this.#G;
return {
error: o - e.length,
warning: o - t.length
};
}
addLineProblems({counts: e, kept: t}, n, r) {
for (const [t, n] of e) this.#H(t, n);
for (const {code: e, line: i, ...a} of t) {
const t = s.oC[e], c = this.#G[t];
c.length < o && c.push({
code: e,
severity: t,
file: n,
line: r + i,
...a
});
}
}
addDatasetProblem(e, t = 1) {
if (this.#U.has(e.code)) return;
this.#H(e.code, t);
const n = s.oC[e.code], r = this.#J[n];
r.length < o && r.push({
...e,
severity: n
});
}
list() {
const {error: e, warning: t} = this.#J;
return [ ...e, ...this.#G.error, ...t, ...this.#G.warning ];
}
#H(e, t) {
const {counts: n} = this;
n.codes[e] = (n.codes[e] ?? 0) + t, "error" === s.oC[e] ? n.errors += t : n.warnings += t;
}
}
}),
8551: ((e, t, n) => {
n.d(t, {
NU: () => isProblemCode,
oC: () => s,
zB: () => o
});
const s = {
"empty-file": "error",
"git-lfs-pointer": "error",
"utf-16": "error",
"json-array": "error",
"pretty-printed": "error",
"file-type": "error",
"too-few-examples": "error",
"wrong-format": "error",
"foreign-format": "error",
"mixed-formats": "error",
"line-too-long": "error",
"not-utf-8": "error",
"not-json": "error",
"not-object": "error",
"unknown-key": "error",
"no-messages": "error",
"message-type": "error",
"unknown-role": "error",
"content-missing": "error",
"content-type": "error",
"content-parts": "error",
"content-part": "error",
"refusal-type": "error",
"image-role": "error",
"weight-value": "error",
"tool-type": "error",
"tool-arguments": "error",
"no-assistant": "error",
"completions-shape": "error",
"dpo-input": "error",
"dpo-output": "error",
"dpo-output-role": "error",
"dpo-old-key": "error",
"fim-token": "error",
"grader-item": "error",
"file-name": "warning",
"empty-shard": "warning",
"blank-lines": "warning",
"few-examples": "warning",
"too-many-examples": "warning",
"model-format": "warning",
"large-dataset": "warning",
"duplicate-example": "warning",
overlap: "warning",
"conflicting-answers": "warning",
"long-example": "warning",
"image-tokens": "warning",
"duplicate-key": "warning",
"lone-surrogate": "warning",
"special-token": "warning",
secret: "warning",
"extra-key": "warning",
"content-empty": "warning",
"unsupported-part": "warning",
"image-url": "warning",
"image-format": "warning",
"image-size": "warning",
"many-images": "warning",
"message-name": "warning",
"weight-role": "warning",
"tool-parts": "warning",
"tool-call": "warning",
"arguments-json": "warning",
"tool-call-id": "warning",
"orphan-tool-message": "warning",
"unanswered-call": "warning",
"unknown-tool": "warning",
"tool-definition": "warning",
"parallel-tool-calls": "warning",
"last-message": "warning",
"consecutive-assistant": "warning",
"all-weights-zero": "warning",
"no-user": "warning",
"dpo-turns": "warning",
"dpo-text": "warning",
"dpo-identical": "warning",
"dpo-kind": "warning",
"role-for-method": "warning",
"no-item-fields": "warning",
"item-fields": "warning",
"grader-item-missing": "warning"
}, isProblemCode = e => Object.hasOwn(s, e), o = Object.keys(s).filter(isProblemCode);
}),
7317: ((e, t, n) => {
n.d(t, {
y: () => createExampleTokenCounter
});
var s = n(8301);
const o = 65536, r = 4 * (o + 1);
function isTokenAt(e, t, n, s, o) {
for (let r = s; r < o; r++) if (e[t + r - s] !== n.charCodeAt(r)) return !1;
return !0;
}
async function createTokenCounter(e, t) {
const n = function createByteCounter(e) {
const t = new Int32Array(k + 1), n = new Int32Array(k + 1), s = new Int32Array(k + 1), o = new Heap(3 * k);
function rankPair(n, r) {
const i = t[r] ?? 0, a = i < n.length ? e(n, r, t[i] ?? 0) : -1;
s[r] = a, a >= 0 && o.push(a * k + r);
}
function merge(e) {
for (let s = 0; s <= e.length; s++) t[s] = s + 1, n[s] = s - 1;
for (let t = 0; t < e.length; t++) rankPair(e, t);
let r = e.length;
for (let i = o.pop(); void 0 !== i; i = o.pop()) {
const o = i % k;
if (s[o] !== (i - o) / k) continue;
const a = t[o] ?? 0, c = t[a] ?? 0;
t[o] = c, n[c] = o, s[a] = -1, r--, rankPair(e, o), o > 0 && rankPair(e, n[o] ?? 0);
}
return r;
}
return t => {
if (e(t, 0, t.length) >= 0) return 1;
if (t.length <= k) return merge(t);
let n = 0;
for (let e = 0; e < t.length; e += k) n += merge(t.slice(e, e + k));
return n;
};
}(function createRankLookup(e) {
const t = new Uint32Array(new Uint8Array(e.subarray(0, r)).buffer), n = e.subarray(r);
return (e, s, r) => {
const i = r - s, a = function hashBucket(e, t, n) {
let s = n - t;
for (let o = t; o < n; o++) s = Math.imul(s ^ e.charCodeAt(o), 2654435761);
return (s ^ s >>> 15) & o - 1;
}(e, s, r), c = t[a + 1] ?? 0;
for (let o = t[a] ?? 0; o < c; o += 4 + (n[o] ?? 0)) if (n[o] === i && isTokenAt(n, o + 4, e, s, r)) return (n[o + 1] ?? 0) | (n[o + 2] ?? 0) << 8 | (n[o + 3] ?? 0) << 16;
return -1;
};
}(await t(e))), s = new RegExp(y[e], "yu"), l = new PieceCache(c, 10 * c);
function countPieces(e) {
let t = 0;
for (let n = 0; s.test(e); n = s.lastIndex) t += countPiece(e, n, s.lastIndex);
return t;
}
function countPiece(e, t, s) {
if (s - t > a) return n(toByteString(e.slice(t, s)));
const o = l.get(e, t, s);
if (void 0 !== o) return o;
const r = n(toByteString(e.slice(t, s)));
return l.set(e, t, s, r), r;
}
return e => {
if (e.length <= i) return countPieces(e);
let t = 0;
for (let n = 0; n < e.length; n += i) t += countPieces(e.slice(n, n + i));
return t;
};
}
const i = 1 << 20, a = 64, c = 1 << 17, l = "\\p{White_Space}", u = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]", h = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]", f = "'(?:[sS\u017f]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])", p = "[^\\r\\n\\p{L}\\p{N}]?", d = "\\p{N}{1,3}", m = ` ?[^${l}\\p{L}\\p{N}]+`, g = [ `${l}*[\\r\\n]+`, `${l}+(?!\\P{White_Space})`, `${l}+` ], y = {
o200k_base: [ `${p}${u}*${h}+(?:${f})?`, `${p}${u}+${h}*(?:${f})?`, d, `${m}[\\r\\n/]*`, ...g ].join("|"),
cl100k_base: [ f, `${p}\\p{L}+`, d, `${m}[\\r\\n]*`, ...g ].join("|")
};
function toByteString(e) {
return Buffer.from(e).toString("latin1");
}
const k = 16384;
class PieceCache {
#D;
#q;
#V;
#Y;
#Q=0;
constructor(e, t) {
this.#D = new Uint16Array(t), this.#q = new Int32Array(e + 1), this.#V = new Int32Array(e + 1), 
this.#Y = new Int32Array(2 ** Math.ceil(Math.log2(2 * e)));
}
get(e, t, n) {
const s = this.#Y[this.#X(e, t, n)] ?? 0;
return 0 === s ? void 0 : this.#V[s];
}
set(e, t, n, s) {
const o = this.#q[this.#Q] ?? 0, r = o + n - t;
if (this.#Q + 1 >= this.#q.length || r > this.#D.length) return this.#Y.fill(0), 
void (this.#Q = 0);
const i = this.#X(e, t, n);
if (-1 === i) return;
const a = ++this.#Q;
this.#Y[i] = a, this.#q[a] = r, this.#V[a] = s;
for (let s = t; s < n; s++) this.#D[o + s - t] = e.charCodeAt(s);
}
#X(e, t, n) {
let s = n - t;
for (let o = t; o < n; o++) s = Math.imul(s ^ e.charCodeAt(o), 2654435761);
s ^= s >>> 15;
for (let o = 0; o < 64; o++) {
const r = s + o & this.#Y.length - 1, i = this.#Y[r];
if (!i || this.#ee(i, e, t, n)) return r;
}
return -1;
}
#ee(e, t, n, s) {
const o = this.#q[e - 1] ?? 0;
if ((this.#q[e] ?? 0) - o !== s - n) return !1;
for (let e = n; e < s; e++) if (this.#D[o + e - n] !== t.charCodeAt(e)) return !1;
return !0;
}
}
class Heap {
#te;
#ne=0;
constructor(e) {
this.#te = new Float64Array(e);
}
push(e) {
const t = this.#te;
let n = this.#ne++;
for (;n > 0; ) {
const s = n - 1 >> 1, o = t[s] ?? 0;
if (o <= e) break;
t[n] = o, n = s;
}
t[n] = e;
}
pop() {
if (0 === this.#ne) return;
const e = this.#te, t = e[0], n = e[--this.#ne] ?? 0;
let s = 0;
for (let t = 1; t < this.#ne; t = 2 * s + 1) {
t + 1 < this.#ne && (e[t + 1] ?? 0) < (e[t] ?? 0) && t++;
const o = e[t] ?? 0;
if (o >= n) break;
e[s] = o, s = t;
}
return e[s] = n, t;
}
}
function renderToolNamespace(e) {
const t = [], n = [];
for (const o of e) {
if (!(0, s.OW)(o)) continue;
const e = (0, s.OW)(o.function) ? o.function : o;
"string" == typeof e.name ? t.push(renderFunction(e.name, e)) : n.push(renderUnknown(o));
}
const o = [ "namespace functions {", "", ...t, "} // namespace functions" ].join("\n");
return [ ...t.length > 0 ? [ o ] : [], ...n ].join("\n");
}
function renderFunction(e, {description: t, parameters: n}) {
const o = (0, s.OW)(n) ? renderFields(n, {
indent: "",
depth: 0
}) : [], r = o.length > 0 ? [ "(_: {", ...o, "}) => any;" ].join("\n") : "() => any;";
return [ ...renderComment(t), `type ${e} = ${r}`, "" ].join("\n");
}
function renderFields({properties: e, required: t}, n) {
const o = new Set(Array.isArray(t) ? t : []);
return Object.entries((0, s.OW)(e) ? e : {}).flatMap(([e, t]) => [ ...(0, s.OW)(t) ? renderComment(t.description) : [], `${e}${o.has(e) ? "" : "?"}: ${renderType(t, n)},` ].map(e => `${n.indent}${e}`));
}
function renderType(e, t) {
if (!(0, s.OW)(e) || t.depth >= 20) return "any";
const {type: n, enum: o, const: r, anyOf: i, oneOf: a} = e;
if (Array.isArray(o)) return joinTypes(o.map(renderLiteral));
if (void 0 !== r) return renderLiteral(r);
const c = i ?? a;
return Array.isArray(c) ? joinTypes(c.map(e => renderType(e, {
...t,
depth: t.depth + 1
}))) : Array.isArray(n) ? joinTypes([ ...new Set(n) ].map(n => renderNamedType(n, e, t))) : renderNamedType(n, e, t);
}
function renderNamedType(e, t, {indent: n, depth: s}) {
switch (e) {
case "string":
case "number":
case "boolean":
case "null":
return e;

case "integer":
return "number";

case "array":
return `${renderType(t.items, {
indent: n,
depth: s + 1
})}[]`;

case "object":
{
const e = renderFields(t, {
indent: `${n}  `,
depth: s + 1
});
return e.length > 0 ? [ "{", ...e, `${n}}` ].join("\n") : "{}";
}

default:
return "any";
}
}
function joinTypes(e) {
return e.length > 0 ? e.join(" | ") : "any";
}
function renderLiteral(e) {
return "object" == typeof e && null !== e ? "any" : JSON.stringify(e);
}
function renderComment(e) {
return "string" == typeof e && "" !== e ? e.split("\n").map(e => `// ${e}`) : [];
}
function renderUnknown(e) {
try {
return JSON.stringify(e);
} catch {
return "";
}
}
async function createExampleTokenCounter(e, t) {
const n = new ExampleTokenCounter(await createTokenCounter(e, t));
return (e, t) => n.count(e, t);
}
class ExampleTokenCounter {
#se;
#oe;
#re={
json: "",
tokens: 0
};
#ie=0;
constructor(e) {
this.#se = e, this.#oe = function memoizeLast(e) {
let t = "", n = 0;
return s => (s !== t && (n = e(s), t = s), n);
}(e);
}
count(e, t) {
return this.#ie = 0, {
tokens: this.#ae(e, t),
images: this.#ie
};
}
#ae(e, t) {
switch (t) {
case "chat":
case "reinforcement":
return w + this.#ce(e);

case "completions":
return this.#le({
prompt: e.prompt,
completion: e.completion
});

case "dpo":
return w + ((0, s.OW)(e.input) ? this.#ce(e.input) : 0) + this.#ue(e.preferred_output ?? e.preferred_completion) + this.#ue(e.non_preferred_output ?? e.non_preferred_completion);
}
}
#ce({messages: e, tools: t, functions: n}) {
return this.#ue(e) + this.#he(t) + this.#he(n);
}
#ue(e) {
return sum(e, e => this.#fe(e));
}
#fe(e) {
const {role: t, content: n, name: s, tool_calls: o, function_call: r} = e, i = "system" !== t && "developer" !== t || "string" != typeof n ? void 0 : n;
return b + ("string" == typeof s ? 1 : 0) + (void 0 === i ? 0 : this.#oe(i)) + this.#le(e, void 0 === i ? A : v) + sum(n, e => this.#pe(e)) + sum(o, ({function: e}) => this.#de(e)) + this.#de(r);
}
#pe(e) {
return "image_url" === e.type ? this.#me(e.image_url) : this.#le({
text: e.text,
refusal: e.refusal
});
}
#me(e) {
const t = (0, s.OW)(e) && "string" == typeof e.url ? function countImageTokens(e, t) {
if ("low" === t) return 85;
const n = function readImageSize(e) {
const t = /^data:image\/[\w.+-]{1,20}(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(e.slice(0, 256))?.[0].length;
if (void 0 === t) return;
const bytes = (n, s) => {
const o = t + 4 * Math.floor(n / 3), r = e.slice(o, o + 4 * Math.ceil((s + 2) / 3));
return Buffer.from(r, "base64").subarray(n % 3, n % 3 + s);
}, n = bytes(0, 30), s = function readPngSize(e) {
return e.length < 24 || "\x89PNG\r\n\x1a\n" !== e.toString("latin1", 0, 8) ? void 0 : [ e.readUInt32BE(16), e.readUInt32BE(20) ];
}(n) ?? function readWebpSize(e) {
if (!(e.length < 30 || "RIFF" !== e.toString("latin1", 0, 4))) switch (e.toString("latin1", 8, 16)) {
case "WEBPVP8 ":
return [ 16383 & e.readUInt16LE(26), 16383 & e.readUInt16LE(28) ];

case "WEBPVP8L":
{
const t = e.readUInt32LE(21);
return [ 1 + (16383 & t), 1 + (t >> 14 & 16383) ];
}

case "WEBPVP8X":
return [ e.readUIntLE(24, 3) + 1, e.readUIntLE(27, 3) + 1 ];

default:
return;
}
}(n) ?? function readJpegSize(e, t) {
if (!(e.length < 2 || 65496 !== e.readUInt16BE(0))) for (let e = 2, n = 0; n < 1e3; n++) {
const n = t(e, 9);
if (n.length < 9 || 255 !== n[0]) return;
const s = n.readUInt8(1);
if (s >= 192 && s <= 207 && 196 !== s && 200 !== s && 204 !== s) return [ n.readUInt16BE(7), n.readUInt16BE(5) ];
e += 255 === s ? 1 : 2 + n.readUInt16BE(2);
}
}(n, bytes);
return s && s[0] > 0 && s[1] > 0 ? s : void 0;
}(e);
if (!n) return;
const [s, o] = n, r = Math.min(1, 2048 / Math.max(s, o)), i = r * Math.min(1, 768 / (r * Math.min(s, o))), tiles = e => Math.max(1, Math.ceil(Math.round(e * i) / 512));
return 85 + 170 * tiles(s) * tiles(o);
}(e.url, e.detail) : void 0;
return void 0 === t && this.#ie++, t ?? 0;
}
#de(e) {
return (0, s.OW)(e) ? this.#le(e) : 0;
}
#he(e) {
if (!Array.isArray(e) || 0 === e.length) return 0;
const t = function toJsonText(e) {
try {
return JSON.stringify(e);
} catch {
return;
}
}(e);
if (void 0 !== t && t === this.#re.json) return this.#re.tokens;
const n = this.#se(renderToolNamespace(e));
return void 0 !== t && Object.assign(this.#re, {
json: t,
tokens: n
}), n;
}
#le(e, t = A) {
let n = 0;
for (const s in e) {
const o = e[s];
"string" != typeof o || t.has(s) || (n += this.#se(o));
}
return n;
}
}
const w = 1, b = 3, A = new Set([ "tool_call_id" ]), v = new Set([ ...A, "content" ]);
function sum(e, t) {
return Array.isArray(e) ? e.reduce((e, n) => e + ((0, s.OW)(n) ? t(n) : 0), 0) : 0;
}
}),
4319: ((e, t, n) => {
n.d(t, {
T: () => WorkerPool,
s: () => serveWorker
});
var s = n(3916), o = n(7291);
function serveWorker(e, t) {
let n;
e.on("message", async s => {
"options" in s ? n = (0, o.B)(s.options, t) : e.postMessage(await (async (e, t) => {
try {
if (!n) throw new Error("a block came before the options");
const s = Buffer.from(e.buffer, e.byteOffset, e.byteLength);
return {
report: await (await n).check(s, t)
};
} catch (e) {
return {
error: e
};
}
})(s.block, s.capacity));
});
}
class WorkerPool {
maxPendingBytes;
#ge;
#ye;
#ke;
#we=() => this.#be(this.#ke.reason);
constructor(e, t, {count: n, spawn: s}, r) {
let i;
this.maxPendingBytes = 2097152 * n, this.#ke = r, this.#ye = () => i ??= (0, o.B)(e, t), 
this.#ge = Array.from({
length: n
}, () => ({
worker: s(),
tasks: []
}));
for (const t of this.#ge) this.#Ae(t, e);
r.addEventListener("abort", this.#we);
}
async check(e, t) {
this.#ke.throwIfAborted();
const [n, ...s] = this.#ge;
if (!n) return this.#ve(e, t);
const o = s.reduce((e, t) => t.tasks.length < e.tasks.length ? t : e, n);
return new Promise(n => {
o.tasks.push({
block: e,
capacity: t,
resolve: n
}), o.worker.postMessage({
block: e,
capacity: t
});
});
}
close() {
this.#ke.removeEventListener("abort", this.#we), this.#be(new Error("the checks were closed"));
}
#Ae(e, t) {
const {worker: n, tasks: s} = e;
n.on("message", e => {
const t = s.shift();
t?.resolve("report" in e ? Promise.resolve(e.report) : Promise.reject(e.error));
}), n.on("error", t => this.#_e(e, t)), n.on("messageerror", t => this.#_e(e, t)), 
n.on("exit", () => this.#_e(e, void 0)), n.postMessage({
options: t
});
}
#_e(e, t) {
const n = this.#ge.indexOf(e);
if (-1 !== n) {
this.#ge.splice(n, 1), e.worker.terminate();
for (const {block: n, capacity: s, resolve: o} of e.tasks.splice(0)) o(isOutOfMemory(t) ? Promise.reject(toMemoryError(t)) : this.#ve(n, s));
}
}
async #ve(e, t) {
return (await this.#ye()).check(e, t);
}
#be(e) {
for (const {worker: t, tasks: n} of this.#ge.splice(0)) {
t.terminate();
for (const {resolve: t} of n.splice(0)) t(Promise.reject(e));
}
}
}
function isOutOfMemory(e) {
return e instanceof Error && "code" in e && "ERR_WORKER_OUT_OF_MEMORY" === e.code;
}
function toMemoryError(e) {
return new s.lZ("there is not enough memory to check the data", {
cause: e,
hint: 'Split the longest lines, use a larger runner, or set "data-check" to "off".'
});
}
})
};
