// What staff prepare for an approval: a side's letter, edited before it is sent.
export interface ProposalLettersTable {
  proposalId: string
  side: 'ua' | 'foreign'
  /** The language it is written in. */
  language: string
  /** Null together with `body`: the words are the original's. */
  subject: string | null
  body: string | null
  /** A line of one's own, beside the words. */
  personal: string | null
  /** Null: whoever approves. */
  signerId: string | null
  /** A digest of the letter that was edited, so that a change of its reasons shows. */
  original: string
  editedBy: string | null
  editedAt: Date
}
