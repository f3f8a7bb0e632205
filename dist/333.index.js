export const id = 333;

export const ids = [ 333 ];

export const modules = {
770: ((e, t, n) => {
e.exports = n(218);
}),
218: ((e, t, n) => {
n(9278);
var r, o = n(4756), s = n(8611), i = n(5692), a = n(4434), c = (n(2613), n(9023));
function TunnelingAgent(e) {
var t = this;
t.options = e || {}, t.proxyOptions = t.options.proxy || {}, t.maxSockets = t.options.maxSockets || s.Agent.defaultMaxSockets, 
t.requests = [], t.sockets = [], t.on("free", function onFree(e, n, r, o) {
for (var s = toOptions(n, r, o), i = 0, a = t.requests.length; i < a; ++i) {
var c = t.requests[i];
if (c.host === s.host && c.port === s.port) return t.requests.splice(i, 1), void c.request.onSocket(e);
}
e.destroy(), t.removeSocket(e);
});
}
function createSecureSocket(e, t) {
var n = this;
TunnelingAgent.prototype.createSocket.call(n, e, function(r) {
var s = e.request.getHeader("host"), i = mergeOptions({}, n.options, {
socket: r,
servername: s ? s.replace(/:.*$/, "") : e.host
}), a = o.connect(0, i);
n.sockets[n.sockets.indexOf(r)] = a, t(a);
});
}
function toOptions(e, t, n) {
return "string" == typeof e ? {
host: e,
port: t,
localAddress: n
} : e;
}
function mergeOptions(e) {
for (var t = 1, n = arguments.length; t < n; ++t) {
var r = arguments[t];
if ("object" == typeof r) for (var o = Object.keys(r), s = 0, i = o.length; s < i; ++s) {
var a = o[s];
void 0 !== r[a] && (e[a] = r[a]);
}
}
return e;
}
t.httpOverHttp = function httpOverHttp(e) {
var t = new TunnelingAgent(e);
return t.request = s.request, t;
}, t.httpsOverHttp = function httpsOverHttp(e) {
var t = new TunnelingAgent(e);
return t.request = s.request, t.createSocket = createSecureSocket, t.defaultPort = 443, 
t;
}, t.httpOverHttps = function httpOverHttps(e) {
var t = new TunnelingAgent(e);
return t.request = i.request, t;
}, t.httpsOverHttps = function httpsOverHttps(e) {
var t = new TunnelingAgent(e);
return t.request = i.request, t.createSocket = createSecureSocket, t.defaultPort = 443, 
t;
}, c.inherits(TunnelingAgent, a.EventEmitter), TunnelingAgent.prototype.addRequest = function addRequest(e, t, n, r) {
var o = this, s = mergeOptions({
request: e
}, o.options, toOptions(t, n, r));
o.sockets.length >= this.maxSockets ? o.requests.push(s) : o.createSocket(s, function(t) {
function onFree() {
o.emit("free", t, s);
}
function onCloseOrRemove(e) {
o.removeSocket(t), t.removeListener("free", onFree), t.removeListener("close", onCloseOrRemove), 
t.removeListener("agentRemove", onCloseOrRemove);
}
t.on("free", onFree), t.on("close", onCloseOrRemove), t.on("agentRemove", onCloseOrRemove), 
e.onSocket(t);
});
}, TunnelingAgent.prototype.createSocket = function createSocket(e, t) {
var n = this, o = {};
n.sockets.push(o);
var s = mergeOptions({}, n.proxyOptions, {
method: "CONNECT",
path: e.host + ":" + e.port,
agent: !1,
headers: {
host: e.host + ":" + e.port
}
});
e.localAddress && (s.localAddress = e.localAddress), s.proxyAuth && (s.headers = s.headers || {}, 
s.headers["Proxy-Authorization"] = "Basic " + Buffer.from(s.proxyAuth).toString("base64")), 
r("making CONNECT request");
var i = n.request(s);
function onConnect(s, a, c) {
var u;
return i.removeAllListeners(), a.removeAllListeners(), 200 !== s.statusCode ? (r("tunneling socket could not be established, statusCode=%d", s.statusCode), 
a.destroy(), (u = new Error("tunneling socket could not be established, statusCode=" + s.statusCode)).code = "ECONNRESET", 
e.request.emit("error", u), void n.removeSocket(o)) : c.length > 0 ? (r("got illegal response body from proxy"), 
a.destroy(), (u = new Error("got illegal response body from proxy")).code = "ECONNRESET", 
e.request.emit("error", u), void n.removeSocket(o)) : (r("tunneling connection has established"), 
n.sockets[n.sockets.indexOf(o)] = a, t(a));
}
i.useChunkedEncodingByDefault = !1, i.once("response", function onResponse(e) {
e.upgrade = !0;
}), i.once("upgrade", function onUpgrade(e, t, n) {
process.nextTick(function() {
onConnect(e, t, n);
});
}), i.once("connect", onConnect), i.once("error", function onError(t) {
i.removeAllListeners(), r("tunneling socket could not be established, cause=%s\n", t.message, t.stack);
var s = new Error("tunneling socket could not be established, cause=" + t.message);
s.code = "ECONNRESET", e.request.emit("error", s), n.removeSocket(o);
}), i.end();
}, TunnelingAgent.prototype.removeSocket = function removeSocket(e) {
var t = this.sockets.indexOf(e);
if (-1 !== t) {
this.sockets.splice(t, 1);
var n = this.requests.shift();
n && this.createSocket(n, function(e) {
n.request.onSocket(e);
});
}
}, r = process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG) ? function() {
var e = Array.prototype.slice.call(arguments);
"string" == typeof e[0] ? e[0] = "TUNNEL: " + e[0] : e.unshift("TUNNEL:"), console.error.apply(console, e);
} : function() {};
}),
143: ((e, t, n) => {
n.d(t, {
N4: () => endGroup,
z3: () => error,
pq: () => info,
lm: () => notice,
LZ: () => saveState,
C1: () => setFailed,
uH: () => setOutput,
Pq: () => core_setSecret,
Oh: () => startGroup,
$e: () => warning
});
var r = n(857);
function utils_toCommandValue(e) {
return null == e ? "" : "string" == typeof e || e instanceof String ? e : JSON.stringify(e);
}
function toCommandProperties(e) {
return Object.keys(e).length ? {
title: e.title,
file: e.file,
line: e.startLine,
endLine: e.endLine,
col: e.startColumn,
endColumn: e.endColumn
} : {};
}
function command_issueCommand(e, t, n) {
const o = new Command(e, t, n);
process.stdout.write(o.toString() + r.EOL);
}
function command_issue(e, t = "") {
command_issueCommand(e, {}, t);
}
class Command {
constructor(e, t, n) {
e || (e = "missing.command"), this.command = e, this.properties = t, this.message = n;
}
toString() {
let e = "::" + this.command;
if (this.properties && Object.keys(this.properties).length > 0) {
e += " ";
let t = !0;
for (const n in this.properties) if (this.properties.hasOwnProperty(n)) {
const r = this.properties[n];
r && (t ? t = !1 : e += ",", e += `${n}=${escapeProperty(r)}`);
}
}
return e += `::${function escapeData(e) {
return utils_toCommandValue(e).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}(this.message)}`, e;
}
}
function escapeProperty(e) {
return utils_toCommandValue(e).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
var o = n(6982), s = n(9896);
function file_command_issueFileCommand(e, t) {
const n = process.env[`GITHUB_${e}`];
if (!n) throw new Error(`Unable to find environment variable for file command ${e}`);
if (!s.existsSync(n)) throw new Error(`Missing file at path: ${n}`);
s.appendFileSync(n, `${utils_toCommandValue(t)}${r.EOL}`, {
encoding: "utf8"
});
}
function file_command_prepareKeyValueMessage(e, t) {
const n = `ghadelimiter_${o.randomUUID()}`, s = utils_toCommandValue(t);
if (e.includes(n)) throw new Error(`Unexpected input: name should not contain the delimiter "${n}"`);
if (s.includes(n)) throw new Error(`Unexpected input: value should not contain the delimiter "${n}"`);
return `${e}<<${n}${r.EOL}${s}${r.EOL}${n}`;
}
n(6928), n(2779);
var summary_awaiter = function(e, t, n, r) {
return new (n || (n = Promise))(function(o, s) {
function fulfilled(e) {
try {
step(r.next(e));
} catch (e) {
s(e);
}
}
function rejected(e) {
try {
step(r.throw(e));
} catch (e) {
s(e);
}
}
function step(e) {
e.done ? o(e.value) : function adopt(e) {
return e instanceof n ? e : new n(function(t) {
t(e);
});
}(e.value).then(fulfilled, rejected);
}
step((r = r.apply(e, t || [])).next());
});
};
const {access: i, appendFile: a, writeFile: c} = s.promises, u = "GITHUB_STEP_SUMMARY";
new class Summary {
constructor() {
this._buffer = "";
}
filePath() {
return summary_awaiter(this, void 0, void 0, function*() {
if (this._filePath) return this._filePath;
const e = process.env[u];
if (!e) throw new Error(`Unable to find environment variable for $${u}. Check if your runtime environment supports job summaries.`);
try {
yield i(e, s.constants.R_OK | s.constants.W_OK);
} catch (t) {
throw new Error(`Unable to access summary file: '${e}'. Check if the file has correct read/write permissions.`);
}
return this._filePath = e, this._filePath;
});
}
wrap(e, t, n = {}) {
const r = Object.entries(n).map(([e, t]) => ` ${e}="${t}"`).join("");
return t ? `<${e}${r}>${t}</${e}>` : `<${e}${r}>`;
}
write(e) {
return summary_awaiter(this, void 0, void 0, function*() {
const t = !!(null == e ? void 0 : e.overwrite), n = yield this.filePath(), r = t ? c : a;
return yield r(n, this._buffer, {
encoding: "utf8"
}), this.emptyBuffer();
});
}
clear() {
return summary_awaiter(this, void 0, void 0, function*() {
return this.emptyBuffer().write({
overwrite: !0
});
});
}
stringify() {
return this._buffer;
}
isEmptyBuffer() {
return 0 === this._buffer.length;
}
emptyBuffer() {
return this._buffer = "", this;
}
addRaw(e, t = !1) {
return this._buffer += e, t ? this.addEOL() : this;
}
addEOL() {
return this.addRaw(r.EOL);
}
addCodeBlock(e, t) {
const n = Object.assign({}, t && {
lang: t
}), r = this.wrap("pre", this.wrap("code", e), n);
return this.addRaw(r).addEOL();
}
addList(e, t = !1) {
const n = t ? "ol" : "ul", r = e.map(e => this.wrap("li", e)).join(""), o = this.wrap(n, r);
return this.addRaw(o).addEOL();
}
addTable(e) {
const t = e.map(e => {
const t = e.map(e => {
if ("string" == typeof e) return this.wrap("td", e);
const {header: t, data: n, colspan: r, rowspan: o} = e, s = t ? "th" : "td", i = Object.assign(Object.assign({}, r && {
colspan: r
}), o && {
rowspan: o
});
return this.wrap(s, n, i);
}).join("");
return this.wrap("tr", t);
}).join(""), n = this.wrap("table", t);
return this.addRaw(n).addEOL();
}
addDetails(e, t) {
const n = this.wrap("details", this.wrap("summary", e) + t);
return this.addRaw(n).addEOL();
}
addImage(e, t, n) {
const {width: r, height: o} = n || {}, s = Object.assign(Object.assign({}, r && {
width: r
}), o && {
height: o
}), i = this.wrap("img", null, Object.assign({
src: e,
alt: t
}, s));
return this.addRaw(i).addEOL();
}
addHeading(e, t) {
const n = `h${t}`, r = [ "h1", "h2", "h3", "h4", "h5", "h6" ].includes(n) ? n : "h1", o = this.wrap(r, e);
return this.addRaw(o).addEOL();
}
addSeparator() {
const e = this.wrap("hr", null);
return this.addRaw(e).addEOL();
}
addBreak() {
const e = this.wrap("br", null);
return this.addRaw(e).addEOL();
}
addQuote(e, t) {
const n = Object.assign({}, t && {
cite: t
}), r = this.wrap("blockquote", e, n);
return this.addRaw(r).addEOL();
}
addLink(e, t) {
const n = this.wrap("a", e, {
href: t
});
return this.addRaw(n).addEOL();
}
}, n(3193);
var l = n(4434);
n(5317), n(2613);
const {chmod: d, copyFile: p, lstat: f, mkdir: h, open: m, readdir: g, rename: v, rm: y, rmdir: b, stat: w, symlink: k, unlink: z} = s.promises;
var O;
function core_setSecret(e) {
command_issueCommand("add-mask", {}, e);
}
function setOutput(e, t) {
if (process.env.GITHUB_OUTPUT) return file_command_issueFileCommand("OUTPUT", file_command_prepareKeyValueMessage(e, t));
process.stdout.write(r.EOL), command_issueCommand("set-output", {
name: e
}, utils_toCommandValue(t));
}
function setFailed(e) {
process.exitCode = O.Failure, error(e);
}
function error(e, t = {}) {
command_issueCommand("error", toCommandProperties(t), e instanceof Error ? e.toString() : e);
}
function warning(e, t = {}) {
command_issueCommand("warning", toCommandProperties(t), e instanceof Error ? e.toString() : e);
}
function notice(e, t = {}) {
command_issueCommand("notice", toCommandProperties(t), e instanceof Error ? e.toString() : e);
}
function info(e) {
process.stdout.write(e + r.EOL);
}
function startGroup(e) {
command_issue("group", e);
}
function endGroup() {
command_issue("endgroup");
}
function saveState(e, t) {
if (process.env.GITHUB_STATE) return file_command_issueFileCommand("STATE", file_command_prepareKeyValueMessage(e, t));
command_issueCommand("save-state", {
name: e
}, utils_toCommandValue(t));
}
process.platform, s.constants.O_RDONLY, n(3557), process.platform, l.EventEmitter, 
l.EventEmitter, r.platform(), r.arch(), function(e) {
e[e.Success = 0] = "Success", e[e.Failure = 1] = "Failure";
}(O || (O = {}));
}),
2779: ((e, t, n) => {
var r, o;
n.d(t, {
Qq: () => HttpClient
});
var s, i, a, c = n(8611), u = n(5692), l = n(9783), d = n(770), p = n(9408), __awaiter = function(e, t, n, r) {
return new (n || (n = Promise))(function(o, s) {
function fulfilled(e) {
try {
step(r.next(e));
} catch (e) {
s(e);
}
}
function rejected(e) {
try {
step(r.throw(e));
} catch (e) {
s(e);
}
}
function step(e) {
e.done ? o(e.value) : function adopt(e) {
return e instanceof n ? e : new n(function(t) {
t(e);
});
}(e.value).then(fulfilled, rejected);
}
step((r = r.apply(e, t || [])).next());
});
};
!function(e) {
e[e.OK = 200] = "OK", e[e.MultipleChoices = 300] = "MultipleChoices", e[e.MovedPermanently = 301] = "MovedPermanently", 
e[e.ResourceMoved = 302] = "ResourceMoved", e[e.SeeOther = 303] = "SeeOther", e[e.NotModified = 304] = "NotModified", 
e[e.UseProxy = 305] = "UseProxy", e[e.SwitchProxy = 306] = "SwitchProxy", e[e.TemporaryRedirect = 307] = "TemporaryRedirect", 
e[e.PermanentRedirect = 308] = "PermanentRedirect", e[e.BadRequest = 400] = "BadRequest", 
e[e.Unauthorized = 401] = "Unauthorized", e[e.PaymentRequired = 402] = "PaymentRequired", 
e[e.Forbidden = 403] = "Forbidden", e[e.NotFound = 404] = "NotFound", e[e.MethodNotAllowed = 405] = "MethodNotAllowed", 
e[e.NotAcceptable = 406] = "NotAcceptable", e[e.ProxyAuthenticationRequired = 407] = "ProxyAuthenticationRequired", 
e[e.RequestTimeout = 408] = "RequestTimeout", e[e.Conflict = 409] = "Conflict", 
e[e.Gone = 410] = "Gone", e[e.TooManyRequests = 429] = "TooManyRequests", e[e.InternalServerError = 500] = "InternalServerError", 
e[e.NotImplemented = 501] = "NotImplemented", e[e.BadGateway = 502] = "BadGateway", 
e[e.ServiceUnavailable = 503] = "ServiceUnavailable", e[e.GatewayTimeout = 504] = "GatewayTimeout";
}(s || (s = {})), function(e) {
e.Accept = "accept", e.ContentType = "content-type";
}(i || (i = {})), function(e) {
e.ApplicationJson = "application/json";
}(a || (a = {}));
const f = [ s.MovedPermanently, s.ResourceMoved, s.SeeOther, s.TemporaryRedirect, s.PermanentRedirect ], h = [ s.BadGateway, s.ServiceUnavailable, s.GatewayTimeout ], m = [ "OPTIONS", "GET", "DELETE", "HEAD" ];
class HttpClientError extends Error {
constructor(e, t) {
super(e), this.name = "HttpClientError", this.statusCode = t, Object.setPrototypeOf(this, HttpClientError.prototype);
}
}
class HttpClientResponse {
constructor(e) {
this.message = e;
}
readBody() {
return __awaiter(this, void 0, void 0, function*() {
return new Promise(e => __awaiter(this, void 0, void 0, function*() {
let t = Buffer.alloc(0);
this.message.on("data", e => {
t = Buffer.concat([ t, e ]);
}), this.message.on("end", () => {
e(t.toString());
});
}));
});
}
readBodyBuffer() {
return __awaiter(this, void 0, void 0, function*() {
return new Promise(e => __awaiter(this, void 0, void 0, function*() {
const t = [];
this.message.on("data", e => {
t.push(e);
}), this.message.on("end", () => {
e(Buffer.concat(t));
});
}));
});
}
}
class HttpClient {
constructor(e, t, n) {
this._ignoreSslError = !1, this._allowRedirects = !0, this._allowRedirectDowngrade = !1, 
this._maxRedirects = 50, this._allowRetries = !1, this._maxRetries = 1, this._keepAlive = !1, 
this._disposed = !1, this.userAgent = this._getUserAgentWithOrchestrationId(e), 
this.handlers = t || [], this.requestOptions = n, n && (null != n.ignoreSslError && (this._ignoreSslError = n.ignoreSslError), 
this._socketTimeout = n.socketTimeout, null != n.allowRedirects && (this._allowRedirects = n.allowRedirects), 
null != n.allowRedirectDowngrade && (this._allowRedirectDowngrade = n.allowRedirectDowngrade), 
null != n.maxRedirects && (this._maxRedirects = Math.max(n.maxRedirects, 0)), null != n.keepAlive && (this._keepAlive = n.keepAlive), 
null != n.allowRetries && (this._allowRetries = n.allowRetries), null != n.maxRetries && (this._maxRetries = n.maxRetries));
}
options(e, t) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("OPTIONS", e, null, t || {});
});
}
get(e, t) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("GET", e, null, t || {});
});
}
del(e, t) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("DELETE", e, null, t || {});
});
}
post(e, t, n) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("POST", e, t, n || {});
});
}
patch(e, t, n) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("PATCH", e, t, n || {});
});
}
put(e, t, n) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("PUT", e, t, n || {});
});
}
head(e, t) {
return __awaiter(this, void 0, void 0, function*() {
return this.request("HEAD", e, null, t || {});
});
}
sendStream(e, t, n, r) {
return __awaiter(this, void 0, void 0, function*() {
return this.request(e, t, n, r);
});
}
getJson(e) {
return __awaiter(this, arguments, void 0, function*(e, t = {}) {
t[i.Accept] = this._getExistingOrDefaultHeader(t, i.Accept, a.ApplicationJson);
const n = yield this.get(e, t);
return this._processResponse(n, this.requestOptions);
});
}
postJson(e, t) {
return __awaiter(this, arguments, void 0, function*(e, t, n = {}) {
const r = JSON.stringify(t, null, 2);
n[i.Accept] = this._getExistingOrDefaultHeader(n, i.Accept, a.ApplicationJson), 
n[i.ContentType] = this._getExistingOrDefaultContentTypeHeader(n, a.ApplicationJson);
const o = yield this.post(e, r, n);
return this._processResponse(o, this.requestOptions);
});
}
putJson(e, t) {
return __awaiter(this, arguments, void 0, function*(e, t, n = {}) {
const r = JSON.stringify(t, null, 2);
n[i.Accept] = this._getExistingOrDefaultHeader(n, i.Accept, a.ApplicationJson), 
n[i.ContentType] = this._getExistingOrDefaultContentTypeHeader(n, a.ApplicationJson);
const o = yield this.put(e, r, n);
return this._processResponse(o, this.requestOptions);
});
}
patchJson(e, t) {
return __awaiter(this, arguments, void 0, function*(e, t, n = {}) {
const r = JSON.stringify(t, null, 2);
n[i.Accept] = this._getExistingOrDefaultHeader(n, i.Accept, a.ApplicationJson), 
n[i.ContentType] = this._getExistingOrDefaultContentTypeHeader(n, a.ApplicationJson);
const o = yield this.patch(e, r, n);
return this._processResponse(o, this.requestOptions);
});
}
request(e, t, n, r) {
return __awaiter(this, void 0, void 0, function*() {
if (this._disposed) throw new Error("Client has already been disposed.");
const o = new URL(t);
let i = this._prepareRequest(e, o, r);
const a = this._allowRetries && m.includes(e) ? this._maxRetries + 1 : 1;
let c, u = 0;
do {
if (c = yield this.requestRaw(i, n), c && c.message && c.message.statusCode === s.Unauthorized) {
let e;
for (const t of this.handlers) if (t.canHandleAuthentication(c)) {
e = t;
break;
}
return e ? e.handleAuthentication(this, i, n) : c;
}
let t = this._maxRedirects;
for (;c.message.statusCode && f.includes(c.message.statusCode) && this._allowRedirects && t > 0; ) {
const s = c.message.headers.location;
if (!s) break;
const a = new URL(s);
if ("https:" === o.protocol && o.protocol !== a.protocol && !this._allowRedirectDowngrade) throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
if (yield c.readBody(), a.hostname !== o.hostname) for (const e in r) "authorization" === e.toLowerCase() && delete r[e];
i = this._prepareRequest(e, a, r), c = yield this.requestRaw(i, n), t--;
}
if (!c.message.statusCode || !h.includes(c.message.statusCode)) return c;
u += 1, u < a && (yield c.readBody(), yield this._performExponentialBackoff(u));
} while (u < a);
return c;
});
}
dispose() {
this._agent && this._agent.destroy(), this._disposed = !0;
}
requestRaw(e, t) {
return __awaiter(this, void 0, void 0, function*() {
return new Promise((n, r) => {
this.requestRawWithCallback(e, t, function callbackForResult(e, t) {
e ? r(e) : t ? n(t) : r(new Error("Unknown error"));
});
});
});
}
requestRawWithCallback(e, t, n) {
"string" == typeof t && (e.options.headers || (e.options.headers = {}), e.options.headers["Content-Length"] = Buffer.byteLength(t, "utf8"));
let r = !1;
function handleResult(e, t) {
r || (r = !0, n(e, t));
}
const o = e.httpModule.request(e.options, e => {
handleResult(void 0, new HttpClientResponse(e));
});
let s;
o.on("socket", e => {
s = e;
}), o.setTimeout(this._socketTimeout || 18e4, () => {
s && s.end(), handleResult(new Error(`Request timeout: ${e.options.path}`));
}), o.on("error", function(e) {
handleResult(e);
}), t && "string" == typeof t && o.write(t, "utf8"), t && "string" != typeof t ? (t.on("close", function() {
o.end();
}), t.pipe(o)) : o.end();
}
getAgent(e) {
const t = new URL(e);
return this._getAgent(t);
}
getAgentDispatcher(e) {
const t = new URL(e), n = l.s(t);
if (n && n.hostname) return this._getProxyAgentDispatcher(t, n);
}
_prepareRequest(e, t, s) {
const i = {};
i.parsedUrl = t;
const a = "https:" === i.parsedUrl.protocol;
i.httpModule = a ? r || (r = n.t(u, 2)) : o || (o = n.t(c, 2));
const l = a ? 443 : 80;
if (i.options = {}, i.options.host = i.parsedUrl.hostname, i.options.port = i.parsedUrl.port ? parseInt(i.parsedUrl.port) : l, 
i.options.path = (i.parsedUrl.pathname || "") + (i.parsedUrl.search || ""), i.options.method = e, 
i.options.headers = this._mergeHeaders(s), null != this.userAgent && (i.options.headers["user-agent"] = this.userAgent), 
i.options.agent = this._getAgent(i.parsedUrl), this.handlers) for (const e of this.handlers) e.prepareRequest(i.options);
return i;
}
_mergeHeaders(e) {
return this.requestOptions && this.requestOptions.headers ? Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(e || {})) : lowercaseKeys(e || {});
}
_getExistingOrDefaultHeader(e, t, n) {
let r;
if (this.requestOptions && this.requestOptions.headers) {
const e = lowercaseKeys(this.requestOptions.headers)[t];
e && (r = "number" == typeof e ? e.toString() : e);
}
const o = e[t];
return void 0 !== o ? "number" == typeof o ? o.toString() : o : void 0 !== r ? r : n;
}
_getExistingOrDefaultContentTypeHeader(e, t) {
let n;
if (this.requestOptions && this.requestOptions.headers) {
const e = lowercaseKeys(this.requestOptions.headers)[i.ContentType];
e && (n = "number" == typeof e ? String(e) : Array.isArray(e) ? e.join(", ") : e);
}
const r = e[i.ContentType];
return void 0 !== r ? "number" == typeof r ? String(r) : Array.isArray(r) ? r.join(", ") : r : void 0 !== n ? n : t;
}
_getAgent(e) {
let t;
const n = l.s(e), r = n && n.hostname;
if (this._keepAlive && r && (t = this._proxyAgent), r || (t = this._agent), t) return t;
const o = "https:" === e.protocol;
let s = 100;
if (this.requestOptions && (s = this.requestOptions.maxSockets || c.globalAgent.maxSockets), 
n && n.hostname) {
const e = {
maxSockets: s,
keepAlive: this._keepAlive,
proxy: Object.assign(Object.assign({}, (n.username || n.password) && {
proxyAuth: `${n.username}:${n.password}`
}), {
host: n.hostname,
port: n.port
})
};
let r;
const i = "https:" === n.protocol;
r = o ? i ? d.httpsOverHttps : d.httpsOverHttp : i ? d.httpOverHttps : d.httpOverHttp, 
t = r(e), this._proxyAgent = t;
}
if (!t) {
const e = {
keepAlive: this._keepAlive,
maxSockets: s
};
t = o ? new u.Agent(e) : new c.Agent(e), this._agent = t;
}
return o && this._ignoreSslError && (t.options = Object.assign(t.options || {}, {
rejectUnauthorized: !1
})), t;
}
_getProxyAgentDispatcher(e, t) {
let n;
if (this._keepAlive && (n = this._proxyAgentDispatcher), n) return n;
const r = "https:" === e.protocol;
return n = new p.ProxyAgent(Object.assign({
uri: t.href,
pipelining: this._keepAlive ? 1 : 0
}, (t.username || t.password) && {
token: `Basic ${Buffer.from(`${t.username}:${t.password}`).toString("base64")}`
})), this._proxyAgentDispatcher = n, r && this._ignoreSslError && (n.options = Object.assign(n.options.requestTls || {}, {
rejectUnauthorized: !1
})), n;
}
_getUserAgentWithOrchestrationId(e) {
const t = e || "actions/http-client", n = process.env.ACTIONS_ORCHESTRATION_ID;
return n ? `${t} actions_orchestration_id/${n.replace(/[^a-z0-9_.-]/gi, "_")}` : t;
}
_performExponentialBackoff(e) {
return __awaiter(this, void 0, void 0, function*() {
e = Math.min(10, e);
const t = 5 * Math.pow(2, e);
return new Promise(e => setTimeout(() => e(), t));
});
}
_processResponse(e, t) {
return __awaiter(this, void 0, void 0, function*() {
return new Promise((n, r) => __awaiter(this, void 0, void 0, function*() {
const o = e.message.statusCode || 0, i = {
statusCode: o,
result: null,
headers: {}
};
let a, c;
o === s.NotFound && n(i);
try {
c = yield e.readBody(), c && c.length > 0 && (a = t && t.deserializeDates ? JSON.parse(c, function dateTimeDeserializer(e, t) {
if ("string" == typeof t) {
const e = new Date(t);
if (!isNaN(e.valueOf())) return e;
}
return t;
}) : JSON.parse(c), i.result = a), i.headers = e.message.headers;
} catch (e) {}
if (o > 299) {
let e;
e = a && a.message ? a.message : c && c.length > 0 ? c : `Failed request: (${o})`;
const t = new HttpClientError(e, o);
t.result = i.result, r(t);
} else n(i);
}));
});
}
}
const lowercaseKeys = e => Object.keys(e).reduce((t, n) => (t[n.toLowerCase()] = e[n], 
t), {});
}),
9783: ((e, t, n) => {
function getProxyUrl(e) {
const t = "https:" === e.protocol;
if (checkBypass(e)) return;
const n = t ? process.env.https_proxy || process.env.HTTPS_PROXY : process.env.http_proxy || process.env.HTTP_PROXY;
if (n) try {
return new DecodedURL(n);
} catch (e) {
if (!n.startsWith("http://") && !n.startsWith("https://")) return new DecodedURL(`http://${n}`);
}
}
function checkBypass(e) {
if (!e.hostname) return !1;
if (function isLoopbackAddress(e) {
const t = e.toLowerCase();
return "localhost" === t || t.startsWith("127.") || t.startsWith("[::1]") || t.startsWith("[0:0:0:0:0:0:0:1]");
}(e.hostname)) return !0;
const t = process.env.no_proxy || process.env.NO_PROXY || "";
if (!t) return !1;
let n;
e.port ? n = Number(e.port) : "http:" === e.protocol ? n = 80 : "https:" === e.protocol && (n = 443);
const r = [ e.hostname.toUpperCase() ];
"number" == typeof n && r.push(`${r[0]}:${n}`);
for (const e of t.split(",").map(e => e.trim().toUpperCase()).filter(e => e)) if ("*" === e || r.some(t => t === e || t.endsWith(`.${e}`) || e.startsWith(".") && t.endsWith(`${e}`))) return !0;
return !1;
}
n.d(t, {
H: () => checkBypass,
s: () => getProxyUrl
});
class DecodedURL extends URL {
constructor(e, t) {
super(e, t), this._decodedUsername = decodeURIComponent(super.username), this._decodedPassword = decodeURIComponent(super.password);
}
get username() {
return this._decodedUsername;
}
get password() {
return this._decodedPassword;
}
}
}),
9567: ((e, t, n) => {
n.d(t, {
ai: () => number
});
var r = n(3759), o = n(2857);
function number(e) {
return r.qG(o.rSt, e);
}
}),
4377: ((e, t, n) => {
n.d(t, {
p6: () => date
});
var r = n(3759), o = n(2857);
function date(e) {
return r.db(o.Brp, e);
}
}),
2857: ((e, t, n) => {
n.d(t, {
Brp: () => Ye,
rSt: () => bt,
bvH: () => St,
YOg: () => array,
zMY: () => schemas_boolean,
IeY: () => custom,
gMt: () => discriminatedUnion,
k5n: () => _enum,
Whr: () => schemas_int,
euz: () => literal,
_H3: () => looseObject,
aig: () => number,
Ikc: () => object,
g1P: () => record,
rej: () => strictObject,
YjP: () => string,
PVZ: () => tuple,
KCZ: () => union,
L5J: () => unknown
});
var r = n(8532), o = n(4723);
class $ZodCyclicError extends Error {
constructor() {
super("Cannot parse a reference cycle that closes through a transform"), this.name = "ZodCyclicError";
}
}
const s = "~memo", i = [];
function isRef(e) {
return null !== e && "object" == typeof e;
}
function cloneIssues(e) {
return e.map(e => e.path ? {
...e,
path: e.path.slice()
} : {
...e
});
}
const a = new WeakMap;
function isRecursive(e, t, n) {
const r = a.get(e);
if (void 0 !== r) return r ? 2 : 0;
if (t.has(e)) return 2;
t.add(e);
let s = 0;
const check = e => {
if (2 !== s && e?._zod) {
const r = isRecursive(e, t, n);
r > s && (s = r);
}
}, merge = e => {
e > s && (s = e);
}, i = e._zod.def;
switch (i.type) {
case "object":
{
const e = o.MO(i);
merge(e ? (e => {
let r = 0;
for (const o of Reflect.ownKeys(e)) {
const s = Object.getOwnPropertyDescriptor(e, o);
if (!s.enumerable) continue;
const i = s.get ? 1 : s.value?._zod ? isRecursive(s.value, t, n) : 0;
i > r && (r = i);
}
return r;
})(e) : 1), check(i.catchall);
break;
}

case "array":
check(i.element);
break;

case "tuple":
for (const e of i.items) check(e);
check(i.rest);
break;

case "record":
case "map":
check(i.keyType), check(i.valueType);
break;

case "set":
check(i.valueType);
break;

case "union":
for (const e of i.options) check(e);
break;

case "intersection":
check(i.left), check(i.right);
break;

case "optional":
case "nullable":
case "default":
case "prefault":
case "catch":
case "readonly":
case "nonoptional":
case "promise":
case "success":
check(i.innerType);
break;

case "pipe":
check(i.in), check(i.out);
break;

case "function":
check(i.input), check(i.output);
break;

case "lazy":
{
const r = i._cachedInner ?? (n ? e._zod.innerType : void 0);
merge(r ? isRecursive(r, t, !1) : 1);
break;
}

case "template_literal":
case "string":
case "number":
case "int":
case "boolean":
case "bigint":
case "symbol":
case "undefined":
case "null":
case "void":
case "never":
case "any":
case "unknown":
case "date":
case "nan":
case "enum":
case "literal":
case "file":
case "transform":
case "custom":
break;

default:
for (const e in i) {
const t = Object.getOwnPropertyDescriptor(i, e);
if (!t || t.get) continue;
const n = t.value;
if (n && "object" == typeof n) if (n._zod) check(n); else if (Array.isArray(n)) for (const e of n) check(e);
}
}
return t.delete(e), function settle(e, t) {
return 1 !== t && a.set(e, 2 === t), t;
}(e, s);
}
let c;
const u = [], l = {
alloc(e, t, n) {
const r = c;
if (!r) return n;
c = void 0;
const o = {
value: n,
issues: null
};
return r.set(t.value, o), u.push(o), n;
},
guard(e) {
var t;
(t = e._zod).deferred ?? (t.deferred = []), e._zod.deferred.push(() => {
const t = e._zod.parse, wrapped = (e, n) => {
if ("backward" !== n.direction && function isBackEdge(e, t) {
const n = e[s]?.backEdges;
return void 0 !== n && isRef(t) && n.has(t);
}(n, e.value)) throw new $ZodCyclicError;
return t(e, n);
};
e._zod.parse = wrapped, e._zod.run === t && (e._zod.run = wrapped);
});
},
attach(e) {
var t;
let n, r, o, a = !1;
(t = e._zod).deferred ?? (t.deferred = []), e._zod.deferred.push(() => {
const t = e._zod.parse, wrapped = (l, d) => {
if (void 0 === n) {
const r = isRecursive(e, new Set, !1);
if (0 === r) return e._zod.parse = t, e._zod.run === wrapped && (e._zod.run = t), 
t(l, d);
2 === r || a ? n = !0 : a = !0;
}
const p = l.value;
if (!isRef(p)) return t(l, d);
let f, h = d[s];
h || (h = {
buckets: new WeakMap,
backEdges: void 0
}, d[s] = h), r === d ? f = o : (f = function bucketFor(e, t) {
let n = e.buckets.get(t);
return n || (n = new WeakMap, e.buckets.set(t, n)), n;
}(h, e), r = d, o = f);
const m = f.get(p);
if (m) return l.value = m.value, m.issues ? m.issues.length && l.issues.push(...cloneIssues(m.issues)) : (l.memo = !0, 
h.backEdges ?? (h.backEdges = new WeakSet), h.backEdges.add(m.value)), l;
c = f;
const g = u.length, v = t(l, d);
c = void 0;
const y = u.length > g ? u.pop() : void 0;
return v instanceof Promise ? v.then(e => (y && (y.issues = e.issues.length ? cloneIssues(e.issues) : i), 
e)) : (y && (y.issues = v.issues.length ? cloneIssues(v.issues) : i), v);
};
e._zod.parse = wrapped, e._zod.run === t && (e._zod.run = wrapped);
});
}
};
var d = n(4890);
class Doc {
constructor(e = [], t = {}) {
this.content = [], this.indent = 0, this.args = e, this.closed = t;
}
indented(e) {
this.indent += 1;
try {
e(this);
} finally {
this.indent -= 1;
}
}
write(e) {
if ("function" == typeof e) return e(this, {
execution: "sync"
}), void e(this, {
execution: "async"
});
const t = e.split("\n").filter(e => e), n = Math.min(...t.map(e => e.length - e.trimStart().length)), r = t.map(e => e.slice(n)).map(e => " ".repeat(2 * this.indent) + e);
for (const e of r) this.content.push(e);
}
compile() {
const e = Function, t = this?.content ?? [ "" ];
return new e(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${t.join("\n")}\n};`)(...Object.values(this.closed));
}
}
var p = n(3908);
const f = {
major: 4,
minor: 6,
patch: 7
}, h = r.xI("$ZodType", (e, t) => {
var n;
e ?? (e = {}), e._zod.def = t, e._zod.bag = e._zod.bag || {}, e._zod.version = f;
const s = e._zod.def.checks, i = e._zod.traits.has("$ZodCheck") ? [ e, ...s ?? [] ] : s?.length ? [ ...s ] : [];
for (const t of i) for (const n of t._zod.onattach) n(e);
if (0 === i.length) (n = e._zod).deferred ?? (n.deferred = []), e._zod.deferred?.push(() => {
e._zod.run = e._zod.parse;
}); else {
const runChecks = (t, n, s) => {
if (t.memo) return t;
let i, a = o.QH(t);
for (const c of n) {
if (c._zod.def.when) {
if (o.rL(t)) continue;
if (!c._zod.def.when(t)) continue;
} else if (a) continue;
const n = t.issues.length, u = c._zod.check(t);
if (u instanceof Promise && !1 === s?.async) throw new r.GT;
if (i || u instanceof Promise) i = (i ?? Promise.resolve()).then(async () => {
await u, t.issues.length !== n && (o.d3(t.issues, n, e), a || (a = o.QH(t, n)));
}); else {
if (t.issues.length === n) continue;
o.d3(t.issues, n, e), a || (a = o.QH(t, n));
}
}
return i ? i.then(() => t) : t;
}, handleCanaryResult = (t, n, s) => {
if (o.QH(t)) return t.aborted = !0, t;
const a = runChecks(n, i, s);
if (a instanceof Promise) {
if (!1 === s.async) throw new r.GT;
return a.then(t => e._zod.parse(t, s));
}
return e._zod.parse(a, s);
};
e._zod.run = (t, n) => {
if (n.skipChecks) return e._zod.parse(t, n);
if ("backward" === n.direction) {
const r = e._zod.parse({
value: t.value,
issues: []
}, {
...n,
skipChecks: !0
});
return r instanceof Promise ? r.then(e => handleCanaryResult(e, t, n)) : handleCanaryResult(r, t, n);
}
const o = e._zod.parse(t, n);
if (o instanceof Promise) {
if (!1 === n.async) throw new r.GT;
return o.then(e => runChecks(e, i, n));
}
return runChecks(o, i, n);
};
}
}, {
get "~standard"() {
return o.jD(this, "~standard", standardProps(this));
},
set "~standard"(e) {
o.qh(this, "~standard", e);
}
}), toStandardResult = (e, t) => e.issues.length ? {
issues: e.issues.map(e => o.iR(e, t, r.$W()))
} : {
value: e.value
};
function standardProps(e) {
return {
validate: t => {
const n = {
async: !1
};
try {
const r = e._zod.run({
value: t,
issues: []
}, n);
if (!(r instanceof Promise)) return toStandardResult(r, n);
} catch (e) {}
return async function validateAsync(e, t) {
const n = {
async: !0
};
return toStandardResult(await e._zod.run({
value: t,
issues: []
}, n), n);
}(e, t);
},
vendor: "zod",
version: 1
};
}
const m = r.xI("$ZodString", (e, t) => {
h.init(e, t), e._zod.pattern = t.pattern ?? p.gp, e._zod.parse = (n, r) => {
if (t.coerce) try {
n.value = String(n.value);
} catch (r) {}
return "string" == typeof n.value || n.issues.push({
expected: "string",
code: "invalid_type",
input: n.value,
inst: e
}), n;
};
}), g = r.xI("$ZodStringFormat", (e, t) => {
d.ql.init(e, t), m.init(e, t);
}), v = r.xI("$ZodGUID", (e, t) => {
t.pattern ?? (t.pattern = p.Os), g.init(e, t);
}), y = r.xI("$ZodUUID", (e, t) => {
if (t.version) {
const e = {
v1: 1,
v2: 2,
v3: 3,
v4: 4,
v5: 5,
v6: 6,
v7: 7,
v8: 8
}[t.version];
if (void 0 === e) throw new Error(`Invalid UUID version: "${t.version}"`);
t.pattern ?? (t.pattern = p.uR(e));
} else t.pattern ?? (t.pattern = p.uR());
g.init(e, t);
}), b = r.xI("$ZodEmail", (e, t) => {
t.pattern ?? (t.pattern = p.Rp), g.init(e, t);
});
function canParseURL(e) {
try {
return "undefined" != typeof URL && "function" == typeof URL.canParse ? URL.canParse(e) : (new URL(e), 
!0);
} catch {
return !1;
}
}
const w = /[\t\n\r]/g;
function stripTabAndNewline(e) {
return e.replace(w, "");
}
const k = r.xI("$ZodURL", (e, t) => {
g.init(e, t), e._zod.check = n => {
try {
const r = n.value.trim(), o = function validateURL(e, t) {
return "normalize" in t || "hostname" in t || "protocol" in t ? function parseURLObject(e, t) {
if (!t.normalize && t.protocol?.source === p.F.source && !/^https?:\/\//i.test(e)) return 1;
try {
if ("undefined" != typeof URL) {
const t = URL;
if ("function" == typeof t.parse) return t.parse(e) ?? 2;
}
return new URL(e);
} catch {
return 2;
}
}(e, t) : canParseURL(e) || 2;
}(r, t);
return 1 === o ? void n.issues.push({
code: "invalid_format",
format: "url",
note: "Invalid URL format",
input: n.value,
inst: e,
continue: !t.abort
}) : 2 === o ? void n.issues.push({
code: "invalid_format",
format: "url",
input: n.value,
inst: e,
continue: !t.abort
}) : !0 === o ? void (n.value = stripTabAndNewline(r)) : (t.hostname && !function urlHostnameOk(e, t) {
return t.lastIndex = 0, t.test(e.hostname);
}(o, t.hostname) && n.issues.push({
code: "invalid_format",
format: "url",
note: "Invalid hostname",
pattern: t.hostname.source,
input: n.value,
inst: e,
continue: !t.abort
}), t.protocol && !function urlProtocolOk(e, t) {
return t.lastIndex = 0, t.test(e.protocol.endsWith(":") ? e.protocol.slice(0, -1) : e.protocol);
}(o, t.protocol) && n.issues.push({
code: "invalid_format",
format: "url",
note: "Invalid protocol",
pattern: t.protocol.source,
input: n.value,
inst: e,
continue: !t.abort
}), void (n.value = t.normalize ? o.href : stripTabAndNewline(r)));
} catch (r) {
n.issues.push({
code: "invalid_format",
format: "url",
input: n.value,
inst: e,
continue: !t.abort
});
}
};
}), z = r.xI("$ZodEmoji", (e, t) => {
t.pattern ?? (t.pattern = p.Zg()), g.init(e, t);
}), O = r.xI("$ZodNanoID", (e, t) => {
if (void 0 !== t.length && (!Number.isInteger(t.length) || t.length < 1)) throw new Error(`Invalid nanoid length: ${t.length}`);
t.pattern ?? (t.pattern = void 0 === t.length ? p.Ak : p.D2(t.length)), g.init(e, t);
}), x = r.xI("$ZodCUID", (e, t) => {
t.pattern ?? (t.pattern = p.gF), g.init(e, t);
}), S = r.xI("$ZodCUID2", (e, t) => {
t.pattern ?? (t.pattern = p.Gl), g.init(e, t);
}), A = r.xI("$ZodULID", (e, t) => {
t.pattern ?? (t.pattern = p.Z0), g.init(e, t);
}), I = r.xI("$ZodXID", (e, t) => {
t.pattern ?? (t.pattern = p.kM), g.init(e, t);
}), $ = r.xI("$ZodKSUID", (e, t) => {
t.pattern ?? (t.pattern = p.fO), g.init(e, t);
}), E = r.xI("$ZodISODateTime", (e, t) => {
t.pattern ?? (t.pattern = p.w$(t)), g.init(e, t);
}), P = r.xI("$ZodISODate", (e, t) => {
t.pattern ?? (t.pattern = p.p6), g.init(e, t);
}), R = r.xI("$ZodISOTime", (e, t) => {
t.pattern ?? (t.pattern = p.kB(t)), g.init(e, t);
}), T = r.xI("$ZodISODuration", (e, t) => {
t.pattern ?? (t.pattern = p.p0), g.init(e, t);
}), j = r.xI("$ZodIPv4", (e, t) => {
t.pattern ?? (t.pattern = p.uX), g.init(e, t);
}), C = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(e) {
return !!C.test(e) && canParseURL(`http://[${e}]`);
}
const N = r.xI("$ZodIPv6", (e, t) => {
t.pattern ?? (t.pattern = p.ug), g.init(e, t), e._zod.check = n => {
isValidIPv6(n.value) || n.issues.push({
code: "invalid_format",
format: "ipv6",
input: n.value,
inst: e,
continue: !t.abort
});
};
}), Z = r.xI("$ZodCIDRv4", (e, t) => {
t.pattern ?? (t.pattern = p.zr), g.init(e, t);
}), D = r.xI("$ZodCIDRv6", (e, t) => {
t.pattern ?? (t.pattern = p.l7), g.init(e, t), e._zod.check = n => {
(function isValidCIDRv6(e) {
const t = e.split("/");
if (2 !== t.length) return !1;
const [n, r] = t;
if (!r) return !1;
const o = Number(r);
return `${o}` === r && !(o < 0 || o > 128) && isValidIPv6(n);
})(n.value) || n.issues.push({
code: "invalid_format",
format: "cidrv6",
input: n.value,
inst: e,
continue: !t.abort
});
};
});
function isValidBase64(e) {
if ("" === e) return !0;
if (/\s/.test(e)) return !1;
if (e.length % 4 != 0) return !1;
try {
return atob(e), !0;
} catch {
return !1;
}
}
const U = /^[0-9a-zA-Z+/]*={0,2}$/, M = r.xI("$ZodBase64", (e, t) => {
t.pattern ?? (t.pattern = U), g.init(e, t), e._zod.check = n => {
isValidBase64(n.value) || n.issues.push({
code: "invalid_format",
format: "base64",
input: n.value,
inst: e,
continue: !t.abort
});
};
}), F = /^[A-Za-z0-9_-]*$/, L = r.xI("$ZodBase64URL", (e, t) => {
t.pattern ?? (t.pattern = F), g.init(e, t), e._zod.check = n => {
(function isValidBase64URL(e) {
if (!F.test(e)) return !1;
const t = e.replace(/[-_]/g, e => "-" === e ? "+" : "/");
return isValidBase64(t.padEnd(4 * Math.ceil(t.length / 4), "="));
})(n.value) || n.issues.push({
code: "invalid_format",
format: "base64url",
input: n.value,
inst: e,
continue: !t.abort
});
};
}), q = r.xI("$ZodE164", (e, t) => {
t.pattern ?? (t.pattern = p.hQ), g.init(e, t);
}), J = r.xI("$ZodJWT", (e, t) => {
g.init(e, t), e._zod.check = n => {
(function isValidJWT(e, t = null) {
try {
const n = e.split(".");
if (3 !== n.length) return !1;
const [r] = n;
if (!r) return !1;
const o = JSON.parse(atob(r));
return !("typ" in o && "JWT" !== o?.typ || !o.alg || t && (!("alg" in o) || o.alg !== t));
} catch {
return !1;
}
})(n.value, t.alg) || n.issues.push({
code: "invalid_format",
format: "jwt",
input: n.value,
inst: e,
continue: !t.abort
});
};
}), H = r.xI("$ZodNumber", (e, t) => {
h.init(e, t), e._zod.pattern = p.ai, e._zod.parse = (n, r) => {
if (t.coerce) try {
n.value = Number(n.value);
} catch (e) {}
const o = n.value;
if ("number" == typeof o && !Number.isNaN(o) && Number.isFinite(o)) return n;
const s = "number" == typeof o ? Number.isNaN(o) ? "NaN" : Number.isFinite(o) ? void 0 : String(o) : void 0;
return n.issues.push({
expected: "number",
code: "invalid_type",
input: o,
inst: e,
...s ? {
received: s
} : {}
}), n;
};
}), B = r.xI("$ZodNumberFormat", (e, t) => {
d.KH.init(e, t), H.init(e, t);
}), G = r.xI("$ZodBoolean", (e, t) => {
h.init(e, t), e._zod.pattern = p.zM, e._zod.parse = (n, r) => {
if (t.coerce) try {
n.value = Boolean(n.value);
} catch (e) {}
const o = n.value;
return "boolean" == typeof o || n.issues.push({
expected: "boolean",
code: "invalid_type",
input: o,
inst: e
}), n;
};
}), V = r.xI("$ZodUnknown", (e, t) => {
h.init(e, t), e._zod.parse = e => e;
}), W = r.xI("$ZodNever", (e, t) => {
h.init(e, t), e._zod.parse = (t, n) => (t.issues.push({
expected: "never",
code: "invalid_type",
input: t.value,
inst: e
}), t);
});
const arraySize = e => Array.isArray(e) ? e.length : -1;
function handleArrayResult(e, t, n) {
e.issues.length && t.issues.push(...o.lQ(n, e.issues)), t.value[n] = e.value;
}
const K = r.xI("$ZodArray", (e, t) => {
h.init(e, t);
const n = r.cr.memoizer;
n?.attach(e), e._zod.parse = (r, s) => {
const i = r.value;
if (!Array.isArray(i)) return r.issues.push({
expected: "array",
code: "invalid_type",
input: i,
inst: e
}), r;
r.value = n ? n.alloc(e, r, Array(i.length), s) : Array(i.length);
const a = [], c = s?.abortEarly;
for (let e = 0; e < i.length; e++) {
const n = i[e], u = t.element._zod.run({
value: n,
issues: []
}, s);
if (u instanceof Promise) a.push(u.then(t => handleArrayResult(t, r, e))); else if (handleArrayResult(u, r, e), 
c && 0 !== u.issues.length && o.QH(u)) break;
}
return a.length ? Promise.all(a).then(() => r) : r;
}, function capSize(e, t) {
const n = o.hi(e._zod.def.checks);
if (!n.length) return;
const r = Math.min(...n.map(e => e[0])), s = e._zod.parse;
e._zod.parse = (n, i) => {
const a = t(n.value);
if (a > r && !i?.skipChecks && "backward" !== i?.direction) for (const [t, r] of o.hi(e._zod.def.checks)) if (a > t && r._zod.def.when(n)) {
const t = n.issues.length;
return r._zod.check(n), n.issues[t].continue = !1, o.d3(n.issues, t, e), n;
}
return s(n, i);
};
}(e, arraySize);
});
function handlePropertyResult(e, t, n, r, s, i) {
const a = n in r, c = "optional" === i;
if (a || !c || "optional" !== s) {
if (e.issues.length) {
if (void 0 !== s && c && !a) return;
t.issues.push(...o.lQ(n, e.issues));
}
a || void 0 !== s ? void 0 === e.value ? (a || "defaulted" === s && !c) && (t.value[n] = void 0) : t.value[n] = e.value : e.issues.length || t.issues.push({
code: "invalid_type",
expected: "nonoptional",
input: void 0,
path: [ n ]
});
}
}
const Q = [];
function normalizeDef(e) {
const t = Object.keys(e.shape), n = Object.getOwnPropertySymbols(e.shape), r = n.length ? n : Q, s = r.length ? [ ...t, ...r ] : t;
for (const t of s) if (!e.shape?.[t]?._zod?.traits?.has("$ZodType")) throw new Error(`Invalid element at key "${String(t)}": expected a Zod schema`);
const i = o.NM(e.shape);
return {
...e,
allKeys: s,
symbolKeys: r,
keySet: new Set(t),
numKeys: t.length,
optionalKeys: new Set(i)
};
}
function handleCatchall(e, t, n, r, s, i, a) {
const c = [], u = s.keySet, l = s.catchall._zod, d = l.def.type, p = l.optin, f = l.optout;
let h = 0;
for (const s in t) {
if (a && n.issues.length !== h) {
if (o.QH(n, h)) break;
h = n.issues.length;
}
if (u.has(s)) continue;
if ("__proto__" === s) {
"never" === d && c.push(s);
continue;
}
if ("never" === d) {
c.push(s);
continue;
}
const i = l.run({
value: t[s],
issues: []
}, r);
i instanceof Promise ? e.push(i.then(e => handlePropertyResult(e, n, s, t, p, f))) : handlePropertyResult(i, n, s, t, p, f);
}
return c.length && n.issues.push({
code: "unrecognized_keys",
keys: c,
input: t,
inst: i,
continue: !0
}), e.length ? Promise.all(e).then(() => n) : n;
}
const Y = r.xI("$ZodObject", (e, t) => {
h.init(e, t);
const n = Object.getOwnPropertyDescriptor(t, "shape"), s = n?.get ? n.get.raw : t.shape ?? {};
if (s) {
const get = () => {
const e = {
...s
};
return Object.defineProperty(t, "shape", {
value: e
}), get.raw = e, e;
};
get.raw = s, Object.defineProperty(t, "shape", {
get: get
});
}
const i = o.PO(() => normalizeDef(t));
o.v5(e, "propValues", e => {
const t = e.def.shape, n = {};
for (const e in t) {
const r = t[e]._zod;
if (r.values) {
Object.prototype.hasOwnProperty.call(n, e) || o.Vy(n, e, new Set);
for (const t of r.values) n[e].add(t);
void 0 !== r.optin && n[e].add(void 0);
}
}
return n;
});
const a = o.Gv, c = t.catchall;
let u;
const l = r.cr.memoizer;
l?.attach(e), e._zod.parse = (t, n) => {
u ?? (u = i.value);
const r = t.value;
if (!a(r)) return t.issues.push({
expected: "object",
code: "invalid_type",
input: r,
inst: e
}), t;
t.value = l ? l.alloc(e, t, {}, n) : {};
const s = [], d = u.shape, p = n?.abortEarly;
let f = t.issues.length;
for (const e of u.allKeys) {
if (p && t.issues.length !== f) {
if (o.QH(t, f)) break;
f = t.issues.length;
}
if ("__proto__" === e) continue;
const i = d[e], a = i._zod.optin, c = i._zod.optout, u = i._zod.run({
value: r[e],
issues: []
}, n);
u instanceof Promise ? s.push(u.then(n => handlePropertyResult(n, t, e, r, a, c))) : handlePropertyResult(u, t, e, r, a, c);
}
return c ? handleCatchall(s, r, t, n, i.value, e, !0 === p) : s.length ? Promise.all(s).then(() => t) : t;
};
}), X = r.xI("$ZodObjectJIT", (e, t) => {
Y.init(e, t);
const n = e._zod.parse, s = o.PO(() => normalizeDef(t)), i = r.cr.memoizer;
let a;
const c = o.Gv, u = !r.cr.jitless, l = o.hI, d = u && l.value, p = t.catchall;
let f;
e._zod.parse = (r, l) => {
f ?? (f = s.value);
const h = r.value;
return c(h) ? u && d && !1 === l?.async && !0 !== l.jitless ? (a || (a = (t => {
const n = s.value, r = n.symbolKeys, a = new Doc([ "payload", "ctx" ], {
shape: t,
inst: e,
memo: i,
syms: r
}), parseStr = e => `shape[${e}]._zod.run({ value: input[${e}], issues: [] }, ctx)`, prefixStr = (e, t) => `\n          let ${e}_ab = false;\n          for (let i = 0; i < ${e}.issues.length; i++) {\n            const iss = ${e}.issues[i];\n            iss.path = iss.path ? [${t}, ...iss.path] : [${t}];\n            payload.issues.push(iss);\n            if (iss.continue !== true) ${e}_ab = true;\n          }\n          if (${e}_ab && ctx && ctx.abortEarly) {\n            payload.value = newResult;\n            return payload;\n          }`;
a.write("const input = payload.value;");
const c = Object.create(null);
let u = 0;
for (const e of n.allKeys) c[e] = "key_" + u++;
a.write(i ? "const newResult = memo.alloc(inst, payload, {}, ctx);" : "const newResult = {};");
for (const e of n.allKeys) {
if ("__proto__" === e) continue;
const n = c[e], s = "symbol" == typeof e ? `syms[${r.indexOf(e)}]` : o.UQ(e), i = `${s} in input`, u = t[e], l = u?._zod?.optin, d = void 0 !== l, p = "optional" === u?._zod?.optout;
if (a.write(`const ${n} = ${parseStr(s)};`), d && p) {
const e = "optional" === l ? `${n}_present` : `${n}.value !== undefined || ${n}_present`;
a.write(`\n        const ${n}_present = ${i};\n        if (!${n}.issues.length || ${n}_present) {\n          if (${n}.issues.length) {${prefixStr(n, s)}\n          }\n\n          if (${e}) {\n            newResult[${s}] = ${n}.value;\n          }\n        }\n\n      `);
} else d ? (a.write(`\n        if (${n}.issues.length) {${prefixStr(n, s)}\n        }\n      `), 
"defaulted" === l ? a.write(`newResult[${s}] = ${n}.value;`) : a.write(`\n        if (${n}.value !== undefined || ${i}) {\n          newResult[${s}] = ${n}.value;\n        }\n      `)) : a.write(`\n        const ${n}_present = ${i};\n        if (${n}.issues.length) {${prefixStr(n, s)}\n        }\n        if (!${n}_present && !${n}.issues.length) {\n          payload.issues.push({\n            code: "invalid_type",\n            expected: "nonoptional",\n            input: undefined,\n            path: [${s}]\n          });\n          if (ctx && ctx.abortEarly) {\n            payload.value = newResult;\n            return payload;\n          }\n        }\n\n        if (${n}_present) {\n          newResult[${s}] = ${n}.value;\n        }\n\n      `);
}
return a.write("payload.value = newResult;"), a.write("return payload;"), a.compile();
})(t.shape)), r = a(r, l), p ? handleCatchall([], h, r, l, f, e, !0 === l?.abortEarly) : r) : n(r, l) : (r.issues.push({
expected: "object",
code: "invalid_type",
input: h,
inst: e
}), r);
};
});
function handleUnionResults(e, t, n, s) {
for (const n of e) if (0 === n.issues.length) return t.value = n.value, t;
const i = e.filter(e => !o.QH(e));
return 1 === i.length ? (t.value = i[0].value, i[0]) : (t.issues.push({
code: "invalid_union",
input: t.value,
inst: n,
errors: e.map(e => e.issues.map(e => o.iR(e, s, r.$W())))
}), t);
}
const ee = r.xI("$ZodUnion", (e, t) => {
h.init(e, t), o.v5(e, "optin", e => e.def.options.some(e => "defaulted" === e._zod.optin) ? "defaulted" : e.def.options.some(e => void 0 !== e._zod.optin) ? "optional" : void 0), 
o.v5(e, "optout", e => e.def.options.some(e => "optional" === e._zod.optout) ? "optional" : void 0), 
o.v5(e, "values", e => {
if (e.def.options.every(e => e._zod.values)) return new Set(e.def.options.flatMap(e => Array.from(e._zod.values)));
}), o.v5(e, "pattern", e => {
if (e.def.options.every(e => e._zod.pattern)) {
const t = e.def.options.map(e => e._zod.pattern);
return new RegExp(`^(${t.map(e => o.p6(e.source)).join("|")})$`);
}
});
const n = 1 === t.options.length ? t.options[0]._zod.run : null;
e._zod.parse = (r, o) => {
if (n) return n(r, o);
let s = !1;
const i = [];
for (const e of t.options) {
const t = e._zod.run({
value: r.value,
issues: []
}, o);
if (t instanceof Promise) i.push(t), s = !0; else {
if (0 === t.issues.length) return t;
i.push(t);
}
}
return s ? Promise.all(i).then(t => handleUnionResults(t, r, e, o)) : handleUnionResults(i, r, e, o);
};
});
const te = r.xI("$ZodDiscriminatedUnion", (e, t) => {
t.inclusive = !1, ee.init(e, t);
const n = e._zod.parse;
o.v5(e, "propValues", e => {
const t = {};
let n = 0;
for (const r of e.def.options) {
const s = r._zod.propValues;
if (!s || 0 === Object.keys(s).length) throw new Error(`Invalid discriminated union option at index "${e.def.options.indexOf(r)}"`);
s[e.def.discriminator]?.has(void 0) && n++;
for (const [e, n] of Object.entries(s)) {
Object.prototype.hasOwnProperty.call(t, e) || o.Vy(t, e, new Set);
for (const r of n) t[e].add(r);
}
}
return !e.def.unionFallback && n > 1 && t[e.def.discriminator]?.delete(void 0), 
t;
}), t.options.forEach((e, n) => {
const r = o.MO(e._zod.def);
if (r && !Object.prototype.hasOwnProperty.call(r, t.discriminator)) throw new Error(`Invalid discriminated union option at index "${n}"`);
});
const r = o.PO(() => function discriminatorMap(e) {
const t = new Map;
for (const n of e.options) {
const r = n._zod.propValues?.[e.discriminator];
if (!r || 0 === r.size) throw new Error(`Invalid discriminated union option at index "${e.options.indexOf(n)}"`);
for (const e of r) if (t.has(e)) {
if (void 0 !== e) throw new Error(`Duplicate discriminator value "${String(e)}"`);
t.set(e, null);
} else t.set(e, n);
}
return t;
}(t));
e._zod.parse = (s, i) => {
const a = s.value;
if (!o.Gv(a)) return s.issues.push({
code: "invalid_type",
expected: "object",
input: a,
inst: e
}), s;
const c = a?.[t.discriminator], u = r.value.get(c);
return !u || void 0 === c && "backward" === i.direction ? t.unionFallback || "backward" === i.direction ? n(s, i) : (s.issues.push({
code: "invalid_union",
errors: [],
note: "No matching discriminator",
discriminator: t.discriminator,
options: Array.from(r.value.keys()).filter(e => null !== r.value.get(e)),
input: a,
path: [ t.discriminator ],
inst: e
}), s) : u._zod.run(s, i);
};
}), ne = r.xI("$ZodIntersection", (e, t) => {
h.init(e, t), e._zod.parse = (e, n) => {
const r = e.value, o = t.left._zod.run({
value: r,
issues: []
}, n), s = t.right._zod.run({
value: r,
issues: []
}, n);
return o instanceof Promise || s instanceof Promise ? Promise.all([ o, s ]).then(([t, n]) => handleIntersectionResults(e, t, n)) : handleIntersectionResults(e, o, s);
};
});
function mergeValues(e, t) {
if (e === t) return {
valid: !0,
data: e
};
if (e instanceof Date && t instanceof Date && +e === +t) return {
valid: !0,
data: e
};
if (o.Qd(e) && o.Qd(t)) {
const n = Object.keys(t), r = Object.keys(e).filter(e => -1 !== n.indexOf(e)), o = {
...e,
...t
};
Object.prototype.hasOwnProperty.call(o, "__proto__") && delete o.__proto__;
for (const n of r) {
if ("__proto__" === n) continue;
const r = mergeValues(e[n], t[n]);
if (!r.valid) return {
valid: !1,
mergeErrorPath: [ n, ...r.mergeErrorPath ]
};
o[n] = r.data;
}
return {
valid: !0,
data: o
};
}
if (Array.isArray(e) && Array.isArray(t)) {
if (e.length !== t.length) return {
valid: !1,
mergeErrorPath: []
};
const n = [];
for (let r = 0; r < e.length; r++) {
const o = mergeValues(e[r], t[r]);
if (!o.valid) return {
valid: !1,
mergeErrorPath: [ r, ...o.mergeErrorPath ]
};
n.push(o.data);
}
return {
valid: !0,
data: n
};
}
return {
valid: !1,
mergeErrorPath: []
};
}
function handleIntersectionResults(e, t, n) {
const r = new Map;
let s;
const i = new Map, collect = (e, t) => {
let n;
if ("unrecognized_keys" !== e.code || e.path?.length) {
if ("invalid_key" !== e.code || "record" !== e.origin || 1 !== e.path?.length) return !1;
{
const t = String(e.path[0]);
i.has(t) || i.set(t, e), n = [ t ];
}
} else s ?? (s = e), n = e.keys;
for (const e of n) r.has(e) || r.set(e, {}), r.get(e)[t] = !0;
return !0;
};
for (const n of t.issues) collect(n, "l") || e.issues.push(n);
for (const t of n.issues) collect(t, "r") || e.issues.push(t);
const a = [ ...r ].filter(([, e]) => e.l && e.r).map(([e]) => e);
if (a.length) {
const t = s ? a.filter(e => s.keys.includes(e)) : [];
t.length && e.issues.push({
...s,
keys: t
});
for (const n of a) !t.includes(n) && i.has(n) && e.issues.push(i.get(n));
}
const c = mergeValues(t.value, n.value);
if (!c.valid) {
if (o.QH(e)) return e;
throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(c.mergeErrorPath)}`);
}
return e.value = c.data, e;
}
const re = r.xI("$ZodTuple", (e, t) => {
h.init(e, t);
const n = t.items, s = r.cr.memoizer;
s?.attach(e), e._zod.parse = (r, i) => {
const a = r.value;
if (!Array.isArray(a)) return r.issues.push({
input: a,
inst: e,
expected: "tuple",
code: "invalid_type"
}), r;
r.value = s ? s.alloc(e, r, [], i) : [];
const c = [], u = getTupleOptStart(n, "optin"), l = getTupleOptStart(n, "optout");
if (!t.rest) {
if (a.length < u) return r.issues.push({
code: "too_small",
minimum: u,
inclusive: !0,
input: a,
inst: e,
origin: "array"
}), r;
a.length > n.length && r.issues.push({
code: "too_big",
maximum: n.length,
inclusive: !0,
input: a,
inst: e,
origin: "array"
});
}
const d = new Array(n.length), p = t.rest ? i?.abortEarly : void 0;
let f = !1;
for (let e = 0; e < n.length; e++) {
const t = n[e]._zod.run({
value: a[e],
issues: []
}, i);
t instanceof Promise ? c.push(t.then(t => {
d[e] = t;
})) : (d[e] = t, p && !f && t.issues.length && (f = o.QH(t)));
}
if (t.rest && !f) {
let e = n.length - 1;
const s = a.slice(n.length);
let u = r.issues.length;
for (const n of s) {
if (p && r.issues.length !== u) {
if (o.QH(r, u)) break;
u = r.issues.length;
}
e++;
const s = t.rest._zod.run({
value: n,
issues: []
}, i);
s instanceof Promise ? c.push(s.then(t => handleTupleResult(t, r, e))) : handleTupleResult(s, r, e);
}
}
return c.length ? Promise.all(c).then(() => handleTupleResults(d, r, n, a, l)) : handleTupleResults(d, r, n, a, l);
};
});
function getTupleOptStart(e, t) {
for (let n = e.length - 1; n >= 0; n--) if (!("optin" === t ? void 0 !== e[n]._zod.optin : "optional" === e[n]._zod.optout)) return n + 1;
return 0;
}
function handleTupleResult(e, t, n) {
e.issues.length && t.issues.push(...o.lQ(n, e.issues)), t.value[n] = e.value;
}
function handleTupleResults(e, t, n, r, s) {
for (let i = 0; i < n.length; i++) {
const a = e[i], c = i < r.length;
if (!c && i >= s && "optional" === n[i]._zod.optin) {
t.value.length = i;
break;
}
if (a.issues.length) {
if (!c && i >= s) {
t.value.length = i;
break;
}
t.issues.push(...o.lQ(i, a.issues));
}
t.value[i] = a.value;
}
for (let e = t.value.length - 1; e >= r.length && "optional" === n[e]._zod.optout && void 0 === t.value[e]; e--) t.value.length = e;
return t;
}
const oe = r.xI("$ZodRecord", (e, t) => {
h.init(e, t);
const n = r.cr.memoizer;
n?.attach(e), e._zod.parse = (s, i) => {
const a = s.value;
if (!o.Qd(a)) return s.issues.push({
expected: "record",
code: "invalid_type",
input: a,
inst: e
}), s;
const c = [], u = t.keyType._zod.values;
if (u && !t.partial) {
s.value = n ? n.alloc(e, s, {}, i) : {};
const l = new Set;
for (const n of u) if ("string" == typeof n || "number" == typeof n || "symbol" == typeof n) {
if (l.add("number" == typeof n ? n.toString() : n), "__proto__" === n) continue;
const u = t.keyType._zod.run({
value: n,
issues: []
}, i);
if (u instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
if (u.issues.length) {
s.issues.push({
code: "invalid_key",
origin: "record",
issues: u.issues.map(e => o.iR(e, i, r.$W())),
input: n,
path: [ n ],
inst: e
});
continue;
}
const d = u.value;
if ("__proto__" === d) continue;
const p = t.valueType._zod.run({
value: a[n],
issues: []
}, i);
p instanceof Promise ? c.push(p.then(e => {
e.issues.length && s.issues.push(...o.lQ(n, e.issues)), s.value[d] = e.value;
})) : (p.issues.length && s.issues.push(...o.lQ(n, p.issues)), s.value[d] = p.value);
}
let d;
for (const e in a) if (!l.has(e)) if ("loose" === t.mode) {
if ("__proto__" === e) continue;
s.value[e] = a[e];
} else d = d ?? [], d.push(e);
d && d.length > 0 && s.issues.push({
code: "unrecognized_keys",
input: a,
inst: e,
keys: d,
continue: !0
});
} else {
let l;
s.value = n ? n.alloc(e, s, {}, i) : {};
for (const n of Reflect.ownKeys(a)) {
if ("__proto__" === n) continue;
if (!Object.prototype.propertyIsEnumerable.call(a, n)) continue;
let d = t.keyType._zod.run({
value: n,
issues: []
}, i);
if (d instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
if ("string" == typeof n && p.ai.test(n) && d.issues.length) {
const e = t.keyType._zod.run({
value: Number(n),
issues: []
}, i);
if (e instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
0 === e.issues.length && (d = e);
}
if (d.issues.length) {
"loose" === t.mode ? s.value[n] = a[n] : u ? (l = l ?? [], l.push(n)) : s.issues.push({
code: "invalid_key",
origin: "record",
issues: d.issues.map(e => o.iR(e, i, r.$W())),
input: n,
path: [ n ],
inst: e
});
continue;
}
const f = d.value;
if ("__proto__" === f) continue;
const h = t.valueType._zod.run({
value: a[n],
issues: []
}, i);
h instanceof Promise ? c.push(h.then(e => {
e.issues.length && s.issues.push(...o.lQ(n, e.issues)), s.value[f] = e.value;
})) : (h.issues.length && s.issues.push(...o.lQ(n, h.issues)), s.value[f] = h.value);
}
l && l.length > 0 && s.issues.push({
code: "unrecognized_keys",
input: a,
inst: e,
keys: l,
continue: !0
});
}
return c.length ? Promise.all(c).then(() => s) : s;
};
}), se = r.xI("$ZodEnum", (e, t) => {
h.init(e, t);
const n = o.w5(t.entries), r = new Set(n);
e._zod.values = r, o.v5(e, "pattern", e => {
const t = o.w5(e.def.entries).filter(e => o.qQ.has(typeof e));
return new RegExp(t.length ? `^(${t.map(e => o.sD(e.toString())).join("|")})$` : "^[^\\s\\S]$");
}), e._zod.parse = (t, o) => {
const s = t.value;
return r.has(s) || t.issues.push({
code: "invalid_value",
values: n,
input: s,
inst: e
}), t;
};
}), ie = r.xI("$ZodLiteral", (e, t) => {
h.init(e, t);
const n = new Set(t.values);
e._zod.values = n, o.v5(e, "pattern", e => {
const t = e.def.values;
return new RegExp(t.length ? `^(${t.map(e => "string" == typeof e ? o.sD(e) : e ? o.sD(e.toString()) : String(e)).join("|")})$` : "^[^\\s\\S]$");
}), e._zod.parse = (r, o) => {
const s = r.value;
return n.has(s) || r.issues.push({
code: "invalid_value",
values: t.values,
input: s,
inst: e
}), r;
};
}), ae = r.xI("$ZodTransform", (e, t) => {
h.init(e, t), e._zod.optin = "optional", r.cr.memoizer?.guard(e), e._zod.parse = (n, o) => {
if ("backward" === o.direction) throw new r.cV(e.constructor.name);
const s = t.transform(n.value, n);
if (o.async) return (s instanceof Promise ? s : Promise.resolve(s)).then(e => (n.value = e, 
n));
if (s instanceof Promise) throw new r.GT;
return n.value = s, n;
};
});
function handleOptionalResult(e, t) {
return e.value = t.issues.length ? void 0 : t.value, e;
}
const ce = r.xI("$ZodOptional", (e, t) => {
h.init(e, t), o.v5(e, "optin", e => "defaulted" === e.def.innerType._zod.optin ? "defaulted" : "optional"), 
e._zod.optout = "optional", o.v5(e, "values", e => {
const t = e.def.innerType._zod.values;
return t ? new Set([ ...t, void 0 ]) : void 0;
}), o.v5(e, "pattern", e => {
const t = e.def.innerType._zod.pattern;
return t ? new RegExp(`^(${o.p6(t.source)})?$`) : void 0;
}), e._zod.parse = (e, n) => {
if (void 0 === e.value) {
if ("defaulted" !== t.innerType._zod.optin) return e;
const r = t.innerType._zod.run({
value: e.value,
issues: []
}, n);
return r instanceof Promise ? r.then(t => handleOptionalResult(e, t)) : handleOptionalResult(e, r);
}
return t.innerType._zod.run(e, n);
};
}), ue = r.xI("$ZodExactOptional", (e, t) => {
ce.init(e, t), o.v5(e, "values", e => e.def.innerType._zod.values), o.v5(e, "pattern", e => e.def.innerType._zod.pattern), 
e._zod.parse = (e, n) => t.innerType._zod.run(e, n);
}), le = r.xI("$ZodNullable", (e, t) => {
h.init(e, t), o.v5(e, "optin", e => e.def.innerType._zod.optin), o.v5(e, "optout", e => e.def.innerType._zod.optout), 
o.v5(e, "pattern", e => {
const t = e.def.innerType._zod.pattern;
return t ? new RegExp(`^(${o.p6(t.source)}|null)$`) : void 0;
}), o.v5(e, "values", e => e.def.innerType._zod.values ? new Set([ ...e.def.innerType._zod.values, null ]) : void 0), 
e._zod.parse = (e, n) => null === e.value ? e : t.innerType._zod.run(e, n);
}), de = r.xI("$ZodDefault", (e, t) => {
h.init(e, t), e._zod.optin = "defaulted", o.v5(e, "values", e => e.def.innerType._zod.values), 
e._zod.parse = (e, n) => {
if ("backward" === n.direction) return t.innerType._zod.run(e, n);
if (void 0 === e.value) return e.value = t.defaultValue, e;
const r = t.innerType._zod.run(e, n);
return r instanceof Promise ? r.then(e => handleDefaultResult(e, t)) : handleDefaultResult(r, t);
};
});
function handleDefaultResult(e, t) {
return void 0 === e.value && (e.value = t.defaultValue), e;
}
const pe = r.xI("$ZodPrefault", (e, t) => {
h.init(e, t), e._zod.optin = "defaulted", o.v5(e, "values", e => e.def.innerType._zod.values), 
e._zod.parse = (e, n) => ("backward" === n.direction || void 0 === e.value && (e.value = t.defaultValue), 
t.innerType._zod.run(e, n));
}), fe = r.xI("$ZodNonOptional", (e, t) => {
h.init(e, t), o.v5(e, "values", e => {
const t = e.def.innerType._zod.values;
return t ? new Set([ ...t ].filter(e => void 0 !== e)) : void 0;
}), e._zod.parse = (n, r) => {
const o = t.innerType._zod.run(n, r);
return o instanceof Promise ? o.then(t => handleNonOptionalResult(t, e)) : handleNonOptionalResult(o, e);
};
});
function handleNonOptionalResult(e, t) {
return e.issues.length || void 0 !== e.value || e.issues.push({
code: "invalid_type",
expected: "nonoptional",
input: e.value,
inst: t
}), e;
}
function handleCatchResult(e, t, n, s) {
return t.issues.length ? (e.value = n.catchValue({
...t,
value: e.value,
error: {
issues: t.issues.map(e => o.iR(e, s, r.$W()))
},
input: e.value
}), e) : (e.value = t.value, t.memo && (e.memo = !0), e);
}
const he = r.xI("$ZodCatch", (e, t) => {
h.init(e, t), o.v5(e, "optin", e => "defaulted" === e.def.innerType._zod.optin ? "defaulted" : "optional"), 
o.v5(e, "optout", e => e.def.innerType._zod.optout), o.v5(e, "values", e => e.def.innerType._zod.values), 
e._zod.parse = (e, n) => {
if ("backward" === n.direction) return t.innerType._zod.run(e, n);
const r = t.innerType._zod.run({
value: e.value,
issues: []
}, n);
return r instanceof Promise ? r.then(r => handleCatchResult(e, r, t, n)) : handleCatchResult(e, r, t, n);
};
}), me = r.xI("$ZodPipe", (e, t) => {
h.init(e, t), o.v5(e, "values", e => e.def.in._zod.values), o.v5(e, "optin", e => e.def.in._zod.optin), 
o.v5(e, "optout", e => e.def.out._zod.optout), o.v5(e, "propValues", e => e.def.in._zod.propValues), 
e._zod.parse = (e, n) => {
if ("backward" === n.direction) {
const r = t.out._zod.run(e, n);
return r instanceof Promise ? r.then(e => handlePipeResult(e, t.in, n)) : handlePipeResult(r, t.in, n);
}
const r = t.in._zod.run(e, n);
return r instanceof Promise ? r.then(e => handlePipeResult(e, t.out, n)) : handlePipeResult(r, t.out, n);
};
});
function handlePipeResult(e, t, n) {
return e.issues.some(e => "unrecognized_keys" !== e.code) ? (e.aborted = !0, e) : t._zod.run({
value: e.value,
issues: e.issues
}, n);
}
const ge = r.xI("$ZodReadonly", (e, t) => {
h.init(e, t), o.v5(e, "propValues", e => e.def.innerType._zod.propValues), o.v5(e, "values", e => e.def.innerType._zod.values), 
o.v5(e, "optin", e => e.def.innerType?._zod?.optin), o.v5(e, "optout", e => e.def.innerType?._zod?.optout), 
e._zod.parse = (e, n) => {
if ("backward" === n.direction) return t.innerType._zod.run(e, n);
const r = t.innerType._zod.run(e, n);
return r instanceof Promise ? r.then(handleReadonlyResult) : handleReadonlyResult(r);
};
});
function handleReadonlyResult(e) {
return e.memo || (e.value = Object.freeze(e.value)), e;
}
const _e = r.xI("$ZodCustom", (e, t) => {
d.QP.init(e, t), h.init(e, t), e._zod.parse = (e, t) => e, e._zod.check = n => {
const r = n.value, o = t.fn(r);
if (o instanceof Promise) return o.then(t => handleRefineResult(t, n, r, e));
handleRefineResult(o, n, r, e);
};
});
function handleRefineResult(e, t, n, r) {
if (!e) {
const e = {
code: "custom",
input: n,
inst: r,
path: [ ...r._zod.def.path ?? [] ],
continue: !r._zod.def.abort
};
r._zod.def.params && (e.params = r._zod.def.params), t.issues.push(o.sn(e));
}
}
var ve = n(9396), ye = n(3759);
function assignProps(e, ...t) {
for (const n of t) for (const t of Reflect.ownKeys(n)) Object.prototype.propertyIsEnumerable.call(n, t) && (0, 
o.Vy)(e, t, n[t]);
return e;
}
function to_json_schema_initializeContext(e) {
let t = e?.target ?? "draft-2020-12";
return "draft-4" === t && (t = "draft-04"), "draft-7" === t && (t = "draft-07"), 
{
processors: e.processors ?? {},
metadataRegistry: e?.metadata ?? ve.fd,
target: t,
unrepresentable: e?.unrepresentable ?? "throw",
override: e?.override ?? (() => {}),
io: e?.io ?? "output",
counter: 0,
seen: new Map,
sharedDefsExtractedFor: void 0,
sharedEmitDoneFor: void 0,
cycles: e?.cycles ?? "ref",
reused: e?.reused ?? "inline",
intersections: [],
deferred: [],
external: e?.external ?? void 0
};
}
function handleUnrepresentable(e, t, n, r, o) {
const s = "function" == typeof t.unrepresentable ? t.unrepresentable({
zodSchema: e,
path: r.path,
message: o
}) : t.unrepresentable;
if ("any" === s) return !1;
if (void 0 === s || "throw" === s) throw new Error(o);
return Object.assign(n, s), !0;
}
function to_json_schema_processSchema(e, t, n = {
path: [],
schemaPath: []
}) {
var r;
const o = e._zod.def, s = t.seen.get(e);
if (s) return s.count++, n.schemaPath.includes(e) && (s.cycle = n.path), s.schema;
const i = {
schema: {},
count: 1,
cycle: void 0,
path: n.path
};
t.seen.set(e, i), t.sharedDefsExtractedFor = void 0, t.sharedEmitDoneFor = void 0;
const a = e._zod.toJSONSchema?.();
if (a) i.schema = a; else {
const r = {
...n,
schemaPath: [ ...n.schemaPath, e ],
path: n.path
};
if (e._zod.processJSONSchema) e._zod.processJSONSchema(t, i.schema, r); else {
const n = i.schema, s = t.processors[o.type];
if (!s) throw new Error(`[toJSONSchema]: Non-representable type encountered: ${o.type}`);
s(e, t, n, r);
}
const s = e._zod.parent;
s && (i.ref || (i.ref = s), to_json_schema_processSchema(s, t, r), t.seen.get(s).isParent = !0);
}
const c = t.metadataRegistry.get(e);
return c && assignProps(i.schema, c), "input" === t.io && isTransforming(e) && (delete i.schema.examples, 
delete i.schema.default), "input" === t.io && "_prefault" in i.schema && ((r = i.schema).default ?? (r.default = i.schema._prefault)), 
delete i.schema._prefault, t.seen.get(e).schema;
}
function encodeJSONPointerSegment(e) {
return e.replace(/~/g, "~0").replace(/\//g, "~1");
}
function to_json_schema_extractDefs(e, t) {
const n = e.seen.get(t);
if (!n) throw new Error("Unprocessed schema. This is a bug in Zod.");
if (e.external && e.sharedDefsExtractedFor === e.external) return;
const r = new Map;
for (const t of e.seen.entries()) {
const n = e.metadataRegistry.get(t[0])?.id;
if (n) {
const e = r.get(n);
if (e && e !== t[0]) throw new Error(`Duplicate schema id "${n}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
r.set(n, t[0]);
}
}
const extractToDef = t => {
if (t[1].schema.$ref) return;
const r = t[1], {ref: o, defId: s} = (t => {
const r = "draft-2020-12" === e.target ? "$defs" : "definitions";
if (e.external) {
const n = e.external.registry.get(t[0])?.id, o = e.external.uri ?? (e => e);
if (n) return {
ref: o(n)
};
const s = t[1].defId ?? t[1].schema.id ?? "schema" + e.counter++;
return t[1].defId = s, {
defId: s,
ref: `${o("__shared")}#/${r}/${encodeJSONPointerSegment(s)}`
};
}
const o = `#/${r}/`;
if (t[1] === n && !t[1].schema.id) return {
ref: "#"
};
const s = t[1].schema.id ?? "__schema" + e.counter++;
return {
defId: s,
ref: o + encodeJSONPointerSegment(s)
};
})(t);
r.def = {
...r.schema
}, s && (r.defId = s);
const i = r.schema;
for (const e in i) delete i[e];
i.$ref = o;
};
if ("throw" === e.cycles) for (const t of e.seen.entries()) {
const e = t[1];
if (e.cycle) throw new Error(`Cycle detected: #/${e.cycle?.join("/")}/<root>\n\nSet the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
}
for (const n of e.seen.entries()) {
const r = n[1];
if (t === n[0]) {
extractToDef(n);
continue;
}
if (e.external) {
const r = e.external.registry.get(n[0])?.id;
if (t !== n[0] && r) {
extractToDef(n);
continue;
}
}
const o = e.metadataRegistry.get(n[0])?.id;
(o || r.cycle || r.count > 1 && "ref" === e.reused) && extractToDef(n);
}
e.external && (e.sharedDefsExtractedFor = e.external);
}
function compactTypeUnion(e) {
const t = e.anyOf;
if (!Array.isArray(t) || 0 === t.length || void 0 !== e.type) return;
const n = [];
for (const e of t) {
if (!e || "object" != typeof e) return;
compactTypeUnion(e);
const t = Object.keys(e);
if (1 !== t.length || "type" !== t[0]) return;
const r = e.type;
for (const e of Array.isArray(r) ? r : [ r ]) {
if ("string" != typeof e) return;
n.includes(e) || n.push(e);
}
}
delete e.anyOf, e.type = 1 === n.length ? n[0] : n;
}
const be = new Set([ "type", "properties", "required", "additionalProperties" ]), we = [ "oneOf", "anyOf" ];
function undeclaredConstraint(e) {
const t = e.additionalProperties;
return void 0 === t || !1 === t || "object" != typeof t || null === t ? null : Object.keys(t).length ? t : null;
}
function foldObjects(e) {
const t = [];
for (const n of e) {
if ("object" != typeof n || "object" !== n.type) return null;
for (const e in n) if (!be.has(e)) return null;
t.push(n);
}
const n = {}, r = new Set;
for (const e of t) {
for (const r in e.properties) {
if (Object.prototype.hasOwnProperty.call(n, r)) continue;
const e = [];
for (const n of t) {
const t = n.properties?.[r] ?? undeclaredConstraint(n);
null != t && (e.some(e => JSON.stringify(e) === JSON.stringify(t)) || e.push(t));
}
const s = 1 === e.length ? e[0] : foldObjects(e) ?? {
allOf: e
};
(0, o.Vy)(n, r, s);
}
for (const t of e.required ?? []) r.add(t);
}
const s = {
type: "object",
properties: n
};
if (r.size && (s.required = [ ...r ]), t.every(e => !1 === e.additionalProperties)) s.additionalProperties = !1; else {
const e = [];
for (const n of t) {
const t = undeclaredConstraint(n);
t && !e.some(e => JSON.stringify(e) === JSON.stringify(t)) && e.push(t);
}
1 === e.length ? s.additionalProperties = e[0] : e.length > 1 && (s.additionalProperties = {
allOf: e
});
}
return s;
}
function foldIntersection(e) {
const t = e.allOf;
if (!Array.isArray(t) || t.length < 2) return;
for (const t of be) if (t in e) return;
const n = t.filter(e => we.some(t => Array.isArray(e[t])));
let r = null;
if (n.length) {
const e = n[0], o = we.find(t => Array.isArray(e[t]));
if (1 !== Object.keys(e).length) return;
const s = t.filter(t => t !== e), i = e[o].map(e => foldObjects([ ...s, e ]));
if (i.some(e => !e)) return;
r = {
[o]: i
};
} else r = foldObjects(t);
r && (delete e.allOf, assignProps(e, r));
}
function to_json_schema_finalize(e, t) {
const n = e.seen.get(t);
if (!n) throw new Error("Unprocessed schema. This is a bug in Zod.");
const flattenRef = t => {
const n = e.seen.get(t);
if (null === n.ref) return;
const r = n.def ?? n.schema, o = {
...r
}, s = n.ref;
if (n.ref = null, s) {
flattenRef(s);
const n = e.seen.get(s), i = n.schema;
if (!i.$ref || "draft-07" !== e.target && "draft-04" !== e.target && "openapi-3.0" !== e.target ? assignProps(r, i) : (r.allOf = r.allOf ?? [], 
r.allOf.push(i)), assignProps(r, o), t._zod.parent === s) for (const e in r) "$ref" !== e && "allOf" !== e && (e in o || delete r[e]);
if (i.$ref && n.def) for (const e in r) "$ref" !== e && "allOf" !== e && e in n.def && JSON.stringify(r[e]) === JSON.stringify(n.def[e]) && delete r[e];
}
const i = t._zod.parent;
if (i && i !== s) {
flattenRef(i);
const t = e.seen.get(i);
if (t?.schema.$ref && (r.$ref = t.schema.$ref, t.def)) for (const e in r) "$ref" !== e && "allOf" !== e && e in t.def && JSON.stringify(r[e]) === JSON.stringify(t.def[e]) && delete r[e];
}
e.override({
zodSchema: t,
jsonSchema: r,
path: n.path ?? []
});
};
if (!e.external || e.sharedEmitDoneFor !== e.external) {
for (const t of [ ...e.seen.entries() ].reverse()) flattenRef(t[0]);
if ("openapi-3.0" !== e.target) for (const t of e.seen.entries()) compactTypeUnion(t[1].def ?? t[1].schema);
for (const t of e.deferred) t();
if (e.intersections.length) {
const t = new Map;
for (const n of e.seen.values()) for (const e of [ n.schema, n.def ]) {
const n = e?.allOf;
if (!Array.isArray(n)) continue;
const r = t.get(n);
r ? r.push(e) : t.set(n, [ e ]);
}
for (const n of e.intersections) for (const e of t.get(n) ?? []) foldIntersection(e);
}
}
const r = {};
if ("draft-2020-12" === e.target ? r.$schema = "https://json-schema.org/draft/2020-12/schema" : "draft-07" === e.target ? r.$schema = "http://json-schema.org/draft-07/schema#" : "draft-04" === e.target ? r.$schema = "http://json-schema.org/draft-04/schema#" : e.target, 
e.external?.uri) {
const n = e.external.registry.get(t)?.id;
if (!n) throw new Error("Schema is missing an `id` property");
r.$id = e.external.uri(n);
}
assignProps(r, n.defId ? n.schema : n.def ?? n.schema);
const s = e.metadataRegistry.get(t)?.id;
void 0 !== s && r.id === s && delete r.id;
const i = e.external?.defs ?? {};
if (!e.external || e.sharedEmitDoneFor !== e.external) for (const t of e.seen.entries()) {
const e = t[1];
e.def && e.defId && (e.def.id === e.defId && delete e.def.id, (0, o.Vy)(i, e.defId, e.def));
}
e.external && (e.sharedEmitDoneFor = e.external), e.external || Object.keys(i).length > 0 && ("draft-2020-12" === e.target ? r.$defs = i : r.definitions = i);
try {
const n = JSON.parse(JSON.stringify(r));
return Object.defineProperty(n, "~standard", {
value: {
...t["~standard"],
jsonSchema: {
input: createStandardJSONSchemaMethod(t, "input", e.processors),
output: createStandardJSONSchemaMethod(t, "output", e.processors)
}
},
enumerable: !1,
writable: !1
}), n;
} catch (e) {
throw new Error("Error converting schema to JSON.");
}
}
function isTransforming(e, t) {
const n = t ?? {
seen: new Set
};
if (n.seen.has(e)) return !1;
n.seen.add(e);
const r = e._zod.def;
if ("transform" === r.type) return !0;
if ("array" === r.type) return isTransforming(r.element, n);
if ("set" === r.type) return isTransforming(r.valueType, n);
if ("lazy" === r.type) return isTransforming(r.getter(), n);
if ("promise" === r.type || "optional" === r.type || "nonoptional" === r.type || "nullable" === r.type || "readonly" === r.type || "default" === r.type || "prefault" === r.type || "catch" === r.type) return isTransforming(r.innerType, n);
if ("intersection" === r.type) return isTransforming(r.left, n) || isTransforming(r.right, n);
if ("record" === r.type || "map" === r.type) return isTransforming(r.keyType, n) || isTransforming(r.valueType, n);
if ("pipe" === r.type) return !!e._zod.traits.has("$ZodCodec") || isTransforming(r.in, n) || isTransforming(r.out, n);
if ("object" === r.type) {
for (const e in r.shape) if (isTransforming(r.shape[e], n)) return !0;
return !1;
}
if ("union" === r.type) {
for (const e of r.options) if (isTransforming(e, n)) return !0;
return !1;
}
if ("tuple" === r.type) {
for (const e of r.items) if (isTransforming(e, n)) return !0;
return !(!r.rest || !isTransforming(r.rest, n));
}
return !1;
}
const createStandardJSONSchemaMethod = (e, t, n = {}) => r => {
const {libraryOptions: o, target: s} = r ?? {}, i = to_json_schema_initializeContext({
...o ?? {},
target: s,
io: t,
processors: n
});
return to_json_schema_processSchema(e, i), to_json_schema_extractDefs(i, e), to_json_schema_finalize(i, e);
}, narrowMin = (e, t, n) => {
(void 0 === e[t] || n > e[t]) && (e[t] = n);
}, narrowMax = (e, t, n) => {
(void 0 === e[t] || n < e[t]) && (e[t] = n);
}, narrowBoth = (e, t) => {
narrowMin(e, "minimum", t), narrowMax(e, "maximum", t);
}, addDivisor = (e, t) => {
e.multipleOf ?? (e.multipleOf = []), e.multipleOf.includes(t) || e.multipleOf.push(t);
}, addPattern = (e, t) => {
e.patterns ?? (e.patterns = new Set), e.patterns.add(t);
}, intersectMime = (e, t) => {
e.mime = e.mime ? e.mime.filter(e => t.includes(e)) : [ ...t ];
}, setFormat = (e, t) => {
e.format = t, t.includes("int") && (e.isInt = !0);
}, minContributor = (e, t) => narrowMin(e, "minimum", t.minimum), maxContributor = (e, t) => narrowMax(e, "maximum", t.maximum), formatContributor = e => (t, n) => {
setFormat(t, n.format);
const [r, o] = e[n.format];
narrowMin(t, "minimum", r), narrowMax(t, "maximum", o);
}, ke = {
greater_than: (e, t) => narrowMin(e, t.inclusive ? "minimum" : "exclusiveMinimum", t.value),
less_than: (e, t) => narrowMax(e, t.inclusive ? "maximum" : "exclusiveMaximum", t.value),
multiple_of: (e, t) => addDivisor(e, t.value),
number_format: formatContributor(o.zH),
bigint_format: formatContributor(o.NR),
min_length: minContributor,
max_length: maxContributor,
length_equals: (e, t) => narrowBoth(e, t.length),
min_size: minContributor,
max_size: maxContributor,
size_equals: (e, t) => narrowBoth(e, t.size),
string_format: (e, t) => {
setFormat(e, t.format), t.pattern && addPattern(e, t.pattern), "base64" !== t.format && "base64url" !== t.format || (e.contentEncoding = t.format), 
(t.local || -1 === t.precision) && (e.laxFormat = !0);
},
mime_type: (e, t) => intersectMime(e, t.mime)
};
function aggregateChecks(e) {
const t = {}, n = e._zod.def, r = e._zod.traits.has("$ZodCheck") ? [ e, ...n.checks ?? [] ] : n.checks ?? [];
for (const e of r) ke[e._zod.def.check]?.(t, e._zod.def);
const o = e._zod.bag;
void 0 !== o.minimum && narrowMin(t, "minimum", o.minimum), void 0 !== o.exclusiveMinimum && narrowMin(t, "exclusiveMinimum", o.exclusiveMinimum), 
void 0 !== o.maximum && narrowMax(t, "maximum", o.maximum), void 0 !== o.exclusiveMaximum && narrowMax(t, "exclusiveMaximum", o.exclusiveMaximum), 
void 0 !== o.multipleOf && addDivisor(t, o.multipleOf), void 0 !== o.format && (t.format ?? (t.format = o.format), 
o.format.includes("int") && (t.isInt = !0)), o.mime && intersectMime(t, o.mime);
for (const e of o.patterns ?? []) addPattern(t, e);
return t;
}
const ze = {
guid: "uuid",
url: "uri",
datetime: "date-time",
json_string: "json-string",
regex: ""
}, Oe = new Map([ [ U, p.K3 ], [ F, p.r0 ] ]), exactPattern = e => Oe.get(e) ?? e;
function inputOptin(e) {
const t = e._zod.def;
return "pipe" === t.type && t.in._zod.traits.has("$ZodTransform") ? inputOptin(t.out) : "catch" === t.type ? inputOptin(t.innerType) : e._zod.optin;
}
function stringifyKeyNames(e, t, n) {
if (t.$ref) {
if (n.has(t)) return t;
n.add(t);
const r = e.get(t)?.def;
if (!r) return t;
const o = stringifyKeyNames(e, r, n);
return o === r ? t : o;
}
for (const r of [ "anyOf", "oneOf" ]) {
const o = t[r];
if (!Array.isArray(o)) continue;
const s = o.map(t => stringifyKeyNames(e, t, n));
s.some((e, t) => e !== o[t]) && (t = {
...t,
[r]: s
});
}
const r = Array.isArray(t.type) ? t.type : [ t.type ], o = !r.includes("string") && r.some(e => "number" === e || "integer" === e), s = t.enum ?? (void 0 !== t.const ? [ t.const ] : void 0);
if (!o && !s?.some(e => "number" == typeof e)) return t;
const {minimum: i, maximum: a, exclusiveMinimum: c, exclusiveMaximum: u, multipleOf: l, format: d, id: f, ...h} = t;
return h.enum ? h.enum = h.enum.map(e => "number" == typeof e ? String(e) : e) : "number" == typeof h.const && (h.const = String(h.const)), 
o ? (h.type = "string", s || (h.pattern = (r.includes("number") ? p.ai : p.nd).source), 
h) : h;
}
const xe = new WeakMap, Se = Symbol();
function serializeDefaultValue(e, t, n, r, o) {
let s = !1;
const i = JSON.stringify(e, (e, t) => "bigint" != typeof t ? t : (s = !0, null));
return s ? (handleUnrepresentable(t, n, r, o, "BigInt defaults cannot be represented in JSON Schema"), 
Se) : JSON.parse(i);
}
const optionalProcessor = (e, t, n, r) => {
const o = e._zod.def;
to_json_schema_processSchema(o.innerType, t, r), t.seen.get(e).ref = o.innerType;
}, error = () => {
const e = {
string: {
unit: "characters",
verb: "to have"
},
file: {
unit: "bytes",
verb: "to have"
},
array: {
unit: "items",
verb: "to have"
},
set: {
unit: "items",
verb: "to have"
},
map: {
unit: "entries",
verb: "to have"
}
};
function getSizing(t) {
return e[t] ?? null;
}
const t = {
regex: "input",
email: "email address",
url: "URL",
emoji: "emoji",
uuid: "UUID",
uuidv4: "UUIDv4",
uuidv6: "UUIDv6",
nanoid: "nanoid",
guid: "GUID",
cuid: "cuid",
cuid2: "cuid2",
ulid: "ULID",
xid: "XID",
ksuid: "KSUID",
datetime: "ISO datetime",
date: "ISO date",
time: "ISO time",
duration: "ISO duration",
ipv4: "IPv4 address",
ipv6: "IPv6 address",
mac: "MAC address",
cidrv4: "IPv4 range",
cidrv6: "IPv6 range",
base64: "base64-encoded string",
base64url: "base64url-encoded string",
json_string: "JSON string",
e164: "E.164 number",
currency_code: "currency code",
credit_card: "credit card number",
iban: "IBAN",
jwt: "JWT",
template_literal: "input"
}, n = {
nan: "NaN"
};
function getTypeName(e, t) {
return "number" !== e || "number" != typeof t || Number.isFinite(t) ? n[e] ?? e : String(t);
}
return e => {
switch (e.code) {
case "invalid_type":
return `Invalid input: expected ${getTypeName(e.expected)}, received ${getTypeName(o.GW(e.input), e.input)}`;

case "invalid_value":
return 1 === e.values.length ? `Invalid input: expected ${o.B7(e.values[0])}` : `Invalid option: expected one of ${o.jw(e.values, "|")}`;

case "too_big":
{
const t = e.exact ? "exactly " : e.inclusive ? "<=" : "<", n = getSizing(e.origin);
return n ? `Too big: expected ${e.origin ?? "value"} to have ${t}${e.maximum.toString()} ${n.unit ?? "elements"}` : `Too big: expected ${e.origin ?? "value"} to be ${t}${e.maximum.toString()}`;
}

case "too_small":
{
const t = e.exact ? "exactly " : e.inclusive ? ">=" : ">", n = getSizing(e.origin);
return n ? `Too small: expected ${e.origin} to have ${t}${e.minimum.toString()} ${n.unit}` : `Too small: expected ${e.origin} to be ${t}${e.minimum.toString()}`;
}

case "invalid_format":
{
const n = e;
return "starts_with" === n.format ? `Invalid string: must start with "${n.prefix}"` : "ends_with" === n.format ? `Invalid string: must end with "${n.suffix}"` : "includes" === n.format ? `Invalid string: must include "${n.includes}"` : "regex" === n.format ? `Invalid string: must match pattern ${n.pattern}` : `Invalid ${t[n.format] ?? e.format}`;
}

case "not_multiple_of":
return `Invalid number: must be a multiple of ${e.divisor}`;

case "unrecognized_keys":
return `Unrecognized key${e.keys.length > 1 ? "s" : ""}: ${o.jw(e.keys, ", ")}`;

case "invalid_key":
return `Invalid key in ${e.origin}`;

case "invalid_union":
return e.options && Array.isArray(e.options) && e.options.length > 0 ? `Invalid discriminator value. Expected ${e.options.map(e => `'${e}'`).join(" | ")}` : !1 === e.inclusive ? "Invalid input: more than one option matched" : "Invalid input";

case "invalid_element":
return `Invalid value in ${e.origin}`;

default:
return "Invalid input";
}
};
}, Ae = {
get: function _getMessage() {
const e = this._zod;
return e.message ?? (e.message = JSON.stringify(e.def, o.k8, 2)), e.message;
},
set: function _setMessage(e) {
this._zod.message = e;
},
enumerable: !0,
configurable: !0
}, Ie = {
value: void 0,
enumerable: !1
}, $e = new WeakSet([ Object.prototype, Error.prototype ]), initializer = (e, t) => {
e.name = "$ZodError", Ie.value = t, Object.defineProperty(e, "issues", Ie), Ie.value = void 0, 
Object.defineProperty(e, "message", Ae);
const n = Object.getPrototypeOf(e);
$e.has(n) || ($e.add(n), Object.defineProperty(n, "toString", {
configurable: !0,
enumerable: !1,
get() {
const value = () => this.message;
return Object.defineProperty(this, "toString", {
value: value,
configurable: !0,
writable: !0
}), value;
},
set(e) {
Object.defineProperty(this, "toString", {
value: e,
configurable: !0,
writable: !0
});
}
}));
}, Ee = (0, r.xI)("$ZodError", initializer);
function node(e, t, n) {
return Object.prototype.hasOwnProperty.call(e, t) || ("__proto__" === t ? Object.defineProperty(e, t, {
value: n(),
writable: !0,
enumerable: !0,
configurable: !0
}) : e[t] = n()), e[t];
}
function finalizeParams(e, t) {
return {
callee: t?.callee ?? e,
Err: t?.Err
};
}
(0, r.xI)("$ZodError", initializer, void 0, {
Parent: Error
});
const _parse = e => {
const fn = (t, n, s, i) => {
const a = s ? {
...s,
async: !1
} : {
async: !1
}, c = t._zod.run({
value: n,
issues: []
}, a);
if (c instanceof Promise) throw new r.GT;
if (c.issues.length) {
const t = new (i?.Err ?? e)(c.issues.map(e => o.iR(e, a, r.$W())));
throw o.gx(t, i?.callee ?? fn), t;
}
return c.value;
};
return fn;
}, _parseAsync = e => {
const fn = async (t, n, s, i) => {
const a = s ? {
...s,
async: !0
} : {
async: !0
};
let c = t._zod.run({
value: n,
issues: []
}, a);
if (c instanceof Promise && (c = await c), c.issues.length) {
const t = new (i?.Err ?? e)(c.issues.map(e => o.iR(e, a, r.$W())));
throw o.gx(t, i?.callee ?? fn), t;
}
return c.value;
};
return fn;
}, _safeParse = e => (t, n, o) => {
const s = o ? {
...o,
async: !1
} : {
async: !1
}, i = t._zod.run({
value: n,
issues: []
}, s);
if (i instanceof Promise) throw new r.GT;
return i.issues.length ? failure(e, i.issues, s) : {
success: !0,
data: i.value
};
};
function failure(e, t, n) {
let s;
return {
success: !1,
get error() {
return s || (s = new e(t.map(e => o.iR(e, n, r.$W()))), t = void 0, n = void 0), 
s;
},
set error(e) {
s = e, t = void 0, n = void 0;
}
};
}
const _safeParseAsync = e => async (t, n, r) => {
const o = r ? {
...r,
async: !0
} : {
async: !0
};
let s = t._zod.run({
value: n,
issues: []
}, o);
return s instanceof Promise && (s = await s), s.issues.length ? failure(e, s.issues, o) : {
success: !0,
data: s.value
};
}, Pe = Symbol.for("zod.compile.invalid"), Re = Symbol.for("zod.compile.fallback"), _encode = e => {
const t = _parse(e), fn = (e, n, r, o) => {
const s = r ? {
...r,
direction: "backward"
} : {
direction: "backward"
};
return t(e, n, s, finalizeParams(fn, o));
};
return fn;
}, _decode = e => {
const t = _parse(e), fn = (e, n, r, o) => t(e, n, r, finalizeParams(fn, o));
return fn;
}, _encodeAsync = e => {
const t = _parseAsync(e), fn = async (e, n, r, o) => {
const s = r ? {
...r,
direction: "backward"
} : {
direction: "backward"
};
return await t(e, n, s, finalizeParams(fn, o));
};
return fn;
}, _decodeAsync = e => {
const t = _parseAsync(e), fn = async (e, n, r, o) => await t(e, n, r, finalizeParams(fn, o));
return fn;
}, _safeEncode = e => (t, n, r) => {
const o = r ? {
...r,
direction: "backward"
} : {
direction: "backward"
};
return _safeParse(e)(t, n, o);
}, _safeDecode = e => (t, n, r) => _safeParse(e)(t, n, r), _safeEncodeAsync = e => async (t, n, r) => {
const o = r ? {
...r,
direction: "backward"
} : {
direction: "backward"
};
return _safeParseAsync(e)(t, n, o);
}, _safeDecodeAsync = e => async (t, n, r) => _safeParseAsync(e)(t, n, r), Te = new WeakSet([ Object.prototype, Error.prototype ]);
function _lazyMethod(e, t, n) {
Object.defineProperty(e, t, {
configurable: !0,
enumerable: !1,
get() {
const e = n(this);
return Object.defineProperty(this, t, {
value: e,
configurable: !0,
writable: !0
}), e;
},
set(e) {
Object.defineProperty(this, t, {
value: e,
configurable: !0,
writable: !0
});
}
});
}
const errors_initializer = (e, t) => {
Ee.init(e, t), e.name = "ZodError";
const n = Object.getPrototypeOf(e);
Te.has(n) || (Te.add(n), _lazyMethod(n, "format", e => t => function formatError(e, t = e => e.message) {
const n = {
_errors: []
}, processError = (e, r = []) => {
for (const o of e.issues) if ("invalid_union" === o.code && o.errors.length) o.errors.map(e => processError({
issues: e
}, [ ...r, ...o.path ])); else if ("invalid_key" === o.code) processError({
issues: o.issues
}, [ ...r, ...o.path ]); else if ("invalid_element" === o.code) processError({
issues: o.issues
}, [ ...r, ...o.path ]); else {
const e = [ ...r, ...o.path ];
if (0 === e.length) n._errors.push(t(o)); else {
let r = n, s = 0;
for (;s < e.length; ) {
const n = e[s], i = s === e.length - 1;
if ("_errors" === n) {
i && r._errors.push(t(o)), s++;
continue;
}
Object.prototype.hasOwnProperty.call(r, n) || Object.defineProperty(r, n, {
value: {
_errors: []
},
enumerable: !0,
writable: !0,
configurable: !0
});
const a = r[n];
i && a._errors.push(t(o)), r = a, s++;
}
}
}
};
return processError(e), n;
}(e, t)), _lazyMethod(n, "flatten", e => t => function flattenError(e, t = e => e.message) {
const n = {}, r = [];
for (const o of e.issues) o.path.length > 0 ? node(n, o.path[0], () => []).push(t(o)) : r.push(t(o));
return {
formErrors: r,
fieldErrors: n
};
}(e, t)), _lazyMethod(n, "addIssue", e => t => {
e.issues.push(t), e.message = JSON.stringify(e.issues, o.k8, 2);
}), _lazyMethod(n, "addIssues", e => t => {
e.issues.push(...t), e.message = JSON.stringify(e.issues, o.k8, 2);
}), Object.defineProperty(n, "isEmpty", {
configurable: !0,
enumerable: !1,
get() {
return 0 === this.issues.length;
}
}));
}, je = r.xI("ZodError", errors_initializer, void 0, {
Parent: Error
}), Ce = _parse(je), Ne = _parseAsync(je), Ze = _safeParse(je), De = _safeParseAsync(je), Ue = _encode(je), Me = _decode(je), Fe = _encodeAsync(je), Le = _decodeAsync(je), qe = _safeEncode(je), Je = _safeDecode(je), He = _safeEncodeAsync(je), Be = _safeDecodeAsync(je);
function _ensureDefaultMemoizer() {
r.cr.memoizer || r.$W({
memoizer: l
});
}
const Ge = r.xI("ZodType", (e, t) => (function _ensureDefaultLocale() {
r.cr.localeError || r.$W(function en() {
return {
localeError: error()
};
}());
}(), h.init(e, t), e.def = t, e.type = t.type, e), {
check(...e) {
const t = this.def;
return this.clone(o.zM(t, {
checks: [ ...t.checks ?? [], ...e.map(e => "function" == typeof e ? {
_zod: {
check: e,
def: {
check: "custom"
},
onattach: []
}
} : e) ]
}), {
parent: !0
});
},
with(...e) {
return this.check(...e);
},
clone(e, t) {
return o.o8(this, e, t);
},
brand() {
return this;
},
register(e, t) {
return e.add(this, t), this;
},
refine(e, t) {
return this.check(function refine(e, t = {}) {
return ye.fU(Jt, e, t);
}(e, t));
},
superRefine(e, t) {
return this.check(function superRefine(e, t) {
return ye.MB(e, t);
}(e, t));
},
overwrite(e) {
return this.check(ye.bS(e));
},
optional() {
return optional(this);
},
exactOptional() {
return function exactOptional(e) {
return new Nt({
type: "optional",
innerType: e
});
}(this);
},
nullable() {
return nullable(this);
},
nullish() {
return optional(nullable(this));
},
nonoptional(e) {
return function nonoptional(e, t) {
return new Mt({
type: "nonoptional",
innerType: e,
...o.A2(t)
});
}(this, e);
},
array() {
return array(this);
},
or(e) {
return union([ this, e ]);
},
and(e) {
return function intersection(e, t) {
return new $t({
type: "intersection",
left: e,
right: t
});
}(this, e);
},
transform(e) {
return pipe(this, function transform(e) {
return new jt({
type: "transform",
transform: e
});
}(e));
},
default(e) {
return function _default(e, t) {
return new Dt({
type: "default",
innerType: e,
get defaultValue() {
return "function" == typeof t ? t() : o.yG(t);
}
});
}(this, e);
},
prefault(e) {
return function prefault(e, t) {
return new Ut({
type: "prefault",
innerType: e,
get defaultValue() {
return "function" == typeof t ? t() : o.yG(t);
}
});
}(this, e);
},
catch(e) {
return function _catch(e, t) {
return new Ft({
type: "catch",
innerType: e,
catchValue: "function" == typeof t ? t : o.SS(t)
});
}(this, e);
},
pipe(e) {
return pipe(this, e);
},
readonly() {
return function readonly(e) {
return new qt({
type: "readonly",
innerType: e
});
}(this);
},
describe(e) {
const t = this.clone();
return ve.fd.add(t, {
description: e
}), t;
},
meta(...e) {
if (0 === e.length) return ve.fd.get(this);
const t = this.clone();
return ve.fd.add(t, e[0]), t;
},
isOptional() {
return this.safeParse(void 0).success;
},
isNullable() {
return this.safeParse(null).success;
},
apply(e, ...t) {
return 0 === t.length ? e(this) : e(this, ...t);
},
get "~standard"() {
return o.jD(this, "~standard", {
...standardProps(this),
jsonSchema: {
input: createStandardJSONSchemaMethod(this, "input"),
output: createStandardJSONSchemaMethod(this, "output")
}
});
},
set "~standard"(e) {
o.qh(this, "~standard", e);
},
parse: function _parse(e, t) {
return Ce(this, e, t, {
callee: _parse
});
},
parseAsync: async function _parseAsync(e, t) {
return await Ne(this, e, t, {
callee: _parseAsync
});
},
safeParse(e, t) {
return Ze(this, e, t);
},
async safeParseAsync(e, t) {
return De(this, e, t);
},
get spa() {
return this?.safeParseAsync;
},
set spa(e) {
o.qh(this, "spa", e);
},
validate(e, t) {
return ((e, t, n) => {
const o = e._zod.bag.validator;
if (void 0 !== o) {
if (o(t) !== Pe) return !0;
if (!0 === o.definite && void 0 === n) return !1;
}
return function validateFallback(e, t, n) {
const o = n ? {
...n,
async: !1,
abortEarly: !0
} : {
async: !1,
abortEarly: !0
}, s = e._zod.bag.fallbackRun;
let i;
if (s ? (o[Re] = !0, i = s({
value: t,
issues: []
}, o)) : i = e._zod.run({
value: t,
issues: []
}, o), i instanceof Promise) throw new r.GT;
return 0 === i.issues.length;
}(e, t, n);
})(this, e, t);
},
validateAsync(e, t) {
return (async (e, t, n) => {
const r = n ? {
...n,
async: !0,
abortEarly: !0
} : {
async: !0,
abortEarly: !0
};
let o = e._zod.run({
value: t,
issues: []
}, r);
return o instanceof Promise && (o = await o), 0 === o.issues.length;
})(this, e, t);
},
encode: function _encode(e, t) {
return Ue(this, e, t, {
callee: _encode
});
},
decode: function _decode(e, t) {
return Me(this, e, t, {
callee: _decode
});
},
encodeAsync: async function _encodeAsync(e, t) {
return await Fe(this, e, t, {
callee: _encodeAsync
});
},
decodeAsync: async function _decodeAsync(e, t) {
return await Le(this, e, t, {
callee: _decodeAsync
});
},
safeEncode(e, t) {
return qe(this, e, t);
},
safeDecode(e, t) {
return Je(this, e, t);
},
async safeEncodeAsync(e, t) {
return He(this, e, t);
},
async safeDecodeAsync(e, t) {
return Be(this, e, t);
},
toJSONSchema(e) {
return ((e, t = {}) => n => {
const r = to_json_schema_initializeContext({
...n,
processors: t
});
return to_json_schema_processSchema(e, r), to_json_schema_extractDefs(r, e), to_json_schema_finalize(r, e);
})(this, {})(e);
},
get description() {
return ve.fd.get(this)?.description;
},
get _def() {
return this._zod.def;
}
}), Ve = r.xI("_ZodString", (e, t) => {
m.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n) => {
const r = n;
r.type = "string";
const {minimum: o, maximum: s, format: i, patterns: a, contentEncoding: c, laxFormat: u} = aggregateChecks(e);
if ("number" == typeof o && (r.minLength = o), "number" == typeof s && (r.maxLength = s), 
i && (r.format = ze[i] ?? i, "" === r.format && delete r.format, ("time" === i || u) && delete r.format), 
c && (r.contentEncoding = c), a && a.size > 0) {
const e = [ ...a ].map(exactPattern);
1 === e.length ? r.pattern = e[0].source : e.length > 1 && (r.allOf = [ ...e.map(e => ({
..."draft-07" === t.target || "draft-04" === t.target || "openapi-3.0" === t.target ? {
type: "string"
} : {},
pattern: e.source
})) ]);
}
})(e, t, n);
}, o.un({
format: e => aggregateChecks(e).format ?? null,
minLength: e => aggregateChecks(e).minimum ?? null,
maxLength: e => aggregateChecks(e).maximum ?? null
}, {
regex(...e) {
return this.check(ye.Fk(...e));
},
includes(...e) {
return this.check(ye.dR(...e));
},
startsWith(...e) {
return this.check(ye.$S(...e));
},
endsWith(...e) {
return this.check(ye.ER(...e));
},
min(...e) {
return this.check(ye.m9(...e));
},
max(...e) {
return this.check(ye.Eb(...e));
},
length(...e) {
return this.check(ye.YA(...e));
},
nonempty(...e) {
return this.check(ye.m9(1, ...e));
},
lowercase(e) {
return this.check(ye.hH(e));
},
uppercase(e) {
return this.check(ye.qF(e));
},
trim() {
return this.check(ye.WN());
},
normalize(...e) {
return this.check(ye.lo(...e));
},
toLowerCase() {
return this.check(ye.Il());
},
toUpperCase() {
return this.check(ye.xY());
},
slugify() {
return this.check(ye.TL());
}
})), We = r.xI("ZodString", (e, t) => {
m.init(e, t), Ve.init(e, t);
}, {
email(e) {
return this.check(ye.Mu(tt, e));
},
url(e) {
return this.check(ye.Fn(ot, e));
},
jwt(e) {
return this.check(ye.rk(yt, e));
},
emoji(e) {
return this.check(ye.aC(st, e));
},
guid(e) {
return this.check(ye.tB(nt, e));
},
uuid(e) {
return this.check(ye.Be(rt, e));
},
uuidv4(e) {
return this.check(ye.nA(rt, e));
},
uuidv6(e) {
return this.check(ye.pY(rt, e));
},
uuidv7(e) {
return this.check(ye.wA(rt, e));
},
nanoid(e) {
return this.check(ye.Dl(it, e));
},
cuid(e) {
return this.check(ye.fs(at, e));
},
cuid2(e) {
return this.check(ye.Bj(ct, e));
},
ulid(e) {
return this.check(ye.Ct(ut, e));
},
base64(e) {
return this.check(ye.rt(gt, e));
},
base64url(e) {
return this.check(ye.cU(_t, e));
},
xid(e) {
return this.check(ye.Pw(lt, e));
},
ksuid(e) {
return this.check(ye._z(dt, e));
},
ipv4(e) {
return this.check(ye.Ny(pt, e));
},
ipv6(e) {
return this.check(ye.$O(ft, e));
},
cidrv4(e) {
return this.check(ye.Uy(ht, e));
},
cidrv6(e) {
return this.check(ye.gP(mt, e));
},
e164(e) {
return this.check(ye.KB(vt, e));
},
datetime(e) {
return this.check(ye.G1(Qe, e));
},
date(e) {
return this.check(ye.db(Ye, e));
},
time(e) {
return this.check(ye.Kn(Xe, e));
},
duration(e) {
return this.check(ye.f2(et, e));
}
});
function string(e) {
return ye.Rl(We, e);
}
const Ke = r.xI("ZodStringFormat", (e, t) => {
g.init(e, t), Ve.init(e, t);
}), Qe = r.xI("ZodISODateTime", (e, t) => {
E.init(e, t), Ke.init(e, t);
}), Ye = r.xI("ZodISODate", (e, t) => {
P.init(e, t), Ke.init(e, t);
}), Xe = r.xI("ZodISOTime", (e, t) => {
R.init(e, t), Ke.init(e, t);
}), et = r.xI("ZodISODuration", (e, t) => {
T.init(e, t), Ke.init(e, t);
}), tt = r.xI("ZodEmail", (e, t) => {
b.init(e, t), Ke.init(e, t);
}), nt = r.xI("ZodGUID", (e, t) => {
v.init(e, t), Ke.init(e, t);
}), rt = r.xI("ZodUUID", (e, t) => {
y.init(e, t), Ke.init(e, t);
}), ot = r.xI("ZodURL", (e, t) => {
k.init(e, t), Ke.init(e, t);
}), st = r.xI("ZodEmoji", (e, t) => {
z.init(e, t), Ke.init(e, t);
}), it = r.xI("ZodNanoID", (e, t) => {
O.init(e, t), Ke.init(e, t);
}), at = r.xI("ZodCUID", (e, t) => {
x.init(e, t), Ke.init(e, t);
}), ct = r.xI("ZodCUID2", (e, t) => {
S.init(e, t), Ke.init(e, t);
}), ut = r.xI("ZodULID", (e, t) => {
A.init(e, t), Ke.init(e, t);
}), lt = r.xI("ZodXID", (e, t) => {
I.init(e, t), Ke.init(e, t);
}), dt = r.xI("ZodKSUID", (e, t) => {
$.init(e, t), Ke.init(e, t);
}), pt = r.xI("ZodIPv4", (e, t) => {
j.init(e, t), Ke.init(e, t);
}), ft = r.xI("ZodIPv6", (e, t) => {
N.init(e, t), Ke.init(e, t);
}), ht = r.xI("ZodCIDRv4", (e, t) => {
Z.init(e, t), Ke.init(e, t);
}), mt = r.xI("ZodCIDRv6", (e, t) => {
D.init(e, t), Ke.init(e, t);
}), gt = r.xI("ZodBase64", (e, t) => {
M.init(e, t), Ke.init(e, t);
}), _t = r.xI("ZodBase64URL", (e, t) => {
L.init(e, t), Ke.init(e, t);
}), vt = r.xI("ZodE164", (e, t) => {
q.init(e, t), Ke.init(e, t);
}), yt = r.xI("ZodJWT", (e, t) => {
J.init(e, t), Ke.init(e, t);
}), bt = r.xI("ZodNumber", (e, t) => {
H.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = n, {minimum: s, maximum: i, multipleOf: a, exclusiveMaximum: c, exclusiveMinimum: u, isInt: l} = aggregateChecks(e);
o.type = l ? "integer" : "number";
const d = "number" == typeof u && u >= (s ?? Number.NEGATIVE_INFINITY), p = "number" == typeof c && c <= (i ?? Number.POSITIVE_INFINITY), f = "draft-04" === t.target || "openapi-3.0" === t.target;
if (d ? f ? (o.minimum = u, o.exclusiveMinimum = !0) : o.exclusiveMinimum = u : "number" == typeof s && (o.minimum = s), 
p ? f ? (o.maximum = c, o.exclusiveMaximum = !0) : o.exclusiveMaximum = c : "number" == typeof i && (o.maximum = i), 
a) {
const n = new Set;
for (const s of a) Number.isFinite(s) && 0 !== s ? n.add(Math.abs(s)) : handleUnrepresentable(e, t, o, r, `A multipleOf divisor of ${s} cannot be represented in JSON Schema`);
const [s, ...i] = n;
void 0 !== s && (o.multipleOf = s), i.length && (o.allOf = [ ...o.allOf ?? [], ...i.map(e => ({
multipleOf: e
})) ]);
}
})(e, t, n, r), e.isFinite = !0;
}, o.un({
minValue: e => {
const {minimum: t, exclusiveMinimum: n} = aggregateChecks(e);
return Math.max(t ?? Number.NEGATIVE_INFINITY, n ?? Number.NEGATIVE_INFINITY);
},
maxValue: e => {
const {maximum: t, exclusiveMaximum: n} = aggregateChecks(e);
return Math.min(t ?? Number.POSITIVE_INFINITY, n ?? Number.POSITIVE_INFINITY);
},
isInt: e => {
const {isInt: t, multipleOf: n} = aggregateChecks(e);
return !!t || !!n?.some(Number.isSafeInteger);
},
format: e => aggregateChecks(e).format ?? null
}, {
gt(e, t) {
return this.check(ye.Tx(e, t));
},
gte(e, t) {
return this.check(ye.qm(e, t));
},
min(e, t) {
return this.check(ye.qm(e, t));
},
lt(e, t) {
return this.check(ye.Au(e, t));
},
lte(e, t) {
return this.check(ye.Zm(e, t));
},
max(e, t) {
return this.check(ye.Zm(e, t));
},
int(e) {
return this.check(schemas_int(e));
},
safe(e) {
return this.check(schemas_int(e));
},
positive(e) {
return this.check(ye.Tx(0, e));
},
nonnegative(e) {
return this.check(ye.qm(0, e));
},
negative(e) {
return this.check(ye.Au(0, e));
},
nonpositive(e) {
return this.check(ye.Zm(0, e));
},
multipleOf(e, t) {
return this.check(ye.Hi(e, t));
},
step(e, t) {
return this.check(ye.Hi(e, t));
},
finite() {
return this;
}
}));
function number(e) {
return ye.F7(bt, e);
}
const wt = r.xI("ZodNumberFormat", (e, t) => {
B.init(e, t), bt.init(e, t);
});
function schemas_int(e) {
return ye.LK(wt, e);
}
const kt = r.xI("ZodBoolean", (e, t) => {
G.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (e, t, n) => ((e, t, n) => {
n.type = "boolean";
})(0, 0, t);
});
function schemas_boolean(e) {
return ye._L(kt, e);
}
const zt = r.xI("ZodUnknown", (e, t) => {
V.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (e, t, n) => {};
});
function unknown() {
return ye.em(zt);
}
const Ot = r.xI("ZodNever", (e, t) => {
W.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (e, t, n) => ((e, t, n) => {
n.not = {};
})(0, 0, t);
});
function never(e) {
return ye.G8(Ot, e);
}
const xt = r.xI("ZodArray", (e, t) => {
_ensureDefaultMemoizer(), K.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = n, s = e._zod.def, {minimum: i, maximum: a} = aggregateChecks(e);
"number" == typeof i && (o.minItems = i), "number" == typeof a && (o.maxItems = a), 
o.type = "array", o.items = to_json_schema_processSchema(s.element, t, {
...r,
path: [ ...r.path, "items" ]
});
})(e, t, n, r), e.element = t.element;
}, {
min(e, t) {
return this.check(ye.m9(e, t));
},
nonempty(e) {
return this.check(ye.m9(1, e));
},
max(e, t) {
return this.check(ye.Eb(e, t));
},
length(e, t) {
return this.check(ye.YA(e, t));
},
unwrap() {
return this.element;
}
});
function array(e, t) {
return ye.dZ(xt, e, t);
}
const St = r.xI("ZodObject", (e, t) => {
_ensureDefaultMemoizer(), X.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const s = n, i = e._zod.def, a = i.shape;
if (Object.getOwnPropertySymbols(a).length && handleUnrepresentable(e, t, s, r, "Symbol keys cannot be represented in JSON Schema")) return;
s.type = "object", s.properties = {};
for (const e in a) (0, o.Vy)(s.properties, e, to_json_schema_processSchema(a[e], t, {
...r,
path: [ ...r.path, "properties", e ]
}));
const c = [];
for (const e of Object.keys(a)) {
const n = i.shape[e];
("input" === t.io ? void 0 === inputOptin(n) : void 0 === n._zod.optout) && c.push(e);
}
c.length > 0 && (s.required = c), "never" === i.catchall?._zod.def.type ? s.additionalProperties = !1 : i.catchall ? i.catchall && (s.additionalProperties = to_json_schema_processSchema(i.catchall, t, {
...r,
path: [ ...r.path, "additionalProperties" ]
})) : "output" === t.io && (s.additionalProperties = !1);
})(e, t, n, r), o.X(e, "shape", e => e._zod.def.shape, !1);
}, {
keyof() {
return _enum(Object.keys(this._zod.def.shape));
},
catchall(e) {
return this.clone(o.zM(this._zod.def, {
catchall: e
}));
},
passthrough() {
return this.clone(o.zM(this._zod.def, {
catchall: unknown()
}));
},
loose() {
return this.clone(o.zM(this._zod.def, {
catchall: unknown()
}));
},
strict() {
return this.clone(o.zM(this._zod.def, {
catchall: never()
}));
},
strip() {
return this.clone(o.zM(this._zod.def, {
catchall: void 0
}));
},
extend(e) {
return o.X$(this, e);
},
safeExtend(e) {
return o.W0(this, e);
},
merge(e) {
return o.h1(this, e);
},
pick(e) {
return o.Up(this, e);
},
omit(e) {
return o.cJ(this, e);
},
partial(...e) {
return o.OH(Ct, this, e[0]);
},
exactPartial(...e) {
return o.OH(Nt, this, e[0], "exactPartial");
},
required(...e) {
return o.mw(Mt, this, e[0]);
}
});
function object(e, t) {
const n = {
type: "object",
shape: e ?? {},
...o.A2(t)
};
return new St(n);
}
function strictObject(e, t) {
return new St({
type: "object",
shape: e,
catchall: never(),
...o.A2(t)
});
}
function looseObject(e, t) {
return new St({
type: "object",
shape: e,
catchall: unknown(),
...o.A2(t)
});
}
const At = r.xI("ZodUnion", (e, t) => {
ee.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def, s = !1 === o.inclusive, i = o.options.map((e, n) => to_json_schema_processSchema(e, t, {
...r,
path: [ ...r.path, s ? "oneOf" : "anyOf", n ]
}));
s ? n.oneOf = i : n.anyOf = i;
})(e, t, n, r), e.options = t.options;
});
function union(e, t) {
return new At({
type: "union",
options: e,
...o.A2(t)
});
}
const It = r.xI("ZodDiscriminatedUnion", (e, t) => {
At.init(e, t), te.init(e, t);
});
function discriminatedUnion(e, t, n) {
return new It({
type: "union",
options: t,
discriminator: e,
...o.A2(n)
});
}
const $t = r.xI("ZodIntersection", (e, t) => {
ne.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def, s = to_json_schema_processSchema(o.left, t, {
...r,
path: [ ...r.path, "allOf", 0 ]
}), i = to_json_schema_processSchema(o.right, t, {
...r,
path: [ ...r.path, "allOf", 1 ]
}), isSimpleIntersection = e => "allOf" in e && 1 === Object.keys(e).length, a = [ ...isSimpleIntersection(s) ? s.allOf : [ s ], ...isSimpleIntersection(i) ? i.allOf : [ i ] ];
n.allOf = a, t.intersections.push(a);
})(e, t, n, r);
}), Et = r.xI("ZodTuple", (e, t) => {
_ensureDefaultMemoizer(), re.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = n, s = e._zod.def;
o.type = "array";
const i = "draft-2020-12" === t.target ? "prefixItems" : "items", a = "draft-2020-12" === t.target || "openapi-3.0" === t.target ? "items" : "additionalItems", c = s.items.map((e, n) => to_json_schema_processSchema(e, t, {
...r,
path: [ ...r.path, i, n ]
})), u = s.rest ? to_json_schema_processSchema(s.rest, t, {
...r,
path: [ ...r.path, a, ..."openapi-3.0" === t.target ? [ s.items.length ] : [] ]
}) : null;
let l = s.items.length;
for (;l > 0; ) {
const e = s.items[l - 1];
if (!("input" === t.io ? void 0 !== inputOptin(e) : "optional" === e._zod.optout)) break;
l--;
}
const d = s.items.length, p = !s.rest;
"draft-2020-12" === t.target ? (o.prefixItems = c, p ? o.items = !1 : u && (o.items = u), 
l > 0 && (o.minItems = l), p && (o.maxItems = d)) : "openapi-3.0" === t.target ? (o.items = {
anyOf: c
}, u && o.items.anyOf.push(u), l > 0 && (o.minItems = l), p && (o.maxItems = d)) : (o.items = c, 
p ? o.additionalItems = !1 : u && (o.additionalItems = u), l > 0 && (o.minItems = l), 
p && (o.maxItems = d));
const {minimum: f, maximum: h} = aggregateChecks(e);
"number" == typeof f && (o.minItems = f), "number" == typeof h && (o.maxItems = h);
})(e, t, n, r);
}, {
rest(e) {
return this.clone({
...this._zod.def,
rest: e
});
},
partial() {
const e = this._zod.def;
if (e.checks?.length) throw new Error(".partial() cannot be used on tuple schemas containing refinements");
return this.clone({
...e,
items: e.items.map(e => new Ct({
type: "optional",
innerType: e
}))
});
}
});
function tuple(e, t, n) {
const r = t instanceof h, s = r ? n : t;
return new Et({
type: "tuple",
items: e,
rest: r ? t : null,
...o.A2(s)
});
}
const Pt = r.xI("ZodRecord", (e, t) => {
_ensureDefaultMemoizer(), oe.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const s = n, i = e._zod.def;
s.type = "object";
const a = i.keyType, c = aggregateChecks(a).patterns;
if ("loose" === i.mode && c && c.size > 0) {
const e = to_json_schema_processSchema(i.valueType, t, {
...r,
path: [ ...r.path, "patternProperties", "*" ]
});
s.patternProperties = {};
for (const t of c) (0, o.Vy)(s.patternProperties, exactPattern(t).source, e);
} else {
if ("draft-07" === t.target || "draft-2020-12" === t.target) {
s.propertyNames = to_json_schema_processSchema(i.keyType, t, {
...r,
path: [ ...r.path, "propertyNames" ]
});
let n = xe.get(t);
n || (n = [], xe.set(t, n), t.deferred.push(() => function rewriteKeyNames(e) {
const t = new Map;
for (const n of e.seen.values()) n.def && !t.has(n.schema) && t.set(n.schema, n);
const n = new Map;
for (const r of xe.get(e) ?? []) {
const o = e.seen.get(r), s = (o?.def ?? o?.schema)?.propertyNames;
if (!s || !0 === s || n.has(s)) continue;
const i = stringifyKeyNames(t, s, new Set);
i !== s && n.set(s, i);
}
if (n.size) for (const t of e.seen.values()) for (const e of [ t.schema, t.def ]) {
const t = e && n.get(e.propertyNames);
t && (e.propertyNames = t);
}
}(t))), n.push(e);
}
s.additionalProperties = to_json_schema_processSchema(i.valueType, t, {
...r,
path: [ ...r.path, "additionalProperties" ]
});
}
const u = a._zod.values, l = "input" === t.io && void 0 !== inputOptin(i.valueType);
if (u && !i.partial && !l) {
const e = [ ...u ].filter(e => "string" == typeof e || "number" == typeof e);
e.length > 0 && (s.required = e.map(String));
}
})(e, t, n, r), e.keyType = t.keyType, e.valueType = t.valueType;
});
function record(e, t, n) {
return t && t._zod ? new Pt({
type: "record",
keyType: e,
valueType: t,
...o.A2(n)
}) : new Pt({
type: "record",
keyType: string(),
valueType: e,
...o.A2(t)
});
}
const Rt = r.xI("ZodEnum", (e, t) => {
se.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n) => {
const r = e._zod.def, s = (0, o.w5)(r.entries);
0 !== s.length ? (s.every(e => "number" == typeof e) && (n.type = "number"), s.every(e => "string" == typeof e) && (n.type = "string"), 
n.enum = s) : n.not = {};
})(e, 0, n), e.enum = t.entries, e.options = [ ...e._zod.values ];
const n = new Set(Object.keys(t.entries));
e.extract = (e, r) => {
const s = {};
for (const r of e) {
if (!n.has(r)) throw new Error(`Key ${r} not found in enum`);
s[r] = t.entries[r];
}
return new Rt({
...t,
checks: [],
...o.A2(r),
entries: s
});
}, e.exclude = (e, r) => {
const s = {
...t.entries
};
for (const t of e) {
if (!n.has(t)) throw new Error(`Key ${t} not found in enum`);
delete s[t];
}
return new Rt({
...t,
checks: [],
...o.A2(r),
entries: s
});
};
});
function _enum(e, t) {
const n = Array.isArray(e) ? Object.fromEntries(e.map(e => [ e, e ])) : e;
return new Rt({
type: "enum",
entries: n,
...o.A2(t)
});
}
const Tt = r.xI("ZodLiteral", (e, t) => {
ie.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def;
if (0 === o.values.length) return void (n.not = {});
const s = [];
for (const i of o.values) if (void 0 === i) {
if (handleUnrepresentable(e, t, n, r, "Literal `undefined` cannot be represented in JSON Schema")) return;
} else if ("bigint" == typeof i) {
if (handleUnrepresentable(e, t, n, r, "BigInt literals cannot be represented in JSON Schema")) return;
s.push(Number(i));
} else s.push(i);
if (0 === s.length) ; else if (1 === s.length) {
const e = s[0];
n.type = null === e ? "null" : typeof e, "draft-04" === t.target || "openapi-3.0" === t.target ? n.enum = [ e ] : n.const = e;
} else s.every(e => "number" == typeof e) && (n.type = "number"), s.every(e => "string" == typeof e) && (n.type = "string"), 
s.every(e => "boolean" == typeof e) && (n.type = "boolean"), s.every(e => null === e) && (n.type = "null"), 
n.enum = s;
})(e, t, n, r), e.values = new Set(t.values), Object.defineProperty(e, "value", {
get() {
if (t.values.length > 1) throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
return t.values[0];
}
});
});
function literal(e, t) {
return new Tt({
type: "literal",
values: Array.isArray(e) ? e : [ e ],
...o.A2(t)
});
}
const jt = r.xI("ZodTransform", (e, t) => {
_ensureDefaultMemoizer(), ae.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
handleUnrepresentable(e, t, n, r, "Transforms cannot be represented in JSON Schema");
})(e, t, n, r), e._zod.parse = (n, s) => {
if ("backward" === s.direction) throw new r.cV(e.constructor.name);
n.addIssue = r => {
if ("string" == typeof r) n.issues.push(o.sn(r, n.value, t)); else {
const t = r;
t.fatal && (t.continue = !1), t.code ?? (t.code = "custom"), "input" in t || (t.input = n.value), 
t.inst ?? (t.inst = e), n.issues.push(o.sn(t));
}
};
const i = t.transform(n.value, n);
return i instanceof Promise ? i.then(e => (n.value = e, n)) : (n.value = i, n);
};
});
const Ct = r.xI("ZodOptional", (e, t) => {
ce.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => optionalProcessor(e, t, 0, r), 
e.unwrap = () => e._zod.def.innerType;
});
function optional(e) {
return new Ct({
type: "optional",
innerType: e
});
}
const Nt = r.xI("ZodExactOptional", (e, t) => {
ue.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => optionalProcessor(e, t, 0, r), 
e.unwrap = () => e._zod.def.innerType;
}), Zt = r.xI("ZodNullable", (e, t) => {
le.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def, s = to_json_schema_processSchema(o.innerType, t, r), i = t.seen.get(e);
"openapi-3.0" === t.target ? (i.ref = o.innerType, n.nullable = !0) : n.anyOf = [ s, {
type: "null"
} ];
})(e, t, n, r), e.unwrap = () => e._zod.def.innerType;
});
function nullable(e) {
return new Zt({
type: "nullable",
innerType: e
});
}
const Dt = r.xI("ZodDefault", (e, t) => {
de.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def;
to_json_schema_processSchema(o.innerType, t, r), t.seen.get(e).ref = o.innerType;
const s = serializeDefaultValue(o.defaultValue, e, t, n, r);
s !== Se && (n.default = s);
})(e, t, n, r), e.unwrap = () => e._zod.def.innerType, e.removeDefault = e.unwrap;
}), Ut = r.xI("ZodPrefault", (e, t) => {
pe.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def;
if (to_json_schema_processSchema(o.innerType, t, r), t.seen.get(e).ref = o.innerType, 
"input" !== t.io) return;
const s = serializeDefaultValue(o.defaultValue, e, t, n, r);
s !== Se && (n._prefault = s);
})(e, t, n, r), e.unwrap = () => e._zod.def.innerType;
}), Mt = r.xI("ZodNonOptional", (e, t) => {
fe.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def;
to_json_schema_processSchema(o.innerType, t, r), t.seen.get(e).ref = o.innerType;
})(e, t, 0, r), e.unwrap = () => e._zod.def.innerType;
}), Ft = r.xI("ZodCatch", (e, t) => {
he.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def;
let s;
to_json_schema_processSchema(o.innerType, t, r), t.seen.get(e).ref = o.innerType;
try {
s = o.catchValue(void 0);
} catch {
return void handleUnrepresentable(e, t, n, r, "Dynamic catch values are not supported in JSON Schema");
}
n.default = s;
})(e, t, n, r), e.unwrap = () => e._zod.def.innerType, e.removeCatch = e.unwrap;
}), Lt = r.xI("ZodPipe", (e, t) => {
me.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def, s = o.in._zod.traits.has("$ZodTransform"), i = "input" === t.io ? s ? o.out : o.in : o.out;
to_json_schema_processSchema(i, t, r), t.seen.get(e).ref = i;
})(e, t, 0, r), e.in = t.in, e.out = t.out;
});
function pipe(e, t) {
return new Lt({
type: "pipe",
in: e,
out: t
});
}
const qt = r.xI("ZodReadonly", (e, t) => {
ge.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
const o = e._zod.def;
to_json_schema_processSchema(o.innerType, t, r), t.seen.get(e).ref = o.innerType, 
n.readOnly = !0;
})(e, t, n, r), e.unwrap = () => e._zod.def.innerType;
}), Jt = r.xI("ZodCustom", (e, t) => {
_e.init(e, t), Ge.init(e, t), e._zod.processJSONSchema = (t, n, r) => ((e, t, n, r) => {
handleUnrepresentable(e, t, n, r, "Custom types cannot be represented in JSON Schema");
})(e, t, n, r);
});
function custom(e, t) {
return ye.FO(Jt, e ?? (() => !0), t);
}
ye.q0, ye.mI;
}),
3759: ((e, t, n) => {
n.d(t, {
$O: () => _ipv6,
$S: () => _startsWith,
Au: () => _lt,
Be: () => _uuid,
Bj: () => _cuid2,
Ct: () => _ulid,
Dl: () => _nanoid,
ER: () => _endsWith,
Eb: () => _maxLength,
F7: () => _number,
FO: () => _custom,
Fk: () => _regex,
Fn: () => _url,
G1: () => _isoDateTime,
G8: () => _never,
Hi: () => _multipleOf,
Il: () => _toLowerCase,
KB: () => _e164,
Kn: () => _isoTime,
LK: () => _int,
MB: () => _superRefine,
Mu: () => _email,
Ny: () => _ipv4,
Pw: () => _xid,
Rl: () => _string,
T2: () => _properties,
TL: () => _slugify,
Tx: () => _gt,
Uy: () => _cidrv4,
WN: () => _trim,
YA: () => _length,
Zm: () => _lte,
_L: () => _boolean,
_z: () => _ksuid,
aC: () => _emoji,
bS: () => _overwrite,
cU: () => _base64url,
dR: () => _includes,
dZ: () => _array,
db: () => _isoDate,
em: () => _unknown,
f2: () => _isoDuration,
fU: () => _refine,
fs: () => _cuid,
gP: () => _cidrv6,
hH: () => _lowercase,
lo: () => _normalize,
m9: () => _minLength,
mI: () => meta,
nA: () => _uuidv4,
pY: () => _uuidv6,
q0: () => describe,
qF: () => _uppercase,
qG: () => _coercedNumber,
qm: () => _gte,
rk: () => _jwt,
rt: () => _base64,
tB: () => _guid,
wA: () => _uuidv7,
xY: () => _toUpperCase
});
var r = n(4890), o = n(9396), s = n(4723);
function snapshotChecks(e) {
return e.checks && (e.checks = [ ...e.checks ]), e;
}
function _string(e, t) {
return new e(snapshotChecks({
type: "string",
...s.A2(t)
}));
}
function _email(e, t) {
return new e({
type: "string",
format: "email",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _guid(e, t) {
return new e({
type: "string",
format: "guid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _uuid(e, t) {
return new e({
type: "string",
format: "uuid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _uuidv4(e, t) {
return new e({
type: "string",
format: "uuid",
check: "string_format",
abort: !1,
version: "v4",
...s.A2(t)
});
}
function _uuidv6(e, t) {
return new e({
type: "string",
format: "uuid",
check: "string_format",
abort: !1,
version: "v6",
...s.A2(t)
});
}
function _uuidv7(e, t) {
return new e({
type: "string",
format: "uuid",
check: "string_format",
abort: !1,
version: "v7",
...s.A2(t)
});
}
function _url(e, t) {
return new e({
type: "string",
format: "url",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _emoji(e, t) {
return new e({
type: "string",
format: "emoji",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _nanoid(e, t) {
return new e({
type: "string",
format: "nanoid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _cuid(e, t) {
return new e({
type: "string",
format: "cuid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _cuid2(e, t) {
return new e({
type: "string",
format: "cuid2",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _ulid(e, t) {
return new e({
type: "string",
format: "ulid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _xid(e, t) {
return new e({
type: "string",
format: "xid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _ksuid(e, t) {
return new e({
type: "string",
format: "ksuid",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _ipv4(e, t) {
return new e({
type: "string",
format: "ipv4",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _ipv6(e, t) {
return new e({
type: "string",
format: "ipv6",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _cidrv4(e, t) {
return new e({
type: "string",
format: "cidrv4",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _cidrv6(e, t) {
return new e({
type: "string",
format: "cidrv6",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _base64(e, t) {
return new e({
type: "string",
format: "base64",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _base64url(e, t) {
return new e({
type: "string",
format: "base64url",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _e164(e, t) {
return new e({
type: "string",
format: "e164",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _jwt(e, t) {
return new e({
type: "string",
format: "jwt",
check: "string_format",
abort: !1,
...s.A2(t)
});
}
function _isoDateTime(e, t) {
return new e({
type: "string",
format: "datetime",
check: "string_format",
offset: !1,
local: !1,
precision: null,
...s.A2(t)
});
}
function _isoDate(e, t) {
return new e({
type: "string",
format: "date",
check: "string_format",
...s.A2(t)
});
}
function _isoTime(e, t) {
return new e({
type: "string",
format: "time",
check: "string_format",
precision: null,
...s.A2(t)
});
}
function _isoDuration(e, t) {
return new e({
type: "string",
format: "duration",
check: "string_format",
...s.A2(t)
});
}
function _number(e, t) {
return new e(snapshotChecks({
type: "number",
checks: [],
...s.A2(t)
}));
}
function _coercedNumber(e, t) {
return new e(snapshotChecks({
type: "number",
coerce: !0,
checks: [],
...s.A2(t)
}));
}
function _int(e, t) {
return new e({
type: "number",
check: "number_format",
abort: !1,
format: "safeint",
...s.A2(t)
});
}
function _boolean(e, t) {
return new e({
type: "boolean",
...s.A2(t)
});
}
function _unknown(e) {
return new e({
type: "unknown"
});
}
function _never(e, t) {
return new e({
type: "never",
...s.A2(t)
});
}
function _lt(e, t) {
return new r.sm({
check: "less_than",
...s.A2(t),
value: e,
inclusive: !1
});
}
function _lte(e, t) {
return new r.sm({
check: "less_than",
...s.A2(t),
value: e,
inclusive: !0
});
}
function _gt(e, t) {
return new r.J_({
check: "greater_than",
...s.A2(t),
value: e,
inclusive: !1
});
}
function _gte(e, t) {
return new r.J_({
check: "greater_than",
...s.A2(t),
value: e,
inclusive: !0
});
}
function _multipleOf(e, t) {
return new r.Jk({
check: "multiple_of",
...s.A2(t),
value: e
});
}
function _maxLength(e, t) {
return new r.Yk({
check: "max_length",
...s.A2(t),
maximum: e
});
}
function _minLength(e, t) {
return new r.Kk({
check: "min_length",
...s.A2(t),
minimum: e
});
}
function _length(e, t) {
return new r.RM({
check: "length_equals",
...s.A2(t),
length: e
});
}
function _regex(e, t) {
return new r.DG({
check: "string_format",
format: "regex",
...s.A2(t),
pattern: e
});
}
function _lowercase(e) {
return new r.NI({
check: "string_format",
format: "lowercase",
...s.A2(e)
});
}
function _uppercase(e) {
return new r.kH({
check: "string_format",
format: "uppercase",
...s.A2(e)
});
}
function _includes(e, t) {
return new r.Tt({
check: "string_format",
format: "includes",
...s.A2(t),
includes: e
});
}
function _startsWith(e, t) {
return new r.J({
check: "string_format",
format: "starts_with",
...s.A2(t),
prefix: e
});
}
function _endsWith(e, t) {
return new r.E6({
check: "string_format",
format: "ends_with",
...s.A2(t),
suffix: e
});
}
function _properties(e, t) {
return new r.nJ({
check: "properties",
shape: e,
...s.A2(t)
});
}
function _overwrite(e) {
return new r.v$({
check: "overwrite",
tx: e
});
}
function _normalize(e) {
return _overwrite(t => t.normalize(e));
}
function _trim() {
return _overwrite(e => e.trim());
}
function _toLowerCase() {
return _overwrite(e => e.toLowerCase());
}
function _toUpperCase() {
return _overwrite(e => e.toUpperCase());
}
function _slugify() {
return _overwrite(e => s.Yv(e));
}
function _array(e, t, n) {
return new e({
type: "array",
element: t,
...s.A2(n)
});
}
function _custom(e, t, n) {
const r = s.A2(n);
return r.abort ?? (r.abort = !0), new e({
type: "custom",
check: "custom",
fn: t,
...r
});
}
function _refine(e, t, n) {
return new e({
type: "custom",
check: "custom",
fn: t,
...s.A2(n)
});
}
function _superRefine(e, t) {
const n = function _check(e, t) {
const n = new r.QP({
check: "custom",
...s.A2(t)
});
return n._zod.check = e, n;
}(t => (t.addIssue = e => {
if ("string" == typeof e) t.issues.push(s.sn(e, t.value, n._zod.def)); else {
const r = e;
r.fatal && (r.continue = !1), r.code ?? (r.code = "custom"), "input" in r || (r.input = t.value), 
r.inst ?? (r.inst = n), r.continue ?? (r.continue = !n._zod.def.abort), t.issues.push(s.sn(r));
}
}, e(t.value, t)), t);
return n;
}
function describe(e) {
const t = new r.QP({
check: "describe"
});
return t._zod.onattach = [ t => {
const n = o.fd.get(t) ?? {};
o.fd.add(t, {
...n,
description: e
});
} ], t._zod.check = () => {}, t;
}
function meta(e) {
const t = new r.QP({
check: "meta"
});
return t._zod.onattach = [ t => {
const n = o.fd.get(t) ?? {};
o.fd.add(t, {
...n,
...e
});
} ], t._zod.check = () => {}, t;
}
}),
4890: ((e, t, n) => {
n.d(t, {
DG: () => g,
E6: () => k,
J: () => w,
J_: () => u,
Jk: () => l,
KH: () => d,
Kk: () => f,
NI: () => v,
QP: () => i,
RM: () => h,
Tt: () => b,
Yk: () => p,
kH: () => y,
nJ: () => z,
ql: () => m,
sm: () => c,
v$: () => O
});
var r = n(8532), o = n(3908), s = n(4723);
const i = r.xI("$ZodCheck", (e, t) => {
var n;
e._zod ?? (e._zod = {}), e._zod.def = t, (n = e._zod).onattach ?? (n.onattach = []);
}), _whenHasLength = e => {
const t = e.value;
return !s.cl(t) && void 0 !== t.length;
}, a = {
number: "number",
bigint: "bigint",
object: "date"
}, c = r.xI("$ZodCheckLessThan", (e, t) => {
i.init(e, t);
const n = a[typeof t.value];
e._zod.check = r => {
(t.inclusive ? r.value <= t.value : r.value < t.value) || r.issues.push({
origin: a[typeof r.value] ?? n,
code: "too_big",
maximum: "object" == typeof t.value ? t.value.getTime() : t.value,
input: r.value,
inclusive: t.inclusive,
inst: e,
continue: !t.abort
});
};
}), u = r.xI("$ZodCheckGreaterThan", (e, t) => {
i.init(e, t);
const n = a[typeof t.value];
e._zod.check = r => {
(t.inclusive ? r.value >= t.value : r.value > t.value) || r.issues.push({
origin: a[typeof r.value] ?? n,
code: "too_small",
minimum: "object" == typeof t.value ? t.value.getTime() : t.value,
input: r.value,
inclusive: t.inclusive,
inst: e,
continue: !t.abort
});
};
}), l = r.xI("$ZodCheckMultipleOf", (e, t) => {
i.init(e, t), e._zod.check = n => {
if (typeof n.value != typeof t.value) throw new Error("Cannot mix number and bigint in multiple_of check.");
("bigint" == typeof n.value ? t.value !== BigInt(0) && n.value % t.value === BigInt(0) : 0 === s.LG(n.value, t.value)) || n.issues.push({
origin: typeof n.value,
code: "not_multiple_of",
divisor: t.value,
input: n.value,
inst: e,
continue: !t.abort
});
};
}), d = r.xI("$ZodCheckNumberFormat", (e, t) => {
i.init(e, t), t.format = t.format || "float64";
const n = t.format?.includes("int"), r = n ? "int" : "number", [o, a] = s.zH[t.format];
e._zod.check = s => {
const i = s.value;
if (n) {
if (!Number.isInteger(i)) return void s.issues.push({
expected: r,
format: t.format,
code: "invalid_type",
continue: !1,
input: i,
inst: e
});
if (!Number.isSafeInteger(i)) return void (i > 0 ? s.issues.push({
input: i,
code: "too_big",
maximum: Number.MAX_SAFE_INTEGER,
note: "Integers must be within the safe integer range.",
inst: e,
origin: r,
inclusive: !0,
continue: !t.abort
}) : s.issues.push({
input: i,
code: "too_small",
minimum: Number.MIN_SAFE_INTEGER,
note: "Integers must be within the safe integer range.",
inst: e,
origin: r,
inclusive: !0,
continue: !t.abort
}));
}
i < o && s.issues.push({
origin: "number",
input: i,
code: "too_small",
minimum: o,
inclusive: !0,
inst: e,
continue: !t.abort
}), i > a && s.issues.push({
origin: "number",
input: i,
code: "too_big",
maximum: a,
inclusive: !0,
inst: e,
continue: !t.abort
});
};
}), p = r.xI("$ZodCheckMaxLength", (e, t) => {
var n;
i.init(e, t), (n = e._zod.def).when ?? (n.when = _whenHasLength), e._zod.check = n => {
const r = n.value, o = r.length;
if (("string" == typeof r && o > t.maximum ? s.O7(r) : o) <= t.maximum) return;
const i = s.Rc(r);
n.issues.push({
origin: i,
code: "too_big",
maximum: t.maximum,
inclusive: !0,
input: r,
inst: e,
continue: !t.abort
});
};
}), f = r.xI("$ZodCheckMinLength", (e, t) => {
var n;
i.init(e, t), (n = e._zod.def).when ?? (n.when = _whenHasLength), e._zod.check = n => {
const r = n.value, o = r.length;
if (("string" == typeof r && o >= t.minimum && o < 2 * t.minimum ? s.O7(r) : o) >= t.minimum) return;
const i = s.Rc(r);
n.issues.push({
origin: i,
code: "too_small",
minimum: t.minimum,
inclusive: !0,
input: r,
inst: e,
continue: !t.abort
});
};
}), h = r.xI("$ZodCheckLengthEquals", (e, t) => {
var n;
i.init(e, t), (n = e._zod.def).when ?? (n.when = _whenHasLength), e._zod.check = n => {
const r = n.value, o = r.length, i = "string" == typeof r && o >= t.length && o <= 2 * t.length ? s.O7(r) : o;
if (i === t.length) return;
const a = s.Rc(r), c = i > t.length;
n.issues.push({
origin: a,
...c ? {
code: "too_big",
maximum: t.length
} : {
code: "too_small",
minimum: t.length
},
inclusive: !0,
exact: !0,
input: n.value,
inst: e,
continue: !t.abort
});
};
}), m = r.xI("$ZodCheckStringFormat", (e, t) => {
var n, r;
i.init(e, t), t.pattern ? (n = e._zod).check ?? (n.check = n => {
t.pattern.lastIndex = 0, t.pattern.test(n.value) || n.issues.push({
origin: "string",
code: "invalid_format",
format: t.format,
input: n.value,
...t.pattern ? {
pattern: t.pattern.toString()
} : {},
inst: e,
continue: !t.abort
});
}) : (r = e._zod).check ?? (r.check = () => {});
}), g = r.xI("$ZodCheckRegex", (e, t) => {
m.init(e, t), e._zod.check = n => {
t.pattern.lastIndex = 0, t.pattern.test(n.value) || n.issues.push({
origin: "string",
code: "invalid_format",
format: "regex",
input: n.value,
pattern: t.pattern.toString(),
inst: e,
continue: !t.abort
});
};
}), v = r.xI("$ZodCheckLowerCase", (e, t) => {
t.pattern ?? (t.pattern = o.AC), m.init(e, t);
}), y = r.xI("$ZodCheckUpperCase", (e, t) => {
t.pattern ?? (t.pattern = o.Zv), m.init(e, t);
}), b = r.xI("$ZodCheckIncludes", (e, t) => {
i.init(e, t);
const n = s.sD(t.includes), r = new RegExp("number" == typeof t.position ? `^.{${t.position},}${n}` : n);
t.pattern = r, e._zod.check = n => {
n.value.includes(t.includes, t.position) || n.issues.push({
origin: "string",
code: "invalid_format",
format: "includes",
includes: t.includes,
input: n.value,
inst: e,
continue: !t.abort
});
};
}), w = r.xI("$ZodCheckStartsWith", (e, t) => {
i.init(e, t);
const n = new RegExp(`^${s.sD(t.prefix)}.*`);
t.pattern ?? (t.pattern = n), e._zod.check = n => {
n.value.startsWith(t.prefix) || n.issues.push({
origin: "string",
code: "invalid_format",
format: "starts_with",
prefix: t.prefix,
input: n.value,
inst: e,
continue: !t.abort
});
};
}), k = r.xI("$ZodCheckEndsWith", (e, t) => {
i.init(e, t);
const n = new RegExp(`.*${s.sD(t.suffix)}$`);
t.pattern ?? (t.pattern = n), e._zod.check = n => {
n.value.endsWith(t.suffix) || n.issues.push({
origin: "string",
code: "invalid_format",
format: "ends_with",
suffix: t.suffix,
input: n.value,
inst: e,
continue: !t.abort
});
};
});
function handleCheckPropertyResult(e, t, n) {
e.issues.length && t.issues.push(...s.lQ(n, e.issues));
}
const z = r.xI("$ZodCheckProperties", (e, t) => {
let n;
i.init(e, t), s.jD(e, Symbol.iterator, function*() {
yield e;
}), e._zod.check = r => {
if (null == r.value) return void r.issues.push({
expected: "object",
code: "invalid_type",
input: r.value,
inst: e
});
n ?? (n = Reflect.ownKeys(t.shape).map(e => [ e, t.shape[e] ]));
const o = r.value;
let s;
for (const [e, t] of n) {
const n = t._zod.run({
value: o[e],
issues: []
}, {});
n instanceof Promise ? (s ?? (s = []), s.push(n.then(t => handleCheckPropertyResult(t, r, e)))) : handleCheckPropertyResult(n, r, e);
}
return s ? Promise.all(s).then(() => {}) : void 0;
};
}), O = r.xI("$ZodCheckOverwrite", (e, t) => {
i.init(e, t), e._zod.check = e => {
e.value = t.tx(e.value);
};
});
}),
8532: ((e, t, n) => {
n.d(t, {
$W: () => config,
GT: () => $ZodAsyncError,
cV: () => $ZodEncodeError,
cr: () => a,
xI: () => $constructor
});
var r, o = n(4723);
const s = {
value: void 0,
enumerable: !1
};
let i = "captureStackTrace" in Error ? Error : null;
function $constructor(e, t, n, r) {
function Internals(e) {
this.def = e, this.constr = _, this.traits = new Set;
}
Internals.prototype = {};
const a = n, c = a && new WeakSet;
function init(n, r) {
if (n._zod) {
if (n._zod.traits.has(e)) return;
} else {
s.value = new Internals(r);
try {
Object.defineProperty(n, "_zod", s);
} finally {
s.value = void 0;
}
}
if (n._zod.traits.add(e), t(n, r), c) {
const e = Object.getPrototypeOf(n), t = n._zod.constr.prototype;
let r = e;
for (;r && r !== t; ) r = Object.getPrototypeOf(r);
const s = r ?? e;
c.has(s) || (c.add(s), (0, o.ol)(s, a));
}
const i = _.prototype;
for (const e in i) Object.prototype.hasOwnProperty.call(i, e) && (e in n || (n[e] = i[e].bind(n)));
}
const u = r?.Parent ?? Object;
class Definition extends u {}
function _(e) {
const t = r?.Parent ? function newError(e) {
const t = i;
if (t) {
const n = t.stackTraceLimit;
if ("number" == typeof n) {
try {
t.stackTraceLimit = 0;
} catch {
return i = null, new e;
}
try {
return new e;
} finally {
t.stackTraceLimit = n;
}
}
}
return new e;
}(Definition) : this;
init(t, e);
const n = t._zod.deferred;
if (n) {
for (const e of n) e();
t._zod.deferred = void 0;
}
const o = globalThis.__zod_globalConfig?.postProcessor;
return o && o(t), t;
}
return Object.defineProperty(Definition, "name", {
value: e
}), Object.defineProperty(_, "init", {
value: init
}), Object.defineProperty(_, Symbol.hasInstance, {
value: t => !!(r?.Parent && t instanceof r.Parent) || t?._zod?.traits?.has(e)
}), Object.defineProperty(_, "name", {
value: e
}), _;
}
class $ZodAsyncError extends Error {
constructor() {
super("Encountered Promise during synchronous parse. Use .parseAsync() instead.");
}
}
class $ZodEncodeError extends Error {
constructor(e) {
super(`Encountered unidirectional transform during encode: ${e}`), this.name = "ZodEncodeError";
}
}
(r = globalThis).__zod_globalConfig ?? (r.__zod_globalConfig = {});
const a = globalThis.__zod_globalConfig;
function config(e) {
return e && Object.assign(a, e), a;
}
}),
3908: ((e, t, n) => {
n.d(t, {
AC: () => $,
Ak: () => c,
D2: () => nanoidOfLength,
F: () => b,
Gl: () => o,
K3: () => v,
Os: () => l,
Rp: () => d,
Z0: () => s,
Zg: () => emoji,
Zv: () => E,
ai: () => A,
fO: () => a,
gF: () => r,
gp: () => O,
hQ: () => w,
kB: () => time,
kM: () => i,
l7: () => g,
nd: () => S,
o: () => x,
p0: () => u,
p6: () => z,
r0: () => y,
uR: () => uuid,
uX: () => f,
ug: () => h,
w$: () => datetime,
zM: () => I,
zr: () => m
});
const r = /^[cC][0-9a-z]{6,}$/, o = /^[0-9a-z]+$/, s = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/, i = /^[0-9a-vA-V]{20}$/, a = /^[A-Za-z0-9]{27}$/, c = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(e) {
return new RegExp(`^[a-zA-Z0-9_-]{${e}}$`);
}
const u = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/, l = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/, uuid = e => e ? new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${e}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`) : /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/, d = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/, p = "^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$";
function emoji() {
return new RegExp(p, "u");
}
const f = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/, h = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/, m = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/, g = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/, v = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/, y = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/, b = /^https?$/, w = /^\+[1-9]\d{6,14}$/, k = "(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))";
function anchor(e) {
return new RegExp(`^${e}$`);
}
const z = anchor(k);
function timeSource(e) {
const t = "(?:[01]\\d|2[0-3]):[0-5]\\d";
return "number" == typeof e.precision ? -1 === e.precision ? `${t}` : 0 === e.precision ? `${t}:[0-5]\\d` : `${t}:[0-5]\\d\\.\\d{${e.precision}}` : e.seconds ? `${t}:[0-5]\\d(?:\\.\\d+)?` : `${t}(?::[0-5]\\d(?:\\.\\d+)?)?`;
}
function time(e) {
return new RegExp(`^${timeSource(e)}$`);
}
function datetime(e) {
const t = [ "Z" ];
e.offset && t.push("([+-](?:[01]\\d|2[0-3]):[0-5]\\d)");
const n = `${timeSource({
precision: e.precision,
seconds: !0
})}(?:${t.join("|")})`, r = e.local ? `${n}|${timeSource({
precision: e.precision
})}` : n;
return new RegExp(`^${k}T(?:${r})$`);
}
const O = /^[\s\S]{0,}$/, x = /^-?\d+n?$/, S = /^-?\d+$/, A = /^-?\d+(?:\.\d+)?$/, I = /^(?:true|false)$/i, $ = /^[^A-Z]*$/, E = /^[^a-z]*$/;
}),
9396: ((e, t, n) => {
var r;
n.d(t, {
fd: () => o
});
class $ZodRegistry {
constructor() {
this._map = new WeakMap, this._idmap = new Map;
}
add(e, ...t) {
const n = t[0];
return this._map.set(e, n), n && "object" == typeof n && "id" in n && this._idmap.set(n.id, e), 
this;
}
clear() {
return this._map = new WeakMap, this._idmap = new Map, this;
}
remove(e) {
const t = this._map.get(e);
return t && "object" == typeof t && "id" in t && this._idmap.delete(t.id), this._map.delete(e), 
this;
}
get(e) {
const t = e._zod.parent;
if (t) {
const n = {
...this.get(t) ?? {}
};
delete n.id;
const r = {
...n,
...this._map.get(e)
};
return Object.keys(r).length ? r : void 0;
}
return this._map.get(e);
}
has(e) {
return this._map.has(e);
}
}
(r = globalThis).__zod_globalRegistry ?? (r.__zod_globalRegistry = function registry() {
return new $ZodRegistry;
}());
const o = globalThis.__zod_globalRegistry;
}),
4723: ((e, t, n) => {
n.d(t, {
A2: () => normalizeParams,
B7: () => stringifyPrimitive,
GW: () => parsedType,
Gv: () => isObject,
LG: () => floatSafeRemainder,
MO: () => rawShape,
NM: () => optionalKeys,
NR: () => c,
O7: () => codePointLength,
OH: () => partial,
PO: () => cached,
QH: () => aborted,
Qd: () => isPlainObject,
Rc: () => getLengthableOrigin,
SS: () => constantCatch,
UQ: () => esc,
Up: () => pick,
Vy: () => assignProp,
W0: () => safeExtend,
X: () => installLazyProp,
X$: () => extend,
Yv: () => slugify,
cJ: () => omit,
cl: () => nullish,
d3: () => attachSchema,
gx: () => o,
h1: () => merge,
hI: () => s,
hi: () => sizeCaps,
iR: () => finalizeIssue,
jD: () => hide,
jw: () => joinValues,
k8: () => jsonStringifyReplacer,
lQ: () => prefixIssues,
mw: () => required,
o8: () => clone,
ol: () => members,
p6: () => cleanRegex,
qQ: () => i,
qh: () => own,
rL: () => explicitlyAborted,
sD: () => escapeRegex,
sn: () => issue,
un: () => derived,
v5: () => defineLazyInternal,
w5: () => getEnumValues,
yG: () => shallowClone,
zH: () => a,
zM: () => mergeDefs
});
var r = n(8532);
function getEnumValues(e) {
const t = Object.values(e).filter(e => "number" == typeof e);
return Object.entries(e).filter(([e, n]) => -1 === t.indexOf(+e)).map(([e, t]) => t);
}
function joinValues(e, t = "|") {
return e.map(e => stringifyPrimitive(e)).join(t);
}
function jsonStringifyReplacer(e, t) {
return "bigint" == typeof t ? t.toString() : t;
}
class Cached {
constructor(e) {
this._getter = e, this._value = void 0;
}
get value() {
const e = this._getter;
return void 0 !== e && (this._value = e(), this._getter = void 0), this._value;
}
}
function cached(e) {
return new Cached(e);
}
function nullish(e) {
return null == e;
}
function cleanRegex(e) {
const t = e.startsWith("^") ? 1 : 0, n = e.endsWith("$") ? e.length - 1 : e.length;
return e.slice(t, n);
}
function floatSafeRemainder(e, t) {
const n = e / t, r = Math.round(n), o = 4 * Number.EPSILON * Math.max(Math.abs(n), 1);
return Math.abs(n - r) < o ? 0 : n - r;
}
function assignProp(e, t, n) {
Object.defineProperty(e, t, {
value: n,
writable: !0,
enumerable: !0,
configurable: !0
});
}
function rawShape(e) {
const t = Object.getOwnPropertyDescriptor(e, "shape");
return t?.get ? t.get.raw : t?.value;
}
function sourceShape(e) {
return rawShape(e._zod.def) ?? e._zod.def.shape;
}
function deferProp(e, t, n) {
Object.defineProperty(e, t, {
get() {
const e = n();
return assignProp(this, t, e), e;
},
enumerable: !0,
configurable: !0
});
}
function putProp(e, t, n) {
t in e ? assignProp(e, t, n) : e[t] = n;
}
function mirrorShape(e, t, n, r) {
const o = sourceShape(t);
for (const s of n) {
const n = Object.getOwnPropertyDescriptor(o, s);
n.enumerable && (n.get ? deferProp(e, s, () => {
const e = t._zod.def.shape[s];
return r ? r(e, s) : e;
}) : putProp(e, s, r ? r(n.value, s) : n.value));
}
}
function mergeDefs(...e) {
const t = {};
for (const n of e) {
const e = Object.getOwnPropertyDescriptors(n);
Object.assign(t, e);
}
return Object.defineProperties({}, t);
}
function esc(e) {
return JSON.stringify(e);
}
function slugify(e) {
return e.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
const o = "captureStackTrace" in Error ? Error.captureStackTrace : (...e) => {};
function isObject(e) {
return "object" == typeof e && null !== e && !Array.isArray(e);
}
const s = cached(() => {
if (r.cr.jitless) return !1;
if ("undefined" != typeof navigator && navigator?.userAgent?.includes("Cloudflare")) return !1;
try {
return new Function(""), !0;
} catch (e) {
return !1;
}
});
function isPlainObject(e) {
if (!1 === isObject(e)) return !1;
const t = e.constructor;
if (void 0 === t) return !0;
if ("function" != typeof t) return !0;
const n = t.prototype;
return !1 !== isObject(n) && !1 !== Object.prototype.hasOwnProperty.call(n, "isPrototypeOf");
}
function shallowClone(e) {
return isPlainObject(e) ? {
...e
} : Array.isArray(e) ? [ ...e ] : e instanceof Map ? new Map(e) : e instanceof Set ? new Set(e) : e;
}
const i = new Set([ "string", "number", "symbol" ]);
function escapeRegex(e) {
return e.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(e, t, n) {
const r = new e._zod.constr(t ?? e._zod.def);
return t && !n?.parent || (r._zod.parent = e), r;
}
function normalizeParams(e) {
const t = e;
if (!t) return {};
if ("string" == typeof t) return {
error: () => t
};
if (void 0 !== t?.message) {
if (void 0 !== t?.error) throw new Error("Cannot specify both `message` and `error` params");
t.error = t.message;
}
return delete t.message, "string" == typeof t.error ? {
...t,
error: () => t.error
} : t;
}
function stringifyPrimitive(e) {
return "bigint" == typeof e ? e.toString() + "n" : "string" == typeof e ? `"${e}"` : `${e}`;
}
function optionalKeys(e) {
return Object.keys(e).filter(t => void 0 !== e[t]._zod.optin && "optional" === e[t]._zod.optout);
}
const a = (() => ({
safeint: [ Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER ],
int32: [ -2147483648, 2147483647 ],
uint32: [ 0, 4294967295 ],
float32: [ -34028234663852886e22, 34028234663852886e22 ],
float64: [ -Number.MAX_VALUE, Number.MAX_VALUE ]
}))(), c = {
int64: [ BigInt("-9223372036854775808"), BigInt("9223372036854775807") ],
uint64: [ BigInt(0), BigInt("18446744073709551615") ]
};
function pick(e, t) {
const n = e._zod.def, r = n.checks;
if (r && r.length > 0) throw new Error(".pick() cannot be used on object schemas containing refinements");
const o = {};
return mirrorShape(o, e, maskedKeys(e, t)), clone(e, mergeDefs(n, {
shape: o,
checks: []
}));
}
function maskedKeys(e, t) {
const n = sourceShape(e), r = [];
for (const e of Reflect.ownKeys(t)) {
if (!Object.getOwnPropertyDescriptor(n, e)?.enumerable) throw new Error(`Unrecognized key: "${String(e)}"`);
t[e] && r.push(e);
}
return r;
}
function omit(e, t) {
const n = e._zod.def, r = n.checks;
if (r && r.length > 0) throw new Error(".omit() cannot be used on object schemas containing refinements");
const o = new Set(maskedKeys(e, t)), s = {};
return mirrorShape(s, e, Reflect.ownKeys(sourceShape(e)).filter(e => !o.has(e))), 
clone(e, mergeDefs(n, {
shape: s,
checks: []
}));
}
function extend(e, t) {
if (!isPlainObject(t)) throw new Error("Invalid input to extend: expected a plain object");
const n = e._zod.def.checks;
if (n && n.length > 0) {
const n = sourceShape(e);
for (const e of Reflect.ownKeys(t)) if (void 0 !== Object.getOwnPropertyDescriptor(n, e)) throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
}
return clone(e, mergeDefs(e._zod.def, {
shape: extended(e, t)
}));
}
function extended(e, t) {
const n = {};
return mirrorShape(n, e, Reflect.ownKeys(sourceShape(e))), function mirrorProps(e, t) {
for (const n of Reflect.ownKeys(t)) {
const r = Object.getOwnPropertyDescriptor(t, n);
r.enumerable && (r.get ? deferProp(e, n, () => t[n]) : putProp(e, n, r.value));
}
}(n, t), n;
}
function safeExtend(e, t) {
if (!isPlainObject(t)) throw new Error("Invalid input to safeExtend: expected a plain object");
return clone(e, mergeDefs(e._zod.def, {
shape: extended(e, t)
}));
}
function merge(e, t) {
if (!t?._zod?.def) throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
if (e._zod.def.checks?.length) throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
const n = {};
return mirrorShape(n, e, Reflect.ownKeys(sourceShape(e))), mirrorShape(n, t, Reflect.ownKeys(sourceShape(t))), 
clone(e, mergeDefs(e._zod.def, {
shape: n,
get catchall() {
return t._zod.def.catchall;
},
checks: t._zod.def.checks ?? []
}));
}
function partial(e, t, n, r = "partial") {
const o = t._zod.def.checks;
if (o && o.length > 0) throw new Error(`.${r}() cannot be used on object schemas containing refinements`);
const s = n ? new Set(maskedKeys(t, n)) : void 0, i = {};
return mirrorShape(i, t, Reflect.ownKeys(sourceShape(t)), e && ((t, n) => s && !s.has(n) ? t : new e({
type: "optional",
innerType: t
}))), clone(t, mergeDefs(t._zod.def, {
shape: i,
checks: []
}));
}
function required(e, t, n) {
const r = n ? new Set(maskedKeys(t, n)) : void 0, o = {};
return mirrorShape(o, t, Reflect.ownKeys(sourceShape(t)), (t, n) => r && !r.has(n) ? t : new e({
type: "nonoptional",
innerType: t
})), clone(t, mergeDefs(t._zod.def, {
shape: o
}));
}
function aborted(e, t = 0) {
if (!0 === e.aborted) return !0;
for (let n = t; n < e.issues.length; n++) if (!0 !== e.issues[n]?.continue) return !0;
return !1;
}
function explicitlyAborted(e, t = 0) {
if (!0 === e.aborted) return !0;
for (let n = t; n < e.issues.length; n++) if (!1 === e.issues[n]?.continue) return !0;
return !1;
}
function prefixIssues(e, t) {
return t.map(t => {
var n;
return (n = t).path ?? (n.path = []), t.path.unshift(e), t;
});
}
function unwrapMessage(e) {
return "string" == typeof e ? e : e?.message;
}
function sizeCaps(e) {
const t = [];
for (const n of e ?? []) {
const e = n._zod.def;
if (!/_(length|size)$|_equals$/.test(e.check)) break;
const r = e.maximum ?? e.length ?? e.size;
r >= 0 && t.push([ r, n ]);
}
return t;
}
function attachSchema(e, t, n) {
var r;
for (let o = t; o < e.length; o++) (r = e[o]).schema ?? (r.schema = n);
}
function finalizeIssue(e, t, n) {
var r;
const o = e.inst?._zod?.traits;
o?.has("$ZodType") && (o.has("$ZodCheck") ? (r = e).schema ?? (r.schema = e.inst) : e.schema = e.inst);
const s = e.schema !== e.inst ? e.schema?._zod.def?.error : void 0, i = e.message ? e.message : unwrapMessage(e.inst?._zod.def?.error?.(e)) ?? unwrapMessage(s?.(e)) ?? unwrapMessage(t?.error?.(e)) ?? unwrapMessage(n.customError?.(e)) ?? unwrapMessage(n.localeError?.(e)) ?? "Invalid input", a = {};
for (const t of Object.keys(e)) "inst" !== t && "schema" !== t && "continue" !== t && "input" !== t && "__proto__" !== t && (a[t] = e[t]);
return a.path ?? (a.path = []), a.message = i, t?.reportInput && (a.input = e.input), 
a;
}
const u = /[\uD800-\uDBFF]/;
function codePointLength(e) {
const t = e.length;
if (!u.test(e)) return t;
let n = t;
for (let r = 0; r < t - 1; r++) 55296 == (64512 & e.charCodeAt(r)) && 56320 == (64512 & e.charCodeAt(r + 1)) && (n--, 
r++);
return n;
}
function getLengthableOrigin(e) {
return Array.isArray(e) ? "array" : "string" == typeof e ? "string" : "unknown";
}
function parsedType(e) {
const t = typeof e;
switch (t) {
case "number":
return Number.isNaN(e) ? "nan" : "number";

case "object":
{
if (null === e) return "null";
if (Array.isArray(e)) return "array";
const t = e;
if (t && Object.getPrototypeOf(t) !== Object.prototype && "constructor" in t && t.constructor) return t.constructor.name;
}
}
return t;
}
function issue(...e) {
const [t, n, r] = e;
return "string" == typeof t ? {
message: t,
code: "custom",
input: n,
inst: r
} : {
...t
};
}
function members(e, t) {
for (const n in t) {
const r = Object.getOwnPropertyDescriptor(t, n);
r.get ? Object.defineProperty(e, n, {
...r,
enumerable: !1
}) : defineBound(e, n, r.value);
}
}
function own(e, t, n, r = !0) {
return Object.defineProperty(e, t, {
configurable: !0,
writable: !0,
enumerable: r,
value: n
}), n;
}
function hide(e, t, n) {
return own(e, t, n, !1);
}
function derived(e, t) {
for (const n in e) {
const r = e[n];
Object.defineProperty(t, n, {
configurable: !0,
enumerable: !0,
get() {
return own(this, n, r(this));
},
set(e) {
own(this, n, e);
}
});
}
return t;
}
function defineBound(e, t, n) {
Object.defineProperty(e, t, {
configurable: !0,
get() {
return null == this ? n : own(this, t, n.bind(this));
},
set(e) {
own(this, t, e);
}
});
}
let l, d = !1;
const p = {
configurable: !0,
get() {
d = !0;
}
};
function defineLazyInternal(e, t, n) {
const r = Object.getPrototypeOf(e._zod);
t in r && l !== e._zod ? l = void 0 : (l = e._zod, Object.defineProperty(r, t, {
configurable: !0,
get() {
Object.defineProperty(this, t, p);
const e = d;
d = !1;
try {
const r = n(this);
return d ? delete this[t] : Object.defineProperty(this, t, {
configurable: !0,
writable: !0,
value: r
}), d = d || e, r;
} catch (n) {
throw delete this[t], d = d || e, n;
}
},
set(e) {
Object.defineProperty(this, t, {
configurable: !0,
writable: !0,
value: e
});
}
}));
}
function installLazyProp(e, t, n, r) {
const o = function claim(e, t) {
const n = Object.getPrototypeOf(e);
return t in n ? void 0 : n;
}(e, t);
o && Object.defineProperty(o, t, {
configurable: !0,
get() {
const e = {
configurable: !0,
writable: !0,
enumerable: r,
value: void 0
};
return Object.defineProperty(this, t, e), e.value = n(this), Object.defineProperty(this, t, e), 
e.value;
},
set(e) {
Object.defineProperty(this, t, {
configurable: !0,
writable: !0,
enumerable: r,
value: e
});
}
});
}
const f = "~constantCatch";
function constantCatch(e) {
const fn = () => e;
return fn[f] = !0, fn;
}
})
};
