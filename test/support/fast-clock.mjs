/**
 * For `node --import`: time passes `?speed=` times faster for the action, so that a test does not wait the 30 seconds
 * until a request without a response times out. What the network does takes its own time.
 */
const speed = Number(new URL(import.meta.url).searchParams.get('speed'))
const { setTimeout } = globalThis
const now = performance.now.bind(performance)

globalThis.setTimeout = (callback, ms = 0, ...args) => setTimeout(callback, ms / speed, ...args)
Object.defineProperty(performance, 'now', { value: () => now() * speed })
