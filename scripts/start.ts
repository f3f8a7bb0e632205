/**
 * `npm start`: runs the built action as GitHub's runner does, on `examples/support` against the sandbox.
 * `npm start -- --help` lists the options.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, styleText } from 'node:util'
import { DIALECTS, type DialectName, isDialectName } from '../sandbox/dialects.ts'
import type { ActionRun, RunningAction } from '../tools/runner/action-run.ts'
import { readManifest } from '../tools/runner/manifest.ts'
import { runPostStep, startMainStep } from '../tools/runner/runner.ts'

const HELP = `npm start -- [options]

  --input name=value  add or replace an input of the action; may be repeated. Paths are relative to the repository.
                      The other inputs are those of examples/support; --input validation-file= removes one.
                      --input job-file=examples/dpo/job.yaml replaces them by a job file.
  --dialect name      let the sandbox speak as this server does: ${Object.keys(DIALECTS).join(', ')}
  --azure             the same as --dialect azure
  --evaluate          evaluate the new model against its base on the validation data, with the action evaluate; a job
                      file needs --input validation-file=path for that
  --live --yes        use the real API with OPENAI_API_KEY; this trains a model and costs money
  --action folder     run the action in another folder, such as check or find; of the inputs of the example and the
                      sandbox, it gets those that it has
`

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url))
const RESULTS = join(REPOSITORY, '.start')
const TRAINING_FILE = 'examples/support/train.jsonl'
const EPOCHS = 3
const SUB_ACTIONS = ['check', 'wait', 'find', 'control', 'evaluate', 'deploy']
/** The examples for Bedrock, which wants more of them than the repository has. */
const SUMS = '.start/sums.jsonl'

const JOB = {
  'training-file': TRAINING_FILE,
  'validation-file': 'examples/support/valid.jsonl',
  model: 'gpt-4.1-mini-2025-04-14',
  method: 'supervised',
  hyperparameters: `n_epochs: ${EPOCHS}`,
  suffix: 'support-triage',
}

/** The models of the sandbox answer so differently that a few examples show it. */
const QUALITY = { quality: 0.4, gain: 0.55 }

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  let options: Options
  try {
    options = readOptions(args)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    return 2
  }
  if (options.help) {
    console.log(HELP)
    return 0
  }
  if (!options.live) return runAgainstSandbox(options)

  const key = process.env.OPENAI_API_KEY
  if (!key) {
    console.error('--live needs an API key in the environment variable OPENAI_API_KEY.')
    return 2
  }
  if (!options.yes) {
    console.error(costWarning())
    return 2
  }
  return run(options, key, {})
}

async function runAgainstSandbox(options: Options): Promise<number> {
  const { startSandbox } = await import('../sandbox/sandbox.ts')
  const { dialect } = options
  const sandbox = await startSandbox({ dialect, completions: QUALITY })
  console.log(
    `Using a sandbox on this machine (${sandbox.url}): no model is trained, and nothing is billed.\n`,
  )
  try {
    return await run(options, sandbox.key, {
      'poll-interval': '1',
      'base-url': sandbox.url,
      ...DIALECTS[dialect].inputs?.(sandbox.url),
      ...(dialect === 'bedrock' && { 'training-file': SUMS }),
    })
  } finally {
    await sandbox.close()
  }
}

async function run(options: Options, key: string, server: Record<string, string>): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true })
  const defaults = {
    'api-key': key,
    // Inputs override a job file, so these would replace all of it.
    ...('job-file' in options.inputs ? {} : JOB),
    ...server,
    'results-dir': relative(REPOSITORY, join(RESULTS, 'results')),
  }
  const declared = readManifest(options.action ?? REPOSITORY).inputs
  const inputs: Record<string, string> = {
    ...Object.fromEntries(Object.entries(defaults).filter(([name]) => declared.has(name))),
    ...options.inputs,
  }
  if (inputs['training-file'] === SUMS) writeSums()
  const trained = await runStep(options.action, inputs, RESULTS)
  const model = trained.ended.outputs['fine-tuned-model']
  if (!options.evaluate || trained.exitCode !== 0) return trained.exitCode
  if (!model) {
    console.log('\nThere is nothing to evaluate: the server names no model.')
    return trained.exitCode
  }
  const connection = Object.fromEntries(
    Object.entries(server).filter(([name]) => ['base-url', 'auth-scheme', 'headers'].includes(name)),
  )
  const evaluated = await runStep(
    join(REPOSITORY, 'evaluate'),
    {
      'api-key': key,
      ...connection,
      'test-file': inputs['validation-file'] ?? '',
      ...(inputs['training-file'] && { 'training-file': inputs['training-file'] }),
      model,
      'baseline-model': inputs.model ?? JOB.model,
      require: 'score >= baseline - 0.02\nerrors <= 0',
      'results-dir': relative(REPOSITORY, join(RESULTS, 'evaluation/results')),
    },
    join(RESULTS, 'evaluation'),
  )
  return evaluated.exitCode
}

/** Runs one step and its post step, and reports it into a folder. */
async function runStep(
  folder: string | undefined,
  inputs: Record<string, string>,
  reports: string,
): Promise<{ ended: ActionRun; exitCode: number }> {
  const show = printer()
  const action = startMainStep({
    action: folder,
    workspace: REPOSITORY,
    inputs,
    secrets: [inputs['api-key'] ?? ''],
    onLine: show,
  })
  const stop = cancelOnInterrupt(action)
  for (const line of action.header.trimEnd().split('\n')) show(line)
  const ended = await action.done
  const post = await runPostStep(ended)
  stop()
  report(ended, post, reports)
  // A step that a signal ended has no exit code; one with invalid output files has failed in spite of exit code 0.
  return { ended, exitCode: ended.exitCode || (ended.conclusion === 'success' ? 0 : 1) }
}

/** Cancels the workflow at the first Ctrl-C, and kills the step at the second. */
function cancelOnInterrupt(action: RunningAction): () => void {
  let interruptedAt: number | undefined
  const interrupt = () => {
    if (interruptedAt !== undefined) {
      // One key causes two signals: npm forwards the SIGINT that the terminal sends, too.
      if (performance.now() - interruptedAt > 500) void action.kill()
      return
    }
    interruptedAt = performance.now()
    console.error(
      '\nCancelling as GitHub does: SIGINT now, SIGTERM after 7.5 s. Press Ctrl-C again to kill the step.',
    )
    void action.cancel()
  }
  process.on('SIGINT', interrupt)
  return () => process.off('SIGINT', interrupt)
}

function report(ended: ActionRun, post: ActionRun | undefined, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return relative(process.cwd(), join(folder, name))
  }
  const files = [
    ['summary', write('summary.md', ended.summary)],
    ['outputs', write('outputs.json', `${JSON.stringify(ended.outputs, null, 2)}\n`)],
    ['log', write('log.txt', ended.header + ended.log + (post === undefined ? '' : post.header + post.log))],
  ]
  const results = ended.outputs['results-dir']
  if (results && existsSync(results)) files.push(['results', relative(process.cwd(), results)])

  title(`The step ended: ${ended.conclusion}, after ${(ended.durationMs / 1000).toFixed(1)} s`)
  if (ended.droppedAnnotations > 0)
    console.log(`GitHub would not show ${ended.droppedAnnotations} of the annotations.`)
  title('Outputs')
  console.log(table(Object.entries(ended.outputs)))
  title('Summary')
  console.log(ended.summary.trim() || '(none)')
  title('Files')
  console.log(table(files))
}

function title(text: string): void {
  console.log(`\n${styleText('bold', text)}`)
}

/** Formats two columns; long values are truncated, because a file has them in full. */
function table(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '(none)'
  const nameWidth = Math.max(...rows.map(([name = '']) => name.length))
  const valueWidth = Math.max(30, (process.stdout.columns ?? 110) - nameWidth - 3)
  const shorten = (value: string) => {
    const flat = value.replaceAll(/\s*\n\s*/g, ' ')
    return flat.length > valueWidth ? `${flat.slice(0, valueWidth - 1)}…` : flat
  }
  return rows
    .map(([name = '', value = '']) => `${name.padEnd(nameWidth)}   ${shorten(value)}`.trimEnd())
    .join('\n')
}

/** Returns a function that prints the shown log like GitHub's page: groups indented, annotations marked. */
function printer(): (line: string) => void {
  let indent = ''
  return (line) => {
    const [, marker = '', text = line] =
      /^##\[(group|endgroup|error|warning|notice|debug)\](.*)$/s.exec(line) ?? []
    const print = (shown: string) => console.log(shown.replaceAll(/^/gm, indent))
    switch (marker) {
      case 'group':
        indent = ''
        print(`▼ ${text}`)
        indent = '  '
        break
      case 'endgroup':
        indent = ''
        break
      case 'error':
        print(styleText('red', `Error: ${text}`))
        break
      case 'warning':
        print(styleText('yellow', `Warning: ${text}`))
        break
      case 'notice':
        print(styleText('cyan', `Notice: ${text}`))
        break
      case 'debug':
        print(styleText('dim', text))
        break
      default:
        print(line)
    }
  }
}

/** Writes as many examples of reinforcement as Bedrock wants. */
function writeSums(): void {
  const lines = Array.from({ length: 120 }, (_, index) => {
    const messages = [{ role: 'user', content: `What is ${index} + ${7 * index}? Answer with the number.` }]
    return JSON.stringify({ messages, reference_answer: `${8 * index}` })
  })
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(REPOSITORY, SUMS), `${lines.join('\n')}\n`)
}

function costWarning(): string {
  // Four bytes per token is the usual rule of thumb, and an upper bound for this dataset.
  const tokens = Math.ceil(statSync(join(REPOSITORY, TRAINING_FILE)).size / 4) * EPOCHS
  return [
    '--live uploads the example data and trains a model on the real API, which costs money.',
    `The example has at most ${tokens.toLocaleString('en')} billable tokens (${EPOCHS} epochs). At 5 USD per million, the last`,
    `price that OpenAI published for ${JOB.model}, that is ${((tokens * 5) / 1e6).toFixed(2)} USD. Other inputs change the cost.`,
    'Add --yes to continue.',
  ].join('\n')
}

interface Options {
  live: boolean
  evaluate: boolean
  yes: boolean
  dialect: DialectName
  help: boolean
  action: string | undefined
  inputs: Record<string, string>
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      live: { type: 'boolean', default: false },
      evaluate: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      dialect: { type: 'string', default: 'openai' },
      azure: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      action: { type: 'string' },
      input: { type: 'string', multiple: true, default: [] },
    },
  })
  const { action } = values
  if (action !== undefined && !existsSync(join(action, 'action.yml')))
    throw new Error(`--action: "${action}" has no action.yml; the folders are ${SUB_ACTIONS.join(', ')}`)
  const inputs = Object.fromEntries(values.input.map(parseInput))
  if (values.evaluate && !(inputs['validation-file'] ?? ('job-file' in inputs ? '' : JOB['validation-file'])))
    throw new Error('--evaluate: needs the validation data as --input validation-file=path')
  const dialect = values.azure ? 'azure' : values.dialect
  if (!isDialectName(dialect)) throw new Error(`--dialect: there is no "${dialect}"`)
  return { ...values, dialect, action, inputs }
}

function parseInput(text: string): [name: string, value: string] {
  const equals = text.indexOf('=')
  if (equals < 1) throw new Error(`--input: must be name=value, got "${text}"`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}
