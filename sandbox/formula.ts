type Values = Readonly<Record<string, number>>

const FUNCTIONS = new Map<string, (...values: number[]) => number>([
  ['min', Math.min],
  ['max', Math.max],
  ['abs', Math.abs],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['exp', Math.exp],
  ['sqrt', Math.sqrt],
  ['log', Math.log],
])

/** Computes the `calculate_output` of a multi grader from the rewards of its graders; throws a `SyntaxError` for no formula. */
export function computeFormula(text: string, values: Values): number {
  const tokens = text.match(/\d+\.?\d*|\.\d+|[A-Za-z_]\w*|\S/g) ?? []
  const result = readSum(tokens, values)
  if (tokens.length > 0) throw unexpected(tokens)
  return result
}

function readSum(tokens: string[], values: Values): number {
  let left = readProduct(tokens, values)
  for (;;) {
    if (take(tokens, '+')) left += readProduct(tokens, values)
    else if (take(tokens, '-')) left -= readProduct(tokens, values)
    else return left
  }
}

function readProduct(tokens: string[], values: Values): number {
  let left = readSigned(tokens, values)
  for (;;) {
    if (take(tokens, '*')) left *= readSigned(tokens, values)
    else if (take(tokens, '/')) left /= readSigned(tokens, values)
    else return left
  }
}

function readSigned(tokens: string[], values: Values): number {
  if (take(tokens, '-')) return -readSigned(tokens, values)
  if (take(tokens, '+')) return readSigned(tokens, values)
  const base = readAtom(tokens, values)
  return take(tokens, '^') ? base ** readSigned(tokens, values) : base
}

function readAtom(tokens: string[], values: Values): number {
  if (take(tokens, '(')) return readArguments(tokens, values)[0] ?? Number.NaN
  const [token = ''] = tokens
  const value = Object.hasOwn(values, token) ? values[token] : undefined
  const apply = FUNCTIONS.get(token)
  if (!/^[\d.]/.test(token) && value === undefined && apply === undefined) throw unexpected(tokens)
  tokens.shift()
  if (value !== undefined) return value
  if (apply === undefined) return Number(token)
  if (!take(tokens, '(')) throw unexpected(tokens)
  return apply(...readArguments(tokens, values))
}

function readArguments(tokens: string[], values: Values): number[] {
  const all = [readSum(tokens, values)]
  while (take(tokens, ',')) all.push(readSum(tokens, values))
  if (!take(tokens, ')')) throw unexpected(tokens)
  return all
}

function take(tokens: string[], token: string): boolean {
  if (tokens[0] !== token) return false
  tokens.shift()
  return true
}

function unexpected([token]: readonly string[]): SyntaxError {
  return new SyntaxError(token === undefined ? 'the formula is incomplete' : `unexpected "${token}"`)
}
