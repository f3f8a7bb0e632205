/**
 * Builds what GitHub runs: one bundle for all verbs, a launcher for each, and the JSON Schema of the job file.
 * `node scripts/build.ts [folder]`; the same sources give the same bytes.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jobFileJsonSchema } from '../src/spec/schema.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const elsewhere = process.argv[2]
const out = elsewhere ?? join(root, 'dist')

if (!elsewhere) rmSync(out, { recursive: true, force: true })
const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js')
const options = ['--out', out, '--license', 'licenses.txt', '--target', 'es2022', '--quiet']
execFileSync(process.execPath, [ncc, 'build', join(root, 'src/index.ts'), ...options], { stdio: 'inherit' })
addLicense('gpt-tokenizer')
// ncc would copy a thread's source as it is: what a thread runs is the bundle, by a launcher of its own.
const thread = "new URL('thread.js', import.meta.url)"
for (const verb of ['main', 'check', 'post', 'wait', 'find', 'control', 'thread'])
  writeFileSync(
    join(out, `${verb}.js`),
    `import { ${verb} } from './index.js'\n\nawait ${verb}(${verb === 'main' || verb === 'check' ? thread : ''})\n`,
  )
writeFileSync(join(out, 'job.schema.json'), `${JSON.stringify(jobFileJsonSchema(), null, 2)}\n`)

/** Of what the sources have from a package without importing it, ncc knows nothing. */
function addLicense(name: string) {
  const text = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()
  appendFileSync(join(out, 'licenses.txt'), `\n\n${name}\nMIT\n${text}\n`)
}
