// The doorway of imports: the registry's files, read and loaded.
export { loadRegistry, type Load, type LoadOptions } from './imports.actions.js'
export { BadSeeds, type Seeds } from './imports.model.js'
export { readSeeds } from './imports.reader.js'
