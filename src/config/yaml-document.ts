import {
  CST,
  isAlias,
  isScalar,
  isMap as isYamlMap,
  Lexer,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'
import type { Json } from '../json.ts'
import { quoted, shortened } from './quote.ts'
import type { Checked } from './validate.ts'

const MAX_CHARACTERS = 2 ** 20
const MAX_DEPTH = 100
const MAX_ALIASES = 100
const MAX_TOKENS = 50_000

/**
 * Reads one YAML 1.2 document (JSON is YAML) into a plain value. With `text` every scalar stays the text that
 * was written (YAML's failsafe schema): `1234e56` is a commit, not a number.
 */
export function readDocument(text: string, scalars: 'typed' | 'text'): Checked<Json> {
  if (text.length > MAX_CHARACTERS) return { problems: ['is larger than 1 MiB'] }
  const refused = beforeParsing(text)
  if (refused) return { problems: [refused] }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
    resolveKnownTags: false,
    schema: scalars === 'text' ? 'failsafe' : 'core',
    uniqueKeys: false,
  })
  const at = (offset: number, problem: string) => {
    const { line, col } = lines.linePos(offset)
    return `line ${line}, column ${col}: ${problem}`
  }
  // Warnings are tags that nobody resolved: `!secret x` must not quietly become the text "x".
  // Only the first is told: the others mostly follow from it.
  const [fault] = [...document.errors, ...document.warnings]
  if (fault) return { problems: [at(fault.pos[0], syntaxProblem(fault))] }
  const problems: string[] = []
  visit(document, {
    Value: (_, node) => {
      const offset = node.range?.[0] ?? 0
      if (node.tag) problems.push(at(offset, `tags are not supported (${shortened(node.tag)})`))
      if (isYamlMap(node))
        for (const found of keyProblems(node.items)) problems.push(at(found.offset, found.problem))
      const problem = isScalar(node) ? numberProblem(node) : undefined
      if (problem) problems.push(at(offset, problem))
    },
  })
  if (problems.length > 0) return { problems }
  return plainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }))
}

const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`

/**
 * What the parser must not see. It works by recursion, and `[[[[…` ten thousand levels deep ends the whole
 * process, not only the call; it looks for the anchor of every alias through the whole document; and zod cannot
 * note a hundred thousand problems of one list. The lexer suffers from none of that, so all are counted on its
 * tokens: depth by brackets, and by how far block indicators stand from the margin.
 */
function beforeParsing(text: string): string | undefined {
  let [tokens, aliases, brackets, margin, colons] = [0, 0, 0, 0, 0]
  let [atMargin, inScalar] = [true, false]
  for (const token of new Lexer().lex(text)) {
    // The token after the mark of a scalar is its text, whatever it looks like.
    const type = inScalar ? null : CST.tokenType(token)
    inScalar = type === 'scalar'
    tokens += 1
    if (type === 'directive-line') return `directives are not supported (${shortened(token)})`
    if (type === 'alias') aliases += 1
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1)
    if (type === 'newline') [margin, colons, atMargin] = [0, 0, true]
    if (type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
      atMargin = false
    if (type === 'map-value-ind' && brackets === 0) colons += 1
    if (atMargin && brackets === 0) margin += token.length
    if (brackets > MAX_DEPTH || colons > MAX_DEPTH || margin > 4 * MAX_DEPTH) return TOO_DEEP
    if (aliases > MAX_ALIASES) return `has more than ${MAX_ALIASES} aliases`
    if (tokens > MAX_TOKENS) return `has more than ${MAX_TOKENS} words and marks of YAML`
  }
  return undefined
}

function syntaxProblem({ code, message }: { code: string; message: string }): string {
  if (code === 'MULTIPLE_DOCS') return 'expected one YAML document, found several'
  if (code === 'TAG_RESOLVE_FAILED') return `tags are not supported (${shortened(message)})`
  return shortened(message.replaceAll(/\s+/g, ' '), 120).replace(/^[A-Z](?=[a-z])/, (letter) =>
    letter.toLowerCase(),
  )
}

function* keyProblems(pairs: Pair[]): Generator<{ offset: number; problem: string }> {
  const seen = new Set<string>()
  for (const { key } of pairs) {
    const offset = isScalar(key) || isAlias(key) ? (key.range?.[0] ?? 0) : 0
    if (!isScalar(key) || typeof key.value !== 'string') {
      yield { offset, problem: 'the key of a map must be text (put it in quotes)' }
      continue
    }
    const name = key.value
    if (name === '<<' && key.type === 'PLAIN')
      yield { offset, problem: 'merge keys ("<<") are not supported; repeat the pairs' }
    // As an ordinary key it would set the prototype of whatever it is copied into.
    if (name === '__proto__') yield { offset, problem: '"__proto__" cannot be a key' }
    if (seen.has(name)) yield { offset, problem: `the key ${quoted(name)} stands twice in the same map` }
    seen.add(name)
  }
}

function numberProblem({ value, source }: Scalar): string | undefined {
  if (typeof value !== 'number') return undefined
  if (!Number.isFinite(value))
    return `${shortened(source ?? String(value))} is not a number that JSON can carry`
  const written = source ?? ''
  const rounded = /^([-+]?\d+|0o[0-7]+|0x[\da-f]+)$/i.test(written) && BigInt(written) !== BigInt(value)
  return rounded
    ? `${shortened(written)} has more digits than a JSON number can carry (put it in quotes)`
    : undefined
}

/** What the library throws here is about the document: an alias without anchor, or a bomb made of aliases. */
function plainValue(toValue: () => Json): Checked<Json> {
  try {
    const value = toValue()
    return deeperThan(value, MAX_DEPTH) ? { problems: [TOO_DEEP] } : { value }
  } catch (error) {
    return { problems: [shortened(error instanceof Error ? error.message : String(error), 120)] }
  }
}

/** True also for an alias that contains itself. */
function deeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => deeperThan(item, levels - 1))
}
