/**
 * Renders summaries as GitHub does, to PNGs in light and dark, wide and narrow. Works offline.
 * `npm run render -- FOLDER [FILE.md ...]`; without files, it renders the runs of `scripts/render-fixtures.ts`.
 * Needs Chromium at /usr/bin/chromium (Debian's package) or at the path in CHROMIUM.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { marked } from 'marked'
import { chromium } from 'playwright-core'
import { renderSummary } from '../src/report/summary.ts'
import { exampleRuns } from './render-fixtures.ts'

const [folder = join(tmpdir(), 'rendered'), ...files] = process.argv.slice(2)
const summaries = files.length
  ? files.map((file) => ({ name: basename(file, '.md'), markdown: readFileSync(file, 'utf8') }))
  : Object.entries(exampleRuns()).map(([name, run]) => ({ name, markdown: renderSummary(run) }))

const { resolve } = createRequire(import.meta.url)
const mermaid = resolve('mermaid/dist/mermaid.min.js')
const style = (theme: string) =>
  readFileSync(resolve(`github-markdown-css/github-markdown-${theme}.css`), 'utf8')

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
for (const { name, markdown } of summaries)
  for (const theme of ['light', 'dark'])
    for (const width of [1280, 390]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor: 1 })
      await page.context().setOffline(true)
      await page.setContent(renderPage(markdown, theme))
      await page.addScriptTag({ path: mermaid })
      // GitHub, too, sets the theme and allows neither scripts nor HTML in the diagram.
      await page.evaluate(`(async () => {
        mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${theme === 'dark' ? 'dark' : 'default'}' })
        await mermaid.run({ querySelector: 'code.language-mermaid' })
      })()`)
      const path = join(folder, `${name}-${theme}-${width}.png`)
      await page.screenshot({ path, fullPage: true })
      console.log(path)
      await page.close()
    }
await browser.close()

/** Builds a page with a column of about 900 pixels, like that of a step summary. */
function renderPage(markdown: string, theme: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${style(theme)}
    body { margin: 0; background: ${theme === 'dark' ? '#0d1117' : '#ffffff'} }
    .markdown-body { max-width: 900px; margin: auto; padding: 24px 16px }
    .markdown-body pre:has(svg) { background: none; padding: 0; text-align: center }
    </style><article class="markdown-body">${marked.parse(markdown, { async: false })}</article>`
}
