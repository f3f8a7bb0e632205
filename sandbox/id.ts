import { randomBytes, randomInt } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A new id as the API makes them: a prefix and random letters and digits. */
export function newId(prefix: string, length = 24): string {
  return prefix + Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Random hexadecimal digits, the form Azure prefers. */
export function newHex(digits = 32): string {
  return randomBytes(digits / 2).toString('hex')
}
