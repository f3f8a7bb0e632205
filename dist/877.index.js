export const id = 877;
export const ids = [877];
export const modules = {

/***/ 6877:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readDocument: () => (/* binding */ readDocument)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6906);


const MAX_CHARACTERS = 2 ** 20;
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;
const MAX_TOKENS = 50_000;
/**
 * Reads one YAML 1.2 document (JSON is YAML) into a plain value. With `text` every scalar stays the text that
 * was written (YAML's failsafe schema): `1234e56` is a commit, not a number.
 */
function readDocument(text, scalars) {
    if (text.length > MAX_CHARACTERS)
        return { problems: ['is larger than 1 MiB'] };
    const refused = beforeParsing(text);
    if (refused)
        return { problems: [refused] };
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, {
        lineCounter: lines,
        logLevel: 'error',
        prettyErrors: false,
        resolveKnownTags: false,
        schema: scalars === 'text' ? 'failsafe' : 'core',
        uniqueKeys: false,
    });
    const at = (offset, problem) => {
        const { line, col } = lines.linePos(offset);
        return `line ${line}, column ${col}: ${problem}`;
    };
    // Warnings are tags that nobody resolved: `!secret x` must not quietly become the text "x".
    // Only the first is told: the others mostly follow from it.
    const [fault] = [...document.errors, ...document.warnings];
    if (fault)
        return { problems: [at(fault.pos[0], syntaxProblem(fault))] };
    const problems = [];
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Value: (_, node) => {
            const offset = node.range?.[0] ?? 0;
            if (node.tag)
                problems.push(at(offset, `tags are not supported (${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(node.tag)})`));
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
                for (const found of keyProblems(node.items))
                    problems.push(at(found.offset, found.problem));
            const problem = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? numberProblem(node) : undefined;
            if (problem)
                problems.push(at(offset, problem));
        },
    });
    if (problems.length > 0)
        return { problems };
    return plainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }));
}
const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`;
/**
 * What the parser must not see. It works by recursion, and `[[[[…` ten thousand levels deep ends the whole
 * process, not only the call; it looks for the anchor of every alias through the whole document; and zod cannot
 * note a hundred thousand problems of one list. The lexer suffers from none of that, so all are counted on its
 * tokens: depth by brackets, and by how far block indicators stand from the margin.
 */
function beforeParsing(text) {
    let [tokens, aliases, brackets, margin, colons] = [0, 0, 0, 0, 0];
    let [atMargin, inScalar] = [true, false];
    for (const token of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG().lex(text)) {
        // The token after the mark of a scalar is its text, whatever it looks like.
        const type = inScalar ? null : yaml__WEBPACK_IMPORTED_MODULE_0__/* .CST */ .DB.tokenType(token);
        inScalar = type === 'scalar';
        tokens += 1;
        if (type === 'directive-line')
            return `directives are not supported (${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(token)})`;
        if (type === 'alias')
            aliases += 1;
        if (type === 'flow-seq-start' || type === 'flow-map-start')
            brackets += 1;
        if (type === 'flow-seq-end' || type === 'flow-map-end')
            brackets = Math.max(0, brackets - 1);
        if (type === 'newline')
            [margin, colons, atMargin] = [0, 0, true];
        if (type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
            atMargin = false;
        if (type === 'map-value-ind' && brackets === 0)
            colons += 1;
        if (atMargin && brackets === 0)
            margin += token.length;
        if (brackets > MAX_DEPTH || colons > MAX_DEPTH || margin > 4 * MAX_DEPTH)
            return TOO_DEEP;
        if (aliases > MAX_ALIASES)
            return `has more than ${MAX_ALIASES} aliases`;
        if (tokens > MAX_TOKENS)
            return `has more than ${MAX_TOKENS} words and marks of YAML`;
    }
    return undefined;
}
function syntaxProblem({ code, message }) {
    if (code === 'MULTIPLE_DOCS')
        return 'expected one YAML document, found several';
    if (code === 'TAG_RESOLVE_FAILED')
        return `tags are not supported (${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(message)})`;
    return (0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(message.replaceAll(/\s+/g, ' '), 120).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
function* keyProblems(pairs) {
    const seen = new Set();
    for (const { key } of pairs) {
        const offset = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key) ? (key.range?.[0] ?? 0) : 0;
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) || typeof key.value !== 'string') {
            yield { offset, problem: 'the key of a map must be text (put it in quotes)' };
            continue;
        }
        const name = key.value;
        if (name === '<<' && key.type === 'PLAIN')
            yield { offset, problem: 'merge keys ("<<") are not supported; repeat the pairs' };
        // As an ordinary key it would set the prototype of whatever it is copied into.
        if (name === '__proto__')
            yield { offset, problem: '"__proto__" cannot be a key' };
        if (seen.has(name))
            yield { offset, problem: `the key ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(name)} stands twice in the same map` };
        seen.add(name);
    }
}
function numberProblem({ value, source }) {
    if (typeof value !== 'number')
        return undefined;
    if (!Number.isFinite(value))
        return `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(source ?? String(value))} is not a number that JSON can carry`;
    const written = source ?? '';
    const rounded = /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(written) && BigInt(written) !== BigInt(value);
    return rounded
        ? `${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(written)} has more digits than a JSON number can carry (put it in quotes)`
        : undefined;
}
/** What the library throws here is about the document: an alias without anchor, or a bomb made of aliases. */
function plainValue(toValue) {
    try {
        const value = toValue();
        return deeperThan(value, MAX_DEPTH) ? { problems: [TOO_DEEP] } : { value };
    }
    catch (error) {
        return { problems: [(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .shortened */ .vI)(error instanceof Error ? error.message : String(error), 120)] };
    }
}
/** True also for an alias that contains itself. */
function deeperThan(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((item) => deeperThan(item, levels - 1));
}


/***/ })

};
