import { find } from './index.js'

await find()
