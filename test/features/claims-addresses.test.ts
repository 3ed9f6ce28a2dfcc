// What an office address tells of whoever writes from it, in the words staff read.
import { describe, expect, it } from '@jest/globals'
import { domainOf, siteDomain, standingOf } from '../../src/features/claims/claims.model.js'

const drohobych = (email: string, website: string | null = null) =>
  standingOf({ email, website, romanised: ['Drohobych', 'Drogobych'] })

describe('an office address', () => {
  it.each([
    ['mer@drohobych-rada.gov.ua', 'https://drohobych-rada.gov.ua/contacts'],
    ['mer@drohobych-rada.gov.ua', 'WWW.Drohobych-Rada.GOV.UA'],
    ['Mer@Mail.Drohobych-Rada.gov.ua', 'https://www.drohobych-rada.gov.ua'],
    ['mer@drohobych.ua', 'https://rada.drohobych.ua/'],
    ['mer@xn--90adcs1abl5d.xn--j1amh', 'https://дрогобич.укр'],
    ['mer@дрогобич.укр', 'http://xn--90adcs1abl5d.xn--j1amh:8080/'],
    ['mer@drohobych-rada.gov.ua.', 'drohobych-rada.gov.ua.'],
  ])('%s belongs to the website %s', (email, website) => {
    expect(drohobych(email, website)).toBe('same-domain')
  })

  it.each([
    ['mer@drohobych-rada.gov.ua', null],
    ['mer@rada.drohobych.gov.ua', null],
    ['mer@miskrada-drohobych.gov.ua', 'https://drohobych.com.ua'],
  ])('%s is below .gov.ua with the name of the community (website %s)', (email, website) => {
    expect(drohobych(email, website)).toBe('official')
  })

  it.each([
    ['mer@drohobych-rada.gov.ua.evil.com', 'https://drohobych-rada.gov.ua'],
    ['mer@evil-drohobych-rada.gov.ua.example', 'https://drohobych-rada.gov.ua'],
    ['mer@notdrohobych-rada.gov.ua', 'https://drohobych-rada.gov.ua'],
    // A Cyrillic о in a Latin name is another domain.
    ['mer@drоhobych-rada.gov.ua', 'https://drohobych-rada.gov.ua'],
    ['"a@drohobych-rada.gov.ua"@evil.com', 'https://drohobych-rada.gov.ua'],
    ['mer@gov.ua', 'https://drohobych-rada.gov.ua'],
    ['mer@lviv.ua', 'https://drohobych.lviv.ua'],
    ['mer@gromada.org.ua', 'https://drohobych.gromada.org.ua'],
    ['mer@ua', 'https://drohobych.ua'],
    ['mer@stryi-rada.gov.ua', 'https://drohobych-rada.gov.ua'],
  ])('%s is at another domain than %s', (email, website) => {
    expect(drohobych(email, website)).toBe('other-domain')
  })

  it.each([
    'gmail.com',
    'UKR.NET',
    'i.ua',
    'meta.ua',
    'yahoo.com',
    'outlook.com',
    'hotmail.com',
    'proton.me',
    'icloud.com',
  ])('at %s can be anybody’s, even if a website claims it', (provider) => {
    expect(drohobych(`drohobych-rada@${provider}`)).toBe('public-provider')
    expect(drohobych(`drohobych-rada@${provider}`, `https://${provider}`)).toBe('public-provider')
  })

  it.each([null, '', '   ', 'ще немає', 'http://'])('cannot be compared with the website %j', (website) => {
    expect(drohobych('mer@example.org', website)).toBe('unknown-website')
  })

  it('does not take a longer word for a short name', () => {
    const uman = (email: string) => standingOf({ email, website: null, romanised: ['Uman'] })
    expect(uman('a@humanrights.gov.ua')).toBe('unknown-website')
    expect(uman('a@uman-rada.gov.ua')).toBe('official')
    const kamianets = { website: null, romanised: ['Kamianets-Podilskyi'] }
    expect(standingOf({ ...kamianets, email: 'a@kamianets-podilskyi.gov.ua' })).toBe('official')
    expect(standingOf({ ...kamianets, email: 'a@rada-kamianetspodilskyi.gov.ua' })).toBe('official')
  })
})

describe('domains', () => {
  it('are read from addresses however they are written', () => {
    expect(domainOf('A@B@Example.ORG.')).toBe('example.org')
    expect(siteDomain('ftp://Die.fr/x')).toBe('die.fr')
    expect(siteDomain('www.mairie-die.fr/accueil?x=1')).toBe('mairie-die.fr')
  })
})
