import { randomBytes, randomInt } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Returns a new id in the form of the API: a prefix and random letters and digits. */
export function newId(prefix: string, length = 24): string {
  return prefix + Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Returns random hexadecimal digits, as in the ids of Azure. */
export function newHex(digits = 32): string {
  return randomBytes(digits / 2).toString('hex')
}
