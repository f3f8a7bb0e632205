/**
 * Returns untrusted text as one harmless line of a workflow log. The runner treats CR, LF and similar Unicode characters
 * as line ends, and executes `::command::` at the start of a line and `##[command]` anywhere in it (actions/runner,
 * ActionCommand.cs); terminals execute control characters.
 */
export function sanitizeLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\u0085\u2028\u2029]+/g, ' ⏎ ')
    .replace(/\t/g, ' ')
    .replace(CONTROL_CHARACTERS, '')
    .replaceAll('##[', '##\u200b[')
    .replace(/^(\s*)::/, '$1\u200b::')
}

/** C0, C1, and the characters that change the direction of text, which can make it look like another text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this pattern removes control characters
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Shorter values are not redacted: every text contains them. */
const MIN_SECRET_LENGTH = 8

/**
 * Creates a redactor, which replaces secrets in text that leaves the action: verbatim, encoded for JSON or a URL, and
 * shortened as OpenAI shows them in its messages (`sk-proj-1****cdef`).
 */
export function createRedactor(): { add(secret: string): void; redact(text: string): string } {
  const secrets = new Set<string>()
  const partialPatterns = new Set<RegExp>()
  return {
    add(secret) {
      if (secret.length < MIN_SECRET_LENGTH) return
      for (const encoded of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        secrets.add(encoded)
      const start = secret.slice(0, 3).replace(/\W/g, '\\$&')
      partialPatterns.add(new RegExp(`${start}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, 'g'))
    },
    redact(text) {
      let redacted = text
      // Longest first: one secret may begin with another.
      for (const secret of [...secrets].sort((a, b) => b.length - a.length))
        redacted = redacted.replaceAll(secret, '***')
      for (const pattern of partialPatterns) redacted = redacted.replaceAll(pattern, '***')
      return redacted
    },
  }
}
