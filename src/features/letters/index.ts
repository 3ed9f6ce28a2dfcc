// The doorway to letters.
export { countLettersInTrouble } from './letters.queries.js'
