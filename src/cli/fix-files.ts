import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildFixedFile, type Fix, type FixedFile } from '../dataset/fixes/fixed-file.ts'
import type { LineLocation } from '../dataset/line-locator.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError, formatError, getErrorMessage, quote } from '../errors.ts'
import { formatCount } from '../report/format.ts'
import { findDataFiles } from '../training/plan.ts'

/** Whether the fixes are written, or only shown. */
export interface FixOptions {
  writes: boolean
}

/** A larger text does not fit into a string. */
const MAX_FILE_BYTES = 2 ** 29 - 24
/** More changed lines of a file would not be read. */
const MAX_SHOWN_LINES = 20
const MAX_EXCERPT = 160
const CONTEXT = 40

/** A file that differs from its fixed content. */
interface FixedDataFile {
  file: WorkspaceFile
  bytes: Buffer
  fixes: Fix[]
}

/**
 * Shows how the files of the datasets differ from their fixed content and, with `writes`, then replaces each file as a
 * whole: at no time is there half a file. A problem fails the command before the first file is written, as far as possible.
 */
export async function fixFiles(deps: Dependencies, { writes }: FixOptions): Promise<void> {
  const { runner, signal } = deps
  try {
    runner.group(writes ? 'Fixes' : 'Fixes that would be written')
    const fixed = await findFixes(deps)
    for (const { file, fixes } of fixed) for (const line of describeFixes(file.name, fixes)) runner.info(line)
    if (fixed.length === 0) runner.info('Nothing can be fixed automatically.')
    if (!writes) return
    for (const { file } of fixed) await assertWritable(file)
    for (const { file, bytes } of fixed) {
      signal.throwIfAborted()
      await replaceFile(file, bytes, deps)
      runner.info(`${file.name}: written`)
    }
  } catch (error) {
    runner.setFailed(formatError(error))
  } finally {
    runner.endGroup()
  }
}

async function findFixes({ runner, workspace, signal }: Dependencies): Promise<FixedDataFile[]> {
  const fixed = new Map<string, FixedDataFile | undefined>()
  const datasets = await findDataFiles({ runner, workspace, signal })
  const all = new Set<string>()
  const shared = new Set<string>()
  for (const { path } of datasets.flat()) (all.has(path) ? shared : all).add(path)
  for (const files of datasets) {
    const seen = new Map<string, LineLocation>()
    for (const file of files) {
      signal.throwIfAborted()
      // A file of both datasets is fixed once.
      const isKnown = fixed.has(file.path)
      if (file.size > MAX_FILE_BYTES) {
        if (!isKnown) runner.warning(`${file.name}: is not fixed, because it is larger than 512 MB`)
        fixed.set(file.path, undefined)
        continue
      }
      const chunks: Uint8Array[] = []
      for await (const chunk of workspace.readBytes(file)) chunks.push(chunk)
      const isShared = shared.has(file.path)
      const { bytes, fixes, isEmptied } = fixDataFile(file, Buffer.concat(chunks), seen, isShared)
      if (isKnown) continue
      if (isEmptied) runner.warning(`${file.name}: keeps its lines, although other files have all of them`)
      fixed.set(file.path, fixes.length > 0 ? { file, bytes, fixes } : undefined)
    }
  }
  return [...fixed.values()].filter((file) => file !== undefined)
}

/**
 * Fixes a file of a dataset, and adds its lines to those that were `seen`. A line that only another file repeats stays in a
 * file that both datasets share, since the other one may need it there, and in a file that would be left without lines.
 */
function fixDataFile(
  { name }: WorkspaceFile,
  original: Buffer,
  seen: Map<string, LineLocation>,
  isShared: boolean,
): FixedFile & { isEmptied: boolean } {
  if (!isShared) {
    const result = buildFixedFile(name, original, seen)
    if (!hasOnlyBlankLines(result.bytes) || hasOnlyBlankLines(original))
      return { ...result, isEmptied: false }
  }
  const own = new Map<string, LineLocation>()
  const result = buildFixedFile(name, original, own)
  for (const [digest, location] of own) if (!seen.has(digest)) seen.set(digest, location)
  return { ...result, isEmptied: !isShared }
}

const hasOnlyBlankLines = (bytes: Buffer) => !bytes.some((byte) => byte > 0x20)

function describeFixes(name: string, fixes: readonly Fix[]): string[] {
  const lines = fixes.flatMap((fix) => describeFix(name, fix))
  const shown = lines.slice(0, MAX_SHOWN_LINES)
  const rest = lines.length - shown.length
  return [...shown.flat(), ...(rest > 0 ? [`${name}: ${formatCount(rest, 'more change')}`] : [])]
}

/** Returns the changes that a fix makes, each as its lines. */
function describeFix(name: string, fix: Fix): string[][] {
  switch (fix.kind) {
    case 'byte-order-mark':
      return [[`${name}: without the byte order mark`]]
    case 'line-ends':
      return [[`${name}: ${formatCount(fix.count, 'line')} with LF instead of CRLF`]]
    case 'json-array':
      return [[`${name}: ${formatCount(fix.elements, 'element')} of the array as lines`]]
    case 'duplicate':
      return [[`${name}:${fix.line}: removed, since it repeats ${fix.first.file}:${fix.first.line}`]]
    case 'function-calls': {
      const [before, after] = excerptDifference(fix.before, fix.after)
      return [[`${name}:${fix.line}: tool calls instead of function calls`, `- ${before}`, `+ ${after}`]]
    }
  }
}

/** Returns both texts without most of what they have in common at both ends, and not more of each than a person reads. */
function excerptDifference(before: string, after: string): [string, string] {
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  const from = Math.max(0, start - CONTEXT)
  const excerpt = (text: string) => {
    const rest = text.slice(from)
    return `${from > 0 ? '…' : ''}${rest.slice(0, MAX_EXCERPT)}${rest.length > MAX_EXCERPT ? '…' : ''}`
  }
  return [excerpt(before), excerpt(after)]
}

async function assertWritable({ name, path }: WorkspaceFile): Promise<void> {
  let hasOtherName: boolean
  try {
    await access(path, constants.W_OK)
    await access(dirname(path), constants.W_OK)
    hasOtherName = (await stat(path)).nlink > 1
  } catch (cause) {
    throw new ActionError(`${quote(name)} cannot be written`, { cause })
  }
  if (hasOtherName)
    throw new ActionError(`${quote(name)} has another name (a hard link), which would keep the old content`, {
      hint: 'Replace the file by a copy of it, and run the command again.',
    })
}

/** Writes a new file next to the old one, which it then replaces in one step, if it is still the file that was read. */
async function replaceFile(
  { name, path, size, version }: WorkspaceFile,
  bytes: Buffer,
  { workspace }: Dependencies,
): Promise<void> {
  const { mode, uid, gid } = await stat(path)
  const written = join(dirname(path), `.fix-${randomBytes(8).toString('hex')}.tmp`)
  let handle: FileHandle | undefined
  try {
    handle = await open(written, 'wx', mode)
    const created = await handle.stat()
    if (created.uid !== uid || created.gid !== gid) await handle.chown(uid, gid)
    // After the owner, since a change of it removes bits of the mode.
    await handle.chmod(mode & 0o7777)
    await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
    const now = await workspace.getFile(name)
    if (now.path !== path || now.size !== size || now.version !== version)
      throw new ActionError(`${quote(name)} changed while its fixes were computed`, {
        hint: 'Run the command again.',
      })
    await rename(written, path)
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await rm(written, { force: true })
    if (error instanceof ActionError) throw error
    throw new ActionError(`${quote(name)} could not be written: ${getErrorMessage(error)}`, { cause: error })
  }
}
