import type { StatsChunk, StatsModule } from '@vercel/ncc'

/** The options with which webpack lists every module of every chunk. */
export const STATS_OPTIONS = {
  all: false,
  chunks: true,
  chunkModules: true,
  cachedModules: true,
  dependentModules: true,
  nestedModules: true,
  chunkModulesSpace: Number.POSITIVE_INFINITY,
  nestedModulesSpace: Number.POSITIVE_INFINITY,
}

/** Formats one line for each chunk: its file, its modules, and the bytes of each room and package, largest first. */
export function formatChunks(chunks: readonly StatsChunk[]): string {
  return chunks
    .map(({ files, modules }) => ({ file: files.join(), modules: modules.flatMap(listModules) }))
    .sort((a, b) => totalSize(b.modules) - totalSize(a.modules))
    .map(({ file, modules }) => {
      const sizes = new Map<string, number>()
      for (const module of modules)
        sizes.set(getGroup(module), (sizes.get(getGroup(module)) ?? 0) + module.size)
      const parts = [...sizes]
        .sort(([, a], [, b]) => b - a)
        .map(([name, size]) => `${name} ${formatSize(size)}`)
      return `${file}: ${modules.length} modules, ${formatSize(totalSize(modules))}: ${parts.join(', ')}`
    })
    .join('\n')
}

const listModules = (module: StatsModule): StatsModule[] =>
  module.modules ? module.modules.flatMap(listModules) : [module]

/** Returns the package of a module, or its folder in `src`. */
function getGroup({ nameForCondition }: StatsModule): string {
  const path = nameForCondition?.replaceAll('\\', '/') ?? ''
  const [, packageName] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? []
  const [, folder] = /.*\/(src(?:\/[^/]+(?=\/))?)/.exec(path) ?? []
  return packageName ?? folder ?? 'runtime'
}

const totalSize = (modules: readonly StatsModule[]) => modules.reduce((sum, { size }) => sum + size, 0)
const formatSize = (bytes: number) => `${Math.ceil(bytes / 1000)} kB`
