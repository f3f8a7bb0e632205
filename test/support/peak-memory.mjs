/** For `node --import`: at its end the process leaves the most memory that it ever held, in MB, in the file `PEAK_MEMORY`. */
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY, `${Math.round(process.resourceUsage().maxRSS / 1024)}`)
})
