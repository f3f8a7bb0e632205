/** For `node --import`: at its end the process leaves the most memory that it ever held, in MB, in the file `PEAK_MEMORY`. */
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY, `${Math.round(peakKilobytes() / 1024)}`)
})

/** On Linux not `maxRSS`, which counts what the process held that started this one, too (getrusage(2), across execve). */
function peakKilobytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
}
