import { describe, expect, it } from 'vitest'
import { decodeJob } from '../../src/openai/job.ts'
import { compareJob, type RequestedJob } from '../../src/training/compare-job.ts'

/** Compares the grader of a request with the one that the server reports. */
function compareGraders(requested: object, reported: object) {
  const job = decodeJob({
    id: 'ftjob-1',
    status: 'running',
    model: 'm',
    method: { type: 'reinforcement', reinforcement: { grader: reported } },
  })
  const request = { model: 'm', method: 'reinforcement', hyperparameters: {}, grader: requested }
  return compareJob(request, job).find(({ kind }) => kind === 'grader')
}

const ENDPOINT = { type: 'endpoint', name: 'g', url: 'https://grader.example/score' }

describe('the secrets of a grader', () => {
  it.each<[string, object, object]>([
    ['a header', { headers: { 'X-Tenant': 'abc' } }, { headers: { 'X-Tenant': '***' } }],
    ['headers as a list', { headers: ['X-Tenant: abc'] }, { headers: ['***'] }],
    ['headers as text', { headers: { 'X-Tenant': 'abc' } }, { headers: '***' }],
    ['headers under another name', { request_headers: { tenant: 'abc' } }, { request_headers: {} }],
    ['a number that is a token', { api_key: 1234 }, { api_key: '***' }],
    ['a key', { subscriptionKey: 'abc' }, { subscriptionKey: '***' }],
  ])('are no difference when the server masks them: %s', (_, requested, reported) => {
    const grader = { type: 'multi', graders: { a: { ...ENDPOINT, ...requested } } }
    const masked = { type: 'multi', graders: { a: { ...ENDPOINT, ...reported } } }
    expect(compareGraders(grader, masked)).toMatchObject({ result: 'same' })
  })

  it('are not shown with a difference that is next to them', () => {
    const list = (...graders: object[]) => ({ type: 'multi', graders })
    const secret = { ...ENDPOINT, headers: { 'X-Tenant': 'abc' }, api_key: 'k-1' }
    const found = compareGraders(list(secret, ENDPOINT), list({ ...secret, headers: '***' }))
    expect(found).toMatchObject({ field: 'grader.graders', result: 'different' })
    expect(JSON.stringify(found)).not.toMatch(/abc|k-1/)
  })

  it('do not hide a difference of what is no secret', () => {
    const headers = { headers: { 'X-Tenant': 'abc' } }
    expect(
      compareGraders(
        { ...ENDPOINT, ...headers, max_tokens: 5 },
        { ...ENDPOINT, headers: '*', max_tokens: 6 },
      ),
    ).toMatchObject({ field: 'grader.max_tokens', result: 'different' })
  })
})

describe('a job', () => {
  const SUPERVISED = { model: 'm', method: 'supervised', hyperparameters: {} }

  /** Compares a request with a job; returns what is not the same. */
  function compare(requested: Partial<RequestedJob>, reported: object) {
    const job = decodeJob({ id: 'ftjob-1', status: 'queued', model: 'm', ...reported })
    return compareJob({ ...SUPERVISED, ...requested }, job)
      .filter(({ result }) => result !== 'same')
      .map(({ field, kind, result }) => `${field} (${kind}): ${result}`)
  }
  const ofMethod = (hyperparameters: object) => ({
    method: { type: 'supervised', supervised: { hyperparameters } },
  })

  it.each<[string, Partial<RequestedJob>, object, string[]]>([
    ['its model is not reported', {}, { model: null }, ['model (model): unknown']],
    ['another model is reported', {}, { model: 'n' }, ['model (model): different']],
    [
      'a number is still auto',
      { hyperparameters: { n_epochs: 3 } },
      ofMethod({ n_epochs: 'auto' }),
      ['hyperparameters.n_epochs (number): unresolved'],
    ],
    [
      'a number is auto although the job runs',
      { hyperparameters: { n_epochs: 3 } },
      { status: 'running', ...ofMethod({ n_epochs: 'auto' }) },
      ['hyperparameters.n_epochs (number): different'],
    ],
    ['a number is reported as text', { hyperparameters: { beta: 0.1 } }, ofMethod({ beta: '0.1' }), []],
    [
      'an empty text is reported for a number',
      { hyperparameters: { beta: 0 } },
      ofMethod({ beta: ' ' }),
      ['hyperparameters.beta (number): different'],
    ],
    [
      'a setting that is text differs',
      { hyperparameters: { reasoning_effort: 'low' } },
      ofMethod({ reasoning_effort: 'high' }),
      ['hyperparameters.reasoning_effort (setting): different'],
    ],
    ['a setting is a map', { hyperparameters: { odd: { a: 1 } } }, ofMethod({ odd: { a: 2 } }), []],
    [
      'a further field is reported with another value',
      { extraBody: { priority: { a: [1] } } },
      { priority: { a: [2] } },
      ['priority (extra): unknown'],
    ],
    ['a further field is reported as it was sent', { extraBody: { priority: 1 } }, { priority: 1 }, []],
    [
      'it has hyperparameters at the top level, and what only a gateway reads',
      { extraBody: { hyperparameters: { n_epochs: 1 }, custom_llm_provider: 'azure' } },
      {},
      [],
    ],
  ])('differs from its request, or not, where %s', (_, requested, reported, expected) => {
    expect(compare(requested, reported)).toEqual(expected)
  })

  it.each<[string, unknown, unknown, string[]]>([
    ['lists of the same values', [{ a: 1 }, 'b'], [{ a: 1, added: 2 }, 'b '], []],
    ['lists with another value', [1, { a: 1 }], [1, { a: 2 }], ['grader.of[1].a (grader): different']],
    ['a text as a list of parts', 'text', [{ type: 'text', text: 'text' }], []],
    ['a part of a map as text', { a: 1 }, 'a: 1', []],
  ])('has a grader that may be written in another way: %s', (_, requested, reported, expected) => {
    const grader = { type: 'python', of: reported }
    const job = { method: { type: 'reinforcement', reinforcement: { grader } } }
    const request = { method: 'reinforcement', grader: { type: 'python', of: requested } }
    expect(compare(request, job)).toEqual(expected)
  })
})
