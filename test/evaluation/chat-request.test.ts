import { describe, expect, it } from 'vitest'
import { AdaptiveRequestBuilder } from '../../src/evaluation/chat-request.ts'
import { ApiError } from '../../src/http/errors.ts'

const REQUEST = {
  messages: [{ role: 'user', content: 'q' }],
  options: { parallel_tool_calls: false },
  maxOutputTokens: 100,
  temperature: 0,
  seed: 1,
}
const refusal = (param: string | undefined, serverMessage: string, status = 400) =>
  new ApiError('refused', { status, isApiResponse: true, param, serverMessage } as ConstructorParameters<
    typeof ApiError
  >[1])

describe('the body of a request', () => {
  it('has all settings for an ordinary model', () => {
    const model = 'ft:gpt-4.1-mini-2025-04-14:org::1'
    expect(new AdaptiveRequestBuilder(model).build({ ...REQUEST, model })).toEqual({
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
      const body = new AdaptiveRequestBuilder(model).build({ ...REQUEST, model })
      expect(body).toMatchObject({ max_completion_tokens: 100, seed: 1 })
      expect(Object.keys(body)).not.toContain('max_tokens')
      expect(Object.keys(body)).not.toContain('temperature')
    },
  )

  it('learns from refusals what a deployment does not accept, and remembers it', () => {
    const builder = new AdaptiveRequestBuilder('my-deployment')
    const build = () => builder.build({ ...REQUEST, model: 'my-deployment' })
    const first = build()
    const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    expect(builder.learn(refusal('max_tokens', message), first)).toBe(true)
    // Another request was sent with the same body in the meantime.
    expect(builder.learn(refusal('max_tokens', message), first)).toBe(true)
    expect(builder.learn(refusal(undefined, "'temperature' is not supported"), build())).toBe(true)
    expect(builder.learn(refusal(undefined, "'temperature' is not supported"), build())).toBe(false)
    expect(build()).toEqual({
      model: 'my-deployment',
      messages: REQUEST.messages,
      seed: 1,
      parallel_tool_calls: false,
      max_completion_tokens: 100,
    })
  })

  it('does not change for other errors, nor back and forth', () => {
    const builder = new AdaptiveRequestBuilder('m')
    const build = () => builder.build({ ...REQUEST, model: 'm' })
    expect(builder.learn(refusal('messages', 'max_tokens'), build())).toBe(false)
    expect(builder.learn(refusal('max_tokens', 'max_tokens', 500), build())).toBe(false)
    expect(builder.learn(refusal('max_tokens', 'max_tokens is too large'), build())).toBe(true)
    expect(builder.learn(refusal(undefined, 'max_completion_tokens is too large'), build())).toBe(false)
  })
})
