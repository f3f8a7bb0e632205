import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Api } from './api.ts'
import { Management, type ManagementOptions } from './azure-management.ts'
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
  /** Makes the sandbox an Azure account whose models answer only when they are deployed. */
  readonly management?: Partial<Omit<ManagementOptions, 'endpoint' | 'key'>>
}

/** A running sandbox. */
export interface Sandbox {
  /** The base URL, as the `base-url` of a client. */
  readonly url: string
  readonly key: string
  /** The address of the server, without a path. */
  readonly origin: string
  /** The deployments, if the sandbox is an Azure account. */
  readonly management: Management | undefined
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
  /** Returns whether a base model or a trained one has this name. */
  hasModel(name: string): boolean
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
  let origin = ''
  const management =
    options.management &&
    new Management({
      key: api.key,
      endpoint: () => `${origin}/`,
      ...(options.accepts && { acceptsModels: options.accepts }),
      ...options.management,
    })

  const server = createServer((request, response) => {
    const served = request.url?.startsWith('/__sandbox/')
      ? handleControl(request, response, { api, faults, requests })
      : serveRequest(request, response, {
          ...options,
          api,
          management,
          faults,
          requests,
          closing: closing.signal,
        })
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
  origin = `http://127.0.0.1:${port}`

  return {
    url: `${origin}${api.dialect.basePath}`,
    key: api.key,
    origin,
    management,
    keyHeader: api.dialect.keyHeader(api.key),
    requests,
    get jobs() {
      return api.jobs
    },
    files: api.files,
    hasModel: (name) => api.hasModel(name),
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
