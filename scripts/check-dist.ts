/** Fails when `dist/` is not what the sources build, and says which files differ. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const committed = fileURLToPath(new URL('../dist', import.meta.url))
const built = mkdtempSync(join(tmpdir(), 'dist-'))
const build = fileURLToPath(new URL('build.ts', import.meta.url))
execFileSync(process.execPath, [build, built], { stdio: 'inherit' })

const names = new Set([...readdirSync(committed), ...readdirSync(built)])
const bytes = (folder: string, name: string) =>
  readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'latin1') : undefined
const different = [...names].filter((name) => bytes(committed, name) !== bytes(built, name))
rmSync(built, { recursive: true })

if (different.length > 0) {
  console.error(`dist/ is not what src/ builds: ${different.join(', ')}. Run "npm run build" and commit it.`)
  process.exitCode = 1
} else {
  console.log(`dist/ is what src/ builds: ${names.size} files`)
}
