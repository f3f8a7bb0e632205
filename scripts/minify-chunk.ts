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
 * The functions of modules keep their parentheses. V8 compiles a function in parentheses with the script around it, and
 * parses another one twice, because it is usually called later (v8.dev/blog/preparser, "possibly-invoked function expressions").
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
    format: { beautify: true, indent_level: 0 },
  })
  return `${code.replaceAll(EAGER, '(')}\n`
}
