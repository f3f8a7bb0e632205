import { find } from './index.js'

await find(import.meta.url)
