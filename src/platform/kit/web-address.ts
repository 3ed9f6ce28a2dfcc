// Addresses on the web, as people type them and as they are kept.

/**
 * A web address as it is kept: with its scheme, nothing of the reader's, no empty path at the end;
 * undefined when it is none that anybody could open.
 */
export function canonicalAddress(typed: string): string | undefined {
  const text = typed.trim()
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text) ? text : `https://${text}`
  if (/\s/.test(text) || !URL.canParse(full)) return undefined
  const url = new URL(full)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  if (url.username || url.password || !/^[^.].*\.(?!\d+$)[a-z0-9-]{2,}$/.test(url.hostname)) return undefined
  url.hash = ''
  return url.pathname === '/' && !url.search ? url.origin : url.href
}
