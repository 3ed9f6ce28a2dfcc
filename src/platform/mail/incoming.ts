// What a message in our mailbox says about a letter: it came back, or a person answered it. The only
// file that knows mailparser. Reports follow RFC 3464 as Postfix, Exchange and Gmail write them; older
// servers write plain text, which is read as well as can be. Nobody's words are kept.
import { simpleParser, type ParsedMail, type StructuredHeader } from 'mailparser'

export type Incoming =
  /** `letters`: ids of letters it may be about, the likeliest first. */
  | { kind: 'bounce'; letters: string[]; answer: string }
  | { kind: 'reply'; letters: string[] }
  /** An automatic answer, a delay, a receipt, or something that is not about a letter. */
  | { kind: 'other' }

const other: Incoming = { kind: 'other' }

// A letter's Message-ID and its envelope id begin with its id.
const id = '([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})'
const inMessageId = new RegExp(`\\b${id}@`, 'gi')
const inEnvelope = new RegExp(`^original-envelope-id:\\s*${id}`, 'gim')
/** What a mail program sends by itself when its reader wants no more of a kind; see `travel.ts`. */
const unsubscribing = new RegExp(`^Unsubscribe [a-z-]+ ${id}$`)
const most = 20

const idsIn = (text: string): string[] =>
  [...text.matchAll(inEnvelope), ...text.matchAll(inMessageId)].map(([, found]) =>
    (found ?? '').toLowerCase(),
  )

/** A header as it came; undefined when there is none. */
const header = (mail: ParsedMail, name: string): string | undefined =>
  mail.headerLines
    .find(({ key }) => key === name)
    ?.line.replace(/^[^:]*:/, '')
    .trim()

function contentType(mail: ParsedMail): { value: string; report: string } {
  const type = mail.headers.get('content-type') as StructuredHeader | undefined
  if (typeof type !== 'object' || !('params' in type)) return { value: '', report: '' }
  return { value: type.value.toLowerCase(), report: (type.params['report-type'] ?? '').toLowerCase() }
}

const senderOf = (mail: ParsedMail) => mail.from?.value[0]?.address?.toLowerCase() ?? ''

const isFromAServer = (mail: ParsedMail) =>
  /^(mailer-daemon|postmaster|mail-daemon|maildelivery|microsoftexchange[0-9a-f]*)@/.test(senderOf(mail)) ||
  /^<\s*>$/.test(header(mail, 'return-path') ?? '') ||
  header(mail, 'x-failed-recipients') !== undefined

const marksOfMachines = ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress', 'list-id']

const isAutomatic = (mail: ParsedMail) =>
  !/^no\b/i.test(header(mail, 'auto-submitted') ?? 'no') ||
  marksOfMachines.some((name) => header(mail, name) !== undefined) ||
  /^(bulk|junk|list|auto[-_]reply)$/i.test(header(mail, 'precedence') ?? '') ||
  contentType(mail).value === 'multipart/report' ||
  isFromAServer(mail)

/** The fields of a delivery report about each recipient. */
const recipientsIn = (status: string): Map<string, string>[] =>
  status
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .map((group) => {
      const fields = [...group.matchAll(/^([A-Za-z-]+):[ \t]*(.*)$/gm)]
      return new Map(fields.map(([, name, value]) => [(name ?? '').toLowerCase(), (value ?? '').trim()]))
    })

/** What the server said, beginning with its code: `550 5.1.1 … unknown`, or `5.1.1 …` where it gave no other. */
function answerIn(recipient: Map<string, string>): string {
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(recipient.get('status') ?? '')?.[0] ?? ''
  const said = (recipient.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '')
  const isKnown = /\b[45]\.\d{1,3}\.\d{1,3}\b/.test(said)
  return isKnown || /^\d\.0\.0$/.test(status) ? said || status : `${status} ${said}`.trim()
}

/** The first line of a plain text that looks like what a server said. */
const refusalIn = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /\b5\d\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b/.test(line))
    ?.replace(/^.*?(?=\b5\d\d[ -]|\b5\.\d{1,3}\.\d)/, '')

function bounceIn(mail: ParsedMail, everything: string): Incoming {
  const letters = [...new Set([...idsIn(header(mail, 'in-reply-to') ?? ''), ...idsIn(everything)])].slice(
    0,
    most,
  )
  if (letters.length === 0) return other
  const reports = mail.attachments.filter(({ contentType: type }) => type === 'message/delivery-status')
  if (reports.length > 0) {
    const recipients = reports.flatMap(({ content }) => recipientsIn(content.toString()))
    const failed = recipients.find((recipient) => /^failed\b/i.test(recipient.get('action') ?? ''))
    return failed ? { kind: 'bounce', letters, answer: answerIn(failed) || 'no reason given' } : other
  }
  const answer = refusalIn(mail.text ?? '')
  return answer ? { kind: 'bounce', letters, answer } : other
}

/** Reads a message; one that cannot be understood is about nothing. */
export async function readIncoming(source: Buffer): Promise<Incoming> {
  const mail = await simpleParser(source, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  }).catch(() => undefined)
  if (!mail) return other
  const { value, report } = contentType(mail)
  if (value === 'multipart/report' ? report === 'delivery-status' : isFromAServer(mail)) {
    // The returned headers may stand anywhere, in any encoding: as they came, and decoded.
    const raw = source.toString('latin1').replace(/=\r?\n/g, '')
    const decoded = mail.attachments.map(({ content }) => content.toString('latin1'))
    return bounceIn(mail, [...decoded, mail.text ?? '', raw].join('\n'))
  }
  const stopped = unsubscribing.exec(mail.subject ?? '')?.[1]
  if (stopped) return { kind: 'reply', letters: [stopped] }
  if (isAutomatic(mail)) return other
  const letters = idsIn(`${mail.inReplyTo ?? ''} ${[mail.references ?? []].flat().reverse().join(' ')}`)
  return letters.length > 0 ? { kind: 'reply', letters: [...new Set(letters)].slice(0, most) } : other
}
