// The measure everything is held against: Express and Handlebars alone, with a page of the same size
// as the search page (twenty rows), no middleware, no data.
import express from 'express'
import Handlebars from 'handlebars'

const bytes = Number(process.env.BARE_BYTES ?? 20_000)
const rows = 20
const page = Handlebars.compile(
  '<!doctype html><html lang="en"><title>{{title}}</title><body><ul>{{#each rows}}<li><a href="/{{id}}">{{name}}</a> {{words}}</li>{{/each}}</ul></body></html>',
)
const words = 'x'.repeat(Math.max(0, Math.round(bytes / rows) - 60))

const app = express()
app.disable('x-powered-by')
app.get('/', (_req, res) => {
  const list = Array.from({ length: rows }, (_, i) => ({
    id: `community-${i}`,
    name: `Community ${i}`,
    words,
  }))
  res.type('html').send(page({ title: 'Bare', rows: list }))
})
app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('bare page is ready'))
