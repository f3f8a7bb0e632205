import { expect, it } from 'vitest'
import { RunReporter } from '../../src/training/run-reporter.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi } from '../support/fake-api.ts'
import { createDependencies, createFakeRunner } from '../support/run-action.ts'

it('warns of a bug in the comment and does not fail the step', async () => {
  const runner = createFakeRunner({})
  const { fetch } = fakeApi({})
  const reporter = new RunReporter(createDependencies({ runner, fetch, clock: manualClock() }), [])
  reporter.comment = {
    update() {
      throw new TypeError('x is not iterable')
    },
  }
  // An unhandled rejection would end the process.
  reporter.updateComment('running')
  expect(runner.annotations).toEqual([
    { level: 'warning', text: expect.stringContaining('This is a bug in the action') },
  ])
})
