import { isJsonObject } from '../json.ts'
import { listQuerySecrets, listTokens } from './secrets.ts'

/** Shorter values are no secrets, and every text contains them. */
const MIN_LENGTH = 8

/** Names of fields that hold a credential: `api_key` of wandb, `token`, `x-functions-key`. Not `key`, nor `max_tokens`. */
const SECRET_NAME =
  /(?:^|[-_.])(?:(?:api|access|account|functions?|private|secret|subscription)[-_.]?key|token|secret|password|passwd|credentials?|authorization|auth|signature)$/i

/** Fields without credentials: data of the user that may have any names, and JSON Schema, where names are those of parameters. */
const OPEN_FIELDS = new Set(['metadata', 'response_format', 'parameters', 'properties'])

/**
 * Returns the credentials in a part of a job, to mask them wherever they would be shown: what is under `headers`, `api_key`,
 * `token` and the like, and the password and the keys in an address.
 */
export function listJobSecrets(value: unknown): string[] {
  if (typeof value === 'string') return listAddressSecrets(value).filter(isLong)
  if (Array.isArray(value)) return value.flatMap(listJobSecrets)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    if (OPEN_FIELDS.has(name)) return []
    return isSecretField(name, inner) || isSecretName(name) ? listTexts(inner) : listJobSecrets(inner)
  })
}

/** Returns a value without the credentials in it: a new token is no other training. */
export function omitJobSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitJobSecrets)
  if (!isJsonObject(value)) return value
  const fields = Object.entries(value).filter(([name, inner]) => !isSecretField(name, inner))
  return Object.fromEntries(
    fields.map(([name, inner]) => [name, OPEN_FIELDS.has(name) ? inner : omitJobSecrets(inner)]),
  )
}

/** A list or a map with such a name is masked too, but is part of the training: it may be more than a credential. */
function isSecretField(name: string, value: unknown): boolean {
  if (name === 'headers') return typeof value === 'object'
  const isScalar = typeof value === 'string' || typeof value === 'number'
  return isScalar && isSecretName(name)
}

const isSecretName = (name: string) => SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'))

/** Returns the password of `https://user:password@host`, as written and decoded, and the keys in the query. */
function listAddressSecrets(text: string): string[] {
  const [address, password = ''] = /^[a-z][\w+.-]*:\/\/(?:[^/?#\s:@]*:([^/?#\s]*)@)?/i.exec(text) ?? []
  if (address === undefined) return []
  const [[, decoded = ''] = []] = new URLSearchParams(`x=${password.replaceAll('+', '%2B')}`)
  return [password, decoded, ...listQuerySecrets(text)]
}

function listTexts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(listTexts)
  const text = String(value ?? '')
  return [text, ...listTokens(text)].filter(isLong)
}

const isLong = (text: string) => text.length >= MIN_LENGTH
