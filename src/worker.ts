import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { createExampleTokenCounter } from './dataset/tokens/example-tokens.ts'
import { serveWorker } from './dataset/worker-pool.ts'

/** Checks the lines that the main thread sends. */
export function runWorker(launcherUrl: string): void {
  const readRanks = (encoding: string) => readFile(new URL(`${encoding}.ranks`, launcherUrl))
  if (parentPort) serveWorker(parentPort, (encoding) => createExampleTokenCounter(encoding, readRanks))
}
