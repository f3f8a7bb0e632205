import { describe, expect, it } from 'vitest'
import { AdaptiveRequestBuilder, type RequestAttempt } from '../../src/evaluation/chat-request.ts'
import { ApiError } from '../../src/http/errors.ts'

const REQUEST = {
  messages: [{ role: 'user', content: 'q' }],
  options: { parallel_tool_calls: false },
  maxOutputTokens: 100,
  temperature: 0,
  seed: 1,
}
const attempt = (model: string): RequestAttempt => ({
  request: { ...REQUEST, model },
  droppable: [],
  refusedLimits: new Set(),
})
const refusal = (param: string | undefined, serverMessage: string, status = 400) =>
  new ApiError('refused', { status, isApiResponse: true, param, serverMessage } as ConstructorParameters<
    typeof ApiError
  >[1])

describe('the body of a request', () => {
  it('has all settings for an ordinary model', () => {
    const model = 'ft:gpt-4.1-mini-2025-04-14:org::1'
    expect(new AdaptiveRequestBuilder(model).build(attempt(model))).toEqual({
      model,
      messages: REQUEST.messages,
      temperature: 0,
      seed: 1,
      parallel_tool_calls: false,
      max_tokens: 100,
    })
  })

  it.each(['o4-mini-2025-04-16', 'ft:o4-mini-2025-04-16:org::1', 'gpt-5-mini', 'o3'])(
    'has max_completion_tokens and no temperature for %s',
    (model) => {
      const body = new AdaptiveRequestBuilder(model).build(attempt(model))
      expect(body).toMatchObject({ max_completion_tokens: 100, seed: 1 })
      expect(Object.keys(body)).not.toContain('max_tokens')
      expect(Object.keys(body)).not.toContain('temperature')
    },
  )

  it('learns from refusals what a deployment does not accept, and remembers it', () => {
    const builder = new AdaptiveRequestBuilder('my-deployment')
    const build = () => builder.build(attempt('my-deployment'))
    const learn = (error: unknown, body = build()) => builder.learn(error, body, attempt('my-deployment'))
    const first = build()
    const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    expect(learn(refusal('max_tokens', message), first)).toBe(true)
    // Another request was sent with the same body in the meantime.
    expect(learn(refusal('max_tokens', message), first)).toBe(true)
    expect(learn(refusal(undefined, "'temperature' is not supported"))).toBe(true)
    expect(learn(refusal(undefined, "'temperature' is not supported"))).toBe(false)
    expect(build()).toEqual({
      model: 'my-deployment',
      messages: REQUEST.messages,
      seed: 1,
      parallel_tool_calls: false,
      max_completion_tokens: 100,
    })
  })

  it('does not change for other errors', () => {
    const builder = new AdaptiveRequestBuilder('m')
    const learn = (error: unknown) => builder.learn(error, builder.build(attempt('m')), attempt('m'))
    expect(learn(refusal('messages', 'max_tokens'))).toBe(false)
    expect(learn(refusal('max_tokens', 'max_tokens', 500))).toBe(false)
    expect(learn(new ApiError('refused', { status: 400, isApiResponse: false }))).toBe(false)
    expect(builder.build(attempt('m'))).toHaveProperty('max_tokens', 100)
  })

  it('has the first name of the limit again when a request is refused with both', () => {
    const builder = new AdaptiveRequestBuilder('m')
    const overlong = attempt('m')
    const refuse = () => {
      const body = builder.build(overlong)
      const name = 'max_tokens' in body ? 'max_tokens' : 'max_completion_tokens'
      return [name, builder.learn(refusal(undefined, `${name} is too large`), body, overlong)]
    }
    expect([refuse(), refuse()]).toEqual([
      ['max_tokens', true],
      ['max_completion_tokens', false],
    ])
    expect(builder.build(attempt('m'))).toHaveProperty('max_tokens', 100)
  })

  it('tries the other name in each request, also when an overlong one has taken back what another has learned', () => {
    const builder = new AdaptiveRequestBuilder('m')
    const [overlong, ordinary] = [attempt('m'), attempt('m')]
    const body = builder.build(ordinary)
    const unsupported = refusal('max_tokens', 'unsupported')
    builder.learn(unsupported, builder.build(overlong), overlong)
    builder.learn(unsupported, body, ordinary)
    builder.learn(refusal('max_completion_tokens', 'too large'), builder.build(overlong), overlong)
    expect(builder.build(attempt('m'))).toHaveProperty('max_tokens')
    const accepted = builder.build(ordinary)
    expect(accepted).toHaveProperty('max_completion_tokens', 100)
    builder.confirm(accepted)
    expect(builder.build(attempt('m'))).toHaveProperty('max_completion_tokens', 100)
  })

  it('keeps the name of the limit with which the model has answered', () => {
    const builder = new AdaptiveRequestBuilder('m')
    builder.confirm(builder.build(attempt('m')))
    const overlong = attempt('m')
    const message = 'max_tokens does not fit into the context'
    expect(builder.learn(refusal(undefined, message), builder.build(overlong), overlong)).toBe(false)
    expect(builder.build(attempt('m'))).toHaveProperty('max_tokens', 100)
  })
})
