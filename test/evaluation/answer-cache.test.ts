import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PersistentAnswerCache } from '../../src/evaluation/answer-cache.ts'
import type { ChatRequest } from '../../src/evaluation/chat-request.ts'
import { createRedactor } from '../../src/github/redactor.ts'

const ANSWER = {
  text: 'yes',
  toolCalls: [],
  isRefusal: false,
  finishReason: 'stop',
  promptTokens: 3,
  completionTokens: 1,
}
const REQUEST: ChatRequest = {
  model: 'm',
  messages: [{ role: 'user', content: 'q' }],
  options: { tools: [], response_format: { type: 'text' } },
  maxOutputTokens: 10,
  temperature: 0,
  seed: 1,
}
const URL = 'https://api.example/v1'

const RUN = { repository: 'octo-org/octo-repo', runId: '1' }

function openCache(context: { repository?: string; runId?: string } = RUN) {
  const folder = mkdtempSync(join(tmpdir(), 'cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { add, redact } = createRedactor()
  const notices: string[] = []
  const runner = { redactSecrets: redact, notice: (text: string) => notices.push(text) }
  const { repository, runId } = context
  const cache = new PersistentAnswerCache(folder, { runner, context: { repository, runId } })
  return { folder, addSecret: add, cache, notices }
}

describe('the key of a request', () => {
  it('is the same in whichever order its fields are', () => {
    const { response_format, tools } = REQUEST.options
    const reordered = { ...REQUEST, options: { response_format, tools } }
    const { cache } = openCache()
    expect(cache.getKey(URL, reordered)).toBe(cache.getKey(URL, REQUEST))
  })

  it.each([
    ['server', 'https://other.example/v1', {}],
    ['model', URL, { model: 'other' }],
    ['prompt', URL, { messages: [{ role: 'user', content: 'other' }] }],
    ['option', URL, { options: {} }],
    ['limit', URL, { maxOutputTokens: 11 }],
    ['seed', URL, { seed: 2 }],
  ])('is another one for another %s', (_, url, fields) => {
    const { cache } = openCache()
    expect(cache.getKey(url, { ...REQUEST, ...fields })).not.toBe(cache.getKey(URL, REQUEST))
  })

  const getKeys = (url: string, model: string) =>
    [RUN, { ...RUN, runId: '2' }, { ...RUN, repository: 'octo-org/other' }, {}].map((context) =>
      openCache(context).cache.getKey(url, { ...REQUEST, model }),
    )

  it.each([
    ['https://api.openai.com/v1', 'gpt-4.1-mini-2025-04-14'],
    ['https://eu.api.openai.com/v1', 'gpt-4.1-mini-2025-04-14'],
    ['https://gateway.example/v1', 'ft:gpt-4.1-mini-2025-04-14:org::1'],
    ['https://x.openai.azure.com/openai/v1', 'gpt-4.1-mini-2025-04-14.ft-0123'],
  ])('is the same in every run at %s for %s, which is always the same model', (url, model) => {
    expect(new Set(getKeys(url, model)).size).toBe(1)
  })

  it.each([
    ['https://x.openai.azure.com/openai/v1', 'support'],
    ['https://gateway.example/v1', 'gpt-4.1-mini-2025-04-14'],
    ['https://gateway.example/v1', 'draft:support'],
  ])('is that of one workflow run at %s for %s, which may be another model later', (url, model) => {
    const keys = getKeys(url, model)
    expect(new Set(keys.slice(0, 3)).size).toBe(3)
    expect(keys[3]).toBeUndefined()
  })

  it('is missing for a deployment outside of a workflow run, which one notice explains', () => {
    const { cache, notices } = openCache({})
    expect([cache.getKey(URL, REQUEST), cache.getKey(URL, REQUEST)]).toEqual([undefined, undefined])
    expect(notices).toEqual([
      expect.stringContaining('input "cache-dir": answers are stored only for models'),
    ])
  })
})

describe('the cache of answers', () => {
  it('returns what it has stored, and nothing for another key', async () => {
    const { cache } = openCache()
    await cache.write('a', ANSWER)
    expect([await cache.read('a'), await cache.read('b')]).toEqual([ANSWER, undefined])
  })

  it('returns an answer without the reason of its end as it was stored', async () => {
    const { cache } = openCache()
    const answer = { ...ANSWER, finishReason: undefined }
    await cache.write('a', answer)
    expect(await cache.read('a')).toEqual(answer)
  })

  it('takes a file that is longer than a response may be for no answer', async () => {
    const { cache, folder } = openCache()
    writeFileSync(join(folder, 'a.json'), JSON.stringify(ANSWER).padEnd(2 ** 24 + 1))
    expect(await cache.read('a')).toBeUndefined()
  })

  it('takes a file that is cut off or of another shape for no answer', async () => {
    const { cache, folder } = openCache()
    writeFileSync(join(folder, 'a.json'), JSON.stringify(ANSWER).slice(0, -3))
    writeFileSync(join(folder, 'b.json'), '{"text": 1}')
    expect([await cache.read('a'), await cache.read('b')]).toEqual([undefined, undefined])
  })

  it('replaces a link without touching what it leads to', async () => {
    const { cache, folder } = openCache()
    const outside = openCache().folder
    writeFileSync(join(outside, 'x'), 'kept')
    symlinkSync(join(outside, 'x'), join(folder, 'a.json'))
    await cache.write('a', ANSWER)
    expect([readFileSync(join(outside, 'x'), 'utf8'), await cache.read('a')]).toEqual(['kept', ANSWER])
  })
})

describe('a secret', () => {
  it('is in no file, also if an answer repeats it', async () => {
    const { cache, folder, addSecret } = openCache()
    addSecret('sk-test-1234567890')
    await cache.write('a', { ...ANSWER, text: 'the key is sk-test-1234567890' })
    await cache.write('b', { ...ANSWER, toolCalls: [{ function: { arguments: 'sk&#45;test-1234567890' } }] })
    expect(readdirSync(folder)).toEqual([])
  })
})
