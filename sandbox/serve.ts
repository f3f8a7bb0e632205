import { parseArgs } from 'node:util'
import { watchable } from './lifecycle.ts'
import { startSandbox } from './sandbox.ts'

const USAGE = `A local server of the fine-tuning API.

  --port N      the port (a free one)
  --azure       speak Azure OpenAI's dialect
  --speed N     how many times faster than the usual eight seconds per job (1)
  --fault TEXT  let requests go wrong: '[METHOD] PATH WHAT [TIMES]', as often as you like
                'GET /fine_tuning/jobs/[^/]+/events 503 2'   '* * 429:1 every/2'   'POST /fine_tuning/jobs lost'
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    azure: { type: 'boolean', default: false },
    speed: { type: 'string', default: '1' },
    fault: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(USAGE)
} else {
  try {
    await serve()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}

async function serve(): Promise<void> {
  const speed = Number(values.speed)
  const port = Number(values.port)
  if (!(speed > 0)) throw new Error(`--speed: expected a positive number, got "${values.speed}"`)
  if (!Number.isInteger(port)) throw new Error(`--port: expected a number, got "${values.port}"`)
  const { phaseMs, trainMs, lateMs } = watchable
  const sandbox = await startSandbox({
    port,
    azure: values.azure,
    faults: values.fault,
    pace: { phaseMs: phaseMs / speed, trainMs: trainMs / speed, lateMs: lateMs / speed },
  })
  const header = values.azure ? `api-key: ${sandbox.key}` : `Authorization: Bearer ${sandbox.key}`
  console.log(`This is a sandbox: it speaks the fine-tuning API, and no model is trained.

  url  ${sandbox.url}
  key  ${sandbox.key}

  curl ${sandbox.url}/fine_tuning/jobs -H '${header}'

Stop it with Ctrl-C.`)
  process.once('SIGINT', () => sandbox.close())
}
