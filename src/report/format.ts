/** Formats a number as a whole one with separators: `12,345`. */
export function formatInteger(n: number): string {
  // The first use of toLocaleString takes longer than everything else that a log line needs.
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Formats a difference with its sign and a true minus: `+12,345`, `−3`. */
export function formatSigned(difference: number, format: (value: number) => string = formatInteger): string {
  return `${difference < 0 ? '−' : '+'}${format(Math.abs(difference))}`
}

/** Formats a count with its noun: `1 example`, `12,345 examples`. */
export function formatCount(n: number, noun: string): string {
  return `${formatInteger(n)} ${noun}${n === 1 ? '' : 's'}`
}

/** Formats a number of bytes in decimal units: `45.2 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCount(bytes, 'byte')
  const units = ['kB', 'MB', 'GB']
  let value = bytes / 1000
  let unit = units.shift()
  while (value >= 999.95 && units.length > 0) {
    value /= 1000
    unit = units.shift()
  }
  return `${value.toFixed(1)} ${unit}`
}

/** Formats a duration in its two largest units: `2 h 5 min`, `3 min 20 s`, `7 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Formats a Unix time as time of day in UTC, like the rest of a workflow log. Blank outside of the years 0 to 9999. */
export function formatTime(unixSeconds: number | undefined): string {
  return toIsoString(unixSeconds)?.slice(11, 19) ?? ' '.repeat(8)
}

/** Formats a Unix time as date and time to the minute, in UTC: `2026-11-22 06:13`. Blank like `formatTime`. */
export function formatDateTime(unixSeconds: number | undefined): string {
  return toIsoString(unixSeconds)?.slice(0, 16).replace('T', ' ') ?? ' '.repeat(16)
}

function toIsoString(unixSeconds: number | undefined): string | undefined {
  const date = new Date((unixSeconds ?? Number.NaN) * 1000)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString()
  // Other years, as from a server that sends milliseconds, begin with a sign and have two more digits.
  return /^\d{4}-/.test(text) ? text : undefined
}

/** Formats the value of a metric with four digits: `0.4127`, `12.3`, `1.2e-7`. */
export function formatMetric(value: number): string {
  if (!Number.isFinite(value)) return 'no number'
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9)) return value.toExponential(2)
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 }
  return value.toLocaleString('en-US', digits)
}

/** Formats US dollars in cents, and smaller amounts with two digits: `$12.34`, `$0.0012`. */
export function formatUsd(usd: number): string {
  const digits =
    usd >= 0.1 || usd === 0
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumSignificantDigits: 2 }
  return `$${usd.toLocaleString('en-US', digits)}`
}
