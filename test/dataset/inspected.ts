import { type DatasetReport, type InspectOptions, inspectDataset } from '../../src/dataset/inspect.ts'
import type { WorkspaceFile } from '../../src/dependencies.ts'

/** Files in memory, in chunks as a test wants them: a list of chunks for each name. */
export function memory(contents: Record<string, Uint8Array[]>) {
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

/** The report on one file, by default of supervised training. */
export function inspected(
  content: string | Uint8Array,
  options: Partial<InspectOptions> = {},
): Promise<DatasetReport> {
  const workspace = memory({ 'd.jsonl': [typeof content === 'string' ? Buffer.from(content) : content] })
  return inspectDataset(workspace, workspace.files, {
    method: 'supervised',
    role: 'training',
    checks: true,
    ...options,
  })
}

/** The codes found in one line, as validation data, where the number of examples does not matter. */
export async function codesOf(line: unknown, method: InspectOptions['method'] = 'supervised') {
  const text = typeof line === 'string' ? line : JSON.stringify(line)
  const { problems } = await inspected(`${text}\n`, { method, role: 'validation' })
  return problems.map(({ code }) => code)
}

export const user = { role: 'user', content: 'Capital of France?' }
export const assistant = { role: 'assistant', content: 'Paris.' }
