import { describe, expect, it } from 'vitest'
import { train } from '../support/built-action.ts'

/** Code that node runs before the action. */
const preloaded = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`

describe('a step whose job succeeds is not green', { concurrent: true }, () => {
  it('when its outputs cannot be written', async () => {
    const preload = [preloaded("process.env.GITHUB_OUTPUT = '/nowhere/output'")]
    const run = await train({ preload })
    expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['succeeded'])
    expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
    // Once: none of the others can be written either.
    expect(run.failures).toEqual([expect.stringContaining('Could not write output results-dir')])
  })

  it('when something throws that nobody catches', async () => {
    const preload = [
      preloaded(`
        const { write } = process.stdout
        process.stdout.write = function (text, ...rest) {
          if (String(text).startsWith('::group::Training'))
            setImmediate(() => { throw new Error('out of nowhere') })
          return write.call(this, text, ...rest)
        }
      `),
    ]
    const run = await train({ preload })
    expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
    expect(run.failures).toEqual([expect.stringContaining('out of nowhere')])
    // The post step is told of the job, and that nobody has seen its end.
    expect(run.state).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, created: 'true' })
    expect(run.state.ended).toBeUndefined()
  })
})
