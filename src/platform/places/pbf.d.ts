// The part of pbf that is used here; the package brings no types.
declare module 'pbf' {
  export default class Pbf {
    constructor(bytes: Uint8Array)
    pos: number
    length: number
    readMessage<T>(readField: (tag: number, into: T, pbf: Pbf) => void, into: T): T
    readVarint(): number
    readSVarint(): number
    readString(): string
  }
}
