import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import type { RunningAction } from '../../tools/runner/action-run.ts'
import { startGitHub } from '../support/github.ts'
import { chatExamples } from '../support/run-action.ts'
import { annotationTexts, MODEL, startServer } from '../support/shared-server.ts'

const BASELINE = { 'test-file': 'test.jsonl', 'baseline-model': MODEL }
const CHAT = 'POST /chat/completions'

/** Starts a server whose models know so many test examples, and the files that belong to them. */
function startWithTest(examples: number, options: SandboxOptions = {}, text = chatExamples(examples)) {
  const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'test.jsonl'), text)
  writeFileSync(join(folder, 'train.jsonl'), chatExamples(60, 100_000))
  const completions = { quality: 0.5, gain: 0.35, conversations: text, ...options.completions }
  return { folder, server: startServer({ ...options, completions }) }
}

/** Returns what a step of a pull request has, to comment on it. */
const onPullRequest = (apiUrl: string) => ({
  env: { GITHUB_API_URL: apiUrl },
  token: 'ghs_0123456789abcdef',
  event: { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: 'c0ffee' } } } },
})

describe('evaluate', () => {
  it('shows after the training that the model is better than its base, and keeps one comment', async () => {
    const { folder: workspace, server: starting } = startWithTest(60)
    await using server = await starting
    const github = await startGitHub()
    const trained = await server.run({ workspace })
    const model = trained.outputs['fine-tuned-model'] ?? ''
    const evaluate = (inputs: Record<string, string>) =>
      server.run({
        action: 'evaluate',
        workspace,
        inputs: { ...BASELINE, comment: 'true', ...inputs },
        ...onPullRequest(github.url),
      })
    const run = await evaluate({ model, require: 'score >= baseline - 0.02\nerrors <= 0' })
    expect([run.exitCode, annotationTexts(run, 'error')], run.log).toEqual([0, []])
    expect(run.outputs).toMatchObject({ verdict: 'better', gate: 'passed', examples: '60', errors: '0' })
    expect(run.summary).toContain('Evaluation: better by')
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('Evaluation: better by'),
    ])

    const worse = await evaluate({
      model: MODEL,
      'baseline-model': model,
      require: 'score >= baseline - 0.02',
    })
    expect([worse.exitCode, worse.outputs.verdict, worse.outputs.gate]).toEqual([1, 'worse', 'failed'])
    expect(github.comments).toHaveLength(2)
    await evaluate({ model })
    expect(github.comments).toHaveLength(2)
  })

  it('never repeats the text of the data', async () => {
    const secret = 'confidential'
    const text = Array.from({ length: 12 }, (_, i) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: `${secret} question ${i}` },
          { role: 'assistant', content: `${secret} answer ${i}` },
        ],
        note: `${secret} note`,
      }),
    ).join('\n')
    const { folder: workspace, server: starting } = startWithTest(
      12,
      { faults: ['POST /chat/completions 400 2'] },
      text,
    )
    await using server = await starting
    const github = await startGitHub()
    const run = await server.run({
      action: 'evaluate',
      workspace,
      inputs: { ...BASELINE, model: MODEL, comment: 'true' },
      ...onPullRequest(github.url),
    })
    expect(run.exitCode).toBe(0)
    const results = readFileSync(join(run.outputs['results-dir'] ?? '', 'examples.jsonl'), 'utf8')
    const [comment] = github.comments
    expect(comment?.body).toContain('Evaluation: ')
    const written = [run.rawLog, run.summary, JSON.stringify(run.outputs), results, comment?.body]
    expect(written.join()).not.toContain(secret)
  })

  it('replaces an earlier result in the comment when it fails', async () => {
    const { folder: workspace, server: starting } = startWithTest(8)
    await using server = await starting
    const github = await startGitHub()
    const evaluate = (model: string) =>
      server.run({
        action: 'evaluate',
        workspace,
        inputs: { 'test-file': 'test.jsonl', model, comment: 'true' },
        ...onPullRequest(github.url),
      })
    await evaluate(MODEL)
    expect(github.comments[0]?.body).toContain('Evaluation: score')
    const run = await evaluate('no-such-model')
    expect([run.exitCode, github.comments.length]).toEqual([1, 1])
    expect(github.comments[0]?.body).toContain('Evaluation: failed')
    expect(run.summary).toContain('no-such-model')
  })

  it('learns what a reasoning model does not accept', async () => {
    const { folder: workspace, server: starting } = startWithTest(10, { completions: { quality: 1 } })
    await using server = await starting
    const inputs = { 'test-file': 'test.jsonl', model: 'o4-mini-2025-04-16' }
    const run = await server.run({ action: 'evaluate', workspace, inputs })
    expect(run.outputs).toMatchObject({ score: '1', errors: '0' })
    expect(server.sandbox.requests).toHaveLength(10)
  })

  it('reads no answer from a link, a pipe or a large file in "cache-dir", and replaces them', async () => {
    const { folder: workspace, server: starting } = startWithTest(4)
    await using server = await starting
    const inputs = { 'test-file': 'test.jsonl', model: MODEL, 'cache-dir': 'cache' }
    const evaluate = () => server.run({ action: 'evaluate', workspace, inputs })
    await evaluate()
    const names = readdirSync(join(workspace, 'cache'))
    const [link = '', pipe = '', large = '', kept = ''] = names.map((name) => join(workspace, 'cache', name))
    for (const path of [link, pipe, large]) rmSync(path)
    writeFileSync(join(workspace, 'planted'), readFileSync(kept))
    symlinkSync(join(workspace, 'planted'), link)
    execFileSync('mkfifo', [pipe])
    writeFileSync(large, readFileSync(kept))
    truncateSync(large, 17 * 2 ** 20)
    const run = await evaluate()
    expect([run.exitCode, run.outputs.examples, server.sandbox.requests.length]).toEqual([0, '4', 7])
    for (const path of [link, pipe, large]) expect(lstatSync(path).isFile()).toBe(true)
    await evaluate()
    expect(server.sandbox.requests).toHaveLength(7)
  })

  it('fails before the first request when "cache-dir" is a file', async () => {
    const { folder: workspace, server: starting } = startWithTest(4)
    await using server = await starting
    const inputs = { 'test-file': 'test.jsonl', model: MODEL, 'cache-dir': 'train.jsonl' }
    const run = await server.run({ action: 'evaluate', workspace, inputs })
    expect(annotationTexts(run, 'error')).toEqual([
      'input "cache-dir": cannot create the folder "train.jsonl" (EEXIST)',
    ])
    expect(server.sandbox.requests).toEqual([])
  })

  it('ends at the cancellation with what is known', async () => {
    const { folder: workspace, server: starting } = startWithTest(400)
    await using server = await starting
    const seen = new Promise<void>((resolve) => {
      const poll = setInterval(() => {
        if (server.sandbox.requests.length < 100) return
        clearInterval(poll)
        resolve()
      }, 5)
    })
    const inputs = { ...BASELINE, model: MODEL, concurrency: '30' }
    const action = server.start({ action: 'evaluate', workspace, inputs })
    await seen
    const run = await action.cancel()
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, ['The workflow was cancelled.']])
    const examples = Number(run.outputs.examples)
    expect(examples).toBeGreaterThan(10)
    expect(examples).toBeLessThan(400)
    expect(run.summary).toContain('The workflow was cancelled.')
    expect(run.rawLog).not.toContain('Warning')
  })

  it.each([1, 2, 37, 79])(
    'pays again only for the requests that were under way when it was killed at request %i',
    async (killAt) => {
      expect(await countRepeated(40, { 'baseline-model': OTHER_MODEL }, killAt)).toEqual({
        sent: 80,
        once: true,
      })
    },
  )
})

const OTHER_MODEL = 'gpt-4o-mini-2024-07-18'

/** Kills an evaluation with a cache at one of its requests, and runs it again; returns how many requests there were. */
async function countRepeated(examples: number, inputs: Record<string, string>, killAt: number) {
  let action: RunningAction | undefined
  let killed: Promise<unknown> | undefined
  const { folder: workspace, server: starting } = startWithTest(examples, {
    onRequest: (_, index) => {
      if (index + 1 === killAt) killed = action?.kill()
    },
  })
  await using server = await starting
  const step = {
    action: 'evaluate',
    workspace,
    inputs: { ...BASELINE, model: MODEL, 'cache-dir': 'cache', ...inputs },
  } as const
  action = server.start(step)
  const first = await action.done
  await killed
  const run = await server.run(step)
  expect([first.signal, run.exitCode, run.outputs.examples], run.log).toEqual(['SIGKILL', 0, `${examples}`])
  const times = new Map<string, number>()
  for (const { method, path, body } of server.sandbox.requests) {
    expect(`${method} ${path}`).toBe(CHAT)
    times.set(body, (times.get(body) ?? 0) + 1)
  }
  const repeated = [...times.values()].filter((count) => count > 1)
  // No more than "concurrency", which is 4.
  expect(repeated.length).toBeLessThanOrEqual(4)
  return { sent: times.size, once: repeated.every((count) => count === 2) }
}

describe('an evaluation with a model that grades', { tags: 'slow', timeout: 240_000 }, () => {
  it('pays again only for the requests that were under way when it was killed at any request', async () => {
    const grader = `{ type: score_model, name: g, model: ${MODEL}, input: [{ role: user, content: "{{item.reference}} {{sample.output_text}}" }] }`
    const inputs = { 'baseline-model': OTHER_MODEL, grader }
    // Two answers for each example, and one grade for each that is different.
    const sent = 18
    for (let killAt = 1; killAt <= sent; killAt++)
      expect(await countRepeated(6, inputs, killAt), `killed at ${killAt}`).toEqual({ sent, once: true })
  })
})

describe('ten thousand examples', { tags: 'slow', timeout: 180_000 }, () => {
  it('are evaluated with the memory of a few', async () => {
    const text = Array.from({ length: 10_000 }, (_, i) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: `q${i} ${'some words of a long question '.repeat(100)}` },
          { role: 'assistant', content: `a${i} ${'some words of a long answer '.repeat(40)}` },
        ],
      }),
    ).join('\n')
    const { folder: workspace, server: starting } = startWithTest(10_000, {}, text)
    await using server = await starting
    const run = await server.run({
      action: 'evaluate',
      workspace,
      speed: 1,
      inputs: { ...BASELINE, model: 'gpt-4o-mini-2024-07-18', concurrency: '16', 'keep-answers': 'true' },
      env: {
        // With little room for garbage, the peak is what the action holds: 136 MB here, for 20,000 examples as well.
        NODE_OPTIONS: `--import=${new URL('../support/peak-memory.mjs', import.meta.url).href} --max-old-space-size=48 --max-semi-space-size=4`,
        PEAK_MEMORY: join(workspace, 'peak'),
      },
    })
    expect(run.outputs).toMatchObject({ examples: '10000', errors: '0' })
    expect(Buffer.byteLength(text)).toBeGreaterThan(40e6)
    expect(Number(readFileSync(join(workspace, 'peak'), 'utf8'))).toBeLessThan(175)
  })
})
