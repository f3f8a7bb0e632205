import { describe, expect, it } from 'vitest'
import { answer, notSent, refusal, type Seen } from '../support/fake-api.ts'
import { act, chat, INPUTS } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const bodyOf = (requests: Seen[], what: string) =>
  requests.find(({ method, path }) => `${method} ${path}` === what)?.body ?? ''
const creating = (requests: Seen[]): unknown => JSON.parse(bodyOf(requests, 'POST /fine_tuning/jobs'))

describe('training', () => {
  it('uploads, creates the job, follows it, and hands the model on', async () => {
    const { outputs, failed, sent, requests, saved, files } = await act({
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
        ft_attempt: 'a77e3b70000000000000000000000000',
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

  it('tells the job the moment it is created, and no model before it has succeeded', async () => {
    const { outputs, sent, failed } = await act({ inputs: { wait: 'false' } })
    expect(failed).toBe(false)
    // Looked for are only other jobs for the same work.
    expect(sent).not.toContain('GET /fine_tuning/jobs/ftjob-1')
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-1', status: 'validating_files' })
    expect(outputs['fine-tuned-model']).toBeUndefined()
  })

  it('uploads the joined files as they were checked: without BOM, with LF, ended by a newline', async () => {
    const lines = chat(60).split('\n')
    const { requests } = await act({
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

  it('takes the id of an uploaded file where no such path exists', async () => {
    const { sent, requests } = await act({ inputs: { 'training-file': 'file-1' } })
    expect(sent).toContain('GET /files/file-1')
    expect(sent).not.toContain('POST /files')
    expect(creating(requests)).toMatchObject({ training_file: 'file-1' })
  })

  it('waits until the server has processed the file', async () => {
    let looks = 0
    const { sent, clock } = await act({
      routes: {
        'POST /files': () => ({ id: 'file-1', status: 'pending' }),
        'GET /files/file-1': () => ({ id: 'file-1', status: ++looks < 4 ? 'running' : 'processed' }),
      },
    })
    const uploaded = sent.indexOf('POST /files')
    expect(sent.slice(uploaded, sent.indexOf('POST /fine_tuning/jobs'))).toEqual([
      'POST /files',
      ...Array(4).fill('GET /files/file-1'),
      'GET /fine_tuning/jobs',
    ])
    expect(clock.naps.slice(0, 4)).toEqual([250, 500, 1000, 2000])
  })

  it('says why a file could not be processed', async () => {
    const { failures, sent } = await act({
      routes: { 'POST /files': () => ({ id: 'file-1', status: 'error', status_details: 'line 3 is bad' }) },
    })
    expect(failures).toEqual(['The server could not process file file-1 (error): line 3 is bad'])
    expect(changing(sent)).toEqual(['POST /files', 'DELETE /files/file-1'])
  })

  it('sends nothing that changes anything in a dry run', async () => {
    const { sent, failed, log, files } = await act({
      inputs: { 'dry-run': 'true', hyperparameters: 'n_epochs: 3', 'validation-file': 'valid.jsonl' },
      files: { 'valid.jsonl': chat(3) },
    })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual([])
    expect(log.join('\n')).toContain('"n_epochs": 3')
    expect(files['result.json']).toBeDefined()
  })
})

describe('wrong input', () => {
  it('is told all at once, and nothing is touched', async () => {
    const { failures, sent, outputs } = await act({
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
    [{ headers: '"a b": x' }, 'input "headers": "a b" is not the name of a header'],
    [{ headers: '"x-a": "two\\nlines"' }, 'input "headers": x-a: must be one line of printable ASCII text'],
    [{ headers: 'authorization: x' }, 'input "headers": authorization: is set by the action itself'],
    [{ headers: 'SUPER_secret_value' }, 'input "headers": expected a map (YAML) of names to text'],
    [
      { 'results-dir': '.', 'training-file': 'events.jsonl' },
      'input "results-dir": the results would be written over',
    ],
    [{ 'api-key': 'two\nlines' }, 'input "api-key": must be one line of printable ASCII'],
    [{ 'results-dir': '../elsewhere' }, 'input "results-dir": "../elsewhere" is outside the workspace'],
    [
      { 'on-timeout': 'explode' },
      'input "on-timeout": expected one of fail, detach, cancel, pause, received "explode"',
    ],
  ])('%j is one clear error', async (inputs, message) => {
    const { failures, sent } = await act({ inputs, files: { 'folder/x': '', 'events.jsonl': chat(20) } })
    expect(failures).toHaveLength(1)
    expect(failures[0]?.split('\n')).toHaveLength(1)
    expect(failures[0]).toContain(message)
    expect(sent).toEqual([])
  })

  it('names the job file where that is what names the data', async () => {
    const { failures } = await act({
      inputs: { 'training-file': '', 'job-file': 'jobs/job.yaml' },
      files: { 'jobs/job.yaml': 'training_file: trian.jsonl' },
    })
    expect(failures[0]).toContain('input "job-file": jobs/job.yaml: training_file: no file at "trian.jsonl"')
  })

  it('in what the job is does not hide wrong input in where its data are', async () => {
    const { failures } = await act({ inputs: { model: '', 'training-file': 'nowhere.jsonl' } })
    expect(failures[0]).toContain('input "model": is required')
    expect(failures[0]).toContain('input "training-file": no file at "nowhere.jsonl"')
  })

  it('masks the key before anything else', async () => {
    const { secrets } = await act({ inputs: { model: '', headers: 'x-gateway: 1234567890' } })
    expect(secrets).toEqual([INPUTS['api-key'], '1234567890'])
  })
})

describe('what every request carries', () => {
  it('is the organization and the project, where they are given', async () => {
    const { requests } = await act({ inputs: { organization: 'org-1', project: 'proj-1' } })
    for (const { headers } of requests)
      expect(headers).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj-1' })
    expect(requests.length).toBeGreaterThan(3)
  })
})

describe('what the step tells of itself', () => {
  it('is no summary where none is wanted', async () => {
    expect((await act({ inputs: { summary: 'false' } })).summary).toBe('')
    expect((await act()).summary).not.toBe('')
  })

  it('is a warning where GitHub would drop an output that has a secret in it', async () => {
    const { annotations } = await act({
      inputs: { headers: 'x-gateway: org-secret' },
      job: { fine_tuned_model: 'ft:model:org-secret::1' },
    })
    expect(annotations.map(({ text }) => text)).toContain(
      'Output fine-tuned-model contains a masked text; GitHub drops it where it is an output of the job.',
    )
  })

  it('is that the server does not name the model', async () => {
    const { log } = await act({ job: { fine_tuned_model: null } })
    expect(log).toContain('Fine-tuned model: the server does not name it')
  })
})

describe('bad data', () => {
  const files = { 'train.jsonl': `${chat(20)}\nnot json\n{"messages":[]}` }

  it('stops the run before any request, each problem on its line', async () => {
    const { failures, annotations, sent, files: results } = await act({ files })
    expect(sent).toEqual([])
    expect(failures[0]).toContain('The data has 2 errors.\nNothing was uploaded.')
    expect(annotations.filter(({ level }) => level === 'error').map(({ at }) => at)).toMatchObject([
      { file: 'train.jsonl', line: 21 },
      { file: 'train.jsonl', line: 22 },
    ])
    expect(results['result.json']).toBeDefined()
  })

  it('is only told with data-check: warn, and not even looked for with off', async () => {
    const warned = await act({ files, inputs: { 'data-check': 'warn' } })
    expect(warned.failed).toBe(false)
    expect(warned.annotations.filter(({ level }) => level === 'warning').length).toBeGreaterThanOrEqual(2)
    const unchecked = await act({ files, inputs: { 'data-check': 'off' } })
    expect(unchecked.failed).toBe(false)
    expect(unchecked.annotations.filter(({ level }) => level !== 'notice')).toEqual([])
  })

  it('is annotated within what GitHub shows, and the rest is counted', async () => {
    const { annotations, log } = await act({ files: { 'train.jsonl': 'nonsense\n'.repeat(500) } })
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(9)
    expect(log.join('\n')).toMatch(
      /GitHub shows the first 9 problems as annotations; 291 problems more are not listed/,
    )
  })

  it('never shows the data', async () => {
    const secret = 'my-medical-record'
    const { annotations, log, failures, summary } = await act({
      files: {
        'train.jsonl': `{"messages":[{"role":"${secret}","content":1}]}\n{"x": ${secret}}\n"${secret}"`,
      },
    })
    expect(JSON.stringify([annotations, log, failures, summary])).not.toContain(secret)
  })

  it.each([
    [30, /^GitHub shows the first \d+ problems as annotations\.$/],
    [300, /^GitHub shows the first \d+ problems as annotations; \d+ problems more are not listed\.$/],
  ])('is counted where it is more than can be shown: %d lines', async (count, told) => {
    const text = `${chat(1)}\n${'{"messages":\n'.repeat(count)}`
    const { log } = await act({ files: { 'train.jsonl': text } })
    expect(log.find((line) => line.startsWith('GitHub shows the first'))).toMatch(told)
  })

  it('that is empty is refused even unchecked', async () => {
    const { failures, sent } = await act({ files: { 'train.jsonl': '' }, inputs: { 'data-check': 'off' } })
    expect(failures[0]).toContain('The training data is empty.')
    expect(sent).toEqual([])
  })
})

describe('the request that costs money', () => {
  const creates = (sent: string[]) => sent.filter((request) => request === 'POST /fine_tuning/jobs').length

  it.each([
    ['a lost answer', () => Promise.reject(new Error('socket hang up'))],
    ['500', () => refusal(500, 'server_error')],
    ['503', () => refusal(503, 'server_is_overloaded')],
    ['408', () => refusal(408, 'timeout')],
    ['nonsense', () => 'not a job'],
    [
      'no answer',
      (_: unknown, signal: AbortSignal | undefined) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ],
  ])('is sent again after %s only when the job was looked for and is not there', async (_, reaction) => {
    const { failures, sent, clock } = await act({ routes: { 'POST /fine_tuning/jobs': reaction } })
    expect(creates(sent)).toBe(3)
    expect(failures[0]).toContain('It is not known whether the job was created')
    const first = sent.indexOf('POST /fine_tuning/jobs')
    const second = sent.indexOf('POST /fine_tuning/jobs', first + 1)
    // Six looks, each at the jobs with its mark and at the newest ones.
    expect(sent.slice(first + 1, second)).toEqual(Array(12).fill('GET /fine_tuning/jobs'))
    expect(clock.now()).toBeGreaterThanOrEqual(90_000)
  })

  it.each(['lost', 'answered by 500'])(
    'is not sent again when the job is found whose answer was %s',
    async (how) => {
      let metadata = {}
      const job = () => ({ id: 'ftjob-1', status: 'queued', metadata })
      let looks = 0
      const { failed, sent, outputs } = await act({
        routes: {
          'POST /fine_tuning/jobs': ({ body }) => {
            metadata = JSON.parse(body).metadata
            return how === 'lost' ? Promise.reject(new Error('socket hang up')) : refusal(500, 'server_error')
          },
          // Late: only the fourth look after it shows the job.
          'GET /fine_tuning/jobs': () => ({
            data: 'ft_attempt' in metadata && ++looks > 3 ? [job()] : [],
            has_more: false,
          }),
        },
      })
      expect([failed, creates(sent)]).toEqual([false, 1])
      expect(outputs).toMatchObject({ 'job-id': 'ftjob-1', status: 'succeeded', created: 'true' })
    },
  )

  it('is not sent again when the list that would tell is not answered', async () => {
    let created = false
    const { failures, sent } = await act({
      routes: {
        'POST /fine_tuning/jobs': () => {
          created = true
          return refusal(503, 'server_is_overloaded')
        },
        'GET /fine_tuning/jobs': () =>
          created ? refusal(503, 'server_is_overloaded') : { data: [], has_more: false },
      },
    })
    expect(creates(sent)).toBe(1)
    expect(failures[0]).toContain('It is not known whether the job was created')
    expect(sent).not.toContain('DELETE /files/file-1')
  })

  it.each([
    ['it was never sent', () => notSent()],
    ['the server says to come later', () => refusal(429, 'rate_limit_exceeded', { 'retry-after': '3' })],
    ['the file is still being processed', () => refusal(400, 'file is still being processed')],
  ])('is repeated when %s', async (_, reaction) => {
    let tries = 0
    const { failed, sent } = await act({
      routes: {
        'POST /fine_tuning/jobs': () => (++tries < 3 ? reaction() : { id: 'ftjob-1', status: 'queued' }),
      },
    })
    expect(failed).toBe(false)
    expect(creates(sent)).toBe(3)
  })

  it.each([
    [403, 'training_not_available', 'The same API is served by Azure OpenAI'],
    [429, 'daily_rate_limit_exceeded', 'Run the workflow again tomorrow'],
    [429, 'insufficient_quota', 'add credit'],
    [400, 'invalid_value', 'refused: invalid_value'],
  ])('refused by %d %s is told once, with hint', async (status, code, hint) => {
    const { failures, outputs, sent } = await act({
      routes: { 'POST /fine_tuning/jobs': () => refusal(status, code, { 'x-request-id': 'req_42' }) },
    })
    expect(creates(sent)).toBe(1)
    expect(failures).toHaveLength(1)
    expect(failures[0]).toContain(hint)
    expect(failures[0]).toContain('request id req_42')
    expect(outputs).toMatchObject({ 'error-code': code, 'error-message': `refused: ${code}` })
  })
})

describe('a create request that is under way when the workflow is cancelled', () => {
  it.each([
    ['502', () => refusal(502, 'bad_gateway')],
    ['a lost answer', () => Promise.reject(new Error('socket hang up'))],
    [
      'no answer',
      (_: unknown, signal: AbortSignal | undefined) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ],
  ])('and ends with %s, may have made a job, and the step says so', async (_, reaction) => {
    const { failures } = await act({
      interruptAt: 'POST /fine_tuning/jobs',
      routes: { 'POST /fine_tuning/jobs': reaction },
    })
    expect(failures[0]).toContain('It is not known whether the job was created')
  })

  it.each([301, 302, 303, 307, 308])('is not sent elsewhere when it is redirected (%d)', async (status) => {
    const { sent, failures } = await act({
      routes: {
        'POST /fine_tuning/jobs': () => answer(status, '', { location: 'https://elsewhere.example/' }),
      },
    })
    // 302 and 303 are also answers to what was carried out.
    const times = [302, 303].includes(status) ? 3 : 1
    expect(sent.filter((request) => request === 'POST /fine_tuning/jobs')).toHaveLength(times)
    expect(failures[0]).toMatch(/Redirects are not followed|It is not known whether/)
  })
})

describe('stopping a job', () => {
  it.each([
    ['a server that asks for patience', () => refusal(429, 'slow_down', { 'retry-after': '6' })],
    ['a replica that has not heard of the job', () => refusal(404, 'not_found')],
    ['a server that is down for a moment', () => refusal(503, 'server_is_overloaded')],
  ])('succeeds against %s', async (_, reaction) => {
    let tries = 0
    const { outputs } = await act({
      statuses: ['running'],
      interruptAt: '/events',
      routes: {
        'POST /fine_tuning/jobs/ftjob-1/cancel': () =>
          ++tries < 4 ? reaction() : { id: 'ftjob-1', status: 'cancelled' },
      },
    })
    expect(outputs.status).toBe('cancelled')
  })

  it('hurries when the workflow is cancelled while it takes its time', async () => {
    const { failures, clock } = await act({
      statuses: ['running'],
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      interruptAt: '/cancel',
      routes: { 'POST /fine_tuning/jobs/ftjob-1/cancel': () => refusal(503, 'server_is_overloaded') },
    })
    expect(failures[0]).toContain('could not be cancelled')
    expect(clock.now()).toBeLessThan(68_000)
  })

  it('gives up while there is still time to say so', async () => {
    const { failures, clock } = await act({
      statuses: ['running'],
      interruptAt: '/events',
      routes: { 'POST /fine_tuning/jobs/ftjob-1/cancel': () => refusal(503, 'server_is_overloaded') },
    })
    expect(failures[0]).toContain('could not be cancelled')
    expect(clock.now()).toBeLessThan(7500)
  })
})

describe('the time before there is a job', () => {
  it('counts: when it is up, no job is created', async () => {
    const { failures, sent, clock } = await act({
      inputs: { timeout: '1' },
      routes: {
        'POST /files': () => ({ id: 'file-1', status: 'pending' }),
        'GET /files/file-1': () => ({ id: 'file-1', status: 'pending' }),
      },
    })
    expect(failures[0]).toContain('The time was up before the data was on the server')
    expect(sent).not.toContain('POST /fine_tuning/jobs')
    expect(clock.now()).toBe(60_000)
  })

  it('survives minutes in which the server tells nothing of the file', async () => {
    let looks = 0
    const { failed } = await act({
      routes: {
        'POST /files': () => ({ id: 'file-1', status: 'pending' }),
        'GET /files/file-1': () =>
          ++looks < 10 ? refusal(503, 'server_is_overloaded') : { id: 'file-1', status: 'processed' },
      },
    })
    expect(failed).toBe(false)
  })
})

describe('what a server echoes of the key', () => {
  const key = 'sk-proj-AbC_dEf-1234567890'

  it('is nowhere: not cut in half, not escaped', async () => {
    const said = `${'x'.repeat(3990)} Incorrect API key: ${key} ${'y'.repeat(500)}`
    const { annotations, failures, outputs, summary, log, files } = await act({
      inputs: { 'api-key': key },
      routes: {
        'POST /fine_tuning/jobs': () =>
          answer(401, JSON.stringify({ error: { message: said, code: key, param: key, type: 'x' } })),
      },
    })
    const everything = JSON.stringify([annotations, failures, outputs, summary, log, files])
    const seenByPeople = everything.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    expect(seenByPeople).not.toContain('AbC_dEf')
    expect(outputs['error-code']).toBe('***')
  })
})

describe('the end of the wait', () => {
  it('fails the step when the job has failed, and says why', async () => {
    const { failures, outputs } = await act({
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
    // Though the server names one.
    expect(outputs['fine-tuned-model']).toBeUndefined()
  })

  it.each(['paused', 'cancelled', 'canceled'])('fails the step when the job is %s', async (status) => {
    const { failures } = await act({ statuses: ['running', status] })
    expect(failures).toHaveLength(1)
  })

  it.each([
    ['fail', true, 'running', []],
    ['detach', false, 'running', []],
    ['cancel', true, 'cancelled', ['POST /fine_tuning/jobs/ftjob-1/cancel']],
    ['pause', true, 'paused', ['POST /fine_tuning/jobs/ftjob-1/pause']],
  ] as const)('on-timeout: %s', async (policy, fails, status, stops) => {
    const { failed, outputs, sent } = await act({
      statuses: ['running'],
      inputs: { timeout: '10', 'on-timeout': policy },
    })
    expect(failed).toBe(fails)
    expect(outputs.status).toBe(status)
    expect(changing(sent).slice(2)).toEqual(stops)
  })

  it('succeeds after all when the job has succeeded while it was to be cancelled for being late', async () => {
    let cancelled = false
    const { failed, outputs } = await act({
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: cancelled ? 'succeeded' : 'running',
          fine_tuned_model: 'ft:x',
        }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          cancelled = true
          return refusal(400, 'already_finished')
        },
      },
    })
    expect(failed).toBe(false)
    expect(outputs).toMatchObject({ status: 'succeeded', 'fine-tuned-model': 'ft:x' })
  })

  it('with no time takes one look and succeeds, unless the job has ended badly', async () => {
    expect(
      (await act({ statuses: ['running'], inputs: { timeout: '0', 'on-timeout': 'fail' } })).failed,
    ).toBe(false)
    expect((await act({ statuses: ['failed'], inputs: { timeout: '0' } })).failed).toBe(true)
  })

  it.each([
    ['', 'cancelled', ['POST /fine_tuning/jobs/ftjob-1/cancel']],
    ['cancel', 'cancelled', ['POST /fine_tuning/jobs/ftjob-1/cancel']],
    ['pause', 'paused', ['POST /fine_tuning/jobs/ftjob-1/pause']],
    ['detach', 'running', []],
  ])('on-cancel: %j when the workflow is cancelled', async (policy, status, stops) => {
    const { failed, outputs, sent } = await act({
      statuses: ['running'],
      inputs: { 'on-cancel': policy },
      interruptAt: '/events',
    })
    expect(failed).toBe(true)
    expect(outputs.status).toBe(status)
    expect(changing(sent).slice(2)).toEqual(stops)
  })

  it('cancels a job whose create request was under way when the workflow was cancelled', async () => {
    const { sent, outputs } = await act({ interruptAt: 'POST /fine_tuning/jobs' })
    expect(changing(sent)).toEqual([
      'POST /files',
      'POST /fine_tuning/jobs',
      'POST /fine_tuning/jobs/ftjob-1/cancel',
    ])
    expect(outputs).toMatchObject({ 'job-id': 'ftjob-1', status: 'cancelled' })
  })

  it('creates nothing when the workflow is cancelled during the upload', async () => {
    const { sent, failures } = await act({ interruptAt: 'POST /files' })
    expect(sent).not.toContain('POST /fine_tuning/jobs')
    expect(failures).toEqual(['The workflow was cancelled.'])
  })

  it('says that the last events could not be read, and succeeds', async () => {
    const { failed, annotations } = await act({
      routes: { 'GET /fine_tuning/jobs/ftjob-1/events': () => refusal(403, 'no_access') },
    })
    const warnings = annotations.filter(({ level }) => level === 'warning')
    expect([failed, warnings.map(({ text }) => text)]).toEqual([
      false,
      [expect.stringContaining("The job's last events could not be read")],
    ])
  })

  it('leaves the job and says so when the server refuses to tell more of it', async () => {
    const { failures, sent } = await act({
      routes: { 'GET /fine_tuning/jobs/ftjob-1': () => refusal(404, 'not_found') },
    })
    expect(failures[0]).toContain('Job ftjob-1 can no longer be followed')
    expect(changing(sent)).toHaveLength(2)
  })
})

describe('a job that an unanswered request has made after all', () => {
  it('is cancelled when the second one is chosen, since nobody else will do it', async () => {
    const made: { id: string; status: string; created_at: number; metadata: object }[] = []
    let looks = 0
    const { sent, failed, outputs } = await act({
      routes: {
        'POST /fine_tuning/jobs': ({ body }) => {
          // The first has the later id, and the server counts both in the same second.
          const job = { id: made.length === 0 ? 'ftjob-2' : 'ftjob-1', status: 'queued', created_at: 1 }
          made.push({ ...job, metadata: JSON.parse(body).metadata })
          return made.length === 1 ? Promise.reject(new Error('socket hang up')) : made[1]
        },
        // Nothing is listed for longer than it is looked for.
        'GET /fine_tuning/jobs': () => ({
          data: made.length === 2 && ++looks > 1 ? made : [],
          has_more: false,
        }),
        'POST /fine_tuning/jobs/ftjob-2/cancel': () => ({ id: 'ftjob-2', status: 'cancelled' }),
      },
    })
    expect(sent.filter((request) => request === 'POST /fine_tuning/jobs')).toHaveLength(2)
    expect(sent).toContain('POST /fine_tuning/jobs/ftjob-2/cancel')
    expect([failed, outputs['job-id']]).toEqual([false, 'ftjob-1'])
  })
})

describe('what every run has of its own', () => {
  it.each([
    [{ suffix: 'run-1658821493' }, 'input "suffix": carries'],
    [{ suffix: 'at-c0ffee12' }, 'input "suffix": carries'],
    [{ suffix: 'nightly' }, undefined],
    [{ seed: '165' }, undefined],
  ])('is warned about where it determines the model: %j', async (inputs, warning) => {
    const { annotations } = await act({ inputs })
    const said = annotations.filter(({ text }) => text.includes('carries the id or the commit'))
    expect(said.map(({ text }) => text)).toEqual(warning ? [expect.stringContaining(warning)] : [])
  })
})

describe('the end of the base model', () => {
  it('is told as that when it has come', async () => {
    const { annotations } = await act({
      routes: { [`GET /models/${INPUTS.model}`]: () => ({ id: INPUTS.model, shutdown_date: '2026-11-01' }) },
    })
    expect(annotations.map(({ text }) => text).join()).toContain('was to be shut down on 2026-11-01')
  })

  const model = (shutdown_date: unknown) => ({
    [`GET /models/${INPUTS.model}`]: () => ({ id: INPUTS.model, shutdown_date }),
  })

  it('is warned about, and told to later steps', async () => {
    const { annotations, outputs, failed } = await act({ routes: model('2027-01-14') })
    expect([failed, outputs['model-shutdown-date']]).toEqual([false, '2027-01-14'])
    expect(annotations.map(({ text }) => text).join()).toContain('shut down on 2027-01-14, in 53 days')
  })

  it.each([
    ['53', false],
    ['54', true],
  ])('fails the step when it is nearer than %s days: %s', async (days, fails) => {
    const { failures, sent, failed } = await act({
      inputs: { 'min-model-days': days },
      routes: model('2027-01-14'),
    })
    expect(failed).toBe(fails)
    if (!fails) return
    expect(failures[0]).toContain('"min-model-days" asks for 54 days')
    expect(changing(sent)).toEqual([])
  })

  it.each([null, 'soon', 7, '2027-13-45'])('changes nothing when it is %j', async (date) => {
    const { failed, outputs } = await act({ inputs: { 'min-model-days': '1000' }, routes: model(date) })
    expect([failed, outputs['model-shutdown-date']]).toEqual([false, undefined])
  })

  it('changes nothing when it cannot be read, and that is said where it was to be judged', async () => {
    const { failed, annotations } = await act({ inputs: { 'min-model-days': '1000' } })
    expect(failed).toBe(false)
    expect(annotations.map(({ text }) => text).join()).toContain('"min-model-days" says nothing')
  })

  it('is that of the model that a fine-tuned one was made from', async () => {
    const { outputs } = await act({
      inputs: { model: `ft:${INPUTS.model}:org::abc` },
      routes: model('2027-01-14'),
    })
    expect(outputs['model-shutdown-date']).toBe('2027-01-14')
  })
})

describe('as many jobs as are allowed at a time', () => {
  it('is told at once, with hint, and what was uploaded is deleted', async () => {
    const said =
      'This fine-tune request has been rate-limited. Your organization has reached the maximum of 3 active requests (3 running, 0 pending) for the model.'
    const { failures, sent } = await act({
      routes: {
        'POST /fine_tuning/jobs': () =>
          answer(429, JSON.stringify({ error: { message: said, code: 'rate_limit_exceeded' } })),
      },
    })
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs', 'DELETE /files/file-1'])
    expect(failures[0]).toContain('Run the workflow again when one has ended')
  })
})
