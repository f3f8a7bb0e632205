/** For `node --import`: at exit, the process writes its peak memory in MB to the file `PEAK_MEMORY`. */
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY, `${Math.round(peakKilobytes() / 1024)}`)
})

/** Not `maxRSS` on Linux, which includes the memory of the parent process (getrusage(2), across execve). */
function peakKilobytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
}
