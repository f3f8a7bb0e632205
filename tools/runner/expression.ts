import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

type Functions = NonNullable<ConstructorParameters<typeof Evaluator>[2]>

/** The contexts and functions that an expression can use. */
export interface ExpressionContext {
  contexts: Record<string, unknown>
  functions: Functions
}

/** Returns the status functions, of which those that are not named return false; with a workspace `hashFiles`, too. */
export function statusFunctions(
  status: { success?: boolean; failure?: boolean; cancelled?: boolean },
  workspace?: string,
): Functions {
  const facts = { success: false, failure: false, cancelled: false, ...status, always: true }
  const functions: Functions = new Map(
    Object.entries(facts).map(([name, fact]) => [
      name,
      { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(fact) },
    ]),
  )
  if (workspace === undefined) return functions
  return functions.set('hashfiles', {
    name: 'hashFiles',
    minArgs: 1,
    maxArgs: 255,
    call: (...patterns) => new data.StringData(hashFiles(workspace, patterns)),
  })
}

/** Hashes the digests of the files as actions/runner does (src/Misc/expressionFunc/hashFiles); empty without files. */
function hashFiles(workspace: string, patterns: data.ExpressionData[]): string {
  const globs = patterns.map((pattern) => pattern.coerceString())
  const digests = globSync(globs, { cwd: workspace })
    .sort()
    .map((file) => sha256(readFileSync(join(workspace, file))).digest())
  return digests.length > 0 ? sha256(Buffer.concat(digests)).digest('hex') : ''
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes)

const unwrap = (text: string) => text.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')

function evaluate(text: string, { contexts, functions }: ExpressionContext): data.ExpressionData {
  const { tokens } = new Lexer(text).lex()
  const tree = new Parser(tokens, Object.keys(contexts), [...functions.values()]).parse()
  const known: data.Dictionary = JSON.parse(JSON.stringify(contexts), data.reviver)
  return new Evaluator(tree, known, functions).evaluate()
}

/** Returns the value of a field that is one expression. */
export function evaluateField(field: string, context: ExpressionContext): unknown {
  return JSON.parse(JSON.stringify(evaluate(unwrap(field), context), data.replacer))
}

/** Replaces each expression in a text by its value. */
export function interpolate(field: string | number | boolean, context: ExpressionContext): string {
  return `${field}`.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, text: string) =>
    evaluate(text, context).coerceString(),
  )
}

/** Evaluates an `if`, which implies `success()` unless it has a status function. */
export function isTruthy(condition: string | number | boolean = true, context: ExpressionContext): boolean {
  const expression = unwrap(`${condition}`)
  const whole = /\b(success|failure|cancelled|always)\(/.test(expression)
    ? expression
    : `success() && (${expression})`
  return evaluate(`(${whole}) && true || false`, context).coerceString() === 'true'
}
