import { afterAll, beforeAll } from 'vitest'
import type { DialectName } from '../../sandbox/dialects.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { assertNoLeaks } from '../support/leaks.ts'
import { type StepOptions, startServer } from '../support/shared-server.ts'
import { type LiteLlm, startLiteLlm } from './litellm.ts'
import { type Relay, startRelay } from './relay.ts'

/** A pass-through route of LiteLLM, and the kind of server at its end. */
export interface Route {
  readonly path: string
  readonly dialect: DialectName
}

/** The routes for `describe.each`. */
export const ROUTES: readonly Route[] = [
  { path: '/openai_passthrough/v1', dialect: 'openai' },
  { path: '/azure/openai/v1', dialect: 'azure' },
]

const UPSTREAM_KEY = 'sk-upstream-of-the-gateway'

/** Starts LiteLLM for the tests of a file, and returns the function that starts a server behind it for one test. */
export function useGateway() {
  let relay: Relay
  let litellm: LiteLlm
  beforeAll(async () => {
    relay = await startRelay()
    litellm = await startLiteLlm({ origin: relay.origin, key: UPSTREAM_KEY })
  })
  afterAll(() => Promise.all([litellm?.close(), relay?.close()]))

  return async ({ path, dialect }: Route, { drop, ...options }: SandboxOptions & { drop?: string } = {}) => {
    const server = await startServer({ ...options, dialect, key: UPSTREAM_KEY })
    relay.target = server.sandbox.origin
    relay.drop = drop
    const connect = ({ inputs, ...step }: StepOptions): StepOptions => ({
      speed: 5,
      secrets: [litellm.key],
      ...step,
      inputs: {
        'base-url': litellm.origin + path,
        'api-key': litellm.key,
        'auth-scheme': 'bearer',
        ...inputs,
      },
    })
    return {
      ...server,
      /** Starts a step that knows only the gateway and its key. */
      start: (step: StepOptions = {}) => server.start(connect(step)),
      /** Runs such a step to its end. */
      run: async (step: StepOptions = {}) =>
        assertNoLeaks(await server.run(connect(step)), [litellm.key, UPSTREAM_KEY]),
    }
  }
}
