/**
 * Builds what GitHub runs: one bundle for all verbs, a launcher for each, and the JSON Schema of the job file.
 * `node scripts/build.ts [folder]`; the same sources give the same bytes.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ncc from '@vercel/ncc'
import { jobFileJsonSchema } from '../src/config/schema.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const elsewhere = process.argv[2]
const out = elsewhere ?? join(root, 'dist')

if (!elsewhere) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const { code, assets } = await ncc(join(root, 'src/index.ts'), {
  license: 'licenses.txt',
  target: 'es2022',
  quiet: true,
  // A megabyte, and half of the start-up time, for what `@actions/http-client` does when it is asked for a dispatcher of
  // `fetch`. Nothing asks for one. What is there instead need only exist, and have no `ProxyAgent`.
  externals: { undici: 'node:path' },
}).catch((error: unknown) => {
  // Node would show the line that has thrown it, which is three megabytes of ncc.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
writeFileSync(join(out, 'index.js'), code)
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n')
for (const [name, { source }] of Object.entries(assets)) writeFileSync(join(out, name), source)
// ncc takes every file for text, which these are not.
for (const name of Object.keys(assets).filter((name) => name.endsWith('.ranks')))
  copyFileSync(join(root, 'src/dataset/tokens', name), join(out, name))
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
  writeFileSync(join(out, 'licenses.txt'), `\n\n${name}\nMIT\n${text}\n`, { flag: 'a' })
}
