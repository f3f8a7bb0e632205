// Loaded before the action with NODE_OPTIONS: opening a connection or resolving an address ends the process.
import dns from 'node:dns'
import net from 'node:net'

const refuse = (what) => () => {
  console.log(`network: ${what}`)
  process.exit(86)
}
net.Socket.prototype.connect = refuse('connect')
dns.lookup = refuse('lookup')
dns.promises.lookup = refuse('lookup')
