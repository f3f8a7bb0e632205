const LONGEST = 500

/**
 * Foreign text within Markdown: every character that HTML or Markdown could take for more than itself becomes
 * an entity, so that there are no tags, links, images, mentions or ends of a table's cell in it.
 */
export function text(foreign: string, longest = LONGEST): string {
  const cut = foreign.length > longest ? `${foreign.slice(0, longest)}…` : foreign
  return cut
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/[^\p{L}\p{N} .,;=()'/%+…-]|(?<=www)\./giu, entity)
}

/** Foreign text as code: the same, and never a link or a mention. */
export function code(foreign: string, longest = LONGEST): string {
  return `<code>${text(foreign, longest)}</code>`
}

/** Foreign text as code that leads to a web address, if there is one. */
export function linked(foreign: string, address: string | undefined): string {
  return address && /^https?:\/\//.test(address)
    ? `<a href="${text(address)}">${code(foreign)}</a>`
    : code(foreign)
}

/** A table of cells that are Markdown already. Columns whose title begins with a space are numbers. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`
  const rule = titles.map((title) => (title.startsWith(' ') ? '--:' : ':--'))
  return [line(titles), line(rule), ...rows.map(line)].join('\n')
}

/** What is shown only on request, unless it is open, under a title that is Markdown already. */
export function details(title: string, markdown: string, open = false): string {
  return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${markdown}\n\n</details>`
}

const entity = (character: string) => `&#${character.codePointAt(0)};`
