/** Builds the sources again, and fails with the names of the files in `dist/` that differ. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const committed = fileURLToPath(new URL('../dist', import.meta.url))
const built = mkdtempSync(join(tmpdir(), 'dist-'))
const build = fileURLToPath(new URL('build.ts', import.meta.url))
execFileSync(process.execPath, [build, built], { stdio: 'inherit' })

const names = new Set([...readdirSync(committed), ...readdirSync(built)])
const readBytes = (folder: string, name: string) =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'latin1') : undefined
const different = [...names].filter((name) => readBytes(committed, name) !== readBytes(built, name))
rmSync(built, { recursive: true })

if (different.length > 0) {
  console.error(
    `dist/ differs from a fresh build in ${different.join(', ')}: run "npm run build" and commit it`,
  )
  process.exitCode = 1
} else {
  console.log(`dist/ equals a fresh build: ${names.size} files`)
}
