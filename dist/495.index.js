export const id = 495;
export const ids = [495];
export const modules = {

/***/ 8495:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fixFiles: () => (/* binding */ fixFiles)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/dataset/normalize.ts
var normalize = __webpack_require__(363);
// EXTERNAL MODULE: ./src/dataset/sniff.ts
var sniff = __webpack_require__(7852);
;// CONCATENATED MODULE: ./src/dataset/fixes/json-spans.ts
const OPENING = new Set('{[');
const CLOSING = new Set('}]');
/** Returns the value of a text that is valid JSON. */
function rootSpan(text) {
    const start = skipSpace(text, 0);
    return { start, end: findEnd(text, start) };
}
/** Returns the pairs of the object at `span`; undefined when another value is there. The text must be valid JSON. */
function listMembers(text, span) {
    if (text[span.start] !== '{')
        return undefined;
    const members = [];
    for (let at = skipSpace(text, span.start + 1); text[at] === '"';) {
        const keySpan = { start: at, end: findEnd(text, at) };
        // Behind the key there are a colon and perhaps space.
        const start = skipSpace(text, skipSpace(text, keySpan.end) + 1);
        const value = { start, end: findEnd(text, start) };
        members.push({ key: String(JSON.parse(text.slice(keySpan.start, keySpan.end))), keySpan, value });
        at = skipSpace(text, skipSpace(text, value.end) + 1);
    }
    return members;
}
/** Returns the elements of the array at `span`; undefined when another value is there. The text must be valid JSON. */
function listElements(text, span) {
    if (text[span.start] !== '[')
        return undefined;
    const elements = [];
    for (let at = skipSpace(text, span.start + 1); at < span.end - 1;) {
        const element = { start: at, end: findEnd(text, at) };
        elements.push(element);
        at = skipSpace(text, skipSpace(text, element.end) + 1);
    }
    return elements;
}
/** Returns the value at `span` on one line: each line break between its tokens goes, with the space around it. */
function toOneLine(text, span) {
    let output = '';
    let from = span.start;
    for (let at = span.start; at < span.end;) {
        if (text[at] === '"')
            at = findEnd(text, at);
        else if (isSpace(text[at])) {
            const end = skipSpace(text, at);
            if (/[\r\n]/.test(text.slice(at, end))) {
                output += text.slice(from, at);
                // As in the usual style of JSON on one line.
                if (text[at - 1] === ',' || text[at - 1] === ':')
                    output += ' ';
                from = end;
            }
            at = end;
        }
        else
            at++;
    }
    return output + text.slice(from, span.end);
}
function skipSpace(text, start) {
    let at = start;
    while (isSpace(text[at]))
        at++;
    return at;
}
const isSpace = (character = '') => character !== '' && ' \t\r\n'.includes(character);
/** Returns the position behind the value that begins at `start`. */
function findEnd(text, start) {
    if (text[start] === '"')
        return findStringEnd(text, start);
    if (!OPENING.has(text.charAt(start)))
        return findScalarEnd(text, start);
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        const character = text.charAt(at);
        if (character === '"')
            at = findStringEnd(text, at) - 1;
        else if (OPENING.has(character))
            depth++;
        else if (CLOSING.has(character) && --depth === 0)
            return at + 1;
    }
    return text.length;
}
function findStringEnd(text, start) {
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === '\\')
            at++;
        else if (text[at] === '"')
            return at + 1;
    }
    return text.length;
}
function findScalarEnd(text, start) {
    let at = start;
    while (at < text.length && !/[\s,\]}]/.test(text.charAt(at)))
        at++;
    return at;
}

;// CONCATENATED MODULE: ./src/dataset/fixes/function-calls.ts


/**
 * Returns a line of chat data with `tools`, `tool_calls` and the role `tool` in place of the deprecated `functions`,
 * `function_call` and the role `function`; undefined when there are none, or when it is not certain what they mean. Every
 * other character stays as it is.
 */
function replaceFunctionCalls(text) {
    if (!/"function(?:s|_call)?"/.test(text))
        return undefined;
    const line = readMembers(text, rootSpan(text));
    const messages = line?.get('messages');
    const elements = messages && listElements(text, messages.value);
    if (!line || !elements)
        return undefined;
    const definitions = replaceFunctions(text, line);
    const calls = definitions && replaceInMessages(text, elements);
    if (!calls)
        return undefined;
    const replaced = applyEdits(text, [...definitions, ...calls]);
    return replaced !== text && (0,json/* isJsonObject */.OW)((0,json/* tryParseJson */.Bl)(replaced)) ? replaced : undefined;
}
/** Returns the pairs of an object by key; undefined for another value, or when a key is repeated. */
function readMembers(text, span) {
    const members = listMembers(text, span);
    const byKey = new Map(members?.map((member) => [member.key, member]));
    return members?.length === byKey.size ? byKey : undefined;
}
/** Returns the edits for the definitions of a line; undefined when they are not certain. */
function replaceFunctions(text, line) {
    const functions = line.get('functions');
    if (!functions)
        return [];
    const definitions = listElements(text, functions.value);
    if (!definitions || line.has('tools'))
        return undefined;
    if (definitions.some((span) => !listMembers(text, span)))
        return undefined;
    return [
        { ...functions.keySpan, text: '"tools"' },
        ...definitions.flatMap(wrap('{"type":"function","function":', '}')),
    ];
}
/** Returns the edits for all messages; undefined when those for one of them are not certain. */
function replaceInMessages(text, elements) {
    const edits = [];
    const nextId = createIds(text);
    let call;
    for (const element of elements) {
        const message = readMembers(text, element);
        if (!message)
            return undefined;
        const role = readString(text, message.get('role'));
        const answered = call;
        call = undefined;
        // Function calls may stay without an answer, but tool calls may not.
        if (answered && role !== 'function')
            return undefined;
        if (role === 'function') {
            const answer = answered && replaceAnswer(text, message, answered);
            if (!answer)
                return undefined;
            edits.push(...answer);
        }
        const called = message.get('function_call');
        if (!called || text.startsWith('null', called.value.start))
            continue;
        const name = readString(text, readMembers(text, called.value)?.get('name'));
        if (role !== 'assistant' || name === undefined || message.has('tool_calls'))
            return undefined;
        call = { id: nextId(), name };
        const start = `[{"id":"${call.id}","type":"function","function":`;
        edits.push({ ...called.keySpan, text: '"tool_calls"' }, ...wrap(start, '}]')(called.value));
    }
    return edits;
}
/** Returns the edits for the answer to a call; undefined when it answers another one. */
function replaceAnswer(text, message, { id, name }) {
    const [role, named] = [message.get('role'), message.get('name')];
    if (!role || !named || readString(text, named) !== name || message.has('tool_call_id'))
        return undefined;
    return [
        { ...role.value, text: '"tool"' },
        { ...named.keySpan, text: '"tool_call_id"' },
        { ...named.value, text: `"${id}"` },
    ];
}
/** Returns a function that returns ids which are nowhere in the text. */
function createIds(text) {
    let number = 0;
    return () => {
        do
            number++;
        while (text.includes(`"call_${number}"`));
        return `call_${number}`;
    };
}
function readString(text, member) {
    const value = member && (0,json/* tryParseJson */.Bl)(text.slice(member.value.start, member.value.end));
    return typeof value === 'string' ? value : undefined;
}
const wrap = (before, after) => ({ start, end }) => [
    { start, end: start, text: before },
    { start: end, end, text: after },
];
function applyEdits(text, edits) {
    const pieces = [];
    let from = 0;
    for (const { start, end, text: replacement } of [...edits].sort((a, b) => a.start - b.start)) {
        pieces.push(text.slice(from, start), replacement);
        from = end;
    }
    return pieces.join('') + text.slice(from);
}

;// CONCATENATED MODULE: ./src/dataset/fixes/fix-file.ts







const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const LF = 0x0a;
/**
 * Returns a data file with what is certain to be wrong corrected: a byte order mark, CRLF, one JSON array in place of lines,
 * deprecated function calls, and lines that repeat an earlier one byte for byte. Every other byte stays as it is, and a fixed
 * file has no further fixes. `seen` has the lines of the earlier files of the dataset.
 */
function fixFile(file, original, seen) {
    const fixes = [];
    let bytes = original;
    while (bytes.indexOf(BOM) === 0)
        bytes = bytes.subarray(BOM.length);
    if (bytes !== original)
        fixes.push({ kind: 'byte-order-mark' });
    const problem = sniffCode(bytes);
    // What is no text in UTF-8 has to become one first.
    if (problem === 'utf-16' || problem === 'file-type' || problem === 'git-lfs-pointer')
        return { bytes: original, fixes: [] };
    let withLf = bytes;
    // Again, because CR CR LF becomes a CRLF.
    for (let next = (0,normalize/* replaceCrlf */.WS)(bytes); next !== withLf; next = (0,normalize/* replaceCrlf */.WS)(next))
        withLf = next;
    if (withLf !== bytes)
        fixes.push({ kind: 'line-ends', count: bytes.length - withLf.length });
    const lines = toLines(withLf);
    if (lines)
        fixes.push({ kind: 'json-array', elements: lines.elements });
    const result = lines?.bytes ?? withLf;
    return sniffCode(result) === undefined ? fixLines(file, result, fixes, seen) : { bytes: result, fixes };
}
const sniffCode = (bytes) => (0,sniff/* sniff */.ZF)(bytes.subarray(0, sniff/* SNIFF_BYTES */.dD))?.code;
/** Returns the elements of a file that is one array of objects, each on a line; undefined for another file. */
function toLines(bytes) {
    if (sniffCode(bytes) !== 'json-array' || !(0,external_node_buffer_.isUtf8)(bytes) || (0,json/* hasTooManyValues */["if"])(bytes))
        return undefined;
    const text = bytes.toString();
    const parsed = (0,json/* tryParseJson */.Bl)(text);
    const isListOfObjects = Array.isArray(parsed) && parsed.length > 0 && parsed.every(json/* isJsonObject */.OW);
    const elements = isListOfObjects && listElements(text, rootSpan(text));
    if (!elements)
        return undefined;
    const lines = elements.map((element) => `${toOneLine(text, element)}\n`);
    return { bytes: Buffer.from(lines.join('')), elements: lines.length };
}
function fixLines(file, bytes, fixes, seen) {
    const output = [];
    let unchangedFrom = 0;
    let line = 0;
    for (let start = 0; start < bytes.length;) {
        line += 1;
        const newline = bytes.indexOf(LF, start);
        const end = newline === -1 ? bytes.length : newline;
        const next = newline === -1 ? bytes.length : newline + 1;
        const content = bytes.subarray(start, end);
        const fixed = isObject(content) ? fixLine({ file, line }, content, fixes, seen) : content;
        if (fixed !== content) {
            output.push(bytes.subarray(unchangedFrom, start));
            if (fixed)
                output.push(fixed, bytes.subarray(end, next));
            unchangedFrom = next;
        }
        start = next;
    }
    return {
        bytes: output.length === 0 ? bytes : Buffer.concat([...output, bytes.subarray(unchangedFrom)]),
        fixes,
    };
}
/** Returns a line as it is, or changed; undefined when it goes. */
function fixLine(location, content, fixes, seen) {
    const before = content.toString();
    const after = replaceFunctionCalls(before);
    const fixed = after === undefined ? content : Buffer.from(after);
    const digest = (0,external_node_crypto_.createHash)('sha256').update(fixed).digest('base64');
    const first = seen.get(digest);
    if (first) {
        fixes.push({ kind: 'duplicate', line: location.line, first });
        return undefined;
    }
    seen.set(digest, location);
    if (after !== undefined)
        fixes.push({ kind: 'function-calls', line: location.line, before, after });
    return fixed;
}
/** Returns whether a line is an example, as far as its syntax goes; the rest of the file may be anything. */
function isObject(line) {
    return (0,external_node_buffer_.isUtf8)(line) && !(0,json/* hasTooManyValues */["if"])(line) && (0,json/* isJsonObject */.OW)((0,json/* tryParseJson */.Bl)(line.toString()));
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/report/format.ts
var format = __webpack_require__(2011);
// EXTERNAL MODULE: ./src/report/format-error.ts
var format_error = __webpack_require__(1088);
// EXTERNAL MODULE: ./src/training/plan.ts + 1 modules
var plan = __webpack_require__(5507);
;// CONCATENATED MODULE: ./src/cli/fix-files.ts









/** A larger text does not fit into a string. */
const MAX_FILE_BYTES = 2 ** 29 - 24;
/** More changed lines of a file would not be read. */
const MAX_SHOWN_LINES = 20;
const MAX_EXCERPT = 160;
const CONTEXT = 40;
/**
 * Shows how the files of the datasets differ from their fixed content and, with `writes`, then replaces each file as a
 * whole: at no time is there half a file. A problem fails the command before the first file is written, as far as possible.
 */
async function fixFiles(deps, { writes }) {
    const { runner, signal } = deps;
    try {
        runner.group(writes ? 'Fixes' : 'Fixes that would be written');
        const fixed = await findFixes(deps);
        for (const { file, fixes } of fixed)
            for (const line of describeFixes(file.name, fixes))
                runner.info(line);
        if (fixed.length === 0)
            runner.info('Nothing can be fixed automatically.');
        if (!writes)
            return;
        for (const { file } of fixed)
            await assertWritable(file);
        for (const { file, bytes } of fixed) {
            signal.throwIfAborted();
            await replaceFile(file, bytes, deps);
            runner.info(`${file.name}: written`);
        }
    }
    catch (error) {
        runner.setFailed((0,format_error/* formatError */.W)(error));
    }
    finally {
        runner.endGroup();
    }
}
async function findFixes({ runner, workspace, signal }) {
    const fixed = new Map();
    const datasets = await (0,plan/* findDataFiles */.LJ)({ runner, workspace, signal });
    const all = new Set();
    const shared = new Set();
    for (const { path } of datasets.flat())
        (all.has(path) ? shared : all).add(path);
    for (const files of datasets) {
        const seen = new Map();
        for (const file of files) {
            signal.throwIfAborted();
            // A file of both datasets is fixed once.
            const isKnown = fixed.has(file.path);
            if (file.size > MAX_FILE_BYTES) {
                if (!isKnown)
                    runner.warning(`${file.name}: is not fixed, because it is larger than 512 MB`);
                fixed.set(file.path, undefined);
                continue;
            }
            const chunks = [];
            for await (const chunk of workspace.readBytes(file))
                chunks.push(chunk);
            const isShared = shared.has(file.path);
            const { bytes, fixes, isEmptied } = fixDataFile(file, Buffer.concat(chunks), seen, isShared);
            if (isKnown)
                continue;
            if (isEmptied)
                runner.warning(`${file.name}: keeps its lines, although other files have all of them`);
            fixed.set(file.path, fixes.length > 0 ? { file, bytes, fixes } : undefined);
        }
    }
    return [...fixed.values()].filter((file) => file !== undefined);
}
/**
 * Fixes a file of a dataset, and adds its lines to those that were `seen`. A line that only another file repeats stays in a
 * file that both datasets share, since the other one may need it there, and in a file that would be left without lines.
 */
function fixDataFile({ name }, original, seen, isShared) {
    if (!isShared) {
        const result = fixFile(name, original, seen);
        if (!hasOnlyBlankLines(result.bytes) || hasOnlyBlankLines(original))
            return { ...result, isEmptied: false };
    }
    const own = new Map();
    const result = fixFile(name, original, own);
    for (const [digest, location] of own)
        if (!seen.has(digest))
            seen.set(digest, location);
    return { ...result, isEmptied: !isShared };
}
const hasOnlyBlankLines = (bytes) => !bytes.some((byte) => byte > 0x20);
function describeFixes(name, fixes) {
    const lines = fixes.flatMap((fix) => describeFix(name, fix));
    const shown = lines.slice(0, MAX_SHOWN_LINES);
    const rest = lines.length - shown.length;
    return [...shown.flat(), ...(rest > 0 ? [`${name}: ${(0,format/* formatCount */.B4)(rest, 'more change')}`] : [])];
}
/** Returns the changes that a fix makes, each as its lines. */
function describeFix(name, fix) {
    switch (fix.kind) {
        case 'byte-order-mark':
            return [[`${name}: without the byte order mark`]];
        case 'line-ends':
            return [[`${name}: ${(0,format/* formatCount */.B4)(fix.count, 'line')} with LF instead of CRLF`]];
        case 'json-array':
            return [[`${name}: ${(0,format/* formatCount */.B4)(fix.elements, 'element')} of the array as lines`]];
        case 'duplicate':
            return [[`${name}:${fix.line}: removed, since it repeats ${fix.first.file}:${fix.first.line}`]];
        case 'function-calls': {
            const [before, after] = excerptDifference(fix.before, fix.after);
            return [[`${name}:${fix.line}: tool calls instead of function calls`, `- ${before}`, `+ ${after}`]];
        }
    }
}
/** Returns both texts without most of what they have in common at both ends, and not more of each than a person reads. */
function excerptDifference(before, after) {
    let start = 0;
    while (start < before.length && before[start] === after[start])
        start++;
    const from = Math.max(0, start - CONTEXT);
    const excerpt = (text) => {
        const rest = text.slice(from);
        return `${from > 0 ? '…' : ''}${rest.slice(0, MAX_EXCERPT)}${rest.length > MAX_EXCERPT ? '…' : ''}`;
    };
    return [excerpt(before), excerpt(after)];
}
async function assertWritable({ name, path }) {
    let hasOtherName;
    try {
        await (0,promises_.access)(path, external_node_fs_.constants.W_OK);
        await (0,promises_.access)((0,external_node_path_.dirname)(path), external_node_fs_.constants.W_OK);
        hasOtherName = (await (0,promises_.stat)(path)).nlink > 1;
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(name)} cannot be written`, { cause });
    }
    if (hasOtherName)
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(name)} has another name (a hard link), which would keep the old content`, {
            hint: 'Replace the file by a copy of it, and run the command again.',
        });
}
/** Writes a new file next to the old one, which it then replaces in one step, if it is still the file that was read. */
async function replaceFile({ name, path, size, version }, bytes, { workspace }) {
    const { mode, uid, gid } = await (0,promises_.stat)(path);
    const written = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.fix-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}.tmp`);
    let handle;
    try {
        handle = await (0,promises_.open)(written, 'wx', mode);
        const created = await handle.stat();
        if (created.uid !== uid || created.gid !== gid)
            await handle.chown(uid, gid);
        // After the owner, since a change of it removes bits of the mode.
        await handle.chmod(mode & 0o7777);
        await handle.writeFile(bytes);
        await handle.sync();
        await handle.close();
        const now = await workspace.getFile(name);
        if (now.path !== path || now.size !== size || now.version !== version)
            throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(name)} changed while its fixes were computed`, {
                hint: 'Run the command again.',
            });
        await (0,promises_.rename)(written, path);
    }
    catch (error) {
        await handle?.close().catch(() => undefined);
        await (0,promises_.rm)(written, { force: true });
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        throw new errors/* ActionError */.lZ(`${(0,errors/* quote */.hD)(name)} could not be written: ${(0,errors/* getErrorMessage */.u1)(error)}`, { cause: error });
    }
}


/***/ })

};
