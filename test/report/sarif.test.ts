import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listProblemKinds } from '../../src/dataset/problem.ts'
import type { DataProblem } from '../../src/report/problems.ts'
import { buildSarif } from '../../src/report/sarif.ts'

const ACTION_URL = 'https://github.com/OWNER/openai-fine-tune/blob/v1'
const KINDS = listProblemKinds()

const Text = z.strictObject({ text: z.string().min(1).max(1024) })
const Level = z.enum(['error', 'warning'])
/** The part of SARIF 2.1.0 that the report uses, as strict as its JSON Schema and GitHub's documentation of it. */
const Sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          informationUri: z.url().optional(),
          rules: z.array(
            z.strictObject({
              id: z.string().regex(/^[a-z0-9-]{1,255}$/),
              shortDescription: Text,
              fullDescription: Text,
              help: Text.extend({ markdown: z.string().min(1) }),
              helpUri: z.url().optional(),
              defaultConfiguration: z.strictObject({ level: Level }),
            }),
          ),
        }),
      }),
      columnKind: z.literal('utf16CodeUnits'),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.literal(true),
          toolExecutionNotifications: z.array(z.strictObject({ level: z.literal('note'), message: Text })),
        }),
      ]),
      results: z
        .array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            level: Level,
            message: Text,
            locations: z.tuple([
              z.strictObject({
                physicalLocation: z.strictObject({
                  artifactLocation: z.strictObject({
                    uri: z.string().min(1),
                    uriBaseId: z.literal('%SRCROOT%').optional(),
                  }),
                  region: z.strictObject({
                    startLine: z.int().min(1),
                    startColumn: z.int().min(1).optional(),
                  }),
                }),
              }),
            ]),
          }),
        )
        .max(25_000),
    }),
  ]),
})

const problem = (fields: Partial<DataProblem> = {}): DataProblem => ({
  code: 'no-assistant',
  severity: 'error',
  file: 'data/train.jsonl',
  line: 7,
  message: 'nothing to learn',
  ...fields,
})

/** Builds a report on these problems, and validates its structure. */
function build(problems: DataProblem[], { errors = problems.length, actionUrl = ACTION_URL } = {}) {
  const report = buildSarif({ problems, errors, warnings: 0 }, { kinds: KINDS, actionUrl })
  return Sarif.parse(JSON.parse(JSON.stringify(report))).runs[0]
}

describe('the SARIF report of a check', () => {
  it('has one rule for each problem code, with help and a link to its section of the catalogue', () => {
    const { rules } = build([]).tool.driver
    expect(rules.map(({ id }) => id)).toEqual(KINDS.map(({ code }) => code))
    expect(rules.find(({ id }) => id === 'file-name')).toEqual({
      id: 'file-name',
      shortDescription: { text: 'The name of a file does not end in .jsonl.' },
      fullDescription: {
        text: 'The name of a file does not end in .jsonl. It is uploaded under one that does.',
      },
      help: {
        text: 'The name of a file does not end in .jsonl. It is uploaded under one that does. To skip this check, list file-name in the input data-check-ignore.',
        markdown: `The name of a file does not end in \`.jsonl\`. It is uploaded under one that does.

[A bad and a good example](${ACTION_URL}/docs/data-checks.md#file-name)

To skip this check, list \`file-name\` in the input \`data-check-ignore\`.`,
      },
      helpUri: `${ACTION_URL}/docs/data-checks.md#file-name`,
      defaultConfiguration: { level: 'warning' },
    })
  })

  it('has no links for an action of the workspace, whose web page is not known', () => {
    const { driver } = Sarif.parse(
      buildSarif({ problems: [], errors: 0, warnings: 0 }, { kinds: KINDS, actionUrl: undefined }),
    ).runs[0].tool
    expect(JSON.stringify(driver)).not.toContain('https:')
    expect(driver.rules.every(({ help, helpUri }) => help.text !== '' && helpUri === undefined)).toBe(true)
  })

  it('has the rule, the severity, the message and the place of each problem', () => {
    const found = [problem({ column: 5, path: 'messages[2]' }), problem({ severity: 'warning', line: 1 })]
    const { results, tool } = build(found)
    expect(tool.driver.rules[results[0]?.ruleIndex ?? -1]?.id).toBe('no-assistant')
    expect(results).toMatchObject([
      { level: 'error', message: { text: 'nothing to learn (at messages[2])' } },
      { level: 'warning', message: { text: 'nothing to learn' } },
    ])
    expect(results.map(({ locations: [{ physicalLocation }] }) => physicalLocation)).toEqual([
      {
        artifactLocation: { uri: 'data/train.jsonl', uriBaseId: '%SRCROOT%' },
        region: { startLine: 7, startColumn: 5 },
      },
      {
        artifactLocation: { uri: 'data/train.jsonl', uriBaseId: '%SRCROOT%' },
        region: { startLine: 1 },
      },
    ])
  })

  it.each([
    ['data/ä b#1?.jsonl', 'data/%C3%A4%20b%231%3F.jsonl', '%SRCROOT%'],
    ['https:/evil.example/a.jsonl', 'https%3A/evil.example/a.jsonl', '%SRCROOT%'],
    ['half-\ud83d.jsonl', 'half-%EF%BF%BD.jsonl', '%SRCROOT%'],
    ['/tmp/a b.jsonl', 'file:///tmp/a%20b.jsonl', undefined],
    ['D:/temp/a.jsonl', 'file:///D%3A/temp/a.jsonl', undefined],
  ])('encodes the file name %j as a URI', (file, uri, uriBaseId) => {
    const [result] = build([problem({ file })]).results
    expect(result?.locations[0].physicalLocation.artifactLocation).toEqual({
      uri,
      ...(uriBaseId && { uriBaseId }),
    })
  })

  it('lists as many problems as GitHub accepts, and notes how many it leaves out', () => {
    const found = Array.from({ length: 25_001 }, (_, i) => problem({ line: i + 1 }))
    const { results, invocations } = build(found, { errors: 31_204 })
    expect([results.length, results.at(-1)?.locations[0].physicalLocation.region.startLine]).toEqual([
      25_000, 25_000,
    ])
    expect(invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      '6,204 of 31,204 problems have no result of their own. "report.json" counts all of them.',
    ])
  })

  it('has no note when it lists every problem', () => {
    expect(build([problem()]).invocations[0].toolExecutionNotifications).toEqual([])
  })
})
