// Each hash is two words, and the line a third.
const STRIDE = 3
// Shards grow one at a time: what is held twice meanwhile is a small part of all.
const SHARDS = 64
const SMALLEST = 16
// With these two a hash takes 15 to 22.5 bytes. Doubling would need up to 30.
const FULL = 0.8
const GROWTH = 1.5

interface Shard {
  slots: Uint32Array
  used: number
}

/** Where each hash was first seen; millions of them in a few typed arrays (open addressing). */
export class FirstSeen {
  readonly #shards: Shard[] = Array.from({ length: SHARDS }, () => shardOf(SMALLEST))

  /** The line at which the hash of two words was first seen: `line`, which is 1 to 2³² - 1, when it was not seen before. */
  at(a: number, b: number, line: number): number {
    const shard = this.#shards[a % SHARDS]
    if (!shard) return line
    let slot = slotOf(shard.slots, a, b)
    const known = shard.slots[slot + 2]
    if (known) return known
    if (shard.used >= FULL * (shard.slots.length / STRIDE)) {
      grow(shard)
      slot = slotOf(shard.slots, a, b)
    }
    put(shard, slot, a, b, line)
    return line
  }
}

function shardOf(size: number): Shard {
  return { slots: new Uint32Array(size * STRIDE), used: 0 }
}

/** Where the hash stands, or would stand: no line is 0. */
function slotOf(slots: Uint32Array, a: number, b: number): number {
  let slot = Math.floor((b / 2 ** 32) * (slots.length / STRIDE)) * STRIDE
  while (slots[slot + 2] && (slots[slot] !== a || slots[slot + 1] !== b)) {
    slot += STRIDE
    if (slot === slots.length) slot = 0
  }
  return slot
}

function put(shard: Shard, slot: number, a: number, b: number, line: number): void {
  shard.slots[slot] = a
  shard.slots[slot + 1] = b
  shard.slots[slot + 2] = line
  shard.used++
}

function grow(shard: Shard): void {
  const { slots } = shard
  Object.assign(shard, shardOf(Math.ceil((slots.length / STRIDE) * GROWTH)))
  for (let from = 0; from < slots.length; from += STRIDE) {
    const [a, b, line] = [slots[from] ?? 0, slots[from + 1] ?? 0, slots[from + 2] ?? 0]
    if (line > 0) put(shard, slotOf(shard.slots, a, b), a, b, line)
  }
}
