const LINK = /\[(`[^`\n]*`|[^[\]]*)\]\(https?:\/\/[\w./:?#&=%~+-]+\)/g
/** The only kind that the action writes: one line, no space at an end, no backtick or bar inside. */
const CODE_SPAN = /`(?! )[^`|\n]+(?<! )`/g
const MARKUP = /<[^>]*>?|[|[\]`*_~$@#\\!&"\n]|:\/\/|(?<=\s)www\.|^ {4}|^\t/gm

/** Replaces each link to a valid address by its label. */
export function stripLinks(markdown: string): string {
  return markdown.replace(LINK, '$1')
}

/** Leaves out code spans, in which nothing is markup. */
export function stripCodeSpans(markdown: string): string {
  return markdown.replace(CODE_SPAN, '')
}

/**
 * Returns everything in a text that is markup in Markdown or HTML. A code span counts as `<code>`. It leaves out links,
 * entities, breaks, which join the lines of an error, and underscores inside of a word.
 */
export function extractMarkup(markdown: string): string {
  return (
    stripLinks(markdown)
      .replace(CODE_SPAN, '<code></code>')
      .replace(/&(?:#\d+|nbsp);|<br>|(?<=[a-z\d])_(?=[a-z\d])/gi, '')
      .match(MARKUP)
      ?.join('') ?? ''
  )
}
