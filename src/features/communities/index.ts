// The doorway of communities: the search index, made anew from the database.
export { rebuildIndex } from './index-changes.job.js'
