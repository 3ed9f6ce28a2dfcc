// Numbered pages of a list: what `partials/pagination` shows.

interface Item {
  page: number | null
  href: string | null
  current: boolean
  gap: boolean
}

export interface NumberedPages {
  current: number
  total: number
  previous: string | null
  next: string | null
  /** Empty when there is only one page. */
  items: Item[]
}

/** The first, the last, the current page and its neighbours; gaps between them. */
export function numberedPages(
  current: number,
  found: number,
  pageSize: number,
  hrefOf: (page: number) => string,
): NumberedPages {
  const total = Math.max(1, Math.ceil(found / pageSize))
  const shown = [...new Set([1, current - 1, current, current + 1, total])]
    .filter((page) => page >= 1 && page <= total)
    .sort((a, b) => a - b)
  const items = shown.flatMap((page, i): Item[] => [
    ...(i > 0 && page > shown[i - 1]! + 1 ? [{ page: null, href: null, current: false, gap: true }] : []),
    { page, href: hrefOf(page), current: page === current, gap: false },
  ])
  return {
    current,
    total,
    previous: current > 1 && current <= total ? hrefOf(current - 1) : null,
    next: current < total ? hrefOf(current + 1) : null,
    items: total > 1 ? items : [],
  }
}
