import * as z from 'zod'
import type { OmitNullish } from '../json.ts'
import { graderSchema } from './grader.ts'
import { HYPERPARAMETERS, METHODS } from './hyperparameters.ts'
import {
  expectedError,
  type KnownKeys,
  nonEmptyString,
  nullish,
  openObject,
  textOfLength,
} from './validate.ts'

const MAX_PAIRS = 10

const metadata = z
  .record(
    textOfLength(0, 64)
      .refine((key) => !key.startsWith('ft_'), {
        error: 'keys that begin with "ft_" are reserved for the action',
      })
      .meta({ pattern: '^(?!ft_)' }),
    textOfLength(0, 512),
  )
  .refine((pairs) => Object.keys(pairs).length <= MAX_PAIRS, {
    error: ({ input }) =>
      `expected at most ${MAX_PAIRS} pairs, received ${Object.keys(Object(input)).length}`,
  })
  .meta({ maxProperties: MAX_PAIRS })

const wandb = openObject(
  {
    project: z.string().describe('The project that the run is created under.'),
    name: nullish(z.string()).describe('Display name of the run; defaults to the job id.'),
    entity: nullish(z.string()).describe('Team or user that the run belongs to.'),
    tags: z.array(z.string()).exactOptional().describe('Tags of the run.'),
  },
  // Nebius.
  ['api_key'],
)

const integrations = z.array(
  z.strictObject({
    type: z.literal('wandb').describe('Weights and Biases, the only integration.'),
    wandb: wandb.describe('Where the metrics go. Further fields are sent as written.'),
  }),
)

const SEED = expectedError('a whole number from 0 to 2147483647')

/** A page of Azure's documentation has these beside the hyperparameters. */
const MISPLACED = 'Belongs under hyperparameters, where it is moved.'

const reinforcement = openObject(
  {
    grader: graderSchema.exactOptional(),
    hyperparameters: nullish(HYPERPARAMETERS.reinforcement),
    response_format: z
      .record(z.string(), z.unknown())
      .exactOptional()
      .describe('Schema of structured answers: {type: json_schema, json_schema: {name, strict, schema}}.'),
  },
  // Azure.
  ['tools', 'max_episode_steps'],
)

const method = z.strictObject({
  type: z.enum(METHODS).describe('supervised, dpo (preferences) or reinforcement (a grader).'),
  supervised: nullish(z.strictObject({ hyperparameters: nullish(HYPERPARAMETERS.supervised) })).describe(
    'Settings of the method supervised.',
  ),
  dpo: nullish(
    z.strictObject({
      hyperparameters: nullish(HYPERPARAMETERS.dpo),
      beta: HYPERPARAMETERS.dpo.shape.beta.meta({ description: MISPLACED, deprecated: true }),
      l2_multiplier: nullish(z.number()).meta({ description: MISPLACED, deprecated: true }),
    }),
  ).describe('Settings of the method dpo.'),
  reinforcement: nullish(reinforcement).describe(
    'Settings of the method reinforcement. Further fields are sent as written.',
  ),
})

const dataPaths = nonEmptyString.refine((paths) => !/^\s*local:/m.test(paths), {
  error: '"local:" is of azd\'s job files; write the path without it',
})

/** The fields of the create request (API reference, CreateFineTuningJobRequest), where files may be paths. */
const fields = {
  model: nonEmptyString.exactOptional().describe('Base model, or an ft: model to train further.'),
  training_file: dataPaths
    .exactOptional()
    .describe('Paths or globs relative to this file, one per line, or the id of an uploaded file.'),
  validation_file: nullish(dataPaths).describe(
    'Paths or globs relative to this file, one per line, or the id of an uploaded file.',
  ),
  method: nullish(method).describe('How the model is trained; defaults to supervised.'),
  hyperparameters: nullish(HYPERPARAMETERS.supervised).meta({
    description: 'Deprecated by the API; moved under the method.',
    deprecated: true,
  }),
  suffix: nullish(textOfLength(1, 64)).describe(
    'Becomes part of the name of the fine-tuned model, 1 to 64 characters.',
  ),
  seed: nullish(z.int(SEED).min(0, SEED).max(2147483647, SEED)).describe(
    'The same seed and job should give the same result; the API chooses one by default.',
  ),
  metadata: nullish(metadata).describe(
    'At most 10 pairs of text to text. Keys that begin with "ft_" are reserved for the action.',
  ),
  integrations: nullish(integrations).describe('Where else the metrics are sent.'),
}

/** Some servers read names of fields in any capitalization, with or without underscores, and the last one of several wins. */
const foldName = (name: string) => name.toUpperCase().toLowerCase().replaceAll('_', '')

/** Gateways need this field in the extra body, where it counts for the estimate, but only by this name. */
const HYPERPARAMETERS_FIELD = 'hyperparameters'

/** These have inputs of their own, so the extra body must not set them. */
const RESERVED_FIELDS = Object.keys(fields).filter((name) => name !== HYPERPARAMETERS_FIELD)

const isReserved = (key: string) =>
  key !== HYPERPARAMETERS_FIELD && Object.keys(fields).some((field) => foldName(field) === foldName(key))

/** A pattern for names that are folded alike, as far as an editor needs it: JSON Schema has no flags. */
const anySpelling = (field: string) =>
  [...field].map((letter) => (letter === '_' ? '_?' : `[${letter}${letter.toUpperCase()}]`)).join('')

const extraBody = z.record(
  z
    .string()
    .refine((key) => !isReserved(key), {
      error: ({ input }) => `"${input}" has an input of its own; set it there`,
    })
    .meta({
      pattern: `^(?!(${RESERVED_FIELDS.map(anySpelling).join('|')})$)(${HYPERPARAMETERS_FIELD}$|(?!${anySpelling(HYPERPARAMETERS_FIELD)}$))`,
    }),
  z.unknown(),
)

/**
 * The schema of the job file. An input has the schema of its field of the same name. Only the reinforcement guide and the
 * Azure OpenAI v1 spec have `response_format`.
 */
export const jobFileSchema = z
  .strictObject({
    $schema: z.string().exactOptional().describe('Where editors find the JSON Schema of this file.'),
    ...fields,
    extra_body: nullish(extraBody).describe(
      'Further top-level fields of the create request, for other servers (trainingType).',
    ),
  })
  .meta({ title: 'Fine-tuning job', description: 'A fine-tuning job of the openai-fine-tune action.' })

/** A valid job file. */
export type JobFile = KnownKeys<z.output<typeof jobFileSchema>>

/** The documented fields of maps in which further ones pass with a warning. */
export const DOCUMENTED_FIELDS = {
  reinforcement: Object.keys(reinforcement.shape),
  wandb: Object.keys(wandb.shape),
}

/** An integration as the API accepts it. Source: API reference, CreateFineTuningJobRequest.integrations. */
export interface Integration {
  type: 'wandb'
  wandb: OmitNullish<KnownKeys<z.output<typeof wandb>>>
}

/** Returns the JSON Schema (draft 2020-12) of the job file, for editors; the build writes it to `dist/job.schema.json`. */
export function jobFileJsonSchema() {
  return z.toJSONSchema(jobFileSchema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      // zod limits every whole number to JavaScript's safe integers.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  })
}
