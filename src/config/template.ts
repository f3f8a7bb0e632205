import type { Grader, SingleGrader } from './grader.ts'
import { fieldPath, quoted, shortened } from './quote.ts'
import { didYouMean } from './spelling.ts'

/** A field of a dataset's lines that a grader uses: the steps to it, and every place in the grader where it does. */
export interface ItemPath {
  path: string[]
  where: string[]
}

/** What can be told of a grader by itself. */
export interface GraderProblem {
  severity: 'error' | 'warning'
  /** The field of the grader, as `graders.exact.input`. */
  where: string
  message: string
}

/** What the templates of a grader refer to. */
export interface Templates {
  /** Each once, in the order of the grader. */
  items: ItemPath[]
  problems: GraderProblem[]
}

// Graders guide: `item` is the line of the dataset, `sample` what the model said, and there is nothing else.
const NAMESPACES = ['item', 'sample']
const SAMPLE_FIELDS = ['output_text', 'output_json', 'output_tools', 'choices', 'output_audio']
const REFERENCE = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/

/** Reads every template of a grader, `{{ item.x }}` and `{{ sample.x }}`, and what its formula is made of. */
export function templatesOf(grader: Grader): Templates {
  const items = new Map<string, ItemPath>()
  const problems: GraderProblem[] = []
  for (const source of textsOf(grader)) {
    const { text, where } = source
    for (const { reference, problem } of referencesIn(text)) {
      if (problem) problems.push({ severity: 'warning', where, message: problem })
      if (reference === undefined) continue
      const [namespace = '', ...path] = stepsOf(reference)
      if (namespace === 'item' && path.length > 0) {
        const key = JSON.stringify(path)
        const known = items.get(key)
        if (!known) items.set(key, { path, where: [where] })
        else if (!known.where.includes(where)) known.where.push(where)
      } else problems.push(...referenceProblems(reference, namespace, path, source))
    }
  }
  if (grader.type === 'multi') problems.push(...formulaProblems(grader.calculate_output, grader.graders))
  return { items: [...items.values()], problems }
}

interface Source {
  text: string
  where: string
  /** A prompt may speak of templates of its own. */
  isPrompt: boolean
}

/** The texts that may have templates: `response_format`, models and labels may not. */
function textsOf(grader: Grader): Source[] {
  if (grader.type !== 'multi') return textsOfSingle(grader, [])
  return Object.entries(grader.graders).flatMap(([key, single]) => textsOfSingle(single, ['graders', key]))
}

function textsOfSingle(grader: SingleGrader, above: readonly PropertyKey[]): Source[] {
  const at = (...path: PropertyKey[]) => fieldPath([...above, ...path])
  switch (grader.type) {
    case 'python':
      return []
    case 'string_check':
    case 'text_similarity':
      return [
        { text: grader.input, where: at('input'), isPrompt: false },
        { text: grader.reference, where: at('reference'), isPrompt: false },
      ]
    case 'score_model':
    case 'label_model':
      return grader.input.flatMap(({ content }, i) => textsOfContent(content, at('input', i, 'content')))
  }
}

type Content = Extract<SingleGrader, { type: 'score_model' }>['input'][number]['content']

function textsOfContent(content: Content, where: string): Source[] {
  if (typeof content === 'string') return [{ text: content, where, isPrompt: true }]
  if (Array.isArray(content)) return content.flatMap((item, i) => textsOfContent(item, `${where}[${i}]`))
  if ('text' in content) return [{ text: content.text, where: `${where}.text`, isPrompt: true }]
  return 'image_url' in content
    ? [{ text: content.image_url, where: `${where}.image_url`, isPrompt: false }]
    : []
}

interface Found {
  reference?: string
  problem?: string
}

/** What stands between braces. `}}` alone is no mistake: a prompt may well show JSON. */
function* referencesIn(text: string): Generator<Found> {
  for (let start = text.indexOf('{{'); start !== -1; ) {
    const end = text.indexOf('}}', start + 2)
    if (end === -1) return yield { problem: 'has "{{" without "}}" after it' }
    const within = text.slice(start + 2, end)
    const nested = within.lastIndexOf('{{')
    if (nested !== -1) {
      yield { problem: 'has "{{" within "{{ }}"' }
      start += nested + 2
      continue
    }
    const reference = within.trim()
    if (REFERENCE.test(reference)) yield { reference }
    else yield { problem: `${quoted(`{{${within}}}`)} is no reference to a field, as {{ item.x }} is` }
    start = text.indexOf('{{', end + 2)
  }
}

function stepsOf(reference: string): string[] {
  return reference.split(/[.[\]]+/).filter((step) => step !== '')
}

function* referenceProblems(
  reference: string,
  namespace: string,
  [field]: string[],
  { where, isPrompt }: Source,
): Generator<GraderProblem> {
  const shown = quoted(`{{${shortened(reference)}}}`)
  if (!NAMESPACES.includes(namespace)) {
    const hint = didYouMean(namespace, NAMESPACES)
    const message = `${shown} must begin with "item." or "sample."${hint}`
    yield { severity: isPrompt ? 'warning' : 'error', where, message }
  } else if (field === undefined) {
    yield { severity: 'warning', where, message: `${shown} names no field` }
  } else if (!SAMPLE_FIELDS.includes(field)) {
    const hint = didYouMean(field, SAMPLE_FIELDS)
    const message = `${shown} is not documented; a sample has ${SAMPLE_FIELDS.join(', ')}${hint}`
    yield { severity: 'warning', where, message }
  }
}

// Graders guide: operators + - * / ^, parentheses, and these functions.
const FUNCTIONS = ['min', 'max', 'abs', 'floor', 'ceil', 'exp', 'sqrt', 'log']
const NAME = /^[A-Za-z_]\w*$/
const TOKEN = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy

/** Its variables are the keys of the graders, and not their names (the guide's own example). */
function* formulaProblems(formula: string, graders: Record<string, SingleGrader>): Generator<GraderProblem> {
  const where = 'calculate_output'
  const tokens = formula.match(TOKEN)?.filter((token) => token.trim() !== '') ?? []
  if (!isBalanced(tokens)) yield { severity: 'error', where, message: 'its parentheses do not match' }
  const strange = tokens.find((token) => !/^[\w.+\-*/^(),]+$/.test(token))
  if (strange) {
    yield { severity: 'warning', where, message: `${quoted(strange)} is no documented operator` }
  }
  const keys = Object.keys(graders)
  const odd = keys.filter((key) => !NAME.test(key))
  for (const key of odd) {
    const message = `${quoted(key)} is no name for a formula: letters, digits and "_" make one`
    yield { severity: 'warning', where: 'graders', message }
  }
  // With such keys nobody can tell what belongs together in the formula.
  if (odd.length > 0) return
  const names = new Set(tokens.filter((token) => NAME.test(token)))
  const known = new Set([...keys, ...FUNCTIONS])
  const unknown = [...names].filter((name) => !known.has(name))
  for (const [i, name] of unknown.entries()) {
    const hint = i < MAX_HINTS ? nameHint(name, graders) : ''
    yield { severity: 'error', where, message: `${quoted(name)} is none of the graders${hint}` }
  }
  for (const key of keys) {
    if (!names.has(key))
      yield { severity: 'warning', where, message: `does not use the grader ${quoted(key)}` }
  }
}

/** Thousands of names beside thousands of graders would take an hour to compare; so many are told. */
const MAX_HINTS = 20

function nameHint(name: string, graders: Record<string, SingleGrader>): string {
  const keys = Object.keys(graders)
  const meant = keys.find((key) => graders[key]?.name === name)
  return meant ? `; its key is ${quoted(meant)}` : didYouMean(name, [...keys, ...FUNCTIONS])
}

function isBalanced(tokens: readonly string[]): boolean {
  let open = 0
  for (const token of tokens) {
    if (token === '(') open++
    if (token === ')') open--
    if (open < 0) return false
  }
  return open === 0
}
