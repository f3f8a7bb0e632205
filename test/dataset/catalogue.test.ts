import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DuplicateExamples } from '../../src/dataset/checks/duplicate-examples.ts'
import type { FieldPath } from '../../src/dataset/checks/reinforcement.ts'
import type { MethodName } from '../../src/dataset/format.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { listProblemKinds, type Problem } from '../../src/dataset/problem.ts'
import { HASH_KEY, memoryFiles } from './inspected.ts'

/** A check in `docs/data-checks.md`: its code, its severity, and a bad and a good example. */
interface Check {
  code: string
  severity: string
  /** The first paragraph, without the severity. */
  description: string
  /** What the examples are: lines, or files in the notation of the page. */
  kind: string
  method: MethodName
  role: 'training' | 'validation'
  items: readonly FieldPath[]
  model: string | undefined
  bad: string
  good: string
}

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/data-checks.md'), 'utf8')
const METHODS = ['dpo', 'reinforcement'] as const

/** The field that the grader of the page compares with. */
const GRADED_BY = [{ path: ['answer', 'city'], locations: ['reference'] }]

/** The page has no example of these: they need gigabytes, or tokens. */
const WITHOUT_EXAMPLE = ['large-dataset', 'long-example', 'image-tokens']

function parseChecks(page: string): Check[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [, code = '', severity = '', description = ''] =
        /^`([\w-]+)`\n\n(Error|Warning): ([a-z`][\s\S]*?)\n\n/.exec(section) ?? []
      const [, info = '', body = ''] = /^```(.*)\n([\s\S]*?)\n```$/m.exec(section) ?? []
      const [kind = '', ...words] = info.split(' ')
      const [bad = '', good = ''] = body.includes('\n\n') ? body.split('\n\n') : body.split('\n')
      return {
        code,
        severity: severity.toLowerCase(),
        description: description.replaceAll('\n', ' ').trim(),
        kind,
        method: METHODS.find((method) => words.includes(method)) ?? 'supervised',
        role: kind === 'text' && !words.includes('validation') ? 'training' : 'validation',
        items: words.includes('graded') ? GRADED_BY : [],
        model: words.find((word) => word.startsWith('gpt-')),
        bad,
        good,
      }
    })
}

/** Returns the files of each dataset, written as `a.txt: good × 2 + "\n" | "" || same`. */
function parseDatasets(notation: string, method: MethodName): Record<string, Uint8Array[]>[] {
  let written = 0
  const line = (number: number) => {
    const messages = [{ role: 'user', content: `How much is ${number} and 1?` }]
    const answer = `${number + 1}`
    if (method === 'reinforcement') return JSON.stringify({ messages, answer: { city: answer } })
    return JSON.stringify({ messages: [...messages, { role: 'assistant', content: answer }] })
  }
  const expandTerm = (term: string) => {
    const [, word, quoted = '', times = '1'] =
      /^(?:(good|same)|"(.*)")(?: × (\d+))?$/.exec(term) ?? expect.fail(`not in the notation: ${term}`)
    if (word === undefined) return unescapeBytes(quoted).toString('latin1').repeat(Number(times))
    return Array.from({ length: Number(times) }, () => `${line(word === 'same' ? 0 : ++written)}\n`).join('')
  }
  return notation.split(' || ').map((dataset) =>
    Object.fromEntries(
      dataset.split(' | ').map((file, i) => {
        const [, name = `d${i}.jsonl`, terms = ''] = /^(?:([\w.]+): )?(.*)$/.exec(file) ?? []
        return [name, [Buffer.from(terms.split(' + ').map(expandTerm).join(''), 'latin1')]]
      }),
    ),
  )
}

function unescapeBytes(escaped: string): Buffer {
  const json = escaped.replaceAll(/\\x(..)/g, '\\u00$1')
  return Buffer.from(JSON.parse(`"${json}"`), 'latin1')
}

/** Returns the problems of an example; with several datasets, those of the last one. */
async function findProblems(
  { kind, method, role, items, model }: Check,
  example: string,
): Promise<Problem[]> {
  const text = example.replaceAll(/(.)… × (\d+)/g, (_, letter, times) => letter.repeat(Number(times)))
  const datasets = kind === 'text' ? parseDatasets(text, method) : [{ 'd.jsonl': [Buffer.from(text)] }]
  const duplicates = new DuplicateExamples(HASH_KEY)
  let problems: Problem[] = []
  for (const files of datasets) {
    const workspace = memoryFiles(files)
    const options = { method, role, checks: true, duplicates, graderFields: items, ...(model && { model }) }
    problems = (await inspectDataset(workspace, workspace.files, options)).problems
  }
  return problems
}

const CHECKS = parseChecks(PAGE)

test('the catalogue lists every check once, with its severity', () => {
  const listed = CHECKS.map(({ code, severity }) => [code, severity])
  const kinds = listProblemKinds().map(({ code, severity }) => [code, severity])
  expect(listed.toSorted()).toEqual(kinds.toSorted())
})

test('the catalogue describes every check as the help of the SARIF report does', () => {
  const described = CHECKS.map(({ code, description }) => [code, description])
  const kinds = listProblemKinds().map(({ code, description }) => [code, description])
  expect(described.toSorted()).toEqual(kinds.toSorted())
})

test('the catalogue has an example for every check that can have one', () => {
  expect(CHECKS.filter(({ bad, good }) => bad === '' || good === '').map(({ code }) => code)).toEqual(
    WITHOUT_EXAMPLE,
  )
})

describe('the bad example of the catalogue has the problem and the good one does not', () => {
  test.each(CHECKS.filter(({ bad }) => bad !== ''))('$code', async (check) => {
    const bad = await findProblems(check, check.bad)
    expect([...new Set(bad.map(({ code }) => code))]).toEqual([check.code])
    const good = await findProblems(check, check.good)
    expect(good.filter(({ code, severity }) => code === check.code || severity === 'error')).toEqual([])
  })
})
