import { isMap, type Json, type JsonMap } from '../json.ts'
import { quoted } from './quote.ts'
import type { Checked } from './validate.ts'

/** Reads one YAML document as `readDocument` does, which is loaded for the first one: most steps have none. */
export async function readYaml(text: string, scalars: 'typed' | 'text'): Promise<Checked<Json>> {
  const { readDocument } = await import('./yaml-document.ts')
  return readDocument(text, scalars)
}

/** Reads one YAML map, its values as `readYaml` gives them. */
export async function readYamlMap(text: string, scalars: 'typed' | 'text'): Promise<Checked<JsonMap>> {
  const read = await readYaml(text, scalars)
  if ('problems' in read) return read
  return isMap(read.value)
    ? { value: read.value }
    : { problems: [`expected a map, received ${quoted(read.value)}`] }
}
