/** Returns the option of node that loads a module of this folder before the action: `fast-clock.mjs?speed=20`. */
export function preload(module: string): string {
  return `--import=${new URL(module, import.meta.url).href}`
}
