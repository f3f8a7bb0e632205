export const id = 469;
export const ids = [469];
export const modules = {

/***/ 1469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readParentCommit: () => (/* binding */ readParentCommit)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3916);
/* harmony import */ var _workspace_glob_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6527);
/* harmony import */ var _workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4874);
/* harmony import */ var _workspace_workspace_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5960);








/** Git is asked for each of them. */
const MAX_FILES = 200;
/** Far more than any list of the files of a repository. */
const MAX_LISTED = 64 * 2 ** 20;
/**
 * The first parent of the commit that is checked out: of a pull request's merge, what it would be merged into; of a
 * branch, its own commit before. Or why there is none, in words that complete "what changed is not known: …". Only
 * reads, asks no server, and obeys nothing that the repository contains.
 */
async function readParentCommit(root, env, signal) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const git = gitAt(folder, env, signal);
    try {
        const top = (await git.text('rev-parse', '--show-toplevel')).trim();
        const [, first] = (await git.text('rev-list', '--parents', '-n', '1', 'HEAD', '--')).trim().split(' ');
        if (!first)
            return { missing: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"' };
        return await commitBefore(git, node_path__WEBPACK_IMPORTED_MODULE_3___default().resolve(top), folder, first);
    }
    catch (error) {
        signal?.throwIfAborted();
        return { missing: reasonOf(error) };
    }
}
function reasonOf(error) {
    const { code } = error instanceof Error && 'code' in error ? error : { code: undefined };
    if (code === 'ENOENT')
        return 'git is not installed';
    if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        return 'the repository has too many files';
    return 'the workspace is not a git repository with a commit in it';
}
/** Git, by arguments and never through a shell, with no settings but ours: not those of the machine, nor its variables. */
function gitAt(folder, { PATH, SystemRoot }, signal) {
    const settings = {
        'core.quotePath': 'off',
        'core.hooksPath': node_os__WEBPACK_IMPORTED_MODULE_2__.devNull,
        'core.fsmonitor': 'false',
        'protocol.allow': 'never',
        // In a container the files belong to somebody else; what this guards against is switched off one by one here.
        'safe.directory': '*',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const argumentsFor = (words) => ['--no-pager', ...options, '-C', folder, ...words];
    const env = {
        ...(PATH && { PATH }),
        ...(SystemRoot && { SystemRoot }),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: node_os__WEBPACK_IMPORTED_MODULE_2__.devNull,
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_LAZY_FETCH: '1',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_OPTIONAL_LOCKS: '0',
        LC_ALL: 'C',
    };
    // Windows looks for programs in the working folder first, and a pull request can bring a git.exe.
    const place = { cwd: (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), env, ...(signal && { signal }) };
    return {
        text: (...words) => new Promise((resolve, reject) => {
            (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', argumentsFor(words), { ...place, maxBuffer: MAX_LISTED }, (error, stdout) => error ? reject(error) : resolve(stdout));
        }),
        async *bytes(...words) {
            const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('git', argumentsFor(words), { ...place, stdio: ['ignore', 'pipe', 'ignore'] });
            const ended = new Promise((resolve, reject) => {
                child.once('error', reject);
                child.once('close', resolve);
            });
            // Awaited below; until then its failure is not unhandled.
            ended.catch(() => undefined);
            try {
                for await (const chunk of child.stdout)
                    yield chunk;
                if ((await ended) !== 0)
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l('git could not read the commit before');
            }
            finally {
                child.kill();
            }
        },
    };
}
/** The files of a commit by absolute path. */
async function filesOf(git, commit, top) {
    const listed = await git.text('ls-tree', '-r', '-z', '--full-tree', commit);
    const files = new Map();
    for (const line of listed.split('\0')) {
        const [, mode, object, path] = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? [];
        if (object && path)
            files.set(node_path__WEBPACK_IMPORTED_MODULE_3___default().join(top, path), { object, isLink: mode === '120000' });
    }
    return files;
}
async function commitBefore(git, top, root, commit) {
    const today = await filesOf(git, 'HEAD', top);
    const before = await filesOf(git, commit, top);
    const tree = treeOf(before);
    const nameOf = (path) => node_path__WEBPACK_IMPORTED_MODULE_3___default().relative(root, path).split((node_path__WEBPACK_IMPORTED_MODULE_3___default().sep)).join('/');
    const objects = new Map();
    async function named(list, beside) {
        const folder = beside ? node_path__WEBPACK_IMPORTED_MODULE_3___default().dirname(node_path__WEBPACK_IMPORTED_MODULE_3___default().resolve(root, beside)) : root;
        const matches = async (line) => {
            const literal = node_path__WEBPACK_IMPORTED_MODULE_3___default().resolve(folder, line);
            if (!(0,_workspace_glob_js__WEBPACK_IMPORTED_MODULE_5__/* .isGlob */ .fg)(line) || (await tree.lstat(literal)))
                return [literal];
            const found = (0,_workspace_glob_js__WEBPACK_IMPORTED_MODULE_5__/* .globStarts */ .gI)(line).map(({ folder: start, steps }) => {
                const path = node_path__WEBPACK_IMPORTED_MODULE_3___default().resolve(folder, start);
                return steps.length === 0 ? [path] : (0,_workspace_glob_js__WEBPACK_IMPORTED_MODULE_5__/* .matchesOf */ .th)(path, steps, async () => false, tree);
            });
            return (await Promise.all(found)).flat();
        };
        const all = (lines) => Promise.all(lines.map(matches)).then((paths) => new Set(paths.flat()));
        const { wanted, excluded } = (0,_workspace_glob_js__WEBPACK_IMPORTED_MODULE_5__/* .listLines */ .i4)(list);
        const leftOut = await all(excluded);
        return [...(await all(wanted))].filter((path) => before.has(path) && !(0,_workspace_glob_js__WEBPACK_IMPORTED_MODULE_5__/* .isWithin */ .UO)(path, leftOut));
    }
    return {
        commit,
        async glob({ list, beside, files }) {
            const stranger = files.find(({ path }) => !today.has(path));
            // Made by a step before, or of another repository: what it was is in no commit here.
            if (stranger)
                return { missing: `${(0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .TL)(stranger.name)} is not part of the commit` };
            const found = [];
            const paths = await named(list, beside);
            if (paths.length > MAX_FILES)
                return { missing: `the data had more than ${MAX_FILES} files` };
            for (const path of paths) {
                const { object = '', isLink } = before.get(path) ?? {};
                const name = nameOf(path);
                if (isLink)
                    return { missing: `${(0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .TL)(name)} was a link` };
                const size = Number((await git.text('cat-file', '-s', object).catch(() => '')) || Number.NaN);
                if (Number.isNaN(size))
                    return { missing: `${(0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .TL)(name)} of before is not in this partial clone` };
                if (size < MAX_POINTER && (await git.text('cat-file', 'blob', object)).startsWith(POINTER))
                    return {
                        missing: `${(0,_workspace_path_guard_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .TL)(name)} is kept by git-lfs, which has no older version in this checkout`,
                    };
                objects.set(name, object);
                found.push({ name, path, size });
            }
            return { files: found.sort(_workspace_workspace_js__WEBPACK_IMPORTED_MODULE_7__/* .byName */ .n) };
        },
        readBytes: ({ name }) => git.bytes('cat-file', 'blob', objects.get(name) ?? ''),
    };
}
/** By the specification of git-lfs: the first line of a pointer, and less than so many bytes. */
const POINTER = 'version https://git-lfs.github.com/spec/';
const MAX_POINTER = 1024;
/** The folders and files of a commit as those of a disk. */
function treeOf(files) {
    const kind = (isLink, isFolder) => ({
        isSymbolicLink: () => isLink,
        isDirectory: () => isFolder,
    });
    const folders = new Map();
    for (const [path, { isLink }] of files) {
        let [child, childKind] = [path, kind(isLink, false)];
        for (let folder = node_path__WEBPACK_IMPORTED_MODULE_3___default().dirname(child); folder !== child; folder = node_path__WEBPACK_IMPORTED_MODULE_3___default().dirname(child)) {
            const known = folders.get(folder);
            const entries = known ?? new Map();
            entries.set(node_path__WEBPACK_IMPORTED_MODULE_3___default().basename(child), childKind);
            if (known)
                break;
            folders.set(folder, entries);
            [child, childKind] = [folder, kind(false, true)];
        }
    }
    return {
        lstat: async (path) => folders.get(node_path__WEBPACK_IMPORTED_MODULE_3___default().dirname(path))?.get(node_path__WEBPACK_IMPORTED_MODULE_3___default().basename(path)),
        readdir: async (path) => [...(folders.get(path) ?? [])].map(([name, kind]) => ({ name, ...kind })),
    };
}


/***/ })

};
