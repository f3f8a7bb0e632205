import {
  CST,
  isAlias,
  isScalar,
  Lexer,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | JsonMap
/** A map of text to JSON values. */
export type JsonMap = { [key: string]: Json }

/** Either what was read, or every reason why it could not be, one line each. */
export type Checked<T> = { value: T } | { problems: string[] }

const MAX_CHARACTERS = 2 ** 20
const MAX_DEPTH = 100
const MAX_ALIASES = 100

/**
 * Reads one YAML 1.2 document (JSON is YAML) into a plain value. With `text` every scalar stays the text that
 * was written (YAML's failsafe schema): `1234e56` is a commit, not a number.
 */
export function readYaml(text: string, scalars: 'typed' | 'text'): Checked<Json> {
  if (text.length > MAX_CHARACTERS) return { problems: ['is larger than 1 MiB'] }
  if (nestsTooDeeply(text)) return { problems: [TOO_DEEP] }
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
    Map: (_, map) => {
      for (const { offset, problem } of keyProblems(map.items)) problems.push(at(offset, problem))
    },
    Scalar: (_, scalar) => {
      const problem = numberProblem(scalar)
      if (problem) problems.push(at(scalar.range?.[0] ?? 0, problem))
    },
  })
  if (problems.length > 0) return { problems }
  return plainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }))
}

/** Reads one YAML map, its values as `readYaml` gives them. */
export function readYamlMap(text: string, scalars: 'typed' | 'text'): Checked<JsonMap> {
  const read = readYaml(text, scalars)
  if ('problems' in read) return read
  return isMap(read.value)
    ? { value: read.value }
    : { problems: [`expected a map, received ${quoted(read.value)}`] }
}

/** Whether a value is a map rather than a list, a scalar or nothing. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A map's type once what may be null or undefined is left out where it is. */
export type Present<T> = { [K in keyof T as T[K] extends NonNullable<T[K]> ? K : never]: T[K] } & {
  [K in keyof T as T[K] extends NonNullable<T[K]> ? never : K]?: NonNullable<T[K]>
}

/** The map without the keys whose value is null or undefined, which is how "not given" is said to the API. */
export function present<T extends object>(map: T): Present<T>
export function present(map: object): object {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined))
}

/** A value as a message quotes it: on one line, and short. */
export function quoted(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? JSON.stringify(shortened(value)) : String(value)
}

/** The first characters of a text, with a mark where something was cut. */
export function shortened(text: string, length = 60): string {
  const characters = [...text.slice(0, 4 * length)]
  return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`
}

const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`

/**
 * The parser works by recursion, and `[[[[…` ten thousand levels deep ends the whole process, not only the
 * call. Its lexer does not, so depth is measured on the tokens: by brackets, and by how far block indicators
 * stand from the margin.
 */
function nestsTooDeeply(text: string): boolean {
  let brackets = 0
  let margin = 0
  let colons = 0
  let atMargin = true
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1)
    if (type === 'newline') [margin, colons, atMargin] = [0, 0, true]
    if (type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
      atMargin = false
    if (type === 'map-value-ind' && brackets === 0) colons += 1
    if (atMargin && brackets === 0) margin += token.length
    if (brackets > MAX_DEPTH || colons > MAX_DEPTH || margin > 4 * MAX_DEPTH) return true
  }
  return false
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
  const changes = Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source ?? '')
  return changes
    ? `${shortened(source ?? '')} has more digits than a JSON number can carry (put it in quotes)`
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
