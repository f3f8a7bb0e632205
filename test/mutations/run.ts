/**
 * Breaks what `docs/guarantees.md` promises, one break after another, each in a copy of the project, and runs the tests
 * that are to notice: `npm run test:mutations`; `-- WORDS` makes only the breaks in whose description these words are.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { count } from '../../src/report/format.ts'
import { type Break, broken } from './break.ts'
import { BREAKS, promisesOf } from './breaks.ts'
import { typeErrors } from './types.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LEFT_OUT = new Set(['node_modules', '.git'])
/** No test that is run takes nearly as long. */
const LIMIT_MS = 5 * 60_000

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** What became of tests. */
interface Outcome {
  isGreen: boolean
  passed: number
  /** The names of those that failed. */
  failed: string[]
}

type Selection = Pick<Break, 'tests' | 'named'>

/** Runs tests in a copy of the project, of which one file may have another text. */
function outcomeOf({ tests, named }: Selection, change?: { path: string; text: string }): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'broken-'))
  try {
    cpSync(ROOT, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
    // The tests of the bundle are led to the sources, which node runs as they are: a build takes half a minute.
    writeFileSync(join(folder, 'dist', 'index.js'), "export * from '../src/index.ts'\n")
    if (change) writeFileSync(join(folder, change.path), change.text)
    return runTests(folder, [...tests, ...(named ? ['-t', named] : [])])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Report {
  success: boolean
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

function runTests(folder: string, options: string[]): Outcome {
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs')
  const file = join(folder, 'report.json')
  const args = [vitest, 'run', ...options, '--reporter=json', `--outputFile=${file}`]
  const { error } = spawnSync(process.execPath, args, { cwd: folder, timeout: LIMIT_MS, stdio: 'ignore' })
  if (error) throw error
  const { success, testResults }: Report = JSON.parse(readFileSync(file, 'utf8'))
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  return {
    isGreen: success,
    passed: results.filter(({ status }) => status === 'passed').length,
    failed: results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  }
}

/** A test that fails anyway notices nothing. */
function refuseRed(breaks: readonly Break[]): void {
  for (const named of new Set(breaks.map(({ named }) => named))) {
    const files = breaks.flatMap((one) => (one.named === named ? one.tests : []))
    const { isGreen, passed, failed } = outcomeOf({ tests: [...new Set(files)], ...(named && { named }) })
    if (!isGreen || passed === 0)
      throw new Error(`without a break ${passed} tests pass, and these fail: ${failed.join('; ')}`)
  }
}

/** Whether a break is noticed, and by what. A break that the compiler sees, or that ends every test, proves nothing of the tests. */
function verdictOf(one: Break): { isNoticed: boolean; verdict: string } {
  const path = join('src', one.file)
  const text = broken(read(path), one)
  const [wrong] = typeErrors(join(ROOT, path), text)
  if (wrong) return { isNoticed: false, verdict: `NO BREAK, the compiler sees it: ${wrong}` }
  const { passed, failed } = outcomeOf(one, { path, text })
  if (passed === 0) return { isNoticed: false, verdict: 'NO BREAK, not one test passes any more' }
  if (failed.length === 0) return { isNoticed: false, verdict: `NOT NOTICED by ${count(passed, 'test')}` }
  return { isNoticed: true, verdict: `noticed by ${count(failed.length, 'test')}, first "${failed[0]}"` }
}

const start = performance.now()
const [words = ''] = process.argv.slice(2)
const chosen = BREAKS.filter(({ what }) => what.includes(words))
const promises = promisesOf(read('docs/guarantees.md'))
refuseRed(chosen)
let noticed = 0
for (const one of chosen) {
  const { isNoticed, verdict } = verdictOf(one)
  if (isNoticed) noticed += 1
  console.log(`${one.promise}. ${promises.get(one.promise)} | ${one.what} | ${verdict}`)
}
console.log(`${Math.round((performance.now() - start) / 1000)} s`)
console.log(`${noticed} of ${chosen.length} breaks were noticed`)
if (noticed < chosen.length || chosen.length === 0) process.exitCode = 1
