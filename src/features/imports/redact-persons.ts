// Persons named in cells: after a title or a label in any of the languages that papers come in, by patronymic,
// or with initials. What says where an office is stays: a place behind a title is no name.

/** Plain words with `*` for any ending, as a pattern that holds in capitals, too. */
const spelled = (words: string): string =>
  open(words.replace(/\p{L}/gu, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`))
const open = (words: string): string => words.replaceAll(' ', '\\s+').replaceAll('*', '\\p{L}*')
const either = (...words: string[]): string => `(?:${words.map(spelled).join('|')})`

/** Case endings are written out: a head is one, a secretariat is not. */
const titles = [
  'голов(?:а|и|і|у|ою)', 'мер(?:а|у|ом|ові|ка|ки)?', 'старост(?:а|и|і|у|ою)', 'війт(?:а|у|ом|ові)?', 'президент(?:а|у|ом|ка|ки)?',
  '(?:бургомістр|бурмістр|бурмистр)(?:а|у|ом|ові)?', '(?:заступни|керівни|начальни|представни)(?:к|ка|ку|кові|ком|ця|ці|цю|цею)',
  'секретар(?:я|ю|ем|еві|ка|ки)?', 'директор(?:а|у|ом|ові|ка|ки)?', 'завідувач(?:а|у|ем|ка|ки)?', 'депутат(?:а|у|ом|ка|ки)?',
  'спеціаліст(?:а|у|ом|ка|ки)?',
  'mayor(?:ess)?', 'councillor', 'cllr', 'chair(?:man|woman|person)', 'director', 'secretary', 'president',
  '(?:ober)?b(?:ü|ue)rgermeister(?:s|in)?', 'stadtpräsident(?:in)?', 'landr(?:at|ätin)', 'stadtr(?:at|ätin)', 'ortsvorsteher(?:in)?',
  'beigeordnete(?:r)?', '(?:amts|referats|abteilungs)?leiter(?:in)?',
  '(?:wice)?burmistrz(?:a|owi|em)?', 'wójt(?:a|owi|em)?', '(?:wice)?prezydent(?:a|owi|em)?', '(?:wice|místo)?starost(?:a|y|ę|ą|ka|ky|ou|ovi)',
  'zastępc(?:a|y|ę|ą)', 'przewodnicząc(?:y|a|ego|ej|emu|ym|ą)', 'sekretarz(?:a|em|owi)?', 'skarbnik(?:a|iem)?', 'dyrektor(?:a|em|owi|ka)?',
  'marszał(?:ek|ka|kiem)', 'sołtys(?:a|em)?',
  'maire(?:sse)?', 'adjoint(?:e)?', 'bourgmestre', 'président(?:e)?', 'direct(?:eur|rice)', 'conseill(?:er|ère)',
  '(?:vice)?primar(?:ul|ului|ulu)?', 'pre(?:ș|ş)edinte(?:le|lui)?', 'directorul(?:ui)?', 'secretar(?:ul|ului)?',
  'primátor(?:a|ka|ky|kou|em|om)?', 'hejtman(?:a|ka|ky)?', 'tajemn(?:ík|íka|ice)', 'ředitel(?:e|ka|ky)?', 'riaditeľ(?:a|ka|ky)?', 'prednosta',
  '(?:vice)?mer(?:as|o|ui|ą|ė|ės|ę)', 'direktor(?:ius|iaus|ė|ės)', 'seniūn(?:as|o|ė|ės)',
] // prettier-ignore

/** Words that say that a person's name follows. */
const labels = [
  'контактн(?:а|і|ої|ою) ос(?:оба|оби|іб|обою)', 'контакт(?:и)?', 'відповідальн(?:а|ої) ос(?:оба|оби)',
  'відповідальн(?:ий|а|ого|ої|і)(?: за виконання| виконавець)?', 'викона(?:вець|вця|вці|виця)', 'уповноважен(?:ий|а|ого|ої)(?: особа| особи)?',
  'підпис(?:ав|ала|али|ант|анти|ано)', 'піб', 'ім.я', 'в особі',
  'contact(?: person)?', 'represented by', 'signed by', 'kontakt(?:person)?', 'ansprechpartner(?:in)?', 'vertreten durch',
  'osob(?:a|y) (?:do kontakt(?:u|ów)|kontaktow(?:a|e)|odpowiedzialn(?:a|e))', 'reprezentowan(?:y|a|e|ą|ym|ej|ego)(?: przez)?',
  'personne (?:de contact|à contacter)', 'représenté(?:e)? par', 'interlocut(?:eur|rice)',
  'persoan(?:a|ă) de contact', 'reprezentat(?:ă)? (?:de|prin)', 'kontaktn(?:í|á) osoba', 'zastoupen(?:é|o|a|ý|ým|á)?', 'kontaktinis asmuo',
] // prettier-ignore

/** After these one word is name enough. */
const honorifics =
  '(?:[Пп]ан(?:а|у|ом|ові|і|ією)?|[Mm]rs?|[Mm]s|[Dd]r|[Pp]rof|[Hh]errn?|[Ff]rau|[Pp]an(?:a|u|em|i|ia|ią|í)?|[Pp]án(?:a|em)?|' +
  '[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm](?:me|lle)|[Dd]omnul(?:ui)?|[Dd]oamn(?:a|ei)|[Pp]on(?:as|ia|ios))'

/** Offices and kinds of places: capitals, too, but no names. */
const offices = either(
  'міськ*', 'селищн*', 'сільськ*', 'обласн*', 'районн*', 'рад(?:а|и|і|у|ою)', 'міст(?:о|а|у|ом|і)?', 'сел(?:о|а|ище|ища)', 'громад(?:а|и|і|у|ою)',
  'гмін*', 'комун(?:а|и|і|у|ою)', 'област*', 'район(?:у|і|ом)?', 'повіт(?:у|і|ом)?', 'воєводств*', 'республік*', 'асоціаці*', 'комітет*',
  'комісі*', 'департамент*', 'управлінн*', 'відділ*', 'верховн*', 'державн*', 'національн*', 'європ*', 'виконавч*', 'виконком*', 'центр(?:у|ом)?',
  'фонд(?:у|ом)?', 'союз*', 'україн*', 'польщ*', 'польськ*', 'румун*',
  'miast(?:o|a|u|em)', 'gmin(?:a|y|ie|ę|ą)', 'powiat*', 'rad(?:zie|ę|ą)', 'rada(?: miejska)?', 'rady', 'województw*', 'rzecz(?:y)?pospolit*', 'urz(?:ąd|ędu)*',
  'stadt*', 'gemeinde*', 'landkreis*', 'kreis*', 'markt', 'bezirk*', 'city', 'town', 'council', 'county', 'district', 'borough', 'municipality',
  'ville', 'commune', 'mairie', 'métropole', 'municipi*', 'oraș*', 'oras*', 'comun(?:a|ei|ă)', 'jude(?:ț|ţ|t)*', 'consili*', 'primări*',
  'měst*', 'mest(?:a|o|u)', 'ob(?:ce|ec|ci)', 'kraj(?:e)?', 'savivaldyb*', 'rajon*', 'miest*', 'taryb*',
) // prettier-ignore

/** What begins the name of a place of two words. */
const placesBegin = either(
  'нов(?:а|ий|е|ого|ому|их)', 'стар(?:а|ий|е|ого|ому)', 'велик(?:а|ий|е|і|ого|ому|их)', 'мал(?:а|е|ого|их)', 'біл(?:а|е)', 'крив(?:ий|ого|ому)', 'верхн*',
  'нижн*', 'усті*', 'устрик*', 'сан(?:кт|та)?', 'сен(?:т)?', 'бад', 'лос', 'ла', 'ле',
  'now(?:y|a|e|ego|ym)', 'star(?:y|a|e|ego|ym)', 'wielk*', 'zielon(?:a|ej)', 'jeleni(?:a|ej)', 'ustrzyk*', 'dolne(?:j)?', 'górne(?:j)?',
  'bad', 'san(?:kt|ta)?', 'st', 'new', 'los', 'las', 'north', 'south', 'east', 'west', 'great', 'upper', 'lower', 'saint(?:e)?', 'la', 'le', 'les', 'the',
  'nov(?:ý|á|é|ého)', 'star(?:ý|á|é|ého)', 'târg*', 'satu', 'baia', 'piatra',
) // prettier-ignore

/** Behind these a place is named. */
const ofPlaces = either(
  'міст(?:о|а|у|ом|і)?', 'м\\.', 'смт\\.?', 'с\\.', 'сел(?:о|а|ище|ища)', 'громад(?:а|и)', 'гмін(?:а|и)', 'комун(?:а|и)', 'of', 'de', 'du', 'von',
  '(?:der )?(?:stadt|gemeinde|marktgemeinde)', 'miasta(?: i gminy)?', 'gminy', 'powiatu', 'municipiului', 'orașului', 'oraşului', 'comunei',
  'města', 'obce', 'mesta',
) // prettier-ignore
const joins = either(
  'між',
  'та',
  'і',
  'й',
  'до',
  'and',
  'und',
  'et',
  'i',
  'a',
  'și',
  'ir',
  'zwischen',
  'between',
  'entre',
  'między',
)

const end = '(?!\\p{L})'
const letters = "[\\p{L}ʼ'’]"
/** No abbreviation: "ОДА" is nobody. */
const oneName = `(?!${offices}${end})(?!\\p{Lu}{2,3}${end})\\p{Lu}${letters}+(?:-\\p{Lu}${letters}+)?`
// Adjectives like «Білої» stand in the names of places; «Ковальської» may be a person's.
const firstName = `(?!${placesBegin}${end})(?!\\p{L}+(?<![сСцЦзЗ][ьЬ][кК])[оО][їЇ]${end})(?:\\p{Lu}\\.(?:\\s?\\p{Lu}\\.)?|${oneName})`
const particles = '(?:\\s+(?:von|van|zu|de|der|du|da|di|la|le|La|Le))*'
const ofOffice =
  '(?!\\s+(?:област|район|воєводств|повіт|громад|рад[аиіу]|округ|województw|powiat|rad[ay]|județ))'
const person = `${firstName}${particles}\\s+${oneName}${end}${ofOffice}(?:[^\\S\\n]+${oneName}${end}${ofOffice})?`

const leads = `(?<![\\p{L}-])(?:${either('в особі', 'заступник*', 'перш(?:ий|ого|ому)', 'міськ*', 'селищн*', 'сільськ*', 'deputy', 'vice', 'lord')}\\s+)*${either(...titles, ...labels)}`
const gap = '(?:\\.?\\s+|\\.?\\s*:\\s*|\\s+[–—-]\\s+)'
const between = `(?:\\s+(?!(?:${ofPlaces}|${joins})${end})(?:\\p{Ll}${letters}*|\\p{L}+[сцз]ьк(?:ої|ого|ому|ій|ою|им)|${offices})${end})`
const place = `(?:${placesBegin}\\s+)?\\p{Lu}[\\p{L}ʼ'’-]+`

const smallWord = "\\p{Lu}[\\p{Ll}ʼ'’-]+"
const initials = '\\p{Lu}\\.(?:\\s?-?\\p{Lu}\\.)?'
const patronymic = `\\p{Lu}\\p{Ll}+(?:(?:ович|йович|евич)(?:а|у|еві|ем)?|(?:івн|ївн)(?:а|и|і|у|ою))${end}`
const russian = `\\p{Lu}\\p{Ll}+[ое]вн(?:а|ы|е|у|ой)${end}`
const notOffice = `(?!${offices}${end})`

/** What is looked for, in this order, and what of it stays. */
type Looked = [pattern: RegExp, kept: string]
const looked = (patterns: [string, string][]): Looked[] =>
  patterns.map(([pattern, kept]) => [new RegExp(pattern, 'gu'), kept])

const bySigns = looked([
  [`${smallWord}\\s+${smallWord}\\s+(?:${patronymic}|${russian})`, ''],
  [`(?<![\\p{L}])${notOffice}${smallWord}\\s+${patronymic}(?:[^\\S\\n]+${notOffice}${smallWord})?`, ''],
  [`(?<![\\p{L}])(?:[Тт]а\\s+)?${smallWord}(?:-${smallWord})?\\s+${initials}(?![\\p{L}.])`, ''],
  [`(?<![\\p{L}.])\\p{Lu}\\.\\s?\\p{Lu}\\.\\s?${smallWord}`, ''],
])
const byLeads = looked([
  [
    `(?<![\\p{L}-])${honorifics}\\.?\\s+(?:(?:[Dd]r|[Pp]rof)\\.?\\s+)*(?!${placesBegin}${end})${oneName}${end}` +
      `(?:${particles}[^\\S\\n]+${oneName}${end})?`,
    '',
  ],
  [`(${leads}${between}{0,6}\\s+${ofPlaces}\\s*${place})${gap}${person}`, '$1'],
  [`${leads}${gap}${person}`, ''],
  [`(${leads}${between}{1,6})${gap}${person}`, '$1'],
])

const signs = new RegExp(
  `\\p{Lu}\\.|вич(?:а|у|еві|ем)?${end}|(?:ів|їв)н(?:а|и|і|у|ою)${end}|[ое]вн(?:а|ы|е|у|ой)${end}`,
  'u',
)
const lead = new RegExp(
  `(?<![\\p{L}-])(?:${honorifics.toLowerCase()}|${[...titles, ...labels].map(open).join('|')})${end}`,
  'u',
)

/** What to look for in a cell: most hold nothing of the kind. */
export const personsIn = (cell: string): Looked[] => [
  ...(signs.test(cell) ? bySigns : []),
  ...(lead.test(cell.toLowerCase()) ? byLeads : []),
]
