import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

type Functions = NonNullable<ConstructorParameters<typeof Evaluator>[2]>

/** What an expression of a workflow can see from where it stands. */
export interface Sight {
  contexts: Record<string, unknown>
  functions: Functions
}

/** The functions that tell how it stands; of a step, that of the files of its workspace, too. */
export function status(success: boolean, failure: boolean, workspace?: string): Functions {
  const facts = { success, failure, cancelled: false, always: true }
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
    call: (...patterns) => new data.StringData(hashOf(workspace, patterns)),
  })
}

/** Of the files' digests, as actions/runner has it (src/Misc/expressionFunc/hashFiles); empty where there is none. */
function hashOf(workspace: string, patterns: data.ExpressionData[]): string {
  const globs = patterns.map((pattern) => pattern.coerceString())
  const digests = globSync(globs, { cwd: workspace })
    .sort()
    .map((file) => sha256(readFileSync(join(workspace, file))).digest())
  return digests.length > 0 ? sha256(Buffer.concat(digests)).digest('hex') : ''
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes)

const bare = (text: string) => text.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')

function evaluate(text: string, { contexts, functions }: Sight): data.ExpressionData {
  const { tokens } = new Lexer(text).lex()
  const tree = new Parser(tokens, Object.keys(contexts), [...functions.values()]).parse()
  const known: data.Dictionary = JSON.parse(JSON.stringify(contexts), data.reviver)
  return new Evaluator(tree, known, functions).evaluate()
}

/** The value of a field that is one expression. */
export function valueIn(field: string, sight: Sight): unknown {
  return JSON.parse(JSON.stringify(evaluate(bare(field), sight), data.replacer))
}

/** A text with the expressions in it evaluated. */
export function fill(field: string | number | boolean, sight: Sight): string {
  return `${field}`.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, text: string) => evaluate(text, sight).coerceString())
}

/** Whether an `if` holds; one that asks for no status asks for success. */
export function holds(condition: string | number | boolean = true, sight: Sight): boolean {
  const asked = bare(`${condition}`)
  const whole = /\b(success|failure|cancelled|always)\(/.test(asked) ? asked : `success() && (${asked})`
  return evaluate(`(${whole}) && true || false`, sight).coerceString() === 'true'
}
