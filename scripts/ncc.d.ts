/** The part of ncc that the build uses; the package has no types (its readme, "Programmatically From Node.js"). */
declare module '@vercel/ncc' {
  /** A module in webpack's statistics; a concatenated module lists those that it was made of. */
  export interface StatsModule {
    nameForCondition?: string | null
    size: number
    modules?: StatsModule[]
  }

  export interface StatsChunk {
    files: string[]
    modules: StatsModule[]
  }

  export default function ncc(
    input: string,
    options: {
      license: string
      target: string
      quiet: boolean
      /** What replaces an import in the bundle. */
      externals: Record<string, string>
    },
  ): Promise<{
    code: string
    assets: Record<string, { source: string | Buffer }>
    stats: { toJson(options: Record<string, unknown>): { chunks: StatsChunk[] } }
  }>
}
