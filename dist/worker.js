import { worker } from './index.js'

await worker(import.meta.url)
