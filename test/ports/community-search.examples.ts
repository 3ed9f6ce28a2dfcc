// The communities of the search contract (the real registry, and a few made ones for what it has no
// example of) and what people type to find them.
import type { CommunityDocument } from '../../src/platform/search/community-search.js'
import { aDocument } from '../support/builders.js'
import { registryDocuments } from '../support/registry-documents.js'

const lvivOblast = ['Україна', 'Ukraine', 'Львівська область', 'Lviv Oblast']

const made = [
  aDocument({ id: 'ua-busk', nameUk: 'Буск', nameNative: 'Буск', region: 'UA.15', placeNames: lvivOblast }),
  aDocument({ id: 'pl-busko', nameUk: 'Бусько', nameEn: 'Busko', population: 900_000, aliases: ['Буск'] }),
  aDocument({
    id: 'ua-mykolaiv-2',
    nameUk: 'Миколаїв',
    nameEn: 'Mykolaiv',
    population: 14_000,
    placeNames: lvivOblast,
  }),
  aDocument({ id: 'de-aehausen', nameEn: 'Ähausen', population: 700 }),
  aDocument({ id: 'de-aehausen-2', nameEn: 'Ähausen', population: 700 }),
  aDocument({ id: 'de-aehausen-3', nameEn: 'Ähausen', population: undefined }),
]

export const contractDocuments = (): CommunityDocument[] => [...registryDocuments(), ...made]

/** What people type, and which community must then come first. */
export const typed: Record<string, [text: string, id: string][]> = {
  'by its name in any language': [
    ['Дрогобич', 'ua-drohobych'],
    ['Drohobych', 'ua-drohobych'],
    ['берлін', 'de-berlin'],
    ['München', 'de-munich'],
  ],
  'by the beginning of its name': [
    ['дрогоб', 'ua-drohobych'],
    ['Drohob', 'ua-drohobych'],
    ['івано', 'ua-ivano-frankivsk'],
  ],
  'by a later part of its name': [
    ['frankivsk', 'ua-ivano-frankivsk'],
    ['Ґданський', 'pl-starogard-gdanski'],
  ],
  'with a letter dropped, added, changed or swapped, in either alphabet': [
    ['Дрогоич', 'ua-drohobych'],
    ['Дроогобич', 'ua-drohobych'],
    ['Рдогобич', 'ua-drohobych'],
    ['Лвів', 'ua-lviv'],
    ['Льівв', 'ua-lviv'],
    ['Вроцлаф', 'pl-wroclaw'],
    ['Wroclav', 'pl-wroclaw'],
    ['Wrcolaw', 'pl-wroclaw'],
    ['Onin', 'pl-konin'],
    ['Konni', 'pl-konin'],
  ],
  'whatever the apostrophe, the hyphen and the marks': [
    ["кам'янець-подільський", 'ua-kamianets-podilskyi'],
    ['Кам’янець-Подільський', 'ua-kamianets-podilskyi'],
    ['КАМʼЯНЕЦЬ ПОДІЛЬСЬКИЙ', 'ua-kamianets-podilskyi'],
    ['камянець подільський', 'ua-kamianets-podilskyi'],
    ['lodz', 'pl-lodz'],
    ['Łódź', 'pl-lodz'],
    ['koln', 'de-cologne'],
    ['львiв', 'ua-lviv'],
  ],
  'by a former or foreign name, and by other romanisations': [
    ['Дніпропетровськ', 'ua-dnipro'],
    ['Lemberg', 'ua-lviv'],
    ['Lwów', 'ua-lviv'],
    ['Kamenets Podolsk', 'ua-kamianets-podilskyi'],
    ['Zhitomir', 'ua-zhytomyr'],
    ['Żytomyr', 'ua-zhytomyr'],
    ['Харьков', 'ua-kharkiv'],
  ],
  'typed in the wrong keyboard layout': [
    ['kmdsd', 'ua-lviv'],
    ['[fhrsd', 'ua-kharkiv'],
    ['lhjuj,bx', 'ua-drohobych'],
    ['Лщтшт', 'pl-konin'],
  ],
  'with a space or hyphen forgotten or too many': [
    ['ivanofrankivsk', 'ua-ivano-frankivsk'],
    ['Старогардґданський', 'pl-starogard-gdanski'],
    ['ivano - frankivsk', 'ua-ivano-frankivsk'],
  ],
  'with its oblast or country': [
    ['Буск Львівська', 'ua-busk'],
    ['Кіль Німеччина', 'de-kiel'],
    ['Kiel Germany', 'de-kiel'],
    ['Миколаїв Львівська область', 'ua-mykolaiv-2'],
  ],
}
