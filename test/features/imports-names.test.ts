// Names of people in cells where nobody expects them: titles and labels in the languages that papers come in,
// in any case. Names of places and of offices stay.
import { describe, expect, it } from '@jest/globals'
import { redacted } from '../../src/features/imports/redact.js'

describe('a person named in a cell', () => {
  it.each([
    // Ukrainian: titles in any grammatical case, labels, the office between title and name.
    ['заступник міського голови Марія Коваль', ''],
    ['в особі міського голови Андрія Садового', ''],
    ['в особі голови Садового Андрія', ''],
    ['В ОСОБІ МІСЬКОГО ГОЛОВИ Андрія САДОВОГО', ''],
    ['Контактна особа: Марія Коваль', ''],
    ['Контактна особа – Марія Коваль', ''],
    ['м. Броди, відповідальна особа Коваль Марія', 'м. Броди'],
    ['міському голові Іванні Петренко', ''],
    ['Міський голова: О’Ніл Дженніфер', ''],
    ['сільською головою Оленою Гук-Бойко', ''],
    ['голова Львівської обласної ради Юрій Холод', 'голова Львівської обласної ради'],
    ['секретар міської ради Олена Гук', 'секретар міської ради'],
    ['директор Департаменту економіки Іван Гук', 'директор Департаменту економіки'],
    ['спеціаліст з питань міжнародної співпраці Ольга Гнатюк', 'спеціаліст з питань міжнародної співпраці'],
    ['мер міста Жешув Тадеуш Ференц', 'мер міста Жешув'],
    ['начальник управління І. Бойко', 'начальник управління'],
    ['пан Шевченко', ''],
    ['з ініціативи пані Коваль, м. Львів', 'з ініціативи, м. Львів'],
    ['підписав Іван Петренко', ''],
    ['Івана Петровича', ''],
    ['Марії Іванівни Коваль', ''],
    ['Коваль Марією Іванівною', ''],
    ['П.І.Б.: Коваль Марія Іванівна', 'П.І.Б.'],
    // Polish
    ['Burmistrz Jan Kowalski', ''],
    ['Wójt Adam Nowak', ''],
    ['WÓJT Adam NOWAK', ''],
    ['reprezentowana przez burmistrza Jana Kowalskiego', 'reprezentowana przez'],
    ['Burmistrz Miasta Jasło Ryszard Pabian', 'Burmistrz Miasta Jasło'],
    ['Prezydent Miasta Legnicy – Tadeusz Krzakowski', 'Prezydent Miasta Legnicy'],
    ['zastępca wójta Łucja Żak', 'zastępca'],
    ['Przewodnicząca Rady Anna Śliwa', 'Przewodnicząca Rady'],
    ['osoba do kontaktu: Ewa Nowak', ''],
    ['Pani Nowak', ''],
    // German
    ['Bürgermeister Hans Müller', ''],
    ['Oberbürgermeisterin Dr. Anna Schmidt', 'Oberbürgermeisterin'],
    ['bürgermeister Hans von der Heide', ''],
    ['Bürgermeister der Stadt Bonn Hans Müller', 'Bürgermeister der Stadt Bonn'],
    ['Ansprechpartnerin: Petra Weiß', ''],
    ['vertreten durch Herrn Müller', 'vertreten durch'],
    ['Frau Prof. Dr. Weber', ''],
    // English
    ['MAYOR John McDonald', ''],
    ['Mayor of Legnica John Smith', 'Mayor of Legnica'],
    ['Deputy mayor: Jane Doe', ''],
    ['Contact person: Jane Doe', ''],
    ['Mrs Doe', ''],
    // French
    ['Maire Jean Dupont', ''],
    ['le maire Jean-Pierre de La Fontaine', 'le'],
    ['maire de Lyon Grégory Doucet', 'maire de Lyon'],
    ['Monsieur Dupont', ''],
    ['représentée par Jeanne Martin', ''],
    // Romanian
    ['Primar Ion Popescu', ''],
    ['primarul Ștefan Țîrcă', ''],
    ['Primarul Comunei Apa Ion Vasile Popescu', 'Primarul Comunei Apa'],
    ['Persoană de contact: Ana Ionescu', ''],
    ['domnul Popescu', ''],
    // Czech and Slovak
    ['starosta Jiří Novák', ''],
    ['Primátorka Věra Růžičková', ''],
    ['zastoupené starostou Petrem Dvořákem', 'zastoupené'],
    ['kontaktná osoba: Ľubica Kováčová', ''],
    // Lithuanian
    ['meras Valdas Benkunskas', ''],
    ['Merė Jūratė Žukauskienė', ''],
    ['kontaktinis asmuo: Ona Kazlauskienė', ''],
  ])('%s', (cell, text) => {
    const left = redacted(cell)
    expect(left.leftOut).toEqual(['person'])
    expect(left.text).toBe(text)
  })
})

describe('a place or an office', () => {
  it.each([
    'Міська рада',
    'Миколаївська Міська Рада, міський голова',
    'Мер-Сюр-Луар',
    'Мер-сюр-Ендр, Франція',
    'м. Мер',
    'Сан-Марино',
    'голова міської ради',
    'голова Львівської Обласної Ради',
    'ГОЛОВА МІСЬКОЇ РАДИ',
    'міський голова Білої Церкви',
    'міський голова Кривого Рогу',
    'мер міста Устрики Долішні',
    'представник громади Гуляйполе',
    'контакти між містами Устрики Долішні та Самбір',
    'Контакти Ради Європи',
    'президент Республіки Польща',
    'секретаріат Ради Європи',
    'Голосіївський район',
    'Головне управління Державної служби',
    'Меркурій Трейд',
    'місто Стара Пазова',
    'гміна Нова Вєсь Лемборська',
    'місто Білгорай Люблінського воєводства',
    'Пані-Чарна',
    'Burmistrz Miasta',
    'Burmistrz Gminy Jasło',
    'Burmistrz Nowego Sącza',
    'Prezydent Zielonej Góry',
    'Wójtowa Wieś',
    'Bürgermeister der Stadt Bad Homburg',
    'Bürgermeister Stadt Bonn',
    'Kontakt zur Stadt Bonn',
    'Mayor of New York',
    'Mayor of Ustrzyki Dolne',
    'Maire de La Rochelle',
    'Mers-les-Bains',
    'Primarul Municipiului Suceava',
    'Primar Satu Mare',
    'starosta Nového Města',
    'Vilniaus miesto meras',
    'mer',
  ])('stays: %s', (cell) => {
    expect(redacted(cell)).toEqual({ text: cell, leftOut: [] })
  })
})
