export const id = 365;
export const ids = [365];
export const modules = {

/***/ 8365:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  evaluate: () => (/* binding */ evaluate)
});

// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __webpack_require__(9373);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./src/json.ts
var src_json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/openai/provider.ts
var provider = __webpack_require__(4717);
;// CONCATENATED MODULE: ./src/evaluation/answer-cache.ts







const Entry = schemas/* object */.Ikc({
    text: schemas/* string */.YjP(),
    toolCalls: schemas/* array */.YOg(schemas/* unknown */.L5J()),
    isRefusal: schemas/* boolean */.zMY(),
    finishReason: schemas/* string */.YjP().nullish(),
    promptTokens: schemas/* number */.aig(),
    completionTokens: schemas/* number */.aig(),
})
    .transform((entry) => ({ ...entry, finishReason: entry.finishReason ?? undefined }));
/**
 * Keeps answers in a folder, one file for each request, so that a later run pays for none of them again. A file appears
 * under its name only when it is complete.
 */
class AnswerCache {
    #folder;
    #options;
    #hasNotified = false;
    constructor(folder, options) {
        this.#folder = folder;
        this.#options = options;
    }
    /**
     * Returns the key of a request: the same server, model, messages and settings have the same one. A name that may stand
     * for another model later has a key of this workflow run and its attempts. Outside of a run it has none; one notice
     * says so.
     */
    getKey(baseUrl, request) {
        const { context, runner } = this.#options;
        if (identifiesModel(request.model, new URL(baseUrl).hostname))
            return hash([baseUrl, request]);
        const { repository, runId } = context;
        if (runId !== undefined)
            return hash([baseUrl, request, repository, runId]);
        if (!this.#hasNotified)
            runner.notice(`input "cache-dir": ${NOT_STORED}`);
        this.#hasNotified = true;
        return undefined;
    }
    /** Returns the answer under a key, if there is a complete one. */
    async read(key) {
        const text = await readSmallFile(this.#path(key)).catch(() => '');
        return Entry.safeParse((0,src_json/* tryParseJson */.Bl)(text)).data;
    }
    /**
     * Stores an answer under a key, unless it repeats a secret; replaces a link in its place instead of writing through it.
     */
    async write(key, answer) {
        const text = `${JSON.stringify(answer)}\n`;
        if (this.#options.runner.redactSecrets(text) !== text)
            return;
        const temporary = (0,external_node_path_.join)(this.#folder, `.${key}.${(0,external_node_crypto_.randomUUID)()}`);
        await (0,promises_.writeFile)(temporary, text, { flag: 'wx' });
        await (0,promises_.rename)(temporary, this.#path(key));
    }
    #path(key) {
        return (0,external_node_path_.join)(this.#folder, `${key}.json`);
    }
}
/** As long as one response may be. */
const MAX_BYTES = 16 * 2 ** 20;
/** Returns the text of a regular file: a committed link may lead to a device, which never ends or never answers. */
async function readSmallFile(path) {
    // Windows has neither of the two flags, nor links to devices and pipes.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = external_node_fs_.constants;
    const file = await (0,promises_.open)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
        const stats = await file.stat();
        return stats.isFile() && stats.size <= MAX_BYTES ? await file.readFile('utf8') : '';
    }
    finally {
        await file.close();
    }
}
const NOT_STORED = 'answers are stored only for models with a name of their own, such as "ft:…". Any other name may stand for another model later, and outside of a workflow run nothing shows which one answered.';
/**
 * Whether a name always stands for the same model: OpenAI's own names, and those of fine-tuned models (at Azure
 * `BASE.ft-…`). Names of deployments, and those that a gateway gives, are aliases.
 */
function identifiesModel(model, hostname) {
    return (0,provider/* isOpenAI */.R1)(hostname) || /^ft:|\.ft-/i.test(model);
}
function hash(parts) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(sortKeys(parts)))
        .digest('hex');
}
function sortKeys(value) {
    if (Array.isArray(value))
        return value.map(sortKeys);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, sortKeys(item)]));
}

;// CONCATENATED MODULE: ./src/evaluation/quantiles.ts
/** Returns a quantile of the standard normal distribution (Acklam's approximation; relative error below 1.2e-9). */
function normalQuantile(p) {
    if (p > 0.5)
        return -normalQuantile(1 - p);
    if (p < LOW_TAIL) {
        const q = Math.sqrt(-2 * Math.log(p));
        return polynomial(TAIL_NUMERATOR, q) / polynomial(TAIL_DENOMINATOR, q);
    }
    const q = p - 0.5;
    return (polynomial(CENTER_NUMERATOR, q * q) * q) / polynomial(CENTER_DENOMINATOR, q * q);
}
const LOW_TAIL = 0.02425;
const CENTER_NUMERATOR = [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
    2.506628277459239,
];
const CENTER_DENOMINATOR = [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
    1,
];
const TAIL_NUMERATOR = [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
];
const TAIL_DENOMINATOR = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];
const polynomial = (coefficients, x) => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
/** Returns a quantile of Student's distribution with so many degrees of freedom, for `p` from 0.5 to 1. */
function studentQuantile(p, degrees) {
    // The angle whose tangent is t / sqrt(degrees): its range is finite, that of t is not.
    const angle = bisect((theta) => studentMass(theta, degrees) < 2 * p - 1, 0, Math.PI / 2);
    return Math.tan(angle) * Math.sqrt(degrees);
}
/** The probability between -t and t (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
function studentMass(theta, degrees) {
    const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
    const isOdd = degrees % 2 === 1;
    let term = isOdd ? cosine : 1;
    let sum = degrees === 1 ? 0 : term;
    for (let k = isOdd ? 3 : 2; k <= degrees - 2; k += 2) {
        term *= cosine * cosine * ((k - 1) / k);
        sum += term;
    }
    return isOdd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}
/** Returns the point between `low` and `high` up to which `holds` is true. */
function bisect(holds, low, high) {
    let [from, to] = [low, high];
    for (let i = 0; i < 60; i++) {
        const middle = (from + to) / 2;
        if (holds(middle))
            from = middle;
        else
            to = middle;
    }
    return (from + to) / 2;
}

;// CONCATENATED MODULE: ./src/evaluation/random.ts
/** Creates a generator of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
function createRandom(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}
const SAMPLE_SEED = 20261129;
/**
 * Returns `size` of the items in their order, chosen at random with a fixed seed (Knuth, The Art of Computer Programming,
 * 3.4.2, algorithm S); all of them when there are no more.
 */
function sample(items, size) {
    const random = createRandom(SAMPLE_SEED);
    const chosen = [];
    for (const [i, item] of items.entries())
        if (random() * (items.length - i) < size - chosen.length)
            chosen.push(item);
    return chosen;
}

;// CONCATENATED MODULE: ./src/evaluation/paired-tests.ts


/**
 * Returns the two-sided p-value of the exact McNemar test: how likely a split at least as uneven as this one is when each
 * of the examples that the models answer differently falls to either side with equal chance.
 */
function exactMcNemar(gained, lost) {
    const discordant = gained + lost;
    let logTerm = -discordant * Math.LN2;
    let tail = 0;
    for (let k = 0; k <= Math.min(gained, lost); k++) {
        tail += Math.exp(logTerm);
        logTerm += Math.log((discordant - k) / (k + 1));
    }
    return Math.min(1, 2 * tail);
}
/**
 * Returns Tango's score interval for the difference of two paired proportions (Statistics in Medicine 17, 1998): of
 * `examples` pairs, `gained` passed with the first only and `lost` with the second only.
 */
function tangoInterval(gained, lost, examples, confidence) {
    if (examples === 0)
        return { low: -1, high: 1 };
    const limit = -normalQuantile((1 - confidence) / 2);
    const statistic = (delta) => tangoStatistic(gained, lost, examples, delta);
    const estimate = (gained - lost) / examples;
    return {
        low: bisect((delta) => statistic(delta) > limit, -1, estimate),
        high: bisect((delta) => statistic(delta) > -limit, estimate, 1),
    };
}
/** The score statistic of a true difference `delta`; it falls as `delta` rises. */
function tangoStatistic(gained, lost, examples, delta) {
    const a = 2 * examples;
    const b = -gained - lost + (2 * examples - gained + lost) * delta;
    const c = -lost * delta * (1 - delta);
    const share = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    const variance = examples * (2 * share + delta * (1 - delta));
    const distance = gained - lost - examples * delta;
    return distance === 0 ? 0 : distance / Math.sqrt(Math.max(0, variance));
}
/** Up to this many differences, all of their signs are tried. */
const MAX_ENUMERATED = 14;
const FLIPS = 10_000;
const FLIP_SEED = 1998;
/**
 * Returns the two-sided p-value of the sign-flip test (Fisher's randomization test of pairs): how likely a mean at least as
 * far from zero is when the sign of each difference is a matter of chance. Two models of equal quality swap their scores
 * with equal chance, so the test keeps its rate for every shape of scores and every number of examples.
 */
function signFlipTest(differences) {
    const sizes = Float64Array.from(differences.filter((difference) => difference !== 0), Math.abs);
    const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
    // Sums in another order differ in their last digits.
    const threshold = observed * (1 - 1e-12);
    return sizes.length <= MAX_ENUMERATED ? flipAll(sizes, threshold) : flipAtRandom(sizes, threshold);
}
function flipAll(sizes, threshold) {
    const total = 2 ** sizes.length;
    let hits = 0;
    for (let signs = 0; signs < total; signs++) {
        let sum = 0;
        let bits = signs;
        for (const size of sizes) {
            sum += bits & 1 ? size : -size;
            bits >>>= 1;
        }
        if (Math.abs(sum) >= threshold)
            hits++;
    }
    return hits / total;
}
/** The differences as they are count as one more flip, which keeps the test valid (Phipson and Smyth, 2010). */
function flipAtRandom(sizes, threshold) {
    const random = createRandom(FLIP_SEED);
    let hits = 1;
    for (let flip = 0; flip < FLIPS; flip++) {
        let sum = 0;
        let drawn = 0;
        let bits = 0;
        for (const size of sizes) {
            if (drawn++ % 32 === 0)
                bits = random() * 2 ** 32;
            sum += bits & 1 ? size : -size;
            bits >>>= 1;
        }
        if (Math.abs(sum) >= threshold)
            hits++;
    }
    return hits / (FLIPS + 1);
}

;// CONCATENATED MODULE: ./src/evaluation/statistics.ts



/**
 * Compares two models by their scores on the same examples, in the same order. Where all scores are 0 or 1, the verdict is
 * that of the exact McNemar test and the interval is Tango's. For other scores, the interval is that of `meanInterval`, and
 * reaches zero unless the sign-flip test finds a difference, too: the two agree. The same scores give the same result.
 */
function comparePairs(candidate, baseline, options) {
    const { confidence } = options;
    const differences = subtract(candidate, baseline);
    const difference = mean(differences);
    const neededExamples = countNeededExamples(differences, confidence);
    const alpha = 1 - confidence + 1e-12;
    if (!isBinary(candidate) || !isBinary(baseline)) {
        const { low, high } = meanInterval(differences, options);
        const excludesZero = low > 0 || high < 0;
        const test = excludesZero && { name: 'sign-flip test', pValue: signFlipTest(differences) };
        const isSignificant = test && test.pValue <= alpha;
        const interval = isSignificant ? { low, high } : { low: Math.min(low, 0), high: Math.max(high, 0) };
        return {
            difference,
            interval,
            verdict: judge(isSignificant, difference),
            neededExamples,
            unconfirmedBy: test && !isSignificant ? test : undefined,
        };
    }
    const gained = differences.filter((difference) => difference > 0).length;
    const lost = differences.filter((difference) => difference < 0).length;
    const interval = tangoInterval(gained, lost, differences.length, confidence);
    const test = { name: 'exact McNemar test', pValue: exactMcNemar(gained, lost) };
    const isSignificant = test.pValue <= alpha;
    return {
        difference,
        interval,
        verdict: judge(isSignificant, difference),
        neededExamples,
        unconfirmedBy: isSignificant ? undefined : test,
    };
}
/** Returns the differences of paired scores. */
function subtract(candidate, baseline) {
    return candidate.map((score, i) => score - (baseline[i] ?? Number.NaN));
}
const isBinary = (scores) => scores.every((score) => score === 0 || score === 1);
function judge(isSignificant, difference) {
    if (!isSignificant || difference === 0)
        return 'inconclusive';
    return difference > 0 ? 'better' : 'worse';
}
/** Resamples of the bootstrap. */
const RESAMPLES = 10_000;
const SEED = 20261129;
/** Fewer values that stand out from the most frequent one have no spread to measure. */
const MIN_DISTINCT = 6;
/**
 * Returns the interval of the mean by the bootstrap-t (Efron and Tibshirani, An Introduction to the Bootstrap, 12.5), made
 * a little wider to keep its rate: both sides have the width of the wider one, and never less than Student's. Where most
 * values are equal, the bootstrap alone is too sure of itself (measured: 6 % false alarms instead of 2.5 % at 100 examples of
 * which ten differ). Where nearly all values are equal, it is at least as wide as Wilson's interval of the share of those
 * that are not, times the scale: what was rarely or never observed may still happen.
 */
function meanInterval(values, { confidence, scale }) {
    const { average, error } = summarize(values);
    const tail = (1 - confidence) / 2;
    const distinct = countDistinct(values);
    const wilson = shareMargin(distinct, values.length, tail) * scale;
    const minimum = distinct < MIN_DISTINCT ? wilson : 0;
    const around = (distance) => ({ low: average - distance, high: average + distance });
    if (!(error > 0))
        return around(minimum);
    const statistics = resample(values, average);
    const student = error * studentQuantile(1 - tail, values.length - 1);
    const bootstrap = error * Math.max(quantile(statistics, 1 - tail), -quantile(statistics, tail));
    if (Number.isFinite(bootstrap))
        return around(Math.max(student, bootstrap, minimum));
    // Too many resamples have no spread. Where most values are equal, Wilson's interval stands in for them; few values show nothing.
    const { low, high } = around(Math.max(student, wilson));
    if (2 * distinct <= values.length)
        return { low, high };
    return { low: Math.min(low, -scale), high: Math.max(high, scale) };
}
/** Returns how far the upper end of Wilson's score interval is from the share of so many examples. */
function shareMargin(count, examples, tail) {
    const z = -normalQuantile(tail);
    const share = count / examples;
    const spread = z * Math.sqrt((share * (1 - share)) / examples + (z / (2 * examples)) ** 2);
    return (share + z ** 2 / (2 * examples) + spread) / (1 + z ** 2 / examples) - share;
}
/** Returns how many values differ from the most frequent one. */
function countDistinct(values) {
    const counts = new Map();
    let highest = 0;
    for (const value of values) {
        const count = (counts.get(value) ?? 0) + 1;
        counts.set(value, count);
        highest = Math.max(highest, count);
    }
    return values.length - highest;
}
/** Returns the statistics of Student of resamples, sorted. One without any spread counts as infinitely far away. */
function resample(values, average) {
    const random = createRandom(SEED);
    const n = values.length;
    // Around the average, so that squares of large values do not cancel each other.
    const centered = Float64Array.from(values, (value) => value - average);
    const statistics = new Float64Array(RESAMPLES);
    for (let i = 0; i < RESAMPLES; i++) {
        let sum = 0;
        let squares = 0;
        for (let j = 0; j < n; j++) {
            const value = centered[Math.floor(random() * n)] ?? 0;
            sum += value;
            squares += value * value;
        }
        const distance = sum / n;
        const variance = (squares / n - distance * distance) / (n - 1);
        statistics[i] =
            variance > 1e-15 * distance * distance
                ? distance / Math.sqrt(variance)
                : distance * Number.POSITIVE_INFINITY || 0;
    }
    return statistics.sort();
}
function quantile(sorted, share) {
    return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
/** Returns the mean and its standard error. */
function summarize(values) {
    const average = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
    const error = Math.sqrt(squares / (values.length - 1) / values.length);
    // What remains of equal values is rounding.
    return { average, error: error > 1e-12 * Math.abs(average) ? error : 0 };
}
/** Returns the mean of some values; NaN when there are none. */
function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** The share of runs in which a difference would be found. */
const POWER = 0.8;
/**
 * Returns how many pairs show a difference like this one in four of five runs (Connor, Biometrics 43, 1987, for scores of 0
 * and 1; the same form for others); undefined when there is no difference.
 */
function countNeededExamples(differences, confidence) {
    const average = mean(differences);
    if (!average)
        return undefined;
    const squares = differences.reduce((sum, difference) => sum + difference ** 2, 0) / differences.length;
    const factor = -normalQuantile((1 - confidence) / 2) * Math.sqrt(squares) +
        normalQuantile(POWER) * Math.sqrt(Math.max(0, squares - average ** 2));
    return Math.ceil((factor / average) ** 2);
}
/**
 * Returns about how many pairs like these have an interval of the difference that ends at `limit`, below or above it;
 * undefined when the difference itself does not reach the limit, so that no number would. Where no pair differs, the number
 * follows from Wilson's and Tango's interval, which are then the same.
 */
function countExamplesForBound(differences, { limit, isLower }, { confidence, scale }) {
    const average = mean(differences);
    const margin = isLower ? average - limit : limit - average;
    if (!(margin > 0))
        return undefined;
    const z = -normalQuantile((1 - confidence) / 2);
    const variance = mean(differences.map((difference) => (difference - average) ** 2));
    return Math.ceil(z ** 2 * Math.max(scale / margin - 1, variance / margin ** 2));
}

;// CONCATENATED MODULE: ./src/evaluation/build-report.ts

/** Returns what the report shows of one model. */
function buildModelReport({ name, usage }, scores, samples) {
    return {
        name,
        // Without an example there is no mean, and nothing shows it.
        score: mean(samples.score) || 0,
        passRate: mean(samples.pass_rate) || 0,
        errors: samples.errors.reduce((sum, error) => sum + error, 0),
        failures: scores.countFailures(),
        refusals: scores.refusals,
        usage: { ...usage },
    };
}
/** The examples that got worse that a report lists. */
const MAX_WORSE = 100;
/** Returns the examples with a lower score than the baseline's, worst first. */
function listWorse({ candidate, baseline }, locations) {
    if (!baseline)
        return [];
    // Examples without scores have equal ones.
    return locations
        .map((location, i) => ({ ...location, candidate: candidate.get(i), baseline: baseline.get(i) }))
        .filter(({ candidate, baseline }) => candidate < baseline)
        .sort((a, b) => b.baseline - b.candidate - (a.baseline - a.candidate))
        .slice(0, MAX_WORSE);
}
/** The bounds of the groups of differences, as shares of the range of scores. */
const GROUPS = [0.5, 0.1];
/** Counts the examples by the difference of their scores; without scores between the extremes, in three groups. */
function buildDifferenceHistogram({ samples: { candidate, baseline } }, scale) {
    if (!baseline || candidate.score.length === 0)
        return [];
    const gains = subtract(candidate.score, baseline.score).map((difference) => difference / scale);
    const losses = gains.map((gain) => -gain);
    const count = (shares, low, high = Number.POSITIVE_INFINITY) => shares.filter((share) => share > low && share <= high).length;
    const same = { label: 'same', count: gains.filter((gain) => gain === 0).length };
    if (gains.every(Number.isInteger))
        return [{ label: 'better', count: count(gains, 0) }, same, { label: 'worse', count: count(losses, 0) }];
    const [large, small] = GROUPS;
    const name = (share) => Number((share * scale).toPrecision(3));
    return [
        { label: `better by more than ${name(large)}`, count: count(gains, large) },
        { label: `better by ${name(small)} to ${name(large)}`, count: count(gains, small, large) },
        { label: `better by less than ${name(small)}`, count: count(gains, 0, small) },
        same,
        { label: `worse by less than ${name(small)}`, count: count(losses, 0, small) },
        { label: `worse by ${name(small)} to ${name(large)}`, count: count(losses, small, large) },
        { label: `worse by more than ${name(large)}`, count: count(losses, large) },
    ];
}

// EXTERNAL MODULE: ./src/config/evaluation-gate.ts
var evaluation_gate = __webpack_require__(9572);
// EXTERNAL MODULE: ./src/config/gate-line.ts
var gate_line = __webpack_require__(3162);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
;// CONCATENATED MODULE: ./src/report/evaluation.ts

/** Returns the result in one line: better, worse or undecided, and how many examples would decide. */
function formatVerdict(report) {
    const { comparison, candidate, examples } = report;
    if (examples.evaluated === 0)
        return 'no example was evaluated';
    if (!comparison)
        return `score ${(0,format/* formatMetric */.gI)(candidate.score)} on ${(0,format/* formatCount */.B4)(examples.evaluated, 'example')}`;
    const { verdict, difference, hasOneModel } = comparison;
    if (hasOneModel)
        return `candidate and baseline are the same model, score ${(0,format/* formatMetric */.gI)(candidate.score)} on ${(0,format/* formatCount */.B4)(examples.evaluated, 'example')}`;
    const interval = formatInterval(comparison);
    if (verdict !== 'inconclusive')
        return `${verdict} by ${(0,format/* formatMetric */.gI)(Math.abs(difference))} (${interval}) on ${(0,format/* formatCount */.B4)(examples.evaluated, 'example')}`;
    const needed = formatNeeded(comparison, examples.evaluated);
    return `cannot tell, ${needed}: ${formatDifference(difference)} (${interval}) on ${(0,format/* formatCount */.B4)(examples.evaluated, 'example')}${formatDoubt(comparison)}`;
}
/** An interval without 0 looks like a difference, which only the test may confirm. */
function formatDoubt({ low, high, unconfirmedBy }) {
    const excludesZero = low > 0 || high < 0;
    return excludesZero && unconfirmedBy ? `, but ${formatTest(unconfirmedBy)} shows no difference` : '';
}
/** Returns a significance test with its result: `the exact McNemar test (p = 0.0625)`. */
function formatTest({ name, pValue }) {
    return `the ${name} (p = ${(0,format/* formatMetric */.gI)(pValue)})`;
}
function formatNeeded({ neededExamples }, evaluated) {
    if (neededExamples === undefined)
        return 'there is no difference to be seen';
    return neededExamples <= evaluated
        ? 'more examples would'
        : `about ${formatEstimate(neededExamples)} examples would`;
}
/** Returns an estimated number of examples, rounded up to two digits: more than such an estimate has. */
function formatEstimate(count) {
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
    return (0,format/* formatInteger */.Sm)(Math.ceil(count / unit) * unit);
}
const MAX_REASONS = 5;
/** Returns the reasons of a model's errors with their counts, each as `formatReason` writes it; undefined when it has none. */
function formatFailures({ failures }, formatReason = (reason) => reason) {
    const listed = failures
        .slice(0, MAX_REASONS)
        .map(({ reason, count }) => `${(0,format/* formatInteger */.Sm)(count)} × ${formatReason(reason)}`);
    return listed.length > 0 ? listed.join(', ') : undefined;
}
/** Returns a difference with its sign: `+0.12`, `−0.03`, `0`. */
function formatDifference(difference) {
    return difference === 0 ? '0' : (0,format/* formatSigned */.Gp)(difference, format/* formatMetric */.gI);
}
/** Returns the interval of the difference: `−0.03 to +0.12 at 95 %`. */
function formatInterval({ low, high, confidence }) {
    const percent = Number((100 * confidence).toFixed(2));
    return `${formatDifference(low)} to ${formatDifference(high)} at ${percent} %`;
}
/** Returns the line of progress: examples, scores so far and the time left. */
function formatEvaluationProgress(progress) {
    const { done, total, score, baselineScore, errors, timeLeft } = progress;
    return [
        `${(0,format/* formatInteger */.Sm)(done)}/${(0,format/* formatInteger */.Sm)(total)} examples`,
        `score ${(0,format/* formatMetric */.gI)(score)}`,
        baselineScore !== undefined && `baseline ${(0,format/* formatMetric */.gI)(baselineScore)}`,
        errors > 0 && (0,format/* formatCount */.B4)(errors, 'error'),
        timeLeft && `${timeLeft} left`,
    ]
        .filter(Boolean)
        .join(' · ');
}

;// CONCATENATED MODULE: ./src/evaluation/evaluate-requirements.ts




/**
 * Evaluates the lines of the gate. A line with the baseline holds when the bound of the paired difference supports it, so
 * that noise does not pass; with a confidence of 0, when the means do. `scale` is the range of the score.
 */
function evaluateRequirements(requirements, samples, { confidence, scale }) {
    const rows = requirements.map((requirement) => {
        const options = { confidence, scale: requirement.metric === 'score' ? scale : 1 };
        return evaluateRequirement(requirement, samples, options);
    });
    return { passed: rows.every(({ passed }) => passed), rows };
}
function evaluateRequirement(requirement, { candidate, baseline }, options) {
    const { metric, operator, factor, offset } = requirement;
    const values = candidate[metric];
    // Errors are counted, the other metrics are shares.
    const unit = metric === 'errors' ? values.length : 1;
    const actual = round(mean(values) * unit);
    const row = { requirement: (0,evaluation_gate/* formatEvaluationRequirement */.Jn)(requirement), metric, actual };
    if (values.length === 0)
        return { ...row, limit: undefined, passed: false, note: 'no example was evaluated' };
    if (!(0,evaluation_gate/* usesBaseline */.KB)(requirement))
        return { ...row, limit: offset, passed: gate_line/* OPERATORS */.w[operator](actual, offset) };
    const others = baseline?.[metric];
    if (!others)
        return { ...row, limit: undefined, passed: false, note: 'there is no baseline' };
    if (options.confidence === 0) {
        const limit = round(mean(others) * unit * factor + offset);
        return { ...row, limit, passed: gate_line/* OPERATORS */.w[operator](actual, limit) };
    }
    // Not compared with a limit that the means give, which a reader would compare with the actual value.
    const bound = computeBound(requirement, values, others, options);
    const isReached = gate_line/* OPERATORS */.w[operator](round(bound.value * unit), offset);
    const passed = isReached && bound.isSupported(offset);
    const note = describeBound(requirement, bound.value * unit, options);
    const { unconfirmedBy } = bound;
    const doubt = isReached && !passed && unconfirmedBy ? `, but ${formatTest(unconfirmedBy)} shows no difference` : '';
    const needed = isReached ? '' : describeNeeded(requirement, values, others, options);
    return { ...row, limit: undefined, passed, note: `${note}${doubt}${needed}` };
}
/** Returns the end of the interval of the difference that a line must hold for. */
function computeBound({ operator, factor }, values, others, options) {
    const isLower = operator.startsWith('>');
    const end = isLower ? 'low' : 'high';
    const { interval, verdict, unconfirmedBy } = comparePairs(values, others, options);
    if (factor !== 1) {
        // candidate - factor * baseline is the difference plus (1 - factor) times the baseline. The ends of both intervals
        // together are a little cautious. An interval of the sum as a whole would miss losses that none of the examples shows.
        const share = 1 - factor;
        const other = meanInterval(others, options)[share > 0 === isLower ? 'low' : 'high'];
        return { value: interval[end] + share * other, isSupported: () => true };
    }
    // A line that allows no loss requires a difference: there the significance test decides, too.
    const isSupported = (offset) => isLower ? offset < 0 || verdict === 'better' : offset > 0 || verdict === 'worse';
    return { value: interval[end], isSupported, unconfirmedBy };
}
/** Describes the bound and what it must reach: `at 95 %, the difference is at least −0.11; −0.02 is required`. */
function describeBound({ operator, factor, offset }, bound, { confidence }) {
    const end = operator.startsWith('>') ? 'at least' : 'at most';
    const strictly = { '>': 'more than ', '<': 'less than ' }[operator] ?? '';
    const scaled = factor === 1 ? '' : ` from ${factor} times the baseline`;
    const percent = round(100 * confidence, 2);
    return `at ${percent} %, the difference${scaled} is ${end} ${formatSign(bound)}; ${strictly}${formatSign(offset)} is required`;
}
/** Says how many examples the line needs, if more examples like these would pass it. Errors have a limit in examples. */
function describeNeeded({ metric, operator, factor, offset }, values, others, options) {
    if (metric === 'errors' || factor !== 1)
        return '';
    const needed = countExamplesForBound(subtract(values, others), { limit: offset, isLower: operator.startsWith('>') }, options);
    if (needed === undefined || needed <= values.length)
        return '';
    return `; about ${formatEstimate(needed)} examples like these would show it`;
}
function formatSign(value) {
    const size = Math.abs(round(value, 4));
    return size === 0 ? '0' : `${value < 0 ? '−' : '+'}${size}`;
}
/** Without the last digits, which depend on the order of a sum. */
const round = (value, digits = 10) => Number(value.toFixed(digits));

;// CONCATENATED MODULE: ./src/evaluation/compute-result.ts


const DEFAULT_CONFIDENCE = 0.95;
/** Computes the comparison and the gate of the examples that have scores. */
function computeResult(table, options) {
    const { requirements, scale, hasOneModel } = options;
    const confidence = hasOneModel ? 0 : options.confidence;
    const finished = table.listFinished();
    const samples = {
        candidate: toSamples(table.candidate, finished, options),
        baseline: table.baseline && toSamples(table.baseline, finished, options),
    };
    const gate = requirements.length > 0 ? evaluateRequirements(requirements, samples, { confidence, scale }) : undefined;
    return { samples, comparison: compare(samples, options), gate };
}
/** A sum of decimals may miss a score by its last digit. */
const ROUNDING = 1e-9;
function toSamples(scores, finished, { passScore }) {
    const values = finished.map((index) => scores.get(index));
    return {
        score: values,
        pass_rate: values.map((score) => (score >= passScore - ROUNDING ? 1 : 0)),
        errors: finished.map((index) => (scores.failures.has(index) ? 1 : 0)),
    };
}
function compare({ candidate, baseline }, { confidence: requested, scale, hasOneModel }) {
    if (!baseline || candidate.score.length === 0)
        return undefined;
    const confidence = requested || DEFAULT_CONFIDENCE;
    if (hasOneModel)
        return { difference: 0, low: 0, high: 0, confidence, verdict: 'inconclusive', hasOneModel };
    const { interval, ...comparison } = comparePairs(candidate.score, baseline.score, { confidence, scale });
    return { ...comparison, ...interval, confidence };
}

// EXTERNAL MODULE: ./src/config/grader.ts
var config_grader = __webpack_require__(4407);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/evaluation/exact-match.ts


/**
 * Returns whether an answer equals its reference: the same text without white space around it, and the same tool calls by
 * name and arguments, in any order. Arguments are compared as JSON, calls of other kinds by all but their id.
 */
function matchesExactly(answer, reference) {
    if (answer.text.trim() !== reference.text.trim())
        return false;
    const remaining = reference.toolCalls.map(toCall);
    return (answer.toolCalls.length === remaining.length &&
        answer.toolCalls.map(toCall).every((call) => {
            const match = remaining.findIndex((expected) => (0,external_node_util_.isDeepStrictEqual)(call, expected));
            if (match === -1)
                return false;
            remaining.splice(match, 1);
            return true;
        }));
}
function toCall(call) {
    if (!(0,src_json/* isJsonObject */.OW)(call))
        return call;
    const { id, ...others } = call;
    if (!(0,src_json/* isJsonObject */.OW)(call.function))
        return others;
    const { name, arguments: text } = call.function;
    return { name, arguments: typeof text === 'string' ? ((0,src_json/* tryParseJson */.Bl)(text) ?? text) : text };
}

;// CONCATENATED MODULE: ./src/evaluation/formula.ts

const FUNCTIONS = {
    min: Math.min,
    max: Math.max,
    abs: Math.abs,
    floor: Math.floor,
    ceil: Math.ceil,
    exp: Math.exp,
    sqrt: Math.sqrt,
    log: Math.log,
};
const UNARY = ['abs', 'floor', 'ceil', 'exp', 'sqrt', 'log'];
const TOKEN = /\s*(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[-+*/^(),])/y;
const MAX_DEPTH = 100;
/**
 * Compiles the `calculate_output` of a `multi` grader: `+ - * / ^`, parentheses and the functions of the graders guide over
 * the keys of the graders. Throws an ActionError for anything else.
 */
function compileFormula(text, names) {
    return new FormulaParser(text, names).parse();
}
class FormulaParser {
    #tokens;
    #names;
    #at = 0;
    #depth = 0;
    constructor(text, names) {
        this.#names = names;
        this.#tokens = tokenize(text);
    }
    parse() {
        const formula = this.#sum();
        const rest = this.#tokens[this.#at];
        if (rest !== undefined)
            throw unexpected(rest);
        return formula;
    }
    #sum() {
        let left = this.#product();
        for (let operator = this.#take('+', '-'); operator; operator = this.#take('+', '-')) {
            const [a, b] = [left, this.#product()];
            left = operator === '+' ? (v) => a(v) + b(v) : (v) => a(v) - b(v);
        }
        return left;
    }
    #product() {
        let left = this.#signed();
        for (let operator = this.#take('*', '/'); operator; operator = this.#take('*', '/')) {
            const [a, b] = [left, this.#signed()];
            left = operator === '*' ? (v) => a(v) * b(v) : (v) => a(v) / b(v);
        }
        return left;
    }
    /** A sign binds less than a power: -2^2 is -4. */
    #signed() {
        const sign = this.#take('+', '-');
        if (!sign)
            return this.#power();
        const value = this.#nested(() => this.#signed());
        return sign === '-' ? (v) => -value(v) : value;
    }
    #power() {
        const base = this.#value();
        if (!this.#take('^'))
            return base;
        const exponent = this.#nested(() => this.#signed());
        return (v) => base(v) ** exponent(v);
    }
    #value() {
        const token = this.#tokens[this.#at++];
        if (token === undefined)
            throw new errors/* ActionError */.lZ('calculate_output: ends too early');
        if (token === '(')
            return this.#nested(() => this.#group());
        if (/^[\d.]/.test(token)) {
            const number = Number(token);
            return () => number;
        }
        if (this.#names.includes(token))
            return (v) => v.get(token) ?? Number.NaN;
        const call = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
        if (!call || !this.#take('('))
            throw unexpected(token);
        const values = this.#nested(() => this.#arguments());
        if (UNARY.includes(token) && values.length !== 1)
            throw new errors/* ActionError */.lZ(`calculate_output: ${token} takes one value`);
        return (v) => call(...values.map((value) => value(v)));
    }
    #group() {
        const value = this.#sum();
        this.#close();
        return value;
    }
    #arguments() {
        const values = [this.#sum()];
        while (this.#take(','))
            values.push(this.#sum());
        this.#close();
        return values;
    }
    #close() {
        if (!this.#take(')'))
            throw new errors/* ActionError */.lZ('calculate_output: a ")" is missing');
    }
    #nested(parse) {
        this.#depth += 1;
        if (this.#depth > MAX_DEPTH)
            throw new errors/* ActionError */.lZ('calculate_output: nests too deeply');
        const value = parse();
        this.#depth -= 1;
        return value;
    }
    #take(...operators) {
        const token = this.#tokens[this.#at];
        if (token === undefined || !operators.includes(token))
            return undefined;
        this.#at += 1;
        return token;
    }
}
function tokenize(text) {
    const tokens = [];
    const trimmed = text.trim();
    TOKEN.lastIndex = 0;
    for (let at = 0; at < trimmed.length; at = TOKEN.lastIndex) {
        TOKEN.lastIndex = at;
        const match = TOKEN.exec(trimmed);
        if (!match)
            throw unexpected(trimmed.slice(at, at + 20));
        tokens.push(match[0].trim());
    }
    return tokens;
}
const unexpected = (token) => new errors/* ActionError */.lZ(`calculate_output: ${(0,errors/* quote */.hD)(token)} is not expected there`);

// EXTERNAL MODULE: ./src/dataset/model.ts
var dataset_model = __webpack_require__(9333);
// EXTERNAL MODULE: ./src/http/errors.ts
var http_errors = __webpack_require__(8549);
;// CONCATENATED MODULE: ./src/evaluation/chat-request.ts



/** Returns whether an answer ends at the limit of its tokens, in the word of the API or in that of other servers. */
function isCutOff(finishReason) {
    return finishReason === 'length' || finishReason === 'max_tokens';
}
/** Names of reasoning models, which accept neither `max_tokens` nor a temperature (API reference, chat completions). */
const REASONING_MODEL = /^(o\d|gpt-([5-9]|\d\d)(?!.*chat))/i;
/** The settings that a server may refuse by name, besides `max_tokens`. */
const OPTIONAL = ['temperature', 'seed', 'top_p', 'reasoning_effort'];
/**
 * Builds the bodies of requests to one model, and learns from the server's refusals which settings the model does not
 * have: at Azure the name of a deployment does not say what model it is.
 */
class AdaptiveRequestBuilder {
    #tokenLimit;
    /** Whether the model has answered to a request with the limit: a refusal that names it is then about its number. */
    #isLimitKnown = false;
    #refused = new Set();
    constructor(model) {
        const isReasoning = REASONING_MODEL.test((0,dataset_model/* getBaseModel */.xL)(model));
        this.#tokenLimit = isReasoning ? 'max_completion_tokens' : 'max_tokens';
        if (isReasoning)
            this.#refused.add('temperature');
    }
    /** The settings that the model is not sent. */
    get refused() {
        return this.#refused;
    }
    /** Returns the body of a request. */
    build({ request, refusedLimits }) {
        const limit = this.#tokenLimit;
        const { model, messages, options, maxOutputTokens, temperature, seed } = request;
        const settings = (0,src_json/* omitNullish */.p3)({ temperature, seed, ...options });
        return {
            model,
            messages,
            ...Object.fromEntries(Object.entries(settings).filter(([name]) => !this.#refused.has(name))),
            [refusedLimits.has(limit) ? getOther(limit) : limit]: maxOutputTokens,
        };
    }
    /** Learns from an answer to `body`. */
    confirm(body) {
        if (this.#isLimitKnown)
            return;
        this.#isLimitKnown = true;
        this.#tokenLimit = getTokenLimit(body);
    }
    /** Learns from a refusal of `body`; returns whether the request should be sent again. */
    learn(error, body, { droppable, refusedLimits }) {
        if (!(error instanceof http_errors/* ApiError */.hD) || ![400, 422].includes(error.status))
            return false;
        const text = error.param ?? error.serverMessage ?? '';
        const names = (name) => new RegExp(`\\b${name}\\b`).test(text);
        const sent = getTokenLimit(body);
        if (names(sent))
            return this.#learnLimit(sent, refusedLimits);
        const name = [...OPTIONAL, ...droppable].find((name) => names(name) && Object.hasOwn(body, name));
        if (!name)
            return false;
        this.#refused.add(name);
        return true;
    }
    /** A refusal that names the limit may be about its name, its number, or a prompt that leaves no room for it. */
    #learnLimit(sent, refusedLimits) {
        if (this.#isLimitKnown && sent === this.#tokenLimit)
            return false;
        const other = getOther(sent);
        const areBothRefused = refusedLimits.has(other);
        refusedLimits.add(sent);
        // Where both are refused it was not the name: other requests go on with the one that this request had first.
        if (!this.#isLimitKnown)
            this.#tokenLimit = other;
        return !areBothRefused;
    }
}
const getTokenLimit = (body) => Object.hasOwn(body, 'max_tokens') ? 'max_tokens' : 'max_completion_tokens';
const getOther = (limit) => limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';

;// CONCATENATED MODULE: ./src/evaluation/grading-error.ts

/** Thrown when an answer gets no usable grade, which is no fault of the answer: its message is the reason. */
class GradingError extends errors/* ActionError */.lZ {
    name = 'GradingError';
}

// EXTERNAL MODULE: ./src/dataset/json-path.ts
var json_path = __webpack_require__(1334);
;// CONCATENATED MODULE: ./src/evaluation/render-template.ts


/** Thrown when a template refers to a value that does not exist: the API gives such an answer 0 points. */
class MissingVariableError extends Error {
    name = 'MissingVariableError';
}
/** As in `config/template.ts`, but only what the two namespaces can be. */
const TEMPLATE = /\{\{\s*((?:item|sample)(?:\.[^\s.[\]{}"']+|\[\d+\])+)\s*\}\}/g;
/** Far more than a model reads. A template may name a long value thousands of times. */
const MAX_CHARACTERS = 16 * 2 ** 20;
/**
 * Returns the text with the value of each `{{item.…}}` and `{{sample.…}}`; other braces stay as they are. A value that is
 * not text is written as JSON. Throws a MissingVariableError, or a GradingError when the text would be too long.
 */
function renderTemplate(template, scope) {
    let characters = template.length;
    return template.replace(TEMPLATE, (_, reference) => {
        const value = (0,json_path/* getValueAt */.dm)(scope, reference.split(/[.[\]]+/).filter(Boolean));
        if (value === undefined)
            throw new MissingVariableError();
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        characters += text.length;
        if (characters > MAX_CHARACTERS)
            throw new GradingError('the text to grade is too long');
        return text;
    });
}

;// CONCATENATED MODULE: ./src/evaluation/model-grader.ts




/** The most tokens of a grade, unless the grader sets another number: it explains itself before it scores. */
const GRADE_TOKENS = 1024;
/** Returns the limit for the tokens of a grade. */
function getMaxGradeTokens(grader) {
    return (grader.type === 'score_model' && grader.sampling_params?.max_completions_tokens) || GRADE_TOKENS;
}
/** Creates the function that requests a grade from a model and reads it. */
function createModelGrader(grader, { models, seed }) {
    return async (scope) => {
        const request = buildGradeRequest(grader, scope, seed);
        const answer = await models.complete(request, {
            isUsable: (answer) => typeof readGrade(answer, grader) === 'number',
            droppable: ['response_format'],
        });
        const grade = readGrade(answer, grader);
        if (typeof grade === 'number')
            return grade;
        throw new GradingError(grade.problem);
    };
}
function readGrade({ finishReason, text }, grader) {
    if (isCutOff(finishReason))
        return { problem: 'the grade was cut off' };
    // A model without structured outputs may wrap the object in a code block.
    const grade = (0,src_json/* tryParseJson */.Bl)(text) ?? (0,src_json/* tryParseJson */.Bl)(/\{[\s\S]*\}/.exec(text)?.[0] ?? '');
    if (!(0,src_json/* isJsonObject */.OW)(grade))
        return { problem: 'the grade is not a JSON object' };
    return grader.type === 'score_model' ? readScore(grade, grader.range) : readLabel(grade, grader);
}
/** A number outside of the range counts as its nearest end, as in the API. */
function readScore(grade, range) {
    const [lowest = 0, highest = 1] = range ?? [];
    const score = typeof grade.result === 'string' ? Number.parseFloat(grade.result) : grade.result;
    if (typeof score !== 'number' || !Number.isFinite(score))
        return { problem: 'the grade is not a number' };
    return Math.min(highest, Math.max(lowest, score));
}
function readLabel(grade, { labels, passing_labels: passing }) {
    const label = typeof grade.result === 'string' ? grade.result.trim() : '';
    if (!labels.includes(label))
        return { problem: 'the grade is none of the labels' };
    return passing.includes(label) ? 1 : 0;
}
function buildGradeRequest(grader, scope, defaultSeed) {
    const sampling = grader.type === 'score_model' ? (grader.sampling_params ?? {}) : {};
    const { seed = defaultSeed, temperature = 0, top_p, reasoning_effort } = (0,src_json/* omitNullish */.p3)(sampling);
    const messages = grader.input.map(({ role, content }) => ({ role, content: toContent(content, scope) }));
    return {
        model: grader.model,
        messages: [{ role: 'system', content: describeGrade(grader) }, ...messages],
        options: (0,src_json/* omitNullish */.p3)({ top_p, reasoning_effort, response_format: gradeFormat(grader) }),
        maxOutputTokens: getMaxGradeTokens(grader),
        temperature,
        seed,
    };
}
/** The form of the grade in words, for models that know no schema. */
function describeGrade(grader) {
    const steps = '"steps", a list of objects with "description" and "conclusion"';
    if (grader.type === 'label_model')
        return `Respond with a JSON object: ${steps}, then "result", one of these labels: ${JSON.stringify(grader.labels)}.`;
    const [lowest = 0, highest = 1] = grader.range ?? [];
    return `Respond with a JSON object: ${steps}, then "result", a number from ${lowest} to ${highest}.`;
}
/** The schema that the API's own graders use: the reasons first, so that the result follows from them. */
function gradeFormat(grader) {
    const text = { type: 'string' };
    const step = strictObject({ description: text, conclusion: text });
    const result = grader.type === 'label_model' ? { type: 'string', enum: grader.labels } : { type: 'number' };
    const schema = strictObject({ steps: { type: 'array', items: step }, result });
    return { type: 'json_schema', json_schema: { name: 'grade', strict: true, schema } };
}
const strictObject = (properties) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
});
/** Returns the content of a grader's message in the form of chat completions, with its templates filled in. */
function toContent(content, scope) {
    if (typeof content === 'string')
        return renderTemplate(content, scope);
    return [content].flat().map((part) => toPart(part, scope));
}
function toPart(part, scope) {
    if (typeof part === 'string')
        return { type: 'text', text: renderTemplate(part, scope) };
    switch (part.type) {
        case 'input_text':
        case 'output_text':
            return { type: 'text', text: renderTemplate(part.text, scope) };
        case 'input_image': {
            const { detail } = part;
            return {
                type: 'image_url',
                image_url: (0,src_json/* omitNullish */.p3)({ url: renderTemplate(part.image_url, scope), detail }),
            };
        }
        case 'input_audio':
            return { type: 'input_audio', input_audio: part.input_audio };
    }
}

;// CONCATENATED MODULE: ./src/evaluation/longest-common-subsequence.ts

const WORD_BITS = 32;
/** Takes about a second: two texts of a hundred thousand characters each take a third of it. */
const MAX_STEPS = 1_000_000_000;
/** Of four bytes each. */
const MAX_TABLE_WORDS = 50_000_000;
/**
 * Returns the length of the longest common subsequence, 32 rows of the table at a time (Hyyrö, Bit-parallel LCS-length
 * computation revisited, 2004): two answers of a thousand words take milliseconds. Throws a GradingError when it would take
 * seconds, or hundreds of megabytes.
 */
function getCommonSubsequenceLength(a, b) {
    const words = Math.ceil(a.length / WORD_BITS);
    if (words * b.length > MAX_STEPS || words * new Set(a).size > MAX_TABLE_WORDS)
        throw new GradingError('the texts are too long to compare');
    const positions = indexPositions(a, words);
    // A bit is 0 where the length of the subsequence rises.
    const rows = new Uint32Array(words).fill(2 ** WORD_BITS - 1);
    for (const item of b) {
        const matches = positions.get(item);
        if (!matches)
            continue;
        let carry = 0;
        for (let i = 0; i < words; i++) {
            const row = rows[i] ?? 0;
            const common = (row & (matches[i] ?? 0)) >>> 0;
            const sum = row + common + carry;
            carry = sum >= 2 ** WORD_BITS ? 1 : 0;
            rows[i] = (sum | (row - common)) >>> 0;
        }
    }
    let length = 0;
    for (let i = 0; i < a.length; i++)
        if (!(((rows[Math.floor(i / WORD_BITS)] ?? 0) >>> (i % WORD_BITS)) & 1))
            length++;
    return length;
}
/** Returns where each item occurs, as bits. */
function indexPositions(items, words) {
    const positions = new Map();
    for (const [i, item] of items.entries()) {
        const bits = positions.get(item) ?? new Uint32Array(words);
        positions.set(item, bits);
        const word = Math.floor(i / WORD_BITS);
        bits[word] = (bits[word] ?? 0) | (1 << (i % WORD_BITS));
    }
    return positions;
}

;// CONCATENATED MODULE: ./src/evaluation/text-similarity.ts


/** Longer than the answer of any model. A step that compares for seconds would not notice its cancellation. */
const text_similarity_MAX_CHARACTERS = 500_000;
/**
 * Returns how similar a text is to its reference, from 0 to 1, with the results of the Python packages that the API's own
 * graders have: `rapidfuzz.fuzz.ratio`, `nltk`'s sentence BLEU and GLEU without smoothing over words between white space,
 * and the F-measure of `rouge-score` without stemming. Throws a GradingError when a text has more than 500,000 characters,
 * or when both are so long that their comparison would take seconds.
 */
function measureSimilarity(metric, input, reference) {
    if (Math.max(input.length, reference.length) > text_similarity_MAX_CHARACTERS)
        throw new GradingError('the texts are too long to compare');
    return METRICS[metric](input, reference);
}
/** Returns whether a metric of `text_similarity` is computed here. */
function isSimilarityMetric(metric) {
    return Object.hasOwn(METRICS, metric);
}
const METRICS = {
    fuzzy_match: fuzzyMatch,
    bleu,
    gleu,
    rouge_1: rougeN(1),
    rouge_2: rougeN(2),
    rouge_3: rougeN(3),
    rouge_4: rougeN(4),
    rouge_5: rougeN(5),
    rouge_l: rougeL,
};
/** The share of characters that need not be inserted or deleted to turn one text into the other. */
function fuzzyMatch(input, reference) {
    const [a, b] = [[...input], [...reference]];
    if (a.length + b.length === 0)
        return 1;
    return (2 * getCommonSubsequenceLength(a, b)) / (a.length + b.length);
}
const splitWords = (text) => text.split(/\s+/).filter(Boolean);
const MAX_ORDER = 4;
function bleu(input, reference) {
    const [words, expected] = [splitWords(input), splitWords(reference)];
    if (words.length === 0)
        return 0;
    let logSum = 0;
    for (let n = 1; n <= MAX_ORDER; n++) {
        const matches = countMatches(countNgrams(words, n), countNgrams(expected, n));
        if (matches === 0)
            return 0;
        logSum += Math.log(matches / (words.length - n + 1)) / MAX_ORDER;
    }
    const brevityPenalty = words.length > expected.length ? 1 : Math.exp(1 - expected.length / words.length);
    return brevityPenalty * Math.exp(logSum);
}
function gleu(input, reference) {
    const [words, expected] = [splitWords(input), splitWords(reference)];
    let matches = 0;
    let total = 0;
    let expectedTotal = 0;
    for (let n = 1; n <= MAX_ORDER; n++) {
        matches += countMatches(countNgrams(words, n), countNgrams(expected, n));
        total += Math.max(0, words.length - n + 1);
        expectedTotal += Math.max(0, expected.length - n + 1);
    }
    return matches === 0 ? 0 : matches / Math.max(total, expectedTotal);
}
/** The tokens of `rouge-score`: letters and digits of ASCII in lower case. All other characters separate them. */
const rougeTokens = (text) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
function rougeN(n) {
    return (input, reference) => {
        const [tokens, expected] = [rougeTokens(input), rougeTokens(reference)];
        const matches = countMatches(countNgrams(tokens, n), countNgrams(expected, n));
        return fMeasure(matches, Math.max(0, tokens.length - n + 1), Math.max(0, expected.length - n + 1));
    };
}
function rougeL(input, reference) {
    const [tokens, expected] = [rougeTokens(input), rougeTokens(reference)];
    return fMeasure(getCommonSubsequenceLength(tokens, expected), tokens.length, expected.length);
}
const fMeasure = (matches, total, expectedTotal) => matches === 0 ? 0 : (2 * matches) / (total + expectedTotal);
/** Counts each run of `n` words. No word contains white space, so a space joins them without doubt. */
function countNgrams(words, n) {
    const counts = new Map();
    for (let i = 0; i + n <= words.length; i++) {
        const ngram = words.slice(i, i + n).join(' ');
        counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
    }
    return counts;
}
function countMatches(counts, expected) {
    let matches = 0;
    for (const [ngram, count] of counts)
        matches += Math.min(count, expected.get(ngram) ?? 0);
    return matches;
}

;// CONCATENATED MODULE: ./src/evaluation/grade.ts








/** Rejects a grader that cannot run here, with the reason. */
function assertRunnable(grader) {
    if (grader.type !== 'multi')
        return assertSingleRunnable(grader);
    for (const [key, single] of Object.entries(grader.graders))
        assertSingleRunnable(single, `graders.${key}: `);
    compileFormula(grader.calculate_output, Object.keys(grader.graders));
}
function assertSingleRunnable(grader, label = '') {
    const reason = findUnsupported(grader);
    if (reason)
        throw new errors/* ActionError */.lZ(`${label}${reason}`);
}
/** Creates the function that grades answers; without a grader, an answer must equal the reference. */
function createAnswerGrader(grader, options) {
    if (!grader) {
        const grade = async (answer, { reference }) => reference && matchesExactly(answer, reference) ? 1 : 0;
        return { grade, lowest: 0, highest: 1 };
    }
    const gradeScope = grader.type === 'multi' ? createMulti(grader, options) : createSingle(grader, options);
    return {
        ...getScoreRange(grader),
        grade: async (answer, example) => {
            const score = await gradeScope({ item: example.item, sample: toSample(answer) });
            // As in the API: a formula without a result gives no points.
            return Number.isFinite(score) ? score : 0;
        },
    };
}
function findUnsupported(grader) {
    if ((0,config_grader/* isOtherGrader */.et)(grader))
        return `a grader of the type ${(0,errors/* quote */.hD)(grader.type)} runs only on its server`;
    if (grader.type === 'python')
        return 'a python grader is not run here: its code could read the credentials of this job. Use string_check, text_similarity, score_model, label_model or multi';
    if (grader.type !== 'text_similarity' || isSimilarityMetric(grader.evaluation_metric))
        return undefined;
    return grader.evaluation_metric === 'cosine'
        ? 'the metric cosine needs embeddings, which are not requested here. Use fuzzy_match, bleu, gleu or rouge'
        : `the metric ${grader.evaluation_metric} needs a dictionary that is not shipped here. Use fuzzy_match, bleu, gleu or rouge`;
}
/** A grader without its variables gives no points, and those beside it still count. */
function createSingle(grader, options) {
    const grade = createScopeGrader(grader, options);
    return async (scope) => {
        try {
            return await grade(scope);
        }
        catch (error) {
            if (error instanceof MissingVariableError)
                return 0;
            throw error;
        }
    };
}
/** Creates the function that grades by what a template refers to; it throws a MissingVariableError when that does not exist. */
function createScopeGrader(grader, options) {
    switch (grader.type) {
        case 'string_check':
            return (scope) => (checkString(grader.operation, ...renderTexts(grader, scope)) ? 1 : 0);
        case 'text_similarity':
            return (scope) => measureSimilarity(grader.evaluation_metric, ...renderTexts(grader, scope));
        case 'score_model':
        case 'label_model':
            return createModelGrader(grader, options);
    }
}
const renderTexts = ({ input, reference }, scope) => [renderTemplate(input, scope), renderTemplate(reference, scope)];
function checkString(operation, input, reference) {
    switch (operation) {
        case 'eq':
            return input === reference;
        case 'ne':
            return input !== reference;
        case 'like':
            return input.includes(reference);
        case 'ilike':
            return input.toLowerCase().includes(reference.toLowerCase());
    }
}
function createMulti(grader, options) {
    const formula = compileFormula(grader.calculate_output, Object.keys(grader.graders));
    const graders = Object.entries(grader.graders).map(([key, single]) => [key, createSingle(single, options)]);
    return async (scope) => {
        const scores = new Map();
        for (const [key, grade] of graders)
            scores.set(key, await grade(scope));
        return formula(scores);
    };
}
function toSample({ text, toolCalls }) {
    const json = (0,src_json/* tryParseJson */.Bl)(text);
    return {
        output_text: text,
        ...(json !== undefined && { output_json: json }),
        output_tools: toolCalls,
        choices: [{ message: { role: 'assistant', content: text, tool_calls: toolCalls } }],
    };
}
/** Returns the lowest and the highest score that a grader can give. */
function getScoreRange(grader) {
    if (grader.type !== 'multi')
        return getSingleRange(grader);
    const formula = compileFormula(grader.calculate_output, Object.keys(grader.graders));
    const ranges = Object.entries(grader.graders).map(([key, single]) => [key, getSingleRange(single)]);
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const scores of gridPoints(ranges)) {
        const score = formula(scores);
        if (!Number.isFinite(score))
            continue;
        lowest = Math.min(lowest, score);
        highest = Math.max(highest, score);
    }
    return highest > lowest ? { lowest, highest } : { lowest: 0, highest: 1 };
}
function getSingleRange(grader) {
    const [lowest = 0, highest = 1] = (grader.type === 'score_model' && grader.range) || [];
    return { lowest: Math.min(lowest, highest), highest: Math.max(lowest, highest) };
}
const MAX_GRID_POINTS = 50_000;
/** Yields combinations of scores: the extremes of all graders, and as many values between them as there is time for. */
function* gridPoints(ranges) {
    const perGrader = Math.floor(MAX_GRID_POINTS ** (1 / ranges.length));
    const steps = Math.min(21, Math.max(2, perGrader));
    const total = Math.min(MAX_GRID_POINTS, steps ** ranges.length);
    for (let point = 0; point < total; point++) {
        let rest = point;
        const scores = ranges.map(([key, { lowest, highest }]) => {
            const step = rest % steps;
            rest = Math.floor(rest / steps);
            return [key, lowest + ((highest - lowest) * step) / (steps - 1)];
        });
        yield new Map(scores);
    }
}

// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(8902);
// EXTERNAL MODULE: ./src/openai/api-error.ts + 1 modules
var api_error = __webpack_require__(5668);
;// CONCATENATED MODULE: ./src/evaluation/fatal-error.ts



/** Thrown when no further request can succeed: the step ends, because this is no answer of the model. */
class FatalError extends errors/* ActionError */.lZ {
    name = 'FatalError';
}
const HINTS = {
    credential: 'Check the secret or the variable behind "api-key", or the permissions of this job\'s identity.',
    permission: 'The credential is valid but lacks a permission: it must be allowed to request chat completions.',
    model: 'Check "model", "baseline-model" and the model of the grader. On Azure each is the name of a deployment, and a new deployment needs some minutes.',
    quota: 'Raise the limit or add credit, then run the step again; with "cache-dir", no answer is paid for twice.',
    connection: 'Check "base-url", and that this runner can reach that host.',
};
/** From so many refusals in a row on, a model that has answered before is taken for one that answers no more. */
const MAX_DENIALS = 5;
/**
 * Decides which errors of the requests to one model end the step: a refused credential, an unknown model, a spent quota, or
 * a server that never answered anything. All others are matters of one example.
 */
class FatalErrorDetector {
    #model;
    #baseUrl;
    #hasAnswered = false;
    #hasCachedAnswer = false;
    /** Refusals since the last answer. */
    #denials = 0;
    constructor(model, baseUrl) {
        this.#model = model;
        this.#baseUrl = baseUrl;
    }
    /** Records an answer of the model, or one from the cache, which it once gave. */
    recordAnswer({ isCached }) {
        if (isCached)
            this.#hasCachedAnswer = true;
        else
            this.#hasAnswered = true;
        this.#denials = 0;
    }
    /** Returns the error that ends the step, if the last error of a request is no matter of its example. */
    detect(error, { messages }) {
        const reason = this.#findReason(error);
        if (!reason || !(error instanceof errors/* ActionError */.lZ))
            return undefined;
        const isMissing = error instanceof http_errors/* ApiError */.hD && error.status === 404;
        const pathHint = isMissing ? (0,api_error/* usualPathHint */.b)(new URL(this.#baseUrl)) : '';
        const hint = error instanceof http_errors/* CredentialError */.oA ? error.hint : `${HINTS[reason]}${pathHint}`;
        const isQuoting = error instanceof http_errors/* ApiError */.hD && quotes([error.code, error.param, error.serverMessage].join(' '), messages);
        const message = isQuoting
            ? `POST /chat/completions failed (${error.status}); the message of the server is left out, since it quotes the data`
            : error.message;
        return new FatalError(`${message} (model ${JSON.stringify(this.#model)})`, { hint, cause: error });
    }
    #findReason(error) {
        if (error instanceof http_errors/* CredentialError */.oA)
            return 'credential';
        if (error instanceof http_errors/* ConnectionError */.Rc) {
            const isUnreachable = !error.requestSent || (0,http_errors/* isMisconfiguration */.E8)(error);
            return isUnreachable && !this.#hasAnswered ? 'connection' : undefined;
        }
        if (!(error instanceof http_errors/* ApiError */.hD))
            return undefined;
        if ((0,http_errors/* isSpentQuota */.B)(error) || error.status === 402)
            return 'quota';
        if (error.status === 401)
            return 'credential';
        if (this.#isAboutOneExample(error))
            return undefined;
        if (error.status === 403)
            return 'permission';
        if ([404, 405, 501].includes(error.status) || isModelRefusal(error))
            return 'model';
        return error.status < 400 || error.isPermanent ? 'connection' : undefined;
    }
    /**
     * A firewall refuses a prompt by its words, with the status of a missing permission or model: so these end the step only
     * before the first answer, or when the API itself refuses one example after the other.
     */
    #isAboutOneExample(error) {
        const { status, isApiResponse } = error;
        if (!this.#hasAnswered && !this.#hasCachedAnswer)
            return false;
        if (!isApiResponse)
            return status < 400 || [403, 404, 405].includes(status);
        if (![403, 404, 405].includes(status) || isModelRefusal(error))
            return false;
        this.#denials += 1;
        return this.#denials < MAX_DENIALS;
    }
}
/** So many characters in common are no accident. */
const QUOTE_LENGTH = 24;
/** A shorter text counts as quoted where the message has all of it. */
const MIN_TEXT_LENGTH = 4;
/** Returns whether the message of a server repeats text of a request, as firewalls do: a log may be public. */
function quotes(message, messages) {
    const texts = listTexts(messages).map(collapse);
    const shown = collapse(message);
    if (texts.some((text) => text.length >= MIN_TEXT_LENGTH && shown.includes(text)))
        return true;
    const all = texts.join('\n');
    for (let end = QUOTE_LENGTH; end <= shown.length; end++)
        if (all.includes(shown.slice(end - QUOTE_LENGTH, end)))
            return true;
    return false;
}
const collapse = (text) => text.replace(/\s+/g, ' ').trim();
/** The fields of a message that are no text of the data. */
const FORM = new Set(['role', 'type', 'id', 'tool_call_id', 'detail', 'format']);
function listTexts(value) {
    if (typeof value === 'string')
        return [value];
    if (typeof value !== 'object' || value === null)
        return [];
    return Object.entries(value).flatMap(([key, item]) => (FORM.has(key) ? [] : listTexts(item)));
}
/** Some servers answer 400 or 422 for a model that they do not have; a 404 or 403 may be about something else. */
function isModelRefusal({ status, code, param, serverMessage = '' }) {
    if (![400, 403, 404, 422].includes(status))
        return false;
    return (param === 'model' ||
        /model_not_found|DeploymentNotFound|invalid_model/i.test(code ?? '') ||
        /\bmodel\b.{0,80}\b(does not exist|not found|not a valid model)/i.test(serverMessage));
}

;// CONCATENATED MODULE: ./src/evaluation/model-client.ts





/** Faults other than 429 after which a request has failed permanently. */
const MAX_FAULTS = 5;
/** A server that never lets one request through has no capacity for it. */
const MAX_RATE_LIMITS = 100;
const RETRY_LOG_INTERVAL_MS = 10_000;
/** An answer may take this long, plus the time for its tokens at ten a second. */
const BASE_TIMEOUT_MS = 60_000;
const TOKEN_TIMEOUT_MS = 100;
/** Requests answers of the models on one server, each from the cache if it is there. */
class ModelClient {
    usage = { requests: 0, cached: 0, promptTokens: 0, completionTokens: 0 };
    #client;
    #context;
    #models = new Map();
    /** Requests that are under way, so that equal ones wait for one answer when there is a cache. */
    #pending = new Map();
    #hasWarned = false;
    #loggedAt = Number.NEGATIVE_INFINITY;
    constructor(client, context) {
        this.#client = client;
        this.#context = context;
    }
    /**
     * Returns the answer to a request, usable or not. Rejects with a FatalError when no other request can succeed either,
     * and with the last error of this one otherwise.
     */
    async complete(request, { isUsable, droppable = [] }) {
        const { cache } = this.#context;
        const key = cache?.getKey(this.#client.baseUrl, request);
        if (!cache || key === undefined)
            return this.#send({ request, droppable, store: async () => undefined });
        const readOrSend = async () => {
            const known = await cache.read(key);
            // The folder outlives this version: what another one stored may be no usable answer here.
            if (!known || !isUsable(known))
                return this.#send({ request, droppable, store });
            this.usage.cached += 1;
            this.#getState(request.model).errors.recordAnswer({ isCached: true });
            return known;
        };
        const store = async (answer) => {
            if (isUsable(answer))
                await this.#store(cache, key, answer);
        };
        const pending = this.#pending.get(key) ?? readOrSend();
        this.#pending.set(key, pending);
        return pending.finally(() => this.#pending.delete(key));
    }
    /** The settings that a model refused. */
    getRefusedSettings(model) {
        return this.#getState(model).builder.refused;
    }
    /** An answer that cannot be stored is still an answer. */
    async #store(cache, key, answer) {
        try {
            await cache.write(key, answer);
        }
        catch (error) {
            if (this.#hasWarned)
                return;
            this.#hasWarned = true;
            this.#context.runner.warning(`input "cache-dir": an answer could not be stored (${(0,errors/* getErrorCode */.E2)(error)})`);
        }
    }
    #getState(model) {
        const state = this.#models.get(model) ?? {
            builder: new AdaptiveRequestBuilder(model),
            errors: new FatalErrorDetector(model, this.#client.baseUrl),
        };
        this.#models.set(model, state);
        return state;
    }
    async #send(call) {
        const { clock, random, signal } = this.#context;
        const { errors } = this.#getState(call.request.model);
        let rateLimits = 0;
        let faults = 0;
        try {
            const answer = await (0,retry/* retry */.L)(() => this.#sendAdapted(call), {
                clock,
                random,
                signal,
                shouldRetry: (error) => isRateLimit(error) ? ++rateLimits < MAX_RATE_LIMITS : (0,http_errors/* isRetryable */.r3)(error) && ++faults < MAX_FAULTS,
                onRetry: (error, delayMs) => this.#logRetry(error, delayMs),
            });
            errors.recordAnswer({ isCached: false });
            return answer;
        }
        catch (error) {
            signal.throwIfAborted();
            throw errors.detect(error, call.request) ?? error;
        }
    }
    /** Sends a request again without the settings that the server refuses, one after the other. */
    async #sendAdapted(call) {
        const attempt = { ...call, refusedLimits: new Set() };
        const { builder } = this.#getState(call.request.model);
        for (;;) {
            const body = builder.build(attempt);
            try {
                const answer = await this.#sendOnce(body, call);
                builder.confirm(body);
                return answer;
            }
            catch (error) {
                if (!builder.learn(error, body, attempt))
                    throw error;
            }
        }
    }
    async #sendOnce(body, { request, store }) {
        const { pool, signal } = this.#context;
        const timeoutMs = BASE_TIMEOUT_MS + request.maxOutputTokens * TOKEN_TIMEOUT_MS;
        return pool.run(async () => {
            this.usage.requests += 1;
            const answer = await this.#client.createChatCompletion(body, { signal, timeoutMs });
            this.usage.promptTokens += answer.promptTokens;
            this.usage.completionTokens += answer.completionTokens;
            // Before the next request takes this place: at most as many answers are lost as there are places.
            await store(answer);
            return answer;
        }, (error) => (isRateLimit(error) ? { retryAfterMs: error.retryAfterMs } : undefined), signal);
    }
    /** Without the server's words, which may quote the prompt. */
    #logRetry(error, delayMs) {
        const { clock, runner, pool } = this.#context;
        if (clock.now() - this.#loggedAt < RETRY_LOG_INTERVAL_MS)
            return;
        this.#loggedAt = clock.now();
        const seconds = Math.max(1, Math.round(delayMs / 1000));
        runner.info(`${describeFailure(error)}; next attempt in ${seconds} s, ${pool.limit} at a time`);
    }
}
function isRateLimit(error) {
    return error instanceof http_errors/* ApiError */.hD && error.status === 429 && (0,http_errors/* isRetryable */.r3)(error);
}
/**
 * Returns why a request failed, without the server's words: they may quote the prompt. Undefined for an error that is no
 * matter of one request.
 */
function describeFailure(error) {
    if (error instanceof http_errors/* ApiError */.hD) {
        const code = /^[\w.-]{1,60}$/.test(error.code ?? '') ? `, ${error.code}` : '';
        return `status ${error.status}${code}`;
    }
    if (error instanceof http_errors/* CredentialError */.oA)
        return 'no credential';
    return error instanceof http_errors/* ConnectionError */.Rc ? 'no usable response' : undefined;
}

;// CONCATENATED MODULE: ./src/evaluation/request-pool.ts
/** Successes in a row after which one more request at a time is tried. */
const SUCCESSES_PER_STEP = 20;
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 60_000;
/**
 * Runs a limited number of requests at a time. A 429 halves the limit, once for all requests that were under way, and stops
 * new ones for as long as the server requires; successes raise it again, one by one.
 */
class RequestPool {
    #maxLimit;
    #clock;
    #limit;
    #active = 0;
    #successes = 0;
    /** Slowdowns without a success between them. */
    #slowdowns = 0;
    /** Counts slowdowns, so that requests that began before one cannot cause another. */
    #epoch = 0;
    #pausedUntil = Number.NEGATIVE_INFINITY;
    #waiting = [];
    constructor(limit, clock) {
        this.#maxLimit = limit;
        this.#limit = limit;
        this.#clock = clock;
    }
    /** How many requests may run at a time now. */
    get limit() {
        return this.#limit;
    }
    /** Runs a request when there is room for it. `rateLimit` returns the pause that an error requires, if it is a 429. */
    async run(request, rateLimit, signal) {
        await this.#acquire(signal);
        const epoch = this.#epoch;
        try {
            const result = await request();
            this.#speedUp();
            return result;
        }
        catch (error) {
            const limited = rateLimit(error);
            if (limited && epoch === this.#epoch)
                this.#slowDown(limited.retryAfterMs);
            throw error;
        }
        finally {
            this.#release();
        }
    }
    async #acquire(signal) {
        signal.throwIfAborted();
        if (this.#active < this.#limit)
            this.#active += 1;
        else
            await new Promise((resolve) => this.#waiting.push(resolve));
        try {
            signal.throwIfAborted();
            for (let now = this.#clock.now(); now < this.#pausedUntil; now = this.#clock.now())
                await this.#clock.sleep(this.#pausedUntil - now, signal);
        }
        catch (error) {
            this.#release();
            throw error;
        }
    }
    /** Hands the place over to those that wait, as far as the limit allows. */
    #release() {
        this.#active -= 1;
        while (this.#active < this.#limit) {
            const next = this.#waiting.shift();
            if (!next)
                return;
            this.#active += 1;
            next();
        }
    }
    #speedUp() {
        this.#slowdowns = 0;
        this.#successes += 1;
        if (this.#successes < SUCCESSES_PER_STEP || this.#limit >= this.#maxLimit)
            return;
        this.#successes = 0;
        this.#limit += 1;
    }
    #slowDown(retryAfterMs) {
        const pauseMs = retryAfterMs ?? FIRST_PAUSE_MS * 2 ** this.#slowdowns;
        this.#pausedUntil = this.#clock.now() + Math.min(pauseMs, MAX_PAUSE_MS);
        this.#limit = Math.max(1, Math.floor(this.#limit / 2));
        this.#successes = 0;
        this.#slowdowns += 1;
        this.#epoch += 1;
    }
}

;// CONCATENATED MODULE: ./src/evaluation/score-examples.ts



/**
 * Requests the answers of both models to every example and scores them, in any order. Every example is scored: one whose
 * request fails permanently counts against the candidate. Rejects with the reason of the abort, or with an error that is no matter of
 * one example, such as a FatalError, and then stops all others.
 */
async function scoreExamples(options) {
    const { examples, concurrency, onScored, abort } = options;
    const work = async () => {
        for (;;) {
            abort.signal.throwIfAborted();
            const next = await examples.next();
            if (next.done)
                return;
            onScored(await scoreExample(next.value.index, next.value.example, options));
        }
    };
    const workers = Array.from({ length: concurrency }, () => work().catch((error) => {
        abort.abort(error);
        throw error;
    }));
    const results = await Promise.allSettled(workers);
    if (results.some(({ status }) => status === 'rejected'))
        throw abort.signal.reason;
}
async function scoreExample(index, example, options) {
    const { candidate, baseline, hasOneModel, grader } = options;
    // The worst for the candidate and the best for the baseline: a failure makes no candidate better.
    const forCandidate = scoreAnswer(example, candidate, Math.min(0, grader.lowest), options);
    const forBaseline = hasOneModel
        ? forCandidate
        : baseline && scoreAnswer(example, baseline, grader.highest, options);
    const [scored, baselineScored] = await Promise.all([forCandidate, forBaseline]);
    return { index, candidate: scored, ...(baselineScored && { baseline: baselineScored }) };
}
async function scoreAnswer(example, { name, models }, scoreOfFailure, { grader, settings, abort }) {
    try {
        const completion = await models.complete(buildRequest(name, example, settings), {
            isUsable: (completion) => describeUnusable(completion, settings) === undefined,
        });
        const { text, toolCalls, isRefusal } = completion;
        const answer = { text, toolCalls };
        const failure = describeUnusable(completion, settings);
        if (failure)
            return { score: scoreOfFailure, failure, isRefusal, answer };
        return { score: await grader.grade(answer, example), isRefusal, answer };
    }
    catch (error) {
        abort.signal.throwIfAborted();
        const failure = error instanceof GradingError ? error.message : describeFailure(error);
        if (failure === undefined)
            throw error;
        return { score: scoreOfFailure, failure, isRefusal: false };
    }
}
function buildRequest(model, { prompt, options }, settings) {
    return { model, messages: prompt, options, ...settings };
}
/**
 * More than any tokenizer puts into the tokens of an ordinary answer. A server that ignores the limit could have the model
 * that grades read, and bill, far more than `max-total-tokens` allows.
 */
const MAX_CHARACTERS_PER_TOKEN = 32;
/** What the form of a tool call adds. */
const MIN_CHARACTERS = 10_000;
/** Returns why an answer is not scored: it is not complete, or longer than it may be. */
function describeUnusable({ finishReason, text, toolCalls }, { maxOutputTokens }) {
    const characters = text.length + (toolCalls.length > 0 ? JSON.stringify(toolCalls).length : 0);
    if (characters > MIN_CHARACTERS + MAX_CHARACTERS_PER_TOKEN * maxOutputTokens)
        return 'longer than max-output-tokens allows';
    if (isCutOff(finishReason))
        return 'cut off by max-output-tokens';
    if (finishReason === 'content_filter')
        return 'stopped by the content filter';
    // Gateways such as OpenRouter report a fault of the model's server like this, with status 200.
    return finishReason === 'error' ? 'ended by an error of the server' : undefined;
}

;// CONCATENATED MODULE: ./src/evaluation/score-table.ts
/** The scores of one model, by the number of the example. */
class ModelScores {
    #scores;
    /** The examples without a complete answer or a grade. */
    failures = new Map();
    refusals = 0;
    constructor(examples) {
        this.#scores = new Float64Array(examples);
    }
    /** Adds the score of an example. */
    add(index, { score, failure, isRefusal }) {
        this.#scores[index] = score;
        if (failure !== undefined)
            this.failures.set(index, failure);
        if (isRefusal)
            this.refusals += 1;
    }
    /** Returns the score of an example. */
    get(index) {
        return this.#scores[index] ?? 0;
    }
    /** Returns how many examples failed for which reason, the most frequent one first. */
    countFailures() {
        const counts = new Map();
        for (const reason of this.failures.values())
            counts.set(reason, (counts.get(reason) ?? 0) + 1);
        return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
    }
}
/** The scores of all examples so far; a few bytes for each. */
class ScoreTable {
    candidate;
    baseline;
    #finished;
    constructor(examples, hasBaseline) {
        this.candidate = new ModelScores(examples);
        this.baseline = hasBaseline ? new ModelScores(examples) : undefined;
        this.#finished = new Uint8Array(examples);
    }
    /** Adds the scores of an example. */
    add({ index, candidate, baseline }) {
        this.candidate.add(index, candidate);
        if (baseline)
            this.baseline?.add(index, baseline);
        this.#finished[index] = 1;
    }
    /** Scores every example that has no score yet as one whose requests have failed. */
    failUnfinished(failure, scores) {
        for (const [index, isFinished] of this.#finished.entries()) {
            if (isFinished)
                continue;
            const failed = (score) => ({ score, failure, isRefusal: false });
            this.add({ index, candidate: failed(scores.candidate), baseline: failed(scores.baseline) });
        }
    }
    /** Returns the numbers of the examples that have scores, in order. */
    listFinished() {
        return [...this.#finished.keys()].filter((index) => this.#finished[index] === 1);
    }
}

// EXTERNAL MODULE: ./src/config/template.ts
var template = __webpack_require__(9030);
// EXTERNAL MODULE: ./src/dataset/tokens/example-tokens.ts + 4 modules
var example_tokens = __webpack_require__(7317);
// EXTERNAL MODULE: ./src/openai/api-request.ts
var api_request = __webpack_require__(8362);
// EXTERNAL MODULE: ./src/openai/fields.ts
var fields = __webpack_require__(2493);
;// CONCATENATED MODULE: ./src/openai/chat-completion.ts




/** Creates a client of the chat completions at a connection. */
function createChatClient(connection, fetch, clock) {
    const api = new api_request/* ApiRequester */.N(connection, fetch, clock, {});
    return {
        /** Where the requests go. */
        baseUrl: api.url.href,
        /** Requests one answer of a model. */
        createChatCompletion: (request, options) => {
            const body = JSON.stringify(request);
            const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` };
            return api.call('POST', '/chat/completions', decodeChatCompletion, { body, headers, ...options });
        },
    };
}
const count = schemas/* number */.aig().min(0).catch(0);
const Choice = schemas/* looseObject */._H3({
    message: schemas/* looseObject */._H3({
        // Something else is no answer that could be scored.
        content: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* unknown */.L5J())]).nullish(),
        refusal: fields/* optionalText */.mR,
    }),
    finish_reason: fields/* optionalText */.mR,
});
const ChatBody = schemas/* looseObject */._H3({
    choices: schemas/* tuple */.PVZ([Choice]).rest(schemas/* unknown */.L5J()),
    usage: schemas/* looseObject */._H3({ prompt_tokens: count, completion_tokens: count })
        .catch({ prompt_tokens: 0, completion_tokens: 0 }),
});
/** Decodes the first answer of a chat completion; throws if the body has none. */
function decodeChatCompletion(body) {
    const { choices, usage } = ChatBody.parse(body);
    const [{ message, finish_reason: finishReason }] = choices;
    return {
        text: getContentText(message.content),
        toolCalls: getToolCalls(message),
        isRefusal: message.refusal !== undefined,
        finishReason: finishReason?.toLowerCase(),
        promptTokens: usage.prompt_tokens,
        completionTokens: usage.completion_tokens,
    };
}
const TextParts = schemas/* array */.YOg(schemas/* object */.Ikc({ text: schemas/* string */.YjP() }).catch({ text: '' })).catch([]);
/** Returns the text of a message's content: a text, or a list whose text parts are joined. */
function getContentText(content) {
    if (typeof content === 'string')
        return content;
    return TextParts.parse(content)
        .map(({ text }) => text)
        .join('');
}
/**
 * Returns the tool calls of an assistant's message as they are there. A `function_call`, with which a model answers to
 * `functions` (deprecated, API reference, chat completions), is the one call in that form.
 */
function getToolCalls({ tool_calls: calls, function_call: call }) {
    if (Array.isArray(calls) && calls.length > 0)
        return calls;
    return (0,src_json/* isJsonObject */.OW)(call) ? [{ function: call }] : [];
}

;// CONCATENATED MODULE: ./src/evaluation/example.ts


/** The fields of a line that are part of the request; `weight` is for training alone. */
const REQUEST_FIELDS = ['tools', 'response_format', 'parallel_tool_calls', 'functions'];
/**
 * Reads a line of the test data; a problem is a sentence that quotes nothing of the line. Without a grader, the line must
 * have a reference. With one, a line that ends with a question is its prompt as a whole, as in reinforcement.
 */
function safeParseExample(text, hasGrader) {
    const line = (0,src_json/* tryParseJson */.Bl)(text);
    if (!(0,src_json/* isJsonObject */.OW)(line))
        return { problem: line === undefined ? 'not valid JSON' : 'not a JSON object' };
    const { messages } = line;
    if (!Array.isArray(messages) || messages.length === 0)
        return { problem: 'there is no list "messages"' };
    if (!messages.every(isMessage))
        return { problem: 'a message is not an object with a role' };
    const last = messages.findLastIndex(({ role }) => role === 'assistant');
    if (last === -1 && !hasGrader)
        return { problem: 'there is no assistant message, which the answers are compared with' };
    const isOpen = last === -1 || (hasGrader && last < messages.length - 1);
    const prompt = (isOpen ? messages : messages.slice(0, last)).map(({ weight, ...message }) => message);
    if (prompt.length === 0)
        return { problem: 'there is no message before the answer' };
    const answer = isOpen ? undefined : messages[last];
    const reference = answer && { text: getContentText(answer.content), toolCalls: getToolCalls(answer) };
    const options = Object.fromEntries(REQUEST_FIELDS.filter((field) => line[field] !== undefined && line[field] !== null).map((field) => [
        field,
        line[field],
    ]));
    // A grader can refer to the reference by a name of its own, unless the line has that field.
    const item = reference && !Object.hasOwn(line, 'reference') ? { ...line, reference: reference.text } : line;
    return { prompt, options, reference, item };
}
function isMessage(message) {
    return (0,src_json/* isJsonObject */.OW)(message) && typeof message.role === 'string';
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/dataset/line-splitter.ts
var line_splitter = __webpack_require__(5530);
// EXTERNAL MODULE: ./src/dataset/normalize.ts
var normalize = __webpack_require__(363);
;// CONCATENATED MODULE: ./src/evaluation/read-lines.ts



/** Yields the lines of a dataset in order, in constant memory. */
async function* readLines(workspace, files) {
    // The memory of a block is used again when its lines are read.
    const pool = new line_splitter/* BufferPool */.Pt();
    for (const file of files) {
        let line = 0;
        for await (const block of readBlocks(workspace, file, pool)) {
            if (block === 'line too long') {
                yield { file: file.name, line: ++line, text: undefined };
                continue;
            }
            for (const bytes of (0,line_splitter/* listLines */.i4)(block)) {
                line += 1;
                const text = (0,external_node_buffer_.isUtf8)(bytes) ? bytes.toString('utf8') : undefined;
                if (text?.trim() !== '')
                    yield { file: file.name, line, text };
            }
            pool.release(block);
        }
    }
}
async function* readBlocks(workspace, file, pool) {
    const splitter = new line_splitter/* LineSplitter */.g3(pool);
    for await (const chunk of (0,normalize/* normalizedFileBytes */.z5)(workspace, file))
        yield* splitter.push(chunk);
    yield* splitter.end();
}

;// CONCATENATED MODULE: ./src/evaluation/token-limit.ts




/**
 * Creates the function that counts the most tokens that one example can take: prompt, reference and an answer at its limit
 * for each model, and the requests of the grader about each answer.
 */
function createMaxTokenCounter({ inputs, grader }, countTokens) {
    const models = inputs['baseline-model'] === undefined ? 1 : 2;
    const maxOutputTokens = inputs['max-output-tokens'];
    const graders = listModelGraders(grader);
    return (example) => {
        let tokens = countPrompt(example, countTokens) + maxOutputTokens;
        for (const each of graders)
            tokens += countGrade(each, example, maxOutputTokens, countTokens);
        return models * tokens;
    };
}
/** The most that the tokens of an image can be by `countImageTokens`: eight tiles. */
const MAX_IMAGE_TOKENS = 1445;
/** The tokens of a prompt and its reference: also of what no training has, so that the estimate of a training ignores it. */
function countPrompt({ item, options }, countTokens) {
    const { tokens, images } = countTokens(item, 'chat');
    const others = [options.response_format, ...listUnreadParts(item.messages)].filter((part) => part !== undefined);
    if (others.length === 0)
        return tokens + MAX_IMAGE_TOKENS * images;
    const content = others.map((part) => JSON.stringify(part)).join('\n');
    return (tokens + MAX_IMAGE_TOKENS * images + countTokens({ messages: [{ role: 'user', content }] }, 'chat').tokens);
}
const READ_PARTS = new Set(['text', 'refusal', 'image_url']);
/** Returns what the counter of a training does not read: audio and files, calls of other tools, further fields. */
function listUnreadParts(messages) {
    return toObjects(messages).flatMap(({ content, tool_calls: calls, function_call: _, ...message }) => [
        ...toObjects(content).filter(({ type }) => !READ_PARTS.has(type)),
        ...toObjects(calls).filter((call) => !(0,src_json/* isJsonObject */.OW)(call.function)),
        ...Object.values(message).filter((value) => typeof value === 'object' && value !== null),
    ]);
}
const toObjects = (list) => (Array.isArray(list) ? list.filter(src_json/* isJsonObject */.OW) : []);
/** Rejects an evaluation that can take more tokens than "max-total-tokens" allows. */
function assertWithinTokenLimit(tokens, limit) {
    if (tokens === undefined || limit === undefined || tokens <= limit)
        return;
    throw new errors/* ActionError */.lZ(`The evaluation can take ${tokens} tokens, more than "max-total-tokens" (${limit}) allows.`, { hint: 'No request was sent. Lower "max-examples" or "max-output-tokens", or raise the limit.' });
}
function listModelGraders(grader) {
    const graders = grader === undefined ? [] : grader.type === 'multi' ? Object.values(grader.graders) : [grader];
    return graders.filter((each) => each.type === 'score_model' || each.type === 'label_model');
}
const SAMPLE = /\{\{\s*sample[.[][^}]*\}\}/g;
/** The tokens of a grader's prompt, in which each reference to the answer may be as long as an answer can be. */
function countGrade(grader, { item }, maxOutputTokens, countTokens) {
    let answers = 0;
    const messages = grader.input.map(({ role, content }) => {
        const template = typeof content === 'string' ? content : JSON.stringify(content);
        const withoutAnswers = template.replace(SAMPLE, () => {
            answers += 1;
            return '';
        });
        return { role, content: renderTemplate(withoutAnswers, { item, sample: {} }) };
    });
    return countTokens({ messages }, 'chat').tokens + answers * maxOutputTokens + getMaxGradeTokens(grader);
}

;// CONCATENATED MODULE: ./src/evaluation/test-data.ts









/**
 * Reads the test data once, in little memory; reports every line that cannot be evaluated, and rejects if there is one. No
 * message quotes the data.
 */
async function indexTestData(plan, deps) {
    const { inputs, testFiles, grader } = plan;
    const { workspace, signal, runner, readRanks } = deps;
    const fields = grader ? (0,template/* parseTemplates */.D)(grader).items : [];
    const countTokens = inputs['max-total-tokens'] === undefined
        ? undefined
        : createMaxTokenCounter(plan, await (0,example_tokens/* createExampleTokenCounter */.y)((0,dataset_model/* getEncoding */._1)(inputs.model), readRanks));
    const problems = new LineProblems(runner);
    const examples = [];
    for await (const { file, line, text } of readLines(workspace, testFiles)) {
        signal.throwIfAborted();
        const location = { file, line };
        const example = readExample(text, grader !== undefined, fields);
        if ('problem' in example)
            problems.add(location, example.problem);
        else
            examples.push({ position: examples.length, location, tokens: countTokens?.(example) ?? 0 });
    }
    problems.assertNone();
    if (examples.length === 0)
        throw new errors/* ActionError */.lZ('The test data is empty.', { hint: 'Check "test-file".' });
    const selected = sample(examples, inputs['max-examples'] ?? examples.length);
    return {
        total: examples.length,
        selected: selected.map(({ position }) => position),
        locations: selected.map(({ location }) => location),
        tokens: countTokens && selected.reduce((sum, { tokens }) => sum + tokens, 0),
    };
}
/** Yields the selected examples of the test data, with their numbers from 0. */
async function* readSelected({ testFiles, grader }, { selected }, { workspace }) {
    let position = 0;
    let index = 0;
    for await (const line of readLines(workspace, testFiles)) {
        if (selected[index] === undefined)
            return;
        if (position++ !== selected[index])
            continue;
        const example = readExample(line.text, grader !== undefined, []);
        if ('problem' in example)
            throw new errors/* ActionError */.lZ('The test data has changed since it was checked.');
        yield { index: index++, example };
    }
}
function readExample(text, hasGrader, fields) {
    if (text === undefined)
        return { problem: 'not UTF-8, or longer than any example' };
    const example = safeParseExample(text, hasGrader);
    if ('problem' in example)
        return example;
    const missing = fields.find(({ path }) => (0,json_path/* getValueAt */.dm)(example.item, path) === undefined);
    return missing ? { problem: `lacks a field that the grader uses (${missing.locations[0]})` } : example;
}
const MAX_LOGGED = 200;
/** Reports the problems of lines, the first ones as annotations. */
class LineProblems {
    #runner;
    #count = 0;
    constructor(runner) {
        this.#runner = runner;
    }
    add({ file, line }, message) {
        this.#count += 1;
        // One error is the step's own.
        if (this.#count < this.#runner.maxAnnotations)
            this.#runner.error(message, { file, line });
        else if (this.#count <= MAX_LOGGED)
            this.#runner.info(`error: ${file}, line ${line}: ${message}`);
    }
    assertNone() {
        if (this.#count === 0)
            return;
        const lines = this.#count === 1 ? 'line' : 'lines';
        throw new errors/* ActionError */.lZ(`The test data has ${this.#count} ${lines} that cannot be evaluated.`, {
            hint: 'No request was sent. See the annotations on file and line.',
        });
    }
}

;// CONCATENATED MODULE: ./src/evaluation/evaluation.ts









/** One evaluation: its models, its scores so far, and what they show. */
class Evaluation {
    scores;
    #plan;
    #data;
    #deps;
    #abort = new AbortController();
    #candidate;
    #baseline;
    #graderModels;
    #grader;
    constructor(plan, data, clients, deps) {
        const { inputs, cacheDir } = plan;
        const { clock, random, runner, context: workflow } = deps;
        const context = {
            pool: new RequestPool(inputs.concurrency, clock),
            cache: cacheDir === undefined ? undefined : new AnswerCache(cacheDir, { runner, context: workflow }),
            clock,
            random,
            runner,
            signal: this.#abort.signal,
        };
        this.#plan = plan;
        this.#data = data;
        this.#deps = deps;
        this.#candidate = { name: inputs.model, models: new ModelClient(clients.candidate, context) };
        const { 'baseline-model': baselineModel } = inputs;
        this.#baseline =
            clients.baseline && baselineModel !== undefined
                ? { name: baselineModel, models: new ModelClient(clients.baseline, context) }
                : undefined;
        this.#graderModels = new ModelClient(clients.candidate, context);
        this.#grader = createAnswerGrader(plan.grader, { models: this.#graderModels, seed: inputs.seed });
        this.scores = new ScoreTable(data.selected.length, this.#baseline !== undefined);
    }
    /** Requests and scores all answers; rejects with the reason of `abort`, or when no request can succeed. */
    run(onScored) {
        const { inputs } = this.#plan;
        return scoreExamples({
            candidate: this.#candidate,
            baseline: this.#baseline,
            hasOneModel: this.#plan.hasOneModel,
            grader: this.#grader,
            settings: {
                maxOutputTokens: inputs['max-output-tokens'],
                temperature: inputs.temperature,
                seed: inputs.seed,
            },
            concurrency: Math.min(inputs.concurrency, this.#data.selected.length),
            examples: readSelected(this.#plan, this.#data, this.#deps),
            onScored: (scored) => {
                this.scores.add(scored);
                onScored(scored);
            },
            abort: this.#abort,
        });
    }
    /** Stops all requests with a reason. */
    abort(reason) {
        this.#abort.abort(reason);
    }
    /** Scores the examples without an answer as failures: none is dropped. */
    failUnfinished(failure) {
        const { lowest, highest } = this.#grader;
        const candidate = Math.min(0, lowest);
        this.scores.failUnfinished(failure, {
            candidate,
            baseline: this.#plan.hasOneModel ? candidate : highest,
        });
    }
    /** Computes what the scores so far show. */
    computeResult() {
        const { inputs, hasOneModel } = this.#plan;
        return computeResult(this.scores, {
            requirements: inputs.require,
            confidence: inputs.confidence,
            passScore: inputs['pass-score'],
            scale: this.#scale,
            hasOneModel,
        });
    }
    /** Builds the report of a result for people. */
    buildReport(result, facts) {
        const { grader, testFiles } = this.#plan;
        const { selected, total, locations } = this.#data;
        const { candidate, baseline } = this.scores;
        return {
            candidate: buildModelReport(toUsage(this.#candidate), candidate, result.samples.candidate),
            baseline: this.#baseline && baseline && result.samples.baseline
                ? {
                    ...buildModelReport(toUsage(this.#baseline), baseline, result.samples.baseline),
                    // The candidate reports them.
                    ...(this.#plan.hasOneModel && { failures: [], refusals: 0 }),
                }
                : undefined,
            comparison: result.comparison,
            examples: { evaluated: this.scores.listFinished().length, selected: selected.length, total },
            testFiles: testFiles.map(({ name }) => name),
            grader: describeGrader(grader),
            graderUsage: { ...this.#graderModels.usage },
            gate: result.gate,
            worse: listWorse(this.scores, locations),
            differences: buildDifferenceHistogram(result, this.#scale),
            refusedSettings: this.#listRefusedSettings(),
            ...facts,
        };
    }
    get #scale() {
        return this.#grader.highest - this.#grader.lowest;
    }
    #listRefusedSettings() {
        const models = [this.#candidate, ...(this.#baseline ? [this.#baseline] : [])];
        return [...new Set(models.flatMap(({ name, models }) => [...models.getRefusedSettings(name)]))];
    }
}
const toUsage = ({ name, models }) => ({ name, usage: models.usage });
function describeGrader(grader) {
    if (!grader)
        return 'exact match';
    const metric = grader.type === 'text_similarity' ? ` (${grader.evaluation_metric})` : '';
    return `${grader.type}${metric}`;
}

// EXTERNAL MODULE: ./src/config/inputs.ts
var config_inputs = __webpack_require__(4389);
// EXTERNAL MODULE: ./src/config/job-diagnostics.ts
var job_diagnostics = __webpack_require__(6452);
// EXTERNAL MODULE: ./src/config/method.ts + 1 modules
var method = __webpack_require__(1420);
// EXTERNAL MODULE: ./src/config/parse-inputs.ts
var parse_inputs = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __webpack_require__(617);
;// CONCATENATED MODULE: ./src/evaluation/evaluation-plan.ts







const MAX_TEXT_BYTES = 1024 * 1024;
/** Reads the inputs and the grader, and finds the data. Rejects with all problems at once. */
async function readEvaluationPlan({ runner, workspace, signal, }) {
    const parsed = await (0,parse_inputs/* parseInputs */.T)(config_inputs/* inputSchemas */.b.evaluate, runner);
    const problems = 'problems' in parsed ? [...parsed.problems] : [];
    const collect = async (name, work) => {
        try {
            return await work(runner.inputs.get(name));
        }
        catch (error) {
            (0,errors/* rethrowUnexpected */.jO)(error, signal);
            problems.push(`input "${name}": ${error.message}${error.hint ? ` (${error.hint})` : ''}`);
            return undefined;
        }
    };
    const glob = async (patterns) => (patterns ? workspace.glob(patterns) : []);
    const testFiles = (await collect('test-file', glob)) ?? [];
    const trainingFiles = (await collect('training-file', glob)) ?? [];
    const graderFiles = [];
    const readText = async (path, relativeTo) => {
        const file = await workspace.getFile(path, relativeTo);
        graderFiles.push(file);
        return { text: await workspace.readText(file, MAX_TEXT_BYTES), path: file.name };
    };
    const reader = new job_diagnostics/* JobDiagnostics */.S(readText, runner.setSecret);
    const grader = await collect('grader', (text) => readGrader(text, reader));
    const results = await collect('results-dir', (path) => workspace.prepareDirectory(path));
    const cache = await collect('cache-dir', async (path) => path === undefined ? undefined : workspace.prepareDirectory(path));
    problems.push(...reader.problems);
    if (problems.length > 0 || 'problems' in parsed)
        throw new errors/* ActionError */.lZ(problems.join('\n'));
    const resultsDir = await collect('results-dir', async () => results?.create());
    const cacheDir = await collect('cache-dir', async () => cache?.create());
    if (!resultsDir || problems.length > 0)
        throw new errors/* ActionError */.lZ(problems.join('\n'));
    assertNoOverwrite(resultsDir, [...testFiles, ...trainingFiles, ...graderFiles]);
    const { inputs } = parsed;
    const warnings = reader.warnings.filter((warning) => !warning.endsWith(FOR_TRAINING));
    return {
        inputs,
        grader,
        testFiles,
        trainingFiles,
        resultsDir,
        cacheDir,
        hasOneModel: hasOneModel(inputs),
        warnings,
    };
}
function hasOneModel({ model, 'baseline-model': baselineModel, 'base-url': url, 'baseline-base-url': baselineUrl = url, }) {
    return model === baselineModel && url === baselineUrl;
}
/** The end of warnings about graders that are meant for evaluations. */
const FOR_TRAINING = 'fine-tuning servers may reject it';
async function readGrader(text, reader) {
    if (text === undefined)
        return undefined;
    const grader = await (0,method/* readInputGrader */.Q$)(text, reader);
    if (grader)
        assertRunnable(grader);
    return grader;
}
/** The results must not overwrite the data before it is read, nor the grader. */
function assertNoOverwrite(resultsDir, files) {
    for (const { path, name } of files)
        if ((0,github_results/* wouldOverwrite */.l)(path, resultsDir))
            throw new errors/* ActionError */.lZ(`input "results-dir": the results would overwrite "${name}"`);
}

;// CONCATENATED MODULE: ./src/evaluation/evaluation-progress.ts


const INTERVAL_MS = 15_000;
/** Logs how far an evaluation is, and the time that it probably still takes. */
class EvaluationProgress {
    #total;
    #deps;
    #startedAt;
    #loggedAt;
    #done = 0;
    #score = 0;
    #baselineScore = 0;
    #hasBaseline = false;
    #errors = 0;
    constructor(total, deps) {
        this.#total = total;
        this.#deps = deps;
        this.#startedAt = deps.clock.now();
        this.#loggedAt = this.#startedAt;
    }
    /** Counts an example, and logs a line when the last one is some seconds old. */
    add({ candidate, baseline }) {
        this.#done += 1;
        this.#score += candidate.score;
        if (candidate.failure !== undefined)
            this.#errors += 1;
        if (baseline) {
            this.#hasBaseline = true;
            this.#baselineScore += baseline.score;
        }
        const now = this.#deps.clock.now();
        if (this.#done < this.#total && now - this.#loggedAt < INTERVAL_MS)
            return;
        this.#loggedAt = now;
        this.#log(now);
    }
    #log(now) {
        const remaining = this.#total - this.#done;
        const msPerExample = (now - this.#startedAt) / this.#done;
        this.#deps.runner.info(formatEvaluationProgress({
            done: this.#done,
            total: this.#total,
            score: this.#score / this.#done,
            baselineScore: this.#hasBaseline ? this.#baselineScore / this.#done : undefined,
            errors: this.#errors,
            timeLeft: remaining > 0 ? (0,format/* formatDuration */.a3)(msPerExample * remaining) : undefined,
        }));
    }
}

// EXTERNAL MODULE: ./src/dataset/example-hash.ts
var example_hash = __webpack_require__(3107);
// EXTERNAL MODULE: ./src/dataset/hash-table.ts
var hash_table = __webpack_require__(635);
;// CONCATENATED MODULE: ./src/evaluation/training-overlap.ts





/**
 * Returns the numbers of the evaluated examples whose prompts are also in the training data: what a model has seen shows
 * nothing of how it answers what it has not.
 */
async function findTrainingOverlap(plan, data, { workspace, attemptId, signal }) {
    if (plan.trainingFiles.length === 0)
        return [];
    const hasher = new example_hash/* ExampleHasher */.A(attemptId);
    const known = new hash_table/* HashTable */.J();
    for await (const { text } of readLines(workspace, plan.trainingFiles)) {
        signal.throwIfAborted();
        const prompt = getTrainingPrompt((0,src_json/* tryParseJson */.Bl)(text ?? ''));
        const hash = prompt && hasher.hashValue(prompt);
        if (hash)
            known.set(hash, 1);
    }
    const overlap = [];
    for await (const { index, example } of readSelected(plan, data, { workspace })) {
        const hash = hasher.hashValue(example.prompt);
        if (hash && known.get(hash) !== 0)
            overlap.push(index);
    }
    return overlap;
}
/** The messages before the answer that is trained on, without weights. */
function getTrainingPrompt(line) {
    if (!(0,src_json/* isJsonObject */.OW)(line))
        return undefined;
    const input = (0,src_json/* isJsonObject */.OW)(line.input) ? line.input.messages : line.messages;
    const messages = Array.isArray(input) ? input.filter(src_json/* isJsonObject */.OW) : [];
    const last = messages.findLastIndex(({ role }) => role === 'assistant');
    const isOpen = last < messages.length - 1;
    return (isOpen ? messages : messages.slice(0, last)).map(({ weight, ...message }) => message);
}

// EXTERNAL MODULE: ./src/github/comment-marker.ts
var comment_marker = __webpack_require__(2429);
// EXTERNAL MODULE: ./src/github/redact-deep.ts
var redact_deep = __webpack_require__(9205);
// EXTERNAL MODULE: ./src/github/sticky-comment.ts
var sticky_comment = __webpack_require__(7648);
// EXTERNAL MODULE: ./src/report/comment.ts
var report_comment = __webpack_require__(4231);
// EXTERNAL MODULE: ./src/report/gate-results.ts
var gate_results = __webpack_require__(5492);
// EXTERNAL MODULE: ./src/report/markdown.ts
var report_markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/evaluation-summary.ts




const evaluation_summary_MAX_WORSE = 20;
/** Renders the job summary and `report.md` of an evaluation as Markdown. It names examples by file and line only. */
function renderEvaluation(report) {
    const parts = [
        `## ${getIcon(report)} Evaluation: ${formatVerdict(report)}`,
        report.failure && (0,report_markdown/* quoteError */.PI)(report.failure),
        modelTable(report),
        noteLines(report),
        gateSection(report),
        differenceSection(report),
        worseSection(report, evaluation_summary_MAX_WORSE),
        factTable(report),
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
const MAX_COMMENT_WORSE = 10;
/** Renders the comment on the pull request: the same in short. */
function renderEvaluationComment(report, footer) {
    const parts = [
        `### ${getIcon(report)} Evaluation: ${formatVerdict(report)}`,
        report.failure && (0,report_markdown/* quoteError */.PI)(report.failure, { maxLines: 4, maxLength: 200 }),
        modelTable(report),
        noteLines(report),
        gateSection(report),
        differenceSection(report),
        worseSection(report, MAX_COMMENT_WORSE),
        footer,
    ];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
/** Renders the summary, or with a footer the comment, of an evaluation that has no result. */
function renderFailedEvaluation(failure, footer) {
    const parts = ['### ❌ Evaluation: failed', (0,report_markdown/* quoteError */.PI)(failure, { maxLines: 10, maxLength: 400 }), footer];
    return `${parts.filter(Boolean).join('\n\n')}\n`;
}
function getIcon({ failure, comparison }) {
    if (failure !== undefined)
        return '❌';
    if (!comparison)
        return '✅';
    return { better: '✅', worse: '🔻', inconclusive: '➖' }[comparison.verdict];
}
function modelTable({ candidate, baseline, comparison, examples }) {
    if (examples.evaluated === 0)
        return undefined;
    const percent = (share) => `${(0,format/* formatMetric */.gI)(100 * share)} %`;
    const rows = [
        ...(baseline ? [['baseline', baseline]] : []),
        [baseline ? 'candidate' : 'model', candidate],
    ].map(([role, { name, score, passRate, errors }]) => [
        role,
        (0,report_markdown/* inlineCode */.ti)(name, 150),
        (0,format/* formatMetric */.gI)(score),
        percent(passRate),
        (0,format/* formatInteger */.Sm)(errors),
    ]);
    if (comparison && baseline) {
        const passes = candidate.passRate - baseline.passRate;
        rows.push([
            'difference',
            formatInterval(comparison),
            `**${formatDifference(comparison.difference)}**`,
            `${formatDifference(100 * passes)} points`,
            formatDifference(candidate.errors - baseline.errors),
        ]);
    }
    return (0,report_markdown/* table */.tp)(['', 'Model', ' Score', ' Passed', ' Errors'], rows);
}
function gateSection({ gate }) {
    if (!gate)
        return undefined;
    return `**Gate** ${gate.passed ? 'passed' : 'failed'}\n\n${(0,gate_results/* gateTable */.k0)(gate.rows)}`;
}
const BAR_WIDTH = 30;
/** The differences as bars of text, which every viewer shows. */
function differenceSection({ differences }) {
    const highest = Math.max(0, ...differences.map(({ count }) => count));
    if (highest === 0)
        return undefined;
    const labelWidth = Math.max(...differences.map(({ label }) => label.length));
    const lines = differences.map(({ label, count }) => {
        const bar = '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((BAR_WIDTH * count) / highest)));
        return `${label.padEnd(labelWidth)}  ${bar}${bar && ' '}${(0,format/* formatInteger */.Sm)(count)}`;
    });
    return `Examples by difference of their scores:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``;
}
function worseSection({ worse, differences }, maxRows) {
    if (worse.length === 0)
        return undefined;
    const total = differences
        .filter(({ label }) => label.startsWith('worse'))
        .reduce((sum, { count }) => sum + count, 0);
    const rows = worse
        .slice(0, maxRows)
        .map(({ file, line, candidate, baseline }) => [
        (0,report_markdown/* inlineCode */.ti)(`${file}:${line}`, 150),
        (0,format/* formatMetric */.gI)(baseline),
        (0,format/* formatMetric */.gI)(candidate),
    ]);
    const omitted = total - rows.length;
    const rest = omitted > 0 ? `\n\n${(0,format/* formatInteger */.Sm)(omitted)} more in \`examples.jsonl\`.` : '';
    const markdown = `${(0,report_markdown/* table */.tp)(['Line', ' Baseline', ' Candidate'], rows)}${rest}`;
    return (0,report_markdown/* details */.zH)(`${(0,format/* formatCount */.B4)(total, 'example')} got worse`, markdown, rows.length <= 5);
}
function factTable(report) {
    const { candidate, baseline, graderUsage, examples, testFiles, grader, durationMs } = report;
    const selected = examples.selected < examples.total
        ? `${(0,format/* formatInteger */.Sm)(examples.selected)} of ${(0,format/* formatInteger */.Sm)(examples.total)}, chosen at random`
        : (0,format/* formatInteger */.Sm)(examples.total);
    const usage = (model) => {
        if (!model || model.requests + model.cached === 0)
            return undefined;
        const { requests, cached, promptTokens, completionTokens } = model;
        const facts = [
            (0,format/* formatCount */.B4)(requests, 'request'),
            cached > 0 && `${(0,format/* formatInteger */.Sm)(cached)} from the cache`,
            `${(0,format/* formatInteger */.Sm)(promptTokens)} tokens in, ${(0,format/* formatInteger */.Sm)(completionTokens)} out`,
        ];
        return facts.filter(Boolean).join(' · ');
    };
    return (0,report_markdown/* keyValueTable */.z2)([
        [
            'Test data',
            testFiles
                .slice(0, 5)
                .map((name) => (0,report_markdown/* inlineCode */.ti)(name, 100))
                .join(', '),
        ],
        ['Examples', selected],
        ['Evaluated', examples.evaluated < examples.selected ? (0,format/* formatInteger */.Sm)(examples.evaluated) : undefined],
        ['Grader', (0,report_markdown/* inlineCode */.ti)(grader)],
        ['Candidate', usage(candidate.usage)],
        ['Baseline', usage(baseline?.usage)],
        ['Grading', usage(graderUsage)],
        ['Duration of this step', (0,format/* formatDuration */.a3)(durationMs)],
    ]);
}
/** What a reader should know before trusting the numbers. */
function noteLines(report) {
    const { candidate, baseline, overlap, refusedSettings } = report;
    const [failed, baselineFailed] = [candidate, baseline].map((model) => model && formatFailures(model, report_markdown/* escapeText */.X1));
    const refusals = candidate.refusals + (baseline?.refusals ?? 0);
    const lines = [
        failed && `Errors of the ${baseline ? 'candidate' : 'model'}, which count as wrong answers: ${failed}.`,
        // Otherwise a reader could not explain the score of a baseline that cannot answer.
        baselineFailed &&
            `Errors of the baseline, which count as right answers, so that they make no candidate better: ${baselineFailed}.`,
        refusals > 0 && `${(0,format/* formatCount */.B4)(refusals, 'answer')} refused by the model.`,
        overlap > 0 && `⚠️ ${(0,format/* formatCount */.B4)(overlap, 'example')} also in the training data.`,
        refusedSettings.length > 0 &&
            `Not sent, because a model refuses it: ${refusedSettings.map((name) => (0,report_markdown/* inlineCode */.ti)(name)).join(', ')}.`,
    ];
    return lines.filter(Boolean).join('<br>') || undefined;
}

// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/report/outputs.ts
var outputs = __webpack_require__(5468);
// EXTERNAL MODULE: ./src/training/connection.ts
var training_connection = __webpack_require__(4512);
// EXTERNAL MODULE: ./src/training/pull-request-comment.ts
var pull_request_comment = __webpack_require__(8451);
// EXTERNAL MODULE: ./src/training/step-timing.ts
var step_timing = __webpack_require__(1337);
// EXTERNAL MODULE: ./src/actions/run-step.ts + 5 modules
var run_step = __webpack_require__(5247);
;// CONCATENATED MODULE: ./src/actions/evaluate.ts
























/** Runs the action `evaluate`: scores the answers of one or two models to the same examples, and judges the result. */
function evaluate(deps) {
    return (0,run_step/* runStep */.e)(deps, outputs/* EVALUATE_OUTPUTS */.$E, (outputs) => runEvaluate(outputs, deps));
}
async function runEvaluate(outputs, deps) {
    const { runner } = deps;
    const timer = (0,step_timing/* startTiming */.T)(deps);
    const plan = await readEvaluationPlan(deps);
    const results = (0,github_results/* openResults */.B)(plan.resultsDir, 'evaluation', runner);
    outputs.set({ 'results-dir': plan.resultsDir });
    for (const warning of plan.warnings)
        runner.warning(warning);
    const context = { outputs, results, timer, deps };
    const { report, failure } = await evaluatePlan(plan, context).catch(async (error) => {
        runner.endGroup();
        // Otherwise the comment would go on to show the result of an earlier commit.
        await publishFailure((0,format_error/* formatError */.W)(error), plan, context);
        throw error;
    });
    await publishReport(report, plan, context);
    if (failure)
        throw failure;
}
/** Evaluates the models; returns the report, and why the step fails, if it does. Rejects when there is nothing to report. */
async function evaluatePlan(plan, context) {
    const { outputs, timer, deps } = context;
    const { runner, clock } = deps;
    const clients = createClients(plan, deps);
    if (plan.hasOneModel)
        runner.notice('Candidate and baseline are the same model on the same server: it is asked once, and the difference is 0.');
    runner.group('Test data');
    const data = await indexTestData(plan, deps);
    logTestData(data, deps);
    assertWithinTokenLimit(data.tokens, plan.inputs['max-total-tokens']);
    const overlap = await warnAboutOverlap(plan, data, deps);
    runner.group('Answers');
    const evaluation = new Evaluation(plan, data, clients, deps);
    const interruption = await scoreAnswers(evaluation, plan, data, context);
    runner.endGroup();
    const result = evaluation.computeResult();
    if (deps.signal.aborted)
        result.gate = undefined;
    for (const row of result.gate?.rows ?? [])
        runner.info((0,gate_results/* formatGateRow */.rK)(row));
    const failure = interruption ?? toGateError(result);
    const report = evaluation.buildReport(result, {
        overlap,
        durationMs: clock.now() - timer.startedAt,
        failure: failure && (0,format_error/* formatError */.W)(failure),
    });
    outputs.set(toOutputs(report));
    logFailures(report, runner);
    runner.info(formatVerdict(report));
    return { report, failure };
}
function createClients({ inputs }, deps) {
    const { fetch, clock } = deps;
    const candidate = createChatClient((0,training_connection/* createConnection */.tq)(inputs, deps), fetch, clock);
    const { 'baseline-model': baselineModel, 'baseline-base-url': baselineUrl } = inputs;
    if (baselineModel === undefined)
        return { candidate, baseline: undefined };
    if (baselineUrl === undefined)
        return { candidate, baseline: candidate };
    const connection = (0,training_connection/* createConnection */.tq)({ ...inputs, 'base-url': baselineUrl }, deps);
    return { candidate, baseline: createChatClient(connection, fetch, clock) };
}
function logTestData({ selected, total, tokens }, { runner }) {
    const sample = selected.length < total ? `, ${(0,format/* formatCount */.B4)(selected.length, 'example')} chosen at random` : '';
    runner.info(`test data: ${(0,format/* formatCount */.B4)(total, 'example')}${sample}`);
    if (tokens !== undefined)
        runner.info(`at most ${(0,format/* formatCount */.B4)(tokens, 'token')}`);
}
const MAX_LISTED_LINES = 20;
async function warnAboutOverlap(plan, data, deps) {
    const overlap = await findTrainingOverlap(plan, data, deps);
    if (overlap.length === 0)
        return 0;
    const lines = overlap.slice(0, MAX_LISTED_LINES).map((index) => formatLocation(data.locations[index]));
    const more = overlap.length - lines.length;
    deps.runner.warning(`${(0,format/* formatCount */.B4)(overlap.length, 'example')} of the test data ${overlap.length === 1 ? 'is' : 'are'} also in the training data, so that the scores are too good: ${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`);
    return overlap.length;
}
const formatLocation = (location) => location ? `${location.file} line ${location.line}` : '';
function logFailures({ candidate, baseline }, runner) {
    const failures = formatFailures(candidate);
    if (failures)
        runner.info(`errors of the candidate, which count as wrong answers: ${failures}`);
    const ofBaseline = baseline && formatFailures(baseline);
    if (ofBaseline)
        runner.info(`errors of the baseline, which count as right answers: ${ofBaseline}`);
}
/** Scores all answers; returns why not all of them, if the workflow was cancelled or the timeout has passed. */
async function scoreAnswers(evaluation, { inputs }, data, { results, timer, deps }) {
    const { clock, signal } = deps;
    const progress = new EvaluationProgress(data.selected.length, deps);
    const done = new AbortController();
    const timeout = new errors/* ActionError */.lZ(`The timeout of ${(0,format/* formatDuration */.a3)(inputs.timeout)} has passed before all examples were evaluated.`, {
        hint: 'The others count as failures. Raise "timeout" or "concurrency"; "cache-dir" keeps the answers.',
    });
    signal.addEventListener('abort', () => evaluation.abort(signal.reason), { signal: done.signal });
    const remainingMs = timer.startedAt + inputs.timeout - clock.now();
    clock.sleep(remainingMs, done.signal).then(() => evaluation.abort(timeout), () => undefined);
    results.write('examples.jsonl', '');
    try {
        signal.throwIfAborted();
        await evaluation.run((scored) => {
            progress.add(scored);
            results.appendExample(toRow(scored, data, inputs['keep-answers']));
        });
        return undefined;
    }
    catch (error) {
        if (error === timeout) {
            evaluation.failUnfinished('no answer before the timeout');
            return timeout;
        }
        if (error === signal.reason && error instanceof errors/* ActionError */.lZ)
            return error;
        throw error;
    }
    finally {
        done.abort();
    }
}
/** A row of `examples.jsonl`: where the example is, its scores, and the answers if they are to be kept. */
function toRow({ index, candidate, baseline }, { locations }, keepAnswers) {
    const part = (prefix, { score, failure, answer }) => ({
        [`${prefix}score`]: score,
        ...(failure !== undefined && { [`${prefix}error`]: failure }),
        ...(keepAnswers &&
            answer && { [`${prefix}answer`]: { text: answer.text, tool_calls: answer.toolCalls } }),
    });
    return { ...locations[index], ...part('', candidate), ...(baseline && part('baseline_', baseline)) };
}
const hasWorseExample = ({ candidate, baseline }) => candidate.score.some((score, i) => {
    const baselineScore = baseline?.score[i];
    return baselineScore !== undefined && score < baselineScore;
});
function toGateError({ gate, comparison, samples }) {
    if (!gate || gate.passed)
        return undefined;
    const missed = gate.rows
        .filter(({ passed }) => !passed)
        .map(({ requirement, actual, note }) => {
        const facts = [`it is ${(0,gate_results/* formatActual */.Wk)(actual)}`, note].filter(Boolean).join('; ');
        return `${requirement} (${facts})`;
    });
    return new errors/* ActionError */.lZ(`The model does not pass the gate: ${missed.join('; ')}.`, {
        hint: comparison && hasWorseExample(samples)
            ? 'The outputs are set. The summary lists the examples that got worse by file and line.'
            : 'The outputs are set, so the model can still be deployed by hand.',
    });
}
function toOutputs({ candidate, baseline, comparison, examples, gate }) {
    const hasScores = examples.evaluated > 0;
    const scored = (model, value) => model && hasScores ? evaluate_round(value(model)) : undefined;
    return {
        score: scored(candidate, ({ score }) => score),
        'baseline-score': scored(baseline, ({ score }) => score),
        difference: comparison && evaluate_round(comparison.difference),
        'difference-low': comparison && evaluate_round(comparison.low),
        'difference-high': comparison && evaluate_round(comparison.high),
        verdict: comparison?.verdict,
        'pass-rate': scored(candidate, ({ passRate }) => passRate),
        'baseline-pass-rate': scored(baseline, ({ passRate }) => passRate),
        examples: examples.evaluated,
        errors: candidate.errors,
        gate: gate && (gate.passed ? 'passed' : 'failed'),
    };
}
/** Without the last digits of a sum. */
const evaluate_round = (value) => Number(value.toFixed(10));
function publishReport(report, plan, context) {
    // Redacted before it is escaped or cut: afterwards no secret would be recognized.
    const shown = (0,redact_deep/* redactDeep */.K)(report, context.deps.runner, { keepsOwnNames: true });
    return publish(plan, context, {
        summary: renderEvaluation(shown),
        renderComment: (footer) => renderEvaluationComment(shown, footer),
    });
}
function publishFailure(failure, plan, context) {
    const shown = context.deps.runner.redactSecrets(failure);
    return publish(plan, context, {
        summary: renderFailedEvaluation(shown),
        renderComment: (footer) => renderFailedEvaluation(shown, footer),
    });
}
/** Writes the results, the summary and the comment. */
async function publish({ inputs }, { outputs, results, timer, deps }, { summary, renderComment }) {
    const { runner, signal, clock } = deps;
    results.write('result.json', `${JSON.stringify(outputs.toResultJson(), null, 2)}\n`);
    results.write('report.md', summary);
    if (inputs.summary)
        runner.writeSummary(summary);
    if (!inputs.comment)
        return;
    const { signal: deadline, dispose } = (0,src_clock/* delayAbort */.y5)(signal, timer.remainingGraceMs, clock);
    const { 'github-token': token = '', 'test-file': testFile, 'baseline-model': baselineModel, grader, } = inputs;
    const marker = (0,comment_marker/* evaluationMarker */.j)({ testFile, baselineModel, grader });
    const comment = new sticky_comment/* StickyComment */.H({ ...deps, ...deps.context, token, marker });
    await comment.update(renderComment((0,report_comment/* renderCommentFooter */.X)((0,pull_request_comment/* getRunLinks */.Z8)(deps))), deadline);
    dispose();
}


/***/ })

};
