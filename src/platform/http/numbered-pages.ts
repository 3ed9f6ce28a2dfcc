// Numbered pages of a list: what `partials/pagination` shows.

export interface Pages {
  current: number
  total: number
  previous: string | null
  next: string | null
  items: { page: number | null; href: string | null; current: boolean; gap: boolean }[]
}

/** First, last, and those around the current page; a gap stands for what is left out. */
export function pagesOf(current: number, total: number, address: (page: number) => string): Pages {
  const shown = [...new Set([1, current - 1, current, current + 1, total])].filter(
    (n) => n >= 1 && n <= total,
  )
  const items = shown.flatMap((page, i) => {
    const item = { page, href: address(page), current: page === current, gap: false }
    const gap = { page: null, href: null, current: false, gap: true }
    return page - (shown[i - 1] ?? 0) > 1 ? [gap, item] : [item]
  })
  return {
    current,
    total,
    previous: current > 1 ? address(current - 1) : null,
    next: current < total ? address(current + 1) : null,
    items: total > 1 ? items : [],
  }
}
