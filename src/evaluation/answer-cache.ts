import { createHash, randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Runner } from '../dependencies.ts'
import { tryParseJson } from '../json.ts'
import type { ChatCompletion } from '../openai/chat-completion.ts'
import type { ChatRequest } from './chat-request.ts'

const Entry = z
  .object({
    text: z.string(),
    toolCalls: z.array(z.unknown()),
    isRefusal: z.boolean(),
    finishReason: z.string().nullish(),
    promptTokens: z.number(),
    completionTokens: z.number(),
  })
  .transform((entry): ChatCompletion => ({ ...entry, finishReason: entry.finishReason ?? undefined }))

/**
 * Keeps answers in a folder, one file for each request, so that a later run pays for none of them again. A file appears
 * under its name only when it is complete.
 */
export class AnswerCache {
  readonly #folder: string
  readonly #runner: Pick<Runner, 'redactSecrets'>

  constructor(folder: string, runner: Pick<Runner, 'redactSecrets'>) {
    this.#folder = folder
    this.#runner = runner
  }

  /** Returns the answer under a key, if there is a complete one. */
  async read(key: string): Promise<ChatCompletion | undefined> {
    const text = await readFile(this.#path(key), 'utf8').catch(() => '')
    return Entry.safeParse(tryParseJson(text)).data
  }

  /**
   * Stores an answer under a key, unless it repeats a secret; replaces a link in its place instead of writing through it.
   */
  async write(key: string, answer: ChatCompletion): Promise<void> {
    const text = `${JSON.stringify(answer)}\n`
    if (this.#runner.redactSecrets(text) !== text) return
    const temporary = join(this.#folder, `.${key}.${randomUUID()}`)
    await writeFile(temporary, text, { flag: 'wx' })
    await rename(temporary, this.#path(key))
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`)
  }
}

/** Returns the name of a request in the cache: the same server, model, messages and settings have the same one. */
export function cacheKey(baseUrl: string, request: ChatRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([baseUrl, sortKeys(request)]))
    .digest('hex')
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  )
}
