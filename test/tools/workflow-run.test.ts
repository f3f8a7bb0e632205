import { describe, expect, it } from 'vitest'
import { runWorkflow, type Scene } from '../../tools/runner/workflow-run.ts'

const of = (expression: string) => `\${{ ${expression} }}`
/** A job whose output `got` is what its step `s` is given to say. */
const says = (id: string, what: string, more = '') => `  ${id}:
    outputs: { got: "${of('steps.s.outputs.got')}" }
${more}    steps:
      - id: s
        run: echo "got=$WHAT" >> "$GITHUB_OUTPUT"
        env: { WHAT: "${what}" }
`
/** A job whose first step fails. */
const fails = (id: string, more = '') => `  ${id}:\n${more}    steps: [{ id: s, run: "false; true" }]\n`
const workflow = (jobs: string) => `on: push\njobs:\n${jobs}`

const SCENE: Scene = {
  github: {
    repository: 'octo-org/octo-repo',
    ref: 'refs/heads/main',
    sha: 'c0ffee',
    run_id: '1',
    event_name: 'push',
    event: {},
  },
  inputs: {},
  vars: { WORD: 'word' },
  secrets: { '': { KEY: 'a-secret-key' }, production: { KEY: 'another-secret' } },
  bin: '/nowhere',
  called: () => workflow(says('one', `${of('inputs.x')} ${of('secrets.KEY != null')}`)),
  use: () => Promise.reject(new Error('nothing is used here')),
}
const run = async (...jobs: string[]) => (await runWorkflow(workflow(jobs.join('')), SCENE)).jobs
const results = async (...jobs: string[]) =>
  Object.entries(await run(...jobs))
    .map(([id, { result }]) => `${id}: ${result}`)
    .sort()

describe('a workflow is run as GitHub runs it', () => {
  it('with the contexts that a step has, and without the secrets of another environment', async () => {
    const isAnother = of("secrets.KEY == 'another-secret'")
    const { a, b } = await run(
      says('a', `${of('github.sha')} ${of('vars.WORD')} ${of('inputs.none')} ${isAnother}`),
      says('b', `${of('needs.a.outputs.got')} ${isAnother}`, '    needs: a\n    environment: production\n'),
    )
    expect([a?.outputs.got, b?.outputs.got]).toEqual(['c0ffee word  false', 'c0ffee word  false true'])
  })

  it('without the outputs that have a secret in them', async () => {
    const { a } = await run(says('a', `is ${of('secrets.KEY')}`))
    expect([a?.result, a?.outputs]).toEqual(['success', {}])
  })

  it.each([
    ['true', 'skipped'],
    ['always()', 'success'],
    [of('!cancelled()'), 'success'],
    [of('!cancelled() && !failure()'), 'skipped'],
    ["github.ref == 'refs/heads/main'", 'skipped'],
    ["failure() && github.ref == 'refs/heads/main'", 'success'],
  ])('after a job that has failed, if: %s', async (condition, result) => {
    const jobs = await results(fails('a'), says('b', 'b', `    needs: [a]\n    if: ${condition}\n`))
    expect(jobs).toEqual(['a: failure', `b: ${result}`])
  })

  it('skipping what rests on a skipped job, unless it says otherwise', async () => {
    const jobs = [
      says('d', 'd', `    needs: c\n    if: ${of('!failure()')}\n`),
      says('c', 'c', '    needs: b\n'),
      says('b', 'b', '    needs: a\n    if: always()\n'),
      says('a', 'a', '    if: false\n'),
    ]
    expect(await results(...jobs)).toEqual(['a: skipped', 'b: success', 'c: skipped', 'd: success'])
  })

  it('leg by leg, the outputs of the last one overwriting the others', async () => {
    const matrix = (more = '') =>
      `    strategy:\n      matrix: { x: "${of("fromJSON('[1, 2]')")}", y: [a, b] }\n${more}`
    const { a } = await run(says('a', `${of('matrix.x')}${of('matrix.y')}`, matrix()))
    expect(a?.steps.map(({ outputs }) => outputs.got)).toEqual(['1a', '1b', '2a', '2b'])
    expect(a?.outputs.got).toBe('2b')
    expect((await run(fails('a', matrix()))).a?.steps).toHaveLength(1)
    expect((await run(fails('a', matrix('      fail-fast: false\n')))).a?.steps).toHaveLength(4)
  })

  it('going on after a step that has failed where that is asked for', async () => {
    const others = ['true', 'failure()', of('!cancelled() && steps.s.outcome')].map(
      (condition) => `      - run: echo here\n        if: ${condition}\n`,
    )
    const { a } = await run(says('a', 'a').replace('echo', 'false; echo'), ...others)
    expect(a?.steps.map(({ result }) => result)).toEqual(['failure', 'skipped', 'success', 'success'])
  })

  it('calling another one with what it is given, and no more', async () => {
    const called = `    uses: ./.github/workflows/called.yml\n    with: { x: "${of('vars.WORD')}" }\n`
    const given = `    secrets: { KEY: "${of('secrets.KEY')}" }\n`
    const { a, b } = await run(`  a:\n${called}`, `  b:\n${called}${given}`)
    expect([a, b].map((job) => job?.steps[0]?.outputs.got)).toEqual(['word false', 'word true'])
  })

  it.each([
    ['a circle', says('a', 'a', '    needs: a\n'), 'nothing ends that a need'],
    ['a key that it does not obey', says('a', 'a', '    continue-on-error: true\n'), 'continue-on-error'],
    ['a function that is none', says('a', of('hash()')), 'hash'],
  ])('and refuses %s', async (_, job, why) => {
    await expect(run(job)).rejects.toThrow(why)
  })
})
