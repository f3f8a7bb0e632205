import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { ApiError, ConnectionError } from '../../src/http/errors.ts'
import { manualClock } from '../support/clock.ts'
import type { Fault } from '../support/in-process-sandbox.ts'
import { DATA, dataChunks, EXPECTED_FILE, PART_BYTES, PARTS, uploadParts } from '../support/parts.ts'

const CREATE = 'POST /uploads'
const PART = 'POST /uploads/:id/parts'
const COMPLETE = 'POST /uploads/:id/complete'
const CANCEL = 'POST /uploads/:id/cancel'
const LIST = 'GET /files'

/** Returns a plan with these faults for the first, second, … of the requests. */
function faults(target: string, ...kinds: (Fault | undefined)[]) {
  return (request: string) => (request === target ? { fault: kinds.shift() } : {})
}

/** Returns a plan with the same fault for all of the requests. */
const always = (target: string, fault: Fault) => (request: string) => (request === target ? { fault } : {})

describe('uploadInParts', () => {
  it('makes one file of the same bytes with one request per part', async () => {
    const { sent, uploaded, files, uploads, unconfirmed } = await uploadParts()
    expect(sent).toEqual([CREATE, ...Array(PARTS).fill(PART), COMPLETE])
    expect(files).toMatchObject([{ ...EXPECTED_FILE, purpose: 'fine-tune', id: uploaded?.id }])
    expect([uploads, unconfirmed]).toEqual([['completed'], 0])
  })

  it('keeps the order of the parts when the responses arrive in another order', async () => {
    const last = Promise.withResolvers<void>()
    let parts = 0
    const inject = (request: string) => {
      if (request !== PART) return {}
      const nth = parts++
      // The first and the third wait until the last one has arrived.
      if (nth === PARTS - 1) return { after: last.resolve }
      return nth === 0 || nth === 2 ? { before: () => last.promise } : {}
    }
    expect((await uploadParts({ inject })).files).toMatchObject([EXPECTED_FILE])
  })

  it('makes one file of the same bytes if the data comes more slowly than it is sent', async () => {
    const clock = manualClock()
    async function* content() {
      for await (const chunk of dataChunks()) {
        await clock.sleep(1000)
        yield chunk
      }
    }
    expect((await uploadParts({ clock, content, partBytes: 400 })).files).toMatchObject([EXPECTED_FILE])
  })

  it('holds at most four parts in memory and sends at most four at once', async () => {
    const clock = manualClock()
    let read = 0
    let answered = 0
    let held = 0
    let inFlight = 0
    let maxInFlight = 0
    async function* content() {
      for await (const chunk of dataChunks()) {
        read += chunk.length
        held = Math.max(held, read - answered)
        yield chunk
      }
    }
    const inject = (request: string) => {
      if (request !== PART) return {}
      inFlight += 1
      maxInFlight = Math.max(maxInFlight, inFlight)
      const after = async () => {
        await clock.sleep(1000)
        inFlight -= 1
        answered += PART_BYTES
      }
      return { after }
    }
    expect((await uploadParts({ inject, content, clock })).files).toMatchObject([EXPECTED_FILE])
    expect(maxInFlight).toBe(4)
    // Plus the chunk that was read last.
    expect(held).toBeLessThanOrEqual(4 * PART_BYTES + 300)
  })

  it('retries only the part that fails', async () => {
    const inject = faults(PART, undefined, '503', 'reset', 'lost', 'truncated')
    const { sent, files } = await uploadParts({ inject })
    expect(sent.filter((request) => request === PART)).toHaveLength(PARTS + 4)
    expect(sent.filter((request) => request !== PART)).toEqual([CREATE, COMPLETE])
    expect(files).toMatchObject([EXPECTED_FILE])
  })

  it('sends a part up to eight times', async () => {
    const inject = faults(PART, ...Array(7).fill('503'))
    const { sent, files } = await uploadParts({ inject, partBytes: DATA.length })
    expect(sent).toEqual([CREATE, ...Array(8).fill(PART), COMPLETE])
    expect(files).toMatchObject([EXPECTED_FILE])
  })

  it('retries a part without a response after two minutes', async () => {
    const { files, clock } = await uploadParts({ inject: faults(PART, 'hang after the effect') })
    expect(files).toMatchObject([EXPECTED_FILE])
    expect(clock.now()).toBeGreaterThanOrEqual(120_000)
    expect(clock.now()).toBeLessThan(125_000)
  })

  it('reports progress at most every ten seconds', async () => {
    const clock = manualClock()
    // Four parts at a time: the first four are reported once.
    const inject = (request: string) => (request === PART ? { before: () => clock.sleep(12_000) } : {})
    expect((await uploadParts({ inject, clock })).progress).toEqual([PART_BYTES, 5 * PART_BYTES])
  })
})

describe('uploadInParts, when the upload cannot be completed,', () => {
  it('cancels the upload when a part never succeeds', async () => {
    const { error, sent, uploads, files, unconfirmed } = await uploadParts({ inject: always(PART, '503') })
    expect(error).toBeInstanceOf(ApiError)
    expect(sent.at(-1)).toBe(CANCEL)
    expect(sent).not.toContain(COMPLETE)
    expect([uploads, files, unconfirmed]).toEqual([['cancelled'], [], 0])
  })

  it.each([
    ['at the start', 0],
    ['in the middle', 2 * PART_BYTES],
    ['at the end', DATA.length],
  ])('cancels the upload when the data has changed, which is noticed %s', async (_, from) => {
    const changed = new ActionError('The data changed while it was being uploaded.')
    async function* content() {
      let read = 0
      for await (const chunk of dataChunks()) {
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

  it('cancels the upload when the server rejects its completion', async () => {
    async function* other() {
      yield DATA.subarray(1)
    }
    const { error, sent, uploads, unconfirmed } = await uploadParts({ content: other })
    expect(error).toMatchObject({ status: 400 })
    expect(sent.slice(-2)).toEqual([COMPLETE, CANCEL])
    expect([uploads, unconfirmed]).toEqual([['cancelled'], 0])
  })

  it('rejects with the message of the server when the upload has expired', async () => {
    let late = 0
    const inject = (request: string) => (request === PART ? { before: () => (late = 3_600_000) } : {})
    const { error, sent } = await uploadParts({ inject, server: { now: () => late } })
    expect(`${error}`).toContain('is expired, not pending')
    // Only the parts that were already being sent.
    expect(sent.filter((request) => request === PART).length).toBeLessThanOrEqual(4)
    expect(sent.at(-1)).toBe(CANCEL)
  })

  it('gives up after two seconds when the upload cannot be cancelled', async () => {
    const controller = new AbortController()
    const reason = new ActionError('The workflow was cancelled.')
    let parts = 0
    const inject = (request: string) => {
      if (request === PART && parts++ === 3) controller.abort(reason)
      return request === CANCEL ? { fault: 'hang' as const } : {}
    }
    const { error, clock } = await uploadParts({ inject, signal: controller.signal })
    expect(error).toBe(reason)
    expect(clock.now()).toBe(2000)
  })

  it('retries the request that cancels the upload', async () => {
    const controller = new AbortController()
    const resetOnce = faults(CANCEL, 'reset')
    const inject = (request: string) => {
      if (request === COMPLETE) controller.abort(new ActionError('The workflow was cancelled.'))
      return request === COMPLETE ? { fault: 'hang' as const } : resetOnce(request)
    }
    const { uploads, clock } = await uploadParts({ inject, signal: controller.signal })
    expect(uploads).toEqual(['cancelled'])
    expect(clock.now()).toBeLessThan(1000)
  })
})

describe('uploadInParts, after a completion without a response,', () => {
  it('returns the file if the server lists it', async () => {
    const { sent, uploaded, files, unconfirmed } = await uploadParts({ inject: faults(COMPLETE, 'lost') })
    expect(sent.slice(-2)).toEqual([COMPLETE, LIST])
    expect(files).toMatchObject([{ ...EXPECTED_FILE, id: uploaded?.id }])
    expect(unconfirmed).toBe(0)
  })

  it('completes the upload again if the server lists no file', async () => {
    const { sent, uploaded, files, unconfirmed } = await uploadParts({ inject: faults(COMPLETE, 'hang') })
    expect(sent.slice(-3)).toEqual([COMPLETE, LIST, COMPLETE])
    expect(files).toMatchObject([{ ...EXPECTED_FILE, id: uploaded?.id }])
    expect(unconfirmed).toBe(0)
  })

  it('waits for the list when the server says that the upload is completed', async () => {
    const run = await uploadParts({
      inject: faults(COMPLETE, 'lost'),
      server: { fileListDelayMs: 12_000 },
    })
    expect(run.sent.slice(PARTS + 1)).toEqual([COMPLETE, LIST, COMPLETE, LIST, LIST, LIST, LIST])
    expect(run.files).toMatchObject([{ ...EXPECTED_FILE, id: run.uploaded?.id }])
    expect(run.unconfirmed).toBe(0)
  })

  it('stays unconfirmed when the list never contains the file', async () => {
    const run = await uploadParts({
      inject: faults(COMPLETE, 'lost'),
      server: { fileListDelayMs: 1e6 },
    })
    expect(`${run.error}`).toContain('is completed, not pending')
    expect(run.unconfirmed).toBe(1)
  })
})

it('uploadInParts rejects with a ConnectionError when there is no connection', async () => {
  const { error } = await uploadParts({ inject: always(CREATE, 'not sent') })
  expect(error).toBeInstanceOf(ConnectionError)
})

it('uploadInParts rejects when the server reports other bytes of the completed file', async () => {
  const { error, sent, unconfirmed } = await uploadParts({ server: { reportedBytes: 1 } })
  expect(`${error}`).toMatch(/the server reports 1 of \d+ bytes/)
  // Completed once; the file is searched for until lists must contain it.
  expect(sent.filter((request) => request === COMPLETE)).toHaveLength(1)
  expect(unconfirmed).toBe(1)
})
