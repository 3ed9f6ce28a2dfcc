// Wishes: what a side declares it wants of its partner, judged against the other's profile. A hard
// wish excludes, a soft one weighs, and what the other does not tell is neither met nor missed.
import type { CommunityProfile } from './profile.js'

export type RelationKind =
  'twinning' | 'partnership' | 'friendship' | 'contact' | 'project' | 'solidarity' | 'trial'

export interface Wish<T> {
  readonly value: T
  readonly hard: boolean
}

export interface Wishes {
  /** A panel of countries (`PL`) and regions (`PL.86`), any of which will do. */
  readonly places?: Wish<readonly string[]>
  /** Population, both ends included. */
  readonly size?: Wish<{ readonly least?: number; readonly most?: number }>
  /** Topics the partner should offer. */
  readonly needs?: Wish<readonly string[]>
  /** Topics the partner should look for. */
  readonly offers?: Wish<readonly string[]>
  readonly languages?: Wish<readonly string[]>
  readonly kinds?: Wish<readonly RelationKind[]>
}

export type WishName = keyof Wishes
export const wishNames: readonly WishName[] = ['places', 'size', 'needs', 'offers', 'languages', 'kinds']

/** How well one wish is met: 0 not at all, 1 fully, undefined when the other does not tell. */
export interface Judged {
  readonly wish: WishName
  readonly met: number | undefined
  readonly hard: boolean
}

export interface Fit {
  /** 0 to 1, how well the other meets this side's wishes; undefined when nothing can be judged. */
  readonly value: number | undefined
  /** 0 to 1, the share of this side's wishes that could be judged, by weight; 1 without wishes. */
  readonly coverage: number
  readonly parts: readonly Judged[]
  /** The hard wishes that are missed: the pair is out. */
  readonly excludedBy: readonly WishName[]
}

/** A judgement, not learned: where a wish is declared, it is the declared order of a partner search. */
const importance: Record<WishName, number> = {
  places: 3,
  size: 2,
  needs: 3,
  offers: 2,
  languages: 2,
  kinds: 1,
}

const share = (wanted: readonly string[], there: readonly string[] | undefined): number | undefined => {
  if (there === undefined) return undefined
  if (wanted.length === 0) return 1
  return wanted.some((one) => there.includes(one))
    ? 0.5 + (0.5 * wanted.filter((one) => there.includes(one)).length) / wanted.length
    : 0
}

function inPanel(panel: readonly string[], { country, region }: CommunityProfile): number | undefined {
  if (panel.includes(country) || (region !== undefined && panel.includes(region))) return 1
  const mayBe = region === undefined && panel.some((code) => code.startsWith(`${country}.`))
  return mayBe ? undefined : 0
}

function inRange(range: { least?: number; most?: number }, population: number | undefined) {
  if (population === undefined) return undefined
  const { least = 0, most = Infinity } = range
  if (population < least) return population / least
  return population > most ? most / population : 1
}

/** Of a community known only for its themes nobody can say that it offers nothing. */
const told = (topics: readonly string[] | undefined) =>
  topics === undefined || topics.length === 0 ? undefined : topics

/** What a community declares or is known to offer; undefined when nobody said. */
export const offersOf = ({ wishes, topics }: CommunityProfile) =>
  wishes?.offers?.value ?? told(topics?.offers)
export const needsOf = ({ wishes, topics }: CommunityProfile) => wishes?.needs?.value ?? told(topics?.needs)

function met(name: WishName, wishes: Wishes, other: CommunityProfile): number | undefined {
  switch (name) {
    case 'places':
      return inPanel(wishes.places!.value, other)
    case 'size':
      return inRange(wishes.size!.value, other.population)
    case 'needs':
      return share(wishes.needs!.value, offersOf(other))
    case 'offers':
      return share(wishes.offers!.value, needsOf(other))
    case 'languages':
      return share(wishes.languages!.value, other.languages)
    case 'kinds':
      return share(wishes.kinds!.value, other.wishes?.kinds?.value)
  }
}

/** Any one of several topics, languages or kinds is enough not to miss a hard wish. */
const missed = ({ wish, met }: Judged) => met !== undefined && (wish === 'size' ? met < 1 : met === 0)

/** Judges one side's wishes against the other side. */
export function fitFor(side: CommunityProfile, other: CommunityProfile): Fit {
  const wishes = side.wishes ?? {}
  const declared = wishNames.filter((name) => wishes[name] !== undefined)
  const parts = declared.map((wish) => ({ wish, met: met(wish, wishes, other), hard: wishes[wish]!.hard }))
  const known = parts.filter((part) => part.met !== undefined)
  const weigh = (list: readonly Judged[]) => list.reduce((sum, { wish }) => sum + importance[wish], 0)
  return {
    value:
      known.length === 0
        ? undefined
        : known.reduce((sum, part) => sum + importance[part.wish] * part.met!, 0) / weigh(known),
    coverage: declared.length === 0 ? 1 : weigh(known) / weigh(parts),
    parts,
    excludedBy: parts.filter((part) => part.hard && missed(part)).map(({ wish }) => wish),
  }
}
