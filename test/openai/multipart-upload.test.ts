import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { ApiError, ConnectionError } from '../../src/http/errors.ts'
import { largestPlainUpload } from '../../src/openai/multipart-upload.ts'
import type { Fault } from '../faults/in-process.ts'
import { manualClock } from '../support/clock.ts'
import { chunks, DATA, PART_BYTES, PARTS, uploadParts, WHOLE } from '../support/parts.ts'

const CREATE = 'POST /uploads'
const PART = 'POST /uploads/:id/parts'
const COMPLETE = 'POST /uploads/:id/complete'
const CANCEL = 'POST /uploads/:id/cancel'
const LIST = 'GET /files'

/** The faults of the first, second, … of these requests. */
function faults(struck: string, ...kinds: (Fault | undefined)[]) {
  return (request: string) => (request === struck ? { fault: kinds.shift() } : {})
}

/** The same fault of all these requests. */
const always = (struck: string, fault: Fault) => (request: string) => (request === struck ? { fault } : {})

describe('an upload in parts', () => {
  it('is one file of the same bytes, by one request for each part', async () => {
    const { sent, uploaded, files, uploads, doubts } = await uploadParts()
    expect(sent).toEqual([CREATE, ...Array(PARTS).fill(PART), COMPLETE])
    expect(files).toMatchObject([{ ...WHOLE, purpose: 'fine-tune', id: uploaded?.id }])
    expect([uploads, doubts]).toEqual([['completed'], 0])
  })

  it('keeps the order of the parts, in whatever order they are answered', async () => {
    const last = Promise.withResolvers<void>()
    let parts = 0
    const befall = (request: string) => {
      if (request !== PART) return {}
      const nth = parts++
      // The first and the third are kept until the last is through.
      if (nth === PARTS - 1) return { after: last.resolve }
      return nth === 0 || nth === 2 ? { before: () => last.promise } : {}
    }
    expect((await uploadParts({ befall })).files).toMatchObject([WHOLE])
  })

  it('has four parts at most in memory and on their way', async () => {
    const clock = manualClock()
    let read = 0
    let answered = 0
    let held = 0
    let flying = 0
    let mostFlying = 0
    async function* content() {
      for await (const chunk of chunks()) {
        read += chunk.length
        held = Math.max(held, read - answered)
        yield chunk
      }
    }
    const befall = (request: string) => {
      if (request !== PART) return {}
      flying += 1
      mostFlying = Math.max(mostFlying, flying)
      const after = async () => {
        await clock.sleep(1000)
        flying -= 1
        answered += PART_BYTES
      }
      return { after }
    }
    expect((await uploadParts({ befall, content, clock })).files).toMatchObject([WHOLE])
    expect(mostFlying).toBe(4)
    // And the chunk that was read last.
    expect(held).toBeLessThanOrEqual(4 * PART_BYTES + 300)
  })

  it('repeats a part that fails, and no other', async () => {
    const befall = faults(PART, undefined, '503', 'reset', 'lost', 'truncated')
    const { sent, files } = await uploadParts({ befall })
    expect(sent.filter((request) => request === PART)).toHaveLength(PARTS + 4)
    expect(sent.filter((request) => request !== PART)).toEqual([CREATE, COMPLETE])
    expect(files).toMatchObject([WHOLE])
  })

  it('has patience with a part, since much is lost with it', async () => {
    const befall = faults(PART, ...Array(7).fill('503'))
    const { sent, files } = await uploadParts({ befall, partBytes: DATA.length })
    expect(sent).toEqual([CREATE, ...Array(8).fill(PART), COMPLETE])
    expect(files).toMatchObject([WHOLE])
  })

  it('takes a part that is not answered within two minutes for lost', async () => {
    const { files, clock } = await uploadParts({ befall: faults(PART, 'hang after the effect') })
    expect(files).toMatchObject([WHOLE])
    expect(clock.now()).toBeGreaterThanOrEqual(120_000)
    expect(clock.now()).toBeLessThan(125_000)
  })

  it('tells how far it is, every ten seconds at most', async () => {
    const clock = manualClock()
    // Four at a time: those of the first round are told of once.
    const befall = (request: string) => (request === PART ? { before: () => clock.sleep(12_000) } : {})
    expect((await uploadParts({ befall, clock })).told).toEqual([PART_BYTES, 5 * PART_BYTES])
  })
})

describe('an upload in parts that cannot be finished', () => {
  it('is cancelled when a part never succeeds', async () => {
    const { error, sent, uploads, files, doubts } = await uploadParts({ befall: always(PART, '503') })
    expect(error).toBeInstanceOf(ApiError)
    expect(sent.at(-1)).toBe(CANCEL)
    expect(sent).not.toContain(COMPLETE)
    expect([uploads, files, doubts]).toEqual([['cancelled'], [], 0])
  })

  it.each([
    ['at once', 0],
    ['in the middle', 2 * PART_BYTES],
    ['at the end', DATA.length],
  ])('is cancelled when the data turns out to have changed, %s', async (_, from) => {
    const changed = new ActionError('The data changed while it was being uploaded.')
    async function* content() {
      let read = 0
      for await (const chunk of chunks()) {
        if (read >= from) throw changed
        read += chunk.length
        yield chunk
      }
      throw changed
    }
    const { error, uploads, files, sent } = await uploadParts({ content })
    expect(error).toBe(changed)
    expect([uploads, files]).toEqual([['cancelled'], []])
    expect(sent).not.toContain(COMPLETE)
  })

  it('is cancelled when completing it is refused', async () => {
    async function* other() {
      yield DATA.subarray(1)
    }
    const { error, sent, uploads, doubts } = await uploadParts({ content: other })
    expect(error).toMatchObject({ refusal: { status: 400 } })
    expect(sent.slice(-2)).toEqual([COMPLETE, CANCEL])
    expect([uploads, doubts]).toEqual([['cancelled'], 0])
  })

  it('fails by what the server said, when it has expired meanwhile', async () => {
    let late = 0
    const befall = (request: string) => (request === PART ? { before: () => (late = 3_600_000) } : {})
    const { error, sent } = await uploadParts({ befall, server: { now: () => late } })
    expect(`${error}`).toContain('is expired, not pending')
    // What was on its way then, and nothing more.
    expect(sent.filter((request) => request === PART).length).toBeLessThanOrEqual(4)
    expect(sent.at(-1)).toBe(CANCEL)
  })

  it('keeps nobody waiting when it cannot be cancelled either', async () => {
    const interrupted = new AbortController()
    const reason = new ActionError('The workflow was cancelled.')
    let parts = 0
    const befall = (request: string) => {
      if (request === PART && parts++ === 3) interrupted.abort(reason)
      return request === CANCEL ? { fault: 'hang' as const } : {}
    }
    const { error, clock } = await uploadParts({ befall, interrupted: interrupted.signal })
    expect(error).toBe(reason)
    expect(clock.now()).toBe(2000)
  })

  it('is cancelled by a second request when the first one fails', async () => {
    const interrupted = new AbortController()
    const strike = faults(CANCEL, 'reset')
    const befall = (request: string) => {
      if (request === COMPLETE) interrupted.abort(new ActionError('The workflow was cancelled.'))
      return request === COMPLETE ? { fault: 'hang' as const } : strike(request)
    }
    const { uploads, clock } = await uploadParts({ befall, interrupted: interrupted.signal })
    expect(uploads).toEqual(['cancelled'])
    expect(clock.now()).toBeLessThan(1000)
  })
})

describe('completing an upload without an answer', () => {
  it('is not repeated when the file is there', async () => {
    const { sent, uploaded, files, doubts } = await uploadParts({ befall: faults(COMPLETE, 'lost') })
    expect(sent.slice(-2)).toEqual([COMPLETE, LIST])
    expect(files).toMatchObject([{ ...WHOLE, id: uploaded?.id }])
    expect(doubts).toBe(0)
  })

  it('is repeated when there is no file', async () => {
    const { sent, uploaded, files, doubts } = await uploadParts({ befall: faults(COMPLETE, 'hang') })
    expect(sent.slice(-3)).toEqual([COMPLETE, LIST, COMPLETE])
    expect(files).toMatchObject([{ ...WHOLE, id: uploaded?.id }])
    expect(doubts).toBe(0)
  })

  it('waits for the list when the server says that it is completed', async () => {
    const run = await uploadParts({
      befall: faults(COMPLETE, 'lost'),
      server: { fileListDelayMs: 12_000 },
    })
    expect(run.sent.slice(PARTS + 1)).toEqual([COMPLETE, LIST, COMPLETE, LIST, LIST, LIST, LIST])
    expect(run.files).toMatchObject([{ ...WHOLE, id: run.uploaded?.id }])
    expect(run.doubts).toBe(0)
  })

  it('leaves a doubt when the list never shows the file', async () => {
    const run = await uploadParts({
      befall: faults(COMPLETE, 'lost'),
      server: { fileListDelayMs: 1e6 },
    })
    expect(`${run.error}`).toContain('is completed, not pending')
    expect(run.doubts).toBe(1)
  })
})

it.each([
  ['api.openai.com', 512_000_000],
  ['localhost:8080', 512_000_000],
  ['[::1]:8080', 512_000_000],
  ['name.openai.azure.com', 100_000_000],
  ['name.services.ai.azure.com', 100_000_000],
  ['name.cognitiveservices.azure.com:443', 100_000_000],
  ['openai.azure.com.example.org', 512_000_000],
])('at %s more than %i bytes go in parts', (host, bytes) => {
  expect(largestPlainUpload(host)).toBe(bytes)
})

it('a connection that never comes about is told as such', async () => {
  const { error } = await uploadParts({ befall: always(CREATE, 'not sent') })
  expect(error).toBeInstanceOf(ConnectionError)
})
