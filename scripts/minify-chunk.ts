import { minify } from 'terser'

/** How webpack begins a module, and its function. */
const ID = /^\/\*\*\*\/ \S+:$/gm
const MODULE = /^(\/\*\*\*\/ )\((?=(?:\([^()]*\) =>|function\([^()]*\)) \{$)/gm
/** Looks like a call to terser, which keeps calls and removes parentheses. */
const EAGER = '__EAGER__('

/**
 * Returns a chunk of webpack without the code that nothing uses: half of zod, comments, indentation. Functions and classes
 * keep their names, and statements their lines, for stack traces.
 *
 * The functions of modules keep their parentheses. V8 compiles a function in parentheses at once. It parses any other
 * twice: to find its end, and when it is called (v8.dev/blog/preparser, "possibly-invoked function expressions").
 */
export async function minifyChunk(source: string): Promise<string> {
  const marked = source.replace(MODULE, `$1${EAGER}`)
  if (marked.split(EAGER).length !== source.split(ID).length)
    throw new Error('webpack begins the function of a module in another way than this script expects')
  const { code = '' } = await minify(marked, {
    module: true,
    compress: { passes: 2 },
    keep_classnames: true,
    keep_fnames: true,
    // Nothing invisible in what people review: terser would write the characters of "\u200b" and "\x1b" themselves.
    format: { beautify: true, indent_level: 0, ascii_only: true },
  })
  return `${code.replaceAll(EAGER, '(')}\n`
}
