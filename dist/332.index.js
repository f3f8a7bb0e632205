export const id = 332;

export const ids = [ 332 ];

export const modules = {
7320: ((e, t, n) => {
n.d(t, {
v: () => getExtraBodyEpochs,
x: () => findUncountedEpochs
});
var s = n(8301);
const i = /epochs$/i;
function findUncountedEpochs(e = {}) {
const {hyperparameters: t, ...n} = e, s = Object.keys(n).filter(e => i.test(e));
return hasEpochs(t) && void 0 === getExtraBodyEpochs(e) ? [ ...s, "hyperparameters" ] : s;
}
function getExtraBodyEpochs({hyperparameters: e} = {}) {
const t = listEpochs(e).map(e => "string" == typeof e && "" !== e.trim() ? Number(e) : e), n = t.filter(e => "number" == typeof e && Number.isFinite(e));
return n.length === t.length && n.length > 0 ? Math.max(...n.map(Number)) : void 0;
}
const hasEpochs = e => listEpochs(e).length > 0;
function listEpochs(e) {
return Object.entries((0, s.OW)(e) ? e : {}).filter(([e, t]) => i.test(e) && null !== t && "auto" !== t).map(([, e]) => e);
}
}),
4407: ((e, t, n) => {
n.d(t, {
FK: () => $,
Uc: () => x,
et: () => isOtherGrader,
o_: () => hasForeignGrader
});
var s = n(2857), i = n(2969), a = n(2526);
const o = s.YjP().exactOptional().describe("The name of the grader, as reports show it. Defaults to its key in `graders`, or to its type."), template = e => s.YjP().describe(`${e} May contain {{item.x}} and {{sample.output_text}}.`), r = s._H3({
type: s.euz("string_check"),
name: o,
input: template("The text to check."),
reference: template("The text to compare with."),
operation: s.k5n([ "eq", "ne", "like", "ilike" ]).describe("eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.")
}).meta({
id: "string_check",
description: "Compares two texts; 0 or 1."
}), c = s._H3({
type: s.euz("text_similarity"),
name: o,
input: template("The text to be graded."),
reference: template("The text to grade against."),
evaluation_metric: s.k5n([ "cosine", "fuzzy_match", "bleu", "gleu", "meteor", "rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_5", "rouge_l" ]).describe("How similarity is measured; cosine is for evals only.")
}).meta({
id: "text_similarity",
description: "Measures how similar two texts are; 0 to 1."
}), l = s._H3({
type: s.euz("python"),
name: o,
source: a.y0.exactOptional().describe("Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network."),
source_file: a.y0.exactOptional().describe("Path of a file with the source, relative to the file that names it. It is sent as `source`."),
image_tag: s.YjP().exactOptional().describe("Tag of the image that runs the source, for example 2025-05-08.")
}).meta({
id: "python",
description: "Runs a Python function; its number is the grade.",
oneOf: [ "source", "source_file" ].map(e => ({
type: "object",
properties: {
[e]: {}
},
required: [ e ]
}))
}), d = s.gMt("type", [ s._H3({
type: s.euz("input_text"),
text: s.YjP()
}), s._H3({
type: s.euz("output_text"),
text: s.YjP()
}), s._H3({
type: s.euz("input_image"),
image_url: s.YjP(),
detail: s.YjP().exactOptional()
}), s._H3({
type: s.euz("input_audio"),
input_audio: s._H3({
data: s.YjP(),
format: s.k5n([ "mp3", "wav" ])
})
}) ]).meta({
id: "content_item",
description: "A piece of a message."
}), h = "text, an input_text, output_text, input_image or input_audio item", u = [ s.YjP(), d ], f = s.YOg(s._H3({
role: s.k5n([ "user", "assistant", "system", "developer" ]),
content: s.KCZ([ ...u, s.YOg(s.KCZ(u, (0, a.j1)(h))) ], (0, a.j1)(`${h}, or a list of these`)).describe("Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}."),
type: s.euz("message").exactOptional()
})).min(1, {
error: "is empty"
}).meta({
id: "messages",
description: "The messages for the grading model."
}), p = (0, a.j1)("a list of two numbers"), m = s._H3({
type: s.euz("score_model"),
name: o,
model: s.YjP().describe("The model that gives the score."),
input: f,
range: s.YOg(s.aig()).length(2, p).exactOptional().describe("Lowest and highest score; defaults to [0, 1]."),
sampling_params: s._H3({
seed: (0, a.cl)(s.Whr()),
top_p: (0, a.cl)(s.aig()),
temperature: (0, a.cl)(s.aig()),
max_completions_tokens: (0, a.cl)(s.Whr().min(1, (0, a.j1)("a whole number of at least 1"))).describe("Maximum tokens of an answer. The API spells it with two plurals."),
reasoning_effort: (0, a.cl)(s.YjP())
}).exactOptional().describe("How the grading model samples.")
}).meta({
id: "score_model",
description: "A model assigns a score."
}), g = s._H3({
type: s.euz("label_model"),
name: o,
model: s.YjP().describe("The model that gives the label."),
input: f,
labels: s.YOg(s.YjP()).describe("The labels to choose from."),
passing_labels: s.YOg(s.YjP()).describe("The labels that count as passing.")
}).meta({
id: "label_model",
description: "A model assigns a label. Made for evals; fine-tuning servers may reject it."
}), w = [ "string_check", "text_similarity", "python", "score_model", "multi", "label_model" ], b = s._H3({
type: s.YjP().refine(e => "" !== e && void 0 === (0, i.h0)(e, w), {
abort: !0,
error: ({input: e}) => (0, a.Xv)(w, e)
}).meta({
minLength: 1,
pattern: `^(?!(${w.join("|")})$)`
}).pipe(s.IeY())
}).meta({
id: "other_grader",
description: "A grader of another type, which is sent as written."
}), y = (0, a.j1)("a map"), v = s.KCZ([ s.gMt("type", [ r, c, l, m, g ]), b ], y), k = s._H3({
type: s.euz("multi"),
name: o,
graders: s.g1P(s.YjP(), v).refine(e => Object.keys(e).length > 0, {
error: "is empty"
}).meta({
description: "Graders by name; these names are the variables of calculate_output. None may be multi itself.",
minProperties: 1
}),
calculate_output: s.YjP().describe("Formula over the graders: + - * / ^, parentheses, min max abs floor ceil exp sqrt log.")
}).meta({
id: "multi",
description: "Combines several graders by a formula."
}), $ = s.KCZ([ s.gMt("type", [ r, c, l, m, k, g ]), b ], y).describe("How the outputs of the model are graded during the training.");
function isOtherGrader(e) {
return !Object.hasOwn(x, e.type);
}
function hasForeignGrader(e) {
return "multi" === e.type ? Object.values(e.graders).some(hasForeignGrader) : isOtherGrader(e) && "endpoint" !== e.type;
}
const x = {
string_check: Object.keys(r.shape),
text_similarity: Object.keys(c.shape),
python: Object.keys(l.shape),
score_model: Object.keys(m.shape),
label_model: Object.keys(g.shape),
multi: Object.keys(k.shape)
};
}),
696: ((e, t, n) => {
n.d(t, {
AL: () => f,
J8: () => m,
Qr: () => p,
Vv: () => u,
ed: () => findHyperparameterWarnings,
vt: () => g
});
var s = n(2857), i = n(3916), a = n(2969), o = n(2526);
const r = (0, o.j1)('a whole number of at least 1 or "auto"'), c = (0, o.j1)('a number above 0 or "auto"'), l = (0, 
o.cl)(s.KCZ([ s.euz("auto"), s.Whr(r).min(1, r) ], r).meta({
id: "whole_number_or_auto"
})), d = (0, o.cl)(s.KCZ([ s.euz("auto"), s.aig(c).positive(c) ], c).meta({
id: "number_or_auto"
})), h = {
n_epochs: l.describe('How many times to go through the training data, or "auto".'),
batch_size: l.describe('Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.'),
learning_rate_multiplier: d.describe('Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.')
}, u = s._H3(h).meta({
id: "supervised_hyperparameters"
}), f = s._H3({
...h,
beta: d.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behavior.')
}), p = s._H3({
...h,
compute_multiplier: d.describe('Multiplier of the compute spent on exploring, or "auto".'),
eval_interval: l.describe('Training steps between two evaluations, or "auto".'),
eval_samples: l.describe('Samples of the validation data generated per evaluation, or "auto".'),
reasoning_effort: (0, o.cl)(s.YjP()).describe("How much the model reasons: default, low, medium or high.")
}), m = [ "supervised", "dpo", "reinforcement" ], g = {
supervised: u,
dpo: f,
reinforcement: p
}, w = {
batch_size: {
text: "at most 256",
includes: e => Number(e) <= 256
},
n_epochs: {
text: "at most 50",
includes: e => Number(e) <= 50
},
beta: {
text: "at most 2",
includes: e => Number(e) <= 2
},
compute_multiplier: {
text: "above 0.00001 and at most 10",
includes: e => Number(e) > 1e-5 && Number(e) <= 10
},
reasoning_effort: {
text: "default, low, medium or high",
includes: e => [ "default", "low", "medium", "high" ].includes(String(e))
}
};
function findHyperparameterWarnings(e, t) {
const n = Object.keys(g[e].shape), s = t.map(([e]) => e).filter(e => !n.includes(e)), o = s.filter(e => "" === (0, 
a.au)(e, n)), r = s.filter(e => !o.includes(e)), c = t.flatMap(([e, t]) => {
const s = w[e];
return n.includes(e) && s && "auto" !== t && !s.includes(t) ? [ `${e}: ${(0, i.hD)(t)} is outside the documented range (${s.text}); it is sent unchanged` ] : [];
});
return [ ...r.map(t => `${describeUndocumented(e, [ t ])}${(0, a.au)(t, n)}`), ...o.length > 0 ? [ describeUndocumented(e, o) ] : [], ...c ];
}
const b = 20;
function describeUndocumented(e, t) {
const n = t.length - b, s = [ ...t.slice(0, b).map(i.hD), ...n > 0 ? [ `and ${n} more` ] : [] ].join(", ");
return 1 === t.length ? `${s} is not a documented hyperparameter of ${e}; it is sent unchanged` : `${s} are not documented hyperparameters of ${e}; they are sent unchanged`;
}
}),
6452: ((e, t, n) => {
n.d(t, {
S: () => JobDiagnostics
});
var s = n(3916), i = n(8725), a = n(2526), o = n(9211);
class JobDiagnostics {
#e=[];
#t=[];
#n;
#s;
constructor(e, t) {
this.#n = e, this.#s = t;
}
get problems() {
return limitLines(this.#e, "problem");
}
get warnings() {
return limitLines(this.#t, "warning");
}
addProblem(e, t) {
this.#e.push(`${e}: ${t}`);
}
addWarning(e, t) {
this.#t.push(`${e}: ${t}`);
}
warnAboutUndocumented(e, t, n) {
for (const i of Object.keys(t)) n.includes(i) || this.addWarning(e, `the field ${(0, 
s.hD)(i)} is not in the API reference; it is sent as written`);
}
unwrap(e, t) {
if ("value" in e) return e.value;
for (const n of e.problems) this.addProblem(t, n);
}
async parseYaml(e, t, n, s = "typed") {
const r = void 0 === t ? void 0 : this.unwrap(await (0, o.e)(t, s), n);
if ("typed" === s) for (const e of (0, i.T)(r)) this.#s(e);
return void 0 === r ? void 0 : this.unwrap((0, a.tf)(e, r), n);
}
async readFile(e, t, n) {
try {
const t = await (void 0 === n ? this.#n(e) : this.#n(e, n));
return {
...t,
text: t.text.replaceAll("\r\n", "\n")
};
} catch (e) {
if (!(e instanceof s.lZ)) throw e;
return void this.addProblem(t, `${e.message}${e.hint ? ` (${e.hint})` : ""}`);
}
}
}
const r = 20;
function limitLines(e, t) {
const n = e.length - r;
return [ ...e.slice(0, r), ...n > 0 ? [ `and ${n} more ${t}${n > 1 ? "s" : ""}` ] : [] ];
}
}),
1420: ((e, t, n) => {
n.d(t, {
Q$: () => readInputGrader,
wF: () => readMethod,
BU: () => readMethodInputs
});
var s = n(8301), i = n(4407), a = n(696), o = n(3916), r = n(2969), c = n(9030), l = n(2526);
const d = 262144;
async function resolveGrader(e, t, n) {
const s = "multi" === e.type ? await async function resolveMulti(e, t, n) {
checkFields(e, t, n);
const s = {};
let i = !0;
for (const [a, o] of Object.entries(e.graders)) {
const e = `${t.label}: ${(0, l.jV)([ "graders", a ])}`, r = await resolveSingle(o, a, {
...t,
label: e
}, n);
r && (s[a] = r), i &&= void 0 !== r;
}
return i ? {
...e,
name: e.name ?? "multi",
graders: s
} : void 0;
}(e, t, n) : await resolveSingle(e, e.type, t, n);
if (s) {
for (const {severity: e, field: i, message: a} of (0, c.D)(s).problems) {
const s = `${t.label}: ${i}`;
"error" === e ? n.addProblem(s, a) : n.addWarning(s, a);
}
return s;
}
}
async function resolveSingle(e, t, n, a) {
if ((0, i.et)(e)) {
const t = Object.keys(i.Uc).join(", ");
return a.addWarning(n.label, `the type ${(0, o.hD)(e.type)} is unknown here (${t}); the grader is sent as written`), 
e;
}
switch (checkFields(e, n, a), e.type) {
case "python":
{
const {source_file: s, ...i} = e, o = await async function readPythonSource(e, t, {label: n, relativeTo: s}, i) {
if (void 0 !== e && void 0 !== t) return void i.addProblem(n, 'has both "source" and "source_file"; give one of them');
if (void 0 === e && void 0 === t) return void i.addProblem(n, '"source" or "source_file" is required');
const a = void 0 === t ? e : (await i.readFile(t, `${n}: source_file`, s))?.text;
if (void 0 !== a) {
if (!((new TextEncoder).encode(a).length > d)) return /\bgrade\b/.test(a) || i.addWarning(n, 'the Python source defines no function "grade"'), 
a;
i.addProblem(n, "the Python source is larger than 256 kB");
}
}(e.source, s, n, a);
return void 0 === o ? void 0 : {
...i,
name: e.name ?? t,
source: o
};
}

case "score_model":
{
const {sampling_params: i, ...o} = e, [r = 0, c = 1] = e.range ?? [];
r >= c && a.addWarning(n.label, "range: expected the lowest score first, then the highest");
const l = {
...o,
name: e.name ?? t
};
return i ? {
...l,
sampling_params: (0, s.p3)(i)
} : l;
}

case "label_model":
return a.addWarning(n.label, "label_model is a grader for evals; fine-tuning servers may reject it"), 
{
...e,
name: e.name ?? t
};

case "text_similarity":
return "cosine" === e.evaluation_metric && a.addWarning(n.label, "the metric cosine is for evals; fine-tuning servers may reject it"), 
{
...e,
name: e.name ?? t
};

case "string_check":
return {
...e,
name: e.name ?? t
};
}
}
function checkFields(e, {label: t}, n) {
const s = i.Uc[e.type];
for (const i of Object.keys(e)) {
if (s.includes(i)) continue;
"source_file" === i && n.addProblem(t, 'only a python grader has a "source_file"');
const e = (0, r.au)(i, s);
e && n.addWarning(t, `unknown field ${(0, o.hD)(i)} is sent unchanged${e}`);
}
}
var h = n(131);
const u = 'input "hyperparameters"';
async function readMethodInputs(e, t, n) {
const s = void 0 === e.method ? t : n.unwrap((0, l.tf)(h.cJ.method, e.method), 'input "method"'), i = void 0 === e.grader ? void 0 : await readInputGrader(e.grader, n), o = a.vt[s ?? "supervised"].nullable();
return {
type: s,
grader: i,
hyperparameters: await n.parseYaml(o, e.hyperparameters, u)
};
}
async function readMethod(e, t, n, i) {
if (void 0 !== e.method && void 0 === t.type) return;
const o = t.type ?? "supervised";
!function checkOtherMethods(e, {fields: t, label: n}, s) {
for (const i of a.J8) i !== e && t.method?.[i] && (t.method.type === e && void 0 === t.method[e] ? s.addProblem(n, `method.${i}: does not match the type ${e}`) : s.addWarning(n, `method.${i}: is ignored because the method is ${e}`));
}(o, n, i);
const r = function mergeHyperparameters(e, t, {fields: n, label: i}, o) {
const r = (0, l.tf)(a.vt[e], n.hyperparameters ?? {}), c = [ [ u, t ], [ `${i}: method.${e}.hyperparameters`, n.method?.[e]?.hyperparameters ], [ `${i}: method.dpo`, "dpo" === e ? readMisplaced({
fields: n,
label: i
}, o) : void 0 ], [ `${i}: hyperparameters`, o.unwrap(r, `${i}: hyperparameters`) ] ];
let d = {};
for (const [t, n] of c) {
const i = (0, s.p3)(n ?? {}), r = Object.entries(i).filter(([e]) => !Object.hasOwn(d, e));
for (const n of (0, a.ed)(e, r)) o.addWarning(t, n);
d = {
...i,
...d
};
}
return Object.keys(d).length > 0 ? d : void 0;
}(o, t.hyperparameters, n, i);
if ("reinforcement" !== o) return void 0 !== e.grader && i.addProblem('input "grader"', `only the method reinforcement has a grader, and the method is ${o}`), 
r ? {
type: o,
hyperparameters: r
} : t.type && {
type: o
};
const c = void 0 === e.grader ? await async function readFileGrader(e, t) {
const n = e.fields.method?.reinforcement?.grader;
if (!n) return void t.addProblem('input "grader"', "is required by the method reinforcement");
return resolveGrader(n, {
label: `${e.label}: method.reinforcement.grader`,
...(0, s.p3)({
relativeTo: e.path
})
}, t);
}(n, i) : t.grader, d = n.fields.method?.reinforcement ?? {}, f = `${n.label}: method.reinforcement`;
i.warnAboutUndocumented(f, d, h.LQ.reinforcement);
const {grader: p, hyperparameters: m, ...g} = d;
return c && {
type: o,
grader: c,
...g,
...(0, s.p3)({
hyperparameters: r
})
};
}
function readMisplaced({fields: e, label: t}, n) {
const {hyperparameters: i, ...a} = e.method?.dpo ?? {}, o = (0, s.p3)(a);
for (const e of Object.keys(o)) n.addWarning(t, `method.dpo.${e}: belongs under method.dpo.hyperparameters; it is sent there`);
return o;
}
async function readInputGrader(e, t) {
const n = 'input "grader"';
if (!function isPath(e) {
return !/[\n\r]/.test(e.trim()) && !/^\s*[{[]|:(\s|$)/.test(e);
}(e)) return parseGrader(e, {
label: n
}, t);
const s = await t.readFile(e.trim(), n);
return s && parseGrader(s.text, {
label: `${n}: ${s.path}`,
relativeTo: s.path
}, t);
}
async function parseGrader(e, t, n) {
const s = await n.parseYaml(i.FK, e, t.label);
return s && resolveGrader(s, t, n);
}
}),
131: ((e, t, n) => {
n.d(t, {
LQ: () => v,
cJ: () => p,
p4: () => y
});
var s = n(2857), i = n(4407), a = n(696), o = n(2526);
const r = [ "model", "training_file", "validation_file", "method", "suffix", "seed", "metadata", "integrations" ], c = s.g1P((0, 
o.xX)(0, 64).refine(e => !e.startsWith("ft_"), {
error: 'keys that begin with "ft_" are reserved for the action'
}).meta({
pattern: "^(?!ft_)"
}), (0, o.xX)(0, 512)).refine(e => Object.keys(e).length <= 10, {
error: ({input: e}) => `expected at most 10 pairs, received ${Object.keys(Object(e)).length}`
}).meta({
maxProperties: 10
}), l = (0, o.MA)({
project: s.YjP().describe("The project that the run is created under."),
name: (0, o.cl)(s.YjP()).describe("Display name of the run; defaults to the job id."),
entity: (0, o.cl)(s.YjP()).describe("Team or user that the run belongs to."),
tags: s.YOg(s.YjP()).exactOptional().describe("Tags of the run.")
}, [ "api_key" ]), d = s.YOg(s.rej({
type: s.euz("wandb").describe("Weights and Biases, the only integration."),
wandb: l.describe("Where the metrics go. Further fields are sent as written.")
})), foldName = e => e.toUpperCase().toLowerCase().replaceAll("_", ""), h = "hyperparameters", anySpelling = e => [ ...e ].map(e => "_" === e ? "_?" : `[${e}${e.toUpperCase()}]`).join(""), u = s.g1P(s.YjP().refine(e => !(e => e !== h && [ ...r, h ].some(t => foldName(t) === foldName(e)))(e), {
error: ({input: e}) => `"${e}" has an input of its own; set it there`
}).meta({
pattern: `^(?!(${r.map(anySpelling).join("|")})$)(${h}$|(?!${anySpelling(h)}$))`
}), s.L5J()), f = (0, o.j1)("a whole number from 0 to 2147483647"), p = {
method: s.k5n(a.J8),
suffix: (0, o.xX)(1, 64),
seed: s.Whr(f).min(0, f).max(2147483647, f),
metadata: c,
integrations: d,
extra_body: u
}, m = "Belongs under hyperparameters, where it is moved.", g = (0, o.MA)({
grader: i.FK.exactOptional(),
hyperparameters: (0, o.cl)(a.Qr),
response_format: s.g1P(s.YjP(), s.L5J()).exactOptional().describe("Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.")
}, [ "tools", "max_episode_steps" ]), w = s.rej({
type: p.method.describe("supervised, dpo (preferences) or reinforcement (a grader)."),
supervised: (0, o.cl)(s.rej({
hyperparameters: (0, o.cl)(a.Vv)
})).describe("Settings of the method supervised."),
dpo: (0, o.cl)(s.rej({
hyperparameters: (0, o.cl)(a.AL),
beta: a.AL.shape.beta.meta({
description: m,
deprecated: !0
}),
l2_multiplier: (0, o.cl)(s.aig()).meta({
description: m,
deprecated: !0
})
})).describe("Settings of the method dpo."),
reinforcement: (0, o.cl)(g).describe("Settings of the method reinforcement. Further fields are sent as written.")
}), b = o.y0.refine(e => !/^\s*local:/m.test(e), {
error: '"local:" is of azd\'s job files; write the path without it'
}), y = s.rej({
$schema: s.YjP().exactOptional().describe("Where editors find the JSON Schema of this file."),
model: o.y0.exactOptional().describe("Base model, or an ft: model to train further."),
training_file: b.exactOptional().describe("Paths or globs relative to this file, one per line, or the id of an uploaded file."),
validation_file: (0, o.cl)(b).describe("Paths or globs relative to this file, one per line, or the id of an uploaded file."),
method: (0, o.cl)(w).describe("How the model is trained; defaults to supervised."),
hyperparameters: (0, o.cl)(a.Vv).meta({
description: "Deprecated by the API; moved under the method.",
deprecated: !0
}),
suffix: (0, o.cl)(p.suffix).describe("Becomes part of the name of the fine-tuned model, 1 to 64 characters."),
seed: (0, o.cl)(p.seed).describe("The same seed and job should give the same result; the API chooses one by default."),
metadata: (0, o.cl)(p.metadata).describe('At most 10 pairs of text to text. Keys that begin with "ft_" are reserved for the action.'),
integrations: (0, o.cl)(p.integrations).describe("Where else the metrics are sent."),
extra_body: (0, o.cl)(p.extra_body).describe("Further top-level fields of the create request, for other servers (trainingType).")
}).meta({
title: "Fine-tuning job",
description: "A fine-tuning job of the openai-fine-tune action."
}), v = {
reinforcement: Object.keys(g.shape),
wandb: Object.keys(l.shape)
};
}),
9030: ((e, t, n) => {
n.d(t, {
D: () => parseTemplates
});
var s = n(3916), i = n(2969), a = n(2526);
const o = [ "item", "sample" ], r = [ "output_text", "output_json", "output_tools", "choices", "output_audio" ], c = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/;
function parseTemplates(e) {
const t = new Map, n = [];
for (const s of function collectTexts(e) {
return "multi" !== e.type ? collectSingleTexts(e, []) : Object.entries(e.graders).flatMap(([e, t]) => collectSingleTexts(t, [ "graders", e ]));
}(e)) {
const {text: e, field: i} = s;
for (const {reference: a, problem: o} of findReferences(e)) {
if (o && n.push({
severity: "warning",
field: i,
message: o
}), void 0 === a) continue;
const [e = "", ...r] = splitReference(a);
if ("item" === e && r.length > 0) {
const e = JSON.stringify(r), n = t.get(e);
n ? n.locations.includes(i) || n.locations.push(i) : t.set(e, {
path: r,
locations: [ i ]
});
} else n.push(...checkReference(a, e, r, s));
}
}
return "multi" === e.type && n.push(...function* checkFormula(e, t) {
const n = "calculate_output", i = e.match(h)?.filter(e => "" !== e.trim()) ?? [];
(function isBalanced(e) {
let t = 0;
for (const n of e) if ("(" === n && t++, ")" === n && t--, t < 0) return !1;
return 0 === t;
})(i) || (yield {
severity: "error",
field: n,
message: "its parentheses do not match"
});
const a = i.find(e => !/^[\w.+\-*/^(),]+$/.test(e));
a && (yield {
severity: "warning",
field: n,
message: `${(0, s.hD)(a)} is not a documented operator`
});
const o = Object.keys(t), r = o.filter(e => !d.test(e));
for (const e of r) {
const t = `${(0, s.hD)(e)} cannot be used in a formula; use letters, digits and "_"`;
yield {
severity: "warning",
field: "graders",
message: t
};
}
if (r.length > 0) return;
const c = new Set(i.filter(e => d.test(e))), f = new Set([ ...o, ...l ]), p = [ ...c ].filter(e => !f.has(e));
for (const [e, i] of p.entries()) {
const a = e < u ? suggestKey(i, t) : "";
yield {
severity: "error",
field: n,
message: `${(0, s.hD)(i)} is not the key of a grader${a}`
};
}
for (const e of o) c.has(e) || (yield {
severity: "warning",
field: n,
message: `does not use the grader ${(0, s.hD)(e)}`
});
}(e.calculate_output, e.graders)), {
items: [ ...t.values() ],
problems: n
};
}
function collectSingleTexts(e, t) {
const fieldAt = (...e) => (0, a.jV)([ ...t, ...e ]);
switch (e.type) {
case "python":
default:
return [];

case "string_check":
case "text_similarity":
return [ {
text: e.input,
field: fieldAt("input"),
isPrompt: !1
}, {
text: e.reference,
field: fieldAt("reference"),
isPrompt: !1
} ];

case "score_model":
case "label_model":
return e.input.flatMap(({content: e}, t) => collectContentTexts(e, fieldAt("input", t, "content")));
}
}
function collectContentTexts(e, t) {
return "string" == typeof e ? [ {
text: e,
field: t,
isPrompt: !0
} ] : Array.isArray(e) ? e.flatMap((e, n) => collectContentTexts(e, `${t}[${n}]`)) : "text" in e ? [ {
text: e.text,
field: `${t}.text`,
isPrompt: !0
} ] : "image_url" in e ? [ {
text: e.image_url,
field: `${t}.image_url`,
isPrompt: !1
} ] : [];
}
function* findReferences(e) {
for (let t = e.indexOf("{{"); -1 !== t; ) {
const n = e.indexOf("}}", t + 2);
if (-1 === n) return yield {
problem: 'has "{{" without "}}" after it'
};
const i = e.slice(t + 2, n), a = i.lastIndexOf("{{");
if (-1 !== a) {
yield {
problem: 'has "{{" within "{{ }}"'
}, t += a + 2;
continue;
}
const o = i.trim();
c.test(o) ? yield {
reference: o
} : yield {
problem: `${(0, s.hD)(`{{${i}}}`)} is not a reference to a field such as {{ item.x }}`
}, t = e.indexOf("{{", n + 2);
}
}
function splitReference(e) {
return e.split(/[.[\]]+/).filter(e => "" !== e);
}
function* checkReference(e, t, [n], {field: a, isPrompt: c}) {
const l = (0, s.hD)(`{{${e}}}`);
if (o.includes(t)) {
if (void 0 === n) yield {
severity: "warning",
field: a,
message: `${l} names no field`
}; else if (!r.includes(n)) {
const e = (0, i.au)(n, r), t = `${l} is not documented; a sample has ${r.join(", ")}${e}`;
yield {
severity: "warning",
field: a,
message: t
};
}
} else {
const e = `${l} must begin with "item." or "sample."${(0, i.au)(t, o)}`;
yield {
severity: c ? "warning" : "error",
field: a,
message: e
};
}
}
const l = [ "min", "max", "abs", "floor", "ceil", "exp", "sqrt", "log" ], d = /^[A-Za-z_]\w*$/, h = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy, u = 20;
function suggestKey(e, t) {
const n = Object.keys(t), a = n.find(n => t[n]?.name === e);
return a ? `; its key is ${(0, s.hD)(a)}` : (0, i.au)(e, [ ...n, ...l ]);
}
}),
5332: ((e, t, n) => {
n.r(t), n.d(t, {
runCheck: () => data_actions_runCheck,
runEvaluate: () => runEvaluate,
runFineTune: () => runFineTune,
runFix: () => runFix
});
var s = n(4389), i = n(8551);
const a = {
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
"grader-item": "the grader uses a field that no line has.",
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
};
var o = n(3916), r = n(617), c = n(5487), l = n(2011), d = n(4285), h = n(3300);
function formatProblemCount({valid: e, errors: t, warnings: n}) {
return void 0 === e ? "not checked" : [ t > 0 && (0, l.B4)(t, "error"), n > 0 && (0, 
l.B4)(n, "warning") ].filter(Boolean).join(" and ") || "no problems";
}
function billableTokensCell({tokens: e, epochs: t, epochsGiven: n, images: s, uncounted: i}) {
const a = `${(0, l.B4)(t, "epoch")}${n ? "" : ", as the server will probably choose"}`, o = [ s > 0 && (0, 
l.B4)(s, "image"), i > 0 && (0, l.B4)(i, "example") ].filter(Boolean), r = o.length > 0 ? `; excludes ${o.join(" and ")} that cannot be counted` : "";
return `about ${(0, l.Sm)(e)} (${a}${r})`;
}
function problemList({codes: e, problems: t, errors: n, warnings: s}) {
if (0 === t.length) return;
const {markdown: i, shown: a} = (0, h.iK)(t, {
maxRows: 1e3,
maxBytes: 9e5
}), o = Object.entries(e).sort(([, e], [, t]) => t - e).map(([e, t]) => `${(0, d.h8)(e)} ${(0, 
l.Sm)(t)}`), r = n + s - a, c = r > 0 ? `\n\n${(0, l.Sm)(r)} more in \`report.json\`.` : "";
return (0, d.zH)(o.join(", "), `${i}${c}`, a <= 20);
}
var u = n(5468);
function toArtifactLocation(e) {
const t = e.toWellFormed().split("/").map(encodeURIComponent).join("/");
return e.startsWith("/") ? {
uri: `file://${t}`
} : /^[A-Za-z]:\//.test(e) ? {
uri: `file:///${t}`
} : {
uri: t,
uriBaseId: "%SRCROOT%"
};
}
function describeOmission(e, t) {
return e <= t ? [] : [ {
level: "note",
message: {
text: `${(0, l.Sm)(e - t)} of ${(0, l.Sm)(e)} problems have no result of their own. "report.json" counts all of them.`
}
} ];
}
var f = n(7598), p = n(8725);
const m = new Set([ "response_format" ]);
function toCanonical(e) {
if (Array.isArray(e)) return e.map(toCanonical);
if ("object" != typeof e || null === e) return e;
const t = Object.entries(e).sort(([e], [t]) => e < t ? -1 : 1);
return Object.fromEntries(t.map(([e, t]) => [ e, m.has(e) ? JSON.stringify(t) : toCanonical(t) ]));
}
var g = n(9030), w = n(635);
class DuplicateExamples {
hashKey;
#i=new w.J;
#a=new w.J;
#o=[];
#r=0;
#c=0;
#l={
count: 0,
first: []
};
#d={
count: 0,
first: []
};
#h={
count: 0,
first: []
};
constructor(e) {
this.hashKey = e;
}
startDataset() {
this.#a = new w.J, this.#c = this.#r, this.#l = {
count: 0,
first: []
}, this.#d = {
count: 0,
first: []
}, this.#h = {
count: 0,
first: []
};
}
addLines(e, t, n, s) {
0 === t && this.#o.push({
name: e,
linesBefore: this.#r
});
for (let e = 0; e < s.length; e += 5) {
const t = this.#r + (s[e] ?? 0), n = this.#i.getOrInsert(hashAt(s, e + 1), t), i = this.#a.getOrInsert(hashAt(s, e + 3), t);
if (n !== t) {
const e = n > this.#c ? this.#l : this.#d;
this.#u(e, t, n);
} else i !== t && this.#u(this.#h, t, i);
}
this.#r += n;
}
#u(e, t, n) {
e.count++, e.first.length > 5 || e.first.push({
location: this.#f(t),
earlier: this.#f(n)
});
}
#f(e) {
const t = this.#o.findLast(({linesBefore: t}) => t < e);
return {
file: t?.name ?? "",
line: e - (t?.linesBefore ?? 0)
};
}
report(e) {
reportDuplicates("overlap", this.#d, e), reportDuplicates("duplicate-example", this.#l, e);
const {count: t, first: n} = this.#h, [s] = n;
if (!s) return;
const i = 1 === t ? "" : `, the first of ${t} such lines`, a = `the same prompt as ${formatLocation(s.earlier)}, but a different answer${i}`;
e.addDatasetProblem({
code: "conflicting-answers",
...s.location,
message: a
}, t);
}
}
function hashAt(e, t) {
return [ e[t] ?? 0, e[t + 1] ?? 0 ];
}
function reportDuplicates(e, {count: t, first: n}, s) {
for (const [i, {location: a, earlier: o}] of n.entries()) {
const n = i < 5 ? 1 : t - 5, r = 1 === n ? "" : `, the first of ${n} more such lines`, c = `the same example as ${formatLocation(o)}${r}`;
s.addDatasetProblem({
code: e,
...a,
message: c
}, n);
}
}
const formatLocation = ({file: e, line: t}) => `line ${t} of ${e}`;
var b = n(8600);
class CheckPipeline {
#p;
#m;
#g;
#w;
#b=new Set;
#y=0;
constructor(e, t, n, s) {
this.#p = e, this.#m = t, this.#g = n, this.#w = s;
}
async add(e, t) {
const {capacity: n} = this.#g.problems, s = "line too long" === t ? Promise.resolve((0, 
b.X)(n, this.#m)) : this.#p.check(t, n);
s.catch(() => {}), this.#b.add({
file: e,
lines: t,
report: s
}), this.#y += t.length, await this.#v(this.#p.maxPendingBytes);
}
end() {
return this.#v(0);
}
async #v(e) {
for (const t of this.#b) {
if (this.#y <= e) return;
this.#b.delete(t), this.#g.addLines(t.file, await t.report), this.#y -= t.lines.length, 
"line too long" !== t.lines && this.#w.release(t.lines);
}
}
}
var y = n(7291), v = n(4797), k = n(9333), $ = n(7852), x = n(3806);
const j = {
training: 5e4,
validation: 1e3
};
function checkFile({name: e, notJsonl: t, examples: n, blank: s}, i) {
t && i.addDatasetProblem({
...t,
file: e
});
const a = (0, $.wi)(e);
if (a && i.addDatasetProblem({
...a,
file: e
}), n > 0 && s.count > 0) {
const t = 1 === s.count ? "1 blank line is not counted as an example" : `${s.count} blank lines are not counted as examples`;
i.addDatasetProblem({
code: "blank-lines",
file: e,
line: s.line,
message: t
});
}
}
const isForeign = e => Object.hasOwn(x.sd, e);
var O = n(6235), _ = n(149);
class DatasetStats {
problems;
files=[];
formats=new Map;
tokens={
total: 0,
longest: {
tokens: 0,
file: "",
line: 0
},
overContext: {
count: 0,
file: "",
line: 0
},
images: 0,
uncounted: 0
};
#l;
#k;
constructor(e, t, n) {
this.problems = new _.t(e), this.#k = (0, O.mp)(n), this.#l = t, t?.startDataset();
}
startFile(e) {
const t = {
name: e,
notJsonl: void 0,
lines: 0,
examples: 0,
blank: {
count: 0,
line: 0
}
};
return this.files.push(t), t;
}
addLines(e, t) {
const {name: n, lines: s} = e;
this.problems.addLineProblems(t.problems, n, s), this.#l?.addLines(n, s, t.lines, t.hashes);
for (const [e, {count: i, line: a}] of t.formats) {
const t = this.formats.get(e);
t ? t.count += i : this.formats.set(e, {
count: i,
file: n,
line: s + a
});
}
this.#k = (0, O.a0)(this.#k, t.fieldStats, {
file: n,
linesBefore: s
}), this.#$(t.tokens, n, s), this.tokens.uncounted += t.examples - t.tokens.examples, 
0 === e.blank.count && (e.blank.line = s + t.blank.line), e.blank.count += t.blank.count, 
e.examples += t.examples, e.lines += t.lines;
}
reportDuplicates() {
this.#l?.report(this.problems);
}
reportGraderFields() {
for (const {count: e, ...t} of (0, O.wy)(this.#k)) this.problems.addDatasetProblem(t, e);
}
get examples() {
return this.files.reduce((e, {examples: t}) => e + t, 0);
}
dominantFormat(e = v.hR) {
const count = e => this.formats.get(e)?.count ?? 0, [t] = e.filter(e => count(e) > 0).sort((e, t) => count(t) - count(e));
return t;
}
#$(e, t, n) {
const {longest: s, overContext: i} = this.tokens;
this.tokens.total += e.total, this.tokens.images += e.images, e.longest.tokens > s.tokens && (this.tokens.longest = {
tokens: e.longest.tokens,
file: t,
line: n + e.longest.line
}), 0 === i.count && e.overContext.count > 0 && Object.assign(i, {
file: t,
line: n + e.overContext.line
}), i.count += e.overContext.count;
}
}
var F = n(5530);
class FileSplitter {
file;
#x;
#j;
#O=Buffer.alloc(0);
constructor(e, t, n) {
this.file = e, this.#x = t, this.#j = new F.g3(n);
}
push(e) {
return this.#O ? (this.#O = Buffer.concat([ this.#O, e ]), this.#O.length >= $.dD ? this.#_(this.#O) : []) : this.#F(e);
}
* end() {
this.#O && (yield* this.#_(this.#O)), yield* this.#j.end();
}
#_(e) {
return this.#O = void 0, this.#x && e.length > 0 && (this.file.notJsonl = (0, $.ZF)(e.subarray(0, $.dD))), 
this.#F(e);
}
#F(e) {
return this.file.notJsonl ? [] : this.#j.push(e);
}
}
var T = n(363), P = n(4319);
async function inspectDataset(e, t, n) {
const s = (0, f.createHash)("sha256"), i = new DatasetStats(n.ignore ?? new Set, n.duplicates, n.graderFields ?? []), a = function toCheckOptions(e) {
const {method: t, checks: n, ignore: s = new Set, duplicates: i, graderFields: a = [], tokens: o} = e;
return {
method: t,
checks: n,
ignore: s,
hashKey: n ? i?.hashKey : void 0,
graderFields: a,
tokens: o && {
encoding: o.encoding,
...o.context && {
context: o.context
}
}
};
}(n), o = await createChecker(t, a, n), r = new F.Pt, c = new CheckPipeline(o, a, i, r), l = Buffer.allocUnsafeSlow(S);
let d = 0;
try {
for (const a of t) {
const t = new FileSplitter(i.startFile(a.name), n.checks, r);
for await (const i of (0, T.z5)(e, a, l)) {
n.signal?.throwIfAborted(), s.update(i), d += i.length;
for (const e of t.push(i)) await c.add(t.file, e);
}
for (const e of t.end()) await c.add(t.file, e);
}
await c.end();
} finally {
o.close();
}
n.checks && function checkDatasetTotals(e, t, n) {
const {problems: s, files: i} = e, [a] = i;
if (a) {
for (const e of i) checkFile(e, s);
if (function checkEmpty({examples: e, files: t, problems: n}) {
const s = 0 === e ? "empty-file" : "empty-shard";
for (const {name: e, lines: i, examples: a, notJsonl: o} of t) {
if (o || a > 0) continue;
const t = 0 === i ? "the file is empty" : "the file has only blank lines";
n.addDatasetProblem({
code: s,
file: e,
line: 1,
message: t
});
}
}(e), function checkFormats(e, t) {
const n = v.lP[t], s = e.dominantFormat(n);
for (const i of v.hR) {
const a = e.formats.get(i);
if (!a || i === s) continue;
const {file: o, line: r, count: c} = a, l = n.includes(i), d = `${1 === c ? "1 line has" : `${c} lines have`} the ${i} format`, h = l ? `${d}, but most have the ${s} format` : `${d}${"reinforcement" === i ? " (no assistant message)" : ""}, which the method ${t} does not accept`, u = l ? "mixed-formats" : "wrong-format";
e.problems.addDatasetProblem({
code: u,
file: o,
line: r,
message: h
}, c);
}
for (const [n, {file: s, line: i, count: a}] of e.formats) {
if (!isForeign(n)) continue;
const o = (0, x.H0)(n, a, t);
e.problems.addDatasetProblem({
code: "foreign-format",
file: s,
line: i,
message: o
}, a);
}
}(e, n.method), function checkModel(e, {model: t, method: n}) {
const s = void 0 === t ? void 0 : (0, k.T8)(t), i = e.dominantFormat(v.lP[n]), a = i && e.formats.get(i);
if ("supervised" !== n || !s || !a || i === s) return;
const o = `the data has the ${i} format, but this model is trained on the ${s} format`;
e.problems.addDatasetProblem({
code: "model-format",
file: a.file,
line: a.line,
message: o
});
}(e, n), function checkExampleCount(e, {problems: t, files: n, examples: s}, {method: i, role: a}) {
const report = (n, s) => t.addDatasetProblem({
code: n,
file: e,
line: 1,
message: s
}), o = 1 === s ? "1 example" : `${s} examples`, r = s > 0 && n.every(({notJsonl: e}) => !e);
"training" === a && s < 10 && r && report("too-few-examples", `the dataset has ${o}; training needs at least 10`), 
"training" === a && s >= 10 && s < 50 && report("few-examples", `the dataset has ${o}; at least 50 are recommended`);
const c = j[a];
"reinforcement" === i && s > c && report("too-many-examples", `reinforcement accepts at most ${c} ${a} examples; the dataset has ${s}`);
}(a.name, e, n), t > 8e9) {
const e = "the dataset is larger than 8 GB, the maximum for uploads";
s.addDatasetProblem({
code: "large-dataset",
file: a.name,
line: 1,
message: e
});
}
!function checkTokens(e, {tokens: t, problems: n}, {context: s}) {
const {count: i, ...a} = t.overContext;
if (void 0 !== s && i > 0) {
const e = `${1 === i ? "1 example has" : `${i} examples have`} more than ${s} tokens; training with this model truncates the rest`;
n.addDatasetProblem({
code: "long-example",
...a,
message: e
}, i);
}
if (t.images > 0) {
const s = (1 === t.images ? "1 image is" : `${t.images} images are`) + " not included in the tokens: the size of a linked image is unknown";
n.addDatasetProblem({
code: "image-tokens",
file: e,
line: 1,
message: s
});
}
}(a.name, e, n), e.reportGraderFields(), e.reportDuplicates();
}
}(i, d, {
...n,
context: n.tokens?.context
});
const h = i.files.filter(({notJsonl: e}) => e).length;
return {
digest: s.digest("hex"),
bytes: d,
examples: i.examples,
format: i.dominantFormat(),
files: i.files.map(({name: e, examples: t}) => ({
name: e,
examples: t
})),
problems: i.problems.list(),
counts: i.problems.counts,
...n.tokens && {
tokens: {
...i.tokens,
uncounted: i.tokens.uncounted + h
}
}
};
}
const S = 2 ** 18, C = 12582912, A = 2097152, M = 8;
async function createChecker(e, t, {tokens: n, workers: s, signal: i = (new AbortController).signal}) {
const a = e.reduce((e, {size: t}) => e + t, 0), o = n ? A : C, r = Math.min(s?.count ?? 0, Math.floor(a / o), M);
return !s || r < 2 || !n && !t.checks ? (0, y.B)(t, n?.load) : new P.T(t, n?.load, {
...s,
count: r
}, i);
}
var D = n(7317);
async function inspectData(e, t) {
const {runner: n} = t;
n.group("Data");
const s = [], i = new DuplicateExamples(t.attemptId);
for (const [n, a] of [ [ "training", e.training ], [ "validation", e.validation ] ]) a && s.push(await inspectSource(n, a, i, e, t));
return function reportProblems(e, t, n) {
const {errors: s, warnings: i, rest: a} = (0, h.TT)(e.flatMap(e => e.problems), {
errors: "warn" === t.inputs["data-check"] ? 0 : n.maxAnnotations - 1,
warnings: Math.max(0, n.maxAnnotations - t.warnings.length)
});
for (const e of s) n.error((0, h.Vw)(e), e);
for (const e of i) n.warning((0, h.Vw)(e), e);
const o = a.slice(0, U);
for (const e of o) n.info(`${e.severity}: ${(0, h.Vw)(e)}`);
if (0 === a.length) return;
const r = s.length + i.length, c = sumCounts(e, "errors") + sumCounts(e, "warnings") - r - o.length, d = (0, 
l.B4)(r, "problem"), u = n.isCommandLine ? `Standard output has the first ${d}, standard error ${o.length} more` : `Annotations show the first ${d}`;
n.info(`${u}${c > 0 ? `; ${(0, l.B4)(c, "problem")} more are not listed` : ""}.`);
}(getReports(s), e, n), n.endGroup(), s;
}
function assertNoDataErrors(e, {inputs: t}, {isCommandLine: n, maxAnnotations: s}) {
for (const n of e) {
if (!("report" in n)) continue;
const {bytes: e, examples: s} = n.report;
if (0 === e || 0 === s && "off" === t["data-check"]) throw new o.lZ(`The ${n.role} data is empty.`, {
hint: `Check "${n.role}-file".`
});
}
const i = sumCounts(getReports(e), "errors");
if (0 !== i && "warn" !== t["data-check"]) throw new o.lZ(`The data has ${(0, l.B4)(i, "error")}.`, {
hint: n ? (i < s ? "They" : "The first of them") + " are listed by file and line." : "Nothing was uploaded. See the annotations on file and line."
});
}
function getReports(e) {
return e.flatMap(e => "report" in e ? [ e.report ] : []);
}
function sumCounts(e, t) {
return e.reduce((e, {counts: n}) => e + n[t], 0);
}
const B = 256e6;
async function inspectSource(e, t, n, s, {runner: i, workspace: a, workers: o, readRanks: r, signal: c}) {
if ("id" in t) return i.info(`${e} data: ${t.id}, already on the server`), {
role: e,
id: t.id
};
const {model: d, method: h} = s.job, u = (0, k.up)(d), f = t.files.reduce((e, {size: t}) => e + t, 0), p = s.countsTokens || f <= B;
p || i.info(`${e} data: token count skipped for ${(0, l.z3)(f)}; set "price" or "max-tokens" to enable it`);
const m = "off" === s.inputs["data-check"], w = await inspectDataset(a, t.files, {
method: h?.type ?? "supervised",
role: e,
model: d,
checks: !m,
ignore: s.ignore,
duplicates: n,
..."reinforcement" === h?.type && {
graderFields: (0, g.D)(h.grader).items
},
...p && {
tokens: {
encoding: (0, k._1)(d),
...u && {
context: u
},
load: e => (0, D.y)(e, r)
}
},
...o && {
workers: o
},
signal: c
});
for (const {name: t, examples: n} of w.files) i.info(`${e} data: ${t}, ${(0, l.B4)(n, "example")}`);
return m && i.info(`${e} data: not checked, because "data-check" is "off"`), {
role: e,
files: t.files,
report: w,
isUnchecked: m
};
}
const U = 200;
function computeFingerprint({job: e, validation: t}, n) {
const [s, i] = n.map(toDataIdentity);
if (!s) throw new Error("there is no training data");
return function fingerprint({model: e, method: t, suffix: n, seed: s, extraBody: i}, a) {
const {type: o, hyperparameters: r, ...c} = {
hyperparameters: {},
...t ?? {
type: "supervised"
}
}, l = Object.entries(r).filter(([, e]) => "auto" !== e), d = {
version: 1,
...a,
model: e,
method: (0, p.a)({
type: o,
hyperparameters: Object.fromEntries(l),
...c
}),
suffix: n,
seed: s,
extraBody: i
};
return (0, f.createHash)("sha256").update(JSON.stringify(toCanonical(d))).digest("hex");
}(e, {
training: s,
...t && {
validation: i
}
});
}
function toDataIdentity(e) {
return "id" in e ? {
id: e.id
} : {
digest: e.report.digest
};
}
function toCheckResult(e) {
const t = getReports(e), n = {};
for (const {counts: e} of t) for (const [t, s] of Object.entries(e.codes)) n[t] = (n[t] ?? 0) + s;
const s = sumCounts(t, "errors");
return {
valid: e.some(e => "report" in e && e.isUnchecked) ? void 0 : 0 === s,
examples: getTrainingReport(e)?.examples,
errors: s,
warnings: sumCounts(t, "warnings"),
data: e.filter(e => "report" in e).map(toDatasetSummary),
codes: n,
problems: errorsFirst(t)
};
}
function getTrainingReport(e) {
return getReports(e.filter(({role: e}) => "training" === e))[0];
}
function errorsFirst(e) {
const t = e.flatMap(e => e.problems);
return [ ...t.filter(({severity: e}) => "error" === e), ...t.filter(({severity: e}) => "warning" === e) ];
}
function toDatasetSummary(e) {
const {role: t} = e;
if ("id" in e) return {
role: t,
files: [ {
name: e.id
} ],
errors: 0,
warnings: 0
};
const {files: n, examples: s, bytes: i, digest: a, format: o, tokens: r, counts: c} = e.report, {errors: l, warnings: d} = c;
return {
role: t,
files: n,
...e.isUnchecked && {
isUnchecked: !0
},
examples: s,
bytes: i,
errors: l,
warnings: d,
digest: a,
format: o,
tokens: r?.total
};
}
var I = n(8301), L = n(3107);
async function diffDatasets(e, t, {hashKey: n, countTokens: s}) {
const i = function createIdentifier(e) {
const t = new L.A(e);
return e => {
const n = e.length <= I.Ex || !(0, I.if)(e) ? (0, I.Bl)(e.toString()) : void 0, s = (0, 
I.OW)(n) ? getUserInput(n) : void 0;
return {
example: void 0 !== n && t.hashValue(n) || t.hashBytes(e),
userInput: void 0 === s ? void 0 : t.hashValue(s),
value: n
};
};
}(n), a = new HashMultiset, o = new HashMultiset, r = {
added: 0,
removed: 0,
changed: 0
}, count = e => void 0 === e ? 0 : s?.(e) ?? 0;
let c = 0;
try {
for await (const t of readLines(e())) a.add(i(t).example);
for await (const e of readLines(t())) {
const {example: t, userInput: n, value: s} = i(e);
a.take(t) || (n && o.add(n), r.added++, c += count(s));
}
for await (const t of a.size > 0 ? readLines(e()) : []) {
const {example: e, userInput: n, value: s} = i(t);
a.take(e) && (n && o.take(n) ? (r.changed++, r.added--) : r.removed++, c -= count(s));
}
} catch (e) {
if (e instanceof TooLargeError) return {
unavailable: e.message
};
throw e;
}
return {
...r,
...s && {
tokens: c
}
};
}
class TooLargeError extends Error {}
async function* readLines(e) {
const t = new F.Pt, n = new F.g3(t);
function* linesIn(e) {
for (const n of e) {
if ("line too long" === n) throw new TooLargeError("a line is longer than 256 MiB");
for (const e of (0, F.i4)(n)) e.every(isBlank) || (yield e);
t.release(n);
}
}
for await (const t of e) yield* linesIn(n.push(t));
yield* linesIn(n.end());
}
const isBlank = e => 32 === e || 9 === e || 13 === e;
function getUserInput({messages: e, input: t, prompt: n}) {
if ((0, I.OW)(t)) return getUserInput({
messages: t.messages
});
if (!Array.isArray(e)) return n ?? t;
const s = e.filter(e => (0, I.OW)(e) && "user" === e.role);
return 0 === s.length ? void 0 : s.map(({content: e}) => e ?? null);
}
class HashMultiset {
#T=new w.J;
#P=0;
get size() {
return this.#P;
}
add(e) {
if (4194304 === this.#P) throw new TooLargeError("the dataset has more than 4194304 examples");
this.#T.set(e, Math.max(1, this.#T.get(e)) + 1), this.#P++;
}
take(e) {
const t = this.#T.get(e);
return !(t <= 1 || (this.#T.set(e, t - 1), this.#P--, 0));
}
}
async function diffFiles(e, t, n, s) {
const i = await t.glob(e);
if ("unavailable" in i) return i;
const a = await diffDatasets(() => (0, T.jq)(t, i.files), () => (0, T.jq)(n, e.files), s);
return "unavailable" in a ? a : {
...a,
since: t.commit
};
}
async function createTokenCounter({model: e, method: t}, {readRanks: n}) {
const s = await (0, D.y)((0, k._1)(e), n);
return e => {
const n = (0, I.OW)(e) ? (0, v.Tz)(e, t?.type ?? "supervised") : void 0;
return (0, I.OW)(e) && n ? s(e, n).tokens : 0;
};
}
function estimateCost({method: e, examples: t, tokens: n, epochs: s, price: i}) {
const a = "number" == typeof s, o = a ? s : function estimateEpochs(e) {
return 3 * e < 100 ? Math.min(25, Math.floor(100 / Math.max(1, e))) : 3 * e > 25e3 ? Math.max(1, Math.floor(25e3 / e)) : 3;
}(t), r = n * o;
return {
epochs: o,
epochsGiven: a,
tokens: r,
...void 0 !== i && "reinforcement" !== e && {
cost: r * i / 1e6
}
};
}
var R = n(7320);
function estimateTraining({job: {method: e, extraBody: t}, inputs: n}, s) {
const i = getTrainingReport(s);
if (!i?.tokens) return;
const {examples: a, tokens: o} = i;
return {
...estimateCost({
method: e?.type ?? "supervised",
examples: a,
tokens: o.total,
epochs: (r = e?.hyperparameters?.n_epochs, c = (0, R.v)(t), void 0 === c ? r : "number" == typeof r ? Math.max(r, c) : c),
price: n.price
}),
images: o.images,
uncounted: o.uncounted
};
var r, c;
}
function logEstimate(e, t) {
if (!e) return;
const {epochs: n, epochsGiven: s, tokens: i, cost: a} = e, o = [ `${(0, l.B4)(n, "epoch")}${s ? "" : " (a guess)"}`, (0, 
l.B4)(i, "token"), void 0 !== a && (0, l.UK)(a) ];
t.info(`estimate: ${o.filter(Boolean).join(", ")}`);
}
function assertWithinLimits(e, t) {
const {price: n, "max-tokens": s, "max-cost": i} = t;
if (!e || void 0 === s && void 0 === i) return;
const {epochs: a, epochsGiven: r, images: c, uncounted: d} = e;
if (d > 0) {
const e = [ void 0 !== s && '"max-tokens"', void 0 !== i && '"max-cost"' ];
throw new o.lZ(`Cannot check ${e.filter(Boolean).join(" and ")}: ${(0, l.B4)(d, "example")} could not be tokenized.`, {
hint: "Fix the reported problems of the data. Nothing was uploaded."
});
}
const h = e.tokens + 1445 * c * a, u = void 0 === n ? void 0 : h * n / 1e6, f = function exceededLimits({tokens: e, cost: t}, {maxTokens: n, maxCost: s}) {
const i = [];
return void 0 !== n && e > n && i.push({
limit: "max-tokens",
max: n,
estimated: e
}), void 0 !== s && void 0 !== t && t > s && i.push({
limit: "max-cost",
max: s,
estimated: t
}), i;
}({
...e,
tokens: h,
cost: u
}, {
maxTokens: s,
maxCost: i
}).map(({limit: e, max: t, estimated: n}) => "max-tokens" === e ? `Training would probably take ${(0, 
l.B4)(n, "token")}, more than "max-tokens" (${(0, l.Sm)(t)}) allows.` : `Training would probably cost ${(0, 
l.UK)(n)}, more than "max-cost" (${(0, l.UK)(t)}) allows.`);
if (0 === f.length) return;
const p = [ `${(0, l.B4)(a, "epoch")}${r ? "" : ", as the server will probably choose"}`, c > 0 && `${(0, 
l.B4)(c, "image")} of unknown size as the largest possible` ];
throw new o.lZ(f.join("\n"), {
hint: `This counts ${p.filter(Boolean).join(", and ")}. Nothing was uploaded.`
});
}
var J = n(5507), z = n(8451), E = n(5247);
function check(e) {
return (0, E.e)(e, u.Gb, t => async function runCheck(e, t) {
const {runner: n, signal: h} = t, u = {
...await (0, J.m3)(s.b.check, t),
countsTokens: !0
}, {resultsDir: f} = u, p = void 0 === f ? void 0 : (0, r.B)(f, "check", n);
e.set({
"results-dir": f
});
for (const e of u.warnings) n.warning(e);
const m = await inspectData(u, t), g = estimateTraining(u, m);
logEstimate(g, n);
const w = function catchActionError(e) {
try {
return void e();
} catch (e) {
if (e instanceof o.lZ) return e;
throw e;
}
}(() => {
assertNoDataErrors(m, u, n), assertWithinLimits(g, u.inputs);
}), b = {
...await withParentDiff(u, m, t),
failure: w && (0, o.Wk)(w),
fingerprint: computeFingerprint(u, m),
estimate: g
};
e.set({
valid: b.valid,
examples: b.examples,
...void 0 !== b.valid && {
problems: b.errors,
warnings: b.warnings
},
fingerprint: b.fingerprint,
"estimated-tokens": g?.tokens,
"estimated-cost": g?.cost
});
const y = function renderCheckSummary(e) {
const {valid: t, failure: n, fingerprint: s, data: i, estimate: a} = e;
return `${[ `## ${n ? "\u274c" : void 0 === t ? "\u26aa" : t ? "\u2705" : "\u26a0\ufe0f"} Dataset: ${formatProblemCount(e)}`, n && (0, 
d.PI)(n), (0, d.z2)([ ...i.flatMap(e => [ (0, c.X)(e), [ "Changes", e.changes && (0, 
c.U)(e.changes) ] ]), [ "Billable tokens", a && billableTokensCell(a) ], [ "Cost", void 0 === a?.cost ? void 0 : `about ${(0, 
l.UK)(a.cost)}` ], [ "Fingerprint", s && (0, d.ti)(s) ] ]), problemList(e) ].filter(Boolean).join("\n\n")}\n`;
}(b);
p?.write("report.json", `${JSON.stringify(function buildCheckReport(e) {
const {valid: t, examples: n, errors: s, warnings: i, fingerprint: a, estimate: o, data: r, codes: c, problems: l} = e;
return {
valid: t ?? null,
examples: n ?? null,
problems: void 0 === t ? null : s,
warnings: void 0 === t ? null : i,
fingerprint: a ?? null,
"estimated-tokens": o?.tokens ?? null,
"estimated-cost": o?.cost ?? null,
epochs: o?.epochs ?? null,
datasets: r.map(({changes: e, isUnchecked: t, ...n}) => ({
...n,
...t && {
errors: null,
warnings: null
},
...e && {
changes: "unavailable" in e ? {
missing: e.unavailable
} : e
}
})),
codes: c,
list: l
};
}(b), null, 2)}\n`), p?.write("report.md", y);
const v = {
kinds: i.zB.map(e => ({
code: e,
severity: i.oC[e],
description: a[e]
})),
actionUrl: t.context.actionUrl
};
void 0 !== b.valid && b.data.length > 0 && p?.write("report.sarif", `${JSON.stringify(function buildSarif({problems: e, errors: t, warnings: n}, {kinds: s, actionUrl: i}) {
const a = new Map(s.map(({code: e}, t) => [ e, t ])), o = e.slice(0, 25e3).map(e => function toResult({code: e, severity: t, file: n, line: s, column: i, path: a, message: o}, r) {
return {
ruleId: e,
ruleIndex: r.get(e),
level: t,
message: {
text: a ? `${o} (at ${a})` : o
},
locations: [ {
physicalLocation: {
artifactLocation: toArtifactLocation(n),
region: {
startLine: s,
...void 0 !== i && {
startColumn: i
}
}
}
} ]
};
}(e, a));
return {
$schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
version: "2.1.0",
runs: [ {
tool: {
driver: {
name: "openai-fine-tune",
...i && {
informationUri: `${i}/README.md`
},
rules: s.map(e => function toRule({code: e, severity: t, description: n}, s) {
const i = n.replace(/^[a-z]/, e => e.toUpperCase()), a = i.replaceAll("`", ""), o = s && `${s}/docs/data-checks.md#${e}`, r = `To skip this check, list \`${e}\` in the input \`data-check-ignore\`.`;
return {
id: e,
shortDescription: {
text: a.replace(/\. .*$/s, ".")
},
fullDescription: {
text: a
},
help: {
text: `${a} ${r.replaceAll("`", "")}`,
markdown: [ i, o && `[A bad and a good example](${o})`, r ].filter(Boolean).join("\n\n")
},
...o && {
helpUri: o
},
defaultConfiguration: {
level: t
}
};
}(e, i))
}
},
columnKind: "utf16CodeUnits",
invocations: [ {
executionSuccessful: !0,
toolExecutionNotifications: describeOmission(t + n, o.length)
} ],
results: o
} ]
};
}(b, v))}\n`), u.inputs.summary && n.writeSummary(y);
const k = (0, z.gv)(u.inputs, u.job, t);
if (await (k?.update(function renderCheckComment(e, t) {
const {failure: n, data: s, estimate: i, problems: a} = e, o = n ? "failed" : "checked", r = i && {
tokens: i.tokens,
usd: i.cost
};
return (0, z.B7)({
state: o,
failure: n,
data: s,
cost: r,
problems: a
}, t);
}(b, t), h)), w) throw w;
}(t, e));
}
async function withParentDiff(e, t, n) {
const s = toCheckResult(t), {pullRequest: i} = n.context;
if (!i || !("number" in i)) return s;
const a = await async function diffWithParent({job: e}, t, n) {
const s = await n.readParentCommit(n.signal), i = {
hashKey: n.attemptId,
countTokens: await createTokenCounter(e, n)
}, a = new Map;
for (const r of t) {
const {role: t} = r, c = e[t];
if (!("files" in r) || !c) continue;
if ("unavailable" in s) {
a.set(t, s);
continue;
}
const {files: l} = r, d = diffFiles({
...c,
files: l
}, s, n.workspace, i);
a.set(t, await d.catch(e => ((0, o.jO)(e), {
unavailable: e.message
})));
}
return a;
}(e, t, n);
return {
...s,
data: s.data.map(e => ({
...e,
changes: a.get(e.role)
}))
};
}
var W = n(1388), H = n(653), N = n(6472), q = n(4512), G = n(8394), Y = n(2512), Z = n(9373), K = n(4717), V = n(8193), X = n(6223);
const Q = 3e4;
function decide(e, t, n, s) {
const {incompleteReason: i, unreadableOwn: a} = t, o = t.jobs.filter(({job: t}) => t.id !== e.id && (0, 
X.Ng)(t));
if (t.own) return {
...rank(t.own, o, n, s),
incompleteReason: i,
unnamedCopies: a
};
const r = o.filter(({by: e}) => "metadata" === e), c = r.filter(({job: t}) => t.metadata.ft_attempt === n.attempt && !function isOfEarlierRequest({createdAt: e}, t, {isAmbiguous: n}) {
return n && void 0 !== e && e + 20 <= (t.createdAt ?? 0);
}(t, e, n)), l = r.filter(e => !c.includes(e)), d = s ? o.filter(e => !r.includes(e)) : [], [h] = c, u = {
suspects: d,
incompleteReason: i,
unnamedCopies: h ? a : Math.max(0, a - 1)
};
if (!s || !h) return {
...rank(e, l, n, s),
...u,
copies: [],
listed: void 0
};
if (1 === c.length) return {
...rank(h.job, l, n, s),
...u
};
const [f] = (0, X.Zl)([ ...c, ...l ]);
return {
...u,
preferred: f,
isPreferredOwn: void 0 !== f && c.includes(f),
copies: c.filter(e => e !== f),
listed: void 0
};
}
function rank(e, t, {isOwn: n, isAbandoned: s}, i) {
const a = (0, H.Hd)(e) && "cancelled" !== e.status, o = t.filter(({by: e, unknown: t}) => "content" !== e || 0 === t.length), [r] = a ? [] : (0, 
X.Zl)([ {
job: e
}, ...o ]), c = o.find(({job: e}) => e === r?.job), l = t.filter(e => e !== c && !(0, 
H.Hd)(e.job));
return {
preferred: c,
isPreferredOwn: !1,
copies: l.filter(({by: e, job: t}) => "seed" === e || "metadata" === e && n(t)),
suspects: l.filter(({by: e, job: t}) => "content" === e || i && "metadata" === e && !n(t) && s(t)),
listed: e
};
}
var ee = n(2004), te = n(2514);
class DuplicateJobs {
#m;
#S=0;
#C="";
#A=!1;
#M=!1;
#D=!1;
#B=!1;
#U=0;
#I=new Set;
#L=!1;
#R;
#J=!1;
constructor(e) {
this.#m = e;
}
begin(e, {isAmbiguous: t, others: n}, s = !1) {
this.#S = this.#m.deps.clock.now(), this.#C = e.status, this.#A = t, this.#M = s, 
this.#D = this.#B = this.#J = !1, this.#U = 0, this.#R = void 0, n && this.note(n);
}
async resolve(e) {
const t = await this.#z(e, this.#A), {preferred: n, isPreferredOwn: s, copies: i, listed: a, incompleteReason: o} = t;
if (await this.#E(e, t), !n || s) return {
kept: n,
stopped: void 0,
listed: a,
incompleteReason: o
};
const r = await this.cancel(e, n.job);
if ("succeeded" === r?.status) return {
kept: void 0,
stopped: r,
listed: a,
incompleteReason: o
};
if (0 === i.length) return {
kept: n,
stopped: r,
listed: a,
incompleteReason: o
};
const c = await this.#z(n.job, !1);
return await this.#E(n.job, c), {
kept: c.preferred ?? n,
stopped: r,
listed: a,
incompleteReason: o
};
}
async resolveAttached(e, t) {
this.#D = !0;
const {isOwn: n, isAbandoned: s} = this.#W, isCopy = ({by: e, job: t}) => "metadata" === e && n(t);
if (!t.some(e => isCopy(e) || (({by: e, job: t}) => "metadata" !== e || s(t))(e))) return;
this.#J = !0;
const i = await this.#z(e, !t.every(isCopy), !0);
this.#J = !1, await this.#E(e, {
...i,
preferred: void 0
});
}
async #z(e, t, n = !1) {
const {jobs: s, deps: i} = this.#m, {clock: a, signal: o} = i, r = this.#S, c = await async function elect(e, t) {
const {clock: n, signal: s, look: i, isAmbiguous: a, answeredAt: o} = t;
let r = !1;
for (let c = 500; ;c = Math.min(2 * c, 4e3)) {
const l = n.now() - o >= Q, d = decide(e, await i(), t, l);
if (l) return d;
if (d.preferred && 0 === d.suspects.length) return d;
const h = !(d.suspects.length > 0 || d.copies.some(({by: e}) => "metadata" !== e) || a || void 0 === d.listed);
if (h && r) return d;
r = h, await n.sleep(h ? 1200 : c, s);
}
}(e, {
clock: a,
signal: o,
look: async () => {
const t = Math.max(r + Q - a.now(), 5e3), i = await s.lookForDuplicates(e, s.limitTo(t), n);
return this.note(i.jobs), i;
},
answeredAt: r,
...this.#W,
isAmbiguous: t
});
return this.#B = this.#H, c;
}
get openIds() {
return this.#R;
}
note(e) {
this.#R = e.filter(({by: e, job: t}) => !(0, H.Hd)(t) && ("metadata" !== e || this.#W.isOwn(t))).map(({job: e}) => e.id);
}
async cancelRejected(e) {
this.#R = void 0;
const t = this.#S + Q, n = this.#M, s = await async function cancelRejectedCopies(e, t) {
const {jobs: n, client: s, deps: i, listedAt: a, isAttached: r} = t, {clock: c, signal: l, runner: d} = i;
if (!n.canListJobs) return "";
const describeUnknown = t => `Whether the server has made copies of ${e.id}, which cost money, is not known: ${t}.`;
let h;
try {
await c.sleep(Math.max(0, a - c.now()), l), h = await n.lookForDuplicates(e, n.limitTo(3e4), r);
} catch (e) {
throw (0, o.jO)(e), new te.eB(describeUnknown((0, o.Wk)(e)), {
cause: e
});
}
const isCopy = ({by: e, job: t}) => "metadata" === e ? (0, ee.$V)(t, i) : "seed" === e && void 0 !== h.own, u = h.jobs.filter(({job: t}) => t.id !== e.id && !(0, 
H.Hd)(t)), f = u.filter(isCopy).map(({job: e}) => e.id), p = u.filter(e => !isCopy(e) && "metadata" !== e.by).map(({job: e}) => e.id), m = await Promise.allSettled(f.map(e => (0, 
te.Y6)(12e4, "cancel", {
client: s,
deps: i,
jobId: e
}))), g = [], w = [], b = [ ...p ];
for (const [e, t] of f.entries()) {
const n = m[e];
"fulfilled" === n?.status ? g.push(`${t} (${n.value.status})`) : (b.push(t), w.push(`Its copy ${t} could not be cancelled: ${(0, 
o.Wk)(n?.reason)}`));
}
p.length > 0 && w.push(`${p.join(", ")} may be copies of ${e.id}; nothing shows who created them, so they were not cancelled.`);
const y = Math.max(0, h.unreadableOwn - (h.own ? 0 : 1));
y > 0 && w.push(`The server lists ${y} more of its copies, whose ids cannot be read: check the newest jobs of this project.`), 
void 0 !== h.incompleteReason && w.push(describeUnknown(h.incompleteReason));
const v = g.length > 0 ? `Copies of it, which a gateway has made: ${g.join(", ")}.` : "";
if (0 === w.length) return v;
const k = b.map(e => (0, N.hc)(e, d)).join("\n");
throw new te.eB([ v, ...w ].join(" ").trim(), k ? {
hint: k
} : {});
}(e, {
...this.#m,
listedAt: t,
isAttached: n
});
return this.#R = [], s;
}
async lookLast(e) {
const {jobs: t, client: n, deps: s} = this.#m;
if (void 0 !== this.#R || s.remainingGraceMs() < 1e3) return;
const i = {
timeoutMs: 1e3,
afterDeadline: !0
}, a = {
client: {
listJobs: e => n.listJobs(e, i)
},
retry: e => e()
};
try {
this.note((await t.lookForDuplicates(e, a)).jobs);
} catch (e) {
(0, o.jO)(e);
}
}
get #H() {
return this.#m.deps.clock.now() - this.#S >= Q;
}
async lookAgain(e) {
const {jobs: t, deps: n} = this.#m, s = this.#H, i = !this.#D && e.status !== this.#C;
if (i || s && !this.#B) try {
const n = await t.lookForDuplicates(e, t.limitTo(5e3), this.#J), a = this.#J && {
preferred: void 0
}, o = {
...decide(e, n, this.#W, s),
...a
};
return this.#D ||= i, this.#B ||= s, s && (this.#J = !1), await this.#E(e, o), o;
} catch (t) {
if ((0, o.jO)(t), t instanceof te.eB) throw t;
if (this.#U += 1, this.#U < 3 || n.signal.aborted) return;
return this.#D = this.#B = !0, void n.runner.warning(`Unclear whether another job does the same training as ${e.id}: ${(0, 
o.Wk)(t)}`);
}
}
async findOlder(e) {
const {jobs: t, deps: n} = this.#m;
try {
const {jobs: n} = await t.lookForDuplicates(e, t.limitTo(Q)), isCertain = ({by: e, unknown: t}) => "content" !== e || 0 === t.length;
return (0, X.Zl)(n).find(t => isCertain(t) && (0, X.lF)(t.job, e) < 0);
} catch (e) {
return (0, o.jO)(e), void n.runner.info(`Other jobs of the same training are not known: ${(0, 
o.Wk)(e)}`);
}
}
async cancel(e, t) {
const {client: n, deps: s} = this.#m, {runner: i, signal: a} = s;
i.info(`Job ${t.id} does the same training and takes precedence: cancelling ${e.id}`);
const r = `Two jobs do the same training, ${e.id} and ${t.id}, and ${e.id} could not be cancelled`;
try {
const t = await (0, te.Y6)(12e4, "cancel", {
client: n,
deps: s,
jobId: e.id
});
return "succeeded" === t.status && this.#N(`${r}: it has succeeded, so that both may have to be paid for.`), 
t;
} catch (e) {
(0, o.jO)(e);
const t = `${r}: ${(0, o.Wk)(e)}`;
if (a.aborted) throw new te.eB(t, {
hint: "The post step tries again.",
cause: e
});
this.#N(`${t} Cancel one of them by hand.`);
}
}
get #W() {
const {deps: e, criteria: t} = this.#m, {derivedSeed: n} = t;
return {
attempt: (0, ee.oI)(e),
isAmbiguous: this.#A,
isOwn: t => (0, ee.$V)(t, e),
isAbandoned: ({seed: e}) => void 0 !== n && (e === n || !(0, V.x)(e))
};
}
async #E(e, t) {
const {copies: n, suspects: s, preferred: i, listed: a} = t, o = this.#H, r = i?.job ?? e;
this.#q(e, t);
for (const {job: e, by: t} of n) (o || "metadata" === t) && (await this.cancel(e, r), 
this.#R = this.#R?.filter(t => t !== e.id));
o && (this.#R = []);
for (const {job: t, by: n} of s) {
if (!o || this.#I.has(t.id)) continue;
this.#I.add(t.id);
const s = a ? "content" === n ? "it is recognized only by what the server reports of it" : "another run created it" : `the server does not list ${e.id}, so ${t.id} may be the same job under another id${"seed" === n ? "" : ", or other work"}`;
this.#N(`Two jobs may do the same training, ${r.id} and ${t.id}. Neither was cancelled, because ${s}. Cancel one of them by hand if they are the same.`);
}
}
#q(e, {unnamedCopies: t}) {
if (0 === t || this.#L) return;
this.#L = !0;
const [n, s] = 1 === t ? [ "1 more job", "whose id" ] : [ `${t} more jobs`, "whose ids" ];
this.#N(`The server lists ${n} of the create request that made ${e.id}, ${s} cannot be read. The action cannot cancel what has no id, and it may be running and costing money: check the newest jobs of this project.`);
}
#N(e) {
this.#m.deps.runner.setFailed(e);
}
}
var ne = n(8549), se = n(2847), ie = n(8171);
const ae = 1e4;
class JobAdopter {
#m;
#G;
constructor(e, t) {
this.#m = e, this.#G = t;
}
async reuse(e, t) {
const {deps: n, plan: s} = this.#m, {runner: i} = n, {job: a} = e, o = {
createdByThisRun: (0, ee.WK)(a, n.context) || "seed" === e.by && !s.inputs.reuse,
justCreated: !1,
isOwn: (0, ee.$V)(a, n),
mayBeCopy: void 0 !== t && "seed" === e.by
};
i.saveState("created", `${o.isOwn}`), this.record(a, o.createdByThisRun);
const {ft_run: r, ft_sha: c} = a.metadata, l = "content" === e.by ? "by someone else" : "earlier", d = o.createdByThisRun ? "by this workflow run" : r ? `by run ${r}` : l, h = c ? ` for commit ${c.slice(0, 7)}` : "", u = t ? `created at the same moment as our job ${t.id}, which ${t.isCancelled ? "was cancelled" : "could not be cancelled"}.` : oe[e.by];
if (i.notice(`Reusing job ${a.id} (${a.status}), created ${d}${h}: ${u}`), "content" === e.by && this.warnAboutContent(e), 
await this.#G.check(a, o), isPaused(a) && s.inputs.wait && await this.#Y(a), "succeeded" !== a.status || a.fineTunedModel) return {
job: a,
...o
};
const f = await this.#Z(a);
return this.record(f, o.createdByThisRun), {
job: f,
...o
};
}
record(e, t) {
const {reporter: n, client: s, deps: i, plan: a} = this.#m, o = (0, ee.Xx)(this.#m), r = void 0 !== o && e.seed === o;
n.setFacts({
derivedSeed: r ? {
seed: o,
reuse: a.inputs.reuse
} : void 0,
jobUrl: (0, K.Ne)(s.host, e.id)
}), i.runner.saveState("job-id", e.id), n.setJob(e), n.setOutputs({
created: t
});
}
warnAboutContent({job: e, unknown: t}) {
const n = t.length > 0 ? ` It does not report ${t.join(", ")}, which may differ.` : "";
this.#m.deps.runner.warning(`Job ${e.id} was recognized only by its content: the server keeps no metadata, and what it reports of the job agrees.${n} To train again, set "reuse: false".`);
}
#Z(e) {
const {deps: t, cancellableClient: n} = this.#m;
return (0, ie.Xd)(t, 6e4)(() => n.getJob(e.id)).catch(() => e);
}
async #Y(e) {
const {deps: t, plan: n, cancellableClient: s} = this.#m;
if (!n.inputs["resume-paused"]) {
if (!isPaused(await this.#Z(e))) return;
throw new o.lZ(`Job ${e.id} for this work is paused, and does not continue by itself.`, {
hint: `The server may have paused it at a spending limit, which resuming lifts. ${(0, 
N.dO)(e.id, t.runner)}`
});
}
t.runner.info(`Job ${e.id} is paused: resuming it`), await (0, te.w2)(s, e.id, "resume", {
...(0, ie.tO)(t),
audience: t.runner
}).catch(e => {
if (!(t.signal.aborted || e instanceof te.Ie)) throw e;
});
}
}
const isPaused = ({status: e}) => /^paus/.test(e), oe = {
metadata: "same data, model and settings.",
seed: "same data, model and settings, by the seed that the action derives from them.",
content: "it looks like the same work."
};
var re = n(9291);
class JobMismatchError extends o.lZ {}
const ce = new Set([ "method", "number", "grader" ]);
class JobCheck {
#m;
#K=new Set;
constructor(e) {
this.#m = e;
}
async check(e, {isOwn: t, mayBeCopy: n}) {
const {requested: s, policy: i, isFirstPartyHost: a} = this.#m;
if ("off" === i) return;
const o = (0, re.ZR)(s, e).filter(e => (0, re.z)(e) && this.#V(e)), r = o.filter(({kind: e, result: t}) => "error" === i && "different" === t && (!a || "method" === e));
for (const t of o.filter(e => !r.includes(e))) this.#X(t, e);
r.length > 0 && await this.#Q(e, r, t || n);
}
#V({result: e}) {
return "different" === e || "unresolved" === e && !this.#m.waits;
}
reportCreated(e, t, n) {
const {requested: s, policy: i, deps: a} = this.#m, o = [ ...(0, re.ZR)(s, e), ...n ? (0, 
re.AB)(n, e) : [] ];
if ("off" !== i) {
for (const t of o) "different" !== t.result || void 0 === t.requested || (0, re.z)(t) || this.#X(t, e);
this.#ee(o.filter(({result: e}) => "unknown" === e));
}
t.metadata && e.metadata.ft_attempt !== t.metadata.ft_attempt ? a.runner.warning(`This server keeps no metadata of jobs. ${this.#te(e, t)}`) : t.metadata || a.runner.info(this.#te(e, t));
}
#ee(e) {
const {runner: t} = this.#m.deps, names = e => e.map(({field: e}) => e).join(", "), n = e.filter(({kind: e}) => ce.has(e)), s = e.filter(({kind: e, requested: t}) => !ce.has(e) && void 0 !== t);
n.length > 0 && t.warning(`The server does not report ${names(n)} of the job, so nothing shows that it trains what was requested.`), 
s.length > 0 && t.info(`not reported by the server: ${names(s)}`);
}
#te(e, {derivedSeed: t}) {
const {reuse: n, requested: s} = this.#m;
return void 0 !== t && e.seed === t ? `The same work is found again by its seed (${t}), which the action derived from the work${n ? "" : " and this run"}.` : n ? void 0 !== s.seed && void 0 !== e.seed && e.seed !== s.seed ? "It does not keep the seed either, so the same work cannot be found again: every run trains and pays." : void 0 === e.trainingFile ? "It does not report the files of jobs either, so the same work cannot be found again: every run trains and pays." : "The same work is found again only by what the server reports: model, files and settings. Other work that differs in anything else is taken for it." : 'With "reuse: false", a re-run of this workflow cannot find the job: it trains and pays again.';
}
#X(e, t) {
this.#K.has(e.field) || (this.#K.add(e.field), this.#m.deps.runner.warning(`Job ${t.id} is not as requested: ${describe(e)}.`));
}
async #Q(e, t, n) {
const s = t.map(describe).join("; "), i = `Job ${e.id} is not the job that was requested: ${s}.`, a = t.some(({kind: e}) => "model" === e) ? 'If the server has its own names for models, set "job-check: warn".' : 'A gateway may have dropped or changed the field: use its pass-through route, send the field in another place with "extra-body", or set "job-check: warn".';
if (!n) throw new JobMismatchError(`${i} It was not cancelled, because this step did not create it.`, {
hint: a
});
const {isFirstPartyHost: o, cancelCopies: r} = this.#m, c = await Promise.allSettled([ this.#ne(e), o ? "" : r(e) ]), l = [], d = [];
for (const e of c) if ("fulfilled" === e.status) l.push(e.value); else {
if (!(e.reason instanceof te.eB)) throw e.reason;
d.push(e.reason);
}
const h = [ i, ...l, ...d.map(e => e.message) ].filter(Boolean).join(" "), [u] = d;
if (!u) throw new JobMismatchError(h, {
hint: a
});
throw new te.eB(h, {
hint: d.map(({hint: e}) => e ?? "").join("\n").trim(),
cause: u
});
}
async #ne(e) {
const {client: t, deps: n} = this.#m;
if ((0, H.Hd)(e)) return `It has ended already (${e.status}).`;
try {
const s = await (0, te.Y6)(12e4, "cancel", {
client: t,
deps: n,
jobId: e.id
});
return /^cancel/i.test(s.status) ? "It was cancelled." : `It has ended already (${s.status}).`;
} catch (t) {
throw (0, o.jO)(t), new te.eB(`It could not be cancelled: ${(0, o.Wk)(t)}`, {
hint: (0, N.O7)(e.id, n.runner),
cause: t
});
}
}
}
function describe({field: e, requested: t, reported: n}) {
return `${e} was requested as ${(0, o.hD)(t)}, and the server reports ${(0, o.hD)(n)}`;
}
var le = n(3500);
class LostModelError extends o.lZ {
constructor([e, ...t]) {
const n = t.length > 0 ? ` The same holds for ${t.map(({id: e}) => e).join(", ")}.` : "";
super(`Job ${e.id} has done this work, but its model ${e.fineTunedModel} does not exist any more, or this credential may not access it.${n} Nothing was created.`, {
hint: 'To train again, and pay again, set "reuse: false" or another "seed".'
});
}
}
class Models {
#m;
#se;
constructor(e) {
this.#m = e;
}
async isMissing({fineTunedModel: e}) {
if (!e) return !1;
const t = await this.#ie(e);
return !!(t instanceof ne.hD && 404 === t.status && t.isApiResponse) && ("model_not_found" === t.code || (this.#se ??= this.#ie((0, 
k.xL)(this.#m.model)).then(e => void 0 === e), this.#se));
}
async #ie(e) {
const {client: t, deps: n} = this.#m;
try {
return void await (0, ie.Xd)(n, 1e4)(() => t.getModel(e));
} catch (e) {
return (0, o.jO)(e, n.signal), e;
}
}
}
class JobCoordinator {
#m;
#ae;
#l;
#G;
#oe;
#re=!1;
#ce=!1;
constructor(e) {
const {plan: t, files: n, client: s, cancellableClient: i, deps: a, deadline: o} = e, {reuse: r, wait: c, "job-check": l} = t.inputs, d = (0, 
ee.mK)(e), h = (0, ee.MC)(e);
this.#m = e, this.#ae = new le.U({
criteria: h,
attempt: (0, ee.oI)(a),
reuse: r,
files: n,
client: i,
baseUrl: t.connection.baseUrl,
deps: a,
deadline: o,
isFirstPartyHost: d
}), this.#l = new DuplicateJobs({
jobs: this.#ae,
criteria: h,
client: s,
deps: a
}), this.#G = new JobCheck({
requested: (0, ee.dl)(t.job),
policy: l,
waits: c,
isFirstPartyHost: d,
reuse: r,
cancelCopies: async e => this.#re ? this.#l.cancelRejected(e) : "",
client: s,
deps: a
}), this.#oe = new JobAdopter(e, this.#G);
}
get isMetadataDropped() {
return this.#ce;
}
async findReusableJob(e = !1) {
const {cancellableClient: t, deps: n, plan: s} = this.#m, i = await this.#ae.lookBeforeCreating(e), a = (0, 
X.Zl)(i.jobs), o = a.filter(({job: e}) => "succeeded" === e.status), r = await async function findJobWithModel(e, t) {
const {clock: n, signal: s} = t.deps, i = new Models(t), a = n.now();
for (;;) {
for (const t of e) if (!await i.isMissing(t.job)) return t;
if (0 === e.length || n.now() - a >= 2e4) return;
await n.sleep(5e3, s);
}
}(o, {
client: t,
deps: n,
model: s.job.model
}), c = r ?? a.find(e => !o.includes(e));
if (c) {
const e = a.filter(e => e !== c && !(0, H.Hd)(e.job));
return {
...c,
rivals: e
};
}
this.#ae.assertComplete(i);
const [l, ...d] = o.map(({job: e}) => e);
if (l) throw new LostModelError([ l, ...d ]);
}
async findOrCreateJob() {
const e = await this.findReusableJob();
if (e) return this.#le(e);
const {plan: t, cancellableClient: n, deps: s} = this.#m;
await async function preflight(e, t, n) {
(0, K.sO)(new URL(e.connection.baseUrl).hostname).hasPreflight && (await async function checkGrader({job: {method: e}}, t, n) {
if ("reinforcement" === e?.type) try {
const s = (0, ie.Xd)(n, ae);
await s(() => t.validateGrader(e.grader, {
timeoutMs: ae
}));
} catch (e) {
if ((0, o.jO)(e, n.signal), e instanceof ne.hD && e.isOwnError && [ 400, 422 ].includes(e.status)) throw new o.lZ(`The server does not accept the grader: ${e.message}`, {
hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
cause: e
});
(0, ne.r3)(e) && n.runner.info("The server could not check the grader before the upload.");
}
}(e, t, n), await async function logModelLimits({job: {model: e}}, t, {runner: n, signal: s}) {
try {
const s = (await t.getModelLimits({
timeoutMs: ae
})).find(t => (0, se.S)(t.model, e)), i = Object.entries(s ?? {}).filter(([, e]) => "number" == typeof e);
if (0 === i.length) return;
const a = i.map(([e, t]) => `${e.replaceAll("_", " ")} ${t}`);
n.info(`limits of ${e}: ${a.join(", ")}`);
} catch (e) {
(0, o.jO)(e, s);
}
}(e, t, n));
}(t, n, s);
const i = await this.#de(), a = await this.findReusableJob(!0);
if (a) return this.#le(a);
const r = await (0, G._S)(i, {
...this.#m,
jobs: this.#ae,
uploadFiles: () => this.#de()
});
this.#re = !0, s.runner.saveState("created", "true"), this.#oe.record(r.job, !0);
const c = await this.#he(r);
return await this.#G.check(c.job, c), c;
}
async inspect(e, t) {
if (this.#m.deps.signal.aborted) return;
if (await this.#G.check(t, e), !this.#re || !this.#ae.canListJobs) return;
const n = await this.#l.lookAgain(t);
return e.isOwn && !n?.isPreferredOwn ? n?.preferred : void 0;
}
async switchToPreferred(e, t) {
const n = "cancelled" === e.status ? e : await this.#l.cancel(e, t.job);
return "succeeded" === n?.status ? toOwn(n) : this.#ue(t, e, void 0 !== n);
}
async findOlderJob(e) {
return this.#ae.canListJobs ? this.#l.findOlder(e) : void 0;
}
async leaveCopiesToPostStep(e, {job: t, justCreated: n}) {
if (!(this.#m.deps.signal.aborted && n && !(0, ee.mK)(this.#m) && e instanceof o.lZ)) return e;
await this.#l.lookLast(t);
const s = this.#l.openIds?.filter(e => e !== t.id);
if (0 === s?.length) return e;
const i = s ? `${s.join(", ")} may be copies of ${t.id} and cost money.` : `Whether the server has made copies of ${t.id} is not known.`;
return new te.eB(`${e.message} ${i}`, {
hint: 'Unless "on-cancel" is "detach", the post step cancels the copies that it recognizes, and names the others.',
cause: e
});
}
async #ue(e, t, n) {
if (this.#m.reporter.reset(), !this.#fe(e)) return this.#pe(e, {
id: t.id,
isCancelled: n
});
const {job: s} = e, {runner: i} = this.#m.deps, a = n ? `, and ${t.id} of the same request was cancelled` : "";
return i.notice(`Fine-tuning job ${s.id} was created; the request for it was answered with ${t.id}${a}.`), 
i.saveState("created", "true"), this.#oe.record(s, !0), toOwn(s);
}
#fe({by: e, job: t}) {
const {deps: n, files: s} = this.#m;
return "metadata" === e ? t.metadata.ft_attempt === (0, ee.oI)(n) : s.usesUpload(t);
}
async #le(e) {
this.#re = !(0, ee.mK)(this.#m) && !(0, H.Hd)(e.job), this.#l.begin(e.job, {
isAmbiguous: !1
}, !0);
const t = await this.#pe(e);
try {
await this.#l.resolveAttached(t.job, e.rivals);
} catch (e) {
if ((0, o.jO)(e), e instanceof te.eB) throw e;
}
return t;
}
#pe(e, t) {
return this.#ce ||= "seed" === e.by, this.#oe.reuse(e, t);
}
async #he(e) {
const {client: t, deps: n} = this.#m, {runner: s, signal: i} = n, {job: a, recognized: r} = e, c = (0, 
K.Ne)(t.host, a.id);
let l;
if (this.#l.begin(a, e), "content" === r?.by && this.#oe.warnAboutContent(r), !i.aborted && !(0, 
H.Hd)(a) && this.#ae.canListJobs) try {
const t = await this.#l.resolve(a), {kept: n, stopped: s, incompleteReason: i} = t;
if (n) return this.#fe(n) && this.#me(n.job, void 0, e), await this.#ue(n, a, void 0 !== s);
if (l = t.listed, void 0 !== i) throw new o.lZ(i);
} catch (e) {
if ((0, o.jO)(e), e instanceof te.eB) throw e;
i.aborted || s.warning(`Unclear whether another run created a job for the same training at the same moment: ${(0, 
o.Wk)(e)}`);
}
return s.notice(`Fine-tuning job ${a.id} was created${c ? `: ${c}` : "."}`), this.#me(a, l, e), 
toOwn(a);
}
#me(e, t, {sent: n, recognized: s}) {
const i = {
...e,
metadata: {
...t?.metadata,
...e.metadata
}
};
this.#G.reportCreated(i, n, s ? void 0 : n.fileIds), this.#ce ||= void 0 === i.metadata.ft_attempt;
}
async #de() {
const {files: e, deadline: t, deps: n} = this.#m, {runner: s, clock: i} = n;
s.group("Upload");
try {
return await (0, Z.wj)(i, t - i.now(), n.signal, t => e.ensureUploaded({
...n,
signal: t
}));
} catch (e) {
if (!(e instanceof Z.MU)) throw e;
throw new o.lZ("Timed out while uploading the data, so no job was created.", {
hint: 'Increase "timeout".'
});
} finally {
s.endGroup();
}
}
}
function toOwn(e) {
return {
job: e,
createdByThisRun: !0,
justCreated: !0,
isOwn: !0,
mayBeCopy: !1
};
}
var de = n(9102), he = n(8902), ue = n(3245);
var fe = n(8240);
const pe = new Set([ "error", "failed", "deleted", "deleting" ]);
function isUnusable({status: e = ""}) {
return pe.has(e.toLowerCase());
}
async function listFiles(e, t, n) {
const {items: s} = await (0, fe._)({
getPage: t => e.listFiles(t),
queries: [ {
limit: 1e3
}, {} ],
maxItems: 2e4,
filter: t,
...n
});
return s.sort((e, t) => (e.createdAt ?? 0) - (t.createdAt ?? 0) || (e.id < t.id ? -1 : 1));
}
const me = /-([0-9a-f]{64})\.jsonl$/;
function getDigestInName(e) {
return me.exec(e ?? "")?.[1];
}
async function getFileIfExists(e, t, n) {
try {
return await n(() => e.getFile(t));
} catch (e) {
if (e instanceof ne.hD && e.isApiResponse && 404 === e.status) return;
throw e;
}
}
var ge = n(7777);
function buildMultipartBody(e, t) {
const n = `----${(0, f.randomUUID)()}`, part = e => `--${n}\r\nContent-Disposition: form-data; ${e}\r\n`, s = Object.entries(e).map(([e, t]) => `${part(`name="${e}"`)}\r\n${t}\r\n`), i = `${part(`name="${t.field}"; filename="${t.name}"`)}Content-Type: ${t.type}\r\n\r\n`, a = Buffer.from(s.join("") + i), o = Buffer.from(`\r\n--${n}--\r\n`);
return {
contentType: `multipart/form-data; boundary=${n}`,
contentLength: a.length + t.size + o.length,
body: async function* body() {
yield a, yield* t.content, yield o;
}()
};
}
const we = 6e5;
function assertComplete({id: e, bytes: t}, {name: n, size: s}) {
if (void 0 !== t && t !== s) throw new ne.Rc(`upload of ${n}: the server reports ${t} of ${s} bytes as ${e}`, {
requestSent: !0,
fault: "mismatched",
hint: "Check whether a proxy between this runner and the server limits the size of requests."
});
}
function isMismatchedResponse(e) {
return e instanceof ne.Rc && "mismatched" === e.fault;
}
function isPayloadTooLarge(e) {
return e instanceof ne.hD && 413 === e.status;
}
async function findUploaded(e, {name: t, size: n}, {clock: s, random: i, signal: a}) {
const r = s.now() + 3e4;
try {
const o = await listFiles({
listFiles: t => e.listFiles(t, {
signal: a
})
}, e => e.name === t && e.bytes === n, {
retry: e => (0, he.L)(e, {
clock: s,
random: i,
signal: a,
deadline: r
}),
clock: s
});
return o[0];
} catch (e) {
return void (0, o.jO)(e, a);
}
}
function throttleProgress({clock: e, onProgress: t}) {
let n = e.now() + 3e3;
return s => {
e.now() < n || (n = e.now() + 1e4, t(s));
};
}
async function withStallTimeout({contentType: e, contentLength: t, body: n}, s, {clock: i, signal: a, description: o, responseTimeoutMs: r, onSent: c}) {
const l = new AbortController, d = new AbortController;
let h = 0, u = i.now(), f = 6e4;
(async function abortWhenStalled() {
for (let e = f; e > 0; e = u + f - i.now()) await i.sleep(e, d.signal);
l.abort(new Z.MU(`no progress for ${f / 1e3} seconds`));
})().catch(() => {});
try {
const o = AbortSignal.any([ a, l.signal ]);
return await s({
contentType: e,
contentLength: t,
body: async function* trackProgress() {
for await (const e of n) yield e, h += e.length, u = i.now(), c?.(h);
f = r;
}()
}, o);
} catch (e) {
if (!l.signal.aborted || a.aborted) throw e;
const t = `${o}: ${l.signal.reason.message}`;
throw new ne.Rc(t, {
requestSent: !0,
cause: e
});
} finally {
d.abort();
}
}
const be = new Set([ "pending", "running" ]);
function assertUsable(e) {
if (!isUnusable(e)) return;
const t = e.statusDetails ? `: ${e.statusDetails}` : "";
throw new o.lZ(`The server could not process file ${e.id} (${e.status})${t}`);
}
async function getStatus(e, t, n, s) {
const {clock: i, signal: a} = s, r = i.now() + Math.min(n, 6e4), getFile = () => e.getFile(t, {
signal: a,
timeoutMs: Math.min(ge.j2, Math.max(1, r - i.now()))
});
try {
return await (0, he.L)(getFile, {
...s,
deadline: r
});
} catch (e) {
return (0, o.jO)(e, a), {
id: t
};
}
}
async function getGivenFile(e, t, n) {
const {clock: s, signal: i} = n, a = s.now();
try {
const o = await (0, he.L)(() => e.getFile(t, {
signal: i
}), {
...n,
deadline: a + 6e4,
shouldRetry: e => (0, ne.r3)(e) || isUnknown(e) && s.now() - a < 5e3
});
return assertUsable(o), o;
} catch (n) {
if (!(n instanceof ne.hD || n instanceof ne.Rc)) throw n;
if ((0, o.jO)(n, i), isMismatchedResponse(n)) throw n;
if (!isUnknown(n) || !await async function hasFileRoutes(e, t) {
try {
return await e.listFiles({}, {
signal: t
}), !0;
} catch (e) {
return (0, o.jO)(e, t), !(0, ne.kZ)(e);
}
}(e, i)) return {
id: t
};
throw new o.lZ(`The server does not know file ${t} (${n.message}).`, {
hint: "Nothing was created. Check the id, and that the file belongs to the project of this key.",
cause: n
});
}
}
function isUnknown(e) {
return e instanceof ne.hD && [ 404, 410, 422 ].includes(e.status);
}
async function hasContent(e, {digest: t, bytes: n, read: s}) {
if (sha256(e) === t) return !0;
const i = Buffer.from(e, "base64");
if (i.length === n && sha256(i) === t) return !0;
const a = e.startsWith('"') ? (0, I.Bl)(e) : void 0;
return "string" == typeof a && sha256(a) === t || e.includes("\ufffd") && await async function digestAsText(e) {
const t = new TextDecoder("utf-8", {
ignoreBOM: !0
}), n = (0, f.createHash)("sha256");
for await (const s of e) n.update(t.decode(s, {
stream: !0
}));
return n.update(t.decode()).digest("hex");
}(s()) === sha256(e);
}
function sha256(e) {
return (0, f.createHash)("sha256").update(e).digest("hex");
}
class ExistingFiles {
#ge;
#we;
#be=new Map;
#ye=new Map;
#ve=new Set;
constructor(e, t) {
this.#ge = e, this.#we = t;
}
async find(e, t, n) {
const {clock: s, startDate: i} = n, verify = async ({id: s}) => t(s) || "same" === await this.#ke(s, e, n);
try {
const t = (0, ie.Xd)(n, 6e4, {
failsFast: !0
});
return await async function findFile(e, t, {now: n, retry: s, clock: i, verify: a = async () => !0}) {
const o = n.getTime() / 1e3 + 86400, isUsable = e => !isUnusable(e) && (e.expiresAt ?? o) >= o, r = await listFiles(e, e => function hasContentName({name: e, bytes: t}, n) {
return (e?.includes(n.digest) ?? !1) && t === n.bytes;
}(e, t) && isUsable(e), {
retry: s,
clock: i
});
let c = 0;
for (const {id: t} of r) {
const n = await getFileIfExists(e, t, s);
if (n && isUsable(n)) {
if (await a(n)) return n;
if (c += 1, 3 === c) return;
}
}
}(this.#ge, e.report, {
now: i,
retry: t,
clock: s,
verify: verify
});
} catch (e) {
return void (0, o.jO)(e, n.signal);
}
}
compare(e, t) {
return remember(this.#ye, `${e} ${t.report.digest}`, () => this.#$e(e, t));
}
async #$e(e, t) {
const {digest: n, bytes: s} = t.report, i = await this.#xe(e);
if (!i) return "unreadable";
const a = getDigestInName(i.name);
if ((a ?? n) !== n || (i.bytes ?? s) !== s) return "different";
if (void 0 !== a && void 0 !== i.bytes) return this.#ke(e, t, this.#we);
const o = await this.#je(e, t, this.#we);
return "string" == typeof o ? o : "unreadable";
}
async #xe(e) {
try {
const t = (0, ie.Xd)(this.#we, 3e5, {
failsFast: !0
});
return await t(() => this.#ge.getFile(e));
} catch (e) {
if (e instanceof ne.hD && !(0, ne.r3)(e)) return;
throw e;
}
}
async #ke(e, t, n) {
const {runner: s} = n, {role: i} = t, a = !this.#be.has(keyOf(e, t)), o = await this.#je(e, t, n);
return "same" === o ? "same" : "different" === o ? (a && s.warning(`${e} is named like the ${i} data and has other content, so it is not used. Check who may upload files to this project.`), 
"different") : (this.#ve.has(e) || s.notice(`The ${i} data was found on the server as ${e} by its name and size. It could not be verified: ${o.unverified}`), 
this.#ve.add(e), "same");
}
#je(e, t, n) {
const {files: s, report: i} = t, a = {
digest: i.digest,
bytes: i.bytes,
read: () => (0, T.jq)(n.workspace, s)
};
return remember(this.#be, keyOf(e, t), () => async function verifyContent(e, t, n, {retry: s, signal: i}) {
if (n.bytes > 64e6) return {
unverified: "it is larger than 64 MB"
};
try {
for (let i = 0; i < 2; i++) {
const i = await s(() => e.getFileContent(t, {
timeoutMs: 12e4
}));
if (await hasContent(i, n)) return "same";
}
return "different";
} catch (e) {
return (0, o.jO)(e, i), {
unverified: e.message
};
}
}(this.#ge, e, a, {
retry: (0, ie.Xd)(n, 6e4),
signal: n.signal
}));
}
}
function keyOf(e, {report: t}) {
return `${e} ${t.digest}`;
}
function remember(e, t, n) {
const s = e.get(t);
if (s) return s;
const i = n();
return e.set(t, i), i.catch(() => e.delete(t)), i;
}
const ye = 262144;
async function uploadInParts(e, t, n, s = Math.max(16777216, Math.ceil(t.size / 400))) {
const i = await async function createUpload(e, {name: t, size: n}, s) {
try {
const {id: i} = await (0, he.L)(() => e.createUpload(t, n, {
signal: s.signal
}), {
...s,
maxAttempts: 4,
shouldRetry: e => (0, ne.r3)(e) && !(0, ne.Tj)(e)
});
return i;
} catch (e) {
if ((0, ne.kZ)(e)) return;
throw e;
}
}(e, t, n);
if (void 0 === i) return;
const a = new MultipartUpload(e, i, t, n);
try {
return await a.complete(await a.sendParts(s));
} catch (e) {
throw await a.cancel(), e;
}
}
class MultipartUpload {
#ge;
#Oe;
#_e;
#m;
constructor(e, t, n, s) {
this.#ge = e, this.#Oe = t, this.#_e = n, this.#m = s;
}
async sendParts(e) {
const t = new AbortController, n = AbortSignal.any([ this.#m.signal, t.signal ]), s = new BufferPool(e), i = (0, 
f.createHash)("md5"), a = throttleProgress(this.#m);
let o = 0;
const send = async e => {
try {
const t = {
...this.#m,
signal: n,
maxAttempts: 8
}, s = await (0, he.L)(() => this.#Fe(e, n), t);
return o += e.length, a(o), s.id;
} finally {
s.release(e);
}
}, r = [];
try {
for await (const e of async function* splitIntoParts(e, t) {
let n, s = 0;
for await (const i of e) for (let e = i; e.length > 0; ) {
n ??= await t.acquire();
const i = e.subarray(0, n.length - s);
n.set(i, s), s += i.length, e = e.subarray(i.length), s < n.length || (yield n, 
n = void 0, s = 0);
}
n && (yield n.subarray(0, s));
}(this.#_e.content(), s)) {
n.throwIfAborted(), i.update(e);
const s = send(e);
s.catch(e => t.abort(e)), r.push(s);
}
return {
partIds: await Promise.all(r),
md5: i.digest("hex")
};
} catch (e) {
throw t.abort(e), e;
}
}
#Fe(e, t) {
return withStallTimeout(buildMultipartBody({}, {
field: "data",
name: "part",
type: "application/octet-stream",
size: e.length,
content: slice(e)
}), (e, t) => this.#ge.addUploadPart(this.#Oe, e, t), {
clock: this.#m.clock,
signal: t,
description: `part of ${this.#Oe}`,
responseTimeoutMs: 12e4
});
}
async complete(e) {
const {signal: t, onUnconfirmed: n, onConfirmed: s} = this.#m;
let i = !1;
const shouldRetry = e => (0, ne.r3)(e) && !isMismatchedResponse(e), attempt = async () => {
const n = i ? await this.#Te() : void 0;
if (n) return n;
try {
const n = await this.#ge.completeUpload(this.#Oe, e, {
signal: t,
timeoutMs: we
});
return assertComplete(n, this.#_e), n;
} catch (e) {
const t = shouldRetry(e) || !i && !isMismatchedResponse(e) ? void 0 : await this.#Pe();
if (t) return t;
throw i ||= !(0, ne.yj)(e), e;
}
};
n();
try {
const e = await (0, he.L)(attempt, {
...this.#m,
maxAttempts: 4,
shouldRetry: shouldRetry
});
return i = !1, e;
} finally {
i || s();
}
}
#Te() {
return findUploaded(this.#ge, this.#_e, this.#m);
}
async #Pe() {
const {clock: e, signal: t} = this.#m, n = e.now() + 3e4;
for (;;) {
const s = await this.#Te();
if (s || e.now() >= n) return s;
await e.sleep(5e3, t);
}
}
async cancel() {
const {clock: e, random: t} = this.#m;
await (0, Z.wj)(e, 2e3, void 0, n => (0, he.L)(() => this.#ge.cancelUpload(this.#Oe, {
signal: n
}), {
clock: e,
random: t,
signal: n,
maxDelayMs: 250
})).catch(() => {});
}
}
function* slice(e) {
for (let t = 0; t < e.length; t += ye) yield e.subarray(t, t + ye);
}
class BufferPool {
#Se;
#Ce=[];
#Ae=0;
#Me;
constructor(e) {
this.#Se = e;
}
async acquire() {
return this.#Ce.pop() || (4 === this.#Ae ? new Promise(e => {
this.#Me = e;
}) : (this.#Ae += 1, Buffer.allocUnsafeSlow(this.#Se)));
}
release(e) {
const t = this.#Me;
this.#Me = void 0, t ? t(e) : this.#Ce.push(e);
}
}
class Uploader {
#ge;
#we;
#De;
#Be;
#Ue=new Set;
#Ie=0;
#Le=0;
#b=Promise.resolve();
constructor(e, t, n) {
this.#ge = e, this.#we = t, this.#De = n ?? e.provider.maxSingleUploadBytes, this.#Be = t.attemptId.slice(0, 12);
}
get ids() {
return this.#Ue;
}
get mayHaveUploaded() {
return this.#Ue.size > 0 || this.#Ie > 0;
}
async settled() {
await this.#b;
}
async upload({role: e, files: t, report: n}, s) {
const {runner: i, workspace: a, clock: r} = s, {digest: c, bytes: d} = n, h = {
name: `${fileBaseName(t)}-${this.#Be}-${c}.jsonl`,
size: d,
content: () => async function* verifyDigest(e, t) {
const n = (0, f.createHash)("sha256");
for await (const t of e) n.update(t), yield t;
if (n.digest("hex") !== t) throw new o.lZ("The data changed while it was being uploaded.");
}((0, T.jq)(a, t), c)
}, log = t => i.info(`${e} data: ${t}`), u = this.#Re(h, log, {
...(0, ie.tO)(s),
onProgress: e => log(`${(0, l.z3)(e)} of ${(0, l.z3)(d)} sent (${Math.floor(e / d * 100)} %)`),
onUnconfirmed: () => {
this.#Ie += 1, this.#Le = r.now();
},
onConfirmed: () => {
this.#Ie -= 1;
}
});
this.#b = u.catch(() => {});
const p = await u;
return log(`${(0, l.z3)(d)} uploaded as ${p.id}`), p;
}
async #Re(e, t, n) {
const s = e.size > this.#De, i = s ? await uploadInParts(this.#ge, e, n) : void 0;
s && !i && t("this server does not support uploads in parts; sending the data in one request");
const a = i ?? await this.#Je(e, t, n, !s);
return this.#Ue.add(a.id), a;
}
async #Je(e, t, n, s) {
try {
return await function uploadFile(e, t, n) {
let s = !1;
return (0, he.L)(async () => {
const i = s ? await findUploaded(e, t, n) : void 0;
if (i && n.onConfirmed(), i) return i;
n.onUnconfirmed();
try {
const s = await function uploadOnce(e, {name: t, size: n, content: s}, i) {
const a = buildMultipartBody({
purpose: "fine-tune"
}, {
field: "file",
name: t,
type: "application/jsonl",
size: n,
content: s()
}), o = throttleProgress(i);
return withStallTimeout(a, (t, n) => e.uploadFile(t, n), {
clock: i.clock,
signal: i.signal,
description: `upload of ${t}`,
responseTimeoutMs: we,
onSent: e => o(Math.min(e, n))
});
}(e, t, n);
return assertComplete(s, t), n.onConfirmed(), s;
} catch (e) {
throw (0, ne.yj)(e) || isPayloadTooLarge(e) ? n.onConfirmed() : s = !0, e;
}
}, {
...n,
maxAttempts: 4
});
}(this.#ge, e, n);
} catch (i) {
if (!s || !isPayloadTooLarge(i)) throw i;
t(`this server refuses ${(0, l.z3)(e.size)} in one request; sending the data in parts`);
const a = Math.min(16777216, Math.max(524288, Math.ceil(e.size / 8))), o = await uploadInParts(this.#ge, e, n, a);
if (!o) throw i;
return o;
}
}
async findOrphans(e, t) {
const {clock: n, signal: s} = this.#we, isOwn = ({name: e}) => e?.includes(`-${this.#Be}-`) ?? !1;
for (;this.#Ie > 0; ) {
const i = (await listFiles(e, isOwn, {
retry: t,
clock: n
})).map(({id: e}) => e).filter(e => !this.#Ue.has(e)), a = n.now() - this.#Le >= 3e4;
if (i.length >= this.#Ie || a || s.aborted) return i;
await n.sleep(5e3, s).catch(() => {});
}
return [];
}
}
function fileBaseName(e) {
const [t = ""] = e.map(({name: e}) => e.replace(/^.*\/|\.jsonl$/gis, ""));
return t.replace(/[^\w-]+/g, "-").slice(0, 40) || "data";
}
const ve = [ "training", "validation" ];
class TrainingFiles {
#m;
#ze;
#ge;
#we;
#Ee;
#We;
#He=new Map;
#Ne=new Set;
#qe=new Set;
constructor(e) {
const {datasets: t, createClient: n, deps: s, maxSingleUploadBytes: i} = e;
this.#m = e, this.#ze = t, this.#ge = n(s.signal), this.#we = s, this.#Ee = new Uploader(this.#ge, s, i), 
this.#We = new ExistingFiles(this.#ge, s);
}
async checkGivenFiles(e = this.#we) {
for (const t of this.#ze) "id" in t && !this.#He.has(t.role) && this.#Ge(t.role, await getGivenFile(this.#ge, t.id, (0, 
ie.tO)(e)));
}
async ensureUploaded(e = this.#we) {
await this.checkGivenFiles(e);
for (const t of this.#ze) "report" in t && !this.#He.has(t.role) && this.#Ge(t.role, await this.#Ye(t, e));
await this.#Ze(e);
const [t = "", n] = ve.map(e => this.#He.get(e)?.id);
return {
training: t,
...n && {
validation: n
}
};
}
async #Ye(e, t) {
const isOwn = e => this.#Ee.ids.has(e), n = await this.#We.find(e, isOwn, t);
if (!n) return this.#Ee.upload(e, t);
const {role: s, report: i} = e;
return isOwn(n.id) || t.runner.info(`${s} data: ${(0, l.z3)(i.bytes)} already on the server as ${n.id}`), 
n;
}
#Ge(e, t) {
this.#He.set(e, t), this.#m.reporter.setOutputs({
[`${e}-file-id`]: t.id
});
}
async #Ze(e) {
const t = new Map([ ...this.#He ].map(([e, {id: t}]) => [ t, e ])), n = [ ...this.#He.values() ].filter(({id: e}) => !this.#Ne.has(e));
await async function waitForProcessing(e, t, {onWait: n, ...s}) {
const {clock: i, signal: a} = s, o = i.now(), remainingMs = ({status: e}) => o + function processingTimeout(e = "processed") {
const t = e.toLowerCase();
return be.has(t) ? 18e5 : "uploaded" === t ? 3e4 : 0;
}(e) - i.now(), isPending = e => remainingMs(e) > 0;
t.forEach(assertUsable);
let r = t.filter(isPending);
r.forEach(n);
for (let t = 250; r.length > 0; t = Math.min(2 * t, 5e3)) {
await i.sleep(Math.min(t, ...r.map(remainingMs)), a);
const n = r.filter(isPending).map(t => getStatus(e, t.id, remainingMs(t), s)), o = await Promise.all(n);
o.forEach(assertUsable), r = o.filter(isPending);
}
}(this.#ge, n, {
...(0, ie.tO)(e),
onWait: ({id: n, status: s}) => e.runner.info(`the server is processing the ${t.get(n)} data (${s})`)
});
for (const {id: e} of n) this.#Ne.add(e);
}
async compareFiles({trainingFile: e, validationFile: t}) {
return {
training: await this.#Ke("training", e),
validation: await this.#Ke("validation", t)
};
}
async #Ke(e, t) {
const n = this.#ze.find(t => t.role === e);
return n ? void 0 === t ? "unreported" : t === this.#He.get(e)?.id ? "same" : "id" in n ? t === n.id ? "same" : "different" : this.#We.compare(t, n) : void 0 === t ? "same" : "different";
}
get hasReusedFiles() {
return [ ...this.#He.values() ].some(({id: e}) => !this.#Ee.ids.has(e));
}
usesUpload(e) {
return getFileIds(e).some(e => this.#Ee.ids.has(e));
}
async dropMissing() {
let e = !1;
for (const t of this.#ze) {
const {role: n} = t, s = this.#He.get(n)?.id;
"report" in t && void 0 !== s && !this.#Ee.ids.has(s) && (await getFileIfExists(this.#ge, s, (0, 
ie.Xd)(this.#we, 6e4)) || (this.#we.runner.info(`${n} data: ${s} is gone from the server`), 
e = this.#He.delete(n)));
}
return e;
}
reserve(e) {
for (const t of Object.values(e)) this.#qe.add(t);
}
release(e) {
for (const t of Object.values(e)) this.#qe.delete(t);
}
async deleteUnused(e) {
const {runner: t} = this.#we;
if (await this.#Ee.settled(), !this.#Ee.mayHaveUploaded) return;
const n = e ? getFileIds(e) : [], s = {
training: e?.trainingFile,
validation: e?.validationFile
};
if (!e || this.#ze.every(({role: e}) => s[e])) await this.#Ve(async (e, t) => {
const s = await this.#Ee.findOrphans(e, t);
return [ ...new Set([ ...this.#Ee.ids, ...s ]) ].filter(e => !n.includes(e));
}, {
isInUse: ({status: e}) => "failed" !== e && "cancelled" !== e,
mayBeOld: !1,
reserved: this.#qe
}); else for (const s of this.#Ee.ids) this.#qe.has(s) || n.includes(s) || t.info(`${s} is kept: the server does not report which files job ${e.id} uses`);
}
async deleteJobFiles(e) {
const t = this.#ze.flatMap(e => "id" in e ? [ e.id ] : []), n = [ ...new Set(getFileIds(e)) ].filter(e => !t.includes(e));
await this.#Ve(async (e, t) => {
const s = await Promise.all(n.map(n => this.#Xe(n, e, t)));
return n.filter((e, t) => s[t]);
}, {
isInUse: t => t.id !== e.id && !(0, H.Hd)(t),
mayBeOld: !0,
reserved: new Set
});
}
async #Xe(e, t, n) {
if (this.#Ee.ids.has(e)) return !0;
const s = await getFileIfExists(t, e, n);
if (!s) return !1;
const i = getDigestInName(s.name);
return !!this.#ze.some(e => "report" in e && e.report.digest === i) || (this.#we.runner.info(`${e} is kept: this action did not upload it`), 
!1);
}
async #Ve(e, t) {
const {createClient: n} = this.#m, {clock: s, random: i, runner: a, signal: r, remainingGraceMs: c} = this.#we, l = (0, 
Z.y5)(r, c, s);
try {
await (0, Z.wj)(s, 6e4, l.signal, async a => {
const c = n(a), l = r.aborted ? 500 : void 0, retryEach = e => (0, he.L)(e, {
clock: s,
random: i,
signal: a,
maxDelayMs: l
}), d = await e(c, retryEach), h = await async function deleteFiles(e, t, {isInUse: n, mayBeOld: s, reserved: i, ...a}) {
if (0 === t.length) return [];
const failed = (e, t) => {
if (e instanceof o.lZ) return {
id: t,
kind: "failed",
error: e
};
throw e;
};
let r, c;
try {
const isDone = (e, t) => t && !s;
r = await (0, ue.N6)(e, {
filter: () => !0
}, {
...a,
isDone: isDone
}), c = function toUncertainty({incompleteReason: e, isTruncated: t, isNewestFirst: n}) {
const s = e ?? (t && !n ? "the server has too many jobs, in no order" : void 0);
return void 0 === s ? void 0 : new o.lZ(`A job may use it, because ${s}.`);
}(r);
} catch (e) {
return t.map(t => failed(e, t));
}
return Promise.all(t.map(async t => {
const s = r.items.filter(({trainingFile: e, validationFile: n}) => t === e || t === n), o = s.find(n);
if (o) return {
id: t,
kind: "used",
by: o
};
if (i.has(t) && 0 === s.length) return {
id: t,
kind: "reserved"
};
if (c) return failed(c, t);
try {
await a.retry(() => e.deleteFile(t));
} catch (e) {
if (!(e instanceof ne.hD && e.isApiResponse && 404 === e.status)) return failed(e, t);
}
return {
id: t,
kind: "deleted"
};
}));
}(c, d, {
...t,
retry: retryEach,
clock: s
});
for (const e of h) this.#Qe(e);
});
} catch (e) {
if (!(e instanceof o.lZ || e instanceof Z.MU)) throw e;
const t = e instanceof o.lZ ? (0, o.Wk)(e) : e.message;
a.warning(`Unneeded files may be left on the server: ${t}`);
} finally {
l.dispose();
}
}
#Qe(e) {
const {runner: t} = this.#we, {id: n} = e;
"failed" === e.kind ? t.warning(`${n} could not be deleted and is left on the server: ${(0, 
o.Wk)(e.error)}`) : "deleted" === e.kind ? t.info(`${n} was deleted from the server`) : "used" === e.kind ? t.info(`${n} is kept: job ${e.by.id} uses it`) : t.info(`${n} is kept: a job may use it, and the server lists none that does`);
}
}
function getFileIds({trainingFile: e, validationFile: t}) {
return [ e, t ].filter(e => void 0 !== e);
}
function fineTune(e) {
return (0, E.s)(e, u.iQ, async t => {
const n = await (0, J.kr)(e), {inputs: s} = n, {customLlmProvider: i} = n.connection;
i && e.runner.saveState(q.IS, i), void 0 !== n.resultsDir && t.openResults(n.resultsDir), 
t.comment = (0, z.gv)(s, n.job, e);
const {datasets: a, fingerprint: r} = await async function checkData(e, t, n) {
const {runner: s, context: i} = n, {model: a, method: o} = e.job;
for (const t of [ ...e.warnings, ...warnAboutRunSpecificValues(e.job, i) ]) s.warning(t);
t.setFacts({
model: a,
method: o?.type ?? "supervised"
});
const r = await inspectData(e, n), c = estimateTraining(e, r);
logEstimate(c, s), t.setFacts({
estimate: c,
data: r.map(toDatasetSummary),
problems: toCheckResult(r).problems,
hyperparameters: (0, ee.dl)(e.job).hyperparameters,
provenance: commitAndRunLinks(i)
}), assertNoDataErrors(r, e, s), assertWithinLimits(c, e.inputs);
const l = computeFingerprint(e, r);
return t.setFacts({
fingerprint: l
}), t.updateComment("checked"), s.info(`fingerprint: ${l}`), {
datasets: r,
fingerprint: l
};
}(n, t, e), {connect: c, deadline: d, ...h} = (0, q.rR)(n.connection, s.timeout, e);
await async function checkModelShutdown({inputs: e, job: t}, n, s, i) {
const {runner: a, startDate: r, signal: c} = i, d = (0, k.xL)(t.model), h = e["min-model-days"];
let u;
try {
const e = (0, ie.NK)(i, 1e4);
u = (await e(() => n.getModel(d, {
timeoutMs: 1e4
}))).shutdownDate;
} catch (e) {
return (0, o.jO)(e, c), void (h > 0 && a.warning(`Cannot check "min-model-days": the shutdown date of ${d} could not be read: ${(0, 
o.Wk)(e)}`));
}
if (void 0 === u) return;
s.setOutputs({
"model-shutdown-date": u
});
const f = Math.ceil((Date.parse(u) - r.getTime()) / 864e5), p = f > 0 ? `will be shut down on ${u}, in ${(0, 
l.B4)(f, "day")}` : `was to be shut down on ${u}`, m = `The base model ${d} ${p}; models trained from it stop working with it.`;
if (h > 0 && f < h) throw new o.lZ(m, {
hint: `"min-model-days" requires ${(0, l.B4)(h, "day")}. Train from a model that is available longer.`
});
a.warning(m);
}(n, h.cancellableClient, t, e);
const u = {
plan: n,
datasets: a,
fingerprint: r,
files: new TrainingFiles({
datasets: a,
createClient: c,
reporter: t,
deps: e
}),
reporter: t,
deps: e,
...h,
deadline: d
};
if (s["dry-run"]) return async function dryRun(e) {
const {plan: t, client: n, deps: s} = e, {runner: i} = s, a = (await new JobCoordinator(e).findReusableJob())?.job;
if (a) return i.info(`Dry run: a run would reuse job ${a.id} (${a.status}) and create none.`), 
`dry run, ${a.id} would be used`;
await e.files.checkGivenFiles();
const getId = e => "id" in e ? e.id : "(id of the uploaded file)", o = (0, ee.Xx)(e), r = (0, 
W.y)({
...t.job,
...void 0 !== o && {
seed: o
}
}, {
training: getId(t.training),
...t.validation && {
validation: getId(t.validation)
}
});
i.info(`Dry run: nothing was uploaded and no job was created. A run would send this to ${n.host}, with the action's own metadata (ft_\u2026):`);
for (const e of JSON.stringify(r, null, 2).split("\n")) i.info(e);
return "dry run, nothing was created";
}(u);
try {
const e = await async function trainToCompletion(e) {
const {deps: t, reporter: n, plan: s, client: i, cancellableClient: a} = e, {runner: o, signal: r} = t, {inputs: c} = s, l = new JobCoordinator(e);
let d = await l.findOrCreateJob(), h = !1;
for (;;) {
const e = d, {job: s, createdByThisRun: u, justCreated: f, isOwn: p} = e;
let m;
if (!(c.wait || r.aborted || "succeeded" !== s.status && (0, H.Hd)(s))) return logLeftRunning(s, t), 
`${f ? "created" : "found"}, ${s.status}`;
n.updateComment("running"), o.group("Training");
const g = await (0, de.c)({
jobId: s.id,
client: i,
cancellableClient: a,
reporter: n,
deps: t,
inputs: c,
onCancel: c["on-cancel"] ?? (p ? "cancel" : "detach"),
inspectJob: t => l.inspect(e, t),
replaceIfCancelled: async e => u ? (m = await l.findOlderJob(e), void 0 !== m) : !h
}).catch(async t => {
throw await l.leaveCopiesToPostStep(t, e);
});
switch (o.endGroup(), g.kind) {
case "finished":
return "succeeded" === n.job?.status && i.provider.deployment && o.info(i.provider.deployment), 
await (0, Y.r)(c, {
client: a,
reporter: n,
deps: t,
isMetadataDropped: l.isMetadataDropped
}), f || "succeeded" !== s.status ? g.outcome : "reused a job that had succeeded, nothing was paid for again";

case "superseded":
d = await l.switchToPreferred(g.job, g.preferred);
break;

case "cancelled-elsewhere":
if (m) {
o.info(`Job ${s.id} was cancelled by someone else; job ${m.job.id} does the same training`), 
d = await l.switchToPreferred({
...s,
status: "cancelled"
}, m);
break;
}
o.info(`Job ${s.id} of another run was cancelled: looking for another job, or creating one`), 
h = !0, o.saveState("job-id", ""), n.reset(), d = await l.findOrCreateJob();
}
}
}(u);
return await cleanUp(u), e;
} catch (e) {
throw e instanceof G.gw || await cleanUp(u), e;
}
});
}
async function cleanUp({plan: e, reporter: {job: t}, files: n}) {
"after-success" === e.inputs["delete-files"] && "succeeded" === t?.status && await n.deleteJobFiles(t), 
await n.deleteUnused(t);
}
function logLeftRunning({id: e, status: t}, {runner: n}) {
/^paus/.test(t) ? n.warning(`Job ${e} is paused and does not continue by itself: set "wait: true" and "resume-paused: true", or resume it with the action "control".`) : (0, 
H.Hd)({
status: t
}) || n.info((0, N.O7)(e, n));
}
function commitAndRunLinks({repository: e, sha: t, runId: n, serverUrl: s}) {
if (!t) return;
const i = e && `${s}/${e}`;
return {
sha: t,
commitUrl: i && `${i}/commit/${t}`,
runId: n,
runUrl: i && n && `${i}/actions/runs/${n}`
};
}
function warnAboutRunSpecificValues({suffix: e, seed: t}, {runId: n, sha: s}) {
const i = [ n, s?.slice(0, 7) ].filter(e => void 0 !== e && e.length > 5);
return Object.entries({
suffix: e,
seed: t
}).filter(([, e]) => i.some(t => `${e}`.includes(`${t}`))).map(([e]) => `input "${e}": contains the id or the commit of this run, so no other run can reuse its job`);
}
var ke = n(4732);
const runFineTune = (e, t = ke.eF) => t(fineTune, e), data_actions_runCheck = (e, t = ke.eF) => t(check, e), runEvaluate = async (e, t = ke.eF) => t((await n.e(169).then(n.bind(n, 3169))).evaluate, e), runFix = async (e, t, s = ke.eF) => {
const {fixFiles: i} = await n.e(495).then(n.bind(n, 8495));
return s(e => i(e, t), e);
};
}),
635: ((e, t, n) => {
n.d(t, {
J: () => HashTable
});
class HashTable {
#et=[];
get([e, t]) {
const {slots: n} = this.#tt(e);
return n[findSlot(n, e, t) + 2] ?? 0;
}
getOrInsert([e, t], n) {
const s = this.#tt(e);
s.used >= s.slots.length / 3 * .8 && function grow(e) {
const {slots: t} = e;
e.slots = new Uint32Array(3 * Math.ceil(t.length / 3 * 1.5));
for (let n = 0; n < t.length; n += 3) {
const [s, i, a] = [ t[n] ?? 0, t[n + 1] ?? 0, t[n + 2] ?? 0 ];
a > 0 && put(e.slots, findSlot(e.slots, s, i), s, i, a);
}
}(s);
const i = findSlot(s.slots, e, t);
return s.slots[i + 2] || (s.used++, put(s.slots, i, e, t, n), n);
}
set(e, t) {
if (this.getOrInsert(e, t) === t) return;
const [n, s] = e, {slots: i} = this.#tt(n);
put(i, findSlot(i, n, s), n, s, t);
}
#tt(e) {
const t = e % 64, n = this.#et[t] ?? {
slots: new Uint32Array(48),
used: 0
};
return this.#et[t] = n, n;
}
}
function findSlot(e, t, n) {
let s = 3 * Math.floor(n / 2 ** 32 * (e.length / 3));
for (;e[s + 2] && (e[s] !== t || e[s + 1] !== n); ) s += 3, s === e.length && (s = 0);
return s;
}
function put(e, t, n, s, i) {
e[t] = n, e[t + 1] = s, e[t + 2] = i;
}
}),
363: ((e, t, n) => {
n.d(t, {
WS: () => replaceCrlf,
jq: () => normalizedBytes,
z5: () => normalizedFileBytes
});
const s = Buffer.from([ 239, 187, 191 ]), i = Buffer.from("\r\n"), a = Buffer.from("\r"), o = Buffer.from("\n");
async function* normalizedBytes(e, t) {
for (const n of t) yield* normalizedFileBytes(e, n);
}
async function* normalizedFileBytes(e, t, n) {
let i, r = !1;
for await (const c of async function* stripBom(e) {
let t = Buffer.alloc(0);
for await (const n of e) {
const e = Buffer.from(n.buffer, n.byteOffset, n.byteLength);
if (0 === e.length) continue;
if (!t) {
yield e;
continue;
}
if (t = Buffer.concat([ t, e ]), t.length < s.length) continue;
const i = t.subarray(0 === t.indexOf(s) ? s.length : 0);
t = void 0, i.length > 0 && (yield i);
}
t && t.length > 0 && (yield t);
}(e.readBytes(t, n))) {
r && c[0] !== o[0] && (yield a), r = c.at(-1) === a[0];
const e = replaceCrlf(r ? c.subarray(0, -1) : c);
i = c.at(-1), e.length > 0 && (yield e);
}
void 0 !== i && i !== o[0] && (yield o);
}
function replaceCrlf(e) {
let t = e.indexOf(i);
if (-1 === t) return e;
const n = Buffer.allocUnsafe(e.length);
let s = 0, a = 0;
for (;-1 !== t; ) s += e.copy(n, s, a, t), a = t + 1, t = e.indexOf(i, a);
return s += e.copy(n, s, a), n.subarray(0, s);
}
}),
7852: ((e, t, n) => {
n.d(t, {
ZF: () => sniff,
dD: () => i,
wi: () => checkFileName
});
var s = n(8301);
const i = 65536;
function sniff(e) {
if (function isUtf16(e) {
const [t, n] = e;
return 255 === t && 254 === n || 254 === t && 255 === n || 0 === t && 0 !== n && void 0 !== n || 0 === n && 0 !== t;
}(e)) return {
code: "utf-16",
message: "the file is in UTF-16; save it as UTF-8",
line: 1
};
if (0 === e.indexOf("version https://git-lfs.github.com/spec/")) return {
code: "git-lfs-pointer",
message: 'the file is a git-lfs pointer, not the data; check out with "lfs: true"',
line: 1
};
const t = e.toString("utf8"), n = function detectFileType(e, t) {
const n = e.toString("latin1", 0, 16), i = o.find(([e]) => n.startsWith(e));
if (i) return i[1];
const [a = "", c = ""] = t.split("\n", r).filter(e => /\S/.test(e));
if (/^\s*[{[]/.test(a) || (0, s.OW)((0, s.Bl)(c))) return;
const l = a.trim();
return /^<(!doctype|html|head|body)\b/i.test(l) ? "HTML, perhaps the page of a failed download" : /^<\?xml\b/i.test(l) ? "XML" : /^(---|(- )?["']?[A-Za-z_]\w*["']?:( .*)?)$/.test(l) ? "YAML" : function isCsvHeader(e) {
return [ ",", ";", "\t" ].some(t => {
const n = e.split(t);
return n.length > 1 && n.every(e => /^"?[A-Za-z_][\w .-]{0,60}"?$/.test(e.trim()));
});
}(l) ? "CSV" : void 0;
}(e, t);
if (n) return {
code: "file-type",
message: `the file is ${n}; ${a}`,
line: 1
};
const c = t.split("\n");
e.length === i && c.length > 1 && c.pop();
const l = function detectSingleDocument(e) {
const [t = "", n] = e;
if ("[" === t && "]" === e.at(-1)) return "json-array";
if (void 0 === n || !(0, s.OW)((0, s.Bl)(n))) {
if (t.startsWith("[")) return void 0 !== n && isJson(t) ? void 0 : "json-array";
if (!(0, s.OW)((0, s.Bl)(t.replace(/,$/, "")))) return void 0 !== n && /^\{(.*[{[,:])?$/.test(t) && !isJson(t) ? "pretty-printed" : void 0;
}
}(c.map(e => e.trim()).filter(e => "" !== e));
return l ? {
code: l,
message: "json-array" === l ? "the file is one JSON array; write each of its elements on a separate line" : "the file is JSON over several lines; write each example on one line",
line: c.findIndex(e => "" !== e.trim()) + 1
} : void 0;
}
function checkFileName(e) {
if (!/\.jsonl$/i.test(e)) return {
code: "file-name",
message: "the file name does not end in .jsonl",
line: 1
};
}
const a = "the API reads JSONL: text in UTF-8 with one JSON object per line", o = [ [ "\x1f\x8b", "compressed with gzip" ], [ "PK\x03\x04", "a zip archive (or an Excel sheet)" ], [ "BZh", "compressed with bzip2" ], [ "(\xb5/\xfd", "compressed with zstd" ], [ "\xfd7zXZ\0", "compressed with xz" ], [ "7z\xbc\xaf'\x1c", "a 7-Zip archive" ], [ "PAR1", "Parquet" ], [ "ARROW1", "Arrow" ], [ "SQLite format 3\0", "a SQLite database" ], [ "%PDF-", "a PDF document" ] ], r = 100, isJson = e => void 0 !== (0, 
s.Bl)(e);
}),
5507: ((e, t, n) => {
n.d(t, {
LJ: () => findDataFiles,
m3: () => readPlan,
kr: () => readTrainingPlan
});
var s = n(1828), i = n(7320), a = n(4389), o = n(2857), r = n(8301), c = n(4407), l = n(6452), d = n(1420), h = n(131), u = n(2526), f = n(9211);
async function readJob(e, t, {setSecret: n, server: s}) {
const i = new l.S(t, n), a = function omitEmpty(e) {
const t = Object.entries((0, r.p3)(e)).filter(([e, t]) => t.split("\n").map(e => e.trim()).some(t => "" !== t && !(t.startsWith("#") && g.includes(e))));
return Object.fromEntries(t.map(([e, t]) => [ e, m.includes(e) ? t.trim() : t ]));
}(e), o = void 0 === a.jobFile ? p : await async function readJobFile(e, t) {
const n = await t.readFile(e, 'input "job-file"');
if (!n) return;
const s = `input "job-file": ${n.path}`, i = await t.parseYaml(h.p4, n.text, s);
if (!i) {
const e = await (0, f.a)(n.text);
return e && {
dataFields: w.parse(e),
path: n.path
};
}
return i.hyperparameters && t.addWarning(s, "hyperparameters: is deprecated by the API; sent under the method instead"), 
{
fields: i,
label: s,
path: n.path
};
}(a.jobFile, i), b = o && "fields" in o ? o.fields.method?.type : void 0, y = await (0, 
d.BU)(a, b, i);
if (!o || !("fields" in o)) return await readSettingInputs(a, i), {
problems: i.problems,
...(0, r.p3)(findDataPaths(a, o?.dataFields, o?.path))
};
const {fields: v, path: k} = o, {training: $, validation: x} = findDataPaths(a, v, k), j = a.model ?? v.model;
$ || i.addProblem('input "training-file"', "is required"), j || i.addProblem('input "model"', "is required");
const O = await (0, d.wF)(a, y, o, i);
x || "reinforcement" !== y.type || function reportNoValidation(e, t, n) {
const s = t?.needsValidation ?? !0, i = "reinforcement" === e?.type && (0, c.o_)(e.grader);
s && !i ? n.addProblem('input "validation-file"', "is required by the method reinforcement") : n.addWarning('input "validation-file"', "is unset; OpenAI and Azure require it for reinforcement, and without it there are no validation metrics");
}(O, s, i);
const _ = function mergeSettings(e, {fields: t, label: n}, s, i) {
const a = e.suffix ?? t.suffix, o = void 0 === e.suffix ? `${n}: suffix` : 'input "suffix"', c = s?.hasSuffix ?? !0;
a && c ? function warnAboutSuffix(e, t, n) {
/[^A-Za-z0-9_-]/.test(e) && n.addWarning(t, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects'), 
[ ...e ].length > 40 && n.addWarning(t, "is longer than 40 characters, which Azure OpenAI rejects");
}(a, o, i) : a && i.addWarning(o, `is not sent: ${s?.name} has no suffixes`);
const l = mergeMaps(t.metadata, e.metadata);
l && i.unwrap((0, u.tf)(h.cJ.metadata, l), 'input "metadata"');
const [d, f] = e.integrations ? [ 'input "integrations": ', e.integrations ] : [ `${n}: integrations`, t.integrations ];
for (const [e, {wandb: t}] of f?.entries() ?? []) i.warnAboutUndocumented(`${d}[${e}].wandb`, t, h.LQ.wandb);
return (0, r.p3)({
suffix: c ? a : void 0,
seed: e.seed ?? t.seed,
metadata: l,
integrations: f?.map(toWire),
extraBody: mergeMaps(t.extra_body, e.extraBody)
});
}(await readSettingInputs(a, i), o, s, i);
return i.problems.length > 0 || !$ || !j ? {
problems: i.problems,
...(0, r.p3)({
training: $,
validation: x
})
} : {
job: {
model: j,
training: $,
...(0, r.p3)({
validation: x,
method: O
}),
..._
},
warnings: i.warnings
};
}
const p = {
fields: {},
label: 'input "job-file"'
}, m = [ "model", "method", "suffix", "seed", "jobFile" ], g = [ "hyperparameters", "grader", "metadata", "integrations", "extraBody" ], w = o.Ikc({
training_file: o.YjP().optional().catch(void 0),
validation_file: o.YjP().optional().catch(void 0)
});
function findDataPaths(e, t, n) {
return {
training: pickDataPaths(e.trainingFile, t?.training_file, n),
validation: pickDataPaths(e.validationFile, t?.validation_file, n)
};
}
function pickDataPaths(e, t, n) {
return void 0 !== e ? {
patterns: e
} : t ? {
patterns: t,
...(0, r.p3)({
relativeTo: n
})
} : void 0;
}
async function readSettingInputs(e, t) {
const {suffix: n, seed: s, metadata: i, integrations: a, extraBody: o} = e;
return {
suffix: void 0 === n ? void 0 : t.unwrap((0, u.tf)(h.cJ.suffix, n), 'input "suffix"'),
seed: await t.parseYaml(h.cJ.seed.nullable(), s, 'input "seed"'),
metadata: await t.parseYaml(h.cJ.metadata.nullable(), i, 'input "metadata"', "text"),
integrations: await t.parseYaml(h.cJ.integrations.nullable(), a, 'input "integrations"'),
extraBody: await t.parseYaml(h.cJ.extra_body.nullable(), o, 'input "extra-body"')
};
}
function mergeMaps(e, t) {
const n = {
...e,
...t
};
return Object.keys(n).length > 0 ? n : void 0;
}
function toWire({type: e, wandb: t}) {
return {
type: e,
wandb: (0, r.p3)(t)
};
}
var b = n(6891), y = n(8551), v = n(3916), k = n(617), $ = n(4717), x = n(2969), j = n(4512);
async function readTrainingPlan(e) {
const t = await readPlan(a.b.fineTune, e, ({wait: e, require: t}) => t.length > 0 && !e ? [ 'input "require": needs "wait: true", since only a job that has ended can be evaluated' ] : []);
return {
...t,
connection: (0, j.tq)(t.inputs, e, t.job.extraBody)
};
}
const O = 1048576;
async function readPlan(e, {runner: t, workspace: n, signal: o}, r = () => []) {
const c = await (0, b.T)(e, t), l = [], {setSecret: d} = t, h = "base-url" in e.shape ? function getServerRules({inputs: e}) {
const t = s.I1["base-url"].safeParse(e.get("base-url"));
if (!t.success) return;
const {hostname: n} = new URL(t.data), {name: i, hasSuffix: a} = (0, $.sO)(n);
return {
name: i,
hasSuffix: a,
needsValidation: (0, $.to)(n)
};
}(t) : void 0, u = await readJob((0, a.m)(t.inputs), async (e, t) => {
const {file: s, ...i} = await readJobText(n, e, t);
return l.push(s), i;
}, {
setSecret: d,
server: h
}), f = [ c, u ].flatMap(e => "problems" in e ? e.problems : []), collectProblem = async (e, t) => {
try {
return await t();
} catch (t) {
return (0, v.jO)(t, o), void f.push(`${e}: ${t.message}${t.hint ? ` (${t.hint})` : ""}`);
}
}, {training: p, validation: m} = await findSources("job" in u ? u.job : u, collectProblem, n), g = t.inputs.get("results-dir"), w = void 0 !== g || !t.isCommandLine || "wait" in e.shape, j = await collectProblem('input "results-dir"', async () => w ? n.prepareDirectory(g) : void 0);
if ("inputs" in c) {
const e = "job" in u ? u.job : void 0;
f.push(...function validateLimits(e, t, n) {
const {price: s, "max-cost": a, "max-tokens": o} = e, r = Object.entries({
"max-tokens": o,
price: s,
"max-cost": a
}).filter(([, e]) => void 0 !== e).map(([e]) => e);
return [ ...e["data-check-ignore"].filter(e => !(0, y.NU)(e)).map(e => `input "data-check-ignore": ${function describeUnknownCode(e) {
const t = (0, x.au)(e, y.zB);
return `${(0, v.hD)(e)} is not a code of a check${t}; docs/data-checks.md lists all codes`;
}(e)}`), ...void 0 !== a && void 0 === s ? [ 'input "max-cost": needs "price"' ] : [], ..."reinforcement" === t?.method?.type ? r.filter(e => "max-tokens" !== e).map(e => `input "${e}": reinforcement is billed by time, not by tokens`) : [], ...(0, 
i.x)(t?.extraBody).filter(() => r.length > 0).map(e => `input "extra-body": the epochs in ${e} would not be counted; set them in "hyperparameters"`), ...n && "id" in n ? r.map(e => `input "${e}": the tokens of a file on the server cannot be counted`) : [] ];
}(c.inputs, e, p), ...r(c.inputs));
}
if (f.length > 0 || "problems" in c || "problems" in u || !p) throw new v.lZ(f.join("\n"));
const O = await collectProblem('input "results-dir"', async () => j?.create());
if (f.length > 0) throw new v.lZ(f.join("\n"));
void 0 !== O && function assertNoOverwrite(e, t, n) {
const s = Object.entries(n).flatMap(([e, t]) => t && "files" in t ? t.files.map(t => ({
...t,
use: `the ${e} data`
})) : []);
for (const {path: n, name: i, use: a} of [ ...s, ...t.map(e => ({
...e,
use: "a file of the job"
})) ]) if ((0, k.l)(n, e)) throw new v.lZ(`input "results-dir": the results would overwrite "${i}", ${a}`);
}(O, l, {
training: p,
validation: m
});
const {inputs: _} = c;
return {
inputs: _,
job: u.job,
training: p,
...m && {
validation: m
},
countsTokens: [ "max-tokens", "price", "max-cost" ].some(e => t.inputs.has(e)),
ignore: new Set(_["data-check-ignore"].filter(y.NU)),
warnings: u.warnings,
resultsDir: O
};
}
async function findDataFiles({runner: e, workspace: t, signal: n}) {
const s = await readJob((0, a.m)(e.inputs), (e, n) => readJobText(t, e, n), {
setSecret: e.setSecret,
server: void 0
}), i = await findSources("job" in s ? s.job : s, async (e, t) => {
try {
return await t();
} catch (e) {
return void (0, v.jO)(e, n);
}
}, t);
return Object.values(i).flatMap(e => e && "files" in e ? [ e.files ] : []);
}
async function readJobText(e, t, n) {
const s = await e.getFile(t, n);
return {
text: await e.readText(s, O),
path: s.name,
file: s
};
}
async function findSources(e, t, n) {
const find = async s => {
const i = e[s];
if (!i) return;
const a = i.relativeTo ? `input "job-file": ${i.relativeTo}: ${s}_file` : `input "${s}-file"`;
return t(a, () => async function findSource(e, {patterns: t, relativeTo: n}) {
const s = t.trim();
return _.test(s) && !await e.exists(s, n) ? {
id: s
} : {
files: await e.glob(t, n)
};
}(n, i));
};
return {
training: await find("training"),
validation: await find("validation")
};
}
const _ = /^file-[\w-]+$/;
})
};
