/** Matches the host names of the machine itself. */
export const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Returns whether a URL may receive a credential: with TLS, or on this machine, where there is no network to listen on. */
export function isSecureUrl({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOST.test(hostname))
}
