import { main } from './index.js'

await main(new URL('thread.js', import.meta.url))
