/** The root action. Everything it needs is loaded with it, and nothing of what the other verbs need. */
export const main = async (): Promise<void> => (await import('./main.ts')).main()
