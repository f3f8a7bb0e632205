import { describe, expect, it } from 'vitest'
import { ApiError } from '../../src/http/errors.ts'
import { decodeEvents, type EventPage } from '../../src/openai/event.ts'
import { EventReader, type FetchEventPage } from '../../src/training/event-reader.ts'

interface ListedEvent {
  id?: string
  created_at?: number
  message: string
  data?: unknown
}

type Query = Parameters<FetchEventPage>[0]

/** Starts a reader of a list that `respond` returns in the server's order. */
function startReader(
  respond: (query: Query) => { data: ListedEvent[]; has_more?: boolean; bytes?: number },
  isDone = () => false,
) {
  const queries: Query[] = []
  let now = 0
  const reader = new EventReader({
    fetchPage: async (query): Promise<EventPage> => {
      queries.push(query)
      const { bytes = 1000, ...body } = respond(query)
      return decodeEvents(body, { bytes })
    },
    retry: (request) => request(),
    now: () => now,
    isDone,
  })
  return {
    reader,
    queries,
    pass: (ms: number) => {
      now += ms
    },
    read: async (options?: Parameters<EventReader['read']>[0]) =>
      (await reader.read(options)).map(({ message }) => message),
  }
}

/** Returns events of one second, in the order in which they happened. */
const sameSecond = (...messages: string[]) =>
  messages.map((message) => ({ id: `ev-${message}`, created_at: 1000, message }))

describe.each([
  ['newest', (events: ListedEvent[]) => events.toReversed()],
  ['oldest', (events: ListedEvent[]) => events],
])('EventReader, for a list that begins with the %s event,', (_, arrange) => {
  it('keeps the order of events of one second, whenever they were listed', async () => {
    const listed: ListedEvent[] = []
    const { read } = startReader(() => ({ data: arrange(listed), has_more: false }))
    const read1 = async (...messages: string[]) => {
      listed.push(...sameSecond(...messages))
      return read()
    }
    // Nothing shows the direction yet.
    expect(await read1('a', 'b')).toEqual([])
    expect(await read1('c', 'd')).toEqual(['a', 'b', 'c', 'd'])
    expect(await read1('e', 'f', 'g')).toEqual(['e', 'f', 'g'])
    expect(await read1()).toEqual([])
  })

  it('recognizes the direction by the times of the first events', async () => {
    const listed = [...sameSecond('a', 'b'), { id: 'ev-c', created_at: 1001, message: 'c' }]
    const { read } = startReader(() => ({ data: arrange(listed), has_more: false }))
    expect(await read()).toEqual(['a', 'b', 'c'])
  })

  it('recognizes the direction by the steps of events of one second', async () => {
    const listed = sameSecond('a', 'b', 'c').map((event, step) => ({ ...event, data: { step } }))
    const { read } = startReader(() => ({ data: arrange(listed), has_more: false }))
    expect(await read()).toEqual(['a', 'b', 'c'])
  })

  it('keeps the direction although later events have other times', async () => {
    const listed = [...sameSecond('a'), { id: 'ev-b', created_at: 1001, message: 'b' }]
    const { read } = startReader(() => ({ data: arrange(listed), has_more: false }))
    expect(await read()).toEqual(['a', 'b'])
    // The clock of the server goes back.
    listed.push(
      ...[...'hgfe'].map((message, i) => ({ id: `ev-${message}`, created_at: 1200 - 10 * i, message })),
      ...sameSecond('c', 'd').map((event) => ({ ...event, created_at: 1080 })),
    )
    expect(await read()).toEqual(['c', 'd', 'e', 'f', 'g', 'h'])
  })

  it('reads a list once if the cursor is ignored, in three requests', async () => {
    const listed = Array.from({ length: 100 }, (_, i) => ({
      id: `ev-${i}`,
      created_at: 1000 + Math.floor(i / 7),
      message: `${i}`,
    }))
    const { read, queries } = startReader(() => ({ data: arrange(listed), has_more: true }))
    expect(await read()).toEqual(listed.map(({ message }) => message))
    expect(await read({ isFull: true })).toEqual([])
    expect(queries.length).toBeLessThanOrEqual(5)
  })
})

describe('EventReader', () => {
  it('holds events of one second back for 15 seconds only', async () => {
    const { read, pass } = startReader(() => ({ data: sameSecond('b', 'a'), has_more: false }))
    expect(await read()).toEqual([])
    pass(14_999)
    expect(await read()).toEqual([])
    pass(1)
    expect(await read()).toEqual(['a', 'b'])
  })

  it('returns events of one second at the last reading', async () => {
    const { read } = startReader(() => ({ data: sameSecond('b', 'a'), has_more: false }))
    expect(await read()).toEqual([])
    expect(await read({ isLast: true })).toEqual(['a', 'b'])
    expect(await read({ isLast: true })).toEqual([])
  })

  it('returns what it held back when a later reading fails', async () => {
    let isDown = false
    const { reader, read } = startReader(() => {
      if (isDown) throw new Error('down')
      return { data: sameSecond('b', 'a'), has_more: false }
    })
    expect(await read()).toEqual([])
    isDown = true
    await expect(read()).rejects.toThrow('down')
    expect(reader.takePartial().map(({ message }) => message)).toEqual(['a', 'b'])
  })

  it('has news only when an event is listed for the first time, returned or held back', async () => {
    const listed = sameSecond('b', 'a')
    const { reader, read } = startReader(() => ({ data: listed, has_more: false }))
    const hasNews = async () => {
      await read()
      return reader.hasNews
    }
    expect([await hasNews(), await hasNews()]).toEqual([true, false])
    listed.unshift(...sameSecond('c'))
    expect([await hasNews(), await hasNews()]).toEqual([true, false])
  })

  it('never requests more than two pages without a new event', async () => {
    const pages = [sameSecond('c'), sameSecond('b'), sameSecond('c'), sameSecond('b')]
    const { queries, reader } = startReader(() => ({ data: pages[queries.length - 1] ?? [], has_more: true }))
    await reader.read({ isLast: true })
    expect(queries.length).toBeLessThanOrEqual(4)
  })

  it.each<[string, { has_more?: boolean }, number]>([
    ['does not say whether there is more', {}, 150],
    ['says so', { has_more: true }, 150],
  ])('reads every page of a server that %s', async (_, more, count) => {
    const listed = Array.from({ length: count }, (_, i) => ({
      id: `ev-${i}`,
      created_at: i,
      message: `${i}`,
    }))
    const { read } = startReader(({ after }) => {
      const list = listed.toReversed()
      const from = list.findIndex(({ id }) => id === after) + 1
      const data = list.slice(from, from + 100)
      return { data, ...(more.has_more && { has_more: from + 100 < count }) }
    })
    expect(await read()).toEqual(listed.map(({ message }) => message))
  })

  it.each([400, 422])('requests pages without a limit once it was refused (%d)', async (status) => {
    const { read, queries } = startReader(({ limit }) => {
      if (limit !== undefined) throw new ApiError('refused', { status, isApiResponse: true })
      return { data: sameSecond('a'), has_more: false }
    })
    expect(await read()).toEqual(['a'])
    await read()
    expect(queries.map(({ limit }) => limit)).toEqual([100, undefined, undefined])
  })

  it('says that newer events are missing if a list of the oldest events ignores the cursor', async () => {
    const data = Array.from({ length: 100 }, (_, i) => ({ id: `ev-${i}`, created_at: i, message: `${i}` }))
    const oldest = startReader(() => ({ data, has_more: true }))
    await oldest.read()
    expect([oldest.reader.problem, oldest.reader.missesNewest]).toEqual(['repeated', true])
    const newest = startReader(() => ({ data: data.toReversed(), has_more: true }))
    await newest.read()
    expect([newest.reader.problem, newest.reader.missesNewest]).toEqual(['repeated', false])
  })

  it('takes a repeated page of fewer than ten events for the whole list', async () => {
    const nine = sameSecond(...'ihgfedcba')
    const { reader, read } = startReader(() => ({ data: nine, has_more: true }))
    expect(await read({ isLast: true })).toEqual([...'abcdefghi'])
    expect(reader.problem).toBeUndefined()
  })

  it.each([
    ['bytes', 1000, { bytes: 1024 * 1024 }, 64],
    ['events', 1, {}, 1000],
  ])('bounds an endless list by its %s', async (_, seconds, size, maxPages) => {
    let n = 0
    const { reader, read, queries } = startReader(() => {
      const data = Array.from({ length: 100 }, () => ({
        id: `ev-${n}`,
        created_at: seconds,
        message: `${n++}`,
      }))
      return { data, has_more: true, ...size }
    })
    await read()
    expect([queries.length, reader.problem]).toEqual([maxPages, 'endless'])
    // Afterwards only a little at a time.
    await read({ isFull: true })
    expect(queries.length).toBe(maxPages + 10)
  })

  it('bounds an endless list by the time that reading it takes', async () => {
    let n = 0
    const { reader, read, pass, queries } = startReader(() => {
      pass(10_000)
      return { data: [{ id: `ev-${n}`, created_at: n++, message: 'x' }], has_more: true }
    })
    await read()
    expect([queries.length, reader.problem]).toEqual([30, 'endless'])
  })
})

describe('events', () => {
  it('without ids are recognized by their content, and yielded once', async () => {
    const data: ListedEvent[] = []
    const { read } = startReader(() => ({ data: data.toReversed(), has_more: false }))
    data.push({ created_at: 1, message: 'a' }, { created_at: 2, message: 'b' })
    expect(await read({ isLast: true })).toEqual(['a', 'b'])
    data.push({ created_at: 3, message: 'c' })
    expect([await read(), await read()]).toEqual([['c'], []])
  })

  it('without times keep the order of the list, which their steps show', async () => {
    const point = (step: number) => ({ id: `ev-${step}`, message: `${step}`, data: { step } })
    const { read } = startReader(() => ({ data: [point(3), point(2), point(1)], has_more: false }))
    expect(await read()).toEqual(['1', '2', '3'])
  })

  it('are yielded as far as the time suffices to read them', async () => {
    let pages = 0
    const { read, queries } = startReader(
      ({ after }) =>
        after === 'ev-2'
          ? { data: [{ id: 'ev-1', created_at: 1, message: 'a' }], has_more: false }
          : { data: [{ id: 'ev-2', created_at: 2, message: 'b' }], has_more: true },
      () => ++pages === 1,
    )
    expect([await read(), queries.length]).toEqual([['b'], 1])
  })
})
