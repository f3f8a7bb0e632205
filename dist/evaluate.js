import { evaluate } from './index.js'

await evaluate(import.meta.url)
