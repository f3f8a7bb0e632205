export const id = 151;

export const ids = [ 151 ];

export const modules = {
7320: ((e, t, s) => {
s.d(t, {
v: () => getExtraBodyEpochs,
x: () => findUncountedEpochs
});
var n = s(8301);
const i = /epochs$/i;
function findUncountedEpochs(e = {}) {
const {hyperparameters: t, ...s} = e, n = Object.keys(s).filter(e => i.test(e));
return hasEpochs(t) && void 0 === getExtraBodyEpochs(e) ? [ ...n, "hyperparameters" ] : n;
}
function getExtraBodyEpochs({hyperparameters: e} = {}) {
const t = listEpochs(e).map(e => "string" == typeof e && "" !== e.trim() ? Number(e) : e), s = t.filter(e => "number" == typeof e && Number.isFinite(e));
return s.length === t.length && s.length > 0 ? Math.max(...s.map(Number)) : void 0;
}
const hasEpochs = e => listEpochs(e).length > 0;
function listEpochs(e) {
return Object.entries((0, n.OW)(e) ? e : {}).filter(([e, t]) => i.test(e) && null !== t && "auto" !== t).map(([, e]) => e);
}
}),
4407: ((e, t, s) => {
s.d(t, {
FK: () => $,
Uc: () => j,
et: () => isOtherGrader,
o_: () => hasForeignGrader
});
var n = s(2857), i = s(2969), o = s(2526);
const a = n.YjP().exactOptional().describe("The name of the grader, as reports show it. Defaults to its key in `graders`, or to its type."), template = e => n.YjP().describe(`${e} May contain {{item.x}} and {{sample.output_text}}.`), r = n._H3({
type: n.euz("string_check"),
name: a,
input: template("The text to check."),
reference: template("The text to compare with."),
operation: n.k5n([ "eq", "ne", "like", "ilike" ]).describe("eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.")
}).meta({
id: "string_check",
description: "Compares two texts; 0 or 1."
}), c = n._H3({
type: n.euz("text_similarity"),
name: a,
input: template("The text to be graded."),
reference: template("The text to grade against."),
evaluation_metric: n.k5n([ "cosine", "fuzzy_match", "bleu", "gleu", "meteor", "rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_5", "rouge_l" ]).describe("How similarity is measured; cosine is for evals only.")
}).meta({
id: "text_similarity",
description: "Measures how similar two texts are; 0 to 1."
}), d = n._H3({
type: n.euz("python"),
name: a,
source: o.y0.exactOptional().describe("Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network."),
source_file: o.y0.exactOptional().describe("Path of a file with the source, relative to the file that names it. It is sent as `source`."),
image_tag: n.YjP().exactOptional().describe("Tag of the image that runs the source, for example 2025-05-08.")
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
}), l = n.gMt("type", [ n._H3({
type: n.euz("input_text"),
text: n.YjP()
}), n._H3({
type: n.euz("output_text"),
text: n.YjP()
}), n._H3({
type: n.euz("input_image"),
image_url: n.YjP(),
detail: n.YjP().exactOptional()
}), n._H3({
type: n.euz("input_audio"),
input_audio: n._H3({
data: n.YjP(),
format: n.k5n([ "mp3", "wav" ])
})
}) ]).meta({
id: "content_item",
description: "A piece of a message."
}), u = "text, an input_text, output_text, input_image or input_audio item", h = [ n.YjP(), l ], f = n.YOg(n._H3({
role: n.k5n([ "user", "assistant", "system", "developer" ]),
content: n.KCZ([ ...h, n.YOg(n.KCZ(h, (0, o.j1)(u))) ], (0, o.j1)(`${u}, or a list of these`)).describe("Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}."),
type: n.euz("message").exactOptional()
})).min(1, {
error: "is empty"
}).meta({
id: "messages",
description: "The messages for the grading model."
}), p = (0, o.j1)("a list of two numbers"), m = n._H3({
type: n.euz("score_model"),
name: a,
model: n.YjP().describe("The model that gives the score."),
input: f,
range: n.YOg(n.aig()).length(2, p).exactOptional().describe("Lowest and highest score; defaults to [0, 1]."),
sampling_params: n._H3({
seed: (0, o.cl)(n.Whr()),
top_p: (0, o.cl)(n.aig()),
temperature: (0, o.cl)(n.aig()),
max_completions_tokens: (0, o.cl)(n.Whr().min(1, (0, o.j1)("a whole number of at least 1"))).describe("Maximum tokens of an answer. The API spells it with two plurals."),
reasoning_effort: (0, o.cl)(n.YjP())
}).exactOptional().describe("How the grading model samples.")
}).meta({
id: "score_model",
description: "A model assigns a score."
}), g = n._H3({
type: n.euz("label_model"),
name: a,
model: n.YjP().describe("The model that gives the label."),
input: f,
labels: n.YOg(n.YjP()).describe("The labels to choose from."),
passing_labels: n.YOg(n.YjP()).describe("The labels that count as passing.")
}).meta({
id: "label_model",
description: "A model assigns a label. Made for evals; fine-tuning servers may reject it."
}), w = [ "string_check", "text_similarity", "python", "score_model", "multi", "label_model" ], b = n._H3({
type: n.YjP().refine(e => "" !== e && void 0 === (0, i.h0)(e, w), {
abort: !0,
error: ({input: e}) => (0, o.Xv)(w, e)
}).meta({
minLength: 1,
pattern: `^(?!(${w.join("|")})$)`
}).pipe(n.IeY())
}).meta({
id: "other_grader",
description: "A grader of another type, which is sent as written."
}), y = (0, o.j1)("a map"), v = n.KCZ([ n.gMt("type", [ r, c, d, m, g ]), b ], y), k = n._H3({
type: n.euz("multi"),
name: a,
graders: n.g1P(n.YjP(), v).refine(e => Object.keys(e).length > 0, {
error: "is empty"
}).meta({
description: "Graders by name; these names are the variables of calculate_output. None may be multi itself.",
minProperties: 1
}),
calculate_output: n.YjP().describe("Formula over the graders: + - * / ^, parentheses, min max abs floor ceil exp sqrt log.")
}).meta({
id: "multi",
description: "Combines several graders by a formula."
}), $ = n.KCZ([ n.gMt("type", [ r, c, d, m, k, g ]), b ], y).describe("How the outputs of the model are graded during the training.");
function isOtherGrader(e) {
return !Object.hasOwn(j, e.type);
}
function hasForeignGrader(e) {
return "multi" === e.type ? Object.values(e.graders).some(hasForeignGrader) : isOtherGrader(e) && "endpoint" !== e.type;
}
const j = {
string_check: Object.keys(r.shape),
text_similarity: Object.keys(c.shape),
python: Object.keys(d.shape),
score_model: Object.keys(m.shape),
label_model: Object.keys(g.shape),
multi: Object.keys(k.shape)
};
}),
696: ((e, t, s) => {
s.d(t, {
J8: () => h,
ed: () => findHyperparameterWarnings,
vt: () => f
});
var n = s(2857), i = s(3916), o = s(2969), a = s(2526);
const r = (0, a.j1)('a whole number of at least 1 or "auto"'), c = (0, a.j1)('a number above 0 or "auto"'), d = (0, 
a.cl)(n.KCZ([ n.euz("auto"), n.Whr(r).min(1, r) ], r).meta({
id: "whole_number_or_auto"
})), l = (0, a.cl)(n.KCZ([ n.euz("auto"), n.aig(c).positive(c) ], c).meta({
id: "number_or_auto"
})), u = {
n_epochs: d.describe('How many times to go through the training data, or "auto".'),
batch_size: d.describe('Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.'),
learning_rate_multiplier: l.describe('Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.')
}, h = [ "supervised", "dpo", "reinforcement" ], f = {
supervised: n._H3(u).meta({
id: "supervised_hyperparameters"
}),
dpo: n._H3({
...u,
beta: l.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behavior.')
}),
reinforcement: n._H3({
...u,
compute_multiplier: l.describe('Multiplier of the compute spent on exploring, or "auto".'),
eval_interval: d.describe('Training steps between two evaluations, or "auto".'),
eval_samples: d.describe('Samples of the validation data generated per evaluation, or "auto".'),
reasoning_effort: (0, a.cl)(n.YjP()).describe("How much the model reasons: default, low, medium or high.")
})
}, p = {
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
const s = Object.keys(f[e].shape), n = t.map(([e]) => e).filter(e => !s.includes(e)), a = n.filter(e => "" === (0, 
o.au)(e, s)), r = n.filter(e => !a.includes(e)), c = t.flatMap(([e, t]) => {
const n = p[e];
return s.includes(e) && n && "auto" !== t && !n.includes(t) ? [ `${e}: ${(0, i.hD)(t)} is outside the documented range (${n.text}); it is sent unchanged` ] : [];
});
return [ ...r.map(t => `${describeUndocumented(e, [ t ])}${(0, o.au)(t, s)}`), ...a.length > 0 ? [ describeUndocumented(e, a) ] : [], ...c ];
}
const m = 20;
function describeUndocumented(e, t) {
const s = t.length - m, n = [ ...t.slice(0, m).map(i.hD), ...s > 0 ? [ `and ${s} more` ] : [] ].join(", ");
return 1 === t.length ? `${n} is not a documented hyperparameter of ${e}; it is sent unchanged` : `${n} are not documented hyperparameters of ${e}; they are sent unchanged`;
}
}),
6452: ((e, t, s) => {
s.d(t, {
S: () => JobDiagnostics
});
var n = s(3916), i = s(8725), o = s(2526), a = s(9211);
class JobDiagnostics {
#e=[];
#t=[];
#s;
#n;
constructor(e, t) {
this.#s = e, this.#n = t;
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
warnAboutUndocumented(e, t, s) {
for (const i of Object.keys(t)) s.includes(i) || this.addWarning(e, `the field ${(0, 
n.hD)(i)} is not in the API reference; it is sent as written`);
}
unwrap(e, t) {
if ("value" in e) return e.value;
for (const s of e.problems) this.addProblem(t, s);
}
async parseYaml(e, t, s, n = "typed") {
const r = void 0 === t ? void 0 : this.unwrap(await (0, a.e)(t, n), s);
if ("typed" === n) for (const e of (0, i.T)(r)) this.#n(e);
return void 0 === r ? void 0 : this.unwrap((0, o.tf)(e, r), s);
}
async readFile(e, t, s) {
try {
const t = await (void 0 === s ? this.#s(e) : this.#s(e, s));
return {
...t,
text: t.text.replaceAll("\r\n", "\n")
};
} catch (e) {
if (!(e instanceof n.lZ)) throw e;
return void this.addProblem(t, `${e.message}${e.hint ? ` (${e.hint})` : ""}`);
}
}
}
const r = 20;
function limitLines(e, t) {
const s = e.length - r;
return [ ...e.slice(0, r), ...s > 0 ? [ `and ${s} more ${t}${s > 1 ? "s" : ""}` ] : [] ];
}
}),
1420: ((e, t, s) => {
s.d(t, {
Q$: () => readInputGrader,
wF: () => readMethod,
BU: () => readMethodInputs
});
var n = s(2857), i = s(8301), o = s(4407), a = s(696), r = s(3916), c = s(2969), d = s(9030), l = s(2526);
const u = 262144;
async function resolveGrader(e, t, s) {
const n = "multi" === e.type ? await async function resolveMulti(e, t, s) {
checkFields(e, t, s);
const n = {};
let i = !0;
for (const [o, a] of Object.entries(e.graders)) {
const e = `${t.label}: ${(0, l.jV)([ "graders", o ])}`, r = await resolveSingle(a, o, {
...t,
label: e
}, s);
r && (n[o] = r), i &&= void 0 !== r;
}
return i ? {
...e,
name: e.name ?? "multi",
graders: n
} : void 0;
}(e, t, s) : await resolveSingle(e, e.type, t, s);
if (n) {
for (const {severity: e, field: i, message: o} of (0, d.D)(n).problems) {
const n = `${t.label}: ${i}`;
"error" === e ? s.addProblem(n, o) : s.addWarning(n, o);
}
return n;
}
}
async function resolveSingle(e, t, s, n) {
if ((0, o.et)(e)) {
const t = Object.keys(o.Uc).join(", ");
return n.addWarning(s.label, `the type ${(0, r.hD)(e.type)} is unknown here (${t}); the grader is sent as written`), 
e;
}
switch (checkFields(e, s, n), e.type) {
case "python":
{
const {source_file: i, ...o} = e, a = await async function readPythonSource(e, t, {label: s, relativeTo: n}, i) {
if (void 0 !== e && void 0 !== t) return void i.addProblem(s, 'has both "source" and "source_file"; give one of them');
if (void 0 === e && void 0 === t) return void i.addProblem(s, '"source" or "source_file" is required');
const o = void 0 === t ? e : (await i.readFile(t, `${s}: source_file`, n))?.text;
if (void 0 !== o) {
if (!((new TextEncoder).encode(o).length > u)) return /\bgrade\b/.test(o) || i.addWarning(s, 'the Python source defines no function "grade"'), 
o;
i.addProblem(s, "the Python source is larger than 256 kB");
}
}(e.source, i, s, n);
return void 0 === a ? void 0 : {
...o,
name: e.name ?? t,
source: a
};
}

case "score_model":
{
const {sampling_params: o, ...a} = e, [r = 0, c = 1] = e.range ?? [];
r >= c && n.addWarning(s.label, "range: expected the lowest score first, then the highest");
const d = {
...a,
name: e.name ?? t
};
return o ? {
...d,
sampling_params: (0, i.p3)(o)
} : d;
}

case "label_model":
return n.addWarning(s.label, "label_model is a grader for evals; fine-tuning servers may reject it"), 
{
...e,
name: e.name ?? t
};

case "text_similarity":
return "cosine" === e.evaluation_metric && n.addWarning(s.label, "the metric cosine is for evals; fine-tuning servers may reject it"), 
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
function checkFields(e, {label: t}, s) {
const n = o.Uc[e.type];
for (const i of Object.keys(e)) {
if (n.includes(i)) continue;
"source_file" === i && s.addProblem(t, 'only a python grader has a "source_file"');
const e = (0, c.au)(i, n);
e && s.addWarning(t, `unknown field ${(0, r.hD)(i)} is sent unchanged${e}`);
}
}
var h = s(131);
const f = 'input "hyperparameters"';
async function readMethodInputs(e, t, s) {
const i = void 0 === e.method ? t : s.unwrap((0, l.tf)(n.k5n(a.J8), e.method), 'input "method"'), o = void 0 === e.grader ? void 0 : await readInputGrader(e.grader, s), r = a.vt[i ?? "supervised"].nullable();
return {
type: i,
grader: o,
hyperparameters: await s.parseYaml(r, e.hyperparameters, f)
};
}
async function readMethod(e, t, s, n) {
if (void 0 !== e.method && void 0 === t.type) return;
const o = t.type ?? "supervised";
!function checkOtherMethods(e, {fields: t, label: s}, n) {
for (const i of a.J8) i !== e && t.method?.[i] && (t.method.type === e && void 0 === t.method[e] ? n.addProblem(s, `method.${i}: does not match the type ${e}`) : n.addWarning(s, `method.${i}: is ignored because the method is ${e}`));
}(o, s, n);
const r = function mergeHyperparameters(e, t, {fields: s, label: n}, o) {
const r = (0, l.tf)(a.vt[e], s.hyperparameters ?? {}), c = [ [ f, t ], [ `${n}: method.${e}.hyperparameters`, s.method?.[e]?.hyperparameters ], [ `${n}: method.dpo`, "dpo" === e ? readMisplaced({
fields: s,
label: n
}, o) : void 0 ], [ `${n}: hyperparameters`, o.unwrap(r, `${n}: hyperparameters`) ] ];
let d = {};
for (const [t, s] of c) {
const n = (0, i.p3)(s ?? {}), r = Object.entries(n).filter(([e]) => !Object.hasOwn(d, e));
for (const s of (0, a.ed)(e, r)) o.addWarning(t, s);
d = {
...n,
...d
};
}
return Object.keys(d).length > 0 ? d : void 0;
}(o, t.hyperparameters, s, n);
if ("reinforcement" !== o) return void 0 !== e.grader && n.addProblem('input "grader"', `only the method reinforcement has a grader, and the method is ${o}`), 
r ? {
type: o,
hyperparameters: r
} : t.type && {
type: o
};
const c = void 0 === e.grader ? await async function readFileGrader(e, t) {
const s = e.fields.method?.reinforcement?.grader;
if (!s) return void t.addProblem('input "grader"', "is required by the method reinforcement");
return resolveGrader(s, {
label: `${e.label}: method.reinforcement.grader`,
...(0, i.p3)({
relativeTo: e.path
})
}, t);
}(s, n) : t.grader, d = s.fields.method?.reinforcement ?? {}, u = `${s.label}: method.reinforcement`;
n.warnAboutUndocumented(u, d, h.LQ.reinforcement);
const {grader: p, hyperparameters: m, ...g} = d;
return c && {
type: o,
grader: c,
...g,
...(0, i.p3)({
hyperparameters: r
})
};
}
function readMisplaced({fields: e, label: t}, s) {
const {hyperparameters: n, ...o} = e.method?.dpo ?? {}, a = (0, i.p3)(o);
for (const e of Object.keys(a)) s.addWarning(t, `method.dpo.${e}: belongs under method.dpo.hyperparameters; it is sent there`);
return a;
}
async function readInputGrader(e, t) {
const s = 'input "grader"';
if (!function isPath(e) {
return !/[\n\r]/.test(e.trim()) && !/^\s*[{[]|:(\s|$)/.test(e);
}(e)) return parseGrader(e, {
label: s
}, t);
const n = await t.readFile(e.trim(), s);
return n && parseGrader(n.text, {
label: `${s}: ${n.path}`,
relativeTo: n.path
}, t);
}
async function parseGrader(e, t, s) {
const n = await s.parseYaml(o.FK, e, t.label);
return n && resolveGrader(n, t, s);
}
}),
131: ((e, t, s) => {
s.d(t, {
LQ: () => v,
p4: () => y
});
var n = s(2857), i = s(4407), o = s(696), a = s(2526);
const r = n.g1P((0, a.xX)(0, 64).refine(e => !e.startsWith("ft_"), {
error: 'keys that begin with "ft_" are reserved for the action'
}).meta({
pattern: "^(?!ft_)"
}), (0, a.xX)(0, 512)).refine(e => Object.keys(e).length <= 10, {
error: ({input: e}) => `expected at most 10 pairs, received ${Object.keys(Object(e)).length}`
}).meta({
maxProperties: 10
}), c = (0, a.MA)({
project: n.YjP().describe("The project that the run is created under."),
name: (0, a.cl)(n.YjP()).describe("Display name of the run; defaults to the job id."),
entity: (0, a.cl)(n.YjP()).describe("Team or user that the run belongs to."),
tags: n.YOg(n.YjP()).exactOptional().describe("Tags of the run.")
}, [ "api_key" ]), d = n.YOg(n.rej({
type: n.euz("wandb").describe("Weights and Biases, the only integration."),
wandb: c.describe("Where the metrics go. Further fields are sent as written.")
})), l = (0, a.j1)("a whole number from 0 to 2147483647"), u = "Belongs under hyperparameters, where it is moved.", h = (0, 
a.MA)({
grader: i.FK.exactOptional(),
hyperparameters: (0, a.cl)(o.vt.reinforcement),
response_format: n.g1P(n.YjP(), n.L5J()).exactOptional().describe("Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.")
}, [ "tools", "max_episode_steps" ]), f = n.rej({
type: n.k5n(o.J8).describe("supervised, dpo (preferences) or reinforcement (a grader)."),
supervised: (0, a.cl)(n.rej({
hyperparameters: (0, a.cl)(o.vt.supervised)
})).describe("Settings of the method supervised."),
dpo: (0, a.cl)(n.rej({
hyperparameters: (0, a.cl)(o.vt.dpo),
beta: o.vt.dpo.shape.beta.meta({
description: u,
deprecated: !0
}),
l2_multiplier: (0, a.cl)(n.aig()).meta({
description: u,
deprecated: !0
})
})).describe("Settings of the method dpo."),
reinforcement: (0, a.cl)(h).describe("Settings of the method reinforcement. Further fields are sent as written.")
}), p = a.y0.refine(e => !/^\s*local:/m.test(e), {
error: '"local:" is of azd\'s job files; write the path without it'
}), m = {
model: a.y0.exactOptional().describe("Base model, or an ft: model to train further."),
training_file: p.exactOptional().describe("Paths or globs relative to this file, one per line, or the id of an uploaded file."),
validation_file: (0, a.cl)(p).describe("Paths or globs relative to this file, one per line, or the id of an uploaded file."),
method: (0, a.cl)(f).describe("How the model is trained; defaults to supervised."),
hyperparameters: (0, a.cl)(o.vt.supervised).meta({
description: "Deprecated by the API; moved under the method.",
deprecated: !0
}),
suffix: (0, a.cl)((0, a.xX)(1, 64)).describe("Becomes part of the name of the fine-tuned model, 1 to 64 characters."),
seed: (0, a.cl)(n.Whr(l).min(0, l).max(2147483647, l)).describe("The same seed and job should give the same result; the API chooses one by default."),
metadata: (0, a.cl)(r).describe('At most 10 pairs of text to text. Keys that begin with "ft_" are reserved for the action.'),
integrations: (0, a.cl)(d).describe("Where else the metrics are sent.")
}, foldName = e => e.toUpperCase().toLowerCase().replaceAll("_", ""), g = "hyperparameters", w = Object.keys(m).filter(e => e !== g), anySpelling = e => [ ...e ].map(e => "_" === e ? "_?" : `[${e}${e.toUpperCase()}]`).join(""), b = n.g1P(n.YjP().refine(e => !(e => e !== g && Object.keys(m).some(t => foldName(t) === foldName(e)))(e), {
error: ({input: e}) => `"${e}" has an input of its own; set it there`
}).meta({
pattern: `^(?!(${w.map(anySpelling).join("|")})$)(${g}$|(?!${anySpelling(g)}$))`
}), n.L5J()), y = n.rej({
$schema: n.YjP().exactOptional().describe("Where editors find the JSON Schema of this file."),
...m,
extra_body: (0, a.cl)(b).describe("Further top-level fields of the create request, for other servers (trainingType).")
}).meta({
title: "Fine-tuning job",
description: "A fine-tuning job of the openai-fine-tune action."
}), v = {
reinforcement: Object.keys(h.shape),
wandb: Object.keys(c.shape)
};
}),
9030: ((e, t, s) => {
s.d(t, {
D: () => parseTemplates
});
var n = s(3916), i = s(2969), o = s(2526);
const a = [ "item", "sample" ], r = [ "output_text", "output_json", "output_tools", "choices", "output_audio" ], c = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/;
function parseTemplates(e) {
const t = new Map, s = [];
for (const n of function collectTexts(e) {
return "multi" !== e.type ? collectSingleTexts(e, []) : Object.entries(e.graders).flatMap(([e, t]) => collectSingleTexts(t, [ "graders", e ]));
}(e)) {
const {text: e, field: i} = n;
for (const {reference: o, problem: a} of findReferences(e)) {
if (a && s.push({
severity: "warning",
field: i,
message: a
}), void 0 === o) continue;
const [e = "", ...r] = splitReference(o);
if ("item" === e && r.length > 0) {
const e = JSON.stringify(r), s = t.get(e);
s ? s.locations.includes(i) || s.locations.push(i) : t.set(e, {
path: r,
locations: [ i ]
});
} else s.push(...checkReference(o, e, r, n));
}
}
return "multi" === e.type && s.push(...function* checkFormula(e, t) {
const s = "calculate_output", i = e.match(u)?.filter(e => "" !== e.trim()) ?? [];
(function isBalanced(e) {
let t = 0;
for (const s of e) if ("(" === s && t++, ")" === s && t--, t < 0) return !1;
return 0 === t;
})(i) || (yield {
severity: "error",
field: s,
message: "its parentheses do not match"
});
const o = i.find(e => !/^[\w.+\-*/^(),]+$/.test(e));
o && (yield {
severity: "warning",
field: s,
message: `${(0, n.hD)(o)} is not a documented operator`
});
const a = Object.keys(t), r = a.filter(e => !l.test(e));
for (const e of r) {
const t = `${(0, n.hD)(e)} cannot be used in a formula; use letters, digits and "_"`;
yield {
severity: "warning",
field: "graders",
message: t
};
}
if (r.length > 0) return;
const c = new Set(i.filter(e => l.test(e))), f = new Set([ ...a, ...d ]), p = [ ...c ].filter(e => !f.has(e));
for (const [e, i] of p.entries()) {
const o = e < h ? suggestKey(i, t) : "";
yield {
severity: "error",
field: s,
message: `${(0, n.hD)(i)} is not the key of a grader${o}`
};
}
for (const e of a) c.has(e) || (yield {
severity: "warning",
field: s,
message: `does not use the grader ${(0, n.hD)(e)}`
});
}(e.calculate_output, e.graders)), {
items: [ ...t.values() ],
problems: s
};
}
function collectSingleTexts(e, t) {
const fieldAt = (...e) => (0, o.jV)([ ...t, ...e ]);
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
} ] : Array.isArray(e) ? e.flatMap((e, s) => collectContentTexts(e, `${t}[${s}]`)) : "text" in e ? [ {
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
const s = e.indexOf("}}", t + 2);
if (-1 === s) return yield {
problem: 'has "{{" without "}}" after it'
};
const i = e.slice(t + 2, s), o = i.lastIndexOf("{{");
if (-1 !== o) {
yield {
problem: 'has "{{" within "{{ }}"'
}, t += o + 2;
continue;
}
const a = i.trim();
c.test(a) ? yield {
reference: a
} : yield {
problem: `${(0, n.hD)(`{{${i}}}`)} is not a reference to a field such as {{ item.x }}`
}, t = e.indexOf("{{", s + 2);
}
}
function splitReference(e) {
return e.split(/[.[\]]+/).filter(e => "" !== e);
}
function* checkReference(e, t, [s], {field: o, isPrompt: c}) {
const d = (0, n.hD)(`{{${e}}}`);
if (a.includes(t)) {
if (void 0 === s) yield {
severity: "warning",
field: o,
message: `${d} names no field`
}; else if (!r.includes(s)) {
const e = (0, i.au)(s, r), t = `${d} is not documented; a sample has ${r.join(", ")}${e}`;
yield {
severity: "warning",
field: o,
message: t
};
}
} else {
const e = `${d} must begin with "item." or "sample."${(0, i.au)(t, a)}`;
yield {
severity: c ? "warning" : "error",
field: o,
message: e
};
}
}
const d = [ "min", "max", "abs", "floor", "ceil", "exp", "sqrt", "log" ], l = /^[A-Za-z_]\w*$/, u = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy, h = 20;
function suggestKey(e, t) {
const s = Object.keys(t), o = s.find(s => t[s]?.name === e);
return o ? `; its key is ${(0, n.hD)(o)}` : (0, i.au)(e, [ ...s, ...d ]);
}
}),
2151: ((e, t, s) => {
s.r(t), s.d(t, {
check: () => check,
evaluate: () => evaluate,
fineTune: () => fineTune,
fixFiles: () => fixFiles,
run: () => Ae.eF
});
var n = s(4389), i = s(8551), o = s(3916), a = s(617), r = s(5487), c = s(2011), d = s(4285), l = s(3300);
const u = 9e5, h = 1e3, f = 20;
function formatProblemCount({valid: e, errors: t, warnings: s}) {
return void 0 === e ? "not checked" : [ t > 0 && (0, c.B4)(t, "error"), s > 0 && (0, 
c.B4)(s, "warning") ].filter(Boolean).join(" and ") || "no problems";
}
function billableTokensCell({tokens: e, epochs: t, epochsGiven: s, images: n, uncounted: i}) {
const o = `${(0, c.B4)(t, "epoch")}${s ? "" : ", as the server will probably choose"}`, a = [ n > 0 && (0, 
c.B4)(n, "image"), i > 0 && (0, c.B4)(i, "example") ].filter(Boolean), r = a.length > 0 ? `; excludes ${a.join(" and ")} that cannot be counted` : "";
return `about ${(0, c.Sm)(e)} (${o}${r})`;
}
function problemList({codes: e, problems: t, errors: s, warnings: n}) {
if (0 === t.length) return;
const i = {
maxRows: h,
maxBytes: u
}, {markdown: o, shown: a} = (0, l.iK)(t, i), r = Object.entries(e).sort(([, e], [, t]) => t - e).map(([e, t]) => `${(0, 
d.h8)(e)} ${(0, c.Sm)(t)}`), p = s + n - a, m = p > 0 ? `\n\n${(0, c.Sm)(p)} more in \`report.json\`.` : "";
return (0, d.zH)(r.join(", "), `${o}${m}`, a <= f);
}
var p = s(5468);
const m = 25e3;
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
text: `${(0, c.Sm)(e - t)} of ${(0, c.Sm)(e)} problems have no result of their own. "report.json" counts all of them.`
}
} ];
}
var g = s(7598), w = s(8725);
const b = 1, y = new Set([ "response_format" ]);
function toCanonical(e) {
if (Array.isArray(e)) return e.map(toCanonical);
if ("object" != typeof e || null === e) return e;
const t = Object.entries(e).sort(([e], [t]) => e < t ? -1 : 1);
return Object.fromEntries(t.map(([e, t]) => [ e, y.has(e) ? JSON.stringify(t) : toCanonical(t) ]));
}
var v = s(9030), k = s(635), $ = s(9863);
class DuplicateExamples {
hashKey;
#i=new k.J;
#o=new k.J;
#a=new $.R;
#r=0;
#c={
count: 0,
first: []
};
#d={
count: 0,
first: []
};
#l={
count: 0,
first: []
};
constructor(e) {
this.hashKey = e;
}
startDataset() {
this.#o = new k.J, this.#r = this.#a.count, this.#c = {
count: 0,
first: []
}, this.#d = {
count: 0,
first: []
}, this.#l = {
count: 0,
first: []
};
}
startFile(e) {
this.#a.startFile(e);
}
addLines(e, t) {
for (let e = 0; e < t.length; e += 5) {
const s = this.#a.count + (t[e] ?? 0), n = this.#i.getOrInsert(hashAt(t, e + 1), s), i = this.#o.getOrInsert(hashAt(t, e + 3), s);
if (n !== s) {
const e = n > this.#r ? this.#c : this.#d;
this.#u(e, s, n);
} else i !== s && this.#u(this.#l, s, i);
}
this.#a.count += e;
}
#u(e, t, s) {
e.count++, e.first.length > 5 || e.first.push({
location: this.#a.locate(t),
earlier: this.#a.locate(s)
});
}
report(e) {
reportDuplicates("overlap", this.#d, e), reportDuplicates("duplicate-example", this.#c, e);
const {count: t, first: s} = this.#l, [n] = s;
if (!n) return;
const i = 1 === t ? "" : `, the first of ${t} such lines`, o = `the same prompt as ${formatLocation(n.earlier)}, but a different answer${i}`;
e.addDatasetProblem({
code: "conflicting-answers",
...n.location,
message: o
}, t);
}
}
function hashAt(e, t) {
return [ e[t] ?? 0, e[t + 1] ?? 0 ];
}
function reportDuplicates(e, {count: t, first: s}, n) {
for (const [i, {location: o, earlier: a}] of s.entries()) {
const s = i < 5 ? 1 : t - 5, r = 1 === s ? "" : `, the first of ${s} more such lines`, c = `the same example as ${formatLocation(a)}${r}`;
n.addDatasetProblem({
code: e,
...o,
message: c
}, s);
}
}
const formatLocation = ({file: e, line: t}) => `line ${t} of ${e}`;
var j = s(8600);
class CheckPipeline {
#h;
#f;
#p;
#m;
#g=new Set;
#w=0;
constructor(e, t, s, n) {
this.#h = e, this.#f = t, this.#p = s, this.#m = n;
}
async add(e, t) {
const {capacity: s} = this.#p.problems, n = "line too long" === t ? Promise.resolve((0, 
j.X6)(s, this.#f)) : this.#h.check(t, s);
n.catch(() => {}), this.#g.add({
file: e,
lines: t,
report: n
}), this.#w += t.length, await this.#b(this.#h.maxPendingBytes);
}
end() {
return this.#b(0);
}
async #b(e) {
for (const t of this.#g) {
if (this.#w <= e) return;
this.#g.delete(t), this.#p.addLines(t.file, await t.report), this.#w -= t.lines.length, 
"line too long" !== t.lines && this.#m.release(t.lines);
}
}
}
var x = s(7291), O = s(4797), _ = s(9333), F = s(7852), T = s(3806), C = s(6235);
const P = 8e9, S = 10, A = 50, M = {
training: 5e4,
validation: 1e3
};
function checkFile({name: e, notJsonl: t, examples: s, blank: n}, i) {
const {problems: o} = i;
t && o.addDatasetProblem({
...t,
file: e
});
const a = (0, F.wi)(e);
if (a && o.addDatasetProblem({
...a,
file: e
}), s > 0 && n.count > 0) {
const e = 1 === n.count ? "1 blank line is not counted as an example" : `${n.count} blank lines are not counted as examples`;
o.addDatasetProblem({
code: "blank-lines",
...i.locate(n.line),
message: e
});
}
}
const isForeign = e => Object.hasOwn(T.sd, e);
var D = s(149);
class DatasetStats {
problems;
files=[];
formats=new Map;
tokens=(0, j.qz)();
fieldStats;
duplicates;
#a=new $.R;
constructor({ignore: e, graderFields: t}, s) {
this.problems = new D.t(e), this.fieldStats = (0, C.mp)(t), this.duplicates = s, 
s?.startDataset();
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
0 === e.lines && (this.#a.startFile(e.name), this.duplicates?.startFile(e.name));
const s = this.#a.count, {blank: n, formats: i, tokens: o} = t;
this.#a.count += t.lines, this.problems.addLineProblems(t.problems, e => this.locate(s + e)), 
this.duplicates?.addLines(t.lines, t.hashes);
for (const [e, {count: t, line: n}] of i) (0, j.tt)(this.formats, e, s + n, t);
(0, C.a0)(this.fieldStats, t.fieldStats, s), this.tokens.total += o.total, this.tokens.images += o.images, 
this.tokens.examples += o.examples, (0, $.a)(this.tokens.overContext, s + o.overContext.line, o.overContext.count), 
(0, $.a)(e.blank, s + n.line, n.count), e.examples += t.examples, e.lines += t.lines;
}
locate(e) {
return this.#a.locate(e);
}
get examples() {
return this.files.reduce((e, {examples: t}) => e + t, 0);
}
dominantFormat(e = O.hR) {
const count = e => this.formats.get(e)?.count ?? 0, [t] = e.filter(e => count(e) > 0).sort((e, t) => count(t) - count(e));
return t;
}
}
var U = s(5530);
class FileSplitter {
file;
#y;
#v;
#k=Buffer.alloc(0);
constructor(e, t, s) {
this.file = e, this.#y = t, this.#v = new U.g3(s);
}
push(e) {
return this.#k ? (this.#k = Buffer.concat([ this.#k, e ]), this.#k.length >= F.dD ? this.#$(this.#k) : []) : this.#j(e);
}
* end() {
this.#k && (yield* this.#$(this.#k)), yield* this.#v.end();
}
#$(e) {
return this.#k = void 0, this.#y && e.length > 0 && (this.file.notJsonl = (0, F.ZF)(e.subarray(0, F.dD))), 
this.#j(e);
}
#j(e) {
return this.file.notJsonl ? [] : this.#v.push(e);
}
}
var B = s(363), I = s(4319);
async function inspectDataset(e, t, s) {
const n = (0, g.createHash)("sha256"), i = function toCheckOptions(e) {
const {method: t, checks: s, ignore: n = new Set, duplicates: i, graderFields: o = [], tokens: a} = e;
return {
method: t,
checks: s,
ignore: n,
hashKey: s ? i?.hashKey : void 0,
graderFields: o,
tokens: a && {
encoding: a.encoding,
...a.context && {
context: a.context
}
}
};
}(s), o = new DatasetStats(i, s.duplicates), a = await createChecker(t, i, s), r = new U.Pt, c = new CheckPipeline(a, i, o, r), d = Buffer.allocUnsafeSlow(R);
let l = 0;
try {
for (const i of t) {
const t = new FileSplitter(o.startFile(i.name), s.checks, r);
for await (const o of (0, B.z5)(e, i, d)) {
s.signal?.throwIfAborted(), n.update(o), l += o.length;
for (const e of t.push(o)) await c.add(t.file, e);
}
for (const e of t.end()) await c.add(t.file, e);
}
await c.end();
} finally {
a.close();
}
s.checks && function checkDatasetTotals(e, t, s) {
const {problems: n, files: i} = e, [o] = i;
if (o) {
for (const t of i) checkFile(t, e);
if (function checkEmpty({examples: e, files: t, problems: s}) {
const n = 0 === e ? "empty-file" : "empty-shard";
for (const {name: e, lines: i, examples: o, notJsonl: a} of t) {
if (a || o > 0) continue;
const t = 0 === i ? "the file is empty" : "the file has only blank lines";
s.addDatasetProblem({
code: n,
file: e,
line: 1,
message: t
});
}
}(e), function checkFormats(e, t) {
const s = O.lP[t], n = e.dominantFormat(s);
for (const i of O.hR) {
const o = e.formats.get(i);
if (!o || i === n) continue;
const {line: a, count: r} = o, c = s.includes(i), d = `${1 === r ? "1 line has" : `${r} lines have`} the ${i} format`, l = c ? `${d}, but most have the ${n} format` : `${d}${"reinforcement" === i ? " (no assistant message)" : ""}, which the method ${t} does not accept`, u = c ? "mixed-formats" : "wrong-format";
e.problems.addDatasetProblem({
code: u,
...e.locate(a),
message: l
}, r);
}
for (const [s, {line: n, count: i}] of e.formats) {
if (!isForeign(s)) continue;
const o = (0, T.H0)(s, i, t);
e.problems.addDatasetProblem({
code: "foreign-format",
...e.locate(n),
message: o
}, i);
}
}(e, s.method), function checkModel(e, {model: t, method: s}) {
const n = void 0 === t ? void 0 : (0, _.T8)(t), i = e.dominantFormat(O.lP[s]), o = i && e.formats.get(i);
if ("supervised" !== s || !n || !o || i === n) return;
const a = `the data has the ${i} format, but this model is trained on the ${n} format`;
e.problems.addDatasetProblem({
code: "model-format",
...e.locate(o.line),
message: a
});
}(e, s), function checkExampleCount(e, {problems: t, files: s, examples: n}, {method: i, role: o}) {
const report = (s, n) => t.addDatasetProblem({
code: s,
file: e,
line: 1,
message: n
}), a = 1 === n ? "1 example" : `${n} examples`, r = n > 0 && s.every(({notJsonl: e}) => !e);
"training" === o && n < S && r && report("too-few-examples", `the dataset has ${a}; training needs at least ${S}`), 
"training" === o && n >= S && n < A && report("few-examples", `the dataset has ${a}; at least ${A} are recommended`);
const c = M[o];
"reinforcement" === i && n > c && report("too-many-examples", `reinforcement accepts at most ${c} ${o} examples; the dataset has ${n}`);
}(o.name, e, s), t > P) {
const e = "the dataset is larger than 8 GB, the maximum for uploads";
n.addDatasetProblem({
code: "large-dataset",
file: o.name,
line: 1,
message: e
});
}
!function checkTokens(e, t, {context: s}) {
const {tokens: n, problems: i} = t, {count: o, line: a} = n.overContext;
if (void 0 !== s && o > 0) {
const e = `${1 === o ? "1 example has" : `${o} examples have`} more than ${s} tokens; training with this model truncates the rest`;
i.addDatasetProblem({
code: "long-example",
...t.locate(a),
message: e
}, o);
}
if (n.images > 0) {
const t = (1 === n.images ? "1 image is" : `${n.images} images are`) + " not included in the tokens: the size of a linked image is unknown";
i.addDatasetProblem({
code: "image-tokens",
file: e,
line: 1,
message: t
});
}
}(o.name, e, s);
for (const {count: t, ...s} of (0, C.wy)(e.fieldStats, t => e.locate(t))) n.addDatasetProblem(s, t);
e.duplicates?.report(n);
}
}(o, l, {
...s,
context: s.tokens?.context
});
const {examples: u, tokens: h} = o, f = o.files.filter(({notJsonl: e}) => e).length, p = u - h.examples + f;
return {
digest: n.digest("hex"),
bytes: l,
examples: u,
format: o.dominantFormat(),
files: o.files.map(({name: e, examples: t}) => ({
name: e,
examples: t
})),
problems: o.problems.list(),
counts: o.problems.counts,
...s.tokens && {
tokens: {
total: h.total,
images: h.images,
uncounted: p
}
}
};
}
const R = 2 ** 18, L = 12582912, z = 2097152, E = 8;
async function createChecker(e, t, {tokens: s, workers: n, signal: i = (new AbortController).signal}) {
const o = e.reduce((e, {size: t}) => e + t, 0), a = s ? z : L, r = Math.min(n?.count ?? 0, Math.floor(o / a), E);
return !n || r < 2 || !s && !t.checks ? (0, x.B)(t, s?.load) : new I.T(t, s?.load, {
...n,
count: r
}, i);
}
var J = s(7317);
async function inspectData(e, t) {
const {runner: s} = t;
s.group("Data");
const n = [], i = new DuplicateExamples(t.attemptId);
for (const [s, o] of [ [ "training", e.training ], [ "validation", e.validation ] ]) o && n.push(await inspectSource(s, o, i, e, t));
return function reportProblems(e, t, s) {
const {errors: n, warnings: i, rest: o} = (0, l.TT)(e.flatMap(e => e.problems), {
errors: "warn" === t.inputs["data-check"] ? 0 : s.maxAnnotations - 1,
warnings: Math.max(0, s.maxAnnotations - t.warnings.length)
});
for (const e of n) s.error((0, l.Vw)(e), e);
for (const e of i) s.warning((0, l.Vw)(e), e);
const a = o.slice(0, H);
for (const e of a) s.info(`${e.severity}: ${(0, l.Vw)(e)}`);
if (0 === o.length) return;
const r = n.length + i.length, d = sumCounts(e, "errors") + sumCounts(e, "warnings") - r - a.length, u = (0, 
c.B4)(r, "problem"), h = s.isCommandLine ? `Standard output has the first ${u}, standard error ${a.length} more` : `Annotations show the first ${u}`;
s.info(`${h}${d > 0 ? `; ${(0, c.B4)(d, "problem")} more are not listed` : ""}.`);
}(getReports(n), e, s), s.endGroup(), n;
}
function assertNoDataErrors(e, {inputs: t}, {isCommandLine: s, maxAnnotations: n}) {
for (const s of e) {
if (!("report" in s)) continue;
const {bytes: e, examples: n} = s.report;
if (0 === e || 0 === n && "off" === t["data-check"]) throw new o.lZ(`The ${s.role} data is empty.`, {
hint: `Check "${s.role}-file".`
});
}
const i = sumCounts(getReports(e), "errors");
if (0 !== i && "warn" !== t["data-check"]) throw new o.lZ(`The data has ${(0, c.B4)(i, "error")}.`, {
hint: s ? (i < n ? "They" : "The first of them") + " are listed by file and line." : "Nothing was uploaded. See the annotations on file and line."
});
}
function getReports(e) {
return e.flatMap(e => "report" in e ? [ e.report ] : []);
}
function sumCounts(e, t) {
return e.reduce((e, {counts: s}) => e + s[t], 0);
}
const W = 256e6;
async function inspectSource(e, t, s, n, {runner: i, workspace: o, workers: a, readRanks: r, signal: d}) {
if ("id" in t) return i.info(`${e} data: ${t.id}, already on the server`), {
role: e,
id: t.id
};
const {model: l, method: u} = n.job, h = (0, _.up)(l), f = t.files.reduce((e, {size: t}) => e + t, 0), p = n.countsTokens || f <= W;
p || i.info(`${e} data: token count skipped for ${(0, c.z3)(f)}; set "price" or "max-tokens" to enable it`);
const m = "off" === n.inputs["data-check"], g = await inspectDataset(o, t.files, {
method: u?.type ?? "supervised",
role: e,
model: l,
checks: !m,
ignore: n.ignore,
duplicates: s,
..."reinforcement" === u?.type && {
graderFields: (0, v.D)(u.grader).items
},
...p && {
tokens: {
encoding: (0, _._1)(l),
...h && {
context: h
},
load: e => (0, J.y)(e, r)
}
},
...a && {
workers: a
},
signal: d
});
for (const {name: t, examples: s} of g.files) i.info(`${e} data: ${t}, ${(0, c.B4)(s, "example")}`);
return m && i.info(`${e} data: not checked, because "data-check" is "off"`), {
role: e,
files: t.files,
report: g,
isUnchecked: m
};
}
const H = 200;
function computeFingerprint({job: e, validation: t}, s) {
const [n, i] = s.map(toDataIdentity);
if (!n) throw new Error("there is no training data");
return function fingerprint({model: e, method: t, suffix: s, seed: n, extraBody: i}, o) {
const {type: a, hyperparameters: r, ...c} = {
hyperparameters: {},
...t ?? {
type: "supervised"
}
}, d = Object.entries(r).filter(([, e]) => "auto" !== e), l = {
version: b,
...o,
model: e,
method: (0, w.a)({
type: a,
hyperparameters: Object.fromEntries(d),
...c
}),
suffix: s,
seed: n,
extraBody: i
};
return (0, g.createHash)("sha256").update(JSON.stringify(toCanonical(l))).digest("hex");
}(e, {
training: n,
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
const t = getReports(e), s = {};
for (const {counts: e} of t) for (const [t, n] of Object.entries(e.codes)) s[t] = (s[t] ?? 0) + n;
const n = sumCounts(t, "errors");
return {
valid: e.some(e => "report" in e && e.isUnchecked) ? void 0 : 0 === n,
examples: getTrainingReport(e)?.examples,
errors: n,
warnings: sumCounts(t, "warnings"),
data: e.filter(e => "report" in e).map(toDatasetSummary),
codes: s,
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
const {files: s, examples: n, bytes: i, digest: o, format: a, tokens: r, counts: c} = e.report, {errors: d, warnings: l} = c;
return {
role: t,
files: s,
...e.isUnchecked && {
isUnchecked: !0
},
examples: n,
bytes: i,
errors: d,
warnings: l,
digest: o,
format: a,
tokens: r?.total
};
}
var q = s(8301), N = s(3107);
async function diffDatasets(e, t, {hashKey: s, countTokens: n}) {
const i = function createIdentifier(e) {
const t = new N.A(e);
return e => {
const s = e.length <= q.Ex || !(0, q.if)(e) ? (0, q.Bl)(e.toString()) : void 0, n = (0, 
q.OW)(s) ? getUserInput(s) : void 0;
return {
example: void 0 !== s && t.hashValue(s) || t.hashBytes(e),
userInput: void 0 === n ? void 0 : t.hashValue(n),
value: s
};
};
}(s), o = new HashMultiset, a = new HashMultiset, r = {
added: 0,
removed: 0,
changed: 0
}, count = e => void 0 === e ? 0 : n?.(e) ?? 0;
let c = 0;
try {
for await (const t of readLines(e())) o.add(i(t).example);
for await (const e of readLines(t())) {
const {example: t, userInput: s, value: n} = i(e);
o.take(t) || (s && a.add(s), r.added++, c += count(n));
}
for await (const t of o.size > 0 ? readLines(e()) : []) {
const {example: e, userInput: s, value: n} = i(t);
o.take(e) && (s && a.take(s) ? (r.changed++, r.added--) : r.removed++, c -= count(n));
}
} catch (e) {
if (e instanceof TooLargeError) return {
unavailable: e.message
};
throw e;
}
return {
...r,
...n && {
tokens: c
}
};
}
class TooLargeError extends Error {}
async function* readLines(e) {
const t = new U.Pt, s = new U.g3(t);
function* linesIn(e) {
for (const s of e) {
if ("line too long" === s) throw new TooLargeError("a line is longer than 256 MiB");
for (const e of (0, U.i4)(s)) e.every(isBlank) || (yield e);
t.release(s);
}
}
for await (const t of e) yield* linesIn(s.push(t));
yield* linesIn(s.end());
}
const isBlank = e => 32 === e || 9 === e || 13 === e;
function getUserInput({messages: e, input: t, prompt: s}) {
if ((0, q.OW)(t)) return getUserInput({
messages: t.messages
});
if (!Array.isArray(e)) return s ?? t;
const n = e.filter(e => (0, q.OW)(e) && "user" === e.role);
return 0 === n.length ? void 0 : n.map(({content: e}) => e ?? null);
}
class HashMultiset {
#x=new k.J;
#O=0;
get size() {
return this.#O;
}
add(e) {
if (4194304 === this.#O) throw new TooLargeError("the dataset has more than 4194304 examples");
this.#x.set(e, Math.max(1, this.#x.get(e)) + 1), this.#O++;
}
take(e) {
const t = this.#x.get(e);
return !(t <= 1 || (this.#x.set(e, t - 1), this.#O--, 0));
}
}
async function diffFiles(e, t, s, n) {
const i = await t.glob(e);
if ("unavailable" in i) return i;
const o = await diffDatasets(() => (0, B.jq)(t, i.files), () => (0, B.jq)(s, e.files), n);
return "unavailable" in o ? o : {
...o,
since: t.commit
};
}
async function createTokenCounter({model: e, method: t}, {readRanks: s}) {
const n = await (0, J.y)((0, _._1)(e), s);
return e => {
const s = (0, q.OW)(e) ? (0, O.Tz)(e, t?.type ?? "supervised") : void 0;
return (0, q.OW)(e) && s ? n(e, s).tokens : 0;
};
}
function estimateCost({method: e, examples: t, tokens: s, epochs: n, price: i}) {
const o = "number" == typeof n, a = o ? n : function estimateEpochs(e) {
return 3 * e < 100 ? Math.min(25, Math.floor(100 / Math.max(1, e))) : 3 * e > 25e3 ? Math.max(1, Math.floor(25e3 / e)) : 3;
}(t), r = s * a;
return {
epochs: a,
epochsGiven: o,
tokens: r,
...void 0 !== i && "reinforcement" !== e && {
cost: r * i / 1e6
}
};
}
var Z = s(7320);
function estimateTraining({job: {method: e, extraBody: t}, inputs: s}, n) {
const i = getTrainingReport(n);
if (!i?.tokens) return;
const {examples: o, tokens: a} = i;
return {
...estimateCost({
method: e?.type ?? "supervised",
examples: o,
tokens: a.total,
epochs: (r = e?.hyperparameters?.n_epochs, c = (0, Z.v)(t), void 0 === c ? r : "number" == typeof r ? Math.max(r, c) : c),
price: s.price
}),
images: a.images,
uncounted: a.uncounted
};
var r, c;
}
function logEstimate(e, t) {
if (!e) return;
const {epochs: s, epochsGiven: n, tokens: i, cost: o} = e, a = [ `${(0, c.B4)(s, "epoch")}${n ? "" : " (a guess)"}`, (0, 
c.B4)(i, "token"), void 0 !== o && (0, c.UK)(o) ];
t.info(`estimate: ${a.filter(Boolean).join(", ")}`);
}
const G = 1445;
function assertWithinLimits(e, t) {
const {price: s, "max-tokens": n, "max-cost": i} = t;
if (!e || void 0 === n && void 0 === i) return;
const {epochs: a, epochsGiven: r, images: d, uncounted: l} = e;
if (l > 0) {
const e = [ void 0 !== n && '"max-tokens"', void 0 !== i && '"max-cost"' ];
throw new o.lZ(`Cannot check ${e.filter(Boolean).join(" and ")}: ${(0, c.B4)(l, "example")} could not be tokenized.`, {
hint: "Fix the reported problems of the data. Nothing was uploaded."
});
}
const u = e.tokens + d * G * a, h = void 0 === s ? void 0 : u * s / 1e6, f = function exceededLimits({tokens: e, cost: t}, {maxTokens: s, maxCost: n}) {
const i = [];
return void 0 !== s && e > s && i.push({
limit: "max-tokens",
max: s,
estimated: e
}), void 0 !== n && void 0 !== t && t > n && i.push({
limit: "max-cost",
max: n,
estimated: t
}), i;
}({
...e,
tokens: u,
cost: h
}, {
maxTokens: n,
maxCost: i
}).map(({limit: e, max: t, estimated: s}) => "max-tokens" === e ? `Training would probably take ${(0, 
c.B4)(s, "token")}, more than "max-tokens" (${(0, c.Sm)(t)}) allows.` : `Training would probably cost ${(0, 
c.UK)(s)}, more than "max-cost" (${(0, c.UK)(t)}) allows.`);
if (0 === f.length) return;
const p = [ `${(0, c.B4)(a, "epoch")}${r ? "" : ", as the server will probably choose"}`, d > 0 && `${(0, 
c.B4)(d, "image")} of unknown size as the largest possible` ];
throw new o.lZ(f.join("\n"), {
hint: `This counts ${p.filter(Boolean).join(", and ")}. Nothing was uploaded.`
});
}
var Y = s(5507), K = s(8451), X = s(7908);
function check(e) {
return (0, X.e)(e, p.Gb, t => async function runCheck(e, t) {
const {runner: s, signal: l} = t, u = {
...await (0, Y.m3)(n.b.check, t),
countsTokens: !0
}, {resultsDir: h} = u, f = void 0 === h ? void 0 : (0, a.B)(h, "check", s);
e.set({
"results-dir": h
});
for (const e of u.warnings) s.warning(e);
const p = await inspectData(u, t), g = estimateTraining(u, p);
logEstimate(g, s);
const w = function catchActionError(e) {
try {
return void e();
} catch (e) {
if (e instanceof o.lZ) return e;
throw e;
}
}(() => {
assertNoDataErrors(p, u, s), assertWithinLimits(g, u.inputs);
}), b = {
...await withParentDiff(u, p, t),
failure: w && (0, o.Wk)(w),
fingerprint: computeFingerprint(u, p),
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
const {valid: t, failure: s, fingerprint: n, data: i, estimate: o} = e;
return `${[ `## ${s ? "\u274c" : void 0 === t ? "\u26aa" : t ? "\u2705" : "\u26a0\ufe0f"} Dataset: ${formatProblemCount(e)}`, s && (0, 
d.PI)(s), (0, d.z2)([ ...i.flatMap(e => [ (0, r.X)(e), [ "Changes", e.changes && (0, 
r.U)(e.changes) ] ]), [ "Billable tokens", o && billableTokensCell(o) ], [ "Cost", void 0 === o?.cost ? void 0 : `about ${(0, 
c.UK)(o.cost)}` ], [ "Fingerprint", n && (0, d.ti)(n) ] ]), problemList(e) ].filter(Boolean).join("\n\n")}\n`;
}(b);
f?.write("report.json", `${JSON.stringify(function buildCheckReport(e) {
const {valid: t, examples: s, errors: n, warnings: i, fingerprint: o, estimate: a, data: r, codes: c, problems: d} = e;
return {
valid: t ?? null,
examples: s ?? null,
problems: void 0 === t ? null : n,
warnings: void 0 === t ? null : i,
fingerprint: o ?? null,
"estimated-tokens": a?.tokens ?? null,
"estimated-cost": a?.cost ?? null,
epochs: a?.epochs ?? null,
datasets: r.map(({changes: e, isUnchecked: t, ...s}) => ({
...s,
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
list: d
};
}(b), null, 2)}\n`), f?.write("report.md", y);
const v = {
kinds: (0, i.TA)(),
actionUrl: t.context.actionUrl
};
void 0 !== b.valid && b.data.length > 0 && f?.write("report.sarif", `${JSON.stringify(function buildSarif({problems: e, errors: t, warnings: s}, {kinds: n, actionUrl: i}) {
const o = new Map(n.map(({code: e}, t) => [ e, t ])), a = e.slice(0, m).map(e => function toResult({code: e, severity: t, file: s, line: n, column: i, path: o, message: a}, r) {
return {
ruleId: e,
ruleIndex: r.get(e),
level: t,
message: {
text: o ? `${a} (at ${o})` : a
},
locations: [ {
physicalLocation: {
artifactLocation: toArtifactLocation(s),
region: {
startLine: n,
...void 0 !== i && {
startColumn: i
}
}
}
} ]
};
}(e, o));
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
rules: n.map(e => function toRule({code: e, severity: t, description: s}, n) {
const i = s.replace(/^[a-z]/, e => e.toUpperCase()), o = i.replaceAll("`", ""), a = n && `${n}/docs/data-checks.md#${e}`, r = `To skip this check, list \`${e}\` in the input \`data-check-ignore\`.`;
return {
id: e,
shortDescription: {
text: o.replace(/\. .*$/s, ".")
},
fullDescription: {
text: o
},
help: {
text: `${o} ${r.replaceAll("`", "")}`,
markdown: [ i, a && `[A bad and a good example](${a})`, r ].filter(Boolean).join("\n\n")
},
...a && {
helpUri: a
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
toolExecutionNotifications: describeOmission(t + s, a.length)
} ],
results: a
} ]
};
}(b, v))}\n`), u.inputs.summary && s.writeSummary(y);
const k = (0, K.gv)(u.inputs, u.job, t);
if (await (k?.update(function renderCheckComment(e, t) {
const {failure: s, data: n, estimate: i, problems: o} = e, a = s ? "failed" : "checked", r = i && {
tokens: i.tokens,
usd: i.cost
};
return (0, K.B7)({
state: a,
failure: s,
data: n,
cost: r,
problems: o
}, t);
}(b, t), l)), w) throw w;
}(t, e));
}
async function withParentDiff(e, t, s) {
const n = toCheckResult(t), {pullRequest: i} = s.context;
if (!i || !("number" in i)) return n;
const a = await async function diffWithParent({job: e}, t, s) {
const n = await s.readParentCommit(s.signal), i = {
hashKey: s.attemptId,
countTokens: await createTokenCounter(e, s)
}, a = new Map;
for (const r of t) {
const {role: t} = r, c = e[t];
if (!("files" in r) || !c) continue;
if ("unavailable" in n) {
a.set(t, n);
continue;
}
const {files: d} = r, l = diffFiles({
...c,
files: d
}, n, s.workspace, i);
a.set(t, await l.catch(e => ((0, o.jO)(e), {
unavailable: e.message
})));
}
return a;
}(e, t, s);
return {
...n,
data: n.data.map(e => ({
...e,
changes: a.get(e.role)
}))
};
}
var V = s(1388), Q = s(653), ee = s(6472), te = s(4512), se = s(8394), ne = s(2512), ie = s(9373), oe = s(4717), ae = s(8193), re = s(6223);
const ce = 3e4;
function decide(e, t, s, n) {
const {incompleteReason: i, unreadableOwn: o} = t, a = t.jobs.filter(({job: t}) => t.id !== e.id && (0, 
re.Ng)(t));
if (t.own) return {
...rank(t.own, a, s, n),
incompleteReason: i,
unnamedCopies: o
};
const r = a.filter(({by: e}) => "metadata" === e), c = r.filter(({job: t}) => t.metadata.ft_attempt === s.attempt && !function isOfEarlierRequest({createdAt: e}, t, {isAmbiguous: s}) {
return s && void 0 !== e && e + 20 <= (t.createdAt ?? 0);
}(t, e, s)), d = r.filter(e => !c.includes(e)), l = n ? a.filter(e => !r.includes(e)) : [], [u] = c, h = {
suspects: l,
incompleteReason: i,
unnamedCopies: u ? o : Math.max(0, o - 1)
};
if (!n || !u) return {
...rank(e, d, s, n),
...h,
copies: [],
listed: void 0
};
if (1 === c.length) return {
...rank(u.job, d, s, n),
...h
};
const [f] = (0, re.Zl)([ ...c, ...d ]);
return {
...h,
preferred: f,
isPreferredOwn: void 0 !== f && c.includes(f),
copies: c.filter(e => e !== f),
listed: void 0
};
}
function rank(e, t, {isOwn: s, isAbandoned: n}, i) {
const o = (0, Q.Hd)(e) && "cancelled" !== e.status, a = t.filter(({by: e, unknown: t}) => "content" !== e || 0 === t.length), [r] = o ? [] : (0, 
re.Zl)([ {
job: e
}, ...a ]), c = a.find(({job: e}) => e === r?.job), d = t.filter(e => e !== c && !(0, 
Q.Hd)(e.job));
return {
preferred: c,
isPreferredOwn: !1,
copies: d.filter(({by: e, job: t}) => "seed" === e || "metadata" === e && s(t)),
suspects: d.filter(({by: e, job: t}) => "content" === e || i && "metadata" === e && !s(t) && n(t)),
listed: e
};
}
var de = s(2004), le = s(2514);
class DuplicateJobs {
#f;
#_=0;
#F="";
#T=!1;
#C=!1;
#P=!1;
#S=!1;
#A=0;
#M=new Set;
#D=!1;
#U;
#B=!1;
constructor(e) {
this.#f = e;
}
begin(e, {isAmbiguous: t, others: s}, n = !1) {
this.#_ = this.#f.deps.clock.now(), this.#F = e.status, this.#T = t, this.#C = n, 
this.#P = this.#S = this.#B = !1, this.#A = 0, this.#U = void 0, s && this.note(s);
}
async resolve(e) {
const t = await this.#I(e, this.#T), {preferred: s, isPreferredOwn: n, copies: i, listed: o, incompleteReason: a} = t;
if (await this.#R(e, t), !s || n) return {
kept: s,
stopped: void 0,
listed: o,
incompleteReason: a
};
const r = await this.cancel(e, s.job);
if ("succeeded" === r?.status) return {
kept: void 0,
stopped: r,
listed: o,
incompleteReason: a
};
if (0 === i.length) return {
kept: s,
stopped: r,
listed: o,
incompleteReason: a
};
const c = await this.#I(s.job, !1);
return await this.#R(s.job, c), {
kept: c.preferred ?? s,
stopped: r,
listed: o,
incompleteReason: a
};
}
async resolveAttached(e, t) {
this.#P = !0;
const {isOwn: s, isAbandoned: n} = this.#L, isCopy = ({by: e, job: t}) => "metadata" === e && s(t);
if (!t.some(e => isCopy(e) || (({by: e, job: t}) => "metadata" !== e || n(t))(e))) return;
this.#B = !0;
const i = await this.#I(e, !t.every(isCopy), !0);
this.#B = !1, await this.#R(e, {
...i,
preferred: void 0
});
}
async #I(e, t, s = !1) {
const {jobs: n, deps: i} = this.#f, {clock: o, signal: a} = i, r = this.#_, c = await async function elect(e, t) {
const {clock: s, signal: n, look: i, isAmbiguous: o, answeredAt: a} = t;
let r = !1;
for (let c = 500; ;c = Math.min(2 * c, 4e3)) {
const d = s.now() - a >= ce, l = decide(e, await i(), t, d);
if (d) return l;
if (l.preferred && 0 === l.suspects.length) return l;
const u = !(l.suspects.length > 0 || l.copies.some(({by: e}) => "metadata" !== e) || o || void 0 === l.listed);
if (u && r) return l;
r = u, await s.sleep(u ? 1200 : c, n);
}
}(e, {
clock: o,
signal: a,
look: async () => {
const t = Math.max(r + ce - o.now(), 5e3), i = await n.lookForDuplicates(e, n.limitTo(t), s);
return this.note(i.jobs), i;
},
answeredAt: r,
...this.#L,
isAmbiguous: t
});
return this.#S = this.#z, c;
}
get openIds() {
return this.#U;
}
note(e) {
this.#U = e.filter(({by: e, job: t}) => !(0, Q.Hd)(t) && ("metadata" !== e || this.#L.isOwn(t))).map(({job: e}) => e.id);
}
async cancelRejected(e) {
this.#U = void 0;
const t = this.#_ + ce, s = this.#C, n = await async function cancelRejectedCopies(e, t) {
const {jobs: s, client: n, deps: i, listedAt: a, isAttached: r} = t, {clock: c, signal: d, runner: l} = i;
if (!s.canListJobs) return "";
const describeUnknown = t => `Whether the server has made copies of ${e.id}, which cost money, is not known: ${t}.`;
let u;
try {
await c.sleep(Math.max(0, a - c.now()), d), u = await s.lookForDuplicates(e, s.limitTo(3e4), r);
} catch (e) {
throw (0, o.jO)(e), new le.eB(describeUnknown((0, o.Wk)(e)), {
cause: e
});
}
const isCopy = ({by: e, job: t}) => "metadata" === e ? (0, de.$V)(t, i) : "seed" === e && void 0 !== u.own, h = u.jobs.filter(({job: t}) => t.id !== e.id && !(0, 
Q.Hd)(t)), f = h.filter(isCopy).map(({job: e}) => e.id), p = h.filter(e => !isCopy(e) && "metadata" !== e.by).map(({job: e}) => e.id), m = await Promise.allSettled(f.map(e => (0, 
le.Y6)(12e4, "cancel", {
client: n,
deps: i,
jobId: e
}))), g = [], w = [], b = [ ...p ];
for (const [e, t] of f.entries()) {
const s = m[e];
"fulfilled" === s?.status ? g.push(`${t} (${s.value.status})`) : (b.push(t), w.push(`Its copy ${t} could not be cancelled: ${(0, 
o.Wk)(s?.reason)}`));
}
p.length > 0 && w.push(`${p.join(", ")} may be copies of ${e.id}; nothing shows who created them, so they were not cancelled.`);
const y = Math.max(0, u.unreadableOwn - (u.own ? 0 : 1));
y > 0 && w.push(`The server lists ${y} more of its copies, whose ids cannot be read: check the newest jobs of this project.`), 
void 0 !== u.incompleteReason && w.push(describeUnknown(u.incompleteReason));
const v = g.length > 0 ? `Copies of it, which a gateway has made: ${g.join(", ")}.` : "";
if (0 === w.length) return v;
const k = b.map(e => (0, ee.hc)(e, l)).join("\n");
throw new le.eB([ v, ...w ].join(" ").trim(), k ? {
hint: k
} : {});
}(e, {
...this.#f,
listedAt: t,
isAttached: s
});
return this.#U = [], n;
}
async lookLast(e) {
const {jobs: t, client: s, deps: n} = this.#f;
if (void 0 !== this.#U || n.remainingGraceMs() < 1e3) return;
const i = {
timeoutMs: 1e3,
afterDeadline: !0
}, a = {
client: {
listJobs: e => s.listJobs(e, i)
},
retry: e => e()
};
try {
this.note((await t.lookForDuplicates(e, a)).jobs);
} catch (e) {
(0, o.jO)(e);
}
}
get #z() {
return this.#f.deps.clock.now() - this.#_ >= ce;
}
async lookAgain(e) {
const {jobs: t, deps: s} = this.#f, n = this.#z, i = !this.#P && e.status !== this.#F;
if (i || n && !this.#S) try {
const s = await t.lookForDuplicates(e, t.limitTo(5e3), this.#B), o = this.#B && {
preferred: void 0
}, a = {
...decide(e, s, this.#L, n),
...o
};
return this.#P ||= i, this.#S ||= n, n && (this.#B = !1), await this.#R(e, a), a;
} catch (t) {
if ((0, o.jO)(t), t instanceof le.eB) throw t;
if (this.#A += 1, this.#A < 3 || s.signal.aborted) return;
return this.#P = this.#S = !0, void s.runner.warning(`Unclear whether another job does the same training as ${e.id}: ${(0, 
o.Wk)(t)}`);
}
}
async findOlder(e) {
const {jobs: t, deps: s} = this.#f;
try {
const {jobs: s} = await t.lookForDuplicates(e, t.limitTo(ce)), isCertain = ({by: e, unknown: t}) => "content" !== e || 0 === t.length;
return (0, re.Zl)(s).find(t => isCertain(t) && (0, re.lF)(t.job, e) < 0);
} catch (e) {
return (0, o.jO)(e), void s.runner.info(`Other jobs of the same training are not known: ${(0, 
o.Wk)(e)}`);
}
}
async cancel(e, t) {
const {client: s, deps: n} = this.#f, {runner: i, signal: a} = n;
i.info(`Job ${t.id} does the same training and takes precedence: cancelling ${e.id}`);
const r = `Two jobs do the same training, ${e.id} and ${t.id}, and ${e.id} could not be cancelled`;
try {
const t = await (0, le.Y6)(12e4, "cancel", {
client: s,
deps: n,
jobId: e.id
});
return "succeeded" === t.status && this.#E(`${r}: it has succeeded, so that both may have to be paid for.`), 
t;
} catch (e) {
(0, o.jO)(e);
const t = `${r}: ${(0, o.Wk)(e)}`;
if (a.aborted) throw new le.eB(t, {
hint: "The post step tries again.",
cause: e
});
this.#E(`${t} Cancel one of them by hand.`);
}
}
get #L() {
const {deps: e, criteria: t} = this.#f, {derivedSeed: s} = t;
return {
attempt: (0, de.oI)(e),
isAmbiguous: this.#T,
isOwn: t => (0, de.$V)(t, e),
isAbandoned: ({seed: e}) => void 0 !== s && (e === s || !(0, ae.x)(e))
};
}
async #R(e, t) {
const {copies: s, suspects: n, preferred: i, listed: o} = t, a = this.#z, r = i?.job ?? e;
this.#J(e, t);
for (const {job: e, by: t} of s) (a || "metadata" === t) && (await this.cancel(e, r), 
this.#U = this.#U?.filter(t => t !== e.id));
a && (this.#U = []);
for (const {job: t, by: s} of n) {
if (!a || this.#M.has(t.id)) continue;
this.#M.add(t.id);
const n = o ? "content" === s ? "it is recognized only by what the server reports of it" : "another run created it" : `the server does not list ${e.id}, so ${t.id} may be the same job under another id${"seed" === s ? "" : ", or other work"}`;
this.#E(`Two jobs may do the same training, ${r.id} and ${t.id}. Neither was cancelled, because ${n}. Cancel one of them by hand if they are the same.`);
}
}
#J(e, {unnamedCopies: t}) {
if (0 === t || this.#D) return;
this.#D = !0;
const [s, n] = 1 === t ? [ "1 more job", "whose id" ] : [ `${t} more jobs`, "whose ids" ];
this.#E(`The server lists ${s} of the create request that made ${e.id}, ${n} cannot be read. The action cannot cancel what has no id, and it may be running and costing money: check the newest jobs of this project.`);
}
#E(e) {
this.#f.deps.runner.setFailed(e);
}
}
var ue = s(8549), he = s(2847), fe = s(8171);
const pe = 1e4;
class JobAdopter {
#f;
#W;
constructor(e, t) {
this.#f = e, this.#W = t;
}
async reuse(e, t) {
const {deps: s, plan: n} = this.#f, {runner: i} = s, {job: o} = e, a = {
createdByThisRun: (0, de.WK)(o, s.context) || "seed" === e.by && !n.inputs.reuse,
justCreated: !1,
isOwn: (0, de.$V)(o, s),
mayBeCopy: void 0 !== t && "seed" === e.by
};
i.saveState("created", `${a.isOwn}`), this.record(o, a.createdByThisRun);
const {ft_run: r, ft_sha: c} = o.metadata, d = "content" === e.by ? "by someone else" : "earlier", l = a.createdByThisRun ? "by this workflow run" : r ? `by run ${r}` : d, u = c ? ` for commit ${c.slice(0, 7)}` : "", h = t ? `created at the same moment as our job ${t.id}, which ${t.isCancelled ? "was cancelled" : "could not be cancelled"}.` : me[e.by];
if (i.notice(`Reusing job ${o.id} (${o.status}), created ${l}${u}: ${h}`), "content" === e.by && this.warnAboutContent(e), 
await this.#W.check(o, a), isPaused(o) && n.inputs.wait && await this.#H(o), "succeeded" !== o.status || o.fineTunedModel) return {
job: o,
...a
};
const f = await this.#q(o);
return this.record(f, a.createdByThisRun), {
job: f,
...a
};
}
record(e, t) {
const {reporter: s, client: n, deps: i, plan: o} = this.#f, a = (0, de.Xx)(this.#f), r = void 0 !== a && e.seed === a;
s.setFacts({
derivedSeed: r ? {
seed: a,
reuse: o.inputs.reuse
} : void 0,
jobUrl: (0, oe.Ne)(n.host, e.id)
}), i.runner.saveState("job-id", e.id), s.setJob(e), s.setOutputs({
created: t
});
}
warnAboutContent({job: e, unknown: t}) {
const s = t.length > 0 ? ` It does not report ${t.join(", ")}, which may differ.` : "";
this.#f.deps.runner.warning(`Job ${e.id} was recognized only by its content: the server keeps no metadata, and what it reports of the job agrees.${s} To train again, set "reuse: false".`);
}
#q(e) {
const {deps: t, cancellableClient: s} = this.#f;
return (0, fe.Xd)(t, 6e4)(() => s.getJob(e.id)).catch(() => e);
}
async #H(e) {
const {deps: t, plan: s, cancellableClient: n} = this.#f;
if (!s.inputs["resume-paused"]) {
if (!isPaused(await this.#q(e))) return;
throw new o.lZ(`Job ${e.id} for this work is paused, and does not continue by itself.`, {
hint: `The server may have paused it at a spending limit, which resuming lifts. ${(0, 
ee.dO)(e.id, t.runner)}`
});
}
t.runner.info(`Job ${e.id} is paused: resuming it`), await (0, le.w2)(n, e.id, "resume", {
...(0, fe.tO)(t),
audience: t.runner
}).catch(e => {
if (!(t.signal.aborted || e instanceof le.Ie)) throw e;
});
}
}
const isPaused = ({status: e}) => /^paus/.test(e), me = {
metadata: "same data, model and settings.",
seed: "same data, model and settings, by the seed that the action derives from them.",
content: "it looks like the same work."
};
var ge = s(9291);
class JobMismatchError extends o.lZ {}
const we = new Set([ "method", "number", "grader" ]);
class JobCheck {
#f;
#N=new Set;
constructor(e) {
this.#f = e;
}
async check(e, {isOwn: t, mayBeCopy: s}) {
const {requested: n, policy: i, isFirstPartyHost: o} = this.#f;
if ("off" === i) return;
const a = (0, ge.ZR)(n, e).filter(e => (0, ge.z)(e) && this.#Z(e)), r = a.filter(({kind: e, result: t}) => "error" === i && "different" === t && (!o || "method" === e));
for (const t of a.filter(e => !r.includes(e))) this.#G(t, e);
r.length > 0 && await this.#Y(e, r, t || s);
}
#Z({result: e}) {
return "different" === e || "unresolved" === e && !this.#f.waits;
}
reportCreated(e, t, s) {
const {requested: n, policy: i, deps: o} = this.#f, a = [ ...(0, ge.ZR)(n, e), ...s ? (0, 
ge.AB)(s, e) : [] ];
if ("off" !== i) {
for (const t of a) "different" !== t.result || void 0 === t.requested || (0, ge.z)(t) || this.#G(t, e);
this.#K(a.filter(({result: e}) => "unknown" === e));
}
t.metadata && e.metadata.ft_attempt !== t.metadata.ft_attempt ? o.runner.warning(`This server keeps no metadata of jobs. ${this.#X(e, t)}`) : t.metadata || o.runner.info(this.#X(e, t));
}
#K(e) {
const {runner: t} = this.#f.deps, names = e => e.map(({field: e}) => e).join(", "), s = e.filter(({kind: e}) => we.has(e)), n = e.filter(({kind: e, requested: t}) => !we.has(e) && void 0 !== t);
s.length > 0 && t.warning(`The server does not report ${names(s)} of the job, so nothing shows that it trains what was requested.`), 
n.length > 0 && t.info(`not reported by the server: ${names(n)}`);
}
#X(e, {derivedSeed: t}) {
const {reuse: s, requested: n} = this.#f;
return void 0 !== t && e.seed === t ? `The same work is found again by its seed (${t}), which the action derived from the work${s ? "" : " and this run"}.` : s ? void 0 !== n.seed && void 0 !== e.seed && e.seed !== n.seed ? "It does not keep the seed either, so the same work cannot be found again: every run trains and pays." : void 0 === e.trainingFile ? "It does not report the files of jobs either, so the same work cannot be found again: every run trains and pays." : "The same work is found again only by what the server reports: model, files and settings. Other work that differs in anything else is taken for it." : 'With "reuse: false", a re-run of this workflow cannot find the job: it trains and pays again.';
}
#G(e, t) {
this.#N.has(e.field) || (this.#N.add(e.field), this.#f.deps.runner.warning(`Job ${t.id} is not as requested: ${describe(e)}.`));
}
async #Y(e, t, s) {
const n = t.map(describe).join("; "), i = `Job ${e.id} is not the job that was requested: ${n}.`, o = t.some(({kind: e}) => "model" === e) ? 'If the server has its own names for models, set "job-check: warn".' : 'A gateway may have dropped or changed the field: use its pass-through route, send the field in another place with "extra-body", or set "job-check: warn".';
if (!s) throw new JobMismatchError(`${i} It was not cancelled, because this step did not create it.`, {
hint: o
});
const {isFirstPartyHost: a, cancelCopies: r} = this.#f, c = await Promise.allSettled([ this.#V(e), a ? "" : r(e) ]), d = [], l = [];
for (const e of c) if ("fulfilled" === e.status) d.push(e.value); else {
if (!(e.reason instanceof le.eB)) throw e.reason;
l.push(e.reason);
}
const u = [ i, ...d, ...l.map(e => e.message) ].filter(Boolean).join(" "), [h] = l;
if (!h) throw new JobMismatchError(u, {
hint: o
});
throw new le.eB(u, {
hint: l.map(({hint: e}) => e ?? "").join("\n").trim(),
cause: h
});
}
async #V(e) {
const {client: t, deps: s} = this.#f;
if ((0, Q.Hd)(e)) return `It has ended already (${e.status}).`;
try {
const n = await (0, le.Y6)(12e4, "cancel", {
client: t,
deps: s,
jobId: e.id
});
return /^cancel/i.test(n.status) ? "It was cancelled." : `It has ended already (${n.status}).`;
} catch (t) {
throw (0, o.jO)(t), new le.eB(`It could not be cancelled: ${(0, o.Wk)(t)}`, {
hint: (0, ee.O7)(e.id, s.runner),
cause: t
});
}
}
}
function describe({field: e, requested: t, reported: s}) {
return `${e} was requested as ${(0, o.hD)(t)}, and the server reports ${(0, o.hD)(s)}`;
}
var be = s(3500);
class LostModelError extends o.lZ {
constructor([e, ...t]) {
const s = t.length > 0 ? ` The same holds for ${t.map(({id: e}) => e).join(", ")}.` : "";
super(`Job ${e.id} has done this work, but its model ${e.fineTunedModel} does not exist any more, or this credential may not access it.${s} Nothing was created.`, {
hint: 'To train again, and pay again, set "reuse: false" or another "seed".'
});
}
}
class Models {
#f;
#Q;
constructor(e) {
this.#f = e;
}
async isMissing({fineTunedModel: e}) {
if (!e) return !1;
const t = await this.#ee(e);
return !!(t instanceof ue.hD && 404 === t.status && t.isApiResponse) && ("model_not_found" === t.code || (this.#Q ??= this.#ee((0, 
_.xL)(this.#f.model)).then(e => void 0 === e), this.#Q));
}
async #ee(e) {
const {client: t, deps: s} = this.#f;
try {
return void await (0, fe.Xd)(s, 1e4)(() => t.getModel(e));
} catch (e) {
return (0, o.jO)(e, s.signal), e;
}
}
}
class JobCoordinator {
#f;
#te;
#c;
#W;
#se;
#ne=!1;
#ie=!1;
constructor(e) {
const {plan: t, files: s, client: n, cancellableClient: i, deps: o, deadline: a} = e, {reuse: r, wait: c, "job-check": d} = t.inputs, l = (0, 
de.mK)(e), u = (0, de.MC)(e);
this.#f = e, this.#te = new be.U({
criteria: u,
attempt: (0, de.oI)(o),
reuse: r,
files: s,
client: i,
baseUrl: t.connection.baseUrl,
deps: o,
deadline: a,
isFirstPartyHost: l
}), this.#c = new DuplicateJobs({
jobs: this.#te,
criteria: u,
client: n,
deps: o
}), this.#W = new JobCheck({
requested: (0, de.dl)(t.job),
policy: d,
waits: c,
isFirstPartyHost: l,
reuse: r,
cancelCopies: async e => this.#ne ? this.#c.cancelRejected(e) : "",
client: n,
deps: o
}), this.#se = new JobAdopter(e, this.#W);
}
get isMetadataDropped() {
return this.#ie;
}
async findReusableJob(e = !1) {
const {cancellableClient: t, deps: s, plan: n} = this.#f, i = await this.#te.lookBeforeCreating(e), o = (0, 
re.Zl)(i.jobs), a = o.filter(({job: e}) => "succeeded" === e.status), r = await async function findJobWithModel(e, t) {
const {clock: s, signal: n} = t.deps, i = new Models(t), o = s.now();
for (;;) {
for (const t of e) if (!await i.isMissing(t.job)) return t;
if (0 === e.length || s.now() - o >= 2e4) return;
await s.sleep(5e3, n);
}
}(a, {
client: t,
deps: s,
model: n.job.model
}), c = r ?? o.find(e => !a.includes(e));
if (c) {
const e = o.filter(e => e !== c && !(0, Q.Hd)(e.job));
return {
...c,
rivals: e
};
}
this.#te.assertComplete(i);
const [d, ...l] = a.map(({job: e}) => e);
if (d) throw new LostModelError([ d, ...l ]);
}
async findOrCreateJob() {
const e = await this.findReusableJob();
if (e) return this.#oe(e);
const {plan: t, cancellableClient: s, deps: n} = this.#f;
await async function preflight(e, t, s) {
(0, oe.sO)(new URL(e.connection.baseUrl).hostname).hasPreflight && (await async function checkGrader({job: {method: e}}, t, s) {
if ("reinforcement" === e?.type) try {
const n = (0, fe.Xd)(s, pe);
await n(() => t.validateGrader(e.grader, {
timeoutMs: pe
}));
} catch (e) {
if ((0, o.jO)(e, s.signal), e instanceof ue.hD && e.isOwnError && [ 400, 422 ].includes(e.status)) throw new o.lZ(`The server does not accept the grader: ${e.message}`, {
hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
cause: e
});
(0, ue.r3)(e) && s.runner.info("The server could not check the grader before the upload.");
}
}(e, t, s), await async function logModelLimits({job: {model: e}}, t, {runner: s, signal: n}) {
try {
const n = (await t.getModelLimits({
timeoutMs: pe
})).find(t => (0, he.S)(t.model, e)), i = Object.entries(n ?? {}).filter(([, e]) => "number" == typeof e);
if (0 === i.length) return;
const o = i.map(([e, t]) => `${e.replaceAll("_", " ")} ${t}`);
s.info(`limits of ${e}: ${o.join(", ")}`);
} catch (e) {
(0, o.jO)(e, n);
}
}(e, t, s));
}(t, s, n);
const i = await this.#ae(), a = await this.findReusableJob(!0);
if (a) return this.#oe(a);
const r = await (0, se._S)(i, {
...this.#f,
jobs: this.#te,
uploadFiles: () => this.#ae()
});
this.#ne = !0, n.runner.saveState("created", "true"), this.#se.record(r.job, !0);
const c = await this.#re(r);
return await this.#W.check(c.job, c), c;
}
async inspect(e, t) {
if (this.#f.deps.signal.aborted) return;
if (await this.#W.check(t, e), !this.#ne || !this.#te.canListJobs) return;
const s = await this.#c.lookAgain(t);
return e.isOwn && !s?.isPreferredOwn ? s?.preferred : void 0;
}
async switchToPreferred(e, t) {
const s = "cancelled" === e.status ? e : await this.#c.cancel(e, t.job);
return "succeeded" === s?.status ? toOwn(s) : this.#ce(t, e, void 0 !== s);
}
async findOlderJob(e) {
return this.#te.canListJobs ? this.#c.findOlder(e) : void 0;
}
async leaveCopiesToPostStep(e, {job: t, justCreated: s}) {
if (!(this.#f.deps.signal.aborted && s && !(0, de.mK)(this.#f) && e instanceof o.lZ)) return e;
await this.#c.lookLast(t);
const n = this.#c.openIds?.filter(e => e !== t.id);
if (0 === n?.length) return e;
const i = n ? `${n.join(", ")} may be copies of ${t.id} and cost money.` : `Whether the server has made copies of ${t.id} is not known.`;
return new le.eB(`${e.message} ${i}`, {
hint: 'Unless "on-cancel" is "detach", the post step cancels the copies that it recognizes, and names the others.',
cause: e
});
}
async #ce(e, t, s) {
if (this.#f.reporter.reset(), !this.#de(e)) return this.#le(e, {
id: t.id,
isCancelled: s
});
const {job: n} = e, {runner: i} = this.#f.deps, o = s ? `, and ${t.id} of the same request was cancelled` : "";
return i.notice(`Fine-tuning job ${n.id} was created; the request for it was answered with ${t.id}${o}.`), 
i.saveState("created", "true"), this.#se.record(n, !0), toOwn(n);
}
#de({by: e, job: t}) {
const {deps: s, files: n} = this.#f;
return "metadata" === e ? t.metadata.ft_attempt === (0, de.oI)(s) : n.usesUpload(t);
}
async #oe(e) {
this.#ne = !(0, de.mK)(this.#f) && !(0, Q.Hd)(e.job), this.#c.begin(e.job, {
isAmbiguous: !1
}, !0);
const t = await this.#le(e);
try {
await this.#c.resolveAttached(t.job, e.rivals);
} catch (e) {
if ((0, o.jO)(e), e instanceof le.eB) throw e;
}
return t;
}
#le(e, t) {
return this.#ie ||= "seed" === e.by, this.#se.reuse(e, t);
}
async #re(e) {
const {client: t, deps: s} = this.#f, {runner: n, signal: i} = s, {job: a, recognized: r} = e, c = (0, 
oe.Ne)(t.host, a.id);
let d;
if (this.#c.begin(a, e), "content" === r?.by && this.#se.warnAboutContent(r), !i.aborted && !(0, 
Q.Hd)(a) && this.#te.canListJobs) try {
const t = await this.#c.resolve(a), {kept: s, stopped: n, incompleteReason: i} = t;
if (s) return this.#de(s) && this.#ue(s.job, void 0, e), await this.#ce(s, a, void 0 !== n);
if (d = t.listed, void 0 !== i) throw new o.lZ(i);
} catch (e) {
if ((0, o.jO)(e), e instanceof le.eB) throw e;
i.aborted || n.warning(`Unclear whether another run created a job for the same training at the same moment: ${(0, 
o.Wk)(e)}`);
}
return n.notice(`Fine-tuning job ${a.id} was created${c ? `: ${c}` : "."}`), this.#ue(a, d, e), 
toOwn(a);
}
#ue(e, t, {sent: s, recognized: n}) {
const i = {
...e,
metadata: {
...t?.metadata,
...e.metadata
}
};
this.#W.reportCreated(i, s, n ? void 0 : s.fileIds), this.#ie ||= void 0 === i.metadata.ft_attempt;
}
async #ae() {
const {files: e, deadline: t, deps: s} = this.#f, {runner: n, clock: i} = s;
n.group("Upload");
try {
return await (0, ie.wj)(i, t - i.now(), s.signal, t => e.ensureUploaded({
...s,
signal: t
}));
} catch (e) {
if (!(e instanceof ie.MU)) throw e;
throw new o.lZ("Timed out while uploading the data, so no job was created.", {
hint: 'Increase "timeout".'
});
} finally {
n.endGroup();
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
var ye = s(9102);
const ve = 1e4, ke = 864e5;
var $e = s(8902), je = s(3245);
var xe = s(8240);
const Oe = new Set([ "error", "failed", "deleted", "deleting" ]);
function isUnusable({status: e = ""}) {
return Oe.has(e.toLowerCase());
}
async function listFiles(e, t, s) {
const {items: n} = await (0, xe._)({
getPage: t => e.listFiles(t),
queries: [ {
limit: 1e3
}, {} ],
maxItems: 2e4,
filter: t,
...s
});
return n.sort((e, t) => (e.createdAt ?? 0) - (t.createdAt ?? 0) || (e.id < t.id ? -1 : 1));
}
const _e = /-([0-9a-f]{64})\.jsonl$/;
function getDigestInName(e) {
return _e.exec(e ?? "")?.[1];
}
async function getFileIfExists(e, t, s) {
try {
return await s(() => e.getFile(t));
} catch (e) {
if (e instanceof ue.hD && e.isApiResponse && 404 === e.status) return;
throw e;
}
}
var Fe = s(7777);
function buildMultipartBody(e, t) {
const s = `----${(0, g.randomUUID)()}`, part = e => `--${s}\r\nContent-Disposition: form-data; ${e}\r\n`, n = Object.entries(e).map(([e, t]) => `${part(`name="${e}"`)}\r\n${t}\r\n`), i = `${part(`name="${t.field}"; filename="${t.name}"`)}Content-Type: ${t.type}\r\n\r\n`, o = Buffer.from(n.join("") + i), a = Buffer.from(`\r\n--${s}--\r\n`);
return {
contentType: `multipart/form-data; boundary=${s}`,
contentLength: o.length + t.size + a.length,
body: async function* body() {
yield o, yield* t.content, yield a;
}()
};
}
const Te = 6e5;
function assertComplete({id: e, bytes: t}, {name: s, size: n}) {
if (void 0 !== t && t !== n) throw new ue.Rc(`upload of ${s}: the server reports ${t} of ${n} bytes as ${e}`, {
requestSent: !0,
fault: "mismatched",
hint: "Check whether a proxy between this runner and the server limits the size of requests."
});
}
function isMismatchedResponse(e) {
return e instanceof ue.Rc && "mismatched" === e.fault;
}
function isPayloadTooLarge(e) {
return e instanceof ue.hD && 413 === e.status;
}
async function findUploaded(e, {name: t, size: s}, {clock: n, random: i, signal: a}) {
const r = n.now() + 3e4;
try {
const o = await listFiles({
listFiles: t => e.listFiles(t, {
signal: a
})
}, e => e.name === t && e.bytes === s, {
retry: e => (0, $e.L)(e, {
clock: n,
random: i,
signal: a,
deadline: r
}),
clock: n
});
return o[0];
} catch (e) {
return void (0, o.jO)(e, a);
}
}
function throttleProgress({clock: e, onProgress: t}) {
let s = e.now() + 3e3;
return n => {
e.now() < s || (s = e.now() + 1e4, t(n));
};
}
async function withStallTimeout({contentType: e, contentLength: t, body: s}, n, {clock: i, signal: o, description: a, responseTimeoutMs: r, onSent: c}) {
const d = new AbortController, l = new AbortController;
let u = 0, h = i.now(), f = 6e4;
(async function abortWhenStalled() {
for (let e = f; e > 0; e = h + f - i.now()) await i.sleep(e, l.signal);
d.abort(new ie.MU(`no progress for ${f / 1e3} seconds`));
})().catch(() => {});
try {
const a = AbortSignal.any([ o, d.signal ]);
return await n({
contentType: e,
contentLength: t,
body: async function* trackProgress() {
for await (const e of s) yield e, u += e.length, h = i.now(), c?.(u);
f = r;
}()
}, a);
} catch (e) {
if (!d.signal.aborted || o.aborted) throw e;
const t = `${a}: ${d.signal.reason.message}`;
throw new ue.Rc(t, {
requestSent: !0,
cause: e
});
} finally {
l.abort();
}
}
const Ce = new Set([ "pending", "running" ]);
function assertUsable(e) {
if (!isUnusable(e)) return;
const t = e.statusDetails ? `: ${e.statusDetails}` : "";
throw new o.lZ(`The server could not process file ${e.id} (${e.status})${t}`);
}
async function getStatus(e, t, s, n) {
const {clock: i, signal: a} = n, r = i.now() + Math.min(s, 6e4), getFile = () => e.getFile(t, {
signal: a,
timeoutMs: Math.min(Fe.j2, Math.max(1, r - i.now()))
});
try {
return await (0, $e.L)(getFile, {
...n,
deadline: r
});
} catch (e) {
return (0, o.jO)(e, a), {
id: t
};
}
}
async function getGivenFile(e, t, s) {
const {clock: n, signal: i} = s, a = n.now();
try {
const o = await (0, $e.L)(() => e.getFile(t, {
signal: i
}), {
...s,
deadline: a + 6e4,
shouldRetry: e => (0, ue.r3)(e) || isUnknown(e) && n.now() - a < 5e3
});
return assertUsable(o), o;
} catch (s) {
if (!(s instanceof ue.hD || s instanceof ue.Rc)) throw s;
if ((0, o.jO)(s, i), isMismatchedResponse(s)) throw s;
if (!isUnknown(s) || !await async function hasFileRoutes(e, t) {
try {
return await e.listFiles({}, {
signal: t
}), !0;
} catch (e) {
return (0, o.jO)(e, t), !(0, ue.kZ)(e);
}
}(e, i)) return {
id: t
};
throw new o.lZ(`The server does not know file ${t} (${s.message}).`, {
hint: "Nothing was created. Check the id, and that the file belongs to the project of this key.",
cause: s
});
}
}
function isUnknown(e) {
return e instanceof ue.hD && [ 404, 410, 422 ].includes(e.status);
}
async function hasContent(e, {digest: t, bytes: s, read: n}) {
if (sha256(e) === t) return !0;
const i = Buffer.from(e, "base64");
if (i.length === s && sha256(i) === t) return !0;
const o = e.startsWith('"') ? (0, q.Bl)(e) : void 0;
return "string" == typeof o && sha256(o) === t || e.includes("\ufffd") && await async function digestAsText(e) {
const t = new TextDecoder("utf-8", {
ignoreBOM: !0
}), s = (0, g.createHash)("sha256");
for await (const n of e) s.update(t.decode(n, {
stream: !0
}));
return s.update(t.decode()).digest("hex");
}(n()) === sha256(e);
}
function sha256(e) {
return (0, g.createHash)("sha256").update(e).digest("hex");
}
class ExistingFiles {
#he;
#fe;
#pe=new Map;
#me=new Map;
#ge=new Set;
constructor(e, t) {
this.#he = e, this.#fe = t;
}
async find(e, t, s) {
const {clock: n, startDate: i} = s, verify = async ({id: n}) => t(n) || "same" === await this.#we(n, e, s);
try {
const t = (0, fe.Xd)(s, 6e4, {
failsFast: !0
});
return await async function findFile(e, t, {now: s, retry: n, clock: i, verify: o = async () => !0}) {
const a = s.getTime() / 1e3 + 86400, isUsable = e => !isUnusable(e) && (e.expiresAt ?? a) >= a, r = await listFiles(e, e => function hasContentName({name: e, bytes: t}, s) {
return (e?.includes(s.digest) ?? !1) && t === s.bytes;
}(e, t) && isUsable(e), {
retry: n,
clock: i
});
let c = 0;
for (const {id: t} of r) {
const s = await getFileIfExists(e, t, n);
if (s && isUsable(s)) {
if (await o(s)) return s;
if (c += 1, 3 === c) return;
}
}
}(this.#he, e.report, {
now: i,
retry: t,
clock: n,
verify: verify
});
} catch (e) {
return void (0, o.jO)(e, s.signal);
}
}
compare(e, t) {
return remember(this.#me, `${e} ${t.report.digest}`, () => this.#be(e, t));
}
async #be(e, t) {
const {digest: s, bytes: n} = t.report, i = await this.#ye(e);
if (!i) return "unreadable";
const o = getDigestInName(i.name);
if ((o ?? s) !== s || (i.bytes ?? n) !== n) return "different";
if (void 0 !== o && void 0 !== i.bytes) return this.#we(e, t, this.#fe);
const a = await this.#ve(e, t, this.#fe);
return "string" == typeof a ? a : "unreadable";
}
async #ye(e) {
try {
const t = (0, fe.Xd)(this.#fe, 3e5, {
failsFast: !0
});
return await t(() => this.#he.getFile(e));
} catch (e) {
if (e instanceof ue.hD && !(0, ue.r3)(e)) return;
throw e;
}
}
async #we(e, t, s) {
const {runner: n} = s, {role: i} = t, o = !this.#pe.has(keyOf(e, t)), a = await this.#ve(e, t, s);
return "same" === a ? "same" : "different" === a ? (o && n.warning(`${e} is named like the ${i} data and has other content, so it is not used. Check who may upload files to this project.`), 
"different") : (this.#ge.has(e) || n.notice(`The ${i} data was found on the server as ${e} by its name and size. It could not be verified: ${a.unverified}`), 
this.#ge.add(e), "same");
}
#ve(e, t, s) {
const {files: n, report: i} = t, a = {
digest: i.digest,
bytes: i.bytes,
read: () => (0, B.jq)(s.workspace, n)
};
return remember(this.#pe, keyOf(e, t), () => async function verifyContent(e, t, s, {retry: n, signal: i}) {
if (s.bytes > 64e6) return {
unverified: "it is larger than 64 MB"
};
try {
for (let i = 0; i < 2; i++) {
const i = await n(() => e.getFileContent(t, {
timeoutMs: 12e4
}));
if (await hasContent(i, s)) return "same";
}
return "different";
} catch (e) {
return (0, o.jO)(e, i), {
unverified: e.message
};
}
}(this.#he, e, a, {
retry: (0, fe.Xd)(s, 6e4),
signal: s.signal
}));
}
}
function keyOf(e, {report: t}) {
return `${e} ${t.digest}`;
}
function remember(e, t, s) {
const n = e.get(t);
if (n) return n;
const i = s();
return e.set(t, i), i.catch(() => e.delete(t)), i;
}
const Pe = 262144;
async function uploadInParts(e, t, s, n = Math.max(16777216, Math.ceil(t.size / 400))) {
const i = await async function createUpload(e, {name: t, size: s}, n) {
try {
const {id: i} = await (0, $e.L)(() => e.createUpload(t, s, {
signal: n.signal
}), {
...n,
maxAttempts: 4,
shouldRetry: e => (0, ue.r3)(e) && !(0, ue.Tj)(e)
});
return i;
} catch (e) {
if ((0, ue.kZ)(e)) return;
throw e;
}
}(e, t, s);
if (void 0 === i) return;
const o = new MultipartUpload(e, i, t, s);
try {
return await o.complete(await o.sendParts(n));
} catch (e) {
throw await o.cancel(), e;
}
}
class MultipartUpload {
#he;
#ke;
#$e;
#f;
constructor(e, t, s, n) {
this.#he = e, this.#ke = t, this.#$e = s, this.#f = n;
}
async sendParts(e) {
const t = new AbortController, s = AbortSignal.any([ this.#f.signal, t.signal ]), n = new BufferPool(e), i = (0, 
g.createHash)("md5"), o = throttleProgress(this.#f);
let a = 0;
const send = async e => {
try {
const t = {
...this.#f,
signal: s,
maxAttempts: 8
}, n = await (0, $e.L)(() => this.#je(e, s), t);
return a += e.length, o(a), n.id;
} finally {
n.release(e);
}
}, r = [];
try {
for await (const e of async function* splitIntoParts(e, t) {
let s, n = 0;
for await (const i of e) for (let e = i; e.length > 0; ) {
s ??= await t.acquire();
const i = e.subarray(0, s.length - n);
s.set(i, n), n += i.length, e = e.subarray(i.length), n < s.length || (yield s, 
s = void 0, n = 0);
}
s && (yield s.subarray(0, n));
}(this.#$e.content(), n)) {
s.throwIfAborted(), i.update(e);
const n = send(e);
n.catch(e => t.abort(e)), r.push(n);
}
return {
partIds: await Promise.all(r),
md5: i.digest("hex")
};
} catch (e) {
throw t.abort(e), e;
}
}
#je(e, t) {
return withStallTimeout(buildMultipartBody({}, {
field: "data",
name: "part",
type: "application/octet-stream",
size: e.length,
content: slice(e)
}), (e, t) => this.#he.addUploadPart(this.#ke, e, t), {
clock: this.#f.clock,
signal: t,
description: `part of ${this.#ke}`,
responseTimeoutMs: 12e4
});
}
async complete(e) {
const {signal: t, onUnconfirmed: s, onConfirmed: n} = this.#f;
let i = !1;
const shouldRetry = e => (0, ue.r3)(e) && !isMismatchedResponse(e), attempt = async () => {
const s = i ? await this.#xe() : void 0;
if (s) return s;
try {
const s = await this.#he.completeUpload(this.#ke, e, {
signal: t,
timeoutMs: Te
});
return assertComplete(s, this.#$e), s;
} catch (e) {
const t = shouldRetry(e) || !i && !isMismatchedResponse(e) ? void 0 : await this.#Oe();
if (t) return t;
throw i ||= !(0, ue.yj)(e), e;
}
};
s();
try {
const e = await (0, $e.L)(attempt, {
...this.#f,
maxAttempts: 4,
shouldRetry: shouldRetry
});
return i = !1, e;
} finally {
i || n();
}
}
#xe() {
return findUploaded(this.#he, this.#$e, this.#f);
}
async #Oe() {
const {clock: e, signal: t} = this.#f, s = e.now() + 3e4;
for (;;) {
const n = await this.#xe();
if (n || e.now() >= s) return n;
await e.sleep(5e3, t);
}
}
async cancel() {
const {clock: e, random: t} = this.#f;
await (0, ie.wj)(e, 2e3, void 0, s => (0, $e.L)(() => this.#he.cancelUpload(this.#ke, {
signal: s
}), {
clock: e,
random: t,
signal: s,
maxDelayMs: 250
})).catch(() => {});
}
}
function* slice(e) {
for (let t = 0; t < e.length; t += Pe) yield e.subarray(t, t + Pe);
}
class BufferPool {
#_e;
#Fe=[];
#Te=0;
#Ce;
constructor(e) {
this.#_e = e;
}
async acquire() {
return this.#Fe.pop() || (4 === this.#Te ? new Promise(e => {
this.#Ce = e;
}) : (this.#Te += 1, Buffer.allocUnsafeSlow(this.#_e)));
}
release(e) {
const t = this.#Ce;
this.#Ce = void 0, t ? t(e) : this.#Fe.push(e);
}
}
class Uploader {
#he;
#fe;
#Pe;
#Se;
#Ae=new Set;
#Me=0;
#De=0;
#g=Promise.resolve();
constructor(e, t, s) {
this.#he = e, this.#fe = t, this.#Pe = s ?? e.provider.maxSingleUploadBytes, this.#Se = t.attemptId.slice(0, 12);
}
get ids() {
return this.#Ae;
}
get mayHaveUploaded() {
return this.#Ae.size > 0 || this.#Me > 0;
}
async settled() {
await this.#g;
}
async upload({role: e, files: t, report: s}, n) {
const {runner: i, workspace: a, clock: r} = n, {digest: d, bytes: l} = s, u = {
name: `${fileBaseName(t)}-${this.#Se}-${d}.jsonl`,
size: l,
content: () => async function* verifyDigest(e, t) {
const s = (0, g.createHash)("sha256");
for await (const t of e) s.update(t), yield t;
if (s.digest("hex") !== t) throw new o.lZ("The data changed while it was being uploaded.");
}((0, B.jq)(a, t), d)
}, log = t => i.info(`${e} data: ${t}`), h = this.#Ue(u, log, {
...(0, fe.tO)(n),
onProgress: e => log(`${(0, c.z3)(e)} of ${(0, c.z3)(l)} sent (${Math.floor(e / l * 100)} %)`),
onUnconfirmed: () => {
this.#Me += 1, this.#De = r.now();
},
onConfirmed: () => {
this.#Me -= 1;
}
});
this.#g = h.catch(() => {});
const f = await h;
return log(`${(0, c.z3)(l)} uploaded as ${f.id}`), f;
}
async #Ue(e, t, s) {
const n = e.size > this.#Pe, i = n ? await uploadInParts(this.#he, e, s) : void 0;
n && !i && t("this server does not support uploads in parts; sending the data in one request");
const o = i ?? await this.#Be(e, t, s, !n);
return this.#Ae.add(o.id), o;
}
async #Be(e, t, s, n) {
try {
return await function uploadFile(e, t, s) {
let n = !1;
return (0, $e.L)(async () => {
const i = n ? await findUploaded(e, t, s) : void 0;
if (i && s.onConfirmed(), i) return i;
s.onUnconfirmed();
try {
const n = await function uploadOnce(e, {name: t, size: s, content: n}, i) {
const o = buildMultipartBody({
purpose: "fine-tune"
}, {
field: "file",
name: t,
type: "application/jsonl",
size: s,
content: n()
}), a = throttleProgress(i);
return withStallTimeout(o, (t, s) => e.uploadFile(t, s), {
clock: i.clock,
signal: i.signal,
description: `upload of ${t}`,
responseTimeoutMs: Te,
onSent: e => a(Math.min(e, s))
});
}(e, t, s);
return assertComplete(n, t), s.onConfirmed(), n;
} catch (e) {
throw (0, ue.yj)(e) || isPayloadTooLarge(e) ? s.onConfirmed() : n = !0, e;
}
}, {
...s,
maxAttempts: 4
});
}(this.#he, e, s);
} catch (i) {
if (!n || !isPayloadTooLarge(i)) throw i;
t(`this server refuses ${(0, c.z3)(e.size)} in one request; sending the data in parts`);
const o = Math.min(16777216, Math.max(524288, Math.ceil(e.size / 8))), a = await uploadInParts(this.#he, e, s, o);
if (!a) throw i;
return a;
}
}
async findOrphans(e, t) {
const {clock: s, signal: n} = this.#fe, isOwn = ({name: e}) => e?.includes(`-${this.#Se}-`) ?? !1;
for (;this.#Me > 0; ) {
const i = (await listFiles(e, isOwn, {
retry: t,
clock: s
})).map(({id: e}) => e).filter(e => !this.#Ae.has(e)), o = s.now() - this.#De >= 3e4;
if (i.length >= this.#Me || o || n.aborted) return i;
await s.sleep(5e3, n).catch(() => {});
}
return [];
}
}
function fileBaseName(e) {
const [t = ""] = e.map(({name: e}) => e.replace(/^.*\/|\.jsonl$/gis, ""));
return t.replace(/[^\w-]+/g, "-").slice(0, 40) || "data";
}
const Se = [ "training", "validation" ];
class TrainingFiles {
#f;
#Ie;
#he;
#fe;
#Re;
#Le;
#ze=new Map;
#Ee=new Set;
#Je=new Set;
constructor(e) {
const {datasets: t, createClient: s, deps: n, maxSingleUploadBytes: i} = e;
this.#f = e, this.#Ie = t, this.#he = s(n.signal), this.#fe = n, this.#Re = new Uploader(this.#he, n, i), 
this.#Le = new ExistingFiles(this.#he, n);
}
async checkGivenFiles(e = this.#fe) {
for (const t of this.#Ie) "id" in t && !this.#ze.has(t.role) && this.#We(t.role, await getGivenFile(this.#he, t.id, (0, 
fe.tO)(e)));
}
async ensureUploaded(e = this.#fe) {
await this.checkGivenFiles(e);
for (const t of this.#Ie) "report" in t && !this.#ze.has(t.role) && this.#We(t.role, await this.#He(t, e));
await this.#qe(e);
const [t = "", s] = Se.map(e => this.#ze.get(e)?.id);
return {
training: t,
...s && {
validation: s
}
};
}
async #He(e, t) {
const isOwn = e => this.#Re.ids.has(e), s = await this.#Le.find(e, isOwn, t);
if (!s) return this.#Re.upload(e, t);
const {role: n, report: i} = e;
return isOwn(s.id) || t.runner.info(`${n} data: ${(0, c.z3)(i.bytes)} already on the server as ${s.id}`), 
s;
}
#We(e, t) {
this.#ze.set(e, t), this.#f.reporter.setOutputs({
[`${e}-file-id`]: t.id
});
}
async #qe(e) {
const t = new Map([ ...this.#ze ].map(([e, {id: t}]) => [ t, e ])), s = [ ...this.#ze.values() ].filter(({id: e}) => !this.#Ee.has(e));
await async function waitForProcessing(e, t, {onWait: s, ...n}) {
const {clock: i, signal: o} = n, a = i.now(), remainingMs = ({status: e}) => a + function processingTimeout(e = "processed") {
const t = e.toLowerCase();
return Ce.has(t) ? 18e5 : "uploaded" === t ? 3e4 : 0;
}(e) - i.now(), isPending = e => remainingMs(e) > 0;
t.forEach(assertUsable);
let r = t.filter(isPending);
r.forEach(s);
for (let t = 250; r.length > 0; t = Math.min(2 * t, 5e3)) {
await i.sleep(Math.min(t, ...r.map(remainingMs)), o);
const s = r.filter(isPending).map(t => getStatus(e, t.id, remainingMs(t), n)), a = await Promise.all(s);
a.forEach(assertUsable), r = a.filter(isPending);
}
}(this.#he, s, {
...(0, fe.tO)(e),
onWait: ({id: s, status: n}) => e.runner.info(`the server is processing the ${t.get(s)} data (${n})`)
});
for (const {id: e} of s) this.#Ee.add(e);
}
async compareFiles({trainingFile: e, validationFile: t}) {
return {
training: await this.#Ne("training", e),
validation: await this.#Ne("validation", t)
};
}
async #Ne(e, t) {
const s = this.#Ie.find(t => t.role === e);
return s ? void 0 === t ? "unreported" : t === this.#ze.get(e)?.id ? "same" : "id" in s ? t === s.id ? "same" : "different" : this.#Le.compare(t, s) : void 0 === t ? "same" : "different";
}
get hasReusedFiles() {
return [ ...this.#ze.values() ].some(({id: e}) => !this.#Re.ids.has(e));
}
usesUpload(e) {
return getFileIds(e).some(e => this.#Re.ids.has(e));
}
async dropMissing() {
let e = !1;
for (const t of this.#Ie) {
const {role: s} = t, n = this.#ze.get(s)?.id;
"report" in t && void 0 !== n && !this.#Re.ids.has(n) && (await getFileIfExists(this.#he, n, (0, 
fe.Xd)(this.#fe, 6e4)) || (this.#fe.runner.info(`${s} data: ${n} is gone from the server`), 
e = this.#ze.delete(s)));
}
return e;
}
reserve(e) {
for (const t of Object.values(e)) this.#Je.add(t);
}
release(e) {
for (const t of Object.values(e)) this.#Je.delete(t);
}
async deleteUnused(e) {
const {runner: t} = this.#fe;
if (await this.#Re.settled(), !this.#Re.mayHaveUploaded) return;
const s = e ? getFileIds(e) : [], n = {
training: e?.trainingFile,
validation: e?.validationFile
};
if (!e || this.#Ie.every(({role: e}) => n[e])) await this.#Ze(async (e, t) => {
const n = await this.#Re.findOrphans(e, t);
return [ ...new Set([ ...this.#Re.ids, ...n ]) ].filter(e => !s.includes(e));
}, {
isInUse: ({status: e}) => "failed" !== e && "cancelled" !== e,
mayBeOld: !1,
reserved: this.#Je
}); else for (const n of this.#Re.ids) this.#Je.has(n) || s.includes(n) || t.info(`${n} is kept: the server does not report which files job ${e.id} uses`);
}
async deleteJobFiles(e) {
const t = this.#Ie.flatMap(e => "id" in e ? [ e.id ] : []), s = [ ...new Set(getFileIds(e)) ].filter(e => !t.includes(e));
await this.#Ze(async (e, t) => {
const n = await Promise.all(s.map(s => this.#Ge(s, e, t)));
return s.filter((e, t) => n[t]);
}, {
isInUse: t => t.id !== e.id && !(0, Q.Hd)(t),
mayBeOld: !0,
reserved: new Set
});
}
async #Ge(e, t, s) {
if (this.#Re.ids.has(e)) return !0;
const n = await getFileIfExists(t, e, s);
if (!n) return !1;
const i = getDigestInName(n.name);
return !!this.#Ie.some(e => "report" in e && e.report.digest === i) || (this.#fe.runner.info(`${e} is kept: this action did not upload it`), 
!1);
}
async #Ze(e, t) {
const {createClient: s} = this.#f, {clock: n, random: i, runner: a, signal: r, remainingGraceMs: c} = this.#fe, d = (0, 
ie.y5)(r, c, n);
try {
await (0, ie.wj)(n, 6e4, d.signal, async a => {
const c = s(a), d = r.aborted ? 500 : void 0, retryEach = e => (0, $e.L)(e, {
clock: n,
random: i,
signal: a,
maxDelayMs: d
}), l = await e(c, retryEach), u = await async function deleteFiles(e, t, {isInUse: s, mayBeOld: n, reserved: i, ...a}) {
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
const isDone = (e, t) => t && !n;
r = await (0, je.N6)(e, {
filter: () => !0
}, {
...a,
isDone: isDone
}), c = function toUncertainty({incompleteReason: e, isTruncated: t, isNewestFirst: s}) {
const n = e ?? (t && !s ? "the server has too many jobs, in no order" : void 0);
return void 0 === n ? void 0 : new o.lZ(`A job may use it, because ${n}.`);
}(r);
} catch (e) {
return t.map(t => failed(e, t));
}
return Promise.all(t.map(async t => {
const n = r.items.filter(({trainingFile: e, validationFile: s}) => t === e || t === s), o = n.find(s);
if (o) return {
id: t,
kind: "used",
by: o
};
if (i.has(t) && 0 === n.length) return {
id: t,
kind: "reserved"
};
if (c) return failed(c, t);
try {
await a.retry(() => e.deleteFile(t));
} catch (e) {
if (!(e instanceof ue.hD && e.isApiResponse && 404 === e.status)) return failed(e, t);
}
return {
id: t,
kind: "deleted"
};
}));
}(c, l, {
...t,
retry: retryEach,
clock: n
});
for (const e of u) this.#Ye(e);
});
} catch (e) {
if (!(e instanceof o.lZ || e instanceof ie.MU)) throw e;
const t = e instanceof o.lZ ? (0, o.Wk)(e) : e.message;
a.warning(`Unneeded files may be left on the server: ${t}`);
} finally {
d.dispose();
}
}
#Ye(e) {
const {runner: t} = this.#fe, {id: s} = e;
"failed" === e.kind ? t.warning(`${s} could not be deleted and is left on the server: ${(0, 
o.Wk)(e.error)}`) : "deleted" === e.kind ? t.info(`${s} was deleted from the server`) : "used" === e.kind ? t.info(`${s} is kept: job ${e.by.id} uses it`) : t.info(`${s} is kept: a job may use it, and the server lists none that does`);
}
}
function getFileIds({trainingFile: e, validationFile: t}) {
return [ e, t ].filter(e => void 0 !== e);
}
function fineTune(e) {
return (0, X.s)(e, p.iQ, async t => {
const s = await (0, Y.kr)(e), {inputs: n} = s, {customLlmProvider: i} = s.connection;
i && e.runner.saveState(te.IS, i), void 0 !== s.resultsDir && t.openResults(s.resultsDir), 
t.comment = (0, K.gv)(n, s.job, e);
const {datasets: a, fingerprint: r} = await async function checkData(e, t, s) {
const {runner: n, context: i} = s, {model: o, method: a} = e.job;
for (const t of [ ...e.warnings, ...warnAboutRunSpecificValues(e.job, i) ]) n.warning(t);
t.setFacts({
model: o,
method: a?.type ?? "supervised"
});
const r = await inspectData(e, s), c = estimateTraining(e, r);
logEstimate(c, n), t.setFacts({
estimate: c,
data: r.map(toDatasetSummary),
problems: toCheckResult(r).problems,
hyperparameters: (0, de.dl)(e.job).hyperparameters,
provenance: commitAndRunLinks(i)
}), assertNoDataErrors(r, e, n), assertWithinLimits(c, e.inputs);
const d = computeFingerprint(e, r);
return t.setFacts({
fingerprint: d
}), t.updateComment("checked"), n.info(`fingerprint: ${d}`), {
datasets: r,
fingerprint: d
};
}(s, t, e), {connect: d, deadline: l, ...u} = (0, te.rR)(s.connection, n.timeout, e);
await async function checkModelShutdown({inputs: e, job: t}, s, n, i) {
const {runner: a, startDate: r, signal: d} = i, l = (0, _.xL)(t.model), u = e["min-model-days"];
let h;
try {
const e = (0, fe.NK)(i, ve);
h = (await e(() => s.getModel(l, {
timeoutMs: ve
}))).shutdownDate;
} catch (e) {
return (0, o.jO)(e, d), void (u > 0 && a.warning(`Cannot check "min-model-days": the shutdown date of ${l} could not be read: ${(0, 
o.Wk)(e)}`));
}
if (void 0 === h) return;
n.setOutputs({
"model-shutdown-date": h
});
const f = Math.ceil((Date.parse(h) - r.getTime()) / ke), p = f > 0 ? `will be shut down on ${h}, in ${(0, 
c.B4)(f, "day")}` : `was to be shut down on ${h}`, m = `The base model ${l} ${p}; models trained from it stop working with it.`;
if (u > 0 && f < u) throw new o.lZ(m, {
hint: `"min-model-days" requires ${(0, c.B4)(u, "day")}. Train from a model that is available longer.`
});
a.warning(m);
}(s, u.cancellableClient, t, e);
const h = {
plan: s,
datasets: a,
fingerprint: r,
files: new TrainingFiles({
datasets: a,
createClient: d,
reporter: t,
deps: e
}),
reporter: t,
deps: e,
...u,
deadline: l
};
if (n["dry-run"]) return async function dryRun(e) {
const {plan: t, client: s, deps: n} = e, {runner: i} = n, o = (await new JobCoordinator(e).findReusableJob())?.job;
if (o) return i.info(`Dry run: a run would reuse job ${o.id} (${o.status}) and create none.`), 
`dry run, ${o.id} would be used`;
await e.files.checkGivenFiles();
const getId = e => "id" in e ? e.id : "(id of the uploaded file)", a = (0, de.Xx)(e), r = (0, 
V.y)({
...t.job,
...void 0 !== a && {
seed: a
}
}, {
training: getId(t.training),
...t.validation && {
validation: getId(t.validation)
}
});
i.info(`Dry run: nothing was uploaded and no job was created. A run would send this to ${s.host}, with the action's own metadata (ft_\u2026):`);
for (const e of JSON.stringify(r, null, 2).split("\n")) i.info(e);
return "dry run, nothing was created";
}(h);
try {
const e = await async function trainToCompletion(e) {
const {deps: t, reporter: s, plan: n, client: i, cancellableClient: o} = e, {runner: a, signal: r} = t, {inputs: c} = n, d = new JobCoordinator(e);
let l = await d.findOrCreateJob(), u = !1;
for (;;) {
const e = l, {job: n, createdByThisRun: h, justCreated: f, isOwn: p} = e;
let m;
if (!(c.wait || r.aborted || "succeeded" !== n.status && (0, Q.Hd)(n))) return logLeftRunning(n, t), 
`${f ? "created" : "found"}, ${n.status}`;
s.updateComment("running"), a.group("Training");
const g = await (0, ye.c)({
jobId: n.id,
client: i,
cancellableClient: o,
reporter: s,
deps: t,
inputs: c,
onCancel: c["on-cancel"] ?? (p ? "cancel" : "detach"),
inspectJob: t => d.inspect(e, t),
replaceIfCancelled: async e => h ? (m = await d.findOlderJob(e), void 0 !== m) : !u
}).catch(async t => {
throw await d.leaveCopiesToPostStep(t, e);
});
switch (a.endGroup(), g.kind) {
case "finished":
return "succeeded" === s.job?.status && i.provider.deployment && a.info(i.provider.deployment), 
await (0, ne.r)(c, {
client: o,
reporter: s,
deps: t,
isMetadataDropped: d.isMetadataDropped
}), f || "succeeded" !== n.status ? g.outcome : "reused a job that had succeeded, nothing was paid for again";

case "superseded":
l = await d.switchToPreferred(g.job, g.preferred);
break;

case "cancelled-elsewhere":
if (m) {
a.info(`Job ${n.id} was cancelled by someone else; job ${m.job.id} does the same training`), 
l = await d.switchToPreferred({
...n,
status: "cancelled"
}, m);
break;
}
a.info(`Job ${n.id} of another run was cancelled: looking for another job, or creating one`), 
u = !0, a.saveState("job-id", ""), s.reset(), l = await d.findOrCreateJob();
}
}
}(h);
return await cleanUp(h), e;
} catch (e) {
throw e instanceof se.gw || await cleanUp(h), e;
}
});
}
async function cleanUp({plan: e, reporter: {job: t}, files: s}) {
"after-success" === e.inputs["delete-files"] && "succeeded" === t?.status && await s.deleteJobFiles(t), 
await s.deleteUnused(t);
}
function logLeftRunning({id: e, status: t}, {runner: s}) {
/^paus/.test(t) ? s.warning(`Job ${e} is paused and does not continue by itself: set "wait: true" and "resume-paused: true", or resume it with the action "control".`) : (0, 
Q.Hd)({
status: t
}) || s.info((0, ee.O7)(e, s));
}
function commitAndRunLinks({repository: e, sha: t, runId: s, serverUrl: n}) {
if (!t) return;
const i = e && `${n}/${e}`;
return {
sha: t,
commitUrl: i && `${i}/commit/${t}`,
runId: s,
runUrl: i && s && `${i}/actions/runs/${s}`
};
}
function warnAboutRunSpecificValues({suffix: e, seed: t}, {runId: s, sha: n}) {
const i = [ s, n?.slice(0, 7) ].filter(e => void 0 !== e && e.length > 5);
return Object.entries({
suffix: e,
seed: t
}).filter(([, e]) => i.some(t => `${e}`.includes(`${t}`))).map(([e]) => `input "${e}": contains the id or the commit of this run, so no other run can reuse its job`);
}
var Ae = s(1672);
const evaluate = async e => (await s.e(169).then(s.bind(s, 3169))).evaluate(e), fixFiles = async (e, t) => (await s.e(495).then(s.bind(s, 8495))).fixFiles(e, t);
}),
635: ((e, t, s) => {
s.d(t, {
J: () => HashTable
});
class HashTable {
#Ke=[];
get([e, t]) {
const {slots: s} = this.#Xe(e);
return s[findSlot(s, e, t) + 2] ?? 0;
}
getOrInsert([e, t], s) {
const n = this.#Xe(e);
n.used >= n.slots.length / 3 * .8 && function grow(e) {
const {slots: t} = e;
e.slots = new Uint32Array(3 * Math.ceil(t.length / 3 * 1.5));
for (let s = 0; s < t.length; s += 3) {
const [n, i, o] = [ t[s] ?? 0, t[s + 1] ?? 0, t[s + 2] ?? 0 ];
o > 0 && put(e.slots, findSlot(e.slots, n, i), n, i, o);
}
}(n);
const i = findSlot(n.slots, e, t);
return n.slots[i + 2] || (n.used++, put(n.slots, i, e, t, s), s);
}
set(e, t) {
if (this.getOrInsert(e, t) === t) return;
const [s, n] = e, {slots: i} = this.#Xe(s);
put(i, findSlot(i, s, n), s, n, t);
}
#Xe(e) {
const t = e % 64, s = this.#Ke[t] ?? {
slots: new Uint32Array(48),
used: 0
};
return this.#Ke[t] = s, s;
}
}
function findSlot(e, t, s) {
let n = 3 * Math.floor(s / 2 ** 32 * (e.length / 3));
for (;e[n + 2] && (e[n] !== t || e[n + 1] !== s); ) n += 3, n === e.length && (n = 0);
return n;
}
function put(e, t, s, n, i) {
e[t] = s, e[t + 1] = n, e[t + 2] = i;
}
}),
363: ((e, t, s) => {
s.d(t, {
WS: () => replaceCrlf,
jq: () => normalizedBytes,
z5: () => normalizedFileBytes
});
const n = Buffer.from([ 239, 187, 191 ]), i = Buffer.from("\r\n"), o = Buffer.from("\r"), a = Buffer.from("\n");
async function* normalizedBytes(e, t) {
for (const s of t) yield* normalizedFileBytes(e, s);
}
async function* normalizedFileBytes(e, t, s) {
let i, r = !1;
for await (const c of async function* stripBom(e) {
let t = Buffer.alloc(0);
for await (const s of e) {
const e = Buffer.from(s.buffer, s.byteOffset, s.byteLength);
if (0 === e.length) continue;
if (!t) {
yield e;
continue;
}
if (t = Buffer.concat([ t, e ]), t.length < n.length) continue;
const i = t.subarray(0 === t.indexOf(n) ? n.length : 0);
t = void 0, i.length > 0 && (yield i);
}
t && t.length > 0 && (yield t);
}(e.readBytes(t, s))) {
r && c[0] !== a[0] && (yield o), r = c.at(-1) === o[0];
const e = replaceCrlf(r ? c.subarray(0, -1) : c);
i = c.at(-1), e.length > 0 && (yield e);
}
void 0 !== i && i !== a[0] && (yield a);
}
function replaceCrlf(e) {
let t = e.indexOf(i);
if (-1 === t) return e;
const s = Buffer.allocUnsafe(e.length);
let n = 0, o = 0;
for (;-1 !== t; ) n += e.copy(s, n, o, t), o = t + 1, t = e.indexOf(i, o);
return n += e.copy(s, n, o), s.subarray(0, n);
}
}),
7852: ((e, t, s) => {
s.d(t, {
ZF: () => sniff,
dD: () => i,
wi: () => checkFileName
});
var n = s(8301);
const i = 65536;
function sniff(e) {
if (function isUtf16(e) {
const [t, s] = e;
return 255 === t && 254 === s || 254 === t && 255 === s || 0 === t && 0 !== s && void 0 !== s || 0 === s && 0 !== t;
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
const t = e.toString("utf8"), s = function detectFileType(e, t) {
const s = e.toString("latin1", 0, 16), i = a.find(([e]) => s.startsWith(e));
if (i) return i[1];
const [o = "", c = ""] = t.split("\n", r).filter(e => /\S/.test(e));
if (/^\s*[{[]/.test(o) || (0, n.OW)((0, n.Bl)(c))) return;
const d = o.trim();
return /^<(!doctype|html|head|body)\b/i.test(d) ? "HTML, perhaps the page of a failed download" : /^<\?xml\b/i.test(d) ? "XML" : /^(---|(- )?["']?[A-Za-z_]\w*["']?:( .*)?)$/.test(d) ? "YAML" : function isCsvHeader(e) {
return [ ",", ";", "\t" ].some(t => {
const s = e.split(t);
return s.length > 1 && s.every(e => /^"?[A-Za-z_][\w .-]{0,60}"?$/.test(e.trim()));
});
}(d) ? "CSV" : void 0;
}(e, t);
if (s) return {
code: "file-type",
message: `the file is ${s}; ${o}`,
line: 1
};
const c = t.split("\n");
e.length === i && c.length > 1 && c.pop();
const d = function detectSingleDocument(e) {
const [t = "", s] = e;
if ("[" === t && "]" === e.at(-1)) return "json-array";
if (void 0 === s || !(0, n.OW)((0, n.Bl)(s))) {
if (t.startsWith("[")) return void 0 !== s && isJson(t) ? void 0 : "json-array";
if (!(0, n.OW)((0, n.Bl)(t.replace(/,$/, "")))) return void 0 !== s && /^\{(.*[{[,:])?$/.test(t) && !isJson(t) ? "pretty-printed" : void 0;
}
}(c.map(e => e.trim()).filter(e => "" !== e));
return d ? {
code: d,
message: "json-array" === d ? "the file is one JSON array; write each of its elements on a separate line" : "the file is JSON over several lines; write each example on one line",
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
const o = "the API reads JSONL: text in UTF-8 with one JSON object per line", a = [ [ "\x1f\x8b", "compressed with gzip" ], [ "PK\x03\x04", "a zip archive (or an Excel sheet)" ], [ "BZh", "compressed with bzip2" ], [ "(\xb5/\xfd", "compressed with zstd" ], [ "\xfd7zXZ\0", "compressed with xz" ], [ "7z\xbc\xaf'\x1c", "a 7-Zip archive" ], [ "PAR1", "Parquet" ], [ "ARROW1", "Arrow" ], [ "SQLite format 3\0", "a SQLite database" ], [ "%PDF-", "a PDF document" ] ], r = 100, isJson = e => void 0 !== (0, 
n.Bl)(e);
}),
5507: ((e, t, s) => {
s.d(t, {
LJ: () => findDataFiles,
m3: () => readPlan,
kr: () => readTrainingPlan
});
var n = s(1828), i = s(7320), o = s(4389), a = s(2857), r = s(8301), c = s(4407), d = s(6452), l = s(1420), u = s(131), h = s(2526), f = s(9211);
async function readJob(e, t, {setSecret: s, server: n}) {
const i = new d.S(t, s), o = function omitEmpty(e) {
const t = Object.entries((0, r.p3)(e)).filter(([e, t]) => t.split("\n").map(e => e.trim()).some(t => "" !== t && !(t.startsWith("#") && m.includes(e))));
return Object.fromEntries(t.map(([e, t]) => [ e, p.includes(e) ? t.trim() : t ]));
}(e), a = await async function readJobFile(e, t) {
if (void 0 === e) return {
fields: {},
label: 'input "job-file"'
};
const s = await t.readFile(e, 'input "job-file"');
if (!s) return {
fields: void 0
};
const n = `input "job-file": ${s.path}`, i = await t.parseYaml(u.p4, s.text, n);
if (!i) {
const e = await (0, f.a)(s.text);
return {
fields: i,
path: s.path,
...g.parse(e ?? {})
};
}
return i.hyperparameters && t.addWarning(n, "hyperparameters: is deprecated by the API; sent under the method instead"), 
{
fields: i,
label: n,
path: s.path
};
}(o["job-file"], i), b = function findDataPaths(e, t) {
const pick = (e, s) => void 0 !== e ? {
patterns: e
} : s ? {
patterns: s,
...(0, r.p3)({
relativeTo: t.path
})
} : void 0, {training_file: s, validation_file: n} = t.fields ?? t;
return (0, r.p3)({
training: pick(e["training-file"], s),
validation: pick(e["validation-file"], n)
});
}(o, a), y = await (0, l.BU)(o, a.fields?.method?.type, i);
if (!a.fields) return await readSettingInputs(o, i), {
problems: i.problems,
...b
};
const {training: v} = b, k = o.model ?? a.fields.model;
v || i.addProblem('input "training-file"', "is required"), k || i.addProblem('input "model"', "is required");
const $ = await (0, l.wF)(o, y, a, i);
b.validation || "reinforcement" !== y.type || function reportNoValidation(e, t, s) {
const n = t?.needsValidation ?? !0, i = "reinforcement" === e?.type && (0, c.o_)(e.grader);
n && !i ? s.addProblem('input "validation-file"', "is required by the method reinforcement") : s.addWarning('input "validation-file"', "is unset; OpenAI and Azure require it for reinforcement, and without it there are no validation metrics");
}($, n, i);
const j = function mergeSettings(e, {fields: t, label: s}, n, i) {
const o = e.suffix ?? t.suffix, a = void 0 === e.suffix ? `${s}: suffix` : 'input "suffix"', c = n?.hasSuffix ?? !0;
o && c ? function warnAboutSuffix(e, t, s) {
/[^A-Za-z0-9_-]/.test(e) && s.addWarning(t, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects'), 
[ ...e ].length > 40 && s.addWarning(t, "is longer than 40 characters, which Azure OpenAI rejects");
}(o, a, i) : o && i.addWarning(a, `is not sent: ${n?.name} has no suffixes`);
const d = mergeMaps(t.metadata, e.metadata);
d && i.unwrap((0, h.tf)(w.metadata, d), 'input "metadata"');
const [l, f] = e.integrations ? [ 'input "integrations": ', e.integrations ] : [ `${s}: integrations`, t.integrations ];
for (const [e, {wandb: t}] of f?.entries() ?? []) i.warnAboutUndocumented(`${l}[${e}].wandb`, t, u.LQ.wandb);
return (0, r.p3)({
suffix: c ? o : void 0,
seed: e.seed ?? t.seed,
metadata: d,
integrations: f?.map(({type: e, wandb: t}) => ({
type: e,
wandb: (0, r.p3)(t)
})),
extraBody: mergeMaps(t.extra_body, e.extraBody)
});
}(await readSettingInputs(o, i), a, n, i);
return i.problems.length > 0 || !v || !k ? {
problems: i.problems,
...b
} : {
job: {
model: k,
...b,
training: v,
...(0, r.p3)({
method: $
}),
...j
},
warnings: i.warnings
};
}
const p = [ "model", "method", "suffix", "seed", "job-file" ], m = [ "hyperparameters", "grader", "metadata", "integrations", "extra-body" ], g = a.Ikc({
training_file: a.YjP().optional().catch(void 0),
validation_file: a.YjP().optional().catch(void 0)
}), w = u.p4.shape;
async function readSettingInputs(e, t) {
const {suffix: s} = e, parse = (s, n, i) => t.parseYaml(s, e[n], `input "${n}"`, i);
return {
suffix: void 0 === s ? void 0 : t.unwrap((0, h.tf)(w.suffix, s), 'input "suffix"'),
seed: await parse(w.seed, "seed"),
metadata: await parse(w.metadata, "metadata", "text"),
integrations: await parse(w.integrations, "integrations"),
extraBody: await parse(w.extra_body, "extra-body")
};
}
function mergeMaps(e, t) {
const s = {
...e,
...t
};
return Object.keys(s).length > 0 ? s : void 0;
}
var b = s(6891), y = s(8551), v = s(3916), k = s(617), $ = s(4717), j = s(2969), x = s(4512);
async function readTrainingPlan(e) {
const t = await readPlan(o.b.fineTune, e, ({wait: e, require: t}) => t.length > 0 && !e ? [ 'input "require": needs "wait: true", since only a job that has ended can be evaluated' ] : []);
return {
...t,
connection: (0, x.tq)(t.inputs, e, t.job.extraBody)
};
}
const O = 1048576;
async function readPlan(e, {runner: t, workspace: s, signal: o}, a = () => []) {
const r = await (0, b.T)(e, t), c = [], {setSecret: d} = t, l = "base-url" in e.shape ? function getServerRules({inputs: e}) {
const t = n.I1["base-url"].safeParse(e.get("base-url"));
if (!t.success) return;
const {hostname: s} = new URL(t.data), {name: i, hasSuffix: o} = (0, $.sO)(s);
return {
name: i,
hasSuffix: o,
needsValidation: (0, $.to)(s)
};
}(t) : void 0, u = await readJob(Object.fromEntries(t.inputs), async (e, t) => {
const {file: n, ...i} = await readJobText(s, e, t);
return c.push(n), i;
}, {
setSecret: d,
server: l
}), h = [ r, u ].flatMap(e => "problems" in e ? e.problems : []), collectProblem = async (e, t) => {
try {
return await t();
} catch (t) {
return (0, v.jO)(t, o), void h.push(`${e}: ${t.message}${t.hint ? ` (${t.hint})` : ""}`);
}
}, {training: f, validation: p} = await findSources("job" in u ? u.job : u, collectProblem, s), m = t.inputs.get("results-dir"), g = void 0 !== m || !t.isCommandLine || "wait" in e.shape, w = await collectProblem('input "results-dir"', async () => g ? s.prepareDirectory(m) : void 0);
if ("inputs" in r) {
const e = "job" in u ? u.job : void 0;
h.push(...function validateLimits(e, t, s) {
const {price: n, "max-cost": o, "max-tokens": a} = e, r = Object.entries({
"max-tokens": a,
price: n,
"max-cost": o
}).filter(([, e]) => void 0 !== e).map(([e]) => e);
return [ ...e["data-check-ignore"].filter(e => !(0, y.NU)(e)).map(e => `input "data-check-ignore": ${function describeUnknownCode(e) {
const t = (0, j.au)(e, y.zB);
return `${(0, v.hD)(e)} is not a code of a check${t}; docs/data-checks.md lists all codes`;
}(e)}`), ...void 0 !== o && void 0 === n ? [ 'input "max-cost": needs "price"' ] : [], ..."reinforcement" === t?.method?.type ? r.filter(e => "max-tokens" !== e).map(e => `input "${e}": reinforcement is billed by time, not by tokens`) : [], ...(0, 
i.x)(t?.extraBody).filter(() => r.length > 0).map(e => `input "extra-body": the epochs in ${e} would not be counted; set them in "hyperparameters"`), ...s && "id" in s ? r.map(e => `input "${e}": the tokens of a file on the server cannot be counted`) : [] ];
}(r.inputs, e, f), ...a(r.inputs));
}
if (h.length > 0 || "problems" in r || "problems" in u || !f) throw new v.lZ(h.join("\n"));
const x = await collectProblem('input "results-dir"', async () => w?.create());
if (h.length > 0) throw new v.lZ(h.join("\n"));
void 0 !== x && function assertNoOverwrite(e, t, s) {
const n = Object.entries(s).flatMap(([e, t]) => t && "files" in t ? t.files.map(t => ({
...t,
use: `the ${e} data`
})) : []);
for (const {path: s, name: i, use: o} of [ ...n, ...t.map(e => ({
...e,
use: "a file of the job"
})) ]) if ((0, k.l)(s, e)) throw new v.lZ(`input "results-dir": the results would overwrite "${i}", ${o}`);
}(x, c, {
training: f,
validation: p
});
const {inputs: O} = r;
return {
inputs: O,
job: u.job,
training: f,
...p && {
validation: p
},
countsTokens: [ "max-tokens", "price", "max-cost" ].some(e => t.inputs.has(e)),
ignore: new Set(O["data-check-ignore"].filter(y.NU)),
warnings: u.warnings,
resultsDir: x
};
}
async function findDataFiles({runner: e, workspace: t, signal: s}) {
const n = await readJob(Object.fromEntries(e.inputs), (e, s) => readJobText(t, e, s), {
setSecret: e.setSecret,
server: void 0
}), i = await findSources("job" in n ? n.job : n, async (e, t) => {
try {
return await t();
} catch (e) {
return void (0, v.jO)(e, s);
}
}, t);
return Object.values(i).flatMap(e => e && "files" in e ? [ e.files ] : []);
}
async function readJobText(e, t, s) {
const n = await e.getFile(t, s);
return {
text: await e.readText(n, O),
path: n.name,
file: n
};
}
async function findSources(e, t, s) {
const find = async n => {
const i = e[n];
if (!i) return;
const o = i.relativeTo ? `input "job-file": ${i.relativeTo}: ${n}_file` : `input "${n}-file"`;
return t(o, () => async function findSource(e, {patterns: t, relativeTo: s}) {
const n = t.trim();
return _.test(n) && !await e.exists(n, s) ? {
id: n
} : {
files: await e.glob(t, s)
};
}(s, i));
};
return {
training: await find("training"),
validation: await find("validation")
};
}
const _ = /^file-[\w-]+$/;
})
};
