import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oddSchedule } from './odd-schedule.ts'
import { describeUnnamedJobs, readReportedEpochs } from './odd-servers.ts'
import { carryOut, type Schedule, SEED } from './schedule.ts'
import { countJobs } from './server-project.ts'

const SCHEDULES = Number(process.env.SCHEDULES ?? 1000)
/** So many of them must end with a model, so that failing at every odd server is no way to keep the promise. */
const MIN_MODELS = SCHEDULES / 3

const INPUTS = { 'base-url': 'http://localhost/v1', hyperparameters: 'n_epochs: 3', suffix: 'odd' }

/** The look that would show the copy of a run that was killed is not answered. */
const COPY_OF_KILLED_RUN: Schedule = {
  server: { createCopies: 2, copyDelayMs: 0 },
  runs: [[{ faults: {}, killed: { at: 9, after: false } }], [{ faults: { 10: 'hang after the effect' } }]],
  strangers: 0,
  areAttempts: false,
}

it('leaves at most one live job, or errors that name each, after any random schedule at odd servers', {
  timeout: 1_200_000,
}, async () => {
  const count = { runs: 0, models: 0, named: 0 }
  await fc.assert(
    fc.asyncProperty(oddSchedule, async (given) => {
      const { api, jobs, all, report } = await carryOut({ ...given, inputs: INPUTS })
      const { live } = countJobs({ jobs, files: api.files })
      const errors = all.flatMap(({ runner }) => runner.failures)
      // A job whose id cannot be read cannot be named.
      const isUnreadable = given.server.jobIds === 'renamed' && /cannot be read/.test(errors.join())
      if (!isUnreadable) expect(describeUnnamedJobs(live, errors), report).toBeUndefined()
      for (const { runner, dead } of all) {
        if (runner.failed || dead) continue
        const job = live.find(({ modelName }) => modelName === runner.outputs['fine-tuned-model'])
        expect(job?.wire.status, report).toBe('succeeded')
        if (job) expect([3, undefined], report).toContain(readReportedEpochs(job, given.server))
      }
      count.runs += all.length
      if (live.length > 1) count.named += 1
      if (all.at(-1)?.runner.failed === false) count.models += 1
    }),
    { numRuns: SCHEDULES, seed: SEED, examples: [[COPY_OF_KILLED_RUN]] },
  )
  expect(count.models).toBeGreaterThan(MIN_MODELS)
  console.log(
    `Random schedules at odd servers: ${SCHEDULES} with seed ${SEED}, ${count.runs} runs. ${count.models} ended with a model. ` +
      `Each left at most one live job, but for ${count.named}, whose errors name every live job.`,
  )
})
