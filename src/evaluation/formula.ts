import { FORMULA_FUNCTIONS } from '../config/template.ts'
import { ActionError, quote } from '../errors.ts'

/** A number from the variables of a formula. */
export type Formula = (variables: ReadonlyMap<string, number>) => number

const TOKEN = /\s*(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[-+*/^(),])/y
const MAX_DEPTH = 100

/**
 * Compiles the `calculate_output` of a `multi` grader: `+ - * / ^`, parentheses and the functions of the graders guide over
 * the keys of the graders. Throws an ActionError for anything else.
 */
export function compileFormula(text: string, names: readonly string[]): Formula {
  return new FormulaParser(text, names).parse()
}

class FormulaParser {
  readonly #tokens: string[]
  readonly #names: readonly string[]
  #at = 0
  #depth = 0

  constructor(text: string, names: readonly string[]) {
    this.#names = names
    this.#tokens = tokenize(text)
  }

  parse(): Formula {
    const formula = this.#sum()
    const rest = this.#tokens[this.#at]
    if (rest !== undefined) throw unexpected(rest)
    return formula
  }

  #sum(): Formula {
    let left = this.#product()
    for (let operator = this.#take('+', '-'); operator; operator = this.#take('+', '-')) {
      const [a, b] = [left, this.#product()]
      left = operator === '+' ? (v) => a(v) + b(v) : (v) => a(v) - b(v)
    }
    return left
  }

  #product(): Formula {
    let left = this.#signed()
    for (let operator = this.#take('*', '/'); operator; operator = this.#take('*', '/')) {
      const [a, b] = [left, this.#signed()]
      left = operator === '*' ? (v) => a(v) * b(v) : (v) => a(v) / b(v)
    }
    return left
  }

  /** A sign binds less than a power: -2^2 is -4. */
  #signed(): Formula {
    const sign = this.#take('+', '-')
    if (!sign) return this.#power()
    const value = this.#nested(() => this.#signed())
    return sign === '-' ? (v) => -value(v) : value
  }

  #power(): Formula {
    const base = this.#value()
    if (!this.#take('^')) return base
    const exponent = this.#nested(() => this.#signed())
    return (v) => base(v) ** exponent(v)
  }

  #value(): Formula {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw new ActionError('calculate_output: ends too early')
    if (token === '(') return this.#nested(() => this.#group())
    if (/^[\d.]/.test(token)) {
      const number = Number(token)
      return () => number
    }
    if (this.#names.includes(token)) return (v) => v.get(token) ?? Number.NaN
    const name = FORMULA_FUNCTIONS.find((name) => name === token)
    if (!name || !this.#take('(')) throw unexpected(token)
    const call: (...values: number[]) => number = Math[name]
    const values = this.#nested(() => this.#arguments())
    if (call.length === 1 && values.length !== 1)
      throw new ActionError(`calculate_output: ${token} takes one value`)
    return (v) => call(...values.map((value) => value(v)))
  }

  #group(): Formula {
    const value = this.#sum()
    this.#close()
    return value
  }

  #arguments(): Formula[] {
    const values = [this.#sum()]
    while (this.#take(',')) values.push(this.#sum())
    this.#close()
    return values
  }

  #close(): void {
    if (!this.#take(')')) throw new ActionError('calculate_output: a ")" is missing')
  }

  #nested<T>(parse: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw new ActionError('calculate_output: nests too deeply')
    const value = parse()
    this.#depth -= 1
    return value
  }

  #take(...operators: string[]): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || !operators.includes(token)) return undefined
    this.#at += 1
    return token
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = []
  const trimmed = text.trim()
  TOKEN.lastIndex = 0
  for (let at = 0; at < trimmed.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(trimmed)
    if (!match) throw unexpected(trimmed.slice(at, at + 20))
    tokens.push(match[0].trim())
  }
  return tokens
}

const unexpected = (token: string) =>
  new ActionError(`calculate_output: ${quote(token)} is not expected there`)
