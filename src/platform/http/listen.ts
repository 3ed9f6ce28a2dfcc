// Listening where the settings say; an address that cannot be had is said in plain words.
import { createServer, type Server } from 'node:http'

export interface Address {
  host: string
  port: number
}

/** The service cannot listen where it was told to; the message says what to do. */
export class CannotListen extends Error {}

const why: Record<string, (address: Address) => string> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is in use by another program. Stop it, or set PORT to another port.`,
  EACCES: ({ port }) => `This account may not use port ${port}. Set PORT to another one, 1024 or higher.`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine. Set HOST to one that is.`,
  ENOTFOUND: ({ host }) => `${host} is no address of this machine. Set HOST to one that is.`,
}

/** @throws CannotListen when the address is taken, forbidden or not of this machine */
export const listen = (server: Server, address: Address) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const words = why[error.code ?? '']
      reject(words ? new CannotListen(words(address)) : error)
    })
    server.listen(address.port, address.host, resolve)
  })

/**
 * Tries the address and leaves it again, so that nobody waits for a first start that ends here.
 * @throws CannotListen as `listen` does
 */
export async function tryAddress(address: Address): Promise<void> {
  const server = createServer()
  await listen(server, address)
  await new Promise((closed) => server.close(closed))
}
