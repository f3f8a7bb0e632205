import * as http from 'node:http'
import * as https from 'node:https'
import { HttpClient } from '@actions/http-client'
import type { Fetch, HttpRequest, HttpResponse } from '../dependencies.ts'

/** The request failed before a byte of it left this machine, so it certainly had no effect. */
export class NotSentError extends Error {
  override name = 'NotSent'
}

/** Far more than any answer of this API has; a server that sends more is broken or hostile. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/**
 * The transport of the machine: through the proxies that the runner names (HTTPS_PROXY, NO_PROXY), whose rules
 * `@actions/http-client` knows. Its agents are used under `node:http` because its own requests cannot be
 * aborted, and never settle when a connection breaks in the middle of an answer.
 */
export function createFetch(): Fetch {
  const clients = new Map<string, HttpClient>()
  return (url, request) => {
    // A connection that was kept open may have been closed by the server in the meantime. A GET is simply sent
    // again; for everything else a failure on an old connection would leave open whether it had an effect.
    const keepAlive = request.method === 'GET'
    const key = `${new URL(url).origin} ${keepAlive}`
    const client = clients.get(key) ?? new HttpClient(undefined, undefined, { keepAlive })
    clients.set(key, client)
    return send(url, request, client.getAgent(url))
  }
}

async function send(url: string, request: HttpRequest, agent: http.Agent): Promise<HttpResponse> {
  const { method, headers, body, signal } = request
  const start = url.startsWith('https:') ? https.request : http.request
  const outgoing = start(url, { method, headers, agent, ...(signal && { signal }) })
  const incoming = answerTo(outgoing)
  // Awaited below; until then its failure is not unhandled.
  incoming.catch(() => undefined)
  if (body === undefined || typeof body === 'string') outgoing.end(body)
  else await upload(body, outgoing, incoming)
  const message = await incoming
  return {
    status: message.statusCode ?? 0,
    headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
    text: () => readText(message),
  }
}

function answerTo(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  let connected = false
  return new Promise((resolve, reject) => {
    outgoing.once('socket', (socket) => {
      const event = 'encrypted' in socket ? 'secureConnect' : 'connect'
      if (outgoing.reusedSocket || (event === 'connect' && !socket.connecting)) connected = true
      else socket.once(event, () => (connected = true))
    })
    outgoing.once('response', resolve)
    outgoing.on('error', (error) =>
      reject(connected ? error : new NotSentError(error.message, { cause: error })),
    )
  })
}

/** Sends the body until it is through, or the server has answered without wanting the rest (401, 413). */
async function upload(
  body: AsyncIterable<Uint8Array>,
  outgoing: http.ClientRequest,
  incoming: Promise<unknown>,
): Promise<void> {
  let settled = false
  const settle = () => {
    settled = true
  }
  const settling = incoming.then(settle, settle)
  try {
    for await (const chunk of body) {
      if (settled) return
      if (!outgoing.write(chunk))
        await Promise.race([settling, new Promise((drained) => outgoing.once('drain', drained))])
    }
    outgoing.end()
  } catch (error) {
    outgoing.destroy()
    throw error
  }
}

async function readText(message: http.IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > MAX_ANSWER_BYTES) throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
