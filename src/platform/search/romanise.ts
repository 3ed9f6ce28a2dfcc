// Other spellings of a name: Cyrillic in Latin letters, as several countries write it, and Latin in
// Cyrillic letters for places whose Ukrainian name nobody wrote down. For finding only, never shown.

type Letters = ReadonlyMap<string, string>

// `^` marks the spelling at the beginning of a word; the longest spelling that fits is taken.
const table = (text: string): Letters =>
  new Map(
    text.split(' ').map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
  )
const letterByLetter = (from: string, to: string): Letters =>
  new Map([...from].map((letter, at) => [letter, to[at] ?? '']))

const cyrillic = letterByLetter('абдеклмнопртуўфыэґзсиіьъ', 'abdeklmnoprtuufyegzsyi')
const official = table(
  'в=v г=h зг=zgh є=ie ^є=ye ж=zh ї=i ^ї=yi й=i ^й=y х=kh ц=ts ч=ch ш=sh щ=shch ю=iu ^ю=yu я=ia ^я=ya ё=io',
)
const older = table('в=v г=h є=ye ж=zh ї=yi й=y х=kh ц=ts ч=ch ш=sh щ=shch ю=yu я=ya ё=yo')
const russian = table('в=v г=g є=e ж=zh и=i ї=i й=y ий=y ый=y х=kh ц=ts ч=ch ш=sh щ=shch ю=yu я=ya ё=e')
const polish = table('в=w г=h є=je ж=z ї=ji й=j х=ch ц=c ч=cz ш=sz щ=szcz ю=ju я=ja ё=jo')
const german = table('в=w г=h є=je ж=sch ї=ji й=j з=s х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja ё=jo')
const southern = table(
  'в=v г=h є=je ж=z ї=ji й=j х=ch ц=c ч=c ш=s щ=sc ю=ju я=ja ё=jo ј=j љ=lj њ=nj ћ=c ђ=d џ=dz ѓ=g ќ=k ѕ=dz',
)
const bulgarian = table('в=v г=g ж=zh и=i й=y х=h ц=ts ч=ch ш=sh щ=sht ъ=a ю=yu я=ya ь=y')

const latinWays: Record<string, readonly Letters[]> = {
  UA: [official, older, russian, polish, german, southern],
  BG: [bulgarian, russian, southern],
  MK: [southern],
  RS: [southern],
}

const latin = letterByLetter('abcdefghijklmnopqrstuvwxyz', 'абкдефггійклмнопкрстуввкіз')
const anywhere = table(
  'ch=ч sh=ш kh=х zh=ж ts=ц th=т ph=ф ck=к qu=кв x=кс ce=це ci=ці ja=я ju=ю je=є ya=я yu=ю ye=є š=ш č=ч ž=ж',
)
const fromPolish = table(
  'szcz=щ sz=ш cz=ч rz=ж ż=ж ź=з ch=х c=ц ć=ць ś=сь ń=нь ł=л ó=у y=и ja=я ju=ю je=є ia=я ie=є io=ьо iu=ю ią=йон ię=єн ą=он ę=ен',
)
const fromGerman = table(
  'tsch=ч sch=ш ch=х ck=к chs=кс ei=ай ey=ай ai=ай eu=ой äu=ой ie=і z=ц tz=ц v=ф ß=сс ^st=шт ^sp=шп ä=е ö=е ü=ю ja=я qu=кв x=кс',
)
const fromHungarian = table('sz=с s=ш cs=ч gy=дь ny=нь ty=ть ly=й zs=ж c=ц ö=е ő=е ü=ю ű=ю ja=я je=є')
const fromRomanian = table(
  'ș=ш ş=ш ț=ц ţ=ц ce=че ci=чі che=ке chi=кі ge=дже gi=джі ghe=ге ghi=гі ă=е â=и î=и j=ж',
)
const fromSlavic = table(
  'š=ш č=ч ž=ж ř=рж ě=є ch=х c=ц ň=нь ť=ть ď=дь ý=и y=и ć=ч đ=дж ja=я ju=ю je=є ė=е ä=я',
)
const fromTurkish = table('ş=ш ç=ч ğ=г ı=и c=дж ö=е ü=ю y=й ya=я yu=ю ə=а x=х q=г')

const cyrillicWays: Record<string, Letters> = { PL: fromPolish, HU: fromHungarian }
for (const country of ['DE', 'AT', 'CH', 'LI', 'LU']) cyrillicWays[country] = fromGerman
for (const country of ['RO', 'MD']) cyrillicWays[country] = fromRomanian
for (const country of ['CZ', 'SK', 'SI', 'HR', 'BA', 'ME', 'RS', 'LT', 'LV'])
  cyrillicWays[country] = fromSlavic
for (const country of ['TR', 'AZ']) cyrillicWays[country] = fromTurkish

const isLetter = (letter: string | undefined) => letter !== undefined && /\p{L}/u.test(letter)

function spell(text: string, letters: Letters, rest: Letters): string {
  let spelled = ''
  for (let at = 0; at < text.length;) {
    const begins = !isLetter(text[at - 1])
    let taken = 1
    let written: string | undefined
    for (let length = 4; length > 0 && written === undefined; length--) {
      const part = text.slice(at, at + length)
      written = (begins ? letters.get(`^${part}`) : undefined) ?? letters.get(part)
      if (written !== undefined) taken = part.length
    }
    const letter = text[at] ?? ''
    spelled += written ?? rest.get(letter) ?? rest.get(letter.normalize('NFD')[0] ?? '') ?? letter
    at += taken
  }
  return spelled
}

const plain = (name: string) => name.toLowerCase().normalize('NFC').replace(/['’ʼ]/g, '')

export const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)
export const isLatin = (text: string) => /\p{Script=Latin}/u.test(text)

/** A Cyrillic name in Latin letters, in each way usual for a country's names; nothing for other names. */
export function inLatin(name: string, country: string): string[] {
  if (!isCyrillic(name)) return []
  return [...new Set((latinWays[country] ?? [russian]).map((way) => spell(plain(name), way, cyrillic)))]
}

/** A former or foreign Cyrillic name in Latin letters, the way Russian maps and atlases wrote it. */
export const inOldLatin = (name: string): string[] =>
  isCyrillic(name) ? [spell(plain(name), russian, cyrillic)] : []

/** A Latin name in Cyrillic letters, by ear of its country; nothing for other names. */
export function inCyrillic(name: string, country: string): string[] {
  if (!isLatin(name)) return []
  return [spell(plain(name), cyrillicWays[country] ?? anywhere, latin)]
}
