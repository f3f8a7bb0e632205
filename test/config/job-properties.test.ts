import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobInputs } from '../../src/config/job.ts'
import { nearest } from '../../src/config/spelling.ts'
import { readDocument } from '../../src/config/yaml-document.ts'
import { editDistance } from '../../src/suggest.ts'
import { describeWith, INPUTS, REINFORCED } from './read-job.ts'

const NAMES = [
  'trainingFile',
  'validationFile',
  'model',
  'method',
  'hyperparameters',
  'grader',
  'suffix',
  'seed',
  'metadata',
  'integrations',
  'jobFile',
  'extraBody',
] as const

/** Pieces of which YAML, and trouble, is made. */
const pieces = fc.constantFrom(
  ...[
    'model',
    'method',
    'type',
    'grader',
    'hyperparameters',
    'n_epochs',
    'python',
    'multi',
    'graders',
    'metadata',
  ],
  ...[
    ': ',
    ':',
    '- ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '\n',
    '\n  ',
    '&a ',
    '*a',
    '!x ',
    '!!int ',
    '|\n',
    '>',
    '"',
    "'",
    '#',
  ],
  ...[
    '1',
    '.nan',
    '-1e400',
    '~',
    'true',
    '__proto__',
    'constructor',
    '<<',
    '%YAML 1.1\n---\n',
    '---\n',
    '...',
    '\t',
    '\u0000',
    '\ud800',
  ],
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.json({ maxDepth: 5 }),
)

test('any text at all is either a job or a list of problems that name an input', async () => {
  const inputs = fc.record(Object.fromEntries(NAMES.map((name) => [name, text])), { requiredKeys: [] })
  await fc.assert(
    fc.asyncProperty(inputs, text, async (given: JobInputs, file) => {
      const path = given.jobFile?.trim() ?? ''
      const { body, problems } = await describeWith(given, { [path]: file })
      expect(body === undefined).toBe(problems.length > 0)
      for (const problem of problems) expect(problem).toMatch(/^(input "[a-z-]+": |and \d+ more problems?$)/)
      if (body) expect(JSON.parse(JSON.stringify(body))).toEqual(body)
    }),
    { numRuns: 1500 },
  )
}, 60_000)

test('problems are short and on one line, whatever the value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 100, maxLength: 900 }), async (value) => {
      const { problems } = await describeWith({
        ...INPUTS,
        method: value,
        seed: JSON.stringify(`x${value}`),
        hyperparameters: JSON.stringify({ n_epochs: value }),
      })
      // A key that is all but "image_tag" is a warning, and so is one that no formula can name; a python grader
      // without a source is a problem.
      const odd = { type: 'python', source: 'def grade', 'image\ntga': value }
      const graders = [{ [value]: { type: 'python' } }, { [value]: odd }].map((graders) =>
        JSON.stringify({ type: 'multi', graders, calculate_output: 'a' }),
      )
      const graded = await Promise.all(graders.map((grader) => describeWith({ ...REINFORCED, grader })))
      expect(graded.map(({ problems, warnings }) => [problems.length, warnings.length])).toEqual([
        [1, 0],
        [0, 2],
      ])
      for (const line of [
        problems,
        ...graded.flatMap(({ problems, warnings }) => [problems, warnings]),
      ].flat()) {
        expect(line).not.toMatch(/[\n\r]/)
        expect(line.length).toBeLessThan(600)
      }
    }),
  )
})

const auto = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant('auto' as const), value)
const whole = auto(fc.integer({ min: 1, max: 400 }))
const positive = auto(fc.double({ min: 0, minExcluded: true, max: 20, noNaN: true }))
const words = fc.string({ minLength: 1, maxLength: 20 })
const python = fc.oneof(
  fc.record({ type: fc.constant('python'), source: words }),
  fc.record({ type: fc.constant('python'), source_file: fc.constant('g.py'), name: words }),
)
const scoreModel = fc.record({
  type: fc.constant('score_model'),
  name: words,
  model: words,
  input: fc.constant([{ role: 'user', content: 'x' }]),
  sampling_params: fc.record(
    { seed: fc.option(fc.nat()), top_p: fc.option(fc.constant(0.5)) },
    { requiredKeys: [] },
  ),
})
const single = fc.oneof(python, scoreModel)
const grader = fc.oneof(
  single,
  fc.record({
    type: fc.constant('multi'),
    graders: fc.dictionary(words, single, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    calculate_output: fc.constantFrom('1', 'min(2, 0.5 * 3)'),
  }),
)
const jobFile = fc.record(
  {
    model: words,
    training_file: words,
    validation_file: words,
    method: fc.oneof(
      fc.record({
        type: fc.constant('dpo'),
        dpo: fc.record({
          hyperparameters: fc.record({ beta: positive, n_epochs: whole }, { requiredKeys: [] }),
        }),
      }),
      fc.record({ type: fc.constant('reinforcement'), reinforcement: fc.record({ grader }) }),
    ),
    hyperparameters: fc.record({ n_epochs: whole, batch_size: whole }, { requiredKeys: [] }),
    suffix: fc.option(words),
    seed: fc.option(fc.nat()),
    integrations: fc.option(
      fc.constant([{ type: 'wandb', wandb: { project: 'p', name: null, entity: null, tags: [] } }]),
    ),
    metadata: fc.option(
      fc.dictionary(fc.string({ maxLength: 9 }), words, { maxKeys: 4, noNullPrototype: true }),
    ),
  },
  { requiredKeys: ['model', 'training_file', 'validation_file', 'method'] },
)

test('every request can be sent as JSON, and holds nothing undefined, no null and no source_file', async () => {
  await fc.assert(
    fc.asyncProperty(jobFile, async (file) => {
      fc.pre(!JSON.stringify(file).includes('__proto__'))
      const { body, problems } = await describeWith(
        { jobFile: 'job.json' },
        { 'job.json': JSON.stringify(file), 'g.py': 'def grade(sample, item): return 1' },
      )
      expect(problems).toEqual([])
      expect(JSON.parse(JSON.stringify(body))).toEqual(body)
      for (const [key, value] of everyPair(body)) {
        expect(key).not.toBe('source_file')
        expect(value ?? 'nothing').not.toBe('nothing')
      }
    }),
    { numRuns: 400 },
  )
})

test('metadata comes out as the text that went in, whatever a YAML reader could take it for', async () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      'null',
      '~',
      'true',
      'no',
      '007',
      '1234e56',
      '0x1F',
      '.nan',
      '1_000',
      '2026-11-22',
      '12:30:45',
    ),
    fc.stringMatching(/^[0-9a-f]{7,40}$/),
  )
  await fc.assert(
    fc.asyncProperty(scalar, async (value) => {
      const { body } = await describeWith({ ...INPUTS, metadata: `key: ${value}` })
      expect(body?.metadata).toEqual({ key: value })
    }),
  )
})

test('any JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const json = JSON.stringify(value, null, 1)
      // What JSON.parse rounds, and this one key, are refused on purpose.
      fc.pre(!json.includes('__proto__') && !/\d{16}/.test(json))
      expect(readDocument(json, 'typed')).toEqual({ value: JSON.parse(json) })
    }),
  )
})

test('one slip of a finger is one step away, and back', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (word, seed) => {
      const at = seed % (word.length - 1)
      const swapped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`
      const dropped = word.slice(0, at) + word.slice(at + 1)
      expect(editDistance(word, word)).toBe(0)
      expect(editDistance(word, swapped)).toBeLessThanOrEqual(1)
      expect(editDistance(word, dropped)).toBe(1)
      expect(editDistance(dropped, word)).toBe(1)
    }),
  )
})

test('what was meant is found through case and hyphens, and not where nothing is near', () => {
  expect(nearest('training-file', ['training_file', 'model'])).toBe('training_file')
  expect(nearest('nEpochs', ['n_epochs'])).toBe('n_epochs')
  expect(nearest('trainingType', ['training_file'])).toBeUndefined()
  expect(nearest('--', ['a'])).toBeUndefined()
})

function* everyPair(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    yield [key, item]
    yield* everyPair(item)
  }
}
