// Every page in German. On PostgreSQL the walk in Ukrainian says enough: words do not depend on the database.
import { describe } from '@jest/globals'
import { everyPageIn } from '../support/every-page-in.js'

const walked = process.env.TEST_DATABASE_URL ? describe.skip : describe

walked('every page in German', () => {
  everyPageIn('de')
})
