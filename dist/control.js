import { control } from './index.js'

await control(import.meta.url)
