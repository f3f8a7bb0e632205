import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { Report } from '../../src/training/run-reporter.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi } from '../support/fake-api.ts'
import { CONTEXT, fakeHost } from '../support/run-action.ts'

it('a mistake in the comment ends no step', async () => {
  const host = fakeHost({})
  const report = new Report(
    {
      runner: host,
      fetch: fakeApi({}).fetch,
      clock: manualClock(),
      workspace: createWorkspace({ root: tmpdir(), temp: tmpdir() }),
      random: () => 0,
      attemptId: 'a77e3b70000000000000000000000000',
      signal: new AbortController().signal,
      userAgent: 'test',
      readParentCommit: async () => ({ missing: 'there is no commit before' }),
      context: CONTEXT,
      startedAt: new Date('2026-11-22T06:00:00Z'),
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
