import { type DatasetReport, type InspectOptions, inspectDataset } from '../../src/dataset/inspect.ts'
import type { WorkspaceFile } from '../../src/dependencies.ts'

/** With what examples are hashed in tests. */
export const HASH_KEY = '0123456789abcdef'

/** Returns a workspace of files in memory, each given as a list of chunks. */
export function memoryFiles(contents: Record<string, Uint8Array[]>) {
  const files: WorkspaceFile[] = Object.entries(contents).map(([name, chunks]) => ({
    name,
    path: `/${name}`,
    size: chunks.reduce((sum, { length }) => sum + length, 0),
  }))
  return {
    files,
    async *readBytes({ name }: WorkspaceFile) {
      yield* contents[name] ?? []
    },
  }
}

/** Returns the report on one file, by default of supervised training data. */
export function inspectText(
  content: string | Uint8Array,
  options: Partial<InspectOptions> = {},
): Promise<DatasetReport> {
  const workspace = memoryFiles({ 'd.jsonl': [typeof content === 'string' ? Buffer.from(content) : content] })
  return inspectDataset(workspace, workspace.files, {
    method: 'supervised',
    role: 'training',
    checks: true,
    ...options,
  })
}

/** Returns the codes found in one line, as validation data, whose number of examples does not matter. */
export async function findCodes(line: unknown, method: InspectOptions['method'] = 'supervised') {
  const text = typeof line === 'string' ? line : JSON.stringify(line)
  const { problems } = await inspectText(`${text}\n`, { method, role: 'validation' })
  return problems.map(({ code }) => code)
}

export const user = { role: 'user', content: 'Capital of France?' }
export const assistant = { role: 'assistant', content: 'Paris.' }
