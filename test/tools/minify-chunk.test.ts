import { expect, test } from 'vitest'
import { minifyChunk } from '../../scripts/minify-chunk.ts'

/** A chunk as webpack writes it, with one module for each function. */
const chunk = (...functions: string[]) =>
  `export const modules = {\n\n${functions.map((text, id) => `/***/ ${id}:\n/***/ (${text})`).join(',\n\n')}\n\n};\n`

test('a chunk keeps the parentheses of its modules, and the names of functions and classes', async () => {
  const text = await minifyChunk(
    chunk(
      `(module, exports, __webpack_require__) => {\n// A reason.\nfunction countTokens(text) { return new ApiError(text) }\nclass ApiError extends Error {}\nexports.x = countTokens(countTokens)\n}`,
      `function(module) {\n  module.exports = this\n}`,
    ),
  )
  expect(text).toMatch(/^0: \(\(\w+, \w+(, \w+)?\) => \{$/m)
  expect(text).toMatch(/^1: \(function\(\w+\) \{$/m)
  expect(text).toContain('function countTokens(')
  expect(text).toContain('class ApiError extends Error')
  expect(text).not.toContain('A reason')
})

test('a chunk loses the code that nothing uses', async () => {
  const text = await minifyChunk(
    chunk(`(module) => {\nconst unused = /*@__PURE__*/ build('unused')\nmodule.exports = build('used')\n}`),
  )
  expect(text).toContain(`build("used")`)
  expect(text).not.toContain('unused')
})

test('a module that begins in an unknown way is an error', async () => {
  await expect(minifyChunk(chunk('async (module) => {\n}'))).rejects.toThrow('in another way')
})

test('a chunk holds only visible characters of ASCII, and means the same', async () => {
  const values = `['\u200b', '\\u200b', '\\x1b', 'é', '😀', \`\u202e\${1}😀\`, /[\u200b😀]/u.test('😀'), /^😀$/.test('😀'), /[\\x07é]/.test('é')]`
  const text = await minifyChunk(chunk(`(module) => {\nmodule.exports = ${values}\n}`))
  expect(text).toMatch(/^[\n -~]*$/)
  const { modules } = await import(`data:text/javascript,${encodeURIComponent(text)}`)
  const module = { exports: [] }
  modules[0](module)
  expect(module.exports).toEqual(['\u200b', '\u200b', '\x1b', 'é', '😀', '\u202e1😀', true, true, true])
})
