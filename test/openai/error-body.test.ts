import { describe, expect, it } from 'vitest'
import { parseErrorBody } from '../../src/openai/error-body.ts'

const parse = (body: unknown, contentType = '') =>
  parseErrorBody({
    text: typeof body === 'string' ? body : JSON.stringify(body),
    headers: new Headers({ 'content-type': contentType }),
  })

describe('parseErrorBody', () => {
  it.each([
    ['the API', { error: { message: 'why', type: 't', param: null, code: null } }],
    ['Azure', { error: { code: 'BadRequest', message: 'why' } }],
    ['a gateway that repeats the status as the code', { error: { message: 'why', code: '422' } }],
    ['a server that nests the reason', { error: { message: { message: 'why' }, code: 'c' } }],
  ])('takes the error object of %s for its own error', (_, body) => {
    expect(parse(body)).toMatchObject({ isApiResponse: true, isOwnError: true, serverMessage: 'why' })
  })

  it.each([
    ['error as text', { error: 'no such route' }, 'no such route'],
    ['message', { message: 'why' }, 'why'],
    ['message in capitals', { Message: 'why' }, 'why'],
    ['detail as text', { detail: 'why' }, 'why'],
    ['detail as an object', { detail: { error: 'why it is' } }, 'why it is'],
    ['detail as an error object', { detail: { error: { message: 'why' } } }, 'why'],
    [
      'detail as a list',
      { detail: [{ loc: ['body', 'n_epochs'], msg: 'Input should be a valid integer', input: 'secret' }] },
      'n_epochs: Input should be a valid integer',
    ],
    [
      'several details',
      {
        detail: [
          { loc: ['body', 'a', 0], msg: 'x' },
          { loc: ['query', 'b'], msg: 'y' },
        ],
      },
      'a.0: x; b: y',
    ],
    ['errors as texts', { errors: ['one', 'two'] }, 'one; two'],
    ['errors as objects', { errors: [{ message: 'one' }, { detail: 'two' }] }, 'one; two'],
    ['errors by field', { errors: { n_epochs: ['must be a number'] } }, 'n_epochs: must be a number'],
    ['errors by field, some without a reason', { errors: { a: [], b: ['x'], c: [null, 'y'] } }, 'b: x; c: y'],
    ['errors without a reason', { errors: { a: [] }, title: 'why' }, 'why'],
    ['a location that names no field', { detail: [{ loc: ['body'], msg: 'why' }] }, 'why'],
    [
      'an object at most five levels deep',
      { detail: { detail: { detail: { detail: { detail: 'why' } } } } },
      'why',
    ],
    [
      'an object nested deeper',
      { detail: { detail: { detail: { detail: { detail: { detail: { detail: 'why' } } } } } } },
      undefined,
    ],
    ['a problem report', { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'why' }, 'why'],
    ['a title alone', { title: 'Bad Request', status: 400 }, 'Bad Request'],
    ['an OAuth error', { error: 'invalid_grant', error_description: 'why' }, 'why'],
    ['msg', { code: 7, msg: 'why' }, 'why'],
    ['a fault of Apigee', { fault: { faultstring: 'why', detail: { errorcode: 'x' } } }, 'why'],
    ['a failure of Portkey', { status: 'failure', message: 'why' }, 'why'],
    ['a list', [{ message: 'why' }], 'why'],
    ['a text', '"why"', 'why'],
    ['a byte order mark', `\uFEFF${JSON.stringify({ detail: 'why' })}`, 'why'],
    ['an error object without a word', { error: {}, message: 'why' }, 'why'],
  ])('reads the reason in %s, as the word of the server', (_, body, serverMessage) => {
    expect(parse(body)).toMatchObject({ isApiResponse: true, isOwnError: false, serverMessage })
  })

  it("takes Python's None as text for nothing", () => {
    const error = { message: 'why', type: 'None', param: 'None', code: '404' }
    expect(parse({ error })).toEqual({ isApiResponse: true, isOwnError: true, serverMessage: 'why' })
  })

  it('reads a short plain text, but not as the word of the server', () => {
    expect(parse('404 page not found', 'text/plain')).toEqual({
      isApiResponse: false,
      isOwnError: false,
      serverMessage: '404 page not found',
    })
  })

  it.each([
    ['an HTML page', '<html><p>Bad gateway</p></html>', 'text/html'],
    ['a page without tags', 'Bad gateway', 'text/html'],
    ['a long text', 'x'.repeat(1000), 'text/plain'],
    ['a text of many lines', 'a\nb\nc\nd', 'text/plain'],
    ['JSON that is cut off', '{"error": {"message": "secret', 'application/json'],
    ['a number', '404', 'application/json'],
    ['an empty body', '', ''],
  ])('never quotes %s', (_, body, contentType) => {
    expect(parse(body, contentType)).toEqual({
      isApiResponse: false,
      isOwnError: false,
      serverMessage: undefined,
    })
  })

  it.each([
    [{ error: 'invalid_grant' }, 'invalid_grant'],
    [{ error: { type: 't', code: null } }, 't'],
    [{ error: { type: 't', code: 'c' } }, 'c'],
    [{ code: 'NotFound', message: 'why' }, 'NotFound'],
    [{ type: 'https://errors.example/1', title: 'why' }, undefined],
    [{ detail: 'why' }, undefined],
  ])('reads the code of %j', (body, code) => {
    expect(parse(body).code).toBe(code)
  })

  it.each([
    [{ error: { message: 'm', param: 'seed' } }, 'seed'],
    [{ detail: [{ loc: ['body', 'seed'], msg: 'extra fields not permitted' }] }, 'seed'],
    [{ detail: ['why', { loc: ['query', 'seed'], msg: 'why' }] }, 'seed'],
    [{ detail: 'seed' }, undefined],
  ])('reads the field that %j is about', (body, param) => {
    expect(parse(body).param).toBe(param)
  })

  it('drops what a server quotes of the data', () => {
    const message = 'Invalid file. (HINT: line starts with: "secret")'
    expect(parse({ detail: message }).serverMessage).toBe('Invalid file.')
    expect(parse({ detail: 'HINT: line starts with: "secret"' }).serverMessage).toBeUndefined()
  })

  it('cuts off a long reason', () => {
    expect(parse({ message: 'x'.repeat(100_000) }).serverMessage).toHaveLength(1001)
  })
})
