import { post } from './index.js'

await post(import.meta.url)
