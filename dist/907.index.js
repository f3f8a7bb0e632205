export const id = 907;

export const ids = [ 907 ];

export const modules = {
8013: ((e, t, n) => {
n.d(t, {
OC: () => listUncountedEpochFields,
a3: () => estimateCost,
vr: () => getExtraBodyEpochs
});
var s = n(8301);
function estimateCost({method: e, examples: t, tokens: n, epochs: s, price: i}) {
const o = "number" == typeof s, a = o ? s : function estimateEpochs(e) {
return 3 * e < 100 ? Math.min(25, Math.floor(100 / Math.max(1, e))) : 3 * e > 25e3 ? Math.max(1, Math.floor(25e3 / e)) : 3;
}(t), r = n * a;
return {
epochs: a,
epochsGiven: o,
tokens: r,
...void 0 !== i && "reinforcement" !== e && {
cost: r * i / 1e6
}
};
}
const i = /epochs$/i;
function listUncountedEpochFields(e = {}) {
const {hyperparameters: t, ...n} = e, s = Object.keys(n).filter(e => i.test(e));
return listEpochs(t).length > 0 && void 0 === getExtraBodyEpochs(e) ? [ ...s, "hyperparameters" ] : s;
}
function getExtraBodyEpochs({hyperparameters: e} = {}) {
const t = listEpochs(e).map(e => "string" == typeof e && "" !== e.trim() ? Number(e) : e), n = t.filter(e => "number" == typeof e && Number.isFinite(e));
return n.length === t.length && n.length > 0 ? Math.max(...n.map(Number)) : void 0;
}
function listEpochs(e) {
return Object.entries((0, s.OW)(e) ? e : {}).filter(([e, t]) => i.test(e) && null !== t && "auto" !== t).map(([, e]) => e);
}
}),
4407: ((e, t, n) => {
n.d(t, {
Dk: () => hasUndocumentedGrader,
FK: () => $,
Ol: () => isUnknownGrader,
Uc: () => j
});
var s = n(2857), i = n(2969), o = n(2526);
const a = s.YjP().exactOptional().describe("The name of the grader, as reports show it. Defaults to its key in `graders`, or to its type."), template = e => s.YjP().describe(`${e} May contain {{item.x}} and {{sample.output_text}}.`), r = s._H3({
type: s.euz("string_check"),
name: a,
input: template("The text to check."),
reference: template("The text to compare with."),
operation: s.k5n([ "eq", "ne", "like", "ilike" ]).describe("eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.")
}).meta({
id: "string_check",
description: "Compares two texts; 0 or 1."
}), c = s._H3({
type: s.euz("text_similarity"),
name: a,
input: template("The text to be graded."),
reference: template("The text to grade against."),
evaluation_metric: s.k5n([ "cosine", "fuzzy_match", "bleu", "gleu", "meteor", "rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_5", "rouge_l" ]).describe("How similarity is measured; cosine is for evals only.")
}).meta({
id: "text_similarity",
description: "Measures how similar two texts are; 0 to 1."
}), d = s._H3({
type: s.euz("python"),
name: a,
source: o.y0.exactOptional().describe("Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network."),
source_file: o.y0.exactOptional().describe("Path of a file with the source, relative to the file that names it. It is sent as `source`."),
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
}), l = s.gMt("type", [ s._H3({
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
}), h = "text, an input_text, output_text, input_image or input_audio item", u = [ s.YjP(), l ], p = s.YOg(s._H3({
role: s.k5n([ "user", "assistant", "system", "developer" ]),
content: s.KCZ([ ...u, s.YOg(s.KCZ(u, (0, o.j1)(h))) ], (0, o.j1)(`${h}, or a list of these`)).describe("Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}."),
type: s.euz("message").exactOptional()
})).min(1, {
error: "is empty"
}).meta({
id: "messages",
description: "The messages for the grading model."
}), f = (0, o.j1)("a list of two numbers"), m = s._H3({
type: s.euz("score_model"),
name: a,
model: s.YjP().describe("The model that gives the score."),
input: p,
range: s.YOg(s.aig()).length(2, f).exactOptional().describe("Lowest and highest score; defaults to [0, 1]."),
sampling_params: s._H3({
seed: (0, o.cl)(s.Whr()),
top_p: (0, o.cl)(s.aig()),
temperature: (0, o.cl)(s.aig()),
max_completions_tokens: (0, o.cl)(s.Whr().min(1, (0, o.j1)("a whole number of at least 1"))).describe("Maximum tokens of an answer. The API spells it with two plurals."),
reasoning_effort: (0, o.cl)(s.YjP())
}).exactOptional().describe("How the grading model samples.")
}).meta({
id: "score_model",
description: "A model assigns a score."
}), g = s._H3({
type: s.euz("label_model"),
name: a,
model: s.YjP().describe("The model that gives the label."),
input: p,
labels: s.YOg(s.YjP()).describe("The labels to choose from."),
passing_labels: s.YOg(s.YjP()).describe("The labels that count as passing.")
}).meta({
id: "label_model",
description: "A model assigns a label. Made for evals; fine-tuning servers may reject it."
}), w = [ "string_check", "text_similarity", "python", "score_model", "multi", "label_model" ], b = s._H3({
type: s.YjP().refine(e => "" !== e && void 0 === (0, i.h0)(e, w), {
abort: !0,
error: ({input: e}) => (0, o.Xv)(w, e)
}).meta({
minLength: 1,
pattern: `^(?!(${w.join("|")})$)`
}).pipe(s.IeY())
}).meta({
id: "other_grader",
description: "A grader of another type, which is sent as written."
}), y = (0, o.j1)("a map"), v = s.KCZ([ s.gMt("type", [ r, c, d, m, g ]), b ], y), k = s._H3({
type: s.euz("multi"),
name: a,
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
}), $ = s.KCZ([ s.gMt("type", [ r, c, d, m, k, g ]), b ], y).describe("How the outputs of the model are graded during the training.");
function isUnknownGrader(e) {
return !Object.hasOwn(j, e.type);
}
function hasUndocumentedGrader(e) {
return "multi" === e.type ? Object.values(e.graders).some(hasUndocumentedGrader) : isUnknownGrader(e) && "endpoint" !== e.type;
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
696: ((e, t, n) => {
n.d(t, {
J8: () => u,
ed: () => findHyperparameterWarnings,
vt: () => p
});
var s = n(2857), i = n(3916), o = n(2969), a = n(2526);
const r = (0, a.j1)('a whole number of at least 1 or "auto"'), c = (0, a.j1)('a number above 0 or "auto"'), d = (0, 
a.cl)(s.KCZ([ s.euz("auto"), s.Whr(r).min(1, r) ], r).meta({
id: "whole_number_or_auto"
})), l = (0, a.cl)(s.KCZ([ s.euz("auto"), s.aig(c).positive(c) ], c).meta({
id: "number_or_auto"
})), h = {
n_epochs: d.describe('How many times to go through the training data, or "auto".'),
batch_size: d.describe('Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.'),
learning_rate_multiplier: l.describe('Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.')
}, u = [ "supervised", "dpo", "reinforcement" ], p = {
supervised: s._H3(h).meta({
id: "supervised_hyperparameters"
}),
dpo: s._H3({
...h,
beta: l.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behavior.')
}),
reinforcement: s._H3({
...h,
compute_multiplier: l.describe('Multiplier of the compute spent on exploring, or "auto".'),
eval_interval: d.describe('Training steps between two evaluations, or "auto".'),
eval_samples: d.describe('Samples of the validation data generated per evaluation, or "auto".'),
reasoning_effort: (0, a.cl)(s.YjP()).describe("How much the model reasons: default, low, medium or high.")
})
}, f = {
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
const n = Object.keys(p[e].shape), s = t.map(([e]) => e).filter(e => !n.includes(e)), a = s.filter(e => "" === (0, 
o.au)(e, n)), r = s.filter(e => !a.includes(e)), c = t.flatMap(([e, t]) => {
const s = f[e];
return n.includes(e) && s && "auto" !== t && !s.includes(t) ? [ `${e}: ${(0, i.hD)(t)} is outside the documented range (${s.text}); it is sent unchanged` ] : [];
});
return [ ...r.map(t => `${describeUndocumented(e, [ t ])}${(0, o.au)(t, n)}`), ...a.length > 0 ? [ describeUndocumented(e, a) ] : [], ...c ];
}
const m = 20;
function describeUndocumented(e, t) {
const n = t.length - m, s = [ ...t.slice(0, m).map(i.hD), ...n > 0 ? [ `and ${n} more` ] : [] ].join(", ");
return 1 === t.length ? `${s} is not a documented hyperparameter of ${e}; it is sent unchanged` : `${s} are not documented hyperparameters of ${e}; they are sent unchanged`;
}
}),
569: ((e, t, n) => {
n.d(t, {
H: () => JobReader
});
var s = n(3916), i = n(8019), o = n(2526), a = n(9211);
class JobReader {
#e=[];
#t=[];
#n=[];
#s;
#i;
constructor(e, t) {
this.#s = e, this.#i = t;
}
get problems() {
return limitLines(this.#e, "problem");
}
get warnings() {
return limitLines(this.#t, "warning");
}
get files() {
return this.#n;
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
const r = void 0 === t ? void 0 : this.unwrap(await (0, a.e)(t, s), n);
if ("typed" === s) for (const e of (0, i.Td)(r)) this.#i(e);
return void 0 === r ? void 0 : this.unwrap((0, o.tf)(e, r), n);
}
async readFile(e, t, n) {
try {
const t = await this.#s.getFile(e, n), s = await this.#s.readText(t);
return this.#n.push(t), {
text: s.replaceAll("\r\n", "\n"),
path: t.name
};
} catch (e) {
return (0, s.jO)(e), void this.addProblem(t, (0, s.Nb)(e));
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
var s = n(2857), i = n(8301), o = n(4407), a = n(696), r = n(3916), c = n(2969), d = n(9030), l = n(2526);
const h = 262144;
async function resolveGrader(e, t, n) {
const s = "multi" === e.type ? await async function resolveMulti(e, t, n) {
checkFields(e, t, n);
const s = {};
let i = !0;
for (const [o, a] of Object.entries(e.graders)) {
const e = `${t.label}: ${(0, l.jV)([ "graders", o ])}`, r = await resolveSingle(a, o, {
...t,
label: e
}, n);
r && (s[o] = r), i &&= void 0 !== r;
}
return i ? {
...e,
name: e.name ?? "multi",
graders: s
} : void 0;
}(e, t, n) : await resolveSingle(e, e.type, t, n);
if (s) {
for (const {severity: e, field: i, message: o} of (0, d.D)(s).problems) {
const s = `${t.label}: ${i}`;
"error" === e ? n.addProblem(s, o) : n.addWarning(s, o);
}
return s;
}
}
async function resolveSingle(e, t, n, s) {
if ((0, o.Ol)(e)) {
const t = Object.keys(o.Uc).join(", ");
return s.addWarning(n.label, `the type ${(0, r.hD)(e.type)} is unknown here (${t}); the grader is sent as written`), 
e;
}
checkFields(e, n, s);
const a = {
...e,
name: e.name ?? t
};
switch (a.type) {
case "python":
{
const {source_file: e, ...t} = a, i = await async function readPythonSource(e, t, {label: n, relativeTo: s}, i) {
if (void 0 !== e && void 0 !== t) return void i.addProblem(n, 'has both "source" and "source_file"; give one of them');
if (void 0 === e && void 0 === t) return void i.addProblem(n, '"source" or "source_file" is required');
const o = void 0 === t ? e : (await i.readFile(t, `${n}: source_file`, s))?.text;
if (void 0 !== o) {
if (!((new TextEncoder).encode(o).length > h)) return /\bgrade\b/.test(o) || i.addWarning(n, 'the Python source defines no function "grade"'), 
o;
i.addProblem(n, "the Python source is larger than 256 kB");
}
}(t.source, e, n, s);
return void 0 === i ? void 0 : {
...t,
source: i
};
}

case "score_model":
{
const {sampling_params: e, ...t} = a, [o = 0, r = 1] = t.range ?? [];
return o >= r && s.addWarning(n.label, "range: expected the lowest score first, then the highest"), 
e ? {
...t,
sampling_params: (0, i.p3)(e)
} : t;
}

case "label_model":
return s.addWarning(n.label, "label_model is a grader for evals; fine-tuning servers may reject it"), 
a;

case "text_similarity":
return "cosine" === a.evaluation_metric && s.addWarning(n.label, "the metric cosine is for evals; fine-tuning servers may reject it"), 
a;

case "string_check":
return a;
}
}
function checkFields(e, {label: t}, n) {
const s = o.Uc[e.type];
for (const i of Object.keys(e)) {
if (s.includes(i)) continue;
"source_file" === i && n.addProblem(t, 'only a python grader has a "source_file"');
const e = (0, c.au)(i, s);
e && n.addWarning(t, `unknown field ${(0, r.hD)(i)} is sent unchanged${e}`);
}
}
var u = n(131);
const p = 'input "hyperparameters"';
async function readMethodInputs(e, t, n) {
const i = void 0 === e.method ? t : n.unwrap((0, l.tf)(s.k5n(a.J8), e.method), 'input "method"'), o = void 0 === e.grader ? void 0 : await readInputGrader(e.grader, n), r = a.vt[i ?? "supervised"].nullable();
return {
type: i,
grader: o,
hyperparameters: await n.parseYaml(r, e.hyperparameters, p)
};
}
async function readMethod(e, t, n, s) {
if (void 0 !== e.method && void 0 === t.type) return;
const o = t.type ?? "supervised";
!function checkOtherMethods(e, {fields: t, label: n}, s) {
for (const i of a.J8) i !== e && t.method?.[i] && (t.method.type === e && void 0 === t.method[e] ? s.addProblem(n, `method.${i}: does not match the type ${e}`) : s.addWarning(n, `method.${i}: is ignored because the method is ${e}`));
}(o, n, s);
const r = function mergeHyperparameters(e, t, {fields: n, label: s}, o) {
const r = (0, l.tf)(a.vt[e], n.hyperparameters ?? {}), c = [ [ p, t ], [ `${s}: method.${e}.hyperparameters`, n.method?.[e]?.hyperparameters ], [ `${s}: method.dpo`, "dpo" === e ? readMisplaced({
fields: n,
label: s
}, o) : void 0 ], [ `${s}: hyperparameters`, o.unwrap(r, `${s}: hyperparameters`) ] ];
let d = {};
for (const [t, n] of c) {
const s = (0, i.p3)(n ?? {}), r = Object.entries(s).filter(([e]) => !Object.hasOwn(d, e));
for (const n of (0, a.ed)(e, r)) o.addWarning(t, n);
d = {
...s,
...d
};
}
return Object.keys(d).length > 0 ? d : void 0;
}(o, t.hyperparameters, n, s);
if ("reinforcement" !== o) return void 0 !== e.grader && s.addProblem('input "grader"', `only the method reinforcement has a grader, and the method is ${o}`), 
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
...(0, i.p3)({
relativeTo: e.path
})
}, t);
}(n, s) : t.grader, d = n.fields.method?.reinforcement ?? {}, h = `${n.label}: method.reinforcement`;
s.warnAboutUndocumented(h, d, u.LQ.reinforcement);
const {grader: f, hyperparameters: m, ...g} = d;
return c && {
type: o,
grader: c,
...g,
...(0, i.p3)({
hyperparameters: r
})
};
}
function readMisplaced({fields: e, label: t}, n) {
const {hyperparameters: s, ...o} = e.method?.dpo ?? {}, a = (0, i.p3)(o);
for (const e of Object.keys(a)) n.addWarning(t, `method.dpo.${e}: belongs under method.dpo.hyperparameters; it is sent there`);
return a;
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
const s = await n.parseYaml(o.FK, e, t.label);
return s && resolveGrader(s, t, n);
}
}),
131: ((e, t, n) => {
n.d(t, {
LQ: () => v,
p4: () => y
});
var s = n(2857), i = n(4407), o = n(696), a = n(2526);
const r = s.g1P((0, a.xX)(0, 64).refine(e => !e.startsWith("ft_"), {
error: 'keys that begin with "ft_" are reserved for the action'
}).meta({
pattern: "^(?!ft_)"
}), (0, a.xX)(0, 512)).refine(e => Object.keys(e).length <= 10, {
error: ({input: e}) => `expected at most 10 pairs, received ${Object.keys(Object(e)).length}`
}).meta({
maxProperties: 10
}), c = (0, a.MA)({
project: s.YjP().describe("The project that the run is created under."),
name: (0, a.cl)(s.YjP()).describe("Display name of the run; defaults to the job id."),
entity: (0, a.cl)(s.YjP()).describe("Team or user that the run belongs to."),
tags: s.YOg(s.YjP()).exactOptional().describe("Tags of the run.")
}, [ "api_key" ]), d = s.YOg(s.rej({
type: s.euz("wandb").describe("Weights and Biases, the only integration."),
wandb: c.describe("Where the metrics go. Further fields are sent as written.")
})), l = (0, a.j1)("a whole number from 0 to 2147483647"), h = "Belongs under hyperparameters, where it is moved.", u = (0, 
a.MA)({
grader: i.FK.exactOptional(),
hyperparameters: (0, a.cl)(o.vt.reinforcement),
response_format: s.g1P(s.YjP(), s.L5J()).exactOptional().describe("Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.")
}, [ "tools", "max_episode_steps" ]), p = s.rej({
type: s.k5n(o.J8).describe("supervised, dpo (preferences) or reinforcement (a grader)."),
supervised: (0, a.cl)(s.rej({
hyperparameters: (0, a.cl)(o.vt.supervised)
})).describe("Settings of the method supervised."),
dpo: (0, a.cl)(s.rej({
hyperparameters: (0, a.cl)(o.vt.dpo),
beta: o.vt.dpo.shape.beta.meta({
description: h,
deprecated: !0
}),
l2_multiplier: (0, a.cl)(s.aig()).meta({
description: h,
deprecated: !0
})
})).describe("Settings of the method dpo."),
reinforcement: (0, a.cl)(u).describe("Settings of the method reinforcement. Further fields are sent as written.")
}), f = a.y0.refine(e => !/^\s*local:/m.test(e), {
error: '"local:" is of azd\'s job files; write the path without it'
}), m = {
model: a.y0.exactOptional().describe("Base model, or an ft: model to train further."),
training_file: f.exactOptional().describe("Paths or globs relative to this file, one per line, or the id of an uploaded file."),
validation_file: (0, a.cl)(f).describe("Paths or globs relative to this file, one per line, or the id of an uploaded file."),
method: (0, a.cl)(p).describe("How the model is trained; defaults to supervised."),
hyperparameters: (0, a.cl)(o.vt.supervised).meta({
description: "Deprecated by the API; moved under the method.",
deprecated: !0
}),
suffix: (0, a.cl)((0, a.xX)(1, 64)).describe("Becomes part of the name of the fine-tuned model, 1 to 64 characters."),
seed: (0, a.cl)(s.Whr(l).min(0, l).max(2147483647, l)).describe("The same seed and job should give the same result; the API chooses one by default."),
metadata: (0, a.cl)(r).describe('At most 10 pairs of text to text. Keys that begin with "ft_" are reserved for the action.'),
integrations: (0, a.cl)(d).describe("Where else the metrics are sent.")
}, foldName = e => e.toUpperCase().toLowerCase().replaceAll("_", ""), g = "hyperparameters", w = Object.keys(m).filter(e => e !== g), anySpelling = e => [ ...e ].map(e => "_" === e ? "_?" : `[${e}${e.toUpperCase()}]`).join(""), b = s.g1P(s.YjP().refine(e => !(e => e !== g && Object.keys(m).some(t => foldName(t) === foldName(e)))(e), {
error: ({input: e}) => `"${e}" has an input of its own; set it there`
}).meta({
pattern: `^(?!(${w.map(anySpelling).join("|")})$)(${g}$|(?!${anySpelling(g)}$))`
}), s.L5J()), y = s.rej({
$schema: s.YjP().exactOptional().describe("Where editors find the JSON Schema of this file."),
...m,
extra_body: (0, a.cl)(b).describe("Further top-level fields of the create request, for other servers (trainingType).")
}).meta({
title: "Fine-tuning job",
description: "A fine-tuning job of the openai-fine-tune action."
}), v = {
reinforcement: Object.keys(u.shape),
wandb: Object.keys(c.shape)
};
}),
9030: ((e, t, n) => {
n.d(t, {
D: () => parseTemplates,
Zv: () => d,
mQ: () => splitReference
});
var s = n(3916), i = n(2969), o = n(2526);
const a = [ "item", "sample" ], r = [ "output_text", "output_json", "output_tools", "choices", "output_audio" ], c = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/;
function parseTemplates(e) {
const t = new Map, n = [];
for (const s of function collectTexts(e) {
return "multi" !== e.type ? collectSingleTexts(e, []) : Object.entries(e.graders).flatMap(([e, t]) => collectSingleTexts(t, [ "graders", e ]));
}(e)) {
const {text: e, field: i} = s;
for (const {reference: o, problem: a} of findReferences(e)) {
if (a && n.push({
severity: "warning",
field: i,
message: a
}), void 0 === o) continue;
const [e = "", ...r] = splitReference(o);
if ("item" === e && r.length > 0) {
const e = JSON.stringify(r), n = t.get(e);
n ? n.locations.includes(i) || n.locations.push(i) : t.set(e, {
path: r,
locations: [ i ]
});
} else n.push(...checkReference(o, e, r, s));
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
const o = i.find(e => !/^[\w.+\-*/^(),]+$/.test(e));
o && (yield {
severity: "warning",
field: n,
message: `${(0, s.hD)(o)} is not a documented operator`
});
const a = Object.keys(t), r = a.filter(e => !l.test(e));
for (const e of r) {
const t = `${(0, s.hD)(e)} cannot be used in a formula; use letters, digits and "_"`;
yield {
severity: "warning",
field: "graders",
message: t
};
}
if (r.length > 0) return;
const c = new Set(i.filter(e => l.test(e))), p = new Set([ ...a, ...d ]), f = [ ...c ].filter(e => !p.has(e));
for (const [e, i] of f.entries()) {
const o = e < u ? suggestKey(i, t) : "";
yield {
severity: "error",
field: n,
message: `${(0, s.hD)(i)} is not the key of a grader${o}`
};
}
for (const e of a) c.has(e) || (yield {
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
const i = e.slice(t + 2, n), o = i.lastIndexOf("{{");
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
problem: `${(0, s.hD)(`{{${i}}}`)} is not a reference to a field such as {{ item.x }}`
}, t = e.indexOf("{{", n + 2);
}
}
function splitReference(e) {
return e.split(/[.[\]]+/).filter(e => "" !== e);
}
function* checkReference(e, t, [n], {field: o, isPrompt: c}) {
const d = (0, s.hD)(`{{${e}}}`);
if (a.includes(t)) {
if (void 0 === n) yield {
severity: "warning",
field: o,
message: `${d} names no field`
}; else if (!r.includes(n)) {
const e = (0, i.au)(n, r), t = `${d} is not documented; a sample has ${r.join(", ")}${e}`;
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
const d = [ "min", "max", "abs", "floor", "ceil", "exp", "sqrt", "log" ], l = /^[A-Za-z_]\w*$/, h = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy, u = 20;
function suggestKey(e, t) {
const n = Object.keys(t), o = n.find(n => t[n]?.name === e);
return o ? `; its key is ${(0, s.hD)(o)}` : (0, i.au)(e, [ ...n, ...d ]);
}
}),
7907: ((e, t, n) => {
n.r(t), n.d(t, {
check: () => check,
evaluate: () => evaluate,
fineTune: () => fineTune,
fixFiles: () => fixFiles,
run: () => Ce.eF
});
var s = n(4389), i = n(8551), o = n(3916), a = n(2429), r = n(617), c = n(5487), d = n(2011), l = n(4285), h = n(3300);
const u = 9e5, p = 1e3, f = 20;
function formatProblemCount({valid: e, errors: t, warnings: n}) {
return void 0 === e ? "not checked" : [ t > 0 && (0, d.B4)(t, "error"), n > 0 && (0, 
d.B4)(n, "warning") ].filter(Boolean).join(" and ") || "no problems";
}
function billableTokensCell({tokens: e, epochs: t, epochsGiven: n, images: s, uncounted: i}) {
const o = `${(0, d.B4)(t, "epoch")}${n ? "" : ", as the server will probably choose"}`, a = [ s > 0 && (0, 
d.B4)(s, "image"), i > 0 && (0, d.B4)(i, "example") ].filter(Boolean), r = a.length > 0 ? `; excludes ${a.join(" and ")} that cannot be counted` : "";
return `about ${(0, d.Sm)(e)} (${o}${r})`;
}
function problemList({codes: e, problems: t, errors: n, warnings: s}) {
if (0 === t.length) return;
const i = {
maxRows: p,
maxBytes: u
}, {markdown: o, shown: a} = (0, h.iK)(t, i), r = Object.entries(e).sort(([, e], [, t]) => t - e).map(([e, t]) => `${(0, 
l.h8)(e)} ${(0, d.Sm)(t)}`), c = n + s - a, m = c > 0 ? `\n\n${(0, d.Sm)(c)} more in \`report.json\`.` : "";
return (0, l.zH)(r.join(", "), `${o}${m}`, a <= f);
}
var m = n(4231), g = n(5468);
const w = 25e3;
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
text: `${(0, d.Sm)(e - t)} of ${(0, d.Sm)(e)} problems have no result of their own. "report.json" counts all of them.`
}
} ];
}
var b = n(7598), y = n(8301), v = n(8019);
const k = 1;
var $ = n(9030), j = n(635), x = n(288);
class DuplicateExamples {
hashKey;
#o=new j.J;
#a=new j.J;
#r=new x.T;
#c=0;
#d={
count: 0,
first: []
};
#l={
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
this.#a = new j.J, this.#c = this.#r.count, this.#d = {
count: 0,
first: []
}, this.#l = {
count: 0,
first: []
}, this.#h = {
count: 0,
first: []
};
}
startFile(e) {
this.#r.startFile(e);
}
addLines(e, t) {
for (let e = 0; e < t.length; e += 5) {
const n = this.#r.count + (t[e] ?? 0), s = this.#o.getOrInsert(hashAt(t, e + 1), n), i = this.#a.getOrInsert(hashAt(t, e + 3), n);
if (s !== n) {
const e = s > this.#c ? this.#d : this.#l;
this.#u(e, n, s);
} else i !== n && this.#u(this.#h, n, i);
}
this.#r.count += e;
}
#u(e, t, n) {
e.count++, e.first.length > 5 || e.first.push({
location: this.#r.locate(t),
earlier: this.#r.locate(n)
});
}
report(e) {
reportDuplicates("overlap", this.#l, e), reportDuplicates("duplicate-example", this.#d, e);
const {count: t, first: n} = this.#h, [s] = n;
if (!s) return;
const i = 1 === t ? "" : `, the first of ${t} such lines`, o = `the same prompt as ${formatLocation(s.earlier)}, but a different answer${i}`;
e.addDatasetProblem({
code: "conflicting-answers",
...s.location,
message: o
}, t);
}
}
function hashAt(e, t) {
return [ e[t] ?? 0, e[t + 1] ?? 0 ];
}
function reportDuplicates(e, {count: t, first: n}, s) {
for (const [i, {location: o, earlier: a}] of n.entries()) {
const n = i < 5 ? 1 : t - 5, r = 1 === n ? "" : `, the first of ${n} more such lines`, c = `the same example as ${formatLocation(a)}${r}`;
s.addDatasetProblem({
code: e,
...o,
message: c
}, n);
}
}
const formatLocation = ({file: e, line: t}) => `line ${t} of ${e}`;
var _ = n(9120), O = n(9333), P = n(5745);
const C = 8e9, F = 10, T = 50, S = {
training: 5e4,
validation: 1e3
};
function checkFile({name: e, notJsonl: t, examples: n, blank: s}, i) {
const {problems: o} = i;
if (t && o.addDatasetProblem({
...t,
file: e
}), !/\.jsonl$/i.test(e)) {
const t = "the file name does not end in .jsonl";
o.addDatasetProblem({
code: "file-name",
message: t,
line: 1,
file: e
});
}
if (n > 0 && s.count > 0) {
const e = 1 === s.count ? "1 blank line is not counted as an example" : `${s.count} blank lines are not counted as examples`;
o.addDatasetProblem({
code: "blank-lines",
...i.locate(s.line),
message: e
});
}
}
var U = n(3096);
const M = 1e4;
class ProblemCollector {
counts={
errors: 0,
warnings: 0,
codes: {}
};
#p;
#f={
error: [],
warning: []
};
#m={
error: [],
warning: []
};
constructor(e) {
this.#p = e;
}
get capacity() {
const {error: e, warning: t} = this.#f;
return {
error: M - e.length,
warning: M - t.length
};
}
addLineProblems({counts: e, kept: t}, n) {
for (const [t, n] of e) this.#g(t, n);
for (const {code: e, line: s, ...o} of t) {
const t = (0, i.oN)(e), a = this.#f[t];
a.length < M && a.push({
code: e,
severity: t,
...n(s),
...o
});
}
}
addDatasetProblem(e, t = 1) {
if (this.#p.has(e.code)) return;
this.#g(e.code, t);
const n = (0, i.oN)(e.code), s = this.#m[n];
s.length < M && s.push({
...e,
severity: n
});
}
list() {
const {error: e, warning: t} = this.#m;
return [ ...e, ...this.#f.error, ...t, ...this.#f.warning ];
}
#g(e, t) {
const {counts: n} = this;
n.codes[e] = (n.codes[e] ?? 0) + t, "error" === (0, i.oN)(e) ? n.errors += t : n.warnings += t;
}
}
class DatasetStats {
problems;
files=[];
formats=new Map;
tokens=(0, U.qz)();
fieldStats;
duplicates;
#r=new x.T;
constructor({ignore: e, graderFields: t}, n) {
this.problems = new ProblemCollector(e), this.fieldStats = (0, P.mp)(t), this.duplicates = n, 
n?.startDataset();
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
0 === e.lines && (this.#r.startFile(e.name), this.duplicates?.startFile(e.name));
const n = this.#r.count, {blank: s, formats: i, tokens: o} = t;
this.#r.count += t.lines, this.problems.addLineProblems(t.problems, e => this.locate(n + e)), 
this.duplicates?.addLines(t.lines, t.hashes);
for (const [e, {count: t, line: s}] of i) (0, U.tt)(this.formats, e, n + s, t);
(0, P.a0)(this.fieldStats, t.fieldStats, n), this.tokens.total += o.total, this.tokens.images += o.images, 
this.tokens.examples += o.examples, (0, x.a)(this.tokens.overContext, n + o.overContext.line, o.overContext.count), 
(0, x.a)(e.blank, n + s.line, s.count), e.examples += t.examples, e.lines += t.lines;
}
locate(e) {
return this.#r.locate(e);
}
get examples() {
return this.files.reduce((e, {examples: t}) => e + t, 0);
}
dominantFormat(e = _.hR) {
const count = e => this.formats.get(e)?.count ?? 0, [t] = e.filter(e => count(e) > 0).sort((e, t) => count(t) - count(e));
return t;
}
}
var D = n(5530), A = n(363), B = n(7852), L = n(4319);
async function inspectDataset(e, t, n) {
const s = (0, b.createHash)("sha256"), i = function toCheckOptions(e) {
const {method: t, checks: n, ignore: s = new Set, duplicates: i, graderFields: o = [], tokens: a} = e;
return {
method: t,
checks: n,
ignore: s,
hashKey: n ? i?.hashKey : void 0,
graderFields: o,
tokens: a && {
encoding: a.encoding,
...a.context && {
context: a.context
}
}
};
}(n), o = new DatasetStats(i, n.duplicates), a = new D.Pt, r = function createChecker(e, t, {tokens: n, workers: s, signal: i = (new AbortController).signal}) {
const o = e.reduce((e, {size: t}) => e + t, 0), a = n ? z : I, r = Math.min(s?.count ?? 0, Math.floor(o / a), J), c = r > 1 && (void 0 !== n || t.checks);
return new L.T(t, n?.load, c && s ? {
...s,
count: r
} : void 0, i);
}(t, i, n), c = new CheckPipeline(r, i, o, a), d = Buffer.allocUnsafeSlow(R);
let l = 0;
try {
for (const i of t) {
const t = o.startFile(i.name), r = new D.g3(a);
let h = !0;
for await (const o of (0, A.RD)((0, A.z5)(e, i, d), B.d)) if (n.signal?.throwIfAborted(), 
s.update(o), l += o.length, h && n.checks && (t.notJsonl = (0, B.Z)(o.subarray(0, B.d))), 
h = !1, !t.notJsonl) for (const e of r.push(o)) await c.add(t, e);
for (const e of r.end()) await c.add(t, e);
}
await c.end();
} finally {
r.close();
}
n.checks && function checkDatasetTotals(e, t, n) {
const {problems: s, files: i} = e, [o] = i;
if (o) {
for (const t of i) checkFile(t, e);
if (function checkEmpty({examples: e, files: t, problems: n}) {
const s = 0 === e ? "empty-file" : "empty-shard";
for (const {name: e, lines: i, examples: o, notJsonl: a} of t) {
if (a || o > 0) continue;
const t = 0 === i ? "the file is empty" : "the file has only blank lines";
n.addDatasetProblem({
code: s,
file: e,
line: 1,
message: t
});
}
}(e), function checkFormats(e, t) {
const n = _.lP[t], s = e.dominantFormat(n);
for (const i of _.hR) {
const o = e.formats.get(i);
if (!o || i === s) continue;
const {line: a, count: r} = o, c = n.includes(i), d = `${1 === r ? "1 line has" : `${r} lines have`} the ${i} format`, l = c ? `${d}, but most have the ${s} format` : `${d}${"reinforcement" === i ? " (no assistant message)" : ""}, which the method ${t} does not accept`, h = c ? "mixed-formats" : "wrong-format";
e.problems.addDatasetProblem({
code: h,
...e.locate(a),
message: l
}, r);
}
for (const [n, {line: s, count: i}] of e.formats) {
if (!(0, _.y6)(n)) continue;
const o = (0, _.H0)(n, i, t);
e.problems.addDatasetProblem({
code: "foreign-format",
...e.locate(s),
message: o
}, i);
}
}(e, n.method), function checkModel(e, {model: t, method: n}) {
const s = void 0 === t ? void 0 : (0, O.T8)(t), i = e.dominantFormat(_.lP[n]), o = i && e.formats.get(i);
if ("supervised" !== n || !s || !o || i === s) return;
const a = `the data has the ${i} format, but this model is trained on the ${s} format`;
e.problems.addDatasetProblem({
code: "model-format",
...e.locate(o.line),
message: a
});
}(e, n), function checkExampleCount(e, {problems: t, files: n, examples: s}, {method: i, role: o}) {
const report = (n, s) => t.addDatasetProblem({
code: n,
file: e,
line: 1,
message: s
}), a = 1 === s ? "1 example" : `${s} examples`, r = s > 0 && n.every(({notJsonl: e}) => !e);
"training" === o && s < F && r && report("too-few-examples", `the dataset has ${a}; training needs at least ${F}`), 
"training" === o && s >= F && s < T && report("few-examples", `the dataset has ${a}; at least ${T} are recommended`);
const c = S[o];
"reinforcement" === i && s > c && report("too-many-examples", `reinforcement accepts at most ${c} ${o} examples; the dataset has ${s}`);
}(o.name, e, n), t > C) {
const e = "the dataset is larger than 8 GB, the maximum for uploads";
s.addDatasetProblem({
code: "large-dataset",
file: o.name,
line: 1,
message: e
});
}
!function checkTokens(e, t, {context: n}) {
const {tokens: s, problems: i} = t, {count: o, line: a} = s.overContext;
if (void 0 !== n && o > 0) {
const e = `${1 === o ? "1 example has" : `${o} examples have`} more than ${n} tokens; training with this model truncates the rest`;
i.addDatasetProblem({
code: "long-example",
...t.locate(a),
message: e
}, o);
}
if (s.images > 0) {
const t = (1 === s.images ? "1 image is" : `${s.images} images are`) + " not included in the tokens: the size of a linked image is unknown";
i.addDatasetProblem({
code: "image-tokens",
file: e,
line: 1,
message: t
});
}
}(o.name, e, n);
for (const {count: t, ...n} of (0, P.wy)(e.fieldStats, t => e.locate(t))) s.addDatasetProblem(n, t);
e.duplicates?.report(s);
}
}(o, l, {
...n,
context: n.tokens?.context
});
const {examples: h, tokens: u} = o, p = o.files.filter(({notJsonl: e}) => e).length, f = h - u.examples + p;
return {
digest: s.digest("hex"),
bytes: l,
examples: h,
format: o.dominantFormat(),
files: o.files.map(({name: e, examples: t}) => ({
name: e,
examples: t
})),
problems: o.problems.list(),
counts: o.problems.counts,
...n.tokens && {
tokens: {
total: u.total,
images: u.images,
uncounted: f
}
}
};
}
const R = 2 ** 18, I = 12582912, z = 2097152, J = 8;
class CheckPipeline {
#w;
#b;
#y;
#v;
#k=new Set;
#$=0;
constructor(e, t, n, s) {
this.#w = e, this.#b = t, this.#y = n, this.#v = s;
}
async add(e, t) {
const {capacity: n} = this.#y.problems, s = "line too long" === t ? Promise.resolve((0, 
U.X6)(n, this.#b)) : this.#w.check(t, n);
s.catch(() => {}), this.#k.add({
file: e,
lines: t,
report: s
}), this.#$ += t.length, await this.#j(this.#w.maxPendingBytes);
}
end() {
return this.#j(0);
}
async #j(e) {
for (const t of this.#k) {
if (this.#$ <= e) return;
this.#k.delete(t), this.#y.addLines(t.file, await t.report), this.#$ -= t.lines.length, 
"line too long" !== t.lines && this.#v.release(t.lines);
}
}
}
var E = n(7317);
async function inspectData(e, t) {
const {runner: n} = t;
n.group("Data");
const s = [], i = new DuplicateExamples(t.attemptId);
for (const [n, o] of [ [ "training", e.training ], [ "validation", e.validation ] ]) o && s.push(await inspectSource(n, o, i, e, t));
return function reportProblems(e, t, n) {
const {errors: s, warnings: i, rest: o} = (0, h.TT)(e.flatMap(e => e.problems), {
errors: "warn" === t.inputs["data-check"] ? 0 : n.maxAnnotations - 1,
warnings: Math.max(0, n.maxAnnotations - t.warnings.length)
});
for (const e of s) n.error((0, h.Vw)(e), e);
for (const e of i) n.warning((0, h.Vw)(e), e);
const a = o.slice(0, H);
for (const e of a) n.info(`${e.severity}: ${(0, h.Vw)(e)}`);
if (0 === o.length) return;
const r = s.length + i.length, c = sumCounts(e, "errors") + sumCounts(e, "warnings") - r - a.length, l = (0, 
d.B4)(r, "problem"), u = n.isCommandLine ? `Standard output has the first ${l}, standard error ${a.length} more` : `Annotations show the first ${l}`;
n.info(`${u}${c > 0 ? `; ${(0, d.B4)(c, "problem")} more are not listed` : ""}.`);
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
if (0 !== i && "warn" !== t["data-check"]) throw new o.lZ(`The data has ${(0, d.B4)(i, "error")}.`, {
hint: n ? (i < s ? "They" : "The first of them") + " are listed by file and line." : "Nothing was uploaded. See the annotations on file and line."
});
}
function getReports(e) {
return e.flatMap(e => "report" in e ? [ e.report ] : []);
}
function sumCounts(e, t) {
return e.reduce((e, {counts: n}) => e + n[t], 0);
}
const W = 256e6;
async function inspectSource(e, t, n, s, {runner: o, workspace: a, workers: r, readRanks: c, signal: l}) {
if ("id" in t) return o.info(`${e} data: ${t.id}, already on the server`), {
role: e,
id: t.id
};
const {model: h, method: u} = s.job, p = (0, O.up)(h), f = t.files.reduce((e, {size: t}) => e + t, 0), m = s.countsTokens || f <= W;
m || o.info(`${e} data: token count skipped for ${(0, d.z3)(f)}; set "price" or "max-tokens" to enable it`);
const g = "off" === s.inputs["data-check"], w = await inspectDataset(a, t.files, {
method: u?.type ?? "supervised",
role: e,
model: h,
checks: !g,
ignore: new Set(s.inputs["data-check-ignore"].filter(i.NU)),
duplicates: n,
..."reinforcement" === u?.type && {
graderFields: (0, $.D)(u.grader).items
},
...m && {
tokens: {
encoding: (0, O._1)(h),
...p && {
context: p
},
load: e => (0, E.y)(e, c)
}
},
...r && {
workers: r
},
signal: l
});
for (const {name: t, examples: n} of w.files) o.info(`${e} data: ${t}, ${(0, d.B4)(n, "example")}`);
return g && o.info(`${e} data: not checked, because "data-check" is "off"`), {
role: e,
files: t.files,
report: w,
isUnchecked: g
};
}
const H = 200;
function computeFingerprint({job: e}, t) {
const [n, s] = t.map(e => "id" in e ? {
id: e.id
} : {
digest: e.report.digest
});
if (!n) throw new Error("there is no training data");
return function fingerprint({model: e, method: t, suffix: n, seed: s, extraBody: i}, o) {
const {type: a, hyperparameters: r, ...c} = {
hyperparameters: {},
...t ?? {
type: "supervised"
}
}, d = Object.entries(r).filter(([, e]) => "auto" !== e), l = {
version: k,
...o,
model: e,
method: (0, v.ag)({
type: a,
hyperparameters: Object.fromEntries(d),
...c
}),
suffix: n,
seed: s,
extraBody: i
}, h = JSON.stringify(l, (e, t) => "response_format" === e ? JSON.stringify(t) : t);
return (0, b.createHash)("sha256").update(JSON.stringify((0, y.Ck)(JSON.parse(h)))).digest("hex");
}(e, {
training: n,
validation: s
});
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
const {files: n, examples: s, bytes: i, digest: o, format: a, tokens: r, counts: c} = e.report, {errors: d, warnings: l} = c;
return {
role: t,
files: n,
...e.isUnchecked && {
isUnchecked: !0
},
examples: s,
bytes: i,
errors: d,
warnings: l,
digest: o,
format: a,
tokens: r?.total
};
}
var q = n(3107);
async function diffDatasets(e, t, {hashKey: n, countTokens: s}) {
const i = function createIdentifier(e) {
const t = new q.A(e);
return e => {
const n = e.length <= y.Ex || !(0, y.if)(e) ? (0, y.Bl)(e.toString()) : void 0, s = (0, 
y.OW)(n) ? getUserInput(n) : void 0;
return {
example: void 0 !== n && t.hashValue(n) || t.hashBytes(e),
userInput: void 0 === s ? void 0 : t.hashValue(s),
value: n
};
};
}(n), o = new HashMultiset, a = new HashMultiset, r = {
added: 0,
removed: 0,
changed: 0
}, count = e => void 0 === e ? 0 : s?.(e) ?? 0;
let c = 0;
try {
for await (const t of readLines(e())) o.add(i(t).example);
for await (const e of readLines(t())) {
const {example: t, userInput: n, value: s} = i(e);
o.take(t) || (n && a.add(n), r.added++, c += count(s));
}
for await (const t of o.size > 0 ? readLines(e()) : []) {
const {example: e, userInput: n, value: s} = i(t);
o.take(e) && (n && a.take(n) ? (r.changed++, r.added--) : r.removed++, c -= count(s));
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
for await (const t of (0, D.uz)(e)) {
if ("line too long" === t) throw new TooLargeError("a line is longer than 256 MiB");
(0, D.pB)(t) || (yield t);
}
}
function getUserInput({messages: e, input: t, prompt: n}) {
if ((0, y.OW)(t)) return getUserInput({
messages: t.messages
});
if (!Array.isArray(e)) return n ?? t;
const s = e.filter(e => (0, y.OW)(e) && "user" === e.role);
return 0 === s.length ? void 0 : s.map(({content: e}) => e ?? null);
}
class HashMultiset {
#x=new j.J;
#_=0;
get size() {
return this.#_;
}
add(e) {
if (4194304 === this.#_) throw new TooLargeError("the dataset has more than 4194304 examples");
this.#x.set(e, Math.max(1, this.#x.get(e)) + 1), this.#_++;
}
take(e) {
const t = this.#x.get(e);
return !(t <= 1 || (this.#x.set(e, t - 1), this.#_--, 0));
}
}
async function diffFiles(e, t, n, s) {
const i = await t.glob(e);
if ("unavailable" in i) return i;
const o = await diffDatasets(() => (0, A.jq)(t, i.files), () => (0, A.jq)(n, e.files), s);
return "unavailable" in o ? o : {
...o,
since: t.commit
};
}
async function createTokenCounter({model: e, method: t}, {readRanks: n}) {
const s = await (0, E.y)((0, O._1)(e), n);
return e => {
const n = (0, y.OW)(e) ? (0, _.Tz)(e, t?.type ?? "supervised") : void 0;
return (0, y.OW)(e) && n ? s(e, n).tokens : 0;
};
}
var N = n(8013);
function estimateTraining({job: {method: e, extraBody: t}, inputs: n}, s, i) {
const o = getTrainingReport(s);
if (!o?.tokens) return;
const {examples: a, tokens: r} = o, c = (0, N.a3)({
method: e?.type ?? "supervised",
examples: a,
tokens: r.total,
epochs: (l = e?.hyperparameters?.n_epochs, h = (0, N.vr)(t), void 0 === h ? l : "number" == typeof l ? Math.max(l, h) : h),
price: n.price
});
var l, h;
return i.info(function formatEstimate({epochs: e, epochsGiven: t, tokens: n, cost: s}) {
return `estimate: ${[ `${(0, d.B4)(e, "epoch")}${t ? "" : " (a guess)"}`, (0, d.B4)(n, "token"), void 0 !== s && (0, 
d.UK)(s) ].filter(Boolean).join(", ")}`;
}(c)), {
...c,
images: r.images,
uncounted: r.uncounted
};
}
const G = 1445;
function assertWithinLimits(e, t) {
const {price: n, "max-tokens": s, "max-cost": i} = t;
if (!e || void 0 === s && void 0 === i) return;
const {epochs: a, epochsGiven: r, images: c, uncounted: l} = e;
if (l > 0) {
const e = [ void 0 !== s && '"max-tokens"', void 0 !== i && '"max-cost"' ];
throw new o.lZ(`Cannot check ${e.filter(Boolean).join(" and ")}: ${(0, d.B4)(l, "example")} could not be tokenized.`, {
hint: "Fix the reported problems of the data. Nothing was uploaded."
});
}
const h = e.tokens + c * G * a, u = void 0 === n ? void 0 : h * n / 1e6, p = [];
if (void 0 !== s && h > s && p.push(`Training would probably take ${(0, d.B4)(h, "token")}, more than "max-tokens" (${(0, 
d.Sm)(s)}) allows.`), void 0 !== i && void 0 !== u && u > i && p.push(`Training would probably cost ${(0, 
d.UK)(u)}, more than "max-cost" (${(0, d.UK)(i)}) allows.`), 0 === p.length) return;
const f = [ `${(0, d.B4)(a, "epoch")}${r ? "" : ", as the server will probably choose"}`, c > 0 && `${(0, 
d.B4)(c, "image")} of unknown size as the largest possible` ];
throw new o.lZ(p.join("\n"), {
hint: `This counts ${f.filter(Boolean).join(", and ")}. Nothing was uploaded.`
});
}
var Z = n(5507), Y = n(2462), K = n(7908);
function check(e) {
return (0, K.e)(e, g.Gb, t => async function runCheck(e, t) {
const {runner: n, signal: h} = t, u = {
...await (0, Z.m3)(s.b.check, t),
countsTokens: !0
}, {resultsDir: p} = u, f = void 0 === p ? void 0 : (0, r.B)(p, "check", n);
e.set({
"results-dir": p
});
for (const e of u.warnings) n.warning(e);
const m = await inspectData(u, t), g = estimateTraining(u, m, n), b = function catchActionError(e) {
try {
return void e();
} catch (e) {
if (e instanceof o.lZ) return e;
throw e;
}
}(() => {
assertNoDataErrors(m, u, n), assertWithinLimits(g, u.inputs);
}), y = {
...await withParentDiff(u, m, t),
failure: b && (0, o.Wk)(b),
fingerprint: computeFingerprint(u, m),
estimate: g
};
e.set({
valid: y.valid,
examples: y.examples,
...void 0 !== y.valid && {
problems: y.errors,
warnings: y.warnings
},
fingerprint: y.fingerprint,
"estimated-tokens": g?.tokens,
"estimated-cost": g?.cost
});
const v = function renderCheckSummary(e) {
const {valid: t, failure: n, fingerprint: s, data: i, estimate: o} = e;
return `${[ `## ${n ? "\u274c" : void 0 === t ? "\u26aa" : t ? "\u2705" : "\u26a0\ufe0f"} Dataset: ${formatProblemCount(e)}`, n && (0, 
l.PI)(n), (0, l.z2)([ ...i.flatMap(e => [ (0, c.X)(e), [ "Changes", e.changes && (0, 
c.U)(e.changes) ] ]), [ "Billable tokens", o && billableTokensCell(o) ], [ "Cost", void 0 === o?.cost ? void 0 : `about ${(0, 
d.UK)(o.cost)}` ], [ "Fingerprint", s && (0, l.ti)(s) ] ]), problemList(e) ].filter(Boolean).join("\n\n")}\n`;
}(y);
f?.write("report.json", function buildCheckReport({estimate: e, data: t, codes: n, problems: s}, {"results-dir": i, ...o}) {
return {
...o,
epochs: e?.epochs ?? null,
datasets: t.map(({changes: e, isUnchecked: t, ...n}) => ({
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
codes: n,
list: s
};
}(y, e.toResultJson())), f?.write("report.md", v);
const k = {
kinds: (0, i.TA)(),
actionUrl: t.context.actionUrl
};
void 0 !== y.valid && y.data.length > 0 && f?.write("report.sarif", `${JSON.stringify(function buildSarif({problems: e, errors: t, warnings: n}, {kinds: s, actionUrl: i}) {
const o = new Map(s.map(({code: e}, t) => [ e, t ])), a = e.slice(0, w).map(e => function toResult({code: e, severity: t, file: n, line: s, column: i, path: o, message: a}, r) {
return {
ruleId: e,
ruleIndex: r.get(e),
level: t,
message: {
text: o ? `${a} (at ${o})` : a
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
rules: s.map(e => function toRule({code: e, severity: t, description: n}, s) {
const i = n.replace(/^[a-z]/, e => e.toUpperCase()), o = i.replaceAll("`", ""), a = s && `${s}/docs/data-checks.md#${e}`, r = `To skip this check, list \`${e}\` in the input \`data-check-ignore\`.`;
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
toolExecutionNotifications: describeOmission(t + n, a.length)
} ],
results: a
} ]
};
}(y, k))}\n`), u.inputs.summary && n.writeSummary(v);
const $ = (0, Y.g)(u.inputs, (0, a.Q)(u.job), t);
if (await ($?.update(renderCheckComment(y, t), h)), b) throw b;
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
const {files: d} = r, l = diffFiles({
...c,
files: d
}, s, n.workspace, i);
a.set(t, await l.catch(e => ((0, o.jO)(e), {
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
function renderCheckComment(e, t) {
const {failure: n, data: s, estimate: i, problems: o} = e, a = n ? "failed" : "checked", r = i && {
tokens: i.tokens,
usd: i.cost
};
return (0, m.wQ)({
state: a,
failure: n,
data: s,
cost: r,
problems: o,
provenance: t.context
});
}
var X = n(1388), V = n(653), Q = n(6472), ee = n(4512), te = n(8394), ne = n(2512), se = n(4717), ie = n(8240), oe = n(8193), ae = n(7693), re = n(2004), ce = n(2514);
class DuplicateJobs {
#b;
#O=0;
#P="";
#C;
#F=!1;
#T=!1;
#S=0;
#U=new Set;
#M=!1;
#D;
#A=!1;
constructor(e) {
this.#b = e;
}
begin(e, t) {
this.#O = this.#b.deps.clock.now(), this.#P = e.status, this.#C = t, this.#F = this.#T = this.#A = !1, 
this.#S = 0, this.#D = void 0, t?.others && this.#B(t.others);
}
async resolve(e) {
const t = await this.#L(e), {preferred: n, isPreferredOwn: s, copies: i} = t;
if (await this.#R(e, t), !n || s) return {
...t,
isCancelled: !1
};
const o = await this.cancel(e, n.job);
if ("succeeded" === o?.status) return {
...t,
preferred: void 0,
isCancelled: !1
};
const a = void 0 !== o;
if (0 === i.length) return {
...t,
isCancelled: a
};
const r = await this.#L(n.job, !1);
return await this.#R(n.job, r), {
...t,
preferred: r.preferred ?? n,
isCancelled: a
};
}
async resolveAttached(e, t) {
this.#F = !0;
const {isOwn: n, isAbandoned: s} = this.#I, isCopy = ({by: e, job: t}) => "metadata" === e && n(t);
if (!t.some(e => "metadata" !== e.by || isCopy(e) || s(e.job))) return;
this.#A = !0;
const i = await this.#L(e, !t.every(isCopy));
this.#A = !1, await this.#R(e, {
...i,
preferred: void 0
});
}
async #L(e, t = this.#I.isAmbiguous) {
const {jobs: n, deps: s} = this.#b, {clock: i, signal: o} = s, a = this.#O, r = await (0, 
ae.cR)(e, {
clock: i,
signal: o,
look: async () => {
const t = Math.max(a + ae.Wu - i.now(), 5e3), s = await n.lookForDuplicates(e, n.limitTo(t), !this.#C);
return this.#B(s.jobs), s;
},
answeredAt: a,
...this.#I,
isAmbiguous: t
});
return this.#T = this.#z, r;
}
#B(e) {
this.#D = e.filter(({by: e, job: t}) => !(0, V.Hd)(t) && ("metadata" !== e || this.#I.isOwn(t))).map(({job: e}) => e.id);
}
async cancelRejected(e) {
this.#D = void 0;
const t = this.#O + ae.Wu, n = await async function cancelGatewayCopies(e, t) {
const {jobs: n, client: s, deps: i, listedAt: a, isAttached: r} = t, {clock: c, signal: d, runner: l} = i;
if (!n.canListJobs) return "";
const describeUnknown = t => `Whether the server has made copies of ${e.id}, which cost money, is not known: ${t}.`;
let h;
try {
await c.sleep(Math.max(0, a - c.now()), d), h = await n.lookForDuplicates(e, n.limitTo(3e4), r);
} catch (e) {
throw (0, o.jO)(e), new ce.eB(describeUnknown((0, o.Wk)(e)), {
cause: e
});
}
const isCopy = ({by: e, job: t}) => "metadata" === e ? (0, re.$V)(t, i) : "seed" === e && void 0 !== h.own, u = h.jobs.filter(({job: e}) => !(0, 
V.Hd)(e)), p = u.filter(isCopy).map(({job: e}) => e.id), f = u.filter(e => !isCopy(e) && "metadata" !== e.by).map(({job: e}) => e.id), m = await Promise.allSettled(p.map(e => (0, 
ce.Y6)(ce.e3, "cancel", {
client: s,
deps: i,
jobId: e
}))), g = [], w = [], b = [ ...f ];
for (const [e, t] of p.entries()) {
const n = m[e];
"fulfilled" === n?.status ? g.push(`${t} (${n.value.status})`) : (b.push(t), w.push(`Its copy ${t} could not be cancelled: ${(0, 
o.Wk)(n?.reason)}`));
}
f.length > 0 && w.push(`${f.join(", ")} may be copies of ${e.id}; nothing shows who created them, so they were not cancelled.`);
const y = Math.max(0, h.unreadableOwn - (h.own ? 0 : 1));
y > 0 && w.push(`The server lists ${y} more of its copies, whose ids cannot be read: check the newest jobs of this project.`), 
void 0 !== h.incompleteReason && w.push(describeUnknown(h.incompleteReason));
const v = g.length > 0 ? `Copies of it, which a gateway has made: ${g.join(", ")}.` : "";
if (0 === w.length) return v;
const k = b.map(e => (0, Q.hc)(e, l)).join("\n");
throw new ce.eB([ v, ...w ].join(" ").trim(), k ? {
hint: k
} : {});
}(e, {
...this.#b,
listedAt: t,
isAttached: !this.#C
});
return this.#D = [], n;
}
async describeLeftCopies(e) {
await this.#J(e);
const t = this.#D?.filter(t => t !== e.id);
return t ? t.length > 0 ? `${t.join(", ")} may be copies of ${e.id} and cost money.` : void 0 : `Whether the server has made copies of ${e.id} is not known.`;
}
async #J(e) {
const {jobs: t, client: n, deps: s} = this.#b;
if (void 0 !== this.#D || s.remainingGraceMs() < 1e3) return;
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
this.#B((await t.lookForDuplicates(e, a)).jobs);
} catch (e) {
(0, o.jO)(e);
}
}
get #z() {
return this.#b.deps.clock.now() - this.#O >= ae.Wu;
}
async lookAgain(e) {
const {jobs: t, deps: n} = this.#b, s = this.#z, i = !this.#F && e.status !== this.#P;
if (i || s && !this.#T) try {
const n = await t.lookForDuplicates(e, t.limitTo(5e3), this.#A), o = this.#A && {
preferred: void 0
}, a = {
...(0, ae.LD)(e, n, this.#I, s),
...o
};
return this.#F ||= i, this.#T ||= s, s && (this.#A = !1), await this.#R(e, a), a;
} catch (t) {
if ((0, o.jO)(t), t instanceof ce.eB) throw t;
if (this.#S += 1, this.#S < 3 || n.signal.aborted) return;
return this.#F = this.#T = !0, void n.runner.warning(`Unclear whether another job does the same training as ${e.id}: ${(0, 
o.Wk)(t)}`);
}
}
async findOlder(e) {
const {jobs: t, deps: n} = this.#b;
try {
const {jobs: n} = await t.lookForDuplicates(e, t.limitTo(ae.Wu)), isCertain = ({by: e, unknown: t}) => "content" !== e || 0 === t.length;
return (0, ae.Zl)(n).find(t => isCertain(t) && (0, ie.lF)(t.job, e) < 0);
} catch (e) {
return (0, o.jO)(e), void n.runner.info(`Other jobs of the same training are not known: ${(0, 
o.Wk)(e)}`);
}
}
async cancel(e, t) {
const {client: n, deps: s} = this.#b, {runner: i, signal: a} = s;
i.info(`Job ${t.id} does the same training and takes precedence: cancelling ${e.id}`);
const r = `Two jobs do the same training, ${e.id} and ${t.id}, and ${e.id} could not be cancelled`;
try {
const t = await (0, ce.Y6)(ce.e3, "cancel", {
client: n,
deps: s,
jobId: e.id
});
return "succeeded" === t.status && this.#E(`${r}: it has succeeded, so that both may have to be paid for.`), 
t;
} catch (e) {
(0, o.jO)(e);
const t = `${r}: ${(0, o.Wk)(e)}`;
if (a.aborted) throw new ce.eB(t, {
hint: "The post step tries again.",
cause: e
});
this.#E(`${t} Cancel one of them by hand.`);
}
}
get #I() {
const {deps: e, criteria: t} = this.#b, {derivedSeed: n} = t;
return {
attempt: (0, re.oI)(e),
isAmbiguous: this.#C?.isAmbiguous ?? !1,
isOwn: t => (0, re.$V)(t, e),
isAbandoned: ({seed: e}) => void 0 !== n && (e === n || !(0, oe.x)(e))
};
}
async #R(e, t) {
const {copies: n, suspects: s, preferred: i, listed: o} = t, a = this.#z, r = i?.job ?? e;
this.#W(e, t);
for (const {job: e, by: t} of n) (a || "metadata" === t) && (await this.cancel(e, r), 
this.#D = this.#D?.filter(t => t !== e.id));
a && (this.#D = []);
for (const {job: t, by: n} of s) {
if (!a || this.#U.has(t.id)) continue;
this.#U.add(t.id);
const s = o ? "content" === n ? "it is recognized only by what the server reports of it" : "another run created it" : `the server does not list ${e.id}, so ${t.id} may be the same job under another id${"seed" === n ? "" : ", or other work"}`;
this.#E(`Two jobs may do the same training, ${r.id} and ${t.id}. Neither was cancelled, because ${s}. Cancel one of them by hand if they are the same.`);
}
}
#W(e, {unnamedCopies: t}) {
if (0 === t || this.#M) return;
this.#M = !0;
const [n, s] = 1 === t ? [ "1 more job", "whose id" ] : [ `${t} more jobs`, "whose ids" ];
this.#E(`The server lists ${n} of the create request that made ${e.id}, ${s} cannot be read. The action cannot cancel what has no id, and it may be running and costing money: check the newest jobs of this project.`);
}
#E(e) {
this.#b.deps.runner.setFailed(e);
}
}
var de = n(8549), le = n(7603), he = n(8171);
const ue = 1e4;
class JobAdopter {
#b;
#H;
constructor(e, t) {
this.#b = e, this.#H = t;
}
async reuse(e, t) {
const {deps: n, plan: s} = this.#b, {runner: i} = n, {job: o} = e, a = {
createdByThisRun: (0, re.WK)(o, n.context) || "seed" === e.by && !s.inputs.reuse,
justCreated: !1,
isOwn: (0, re.$V)(o, n),
mayBeCopy: void 0 !== t && "seed" === e.by
};
i.saveState("created", `${a.isOwn}`), this.record(o, a.createdByThisRun);
const {ft_run: r, ft_sha: c} = o.metadata, d = "content" === e.by ? "by someone else" : "earlier", l = a.createdByThisRun ? "by this workflow run" : r ? `by run ${r}` : d, h = c ? ` for commit ${c.slice(0, 7)}` : "", u = t ? `created at the same moment as our job ${t.id}, which ${t.isCancelled ? "was cancelled" : "could not be cancelled"}.` : pe[e.by];
if (i.notice(`Reusing job ${o.id} (${o.status}), created ${l}${h}: ${u}`), "content" === e.by && this.warnAboutContent(e), 
await this.#H.check(o, a), (0, V.lP)(o) && s.inputs.wait && await this.#q(o), "succeeded" !== o.status || o.fineTunedModel) return {
job: o,
...a
};
const p = await this.#N(o);
return this.record(p, a.createdByThisRun), {
job: p,
...a
};
}
record(e, t) {
const {reporter: n, cancellableClient: s, deps: i, plan: o} = this.#b, a = (0, re.Xx)(this.#b), r = void 0 !== a && e.seed === a;
n.setFacts({
derivedSeed: r ? {
seed: a,
reuse: o.inputs.reuse
} : void 0,
jobUrl: (0, se.Ne)(s.host, e.id)
}), i.runner.saveState("job-id", e.id), n.setJob(e), n.setOutputs({
created: t
});
}
warnAboutContent({job: e, unknown: t}) {
const n = t.length > 0 ? ` It does not report ${t.join(", ")}, which may differ.` : "";
this.#b.deps.runner.warning(`Job ${e.id} was recognized only by its content: the server keeps no metadata, and what it reports of the job agrees.${n} To train again, set "reuse: false".`);
}
#N(e) {
const {deps: t, cancellableClient: n} = this.#b;
return (0, he.Xd)(t, 6e4)(() => n.getJob(e.id)).catch(() => e);
}
async #q(e) {
const {deps: t, plan: n, cancellableClient: s} = this.#b;
if (!n.inputs["resume-paused"]) {
if (!(0, V.lP)(await this.#N(e))) return;
throw new o.lZ(`Job ${e.id} for this work is paused, and does not continue by itself.`, {
hint: `The server may have paused it at a spending limit, which resuming lifts. ${(0, 
Q.IM)(e.id, t.runner)}`
});
}
t.runner.info(`Job ${e.id} is paused: resuming it`), await (0, ce.w2)(s, e.id, "resume", t).catch(e => {
if (!(t.signal.aborted || e instanceof ce.Ie)) throw e;
});
}
}
const pe = {
metadata: "same data, model and settings.",
seed: "same data, model and settings, by the seed that the action derives from them.",
content: "it looks like the same work."
};
var fe = n(3500);
class LostModelError extends o.lZ {
constructor([e, ...t]) {
const n = t.length > 0 ? ` The same holds for ${t.map(({id: e}) => e).join(", ")}.` : "";
super(`Job ${e.id} has done this work, but its model ${e.fineTunedModel} does not exist any more, or this credential may not access it.${n} Nothing was created.`, {
hint: 'To train again, and pay again, set "reuse: false" or another "seed".'
});
}
}
async function requestModel(e, {client: t, deps: n}) {
try {
return void await (0, he.Xd)(n, 1e4)(() => t.getModel(e));
} catch (e) {
return (0, o.jO)(e, n.signal), e;
}
}
var me = n(9291);
const ge = new Set([ "method", "number", "grader" ]);
class RequestedJobCheck {
#b;
#G=new Set;
constructor(e) {
this.#b = e;
}
async check(e, {isOwn: t, mayBeCopy: n}) {
const {requested: s, policy: i, isFirstPartyHost: o} = this.#b;
if ("off" === i) return;
const a = (0, me.ZR)(s, e).filter(e => (0, me.z)(e) && this.#Z(e)), r = a.filter(({kind: e, result: t}) => "error" === i && "different" === t && (!o || "method" === e));
for (const t of a.filter(e => !r.includes(e))) this.#Y(t, e);
r.length > 0 && await this.#K(e, r, t || n);
}
#Z({result: e}) {
return "different" === e || "unresolved" === e && !this.#b.waits;
}
reportCreated(e, t, n) {
const {requested: s, policy: i, deps: o} = this.#b, a = [ ...(0, me.ZR)(s, e), ...n ? (0, 
me.AB)(n, e) : [] ];
if ("off" !== i) {
for (const t of a) "different" !== t.result || void 0 === t.requested || (0, me.z)(t) || this.#Y(t, e);
this.#X(a.filter(({result: e}) => "unknown" === e));
}
t.metadata && e.metadata.ft_attempt !== t.metadata.ft_attempt ? o.runner.warning(`This server keeps no metadata of jobs. ${this.#V(e, t)}`) : t.metadata || o.runner.info(this.#V(e, t));
}
#X(e) {
const {runner: t} = this.#b.deps, names = e => e.map(({field: e}) => e).join(", "), n = e.filter(({kind: e}) => ge.has(e)), s = e.filter(({kind: e, requested: t}) => !ge.has(e) && void 0 !== t);
n.length > 0 && t.warning(`The server does not report ${names(n)} of the job, so nothing shows that it trains what was requested.`), 
s.length > 0 && t.info(`not reported by the server: ${names(s)}`);
}
#V(e, {derivedSeed: t}) {
const {reuse: n, requested: s} = this.#b;
return void 0 !== t && e.seed === t ? `The same work is found again by its seed (${t}), which the action derived from the work${n ? "" : " and this run"}.` : n ? void 0 !== s.seed && void 0 !== e.seed && e.seed !== s.seed ? "It does not keep the seed either, so the same work cannot be found again: every run trains and pays." : void 0 === e.trainingFile ? "It does not report the files of jobs either, so the same work cannot be found again: every run trains and pays." : "The same work is found again only by what the server reports: model, files and settings. Other work that differs in anything else is taken for it." : 'With "reuse: false", a re-run of this workflow cannot find the job: it trains and pays again.';
}
#Y(e, t) {
this.#G.has(e.field) || (this.#G.add(e.field), this.#b.deps.runner.warning(`Job ${t.id} is not as requested: ${describe(e)}.`));
}
async #K(e, t, n) {
const s = t.map(describe).join("; "), i = `Job ${e.id} is not the job that was requested: ${s}.`, a = t.some(({kind: e}) => "model" === e) ? 'If the server has its own names for models, set "job-check: warn".' : 'A gateway may have dropped or changed the field: use its pass-through route, send the field in another place with "extra-body", or set "job-check: warn".';
if (!n) throw new o.lZ(`${i} It was not cancelled, because this step did not create it.`, {
hint: a
});
const {isFirstPartyHost: r, cancelCopies: c} = this.#b, d = await Promise.allSettled([ this.#Q(e), r ? "" : c(e) ]), l = [], h = [];
for (const e of d) if ("fulfilled" === e.status) l.push(e.value); else {
if (!(e.reason instanceof ce.eB)) throw e.reason;
h.push(e.reason);
}
const u = [ i, ...l, ...h.map(e => e.message) ].filter(Boolean).join(" "), [p] = h;
if (!p) throw new o.lZ(u, {
hint: a
});
throw new ce.eB(u, {
hint: h.map(({hint: e}) => e ?? "").join("\n").trim(),
cause: p
});
}
async #Q(e) {
const {client: t, deps: n} = this.#b;
if ((0, V.Hd)(e)) return `It has ended already (${e.status}).`;
try {
const s = await (0, ce.Y6)(ce.e3, "cancel", {
client: t,
deps: n,
jobId: e.id
});
return /^cancel/i.test(s.status) ? "It was cancelled." : `It has ended already (${s.status}).`;
} catch (t) {
throw (0, o.jO)(t), new ce.eB(`It could not be cancelled: ${(0, o.Wk)(t)}`, {
hint: (0, Q.O7)(e.id, n.runner),
cause: t
});
}
}
}
function describe({field: e, requested: t, reported: n}) {
return `${e} was requested as ${(0, o.hD)(t)}, and the server reports ${(0, o.hD)(n)}`;
}
class JobCoordinator {
#b;
#ee;
#d;
#H;
#te;
#ne=!1;
#se=!1;
constructor(e) {
const {plan: t, files: n, client: s, cancellableClient: i, deps: o, deadline: a} = e, {reuse: r, wait: c, "job-check": d} = t.inputs, l = (0, 
re.mK)(e), h = (0, re.MC)(e);
this.#b = e, this.#ee = new fe.U({
criteria: h,
reuse: r,
files: n,
client: i,
baseUrl: t.connection.baseUrl,
deps: o,
deadline: a,
isFirstPartyHost: l
}), this.#d = new DuplicateJobs({
jobs: this.#ee,
criteria: h,
client: s,
deps: o
}), this.#H = new RequestedJobCheck({
requested: (0, re.dl)(t.job),
policy: d,
waits: c,
isFirstPartyHost: l,
reuse: r,
cancelCopies: async e => this.#ne ? this.#d.cancelRejected(e) : "",
client: s,
deps: o
}), this.#te = new JobAdopter(e, this.#H);
}
get isMetadataDropped() {
return this.#se;
}
async findReusableJob(e = !1) {
const {cancellableClient: t, deps: n, plan: s} = this.#b, i = await this.#ee.lookBeforeCreating(e), o = (0, 
ae.Zl)(i.jobs), a = o.filter(({job: e}) => "succeeded" === e.status), r = await async function findJobWithModel(e, t) {
const {clock: n, signal: s} = t.deps, i = n.now();
let o;
const isMissing = async ({fineTunedModel: e}) => {
if (!e) return !1;
const n = await requestModel(e, t);
return !!(0, de.c4)(n) && ("model_not_found" === n.code || (o ??= requestModel((0, 
O.xL)(t.model), t).then(e => !e), o));
};
for (;;) {
for (const t of e) if (!await isMissing(t.job)) return t;
if (0 === e.length || n.now() - i >= 2e4) return;
await n.sleep(5e3, s);
}
}(a, {
client: t,
deps: n,
model: s.job.model
}), c = r ?? o.find(e => !a.includes(e));
if (c) {
const e = o.filter(e => e !== c && !(0, V.Hd)(e.job));
return {
...c,
rivals: e
};
}
this.#ee.assertComplete(i);
const [d, ...l] = a.map(({job: e}) => e);
if (d) throw new LostModelError([ d, ...l ]);
}
async findOrCreateJob() {
const e = await this.findReusableJob();
if (e) return this.#ie(e);
const {plan: t, files: n, cancellableClient: s, deps: i} = this.#b;
await async function preflight(e, t, n) {
t.provider.hasPreflight && (await async function checkGrader({job: {method: e}}, t, n) {
if ("reinforcement" === e?.type) try {
const s = (0, he.Xd)(n, ue);
await s(() => t.validateGrader(e.grader, {
timeoutMs: ue
}));
} catch (e) {
if ((0, o.jO)(e, n.signal), e instanceof de.hD && e.isOwnError && [ 400, 422 ].includes(e.status)) throw new o.lZ(`The server does not accept the grader: ${e.message}`, {
hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
cause: e
});
(0, de.r3)(e) && n.runner.info("The server could not check the grader before the upload.");
}
}(e, t, n), await async function logModelLimits({job: {model: e}}, t, {runner: n, signal: s}) {
try {
const s = (await t.getModelLimits({
timeoutMs: ue
})).find(t => (0, le.SQ)(t.model, e)), i = Object.entries(s ?? {}).filter(([, e]) => "number" == typeof e);
if (0 === i.length) return;
const o = i.map(([e, t]) => `${e.replaceAll("_", " ")} ${t}`);
n.info(`limits of ${e}: ${o.join(", ")}`);
} catch (e) {
(0, o.jO)(e, s);
}
}(e, t, n));
}(t, s, i);
const a = await n.ensureUploaded(), r = await this.findReusableJob(!0);
if (r) return this.#ie(r);
const c = await (0, te._S)(a, {
...this.#b,
jobs: this.#ee
});
this.#ne = !0, i.runner.saveState("created", "true"), this.#te.record(c.job, !0);
const d = await this.#oe(c);
return await this.#H.check(d.job, d), d;
}
async inspect(e, t) {
if (this.#b.deps.signal.aborted) return;
if (await this.#H.check(t, e), !this.#ne || !this.#ee.canListJobs) return;
const n = await this.#d.lookAgain(t);
return e.isOwn && !n?.isPreferredOwn ? n?.preferred : void 0;
}
async switchToPreferred(e, t) {
const n = "cancelled" === e.status ? e : await this.#d.cancel(e, t.job);
return "succeeded" === n?.status ? toOwn(n) : this.#ae(t, e, void 0 !== n);
}
async findOlderJob(e) {
return this.#ee.canListJobs ? this.#d.findOlder(e) : void 0;
}
async leaveCopiesToPostStep(e, {job: t, justCreated: n}) {
if (!(this.#b.deps.signal.aborted && n && !(0, re.mK)(this.#b) && e instanceof o.lZ)) return e;
const s = await this.#d.describeLeftCopies(t);
return void 0 === s ? e : new ce.eB(`${e.message} ${s}`, {
hint: 'Unless "on-cancel" is "detach", the post step cancels the copies that it recognizes, and names the others.',
cause: e
});
}
async #ae(e, t, n) {
if (this.#b.reporter.reset(), !this.#re(e)) return this.#ce(e, {
id: t.id,
isCancelled: n
});
const {job: s} = e, {runner: i} = this.#b.deps, o = n ? `, and ${t.id} of the same request was cancelled` : "";
return i.notice(`Fine-tuning job ${s.id} was created; the request for it was answered with ${t.id}${o}.`), 
i.saveState("created", "true"), this.#te.record(s, !0), toOwn(s);
}
#re({by: e, job: t}) {
const {deps: n, files: s} = this.#b;
return "metadata" === e ? t.metadata.ft_attempt === (0, re.oI)(n) : s.usesUpload(t);
}
async #ie(e) {
this.#ne = !(0, re.mK)(this.#b) && !(0, V.Hd)(e.job), this.#d.begin(e.job);
const t = await this.#ce(e);
try {
await this.#d.resolveAttached(t.job, e.rivals);
} catch (e) {
if ((0, o.jO)(e), e instanceof ce.eB) throw e;
}
return t;
}
#ce(e, t) {
return this.#se ||= "seed" === e.by, this.#te.reuse(e, t);
}
async #oe(e) {
const {client: t, deps: n} = this.#b, {job: s, recognized: i} = e;
this.#d.begin(s, e), "content" === i?.by && this.#te.warnAboutContent(i);
const o = await this.#de(s);
if (o?.preferred) {
const {preferred: t, isCancelled: n} = o;
return this.#re(t) && this.#le(t.job, void 0, e), this.#ae(t, s, n);
}
const a = (0, se.Ne)(t.host, s.id);
return n.runner.notice(`Fine-tuning job ${s.id} was created${a ? `: ${a}` : "."}`), 
this.#le(s, o?.listed, e), toOwn(s);
}
async #de(e) {
const {runner: t, signal: n} = this.#b.deps;
if (n.aborted || (0, V.Hd)(e) || !this.#ee.canListJobs) return;
const warn = e => {
n.aborted || t.warning(`Unclear whether another run created a job for the same training at the same moment: ${e}`);
};
try {
const t = await this.#d.resolve(e), {preferred: n, incompleteReason: s} = t;
return n || void 0 === s || warn(s), t;
} catch (e) {
if ((0, o.jO)(e), e instanceof ce.eB) throw e;
return void warn((0, o.Wk)(e));
}
}
#le(e, t, {sent: n, recognized: s}) {
const i = {
...e,
metadata: {
...t?.metadata,
...e.metadata
}
};
this.#H.reportCreated(i, n, s ? void 0 : n.fileIds), this.#se ||= void 0 === i.metadata.ft_attempt;
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
var we = n(2848);
const be = 1e4, ye = 864e5;
var ve = n(9373), ke = n(8902);
var $e = n(3866), je = n(7777);
async function sendForm(e, t, n, {clock: s, signal: i, description: o, responseTimeoutMs: a, onSent: r}) {
const c = function buildForm(e, t) {
const n = `----${(0, b.randomUUID)()}`, part = e => `--${n}\r\nContent-Disposition: form-data; ${e}\r\n`, s = Object.entries(e).map(([e, t]) => `${part(`name="${e}"`)}\r\n${t}\r\n`), i = `${part(`name="${t.field}"; filename="${t.name}"`)}Content-Type: ${t.type}\r\n\r\n`, o = Buffer.from(s.join("") + i), a = Buffer.from(`\r\n--${n}--\r\n`);
return {
contentType: `multipart/form-data; boundary=${n}`,
contentLength: o.length + t.size + a.length,
body: async function* body() {
yield o, yield* t.content, yield a;
}()
};
}(e, t), d = new AbortController, l = new AbortController;
let h = 0, u = s.now(), p = 6e4;
(async function abortWhenStalled() {
for (let e = p; e > 0; e = u + p - s.now()) await s.sleep(e, l.signal);
d.abort(new ve.MU(`no progress for ${p / 1e3} seconds`));
})().catch(() => {});
try {
return await n({
...c,
body: async function* trackProgress() {
for await (const e of c.body) yield e, h += e.length, u = s.now(), r?.(h);
p = a;
}()
}, AbortSignal.any([ i, d.signal ]));
} catch (e) {
if (!d.signal.aborted || i.aborted) throw e;
const t = `${o}: ${d.signal.reason.message}`;
throw new de.Rc(t, {
requestSent: !0,
cause: e
});
} finally {
l.abort();
}
}
const xe = 6e5;
function uploadFile(e, t, n) {
let s = !1;
return (0, ke.L5)(async () => {
const i = s ? await findUploaded(e, t, n) : void 0;
if (i && n.onConfirmed(), i) return i;
n.onUnconfirmed();
try {
const s = await function uploadOnce(e, {name: t, size: n, content: s}, i) {
const o = {
field: "file",
name: t,
type: "application/jsonl",
size: n,
content: s()
}, a = throttleProgress(i);
return sendForm({
purpose: "fine-tune"
}, o, e.uploadFile, {
...i,
description: `upload of ${t}`,
responseTimeoutMs: xe,
onSent: e => a(Math.min(e, n))
});
}(e, t, n);
return assertComplete(s, t), n.onConfirmed(), s;
} catch (e) {
throw (0, de.yj)(e) || isPayloadTooLarge(e) ? n.onConfirmed() : s = !0, e;
}
}, {
...n,
maxAttempts: 4
});
}
function assertComplete({id: e, bytes: t}, {name: n, size: s}) {
if (void 0 !== t && t !== s) throw new de.Rc(`upload of ${n}: the server reports ${t} of ${s} bytes as ${e}`, {
requestSent: !0,
fault: "mismatched",
hint: "Check whether a proxy between this runner and the server limits the size of requests."
});
}
function isMismatchedResponse(e) {
return e instanceof de.Rc && "mismatched" === e.fault;
}
function isPayloadTooLarge(e) {
return e instanceof de.hD && 413 === e.status;
}
async function findUploaded(e, {name: t, size: n}, {clock: s, random: i, signal: a}) {
const r = s.now() + 3e4;
try {
const o = await (0, ie.CS)({
listFiles: t => e.listFiles(t, {
signal: a
})
}, e => e.name === t && e.bytes === n, {
retry: e => (0, ke.L5)(e, {
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
const _e = new Set([ "pending", "running" ]);
function assertUsable(e) {
if (!(0, $e.Im)(e)) return;
const t = e.statusDetails ? `: ${e.statusDetails}` : "";
throw new o.lZ(`The server could not process file ${e.id} (${e.status})${t}`);
}
async function getStatus(e, t, n, s) {
const {clock: i, signal: a} = s, r = i.now() + Math.min(n, 6e4), getFile = () => e.getFile(t, {
signal: a,
timeoutMs: Math.min(je.j2, Math.max(1, r - i.now()))
});
try {
return await (0, ke.L5)(getFile, {
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
const o = await (0, ke.L5)(() => e.getFile(t, {
signal: i
}), {
...n,
deadline: a + 6e4,
shouldRetry: e => (0, de.r3)(e) || isUnknown(e) && s.now() - a < 5e3
});
return assertUsable(o), o;
} catch (n) {
if (!(n instanceof de.hD || n instanceof de.Rc)) throw n;
if ((0, o.jO)(n, i), isMismatchedResponse(n)) throw n;
if (!isUnknown(n) || !await async function hasFileRoutes(e, t) {
try {
return await e.listFiles({}, {
signal: t
}), !0;
} catch (e) {
return (0, o.jO)(e, t), !(0, de.kZ)(e);
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
return e instanceof de.hD && [ 404, 410, 422 ].includes(e.status);
}
class ExistingFiles {
#he;
#ue;
#pe=new Map;
#fe=new Map;
#me=new Set;
constructor(e, t) {
this.#he = e, this.#ue = t;
}
async find(e, t, n) {
const {clock: s, startDate: i} = n, verify = async ({id: s}) => t(s) || "same" === await this.#ge(s, e, n);
try {
const t = (0, he.Xd)(n, 6e4, {
failsFast: !0
});
return await (0, $e.qE)(this.#he, e.report, {
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
return remember(this.#fe, keyOf(e, t), () => this.#we(e, t));
}
async #we(e, t) {
const {digest: n, bytes: s} = t.report, i = await this.#be(e);
if (!i) return "unreadable";
const o = (0, $e.pz)(i.name);
if ((o ?? n) !== n || (i.bytes ?? s) !== s) return "different";
if (void 0 !== o && void 0 !== i.bytes) return this.#ge(e, t, this.#ue);
const a = await this.#ye(e, t, this.#ue);
return "string" == typeof a ? a : "unreadable";
}
async #be(e) {
try {
const t = (0, he.Xd)(this.#ue, 3e5, {
failsFast: !0
});
return await t(() => this.#he.getFile(e));
} catch (e) {
if (e instanceof de.hD && !(0, de.r3)(e)) return;
throw e;
}
}
async #ge(e, t, n) {
const {runner: s} = n, {role: i} = t, o = keyOf(e, t), a = await this.#ye(e, t, n);
if ("same" === a) return "same";
const r = !this.#me.has(o);
return this.#me.add(o), "different" === a ? (r && s.warning(`${e} is named like the ${i} data and has other content, so it is not used. Check who may upload files to this project.`), 
"different") : (r && s.notice(`The ${i} data was found on the server as ${e} by its name and size. It could not be verified: ${a.unverified}`), 
"same");
}
#ye(e, t, n) {
return remember(this.#pe, keyOf(e, t), () => (0, $e.fv)(this.#he, e, t.report, {
retry: (0, he.Xd)(n, 6e4),
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
const Oe = 262144;
async function uploadInParts(e, t, n, s = Math.max(16777216, Math.ceil(t.size / 400))) {
const i = await async function createUpload(e, {name: t, size: n}, s) {
try {
const {id: i} = await (0, ke.L5)(() => e.createUpload(t, n, {
signal: s.signal
}), {
...s,
maxAttempts: 4,
shouldRetry: e => (0, de.r3)(e) && !(0, de.Tj)(e)
});
return i;
} catch (e) {
if ((0, de.kZ)(e)) return;
throw e;
}
}(e, t, n);
if (void 0 === i) return;
const o = new MultipartUpload(e, i, t, n);
try {
return await o.complete(await o.sendParts(s));
} catch (e) {
throw await o.cancel(), e;
}
}
class MultipartUpload {
#he;
#ve;
#ke;
#b;
constructor(e, t, n, s) {
this.#he = e, this.#ve = t, this.#ke = n, this.#b = s;
}
async sendParts(e) {
const t = new AbortController, n = AbortSignal.any([ this.#b.signal, t.signal ]), s = new BufferPool(e), i = (0, 
b.createHash)("md5"), o = throttleProgress(this.#b);
let a = 0;
const send = async e => {
try {
const t = {
...this.#b,
signal: n,
maxAttempts: 8
}, s = await (0, ke.L5)(() => this.#$e(e, n), t);
return a += e.length, o(a), s.id;
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
}(this.#ke.content(), s)) {
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
#$e(e, t) {
return sendForm({}, {
field: "data",
name: "part",
type: "application/octet-stream",
size: e.length,
content: slice(e)
}, (e, t) => this.#he.addUploadPart(this.#ve, e, t), {
clock: this.#b.clock,
signal: t,
description: `part of ${this.#ve}`,
responseTimeoutMs: 12e4
});
}
async complete(e) {
const {signal: t, onUnconfirmed: n, onConfirmed: s} = this.#b;
let i = !1;
const shouldRetry = e => (0, de.r3)(e) && !isMismatchedResponse(e), attempt = async () => {
const n = i ? await this.#je() : void 0;
if (n) return n;
try {
const n = await this.#he.completeUpload(this.#ve, e, {
signal: t,
timeoutMs: xe
});
return assertComplete(n, this.#ke), n;
} catch (e) {
const t = shouldRetry(e) || !i && !isMismatchedResponse(e) ? void 0 : await this.#xe();
if (t) return t;
throw i ||= !(0, de.yj)(e), e;
}
};
n();
try {
const e = await (0, ke.L5)(attempt, {
...this.#b,
maxAttempts: 4,
shouldRetry: shouldRetry
});
return i = !1, e;
} finally {
i || s();
}
}
#je() {
return findUploaded(this.#he, this.#ke, this.#b);
}
async #xe() {
const {clock: e, signal: t} = this.#b, n = e.now() + $e.L2;
for (;;) {
const s = await this.#je();
if (s || e.now() >= n) return s;
await e.sleep($e.kv, t);
}
}
async cancel() {
const {clock: e, random: t} = this.#b;
await (0, ve.wj)(e, 2e3, void 0, n => (0, ke.L5)(() => this.#he.cancelUpload(this.#ve, {
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
for (let t = 0; t < e.length; t += Oe) yield e.subarray(t, t + Oe);
}
class BufferPool {
#_e;
#Oe=[];
#Pe=0;
#Ce;
constructor(e) {
this.#_e = e;
}
async acquire() {
return this.#Oe.pop() || (4 === this.#Pe ? new Promise(e => {
this.#Ce = e;
}) : (this.#Pe += 1, Buffer.allocUnsafeSlow(this.#_e)));
}
release(e) {
const t = this.#Ce;
this.#Ce = void 0, t ? t(e) : this.#Oe.push(e);
}
}
class Uploader {
#he;
#ue;
#Fe;
#Te;
#Se=new Set;
#Ue=0;
#Me=0;
#k=Promise.resolve();
constructor(e, t, n) {
this.#he = e, this.#ue = t, this.#Fe = n ?? e.provider.maxSingleUploadBytes, this.#Te = t.attemptId.slice(0, 12);
}
get ids() {
return this.#Se;
}
get mayHaveUploaded() {
return this.#Se.size > 0 || this.#Ue > 0;
}
async settled() {
await this.#k;
}
async upload({role: e, files: t, report: n}, s) {
const {runner: i, workspace: a, clock: r} = s, {digest: c, bytes: l} = n, h = {
name: `${fileBaseName(t)}-${this.#Te}-${c}.jsonl`,
size: l,
content: () => async function* verifyDigest(e, t) {
const n = (0, b.createHash)("sha256");
for await (const t of e) n.update(t), yield t;
if (n.digest("hex") !== t) throw new o.lZ("The data changed while it was being uploaded.");
}((0, A.jq)(a, t), c)
}, log = t => i.info(`${e} data: ${t}`), u = this.#De(h, log, {
...(0, he.tO)(s),
onProgress: e => log(`${(0, d.z3)(e)} of ${(0, d.z3)(l)} sent (${Math.floor(e / l * 100)} %)`),
onUnconfirmed: () => {
this.#Ue += 1, this.#Me = r.now();
},
onConfirmed: () => {
this.#Ue -= 1;
}
}).then(e => (this.#Se.add(e.id), e));
this.#k = u.catch(() => {});
const p = await u;
return log(`${(0, d.z3)(l)} uploaded as ${p.id}`), p;
}
async #De(e, t, n) {
if (e.size > this.#Fe) {
return await uploadInParts(this.#he, e, n) || (t("this server does not support uploads in parts; sending the data in one request"), 
uploadFile(this.#he, e, n));
}
try {
return await uploadFile(this.#he, e, n);
} catch (s) {
if (!isPayloadTooLarge(s)) throw s;
t(`this server refuses ${(0, d.z3)(e.size)} in one request; sending the data in parts`);
const i = Math.min(16777216, Math.max(524288, Math.ceil(e.size / 8))), o = await uploadInParts(this.#he, e, n, i);
if (!o) throw s;
return o;
}
}
async findOrphans(e, t) {
const {clock: n, signal: s} = this.#ue, isOwn = ({name: e}) => e?.includes(`-${this.#Te}-`) ?? !1;
for (;this.#Ue > 0; ) {
const i = (await (0, ie.CS)(e, isOwn, {
retry: t,
clock: n
})).map(({id: e}) => e).filter(e => !this.#Se.has(e)), o = n.now() - this.#Me >= $e.L2;
if (i.length >= this.#Ue || o || s.aborted) return i;
await n.sleep($e.kv, s).catch(() => {});
}
return [];
}
}
function fileBaseName(e) {
const [t = ""] = e.map(({name: e}) => e.replace(/^.*\/|\.jsonl$/gis, ""));
return t.replace(/[^\w-]+/g, "-").slice(0, 40) || "data";
}
const Pe = [ "training", "validation" ];
class TrainingFiles {
#b;
#Ae;
#he;
#ue;
#Be;
#Le;
#Re=new Map;
#Ie=new Set;
#ze=new Set;
constructor(e) {
const {datasets: t, createClient: n, deps: s, maxSingleUploadBytes: i} = e;
this.#b = e, this.#Ae = t, this.#he = n(s.signal), this.#ue = s, this.#Be = new Uploader(this.#he, s, i), 
this.#Le = new ExistingFiles(this.#he, s);
}
async checkGivenFiles(e = this.#ue) {
for (const t of this.#Ae) "id" in t && !this.#Re.has(t.role) && this.#Je(t.role, await getGivenFile(this.#he, t.id, (0, 
he.tO)(e)));
}
async ensureUploaded() {
const {runner: e, clock: t, signal: n} = this.#ue;
e.group("Upload");
try {
return await (0, ve.wj)(t, this.#b.deadline - t.now(), n, e => this.#Ee({
...this.#ue,
signal: e
}));
} catch (e) {
if (!(e instanceof ve.MU)) throw e;
throw new o.lZ("Timed out while uploading the data, so no job was created.", {
hint: 'Increase "timeout".'
});
} finally {
e.endGroup();
}
}
async #Ee(e) {
await this.checkGivenFiles(e);
for (const t of this.#Ae) "report" in t && !this.#Re.has(t.role) && this.#Je(t.role, await this.#We(t, e));
await this.#He(e);
const [t = "", n] = Pe.map(e => this.#Re.get(e)?.id);
return {
training: t,
...n && {
validation: n
}
};
}
async #We(e, t) {
const isOwn = e => this.#Be.ids.has(e), n = await this.#Le.find(e, isOwn, t);
if (!n) return this.#Be.upload(e, t);
const {role: s, report: i} = e;
return isOwn(n.id) || t.runner.info(`${s} data: ${(0, d.z3)(i.bytes)} already on the server as ${n.id}`), 
n;
}
#Je(e, t) {
this.#Re.set(e, t), this.#b.reporter.setOutputs({
[`${e}-file-id`]: t.id
});
}
async #He(e) {
const t = new Map([ ...this.#Re ].map(([e, {id: t}]) => [ t, e ])), n = [ ...this.#Re.values() ].filter(({id: e}) => !this.#Ie.has(e));
await async function waitForProcessing(e, t, {onWait: n, ...s}) {
const {clock: i, signal: o} = s, a = i.now(), remainingMs = ({status: e}) => a + function processingTimeout(e = "processed") {
const t = e.toLowerCase();
return _e.has(t) ? 18e5 : "uploaded" === t ? 3e4 : 0;
}(e) - i.now(), isPending = e => remainingMs(e) > 0;
t.forEach(assertUsable);
let r = t.filter(isPending);
r.forEach(n);
for (let t = 250; r.length > 0; t = Math.min(2 * t, 5e3)) {
await i.sleep(Math.min(t, ...r.map(remainingMs)), o);
const n = r.filter(isPending).map(t => getStatus(e, t.id, remainingMs(t), s)), a = await Promise.all(n);
a.forEach(assertUsable), r = a.filter(isPending);
}
}(this.#he, n, {
...(0, he.tO)(e),
onWait: ({id: n, status: s}) => e.runner.info(`the server is processing the ${t.get(n)} data (${s})`)
});
for (const {id: e} of n) this.#Ie.add(e);
}
async compareFiles({trainingFile: e, validationFile: t}) {
return {
training: await this.#qe("training", e),
validation: await this.#qe("validation", t)
};
}
async #qe(e, t) {
const n = this.#Ae.find(t => t.role === e);
return n ? void 0 === t ? "unreported" : t === this.#Re.get(e)?.id ? "same" : "id" in n ? t === n.id ? "same" : "different" : this.#Le.compare(t, n) : void 0 === t ? "same" : "different";
}
get hasReusedFiles() {
return [ ...this.#Re.values() ].some(({id: e}) => !this.#Be.ids.has(e));
}
usesUpload(e) {
return getFileIds(e).some(e => this.#Be.ids.has(e));
}
async dropMissing() {
let e = !1;
for (const t of this.#Ae) {
const {role: n} = t, s = this.#Re.get(n)?.id;
"report" in t && void 0 !== s && !this.#Be.ids.has(s) && (await (0, $e.an)(this.#he, s, (0, 
he.Xd)(this.#ue, 6e4)) || (this.#ue.runner.info(`${n} data: ${s} is gone from the server`), 
e = this.#Re.delete(n)));
}
return e;
}
reserve(e) {
for (const t of Object.values(e)) this.#ze.add(t);
}
release(e) {
for (const t of Object.values(e)) this.#ze.delete(t);
}
async deleteUnused(e) {
const {runner: t} = this.#ue;
if (await this.#Be.settled(), !this.#Be.mayHaveUploaded) return;
const n = e ? getFileIds(e) : [], s = {
training: e?.trainingFile,
validation: e?.validationFile
};
if (!e || this.#Ae.every(({role: e}) => s[e])) await this.#Ne(async (e, t) => {
const s = await this.#Be.findOrphans(e, t);
return [ ...new Set([ ...this.#Be.ids, ...s ]) ].filter(e => !n.includes(e));
}, {
isInUse: ({status: e}) => "failed" !== e && "cancelled" !== e,
mayBeOld: !1,
reserved: this.#ze
}); else for (const s of this.#Be.ids) this.#ze.has(s) || n.includes(s) || t.info(`${s} is kept: the server does not report which files job ${e.id} uses`);
}
async deleteJobFiles(e) {
const t = this.#Ae.flatMap(e => "id" in e ? [ e.id ] : []), n = [ ...new Set(getFileIds(e)) ].filter(e => !t.includes(e));
await this.#Ne(async (e, t) => {
const s = await Promise.all(n.map(n => this.#Ge(n, e, t)));
return n.filter((e, t) => s[t]);
}, {
isInUse: t => t.id !== e.id && !(0, V.Hd)(t),
mayBeOld: !0,
reserved: new Set
});
}
async #Ge(e, t, n) {
if (this.#Be.ids.has(e)) return !0;
const s = await (0, $e.an)(t, e, n);
if (!s) return !1;
const i = (0, $e.pz)(s.name);
return !!this.#Ae.some(e => "report" in e && e.report.digest === i) || (this.#ue.runner.info(`${e} is kept: this action did not upload it`), 
!1);
}
async #Ne(e, t) {
const {createClient: n} = this.#b, {clock: s, random: i, runner: a, signal: r, remainingGraceMs: c} = this.#ue, d = (0, 
ve.y5)(r, c, s);
try {
await (0, ve.wj)(s, 6e4, d.signal, async a => {
const c = n(a), d = r.aborted ? 500 : void 0, retryEach = e => (0, ke.L5)(e, {
clock: s,
random: i,
signal: a,
maxDelayMs: d
}), l = await e(c, retryEach), h = await async function deleteFiles(e, t, {isInUse: n, mayBeOld: s, reserved: i, ...a}) {
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
r = await (0, ie.N6)(e, {
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
if (!(0, de.c4)(e)) return failed(e, t);
}
return {
id: t,
kind: "deleted"
};
}));
}(c, l, {
...t,
retry: retryEach,
clock: s
});
for (const e of h) this.#Ze(e);
});
} catch (e) {
if (!(e instanceof o.lZ || e instanceof ve.MU)) throw e;
const t = e instanceof o.lZ ? (0, o.Wk)(e) : e.message;
a.warning(`Unneeded files may be left on the server: ${t}`);
} finally {
d.dispose();
}
}
#Ze(e) {
const {runner: t} = this.#ue, {id: n} = e;
"failed" === e.kind ? t.warning(`${n} could not be deleted and is left on the server: ${(0, 
o.Wk)(e.error)}`) : "deleted" === e.kind ? t.info(`${n} was deleted from the server`) : "used" === e.kind ? t.info(`${n} is kept: job ${e.by.id} uses it`) : t.info(`${n} is kept: a job may use it, and the server lists none that does`);
}
}
function getFileIds({trainingFile: e, validationFile: t}) {
return [ e, t ].filter(e => void 0 !== e);
}
function fineTune(e) {
return (0, K.s)(e, g.iQ, async t => {
const n = await (0, Z.kr)(e), {inputs: s} = n, {customLlmProvider: i} = n.connection;
i && e.runner.saveState(ee.IS, i), void 0 !== n.resultsDir && t.openResults(n.resultsDir), 
t.comment = (0, Y.g)(s, (0, a.Q)(n.job), e);
const {datasets: r, fingerprint: c} = await async function checkData(e, t, n) {
const {runner: s, context: i} = n, {model: o, method: a} = e.job;
for (const t of [ ...e.warnings, ...warnAboutRunSpecificValues(e.job, i) ]) s.warning(t);
t.setFacts({
model: o,
method: a?.type ?? "supervised"
});
const r = await inspectData(e, n), c = estimateTraining(e, r, s);
t.setFacts({
estimate: c,
data: r.map(toDatasetSummary),
problems: toCheckResult(r).problems,
hyperparameters: (0, re.dl)(e.job).hyperparameters,
provenance: i
}), assertNoDataErrors(r, e, s), assertWithinLimits(c, e.inputs);
const d = computeFingerprint(e, r);
return t.setFacts({
fingerprint: d
}), t.updateComment("checked"), s.info(`fingerprint: ${d}`), {
datasets: r,
fingerprint: d
};
}(n, t, e), {connect: l, deadline: h, ...u} = (0, ee.Pm)(n.connection, s.timeout, e);
await async function checkModelShutdown({inputs: e, job: t}, n, s, i) {
const {runner: a, startDate: r, signal: c} = i, l = (0, O.xL)(t.model), h = e["min-model-days"];
let u;
try {
const e = (0, he.NK)(i, be);
u = (await e(() => n.getModel(l, {
timeoutMs: be
}))).shutdownDate;
} catch (e) {
return (0, o.jO)(e, c), void (h > 0 && a.warning(`Cannot check "min-model-days": the shutdown date of ${l} could not be read: ${(0, 
o.Wk)(e)}`));
}
if (void 0 === u) return;
s.setOutputs({
"model-shutdown-date": u
});
const p = Math.ceil((Date.parse(u) - r.getTime()) / ye), f = p > 0 ? `will be shut down on ${u}, in ${(0, 
d.B4)(p, "day")}` : `was to be shut down on ${u}`, m = `The base model ${l} ${f}; models trained from it stop working with it.`;
if (h > 0 && p < h) throw new o.lZ(m, {
hint: `"min-model-days" requires ${(0, d.B4)(h, "day")}. Train from a model that is available longer.`
});
a.warning(m);
}(n, u.cancellableClient, t, e);
const p = {
plan: n,
datasets: r,
fingerprint: c,
files: new TrainingFiles({
datasets: r,
createClient: l,
deadline: h,
reporter: t,
deps: e
}),
reporter: t,
deps: e,
...u,
deadline: h
};
if (s["dry-run"]) return async function dryRun(e) {
const {plan: t, client: n, deps: s} = e, {runner: i} = s, o = (await new JobCoordinator(e).findReusableJob())?.job;
if (o) return i.info(`Dry run: a run would reuse job ${o.id} (${o.status}) and create none.`), 
`dry run, ${o.id} would be used`;
await e.files.checkGivenFiles();
const getId = e => "id" in e ? e.id : "(id of the uploaded file)", a = (0, re.Xx)(e), r = (0, 
X.y)({
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
i.info(`Dry run: nothing was uploaded and no job was created. A run would send this to ${n.host}, with the action's own metadata (ft_\u2026):`);
for (const e of JSON.stringify(r, null, 2).split("\n")) i.info(e);
return "dry run, nothing was created";
}(p);
try {
const e = await async function trainToCompletion(e) {
const {deps: t, reporter: n, plan: s, client: i, cancellableClient: o} = e, {runner: a, signal: r} = t, {inputs: c} = s, d = new JobCoordinator(e);
let l = await d.findOrCreateJob(), h = !1;
for (;;) {
const e = l, {job: s, createdByThisRun: u, justCreated: p, isOwn: f} = e;
let m;
if (!(c.wait || r.aborted || "succeeded" !== s.status && (0, V.Hd)(s))) return logLeftRunning(s, t), 
`${p ? "created" : "found"}, ${s.status}`;
n.updateComment("running"), a.group("Training");
const g = await (0, we.c)({
jobId: s.id,
client: i,
cancellableClient: o,
reporter: n,
deps: t,
inputs: c,
onCancel: c["on-cancel"] ?? (f ? "cancel" : "detach"),
inspectJob: t => d.inspect(e, t),
replaceIfCancelled: async e => u ? (m = await d.findOlderJob(e), void 0 !== m) : !h
}).catch(async t => {
throw await d.leaveCopiesToPostStep(t, e);
});
switch (a.endGroup(), g.kind) {
case "finished":
return "succeeded" === n.job?.status && i.provider.deployment && a.info(i.provider.deployment), 
await (0, ne.r)(c, {
client: o,
reporter: n,
deps: t,
isMetadataDropped: d.isMetadataDropped
}), p || "succeeded" !== s.status ? g.outcome : "reused a job that had succeeded, nothing was paid for again";

case "superseded":
l = await d.switchToPreferred(g.job, g.preferred);
break;

case "cancelled-elsewhere":
if (m) {
a.info(`Job ${s.id} was cancelled by someone else; job ${m.job.id} does the same training`), 
l = await d.switchToPreferred({
...s,
status: "cancelled"
}, m);
break;
}
a.info(`Job ${s.id} of another run was cancelled: looking for another job, or creating one`), 
h = !0, a.saveState("job-id", ""), n.reset(), l = await d.findOrCreateJob();
}
}
}(p);
return await cleanUp(p), e;
} catch (e) {
throw e instanceof te.gw || await cleanUp(p), e;
}
});
}
async function cleanUp({plan: e, reporter: {job: t}, files: n}) {
"after-success" === e.inputs["delete-files"] && "succeeded" === t?.status && await n.deleteJobFiles(t), 
await n.deleteUnused(t);
}
function logLeftRunning(e, {runner: t}) {
(0, V.lP)(e) ? t.warning(`Job ${e.id} is paused and does not continue by itself: set "wait: true" and "resume-paused: true", or resume it with the action "control".`) : (0, 
V.Hd)(e) || t.info((0, Q.O7)(e.id, t));
}
function warnAboutRunSpecificValues({suffix: e, seed: t}, {runId: n, sha: s}) {
const i = [ n, s?.slice(0, 7) ].filter(e => void 0 !== e && e.length > 5);
return Object.entries({
suffix: e,
seed: t
}).filter(([, e]) => i.some(t => `${e}`.includes(`${t}`))).map(([e]) => `input "${e}": contains the id or the commit of this run, so no other run can reuse its job`);
}
var Ce = n(6974);
const evaluate = async e => (await n.e(465).then(n.bind(n, 465))).evaluate(e), fixFiles = async (e, t) => (await n.e(231).then(n.bind(n, 231))).fixFiles(e, t);
}),
635: ((e, t, n) => {
n.d(t, {
J: () => HashTable
});
class HashTable {
#Ye=[];
get([e, t]) {
const {slots: n} = this.#Ke(e);
return n[findSlot(n, e, t) + 2] ?? 0;
}
getOrInsert([e, t], n) {
const s = this.#Ke(e);
s.used >= s.slots.length / 3 * .8 && function grow(e) {
const {slots: t} = e;
e.slots = new Uint32Array(3 * Math.ceil(t.length / 3 * 1.5));
for (let n = 0; n < t.length; n += 3) {
const [s, i, o] = [ t[n] ?? 0, t[n + 1] ?? 0, t[n + 2] ?? 0 ];
o > 0 && put(e.slots, findSlot(e.slots, s, i), s, i, o);
}
}(s);
const i = findSlot(s.slots, e, t);
return s.slots[i + 2] || (s.used++, put(s.slots, i, e, t, n), n);
}
set(e, t) {
if (this.getOrInsert(e, t) === t) return;
const [n, s] = e, {slots: i} = this.#Ke(n);
put(i, findSlot(i, n, s), n, s, t);
}
#Ke(e) {
const t = e % 64, n = this.#Ye[t] ?? {
slots: new Uint32Array(48),
used: 0
};
return this.#Ye[t] = n, n;
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
RD: () => fillFirstChunk,
WS: () => replaceCrlf,
bh: () => s,
jq: () => normalizedBytes,
z5: () => normalizedFileBytes
});
const s = Buffer.from([ 239, 187, 191 ]), i = Buffer.from("\r\n"), o = Buffer.from("\r"), a = Buffer.from("\n");
async function* normalizedBytes(e, t) {
for (const n of t) yield* normalizedFileBytes(e, n);
}
async function* normalizedFileBytes(e, t, n) {
let i, r = !1;
for await (const c of async function* stripBom(e) {
let t = !0;
for await (const n of fillFirstChunk(e, s.length)) {
const e = t && 0 === n.indexOf(s) ? n.subarray(s.length) : n;
t = !1, e.length > 0 && (yield e);
}
}(e.readBytes(t, n))) {
r && c[0] !== a[0] && (yield o), r = c.at(-1) === o[0];
const e = replaceCrlf(r ? c.subarray(0, -1) : c);
i = c.at(-1), e.length > 0 && (yield e);
}
void 0 !== i && i !== a[0] && (yield a);
}
async function* fillFirstChunk(e, t) {
let n = Buffer.alloc(0);
for await (const s of e) if (n) {
if (n = Buffer.concat([ n, s ]), n.length < t) continue;
yield n, n = void 0;
} else yield Buffer.from(s.buffer, s.byteOffset, s.byteLength);
n && n.length > 0 && (yield n);
}
function replaceCrlf(e) {
let t = e.indexOf(i);
if (-1 === t) return e;
const n = Buffer.allocUnsafe(e.length);
let s = 0, o = 0;
for (;-1 !== t; ) s += e.copy(n, s, o, t), o = t + 1, t = e.indexOf(i, o);
return s += e.copy(n, s, o), n.subarray(0, s);
}
}),
7852: ((e, t, n) => {
n.d(t, {
Z: () => sniff,
d: () => i
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
const n = e.toString("latin1", 0, 16), i = a.find(([e]) => n.startsWith(e));
if (i) return i[1];
const [o = "", c = ""] = t.split("\n", r).filter(e => /\S/.test(e));
if (/^\s*[{[]/.test(o) || (0, s.OW)((0, s.Bl)(c))) return;
const d = o.trim();
return /^<(!doctype|html|head|body)\b/i.test(d) ? "HTML, perhaps the page of a failed download" : /^<\?xml\b/i.test(d) ? "XML" : /^(---|(- )?["']?[A-Za-z_]\w*["']?:( .*)?)$/.test(d) ? "YAML" : function isCsvHeader(e) {
return [ ",", ";", "\t" ].some(t => {
const n = e.split(t);
return n.length > 1 && n.every(e => /^"?[A-Za-z_][\w .-]{0,60}"?$/.test(e.trim()));
});
}(d) ? "CSV" : void 0;
}(e, t);
if (n) return {
code: "file-type",
message: `the file is ${n}; ${o}`,
line: 1
};
const c = t.split("\n");
e.length === i && c.length > 1 && c.pop();
const d = function detectSingleDocument(e) {
const [t = "", n] = e;
if ("[" === t && "]" === e.at(-1)) return "json-array";
if (void 0 === n || !(0, s.OW)((0, s.Bl)(n))) {
if (t.startsWith("[")) return void 0 !== n && isJson(t) ? void 0 : "json-array";
if (!(0, s.OW)((0, s.Bl)(t.replace(/,$/, "")))) return void 0 !== n && /^\{(.*[{[,:])?$/.test(t) && !isJson(t) ? "pretty-printed" : void 0;
}
}(c.map(e => e.trim()).filter(e => "" !== e));
return d ? {
code: d,
message: "json-array" === d ? "the file is one JSON array; write each of its elements on a separate line" : "the file is JSON over several lines; write each example on one line",
line: c.findIndex(e => "" !== e.trim()) + 1
} : void 0;
}
const o = "the API reads JSONL: text in UTF-8 with one JSON object per line", a = [ [ "\x1f\x8b", "compressed with gzip" ], [ "PK\x03\x04", "a zip archive (or an Excel sheet)" ], [ "BZh", "compressed with bzip2" ], [ "(\xb5/\xfd", "compressed with zstd" ], [ "\xfd7zXZ\0", "compressed with xz" ], [ "7z\xbc\xaf'\x1c", "a 7-Zip archive" ], [ "PAR1", "Parquet" ], [ "ARROW1", "Arrow" ], [ "SQLite format 3\0", "a SQLite database" ], [ "%PDF-", "a PDF document" ] ], r = 100, isJson = e => void 0 !== (0, 
s.Bl)(e);
}),
5507: ((e, t, n) => {
n.d(t, {
LJ: () => findDataFiles,
m3: () => readPlan,
kr: () => readTrainingPlan
});
var s = n(1828), i = n(8013), o = n(4389), a = n(2857), r = n(8301), c = n(4717), d = n(4407), l = n(569), h = n(1420), u = n(131), p = n(2526), f = n(9211);
async function readJob(e, t, {setSecret: n, host: s = "api.openai.com"}) {
const i = new l.H(t, n), o = function omitEmpty(e) {
const t = Object.entries((0, r.p3)(e)).filter(([e, t]) => t.split("\n").map(e => e.trim()).some(t => "" !== t && !(t.startsWith("#") && g.includes(e))));
return Object.fromEntries(t.map(([e, t]) => [ e, m.includes(e) ? t.trim() : t ]));
}(e), a = await async function readJobFile(e, t) {
if (void 0 === e) return {
fields: {},
label: 'input "job-file"'
};
const n = await t.readFile(e, 'input "job-file"');
if (!n) return {
fields: void 0
};
const s = `input "job-file": ${n.path}`, i = await t.parseYaml(u.p4, n.text, s);
if (!i) {
const e = await (0, f.a)(n.text);
return {
fields: i,
path: n.path,
...w.parse(e ?? {})
};
}
return i.hyperparameters && t.addWarning(s, "hyperparameters: is deprecated by the API; sent under the method instead"), 
{
fields: i,
label: s,
path: n.path
};
}(o["job-file"], i), y = function findDataPaths(e, t) {
const pick = (e, n) => void 0 !== e ? {
patterns: e
} : n ? {
patterns: n,
...(0, r.p3)({
relativeTo: t.path
})
} : void 0, {training_file: n, validation_file: s} = t.fields ?? t;
return (0, r.p3)({
training: pick(e["training-file"], n),
validation: pick(e["validation-file"], s)
});
}(o, a), v = await (0, h.BU)(o, a.fields?.method?.type, i);
if (!a.fields) return await readSettingInputs(o, i), {
problems: i.problems,
...y
};
const {training: k} = y, $ = o.model ?? a.fields.model;
k || i.addProblem('input "training-file"', "is required"), $ || i.addProblem('input "model"', "is required");
const j = await (0, h.wF)(o, v, a, i);
y.validation || "reinforcement" !== v.type || function reportNoValidation(e, t, n) {
const s = "reinforcement" === e?.type && (0, d.Dk)(e.grader);
(0, c.to)(t) && !s ? n.addProblem('input "validation-file"', "is required by the method reinforcement") : n.addWarning('input "validation-file"', "is unset; OpenAI and Azure require it for reinforcement, and without it there are no validation metrics");
}(j, s, i);
const x = function mergeSettings(e, {fields: t, label: n}, s, i) {
const o = e.suffix ?? t.suffix, a = void 0 === e.suffix ? `${n}: suffix` : 'input "suffix"', {name: d, hasSuffix: l} = (0, 
c.sO)(s);
o && l ? function warnAboutSuffix(e, t, n) {
/[^A-Za-z0-9_-]/.test(e) && n.addWarning(t, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects'), 
[ ...e ].length > 40 && n.addWarning(t, "is longer than 40 characters, which Azure OpenAI rejects");
}(o, a, i) : o && i.addWarning(a, `is not sent: ${d} has no suffixes`);
const h = mergeMaps(t.metadata, e.metadata);
h && i.unwrap((0, p.tf)(b.metadata, h), 'input "metadata"');
const [f, m] = e.integrations ? [ 'input "integrations": ', e.integrations ] : [ `${n}: integrations`, t.integrations ];
for (const [e, {wandb: t}] of m?.entries() ?? []) i.warnAboutUndocumented(`${f}[${e}].wandb`, t, u.LQ.wandb);
return (0, r.p3)({
suffix: l ? o : void 0,
seed: e.seed ?? t.seed,
metadata: h,
integrations: m?.map(({type: e, wandb: t}) => ({
type: e,
wandb: (0, r.p3)(t)
})),
extraBody: mergeMaps(t.extra_body, e.extraBody)
});
}(await readSettingInputs(o, i), a, s, i);
return i.problems.length > 0 || !k || !$ ? {
problems: i.problems,
...y
} : {
job: {
model: $,
...y,
training: k,
...(0, r.p3)({
method: j
}),
...x
},
warnings: i.warnings,
files: i.files
};
}
const m = [ "model", "method", "suffix", "seed", "job-file" ], g = [ "hyperparameters", "grader", "metadata", "integrations", "extra-body" ], w = a.Ikc({
training_file: a.YjP().optional().catch(void 0),
validation_file: a.YjP().optional().catch(void 0)
}), b = u.p4.shape;
async function readSettingInputs(e, t) {
const {suffix: n} = e, parse = (n, s, i) => t.parseYaml(n, e[s], `input "${s}"`, i);
return {
suffix: void 0 === n ? void 0 : t.unwrap((0, p.tf)(b.suffix, n), 'input "suffix"'),
seed: await parse(b.seed, "seed"),
metadata: await parse(b.metadata, "metadata", "text"),
integrations: await parse(b.integrations, "integrations"),
extraBody: await parse(b.extra_body, "extra-body")
};
}
function mergeMaps(e, t) {
const n = {
...e,
...t
};
return Object.keys(n).length > 0 ? n : void 0;
}
var y = n(6891), v = n(8551), k = n(3916), $ = n(617), j = n(2969), x = n(4512);
async function readTrainingPlan(e) {
const t = await readPlan(o.b.fineTune, e, ({wait: e, require: t}) => t.length > 0 && !e ? [ 'input "require": needs "wait: true", since only a job that has ended can be evaluated' ] : []);
return {
...t,
connection: (0, x.tq)(t.inputs, e, t.job.extraBody)
};
}
async function readPlan(e, {runner: t, workspace: n, signal: o}, a = () => []) {
const r = await (0, y.TL)(e, t), {setSecret: c} = t, d = "base-url" in e.shape ? function getHost({inputs: e}) {
const t = s.I1["base-url"].safeParse(e.get("base-url"));
return t.success ? new URL(t.data).hostname : void 0;
}(t) : void 0, l = await readJob(Object.fromEntries(t.inputs), n, {
setSecret: c,
host: d
}), h = [ r, l ].flatMap(e => "problems" in e ? e.problems : []), u = (0, y.yM)(h, o), {training: p, validation: f} = await findSources("job" in l ? l.job : l, u, n), m = t.inputs.get("results-dir"), g = void 0 !== m || !t.isCommandLine || "wait" in e.shape, w = await u('input "results-dir"', async () => g ? n.prepareDirectory(m) : void 0);
if ("inputs" in r) {
const e = "job" in l ? l.job : void 0;
h.push(...function validateLimits(e, t, n) {
const {price: s, "max-cost": o, "max-tokens": a} = e, r = Object.entries({
"max-tokens": a,
price: s,
"max-cost": o
}).filter(([, e]) => void 0 !== e).map(([e]) => e);
return [ ...e["data-check-ignore"].filter(e => !(0, v.NU)(e)).map(e => `input "data-check-ignore": ${function describeUnknownCode(e) {
const t = (0, j.au)(e, v.zB);
return `${(0, k.hD)(e)} is not a code of a check${t}; docs/data-checks.md lists all codes`;
}(e)}`), ...void 0 !== o && void 0 === s ? [ 'input "max-cost": needs "price"' ] : [], ..."reinforcement" === t?.method?.type ? r.filter(e => "max-tokens" !== e).map(e => `input "${e}": reinforcement is billed by time, not by tokens`) : [], ...(0, 
i.OC)(t?.extraBody).filter(() => r.length > 0).map(e => `input "extra-body": the epochs in ${e} would not be counted; set them in "hyperparameters"`), ...n && "id" in n ? r.map(e => `input "${e}": the tokens of a file on the server cannot be counted`) : [] ];
}(r.inputs, e, p), ...a(r.inputs));
}
if (h.length > 0 || "problems" in r || "problems" in l || !p) throw new k.lZ(h.join("\n"));
const b = await u('input "results-dir"', async () => w?.create());
if (h.length > 0) throw new k.lZ(h.join("\n"));
var x;
void 0 !== b && (0, $.d)(b, [ ...(x = {
training: p,
validation: f
}, Object.entries(x).flatMap(([e, t]) => t && "files" in t ? t.files.map(t => ({
...t,
use: `the ${e} data`
})) : [])), ...l.files.map(e => ({
...e,
use: "a file of the job"
})) ]);
const {inputs: _} = r;
return {
inputs: _,
job: l.job,
training: p,
...f && {
validation: f
},
countsTokens: [ "max-tokens", "price", "max-cost" ].some(e => t.inputs.has(e)),
warnings: l.warnings,
resultsDir: b
};
}
async function findDataFiles({runner: e, workspace: t, signal: n}) {
const {inputs: s, setSecret: i} = e, o = await readJob(Object.fromEntries(s), t, {
setSecret: i
}), a = await findSources("job" in o ? o.job : o, (0, y.yM)([], n), t);
return Object.values(a).flatMap(e => e && "files" in e ? [ e.files ] : []);
}
async function findSources(e, t, n) {
const find = async s => {
const i = e[s];
if (!i) return;
const o = i.relativeTo ? `input "job-file": ${i.relativeTo}: ${s}_file` : `input "${s}-file"`;
return t(o, () => async function findSource(e, {patterns: t, relativeTo: n}) {
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
