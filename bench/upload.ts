/**
 * Measures speed and memory of uploading a large file over loopback, compared with the official client. Each upload is a
 * process that runs this file with the name of the client.
 */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, createReadStream, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { alternate, median, type Row } from './row.ts'

const RUNS = 5
const MB = 1e6
const SIZE = 500 * MB
/** MB that an upload may need in any case. */
const ALLOWED_MB = 150

/** Measures uploads of 500 MB; throws if the server received less. */
export async function uploadRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const { url, close } = await startSink()
  try {
    write(join(folder, 'train.jsonl'), SIZE)
    const tasks = (['ours', 'openai'] as const).map((client) => () => upload(client, folder, url))
    const [ours = [], theirs = []] = await alternate(RUNS, tasks)
    const [ms = 0, otherMs = 0] = [ours, theirs].map((uploads) => median(uploads.map(({ ms }) => ms)))
    const [peak = 0, otherPeak = 0] = [ours, theirs].map((uploads) =>
      Math.max(...uploads.map(({ peak }) => peak)),
    )
    const speed = (ms: number) => `${Math.round(SIZE / MB / (ms / 1000))} MB/s`
    return [
      {
        name: 'upload of 500 MB',
        action: speed(ms),
        peer: `openai ${speed(otherMs)}`,
        ratio: otherMs / ms,
        target: 1,
      },
      {
        name: 'memory of it',
        action: `${peak} MB`,
        peer: `openai ${otherPeak} MB`,
        ratio: peak / otherPeak,
        target: Math.max(0.5, ALLOWED_MB / otherPeak),
        atMost: true,
      },
    ]
  } finally {
    close()
    rmSync(folder, { recursive: true })
  }
}

/** Starts a server that receives a file as fast as it can, and discards it. */
async function startSink() {
  const server = createServer((request, response) => {
    let received = 0
    request.on('data', (chunk: Buffer) => (received += chunk.length))
    request.on('end', () => {
      // The multipart form around the file has some hundred bytes, which a server does not report.
      const bytes = Math.min(received, SIZE)
      const file = { id: 'file-1', object: 'file', filename: 'train.jsonl', bytes, status: 'processed' }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(file))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`
  return { url, close: () => server.close() }
}

/** Writes training data of this size with different lines. */
function write(path: string, size: number) {
  const file = openSync(path, 'w')
  const content = 'a few words that fill the line '.repeat(30)
  for (let written = 0, i = 0; written < size; ) {
    const lines = Array.from({ length: 1000 }, () =>
      JSON.stringify({ messages: [{ role: 'assistant', content: `${i++} ${content}` }] }),
    )
    written += writeSync(file, `${lines.join('\n')}\n`.slice(0, size - written))
  }
  closeSync(file)
}

type ClientName = keyof typeof CLIENTS

/** Uploads a file in a process of its own; returns the milliseconds from the call to the response, and the peak memory in MB. */
async function upload(client: ClientName, folder: string, url: string) {
  const meter = new URL('../test/support/peak-memory.mjs', import.meta.url).href
  const script = fileURLToPath(import.meta.url)
  const peakFile = join(folder, 'peak')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', meter, script, client], {
    env: { FOLDER: folder, SERVER_URL: url, PEAK_MEMORY: peakFile },
  })
  const { ms, bytes }: { ms: number; bytes: number } = JSON.parse(stdout)
  if (!(bytes >= SIZE)) throw new Error(`${client} has sent ${bytes} bytes`)
  return { ms, peak: Number(readFileSync(peakFile, 'utf8')) }
}

/** Each loads its client and returns the function that uploads. */
const CLIENTS = {
  /** Uploads as the root action does, which also normalizes the bytes. */
  ours: async (folder: string, baseUrl: string) => {
    const { createClient: connect } = await import('../src/openai/client.ts')
    const { createFetch: networkFetch } = await import('../src/http/transport.ts')
    const { systemClock: clock } = await import('../src/clock.ts')
    const { normalizedBytes: normalised } = await import('../src/dataset/normalize.ts')
    const { uploadFile } = await import('../src/openai/upload.ts')
    const { createWorkspace: workspaceAt } = await import('../src/workspace/workspace.ts')
    const credentials = {
      kind: 'key' as const,
      getHeaders: async () => ({ authorization: 'Bearer sk' }),
      invalidate: () => false,
    }
    const client = connect({ baseUrl, headers: {}, credentials }, networkFetch(), clock)
    const workspace = workspaceAt({ workspace: folder, temp: folder })
    const file = await workspace.getFile('train.jsonl')
    const none = () => undefined
    return () =>
      uploadFile(
        client,
        { name: file.name, size: file.size, content: () => normalised(workspace, [file]) },
        {
          clock,
          random: Math.random,
          signal: new AbortController().signal,
          onRetry: none,
          onProgress: none,
          onUnconfirmed: none,
          onConfirmed: none,
        },
      )
  },
  openai: async (folder: string, baseURL: string) => {
    const { OpenAI } = await import('openai')
    const client = new OpenAI({ apiKey: 'sk', baseURL, maxRetries: 0 })
    return () =>
      client.files.create({ file: createReadStream(join(folder, 'train.jsonl')), purpose: 'fine-tune' })
  },
}

if (import.meta.main) {
  const { FOLDER = '', SERVER_URL = '' } = process.env
  const send = await CLIENTS[process.argv[2] === 'ours' ? 'ours' : 'openai'](FOLDER, SERVER_URL)
  const start = performance.now()
  const { bytes } = await send()
  console.log(JSON.stringify({ ms: performance.now() - start, bytes }))
  process.exit()
}
