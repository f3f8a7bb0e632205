/** What a thread runs in the tests: the sources themselves. */
import { parentPort } from 'node:worker_threads'
import { serveChecks } from '../../src/dataset/worker-pool.ts'
import { loadLength } from './length.ts'

if (parentPort) serveChecks(parentPort, loadLength)
