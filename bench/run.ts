/**
 * Runs every benchmark, prints its table, and writes them all into `docs/benchmarks.md`: `npm run bench`. On a busy
 * machine only the ratios are meaningful.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { checkRows } from './check.ts'
import type { Row } from './row.ts'
import { startupRows } from './startup.ts'
import { stepRows } from './steps.ts'
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
    title: 'Whole steps',
    text: 'What a user waits for, from the start of a process to its end, on the built action and the local sandbox. For the first two rows a job has done the work of `examples/support` ten minutes ago; the script lists the jobs with the official client and writes the name of the model (medians of 15 alternating runs). For the third a job of half a minute ends, and the script fetches job and events every five seconds (medians of 3): the action reads the events until nothing new came twice, because servers list the last ones up to eight seconds late, and the script loses those. The dataset of the fourth are conversations in 14 languages; the script parses each line, checks the roles and counts with tiktoken (medians of 3). A ratio shows how many times as long the action takes.',
    rows: stepRows,
  },
  {
    title: 'Start-up',
    text: 'For information: the time from the start of the process to its first request to a local server. The root action has checked 84 examples and counted their tokens by then; `wait` has no data. `node -e ""` runs to its end, and the script lists the jobs with the official client. Medians of 15 alternating runs.',
    rows: startupRows,
  },
  {
    title: 'Upload',
    text: 'One file of 500 MB to a local server that discards it. Each run is a new process that runs the sources. Medians of 5 alternating runs, and the peak resident memory of the process.',
    rows: uploadRows,
  },
  {
    title: 'Waiting',
    text: 'The action follows a job with the default `poll-interval` of 15 seconds. The loop uses the official client and fetches the job and its events every 5 seconds. Requests and delays are measured in simulated time over 10 hours, processor and live memory with real local requests without TLS. When events are rare, the action logs an event later than the loop, because it sends fewer requests.',
    rows: waitRows,
  },
  {
    title: 'Checking data',
    text: 'Chat examples, read from disk and checked completely. The comparisons are parsing each line without checks, and the check of `together-ai`, which covers less. Memory is the peak resident memory of the built action, the median of 5 processes.',
    rows: checkRows,
  },
  {
    title: 'Counting tokens',
    text: 'The tokens of 8,000 conversations in 14 languages, on one thread unless stated. A count that differs by one token ends the benchmark.',
    rows: tokenRows,
  },
]

/** From this load on, other processes affect the speeds. */
const BUSY_LOAD = 1.5

const FOUND = `## Found on the way

These costs were found by measuring, and are gone:

- \`@actions/http-client\` imports undici for a dispatcher of \`fetch\` that the action does not use. It costs a megabyte of
  bundle and 55 to 70 ms of every start, so the build leaves it out. An \`import\` of \`node:http\` also loads Node's own undici,
  because it reads every export; \`require\` does not.
- More than half of the bundle was comments, and code that nothing uses, mostly of zod. V8 parsed the functions of modules
  twice. Without both, \`wait\` starts 5 ms earlier, and the root action 9 ms.
- Building a table of 200,000 tokens took 80 ms. Now the file is the table, and lookups read it directly. It is binary,
  because base64 took 10 ms more.
- The first \`Intl.ListFormat\` takes 24 ms, and the first \`toLocaleString\` of a number 15 ms. The action formats lists and
  numbers itself.
- The YAML parser is loaded with the first YAML text, and threads with the first dataset that is large enough.
- A new buffer for each chunk of a file left a hundred megabytes to the garbage collector, which does not see their size.
  Reused chunks, and blocks that threads share, reduced the peak for 1 GB from 253 to 190 MB.
- Most of the cost of counting tokens with a \`Map\` is creating strings. Lookups by a span of text create none, and pieces
  that occur again are counted once.
`

const PEERS = ['openai', 'together-ai', 'tiktoken', 'gpt-tokenizer']

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const readVersion = (name: string): string => JSON.parse(read(`node_modules/${name}/package.json`)).version

const isMet = ({ ratio, target = ratio, atMost }: Row) => (atMost ? ratio <= target : ratio >= target)

/** Returns the cells of a row by column. */
function cells(row: Row) {
  const { name, action, peer, ratio, target, atMost } = row
  return {
    '': name,
    'this action': action,
    'compared with': peer,
    ratio: ratio.toFixed(2),
    target: target === undefined ? '' : `${atMost ? 'at most' : 'at least'} ${Number(target.toFixed(2))}`,
    met: target === undefined ? '' : isMet(row) ? 'yes' : 'no',
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
  load > BUSY_LOAD
    ? ` It was busy (load ${load.toFixed(1)} at the start), so only the ratios are meaningful.`
    : ''
const machine = `${cpus()[0]?.model}, ${availableParallelism()} cores, node ${process.versions.node}`
const peers = PEERS.map((name) => `${name} ${readVersion(name)}`).join(', ')
const head = `# Benchmarks

\`npm run bench\` wrote this page on ${new Date().toISOString().slice(0, 10)}. It rewrites the page each time, even if a target is missed.

- Machine: ${machine}.${busy}
- Compared with: ${peers}.

A ratio shows how many times better this action is. If the target is "at most", it shows how many times as much it needs.
`
writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), [head, ...sections, FOUND].join('\n'))
