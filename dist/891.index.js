export const id = 891;

export const ids = [ 891 ];

export const modules = {
3096: ((e, t, n) => {
n.d(t, {
tt: () => addFormat,
Wb: () => checkLines,
qz: () => createTokenSums,
X6: () => lineTooLongReport
});
var s = n(4573), o = n(3107), r = n(9120), a = n(288), i = n(5530), l = n(3916), c = n(8301);
const h = {
problem: "line-too-long",
describe: () => ({
message: "the line is longer than 256 MiB"
})
};
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
const u = 65536;
function failsAtToken(e) {
try {
return JSON.parse(e), !1;
} catch (e) {
return (0, l.u1)(e).startsWith("Unexpected token");
}
}
function describeMistake(e, t) {
const n = e.slice(t, t + 20), s = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(n);
return s ? `${s[0]} does not exist in JSON` : n.startsWith("'") ? "strings need double quotes" : n.startsWith("\ufeff") ? "there is a byte order mark (BOM) inside the file" : /^,\s*$/.test(n) ? "remove the comma at the end of the line" : "\r" === e[t - 1] ? "lines must end in LF or CRLF, not in CR alone" : void 0;
}
function lowerFirst(e = "") {
return e.charAt(0).toLowerCase() + e.slice(1);
}
var f = n(8551), m = n(1334);
const p = [ {
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
} ], d = /example|sample|dummy|placeholder|redacted|your[_-]?(?:api|key|token|secret)|abcdef|123456|(.)\1{5}|eyJzdWIiOiIxMjM0NTY3ODkwI/i, g = /sk-|hf_|gh[oprsu]_|hub_pat_|gl[a-z]{2,3}-|npm_|pypi-|A[KS]IA|ABIA|ACCA|ABSK|bedrock-api|JQQJ9|[78]Q~|AccountKey=|AIza|GOCSPX|xox[bp]-|xapp-|hooks\.slack|[rs]k_live_|SG\.|dapi|do[opr]_v1_|shp[a-z]{2}_|eyJ/, y = Buffer.from("PRIVATE KEY"), k = new Uint8Array(256);
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
const t = p.filter(({pattern: t}) => [ ...e.matchAll(t) ].some(([e]) => !d.test(e)));
return [ ...new Set(t.map(({name: e}) => e)) ];
}(e)) n("secret", t.text, `the text has what looks like ${s}, which the model may repeat`);
}
var v = n(5745);
function checkLines(e, t, n, o) {
const r = new LineChecker(t, n, o), a = (0, s.isUtf8)(e), l = (0, s.isAscii)(e) ? "latin1" : "utf8";
for (const t of (0, i.i4)(e)) r.startLine((0, i.pB)(t)) && r.checkLine(t, a || (0, 
s.isUtf8)(t) ? l : void 0);
return r.end();
}
function lineTooLongReport(e, t) {
const n = new LineChecker(e, t, void 0);
return n.startLine(!1) && n.addProblem(h.problem, h.describe), n.end();
}
class LineChecker {
#e;
#t;
#n;
#s=[];
#o;
#r;
constructor(e, t, n) {
this.#e = t, this.#t = n, this.#r = {
...e
}, this.#n = void 0 === t.hashKey ? void 0 : new o.A(t.hashKey), this.#o = {
lines: 0,
examples: 0,
blank: {
count: 0,
line: 0
},
formats: new Map,
problems: {
counts: new Map,
kept: []
},
fieldStats: (0, v.mp)(t.graderFields),
tokens: {
total: 0,
overContext: {
count: 0,
line: 0
},
images: 0,
examples: 0
}
};
}
startLine(e) {
const t = this.#o;
return t.lines++, e ? ((0, a.a)(t.blank, t.lines), !1) : (t.examples++, this.#e.checks || void 0 !== this.#t);
}
checkLine(e, t) {
const n = function parseLine(e, t) {
if (e.length > i.Oc) return h;
if (!t) return {
problem: "not-utf-8",
describe: () => ({
message: "not UTF-8",
column: getInvalidUtf8Column(e)
})
};
if (e.length > c.Ex && (0, c.if)(e)) return {
problem: "line-too-long",
describe: () => ({
message: "the line has more than a million values"
})
};
const n = e.toString(t);
try {
const e = JSON.parse(n);
return (0, c.OW)(e) ? {
text: n,
json: e
} : {
problem: "not-object",
describe: () => ({
message: "a line must be a JSON object"
})
};
} catch (e) {
return {
problem: "not-json",
describe: () => function describeSyntaxError(e, t) {
const n = (0, l.u1)(t), s = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(n);
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
const o = e.length <= u ? function findUnexpectedToken(e) {
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
}(n, e)
};
}
}(e, t);
if ("problem" in n) return void this.addProblem(n.problem, n.describe);
const {text: s, json: o} = n, {method: a, checks: f} = this.#e, {formats: p, fieldStats: d, lines: k} = this.#o, w = (0, 
r.vT)(o) ?? (0, r.Tz)(o, a);
w && addFormat(p, w, k), (!w || !(0, r.y6)(w) && r.lP[a].includes(w)) && (f && (r.gg[w ?? r.lP[a][0]](o, this.#a), 
function checkKeysAndStrings({bytes: e, text: t}, n, s, o) {
const r = function countWrittenKeys(e) {
let t = 0, n = 0;
for (let s = e.indexOf('":'); -1 !== s; s = e.indexOf('":', s + 2)) if (isEscaped(e, s)) {
if (++n > c.Ex) return;
} else t++;
return t;
}(t);
void 0 !== r && r !== function countParsedKeys(e) {
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
const a = e[r];
if ("{" === a || "[" === a) o = "{" === a, s = {
keys: o ? new Set : void 0,
step: 0
}, n.push(s); else if ("}" === a || "]" === a) n.pop(), s = n.at(-1), o = !1; else if ("," === a) o = void 0 !== s?.keys, 
"number" == typeof s?.step && s.step++; else if ('"' === a) {
const a = r;
do {
r = e.indexOf('"', r + 1);
} while (isEscaped(e, r));
if (!o || !s?.keys) continue;
o = !1;
const i = parseKey(e.slice(a, r + 1));
if (s.step = i, s.keys.has(i)) return t("duplicate-key", n.reduce((e, {step: t}) => (0, 
m.cm)(e, t), m.Dl).text, "an object has the same key twice; only the last one counts");
s.keys.add(i);
}
}
}(t, o);
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
path: m.Dl,
isTrainedOn: "reinforcement" !== t
} ];
for (let t = o.pop(); t; t = o.pop()) {
const {value: r, path: a} = t;
if ("string" == typeof r && (checkString(r, t, s), n && checkForSecrets(r, a, s)), 
!isContainer(r)) continue;
const i = Array.isArray(r);
for (const [n, s] of Object.entries(r).reverse()) {
const l = t.isTrainedOn || r === e && ("messages" === n || "tools" === n);
o.push({
value: s,
path: (0, m.cm)(a, i ? Number(n) : n),
isTrainedOn: l
});
}
}
}(n, s, a, o);
}({
bytes: e,
text: s
}, o, w, this.#a), "reinforcement" === a && (0, v.dG)(d, o, k)), w && (this.#i(o, w), 
this.#l(o, w)));
}
addProblem(e, t) {
const {checks: n, ignore: s} = this.#e;
if (!n || s.has(e)) return;
const {problems: o, lines: r} = this.#o;
o.counts.set(e, (o.counts.get(e) ?? 0) + 1);
const a = (0, f.oN)(e);
0 !== this.#r[a] && (this.#r[a]--, o.kept.push({
code: e,
line: r,
...t()
}));
}
end() {
return {
...this.#o,
hashes: new Uint32Array(this.#s)
};
}
#a=(e, t, n) => this.addProblem(e, () => ({
..."" !== t && {
path: t
},
message: "string" == typeof n ? n : n()
}));
#i(e, t) {
const n = this.#n?.hash(e, t);
if (!n) return;
const {example: s, prompt: o} = n;
this.#s.push(this.#o.lines, s[0], s[1], o[0], o[1]);
}
#l(e, t) {
if (!this.#t) return;
const {tokens: n, images: s} = this.#t(e, t), o = this.#o.tokens, r = this.#e.tokens?.context ?? Number.POSITIVE_INFINITY;
o.total += Math.min(n, r), o.images += s, o.examples++, n > r && (0, a.a)(o.overContext, this.#o.lines);
}
}
function createTokenSums() {
return {
total: 0,
overContext: {
count: 0,
line: 0
},
images: 0,
examples: 0
};
}
function addFormat(e, t, n, s = 1) {
const o = e.get(t);
o ? (0, a.a)(o, n, s) : e.set(t, {
count: s,
line: n
});
}
}),
7098: ((e, t, n) => {
n.d(t, {
G: () => readConversation
});
var s = n(8301), o = n(5177), r = n(6179), a = n(259);
function readConversation(e, t, n) {
const l = (0, a.TR)(e, t, n), {messages: c} = e, h = `${t}messages`;
if (!Array.isArray(c) || 0 === c.length) {
const e = Array.isArray(c) ? "is empty" : "must be a list of messages";
return void n("no-messages", h, `${h} ${void 0 === c ? "is missing" : e}`);
}
const u = (0, r.F)(c, h, n);
return function checkTurns(e, t, n) {
let o, r = i, a = 0;
for (let i = 0; i < e.length; i++) {
const l = e[i];
if (!(0, s.OW)(l)) continue;
const {role: c} = l;
"tool" === c ? checkToolMessage(l, r, `${t}[${i}]`, n) : (r.size > 0 && reportUnanswered(r, `${t}[${a}]`, n), 
r = getCallIds(l), a = i, "assistant" === c && "assistant" === o && n("consecutive-assistant", `${t}[${i}]`, "an assistant message follows another")), 
o = c;
}
r.size > 0 && "tool" === o && reportUnanswered(r, `${t}[${a}]`, n);
}(c, h, n), l && (0, a.pt)(c, l, h, n), {
messages: c,
roles: u,
images: (0, o.L)(c, h, n),
functions: l
};
}
const i = new Set;
function getCallIds({role: e, tool_calls: t}) {
return "assistant" === e && Array.isArray(t) ? new Set(t.flatMap(e => (0, s.OW)(e) && "string" == typeof e.id ? e.id : [])) : i;
}
function checkToolMessage({tool_call_id: e}, t, n, s) {
"string" != typeof e || t.delete(e) || s("orphan-tool-message", `${n}.tool_call_id`, "the tool message answers no call of the preceding assistant message");
}
function reportUnanswered(e, t, n) {
n("unanswered-call", `${t}.tool_calls`, (1 === e.size ? "a call is" : `${e.size} calls are`) + " not answered by the tool messages that follow");
}
}),
5177: ((e, t, n) => {
n.d(t, {
L: () => checkImageCount,
c: () => checkImage
});
var s = n(8301);
const o = 10, r = 10485760, a = /^image\/(?:jpe?g|png|webp)$/i, i = /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/, l = "JPEG, PNG or WEBP";
function checkImage(e, t, n) {
if (!(0, s.OW)(e) || "string" != typeof e.url) return n("content-part", `${t}.image_url`, "image_url must be an object with a url");
const {url: o, detail: c} = e;
/^data:image\//i.test(o) ? function checkDataUrl(e, t, n) {
const [s, o = ""] = /^data:([\w/.+-]{1,40})(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(e) ?? [];
if (void 0 === s) return n("image-format", t, "image data must be written as data:image/png;base64,\u2026");
if (!a.test(o)) return n("image-format", t, `an image must be ${l}`);
const c = e.slice(s.length), h = c.search(/[^A-Za-z0-9+/]/), u = -1 === h ? c.length : h;
u % 4 != 1 && /^={0,2}$/.test(c.slice(u, u + 3)) ? i.test(Buffer.from(c.slice(0, 16), "base64").toString("hex")) ? 3 * u / 4 > r && n("image-size", t, "the image is larger than 10 MB") : n("image-format", t, `the image data is not ${l}`) : n("image-format", t, "the image data is not base64");
}(o, `${t}.image_url.url`, n) : /^https?:\/\//i.test(o) || n("image-url", `${t}.image_url.url`, "the url of an image must start with https:// or data:image/"), 
null != c && "auto" !== c && "low" !== c && "high" !== c && n("image-url", `${t}.image_url.detail`, "the detail of an image must be auto, low or high");
}
function checkImageCount(e, t, n) {
let r = 0;
for (const t of e) if ((0, s.OW)(t) && Array.isArray(t.content)) for (const e of t.content) (0, 
s.OW)(e) && "image_url" === e.type && r++;
return r > o && n("many-images", t, `${r} images; OpenAI accepts ${o} in an example, Azure OpenAI 64`), 
r;
}
}),
6179: ((e, t, n) => {
n.d(t, {
F: () => checkMessages
});
var s = n(8301), o = n(2969), r = n(1334), a = n(5177), i = n(259);
const l = new Map(Object.entries({
system: [ "role", "content", "name" ],
developer: [ "role", "content", "name" ],
user: [ "role", "content", "name" ],
assistant: [ "role", "content", "name", "refusal", "weight", "tool_calls", "function_call" ],
tool: [ "role", "content", "name", "tool_call_id" ],
function: [ "role", "content", "name" ]
}).map(([e, t]) => [ e, new Set(t) ])), c = /^[^\s<|\\/>]{1,64}$/, h = new Map([ [ "human", "user" ], [ "gpt", "assistant" ], [ "bot", "assistant" ], [ "ai", "assistant" ], [ "model", "assistant" ], [ "chatbot", "assistant" ] ]);
function checkMessages(e, t, n) {
const s = new Set;
let o, r = !1;
for (let a = 0; a < e.length; a++) o = checkMessage(e[a], `${t}[${a}]`, n), void 0 !== o ? s.add(o) : "assistant" === findMeantRole(e[a]) && (r = !0);
return {
all: s,
last: o,
hasMisspelledAssistant: r
};
}
function checkMessage(e, t, n) {
if (!(0, s.OW)(e)) return void n("message-type", t, "a message must be an object");
const {role: o} = e, a = "string" == typeof o ? l.get(o) : void 0;
if ("string" != typeof o || !a) return void n("unknown-role", `${t}.role`, function describeRoleProblem(e) {
if (void 0 === e) return "role is missing";
const t = `role must be one of ${[ ...l.keys() ].join(", ")}`;
if ("string" != typeof e) return t;
const n = findClosestRole(e);
return n ? `${t} (did you mean "${n}"?)` : t;
}(o));
for (const s in e) a.has(s) || ("weight" === s ? n("weight-role", `${t}.weight`, "only the weight of an assistant message has a meaning") : null !== e[s] && n("extra-key", t, () => `${(0, 
r.kw)(s, a)} is not known in a message of this role`));
const {name: h} = e;
return null == h || "string" == typeof h && c.test(h) || n("message-name", `${t}.name`, "the name of a message must have 1 to 64 characters, without spaces or <|\\/>"), 
"assistant" === o ? function checkAssistant(e, t, n) {
const {content: s, refusal: o, weight: r} = e;
void 0 !== r && 0 !== r && 1 !== r && n("weight-value", `${t}.weight`, "weight must be the number 0 or 1"), 
null != o && "string" != typeof o && n("refusal-type", `${t}.refusal`, "a refusal must be text");
((0, i.uW)(e, t, n) || "string" == typeof o && "" !== o) && (null == s || isBlank(s)) || checkContent("assistant", s, t, n);
}(e, t, n) : checkContent(o, e.content, t, n), "tool" === o && Array.isArray(e.content) && e.content.length > 0 && n("tool-parts", `${t}.content`, "the content of a tool message should be text, not a list of parts"), 
"tool" === o && "string" != typeof e.tool_call_id && n("tool-call-id", `${t}.tool_call_id`, "a tool message needs the id of the call it answers"), 
"function" === o && null == h && n("message-name", `${t}.name`, "a function message needs the name of its function"), 
o;
}
function findMeantRole(e) {
return (0, s.OW)(e) && "string" == typeof e.role ? findClosestRole(e.role) : void 0;
}
function findClosestRole(e) {
const t = e.trim().toLowerCase();
return l.has(t) ? t : h.get(t) ?? (0, o.h0)(t, l.keys());
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
return "user" !== e ? o("image-role", n, "only a user message may have images") : (0, 
a.c)(t.image_url, n, o);

case "input_audio":
case "file":
return o("unsupported-part", n, "fine-tuning may not support parts of this type");

default:
o("content-part", `${n}.type`, "the type of a part must be text, image_url or refusal");
}
}
}),
5745: ((e, t, n) => {
n.d(t, {
AB: () => checkReinforcement,
a0: () => mergeFieldStats,
dG: () => addFields,
mp: () => createFieldStats,
wy: () => findFieldProblems,
zM: () => getGradableKeys
});
var s = n(7598), o = n(1334), r = n(288), a = n(7098);
function checkReinforcement(e, t) {
const n = (0, a.G)({
messages: e.messages,
tools: e.tools
}, "", t);
if (0 === getGradableKeys(e).length && t("no-item-fields", "", "the line has no fields that the grader could compare with"), 
!n) return;
const {all: s, last: o} = n.roles;
s.has("system") && t("role-for-method", "messages", "for reinforcement, system messages must have the role developer"), 
s.has("function") && t("role-for-method", "messages", "reinforcement does not support the role function"), 
void 0 !== o && "user" !== o && t("last-message", "messages", "the last message should have the role user");
}
function getGradableKeys(e) {
return Object.keys(e).filter(e => "messages" !== e && "tools" !== e);
}
function createFieldStats(e) {
return {
lines: 0,
first: void 0,
different: void 0,
missing: e.map(e => ({
...e,
count: 0,
line: 0
}))
};
}
function addFields(e, t, n) {
e.lines++;
const a = function fieldSignature(e) {
const t = JSON.stringify(e.sort());
return t.length < 1e3 ? t : (0, s.createHash)("sha256").update(t).digest("hex");
}(getGradableKeys(t));
e.first ??= {
line: n,
fields: a
}, a !== e.first.fields && (e.different ??= n);
for (const s of e.missing) void 0 === (0, o.dm)(t, s.path) && (0, r.a)(s, n);
}
function mergeFieldStats(e, t, n) {
const {lines: s, first: o, different: a, missing: i} = t;
if (!o) return;
const l = n + o.line;
e.lines += s, e.first ??= {
...o,
line: l
}, o.fields !== e.first.fields ? e.different ??= l : void 0 !== a && (e.different ??= n + a);
for (const [t, {line: s, count: o}] of i.entries()) {
const a = e.missing[t];
a && (0, r.a)(a, n + s, o);
}
}
function findFieldProblems({lines: e, first: t, different: n, missing: s}, o) {
const r = s.flatMap(({path: t, locations: n, count: s, line: r}) => {
if (0 === s) return [];
const a = `${function formatField(e) {
const t = e.map(e => /^\d+$/.test(e) ? `[${e}]` : `.${e}`).join("");
return `{{item${t.length > i ? `${t.slice(0, i)}\u2026` : t}}}`;
}(t)}, which the grader uses (${function formatLocations(e) {
const t = e.length - l;
return [ ...e.slice(0, l), ...t > 0 ? [ `${t} more` ] : [] ].join(", ");
}(n)})`;
if (s === e) return [ {
code: "grader-item",
...o(r),
message: `no line has ${a}`,
count: s
} ];
const c = `${1 === s ? "1 line lacks" : `${s} lines lack`} ${a}`;
return [ {
code: "grader-item-missing",
...o(r),
message: c,
count: s
} ];
});
if (!t || void 0 === n) return r;
const [a, c] = [ o(t.line), o(n) ], h = a.file === c.file ? "" : " of another file", u = `the fields differ from those of line ${a.line}${h}`;
return [ ...r, {
code: "item-fields",
...c,
message: u,
count: 1
} ];
}
const i = 100, l = 3;
}),
259: ((e, t, n) => {
n.d(t, {
TR: () => readToolNames,
pt: () => checkCalledFunctions,
uW: () => checkCalls
});
var s = n(8301), o = n(1334);
const r = /^[A-Za-z0-9_-]{1,64}$/, a = new Set([ "type", "function" ]), i = new Set([ "name", "description", "parameters", "strict" ]), l = new Set([ "id", "type", "function" ]), c = new Set([ "name", "arguments" ]);
function readToolNames(e, t, n) {
const {tools: s, functions: o, parallel_tool_calls: r} = e;
null != r && "boolean" != typeof r && n("parallel-tool-calls", `${t}parallel_tool_calls`, "parallel_tool_calls must be true or false");
const a = null != s, i = null != o;
if (!a && !i) return;
const l = new Set;
return a && checkList(s, `${t}tools`, l, n, checkTool), i && (checkList(o, `${t}functions`, l, n, checkFunction), 
Array.isArray(o) && (o.length < 1 || o.length > 128) && n("tool-definition", `${t}functions`, "functions must have 1 to 128 entries")), 
l;
}
function checkList(e, t, n, s, o) {
if (!Array.isArray(e)) return s("tool-type", t, "must be a list" + ("string" == typeof e ? ", not text" : ""));
for (let r = 0; r < e.length; r++) o(e[r], `${t}[${r}]`, n, s);
}
function checkTool(e, t, n, o) {
if (!(0, s.OW)(e)) return o("tool-type", t, "a tool must be an object");
const {type: r, function: i, name: l} = e;
return void 0 !== r && "string" != typeof r ? o("tool-type", `${t}.type`, "the type of a tool must be text") : void 0 !== r && "function" !== r ? o("tool-definition", `${t}.type`, 'the type of a tool must be "function"') : (0, 
s.OW)(i) || "string" != typeof l ? (void 0 === r && o("tool-definition", `${t}.type`, "the type of a tool is missing"), 
checkKeys(e, a, t, o), void checkFunction(i, `${t}.function`, n, o)) : o("tool-type", t, 'the name and the parameters of a tool belong into "function"');
}
function checkFunction(e, t, n, o) {
if (!(0, s.OW)(e)) return o("tool-type", t, "a function must be an object");
checkKeys(e, i, t, o);
const {name: a, parameters: l, description: c, strict: h} = e;
"string" != typeof a ? o("tool-type", `${t}.name`, "the name of a function must be text") : (r.test(a) || o("tool-definition", `${t}.name`, "the name of a function must be 1 to 64 letters, digits, _ or -"), 
n.has(a) && o("tool-definition", `${t}.name`, "another function has the same name"), 
n.add(a)), null != l && function checkParameters(e, t, n) {
if (!(0, s.OW)(e)) return n("tool-type", t, "the parameters of a function must be a JSON Schema object");
const {type: o, properties: r, required: a} = e;
if (void 0 !== o && "object" !== o && n("tool-definition", `${t}.type`, 'the type of parameters must be "object"'), 
void 0 !== r && !(0, s.OW)(r)) return n("tool-definition", `${t}.properties`, "the properties of parameters must be an object");
if (void 0 === a) return;
if (!Array.isArray(a) || !a.every(e => "string" == typeof e)) return n("tool-definition", `${t}.required`, "the required parameters must be a list of names");
const i = a.findIndex(e => !Object.hasOwn(r ?? {}, e));
-1 !== i && n("tool-definition", `${t}.required[${i}]`, "a required parameter is not among the properties");
}(l, `${t}.parameters`, o), null != c && "string" != typeof c && o("tool-type", `${t}.description`, "the description of a function must be text"), 
null != h && "boolean" != typeof h && o("tool-definition", `${t}.strict`, "strict must be true or false");
}
function checkKeys(e, t, n, s) {
for (const r in e) t.has(r) || null === e[r] || s("extra-key", n, () => `${(0, o.kw)(r, t)} is not known here`);
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
function checkCalls(e, t, n) {
const {tool_calls: o, function_call: r} = e;
if (null != r && checkNameAndArguments(r, `${t}.function_call`, n), Array.isArray(o)) {
const e = new Set;
for (let s = 0; s < o.length; s++) checkCall(o[s], e, `${t}.tool_calls[${s}]`, n);
return 0 === o.length && n("tool-call", `${t}.tool_calls`, "tool_calls is empty"), 
o.length > 0 || (0, s.OW)(r);
}
return null != o ? (n("tool-arguments", `${t}.tool_calls`, "tool_calls must be a list of calls"), 
!0) : null != r;
}
function checkCall(e, t, n, o) {
if (!(0, s.OW)(e)) return o("tool-arguments", n, "a tool call must be an object");
"string" != typeof e.id || "" === e.id ? o("tool-call", `${n}.id`, "a tool call needs an id") : t.has(e.id) ? o("tool-call", `${n}.id`, "another call of the message has the same id") : t.add(e.id), 
"function" !== e.type && (o("tool-call", `${n}.type`, 'the type of a tool call must be "function"'), 
"string" == typeof e.type) || (checkKeys(e, l, n, o), checkNameAndArguments(e.function, `${n}.function`, o));
}
function checkNameAndArguments(e, t, n) {
if (!(0, s.OW)(e)) return n("tool-arguments", t, "must be an object with name and arguments");
checkKeys(e, c, t, n), "string" == typeof e.name && r.test(e.name) || n("tool-call", `${t}.name`, "the name of a function must be 1 to 64 letters, digits, _ or -");
const o = e.arguments;
return "string" != typeof o ? n("tool-arguments", `${t}.arguments`, "the arguments of a call must be a JSON string" + ((0, 
s.OW)(o) ? "; serialize the object" : "")) : o.length > s.Ex && (0, s.if)(Buffer.from(o)) ? n("tool-arguments", `${t}.arguments`, "the arguments of a call have more than a million values") : void (void 0 === (0, 
s.Bl)(o) && n("arguments-json", `${t}.arguments`, "the arguments of a call should be JSON"));
}
}),
3107: ((e, t, n) => {
n.d(t, {
A: () => ExampleHasher
});
var s = n(7598), o = n(8301);
const r = "sha256", a = 4096, i = 14332, [l, c, h, u, f, m] = [ 0, 1, 2, 3, 4, 5 ], p = [ void 0, null, !1, !0 ];
class ExampleHasher {
#c=Buffer.alloc(65536);
#h=new Int32Array(this.#c.buffer, this.#c.byteOffset, 16384);
#u=new Float64Array(1);
#f=new Int32Array(this.#u.buffer);
#m=0;
#p;
constructor(e) {
(0, s.hash)(r, e, "buffer").copy(this.#c);
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
const r = n.findLastIndex(e => (0, o.OW)(e) && "assistant" === e.role), a = -1 === r ? n.length : r;
return [ [ n.slice(0, a), s ], n.slice(a) ];
}(e, t);
if (this.#d(), !this.#g(n, 200)) return;
const r = this.#y();
this.#d();
for (let e = 0; e < r.length; e += 4) this.#k(wordAt(r, e));
return this.#g(s, 200) ? {
prompt: toHash(r),
example: toHash(this.#y())
} : void 0;
}
hashValue(e) {
return this.#d(), this.#g(e, 200) ? toHash(this.#y()) : void 0;
}
hashBytes(e) {
return this.#d(), this.#k(m), this.#w().update(e), toHash(this.#y());
}
#d() {
this.#m = 8, this.#p = void 0;
}
#y() {
return this.#p ? this.#w().digest("binary") : (0, s.hash)(r, this.#c.subarray(0, 4 * this.#m), "binary");
}
#w() {
const e = this.#p ? 8 : 0;
return this.#p ??= (0, s.createHash)(r), this.#p.update(this.#c.subarray(4 * e, 4 * this.#m)), 
this.#m = 8, this.#p;
}
#k(e) {
this.#h[this.#m++] = e;
}
#g(e, t) {
if (this.#m > i && this.#w(), "string" == typeof e) this.#b(e); else if ("number" == typeof e) this.#A(e); else {
if (Array.isArray(e)) return t > 0 && this.#v(e, t - 1);
if ((0, o.OW)(e)) return t > 0 && this.#_(e, t - 1);
this.#k(8 * p.indexOf(e) + l);
}
return !0;
}
#v(e, t) {
this.#k(8 * e.length + u);
for (const n of e) if (!this.#g(n, t)) return !1;
return !0;
}
#_(e, t) {
const n = function sortedKeys(e) {
const t = Object.keys(e);
if (2 !== t.length) return t.sort();
const [n = "", s = ""] = t;
return n <= s ? t : [ s, n ];
}(e);
this.#k(8 * n.length + f);
for (const s of n) if (this.#m > i && this.#w(), this.#b(s), !this.#g(e[s], t)) return !1;
return !0;
}
#A(e) {
this.#k(c), this.#u[0] = e + 0;
for (const e of this.#f) this.#k(e);
}
#b(e) {
this.#k(8 * e.length + h), e.length < 12 ? this.#x(e) : e.length <= a ? this.#$(e) : this.#O(e);
}
#O(e) {
for (let t = 0; t < e.length; t += a) this.#m > i && this.#w(), this.#$(e.slice(t, t + a));
}
#x(e) {
const t = this.#h, n = e.length >> 1;
let s = this.#m;
for (let o = 0; o < n; o++) t[s++] = e.charCodeAt(2 * o) | e.charCodeAt(2 * o + 1) << 16;
e.length % 2 != 0 && (t[s++] = e.charCodeAt(e.length - 1)), this.#m = s;
}
#$(e) {
const t = this.#m + Math.ceil(e.length / 2);
this.#h[t - 1] = 0, this.#c.write(e, 4 * this.#m, "utf16le"), this.#m = t;
}
}
function toHash(e) {
return [ wordAt(e, 0), wordAt(e, 4) ];
}
function wordAt(e, t) {
return (e.charCodeAt(t) | e.charCodeAt(t + 1) << 8 | (e.charCodeAt(t + 2) | e.charCodeAt(t + 3) << 8) << 16) >>> 0;
}
}),
9120: ((e, t, n) => {
n.d(t, {
hR: () => g,
gg: () => k,
lP: () => y,
H0: () => describeForeignFormat,
vT: () => detectForeignFormat,
Tz: () => detectFormat,
y6: () => isForeignFormat
});
var s = n(8301), o = n(1334), r = n(7098), a = n(6179), i = n(259);
const l = [ "preferred_output", "non_preferred_output" ], c = [ "preferred_completion", "non_preferred_completion" ], h = [ ...l, ...c ], u = new Set([ "input", ...h ]), f = new Set([ "messages", "tools", "parallel_tool_calls" ]);
function hasDpoKeys(e) {
return !!h.some(t => void 0 !== e[t]) || (0, s.OW)(e.input) && void 0 !== e.input.messages;
}
function checkKeys(e, t, n, s, r) {
for (const a in e) t.has(a) || r("extra-key", n, () => `${(0, o.kw)(a, t)} is not known in ${s}`);
}
function checkOutput(e, t, n, s) {
if (!Array.isArray(e) || 0 === e.length) return s("dpo-output", t, `${t} must be a list with an assistant message`);
const o = (0, a.F)(e, t, s);
n && (0, i.pt)(e, n, t, s);
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
var m = n(5745);
const p = new Set([ "messages", "tools", "parallel_tool_calls", "functions" ]), d = new Set([ "prompt", "completion" ]);
function isTrainedOn(e) {
return (0, s.OW)(e) && "assistant" === e.role && 0 !== e.weight;
}
function supervised_checkKeys(e, t, n) {
for (const s in e) t.has(s) || n("unknown-key", "", () => `${(0, o.kw)(s, t)} is not allowed; only ${[ ...t ].join(", ")} are`);
}
const g = [ "chat", "completions", "dpo", "reinforcement" ], y = {
supervised: [ "chat", "completions" ],
dpo: [ "dpo" ],
reinforcement: [ "reinforcement" ]
}, k = {
chat: function checkChat(e, t) {
supervised_checkKeys(e, p, t);
const n = (0, r.G)(e, "", t);
if (!n) return;
const {roles: s, messages: o} = n;
s.all.has("assistant") ? (void 0 !== s.last && "assistant" !== s.last && t("last-message", "messages", "the last message should have the role assistant"), 
o.some(isTrainedOn) || t("all-weights-zero", "messages", "every assistant message has the weight 0, so there is nothing to learn")) : s.hasMisspelledAssistant || t("no-assistant", "messages", "no message has the role assistant");
},
completions: function checkCompletions(e, t) {
supervised_checkKeys(e, d, t);
for (const n of d) "string" != typeof e[n] && t("completions-shape", n, `${n} must be text`);
const {completion: n} = e;
"" === n ? t("content-empty", "completion", "completion is empty") : "string" != typeof n || /\S/.test(n) || t("content-empty", "completion", "completion is only white space");
},
dpo: function checkPreference(e, t) {
checkKeys(e, u, "", "the dpo format", t);
const n = function checkInput(e, t) {
const {input: n} = e;
if (!(0, s.OW)(n)) return void t("dpo-input", "input", "input must be an object with messages" + (void 0 === e.messages ? "" : "; move messages into it"));
checkKeys(n, f, "input", "the input of the dpo format", t);
const o = (0, r.G)(n, "input.", t);
if (!o) return;
const {all: a, last: i} = o.roles;
return a.has("user") || t("no-user", "input.messages", "no message has the role user"), 
"assistant" === i && t("last-message", "input.messages", "the last message of the input should not have the role assistant"), 
o.images > 0 && t("dpo-text", "input.messages", "the dpo format is for text only, without images"), 
o;
}(e, t)?.functions;
for (const [s, o] of l.entries()) {
const r = c[s];
void 0 === e[o] && r && void 0 !== e[r] ? t("dpo-old-key", r, `rename ${r} to ${o}`) : (r && void 0 !== e[r] && t("extra-key", r, `remove ${r}: ${o} is its newer name`), 
checkOutput(e[o], o, n, t));
}
!function checkDifference(e, t, n) {
Array.isArray(e) && Array.isArray(t) && 0 !== e.length && (isEqual(e, t) ? n("dpo-identical", "", "preferred_output and non_preferred_output are the same, so there is nothing to learn") : t.length > 0 && hasToolCalls(e.at(-1)) !== hasToolCalls(t.at(-1)) && n("dpo-kind", "", "one output is text and the other calls a tool"));
}(e.preferred_output, e.non_preferred_output, t);
},
reinforcement: m.AB
};
function detectFormat(e, t) {
return void 0 !== e.messages ? "reinforcement" === t ? function isAnswered(e) {
const t = Array.isArray(e.messages) ? e.messages.at(-1) : void 0;
return (0, s.OW)(t) && "assistant" === t.role && 0 === (0, m.zM)(e).length;
}(e) ? "chat" : "reinforcement" : "dpo" === t && hasDpoKeys(e) ? "dpo" : function isPromptForGrader(e) {
const {messages: t} = e;
if (!Array.isArray(t)) return !1;
const n = t.map(e => (0, s.OW)(e) ? e.role : void 0);
return "user" === n.at(-1) && !n.includes("assistant") && Object.keys(e).some(e => !function isChatKey(e) {
return p.has(e);
}(e));
}(e) ? "reinforcement" : "chat" : hasDpoKeys(e) ? "dpo" : void 0 !== e.prompt || void 0 !== e.completion ? "completions" : void 0;
}
const w = {
trl: "format of Hugging Face's TRL (prompt, chosen, rejected)",
sharegpt: "ShareGPT format (conversations)",
alpaca: "Alpaca format (instruction, output)"
}, b = {
supervised: '{"messages": [{"role": "user", "content": "\u2026"}, {"role": "assistant", "content": "\u2026"}]}',
dpo: '{"input": {"messages": [{"role": "user", "content": "\u2026"}]}, "preferred_output": [{"role": "assistant", "content": "\u2026"}], "non_preferred_output": [{"role": "assistant", "content": "\u2026"}]}',
reinforcement: '{"messages": [{"role": "user", "content": "\u2026"}], \u2026}, with fields for the grader'
};
function isForeignFormat(e) {
return Object.hasOwn(w, e);
}
function detectForeignFormat(e) {
if (void 0 === e.messages && !(0, s.OW)(e.input)) return void 0 !== e.chosen && void 0 !== e.rejected ? "trl" : Array.isArray(e.conversations) ? "sharegpt" : "string" == typeof e.instruction && "string" == typeof e.output ? "alpaca" : void 0;
}
function describeForeignFormat(e, t, n) {
const s = "trl" === e && "dpo" !== n ? " (preferences are for the method dpo)" : "";
return `${1 === t ? "1 line has" : `${t} lines have`} the ${w[e]}; the method ${n} needs ${b[n]}${s}`;
}
}),
1334: ((e, t, n) => {
n.d(t, {
Dl: () => a,
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
const a = {
text: "",
isTruncated: !1
}, i = 200;
function childPath(e, t) {
const {text: n, isTruncated: s} = e;
return s ? e : ("number" == typeof t || r.has(t)) && n.length < i ? "number" == typeof t ? {
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
288: ((e, t, n) => {
n.d(t, {
T: () => LineLocator,
a: () => addOccurrences
});
class LineLocator {
#S=[];
count=0;
startFile(e) {
this.#S.push({
name: e,
linesBefore: this.count
});
}
locate(e) {
const t = this.#S.findLast(({linesBefore: t}) => t < e);
return {
file: t?.name ?? "",
line: e - (t?.linesBefore ?? 0)
};
}
}
function addOccurrences(e, t, n = 1) {
0 === e.count && n > 0 && (e.line = t), e.count += n;
}
}),
5530: ((e, t, n) => {
n.d(t, {
Oc: () => s,
Pt: () => BufferPool,
g3: () => LineSplitter,
i4: () => listLines,
pB: () => isBlankLine,
uz: () => splitLines
});
const s = 268435456, o = 1048576, r = 10;
class BufferPool {
#T=[];
acquire(e) {
return (e <= o ? this.#T.pop() : void 0) ?? Buffer.from(new SharedArrayBuffer(Math.max(o, e)));
}
release({buffer: e}) {
e.byteLength === o && this.#T.push(Buffer.from(e));
}
}
class LineSplitter {
#L;
#P;
#I;
#m=0;
#C=0;
#E=!1;
constructor(e, t = s) {
this.#L = e, this.#P = t;
}
* push(e) {
let t = 0;
if (this.#E) {
if (t = e.indexOf(r) + 1, 0 === t) return;
this.#E = !1, yield "line too long";
}
const n = Math.max(t, e.lastIndexOf(r) + 1);
n > t && (this.#W(e.subarray(t, n)), this.#C = this.#m, this.#C >= 524288 && (yield* this.end())), 
this.#W(e.subarray(n)), this.#m - this.#C <= this.#P || (yield* this.end(), this.#E = !0);
}
* end() {
const e = this.#I?.subarray(0, this.#C);
this.#I = void 0, this.#m = 0, this.#C = 0, e && e.length > 0 && (yield e);
}
#W(e) {
if (0 === e.length) return;
const t = this.#m + e.length;
if (this.#I ??= this.#L.acquire(t), t > this.#I.length) {
const e = this.#L.acquire(Math.max(t, 2 * this.#I.length));
copyBytes(this.#I.subarray(0, this.#m), e, 0), this.#L.release(this.#I), this.#I = e;
}
copyBytes(e, this.#I, this.#m), this.#m = t;
}
}
async function* splitLines(e, t = new BufferPool) {
const n = new LineSplitter(t);
function* linesIn(e) {
for (const n of e) "line too long" === n ? yield n : (yield* listLines(n), t.release(n));
}
for await (const t of e) yield* linesIn(n.push(t));
yield* linesIn(n.end());
}
function* listLines(e) {
for (let t = 0, n = 0; t < e.length; t = n + 1) n = e.indexOf(r, t), yield e.subarray(t, n);
}
function isBlankLine(e) {
for (let t = 0; t < e.length; t++) {
const n = e[t];
if (32 !== n && 9 !== n && 13 !== n) return !1;
}
return !0;
}
function copyBytes(e, t, n) {
t.fill(e, n, n + e.length);
}
}),
8551: ((e, t, n) => {
n.d(t, {
NU: () => isProblemCode,
TA: () => listProblemKinds,
oN: () => getSeverity,
zB: () => r
});
const s = {
"empty-file": "no file of the dataset has an example.",
"git-lfs-pointer": "the file is a git-lfs pointer; check out with `lfs: true`.",
"utf-16": "the file is in UTF-16; it must be UTF-8.",
"json-array": "the file is one JSON array; write each of its elements on a separate line.",
"pretty-printed": "the file is JSON over several lines; write each example on one line.",
"file-type": "the file is another format under the name of JSONL: compressed (gzip, zip and others), Parquet, Arrow, SQLite, PDF, CSV, HTML, XML or YAML.",
"too-few-examples": "training needs at least 10 examples.",
"wrong-format": "lines have the format of another method.",
"foreign-format": "lines have the format of another program: the preference data of Hugging Face's TRL (`prompt`, `chosen`, `rejected`), ShareGPT (`conversations`) or Alpaca (`instruction`, `output`). The message has the format that the method needs.",
"mixed-formats": "some lines are chat and some are completions.",
"line-too-long": "a line is longer than 256 MiB or has more than a million values. No model is trained on such a line.",
"not-utf-8": "a line has bytes that are not UTF-8.",
"not-json": "the line is not JSON. By default, Python writes `NaN`, `Infinity`, `True` and `None`.",
"not-object": "the line is JSON, but not an object.",
"unknown-key": "a line of chat or of completions has a key that is not in the format.",
"no-messages": "`messages` is missing, empty, or not a list.",
"message-type": "a message is not an object.",
"unknown-role": "a role is missing, or is not one of `system`, `developer`, `user`, `assistant`, `tool` and `function`.",
"content-missing": "a message has no content. Only an assistant message that calls a tool or refuses may lack it.",
"content-type": "content is neither a text nor a list of parts.",
"content-parts": "content is a list without parts.",
"content-part": "a part of content has no known type, or lacks what its type requires.",
"refusal-type": "a `refusal` is not a text.",
"image-role": "a message of another role than user has an image.",
"weight-value": "a `weight` is not the number 0 or 1.",
"tool-type": "`tools` or `functions` is not a list of objects, or a function in it lacks its name or has a field of a wrong type. Servers validate the types.",
"tool-arguments": "the arguments of a call are not text, or an entry is not a call.",
"no-assistant": "no message has the role assistant, so there is nothing to learn.",
"completions-shape": "`prompt` or `completion` is missing or not a text.",
"dpo-input": "`input` is missing, or is not an object with messages.",
"dpo-output": "an output is missing, or is not a list with a message of the assistant.",
"dpo-output-role": "an output has a message of another role than assistant and tool.",
"dpo-old-key": "an output has the key of older API references.",
"fim-token": "a text has a fill-in-the-middle token (`<|fim_prefix|>`, `<|fim_middle|>`, `<|fim_suffix|>`). Servers refuse the whole file because of one.",
"grader-item": "the grader uses a field that no line has."
}, o = {
...s,
"file-name": "the name of a file does not end in `.jsonl`. It is uploaded under one that does.",
"empty-shard": "one of several files has no example.",
"blank-lines": "there are blank lines. They do not count as examples.",
"few-examples": "there are fewer than 50 training examples. OpenAI recommends to start with 50.",
"too-many-examples": "reinforcement accepts at most 50,000 examples for training and 1,000 for validation.",
"model-format": "the data is completions but the model is for chat, or the data is chat but the model is babbage-002 or davinci-002. The check knows only the names of OpenAI's models.",
"large-dataset": "the dataset is larger than 8 GB, which is the maximum for an upload.",
"duplicate-example": "the dataset contains an example more than once. You pay for each copy.",
overlap: "an example of the validation data is also in the training data, so validation measures nothing.",
"conflicting-answers": "the same prompt has different answers. That is correct if several answers are good, and a mistake if only one is.",
"long-example": "an example has more tokens than the model's training context. Servers silently cut off its end.",
"image-tokens": "the tokens of an image cannot be counted, so the estimate is too low.",
"duplicate-key": "an object has the same key twice, and only the last one counts.",
"lone-surrogate": "a text has half of a surrogate pair. Programs that cut an emoji in two produce this.",
"special-token": "a text has another special token, such as `<|endoftext|>` or `<|im_end|>`. Servers insert them between messages themselves.",
secret: "a text has what looks like an API key, an access token or a private key. A model may repeat what it was trained on: revoke the secret, and remove it from the data and its history.",
"extra-key": "a message, a tool, a call, or a line of dpo has a key that is not in the format.",
"content-empty": "content is empty, or only white space.",
"unsupported-part": "a part of content is audio or a file, which fine-tuning is not known to accept.",
"image-url": "the URL of an image is neither a web address nor data, or its `detail` is not `auto`, `low` or `high`.",
"image-format": "the data of an image is not base64, or not JPEG, PNG or WEBP.",
"image-size": "an image is larger than 10 MB.",
"many-images": "an example has more than 10 images, which is OpenAI's maximum. Azure OpenAI accepts 64.",
"message-name": "a name does not have 1 to 64 characters without spaces and `<|\\/>`, or a function message has no name.",
"weight-role": "a message of another role than assistant has a `weight`, which has no meaning there.",
"tool-parts": "the content of a tool message is a list of parts. The API reference allows that, and OpenAI has refused a file because of it.",
"tool-call": "a call has no id or a duplicate id, a type other than `function`, or a name that is not valid for a function.",
"arguments-json": 'the arguments of a call are text, but not JSON. A call without arguments has `"{}"`.',
"tool-call-id": "a tool message does not say which call it answers.",
"orphan-tool-message": "a tool message does not answer a call of the previous assistant message.",
"unanswered-call": "the conversation continues without a tool message that answers a call. At the end of a line, calls need no answer.",
"unknown-tool": "a call uses a function that is not in the `tools` of the line. Lines without `tools` are not checked.",
"tool-definition": "a tool is of another kind than `function`, the definition of a function is not as in the API reference, or two functions have the same name.",
"parallel-tool-calls": "`parallel_tool_calls` is neither true nor false.",
"last-message": "the last message has the wrong role. It must be assistant in chat, another role in the input of dpo, and user in reinforcement.",
"consecutive-assistant": "two messages of the assistant follow each other. A server refused such a file because of an invalid schema.",
"all-weights-zero": "every message of the assistant has the weight 0, so there is nothing to learn.",
"no-user": "the input has no message of the user.",
"dpo-turns": "an output has more than one message. Only single turns are trained.",
"dpo-text": "the input has images, but the method supports only text.",
"dpo-identical": "both outputs are the same, so there is nothing to learn.",
"dpo-kind": "one output ends in a text and the other in a call. Skip this check if the model must learn that difference.",
"role-for-method": "a message has the role `function`, or `system`, which is called `developer` in reinforcement.",
"no-item-fields": "a line has only messages, so a grader has no field to compare an answer with.",
"item-fields": "lines have different fields in addition to the messages.",
"grader-item-missing": "the grader uses a field that some lines lack. Their reward is 0."
}, isProblemCode = e => Object.hasOwn(o, e), r = Object.keys(o).filter(isProblemCode), getSeverity = e => e in s ? "error" : "warning";
function listProblemKinds() {
return r.map(e => ({
code: e,
severity: getSeverity(e),
description: o[e]
}));
}
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
const a = t[r] ?? 0, i = a < n.length ? e(n, r, t[a] ?? 0) : -1;
s[r] = i, i >= 0 && o.push(i * k + r);
}
function merge(e) {
for (let s = 0; s <= e.length; s++) t[s] = s + 1, n[s] = s - 1;
for (let t = 0; t < e.length; t++) rankPair(e, t);
let r = e.length;
for (let a = o.pop(); void 0 !== a; a = o.pop()) {
const o = a % k;
if (s[o] !== (a - o) / k) continue;
const i = t[o] ?? 0, l = t[i] ?? 0;
t[o] = l, n[l] = o, s[i] = -1, r--, rankPair(e, o), o > 0 && rankPair(e, n[o] ?? 0);
}
return r;
}
return t => e(t, 0, t.length) >= 0 ? 1 : countInParts(t, k, merge);
}(function createRankLookup(e) {
const t = new Uint32Array(new Uint8Array(e.subarray(0, r)).buffer), n = e.subarray(r);
return (e, s, r) => {
const a = r - s, i = function hashBucket(e, t, n) {
let s = n - t;
for (let o = t; o < n; o++) s = Math.imul(s ^ e.charCodeAt(o), 2654435761);
return (s ^ s >>> 15) & o - 1;
}(e, s, r), l = t[i + 1] ?? 0;
for (let o = t[i] ?? 0; o < l; o += 4 + (n[o] ?? 0)) if (n[o] === a && isTokenAt(n, o + 4, e, s, r)) return (n[o + 1] ?? 0) | (n[o + 2] ?? 0) << 8 | (n[o + 3] ?? 0) << 16;
return -1;
};
}(await t(e))), s = new RegExp(y[e], "yu"), c = new PieceCache(l, 10 * l);
function countPieces(e) {
let t = 0;
for (let n = 0; s.test(e); n = s.lastIndex) t += countPiece(e, n, s.lastIndex);
return t;
}
function countPiece(e, t, s) {
if (s - t > i) return n(toByteString(e.slice(t, s)));
const o = c.get(e, t, s);
if (void 0 !== o) return o;
const r = n(toByteString(e.slice(t, s)));
return c.set(e, t, s, r), r;
}
return e => countInParts(e, a, countPieces);
}
function countInParts(e, t, n) {
if (e.length <= t) return n(e);
let s = 0;
for (let o = 0; o < e.length; o += t) s += n(e.slice(o, o + t));
return s;
}
const a = 1 << 20, i = 64, l = 1 << 17, c = "\\p{White_Space}", h = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]", u = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]", f = "'(?:[sS\u017f]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])", m = "[^\\r\\n\\p{L}\\p{N}]?", p = "\\p{N}{1,3}", d = ` ?[^${c}\\p{L}\\p{N}]+`, g = [ `${c}*[\\r\\n]+`, `${c}+(?!\\P{White_Space})`, `${c}+` ], y = {
o200k_base: [ `${m}${h}*${u}+(?:${f})?`, `${m}${h}+${u}*(?:${f})?`, p, `${d}[\\r\\n/]*`, ...g ].join("|"),
cl100k_base: [ f, `${m}\\p{L}+`, p, `${d}[\\r\\n]*`, ...g ].join("|")
};
function toByteString(e) {
return Buffer.from(e).toString("latin1");
}
const k = 16384;
class PieceCache {
#z;
#j;
#B;
#M;
#F=0;
constructor(e, t) {
this.#z = new Uint16Array(t), this.#j = new Int32Array(e + 1), this.#B = new Int32Array(e + 1), 
this.#M = new Int32Array(2 ** Math.ceil(Math.log2(2 * e)));
}
get(e, t, n) {
const s = this.#M[this.#N(e, t, n)] ?? 0;
return 0 === s ? void 0 : this.#B[s];
}
set(e, t, n, s) {
const o = this.#j[this.#F] ?? 0, r = o + n - t;
if (this.#F + 1 >= this.#j.length || r > this.#z.length) return this.#M.fill(0), 
void (this.#F = 0);
const a = this.#N(e, t, n);
if (-1 === a) return;
const i = ++this.#F;
this.#M[a] = i, this.#j[i] = r, this.#B[i] = s;
for (let s = t; s < n; s++) this.#z[o + s - t] = e.charCodeAt(s);
}
#N(e, t, n) {
let s = n - t;
for (let o = t; o < n; o++) s = Math.imul(s ^ e.charCodeAt(o), 2654435761);
s ^= s >>> 15;
for (let o = 0; o < 64; o++) {
const r = s + o & this.#M.length - 1, a = this.#M[r];
if (!a || this.#Z(a, e, t, n)) return r;
}
return -1;
}
#Z(e, t, n, s) {
const o = this.#j[e - 1] ?? 0;
if ((this.#j[e] ?? 0) - o !== s - n) return !1;
for (let e = n; e < s; e++) if (this.#z[o + e - n] !== t.charCodeAt(e)) return !1;
return !0;
}
}
class Heap {
#R;
#G=0;
constructor(e) {
this.#R = new Float64Array(e);
}
push(e) {
const t = this.#R;
let n = this.#G++;
for (;n > 0; ) {
const s = n - 1 >> 1, o = t[s] ?? 0;
if (o <= e) break;
t[n] = o, n = s;
}
t[n] = e;
}
pop() {
if (0 === this.#G) return;
const e = this.#R, t = e[0], n = e[--this.#G] ?? 0;
let s = 0;
for (let t = 1; t < this.#G; t = 2 * s + 1) {
t + 1 < this.#G && (e[t + 1] ?? 0) < (e[t] ?? 0) && t++;
const o = e[t] ?? 0;
if (o >= n) break;
e[s] = o, s = t;
}
return e[s] = n, t;
}
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
const {type: n, enum: o, const: r, anyOf: a, oneOf: i} = e;
if (Array.isArray(o)) return joinTypes(o.map(renderLiteral));
if (void 0 !== r) return renderLiteral(r);
const l = a ?? i;
return Array.isArray(l) ? joinTypes(l.map(e => renderType(e, {
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
function tryStringifyJson(e) {
try {
return JSON.stringify(e);
} catch {
return;
}
}
async function createExampleTokenCounter(e, t) {
const n = new ExampleTokenCounter(await createTokenCounter(e, t));
return (e, t) => n.count(e, t);
}
class ExampleTokenCounter {
#K;
#U=new LastCount;
#J=new LastCount;
#H=0;
constructor(e) {
this.#K = e;
}
count(e, t) {
return this.#H = 0, {
tokens: this.#D(e, t),
images: this.#H
};
}
#D(e, t) {
switch (t) {
case "chat":
case "reinforcement":
return w + this.#q(e);

case "completions":
return this.#V({
prompt: e.prompt,
completion: e.completion
});

case "dpo":
return w + ((0, s.OW)(e.input) ? this.#q(e.input) : 0) + this.#Y(e.preferred_output ?? e.preferred_completion) + this.#Y(e.non_preferred_output ?? e.non_preferred_completion);
}
}
#q({messages: e, tools: t, functions: n}) {
return this.#Y(e) + this.#Q(t) + this.#Q(n);
}
#Y(e) {
return sum(e, e => this.#X(e));
}
#X(e) {
const {role: t, content: n, name: s, tool_calls: o, function_call: r} = e;
return b + ("string" == typeof s ? 1 : 0) + this.#V(e, "system" === t || "developer" === t) + sum(n, e => this.#ee(e)) + sum(o, ({function: e}) => this.#te(e)) + this.#te(r);
}
#ee(e) {
return "image_url" === e.type ? this.#ne(e.image_url) : this.#V({
text: e.text,
refusal: e.refusal
});
}
#ne(e) {
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
const [s, o] = n, r = Math.min(1, 2048 / Math.max(s, o)), a = r * Math.min(1, 768 / (r * Math.min(s, o))), tiles = e => Math.max(1, Math.ceil(Math.round(e * a) / 512));
return 85 + 170 * tiles(s) * tiles(o);
}(e.url, e.detail) : void 0;
return void 0 === t && this.#H++, t ?? 0;
}
#te(e) {
return (0, s.OW)(e) ? this.#V(e) : 0;
}
#Q(e) {
return Array.isArray(e) && 0 !== e.length ? this.#J.get(tryStringifyJson(e), () => this.#K(function renderToolNamespace(e) {
const t = [], n = [];
for (const o of e) {
if (!(0, s.OW)(o)) continue;
const e = (0, s.OW)(o.function) ? o.function : o;
"string" == typeof e.name ? t.push(renderFunction(e.name, e)) : n.push(tryStringifyJson(o) ?? "");
}
const o = [ "namespace functions {", "", ...t, "} // namespace functions" ].join("\n");
return [ ...t.length > 0 ? [ o ] : [], ...n ].join("\n");
}(e))) : 0;
}
#V(e, t = !1) {
let n = 0;
for (const s in e) {
const o = e[s];
"string" == typeof o && "tool_call_id" !== s && (n += t && "content" === s ? this.#U.get(o, () => this.#K(o)) : this.#K(o));
}
return n;
}
}
const w = 1, b = 3;
function sum(e, t) {
return Array.isArray(e) ? e.reduce((e, n) => e + ((0, s.OW)(n) ? t(n) : 0), 0) : 0;
}
class LastCount {
#se;
#oe=0;
get(e, t) {
return void 0 !== e && e === this.#se || (this.#oe = t(), this.#se = e), this.#oe;
}
}
}),
4319: ((e, t, n) => {
n.d(t, {
T: () => WorkerPool,
s: () => serveWorker
});
var s = n(3916), o = n(3096);
async function createBlockCheck(e, t) {
const n = e.tokens && await (t?.(e.tokens.encoding));
return (t, s) => (0, o.Wb)(t, s, e, n);
}
function serveWorker(e, t) {
let n;
e.on("message", async s => {
"options" in s ? n = createBlockCheck(s.options, t) : e.postMessage(await (async (e, t) => {
try {
if (!n) throw new Error("a block came before the options");
const s = Buffer.from(e.buffer, e.byteOffset, e.byteLength);
return {
report: (await n)(s, t)
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
#re;
#ae;
#ie;
#le=() => this.#ce(this.#ie.reason);
constructor(e, t, n, s) {
let o;
this.#ie = s, this.#ae = () => o ??= createBlockCheck(e, t), this.#re = n ? Array.from({
length: n.count
}, () => ({
worker: n.spawn(),
tasks: []
})) : [], this.maxPendingBytes = 2097152 * this.#re.length;
for (const t of this.#re) this.#he(t, e);
s.addEventListener("abort", this.#le);
}
async check(e, t) {
this.#ie.throwIfAborted();
const [n, ...s] = this.#re;
if (!n) return this.#ue(e, t);
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
this.#ie.removeEventListener("abort", this.#le), this.#ce(new Error("the checks were closed"));
}
#he(e, t) {
const {worker: n, tasks: s} = e;
n.on("message", e => {
const t = s.shift();
t?.resolve("report" in e ? Promise.resolve(e.report) : Promise.reject(e.error));
}), n.on("error", t => this.#fe(e, t)), n.on("messageerror", t => this.#fe(e, t)), 
n.on("exit", () => this.#fe(e, void 0)), n.postMessage({
options: t
});
}
#fe(e, t) {
const n = this.#re.indexOf(e);
if (-1 !== n) {
this.#re.splice(n, 1), e.worker.terminate();
for (const {block: n, capacity: s, resolve: o} of e.tasks.splice(0)) o(isOutOfMemory(t) ? Promise.reject(toMemoryError(t)) : this.#ue(n, s));
}
}
async #ue(e, t) {
return (await this.#ae())(e, t);
}
#ce(e) {
for (const {worker: t, tasks: n} of this.#re.splice(0)) {
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
