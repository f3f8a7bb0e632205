import { createHash } from 'node:crypto'

/** Bits that come from the work. */
const WORK_BITS = 20
/** Bits that check them: of the seeds that a server chose itself, one in 2,048 looks like one of ours. */
const CHECK_BITS = 11

/**
 * Returns the seed of a job for which the user asked for none, at a server that may drop metadata: gateways that drop it
 * keep the seed (LiteLLM's pass-through and Portkey in front of OpenAI were run). The same work always has the same seed: a
 * positive 31-bit integer, which every server of the API takes.
 */
export function deriveSeed(work: string): number {
  const bits = digestBits(`openai-fine-tune seed 1\n${work}`, WORK_BITS)
  return bits * 2 ** CHECK_BITS + checkOf(bits)
}

/** Whether a seed was derived by `deriveSeed`, and not chosen by a server or a person. */
export function isDerivedSeed(seed: number | undefined): boolean {
  if (seed === undefined || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** (WORK_BITS + CHECK_BITS))
    return false
  const bits = Math.floor(seed / 2 ** CHECK_BITS)
  return checkOf(bits) === seed % 2 ** CHECK_BITS
}

const checkOf = (bits: number) => digestBits(`openai-fine-tune check 1\n${bits}`, CHECK_BITS)

function digestBits(text: string, bits: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE() >>> (32 - bits)
}
