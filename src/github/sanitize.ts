/**
 * Makes text that others control harmless as one line of a workflow log. The runner takes CR, LF and their
 * Unicode kin for line ends, `::command::` at the start of a line and `##[command]` anywhere in it for orders
 * (actions/runner, ActionCommand.cs), and terminals obey control characters.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\u0085\u2028\u2029]+/g, ' ⏎ ')
    .replace(/\t/g, ' ')
    .replace(CONTROL, '')
    .replaceAll('##[', '##\u200b[')
    .replace(/^(\s*)::/, '$1\u200b::')
}

/** C0, C1, and the marks that turn the direction of text, by which it can be shown as other than it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Short values are not replaced: every text contains them. */
const MIN_SECRET = 8

/**
 * Replaces secrets in text that leaves the action: as they are, as JSON and URLs spell them, and the beginnings
 * and ends that OpenAI leaves of them in its own messages (`sk-proj-1****cdef`).
 */
export function redactor(): { add(secret: string): void; redact(text: string): string } {
  const secrets = new Set<string>()
  const remains = new Set<RegExp>()
  return {
    add(secret) {
      if (secret.length < MIN_SECRET) return
      for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        secrets.add(spelling)
      const start = secret.slice(0, 3).replace(/\W/g, '\\$&')
      remains.add(new RegExp(`${start}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, 'g'))
    },
    redact(text) {
      let clean = text
      // The longest first: one secret may begin with another.
      for (const secret of [...secrets].sort((a, b) => b.length - a.length))
        clean = clean.replaceAll(secret, '***')
      for (const remain of remains) clean = clean.replaceAll(remain, '***')
      return clean
    },
  }
}
