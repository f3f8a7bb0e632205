import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFetch, NotSentError } from '../../src/http/transport.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function serve(handler: Handler): Promise<{ url: string; server: Server; sockets: () => number }> {
  let sockets = 0
  const server = createServer(handler)
  server.on('connection', () => sockets++)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, server, sockets: () => sockets }
}

async function unusedPort(): Promise<number> {
  const server = createSocketServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

const get = { method: 'GET', headers: {} }
const post = (body: string) => ({ method: 'POST', headers: { 'content-length': `${body.length}` }, body })

async function* chunks(count: number, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(size, 'x')
}

describe('the transport', () => {
  it('says that a request which found nobody listening was never sent', async () => {
    const url = `http://127.0.0.1:${await unusedPort()}/`
    await expect(createFetch()(url, post('{}'))).rejects.toBeInstanceOf(NotSentError)
  })

  it('says that a request which found no such host was never sent', async () => {
    await expect(createFetch()('http://no-such-host.invalid/', post('{}'))).rejects.toBeInstanceOf(
      NotSentError,
    )
  })

  it('says that a request whose TLS handshake failed was never sent', async () => {
    const { url } = await serve((_, response) => response.end('plain'))
    await expect(createFetch()(url.replace('http:', 'https:'), post('{}'))).rejects.toBeInstanceOf(
      NotSentError,
    )
  })

  it('does not say so of a request whose connection broke after it was established', async () => {
    const { url } = await serve((request) => request.socket.destroy())
    const error = await createFetch()(url, post('{}')).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(NotSentError)
  })

  it('rejects when the connection breaks in the middle of the answer', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    })
    const answer = await createFetch()(url, get)
    await expect(answer.text()).rejects.toThrow()
  })

  it('does not follow a redirect', async () => {
    const other = await serve((_, response) => response.end('secrets, please'))
    const { url } = await serve((_, response) => response.writeHead(302, { location: other.url }).end())
    const answer = await createFetch()(url, get)
    expect(answer.status).toBe(302)
    expect(other.sockets()).toBe(0)
  })

  it('takes the answer of a server that does not want the rest of an upload', async () => {
    const { url } = await serve((_, response) => response.writeHead(413).end('too large'))
    const headers = { 'content-length': `${64 * 1024 * 1024}` }
    const answer = await createFetch()(url, { method: 'POST', headers, body: chunks(1024, 64 * 1024) })
    expect(answer.status).toBe(413)
  })

  it('sends nothing more of an upload whose source fails, and fails with its reason', async () => {
    const arrived = Promise.withResolvers<void>()
    const abandoned = Promise.withResolvers<unknown>()
    const { url } = await serve((request) => {
      arrived.resolve()
      request.resume().on('error', abandoned.resolve)
    })
    async function* failing() {
      yield* chunks(2, 1000)
      await arrived.promise
      throw new Error('the file changed')
    }
    const request = { method: 'POST', headers: { 'content-length': '5000' }, body: failing() }
    await expect(createFetch()(url, request)).rejects.toThrow('the file changed')
    expect(await abandoned.promise).toBeInstanceOf(Error)
  })

  it('ends at once when it is aborted, and closes the connection', async () => {
    const { url, server } = await serve(() => undefined)
    const stop = new AbortController()
    server.on('request', () => stop.abort())
    await expect(createFetch()(url, { ...get, signal: stop.signal })).rejects.toThrow()
    await new Promise<void>((none) => {
      const look = () => server.getConnections((_, open) => (open === 0 ? none() : setImmediate(look)))
      look()
    })
  })

  it('keeps connections for reading, and takes a new one for everything that may have an effect', async () => {
    const { url, sockets } = await serve((_, response) => response.end('{}'))
    const fetch = createFetch()
    for (let i = 0; i < 3; i++) await (await fetch(url, get)).text()
    expect(sockets()).toBe(1)
    for (let i = 0; i < 3; i++) await (await fetch(url, post('{}'))).text()
    expect(sockets()).toBe(4)
  })
})
