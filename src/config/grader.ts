import * as z from 'zod'
import { closestMatch } from '../suggest.ts'
import { choiceMessage, expectedError, type KnownKeys, nonEmptyString, nullish } from './validate.ts'

const name = z
  .string()
  .exactOptional()
  .describe('The name of the grader, as reports show it. Defaults to its key in `graders`, or to its type.')
const template = (description: string) =>
  z.string().describe(`${description} May contain {{item.x}} and {{sample.output_text}}.`)

const stringCheck = z
  .looseObject({
    type: z.literal('string_check'),
    name,
    input: template('The text to check.'),
    reference: template('The text to compare with.'),
    operation: z
      .enum(['eq', 'ne', 'like', 'ilike'])
      .describe(
        'eq: equal, ne: not equal, like: input contains reference, ilike: the same regardless of case.',
      ),
  })
  .meta({ id: 'string_check', description: 'Compares two texts; 0 or 1.' })

const textSimilarity = z
  .looseObject({
    type: z.literal('text_similarity'),
    name,
    input: template('The text to be graded.'),
    reference: template('The text to grade against.'),
    evaluation_metric: z
      .enum([
        'cosine',
        'fuzzy_match',
        'bleu',
        'gleu',
        'meteor',
        'rouge_1',
        'rouge_2',
        'rouge_3',
        'rouge_4',
        'rouge_5',
        'rouge_l',
      ])
      .describe('How similarity is measured; cosine is for evals only.'),
  })
  .meta({ id: 'text_similarity', description: 'Measures how similar two texts are; 0 to 1.' })

const python = z
  .looseObject({
    type: z.literal('python'),
    name,
    source: nonEmptyString
      .exactOptional()
      .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: nonEmptyString
      .exactOptional()
      .describe(
        'Path of a file with the source, relative to the file that names it. It is sent as `source`.',
      ),
    image_tag: z
      .string()
      .exactOptional()
      .describe('Tag of the image that runs the source, for example 2025-05-08.'),
  })
  .meta({
    id: 'python',
    description: 'Runs a Python function; its number is the grade.',
    oneOf: ['source', 'source_file'].map((key) => ({
      type: 'object',
      properties: { [key]: {} },
      required: [key],
    })),
  })

const contentItem = z
  .discriminatedUnion('type', [
    z.looseObject({ type: z.literal('input_text'), text: z.string() }),
    z.looseObject({ type: z.literal('output_text'), text: z.string() }),
    z.looseObject({
      type: z.literal('input_image'),
      image_url: z.string(),
      detail: z.string().exactOptional(),
    }),
    z.looseObject({
      type: z.literal('input_audio'),
      input_audio: z.looseObject({ data: z.string(), format: z.enum(['mp3', 'wav']) }),
    }),
  ])
  .meta({ id: 'content_item', description: 'A piece of a message.' })
const ITEM = 'text, an input_text, output_text, input_image or input_audio item'
const textOrItem = [z.string(), contentItem] as const
const messages = z
  .array(
    z.looseObject({
      role: z.enum(['user', 'assistant', 'system', 'developer']),
      content: z
        .union(
          [...textOrItem, z.array(z.union(textOrItem, expectedError(ITEM)))],
          expectedError(`${ITEM}, or a list of these`),
        )
        .describe(
          'Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.',
        ),
      type: z.literal('message').exactOptional(),
    }),
  )
  .min(1, { error: 'is empty' })
  .meta({ id: 'messages', description: 'The messages for the grading model.' })

const TWO_NUMBERS = expectedError('a list of two numbers')
const scoreModel = z
  .looseObject({
    type: z.literal('score_model'),
    name,
    model: z.string().describe('The model that gives the score.'),
    input: messages,
    range: z
      .array(z.number())
      .length(2, TWO_NUMBERS)
      .exactOptional()
      .describe('Lowest and highest score; defaults to [0, 1].'),
    sampling_params: z
      .looseObject({
        seed: nullish(z.int()),
        top_p: nullish(z.number()),
        temperature: nullish(z.number()),
        max_completions_tokens: nullish(
          z.int().min(1, expectedError('a whole number of at least 1')),
        ).describe('Maximum tokens of an answer. The API spells it with two plurals.'),
        reasoning_effort: nullish(z.string()),
      })
      .exactOptional()
      .describe('How the grading model samples.'),
  })
  .meta({ id: 'score_model', description: 'A model assigns a score.' })

const labelModel = z
  .looseObject({
    type: z.literal('label_model'),
    name,
    model: z.string().describe('The model that gives the label.'),
    input: messages,
    labels: z.array(z.string()).describe('The labels to choose from.'),
    passing_labels: z.array(z.string()).describe('The labels that count as passing.'),
  })
  .meta({
    id: 'label_model',
    description: 'A model assigns a label. Made for evals; fine-tuning servers may reject it.',
  })

const KNOWN_TYPES = [
  'string_check',
  'text_similarity',
  'python',
  'score_model',
  'multi',
  'label_model',
] as const

/** Two that are documented, Bedrock's and Azure's, stand for all types: with literals, the compiler can tell graders apart. */
type UnknownType = 'lambda' | 'endpoint'

/** Graders that only their server knows. A typo of a known type is none. */
const unknownGrader = z
  .looseObject({
    type: z
      .string()
      .refine((type) => type !== '' && closestMatch(type, KNOWN_TYPES) === undefined, {
        abort: true,
        error: ({ input }) => choiceMessage(KNOWN_TYPES, input),
      })
      .meta({ minLength: 1, pattern: `^(?!(${KNOWN_TYPES.join('|')})$)` })
      .pipe(z.custom<UnknownType>()),
  })
  .meta({ id: 'other_grader', description: 'A grader of another type, which is sent as written.' })

const MAP = expectedError('a map')

const single = z.union(
  [
    z.discriminatedUnion('type', [stringCheck, textSimilarity, python, scoreModel, labelModel]),
    unknownGrader,
  ],
  MAP,
)

const multi = z
  .looseObject({
    type: z.literal('multi'),
    name,
    graders: z
      .record(z.string(), single)
      .refine((graders) => Object.keys(graders).length > 0, { error: 'is empty' })
      .meta({
        description:
          'Graders by name; these names are the variables of calculate_output. None may be multi itself.',
        minProperties: 1,
      }),
    calculate_output: z
      .string()
      .describe('Formula over the graders: + - * / ^, parentheses, min max abs floor ceil exp sqrt log.'),
  })
  .meta({ id: 'multi', description: 'Combines several graders by a formula.' })

/**
 * The schema of a grader as users write it. Sources: API reference (FineTuneReinforcementMethod) and the graders guide,
 * which alone describes `multi.graders` as the map that works.
 */
export const graderSchema = z
  .union(
    [
      z.discriminatedUnion('type', [stringCheck, textSimilarity, python, scoreModel, multi, labelModel]),
      unknownGrader,
    ],
    MAP,
  )
  .describe('How the outputs of the model are graded during the training.')

/** A valid grader as users write it, not resolved yet. */
export type GraderInput = z.output<typeof graderSchema>
/** The same, without `multi`. */
export type SingleGraderInput = z.output<typeof single>

/** A grader of a type that the action does not know. */
export type UnknownGrader = z.output<typeof unknownGrader>

/** Returns whether the action does not know the type of a grader. */
export function isUnknownGrader<T extends GraderInput | Grader>(grader: T): grader is T & UnknownGrader {
  return !Object.hasOwn(GRADER_FIELDS, grader.type)
}

/** Returns whether a grader, or one in it, is of a type that neither OpenAI nor Azure has. */
export function hasUndocumentedGrader(grader: Grader): boolean {
  if (grader.type === 'multi') return Object.values(grader.graders).some(hasUndocumentedGrader)
  return isUnknownGrader(grader) && grader.type !== 'endpoint'
}

/** The documented fields of each grader, to suggest one for a misspelled field. */
export const GRADER_FIELDS: Record<(typeof KNOWN_TYPES)[number], readonly string[]> = {
  string_check: Object.keys(stringCheck.shape),
  text_similarity: Object.keys(textSimilarity.shape),
  python: Object.keys(python.shape),
  score_model: Object.keys(scoreModel.shape),
  label_model: Object.keys(labelModel.shape),
  multi: Object.keys(multi.shape),
}

type Named<T extends z.ZodType> = T extends z.ZodType
  ? Omit<KnownKeys<z.output<T>>, 'name' | 'source_file'> & { name: string }
  : never

/** A Python grader as the API accepts it: with a name and an inline source. */
type PythonGrader = Named<typeof python> & { source: string }
/** A grader as the API accepts it, without `multi`: with a name, unless the action does not know its type. */
export type SingleGrader =
  | PythonGrader
  | Named<typeof stringCheck | typeof textSimilarity | typeof scoreModel | typeof labelModel>
  | UnknownGrader
/** Several graders by key, combined by a formula. */
export type MultiGrader = Omit<KnownKeys<z.output<typeof multi>>, 'name' | 'graders'> & {
  name: string
  graders: Record<string, SingleGrader>
}
/** A grader as the API accepts it. */
export type Grader = SingleGrader | MultiGrader
