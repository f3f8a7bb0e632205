import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
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

/** Every YAML block of the pages. */
const SNIPPETS = PAGES.flatMap((page) =>
  [...read(page).matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(([, text = ''], i): [string, string] => [
    `${page}, block ${i + 1}`,
    text,
  ]),
)

/** The context that a part of a workflow expects: a step `tune` that trains, in a job `train`, and a job id as an input. */
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

/** The keys of files that are no workflows: a job file, and those of GitLab and pre-commit. */
const OTHER_KEYS = ['training_file', 'stages', 'repos']

/** Completes a snippet to a workflow; returns undefined for another file. */
function completeWorkflow(snippet: string): string | undefined {
  const document: unknown = parse(snippet)
  if (Array.isArray(document))
    return `${BEFORE}    steps:\n${/id: tune$/m.test(snippet) ? '' : TUNE}${indented(snippet, '      ')}`
  const keys = Object.keys(z.record(z.string(), z.unknown()).parse(document))
  if (keys.includes('jobs')) return snippet
  if (keys.some((key) => OTHER_KEYS.includes(key))) return undefined
  const isOfJob = keys.includes('strategy')
  return `${BEFORE}    steps: [{ run: 'true' }]\n${isOfJob ? indented(snippet, '    ') : snippet}`
}

describe('every workflow of the repository', () => {
  it.each(FILES)('%s passes the linters of GitHub, actionlint and our actions', async (file) => {
    expect(await lintWorkflow(file, read(file))).toEqual([])
  })

  it.each(SNIPPETS)('%s passes the linters of GitHub, actionlint and our actions', async (where, snippet) => {
    const whole = completeWorkflow(snippet)
    expect(whole === undefined ? [] : await lintWorkflow(`${where}.yml`, whole)).toEqual([])
  })
})

/** Returns the violations of our own rules, which are stricter than those of GitHub. */
function findRuleViolations(text: string, mustPin: boolean): string[] {
  const { permissions, concurrency, jobs } = Workflow.parse(parse(text))
  const found = permissions === undefined ? ['the workflow has no permissions of its own'] : []
  for (const [id, { steps, ...job }] of Object.entries(jobs)) {
    // A called workflow has its own rules.
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
            name: z.string().optional(),
            uses: z.string().optional(),
            run: z.string().optional(),
            with: z.record(z.string(), z.unknown()).optional(),
          }),
        )
        .optional(),
    }),
  ),
})

describe('every workflow for users and of this repository', () => {
  it.each(FILES)('%s follows our own rules', (file) => {
    expect(findRuleViolations(read(file), true)).toEqual([])
  })

  it.each(SNIPPETS.filter(([where, text]) => where.startsWith('docs/tasks/') && /^jobs:/m.test(text)))(
    '%s follows our own rules',
    (_, snippet) => {
      expect(findRuleViolations(snippet, false)).toEqual([])
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

  it('names one major version of each action, in pages and in pinned workflows', () => {
    const texts = [...FILES, ...PAGES].map(read)
    const uses = texts.flatMap((text) => [...text.matchAll(/uses: +([a-z][^@\s]+)@(?:\w{40} # )?(v\d+)/g)])
    const versions = new Set(uses.map(([, action = '', version]) => `${toRepository(action)} ${version}`))
    const actions = [...versions].map((text) => text.replace(/ .*/, ''))
    expect(actions.filter((action, i) => actions.indexOf(action) !== i)).toEqual([])
    expect(versions.size).toBeGreaterThan(8)
  })

  it('fails for each violation of our own rules', () => {
    const careless = `on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:
      - uses: actions/checkout@v5\n      - run: echo ${expression('steps.tune.outputs.job')}\n`
    expect(findRuleViolations(careless, true)).toHaveLength(7)
    expect(findRuleViolations(careless, false)).toHaveLength(6)
  })
})

/** Returns the repository of an action, which has one version for all its actions: `github/codeql-action`. */
const toRepository = (action: string) => action.split('/').slice(0, 2).join('/')

/** The scripts of a job by the name of their step, or the script itself. */
function readScripts(file: string, job: string): Map<string, string> {
  const { steps = [] } = Workflow.parse(parse(read(file))).jobs[job] ?? {}
  return new Map(steps.flatMap(({ run, name }) => (run ? [[`${name ?? run}`, run] as const] : [])))
}

describe('the Node of CI', () => {
  it('has one exact version in every workflow', () => {
    const versions = FILES.filter((file) => file.startsWith('.github/')).flatMap((file) =>
      [...read(file).matchAll(/uses: actions\/setup-node@[\s\S]*?node-version: (\S+)/g)].map(
        ([, version]) => version,
      ),
    )
    expect([versions.length, new Set(versions).size]).toEqual([5, 1])
    expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it.each([
    ['.github/workflows/check-dist.yml', 'check-dist'],
    ['.github/workflows/release.yml', 'verify'],
  ])(
    'builds dist in %s before any script of a package runs, and without the Node of a package',
    (file, job) => {
      const scripts = [...readScripts(file, job).values()]
      const build = scripts.indexOf('node scripts/check-dist.ts')
      expect(scripts.slice(0, build + 1).filter((script) => /npm|node/.test(script))).toEqual([
        'npm ci --ignore-scripts',
        'node scripts/check-dist.ts',
      ])
    },
  )
})

describe.skipIf(process.platform === 'win32')('the job that publishes a release', () => {
  const scripts = readScripts('.github/workflows/release.yml', 'publish')

  /** Runs the scripts of the job one after the other, with a fake of gh; returns its calls and how the job ended. */
  function publish(tag: string, { releases = '', commit = 'c0ffee', moved = false } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'publish-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(
      join(folder, 'gh'),
      `#!/usr/bin/env bash
echo "$*" >> "$CALLS"
case "$*" in
  *commits/tags*) if grep -q "release create" "$CALLS" && [ "$MOVED" = true ]; then echo other; else echo "$COMMIT"; fi ;;
  *releases*) echo "$RELEASES" ;;
esac
`,
      { mode: 0o755 },
    )
    const calls = join(folder, 'calls')
    writeFileSync(calls, '')
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_REF_NAME: tag,
      GITHUB_SHA: 'c0ffee',
      CALLS: calls,
      COMMIT: commit,
      RELEASES: releases,
      MOVED: `${moved}`,
    }
    const failed = [...scripts].find(
      ([, script]) => spawnSync('bash', ['-e', '-c', script], { env }).status !== 0,
    )
    const lines = readFileSync(calls, 'utf8').split('\n')
    return { failed: failed?.[0], changes: lines.filter((line) => /release create|--method/.test(line)) }
  }

  const create = (tag: string) => `release create ${tag} --verify-tag --generate-notes`
  const move = (major: string) =>
    `api --method PATCH repos/o/r/git/refs/tags/${major} -f sha=c0ffee -F force=true`

  it('publishes the verified commit and moves the tag of the major version to it', () => {
    const releases = 'v1.9.3\nv1.10.0\nv2.0.0\nv1.11.0-beta'
    expect(publish('v1.10.1', { releases })).toEqual({
      failed: undefined,
      changes: [create('v1.10.1'), move('v1')],
    })
    expect(publish('v2.0.0').changes).toEqual([create('v2.0.0'), move('v2')])
  })

  it('changes nothing when the tag no longer points to the verified commit', () => {
    const result = publish('v1.2.3', { commit: 'facade' })
    expect(result).toEqual({ failed: 'Check that the tag still points to the verified commit', changes: [] })
  })

  it('leaves the tag of the major version when the tag moves before the release locks it', () => {
    const result = publish('v1.2.3', { moved: true })
    expect(result).toEqual({
      failed: 'Check that the release has the verified commit',
      changes: [create('v1.2.3')],
    })
  })

  it('never moves the tag of the major version backwards', () => {
    const result = publish('v1.9.4', { releases: 'v1.9.3\nv1.10.0' })
    expect(result).toEqual({ failed: undefined, changes: [create('v1.9.4')] })
  })

  it('attests everything that GitHub runs: dist, every action.yml and the reusable workflow', () => {
    const text = read('.github/workflows/release.yml')
    const paths = /subject-path: \|\n((?: {12}\S+\n)+)/.exec(text)?.[1]?.trim().split(/\s+/) ?? []
    const manifests = [...MANIFESTS.keys()].map((folder) => (folder ? `${folder}/action.yml` : 'action.yml'))
    const attested = paths
      .flatMap((path) => globSync(path, { cwd: ROOT }))
      .map((path) => path.replaceAll('\\', '/'))
    expect(attested).toEqual(
      expect.arrayContaining([
        ...manifests,
        'dist/index.js',
        'dist/main.js',
        '.github/workflows/pipeline.yml',
      ]),
    )
  })
})

describe('every action.yml', () => {
  it.each([...MANIFESTS.keys()])('./%s passes the linter of GitHub', async (folder) => {
    const path = folder === '' ? 'action.yml' : `${folder}/action.yml`
    expect(await lintManifest(path, read(path))).toEqual([])
  })
})

describe('lintWorkflow', () => {
  const step = (text: string) => `${BEFORE}    steps:\n${TUNE}${indented(text, '      ')}`
  const TRAIN = '- uses: OWNER/openai-fine-tune@v1\n  with:\n    api-key: key\n    job-file: job.yaml\n'
  const WAIT = '- uses: OWNER/openai-fine-tune/wait@v1\n  with:\n    api-key: key\n'

  it.each([
    ['an unknown input', `${TRAIN}    max-cots: 1\n`, "Invalid action input 'max-cots'"],
    ['a missing input', WAIT, 'Missing required input `job-id`'],
    ['an unknown action', WAIT.replace('/wait', '/train'), 'Unable to resolve action'],
    ['an action by its path', WAIT.replace(/OWNER.*/, './wait'), 'Missing required input `job-id`'],
    ['two credentials', `${TRAIN}    azure-tenant-id: t\n`, 'are different ways to authenticate'],
    ['an invalid value', `${TRAIN}    on-timeout: 'detatch'\n`, 'input "on-timeout": expected one of'],
    ['an invalid hyperparameter', `${TRAIN}    hyperparameters: "n_epochs: few"\n`, 'n_epochs'],
    ['no model', TRAIN.replace('job-file', 'training-file'), 'input "model": is required'],
    ['an unknown output', `- run: echo\n  env:\n    A: ${expression('steps.tune.outputs.modle')}\n`, 'modle'],
    [
      'an unknown output of a job',
      `- run: echo\n  env:\n    A: ${expression('needs.train.outputs.modle')}\n`,
      'modle',
    ],
    ['an unknown step', `- run: echo\n  env:\n    A: ${expression('steps.tume.outputs.model')}\n`, 'tume'],
    ['an invalid expression', '- run: echo\n  if: steps.tune.outputs.model ==\n', 'nexpected end'],
    ['untrusted text in a script', `- run: echo ${expression('github.head_ref')}\n`, 'potentially untrusted'],
    ['an unknown key', '- run: echo\n  wiht: {}\n', 'wiht'],
  ])('finds %s', async (name, snippet, problem) => {
    expect((await lintWorkflow(`${name}.yml`, step(snippet))).join('\n')).toContain(problem)
  })

  it.each([
    ['a missing input of a reusable workflow', 'with: { job-file: a }', 'Input test-file is required'],
    ['an unknown input of a reusable workflow', 'with: { job: a }', 'Invalid input, job is not defined'],
  ])('finds %s', async (name, call, problem) => {
    const uses = 'uses: OWNER/openai-fine-tune/.github/workflows/pipeline.yml@v1'
    const whole = `on: push\njobs:\n  a:\n    ${uses}\n    ${call}\n`
    expect((await lintWorkflow(`${name}.yml`, whole)).join('\n')).toContain(problem)
  })

  it('finds a deprecated input', async () => {
    const actions = structuredClone(MANIFESTS)
    const { inputs } = actions.get('') ?? {}
    if (inputs?.suffix) inputs.suffix.deprecationMessage = 'give it as "name"'
    const problems = await lintWorkflow('deprecated.yml', step(`${TRAIN}    suffix: s\n`), actions)
    expect(problems.join()).toContain('give it as "name"')
  })

  it.each([
    ['an invalid permission', 'permissions:\n  contents: raed\n', 'raed'],
    ['an invalid schedule', 'on:\n  schedule:\n    - cron: "61 * * * *"\n', 'cron'],
  ])('finds %s', async (name, snippet, problem) => {
    const whole = `${snippet}${/^on/.test(snippet) ? '' : 'on: push\n'}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: a }]\n`
    expect((await lintWorkflow(`${name}.yml`, whole)).join('\n')).toMatch(problem)
  })
})
