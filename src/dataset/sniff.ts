import { isJson, isObject } from './json-syntax.ts'
import type { Code } from './problem.ts'

/** How many of a file's first bytes tell what it is. */
export const HEAD = 65_536

/** What makes a file something other than lines of JSON, as its first bytes tell. */
export function sniff(head: Buffer): { code: Code; message: string; line: number } | undefined {
  if (isUtf16(head)) {
    return { code: 'utf-16', message: 'the file is in UTF-16; save it as UTF-8', line: 1 }
  }
  // The first line of a pointer, by the specification of git-lfs.
  if (head.indexOf('version https://git-lfs.github.com/spec/') === 0) {
    const message = 'the file is a git-lfs pointer, not the data; check out with "lfs: true"'
    return { code: 'git-lfs-pointer', message, line: 1 }
  }
  const lines = head.toString('utf8').split('\n')
  // The last line goes on behind the head, unless it is the only one.
  if (head.length === HEAD && lines.length > 1) lines.pop()
  const written = lines.map((line) => line.trim()).filter((line) => line !== '')
  const code = oneDocument(written)
  if (!code) return undefined
  const message =
    code === 'json-array'
      ? 'the file is one JSON array; write each of its elements on a line of its own'
      : 'the file is JSON over several lines; write each example on one line'
  return { code, message, line: lines.findIndex((line) => line.trim() !== '') + 1 }
}

/** Whatever its name, data is uploaded as `.jsonl`, which alone servers take: one of another kind may be a mistake. */
export function checkName(name: string): { code: Code; message: string; line: number } | undefined {
  if (/\.jsonl$/i.test(name)) return undefined
  return { code: 'file-name', message: 'the name of the file does not end in .jsonl', line: 1 }
}

function isUtf16(head: Buffer): boolean {
  const [a, b] = head
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true
  // Without a mark: a first character of ASCII.
  return (a === 0 && b !== 0 && b !== undefined) || (b === 0 && a !== 0)
}

function oneDocument(lines: string[]): Code | undefined {
  const [first = '', second] = lines
  if (first === '[' && lines.at(-1) === ']') return 'json-array'
  // A good second line means that only the first is bad.
  if (second !== undefined && isObject(parsed(second))) return undefined
  if (first.startsWith('[')) return second !== undefined && isJson(first) ? undefined : 'json-array'
  // One object a line with commas behind them is bad lines, each of which is told.
  if (isObject(parsed(first.replace(/,$/, '')))) return undefined
  const goesOn = second !== undefined && /^\{(.*[{[,:])?$/.test(first)
  return goesOn && !isJson(first) ? 'pretty-printed' : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
