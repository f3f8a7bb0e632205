import { posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assertNoDataStream, displayName } from '../../src/workspace/path-guard.ts'

describe('displayName', () => {
  it.each([
    [posix, '/w/r', '/w/r/data/a.jsonl', 'data/a.jsonl'],
    [posix, '/w/r', '/w/r/a\\b.jsonl', 'a\\b.jsonl'],
    [posix, '/w/r', '/w/r/..a', '..a'],
    [posix, '/w/r', '/w/t/x.jsonl', '/w/t/x.jsonl'],
    [posix, '/w/r', '/w/r2/x', '/w/r2/x'],
    [posix, '/w/r', '/W/R/x', '/W/R/x'],
    [posix, '/w/r', '/w/r/t/x', 't/x'],
    [win32, 'D:\\w\\r', 'D:\\w\\r\\data\\a.jsonl', 'data/a.jsonl'],
    [win32, 'D:\\w\\r', 'd:\\W\\R\\data\\a.jsonl', 'data/a.jsonl'],
    [win32, 'D:\\w\\r', 'D:\\t\\x.jsonl', 'D:/t/x.jsonl'],
    [win32, 'D:\\w\\r', 'C:\\w\\r\\x', 'C:/w/r/x'],
    [win32, 'D:\\w\\r', 'D:\\w', 'D:/w'],
    [win32, 'D:\\w\\r', 'D:\\w\\r2\\x', 'D:/w/r2/x'],
    [win32, 'D:\\w\\r', 'D:\\w\\r\\..a', '..a'],
    [win32, 'D:\\w\\r', 'D:/w/r/data/a.jsonl', 'data/a.jsonl'],
    [win32, 'D:\\', 'D:\\data\\a.jsonl', 'data/a.jsonl'],
    [win32, '\\\\host\\w\\r', '\\\\host\\w\\r\\data\\a.jsonl', 'data/a.jsonl'],
    [win32, '\\\\host\\w\\r', '\\\\other\\w\\r\\data\\a.jsonl', '//other/w/r/data/a.jsonl'],
    [posix, '/w/r', '/w/r', '.'],
  ])(
    'is relative in the workspace, with forward slashes on every system (%#)',
    (platformPath, workspace, path, name) => {
      expect(displayName(path, workspace, platformPath)).toBe(name)
    },
  )
})

describe('a path with a colon', () => {
  const check = (path: string, platformPath: typeof posix) => () =>
    assertNoDataStream('x', path, platformPath)

  it.each([
    'D:\\w\\r\\.git::$INDEX_ALLOCATION\\config',
    'D:\\w\\r\\.git:$I30:$INDEX_ALLOCATION/config',
    'D:\\w\\r\\data\\a.jsonl:stream',
    'D:\\w\\r\\data\\a.jsonl::$DATA',
    '\\\\?\\D:\\w\\a.jsonl:stream',
  ])('is rejected on Windows: %s', (path) => {
    expect(check(path, win32)).toThrow('"x" has a colon, which file names on Windows cannot have')
  })

  it.each([
    [win32, 'D:\\w\\r\\data\\a.jsonl'],
    [win32, 'D:/w/r/data/a.jsonl'],
    [win32, '\\\\host\\w\\a.jsonl'],
    [win32, '\\\\?\\D:\\w\\a.jsonl'],
    [win32, 'data\\a.jsonl'],
    [posix, '/w/r/.git::$INDEX_ALLOCATION/config'],
    [posix, '/w/r/data/10:30.jsonl'],
  ])('is accepted after the drive, and on other systems (%#)', (platformPath, path) => {
    expect(check(path, platformPath)).not.toThrow()
  })
})
