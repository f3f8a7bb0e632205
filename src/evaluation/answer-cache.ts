import { createHash, randomUUID } from 'node:crypto'
import { open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Runner, WorkflowContext } from '../dependencies.ts'
import { sortFields, tryParseJson } from '../json.ts'
import type { ChatCompletion } from '../openai/chat-completion.ts'
import { isFineTunedModel } from '../openai/model.ts'
import { isOpenAI } from '../openai/provider.ts'
import { READ_FLAGS } from '../workspace/file.ts'
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

/** What a cache depends on besides its folder. */
interface AnswerCacheOptions {
  runner: Pick<Runner, 'redactSecrets' | 'notice'>
  context: Pick<WorkflowContext, 'repository' | 'runId'>
}

/**
 * Keeps answers in a folder, one file for each request, so that a later run pays for none of them again. A file appears
 * under its name only when it is complete.
 */
export class PersistentAnswerCache {
  readonly #folder: string
  readonly #options: AnswerCacheOptions
  #hasNotified = false

  constructor(folder: string, options: AnswerCacheOptions) {
    this.#folder = folder
    this.#options = options
  }

  /**
   * Returns the key of a request: the same server, model, messages and settings have the same one. A name that may stand
   * for another model later has a key of this workflow run and its attempts. Outside of a run it has none; one notice
   * says so.
   */
  getKey(baseUrl: string, request: ChatRequest): string | undefined {
    const { context, runner } = this.#options
    if (identifiesModel(request.model, new URL(baseUrl).hostname)) return hash([baseUrl, request])
    const { repository, runId } = context
    if (runId !== undefined) return hash([baseUrl, request, repository, runId])
    if (!this.#hasNotified) runner.notice(`input "cache-dir": ${NOT_STORED}`)
    this.#hasNotified = true
    return undefined
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
    if (this.#options.runner.redactSecrets(text) !== text) return
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
  const file = await open(path, READ_FLAGS)
  try {
    const stats = await file.stat()
    return stats.isFile() && stats.size <= MAX_BYTES ? await file.readFile('utf8') : ''
  } finally {
    await file.close()
  }
}

const NOT_STORED =
  'answers are stored only for models with a name of their own, such as "ft:…". Any other name may stand for another model later, and outside of a workflow run nothing shows which one answered.'

/**
 * Whether a name always stands for the same model: OpenAI's own names, and those of fine-tuned models. Names of deployments,
 * and those that a gateway gives, are aliases.
 */
function identifiesModel(model: string, hostname: string): boolean {
  return isOpenAI(hostname) || isFineTunedModel(model)
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(sortFields(parts)))
    .digest('hex')
}
