import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startMainStep } from '../../tools/runner/runner.ts'

const FIND = fileURLToPath(new URL('../../find', import.meta.url))
const PASSWORD = 'secret-of-the-proxy'

/** Starts a proxy that refuses every connection; `connected` is the first one's user, password and target. */
async function startProxy() {
  const proxy = createServer()
  onTestFinished(() => void proxy.close())
  const connected = new Promise<string>((resolve) =>
    proxy.on('connect', ({ url, headers }, socket) => {
      const credentials = (headers['proxy-authorization'] ?? '').replace('Basic ', '')
      resolve(`${Buffer.from(credentials, 'base64')} ${url}`)
      socket.on('error', () => undefined).end('HTTP/1.1 403 Forbidden\r\n\r\n')
    }),
  )
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
  return { host: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, connected }
}

/** Starts to list the jobs of a server whose name no resolver knows. */
const findJobs = (address: string) =>
  startMainStep({
    action: FIND,
    inputs: { 'api-key': 'sk-test-0123456789', 'base-url': 'https://api.fine-tune.test/v1' },
    env: { HTTPS_PROXY: address },
  })

describe('a proxy of the runner', () => {
  it.each([
    ['without a scheme', 'HOST', ''],
    ['without a scheme, with a password', `me:${PASSWORD}@HOST`, `me:${PASSWORD}`],
    ['with a "%" that begins no escape', `http://me:100%zz${PASSWORD}@HOST`, `me:100%zz${PASSWORD}`],
    ['with a "%" in the name of the user', `http://m%e:${PASSWORD}@HOST`, `m%e:${PASSWORD}`],
  ])('is used when its address is %s', async (_, address, credentials) => {
    const { host, connected } = await startProxy()
    const action = findJobs(address.replace('HOST', host))
    const connection = await Promise.race([connected, action.done.then(({ log }) => log)])
    const { rawLog } = await action.kill()
    expect(connection).toBe(`${credentials} api.fine-tune.test:443`)
    expect(rawLog).not.toContain(PASSWORD)
  })

  it.each([
    ['a port that does not exist', `http://me:${PASSWORD}@127.0.0.1:99999`],
    ['a slash in the password', `http://me:${PASSWORD}/x@proxy.example:3128`],
    ['bytes that are no text', `http://me:%ff${PASSWORD}@proxy.example:3128`],
    ['a scheme of another kind', `socks5://me:${PASSWORD}@127.0.0.1:1080`],
    ['no host', 'http://'],
  ])('is never passed by when its address has %s: the step fails and sends nothing', async (_, address) => {
    const { annotations, rawLog } = await findJobs(address).done
    expect(annotations.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The variable HTTPS_PROXY is not the address of a proxy, so nothing is sent/),
    ])
    expect(rawLog).not.toContain(PASSWORD)
  })
})
