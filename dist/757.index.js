export const id = 757;
export const ids = [757];
export const modules = {

/***/ 7320:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ getExtraBodyEpochs),
/* harmony export */   x: () => (/* binding */ findUncountedEpochs)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);

/** Names of the number of epochs: `n_epochs`, and those of other servers. */
const EPOCHS = /epochs$/i;
/** Returns the fields of the extra body with a number of epochs that an estimate cannot take into account. */
function findUncountedEpochs(extraBody = {}) {
    const { hyperparameters, ...others } = extraBody;
    const fields = Object.keys(others).filter((name) => EPOCHS.test(name));
    const isUncounted = hasEpochs(hyperparameters) && getExtraBodyEpochs(extraBody) === undefined;
    return isUncounted ? [...fields, 'hyperparameters'] : fields;
}
/** Returns the largest number of epochs in the hyperparameters of the extra body; undefined when there is none. */
function getExtraBodyEpochs({ hyperparameters, } = {}) {
    const numbers = listEpochs(hyperparameters).map((value) => typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
    const known = numbers.filter((value) => typeof value === 'number' && Number.isFinite(value));
    return known.length === numbers.length && known.length > 0 ? Math.max(...known.map(Number)) : undefined;
}
const hasEpochs = (hyperparameters) => listEpochs(hyperparameters).length > 0;
/** Servers choose the epochs where they are null or "auto". */
function listEpochs(hyperparameters) {
    return Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(hyperparameters) ? hyperparameters : {})
        .filter(([name, value]) => EPOCHS.test(name) && value !== null && value !== 'auto')
        .map(([, value]) => value);
}


/***/ }),

/***/ 4407:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FK: () => (/* binding */ graderSchema),
/* harmony export */   Uc: () => (/* binding */ GRADER_FIELDS),
/* harmony export */   et: () => (/* binding */ isOtherGrader),
/* harmony export */   o_: () => (/* binding */ hasForeignGrader)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2969);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2526);



const name = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .exactOptional()
    .describe('The name of the grader, as reports show it. Defaults to its key in `graders`, or to its type.');
const template = (description) => zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe(`${description} May contain {{item.x}} and {{sample.output_text}}.`);
const stringCheck = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('string_check'),
    name,
    input: template('The text to check.'),
    reference: template('The text to compare with.'),
    operation: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['eq', 'ne', 'like', 'ilike'])
        .describe('eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.'),
})
    .meta({ id: 'string_check', description: 'Compares two texts; 0 or 1.' });
const textSimilarity = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('text_similarity'),
    name,
    input: template('The text to be graded.'),
    reference: template('The text to grade against.'),
    evaluation_metric: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n([
        'cosine',
        'fuzzy_match',
        'bleu',
        'gleu',
        'meteor',
        'rouge_1',
        'rouge_2',
        'rouge_3',
        'rouge_4',
        'rouge_5',
        'rouge_l',
    ])
        .describe('How similarity is measured; cosine is for evals only.'),
})
    .meta({ id: 'text_similarity', description: 'Measures how similar two texts are; 0 to 1.' });
const python = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('python'),
    name,
    source: _validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nonEmptyString */ .y0
        .exactOptional()
        .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: _validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nonEmptyString */ .y0
        .exactOptional()
        .describe('Path of a file with the source, relative to the file that names it. It is sent as `source`.'),
    image_tag: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .exactOptional()
        .describe('Tag of the image that runs the source, for example 2025-05-08.'),
})
    .meta({
    id: 'python',
    description: 'Runs a Python function; its number is the grade.',
    oneOf: ['source', 'source_file'].map((key) => ({
        type: 'object',
        properties: { [key]: {} },
        required: [key],
    })),
});
const contentItem = zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt('type', [
    zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('input_text'), text: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('output_text'), text: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('input_image'),
        image_url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        detail: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().exactOptional(),
    }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('input_audio'),
        input_audio: zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ data: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), format: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['mp3', 'wav']) }),
    }),
])
    .meta({ id: 'content_item', description: 'A piece of a message.' });
const ITEM = 'text, an input_text, output_text, input_image or input_audio item';
const textOrItem = [zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), contentItem];
const messages = zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    role: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['user', 'assistant', 'system', 'developer']),
    content: zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([...textOrItem, zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ(textOrItem, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)(ITEM)))], (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)(`${ITEM}, or a list of these`))
        .describe('Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.'),
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('message').exactOptional(),
}))
    .min(1, { error: 'is empty' })
    .meta({ id: 'messages', description: 'The messages for the grading model.' });
const TWO_NUMBERS = (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)('a list of two numbers');
const scoreModel = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('score_model'),
    name,
    model: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('The model that gives the score.'),
    input: messages,
    range: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig())
        .length(2, TWO_NUMBERS)
        .exactOptional()
        .describe('Lowest and highest score; defaults to [0, 1].'),
    sampling_params: zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        seed: (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr()),
        top_p: (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()),
        temperature: (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()),
        max_completions_tokens: (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().min(1, (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)('a whole number of at least 1'))).describe('Maximum tokens of an answer. The API spells it with two plurals.'),
        reasoning_effort: (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    })
        .exactOptional()
        .describe('How the grading model samples.'),
})
    .meta({ id: 'score_model', description: 'A model assigns a score.' });
const labelModel = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('label_model'),
    name,
    model: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('The model that gives the label.'),
    input: messages,
    labels: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('The labels to choose from.'),
    passing_labels: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('The labels that count as passing.'),
})
    .meta({
    id: 'label_model',
    description: 'A model assigns a label. Made for evals; fine-tuning servers may reject it.',
});
const KNOWN_TYPES = [
    'string_check',
    'text_similarity',
    'python',
    'score_model',
    'multi',
    'label_model',
];
/** Graders that only their server knows. A typo of a known type is none. */
const otherGrader = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .refine((type) => type !== '' && (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .closestMatch */ .h0)(type, KNOWN_TYPES) === undefined, {
        abort: true,
        error: ({ input }) => (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceMessage */ .Xv)(KNOWN_TYPES, input),
    })
        .meta({ minLength: 1, pattern: `^(?!(${KNOWN_TYPES.join('|')})$)` })
        .pipe(zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY()),
})
    .meta({ id: 'other_grader', description: 'A grader of another type, which is sent as written.' });
const MAP = (0,_validate_js__WEBPACK_IMPORTED_MODULE_0__/* .expectedError */ .j1)('a map');
const single = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt('type', [stringCheck, textSimilarity, python, scoreModel, labelModel]), otherGrader], MAP);
const multi = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('multi'),
    name,
    graders: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), single)
        .refine((graders) => Object.keys(graders).length > 0, { error: 'is empty' })
        .meta({
        description: 'Graders by name; these names are the variables of calculate_output. None may be multi itself.',
        minProperties: 1,
    }),
    calculate_output: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .describe('Formula over the graders: + - * / ^, parentheses, min max abs floor ceil exp sqrt log.'),
})
    .meta({ id: 'multi', description: 'Combines several graders by a formula.' });
/**
 * The schema of a grader as users write it. Sources: API reference (FineTuneReinforcementMethod) and the graders guide,
 * which alone describes `multi.graders` as the map that works.
 */
const graderSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt('type', [stringCheck, textSimilarity, python, scoreModel, multi, labelModel]),
    otherGrader,
], MAP)
    .describe('How the outputs of the model are graded during the training.');
/** Returns whether the action does not know the type of a grader. */
function isOtherGrader(grader) {
    return !Object.hasOwn(GRADER_FIELDS, grader.type);
}
/** Returns whether a grader, or one in it, is of a type that neither OpenAI nor Azure has. */
function hasForeignGrader(grader) {
    if (grader.type === 'multi')
        return Object.values(grader.graders).some(hasForeignGrader);
    return isOtherGrader(grader) && grader.type !== 'endpoint';
}
/** The documented fields of each grader, to suggest one for a misspelled field. */
const GRADER_FIELDS = {
    string_check: Object.keys(stringCheck.shape),
    text_similarity: Object.keys(textSimilarity.shape),
    python: Object.keys(python.shape),
    score_model: Object.keys(scoreModel.shape),
    label_model: Object.keys(labelModel.shape),
    multi: Object.keys(multi.shape),
};


/***/ }),

/***/ 696:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AL: () => (/* binding */ dpoHyperparameters),
/* harmony export */   J8: () => (/* binding */ METHODS),
/* harmony export */   Qr: () => (/* binding */ reinforcementHyperparameters),
/* harmony export */   Vv: () => (/* binding */ supervisedHyperparameters),
/* harmony export */   ed: () => (/* binding */ findHyperparameterWarnings),
/* harmony export */   vt: () => (/* binding */ HYPERPARAMETERS)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2969);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2526);




const WHOLE = (0,_validate_js__WEBPACK_IMPORTED_MODULE_1__/* .expectedError */ .j1)('a whole number of at least 1 or "auto"');
const POSITIVE = (0,_validate_js__WEBPACK_IMPORTED_MODULE_1__/* .expectedError */ .j1)('a number above 0 or "auto"');
// Microsoft's notebooks send null for what is unset.
const wholeNumber = (0,_validate_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('auto'), zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(WHOLE).min(1, WHOLE)], WHOLE).meta({ id: 'whole_number_or_auto' }));
const positiveNumber = (0,_validate_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('auto'), zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(POSITIVE).positive(POSITIVE)], POSITIVE)
    .meta({ id: 'number_or_auto' }));
const common = {
    n_epochs: wholeNumber.describe('How many times to go through the training data, or "auto".'),
    batch_size: wholeNumber.describe('Examples in each batch, or "auto". Larger: the parameters change less often, but with lower variance.'),
    learning_rate_multiplier: positiveNumber.describe('Scaling factor of the learning rate, or "auto". Smaller may help to avoid overfitting.'),
};
/** The hyperparameters of `supervised`; other keys pass. Source: API reference, SupervisedHyperparameters. */
const supervisedHyperparameters = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3(common).meta({ id: 'supervised_hyperparameters' });
/** The hyperparameters of `dpo`; other keys pass. Source: API reference, DpoHyperparameters. */
const dpoHyperparameters = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    ...common,
    beta: positiveNumber.describe('Weight of the penalty between policy and reference model, or "auto". Higher: closer to the original behavior.'),
});
/** The hyperparameters of `reinforcement`; other keys pass. Source: API reference, ReinforcementHyperparameters. */
const reinforcementHyperparameters = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    ...common,
    compute_multiplier: positiveNumber.describe('Multiplier of the compute spent on exploring, or "auto".'),
    eval_interval: wholeNumber.describe('Training steps between two evaluations, or "auto".'),
    eval_samples: wholeNumber.describe('Samples of the validation data generated per evaluation, or "auto".'),
    reasoning_effort: (0,_validate_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).describe('How much the model reasons: default, low, medium or high.'),
});
/** The fine-tuning methods. Source: API reference, FineTuneMethod.type. */
const METHODS = ['supervised', 'dpo', 'reinforcement'];
/** The schema of each method's hyperparameters. */
const HYPERPARAMETERS = {
    supervised: supervisedHyperparameters,
    dpo: dpoHyperparameters,
    reinforcement: reinforcementHyperparameters,
};
/**
 * The ranges that OpenAI's specification had in August 2026. They were corrected since, to values that are not public,
 * so a value outside is only worth a warning.
 */
const DOCUMENTED_RANGES = {
    batch_size: { text: 'at most 256', includes: (value) => Number(value) <= 256 },
    n_epochs: { text: 'at most 50', includes: (value) => Number(value) <= 50 },
    beta: { text: 'at most 2', includes: (value) => Number(value) <= 2 },
    compute_multiplier: {
        text: 'above 0.00001 and at most 10',
        includes: (value) => Number(value) > 0.00001 && Number(value) <= 10,
    },
    reasoning_effort: {
        text: 'default, low, medium or high',
        includes: (value) => ['default', 'low', 'medium', 'high'].includes(String(value)),
    },
};
/**
 * Returns warnings about valid hyperparameters: one for each that is probably misspelled or is outside its documented range,
 * and one for all others that the method does not document, since some servers have many of their own.
 */
function findHyperparameterWarnings(method, values) {
    const known = Object.keys(HYPERPARAMETERS[method].shape);
    const undocumented = values.map(([key]) => key).filter((key) => !known.includes(key));
    const foreign = undocumented.filter((key) => (0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, known) === '');
    const misspelled = undocumented.filter((key) => !foreign.includes(key));
    const outOfRange = values.flatMap(([key, value]) => {
        const range = DOCUMENTED_RANGES[key];
        if (!known.includes(key) || !range || value === 'auto' || range.includes(value))
            return [];
        return [`${key}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(value)} is outside the documented range (${range.text}); it is sent unchanged`];
    });
    return [
        ...misspelled.map((key) => `${describeUndocumented(method, [key])}${(0,_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(key, known)}`),
        ...(foreign.length > 0 ? [describeUndocumented(method, foreign)] : []),
        ...outOfRange,
    ];
}
const MAX_NAMES = 20;
function describeUndocumented(method, keys) {
    const omitted = keys.length - MAX_NAMES;
    const names = [
        ...keys.slice(0, MAX_NAMES).map(_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD),
        ...(omitted > 0 ? [`and ${omitted} more`] : []),
    ].join(', ');
    return keys.length === 1
        ? `${names} is not a documented hyperparameter of ${method}; it is sent unchanged`
        : `${names} are not documented hyperparameters of ${method}; they are sent unchanged`;
}


/***/ }),

/***/ 6452:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ JobDiagnostics)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _job_secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8725);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2526);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9211);




/** Reads the parts of a job and collects all problems and warnings, so that they are reported together. */
class JobDiagnostics {
    #problems = [];
    #warnings = [];
    #readText;
    #setSecret;
    /** `setSecret` masks the credentials in the parts of the job, before any message can contain them. */
    constructor(readText, setSecret) {
        this.#readText = readText;
        this.#setSecret = setSecret;
    }
    /** The problems, limited to the first ones. */
    get problems() {
        return limitLines(this.#problems, 'problem');
    }
    /** The warnings, limited to the first ones. */
    get warnings() {
        return limitLines(this.#warnings, 'warning');
    }
    /** Adds a problem: the job cannot be created. */
    addProblem(label, text) {
        this.#problems.push(`${label}: ${text}`);
    }
    /** Adds a warning: the job can be created, but this is unusual. */
    addWarning(label, text) {
        this.#warnings.push(`${label}: ${text}`);
    }
    /** Adds a warning for each field of a map that the API reference does not have: it is sent as written. */
    warnAboutUndocumented(label, map, documented) {
        for (const key of Object.keys(map))
            if (!documented.includes(key))
                this.addWarning(label, `the field ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(key)} is not in the API reference; it is sent as written`);
    }
    /** Returns the value; adds the problems and returns undefined when there is none. */
    unwrap(result, label) {
        if ('value' in result)
            return result.value;
        for (const problem of result.problems)
            this.addProblem(label, problem);
        return undefined;
    }
    /** Returns the value of a YAML text by its schema; adds the problems and returns undefined when there is none. */
    async parseYaml(schema, text, label, scalars = 'typed') {
        const value = text === undefined ? undefined : this.unwrap(await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .safeParseYaml */ .e)(text, scalars), label);
        // Metadata is text, and is shown.
        if (scalars === 'typed')
            for (const secret of (0,_job_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .listJobSecrets */ .T)(value))
                this.#setSecret(secret);
        return value === undefined ? undefined : this.unwrap((0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .validate */ .tf)(schema, value), label);
    }
    /** Returns the text of a file with LF for CRLF; adds the problem and returns undefined when it cannot be read. */
    async readFile(path, label, relativeTo) {
        try {
            const file = await (relativeTo === undefined ? this.#readText(path) : this.#readText(path, relativeTo));
            // Git checks text out with CRLF on Windows. It must be the same job there, and not be paid for twice.
            return { ...file, text: file.text.replaceAll('\r\n', '\n') };
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ))
                throw error;
            this.addProblem(label, `${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    }
}
const MAX_LINES = 20;
function limitLines(lines, noun) {
    const omitted = lines.length - MAX_LINES;
    return [
        ...lines.slice(0, MAX_LINES),
        ...(omitted > 0 ? [`and ${omitted} more ${noun}${omitted > 1 ? 's' : ''}`] : []),
    ];
}


/***/ }),

/***/ 1420:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q$: () => (/* binding */ readInputGrader),
  wF: () => (/* binding */ readMethod),
  BU: () => (/* binding */ readMethodInputs)
});

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/config/grader.ts
var grader = __webpack_require__(4407);
// EXTERNAL MODULE: ./src/config/hyperparameters.ts
var config_hyperparameters = __webpack_require__(696);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
// EXTERNAL MODULE: ./src/config/template.ts
var template = __webpack_require__(9030);
// EXTERNAL MODULE: ./src/config/validate.ts
var validate = __webpack_require__(2526);
;// CONCATENATED MODULE: ./src/config/resolve-grader.ts






/** The maximum size of a Python grader's source. Source: graders guide. */
const MAX_SOURCE_BYTES = 256 * 1024;
/**
 * Resolves a grader as written to the one that is sent: it reads each `source_file` and adds the names that the API
 * reference requires, though examples of OpenAI and Microsoft omit them. A grader of an unknown type is sent as written.
 * Adds the problems of the templates and the formula.
 */
async function resolveGrader(input, source, reader) {
    const grader = input.type === 'multi'
        ? await resolveMulti(input, source, reader)
        : await resolveSingle(input, input.type, source, reader);
    if (!grader)
        return undefined;
    for (const { severity, field, message } of (0,template/* parseTemplates */.D)(grader).problems) {
        const label = `${source.label}: ${field}`;
        if (severity === 'error')
            reader.addProblem(label, message);
        else
            reader.addWarning(label, message);
    }
    return grader;
}
async function resolveMulti(input, source, reader) {
    checkFields(input, source, reader);
    const graders = {};
    let isComplete = true;
    for (const [key, single] of Object.entries(input.graders)) {
        const label = `${source.label}: ${(0,validate/* formatPath */.jV)(['graders', key])}`;
        const grader = await resolveSingle(single, key, { ...source, label }, reader);
        if (grader)
            graders[key] = grader;
        isComplete &&= grader !== undefined;
    }
    return isComplete ? { ...input, name: input.name ?? 'multi', graders } : undefined;
}
async function resolveSingle(input, name, source, reader) {
    if ((0,grader/* isOtherGrader */.et)(input)) {
        const known = Object.keys(grader/* GRADER_FIELDS */.Uc).join(', ');
        reader.addWarning(source.label, `the type ${(0,errors/* quote */.hD)(input.type)} is unknown here (${known}); the grader is sent as written`);
        return input;
    }
    checkFields(input, source, reader);
    switch (input.type) {
        case 'python': {
            const { source_file, ...rest } = input;
            const code = await readPythonSource(input.source, source_file, source, reader);
            return code === undefined ? undefined : { ...rest, name: input.name ?? name, source: code };
        }
        case 'score_model': {
            const { sampling_params, ...rest } = input;
            const [lowest = 0, highest = 1] = input.range ?? [];
            if (lowest >= highest)
                reader.addWarning(source.label, 'range: expected the lowest score first, then the highest');
            const named = { ...rest, name: input.name ?? name };
            return sampling_params ? { ...named, sampling_params: (0,json/* omitNullish */.p3)(sampling_params) } : named;
        }
        case 'label_model':
            reader.addWarning(source.label, 'label_model is a grader for evals; fine-tuning servers may reject it');
            return { ...input, name: input.name ?? name };
        case 'text_similarity':
            if (input.evaluation_metric === 'cosine')
                reader.addWarning(source.label, 'the metric cosine is for evals; fine-tuning servers may reject it');
            return { ...input, name: input.name ?? name };
        case 'string_check':
            return { ...input, name: input.name ?? name };
    }
}
async function readPythonSource(inline, path, { label, relativeTo }, reader) {
    if (inline !== undefined && path !== undefined) {
        reader.addProblem(label, 'has both "source" and "source_file"; give one of them');
        return undefined;
    }
    if (inline === undefined && path === undefined) {
        reader.addProblem(label, '"source" or "source_file" is required');
        return undefined;
    }
    const code = path === undefined ? inline : (await reader.readFile(path, `${label}: source_file`, relativeTo))?.text;
    if (code === undefined)
        return undefined;
    if (new TextEncoder().encode(code).length > MAX_SOURCE_BYTES) {
        reader.addProblem(label, 'the Python source is larger than 256 kB');
        return undefined;
    }
    // "Must define def grade(sample, item)"; otherwise every reward is 0 (graders guide).
    if (!/\bgrade\b/.test(code))
        reader.addWarning(label, 'the Python source defines no function "grade"');
    return code;
}
/** Unknown fields are sent unchanged (`pass_threshold` is in no reference), but a probable typo gets a warning. */
function checkFields(input, { label }, reader) {
    const known = grader/* GRADER_FIELDS */.Uc[input.type];
    for (const key of Object.keys(input)) {
        if (known.includes(key))
            continue;
        if (key === 'source_file')
            reader.addProblem(label, 'only a python grader has a "source_file"');
        const hint = (0,suggest/* didYouMean */.au)(key, known);
        if (hint)
            reader.addWarning(label, `unknown field ${(0,errors/* quote */.hD)(key)} is sent unchanged${hint}`);
    }
}

// EXTERNAL MODULE: ./src/config/schema.ts
var config_schema = __webpack_require__(131);
;// CONCATENATED MODULE: ./src/config/method.ts






const HYPERPARAMETERS_INPUT = 'input "hyperparameters"';
/** Reads each method input separately; without the input "method", the type is that of the job file. */
async function readMethodInputs(inputs, fileType, reader) {
    const type = inputs.method === undefined
        ? fileType
        : reader.unwrap((0,validate/* validate */.tf)(config_schema/* FIELDS */.cJ.method, inputs.method), 'input "method"');
    const grader = inputs.grader === undefined ? undefined : await readInputGrader(inputs.grader, reader);
    // Every method has the hyperparameters of supervised.
    const schema = config_hyperparameters/* HYPERPARAMETERS */.vt[type ?? 'supervised'].nullable();
    const hyperparameters = await reader.parseYaml(schema, inputs.hyperparameters, HYPERPARAMETERS_INPUT);
    return { type, grader, hyperparameters };
}
/** Reads the method of a job; undefined when neither inputs nor job file set one, so that the API chooses supervised. */
async function readMethod(inputs, fromInputs, file, reader) {
    // Which settings belong to the method is not known while its name is misspelled.
    if (inputs.method !== undefined && fromInputs.type === undefined)
        return undefined;
    const type = fromInputs.type ?? 'supervised';
    checkOtherMethods(type, file, reader);
    const hyperparameters = mergeHyperparameters(type, fromInputs.hyperparameters, file, reader);
    if (type !== 'reinforcement') {
        if (inputs.grader !== undefined)
            reader.addProblem('input "grader"', `only the method reinforcement has a grader, and the method is ${type}`);
        return hyperparameters ? { type, hyperparameters } : fromInputs.type && { type };
    }
    const grader = inputs.grader === undefined ? await readFileGrader(file, reader) : fromInputs.grader;
    const fromFile = file.fields.method?.reinforcement ?? {};
    const label = `${file.label}: method.reinforcement`;
    reader.warnAboutUndocumented(label, fromFile, config_schema/* DOCUMENTED_FIELDS */.LQ.reinforcement);
    const { grader: _, hyperparameters: __, ...settings } = fromFile;
    return grader && { type, grader, ...settings, ...(0,json/* omitNullish */.p3)({ hyperparameters }) };
}
/** Merges all hyperparameters: the input overrides the job file's method, which overrides its deprecated field. */
function mergeHyperparameters(type, fromInputs, { fields, label }, reader) {
    const deprecated = (0,validate/* validate */.tf)(config_hyperparameters/* HYPERPARAMETERS */.vt[type], fields.hyperparameters ?? {});
    const strongestFirst = [
        [HYPERPARAMETERS_INPUT, fromInputs],
        [`${label}: method.${type}.hyperparameters`, fields.method?.[type]?.hyperparameters],
        [`${label}: method.dpo`, type === 'dpo' ? readMisplaced({ fields, label }, reader) : undefined],
        [`${label}: hyperparameters`, reader.unwrap(deprecated, `${label}: hyperparameters`)],
    ];
    let merged = {};
    for (const [source, given] of strongestFirst) {
        const values = (0,json/* omitNullish */.p3)(given ?? {});
        // No warning about a value that is overridden.
        const effective = Object.entries(values).filter(([key]) => !Object.hasOwn(merged, key));
        for (const warning of (0,config_hyperparameters/* findHyperparameterWarnings */.ed)(type, effective))
            reader.addWarning(source, warning);
        merged = { ...values, ...merged };
    }
    return Object.keys(merged).length > 0 ? merged : undefined;
}
/** Returns the hyperparameters that are beside `hyperparameters`, as on a page of Azure's documentation. */
function readMisplaced({ fields, label }, reader) {
    const { hyperparameters: _, ...others } = fields.method?.dpo ?? {};
    const misplaced = (0,json/* omitNullish */.p3)(others);
    for (const key of Object.keys(misplaced))
        reader.addWarning(label, `method.dpo.${key}: belongs under method.dpo.hyperparameters; it is sent there`);
    return misplaced;
}
/**
 * A job file may have settings for several methods. Settings for only another method than the one of its type are a
 * mistake: the job would be trained without them.
 */
function checkOtherMethods(type, { fields, label }, reader) {
    for (const other of config_hyperparameters/* METHODS */.J8) {
        if (other === type || !fields.method?.[other])
            continue;
        if (fields.method.type === type && fields.method[type] === undefined)
            reader.addProblem(label, `method.${other}: does not match the type ${type}`);
        else
            reader.addWarning(label, `method.${other}: is ignored because the method is ${type}`);
    }
}
async function readFileGrader(file, reader) {
    const input = file.fields.method?.reinforcement?.grader;
    if (!input) {
        reader.addProblem('input "grader"', 'is required by the method reinforcement');
        return undefined;
    }
    const label = `${file.label}: method.reinforcement.grader`;
    return resolveGrader(input, { label, ...(0,json/* omitNullish */.p3)({ relativeTo: file.path }) }, reader);
}
/** Reads the input `grader`, which is a map or the path of a file; adds the problems of the grader. */
async function readInputGrader(text, reader) {
    const label = 'input "grader"';
    if (!isPath(text))
        return parseGrader(text, { label }, reader);
    const file = await reader.readFile(text.trim(), label);
    return file && parseGrader(file.text, { label: `${label}: ${file.path}`, relativeTo: file.path }, reader);
}
async function parseGrader(text, source, reader) {
    const input = await reader.parseYaml(grader/* graderSchema */.FK, text, source.label);
    return input && resolveGrader(input, source, reader);
}
/** One line that neither opens a bracket nor has a key is not a map, so it is the path of a file. */
function isPath(text) {
    return !/[\n\r]/.test(text.trim()) && !/^\s*[{[]|:(\s|$)/.test(text);
}


/***/ }),

/***/ 131:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LQ: () => (/* binding */ DOCUMENTED_FIELDS),
/* harmony export */   cJ: () => (/* binding */ FIELDS),
/* harmony export */   p4: () => (/* binding */ jobFileSchema)
/* harmony export */ });
/* unused harmony export jobFileJsonSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _grader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4407);
/* harmony import */ var _hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(696);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2526);




/** The fields of the create request that have inputs of their own, so `extra_body` must not set them. */
const RESERVED_FIELDS = [
    'model',
    'training_file',
    'validation_file',
    'method',
    'suffix',
    'seed',
    'metadata',
    'integrations',
];
const MAX_PAIRS = 10;
const metadata = zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P((0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfLength */ .xX)(0, 64)
    .refine((key) => !key.startsWith('ft_'), {
    error: 'keys that begin with "ft_" are reserved for the action',
})
    .meta({ pattern: '^(?!ft_)' }), (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfLength */ .xX)(0, 512))
    .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) => `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
})
    .meta({ maxProperties: MAX_PAIRS });
const wandb = (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .openObject */ .MA)({
    project: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().describe('The project that the run is created under.'),
    name: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()).describe('Display name of the run; defaults to the job id.'),
    entity: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()).describe('Team or user that the run belongs to.'),
    tags: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()).exactOptional().describe('Tags of the run.'),
}, 
// Nebius.
['api_key']);
const integrations = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('wandb').describe('Weights and Biases, the only integration.'),
    wandb: wandb.describe('Where the metrics go. Further fields are sent as written.'),
}));
/** Some servers read names of fields in any capitalization, with or without underscores, and the last one of several wins. */
const foldName = (name) => name.toUpperCase().toLowerCase().replaceAll('_', '');
/** Gateways need this field in the extra body, where it counts for the estimate, but only by this name. */
const HYPERPARAMETERS_FIELD = 'hyperparameters';
const isReserved = (key) => key !== HYPERPARAMETERS_FIELD &&
    [...RESERVED_FIELDS, HYPERPARAMETERS_FIELD].some((field) => foldName(field) === foldName(key));
/** A pattern for names that are folded alike, as far as an editor needs it: JSON Schema has no flags. */
const anySpelling = (field) => [...field].map((letter) => (letter === '_' ? '_?' : `[${letter}${letter.toUpperCase()}]`)).join('');
const extraBody = zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
    .refine((key) => !isReserved(key), {
    error: ({ input }) => `"${input}" has an input of its own; set it there`,
})
    .meta({
    pattern: `^(?!(${RESERVED_FIELDS.map(anySpelling).join('|')})$)(${HYPERPARAMETERS_FIELD}$|(?!${anySpelling(HYPERPARAMETERS_FIELD)}$))`,
}), zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J());
const SEED = (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedError */ .j1)('a whole number from 0 to 2147483647');
/** The schemas that an input and the job file's field of the same name share. */
const FIELDS = {
    method: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__/* .METHODS */ .J8),
    suffix: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .textOfLength */ .xX)(1, 64),
    seed: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr(SEED).min(0, SEED).max(2147483647, SEED),
    metadata,
    integrations,
    extra_body: extraBody,
};
/** A page of Azure's documentation has these beside the hyperparameters. */
const MISPLACED = 'Belongs under hyperparameters, where it is moved.';
const reinforcement = (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .openObject */ .MA)({
    grader: _grader_js__WEBPACK_IMPORTED_MODULE_0__/* .graderSchema */ .FK.exactOptional(),
    hyperparameters: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(_hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__/* .reinforcementHyperparameters */ .Qr),
    response_format: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J())
        .exactOptional()
        .describe('Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.'),
}, 
// Azure.
['tools', 'max_episode_steps']);
const method = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    type: FIELDS.method.describe('supervised, dpo (preferences) or reinforcement (a grader).'),
    supervised: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ hyperparameters: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(_hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__/* .supervisedHyperparameters */ .Vv) })).describe('Settings of the method supervised.'),
    dpo: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        hyperparameters: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(_hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__/* .dpoHyperparameters */ .AL),
        beta: _hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__/* .dpoHyperparameters */ .AL.shape.beta.meta({ description: MISPLACED, deprecated: true }),
        l2_multiplier: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig()).meta({ description: MISPLACED, deprecated: true }),
    })).describe('Settings of the method dpo.'),
    reinforcement: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(reinforcement).describe('Settings of the method reinforcement. Further fields are sent as written.'),
});
const dataPaths = _validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyString */ .y0.refine((paths) => !/^\s*local:/m.test(paths), {
    error: '"local:" is of azd\'s job files; write the path without it',
});
/**
 * The schema of the job file: the fields of the create request (API reference, CreateFineTuningJobRequest), where files
 * may be paths, and `extra_body`. Only the reinforcement guide and the Azure OpenAI v1 spec have `response_format`.
 */
const jobFileSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    $schema: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().exactOptional().describe('Where editors find the JSON Schema of this file.'),
    model: _validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyString */ .y0.exactOptional().describe('Base model, or an ft: model to train further.'),
    training_file: dataPaths
        .exactOptional()
        .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    validation_file: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(dataPaths).describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    method: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(method).describe('How the model is trained; defaults to supervised.'),
    hyperparameters: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(_hyperparameters_js__WEBPACK_IMPORTED_MODULE_1__/* .supervisedHyperparameters */ .Vv).meta({
        description: 'Deprecated by the API; moved under the method.',
        deprecated: true,
    }),
    suffix: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(FIELDS.suffix).describe('Becomes part of the name of the fine-tuned model, 1 to 64 characters.'),
    seed: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(FIELDS.seed).describe('The same seed and job should give the same result; the API chooses one by default.'),
    metadata: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(FIELDS.metadata).describe('At most 10 pairs of text to text. Keys that begin with "ft_" are reserved for the action.'),
    integrations: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(FIELDS.integrations).describe('Where else the metrics are sent.'),
    extra_body: (0,_validate_js__WEBPACK_IMPORTED_MODULE_2__/* .nullish */ .cl)(FIELDS.extra_body).describe('Further top-level fields of the create request, for other servers (trainingType).'),
})
    .meta({ title: 'Fine-tuning job', description: 'A fine-tuning job of the openai-fine-tune action.' });
/** The documented fields of maps in which further ones pass with a warning. */
const DOCUMENTED_FIELDS = {
    reinforcement: Object.keys(reinforcement.shape),
    wandb: Object.keys(wandb.shape),
};
/** Returns the JSON Schema (draft 2020-12) of the job file, for editors; the build writes it to `dist/job.schema.json`. */
function jobFileJsonSchema() {
    return z.toJSONSchema(jobFileSchema, {
        io: 'input',
        target: 'draft-2020-12',
        override: ({ jsonSchema }) => {
            // zod limits every whole number to JavaScript's safe integers.
            if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER)
                delete jsonSchema.maximum;
            if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER)
                delete jsonSchema.minimum;
        },
    });
}


/***/ }),

/***/ 9030:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parseTemplates)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _suggest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2969);
/* harmony import */ var _validate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2526);



// Graders guide: `item` is the line of the dataset, `sample` is the model's output, and there is no other namespace.
const NAMESPACES = ['item', 'sample'];
const SAMPLE_FIELDS = ['output_text', 'output_json', 'output_tools', 'choices', 'output_audio'];
const REFERENCE = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/;
/** Parses every template of a grader, `{{ item.x }}` and `{{ sample.x }}`, and checks the names in its formula. */
function parseTemplates(grader) {
    const items = new Map();
    const problems = [];
    for (const source of collectTexts(grader)) {
        const { text, field } = source;
        for (const { reference, problem } of findReferences(text)) {
            if (problem)
                problems.push({ severity: 'warning', field, message: problem });
            if (reference === undefined)
                continue;
            const [namespace = '', ...path] = splitReference(reference);
            if (namespace === 'item' && path.length > 0) {
                const key = JSON.stringify(path);
                const known = items.get(key);
                if (!known)
                    items.set(key, { path, locations: [field] });
                else if (!known.locations.includes(field))
                    known.locations.push(field);
            }
            else
                problems.push(...checkReference(reference, namespace, path, source));
        }
    }
    if (grader.type === 'multi')
        problems.push(...checkFormula(grader.calculate_output, grader.graders));
    return { items: [...items.values()], problems };
}
/** The texts that may have templates: `response_format`, models and labels may not. */
function collectTexts(grader) {
    if (grader.type !== 'multi')
        return collectSingleTexts(grader, []);
    return Object.entries(grader.graders).flatMap(([key, single]) => collectSingleTexts(single, ['graders', key]));
}
function collectSingleTexts(grader, parent) {
    const fieldAt = (...path) => (0,_validate_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPath */ .jV)([...parent, ...path]);
    switch (grader.type) {
        case 'python':
            return [];
        case 'string_check':
        case 'text_similarity':
            return [
                { text: grader.input, field: fieldAt('input'), isPrompt: false },
                { text: grader.reference, field: fieldAt('reference'), isPrompt: false },
            ];
        case 'score_model':
        case 'label_model':
            return grader.input.flatMap(({ content }, i) => collectContentTexts(content, fieldAt('input', i, 'content')));
        // Which fields of another grader have templates is not known.
        default:
            return [];
    }
}
function collectContentTexts(content, field) {
    if (typeof content === 'string')
        return [{ text: content, field, isPrompt: true }];
    if (Array.isArray(content))
        return content.flatMap((item, i) => collectContentTexts(item, `${field}[${i}]`));
    if ('text' in content)
        return [{ text: content.text, field: `${field}.text`, isPrompt: true }];
    return 'image_url' in content
        ? [{ text: content.image_url, field: `${field}.image_url`, isPrompt: false }]
        : [];
}
/** The references between braces. A single `}}` is no mistake: a prompt may contain JSON. */
function* findReferences(text) {
    for (let start = text.indexOf('{{'); start !== -1;) {
        const end = text.indexOf('}}', start + 2);
        if (end === -1)
            return yield { problem: 'has "{{" without "}}" after it' };
        const inner = text.slice(start + 2, end);
        const nested = inner.lastIndexOf('{{');
        if (nested !== -1) {
            yield { problem: 'has "{{" within "{{ }}"' };
            start += nested + 2;
            continue;
        }
        const reference = inner.trim();
        if (REFERENCE.test(reference))
            yield { reference };
        else
            yield { problem: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(`{{${inner}}}`)} is not a reference to a field such as {{ item.x }}` };
        start = text.indexOf('{{', end + 2);
    }
}
function splitReference(reference) {
    return reference.split(/[.[\]]+/).filter((step) => step !== '');
}
function* checkReference(reference, namespace, [sampleField], { field, isPrompt }) {
    const quoted = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(`{{${reference}}}`);
    if (!NAMESPACES.includes(namespace)) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(namespace, NAMESPACES);
        const message = `${quoted} must begin with "item." or "sample."${hint}`;
        yield { severity: isPrompt ? 'warning' : 'error', field, message };
    }
    else if (sampleField === undefined) {
        yield { severity: 'warning', field, message: `${quoted} names no field` };
    }
    else if (!SAMPLE_FIELDS.includes(sampleField)) {
        const hint = (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(sampleField, SAMPLE_FIELDS);
        const message = `${quoted} is not documented; a sample has ${SAMPLE_FIELDS.join(', ')}${hint}`;
        yield { severity: 'warning', field, message };
    }
}
// Graders guide: operators + - * / ^, parentheses, and these functions.
const FUNCTIONS = ['min', 'max', 'abs', 'floor', 'ceil', 'exp', 'sqrt', 'log'];
const NAME = /^[A-Za-z_]\w*$/;
const TOKEN = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy;
/** Checks a formula. Its variables are the keys of the graders, not their names (the guide's own example). */
function* checkFormula(formula, graders) {
    const field = 'calculate_output';
    const tokens = formula.match(TOKEN)?.filter((token) => token.trim() !== '') ?? [];
    if (!isBalanced(tokens))
        yield { severity: 'error', field, message: 'its parentheses do not match' };
    const unknownOperator = tokens.find((token) => !/^[\w.+\-*/^(),]+$/.test(token));
    if (unknownOperator) {
        yield { severity: 'warning', field, message: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(unknownOperator)} is not a documented operator` };
    }
    const keys = Object.keys(graders);
    const unusableKeys = keys.filter((key) => !NAME.test(key));
    for (const key of unusableKeys) {
        const message = `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(key)} cannot be used in a formula; use letters, digits and "_"`;
        yield { severity: 'warning', field: 'graders', message };
    }
    // With such keys, the tokens of the formula are ambiguous.
    if (unusableKeys.length > 0)
        return;
    const names = new Set(tokens.filter((token) => NAME.test(token)));
    const known = new Set([...keys, ...FUNCTIONS]);
    const unknown = [...names].filter((name) => !known.has(name));
    for (const [i, name] of unknown.entries()) {
        const hint = i < MAX_HINTS ? suggestKey(name, graders) : '';
        yield { severity: 'error', field, message: `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(name)} is not the key of a grader${hint}` };
    }
    for (const key of keys) {
        if (!names.has(key))
            yield { severity: 'warning', field, message: `does not use the grader ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(key)}` };
    }
}
/** To compare thousands of names with thousands of graders would take an hour, and the reader reports only 20 problems. */
const MAX_HINTS = 20;
function suggestKey(name, graders) {
    const keys = Object.keys(graders);
    const key = keys.find((key) => graders[key]?.name === name);
    return key ? `; its key is ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(key)}` : (0,_suggest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)(name, [...keys, ...FUNCTIONS]);
}
function isBalanced(tokens) {
    let open = 0;
    for (const token of tokens) {
        if (token === '(')
            open++;
        if (token === ')')
            open--;
        if (open < 0)
            return false;
    }
    return open === 0;
}


/***/ }),

/***/ 4757:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCheck: () => (/* binding */ data_actions_runCheck),
  runEvaluate: () => (/* binding */ runEvaluate),
  runFineTune: () => (/* binding */ runFineTune),
  runFix: () => (/* binding */ runFix)
});

// EXTERNAL MODULE: ./src/config/inputs.ts
var inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/dataset/problem.ts
var problem = __webpack_require__(8551);
;// CONCATENATED MODULE: ./src/dataset/problem-descriptions.ts

/**
 * What each problem is, in Markdown and without its first capital: help for readers who have only a report. The page
 * `docs/data-checks.md` has the same sentences, and examples.
 */
const DESCRIPTIONS = {
    'empty-file': 'no file of the dataset has an example.',
    'git-lfs-pointer': 'the file is a git-lfs pointer; check out with `lfs: true`.',
    'utf-16': 'the file is in UTF-16; it must be UTF-8.',
    'json-array': 'the file is one JSON array; write each of its elements on a separate line.',
    'pretty-printed': 'the file is JSON over several lines; write each example on one line.',
    'file-type': 'the file is another format under the name of JSONL: compressed (gzip, zip and others), Parquet, Arrow, SQLite, PDF, CSV, HTML, XML or YAML.',
    'too-few-examples': 'training needs at least 10 examples.',
    'wrong-format': 'lines have the format of another method.',
    'foreign-format': "lines have the format of another program: the preference data of Hugging Face's TRL (`prompt`, `chosen`, `rejected`), ShareGPT (`conversations`) or Alpaca (`instruction`, `output`). The message has the format that the method needs.",
    'mixed-formats': 'some lines are chat and some are completions.',
    'line-too-long': 'a line is longer than 256 MiB or has more than a million values. No model is trained on such a line.',
    'not-utf-8': 'a line has bytes that are not UTF-8.',
    'not-json': 'the line is not JSON. By default, Python writes `NaN`, `Infinity`, `True` and `None`.',
    'not-object': 'the line is JSON, but not an object.',
    'unknown-key': 'a line of chat or of completions has a key that is not in the format.',
    'no-messages': '`messages` is missing, empty, or not a list.',
    'message-type': 'a message is not an object.',
    'unknown-role': 'a role is missing, or is not one of `system`, `developer`, `user`, `assistant`, `tool` and `function`.',
    'content-missing': 'a message has no content. Only an assistant message that calls a tool or refuses may lack it.',
    'content-type': 'content is neither a text nor a list of parts.',
    'content-parts': 'content is a list without parts.',
    'content-part': 'a part of content has no known type, or lacks what its type requires.',
    'refusal-type': 'a `refusal` is not a text.',
    'image-role': 'a message of another role than user has an image.',
    'weight-value': 'a `weight` is not the number 0 or 1.',
    'tool-type': '`tools` or `functions` is not a list of objects, or a function in it lacks its name or has a field of a wrong type. Servers validate the types.',
    'tool-arguments': 'the arguments of a call are not text, or an entry is not a call.',
    'no-assistant': 'no message has the role assistant, so there is nothing to learn.',
    'completions-shape': '`prompt` or `completion` is missing or not a text.',
    'dpo-input': '`input` is missing, or is not an object with messages.',
    'dpo-output': 'an output is missing, or is not a list with a message of the assistant.',
    'dpo-output-role': 'an output has a message of another role than assistant and tool.',
    'dpo-old-key': 'an output has the key of older API references.',
    'fim-token': 'a text has a fill-in-the-middle token (`<|fim_prefix|>`, `<|fim_middle|>`, `<|fim_suffix|>`). Servers refuse the whole file because of one.',
    'grader-item': 'the grader uses a field that no line has.',
    'file-name': 'the name of a file does not end in `.jsonl`. It is uploaded under one that does.',
    'empty-shard': 'one of several files has no example.',
    'blank-lines': 'there are blank lines. They do not count as examples.',
    'few-examples': 'there are fewer than 50 training examples. OpenAI recommends to start with 50.',
    'too-many-examples': 'reinforcement accepts at most 50,000 examples for training and 1,000 for validation.',
    'model-format': "the data is completions but the model is for chat, or the data is chat but the model is babbage-002 or davinci-002. The check knows only the names of OpenAI's models.",
    'large-dataset': 'the dataset is larger than 8 GB, which is the maximum for an upload.',
    'duplicate-example': 'the dataset contains an example more than once. You pay for each copy.',
    overlap: 'an example of the validation data is also in the training data, so validation measures nothing.',
    'conflicting-answers': 'the same prompt has different answers. That is correct if several answers are good, and a mistake if only one is.',
    'long-example': "an example has more tokens than the model's training context. Servers silently cut off its end.",
    'image-tokens': 'the tokens of an image cannot be counted, so the estimate is too low.',
    'duplicate-key': 'an object has the same key twice, and only the last one counts.',
    'lone-surrogate': 'a text has half of a surrogate pair. Programs that cut an emoji in two produce this.',
    'special-token': 'a text has another special token, such as `<|endoftext|>` or `<|im_end|>`. Servers insert them between messages themselves.',
    secret: 'a text has what looks like an API key, an access token or a private key. A model may repeat what it was trained on: revoke the secret, and remove it from the data and its history.',
    'extra-key': 'a message, a tool, a call, or a line of dpo has a key that is not in the format.',
    'content-empty': 'content is empty, or only white space.',
    'unsupported-part': 'a part of content is audio or a file, which fine-tuning is not known to accept.',
    'image-url': 'the URL of an image is neither a web address nor data, or its `detail` is not `auto`, `low` or `high`.',
    'image-format': 'the data of an image is not base64, or not JPEG, PNG or WEBP.',
    'image-size': 'an image is larger than 10 MB.',
    'many-images': "an example has more than 10 images, which is OpenAI's maximum. Azure OpenAI accepts 64.",
    'message-name': 'a name does not have 1 to 64 characters without spaces and `<|\\/>`, or a function message has no name.',
    'weight-role': 'a message of another role than assistant has a `weight`, which has no meaning there.',
    'tool-parts': 'the content of a tool message is a list of parts. The API reference allows that, and OpenAI has refused a file because of it.',
    'tool-call': 'a call has no id or a duplicate id, a type other than `function`, or a name that is not valid for a function.',
    'arguments-json': 'the arguments of a call are text, but not JSON. A call without arguments has `"{}"`.',
    'tool-call-id': 'a tool message does not say which call it answers.',
    'orphan-tool-message': 'a tool message does not answer a call of the previous assistant message.',
    'unanswered-call': 'the conversation continues without a tool message that answers a call. At the end of a line, calls need no answer.',
    'unknown-tool': 'a call uses a function that is not in the `tools` of the line. Lines without `tools` are not checked.',
    'tool-definition': 'a tool is of another kind than `function`, the definition of a function is not as in the API reference, or two functions have the same name.',
    'parallel-tool-calls': '`parallel_tool_calls` is neither true nor false.',
    'last-message': 'the last message has the wrong role. It must be assistant in chat, another role in the input of dpo, and user in reinforcement.',
    'consecutive-assistant': 'two messages of the assistant follow each other. A server refused such a file because of an invalid schema.',
    'all-weights-zero': 'every message of the assistant has the weight 0, so there is nothing to learn.',
    'no-user': 'the input has no message of the user.',
    'dpo-turns': 'an output has more than one message. Only single turns are trained.',
    'dpo-text': 'the input has images, but the method supports only text.',
    'dpo-identical': 'both outputs are the same, so there is nothing to learn.',
    'dpo-kind': 'one output ends in a text and the other in a call. Skip this check if the model must learn that difference.',
    'role-for-method': 'a message has the role `function`, or `system`, which is called `developer` in reinforcement.',
    'no-item-fields': 'a line has only messages, so a grader has no field to compare an answer with.',
    'item-fields': 'lines have different fields in addition to the messages.',
    'grader-item-missing': 'the grader uses a field that some lines lack. Their reward is 0.',
};
/** Returns every kind of problem, in the order of the table of codes. */
function listProblemKinds() {
    return problem/* PROBLEM_CODES */.zB.map((code) => ({ code, severity: problem/* SEVERITIES */.oC[code], description: DESCRIPTIONS[code] }));
}

// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/report/dataset-summary.ts
var dataset_summary = __webpack_require__(5487);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/markdown.ts
var report_markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/problems.ts
var report_problems = __webpack_require__(3300);
;// CONCATENATED MODULE: ./src/report/check-summary.ts




/** GitHub drops a summary above 1 MiB completely. */
const MAX_LIST_BYTES = 900_000;
const MAX_LISTED_PROBLEMS = 1000;
/** A longer list is folded. */
const MAX_OPEN_PROBLEMS = 20;
/** Returns the content of `report.json`: fields have the names of outputs where there is such an output. */
function buildCheckReport(result) {
    const { valid, examples, errors, warnings, fingerprint, estimate, data, codes, problems } = result;
    return {
        valid: valid ?? null,
        examples: examples ?? null,
        problems: valid === undefined ? null : errors,
        warnings: valid === undefined ? null : warnings,
        fingerprint: fingerprint ?? null,
        'estimated-tokens': estimate?.tokens ?? null,
        'estimated-cost': estimate?.cost ?? null,
        epochs: estimate?.epochs ?? null,
        datasets: data.map(({ changes, isUnchecked, ...dataset }) => ({
            ...dataset,
            ...(isUnchecked && { errors: null, warnings: null }),
            ...(changes && { changes: 'unavailable' in changes ? { missing: changes.unavailable } : changes }),
        })),
        codes,
        list: problems,
    };
}
/** Renders the job summary and `report.md` of a check as Markdown. File names and messages are escaped. */
function renderCheckSummary(result) {
    const { valid, failure, fingerprint, data, estimate } = result;
    const icon = failure ? '❌' : valid === undefined ? '⚪' : valid ? '✅' : '⚠️';
    const parts = [
        `## ${icon} Dataset: ${formatProblemCount(result)}`,
        failure && (0,report_markdown/* quoteError */.PI)(failure),
        (0,report_markdown/* keyValueTable */.z2)([
            ...data.flatMap((dataset) => [
                (0,dataset_summary/* datasetRow */.X)(dataset),
                ['Changes', dataset.changes && (0,dataset_summary/* renderDatasetDiff */.U)(dataset.changes)],
            ]),
            ['Billable tokens', estimate && billableTokensCell(estimate)],
            ['Cost', estimate?.cost === undefined ? undefined : `about ${(0,format/* formatUsd */.UK)(estimate.cost)}`],
            ['Fingerprint', fingerprint && (0,report_markdown/* inlineCode */.ti)(fingerprint)],
        ]),
        problemList(result),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
function formatProblemCount({ valid, errors, warnings }) {
    if (valid === undefined)
        return 'not checked';
    const counts = [
        errors > 0 && (0,format/* formatCount */.B4)(errors, 'error'),
        warnings > 0 && (0,format/* formatCount */.B4)(warnings, 'warning'),
    ].filter(Boolean);
    return counts.join(' and ') || 'no problems';
}
function billableTokensCell({ tokens, epochs, epochsGiven, images, uncounted }) {
    const factor = `${(0,format/* formatCount */.B4)(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`;
    const excluded = [
        images > 0 && (0,format/* formatCount */.B4)(images, 'image'),
        uncounted > 0 && (0,format/* formatCount */.B4)(uncounted, 'example'),
    ].filter(Boolean);
    const exclusion = excluded.length > 0 ? `; excludes ${excluded.join(' and ')} that cannot be counted` : '';
    return `about ${(0,format/* formatInteger */.Sm)(tokens)} (${factor}${exclusion})`;
}
function problemList({ codes, problems, errors, warnings }) {
    if (problems.length === 0)
        return undefined;
    const limits = { maxRows: MAX_LISTED_PROBLEMS, maxBytes: MAX_LIST_BYTES };
    const { markdown, shown } = (0,report_problems/* problemTable */.iK)(problems, limits);
    const counts = Object.entries(codes)
        .sort(([, a], [, b]) => b - a)
        .map(([code, count]) => `${(0,report_markdown/* htmlCode */.h8)(code)} ${(0,format/* formatInteger */.Sm)(count)}`);
    const omitted = errors + warnings - shown;
    const rest = omitted > 0 ? `\n\n${(0,format/* formatInteger */.Sm)(omitted)} more in \`report.json\`.` : '';
    return (0,report_markdown/* details */.zH)(counts.join(', '), `${markdown}${rest}`, shown <= MAX_OPEN_PROBLEMS);
}

// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
;// CONCATENATED MODULE: ./src/report/sarif.ts

// GitHub refuses a file with more results, and shows 5,000 of them, errors first (GitHub docs, "SARIF results exceed
// limits").
const MAX_RESULTS = 25_000;
/**
 * Returns the content of `report.sarif`: the problems of a check in SARIF 2.1.0, for GitHub's code scanning. It has one
 * rule for each kind of problem, and of very many problems the first ones, with a note on how many it leaves out. Paths
 * are relative to the workspace.
 */
function buildSarif({ problems, errors, warnings }, { kinds, actionUrl }) {
    const ruleIndexes = new Map(kinds.map(({ code }, index) => [code, index]));
    const results = problems.slice(0, MAX_RESULTS).map((problem) => toResult(problem, ruleIndexes));
    return {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'openai-fine-tune',
                        ...(actionUrl && { informationUri: `${actionUrl}/README.md` }),
                        rules: kinds.map((kind) => toRule(kind, actionUrl)),
                    },
                },
                columnKind: 'utf16CodeUnits',
                invocations: [
                    {
                        executionSuccessful: true,
                        toolExecutionNotifications: describeOmission(errors + warnings, results.length),
                    },
                ],
                results,
            },
        ],
    };
}
function toRule({ code, severity, description }, actionUrl) {
    const text = description.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    const plain = text.replaceAll('`', '');
    const helpUri = actionUrl && `${actionUrl}/docs/data-checks.md#${code}`;
    const advice = `To skip this check, list \`${code}\` in the input \`data-check-ignore\`.`;
    return {
        id: code,
        // The title of an alert. A period inside of a word, as in ".jsonl", ends no sentence.
        shortDescription: { text: plain.replace(/\. .*$/s, '.') },
        fullDescription: { text: plain },
        help: {
            text: `${plain} ${advice.replaceAll('`', '')}`,
            markdown: [text, helpUri && `[A bad and a good example](${helpUri})`, advice]
                .filter(Boolean)
                .join('\n\n'),
        },
        ...(helpUri && { helpUri }),
        defaultConfiguration: { level: severity },
    };
}
function toResult({ code, severity, file, line, column, path, message }, ruleIndexes) {
    return {
        ruleId: code,
        ruleIndex: ruleIndexes.get(code),
        level: severity,
        message: { text: path ? `${message} (at ${path})` : message },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: toArtifactLocation(file),
                    region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
                },
            },
        ],
    };
}
/** Files outside of the workspace have absolute names: `/…` or `C:/…`. */
function toArtifactLocation(file) {
    // A file name on Windows may have half of a surrogate pair, which cannot be encoded.
    const uri = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
    if (file.startsWith('/'))
        return { uri: `file://${uri}` };
    if (/^[A-Za-z]:\//.test(file))
        return { uri: `file:///${uri}` };
    return { uri, uriBaseId: '%SRCROOT%' };
}
function describeOmission(total, listed) {
    if (total <= listed)
        return [];
    const text = `${(0,format/* formatInteger */.Sm)(total - listed)} of ${(0,format/* formatInteger */.Sm)(total)} problems have no result of their own. "report.json" counts all of them.`;
    return [{ level: 'note', message: { text } }];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/config/job-secrets.ts
var job_secrets = __webpack_require__(8725);
;// CONCATENATED MODULE: ./src/config/fingerprint.ts


/** Changes only with a major release: after a change, every model is trained and paid for once more. */
const VERSION = 1;
/**
 * Computes the fingerprint of a training: the SHA-256, in hexadecimal, of everything that determines the model. Two
 * descriptions of the same training have the same fingerprint, regardless of how they are written; metadata and
 * integrations do not change it.
 */
function fingerprint({ model, method, suffix, seed, extraBody }, data) {
    const { type, hyperparameters, ...settings } = {
        hyperparameters: {},
        ...(method ?? { type: 'supervised' }),
    };
    // `auto` is the API's default (API reference, hyperparameters).
    const explicit = Object.entries(hyperparameters).filter(([, value]) => value !== 'auto');
    const identity = {
        version: VERSION,
        ...data,
        model,
        // A grader on another server needs credentials, and a new one does not make another training.
        method: (0,job_secrets/* omitJobSecrets */.a)({ type, hyperparameters: Object.fromEntries(explicit), ...settings }),
        suffix,
        seed,
        extraBody,
    };
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(toCanonical(identity)))
        .digest('hex');
}
/** A model writes properties in the order of their JSON Schema, so order is significant here. */
const ORDERED_FIELDS = new Set(['response_format']);
/** The same value, with the fields of every object sorted by name. */
function toCanonical(value) {
    if (Array.isArray(value))
        return value.map(toCanonical);
    if (typeof value !== 'object' || value === null)
        return value;
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(fields.map(([name, field]) => [
        name,
        ORDERED_FIELDS.has(name) ? JSON.stringify(field) : toCanonical(field),
    ]));
}

// EXTERNAL MODULE: ./src/config/template.ts
var template = __webpack_require__(9030);
// EXTERNAL MODULE: ./src/dataset/hash-table.ts
var hash_table = __webpack_require__(635);
;// CONCATENATED MODULE: ./src/dataset/checks/duplicate-examples.ts

/** How many words describe an example in a list of them: its line in its block, its hash, and the hash of its prompt. */
const WORDS_PER_EXAMPLE = 5;
// They show what kind of mistake it is; a thousand of them would hide every other warning.
const MAX_REPORTED = 5;
/**
 * Finds the examples that a dataset contains more than once, or shares with those inspected before it, and prompts that
 * it answers in several ways. Takes at most 45 bytes an example.
 */
class DuplicateExamples {
    /** With what all datasets that are compared are hashed: see `ExampleHasher`. */
    hashKey;
    #examples = new hash_table/* HashTable */.J();
    // Of this dataset alone: another one may well answer the same prompts differently.
    #prompts = new hash_table/* HashTable */.J();
    #files = [];
    #lines = 0;
    #linesOfOthers = 0;
    #duplicates = { count: 0, first: [] };
    #overlaps = { count: 0, first: [] };
    #conflicts = { count: 0, first: [] };
    constructor(hashKey) {
        this.hashKey = hashKey;
    }
    /** Starts another dataset. */
    startDataset() {
        this.#prompts = new hash_table/* HashTable */.J();
        this.#linesOfOthers = this.#lines;
        this.#duplicates = { count: 0, first: [] };
        this.#overlaps = { count: 0, first: [] };
        this.#conflicts = { count: 0, first: [] };
    }
    /** Adds `lines` lines that come after `linesBefore` of their file; `examples` has `WORDS_PER_EXAMPLE` for each example. */
    addLines(file, linesBefore, lines, examples) {
        if (linesBefore === 0)
            this.#files.push({ name: file, linesBefore: this.#lines });
        for (let i = 0; i < examples.length; i += WORDS_PER_EXAMPLE) {
            const line = this.#lines + (examples[i] ?? 0);
            // The first line with each of the hashes: this one when they are new.
            const sameExample = this.#examples.getOrInsert(hashAt(examples, i + 1), line);
            const samePrompt = this.#prompts.getOrInsert(hashAt(examples, i + 3), line);
            if (sameExample !== line) {
                const stats = sameExample > this.#linesOfOthers ? this.#duplicates : this.#overlaps;
                this.#addDuplicate(stats, line, sameExample);
            }
            else if (samePrompt !== line)
                this.#addDuplicate(this.#conflicts, line, samePrompt);
        }
        this.#lines += lines;
    }
    #addDuplicate(stats, line, earlier) {
        stats.count++;
        if (stats.first.length > MAX_REPORTED)
            return;
        stats.first.push({ location: this.#locate(line), earlier: this.#locate(earlier) });
    }
    #locate(line) {
        const file = this.#files.findLast(({ linesBefore }) => linesBefore < line);
        return { file: file?.name ?? '', line: line - (file?.linesBefore ?? 0) };
    }
    /** Reports what was found in this dataset. */
    report(problems) {
        reportDuplicates('overlap', this.#overlaps, problems);
        reportDuplicates('duplicate-example', this.#duplicates, problems);
        const { count, first } = this.#conflicts;
        const [conflict] = first;
        if (!conflict)
            return;
        // Once for all: several good answers to a prompt are normal in some datasets.
        const others = count === 1 ? '' : `, the first of ${count} such lines`;
        const message = `the same prompt as ${formatLocation(conflict.earlier)}, but a different answer${others}`;
        problems.addDatasetProblem({ code: 'conflicting-answers', ...conflict.location, message }, count);
    }
}
function hashAt(words, index) {
    return [words[index] ?? 0, words[index + 1] ?? 0];
}
function reportDuplicates(code, { count, first }, problems) {
    for (const [i, { location, earlier }] of first.entries()) {
        const lines = i < MAX_REPORTED ? 1 : count - MAX_REPORTED;
        const others = lines === 1 ? '' : `, the first of ${lines} more such lines`;
        const message = `the same example as ${formatLocation(earlier)}${others}`;
        problems.addDatasetProblem({ code, ...location, message }, lines);
    }
}
const formatLocation = ({ file, line }) => `line ${line} of ${file}`;

// EXTERNAL MODULE: ./src/dataset/checks/check-lines.ts + 4 modules
var check_lines = __webpack_require__(8600);
;// CONCATENATED MODULE: ./src/dataset/check-pipeline.ts

/** Checks several blocks at a time, and adds up the reports in the order of the blocks. */
class CheckPipeline {
    #checker;
    #options;
    #stats;
    #pool;
    /** In the order of the blocks. */
    #pending = new Set();
    #pendingBytes = 0;
    constructor(checker, options, stats, pool) {
        this.#checker = checker;
        this.#options = options;
        this.#stats = stats;
        this.#pool = pool;
    }
    /** Adds a block, and waits when too many are pending. */
    async add(file, lines) {
        const { capacity } = this.#stats.problems;
        const report = lines === 'line too long'
            ? Promise.resolve((0,check_lines/* lineTooLongReport */.X)(capacity, this.#options))
            : this.#checker.check(lines, capacity);
        // An error is thrown when its turn comes; it does not count as unhandled until then.
        report.catch(() => { });
        this.#pending.add({ file, lines, report });
        this.#pendingBytes += lines.length;
        await this.#drainTo(this.#checker.maxPendingBytes);
    }
    /** Waits for all blocks. */
    end() {
        return this.#drainTo(0);
    }
    async #drainTo(maxBytes) {
        for (const next of this.#pending) {
            if (this.#pendingBytes <= maxBytes)
                return;
            this.#pending.delete(next);
            this.#stats.addLines(next.file, await next.report);
            this.#pendingBytes -= next.lines.length;
            if (next.lines !== 'line too long')
                this.#pool.release(next.lines);
        }
    }
}

// EXTERNAL MODULE: ./src/dataset/checker.ts
var checker = __webpack_require__(7291);
// EXTERNAL MODULE: ./src/dataset/format.ts + 7 modules
var dataset_format = __webpack_require__(4797);
// EXTERNAL MODULE: ./src/dataset/model.ts
var dataset_model = __webpack_require__(9333);
// EXTERNAL MODULE: ./src/dataset/sniff.ts
var sniff = __webpack_require__(7852);
// EXTERNAL MODULE: ./src/dataset/checks/foreign-format.ts
var foreign_format = __webpack_require__(3806);
;// CONCATENATED MODULE: ./src/dataset/checks/check-dataset-totals.ts




// API reference, Uploads: "An Upload can accept at most 8 GB in total".
const MAX_UPLOAD_BYTES = 8_000_000_000;
// Fine-tuning guide: "at least 10 examples", and 50 to begin with.
const MIN_EXAMPLES = 10;
const RECOMMENDED_EXAMPLES = 50;
// Reinforcement fine-tuning guide.
const MAX_REINFORCEMENT_EXAMPLES = { training: 50_000, validation: 1_000 };
/** Checks what no single line shows, once all lines have been read. */
function checkDatasetTotals(stats, bytes, context) {
    const { problems, files } = stats;
    const [first] = files;
    if (!first)
        return;
    for (const file of files)
        checkFile(file, problems);
    checkEmpty(stats);
    checkFormats(stats, context.method);
    checkModel(stats, context);
    checkExampleCount(first.name, stats, context);
    if (bytes > MAX_UPLOAD_BYTES) {
        const message = 'the dataset is larger than 8 GB, the maximum for uploads';
        problems.addDatasetProblem({ code: 'large-dataset', file: first.name, line: 1, message });
    }
    checkTokens(first.name, stats, context);
    stats.reportGraderFields();
    stats.reportDuplicates();
}
function checkFile({ name, notJsonl, examples, blank }, problems) {
    if (notJsonl)
        problems.addDatasetProblem({ ...notJsonl, file: name });
    const nameProblem = (0,sniff/* checkFileName */.wi)(name);
    if (nameProblem)
        problems.addDatasetProblem({ ...nameProblem, file: name });
    if (examples > 0 && blank.count > 0) {
        const message = blank.count === 1
            ? '1 blank line is not counted as an example'
            : `${blank.count} blank lines are not counted as examples`;
        problems.addDatasetProblem({ code: 'blank-lines', file: name, line: blank.line, message });
    }
}
// An empty file among several is no reason to stop; a dataset without examples is.
function checkEmpty({ examples: total, files, problems }) {
    const code = total === 0 ? 'empty-file' : 'empty-shard';
    for (const { name, lines, examples, notJsonl } of files) {
        if (notJsonl || examples > 0)
            continue;
        const message = lines === 0 ? 'the file is empty' : 'the file has only blank lines';
        problems.addDatasetProblem({ code, file: name, line: 1, message });
    }
}
function checkFormats(stats, method) {
    const allowed = dataset_format/* METHOD_FORMATS */.lP[method];
    const dominant = stats.dominantFormat(allowed);
    for (const format of dataset_format/* FORMATS */.hR) {
        const found = stats.formats.get(format);
        if (!found || format === dominant)
            continue;
        const { file, line, count } = found;
        const isAllowed = allowed.includes(format);
        const detail = format === 'reinforcement' ? ' (no assistant message)' : '';
        const lines = `${count === 1 ? '1 line has' : `${count} lines have`} the ${format} format`;
        const message = isAllowed
            ? `${lines}, but most have the ${dominant} format`
            : `${lines}${detail}, which the method ${method} does not accept`;
        const code = isAllowed ? 'mixed-formats' : 'wrong-format';
        stats.problems.addDatasetProblem({ code, file, line, message }, count);
    }
    for (const [format, { file, line, count }] of stats.formats) {
        if (!isForeign(format))
            continue;
        const message = (0,foreign_format/* describeForeignFormat */.H0)(format, count, method);
        stats.problems.addDatasetProblem({ code: 'foreign-format', file, line, message }, count);
    }
}
const isForeign = (format) => Object.hasOwn(foreign_format/* FOREIGN_FORMATS */.sd, format);
/** The supervised method has two formats, for two kinds of models (API reference, CreateFineTuningJobRequest). */
function checkModel(stats, { model, method }) {
    const expected = model === undefined ? undefined : (0,dataset_model/* getModelFormat */.T8)(model);
    const format = stats.dominantFormat(dataset_format/* METHOD_FORMATS */.lP[method]);
    const first = format && stats.formats.get(format);
    if (method !== 'supervised' || !expected || !first || format === expected)
        return;
    const message = `the data has the ${format} format, but this model is trained on the ${expected} format`;
    stats.problems.addDatasetProblem({ code: 'model-format', file: first.file, line: first.line, message });
}
function checkExampleCount(file, { problems, files, examples }, { method, role }) {
    const report = (code, message) => problems.addDatasetProblem({ code, file, line: 1, message });
    const count = examples === 1 ? '1 example' : `${examples} examples`;
    // A file that is empty or not JSONL has its own problem.
    const isReadable = examples > 0 && files.every(({ notJsonl }) => !notJsonl);
    if (role === 'training' && examples < MIN_EXAMPLES && isReadable) {
        report('too-few-examples', `the dataset has ${count}; training needs at least ${MIN_EXAMPLES}`);
    }
    if (role === 'training' && examples >= MIN_EXAMPLES && examples < RECOMMENDED_EXAMPLES) {
        report('few-examples', `the dataset has ${count}; at least ${RECOMMENDED_EXAMPLES} are recommended`);
    }
    const max = MAX_REINFORCEMENT_EXAMPLES[role];
    if (method === 'reinforcement' && examples > max) {
        report('too-many-examples', `reinforcement accepts at most ${max} ${role} examples; the dataset has ${examples}`);
    }
}
function checkTokens(file, { tokens, problems }, { context }) {
    const { count, ...location } = tokens.overContext;
    if (context !== undefined && count > 0) {
        const examples = count === 1 ? '1 example has' : `${count} examples have`;
        const message = `${examples} more than ${context} tokens; training with this model truncates the rest`;
        problems.addDatasetProblem({ code: 'long-example', ...location, message }, count);
    }
    if (tokens.images > 0) {
        const images = tokens.images === 1 ? '1 image is' : `${tokens.images} images are`;
        const message = `${images} not included in the tokens: the size of a linked image is unknown`;
        problems.addDatasetProblem({ code: 'image-tokens', file, line: 1, message });
    }
}

// EXTERNAL MODULE: ./src/dataset/checks/grader-fields.ts
var grader_fields = __webpack_require__(6235);
// EXTERNAL MODULE: ./src/dataset/problem-collector.ts
var problem_collector = __webpack_require__(149);
;// CONCATENATED MODULE: ./src/dataset/dataset-stats.ts



/** Adds up the reports on the blocks of a dataset, which must come in order. */
class DatasetStats {
    problems;
    files = [];
    formats = new Map();
    tokens = {
        total: 0,
        longest: { tokens: 0, file: '', line: 0 },
        overContext: { count: 0, file: '', line: 0 },
        images: 0,
        uncounted: 0,
    };
    #duplicates;
    #fieldStats;
    constructor(ignore, duplicates, graderFields) {
        this.problems = new problem_collector/* ProblemCollector */.t(ignore);
        this.#fieldStats = (0,grader_fields/* createFieldStats */.mp)(graderFields);
        this.#duplicates = duplicates;
        duplicates?.startDataset();
    }
    /** Starts another file. */
    startFile(name) {
        const blank = { count: 0, line: 0 };
        const file = { name, notJsonl: undefined, lines: 0, examples: 0, blank };
        this.files.push(file);
        return file;
    }
    /** Adds the next block of a file. */
    addLines(file, report) {
        const { name, lines: linesBefore } = file;
        this.problems.addLineProblems(report.problems, name, linesBefore);
        this.#duplicates?.addLines(name, linesBefore, report.lines, report.hashes);
        for (const [format, { count, line }] of report.formats) {
            const known = this.formats.get(format);
            if (known)
                known.count += count;
            else
                this.formats.set(format, { count, file: name, line: linesBefore + line });
        }
        this.#fieldStats = (0,grader_fields/* mergeFieldStats */.a0)(this.#fieldStats, report.fieldStats, { file: name, linesBefore });
        this.#addTokens(report.tokens, name, linesBefore);
        this.tokens.uncounted += report.examples - report.tokens.examples;
        if (file.blank.count === 0)
            file.blank.line = linesBefore + report.blank.line;
        file.blank.count += report.blank.count;
        file.examples += report.examples;
        file.lines += report.lines;
    }
    /** Reports examples that are not unique. */
    reportDuplicates() {
        this.#duplicates?.report(this.problems);
    }
    /** Reports what the grader will miss in the lines. */
    reportGraderFields() {
        for (const { count, ...problem } of (0,grader_fields/* findFieldProblems */.wy)(this.#fieldStats))
            this.problems.addDatasetProblem(problem, count);
    }
    get examples() {
        return this.files.reduce((sum, { examples }) => sum + examples, 0);
    }
    /** Returns the format of most lines, out of those allowed; undefined when no line has one of them. */
    dominantFormat(allowed = dataset_format/* FORMATS */.hR) {
        const count = (format) => this.formats.get(format)?.count ?? 0;
        const [dominant] = allowed.filter((format) => count(format) > 0).sort((a, b) => count(b) - count(a));
        return dominant;
    }
    #addTokens(sums, file, linesBefore) {
        const { longest, overContext } = this.tokens;
        this.tokens.total += sums.total;
        this.tokens.images += sums.images;
        if (sums.longest.tokens > longest.tokens) {
            this.tokens.longest = { tokens: sums.longest.tokens, file, line: linesBefore + sums.longest.line };
        }
        if (overContext.count === 0 && sums.overContext.count > 0) {
            Object.assign(overContext, { file, line: linesBefore + sums.overContext.line });
        }
        overContext.count += sums.overContext.count;
    }
}

// EXTERNAL MODULE: ./src/dataset/line-splitter.ts
var line_splitter = __webpack_require__(5530);
;// CONCATENATED MODULE: ./src/dataset/file-splitter.ts


/** Recognizes a file that is not JSONL by its first bytes, and splits any other into blocks of lines. */
class FileSplitter {
    file;
    #sniffs;
    #splitter;
    #head = Buffer.alloc(0);
    constructor(file, sniffs, pool) {
        this.file = file;
        this.#sniffs = sniffs;
        this.#splitter = new line_splitter/* LineSplitter */.g3(pool);
    }
    /** Returns the blocks that a chunk completes. */
    push(chunk) {
        if (!this.#head)
            return this.#split(chunk);
        this.#head = Buffer.concat([this.#head, chunk]);
        return this.#head.length >= sniff/* SNIFF_BYTES */.dD ? this.#start(this.#head) : [];
    }
    /** Yields the last blocks. */
    *end() {
        if (this.#head)
            yield* this.#start(this.#head);
        yield* this.#splitter.end();
    }
    #start(head) {
        this.#head = undefined;
        if (this.#sniffs && head.length > 0)
            this.file.notJsonl = (0,sniff/* sniff */.ZF)(head.subarray(0, sniff/* SNIFF_BYTES */.dD));
        return this.#split(head);
    }
    #split(chunk) {
        return this.file.notJsonl ? [] : this.#splitter.push(chunk);
    }
}

// EXTERNAL MODULE: ./src/dataset/normalize.ts
var normalize = __webpack_require__(363);
// EXTERNAL MODULE: ./src/dataset/worker-pool.ts
var worker_pool = __webpack_require__(4319);
;// CONCATENATED MODULE: ./src/dataset/inspect.ts









/** Reads a dataset once, in constant memory; returns its digest, its size and its problems. */
async function inspectDataset(workspace, files, options) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const stats = new DatasetStats(options.ignore ?? new Set(), options.duplicates, options.graderFields ?? []);
    const checkOptions = toCheckOptions(options);
    const checker = await createChecker(files, checkOptions, options);
    const pool = new line_splitter/* BufferPool */.Pt();
    const results = new CheckPipeline(checker, checkOptions, stats, pool);
    // One for all chunks: a new one for each would leave a hundred megabytes to the garbage collector.
    const chunkMemory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    let bytes = 0;
    try {
        for (const file of files) {
            const splitter = new FileSplitter(stats.startFile(file.name), options.checks, pool);
            for await (const chunk of (0,normalize/* normalizedFileBytes */.z5)(workspace, file, chunkMemory)) {
                options.signal?.throwIfAborted();
                hash.update(chunk);
                bytes += chunk.length;
                for (const lines of splitter.push(chunk))
                    await results.add(splitter.file, lines);
            }
            for (const lines of splitter.end())
                await results.add(splitter.file, lines);
        }
        await results.end();
    }
    finally {
        checker.close();
    }
    if (options.checks)
        checkDatasetTotals(stats, bytes, { ...options, context: options.tokens?.context });
    const unreadFiles = stats.files.filter(({ notJsonl }) => notJsonl).length;
    return {
        digest: hash.digest('hex'),
        bytes,
        examples: stats.examples,
        format: stats.dominantFormat(),
        files: stats.files.map(({ name, examples }) => ({ name, examples })),
        problems: stats.problems.list(),
        counts: stats.problems.counts,
        ...(options.tokens && { tokens: { ...stats.tokens, uncounted: stats.tokens.uncounted + unreadFiles } }),
    };
}
const CHUNK_BYTES = 2 ** 18;
function toCheckOptions(options) {
    const { method, checks, ignore = new Set(), duplicates, graderFields = [], tokens } = options;
    return {
        method,
        checks,
        ignore,
        hashKey: checks ? duplicates?.hashKey : undefined,
        graderFields,
        // Functions cannot be sent to a worker.
        tokens: tokens && { encoding: tokens.encoding, ...(tokens.context && { context: tokens.context }) },
    };
}
// Measured: with fewer bytes, a worker takes longer to start than it saves. Counting tokens is slower, so it pays sooner.
const MIN_BYTES_PER_WORKER = 12 * 2 ** 20;
const MIN_BYTES_PER_COUNTING_WORKER = 2 * 2 ** 20;
// The main thread cannot read fast enough for more, and each takes 40 MB of memory.
const MAX_WORKERS = 8;
async function createChecker(files, checkOptions, { tokens, workers, signal = new AbortController().signal }) {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const bytesPerWorker = tokens ? MIN_BYTES_PER_COUNTING_WORKER : MIN_BYTES_PER_WORKER;
    const count = Math.min(workers?.count ?? 0, Math.floor(bytes / bytesPerWorker), MAX_WORKERS);
    if (!workers || count < 2 || !(tokens || checkOptions.checks))
        return (0,checker/* createInlineChecker */.B)(checkOptions, tokens?.load);
    return new worker_pool/* WorkerPool */.T(checkOptions, tokens?.load, { ...workers, count }, signal);
}

// EXTERNAL MODULE: ./src/dataset/tokens/example-tokens.ts + 4 modules
var example_tokens = __webpack_require__(7317);
;// CONCATENATED MODULE: ./src/training/data.ts









/** Reads both datasets once, and reports their problems. */
async function inspectData(plan, deps) {
    const { runner } = deps;
    runner.group('Data');
    const datasets = [];
    // Training data first, so that an example in both counts as a problem of the validation data.
    const duplicates = new DuplicateExamples(deps.attemptId);
    for (const [role, source] of [
        ['training', plan.training],
        ['validation', plan.validation],
    ])
        if (source)
            datasets.push(await inspectSource(role, source, duplicates, plan, deps));
    reportProblems(getReports(datasets), plan, runner);
    runner.endGroup();
    return datasets;
}
/** Throws if a dataset is empty, or has errors that "data-check" does not ignore. */
function assertNoDataErrors(datasets, { inputs }, { isCommandLine, maxAnnotations }) {
    for (const dataset of datasets) {
        if (!('report' in dataset))
            continue;
        const { bytes, examples } = dataset.report;
        // With checks, data without examples has an error that names the file.
        if (bytes === 0 || (examples === 0 && inputs['data-check'] === 'off'))
            throw new src_errors/* ActionError */.lZ(`The ${dataset.role} data is empty.`, { hint: `Check "${dataset.role}-file".` });
    }
    const errors = sumCounts(getReports(datasets), 'errors');
    if (errors === 0 || inputs['data-check'] === 'warn')
        return;
    throw new src_errors/* ActionError */.lZ(`The data has ${(0,format/* formatCount */.B4)(errors, 'error')}.`, {
        hint: isCommandLine
            ? `${errors < maxAnnotations ? 'They' : 'The first of them'} are listed by file and line.`
            : 'Nothing was uploaded. See the annotations on file and line.',
    });
}
function getReports(datasets) {
    return datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []));
}
function sumCounts(reports, kind) {
    return reports.reduce((sum, { counts }) => sum + counts[kind], 0);
}
/** Counting the tokens of larger data takes minutes. */
const MAX_BYTES_TO_TOKENIZE = 256_000_000;
async function inspectSource(role, source, duplicates, plan, { runner, workspace, workers, readRanks, signal }) {
    if ('id' in source) {
        runner.info(`${role} data: ${source.id}, already on the server`);
        return { role, id: source.id };
    }
    const { model, method } = plan.job;
    const context = (0,dataset_model/* getContextLength */.up)(model);
    const bytes = source.files.reduce((sum, { size }) => sum + size, 0);
    const countsTokens = plan.countsTokens || bytes <= MAX_BYTES_TO_TOKENIZE;
    if (!countsTokens)
        runner.info(`${role} data: token count skipped for ${(0,format/* formatBytes */.z3)(bytes)}; set "price" or "max-tokens" to enable it`);
    const isUnchecked = plan.inputs['data-check'] === 'off';
    const report = await inspectDataset(workspace, source.files, {
        method: method?.type ?? 'supervised',
        role,
        model,
        checks: !isUnchecked,
        ignore: plan.ignore,
        duplicates,
        ...(method?.type === 'reinforcement' && { graderFields: (0,template/* parseTemplates */.D)(method.grader).items }),
        ...(countsTokens && {
            tokens: {
                encoding: (0,dataset_model/* getEncoding */._1)(model),
                ...(context && { context }),
                load: (encoding) => (0,example_tokens/* createExampleTokenCounter */.y)(encoding, readRanks),
            },
        }),
        ...(workers && { workers }),
        signal,
    });
    for (const { name, examples } of report.files)
        runner.info(`${role} data: ${name}, ${(0,format/* formatCount */.B4)(examples, 'example')}`);
    if (isUnchecked)
        runner.info(`${role} data: not checked, because "data-check" is "off"`);
    return { role, files: source.files, report, isUnchecked };
}
/** The log has the others, up to what a person reads. */
const MAX_LOGGED_PROBLEMS = 200;
function reportProblems(reports, plan, runner) {
    const { errors, warnings, rest } = (0,report_problems/* selectAnnotations */.TT)(reports.flatMap((report) => report.problems), {
        // One error is the step's own.
        errors: plan.inputs['data-check'] === 'warn' ? 0 : runner.maxAnnotations - 1,
        warnings: Math.max(0, runner.maxAnnotations - plan.warnings.length),
    });
    for (const problem of errors)
        runner.error((0,report_problems/* formatProblem */.Vw)(problem), problem);
    for (const problem of warnings)
        runner.warning((0,report_problems/* formatProblem */.Vw)(problem), problem);
    const logged = rest.slice(0, MAX_LOGGED_PROBLEMS);
    for (const problem of logged)
        runner.info(`${problem.severity}: ${(0,report_problems/* formatProblem */.Vw)(problem)}`);
    if (rest.length === 0)
        return;
    const annotated = errors.length + warnings.length;
    const total = sumCounts(reports, 'errors') + sumCounts(reports, 'warnings');
    const unlisted = total - annotated - logged.length;
    const shown = (0,format/* formatCount */.B4)(annotated, 'problem');
    const where = runner.isCommandLine
        ? `Standard output has the first ${shown}, standard error ${logged.length} more`
        : `Annotations show the first ${shown}`;
    runner.info(`${where}${unlisted > 0 ? `; ${(0,format/* formatCount */.B4)(unlisted, 'problem')} more are not listed` : ''}.`);
}
/** Returns the fingerprint of this job on this data. */
function computeFingerprint({ job, validation }, datasets) {
    const [training, validationIdentity] = datasets.map(toDataIdentity);
    if (!training)
        throw new Error('there is no training data');
    return fingerprint(job, { training, ...(validation && { validation: validationIdentity }) });
}
/** The identity of a dataset does not depend on the names of its files. */
function toDataIdentity(dataset) {
    return 'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest };
}
/** Returns what a check found in the data. */
function toCheckResult(datasets) {
    const reports = getReports(datasets);
    const codes = {};
    for (const { counts } of reports)
        for (const [code, count] of Object.entries(counts.codes))
            codes[code] = (codes[code] ?? 0) + count;
    const errors = sumCounts(reports, 'errors');
    return {
        valid: datasets.some((dataset) => 'report' in dataset && dataset.isUnchecked) ? undefined : errors === 0,
        examples: getTrainingReport(datasets)?.examples,
        errors,
        warnings: sumCounts(reports, 'warnings'),
        data: datasets.filter((dataset) => 'report' in dataset).map(toDatasetSummary),
        codes,
        problems: errorsFirst(reports),
    };
}
/** Returns the report on the training data, unless the data is already on the server. */
function getTrainingReport(datasets) {
    return getReports(datasets.filter(({ role }) => role === 'training'))[0];
}
/** Each report has its errors before its warnings; merges them in this order. */
function errorsFirst(reports) {
    const problems = reports.flatMap((report) => report.problems);
    return [
        ...problems.filter(({ severity }) => severity === 'error'),
        ...problems.filter(({ severity }) => severity === 'warning'),
    ];
}
/** Returns what the reports show of a dataset. */
function toDatasetSummary(dataset) {
    const { role } = dataset;
    if ('id' in dataset)
        return { role, files: [{ name: dataset.id }], errors: 0, warnings: 0 };
    const { files, examples, bytes, digest, format, tokens, counts } = dataset.report;
    const { errors, warnings } = counts;
    const unchecked = dataset.isUnchecked && { isUnchecked: true };
    return {
        role,
        files,
        ...unchecked,
        examples,
        bytes,
        errors,
        warnings,
        digest,
        format,
        tokens: tokens?.total,
    };
}

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/dataset/example-hash.ts
var example_hash = __webpack_require__(3107);
;// CONCATENATED MODULE: ./src/dataset/diff.ts




/** Each takes up to 23 bytes of memory. */
const MAX_EXAMPLES = 2 ** 22;
/**
 * Compares two datasets, given as functions that return their normalized bytes; the earlier one may be read twice.
 * Examples are the same when their JSON values are equal. Returns why when they cannot be compared.
 */
async function diffDatasets(readBefore, readNow, { hashKey, countTokens }) {
    const identify = createIdentifier(hashKey);
    const earlier = new HashMultiset();
    const addedInputs = new HashMultiset();
    const changes = { added: 0, removed: 0, changed: 0 };
    const count = (value) => (value === undefined ? 0 : (countTokens?.(value) ?? 0));
    let tokens = 0;
    try {
        for await (const line of readLines(readBefore()))
            earlier.add(identify(line).example);
        for await (const line of readLines(readNow())) {
            const { example, userInput, value } = identify(line);
            if (earlier.take(example))
                continue;
            if (userInput)
                addedInputs.add(userInput);
            changes.added++;
            tokens += count(value);
        }
        // What is left of the earlier examples is no longer there. A second reading takes less memory than keeping their inputs.
        for await (const line of earlier.size > 0 ? readLines(readBefore()) : []) {
            const { example, userInput, value } = identify(line);
            if (!earlier.take(example))
                continue;
            if (userInput && addedInputs.take(userInput)) {
                changes.changed++;
                changes.added--;
            }
            else
                changes.removed++;
            tokens -= count(value);
        }
    }
    catch (error) {
        if (error instanceof TooLargeError)
            return { unavailable: error.message };
        throw error;
    }
    return { ...changes, ...(countTokens && { tokens }) };
}
class TooLargeError extends Error {
}
/** Yields the lines that are not blank, without their ends. */
async function* readLines(bytes) {
    const pool = new line_splitter/* BufferPool */.Pt();
    const splitter = new line_splitter/* LineSplitter */.g3(pool);
    function* linesIn(blocks) {
        for (const block of blocks) {
            if (block === 'line too long')
                throw new TooLargeError('a line is longer than 256 MiB');
            for (const line of (0,line_splitter/* listLines */.i4)(block))
                if (!line.every(isBlank))
                    yield line;
            pool.release(block);
        }
    }
    for await (const chunk of bytes)
        yield* linesIn(splitter.push(chunk));
    yield* linesIn(splitter.end());
}
const isBlank = (byte) => byte === 32 || byte === 9 || byte === 13;
function createIdentifier(hashKey) {
    const hasher = new example_hash/* ExampleHasher */.A(hashKey);
    return (line) => {
        // Parsing any other line could take gigabytes.
        const isParseable = line.length <= json/* MAX_VALUES */.Ex || !(0,json/* hasTooManyValues */["if"])(line);
        const value = isParseable ? (0,json/* tryParseJson */.Bl)(line.toString()) : undefined;
        const input = (0,json/* isJsonObject */.OW)(value) ? getUserInput(value) : undefined;
        return {
            // A line that is not JSON, or that is nested too deeply, is compared by its bytes.
            example: (value !== undefined && hasher.hashValue(value)) || hasher.hashBytes(line),
            userInput: input === undefined ? undefined : hasher.hashValue(input),
            value,
        };
    };
}
// Not the whole prompt: an edit of the system message changes every example, and replaces none.
function getUserInput({ messages, input, prompt }) {
    if ((0,json/* isJsonObject */.OW)(input))
        return getUserInput({ messages: input.messages });
    if (!Array.isArray(messages))
        return prompt ?? input;
    const turns = messages.filter((message) => (0,json/* isJsonObject */.OW)(message) && message.role === 'user');
    return turns.length === 0 ? undefined : turns.map(({ content }) => content ?? null);
}
/** Counts how often it holds each hash. */
class HashMultiset {
    // One more than the count: the table has no 0.
    #counts = new hash_table/* HashTable */.J();
    #size = 0;
    get size() {
        return this.#size;
    }
    add(hash) {
        if (this.#size === MAX_EXAMPLES) {
            throw new TooLargeError(`the dataset has more than ${MAX_EXAMPLES} examples`);
        }
        this.#counts.set(hash, Math.max(1, this.#counts.get(hash)) + 1);
        this.#size++;
    }
    /** Removes a hash once; returns whether it was there. */
    take(hash) {
        const count = this.#counts.get(hash);
        if (count <= 1)
            return false;
        this.#counts.set(hash, count - 1);
        this.#size--;
        return true;
    }
}

;// CONCATENATED MODULE: ./src/training/dataset-diff.ts







/** Returns how each dataset differs from that of the parent commit, or why that is unavailable, by its role. */
async function diffWithParent({ job }, datasets, deps) {
    const parent = await deps.readParentCommit(deps.signal);
    const options = { hashKey: deps.attemptId, countTokens: await createTokenCounter(job, deps) };
    const diffs = new Map();
    for (const dataset of datasets) {
        const { role } = dataset;
        const paths = job[role];
        if (!('files' in dataset) || !paths)
            continue;
        if ('unavailable' in parent) {
            diffs.set(role, parent);
            continue;
        }
        const { files } = dataset;
        const diff = diffFiles({ ...paths, files }, parent, deps.workspace, options);
        diffs.set(role, await diff.catch((error) => {
            // A diff only informs, so it must not fail the check.
            (0,src_errors/* rethrowUnexpected */.jO)(error);
            return { unavailable: error.message };
        }));
    }
    return diffs;
}
async function diffFiles(current, parent, workspace, options) {
    const previous = await parent.glob(current);
    if ('unavailable' in previous)
        return previous;
    const changes = await diffDatasets(() => (0,normalize/* normalizedBytes */.jq)(parent, previous.files), () => (0,normalize/* normalizedBytes */.jq)(workspace, current.files), options);
    return 'unavailable' in changes ? changes : { ...changes, since: parent.commit };
}
async function createTokenCounter({ model, method }, { readRanks }) {
    const countTokens = await (0,example_tokens/* createExampleTokenCounter */.y)((0,dataset_model/* getEncoding */._1)(model), readRanks);
    return (example) => {
        const format = (0,json/* isJsonObject */.OW)(example) ? (0,dataset_format/* detectFormat */.Tz)(example, method?.type ?? 'supervised') : undefined;
        return (0,json/* isJsonObject */.OW)(example) && format ? countTokens(example, format).tokens : 0;
    };
}

;// CONCATENATED MODULE: ./src/config/cost.ts
/**
 * Estimates tokens and cost: price x tokens x epochs (fine-tuning guide, "Estimate costs"). There is no cost for
 * reinforcement, which is billed by its duration (reinforcement fine-tuning guide).
 */
function estimateCost({ method, examples, tokens, epochs, price }) {
    const epochsGiven = typeof epochs === 'number';
    const expectedEpochs = epochsGiven ? epochs : estimateEpochs(examples);
    const billableTokens = tokens * expectedEpochs;
    return {
        epochs: expectedEpochs,
        epochsGiven,
        tokens: billableTokens,
        ...(price !== undefined && method !== 'reinforcement' && { cost: (billableTokens * price) / 1e6 }),
    };
}
/** Returns the limits that an estimate exceeds; an estimate that equals its limit does not exceed it. */
function exceededLimits({ tokens, cost }, { maxTokens, maxCost }) {
    const exceeded = [];
    if (maxTokens !== undefined && tokens > maxTokens)
        exceeded.push({ limit: 'max-tokens', max: maxTokens, estimated: tokens });
    if (maxCost !== undefined && cost !== undefined && cost > maxCost)
        exceeded.push({ limit: 'max-cost', max: maxCost, estimated: cost });
    return exceeded;
}
/**
 * The epochs that "auto" has meant, by OpenAI's cookbook ("Data preparation and analysis for chat model fine-tuning"):
 * three, more for a small dataset and fewer for a very large one. The server guarantees none of it.
 */
function estimateEpochs(examples) {
    if (examples * 3 < 100)
        return Math.min(25, Math.floor(100 / Math.max(1, examples)));
    if (examples * 3 > 25_000)
        return Math.max(1, Math.floor(25_000 / examples));
    return 3;
}

// EXTERNAL MODULE: ./src/config/extra-body-epochs.ts
var extra_body_epochs = __webpack_require__(7320);
;// CONCATENATED MODULE: ./src/training/estimate.ts





/** Estimates what the training will be billed for; returns nothing if its data is already on the server. */
function estimateTraining({ job: { method, extraBody }, inputs }, datasets) {
    const report = getTrainingReport(datasets);
    if (!report?.tokens)
        return undefined;
    const { examples, tokens } = report;
    return {
        ...estimateCost({
            method: method?.type ?? 'supervised',
            examples,
            tokens: tokens.total,
            epochs: maxEpochs(method?.hyperparameters?.n_epochs, (0,extra_body_epochs/* getExtraBodyEpochs */.v)(extraBody)),
            price: inputs.price,
        }),
        images: tokens.images,
        uncounted: tokens.uncounted,
    };
}
/** Returns the larger number: which of them a server takes is unknown. */
function maxEpochs(given, extra) {
    if (extra === undefined)
        return given;
    return typeof given === 'number' ? Math.max(given, extra) : extra;
}
/** Logs the estimate; a number of epochs that the server chooses is only a guess. */
function logEstimate(estimate, runner) {
    if (!estimate)
        return;
    const { epochs, epochsGiven, tokens, cost } = estimate;
    const facts = [
        `${(0,format/* formatCount */.B4)(epochs, 'epoch')}${epochsGiven ? '' : ' (a guess)'}`,
        (0,format/* formatCount */.B4)(tokens, 'token'),
        cost !== undefined && (0,format/* formatUsd */.UK)(cost),
    ];
    runner.info(`estimate: ${facts.filter(Boolean).join(', ')}`);
}
/** The largest image has eight tiles, in high detail (images and vision guide). */
const MAX_IMAGE_TOKENS = 85 + 8 * 170;
/** Throws if the estimate exceeds a limit, or cannot be compared with it. Images of unknown size count as the largest. */
function assertWithinLimits(estimate, inputs) {
    const { price, 'max-tokens': maxTokens, 'max-cost': maxCost } = inputs;
    if (!estimate || (maxTokens === undefined && maxCost === undefined))
        return;
    const { epochs, epochsGiven, images, uncounted } = estimate;
    if (uncounted > 0) {
        const limits = [maxTokens !== undefined && '"max-tokens"', maxCost !== undefined && '"max-cost"'];
        throw new src_errors/* ActionError */.lZ(`Cannot check ${limits.filter(Boolean).join(' and ')}: ${(0,format/* formatCount */.B4)(uncounted, 'example')} could not be tokenized.`, { hint: 'Fix the reported problems of the data. Nothing was uploaded.' });
    }
    const tokens = estimate.tokens + images * MAX_IMAGE_TOKENS * epochs;
    const cost = price === undefined ? undefined : (tokens * price) / 1e6;
    const reasons = exceededLimits({ ...estimate, tokens, cost }, { maxTokens, maxCost }).map(({ limit, max, estimated }) => limit === 'max-tokens'
        ? `Training would probably take ${(0,format/* formatCount */.B4)(estimated, 'token')}, more than "max-tokens" (${(0,format/* formatInteger */.Sm)(max)}) allows.`
        : `Training would probably cost ${(0,format/* formatUsd */.UK)(estimated)}, more than "max-cost" (${(0,format/* formatUsd */.UK)(max)}) allows.`);
    if (reasons.length === 0)
        return;
    const assumptions = [
        `${(0,format/* formatCount */.B4)(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`,
        images > 0 && `${(0,format/* formatCount */.B4)(images, 'image')} of unknown size as the largest possible`,
    ];
    throw new src_errors/* ActionError */.lZ(reasons.join('\n'), {
        hint: `This counts ${assumptions.filter(Boolean).join(', and ')}. Nothing was uploaded.`,
    });
}

// EXTERNAL MODULE: ./src/training/plan.ts + 1 modules
var training_plan = __webpack_require__(5507);
// EXTERNAL MODULE: ./src/training/pull-request-comment.ts
var pull_request_comment = __webpack_require__(8451);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 5 modules
var run_step = __webpack_require__(5247);
;// CONCATENATED MODULE: ./src/actions/check.ts














/** Runs the action `check`: validates data and job without an API key; only the comment needs the network. */
function check(deps) {
    return (0,run_step/* runStep */.e)(deps, outputs/* CHECK_OUTPUTS */.Gb, (outputs) => runCheck(outputs, deps));
}
async function runCheck(outputs, deps) {
    const { runner, signal } = deps;
    const plan = { ...(await (0,training_plan/* readPlan */.m3)(inputs/* inputSchemas */.b.check, deps)), countsTokens: true };
    const { resultsDir } = plan;
    const results = resultsDir === undefined ? undefined : (0,github_results/* openResults */.B)(resultsDir, 'check', runner);
    outputs.set({ 'results-dir': resultsDir });
    for (const warning of plan.warnings)
        runner.warning(warning);
    const datasets = await inspectData(plan, deps);
    const estimate = estimateTraining(plan, datasets);
    logEstimate(estimate, runner);
    const error = catchActionError(() => {
        assertNoDataErrors(datasets, plan, runner);
        assertWithinLimits(estimate, plan.inputs);
    });
    const result = {
        ...(await withParentDiff(plan, datasets, deps)),
        failure: error && (0,format_error/* formatError */.W)(error),
        fingerprint: computeFingerprint(plan, datasets),
        estimate,
    };
    outputs.set({
        valid: result.valid,
        examples: result.examples,
        ...(result.valid !== undefined && { problems: result.errors, warnings: result.warnings }),
        fingerprint: result.fingerprint,
        'estimated-tokens': estimate?.tokens,
        'estimated-cost': estimate?.cost,
    });
    const markdown = renderCheckSummary(result);
    results?.write('report.json', `${JSON.stringify(buildCheckReport(result), null, 2)}\n`);
    results?.write('report.md', markdown);
    const sarifOptions = { kinds: listProblemKinds(), actionUrl: deps.context.actionUrl };
    // Without a check, an empty list of problems would close the alerts of the earlier ones.
    if (result.valid !== undefined && result.data.length > 0)
        results?.write('report.sarif', `${JSON.stringify(buildSarif(result, sarifOptions))}\n`);
    if (plan.inputs.summary)
        runner.writeSummary(markdown);
    const comment = (0,pull_request_comment/* createPullRequestComment */.gv)(plan.inputs, plan.job, deps);
    await comment?.update(renderCheckComment(result, deps), signal);
    if (error)
        throw error;
}
function catchActionError(work) {
    try {
        work();
        return undefined;
    }
    catch (error) {
        if (error instanceof src_errors/* ActionError */.lZ)
            return error;
        throw error;
    }
}
/** On a pull request, the result includes how the data differs from that of the parent commit. */
async function withParentDiff(plan, datasets, deps) {
    const result = toCheckResult(datasets);
    const { pullRequest } = deps.context;
    if (!pullRequest || !('number' in pullRequest))
        return result;
    const diffs = await diffWithParent(plan, datasets, deps);
    return { ...result, data: result.data.map((data) => ({ ...data, changes: diffs.get(data.role) })) };
}
function renderCheckComment(result, deps) {
    const { failure, data, estimate, problems } = result;
    const state = failure ? 'failed' : 'checked';
    const cost = estimate && { tokens: estimate.tokens, usd: estimate.cost };
    return (0,pull_request_comment/* renderRunComment */.B7)({ state, failure, data, cost, problems }, deps);
}

;// CONCATENATED MODULE: ./src/config/create-request.ts

/** Builds the JSON body that creates a job from uploaded files. */
function buildCreateRequest({ model, method, suffix, seed, metadata, integrations, extraBody }, { training, validation }) {
    const settings = { method: method && buildMethodField(method), suffix, seed, metadata, integrations };
    return {
        model,
        training_file: training,
        ...(0,json/* omitNullish */.p3)({ validation_file: validation, ...settings }),
        ...extraBody,
    };
}
function buildMethodField({ type, ...settings }) {
    return Object.keys(settings).length > 0 ? { type, [type]: settings } : { type };
}

// EXTERNAL MODULE: ./src/openai/client.ts + 4 modules
var client = __webpack_require__(7205);
// EXTERNAL MODULE: ./src/openai/job.ts
var openai_job = __webpack_require__(653);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
// EXTERNAL MODULE: ./src/training/connection.ts
var connection = __webpack_require__(4512);
// EXTERNAL MODULE: ./src/training/create-job.ts
var create_job = __webpack_require__(8394);
// EXTERNAL MODULE: ./src/training/enforce-quality-gate.ts + 1 modules
var enforce_quality_gate = __webpack_require__(2512);
// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/http/errors.ts
var errors = __webpack_require__(8549);
// EXTERNAL MODULE: ./src/openai/list-jobs.ts
var list_jobs = __webpack_require__(3245);
// EXTERNAL MODULE: ./src/training/derived-seed.ts
var derived_seed = __webpack_require__(8193);
;// CONCATENATED MODULE: ./src/training/job-identity.ts




/** Returns whether a training goes to OpenAI's or Azure's own host, where nothing drops what is sent. */
function isAtFirstPartyHost({ plan }) {
    return (0,provider/* isFirstPartyHost */.to)(new URL(plan.connection.baseUrl).hostname);
}
/** Returns what identifies the jobs of this training in the server's list. */
function toJobCriteria(training) {
    const { job, inputs } = training.plan;
    return {
        metadata: identityMetadata(training),
        requested: toRequestedJob(job),
        derivedSeed: getDerivedSeed(training),
        allowsDifferences: inputs['job-check'] !== 'error',
    };
}
/** Returns what a job is requested to be, in the form in which a server reports it. */
function toRequestedJob({ model, method, suffix, seed, extraBody, }) {
    const { hyperparameters: further } = extraBody ?? {};
    return {
        model,
        method: method?.type ?? 'supervised',
        // Gateways that drop `method` take hyperparameters at the top level of the request.
        hyperparameters: { ...method?.hyperparameters, ...((0,json/* isJsonObject */.OW)(further) && further) },
        grader: method && 'grader' in method ? method.grader : undefined,
        suffix,
        seed,
        extraBody,
    };
}
/**
 * Returns the seed by which a job is found again where a gateway drops its metadata: it comes from the work and, without
 * reuse, from the workflow run. None at own hosts, nor where the user has set a seed.
 */
function getDerivedSeed(training) {
    if (isAtFirstPartyHost(training) || training.plan.job.seed !== undefined)
        return undefined;
    const { plan, fingerprint, deps } = training;
    return (0,derived_seed/* deriveSeed */.B)(plan.inputs.reuse ? fingerprint : `${fingerprint} ${deps.context.runId ?? deps.attemptId}`);
}
/** The metadata that all jobs of this training share; without reuse, only those of this workflow run. */
function identityMetadata({ plan, fingerprint, deps }) {
    const { context } = deps;
    if (plan.inputs.reuse)
        return { ft_fingerprint: fingerprint };
    // Outside of a workflow, every invocation counts as a run of its own.
    return context.runId
        ? { ft_fingerprint: fingerprint, ft_run: context.runId }
        : { ft_fingerprint: fingerprint, ft_attempt: attemptTag(deps) };
}
/** Returns what names this invocation in metadata: its random bits, and the number of the attempt of the workflow run. */
function attemptTag({ attemptId, context }) {
    return `${attemptId}-${context.runAttempt}`;
}
/** The API allows so many pairs of metadata; ten of them are the user's. */
const MAX_PAIRS = 16;
/** Returns the metadata of a job: the user's, and that which records what it trains and which run created it. */
function jobMetadata({ plan, datasets, fingerprint, deps }) {
    const { repository, sha, ref, runId } = deps.context;
    const validation = datasets.find(({ role }) => role === 'validation');
    const pairs = {
        ...plan.job.metadata,
        ft_fingerprint: fingerprint,
        ft_attempt: attemptTag(deps),
        ft_repository: repository,
        ft_sha: sha,
        ft_ref: ref,
        ft_run: runId,
        ft_validation: validation && 'report' in validation ? validation.report.digest : undefined,
    };
    // Cut at the API's 512 characters. What comes last is left out where the user's pairs leave no room.
    const all = Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : []));
    return Object.fromEntries(all.slice(0, MAX_PAIRS));
}
/** Returns whether this workflow run created the job, in any of its attempts. */
function wasCreatedByThisRun(job, { runId, repository }) {
    return (runId !== undefined &&
        (0,list_jobs/* hasMetadata */.gM)(job, { ft_run: runId, ...(repository && { ft_repository: repository }) }));
}
/**
 * Returns whether this invocation or an earlier attempt of this workflow run created the job: only such a job is cancelled
 * unless `on-cancel` is set. Another leg of a matrix belongs to the same attempt.
 */
function isOursToCancel(job, { attemptId, context }) {
    const { ft_attempt: tag = '' } = job.metadata;
    if (tag === attemptTag({ attemptId, context }))
        return true;
    const attempt = Number(/^[0-9a-f]{32}-(\d+)$/.exec(tag)?.[1] ?? Number.NaN);
    return wasCreatedByThisRun(job, context) && attempt < context.runAttempt;
}

// EXTERNAL MODULE: ./src/training/retry-options.ts
var retry_options = __webpack_require__(8171);
;// CONCATENATED MODULE: ./src/training/create-with-fallbacks.ts





/**
 * Creates the job of a training: without metadata or the derived seed if the server rejects them, with new uploads if files
 * are gone.
 */
async function createWithFallbacks(fileIds, options) {
    const { deps, files } = options;
    const { runner } = deps;
    let sent = { fileIds, metadata: jobMetadata(options), derivedSeed: getDerivedSeed(options) };
    let mayUploadAgain = true;
    // Let the post step find the job if the response never comes.
    runner.saveState('attempt', attemptTag(deps));
    if (sent.derivedSeed !== undefined)
        runner.saveState('seed', `${sent.derivedSeed}`);
    for (;;) {
        try {
            return { ...(await send(sent, options)), sent };
        }
        catch (error) {
            if (!(error instanceof errors/* ApiError */.hD))
                throw error;
            if (sent.metadata && isFieldRejected(error, 'metadata')) {
                runner.warning('This server rejects metadata, so the job is created without it. Later runs can recognize it only by its seed, or by its files, model and settings.');
                sent = { ...sent, metadata: undefined };
            }
            else if (sent.derivedSeed !== undefined && isFieldRejected(error, 'seed')) {
                runner.info('This server rejects a seed, so the job is created without the one that the action derived.');
                sent = { ...sent, derivedSeed: undefined };
            }
            else {
                if (!mayUploadAgain || !(await files.dropMissing().catch(() => false)))
                    throw error;
                mayUploadAgain = false;
                sent = { ...sent, fileIds: await options.uploadFiles() };
            }
        }
    }
}
async function send({ fileIds, metadata, derivedSeed }, { plan, deps, client, deadline, files, jobs }) {
    const { metadata: _, ...spec } = plan.job;
    const { training, validation } = fileIds;
    const request = buildCreateRequest({ ...spec, ...(metadata && { metadata }), ...(derivedSeed !== undefined && { seed: derivedSeed }) }, { training, ...(validation && { validation }) });
    files.reserve(fileIds);
    try {
        return await (0,create_job/* createJob */._S)(client, request, {
            ...(0,retry_options/* retryOptions */.tO)(deps),
            deadline,
            look: (limits) => jobs.lookForCreated(metadata && { ft_attempt: attemptTag(deps) }, limits),
            // What a server does not report is not different.
            usesFiles: ({ trainingFile = training, validationFile = validation }) => trainingFile === training && validationFile === validation,
            onAmbiguous: (error) => deps.runner.info(`${error.message}. Checking whether the job was created before retrying.`),
        });
    }
    catch (error) {
        // The server's own refusal: no job will use the files.
        // An ApiError that could leave a job is thrown only after all looks for that job were complete.
        if (error instanceof errors/* ApiError */.hD || (0,errors/* isSafeToResend */.yj)(error))
            files.release(fileIds);
        throw error;
    }
}
/** Returns whether the server rejects a request because of one of its fields. */
function isFieldRejected({ status, param, serverMessage }, field) {
    return [400, 422].includes(status) && new RegExp(`\\b${field}\\b`, 'i').test(`${param} ${serverMessage}`);
}

// EXTERNAL MODULE: ./src/training/rank-jobs.ts
var rank_jobs = __webpack_require__(6223);
;// CONCATENATED MODULE: ./src/training/elect.ts


/** How long to wait until the server lists our own job: until then it may not list those of other runs either. */
const LISTING_TIMEOUT_MS = 30_000;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 4000;
/**
 * `created_at` counts whole seconds. A job of the same second, which may win by its id, may have been created up to a
 * second after ours, and may be listed that much later.
 */
const SAME_SECOND_MS = 1200;
/** A create request is sent again after half a minute at the earliest. */
const RESEND_S = 20;
/**
 * Decides which one job to keep when several runs, or a gateway, have each created a job for the same training; all runs
 * choose the same one. Polls until another job takes precedence, or until the list shows our own job, and a second longer;
 * for all of 30 seconds while other jobs live that may be copies.
 */
async function elect(own, options) {
    const { clock, signal, look, isAmbiguous, answeredAt } = options;
    let isSecondLook = false;
    for (let delayMs = FIRST_DELAY_MS;; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
        const isLate = clock.now() - answeredAt >= LISTING_TIMEOUT_MS;
        const verdict = decide(own, await look(), options, isLate);
        if (isLate)
            return verdict;
        if (verdict.preferred && verdict.suspects.length === 0)
            return verdict;
        // Other runs cancel their own jobs; what is still alive after 30 seconds is a copy.
        const hasRivals = verdict.suspects.length > 0 || verdict.copies.some(({ by }) => by !== 'metadata');
        const isListed = !hasRivals && !isAmbiguous && verdict.listed !== undefined;
        if (isListed && isSecondLook)
            return verdict;
        isSecondLook = isListed;
        await clock.sleep(isListed ? SAME_SECOND_MS : delayMs, signal);
    }
}
/**
 * Returns what a look shows. Until it `isLate`, a job that is not listed under the id of the create request's answer may still
 * come.
 */
function decide(own, look, rules, isLate) {
    const { incompleteReason, unreadableOwn } = look;
    const others = look.jobs.filter(({ job }) => job.id !== own.id && (0,rank_jobs/* isUsable */.Ng)(job));
    if (look.own)
        return { ...rank(look.own, others, rules, isLate), incompleteReason, unnamedCopies: unreadableOwn };
    const certain = others.filter(({ by }) => by === 'metadata');
    const twins = certain.filter(({ job }) => job.metadata.ft_attempt === rules.attempt && !isOfEarlierRequest(job, own, rules));
    const foreign = certain.filter((one) => !twins.includes(one));
    // While our own job is not listed, a job that is recognized in another way may be the same one.
    const suspects = isLate ? others.filter((one) => !certain.includes(one)) : [];
    const [twin] = twins;
    // One entry without an id may be our own job.
    const unnamedCopies = twin ? unreadableOwn : Math.max(0, unreadableOwn - 1);
    const shared = { suspects, incompleteReason, unnamedCopies };
    if (!isLate || !twin)
        return { ...rank(own, foreign, rules, isLate), ...shared, copies: [], listed: undefined };
    // Our own job has another id in the list, and this one counts in the order of all runs.
    if (twins.length === 1)
        return { ...rank(twin.job, foreign, rules, isLate), ...shared };
    const [best] = (0,rank_jobs/* rankJobs */.Zl)([...twins, ...foreign]);
    return {
        ...shared,
        preferred: best,
        isPreferredOwn: best !== undefined && twins.includes(best),
        copies: twins.filter((one) => one !== best),
        listed: undefined,
    };
}
/** Returns whether a job was made by a create request of ours that had no response, so that it was sent again. */
function isOfEarlierRequest({ createdAt }, own, { isAmbiguous }) {
    return isAmbiguous && createdAt !== undefined && createdAt + RESEND_S <= (own.createdAt ?? 0);
}
/** Ranks our own job, as it is listed, among the others. It wins when it has ended: cancelling it would save nothing. */
function rank(own, others, { isOwn, isAbandoned }, isLate) {
    const hasEnded = (0,openai_job/* isTerminal */.Hd)(own) && own.status !== 'cancelled';
    // A job that may be other work must not cost ours.
    const rivals = others.filter(({ by, unknown }) => by !== 'content' || unknown.length === 0);
    const [best] = hasEnded ? [] : (0,rank_jobs/* rankJobs */.Zl)([{ job: own }, ...rivals]);
    const preferred = rivals.find(({ job }) => job === best?.job);
    const alive = others.filter((one) => one !== preferred && !(0,openai_job/* isTerminal */.Hd)(one.job));
    return {
        preferred,
        isPreferredOwn: false,
        copies: alive.filter(({ by, job }) => by === 'seed' || (by === 'metadata' && isOwn(job))),
        suspects: alive.filter(({ by, job }) => by === 'content' || (isLate && by === 'metadata' && !isOwn(job) && isAbandoned(job))),
        listed: own,
    };
}

// EXTERNAL MODULE: ./src/training/stop-job.ts
var stop_job = __webpack_require__(2514);
;// CONCATENATED MODULE: ./src/training/rejected-copies.ts






/** How long to try to cancel a copy. */
const CANCEL_TIMEOUT_MS = 2 * 60_000;
/** How long to repeat the requests of the look. */
const LOOK_TIMEOUT_MS = 30_000;
/**
 * Cancels the copies that a gateway has made of our own job, which is not the requested one: they are not, either. Waits until
 * servers list them. Returns a sentence about them, empty if there are none; rejects with a StopFailedError that names what is
 * left.
 */
async function cancelRejectedCopies(own, options) {
    const { jobs, client, deps, remainingGraceMs, listedAt, isAttached } = options;
    const { clock, signal, runner } = deps;
    if (!jobs.canListJobs)
        return '';
    const describeUnknown = (reason) => `Whether the server has made copies of ${own.id}, which cost money, is not known: ${reason}.`;
    let look;
    try {
        await clock.sleep(Math.max(0, listedAt - clock.now()), signal);
        look = await jobs.lookForDuplicates(own, jobs.limitTo(LOOK_TIMEOUT_MS), isAttached);
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error);
        throw new stop_job/* StopFailedError */.eB(describeUnknown((0,format_error/* formatError */.W)(error)), { cause: error });
    }
    const isCopy = ({ by, job }) => 
    // While our own id is not listed, the job with the seed may be our own.
    by === 'metadata' ? isOursToCancel(job, deps) : by === 'seed' && look.own !== undefined;
    const live = look.jobs.filter(({ job }) => job.id !== own.id && !(0,openai_job/* isTerminal */.Hd)(job));
    const copies = live.filter(isCopy).map(({ job }) => job.id);
    // Other runs compare their own jobs with their own requests.
    const suspects = live.filter((one) => !isCopy(one) && one.by !== 'metadata').map(({ job }) => job.id);
    const results = await Promise.allSettled(copies.map((jobId) => (0,stop_job/* stopWithin */.Y6)(CANCEL_TIMEOUT_MS, 'cancel', { client, deps, remainingGraceMs, jobId })));
    const stopped = [];
    const problems = [];
    const left = [...suspects];
    for (const [i, jobId] of copies.entries()) {
        const result = results[i];
        if (result?.status === 'fulfilled')
            stopped.push(`${jobId} (${result.value.status})`);
        else {
            left.push(jobId);
            problems.push(`Its copy ${jobId} could not be cancelled: ${(0,format_error/* formatError */.W)(result?.reason)}`);
        }
    }
    if (suspects.length > 0)
        problems.push(`${suspects.join(', ')} may be copies of ${own.id}; nothing shows who created them, so they were not cancelled.`);
    const unnamed = Math.max(0, look.unreadableOwn - (look.own ? 0 : 1));
    if (unnamed > 0)
        problems.push(`The server lists ${unnamed} more of its copies, whose ids cannot be read: check the newest jobs of this project.`);
    if (look.incompleteReason !== undefined)
        problems.push(describeUnknown(look.incompleteReason));
    const outcome = stopped.length > 0 ? `Copies of it, which a gateway has made: ${stopped.join(', ')}.` : '';
    if (problems.length === 0)
        return outcome;
    const hint = left.map((jobId) => (0,log/* maybeRunningMessage */.hc)(jobId, runner)).join('\n');
    throw new stop_job/* StopFailedError */.eB([outcome, ...problems].join(' ').trim(), hint ? { hint } : {});
}

;// CONCATENATED MODULE: ./src/training/duplicate-jobs.ts









/** How long to try to cancel a duplicate. */
const duplicate_jobs_CANCEL_TIMEOUT_MS = 2 * 60_000;
/** For the one look that remains in a cancelled step. */
const LAST_LOOK_TIMEOUT_MS = 1000;
/** How often a look may fail while a job is followed, and how long its requests are repeated: nothing else is read meanwhile. */
const MAX_FAILED_LOOKS = 3;
const duplicate_jobs_LOOK_TIMEOUT_MS = 5000;
/** The jobs that do the same training as our own: those of other runs, and copies that a gateway has made. */
class DuplicateJobs {
    #options;
    /** When the create request was answered, by the clock. */
    #answeredAt = 0;
    #firstStatus = '';
    /** Whether a create request without a response may have made another job. */
    #isAmbiguous = false;
    #isAttached = false;
    #hasLookedAtChange = false;
    #hasLookedLate = false;
    #failedLooks = 0;
    #reportedIds = new Set();
    #hasReportedUnnamed = false;
    #openIds;
    /** Whether the jobs beside one that the step has attached to could not be read. */
    #isUndecided = false;
    constructor(options) {
        this.#options = options;
    }
    /** Begins with a job that was just created, with `others` by the same request, or attached to: forgets any job before it. */
    begin(own, { isAmbiguous, others }, isAttached = false) {
        this.#answeredAt = this.#options.deps.clock.now();
        this.#firstStatus = own.status;
        this.#isAmbiguous = isAmbiguous;
        this.#isAttached = isAttached;
        this.#hasLookedAtChange = this.#hasLookedLate = this.#isUndecided = false;
        this.#failedLooks = 0;
        this.#openIds = undefined;
        if (others)
            this.note(others);
    }
    /** Decides which job to keep after our own was created, and cancels the others that no other run will cancel. */
    async resolve(own) {
        const verdict = await this.#elect(own, this.#isAmbiguous);
        const { preferred, isPreferredOwn, copies, listed, incompleteReason } = verdict;
        await this.#carryOut(own, verdict);
        // Cancelling the id that was answered could cancel the job that is listed under another one.
        if (!preferred || isPreferredOwn)
            return { kept: preferred, stopped: undefined, listed, incompleteReason };
        const stopped = await this.cancel(own, preferred.job);
        if (stopped?.status === 'succeeded')
            return { kept: undefined, stopped, listed, incompleteReason };
        if (copies.length === 0)
            return { kept: preferred, stopped, listed, incompleteReason };
        // Our own job has lost, and there are more copies of it.
        const rest = await this.#elect(preferred.job, false);
        await this.#carryOut(preferred.job, rest);
        return { kept: rest.preferred ?? preferred, stopped, listed, incompleteReason };
    }
    /**
     * Cancels what is left of copies when the step attaches to a job, because the run that created them was killed. Waits until
     * other runs had the time to cancel their own jobs.
     */
    async resolveAttached(job, rivals) {
        // A copy may still come: one look after 30 seconds is enough.
        this.#hasLookedAtChange = true;
        const { isOwn, isAbandoned } = this.#rules;
        const isCopy = ({ by, job }) => by === 'metadata' && isOwn(job);
        const mayBeCopy = ({ by, job }) => by !== 'metadata' || isAbandoned(job);
        if (!rivals.some((one) => isCopy(one) || mayBeCopy(one)))
            return;
        this.#isUndecided = true;
        const verdict = await this.#elect(job, !rivals.every(isCopy), true);
        this.#isUndecided = false;
        await this.#carryOut(job, { ...verdict, preferred: undefined });
    }
    async #elect(own, isAmbiguous, isAttached = false) {
        const { jobs, deps } = this.#options;
        const { clock, signal } = deps;
        const answeredAt = this.#answeredAt;
        const look = async () => {
            const remainingMs = Math.max(answeredAt + LISTING_TIMEOUT_MS - clock.now(), duplicate_jobs_LOOK_TIMEOUT_MS);
            const seen = await jobs.lookForDuplicates(own, jobs.limitTo(remainingMs), isAttached);
            this.note(seen.jobs);
            return seen;
        };
        const verdict = await elect(own, { clock, signal, look, answeredAt, ...this.#rules, isAmbiguous });
        this.#hasLookedLate = this.#isLate;
        return verdict;
    }
    /** The ids of jobs that may be copies of our own request and are not dealt with; undefined before any look. */
    get openIds() {
        return this.#openIds;
    }
    /** Notes the jobs that a look has shown besides our own. */
    note(jobs) {
        const isOpen = ({ by, job }) => !(0,openai_job/* isTerminal */.Hd)(job) && (by !== 'metadata' || this.#rules.isOwn(job));
        this.#openIds = jobs.filter(isOpen).map(({ job }) => job.id);
    }
    /** Cancels the copies of our own job, which is not the requested one, as `cancelRejectedCopies` promises. */
    async cancelRejected(own) {
        this.#openIds = undefined;
        const listedAt = this.#answeredAt + LISTING_TIMEOUT_MS;
        const isAttached = this.#isAttached;
        const outcome = await cancelRejectedCopies(own, { ...this.#options, listedAt, isAttached });
        this.#openIds = [];
        return outcome;
    }
    /** Looks once for copies of our own job in the last seconds of a cancelled step, if no look was completed before. */
    async lookLast(own) {
        const { jobs, client, remainingGraceMs } = this.#options;
        if (this.#openIds !== undefined || remainingGraceMs() < LAST_LOOK_TIMEOUT_MS)
            return;
        const request = { timeoutMs: LAST_LOOK_TIMEOUT_MS, afterDeadline: true };
        const limits = {
            client: { listJobs: (page) => client.listJobs(page, request) },
            retry: (request) => request(),
        };
        try {
            this.note((await jobs.lookForDuplicates(own, limits)).jobs);
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error);
        }
    }
    /** Whether other runs have had the time to cancel their own jobs. */
    get #isLate() {
        return this.#options.deps.clock.now() - this.#answeredAt >= LISTING_TIMEOUT_MS;
    }
    /**
     * Looks again for duplicates of a job that is followed, when its status first changes and 30 seconds after it was created.
     * Cancels copies; returns the job to keep instead, if there is one.
     */
    async lookAgain(own) {
        const { jobs, deps } = this.#options;
        const isLate = this.#isLate;
        const isFirstChange = !this.#hasLookedAtChange && own.status !== this.#firstStatus;
        if (!isFirstChange && !(isLate && !this.#hasLookedLate))
            return undefined;
        try {
            const look = await jobs.lookForDuplicates(own, jobs.limitTo(duplicate_jobs_LOOK_TIMEOUT_MS), this.#isUndecided);
            // The job that the step has attached to is kept.
            const kept = this.#isUndecided && { preferred: undefined };
            const verdict = { ...decide(own, look, this.#rules, isLate), ...kept };
            this.#hasLookedAtChange ||= isFirstChange;
            this.#hasLookedLate ||= isLate;
            if (isLate)
                this.#isUndecided = false;
            await this.#carryOut(own, verdict);
            return verdict;
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error);
            if (error instanceof stop_job/* StopFailedError */.eB)
                throw error;
            this.#failedLooks += 1;
            if (this.#failedLooks < MAX_FAILED_LOOKS || deps.signal.aborted)
                return undefined;
            this.#hasLookedAtChange = this.#hasLookedLate = true;
            deps.runner.warning(`Unclear whether another job does the same training as ${own.id}: ${(0,format_error/* formatError */.W)(error)}`);
            return undefined;
        }
    }
    /** Returns a job of the same training that is older than our own and lives; logs the reason if the list cannot be read. */
    async findOlder(own) {
        const { jobs: lookup, deps } = this.#options;
        try {
            const { jobs } = await lookup.lookForDuplicates(own, lookup.limitTo(LISTING_TIMEOUT_MS));
            const isCertain = ({ by, unknown }) => by !== 'content' || unknown.length === 0;
            return (0,rank_jobs/* rankJobs */.Zl)(jobs).find((one) => isCertain(one) && (0,rank_jobs/* compareAge */.lF)(one.job, own) < 0);
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error);
            deps.runner.info(`Other jobs of the same training are not known: ${(0,format_error/* formatError */.W)(error)}`);
            return undefined;
        }
    }
    /** Cancels a job for another one; returns it as the server shows it then, or nothing if it may still be running. */
    async cancel(job, kept) {
        const { client, deps, remainingGraceMs: remainingMs } = this.#options;
        const { runner, signal } = deps;
        runner.info(`Job ${kept.id} does the same training and takes precedence: cancelling ${job.id}`);
        const message = `Two jobs do the same training, ${job.id} and ${kept.id}, and ${job.id} could not be cancelled`;
        try {
            const stopped = await (0,stop_job/* stopWithin */.Y6)(duplicate_jobs_CANCEL_TIMEOUT_MS, 'cancel', {
                client,
                deps,
                remainingGraceMs: remainingMs,
                jobId: job.id,
            });
            if (stopped.status === 'succeeded')
                this.#report(`${message}: it has succeeded, so that both may have to be paid for.`);
            return stopped;
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error);
            const reason = `${message}: ${(0,format_error/* formatError */.W)(error)}`;
            if (signal.aborted)
                throw new stop_job/* StopFailedError */.eB(reason, { hint: 'The post step tries again.', cause: error });
            this.#report(`${reason} Cancel one of them by hand.`);
        }
        return undefined;
    }
    get #rules() {
        const { deps, criteria } = this.#options;
        const { derivedSeed } = criteria;
        return {
            attempt: attemptTag(deps),
            isAmbiguous: this.#isAmbiguous,
            isOwn: (job) => isOursToCancel(job, deps),
            // Own hosts make no copies. With another derived seed, a run without reuse keeps its own job.
            isAbandoned: ({ seed }) => derivedSeed !== undefined && (seed === derivedSeed || !(0,derived_seed/* isDerivedSeed */.x)(seed)),
        };
    }
    /** Cancels copies, and reports what may be one: jobs of other runs only after those had the time to cancel them. */
    async #carryOut(own, verdict) {
        const { copies, suspects, preferred, listed } = verdict;
        const isLate = this.#isLate;
        const kept = preferred?.job ?? own;
        this.#reportUnnamed(own, verdict);
        for (const { job, by } of copies) {
            if (!isLate && by !== 'metadata')
                continue;
            await this.cancel(job, kept);
            this.#openIds = this.#openIds?.filter((id) => id !== job.id);
        }
        if (isLate)
            this.#openIds = [];
        for (const { job, by } of suspects) {
            if (!isLate || this.#reportedIds.has(job.id))
                continue;
            this.#reportedIds.add(job.id);
            const reason = listed
                ? by === 'content'
                    ? 'it is recognized only by what the server reports of it'
                    : 'another run created it'
                : `the server does not list ${own.id}, so ${job.id} may be the same job under another id${by === 'seed' ? '' : ', or other work'}`;
            this.#report(`Two jobs may do the same training, ${kept.id} and ${job.id}. Neither was cancelled, because ${reason}. Cancel one of them by hand if they are the same.`);
        }
    }
    #reportUnnamed(own, { unnamedCopies: count }) {
        if (count === 0 || this.#hasReportedUnnamed)
            return;
        this.#hasReportedUnnamed = true;
        const [jobs, ids] = count === 1 ? ['1 more job', 'whose id'] : [`${count} more jobs`, 'whose ids'];
        this.#report(`The server lists ${jobs} of the create request that made ${own.id}, ${ids} cannot be read. The action cannot cancel what has no id, and it may be running and costing money: check the newest jobs of this project.`);
    }
    /** Fails the step, which goes on: the job that is kept costs money all the same. */
    #report(message) {
        this.#options.deps.runner.setFailed(message);
    }
}

// EXTERNAL MODULE: ./src/openai/model-name.ts
var model_name = __webpack_require__(2847);
;// CONCATENATED MODULE: ./src/training/grader-preflight.ts





const PREFLIGHT_TIMEOUT_MS = 10_000;
/**
 * Checks before the upload whether the server accepts the grader, and logs how many jobs it allows, on servers that
 * support this. Rejects only if the server rejects the grader; no other failure changes anything.
 */
async function preflight(plan, client, deps) {
    if (!(0,provider/* getProvider */.sO)(new URL(plan.connection.baseUrl).hostname).hasPreflight)
        return;
    await checkGrader(plan, client, deps);
    await logModelLimits(plan, client, deps);
}
async function checkGrader({ job: { method } }, client, deps) {
    if (method?.type !== 'reinforcement')
        return;
    try {
        const retry = (0,retry_options/* createRetry */.Xd)(deps, PREFLIGHT_TIMEOUT_MS);
        await retry(() => client.validateGrader(method.grader, { timeoutMs: PREFLIGHT_TIMEOUT_MS }));
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, deps.signal);
        if (error instanceof errors/* ApiError */.hD && error.isOwnError && [400, 422].includes(error.status))
            throw new src_errors/* ActionError */.lZ(`The server does not accept the grader: ${error.message}`, {
                hint: 'Nothing was uploaded. See "grader", or method.reinforcement.grader in the job file.',
                cause: error,
            });
        if ((0,errors/* isRetryable */.r3)(error))
            deps.runner.info('The server could not check the grader before the upload.');
    }
}
async function logModelLimits({ job: { model } }, client, { runner, signal }) {
    try {
        const limits = await client.getModelLimits({ timeoutMs: PREFLIGHT_TIMEOUT_MS });
        const own = limits.find((limit) => (0,model_name/* isSameModel */.S)(limit.model, model));
        const numbers = Object.entries(own ?? {}).filter(([, value]) => typeof value === 'number');
        if (numbers.length === 0)
            return;
        const facts = numbers.map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`);
        runner.info(`limits of ${model}: ${facts.join(', ')}`);
    }
    catch (error) {
        // Few servers support this, and it only informs.
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
    }
}

;// CONCATENATED MODULE: ./src/training/job-adoption.ts






/** How long to retry reading a reused job. */
const JOB_TIMEOUT_MS = 60_000;
/** Attaches the step to a job that exists, and says why that job does the work of this step. */
class JobAdopter {
    #options;
    #check;
    constructor(options, check) {
        this.#options = options;
        this.#check = check;
    }
    /** Reuses an existing job. Rejects when it is not what was requested, or is paused and must not be resumed. */
    async reuse(found, replaced) {
        const { deps, plan } = this.#options;
        const { runner } = deps;
        const { job } = found;
        const active = {
            createdByThisRun: wasCreatedByThisRun(job, deps.context) || (found.by === 'seed' && !plan.inputs.reuse),
            justCreated: false,
            isOwn: isOursToCancel(job, deps),
            mayBeCopy: replaced !== undefined && found.by === 'seed',
        };
        // Decides what the post step does with the job by default.
        runner.saveState('created', `${active.isOwn}`);
        this.record(job, active.createdByThisRun);
        const { ft_run: run, ft_sha: sha } = job.metadata;
        // A command line records no run. A job that is only similar may be anyone's.
        const others = found.by === 'content' ? 'by someone else' : 'earlier';
        const creator = active.createdByThisRun ? 'by this workflow run' : run ? `by run ${run}` : others;
        const commit = sha ? ` for commit ${sha.slice(0, 7)}` : '';
        const reason = replaced
            ? `created at the same moment as our job ${replaced.id}, which ${replaced.isCancelled ? 'was cancelled' : 'could not be cancelled'}.`
            : REASONS[found.by];
        runner.notice(`Reusing job ${job.id} (${job.status}), created ${creator}${commit}: ${reason}`);
        if (found.by === 'content')
            this.warnAboutContent(found);
        await this.#check.check(job, active);
        if (isPaused(job) && plan.inputs.wait)
            await this.#resume(job);
        if (job.status !== 'succeeded' || job.fineTunedModel)
            return { job, ...active };
        // A list may omit fields of a job.
        const complete = await this.#read(job);
        this.record(complete, active.createdByThisRun);
        return { job: complete, ...active };
    }
    /** Makes a job known to later steps and to the post step, before anything else happens. */
    record(job, createdByThisRun) {
        const { reporter, client, deps, plan } = this.#options;
        const seed = getDerivedSeed(this.#options);
        const isDerived = seed !== undefined && job.seed === seed;
        reporter.setRequest({ derivedSeed: isDerived ? { seed, reuse: plan.inputs.reuse } : undefined });
        deps.runner.saveState('job-id', job.id);
        reporter.setJob(job);
        reporter.setOutputs({ created: createdByThisRun });
        reporter.setJobUrl((0,provider/* jobUrl */.Ne)(client.host, job.id));
    }
    /** Warns that only what the server reports of a job shows that it does the work of this step. */
    warnAboutContent({ job, unknown }) {
        const gaps = unknown.length > 0 ? ` It does not report ${unknown.join(', ')}, which may differ.` : '';
        this.#options.deps.runner.warning(`Job ${job.id} was recognized only by its content: the server keeps no metadata, and what it reports of the job agrees.${gaps} To train again, set "reuse: false".`);
    }
    /** Returns a job as the server reports it now or, if that cannot be read, as it was listed. */
    #read(job) {
        const { deps, cancellableClient } = this.#options;
        return (0,retry_options/* createRetry */.Xd)(deps, JOB_TIMEOUT_MS)(() => cancellableClient.getJob(job.id)).catch(() => job);
    }
    async #resume(job) {
        const { deps, plan, cancellableClient } = this.#options;
        if (!plan.inputs['resume-paused']) {
            // A list may be older than the job.
            if (!isPaused(await this.#read(job)))
                return;
            throw new src_errors/* ActionError */.lZ(`Job ${job.id} for this work is paused, and does not continue by itself.`, {
                hint: `The server may have paused it at a spending limit, which resuming lifts. ${(0,log/* resumeMessage */.dO)(job.id, deps.runner)}`,
            });
        }
        deps.runner.info(`Job ${job.id} is paused: resuming it`);
        await (0,stop_job/* changeJobStatus */.w2)(cancellableClient, job.id, 'resume', {
            ...(0,retry_options/* retryOptions */.tO)(deps),
            audience: deps.runner,
        }).catch((error) => {
            // Following the job handles one that has ended, or that a cancelled workflow must stop.
            if (!deps.signal.aborted && !(error instanceof stop_job/* JobEndedError */.Ie))
                throw error;
        });
    }
}
const isPaused = ({ status }) => /^paus/.test(status);
const REASONS = {
    metadata: 'same data, model and settings.',
    seed: 'same data, model and settings, by the seed that the action derives from them.',
    content: 'it looks like the same work.',
};

// EXTERNAL MODULE: ./src/training/compare-job.ts
var compare_job = __webpack_require__(9291);
;// CONCATENATED MODULE: ./src/training/job-check.ts






/** How long to try to cancel a job that is not the requested one. */
const job_check_CANCEL_TIMEOUT_MS = 2 * 60_000;
/** Thrown when a job is not the one that was requested. */
class JobMismatchError extends src_errors/* ActionError */.lZ {
}
/** Fields whose value, if the server does not report it, is worth a warning: they may have been dropped. */
const WORTH_CONFIRMING = new Set(['method', 'number', 'grader']);
/** Compares what the server reports of a job with what was requested: a gateway may have dropped or changed something. */
class JobCheck {
    #options;
    #warned = new Set();
    constructor(options) {
        this.#options = options;
    }
    /**
     * Compares a job with the request, as the input `job-check` requires. Rejects when it is another training; if it is our own
     * or may be a copy of it, it is cancelled with all its copies.
     */
    async check(job, { isOwn, mayBeCopy }) {
        const { requested, policy, isFirstPartyHost } = this.#options;
        if (policy === 'off')
            return;
        const differences = (0,compare_job/* compareJob */.ZR)(requested, job).filter((field) => (0,compare_job/* isDecisive */.z)(field) && this.#isDifference(field));
        // Own hosts are known to train what is requested, and may write it in another way.
        const fatal = differences.filter(({ kind, result }) => policy === 'error' && result === 'different' && (!isFirstPartyHost || kind === 'method'));
        for (const field of differences.filter((field) => !fatal.includes(field)))
            this.#warn(field, job);
        if (fatal.length > 0)
            await this.#reject(job, fatal, isOwn || mayBeCopy);
    }
    #isDifference({ result }) {
        // Who does not wait does not see what the server makes of `auto`.
        return result === 'different' || (result === 'unresolved' && !this.#options.waits);
    }
    /** Warns of what the answer to a create request changes or leaves out, beyond what decides what is trained. */
    reportCreated(job, sent, fileIds) {
        const { requested, policy, deps } = this.#options;
        const fields = [...(0,compare_job/* compareJob */.ZR)(requested, job), ...(fileIds ? (0,compare_job/* compareFileIds */.AB)(fileIds, job) : [])];
        if (policy !== 'off') {
            for (const field of fields)
                if (field.result === 'different' && field.requested !== undefined && !(0,compare_job/* isDecisive */.z)(field))
                    this.#warn(field, job);
            this.#reportUnknown(fields.filter(({ result }) => result === 'unknown'));
        }
        if (sent.metadata && job.metadata.ft_attempt !== sent.metadata.ft_attempt)
            deps.runner.warning(`This server keeps no metadata of jobs. ${this.#describeReuse(job, sent)}`);
        else if (!sent.metadata)
            deps.runner.info(this.#describeReuse(job, sent));
    }
    #reportUnknown(fields) {
        const { runner } = this.#options.deps;
        const names = (all) => all.map(({ field }) => field).join(', ');
        const important = fields.filter(({ kind }) => WORTH_CONFIRMING.has(kind));
        const others = fields.filter(({ kind, requested }) => !WORTH_CONFIRMING.has(kind) && requested !== undefined);
        if (important.length > 0)
            runner.warning(`The server does not report ${names(important)} of the job, so nothing shows that it trains what was requested.`);
        if (others.length > 0)
            runner.info(`not reported by the server: ${names(others)}`);
    }
    /** Returns what the lack of metadata means for finding the job again. */
    #describeReuse(job, { derivedSeed }) {
        const { reuse, requested } = this.#options;
        if (derivedSeed !== undefined && job.seed === derivedSeed)
            return `The same work is found again by its seed (${derivedSeed}), which the action derived from the work${reuse ? '' : ' and this run'}.`;
        if (!reuse)
            return 'With "reuse: false", a re-run of this workflow cannot find the job: it trains and pays again.';
        if (requested.seed !== undefined && job.seed !== undefined && job.seed !== requested.seed)
            return 'It does not keep the seed either, so the same work cannot be found again: every run trains and pays.';
        return job.trainingFile === undefined
            ? 'It does not report the files of jobs either, so the same work cannot be found again: every run trains and pays.'
            : 'The same work is found again only by what the server reports: model, files and settings. Other work that differs in anything else is taken for it.';
    }
    #warn(field, job) {
        if (this.#warned.has(field.field))
            return;
        this.#warned.add(field.field);
        this.#options.deps.runner.warning(`Job ${job.id} is not as requested: ${describe(field)}.`);
    }
    async #reject(job, fields, mayCancel) {
        const difference = fields.map(describe).join('; ');
        const message = `Job ${job.id} is not the job that was requested: ${difference}.`;
        const hint = fields.some(({ kind }) => kind === 'model')
            ? 'If the server has its own names for models, set "job-check: warn".'
            : 'A gateway may have dropped or changed the field: use its pass-through route, send the field in another place with "extra-body", or set "job-check: warn".';
        if (!mayCancel)
            throw new JobMismatchError(`${message} It was not cancelled, because this step did not create it.`, {
                hint,
            });
        const { isFirstPartyHost, cancelCopies } = this.#options;
        // Only gateways make copies. One is as wrong as the job, whether or not the job can be cancelled.
        const results = await Promise.allSettled([this.#cancel(job), isFirstPartyHost ? '' : cancelCopies(job)]);
        const outcomes = [];
        const failures = [];
        for (const result of results) {
            if (result.status === 'fulfilled')
                outcomes.push(result.value);
            else if (result.reason instanceof stop_job/* StopFailedError */.eB)
                failures.push(result.reason);
            else
                throw result.reason;
        }
        const sentences = [message, ...outcomes, ...failures.map((failure) => failure.message)];
        const text = sentences.filter(Boolean).join(' ');
        const [cause] = failures;
        if (!cause)
            throw new JobMismatchError(text, { hint });
        throw new stop_job/* StopFailedError */.eB(text, {
            hint: failures
                .map(({ hint }) => hint ?? '')
                .join('\n')
                .trim(),
            cause,
        });
    }
    /** Cancels our own job and returns what became of it. */
    async #cancel(job) {
        const { client, deps, remainingGraceMs: remainingMs } = this.#options;
        if ((0,openai_job/* isTerminal */.Hd)(job))
            return `It has ended already (${job.status}).`;
        try {
            const stopped = await (0,stop_job/* stopWithin */.Y6)(job_check_CANCEL_TIMEOUT_MS, 'cancel', {
                client,
                deps,
                remainingGraceMs: remainingMs,
                jobId: job.id,
            });
            // Other servers have words of their own: CANCEL_REQUESTED.
            return /^cancel/i.test(stopped.status)
                ? 'It was cancelled.'
                : `It has ended already (${stopped.status}).`;
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error);
            throw new stop_job/* StopFailedError */.eB(`It could not be cancelled: ${(0,format_error/* formatError */.W)(error)}`, {
                hint: (0,log/* leftRunningMessage */.O7)(job.id, deps.runner),
                cause: error,
            });
        }
    }
}
function describe({ field, requested, reported }) {
    return `${field} was requested as ${(0,src_errors/* quote */.hD)(requested)}, and the server reports ${(0,src_errors/* quote */.hD)(reported)}`;
}

// EXTERNAL MODULE: ./src/training/job-lookup.ts + 1 modules
var job_lookup = __webpack_require__(3500);
;// CONCATENATED MODULE: ./src/training/lost-model.ts




/** A model counts as gone only after responses that say so for this long. */
const GONE_AFTER_MS = 20_000;
const POLL_MS = 5000;
/** How long to retry one request: a server that cannot say whether a model exists must not hold up the step. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Thrown when the models of all jobs for this work are gone: to train again costs money, which only the user may decide. */
class LostModelError extends src_errors/* ActionError */.lZ {
    constructor([first, ...others]) {
        const further = others.length > 0 ? ` The same holds for ${others.map(({ id }) => id).join(', ')}.` : '';
        super(`Job ${first.id} has done this work, but its model ${first.fineTunedModel} does not exist any more, or this credential may not access it.${further} Nothing was created.`, { hint: 'To train again, and pay again, set "reuse: false" or another "seed".' });
    }
}
/** Returns the first of these jobs, all of which have succeeded, whose model is not gone. */
async function findJobWithModel(candidates, options) {
    const { clock, signal } = options.deps;
    const models = new Models(options);
    const start = clock.now();
    for (;;) {
        for (const candidate of candidates)
            if (!(await models.isMissing(candidate.job)))
                return candidate;
        if (candidates.length === 0 || clock.now() - start >= GONE_AFTER_MS)
            return undefined;
        await clock.sleep(POLL_MS, signal);
    }
}
class Models {
    #options;
    #knowsModels;
    constructor(options) {
        this.#options = options;
    }
    /** Returns whether the server says now that the model of a job does not exist; any other failure proves nothing. */
    async isMissing({ fineTunedModel: name }) {
        if (!name)
            return false;
        const error = await this.#request(name);
        if (!(error instanceof errors/* ApiError */.hD) || error.status !== 404 || !error.isApiResponse)
            return false;
        if (error.code === 'model_not_found')
            return true;
        // Many servers have no page of a model at all.
        this.#knowsModels ??= this.#request((0,dataset_model/* getBaseModel */.xL)(this.#options.model)).then((error) => error === undefined);
        return this.#knowsModels;
    }
    /** Returns the error of a request for a model, or nothing if the server has it. */
    async #request(name) {
        const { client, deps } = this.#options;
        try {
            await (0,retry_options/* createRetry */.Xd)(deps, REQUEST_TIMEOUT_MS)(() => client.getModel(name));
            return undefined;
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error, deps.signal);
            return error;
        }
    }
}

;// CONCATENATED MODULE: ./src/training/find-or-create-job.ts















/** Makes sure that exactly one job trains this configuration: finds it, or creates it and resolves duplicates. */
class JobCoordinator {
    #options;
    #jobs;
    #duplicates;
    #check;
    #reused;
    /** Whether the job that is followed may have copies that are listed late. */
    #mayHaveCopies = false;
    #isMetadataDropped = false;
    constructor(options) {
        const { plan, files, client, cancellableClient, deps, deadline, remainingGraceMs } = options;
        const { reuse, wait, 'job-check': policy } = plan.inputs;
        const isFirstPartyHost = isAtFirstPartyHost(options);
        const criteria = toJobCriteria(options);
        this.#options = options;
        this.#jobs = new job_lookup/* JobLookup */.U({
            criteria,
            attempt: attemptTag(deps),
            reuse,
            files,
            client: cancellableClient,
            baseUrl: plan.connection.baseUrl,
            deps,
            deadline,
            isFirstPartyHost,
        });
        this.#duplicates = new DuplicateJobs({ jobs: this.#jobs, criteria, client, deps, remainingGraceMs });
        this.#check = new JobCheck({
            requested: toRequestedJob(plan.job),
            policy,
            waits: wait,
            isFirstPartyHost,
            reuse,
            cancelCopies: async (job) => (this.#mayHaveCopies ? this.#duplicates.cancelRejected(job) : ''),
            client,
            deps,
            remainingGraceMs,
        });
        this.#reused = new JobAdopter(options, this.#check);
    }
    /** Whether the server was seen to drop the metadata of a job of this training. */
    get isMetadataDropped() {
        return this.#isMetadataDropped;
    }
    /**
     * Returns the existing job that this step would reuse, if any, and other live jobs for the same work; changes nothing. Rejects
     * when it is unclear whether there is one, or when its model is gone.
     */
    async findReusableJob(again = false) {
        const { cancellableClient: client, deps, plan } = this.#options;
        const look = await this.#jobs.lookBeforeCreating(again);
        const candidates = (0,rank_jobs/* rankJobs */.Zl)(look.jobs);
        const succeeded = candidates.filter(({ job }) => job.status === 'succeeded');
        const withModel = await findJobWithModel(succeeded, { client, deps, model: plan.job.model });
        const reusable = withModel ?? candidates.find((one) => !succeeded.includes(one));
        if (reusable) {
            const rivals = candidates.filter((one) => one !== reusable && !(0,openai_job/* isTerminal */.Hd)(one.job));
            return { ...reusable, rivals };
        }
        this.#jobs.assertComplete(look);
        const [lost, ...others] = succeeded.map(({ job }) => job);
        if (lost)
            throw new LostModelError([lost, ...others]);
        return undefined;
    }
    /**
     * Finds the job of this training or creates it, never a second one. Searches before uploading, again before
     * creating, and once more afterwards, for jobs that other runs created at the same moment.
     */
    async findOrCreateJob() {
        const existing = await this.findReusableJob();
        if (existing)
            return this.#attach(existing);
        const { plan, cancellableClient, deps } = this.#options;
        await preflight(plan, cancellableClient, deps);
        const fileIds = await this.#uploadFiles();
        const createdMeanwhile = await this.findReusableJob(true);
        if (createdMeanwhile)
            return this.#attach(createdMeanwhile);
        const created = await createWithFallbacks(fileIds, {
            ...this.#options,
            jobs: this.#jobs,
            uploadFiles: () => this.#uploadFiles(),
        });
        this.#mayHaveCopies = true;
        deps.runner.saveState('created', 'true');
        this.#reused.record(created.job, true);
        const active = await this.#resolveDuplicates(created);
        await this.#check.check(active.job, active);
        return active;
    }
    /**
     * Looks at a job each time it was read while it is followed: rejects when it turns out not to be the requested one, and
     * returns the duplicate that takes precedence over our own, if the server lists one now.
     */
    async inspect(active, job) {
        if (this.#options.deps.signal.aborted)
            return undefined;
        await this.#check.check(job, active);
        if (!this.#mayHaveCopies || !this.#jobs.canListJobs)
            return undefined;
        const verdict = await this.#duplicates.lookAgain(job);
        // The job of another run is left to that run.
        return active.isOwn && !verdict?.isPreferredOwn ? verdict?.preferred : undefined;
    }
    /** Cancels our own job and reuses the one that takes precedence, unless our own has succeeded by then. */
    async switchToPreferred(own, preferred) {
        const cancelled = own.status === 'cancelled' ? own : await this.#duplicates.cancel(own, preferred.job);
        if (cancelled?.status === 'succeeded')
            return toOwn(cancelled);
        return this.#replace(preferred, own, cancelled !== undefined);
    }
    /** Returns an older job of the same training that lives, after someone else has cancelled our own. */
    async findOlderJob(own) {
        return this.#jobs.canListJobs ? this.#duplicates.findOlder(own) : undefined;
    }
    /**
     * Returns the error of a step, which leaves copies of a job to the post step if the workflow is cancelled before it is known
     * which of them is kept.
     */
    async leaveCopiesToPostStep(error, { job, justCreated }) {
        const isOpen = this.#options.deps.signal.aborted && justCreated && !isAtFirstPartyHost(this.#options);
        if (!isOpen || !(error instanceof src_errors/* ActionError */.lZ))
            return error;
        await this.#duplicates.lookLast(job);
        const copies = this.#duplicates.openIds?.filter((id) => id !== job.id);
        if (copies?.length === 0)
            return error;
        const reason = copies
            ? `${copies.join(', ')} may be copies of ${job.id} and cost money.`
            : `Whether the server has made copies of ${job.id} is not known.`;
        return new stop_job/* StopFailedError */.eB(`${error.message} ${reason}`, {
            hint: 'Unless "on-cancel" is "detach", the post step cancels the copies that it recognizes, and names the others.',
            cause: error,
        });
    }
    async #replace(preferred, own, isCancelled) {
        this.#options.reporter.reset();
        if (!this.#isOfOurRequest(preferred))
            return this.#reuse(preferred, { id: own.id, isCancelled });
        const { job } = preferred;
        const { runner } = this.#options.deps;
        // Our own job may be this one under another id.
        const fate = isCancelled ? `, and ${own.id} of the same request was cancelled` : '';
        runner.notice(`Fine-tuning job ${job.id} was created; the request for it was answered with ${own.id}${fate}.`);
        runner.saveState('created', 'true');
        this.#reused.record(job, true);
        return toOwn(job);
    }
    /**
     * Returns whether our own create request made a job, which a gateway may have sent more than once: its metadata names this
     * invocation or, without metadata, it trains on data that this step uploaded.
     */
    #isOfOurRequest({ by, job }) {
        const { deps, files } = this.#options;
        return by === 'metadata' ? job.metadata.ft_attempt === attemptTag(deps) : files.usesUpload(job);
    }
    /** Attaches to an existing job, and cancels what a run that was killed left of copies of it. */
    async #attach(found) {
        // Only gateways make copies.
        this.#mayHaveCopies = !isAtFirstPartyHost(this.#options) && !(0,openai_job/* isTerminal */.Hd)(found.job);
        this.#duplicates.begin(found.job, { isAmbiguous: false }, true);
        const active = await this.#reuse(found);
        try {
            await this.#duplicates.resolveAttached(active.job, found.rivals);
        }
        catch (error) {
            // The list or a command failed: the job is followed all the same.
            (0,src_errors/* rethrowUnexpected */.jO)(error);
            if (error instanceof stop_job/* StopFailedError */.eB)
                throw error;
        }
        return active;
    }
    #reuse(found, replaced) {
        this.#isMetadataDropped ||= found.by === 'seed';
        return this.#reused.reuse(found, replaced);
    }
    /** Announces a new job and leaves one job of this training: our own, or that of another run. */
    async #resolveDuplicates(created) {
        const { client, deps } = this.#options;
        const { runner, signal } = deps;
        const { job, recognized } = created;
        const link = (0,provider/* jobUrl */.Ne)(client.host, job.id);
        let listed;
        this.#duplicates.begin(job, created);
        if (recognized?.by === 'content')
            this.#reused.warnAboutContent(recognized);
        if (!signal.aborted && !(0,openai_job/* isTerminal */.Hd)(job) && this.#jobs.canListJobs)
            try {
                const resolution = await this.#duplicates.resolve(job);
                const { kept, stopped, incompleteReason } = resolution;
                if (kept) {
                    if (this.#isOfOurRequest(kept))
                        this.#reportCreated(kept.job, undefined, created);
                    return await this.#replace(kept, job, stopped !== undefined);
                }
                listed = resolution.listed;
                if (incompleteReason !== undefined)
                    throw new src_errors/* ActionError */.lZ(incompleteReason);
            }
            catch (error) {
                (0,src_errors/* rethrowUnexpected */.jO)(error);
                if (error instanceof stop_job/* StopFailedError */.eB)
                    throw error;
                if (!signal.aborted)
                    runner.warning(`Unclear whether another run created a job for the same training at the same moment: ${(0,format_error/* formatError */.W)(error)}`);
            }
        runner.notice(`Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`);
        this.#reportCreated(job, listed, created);
        return toOwn(job);
    }
    /** The answer to a create request may have fewer fields than the list. */
    #reportCreated(job, listed, { sent, recognized }) {
        const known = { ...job, metadata: { ...listed?.metadata, ...job.metadata } };
        // A job that was found in the list may use another copy of the same files.
        this.#check.reportCreated(known, sent, recognized ? undefined : sent.fileIds);
        this.#isMetadataDropped ||= known.metadata.ft_attempt === undefined;
    }
    /** Uploads what the server lacks. Rejects when the step's timeout passes before that. */
    async #uploadFiles() {
        const { files, deadline, deps } = this.#options;
        const { runner, clock } = deps;
        runner.group('Upload');
        try {
            return await (0,src_clock/* withTimeout */.wj)(clock, deadline - clock.now(), deps.signal, (signal) => files.ensureUploaded({ ...deps, signal }));
        }
        catch (error) {
            if (!(error instanceof src_clock/* TimeoutError */.MU))
                throw error;
            throw new src_errors/* ActionError */.lZ('Timed out while uploading the data, so no job was created.', {
                hint: 'Increase "timeout".',
            });
        }
        finally {
            runner.endGroup();
        }
    }
}
function toOwn(job) {
    return { job, createdByThisRun: true, justCreated: true, isOwn: true, mayBeCopy: false };
}

// EXTERNAL MODULE: ./src/training/follow-to-end.ts + 3 modules
var follow_to_end = __webpack_require__(9102);
;// CONCATENATED MODULE: ./src/training/model-shutdown.ts





const MODEL_TIMEOUT_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Warns when the shutdown of the base model is announced: it takes the models trained from it along (OpenAI's
 * deprecations page). Rejects when it comes sooner than "min-model-days" allows.
 */
async function checkModelShutdown({ inputs, job }, client, reporter, deps) {
    const { runner, startedAt, signal } = deps;
    const model = (0,dataset_model/* getBaseModel */.xL)(job.model);
    const minDays = inputs['min-model-days'];
    let date;
    try {
        const retry = (0,retry_options/* createBestEffortRetry */.NK)(deps, MODEL_TIMEOUT_MS);
        date = (await retry(() => client.getModel(model, { timeoutMs: MODEL_TIMEOUT_MS }))).shutdownDate;
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        if (minDays > 0)
            runner.warning(`Cannot check "min-model-days": the shutdown date of ${model} could not be read: ${(0,format_error/* formatError */.W)(error)}`);
        return;
    }
    if (date === undefined)
        return;
    reporter.setOutputs({ 'model-shutdown-date': date });
    const days = Math.ceil((Date.parse(date) - startedAt.getTime()) / DAY_MS);
    const when = days > 0
        ? `will be shut down on ${date}, in ${(0,format/* formatCount */.B4)(days, 'day')}`
        : `was to be shut down on ${date}`;
    const message = `The base model ${model} ${when}; models trained from it stop working with it.`;
    if (minDays > 0 && days < minDays)
        throw new src_errors/* ActionError */.lZ(message, {
            hint: `"min-model-days" requires ${(0,format/* formatCount */.B4)(minDays, 'day')}. Train from a model that is available longer.`,
        });
    runner.warning(message);
}

// EXTERNAL MODULE: ./src/openai/pagination.ts
var pagination = __webpack_require__(8240);
;// CONCATENATED MODULE: ./src/openai/find-file.ts


/** The API's default for a page of files is 10,000. */
const PAGE_SIZE = 1000;
const MAX_FILES = 20_000;
/** A new file appears in lists after this long at the latest. */
const LIST_CONSISTENCY_MS = 30_000;
/** The pause between two lists until then. */
const LIST_POLL_MS = 5000;
/** A file may expire before a job has read it. */
const MIN_LIFETIME_SECONDS = 24 * 60 * 60;
/** Of more files with one content only the oldest ones are considered: reading each of them takes time. */
const MAX_CANDIDATES = 3;
/** The statuses of files that no job can use, now or later. */
const UNUSABLE_STATUSES = new Set(['error', 'failed', 'deleted', 'deleting']);
/** Returns whether a file is one that no job can use, now or later. */
function isUnusable({ status = '' }) {
    return UNUSABLE_STATUSES.has(status.toLowerCase());
}
/** Lists the files for fine-tuning that pass the filter, oldest first. Rejects when the server does not support listing. */
async function listFiles(client, filter, options) {
    const getPage = (query) => client.listFiles(query);
    const queries = [{ limit: PAGE_SIZE }, {}];
    const { items } = await (0,pagination/* listAll */._)({ getPage, queries, maxItems: MAX_FILES, filter, ...options });
    return items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1));
}
/** Returns whether a file has the name and the size of an upload of this content; anyone could give it that name. */
function hasContentName({ name, bytes }, content) {
    return (name?.includes(content.digest) ?? false) && bytes === content.bytes;
}
/** The end of the name of a file that any run of this action has uploaded. */
const UPLOAD_NAME = /-([0-9a-f]{64})\.jsonl$/;
/** Returns the digest of the content that a file's name promises, if this action gave it that name. */
function getDigestInName(name) {
    return UPLOAD_NAME.exec(name ?? '')?.[1];
}
/**
 * Returns the oldest file on the server with this content, so that all runs choose the same one; undefined if there is
 * none that the server still has.
 */
async function findFile(client, content, { now, retry, clock, verify = async () => true }) {
    const minExpiry = now.getTime() / 1000 + MIN_LIFETIME_SECONDS;
    const isUsable = (file) => !isUnusable(file) && (file.expiresAt ?? minExpiry) >= minExpiry;
    const filter = (file) => hasContentName(file, content) && isUsable(file);
    const candidates = await listFiles(client, filter, { retry, clock });
    let verified = 0;
    for (const { id } of candidates) {
        const file = await getFileIfExists(client, id, retry);
        if (!file || !isUsable(file))
            continue;
        if (await verify(file))
            return file;
        verified += 1;
        if (verified === MAX_CANDIDATES)
            return undefined;
    }
    return undefined;
}
/** Returns a file, or undefined if the API says that it does not exist. */
async function getFileIfExists(client, id, retry) {
    try {
        return await retry(() => client.getFile(id));
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD && error.isApiResponse && error.status === 404)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/http/request.ts
var request = __webpack_require__(7777);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
;// CONCATENATED MODULE: ./src/openai/form-data.ts

/** Builds a multipart/form-data body (RFC 7578) of known length, which needs no chunked encoding. */
function buildMultipartBody(fields, file) {
    const boundary = `----${(0,external_node_crypto_.randomUUID)()}`;
    const part = (disposition) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
    const texts = Object.entries(fields).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`);
    const start = `${part(`name="${file.field}"; filename="${file.name}"`)}Content-Type: ${file.type}\r\n\r\n`;
    const head = Buffer.from(texts.join('') + start);
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    async function* body() {
        yield head;
        yield* file.content;
        yield tail;
    }
    return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        contentLength: head.length + file.size + tail.length,
        body: body(),
    };
}

;// CONCATENATED MODULE: ./src/openai/upload.ts






const STALL_TIMEOUT_MS = 60_000;
const FIRST_PROGRESS_MS = 3000;
const PROGRESS_MS = 10_000;
const upload_LISTING_TIMEOUT_MS = 30_000;
/** How long a server may take to respond after the last byte of a file. */
const RESPONSE_TIMEOUT_MS = 10 * 60_000;
/** How often a request that changes the server is sent at most. */
const MAX_ATTEMPTS = 4;
/**
 * Uploads a file for fine-tuning. Streams the bytes, so that a file of any size needs the memory of a few chunks. After a
 * request without a response, checks the list of files before it uploads again.
 */
function uploadFile(client, file, options) {
    let isUnconfirmed = false;
    const attempt = async () => {
        const existing = isUnconfirmed ? await findUploaded(client, file, options) : undefined;
        if (existing)
            options.onConfirmed();
        if (existing)
            return existing;
        options.onUnconfirmed();
        try {
            const uploaded = await uploadOnce(client, file, options);
            assertComplete(uploaded, file);
            options.onConfirmed();
            return uploaded;
        }
        catch (error) {
            if ((0,errors/* isSafeToResend */.yj)(error) || isPayloadTooLarge(error))
                options.onConfirmed();
            else
                isUnconfirmed = true;
            throw error;
        }
    };
    return (0,retry/* retry */.L)(attempt, { ...options, maxAttempts: MAX_ATTEMPTS });
}
/** Throws unless the server has received all bytes, as far as it reports how many it has. */
function assertComplete({ id, bytes }, { name, size }) {
    if (bytes === undefined || bytes === size)
        return;
    throw new errors/* ConnectionError */.Rc(`upload of ${name}: the server reports ${bytes} of ${size} bytes as ${id}`, {
        requestSent: true,
        fault: 'mismatched',
        hint: 'Check whether a proxy between this runner and the server limits the size of requests.',
    });
}
/** Returns whether a server has responded with something that does not fit the request. */
function isMismatchedResponse(error) {
    return error instanceof errors/* ConnectionError */.Rc && error.fault === 'mismatched';
}
/** Returns whether a server, or a proxy in front of it, refuses a request because of its size. */
function isPayloadTooLarge(error) {
    return error instanceof errors/* ApiError */.hD && error.status === 413;
}
/** Returns the file of an upload without a response, if the server lists it; a list that fails counts as "not listed". */
async function findUploaded(client, { name, size }, { clock, random, signal }) {
    const deadline = clock.now() + upload_LISTING_TIMEOUT_MS;
    try {
        const files = await listFiles({ listFiles: (query) => client.listFiles(query, { signal }) }, (file) => file.name === name && file.bytes === size, { retry: (request) => (0,retry/* retry */.L)(request, { clock, random, signal, deadline }), clock });
        return files[0];
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        return undefined;
    }
}
function uploadOnce(client, { name, size, content }, options) {
    const file = { field: 'file', name, type: 'application/jsonl', size, content: content() };
    const body = buildMultipartBody({ purpose: 'fine-tune' }, file);
    const reportProgress = throttleProgress(options);
    return withStallTimeout(body, (body, signal) => client.uploadFile(body, signal), {
        clock: options.clock,
        signal: options.signal,
        description: `upload of ${name}`,
        responseTimeoutMs: RESPONSE_TIMEOUT_MS,
        onSent: (sent) => reportProgress(Math.min(sent, size)),
    });
}
/** Returns a function that forwards progress at most every ten seconds. */
function throttleProgress({ clock, onProgress }) {
    let nextReportAt = clock.now() + FIRST_PROGRESS_MS;
    return (sent) => {
        if (clock.now() < nextReportAt)
            return;
        nextReportAt = clock.now() + PROGRESS_MS;
        onProgress(sent);
    };
}
/** Sends a body; rejects when no byte moves for a minute, or when no response arrives in time after the last byte. */
async function withStallTimeout({ contentType, contentLength, body }, send, { clock, signal, description, responseTimeoutMs, onSent }) {
    const stalled = new AbortController();
    const done = new AbortController();
    let sent = 0;
    let movedAt = clock.now();
    let timeoutMs = STALL_TIMEOUT_MS;
    async function* trackProgress() {
        for await (const chunk of body) {
            yield chunk;
            sent += chunk.length;
            movedAt = clock.now();
            onSent?.(sent);
        }
        timeoutMs = responseTimeoutMs;
    }
    async function abortWhenStalled() {
        for (let leftMs = timeoutMs; leftMs > 0; leftMs = movedAt + timeoutMs - clock.now())
            await clock.sleep(leftMs, done.signal);
        stalled.abort(new src_clock/* TimeoutError */.MU(`no progress for ${timeoutMs / 1000} seconds`));
    }
    abortWhenStalled().catch(() => undefined);
    try {
        const eitherSignal = AbortSignal.any([signal, stalled.signal]);
        return await send({ contentType, contentLength, body: trackProgress() }, eitherSignal);
    }
    catch (error) {
        if (!stalled.signal.aborted || signal.aborted)
            throw error;
        const message = `${description}: ${stalled.signal.reason.message}`;
        throw new errors/* ConnectionError */.Rc(message, { requestSent: true, cause: error });
    }
    finally {
        done.abort();
    }
}

;// CONCATENATED MODULE: ./src/openai/wait-for-file.ts






/** In these statuses a server may reject a job that uses the file (Azure). */
const PROCESSING_STATUSES = new Set(['pending', 'running']);
/** OpenAI accepts jobs with files in this status too; some servers never leave it. */
const UPLOADED_STATUS = 'uploaded';
const UPLOADED_TIMEOUT_MS = 30_000;
/** As long as the official client waits. */
const PROCESSING_TIMEOUT_MS = 30 * 60_000;
const MIN_POLL_MS = 250;
const MAX_POLL_MS = 5000;
/** How long a failing request of a file's status is retried. */
const STATUS_TIMEOUT_MS = 60_000;
/** How long a server may not know a file that another step has just uploaded. */
const UNKNOWN_MS = 5000;
/**
 * Waits for all files at once until the server has processed them, if it reports that it processes files. Rejects when
 * processing failed.
 */
async function waitForProcessing(client, files, { onWait, ...options }) {
    const { clock, signal } = options;
    const startedAt = clock.now();
    const remainingMs = ({ status }) => startedAt + processingTimeout(status) - clock.now();
    const isPending = (file) => remainingMs(file) > 0;
    files.forEach(assertUsable);
    let pending = files.filter(isPending);
    pending.forEach(onWait);
    for (let pollMs = MIN_POLL_MS; pending.length > 0; pollMs = Math.min(pollMs * 2, MAX_POLL_MS)) {
        await clock.sleep(Math.min(pollMs, ...pending.map(remainingMs)), signal);
        const polled = pending
            .filter(isPending)
            .map((file) => getStatus(client, file.id, remainingMs(file), options));
        const current = await Promise.all(polled);
        current.forEach(assertUsable);
        pending = current.filter(isPending);
    }
}
function processingTimeout(status = 'processed') {
    const name = status.toLowerCase();
    if (PROCESSING_STATUSES.has(name))
        return PROCESSING_TIMEOUT_MS;
    return name === UPLOADED_STATUS ? UPLOADED_TIMEOUT_MS : 0;
}
function assertUsable(file) {
    if (!isUnusable(file))
        return;
    const details = file.statusDetails ? `: ${file.statusDetails}` : '';
    throw new src_errors/* ActionError */.lZ(`The server could not process file ${file.id} (${file.status})${details}`);
}
/** Returns a file with its status; if the server does not return it in time, only the id, which the create request then checks. */
async function getStatus(client, id, maxMs, options) {
    const { clock, signal } = options;
    const deadline = clock.now() + Math.min(maxMs, STATUS_TIMEOUT_MS);
    const getFile = () => client.getFile(id, {
        signal,
        timeoutMs: Math.min(request/* REQUEST_TIMEOUT_MS */.j2, Math.max(1, deadline - clock.now())),
    });
    try {
        return await (0,retry/* retry */.L)(getFile, { ...options, deadline });
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        return { id };
    }
}
/**
 * Returns a file that the user has named by its id. Rejects when the server does not know it, or can no longer use it. If
 * this stays unknown, returns only the id, which the create request then checks.
 */
async function getGivenFile(client, id, options) {
    const { clock, signal } = options;
    const startedAt = clock.now();
    try {
        const file = await (0,retry/* retry */.L)(() => client.getFile(id, { signal }), {
            ...options,
            deadline: startedAt + STATUS_TIMEOUT_MS,
            shouldRetry: (error) => (0,errors/* isRetryable */.r3)(error) || (isUnknown(error) && clock.now() - startedAt < UNKNOWN_MS),
        });
        assertUsable(file);
        return file;
    }
    catch (error) {
        if (!(error instanceof errors/* ApiError */.hD || error instanceof errors/* ConnectionError */.Rc))
            throw error;
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        // The server responds, but about another file.
        if (isMismatchedResponse(error))
            throw error;
        if (!isUnknown(error) || !(await hasFileRoutes(client, signal)))
            return { id };
        throw new src_errors/* ActionError */.lZ(`The server does not know file ${id} (${error.message}).`, {
            hint: 'Nothing was created. Check the id, and that the file belongs to the project of this key.',
            cause: error,
        });
    }
}
/** Servers that check ids refuse one of the wrong form with 422. */
function isUnknown(error) {
    return error instanceof errors/* ApiError */.hD && [404, 410, 422].includes(error.status);
}
/** Returns false for a server that has jobs but no files: there, 404 proves nothing about one file. */
async function hasFileRoutes(client, signal) {
    try {
        await client.listFiles({}, { signal });
        return true;
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        return !(0,errors/* hasUnsupportedStatus */.kZ)(error);
    }
}

;// CONCATENATED MODULE: ./src/openai/verify-file.ts



/** Larger files are not read back: that would take longer than uploading them again is worth. */
const MAX_VERIFIED_BYTES = 64_000_000;
/** A route that never responds must not hold up the step for longer. */
const CONTENT_TIMEOUT_MS = 2 * 60_000;
const MIN_DIFFERENT_READS = 2;
const REPLACEMENT_CHARACTER = '\uFFFD';
/**
 * Reads a file back from the server, and returns whether it has this content. A difference must be read twice: a response may
 * be garbled, or the page of a proxy.
 */
async function verifyContent(client, id, content, { retry, signal }) {
    if (content.bytes > MAX_VERIFIED_BYTES)
        return { unverified: 'it is larger than 64 MB' };
    try {
        for (let reads = 0; reads < MIN_DIFFERENT_READS; reads++) {
            const text = await retry(() => client.getFileContent(id, { timeoutMs: CONTENT_TIMEOUT_MS }));
            if (await hasContent(text, content))
                return 'same';
        }
        return 'different';
    }
    catch (error) {
        (0,src_errors/* rethrowUnexpected */.jO)(error, signal);
        return { unverified: error.message };
    }
}
/** Servers send a file as it is, in base64 (API reference, 6.4), or as a JSON string (its schema). */
async function hasContent(text, { digest, bytes, read }) {
    if (sha256(text) === digest)
        return true;
    const decoded = Buffer.from(text, 'base64');
    if (decoded.length === bytes && sha256(decoded) === digest)
        return true;
    const value = text.startsWith('"') ? (0,json/* tryParseJson */.Bl)(text) : undefined;
    if (typeof value === 'string' && sha256(value) === digest)
        return true;
    // Data that is not UTF-8 lost bytes when the response was decoded, which the same data loses here.
    return text.includes(REPLACEMENT_CHARACTER) && (await digestAsText(read())) === sha256(text);
}
function sha256(data) {
    return (0,external_node_crypto_.createHash)('sha256').update(data).digest('hex');
}
async function digestAsText(chunks) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of chunks)
        hash.update(decoder.decode(chunk, { stream: true }));
    return hash.update(decoder.decode()).digest('hex');
}

;// CONCATENATED MODULE: ./src/training/existing-files.ts






/** How long to search for existing data on the server before uploading it. */
const FIND_TIMEOUT_MS = 60_000;
/** How long to retry reading a file back. */
const VERIFY_TIMEOUT_MS = 60_000;
/** How long to retry reading a file whose content decides whether a job can be reused. */
const COMPARE_TIMEOUT_MS = 5 * 60_000;
/** The files of other invocations. What their names promise is verified: anyone who may upload could have named them so. */
class ExistingFiles {
    #client;
    #deps;
    /** By file and digest. */
    #verifications = new Map();
    #comparisons = new Map();
    #trustedIds = new Set();
    constructor(client, deps) {
        this.#client = client;
        this.#deps = deps;
    }
    /** Returns a file with the content of a dataset, if the server has one. If it cannot list its files, there is none. */
    async find(dataset, isOwn, deps) {
        const { clock, startedAt: now } = deps;
        const verify = async ({ id }) => isOwn(id) || (await this.#verifyNamed(id, dataset, deps)) === 'same';
        try {
            const retry = (0,retry_options/* createRetry */.Xd)(deps, FIND_TIMEOUT_MS, { failsFast: true });
            return await findFile(this.#client, dataset.report, { now, retry, clock, verify });
        }
        catch (error) {
            (0,src_errors/* rethrowUnexpected */.jO)(error, deps.signal);
            // Files are free: the data is uploaded again.
            return undefined;
        }
    }
    /** Returns how a file compares with a dataset. Rejects when the server does not respond. */
    compare(id, dataset) {
        return remember(this.#comparisons, `${id} ${dataset.report.digest}`, () => this.#compare(id, dataset));
    }
    async #compare(id, dataset) {
        const { digest, bytes } = dataset.report;
        const file = await this.#getFile(id);
        if (!file)
            return 'unreadable';
        const promised = getDigestInName(file.name);
        if ((promised ?? digest) !== digest || (file.bytes ?? bytes) !== bytes)
            return 'different';
        if (promised !== undefined && file.bytes !== undefined)
            return this.#verifyNamed(id, dataset, this.#deps);
        const verification = await this.#verify(id, dataset, this.#deps);
        return typeof verification === 'string' ? verification : 'unreadable';
    }
    /** Returns nothing if the server refuses to return the file. */
    async #getFile(id) {
        try {
            const retry = (0,retry_options/* createRetry */.Xd)(this.#deps, COMPARE_TIMEOUT_MS, { failsFast: true });
            return await retry(() => this.#client.getFile(id));
        }
        catch (error) {
            if (error instanceof errors/* ApiError */.hD && !(0,errors/* isRetryable */.r3)(error))
                return undefined;
            throw error;
        }
    }
    /** Verifies a file whose name and size promise this content, and trusts them if it cannot be read back. */
    async #verifyNamed(id, dataset, deps) {
        const { runner } = deps;
        const { role } = dataset;
        const isNew = !this.#verifications.has(keyOf(id, dataset));
        const verification = await this.#verify(id, dataset, deps);
        if (verification === 'same')
            return 'same';
        if (verification === 'different') {
            if (isNew)
                runner.warning(`${id} is named like the ${role} data and has other content, so it is not used. Check who may upload files to this project.`);
            return 'different';
        }
        if (!this.#trustedIds.has(id))
            runner.notice(`The ${role} data was found on the server as ${id} by its name and size. It could not be verified: ${verification.unverified}`);
        this.#trustedIds.add(id);
        return 'same';
    }
    #verify(id, dataset, deps) {
        const { files, report } = dataset;
        const content = {
            digest: report.digest,
            bytes: report.bytes,
            read: () => (0,normalize/* normalizedBytes */.jq)(deps.workspace, files),
        };
        return remember(this.#verifications, keyOf(id, dataset), () => verifyContent(this.#client, id, content, {
            retry: (0,retry_options/* createRetry */.Xd)(deps, VERIFY_TIMEOUT_MS),
            signal: deps.signal,
        }));
    }
}
function keyOf(id, { report }) {
    return `${id} ${report.digest}`;
}
/** Returns what is remembered, or does the work; a failure proves nothing and is not remembered. */
function remember(known, key, work) {
    const existing = known.get(key);
    if (existing)
        return existing;
    const promise = work();
    known.set(key, promise);
    promise.catch(() => known.delete(key));
    return promise;
}

;// CONCATENATED MODULE: ./src/openai/delete-files.ts



/**
 * Deletes files, except those of a job that is still in use, and those that an unlisted job may use. Keeps all when the jobs
 * that matter cannot be listed.
 */
async function deleteFiles(client, ids, { isInUse, mayBeOld, reserved, ...listOptions }) {
    if (ids.length === 0)
        return [];
    const failed = (error, id) => {
        if (error instanceof src_errors/* ActionError */.lZ)
            return { id, kind: 'failed', error };
        throw error;
    };
    let list;
    let unknown;
    try {
        // Only a recent job can use a file that was just uploaded: the first page is enough where it has the newest jobs.
        const isDone = (_, isNewestFirst) => isNewestFirst && !mayBeOld;
        list = await (0,list_jobs/* listJobs */.N6)(client, { filter: () => true }, { ...listOptions, isDone });
        unknown = toUncertainty(list);
    }
    catch (error) {
        return ids.map((id) => failed(error, id));
    }
    const deleteFile = async (id) => {
        const users = list.items.filter(({ trainingFile, validationFile }) => id === trainingFile || id === validationFile);
        const by = users.find(isInUse);
        if (by)
            return { id, kind: 'used', by };
        if (reserved.has(id) && users.length === 0)
            return { id, kind: 'reserved' };
        if (unknown)
            return failed(unknown, id);
        try {
            await listOptions.retry(() => client.deleteFile(id));
        }
        catch (error) {
            const isGone = error instanceof errors/* ApiError */.hD && error.isApiResponse && error.status === 404;
            if (!isGone)
                return failed(error, id);
        }
        return { id, kind: 'deleted' };
    };
    return Promise.all(ids.map(deleteFile));
}
/** Returns why a job may use a file that is not listed, if so. Of a list in order, what lies beyond the maximum has ended. */
function toUncertainty({ incompleteReason, isTruncated, isNewestFirst, }) {
    const isCutOff = isTruncated && !isNewestFirst;
    const reason = incompleteReason ?? (isCutOff ? 'the server has too many jobs, in no order' : undefined);
    return reason === undefined ? undefined : new src_errors/* ActionError */.lZ(`A job may use it, because ${reason}.`);
}

;// CONCATENATED MODULE: ./src/training/file-cleanup.ts





const CLEANUP_TIMEOUT_MS = 60_000;
/** Between two attempts once the workflow is cancelled. */
const CANCELLED_MAX_DELAY_MS = 500;
/** Deletes files within a deadline; what cannot be deleted is a warning. */
class FileCleanup {
    #options;
    constructor(options) {
        this.#options = options;
    }
    /** Deletes the files that `find` returns, except those that a job needs or may need. */
    async deleteFiles(find, options) {
        const { clock } = this.#options.deps;
        await this.#withCleanupDeadline(async (client, retry) => {
            const ids = await find(client, retry);
            for (const result of await deleteFiles(client, ids, { ...options, retry, clock }))
                this.#log(result);
        });
    }
    #log(result) {
        const { runner } = this.#options.deps;
        const { id } = result;
        if (result.kind === 'failed')
            runner.warning(`${id} could not be deleted and is left on the server: ${(0,format_error/* formatError */.W)(result.error)}`);
        else if (result.kind === 'deleted')
            runner.info(`${id} was deleted from the server`);
        else if (result.kind === 'used')
            runner.info(`${id} is kept: job ${result.by.id} uses it`);
        else
            runner.info(`${id} is kept: a job may use it, and the server lists none that does`);
    }
    /** Also runs when the workflow is cancelled: deleting files is worth the seconds that remain. */
    async #withCleanupDeadline(work) {
        const { deps, createClient, remainingGraceMs: remainingMs } = this.#options;
        const { clock, random, runner, signal: cancelled } = deps;
        const stepEnd = (0,src_clock/* delayAbort */.y5)(cancelled, remainingMs, clock);
        try {
            await (0,src_clock/* withTimeout */.wj)(clock, CLEANUP_TIMEOUT_MS, stepEnd.signal, (signal) => {
                const maxDelayMs = cancelled.aborted ? CANCELLED_MAX_DELAY_MS : undefined;
                return work(createClient(signal), (request) => (0,retry/* retry */.L)(request, { clock, random, signal, maxDelayMs }));
            });
        }
        catch (error) {
            if (!(error instanceof src_errors/* ActionError */.lZ || error instanceof src_clock/* TimeoutError */.MU))
                throw error;
            const reason = error instanceof src_errors/* ActionError */.lZ ? (0,format_error/* formatError */.W)(error) : error.message;
            runner.warning(`Unneeded files may be left on the server: ${reason}`);
        }
        finally {
            stepEnd.dispose();
        }
    }
}

;// CONCATENATED MODULE: ./src/openai/multipart-upload.ts







/** API reference, Uploads: a part has at most 64 MB. With small parts a retry is cheap, and several fit in memory. */
const PART_BYTES = 16 * 2 ** 20;
const MAX_PARTS = 400;
/** How many parts are in memory and being sent at once. */
const MAX_BUFFERS = 4;
const SLICE_BYTES = 256 * 1024;
const PART_RESPONSE_TIMEOUT_MS = 2 * 60_000;
/** More than for a whole file, because one failed part fails the whole upload. */
const MAX_PART_ATTEMPTS = 8;
const multipart_upload_CANCEL_TIMEOUT_MS = 2000;
const MAX_CANCEL_DELAY_MS = 250;
/**
 * Uploads a file for fine-tuning in parts (API reference, Uploads), holding a few of them in memory, and retries each part
 * by itself. The file may exist only while the upload is being completed. Cancels an upload that cannot be completed.
 * Returns undefined, without an effect, if the server does not support uploads in parts.
 */
async function uploadInParts(client, file, options, partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MAX_PARTS))) {
    const id = await createUpload(client, file, options);
    if (id === undefined)
        return undefined;
    const upload = new MultipartUpload(client, id, file, options);
    try {
        return await upload.complete(await upload.sendParts(partBytes));
    }
    catch (error) {
        await upload.cancel();
        throw error;
    }
}
/** Returns the id of a new upload. If the response is lost, the upload has no parts and expires within the hour. */
async function createUpload(client, { name, size }, options) {
    const upload = { filename: name, bytes: size, mimeType: 'text/jsonl' };
    try {
        const { id } = await (0,retry/* retry */.L)(() => client.createUpload(upload, { signal: options.signal }), {
            ...options,
            maxAttempts: MAX_ATTEMPTS,
            shouldRetry: (error) => (0,errors/* isRetryable */.r3)(error) && !(0,errors/* isUnsupportedEndpoint */.Tj)(error),
        });
        return id;
    }
    catch (error) {
        if ((0,errors/* hasUnsupportedStatus */.kZ)(error))
            return undefined;
        throw error;
    }
}
/** One upload in parts on the server. */
class MultipartUpload {
    #client;
    #id;
    #file;
    #options;
    constructor(client, id, file, options) {
        this.#client = client;
        this.#id = id;
        this.#file = file;
        this.#options = options;
    }
    /** Sends all parts, several at once. */
    async sendParts(partBytes) {
        const failed = new AbortController();
        const signal = AbortSignal.any([this.#options.signal, failed.signal]);
        const pool = new BufferPool(partBytes);
        const md5 = (0,external_node_crypto_.createHash)('md5');
        const reportProgress = throttleProgress(this.#options);
        let sentBytes = 0;
        const send = async (bytes) => {
            try {
                const retryOptions = { ...this.#options, signal, maxAttempts: MAX_PART_ATTEMPTS };
                const part = await (0,retry/* retry */.L)(() => this.#sendPart(bytes, signal), retryOptions);
                sentBytes += bytes.length;
                reportProgress(sentBytes);
                return part.id;
            }
            finally {
                pool.release(bytes);
            }
        };
        const parts = [];
        try {
            for await (const bytes of splitIntoParts(this.#file.content(), pool)) {
                signal.throwIfAborted();
                md5.update(bytes);
                const part = send(bytes);
                part.catch((error) => failed.abort(error));
                parts.push(part);
            }
            return { partIds: await Promise.all(parts), md5: md5.digest('hex') };
        }
        catch (error) {
            failed.abort(error);
            throw error;
        }
    }
    #sendPart(bytes, signal) {
        const type = 'application/octet-stream';
        const data = { field: 'data', name: 'part', type, size: bytes.length, content: slice(bytes) };
        return withStallTimeout(buildMultipartBody({}, data), (body, signal) => this.#client.addUploadPart(this.#id, body, signal), {
            clock: this.#options.clock,
            signal,
            description: `part of ${this.#id}`,
            responseTimeoutMs: PART_RESPONSE_TIMEOUT_MS,
        });
    }
    /** Makes a file of the parts. After a request without a clear response, checks the list of files before it sends another. */
    async complete(parts) {
        const { signal, onUnconfirmed, onConfirmed } = this.#options;
        let isUnconfirmed = false;
        // An upload that is complete on the server, with other bytes, cannot be completed again.
        const shouldRetry = (error) => (0,errors/* isRetryable */.r3)(error) && !isMismatchedResponse(error);
        const attempt = async () => {
            const existing = isUnconfirmed ? await this.#findFile() : undefined;
            if (existing)
                return existing;
            try {
                const file = await this.#client.completeUpload(this.#id, parts, {
                    signal,
                    timeoutMs: RESPONSE_TIMEOUT_MS,
                });
                assertComplete(file, this.#file);
                return file;
            }
            catch (error) {
                // The server rejects a second completion, so a rejection may mean that the first one succeeded.
                const isFinal = !shouldRetry(error) && (isUnconfirmed || isMismatchedResponse(error));
                const completed = isFinal ? await this.#waitUntilListed() : undefined;
                if (completed)
                    return completed;
                isUnconfirmed ||= !(0,errors/* isSafeToResend */.yj)(error);
                throw error;
            }
        };
        onUnconfirmed();
        try {
            const file = await (0,retry/* retry */.L)(attempt, { ...this.#options, maxAttempts: MAX_ATTEMPTS, shouldRetry });
            isUnconfirmed = false;
            return file;
        }
        finally {
            if (!isUnconfirmed)
                onConfirmed();
        }
    }
    #findFile() {
        return findUploaded(this.#client, this.#file, this.#options);
    }
    /** Polls for the file until lists must contain it. */
    async #waitUntilListed() {
        const { clock, signal } = this.#options;
        const deadline = clock.now() + LIST_CONSISTENCY_MS;
        for (;;) {
            const file = await this.#findFile();
            if (file || clock.now() >= deadline)
                return file;
            await clock.sleep(LIST_POLL_MS, signal);
        }
    }
    /** Cancels the upload, even after the workflow was cancelled. If that fails, it expires within the hour. */
    async cancel() {
        const { clock, random } = this.#options;
        const cancelUpload = (signal) => (0,retry/* retry */.L)(() => this.#client.cancelUpload(this.#id, { signal }), {
            clock,
            random,
            signal,
            maxDelayMs: MAX_CANCEL_DELAY_MS,
        });
        await (0,src_clock/* withTimeout */.wj)(clock, multipart_upload_CANCEL_TIMEOUT_MS, undefined, cancelUpload).catch(() => undefined);
    }
}
/** Yields slices small enough that each one shows whether the connection still moves. */
function* slice(bytes) {
    for (let start = 0; start < bytes.length; start += SLICE_BYTES)
        yield bytes.subarray(start, start + SLICE_BYTES);
}
/** Yields the same bytes in parts that fill a buffer each, except for the last one. */
async function* splitIntoParts(chunks, pool) {
    let part;
    let length = 0;
    for await (const chunk of chunks)
        for (let rest = chunk; rest.length > 0;) {
            part ??= await pool.acquire();
            const fitting = rest.subarray(0, part.length - length);
            part.set(fitting, length);
            length += fitting.length;
            rest = rest.subarray(fitting.length);
            if (length < part.length)
                continue;
            yield part;
            part = undefined;
            length = 0;
        }
    if (part)
        yield part.subarray(0, length);
}
/** A fixed number of buffers for one consumer. They are reused, because new ones would stay in memory until a collection. */
class BufferPool {
    #bytes;
    #free = [];
    #allocated = 0;
    #waiter;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    /** Resolves when a buffer is free. */
    async acquire() {
        const free = this.#free.pop();
        if (free)
            return free;
        if (this.#allocated === MAX_BUFFERS)
            return new Promise((resolve) => {
                this.#waiter = resolve;
            });
        this.#allocated += 1;
        return Buffer.allocUnsafeSlow(this.#bytes);
    }
    release(buffer) {
        const waiter = this.#waiter;
        this.#waiter = undefined;
        if (waiter)
            waiter(buffer);
        else
            this.#free.push(buffer);
    }
}

;// CONCATENATED MODULE: ./src/training/uploader.ts









const MAX_PART_BYTES = 16 * 2 ** 20;
const MIN_PART_BYTES = 2 ** 19;
/** Uploads data, and knows which files on the server are its own. */
class Uploader {
    #client;
    #deps;
    #maxSingleUploadBytes;
    /** Part of the name of every upload of this step, and of no other. */
    #runTag;
    #ids = new Set();
    /** How many uploads may have reached the server without a response. */
    #unconfirmed = 0;
    #lastUnconfirmedAt = 0;
    #pending = Promise.resolve();
    constructor(client, deps, maxSingleUploadBytes) {
        this.#client = client;
        this.#deps = deps;
        const { hostname } = new URL(`https://${client.host}`);
        this.#maxSingleUploadBytes = maxSingleUploadBytes ?? (0,provider/* getProvider */.sO)(hostname).maxSingleUploadBytes;
        this.#runTag = deps.attemptId.slice(0, 12);
    }
    /** The files that this step has uploaded. */
    get ids() {
        return this.#ids;
    }
    /** Whether files of this step may be on the server. */
    get mayHaveUploaded() {
        return this.#ids.size > 0 || this.#unconfirmed > 0;
    }
    /** Resolves when the last upload has ended, even if the step no longer waits for it. */
    async settled() {
        await this.#pending;
    }
    /** Uploads a dataset in one request or, if it is too large for that, in parts. */
    async upload({ role, files, report }, deps) {
        const { runner, workspace, clock } = deps;
        const { digest, bytes } = report;
        const source = {
            name: `${fileBaseName(files)}-${this.#runTag}-${digest}.jsonl`,
            size: bytes,
            content: () => verifyDigest((0,normalize/* normalizedBytes */.jq)(workspace, files), digest),
        };
        const log = (text) => runner.info(`${role} data: ${text}`);
        const upload = this.#send(source, log, {
            ...(0,retry_options/* retryOptions */.tO)(deps),
            onProgress: (sent) => log(`${(0,format/* formatBytes */.z3)(sent)} of ${(0,format/* formatBytes */.z3)(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`),
            onUnconfirmed: () => {
                this.#unconfirmed += 1;
                this.#lastUnconfirmedAt = clock.now();
            },
            onConfirmed: () => {
                this.#unconfirmed -= 1;
            },
        });
        this.#pending = upload.catch(() => undefined);
        const file = await upload;
        log(`${(0,format/* formatBytes */.z3)(bytes)} uploaded as ${file.id}`);
        return file;
    }
    async #send(source, log, options) {
        const isLarge = source.size > this.#maxSingleUploadBytes;
        const assembled = isLarge ? await uploadInParts(this.#client, source, options) : undefined;
        if (isLarge && !assembled)
            log('this server does not support uploads in parts; sending the data in one request');
        const file = assembled ?? (await this.#sendWhole(source, log, options, !isLarge));
        this.#ids.add(file.id);
        return file;
    }
    /** Sends the data in one request or, if the server refuses its size and there may be a way, in parts that are smaller. */
    async #sendWhole(source, log, options, mayTryParts) {
        try {
            return await uploadFile(this.#client, source, options);
        }
        catch (error) {
            if (!mayTryParts || !isPayloadTooLarge(error))
                throw error;
            log(`this server refuses ${(0,format/* formatBytes */.z3)(source.size)} in one request; sending the data in parts`);
            // The limit is unknown: the parts have to be smaller than what was refused, and need not be many.
            const partBytes = Math.min(MAX_PART_BYTES, Math.max(MIN_PART_BYTES, Math.ceil(source.size / 8)));
            const assembled = await uploadInParts(this.#client, source, options, partBytes);
            if (!assembled)
                throw error;
            return assembled;
        }
    }
    /** Returns what uploads without a clear response left on the server; polls until lists are certain to show it. */
    async findOrphans(client, retry) {
        const { clock, signal } = this.#deps;
        const isOwn = ({ name }) => name?.includes(`-${this.#runTag}-`) ?? false;
        while (this.#unconfirmed > 0) {
            const own = await listFiles(client, isOwn, { retry, clock });
            const orphans = own.map(({ id }) => id).filter((id) => !this.#ids.has(id));
            const isListed = clock.now() - this.#lastUnconfirmedAt >= LIST_CONSISTENCY_MS;
            if (orphans.length >= this.#unconfirmed || isListed || signal.aborted)
                return orphans;
            await clock.sleep(LIST_POLL_MS, signal).catch(() => undefined);
        }
        return [];
    }
}
/** Passes the bytes on, and rejects when they are not the ones that were checked: the files are read twice. */
async function* verifyDigest(bytes, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of bytes) {
        hash.update(chunk);
        yield chunk;
    }
    if (hash.digest('hex') !== digest)
        throw new src_errors/* ActionError */.lZ('The data changed while it was being uploaded.');
}
/** A short name for people, in characters that every server accepts; the digest identifies the content. */
function fileBaseName(files) {
    const [base = ''] = files.map(({ name }) => name.replace(/^.*\/|\.jsonl$/gis, ''));
    return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data';
}

;// CONCATENATED MODULE: ./src/training/training-files.ts








const ROLES = ['training', 'validation'];
/** How long to retry reading a file that may be gone. */
const MISSING_TIMEOUT_MS = 60_000;
/** The data of this step on the server: finds it, uploads what is missing, and deletes what no job needs. */
class TrainingFiles {
    #datasets;
    #client;
    #reporter;
    #deps;
    #cleanup;
    #uploader;
    #existing;
    #remoteFiles = new Map();
    /** The files whose processing was awaited, each once: some servers never report its end. */
    #awaitedIds = new Set();
    /** The files that a create request names which may have been carried out. */
    #reservedIds = new Set();
    constructor(options) {
        const { datasets, createClient, reporter, deps, maxSingleUploadBytes } = options;
        this.#datasets = datasets;
        this.#client = createClient(deps.signal);
        this.#reporter = reporter;
        this.#deps = deps;
        this.#cleanup = new FileCleanup(options);
        this.#uploader = new Uploader(this.#client, deps, maxSingleUploadBytes);
        this.#existing = new ExistingFiles(this.#client, deps);
    }
    /** Rejects when the server does not know a file that the user has named by its id. */
    async checkGivenFiles(deps = this.#deps) {
        for (const dataset of this.#datasets)
            if ('id' in dataset && !this.#remoteFiles.has(dataset.role))
                this.#setFile(dataset.role, await getGivenFile(this.#client, dataset.id, (0,retry_options/* retryOptions */.tO)(deps)));
    }
    /** Uploads what the server lacks, and returns the ids once jobs can use the files. */
    async ensureUploaded(deps = this.#deps) {
        await this.checkGivenFiles(deps);
        for (const dataset of this.#datasets)
            if ('report' in dataset && !this.#remoteFiles.has(dataset.role))
                this.#setFile(dataset.role, await this.#ensureFile(dataset, deps));
        await this.#waitForProcessing(deps);
        const [training = '', validation] = ROLES.map((role) => this.#remoteFiles.get(role)?.id);
        return { training, ...(validation && { validation }) };
    }
    async #ensureFile(dataset, deps) {
        const isOwn = (id) => this.#uploader.ids.has(id);
        const existing = await this.#existing.find(dataset, isOwn, deps);
        if (!existing)
            return this.#uploader.upload(dataset, deps);
        const { role, report } = dataset;
        if (!isOwn(existing.id))
            deps.runner.info(`${role} data: ${(0,format/* formatBytes */.z3)(report.bytes)} already on the server as ${existing.id}`);
        return existing;
    }
    #setFile(role, file) {
        this.#remoteFiles.set(role, file);
        this.#reporter.setOutputs({ [`${role}-file-id`]: file.id });
    }
    async #waitForProcessing(deps) {
        const roles = new Map([...this.#remoteFiles].map(([role, { id }]) => [id, role]));
        const onWait = ({ id, status }) => deps.runner.info(`the server is processing the ${roles.get(id)} data (${status})`);
        const files = [...this.#remoteFiles.values()].filter(({ id }) => !this.#awaitedIds.has(id));
        await waitForProcessing(this.#client, files, { ...(0,retry_options/* retryOptions */.tO)(deps), onWait });
        for (const { id } of files)
            this.#awaitedIds.add(id);
    }
    /** Returns how the files of a job compare with this data, by content, since the same data may have been uploaded twice. */
    async compareFiles({ trainingFile, validationFile }) {
        return {
            training: await this.#compareFile('training', trainingFile),
            validation: await this.#compareFile('validation', validationFile),
        };
    }
    async #compareFile(role, id) {
        const dataset = this.#datasets.find((dataset) => dataset.role === role);
        if (!dataset)
            return id === undefined ? 'same' : 'different';
        if (id === undefined)
            return 'unreported';
        if (id === this.#remoteFiles.get(role)?.id)
            return 'same';
        if ('id' in dataset)
            return id === dataset.id ? 'same' : 'different';
        return this.#existing.compare(id, dataset);
    }
    /** Returns whether a job certainly uses this data. */
    async matchesJob(job) {
        return Object.values(await this.compareFiles(job)).every((match) => match === 'same');
    }
    /** Whether any of the data was on the server before this step: only then can a job exist that uses it. */
    get hasReusedFiles() {
        return [...this.#remoteFiles.values()].some(({ id }) => !this.#uploader.ids.has(id));
    }
    /** Returns whether a job names data that this step uploaded: then its create request was ours. */
    usesUpload({ trainingFile, validationFile }) {
        return [trainingFile, validationFile].some((id) => id !== undefined && this.#uploader.ids.has(id));
    }
    /** Drops the reused files that are no longer on the server; returns whether there were any. */
    async dropMissing() {
        let hasDropped = false;
        for (const dataset of this.#datasets) {
            const { role } = dataset;
            const id = this.#remoteFiles.get(role)?.id;
            if (!('report' in dataset) || id === undefined || this.#uploader.ids.has(id))
                continue;
            if (await getFileIfExists(this.#client, id, (0,retry_options/* createRetry */.Xd)(this.#deps, MISSING_TIMEOUT_MS)))
                continue;
            this.#deps.runner.info(`${role} data: ${id} is gone from the server`);
            hasDropped = this.#remoteFiles.delete(role);
        }
        return hasDropped;
    }
    /** Keeps files that a create request is about to name: from now on a job may use them, even one that is never listed. */
    reserve({ training, validation }) {
        for (const id of [training, validation])
            if (id)
                this.#reservedIds.add(id);
    }
    /** Ends the reservation of files whose create request has certainly made no job. */
    release({ training, validation }) {
        for (const id of [training, validation])
            if (id)
                this.#reservedIds.delete(id);
    }
    /** Deletes what this step uploaded and no job uses, neither the one it ends with nor another. */
    async deleteUnused(job) {
        await this.#uploader.settled();
        if (!this.#uploader.mayHaveUploaded)
            return;
        // If the server does not report what its jobs use, no file is known to be unused.
        if (job && !this.#datasets.every(({ role }) => getFileId(job, role)))
            return this.#logKept(job);
        const findUnused = async (client, retry) => {
            const orphans = await this.#uploader.findOrphans(client, retry);
            return [...new Set([...this.#uploader.ids, ...orphans])].filter((id) => id !== job?.trainingFile && id !== job?.validationFile);
        };
        const isInUse = ({ status }) => status !== 'failed' && status !== 'cancelled';
        await this.#cleanup.deleteFiles(findUnused, { isInUse, mayBeOld: false, reserved: this.#reservedIds });
    }
    #logKept(job) {
        for (const id of this.#uploader.ids)
            if (!this.#reservedIds.has(id) && ![job.trainingFile, job.validationFile].includes(id))
                this.#deps.runner.info(`${id} is kept: the server does not report which files job ${job.id} uses`);
    }
    /**
     * Deletes the files of a job that has succeeded, unless another job is still training on them. Only files that this action
     * uploaded: a job may also use files that the user or another tool did.
     */
    async deleteJobFiles(job) {
        const givenIds = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []));
        const ids = [...new Set([job.trainingFile, job.validationFile])].flatMap((id) => id === undefined || givenIds.includes(id) ? [] : [id]);
        const findUploaded = async (client, retry) => {
            const uploaded = await Promise.all(ids.map((id) => this.#isUploaded(id, client, retry)));
            return ids.filter((_, i) => uploaded[i]);
        };
        const isInUse = (other) => other.id !== job.id && !(0,openai_job/* isTerminal */.Hd)(other);
        await this.#cleanup.deleteFiles(findUploaded, { isInUse, mayBeOld: true, reserved: new Set() });
    }
    /** Returns whether this action uploaded a file with this data, in this run or another. */
    async #isUploaded(id, client, retry) {
        if (this.#uploader.ids.has(id))
            return true;
        const file = await getFileIfExists(client, id, retry);
        if (!file)
            return false;
        // A forged job may name the upload of another workflow in the same project.
        const digest = getDigestInName(file.name);
        if (this.#datasets.some((dataset) => 'report' in dataset && dataset.report.digest === digest))
            return true;
        this.#deps.runner.info(`${id} is kept: this action did not upload it`);
        return false;
    }
}
function getFileId({ trainingFile, validationFile }, role) {
    return role === 'training' ? trainingFile : validationFile;
}

;// CONCATENATED MODULE: ./src/actions/fine-tune.ts



















/** Runs the root action: checks the data, finds or creates the job, follows it, and evaluates the quality gate. */
function fineTune(deps) {
    return (0,run_step/* runTrainingStep */.s)(deps, outputs/* ROOT_OUTPUTS */.iQ, async (reporter, timer) => {
        const plan = await (0,training_plan/* readTrainingPlan */.kr)(deps);
        const { inputs } = plan;
        const { customLlmProvider } = plan.connection;
        // The post step does not read the job file, which may name it.
        if (customLlmProvider)
            deps.runner.saveState(connection/* CUSTOM_LLM_PROVIDER */.IS, customLlmProvider);
        if (plan.resultsDir !== undefined)
            reporter.openResults(plan.resultsDir);
        reporter.setComment((0,pull_request_comment/* createPullRequestComment */.gv)(inputs, plan.job, deps));
        const { datasets, fingerprint } = await checkData(plan, reporter, deps);
        // A timeout of 0 still creates the job and reads it once.
        const deadline = inputs.timeout > 0 ? timer.startedAt + inputs.timeout : Number.POSITIVE_INFINITY;
        const connect = (signal) => (0,client/* createClient */.U)(plan.connection, deps.fetch, deps.clock, { signal, deadline });
        const cancellableClient = connect(deps.signal);
        await checkModelShutdown(plan, cancellableClient, reporter, deps);
        const { remainingGraceMs: remainingMs } = timer;
        const training = {
            plan,
            datasets,
            fingerprint,
            files: new TrainingFiles({
                datasets,
                createClient: connect,
                reporter,
                deps,
                remainingGraceMs: remainingMs,
            }),
            reporter,
            deps,
            client: connect(),
            cancellableClient,
            deadline,
            remainingGraceMs: remainingMs,
        };
        if (inputs['dry-run'])
            return dryRun(training);
        try {
            const outcome = await trainToCompletion(training, timer);
            await cleanUp(training);
            return outcome;
        }
        catch (error) {
            // Keeps the files only for a job that may exist and need them; one that fails the quality gate needs them no more.
            if (!(error instanceof create_job/* JobMaybeCreatedError */.gw))
                await cleanUp(training);
            throw error;
        }
    });
}
/** Reports the data and what training on it will cost; rejects if either is not acceptable. */
async function checkData(plan, reporter, deps) {
    const { runner, context } = deps;
    const { model, method } = plan.job;
    for (const warning of [...plan.warnings, ...warnAboutRunSpecificValues(plan.job, context)])
        runner.warning(warning);
    reporter.setRequest({ model, method: method?.type ?? 'supervised' });
    const datasets = await inspectData(plan, deps);
    const estimate = estimateTraining(plan, datasets);
    logEstimate(estimate, runner);
    reporter.setEstimate(estimate);
    reporter.setData(datasets.map(toDatasetSummary), toCheckResult(datasets).problems);
    reporter.setRequest({
        hyperparameters: toRequestedJob(plan.job).hyperparameters,
        provenance: commitAndRunLinks(context),
    });
    assertNoDataErrors(datasets, plan, runner);
    assertWithinLimits(estimate, plan.inputs);
    const fingerprint = computeFingerprint(plan, datasets);
    reporter.setFingerprint(fingerprint);
    reporter.updateComment('checked');
    runner.info(`fingerprint: ${fingerprint}`);
    return { datasets, fingerprint };
}
/** Makes sure exactly one job trains this configuration: reuses one or creates it, then follows it to its end. */
async function trainToCompletion(training, timer) {
    const { deps, reporter, plan, client, cancellableClient } = training;
    const { runner, signal } = deps;
    const { inputs } = plan;
    const coordinator = new JobCoordinator(training);
    let active = await coordinator.findOrCreateJob();
    let hasRecreated = false;
    for (;;) {
        const current = active;
        const { job, createdByThisRun, justCreated, isOwn } = current;
        let older;
        // A failed job is followed all the same to report the reason, and in a cancelled workflow a job is to be stopped.
        if (!inputs.wait && !signal.aborted && (job.status === 'succeeded' || !(0,openai_job/* isTerminal */.Hd)(job))) {
            logLeftRunning(job, deps);
            return `${justCreated ? 'created' : 'found'}, ${job.status}`;
        }
        reporter.updateComment('running');
        runner.group('Training');
        const result = await (0,follow_to_end/* followToEnd */.c)({
            ...timer,
            jobId: job.id,
            client,
            cancellableClient,
            reporter,
            deps,
            timeoutMs: inputs.timeout,
            intervalMs: inputs['poll-interval'],
            onTimeout: inputs['on-timeout'],
            onCancel: inputs['on-cancel'] ?? (isOwn ? 'cancel' : 'detach'),
            inspectJob: (job) => coordinator.inspect(current, job),
            replaceIfCancelled: async (job) => {
                if (!createdByThisRun)
                    return !hasRecreated;
                older = await coordinator.findOlderJob(job);
                return older !== undefined;
            },
        }).catch(async (error) => {
            throw await coordinator.leaveCopiesToPostStep(error, current);
        });
        runner.endGroup();
        switch (result.kind) {
            case 'finished':
                if (reporter.job?.status === 'succeeded') {
                    logDeploymentHint(plan, deps);
                    await (0,enforce_quality_gate/* enforceQualityGate */.r)(reporter.job, inputs, {
                        client: cancellableClient,
                        reporter,
                        deps,
                        isMetadataDropped: coordinator.isMetadataDropped,
                    });
                }
                return !justCreated && job.status === 'succeeded'
                    ? 'reused a job that had succeeded, nothing was paid for again'
                    : result.outcome;
            case 'superseded':
                active = await coordinator.switchToPreferred(result.job, result.preferred);
                break;
            case 'cancelled-elsewhere':
                if (older) {
                    runner.info(`Job ${job.id} was cancelled by someone else; job ${older.job.id} does the same training`);
                    active = await coordinator.switchToPreferred({ ...job, status: 'cancelled' }, older);
                    break;
                }
                runner.info(`Job ${job.id} of another run was cancelled: looking for another job, or creating one`);
                hasRecreated = true;
                // The post step must not mistake that job for one that is created now.
                runner.saveState('job-id', '');
                reporter.reset();
                active = await coordinator.findOrCreateJob();
        }
    }
}
/** Deletes the files that are no longer needed. */
async function cleanUp({ plan, reporter: { job }, files }) {
    if (plan.inputs['delete-files'] === 'after-success' && job?.status === 'succeeded')
        await files.deleteJobFiles(job);
    await files.deleteUnused(job);
}
/** Logs what a run would do; only reads. */
async function dryRun(training) {
    const { plan, client, deps } = training;
    const { runner } = deps;
    const reusable = (await new JobCoordinator(training).findReusableJob())?.job;
    if (reusable) {
        runner.info(`Dry run: a run would reuse job ${reusable.id} (${reusable.status}) and create none.`);
        return `dry run, ${reusable.id} would be used`;
    }
    await training.files.checkGivenFiles();
    const getId = (source) => ('id' in source ? source.id : '(id of the uploaded file)');
    const seed = getDerivedSeed(training);
    const request = buildCreateRequest({ ...plan.job, ...(seed !== undefined && { seed }) }, {
        training: getId(plan.training),
        ...(plan.validation && { validation: getId(plan.validation) }),
    });
    runner.info(`Dry run: nothing was uploaded and no job was created. A run would send this to ${client.host}, with the action's own metadata (ft_…):`);
    for (const line of JSON.stringify(request, null, 2).split('\n'))
        runner.info(line);
    return 'dry run, nothing was created';
}
/** Logs that the step does not wait for a job, unless it has ended. */
function logLeftRunning({ id, status }, { runner }) {
    if (/^paus/.test(status))
        runner.warning(`Job ${id} is paused and does not continue by itself: set "wait: true" and "resume-paused: true", or resume it with the action "control".`);
    else if (!(0,openai_job/* isTerminal */.Hd)({ status }))
        runner.info((0,log/* leftRunningMessage */.O7)(id, runner));
}
function logDeploymentHint({ connection }, { runner }) {
    const { deployment } = (0,provider/* getProvider */.sO)(new URL(connection.baseUrl).hostname);
    if (deployment)
        runner.info(deployment);
}
/** The commit and the workflow run, with links. */
function commitAndRunLinks({ repository, sha, runId, serverUrl }) {
    if (!sha)
        return undefined;
    const page = repository && `${serverUrl}/${repository}`;
    return {
        sha,
        commitUrl: page && `${page}/commit/${sha}`,
        runId,
        runUrl: page && runId && `${page}/actions/runs/${runId}`,
    };
}
/** A job specification that contains the id of the run never matches a job of another run, so each run pays again. */
function warnAboutRunSpecificValues({ suffix, seed }, { runId, sha }) {
    const runSpecific = [runId, sha?.slice(0, 7)].filter((id) => id !== undefined && id.length > 5);
    return Object.entries({ suffix, seed })
        .filter(([, value]) => runSpecific.some((id) => `${value}`.includes(`${id}`)))
        .map(([name]) => `input "${name}": contains the id or the commit of this run, so no other run can reuse its job`);
}

// EXTERNAL MODULE: ./src/run.ts + 10 modules
var src_run = __webpack_require__(8219);
;// CONCATENATED MODULE: ./src/data-actions.ts



/** Runs the root action. */
const runFineTune = (launcherUrl, run = src_run/* run */.eF) => run(fineTune, launcherUrl);
/** Runs the action `check`. */
const data_actions_runCheck = (launcherUrl, run = src_run/* run */.eF) => run(check, launcherUrl);
/** Runs the action `evaluate`, which the others need not load. */
const runEvaluate = async (launcherUrl, run = src_run/* run */.eF) => run((await __webpack_require__.e(/* import() */ 365).then(__webpack_require__.bind(__webpack_require__, 8365))).evaluate, launcherUrl);
/** Runs the fixes of `check --fix`, or only shows them; the actions need not load them. */
const runFix = async (launcherUrl, options, run = src_run/* run */.eF) => {
    const { fixFiles } = await __webpack_require__.e(/* import() */ 495).then(__webpack_require__.bind(__webpack_require__, 8495));
    return run((deps) => fixFiles(deps, options), launcherUrl);
};


/***/ }),

/***/ 635:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ HashTable)
/* harmony export */ });
// Each entry is the two words of its hash and the number.
const STRIDE = 3;
// Shards grow one at a time, so that only a small part of the table exists twice meanwhile.
const SHARDS = 64;
const MIN_SLOTS = 16;
// With these two, an entry takes 15 to 22.5 bytes. Doubling would take up to 30.
const MAX_LOAD = 0.8;
const GROWTH_FACTOR = 1.5;
/**
 * Holds a number for each of millions of hashes, by open addressing in a few typed arrays. Measured with three million
 * hashes: a `Map` takes three times as long and three times the memory.
 */
class HashTable {
    #shards = [];
    /** Returns the number of a hash, or 0 when it has none. */
    get([first, second]) {
        const { slots } = this.#getShard(first);
        return slots[findSlot(slots, first, second) + 2] ?? 0;
    }
    /** Returns the number of a hash; gives it this one, from 1 to 2³² - 1, when it has none. */
    getOrInsert([first, second], number) {
        const shard = this.#getShard(first);
        if (shard.used >= MAX_LOAD * (shard.slots.length / STRIDE))
            grow(shard);
        const slot = findSlot(shard.slots, first, second);
        const known = shard.slots[slot + 2];
        if (known)
            return known;
        shard.used++;
        put(shard.slots, slot, first, second, number);
        return number;
    }
    /** Sets the number of a hash, from 1 to 2³² - 1. */
    set(hash, number) {
        if (this.getOrInsert(hash, number) === number)
            return;
        const [first, second] = hash;
        const { slots } = this.#getShard(first);
        put(slots, findSlot(slots, first, second), first, second, number);
    }
    #getShard(first) {
        const index = first % SHARDS;
        const shard = this.#shards[index] ?? { slots: new Uint32Array(MIN_SLOTS * STRIDE), used: 0 };
        this.#shards[index] = shard;
        return shard;
    }
}
/** Returns where a hash is, or where it belongs; a slot whose number is 0 is free. */
function findSlot(slots, first, second) {
    let slot = Math.floor((second / 2 ** 32) * (slots.length / STRIDE)) * STRIDE;
    while (slots[slot + 2] && (slots[slot] !== first || slots[slot + 1] !== second)) {
        slot += STRIDE;
        if (slot === slots.length)
            slot = 0;
    }
    return slot;
}
function put(slots, slot, first, second, number) {
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = number;
}
function grow(shard) {
    const { slots } = shard;
    shard.slots = new Uint32Array(Math.ceil((slots.length / STRIDE) * GROWTH_FACTOR) * STRIDE);
    for (let from = 0; from < slots.length; from += STRIDE) {
        const [first, second, number] = [slots[from] ?? 0, slots[from + 1] ?? 0, slots[from + 2] ?? 0];
        if (number > 0)
            put(shard.slots, findSlot(shard.slots, first, second), first, second, number);
    }
}


/***/ }),

/***/ 363:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WS: () => (/* binding */ replaceCrlf),
/* harmony export */   jq: () => (/* binding */ normalizedBytes),
/* harmony export */   z5: () => (/* binding */ normalizedFileBytes)
/* harmony export */ });
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const CRLF = Buffer.from('\r\n');
const CR = Buffer.from('\r');
const LF = Buffer.from('\n');
/** Yields the bytes of a dataset: its files in order, each without BOM, with LF instead of CRLF, and ending in a newline. */
async function* normalizedBytes(workspace, files) {
    for (const file of files)
        yield* normalizedFileBytes(workspace, file);
}
/**
 * Yields the normalized bytes of one file: complete lines, or nothing when it is empty. With `memory`, a chunk is valid
 * only until the next one is requested.
 */
async function* normalizedFileBytes(workspace, file, memory) {
    let pendingCr = false;
    let lastByte;
    for await (const chunk of stripBom(workspace.readBytes(file, memory))) {
        if (pendingCr && chunk[0] !== LF[0])
            yield CR;
        pendingCr = chunk.at(-1) === CR[0];
        const lines = replaceCrlf(pendingCr ? chunk.subarray(0, -1) : chunk);
        lastByte = chunk.at(-1);
        if (lines.length > 0)
            yield lines;
    }
    // A CR at the end of the file is dropped: kept, it would form a CRLF with the newline.
    if (lastByte !== undefined && lastByte !== LF[0])
        yield LF;
}
/** Yields the chunks that are not empty, without a leading BOM, even when it is split across chunks. */
async function* stripBom(chunks) {
    let head = Buffer.alloc(0);
    for await (const chunk of chunks) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        if (bytes.length === 0)
            continue;
        if (!head) {
            yield bytes;
            continue;
        }
        head = Buffer.concat([head, bytes]);
        if (head.length < BOM.length)
            continue;
        const rest = head.subarray(head.indexOf(BOM) === 0 ? BOM.length : 0);
        head = undefined;
        if (rest.length > 0)
            yield rest;
    }
    if (head && head.length > 0)
        yield head;
}
/** Returns the bytes with LF instead of CRLF; the same memory when there is no CRLF. */
function replaceCrlf(bytes) {
    let cr = bytes.indexOf(CRLF);
    if (cr === -1)
        return bytes;
    const output = Buffer.allocUnsafe(bytes.length);
    let length = 0;
    let from = 0;
    while (cr !== -1) {
        length += bytes.copy(output, length, from, cr);
        from = cr + 1;
        cr = bytes.indexOf(CRLF, from);
    }
    length += bytes.copy(output, length, from);
    return output.subarray(0, length);
}


/***/ }),

/***/ 7852:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZF: () => (/* binding */ sniff),
/* harmony export */   dD: () => (/* binding */ SNIFF_BYTES),
/* harmony export */   wi: () => (/* binding */ checkFileName)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);

/** How many of a file's first bytes `sniff` needs. */
const SNIFF_BYTES = 65_536;
/** Returns why a file is not JSONL, judging by its first bytes; undefined when they may be JSONL. */
function sniff(head) {
    if (isUtf16(head)) {
        return { code: 'utf-16', message: 'the file is in UTF-16; save it as UTF-8', line: 1 };
    }
    // The first line of a pointer, by the specification of git-lfs.
    if (head.indexOf('version https://git-lfs.github.com/spec/') === 0) {
        const message = 'the file is a git-lfs pointer, not the data; check out with "lfs: true"';
        return { code: 'git-lfs-pointer', message, line: 1 };
    }
    const text = head.toString('utf8');
    const type = detectFileType(head, text);
    if (type)
        return { code: 'file-type', message: `the file is ${type}; ${EXPECTED}`, line: 1 };
    const lines = text.split('\n');
    // The last line may continue behind the head, unless it is the only one.
    if (head.length === SNIFF_BYTES && lines.length > 1)
        lines.pop();
    const code = detectSingleDocument(lines.map((line) => line.trim()).filter((line) => line !== ''));
    if (!code)
        return undefined;
    const message = code === 'json-array'
        ? 'the file is one JSON array; write each of its elements on a separate line'
        : 'the file is JSON over several lines; write each example on one line';
    return { code, message, line: lines.findIndex((line) => line.trim() !== '') + 1 };
}
/** Returns a problem when the name does not end in `.jsonl`. Data is always uploaded as `.jsonl`, so this may be the wrong file. */
function checkFileName(name) {
    if (/\.jsonl$/i.test(name))
        return undefined;
    return { code: 'file-name', message: 'the file name does not end in .jsonl', line: 1 };
}
function isUtf16(head) {
    const [a, b] = head;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
        return true;
    // Without a byte order mark: the first character is ASCII.
    return (a === 0 && b !== 0 && b !== undefined) || (b === 0 && a !== 0);
}
const EXPECTED = 'the API reads JSONL: text in UTF-8 with one JSON object per line';
/** What a file is whose first bytes are these. */
const SIGNATURES = [
    ['\x1f\x8b', 'compressed with gzip'],
    ['PK\x03\x04', 'a zip archive (or an Excel sheet)'],
    ['BZh', 'compressed with bzip2'],
    ['\x28\xb5\x2f\xfd', 'compressed with zstd'],
    ['\xfd7zXZ\x00', 'compressed with xz'],
    ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
    ['PAR1', 'Parquet'],
    ['ARROW1', 'Arrow'],
    ['SQLite format 3\x00', 'a SQLite database'],
    ['%PDF-', 'a PDF document'],
];
/** Returns what a file is that is another format than JSON; undefined when it may be JSON. */
function detectFileType(head, text) {
    const bytes = head.toString('latin1', 0, 16);
    const signature = SIGNATURES.find(([start]) => bytes.startsWith(start));
    if (signature)
        return signature[1];
    const [first = '', second = ''] = text.split('\n', MAX_SNIFFED_LINES).filter((line) => /\S/.test(line));
    // One line of JSON means that only the first line is bad, which is reported as such.
    if (/^\s*[{[]/.test(first) || (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .tryParseJson */ .Bl)(second)))
        return undefined;
    const start = first.trim();
    if (/^<(!doctype|html|head|body)\b/i.test(start))
        return 'HTML, perhaps the page of a failed download';
    if (/^<\?xml\b/i.test(start))
        return 'XML';
    if (/^(---|(- )?["']?[A-Za-z_]\w*["']?:( .*)?)$/.test(start))
        return 'YAML';
    return isCsvHeader(start) ? 'CSV' : undefined;
}
const MAX_SNIFFED_LINES = 100;
/** Returns whether a line is the names of two or more columns. */
function isCsvHeader(line) {
    return [',', ';', '\t'].some((separator) => {
        const cells = line.split(separator);
        return cells.length > 1 && cells.every((cell) => /^"?[A-Za-z_][\w .-]{0,60}"?$/.test(cell.trim()));
    });
}
function detectSingleDocument(lines) {
    const [first = '', second] = lines;
    if (first === '[' && lines.at(-1) === ']')
        return 'json-array';
    // A valid second line means that only the first is bad.
    if (second !== undefined && (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .tryParseJson */ .Bl)(second)))
        return undefined;
    if (first.startsWith('['))
        return second !== undefined && isJson(first) ? undefined : 'json-array';
    // One object per line, with commas behind them, is bad lines: each is reported.
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .tryParseJson */ .Bl)(first.replace(/,$/, ''))))
        return undefined;
    const isContinued = second !== undefined && /^\{(.*[{[,:])?$/.test(first);
    return isContinued && !isJson(first) ? 'pretty-printed' : undefined;
}
const isJson = (text) => (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .tryParseJson */ .Bl)(text) !== undefined;


/***/ }),

/***/ 5507:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  LJ: () => (/* binding */ findDataFiles),
  m3: () => (/* binding */ readPlan),
  kr: () => (/* binding */ readTrainingPlan)
});

// EXTERNAL MODULE: ./src/config/connection-inputs.ts
var connection_inputs = __webpack_require__(1828);
// EXTERNAL MODULE: ./src/config/extra-body-epochs.ts
var extra_body_epochs = __webpack_require__(7320);
// EXTERNAL MODULE: ./src/config/inputs.ts
var config_inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/config/grader.ts
var grader = __webpack_require__(4407);
// EXTERNAL MODULE: ./src/config/job-diagnostics.ts
var job_diagnostics = __webpack_require__(6452);
// EXTERNAL MODULE: ./src/config/method.ts + 1 modules
var config_method = __webpack_require__(1420);
// EXTERNAL MODULE: ./src/config/schema.ts
var schema = __webpack_require__(131);
// EXTERNAL MODULE: ./src/config/validate.ts
var validate = __webpack_require__(2526);
// EXTERNAL MODULE: ./src/config/yaml.ts
var yaml = __webpack_require__(9211);
;// CONCATENATED MODULE: ./src/config/job.ts








/**
 * Reads the job from the action's inputs and the job file that they name, or returns all problems, one line each. An
 * input overrides the field of the job file; maps are merged key by key.
 */
async function readJob(inputs, readText, { setSecret, server }) {
    const reader = new job_diagnostics/* JobDiagnostics */.S(readText, setSecret);
    const provided = omitEmpty(inputs);
    const file = provided.jobFile === undefined ? NO_JOB_FILE : await readJobFile(provided.jobFile, reader);
    const methodFromFile = file && 'fields' in file ? file.fields.method?.type : undefined;
    const methodInputs = await (0,config_method/* readMethodInputs */.BU)(provided, methodFromFile, reader);
    if (!file || !('fields' in file)) {
        // The inputs are still validated, but nothing is reported as missing: the job file with problems may have it.
        await readSettingInputs(provided, reader);
        return {
            problems: reader.problems,
            ...(0,json/* omitNullish */.p3)(findDataPaths(provided, file?.dataFields, file?.path)),
        };
    }
    const { fields, path } = file;
    const { training, validation } = findDataPaths(provided, fields, path);
    const model = provided.model ?? fields.model;
    if (!training)
        reader.addProblem('input "training-file"', 'is required');
    if (!model)
        reader.addProblem('input "model"', 'is required');
    const method = await (0,config_method/* readMethod */.wF)(provided, methodInputs, file, reader);
    if (!validation && methodInputs.type === 'reinforcement')
        reportNoValidation(method, server, reader);
    const settings = mergeSettings(await readSettingInputs(provided, reader), file, server, reader);
    if (reader.problems.length > 0 || !training || !model)
        return { problems: reader.problems, ...(0,json/* omitNullish */.p3)({ training, validation }) };
    return {
        job: { model, training, ...(0,json/* omitNullish */.p3)({ validation, method }), ...settings },
        warnings: reader.warnings,
    };
}
const NO_JOB_FILE = { fields: {}, label: 'input "job-file"' };
/** The others may be YAML, where the indentation of the first line has a meaning. */
const TRIMMED_INPUTS = ['model', 'method', 'suffix', 'seed', 'jobFile'];
/** Of these, a text that has only comments counts as unset. */
const YAML_INPUTS = ['hyperparameters', 'grader', 'metadata', 'integrations', 'extraBody'];
function omitEmpty(inputs) {
    const entries = Object.entries((0,json/* omitNullish */.p3)(inputs));
    const provided = entries.filter(([name, text]) => {
        const lines = text.split('\n').map((line) => line.trim());
        return lines.some((line) => line !== '' && !(line.startsWith('#') && YAML_INPUTS.includes(name)));
    });
    return Object.fromEntries(provided.map(([name, text]) => [name, TRIMMED_INPUTS.includes(name) ? text.trim() : text]));
}
const dataFields = schemas/* object */.Ikc({
    training_file: schemas/* string */.YjP().optional().catch(undefined),
    validation_file: schemas/* string */.YjP().optional().catch(undefined),
});
async function readJobFile(path, reader) {
    const file = await reader.readFile(path, 'input "job-file"');
    if (!file)
        return undefined;
    const label = `input "job-file": ${file.path}`;
    const fields = await reader.parseYaml(schema/* jobFileSchema */.p4, file.text, label);
    if (!fields) {
        const map = await (0,yaml/* tryParseYamlMap */.a)(file.text);
        return map && { dataFields: dataFields.parse(map), path: file.path };
    }
    if (fields.hyperparameters)
        reader.addWarning(label, 'hyperparameters: is deprecated by the API; sent under the method instead');
    return { fields, label, path: file.path };
}
function findDataPaths(provided, fields, jobFile) {
    return {
        training: pickDataPaths(provided.trainingFile, fields?.training_file, jobFile),
        validation: pickDataPaths(provided.validationFile, fields?.validation_file, jobFile),
    };
}
function pickDataPaths(input, field, jobFile) {
    if (input !== undefined)
        return { patterns: input };
    return field ? { patterns: field, ...(0,json/* omitNullish */.p3)({ relativeTo: jobFile }) } : undefined;
}
/** OpenAI and Azure require validation data for reinforcement (API reference), Bedrock's examples have none. */
function reportNoValidation(method, server, reader) {
    const needsValidation = server?.needsValidation ?? true;
    const isForeign = method?.type === 'reinforcement' && (0,grader/* hasForeignGrader */.o_)(method.grader);
    if (needsValidation && !isForeign)
        reader.addProblem('input "validation-file"', 'is required by the method reinforcement');
    else
        reader.addWarning('input "validation-file"', 'is unset; OpenAI and Azure require it for reinforcement, and without it there are no validation metrics');
}
async function readSettingInputs(provided, reader) {
    const { suffix, seed, metadata, integrations, extraBody } = provided;
    return {
        suffix: suffix === undefined ? undefined : reader.unwrap((0,validate/* validate */.tf)(schema/* FIELDS */.cJ.suffix, suffix), 'input "suffix"'),
        seed: await reader.parseYaml(schema/* FIELDS */.cJ.seed.nullable(), seed, 'input "seed"'),
        metadata: await reader.parseYaml(schema/* FIELDS */.cJ.metadata.nullable(), metadata, 'input "metadata"', 'text'),
        integrations: await reader.parseYaml(schema/* FIELDS */.cJ.integrations.nullable(), integrations, 'input "integrations"'),
        extraBody: await reader.parseYaml(schema/* FIELDS */.cJ.extra_body.nullable(), extraBody, 'input "extra-body"'),
    };
}
function mergeSettings(fromInputs, { fields, label }, server, reader) {
    const suffix = fromInputs.suffix ?? fields.suffix;
    const suffixLabel = fromInputs.suffix === undefined ? `${label}: suffix` : 'input "suffix"';
    const hasSuffix = server?.hasSuffix ?? true;
    if (suffix && hasSuffix)
        warnAboutSuffix(suffix, suffixLabel, reader);
    else if (suffix)
        reader.addWarning(suffixLabel, `is not sent: ${server?.name} has no suffixes`);
    const metadata = mergeMaps(fields.metadata, fromInputs.metadata);
    // Validated once more after the merge: ten pairs in the file and another one in the input are eleven.
    if (metadata)
        reader.unwrap((0,validate/* validate */.tf)(schema/* FIELDS */.cJ.metadata, metadata), 'input "metadata"');
    const [wandbLabel, integrations] = fromInputs.integrations
        ? ['input "integrations": ', fromInputs.integrations]
        : [`${label}: integrations`, fields.integrations];
    for (const [i, { wandb }] of integrations?.entries() ?? [])
        reader.warnAboutUndocumented(`${wandbLabel}[${i}].wandb`, wandb, schema/* DOCUMENTED_FIELDS */.LQ.wandb);
    return (0,json/* omitNullish */.p3)({
        suffix: hasSuffix ? suffix : undefined,
        seed: fromInputs.seed ?? fields.seed,
        metadata,
        integrations: integrations?.map(toWire),
        extraBody: mergeMaps(fields.extra_body, fromInputs.extraBody),
    });
}
/** Both maps in one, where the second overrides the first; undefined when the result is empty. */
function mergeMaps(base, overrides) {
    const merged = { ...base, ...overrides };
    return Object.keys(merged).length > 0 ? merged : undefined;
}
function toWire({ type, wandb }) {
    return { type, wandb: (0,json/* omitNullish */.p3)(wandb) };
}
/** OpenAI's reference allows 1 to 64 characters of any kind; the documentation of Azure OpenAI is stricter. */
function warnAboutSuffix(suffix, label, reader) {
    if (/[^A-Za-z0-9_-]/.test(suffix))
        reader.addWarning(label, 'has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects');
    if ([...suffix].length > 40)
        reader.addWarning(label, 'is longer than 40 characters, which Azure OpenAI rejects');
}

// EXTERNAL MODULE: ./src/config/parse-inputs.ts
var parse_inputs = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/dataset/problem.ts
var problem = __webpack_require__(8551);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
// EXTERNAL MODULE: ./src/suggest.ts
var suggest = __webpack_require__(2969);
// EXTERNAL MODULE: ./src/training/connection.ts
var connection = __webpack_require__(4512);
;// CONCATENATED MODULE: ./src/training/plan.ts











/** Reads the plan of the root action. */
async function readTrainingPlan(deps) {
    const plan = await readPlan(config_inputs/* inputSchemas */.b.fineTune, deps, ({ wait, require }) => require.length > 0 && !wait
        ? ['input "require": needs "wait: true", since only a job that has ended can be evaluated']
        : []);
    return { ...plan, connection: (0,connection/* createConnection */.tq)(plan.inputs, deps, plan.job.extraBody) };
}
/** For a job file, a grader, or the source of a grader: the API accepts 256 kB of source. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** Reads inputs and job file, and finds the data. Rejects with all problems at once, before anything is changed. */
async function readPlan(schema, { runner, workspace, signal }, validate = () => []) {
    const parsed = await (0,parse_inputs/* parseInputs */.T)(schema, runner);
    const jobFiles = [];
    const readText = async (path, relativeTo) => {
        const { file, ...text } = await readJobText(workspace, path, relativeTo);
        jobFiles.push(file);
        return text;
    };
    const { setSecret } = runner;
    const server = 'base-url' in schema.shape ? getServerRules(runner) : undefined;
    const read = await readJob((0,config_inputs/* pickJobInputs */.m)(runner.inputs), readText, { setSecret, server });
    const problems = [parsed, read].flatMap((result) => ('problems' in result ? result.problems : []));
    const collectProblem = async (label, work) => {
        try {
            return await work();
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, signal);
            problems.push(`${label}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    };
    // Even if another field of the job is wrong: all problems are reported at once.
    const { training, validation } = await findSources('job' in read ? read.job : read, collectProblem, workspace);
    const resultsPath = runner.inputs.get('results-dir');
    const writesResults = resultsPath !== undefined || !runner.isCommandLine || 'wait' in schema.shape;
    const directory = await collectProblem('input "results-dir"', async () => writesResults ? workspace.prepareDirectory(resultsPath) : undefined);
    if ('inputs' in parsed) {
        const job = 'job' in read ? read.job : undefined;
        problems.push(...validateLimits(parsed.inputs, job, training), ...validate(parsed.inputs));
    }
    if (problems.length > 0 || 'problems' in parsed || 'problems' in read || !training)
        throw new errors/* ActionError */.lZ(problems.join('\n'));
    const resultsDir = await collectProblem('input "results-dir"', async () => directory?.create());
    if (problems.length > 0)
        throw new errors/* ActionError */.lZ(problems.join('\n'));
    if (resultsDir !== undefined)
        assertNoOverwrite(resultsDir, jobFiles, { training, validation });
    const { inputs } = parsed;
    return {
        inputs,
        job: read.job,
        training,
        ...(validation && { validation }),
        countsTokens: ['max-tokens', 'price', 'max-cost'].some((name) => runner.inputs.has(name)),
        ignore: new Set(inputs['data-check-ignore'].filter(problem/* isProblemCode */.NU)),
        warnings: read.warnings,
        resultsDir,
    };
}
/**
 * Returns the files of each dataset that inputs and job file name. What cannot be found or read is left out: `readPlan`
 * reports it.
 */
async function findDataFiles({ runner, workspace, signal, }) {
    const read = await readJob((0,config_inputs/* pickJobInputs */.m)(runner.inputs), (path, relativeTo) => readJobText(workspace, path, relativeTo), {
        setSecret: runner.setSecret,
        server: undefined,
    });
    const skipProblem = async (_, work) => {
        try {
            return await work();
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, signal);
            return undefined;
        }
    };
    const sources = await findSources('job' in read ? read.job : read, skipProblem, workspace);
    return Object.values(sources).flatMap((source) => (source && 'files' in source ? [source.files] : []));
}
async function readJobText(workspace, path, relativeTo) {
    const file = await workspace.getFile(path, relativeTo);
    return { text: await workspace.readText(file, MAX_TEXT_BYTES), path: file.name, file };
}
/** Returns what is known of the server that the inputs name, also when another input is wrong. */
function getServerRules({ inputs }) {
    const baseUrl = connection_inputs/* connectionFields */.I1['base-url'].safeParse(inputs.get('base-url'));
    if (!baseUrl.success)
        return undefined;
    const { hostname } = new URL(baseUrl.data);
    const { name, hasSuffix } = (0,provider/* getProvider */.sO)(hostname);
    return { name, hasSuffix, needsValidation: (0,provider/* isFirstPartyHost */.to)(hostname) };
}
/** Finds the data that a job names, as far as possible. */
async function findSources(job, collectProblem, workspace) {
    const find = async (role) => {
        const paths = job[role];
        if (!paths)
            return undefined;
        const label = paths.relativeTo
            ? `input "job-file": ${paths.relativeTo}: ${role}_file`
            : `input "${role}-file"`;
        return collectProblem(label, () => findSource(workspace, paths));
    };
    return { training: await find('training'), validation: await find('validation') };
}
/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/;
async function findSource(workspace, { patterns, relativeTo }) {
    const id = patterns.trim();
    if (FILE_ID.test(id) && !(await workspace.exists(id, relativeTo)))
        return { id };
    return { files: await workspace.glob(patterns, relativeTo) };
}
/** A limit that cannot be checked must not pass for one that is met. */
function validateLimits(inputs, job, training) {
    const { price, 'max-cost': maxCost, 'max-tokens': maxTokens } = inputs;
    const limits = Object.entries({ 'max-tokens': maxTokens, price, 'max-cost': maxCost })
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name);
    return [
        ...inputs['data-check-ignore']
            .filter((code) => !(0,problem/* isProblemCode */.NU)(code))
            .map((code) => `input "data-check-ignore": ${describeUnknownCode(code)}`),
        ...(maxCost !== undefined && price === undefined ? ['input "max-cost": needs "price"'] : []),
        ...(job?.method?.type === 'reinforcement'
            ? limits
                .filter((name) => name !== 'max-tokens')
                .map((name) => `input "${name}": reinforcement is billed by time, not by tokens`)
            : []),
        // Other servers may read their epochs there.
        ...(0,extra_body_epochs/* findUncountedEpochs */.x)(job?.extraBody)
            .filter(() => limits.length > 0)
            .map((field) => `input "extra-body": the epochs in ${field} would not be counted; set them in "hyperparameters"`),
        ...(training && 'id' in training
            ? limits.map((name) => `input "${name}": the tokens of a file on the server cannot be counted`)
            : []),
    ];
}
function describeUnknownCode(code) {
    const hint = (0,suggest/* didYouMean */.au)(code, problem/* PROBLEM_CODES */.zB);
    return `${(0,errors/* quote */.hD)(code)} is not a code of a check${hint}; docs/data-checks.md lists all codes`;
}
/** The results must not overwrite the data before it is read, nor the job file, which belongs to the user. */
function assertNoOverwrite(resultsDir, jobFiles, sources) {
    const files = Object.entries(sources).flatMap(([role, source]) => source && 'files' in source ? source.files.map((file) => ({ ...file, use: `the ${role} data` })) : []);
    for (const { path, name, use } of [
        ...files,
        ...jobFiles.map((file) => ({ ...file, use: 'a file of the job' })),
    ])
        if ((0,results/* wouldOverwrite */.l)(path, resultsDir))
            throw new errors/* ActionError */.lZ(`input "results-dir": the results would overwrite "${name}", ${use}`);
}


/***/ })

};
