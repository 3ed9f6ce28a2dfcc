// Staff record what a community told them; what it wrote about itself stays as it is.
import type { AppContext } from '../../context.js'
import type { StaffMember } from '../../platform/http/access.js'
import type { WishesForm } from './our-community.forms.js'
import { keepVersion, type Kept } from './profile.actions.js'

/** Keeps what a community wants of a partner, unless somebody else changed it since the form was made. */
export const recordWishes = (
  ctx: Pick<AppContext, 'db' | 'clock'>,
  communityId: string,
  by: Pick<StaffMember, 'id'>,
  form: WishesForm,
  madeFrom: number | undefined,
): Promise<Kept> =>
  keepVersion(ctx, communityId, by, madeFrom, ({ website, textUk, textEn }) => ({
    ...form,
    website,
    textUk,
    textEn,
  }))
