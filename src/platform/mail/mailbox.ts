// The port of the mailbox into which bounces and replies come: it is read, never changed.

/** How far a mailbox has been read; numbers count only as long as `uidValidity` stays the same. */
export interface Position {
  uidValidity: string
  lastUid: number
}

export interface Received {
  /** The message as it came, cut off where it is very long. */
  source: Buffer
  at: Date
}

export interface Mailbox {
  /** Which mailbox it is, without its password. */
  name: string
  /**
   * Hands over what came after a position, oldest first; without a valid one, what came since a moment.
   * Gives the new position; what is left when there is very much comes the next time.
   */
  read(
    after: Position | undefined,
    since: Date,
    take: (message: Received) => Promise<void>,
  ): Promise<Position>
}
