import { describe, expect, it } from 'vitest'
import { runWorkflow, type WorkflowSetup } from '../../tools/runner/workflow-run.ts'

const expression = (source: string) => `\${{ ${source} }}`
/** Returns a job whose step `s` sets the output `got` to this value. */
const outputJob = (id: string, value: string, more = '') => `  ${id}:
    outputs: { got: "${expression('steps.s.outputs.got')}" }
${more}    steps:
      - id: s
        run: echo "got=$VALUE" >> "$GITHUB_OUTPUT"
        env: { VALUE: "${value}" }
`
/** Returns a job whose first step fails. */
const failingJob = (id: string, more = '') => `  ${id}:\n${more}    steps: [{ id: s, run: "false; true" }]\n`
const workflow = (jobs: string) => `on: push\njobs:\n${jobs}`

const SETUP: WorkflowSetup = {
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
  called: () => {
    const inputs = 'inputs: { x: { required: true, type: string }, y: { default: why, type: string } }'
    const values = ['inputs.x', 'inputs.y', 'secrets.KEY != null'].map(expression)
    return `on:\n  workflow_call:\n    ${inputs}\njobs:\n${outputJob('one', values.join(' '), '    permissions: { contents: read }\n')}`
  },
  use: () => Promise.reject(new Error('no action is used here')),
}
const run = async (...jobs: string[]) => (await runWorkflow(workflow(jobs.join('')), SETUP)).jobs
const results = async (...jobs: string[]) =>
  Object.entries(await run(...jobs))
    .map(([id, { result }]) => `${id}: ${result}`)
    .sort()

describe('a workflow run', () => {
  it('evaluates the contexts of a step, with the secrets of its own environment only', async () => {
    const isAnother = expression("secrets.KEY == 'another-secret'")
    const { a, b } = await run(
      outputJob(
        'a',
        `${expression('github.sha')} ${expression('vars.WORD')} ${expression('inputs.none')} ${isAnother}`,
      ),
      outputJob(
        'b',
        `${expression('needs.a.outputs.got')} ${isAnother}`,
        '    needs: a\n    environment: production\n',
      ),
    )
    expect([a?.outputs.got, b?.outputs.got]).toEqual(['c0ffee word  false', 'c0ffee word  false true'])
  })

  it('drops outputs that contain a secret', async () => {
    const { a } = await run(outputJob('a', `is ${expression('secrets.KEY')}`))
    expect([a?.result, a?.outputs]).toEqual(['success', {}])
  })

  it.each([
    ['true', 'skipped'],
    ['always()', 'success'],
    [expression('!cancelled()'), 'success'],
    [expression('!cancelled() && !failure()'), 'skipped'],
    ["github.ref == 'refs/heads/main'", 'skipped'],
    ["failure() && github.ref == 'refs/heads/main'", 'success'],
  ])('starts a job after a failed one only if its condition allows it: %s', async (condition, result) => {
    const jobs = await results(failingJob('a'), outputJob('b', 'b', `    needs: [a]\n    if: ${condition}\n`))
    expect(jobs).toEqual(['a: failure', `b: ${result}`])
  })

  it('skips a job that needs a skipped one, unless its condition allows it', async () => {
    const jobs = [
      outputJob('d', 'd', `    needs: c\n    if: ${expression('!failure()')}\n`),
      outputJob('c', 'c', '    needs: b\n'),
      outputJob('b', 'b', '    needs: a\n    if: always()\n'),
      outputJob('a', 'a', '    if: false\n'),
    ]
    expect(await results(...jobs)).toEqual(['a: skipped', 'b: success', 'c: skipped', 'd: success'])
  })

  it('runs the legs of a matrix in order, and takes the outputs of the last one', async () => {
    const matrix = (more = '') =>
      `    strategy:\n      matrix: { x: "${expression("fromJSON('[1, 2]')")}", y: [a, b] }\n${more}`
    const { a } = await run(outputJob('a', `${expression('matrix.x')}${expression('matrix.y')}`, matrix()))
    expect(a?.steps.map(({ outputs }) => outputs.got)).toEqual(['1a', '1b', '2a', '2b'])
    expect(a?.outputs.got).toBe('2b')
    expect((await run(failingJob('a', matrix()))).a?.steps).toHaveLength(1)
    expect((await run(failingJob('a', matrix('      fail-fast: false\n')))).a?.steps).toHaveLength(4)
  })

  it('runs a step after a failed one only if its condition allows it', async () => {
    const others = ['true', 'failure()', expression('!cancelled() && steps.s.outcome')].map(
      (condition) => `      - run: echo here\n        if: ${condition}\n`,
    )
    const { a } = await run(outputJob('a', 'a').replace('echo', 'false; echo'), ...others)
    expect(a?.steps.map(({ result }) => result)).toEqual(['failure', 'skipped', 'success', 'success'])
  })

  it('calls another workflow with the given inputs and secrets only', async () => {
    const called = `    uses: ./.github/workflows/called.yml\n    with: { x: "${expression('vars.WORD')}" }\n`
    const given = `    secrets: { KEY: "${expression('secrets.KEY')}" }\n`
    const { a, b } = await run(`  a:\n${called}`, `  b:\n${called}${given}`)
    expect([a, b].map((job) => job?.steps[0]?.outputs.got)).toEqual(['word why false', 'word why true'])
  })

  it.each([
    ['has an unknown input', 'with: { x: a, z: b }', 'the called workflow has no input z'],
    ['lacks an input', 'with: { y: a }', 'the called workflow needs x'],
    ['has fewer permissions', 'with: { x: a }\n    permissions: {}', 'does not permit contents: read'],
  ])('rejects a call that %s', async (_, call, why) => {
    await expect(run(`  a:\n    uses: ./called.yml\n    ${call}\n`)).rejects.toThrow(why)
  })

  it.each([
    ['a circle of needs', outputJob('a', 'a', '    needs: a\n'), 'no job can start: a need'],
    [
      'a key that it does not support',
      outputJob('a', 'a', '    continue-on-error: true\n'),
      'continue-on-error',
    ],
    ['an unknown function', outputJob('a', expression('hash()')), 'hash'],
  ])('rejects %s', async (_, job, why) => {
    await expect(run(job)).rejects.toThrow(why)
  })
})
