import { readdirSync, readFileSync } from 'node:fs'

/**
 * Returns the texts of conversations (system, user, assistant), always the same ones. The compiler has texts in 14
 * languages and five scripts: its messages, and the documentation and code of its declarations.
 */
export function createConversations(amount: number): string[][] {
  const compiler = new URL('../node_modules/typescript/lib/', import.meta.url)
  const read = (path: string) => readFileSync(new URL(path, compiler), 'utf8').replace(/^\ufeff/, '')
  const languages = readdirSync(compiler, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => Object.values<string>(JSON.parse(read(`${name}/diagnosticMessages.generated.json`))))
  const code = read('lib.dom.d.ts')
  const english = [...code.matchAll(/^ *\* (.{20,})$/gm)].map(([, text = '']) => text)

  const random = randomNumbers(7)
  const randomBelow = (max: number) => Math.floor(random() * max)
  const randomText = (sentences: string[], max: number) =>
    Array.from({ length: 2 + randomBelow(max) }, () => sentences[randomBelow(sentences.length)]).join(' ')
  const conversations = Array.from({ length: amount }, () => {
    const language = random() < 0.4 ? english : (languages[randomBelow(languages.length)] ?? english)
    const system = 'You explain the messages of a compiler, in the language of the question.'
    const from = randomBelow(code.length)
    const snippet = random() < 0.2 ? `\n\`\`\`ts\n${code.slice(from, from + 700)}\n\`\`\`` : ''
    return [system, randomText(language, 4), randomText(language, 8) + snippet]
  })
  // Flat strings, as JSON.parse returns them.
  return JSON.parse(JSON.stringify(conversations))
}

/** Returns a Mulberry32 generator. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
