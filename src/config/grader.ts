import * as z from 'zod'
import { expected, type Known, notEmpty, orNull } from './validate.ts'

const name = z.string().describe('The name of the grader, as reports show it.')
const template = (what: string) =>
  z.string().describe(`${what} May contain {{item.x}} and {{sample.output_text}}.`)

const stringCheck = z
  .looseObject({
    type: z.literal('string_check'),
    name,
    input: template('The text to look at.'),
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
    name: name.exactOptional(),
    source: notEmpty
      .exactOptional()
      .describe('Python that defines grade(sample: dict, item: dict) -> float. At most 256 kB, no network.'),
    source_file: notEmpty
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
          [...textOrItem, z.array(z.union(textOrItem, expected(ITEM)))],
          expected(`${ITEM}, or a list of these`),
        )
        .describe(
          'Text, a content item, or a list of these. May contain {{item.x}} and {{sample.output_text}}.',
        ),
      type: z.literal('message').exactOptional(),
    }),
  )
  .min(1, { error: 'is empty' })
  .meta({ id: 'messages', description: 'The messages that the grading model is given.' })

const TWO_NUMBERS = expected('a list of two numbers')
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
      .describe('Lowest and highest score; [0, 1] when not given.'),
    sampling_params: z
      .looseObject({
        seed: orNull(z.int()),
        top_p: orNull(z.number()),
        temperature: orNull(z.number()),
        max_completions_tokens: orNull(z.int().min(1, expected('a whole number of at least 1'))).describe(
          'Most tokens of an answer. The API spells it so, with two plurals.',
        ),
        reasoning_effort: orNull(z.string()),
      })
      .exactOptional()
      .describe('How the grading model samples.'),
  })
  .meta({ id: 'score_model', description: 'Asks a model for a score.' })

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
    description: 'Asks a model for a label. Made for evals; fine-tuning servers may refuse it.',
  })

const single = z.discriminatedUnion('type', [stringCheck, textSimilarity, python, scoreModel, labelModel])

const multi = z
  .looseObject({
    type: z.literal('multi'),
    name: name.exactOptional(),
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
 * A grader as a person writes it. Source: API reference (FineTuneReinforcementMethod) and the graders guide,
 * which alone has `multi.graders` as the map that runs.
 */
export const graderSchema = z
  .discriminatedUnion('type', [stringCheck, textSimilarity, python, scoreModel, multi, labelModel])
  .describe('How the answers of the model are graded while it learns.')

/** A grader that its schema has accepted, not yet completed. */
export type WrittenGrader = z.output<typeof graderSchema>
/** The same, but `multi`. */
export type WrittenSingleGrader = z.output<typeof single>

/** The fields of each grader that are documented, for hints about misspelt ones. */
export const GRADER_FIELDS: Record<WrittenGrader['type'], readonly string[]> = {
  string_check: Object.keys(stringCheck.shape),
  text_similarity: Object.keys(textSimilarity.shape),
  python: Object.keys(python.shape),
  score_model: Object.keys(scoreModel.shape),
  label_model: Object.keys(labelModel.shape),
  multi: Object.keys(multi.shape),
}

/** A Python grader as the API takes it: named, and its source inline. */
export type PythonGrader = Omit<Known<z.output<typeof python>>, 'name' | 'source' | 'source_file'> & {
  name: string
  source: string
}
/** Every grader as the API takes it, but `multi`. */
export type SingleGrader =
  | PythonGrader
  | Known<z.output<typeof stringCheck | typeof textSimilarity | typeof scoreModel | typeof labelModel>>
/** Several graders under names, combined by a formula. */
export type MultiGrader = Omit<Known<z.output<typeof multi>>, 'name' | 'graders'> & {
  name: string
  graders: Record<string, SingleGrader>
}
/** A grader as the API takes it. */
export type Grader = SingleGrader | MultiGrader
