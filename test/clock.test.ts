import { expect, it } from 'vitest'
import { systemClock } from '../src/clock.ts'

it('does not let node warn in the log of a time that has passed', async () => {
  const warnings: string[] = []
  const record = ({ name }: Error) => void warnings.push(name)
  process.on('warning', record)
  await systemClock.sleep(-5)
  // Node emits a warning in the next tick.
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', record)
  expect(warnings).toEqual([])
})
