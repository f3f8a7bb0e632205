const LONGEST = 500

/**
 * Foreign text within Markdown: every character that HTML or Markdown could take for more than itself becomes
 * an entity, so that there are no tags, links, images, mentions or ends of a table's cell in it.
 */
export function text(foreign: string): string {
  const cut = foreign.length > LONGEST ? `${foreign.slice(0, LONGEST)}…` : foreign
  return cut
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/[^\p{L}\p{N} .,;=()'/%+…-]|(?<=www)\./giu, entity)
}

/** Foreign text as code: the same, and never a link or a mention. `bare` is for an attribute. */
export function code(foreign: string, form?: 'bare'): string {
  const escaped = text(foreign)
  return form === 'bare' ? escaped : `<code>${escaped}</code>`
}

const entity = (character: string) => `&#${character.codePointAt(0)};`
