import { describe, expect, it } from 'vitest'
import { decodeJob } from '../../src/openai/job.ts'
import { compareJob } from '../../src/training/compare-job.ts'

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
