import { quote } from '../errors.ts'
import { didYouMean } from '../suggest.ts'
import type { Grader, SingleGrader } from './grader.ts'
import { formatPath } from './validate.ts'

/** A field of a dataset's lines that a grader refers to: its path, and the fields of the grader that refer to it. */
export interface ItemReference {
  path: string[]
  locations: string[]
}

/** A problem of a grader, found without its dataset. */
interface GraderProblem {
  severity: 'error' | 'warning'
  /** The field of the grader, such as `graders.exact.input`. */
  field: string
  message: string
}

/** What the templates of a grader refer to. */
interface Templates {
  /** Each once, in the order of the grader. */
  items: ItemReference[]
  problems: GraderProblem[]
}

// Graders guide: `item` is the line of the dataset, `sample` is the model's output, and there is no other namespace.
const NAMESPACES = ['item', 'sample']
const SAMPLE_FIELDS = ['output_text', 'output_json', 'output_tools', 'choices', 'output_audio']
const REFERENCE = /^[^\s.[\]{}"']+(?:\.[^\s.[\]{}"']+|\[\d+\])*$/

/** Parses every template of a grader, `{{ item.x }}` and `{{ sample.x }}`, and checks the names in its formula. */
export function parseTemplates(grader: Grader): Templates {
  const items = new Map<string, ItemReference>()
  const problems: GraderProblem[] = []
  for (const source of collectTexts(grader)) {
    const { text, field } = source
    for (const { reference, problem } of findReferences(text)) {
      if (problem) problems.push({ severity: 'warning', field, message: problem })
      if (reference === undefined) continue
      const [namespace = '', ...path] = splitReference(reference)
      if (namespace === 'item' && path.length > 0) {
        const key = JSON.stringify(path)
        const known = items.get(key)
        if (!known) items.set(key, { path, locations: [field] })
        else if (!known.locations.includes(field)) known.locations.push(field)
      } else problems.push(...checkReference(reference, namespace, path, source))
    }
  }
  if (grader.type === 'multi') problems.push(...checkFormula(grader.calculate_output, grader.graders))
  return { items: [...items.values()], problems }
}

interface TemplateText {
  text: string
  field: string
  /** A prompt may contain templates of another kind. */
  isPrompt: boolean
}

/** The texts that may have templates: `response_format`, models and labels may not. */
function collectTexts(grader: Grader): TemplateText[] {
  if (grader.type !== 'multi') return collectSingleTexts(grader, [])
  return Object.entries(grader.graders).flatMap(([key, single]) =>
    collectSingleTexts(single, ['graders', key]),
  )
}

function collectSingleTexts(grader: SingleGrader, parent: readonly PropertyKey[]): TemplateText[] {
  const fieldAt = (...path: PropertyKey[]) => formatPath([...parent, ...path])
  switch (grader.type) {
    case 'python':
      return []
    case 'string_check':
    case 'text_similarity':
      return [
        { text: grader.input, field: fieldAt('input'), isPrompt: false },
        { text: grader.reference, field: fieldAt('reference'), isPrompt: false },
      ]
    case 'score_model':
    case 'label_model':
      return grader.input.flatMap(({ content }, i) =>
        collectContentTexts(content, fieldAt('input', i, 'content')),
      )
    // Which fields of another grader have templates is not known.
    default:
      return []
  }
}

type Content = Extract<SingleGrader, { type: 'score_model' }>['input'][number]['content']

function collectContentTexts(content: Content, field: string): TemplateText[] {
  if (typeof content === 'string') return [{ text: content, field, isPrompt: true }]
  if (Array.isArray(content)) return content.flatMap((item, i) => collectContentTexts(item, `${field}[${i}]`))
  if ('text' in content) return [{ text: content.text, field: `${field}.text`, isPrompt: true }]
  return 'image_url' in content
    ? [{ text: content.image_url, field: `${field}.image_url`, isPrompt: false }]
    : []
}

interface TemplateReference {
  reference?: string
  problem?: string
}

/** The references between braces. A single `}}` is no mistake: a prompt may contain JSON. */
function* findReferences(text: string): Generator<TemplateReference> {
  for (let start = text.indexOf('{{'); start !== -1; ) {
    const end = text.indexOf('}}', start + 2)
    if (end === -1) return yield { problem: 'has "{{" without "}}" after it' }
    const inner = text.slice(start + 2, end)
    const nested = inner.lastIndexOf('{{')
    if (nested !== -1) {
      yield { problem: 'has "{{" within "{{ }}"' }
      start += nested + 2
      continue
    }
    const reference = inner.trim()
    if (REFERENCE.test(reference)) yield { reference }
    else yield { problem: `${quote(`{{${inner}}}`)} is not a reference to a field such as {{ item.x }}` }
    start = text.indexOf('{{', end + 2)
  }
}

/** Returns the steps of a reference: `item`, `list`, `1` of `item.list[1]`. */
export function splitReference(reference: string): string[] {
  return reference.split(/[.[\]]+/).filter((step) => step !== '')
}

function* checkReference(
  reference: string,
  namespace: string,
  [sampleField]: string[],
  { field, isPrompt }: TemplateText,
): Generator<GraderProblem> {
  const quoted = quote(`{{${reference}}}`)
  if (!NAMESPACES.includes(namespace)) {
    const hint = didYouMean(namespace, NAMESPACES)
    const message = `${quoted} must begin with "item." or "sample."${hint}`
    yield { severity: isPrompt ? 'warning' : 'error', field, message }
  } else if (sampleField === undefined) {
    yield { severity: 'warning', field, message: `${quoted} names no field` }
  } else if (!SAMPLE_FIELDS.includes(sampleField)) {
    const hint = didYouMean(sampleField, SAMPLE_FIELDS)
    const message = `${quoted} is not documented; a sample has ${SAMPLE_FIELDS.join(', ')}${hint}`
    yield { severity: 'warning', field, message }
  }
}

/** The functions of a formula, as in `Math`. Graders guide: operators + - * / ^, parentheses, and these functions. */
export const FORMULA_FUNCTIONS = ['min', 'max', 'abs', 'floor', 'ceil', 'exp', 'sqrt', 'log'] as const
const NAME = /^[A-Za-z_]\w*$/
const TOKEN = /\s+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[\s\S]/gy

/** Checks a formula. Its variables are the keys of the graders, not their names (the guide's own example). */
function* checkFormula(formula: string, graders: Record<string, SingleGrader>): Generator<GraderProblem> {
  const field = 'calculate_output'
  const tokens = formula.match(TOKEN)?.filter((token) => token.trim() !== '') ?? []
  if (!isBalanced(tokens)) yield { severity: 'error', field, message: 'its parentheses do not match' }
  const unknownOperator = tokens.find((token) => !/^[\w.+\-*/^(),]+$/.test(token))
  if (unknownOperator) {
    yield { severity: 'warning', field, message: `${quote(unknownOperator)} is not a documented operator` }
  }
  const keys = Object.keys(graders)
  const unusableKeys = keys.filter((key) => !NAME.test(key))
  for (const key of unusableKeys) {
    const message = `${quote(key)} cannot be used in a formula; use letters, digits and "_"`
    yield { severity: 'warning', field: 'graders', message }
  }
  // With such keys, the tokens of the formula are ambiguous.
  if (unusableKeys.length > 0) return
  const names = new Set(tokens.filter((token) => NAME.test(token)))
  const known = new Set<string>([...keys, ...FORMULA_FUNCTIONS])
  const unknown = [...names].filter((name) => !known.has(name))
  for (const [i, name] of unknown.entries()) {
    const hint = i < MAX_HINTS ? suggestKey(name, graders) : ''
    yield { severity: 'error', field, message: `${quote(name)} is not the key of a grader${hint}` }
  }
  for (const key of keys) {
    if (!names.has(key))
      yield { severity: 'warning', field, message: `does not use the grader ${quote(key)}` }
  }
}

/** To compare thousands of names with thousands of graders would take an hour, and the reader reports only 20 problems. */
const MAX_HINTS = 20

function suggestKey(name: string, graders: Record<string, SingleGrader>): string {
  const keys = Object.keys(graders)
  const key = keys.find((key) => graders[key]?.name === name)
  return key ? `; its key is ${quote(key)}` : didYouMean(name, [...keys, ...FORMULA_FUNCTIONS])
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
