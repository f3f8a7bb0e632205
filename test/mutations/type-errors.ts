import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT)
const host = ts.createCompilerHost(options)
/** The parsed files, shared by all programs. */
const files = new Map<string, ts.SourceFile | undefined>()

/** Returns the type errors that a file of the project would have with this text. */
export function typeErrors(path: string, text: string): string[] {
  const getSourceFile: ts.CompilerHost['getSourceFile'] = (name, how) => {
    if (name === path) return ts.createSourceFile(name, text, how)
    if (!files.has(name)) files.set(name, host.getSourceFile(name, how))
    return files.get(name)
  }
  const program = ts.createProgram([path], options, { ...host, getSourceFile })
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}
