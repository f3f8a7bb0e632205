import { afterAll, describe, expect, it } from 'vitest'
import type { DialectName } from '../../sandbox/dialects.ts'
import { type DialectWalk, walkDialect } from '../support/dialect-walk.ts'
import { readRow, renderRow, SERVERS, writeTable } from '../support/server-table.ts'

const NAMES = Object.keys(SERVERS) as DialectName[]

/** Each server is walked through once, by the first test that needs it. */
const walks = new Map<DialectName, Promise<DialectWalk>>()
function walk(dialect: DialectName): Promise<DialectWalk> {
  const begun = walks.get(dialect) ?? walkDialect(dialect)
  walks.set(dialect, begun)
  return begun
}

/** What a server cannot do, and the sentence that says so in the log. */
interface Limits {
  /** Methods with which it does not train. */
  methods?: RegExp
  events?: RegExp
  checkpoints?: RegExp
  pause?: RegExp
  metadata?: RegExp
  model?: RegExp
}
const NO_METADATA = /^This server keeps no metadata of jobs\. The same work is found again by its seed/
const LITELLM: Limits = {
  methods:
    /method\.type was requested as "(dpo|reinforcement)", and the server reports "supervised"\. It was cancelled\.\nA gateway may have dropped or changed the field: use its pass-through route/,
  events: /^This server has no events of jobs \(status 404\)\. Nothing is wrong: /,
  checkpoints: /^This server has no checkpoints of jobs \(status 404\)\.$/m,
  pause:
    /^Job \S+ is running, and the server has no command to pause a job: .* failed \(405\): Method Not Allowed/,
  metadata: NO_METADATA,
}
const LIMITS: Partial<Record<DialectName, Limits>> = {
  bedrock: { methods: /'(supervised|dpo)' is not one of reinforcement/ },
  nebius: {
    methods: /method\.type: '(dpo|reinforcement)' is not one of supervised/,
    pause: /^Job \S+ is running, and the server has no command to pause a job: /,
    metadata: NO_METADATA,
    model:
      /^The server names no model for job \S+\. Deploy the checkpoint in the output best-checkpoint-id: \S+$/,
  },
  passthrough: { metadata: NO_METADATA },
  portkey: { metadata: NO_METADATA },
  litellm: LITELLM,
  'litellm-without-keys': LITELLM,
}

describe('the same workflow at every server', { concurrent: true, timeout: 60_000 }, () => {
  it.for(NAMES)('trains one model that passes its gate, as requested, at %s', async (dialect) => {
    const { trained, metric, epochs } = await walk(dialect)
    const { job, outputs } = trained
    expect([trained.exitCode, trained.errors]).toEqual([0, []])
    expect([trained.creates, trained.live, trained.status]).toEqual([1, 1, 'succeeded'])
    expect(JSON.parse(outputs.metrics ?? '')).toHaveProperty(metric)
    expect([outputs.gate, outputs.created]).toEqual(['passed', 'true'])
    expect(JSON.stringify(job?.wire.method)).toContain(`"n_epochs":${epochs}`)
    expect(trained.summary).toContain(`| \`n_epochs\` | \`${epochs}\` | the workflow |`)
    expect(trained.log).not.toMatch(/not reported by the server: .*custom_llm_provider/)
    const limit = LIMITS[dialect]?.model
    if (limit) expect(trained.warnings).toContainEqual(expect.stringMatching(limit))
    else expect(outputs['fine-tuned-model']).toBe(job?.modelName)
    expect(Boolean(outputs['fine-tuned-model'])).toBe(!limit)
  })

  it.for(NAMES)('creates no second job for a re-run or a later run at %s', async (dialect) => {
    const { trained, rerun, later } = await walk(dialect)
    for (const again of [rerun, later]) {
      expect([again.exitCode, again.errors]).toEqual([0, []])
      expect([again.creates, again.live, again.job?.id]).toEqual([0, 0, trained.job?.id])
      expect([again.outputs.gate, again.outputs.fingerprint]).toEqual(['passed', trained.outputs.fingerprint])
    }
  })

  it.for(NAMES)(
    'writes each event that the server lists once, in order, or says that there are none, at %s',
    async (dialect) => {
      const { trained, events } = await walk(dialect)
      const [written, listed] = [events.written, events.listed].map((all) => all.map(({ id }) => id).sort())
      expect(written).toEqual(listed)
      // The order within a second is not known where all of the first page is of one second.
      const times = events.written.map((event) => event.created_at)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      const limit = LIMITS[dialect]?.events
      if (limit) expect(trained.warnings).toContainEqual(expect.stringMatching(limit))
      expect(events.written.length > 0).toBe(!limit)
    },
  )

  it.for(NAMES)(
    'knows the best checkpoint by its id, or says that there are none, at %s',
    async (dialect) => {
      const { trained } = await walk(dialect)
      const limit = LIMITS[dialect]?.checkpoints
      if (limit) expect(trained.log).toMatch(limit)
      const ids = JSON.parse(trained.outputs.checkpoints ?? '[]').map(({ id }: { id: string }) => id)
      if (limit) expect(ids).toEqual([])
      else expect(ids).toContain(trained.outputs['best-checkpoint-id'])
    },
  )

  it.for(NAMES)(
    'cancels the job of a cancelled workflow, by the own state of the server, at %s',
    async (dialect) => {
      const { cancelled } = await walk(dialect)
      expect([cancelled.creates, cancelled.live, cancelled.status]).toEqual([1, 0, 'cancelled'])
      expect([cancelled.exitCode, cancelled.errors]).toEqual([
        1,
        [expect.stringContaining('The workflow was cancelled')],
      ])
    },
  )

  it.for(NAMES)(
    'pauses, resumes and waits for a job, or says that the server cannot pause, at %s',
    async (dialect) => {
      const { started, paused, resumed, waited } = await walk(dialect)
      expect([started.exitCode, started.errors, started.live]).toEqual([0, [], 1])
      const limit = LIMITS[dialect]?.pause
      if (limit) expect([paused.exitCode, paused.errors]).toEqual([1, [expect.stringMatching(limit)]])
      else expect([paused.exitCode, paused.errors, paused.status]).toEqual([0, [], 'paused'])
      expect([resumed.exitCode, resumed.errors]).toEqual([0, []])
      expect([waited.exitCode, waited.errors, waited.status]).toEqual([0, [], 'succeeded'])
      expect(waited.job?.id).toBe(started.job?.id)
    },
  )

  it.for(NAMES)(
    'keeps metadata, finds jobs by it and compares with them, or says why not, at %s',
    async (dialect) => {
      const { trained, compared, found, foundByModel } = await walk(dialect)
      expect([foundByModel.exitCode, foundByModel.outputs.count]).toEqual([0, '3'])
      expect([compared.creates, compared.live, compared.status]).toEqual([1, 1, 'succeeded'])
      const limit = LIMITS[dialect]?.metadata
      if (limit) {
        expect(trained.warnings).toContainEqual(expect.stringMatching(limit))
        expect([found.exitCode, found.outputs.count]).toEqual([0, '0'])
        expect([compared.exitCode, compared.outputs.gate]).toEqual([1, 'failed'])
        expect(compared.errors).toEqual([
          expect.stringMatching(/the server drops the metadata of jobs.*\nCompare with a number/),
        ])
      } else {
        expect(trained.job?.wire.metadata).toMatchObject({ task: 'walk', ft_run: '1' })
        expect([found.exitCode, found.outputs.count]).toEqual([0, '3'])
        expect([compared.exitCode, compared.errors, compared.outputs.gate]).toEqual([0, [], 'passed'])
        expect(compared.summary).toContain(trained.job?.id)
      }
    },
  )

  it.for(NAMES)('creates a job by each method, or says why not and leaves none, at %s', async (dialect) => {
    const { methods } = await walk(dialect)
    for (const step of Object.values(methods)) {
      if (step.exitCode === 0) expect([step.creates, step.live, step.errors]).toEqual([1, 1, []])
      else {
        expect([step.creates, step.live]).toEqual([1, 0])
        expect(step.errors).toEqual([expect.stringMatching(LIMITS[dialect]?.methods ?? /^$/)])
      }
    }
  })

  it.for(NAMES)('does what docs/servers/README.md has in its table, at %s', async (dialect) => {
    if (process.env.UPDATE) return
    expect(readRow(dialect)).toBe(renderRow(await walk(dialect)))
  })
})

// `UPDATE=1 npm run test:servers` writes the table.
afterAll(async () => {
  if (process.env.UPDATE) writeTable((await Promise.all(NAMES.map(walk))).map(renderRow))
})
