import type { Dialect } from '../dialect.ts'
import { openai } from './openai.ts'

/** Nebius Token Factory: it trains open models with LoRA, and names checkpoints by their ids only. */
export const nebius: Dialect = {
  ...openai,
  keyPrefix: 'v1.',
  shutdownDates: false,
  graderEndpoints: false,
  methods: ['supervised'],
  models: ['meta-llama/Llama-3.1-8B-Instruct', 'Qwen/Qwen3-32B'],
  extraFields: ['from_checkpoint', 'tags'],
  openFields: ['integrations.wandb.api_key'],
  inputs: (url) => ({
    'base-url': url,
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    hyperparameters: 'n_epochs: 3\nlearning_rate: 0.0001\nlora: true',
  }),
  quirks: {
    errorShape: 'detail',
    dropFields: ['metadata'],
    metadataFilter: false,
    hideFields: ['fine_tuned_model', 'result_files', 'metadata', 'user_provided_suffix'],
    fileStatus: false,
    // Its events are a few sentences; only checkpoints have metrics.
    eventMessages: {
      'Created fine-tuning job': 'Job is submitted',
      'Files validated': "Dataset 'training' processed successfully",
      'The job has successfully completed': 'Training completed successfully',
    },
    eventOrder: 'oldest',
    checkpointOrder: 'oldest',
    checkpointNames: 'empty',
    routes: { parts: '404:detail', pause: '404:detail', resume: '404:detail' },
  },
}
