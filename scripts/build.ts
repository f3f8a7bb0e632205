/**
 * Builds what GitHub runs: one bundle for all actions, a launcher for each, and the JSON Schema of the job file.
 * `node scripts/build.ts [folder]` builds the same bytes from the same sources, and prints what each chunk contains.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ncc from '@vercel/ncc'
import { jobFileJsonSchema } from '../src/config/schema.ts'
import { formatChunks, STATS_OPTIONS } from './bundle-report.ts'
import { minifyChunk } from './minify-chunk.ts'
import { createRankTables } from './ranks.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const targetFolder = process.argv[2]
const out = targetFolder ?? join(root, 'dist')

if (!targetFolder) rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const { code, assets, stats } = await ncc(join(root, 'src/index.ts'), {
  license: 'licenses.txt',
  target: 'es2022',
  quiet: true,
  // undici is a megabyte and half of the start-up time. `@actions/http-client` and `@actions/github` create its
  // ProxyAgent behind a proxy, but only to pass it to a `fetch` that this action replaces.
  externals: { undici: 'data:text/javascript,export class ProxyAgent {}' },
}).catch((error: unknown) => {
  // Without this, Node prints the line that threw: three megabytes of ncc.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n')
// For the password of a proxy, the package tunnel uses a constructor of which Node warns in the log.
const OUTDATED = 'new Buffer(connectOptions.proxyAuth)'
let replaced = 0
const chunks = Object.entries(assets).map(([name, { source }]) => ({ name, source: `${source}` }))
for (const { name, source } of [{ name: 'index.js', source: code }, ...chunks]) {
  const pieces = source.split(OUTDATED)
  replaced += pieces.length - 1
  const text = pieces.join('Buffer.from(connectOptions.proxyAuth)')
  // The licenses are an asset, too.
  writeFileSync(join(out, name), name.endsWith('.js') ? await minifyChunk(text) : text)
}
if (replaced !== 1) throw new Error(`the bundle has "${OUTDATED}" ${replaced} times instead of once`)
for (const [encoding, table] of Object.entries(createRankTables()))
  writeFileSync(join(out, `${encoding}.ranks`), table)
addLicense('gpt-tokenizer')
// A worker thread runs the bundle by a launcher of its own, because ncc would copy the source of a worker unbuilt.
for (const action of ['main', 'check', 'post', 'wait', 'find', 'control', 'evaluate', 'deploy', 'worker'])
  writeFileSync(
    join(out, `${action}.js`),
    `import { ${action} } from './index.js'\n\nawait ${action}(import.meta.url)\n`,
  )
writeFileSync(
  join(out, 'cli.js'),
  `#!/usr/bin/env node\nimport { cli } from './index.js'\n\nawait cli(import.meta.url)\n`,
  { mode: 0o755 },
)
writeFileSync(join(out, 'job.schema.json'), `${JSON.stringify(jobFileJsonSchema(), null, 2)}\n`)

console.log(formatChunks(stats.toJson(STATS_OPTIONS).chunks))

/** Adds the license of a package whose data is in a table, which ncc cannot know. */
function addLicense(name: string) {
  const text = readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()
  writeFileSync(join(out, 'licenses.txt'), `\n\n${name}\nMIT\n${text}\n`, { flag: 'a' })
}
