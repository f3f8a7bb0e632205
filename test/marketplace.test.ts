import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { lintManifest, MANIFESTS } from './support/workflow.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** What GitHub's Marketplace shows of an action. */
const Listing = z.looseObject({
  name: z.string().min(1),
  author: z.string().min(1),
  description: z.string().min(1).max(125),
  branding: z.looseObject({ icon: z.string(), color: z.string() }),
})
const readListing = (folder: string) => Listing.parse(parse(read(join(folder, 'action.yml'))))

describe("GitHub's Marketplace", () => {
  it('finds one manifest at the root, and one in the folder of each other action', () => {
    const names = readdirSync(ROOT).filter((name) => /^action\.ya?ml$/.test(name))
    expect(names).toEqual(['action.yml'])
    expect([...MANIFESTS.keys()].toSorted()).toEqual([
      '',
      'check',
      'control',
      'deploy',
      'evaluate',
      'find',
      'wait',
    ])
  })

  it.each([...MANIFESTS.keys()])('accepts the name, the author and the description of ./%s', (folder) => {
    expect(readListing(folder).name).toMatch(/^OpenAI fine-tune(?: · [a-z]+)?$/)
  })

  it('gets a different name from every action', () => {
    const names = [...MANIFESTS.keys()].map((folder) => readListing(folder).name)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each([
    ['icon', 'sliders', 'coffee'],
    ['color', 'blue', 'pink'],
  ])('would refuse another %s, as the linter of every action.yml does', async (key, valid, invalid) => {
    const text = read('action.yml')
    expect(await lintManifest('action.yml', text)).toEqual([])
    const broken = text.replace(`${key}: ${valid}`, `${key}: ${invalid}`)
    expect(await lintManifest(`${key}/action.yml`, broken)).toEqual([expect.stringContaining(invalid)])
  })

  it('shows a README with badges that lead to the tests, the releases and the license', () => {
    const [, , badges = ''] = read('README.md').split('\n')
    const links = [...badges.matchAll(/\[!\[(\w+)\]\([^)]+\)\]\(([^)]+)\)/g)].map(([, name, link]) => [
      name,
      link,
    ])
    const repository = 'https://github.com/OWNER/openai-fine-tune'
    expect(links).toEqual([
      ['test', `${repository}/actions/workflows/test.yml`],
      ['release', `${repository}/releases`],
      ['license', 'LICENSE'],
    ])
  })
})
