import { check } from './index.js'

await check(new URL('thread.js', import.meta.url))
