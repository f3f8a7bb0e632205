import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JobInputs } from '../../src/config/inputs.ts'
import { safeParseYaml } from '../../src/config/yaml.ts'
import { INPUTS, REINFORCEMENT_INPUTS, readJobWith } from './read-job.ts'

const NAMES = [
  'training-file',
  'validation-file',
  'model',
  'method',
  'hyperparameters',
  'grader',
  'suffix',
  'seed',
  'metadata',
  'integrations',
  'job-file',
  'extra-body',
] as const

/** Pieces of YAML, and of attacks on its parser. */
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

it('reads any text as a job, or returns problems that name an input', async () => {
  const inputs = fc.record(Object.fromEntries(NAMES.map((name) => [name, text])), { requiredKeys: [] })
  await fc.assert(
    fc.asyncProperty(inputs, text, async (jobInputs: JobInputs, file) => {
      const path = jobInputs['job-file']?.trim() ?? ''
      const { body, problems } = await readJobWith(jobInputs, { [path]: file })
      expect(body === undefined).toBe(problems.length > 0)
      for (const problem of problems) expect(problem).toMatch(/^(input "[a-z-]+": |and \d+ more problems?$)/)
      if (body) expect(JSON.parse(JSON.stringify(body))).toEqual(body)
    }),
    { numRuns: 1500 },
  )
}, 60_000)

it('quotes any value briefly and on one line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 100, maxLength: 900 }), async (value) => {
      const { problems } = await readJobWith({
        ...INPUTS,
        method: value,
        seed: JSON.stringify(`x${value}`),
        hyperparameters: JSON.stringify({ n_epochs: value }),
      })
      // A key that is almost "image_tag" is a warning, and so is one that a formula cannot use; a python grader
      // without a source is a problem.
      const unusual = { type: 'python', source: 'def grade', 'image\ntga': value }
      const graders = [{ [value]: { type: 'python' } }, { [value]: unusual }].map((graders) =>
        JSON.stringify({ type: 'multi', graders, calculate_output: 'a' }),
      )
      const graded = await Promise.all(
        graders.map((grader) => readJobWith({ ...REINFORCEMENT_INPUTS, grader })),
      )
      expect(graded.map(({ problems, warnings }) => [problems.length, warnings.length])).toEqual([
        [1, 0],
        [0, 2],
      ])
      for (const line of [
        problems,
        ...graded.flatMap(({ problems, warnings }) => [problems, warnings]),
      ].flat()) {
        expect(line).not.toMatch(/[\n\r]/)
        // Two hundred characters, each of which may be an escape such as \u0000.
        expect(line.length).toBeLessThan(200 * 6 + 150)
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

it('builds requests that are JSON, without undefined, null or source_file', async () => {
  await fc.assert(
    fc.asyncProperty(jobFile, async (file) => {
      fc.pre(!JSON.stringify(file).includes('__proto__'))
      const { body, problems } = await readJobWith(
        { 'job-file': 'job.json' },
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

it('keeps metadata as the text that was written, even if YAML has another type for it', async () => {
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
      const { body } = await readJobWith({ ...INPUTS, metadata: `key: ${value}` })
      expect(body?.metadata).toEqual({ key: value })
    }),
  )
})

it('parses any JSON to what JSON.parse returns', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
      const json = JSON.stringify(value, null, 1)
      // Rejected on purpose: numbers that JSON.parse rounds, and this one key.
      fc.pre(!json.includes('__proto__') && !/\d{16}/.test(json))
      expect(await safeParseYaml(json, 'typed')).toEqual({ value: JSON.parse(json) })
    }),
  )
})

function* everyPair(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    yield [key, item]
    yield* everyPair(item)
  }
}
