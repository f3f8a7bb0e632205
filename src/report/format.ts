/** A whole number as people read it: `12,345`. */
export function number(n: number): string {
  // Not by toLocaleString, whose first use takes longer than all else that the log needs.
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A difference with its sign, a true minus: `+12,345`, `−3`. */
export function signed(difference: number, shown: (value: number) => string = number): string {
  return `${difference < 0 ? '−' : '+'}${shown(Math.abs(difference))}`
}

/** A count with its noun: `1 example`, `12,345 examples`. */
export function count(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`
}

/** Bytes as people read them, in decimal units: `45.2 kB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte')
  const units = ['kB', 'MB', 'GB']
  let value = bytes / 1000
  let unit = units.shift()
  while (value >= 999.95 && units.length > 0) {
    value /= 1000
    unit = units.shift()
  }
  return `${value.toFixed(1)} ${unit}`
}

/** A span of time in its two largest units: `2 h 5 min`, `3 min 20 s`, `7 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A moment in Unix seconds as its time of day, in UTC as everything in a workflow log is; blank for one that is not in the years 0 to 9999. */
export function timeOfDay(unixSeconds: number | undefined): string {
  return iso(unixSeconds)?.slice(11, 19) ?? '        '
}

/** The same with its date, to the minute: `2026-11-22 06:13`. */
export function dayAndTime(unixSeconds: number | undefined): string {
  return iso(unixSeconds)?.slice(0, 16).replace('T', ' ') ?? ' '.repeat(16)
}

function iso(unixSeconds: number | undefined): string | undefined {
  const date = new Date((unixSeconds ?? Number.NaN) * 1000)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString()
  // Beyond these years (a server may tell milliseconds) it begins with a sign and two more digits.
  return /^\d{4}-/.test(text) ? text : undefined
}

/** A metric's value as people read it, in four digits: `0.4127`, `12.3`, `1.2e-7`. */
export function metricValue(value: number): string {
  if (!Number.isFinite(value)) return 'no number'
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9)) return value.toExponential(2)
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 }
  return value.toLocaleString('en-US', digits)
}

/** An amount in US dollars, in cents where it has any worth: `$12.34`, `$0.0012`. */
export function dollars(usd: number): string {
  const digits =
    usd >= 0.1 || usd === 0
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumSignificantDigits: 2 }
  return `$${usd.toLocaleString('en-US', digits)}`
}
