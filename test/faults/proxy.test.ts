import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { runMainStep } from '../../tools/runner/runner.ts'
import { selfSigned } from '../support/certificate.ts'
import { preload } from '../support/preload.ts'
import { chatExamples } from '../support/run-action.ts'

/** Unreachable servers are retried for minutes of the action's time. */
const FAST_CLOCK = { NODE_OPTIONS: preload('fast-clock.mjs?speed=50') }

/** No resolver knows this name, so only the proxy can connect to it. */
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
  const connected: string[] = []
  const authorizations = new Set<string>()
  const servers: Server[] = []

  beforeAll(async () => {
    writeFileSync(CA, cert)
    sandbox = await startSandbox({ advance: 'poll', maxSteps: 4 })
    const sandboxPort = Number(new URL(sandbox.url).port)
    const secure = createTlsServer({ key, cert }, (socket) => {
      const inner = connect(sandboxPort, '127.0.0.1')
      socket.pipe(inner).pipe(socket)
      for (const end of [socket, inner]) end.on('error', () => undefined)
    })
    const securePort = await listening(secure)
    const proxy = createServer((_, response) => response.writeHead(400).end())
    proxy.on('connect', (request, socket) => {
      connected.push(request.url ?? '')
      authorizations.add(request.headers['proxy-authorization'] ?? '')
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
    runMainStep({
      workspace: { 'train.jsonl': chatExamples(60) },
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

  it('sends the password of a proxy decoded, without a warning of Node, and shows it nowhere', async () => {
    const url = proxyUrl.replace('://', '://me:p%40ss%3Aw%20rd-1@')
    const result = await run({}, { HTTPS_PROXY: url, HTTP_PROXY: url })
    expect(result.conclusion, result.log).toBe('success')
    expect(authorizations).toContain(`Basic ${Buffer.from('me:p@ss:w rd-1').toString('base64')}`)
    expect(result.log).not.toMatch(/deprecat|Buffer\(\)|p@ss|p%40ss/i)
  })

  it('sends every request through the proxy, and accepts a certificate of a private CA', async () => {
    const { conclusion, outputs, log } = await run({}, {})
    expect([conclusion, outputs.status], log).toEqual(['success', 'succeeded'])
    expect(new Set(connected)).toEqual(new Set([`${HOST}:443`]))
    expect(sandbox.requests.length).toBeGreaterThan(5)
  })

  it('sends no request through the proxy to a host in NO_PROXY', async () => {
    const before = connected.length
    const { conclusion, log } = await run({ timeout: '1' }, { ...FAST_CLOCK, NO_PROXY: `localhost,${HOST}` })
    expect([conclusion, log.includes('ENOTFOUND') || log.includes('EAI_AGAIN')]).toEqual(['failure', true])
    expect(connected.slice(before)).toEqual([])
  })

  it('rejects a self-signed certificate and does not send the key', async () => {
    const before = sandbox.requests.length
    // So slow that a request ends with the handshake, also on a busy machine, and not with its timeout.
    const env = { NODE_OPTIONS: preload('fast-clock.mjs?speed=8'), NODE_EXTRA_CA_CERTS: '' }
    const { conclusion, log } = await run({ timeout: '1' }, env)
    expect([conclusion, /self-signed certificate/.test(log)]).toEqual(['failure', true])
    expect(sandbox.requests.length).toBe(before)
  })
})
