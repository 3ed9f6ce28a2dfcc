// Whose an address on the web or of an office is, as far as its domain tells.

/** Domains where anybody may have a mailbox: two addresses there have nothing in common. */
const publicMail = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com ' +
    'mac.com mail.com email.com proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com fastmail.com hey.com ' +
    'gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.fr web.de t-online.de freenet.de posteo.de mailbox.org arcor.de ' +
    'bluewin.ch hispeed.ch chello.at aon.at orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr ' +
    'hotmail.fr hotmail.it hotmail.de hotmail.co.uk outlook.fr outlook.de outlook.it live.fr live.co.uk yahoo.fr ' +
    'yahoo.de yahoo.it yahoo.es yahoo.co.uk yahoo.co.jp yahoo.pl wp.pl o2.pl onet.pl onet.eu op.pl interia.pl ' +
    'interia.eu poczta.fm gazeta.pl tlen.pl vp.pl libero.it tiscali.it virgilio.it alice.it tin.it telenet.be ' +
    'skynet.be proximus.be ziggo.nl kpnmail.nl hetnet.nl planet.nl xs4all.nl seznam.cz centrum.cz email.cz post.cz ' +
    'volny.cz azet.sk zoznam.sk post.sk centrum.sk freemail.hu citromail.hu indamail.hu t-online.hu abv.bg mail.bg ' +
    'dir.bg inbox.lv inbox.lt one.lt mail.ee hot.ee online.ee btinternet.com sky.com talktalk.net virginmedia.com ' +
    'eircom.net comcast.net verizon.net att.net sbcglobal.net cox.net rogers.com shaw.ca sapo.pt terra.es ' +
    'telefonica.net ukr.net i.ua meta.ua bigmir.net online.ua mail.ru yandex.com yandex.ru naver.com daum.net qq.com ' +
    '163.com 126.com walla.co.il'
  ).split(' '),
)

/** The domain of a web address, without www; undefined when it has none. */
export function domainOfSite(address: string): string | undefined {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  if (!URL.canParse(full)) return undefined
  return new URL(full).hostname.replace(/^www\d?\./, '').replace(/\.$/, '') || undefined
}

/** The domain of an office's e-mail address; undefined where anybody may have a mailbox. */
export function domainOfOffice(email: string): string | undefined {
  const domain = /@([^@\s]+)$/.exec(email)?.[1]?.toLowerCase()
  return domain === undefined || publicMail.has(domain) ? undefined : domain
}

/** Whether two domains are one, or one lies within the other. */
export const sameDomain = (a: string, b: string): boolean =>
  a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
