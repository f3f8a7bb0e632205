import { describe, expect, it } from 'vitest'
import { runBuiltAction } from '../support/built-action.ts'

/** Code that node runs before the action. */
const preloaded = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`

describe('a step whose job succeeds fails', { concurrent: true }, () => {
  it('when the outputs cannot be written', async () => {
    const imports = [preloaded("process.env.GITHUB_OUTPUT = '/nowhere/output'")]
    const run = await runBuiltAction({ imports })
    expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['succeeded'])
    expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
    // Only once, although no output can be written.
    expect(run.failures).toEqual([expect.stringContaining('Could not write output results-dir')])
  })

  it('when an error is not caught', async () => {
    const imports = [
      preloaded(`
        const { write } = process.stdout
        process.stdout.write = function (text, ...rest) {
          if (String(text).startsWith('::group::Training'))
            setImmediate(() => { throw new Error('out of nowhere') })
          return write.call(this, text, ...rest)
        }
      `),
    ]
    const run = await runBuiltAction({ imports })
    expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
    expect(run.failures).toEqual([expect.stringContaining('out of nowhere')])
    // The post step gets the id of the job, and no sign that it has ended.
    expect(run.state).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, created: 'true' })
    expect(run.state.ended).toBeUndefined()
  })
})

describe('a step collects garbage right before it ends', { concurrent: true }, () => {
  const TRACE = preloaded("process.getBuiltinModule('node:v8').setFlagsFromString('--trace-gc')")

  // Else node may wait forever for a thread that compiles and waits for a collection.
  it.each([
    ['when it succeeds', {}, 0],
    ['when it fails', { model: '' }, 1],
  ])('%s', async (_, inputs, exitCode) => {
    const run = await runBuiltAction({ imports: [TRACE], inputs })
    expect(run.exitCode).toBe(exitCode)
    expect(run.rawLog.trimEnd().split('\n').at(-1)).toMatch(
      /Mark-Compact .* testing; GC in old space requested/,
    )
  })
})
