import { control } from './index.js'

await control()
