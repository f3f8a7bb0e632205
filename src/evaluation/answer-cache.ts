import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, writeFile } from 'node:fs/promises'
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
    const text = await readSmallFile(this.#path(key)).catch(() => '')
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

/** As long as one response may be. */
const MAX_BYTES = 16 * 2 ** 20

/** Returns the text of a regular file: a committed link may lead to a device, which never ends or never answers. */
async function readSmallFile(path: string): Promise<string> {
  // Windows has neither of the two flags, nor links to devices and pipes.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const stats = await file.stat()
    return stats.isFile() && stats.size <= MAX_BYTES ? await file.readFile('utf8') : ''
  } finally {
    await file.close()
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
