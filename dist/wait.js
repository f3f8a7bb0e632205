import { wait } from './index.js'

await wait(import.meta.url)
