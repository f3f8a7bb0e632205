import * as http from 'node:http'
import * as https from 'node:https'
import { HttpClient } from '@actions/http-client'
import type { Fetch, HttpRequest, HttpResponse } from '../dependencies.ts'
import { decodeContent, isDecodedBodyTooLong } from './content-encoding.ts'
import { assertProxyUsableFor } from './proxy.ts'

/** Thrown when a request fails before a byte of it left this machine, so that it certainly had no effect. */
export class NotSentError extends Error {
  override name = 'NotSentError'
}

/** Thrown when a response is longer than the request allows. */
export class ResponseTooLongError extends Error {
  override name = 'ResponseTooLongError'

  constructor(maxBytes: number) {
    super(`the response is longer than ${maxBytes} bytes`)
  }
}

/** More than any file that is read back has; a server that sends more is broken or hostile. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024

/**
 * Creates the machine's transport. It uses the proxies of the runner (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http`, because its own requests cannot be aborted, and
 * never settle when a connection breaks in the middle of a response. Rejects with an ActionError when the address of the
 * proxy cannot be used.
 */
export function createFetch(): Fetch {
  const clients = new Map<string, HttpClient>()
  return async (url, request) => {
    assertProxyUsableFor(url)
    // The server may have closed a kept connection in the meantime. A GET is then sent again; for every other method, an
    // error on an old connection would leave open whether the request had an effect.
    const keepAlive = request.method === 'GET'
    const key = `${new URL(url).origin} ${keepAlive}`
    const client = clients.get(key) ?? new HttpClient(undefined, undefined, { keepAlive })
    clients.set(key, client)
    return send(url, request, client.getAgent(url))
  }
}

async function send(url: string, request: HttpRequest, agent: http.Agent): Promise<HttpResponse> {
  const { method, headers, body, signal, maxResponseBytes = MAX_RESPONSE_BYTES } = request
  const start = url.startsWith('https:') ? https.request : http.request
  const outgoing = start(url, { method, headers, agent, ...(signal && { signal }) })
  const incoming = waitForResponse(outgoing)
  // Awaited below; until then a rejection must not count as unhandled.
  incoming.catch(() => undefined)
  if (body === undefined || typeof body === 'string') outgoing.end(body)
  else await sendBody(body, outgoing, incoming)
  const message = await incoming
  return {
    status: message.statusCode ?? 0,
    headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
    arrayBuffer: () => readBody(message, maxResponseBytes),
  }
}

function waitForResponse(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  let isConnected = false
  return new Promise((resolve, reject) => {
    outgoing.once('socket', (socket) => {
      const event = 'encrypted' in socket ? 'secureConnect' : 'connect'
      if (outgoing.reusedSocket || (event === 'connect' && !socket.connecting)) isConnected = true
      else socket.once(event, () => (isConnected = true))
    })
    outgoing.once('response', resolve)
    outgoing.on('error', (error) =>
      reject(isConnected ? error : new NotSentError(error.message, { cause: error })),
    )
  })
}

/** Sends the body to its end, or until the server responds without reading the rest (401, 413). */
async function sendBody(
  body: AsyncIterable<Uint8Array>,
  outgoing: http.ClientRequest,
  incoming: Promise<unknown>,
): Promise<void> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  const settling = incoming.then(settle, settle)
  try {
    for await (const chunk of body) {
      if (isSettled) return
      if (!outgoing.write(chunk))
        await Promise.race([settling, new Promise((resolve) => outgoing.once('drain', resolve))])
    }
    outgoing.end()
  } catch (error) {
    outgoing.destroy()
    throw error
  }
}

async function readBody(message: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBytes) throw new ResponseTooLongError(maxBytes)
    chunks.push(chunk)
  }
  try {
    return await decodeContent(Buffer.concat(chunks), message.headers['content-encoding'], maxBytes)
  } catch (error) {
    throw isDecodedBodyTooLong(error) ? new ResponseTooLongError(maxBytes) : error
  }
}
