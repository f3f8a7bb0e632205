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
