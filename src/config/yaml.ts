import type { Pair, Scalar } from 'yaml'
import { getErrorMessage, quote, truncate } from '../errors.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { ParseResult } from './validate.ts'

const MAX_CHARACTERS = 2 ** 20
const MAX_DEPTH = 100
const MAX_ALIASES = 100
const MAX_TOKENS = 50_000
const MAX_EXCERPT = 60

type YamlModule = typeof import('yaml')

/**
 * Parses one YAML 1.2 document (JSON is YAML) to a plain value. With `text`, each scalar remains the text that was
 * written (YAML's failsafe schema): `1234e56` is a commit, not a number.
 */
export async function safeParseYaml(text: string, scalars: 'typed' | 'text'): Promise<ParseResult<unknown>> {
  if (text.length > MAX_CHARACTERS) return { problems: ['is larger than 1 MiB'] }
  // Loaded on first use: most steps have no YAML.
  const yaml = await import('yaml')
  const exceeded = findExceededLimit(text, yaml)
  if (exceeded) return { problems: [exceeded] }
  const lines = new yaml.LineCounter()
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
    resolveKnownTags: false,
    schema: scalars === 'text' ? 'failsafe' : 'core',
    uniqueKeys: false,
  })
  const locate = (offset: number, problem: string) => {
    const { line, col } = lines.linePos(offset)
    return `line ${line}, column ${col}: ${problem}`
  }
  // The warnings are unresolved tags: `!secret x` must not silently become the text "x".
  // Only the first one is reported, because the others are mostly its consequences.
  const [syntaxError] = [...document.errors, ...document.warnings]
  if (syntaxError) return { problems: [locate(syntaxError.pos[0], describeSyntaxError(syntaxError))] }
  const problems: string[] = []
  yaml.visit(document, {
    Value: (_, node) => {
      const offset = getOffset(node, yaml)
      if (node.tag)
        problems.push(locate(offset, `tags are not supported (${truncate(node.tag, MAX_EXCERPT)})`))
      if (yaml.isMap(node))
        for (const found of checkKeys(node.items, yaml)) problems.push(locate(found.offset, found.problem))
      const problem = yaml.isScalar(node) ? checkNumber(node) : undefined
      if (problem) problems.push(locate(offset, problem))
    },
  })
  if (problems.length > 0) return { problems }
  return toPlainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }))
}

/**
 * Parses one YAML map, in which each scalar remains text. Returns undefined when the text is not one: the problems of the
 * parser would quote it, and it may be a secret.
 */
export async function tryParseYamlMap(text: string): Promise<JsonObject | undefined> {
  const parsed = await safeParseYaml(text, 'text')
  return 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined
}

const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`

/**
 * Checks the limits before the parser runs. The parser is recursive, and `[[[[…` ten thousand levels deep ends the whole
 * process; it searches the whole document for the anchor of each alias; and zod cannot collect a hundred thousand
 * problems of one list. The lexer has none of these weaknesses, so this counts its tokens: depth by brackets, and by how
 * far block indicators are from the margin.
 */
function findExceededLimit(text: string, { CST, Lexer }: YamlModule): string | undefined {
  let [tokens, aliases, brackets, margin, colons] = [0, 0, 0, 0, 0]
  let [atMargin, inScalar] = [true, false]
  for (const token of new Lexer().lex(text)) {
    // The token after the mark of a scalar is its text, even if it looks like another token.
    const type = inScalar ? null : CST.tokenType(token)
    inScalar = type === 'scalar'
    tokens += 1
    if (type === 'directive-line') return `directives are not supported (${truncate(token, MAX_EXCERPT)})`
    if (type === 'alias') aliases += 1
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1)
    if (type === 'newline') [margin, colons, atMargin] = [0, 0, true]
    if (type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
      atMargin = false
    if (type === 'map-value-ind' && brackets === 0) colons += 1
    if (atMargin && brackets === 0 && type !== 'comment') margin += token.length
    if (brackets > MAX_DEPTH || colons > MAX_DEPTH || margin > 4 * MAX_DEPTH) return TOO_DEEP
    if (aliases > MAX_ALIASES) return `has more than ${MAX_ALIASES} aliases`
    if (tokens > MAX_TOKENS) return `has more than ${MAX_TOKENS} words and marks of YAML`
  }
  return undefined
}

function describeSyntaxError({ code, message }: { code: string; message: string }): string {
  if (code === 'MULTIPLE_DOCS') return 'expected one YAML document, found several'
  if (code === 'TAG_RESOLVE_FAILED') return `tags are not supported (${truncate(message, MAX_EXCERPT)})`
  return truncate(message.replaceAll(/\s+/g, ' '), 2 * MAX_EXCERPT).replace(/^[A-Z](?=[a-z])/, (letter) =>
    letter.toLowerCase(),
  )
}

function* checkKeys(pairs: Pair[], yaml: YamlModule): Generator<{ offset: number; problem: string }> {
  const names = new Set<string>()
  for (const { key } of pairs) {
    const offset = getOffset(key, yaml)
    if (!yaml.isScalar(key) || typeof key.value !== 'string') {
      yield { offset, problem: 'the key of a map must be text (put it in quotes)' }
      continue
    }
    const name = key.value
    if (name === '<<' && key.type === 'PLAIN')
      yield { offset, problem: 'merge keys ("<<") are not supported; repeat the pairs' }
    // An ordinary assignment of this key would set the prototype of the object.
    if (name === '__proto__') yield { offset, problem: '"__proto__" cannot be a key' }
    if (names.has(name)) yield { offset, problem: `duplicate key ${quote(name)} in the same map` }
    names.add(name)
  }
}

/** Returns where a node begins in its document. */
const getOffset = (node: unknown, { isNode }: YamlModule) => (isNode(node) && node.range?.[0]) || 0

function checkNumber({ value, source: written = String(value) }: Scalar): string | undefined {
  if (typeof value !== 'number') return undefined
  if (!Number.isFinite(value))
    return `${truncate(written, MAX_EXCERPT)} is not a number that JSON can represent`
  const isRounded = /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(written) && BigInt(written) !== BigInt(value)
  return isRounded
    ? `${truncate(written, MAX_EXCERPT)} has more digits than a JSON number can represent (put it in quotes)`
    : undefined
}

/** The errors that the library throws here are about the document: an alias without an anchor, or a bomb of aliases. */
function toPlainValue(toValue: () => unknown): ParseResult<unknown> {
  try {
    const value = toValue()
    return isDeeperThan(value, MAX_DEPTH) ? { problems: [TOO_DEEP] } : { value }
  } catch (error) {
    return { problems: [truncate(getErrorMessage(error), 2 * MAX_EXCERPT)] }
  }
}

/** Also true for an alias that contains itself. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1))
}
