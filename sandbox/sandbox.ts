import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Api } from './api.ts'
import { handleControl } from './control.ts'
import { type FaultRule, Faults } from './faults.ts'
import type { JobRecord } from './job.ts'
import type { ApiOptions } from './options.ts'
import { type RequestHooks, type RequestRecord, serveRequest } from './serve-request.ts'

/** How the sandbox is started. */
export interface SandboxOptions extends ApiOptions, RequestHooks {
  /** Any free port, if 0 or absent. */
  readonly port?: number
  /** Faults from the start: rules, or text as `parseFault` reads it. */
  readonly faults?: readonly (FaultRule | string)[]
}

/** A running sandbox. */
export interface Sandbox {
  /** The base URL, as the `base-url` of a client. */
  readonly url: string
  readonly key: string
  /** The header with which a client sends the key. */
  readonly keyHeader: readonly [name: string, value: string]
  /** Every request to the API so far, in order. */
  readonly requests: readonly RequestRecord[]
  /** Every job so far, oldest first. */
  readonly jobs: readonly JobRecord[]
  /** The files on the server, oldest first. */
  readonly files: Api['files']
  /** Every upload in parts so far, oldest first. */
  readonly uploads: Api['uploads']
  readonly addJob: Api['addJob']
  readonly addFile: Api['addFile']
  readonly advance: Api['advance']
  readonly apply: Api['apply']
  readonly script: Api['script']
  /** Injects a fault from now on. */
  fault(rule: FaultRule | string): void
  /** Removes every fault. */
  clearFaults(): void
  close(): Promise<void>
}

/** Starts a local server of the fine-tuning API on loopback. It trains no model. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const api = new Api(options)
  const faults = new Faults()
  for (const fault of options.faults ?? []) faults.add(fault)
  const requests: RequestRecord[] = []
  const closing = new AbortController()

  const server = createServer((request, response) => {
    const served = request.url?.startsWith('/__sandbox/')
      ? handleControl(request, response, { api, faults, requests })
      : serveRequest(request, response, { ...options, api, faults, requests, closing: closing.signal })
    served.catch((error: unknown) => {
      response.destroy()
      // A client that disconnects or a sandbox that closes during a request is no bug; any other error is.
      if (!request.errored && !closing.signal.aborted) console.error(error)
    })
  })
  // Uploads of gigabytes and responses that never come both exceed node's default of five minutes.
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}${api.dialect.basePath}`,
    key: api.key,
    keyHeader: api.dialect.keyHeader(api.key),
    requests,
    get jobs() {
      return api.jobs
    },
    files: api.files,
    get uploads() {
      return api.uploads
    },
    addJob: (...args) => api.addJob(...args),
    addFile: (...args) => api.addFile(...args),
    advance: (...args) => api.advance(...args),
    apply: (...args) => api.apply(...args),
    script: (...args) => api.script(...args),
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    async close() {
      closing.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await api.close()
    },
  }
}
