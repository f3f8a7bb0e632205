import { check } from './index.js'

await check(import.meta.url)
