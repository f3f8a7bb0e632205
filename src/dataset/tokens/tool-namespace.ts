import { isJsonObject, type JsonObject } from '../../json.ts'

/** Deeper schemas are `any`: no model is given one, and the renderer is recursive. */
const MAX_DEPTH = 20

/**
 * Renders `tools` or `functions` as the TypeScript namespace that models read instead of the JSON (hmarr/openai-chat-tokens
 * found it by experiments). The bill of a public job confirms it, with `{}` for an object without properties. Tools of other
 * kinds than functions are JSON text, as no rendering is known.
 */
export function renderToolNamespace(tools: readonly unknown[]): string {
  const functions: string[] = []
  const others: string[] = []
  for (const tool of tools) {
    if (!isJsonObject(tool)) continue
    const definition = isJsonObject(tool.function) ? tool.function : tool
    if (typeof definition.name === 'string') functions.push(renderFunction(definition.name, definition))
    else others.push(tryStringifyJson(tool) ?? '')
  }
  const namespace = ['namespace functions {', '', ...functions, '} // namespace functions'].join('\n')
  return [...(functions.length > 0 ? [namespace] : []), ...others].join('\n')
}

function renderFunction(name: string, { description, parameters }: JsonObject): string {
  const fields = isJsonObject(parameters) ? renderFields(parameters, { indent: '', depth: 0 }) : []
  const type = fields.length > 0 ? ['(_: {', ...fields, '}) => any;'].join('\n') : '() => any;'
  return [...renderComment(description), `type ${name} = ${type}`, ''].join('\n')
}

/** Where a type is: how far its lines are indented, and in how many others it is. */
interface Nesting {
  indent: string
  depth: number
}

function renderFields({ properties, required }: JsonObject, nesting: Nesting): string[] {
  const isRequired = new Set(Array.isArray(required) ? required : [])
  return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, schema]) => {
    const comment = isJsonObject(schema) ? renderComment(schema.description) : []
    const field = `${name}${isRequired.has(name) ? '' : '?'}: ${renderType(schema, nesting)},`
    return [...comment, field].map((line) => `${nesting.indent}${line}`)
  })
}

function renderType(schema: unknown, nesting: Nesting): string {
  if (!isJsonObject(schema) || nesting.depth >= MAX_DEPTH) return 'any'
  const { type, enum: values, const: value, anyOf, oneOf } = schema
  if (Array.isArray(values)) return joinTypes(values.map(renderLiteral))
  if (value !== undefined) return renderLiteral(value)
  const choices = anyOf ?? oneOf
  if (Array.isArray(choices))
    return joinTypes(choices.map((choice) => renderType(choice, { ...nesting, depth: nesting.depth + 1 })))
  // Each once: a repeated type would render the fields in it again, and those in them.
  if (Array.isArray(type))
    return joinTypes([...new Set(type)].map((each) => renderNamedType(each, schema, nesting)))
  return renderNamedType(type, schema, nesting)
}

function renderNamedType(type: unknown, schema: JsonObject, { indent, depth }: Nesting): string {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type
    case 'integer':
      return 'number'
    case 'array':
      return `${renderType(schema.items, { indent, depth: depth + 1 })}[]`
    case 'object': {
      const fields = renderFields(schema, { indent: `${indent}  `, depth: depth + 1 })
      return fields.length > 0 ? ['{', ...fields, `${indent}}`].join('\n') : '{}'
    }
    default:
      return 'any'
  }
}

function joinTypes(types: readonly string[]): string {
  return types.length > 0 ? types.join(' | ') : 'any'
}

function renderLiteral(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'any' : JSON.stringify(value)
}

function renderComment(description: unknown): string[] {
  return typeof description === 'string' && description !== ''
    ? description.split('\n').map((line) => `// ${line}`)
    : []
}

/** Returns the JSON of an object or a list; undefined when it is nested deeper than the stack allows. */
export function tryStringifyJson(value: object): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
