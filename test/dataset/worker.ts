/** The entry of worker threads in tests, which run the sources. */
import { parentPort } from 'node:worker_threads'
import { serveWorker } from '../../src/dataset/worker-pool.ts'
import { loadLength } from './length.ts'

if (parentPort) serveWorker(parentPort, loadLength)
