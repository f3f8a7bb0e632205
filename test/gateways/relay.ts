import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server at a fixed address that forwards each request to the sandbox of the test that runs. */
export interface Relay {
  readonly origin: string
  /** The origin of the server behind it. */
  target: string
  /** A top-level field that is removed from the body of each create request. */
  drop: string | undefined
  close(): Promise<void>
}

/** Starts a relay on loopback. It changes nothing but the field that it is to drop. */
export async function startRelay(): Promise<Relay> {
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing, relay).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const relay: Relay = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: '',
    drop: undefined,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return relay
}

async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { target, drop }: Relay,
): Promise<void> {
  const { method, url = '/', headers } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  const isCreate = method === 'POST' && /\/fine_tuning\/jobs(\?|$)/.test(url)
  const body = isCreate && drop !== undefined ? withoutField(whole, drop) : whole
  await new Promise<void>((resolve, reject) => {
    const request = send(new URL(url, target), {
      method,
      headers: { ...headers, 'content-length': body.length },
    })
    request.on('error', reject)
    request.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.on('end', resolve)
      answer.on('error', reject)
    })
    request.end(body)
  })
}

function withoutField(body: Buffer, name: string): Buffer {
  const fields = Object.entries(JSON.parse(body.toString()))
  return Buffer.from(JSON.stringify(Object.fromEntries(fields.filter(([key]) => key !== name))))
}
