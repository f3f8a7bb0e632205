import { createHash } from 'node:crypto'
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, it, onTestFinished } from 'vitest'
import { runBuiltAction } from '../support/built-action.ts'

const BYTES = 1.5e9
const PART = { method: 'POST', path: '/uploads/[^/]+/parts' }

it('uploads 1.5 GB in parts with the memory of a few of them while parts fail', {
  timeout: 180_000,
}, async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'large-'))
  onTestFinished(() => rmSync(workspace, { recursive: true, force: true }))
  const path = join(workspace, 'train.jsonl')
  const bytes = await write(path, BYTES)
  const run = await runBuiltAction({
    workspace,
    inputs: { wait: 'false' },
    speed: 1,
    sandbox: {
      contentLimit: 2 ** 20,
      faults: [
        { ...PART, kind: 'status', status: 503, every: 7 },
        { ...PART, kind: 'reset', skip: 3, every: 7 },
        { ...PART, kind: 'lost', skip: 5, every: 13 },
      ],
    },
    imports: [new URL('../support/peak-memory.mjs', import.meta.url).href],
    env: { PEAK_MEMORY: join(workspace, 'peak') },
  })
  expect(run.failures).toEqual([])
  const failed = run.sandbox.requests.filter(({ fault }) => fault !== null).length
  const peak = Number(readFileSync(join(workspace, 'peak'), 'utf8'))
  console.log(
    `${bytes} bytes in ${run.sandbox.requests.length} requests, ${failed} of which failed: ${peak} MB`,
  )
  expect(failed).toBeGreaterThan(20)
  expect(run.sandbox.files).toHaveLength(1)
  expect(run.sandbox.files[0]).toMatchObject({ bytes, sha256: await sha256(path) })
  expect(run.sandbox.uploads.map(({ status }) => status)).toEqual(['completed'])
  expect(peak).toBeLessThan(250)
})

/** Writes training data of at least this size, in which all blocks differ; returns its size. */
async function write(path: string, minBytes: number): Promise<number> {
  const answer = 'a few words that fill the line '.repeat(190)
  const line = (i: number) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `question ${i}` },
        { role: 'assistant', content: `${i} ${answer}` },
      ],
    })
  const lines = Array.from({ length: 1000 }, (_, i) => `${line(i)}\n`).join('')
  await using file = await open(path, 'w')
  let bytes = 0
  for (let block = 0; bytes < minBytes; block++) {
    const { bytesWritten } = await file.write(Buffer.from(`${lines}${line(1000 + block)}\n`))
    bytes += bytesWritten
  }
  return bytes
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
