import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { HttpResponse } from '../../src/dependencies.ts'
import { createFetch, NotSentError, ResponseTooLongError } from '../../src/http/transport.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function serve(handler: Handler): Promise<{ url: string; server: Server; sockets: () => number }> {
  let sockets = 0
  const server = createServer(handler)
  server.on('connection', () => sockets++)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, server, sockets: () => sockets }
}

async function unusedPort(): Promise<number> {
  const server = createSocketServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const get = { method: 'GET', headers: {} }
const TEXT = '{"id": "ftjob-1", "status": "läuft"}'
const readText = async (response: Promise<HttpResponse>) =>
  Buffer.from(new Uint8Array(await (await response).arrayBuffer())).toString()
const post = (body: string) => ({ method: 'POST', headers: { 'content-length': `${body.length}` }, body })

async function* chunks(count: number, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(size, 'x')
}

describe('the transport', () => {
  it('rejects with NotSentError when no server listens on the port', async () => {
    const url = `http://127.0.0.1:${await unusedPort()}/`
    await expect(createFetch()(url, post('{}'))).rejects.toBeInstanceOf(NotSentError)
  })

  it('rejects with NotSentError when the host does not exist', async () => {
    await expect(createFetch()('http://no-such-host.invalid/', post('{}'))).rejects.toBeInstanceOf(
      NotSentError,
    )
  })

  it('rejects with NotSentError when the TLS handshake fails', async () => {
    const { url } = await serve((_, response) => response.end('plain'))
    await expect(createFetch()(url.replace('http:', 'https:'), post('{}'))).rejects.toBeInstanceOf(
      NotSentError,
    )
  })

  it('rejects with another error when an established connection breaks', async () => {
    const { url } = await serve((request) => request.socket.destroy())
    const error = await createFetch()(url, post('{}')).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(NotSentError)
  })

  it('rejects when the connection breaks in the middle of the response', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    })
    const response = await createFetch()(url, get)
    await expect(response.arrayBuffer()).rejects.toThrow()
  })

  it('joins the values of a header that is sent twice, and has none of a header that is not sent', async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'x-id': ['one', 'two'], 'set-cookie': ['a=1', 'b=2'] }).end(),
    )
    const { headers } = await createFetch()(url, get)
    const names = ['X-Id', 'set-cookie', 'retry-after']
    expect(names.map((name) => headers.get(name))).toEqual(['one, two', 'a=1, b=2', null])
  })

  it('does not follow a redirect', async () => {
    const other = await serve((_, response) => response.end('the redirect was followed'))
    const { url } = await serve((_, response) => response.writeHead(302, { location: other.url }).end())
    const response = await createFetch()(url, get)
    expect(response.status).toBe(302)
    expect(other.sockets()).toBe(0)
  })

  it('returns the response of a server that does not read the rest of an upload', async () => {
    const { url } = await serve((_, response) => response.writeHead(413).end('too large'))
    const headers = { 'content-length': `${64 * 1024 * 1024}` }
    const response = await createFetch()(url, { method: 'POST', headers, body: chunks(1024, 64 * 1024) })
    expect(response.status).toBe(413)
  })

  it('aborts an upload when its source fails, and rejects with the error of the source', async () => {
    const received = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<unknown>()
    const { url } = await serve((request) => {
      received.resolve()
      request.resume().on('error', aborted.resolve)
    })
    async function* failing() {
      yield* chunks(2, 1000)
      await received.promise
      throw new Error('the file changed')
    }
    const request = { method: 'POST', headers: { 'content-length': '5000' }, body: failing() }
    await expect(createFetch()(url, request)).rejects.toThrow('the file changed')
    expect(await aborted.promise).toBeInstanceOf(Error)
  })

  it('rejects and closes the connection when the signal is aborted', async () => {
    const { url, server } = await serve(() => undefined)
    const controller = new AbortController()
    server.on('request', () => controller.abort())
    await expect(createFetch()(url, { ...get, signal: controller.signal })).rejects.toThrow()
    await new Promise<void>((resolve) => {
      const poll = () => server.getConnections((_, open) => (open === 0 ? resolve() : setImmediate(poll)))
      poll()
    })
  })

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['BR', brotliCompressSync],
    ['deflate, gzip', (text: string) => gzipSync(deflateSync(text))],
    ['identity', (text: string) => Buffer.from(text)],
  ])('decodes a response with the content-encoding %s', async (encoding, encode) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(encode(TEXT)),
    )
    expect(await readText(createFetch()(url, get))).toBe(TEXT)
  })

  it.each(['gzip', 'deflate', 'br'])('reads a plain response that claims to be %s', async (encoding) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(TEXT),
    )
    expect(await readText(createFetch()(url, get))).toBe(TEXT)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('rejects a response whose %s is cut off', async (encoding, encode) => {
    const body = encode(TEXT.repeat(1000))
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body.subarray(0, body.length - 10)),
    )
    await expect(readText(createFetch()(url, get))).rejects.toThrow()
  })

  it.each([
    ['a long response', undefined, (text: string) => Buffer.from(text)],
    ['a small response that becomes a long one', 'gzip', gzipSync],
    ['the same in brotli', 'br', brotliCompressSync],
  ])('rejects %s', async (_, encoding, encode) => {
    const { url } = await serve((_, response) =>
      response
        .writeHead(200, encoding ? { 'content-encoding': encoding } : {})
        .end(encode(TEXT.repeat(1000))),
    )
    await expect(readText(createFetch()(url, { ...get, maxResponseBytes: 5000 }))).rejects.toThrow(
      ResponseTooLongError,
    )
  })

  it('reuses connections for GET, and opens a new one for every other request', async () => {
    const { url, sockets } = await serve((_, response) => response.end('{}'))
    const fetch = createFetch()
    for (let i = 0; i < 3; i++) await (await fetch(url, get)).arrayBuffer()
    expect(sockets()).toBe(1)
    for (let i = 0; i < 3; i++) await (await fetch(url, post('{}'))).arrayBuffer()
    expect(sockets()).toBe(4)
  })
})
