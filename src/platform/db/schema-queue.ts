// What belongs to the people at the desk: their saved filters, and until when they have read the answers.
export interface SavedFiltersTable {
  id: string
  accountId: string
  name: string
  /** The query string of the list. */
  query: string
  savedAt: Date
}

export interface AnswersReadTable {
  accountId: string
  readAt: Date
}
