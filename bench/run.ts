/**
 * Runs every benchmark, prints its table, and writes them all into `docs/benchmarks.md`: `npm run bench`. On a busy
 * machine only the ratios tell something.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { checkRows } from './check.ts'
import type { Row } from './row.ts'
import { startupRows } from './startup.ts'
import { tokenRows } from './tokens.ts'
import { uploadRows } from './upload.ts'
import { waitRows } from './wait.ts'

interface Part {
  title: string
  /** What is measured, and how. */
  text: string
  rows: () => Promise<Row[]>
}

const PARTS: Part[] = [
  {
    title: 'Start-up',
    text: 'From the start of the process to its first request at a server on loopback: of the root action, which has then checked 84 examples and counted their tokens, and of `wait`, which has no data; `node -e ""` runs to its end, and the script lists the jobs by the official client. Medians of 15 runs in turns.',
    rows: startupRows,
  },
  {
    title: 'Upload',
    text: 'One file of 500 MB to a server on loopback that takes it and forgets it, each time by a new process that runs the sources as they are; the medians of 5 runs in turns, and the most memory that a process ever had (resident).',
    rows: uploadRows,
  },
  {
    title: 'Waiting',
    text: 'A job that is followed with the default `poll-interval` of 15 seconds, beside a loop around the official client that asks for the job and its events every 5 seconds; requests and delays in simulated time over 10 hours, processor and live memory with real requests over loopback, without TLS. When events are rare, an event is told later than by the loop: that is what the fewer requests cost.',
    rows: waitRows,
  },
  {
    title: 'Checking data',
    text: 'Chat examples, read from the disk and checked in full; beside parsing each line and nothing else, and beside the check of `together-ai`, which looks for less. The memory is the most that the built action ever had (resident).',
    rows: checkRows,
  },
  {
    title: 'Counting tokens',
    text: 'The tokens of 8,000 conversations in 14 languages, on one thread where nothing else is said; a count that differs in one token ends the benchmark.',
    rows: tokenRows,
  },
]

/** From here on what else the machine does shows in speeds. */
const BUSY = 1.5

const FOUND = `## Found on the way

Where the time went, and no longer goes:

- \`@actions/http-client\` imports undici for a dispatcher of \`fetch\` that nothing here asks for: a megabyte of bundle, and
  55 to 70 ms of every start. The build leaves it out. An \`import\` of \`node:http\` as a module loads Node's own undici besides,
  since it reads every export; \`require\` does not.
- 200,000 tokens took 80 ms to be put into a table. Now the file is the table: a look-up reads it as it is, and it is binary,
  for base64 took 10 ms more.
- The first \`Intl.ListFormat\` takes 24 ms, the first \`toLocaleString\` of a number 15: commas and "or" are put in by hand.
- The parser of YAML is loaded with the first text of YAML, threads with the first dataset that is worth one.
- A new buffer for each chunk of a file left a hundred megabytes to the garbage collector, which does not see their size:
  one piece of memory for chunks, and blocks that are given back and shared with threads, took the peak on 1 GB from 253 to 190 MB.
- A look-up by a span of text makes no string, which is most of what counting tokens with a \`Map\` costs; pieces
  that were counted before are counted once.
`

const PEERS = ['openai', 'together-ai', 'tiktoken', 'gpt-tokenizer']

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const versionOf = (name: string): string => JSON.parse(read(`node_modules/${name}/package.json`)).version

const isMet = ({ ratio, target, most }: Row) => (most ? ratio <= target : ratio >= target)

/** The cells of a row, by the heads of their columns. */
function cells(row: Row) {
  const { what, ours, theirs, ratio, target, most } = row
  return {
    '': what,
    'this action': ours,
    'compared with': theirs,
    ratio: ratio.toFixed(2),
    target: `${most ? 'at most' : 'at least'} ${Number(target.toFixed(2))}`,
    met: isMet(row) ? 'yes' : 'no',
  }
}

function table(rows: ReturnType<typeof cells>[]): string {
  const lines = rows.map((row) => Object.values(row))
  const heads = Object.keys(rows[0] ?? {})
  return [heads, heads.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

const [load = 0] = loadavg()
const sections: string[] = []
for (const { title, text, rows } of PARTS) {
  const results = await rows()
  console.log(title)
  console.table(results.map(cells))
  const missed = results.flatMap((row) => (row.why && !isMet(row) ? [`${row.why}\n`] : []))
  sections.push([`## ${title}`, text, `${table(results.map(cells))}\n`, ...missed].join('\n\n'))
}

const busy =
  load > BUSY
    ? ` It was busy with other things (load ${load.toFixed(1)} at the start), so that only the ratios tell something.`
    : ''
const machine = `${cpus()[0]?.model}, ${availableParallelism()} cores, node ${process.versions.node}`
const peers = PEERS.map((name) => `${name} ${versionOf(name)}`).join(', ')
const head = `# Benchmarks

What \`npm run bench\` wrote on ${new Date().toISOString().slice(0, 10)}, and writes anew each time, whether or not the targets are met.
The machine: ${machine}.${busy}
Compared with: ${peers}.

The ratio says how many times better this action does; where the target is "at most", how many times as much it takes.
`
writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), [head, ...sections, FOUND].join('\n'))
