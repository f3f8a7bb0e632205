import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { quoted } from './path-guard.ts'

const CHUNK = 256 * 1024
// Neither exists on Windows, nor do the links into devices and pipes that they guard against.
const READ_THE_FILE_ITSELF = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** The whole text of a small file, in UTF-8; a Failure when it is neither. */
export async function smallText(file: WorkspaceFile, maxBytes: number): Promise<string> {
  if (file.size > maxBytes) throw new ActionError(`${quoted(file.name)} is larger than ${sizeOf(maxBytes)}`)
  const bytes: Uint8Array[] = []
  for await (const chunk of fileBytes(file)) bytes.push(chunk)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes))
  } catch (cause) {
    throw new ActionError(`${quoted(file.name)} is not text in UTF-8`, { cause })
  }
}

function sizeOf(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.floor(bytes / 2 ** 20)} MiB`
}

/**
 * The bytes of a file in chunks; a Failure when it is no longer the file that was found. Each chunk has memory of its
 * own or, where some is given to be used again, holds only until the next is asked for.
 */
export async function* fileBytes(file: WorkspaceFile, memory?: Uint8Array): AsyncGenerator<Uint8Array> {
  const handle = await openSame(file)
  try {
    // One byte more than there should be, so that growth is seen.
    const length = Math.min(file.size + 1, memory?.length ?? CHUNK)
    for (let left = file.size; ; ) {
      const { bytesRead, buffer } = await handle.read(memory ?? Buffer.allocUnsafeSlow(length), 0, length)
      left -= bytesRead
      if (left < 0 || (bytesRead === 0 && left > 0)) throw changed(file)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Opens the file, not what has taken its place since it was found. */
export async function openSame(file: WorkspaceFile): Promise<FileHandle> {
  const handle = await open(file.path, READ_THE_FILE_ITSELF).catch((cause) => {
    if (codeOf(cause) === 'ELOOP' || codeOf(cause) === 'ENOENT') throw changed(file)
    throw new ActionError(`${quoted(file.name)} cannot be read (${codeOf(cause)})`, { cause })
  })
  const stats = await handle.stat({ bigint: true })
  const sameVersion = file.version === undefined || file.version === versionOf(stats)
  if (stats.isFile() && Number(stats.size) === file.size && sameVersion) return handle
  await handle.close()
  throw changed(file)
}

/** Tells a file from one that takes its place or is written later. */
export function versionOf(
  { dev, ino, mtimeNs }: Pick<BigIntStats, 'dev' | 'ino' | 'mtimeNs'>,
  platform: NodeJS.Platform = process.platform,
): string {
  // On Windows, Node 24.0 and 24.1 tell another volume by a path than by a handle; the number of a file is of 64 bits there.
  return platform === 'win32' ? `${ino}:${mtimeNs}` : `${dev}:${ino}:${mtimeNs}`
}

function changed(file: WorkspaceFile): ActionError {
  return new ActionError(`${quoted(file.name)} changed while it was being read`)
}

/** The code of an error of the system (ENOENT), for a person who can look it up. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
