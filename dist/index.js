import * as _ from "data:text/javascript,export class ProxyAgent {}";

import { createRequire as e } from "module";

var r, t, o, c, p = {
9408: ((e, r, t) => {
var o, c;
e.exports = (o = {
ProxyAgent: () => _.ProxyAgent,
fetch: () => _.fetch
}, c = {}, t.d(c, o), c);
}),
2613: (_ => {
_.exports = e(import.meta.url)("assert");
}),
181: (_ => {
_.exports = e(import.meta.url)("buffer");
}),
5317: (_ => {
_.exports = e(import.meta.url)("child_process");
}),
6982: (_ => {
_.exports = e(import.meta.url)("crypto");
}),
4434: (_ => {
_.exports = e(import.meta.url)("events");
}),
9896: (_ => {
_.exports = e(import.meta.url)("fs");
}),
8611: (_ => {
_.exports = e(import.meta.url)("http");
}),
5692: (_ => {
_.exports = e(import.meta.url)("https");
}),
9278: (_ => {
_.exports = e(import.meta.url)("net");
}),
4573: (_ => {
_.exports = e(import.meta.url)("node:buffer");
}),
1421: (_ => {
_.exports = e(import.meta.url)("node:child_process");
}),
7598: (_ => {
_.exports = e(import.meta.url)("node:crypto");
}),
3024: (_ => {
_.exports = e(import.meta.url)("node:fs");
}),
1455: (_ => {
_.exports = e(import.meta.url)("node:fs/promises");
}),
7067: (_ => {
_.exports = e(import.meta.url)("node:http");
}),
4708: (_ => {
_.exports = e(import.meta.url)("node:https");
}),
8161: (_ => {
_.exports = e(import.meta.url)("node:os");
}),
6760: (_ => {
_.exports = e(import.meta.url)("node:path");
}),
8321: (_ => {
_.exports = e(import.meta.url)("node:stream/consumers");
}),
8500: (_ => {
_.exports = e(import.meta.url)("node:timers/promises");
}),
7975: (_ => {
_.exports = e(import.meta.url)("node:util");
}),
8877: (_ => {
_.exports = e(import.meta.url)("node:v8");
}),
714: (_ => {
_.exports = e(import.meta.url)("node:vm");
}),
5919: (_ => {
_.exports = e(import.meta.url)("node:worker_threads");
}),
857: (_ => {
_.exports = e(import.meta.url)("os");
}),
6928: (_ => {
_.exports = e(import.meta.url)("path");
}),
932: (_ => {
_.exports = e(import.meta.url)("process");
}),
3193: (_ => {
_.exports = e(import.meta.url)("string_decoder");
}),
3557: (_ => {
_.exports = e(import.meta.url)("timers");
}),
4756: (_ => {
_.exports = e(import.meta.url)("tls");
}),
9023: (_ => {
_.exports = e(import.meta.url)("util");
})
}, i = {};

function __nccwpck_require__(_) {
var e = i[_];
if (void 0 !== e) return e.exports;
var r = i[_] = {
exports: {}
}, t = !0;
try {
p[_](r, r.exports, __nccwpck_require__), t = !1;
} finally {
t && delete i[_];
}
return r.exports;
}

__nccwpck_require__.m = p, __nccwpck_require__.ab = decodeURIComponent(new URL(".", import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/", 
__nccwpck_require__.n = _ => {
var e = _ && _.__esModule ? () => _.default : () => _;
return __nccwpck_require__.d(e, {
a: e
}), e;
}, t = Object.getPrototypeOf ? _ => Object.getPrototypeOf(_) : _ => _.__proto__, 
__nccwpck_require__.t = function(_, e) {
if (1 & e && (_ = this(_)), 8 & e) return _;
if ("object" == typeof _ && _) {
if (4 & e && _.__esModule) return _;
if (16 & e && "function" == typeof _.then) return _;
}
var o = Object.create(null);
__nccwpck_require__.r(o);
var c = {};
r = r || [ null, t({}), t([]), t(t) ];
for (var p = 2 & e && _; "object" == typeof p && !~r.indexOf(p); p = t(p)) Object.getOwnPropertyNames(p).forEach(e => c[e] = () => _[e]);
return c.default = () => _, __nccwpck_require__.d(o, c), o;
}, __nccwpck_require__.d = (_, e) => {
for (var r in e) __nccwpck_require__.o(e, r) && !__nccwpck_require__.o(_, r) && Object.defineProperty(_, r, {
enumerable: !0,
get: e[r]
});
}, __nccwpck_require__.f = {}, __nccwpck_require__.e = _ => Promise.all(Object.keys(__nccwpck_require__.f).reduce((e, r) => (__nccwpck_require__.f[r](_, e), 
e), [])), __nccwpck_require__.u = _ => _ + ".index.js", __nccwpck_require__.o = (_, e) => Object.prototype.hasOwnProperty.call(_, e), 
__nccwpck_require__.r = _ => {
"undefined" != typeof Symbol && Symbol.toStringTag && Object.defineProperty(_, Symbol.toStringTag, {
value: "Module"
}), Object.defineProperty(_, "__esModule", {
value: !0
});
}, o = {
792: 0
}, c = _ => {
var e, r, {ids: t, modules: c, runtime: p} = _, i = 0;
for (e in c) __nccwpck_require__.o(c, e) && (__nccwpck_require__.m[e] = c[e]);
for (p && p(__nccwpck_require__); i < t.length; i++) r = t[i], __nccwpck_require__.o(o, r) && o[r] && o[r][0](), 
o[t[i]] = 0;
}, __nccwpck_require__.f.j = (_, e) => {
var r = __nccwpck_require__.o(o, _) ? o[_] : void 0;
if (0 !== r) if (r) e.push(r[1]); else {
var t = import("./" + __nccwpck_require__.u(_)).then(c, e => {
throw 0 !== o[_] && (o[_] = void 0), e;
});
t = Promise.race([ t, new Promise(e => r = o[_] = [ e ]) ]), e.push(r[1] = t);
}
};

var n = {};

__nccwpck_require__.d(n, {
A4: () => l,
Dm: () => worker,
I6: () => m,
_3: () => E,
bE: () => d,
gg: () => w,
iW: () => a,
uk: () => s,
xw: () => cli,
z6: () => u
});

const loadDataActions = () => Promise.all([ __nccwpck_require__.e(333), __nccwpck_require__.e(687), __nccwpck_require__.e(891), __nccwpck_require__.e(907) ]).then(__nccwpck_require__.bind(__nccwpck_require__, 7907)), loadJobActions = () => Promise.all([ __nccwpck_require__.e(333), __nccwpck_require__.e(687), __nccwpck_require__.e(962) ]).then(__nccwpck_require__.bind(__nccwpck_require__, 1962));

function start(_, e) {
return async (r, t) => {
const o = await _();
await (t ?? o.run)(o[e], r);
};
}

const a = start(loadDataActions, "fineTune"), u = start(loadDataActions, "check"), s = start(loadJobActions, "wait"), m = start(loadJobActions, "find"), l = start(loadJobActions, "control"), E = start(loadDataActions, "evaluate"), w = start(loadJobActions, "deploy"), d = start(loadJobActions, "post"), worker = async _ => (await Promise.all([ __nccwpck_require__.e(891), __nccwpck_require__.e(684) ]).then(__nccwpck_require__.bind(__nccwpck_require__, 5101))).runWorker(_), cli = async _ => (await loadJobActions()).runCommandLine(_, {
train: a,
check: u,
wait: s,
find: m,
control: l,
evaluate: E,
deploy: w,
post: d,
fix: async (_, e, r) => {
const {fixFiles: t} = await loadDataActions();
await r(_ => t(_, e), _);
}
});

var f = n.z6, k = n.xw, x = n.A4, q = n.gg, A = n._3, R = n.I6, G = n.iW, y = n.bE, h = n.uk, v = n.Dm;

export { f as check, k as cli, x as control, q as deploy, A as evaluate, R as find, G as main, y as post, h as wait, v as worker };
