import fc from 'fast-check'
import { expect, it } from 'vitest'
import { carryOut, runs, SEED } from './schedule.ts'
import { countJobs } from './server-project.ts'

/** With `SAMPLE=3` in the environment a third of them. */
const SCHEDULES = Math.ceil(1000 / Number(process.env.SAMPLE ?? 1))

/** What OpenAI, Azure and simple servers of the same API do. */
const server = fc.record({
  listDelayMs: fc.nat({ max: 20_000 }),
  fileListDelayMs: fc.nat({ max: 20_000 }),
  metadataFilter: fc.constantFrom<(boolean | 'refused')[]>(true, false, 'refused'),
  keepMetadata: fc.boolean(),
  rejectMetadata: fc.boolean(),
})

it('leaves exactly one live job after any random schedule of runs, faults and kills', {
  timeout: 600_000,
}, async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.record({ server, runs }), async (schedule) => {
      const { keepMetadata, rejectMetadata } = schedule.server
      // OpenAI's own host keeps metadata; elsewhere, the seed stands in for it.
      const inputs = keepMetadata && !rejectMetadata ? {} : { 'base-url': 'http://localhost/v1' }
      const { api, all, report } = await carryOut({ ...schedule, inputs })
      count += all.length
      const { live, idle } = countJobs(api)
      expect(live.length, report).toBe(1)
      expect(
        idle.filter((filename) => !all.some((one) => one.mayLeave(filename))),
        report,
      ).toEqual([])
      expect(all.at(-1)?.runner.failures, report).toEqual([])
      for (const { runner, dead } of all) {
        if (runner.failed || dead) continue
        expect([runner.outputs['job-id'], runner.outputs['fine-tuned-model']], report).toEqual([
          live[0]?.id,
          live[0]?.modelName,
        ])
      }
    }),
    { numRuns: SCHEDULES, seed: SEED },
  )
  console.log(
    `Random schedules: ${SCHEDULES} with seed ${SEED}, ${count} runs, each with exactly one live job.`,
  )
})
