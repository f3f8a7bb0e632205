export const id = 542;

export const ids = [ 542 ];

export const modules = {
7542: ((e, t, n) => {
n.r(t), n.d(t, {
runCommandLine: () => runCommandLine
});
var s = n(3024), r = n(8321), o = n(8019), i = n(3916), a = n(2043), c = n(2969), l = n(1455), d = n(6760), u = n(1828), p = n(4717), h = n(2857), f = n(9211);
const m = [ "train", "check", "wait", "find", "control", "evaluate", "deploy" ], g = h.Ikc({
description: h.YjP(),
default: h.YjP().optional()
}), w = h.Ikc({
description: h.YjP(),
inputs: h.g1P(h.YjP(), g),
outputs: h.g1P(h.YjP(), g)
});
function isBoolean({default: e}) {
return "true" === e || "false" === e;
}
const b = u.xN.flat(), $ = [ ...b, "oidc-audience", "token-url" ], v = "OPENAI_FINE_TUNE_", y = [ "training-file", "validation-file", "test-file", "hyperparameters", "metadata", "exclude-metadata", "baseline", "headers", "extra-body", "status", "require", "data-check-ignore" ];
async function readCredential(e, t) {
try {
const n = ("-" === e ? await t() : await (0, l.readFile)(e, "utf8")).trim();
return "" === n ? {
problem: `${describeCredentialFile(e)} is empty`
} : {
value: n
};
} catch (t) {
return {
problem: `${describeCredentialFile(e)} cannot be read (${(0, i.E2)(t)})`
};
}
}
function describeCredentialFile(e) {
if ("-" === e) return "standard input";
const t = e.split(/[/\\]/);
return (/[+=]/.test(e) ? [ e, ...t ] : t).some(o.WW) || E.test(t.at(-1) ?? "") ? "the file, whose path looks like a key," : (0, 
i.hD)((0, d.resolve)(e));
}
const E = /^(?=.*[a-z])(?=.*\d)[\w-]{24,}$/i;
function formatCredentialVariables(e) {
return "api-key" === e ? "OPENAI_API_KEY (OpenAI) or AZURE_OPENAI_API_KEY (Azure)" : "github-token" === e ? "GITHUB_TOKEN" : toVariable(e);
}
function toVariable(e) {
return v + e.replaceAll("-", "_").toUpperCase();
}
function describeUnknownOption(e, t, n) {
return `${/^[a-z][a-z_-]{0,40}$/i.test(e) ? `option --${e}` : "an option"}: is no option of this command${(n.has(e) ? ", but of another one" : (0, 
c.au)(e, t)).replace('"', '"--')}`;
}
function describeExposedCredential(e) {
return `option --${e}: other processes can read the command line, and the shell keeps it; set ${formatCredentialVariables(e)}, or use --${e}-file with a path or "-" (standard input)`;
}
const A = "openai-fine-tune", k = {
help: "Print this text."
}, P = {
diff: "Show what --fix would change, then check the files as they are. Writes nothing, also with --fix.",
fix: "Before the check, write what is certain: no byte order mark, LF instead of CRLF, the elements of one JSON array as lines, `tool_calls` instead of `function_call`, and no line twice. Shows the difference first."
};
function getFlags(e) {
return "check" === e ? {
...P,
...k
} : k;
}
function renderEntry(e, t, n) {
return [ `  ${e}`, ...wrap(t, n) ];
}
function wrap(e, t, n = 6) {
const s = [];
let r = "";
for (const o of e.trim().split(/\s+/)) "" !== r && n + r.length + 1 + o.length > t && (s.push(r), 
r = ""), r += "" === r ? o : ` ${o}`;
return [ ...s, r ].map(e => " ".repeat(n) + e);
}
var I = n(6472);
const O = 1e3;
function describeRemainder({state: e, outputs: t}) {
const n = e.get("job-id") ?? t.get("job-id"), s = t.get("deployment");
return "true" === e.get("ended") ? "Everything was done before." : void 0 !== n ? (0, 
I.hc)(n, {
isCommandLine: !0
}) : e.has("attempt") ? `Unclear whether a job was created. ${(0, I._G)(e.get("attempt"))}` : void 0 !== s ? `Deployment "${s}" is left as it is. A change that Azure has accepted goes on.` : "No job was created, and nothing is left running.";
}
const C = "\r\x1b[K", _ = {
bold: 1,
red: 31,
yellow: 33,
cyan: 36,
gray: 90
};
class Terminal {
#e;
#t;
#n=new AbortController;
#s="";
constructor(e) {
this.#e = e, this.#t = e.clock.now(), this.#r && this.#o();
}
writeResult(e) {
this.#i(this.#e.stdout, e);
}
writeLog(e) {
this.#i(this.#e.stderr, e);
}
format(e, t, n) {
const {hasColors: s, [n]: r} = this.#e;
return s && r.isTTY ? `\x1b[${_[t]}m${e}\x1b[0m` : e;
}
get columns() {
const {stdout: e} = this.#e;
return e.isTTY && e.columns || void 0;
}
setProgress(e) {
this.#s = e, this.#a();
}
end() {
this.#c(), this.#n.abort();
}
get #r() {
const {showsProgress: e, stderr: t} = this.#e;
return e && !0 === t.isTTY && !this.#n.signal.aborted;
}
#i(e, t) {
this.#c(), e.write(`${t}\n`), this.#a();
}
#c() {
this.#r && this.#e.stderr.write(C);
}
#a() {
const {stderr: e, clock: t} = this.#e;
if (!this.#r || "" === this.#s) return;
const n = Math.floor((t.now() - this.#t) / 1e3), s = [ ...`${[ Math.floor(n / 3600), Math.floor(n / 60) % 60, n % 60 ].map(e => `${e}`.padStart(2, "0")).join(":")}  ${this.#s}` ].slice(0, (e.columns || 80) - 1).join("");
e.write(`${C}${this.format(s, "gray", "stderr")}`);
}
async #o() {
const {clock: e} = this.#e, {signal: t} = this.#n;
for (;!t.aborted; ) await e.sleep(1e3, t).catch(() => {}), this.#a();
}
}
var j = n(911), T = n(2772);
const x = 200, S = {
error: "red",
warning: "yellow",
notice: "cyan"
};
function createTerminalRunner({inputs: e, terminal: t, secrets: n, summaryFile: r}) {
const {add: o, redact: a} = (0, j.l)();
for (const e of n) o(e);
const toLine = e => (0, T.g)(a(e)), c = new Map, l = new Map;
let d = "";
function annotate(e, n, s) {
const r = S[e];
if (!s) return void t.writeLog(`${t.format(`${e}:`, r, "stderr")} ${toLine(n)}`);
const o = toLine(s.line ? `${s.file}:${s.line}` : s.file), i = toLine(n), a = i.startsWith(`${o}: `) ? i.slice(o.length + 2) : i, c = t.format(`${e}:`, r, "stdout");
t.writeResult(`${t.format(o, "bold", "stdout")}: ${c} ${a}`);
}
const u = {
inputs: e,
state: l,
outputs: c,
failed: !1,
maxAnnotations: x,
isCommandLine: !0,
info(e) {
const n = toLine(e);
t.writeLog(n), t.setProgress(d ? `${d}: ${n.trim()}` : n.trim());
},
notice: e => annotate("notice", e),
warning: (e, t) => annotate("warning", e, t),
error: (e, t) => annotate("error", e, t),
group(e) {
d = toLine(e), t.writeLog(t.format(d, "bold", "stderr")), t.setProgress(d);
},
endGroup() {
d = "";
},
setSecret: o,
getIdToken: () => Promise.reject(new i.lZ("A terminal has no OIDC token of GitHub, so an identity cannot be used there", {
hint: 'Use an API key, and for "deploy" a token for Azure Resource Manager.'
})),
setOutput: (e, t) => {
c.set(e, a(t));
},
saveState(e, t) {
"" === t ? l.delete(e) : l.set(e, a(t));
},
setFailed(e) {
u.failed = !0;
const [n = "", ...s] = e.split("\n");
annotate("error", n);
for (const e of s) t.writeLog(`  ${toLine(e)}`);
},
writeSummary(e) {
if (r) try {
(0, s.appendFileSync)(r, `${a(e)}\n`);
} catch (e) {
u.warning(`The summary could not be written: ${(0, i.u1)(e)}`);
}
},
redactSecrets: a,
writeOutputs() {
const {columns: e} = t;
for (const [n, s] of c) {
if ("" === s) continue;
const r = `${(0, T.g)(n)}=${(0, T.g)(s)}`, o = void 0 !== e && r.length > e;
t.writeResult(o ? `${r.slice(0, e - 1)}\u2026` : r);
}
}
};
return u;
}
async function runCommand(e) {
const {env: t, stdout: n, stderr: s, clock: r} = e, l = "dumb" !== t.TERM && !t.CI, d = new Terminal({
stdout: n,
stderr: s,
clock: r,
showsProgress: l,
hasColors: l && !t.NO_COLOR
}), print = t => {
n.write(t), e.exit({
failed: !1
});
}, failUsage = t => {
const n = createTerminalRunner({
inputs: new Map,
terminal: d,
secrets: []
});
n.setFailed(t), finish(n, d, e);
}, [h = "--help", ...g] = e.args, E = Math.min(d.columns ?? 100, 100), k = await async function readCommands(e) {
const t = [];
for (const n of m) {
const s = await (0, f.e)(e("train" === n ? "." : n), "text");
if ("problems" in s) throw new Error(`action.yml: ${s.problems.join(", ")}`);
const r = w.parse(s.value);
delete r.inputs["job-status"], t.push({
name: n,
...r
});
}
return t;
}(e.readManifest);
if ([ "--help", "-h", "help" ].includes(h)) return print(function renderProgramHelp(e, t) {
return [ `Usage: ${A} COMMAND [OPTIONS]`, "", "Commands", ...e.flatMap(({name: e, description: n}) => renderEntry(e, n, t)), "", `${A} COMMAND --help lists the options of a command.`, `${A} --version (-v) prints the version.`, "", "API key: OPENAI_API_KEY or AZURE_OPENAI_API_KEY in the environment, or --api-key-file.", "Standard output has the findings and the outputs, standard error the log.", "Ctrl-C does what --on-cancel says; a second Ctrl-C ends the program at once.", "Exit codes: 0 success, 1 everything else.", "" ].join("\n");
}(k, E));
if ([ "--version", "-v" ].includes(h)) return print(`${e.version}\n`);
const P = k.find(e => e.name === h);
if (!P) return failUsage(function describeUnknownCommand(e) {
return `${/^[\w-]{1,40}$/.test(e) ? `"${e}" is` : "The first argument is"} no command${(0, 
c.au)(e, m)}. ${A} --help lists them.`;
}(h));
if (g.includes("--help") || g.includes("-h")) return print(function renderCommandHelp({name: e, description: t, inputs: n, outputs: s}, r) {
const i = Object.entries(n).filter(([e]) => !$.includes(e)), a = Object.keys(n).filter(e => $.includes(e)), c = [ `Each option can also be set by an environment variable: ${toVariable("base-url")} sets --base-url. Repeat an option to give it several lines.` ];
return a.length > 0 && c.push(`The inputs of an identity exist only in a workflow on GitHub: ${a.join(", ")}.`), 
[ `Usage: ${A} ${e} [OPTIONS]`, "", ...wrap(t, r, 0), "", "Options", ...i.flatMap(([e, t]) => function renderOption(e, t, n) {
const s = o.tG.includes(e), r = s ? `--${e}-file PATH` : isBoolean(t) ? `--${e}` : `--${e} TEXT`, i = void 0 === t.default || t.default.startsWith("${{") ? "" : ` Default: ${t.default}.`, a = s ? ` PATH may be "-" for standard input. Or set ${formatCredentialVariables(e)}.` : "";
return renderEntry(r, `${t.description}${i}${a}`, n);
}(e, t, r)), ...Object.entries(getFlags(e)).flatMap(([e, t]) => renderEntry(`--${e}`, t, r)), ...c.flatMap(e => [ "", ...wrap(e, r, 0) ]), "", "Outputs, as lines NAME=VALUE", ...Object.entries(s).flatMap(([e, t]) => renderEntry(e, t.description, r)), "" ].join("\n");
}(P, E));
const I = Object.keys(getFlags(P.name)), C = new Set(k.flatMap(({inputs: e}) => Object.keys(e))), {readStdin: _} = e, j = await async function readArguments(e, t, {inputs: n}, {flags: s, allInputs: r, readStdin: i}) {
const a = Object.keys(n), {options: l, problems: d} = function splitArguments(e, t) {
const n = [], s = [], r = [ ...e ];
for (let o = r.shift(); void 0 !== o; o = r.shift()) {
const [, i, a] = /^--([^=]+)(?:=(.*))?$/s.exec(o) ?? [];
if (void 0 === i) {
s.push(`argument ${e.length - r.length}: is no option. Every option begins with "--"; a pattern such as "data/*.jsonl" needs quotes`);
continue;
}
const [c] = r, l = t(i);
if (void 0 !== a) n.push({
name: i,
value: a
}); else if ("optional" === l) {
const e = "true" === c || "false" === c;
n.push({
name: i,
value: e ? c : void 0
}), e && r.shift();
} else void 0 === c || c.startsWith("--") ? (n.push({
name: i,
value: void 0
}), "required" === l && s.push(`option --${i}: needs a value`)) : (n.push({
name: i,
value: c
}), r.shift());
}
return {
options: n,
problems: s
};
}(e, e => s.includes(e) || n[e] && isBoolean(n[e]) ? "optional" : a.includes(e) || a.includes(e.replace(/-file$/, "")) ? "required" : "unknown"), h = new Map, f = new Map, m = new Set;
for (const {name: e, value: t} of l) {
const n = o.tG.find(t => e === `${t}-file` && a.includes(t));
s.includes(e) ? (void 0 !== t && d.push(`option --${e}: takes no value`), m.add(e)) : n ? void 0 !== t && f.set(n, t) : a.includes(e) ? o.tG.includes(e) ? d.push(describeExposedCredential(e)) : h.has(e) ? y.includes(e) ? h.set(e, `${h.get(e)}\n${t}`) : d.push(`option --${e}: is given twice`) : h.set(e, t ?? "true") : d.push(describeUnknownOption(e, [ ...a, ...s ], r));
}
const g = (await (0, o.AQ)(h)).length > 0 ? [ `The command line has what looks like a secret, which other processes can read: use an environment variable (${toVariable("headers")}, ${toVariable("base-url")}).` ] : [];
d.push(...function setFromVariables(e, t, n, s) {
const r = [];
for (const [o, i = ""] of Object.entries(t)) {
if (!o.startsWith(v)) continue;
const t = o.slice(v.length).replaceAll("_", "-").toLowerCase();
if (s.has(t)) n.includes(t) && !e.has(t) && "" !== i.trim() && e.set(t, i); else {
const e = (0, c.au)(o, [ ...s ].map(toVariable));
r.push(`environment variable ${o}: sets no option${e}`);
}
}
return r;
}(h, t, a, r));
for (const [e, t] of f) {
const n = await readCredential(t, i);
"problem" in n ? d.push(`option --${e}-file: ${n.problem}`) : h.set(e, n.value);
}
const w = a.filter(e => !f.has(e));
return d.push(...function setKnownCredentials(e, t, n) {
const isUnset = t => n.includes(t) && !e.has(t), s = t.GITHUB_TOKEN?.trim();
if (s && isUnset("github-token") && e.set("github-token", s), !isUnset("api-key") || b.some(t => e.has(t))) return [];
const r = t.OPENAI_API_KEY?.trim(), o = t.AZURE_OPENAI_API_KEY?.trim(), i = n.includes("resource-id"), a = (0, 
u.EW)(e.get("base-url")), c = [ a, (0, u.EW)(e.get("baseline-base-url")) ].some(e => "" !== e && !(0, 
p.to)(e));
if (r && o && c && !i) return [ `environment variables OPENAI_API_KEY and AZURE_OPENAI_API_KEY: both are set, and the server is neither OpenAI nor Azure; set ${toVariable("api-key")} to the key of the server, or use --api-key-file` ];
const l = i || (0, p.sO)(a) === p._k ? o : r || ((0, p.R1)(a) ? void 0 : o);
return l && e.set("api-key", l), [];
}(h, t, w)), {
inputs: h,
flags: m,
problems: d,
warnings: g
};
}(g, t, P, {
flags: I,
allInputs: C,
readStdin: _
});
if (j.problems.length > 0) return failUsage(`${j.problems.join("\n")}\n${A} ${h} --help lists the options.`);
await async function execute(e, {inputs: t, flags: n, warnings: s}, r, c) {
const {env: l, clock: d, events: u} = c, p = (0, a.j)(l), h = createTerminalRunner({
inputs: t,
terminal: r,
secrets: p,
summaryFile: l.GITHUB_STEP_SUMMARY
}), endAtOnce = e => {
h.setFailed([ e, describeRemainder(h) ].join("\n")), finish(h, r, c);
};
u.on("uncaughtException", e => endAtOnce((0, i.Wk)(e)));
const f = function onInterrupt(e, {clock: t, onFirst: n, onSecond: s}) {
const r = new AbortController;
let o = Number.POSITIVE_INFINITY;
const handle = () => {
r.signal.aborted ? t.now() - o >= O && s() : (o = t.now(), n(), r.abort(new i.lZ("The command was interrupted.")));
};
for (const t of [ "SIGINT", "SIGTERM", "SIGBREAK" ]) e.on(t, handle);
return r.signal;
}(u, {
clock: d,
onFirst: () => h.notice(`Interrupted: ${"on-cancel" in e.inputs ? function describeReaction({state: e, inputs: t}) {
const n = e.get("job-id");
if ("true" === e.get("ended")) return "ending";
if (void 0 === n && !e.has("attempt")) return "ending before there is a job";
const s = void 0 === n ? "the job that is being created" : `job ${n}`, r = void 0 !== n && "true" !== e.get("created");
switch (t.get("on-cancel") ?? (r ? "detach" : "cancel")) {
case "cancel":
return `cancelling ${s} (--on-cancel detach would leave it)`;

case "pause":
return `pausing ${s}`;

default:
return `leaving ${s} as it is (--on-cancel cancel would stop it)`;
}
}(h) : "ending"}. Press Ctrl-C again to end at once.`),
onSecond: () => endAtOnce("Ended at once.")
});
for (const e of await (0, o.AQ)(t)) h.setSecret(e);
for (const e of s) h.warning(e);
(n.has("fix") || n.has("diff")) && await c.fix({
writes: !n.has("diff")
}, {
runner: h,
signal: f
}), h.failed || await c.run(e.name, {
runner: h,
signal: f
}), h.state.size > 0 && "true" !== h.state.get("ended") && (t.set("job-status", f.aborted ? "cancelled" : "failure"), 
await c.run("post", {
runner: h,
signal: (new AbortController).signal
})), "train" === e.name && f.aborted && "cancelled" === h.outputs.get("status") && h.info("Running the command again trains again."), 
finish(h, r, c);
}(P, j, d, e);
}
function finish(e, t, {exit: n}) {
t.end(), e.writeOutputs(), n(e);
}
var M = n(9373), N = n(7856), R = n(6974);
async function runCommandLine(e, t) {
process.exitCode = 1;
const {env: n, stdout: o, stderr: i, argv: a} = process;
for (const e of [ o, i ]) e.on("error", () => {});
(0, N.Pj)(n);
const c = process.cwd(), withDependencies = t => n => n((0, R.YH)({
...t,
root: c,
launcherUrl: e
}));
await runCommand({
args: a.slice(2),
env: n,
stdout: o,
stderr: i,
readStdin: () => (0, r.text)(process.stdin),
events: process,
clock: M.ml,
version: R.xv,
readManifest: t => (0, s.readFileSync)(new URL(`../${t}/action.yml`, e), "utf8"),
run: (n, s) => t[n](e, withDependencies(s)),
fix: (n, s) => t.fix(e, n, withDependencies(s)),
exit: R.qG
});
}
})
};
