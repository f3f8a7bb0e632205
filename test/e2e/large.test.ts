import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ALL_SERVERS, loggableEvents, runBuiltAction } from '../support/built-action.ts'

describe.each(ALL_SERVERS)('a job of 5,000 events over pages of 20, at $server', ({ dialect }) => {
  it('is logged completely, in order, and each event once', async () => {
    const moments = Array.from({ length: 10 }, (_, part) => ({
      status: part < 9 ? 'running' : 'succeeded',
      events: Array.from({ length: 500 }, (_, n) => ({ message: `event ${part * 500 + n}`, data: { n } })),
    }))
    const run = await runBuiltAction({ dialect, sandbox: { scripts: [moments], pageLimit: 20 } })
    expect(run.conclusion).toBe('success')
    expect(run.sandbox.jobs[0]?.events.length).toBeGreaterThanOrEqual(5000)
    expect(run.events).toEqual(run.sandbox.jobs[0]?.events)
    expect(run.logged).toEqual(loggableEvents(run.sandbox))
  })
})

describe('a dataset of 60 MB', { tags: 'slow' }, () => {
  it('is checked and uploaded with the memory of a small one', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'large-'))
    onTestFinished(() => rmSync(workspace, { recursive: true, force: true }))
    const answer = 'a few words that fill the line '.repeat(190)
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: `question ${i}` },
          { role: 'assistant', content: `${i} ${answer}` },
        ],
      }),
    )
    const text = `${lines.join('\n')}\n`
    writeFileSync(join(workspace, 'train.jsonl'), text)
    const run = await runBuiltAction({
      workspace,
      inputs: { wait: 'false' },
      speed: 1,
      imports: [new URL('../support/peak-memory.mjs', import.meta.url).href],
      env: { PEAK_MEMORY: join(workspace, 'peak') },
    })
    expect(run.failures).toEqual([])
    expect(run.sandbox.files[0]).toMatchObject({
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })
    expect(Buffer.byteLength(text)).toBeGreaterThan(58e6)
    expect(Number(readFileSync(join(workspace, 'peak'), 'utf8'))).toBeLessThan(200)
  })
})
