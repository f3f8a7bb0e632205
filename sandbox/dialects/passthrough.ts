import type { Dialect } from '../dialect.ts'
import { openai } from './openai.ts'

/**
 * LiteLLM's pass-through route to OpenAI, with a gateway that sends create requests again: everything arrives as it is,
 * but for top-level fields that are LiteLLM's own parameters.
 */
export const passthrough: Dialect = {
  ...openai,
  basePath: '/openai_passthrough/v1',
  keyPrefix: 'sk-litellm-',
  extraFields: ['custom_llm_provider'],
  quirks: {
    dropFields: ['metadata', 'custom_llm_provider'],
    createCopies: 2,
  },
}
