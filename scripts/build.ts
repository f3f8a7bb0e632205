/**
 * Builds what GitHub runs: one bundle for all verbs, a launcher for each, and the JSON Schema of the job file.
 * `node scripts/build.ts [folder]`; the same sources give the same bytes.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** ncc takes the nearest package.json for the package's, and this one's modules have one that tells no licence. */
function addLicense(name: string) {
  const file = join(out, 'licenses.txt')
  const text = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()
  const licenses = readFileSync(file, 'utf8').replace(
    new RegExp(`^${name}\\n\\n`, 'm'),
    `${name}\nMIT\n${text}\n\n`,
  )
  writeFileSync(file, licenses)
}
