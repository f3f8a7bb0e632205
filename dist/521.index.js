export const id = 521;

export const ids = [ 521 ];

export const modules = {
1521: ((e, t, n) => {
n.r(t), n.d(t, {
runCommandLine: () => runCommandLine
});
var s = n(3024), o = n(8321), i = n(8019), r = n(3916), a = n(2043), c = n(2969), l = n(1455), d = n(6760), u = n(4717), p = n(2857), h = n(9211);
const f = {
train: ".",
check: "check",
wait: "wait",
find: "find",
control: "control",
evaluate: "evaluate",
deploy: "deploy"
}, isCommandName = e => Object.hasOwn(f, e), m = p.Ikc({
description: p.YjP(),
default: p.YjP().optional()
}), w = p.Ikc({
description: p.YjP(),
inputs: p.g1P(p.YjP(), m),
outputs: p.g1P(p.YjP(), m)
}), g = [ "job-status" ];
function isBoolean({default: e}) {
return "true" === e || "false" === e;
}
const b = [ "api-key", "azure-token", "github-token" ], $ = [ "identity-provider-id", "service-account-id", "azure-tenant-id", "azure-client-id" ], v = [ ...$, "oidc-audience", "token-url" ], y = "OPENAI_FINE_TUNE_", k = [ "training-file", "validation-file", "test-file", "hyperparameters", "metadata", "exclude-metadata", "baseline", "headers", "extra-body", "status", "require", "data-check-ignore" ];
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
problem: `${describeCredentialFile(e)} cannot be read (${(0, r.E2)(t)})`
};
}
}
function describeCredentialFile(e) {
if ("-" === e) return "standard input";
const t = e.split(/[/\\]/);
return (/[+=]/.test(e) ? [ e, ...t ] : t).some(i.WW) || A.test(t.at(-1) ?? "") ? "the file, whose path looks like a key," : (0, 
r.hD)((0, d.resolve)(e));
}
const A = /^(?=.*[a-z])(?=.*\d)[\w-]{24,}$/i;
function formatCredentialVariables(e) {
return "api-key" === e ? "OPENAI_API_KEY (OpenAI) or AZURE_OPENAI_API_KEY (Azure)" : "github-token" === e ? "GITHUB_TOKEN" : toVariable(e);
}
function toVariable(e) {
return y + e.replaceAll("-", "_").toUpperCase();
}
function describeUnknownOption(e, t, n) {
return `${/^[a-z][a-z_-]{0,40}$/i.test(e) ? `option --${e}` : "an option"}: is no option of this command${(n.has(e) ? ", but of another one" : (0, 
c.au)(e, t)).replace('"', '"--')}`;
}
function describeExposedCredential(e) {
return `option --${e}: other processes can read the command line, and the shell keeps it; set ${formatCredentialVariables(e)}, or use --${e}-file with a path or "-" (standard input)`;
}
const getHostname = (e = "https://api.openai.com") => URL.canParse(e) ? new URL(e).hostname : "", O = "openai-fine-tune", E = {
check: {
diff: "Show what --fix would change, then check the files as they are. Writes nothing, also with --fix.",
fix: "Before the check, write what is certain: no byte order mark, LF instead of CRLF, the elements of one JSON array as lines, `tool_calls` instead of `function_call`, and no line twice. Shows the difference first."
}
}, I = {
help: "Print this text."
}, P = 6, C = [ "API key: OPENAI_API_KEY or AZURE_OPENAI_API_KEY in the environment, or --api-key-file.", "Standard output has the findings and the outputs, standard error the log.", "Ctrl-C does what --on-cancel says; a second Ctrl-C ends the program at once.", "Exit codes: 0 success, 1 everything else." ];
function describeWorkflowInputs(e) {
const t = e.filter(e => v.includes(e));
return t.length > 0 ? [ `The inputs of an identity exist only in a workflow on GitHub: ${t.join(", ")}.` ] : [];
}
function wrap(e, t, n = P) {
const s = [];
let o = "";
for (const i of e.trim().split(/\s+/)) "" !== o && n + o.length + 1 + i.length > t && (s.push(o), 
o = ""), o += "" === o ? i : ` ${i}`;
return [ ...s, o ].map(e => " ".repeat(n) + e);
}
var _ = n(6472);
const j = 1e3;
function describeRemainder({state: e, outputs: t}) {
const n = e.get("job-id") ?? t.get("job-id"), s = t.get("deployment");
return "true" === e.get("ended") ? "Everything was done before." : void 0 !== n ? (0, 
_.hc)(n, {
isCommandLine: !0
}) : e.has("attempt") ? `Unclear whether a job was created. ${(0, _._G)(e.get("attempt"))}` : void 0 !== s ? `Deployment "${s}" is left as it is. A change that Azure has accepted goes on.` : "No job was created, and nothing is left running.";
}
const T = "\r\x1b[K", M = {
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
this.#e = e, this.#t = e.clock.now(), this.#o && this.#i();
}
writeResult(e) {
this.#r(this.#e.stdout, e);
}
writeLog(e) {
this.#r(this.#e.stderr, e);
}
format(e, t, n) {
const {hasColors: s, [n]: o} = this.#e;
return s && o.isTTY ? `\x1b[${M[t]}m${e}\x1b[0m` : e;
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
get #o() {
const {showsProgress: e, stderr: t} = this.#e;
return e && !0 === t.isTTY && !this.#n.signal.aborted;
}
#r(e, t) {
this.#c(), e.write(`${t}\n`), this.#a();
}
#c() {
this.#o && this.#e.stderr.write(T);
}
#a() {
const {stderr: e, clock: t} = this.#e;
if (!this.#o || "" === this.#s) return;
const n = Math.floor((t.now() - this.#t) / 1e3), s = [ ...`${[ Math.floor(n / 3600), Math.floor(n / 60) % 60, n % 60 ].map(e => `${e}`.padStart(2, "0")).join(":")}  ${this.#s}` ].slice(0, (e.columns || 80) - 1).join("");
e.write(`${T}${this.format(s, "gray", "stderr")}`);
}
async #i() {
const {clock: e} = this.#e, {signal: t} = this.#n;
for (;!t.aborted; ) await e.sleep(1e3, t).catch(() => {}), this.#a();
}
}
var x = n(911), S = n(2772);
const R = 200, N = {
error: "red",
warning: "yellow",
notice: "cyan"
};
function createTerminalRunner({inputs: e, terminal: t, secrets: n, summaryFile: o}) {
const {add: i, redact: a} = (0, x.l)();
for (const e of n) i(e);
const toLine = e => (0, S.g)(a(e)), c = new Map, l = new Map;
let d = "";
function annotate(e, n, s) {
const o = N[e];
if (!s) return void t.writeLog(`${t.format(`${e}:`, o, "stderr")} ${toLine(n)}`);
const i = toLine(s.line ? `${s.file}:${s.line}` : s.file), r = toLine(n), a = r.startsWith(`${i}: `) ? r.slice(i.length + 2) : r, c = t.format(`${e}:`, o, "stdout");
t.writeResult(`${t.format(i, "bold", "stdout")}: ${c} ${a}`);
}
const u = {
inputs: e,
state: l,
outputs: c,
failed: !1,
maxAnnotations: R,
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
setSecret: i,
getIdToken: () => Promise.reject(new r.lZ("A terminal has no OIDC token of GitHub, so an identity cannot be used there", {
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
if (o) try {
(0, s.appendFileSync)(o, `${a(e)}\n`);
} catch (e) {
u.warning(`The summary could not be written: ${(0, r.u1)(e)}`);
}
},
redactSecrets: a,
writeOutputs() {
const {columns: e} = t;
for (const [n, s] of c) {
if ("" === s) continue;
const o = `${(0, S.g)(n)}=${(0, S.g)(s)}`, i = void 0 !== e && o.length > e;
t.writeResult(i ? `${o.slice(0, e - 1)}\u2026` : o);
}
}
};
return u;
}
async function runCommand(e) {
const {env: t, stdout: n, stderr: s, clock: o} = e, l = "dumb" !== t.TERM && !t.CI, d = new Terminal({
stdout: n,
stderr: s,
clock: o,
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
}, [p = "--help", ...m] = e.args, A = Math.min(d.columns ?? 100, 100), P = await async function readManifests({readManifest: e}) {
const read = t => async function parseManifest(e) {
const t = await (0, h.e)(e, "text");
if ("problems" in t) throw new Error(`action.yml: ${t.problems.join(", ")}`);
const n = w.parse(t.value);
for (const e of g) delete n.inputs[e];
return n;
}(e(t)), {train: t, check: n, wait: s, find: o, control: i, evaluate: r, deploy: a} = f;
return {
train: await read(t),
check: await read(n),
wait: await read(s),
find: await read(o),
control: await read(i),
evaluate: await read(r),
deploy: await read(a)
};
}(e);
if ([ "--help", "-h", "help" ].includes(p)) return print(function renderProgramHelp(e, t) {
const n = Object.entries(e).flatMap(([e, {description: n}]) => [ `  ${e}`, ...wrap(n, t) ]);
return [ `Usage: ${O} COMMAND [OPTIONS]`, "", "Commands", ...n, "", `${O} COMMAND --help lists the options of a command.`, `${O} --version (-v) prints the version.`, "", ...C, "" ].join("\n");
}(P, A));
if ([ "--version", "-v" ].includes(p)) return print(`${e.version}\n`);
if (!isCommandName(p)) return failUsage(function describeUnknownCommand(e) {
return `${/^[\w-]{1,40}$/.test(e) ? `"${e}" is` : "The first argument is"} no command${(0, 
c.au)(e, Object.keys(f))}. ${O} --help lists them.`;
}(p));
const _ = P[p];
if (m.includes("--help") || m.includes("-h")) return print(function renderCommandHelp(e, {description: t, inputs: n, outputs: s}, o) {
const i = Object.entries(n).filter(([e]) => !v.includes(e)).flatMap(([e, t]) => function renderOption(e, t, n) {
const s = b.some(t => t === e), o = s ? `--${e}-file PATH` : isBoolean(t) ? `--${e}` : `--${e} TEXT`, i = void 0 === t.default || t.default.startsWith("${{") ? "" : ` Default: ${t.default}.`, r = s ? ` PATH may be "-" for standard input. Or set ${formatCredentialVariables(e)}.` : "";
return [ `  ${o}`, ...wrap(`${t.description}${i}${r}`, n) ];
}(e, t, o)), r = {
...E[e],
...I
};
return [ `Usage: ${O} ${e} [OPTIONS]`, "", ...wrap(t, o, 0), "", "Options", ...i, ...Object.entries(r).flatMap(([e, t]) => [ `  --${e}`, ...wrap(t, o) ]), "", ...wrap(`Each option can also be set by an environment variable: ${toVariable("base-url")} sets --base-url. Repeat an option to give it several lines.`, o, 0), ...describeWorkflowInputs(Object.keys(n)).flatMap(e => [ "", ...wrap(e, o, 0) ]), "", "Outputs, as lines NAME=VALUE", ...Object.entries(s).flatMap(([e, t]) => [ `  ${e}`, ...wrap(t.description, o) ]), "" ].join("\n");
}(p, _, A));
const T = [ ...Object.keys(E[p] ?? {}), ...Object.keys(I) ], M = new Set(Object.values(P).flatMap(({inputs: e}) => Object.keys(e))), {readStdin: x} = e, S = await async function readArguments(e, t, {inputs: n}, {flags: s, allInputs: o, readStdin: r}) {
const a = Object.keys(n), {options: l, problems: d} = function splitArguments(e, t) {
const n = [], s = [], o = [ ...e ];
for (let i = o.shift(); void 0 !== i; i = o.shift()) {
const [, r, a] = /^--([^=]+)(?:=(.*))?$/s.exec(i) ?? [];
if (void 0 === r) {
s.push(`argument ${e.length - o.length}: is no option. Every option begins with "--"; a pattern such as "data/*.jsonl" needs quotes`);
continue;
}
const [c] = o, l = t(r);
if (void 0 !== a) n.push({
name: r,
value: a
}); else if ("optional" === l) {
const e = "true" === c || "false" === c;
n.push({
name: r,
value: e ? c : void 0
}), e && o.shift();
} else void 0 === c || c.startsWith("--") ? (n.push({
name: r,
value: void 0
}), "required" === l && s.push(`option --${r}: needs a value`)) : (n.push({
name: r,
value: c
}), o.shift());
}
return {
options: n,
problems: s
};
}(e, e => s.includes(e) || n[e] && isBoolean(n[e]) ? "optional" : a.includes(e) || a.includes(e.replace(/-file$/, "")) ? "required" : "unknown"), p = new Map, h = new Map, f = new Set;
for (const {name: e, value: t} of l) {
const n = b.find(t => e === `${t}-file` && a.includes(t));
s.includes(e) ? (void 0 !== t && d.push(`option --${e}: takes no value`), f.add(e)) : n ? void 0 !== t && h.set(n, t) : a.includes(e) ? b.some(t => t === e) ? d.push(describeExposedCredential(e)) : p.has(e) ? k.includes(e) ? p.set(e, `${p.get(e)}\n${t}`) : d.push(`option --${e}: is given twice`) : p.set(e, t ?? "true") : d.push(describeUnknownOption(e, [ ...a, ...s ], o));
}
const m = (await (0, i.AQ)(p)).length > 0 ? [ `The command line has what looks like a secret, which other processes can read: use an environment variable (${toVariable("headers")}, ${toVariable("base-url")}).` ] : [];
d.push(...function setFromVariables(e, t, n, s) {
const o = [];
for (const [i, r = ""] of Object.entries(t)) {
if (!i.startsWith(y)) continue;
const t = i.slice(y.length).replaceAll("_", "-").toLowerCase();
if (s.has(t)) n.includes(t) && !e.has(t) && "" !== r.trim() && e.set(t, r); else {
const e = (0, c.au)(i, [ ...s ].map(toVariable));
o.push(`environment variable ${i}: sets no option${e}`);
}
}
return o;
}(p, t, a, o));
for (const [e, t] of h) {
const n = await readCredential(t, r);
"problem" in n ? d.push(`option --${e}-file: ${n.problem}`) : p.set(e, n.value);
}
const w = a.filter(e => !h.has(e));
return d.push(...function setKnownCredentials(e, t, n) {
const isUnset = t => n.includes(t) && !e.has(t), s = t.GITHUB_TOKEN?.trim();
if (s && isUnset("github-token") && e.set("github-token", s), !isUnset("api-key") || $.some(t => e.has(t))) return [];
const o = t.OPENAI_API_KEY?.trim(), i = t.AZURE_OPENAI_API_KEY?.trim(), r = n.includes("resource-id"), a = getHostname(e.get("base-url")), c = [ a, getHostname(e.get("baseline-base-url")) ].some(e => "" !== e && !(0, 
u.to)(e));
if (o && i && c && !r) return [ `environment variables OPENAI_API_KEY and AZURE_OPENAI_API_KEY: both are set, and the server is neither OpenAI nor Azure; set ${toVariable("api-key")} to the key of the server, or use --api-key-file` ];
const l = r || (0, u.sO)(a) === u._k ? i : o || ((0, u.R1)(a) ? void 0 : i);
return l && e.set("api-key", l), [];
}(p, t, w)), {
inputs: p,
flags: f,
problems: d,
warnings: m
};
}(m, t, _, {
flags: T,
allInputs: M,
readStdin: x
});
if (S.problems.length > 0) return failUsage(`${S.problems.join("\n")}\n${O} ${p} --help lists the options.`);
const R = "on-cancel" in _.inputs;
await async function execute({name: e, given: {inputs: t, flags: n, warnings: s}, appliesOnCancel: o, terminal: c}, l) {
const {env: d, clock: u, events: p} = l, h = (0, a.j)(d), f = createTerminalRunner({
inputs: t,
terminal: c,
secrets: h,
summaryFile: d.GITHUB_STEP_SUMMARY
}), endAtOnce = e => {
f.setFailed([ e, describeRemainder(f) ].join("\n")), finish(f, c, l);
};
p.on("uncaughtException", e => endAtOnce((0, r.Wk)(e)));
const m = function onInterrupt(e, {clock: t, onFirst: n, onSecond: s}) {
const o = new AbortController;
let i = Number.POSITIVE_INFINITY;
const handle = () => {
o.signal.aborted ? t.now() - i >= j && s() : (i = t.now(), n(), o.abort(new r.lZ("The command was interrupted.")));
};
for (const t of [ "SIGINT", "SIGTERM", "SIGBREAK" ]) e.on(t, handle);
return o.signal;
}(p, {
clock: u,
onFirst: () => f.notice(`Interrupted: ${o ? function describeReaction({state: e, inputs: t}) {
const n = e.get("job-id");
if ("true" === e.get("ended")) return "ending";
if (void 0 === n && !e.has("attempt")) return "ending before there is a job";
const s = void 0 === n ? "the job that is being created" : `job ${n}`, o = void 0 !== n && "true" !== e.get("created");
switch (t.get("on-cancel") ?? (o ? "detach" : "cancel")) {
case "cancel":
return `cancelling ${s} (--on-cancel detach would leave it)`;

case "pause":
return `pausing ${s}`;

default:
return `leaving ${s} as it is (--on-cancel cancel would stop it)`;
}
}(f) : "ending"}. Press Ctrl-C again to end at once.`),
onSecond: () => endAtOnce("Ended at once.")
});
for (const e of await (0, i.AQ)(t)) f.setSecret(e);
for (const e of s) f.warning(e);
(n.has("fix") || n.has("diff")) && await l.fix({
writes: !n.has("diff")
}, {
runner: f,
signal: m
}), f.failed || await l.run(e, {
runner: f,
signal: m
}), f.state.size > 0 && "true" !== f.state.get("ended") && (t.set("job-status", m.aborted ? "cancelled" : "failure"), 
await l.run("post", {
runner: f,
signal: (new AbortController).signal
})), "train" === e && m.aborted && "cancelled" === f.outputs.get("status") && f.info("Running the command again trains again."), 
finish(f, c, l);
}({
name: p,
given: S,
appliesOnCancel: R,
terminal: d
}, e);
}
function finish(e, t, {exit: n}) {
t.end(), e.writeOutputs(), n(e);
}
var U = n(9373), L = n(7856), Y = n(1672);
async function runCommandLine(e, t) {
process.exitCode = 1;
const {env: n, stdout: i, stderr: r, argv: a} = process;
for (const e of [ i, r ]) e.on("error", () => {});
(0, L.Gm)(n);
const c = process.cwd(), withDependencies = t => n => n((0, Y.YH)({
...t,
root: c,
launcherUrl: e
}));
await runCommand({
args: a.slice(2),
env: n,
stdout: i,
stderr: r,
readStdin: () => (0, o.text)(process.stdin),
events: process,
clock: U.ml,
version: Y.xv,
readManifest: t => (0, s.readFileSync)(new URL(`../${t}/action.yml`, e), "utf8"),
run: (n, s) => t[n](e, withDependencies(s)),
fix: (n, s) => t.fix(e, n, withDependencies(s)),
exit: Y.qG
});
}
})
};
