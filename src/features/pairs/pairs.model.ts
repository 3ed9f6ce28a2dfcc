// A pair has two sides, always in this order: the Ukrainian community, then the one abroad.

export const sides = ['ua', 'foreign'] as const
export type Side = (typeof sides)[number]
export const otherSide = (side: Side): Side => (side === 'ua' ? 'foreign' : 'ua')
