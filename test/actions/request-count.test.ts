import { describe, expect, it } from 'vitest'
import { Api } from '../../sandbox/api.ts'
import { find } from '../../src/actions/find.ts'
import { wait } from '../../src/actions/wait.ts'
import { sandboxFetch } from '../support/in-process-sandbox.ts'
import { chatExamples, INPUTS, runAction } from '../support/run-action.ts'
import { LIFECYCLE } from '../support/shared-server.ts'

/**
 * The requests of version 1.0.0, counted with its built action at the same server. An ordinary step may send at most two more,
 * beyond those that read files back.
 */
const VERSION_1 = {
  openai: { fresh: 20, reused: 9, wait: 6, find: 1 },
  azure: { fresh: 23, reused: 9, wait: 6, find: 1 },
}
const HOSTS = { openai: 'https://api.openai.com/v1', azure: 'https://x.openai.azure.com/openai/v1' }

/** Trains, finds the same job again, waits for it and searches for it; returns what each step sends and warns of. */
async function runOrdinarySteps(dialect: 'openai' | 'azure') {
  const api = new Api({ dialect, advance: 'poll', scripts: [LIFECYCLE] })
  const run = async (action: Parameters<typeof runAction>[0], inputs: Record<string, string>) => {
    const sent: string[] = []
    const fetch = sandboxFetch(api, ({ method, path }) => {
      sent.push(`${method} ${path}`)
      return {}
    })
    const { annotations, outputs, failures } = await runAction({
      ...action,
      fetch,
      inputs: { 'api-key': api.key, 'base-url': HOSTS[dialect], ...inputs },
    })
    expect(failures).toEqual([])
    const warnings = annotations.filter(({ level, text }) => level === 'warning' && !/shut down/.test(text))
    return { sent, outputs, warnings }
  }
  const training = { 'training-file': 'train.jsonl', 'validation-file': 'valid.jsonl', model: INPUTS.model }
  const files = { 'valid.jsonl': chatExamples(12, 1000) }
  const fresh = await run({ files }, { ...training, 'poll-interval': '0.05' })
  const reused = await run({ files }, { ...training, 'poll-interval': '0.05' })
  const jobId = fresh.outputs['job-id'] ?? ''
  const waiting = await run({ action: wait }, { 'job-id': jobId, 'poll-interval': '0.05' })
  const found = await run({ action: find }, { metadata: `ft_fingerprint: ${fresh.outputs.fingerprint}` })
  return { fresh, reused, wait: waiting, find: found }
}

describe.each(['openai', 'azure'] as const)('an ordinary step at %s', (dialect) => {
  it('sends as many requests as version 1, and warns of nothing', async () => {
    const steps = await runOrdinarySteps(dialect)
    const counts = Object.fromEntries(Object.entries(steps).map(([name, { sent }]) => [name, sent.length]))
    expect(counts, JSON.stringify(steps, undefined, 1)).toEqual(VERSION_1[dialect])
    expect(Object.values(steps).flatMap(({ warnings }) => warnings)).toEqual([])
  })
})
