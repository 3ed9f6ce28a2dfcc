// The doorway to letters.
export { countLettersInTrouble, troubleWithLetters } from './letters.queries.js'
