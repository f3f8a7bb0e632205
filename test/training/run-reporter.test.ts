import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { Report } from '../../src/training/run-reporter.ts'
import { workspaceAt } from '../../src/workspace/workspace.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi } from '../support/fake-api.ts'
import { fakeHost, ORIGIN, SURROUNDINGS } from '../support/run-action.ts'

it('a mistake in the comment ends no step', async () => {
  const host = fakeHost({})
  const report = new Report(
    {
      host,
      fetch: fakeApi({}).fetch,
      clock: manualClock(),
      workspace: workspaceAt({ root: tmpdir(), temp: tmpdir() }),
      random: () => 0,
      attempt: 'a77e3b70000000000000000000000000',
      interrupted: new AbortController().signal,
      userAgent: 'test',
      surroundings: SURROUNDINGS,
      before: async () => ({ missing: 'there is no commit before' }),
      origin: ORIGIN,
      today: new Date('2026-11-22T06:00:00Z'),
    },
    [],
  )
  report.comment = {
    update() {
      throw new TypeError('x is not iterable')
    },
  }
  // Rejected and not waited for, it would end the process.
  report.tell('running')
  expect(host.annotations).toEqual([
    { level: 'warning', text: expect.stringContaining('This is a bug in the action') },
  ])
})
