/** A workflow command, decoded. */
export interface Command {
  name: string
  properties: Map<string, string>
  data: string
}

/** The commands of the runner. Source: actions/runner, Runner.Worker/ActionCommandManager.cs and the extensions it loads. */
export const COMMANDS: ReadonlySet<string> = new Set([
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'echo',
  'stop-commands',
  'set-output',
  'save-state',
  'set-env',
  'add-path',
])

/** The commands whose line is shown after `::echo::on`. */
export const ECHOED: ReadonlySet<string> = new Set([
  'set-output',
  'save-state',
  'set-env',
  'add-path',
  'add-matcher',
])
/** The hint of the runner about a command that files have replaced. */
export const UPGRADE_HINT = 'Please upgrade to using Environment Files.'

/**
 * Parses `::name k=v,k=v::data` at the start of a line or, failing that, `##[name k=v;k=v]data` at its first
 * `##[`, as Runner.Common/ActionCommand.cs does. An unknown name is no command.
 */
export function parseCommand(line: string, known: (name: string) => boolean): Command | undefined {
  // White space in .NET, which differs from JavaScript's in U+0085 and U+FEFF.
  const modern = /^[\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*::(.*?)::(.*)$/s.exec(
    line,
  )
  return (
    (modern && toCommand(modern[1] ?? '', ',', PROPERTY_ESCAPES, modern[2] ?? '', DATA_ESCAPES, known)) ??
    legacyCommand(line, known)
  )
}

function legacyCommand(line: string, known: (name: string) => boolean): Command | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  return toCommand(
    line.slice(start + 3, end),
    ';',
    LEGACY_ESCAPES,
    line.slice(end + 1),
    LEGACY_ESCAPES,
    known,
  )
}

type Escapes = readonly (readonly [string, string])[]
const PERCENT: Escapes = [['%25', '%']]
const LINE_ENDS: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
]
const DATA_ESCAPES: Escapes = [...LINE_ENDS, ...PERCENT]
const PROPERTY_ESCAPES: Escapes = [...LINE_ENDS, ['%3A', ':'], ['%2C', ','], ...PERCENT]
const LEGACY_ESCAPES: Escapes = [['%3B', ';'], ...LINE_ENDS, ['%5D', ']'], ...PERCENT]

function toCommand(
  info: string,
  separator: string,
  propertyEscapes: Escapes,
  data: string,
  dataEscapes: Escapes,
  known: (name: string) => boolean,
): Command | undefined {
  const space = info.indexOf(' ')
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase()
  if (!known(name)) return undefined
  const properties = new Map<string, string>()
  for (const pair of space < 0 ? [] : info.slice(space).trim().split(separator)) {
    const [, key, value] = /^=*([^=]+)=+(.+)$/s.exec(pair) ?? []
    if (key !== undefined && value !== undefined)
      properties.set(key.toLowerCase(), decode(value, propertyEscapes))
  }
  return { name, properties, data: decode(data, dataEscapes) }
}

function decode(value: string, escapes: Escapes): string {
  return escapes.reduce((text, [escaped, plain]) => text.replaceAll(escaped, plain), value)
}

/** Splits chunks into lines at CR, LF and CRLF, as .NET's ReadLine does, also if a chunk ends between CR and LF. */
export function lineSplitter(onLine: (line: string) => void) {
  let rest = ''
  let afterReturn = false
  return {
    push(chunk: string) {
      if (chunk === '') return
      const fresh = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk
      afterReturn = chunk.endsWith('\r')
      const lines = fresh.split(/\r\n|\r|\n/)
      const last = lines.pop() ?? ''
      for (const line of lines) {
        onLine(rest + line)
        rest = ''
      }
      rest += last
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

/** Creates a masker that replaces secrets by `***`: the given ones and those that a step adds. */
export function createMasker(secrets: readonly string[]) {
  const masks = new Set<string>()
  const forms = new Set<string>()
  const masker = {
    values: () => [...masks],
    /** Masks a value and each line of it, also as JSON, in a URL and in base64 (HostContext.cs). */
    add(secret: string) {
      for (const part of [secret, ...secret.split(/[\r\n]+/)]) {
        if (part.trim() === '') continue
        masks.add(part)
        forms.add(part)
        forms.add(JSON.stringify(part).slice(1, -1))
        forms.add(encodeURIComponent(part.toWellFormed()))
        forms.add(Buffer.from(part).toString('base64'))
      }
    },
    mask(text: string): string {
      const spans: { start: number; end: number }[] = []
      for (const form of forms) {
        for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1))
          spans.push({ start, end: start + form.length })
      }
      spans.sort((a, b) => a.start - b.start)
      let shown = ''
      let hiddenTo = -1
      for (const { start, end } of spans) {
        // Adjacent and overlapping spans become one mask.
        if (start > hiddenTo) shown += `${text.slice(Math.max(hiddenTo, 0), start)}***`
        hiddenTo = Math.max(hiddenTo, end)
      }
      return shown + text.slice(Math.max(hiddenTo, 0))
    },
    hides: (text: string): boolean => masker.mask(text) !== text,
  }
  for (const secret of secrets) masker.add(secret)
  return masker
}
