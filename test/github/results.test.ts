import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRedactor } from '../../src/github/redactor.ts'
import { openResults } from '../../src/github/results.ts'

function createFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'results-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

function createRunner(...secrets: string[]) {
  const { add, redact } = createRedactor()
  secrets.forEach(add)
  const warnings: string[] = []
  return {
    warnings,
    warning: (text: string) => warnings.push(text),
    redactSecrets: redact,
    isCommandLine: false,
  }
}

describe('the results of a step', () => {
  it('warn once about a file that cannot be written', () => {
    const folder = createFolder()
    const runner = createRunner()
    const results = openResults(folder, 'job', runner)
    mkdirSync(join(folder, 'events.jsonl'))
    results.reset()
    results.appendEvent({ id: 1 })
    results.write('report.md', 'text')
    expect(runner.warnings).toEqual([expect.stringMatching(/^events\.jsonl could not be written: /)])
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe('text')
  })

  it.each([
    ['job', ['events.jsonl', 'metrics.csv', 'model.json', 'report.md', 'result.json']],
    ['check', ['report.json', 'report.md', 'report.sarif']],
    ['evaluation', ['examples.jsonl', 'report.md', 'result.json']],
  ] as const)('of the kind %s replace those of an earlier run, and nothing else', (kind, names) => {
    const folder = createFolder()
    for (const name of [...names, 'train.jsonl']) writeFileSync(join(folder, name), 'earlier')
    openResults(folder, kind, createRunner())
    expect(readdirSync(folder)).toEqual(['train.jsonl'])
  })

  it('of a command replace those of an earlier command, but not a file of the user', () => {
    const folder = createFolder()
    const runner = { ...createRunner(), isCommandLine: true }
    writeFileSync(join(folder, 'result.json'), 'kept')
    openResults(folder, 'check', runner).write('report.md', 'first')
    openResults(folder, 'check', runner).write('report.json', 'second')
    expect(readdirSync(folder).sort()).toEqual(['.fine-tune-results', 'report.json', 'result.json'])
    expect(() => openResults(folder, 'job', runner)).toThrow(
      'input "results-dir": no command has written the "result.json" that is in it',
    )
    expect(readFileSync(join(folder, 'result.json'), 'utf8')).toBe('kept')

    rmSync(join(folder, 'result.json'))
    for (const kind of ['job', 'check', 'evaluation'] as const) openResults(folder, kind, runner)
    expect([readdirSync(folder), runner.warnings]).toEqual([['.fine-tune-results'], []])
  })

  it('of a command are written also where their record cannot be, with a warning', () => {
    const folder = createFolder()
    const runner = { ...createRunner(), isCommandLine: true }
    mkdirSync(join(folder, '.fine-tune-results'))
    openResults(folder, 'check', runner).write('report.md', 'text')
    expect(runner.warnings).toEqual([expect.stringMatching(/^\.fine-tune-results could not be written: /)])
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe('text')
  })

  it('of a command do not follow a link in the place of their record', () => {
    const [folder, outside] = [createFolder(), createFolder()]
    writeFileSync(join(outside, 'x'), 'report.md\n')
    symlinkSync(join(outside, 'x'), join(folder, '.fine-tune-results'))
    writeFileSync(join(folder, 'report.md'), 'kept')
    const runner = { ...createRunner(), isCommandLine: true }
    expect(() => openResults(folder, 'check', runner)).toThrow('"report.md"')
    rmSync(join(folder, 'report.md'))
    openResults(folder, 'check', runner)
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('report.md\n')
  })

  it('replace a link without touching what it leads to, and an empty folder', () => {
    const [folder, outside] = [createFolder(), createFolder()]
    writeFileSync(join(outside, 'x'), 'kept')
    mkdirSync(join(outside, 'folder'))
    symlinkSync(join(outside, 'x'), join(folder, 'metrics.csv'))
    symlinkSync(join(outside, 'folder'), join(folder, 'result.json'))
    symlinkSync(join(outside, 'nothing'), join(folder, 'events.jsonl'))
    mkdirSync(join(folder, 'report.md'))
    const results = openResults(folder, 'job', createRunner())
    expect(readdirSync(folder)).toEqual([])
    for (const name of ['metrics.csv', 'result.json', 'report.md'] as const) results.write(name, 'new')
    results.appendEvent({})
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('kept')
    expect([readdirSync(join(outside, 'folder')), existsSync(join(outside, 'nothing'))]).toEqual([[], false])
  })

  it('are refused in a folder where another folder has the name of one', () => {
    const folder = createFolder()
    mkdirSync(join(folder, 'metrics.csv', 'of-the-user'), { recursive: true })
    expect(() => openResults(folder, 'job', createRunner())).toThrow(
      'input "results-dir": the "metrics.csv" that is in it cannot be removed',
    )
    expect(existsSync(join(folder, 'metrics.csv', 'of-the-user'))).toBe(true)
  })

  it('contain no secret: in texts, names of fields, numbers, and lists and maps that are written like one', () => {
    const folder = createFolder()
    const config = '{"retry":{"attempts":5}}'
    const results = openResults(
      folder,
      'job',
      createRunner('sk-proj-1234', '4815162342', config, '[11,22,33]'),
    )
    const events = [
      { 'sk-proj-1234': ['\\u0073k-proj-1234'], id: 4815162342, code: 481516234 },
      { config: JSON.parse(config), list: [11, 22, 33], x: { ...JSON.parse(config), other: [11, 22] } },
    ]
    for (const event of events) results.appendEvent(event)
    results.write('report.md', 'sk-proj-1234 sk&#45;proj-1234')
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe('*** ***')
    const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { '***': ['***'], id: '***', code: 481516234 },
      { config: '***', list: '***', x: { retry: { attempts: 5 }, other: [11, 22] } },
    ])
  })
})
