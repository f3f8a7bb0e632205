import * as z from 'zod'
import { graderSchema } from './grader.ts'
import {
  dpoHyperparameters,
  METHODS,
  reinforcementHyperparameters,
  supervisedHyperparameters,
} from './hyperparameters.ts'
import { expected, type Known, notEmpty, orNull, textOf } from './validate.ts'

/** The fields of the create request that the action sets itself, so that `extra_body` may not. */
const OWN_FIELDS = [
  'model',
  'training_file',
  'validation_file',
  'method',
  'suffix',
  'seed',
  'metadata',
  'integrations',
] as const

const MAX_PAIRS = 10

const metadata = z
  .record(
    textOf(0, 64)
      .refine((key) => !key.startsWith('ft_'), {
        error: 'keys beginning "ft_" are kept for the action itself',
      })
      .meta({ pattern: '^(?!ft_)' }),
    textOf(0, 512),
  )
  .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) =>
      `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
  })
  .meta({ maxProperties: MAX_PAIRS })

const integrations = z.array(
  z.strictObject({
    type: z.literal('wandb').describe('Weights and Biases, the only integration there is.'),
    wandb: z
      .strictObject({
        project: z.string().describe('The project that the run is created under.'),
        name: orNull(z.string()).describe('Display name of the run; the job id when not given.'),
        entity: orNull(z.string()).describe('Team or user that the run belongs to.'),
        tags: z.array(z.string()).exactOptional().describe('Tags of the run.'),
      })
      .describe('Where the metrics go.'),
  }),
)

const extraBody = z.record(
  z
    .string()
    .refine((key) => !OWN_FIELDS.some((field) => field === key), {
      error: ({ input }) => `"${input}" is a field of the action's own; set it there`,
    })
    .meta({ pattern: `^(?!(${OWN_FIELDS.join('|')})$)` }),
  z.unknown(),
)

const SEED = expected('a whole number from 0 to 2147483647')

/** What an input and the job file's field of the same name both must be. */
export const FIELDS = {
  method: z.enum(METHODS),
  suffix: textOf(1, 64),
  seed: z.int(SEED).min(0, SEED).max(2147483647, SEED),
  metadata,
  integrations,
  extra_body: extraBody,
}

const method = z.strictObject({
  type: FIELDS.method.describe('supervised, dpo (preferences) or reinforcement (a grader).'),
  supervised: orNull(z.strictObject({ hyperparameters: orNull(supervisedHyperparameters) })).describe(
    'Settings of the method supervised.',
  ),
  dpo: orNull(z.strictObject({ hyperparameters: orNull(dpoHyperparameters) })).describe(
    'Settings of the method dpo.',
  ),
  reinforcement: orNull(
    z.strictObject({
      grader: graderSchema.exactOptional(),
      hyperparameters: orNull(reinforcementHyperparameters),
      response_format: z
        .record(z.string(), z.unknown())
        .exactOptional()
        .describe('Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.'),
    }),
  ).describe('Settings of the method reinforcement.'),
})

/**
 * The job file: the fields of the create request (API reference, CreateFineTuningJobRequest), where files may
 * be paths, and `extra_body`. `response_format` is in the reinforcement guide and the Azure OpenAI v1 spec only.
 */
export const jobFileSchema = z
  .strictObject({
    $schema: z.string().exactOptional().describe('Where editors find the JSON Schema of this file.'),
    model: notEmpty.exactOptional().describe('Base model, or an ft: model to train further.'),
    training_file: notEmpty
      .exactOptional()
      .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
    validation_file: orNull(notEmpty).describe(
      'Paths or globs relative to this file, one per line, or the id of an uploaded file.',
    ),
    method: orNull(method).describe('How the model is trained; supervised when not given.'),
    hyperparameters: orNull(supervisedHyperparameters).meta({
      description: 'Deprecated by the API; moved under the method.',
      deprecated: true,
    }),
    suffix: orNull(FIELDS.suffix).describe(
      'Becomes part of the name of the fine-tuned model, 1 to 64 characters.',
    ),
    seed: orNull(FIELDS.seed).describe(
      'The same seed and job should give the same result; the API makes one up when not given.',
    ),
    metadata: orNull(FIELDS.metadata).describe(
      'At most 10 pairs of text to text. Keys beginning "ft_" are kept for the action itself.',
    ),
    integrations: orNull(FIELDS.integrations).describe('Where else the metrics are sent.'),
    extra_body: orNull(FIELDS.extra_body).describe(
      'Further top-level fields of the create request, for other servers (trainingType).',
    ),
  })
  .meta({ title: 'Fine-tuning job', description: 'A fine-tuning job of the openai-fine-tune action.' })

/** A job file that its schema has accepted. */
export type JobFile = Known<z.output<typeof jobFileSchema>>
/** An integration as a person writes it. */
export type WrittenIntegration = z.output<typeof integrations>[number]

/** An integration as the API takes it. Source: API reference, CreateFineTuningJobRequest.integrations. */
export interface Integration {
  type: 'wandb'
  wandb: { project: string; name?: string; entity?: string; tags?: string[] }
}

/** The JSON Schema (draft 2020-12) of the job file, for editors; it ships as `dist/job.schema.json`. */
export function jobFileJsonSchema() {
  return z.toJSONSchema(jobFileSchema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      // zod bounds every whole number by what JavaScript can count to.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  })
}
