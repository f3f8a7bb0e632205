import { deploy } from './index.js'

await deploy(import.meta.url)
