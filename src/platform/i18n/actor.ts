// Who did something, as a diary says it.
import type { Translate } from './translate.js'

/** @param name of an account; undefined when the service did it by itself, empty when the account was deleted */
export const actorName = (t: Translate, name: string | null | undefined): string =>
  name === '' ? t('diary.forgotten') : (name ?? t('diary.system'))
