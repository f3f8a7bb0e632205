/** What the build uses of ncc, which comes without types (its readme, "Programmatically From Node.js"). */
declare module '@vercel/ncc' {
  export default function ncc(
    input: string,
    options: {
      license: string
      target: string
      quiet: boolean
      /** What stands in the bundle for an import. */
      externals: Record<string, string>
    },
  ): Promise<{ code: string; assets: Record<string, { source: string | Buffer }> }>
}
