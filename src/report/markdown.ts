const MAX_LENGTH = 500

/** What GitHub, or a mail that quotes GitHub, turns into a link even without any markup. */
const LINK_LIKE = /:\/\/|www\.|\bGH-\d/i

/**
 * Text that a code span shows as it is: ids, model names, paths, `messages[0].role`, `loss <= 0.8`. It has no character
 * that ends a code span or a table cell, and none that begins an HTML tag.
 */
const PLAIN_CODE =
  /^(?:[\p{L}\p{N}_.:,;/+=%~()'…-]|(?<=\w)@(?=\w)|\[\d+\]|(?<=\S) (?=\S)|(?<= )(?:[<>!]=|[<>*])(?= ))+$/u

/** Everything but letters, digits, ordinary punctuation, `_` inside of a word, and `:` before a space. */
const SPECIAL = /[^\p{L}\p{N}_: .,;=()'/%+…-]|(?<![a-z\d])_|_(?![a-z\d])|:(?! |$)|(?<=www)\./giu

/**
 * Returns untrusted text as Markdown that shows exactly this text. Every character with a meaning in HTML or Markdown
 * becomes an entity. A zero-width space breaks mentions, references and links: GitHub looks for them after it has
 * decoded entities (github/cmark-gfm, issue 181), and mails quote the text without markup (dependabot-core, PR 3157).
 */
export function escapeText(text: string, maxLength = MAX_LENGTH): string {
  return truncated(text, maxLength)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(SPECIAL, entity)
    .replace(/&#(?:64|35|46);|&#58;(?=\/\/)|\bGH(?=-\d)/gi, '$&&#8203;')
}

/** Returns untrusted text as inline code: a plain code span where that is safe, else `<code>` around escaped text. */
export function inlineCode(text: string, maxLength = MAX_LENGTH): string {
  const shown = truncated(text, maxLength)
  return PLAIN_CODE.test(shown) && !LINK_LIKE.test(shown) ? `\`${shown}\`` : htmlCode(text, maxLength)
}

/** Returns untrusted text as inline code for places where Markdown is not read, like the title of `details`. */
export function htmlCode(text: string, maxLength = MAX_LENGTH): string {
  return `<code>${escapeText(text, maxLength)}</code>`
}

/** Returns untrusted text as inline code that links to this address, if it is one of the web. */
export function codeLink(text: string, url: string | undefined, maxLength = MAX_LENGTH): string {
  return linkMarkdown(inlineCode(text, maxLength), url)
}

/** A path may have thousands of characters. */
const MAX_URL = 400

/** Links a label, which is Markdown already; returns the label alone unless the address is a plain http(s) URL. */
export function linkMarkdown(label: string, address: string | undefined): string {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return label
  if (url.href.length > MAX_URL) return label
  // None of the characters that are left ends the address or the table cell around it.
  const href = url.href.replace(/[^\w./:?#&=%~+-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `[${label}](${href})`
}

/** Returns a table of cells that are Markdown already. A title that begins with a space aligns its column to the right. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`
  const rule = titles.map((title) => (title.startsWith(' ') ? '--:' : ':--'))
  return [line(titles), line(rule), ...rows.map(line)].join('\n')
}

/** Returns a table of two columns. It leaves out rows without a value; the first row is the head. */
export function keyValueTable(rows: readonly (readonly [key: string, value: string | undefined])[]): string {
  const [first = ['', ''], ...rest] = rows.flatMap(([key, value]) => (value ? [[key, value]] : []))
  return table(first, rest)
}

/** Returns a section that opens on a click, or is `open` from the start. `title` is HTML, the content Markdown. */
export function details(title: string, markdown: string, open = false): string {
  return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${markdown}\n\n</details>`
}

/** Quotes an untrusted error message of several lines. */
export function quoteError(
  message: string,
  { maxLines = 40, maxLength = MAX_LENGTH }: { maxLines?: number; maxLength?: number } = {},
): string {
  const lines = message.split('\n', maxLines).map((line) => escapeText(line, maxLength))
  return `> ${lines.join('<br>')}`
}

const entity = (character: string) => `&#${character.codePointAt(0)};`

const truncated = (text: string, maxLength: number) =>
  text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
