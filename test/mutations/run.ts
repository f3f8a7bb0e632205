/**
 * Introduces one mutant after another, each in a copy of the project, and runs the tests that must kill it:
 * `npm run test:mutations`; `-- WORDS` selects the mutants with these words in their description.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applyMutant, MUTANTS, type Mutant, readGuarantees } from './mutants.ts'
import { typeErrors } from './type-errors.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NOT_COPIED = new Set(['node_modules', '.git'])
/** Far more than any of the tests takes. */
const TEST_TIMEOUT_MS = 5 * 60_000

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The result of a test run. */
interface TestRun {
  isGreen: boolean
  passed: number
  /** The names of the tests that failed. */
  failed: string[]
}

type Selection = Pick<Mutant, 'tests' | 'testName'>

/** Runs tests in a copy of the project, in which one file may be changed. */
function runTests({ tests, testName }: Selection, change?: { path: string; text: string }): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'))
  try {
    cpSync(ROOT, folder, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
    // Tests of the bundle run the sources instead, because a build takes half a minute.
    writeFileSync(join(folder, 'dist', 'index.js'), "export * from '../src/index.ts'\n")
    if (change) writeFileSync(join(folder, change.path), change.text)
    return runVitest(folder, [...tests, ...(testName ? ['-t', testName] : [])])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface VitestReport {
  success: boolean
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

function runVitest(folder: string, options: string[]): TestRun {
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs')
  const file = join(folder, 'report.json')
  const args = [vitest, 'run', ...options, '--reporter=json', `--outputFile=${file}`]
  const { error } = spawnSync(process.execPath, args, {
    cwd: folder,
    timeout: TEST_TIMEOUT_MS,
    stdio: 'ignore',
  })
  if (error) throw error
  const { success, testResults }: VitestReport = JSON.parse(readFileSync(file, 'utf8'))
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  return {
    isGreen: success,
    passed: results.filter(({ status }) => status === 'passed').length,
    failed: results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  }
}

/** Throws unless the tests pass without a mutant: a test that always fails kills nothing. */
function assertGreen(mutants: readonly Mutant[]): void {
  for (const testName of new Set(mutants.map((mutant) => mutant.testName))) {
    const files = mutants.flatMap((mutant) => (mutant.testName === testName ? mutant.tests : []))
    const { isGreen, passed, failed } = runTests({
      tests: [...new Set(files)],
      ...(testName && { testName }),
    })
    if (!isGreen || passed === 0)
      throw new Error(`without a mutant, ${passed} tests pass and these fail: ${failed.join('; ')}`)
  }
}

/** Tests one mutant. One that does not compile or that fails every test is invalid: it proves nothing about the tests. */
function testMutant(mutant: Mutant): { isKilled: boolean; result: string } {
  const path = join('src', mutant.file)
  const text = applyMutant(read(path), mutant)
  const [typeError] = typeErrors(join(ROOT, path), text)
  if (typeError) return { isKilled: false, result: `INVALID, it does not compile: ${typeError}` }
  const { passed, failed } = runTests(mutant, { path, text })
  if (passed === 0) return { isKilled: false, result: 'INVALID, no test passes' }
  if (failed.length === 0) return { isKilled: false, result: `SURVIVED ${passed} tests` }
  return { isKilled: true, result: `killed by ${failed.length} of its tests, first "${failed[0]}"` }
}

const start = performance.now()
const [words = ''] = process.argv.slice(2)
const selected = MUTANTS.filter(({ description }) => description.includes(words))
const guarantees = readGuarantees(read('docs/guarantees.md'))
assertGreen(selected)
let killed = 0
for (const mutant of selected) {
  const { isKilled, result } = testMutant(mutant)
  if (isKilled) killed += 1
  console.log(`${mutant.guarantee}. ${guarantees.get(mutant.guarantee)} | ${mutant.description} | ${result}`)
}
console.log(`${Math.round((performance.now() - start) / 1000)} s`)
console.log(`${killed} of ${selected.length} mutants were killed`)
if (killed < selected.length || selected.length === 0) process.exitCode = 1
