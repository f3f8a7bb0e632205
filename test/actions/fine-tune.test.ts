import { describe, expect, it } from 'vitest'
import { post } from '../../src/actions/post.ts'
import { connectionRefused, errorResponse, type RecordedRequest, response } from '../support/fake-api.ts'
import { chatExamples, INPUTS, runAction } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const getBody = (requests: RecordedRequest[], what: string) =>
  requests.find(({ method, path }) => `${method} ${path}` === what)?.body ?? ''
const creating = (requests: RecordedRequest[]): unknown =>
  JSON.parse(getBody(requests, 'POST /fine_tuning/jobs'))

describe('fineTune', () => {
  it('uploads the data, creates the job, follows it, and sets the outputs of the model', async () => {
    const { outputs, failed, sent, requests, saved, files } = await runAction({
      statuses: ['running', 'succeeded'],
      job: { training_file: 'file-1', trained_tokens: 4711 },
      events: [
        {
          object: 'fine_tuning.job.event',
          id: 'e1',
          created_at: 1,
          level: 'info',
          message: 'hello',
          odd: [1],
        },
      ],
    })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
    expect(creating(requests)).toEqual({
      model: INPUTS.model,
      training_file: 'file-1',
      metadata: {
        ft_fingerprint: outputs.fingerprint,
        ft_attempt: 'a77e3b70000000000000000000000000-1',
        ft_repository: 'octo-org/octo-repo',
        ft_sha: 'c0ffee',
        ft_ref: 'refs/heads/main',
        ft_run: '1658821493',
      },
    })
    expect(saved['job-id']).toBe('ftjob-1')
    expect(outputs).toMatchObject({
      'job-id': 'ftjob-1',
      status: 'succeeded',
      'fine-tuned-model': 'ft:model:org::1',
      created: 'true',
      'training-file-id': 'file-1',
      'trained-tokens': '4711',
    })
    expect(JSON.parse(files['result.json'] ?? '')).toMatchObject({
      'job-id': 'ftjob-1',
      'trained-tokens': 4711,
      created: true,
      'error-code': null,
      job: { id: 'ftjob-1', status: 'succeeded' },
    })
    expect(JSON.parse(files['events.jsonl'] ?? '')).toEqual({
      object: 'fine_tuning.job.event',
      id: 'e1',
      created_at: 1,
      level: 'info',
      message: 'hello',
      odd: [1],
    })
  })

  it('sets the job id at once, and no model before the job has succeeded', async () => {
    const { outputs, sent, failed } = await runAction({ inputs: { wait: 'false' } })
    expect(failed).toBe(false)
    // Only the list is read, for other jobs of the same training.
    expect(sent).not.toContain('GET /fine_tuning/jobs/ftjob-1')
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-1', status: 'validating_files' })
    expect(outputs['fine-tuned-model']).toBeUndefined()
  })

  it('uploads the joined files normalized: without BOM, with LF, ending with a newline', async () => {
    const lines = chatExamples(60).split('\n')
    const { requests } = await runAction({
      inputs: { 'training-file': 'b/*.jsonl\n!b/2.jsonl' },
      files: {
        'b/1.jsonl': `\ufeff${lines.slice(0, 30).join('\r\n')}`,
        'b/2.jsonl': 'left out',
        'b/3.jsonl': `${lines.slice(30).join('\n')}\n`,
      },
    })
    const upload = requests.find(({ method }) => method === 'POST')
    expect(upload?.body).toContain(`\r\n\r\n${lines.join('\n')}\n\r\n--`)
    expect(Buffer.byteLength(upload?.body ?? '')).toBe(Number(upload?.headers['content-length']))
  })

  it('uses the id of an uploaded file if no such path exists', async () => {
    const { sent, requests } = await runAction({ inputs: { 'training-file': 'file-1' } })
    expect(sent).toContain('GET /files/file-1')
    expect(sent).not.toContain('POST /files')
    expect(creating(requests)).toMatchObject({ training_file: 'file-1' })
  })

  it('waits until the server has processed the file', async () => {
    let reads = 0
    const { sent, clock } = await runAction({
      routes: {
        'POST /files': () => ({ id: 'file-1', status: 'pending' }),
        'GET /files/file-1': () => ({ id: 'file-1', status: ++reads < 4 ? 'running' : 'processed' }),
      },
    })
    const uploaded = sent.indexOf('POST /files')
    expect(sent.slice(uploaded, sent.indexOf('POST /fine_tuning/jobs'))).toEqual([
      'POST /files',
      ...Array(4).fill('GET /files/file-1'),
      'GET /fine_tuning/jobs',
    ])
    expect(clock.sleeps.slice(0, 4)).toEqual([250, 500, 1000, 2000])
  })

  it('fails with the reason why a file could not be processed', async () => {
    const { failures, sent } = await runAction({
      routes: { 'POST /files': () => ({ id: 'file-1', status: 'error', status_details: 'line 3 is bad' }) },
    })
    expect(failures).toEqual(['The server could not process file file-1 (error): line 3 is bad'])
    expect(changing(sent)).toEqual(['POST /files', 'DELETE /files/file-1'])
  })

  it('fails with the way to correct the address where every route is missing, before anything costs money', async () => {
    const calls: string[] = []
    const { failures } = await runAction({
      inputs: { 'base-url': 'https://gateway.example' },
      fetch: (url, { method }) => {
        calls.push(`${method} ${new URL(url).pathname}`)
        return errorResponse(404, 'unknown_url')
      },
    })
    expect(failures.join()).toMatch(/^POST \/files failed .* "base-url" usually ends in \/v1\.$/s)
    expect(changing(calls)).toEqual(['POST /files'])
  })

  it('names the provider behind a gateway when it cancels the job, also in the post step', async () => {
    const inputs = { 'base-url': 'https://gateway.example/v1' }
    const main = await runAction({
      inputs: { ...inputs, 'extra-body': 'custom_llm_provider: azure' },
      statuses: ['running'],
      cancelAt: '/events',
    })
    const postStep = await runAction({
      action: post,
      inputs: { ...inputs, 'job-status': 'cancelled' },
      state: { ...main.saved, ended: '' },
      statuses: ['running'],
    })
    for (const { requests } of [main, postStep])
      expect(JSON.parse(getBody(requests, 'POST /fine_tuning/jobs/ftjob-1/cancel'))).toEqual({
        custom_llm_provider: 'azure',
      })
  })

  it('only reads in a dry run', async () => {
    const { sent, failed, log, files } = await runAction({
      inputs: { 'dry-run': 'true', hyperparameters: 'n_epochs: 3', 'validation-file': 'valid.jsonl' },
      files: { 'valid.jsonl': chatExamples(3) },
    })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual([])
    expect(log.join('\n')).toContain('"n_epochs": 3')
    expect(files['result.json']).toBeDefined()
  })
})

describe('wrong inputs', () => {
  it('are reported all at once, before any request', async () => {
    const { failures, sent, outputs } = await runAction({
      inputs: {
        'api-key': '',
        model: '',
        timeout: 'soon',
        'poll-interval': '0',
        wait: 'perhaps',
        suffix: 'x'.repeat(65),
        'trainig-file': 'a',
      },
    })
    expect(sent).toEqual([])
    expect(outputs).toEqual({})
    expect(failures[0]?.split('\n')).toEqual([
      'input "trainig-file": is not an input of this action (did you mean "training-file"?)',
      expect.stringContaining('input "api-key": is required; or, for no stored key'),
      'input "wait": expected true or false, received "perhaps"',
      'input "timeout": expected a number of minutes from 0, received "soon"',
      'input "poll-interval": expected a number of seconds above 0, received 0',
      'input "model": is required',
      expect.stringContaining('input "suffix": '),
    ])
  })

  it.each([
    ['a field of the wrong type', 'seed: x\n'],
    ['an unknown field', 'metod: dpo\n'],
  ])('are reported with the missing data of a job file that has %s', async (_, line) => {
    const { failures } = await runAction({
      inputs: { 'training-file': '', 'validation-file': '', 'job-file': 'job.yaml' },
      files: { 'job.yaml': `${line}training_file: nope.jsonl\nvalidation_file: nada.jsonl\n` },
    })
    const problems = failures[0]?.split('\n') ?? []
    expect(problems).toHaveLength(3)
    expect(problems.slice(1)).toEqual([
      expect.stringMatching(/^input "job-file": job\.yaml: training_file: no file at "nope\.jsonl"/),
      expect.stringMatching(/^input "job-file": job\.yaml: validation_file: no file at "nada\.jsonl"/),
    ])
  })

  it.each([
    [{ 'training-file': 'nowhere.jsonl' }, 'input "training-file": no file at "nowhere.jsonl"'],
    [{ 'training-file': '../secret' }, 'input "training-file": "../secret" is outside the workspace'],
    [{ 'training-file': 'folder' }, 'input "training-file": "folder" is a directory'],
    [{ method: 'magic' }, 'input "method": expected supervised, dpo or reinforcement, received "magic"'],
    [{ metadata: `key: ${'v'.repeat(513)}` }, 'input "metadata": key: '],
    [{ metadata: 'ft_run: 1' }, 'input "metadata": ft_run'],
    [{ metadata: '{a: b' }, 'input "metadata": line 1'],
    [{ 'base-url': 'http://example.com/v1' }, 'input "base-url": must begin with https://'],
    [
      { 'base-url': 'https://user:pass@example.com/v1' },
      'input "base-url": must not contain a user or password',
    ],
    [{ 'base-url': 'https://example.com/v1#x' }, 'input "base-url": must not contain a fragment'],
    [
      { 'base-url': 'nowhere', 'api-key': '', 'azure-tenant-id': 't', 'azure-client-id': 'c' },
      'input "base-url": expected a URL',
    ],
    [{ headers: '"a b": x' }, 'input "headers": "a b" is not a valid header name'],
    [{ headers: 'x-a: ' }, 'input "headers": x-a: has no value; set the variable or secret behind it'],
    [{ headers: 'x-a: ""' }, 'input "headers": x-a: has no value; set the variable or secret behind it'],
    [{ headers: '"x-a": "two\\nlines"' }, 'input "headers": x-a: must be one line of printable ASCII text'],
    [{ headers: 'authorization: x' }, 'input "headers": authorization: is set by the action itself'],
    [{ headers: 'SUPER_secret_value' }, 'input "headers": expected a map (YAML) of names to text'],
    [
      { 'results-dir': '.', 'training-file': 'events.jsonl' },
      'input "results-dir": the results would overwrite "events.jsonl", the training data',
    ],
    [
      { 'results-dir': '.', 'job-file': 'model.json' },
      'input "results-dir": the results would overwrite "model.json", a file of the job',
    ],
    [{ 'api-key': 'two\nlines' }, 'input "api-key": must be one line of printable ASCII'],
    [{ 'results-dir': '../elsewhere' }, 'input "results-dir": "../elsewhere" is outside the workspace'],
    [
      { 'on-timeout': 'explode' },
      'input "on-timeout": expected one of fail, detach, cancel, pause, received "explode"',
    ],
  ])('cause one error: %j', async (inputs, message) => {
    const { failures, sent } = await runAction({
      inputs,
      files: { 'folder/x': '', 'events.jsonl': chatExamples(20), 'model.json': '{"suffix": "a"}' },
    })
    expect(failures).toHaveLength(1)
    expect(failures[0]?.split('\n')).toHaveLength(1)
    expect(failures[0]).toContain(message)
    expect(sent).toEqual([])
  })

  it('are reported with the job file that names the data', async () => {
    const { failures } = await runAction({
      inputs: { 'training-file': '', 'job-file': 'jobs/job.yaml' },
      files: { 'jobs/job.yaml': 'training_file: trian.jsonl' },
    })
    expect(failures[0]).toContain('input "job-file": jobs/job.yaml: training_file: no file at "trian.jsonl"')
  })

  it('of the job do not hide those of the data', async () => {
    const { failures } = await runAction({ inputs: { model: '', 'training-file': 'nowhere.jsonl' } })
    expect(failures[0]).toContain('input "model": is required')
    expect(failures[0]).toContain('input "training-file": no file at "nowhere.jsonl"')
  })

  it('do not prevent the masking of secrets', async () => {
    const basic = Buffer.from('user:12345678').toString('base64')
    const { secrets } = await runAction({
      inputs: {
        model: '',
        headers: `{x-gateway: '1234567890', x-one: Bearer 123-token, x-two: basic ${basic}, x-three: short}`,
        'base-url':
          'https://server/v1?api-version=2025-04-01-preview&subscription-key=abc%2Bdefgh&x=sk-abcdefgh&team=my-own-team',
        'token-url': 'https://server/token?sig=12345678',
      },
    })
    expect(secrets).toEqual([
      INPUTS['api-key'],
      '1234567890',
      'Bearer 123-token',
      `basic ${basic}`,
      'abc%2Bdefgh',
      'abc+defgh',
      'sk-abcdefgh',
      '12345678',
      '123-token',
      basic,
    ])
  })
})

describe('every request', () => {
  it('has the organization and the project if they are set', async () => {
    const { requests } = await runAction({ inputs: { organization: 'org-1', project: 'proj-1' } })
    for (const { headers } of requests)
      expect(headers).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj-1' })
    expect(requests.length).toBeGreaterThan(3)
  })
})

describe('the report of the step', () => {
  it('has no summary with summary: false', async () => {
    expect((await runAction({ inputs: { summary: 'false' } })).summary).toBe('')
    expect((await runAction()).summary).not.toBe('')
  })

  it('has no masked value in any output or file, which GitHub would drop, and warns of names without it', async () => {
    const { annotations, outputs, files } = await runAction({
      inputs: { headers: 'x-gateway: org-secret' },
      job: { fine_tuned_model: 'ft:model:org-secret::1', 'org-secret': { 'org-secret': ['org-secret'] } },
      events: [{ id: 'e', message: 'm', data: { 'org-secret': 1, step: 1, 'loss-org-secret': 2 } }],
    })
    expect(outputs['fine-tuned-model']).toBe('ft:model:***::1')
    expect(JSON.stringify([outputs, files])).not.toContain('org-secret')
    expect(annotations.map(({ text }) => text)).toContain(
      'Output fine-tuned-model has "***" in place of a secret or of a value of "headers": GitHub would drop it otherwise.',
    )
  })

  it('warns of a model without a name if there is a checkpoint, and fails without one', async () => {
    const job = { fine_tuned_model: null }
    const list = { data: [{ id: 'ftckpt-1', step_number: 1 }], has_more: false }
    const routes = { 'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => list }
    const { failed, log, annotations, outputs } = await runAction({ job, routes })
    expect([failed, outputs['best-checkpoint-id']]).toEqual([false, 'ftckpt-1'])
    expect(log).toContain('Fine-tuned model: not named by the server')
    expect(annotations.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^The server names no model for job ftjob-1\..* best-checkpoint-id: ftckpt-1$/),
    )
    const { failures } = await runAction({ job })
    expect(failures).toEqual([expect.stringContaining('names neither a model nor a checkpoint')])
  })
})

describe('data with errors', () => {
  const files = { 'train.jsonl': `${chatExamples(20)}\nnot json\n{"messages":[]}` }

  it('fails the step before any request, with an annotation on each line', async () => {
    const { failures, annotations, sent, files: results } = await runAction({ files })
    expect(sent).toEqual([])
    expect(failures[0]).toContain('The data has 2 errors.\nNothing was uploaded.')
    expect(annotations.filter(({ level }) => level === 'error').map(({ at }) => at)).toMatchObject([
      { file: 'train.jsonl', line: 21 },
      { file: 'train.jsonl', line: 22 },
    ])
    expect(results['result.json']).toBeDefined()
  })

  it('causes warnings with data-check: warn, and nothing with off', async () => {
    const warned = await runAction({ files, inputs: { 'data-check': 'warn' } })
    expect(warned.failed).toBe(false)
    expect(warned.annotations.filter(({ level }) => level === 'warning').length).toBeGreaterThanOrEqual(2)
    const unchecked = await runAction({ files, inputs: { 'data-check': 'off' } })
    expect(unchecked.failed).toBe(false)
    expect(unchecked.annotations.filter(({ level }) => level !== 'notice')).toEqual([])
  })

  it('is annotated as far as GitHub shows, and the other problems are counted', async () => {
    const { annotations, log } = await runAction({ files: { 'train.jsonl': 'nonsense\n'.repeat(500) } })
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(9)
    expect(log.join('\n')).toMatch(/Annotations show the first 9 problems; 291 problems more are not listed/)
  })

  it('is never quoted', async () => {
    const secret = 'my-medical-record'
    const { annotations, log, failures, summary } = await runAction({
      files: {
        'train.jsonl': `{"messages":[{"role":"${secret}","content":1}]}\n{"x": ${secret}}\n"${secret}"`,
      },
    })
    expect(JSON.stringify([annotations, log, failures, summary])).not.toContain(secret)
  })

  it.each([
    [30, /^Annotations show the first \d+ problems\.$/],
    [300, /^Annotations show the first \d+ problems; \d+ problems more are not listed\.$/],
  ])('is counted if there is more than the log shows: %d lines', async (count, line) => {
    const text = `${chatExamples(1)}\n${'{"messages":\n'.repeat(count)}`
    const { log } = await runAction({ files: { 'train.jsonl': text } })
    expect(log.find((line) => line.startsWith('Annotations show the first'))).toMatch(line)
  })

  it('fails the step if it is empty, even with data-check: off', async () => {
    const { failures, sent } = await runAction({
      files: { 'train.jsonl': '' },
      inputs: { 'data-check': 'off' },
    })
    expect(failures[0]).toContain('The training data is empty.')
    expect(sent).toEqual([])
  })
})

describe('the create request', () => {
  const creates = (sent: string[]) => sent.filter((request) => request === 'POST /fine_tuning/jobs').length

  it.each([
    ['a lost response', () => Promise.reject(new Error('socket hang up'))],
    ['500', () => errorResponse(500, 'server_error')],
    ['503', () => errorResponse(503, 'server_is_overloaded')],
    ['408', () => errorResponse(408, 'timeout')],
    ['a malformed response', () => 'not a job'],
    [
      'no response',
      (_: unknown, signal: AbortSignal | undefined) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ],
  ])('is sent again after %s only if the job is not listed', async (_, reaction) => {
    const { failures, sent, clock } = await runAction({ routes: { 'POST /fine_tuning/jobs': reaction } })
    expect(creates(sent)).toBe(3)
    expect(failures[0]).toContain('Unclear whether the job was created')
    const first = sent.indexOf('POST /fine_tuning/jobs')
    const second = sent.indexOf('POST /fine_tuning/jobs', first + 1)
    // Six lookups, each of the jobs with our metadata and of the newest jobs.
    expect(sent.slice(first + 1, second)).toEqual(Array(12).fill('GET /fine_tuning/jobs'))
    expect(clock.now()).toBeGreaterThanOrEqual(90_000)
  })

  it.each(['lost', '500'])('is not sent again if its job is listed after this response: %s', async (kind) => {
    let metadata = {}
    const job = () => ({ id: 'ftjob-1', status: 'queued', metadata })
    let reads = 0
    const { failed, sent, outputs } = await runAction({
      routes: {
        'POST /fine_tuning/jobs': ({ body }) => {
          metadata = JSON.parse(body).metadata
          return kind === 'lost'
            ? Promise.reject(new Error('socket hang up'))
            : errorResponse(500, 'server_error')
        },
        // Only the fourth lookup shows the job.
        'GET /fine_tuning/jobs': () => ({
          data: 'ft_attempt' in metadata && ++reads > 3 ? [job()] : [],
          has_more: false,
        }),
      },
    })
    expect([failed, creates(sent)]).toEqual([false, 1])
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-1', status: 'succeeded', created: 'true' })
  })

  it('is not sent again if the list cannot be read', async () => {
    let created = false
    const { failures, sent } = await runAction({
      routes: {
        'POST /fine_tuning/jobs': () => {
          created = true
          return errorResponse(503, 'server_is_overloaded')
        },
        'GET /fine_tuning/jobs': () =>
          created ? errorResponse(503, 'server_is_overloaded') : { data: [], has_more: false },
      },
    })
    expect(creates(sent)).toBe(1)
    expect(failures[0]).toContain('Unclear whether the job was created')
    expect(sent).not.toContain('DELETE /files/file-1')
  })

  it.each([
    ['it was never sent', () => connectionRefused()],
    ['the server limits the rate', () => errorResponse(429, 'rate_limit_exceeded', { 'retry-after': '3' })],
    ['the server has no capacity', () => errorResponse(429, 'NoCapacity')],
    ['the file is still being processed', () => errorResponse(400, 'file is still being processed')],
  ])('is retried if %s', async (_, reaction) => {
    let attempts = 0
    const { failed, sent } = await runAction({
      routes: {
        'POST /fine_tuning/jobs': () => (++attempts < 3 ? reaction() : { id: 'ftjob-1', status: 'queued' }),
      },
    })
    expect(failed).toBe(false)
    expect(creates(sent)).toBe(3)
  })

  it.each([
    [403, 'training_not_available', 'The same API is served by Azure OpenAI'],
    [429, 'daily_rate_limit_exceeded', 'Run the workflow again tomorrow'],
    [429, 'insufficient_quota', 'add credit'],
    [429, 'quotaExceeded', 'more quota in the Azure portal'],
    [403, 'quotaExceeded', 'more quota in the Azure portal'],
    [403, 'InsufficientQuota', 'more quota in the Azure portal'],
    [400, 'invalid_value', 'refused: invalid_value'],
  ])('is sent once and fails with a hint if the server answers %d %s', async (status, code, hint) => {
    const { failures, outputs, sent } = await runAction({
      routes: { 'POST /fine_tuning/jobs': () => errorResponse(status, code, { 'x-request-id': 'req_42' }) },
    })
    expect(creates(sent)).toBe(1)
    expect(failures).toHaveLength(1)
    expect(failures[0]).toContain(hint)
    expect(failures[0]).toContain('request id req_42')
    expect(outputs).toMatchObject({ 'error-code': code, 'error-message': `refused: ${code}` })
  })
})

describe('a create request during the cancellation', () => {
  it.each([
    ['502', () => errorResponse(502, 'bad_gateway')],
    ['a lost response', () => Promise.reject(new Error('socket hang up'))],
    [
      'no response',
      (_: unknown, signal: AbortSignal | undefined) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ],
  ])('fails the step as ambiguous if it ends with %s', async (_, reaction) => {
    const { failures } = await runAction({
      cancelAt: 'POST /fine_tuning/jobs',
      routes: { 'POST /fine_tuning/jobs': reaction },
    })
    expect(failures[0]).toContain('Unclear whether the job was created')
  })

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%d)', async (status) => {
    const { sent, failures } = await runAction({
      routes: {
        'POST /fine_tuning/jobs': () => response(status, '', { location: 'https://elsewhere.example/' }),
      },
    })
    // Servers also answer 302 and 303 when they have created a job.
    const times = [302, 303].includes(status) ? 3 : 1
    expect(sent.filter((request) => request === 'POST /fine_tuning/jobs')).toHaveLength(times)
    expect(failures[0]).toMatch(/Redirects are not followed|Unclear whether/)
  })
})

describe('stopping a job', () => {
  it.each([
    ['a server that limits the rate', () => errorResponse(429, 'slow_down', { 'retry-after': '6' })],
    ['a replica that does not know the job yet', () => errorResponse(404, 'not_found')],
    ['a server that is down for a moment', () => errorResponse(503, 'server_is_overloaded')],
  ])('is retried on %s', async (_, reaction) => {
    let attempts = 0
    let status = 'running'
    const { outputs } = await runAction({
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status, model: INPUTS.model }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          if (++attempts < 4) return reaction()
          status = 'cancelled'
          return { id: 'ftjob-1', status }
        },
      },
    })
    expect([attempts, outputs.status]).toEqual([4, 'cancelled'])
  })

  it('ends within the grace period if the workflow is cancelled meanwhile', async () => {
    const { failures, clock } = await runAction({
      statuses: ['running'],
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      cancelAt: '/cancel',
      routes: { 'POST /fine_tuning/jobs/ftjob-1/cancel': () => errorResponse(503, 'server_is_overloaded') },
    })
    expect(failures[0]).toContain('could not be cancelled')
    expect(clock.now()).toBeLessThan(68_000)
  })

  it('stops retrying within the grace period', async () => {
    const { failures, clock } = await runAction({
      statuses: ['running'],
      cancelAt: '/events',
      routes: { 'POST /fine_tuning/jobs/ftjob-1/cancel': () => errorResponse(503, 'server_is_overloaded') },
    })
    expect(failures[0]).toContain('could not be cancelled')
    expect(clock.now()).toBeLessThan(7500)
  })
})

describe('the time before the job exists', () => {
  it('counts towards the timeout, after which no job is created', async () => {
    const { failures, sent, clock } = await runAction({
      inputs: { timeout: '1' },
      routes: {
        'POST /files': () => ({ id: 'file-1', status: 'pending' }),
        'GET /files/file-1': () => ({ id: 'file-1', status: 'pending' }),
      },
    })
    expect(failures[0]).toContain('Timed out while uploading the data')
    expect(sent).not.toContain('POST /fine_tuning/jobs')
    expect(clock.now()).toBe(60_000)
  })

  it('includes retries while the server does not report the file', async () => {
    let reads = 0
    const { failed } = await runAction({
      routes: {
        'POST /files': () => ({ id: 'file-1', status: 'pending' }),
        'GET /files/file-1': () =>
          ++reads < 10 ? errorResponse(503, 'server_is_overloaded') : { id: 'file-1', status: 'processed' },
      },
    })
    expect(failed).toBe(false)
  })
})

describe('an API key that the server echoes', () => {
  const key = 'sk-proj-AbC_dEf-1234567890'

  it('is redacted everywhere, even truncated or escaped', async () => {
    const message = `${'x'.repeat(3990)} Incorrect API key: ${key} ${'y'.repeat(500)}`
    const { annotations, failures, outputs, summary, log, files } = await runAction({
      inputs: { 'api-key': key },
      routes: {
        'POST /fine_tuning/jobs': () =>
          response(401, JSON.stringify({ error: { message, code: key, param: key, type: 'x' } })),
      },
    })
    const everything = JSON.stringify([annotations, failures, outputs, summary, log, files])
    const unescaped = everything.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    expect(unescaped).not.toContain('AbC_dEf')
    expect(outputs['error-code']).toBe('***')
  })
})

describe('following the job', () => {
  it('fails the step with the reason why the job failed', async () => {
    const { failures, outputs } = await runAction({
      statuses: ['failed'],
      job: {
        error: { code: 'invalid_n_examples', param: 'training_file', message: 'too few' },
      },
    })
    expect(failures).toEqual(['Job ftjob-1 has failed (invalid_n_examples, param training_file): too few'])
    expect(outputs).toMatchObject({
      status: 'failed',
      'error-code': 'invalid_n_examples',
      'error-message': 'too few',
    })
    // Although the server names one.
    expect(outputs['fine-tuned-model']).toBeUndefined()
  })

  it.each(['paused', 'cancelled', 'canceled'])('fails the step if the job is %s', async (status) => {
    const { failures } = await runAction({ statuses: ['running', status] })
    expect(failures).toHaveLength(1)
  })

  it.each([
    ['fail', true, 'running', []],
    ['detach', false, 'running', []],
    ['cancel', true, 'cancelled', ['POST /fine_tuning/jobs/ftjob-1/cancel']],
    ['pause', true, 'paused', ['POST /fine_tuning/jobs/ftjob-1/pause']],
  ] as const)('applies on-timeout: %s', async (policy, fails, status, stops) => {
    const { failed, outputs, sent } = await runAction({
      statuses: ['running'],
      inputs: { timeout: '10', 'on-timeout': policy },
    })
    expect(failed).toBe(fails)
    expect(outputs.status).toBe(status)
    expect(changing(sent).slice(2)).toEqual(stops)
  })

  it('succeeds if the job succeeds while it is being cancelled on timeout', async () => {
    let cancelled = false
    const { failed, outputs } = await runAction({
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: cancelled ? 'succeeded' : 'running',
          fine_tuned_model: 'ft:x',
        }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          cancelled = true
          return errorResponse(400, 'already_finished')
        },
      },
    })
    expect(failed).toBe(false)
    expect(outputs).toMatchObject({ status: 'succeeded', 'fine-tuned-model': 'ft:x' })
  })

  it('reads the job once with timeout: 0 and succeeds unless the job has failed', async () => {
    expect(
      (await runAction({ statuses: ['running'], inputs: { timeout: '0', 'on-timeout': 'fail' } })).failed,
    ).toBe(false)
    expect((await runAction({ statuses: ['failed'], inputs: { timeout: '0' } })).failed).toBe(true)
  })

  it.each([
    ['', 'cancelled', ['POST /fine_tuning/jobs/ftjob-1/cancel']],
    ['cancel', 'cancelled', ['POST /fine_tuning/jobs/ftjob-1/cancel']],
    ['pause', 'paused', ['POST /fine_tuning/jobs/ftjob-1/pause']],
    ['detach', 'running', []],
  ])('applies on-cancel: %j when the workflow is cancelled', async (policy, status, stops) => {
    const { failed, outputs, sent } = await runAction({
      statuses: ['running'],
      inputs: { 'on-cancel': policy },
      cancelAt: '/events',
    })
    expect(failed).toBe(true)
    expect(outputs.status).toBe(status)
    expect(changing(sent).slice(2)).toEqual(stops)
  })

  it('cancels a job that is created during the cancellation', async () => {
    const { sent, outputs } = await runAction({ cancelAt: 'POST /fine_tuning/jobs' })
    expect(changing(sent)).toEqual([
      'POST /files',
      'POST /fine_tuning/jobs',
      'POST /fine_tuning/jobs/ftjob-1/cancel',
    ])
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-1', status: 'cancelled' })
  })

  it('creates no job if the workflow is cancelled during the upload', async () => {
    const { sent, failures } = await runAction({ cancelAt: 'POST /files' })
    expect(sent).not.toContain('POST /fine_tuning/jobs')
    expect(failures).toEqual(['The workflow was cancelled.'])
  })

  it('succeeds with a warning if the last events cannot be read', async () => {
    let requests = 0
    const list = { data: [{ id: 'e', message: 'x' }], has_more: false }
    const { failed, annotations } = await runAction({
      statuses: ['running', 'succeeded'],
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/events': () =>
          ++requests < 2 ? list : errorResponse(403, 'no_access'),
      },
    })
    const warnings = annotations.filter(({ level }) => level === 'warning')
    expect([failed, warnings.map(({ text }) => text)]).toEqual([
      false,
      [expect.stringContaining("The job's last events could not be read")],
    ])
  })

  it('fails and leaves the job running if the server refuses to report it', async () => {
    const { failures, sent } = await runAction({
      routes: { 'GET /fine_tuning/jobs/ftjob-1': () => errorResponse(404, 'not_found') },
    })
    expect(failures[0]).toContain('Job ftjob-1 can no longer be followed')
    expect(changing(sent)).toHaveLength(2)
  })
})

describe('a job of a request without a response', () => {
  it('is cancelled if the second job wins', async () => {
    const jobs: { id: string; status: string; created_at: number; metadata: object }[] = []
    let reads = 0
    const { sent, failed, outputs } = await runAction({
      routes: {
        'POST /fine_tuning/jobs': ({ body }) => {
          // The first job has the later id, and both have the same second.
          const job = { id: jobs.length === 0 ? 'ftjob-2' : 'ftjob-1', status: 'queued', created_at: 1 }
          jobs.push({ ...job, metadata: JSON.parse(body).metadata })
          return jobs.length === 1 ? Promise.reject(new Error('socket hang up')) : jobs[1]
        },
        // The list stays empty during all lookups.
        'GET /fine_tuning/jobs': () => ({
          data: jobs.length === 2 && ++reads > 1 ? jobs : [],
          has_more: false,
        }),
        'POST /fine_tuning/jobs/ftjob-2/cancel': () => ({ id: 'ftjob-2', status: 'cancelled' }),
        'GET /fine_tuning/jobs/ftjob-2': () => ({ id: 'ftjob-2', status: 'cancelled' }),
      },
    })
    expect(sent.filter((request) => request === 'POST /fine_tuning/jobs')).toHaveLength(2)
    expect(sent).toContain('POST /fine_tuning/jobs/ftjob-2/cancel')
    expect([failed, outputs['job-id']]).toEqual([false, 'ftjob-1'])
  })
})

describe('a value that changes with every run', () => {
  it.each([
    [{ suffix: 'run-1658821493' }, 'input "suffix": contains'],
    [{ suffix: 'at-c0ffee12' }, 'input "suffix": contains'],
    [{ suffix: 'nightly' }, undefined],
    [{ seed: '165' }, undefined],
  ])('causes a warning if it is part of the job: %j', async (inputs, warning) => {
    const { annotations } = await runAction({ inputs })
    const warnings = annotations.filter(({ text }) => text.includes('contains the id or the commit'))
    expect(warnings.map(({ text }) => text)).toEqual(warning ? [expect.stringContaining(warning)] : [])
  })
})

describe('the shutdown of the base model', () => {
  it('causes a warning after its date', async () => {
    const { annotations } = await runAction({
      routes: { [`GET /models/${INPUTS.model}`]: () => ({ id: INPUTS.model, shutdown_date: '2026-11-01' }) },
    })
    expect(annotations.map(({ text }) => text).join()).toContain('was to be shut down on 2026-11-01')
  })

  const model = (shutdown_date: unknown) => ({
    [`GET /models/${INPUTS.model}`]: () => ({ id: INPUTS.model, shutdown_date }),
  })

  it('causes a warning and sets an output', async () => {
    const { annotations, outputs, failed } = await runAction({ routes: model('2027-01-14') })
    expect([failed, outputs['model-shutdown-date']]).toEqual([false, '2027-01-14'])
    expect(annotations.map(({ text }) => text).join()).toContain('shut down on 2027-01-14, in 53 days')
  })

  it.each([
    ['53', false],
    ['54', true],
  ])('fails the step only if min-model-days (%s) is not met: %s', async (days, fails) => {
    const { failures, sent, failed } = await runAction({
      inputs: { 'min-model-days': days },
      routes: model('2027-01-14'),
    })
    expect(failed).toBe(fails)
    if (!fails) return
    expect(failures[0]).toContain('"min-model-days" requires 54 days')
    expect(changing(sent)).toEqual([])
  })

  it.each([null, 'soon', 7, '2027-13-45'])('is ignored if its date is %j', async (date) => {
    const { failed, outputs } = await runAction({ inputs: { 'min-model-days': '1000' }, routes: model(date) })
    expect([failed, outputs['model-shutdown-date']]).toEqual([false, undefined])
  })

  it('causes a warning with min-model-days if its date cannot be read', async () => {
    const { failed, annotations } = await runAction({ inputs: { 'min-model-days': '1000' } })
    expect(failed).toBe(false)
    expect(annotations.map(({ text }) => text).join()).toContain('Cannot check "min-model-days"')
  })

  it('is read from the base of a fine-tuned model', async () => {
    const { outputs } = await runAction({
      inputs: { model: `ft:${INPUTS.model}:org::abc` },
      routes: model('2027-01-14'),
    })
    expect(outputs['model-shutdown-date']).toBe('2027-01-14')
  })
})

describe('the limit of concurrent jobs', () => {
  it('fails the step at once with a hint, and the upload is deleted', async () => {
    const message =
      'This fine-tune request has been rate-limited. Your organization has reached the maximum of 3 active requests (3 running, 0 pending) for the model.'
    const { failures, sent } = await runAction({
      routes: {
        'POST /fine_tuning/jobs': () =>
          response(429, JSON.stringify({ error: { message, code: 'rate_limit_exceeded' } })),
      },
    })
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs', 'DELETE /files/file-1'])
    expect(failures[0]).toContain('Run the workflow again when one has ended')
  })
})
