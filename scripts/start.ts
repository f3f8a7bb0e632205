/**
 * What `npm start` runs: the built action, as GitHub's runner would run it, on `examples/support` against the
 * sandbox. `node scripts/start.ts --help` tells the rest.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, styleText } from 'node:util'
import { type ActionRun, type RunningAction, runPost, startAction } from '../tools/runner/runner.ts'

const HELP = `npm start -- [options]

  --input name=value  add or replace an input of the action; may be repeated. Paths count from the repository;
                      what is not named stays as in examples/support (--input validation-file= leaves it out).
                      With job-file, the job is that file's: --input job-file=examples/dpo/job.yaml
  --azure             let the sandbox speak Azure OpenAI's dialect
  --live --yes        use the real API with OPENAI_API_KEY; this trains a model and costs money
  --action folder     run another action than the one in this repository
`

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url))
const RESULTS = join(REPOSITORY, '.start')
const TRAINING_FILE = 'examples/support/train.jsonl'
const EPOCHS = 3

const JOB = {
  'training-file': TRAINING_FILE,
  'validation-file': 'examples/support/valid.jsonl',
  model: 'gpt-4.1-mini-2025-04-14',
  method: 'supervised',
  hyperparameters: `n_epochs: ${EPOCHS}`,
  suffix: 'support-triage',
}

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
  if (!options.live) return againstSandbox(options)

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

async function againstSandbox(options: Options): Promise<number> {
  const { startSandbox } = await import('../sandbox/sandbox.ts')
  const sandbox = await startSandbox({ azure: options.azure })
  console.log(`Against a sandbox on this machine, ${sandbox.url}: no model is trained, nothing is paid.\n`)
  try {
    return await run(options, sandbox.key, {
      'base-url': sandbox.url,
      'poll-interval': '1',
      ...(options.azure && { 'auth-scheme': 'api-key' }),
    })
  } finally {
    await sandbox.close()
  }
}

async function run(options: Options, key: string, server: Record<string, string>): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true })
  const show = printer()
  const inputs = {
    'api-key': key,
    ...server,
    // Inputs win over a job file, so that giving both would leave nothing of the file.
    ...('job-file' in options.inputs ? {} : JOB),
    'results-dir': relative(REPOSITORY, join(RESULTS, 'results')),
    ...options.inputs,
  }
  const action = startAction({
    action: options.action,
    workspace: REPOSITORY,
    inputs,
    secrets: [inputs['api-key']],
    onLine: show,
  })
  const stop = cancelOnInterrupt(action)
  for (const line of action.header.trimEnd().split('\n')) show(line)
  const ended = await action.done
  const post = await runPost(ended)
  stop()
  report(ended, post)
  // A step that ended by a signal has no exit code; one with broken output files failed in spite of its own.
  return ended.exitCode || (ended.conclusion === 'success' ? 0 : 1)
}

/** The first Ctrl-C cancels as a person does on GitHub, the second does not wait. */
function cancelOnInterrupt(action: RunningAction): () => void {
  let interruptedAt: number | undefined
  const interrupt = () => {
    if (interruptedAt !== undefined) {
      // npm forwards a SIGINT that the terminal has sent already: one key, two signals.
      if (performance.now() - interruptedAt > 500) void action.kill()
      return
    }
    interruptedAt = performance.now()
    console.error(
      '\nCancelling, as GitHub does: SIGINT now, SIGTERM after 7.5 s. Ctrl-C again ends it at once.',
    )
    void action.cancel()
  }
  process.on('SIGINT', interrupt)
  return () => process.off('SIGINT', interrupt)
}

function report(ended: ActionRun, post: ActionRun | undefined): void {
  mkdirSync(RESULTS, { recursive: true })
  const write = (name: string, content: string) => {
    writeFileSync(join(RESULTS, name), content)
    return relative(process.cwd(), join(RESULTS, name))
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
    console.log(`${ended.droppedAnnotations} annotations more than GitHub shows.`)
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

/** Two columns; long values are cut, since the whole ones are in a file. */
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

/** Prints the shown log much as GitHub's page does: groups indented under their name, annotations marked. */
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

function costWarning(): string {
  // Four bytes a token is the usual rule of thumb, and high enough for this dataset.
  const tokens = Math.ceil(statSync(join(REPOSITORY, TRAINING_FILE)).size / 4) * EPOCHS
  return [
    '--live uploads the example data and trains a model on the real API, which costs money.',
    `The example has about ${tokens.toLocaleString('en')} billable tokens (${EPOCHS} epochs). At 5 USD per million, the last`,
    `price that OpenAI published for ${JOB.model}, that is ${((tokens * 5) / 1e6).toFixed(2)} USD; other inputs cost otherwise.`,
    'Add --yes to go ahead.',
  ].join('\n')
}

interface Options {
  live: boolean
  yes: boolean
  azure: boolean
  help: boolean
  action: string | undefined
  inputs: Record<string, string>
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      live: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      azure: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      action: { type: 'string' },
      input: { type: 'string', multiple: true, default: [] },
    },
  })
  const inputs = values.input.map((text): [string, string] => {
    const equals = text.indexOf('=')
    if (equals < 1) throw new Error(`--input expects name=value, got "${text}"`)
    return [text.slice(0, equals), text.slice(equals + 1)]
  })
  return { ...values, action: values.action, inputs: Object.fromEntries(inputs) }
}
