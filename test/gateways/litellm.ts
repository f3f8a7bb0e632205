import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../sandbox/id.ts'
import { onExit } from '../../tools/runner/on-exit.ts'
import { programPath } from './python.ts'

/** LiteLLM's proxy, with the keys of the servers behind it. */
export interface LiteLlm {
  readonly origin: string
  /** The key that clients of the proxy send. */
  readonly key: string
  close(): Promise<void>
}

/** The server behind the proxy, at which both of its pass-through routes end. */
export interface UpstreamOptions {
  readonly origin: string
  readonly key: string
}

/** The proxy needs seconds to start, and much longer on a slow disk. */
const START_TIMEOUT_MS = 180_000

/**
 * Starts LiteLLM's proxy on loopback, without a licence and without a database, and waits until it is healthy. Throws an error
 * with the last lines of its log if it ends, or is not healthy within three minutes.
 */
export async function startLiteLlm(upstream: UpstreamOptions): Promise<LiteLlm> {
  const folder = mkdtempSync(join(tmpdir(), 'litellm-'))
  const config = join(folder, 'config.yaml')
  writeFileSync(config, 'general_settings:\n  master_key: os.environ/LITELLM_MASTER_KEY\n')
  const key = newId('sk-litellm-', 32)
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  // Nothing of the environment of the tests: a proxy, a key or a database there would change what the gateway does.
  const child = spawn(
    programPath('litellm'),
    ['--config', config, '--host', '127.0.0.1', '--port', `${port}`],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        LITELLM_MASTER_KEY: key,
        LITELLM_MODE: 'PRODUCTION',
        // From the package, not from the network.
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        OPENAI_API_KEY: upstream.key,
        // Without the path: the pass-through route has it.
        OPENAI_API_BASE: upstream.origin,
        AZURE_API_KEY: upstream.key,
        AZURE_API_BASE: upstream.origin,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const forget = onExit(() => void child.kill('SIGKILL'))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const close = async () => {
    child.kill('SIGKILL')
    await exited
    forget()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    await waitUntilHealthy(origin, child, collectLog(child))
  } catch (error) {
    await close()
    throw error
  }
  return { origin, key, close }
}

async function waitUntilHealthy(origin: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const response = await fetch(`${origin}/health/liveliness`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
    if (response?.ok) return
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`LiteLLM has ended:\n${log()}`)
    if (Date.now() > deadline) throw new Error(`LiteLLM is not healthy after three minutes:\n${log()}`)
    await sleep(100)
  }
}

/** Returns the last lines of the output so far; reading it also keeps the pipe from filling up. */
function collectLog(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4000)
    })
  return () => text
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
