import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ACCOUNT_ID } from './azure-management.ts'
import { DIALECTS, type DialectName, isDialectName } from './dialects.ts'
import { REALTIME } from './lifecycle.ts'
import { mergeQuirks, parseQuirk } from './quirks.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

const USAGE = `A local server of the fine-tuning API.

  --port N        listen on this port (default: any free port)
  --dialect NAME  speak as this server does: ${Object.keys(DIALECTS).join(', ')} (default: openai)
  --azure         the same as --dialect azure; the sandbox is then also an account for the action deploy
  --answers PATH  chat JSONL for the action evaluate: its last messages are right answers. A base model gives 60 % of
                  them, a fine-tuned model 85 % (default: examples/support/valid.jsonl)
  --speed N       run N times faster than the usual eight seconds per job (default: 1)
  --fault TEXT    inject a fault: '[METHOD] PATH FAULT [TIMES]'; may be repeated
                  'GET /fine_tuning/jobs/[^/]+/events 503 2'   '* * 429:1 every/2'   'POST /fine_tuning/jobs lost'
  --odd TEXT      behave oddly: NAME[=value], by the names in sandbox/quirks.ts; may be repeated
                  jobCursor=ignored   dropFields=method,metadata   routes.events=404:detail   statuses.succeeded=Done
`

type Options = ReturnType<typeof readOptions>

try {
  const options = readOptions()
  if (options.help) console.log(USAGE)
  else await serve(options)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('\nnpm run sandbox -- --help lists the options.')
  process.exitCode = 2
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      dialect: { type: 'string', default: 'openai' },
      azure: { type: 'boolean', default: false },
      answers: { type: 'string', default: join(ROOT, 'examples/support/valid.jsonl') },
      odd: { type: 'string', multiple: true, default: [] },
      speed: { type: 'string', default: '1' },
      fault: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  })
  const dialect = values.azure ? 'azure' : values.dialect
  if (!isDialectName(dialect)) throw new Error(`--dialect: there is no "${dialect}"`)
  return { ...values, dialect }
}

async function serve({ dialect, ...values }: Options): Promise<void> {
  const speed = Number(values.speed)
  const port = Number(values.port)
  if (!(speed > 0)) throw new Error(`--speed: must be a positive number, got "${values.speed}"`)
  if (!Number.isInteger(port)) throw new Error(`--port: must be a number, got "${values.port}"`)
  const { phaseMs, trainMs, lateMs } = REALTIME
  const sandbox: Sandbox = await startSandbox({
    port,
    dialect,
    ...mergeQuirks(values.odd.map(parseQuirk)),
    faults: values.fault,
    ...(dialect === 'azure' && {
      management: { fate: (model) => (sandbox.hasModel(model) ? 'answers' : 'is unsupported') },
    }),
    completions: { conversations: readFileSync(values.answers, 'utf8') },
    advance: { phaseMs: phaseMs / speed, trainMs: trainMs / speed, lateMs: lateMs / speed },
  })
  const header = sandbox.keyHeader.join(': ')
  console.log(`The sandbox speaks the fine-tuning API and trains no model.

  url  ${sandbox.url}
  key  ${sandbox.key}

  curl ${sandbox.url}/fine_tuning/jobs -H '${header}'

To train on the examples, from any folder:

  ${formatTrainCommand(dialect, sandbox)}
${dialect === 'azure' ? describeAccount(sandbox, values.answers) : ''}
Press Ctrl-C to stop it.`)
  process.once('SIGINT', () => sandbox.close())
}

/** Returns the command that trains at the sandbox, as `npm start` does. */
function formatTrainCommand(dialect: DialectName, { url, key }: Sandbox): string {
  const folder = dialect === 'bedrock' ? 'bedrock' : 'support'
  const inputs = {
    'base-url': url,
    model: 'gpt-4.1-mini-2025-04-14',
    method: 'supervised',
    hyperparameters: 'n_epochs: 3',
    ...DIALECTS[dialect].inputs?.(url),
    'training-file': `examples/${folder}/train.jsonl`,
    'poll-interval': '1',
  }
  const options = Object.entries(inputs).flatMap(([name, value]) =>
    value ? [`--${name} ${quote(value)}`] : [],
  )
  return `cd ${quote(ROOT)} && OPENAI_FINE_TUNE_API_KEY=${key} node dist/cli.js train ${options.join(' ')}`
}

/** Quotes a word for a shell, where it needs it. */
function quote(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** Describes how to deploy a model on the account, and to evaluate it. */
function describeAccount({ origin, url, key }: Sandbox, answers: string): string {
  const inside = relative(ROOT, resolve(answers))
  const testFile = inside.startsWith('..') ? resolve(answers) : inside
  return `
It is also an Azure account, whose models answer only when they are deployed. Its Resource Manager accepts every token.

  management-url  ${origin}
  resource-id     ${ACCOUNT_ID}

  cd ${quote(ROOT)} && export OPENAI_FINE_TUNE_API_KEY=${key} OPENAI_FINE_TUNE_AZURE_TOKEN=every-token
  node dist/cli.js deploy --management-url ${origin} --base-url ${url} \\
    --resource-id ${ACCOUNT_ID} \\
    --deployment support --model gpt-4.1-mini-2025-04-14 --sku Standard --capacity 10
  node dist/cli.js evaluate --base-url ${url} --auth-scheme api-key --model support --test-file ${quote(testFile)}
`
}
