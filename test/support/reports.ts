// Messages as mail servers and mail programs send them back to a sender: reports in the shapes of
// Postfix, Exchange, Gmail, Exim and qmail, and answers of people and of machines. Our letter in them
// has the Message-ID `<{letter}@pobratym.example>`.

const lines = (text: string) => Buffer.from(text.trimStart().replace(/\r?\n/g, '\r\n'))

const to = 'Побратим <office@pobratym.example>'

const returned = (letter: string) => `From: =?UTF-8?B?0J/QvtCx0YDQsNGC0LjQvA==?= <office@pobratym.example>
To: Claire Dubois <claire@valence.example>
Subject: Introduction closed: Valence and Drohobych
Message-ID: <${letter}@pobratym.example>
Date: Mon, 23 Nov 2026 08:00:01 +0000
Auto-Submitted: auto-generated
MIME-Version: 1.0
`

export const postfixBounce = (letter: string) =>
  lines(`
Return-Path: <>
From: MAILER-DAEMON@mx.valence.example (Mail Delivery System)
To: office@pobratym.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 23 Nov 2026 08:00:05 +0000 (UTC)
Auto-Submitted: auto-replied
Message-Id: <20261123080005.1A2B3C@mx.valence.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="9B7C2D.1795420805/mx.valence.example"

This is a MIME-encapsulated message.

--9B7C2D.1795420805/mx.valence.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.valence.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<claire@valence.example>: host mail.valence.example[192.0.2.7] said: 550 5.1.1
    <claire@valence.example>: Recipient address rejected: User unknown in
    virtual mailbox table (in reply to RCPT TO command)

--9B7C2D.1795420805/mx.valence.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.valence.example
Original-Envelope-Id: ${letter}
X-Postfix-Queue-ID: 9B7C2D
X-Postfix-Sender: rfc822; office@pobratym.example
Arrival-Date: Mon, 23 Nov 2026 08:00:04 +0000 (UTC)

Final-Recipient: rfc822; claire@valence.example
Original-Recipient: rfc822;claire@valence.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mail.valence.example
Diagnostic-Code: smtp; 550 5.1.1 <claire@valence.example>: Recipient address
    rejected: User unknown in virtual mailbox table

--9B7C2D.1795420805/mx.valence.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

${returned(letter)}
--9B7C2D.1795420805/mx.valence.example--
`)

export const postfixDelay = (letter: string) =>
  Buffer.from(
    postfixBounce(letter)
      .toString()
      .replace('Action: failed', 'Action: delayed')
      .replace('Status: 5.1.1', 'Status: 4.4.1')
      .replace('Undelivered Mail Returned to Sender', 'Delayed Mail (still being retried)'),
  )

export const exchangeBounce = (letter: string) =>
  lines(`
Return-Path: <>
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@valence.example>
To: <office@pobratym.example>
Date: Mon, 23 Nov 2026 08:00:06 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="cf8e6ee4-2a5e-4f0e-9d2c-3d7a1f1c0f11"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: fr-FR
Message-ID: <5b9f1f5c-47b1-4ac3-8e37-1f6c3f3a1111@VE1PR04MB6735.eurprd04.prod.outlook.com>
In-Reply-To: <${letter}@pobratym.example>
References: <${letter}@pobratym.example>
Subject: =?utf-8?Q?Non_remis_:_Introduction_closed?=
Auto-Submitted: auto-replied
MIME-Version: 1.0

--cf8e6ee4-2a5e-4f0e-9d2c-3d7a1f1c0f11
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="3b0a7f5e-0000-4000-8000-000000000001"

--3b0a7f5e-0000-4000-8000-000000000001
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Echec de la remise =E0 ces destinataires ou groupes :

claire@valence.example

--3b0a7f5e-0000-4000-8000-000000000001
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><b>claire@valence.example</b> <img src=3D"cid:bad"></body></html>

--3b0a7f5e-0000-4000-8000-000000000001--

--cf8e6ee4-2a5e-4f0e-9d2c-3d7a1f1c0f11
Content-Type: message/delivery-status

Reporting-MTA: dns;VE1PR04MB6735.eurprd04.prod.outlook.com
Received-From-MTA: dns;mail.pobratym.example
Arrival-Date: Mon, 23 Nov 2026 08:00:05 +0000

Final-Recipient: rfc822;claire@valence.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded

--cf8e6ee4-2a5e-4f0e-9d2c-3d7a1f1c0f11
Content-Type: message/rfc822

${returned(letter)}Content-Type: text/plain

--cf8e6ee4-2a5e-4f0e-9d2c-3d7a1f1c0f11--
`)

export const gmailBounce = (letter: string) =>
  lines(`
Return-Path: <>
Received: by 2002:a05:6000:1e0d with SMTP id bj13mr1; Mon, 23 Nov 2026 00:00:07 -0800 (PST)
To: office@pobratym.example
Content-Type: multipart/report; boundary="000000000000aaaa"; report-type=delivery-status
Auto-Submitted: auto-replied
Message-ID: <6740c0d7.050a0220@mx.google.com>
Date: Mon, 23 Nov 2026 00:00:07 -0800 (PST)
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Subject: Delivery Status Notification (Failure)
In-Reply-To: <${letter}@pobratym.example>
References: <${letter}@pobratym.example>
X-Failed-Recipients: claire@valence.example

--000000000000aaaa
Content-Type: multipart/related; boundary="000000000000bbbb"

--000000000000bbbb
Content-Type: multipart/alternative; boundary="000000000000cccc"

--000000000000cccc
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to claire@valence.example because the domain valence.example couldn't be found.

--000000000000cccc
Content-Type: text/html; charset="UTF-8"

<html><body><p>Your message wasn't delivered</p></body></html>

--000000000000cccc--
--000000000000bbbb
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=
--000000000000bbbb--
--000000000000aaaa
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 23 Nov 2026 00:00:06 -0800 (PST)
X-Original-Message-ID: <${letter}@pobratym.example>

Final-Recipient: rfc822; claire@valence.example
Action: failed
Status: 5.1.2
Diagnostic-Code: smtp; DNS Error: DNS type 'mx' lookup of valence.example responded with code NXDOMAIN
 Domain name not found: valence.example
Last-Attempt-Date: Mon, 23 Nov 2026 00:00:07 -0800 (PST)

--000000000000aaaa
Content-Type: message/rfc822

${returned(letter)}Content-Type: text/plain

--000000000000aaaa--
`)

export const eximBounce = (letter: string) =>
  lines(`
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mail.valence.example>
To: office@pobratym.example
X-Failed-Recipients: claire@valence.example
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1tEaXx-0001Ab-Cd@mail.valence.example>
Date: Mon, 23 Nov 2026 09:00:05 +0100
Content-Type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  claire@valence.example
    host mx.valence.example [192.0.2.7]
    SMTP error from remote mail server after end of data:
    550 5.7.1 Message rejected as spam

------ This is a copy of the message, including all the headers. ------

${returned(letter)}
`)

export const qmailBounce = (letter: string) =>
  lines(`
Return-Path: <>
From: MAILER-DAEMON@mail.valence.example
To: office@pobratym.example
Subject: failure notice
Date: 23 Nov 2026 08:00:05 -0000

Hi. This is the qmail-send program at mail.valence.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<claire@valence.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${returned(letter)}
`)

interface Answer {
  headers?: string
  from?: string
  references?: string
}

/** What a person writes back; `headers` make it something else. */
export const anAnswer = (letter: string, { headers = '', from = '', references = '' }: Answer = {}) =>
  lines(`
From: ${from || 'Claire Dubois <claire@valence.example>'}
To: ${to.replace('Побратим', 'Pobratym')}
Subject: Re: Introduction closed: Valence and Drohobych
Date: Mon, 23 Nov 2026 10:00:00 +0100
Message-ID: <CAF00@mail.valence.example>
In-Reply-To: <${letter}@pobratym.example>
References: ${references || `<${letter}@pobratym.example>`}
${headers ? `${headers}\n` : ''}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Merci beaucoup, un secret que personne ne garde.
`)

export const readReceipt = (letter: string) =>
  lines(`
From: Claire Dubois <claire@valence.example>
To: office@pobratym.example
Subject: Lu : Introduction closed
Date: Mon, 23 Nov 2026 10:00:00 +0100
In-Reply-To: <${letter}@pobratym.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="mdn"

--mdn
Content-Type: text/plain

Your message was read.
--mdn
Content-Type: message/disposition-notification

Final-Recipient: rfc822; claire@valence.example
Original-Message-ID: <${letter}@pobratym.example>
Disposition: manual-action/MDN-sent-manually; displayed
--mdn--
`)
