import fc from 'fast-check'

/** A way to write a text that shows every character of it to who decodes it; a seed selects one of several. */
export interface Spelling {
  name: string
  spell(text: string, seed: number): string
}

/** Secrets as headers can have them: printable, from eight characters on. */
export const secrets = () =>
  fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 8,
    maxLength: 40,
  })

/** Returns a small generator of numbers below a limit. */
function createRandom(seed: number): (limit: number) => number {
  let state = (seed % 2147483646) + 1
  return (limit) => {
    state = (state * 48271) % 2147483647
    return state % limit
  }
}

const mixCase = (text: string, random: (limit: number) => number) =>
  text.replaceAll(/[a-z]/gi, (letter) => (random(2) === 0 ? letter.toLowerCase() : letter.toUpperCase()))

const hex = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, '0')

/** Spells each character in one of the ways that a function offers. */
const each =
  (ways: (character: string, random: (limit: number) => number) => string[]) =>
  (text: string, seed: number) => {
    const random = createRandom(seed)
    return [...text]
      .map((character) => {
        const all = ways(character, random)
        return all[random(all.length)] ?? character
      })
      .join('')
  }

const needsJsonEscape = (character: string) => /["\\]/.test(character)

const jsonWays = (character: string, random: (limit: number) => number) => [
  ...(needsJsonEscape(character) ? [] : [character]),
  `\\u${mixCase(hex(character, 4), random)}`,
  ...(/["\\/]/.test(character) ? [`\\${character}`] : []),
]

const percentWays = (character: string, random: (limit: number) => number) => [
  ...(character === '%' ? [] : [character]),
  `%${mixCase(hex(character, 2), random)}`,
]

const NAMES: Record<string, string> = {
  '"': 'quot',
  '&': 'amp',
  "'": 'apos',
  '<': 'lt',
  '>': 'gt',
  '+': 'plus',
  '/': 'sol',
  '=': 'equals',
  _: 'lowbar',
  '.': 'period',
  '@': 'commat',
  '\\': 'bsol',
}

const htmlWays = (character: string, random: (limit: number) => number) => [
  ...(character === '&' ? [] : [character]),
  `&#${'0'.repeat(random(3))}${character.charCodeAt(0)};`,
  `&#${random(2) === 0 ? 'x' : 'X'}${'0'.repeat(random(3))}${mixCase(hex(character, 2), random)};`,
  ...(NAMES[character] === undefined ? [] : [`&${NAMES[character]};`]),
]

/** The spellings of single characters, which can contain each other. */
export const ESCAPES: Spelling[] = [
  { name: 'in JSON, with any escapes', spell: each(jsonWays) },
  { name: 'percent-encoded, in any mix', spell: each(percentWays) },
  { name: 'in HTML, with any entities', spell: each(htmlWays) },
]

const base64 = (encoding: 'base64' | 'base64url', hasPadding: boolean) => (text: string) => {
  const encoded = Buffer.from(text).toString(encoding).replaceAll('=', '')
  return hasPadding ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=') : encoded
}

/** Every spelling that a secret is redacted in. */
export const SPELLINGS: Spelling[] = [
  { name: 'as it is', spell: (text) => text },
  { name: 'as JSON', spell: (text) => JSON.stringify(text).slice(1, -1) },
  { name: 'as a part of a URL', spell: encodeURIComponent },
  { name: 'as a part of a form', spell: (text) => new URLSearchParams({ '': text }).toString().slice(1) },
  ...ESCAPES,
  { name: 'in base64', spell: base64('base64', true) },
  { name: 'in base64 without padding', spell: base64('base64', false) },
  { name: 'in base64url', spell: base64('base64url', true) },
  { name: 'in base64url without padding', spell: base64('base64url', false) },
]

/** Returns a text in one spelling after the other, as the seeds select. */
export function spelled(text: string, seeds: readonly number[]): string {
  const [first = 0, ...rest] = seeds
  const spelling = SPELLINGS[first % SPELLINGS.length]
  return rest.reduce(
    (outer, seed) => ESCAPES[seed % ESCAPES.length]?.spell(outer, seed) ?? outer,
    spelling?.spell(text, first) ?? text,
  )
}
