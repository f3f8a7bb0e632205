import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { WorkspaceFile } from '../dependencies.ts'
import { ActionError, getErrorCode, quote } from '../errors.ts'

const CHUNK_BYTES = 256 * 1024
/** Follow no link and wait for no pipe. Windows has neither flag, nor links to devices and pipes: undefined adds nothing. */
export const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** For a job file, a grader, or the source of a grader: the API accepts 256 kB of source. */
const MAX_TEXT_BYTES = 2 ** 20

/** Returns the text of a small file; throws an ActionError when it is larger than 1 MiB or not UTF-8. */
export async function readSmallText(file: WorkspaceFile): Promise<string> {
  if (file.size > MAX_TEXT_BYTES) throw new ActionError(`${quote(file.name)} is larger than 1 MiB`)
  const bytes: Uint8Array[] = []
  for await (const chunk of readBytes(file)) bytes.push(chunk)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes))
  } catch (cause) {
    throw new ActionError(`${quote(file.name)} is not text in UTF-8`, { cause })
  }
}

/**
 * Yields the bytes of a file in chunks; throws an ActionError when it is no longer the file that was found. Each chunk
 * has its own memory or, where `memory` is given, is valid only until the next one is requested.
 */
export async function* readBytes(file: WorkspaceFile, memory?: Uint8Array): AsyncGenerator<Uint8Array> {
  const handle = await openUnchanged(file)
  try {
    // One byte more than the file should have, to notice when it grows.
    const length = Math.min(file.size + 1, memory?.length ?? CHUNK_BYTES)
    for (let remaining = file.size; ; ) {
      const { bytesRead, buffer } = await handle.read(memory ?? Buffer.allocUnsafeSlow(length), 0, length)
      remaining -= bytesRead
      if (remaining < 0 || (bytesRead === 0 && remaining > 0)) throw fileChangedError(file)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Opens a file; throws an ActionError when it was replaced or written since it was found. */
export async function openUnchanged(file: WorkspaceFile): Promise<FileHandle> {
  const handle = await open(file.path, READ_FLAGS).catch((cause) => {
    const code = getErrorCode(cause)
    if (code === 'ELOOP' || code === 'ENOENT') throw fileChangedError(file)
    throw new ActionError(`${quote(file.name)} cannot be read (${code})`, { cause })
  })
  const stats = await handle.stat({ bigint: true })
  const isSameVersion = file.version === undefined || file.version === fileVersion(stats)
  if (stats.isFile() && Number(stats.size) === file.size && isSameVersion) return handle
  await handle.close()
  throw fileChangedError(file)
}

/** Returns a text that changes when the file is replaced or written. */
export function fileVersion(
  { dev, ino, mtimeNs }: Pick<BigIntStats, 'dev' | 'ino' | 'mtimeNs'>,
  platform: NodeJS.Platform = process.platform,
): string {
  // On Windows, Node 24.0 and 24.1 report different volumes for a path and its handle; file numbers have 64 bits there.
  return platform === 'win32' ? `${ino}:${mtimeNs}` : `${dev}:${ino}:${mtimeNs}`
}

function fileChangedError(file: WorkspaceFile): ActionError {
  return new ActionError(`${quote(file.name)} changed while it was being read`)
}
