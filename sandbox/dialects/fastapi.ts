import type { Dialect } from '../dialect.ts'
import { openai } from './openai.ts'

/** A server that people host themselves, built with FastAPI: as ROSE and lawftrack answer. */
export const fastapi: Dialect = {
  ...openai,
  keyPrefix: '',
  shutdownDates: false,
  graderEndpoints: false,
  quirks: {
    errorShape: 'detail',
    metadataFilter: false,
    // Enough for jobs and events; a client that wants more files at a time gets a 422.
    maxPageLimit: 100,
    // The next page is `WHERE id > after`, and ids are random.
    jobCursor: 'random',
    fileCursor: 'random',
    eventOrder: 'oldest',
    eventCursor: 'ignored',
    nestedMetrics: true,
    routes: { parts: '404:detail' },
  },
}
