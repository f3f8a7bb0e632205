import { describe, expect, it } from 'vitest'
import { ALL_SERVERS } from '../support/built-action.ts'
import {
  annotationTexts,
  commandRequest,
  ENDLESS,
  listWrites,
  MODEL,
  startServer,
} from '../support/shared-server.ts'

describe.each(ALL_SERVERS)('the action wait at $server', { concurrent: true }, ({ dialect }) => {
  it('follows a job to its end, also one of another run', async () => {
    await using server = await startServer({ dialect })
    const job = server.job({}, 'queued')
    const run = await server.run({ action: 'wait', inputs: { 'job-id': job.id } })
    expect([run.exitCode, annotationTexts(run, 'error'), listWrites(server.sandbox)]).toEqual([0, [], []])
    const { job: whole, 'results-dir': folder, ...outputs } = run.outputs
    expect(outputs).toEqual({
      'job-id': job.id,
      status: 'succeeded',
      'fine-tuned-model': job.modelName,
      'training-file-id': job.wire.training_file,
      checkpoints: '[]',
      'best-checkpoint': job.modelName,
    })
    expect([JSON.parse(whole ?? ''), folder]).toEqual([job.wire, expect.any(String)])
    for (const { message } of job.events) expect(run.rawLog).toContain(message)
    expect(run.summary).toContain('✅')
    expect(run.state).toEqual({ 'job-id': job.id, created: 'false', ended: 'true' })
  })

  it('fails with the reason of the server when the job fails', async () => {
    await using server = await startServer({ dialect })
    const error = { code: 'invalid_training_file', message: 'Example 3 is bad', param: null }
    const job = server.job({}, 'running', [{ status: 'failed', set: { error } }])
    const run = await server.run({ action: 'wait', inputs: { 'job-id': job.id } })
    expect([run.exitCode, annotationTexts(run, 'error').length]).toEqual([1, 1])
    expect(annotationTexts(run, 'error')[0]).toContain('Example 3 is bad')
    expect(run.outputs).toMatchObject({ status: 'failed', 'error-code': 'invalid_training_file' })
  })

  it('polls once with timeout: 0', async () => {
    await using server = await startServer({ dialect })
    const job = server.job({}, 'queued', ENDLESS)
    const run = await server.run({ action: 'wait', inputs: { 'job-id': job.id, timeout: '0' } })
    expect([run.exitCode, run.outputs.status]).toEqual([0, 'running'])
  })

  it('keeps the job running when the workflow is cancelled, unless on-cancel says otherwise', async () => {
    for (const [inputs, status] of [
      [{}, 'running'],
      [{ 'on-cancel': 'cancel' }, 'cancelled'],
    ] as const) {
      await using server = await startServer({ dialect })
      const job = server.job({}, 'queued', ENDLESS)
      const action = server.start({ action: 'wait', inputs: { 'job-id': job.id, ...inputs } })
      await action.log.waitFor('under way')
      const run = await action.cancel()
      expect([run.exitCode, job.wire.status]).toEqual([1, status])
    }
  })
})

describe('the action wait', { concurrent: true }, () => {
  it('fails for a job that does not exist, after some retries', async () => {
    await using server = await startServer()
    const run = await server.run({ action: 'wait', speed: 100, inputs: { 'job-id': 'ftjob-none' } })
    expect([run.exitCode, annotationTexts(run, 'error').length]).toEqual([1, 1])
    expect(annotationTexts(run, 'error')[0]).toContain('Could not find fine tune: ftjob-none')
    expect(server.sandbox.requests.length).toBeGreaterThanOrEqual(5)
  })

  it.skipIf(process.env.OIDC)('requires a job and a key before its first request', async () => {
    await using server = await startServer()
    const run = await server.run({ action: 'wait', inputs: { 'api-key': '', timeout: 'long' } })
    expect(run.exitCode).toBe(1)
    for (const name of ['job-id', 'api-key', 'timeout'])
      expect(annotationTexts(run, 'error').join()).toContain(`input "${name}"`)
    expect(server.sandbox.requests).toEqual([])
  })
})

describe.each(ALL_SERVERS)('the action find at $server', { concurrent: true }, ({ dialect }) => {
  /** The ids of the jobs that were found. */
  const ids = (outputs: Record<string, string>) =>
    JSON.parse(outputs.jobs ?? '[]').map(({ id }: { id: string }) => id)

  it('outputs the newest matching job, and a list of all', async () => {
    let at = Date.now()
    await using server = await startServer({ dialect, now: () => at })
    const [, b, c, d] = (['succeeded', 'succeeded', 'succeeded', 'failed'] as const).map((status, index) => {
      at += 60_000
      return server.job({ ft_sha: 'abc', leg: `${index % 2}` }, status)
    })
    server.job({ ft_sha: 'another' }, 'succeeded')
    const inputs = { metadata: 'ft_sha: abc', status: 'succeeded, running' }
    const run = await server.run({ action: 'find', inputs })
    expect([run.exitCode, run.outputs.count]).toEqual([0, '3'])
    expect(ids(run.outputs)).toEqual([c, b, server.sandbox.jobs[0]].map((job) => job?.id))
    expect(run.outputs).toMatchObject({
      'job-id': c?.id,
      status: 'succeeded',
      'fine-tuned-model': c?.modelName,
    })

    const odd = await server.run({
      action: 'find',
      inputs: { metadata: 'ft_sha: abc', 'exclude-metadata': 'leg: "0"', limit: '1' },
    })
    expect([ids(odd.outputs), odd.outputs.status]).toEqual([[d?.id], 'failed'])
    expect(odd.outputs).not.toHaveProperty('fine-tuned-model')

    const named = await server.run({ action: 'find', inputs: { model: b?.modelName ?? '' } })
    expect([named.outputs['job-id'], named.outputs.count]).toEqual([b?.id, '1'])
    expect(listWrites(server.sandbox)).toEqual([])
  })

  it('outputs nothing if no job matches, and fails if one is required', async () => {
    await using server = await startServer({ dialect })
    server.job({}, 'succeeded')
    const run = await server.run({ action: 'find', inputs: { metadata: 'ft_sha: abc' } })
    expect([run.exitCode, run.outputs]).toEqual([0, { jobs: '[]', count: '0' }])
    const inputs = { model: 'gpt-4.1', 'fail-if-none': 'true' }
    const failed = await server.run({ action: 'find', inputs })
    expect([failed.exitCode, annotationTexts(failed, 'error')]).toEqual([
      1,
      [expect.stringContaining('No job matches ')],
    ])
  })
})

describe('the action find', { concurrent: true }, () => {
  it('finds the jobs of a model by its alias on every page', async () => {
    await using server = await startServer({ pageLimit: 2, metadataFilter: false })
    for (const _ of '12345') server.job({}, 'succeeded')
    const run = await server.run({ action: 'find', inputs: { model: MODEL.replace(/-20.*/, '') } })
    expect([run.exitCode, run.outputs.count]).toEqual([0, '5'])
  })

  it.skipIf(process.env.OIDC)('fails with a wrong key', async () => {
    await using server = await startServer()
    const run = await server.run({ action: 'find', inputs: { 'api-key': 'sk-wrong-12345678' } })
    const why = expect.stringContaining('Check the secret or the variable behind "api-key"')
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, [why]])
  })

  it.each([
    ['a wrong limit', { limit: '0' }, 'input "limit"'],
    ['metadata that is no map', { metadata: 'abc' }, 'input "metadata"'],
    ['a misspelled input', { 'fail-if-non': 'true' }, 'did you mean "fail-if-none"?'],
  ])('fails with %s', async (_, inputs: Record<string, string>, why) => {
    await using server = await startServer()
    const run = await server.run({ action: 'find', inputs })
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, [expect.stringContaining(why)]])
  })
})

describe.each(ALL_SERVERS)('the action control at $server', { concurrent: true }, ({ dialect }) => {
  it.each([
    ['cancel', 'running', [commandRequest('cancel')], 'cancelled'],
    ['cancel', 'cancelled', [], 'cancelled'],
    ['pause', 'running', [commandRequest('pause')], 'paused'],
    ['pause', 'paused', [], 'paused'],
    ['resume', 'paused', [commandRequest('resume')], 'running'],
    ['resume', 'running', [], 'running'],
  ] as const)('can %s a job that is %s', async (name, before, commands, after) => {
    await using server = await startServer({ dialect })
    const job = server.job({}, before, ENDLESS)
    const run = await server.run({ action: 'control', inputs: { 'job-id': job.id, command: name } })
    expect([run.exitCode, annotationTexts(run, 'error'), listWrites(server.sandbox)]).toEqual([
      0,
      [],
      commands,
    ])
    expect(run.outputs).toEqual({ 'job-id': job.id, status: after })
    expect(annotationTexts(run, 'notice')).toEqual([expect.stringContaining(job.id)])
  })
})

describe('the action control', { concurrent: true }, () => {
  it.each([
    ['cancel', 'succeeded', 'can no longer be cancelled: it has ended (succeeded)'],
    ['resume', 'failed', 'can no longer be resumed: it has ended (failed)'],
    ['pause', 'queued', 'cannot be paused: it is queued'],
  ])('fails to %s a job that is %s', async (name, before, why) => {
    await using server = await startServer()
    // Polls must not advance it.
    const job = server.job({}, before, Array(5).fill({}))
    const run = await server.run({ action: 'control', inputs: { 'job-id': job.id, command: name } })
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, [expect.stringContaining(why)]])
    expect(run.outputs['job-id']).toBe(job.id)
  })

  it.each([
    ['a job that there is not', { 'job-id': 'ftjob-none', command: 'cancel' }, 'Could not find fine tune'],
    ['another command', { 'job-id': 'ftjob-1', command: 'stop' }, 'input "command"'],
    ['no job', { 'job-id': '', command: 'cancel' }, 'input "job-id"'],
  ])('fails with %s', async (_, inputs, why) => {
    await using server = await startServer()
    const run = await server.run({ action: 'control', speed: 100, inputs })
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, [expect.stringContaining(why)]])
    expect(listWrites(server.sandbox)).toEqual([])
  })
})
