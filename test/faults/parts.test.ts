import { afterAll, describe, expect, it } from 'vitest'
import type { ApiOptions } from '../../sandbox/options.ts'
import { ActionError } from '../../src/errors.ts'
import type { Fault } from '../support/in-process-sandbox.ts'
import { EXPECTED_FILE, uploadParts } from '../support/parts.ts'
import { createTotals } from './server-project.ts'

const FAULTS: Fault[] = [
  'not sent',
  'reset',
  '500',
  '503',
  'hang',
  'lost',
  'hang after the effect',
  '500 after the effect',
  'truncated',
  'garbage',
]
const SERVERS: [name: string, server: ApiOptions][] = [
  ['a server', {}],
  ['a server that lists files ten seconds late', { fileListDelayMs: 10_000 }],
]

const total = createTotals()
const { sent: requests } = await uploadParts()
const each = requests.map((request, index) => ({ request, index }))

/** An upload whose id was lost cannot be cancelled; it has no parts and expires. */
const known = ({ uploads }: { uploads: string[] }, index: number) =>
  index === 0 ? uploads.slice(1) : uploads

describe.each(SERVERS)('at %s', (name, server) => {
  describe.each(FAULTS)('%s', (fault) => {
    it.each(each)('to request $index, $request, leaves one complete file', ({ index }) =>
      total.count(`${fault}, at ${name}`, async () => {
        const run = await uploadParts({
          server,
          inject: (_, requested) => (requested.index === index ? { fault } : {}),
        })
        expect(run.files).toMatchObject([EXPECTED_FILE])
        expect(run.files).toHaveLength(1)
        expect([run.uploaded?.id, run.unconfirmed]).toEqual([run.files[0]?.id, 0])
        expect(run.uploads.at(-1)).toBe('completed')
        expect(known(run, index)).not.toContain('pending')
      }),
    )

    it.each([...new Set(requests)])('to every second %s leaves one complete file', (path) =>
      total.count(`${fault} again and again, at ${name}`, async () => {
        let matched = 0
        const inject = (request: string) => (request === path && matched++ % 2 === 0 ? { fault } : {})
        const run = await uploadParts({ server, inject })
        expect(run.files).toMatchObject([EXPECTED_FILE])
        expect(run.files).toHaveLength(1)
        expect(run.uploaded?.id).toBe(run.files[0]?.id)
      }),
    )
  })
})

describe.each(FAULTS)('%s', (fault) => {
  it.each([...new Set(requests)])('to every %s leaves no upload', (path) =>
    total.count(`${fault} without end`, async () => {
      const run = await uploadParts({ inject: (request) => (request === path ? { fault } : {}) })
      const made = run.uploaded !== undefined
      expect(run.files).toHaveLength(made ? 1 : 0)
      expect(made || run.error instanceof ActionError).toBe(true)
      if (path !== 'POST /uploads') expect(run.uploads).toEqual([made ? 'completed' : 'cancelled'])
    }),
  )
})

describe.each(['before', 'after'] as const)('a workflow that is cancelled right %s', (when) => {
  it.each(each)('request $index, $request, leaves no upload', ({ index }) =>
    total.count(`cancelled right ${when}`, async () => {
      const cancelled = new AbortController()
      const reason = new ActionError('The workflow was cancelled.')
      const inject = (_: string, requested: { index: number }) =>
        requested.index === index ? { [when]: () => cancelled.abort(reason) } : {}
      const run = await uploadParts({ inject, signal: cancelled.signal })
      expect(run.error).toBe(reason)
      expect(run.clock.now()).toBeLessThanOrEqual(2000)
      if (index > 0) expect(run.uploads).not.toContain('pending')
      // A file that may exist is reported, so that the cleanup can find it.
      expect(run.files.length).toBeLessThanOrEqual(run.unconfirmed)
    }),
  )
})

afterAll(() => total.print(`An upload of ${requests.length} requests:`))
