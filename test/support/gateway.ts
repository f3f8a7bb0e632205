import { Api } from '../../sandbox/api.ts'
import type { Transition } from '../../sandbox/job.ts'
import type { Quirks } from '../../sandbox/quirks.ts'
import { ActionError } from '../../src/errors.ts'
import { isTerminal } from '../../src/openai/job.ts'
import { manualClock } from './clock.ts'
import { type FaultPlan, type InterceptedRequest, sandboxFetch } from './in-process-sandbox.ts'
import { runAction, type Scenario } from './run-action.ts'

const GATEWAY = 'https://gateway.example/v1'
/** Long enough for all copies to be listed and cancelled. */
export const LONG: readonly Transition[] = [...Array(20).fill({ status: 'queued' }), { status: 'succeeded' }]
/** The request for the list of jobs. */
export const LIST = 'GET /fine_tuning/jobs'

/** Starts a gateway whose jobs are a second apart, so that the oldest one wins: of copies, not the job of the answer. */
export function startGateway(quirks: Quirks, script = LONG) {
  const clock = manualClock()
  const cancelled = new AbortController()
  let calls = 0
  const api = new Api({
    now: () => Date.UTC(2026, 10, 22) + clock.now() + 1000 * calls++,
    advance: 'poll',
    scripts: Array(9).fill(script),
    ...quirks,
  })
  const run = async (
    scenario: Scenario = {},
    inject: (name: string, request: InterceptedRequest) => FaultPlan = () => ({}),
  ) => {
    const sent: string[] = []
    const fetch = sandboxFetch(api, (request) => {
      const name = `${request.method} ${request.path}`
      sent.push(name)
      return inject(name, request)
    })
    const inputs = { 'base-url': GATEWAY, 'api-key': api.key, ...scenario.inputs }
    const step = await runAction({ clock, fetch, cancelled, ...scenario, inputs })
    const texts = (level: string) =>
      step.annotations.filter((one) => one.level === level).map(({ text }) => text)
    return { ...step, sent, notices: texts('notice').join('\n'), warnings: texts('warning') }
  }
  const cancel = () => cancelled.abort(new ActionError('The workflow was cancelled.'))
  return {
    api,
    clock,
    run,
    cancel,
    ids: () => api.jobs.map(({ id }) => id),
    live: () => api.jobs.filter(({ wire }) => !isTerminal(wire)).map(({ id }) => id),
    statuses: () => api.jobs.map(({ wire }) => wire.status),
  }
}
