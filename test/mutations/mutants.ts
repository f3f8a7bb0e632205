/** A bug that breaks a guarantee; a test must fail for it, which kills the mutant. */
export interface Mutant {
  /** The number of the guarantee in `docs/guarantees.md`. */
  guarantee: number
  /** What the mutant does wrong. */
  description: string
  /** The source file, below `src`. */
  file: string
  /** The code to replace, which occurs once in the file. */
  original: string
  replacement: string
  /** The test files of which one must fail. */
  tests: readonly string[]
  /** Runs only tests with this in their name, because the others of the file take long. */
  testName?: string
}

/** Returns the source with the bug; throws if the original code does not occur exactly once. */
export function applyMutant(
  source: string,
  { file, original, replacement }: Pick<Mutant, 'file' | 'original' | 'replacement'>,
): string {
  const pieces = source.split(original)
  if (pieces.length !== 2)
    throw new Error(`src/${file} has this ${pieces.length - 1} times instead of once: ${original}`)
  return pieces.join(replacement)
}

/** Returns the guarantees of `docs/guarantees.md` by number, each in a few words. */
export function readGuarantees(page: string): Map<number, string> {
  const items = page.matchAll(/^(\d+)\. \*\*([^*]+?)[.,]?\*\*/gm)
  return new Map(Array.from(items, ([, number, words = '']) => [Number(number), words.replace(/\s+/g, ' ')]))
}

const FINE_TUNE = 'test/actions/fine-tune.test.ts'
const ACTIONS = 'test/actions/actions.test.ts'
const FIND_OR_CREATE = 'test/training/find-or-create-job.test.ts'
const EXISTING_FILES = 'test/training/existing-files.test.ts'
const FOLLOW = 'test/training/follow-job.test.ts'
const AUTHENTICATION = 'test/openai/authentication.test.ts'
const E2E_ACTIONS = 'test/e2e/actions.test.ts'
const E2E_CHECK = 'test/e2e/check.test.ts'
const E2E_EXIT = 'test/e2e/exit.test.ts'
const E2E_HOSTILE = 'test/e2e/hostile.test.ts'

/** The mutants in the order of the guarantees; each guarantee has at least one. */
export const MUTANTS: readonly Mutant[] = [
  {
    guarantee: 1,
    description: 'sends a create request again although the job that it created was found',
    file: 'training/create-job.ts',
    original: 'if (job) return { job, duplicates, isAmbiguous: true }',
    replacement: 'if (job && duplicates.length > 0) return { job, duplicates, isAmbiguous: true }',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 1,
    description: 'does not find a job that already does the same training',
    file: 'training/find-jobs.ts',
    original: 'job.id === own?.id || matches(criteria, job)',
    replacement: 'job.id === own?.id',
    tests: [FIND_OR_CREATE],
  },
  {
    guarantee: 1,
    description: 'cancels neither of two jobs that two runs created at the same moment',
    file: 'training/find-or-create-job.ts',
    original: 'return await this.switchToPreferred(job, winner)',
    replacement: 'return await this.#reuseJob(winner, job)',
    tests: [FIND_OR_CREATE],
  },
  {
    guarantee: 1,
    description: 'only warns when two jobs do the same training',
    file: 'training/find-or-create-job.ts',
    original: 'runner.setFailed(',
    replacement: 'runner.warning(',
    tests: [FIND_OR_CREATE],
  },
  {
    guarantee: 2,
    description: 'creates a job although the list of jobs could not be read',
    file: 'training/find-jobs.ts',
    original: 'if (!isUnsupportedEndpoint(error)) throw error',
    replacement: 'if (!isUnsupportedEndpoint(error) && deps.signal.aborted) throw error',
    tests: [FIND_OR_CREATE],
  },
  {
    guarantee: 2,
    description: 'takes a list that could not be read after a create request for an empty one',
    file: 'training/create-job.ts',
    original: 'throw new JobMaybeCreatedError(cause)\n',
    replacement: 'options.onAmbiguous(cause)\n    return []\n',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 3,
    description: 'reports a failed job as a success',
    file: 'training/follow-to-end.ts',
    original: "if (job.status === 'succeeded') return 'succeeded'",
    replacement: "if (job.status === 'succeeded' || job.status === 'failed') return job.status",
    tests: [FINE_TUNE],
  },
  {
    guarantee: 3,
    description: 'sets the model output before the job has succeeded',
    file: 'report/outputs.ts',
    original: "job.status === 'succeeded' ? job.fineTunedModel : undefined",
    replacement: 'job.fineTunedModel',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 3,
    description: 'only warns when outputs cannot be written',
    file: 'github/runner.ts',
    original: 'runner.setFailed(`Could not write',
    replacement: 'runner.warning(`Could not write',
    tests: [E2E_EXIT],
  },
  {
    guarantee: 3,
    description: 'logs an uncaught error and continues',
    file: 'run.ts',
    original: "process.on('uncaughtException', (error) => {",
    replacement:
      "process.on('uncaughtException', (error) => {\n    if (error) return runner.info(formatError(error))",
    tests: [E2E_EXIT],
  },
  {
    guarantee: 3,
    description: 'exits with 0 after a failed step',
    file: 'run.ts',
    original: 'process.exit(runner.failed ? 1 : 0)',
    replacement: 'process.exit(0)',
    tests: [E2E_ACTIONS],
    testName: 'the action wait',
  },
  {
    guarantee: 4,
    description: 'keeps the job running when the workflow is cancelled',
    file: 'training/follow-to-end.ts',
    original: "if (onCancel === 'detach') throw",
    replacement: 'if (onCancel) throw',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 4,
    description: 'ignores the cancellation of the workflow',
    file: 'run.ts',
    original: "cancelled.abort(new ActionError('The workflow was cancelled.'))",
    replacement: "runner.info(formatError(new ActionError('The workflow was cancelled.')))",
    tests: [E2E_ACTIONS],
    testName: 'the action wait',
  },
  {
    guarantee: 4,
    description: 'saves for the post step that a job has ended which could not be stopped',
    file: 'actions/run-step.ts',
    original: 'if (signal.aborted && (error instanceof',
    replacement: 'if (!signal.aborted && (error instanceof',
    tests: [FIND_OR_CREATE],
  },
  {
    guarantee: 4,
    description: 'cancels a reused job in the post step',
    file: 'actions/post.ts',
    original: "state.get('created') === 'true'",
    replacement: "state.has('created')",
    tests: [ACTIONS],
  },
  {
    guarantee: 5,
    description: 'acts in the post step after a step that ended by itself',
    file: 'actions/post.ts',
    original: "state.get('ended') === 'true' || ",
    replacement: '',
    tests: [ACTIONS],
  },
  {
    guarantee: 6,
    description: 'sends data that differs from the checked data',
    file: 'training/uploader.ts',
    original: "if (hash.digest('hex') !== digest) throw",
    replacement: "if (digest === '' && hash.digest('hex') !== digest) throw",
    tests: ['test/training/uploaded-files.test.ts'],
  },
  {
    guarantee: 6,
    description: 'leaves an unused file on the server when no job was created',
    file: 'training/uploaded-files.ts',
    original: 'await this.#cleanup.deleteFiles(findUnused,',
    replacement: 'if (job) await this.#cleanup.deleteFiles(findUnused,',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 6,
    description: 'deletes a file that it had found on the server',
    file: 'training/uploaded-files.ts',
    original: '...this.#uploader.ids, ...orphans',
    replacement: '...[...this.#remoteFiles.values()].map(({ id }) => id), ...orphans',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'deletes a file that another job is about to use',
    file: 'openai/delete-files.ts',
    original: 'if (by) return',
    replacement: "if (by?.status === 'running') return",
    tests: [FIND_OR_CREATE],
  },
  {
    guarantee: 6,
    description: 'deletes a file that a job may use which the server does not list',
    file: 'openai/delete-files.ts',
    original: 'if (reserved.has(id) && users.length === 0)',
    replacement: 'if (reserved.has(id) && users.length > 1)',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'deletes the file of a job that another tool uploaded',
    file: 'training/uploaded-files.ts',
    original: 'if (getDigestInName(file.name)) return true',
    replacement: 'if (getDigestInName(file.name) || file.name) return true',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'uses a file that is named like an upload and has other content',
    file: 'training/existing-files.ts',
    original: "(await this.#verifyNamed(id, dataset, deps)) === 'same'",
    replacement: '(await this.#verifyNamed(id, dataset, deps)) !== undefined',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'does not say that the content of a file could not be verified',
    file: 'training/existing-files.ts',
    original: 'if (!this.#trustedIds.has(id))',
    replacement: 'if (this.#trustedIds.has(id))',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'takes an upload for complete of which the server reports other bytes',
    file: 'openai/upload.ts',
    original: 'if (bytes === undefined || bytes === size) return',
    replacement: 'if (bytes !== 0) return',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'fails when an upload is too large for one request, though there are uploads in parts',
    file: 'training/uploader.ts',
    original: 'if (!mayTryParts || !isTooLarge(error)) throw error',
    replacement: 'if (mayTryParts || !isTooLarge(error)) throw error',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'creates a job on a file that the server does not know',
    file: 'openai/wait-for-file.ts',
    original: 'if (!isUnknown(error) || !(await hasFileRoutes(client, signal)))',
    replacement: 'if (isUnknown(error) || !(await hasFileRoutes(client, signal)))',
    tests: [EXISTING_FILES],
  },
  {
    guarantee: 6,
    description: 'waits longer for files whose status is "uploaded" for ever',
    file: 'openai/wait-for-file.ts',
    original: 'const UPLOADED_TIMEOUT_MS = 30_000',
    replacement: 'const UPLOADED_TIMEOUT_MS = 31_000',
    tests: ['test/openai/wait-for-file.test.ts'],
  },
  {
    guarantee: 7,
    description: 'takes a page of events that is shorter than requested for the last one',
    file: 'training/event-reader.ts',
    original: 'after = hasMore && !isRepeat ?',
    replacement: 'after = hasMore && !isRepeat && events.length === this.#limit ?',
    tests: [FOLLOW],
  },
  {
    guarantee: 7,
    description: 'does not read events that were listed late below known ones',
    file: 'training/follow-job.ts',
    original: 'this.#events.read({ full: true })',
    replacement: 'this.#events.read()',
    tests: [FOLLOW],
  },
  {
    guarantee: 7,
    description: 'does not wait for the events after the end of a job',
    file: 'training/follow-job.ts',
    original: '? 2 : -1',
    replacement: '? 2 : 1',
    tests: [FOLLOW],
  },
  {
    guarantee: 7,
    description: 'logs an event again when the server changes its id',
    file: 'training/event-reader.ts',
    original: 'this.#getKey = contentKey',
    replacement: 'this.#getKey = idKey',
    tests: [FOLLOW],
  },
  {
    guarantee: 7,
    description: 'does not warn that the last events could not be read',
    file: 'training/follow-to-end.ts',
    original: 'if (eventsMissing && !signal.aborted)',
    replacement: 'if (eventsMissing && signal.aborted)',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 8,
    description: 'follows redirects',
    file: 'http/transport.ts',
    original: 'const message = await incoming',
    replacement:
      'const message = await incoming\n  const { location } = message.headers\n  if (location) return send(new URL(location, url).href, request, agent)',
    tests: ['test/http/transport.test.ts'],
  },
  {
    guarantee: 8,
    description: 'sends the key without TLS to a host whose name begins like that of the local machine',
    file: 'http/secure-url.ts',
    original: '\\[::1\\])$/',
    replacement: '\\[::1\\])/',
    tests: [AUTHENTICATION],
  },
  {
    guarantee: 8,
    description: 'does not mask the key',
    file: 'config/parse-inputs.ts',
    original: "of ['api-key', ",
    replacement: 'of [',
    tests: [FINE_TUNE],
  },
  {
    guarantee: 8,
    description: 'does not mask the token for which an identity is exchanged',
    file: 'training/connection.ts',
    original: "runner.setSecret(token.value, 'credential')",
    replacement: '',
    tests: [AUTHENTICATION],
  },
  {
    guarantee: 8,
    description: 'prints the key if the server echoes it',
    file: 'github/runner.ts',
    original: 'redact(sanitizeLine(redact(text)))',
    replacement: 'sanitizeLine(text)',
    tests: [E2E_HOSTILE],
    testName: 'the key, at',
  },
  {
    guarantee: 9,
    description: 'uploads data with errors',
    file: 'training/data.ts',
    original: "inputs['data-check'] === 'warn') return",
    replacement: "inputs['data-check'] !== 'off') return",
    tests: [FINE_TUNE],
  },
  {
    guarantee: 9,
    description: 'accepts data whose tokens cannot be counted in spite of a limit',
    file: 'training/estimate.ts',
    original: 'if (uncounted > 0)',
    replacement: 'if (uncounted < 0)',
    tests: [E2E_CHECK],
    testName: 'fails if a limit cannot be checked',
  },
  {
    guarantee: 9,
    description: 'accepts "max-cost" without "price"',
    file: 'training/plan.ts',
    original: '? [\'input "max-cost": needs "price"\']',
    replacement: '? []',
    tests: [E2E_CHECK],
    testName: 'fails if a limit is exceeded',
  },
  {
    guarantee: 9,
    description: 'ignores "max-cost" unless "max-tokens" is exceeded, too',
    file: 'training/estimate.ts',
    original: 'if (reasons.length === 0) return',
    replacement: 'if (reasons.length < 2) return',
    tests: [E2E_CHECK],
    testName: 'fails if a limit is exceeded',
  },
  {
    guarantee: 10,
    description: "quotes a line that is not JSON in the parser's words",
    file: 'dataset/json-syntax.ts',
    original: "?? 'unexpected token'}",
    replacement: '?? cause}',
    tests: ['test/dataset/inspect.test.ts'],
    testName: 'not JSON',
  },
  {
    guarantee: 10,
    description: 'quotes an unknown role',
    file: 'dataset/checks/message.ts',
    original: "if (typeof role !== 'string') return expected",
    replacement:
      "if (typeof role !== 'string') return expected\n  if (role.length < 40) return expected + role",
    tests: [FINE_TUNE],
  },
  {
    guarantee: 11,
    description: 'passes the gate with a metric that the job does not have',
    file: 'config/quality-gate.ts',
    original: 'passed: false, note: `the job has',
    replacement: 'passed: true, note: `the job has',
    tests: ['test/config/quality-gate.test.ts'],
  },
  {
    guarantee: 11,
    description: 'passes the gate although the last metrics could not be read',
    file: 'training/evaluate-gate.ts',
    original: 'gate.passed && !reporter.lastEventsMissing',
    replacement: 'gate.passed',
    tests: ['test/training/evaluate-gate.test.ts'],
  },
  {
    guarantee: 12,
    description: 'keeps the older value of a step that was trained again',
    file: 'openai/metrics.ts',
    original: 'replace: true })',
    replacement: 'replace: false })',
    tests: ['test/openai/metrics.test.ts'],
  },
  {
    guarantee: 13,
    description: 'fails the step when GitHub rejects the comment',
    file: 'github/sticky-comment.ts',
    original: 'this.#warnOnce(error)',
    replacement: 'this.#warnOnce(error)\n      throw error',
    tests: ['test/github/sticky-comment.test.ts'],
  },
  {
    guarantee: 14,
    description: 'lets the runner execute a line that begins with "::"',
    file: 'github/sanitize.ts',
    original: ".replace(/^(\\s*)::/, '$1\\u200b::')",
    replacement: '',
    tests: ['test/github/sanitize.test.ts'],
  },
  {
    guarantee: 14,
    description: "lets the runner execute the server's text in the log",
    file: 'github/runner.ts',
    original: 'core.info(toLogLine(line))',
    replacement: 'core.info(redact(line))',
    tests: [E2E_HOSTILE],
    testName: 'cannot make the runner execute',
  },
  {
    guarantee: 15,
    description: 'takes a response about another job for the one that was requested',
    file: 'openai/client.ts',
    original: 'if (isSame(value.id, requested)) return value',
    replacement: "if (isSame(value.id, requested) || kind === 'job') return value",
    tests: ['test/openai/client.test.ts'],
  },
  {
    guarantee: 15,
    description: 'accepts an upload that is answered before all bytes were sent',
    file: 'openai/api-request.ts',
    original: 'if (stream && !stream.isSent)',
    replacement: 'if (stream && !stream.isSent && signal?.aborted)',
    tests: ['test/openai/client.test.ts'],
  },
  {
    guarantee: 15,
    description: 'drops an entry of a list that cannot be decoded',
    file: 'openai/page.ts',
    original: 'unreadable.push(readable)',
    replacement: 'if (readable.id !== undefined) unreadable.push(readable)',
    tests: ['test/openai/job.test.ts', 'test/openai/pagination.test.ts'],
  },
  {
    guarantee: 15,
    description: 'takes a list whose cursor the server ignores for a complete one',
    file: 'openai/pagination.ts',
    original: "if (repetition === 'same page' && this.#keys.length < MIN_CUT_OFF_LENGTH)",
    replacement: "if (repetition === 'same page' && this.#keys.length < 10 * MIN_CUT_OFF_LENGTH)",
    tests: ['test/openai/pagination.test.ts'],
  },
  {
    guarantee: 15,
    description: 'takes a list whose pages repeat earlier entries for a complete one',
    file: 'openai/pagination.ts',
    original: "if (repetition === 'known entries')",
    replacement: "if (repetition === 'known entries' && page.hasMore === true)",
    tests: ['test/openai/pagination.test.ts'],
  },
  {
    guarantee: 15,
    description: 'takes a 4xx of a gateway for proof that the request had no effect',
    file: 'http/errors.ts',
    original: '(isOwnError && status >= 400 &&',
    replacement: '((isOwnError || status >= 400) &&',
    tests: ['test/http/errors.test.ts'],
  },
  {
    guarantee: 16,
    description: 'lets a request outlive the timeout of the step',
    file: 'openai/api-request.ts',
    original: 'return Math.min(timeoutMs, remainingMs)',
    replacement: 'return Math.max(timeoutMs, remainingMs)',
    tests: ['test/openai/client.test.ts'],
  },
  {
    guarantee: 16,
    description: 'retries an unknown host name for minutes before there is a job',
    file: 'http/retry.ts',
    original: 'const UNREACHABLE_MS = 6000',
    replacement: 'const UNREACHABLE_MS = 300_000',
    tests: ['test/http/retry.test.ts'],
  },
  {
    guarantee: 16,
    description: 'decodes a response with millions of values',
    file: 'http/request.ts',
    original: 'if (text.length > MAX_VALUES && hasTooManyValues(Buffer.from(text)))',
    replacement: 'if (text.length > 64 * MAX_VALUES && hasTooManyValues(Buffer.from(text)))',
    tests: ['test/http/request.test.ts'],
  },
]
