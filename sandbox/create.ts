import { z } from 'zod'
import { ApiError } from './api-error.ts'
import type { Dialect } from './dialect.ts'
import { parseBody } from './schema.ts'

const orAuto = <T extends z.ZodType>(value: T) => z.union([z.literal('auto'), value]).optional()

// Hyperparameters and graders may have further keys: the published schema leaves both open, and servers have more
// of them (`prompt_loss_weight`, `pass_threshold`).
const common = {
  batch_size: orAuto(z.int().min(1).max(256)),
  learning_rate_multiplier: orAuto(z.number().gt(0)),
  n_epochs: orAuto(z.int().min(1).max(50)),
}
const supervised = z.looseObject(common)
const dpo = z.looseObject({ ...common, beta: orAuto(z.number().gt(0).max(2)) })
const reinforcement = z.looseObject({
  ...common,
  reasoning_effort: z.enum(['default', 'low', 'medium', 'high']).optional(),
  compute_multiplier: orAuto(z.number().gt(0.00001).max(10)),
  eval_interval: orAuto(z.int().min(1)),
  eval_samples: orAuto(z.int().min(1)),
})

const modelInput = z.array(
  z.looseObject({
    role: z.enum(['user', 'assistant', 'system', 'developer']),
    content: z.union([z.string(), z.looseObject({ type: z.string() }), z.array(z.unknown())]),
  }),
)
const simpleGraders = [
  z.looseObject({
    type: z.literal('string_check'),
    name: z.string(),
    input: z.string(),
    reference: z.string(),
    operation: z.enum(['eq', 'ne', 'like', 'ilike']),
  }),
  z.looseObject({
    type: z.literal('text_similarity'),
    name: z.string(),
    input: z.string(),
    reference: z.string(),
    evaluation_metric: z.string().regex(/^(fuzzy_match|bleu|gleu|meteor|cosine|rouge_[1-5l])$/),
  }),
  z.looseObject({
    type: z.literal('python'),
    // Required in the schema, absent in the runnable examples of the guide.
    name: z.string().optional(),
    source: z.string().max(256_000),
    image_tag: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal('score_model'),
    name: z.string(),
    model: z.string(),
    input: modelInput,
    range: z.tuple([z.number(), z.number()]).optional(),
    sampling_params: z.looseObject({}).nullish(),
  }),
] as const
const labelModel = z.looseObject({
  type: z.literal('label_model'),
  name: z.string(),
  model: z.string(),
  input: z.array(z.unknown()),
  labels: z.array(z.string()),
  passing_labels: z.array(z.string()),
})
/** Graders of other servers than OpenAI: a function of AWS Lambda (Bedrock), and any endpoint (Azure). */
const foreignGraders = [
  z.looseObject({ type: z.literal('lambda'), lambda: z.looseObject({ function: z.string() }) }),
  z.looseObject({
    type: z.literal('endpoint'),
    name: z.string().optional(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    rate_limit: z.number().optional(),
    pass_threshold: z.number().optional(),
  }),
] as const
const FOREIGN_TYPES: ReadonlySet<string> = new Set(['lambda', 'endpoint'])
/** Fields that only other servers than OpenAI know. */
const FOREIGN_FIELDS = [
  'method.reinforcement.tools',
  'method.reinforcement.max_episode_steps',
  'integrations.wandb.api_key',
]

const grader = z.discriminatedUnion('type', [
  ...simpleGraders,
  ...foreignGraders,
  z.looseObject({
    type: z.literal('multi'),
    name: z.string().optional(),
    graders: z.record(z.string(), z.discriminatedUnion('type', [...simpleGraders, labelModel])),
    calculate_output: z.string(),
  }),
])

const method = z
  .strictObject({
    type: z.enum(['supervised', 'dpo', 'reinforcement']),
    supervised: z.strictObject({ hyperparameters: supervised.optional() }).optional(),
    dpo: z.strictObject({ hyperparameters: dpo.optional() }).optional(),
    reinforcement: z
      .strictObject({
        grader,
        hyperparameters: reinforcement.optional(),
        response_format: z.looseObject({ type: z.string() }).optional(),
        tools: z.array(z.looseObject({ name: z.string() })).optional(),
        max_episode_steps: z.int().min(1).optional(),
      })
      .optional(),
  })
  .refine(({ type, reinforcement }) => type !== 'reinforcement' || reinforcement, {
    path: ['reinforcement'],
  })

const body = z.looseObject({
  model: z.string().min(1),
  training_file: z.string().min(1),
  // Nullable in the newest schema, but servers have answered 400 to null, so the sandbox rejects it.
  validation_file: z.string().min(1).optional(),
  method: method.optional(),
  hyperparameters: supervised.optional(),
  suffix: z.string().optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  metadata: z
    .record(z.string().min(1).max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, 'has more than 16 properties')
    .optional(),
  integrations: z
    .array(
      z.strictObject({
        type: z.literal('wandb'),
        wandb: z.strictObject({
          project: z.string(),
          name: z.string().nullish(),
          entity: z.string().nullish(),
          tags: z.array(z.string().max(64)).max(50).optional(),
          api_key: z.string().optional(),
        }),
      }),
    )
    .max(5)
    .optional(),
})

/** The body of a valid create request. */
export type CreateSpec = z.infer<typeof body>

/** Parses the body of a create request as strictly as the server does; throws an `ApiError` if it is invalid. */
export function parseCreate(request: unknown, dialect: Dialect): CreateSpec {
  const known = Object.keys(body.shape).concat(dialect.extraFields)
  const unknown = z.looseObject({}).superRefine((fields, context) => {
    const keys = Object.keys(fields).filter((key) => !known.includes(key))
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: fields })
  })
  parseBody(unknown, request)
  const spec = parseBody(body, request)
  if (spec.suffix !== undefined && !dialect.suffix.test(spec.suffix)) {
    const flaw = spec.suffix === '' ? 'is too short' : 'is too long or has characters that are not allowed'
    throw new ApiError(400, `'${spec.suffix}' ${flaw} - 'suffix'`, { param: 'suffix' })
  }
  assertKnown(spec, dialect)
  const needsValidation = spec.method?.type === 'reinforcement' && dialect.needsValidation !== false
  if (needsValidation && spec.validation_file === undefined) {
    const message = 'A validation file is required for reinforcement fine-tuning.'
    throw new ApiError(400, message, { param: 'validation_file' })
  }
  return spec
}

/** Throws an `ApiError` for a method, a grader or a field that only other servers know. */
function assertKnown(spec: CreateSpec, dialect: Dialect): void {
  const { methods, openFields = [] } = dialect
  const { type } = readMethod(spec)
  if (methods && !methods.includes(type)) {
    throw new ApiError(400, `'${type}' is not one of ${methods.join(', ')}`, { param: 'method.type' })
  }
  const graderType = spec.method?.reinforcement?.grader.type
  if (graderType !== undefined) assertGraderType(graderType, 'method.reinforcement.grader', dialect)
  const field = FOREIGN_FIELDS.find((name) => !openFields.includes(name) && hasField(spec, name.split('.')))
  if (field !== undefined) {
    throw new ApiError(400, `extra fields not permitted: ${field}`, { param: field })
  }
}

function assertGraderType(type: string, param: string, { graderTypes = [] }: Dialect): void {
  if (FOREIGN_TYPES.has(type) && !graderTypes.includes(type))
    throw new ApiError(400, `The grader type '${type}' is not supported`, { param })
}

/** Returns whether a value has a field, in any of the items where the path leads through a list. */
function hasField(value: unknown, [name = '', ...rest]: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => hasField(item, [name, ...rest]))
  const inside: unknown = Object(value)[name]
  return rest.length === 0 ? inside !== undefined : inside !== undefined && hasField(inside, rest)
}

/** A valid grader. */
export type GraderSpec = z.infer<typeof grader>

const graderBody = z.strictObject({ grader })
const graderRunBody = z.strictObject({ grader, model_sample: z.string(), item: z.unknown().optional() })

/** The body of a valid request that runs a grader. */
export type GraderRun = z.infer<typeof graderRunBody>

/** Parses the body of a request that validates a grader; throws an `ApiError` if it is invalid. */
export function parseGrader(request: unknown, dialect: Dialect): { readonly grader: GraderSpec } {
  const parsed = parseBody(graderBody, request)
  assertGraderType(parsed.grader.type, 'grader', dialect)
  return parsed
}

/** Parses the body of a request that runs a grader; throws an `ApiError` if it is invalid. */
export function parseGraderRun(request: unknown, dialect: Dialect): GraderRun {
  const parsed = parseBody(graderRunBody, request)
  assertGraderType(parsed.grader.type, 'grader', dialect)
  return parsed
}

/** Returns the method and the hyperparameters of a create request, in its old and in its new form. */
export function readMethod(spec: CreateSpec) {
  const type = spec.method?.type ?? 'supervised'
  const fromMethod: Readonly<Record<string, unknown>> = spec.method?.[type]?.hyperparameters ?? {}
  return { type, hyperparameters: spec.method ? fromMethod : { ...spec.hyperparameters } }
}

/**
 * Returns the fields of a job that repeat its method. The old top-level field has a value in supervised jobs; in the published
 * examples of answers it is null for preferences and absent for reinforcement.
 */
export function methodFields(
  spec: CreateSpec,
  hyperparameters: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { type } = readMethod(spec)
  return {
    method: { type, [type]: { ...spec.method?.[type], hyperparameters } },
    ...(type !== 'reinforcement' && { hyperparameters: type === 'supervised' ? hyperparameters : null }),
  }
}
