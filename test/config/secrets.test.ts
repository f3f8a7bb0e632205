import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/config/fingerprint.ts'
import { listJobSecrets, omitJobSecrets } from '../../src/config/secrets.ts'
import { INPUTS, REINFORCEMENT_INPUTS, readJobWith } from './read-job.ts'

describe('the credentials in a job', () => {
  it.each<[unknown, string[]]>([
    [{ headers: { Authorization: 'Bearer t0k3n-of-grader' } }, ['Bearer t0k3n-of-grader', 't0k3n-of-grader']],
    [{ headers: { a: 'seven77', b: 'eight888' } }, ['eight888']],
    [{ tools: [{ name: 'search', headers: [{ name: 'x-key', value: 'tool-secret' }] }] }, ['tool-secret']],
    [{ wandb: { project: 'a-long-project', api_key: 'wandb-secret' } }, ['wandb-secret']],
    [{ 'x-functions-key': 'function-secret', apiKey: 'other-secret' }, ['function-secret', 'other-secret']],
    [{ token: 1234567890 }, ['1234567890']],
    [
      { session_token: 'a-session', client_secret: 'a-client', password: 'a-password' },
      ['a-session', 'a-client', 'a-password'],
    ],
    [{ url: 'https://g.example.com/score?code=abcdefgh12345678' }, ['abcdefgh12345678', 'abcdefgh12345678']],
    [{ max_tokens: 'as many as wanted', key: 'primary-key-of-table', tokens: 'some-tokens' }, []],
    [{ metadata: { token: 'metadata-is-shown' }, response_format: { token: 'a-schema-is-shown' } }, []],
    [{ function: { parameters: { properties: { token: 'text-of-a-schema' } } } }, []],
    [{ headers: null, token: { nested: ['a-nested-token'] } }, ['a-nested-token']],
    [{ api_key: ['first-of-two', 'other-of-two'] }, ['first-of-two', 'other-of-two']],
    [{ webhook: 'https://me:p%40ssword-1@x.example/y' }, ['p%40ssword-1', 'p@ssword-1']],
    [
      { store: ['postgres://me:password-2@db/x', 'https://x.example/a:not-a-password@b'] },
      ['password-2', 'password-2'],
    ],
    ['plain text', []],
    [null, []],
  ])('in %j are found', (value, secrets) => {
    expect(listJobSecrets(value)).toEqual(secrets)
  })

  it.each<[string, Record<string, string>]>([
    ['the input grader', {}],
    ['a grader file', { grader: 'g.yaml' }],
    ['a job file', { 'job-file': 'job.yaml' }],
  ])('are masked in %s, also when the job has problems', async (_, inputs) => {
    const grader = 'type: endpoint\nurl: https://g.example.com\nheaders: {api-key: endpoint-secret}\n'
    const files = {
      'g.yaml': grader,
      'job.yaml': `seed: x\nmethod:\n  type: reinforcement\n  reinforcement:\n    grader:\n${grader.replaceAll(/^/gm, '      ')}`,
    }
    const { secrets } = await readJobWith({ method: 'reinforcement', grader, ...inputs }, files)
    expect(secrets).toContain('endpoint-secret')
  })

  it('are masked in integrations and the extra body, but not in metadata', async () => {
    const { secrets } = await readJobWith({
      ...INPUTS,
      integrations: '[{type: wandb, wandb: {project: p, api_key: wandb-secret}}]',
      'extra-body': 'api_key: gateway-secret',
      metadata: 'token: metadata-is-shown',
    })
    expect(secrets).toEqual(['wandb-secret', 'gateway-secret'])
  })

  it('do not change the fingerprint when they change', async () => {
    const of = async (header: string, url = 'https://g.example.com') => {
      const grader = JSON.stringify({ type: 'endpoint', url, headers: { Authorization: header } })
      const { job } = await readJobWith({ ...REINFORCEMENT_INPUTS, grader })
      return job ? fingerprint(job, { training: { id: 'file-1' } }) : expect.fail('has problems')
    }
    expect(await of('Bearer monday-token')).toBe(await of('Bearer tuesday-token'))
    expect(await of('Bearer monday-token')).not.toBe(await of('Bearer monday-token', 'https://h.example.com'))
  })

  it('are left out, and nothing else', () => {
    const value = {
      type: 'x',
      headers: { a: 'b' },
      list: [{ token: 'c', n: 1 }],
      response_format: { token: 'd' },
    }
    expect(omitJobSecrets(value)).toEqual({ type: 'x', list: [{ n: 1 }], response_format: { token: 'd' } })
  })
})
