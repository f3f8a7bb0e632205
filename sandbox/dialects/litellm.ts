import { ApiError } from '../api-error.ts'
import type { Dialect } from '../dialect.ts'
import type { ApiRequest } from '../http.ts'
import { openai } from './openai.ts'

/** LiteLLM's own routes for fine-tuning in front of OpenAI, with the provider's key in the proxy's environment. */
export const litellm: Dialect = {
  ...openai,
  keyPrefix: 'sk-litellm-',
  shutdownDates: false,
  graderEndpoints: false,
  errorBody: ({ message, status, param }) =>
    status === 422
      ? { detail: [{ type: 'string_type', loc: ['body', ...(param?.split('.') ?? [])], msg: message }] }
      : { error: { message, type: 'None', param: param ?? 'None', code: String(status) } },
  inputs: (url) => ({
    'base-url': `${url}?custom_llm_provider=openai`,
    // `method` does not arrive, so hyperparameters are sent as the API once had them.
    hyperparameters: '',
    'extra-body': 'custom_llm_provider: openai\nhyperparameters:\n  n_epochs: 3',
  }),
  assertAccepted: (request) => {
    assertTypes(request)
    assertProvider(request, false)
  },
  quirks: {
    // Neither `metadata` nor `method` is among them.
    forwardFields: [
      'model',
      'training_file',
      'hyperparameters',
      'suffix',
      'validation_file',
      'integrations',
      'seed',
    ],
    metadataFilter: false,
    // It has routes to create, list, retrieve and cancel, and no others.
    routes: {
      events: '404',
      checkpoints: '404',
      // The path of a job takes any ending, but only with GET.
      pause: '405:detail',
      resume: '405:detail',
      parts: '404:detail',
      models: '404:detail',
    },
  },
}

/** The same with the provider's key in `finetune_settings` only: a request must name the provider to use it. */
export const litellmWithoutKeys: Dialect = {
  ...litellm,
  assertAccepted: (request) => {
    assertTypes(request)
    assertProvider(request, true)
  },
}

/** Throws an `ApiError` for integrations, which are texts in LiteLLM's types. */
function assertTypes({ method, path, text }: ApiRequest): void {
  if (method !== 'POST' || path !== '/fine_tuning/jobs') return
  const { integrations } = parseJson(text)
  if (!Array.isArray(integrations)) return
  const index = integrations.findIndex((integration) => typeof integration !== 'string')
  if (index < 0) return
  throw new ApiError(422, 'Input should be a valid string', { param: `integrations.${index}` })
}

/** Throws an `ApiError` for a request that does not name its provider where LiteLLM looks for it. */
function assertProvider({ method, path, query, text }: ApiRequest, needsSettings: boolean): void {
  if (!path.startsWith('/fine_tuning/jobs') || /\/(pause|resume)$/.test(path)) return
  const isNamed =
    method === 'POST' ? 'custom_llm_provider' in parseJson(text) : query.has('custom_llm_provider')
  if (isNamed) return
  if (path === '/fine_tuning/jobs') {
    const message = 'Invalid request, No litellm managed file id or custom_llm_provider provided.'
    throw new ApiError(400, message)
  }
  if (!needsSettings) return
  const message =
    'The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable'
  throw new ApiError(500, message)
}

/** Returns the fields of a JSON object; none, if it is not one. */
function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
