import { mkdir, mkdtemp } from 'node:fs/promises'
import nativePath from 'node:path'
import type { Workspace } from '../dependencies.ts'
import { ActionError, getErrorCode, quote } from '../errors.ts'
import { readBytes, readSmallText } from './file.ts'
import { createSearchContext, findFiles, getRegularFile, pathExists, resolveWritten } from './file-search.ts'
import { createPathGuard, type WorkspaceRoots } from './path-guard.ts'

/** Creates the workspace of the real file system; a search ends when the signal is aborted. */
export function createWorkspace(roots: WorkspaceRoots, signal?: AbortSignal): Workspace {
  return {
    async glob(patterns, relativeTo) {
      return findFiles(await createSearchContext(roots, relativeTo, signal), patterns)
    },
    async getFile(path, relativeTo) {
      const context = await createSearchContext(roots, relativeTo)
      return getRegularFile(context, path, resolveWritten(context, path))
    },
    async exists(path, relativeTo) {
      return pathExists(await createSearchContext(roots, relativeTo), path)
    },
    readText: readSmallText,
    readBytes,
    prepareDirectory: (path) => prepareDirectory(roots, path),
  }
}

async function prepareDirectory(
  roots: WorkspaceRoots,
  path: string | undefined,
): Promise<{ create(): Promise<string> }> {
  if (path === undefined) {
    const createTemp = () => mkdtemp(nativePath.join(roots.temp, 'fine-tune-'))
    return { create: () => createTemp().catch(throwCannotCreate(roots.temp)) }
  }
  const guard = await createPathGuard(roots)
  const directory = guard.checkWritten(path, nativePath.resolve(roots.workspace, path), { allowTemp: true })
  await guard.resolveReal(path, directory)
  const create = async () => {
    await mkdir(directory, { recursive: true })
    return guard.resolveReal(path, directory)
  }
  return { create: () => create().catch(throwCannotCreate(path)) }
}

const throwCannotCreate = (path: string) => (cause: unknown) => {
  if (cause instanceof ActionError) throw cause
  throw new ActionError(`cannot create the folder ${quote(path)} (${getErrorCode(cause)})`, { cause })
}
