import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { runAction } from '../../tools/runner/runner.ts'
import { selfSigned } from '../support/certificate.ts'
import { chat } from '../support/run-action.ts'

/** Nobody waits for as long as a server that is not reached is given. */
const HASTE = {
  NODE_OPTIONS: `--import=${new URL('../support/fast-clock.mjs?speed=50', import.meta.url).href}`,
}

/** A name that no resolver knows: only the proxy leads there. */
const HOST = 'api.fine-tune.test'
const CA = join(tmpdir(), `fine-tune-${process.pid}.pem`)

const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

describe('behind a proxy', () => {
  const { key, cert } = selfSigned(HOST)
  let sandbox: Sandbox
  let proxyUrl: string
  const asked: string[] = []
  const servers: Server[] = []

  beforeAll(async () => {
    writeFileSync(CA, cert)
    sandbox = await startSandbox({ pace: 'look', mostSteps: 4 })
    const sandboxPort = Number(new URL(sandbox.url).port)
    const secure = createTlsServer({ key, cert }, (socket) => {
      const inner = connect(sandboxPort, '127.0.0.1')
      socket.pipe(inner).pipe(socket)
      for (const end of [socket, inner]) end.on('error', () => undefined)
    })
    const securePort = await listening(secure)
    const proxy = createServer((_, response) => response.writeHead(400).end())
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '')
      const inner = connect(securePort, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(inner).pipe(socket)
      })
      for (const end of [socket, inner]) end.on('error', () => undefined)
    })
    proxyUrl = `http://127.0.0.1:${await listening(proxy)}`
    servers.push(secure, proxy)
  })

  afterAll(async () => {
    for (const server of servers) server.close()
    await sandbox.close()
  })

  const run = (inputs: Record<string, string>, env: Record<string, string>) =>
    runAction({
      workspace: { 'train.jsonl': chat(60) },
      secrets: [sandbox.key],
      inputs: {
        'api-key': sandbox.key,
        'base-url': `https://${HOST}/v1`,
        'training-file': 'train.jsonl',
        model: 'gpt-4.1-mini-2025-04-14',
        'poll-interval': '0.05',
        ...inputs,
      },
      env: { HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl, NODE_EXTRA_CA_CERTS: CA, ...env },
    })

  it('every request to another machine goes through it, its certificate signed by a private CA', async () => {
    const { conclusion, outputs, log } = await run({}, {})
    expect([conclusion, outputs.status], log).toEqual(['success', 'succeeded'])
    expect(new Set(asked)).toEqual(new Set([`${HOST}:443`]))
    expect(sandbox.requests.length).toBeGreaterThan(5)
  })

  it('none does that NO_PROXY names', async () => {
    const before = asked.length
    const { conclusion, log } = await run({ timeout: '0.02' }, { ...HASTE, NO_PROXY: `localhost,${HOST}` })
    expect([conclusion, log.includes('ENOTFOUND') || log.includes('EAI_AGAIN')]).toEqual(['failure', true])
    expect(asked.slice(before)).toEqual([])
  })

  it('a certificate that nobody has signed is refused, and the key is not sent', async () => {
    const before = sandbox.requests.length
    const env = { ...HASTE, NODE_EXTRA_CA_CERTS: '' }
    const { conclusion, log } = await run({ timeout: '0.02' }, env)
    expect([conclusion, /self-signed certificate/.test(log)]).toEqual(['failure', true])
    expect(sandbox.requests.length).toBe(before)
  })
})
