import type { Dialect } from '../dialect.ts'
import { openai } from './openai.ts'

const MODEL = 'openai.gpt-oss-20b'

/**
 * Amazon Bedrock's OpenAI-compatible endpoint, as far as it is documented: reinforcement with a grader that is a
 * function of AWS Lambda. Its statuses and whether it keeps metadata are not documented; here they are OpenAI's.
 */
export const bedrock: Dialect = {
  ...openai,
  keyPrefix: 'bedrock-api-key-',
  shutdownDates: false,
  graderEndpoints: false,
  methods: ['reinforcement'],
  graderTypes: ['lambda'],
  models: [MODEL, 'qwen.qwen3-32b'],
  minExamples: 100,
  needsValidation: false,
  inputs: (url) => ({
    'base-url': url,
    model: MODEL,
    method: 'reinforcement',
    'validation-file': '',
    suffix: '',
    grader: 'type: lambda\nlambda:\n  function: arn:aws:lambda:us-east-1:123456789012:function:grade',
    hyperparameters: 'n_epochs: 1',
  }),
  quirks: {
    rejectFields: ['suffix'],
    renameMetrics: { train_mean_reward: 'critic_rewards_mean' },
  },
}
